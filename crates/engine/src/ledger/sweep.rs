//! Everything that expired, at once (整批到期收回、结转): one voucher over all accounts and vintages, worked out from the
//! balances of the moment. What is held stays until the hold ends.

use jiff::Timestamp;
use model::ledger::{Act, AssetId, Line, Refusal, Voucher};
use model::pack::{Code, Constant, EntryKind, ParameterAmount, Sweep};
use rust_decimal::Decimal;

use super::book::{Book, Receipt};
use super::carry::{carry_over, give_back};
use super::slip::{Clerk, Lot, Opening, Slip};

impl Clerk<'_> {
    /// Posts the sweep of a kind of entry as of the day of a slip, whose own lines are not read. Asked again with the same
    /// key it answers as before.
    ///
    /// # Errors
    /// The book is as it was: the kind cannot be swept, nothing has expired, a share has no value on the day.
    pub fn sweep(&self, book: &mut Book, slip: &Slip, kind: &EntryKind, now: Timestamp) -> Result<Receipt, Refusal> {
        if let Some(receipt) = book.receipt_of(&slip.key) {
            let is_same = matches!(
                book.voucher(receipt.seq),
                Some(Voucher { act: Act::Post(lines), .. }) if lines.first().is_some_and(|line| line.kind == kind.code)
            );
            return if is_same {
                Ok(receipt)
            } else {
                Err(Refusal::KeyReused { key: slip.key.clone(), seq: receipt.seq })
            };
        }
        let mark = book.mark();
        let swept = self.sweep_lines(book, slip, kind, now).and_then(|lines| {
            let voucher = Voucher {
                key: slip.key.clone(),
                actor: slip.actor.clone(),
                effective: slip.effective,
                basis: if slip.basis.trim().is_empty() { kind.basis.clone() } else { slip.basis.trim().to_string() },
                document: slip.document.trim().to_string(),
                note: slip.note.trim().to_string(),
                corrects: None,
                act: Act::Post(lines),
            };
            book.post(&voucher, self.ledger, now)
        });
        if swept.is_err() {
            book.take_back(&mark);
        }
        swept
    }

    fn sweep_lines(
        &self,
        book: &mut Book,
        slip: &Slip,
        kind: &EntryKind,
        now: Timestamp,
    ) -> Result<Vec<Line>, Refusal> {
        let unclear = |what: String| Refusal::Unclear { line: 1, what };
        let outside = kind.to.first().and_then(|code| self.ledger.account(code));
        let outside = outside.ok_or_else(|| unclear(format!("“{}”没有转入账户", kind.name)))?;
        let outside = self.open(book, outside, ("", ""), &slip.actor, now)?;
        let expired: Vec<(AssetId, Code, String, String)> = book
            .assets()
            .filter(|(_, asset)| kind.assets.contains(&asset.name.kind))
            .filter(|(_, asset)| asset.last_day.is_some_and(|last_day| last_day < slip.effective))
            .map(|(id, asset)| {
                (id, asset.name.kind.clone(), asset.name.vintage.clone(), asset.name.jurisdiction.clone())
            })
            .collect();
        let mut lines = Vec::new();
        for (id, asset, vintage, place) in expired {
            let old = give_back(book, id, &kind.from, outside, &kind.code);
            if old.is_empty() {
                continue;
            }
            match &kind.sweep {
                Sweep::None => return Err(unclear(format!("“{}”没有声明可以整批办理", kind.name))),
                Sweep::Return => lines.extend(old),
                Sweep::Carry { into, percent } => {
                    let next: i16 = vintage.parse().map_err(|_| unclear(format!("年度“{vintage}”不是年份")))?;
                    let lot = Lot { kind: asset.to_string(), vintage: (next + 1).to_string(), place };
                    let rules = self.ledger.asset(&asset);
                    let rules = rules.ok_or_else(|| unclear(format!("没有标的“{asset}”")))?;
                    let new = self
                        .asset(book, (slip, now), rules, &lot, Opening::Allowed)
                        .map_err(|fault| fault.refusal(1))?;
                    let share = self.number(percent, slip).map_err(unclear)? / Decimal::ONE_HUNDRED;
                    lines.extend(carry_over(book, (id, new), &kind.from, outside, (&kind.code, into), share));
                }
            }
        }
        if lines.is_empty() {
            return Err(unclear(format!("到 {} 没有已经到期而仍有可用余额的，没有可办的", slip.effective)));
        }
        Ok(lines)
    }

    fn number(&self, constant: &Constant, slip: &Slip) -> Result<Decimal, String> {
        let parameter = match constant {
            Constant::Number(number) => return Ok(*number),
            Constant::Parameter(code) => self.pack.parameter(code),
        };
        match parameter.and_then(|parameter| parameter.on(slip.effective)).map(|value| &value.amount) {
            Some(ParameterAmount::Single(number)) => Ok(*number),
            Some(ParameterAmount::ByChoice { .. }) | None => {
                let name = parameter.map_or("结转比例", |parameter| parameter.name.as_str());
                Err(format!("参数“{name}”在 {} 没有值", slip.effective))
            }
        }
    }
}
