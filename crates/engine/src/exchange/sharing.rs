//! What the parts of a year ask of the ledger that an agreement names (分享入账): one slip for all counties, posted whole or
//! not at all, once for each agreement and year. Never posts by itself.
//!
//! What was posted is read from the ledger alone. When a year was told again and its parts are others now, the slip takes
//! the former entry back and posts the new parts together.

use jiff::civil::Date;
use model::ledger::{Act, LineId, Move};
use model::pack::{Agreement, AssetKind, Ledger, Vintage};
use rust_decimal::Decimal;

use super::agreement::YearShare;
use crate::ledger::{Book, Holding, Lot, Slip, SlipLine, SlipMove};

/// A year of an agreement, and the ledger under the rules of its pack.
#[derive(Debug, Clone, Copy)]
pub struct YearPosting<'a> {
    /// Number of the agreement.
    pub number: &'a str,
    pub rule: &'a Agreement,
    pub ledger: &'a Ledger,
    /// Division codes, in the order of the parties.
    pub places: &'a [String],
    pub year: &'a YearShare,
}

/// The last entry for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedYear {
    /// Number of the entry in the ledger.
    pub seq: u64,
    pub key: String,
    /// In the order of the parties.
    pub amounts: Vec<Decimal>,
    /// Lines that moved them.
    lines: Vec<LineId>,
}

