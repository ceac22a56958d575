//! A web page → its visible lines; table rows become one line with tabs between cells. Scripts, styles,
//! navigation, header and footer of the page are left out. Walks the tree with its own stack, so that deep
//! nesting cannot exhaust the machine's.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

const SKIPPED: [&str; 12] =
    ["script", "style", "head", "nav", "header", "footer", "noscript", "template", "iframe", "select", "button", "svg"];
const BLOCKS: [&str; 22] = [
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
    "pre",
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
}

pub(super) fn text(page: &str) -> String {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut text = String::new();
    let mut rows = 0usize;
    let mut steps = vec![Step::Enter(dom.document.clone())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Line => end_line(&mut text, rows),
            Step::Row => {
                rows = rows.saturating_sub(1);
                end_line(&mut text, rows);
            }
            Step::Enter(node) => {
                match &node.data {
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

#[cfg(test)]
mod tests {
    #[test]
    fn deep_nesting_is_read_within_bounds() {
        let page = format!("{}甲{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(super::text(&page), "甲");
    }
}
