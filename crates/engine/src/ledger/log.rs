//! Writes the lines of the log. `parse.rs` reads them; what one writes the other reads, and nothing else.

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{Account, Act, Asset, Line, LineId, Move, Voucher};

use super::book::Book;
use super::repeat::{Form, Head, Repeats};
use super::text::{push_date, push_number, push_text};

/// What was made of a voucher: the act that it asks for, decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Post,
    Propose {
        wait_days: u16,
    },
    /// `due` is empty when it takes effect at once.
    Approve {
        proposal: u64,
        due: Option<Timestamp>,
    },
    Reject {
        proposal: u64,
    },
    Complete {
        proposal: u64,
    },
    Close {
        through: Date,
    },
}

impl Verb {
    pub fn word(self) -> &'static str {
        match self {
            Verb::Post => "post",
            Verb::Propose { .. } => "propose",
            Verb::Approve { .. } => "approve",
            Verb::Reject { .. } => "reject",
            Verb::Complete { .. } => "complete",
            Verb::Close { .. } => "close",
        }
    }

    /// The proposal that it settles.
    pub fn proposal(self) -> Option<u64> {
        match self {
            Verb::Approve { proposal, .. } | Verb::Reject { proposal } | Verb::Complete { proposal } => Some(proposal),
            Verb::Post | Verb::Propose { .. } | Verb::Close { .. } => None,
        }
    }
}

impl Book {
    /// Number, time, actor and word of the next line.
    fn begin_line(&mut self, out: &mut String, seq: u64, actor: &str, word: &str, now: Timestamp) {
        if self.time_text.0 != now {
            self.time_text = (now, time_text(now));
        }
        push_number(out, seq);
        out.push('\t');
        out.push_str(&self.time_text.1);
        out.push('\t');
        push_text(out, actor);
        out.push('\t');
        out.push_str(word);
    }

    pub(super) fn asset_line(&mut self, out: &mut String, asset: &Asset, actor: &str, now: Timestamp) {
        self.begin_line(out, self.seq() + 1, actor, "asset", now);
        out.push('\t');
        push_number(out, self.assets.len() as u64);
        for field in [asset.name.kind.as_str(), &asset.name.vintage, &asset.name.jurisdiction, &asset.label] {
            out.push('\t');
            push_text(out, field);
        }
        out.push('\t');
        push_text(out, &asset.unit.to_string());
        out.push('\t');
        push_number(out, asset.decimals.into());
        out.push('\t');
        if let Some(day) = asset.last_day {
            push_date(out, day);
        }
    }

    pub(super) fn account_line(&mut self, out: &mut String, account: &Account, actor: &str, now: Timestamp) {
        self.begin_line(out, self.seq() + 1, actor, "account", now);
        out.push('\t');
        push_number(out, self.accounts.len() as u64);
        for field in [account.name.kind.as_str(), &account.name.holder, &account.label] {
            out.push('\t');
            push_text(out, field);
        }
        for bound in [account.bounds.min, account.bounds.max] {
            out.push('\t');
            if let Some(bound) = bound {
                out.push_str(&bound.to_string());
            }
        }
    }

    /// What is said again of the record before is left out in the short form, where both are postings.
    pub(super) fn voucher_line(
        &mut self,
        out: &mut String,
        voucher: &Voucher,
        (verb, form): (Verb, Form),
        (seq, head): (u64, &Head),
    ) {
        if let (Form::Short, Verb::Post, Some(before)) = (form, verb, self.last_head) {
            let repeats = Repeats::of(head, self.heads.get(before));
            if repeats != Repeats::NONE {
                return short_line(out, voucher, seq, (head, repeats));
            }
        }
        self.begin_line(out, seq, &voucher.actor, verb.word(), head.time);
        out.push('\t');
        push_text(out, &voucher.key);
        out.push('\t');
        push_date(out, voucher.effective);
        for field in [&voucher.basis, &voucher.document, &voucher.note] {
            out.push('\t');
            push_text(out, field);
        }
        out.push('\t');
        if let Some(seq) = voucher.corrects {
            push_number(out, seq);
        }
        out.push('\t');
        match verb {
            Verb::Post => {}
            Verb::Propose { wait_days } => push_number(out, wait_days.into()),
            Verb::Approve { proposal, due } => {
                push_number(out, proposal);
                out.push(' ');
                match due {
                    Some(due) => out.push_str(&time_text(due)),
                    None => out.push('-'),
                }
            }
            Verb::Reject { proposal } | Verb::Complete { proposal } => push_number(out, proposal),
            Verb::Close { through } => push_date(out, through),
        }
        out.push('\t');
        push_lines(out, voucher);
    }

