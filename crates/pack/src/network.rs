//! Supply networks (供应链): blocks → model.

use model::UnitOfMeasure;
use model::pack::{Constant, FieldType, Network, Subject};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::exchange::field_code;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::names::Names;
use crate::shape::Block;

pub(crate) fn network(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Network> {
    let mention = block.name("register", out)?;
    let register = names.register_named(&mention, out)?;
    let reference: (&str, fn(&FieldType) -> bool) = ("引用", |kind| matches!(kind, FieldType::Reference { .. }));
    let supplier = field_code(block, "supplier", register, reference, out);
    let buyer = field_code(block, "buyer", register, reference, out);
    let referred = |code: &Option<model::pack::Code>| {
        code.as_ref().and_then(|code| register.field(code)).map(|field| field.field_type.clone())
    };
    if let (Some(one), Some(other)) = (referred(&supplier), referred(&buyer))
        && one != other
    {
        let place = block.attribute("buyer").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::TypeMismatch, place, "供方和需方应引用同一个企业名录");
    }
    let text = |kind: &FieldType| matches!(kind, FieldType::Text { .. } | FieldType::Choice { .. });
    let number = |kind: &FieldType| matches!(kind, FieldType::Number { .. } | FieldType::Money { .. });
    let product = field_code(block, "product", register, ("文字或选项", text), out);
    let amount = field_code(block, "amount", register, ("数或金额", number), out);
    let subject = Some(Subject::Register(register.code.clone()));
    let scope = Scope { names, subject, evaluation: None, pool_indicators: None };
    let impact = block.attribute("impact").map(|value| scope.number(value, &UnitOfMeasure::none(), out));
    let (red, amber) = (limit(block, "red", names, out), limit(block, "amber", names, out));
    let highest = |limit: &Option<Constant>| limit.as_ref().and_then(|limit| every_value(limit, names).last().copied());
    if let (Some(red), Some(amber)) = (highest(&red), highest(&amber))
        && amber >= red
    {
        let place = block.attribute("amber").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, format!("黄色界限 {amber} 不低于红色界限 {red}"));
    }
    let steps = block.whole("steps", 20, out).and_then(|steps| u8::try_from(steps).ok());
    Some(Network {
        code: block.code(out),
        name: block.name.clone(),
        basis: block.text("basis", out),
        register: register.code.clone(),
        supplier: supplier?,
        buyer: buyer?,
        product: product?,
        amount: amount?,
        impact: impact?,
        red: red?,
        amber: amber?,
        steps: steps?,
        span: block.span,
    })
}

/// Between 0 and 1, as risks are.
fn limit(block: &Block, word: &str, names: &Names, out: &mut Diagnostics) -> Option<Constant> {
    let found = constant(block, word, names, out)?;
    let is_good = |value: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(value);
    if let Some(value) = every_value(&found, names).into_iter().find(|value| !is_good(value)) {
        let place = block.attribute(word).map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, format!("`{word}` 是 {value}，应在 0 至 1 之间"));
    }
    Some(found)
}
