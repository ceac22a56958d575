//! Which target of the new version is which of the old, and what changed in it. Ids of targets count through the
//! text and mean nothing across versions; indicator, place, task and value do.

use std::collections::BTreeMap;

use model::{Approach, Bound, ClauseNumbers, Comparator, PeriodKind, Plan, Strength, Target};
use rust_decimal::Decimal;

use super::matching::{Likeness, Matches};
use super::tasks::MatchedTasks;
use super::{ChangeKind, ChangedField, FieldChange, ItemChange, in_text_order};

/// Thousandths that equal places, units and values count for.
const SAME_PLACES: usize = 200;
const SAME_UNIT: usize = 50;
const SAME_VALUES: usize = 100;

/// A target with the number of its pair of tasks; none when its task came or went.
struct Placed<'plan> {
    target: &'plan Target,
    group: Option<usize>,
}

pub(super) fn changes(
    tasks: &MatchedTasks<'_>,
    clauses: &[ClauseNumbers<'_>; 2],
    old: &Plan,
    new: &Plan,
) -> Vec<ItemChange> {
    let new_places = places(tasks.new.iter().map(|task| task.id.as_str()));
    let old_places = places(tasks.old.iter().map(|task| task.id.as_str()));
    // A pair of tasks is numbered by its new task.
    let old_list = placed(old, |task| old_places.get(task).and_then(|place| tasks.matches.new_of(*place)));
    let new_list =
        placed(new, |task| new_places.get(task).copied().filter(|place| tasks.matches.old_of(*place).is_some()));
    let matches = matched(&old_list, &new_list);
    let mut changes = Vec::new();
    let mut anchor = 0;
    for (place, held) in old_list.iter().enumerate() {
        match matches.new_of(place) {
            Some(found) => anchor = found + 1,
            None => changes.push((anchor, place + 1, whole(ChangeKind::Removed, held.target, &clauses[0]))),
        }
    }
    for (place, held) in new_list.iter().enumerate() {
        let change = match matches.old_of(place).and_then(|before| old_list.get(before)) {
            None => Some(whole(ChangeKind::Added, held.target, &clauses[1])),
            Some(before) => {
                let is_moved = before.group.is_none() || before.group != held.group;
                difference(before.target, held.target, clauses, is_moved)
            }
        };
        changes.extend(change.map(|change| (place + 1, 0, change)));
    }
    in_text_order(changes)
}

fn places<'id>(ids: impl Iterator<Item = &'id str>) -> BTreeMap<&'id str, usize> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}

fn placed(plan: &Plan, group: impl Fn(&str) -> Option<usize>) -> Vec<Placed<'_>> {
    let mut list: Vec<Placed<'_>> =
        plan.targets.iter().map(|target| Placed { target, group: group(&target.task) }).collect();
    list.sort_by_key(|held| held.target.span.start);
    list
}

/// Same task first, from all equal to alike; then the same indicator in another task.
fn matched(old: &[Placed<'_>], new: &[Placed<'_>]) -> Matches {
    let mut matches = Matches::none(old.len(), new.len());
    matches.by_key(|place| equal(old, place, true), |place| equal(new, place, true));
    matches.by_key(|place| same_subject(old, place), |place| same_subject(new, place));
    let likeness = |list: &[Placed<'_>]| -> Vec<Likeness> {
        list.iter()
            .map(|held| match held.group {
                Some(group) => Likeness::of(group, &held.target.subject),
                None => Likeness::of(usize::MAX, ""),
            })
            .collect()
    };
    matches.by_likeness(&likeness(old), &likeness(new), &[], |one, other| {
        let (before, after) = (old.get(one)?.target, new.get(other)?.target);
        let same_values = before.values == after.values && before.unit == after.unit;
        let shares_place = before.places.iter().any(|place| after.places.contains(place));
        if !same_values && !shares_place && before.places != after.places {
            return None;
        }
        let count = |holds: bool, thousandths: usize| if holds { thousandths } else { 0 };
        Some(
            count(before.places == after.places, SAME_PLACES)
                + count(before.unit == after.unit, SAME_UNIT)
                + count(same_values, SAME_VALUES),
        )
    });
    matches.by_key(|place| equal(old, place, false), |place| equal(new, place, false));
    matches
}

type Equal<'plan> = (Option<usize>, &'plan str, &'plan [String], &'plan [Decimal], &'plan str, Option<i16>);

/// Everything that names a target and its demand. Without the task it must be the same indicator, place and value.
fn equal<'plan>(list: &[Placed<'plan>], place: usize, in_task: bool) -> Option<Equal<'plan>> {
    let held = list.get(place)?;
    let target = held.target;
    let group = if in_task { Some(held.group?) } else { None };
    Some((group, &target.subject, &target.places, &target.values, &target.unit, target.period.year))
}

fn same_subject<'plan>(list: &[Placed<'plan>], place: usize) -> Option<(usize, &'plan str, &'plan [String])> {
    let held = list.get(place)?;
    Some((held.group?, &held.target.subject, &held.target.places))
}

fn whole(kind: ChangeKind, target: &Target, clauses: &ClauseNumbers<'_>) -> ItemChange {
    let verb = if kind == ChangeKind::Added { "新增" } else { "删去" };
    let id = Some(target.id.clone());
    let (old_id, new_id) = if kind == ChangeKind::Added { (None, id) } else { (id, None) };
    let term = term(target).map(|term| format!("{term}，")).unwrap_or_default();
    let sentence = format!(
        "{verb}目标“{}”（任务{}）：{}，{term}{}。",
        target.subject,
        clauses.label(&target.task),
        places_in_words(target),
        target.demand_in_words()
    );
    ItemChange { kind, old_id, new_id, name: target.subject.clone(), fields: Vec::new(), sentence }
}

