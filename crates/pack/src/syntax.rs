//! HCL text → tree, going on after faults: a line that does not parse is reported, blanked and left out.
//!
//! Never looks at what the words mean.

use hcl_edit::parser;
use hcl_edit::structure::Body;
use model::pack::FileId;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::source::{Source, span};

/// A file with more broken lines than this is not a pack.
const FAULTS_MAX: usize = 100;

pub(crate) fn parse(file: FileId, source: &Source, fixed: String, out: &mut Diagnostics) -> Body {
    let mut text = fixed;
    for _ in 0..FAULTS_MAX {
        let error = match parser::parse_body(&text) {
            Ok(body) => return body,
            Err(error) => error,
        };
        let place = error.location().offset().min(text.len());
        let line_start = text[..floor(&text, place)].rfind('\n').map_or(0, |place| place + 1);
        let line_end = text[line_start..].find('\n').map_or(text.len(), |end| line_start + end);
        let is_one_line = report(file, source, &error, place, (line_start, line_end), out);
        if is_one_line && spread(&mut text, line_start, line_end) {
            continue;
        }
        out.broken_line(span(file, line_start..line_end));
        if !blank(&mut text, line_start, line_end) {
            return Body::new();
        }
    }
    Body::new()
}

fn floor(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Blanks a line but keeps its brackets, so that the blocks around it stay whole. False when that is of no use.
fn blank(text: &mut String, start: usize, end: usize) -> bool {
    let line = &text[start..end];
    let opens = line.matches('{').count();
    let closes = line.matches('}').count();
    let mut kept = String::with_capacity(line.len());
    if opens > closes && line.trim_end().ends_with('{') {
        // A broken head of a block: a head that parses keeps the block, whose word the checker then refuses.
        kept.push_str("_ {");
    } else if closes > opens {
        kept.push('}');
    }
    if kept.len() > line.len() || line.trim() == kept.trim() || line.trim().is_empty() {
        return blank_elsewhere(text, end);
    }
    kept.push_str(&" ".repeat(line.len() - kept.len()));
    text.replace_range(start..end, &kept);
    true
}

/// The parser complains at the line after the one to blame, for example when a bracket is never closed.
fn blank_elsewhere(text: &mut String, end: usize) -> bool {
    let unclosed = text.matches('{').count().saturating_sub(text.matches('}').count());
    if unclosed > 0 && end == text.len() {
        text.push_str(&"\n}".repeat(unclosed));
        return true;
    }
    false
}

fn report(
    file: FileId,
    source: &Source,
    error: &parser::Error,
    place: usize,
    (line_start, line_end): (usize, usize),
    out: &mut Diagnostics,
) -> bool {
    let line = source.text.get(line_start..line_end).unwrap_or_default();
    let message = error.message();
    let letter = source.text[floor(&source.text, place.min(source.text.len()))..].chars().next();
    let at = span(file, place..place + letter.filter(|c| *c != '\n').map_or(0, char::len_utf8));
    let whole = {
        let indent = line.len() - line.trim_start().len();
        span(file, line_start + indent..line_start + line.trim_end().len())
    };
    if message.contains("redefined") {
        let key: String = line.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        out.report(Fault::DuplicateAttribute, whole, format!("`{key}` 写了两次")).hint("只留一处");
    } else if message.contains("nested levels") {
        out.report(Fault::Nesting, at, "嵌套超过 64 层").hint("把里层拆成单独的公式");
    } else if message.contains("chained binary operators") {
        out.report(Fault::FormulaSize, at, "一个公式的运算超过 128 次").hint("拆成几个公式");
    } else if line.contains('{') && line.contains('}') && line.matches('=').count() > 1 {
        out.report(Fault::OneLineBlock, whole, "写在一行的块只能有一个属性").hint("`{` 之后换行，一行写一个属性");
        return true;
    } else {
        let (what, hint) = explained(line, letter);
        out.report(Fault::Syntax, at, what).hint_if(hint);
    }
    false
}

/// Puts the attributes of a one-line block on lines of their own, in place of the spaces between them.
fn spread(text: &mut String, start: usize, end: usize) -> bool {
    let mut line: Vec<u8> = text.as_bytes()[start..end].to_vec();
    let (mut depth, mut in_string, mut changed) = (0_u32, false, false);
    for place in 1..line.len() {
        match line[place] {
            b'"' if line[place - 1] != b'\\' => in_string = !in_string,
            b'{' | b'[' | b'(' if !in_string => depth += 1,
            b']' | b')' if !in_string => depth = depth.saturating_sub(1),
            b'}' if !in_string => {
                if depth == 1 && line[place - 1] == b' ' {
                    line[place - 1] = b'\n';
                    changed = true;
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let begins_attribute = line[place - 1] == b' ' && is_attribute(&line[place..]);
        if depth == 1 && !in_string && begins_attribute {
            line[place - 1] = b'\n';
            changed = true;
        }
    }
    match String::from_utf8(line) {
        Ok(line) if changed => {
            text.replace_range(start..end, &line);
            true
        }
        Ok(_) | Err(_) => false,
    }
}

/// `word =`, but not `word ==`.
fn is_attribute(rest: &[u8]) -> bool {
    let word = rest.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    let spaces = rest[word..].iter().take_while(|byte| **byte == b' ').count();
    let sign = word + spaces;
    word > 0 && rest.get(sign) == Some(&b'=') && rest.get(sign + 1) != Some(&b'=')
}

fn explained(line: &str, letter: Option<char>) -> (String, Option<String>) {
    let hint = |text: &str| Some(text.to_string());
    match letter {
        None => ("文件没有写完".to_string(), hint("检查每个 `{` 是否都有对应的 `}`，引号是否成对")),
        Some('\n' | '\r') if line.matches('"').count() % 2 == 1 => {
            ("引号没有成对".to_string(), hint("在同一行补上 `\"`"))
        }
        Some('\n' | '\r') if line.trim_end().ends_with('=') => ("等号后没有值".to_string(), None),
        Some('\n' | '\r') => ("这一行没有写完".to_string(), hint("公式换行时放在括号里")),
        Some('}') => ("多了 `}` 或上一行没有写完".to_string(), None),
        Some(',') if line.contains(|c: char| c.is_ascii_digit()) && !line.contains('[') => {
            ("这里不应有逗号".to_string(), hint("数字不写千分位；一行写一个属性"))
        }
        Some(letter) if line.contains('=') => {
            (format!("不应出现“{letter}”"), hint("一行写一个属性：`词 = 值`，文字加引号"))
        }
        Some(letter) => (format!("不应出现“{letter}”"), hint("应为 `词 = 值` 或 `块 \"名称\" {`")),
    }
}
