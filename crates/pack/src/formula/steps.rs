//! Steps: bands written in a formula and tables of the pack; never the numbers that they yield.

use std::collections::BTreeSet;

use hcl_edit::expr::Expression as Tree;
use jiff::civil::Date;
use model::pack::{
    Band, BandEdge, Code, Expression, ExpressionKind, Parameter, ParameterAmount, ParameterUse, SourceSpan, ValueType,
};
use model::{Conversion, UnitOfMeasure};
use rust_decimal::Decimal;

use super::{Compiler, Typed, typed};
use crate::fault::Fault;
use crate::names::Names;
use crate::value::{keyword, number};
use crate::words::READING;

impl Compiler<'_, '_> {
    pub(super) fn bands(
        &mut self,
        value: &Tree,
        reading: &Tree,
        rows: &Tree,
        otherwise: &Tree,
        place: SourceSpan,
    ) -> Option<Typed> {
        let found = self.expression(value);
        let reading_place = self.place(reading);
        let edge = match keyword(reading, reading_place, READING, "bands", self.out)? {
            "at_least" => BandEdge::AtLeast,
            "above" => BandEdge::Above,
            "at_most" => BandEdge::AtMost,
            "below" => BandEdge::Below,
            _ => {
                self.fault(Fault::Arguments, reading_place, "插值只用在 table 块里", None);
                return None;
            }
        };
        let rest = self.expression(otherwise);
        let rows_place = self.place(rows);
        let Some(array) = rows.as_array().filter(|array| !array.is_empty()) else {
            self.fault(Fault::Arguments, rows_place, "分段应为 [界限, 值] 的列表", Some("例：[[30, 20], [25, 16]]"));
            return None;
        };
        let (operand, unit) = self.numeric(found?)?;
        let (mut bounds, mut values) = (Vec::<Expression>::new(), Vec::new());
        for row in array.iter() {
            let at = self.place(row);
            let pair: Vec<&Tree> = row.as_array().map(|row| row.iter().collect()).unwrap_or_default();
            let [bound, value] = pair.as_slice() else {
                let hint = Some("例：[30, 20] 或 [parameter.门槛, 20]");
                self.fault(Fault::Arguments, at, "分段应为 [界限, 值]", hint);
                return None;
            };
            let at = self.place(bound);
            let bound = self.bound(bound, &unit, at)?;
            if let Some(before) = bounds.last() {
                self.in_order(edge, before, &bound, at);
            }
            bounds.push(bound);
            values.push(self.expression(value)?);
        }
        values.push(rest?);
        self.share_domain(&mut values, place)?;
        let mut rest = values.pop()?;
        let mut bands: Vec<Band> = Vec::new();
        for (bound, value) in bounds.into_iter().zip(values) {
            let value_place = value.node.span;
            let (unified, value, _, domain) = self.same_type(rest, value, value_place)?;
            rest = Typed { node: unified, domain };
            bands.push(Band { bound, value });
        }
        let yields = rest.node.yields.clone();
        let kind = ExpressionKind::Bands { operand: Box::new(operand), edge, bands, otherwise: Box::new(rest.node) };
        Some(Typed { node: Expression { kind, yields, span: place }, domain: rest.domain })
    }

    /// A number, or a parameter in a unit of the same kind.
    fn bound(&mut self, bound: &Tree, unit: &UnitOfMeasure, place: SourceSpan) -> Option<Expression> {
        if let Some(number) = number(bound) {
            let yields = ValueType::Number(unit.clone());
            return Some(Expression { kind: ExpressionKind::Number(number), yields, span: place });
        }
        let found = self.expression(bound)?;
        if !matches!(found.node.kind, ExpressionKind::Parameter(_)) {
            let hint = Some("例：[30, 20] 或 [parameter.门槛, 20]");
            self.fault(Fault::Arguments, place, "界限应为数（单位同前）或参数", hint);
            return None;
        }
        let (node, own) = self.numeric(found)?;
        let converted = self.converted(node, unit);
        if converted.is_none() {
            self.fault(
                Fault::WrongUnit,
                place,
                format!("分段的量是“{unit}”，界限是“{own}”"),
                Some("换一个同类计量单位的参数"),
            );
        }
        converted
    }

