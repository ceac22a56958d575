//! Words that a person writes and nobody has used: units of measure and agencies. They may be right; the nearest
//! known ones are offered, and whoever means what is written says so.

use std::collections::BTreeSet;

use model::{DecisionAction, Item, Plan};
use reader::Lexicon;

use super::view::UnknownWord;

/// How many known words are offered.
const NEAREST_MAX: usize = 3;
/// Less alike than this is no suggestion.
const ALIKE_MIN: f64 = 0.3;

/// Units and agencies of a decision that are neither in the draft, nor in the plan as it stands, nor listed.
pub(super) fn unknown_words(
    lexicon: &Lexicon,
    plans: [&Plan; 2],
    units: &[String],
    action: &DecisionAction,
) -> Vec<UnknownWord> {
    let items: Vec<&Item> = match action {
        DecisionAction::Correct { item } | DecisionAction::Add { item } | DecisionAction::Merge { item, .. } => {
            vec![item]
        }
        DecisionAction::Split { items, .. } => items.iter().collect(),
        DecisionAction::Confirm { .. }
        | DecisionAction::Defer { .. }
        | DecisionAction::Reject { .. }
        | DecisionAction::Undo { .. } => Vec::new(),
    };
    if items.is_empty() {
        return Vec::new();
    }
    let mut known_units: BTreeSet<&str> = unit_words(lexicon).collect();
    known_units.extend(units.iter().map(String::as_str).filter(|unit| !unit.is_empty()));
    for plan in plans {
        known_units.extend(plan.targets.iter().map(|target| target.unit.as_str()).filter(|unit| !unit.is_empty()));
    }
    let known_agencies: BTreeSet<&str> = plans
        .iter()
        .flat_map(|plan| plan.tasks.iter().flat_map(|task| task.duties.all()))
        .map(|agency| agency.name.as_str())
        .collect();
    let mut unknown: Vec<UnknownWord> = Vec::new();
    let mut note = |word: &str, known: &BTreeSet<&str>| {
        if !unknown.iter().any(|held| held.word == word) {
            unknown.push(UnknownWord { word: word.to_string(), nearest: nearest(word, known) });
        }
    };
    for item in items {
        match item {
            Item::Target(target) if !is_unit(&target.unit, &known_units) => note(&target.unit, &known_units),
            // A plan without duties knows no agencies to compare with.
            Item::Task(task) if !known_agencies.is_empty() => {
                let strange = task.duties.all().filter(|agency| !known_agencies.contains(agency.name.as_str()));
                strange.for_each(|agency| note(&agency.name, &known_agencies));
            }
            Item::Metadata(_) | Item::Task(_) | Item::Target(_) | Item::SoftTarget(_) => {}
        }
    }
    unknown
}

fn unit_words(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let entries = lexicon.entries().iter().filter(|entry| entry.table == "units");
    entries.flat_map(|entry| entry.words.iter().map(String::as_str))
}

/// A known unit with any magnitude before it, or a ratio of such: 万千瓦, 万元/亩. No unit is one as well.
fn is_unit(unit: &str, known: &BTreeSet<&str>) -> bool {
    // 万千瓦 is 万 and 千瓦: each magnitude may be the last one or part of the unit.
    let is_measure = |part: &str| {
        let magnitudes = part.chars().take_while(|character| "十百千万亿".contains(*character)).count();
        let mut rests = part.char_indices().map(|(place, _)| &part[place..]).take(magnitudes + 1);
        rests.any(|rest| known.contains(rest))
    };
    unit.is_empty() || known.contains(unit) || unit.split('/').all(is_measure)
}

fn nearest(word: &str, known: &BTreeSet<&str>) -> Vec<String> {
    let mut scored: Vec<(f64, &str)> = known.iter().map(|held| (likeness(word, held), *held)).collect();
    scored.retain(|(score, _)| *score >= ALIKE_MIN);
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    scored.into_iter().take(NEAREST_MAX).map(|(_, held)| held.to_string()).collect()
}

/// Abbreviations drop characters (市发改委 for 市发展和改革委员会), so shared characters in order count most.
fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other).midpoint(strsim::normalized_damerau_levenshtein(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_with_any_magnitude() {
        let known: BTreeSet<&str> = unit_words(Lexicon::builtin()).collect();
        for unit in ["", "个", "万千瓦", "亿元", "万元/亩", "%"] {
            assert!(is_unit(unit, &known), "{unit}");
        }
        for unit in ["公园", "万", "元/坨"] {
            assert!(!is_unit(unit, &known), "{unit}");
        }
    }

    #[test]
    fn the_nearest_agency_comes_first() {
        let known = BTreeSet::from(["市发改委", "市商务局", "市工信局", "市农业农村局"]);
        assert_eq!(nearest("市发展改革委", &known)[0], "市发改委");
        assert_eq!(nearest("市工业和信息化局", &known)[0], "市工信局");
        assert!(nearest("东岭小学", &known).is_empty());
    }
}
