//! What stands around the measures: titles, number, issuer, date, addressees, term, place, page furniture.

use jiff::civil::Date;
use model::{PlanMetadata, Span};

use crate::document::Document;
use crate::labels::{Rank, label_at};
use crate::numbers::chinese_integer;
use crate::wording::Lexicon;

/// The document without its measures.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub metadata: PlanMetadata,
    /// Where headings may start and the measures end.
    pub body: Span,
    /// The term as far as the title states it; undated targets fall back to it.
    pub title_term: Option<(i16, i16)>,
    /// The year that 今年 means.
    pub this_year: Option<i16>,
    pub is_work_report: bool,
}

/// Lines at the top that may belong to the frame.
const HEAD_LINES: usize = 80;

pub(crate) fn frame(document: &Document, lexicon: &Lexicon) -> Frame {
    let lines = Lines::of(document, lexicon);
    let mut metadata = PlanMetadata::default();
    let mut spans: Vec<(String, Span)> = Vec::new();
    for &header in &lines.header {
        spans.push(("header".into(), header));
    }
    let boilerplate = boilerplate(document, lexicon);
    if let Some(span) = boilerplate {
        spans.push(("boilerplate".into(), span));
    }
    let text_end = boilerplate.map_or(document.len(), |span| span.start);

    if let Some(number) = document_number(document, &lines) {
        metadata.document_number = Some(document.text(number).split_whitespace().collect());
        spans.push(("document_number".into(), number));
    }
    let title = title_block(document, &lines);
    let mut body_start = title.map_or(0, |span| span.end);
    let is_title = title.is_some_and(|span| {
        let words = document.matched(span);
        TITLE_ENDS.iter().any(|end| words.trim_end().ends_with(end))
    });
    // A page that names the title in its header and begins with the number: the first line is no title.
    let named = lines.value_of(document, &["标题"]).filter(|_| !is_title);
    if let Some(words) = named {
        let name = carried_title(&words);
        let annex = annex_title(document, name.as_deref().unwrap_or(&words), 0, text_end);
        metadata.title = name.clone().unwrap_or_else(|| words.clone());
        metadata.carrier_title = name.map(|_| words);
        if let Some(annex) = annex {
            spans.push(("title".into(), annex));
            body_start = annex.end;
        }
    } else if let Some(span) = title {
        let words = joined(document, span);
        match carried_title(&words) {
            Some(name) => {
                spans.push(("carrier_title".into(), span));
                metadata.carrier_title = Some(words);
                let annex = annex_title(document, &name, span.end, text_end);
                metadata.title = annex.map_or(name, |annex| joined(document, annex));
                if let Some(annex) = annex {
                    spans.push(("title".into(), annex));
                    body_start = annex.end;
                }
            }
            None => {
                spans.push(("title".into(), span));
                metadata.title = words;
            }
        }
    }
    if let Some(span) = lines.addressees {
        let end = document.trim(span).end;
        let span = Span::new(document.trim(span).start, end.saturating_sub(1).max(document.trim(span).start));
        metadata.addressees = Some(document.text(span));
        spans.push(("addressees".into(), span));
    }
    let (body_end, tail) = signature_start(document, lexicon, body_start, text_end);
    let signed = signature(document, title.map_or(0, |span| span.end), body_start, body_end, text_end);
    if let Some((date, date_span, issuer)) = signed {
        metadata.date = Some(date);
        spans.push(("date".into(), date_span));
        if let Some(issuer) = issuer {
            metadata.issuer = Some(document.text(issuer));
            spans.push(("issuer".into(), issuer));
        }
    }
    if tail.end > tail.start {
        spans.push(("footer".into(), tail));
    }
    if metadata.issuer.is_none() {
        metadata.issuer = lines.value_of(document, &["发文机关", "发布机构", "发布机关"]);
    }
    if metadata.date.is_none() {
        let printed = lines.value_of(document, &["成文日期", "发布日期", "发布时间"]);
        metadata.date = printed.and_then(|printed| iso_or_chinese_date(&printed));
    }
    metadata.disclosure = disclosure(document);
    let is_work_report = metadata.title.contains("政府工作报告")
        || document.chars.iter().take(400).collect::<String>().contains("报告政府工作")
        || document.chars.iter().take(400).collect::<String>().contains("报告工作");
    let title_term = term_of(&metadata.title).or_else(|| metadata.carrier_title.as_deref().and_then(term_of));
    let this_year = if is_work_report { title_term.map(|term| term.1) } else { None }
        .or(metadata.date.map(|date| date.year()))
        .or(title_term.map(|term| term.0))
        .or_else(|| is_work_report.then(|| year_after_review(document)).flatten());
    let title_term = title_term.or_else(|| if is_work_report { this_year.map(|year| (year, year)) } else { None });
    metadata.term = title_term.or_else(|| term_of_horizons(document, this_year, body_start, body_end));
    metadata.place = place_of(&metadata, lexicon);
    metadata.spans = spans;
    Frame { metadata, body: Span::new(body_start, body_end.max(body_start)), title_term, this_year, is_work_report }
}

