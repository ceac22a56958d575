//! An exchange, or the settlement of one, that is as another one but for what it writes itself (`same_as`), so that a
//! rule is written once.
//!
//! Only puts blocks together: what they mean is checked as if all had been written in one place.

use model::pack::SourceSpan;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

/// The exchange with what it takes from another one; nothing when that one cannot be used.
pub(super) fn put_together<'tree>(
    block: &Block<'tree>,
    all: &[&Block<'tree>],
    out: &mut Diagnostics,
) -> Option<Block<'tree>> {
    let (other, place) = other(block, block.span, all, out)?;
    if other.has("same_as") {
        out.report(Fault::ExcludedAttribute, place, format!("“{}”自己也照另一交易，不能再照它", other.name))
            .hint("照写全了的那一个交易");
        return None;
    }
    Some(completed(block, other))
}

/// The settlement of an exchange with what it takes from that of another one; nothing when that one cannot be used.
pub(super) fn settlement_put_together<'tree>(
    settlement: &Block<'tree>,
    exchange: SourceSpan,
    all: &[&Block<'tree>],
    out: &mut Diagnostics,
) -> Option<Block<'tree>> {
    let (other, place) = other(settlement, exchange, all, out)?;
    match other.children("settlement").next() {
        Some(whole) if !whole.has("same_as") => Some(completed(settlement, whole)),
        Some(_) | None => {
            out.report(Fault::ExcludedAttribute, place, format!("“{}”自己没有写全 `settlement`，不能照它", other.name))
                .hint("照写全了 `settlement` 的那一个交易");
            None
        }
    }
}

/// The other exchange that `same_as` of a block names, and where it does.
fn other<'all, 'tree>(
    block: &Block<'tree>,
    exchange: SourceSpan,
    all: &'all [&'all Block<'tree>],
    out: &mut Diagnostics,
) -> Option<(&'all Block<'tree>, SourceSpan)> {
    let mention = block.name("same_as", out)?;
    let others = || all.iter().filter(|other| other.span != exchange);
    let Some(other) = others().find(|other| other.name == mention.name) else {
        unknown("交易", &mention, others().map(|other| other.name.as_str()), out);
        return None;
    };
    Some((other, mention.span))
}

fn completed<'tree>(block: &Block<'tree>, other: &Block<'tree>) -> Block<'tree> {
    let mut whole = block.clone();
    whole.attributes.retain(|attribute| attribute.word.word != "same_as");
    let is_own = |word: &str| block.has(word);
    let taken =
        other.attributes.iter().filter(|attribute| attribute.word.word != "code" && !is_own(attribute.word.word));
    whole.attributes.extend(taken.cloned());
    let has_own = |word: &str| block.children.iter().any(|child| child.word.word == word);
    whole.children.extend(other.children.iter().filter(|child| !has_own(child.word.word)).cloned());
    whole
}
