//! The ledger of an exchange (结算账本): whether the words that it names can carry deposits and a settlement.

use model::pack::{
    AccountKind, Approval, AssetKind, Code, EntryAct, EntryKind, Holder, Ledger, LotFields, Method, Settlement, Vintage,
};

use rust_decimal::Decimal;

use super::whole;
use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::indicator::every_value;
use crate::names::{Names, unknown};
use crate::same;
use crate::shape::Block;

const MONTHS_MAX: u32 = 120;

/// Of an exchange; what it takes from that of another one (`same_as`) is among `all`.
pub(super) fn settlement(
    (exchange, all): (&Block, &[&Block]),
    method: Option<&Method>,
    lot: &LotFields,
    (names, ledgers): (&Names, &[Ledger]),
    out: &mut Diagnostics,
) -> Option<Settlement> {
    let blocks: Vec<&Block> = exchange.children("settlement").collect();
    if let [_, second, ..] = blocks[..] {
        out.report(Fault::MisplacedBlock, second.span, "`settlement` 只写一次");
    }
    let block = *blocks.first()?;
    same::except_with_same_as(block, out);
    if block.has("same_as") {
        let whole = same::settlement_put_together(block, &exchange.name, all, out)?;
        return written(&whole, method, lot, (names, ledgers), out);
    }
    written(block, method, lot, (names, ledgers), out)
}

fn written(
    block: &Block,
    method: Option<&Method>,
    lot: &LotFields,
    (names, ledgers): (&Names, &[Ledger]),
    out: &mut Diagnostics,
) -> Option<Settlement> {
    let mention = block.name("ledger", out)?;
    let Some(ledger) = ledgers.iter().find(|ledger| ledger.name == mention.name) else {
        unknown("账本", &mention, ledgers.iter().map(|ledger| ledger.name.as_str()), out);
        return None;
    };
    let asset =
        |word, out: &mut Diagnostics| named(block, word, ("标的", &ledger.assets, |item: &AssetKind| &item.name), out);
    let account = |word, out: &mut Diagnostics| {
        named(block, word, ("账户", &ledger.accounts, |item: &AccountKind| &item.name), out)
    };
    let entry = |word, out: &mut Diagnostics| {
        named(block, word, ("业务类型", &ledger.entries, |item: &EntryKind| &item.name), out)
    };
    let (money, right) = (asset("money", out), asset("right", out));
    let (parties, clearing) = (account("account", out), account("clearing", out));
    let (hold, pay) = (entry("hold", out), entry("pay", out));
    let months = whole(block, "hold_months", MONTHS_MAX, names, out);
    if matches!(method, Some(Method::Call { .. })) && !block.has("right") {
        out.report(Fault::MissingAttribute, block.span, "method = call 的结算账本要写 `right`");
    }
    let (money, parties, clearing) = (money?, parties?, clearing?);
    let (hold, pay) = (hold?, pay?);
    let mut checks = Checks { block, out };
    checks.money(money);
    checks.right(right, lot);
    checks.accounts(parties, clearing);
    let assets: Vec<&AssetKind> = std::iter::once(money).chain(right).collect();
    checks.entry("hold", hold, EntryAct::Hold, &assets, (&[parties], &[clearing]));
    checks.entry("pay", pay, EntryAct::Transfer, &assets, (&[parties, clearing], &[parties]));
    let months = months?;
    if every_value(&months, names).iter().any(Decimal::is_zero) {
        checks.wrong("hold_months", "`hold_months` 是 0，冻结会立即到期", "写交易最长可能几个月");
    }
    Some(Settlement {
        ledger: ledger.code.clone(),
        money: money.code.clone(),
        right: right.map(|right| right.code.clone()),
        account: parties.code.clone(),
        clearing: clearing.code.clone(),
        hold: hold.code.clone(),
        pay: pay.code.clone(),
        hold_months: months,
        span: block.span,
    })
}

fn named<'a, T>(
    block: &Block,
    word: &str,
    (what, list, name): (&str, &'a [T], fn(&T) -> &String),
    out: &mut Diagnostics,
) -> Option<&'a T> {
    let mention = block.name(word, out)?;
    let found = list.iter().find(|item| *name(item) == mention.name);
    if found.is_none() {
        unknown(what, &mention, list.iter().map(|item| name(item).as_str()), out);
    }
    found
}

