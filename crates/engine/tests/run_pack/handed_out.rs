//! Laws that every allocation of every shipped pack keeps, whatever the facts: exactly its budget is handed out, nobody
//! gets less than a floor or more than a cap, nobody is lost, the order of rows changes nothing, and the same facts give
//! the same bytes.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::allocation::{AllocationError, allocation};
use engine::formula::{PackFacts, World};
use model::pack::{Allocation, Pack, Subject, Surplus};
use model::{AllocationOutcome, Period, WorkingCalendar};
use rust_decimal::Decimal;

use crate::checked;
use crate::laws::{facts_without_gaps, keys, period, shipped};

/// Many made-up facts contradict a rule (a floor above the budget) and are refused.
const SEEDS: u64 = 30;

fn subjects(pack: &Pack, rule: &Allocation) -> Vec<Arc<str>> {
    match &rule.subject {
        Subject::Register(code) => keys(pack.register(code)),
        Subject::Place(_) => keys(None),
    }
}

fn made_up(pack: &Pack, seed: u64) -> PackFacts {
    let now = period(pack);
    // A budget that the pack names is small beside some facts and large beside others.
    let scale = Decimal::from([1, 100, 10_000][seed as usize % 3]);
    facts_without_gaps(pack, seed, scale, &[now, Period::Year(now.year() - 1)])
}

fn run(
    pack: &Pack,
    rule: &Allocation,
    facts: &PackFacts,
    keys: &[Arc<str>],
) -> Result<AllocationOutcome, AllocationError> {
    let calendar = WorkingCalendar::default();
    allocation(rule, keys, period(pack), World { pack, facts, calendar: &calendar }, &str::to_string)
}

#[test]
fn every_allocation_hands_out_exactly_its_budget() {
    let allocated = Cell::new(0);
    for (path, text) in shipped() {
        let pack = checked(&path, text);
        for rule in &pack.allocations {
            let (mut done, mut refused) = (0, BTreeSet::new());
            for seed in 0..SEEDS {
                let place = format!("{path} {} {seed}", rule.name);
                let (facts, keys) = (made_up(&pack, seed), subjects(&pack, rule));
                match run(&pack, rule, &facts, &keys) {
                    Ok(outcome) => {
                        done += 1;
                        check(&place, rule, &outcome, &keys);
                        let again = run(&pack, rule, &facts, &keys).unwrap();
                        let bytes = |found: &AllocationOutcome| serde_json::to_string(found).unwrap();
                        assert_eq!(bytes(&outcome), bytes(&again), "{place}");
                        turned(
                            &place,
                            &outcome,
                            &run(&pack, rule, &facts, &keys.iter().rev().cloned().collect::<Vec<_>>()),
                        );
                    }
                    Err(error) => {
                        let words = error.to_string();
                        assert!(
                            !words.is_empty() && !matches!(error, AllocationError::Unproved { .. }),
                            "{place}: {words}"
                        );
                        refused.insert(words);
                    }
                }
            }
            assert!(done > 0, "{path} {}: nothing was allocated; {refused:?}", rule.name);
            allocated.set(allocated.get() + done);
        }
    }
    assert!(allocated.get() > 10, "{}", allocated.get());
}

fn check(place: &str, rule: &Allocation, outcome: &AllocationOutcome, keys: &[Arc<str>]) {
    let handed_out: Decimal = outcome.grants.iter().map(|grant| grant.amount).sum();
    assert_eq!(handed_out + outcome.surplus, outcome.budget, "{place}");
    assert!(outcome.surplus.is_zero() || rule.surplus == Surplus::Keep, "{place}");
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    assert!(outcome.grants.iter().all(|grant| seen.insert(&grant.key)), "{place}");
    assert!(outcome.outside.iter().all(|key| seen.insert(key)), "{place}");
    assert_eq!(seen.len(), keys.len(), "{place}");
    for grant in &outcome.grants {
        assert!(!grant.reasons.is_empty(), "{place} {}", grant.key);
        assert!(grant.amount >= Decimal::ZERO && (grant.amount % outcome.step).is_zero(), "{place} {}", grant.key);
        // Floors and caps need not be whole steps; amounts are.
        assert!(grant.floor.is_none_or(|floor| grant.amount + outcome.step > floor), "{place} {}", grant.key);
        assert!(grant.cap.is_none_or(|cap| grant.amount < cap + outcome.step), "{place} {}", grant.key);
    }
    assert!(!outcome.proof.is_empty() && outcome.proof.iter().all(|line| line.holds), "{place}");
}

/// Amounts by subject, but for the one step that the last unit among equals is: it follows the order of rows.
fn turned(place: &str, outcome: &AllocationOutcome, again: &Result<AllocationOutcome, AllocationError>) {
    let again = again.as_ref().unwrap();
    let amounts = |found: &AllocationOutcome| -> BTreeMap<String, Decimal> {
        found.grants.iter().map(|grant| (grant.key.clone(), grant.amount)).collect()
    };
    let (was, is) = (amounts(outcome), amounts(again));
    for (key, amount) in &was {
        assert!((amount - is[key]).abs() <= outcome.step, "{place} {key}");
    }
    assert_eq!((outcome.budget, outcome.surplus), (again.budget, again.surplus), "{place}");
}
