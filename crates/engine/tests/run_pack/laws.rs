//! Laws that every evaluation of every shipped pack keeps, whatever the facts: nobody is lost, the order of rows and
//! the unit of a field change nothing, better totals have better places, a better value never lowers a total, an unmet
//! criterion never passes, and the same facts give the same bytes.
//!
//! Facts are made up from the declarations with a fixed seed; they mean nothing.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows, World};
use engine::run;
use model::pack::{
    Code, Constant, Cycle, Direction, Evaluation, FieldType, GradeCut, Pack, ParameterAmount, Register, Subject,
    VetoEffect, WeightMethod,
};
use model::{CriterionState, EvaluationOutcome, Period, SubjectOutcome, WorkingCalendar};
use rust_decimal::Decimal;

use crate::checked;

const ROWS: usize = 24;
const SEEDS: u64 = 6;

/// A linear congruential generator (Knuth's MMIX numbers), good enough to vary examples.
pub struct Dice {
    state: u64,
    /// One fact in so many is missing; none where nothing is said.
    gaps: Option<usize>,
}

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice { state: seed, gaps: Some(12) }
    }

    pub fn below(&mut self, sides: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % sides
    }

    fn is_known(&mut self) -> bool {
        match self.gaps {
            Some(gaps) => self.below(gaps) > 0,
            None => true,
        }
    }
}

/// A path below `packs/` and the rules of every shipped version, its files one after another.
pub fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        found
    };
    let folders = |folder: &Path| inside(folder).into_iter().filter(|path| path.is_dir());
    let mut versions = Vec::new();
    for version in folders(&root).flat_map(|pack| folders(&pack).collect::<Vec<PathBuf>>()) {
        let files = inside(&version).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "hcl"));
        let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let path = version.join("pack.hcl").strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        versions.push((path, texts.join("\n")));
    }
    versions
}

/// A year that lies in the validity of the pack to its last day.
pub fn period(pack: &Pack) -> Period {
    Period::Year(pack.validity.from.year())
}

/// Division codes for registers of places, numbered names for the others.
pub fn keys(register: Option<&Register>) -> Vec<Arc<str>> {
    let by_place = register.is_none_or(|register| {
        let first = register.key.first().and_then(|key| register.field(key));
        matches!(first.map(|field| &field.field_type), Some(FieldType::Place { .. }))
    });
    let key = |number: usize| if by_place { format!("3707{number:02}") } else { format!("K{number:02}") };
    (0..ROWS).map(|number| Arc::from(key(number))).collect()
}

/// Facts for every register and statistic of a pack; `scale` multiplies every amount of money.
fn facts(pack: &Pack, seed: u64, scale: Decimal) -> PackFacts {
    facts_over(pack, seed, scale, &[period(pack)])
}

/// The same for several periods; those of the first are the same whether others follow or not.
pub fn facts_over(pack: &Pack, seed: u64, scale: Decimal, periods: &[Period]) -> PackFacts {
    made_up(pack, Dice::new(seed), scale, periods)
}

/// Facts without anything missing, for rules that stop where something is.
pub fn facts_without_gaps(pack: &Pack, seed: u64, scale: Decimal, periods: &[Period]) -> PackFacts {
    made_up(pack, Dice { state: seed, gaps: None }, scale, periods)
}

fn made_up(pack: &Pack, mut dice: Dice, scale: Decimal, periods: &[Period]) -> PackFacts {
    let mut facts = PackFacts::default();
    periods.iter().for_each(|period| add_facts(pack, *period, &mut dice, scale, &mut facts));
    facts
}

fn add_facts(pack: &Pack, period: Period, dice: &mut Dice, scale: Decimal, facts: &mut PackFacts) {
    for register in &pack.registers {
        let keys = keys(Some(register));
        let mut columns = BTreeMap::new();
        for field in &register.fields {
            columns.insert(field.code.clone(), column(pack, &field.field_type, &keys, dice, scale));
        }
        let when = (register.cycle != Cycle::Standing).then_some(period);
        facts.add_rows(register.code.clone(), when, Rows::new(keys, columns).unwrap());
    }
    for observed in &pack.observed {
        for place in keys(None) {
            if dice.is_known() {
                facts.add_observed(observed.code.clone(), place, period, Decimal::from(1 + dice.below(900)));
            }
        }
    }
}

