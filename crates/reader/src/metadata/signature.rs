//! What closes a document: signature with issuer and date, annexes, notes of validity, furniture of the page.

use jiff::civil::Date;
use model::Span;

use super::date::date_at;
use super::is_disclosure;
use crate::document::Document;
use crate::labels::label_at;
use crate::wording::Lexicon;

/// Trailing lines of the page that carries the document.
pub(super) fn boilerplate(document: &Document, lexicon: &Lexicon) -> Option<Span> {
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
pub(super) fn signature_start(document: &Document, lexicon: &Lexicon, from: usize, to: usize) -> (usize, Span) {
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

/// Date and issuer: of the notice first, else of the signature at the end, else in one line with the issuer.
pub(super) fn signature(
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
            // 国/务/院: a signature set one character a line.
            let goes_on = trimmed.len() <= 2
                && issuer.is_some_and(|above: Span| above.end + 2 >= trimmed.start && above.len() <= 12);
            if goes_on {
                issuer = issuer.map(|above: Span| Span::new(above.start, trimmed.end));
                continue;
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
    matches!(c, '局' | '厅' | '府' | '院' | '室' | '会' | '委' | '部' | '办' | '署' | '心' | '司' | '组' | '行')
}

/// 某市科学技术局2026年5月25日发布.
fn dated_signature(document: &Document, line: Span) -> Option<(Date, Span, Option<Span>)> {
    let start = (line.start + 3..line.end.min(line.start + 30)).find(|&at| {
        document.at(at).is_ascii_digit() && ends_like_an_agency(document.before(at)) && date_at(document, at).is_some()
    })?;
    let (date, end) = date_at(document, start)?;
    Some((date, Span::new(start, end), Some(Span::new(line.start, start))))
}
