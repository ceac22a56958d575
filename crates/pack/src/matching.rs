//! Matchings (供需对接): blocks → model. Requirements and parts of the score are formulas over the register of pairs.

use model::UnitOfMeasure;
use model::pack::{FieldType, Matching, MatchingMethod, Register, Requirement, ScorePart};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::exchange::field_code;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::item::rows_of;
use crate::names::{Entry, Names, distinct};
use crate::shape::Block;

pub(crate) fn matching(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Matching> {
    // Without it all is checked that needs no names of its fields.
    let register = block.name("register", out).and_then(|mention| names.register_named(&mention, out));
    let reference: (&str, fn(&FieldType) -> bool) = ("引用", |kind| matches!(kind, FieldType::Reference { .. }));
    let demand = register.and_then(|register| field_code(block, "demand", register, reference, out));
    let offer = register.and_then(|register| field_code(block, "offer", register, reference, out));
    let offered = register.zip(offer.as_ref()).and_then(|(register, offer)| offers(register, offer, names));
    let places = offered.and_then(|offers| {
        field_code(block, "places", offers, ("数", |kind| matches!(kind, FieldType::Number { .. })), out)
    });
    let subject = Some(rows_of(register));
    let scope = Scope { names, subject, evaluation: None, pool_indicators: None };
    let mut requirements = Vec::new();
    for child in block.children("require") {
        let code = child.code(out);
        let condition = child.attribute("check").map(|check| scope.condition(check, out));
        requirements.extend(condition.map(|condition| Requirement {
            code,
            name: child.name.clone(),
            condition,
            span: child.span,
        }));
    }
    let mut parts = Vec::new();
    for child in block.children("part") {
        let code = child.code(out);
        let value = child.attribute("value").map(|value| scope.number(value, &UnitOfMeasure::none(), out));
        let weight = constant(child, "weight", names, out);
        parts.extend(value.zip(weight).map(|(value, weight)| ScorePart {
            code,
            name: child.name.clone(),
            value,
            weight,
            span: child.span,
        }));
    }
    distinct(
        "资格条件",
        requirements.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }),
        out,
    );
    distinct("得分项", parts.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }), out);
    weights(block, &parts, names, out);
    let (code, basis) = (block.code(out), block.text("basis", out));
    let method = match block.keyword("method", out) {
        Some("optimal") => MatchingMethod::Optimal,
        Some(_) | None => MatchingMethod::Stable,
    };
    Some(Matching {
        code,
        name: block.name.clone(),
        basis,
        register: register?.code.clone(),
        demand: demand?,
        offer: offer?,
        places,
        method,
        requirements,
        parts,
        span: block.span,
    })
}

/// The register that a reference of the pairs points to.
fn offers<'names>(pairs: &Register, field: &model::pack::Code, names: &'names Names) -> Option<&'names Register> {
    match &pairs.field(field)?.field_type {
        FieldType::Reference { register } => names.register(register),
        _ => None,
    }
}

fn weights(block: &Block, parts: &[ScorePart], names: &Names, out: &mut Diagnostics) {
    if block.children("part").next().is_none() {
        out.report(Fault::Empty, block.span, format!("对接“{}”没有得分项", block.name)).hint("part \"产能满足\" {");
        return;
    }
    let sum: Decimal =
        parts.iter().map(|part| every_value(&part.weight, names).last().copied().unwrap_or_default()).sum();
    if parts.len() == block.children("part").count() && sum != Decimal::ONE_HUNDRED {
        let gap = Decimal::ONE_HUNDRED - sum;
        let word = if gap > Decimal::ZERO { "补足" } else { "减少" };
        out.report(Fault::WeightSum, block.span, format!("得分项权重合计 {}，应为 100", sum.normalize()))
            .hint(format!("{word} {}", gap.abs().normalize()));
    }
}
