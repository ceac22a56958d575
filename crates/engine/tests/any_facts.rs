//! Whatever the plan and the data say, a judgement ends and keeps its promises. Seeded, so that a failure
//! can be repeated.
#![allow(clippy::unwrap_used, reason = "a test stops where its example is wrong")]

mod support;

use model::*;
use rust_decimal::{Decimal, RoundingStrategy};
use support::example::Example;

/// A linear congruential generator (Knuth's MMIX numbers), good enough to vary examples.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<Thing: Clone>(&mut self, things: &[Thing]) -> Thing {
        things[self.below(things.len())].clone()
    }
}

const COMPARATORS: [Comparator; 6] = [
    Comparator::AtLeast,
    Comparator::AtMost,
    Comparator::Equal,
    Comparator::About,
    Comparator::Between,
    Comparator::IncreaseBy,
];
const NATURES: [Nature; 6] =
    [Nature::Stock, Nature::Maintain, Nature::Flow, Nature::Level, Nature::Coverage, Nature::Boolean];
const KINDS: [PeriodKind; 7] = [
    PeriodKind::ByYear,
    PeriodKind::InYear,
    PeriodKind::EachYear,
    PeriodKind::AnnualAverage,
    PeriodKind::Cumulative,
    PeriodKind::DocumentPeriod,
    PeriodKind::None,
];
const PERIODS: [&str; 14] = [
    "2022", "2023", "2023-12", "2024", "2024-H1", "2024-Q1", "2024-Q3", "2024-12", "2025", "2025-01", "2025-02",
    "2025-Q1", "2025-H1", "2026",
];
const VALUES: [&str; 8] = ["0", "-5", "1", "99.9", "100", "110", "0.0000000001", "79000000000000000000000000000"];
const DAYS: [&str; 7] =
    ["2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-06-15", "2025-12-31", "2027-03-03"];
const YEARS: [Option<i16>; 5] = [None, Some(2024), Some(2025), Some(1), Some(i16::MAX)];

fn throw(dice: &mut Dice) -> Example {
    let demanded = dice.pick(&["100", "0", "1-2", "1000000"]);
    let mut example = Example::new(dice.pick(&COMPARATORS), demanded, dice.pick(&NATURES), dice.pick(&KINDS));
    for _ in 0..dice.below(6) {
        example = example.with(dice.pick(&PERIODS), dice.pick(&VALUES)).last(|held| {
            held.scope = dice.pick(&[Scope::Managed, Scope::Managed, Scope::Unstated, Scope::Administrative]);
            held.grade = dice.pick(&[Grade::A, Grade::P, Grade::C, Grade::D]);
        });
    }
    if dice.below(4) == 0 {
        example = example.broken_after(2023);
    }
    example.rule = dice.pick(&[
        PresetRule::TimeShare { ahead_margin: 5.into(), behind_margin: 0.into() },
        PresetRule::MonthlyCatchUp,
        PresetRule::Deadline { warn_days: 3 },
    ]);
    example.target(|target| {
        target.strict = dice.below(2) == 0;
        target.bound = dice.pick(&[None, Some(Bound::AtLeast), Some(Bound::AtMost), Some(Bound::About)]);
        target.period.year = dice.pick(&YEARS);
        target.period.end = dice.pick(&YEARS);
        target.tolerance = dice.pick(&[None, Some(3.into()), Some(500.into())]);
        if dice.below(20) == 0 {
            target.values.clear();
        }
    })
}

#[test]
fn a_judgement_always_ends_and_keeps_its_promises() {
    let mut dice = Dice(2025);
    let mut seen = std::collections::BTreeSet::new();
    for round in 0..20_000 {
        let example = throw(&mut dice);
        let found = example.at(dice.pick(&DAYS));
        let about = || format!("round {round}: {:?} {:?}", example.target, found);
        seen.insert(found.status);
        assert!(!found.reason.is_empty(), "{}", about());
        if let Some(actual) = &found.actual {
            assert_ne!(found.status, Status::NoData, "{}", about());
            assert_ne!(actual.grade, Grade::D, "{}", about());
            assert_ne!(actual.scope, Scope::Administrative, "{}", about());
            assert!(actual.period.year() >= 2024, "{}", about());
            assert!(actual.period.last_day() <= found.as_of, "{}", about());
        }
        if found.status == Status::NoData {
            assert!(found.actual.is_none() && found.gap.is_none(), "{}", about());
        }
        if let Some(share) = found.time_share {
            assert!(share >= 0.into() && share <= 100.into(), "{}", about());
        }
    }
    assert_eq!(seen.len(), Status::ALL.len());
}