fn difference(old: &Target, new: &Target, clauses: &[ClauseNumbers<'_>; 2], is_moved: bool) -> Option<ItemChange> {
    let number = clauses[1].label(&new.task);
    let mut fields = Vec::new();
    if is_moved {
        let from = clauses[0].label(&old.task);
        let sentence = match from == number {
            true => "移至另一任务".to_string(),
            false => format!("由任务{from}移至任务{number}"),
        };
        fields.push(FieldChange { field: ChangedField::Clause, old: Some(from), new: Some(number.clone()), sentence });
    }
    let both = |words: fn(&Target) -> Option<String>| (words(old), words(new));
    let mut add = |field, name: &str, (before, after): (Option<String>, Option<String>)| {
        fields.extend(FieldChange::of(field, name, before, after));
    };
    add(ChangedField::Indicator, "指标名称", both(|target| Some(target.subject.clone())));
    add(ChangedField::Comparator, "要求", both(|target| Some(comparator(target))));
    add(ChangedField::Unit, "计量单位", both(|target| Some(target.unit.clone()).filter(|unit| !unit.is_empty())));
    add(ChangedField::Period, "时限", both(term));
    add(ChangedField::Places, "地区", both(|target| Some(places_in_words(target))));
    add(ChangedField::Strength, "约束力", both(|target| Some(strength(target).to_string())));
    if let Some(change) = value(old, new) {
        let after_comparator = fields.iter().take_while(|field| field.field <= ChangedField::Comparator).count();
        fields.insert(after_comparator, change);
    }
    if fields.is_empty() {
        return None;
    }
    let kind = if is_moved { ChangeKind::Moved } else { ChangeKind::Changed };
    let said: Vec<&str> = fields.iter().map(|field| field.sentence.as_str()).collect();
    let sentence = format!("任务{number}中的目标“{}”：{}。", new.subject, said.join("；"));
    let (old_id, new_id) = (Some(old.id.clone()), Some(new.id.clone()));
    Some(ItemChange { kind, old_id, new_id, name: new.subject.clone(), fields, sentence })
}

/// Says up or down only where both have one value in one unit.
fn value(old: &Target, new: &Target) -> Option<FieldChange> {
    if old.values == new.values {
        return None;
    }
    let amount = |target: &Target| {
        let values: Vec<String> = target.values.iter().map(|value| value.normalize().to_string()).collect();
        format!("{}{}", values.join("—"), target.unit)
    };
    let (before, after) = (amount(old), amount(new));
    let verb = match (old.values.as_slice(), new.values.as_slice()) {
        ([low], [high]) if old.unit == new.unit && low < high => "上调为",
        ([high], [low]) if old.unit == new.unit && low < high => "下调为",
        _ => "改为",
    };
    let sentence = format!("目标值由{before}{verb}{after}");
    Some(FieldChange { field: ChangedField::Value, old: Some(before), new: Some(after), sentence })
}

fn comparator(target: &Target) -> String {
    if target.comparator == Comparator::About && target.approach == Some(Approach::Below) {
        return "接近".to_string();
    }
    let words = target.comparator.in_words(target.strict);
    let bound = match (target.comparator, target.bound) {
        (Comparator::IncreaseBy, Some(Bound::AtLeast)) => "不低于",
        (Comparator::IncreaseBy, Some(Bound::AtMost)) => "不高于",
        (Comparator::IncreaseBy, Some(Bound::About)) => "约",
        _ => "",
    };
    format!("{words}{bound}")
}

fn places_in_words(target: &Target) -> String {
    let each = if target.distribute_each { "（各）" } else { "" };
    if target.places.is_empty() { "—".to_string() } else { format!("{}{each}", target.places.join("、")) }
}

fn strength(target: &Target) -> &'static str {
    match target.strength {
        Strength::Binding => "约束性",
        Strength::Expected => "预期性",
        Strength::Strive => "力争",
    }
}

/// 到2025年、2024—2026年每年; none when the text says nothing.
fn term(target: &Target) -> Option<String> {
    let period = &target.period;
    let span = match (period.start, period.end) {
        (Some(start), Some(end)) if start != end => format!("{start}—{end}年"),
        (Some(year), _) | (None, Some(year)) => format!("{year}年"),
        (None, None) => String::new(),
    };
    match (period.kind, period.year) {
        (PeriodKind::ByYear, Some(year)) => Some(format!("到{year}年")),
        (PeriodKind::InYear, Some(year)) => Some(format!("{year}年当年")),
        (PeriodKind::Cumulative, Some(year)) => match period.start {
            Some(start) => Some(format!("{start}—{year}年累计")),
            None => Some(format!("到{year}年累计")),
        },
        (PeriodKind::Cumulative, None) => Some(format!("{span}累计")),
        (PeriodKind::EachYear, _) => Some(format!("{span}每年")),
        (PeriodKind::AnnualAverage, _) => Some(format!("{span}年均")),
        (PeriodKind::DocumentPeriod, _) => Some(format!("规划期{span}")),
        (PeriodKind::ByYear | PeriodKind::InYear | PeriodKind::None, _) => None,
    }
}
