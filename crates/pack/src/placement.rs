//! Placements (项目落地): blocks → model. Amounts are formulas over the register of choices, bounds over that of limits.

use model::pack::{Code, Expression, FieldType, Ledger, Placement, Quota, QuotaFloor, Register};

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::exchange::field_code;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::item::rows_of;
use crate::names::{Entry, Names, distinct, unknown};
use crate::posting::{self, Posted};
use crate::shape::Block;

pub(crate) fn placement(block: &Block, names: &Names, ledgers: &[Ledger], out: &mut Diagnostics) -> Option<Placement> {
    // Without them all is checked that needs no names of their fields.
    let register = block.name("register", out).and_then(|mention| names.register_named(&mention, out));
    let limits_name = block.name("limits", out);
    let limits = limits_name.as_ref().and_then(|mention| names.register_named(mention, out));
    let kind: (&str, fn(&FieldType) -> bool) = ("地区", |kind| matches!(kind, FieldType::Place { .. }));
    let named: (&str, fn(&FieldType) -> bool) = ("文字或引用", |kind| {
        matches!(kind, FieldType::Text { .. } | FieldType::Reference { .. } | FieldType::Enterprise)
    });
    let project = register.and_then(|register| field_code(block, "project", register, named, out));
    let place = register.and_then(|register| field_code(block, "place", register, kind, out));
    let limits_place = limits.and_then(only_place);
    if let (Some(limits), Some(mention), None) = (limits, &limits_name, &limits_place) {
        out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是一个地方一行", limits.name))
            .hint("名录的主键应是一个地区字段");
    }
    let scope = |register: Option<&Register>| Scope {
        names,
        subject: Some(rows_of(register)),
        evaluation: None,
        pool_indicators: None,
    };
    let (of_choices, of_limits) = (scope(register), scope(limits));
    let unit = block.unit("unit", out);
    let posting = posting::posting(block, Posted::Grants, ledgers, out);
    let mut quotas = Vec::new();
    for child in block.children("quota") {
        let (code, unit) = (child.code(out), child.unit("unit", out));
        let amount = child.attribute("amount").map(|found| of_choices.number(found, &unit, out));
        let cap = child.attribute("cap").map(|found| of_limits.number(found, &unit, out));
        let total = child.attribute("total").and_then(|_| constant(child, "total", names, out));
        if child.attribute("cap").is_none() && child.attribute("total").is_none() {
            out.report(Fault::Empty, child.span, format!("指标“{}”没有上限", child.name))
                .hint("写 cap（各地的）或 total（全部的），或者都写");
        }
        let asset = child.name("asset", out).and_then(|mention| {
            let Some((_, ledger, entry)) = &posting else {
                out.report(Fault::ExcludedAttribute, mention.span, "没有写 `posting`，不需要 `asset`");
                return None;
            };
            let assets = || ledger.assets.iter().filter(|asset| entry.assets.contains(&asset.code));
            let Some(asset) = assets().find(|asset| asset.name == mention.name) else {
                unknown("标的", &mention, assets().map(|asset| asset.name.as_str()), out);
                return None;
            };
            posting::check_asset(asset, &unit, Posted::Grants, (&child.name, mention.span), out);
            Some(asset.code.clone())
        });
        let (name, span) = (child.name.clone(), child.span);
        quotas.extend(amount.map(|amount| Quota { code, name, unit, amount, cap, total, asset, span }));
    }
    if block.children("quota").next().is_none() {
        out.report(Fault::Empty, block.span, format!("落地安排“{}”没有指标", block.name))
            .hint("至少写一个 quota \"指标名称\" { … }");
    }
    let is_posted = |quota: &Quota| quota.asset.is_some();
    if let Some((found, ..)) = posting.as_ref().filter(|_| !quotas.is_empty() && !quotas.iter().any(is_posted)) {
        out.report(Fault::MissingAttribute, found.span, "没有一项指标写明入账的标的")
            .hint("在 quota 中写 asset = 标的名称");
    }
    let mut floors = Vec::new();
    for child in block.children("least") {
        let (code, unit) = (child.code(out), child.unit("unit", out));
        let amount = child.attribute("amount").map(|found| of_choices.number(found, &unit, out));
        let least = child.attribute("floor").map(|found| of_limits.number(found, &unit, out));
        let (name, span) = (child.name.clone(), child.span);
        floors.extend(amount.zip(least).map(|(amount, least)| QuotaFloor { code, name, unit, amount, least, span }));
    }
    let quota_names = quotas.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span });
    let floor_names = floors.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span });
    distinct("指标", quota_names.chain(floor_names), out);
    let value = block.attribute("value").map(|found| of_choices.number(found, &unit, out));
    let condition: Expression = of_choices.condition_or_true(block.attribute("where"), block.span, out);
    let required = block.attribute("required").map(|found| of_choices.condition(found, out));
    let (code, basis, definition) = (block.code(out), block.text("basis", out), block.text_or("definition", "", out));
    Some(Placement {
        code,
        name: block.name.clone(),
        basis,
        definition,
        register: register?.code.clone(),
        project: project?,
        place: place?,
        limits: limits?.code.clone(),
        limits_place: limits_place?,
        condition,
        required,
        value: value?,
        unit,
        quotas,
        floors,
        posting: posting.map(|(posting, ..)| posting),
        span: block.span,
    })
}

/// The place that a row is the only one of.
fn only_place(register: &Register) -> Option<Code> {
    match register.key.as_slice() {
        [key] => {
            let field = register.fields.iter().find(|field| field.code == *key)?;
            matches!(field.field_type, FieldType::Place { .. }).then(|| key.clone())
        }
        _ => None,
    }
}
