//! Exchanges (交易): blocks → model. Which attributes go with which method is reported here.

mod settlement;
mod takes;

use model::pack::{
    Code, Constant, Deposit, Exchange, Extension, FieldType, Ledger, LotFields, Margin, Method, Notice, Priority,
    Register, Subject, Unopened, WhenAllDefault, WhenFew,
};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::indicator::every_value;
use crate::names::{Names, unknown};
use crate::same;
use crate::shape::Block;

/// One exchange; what it takes from another one (`same_as`) is among `all`.
pub(crate) fn exchange(block: &Block, all: &[&Block], known: Known<'_>, out: &mut Diagnostics) -> Option<Exchange> {
    let whole = same::whole(block, all, out)?;
    written(&whole, all, known, out)
}

/// What exchanges refer to.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) names: &'a Names,
    /// With their steps.
    pub(crate) registers: &'a [Register],
    pub(crate) ledgers: &'a [Ledger],
}

fn written(block: &Block, all: &[&Block], known: Known<'_>, out: &mut Diagnostics) -> Option<Exchange> {
    let Known { names, registers, ledgers } = known;
    let register = block.name("register", out).and_then(|mention| names.register_named(&mention, out));
    let whole_register = register.and_then(|head| registers.iter().find(|register| register.code == head.code));
    let (from, takes) = whole_register.map(|register| takes::takes(block, register, out)).unwrap_or_default();
    let mut of_row = |word: &str| {
        let subject = Some(Subject::Register(register?.code.clone()));
        let scope = Scope { names, subject, evaluation: None, pool_indicators: None };
        block.attribute(word).map(|attribute| scope.condition(attribute, out))
    };
    let (condition, announce_condition) = (of_row("where"), of_row("announce_where"));
    let lot = register.map_or_else(LotFields::default, |register| lot(block, register, out));
    let role = block.name("role", out).and_then(|mention| {
        let found = names.roles.iter().find(|role| role.name == mention.name);
        if found.is_none() {
            unknown("角色", &mention, names.roles.iter().map(|role| role.name.as_str()), out);
        }
        found.map(|role| role.code.clone())
    });
    let method = method(block, names, out);
    let notice = notice(block, names, out);
    let settlement = settlement::settlement((block, all), method.as_ref(), &lot, (names, ledgers), out);
    Some(Exchange {
        code: block.code(out),
        name: block.name.clone(),
        basis: block.text("basis", out),
        unit: block.unit("unit", out),
        deposit: deposit(block, names, out),
        priority: priority(block, names, out),
        objection_days: whole(block, "objection_days", 1_000, names, out)?,
        register: register?.code.clone(),
        settlement,
        lot,
        from,
        condition,
        announce_condition,
        takes,
        role: role?,
        method: method?,
        notice: notice?,
        span: block.span,
    })
}

fn lot(block: &Block, register: &Register, out: &mut Diagnostics) -> LotFields {
    let text: (&str, fn(&FieldType) -> bool) =
        ("文字", |kind| matches!(kind, FieldType::Text { .. } | FieldType::Enterprise));
    let number: (&str, fn(&FieldType) -> bool) =
        ("数量", |kind| matches!(kind, FieldType::Number { .. } | FieldType::Money { .. }));
    let named: (&str, fn(&FieldType) -> bool) =
        ("文字或整数", |kind| matches!(kind, FieldType::Text { .. } | FieldType::Number { .. }));
    LotFields {
        title: field_code(block, "title", register, text, out),
        seller: field_code(block, "seller", register, text, out),
        seller_code: field_code(block, "seller_code", register, text, out),
        floor: field_code(block, "floor", register, number, out),
        quantity: field_code(block, "quantity", register, number, out),
        vintage: field_code(block, "vintage", register, named, out),
        buyer: field_code(block, "buyer", register, text, out),
        price: field_code(block, "price", register, number, out),
        volume: field_code(block, "volume", register, number, out),
    }
}

