//! Decides what becomes of a voucher under the rules that a pack declares. Never changes the book.

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, Act, AssetId, Line, Move, Refusal, Voucher};
use model::pack::{Approval, Code, Constant, EntryAct, EntryKind, ExpiryRule, Ledger};
use rust_decimal::prelude::ToPrimitive;

use super::book::Book;
use super::log::Verb;
use super::position::How;

/// Characters of the texts of a voucher.
const BASIS_MAX: usize = 500;
const DOCUMENT_MAX: usize = 200;
const NOTE_MAX: usize = 1_000;

impl Book {
    pub(super) fn admit(&self, voucher: &Voucher, rules: &Ledger, now: Timestamp) -> Result<Verb, Refusal> {
        check_texts(voucher)?;
        match &voucher.act {
            Act::Post(lines) => {
                let mut wait = None;
                for (place, line) in lines.iter().enumerate() {
                    let kind = known_kind(rules, line)?;
                    self.admit_line(place + 1, line, kind, rules, voucher)?;
                    if let Approval::SecondPerson { wait_days, .. } = &kind.approval {
                        wait = wait.max(Some(whole_days(place + 1, kind, wait_days)?));
                    }
                }
                Ok(wait.map_or(Verb::Post, |wait_days| Verb::Propose { wait_days }))
            }
            Act::Approve { proposal } => {
                Ok(Verb::Approve { proposal: *proposal, due: self.due_after(*proposal, now)? })
            }
            Act::Reject { proposal } => Ok(Verb::Reject { proposal: *proposal }),
            Act::Complete { proposal } => Ok(Verb::Complete { proposal: *proposal }),
            Act::Close { through } => Ok(Verb::Close { through: *through }),
        }
    }

    fn admit_line(
        &self,
        number: usize,
        line: &Line,
        kind: &EntryKind,
        rules: &Ledger,
        voucher: &Voucher,
    ) -> Result<(), Refusal> {
        if kind.is_document_required && voucher.document.trim().is_empty() {
            return Err(Refusal::DocumentMissing { kind: kind.name.clone() });
        }
        let wrong_act = |asked| Refusal::WrongAct { kind: kind.name.clone(), expected: kind.act.in_words(), asked };
        // What the line names but the book does not have is complained about when the line is counted.
        match line.movement {
            Move::Transfer { from, to, asset, .. } => {
                if kind.act != EntryAct::Transfer {
                    return Err(wrong_act("划转"));
                }
                self.check_known(number, from, to, asset)?;
                self.check_sides(kind, rules, from, to, asset)?;
                self.check_expiry(kind, asset, voucher.effective)?;
                self.check_own_first(kind, rules, to, asset, voucher.effective)
            }
            Move::Hold { from, to, asset, .. } => {
                if kind.act != EntryAct::Hold {
                    return Err(wrong_act("冻结"));
                }
                self.check_known(number, from, to, asset)?;
                self.check_sides(kind, rules, from, to, asset)?;
                self.check_expiry(kind, asset, voucher.effective)
            }
            Move::PostHold { hold, .. } | Move::VoidHold { hold } => {
                let Some(place) = self.line_at(hold) else { return Err(Refusal::UnknownHold { hold }) };
                let held = &self.lines[place as usize];
                if !matches!(held.how, How::Hold { .. }) {
                    return Err(Refusal::UnknownHold { hold });
                }
                let (from, to) = (&self.positions[held.from as usize], &self.positions[held.to as usize]);
                let is_post = matches!(line.movement, Move::PostHold { .. });
                let declared = |known: &&EntryKind| {
                    is_post && !known.posts_as.is_empty() && known.code.as_str() == self.texts.get(held.kind)
                };
                match rules.entries.iter().find(declared) {
                    Some(declared) => {
                        check_posts_as(declared, kind, rules)?;
                        self.check_sides(kind, rules, from.account, to.account, from.asset)?;
                        self.check_expiry(kind, from.asset, voucher.effective)?;
                        self.check_own_first(kind, rules, to.account, from.asset, voucher.effective)
                    }
                    None if kind.act != EntryAct::Hold => Err(wrong_act("办理冻结")),
                    None => self.check_sides(kind, rules, from.account, to.account, from.asset),
                }
            }
            // Allowed for every kind: a correction undoes what was once admitted.
            Move::Reverse { .. } => Ok(()),
        }
    }

    fn check_known(&self, line: usize, from: AccountId, to: AccountId, asset: AssetId) -> Result<(), Refusal> {
        if self.asset(asset).is_none() {
            return Err(Refusal::UnknownAsset { line, asset: asset.0 });
        }
        match [from, to].into_iter().find(|account| account.0 as usize >= self.homes.len()) {
            Some(account) => Err(Refusal::UnknownAccount { line, account: account.0 }),
            None => Ok(()),
        }
    }

