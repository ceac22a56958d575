//! The parts that people share a plan out by: the headings above its tasks. Never splits a task.

use model::{ClauseNumbers, Heading, HeadingKind, ItemKind, ItemState, Plan, ReviewedItem};
use store::ChapterClaim;

use super::view::{ChapterView, Person};

/// The deepest heading around an item that is not itself a task; empty before the first one.
pub(super) fn chapter_of(outline: &[Heading], item: &ReviewedItem) -> String {
    let place = item.current.as_ref().or(item.draft.as_ref()).and_then(model::Item::span);
    let Some(place) = place else { return String::new() };
    let around = outline.iter().filter(|heading| {
        heading.kind != HeadingKind::Task && heading.span.start <= place.start && place.start < heading.body_end
    });
    around.max_by_key(|heading| heading.span.start).map(|heading| heading.id.clone()).unwrap_or_default()
}

/// All chapters that hold something to check, in the order of the text.
pub(super) fn chapters(
    draft: &Plan,
    items: &[(String, &ReviewedItem)],
    claims: &[ChapterClaim],
    person: impl Fn(&str) -> Person,
) -> Vec<ChapterView> {
    let count = |id: &str, holds: &dyn Fn(&ReviewedItem) -> bool| {
        items.iter().filter(|(chapter, item)| chapter == id && item.draft.is_some() && holds(item)).count()
    };
    let of = |id: &str, title: String| {
        let claim = claims.iter().find(|claim| claim.chapter == id && claim.checker.is_some());
        ChapterView {
            id: id.to_string(),
            title,
            total: count(id, &|_| true),
            checked: count(id, &|item| item.state.is_checked()),
            deferred: count(id, &|item| item.state == ItemState::Deferred),
            checker: claim.and_then(|claim| claim.checker.as_deref()).map(&person),
            claimed_at: claim.map(|claim| claim.at),
        }
    };
    let only_metadata = items.iter().all(|(chapter, item)| !chapter.is_empty() || item.kind == ItemKind::Metadata);
    let head = of("", if only_metadata { "基本信息" } else { "基本信息和开头部分" }.to_string());
    let numbers = ClauseNumbers::of(draft);
    let rest = draft.outline.iter().map(|heading| of(&heading.id, title(&numbers, heading)));
    let mut chapters: Vec<ChapterView> = std::iter::once(head).chain(rest).collect();
    chapters.retain(|chapter| chapter.total > 0);
    chapters
}

/// 二（一） 壮大特色产业: the number as people cite it.
fn title(numbers: &ClauseNumbers<'_>, heading: &Heading) -> String {
    format!("{} {}", numbers.number(&heading.id).unwrap_or_default(), heading.title).trim().to_string()
}
