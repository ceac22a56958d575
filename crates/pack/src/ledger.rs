//! Ledgers (账本): blocks → model. What goes with which vintage, holder and way of checking is reported here.

mod posts_as;
mod sweep;

use model::pack::{
    AccountKind, Allocation, Approval, AssetKind, ByResult, Code, Constant, EntryAct, EntryKind, ExpiryRule, Factor,
    FieldType, Holder, Ledger, ResultOf, RoundingMode, Side, SourceSpan, Subject, Sweep, ValueType, Vintage,
};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::exchange::whole;
use crate::fault::Fault;
use crate::indicator::every_value;
use crate::names::{Entry, Names, distinct, unknown};
use crate::same;
use crate::shape::{Attribute, Block};
use crate::value::Mention;

const DECIMALS_MAX: u32 = 9;
const WAIT_DAYS_MAX: u32 = 250;
const YEARS_MAX: u32 = 100;
const MONTHS_MAX: u32 = 1_200;

pub(crate) fn ledger(block: &Block, names: &Names, allocations: &[Allocation], out: &mut Diagnostics) -> Ledger {
    let assets: Vec<AssetKind> = block.children("asset").map(|child| asset(child, names, out)).collect();
    let accounts: Vec<AccountKind> = block.children("account").map(|child| account(child, out)).collect();
    for (word, chinese, is_there) in [("asset", "标的", !assets.is_empty()), ("account", "账户", !accounts.is_empty())]
    {
        if !is_there {
            out.report(Fault::Empty, block.span, format!("账本“{}”没有{chinese}", block.name))
                .hint(format!("至少写一个 {word} \"{chinese}名称\" {{ … }}"));
        }
    }
    let mut built = Ledger {
        code: block.code(out),
        name: block.name.clone(),
        definition: block.text_or("definition", "", out),
        basis: block.text("basis", out),
        closing: role(block, "closing_role", names, out),
        assets,
        accounts,
        entries: Vec::new(),
        span: block.span,
    };
    let written: Vec<&Block> = block.children("entry").collect();
    let entries: Vec<Block> = written.iter().filter_map(|child| same::whole(child, &written, out)).collect();
    built.entries = entries.iter().map(|child| entry(child, (&built, allocations), names, out)).collect();
    let sweeps: Vec<Sweep> =
        entries.iter().zip(&built.entries).map(|(child, kind)| sweep::sweep(child, kind, &built, names, out)).collect();
    let posts_as: Vec<Vec<Code>> =
        entries.iter().zip(&built.entries).map(|(child, kind)| posts_as::posts_as(child, kind, &built, out)).collect();
    built.entries.iter_mut().zip(sweeps).for_each(|(kind, sweep)| kind.sweep = sweep);
    built.entries.iter_mut().zip(posts_as).for_each(|(kind, posts_as)| kind.posts_as = posts_as);
    if written.is_empty() {
        out.report(Fault::Empty, block.span, format!("账本“{}”没有业务类型", block.name))
            .hint("至少写一个 entry \"业务名称\" { … }");
    }
    differ(&built, out);
    bounds(&built, out);
    sources(&built, out);
    built
}

fn differ(ledger: &Ledger, out: &mut Diagnostics) {
    fn one<'a>(code: &'a Code, name: &'a str, span: SourceSpan) -> Entry<'a> {
        Entry { code, name, span }
    }
    distinct("标的", ledger.assets.iter().map(|item| one(&item.code, &item.name, item.span)), out);
    distinct("账户", ledger.accounts.iter().map(|item| one(&item.code, &item.name, item.span)), out);
    distinct("业务类型", ledger.entries.iter().map(|item| one(&item.code, &item.name, item.span)), out);
}

/// A bound other than nought is one number for all assets of an account.
fn bounds(ledger: &Ledger, out: &mut Diagnostics) {
    let is_one = ledger.assets.windows(2).all(|pair| pair[0].decimals == pair[1].decimals);
    for account in &ledger.accounts {
        let bound = account.min.iter().chain(&account.max).find(|bound| !bound.is_zero());
        let Some(bound) = bound else { continue };
        if !is_one {
            out.report(
                Fault::NumberRange,
                account.span,
                format!("“{}”的界限 {bound} 对小数位不同的标的含义不同", account.name),
            )
            .hint("各标的写同样的 decimals，或界限只写 0");
        } else if ledger.assets.first().is_some_and(|asset| bound.normalize().scale() > u32::from(asset.decimals)) {
            out.report(Fault::NumberRange, account.span, format!("“{}”的界限 {bound} 比标的记得更细", account.name))
                .hint("界限的小数位不多于标的的 decimals");
        }
    }
}

