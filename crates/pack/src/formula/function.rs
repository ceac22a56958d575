//! Functions of formulas that look at their arguments alone; those about peers and rows stand in `peers`.

use hcl_edit::Span;
use hcl_edit::expr::{Expression as Tree, FuncCall};
use model::UnitOfMeasure;
use model::pack::{
    BinaryOperator, DateMeasure, Expression, ExpressionKind, OutcomePart, PeriodShift, RoundingMode, SourceSpan,
    UnaryOperator, ValueType,
};
use rust_decimal::prelude::ToPrimitive;

use super::{Compiler, Domain, Typed, type_in_words, typed};
use crate::diagnostic::nearest;
use crate::fault::Fault;
use crate::source::span;
use crate::value::{Mention, keyword, mention, number};
use crate::words::{DATE_MEASURE, FUNCTIONS, FunctionWord};

impl Compiler<'_, '_> {
    pub(super) fn call(&mut self, call: &FuncCall, place: SourceSpan) -> Option<Typed> {
        let word = call.name.name.as_str();
        let name_place = call.name.name.span().map_or(place, |range| span(self.file, range));
        let Some(function) = FunctionWord::named(word).filter(|_| !call.name.is_namespaced()) else {
            let hint = nearest(word, FUNCTIONS.iter().map(|known| known.word)).map(|known| format!("是否为 `{known}`"));
            self.out.report(Fault::UnknownFunction, name_place, format!("没有函数 `{word}`")).hint_if(hint);
            return None;
        };
        let arguments: Vec<&Tree> = call.args.iter().collect();
        let (fewest, most) = function.arguments;
        if arguments.len() < fewest || arguments.len() > most || call.args.expand_final() {
            let wanted = if fewest == most { fewest.to_string() } else { format!("{fewest} 至 {most}") };
            self.out
                .report(Fault::Arguments, place, format!("`{word}` 需要 {wanted} 项，写了 {} 项", arguments.len()))
                .hint(format!("写法：{}", function.signature));
            return None;
        }
        if let Some(found) = self.peers_or_rows(function, &arguments, place) {
            return found;
        }
        self.plain_function(word, &arguments, place)
    }

