//! Formulas: HCL expression → checked tree, with names resolved and units of measure verified.
//!
//! Computes nothing. What cannot be read is reported once; whatever contains it is silent. What a formula with a fault
//! names is kept, so that what depends on names alone is told in the same run.

mod function;
mod literal;
mod operator;
mod peers;
mod resolve;
mod steps;

pub(crate) use peers::rank_ties;
pub(crate) use resolve::{STATE, register_about_places};

use hcl_edit::Span;
use hcl_edit::expr::{Expression as Tree, FuncCall};
use model::UnitOfMeasure;
use model::pack::{Code, Expression, ExpressionKind, FileId, SourceSpan, Subject, ValueType};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::{EvaluationHead, Names};
use crate::shape::Attribute;
use crate::source::span;

/// What is around a formula: which names it may use.
#[derive(Clone)]
pub(crate) struct Scope<'pack> {
    pub(crate) names: &'pack Names,
    pub(crate) subject: Option<Subject>,
    pub(crate) evaluation: Option<&'pack EvaluationHead>,
    /// The indicators that may be named here: those of the same pool, or of all when the pool does not matter.
    pub(crate) pool_indicators: Option<Vec<Code>>,
}

/// A checked expression and what its text may be.
pub(crate) struct Typed {
    pub(crate) node: Expression,
    pub(crate) domain: Domain,
}

/// Which texts a text expression can be equal to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Domain {
    Free,
    /// A list of choices.
    List(Code),
    /// Grades of an evaluation.
    Grades(Code),
    /// States of a register.
    States(Code),
}

pub(crate) struct Compiler<'pack, 'out> {
    pub(super) scope: Scope<'pack>,
    pub(super) file: FileId,
    pub(super) whole: SourceSpan,
    pub(super) out: &'out mut Diagnostics,
}

impl<'pack> Scope<'pack> {
    /// A formula that yields a number in `unit`.
    pub(crate) fn number(&self, attribute: &Attribute, unit: &UnitOfMeasure, out: &mut Diagnostics) -> Expression {
        self.read_number(attribute, unit, out)
            .unwrap_or_else(|| self.stand_in(attribute, ValueType::Number(unit.clone())))
    }

    fn read_number(&self, attribute: &Attribute, unit: &UnitOfMeasure, out: &mut Diagnostics) -> Option<Expression> {
        let mut compiler = self.compiler(attribute, out);
        let found = compiler.expression(attribute.value)?;
        compiler.in_declared_unit(found, unit)
    }

    /// A formula that yields what its block declares; a text of a closed list as the code of a choice.
    pub(crate) fn result(
        &self,
        attribute: &Attribute,
        yields: &ValueType,
        list: Option<&Code>,
        out: &mut Diagnostics,
    ) -> Expression {
        self.read_result(attribute, yields, list, out).unwrap_or_else(|| self.stand_in(attribute, yields.clone()))
    }

    fn read_result(
        &self,
        attribute: &Attribute,
        yields: &ValueType,
        list: Option<&Code>,
        out: &mut Diagnostics,
    ) -> Option<Expression> {
        if let ValueType::Number(unit) = yields {
            return self.read_number(attribute, unit, out);
        }
        let mut compiler = self.compiler(attribute, out);
        let found = compiler.expression(attribute.value)?;
        let place = found.node.span;
        if found.node.yields != *yields {
            let (what, wanted) = (type_in_words(&found.node.yields), type_in_words(yields));
            compiler.fault(Fault::TypeMismatch, place, format!("公式应得出{wanted}，却得出{what}"), None);
            return None;
        }
        let Some(list) = list.map(|list| Domain::List(list.clone())) else { return Some(found.node) };
        if found.domain != Domain::Free && found.domain != list {
            compiler.fault(Fault::TypeMismatch, place, "公式得出另一个选项表的选项", None);
            return None;
        }
        compiler.in_domain(found, &list)
    }

    /// A formula that yields true or false.
    pub(crate) fn condition(&self, attribute: &Attribute, out: &mut Diagnostics) -> Expression {
        let mut compiler = self.compiler(attribute, out);
        let found = compiler.expression(attribute.value).and_then(|found| compiler.flag(found));
        found.map_or_else(|| self.stand_in(attribute, ValueType::Flag), |found| found.node)
    }

