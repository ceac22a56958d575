//! What moved between two outcomes: another year, another version of the rules, another weight, one corrected value.
//!
//! Compares what is there; never decides which outcome is right.

use std::collections::BTreeMap;

use model::pack::Code;
use model::{EvaluationOutcome, IndicatorScore, PoolOutcome, SubjectOutcome};
use rust_decimal::Decimal;

/// Everybody and everything that differs. Whoever is not listed is the same in both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// By the order of the outcome before, then those that came new.
    pub subjects: Vec<SubjectChange>,
    /// Subjects that both rank, the same or not.
    pub compared: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SubjectChange {
    pub key: String,
    pub cause: Cause,
    pub before: Option<Standing>,
    pub after: Option<Standing>,
    pub indicators: Vec<IndicatorChange>,
}

/// The nearest reason for a change, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Was not ranked before.
    Entered,
    /// Is no longer ranked.
    Left,
    /// Other pool or group.
    Regrouped,
    /// A value of its own, its bonus or its penalty differs.
    OwnValue,
    /// The same values are scored in another way: benchmark, range, weights or method.
    Scoring,
    /// The same total; others passed it, or the cut of a grade moved.
    Others,
}

/// Where a subject stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub pool: Code,
    pub group: Option<Code>,
    pub total: Decimal,
    pub rank: Decimal,
    pub rank_in_group: Option<Decimal>,
    pub grade: Option<Code>,
}

/// One indicator of one subject, where anything differs: before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorChange {
    pub code: Code,
    pub value: [Option<Decimal>; 2],
    pub reference: [Option<Decimal>; 2],
    pub score: [Option<Decimal>; 2],
    pub points: [Option<Decimal>; 2],
}

pub fn changes(before: &EvaluationOutcome, after: &EvaluationOutcome) -> Changes {
    let old = by_key(before);
    let new = by_key(after);
    let mut found = Changes::default();
    for (key, pool, subject) in listed(before) {
        let now = new.get(key);
        found.compared += usize::from(now.is_some());
        found.subjects.extend(change(key, Some((pool, subject)), now.copied()));
    }
    for (key, pool, subject) in listed(after) {
        if !old.contains_key(key) {
            found.subjects.extend(change(key, None, Some((pool, subject))));
        }
    }
    found
}

type Placed<'a> = (&'a PoolOutcome, &'a SubjectOutcome);

fn listed(outcome: &EvaluationOutcome) -> impl Iterator<Item = (&str, &PoolOutcome, &SubjectOutcome)> {
    outcome.pools.iter().flat_map(|pool| pool.subjects.iter().map(move |one| (one.key.as_str(), pool, one)))
}

fn by_key(outcome: &EvaluationOutcome) -> BTreeMap<&str, Placed<'_>> {
    listed(outcome).map(|(key, pool, subject)| (key, (pool, subject))).collect()
}

fn change(key: &str, before: Option<Placed<'_>>, after: Option<Placed<'_>>) -> Option<SubjectChange> {
    let standing = |(pool, subject): Placed<'_>| Standing {
        pool: pool.code.clone(),
        group: subject.group.clone(),
        total: subject.total,
        rank: subject.rank,
        rank_in_group: subject.rank_in_group,
        grade: subject.grade.clone(),
    };
    let (was, is) = (before.map(standing), after.map(standing));
    let indicators = match (before, after) {
        (Some((_, old)), Some((_, new))) => indicators(old, new),
        (Some(_), None) | (None, Some(_)) | (None, None) => Vec::new(),
    };
    if was == is && indicators.is_empty() {
        return None;
    }
    let cause = match (before, after) {
        (None, _) => Cause::Entered,
        (_, None) => Cause::Left,
        (Some((old_pool, old)), Some((new_pool, new))) => {
            let states = |subject: &SubjectOutcome| -> Vec<_> {
                subject.criteria.iter().map(|result| (result.code.clone(), result.state, result.value)).collect()
            };
            let has_own = indicators.iter().any(|one| one.value[0] != one.value[1])
                || states(old) != states(new)
                || old.direct != new.direct;
            if old_pool.code != new_pool.code || old.group != new.group {
                Cause::Regrouped
            } else if has_own || old.bonus != new.bonus || old.penalty != new.penalty || old.vetoes != new.vetoes {
                Cause::OwnValue
            } else if !indicators.is_empty() || old.total != new.total {
                Cause::Scoring
            } else {
                Cause::Others
            }
        }
    };
    Some(SubjectChange { key: key.to_string(), cause, before: was, after: is, indicators })
}

fn indicators(before: &SubjectOutcome, after: &SubjectOutcome) -> Vec<IndicatorChange> {
    let mut codes: Vec<&Code> = before.indicators.iter().map(|one| &one.code).collect();
    codes.extend(
        after
            .indicators
            .iter()
            .map(|one| &one.code)
            .filter(|code| !before.indicators.iter().any(|one| one.code == **code)),
    );
    let of = |subject: &SubjectOutcome, code: &Code, part: fn(&IndicatorScore) -> Option<Decimal>| {
        subject.indicators.iter().find(|one| one.code == *code).and_then(part)
    };
    let pair =
        |code: &Code, part: fn(&IndicatorScore) -> Option<Decimal>| [of(before, code, part), of(after, code, part)];
    let all = codes.into_iter().map(|code| IndicatorChange {
        code: code.clone(),
        value: pair(code, |one| one.value),
        reference: pair(code, |one| one.reference),
        score: pair(code, |one| one.score),
        points: pair(code, |one| one.points),
    });
    let differs = |[old, new]: &[Option<Decimal>; 2]| old != new;
    all.filter(|one| [&one.value, &one.reference, &one.score, &one.points].into_iter().any(differs)).collect()
}