    fn plain_function(&mut self, word: &str, arguments: &[&Tree], place: SourceSpan) -> Option<Typed> {
        match (word, arguments) {
            ("abs", [value]) => self.keeping_unit(UnaryOperator::Absolute, value, place),
            ("floor", [value]) => self.keeping_unit(UnaryOperator::Floor, value, place),
            ("ceil", [value]) => self.keeping_unit(UnaryOperator::Ceiling, value, place),
            ("sqrt", [value]) => self.of_plain(UnaryOperator::SquareRoot, value, place),
            ("exp", [value]) => self.of_plain(UnaryOperator::Exponential, value, place),
            ("ln", [value]) => self.of_plain(UnaryOperator::NaturalLogarithm, value, place),
            ("round", [value, decimals]) => self.round(value, decimals, RoundingMode::HalfUp, place),
            ("round_even", [value, decimals]) => self.round(value, decimals, RoundingMode::HalfEven, place),
            ("round_down", [value, decimals]) => self.round(value, decimals, RoundingMode::Down, place),
            ("round_up", [value, decimals]) => self.round(value, decimals, RoundingMode::Up, place),
            ("min" | "max" | "first_known", values) => self.several(word, values, place),
            ("power", [base, exponent]) => self.power(base, exponent, place),
            ("quantity", [amount, unit]) => self.quantity(amount, unit, place),
            ("in_unit", [value, unit]) => self.in_unit(value, unit, place),
            ("of_unit", [value, unit]) => self.of_unit(value, unit, place),
            ("name", [text]) => {
                let name = self.text_literal(text)?;
                let at = self.place(text);
                self.bare_name(&name, at)
            }
            ("date", [text]) => self.date_text(text, place),
            ("is_missing", [value]) => {
                let operand = Box::new(self.expression(value)?.node);
                typed(ExpressionKind::Unary { operator: UnaryOperator::IsMissing, operand }, ValueType::Flag, place)
            }
            ("one_of", [value, choices]) => self.one_of(value, choices, place),
            ("starts_with", [value, beginnings]) => {
                let operand = Box::new(self.text_operand(value)?.node);
                let beginnings = self.text_list(beginnings)?.into_iter().map(|(text, _)| text).collect();
                typed(ExpressionKind::StartsWith { operand, beginnings }, ValueType::Flag, place)
            }
            ("alike", [left, right]) => {
                let (left, right) = (self.text_operand(left), self.text_operand(right));
                let (left, right) = (Box::new(left?.node), Box::new(right?.node));
                typed(ExpressionKind::Alike { left, right }, ValueType::Number(UnitOfMeasure::none()), place)
            }
            ("bands", [value, reading, rows, otherwise]) => self.bands(value, reading, rows, otherwise, place),
            ("lookup", [table, value]) => self.lookup(table, value, place),
            ("last_year", [value]) => self.shifted(value, PeriodShift::YearsBack(1), place),
            ("last_period", [value]) => self.shifted(value, PeriodShift::PeriodsBack(1), place),
            ("years_back", [value, count]) => {
                let count = self.small_whole(count, 1, 50)?;
                self.shifted(value, PeriodShift::YearsBack(count), place)
            }
            ("periods_back", [value, count]) => {
                let count = self.small_whole(count, 1, 50)?;
                self.shifted(value, PeriodShift::PeriodsBack(count), place)
            }
            ("in_year", [value, year]) => {
                let year = self.calendar_year(year)?;
                self.shifted(value, PeriodShift::Year(year), place)
            }
            ("parameters_of", [value, year]) => {
                let year = self.calendar_year(year)?;
                let Typed { node, domain } = self.expression(value)?;
                let yields = node.yields.clone();
                let kind = ExpressionKind::ParametersOf { operand: Box::new(node), year };
                Some(Typed { node: Expression { kind, yields, span: place }, domain })
            }
            ("days_between", [from, to]) => self.distance(DateMeasure::Days, from, to, place),
            ("months_between", [from, to]) => self.distance(DateMeasure::Months, from, to, place),
            ("years_between", [from, to]) => self.distance(DateMeasure::Years, from, to, place),
            ("working_days_between", [from, to]) => self.distance(DateMeasure::WorkingDays, from, to, place),
            ("later", [date, amount, measure]) => self.later(date, amount, measure, place),
            ("year_of", [date]) => {
                let found = self.expression(date)?;
                let date = Box::new(self.date(found)?);
                typed(ExpressionKind::YearOf(date), ValueType::Number(UnitOfMeasure::none()), place)
            }
            ("score_of" | "rank_of" | "grade_of" | "years_in_grade", [evaluation, rest @ ..]) => {
                self.outcome(word, evaluation, rest, place)
            }
            _ => {
                self.fault(Fault::Arguments, place, format!("`{word}` 不能用在这里"), None);
                None
            }
        }
    }

