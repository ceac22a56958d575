//! Slips (记账申请): what people write, by names and in whole units. The clerk turns one into a voucher by the rules of a
//! pack, opens the accounts and vintages that it needs, and posts it.
//!
//! Decides nothing that the book decides; rights of users are checked before.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use model::ledger::{
    Account, AccountId, AccountName, Act, Amount, Asset, AssetId, AssetName, Bounds, Line, LineId, Move, Refusal,
    Voucher,
};
use model::pack::{
    AccountKind, Approval, AssetKind, Code, Constant, EntryAct, EntryKind, Factor, Holder, Ledger, Pack,
    ParameterAmount, Vintage,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::book::{Book, Receipt};
use super::look::LineView;
use crate::formula::rounded;

/// Characters of the code, and of the name, of who holds an account; of the name of a lot.
const NAME_MAX: usize = 100;

/// A voucher by names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub key: String,
    pub actor: String,
    pub effective: Date,
    /// The clause; that of the first kind of entry when empty.
    pub basis: String,
    pub document: String,
    pub note: String,
    pub corrects: Option<u64>,
    pub lines: Vec<SlipLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipLine {
    /// Name or code of the kind of entry; that of the line that is gone back to when empty.
    pub kind: String,
    pub movement: SlipMove,
}

/// Amounts in whole units, as asked for: factors of the pack are applied to transfers and holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipMove {
    Transfer {
        from: Holding,
        to: Holding,
        asset: Lot,
        amount: Decimal,
    },
    Hold {
        from: Holding,
        to: Holding,
        asset: Lot,
        amount: Decimal,
        until: Timestamp,
    },
    /// All that is left when no amount is said.
    PostHold {
        hold: LineId,
        amount: Option<Decimal>,
    },
    VoidHold {
        hold: LineId,
    },
    Reverse {
        of: LineId,
        amount: Option<Decimal>,
    },
}

/// An account by names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    /// Name or code; the only one that the kind of entry allows when empty.
    pub kind: String,
    /// Code or name of who holds it; empty where there is only one account of the kind.
    pub holder: String,
    /// How the holder is called, where the account is new.
    pub label: String,
}

/// An asset by names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lot {
    /// Name or code; the only one that the kind of entry allows when empty.
    pub kind: String,
    pub vintage: String,
    /// Code or name of the place that issued it.
    pub place: String,
}

/// Reads slips by the rules of a pack.
pub struct Clerk<'a> {
    pub pack: &'a Pack,
    pub ledger: &'a Ledger,
    /// Names of the counties by their codes.
    pub places: &'a BTreeMap<String, String>,
}

/// What a slip may be about at most: an account is opened where it is missing, or must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Allowed,
    Refused,
}