/// A whole number from 0, or a parameter whose values all are.
pub(crate) fn whole(block: &Block, word: &str, max: u32, names: &Names, out: &mut Diagnostics) -> Option<Constant> {
    let found = constant(block, word, names, out)?;
    let is_whole = |value: &Decimal| value.fract().is_zero() && (Decimal::ZERO..=Decimal::from(max)).contains(value);
    if let Some(value) = every_value(&found, names).into_iter().find(|value| !is_whole(value)) {
        let place = block.attribute(word).map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, format!("`{word}` 是 {value}，应为 0 至 {max} 的整数"));
    }
    Some(found)
}

/// Above zero; at most `max` where there is one.
fn positive(block: &Block, word: &str, max: Option<Decimal>, names: &Names, out: &mut Diagnostics) -> Option<Constant> {
    let found = constant(block, word, names, out)?;
    let is_good = |value: &Decimal| *value > Decimal::ZERO && max.is_none_or(|max| *value <= max);
    if let Some(value) = every_value(&found, names).into_iter().find(|value| !is_good(value)) {
        let place = block.attribute(word).map_or(block.span, |attribute| attribute.value_span());
        let most = max.map(|max| format!("、不超过 {max}")).unwrap_or_default();
        out.report(Fault::NumberRange, place, format!("`{word}` 是 {value}，应大于 0{most}"));
    }
    Some(found)
}

/// Says what a choice needs, and what does not go with it.
fn goes_with(block: &Block, chosen: &str, needed: &[&str], excluded: &[&str], out: &mut Diagnostics) {
    for word in needed.iter().filter(|word| !block.has(word)) {
        out.report(Fault::MissingAttribute, block.span, format!("{chosen} 要写 `{word}`"));
    }
    for attribute in excluded.iter().filter_map(|word| block.attribute(word)) {
        out.report(Fault::ExcludedAttribute, attribute.span, format!("`{}` 不用于 {chosen}", attribute.word.word));
    }
}

