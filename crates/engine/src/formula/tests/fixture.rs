//! A small register of firms with projects, tax and land, on which formulas are tried.

use std::collections::BTreeMap;
use std::sync::Arc;

use expect_test::Expect;
use model::pack::*;
use model::{Period, WorkingCalendar};
use rust_decimal::Decimal;

use super::super::*;

pub(crate) const SPAN: SourceSpan = SourceSpan { file: FileId(0), start: 0, end: 0 };

pub(crate) fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn node(kind: ExpressionKind, yields: ValueType) -> Expression {
    Expression { kind, yields, span: SPAN }
}

pub(crate) fn numeric(kind: ExpressionKind, unit: &str) -> Expression {
    node(kind, ValueType::Number(unit.parse().unwrap()))
}

pub(crate) fn number(text: &str) -> Expression {
    numeric(ExpressionKind::Number(decimal(text)), "无量纲")
}

pub(crate) fn flag(value: bool) -> Expression {
    node(ExpressionKind::Flag(value), ValueType::Flag)
}

pub(crate) fn path(register: &str, field: &str) -> FieldPath {
    FieldPath { register: code(register), through: Vec::new(), field: code(field) }
}

pub(crate) fn tax() -> Expression {
    numeric(ExpressionKind::Field(path("enterprise", "tax")), "万元")
}

pub(crate) fn land() -> Expression {
    numeric(ExpressionKind::Field(path("enterprise", "land")), "亩")
}

pub(crate) fn binary(operator: BinaryOperator, left: Expression, right: Expression, unit: &str) -> Expression {
    numeric(ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) }, unit)
}

pub(crate) fn compared(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    node(ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) }, ValueType::Flag)
}

pub(crate) fn tax_per_mu() -> Expression {
    binary(BinaryOperator::Divide, tax(), land(), "万元/亩")
}

pub(crate) fn statistic(statistic: Statistic, population: Population, operand: Expression, unit: &str) -> Expression {
    numeric(ExpressionKind::Statistic { statistic, population, operand: Box::new(operand) }, unit)
}

pub(crate) fn validity(from: &str, to: Option<&str>) -> Validity {
    Validity { from: from.parse().unwrap(), to: to.map(|day| day.parse().unwrap()) }
}

pub(crate) fn provenance() -> Provenance {
    Provenance {
        issuer: "示例区".to_string(),
        document: "示例〔2024〕1号".to_string(),
        certainty: Certainty::Example,
        note: String::new(),
    }
}

pub(crate) fn field(name: &str, of: &str, field_type: FieldType) -> Field {
    Field {
        code: code(of),
        name: name.to_string(),
        field_type,
        presence: Presence::Optional,
        class: model::people::DataClass::Internal,
        definition: String::new(),
        span: SPAN,
    }
}

pub(crate) fn measured(unit: &str) -> FieldType {
    FieldType::Number { unit: unit.parse().unwrap(), decimals: None, min: None, max: None }
}

pub(crate) fn register(name: &str, of: &str, cycle: Cycle, fields: Vec<Field>) -> Register {
    Register {
        code: code(of),
        name: name.to_string(),
        definition: String::new(),
        basis: String::new(),
        cycle,
        class: model::people::DataClass::Internal,
        key: vec![code("credit_code")],
        fields,
        rules: Vec::new(),
        unique: Vec::new(),
        duplicates: Vec::new(),
        life: LifeCycle::default(),
        measures: Vec::new(),
        intakes: Vec::new(),
        span: SPAN,
    }
}

