//! Operators of formulas and what they do to types and units; never names or functions.

use hcl_edit::Span;
use hcl_edit::expr::{BinaryOp, BinaryOperator as Sign, Conditional, UnaryOp, UnaryOperator as Prefix};
use model::UnitOfMeasure;
use model::pack::{BinaryOperator, Expression, ExpressionKind, SourceSpan, UnaryOperator, ValueType};

use super::{Compiler, Domain, Typed, is_zero, type_in_words, typed};
use crate::fault::Fault;
use crate::source::span;

impl Compiler<'_, '_> {
    pub(super) fn unary(&mut self, operation: &UnaryOp, place: SourceSpan) -> Option<Typed> {
        let operand = self.expression(&operation.expr)?;
        match *operation.operator {
            Prefix::Neg => {
                let (node, unit) = self.numeric(operand)?;
                let kind = ExpressionKind::Unary { operator: UnaryOperator::Negate, operand: Box::new(node) };
                typed(kind, ValueType::Number(unit), place)
            }
            Prefix::Not => {
                let operand = Box::new(self.flag(operand)?.node);
                typed(ExpressionKind::Unary { operator: UnaryOperator::Not, operand }, ValueType::Flag, place)
            }
        }
    }

    pub(super) fn binary(&mut self, operation: &BinaryOp, place: SourceSpan) -> Option<Typed> {
        // Both sides are looked at even when one is wrong, so that both are reported.
        let (left, right) = (self.expression(&operation.lhs_expr), self.expression(&operation.rhs_expr));
        let (left, right) = (left?, right?);
        let sign = operation.operator.span().map_or(place, |range| span(self.file, range));
        match *operation.operator.value() {
            Sign::Plus => self.sum(BinaryOperator::Add, left, right, place, sign),
            Sign::Minus => self.sum(BinaryOperator::Subtract, left, right, place, sign),
            Sign::Mul => self.product(BinaryOperator::Multiply, left, right, place),
            Sign::Div => self.product(BinaryOperator::Divide, left, right, place),
            Sign::Eq => self.comparison(BinaryOperator::Equal, left, right, place, sign),
            Sign::NotEq => self.comparison(BinaryOperator::NotEqual, left, right, place, sign),
            Sign::Less => self.comparison(BinaryOperator::Less, left, right, place, sign),
            Sign::LessEq => self.comparison(BinaryOperator::AtMost, left, right, place, sign),
            Sign::Greater => self.comparison(BinaryOperator::Greater, left, right, place, sign),
            Sign::GreaterEq => self.comparison(BinaryOperator::AtLeast, left, right, place, sign),
            Sign::And => self.logic(BinaryOperator::And, left, right, place),
            Sign::Or => self.logic(BinaryOperator::Or, left, right, place),
            Sign::Mod => {
                self.fault(Fault::PercentSign, sign, "不用取余运算", Some("百分比写 quantity(60, \"%\")"));
                None
            }
        }
    }

    fn sum(
        &mut self,
        operator: BinaryOperator,
        left: Typed,
        right: Typed,
        place: SourceSpan,
        sign: SourceSpan,
    ) -> Option<Typed> {
        let verb = if operator == BinaryOperator::Add { "相加" } else { "相减" };
        let (left, right) = (self.numeric(left), self.numeric(right));
        let (left, right, unit) = self.same_unit(left?, right?, verb, sign)?;
        let kind = ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        typed(kind, ValueType::Number(unit), place)
    }

    fn product(&mut self, operator: BinaryOperator, left: Typed, right: Typed, place: SourceSpan) -> Option<Typed> {
        let (left, right) = (self.numeric(left), self.numeric(right));
        let ((left, left_unit), (right, right_unit)) = (left?, right?);
        if operator == BinaryOperator::Divide && is_zero(&right) {
            self.fault(Fault::NumberRange, right.span, "除数写成了 0", None);
            return None;
        }
        let unit = match operator {
            BinaryOperator::Divide => left_unit.divided_by(&right_unit),
            _ => left_unit.times(&right_unit),
        };
        let Some(unit) = unit else {
            self.fault(Fault::WrongUnit, place, "计量单位乘除后超出可表示的范围", None);
            return None;
        };
        let kind = ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        typed(kind, ValueType::Number(unit), place)
    }

    fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: Typed,
        right: Typed,
        place: SourceSpan,
        sign: SourceSpan,
    ) -> Option<Typed> {
        let is_equality = matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual);
        let (left, right) = match (&left.node.yields, &right.node.yields) {
            (ValueType::Number(_), ValueType::Number(_)) => {
                let (left, right) = (self.numeric(left), self.numeric(right));
                let (left, right, _) = self.same_unit(left?, right?, "比较", sign)?;
                (left, right)
            }
            (ValueType::Date, ValueType::Date) => (left.node, right.node),
            (ValueType::Text, ValueType::Text) if is_equality => {
                let (first, second) = (left.domain.clone(), right.domain.clone());
                if first != Domain::Free && second != Domain::Free && first != second {
                    self.fault(Fault::TypeMismatch, sign, "两边是不同的选项表，不能比较", None);
                    return None;
                }
                (self.in_domain(left, &second)?, self.in_domain(right, &first)?)
            }
            (ValueType::Flag, ValueType::Flag) if is_equality => (left.node, right.node),
            (first, second) => {
                let (first, second) = (type_in_words(first), type_in_words(second));
                self.fault(Fault::TypeMismatch, sign, format!("不能把{first}与{second}这样比较"), None);
                return None;
            }
        };
        let kind = ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
        typed(kind, ValueType::Flag, place)
    }

    fn logic(&mut self, operator: BinaryOperator, left: Typed, right: Typed, place: SourceSpan) -> Option<Typed> {
        let (left, right) = (self.flag(left), self.flag(right));
        let (left, right) = (Box::new(left?.node), Box::new(right?.node));
        typed(ExpressionKind::Binary { operator, left, right }, ValueType::Flag, place)
    }

    pub(super) fn conditional(&mut self, conditional: &Conditional, place: SourceSpan) -> Option<Typed> {
        let condition = self.expression(&conditional.cond_expr);
        let (then, otherwise) = (self.expression(&conditional.true_expr), self.expression(&conditional.false_expr));
        let condition = Box::new(self.flag(condition?)?.node);
        let (then, otherwise, yields, domain) = self.same_type(then?, otherwise?, place)?;
        let kind = ExpressionKind::If { condition, then: Box::new(then), otherwise: Box::new(otherwise) };
        Some(Typed { node: Expression { kind, yields, span: place }, domain })
    }

    /// Both in the unit of the first that has one.
    pub(super) fn same_unit(
        &mut self,
        (left, left_unit): (Expression, UnitOfMeasure),
        (right, right_unit): (Expression, UnitOfMeasure),
        verb: &str,
        sign: SourceSpan,
    ) -> Option<(Expression, Expression, UnitOfMeasure)> {
        if is_zero(&left) && !is_zero(&right) {
            let left = self.converted(left, &right_unit)?;
            return Some((left, right, right_unit));
        }
        let Some(right) = self.converted(right, &left_unit) else {
            let hint = match (left_unit.is_dimensionless(), right_unit.is_dimensionless()) {
                (false, true) => Some(format!("数要带计量单位：quantity(20, \"{left_unit}\")")),
                (true, false) => Some(format!("数要带计量单位：quantity(20, \"{right_unit}\")")),
                (true, true) | (false, false) => {
                    Some("两边应是同一种量；先乘除成同一种量，或检查引用的名称".to_string())
                }
            };
            self.out.report(Fault::WrongUnit, sign, format!("不能把“{left_unit}”与“{right_unit}”{verb}")).hint_if(hint);
            return None;
        };
        Some((left, right, left_unit))
    }

    /// Two alternatives of one result.
    pub(super) fn same_type(
        &mut self,
        first: Typed,
        second: Typed,
        place: SourceSpan,
    ) -> Option<(Expression, Expression, ValueType, Domain)> {
        match (&first.node.yields, &second.node.yields) {
            (ValueType::Number(_), ValueType::Number(_)) => {
                let (first, second) = (self.numeric(first)?, self.numeric(second)?);
                let (first, second, unit) = self.same_unit(first, second, "作为同一结果", place)?;
                Some((first, second, ValueType::Number(unit), Domain::Free))
            }
            (one, other) if one == other => {
                let domain = self.common_domain(&[&first.domain, &second.domain], place)?;
                let yields = first.node.yields.clone();
                let (first, second) = (self.in_domain(first, &domain)?, self.in_domain(second, &domain)?);
                Some((first, second, yields, domain))
            }
            (one, other) => {
                let (one, other) = (type_in_words(one), type_in_words(other));
                self.fault(Fault::TypeMismatch, place, format!("两种结果类型不同：{one}、{other}"), None);
                None
            }
        }
    }
}
