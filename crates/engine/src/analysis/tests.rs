//! What analyses promise, on four places whose numbers stand in a register of their own.

use model::pack::{
    AnalysisMethod, ChanceRule, Code, Cycle, DeviationRule, EfficiencyOrientation, EfficiencyReturns, Expression,
    ExpressionKind, FileId, NeighbourRule, Observed, PlaceLevel, SlackRule, SourceSpan, Subject, ValueType,
};
use model::{AnalysisCell, WorkingCalendar};

use super::*;
use crate::formula::PackFacts;

const SPAN: SourceSpan = SourceSpan { file: FileId(0), start: 0, end: 0 };
const PLACES: [&str; 4] = ["a", "b", "c", "d"];

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn variable(name: &str, role: VariableRole) -> AnalysisVariable {
    AnalysisVariable {
        code: code(name),
        name: name.to_string(),
        unit: "亿元".parse().unwrap(),
        role,
        value: Expression {
            kind: ExpressionKind::Observed(code(name)),
            yields: ValueType::Number("亿元".parse().unwrap()),
            span: SPAN,
        },
        weight: None,
        span: SPAN,
    }
}

fn rule(method: AnalysisMethod, variables: Vec<AnalysisVariable>) -> Analysis {
    Analysis {
        code: code("analysis"),
        name: "分析".to_string(),
        basis: "示例".to_string(),
        definition: String::new(),
        subject: Subject::Place(PlaceLevel::County),
        cycle: Cycle::Year,
        condition: Expression { kind: ExpressionKind::Flag(true), yields: ValueType::Flag, span: SPAN },
        variables,
        grouping: Grouping::None,
        method,
        span: SPAN,
    }
}

/// `x` and `y` of each place in 2020 and 2021; 「—」 for what nobody published.
fn run(rule: &Analysis, x: [&str; 4], y: [&str; 4]) -> Result<AnalysisOutcome, AnalysisError> {
    let mut pack = crate::formula::test_pack();
    pack.observed = ["x", "y"]
        .map(|name| Observed { code: code(name), name: name.to_string(), unit: "亿元".parse().unwrap(), span: SPAN })
        .to_vec();
    let mut facts = PackFacts::default();
    for (name, values) in [("x", x), ("y", y)] {
        for (place, value) in PLACES.iter().zip(values) {
            if let Ok(value) = value.parse::<Decimal>() {
                facts.add_observed(code(name), Arc::from(*place), Period::Year(2021), value);
                facts.add_observed(code(name), Arc::from(*place), Period::Year(2020), value * Decimal::TWO);
            }
        }
    }
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let keys: Vec<Arc<str>> = PLACES.iter().map(|place| Arc::from(*place)).collect();
    let borders = Borders::new([("a", "b"), ("b", "c"), ("c", "d")]);
    analysis(rule, &keys, Period::Year(2021), world, &borders, &|key| format!("县{key}"))
}

fn dea(returns: EfficiencyReturns, slacks: SlackRule) -> AnalysisMethod {
    let orientation = EfficiencyOrientation::Input;
    AnalysisMethod::Dea { orientation, returns, slacks, is_self_excluded: false }
}

fn first(outcome: &AnalysisOutcome) -> Vec<String> {
    outcome.rows.iter().map(|row| format!("{} {}", row.key, row.cells[0].in_words())).collect()
}

fn efficiency(returns: EfficiencyReturns) -> Analysis {
    rule(dea(returns, SlackRule::ByMean), vec![variable("x", VariableRole::Input), variable("y", VariableRole::Output)])
}

#[test]
fn a_place_without_a_number_is_left_out_and_named() {
    let outcome = run(&efficiency(EfficiencyReturns::Variable), ["2", "4", "8", "8"], ["2", "6", "8", "—"]).unwrap();
    assert_eq!(first(&outcome), ["a 1", "b 1", "c 1"]);
    assert_eq!(outcome.left_out.len(), 1);
    assert_eq!(outcome.left_out[0].key, "d");
    assert!(outcome.left_out[0].reason.contains("y缺失"), "{}", outcome.left_out[0].reason);
}

#[test]
fn efficiency_follows_the_declared_returns() {
    let (x, y) = (["2", "4", "8", "8"], ["2", "6", "8", "4"]);
    let of = |returns| first(&run(&efficiency(returns), x, y).unwrap());
    assert_eq!(of(EfficiencyReturns::Variable), ["a 1", "b 1", "c 1", "d 0.375"]);
    assert_eq!(of(EfficiencyReturns::FreeDisposal), ["a 1", "b 1", "c 1", "d 0.5"]);
    assert_eq!(of(EfficiencyReturns::Constant)[3], "d 0.3333333333");
}