/// The lines at the top, told apart by form.
struct Lines {
    header: Vec<Span>,
    /// Lines above the first heading that are no header, not empty.
    head: Vec<Span>,
    addressees: Option<Span>,
}

impl Lines {
    fn of(document: &Document, lexicon: &Lexicon) -> Lines {
        let mut lines = Lines { header: Vec::new(), head: Vec::new(), addressees: None };
        for &line in document.lines.iter().take(HEAD_LINES) {
            let trimmed = document.trim(line);
            if trimmed.is_empty() {
                continue;
            }
            let label = label_at(document, trimmed.start);
            if label.is_some_and(|label| label.rank != Rank::Arabic && label.rank != Rank::Article) {
                break;
            }
            if is_header(document, lexicon, trimmed) {
                lines.header.push(trimmed);
                continue;
            }
            let words = document.matched(trimmed);
            let is_salutation = words.ends_with(':') && words.chars().count() <= 150 && !words.contains('。');
            if lines.addressees.is_none() && is_salutation && words.contains('各') && !lines.head.is_empty() {
                lines.addressees = Some(trimmed);
            }
            lines.head.push(trimmed);
        }
        lines
    }

    fn value_of(&self, document: &Document, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            self.header.iter().find_map(|&line| {
                let words = document.text(line);
                let (found, value) = words.split_once([':', '：'])?;
                let found: String = found.split_whitespace().collect();
                (found == *key && !value.trim().is_empty()).then(|| value.trim().to_string())
            })
        })
    }
}

fn is_header(document: &Document, lexicon: &Lexicon, line: Span) -> bool {
    let words = document.matched(line);
    let squeezed: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if squeezed == "正文" || squeezed == "目录" {
        return true;
    }
    let chars: Vec<char> = squeezed.chars().collect();
    lexicon.page_header.at(&chars, 0).is_some_and(|(length, _)| chars.get(length) == Some(&':'))
}

/// 甲政发〔2025〕3号: on a line of its own, behind a header word, or at the end of the title.
fn document_number(document: &Document, lines: &Lines) -> Option<Span> {
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
        if document.at(at) != '号' || at >= line.end {
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
        let is_short =
            document.at(end) == '\n' || end == document.len() || document.at(end) == ' ' || line.end - end < 40;
        if is_alone && is_short && start < open && !document.matched(line).contains('。') {
            return Some(Span::new(start, end));
        }
    }
    None
}

const TITLE_ENDS: [&str; 24] = [
    "通知", "意见", "方案", "办法", "措施", "计划", "规划", "报告", "决定", "要点", "清单", "条例", "细则", "行动",
    "纲要", "稿)", "年)", "试行)", "条", "函", "公告", "政策", "指引", "安排",
];