    /// What a formula with a fault names: circles and parameters without a value depend on nothing else. It is never
    /// computed, because a pack with an error is never handed out.
    fn stand_in(&self, attribute: &Attribute, yields: ValueType) -> Expression {
        let mut named = Vec::new();
        self.named_in(attribute, attribute.value, &mut named);
        Expression { kind: ExpressionKind::FirstKnown(named), yields, span: attribute.value_span() }
    }

    /// The largest parts of a formula that can be read by themselves.
    fn named_in(&self, attribute: &Attribute, tree: &Tree, named: &mut Vec<Expression>) {
        if let Some(found) = self.any(attribute, tree, &mut Diagnostics::default()) {
            named.push(found.node);
            return;
        }
        let mut parts: Vec<&Tree> = Vec::new();
        match tree {
            Tree::Parenthesis(inner) => parts.push(inner.inner()),
            Tree::UnaryOp(operation) => parts.push(&operation.expr),
            Tree::BinaryOp(operation) => parts.extend([&operation.lhs_expr, &operation.rhs_expr]),
            Tree::Conditional(conditional) => {
                parts.extend([&conditional.cond_expr, &conditional.true_expr, &conditional.false_expr]);
            }
            Tree::FuncCall(call) if !is_of_another_period(call) => parts.extend(call.args.iter()),
            Tree::Array(items) => parts.extend(items.iter()),
            _ => {}
        }
        for part in parts {
            self.named_in(attribute, part, named);
        }
    }

    /// The condition of an attribute that may be absent, then always true.
    pub(crate) fn condition_or_true(
        &self,
        attribute: Option<&Attribute>,
        place: SourceSpan,
        out: &mut Diagnostics,
    ) -> Expression {
        let always = || Expression { kind: ExpressionKind::Flag(true), yields: ValueType::Flag, span: place };
        attribute.map_or_else(always, |attribute| self.condition(attribute, out))
    }

    /// A formula of any type.
    pub(crate) fn any(&self, attribute: &Attribute, value: &Tree, out: &mut Diagnostics) -> Option<Typed> {
        self.compiler(attribute, out).expression(value)
    }

    fn compiler<'out>(&self, attribute: &Attribute, out: &'out mut Diagnostics) -> Compiler<'pack, 'out> {
        Compiler { scope: self.clone(), file: attribute.file, whole: attribute.value_span(), out }
    }
}

impl Compiler<'_, '_> {
    pub(super) fn expression(&mut self, tree: &Tree) -> Option<Typed> {
        let place = self.place(tree);
        match tree {
            Tree::Number(_) | Tree::Bool(_) | Tree::String(_) => self.literal(tree, place),
            Tree::Parenthesis(inner) => self.expression(inner.inner()),
            Tree::Variable(name) => self.variable(name.as_str(), place),
            Tree::Traversal(traversal) => self.traversal(traversal, place),
            Tree::FuncCall(call) => self.call(call, place),
            Tree::UnaryOp(operation) => self.unary(operation, place),
            Tree::BinaryOp(operation) => self.binary(operation, place),
            Tree::Conditional(conditional) => self.conditional(conditional, place),
            Tree::Null(_) => {
                self.fault(Fault::TypeMismatch, place, "公式里不写 null", Some("判断缺失用 is_missing(值)"));
                None
            }
            Tree::Array(_) | Tree::Object(_) => {
                self.fault(Fault::TypeMismatch, place, "这里应为一个值，不是列表", None);
                None
            }
            Tree::StringTemplate(_) | Tree::HeredocTemplate(_) | Tree::ForExpr(_) => {
                self.fault(Fault::TypeMismatch, place, "公式里不用模板和循环", None);
                None
            }
        }
    }

    pub(super) fn place(&self, tree: &Tree) -> SourceSpan {
        tree.span().map_or(self.whole, |range| span(self.file, range))
    }

    pub(super) fn fault(&mut self, fault: Fault, place: SourceSpan, message: impl Into<String>, hint: Option<&str>) {
        self.out.report(fault, place, message).hint_if(hint.map(str::to_string));
    }