    /// On every day on which one of two neighbours gets another value, for every choice that they differ by.
    fn in_order(&mut self, edge: BandEdge, before: &Expression, bound: &Expression, place: SourceSpan) {
        let is_down = matches!(edge, BandEdge::AtLeast | BandEdge::Above);
        let wrong = {
            let (first, second) = (Steps::of(before, self.scope.names), Steps::of(bound, self.scope.names));
            let days: BTreeSet<Date> = first.days().chain(second.days()).collect();
            let pairs = days.into_iter().flat_map(|day| first.pairs_on(&second, day));
            pairs.into_iter().find(|(before, bound)| if is_down { bound >= before } else { bound <= before })
        };
        if let Some((before, bound)) = wrong {
            let order = if is_down { "从大到小" } else { "从小到大" };
            self.fault(
                Fault::TableOrder,
                place,
                format!("界限应{order}，{} 在 {} 之后", bound.normalize(), before.normalize()),
                None,
            );
        }
    }

    pub(super) fn lookup(&mut self, table: &Tree, value: &Tree, place: SourceSpan) -> Option<Typed> {
        let found = self.expression(value);
        let name = self.mentioned(table, "分段表")?;
        let table = self.scope.names.table_named(&name, self.out)?;
        let (node, own) = self.numeric(found?)?;
        let at = node.span;
        let Some(operand) = self.converted(node, &table.operand_unit) else {
            self.fault(
                Fault::WrongUnit,
                at,
                format!("分段表“{}”按“{}”查，给的是“{own}”", table.name, table.operand_unit),
                None,
            );
            return None;
        };
        let kind = ExpressionKind::Table { table: table.code.clone(), operand: Box::new(operand) };
        typed(kind, ValueType::Number(table.unit.clone()), place)
    }
}

/// What a bound can be, in the unit of the operand.
enum Steps<'pack> {
    Number(Decimal),
    Parameter { parameter: &'pack Parameter, conversion: Option<Conversion> },
    Unknown,
}

impl<'pack> Steps<'pack> {
    fn of(bound: &Expression, names: &'pack Names) -> Steps<'pack> {
        let parameter = |node: &Expression| match &node.kind {
            ExpressionKind::Parameter(ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) => {
                names.parameters.iter().find(|parameter| parameter.code == *code)
            }
            _ => None,
        };
        let found = match &bound.kind {
            ExpressionKind::Number(number) => return Steps::Number(*number),
            ExpressionKind::Convert { operand, conversion } => {
                parameter(operand).map(|parameter| (parameter, Some(*conversion)))
            }
            _ => parameter(bound).map(|parameter| (parameter, None)),
        };
        found.map_or(Steps::Unknown, |(parameter, conversion)| Steps::Parameter { parameter, conversion })
    }

    /// The first days of its values; any day will do for a number.
    fn days(&self) -> impl Iterator<Item = Date> {
        let days: Vec<Date> = match self {
            Steps::Number(_) => vec![Date::MAX],
            Steps::Parameter { parameter, .. } => parameter.values.iter().map(|value| value.validity.from).collect(),
            Steps::Unknown => Vec::new(),
        };
        days.into_iter()
    }

    /// Its amounts on a day: one, or one for each choice.
    fn on(&self, day: Date) -> Vec<(Option<&Code>, Decimal)> {
        match self {
            Steps::Number(number) => vec![(None, *number)],
            Steps::Parameter { parameter, conversion } => {
                let converted = |amount: Decimal| match conversion {
                    Some(conversion) => conversion.apply(amount).unwrap_or(amount),
                    None => amount,
                };
                match parameter.on(day).map(|value| &value.amount) {
                    Some(ParameterAmount::Single(amount)) => vec![(None, converted(*amount))],
                    Some(ParameterAmount::ByChoice { amounts, .. }) => {
                        amounts.iter().map(|(choice, amount)| (Some(choice), converted(*amount))).collect()
                    }
                    None => Vec::new(),
                }
            }
            Steps::Unknown => Vec::new(),
        }
    }

    /// Amounts of both that hold at once.
    fn pairs_on(&self, other: &Steps<'_>, day: Date) -> Vec<(Decimal, Decimal)> {
        let others = other.on(day);
        let is_together = |one: Option<&Code>, other: Option<&Code>| one.is_none() || other.is_none() || one == other;
        self.on(day)
            .into_iter()
            .flat_map(|(choice, amount)| {
                let fitting = others.iter().filter(move |(other, _)| is_together(choice, *other));
                fitting.map(move |(_, other)| (amount, *other)).collect::<Vec<_>>()
            })
            .collect()
    }
}
