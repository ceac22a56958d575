//! Laws that every formula of every shipped pack keeps, whatever the facts: the order of rows and the unit of money
//! change nothing, the same facts give the same result, what is missing is explained, what is shown is what was
//! computed, and places together hold every row once.

use std::collections::BTreeSet;

use engine::formula::{
    Computed, PackFacts, Subjects, Value, World, compute, compute_formula, explain_formula, factors_used,
    missing_reasons, place_totals,
};
use model::pack::{Cycle, Formula, FormulaRounding, Pack, PlaceTotal, Subject, WhenMissing};
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;

use crate::checked;
use crate::laws::{facts_over, in_yuan, keys, period, shipped};

const SEEDS: u64 = 3;

fn of(pack: &Pack, formula: &Formula) -> Subjects {
    let keys = match &formula.subject {
        Subject::Register(code) => keys(pack.register(code)),
        Subject::Place(_) => keys(None),
    };
    Subjects::new(formula.subject.clone(), keys)
}

/// The last period of the first year that is as long as what the formula is about.
fn period_of(pack: &Pack, formula: &Formula) -> Period {
    let year = period(pack).year();
    match formula.cycle {
        Cycle::Year | Cycle::Standing => Period::Year(year),
        Cycle::HalfYear => Period::Half(year, 2),
        Cycle::Quarter => Period::Quarter(year, 4),
        Cycle::Month => Period::Month(year, 12),
    }
}

/// Facts of that period, and of what formulas look back at: the period before and the same one a year ago.
fn made_up(pack: &Pack, formula: &Formula, seed: u64, scale: Decimal) -> PackFacts {
    let now = period_of(pack, formula);
    let periods = match now {
        Period::Year(year) => vec![now, Period::Year(year - 1)],
        Period::Half(year, half) => vec![now, Period::Half(year, 1), Period::Half(year - 1, half)],
        Period::Quarter(year, quarter) => vec![now, Period::Quarter(year, 3), Period::Quarter(year - 1, quarter)],
        Period::Month(year, month) => vec![now, Period::Month(year, 11), Period::Month(year - 1, month)],
    };
    facts_over(pack, seed, scale, &periods)
}

fn run(pack: &Pack, formula: &Formula, subjects: &Subjects, facts: &PackFacts) -> Computed {
    let calendar = WorkingCalendar::default();
    compute_formula(formula, subjects, period_of(pack, formula), World { pack, facts, calendar: &calendar })
}

/// Calls the law for every formula and every seed, and says how many results there were in all.
fn for_all(law: impl Fn(&str, &Pack, &Formula, u64, &Computed)) {
    let (mut formulas, mut silent) = (0, BTreeSet::new());
    for (path, text) in shipped() {
        let pack = checked(&path, text);
        for formula in &pack.formulas {
            formulas += 1;
            let place = format!("{path} {}", formula.name);
            let mut known = 0;
            for seed in 0..SEEDS {
                let found = run(&pack, formula, &of(&pack, formula), &made_up(&pack, formula, seed, Decimal::ONE));
                known += (0..found.values.len()).filter(|row| found.values.is_known(*row)).count();
                law(&format!("{place} {seed}"), &pack, formula, seed, &found);
            }
            if known == 0 {
                silent.insert(place);
            }
        }
    }
    assert!(formulas > 150, "{formulas}");
    // Laws about nothing would hold of everything.
    assert!(silent.len() * 10 < formulas, "without any result: {silent:?}");
}

#[test]
fn the_order_of_rows_changes_no_result() {
    for_all(|place, pack, formula, seed, found| {
        let subjects = of(pack, formula);
        let turned = Subjects::new(subjects.kind.clone(), subjects.keys.iter().rev().cloned().collect());
        let again = run(pack, formula, &turned, &made_up(pack, formula, seed, Decimal::ONE));
        let last = found.values.len() - 1;
        for row in 0..=last {
            assert_eq!(found.values.get(row), again.values.get(last - row), "{place} {}", subjects.keys[row]);
        }
    });
}

