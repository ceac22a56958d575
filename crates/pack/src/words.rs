//! The vocabulary of the pack language: every block, attribute and fixed value. The only place where they are listed;
//! the checker, the reference page and completion lists are made from it.
//!
//! Contains no rules that concern more than one attribute; those stand where a block is built.

mod functions;
mod rules;
mod values;

pub use functions::{FUNCTIONS, FunctionWord};
pub use values::*;

/// A block: what it is called, where it may stand and what may stand in it.
#[derive(Debug)]
pub struct BlockWord {
    pub word: &'static str,
    pub chinese: &'static str,
    pub english: &'static str,
    /// Blocks that it may stand in; empty for the top of a file.
    pub parents: &'static [&'static str],
    pub label: Label,
    pub attributes: &'static [AttributeWord],
}

/// Whether a block has a name after its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Name,
    None,
}

#[derive(Debug)]
pub struct AttributeWord {
    pub word: &'static str,
    pub kind: Kind,
    pub need: Need,
    pub chinese: &'static str,
    pub english: &'static str,
    pub example: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// What the value of an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Code,
    Date,
    Flag,
    Whole,
    Number,
    /// A number or `parameter.名称`.
    Constant,
    Unit,
    /// A formula that yields a number.
    Formula,
    /// A formula that yields true or false.
    Condition,
    /// A formula that yields a text.
    TextFormula,
    /// The name of something declared.
    Name,
    Names,
    /// A fixed word.
    Keyword(&'static [Keyword]),
    /// A fixed word, or the name of something declared.
    KeywordOrName(&'static [Keyword]),
    /// `[[30, 20], [25, 16]]`.
    Pairs,
    Matrix,
    /// `{ 名称 = 数 }`.
    Amounts,
    /// `{ code = "名称" }`.
    Options,
    /// `{ 名称 = "文字" }`.
    Texts,
    /// A list of formulas.
    Formulas,
    /// A list of numbers.
    Numbers,
    /// A list of numbers and parameters.
    Constants,
}

impl Kind {
    pub fn in_words(self) -> &'static str {
        match self {
            Kind::Text => "文字",
            Kind::Code => "代码",
            Kind::Date => "日期",
            Kind::Flag => "true 或 false",
            Kind::Whole => "整数",
            Kind::Number => "数",
            Kind::Constant => "数或 parameter.名称",
            Kind::Unit => "计量单位",
            Kind::Formula => "公式（数）",
            Kind::Condition => "公式（真假）",
            Kind::TextFormula => "公式（文字）",
            Kind::Name => "名称",
            Kind::Names => "名称的列表",
            Kind::Keyword(_) => "固定词",
            Kind::KeywordOrName(_) => "固定词或名称",
            Kind::Pairs => "数对的列表",
            Kind::Matrix => "方阵",
            Kind::Amounts => "名称 = 数",
            Kind::Options => "代码 = 名称",
            Kind::Texts => "名称 = 文字",
            Kind::Formulas => "公式的列表",
            Kind::Numbers => "数的列表",
            Kind::Constants => "数或参数的列表",
        }
    }
}

/// A fixed value.
#[derive(Debug, PartialEq, Eq)]
pub struct Keyword {
    pub word: &'static str,
    pub chinese: &'static str,
}

/// All blocks, by the order of a pack file.
pub fn blocks() -> impl Iterator<Item = &'static BlockWord> {
    rules::all()
}

/// The block with this word that may stand in `parent` (empty at the top).
pub fn block(word: &str, parent: &str) -> Option<&'static BlockWord> {
    blocks().find(|block| {
        block.word == word && (block.parents.contains(&parent) || (block.parents.is_empty() && parent.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_explained_in_both_languages() {
        for block in blocks() {
            assert!(!block.chinese.is_empty() && block.english.ends_with('.'), "{}", block.word);
            for parent in block.parents {
                assert!(blocks().any(|other| other.word == *parent), "{} in {parent}", block.word);
            }
            for attribute in block.attributes {
                let place = format!("{}.{}", block.word, attribute.word);
                assert!(!attribute.chinese.is_empty() && !attribute.example.is_empty(), "{place}");
                assert!(attribute.english.ends_with('.'), "{place}");
            }
            let mut words: Vec<&str> = block.attributes.iter().map(|attribute| attribute.word).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), block.attributes.len(), "{}", block.word);
        }
    }
}
