//! The lines at the top of a text, told apart by form: headers of the page, addressees, the rest.

use model::Span;

use crate::document::Document;
use crate::labels::{Rank, label_at};
use crate::wording::Lexicon;

/// Lines at the top that may belong to the frame.
pub(super) const HEAD_LINES: usize = 80;

/// The lines at the top, told apart by form.
pub(super) struct Lines {
    pub header: Vec<Span>,
    /// Lines above the first heading that are no header, not empty.
    pub head: Vec<Span>,
    pub addressees: Option<Span>,
}

impl Lines {
    pub fn of(document: &Document, lexicon: &Lexicon) -> Lines {
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

    pub fn value_of(&self, document: &Document, keys: &[&str]) -> Option<String> {
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