impl Clerk<'_> {
    /// Posts a slip, with the accounts and vintages that it opens, or leaves the book as it was.
    pub fn post(&self, book: &mut Book, slip: &Slip, now: Timestamp) -> Result<Receipt, Refusal> {
        let mark = book.mark();
        let posted = self.enter(book, slip, now);
        if posted.is_err() {
            book.take_back(&mark);
        }
        posted
    }

    fn enter(&self, book: &mut Book, slip: &Slip, now: Timestamp) -> Result<Receipt, Refusal> {
        let earlier = book.receipt_of(&slip.key).and_then(|receipt| book.voucher(receipt.seq));
        let earlier: &[Line] = match &earlier {
            Some(Voucher { act: Act::Post(lines), .. }) => lines,
            Some(_) | None => &[],
        };
        let mut basis = slip.basis.trim().to_string();
        let mut lines = Vec::with_capacity(slip.lines.len());
        for (place, line) in slip.lines.iter().enumerate() {
            let unclear = |what: String| Refusal::Unclear { line: place + 1, what };
            let kind = self.kind(book, line).map_err(unclear)?;
            if basis.is_empty() {
                basis = kind.basis.clone();
            }
            let before = earlier.get(place).map(|line| line.movement);
            let movement = self
                .movement(book, (slip, now), kind, (&line.movement, before))
                .map_err(|fault| fault.refusal(place + 1))?;
            lines.push(Line { kind: kind.code.clone(), movement });
        }
        let voucher = Voucher {
            key: slip.key.clone(),
            actor: slip.actor.clone(),
            effective: slip.effective,
            basis,
            document: slip.document.trim().to_string(),
            note: slip.note.trim().to_string(),
            corrects: slip.corrects,
            act: Act::Post(lines),
        };
        let rules = self.rules_on(slip.effective).map_err(|what| Refusal::Unclear { line: 1, what })?;
        book.post(&voucher, &rules, now)
    }

    /// The rules with the waiting periods of a day in place of their parameters, which a book knows nothing of.
    fn rules_on(&self, day: Date) -> Result<Cow<'_, Ledger>, String> {
        let mut rules = Cow::Borrowed(self.ledger);
        for (place, kind) in self.ledger.entries.iter().enumerate() {
            let Approval::SecondPerson { role, wait_days: dated @ Constant::Parameter(_) } = &kind.approval else {
                continue;
            };
            let wait_days = Constant::Number(constant_on(dated, self.pack, day)?);
            rules.to_mut().entries[place].approval = Approval::SecondPerson { role: role.clone(), wait_days };
        }
        Ok(rules)
    }

    /// The kind of entry that a line is of.
    ///
    /// # Errors
    /// In words, for the one who wrote it.
    pub fn kind(&self, book: &Book, line: &SlipLine) -> Result<&EntryKind, String> {
        let asked = line.kind.trim();
        if asked.is_empty() {
            let of = match line.movement {
                SlipMove::PostHold { hold: of, .. }
                | SlipMove::VoidHold { hold: of }
                | SlipMove::Reverse { of, .. } => of,
                SlipMove::Transfer { .. } | SlipMove::Hold { .. } => return Err("没有写业务类型".to_string()),
            };
            let found = book.line(of).and_then(|line| self.ledger.entry(&line.kind));
            let found = found.ok_or_else(|| format!("没有第 {}-{} 笔分录", of.seq, of.line + 1))?;
            return self.posted_as(book, found, line);
        }
        let entries = &self.ledger.entries;
        let found = entries.iter().find(|kind| kind.name == asked || kind.code.as_str() == asked).ok_or_else(|| {
            let known: Vec<&str> = entries.iter().map(|kind| kind.name.as_str()).collect();
            format!("没有名为“{asked}”的业务类型，可用：{}", known.join("、"))
        })?;
        self.posted_as(book, found, line)
    }

    /// A hold that is posted as another kind of entry is posted as the only one that fits, where none of them is named.
    fn posted_as<'b>(&'b self, book: &Book, asked: &'b EntryKind, line: &SlipLine) -> Result<&'b EntryKind, String> {
        let SlipMove::PostHold { hold, .. } = line.movement else { return Ok(asked) };
        let Some(held) = book.line(hold).filter(|held| held.kind == asked.code) else { return Ok(asked) };
        if asked.posts_as.is_empty() {
            return Ok(asked);
        }
        match self.posts_as(book, &held).as_slice() {
            [only] => Ok(*only),
            several => {
                let names: Vec<String> = several.iter().map(|kind| format!("“{}”", kind.name)).collect();
                let known = if names.is_empty() { "没有适用的业务".to_string() } else { names.join("、") };
                Err(format!("“{}”的冻结要写明按哪种业务划转，可用：{known}", asked.name))
            }
        }
    }

    /// The kinds of entries as which a hold may be posted, where its kind says so: those that fit its accounts and asset.
    pub fn posts_as(&self, book: &Book, held: &LineView) -> Vec<&EntryKind> {
        let kind_of = |account| book.account(account).map(|account| &account.name.kind);
        let asset = book.asset(held.asset).map(|asset| &asset.name.kind);
        let is_in = |codes: &[Code], code: Option<&Code>| code.is_some_and(|code| codes.contains(code));
        let declared = self.ledger.entry(&held.kind).map_or(&[][..], |kind| kind.posts_as.as_slice());
        let kinds = declared.iter().filter_map(|code| self.ledger.entry(code));
        kinds
            .filter(|kind| is_in(&kind.from, kind_of(held.from)) && is_in(&kind.to, kind_of(held.to)))
            .filter(|kind| is_in(&kind.assets, asset))
            .collect()
    }

    fn movement(
        &self,
        book: &mut Book,
        (slip, now): (&Slip, Timestamp),
        kind: &EntryKind,
        (movement, before): (&SlipMove, Option<Move>),
    ) -> Result<Move, Fault> {
        match movement {
            SlipMove::Transfer { from, to, asset, amount } => {
                let (from, to, asset, amount) = self.sides(book, (slip, now), kind, (from, to, asset, *amount))?;
                Ok(Move::Transfer { from, to, asset, amount })
            }
            SlipMove::Hold { from, to, asset, amount, until } => {
                let (from, to, asset, amount) = self.sides(book, (slip, now), kind, (from, to, asset, *amount))?;
                Ok(Move::Hold { from, to, asset, amount, until: *until })
            }
            SlipMove::PostHold { hold, amount } => {
                let before = match before {
                    Some(Move::PostHold { hold: known, amount }) if known == *hold => Some(amount),
                    Some(_) | None => None,
                };
                let amount = self.posted(book, *hold, kind, (*amount, slip.effective))?;
                Ok(Move::PostHold { hold: *hold, amount: part(book, *hold, amount, before)? })
            }
            SlipMove::VoidHold { hold } => Ok(Move::VoidHold { hold: *hold }),
            SlipMove::Reverse { of, amount } => {
                let before = match before {
                    Some(Move::Reverse { of: known, amount }) if known == *of => Some(amount),
                    Some(_) | None => None,
                };
                Ok(Move::Reverse { of: *of, amount: part(book, *of, *amount, before)? })
            }
        }
    }

    /// How much of a hold is posted for what is asked for. The factor of a hold was applied when it was made; that of the
    /// kind of entry as which it is posted is applied now.
    fn posted(
        &self,
        book: &Book,
        hold: LineId,
        kind: &EntryKind,
        (asked, day): (Option<Decimal>, Date),
    ) -> Result<Option<Decimal>, Fault> {
        let Some(factor) = kind.factor.as_ref().filter(|_| kind.act == EntryAct::Transfer) else { return Ok(asked) };
        let asked = asked.ok_or_else(|| format!("“{}”按倍数记账，要写明数量（折算以前的）", kind.name))?;
        let asset = book.line(hold).and_then(|held| book.asset(held.asset));
        let decimals = asset.map_or(0, |asset| asset.decimals);
        Ok(Some(factored(factor, self.pack, day, asked, decimals)?))
    }

    fn sides(
        &self,
        book: &mut Book,
        (slip, now): (&Slip, Timestamp),
        kind: &EntryKind,
        (from, to, lot, amount): (&Holding, &Holding, &Lot, Decimal),
    ) -> Result<(AccountId, AccountId, AssetId, i64), Fault> {
        let (from_kind, from_holder) = self.holding(from, &kind.from, "转出")?;
        let (to_kind, to_holder) = self.holding(to, &kind.to, "转入")?;
        let asset_kind = self.asset_kind(lot, kind)?;
        let factored = match &kind.factor {
            Some(factor) => factored(factor, self.pack, slip.effective, amount, asset_kind.decimals)?,
            None => amount,
        };
        let units = Amount::units_of(factored, asset_kind.decimals).map_err(|error| error.to_string())?;
        if units <= 0 {
            return Err(Fault::Unclear("数量应大于 0".to_string()));
        }
        // Where amounts come into being a new vintage may begin.
        let opening = if from_kind.min.is_none() { Opening::Allowed } else { Opening::Refused };
        let asset = self.asset(book, (slip, now), asset_kind, lot, opening)?;
        let from = self.account(book, (slip, now), from_kind, from_holder, &from.label)?;
        let to = self.account(book, (slip, now), to_kind, to_holder, &to.label)?;
        Ok((from, to, asset, units))
    }

    /// `县级账户 寒亭区`, `指标池`, or `寒亭区` alone where only one kind is allowed.
    pub fn holding_of(&self, text: &str, allowed: &[Code]) -> Holding {
        let text = text.trim();
        let kinds = allowed.iter().filter_map(|code| self.ledger.account(code));
        for kind in kinds {
            for name in [kind.name.as_str(), kind.code.as_str()] {
                let Some(rest) = text.strip_prefix(name) else { continue };
                let holder = rest.trim_start_matches([' ', '·', ':', '：', '/', '\u{3000}']);
                if rest.is_empty() || holder.len() < rest.len() {
                    return Holding { kind: name.to_string(), holder: holder.to_string(), label: String::new() };
                }
            }
        }
        Holding { holder: text.to_string(), ..Holding::default() }
    }

    fn holding<'b>(&self, asked: &'b Holding, allowed: &[Code], side: &str) -> Result<(&AccountKind, &'b str), Fault> {
        let kinds: Vec<&AccountKind> = allowed.iter().filter_map(|code| self.ledger.account(code)).collect();
        let names = || kinds.iter().map(|kind| format!("“{}”", kind.name)).collect::<Vec<_>>().join("、");
        let written = asked.kind.trim();
        let kind = match kinds.as_slice() {
            [only] if written.is_empty() => Some(*only),
            _ => self.ledger.accounts.iter().find(|kind| kind.name == written || kind.code.as_str() == written),
        };
        let kind = kind.ok_or_else(|| match written {
            "" => format!("没有写{side}账户的类别，可用：{}", names()),
            _ => format!("没有名为“{written}”的账户类别，{side}可用：{}", names()),
        })?;
        let holder = asked.holder.trim();
        match (kind.holder, holder) {
            (Holder::One, "") => {}
            (Holder::One, _) if holder == kind.name => return Ok((kind, "")),
            (Holder::One, _) => return Err(Fault::Unclear(format!("“{}”只有一个，不写持有人“{holder}”", kind.name))),
            (Holder::County | Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person, "") => {
                return Err(Fault::Unclear(format!("“{}”要写是哪个{}的", kind.name, kind.holder.in_words())));
            }
            (Holder::County | Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person, _) => {}
        }
        Ok((kind, holder))
    }

    /// The account, opened where it may be: counties and single accounts at once, others where they are named.
    fn account(
        &self,
        book: &mut Book,
        (slip, now): (&Slip, Timestamp),
        kind: &AccountKind,
        holder: &str,
        label: &str,
    ) -> Result<AccountId, Fault> {
        if let Some(id) = self.find_account(book, kind, holder)? {
            return Ok(id);
        }
        let label = label.trim();
        let (holder, label) = match kind.holder {
            Holder::One => (String::new(), String::new()),
            Holder::County => self.county(holder)?,
            Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person if label.is_empty() => {
                return Err(Fault::Unclear(format!(
                    "“{}”还没有“{holder}”的账户；请先开户，或者写上{}的名称",
                    kind.name,
                    kind.holder.in_words()
                )));
            }
            Holder::Project | Holder::Enterprise | Holder::Agency | Holder::Person => {
                (holder.to_string(), label.to_string())
            }
        };
        self.open(book, kind, (&holder, &label), &slip.actor, now).map_err(Fault::Refused)
    }

    /// By code of the holder or by its name.
    ///
    /// # Errors
    /// In words: several holders have this name, and nobody may be taken for another one.
    pub fn find_account(&self, book: &Book, kind: &AccountKind, holder: &str) -> Result<Option<AccountId>, String> {
        let named =
            |holder: &str| book.account_named(&AccountName { kind: kind.code.clone(), holder: holder.to_string() });
        if let Some(id) = named(holder).or_else(|| named(&self.county(holder).ok()?.0)) {
            return Ok(Some(id));
        }
        if holder.is_empty() {
            return Ok(None);
        }
        let label = account_label(kind, holder);
        let same = |account: &Account| account.name.kind == kind.code && account.label == label;
        let found: Vec<_> = book.accounts().filter(|(_, account)| same(account)).collect();
        match found.as_slice() {
            [] => Ok(None),
            [(only, _)] => Ok(Some(*only)),
            several => {
                let codes: Vec<&str> = several.iter().map(|(_, account)| account.name.holder.as_str()).collect();
                Err(format!("“{}”有 {} 个都叫“{holder}”，请改写代码：{}", kind.name, several.len(), codes.join("、")))
            }
        }
    }

    /// Opens an account of a holder with this code and name, or finds it.
    pub fn open(
        &self,
        book: &mut Book,
        kind: &AccountKind,
        (holder, name): (&str, &str),
        actor: &str,
        now: Timestamp,
    ) -> Result<AccountId, Refusal> {
        for (what, text) in [("持有人代码", holder), ("持有人名称", name)] {
            let length = text.chars().count();
            if length > NAME_MAX {
                return Err(Refusal::TextTooLong { what, max: NAME_MAX, length });
            }
        }
        let decimals = self.ledger.assets.iter().map(|asset| asset.decimals).max().unwrap_or_default();
        let bound = |bound: Option<Decimal>| -> Result<Option<i64>, Refusal> {
            let units = bound.map(|bound| Amount::units_of(bound, decimals)).transpose();
            units.map_err(|error| Refusal::Unclear {
                line: 1, what: format!("“{}”的余额界限：{error}", kind.name)
            })
        };
        let account = Account {
            name: AccountName { kind: kind.code.clone(), holder: holder.to_string() },
            label: account_label(kind, name),
            bounds: Bounds { min: bound(kind.min)?, max: bound(kind.max)? },
        };
        book.open_account(account, actor, now)
    }

    /// Code and name.
    fn county(&self, asked: &str) -> Result<(String, String), Fault> {
        let found = self.places.iter().find(|(code, name)| *code == asked || *name == asked);
        let found = found.map(|(code, name)| (code.clone(), name.clone()));
        found.ok_or_else(|| {
            let known: Vec<&str> = self.places.values().map(String::as_str).collect();
            Fault::Unclear(format!("没有县（市、区）“{asked}”，可用：{}", known.join("、")))
        })
    }

    fn asset_kind(&self, lot: &Lot, kind: &EntryKind) -> Result<&AssetKind, Fault> {
        let kinds: Vec<&AssetKind> = kind.assets.iter().filter_map(|code| self.ledger.asset(code)).collect();
        let written = lot.kind.trim();
        let found = match kinds.as_slice() {
            [only] if written.is_empty() => Some(*only),
            _ => self.ledger.assets.iter().find(|asset| asset.name == written || asset.code.as_str() == written),
        };
        found.ok_or_else(|| {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
            let told = if written.is_empty() {
                "没有写标的".to_string()
            } else {
                format!("没有名为“{written}”的标的")
            };
            Fault::Unclear(format!("{told}，可用：{}", names.join("、")))
        })
    }

    pub(super) fn asset(
        &self,
        book: &mut Book,
        (slip, now): (&Slip, Timestamp),
        kind: &AssetKind,
        lot: &Lot,
        opening: Opening,
    ) -> Result<AssetId, Fault> {
        let (vintage, place) = (lot.vintage.trim(), lot.place.trim());
        let (jurisdiction, place) = match (kind.is_by_place, place) {
            (true, "") => return Err(Fault::Unclear(format!("“{}”分发放地，要写是哪里的", kind.name))),
            (true, place) => self.county(place)?,
            (false, "") => (String::new(), String::new()),
            (false, place) => return Err(Fault::Unclear(format!("“{}”不分发放地，不写“{place}”", kind.name))),
        };
        if vintage.chars().count() > NAME_MAX {
            return Err(Fault::Unclear(format!("“{}”的批次编号最多 {NAME_MAX} 个字", kind.name)));
        }
        let last_day = self.last_day(kind, vintage, slip.effective)?;
        let name = AssetName { kind: kind.code.clone(), vintage: vintage.to_string(), jurisdiction };
        if let Some(id) = book.asset_named(&name) {
            return Ok(id);
        }
        let parts: Vec<&str> = [vintage, place.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        let label =
            if parts.is_empty() { kind.name.clone() } else { format!("{}（{}）", kind.name, parts.join("，")) };
        if opening == Opening::Refused {
            return Err(Fault::Unclear(format!("账上没有“{label}”；请核对年度或批次，或先办理发放")));
        }
        let asset = Asset { name, label, unit: kind.unit.clone(), decimals: kind.decimals, last_day };
        book.define_asset(asset, &slip.actor, now).map_err(Fault::Refused)
    }

    /// The last day on which a vintage may be used.
    fn last_day(&self, kind: &AssetKind, vintage: &str, issued: Date) -> Result<Option<Date>, Fault> {
        let whole = |constant: &Option<Constant>| -> Result<Option<u16>, Fault> {
            let Some(constant) = constant else { return Ok(None) };
            let number = constant_on(constant, self.pack, issued)?;
            number.to_u16().map(Some).ok_or_else(|| Fault::Unclear(format!("“{}”的有效期 {number} 不可用", kind.name)))
        };
        let too_late = || Fault::Unclear("有效期超出可记的年份".to_string());
        match &kind.vintage {
            Vintage::None if vintage.is_empty() => Ok(None),
            Vintage::None => Err(Fault::Unclear(format!("“{}”不分年度和批次，不写“{vintage}”", kind.name))),
            Vintage::Year { usable_years_after } => {
                let year = vintage.parse::<i16>().ok().filter(|year| (1949..=9000).contains(year));
                let year = year.ok_or_else(|| format!("“{}”一年一种，年度应为四位年份，不是“{vintage}”", kind.name))?;
                let Some(years) = whole(usable_years_after)? else { return Ok(None) };
                let last = i16::try_from(years).ok().and_then(|years| Date::new(year.checked_add(years)?, 12, 31).ok());
                last.map(Some).ok_or_else(too_late)
            }
            Vintage::Lot { usable_months } => {
                if vintage.is_empty() {
                    return Err(Fault::Unclear(format!("“{}”一批一种，要写批次编号", kind.name)));
                }
                let Some(months) = whole(usable_months)? else { return Ok(None) };
                let last = issued.checked_add(i32::from(months).months()).and_then(|day| day.yesterday());
                last.map(Some).map_err(|_| too_late())
            }
        }
    }
}

