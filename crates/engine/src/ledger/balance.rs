//! Balances and statements as of any day, as they were known at any time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId, LineId};
use model::pack::Code;

use super::book::Book;
use super::position::{How, Position, StoredLine};

/// The two times of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Entries about this day and earlier ones; all of them when empty.
    pub effective: Option<Date>,
    /// Entries recorded until then.
    pub known: Timestamp,
}

/// In the smallest unit of the asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// 余额.
    pub posted: i128,
    /// 已冻结: held for others.
    pub held_out: i128,
    /// 待转入: held by others for this account.
    pub held_in: i128,
}

impl Balance {
    /// 可用余额.
    pub fn available(self) -> i128 {
        self.posted - self.held_out
    }
}

/// 对账单: what happened to one asset of one account in a span of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub opening: i128,
    /// By day, then in the order of recording.
    pub rows: Vec<StatementRow>,
    pub closing: i128,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    pub id: LineId,
    pub effective: Date,
    pub recorded: Timestamp,
    /// Who made it count; the one who proposed it is the actor of the proposal.
    pub actor: String,
    pub kind: Code,
    pub act: StatementAct,
    /// The account on the other side.
    pub other: AccountId,
    /// Positive when it came in. Of holds, what is held: it does not change the balance.
    pub change: i128,
    /// After this row.
    pub balance: i128,
    pub basis: String,
    pub document: String,
    pub note: String,
    /// The voucher that it corrects.
    pub corrects: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementAct {
    Transfer,
    Hold { until: Timestamp },
    PostHold,
    VoidHold,
    Reverse,
}

impl StatementAct {
    pub fn moves(self) -> bool {
        match self {
            StatementAct::Transfer | StatementAct::PostHold | StatementAct::Reverse => true,
            StatementAct::Hold { .. } | StatementAct::VoidHold => false,
        }
    }
}

impl Book {
    pub fn balance(&self, account: AccountId, asset: AssetId, as_of: AsOf) -> Balance {
        let Some(position) = self.position_of(account, asset) else { return Balance::default() };
        let mut balance = Balance::default();
        // Of each hold, what later lines posted or gave back.
        let mut settled: BTreeMap<u32, i128> = BTreeMap::new();
        let mut holds: Vec<(u32, i128, bool)> = Vec::new();
        let mut place = position.last.place();
        self.walk(position, |line, effective, change| {
            let here = place;
            let is_from = change < 0;
            place = if is_from { line.before_from.place() } else { line.before_to.place() };
            if !self.is_known(line, as_of) || as_of.effective.is_some_and(|day| effective > day) {
                return;
            }
            if line.how.moves() {
                balance.posted += change;
            }
            match line.how {
                How::Post { hold } | How::Void { hold } => {
                    *settled.entry(hold).or_default() += i128::from(line.amount);
                }
                How::Hold { until } if until > as_of.known => {
                    holds.extend(here.map(|here| (here, i128::from(line.amount), is_from)));
                }
                How::Hold { .. } | How::Transfer | How::Reverse { .. } => {}
            }
        });
        for (place, amount, is_from) in holds {
            let open = amount - settled.get(&place).copied().unwrap_or(0);
            *if is_from { &mut balance.held_out } else { &mut balance.held_in } += open;
        }
        balance
    }

    /// Everything that an account has or had, by asset.
    pub fn balances(&self, account: AccountId, as_of: AsOf) -> Vec<(AssetId, Balance)> {
        let assets =
            self.accounts.get(account.0 as usize).map(|opened| opened.positions.as_slice()).unwrap_or_default();
        assets.iter().map(|(asset, _)| (*asset, self.balance(account, *asset, as_of))).collect()
    }

    /// The sum over all accounts, which is zero.
    pub fn total(&self, asset: AssetId) -> i128 {
        self.positions.iter().filter(|position| position.asset == asset).map(|position| position.posted).sum()
    }

    /// What an account has now, without asking when.
    pub fn balance_now(&self, account: AccountId, asset: AssetId) -> Balance {
        let Some(place) = self.place_of(account, asset) else { return Balance::default() };
        let held = self.holds.get(place);
        Balance { posted: self.positions[place as usize].posted, held_out: held.out, held_in: held.into }
    }

    pub fn statement(
        &self,
        account: AccountId,
        asset: AssetId,
        (first, last): (Date, Date),
        known: Timestamp,
    ) -> Statement {
        let Some(position) = self.position_of(account, asset) else {
            return Statement { opening: 0, rows: Vec::new(), closing: 0 };
        };
        let mut opening = 0;
        let mut rows = Vec::new();
        let mut place = position.last.place();
        self.walk(position, |line, effective, change| {
            let here = place;
            place = if change < 0 { line.before_from.place() } else { line.before_to.place() };
            if !self.is_known(line, AsOf { effective: None, known }) || effective > last {
                return;
            }
            if effective < first {
                if line.how.moves() {
                    opening += change;
                }
                return;
            }
            rows.extend(here.and_then(|here| self.row(here, change)));
        });
        rows.sort_by_key(|row| (row.effective, row.id));
        let mut balance = opening;
        for row in &mut rows {
            if row.act.moves() {
                balance += row.change;
            }
            row.balance = balance;
        }
        Statement { opening, rows, closing: balance }
    }

    fn row(&self, place: u32, change: i128) -> Option<StatementRow> {
        let line = &self.lines[place as usize];
        let id = self.line_id(place);
        let head = self.head_of(id.seq)?;
        // Grounds stand in the proposal where the line began as one.
        let grounds = match self.voucher_entry(id.seq)?.verb().proposal() {
            Some(proposal) => self.head_of(proposal)?,
            None => head,
        };
        let text = |id| self.texts.get(id).to_string();
        let other = if change < 0 { line.to } else { line.from };
        Some(StatementRow {
            id,
            effective: self.effective_of(line),
            recorded: head.time,
            actor: text(head.actor),
            kind: Code::new(self.texts.get(line.kind)).ok()?,
            act: match line.how {
                How::Transfer => StatementAct::Transfer,
                How::Hold { until } => StatementAct::Hold { until },
                How::Post { .. } => StatementAct::PostHold,
                How::Void { .. } => StatementAct::VoidHold,
                How::Reverse { .. } => StatementAct::Reverse,
            },
            other: self.positions[other as usize].account,
            change,
            balance: 0,
            basis: text(grounds.basis),
            document: text(grounds.document),
            note: text(grounds.note),
            corrects: grounds.corrects,
        })
    }

    fn is_known(&self, line: &StoredLine, as_of: AsOf) -> bool {
        self.heads.get(self.entries[line.entry as usize].head).time <= as_of.known
    }

    pub(super) fn position_of(&self, account: AccountId, asset: AssetId) -> Option<&Position> {
        Some(&self.positions[self.place_of(account, asset)? as usize])
    }

    fn place_of(&self, account: AccountId, asset: AssetId) -> Option<u32> {
        let known = &self.accounts.get(account.0 as usize)?.positions;
        let found = known.binary_search_by_key(&asset, |(asset, _)| *asset).ok()?;
        Some(known[found].1)
    }
}
