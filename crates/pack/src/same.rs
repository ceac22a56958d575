//! An exchange, the settlement of one, or a kind of entry that is as another one but for what it writes itself (`same_as`)
//! and what it leaves out (`except`), so that a rule is written once. The other one may in turn be as a third one.
//!
//! Only puts blocks together: what they mean is checked as if all had been written in one place.

use model::pack::SourceSpan;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;
use crate::words::{self, Need};

/// What is left out is left out of another one.
pub(crate) fn except_with_same_as(block: &Block<'_>, out: &mut Diagnostics) {
    if let Some(attribute) = block.attribute("except").filter(|_| !block.has("same_as")) {
        out.report(Fault::ExcludedAttribute, attribute.span, "`except` 只与 `same_as` 一起用");
    }
}

/// The block with what it takes from another one of its kind; as it is where it names none, nothing when the other one
/// cannot be used.
pub(crate) fn whole<'tree>(block: &Block<'tree>, all: &[&Block<'tree>], out: &mut Diagnostics) -> Option<Block<'tree>> {
    except_with_same_as(block, out);
    if block.has("same_as") { put_together(block, all, out) } else { Some(block.clone()) }
}

fn put_together<'tree>(block: &Block<'tree>, all: &[&Block<'tree>], out: &mut Diagnostics) -> Option<Block<'tree>> {
    let (other, place) = other(block, all, out)?;
    let next = |block: &Block<'tree>| named(block, all);
    if let Some(way) = way_back(&block.name, other, next) {
        cyclic(&way, place, out);
        return None;
    }
    // What is wrong with the other one is told where it is written.
    let other = whole(other, all, &mut Diagnostics::default())?;
    Some(completed(block, &other, out))
}

/// The settlement of an exchange with what it takes from that of another one; nothing when that one cannot be used.
pub(crate) fn settlement_put_together<'tree>(
    settlement: &Block<'tree>,
    exchange: &str,
    all: &[&Block<'tree>],
    out: &mut Diagnostics,
) -> Option<Block<'tree>> {
    let (other, place) = other(settlement, all, out)?;
    let of = |exchange: &Block<'tree>| -> Option<Block<'tree>> {
        whole(exchange, all, &mut Diagnostics::default())?.children("settlement").next().cloned()
    };
    let next = |exchange: &Block<'tree>| named(&of(exchange)?, all);
    if let Some(way) = way_back(exchange, other, next) {
        cyclic(&way, place, out);
        return None;
    }
    let Some(taken) = of(other) else {
        out.report(Fault::ExcludedAttribute, place, format!("“{}”没有 `settlement`，不能照它", other.name))
            .hint("照写了 `settlement` 的那一个交易");
        return None;
    };
    let taken = match taken.has("same_as") {
        true => settlement_put_together(&taken, &other.name, all, &mut Diagnostics::default())?,
        false => taken,
    };
    Some(completed(settlement, &taken, out))
}

/// The block that `same_as` of one names, and where it does.
fn other<'all, 'tree>(
    block: &Block<'tree>,
    all: &'all [&'all Block<'tree>],
    out: &mut Diagnostics,
) -> Option<(&'all Block<'tree>, SourceSpan)> {
    let mention = block.name("same_as", out)?;
    let Some(other) = all.iter().find(|other| other.name == mention.name) else {
        let kind = all.first().map_or("", |first| first.word.chinese);
        unknown(kind, &mention, all.iter().map(|other| other.name.as_str()), out);
        return None;
    };
    Some((other, mention.span))
}

fn named<'all, 'tree>(block: &Block<'tree>, all: &'all [&'all Block<'tree>]) -> Option<&'all Block<'tree>> {
    block.has("same_as").then(|| other(block, all, &mut Diagnostics::default()))?.map(|(other, _)| other)
}

/// The names from one block back to itself; nothing where the way ends, or turns in a circle further on, which is told
/// there.
fn way_back<'all, 'tree>(
    from: &str,
    first: &'all Block<'tree>,
    next: impl Fn(&Block<'tree>) -> Option<&'all Block<'tree>>,
) -> Option<Vec<String>> {
    let mut way = vec![from.to_string()];
    let mut at = first;
    loop {
        let is_known = way.contains(&at.name);
        way.push(at.name.clone());
        if is_known {
            return (at.name == from).then_some(way);
        }
        at = next(at)?;
    }
}

fn cyclic(way: &[String], place: SourceSpan, out: &mut Diagnostics) {
    out.report(Fault::Cycle, place, format!("`same_as` 转了一圈：{}", way.join(" → ")))
        .hint("其中一个不写 `same_as`，全部写出来");
}

fn completed<'tree>(block: &Block<'tree>, other: &Block<'tree>, out: &mut Diagnostics) -> Block<'tree> {
    let left_out = left_out(block, other, out);
    let is_left_out = |word: &str| left_out.iter().any(|left| left == word);
    let mut whole = block.clone();
    whole.attributes.retain(|attribute| !matches!(attribute.word.word, "same_as" | "except"));
    let is_taken = |word: &str| word != "code" && !block.has(word) && !is_left_out(word);
    let taken = other.attributes.iter().filter(|attribute| is_taken(attribute.word.word));
    whole.attributes.extend(taken.cloned());
    let has_own = |word: &str| block.children.iter().any(|child| child.word.word == word);
    let taken = other.children.iter().filter(|child| !has_own(child.word.word) && !is_left_out(child.word.word));
    whole.children.extend(taken.cloned());
    whole
}

/// Attributes and blocks that are not taken.
fn left_out(block: &Block<'_>, other: &Block<'_>, out: &mut Diagnostics) -> Vec<String> {
    let mut found = Vec::new();
    for mention in block.names("except", out) {
        let word = mention.name.as_str();
        let attribute = block.word.attributes.iter().find(|known| known.word == word);
        let has_child = |block: &Block<'_>| block.children.iter().any(|child| child.word.word == word);
        let is_block = words::block(word, block.word.word).is_some();
        let problem = if attribute.is_none() && !is_block {
            Some(format!("`{}` 没有属性或块 `{word}`", block.word.word))
        } else if attribute.is_some_and(|known| known.need == Need::Required) {
            Some(format!("`{word}` 必填，不能不取"))
        } else if attribute.is_some() && block.has(word) || has_child(block) {
            Some(format!("`{word}` 自己写了，本来就不取“{}”的", other.name))
        } else if !(attribute.is_some() && other.has(word) || has_child(other)) {
            Some(format!("“{}”没有写 `{word}`，不用写不取", other.name))
        } else {
            None
        };
        match problem {
            Some(problem) => {
                out.report(Fault::ExcludedAttribute, mention.span, problem).hint("从 `except` 中去掉");
            }
            None => found.push(mention.name),
        }
    }
    found
}
