//! The title of the plan, the title of the notice that carries it, and the document number.

use model::Span;

use super::date::date_at;
use super::lines::{HEAD_LINES, Lines};
use super::{is_cjk, is_disclosure};
use crate::document::Document;

/// 甲政发〔2025〕3号: on a line of its own, behind a header word, or at the end of the title.
pub(super) fn document_number(document: &Document, lines: &Lines) -> Option<Span> {
    let candidates = lines.head.iter().chain(&lines.header);
    let mut found: Vec<Span> = candidates.filter_map(|&line| number_in(document, line)).collect();
    found.sort();
    found.first().copied()
}

fn number_in(document: &Document, line: Span) -> Option<Span> {
    for open in line.start..line.end {
        if document.at(open) != '(' || !(1..=4).all(|ahead| document.at(open + ahead).is_ascii_digit()) {
            continue;
        }
        // A lost closing bracket (〔20251号) is kept as printed.
        let mut at = open + 5;
        let has_bracket = document.at(at) == ')';
        if has_bracket {
            at += 1;
        }
        let digits = at;
        while document.at(at).is_ascii_digit() || document.at(at) == ' ' {
            at += 1;
        }
        if at == digits && has_bracket {
            continue;
        }
        if !matches!(document.at(at), '号' | '號') || at >= line.end {
            continue;
        }
        let end = at + 1;
        let mut start = open;
        while start > line.start && is_cjk(document.at(start - 1)) && open - start < 14 {
            start -= 1;
        }
        let before = document.matched(Span::new(start, open));
        let behind_title = ["的通知", "的意见", "的方案"].iter().find_map(|word| {
            before.rfind(word).map(|byte| start + before[..byte].chars().count() + word.chars().count())
        });
        let start = behind_title.unwrap_or(start);
        let is_alone = start == line.start || behind_title.is_some() || matches!(document.before(start), ':' | ' ');
        let is_short = matches!(document.at(end), '\n' | '《')
            || end == document.len()
            || document.at(end) == ' '
            || line.end - end < 40;
        if is_alone && is_short && start < open && !document.matched(line).contains('。') {
            return Some(Span::new(start, end));
        }
    }
    None
}

pub(super) const TITLE_ENDS: [&str; 24] = [
    "通知", "意见", "方案", "办法", "措施", "计划", "规划", "报告", "决定", "要点", "清单", "条例", "细则", "行动",
    "纲要", "稿)", "年)", "试行)", "条", "函", "公告", "政策", "指引", "安排",
];

/// The first lines that are no header, joined when the title is broken over lines.
pub(super) fn title_block(document: &Document, lines: &Lines) -> Option<Span> {
    let mut head = lines.head.iter().filter(|&&line| {
        let words = document.matched(line);
        let number = number_in(document, line);
        // 甲方案的通知甲发〔2026〕3号 各县:  the title opens the line that holds the rest too.
        if number.is_some_and(|number| number.start > line.start + SHORTEST) {
            return true;
        }
        let is_number = number.is_some() && behind_number(document, line).is_none();
        !is_number
            && Some(line) != lines.addressees
            && !words.contains('。')
            && words.chars().count() <= 120
            && !words.ends_with(':')
            && !is_red_head(&words)
            && !is_disclosure(&words)
            && date_at(document, line.start).is_none_or(|(_, end)| end < line.end)
    });
    let first = *head.next()?;
    let mut block = match (number_in(document, first), behind_number(document, first)) {
        (_, Some(title)) => return Some(title),
        (Some(number), None) if number.start > first.start => {
            return Some(document.trim(Span::new(first.start, number.start)));
        }
        _ => first,
    };
    for &line in head.take(3) {
        let words = document.matched(block);
        let is_complete = TITLE_ENDS.iter().any(|end| words.trim_end().ends_with(end));
        // The next line must follow directly.
        let is_next = document.matched(Span::new(block.end, line.start)).trim().is_empty();
        if is_complete || !is_next || line.end - line.start > 60 {
            break;
        }
        block = Span::new(block.start, line.end);
    }
    Some(block)
}

/// 甲市人民政府文件, 甲县人民政府办公室文件: the red head names who issues, not what.
fn is_red_head(words: &str) -> bool {
    let issuer = words.trim().strip_suffix("文件").unwrap_or_default();
    ["人民政府", "办公室", "办公厅", "委员会", "国务院", "局", "厅", "委", "部"].iter().any(|end| issuer.ends_with(end))
        && !["关于", "印发", "《"].iter().any(|word| issuer.contains(word))
}

/// A title is longer than this.
const SHORTEST: usize = 6;

/// 甲政办〔2026〕3号《甲通知》: the title between the marks behind the number.
fn behind_number(document: &Document, line: Span) -> Option<Span> {
    let number = number_in(document, line).filter(|number| number.start == line.start)?;
    if document.at(number.end) != '《' {
        return None;
    }
    let close = (number.end..line.end).rev().find(|&at| document.at(at) == '》')?;
    (close > number.end + SHORTEST).then(|| Span::new(number.end + 1, close))
}

/// A title without the line breaks it was printed with.
pub(super) fn joined(document: &Document, span: Span) -> String {
    document.text(span).lines().map(str::trim).collect()
}

/// The name of the plan inside the title of the notice that carries it.
pub(super) fn carried_title(title: &str) -> Option<String> {
    if !title.trim_end().ends_with("通知") {
        return None;
    }
    let after = ["印发", "发布", "转发"].iter().find_map(|word| title.split_once(word).map(|(_, after)| after))?;
    // 印发2026年《甲》确定的…方案的通知: a name that only holds 《甲》 is no 《甲》.
    if let (Some(open), Some(close)) = (after.find('《'), after.rfind('》'))
        && open < close
        && after[..open].chars().all(|c| c.is_whitespace() || c == '了')
        && after[close + '》'.len_utf8()..].chars().count() <= 4
    {
        return Some(after[open + '《'.len_utf8()..close].to_string());
    }
    let name = after.trim_end().strip_suffix("的通知").or_else(|| after.trim_end().strip_suffix("通知"))?;
    (!name.is_empty()).then(|| name.trim().to_string())
}

/// The annex title: a line, or two or three lines together, with the words of the carried title.
pub(super) fn annex_title(document: &Document, name: &str, from: usize, to: usize) -> Option<Span> {
    let squeeze = |words: &str| -> String {
        words
            .chars()
            .map(crate::document::normalise)
            .filter(|c| !c.is_whitespace() && *c != '》' && *c != '《')
            .collect()
    };
    let wanted = squeeze(name);
    let lines: Vec<Span> = document.lines.iter().map(|&line| document.trim(line)).collect();
    let first = lines.partition_point(|line| line.start < from);
    for (index, line) in lines.iter().enumerate().skip(first).take(HEAD_LINES) {
        if line.end > to {
            break;
        }
        for length in 1..=3 {
            let Some(last) = lines.get(index + length - 1) else { break };
            let found = squeeze(&document.text(Span::new(line.start, last.end.max(line.start))));
            if found == wanted {
                return Some(Span::new(line.start, last.end));
            }
            if found.chars().count() > wanted.chars().count() || found.is_empty() {
                break;
            }
        }
    }
    None
}
