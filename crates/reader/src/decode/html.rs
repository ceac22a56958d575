//! A web page → its visible lines; table rows become one line with tabs between cells. Scripts, styles,
//! navigation, header and footer of the page are left out. Walks the tree with its own stack, so that deep
//! nesting cannot exhaust the machine's.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

const SKIPPED: [&str; 12] =
    ["script", "style", "head", "nav", "header", "footer", "noscript", "template", "iframe", "select", "button", "svg"];
const BLOCKS: [&str; 21] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "section",
    "article",
    "blockquote",
    "dd",
    "dt",
    "main",
    "body",
    "tbody",
];

enum Step {
    Enter(Handle),
    /// Line end after a block.
    Line,
    /// Leaves a row.
    Row,
    /// Leaves text whose line ends count.
    Preformatted,
}

pub(super) fn text(page: &str) -> String {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut text = String::new();
    let mut rows = 0usize;
    let mut preformatted = 0usize;
    let mut steps = vec![Step::Enter(dom.document.clone())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Line => end_line(&mut text, rows),
            Step::Row => {
                rows = rows.saturating_sub(1);
                end_line(&mut text, rows);
            }
            Step::Preformatted => {
                preformatted -= 1;
                end_line(&mut text, rows);
            }
            Step::Enter(node) => {
                match &node.data {
                    NodeData::Text { contents } if preformatted > 0 => {
                        for (index, line) in contents.borrow().split('\n').enumerate() {
                            if index > 0 {
                                end_line(&mut text, rows);
                            }
                            add_words(&mut text, line);
                        }
                    }
                    NodeData::Text { contents } => add_words(&mut text, &contents.borrow()),
                    NodeData::Element { name, .. } => {
                        let tag = name.local.as_ref();
                        if SKIPPED.contains(&tag) {
                            continue;
                        }
                        match tag {
                            "br" => end_line(&mut text, rows),
                            "td" | "th" if rows == 1 && !text.is_empty() && !text.ends_with('\n') => text.push('\t'),
                            "tr" => {
                                end_line(&mut text, rows);
                                rows += 1;
                                steps.push(Step::Row);
                            }
                            "pre" | "textarea" => {
                                end_line(&mut text, rows);
                                preformatted += 1;
                                steps.push(Step::Preformatted);
                            }
                            _ if BLOCKS.contains(&tag) => {
                                end_line(&mut text, rows);
                                steps.push(Step::Line);
                            }
                            _ => {}
                        }
                    }
                    NodeData::Document
                    | NodeData::Doctype { .. }
                    | NodeData::Comment { .. }
                    | NodeData::ProcessingInstruction { .. } => {}
                }
                steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
            }
        }
    }
    // Handles hold their children; a very deep tree is taken apart here, one node at a time.
    dismantle(dom.document);
    text.trim_end_matches('\n').to_string()
}

fn dismantle(root: Handle) {
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children.borrow_mut().drain(..));
    }
}

/// Inside a table row a line end would break the row; cells keep their words on one line.
fn end_line(text: &mut String, rows: usize) {
    if rows == 0 && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Runs of white space between words of the page's source are one space, or nothing at the start of a line.
fn add_words(text: &mut String, words: &str) {
    for c in words.chars() {
        if matches!(c, ' ' | '\n' | '\t' | '\r') {
            if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}

/// Deepest nesting of container tags, counted on the raw page.
pub(super) fn depth(page: &str) -> usize {
    const VOID: [&str; 8] = ["br", "hr", "img", "input", "meta", "link", "wbr", "!"];
    // Closed by their next sibling when the page leaves the end tag out.
    const IMPLIED: [&str; 9] = ["p", "li", "td", "tr", "th", "dd", "dt", "option", "tbody"];
    let (mut open, mut deepest) = (0usize, 0usize);
    for piece in page.split('<').skip(1) {
        let is_end = piece.starts_with('/');
        let name: String = piece
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
            .take(12)
            .collect();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || VOID.iter().any(|void| name.starts_with(void)) || IMPLIED.contains(&name.as_str()) {
            continue;
        }
        open = if is_end { open.saturating_sub(1) } else { open + 1 };
        deepest = deepest.max(open);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use crate::decode;

    fn nested(depth: usize) -> String {
        format!("<html>{}甲{}</html>", "<div>".repeat(depth), "</div>".repeat(depth))
    }

    #[test]
    fn line_ends_of_preformatted_text_count() {
        let page = "<html><body><p>甲\n乙</p><pre>一、总则\n<b>(一)丙</b>\n丁</pre>戊</body></html>";
        assert_eq!(
            decode(page.as_bytes(), None).map(|source| source.text),
            Ok("甲 乙\n一、总则\n(一)丙\n丁\n戊".to_string())
        );
    }

    #[test]
    fn deep_nesting_is_read_within_bounds_or_refused() {
        assert_eq!(decode(nested(1500).as_bytes(), None).map(|source| source.text), Ok("甲".to_string()));
        assert_eq!(decode(nested(100_000).as_bytes(), None), Err(crate::ReadError::NestedTooDeep));
    }
}