/// The first lines that are no header, joined when the title is broken over lines.
fn title_block(document: &Document, lines: &Lines) -> Option<Span> {
    let mut head = lines.head.iter().filter(|&&line| {
        let words = document.matched(line);
        let is_number = number_in(document, line).is_some_and(|number| number.start == line.start);
        !is_number
            && Some(line) != lines.addressees
            && !words.contains('。')
            && words.chars().count() <= 120
            && !words.ends_with(':')
            && !is_disclosure(&words)
            && date_at(document, line.start).is_none_or(|(_, end)| end < line.end)
    });
    let first = *head.next()?;
    let mut block = match number_in(document, first) {
        Some(number) if number.start > first.start => document.trim(Span::new(first.start, number.start)),
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

/// A title without the line breaks it was printed with.
fn joined(document: &Document, span: Span) -> String {
    document.text(span).lines().map(str::trim).collect()
}

/// The name of the plan inside the title of the notice that carries it.
fn carried_title(title: &str) -> Option<String> {
    if !title.trim_end().ends_with("通知") {
        return None;
    }
    let after = ["印发", "发布", "转发"].iter().find_map(|word| title.split_once(word).map(|(_, after)| after))?;
    if let (Some(open), Some(close)) = (after.find('《'), after.rfind('》'))
        && open < close
    {
        return Some(after[open + '《'.len_utf8()..close].to_string());
    }
    let name = after.trim_end().strip_suffix("的通知").or_else(|| after.trim_end().strip_suffix("通知"))?;
    (!name.is_empty()).then(|| name.trim().to_string())
}

/// The annex title: a line, or two or three lines together, with the words of the carried title.
fn annex_title(document: &Document, name: &str, from: usize, to: usize) -> Option<Span> {
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

/// Trailing lines of the page that carries the document.
fn boilerplate(document: &Document, lexicon: &Lexicon) -> Option<Span> {
    let mut start = None;
    for &line in document.lines.iter().rev().take(40) {
        let trimmed = document.trim(line);
        if trimmed.is_empty() {
            continue;
        }
        let chars = &document.chars[trimmed.start..trimmed.end];
        if chars.len() < 400 && lexicon.boilerplate.is_in(chars) {
            start = Some(trimmed.start);
        } else if chars.len() > 30 {
            break;
        }
    }
    start.map(|start| Span::new(start, document.len()))
}

/// Where the signature, annex list or validity note at the end begins, and that tail.
fn signature_start(document: &Document, lexicon: &Lexicon, from: usize, to: usize) -> (usize, Span) {
    let mut end = to;
    let mut saw_date = false;
    for &line in document.lines.iter().rev().skip_while(|line| line.start >= to).take(30) {
        let trimmed = document.trim(line);
        if trimmed.start < from {
            break;
        }
        if trimmed.is_empty() {
            continue;
        }
        let words = document.matched(trimmed);
        let chars = &document.chars[trimmed.start..trimmed.end];
        let is_date = date_at(document, trimmed.start).is_some_and(|(_, date_end)| date_end + 12 >= trimmed.end);
        let is_footer = lexicon.page_footer.at(chars, 0).is_some_and(|(length, _)| {
            chars.len() < 300 && (matches!(chars.get(length), Some(':' | '.' | '。' | ' ') | None))
        });
        let is_signed = chars.len() < 80 && chars.len() > 8 && dated_signature(document, trimmed).is_some();
        let is_agency = saw_date
            && chars.len() <= 40
            && !words.contains(['。', ',', ';'])
            && label_at(document, trimmed.start).is_none();
        if is_date || is_footer || is_disclosure(&words) || is_signed || is_agency {
            saw_date = is_date;
            end = trimmed.start;
        } else {
            break;
        }
    }
    (end, Span::new(end, if end < to { to } else { end }))
}

fn is_disclosure(words: &str) -> bool {
    words.starts_with('(') && words.ends_with(')') && words.contains("此件") && words.chars().count() < 20
}

fn disclosure(document: &Document) -> Option<String> {
    let whole = Span::new(0, document.len());
    let start = document.find(whole, "(此件")?;
    let end = (start..document.len().min(start + 20)).find(|&at| document.at(at) == ')')?;
    Some(document.text(Span::new(start + 1, end)))
}

/// Date and issuer: of the notice first, else of the signature at the end, else in one line with the issuer.
fn signature(
    document: &Document,
    title_end: usize,
    body_start: usize,
    body_end: usize,
    text_end: usize,
) -> Option<(Date, Span, Option<Span>)> {
    let places = [(title_end, body_start), (body_end, text_end), (title_end, text_end.min(title_end + 1500))];
    for (number, &(from, to)) in places.iter().enumerate() {
        let mut issuer = None;
        for line in document.lines.iter().filter(|line| line.start >= from && line.end <= to) {
            let trimmed = document.trim(*line);
            if trimmed.is_empty() {
                continue;
            }
            if let Some((date, end)) = date_at(document, trimmed.start)
                && end == trimmed.end
            {
                return Some((date, Span::new(trimmed.start, end), issuer));
            }
            if number < 2
                && let Some(found) = dated_signature(document, trimmed)
            {
                return Some(found);
            }
            let is_short = trimmed.len() <= 40 && !document.matched(trimmed).contains(['。', ',', ';', ':']);
            issuer = is_short.then_some(trimmed);
        }
    }
    // In one line with everything else: 国务院办公厅2020年11月1日(此件公开发布).
    let head = Span::new(0, text_end.min(1500));
    (head.start..head.end).find_map(|at| {
        let (date, end) = date_at(document, at)?;
        let closes = matches!(document.at(end), '(' | '\n') || end >= document.len();
        let starts = (0..=30).find(|back| at < *back || matches!(document.before(at - back), '。' | '\n' | ')'))?;
        let issuer = Span::new(at - starts.min(at), at);
        let is_agency = ends_like_an_agency(document.before(at));
        (closes && is_agency && starts >= 3).then_some((date, Span::new(at, end), Some(issuer)))
    })
}

fn ends_like_an_agency(c: char) -> bool {
    matches!(c, '局' | '厅' | '府' | '院' | '室' | '会' | '委' | '部' | '办' | '署')
}

/// 某市科学技术局2026年5月25日发布.
fn dated_signature(document: &Document, line: Span) -> Option<(Date, Span, Option<Span>)> {
    let start = (line.start + 3..line.end.min(line.start + 30)).find(|&at| {
        document.at(at).is_ascii_digit() && ends_like_an_agency(document.before(at)) && date_at(document, at).is_some()
    })?;
    let (date, end) = date_at(document, start)?;
    Some((date, Span::new(start, end), Some(Span::new(line.start, start))))
}

/// A date in Arabic or Chinese numerals, with its end.
fn date_at(document: &Document, start: usize) -> Option<(Date, usize)> {
    let mut at = start;
    let mut field = |mark: char| -> Option<u64> {
        let from = at;
        while at < from + 8 && (document.at(at).is_ascii_digit() || is_date_numeral(document.at(at))) {
            at += 1;
        }
        let digits = document.chars.get(from..at)?;
        let is_arabic = digits.first()?.is_ascii_digit();
        let number = if is_arabic { digits.iter().collect::<String>().parse().ok() } else { chinese_integer(digits) };
        let found = document.at(at) == mark;
        at += 1;
        found.then_some(number).flatten()
    };
    let year = field('年')?;
    let month = field('月')?;
    let day = field('日')?;
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1949..2100).contains(&year).then_some((date, at))
}

fn is_date_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '〇')
}