pub(super) enum Fault {
    Unclear(String),
    Refused(Refusal),
}

impl Fault {
    /// As the refusal of a line, counted from 1.
    pub(super) fn refusal(self, line: usize) -> Refusal {
        match self {
            Fault::Unclear(what) => Refusal::Unclear { line, what },
            Fault::Refused(refusal) => refusal,
        }
    }
}

impl From<String> for Fault {
    fn from(what: String) -> Fault {
        Fault::Unclear(what)
    }
}

/// 寒亭区 · 县级账户.
fn account_label(kind: &AccountKind, holder: &str) -> String {
    if holder.is_empty() { kind.name.clone() } else { format!("{holder} · {}", kind.name) }
}

/// An amount multiplied by the factor of its kind of entry.
///
/// # Errors
/// In words: a parameter without a value on that day, or a product that is too large.
pub fn factored(factor: &Factor, pack: &Pack, day: Date, amount: Decimal, decimals: u8) -> Result<Decimal, String> {
    let value = constant_on(&factor.value, pack, day)?;
    let product = amount.checked_mul(value).ok_or_else(|| format!("数量 {amount} 的 {value} 倍超出可登记的范围"))?;
    let too_large = || format!("数量 {product} 超出可登记的范围");
    i8::try_from(decimals).ok().and_then(|decimals| rounded(product, decimals, factor.rounding)).ok_or_else(too_large)
}