fn column(pack: &Pack, kind: &FieldType, keys: &[Arc<str>], dice: &mut Dice, scale: Decimal) -> Column {
    let number = |dice: &mut Dice, max: Option<Decimal>| {
        let whole = Decimal::from(dice.below(900)) / Decimal::from(1 + dice.below(4));
        let whole = whole.round_dp(2);
        (dice.is_known()).then(|| max.map_or(whole, |max| whole.min(max)))
    };
    match kind {
        FieldType::Number { max, .. } => Column::Number(keys.iter().map(|_| number(dice, *max)).collect()),
        FieldType::Money { .. } => {
            Column::Number(keys.iter().map(|_| number(dice, None).map(|amount| amount * scale)).collect())
        }
        FieldType::Flag => {
            let flag = |dice: &mut Dice| match dice.gaps {
                Some(_) => [None, Some(true), Some(false)][dice.below(3)],
                None => Some(dice.below(2) == 0),
            };
            Column::Flag(keys.iter().map(|_| flag(dice)).collect())
        }
        FieldType::Date => {
            let day = |dice: &mut Dice| {
                let year = i16::try_from(2010 + dice.below(17)).ok()?;
                let day = jiff::civil::date(year, 1, 1).checked_add(jiff::Span::new().days(dice.below(365) as i64));
                (dice.is_known()).then_some(day.ok()?)
            };
            Column::Date(keys.iter().map(|_| day(dice)).collect())
        }
        FieldType::Choice { list } => {
            let list = pack.choices.iter().find(|known| known.code == *list).unwrap();
            let pick = |dice: &mut Dice| Arc::from(list.choices[dice.below(list.choices.len())].code.as_str());
            Column::Text(keys.iter().map(|_| (dice.is_known()).then(|| pick(dice))).collect())
        }
        FieldType::Reference { register } => {
            let target = self::keys(pack.register(register));
            Column::Text(keys.iter().map(|_| Some(target[dice.below(ROWS)].clone())).collect())
        }
        FieldType::Place { .. } => Column::Text(keys.iter().cloned().map(Some).collect()),
        FieldType::Text { .. } | FieldType::Agency | FieldType::Enterprise | FieldType::File => {
            Column::Text(keys.iter().map(|_| Some(Arc::from(["甲", "乙"][dice.below(2)]))).collect())
        }
    }
}

fn evaluate(
    pack: &Pack,
    evaluation: &Evaluation,
    facts: &PackFacts,
    keys: &[Arc<str>],
) -> Result<EvaluationOutcome, run::RunError> {
    let calendar = WorkingCalendar::default();
    run::evaluation(evaluation, keys, period(pack), World { pack, facts, calendar: &calendar })
}

fn subjects(pack: &Pack, evaluation: &Evaluation) -> Vec<Arc<str>> {
    match &evaluation.subject {
        Subject::Register(code) => keys(pack.register(code)),
        Subject::Place(_) => keys(None),
    }
}

/// What is concluded about each subject, by key.
fn conclusions(outcome: &EvaluationOutcome) -> BTreeMap<&str, (Decimal, Decimal, Option<&str>)> {
    let subjects = outcome.pools.iter().flat_map(|pool| &pool.subjects);
    subjects
        .map(|one| (one.key.as_str(), (one.total, one.rank, one.grade.as_ref().map(|grade| grade.as_str()))))
        .collect()
}

