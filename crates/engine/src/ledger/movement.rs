//! Moves amounts between positions, with an undo list, so that a voucher is posted whole or not at all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId, Bounds, LineId, Move, Refusal};

use super::book::{Book, Entry, EntryBody};
use super::position::{Before, Held, How, Position, StoredLine};
use super::text::TextId;
use super::words;

/// Whether lines that could be counted stay counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Yes,
    No,
}

/// Lists that every voucher needs, kept from one to the next; empty in between.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    undo: Vec<Undo>,
    lines: Vec<(TextId, Move)>,
}

impl Scratch {
    /// An empty list, to be given back.
    pub fn take_lines(&mut self) -> Vec<(TextId, Move)> {
        std::mem::take(&mut self.lines)
    }

    pub fn give_lines(&mut self, mut lines: Vec<(TextId, Move)>) {
        lines.clear();
        self.lines = lines;
    }
}

/// What to put back when a later line of the voucher is refused.
#[derive(Debug, Clone)]
enum Undo {
    Position(u32, Position),
    Held(u32, Held),
    Left(u32, i64),
    Ended(Timestamp, u32),
    Begun(Timestamp, u32),
}

/// A line with everything looked up.
pub(super) struct Resolved {
    pub from: u32,
    pub to: u32,
    pub amount: i64,
    pub how: How,
}

impl Book {
    /// Makes the lines of the entry count. On a refusal nothing has changed; nor has it without [`Keep::Yes`], which only
    /// tells whether they would be refused now.
    pub(super) fn count_lines(
        &mut self,
        entry: u32,
        effective: Date,
        lines: &[(TextId, Move)],
        keep: Keep,
    ) -> Result<(), Refusal> {
        let first = self.lines.len();
        let mut undo = std::mem::take(&mut self.scratch.undo);
        let counted = lines
            .iter()
            .enumerate()
            .try_for_each(|(place, (kind, movement))| {
                let resolved = self.resolve(place + 1, movement)?;
                self.count(entry, effective, *kind, &resolved, &mut undo);
                Ok(())
            })
            .and_then(|()| self.check_bounds(effective, &undo));
        if counted.is_err() || keep == Keep::No {
            for step in undo.drain(..).rev() {
                match step {
                    Undo::Position(place, before) => self.positions[place as usize] = before,
                    Undo::Held(place, before) => self.holds.set(place, before),
                    Undo::Left(place, before) => self.lines[place as usize].left = before,
                    Undo::Ended(until, place) => {
                        self.expiring.insert((until, place));
                    }
                    Undo::Begun(until, place) => {
                        self.expiring.remove(&(until, place));
                    }
                }
            }
            self.lines.truncate(first);
        }
        undo.clear();
        self.scratch.undo = undo;
        counted
    }

    /// Keeps the lines of a proposal, which do not count.
    pub(super) fn keep_lines(&mut self, entry: u32, lines: &[(TextId, Move)]) -> Result<(), Refusal> {
        let first = self.lines.len();
        for (place, (kind, movement)) in lines.iter().enumerate() {
            match self.resolve(place + 1, movement) {
                Ok(Resolved { from, to, amount, how }) => self.lines.push(StoredLine {
                    entry,
                    kind: *kind,
                    from,
                    to,
                    amount,
                    left: 0,
                    how,
                    before_from: Before::default(),
                    before_to: Before::default(),
                }),
                Err(refusal) => {
                    self.lines.truncate(first);
                    return Err(refusal);
                }
            }
        }
        Ok(())
    }

    pub(super) fn resolve(&mut self, number: usize, movement: &Move) -> Result<Resolved, Refusal> {
        match *movement {
            Move::Transfer { from, to, asset, amount } => {
                let (from, to) = self.pair(number, from, to, asset, amount)?;
                Ok(Resolved { from, to, amount, how: How::Transfer })
            }
            Move::Hold { from, to, asset, amount, until } => {
                let (from, to) = self.pair(number, from, to, asset, amount)?;
                if until <= self.seen {
                    return Err(Refusal::HoldInPast { until: words::time(until) });
                }
                Ok(Resolved { from, to, amount, how: How::Hold { until } })
            }
            Move::PostHold { hold, amount } => {
                if amount <= 0 {
                    return Err(Refusal::NotPositive { line: number });
                }
                let place = self.open_hold(hold)?;
                let line = &self.lines[place as usize];
                if line.left < amount {
                    let asset = self.positions[line.from as usize].asset;
                    let left = self.amount_text(asset, line.left.into());
                    return Err(Refusal::HoldTooSmall { hold, left, asked: self.amount_text(asset, amount.into()) });
                }
                Ok(Resolved { from: line.from, to: line.to, amount, how: How::Post { hold: place } })
            }
            Move::VoidHold { hold } => {
                let place = self.open_hold(hold)?;
                let line = &self.lines[place as usize];
                Ok(Resolved { from: line.from, to: line.to, amount: line.left, how: How::Void { hold: place } })
            }
            Move::Reverse { of, amount } => {
                if amount <= 0 {
                    return Err(Refusal::NotPositive { line: number });
                }
                let place = self.line_at(of).ok_or(Refusal::NothingToCorrect { seq: of.seq })?;
                let line = &self.lines[place as usize];
                // A line of a proposal or a reversal has nothing left that could be taken back.
                if !matches!(line.how, How::Transfer | How::Post { .. }) {
                    return Err(Refusal::NotReversible { of });
                }
                if line.left < amount {
                    let asset = self.positions[line.from as usize].asset;
                    let left = self.amount_text(asset, line.left.into());
                    return Err(Refusal::ReversedTooMuch { of, left, asked: self.amount_text(asset, amount.into()) });
                }
                Ok(Resolved { from: line.to, to: line.from, amount, how: How::Reverse { of: place } })
            }
        }
    }

