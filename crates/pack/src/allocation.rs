//! Allocations (分配): blocks → model.

use model::UnitOfMeasure;
use model::pack::{
    Allocation, AllocationFactor, Budget, Constant, Expression, ExpressionKind, Ledger, ParameterUse, Surplus,
};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::item::subject;
use crate::names::{Entry, Names, distinct};
use crate::posting;
use crate::register::cycle;
use crate::shape::{Attribute, Block};

pub(crate) fn body(block: &Block, names: &Names, ledgers: &[Ledger], out: &mut Diagnostics) -> Allocation {
    let subject = subject(block, names, out);
    let scope = Scope { names, subject: Some(subject.clone()), evaluation: None, pool_indicators: None };
    let unit = block.unit("unit", out);
    let mut bound = |word: &str| block.attribute(word).map(|found| scope.number(found, &unit, out));
    let (base, floor, cap) = (bound("base"), bound("floor"), bound("cap"));
    let factors: Vec<AllocationFactor> =
        block.children("factor").filter_map(|child| factor(child, &scope, names, out)).collect();
    let entries = factors.iter().map(|factor| Entry { code: &factor.code, name: &factor.name, span: factor.span });
    distinct("分配因素", entries, out);
    if block.children("factor").next().is_none() {
        out.report(Fault::Empty, block.span, format!("分配“{}”没有分配因素", block.name))
            .hint("至少写一个 factor \"因素名称\" { … }");
    }
    let step = block.number("step", out).unwrap_or(Decimal::ONE);
    at_least_above(block, "step", step > Decimal::ZERO, out);
    let budget = block.attribute("budget").map(|found| match crate::value::number(found.value) {
        // A bare number is in the unit of the block.
        Some(number) => Budget::Constant(Constant::Number(number)),
        None => budget(scope.number(found, &unit, out)),
    });
    let is_positive = |budget: &Budget| match budget {
        Budget::Constant(constant) => every_value(constant, names).iter().all(|value| *value >= Decimal::ZERO),
        Budget::Formula(_) => true,
    };
    at_least_above(block, "budget", budget.as_ref().is_none_or(is_positive), out);
    let weights: Vec<Vec<Decimal>> = factors.iter().map(|factor| every_value(&factor.weight, names)).collect();
    if !weights.is_empty() && weights.iter().flatten().all(Decimal::is_zero) {
        out.report(Fault::WeightSum, block.span, format!("分配“{}”各因素的权重都是 0", block.name))
            .hint("至少一个因素的权重大于 0");
    }
    let posting = posting::of_allocation(block, (&subject, &unit), ledgers, out);
    Allocation {
        code: block.code(out),
        name: block.name.clone(),
        basis: block.text("basis", out),
        definition: block.text_or("definition", "", out),
        subject,
        cycle: cycle(block, out),
        condition: scope.condition_or_true(block.attribute("where"), block.span, out),
        unit,
        step,
        budget: budget.unwrap_or(Budget::Constant(Constant::Number(Decimal::ZERO))),
        base,
        floor,
        cap,
        factors,
        surplus: match block.keyword("surplus", out) {
            Some("keep") => Surplus::Keep,
            Some(_) | None => Surplus::Refuse,
        },
        posting,
        span: block.span,
    }
}

/// A parameter as such, so that a budget that was handed down can take its place.
fn budget(found: Expression) -> Budget {
    match found.kind {
        ExpressionKind::Parameter(ParameterUse::Single(code)) => Budget::Constant(Constant::Parameter(code)),
        _ => Budget::Formula(found),
    }
}

fn factor(block: &Block, scope: &Scope, names: &Names, out: &mut Diagnostics) -> Option<AllocationFactor> {
    let (code, unit): (_, UnitOfMeasure) = (block.code(out), block.unit("unit", out));
    let weight = constant(block, "weight", names, out);
    let is_positive = |constant| every_value(constant, names).iter().all(|value| *value >= Decimal::ZERO);
    at_least_above(block, "weight", weight.as_ref().is_none_or(is_positive), out);
    let value = scope.number(block.attribute("value")?, &unit, out);
    Some(AllocationFactor { code, name: block.name.clone(), unit, value, weight: weight?, span: block.span })
}

fn at_least_above(block: &Block, word: &str, holds: bool, out: &mut Diagnostics) {
    if holds {
        return;
    }
    let place = block.attribute(word).map_or(block.span, Attribute::value_span);
    let wanted = if word == "step" { "应大于 0" } else { "不能小于 0" };
    out.report(Fault::NumberRange, place, format!("`{word}` {wanted}"));
}
