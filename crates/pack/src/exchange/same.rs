//! An exchange that is as another one but for what it writes itself (`same_as`), so that a rule is written once.
//!
//! Only puts blocks together: what they mean is checked as if all had been written in one place.

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

/// The exchange with what it takes from another one; nothing when it takes nothing.
pub(super) fn put_together<'tree>(
    block: &Block<'tree>,
    all: &[&Block<'tree>],
    out: &mut Diagnostics,
) -> Option<Block<'tree>> {
    let mention = block.name("same_as", out)?;
    let others = || all.iter().filter(|other| other.span != block.span);
    let Some(other) = others().find(|other| other.name == mention.name) else {
        unknown("交易", &mention, others().map(|other| other.name.as_str()), out);
        return None;
    };
    if other.has("same_as") {
        out.report(Fault::ExcludedAttribute, mention.span, format!("“{}”自己也照另一交易，不能再照它", mention.name))
            .hint("照写全了的那一个交易");
        return None;
    }
    let mut whole = block.clone();
    whole.attributes.retain(|attribute| attribute.word.word != "same_as");
    let is_own = |word: &str| block.has(word);
    let taken =
        other.attributes.iter().filter(|attribute| attribute.word.word != "code" && !is_own(attribute.word.word));
    whole.attributes.extend(taken.cloned());
    let has_own = |word: &str| block.children.iter().any(|child| child.word.word == word);
    whole.children.extend(other.children.iter().filter(|child| !has_own(child.word.word)).cloned());
    Some(whole)
}