#[test]
fn the_same_facts_give_the_same_results_with_the_same_parameters() {
    for_all(|place, pack, formula, seed, found| {
        let again = run(pack, formula, &of(pack, formula), &made_up(pack, formula, seed, Decimal::ONE));
        assert_eq!(found.values, again.values, "{place}");
        let bytes = |computed: &Computed| serde_json::to_string(&factors_used(&computed.factors, pack)).unwrap();
        assert_eq!(bytes(found), bytes(&again), "{place}");
    });
}

#[test]
fn what_is_missing_is_explained_and_what_is_shown_was_computed() {
    for_all(|place, pack, formula, seed, found| {
        let (subjects, facts) = (of(pack, formula), made_up(pack, formula, seed, Decimal::ONE));
        let calendar = WorkingCalendar::default();
        let (when, world) = (period_of(pack, formula), World { pack, facts: &facts, calendar: &calendar });
        let applies = compute(&formula.condition, &subjects, when, world).values;
        let values = compute(&formula.value, &subjects, when, world).values;
        for row in 0..subjects.keys.len() {
            let told = explain_formula(formula, row, &subjects, when, world);
            let key = &subjects.keys[row];
            match found.values.get(row) {
                None => {
                    assert_eq!(told.value, "—", "{place} {key}");
                    // Who is outside of a condition has no value and no reason; of the others each has one.
                    let reasons = missing_reasons(&formula.value, row, &subjects, when, world);
                    let is_computed = applies.get(row) == Some(Value::Flag(true));
                    let is_missing = !values.is_known(row);
                    assert!(!is_computed || !is_missing || !reasons.is_empty(), "{place} {key}: no reason");
                }
                Some(Value::Number(value)) => {
                    let text = told.value.trim_start_matches('约');
                    let shown: Decimal = text.parse().unwrap_or_else(|_| panic!("{place} {key}: {text}"));
                    assert_eq!(shown, value.round_dp(6), "{place} {key}");
                }
                Some(value) => assert_ne!(told.value, "—", "{place} {key} {value:?}"),
            }
        }
    });
}

#[test]
fn places_together_hold_every_row_once() {
    let by_place = std::cell::Cell::new(0);
    for_all(|place, pack, formula, seed, found| {
        let (subjects, facts) = (of(pack, formula), made_up(pack, formula, seed, Decimal::ONE));
        let calendar = WorkingCalendar::default();
        let world = World { pack, facts: &facts, calendar: &calendar };
        let totals = place_totals(formula, &subjects, period_of(pack, formula), world);
        assert_eq!(totals.is_some(), formula.place_total != PlaceTotal::None, "{place}");
        let Some(totals) = totals else { return };
        by_place.set(by_place.get() + 1);
        let mut seen = BTreeSet::new();
        let rows = totals.places.iter().flat_map(|of| of.counted.iter().chain(&of.missing)).chain(&totals.nowhere);
        assert!(rows.copied().all(|row| seen.insert(row)), "{place}");
        let of_row = |row: &usize| match found.values.get(*row) {
            Some(Value::Number(value)) => value,
            other => panic!("{place}: {other:?}"),
        };
        for of in &totals.places {
            assert!(of.missing.iter().all(|row| !found.values.is_known(*row)), "{place}");
            let sum: Decimal = of.counted.iter().map(of_row).sum();
            assert_eq!(of.total, (!of.counted.is_empty()).then_some(sum), "{place} {}", of.place);
        }
    });
    assert!(by_place.get() > 10, "{}", by_place.get());
}

#[test]
fn money_kept_in_yuan_gives_the_same_results_as_money_in_ten_thousand_yuan() {
    let mut compared = 0;
    for (path, text) in shipped() {
        let Some(small) = in_yuan(&text).filter(|small| !small.contains("money\n    unit = \"亿元\"")) else {
            continue;
        };
        let (pack, small) = (checked(&path, text), checked(&path, small));
        for (formula, again) in pack.formulas.iter().zip(&small.formulas) {
            for seed in 0..SEEDS {
                let subjects = of(&pack, formula);
                let first = run(&pack, formula, &subjects, &made_up(&pack, formula, seed, Decimal::ONE)).values;
                let scaled = made_up(&small, again, seed, Decimal::from(10_000));
                let second = run(&small, again, &subjects, &scaled).values;
                for row in 0..first.len() {
                    let place = || format!("{path} {} {seed} {}", formula.name, subjects.keys[row]);
                    match (first.get(row), second.get(row)) {
                        (Some(Value::Number(first)), Some(Value::Number(second))) => {
                            compared += 1;
                            assert!(is_near(first, second), "{}: {first} {second}", place());
                        }
                        (first, second) => assert_eq!(first, second, "{}", place()),
                    }
                }
            }
        }
    }
    assert!(compared > 500, "{compared}");
}

