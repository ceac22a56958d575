//! HCL tree → blocks of known words: unknown, misplaced, missing and doubled things are reported here, once for all
//! kinds of blocks.
//!
//! Never looks at more than one attribute at a time.

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Body, Structure};
use model::pack::{FileId, SourceSpan};

use crate::diagnostic::{Diagnostics, meant, nearest};
use crate::fault::Fault;
use crate::source::span;
use crate::words::{self, AttributeWord, BlockWord, Label, Need};

/// A block whose word is known.
#[derive(Debug, Clone)]
pub(crate) struct Block<'tree> {
    pub(crate) word: &'static BlockWord,
    /// Empty for a block without a name.
    pub(crate) name: String,
    /// The name, or the word of a block without one.
    pub(crate) span: SourceSpan,
    pub(crate) attributes: Vec<Attribute<'tree>>,
    pub(crate) children: Vec<Block<'tree>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Attribute<'tree> {
    pub(crate) word: &'static AttributeWord,
    pub(crate) value: &'tree Expression,
    /// The word.
    pub(crate) span: SourceSpan,
    pub(crate) file: FileId,
}

impl<'tree> Block<'tree> {
    pub(crate) fn attribute(&self, word: &str) -> Option<&Attribute<'tree>> {
        debug_assert!(self.word.attributes.iter().any(|known| known.word == word), "{} {word}", self.word.word);
        self.attributes.iter().find(|attribute| attribute.word.word == word)
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.attribute(word).is_some()
    }

    pub(crate) fn children<'block>(&'block self, word: &'static str) -> impl Iterator<Item = &'block Block<'tree>> {
        self.children.iter().filter(move |child| child.word.word == word)
    }
}

impl Attribute<'_> {
    /// The value; the word itself where the parser kept no place.
    pub(crate) fn value_span(&self) -> SourceSpan {
        self.value.span().map_or(self.span, |range| span(self.file, range))
    }
}

/// The known blocks of a body, in the order of the text.
pub(crate) fn blocks<'tree>(
    file: FileId,
    body: &'tree Body,
    parent: Option<&'static BlockWord>,
    out: &mut Diagnostics,
) -> Vec<Block<'tree>> {
    let mut found = Vec::new();
    for structure in body {
        let Structure::Block(block) = structure else { continue };
        let word_span = block.ident.span().map_or(span(file, 0..0), |range| span(file, range));
        let word = block.ident.as_str();
        // What a line that did not parse was replaced by; that line has been reported.
        if word == "_" {
            blocks(file, &block.body, None, &mut Diagnostics::default());
            continue;
        }
        let parent_word = parent.map_or("", |parent| parent.word);
        let Some(known) = words::block(word, parent_word) else {
            unknown_block(word, parent_word, word_span, out);
            continue;
        };
        let label = block.labels.first();
        let label_span = label.and_then(Span::span).map(|range| span(file, range));
        let name = label.map(|label| label.as_str().trim().to_string()).unwrap_or_default();
        let is_named = !name.is_empty() && block.labels.len() == 1;
        match known.label {
            Label::Name if !is_named => {
                out.report(Fault::MissingName, word_span, format!("`{word}` 需要一个名称"))
                    .hint(format!("{word} \"{}名称\" {{", known.chinese));
            }
            Label::None if label.is_some() => {
                out.report(Fault::MissingName, label_span.unwrap_or(word_span), format!("`{word}` 不写名称"));
            }
            Label::Name | Label::None => {}
        }
        let place = label_span.unwrap_or(word_span);
        let whole = block.span().map_or(place, |range| span(file, range));
        let attributes = attributes(file, &block.body, known, (place, whole), out);
        let children = blocks(file, &block.body, Some(known), out);
        found.push(Block { word: known, name, span: place, attributes, children });
    }
    found
}

fn unknown_block(word: &str, parent: &str, place: SourceSpan, out: &mut Diagnostics) {
    if let Some(known) = words::blocks().find(|block| block.word == word) {
        let hint = match known.parents {
            [] => "写在文件最外层".to_string(),
            parents => {
                format!("写在 {} 里", parents.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join("、"))
            }
        };
        out.report(Fault::MisplacedBlock, place, format!("`{word}` 不能写在这里")).hint(hint);
        return;
    }
    let allowed: Vec<&str> = words::blocks()
        .filter(|block| block.parents.contains(&parent) || (block.parents.is_empty() && parent.is_empty()))
        .map(|block| block.word)
        .collect();
    out.report(Fault::UnknownWord, place, format!("没有 `{word}` 这种块")).hint_if(meant(word, &allowed));
}

fn attributes<'tree>(
    file: FileId,
    body: &'tree Body,
    block: &'static BlockWord,
    (place, whole): (SourceSpan, SourceSpan),
    out: &mut Diagnostics,
) -> Vec<Attribute<'tree>> {
    let mut found: Vec<Attribute> = Vec::new();
    let mut meant_words: Vec<&str> = Vec::new();
    for structure in body {
        let Structure::Attribute(attribute) = structure else { continue };
        let key = attribute.key.as_str();
        let key_span = attribute.key.span().map_or(place, |range| span(file, range));
        match block.attributes.iter().find(|known| known.word == key) {
            Some(word) => found.push(Attribute { word, value: &attribute.value, span: key_span, file }),
            None => {
                let known: Vec<&str> = block.attributes.iter().map(|known| known.word).collect();
                meant_words.extend(nearest(key, known.iter().copied()));
                out.report(Fault::UnknownWord, key_span, format!("`{}` 没有属性 `{key}`", block.word))
                    .hint_if(meant(key, &known));
            }
        }
    }
    let is_there =
        |word: &str| found.iter().any(|attribute| attribute.word.word == word) || meant_words.contains(&word);
    // What is as another block takes all but its code from there.
    let takes = is_there("same_as");
    let is_due = |word: &AttributeWord| word.need == Need::Required && (!takes || word.word == "code");
    let absent = block.attributes.iter().filter(|word| is_due(word));
    for word in absent.filter(|word| !is_there(word.word)) {
        if out.has_broken_line_in(whole) {
            break;
        }
        let fault = if word.word == "basis" { Fault::BasisMissing } else { Fault::MissingAttribute };
        out.report(fault, place, format!("`{}` 缺少 `{}`（{}）", block.word, word.word, word.chinese))
            .hint(format!("{} = {}", word.word, word.example));
    }
    found
}

/// Attributes at the top of a file belong to no block.
pub(crate) fn no_loose_attributes(file: FileId, body: &Body, out: &mut Diagnostics) {
    for structure in body {
        let Structure::Attribute(attribute) = structure else { continue };
        let place = attribute.key.span().map_or(span(file, 0..0), |range| span(file, range));
        out.report(Fault::MisplacedBlock, place, format!("`{}` 不在任何块里", attribute.key.as_str()))
            .hint("先写块，例：pack \"名称\" {");
    }
}
