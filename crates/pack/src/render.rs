//! Prints diagnostics for a terminal: place, line, underline, notes, hint; never decides anything.
//!
//! Chinese characters are two columns wide, so that the underline stands below what it is about.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::diagnostic::Diagnostic;
use crate::fault::Severity;
use crate::source::Source;

/// Longer lines are cut, so that a bomb on one line does not fill the terminal.
const COLUMNS_MAX: usize = 160;

/// One diagnostic, ending in a line end.
pub fn render(diagnostic: &Diagnostic, sources: &[Source]) -> String {
    let mut page = String::new();
    let severity = match diagnostic.fault.severity() {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
    };
    let _ = writeln!(page, "{severity}[{}]: {}", diagnostic.fault.code(), diagnostic.message);
    let Some(source) = sources.get(usize::from(diagnostic.span.file.0)) else { return page };
    let position = source.position(diagnostic.span.start);
    let margin = " ".repeat(position.line.to_string().len());
    let _ = writeln!(page, "{margin}--> {}:{}:{}", source.path, position.line, position.column);
    let (line_start, line) = source.line_at(diagnostic.span.start);
    if !line.trim().is_empty() {
        let (shown, indent, width) = underlined(line, line_start, diagnostic);
        let _ = writeln!(page, "{margin} |");
        let _ = writeln!(page, "{} | {shown}", position.line);
        let _ = writeln!(page, "{margin} | {}{}", " ".repeat(indent), "^".repeat(width));
    }
    for note in &diagnostic.notes {
        let _ = writeln!(page, "{margin} = {note}");
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(page, "{margin} = 提示: {hint}");
    }
    page
}

/// The line without tabs, the columns before the marked part and the columns of it.
fn underlined(line: &str, line_start: usize, diagnostic: &Diagnostic) -> (String, usize, usize) {
    let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
    let (mut shown, mut columns, mut indent, mut width) = (String::new(), 0, 0, 0);
    let first_shown = first_shown(line, start.saturating_sub(line_start));
    if first_shown > 0 {
        shown.push('…');
        columns += 1;
        indent += 1;
    }
    for (byte, letter) in line.char_indices().filter(|(byte, _)| *byte >= first_shown) {
        if columns >= COLUMNS_MAX {
            shown.push('…');
            break;
        }
        let letter = if letter.is_control() { ' ' } else { letter };
        let letter_width = letter.width().unwrap_or(0);
        let place = line_start + byte;
        if place < start {
            indent += letter_width;
        } else if place < end {
            width += letter_width;
        }
        columns += letter_width;
        shown.push(letter);
    }
    (shown, indent, width.max(1))
}

/// Where to begin showing a line that is too long for its marked part to be seen.
fn first_shown(line: &str, mark: usize) -> usize {
    let before: usize =
        line.char_indices().take_while(|(byte, _)| *byte < mark).map(|(_, c)| c.width().unwrap_or(0)).sum();
    if before + 20 < COLUMNS_MAX {
        return 0;
    }
    let mut place = mark.saturating_sub(60).min(line.len());
    while !line.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use model::pack::{FileId, SourceSpan};

    use super::*;
    use crate::fault::Fault;

    fn sample(line: &str, mark: &str) -> String {
        let text = format!("# 第一行\n{line}\n");
        let start = text.find(mark).unwrap() as u32;
        let span = SourceSpan { file: FileId(0), start, end: start + mark.len() as u32 };
        let diagnostic = Diagnostic {
            fault: Fault::UnknownName,
            message: "没有“用地面级”".to_string(),
            span,
            notes: Vec::new(),
            hint: Some("是否为 `用地面积`".to_string()),
        };
        render(&diagnostic, &[Source { path: "a/1/pack.hcl".to_string(), text }])
    }

    #[test]
    fn the_underline_stands_below_wide_characters() {
        expect![[r#"
            错误[unknown-name]: 没有“用地面级”
             --> a/1/pack.hcl:2:17
              |
            2 |  value = 实缴税金 / 用地面级
              |                     ^^^^^^^^
              = 提示: 是否为 `用地面积`
        "#]]
        .assert_eq(&sample("\tvalue = 实缴税金 / 用地面级", "用地面级"));
    }

    #[test]
    fn a_line_of_any_length_stays_readable() {
        let line = format!("value = {} 用地面级", "1 + ".repeat(5000));
        let page = sample(&line, "用地面级");
        assert!(page.lines().all(|line| line.chars().count() < 200), "{page}");
        assert!(page.contains("^^^^^^^^"));
    }
}