/// Calls the law for every evaluation and every seed whose facts can be evaluated.
fn for_all(law: impl Fn(&str, &Pack, &Evaluation, u64, &EvaluationOutcome)) {
    for (path, text) in shipped() {
        let pack = checked(&path, text);
        for evaluation in &pack.evaluations {
            let mut evaluated = 0;
            for seed in 0..SEEDS {
                let facts = facts(&pack, seed, Decimal::ONE);
                match evaluate(&pack, evaluation, &facts, &subjects(&pack, evaluation)) {
                    Ok(outcome) => {
                        evaluated += 1;
                        law(&format!("{path} {} {seed}", evaluation.name), &pack, evaluation, seed, &outcome);
                    }
                    // Made-up facts may lack what a rule compares with; then the reason is told and nothing is lost.
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
            assert!(evaluated > 0, "{path} {}: no facts could be evaluated", evaluation.name);
        }
    }
}

#[test]
fn nobody_is_lost_and_better_totals_have_better_places() {
    for_all(|place, pack, evaluation, _, outcome| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for pool in &outcome.pools {
            for one in &pool.subjects {
                assert!(seen.insert(&one.key), "{place}: {} twice", one.key);
            }
            for pair in pool.subjects.windows(2) {
                assert!(pair[0].rank <= pair[1].rank && pair[0].total >= pair[1].total, "{place}: {}", pair[1].key);
                assert!(pair[0].total == pair[1].total || pair[0].rank < pair[1].rank, "{place}: {}", pair[1].key);
            }
        }
        for entry in &outcome.not_evaluated {
            assert!(seen.insert(&entry.key) && !entry.reason.is_empty(), "{place}: {}", entry.key);
        }
        let takes_everybody = evaluation.condition.kind == model::pack::ExpressionKind::Flag(true);
        assert!(!takes_everybody || seen.len() == subjects(pack, evaluation).len(), "{place}");
    });
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for_all(|place, pack, evaluation, seed, outcome| {
        let mut keys = subjects(pack, evaluation);
        keys.reverse();
        let again = evaluate(pack, evaluation, &facts(pack, seed, Decimal::ONE), &keys).unwrap();
        assert_eq!(conclusions(outcome), conclusions(&again), "{place}");
    });
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    for_all(|place, pack, evaluation, seed, outcome| {
        let again = evaluate(pack, evaluation, &facts(pack, seed, Decimal::ONE), &subjects(pack, evaluation)).unwrap();
        assert_eq!(serde_json::to_string(outcome).unwrap(), serde_json::to_string(&again).unwrap(), "{place}");
    });
}

#[test]
fn a_better_value_never_lowers_the_total() {
    let improved = Cell::new(0);
    for_all(|place, pack, evaluation, seed, outcome| {
        // Weights taken from the data move with the data; the law is about rules that say their weights.
        let says_weights =
            matches!(evaluation.weights, WeightMethod::Given { .. } | WeightMethod::Equal | WeightMethod::Points);
        let Subject::Register(register) = &evaluation.subject else { return };
        if !says_weights || seed > 0 {
            return;
        }
        let all = subjects(pack, evaluation);
        let made = facts(pack, seed, Decimal::ONE);
        for row in (seed as usize..ROWS).step_by(6) {
            for field in &pack.register(register).unwrap().fields {
                for percent in [120, 80] {
                    let Some(changed) = with_changed(pack, &made, register, &field.code, row, percent) else {
                        continue;
                    };
                    let Ok(after) = evaluate(pack, evaluation, &changed, &all) else { continue };
                    let key = &all[row];
                    let (Some((pool, was)), Some((now_pool, is))) = (of(outcome, key), of(&after, key)) else {
                        continue;
                    };
                    let is_alike = pool == now_pool && was.group == is.group && was.vetoes == is.vetoes;
                    let is_no_less = was.bonus <= is.bonus && was.penalty >= is.penalty;
                    if is_alike && is_no_less && is_better(evaluation, was, is) {
                        improved.set(improved.get() + 1);
                        // Scores carry ten significant digits, so the last one may be rounded down.
                        let room = Decimal::new(1, 6);
                        let (was, is) = (was.total, is.total);
                        assert!(is + room >= was, "{place}: {key} {} {percent} %: {was} → {is}", field.name);
                    }
                }
            }
        }
    });
    assert!(improved.get() > 50, "{}", improved.get());
}

/// The facts with one number of one row at so many percent; nothing where there is no number.
fn with_changed(
    pack: &Pack,
    facts: &PackFacts,
    register: &Code,
    field: &Code,
    row: usize,
    percent: i64,
) -> Option<PackFacts> {
    let rows = facts.rows(pack, register, period(pack))?;
    let Column::Number(mut values) = rows.column(field)?.clone() else { return None };
    values[row] = Some(values[row]? * Decimal::new(percent, 2));
    let fields = &pack.register(register)?.fields;
    let mut columns: BTreeMap<Code, Column> =
        fields.iter().filter_map(|one| Some((one.code.clone(), rows.column(&one.code)?.clone()))).collect();
    columns.insert(field.clone(), Column::Number(values));
    let when = (pack.register(register)?.cycle != Cycle::Standing).then_some(period(pack));
    let rows = Rows::new(rows.keys().to_vec(), columns).unwrap();
    let mut changed = facts.clone();
    changed.add_rows(register.clone(), when, rows);
    Some(changed)
}

fn of<'a>(outcome: &'a EvaluationOutcome, key: &str) -> Option<(&'a Code, &'a SubjectOutcome)> {
    let found = |pool: &'a model::PoolOutcome| Some((&pool.code, pool.subjects.iter().find(|one| one.key == key)?));
    outcome.pools.iter().find_map(found)
}

