//! Supply networks (供应链): blocks → model.

use model::UnitOfMeasure;
use model::pack::{Constant, FieldType, Network};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::exchange::field_code;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::item::rows_of;
use crate::names::Names;
use crate::shape::Block;

pub(crate) fn network(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Network> {
    // Without it all is checked that needs no names of its fields.
    let register = block.name("register", out).and_then(|mention| names.register_named(&mention, out));
    let field = |word: &'static str, fits, out: &mut Diagnostics| {
        register.and_then(|register| field_code(block, word, register, fits, out))
    };
    let reference: (&str, fn(&FieldType) -> bool) = ("引用", |kind| matches!(kind, FieldType::Reference { .. }));
    let supplier = field("supplier", reference, out);
    let buyer = field("buyer", reference, out);
    let referred = |code: &Option<model::pack::Code>| {
        register
            .zip(code.as_ref())
            .and_then(|(register, code)| register.field(code))
            .map(|field| field.field_type.clone())
    };
    if let (Some(one), Some(other)) = (referred(&supplier), referred(&buyer))
        && one != other
    {
        let place = block.attribute("buyer").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::TypeMismatch, place, "供方和需方应引用同一个企业名录");
    }
    let text: (&str, fn(&FieldType) -> bool) =
        ("文字或选项", |kind| matches!(kind, FieldType::Text { .. } | FieldType::Choice { .. }));
    let number: (&str, fn(&FieldType) -> bool) =
        ("数或金额", |kind| matches!(kind, FieldType::Number { .. } | FieldType::Money { .. }));
    let product = field("product", text, out);
    let amount = field("amount", number, out);
    let subject = Some(rows_of(register));
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
    let (code, basis) = (block.code(out), block.text("basis", out));
    Some(Network {
        code,
        name: block.name.clone(),
        basis,
        register: register?.code.clone(),
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
