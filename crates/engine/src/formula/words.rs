//! Formulas in Chinese, as a person would write them on paper: 实缴税金 ÷ 用地面积.
//!
//! Words the tree, not the text of the pack, so that it reads the same whatever the author's spacing is.

use model::Period;
use model::pack::{
    BandEdge, BinaryOperator, Code, DateMeasure, Expression, ExpressionKind, OutcomePart, Pack, ParameterUse,
    PeriodShift, Population, RoundingMode, RowAggregate, Statistic, UnaryOperator,
};

use super::choices::Closed;

/// How tightly an operator binds; parentheses stand where an inner one binds less.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Binding {
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Power,
    Whole,
}

/// The formula in names.
pub fn in_names(expression: &Expression, pack: &Pack) -> String {
    in_names_of_list(expression, pack, None)
}

/// The formula in names, where its texts are codes of a list.
pub(super) fn in_names_of_list(expression: &Expression, pack: &Pack, list: Option<Closed<'_>>) -> String {
    Words { pack, replacement: &|_| None, list }.word(expression)
}

/// The formula with some steps replaced, for example by their values for one subject.
pub(super) fn with_replacements(
    expression: &Expression,
    pack: &Pack,
    list: Option<Closed<'_>>,
    replacement: &dyn Fn(&Expression) -> Option<String>,
) -> String {
    let words = Words { pack, replacement, list };
    words.kind(expression).0
}

struct Words<'a> {
    pack: &'a Pack,
    replacement: &'a dyn Fn(&Expression) -> Option<String>,
    /// What the texts written in the formula are codes of.
    list: Option<Closed<'a>>,
}