    /// Converts the result to the unit that the attribute's block declares.
    fn in_declared_unit(&mut self, found: Typed, unit: &UnitOfMeasure) -> Option<Expression> {
        let place = found.node.span;
        let Some(own) = found.node.unit().cloned() else {
            let what = type_in_words(&found.node.yields);
            self.fault(Fault::TypeMismatch, place, format!("公式应得出数，却得出{what}"), None);
            return None;
        };
        let Some(converted) = self.converted(found.node, unit) else {
            self.out
                .report(Fault::WrongUnit, place, format!("公式得出“{own}”，声明的计量单位是“{unit}”"))
                .hint("改公式，或改 `unit`");
            return None;
        };
        Some(converted)
    }

    /// The same quantity in another unit; nothing when the units measure different things.
    pub(super) fn converted(&self, node: Expression, unit: &UnitOfMeasure) -> Option<Expression> {
        let own = node.unit()?;
        if own.is_same_measure(unit) {
            return Some(Expression { yields: ValueType::Number(unit.clone()), ..node });
        }
        if is_zero(&node) {
            // Nothing is nothing in every unit.
            return Some(Expression { yields: ValueType::Number(unit.clone()), ..node });
        }
        let conversion = own.conversion_to(unit)?;
        let place = node.span;
        Some(Expression {
            kind: ExpressionKind::Convert { operand: Box::new(node), conversion },
            yields: ValueType::Number(unit.clone()),
            span: place,
        })
    }

    pub(super) fn flag(&mut self, found: Typed) -> Option<Typed> {
        if found.node.yields == ValueType::Flag {
            return Some(found);
        }
        let what = type_in_words(&found.node.yields);
        self.out
            .report(Fault::NotBoolean, found.node.span, format!("条件应为真假，却是{what}"))
            .hint("用 ==、!=、>、>=、<、<=、&&、||、! 写成条件");
        None
    }

    /// A number of whatever unit, with that unit.
    pub(super) fn numeric(&mut self, found: Typed) -> Option<(Expression, UnitOfMeasure)> {
        match found.node.unit().cloned() {
            Some(unit) => Some((found.node, unit)),
            None => {
                let what = type_in_words(&found.node.yields);
                self.fault(Fault::TypeMismatch, found.node.span, format!("这里应为数，却是{what}"), None);
                None
            }
        }
    }

    /// A number without a unit; percentages are converted.
    pub(super) fn plain(&mut self, found: Typed) -> Option<Expression> {
        let (node, unit) = self.numeric(found)?;
        let place = node.span;
        let converted = self.converted(node, &UnitOfMeasure::none());
        if converted.is_none() {
            self.fault(
                Fault::WrongUnit,
                place,
                format!("这里应为无量纲的数，却是“{unit}”"),
                Some("先除以同一计量单位的量，或用 in_unit(量, \"单位\")"),
            );
        }
        converted
    }

    pub(super) fn date(&mut self, found: Typed) -> Option<Expression> {
        if found.node.yields == ValueType::Date {
            return Some(found.node);
        }
        let what = type_in_words(&found.node.yields);
        self.fault(
            Fault::TypeMismatch,
            found.node.span,
            format!("这里应为日期，却是{what}"),
            Some("日期写作 date(\"2024-01-31\")"),
        );
        None
    }
}

/// What stands inside is about another period, so it makes no circle with this one.
fn is_of_another_period(call: &FuncCall) -> bool {
    matches!(call.name.name.as_str(), "last_year" | "years_back" | "last_period" | "periods_back" | "in_year")
}

/// A literal nought, which has whatever unit is wanted.
pub(super) fn is_zero(node: &Expression) -> bool {
    matches!(&node.kind, ExpressionKind::Number(number) if number.is_zero())
}

pub(super) fn type_in_words(yields: &ValueType) -> String {
    match yields {
        ValueType::Number(unit) if unit.is_dimensionless() => "数".to_string(),
        ValueType::Number(unit) => format!("数（{unit}）"),
        ValueType::Text => "文字".to_string(),
        ValueType::Flag => "真假".to_string(),
        ValueType::Date => "日期".to_string(),
    }
}

pub(super) fn typed(kind: ExpressionKind, yields: ValueType, place: SourceSpan) -> Option<Typed> {
    Some(Typed { node: Expression { kind, yields, span: place }, domain: Domain::Free })
}
