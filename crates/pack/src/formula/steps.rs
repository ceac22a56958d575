//! Steps: bands written in a formula and tables of the pack; never the numbers that they yield.

use hcl_edit::expr::Expression as Tree;
use model::pack::{Band, BandEdge, Expression, ExpressionKind, SourceSpan, ValueType};
use rust_decimal::Decimal;

use super::{Compiler, Typed, typed};
use crate::fault::Fault;
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
        let (operand, _) = self.numeric(found?)?;
        let (mut bounds, mut values) = (Vec::new(), Vec::new());
        for row in array.iter() {
            let at = self.place(row);
            let pair: Vec<&Tree> = row.as_array().map(|row| row.iter().collect()).unwrap_or_default();
            let ([bound, value], Some(bound_number)) = (pair.as_slice(), pair.first().and_then(|bound| number(bound)))
            else {
                self.fault(Fault::Arguments, at, "分段应为 [界限, 值]，界限为数，单位同前", Some("例：[30, 20]"));
                return None;
            };
            let at = self.place(bound);
            if let Some(before) = bounds.last() {
                self.in_order(edge, *before, bound_number, at);
            }
            bounds.push(bound_number);
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

    fn in_order(&mut self, edge: BandEdge, before: Decimal, bound: Decimal, place: SourceSpan) {
        let is_down = matches!(edge, BandEdge::AtLeast | BandEdge::Above);
        if (is_down && bound >= before) || (!is_down && bound <= before) {
            let order = if is_down { "从大到小" } else { "从小到大" };
            self.fault(Fault::TableOrder, place, format!("界限应{order}，{bound} 在 {before} 之后"), None);
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
