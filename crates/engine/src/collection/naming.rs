//! Which thing a field asks for, read from its name: the same number under other words, and official statistics under any.
//!
//! Finds likeness; whether that is a fault is decided in `admission.rs`.

use crate::register::{CreditCodeFault, checked_credit_code, narrowed, similarity};

/// How names are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameRules {
    /// Groups of words for one thing; the first stands for all.
    #[serde(default)]
    pub synonyms: Vec<Vec<String>>,
    /// Words that say how far or how a number is taken, not which one it is: 本年, 快报.
    #[serde(default)]
    pub ignored: Vec<String>,
    /// A text whose name has one of these words tells something; without one it is asked for a number.
    #[serde(default)]
    pub narrative: Vec<String>,
    #[serde(default)]
    pub statistics: Vec<Statistic>,
    /// A city that wrote its rules before there were any has those of the product.
    #[serde(default)]
    pub enterprises: EnterpriseNames,
}

/// What the name of an enterprise looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterpriseNames {
    /// Anywhere in the name.
    pub words: Vec<String>,
    pub endings: Vec<String>,
}

/// An official statistic, by the words that people use for it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistic {
    /// For the message.
    pub name: String,
    /// Any of them; parts joined by + must all be there.
    pub words: Vec<String>,
    /// With one of these in the name it is something else.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// Letters in one width and case, without spaces.
pub(super) fn read(text: &str) -> String {
    narrowed(text).chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl NameRules {
    /// The name in the words that stand for all.
    fn plain(&self, name: &str) -> String {
        let mut plain = read(name);
        for group in &self.synonyms {
            let Some((first, others)) = group.split_first() else { continue };
            for other in others {
                plain = plain.replace(&read(other), &read(first));
            }
        }
        plain
    }

    /// The thing alone: without brackets, without how it is taken, without the last 额, 数, 值 or 量.
    fn bare(&self, name: &str) -> String {
        let mut bare = unbracketed(&self.plain(name));
        for word in &self.ignored {
            bare = bare.replace(&self.plain(word), "");
        }
        match bare.strip_suffix(['额', '数', '值', '量']) {
            Some(rest) if !rest.is_empty() => rest.to_string(),
            Some(_) | None => bare,
        }
    }

    /// The same thing, whatever is said around it.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let one = self.bare(one);
        !one.is_empty() && one == self.bare(other)
    }

    /// From 0 to 1.
    pub(super) fn likeness(&self, one: &str, other: &str) -> f64 {
        if self.is_same(one, other) {
            return 1.0;
        }
        similarity(one, other).max(similarity(&self.plain(one), &self.plain(other)))
    }

    /// The official statistic that a text speaks of.
    pub fn statistic(&self, text: &str) -> Option<&Statistic> {
        let text = read(text);
        let has = |word: &String| word.split('+').all(|part| text.contains(&read(part)));
        self.statistics.iter().find(|one| one.words.iter().any(has) && !one.unless.iter().any(has))
    }

    /// Whether a word is a 统一社会信用代码, be it mistyped, or a name like that of an enterprise.
    pub fn is_enterprise(&self, word: &str) -> bool {
        let EnterpriseNames { words, endings } = &self.enterprises;
        matches!(checked_credit_code(word), Ok(_) | Err(CreditCodeFault::CheckDigit))
            || words.iter().any(|part| word.contains(part.as_str()))
            || endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Asks for an account in words and not for a number in disguise.
    pub(super) fn is_narrative(&self, name: &str) -> bool {
        self.narrative.iter().any(|word| name.contains(word.as_str()))
    }
}

fn unbracketed(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            letter if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}