/// Amounts come into being where an account without a lower bound gives them away.
fn sources(ledger: &Ledger, out: &mut Diagnostics) {
    let is_free = |code: &Code| ledger.account(code).is_some_and(|account| account.min.is_none());
    for asset in &ledger.assets {
        let entries = ledger.entries.iter().filter(|entry| entry.assets.contains(&asset.code));
        if !ledger.entries.is_empty() && !entries.clone().any(|entry| entry.from.iter().any(is_free)) {
            out.report(Fault::Unreachable, asset.span, format!("没有业务能发放“{}”：转出账户都有余额下限", asset.name))
                .hint("加一类不写 min 的账户（如“上级下达”），由它转出");
        }
    }
}

fn asset(block: &Block, names: &Names, out: &mut Diagnostics) -> AssetKind {
    let word = block.keyword("vintage", out).unwrap_or("none");
    let excluded: &[&str] = match word {
        "year" => &["usable_months"],
        "lot" => &["usable_years"],
        _ => &["usable_years", "usable_months"],
    };
    for attribute in excluded.iter().filter_map(|word| block.attribute(word)) {
        out.report(
            Fault::ExcludedAttribute,
            attribute.span,
            format!("`{}` 不用于 vintage = {word}", attribute.word.word),
        )
        .hint("usable_years 用于 year，usable_months 用于 lot");
    }
    let decimals = block.whole("decimals", DECIMALS_MAX, out).unwrap_or_default();
    AssetKind {
        code: block.code(out),
        name: block.name.clone(),
        unit: block.unit("unit", out),
        decimals: u8::try_from(decimals).unwrap_or_default(),
        vintage: match word {
            "year" => Vintage::Year { usable_years_after: whole(block, "usable_years", YEARS_MAX, names, out) },
            "lot" => Vintage::Lot { usable_months: whole(block, "usable_months", MONTHS_MAX, names, out) },
            _ => Vintage::None,
        },
        is_by_place: block.flag("by_place", out),
        definition: block.text_or("definition", "", out),
        span: block.span,
    }
}

fn account(block: &Block, out: &mut Diagnostics) -> AccountKind {
    let (min, max) = (block.number("min", out), block.number("max", out));
    if let (Some(low), Some(high), Some(attribute)) = (min, max, block.attribute("max"))
        && low > high
    {
        out.report(Fault::NumberRange, attribute.value_span(), format!("上限 {high} 低于下限 {low}"));
    }
    AccountKind {
        code: block.code(out),
        name: block.name.clone(),
        holder: match block.keyword("holder", out) {
            Some("county") => Holder::County,
            Some("project") => Holder::Project,
            Some("enterprise") => Holder::Enterprise,
            Some("agency") => Holder::Agency,
            Some("person") => Holder::Person,
            Some(_) | None => Holder::One,
        },
        min,
        max,
        definition: block.text_or("definition", "", out),
        span: block.span,
    }
}