impl YearPosting<'_> {
    /// What each party gets in all, in the decimals of the ledger; the parts still add up.
    pub fn amounts(&self) -> Vec<Decimal> {
        let decimals = self.asset().map_or(0, |asset| u32::from(asset.decimals));
        let whole: Decimal = self.year.shares.iter().sum();
        let last = self.year.shares.len().saturating_sub(1);
        let mut left = whole;
        let mut amounts = Vec::with_capacity(self.year.shares.len());
        for (place, share) in self.year.shares.iter().enumerate() {
            let part = if place == last { left } else { share.round_dp(decimals) };
            left -= part;
            let recovered = if self.rule.recovery == Some(place) { self.year.recovered } else { Decimal::ZERO };
            amounts.push(part + recovered);
        }
        amounts
    }

    /// What the ledger has of this year; nothing when it was never posted.
    pub fn posted(&self, book: &Book) -> Option<PostedYear> {
        (0..).map_while(|time| self.posted_at(book, time)).last()
    }

    /// The slip; nothing when the ledger has these amounts already, or when there is nothing to post.
    pub fn slip(&self, book: &Book, (actor, today): (&str, Date)) -> Option<Slip> {
        let posting = self.rule.posting.as_ref()?;
        let amounts = self.amounts();
        let times = (0..).map_while(|time| self.posted_at(book, time)).count();
        let before = self.posted(book);
        if before.as_ref().is_some_and(|before| before.amounts == amounts) {
            return None;
        }
        let back = before
            .iter()
            .flat_map(|before| &before.lines)
            .map(|line| SlipLine { kind: String::new(), movement: SlipMove::Reverse { of: *line, amount: None } });
        let asset = self.asset()?;
        let vintage = match asset.vintage {
            Vintage::Year { .. } => self.year.year.to_string(),
            Vintage::None | Vintage::Lot { .. } => String::new(),
        };
        let parts = self.places.iter().zip(&amounts).filter(|(_, amount)| **amount > Decimal::ZERO);
        let lines: Vec<SlipLine> = back
            .chain(parts.map(|(place, amount)| SlipLine {
                kind: posting.entry.to_string(),
                movement: SlipMove::Transfer {
                    from: Holding::default(),
                    to: Holding { holder: place.clone(), ..Holding::default() },
                    asset: Lot { kind: asset.code.to_string(), vintage: vintage.clone(), place: String::new() },
                    amount: *amount,
                },
            }))
            .collect();
        let what = if before.is_some() { "更正" } else { "入账" };
        (!lines.is_empty()).then(|| Slip {
            key: self.key(times),
            actor: actor.to_string(),
            effective: today,
            basis: self.rule.basis.clone(),
            document: self.number.to_string(),
            note: format!("协议 {} {} 年分享{what}", self.number, self.year.year),
            corrects: before.map(|before| before.seq),
            lines,
        })
    }

    fn asset(&self) -> Option<&AssetKind> {
        let posting = self.rule.posting.as_ref()?;
        let entry = self.ledger.entry(&posting.entry)?;
        self.ledger.asset(entry.assets.first()?)
    }

    /// Of the first posting, and of each correction of it.
    fn key(&self, time: usize) -> String {
        match time {
            0 => format!("{}/分享/{}", self.number, self.year.year),
            _ => format!("{}/分享/{}/更正{time}", self.number, self.year.year),
        }
    }

    fn posted_at(&self, book: &Book, time: usize) -> Option<PostedYear> {
        let key = self.key(time);
        let seq = book.receipt_of(&key)?.seq;
        let Act::Post(lines) = book.voucher(seq)?.act else { return None };
        let mut found = PostedYear { seq, key, amounts: vec![Decimal::ZERO; self.places.len()], lines: Vec::new() };
        for (line, posted) in (0..).zip(&lines) {
            let Move::Transfer { to, asset, amount, .. } = posted.movement else { continue };
            let holder = &book.account(to)?.name.holder;
            let place = self.places.iter().position(|place| place == holder)?;
            let decimals = u32::from(book.asset(asset)?.decimals);
            found.amounts[place] += Decimal::try_from_i128_with_scale(i128::from(amount), decimals).ok()?;
            found.lines.push(LineId { seq, line });
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use model::pack::{
        AgreementClock, Approval, Code, EntryAct, EntryKind, ExpiryRule, FileId, LedgerPosting, SourceSpan,
    };

    use super::*;

    const SPAN: SourceSpan = SourceSpan { file: FileId(0), start: 0, end: 0 };

    fn code(text: &str) -> Code {
        Code::new(text).unwrap()
    }

    fn ledger() -> Ledger {
        let entry = EntryKind {
            code: code("share"),
            name: "分享入账".to_string(),
            act: EntryAct::Transfer,
            from: vec![code("pool")],
            to: vec![code("county")],
            assets: vec![code("income")],
            is_same_holder: false,
            role: code("clerk"),
            factor: None,
            by_formula: None,
            sweep: Default::default(),
            own_first: None,
            receiver: None,
            posts_as: Vec::new(),
            approval: Approval::None,
            expiry: ExpiryRule::Always,
            is_document_required: false,
            basis: String::new(),
            span: SPAN,
        };
        let asset = AssetKind {
            code: code("income"),
            name: "分享收益".to_string(),
            unit: "万元".parse().unwrap(),
            decimals: 2,
            vintage: Vintage::None,
            is_by_place: false,
            definition: String::new(),
            span: SPAN,
        };
        Ledger {
            code: code("sharing"),
            name: String::new(),
            definition: String::new(),
            basis: String::new(),
            closing: code("clerk"),
            assets: vec![asset],
            accounts: Vec::new(),
            entries: vec![entry],
            span: SPAN,
        }
    }

    #[test]
    fn parts_have_the_decimals_of_the_ledger_and_still_add_up() {
        let rule = Agreement {
            code: code("a"),
            name: String::new(),
            basis: String::new(),
            unit: "万元".parse().unwrap(),
            parties: vec!["流出地".to_string(), "承接地".to_string()],
            recovery: Some(1),
            clock: AgreementClock::FirstIncome,
            phases: Vec::new(),
            transfer: None,
            posting: Some(LedgerPosting { ledger: code("sharing"), entry: code("share"), span: SPAN }),
            span: SPAN,
        };
        let half = Decimal::new(50_005, 3);
        let year = YearShare {
            year: 2026,
            income: Decimal::new(11_001, 2),
            recovered: Decimal::TEN,
            unrecovered: Decimal::ZERO,
            phase: Some(0),
            shares: vec![half, half],
            unshared: Decimal::ZERO,
        };
        let places = ["370784".to_string(), "370782".to_string()];
        let ledger = ledger();
        let posting = YearPosting { number: "XY2026-0001", rule: &rule, ledger: &ledger, places: &places, year: &year };
        let amounts = posting.amounts();
        assert_eq!(amounts, [Decimal::new(5000, 2), Decimal::new(6001, 2)], "the half of a cent goes to the last");
        assert_eq!(amounts.iter().sum::<Decimal>(), year.income);
        let slip = posting.slip(&Book::new(code("sharing")), ("toucu", jiff::civil::date(2027, 3, 1))).unwrap();
        assert_eq!((slip.key.as_str(), slip.lines.len(), slip.corrects), ("XY2026-0001/分享/2026", 2, None));
    }
}