/// Firms by year with tax, land, industry and county; projects that name a firm; a benchmark that changed in 2025.
pub(crate) fn pack() -> Pack {
    let text = FieldType::Text { characters_max: 50 };
    let mut firms = register(
        "工业企业",
        "enterprise",
        Cycle::Year,
        vec![
            field("实缴税金", "tax", measured("万元")),
            field("用地面积", "land", measured("亩")),
            field("行业", "industry", text.clone()),
            field("所在县", "county", FieldType::Place { level: PlaceLevel::County }),
        ],
    );
    firms.measures.push(Measure {
        code: code("firm_count"),
        name: "企业数".to_string(),
        unit: "家".parse().unwrap(),
        count: Count::Rows,
        condition: compared(BinaryOperator::Greater, land(), number("0")),
        place: code("county"),
        dated: None,
        indicator: None,
        definition: String::new(),
        span: SPAN,
    });
    let projects = register(
        "项目",
        "project",
        Cycle::Standing,
        vec![
            field("企业", "firm", FieldType::Reference { register: code("enterprise") }),
            field("投资", "investment", measured("万元")),
        ],
    );
    let value = |from: &str, to: Option<&str>, amount: &str| ParameterValue {
        validity: validity(from, to),
        amount: ParameterAmount::Single(decimal(amount)),
        provenance: provenance(),
        span: SPAN,
    };
    Pack {
        code: code("test"),
        name: "测试".to_string(),
        version: "1".to_string(),
        basis: "示例".to_string(),
        validity: validity("2024-01-01", None),
        certainty: Certainty::Example,
        note: String::new(),
        files: Vec::new(),
        roles: Vec::new(),
        choices: Vec::new(),
        parameters: vec![Parameter {
            code: code("benchmark"),
            name: "亩均税收基准值".to_string(),
            unit: "万元/亩".parse().unwrap(),
            definition: String::new(),
            values: vec![value("2024-01-01", Some("2024-12-31"), "20"), value("2025-01-01", None, "25")],
            span: SPAN,
        }],
        tables: vec![Table {
            code: code("points"),
            name: "得分表".to_string(),
            operand_unit: "万元/亩".parse().unwrap(),
            unit: "分".parse().unwrap(),
            definition: String::new(),
            reading: TableReading::Linear,
            versions: vec![TableVersion {
                validity: validity("2024-01-01", None),
                rows: vec![
                    TableRow { bound: decimal("0"), value: decimal("0") },
                    TableRow { bound: decimal("40"), value: decimal("100") },
                ],
                otherwise: None,
                provenance: provenance(),
                span: SPAN,
            }],
            span: SPAN,
        }],
        observed: vec![Observed {
            code: code("gdp"),
            name: "地区生产总值".to_string(),
            unit: "亿元".parse().unwrap(),
            span: SPAN,
        }],
        registers: vec![firms, projects],
        formulas: vec![Formula {
            code: code("tax_per_mu"),
            name: "亩均税收".to_string(),
            subject: Subject::Register(code("enterprise")),
            cycle: Cycle::Year,
            unit: "万元/亩".parse().unwrap(),
            value: tax_per_mu(),
            condition: flag(true),
            when_missing: WhenMissing::Missing,
            rounding: FormulaRounding::To { decimals: 2, mode: RoundingMode::HalfUp },
            choices: None,
            place_total: PlaceTotal::None,
            definition: String::new(),
            basis: "示例办法第三条".to_string(),
            span: SPAN,
        }],
        evaluations: Vec::new(),
        exchanges: Vec::new(),
        agreements: Vec::new(),
        matchings: Vec::new(),
        allocations: Vec::new(),
        networks: Vec::new(),
        analyses: Vec::new(),
        ledgers: Vec::new(),
        placements: Vec::new(),
    }
}

pub(crate) const FIRMS: [&str; 4] = ["甲", "乙", "丙", "丁"];

pub(crate) fn optional(values: [&str; 4]) -> Column {
    Column::Number(values.iter().map(|value| value.parse().ok()).collect())
}

pub(crate) fn texts(values: &[&str]) -> Column {
    Column::Text(values.iter().map(|value| (*value != "—").then(|| Arc::from(*value))).collect())
}

pub(crate) fn facts() -> PackFacts {
    let keys = || FIRMS.iter().map(|key| Arc::from(*key)).collect::<Vec<Arc<str>>>();
    let rows = |tax: [&str; 4], land: [&str; 4]| {
        let columns = BTreeMap::from([
            (code("tax"), optional(tax)),
            (code("land"), optional(land)),
            (code("industry"), texts(&["纺织", "纺织", "机械", "—"])),
            (code("county"), texts(&["370783", "370783", "370782", "370783"])),
        ]);
        Rows::new(keys(), columns).unwrap()
    };
    let mut facts = PackFacts::default();
    facts.add_rows(
        code("enterprise"),
        Some(Period::Year(2024)),
        rows(["200", "600", "50", "—"], ["10", "10", "0", "5"]),
    );
    facts.add_rows(
        code("enterprise"),
        Some(Period::Year(2025)),
        rows(["300", "600", "90", "60"], ["10", "15", "3", "—"]),
    );
    let projects = BTreeMap::from([
        (code("firm"), texts(&["甲", "甲", "乙"])),
        (code("investment"), Column::Number(vec![Some(decimal("5")), Some(decimal("7")), None])),
    ]);
    let keys = ["p1", "p2", "p3"].iter().map(|key| Arc::from(*key)).collect();
    facts.add_rows(code("project"), None, Rows::new(keys, projects).unwrap());
    facts.add_observed(code("gdp"), "370783".into(), Period::Year(2024), decimal("1000"));
    facts
}

pub(crate) fn subjects() -> Subjects {
    Subjects::new(Subject::Register(code("enterprise")), FIRMS.iter().map(|key| Arc::from(*key)).collect())
}

pub(crate) fn in_world<T>(run: impl FnOnce(World<'_>) -> T) -> T {
    let (pack, facts, calendar) = (pack(), facts(), WorkingCalendar::default());
    run(World { pack: &pack, facts: &facts, calendar: &calendar })
}

pub(crate) fn printed(computed: &Computed) -> String {
    let values: Vec<String> = (0..computed.values.len())
        .map(|row| computed.values.get(row).map_or("—".to_string(), |value| value.in_words()))
        .collect();
    let mut lines = vec![values.join(" ")];
    lines.extend(computed.troubles.iter().map(|trouble| format!("{}：{}", FIRMS[trouble.row], trouble.kind)));
    lines.join("\n")
}

#[track_caller]
pub(crate) fn check(expression: &Expression, year: i16, wanted: Expect) {
    in_world(|world| {
        let computed = compute(expression, &subjects(), Period::Year(year), world);
        wanted.assert_eq(&printed(&computed));
    });
}