/// At least one indicator moved the way its direction likes, and none the other way.
fn is_better(evaluation: &Evaluation, was: &SubjectOutcome, is: &SubjectOutcome) -> bool {
    let direction = |code: &Code| {
        let mut leaves = evaluation.pools.iter().flat_map(|pool| pool.leaves());
        leaves.find(|rule| rule.code == *code).map(|rule| rule.direction)
    };
    let mut has_moved = false;
    for (was, is) in was.indicators.iter().zip(&is.indicators) {
        let order = match (was.value, is.value) {
            (Some(was), Some(is)) => is.cmp(&was),
            (None, None) => std::cmp::Ordering::Equal,
            (Some(_), None) | (None, Some(_)) => return false,
        };
        let order = if direction(&was.code) == Some(Direction::Down) { order.reverse() } else { order };
        if order.is_lt() {
            return false;
        }
        has_moved |= order.is_gt();
    }
    has_moved
}

#[test]
fn an_unmet_criterion_never_passes_and_shares_hold() {
    for_all(|place, pack, evaluation, _, outcome| {
        let sets_grade = |veto: &model::pack::Veto| matches!(veto.effect, VetoEffect::Grade(_));
        for one in outcome.pools.iter().flat_map(|pool| &pool.subjects) {
            let is_met = one.criteria.iter().all(|result| result.state == CriterionState::Met);
            let is_vetoed = evaluation.vetoes.iter().any(|veto| sets_grade(veto) && one.vetoes.contains(&veto.code));
            if !is_met && evaluation.unmet_grade.is_some() && !is_vetoed {
                assert_eq!(one.grade, evaluation.unmet_grade, "{place}: {}", one.key);
            }
        }
        for (grade, rule) in outcome.pools.iter().flat_map(|pool| pool.grades.iter().zip(&evaluation.grades)) {
            let GradeCut::ShareAtMost(share) = &rule.cut else { continue };
            let share = amount(pack, share);
            let base: usize = outcome.pools.iter().flat_map(|pool| &pool.share_bases).max().copied().unwrap_or(0);
            let most = (Decimal::from(base) * share / Decimal::ONE_HUNDRED).floor();
            assert!(Decimal::from(grade.count) <= most, "{place}: {} {}", grade.name, grade.count);
        }
    });
}

fn amount(pack: &Pack, constant: &Constant) -> Decimal {
    match constant {
        Constant::Number(number) => *number,
        Constant::Parameter(code) => {
            let day = period(pack).last_day();
            match pack.parameter(code).and_then(|parameter| parameter.on(day)).map(|value| &value.amount) {
                Some(ParameterAmount::Single(amount)) => *amount,
                _ => panic!("{code} is one number in force"),
            }
        }
    }
}

/// The same pack with amounts of the register kept in 元 instead of 万元, and whether there was any.
pub fn in_yuan(text: &str) -> Option<String> {
    let mut is_money = false;
    let mut has_any = false;
    let line = |line: &str| {
        let word = line.trim_start();
        if word.starts_with("type") {
            is_money = word.ends_with("money");
        }
        if is_money && word.starts_with("unit") && word.ends_with("\"万元\"") {
            (is_money, has_any) = (false, true);
            return line.replace("\"万元\"", "\"元\"");
        }
        line.to_string()
    };
    let lines: Vec<String> = text.lines().map(line).collect();
    has_any.then(|| lines.join("\n"))
}

#[test]
fn amounts_in_yuan_give_the_same_grades_as_amounts_in_ten_thousand_yuan() {
    let mut compared = 0;
    for (path, text) in shipped() {
        // Where some amounts are kept in 亿元 the scale would not be one for all.
        let Some(small) = in_yuan(&text).filter(|small| !small.contains("money\n    unit = \"亿元\"")) else {
            continue;
        };
        let (pack, small) = (checked(&path, text), checked(&path, small));
        for (evaluation, again) in pack.evaluations.iter().zip(&small.evaluations) {
            // An indicator whose score is the amount itself is about the unit.
            let is_about_unit = |rule: &model::pack::IndicatorRule| {
                rule.normalise == model::pack::Normalise::Given && !rule.unit.is_dimensionless()
            };
            if evaluation.pools.iter().flat_map(|pool| pool.leaves()).any(is_about_unit) {
                continue;
            }
            for seed in 0..SEEDS {
                let keys = subjects(&pack, evaluation);
                let first = evaluate(&pack, evaluation, &facts(&pack, seed, Decimal::ONE), &keys);
                let second = evaluate(&small, again, &facts(&small, seed, Decimal::from(10_000)), &keys);
                let (Ok(first), Ok(second)) = (first, second) else { continue };
                assert_eq!(conclusions(&first), conclusions(&second), "{path} {} {seed}", evaluation.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}