struct Checks<'a, 'tree> {
    block: &'a Block<'tree>,
    out: &'a mut Diagnostics,
}

impl Checks<'_, '_> {
    fn wrong(&mut self, word: &str, what: impl Into<String>, hint: &str) {
        let place = self.block.attribute(word).map_or(self.block.span, |attribute| attribute.value_span());
        self.out.report(Fault::TypeMismatch, place, what.into()).hint(hint);
    }

    fn money(&mut self, money: &AssetKind) {
        if money.unit.to_string() != "元" || money.decimals < 2 {
            self.wrong("money", format!("“{}”不是记到分的元", money.name), "unit = \"元\"，decimals = 2");
        }
        if money.vintage != Vintage::None || money.is_by_place {
            self.wrong("money", format!("资金“{}”不分年度、批次和发放地", money.name), "删去 vintage 和 by_place");
        }
    }

    fn right(&mut self, right: Option<&AssetKind>, lot: &LotFields) {
        let Some(right) = right else { return };
        if right.is_by_place {
            self.wrong("right", format!("“{}”分发放地，不能在这里交易", right.name), "用不分发放地的标的");
        }
        match (&right.vintage, &lot.vintage) {
            (Vintage::None, None) | (Vintage::Year { .. } | Vintage::Lot { .. }, Some(_)) => {}
            (Vintage::None, Some(_)) => {
                self.wrong("right", format!("“{}”不分年度和批次，交易不写 `vintage`", right.name), "删去 vintage");
            }
            (Vintage::Year { .. } | Vintage::Lot { .. }, None) => self.wrong(
                "right",
                format!("“{}”分年度或批次，交易要写 `vintage`", right.name),
                "在 exchange 中写 vintage = 名录中的字段",
            ),
        }
    }

    fn accounts(&mut self, parties: &AccountKind, clearing: &AccountKind) {
        if parties.holder == Holder::One {
            self.wrong(
                "account",
                format!("“{}”只有一个，不能分给买卖双方", parties.name),
                "用 holder = enterprise 等账户",
            );
        }
        if parties.min.is_none_or(|min| min.is_sign_negative()) {
            self.wrong("account", format!("“{}”的余额可以是负数，冻结不能担保付款", parties.name), "min = 0");
        }
        if clearing.holder != Holder::One || clearing.min.is_none_or(|min| !min.is_zero()) {
            self.wrong("clearing", format!("“{}”应为单一账户，余额下限为 0", clearing.name), "holder = one，min = 0");
        }
    }

    fn entry(
        &mut self,
        word: &str,
        entry: &EntryKind,
        act: EntryAct,
        assets: &[&AssetKind],
        (from, to): (&[&AccountKind], &[&AccountKind]),
    ) {
        if entry.act != act {
            self.wrong(word, format!("“{}”不是{}业务", entry.name, act.in_words()), "act = hold 或 transfer");
        }
        // A settlement is one act: nothing in it may wait, be multiplied or be bound to one holder.
        if entry.approval != Approval::None
            || entry.factor.is_some()
            || entry.by_result.is_some()
            || entry.is_same_holder
        {
            self.wrong(
                word,
                format!("“{}”要复核、乘系数、取自核算项或限于同一持有人，不能用于结算", entry.name),
                "另写一种业务",
            );
        }
        let missing = assets.iter().find(|asset| !entry.assets.contains(&asset.code)).map(|asset| &asset.name);
        let lacks = |kinds: &[&AccountKind], known: &[Code]| {
            kinds.iter().find(|kind| !known.contains(&kind.code)).map(|kind| kind.name.clone())
        };
        let (no_from, no_to) = (lacks(from, &entry.from), lacks(to, &entry.to));
        if let Some(name) = missing {
            self.wrong(word, format!("“{}”不能用于“{name}”", entry.name), "补在 assets 中");
        }
        if let Some(name) = no_from {
            self.wrong(word, format!("“{}”不能从“{name}”转出", entry.name), "补在 from 中");
        }
        if let Some(name) = no_to {
            self.wrong(word, format!("“{}”不能转入“{name}”", entry.name), "补在 to 中");
        }
    }
}