impl Words<'_> {
    fn word(&self, expression: &Expression) -> String {
        self.bound(expression).0
    }

    fn inside(&self, expression: &Expression, least: Binding) -> String {
        let (text, binding) = self.bound(expression);
        if binding < least { format!("({text})") } else { text }
    }

    fn bound(&self, expression: &Expression) -> (String, Binding) {
        match (self.replacement)(expression) {
            Some(text) => (text, Binding::Whole),
            None => self.kind(expression),
        }
    }

    fn kind(&self, expression: &Expression) -> (String, Binding) {
        let whole = |text: String| (text, Binding::Whole);
        match &expression.kind {
            ExpressionKind::Number(number) => {
                let unit = expression.unit().filter(|unit| !unit.is_dimensionless()).map(ToString::to_string);
                // Nought took its unit from what it stands beside; a unit that came of multiplying says nothing.
                let unit = unit.filter(|unit| !(number.is_zero() && unit.contains(['·', '/'])));
                whole(unit.map_or_else(|| number.to_string(), |unit| format!("{number} {unit}")))
            }
            ExpressionKind::Text(text) => whole(format!("“{}”", self.choice(text))),
            ExpressionKind::Flag(flag) => whole(if *flag { "是" } else { "否" }.to_string()),
            ExpressionKind::Date(date) => whole(date.to_string()),
            ExpressionKind::PeriodStart => whole("期初".to_string()),
            ExpressionKind::PeriodEnd => whole("期末".to_string()),
            ExpressionKind::Field(path) => {
                let name = field_name(self.pack, &path.register, &path.through, &path.field);
                whole(name)
            }
            ExpressionKind::Parameter(ParameterUse::Single(code)) => whole(name_of(self.pack, code)),
            ExpressionKind::Parameter(ParameterUse::Keyed { parameter, key }) => {
                let list = Closed::of_parameter(self.pack, parameter);
                whole(format!("{}[{}]", name_of(self.pack, parameter), Words { list, ..*self }.word(key)))
            }
            ExpressionKind::Formula(code) | ExpressionKind::Observed(code) | ExpressionKind::Measure(code) => {
                whole(name_of(self.pack, code))
            }
            ExpressionKind::Outcome { evaluation, part } => {
                let part = match part {
                    OutcomePart::Score => "得分".to_string(),
                    OutcomePart::Rank => "位次".to_string(),
                    OutcomePart::Grade => "档次".to_string(),
                    OutcomePart::YearsInGrade(grade) => format!("连续{}年数", grade.as_str().to_uppercase()),
                };
                whole(format!("{}的{part}", name_of(self.pack, evaluation)))
            }
            ExpressionKind::Shift { operand, shift } => {
                whole(format!("{}的{}", shift_in_words(*shift), self.inside(operand, Binding::Whole)))
            }
            ExpressionKind::ParametersOf { operand, year } => {
                whole(format!("按{}参数计的{}", Period::Year(*year).in_words(), self.inside(operand, Binding::Whole)))
            }
            ExpressionKind::Statistic { statistic, population, operand } => {
                whole(self.statistic(statistic, population, operand))
            }
            ExpressionKind::Rows { register, filter, aggregate, .. } => {
                let name = name_of(self.pack, register);
                let of = |what: &str, value: &Expression| format!("{what}{}", self.inside(value, Binding::Whole));
                let what = match aggregate {
                    RowAggregate::Count => "的行数".to_string(),
                    RowAggregate::Sum(value) => of("合计", value),
                    RowAggregate::Mean(value) => of("平均", value),
                    RowAggregate::Minimum(value) => of("最小", value),
                    RowAggregate::Maximum(value) => of("最大", value),
                };
                let all = matches!(filter.kind, ExpressionKind::Flag(true));
                let filter = if all { String::new() } else { format!("（{}）", self.word(filter)) };
                whole(format!("{name}{filter}{what}"))
            }
            ExpressionKind::Unary { operator, operand } => self.unary(*operator, operand),
            ExpressionKind::Binary { operator, left, right } => self.binary(*operator, left, right),
            // Conversions of units are not steps of the rule: people read 公顷 and 亩 as the same land.
            ExpressionKind::Convert { operand, .. } | ExpressionKind::Relabel { operand } => self.bound(operand),
            ExpressionKind::Round { operand, decimals, mode } => {
                let how = match mode {
                    RoundingMode::HalfUp => "四舍五入",
                    RoundingMode::HalfEven => "四舍六入五成双",
                    RoundingMode::Down => "舍去",
                    RoundingMode::Up => "进一",
                };
                let places = match decimals {
                    0 => "到整数".to_string(),
                    1.. => format!("到{decimals}位小数"),
                    ..0 => format!("到10的{}次方", -decimals),
                };
                whole(format!("{how}{places}({})", self.word(operand)))
            }
            ExpressionKind::Smallest(operands) => whole(format!("最小值（{}）", self.list(operands))),
            ExpressionKind::Largest(operands) => whole(format!("最大值（{}）", self.list(operands))),
            ExpressionKind::FirstKnown(operands) => whole(format!("首个有值的（{}）", self.list(operands))),
            ExpressionKind::OneOf { operand, choices } => {
                let list = Closed::of(operand, self.pack);
                let choices: Vec<&str> =
                    choices.iter().map(|choice| list.and_then(|list| list.name(choice)).unwrap_or(choice)).collect();
                (format!("{}属于{}", self.inside(operand, Binding::Whole), choices.join("、")), Binding::Comparison)
            }
            ExpressionKind::StartsWith { operand, beginnings } => {
                let operand = self.inside(operand, Binding::Whole);
                (format!("{operand}以{}开头", beginnings.join("、")), Binding::Comparison)
            }
            ExpressionKind::Alike { left, right } => {
                whole(format!("{}与{}的相似度", self.word(left), self.word(right)))
            }
            ExpressionKind::If { condition, then, otherwise } => {
                whole(format!("如果（{}，则{}，否则{}）", self.word(condition), self.word(then), self.word(otherwise)))
            }
            ExpressionKind::Bands { operand, edge, bands, otherwise } => {
                let edge = edge_in_words(*edge);
                // In the unit of what is stepped, so that a number stands without it.
                let bound = |bound: &Expression| match &bound.kind {
                    ExpressionKind::Number(number) => number.to_string(),
                    _ => self.word(bound),
                };
                let steps: Vec<String> = bands
                    .iter()
                    .map(|band| format!("{edge}{}为{}", bound(&band.bound), self.word(&band.value)))
                    .collect();
                whole(format!("按{}分档（{}，其余为{}）", self.word(operand), steps.join("，"), self.word(otherwise)))
            }
            ExpressionKind::Table { table, operand } => {
                whole(format!("查{}({})", name_of(self.pack, table), self.word(operand)))
            }
            ExpressionKind::DateDistance { measure, from, to } => {
                whole(format!("{}至{}的{}数", self.word(from), self.word(to), measure_in_words(*measure)))
            }
            ExpressionKind::DateShift { date, measure, amount } => {
                whole(format!("{}后{}个{}", self.word(date), self.word(amount), measure_in_words(*measure)))
            }
            ExpressionKind::YearOf(date) => whole(format!("{}的年份", self.word(date))),
        }
    }

    /// The name of a choice, or the text as it is written.
    fn choice<'text>(&'text self, text: &'text str) -> &'text str {
        self.list.and_then(|list| list.name(text)).unwrap_or(text)
    }

    fn list(&self, operands: &[Expression]) -> String {
        let words: Vec<String> = operands.iter().map(|operand| self.word(operand)).collect();
        words.join("，")
    }

    fn statistic(&self, statistic: &Statistic, population: &Population, operand: &Expression) -> String {
        let peers = match population {
            Population::All => "全部对象".to_string(),
            Population::Pool => "同池对象".to_string(),
            Population::Group => "同组对象".to_string(),
            Population::Same(path) => {
                format!("{}相同的对象", field_name(self.pack, &path.register, &path.through, &path.field))
            }
        };
        let operand = self.inside(operand, Binding::Whole);
        match statistic {
            Statistic::Count => format!("{peers}有{operand}的个数"),
            Statistic::Sum => format!("{peers}{operand}的合计"),
            Statistic::Mean => format!("{peers}{operand}的平均值"),
            Statistic::WeightedMean { weight } => {
                format!("{peers}{operand}按{}加权的平均值", self.inside(weight, Binding::Whole))
            }
            Statistic::Median => format!("{peers}{operand}的中位数"),
            Statistic::Quantile { share, .. } => format!("{peers}{operand}的{}分位数", share.normalize()),
            Statistic::Minimum => format!("{peers}{operand}的最小值"),
            Statistic::Maximum => format!("{peers}{operand}的最大值"),
            Statistic::StandardDeviation => format!("{peers}{operand}的标准差"),
            Statistic::SampleStandardDeviation => format!("{peers}{operand}的样本标准差"),
            Statistic::Rank { is_largest_first: true, .. } => format!("{operand}在{peers}中从大到小的位次"),
            Statistic::Rank { is_largest_first: false, .. } => format!("{operand}在{peers}中从小到大的位次"),
        }
    }

    fn unary(&self, operator: UnaryOperator, operand: &Expression) -> (String, Binding) {
        let called = |name: &str| (format!("{name}({})", self.word(operand)), Binding::Whole);
        if operator == UnaryOperator::Not
            && let ExpressionKind::Unary { operator: UnaryOperator::IsMissing, operand } = &operand.kind
        {
            return (format!("有{}", self.inside(operand, Binding::Whole)), Binding::Comparison);
        }
        match operator {
            UnaryOperator::Negate => (format!("−{}", self.inside(operand, Binding::Power)), Binding::Power),
            UnaryOperator::Not => (format!("非（{}）", self.word(operand)), Binding::Whole),
            UnaryOperator::Absolute => (format!("|{}|", self.word(operand)), Binding::Whole),
            UnaryOperator::Floor => called("向下取整"),
            UnaryOperator::Ceiling => called("向上取整"),
            UnaryOperator::SquareRoot => (format!("√({})", self.word(operand)), Binding::Whole),
            UnaryOperator::Exponential => called("exp"),
            UnaryOperator::NaturalLogarithm => called("ln"),
            UnaryOperator::IsMissing => (format!("没有{}", self.inside(operand, Binding::Whole)), Binding::Comparison),
        }
    }

    fn binary(&self, operator: BinaryOperator, left: &Expression, right: &Expression) -> (String, Binding) {
        let (sign, binding, right_least) = match operator {
            BinaryOperator::Add => ("+", Binding::Sum, Binding::Sum),
            BinaryOperator::Subtract => ("−", Binding::Sum, Binding::Product),
            BinaryOperator::Multiply => ("×", Binding::Product, Binding::Product),
            BinaryOperator::Divide => ("÷", Binding::Product, Binding::Power),
            BinaryOperator::Power => ("^", Binding::Power, Binding::Whole),
            BinaryOperator::Equal => ("=", Binding::Comparison, Binding::Sum),
            BinaryOperator::NotEqual => ("≠", Binding::Comparison, Binding::Sum),
            BinaryOperator::Less => ("<", Binding::Comparison, Binding::Sum),
            BinaryOperator::AtMost => ("≤", Binding::Comparison, Binding::Sum),
            BinaryOperator::Greater => (">", Binding::Comparison, Binding::Sum),
            BinaryOperator::AtLeast => ("≥", Binding::Comparison, Binding::Sum),
            BinaryOperator::And => ("且", Binding::And, Binding::And),
            BinaryOperator::Or => ("或", Binding::Or, Binding::Or),
        };
        let left_least = match operator {
            BinaryOperator::Power => Binding::Whole,
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::AtMost
            | BinaryOperator::Greater
            | BinaryOperator::AtLeast => Binding::Sum,
            BinaryOperator::Add
            | BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::And
            | BinaryOperator::Or => binding,
        };
        if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
            let list = Closed::of(left, self.pack).or_else(|| Closed::of(right, self.pack));
            let words = Words { list, ..*self };
            let (left, right) = (words.inside(left, left_least), words.inside(right, right_least));
            return (format!("{left} {sign} {right}"), binding);
        }
        (format!("{} {sign} {}", self.inside(left, left_least), self.inside(right, right_least)), binding)
    }
}

