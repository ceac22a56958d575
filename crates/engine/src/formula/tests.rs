//! What formulas promise, on a small register of firms.

mod fixture;

use std::sync::Arc;

use expect_test::expect;
use model::Period;
use model::pack::*;

pub(crate) use fixture::{FIRMS, facts, pack};
use fixture::{
    binary, check, code, compared, flag, in_world, land, node, number, numeric, path, printed, statistic, subjects,
    tax, tax_per_mu,
};

use super::*;

#[test]
fn division_by_zero_names_the_subject_and_the_divisor() {
    check(
        &tax_per_mu(),
        2024,
        expect![[r#"
            20 60 — —
            丙：用地面积为 0，不能作除数"#]],
    );
}

#[test]
fn only_the_chosen_branch_is_worth_a_message() {
    let has_land = compared(BinaryOperator::Greater, land(), number("0"));
    let guarded = ExpressionKind::If {
        condition: Box::new(has_land),
        then: Box::new(tax_per_mu()),
        otherwise: Box::new(number("0")),
    };
    check(&numeric(guarded, "万元/亩"), 2024, expect!["20 60 0 —"]);
}

#[test]
fn a_stand_in_needs_no_message() {
    let first = ExpressionKind::FirstKnown(vec![tax_per_mu(), number("-1")]);
    check(&numeric(first, "万元/亩"), 2024, expect!["20 60 -1 -1"]);
    let operand = Box::new(tax_per_mu());
    let is_missing = ExpressionKind::Unary { operator: UnaryOperator::IsMissing, operand };
    check(&node(is_missing, ValueType::Flag), 2024, expect!["否 否 是 是"]);
}

#[test]
fn last_year_is_the_same_formula_on_last_years_facts() {
    let last = ExpressionKind::Shift { operand: Box::new(tax()), shift: PeriodShift::YearsBack(1) };
    let growth = binary(BinaryOperator::Divide, tax(), numeric(last.clone(), "万元"), "无量纲");
    check(&growth, 2025, expect!["1.5 1 1.8 —"]);
    check(&numeric(last, "万元"), 2024, expect!["— — — —"]);
}

#[test]
fn parameters_are_those_of_the_period() {
    let benchmark = || numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    check(&benchmark(), 2024, expect!["20 20 20 20"]);
    check(&benchmark(), 2025, expect!["25 25 25 25"]);
    check(
        &benchmark(),
        2023,
        expect![[r#"
            — — — —
            甲：参数“亩均税收基准值”在2023-12-31没有生效的值，请在机制包中补充
            乙：参数“亩均税收基准值”在2023-12-31没有生效的值，请在机制包中补充
            丙：参数“亩均税收基准值”在2023-12-31没有生效的值，请在机制包中补充
            丁：参数“亩均税收基准值”在2023-12-31没有生效的值，请在机制包中补充"#]],
    );
}

#[test]
fn statistics_leave_out_peers_without_a_value() {
    let all = |of: Statistic| statistic(of, Population::All, tax(), "万元");
    check(&all(Statistic::Mean), 2025, expect!["262.5 262.5 262.5 262.5"]);
    check(&all(Statistic::Median), 2024, expect!["200 200 200 200"]);
    check(&all(Statistic::Count), 2024, expect!["3 3 3 3"]);
    let rank = Statistic::Rank { ties: RankTies::Competition, is_largest_first: true };
    check(&all(rank), 2024, expect!["2 1 3 —"]);
    let weighted = Statistic::WeightedMean { weight: Box::new(land()) };
    check(
        &all(weighted),
        2025,
        expect![
            "438.21428571428571428571428571 438.21428571428571428571428571 438.21428571428571428571428571 438.21428571428571428571428571"
        ],
    );
    let industry = Population::Same(path("enterprise", "industry"));
    check(&statistic(Statistic::Sum, industry, tax(), "万元"), 2025, expect!["900 900 90 —"]);
    check(&statistic(Statistic::Sum, Population::Pool, tax(), "万元"), 2025, expect!["— — — —"]);
}

#[test]
fn rows_of_another_register_belong_to_the_firm_they_name() {
    let investment = || numeric(ExpressionKind::Field(path("project", "investment")), "万元");
    let rows = |aggregate: RowAggregate| {
        let filter = Box::new(flag(true));
        numeric(ExpressionKind::Rows { register: code("project"), link: code("firm"), filter, aggregate }, "万元")
    };
    check(&rows(RowAggregate::Count), 2025, expect!["2 1 0 0"]);
    check(&rows(RowAggregate::Sum(Box::new(investment()))), 2025, expect!["12 — 0 0"]);
    check(&rows(RowAggregate::Maximum(Box::new(investment()))), 2025, expect!["7 — — —"]);
    // Inside, a field of the firm is that of the firm that the project names.
    let share = binary(BinaryOperator::Divide, investment(), tax(), "无量纲");
    check(&rows(RowAggregate::Sum(Box::new(share))), 2025, expect!["0.04 — 0 0"]);
}

#[test]
fn counts_of_a_register_belong_to_the_place() {
    check(&numeric(ExpressionKind::Measure(code("firm_count")), "家"), 2025, expect!["2 2 1 2"]);
    in_world(|world| {
        let places = ["370700", "370783", "370101"].map(Arc::from).to_vec();
        let subjects = Subjects::new(Subject::Place(PlaceLevel::County), places);
        let count = numeric(ExpressionKind::Measure(code("firm_count")), "家");
        let computed = compute(&count, &subjects, Period::Year(2025), world);
        expect!["3 2 0"].assert_eq(&printed(&computed));
        let gdp = numeric(ExpressionKind::Observed(code("gdp")), "亿元");
        let computed = compute(&gdp, &subjects, Period::Year(2024), world);
        expect!["— 1000 —"].assert_eq(&printed(&computed));
    });
}

#[test]
fn rows_of_counties_add_up_to_their_city_and_are_named() {
    in_world(|world| {
        let places = ["370700", "370783", "370100"].map(Arc::from).to_vec();
        let subjects = Subjects::new(Subject::Place(PlaceLevel::City), places);
        let rows = ExpressionKind::Rows {
            register: code("enterprise"),
            link: code("county"),
            filter: Box::new(compared(BinaryOperator::Greater, land(), number("0"))),
            aggregate: RowAggregate::Sum(Box::new(tax())),
        };
        // A row belongs to the narrowest place that holds it, here the county itself.
        let computed = compute(&numeric(rows.clone(), "万元"), &subjects, Period::Year(2025), world);
        expect!["90 900 0"].assert_eq(&printed(&computed));
        let city = Subjects::new(Subject::Place(PlaceLevel::City), vec!["370700".into()]);
        let derivation = explain("税收", &numeric(rows, "万元"), 0, &city, Period::Year(2025), world);
        expect![[r#"
            税收：990 万元（按2025年登记的工业企业 3 行计）
            工业企业“甲”（纺织）：300 万元（工业企业“甲”2025年）
            工业企业“乙”（纺织）：600 万元（工业企业“乙”2025年）
            工业企业“丙”（机械）：90 万元（工业企业“丙”2025年）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
        let count = numeric(ExpressionKind::Measure(code("firm_count")), "家");
        let derivation = explain("企业数", &count, 0, &city, Period::Year(2025), world);
        expect![[r#"
            企业数：3 家（按2025年登记的工业企业 3 行计）
            工业企业“甲”（纺织）：1
            工业企业“乙”（纺织）：1
            工业企业“丙”（机械）：1"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
    });
}

#[test]
fn bands_and_tables_find_their_step() {
    let band = |bound: &str, value: &str| Band { bound: number(bound), value: number(value) };
    let bands = |edge: BandEdge| ExpressionKind::Bands {
        operand: Box::new(tax()),
        edge,
        bands: vec![band("600", "3"), band("200", "2")],
        otherwise: Box::new(number("1")),
    };
    check(&numeric(bands(BandEdge::AtLeast), "分"), 2024, expect!["2 3 1 —"]);
    check(&numeric(bands(BandEdge::Above), "分"), 2024, expect!["1 2 1 —"]);
    // A bound that is a parameter is that of the period, and stands beside the result.
    let benchmark = numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    let dated = ExpressionKind::Bands {
        operand: Box::new(tax_per_mu()),
        edge: BandEdge::Above,
        bands: vec![Band { bound: benchmark, value: number("2") }],
        otherwise: Box::new(number("1")),
    };
    let dated = numeric(dated, "分");
    in_world(|world| {
        for (year, wanted) in [(2024, "1 2 — —"), (2025, "2 2 2 —"), (2023, "— — — —")] {
            let found = compute(&dated, &subjects(), Period::Year(year), world);
            assert_eq!(printed(&found).lines().next(), Some(wanted), "{year}");
        }
        let told = in_sentences(&explain("得分", &dated, 1, &subjects(), Period::Year(2024), world)).join("\n");
        assert!(told.contains("亩均税收基准值"), "{told}");
        let reasons = missing_reasons(&dated, 1, &subjects(), Period::Year(2023), world);
        assert!(reasons.iter().any(|reason| reason.contains("亩均税收基准值")), "{reasons:?}");
    });
    let table = ExpressionKind::Table { table: code("points"), operand: Box::new(tax_per_mu()) };
    check(&numeric(table, "分"), 2025, expect!["75 100 75 —"]);
}

#[test]
fn rounding_is_where_the_rule_says_so() {
    let round = |value: &str, decimals: i8, mode: RoundingMode| {
        let kind = ExpressionKind::Round { operand: Box::new(number(value)), decimals, mode };
        in_world(|world| {
            let computed = compute(&numeric(kind, "无量纲"), &subjects(), Period::Year(2025), world);
            computed.values.get(0).map(|value| value.in_words()).unwrap_or_default()
        })
    };
    assert_eq!(round("2.345", 2, RoundingMode::HalfUp), "2.35");
    assert_eq!(round("2.345", 2, RoundingMode::HalfEven), "2.34");
    assert_eq!(round("-2.345", 2, RoundingMode::Up), "-2.35");
    assert_eq!(round("2.349", 2, RoundingMode::Down), "2.34");
    assert_eq!(round("1250", -2, RoundingMode::HalfUp), "1300");
    assert_eq!(round("1250", -2, RoundingMode::HalfEven), "1200");
}

#[test]
fn what_fits_no_decimal_is_told() {
    let huge = || number("79228162514264337593543950335");
    check(
        &binary(BinaryOperator::Multiply, huge(), number("10"), "无量纲"),
        2025,
        expect![[r#"
            — — — —
            甲：10的结果超出可以表示的范围，请检查数据和计量单位
            乙：10的结果超出可以表示的范围，请检查数据和计量单位
            丙：10的结果超出可以表示的范围，请检查数据和计量单位
            丁：10的结果超出可以表示的范围，请检查数据和计量单位"#]],
    );
    let power = |base: &str, exponent: &str| binary(BinaryOperator::Power, number(base), number(exponent), "无量纲");
    check(&power("1.1", "2"), 2025, expect!["1.21 1.21 1.21 1.21"]);
    check(&power("2", "-2"), 2025, expect!["0.25 0.25 0.25 0.25"]);
}

#[test]
fn logic_knows_what_missing_cannot_change() {
    let unknown = || compared(BinaryOperator::Greater, land(), number("0"));
    let both = |operator: BinaryOperator, known: bool| compared(operator, unknown(), flag(known));
    check(&both(BinaryOperator::And, false), 2025, expect!["否 否 否 否"]);
    check(&both(BinaryOperator::And, true), 2025, expect!["是 是 是 —"]);
    check(&both(BinaryOperator::Or, true), 2025, expect!["是 是 是 是"]);
}

#[test]
fn a_declared_formula_is_explained_in_names_values_and_sources() {
    in_world(|world| {
        let formula = &world.pack.formulas[0];
        let computed = compute_formula(formula, &subjects(), Period::Year(2025), world);
        expect!["30 40 30 —"].assert_eq(&printed(&computed));
        let derivation = explain_formula(formula, 1, &subjects(), Period::Year(2025), world);
        expect![[r#"
            亩均税收 = 实缴税金 ÷ 用地面积 = 600 ÷ 15 = 40 万元/亩，依据示例办法第三条
            实缴税金：600 万元（工业企业“乙”2025年）
            用地面积：15 亩（工业企业“乙”2025年）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
        let derivation = explain_formula(formula, 3, &subjects(), Period::Year(2025), world);
        expect![[r#"
            亩均税收 = 实缴税金 ÷ 用地面积 = 60 ÷ — = — 万元/亩，依据示例办法第三条
            实缴税金：60 万元（工业企业“丁”2025年）
            用地面积：— 亩（工业企业“丁”2025年没有填报）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
    });
}

#[test]
fn a_ratio_to_the_benchmark_is_explained_down_to_the_document() {
    let named = numeric(ExpressionKind::Formula(code("tax_per_mu")), "万元/亩");
    let benchmark = numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    let ratio = binary(BinaryOperator::Divide, named, benchmark, "无量纲");
    let last = numeric(
        ExpressionKind::Shift {
            operand: Box::new(numeric(ExpressionKind::Formula(code("tax_per_mu")), "万元/亩")),
            shift: PeriodShift::YearsBack(1),
        },
        "万元/亩",
    );
    in_world(|world| {
        let derivation = explain("税收水平", &ratio, 0, &subjects(), Period::Year(2025), world);
        expect![[r#"
            税收水平 = 亩均税收 ÷ 亩均税收基准值 = 30 ÷ 25 = 1.2
            亩均税收 = 实缴税金 ÷ 用地面积 = 300 ÷ 10 = 30 万元/亩，依据示例办法第三条
            实缴税金：300 万元（工业企业“甲”2025年）
            用地面积：10 亩（工业企业“甲”2025年）
            亩均税收基准值：25 万元/亩，依据示例区示例〔2024〕1号（示例）（2025-01-01起有效）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
        let derivation = explain("上年", &last, 2, &subjects(), Period::Year(2025), world);
        expect![[r#"
            上年 = 实缴税金 ÷ 用地面积 = 50 ÷ 0 = — 万元/亩，依据示例办法第三条（用地面积为 0，不能作除数）
            实缴税金：50 万元（工业企业“丙”2024年）
            用地面积：0 亩（工业企业“丙”2024年）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
    });
}

#[test]
fn sums_over_rows_are_explained_row_by_row_down_to_the_factors() {
    let investment = numeric(ExpressionKind::Field(path("project", "investment")), "万元");
    let benchmark = numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    let land = binary(BinaryOperator::Divide, investment, benchmark, "亩");
    let rows = ExpressionKind::Rows {
        register: code("project"),
        link: code("firm"),
        filter: Box::new(flag(true)),
        aggregate: RowAggregate::Sum(Box::new(land)),
    };
    in_world(|world| {
        let derivation = explain("折合用地", &numeric(rows, "亩"), 0, &subjects(), Period::Year(2025), world);
        expect![[r#"
            折合用地：0.48 亩（按2025年登记的项目 2 行计）
            项目“p1” = 投资 ÷ 亩均税收基准值 = 5 ÷ 25 = 0.2 亩
            投资：5 万元（项目“p1”2025年）
            亩均税收基准值：25 万元/亩，依据示例区示例〔2024〕1号（示例）（2025-01-01起有效）
            项目“p2” = 投资 ÷ 亩均税收基准值 = 7 ÷ 25 = 0.28 亩
            投资：7 万元（项目“p2”2025年）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
    });
}

#[test]
fn parameters_of_another_year_revalue_this_years_facts() {
    let benchmark = || numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    let due = binary(BinaryOperator::Multiply, land(), benchmark(), "万元");
    let constant = numeric(ExpressionKind::ParametersOf { operand: Box::new(due), year: 2024 }, "万元");
    check(&constant, 2025, expect!["200 300 60 —"]);
    in_world(|world| {
        let computed = compute(&constant, &subjects(), Period::Year(2025), world);
        let used = factors_used(&computed.factors, world.pack);
        let used: Vec<(&str, Option<&str>)> =
            used.iter().map(|factor| (factor.name.as_str(), factor.value.as_deref())).collect();
        assert_eq!(used, [("亩均税收基准值", Some("20"))]);
        let derivation = explain("应缴", &constant, 1, &subjects(), Period::Year(2025), world);
        expect![[r#"
            应缴 = 用地面积 × 亩均税收基准值 = 15 × 20 = 300 万元
            用地面积：15 亩（工业企业“乙”2025年）
            亩均税收基准值：20 万元/亩，依据示例区示例〔2024〕1号（示例）（2024-01-01至2024-12-31有效）"#]]
        .assert_eq(&in_sentences(&derivation).join("\n"));
    });
}

#[test]
fn a_factor_that_decides_nothing_is_not_listed() {
    let benchmark = numeric(ExpressionKind::Parameter(ParameterUse::Single(code("benchmark"))), "万元/亩");
    let first = numeric(ExpressionKind::FirstKnown(vec![land(), benchmark]), "亩");
    in_world(|world| {
        // All firms have their land on record in 2024, one has not in 2025.
        let used = |year| compute(&first, &subjects(), Period::Year(year), world).factors.len();
        assert_eq!((used(2024), used(2025)), (0, 1));
    });
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let rank = Statistic::Rank { ties: RankTies::Average, is_largest_first: false };
    let expression = statistic(rank, Population::All, tax_per_mu(), "无量纲");
    in_world(|world| {
        let forwards = compute(&expression, &subjects(), Period::Year(2025), world).values;
        let mut reversed = subjects();
        reversed.keys.reverse();
        let backwards = compute(&expression, &reversed, Period::Year(2025), world).values;
        for row in 0..FIRMS.len() {
            assert_eq!(forwards.get(row), backwards.get(FIRMS.len() - 1 - row));
        }
    });
}
