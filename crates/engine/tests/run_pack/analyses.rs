//! Laws that every analysis of every shipped pack keeps, whatever the facts: nobody is lost, the order of rows and the
//! unit of money change nothing, and the same facts give the same bytes.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::analysis::{AnalysisError, Borders, analysis, periods_of};
use engine::formula::{PackFacts, World};
use model::pack::{Analysis, AnalysisMethod, ExpressionKind, Pack, Subject};
use model::{AnalysisOutcome, WorkingCalendar};
use rust_decimal::Decimal;

use crate::checked;
use crate::laws::{facts_over, keys, period, shipped};

const SEEDS: u64 = 4;

fn subjects(pack: &Pack, rule: &Analysis) -> Vec<Arc<str>> {
    match &rule.subject {
        Subject::Register(code) => keys(pack.register(code)),
        Subject::Place(_) => keys(None),
    }
}

fn made_up(pack: &Pack, rule: &Analysis, seed: u64, scale: Decimal) -> PackFacts {
    facts_over(pack, seed, scale, &periods_of(rule, period(pack)))
}

/// Places border those before and behind them in the list of codes.
fn run(pack: &Pack, rule: &Analysis, facts: &PackFacts, keys: &[Arc<str>]) -> Result<AnalysisOutcome, AnalysisError> {
    let calendar = WorkingCalendar::default();
    let sorted: BTreeSet<&str> = keys.iter().map(|key| &**key).collect();
    let sorted: Vec<&str> = sorted.into_iter().collect();
    let borders = Borders::new(sorted.windows(2).map(|pair| (pair[0], pair[1])));
    analysis(rule, keys, period(pack), World { pack, facts, calendar: &calendar }, &borders, &str::to_string)
}

/// Calls the law for every analysis and every seed whose facts can be analysed.
fn for_all(law: impl Fn(&str, &Pack, &Analysis, u64, &AnalysisOutcome)) {
    let mut analyses = 0;
    for (path, text) in shipped() {
        let pack = checked(&path, text);
        for rule in &pack.analyses {
            analyses += 1;
            let mut analysed = 0;
            for seed in 0..SEEDS {
                let facts = made_up(&pack, rule, seed, Decimal::ONE);
                match run(&pack, rule, &facts, &subjects(&pack, rule)) {
                    Ok(outcome) => {
                        analysed += 1;
                        law(&format!("{path} {} {seed}", rule.name), &pack, rule, seed, &outcome);
                    }
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
            assert!(analysed > 0, "{path} {}: no facts could be analysed", rule.name);
        }
    }
    assert!(analyses > 5, "{analyses}");
}

/// Rows by key.
fn by_key(outcome: &AnalysisOutcome) -> Vec<String> {
    let mut rows: Vec<String> = outcome.rows.iter().map(|row| format!("{} {:?}", row.key, row.cells)).collect();
    rows.sort();
    rows
}

#[test]
fn nobody_is_lost() {
    for_all(|place, pack, rule, _, outcome| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        assert!(outcome.rows.iter().all(|row| seen.insert(&row.key)), "{place}");
        assert!(outcome.left_out.iter().all(|gap| seen.insert(&gap.key) && !gap.reason.is_empty()), "{place}");
        assert!(outcome.rows.iter().all(|row| row.cells.len() == outcome.columns.len()), "{place}");
        let takes_everybody = rule.condition.kind == ExpressionKind::Flag(true);
        assert!(!takes_everybody || seen.len() == subjects(pack, rule).len(), "{place}");
        assert!(!outcome.conventions.is_empty(), "{place}");
    });
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for_all(|place, pack, rule, seed, outcome| {
        // Who is named first among equals, and in lists, follows the order of rows.
        let mut keys = subjects(pack, rule);
        keys.reverse();
        let again = run(pack, rule, &made_up(pack, rule, seed, Decimal::ONE), &keys).unwrap();
        let numbers = |outcome: &AnalysisOutcome| -> Vec<String> {
            let mut rows: Vec<String> = outcome
                .rows
                .iter()
                .map(|row| {
                    let cells = row.cells.iter().filter_map(|cell| match cell {
                        model::AnalysisCell::Number(value) => Some(value.round_dp(7).normalize().to_string()),
                        model::AnalysisCell::Text(_) | model::AnalysisCell::Missing => None,
                    });
                    format!("{} {}", row.key, cells.collect::<Vec<_>>().join(" "))
                })
                .collect();
            rows.sort();
            rows
        };
        assert_eq!(numbers(outcome), numbers(&again), "{place}");
    });
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    for_all(|place, pack, rule, seed, outcome| {
        let again = run(pack, rule, &made_up(pack, rule, seed, Decimal::ONE), &subjects(pack, rule)).unwrap();
        assert_eq!(serde_json::to_string(outcome).unwrap(), serde_json::to_string(&again).unwrap(), "{place}");
        assert_eq!(by_key(outcome), by_key(&again), "{place}");
    });
}

#[test]
fn money_in_another_unit_changes_no_efficiency_and_no_structure() {
    for_all(|place, pack, rule, seed, outcome| {
        let is_free_of_units = matches!(
            rule.method,
            AnalysisMethod::Dea { .. }
                | AnalysisMethod::Malmquist { .. }
                | AnalysisMethod::LocationQuotient
                | AnalysisMethod::Similarity
        );
        if !is_free_of_units {
            return;
        }
        let facts = made_up(pack, rule, seed, Decimal::from(10_000));
        let scaled = run(pack, rule, &facts, &subjects(pack, rule)).unwrap();
        for (was, is) in outcome.rows.iter().zip(&scaled.rows) {
            let value = |row: &model::AnalysisRow| match &row.cells[0] {
                model::AnalysisCell::Number(value) => Some(value.round_dp(7)),
                model::AnalysisCell::Text(_) | model::AnalysisCell::Missing => None,
            };
            assert_eq!((&was.key, value(was)), (&is.key, value(is)), "{place}");
        }
    });
}
