//! Evaluations as they are written in packs, run on small registers and held against published figures.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]
mod admission;
mod alone;
mod analyses;
mod counties;
mod formulas;
mod handed_out;
mod laws;
mod ledgers;
mod stated;

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, Conclusion, PackFacts, Rows, World, in_sentences};
use engine::run;
use model::pack::{Code, Pack};
use model::{EvaluationOutcome, Period, WorkingCalendar};
use rust_decimal::Decimal;

fn checked(path: &str, text: String) -> Pack {
    let sources = [pack::Source { path: path.to_string(), text }];
    let checked = pack::check(&sources);
    let faults: Vec<String> = checked.diagnostics.iter().map(|found| format!("{found:?}")).collect();
    checked.pack.unwrap_or_else(|| panic!("{}", faults.join("\n")))
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn numbers(values: impl Iterator<Item = Option<Decimal>>) -> Column {
    Column::Number(values.collect())
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Runs the only evaluation of a pack over one register for 2023.
fn evaluated(pack: &Pack, facts: &PackFacts, keys: &[Arc<str>]) -> EvaluationOutcome {
    let calendar = WorkingCalendar::default();
    let world = World { pack, facts, calendar: &calendar };
    run::evaluation(&pack.evaluations[0], keys, Period::Year(2023), world).unwrap()
}

/// The weights and bases of Huangyan 2022 (TV-1.2).
const HUANGYAN: &str = r#"
pack "黄岩规上" {
  code       = "huangyan"
  version    = "2022.1"
  basis      = "methods TV-1.2"
  valid_from = "2022-01-01"
  certainty  = secondary
}
register "企业" {
  code  = "firm"
  basis = "methods TV-1.2"
  cycle = year
  key   = [名称]
  field "名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "亩均税收" {
    code = "tax"
    type = number
    unit = "万元/亩"
  }
  field "亩均增加值" {
    code = "added"
    type = number
    unit = "万元/亩"
  }
}
evaluation "评价" {
  code      = "score"
  basis     = "methods TV-1.2"
  subject   = 企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition
  weight_total = 50
  pool "规上" {
    code = "above"
    where = true
    indicator "税收" {
      code         = "tax_score"
      unit         = "万元/亩"
      value        = 亩均税收
      direction    = up
      normalise    = ratio
      benchmark    = quantity(24.097, "万元/亩")
      when_missing = not_ranked
      weight       = 30
    }
    indicator "增加值" {
      code         = "added_score"
      unit         = "万元/亩"
      value        = 亩均增加值
      direction    = up
      normalise    = ratio
      benchmark    = quantity(136.16, "万元/亩")
      when_missing = peer_mean_score
      weight       = 20
    }
  }
}
"#;

#[test]
fn huangyan_item_scores_are_value_over_base_times_weight() {
    let pack = checked("huangyan.hcl", HUANGYAN.to_string());
    let keys: Vec<Arc<str>> = ["甲", "乙", "丙"].map(Arc::from).to_vec();
    let columns = BTreeMap::from([
        (code("tax"), numbers([Some("30"), Some("24.097"), None].into_iter().map(|text| text.map(decimal)))),
        (code("added"), numbers([Some("150"), None, Some("100")].into_iter().map(|text| text.map(decimal)))),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let outcome = evaluated(&pack, &facts, &keys);
    let pool = &outcome.pools[0];
    let first = &pool.subjects[0];
    let points: Vec<String> = first.indicators.iter().map(|one| one.points.unwrap().round_dp(4).to_string()).collect();
    assert_eq!(points, ["37.3490", "22.0329"]);
    assert_eq!(first.total.round_dp(4), decimal("59.3820"));
    // 乙 lacks value added and gets the mean score of those who have it: (150 + 100) ÷ 2 ÷ 136.16 × 20.
    let second = &pool.subjects[1];
    assert_eq!((second.key.as_str(), second.rank), ("乙", Decimal::TWO));
    assert_eq!(second.total.round_dp(4), decimal("48.3608"));
    assert_eq!(second.indicators[1].note.as_deref(), Some("缺数据，按同池平均得分计"));
    // 丙 has no tax and is listed with the reason instead of being ranked last.
    assert_eq!(outcome.not_evaluated[0].key, "丙");
    assert_eq!(outcome.not_evaluated[0].reason, "税收：缺少亩均税收");
}

/// One firm lacks value added; the rule takes three points off instead (the older text of methods 1.5).
fn run_with_points(aggregate: &str) -> Result<EvaluationOutcome, run::RunError> {
    let text = HUANGYAN
        .replace("when_missing = peer_mean_score", "when_missing = points\n      missing_score = -3")
        .replace("aggregate = weighted_sum", &format!("aggregate = {aggregate}"));
    let pack = checked("points.hcl", text);
    let keys: Vec<Arc<str>> = vec![Arc::from("乙")];
    let columns = BTreeMap::from([
        (code("tax"), numbers([Some(decimal("24.097"))].into_iter())),
        (code("added"), numbers([None].into_iter())),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    run::evaluation(&pack.evaluations[0], &keys, Period::Year(2023), world)
}

#[test]
fn points_for_a_missing_value_count_in_a_sum_and_are_refused_elsewhere() {
    let outcome = run_with_points("weighted_sum").unwrap();
    assert_eq!(outcome.pools[0].subjects[0].total, decimal("27"));
    let refused = run_with_points("geometric").unwrap_err();
    assert_eq!(refused, run::RunError::PointsWithoutSum { indicator: "增加值".to_string() });
}

fn mu_benefit() -> Pack {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mu_benefit/2024.1/pack.hcl");
    checked("mu_benefit/2024.1/pack.hcl", std::fs::read_to_string(path).unwrap())
}

/// 275 firms, ten of them utilities; the better the larger the number of the firm.
fn firms() -> (Vec<Arc<str>>, PackFacts) {
    let keys: Vec<Arc<str>> = (0..275).map(|number| Arc::from(format!("F{number:03}"))).collect();
    let whole = |value: fn(i64) -> i64| numbers((0..275).map(move |number| Some(Decimal::from(value(number)))));
    let flags = |value: bool| Column::Flag(vec![Some(value); 275]);
    let utility = |number: usize| Some(Arc::from(if number < 10 { "water" } else { "none" }));
    let columns = BTreeMap::from([
        (code("above_scale"), flags(true)),
        (code("utility"), Column::Text((0..275).map(utility).collect())),
        (code("land_area"), whole(|_| 100)),
        (code("tax_paid"), whole(|number| 1000 + number)),
        (code("sales"), whole(|_| 5000)),
        (code("value_added"), whole(|_| 900)),
        (code("energy"), whole(|_| 700)),
        (code("emission"), whole(|_| 3)),
        (code("research"), whole(|_| 50)),
        (code("staff"), whole(|_| 60)),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("industrial_enterprise"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    (keys, facts)
}

#[test]
fn shares_of_grades_count_those_who_are_not_evaluated_as_jining_does() {
    let (keys, facts) = firms();
    let outcome = evaluated(&mu_benefit(), &facts, &keys);
    assert_eq!(outcome.not_evaluated.len(), 10);
    let pool = &outcome.pools[0];
    assert_eq!(pool.subjects.len(), 265);
    assert_eq!(pool.share_bases, [275]);
    let counts: BTreeMap<&str, usize> = pool.grades.iter().map(|grade| (grade.code.as_str(), grade.count)).collect();
    // TV-1.1: 55 A and 14 D of 275, whatever the border between B and C.
    assert_eq!((counts["a"], counts["d"]), (55, 14));
    assert_eq!(pool.subjects[0].key, "F274");
    assert!(
        outcome.parameters.iter().any(|used| used.code == code("share_a_max") && used.value.as_deref() == Some("20"))
    );
}

#[test]
fn the_order_of_rows_and_the_unit_change_no_grade() {
    let (keys, facts) = firms();
    let pack = mu_benefit();
    let forwards = evaluated(&pack, &facts, &keys);
    let mut reversed = keys.clone();
    reversed.reverse();
    let backwards = evaluated(&pack, &facts, &reversed);
    let graded = |outcome: &EvaluationOutcome| -> BTreeMap<String, (Decimal, Option<Code>)> {
        let subjects = outcome.pools[0].subjects.iter();
        subjects.map(|one| (one.key.clone(), (one.rank, one.grade.clone()))).collect()
    };
    assert_eq!(graded(&forwards), graded(&backwards));
}

#[test]
fn years_in_the_last_grade_are_counted_from_earlier_outcomes() {
    let (keys, mut facts) = firms();
    let conclusion = |grade: &str| Conclusion { score: None, rank: Some(Decimal::ONE), grade: Some(code(grade)) };
    facts.add_conclusion(code("mu_benefit_score"), Period::Year(2022), "F010".into(), conclusion("d"));
    facts.add_conclusion(code("mu_benefit_score"), Period::Year(2021), "F010".into(), conclusion("d"));
    let outcome = evaluated(&mu_benefit(), &facts, &keys);
    let last = outcome.pools[0].subjects.iter().find(|one| one.key == "F010").unwrap();
    assert_eq!(last.grade, Some(code("d")));
    assert_eq!(last.rank_before, Some(Decimal::ONE));
    for (_, years) in &last.years_in_grade {
        assert_eq!(*years, 3);
    }
}

#[test]
fn an_indicator_of_a_pack_is_explained_in_sentences() {
    let (keys, facts) = firms();
    let (pack, calendar) = (mu_benefit(), WorkingCalendar::default());
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let evaluation = &pack.evaluations[0];
    let subjects = engine::formula::Subjects::new(evaluation.subject.clone(), keys);
    let rule = evaluation.pools[0].leaves()[0];
    let derivation = engine::formula::explain(&rule.name, &rule.value, 200, &subjects, Period::Year(2023), world);
    assert_eq!(in_sentences(&derivation)[0], "单位用地税收 = 实缴税金 ÷ 用地面积 = 1200 ÷ 100 = 12 万元/亩");
}

/// The facts of [`firms`] with the tax of one firm replaced.
fn with_tax(key: &str, tax: i64) -> PackFacts {
    let (keys, facts) = firms();
    let rows = facts.rows(&mu_benefit(), &code("industrial_enterprise"), Period::Year(2023)).unwrap();
    let place = keys.iter().position(|known| &**known == key).unwrap();
    let mut columns: BTreeMap<Code, Column> = BTreeMap::new();
    let fields = [
        "above_scale",
        "utility",
        "land_area",
        "tax_paid",
        "sales",
        "value_added",
        "energy",
        "emission",
        "research",
        "staff",
    ];
    for field in fields {
        columns.insert(code(field), rows.column(&code(field)).unwrap().clone());
    }
    if let Some(Column::Number(values)) = columns.get_mut(&code("tax_paid")) {
        values[place] = Some(Decimal::from(tax));
    }
    let mut changed = PackFacts::default();
    changed.add_rows(code("industrial_enterprise"), Some(Period::Year(2023)), Rows::new(keys, columns).unwrap());
    changed
}

#[test]
fn one_corrected_value_moves_the_subject_and_what_depends_on_it_and_nothing_else() {
    let (keys, facts) = firms();
    let pack = mu_benefit();
    let before = evaluated(&pack, &facts, &keys);
    let after = evaluated(&pack, &with_tax("F100", 1300), &keys);
    let found = run::changes(&before, &after);
    let own: Vec<&str> = found
        .subjects
        .iter()
        .filter(|change| change.cause == run::Cause::OwnValue)
        .map(|change| change.key.as_str())
        .collect();
    assert_eq!(own, ["F100"]);
    // The benchmark of the tax is a sum over the pool, so everybody's score of it moves, and of nothing else.
    for change in &found.subjects {
        let codes: Vec<&str> = change.indicators.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["tax_per_land"], "{}", change.key);
        let is_value = change.indicators[0].value[0] != change.indicators[0].value[1];
        assert_eq!(is_value, change.key == "F100");
    }
    assert!(run::changes(&before, &before).subjects.is_empty());
    assert_eq!(found.compared, 265);
}

#[test]
fn a_trial_of_weights_keeps_the_sum_of_a_level() {
    let (pack, period) = (mu_benefit(), Period::Year(2023));
    let evaluation = &pack.evaluations[0];
    let moved = |weight: &str| run::Trial {
        weights: vec![run::TrialWeight {
            pool: code("above_scale"),
            node: code("tax_per_land"),
            group: None,
            weight: decimal(weight),
        }],
        method: None,
    };
    let changed = run::with_trial(evaluation, &moved("20"), &pack, period).unwrap();
    let weights: Vec<String> = changed.pools[0]
        .leaves()
        .iter()
        .map(|rule| match &rule.weight {
            model::pack::Constant::Number(number) => number.normalize().to_string(),
            model::pack::Constant::Parameter(code) => code.to_string(),
        })
        .collect();
    // The other five had 40 together and now share 80 as before: twice as much each.
    assert_eq!(weights, ["20", "40", "10", "10", "10", "10"]);
    assert_eq!(changed.pools[1], evaluation.pools[1]);
    let refused = run::with_trial(evaluation, &moved("120"), &pack, period).unwrap_err();
    assert_eq!(refused.to_string(), "调整后的权重合计 120 超过同级合计 100；请调低其中一项");
    assert!(run::with_trial(evaluation, &moved("-1"), &pack, period).unwrap_err().to_string().contains("小于 0"));
}

#[test]
fn places_under_other_weights_are_intervals_and_the_seed_gives_them_again() {
    let (keys, facts) = firms();
    let (pack, calendar) = (mu_benefit(), WorkingCalendar::default());
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = evaluated(&pack, &facts, &keys);
    let ask = |seed: u64| {
        let settings = run::CertaintySettings { share: 0.2, runs: 40, seed, confidence: 0.9, doubts: None };
        run::certainty(&pack.evaluations[0], &keys, Period::Year(2023), world, &outcome, settings).unwrap()
    };
    let found = ask(7);
    assert_eq!(found, ask(7));
    // Only the tax differs between these firms, so no weight can change their order.
    for ((key, interval), subject) in found[0].intervals.iter().zip(&outcome.pools[0].subjects) {
        assert_eq!(*key, subject.key);
        assert_eq!((interval.best, interval.worst), (interval.median as u16, interval.median as u16));
        assert_eq!(Decimal::from(interval.best), subject.rank);
    }
    let tax = &found[0].indicators[0];
    assert_eq!(tax.effective_weight, 0.6);
    assert!(tax.correlation.unwrap() > 0.999);
    // Without the tax all are equal and share the first place.
    assert_eq!(tax.most_move, Some(264.0));
    assert_eq!(found[0].indicators[1].most_move, Some(0.0));
}

#[test]
fn all_that_a_ranking_rests_on_varies_and_each_doubt_has_its_share() {
    let (keys, facts) = firms();
    let (pack, calendar) = (mu_benefit(), WorkingCalendar::default());
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = evaluated(&pack, &facts, &keys);
    let ask = |data_error: f64| {
        let doubts = Some(run::Doubts { data_error });
        let settings = run::CertaintySettings { share: 0.2, runs: 64, seed: 7, confidence: 0.9, doubts };
        run::certainty(&pack.evaluations[0], &keys, Period::Year(2023), world, &outcome, settings).unwrap()
    };
    let found = ask(0.02);
    assert_eq!(found, ask(0.02));
    let share = |found: &[run::PoolCertainty], doubt: run::Doubt| {
        found[0].doubts.iter().find(|one| one.doubt == doubt).unwrap().total
    };
    // Firms differ by their tax alone: neither weights nor stand-ins move them, errors of the data do.
    assert!(share(&found, run::Doubt::DataError) > 0.5, "{:?}", found[0].doubts);
    assert!(share(&found, run::Doubt::StandIn).abs() < 1e-9);
    let widths = |found: &[run::PoolCertainty]| -> f64 {
        found[0].intervals.iter().map(|(_, interval)| interval.high - interval.low).sum()
    };
    assert!(widths(&found) > 0.0);
    // Without errors the order cannot change, and no doubt has a share.
    let sure = ask(0.0);
    assert_eq!(widths(&sure), 0.0);
    assert!(sure[0].doubts.is_empty());
}

#[test]
fn every_figure_of_an_outcome_is_explained_with_the_number_that_it_shows() {
    let (keys, mut facts) = firms();
    let conclusion = Conclusion { score: None, rank: Some(Decimal::from(9)), grade: Some(code("b")) };
    facts.add_conclusion(code("mu_benefit_score"), Period::Year(2022), "F100".into(), conclusion);
    let (pack, calendar) = (mu_benefit(), WorkingCalendar::default());
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let outcome = evaluated(&pack, &facts, &keys);
    let names = |key: &str| format!("企业{key}");
    let explainer = run::Explainer::new(&pack.evaluations[0], &keys, Period::Year(2023), world, &outcome, &names);
    let subject = outcome.pools[0].subjects.iter().find(|one| one.key == "F100").unwrap();
    let value = |figure: run::FigureOf<'_>| explainer.derivation(&figure).unwrap().value;
    let key = "F100";
    assert_eq!(value(run::FigureOf::Total { key }), run::shown(subject.total));
    assert_eq!(value(run::FigureOf::Rank { key }), subject.rank.to_string());
    assert_eq!(value(run::FigureOf::RankBefore { key }), "9");
    assert_eq!(value(run::FigureOf::Grade { key }), "C");
    for one in &subject.indicators {
        let code = one.code.as_str();
        assert_eq!(value(run::FigureOf::Value { key, code }), run::shown(one.value.unwrap()));
        assert_eq!(value(run::FigureOf::Score { key, code }), run::shown(one.score.unwrap()));
        assert_eq!(value(run::FigureOf::Points { key, code }), run::shown(one.points.unwrap()));
        assert_eq!(value(run::FigureOf::Reference { key, code }), run::shown(one.reference.unwrap()));
    }
    let total = explainer.derivation(&run::FigureOf::Total { key }).unwrap();
    let sentences = in_sentences(&total);
    assert!(sentences[0].starts_with("企业F100总分 = 各指标得分 × 权重，相加 = "), "{}", sentences[0]);
    assert!(sentences.iter().any(|line| line.starts_with("单位用地税收 = 实缴税金 ÷ 用地面积 = 1100 ÷ 100 = 11")));
    let lift = explainer.lift(key).unwrap().unwrap();
    let above = outcome.pools[0].subjects.iter().find(|one| one.key == "F101").unwrap();
    assert_eq!(lift.to_next_place, Some(above.total - subject.total));
    assert_eq!(lift.to_next_grade.as_ref().map(|(grade, _)| grade.as_str()), Some("b"));
    assert_eq!(explainer.derivation(&run::FigureOf::Total { key: "F000" }), None);
}

#[test]
fn a_peer_group_of_one_is_evaluated_and_has_no_interval() {
    let pack = mu_benefit();
    let (all, facts) = firms();
    let keys = vec![all[20].clone()];
    let outcome = evaluated(&pack, &facts, &keys);
    let only = &outcome.pools[0].subjects[0];
    // It is its own benchmark, so every score is 1 and the total the sum of weights.
    assert_eq!((only.total, only.rank), (Decimal::ONE_HUNDRED, Decimal::ONE));
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let settings = run::CertaintySettings { share: 0.2, runs: 10, seed: 1, confidence: 0.9, doubts: None };
    let found = run::certainty(&pack.evaluations[0], &keys, Period::Year(2023), world, &outcome, settings).unwrap();
    assert!(found[0].intervals.is_empty() && found[0].bands.is_empty());
    assert_eq!(found[0].indicators.len(), 6);
    assert!(found[1].indicators.is_empty());
}

#[test]
fn weights_that_come_from_the_data_are_told_with_the_outcome() {
    let text = HUANGYAN
        .replace("weights   = given", "weights   = equal")
        .replace("  weight_total = 50\n", "")
        .replace("      weight       = 30\n", "")
        .replace("      weight       = 20\n", "");
    let pack = checked("equal.hcl", text);
    let keys: Vec<Arc<str>> = vec![Arc::from("甲")];
    let columns = BTreeMap::from([
        (code("tax"), numbers([Some(decimal("24.097"))].into_iter())),
        (code("added"), numbers([Some(decimal("136.16"))].into_iter())),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let outcome = evaluated(&pack, &facts, &keys);
    let weights: Vec<String> = outcome.pools[0].indicators.iter().map(|one| one.weights[0].to_string()).collect();
    assert_eq!(weights, ["0.5", "0.5"]);
}