    fn pair(
        &mut self,
        number: usize,
        from: AccountId,
        to: AccountId,
        asset: AssetId,
        amount: i64,
    ) -> Result<(u32, u32), Refusal> {
        if amount <= 0 {
            return Err(Refusal::NotPositive { line: number });
        }
        if asset.0 as usize >= self.assets.len() {
            return Err(Refusal::UnknownAsset { line: number, asset: asset.0 });
        }
        for account in [from, to] {
            if account.0 as usize >= self.accounts.len() {
                return Err(Refusal::UnknownAccount { line: number, account: account.0 });
            }
        }
        if from == to {
            return Err(Refusal::SameAccount { line: number, account: self.account_label(from) });
        }
        Ok((self.position(from, asset), self.position(to, asset)))
    }

    /// The position of an account that exists; an empty one is made where there is none.
    fn position(&mut self, account: AccountId, asset: AssetId) -> u32 {
        let home = &mut self.homes[account.0 as usize];
        if let Some((_, position)) = home.first.filter(|(first, _)| *first == asset) {
            return position;
        }
        let known = &mut self.accounts[account.0 as usize].positions;
        match known.binary_search_by_key(&asset, |(asset, _)| *asset) {
            Ok(found) => known[found].1,
            Err(place) => {
                let position = u32::try_from(self.positions.len()).expect("fewer than four billion positions");
                known.insert(place, (asset, position));
                home.first.get_or_insert((asset, position));
                self.positions.push(Position { account, asset, posted: 0, last: Before::default(), latest: Date::MIN });
                position
            }
        }
    }

    fn open_hold(&self, hold: LineId) -> Result<u32, Refusal> {
        let place = self.line_at(hold).ok_or(Refusal::UnknownHold { hold })?;
        let line = &self.lines[place as usize];
        match line.how {
            How::Hold { until } if line.left == 0 => Err(Refusal::HoldEnded {
                hold,
                state: if until <= self.seen { "到期或者办结" } else { "办结" },
            }),
            How::Hold { .. } => Ok(place),
            How::Transfer | How::Post { .. } | How::Void { .. } | How::Reverse { .. } => {
                Err(Refusal::UnknownHold { hold })
            }
        }
    }

    fn count(&mut self, entry: u32, effective: Date, kind: TextId, line: &Resolved, undo: &mut Vec<Undo>) {
        let place = u32::try_from(self.lines.len()).expect("fewer than four billion lines");
        let amount = i128::from(line.amount);
        undo.push(Undo::Position(line.from, self.positions[line.from as usize]));
        undo.push(Undo::Position(line.to, self.positions[line.to as usize]));
        match line.how {
            How::Transfer => {}
            How::Hold { until } => {
                self.hold(line, amount, undo);
                self.expiring.insert((until, place));
                undo.push(Undo::Begun(until, place));
            }
            How::Post { hold } | How::Void { hold } => {
                self.hold(line, -amount, undo);
                let held = &mut self.lines[hold as usize];
                undo.push(Undo::Left(hold, held.left));
                held.left -= line.amount;
                if let (0, How::Hold { until }) = (held.left, held.how) {
                    self.expiring.remove(&(until, hold));
                    undo.push(Undo::Ended(until, hold));
                }
            }
            How::Reverse { of } => {
                let reversed = &mut self.lines[of as usize];
                undo.push(Undo::Left(of, reversed.left));
                reversed.left -= line.amount;
            }
        }
        let mut before = [Before::default(); 2];
        for (side, (position, sign)) in [(line.from, -1), (line.to, 1)].into_iter().enumerate() {
            let position = &mut self.positions[position as usize];
            if line.how.moves() {
                position.posted += sign * amount;
                position.latest = position.latest.max(effective);
            }
            before[side] = std::mem::replace(&mut position.last, Before::line(place));
        }
        let left = match line.how {
            How::Transfer | How::Hold { .. } | How::Post { .. } => line.amount,
            How::Void { .. } | How::Reverse { .. } => 0,
        };
        self.lines.push(StoredLine {
            entry,
            kind,
            from: line.from,
            to: line.to,
            amount: line.amount,
            left,
            how: line.how,
            before_from: before[0],
            before_to: before[1],
        });
    }