/// 上年同期, 上期, 2020年.
pub(super) fn shift_in_words(shift: PeriodShift) -> String {
    match shift {
        PeriodShift::YearsBack(1) => "上年同期".to_string(),
        PeriodShift::YearsBack(years) => format!("{years}年前同期"),
        PeriodShift::PeriodsBack(1) => "上期".to_string(),
        PeriodShift::PeriodsBack(periods) => format!("{periods}期前"),
        PeriodShift::Year(year) => Period::Year(year).in_words(),
    }
}

fn edge_in_words(edge: BandEdge) -> &'static str {
    match edge {
        BandEdge::AtLeast => "≥",
        BandEdge::Above => ">",
        BandEdge::AtMost => "≤",
        BandEdge::Below => "<",
    }
}

fn measure_in_words(measure: DateMeasure) -> &'static str {
    match measure {
        DateMeasure::Days => "天",
        DateMeasure::Months => "月",
        DateMeasure::Years => "年",
        DateMeasure::WorkingDays => "工作日",
    }
}

/// The name of a field, after the names of the fields that lead to it: 所在园区的名称.
pub(super) fn field_name(pack: &Pack, register: &Code, through: &[Code], field: &Code) -> String {
    let mut register = pack.register(register);
    let mut words = String::new();
    for code in through.iter().chain([field]) {
        let found = register.and_then(|register| register.field(code));
        if !words.is_empty() {
            words.push('的');
        }
        // The state of a row is read like a field but is none.
        let unnamed = if code.as_str() == crate::register::STATE { "状态" } else { code.as_str() };
        words.push_str(found.map_or(unnamed, |field| &field.name));
        register = found.and_then(|field| match &field.field_type {
            model::pack::FieldType::Reference { register } => pack.register(register),
            _ => None,
        });
    }
    words
}

/// The official name of anything in the pack that has a code; the code itself for what the pack lacks.
pub fn name_of(pack: &Pack, code: &Code) -> String {
    let named = pack
        .formulas
        .iter()
        .map(|formula| (&formula.code, &formula.name))
        .chain(pack.parameters.iter().map(|parameter| (&parameter.code, &parameter.name)))
        .chain(pack.tables.iter().map(|table| (&table.code, &table.name)))
        .chain(pack.observed.iter().map(|observed| (&observed.code, &observed.name)))
        .chain(pack.registers.iter().map(|register| (&register.code, &register.name)))
        .chain(pack.evaluations.iter().map(|evaluation| (&evaluation.code, &evaluation.name)));
    let measures = pack.registers.iter().flat_map(|register| &register.measures);
    let leaves = pack.evaluations.iter().flat_map(|evaluation| &evaluation.pools).flat_map(|pool| pool.leaves());
    named
        .chain(measures.map(|measure| (&measure.code, &measure.name)))
        .chain(leaves.map(|rule| (&rule.code, &rule.name)))
        .find(|(known, _)| *known == code)
        .map_or_else(|| code.to_string(), |(_, name)| name.clone())
}
