//! The blocks of the pack language with their attributes; never any code.

mod agreements;
mod allocations;
mod analyses;
mod conclusions;
mod declarations;
mod evaluations;
mod exchanges;
mod indicators;
mod ledgers;
mod matchings;
mod placements;
mod registers;

use super::{AttributeWord, BlockWord, Kind, Need};

const fn attribute(
    word: &'static str,
    kind: Kind,
    need: Need,
    chinese: &'static str,
    english: &'static str,
    example: &'static str,
) -> AttributeWord {
    AttributeWord { word, kind, need, chinese, english, example }
}

/// In the order of a pack file.
pub(super) fn all() -> impl Iterator<Item = &'static BlockWord> {
    declarations::BLOCKS
        .iter()
        .chain(registers::BLOCKS)
        .chain(evaluations::BLOCKS)
        .chain(indicators::BLOCKS)
        .chain(conclusions::BLOCKS)
        .chain(exchanges::BLOCKS)
        .chain(agreements::BLOCKS)
        .chain(matchings::BLOCKS)
        .chain(allocations::BLOCKS)
        .chain(ledgers::BLOCKS)
        .chain(analyses::BLOCKS)
        .chain(placements::BLOCKS)
}