fn method(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Method> {
    let word = block.keyword("method", out)?;
    let extensions: Vec<&Block> = block.children("extension").collect();
    if let Some(extension) = extensions.first().filter(|_| word != "ascending") {
        out.report(Fault::MisplacedBlock, extension.span, format!("`extension` 不用于 method = {word}"))
            .hint("只有 method = ascending 才延时");
    }
    if let [_, second, ..] = extensions[..] {
        out.report(Fault::MisplacedBlock, second.span, "`extension` 只写一次");
    }
    match word {
        "ascending" => {
            goes_with(block, "method = ascending", &["step"], &["opening_minutes", "margin", "unopened"], out);
            let extension = extensions.first().and_then(|extension| {
                let window = whole(extension, "window", 1_440, names, out);
                let minutes = whole(extension, "minutes", 1_440, names, out);
                Some(Extension { window: window?, minutes: minutes? })
            });
            Some(Method::Ascending { step: positive(block, "step", None, names, out)?, extension })
        }
        "sealed" => {
            goes_with(block, "method = sealed", &["opening_minutes"], &["step", "margin"], out);
            let unopened = match block.keyword("unopened", out) {
                Some("forfeit") => Unopened::Forfeit,
                Some(_) | None => Unopened::Void,
            };
            if unopened == Unopened::Forfeit && !block.has("deposit_share") && !block.has("deposit_amount") {
                out.report(
                    Fault::MissingAttribute,
                    block.span,
                    "unopened = forfeit 要写 `deposit_share` 或 `deposit_amount`",
                );
            }
            Some(Method::Sealed { opening_minutes: whole(block, "opening_minutes", 100_000, names, out)?, unopened })
        }
        _ => {
            let deposits = ["step", "opening_minutes", "unopened", "deposit_share", "deposit_amount", "priority"];
            goes_with(block, "method = call", &["margin"], &deposits, out);
            let margin = match block.keyword("margin", out)? {
                "time" => Margin::Time,
                _ => Margin::ProRata,
            };
            Some(Method::Call { margin })
        }
    }
}

fn notice(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Notice> {
    let notices: Vec<&Block> = block.children("notice").collect();
    let [notice] = notices[..] else {
        out.report(Fault::MissingAttribute, block.span, format!("交易“{}”要写且只写一个 `notice`", block.name))
            .hint("notice {");
        return None;
    };
    let days = whole(notice, "days", 1_000, names, out);
    let months_max = whole(notice, "months_max", 120, names, out);
    let second_days = whole(notice, "second_days", 1_000, names, out);
    let bidders_min = whole(notice, "bidders_min", 1_000, names, out);
    let when_few = match notice.keyword("when_few", out) {
        Some("negotiate") => WhenFew::Negotiate,
        Some(_) | None => WhenFew::Fail,
    };
    Some(Notice { days: days?, months_max, second_days, bidders_min: bidders_min?, when_few })
}

fn deposit(block: &Block, names: &Names, out: &mut Diagnostics) -> Deposit {
    if let (true, Some(amount)) = (block.has("deposit_share"), block.attribute("deposit_amount")) {
        out.report(Fault::ExcludedAttribute, amount.span, "保证金按比例或按数额，只写一种");
    }
    let share = positive(block, "deposit_share", Some(Decimal::ONE_HUNDRED), names, out);
    let amount = positive(block, "deposit_amount", None, names, out);
    match (share, amount) {
        (Some(share), _) => Deposit::Share(share),
        (None, Some(amount)) => Deposit::Amount(amount),
        (None, None) => Deposit::None,
    }
}

fn priority(block: &Block, names: &Names, out: &mut Diagnostics) -> Priority {
    if block.keyword("priority", out) != Some("match") {
        goes_with(block, "priority = none", &[], &["priority_hours", "when_all_default"], out);
        return Priority::None;
    }
    goes_with(block, "priority = match", &["priority_hours", "when_all_default"], &[], out);
    let when_all_default = match block.keyword("when_all_default", out) {
        Some("highest_bidder") => WhenAllDefault::HighestBidder,
        Some(_) | None => WhenAllDefault::Fail,
    };
    match whole(block, "priority_hours", 10_000, names, out) {
        Some(hours) => Priority::Match { hours, when_all_default },
        None => Priority::None,
    }
}

/// Every number of an exchange, for checks that concern all of them.
pub(crate) fn constants(exchange: &Exchange) -> Vec<&Constant> {
    let mut found = vec![&exchange.objection_days, &exchange.notice.days, &exchange.notice.bidders_min];
    found.extend(exchange.settlement.iter().map(|settlement| &settlement.hold_months));
    found.extend(exchange.notice.months_max.iter().chain(&exchange.notice.second_days));
    match &exchange.method {
        Method::Ascending { step, extension } => {
            found.push(step);
            found.extend(extension.iter().flat_map(|extension| [&extension.window, &extension.minutes]));
        }
        Method::Sealed { opening_minutes, unopened: Unopened::Void | Unopened::Forfeit } => found.push(opening_minutes),
        Method::Call { margin: Margin::ProRata | Margin::Time } => {}
    }
    match &exchange.deposit {
        Deposit::None => {}
        Deposit::Share(amount) | Deposit::Amount(amount) => found.push(amount),
    }
    match &exchange.priority {
        Priority::None => {}
        Priority::Match { hours, .. } => found.push(hours),
    }
    found
}

/// The field of a register, by the attribute that names it; `fits` says which type it has.
pub(crate) fn field_code(
    block: &Block,
    word: &str,
    register: &model::pack::Register,
    fits: (&str, fn(&model::pack::FieldType) -> bool),
    out: &mut Diagnostics,
) -> Option<Code> {
    let mention = block.name(word, out)?;
    let field = crate::names::field_named(&register.fields, &mention, out)?;
    let (what, is_fit) = fits;
    if !is_fit(&field.field_type) {
        out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是{what}字段", mention.name))
            .hint(format!("用“{}”中的{what}字段", register.name));
    }
    Some(field.code.clone())
}