fn iso_or_chinese_date(printed: &str) -> Option<Date> {
    let document = Document::new(printed);
    date_at(&document, 0).map(|(date, _)| date).or_else(|| printed.get(..10)?.parse().ok())
}

/// The term that a title states: (2024-2025年), 2026年, “十四五”.
fn term_of(title: &str) -> Option<(i16, i16)> {
    let chars: Vec<char> = title.chars().map(crate::document::normalise).collect();
    let year_at = |at: usize| -> Option<i16> {
        let digits: String = chars.get(at..at + 4)?.iter().collect();
        let year: i16 = digits.parse().ok()?;
        let is_whole =
            !chars.get(at + 4).is_some_and(char::is_ascii_digit) && (at == 0 || !chars[at - 1].is_ascii_digit());
        (is_whole && (1949..2100).contains(&year)).then_some(year)
    };
    let mut years = Vec::new();
    for at in 0..chars.len() {
        if let Some(year) = year_at(at) {
            let next: String = chars[at + 4..].iter().take(3).collect();
            let is_range = next.starts_with(['-', '至', '到']) || next.starts_with("年-") || next.starts_with("年至");
            let is_number = at > 0 && chars[at - 1] == '(' && next.starts_with(')') && chars[at + 4..].contains(&'号');
            if is_number {
                continue;
            }
            if is_range || next.starts_with('年') || years.len() == 1 {
                years.push(year);
            }
        }
    }
    match years[..] {
        [first, second, ..] if second >= first => Some((first, second)),
        [only, ..] => Some((only, only)),
        [] => five_year_plan(&chars),
    }
}

/// “十四五” runs from 2021 to 2025.
pub(crate) fn five_year_plan(chars: &[char]) -> Option<(i16, i16)> {
    let at = (1..chars.len().saturating_sub(1))
        .find(|&at| chars[at + 1] == '五' && chars[at - 1] == '十' && "一二三四五六".contains(chars[at]))?;
    let number = i16::try_from(chinese_integer(&[chars[at - 1], chars[at]])?).ok()?;
    let start = 2021 + (number - 14) * 5;
    Some((start, start + 4))
}

/// A plan without a term in its title runs from the year of issue to the last year that a goal names.
fn term_of_horizons(document: &Document, issued: Option<i16>, from: usize, to: usize) -> Option<(i16, i16)> {
    let start = issued?;
    let mut last = None;
    for at in from..to.saturating_sub(5) {
        if document.at(at) == '到'
            && document.at(at + 5) == '年'
            && (1..5).all(|ahead| document.at(at + ahead).is_ascii_digit())
        {
            let year: Option<i16> = document.matched(Span::new(at + 1, at + 5)).parse().ok();
            last = last.max(year.filter(|year| (start..2100).contains(year)));
        }
    }
    last.map(|end| (start, end))
}