    fn hold(&mut self, line: &Resolved, amount: i128, undo: &mut Vec<Undo>) {
        for position in [line.from, line.to] {
            undo.push(Undo::Held(position, self.holds.get(position)));
        }
        self.holds.add(line.from, line.to, amount);
    }

    /// Bounds hold for the voucher as a whole, today and on every day since the one that it is about.
    fn check_bounds(&self, effective: Date, undo: &[Undo]) -> Result<(), Refusal> {
        for (place, step) in undo.iter().enumerate() {
            let Undo::Position(touched, before) = step else { continue };
            // The first copy of a position is the one from before the voucher.
            let is_first =
                !undo[..place].iter().any(|step| matches!(step, Undo::Position(earlier, _) if earlier == touched));
            if is_first {
                let held = self.holds.get(*touched);
                let held_before = undo.iter().find_map(|step| match step {
                    Undo::Held(position, held) if position == touched => Some(*held),
                    _ => None,
                });
                let now = &self.positions[*touched as usize];
                self.check_position(effective, (before, held_before.unwrap_or(held)), (now, held))?;
            }
        }
        Ok(())
    }

    fn check_position(
        &self,
        effective: Date,
        (before, held_before): (&Position, Held),
        (now, held): (&Position, Held),
    ) -> Result<(), Refusal> {
        let Bounds { min, max } = self.bounds.get(self.homes[now.account.0 as usize].bounds);
        let text = |units: i128| self.amount_text(now.asset, units);
        let (available_before, available) = (before.posted - held_before.out, now.posted - held.out);
        if let Some(min) = min.map(i128::from).filter(|min| available < *min) {
            return Err(Refusal::Insufficient {
                account: self.account_label(now.account),
                asset: self.asset_label(now.asset),
                available: text((available_before - min).max(0)),
                needed: text(available_before - available),
            });
        }
        let room = now.posted + held.into;
        if let Some(max) = max.map(i128::from).filter(|max| room > *max) {
            return Err(Refusal::AboveMaximum {
                account: self.account_label(now.account),
                asset: self.asset_label(now.asset),
                balance: text(room),
                max: text(max),
            });
        }
        if effective >= before.latest || (min.is_none() && max.is_none()) || now.posted == before.posted {
            return Ok(());
        }
        self.check_past(effective, now, min, max)
    }

    /// The balance at the end of each day since `effective` on which it changed.
    fn check_past(&self, effective: Date, now: &Position, min: Option<i64>, max: Option<i64>) -> Result<(), Refusal> {
        let mut later: BTreeMap<Date, i128> = BTreeMap::from([(effective, 0)]);
        self.walk(now, |line, effective_of_line, change| {
            if line.how.moves() && effective_of_line > effective {
                *later.entry(effective_of_line).or_default() += change;
            }
        });
        let mut balance = now.posted;
        for (day, change) in later.into_iter().rev() {
            let is_low = min.is_some_and(|min| balance < i128::from(min));
            if is_low || max.is_some_and(|max| balance > i128::from(max)) {
                let bound = if is_low { min } else { max }.map_or(0, i128::from);
                let (account, asset) = (self.account_label(now.account), self.asset_label(now.asset));
                let (balance, bound) = (self.amount_text(now.asset, balance), self.amount_text(now.asset, bound));
                return Err(if is_low {
                    Refusal::PastOverdraft { account, asset, day, balance, min: bound }
                } else {
                    Refusal::AboveMaximum { account, asset, balance, max: bound }
                });
            }
            balance -= change;
        }
        Ok(())
    }

    /// Every line that touched a position, from the last to the first, with its day and its change.
    pub(super) fn walk(&self, position: &Position, mut each: impl FnMut(&StoredLine, Date, i128)) {
        let mut next = position.last.place();
        while let Some(place) = next {
            let line = &self.lines[place as usize];
            let from = &self.positions[line.from as usize];
            let is_from = from.account == position.account && from.asset == position.asset;
            let change = if is_from { -i128::from(line.amount) } else { i128::from(line.amount) };
            each(line, self.effective_of(line), change);
            next = if is_from { line.before_from.place() } else { line.before_to.place() };
        }
    }

    pub(super) fn effective_of(&self, line: &StoredLine) -> Date {
        self.about(&self.entries[line.entry as usize])
    }

    /// The day that the lines of an entry are about.
    pub(super) fn about(&self, entry: &Entry) -> Date {
        let beyond = match &entry.body {
            EntryBody::Voucher(voucher) => voucher.beyond.as_ref().and_then(|beyond| beyond.about),
            EntryBody::Asset | EntryBody::Account => None,
        };
        beyond.unwrap_or_else(|| self.heads.get(entry.head).day)
    }
}