    /// Adds a line to the log and to the chain.
    pub(super) fn write(&mut self, line: impl FnOnce(&mut Book, &mut String)) {
        let mut written = std::mem::take(&mut self.written);
        let start = written.len();
        line(self, &mut written);
        self.chain = self.chain.extended(&written[start..]);
        written.push('\n');
        self.written = written;
    }
}

/// Number and mark, the fields that are not said again, key and lines.
fn short_line(out: &mut String, voucher: &Voucher, seq: u64, (head, repeats): (&Head, Repeats)) {
    push_number(out, seq);
    out.push('\t');
    repeats.push(out);
    out.push('\t');
    if !repeats.has(Repeats::TIME) {
        out.push_str(&time_text(head.time));
        out.push('\t');
    }
    let text = |out: &mut String, field: u8, text: &str| {
        if !repeats.has(field) {
            push_text(out, text);
            out.push('\t');
        }
    };
    text(out, Repeats::ACTOR, &voucher.actor);
    if !repeats.has(Repeats::DAY) {
        push_date(out, voucher.effective);
        out.push('\t');
    }
    text(out, Repeats::BASIS, &voucher.basis);
    text(out, Repeats::DOCUMENT, &voucher.document);
    text(out, Repeats::NOTE, &voucher.note);
    if !repeats.has(Repeats::CORRECTS) {
        if let Some(seq) = voucher.corrects {
            push_number(out, seq);
        }
        out.push('\t');
    }
    push_text(out, &voucher.key);
    out.push('\t');
    push_lines(out, voucher);
}

fn push_lines(out: &mut String, voucher: &Voucher) {
    if let Act::Post(lines) = &voucher.act {
        for (place, line) in lines.iter().enumerate() {
            if place > 0 {
                out.push(';');
            }
            push_line(out, line);
        }
    }
}

fn push_line(out: &mut String, line: &Line) {
    out.push_str(line.kind.as_str());
    let numbers = |out: &mut String, word: &str, numbers: &[u64]| {
        out.push(' ');
        out.push_str(word);
        for number in numbers {
            out.push(' ');
            push_number(out, *number);
        }
    };
    let id = |out: &mut String, word: &str, id: LineId| {
        numbers(out, word, &[id.seq]);
        out.push('.');
        push_number(out, id.line.into());
    };
    // Amounts are positive here: what is not was refused before it is written.
    let unsigned = |amount: i64| amount.unsigned_abs();
    match line.movement {
        Move::Transfer { from, to, asset, amount } => {
            numbers(out, "t", &[from.0.into(), to.0.into(), asset.0.into(), unsigned(amount)]);
        }
        Move::Hold { from, to, asset, amount, until } => {
            numbers(out, "h", &[from.0.into(), to.0.into(), asset.0.into(), unsigned(amount)]);
            out.push(' ');
            out.push_str(&time_text(until));
        }
        Move::PostHold { hold, amount } => {
            id(out, "p", hold);
            out.push(' ');
            push_number(out, unsigned(amount));
        }
        Move::VoidHold { hold } => id(out, "v", hold),
        Move::Reverse { of, amount } => {
            id(out, "r", of);
            out.push(' ');
            push_number(out, unsigned(amount));
        }
    }
}

/// To the microsecond, always as long.
pub(super) fn time_text(time: Timestamp) -> String {
    format!("{time:.6}")
}