/// A work report without a title: the year after the one it looks back at.
fn year_after_review(document: &Document) -> Option<i16> {
    let head = Span::new(0, document.len().min(3000));
    let at = document.find(head, "年工作回顾").or_else(|| document.find(head, "年的工作"))?;
    let year: i16 = document.matched(Span::new(at.checked_sub(4)?, at)).parse().ok()?;
    Some(year + 1)
}

/// The place whose plan it is: the first words of issuer or title up to 市, 省, 县, …
fn place_of(metadata: &PlanMetadata, lexicon: &Lexicon) -> Option<String> {
    // 2026年甲乙政府工作报告: regions whose short names carry no 省 or 自治区.
    if let Some((before, _)) = metadata.title.split_once("政府工作报告") {
        let name = before.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年').trim();
        if name.contains("国务院") || name.contains("中华人民共和国") || name == "国家" {
            return Some("全国".into());
        }
        if (2..=8).contains(&name.chars().count()) && name.chars().all(is_cjk) && !name.contains("人民") {
            return Some(name.to_string());
        }
    }
    let sources = [metadata.issuer.as_deref(), Some(metadata.title.as_str()), metadata.carrier_title.as_deref()];
    for source in sources.into_iter().flatten() {
        let chars: Vec<char> =
            source.trim_start_matches(|c: char| c.is_ascii_digit() || "年关于印发《".contains(c)).chars().collect();
        let limit = chars.len().min(9);
        let end = (2..limit).find(|&at| {
            let is_suffix = matches!(chars[at], '市' | '省' | '县' | '区' | '州' | '旗' | '盟');
            is_suffix && chars[..at].iter().all(|&c| is_cjk(c)) && lexicon.place_common.before(&chars, at + 1).is_none()
        });
        if let Some(end) = end {
            return Some(chars[..=end].iter().collect());
        }
        let national = ["国务院", "国家", "全国", "中共中央", "财政部", "海关总署", "商务部"];
        if national.iter().any(|word| source.starts_with(word)) {
            return Some("全国".into());
        }
    }
    None
}

pub(crate) fn is_cjk(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let frame = frame(&Document::new(text), Lexicon::builtin());
        let metadata = frame.metadata;
        let shown = format!(
            "{} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?}",
            metadata.title,
            metadata.carrier_title,
            metadata.document_number,
            metadata.issuer,
            metadata.date.map(|date| date.to_string()),
            metadata.addressees,
            metadata.term,
            metadata.place
        );
        expect.assert_eq(&shown);
    }

    #[test]
    fn a_notice_carries_a_plan() {
        check(
            "甲乙市人民政府关于印发《甲乙市造林方案（2026—2028年）》的通知\n甲政发〔2026〕3号\n各县人民政府：\n现印发给你们。\n\
             甲乙市人民政府\n2026年3月1日\n（此件公开发布）\n甲乙市造林方案（2026-2028年）\n一、总体要求\n做好工作。\n电话：010-1",
            expect![[
                r#"甲乙市造林方案（2026-2028年） | Some("甲乙市人民政府关于印发《甲乙市造林方案（2026—2028年）》的通知") | Some("甲政发〔2026〕3号") | Some("甲乙市人民政府") | Some("2026-03-01") | Some("各县人民政府") | Some((2026, 2028)) | Some("甲乙市")"#
            ]],
        );
    }

    #[test]
    fn a_title_broken_over_lines_is_joined_and_the_signature_is_at_the_end() {
        check(
            "国务院关于加快推进造林和\n种草转型升级的指导意见\n国发〔2026〕9号\n各省人民政府：\n树很重要。\n一、总体要求\n到2030年，做好工作。\n国务院\n二○二六年十二月十五日",
            expect![[
                r#"国务院关于加快推进造林和种草转型升级的指导意见 | None | Some("国发〔2026〕9号") | Some("国务院") | Some("2026-12-15") | Some("各省人民政府") | Some((2026, 2030)) | Some("全国")"#
            ]],
        );
    }

    #[test]
    fn a_five_year_plan_names_its_years() {
        assert_eq!(term_of("甲乙市“十四五”造林规划"), Some((2021, 2025)));
        assert_eq!(term_of("2026年甲乙省政府工作报告"), Some((2026, 2026)));
        assert_eq!(term_of("甲乙市造林方案"), None);
    }
}