#[test]
fn a_number_outside_of_the_method_is_refused_by_the_name_of_the_place() {
    let error = run(&efficiency(EfficiencyReturns::Constant), ["2", "-4", "8", "8"], ["2", "6", "8", "4"]);
    assert_eq!(error.unwrap_err().to_string(), "“县b”的“x”为 -4，应不小于 0；请更正数据，或用 where 把它排除在外");
    let error = run(&efficiency(EfficiencyReturns::Constant), ["2", "0", "8", "8"], ["2", "6", "8", "4"]);
    assert!(error.unwrap_err().to_string().starts_with("“县b”2021年的投入全部为 0"));
    let error = run(&efficiency(EfficiencyReturns::Constant), ["—", "—", "—", "8"], ["2", "6", "8", "4"]);
    assert_eq!(
        error.unwrap_err().to_string(),
        "有完整数据的对象只有 1 个，不足 2 个，不能分析；缺数据的：县a、县b、县c"
    );
}

#[test]
fn the_same_seed_gives_the_same_outcome_and_says_so() {
    let moran = |seed| AnalysisMethod::Moran {
        neighbours: NeighbourRule::RowStandardised,
        alternative: ChanceRule::TwoSided,
        permutations: 199,
        seed,
    };
    let of = |seed| {
        let rule = rule(moran(seed), vec![variable("x", VariableRole::Value)]);
        run(&rule, ["1", "2", "3", "4"], ["—"; 4]).unwrap()
    };
    assert_eq!(of(7), of(7));
    assert_eq!(of(7).figures[0].value, "0.4".parse().ok());
    assert!(of(7).conventions.iter().any(|line| line.contains("随机置换 199 次，种子 7")));
    let kinds: Vec<String> = of(7).rows.iter().map(|row| row.cells[1].in_words()).collect();
    assert_eq!(kinds, ["低—低", "低—低", "高—高", "高—高"]);
}

#[test]
fn units_of_measure_change_no_efficiency_and_no_similarity() {
    let (x, y) = (["2", "4", "8", "8"], ["2", "6", "8", "4"]);
    let larger = x.map(|value| format!("{value}0000"));
    let larger = [&*larger[0], &*larger[1], &*larger[2], &*larger[3]];
    for returns in [EfficiencyReturns::Constant, EfficiencyReturns::Variable, EfficiencyReturns::FreeDisposal] {
        let rule = efficiency(returns);
        assert_eq!(first(&run(&rule, x, y).unwrap()), first(&run(&rule, larger, y).unwrap()), "{returns:?}");
    }
    let parts = vec![variable("x", VariableRole::Part), variable("y", VariableRole::Part)];
    let similar = rule(AnalysisMethod::Similarity, parts);
    let both = |factor: &str| {
        let scaled = |values: [&str; 4]| values.map(|value| format!("{value}{factor}"));
        let (x, y) = (scaled(x), scaled(y));
        let of = |values: &[String; 4]| -> Vec<String> { values.to_vec() };
        let (x, y) = (of(&x), of(&y));
        first(&run(&similar, [&*x[0], &*x[1], &*x[2], &*x[3]], [&*y[0], &*y[1], &*y[2], &*y[3]]).unwrap())
    };
    assert_eq!(both(""), both("0000"));
}

#[test]
fn halved_values_leave_all_differences_as_they_were() {
    let method = AnalysisMethod::Convergence { years_back: 1, deviation: DeviationRule::Sample };
    let outcome = run(&rule(method, vec![variable("x", VariableRole::Value)]), ["1", "2", "3", "4"], ["—"; 4]).unwrap();
    // Every place had twice as much a year before.
    assert_eq!(first(&outcome), ["a -50", "b -50", "c -50", "d -50"]);
    let beta = outcome.figures.iter().find(|figure| figure.name == "β").unwrap();
    assert!(beta.value.unwrap().abs() < "0.0000000001".parse().unwrap());
    let years: Vec<String> = outcome.tables[0].rows.iter().map(|row| row[0].in_words()).collect();
    assert_eq!(years, ["2020年", "2021年"]);
    assert!(matches!(outcome.tables[0].rows[0][1], AnalysisCell::Number(_)));
}