fn entry(
    block: &Block,
    (ledger, allocations): (&Ledger, &[Allocation]),
    names: &Names,
    out: &mut Diagnostics,
) -> EntryKind {
    let from = accounts(block, "from", ledger, out);
    let to = accounts(block, "to", ledger, out);
    let assets: Vec<Code> = if block.has("assets") {
        let found = block.names("assets", out);
        found
            .iter()
            .filter_map(|mention| found_in("标的", mention, &ledger.assets, |item| (&item.name, &item.code), out))
            .collect()
    } else {
        ledger.assets.iter().map(|asset| asset.code.clone()).collect()
    };
    let act = match block.keyword("act", out) {
        Some("hold") => EntryAct::Hold,
        Some(_) | None => EntryAct::Transfer,
    };
    let is_hold = act == EntryAct::Hold;
    for word in ["amount", "own_first", "second_role"] {
        if let Some(attribute) = block.attribute(word).filter(|_| is_hold) {
            out.report(Fault::ExcludedAttribute, attribute.span, format!("`{word}` 不用于冻结"))
                .hint("删去，或改为 act = transfer");
        }
    }
    let own_first = block
        .name("own_first", out)
        .and_then(|mention| found_in("账户", &mention, &ledger.accounts, |item| (&item.name, &item.code), out));
    EntryKind {
        code: block.code(out),
        name: block.name.clone(),
        act,
        role: role(block, "role", names, out),
        is_same_holder: block.flag("same_holder", out),
        factor: factor(block, names, out),
        by_result: by_result(block, (ledger, allocations), (&from, &to), &assets, names, out),
        own_first,
        posts_as: Vec::new(),
        approval: approval(block, names, out),
        expiry: match block.keyword("expiry", out) {
            Some("after") => ExpiryRule::AfterLastDay,
            Some("always") => ExpiryRule::Always,
            Some(_) | None => ExpiryRule::WhileUsable,
        },
        sweep: Sweep::None,
        is_document_required: block.flag("document", out),
        basis: block.text("basis", out),
        from,
        to,
        assets,
        span: block.span,
    }
}

fn accounts(block: &Block, word: &str, ledger: &Ledger, out: &mut Diagnostics) -> Vec<Code> {
    let mentions = block.names(word, out);
    let find = |mention: &Mention| {
        found_in("账户", mention, &ledger.accounts, |item: &AccountKind| (&item.name, &item.code), out)
    };
    mentions.iter().filter_map(find).collect()
}

fn found_in<'a, T>(
    what: &str,
    mention: &Mention,
    list: &'a [T],
    of: impl Fn(&'a T) -> (&'a String, &'a Code),
    out: &mut Diagnostics,
) -> Option<Code> {
    let found = list.iter().map(&of).find(|(name, _)| **name == mention.name);
    if found.is_none() {
        unknown(what, mention, list.iter().map(|item| of(item).0.as_str()), out);
    }
    found.map(|(_, code)| code.clone())
}

fn role(block: &Block, word: &str, names: &Names, out: &mut Diagnostics) -> Code {
    let found = block
        .name(word, out)
        .and_then(|mention| found_in("办理角色", &mention, &names.roles, |item| (&item.name, &item.code), out));
    // After a report the pack is not handed out.
    found.unwrap_or_else(|| Code::new("unknown").expect("a valid code"))
}

fn factor(block: &Block, names: &Names, out: &mut Diagnostics) -> Option<Factor> {
    if let Some(attribute) = block.attribute("rounding").filter(|_| !block.has("factor")) {
        out.report(Fault::ExcludedAttribute, attribute.span, "没有写 factor，不需要 rounding");
    }
    let value = constant(block, "factor", names, out)?;
    if let Some(wrong) = every_value(&value, names).into_iter().find(|value| *value <= Decimal::ZERO) {
        let place = block.attribute("factor").map_or(block.span, Attribute::value_span);
        out.report(Fault::NumberRange, place, format!("`factor` 是 {wrong}，应大于 0"));
    }
    let rounding = match block.keyword("rounding", out) {
        Some("half_up") => RoundingMode::HalfUp,
        Some("half_even") => RoundingMode::HalfEven,
        Some("down") => RoundingMode::Down,
        Some(_) | None => RoundingMode::Up,
    };
    Some(Factor { value, rounding })
}

fn approval(block: &Block, names: &Names, out: &mut Diagnostics) -> Approval {
    let wait_days = whole(block, "wait_days", WAIT_DAYS_MAX, names, out);
    if !block.has("second_role") {
        if let Some(attribute) = block.attribute("wait_days") {
            out.report(Fault::ExcludedAttribute, attribute.span, "没有复核，不能从复核起等待")
                .hint("加一行 second_role");
        }
        return Approval::None;
    }
    Approval::SecondPerson {
        role: role(block, "second_role", names, out),
        wait_days: wait_days.unwrap_or(Constant::Number(Decimal::ZERO)),
    }
}