    fn check_sides(
        &self,
        kind: &EntryKind,
        rules: &Ledger,
        from: AccountId,
        to: AccountId,
        asset: AssetId,
    ) -> Result<(), Refusal> {
        let is_of = |account: AccountId, kinds: &[Code]| {
            self.homes.get(account.0 as usize).is_some_and(|home| {
                // The text is read where all accounts of its kind have it, not in each account.
                let known = self.texts.get(home.kind);
                kinds.iter().any(|kind| kind.as_str() == known)
            })
        };
        let kinds_in_words = |kinds: &[Code]| {
            let names = kinds.iter().map(|code| rules.account(code).map_or(code.as_str(), |kind| kind.name.as_str()));
            names.map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、")
        };
        if !is_of(from, &kind.from) {
            return Err(Refusal::WrongFrom {
                kind: kind.name.clone(),
                account: self.account_label(from),
                expected: kinds_in_words(&kind.from),
            });
        }
        if !is_of(to, &kind.to) {
            return Err(Refusal::WrongTo {
                kind: kind.name.clone(),
                account: self.account_label(to),
                expected: kinds_in_words(&kind.to),
            });
        }
        if !self.asset(asset).is_some_and(|asset| kind.assets.contains(&asset.name.kind)) {
            let names = kind.assets.iter().map(|code| rules.asset(code).map_or(code.as_str(), |kind| &kind.name));
            return Err(Refusal::WrongAsset {
                kind: kind.name.clone(),
                asset: self.asset_label(asset),
                expected: names.map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、"),
            });
        }
        let holder = |account: AccountId| self.account(account).map(|account| account.name.holder.as_str());
        if kind.is_same_holder && holder(from) != holder(to) {
            return Err(Refusal::DifferentHolder {
                kind: kind.name.clone(),
                from: self.account_label(from),
                to: self.account_label(to),
            });
        }
        Ok(())
    }

    fn check_expiry(&self, kind: &EntryKind, asset: AssetId, effective: Date) -> Result<(), Refusal> {
        let Some(last_day) = self.asset(asset).and_then(|asset| asset.last_day) else { return Ok(()) };
        match kind.expiry {
            ExpiryRule::WhileUsable if effective > last_day => {
                Err(Refusal::AssetExpired { asset: self.asset_label(asset), last_day })
            }
            ExpiryRule::AfterLastDay if effective <= last_day => {
                Err(Refusal::NotYetExpired { asset: self.asset_label(asset), kind: kind.name.clone(), last_day })
            }
            ExpiryRule::WhileUsable | ExpiryRule::AfterLastDay | ExpiryRule::Always => Ok(()),
        }
    }

    /// 自用优先: who still has its own must use that first. Lots that can no longer be used do not count.
    fn check_own_first(
        &self,
        kind: &EntryKind,
        rules: &Ledger,
        to: AccountId,
        asset: AssetId,
        effective: Date,
    ) -> Result<(), Refusal> {
        let Some(own) = &kind.own_first else { return Ok(()) };
        let (Some(receiver), asset_id, Some(asset)) = (self.account(to), asset, self.asset(asset)) else {
            return Ok(());
        };
        let own_name = model::ledger::AccountName { kind: own.clone(), holder: receiver.name.holder.clone() };
        let Some(own_account) = self.account_named(&own_name) else { return Ok(()) };
        let left: i128 = self.accounts[own_account.0 as usize]
            .positions
            .iter()
            .filter(|(held, _)| {
                self.asset(*held).is_some_and(|held| {
                    held.name.kind == asset.name.kind && held.last_day.is_none_or(|last_day| effective <= last_day)
                })
            })
            .map(|(_, place)| self.positions[*place as usize].posted - self.holds.get(*place).out)
            .sum();
        if left <= 0 {
            return Ok(());
        }
        Err(Refusal::OwnFirst {
            kind: kind.name.clone(),
            holder: receiver.label.clone(),
            own: rules.account(own).map_or_else(|| own.to_string(), |kind| kind.name.clone()),
            available: self.amount_text(asset_id, left),
        })
    }
}

/// A hold that is declared to be posted as other kinds of entries is posted as one of them and nothing else.
fn check_posts_as(declared: &EntryKind, kind: &EntryKind, rules: &Ledger) -> Result<(), Refusal> {
    if declared.posts_as.contains(&kind.code) {
        return Ok(());
    }
    let name = |code: &Code| rules.entry(code).map_or(code.as_str(), |kind| kind.name.as_str()).to_string();
    Err(Refusal::HoldPostedAs {
        kind: declared.name.clone(),
        expected: declared.posts_as.iter().map(|code| format!("“{}”", name(code))).collect::<Vec<_>>().join("、"),
        asked: kind.name.clone(),
    })
}

/// What is written once stays in the log for ever: a page of text is enough.
fn check_texts(voucher: &Voucher) -> Result<(), Refusal> {
    for (what, max, text) in [
        ("依据", BASIS_MAX, &voucher.basis),
        ("文号", DOCUMENT_MAX, &voucher.document),
        ("说明", NOTE_MAX, &voucher.note),
    ] {
        // No text has more characters than bytes.
        let length = if text.len() > max { text.chars().count() } else { 0 };
        if length > max {
            return Err(Refusal::TextTooLong { what, max, length });
        }
    }
    Ok(())
}

fn known_kind<'a>(rules: &'a Ledger, line: &Line) -> Result<&'a EntryKind, Refusal> {
    rules.entry(&line.kind).ok_or_else(|| Refusal::UnknownKind {
        kind: line.kind.to_string(),
        known: rules.entries.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join("、"),
    })
}

/// A parameter has become the number of its day before a voucher comes here.
fn whole_days(line: usize, kind: &EntryKind, wait_days: &Constant) -> Result<u16, Refusal> {
    let number = match wait_days {
        Constant::Number(number) if number.fract().is_zero() => number.to_u16(),
        Constant::Number(_) | Constant::Parameter(_) => None,
    };
    number.ok_or_else(|| Refusal::Unclear { line, what: format!("“{}”的等待工作日不是整数", kind.name) })
}