    fn keeping_unit(&mut self, operator: UnaryOperator, value: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value)?;
        let (node, unit) = self.numeric(found)?;
        typed(ExpressionKind::Unary { operator, operand: Box::new(node) }, ValueType::Number(unit), place)
    }

    fn of_plain(&mut self, operator: UnaryOperator, value: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value)?;
        let operand = Box::new(self.plain(found)?);
        typed(ExpressionKind::Unary { operator, operand }, ValueType::Number(UnitOfMeasure::none()), place)
    }

    fn round(&mut self, value: &Tree, decimals: &Tree, mode: RoundingMode, place: SourceSpan) -> Option<Typed> {
        let at = self.place(decimals);
        let Some(decimals) =
            number(decimals).filter(|n| n.fract().is_zero()).and_then(|n| n.to_i8()).filter(|n| (-9..=12).contains(n))
        else {
            self.fault(Fault::Arguments, at, "位数应为 -9 至 12 的整数", None);
            return None;
        };
        let found = self.expression(value)?;
        let (node, unit) = self.numeric(found)?;
        typed(ExpressionKind::Round { operand: Box::new(node), decimals, mode }, ValueType::Number(unit), place)
    }

    fn several(&mut self, word: &str, values: &[&Tree], place: SourceSpan) -> Option<Typed> {
        let found: Vec<Option<Typed>> = values.iter().map(|value| self.expression(value)).collect();
        let mut found = found.into_iter().collect::<Option<Vec<Typed>>>()?;
        self.share_domain(&mut found, place)?;
        let mut found = found.into_iter();
        let mut first = found.next()?;
        let mut rest = Vec::new();
        for next in found {
            let unified_place = next.node.span;
            let (one, other, yields, domain) = self.same_type(first, next, unified_place)?;
            rest.push(other);
            debug_assert_eq!(one.yields, yields);
            first = Typed { node: one, domain };
        }
        let yields = first.node.yields.clone();
        if word != "first_known" && first.node.unit().is_none() {
            let what = type_in_words(&yields);
            self.fault(Fault::TypeMismatch, place, format!("`{word}` 比较的应为数，却是{what}"), None);
            return None;
        }
        let domain = first.domain;
        let mut operands = vec![first.node];
        operands.extend(rest);
        let kind = match word {
            "min" => ExpressionKind::Smallest(operands),
            "max" => ExpressionKind::Largest(operands),
            _ => ExpressionKind::FirstKnown(operands),
        };
        Some(Typed { node: Expression { kind, yields, span: place }, domain })
    }

    /// Alternatives of one result are of one closed list, whichever of them says so.
    pub(super) fn share_domain(&mut self, alternatives: &mut [Typed], place: SourceSpan) -> Option<()> {
        let domains: Vec<&Domain> = alternatives.iter().map(|one| &one.domain).collect();
        let domain = self.common_domain(&domains, place)?;
        for one in alternatives.iter_mut().filter(|one| one.domain != domain) {
            let free = Typed { node: one.node.clone(), domain: Domain::Free };
            *one = Typed { node: self.in_domain(free, &domain)?, domain: domain.clone() };
        }
        Some(())
    }

    fn power(&mut self, base: &Tree, exponent: &Tree, place: SourceSpan) -> Option<Typed> {
        let (base, exponent) = (self.expression(base), self.expression(exponent));
        let (base, unit) = self.numeric(base?)?;
        let exponent = self.plain(exponent?)?;
        let whole = match &exponent.kind {
            ExpressionKind::Number(number) if number.fract().is_zero() => number.to_i8(),
            _ => None,
        };
        let unit = match whole {
            Some(whole) => unit.power(whole),
            None => unit.is_same_measure(&UnitOfMeasure::none()).then(UnitOfMeasure::none),
        };
        let Some(unit) = unit else {
            self.fault(
                Fault::WrongUnit,
                place,
                "带计量单位的量只能取整数次幂",
                Some("经验公式先用 in_unit(量, \"单位\") 取出数"),
            );
            return None;
        };
        let kind =
            ExpressionKind::Binary { operator: BinaryOperator::Power, left: Box::new(base), right: Box::new(exponent) };
        typed(kind, ValueType::Number(unit), place)
    }

    fn in_unit(&mut self, value: &Tree, unit: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value);
        let unit = self.unit_text(unit)?;
        let (node, own) = self.numeric(found?)?;
        let Some(converted) = self.converted(node, &unit) else {
            self.fault(Fault::WrongUnit, place, format!("“{own}”不能换算为“{unit}”"), None);
            return None;
        };
        let kind = ExpressionKind::Relabel { operand: Box::new(converted) };
        typed(kind, ValueType::Number(UnitOfMeasure::none()), place)
    }

    fn of_unit(&mut self, value: &Tree, unit: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value);
        let unit = self.unit_text(unit)?;
        let operand = Box::new(self.plain(found?)?);
        typed(ExpressionKind::Relabel { operand }, ValueType::Number(unit), place)
    }

    fn text_operand(&mut self, value: &Tree) -> Option<Typed> {
        let found = self.expression(value)?;
        if found.node.yields == ValueType::Text {
            return Some(found);
        }
        let what = type_in_words(&found.node.yields);
        self.fault(Fault::TypeMismatch, found.node.span, format!("这里应为文字，却是{what}"), None);
        None
    }

    fn one_of(&mut self, value: &Tree, choices: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.text_operand(value)?;
        let texts = self.text_list(choices)?;
        let stored: Vec<Option<String>> =
            texts.iter().map(|(text, at)| self.stored_text(text, &found.domain, *at)).collect();
        let choices = stored.into_iter().collect::<Option<Vec<String>>>()?;
        typed(ExpressionKind::OneOf { operand: Box::new(found.node), choices }, ValueType::Flag, place)
    }

    pub(super) fn mentioned(&mut self, tree: &Tree, what: &str) -> Option<Mention> {
        let found = mention(self.file, tree);
        if found.is_none() {
            let place = self.place(tree);
            self.fault(Fault::Arguments, place, format!("这里应为{what}的名称"), None);
        }
        found
    }

    fn shifted(&mut self, value: &Tree, shift: PeriodShift, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value)?;
        let yields = found.node.yields.clone();
        let kind = ExpressionKind::Shift { operand: Box::new(found.node), shift };
        Some(Typed { node: Expression { kind, yields, span: place }, domain: found.domain })
    }

    fn calendar_year(&mut self, tree: &Tree) -> Option<i16> {
        let year = number(tree).and_then(|year| year.to_i16()).filter(|year| (1949..=2200).contains(year));
        if year.is_none() {
            let place = self.place(tree);
            self.fault(Fault::Arguments, place, "年份应写作四位数", Some("例：in_year(用电量, 2020)"));
        }
        year
    }

    fn small_whole(&mut self, tree: &Tree, least: u8, most: u8) -> Option<u8> {
        let found = number(tree).filter(|n| n.fract().is_zero()).and_then(|n| n.to_u8());
        let found = found.filter(|n| (least..=most).contains(n));
        if found.is_none() {
            let place = self.place(tree);
            self.fault(Fault::Arguments, place, format!("应为 {least} 至 {most} 的整数"), None);
        }
        found
    }

    /// A plain number, which compares with bare numbers as rules are worded: 满 2 年、10 个工作日.
    fn distance(&mut self, measure: DateMeasure, from: &Tree, to: &Tree, place: SourceSpan) -> Option<Typed> {
        let (from, to) = (self.expression(from), self.expression(to));
        let (from, to) = (self.date(from?), self.date(to?));
        let kind = ExpressionKind::DateDistance { measure, from: Box::new(from?), to: Box::new(to?) };
        typed(kind, ValueType::Number(UnitOfMeasure::none()), place)
    }

    fn later(&mut self, date: &Tree, amount: &Tree, measure: &Tree, place: SourceSpan) -> Option<Typed> {
        let measure_place = self.place(measure);
        let measure = match keyword(measure, measure_place, DATE_MEASURE, "later", self.out)? {
            "days" => DateMeasure::Days,
            "months" => DateMeasure::Months,
            "years" => DateMeasure::Years,
            _ => DateMeasure::WorkingDays,
        };
        let (date, amount) = (self.expression(date), self.expression(amount));
        let date = Box::new(self.date(date?)?);
        let amount = Box::new(self.plain(amount?)?);
        typed(ExpressionKind::DateShift { date, measure, amount }, ValueType::Date, place)
    }

    fn outcome(&mut self, word: &str, evaluation: &Tree, rest: &[&Tree], place: SourceSpan) -> Option<Typed> {
        let name = self.mentioned(evaluation, "评价")?;
        let evaluation = self.scope.names.evaluation_named(&name, self.out)?;
        if Some(&evaluation.subject) != self.scope.subject.as_ref() && !self.is_subject_unknown() {
            self.fault(Fault::TypeMismatch, name.span, format!("评价“{}”的对象不是这里的对象", evaluation.name), None);
            return None;
        }
        let number = ValueType::Number(UnitOfMeasure::none());
        let (part, yields, domain) = match (word, rest) {
            ("score_of", _) => (OutcomePart::Score, number, Domain::Free),
            ("rank_of", _) => (OutcomePart::Rank, number, Domain::Free),
            ("years_in_grade", [grade]) => {
                let text = self.text_literal(grade)?;
                let at = self.place(grade);
                let stored = self.stored_text(&text, &Domain::Grades(evaluation.code.clone()), at)?;
                let grade = evaluation.grades.iter().find(|(code, _)| code.as_str() == stored)?.0.clone();
                (OutcomePart::YearsInGrade(grade), number, Domain::Free)
            }
            _ => (OutcomePart::Grade, ValueType::Text, Domain::Grades(evaluation.code.clone())),
        };
        let kind = ExpressionKind::Outcome { evaluation: evaluation.code.clone(), part };
        Some(Typed { node: Expression { kind, yields, span: place }, domain })
    }
}