/// The subjects of the formula or the allocation hold the accounts of one side; everything else must be one account and
/// one asset.
fn by_result(
    block: &Block,
    (ledger, allocations): (&Ledger, &[Allocation]),
    (from, to): (&[Code], &[Code]),
    assets: &[Code],
    names: &Names,
    out: &mut Diagnostics,
) -> Option<ByResult> {
    let side = match block.keyword("amount_of", out) {
        Some("from") => Side::From,
        Some(_) | None => Side::To,
    };
    let Some(mention) = block.name("amount", out) else {
        if let Some(attribute) = block.attribute("amount_of").filter(|_| !block.has("amount")) {
            out.report(Fault::ExcludedAttribute, attribute.span, "没有写 amount，不需要 amount_of");
        }
        return None;
    };
    let formula = names.formulas.iter().find(|formula| formula.name == mention.name);
    let allocation = allocations.iter().find(|allocation| allocation.name == mention.name);
    let (of, subject, yields): (ResultOf, &Subject, ValueType) = match (formula, allocation) {
        (Some(formula), _) => (ResultOf::Formula(formula.code.clone()), &formula.subject, formula.yields.clone()),
        (None, Some(allocation)) => {
            let yields = ValueType::Number(allocation.unit.clone());
            (ResultOf::Allocation(allocation.code.clone()), &allocation.subject, yields)
        }
        (None, None) => {
            let known = names.formulas.iter().map(|formula| formula.name.as_str());
            unknown("核算项", &mention, known.chain(allocations.iter().map(|one| one.name.as_str())), out);
            return None;
        }
    };
    let (own, other) = match side {
        Side::From => (from, to),
        Side::To => (to, from),
    };
    let holder = |code: &Code| ledger.account(code).map(|account| account.holder);
    let is_place = match subject {
        Subject::Place(_) => true,
        // A row for each county is as good as the county.
        Subject::Register(code) => names.register(code).is_some_and(|register| match register.key.as_slice() {
            [key] => register.field(key).is_some_and(|field| matches!(field.field_type, FieldType::Place { .. })),
            _ => false,
        }),
    };
    let fits = |holder: Holder| (holder == Holder::County) == is_place && holder != Holder::One;
    let mut wrong = |what: String, hint: &str| {
        out.report(Fault::TypeMismatch, mention.span, what).hint(hint);
    };
    match &yields {
        ValueType::Number(unit) => {
            let asset = assets.first().and_then(|code| ledger.asset(code));
            if let Some(asset) = asset.filter(|asset| !asset.unit.is_same_measure(unit)) {
                wrong(
                    format!("“{}”的计量单位是“{unit}”，标的“{}”是“{}”", mention.name, asset.name, asset.unit),
                    "两边用同一计量单位",
                );
            }
        }
        ValueType::Text | ValueType::Flag | ValueType::Date => {
            wrong(format!("“{}”不是数", mention.name), "用得出数的核算项");
        }
    }
    if own.len() != 1 || other.len() != 1 || assets.len() != 1 {
        wrong("数量取自核算项或分配的业务，转出、转入和标的各写一种".to_string(), "拆成几种业务");
    } else if !own.first().and_then(holder).is_some_and(fits) {
        let whose = if is_place { "县（市、区）" } else { "名录中的项目、企业、单位或者个人" };
        wrong(format!("“{}”的对象是{whose}，不是所写账户的持有人", mention.name), "改 amount_of，或改账户的 holder");
    } else if other.first().and_then(holder) != Some(Holder::One) {
        wrong("数量取自核算项或分配的业务，另一方应是单一账户".to_string(), "holder = one");
    }
    Some(ByResult { of, side })
}

/// Every number of the rules that may be a parameter.
pub(crate) fn constants(ledger: &Ledger) -> Vec<&Constant> {
    let of_assets = ledger.assets.iter().filter_map(|asset| match &asset.vintage {
        Vintage::Year { usable_years_after: usable } | Vintage::Lot { usable_months: usable } => usable.as_ref(),
        Vintage::None => None,
    });
    let of_entries = ledger.entries.iter().flat_map(|entry| {
        let wait_days = match &entry.approval {
            Approval::SecondPerson { wait_days, .. } => Some(wait_days),
            Approval::None => None,
        };
        entry.factor.as_ref().map(|factor| &factor.value).into_iter().chain(wait_days)
    });
    of_assets.chain(of_entries).collect()
}