/// What the formula of a node gives from the numbers that stand under it; a line of formulas that nobody can do by hand
/// does not pass.
fn by_hand(node: &Derivation) -> Decimal {
    let number = |title: &str| {
        let found = node.inputs.iter().find(|input| input.title.split('：').next() == Some(title));
        let found = found.unwrap_or_else(|| panic!("no {title} under {node:?}"));
        found.value.parse::<Decimal>().unwrap_or_else(|_| panic!("{title} is no number under {node:?}"))
    };
    let of_two_places = |value: Decimal| value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let share = |part: Decimal, whole: Decimal| of_two_places(part * Decimal::ONE_HUNDRED / whole);
    let formula = node.formula.as_deref().unwrap();
    match formula.strip_suffix("，四舍五入到两位小数").unwrap_or(formula) {
        "各期合计" => node.inputs.iter().map(|input| input.value.parse::<Decimal>().unwrap()).sum(),
        "考核期累计 × 12 ÷ 已过月数（不足12个月按12个月）" => {
            of_two_places(number("考核期累计") * Decimal::from(12) / number("已过月数").max(12.into()))
        }
        "目标值 × 考核期年数" => number("目标值") * number("考核期年数"),
        "实际值 ÷ 考核期总目标 × 100" => share(number("实际值"), number("考核期总目标")),
        "考核期累计 ÷ 考核期总目标 × 100" => share(number("考核期累计"), number("考核期总目标")),
        "实际值 ÷ 目标值 × 100" => share(number("实际值"), number("目标值")),
        "（实际值 − 基期值） ÷ （目标值 − 基期值） × 100" => {
            share(number("实际值") - number("基期值"), number("目标值") - number("基期值"))
        }
        "已过月数 ÷ 考核期总月数 × 100" => share(number("已过月数"), number("考核期总月数")),
        "（本年值 − 上年值） ÷ 上年值 × 100" => {
            share(number("本年值") - number("上年值"), number("上年值"))
        }
        "目标值 − 实际值" => number("目标值") - number("实际值"),
        "实际值 − 目标值" => number("实际值") - number("目标值"),
        "目标值 − 比上年增长" => number("目标值") - number("比上年增长"),
        "比上年增长 − 目标值" => number("比上年增长") - number("目标值"),
        "（目标值 ÷ 实际值）开剩余年数次方 − 1，以百分数表示" => {
            assert_eq!(number("剩余年数"), Decimal::ONE, "the term of the examples has two years");
            of_two_places((number("目标值") / number("实际值") - Decimal::ONE) * Decimal::ONE_HUNDRED)
        }
        other => panic!("a formula that this test cannot do: {other}"),
    }
}

/// 还差71.3 is 71.3, 低于上限0.5 is −0.5.
fn number_in(words: &str) -> Decimal {
    let after = |word: &str| words.strip_prefix(word).map(|rest| rest.parse::<Decimal>().unwrap());
    if words == "持平" {
        return Decimal::ZERO;
    }
    after("还差").or(after("高出上限")).unwrap_or_else(|| -after("超出").or(after("低于上限")).unwrap())
}

#[test]
fn every_computed_figure_is_what_its_formula_gives_from_the_numbers_that_are_shown() {
    let mut dice = Dice(480);
    let mut seen = std::collections::BTreeMap::new();
    for round in 0..100_000 {
        let example = throw(&mut dice);
        let found = example.at(dice.pick(&DAYS));
        let mut waiting: Vec<&Derivation> = found.derivation.inputs.iter().collect();
        while let Some(node) = waiting.pop() {
            waiting.extend(&node.inputs);
            let Some(formula) = &node.formula else {
                let is_number = ["完成比例", "序时进度", "差距", "尚需年均增速"].contains(&node.title.as_str());
                assert!(!is_number, "round {round}: {} without a formula", node.title);
                continue;
            };
            assert_eq!(by_hand(node), number_or_words(node), "round {round}: {node:#?}");
            *seen.entry(formula.clone()).or_insert(0) += 1;
        }
    }
    assert_eq!(seen.len(), 14, "every formula was met: {seen:#?}");
    assert!(seen.values().all(|times| *times >= 5), "{seen:#?}");
}

fn number_or_words(node: &Derivation) -> Decimal {
    if node.title == "差距" { number_in(&node.value) } else { node.value.parse().unwrap() }
}

/// 711.6 of the two years' 960 is 74.13 %, and the half year's 231.6 of 480 is 48.25 %, 1.75 points behind the calendar.
#[test]
fn a_yearly_mean_is_told_by_the_term_and_by_the_running_year() {
    let example = Example::new(Comparator::AtLeast, "480", Nature::Flow, PeriodKind::AnnualAverage)
        .with("2024", "480")
        .with("2025-H1", "231.6");
    let found = example.at("2025-06-30");
    let year = "2025年上半年231.6个，完成年度目标的48.25%，同期序时进度50%，未达序时1.75个百分点，\
                距目标（不低于480个）还差248.4个";
    let term = "2024年1月—2025年6月年均474.4个，完成考核期总量的74.13%，同期序时进度75%，未达序时0.87个百分点，\
                目标为年均不低于480个";
    assert_eq!(found.reason, format!("{term}；其中{year}"));
    let alone = Example { observations: example.observations[1..].to_vec(), ..example }.at("2025-06-30");
    assert_eq!(alone.reason, "2024年缺少完整数据，不能计算2024—2025年年均值");
    assert_eq!(alone.notes, [format!("本年：{year}")]);
    let share = found.derivation.inputs.iter().find(|node| node.title == "完成比例").unwrap();
    let shown: Vec<(&str, &str)> =
        share.inputs.iter().map(|input| (input.title.as_str(), input.value.as_str())).collect();
    assert_eq!(shown, [("考核期累计：2024年1月—2025年6月年均", "711.6"), ("考核期总目标", "960")]);
    assert_eq!(share.value, "74.13");
}

#[test]
fn growth_above_an_upper_limit_is_told_as_above_it() {
    let example = Example::new(Comparator::IncreaseBy, "5", Nature::Flow, PeriodKind::InYear)
        .target(|target| target.bound = Some(Bound::AtMost))
        .with("2024", "100")
        .with("2025", "106");
    let found = example.at("2025-12-31");
    let gap = found.derivation.inputs.iter().find(|node| node.title == "差距").unwrap();
    assert_eq!((found.status, gap.value.as_str()), (Status::Behind, "高出上限1"));
}