/// Decimals carry 28 digits: the last ones of a quotient may differ.
fn is_near(first: Decimal, second: Decimal) -> bool {
    (first - second).abs() <= (first.abs() + Decimal::ONE) * Decimal::new(1, 20)
}

#[test]
fn a_result_that_is_rounded_has_no_more_decimals_and_what_counts_as_zero_is_never_missing() {
    for_all(|place, pack, formula, seed, found| {
        let facts = made_up(pack, formula, seed, Decimal::ONE);
        let (subjects, calendar) = (of(pack, formula), WorkingCalendar::default());
        let world = World { pack, facts: &facts, calendar: &calendar };
        let applies = compute(&formula.condition, &subjects, period_of(pack, formula), world).values;
        for row in 0..found.values.len() {
            if let (Some(Value::Number(value)), FormulaRounding::To { decimals, .. }) =
                (found.values.get(row), formula.rounding)
            {
                assert!(value.normalize().scale() <= u32::try_from(decimals).unwrap_or(0), "{place}: {value}");
            }
            let is_in = applies.get(row) == Some(Value::Flag(true));
            assert!(is_in || !found.values.is_known(row), "{place}: outside of the condition");
            let is_stopped = found.troubles.iter().any(|trouble| trouble.row == row);
            if is_in && formula.when_missing == WhenMissing::Zero && !is_stopped {
                assert!(found.values.is_known(row), "{place}: missing where it counts as zero");
            }
        }
    });
}

/// Forty formulas, each of which names the one before it twice: in a text that is a page long, and a million million
/// formulas to whoever follows every name.
fn chain() -> Pack {
    use std::fmt::Write as _;

    let mut text = r#"
pack "连环" {
  code       = "chain"
  version    = "2024.1"
  basis      = "示例"
  valid_from = "2024-01-01"
  certainty  = example
}
register "项目" {
  code  = "project"
  basis = "示例"
  cycle = year
  key   = [编号]
  field "编号" {
    code = "number"
    type = text
  }
  field "数" {
    code = "amount"
    type = number
    unit = "无量纲"
  }
}
"#
    .to_string();
    for place in 0..40 {
        let value = if place == 0 { "数 / 数".to_string() } else { format!("平方{0} * 平方{0}", place - 1) };
        write!(
            text,
            "formula \"平方{place}\" {{\n  code = \"s{place}\"\n  subject = 项目\n  cycle = year\n  unit = \"无量纲\"\n  \
             value = {value}\n  when_missing = missing\n  basis = \"示例\"\n}}\n"
        )
        .unwrap();
    }
    checked("chain.hcl", text)
}

#[test]
fn formulas_that_name_each_other_twice_over_and_over_are_computed_and_explained_once() {
    let pack = chain();
    let last = pack.formulas.last().unwrap();
    let subjects = Subjects::new(last.subject.clone(), vec!["甲".into(), "乙".into()]);
    let mut facts = PackFacts::default();
    let amounts = crate::numbers([Some(Decimal::ZERO), Some(Decimal::TWO)].into_iter());
    let rows = engine::formula::Rows::new(subjects.keys.clone(), [(crate::code("amount"), amounts)].into()).unwrap();
    facts.add_rows(crate::code("project"), Some(Period::Year(2024)), rows);
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let found = compute_formula(last, &subjects, Period::Year(2024), world);
    assert_eq!((found.values.get(0), found.values.get(1)), (None, Some(Value::Number(Decimal::ONE))));
    assert_eq!(found.troubles.len(), 1, "{:?}", found.troubles);
    assert_eq!(missing_reasons(&last.value, 0, &subjects, Period::Year(2024), world).len(), 1);
    for row in 0..2 {
        let told = explain_formula(last, row, &subjects, Period::Year(2024), world);
        assert_eq!(told.value, ["—", "1"][row]);
    }
}