/// A number of the rules of a ledger on a day.
///
/// # Errors
/// In words: a parameter without a value on that day.
pub fn constant_on(constant: &Constant, pack: &Pack, day: Date) -> Result<Decimal, String> {
    let code = match constant {
        Constant::Number(number) => return Ok(*number),
        Constant::Parameter(code) => code,
    };
    let parameter = pack.parameter(code);
    match parameter.and_then(|parameter| parameter.on(day)).map(|value| &value.amount) {
        Some(ParameterAmount::Single(number)) => Ok(*number),
        Some(ParameterAmount::ByChoice { .. }) | None => {
            let name = parameter.map_or_else(|| code.to_string(), |parameter| parameter.name.clone());
            Err(format!("参数“{name}”在 {day} 没有值"))
        }
    }
}

/// The amount that is asked for of a line, or all that is left of it.
fn part(book: &Book, of: LineId, asked: Option<Decimal>, before: Option<i64>) -> Result<i64, Fault> {
    let Some(line) = book.line(of) else {
        return Err(Fault::Unclear(format!("没有第 {}-{} 笔分录", of.seq, of.line + 1)));
    };
    let Some(asked) = asked else { return Ok(before.unwrap_or(line.left)) };
    let decimals = book.asset(line.asset).map_or(0, |asset| asset.decimals);
    Amount::units_of(asked, decimals).map_err(|error| Fault::Unclear(error.to_string()))
}
