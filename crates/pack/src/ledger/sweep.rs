//! Expired vintages at once (整批到期办理): whether a kind of entry can take back, or carry over, all that expired.

use model::pack::{Approval, EntryAct, EntryKind, ExpiryRule, Holder, Ledger, Sweep, Vintage};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::fault::Fault;
use crate::indicator::every_value;
use crate::names::{Names, unknown};
use crate::shape::Block;

pub(super) fn sweep(block: &Block, kind: &EntryKind, ledger: &Ledger, names: &Names, out: &mut Diagnostics) -> Sweep {
    let is_sweep = block.flag("sweep", out);
    for (word, needed) in [("carry_into", is_sweep), ("carry_share", block.has("carry_into"))] {
        if let Some(attribute) = block.attribute(word).filter(|_| !needed) {
            let without = if word == "carry_into" { "sweep = true" } else { "carry_into" };
            out.report(Fault::ExcludedAttribute, attribute.span, format!("没有写 {without}，不需要 {word}"));
        }
    }
    if !is_sweep {
        return Sweep::None;
    }
    let place = block.attribute("sweep").map_or(block.span, |attribute| attribute.span);
    let to_one = match kind.to.as_slice() {
        [only] => ledger.account(only).filter(|account| account.holder == Holder::One),
        _ => None,
    };
    let is_plain = kind.act == EntryAct::Transfer && kind.factor.is_none() && kind.by_result.is_none();
    if kind.expiry != ExpiryRule::AfterLastDay || !is_plain || to_one.is_none() || kind.is_same_holder {
        out.report(Fault::TypeMismatch, place, format!("“{}”不能整批办理", kind.name))
            .hint("整批办理的业务是划转，expiry = after，转入一个单一账户，数量不乘系数、不取自核算项");
    }
    let Some(mention) = block.name("carry_into", out) else { return Sweep::Return };
    let Some(into) = ledger.entries.iter().find(|known| known.name == mention.name) else {
        unknown("业务类型", &mention, ledger.entries.iter().map(|known| known.name.as_str()), out);
        return Sweep::Return;
    };
    let is_yearly = kind.assets.iter().all(|code| {
        ledger.asset(code).is_some_and(|asset| matches!(asset.vintage, Vintage::Year { usable_years_after: Some(_) }))
    });
    if !is_yearly {
        out.report(
            Fault::TypeMismatch,
            mention.span,
            format!("“{}”的标的不是都分年度并写明可用几年，不能结转", kind.name),
        )
        .hint("assets 只写 vintage = year 且写了 usable_years 的标的");
    }
    // What was taken is issued again from the same account to the same holders.
    let covers =
        |wanted: &[model::pack::Code], known: &[model::pack::Code]| wanted.iter().all(|code| known.contains(code));
    let is_free = to_one.is_some_and(|account| account.min.is_none());
    let fits = into.act == EntryAct::Transfer
        && into.approval == Approval::None
        && kind.approval == Approval::None
        && into.factor.is_none()
        && into.by_result.is_none()
        && into.own_first.is_none()
        && into.expiry == ExpiryRule::WhileUsable
        && covers(&kind.to, &into.from)
        && covers(&kind.from, &into.to)
        && covers(&kind.assets, &into.assets);
    if !fits || !is_free {
        out.report(Fault::TypeMismatch, mention.span, format!("“{}”不能发放“{}”转出的结转量", into.name, kind.name))
            .hint("carry_into 的业务从同一单一账户（不写 min）转给同样的账户，标的相同，不复核、不乘系数");
    }
    let Some(percent) = constant(block, "carry_share", names, out) else {
        if !block.has("carry_share") {
            out.report(Fault::MissingAttribute, block.span, "写了 `carry_into`，要写 `carry_share`");
        }
        return Sweep::Return;
    };
    let is_good = |value: &Decimal| *value > Decimal::ZERO && *value <= Decimal::ONE_HUNDRED;
    if let Some(wrong) = every_value(&percent, names).into_iter().find(|value| !is_good(value)) {
        let place = block.attribute("carry_share").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, format!("`carry_share` 是 {wrong}，应大于 0、不超过 100"));
    }
    Sweep::Carry { into: into.code.clone(), percent }
}
