//! Looks at single lines, open holds and vouchers of a book.

use jiff::Timestamp;
use jiff::civil::Date;
use model::ledger::{AccountId, AssetId, LineId};
use model::pack::Code;

use super::book::{Book, EntryState};
use super::log::Verb;
use super::position::How;
use super::{ReceiptState, StatementAct};

/// A line of a voucher, also of one that only proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    pub id: LineId,
    pub kind: Code,
    pub act: StatementAct,
    pub from: AccountId,
    pub to: AccountId,
    pub asset: AssetId,
    /// In the smallest unit of the asset.
    pub amount: i64,
    /// What is left of a hold; what can still be taken back of a transfer.
    pub left: i64,
    /// The hold or the transfer that it is about.
    pub of: Option<LineId>,
}

/// A voucher with its lines, as a journal shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherView {
    pub seq: u64,
    pub recorded: Timestamp,
    pub actor: String,
    pub key: String,
    /// The day that its lines are about.
    pub effective: Date,
    pub basis: String,
    pub document: String,
    pub note: String,
    pub corrects: Option<u64>,
    pub what: VoucherWhat,
    /// Its own lines; those of a proposal stand in the proposal.
    pub lines: Vec<LineView>,
    /// Head of the chain after it.
    pub digest: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoucherWhat {
    Posted,
    /// With what has become of it.
    Proposed {
        state: ProposalState,
    },
    Approved {
        proposal: u64,
        due: Option<Timestamp>,
    },
    Rejected {
        proposal: u64,
    },
    Completed {
        proposal: u64,
    },
    Closed {
        through: Date,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Waits for the second person.
    Waiting,
    /// Agreed to; counts from a later entry on, at or after `due`.
    Approved {
        due: Timestamp,
    },
    Counted,
    Rejected,
}

impl Book {
    pub fn line(&self, id: LineId) -> Option<LineView> {
        self.line_view(self.line_at(id)?)
    }

    /// Holds that are open at that time, by the time at which they end.
    pub fn open_holds(&self, now: Timestamp) -> Vec<(Timestamp, LineView)> {
        let open = self.expiring.iter().filter(|(until, _)| *until > now);
        open.filter_map(|(until, place)| Some((*until, self.line_view(*place)?))).collect()
    }

    /// The voucher with this number; nothing for an opened account or a defined asset.
    pub fn voucher_view(&self, seq: u64) -> Option<VoucherView> {
        let voucher = self.voucher_entry(seq)?;
        let (entry, head) = (&self.entries[usize::try_from(seq).ok()? - 1], self.head_of(seq)?);
        let text = |id| self.texts.get(id).to_string();
        Some(VoucherView {
            seq,
            recorded: head.time,
            actor: text(head.actor),
            key: self.keys.get(voucher.key).to_string(),
            effective: self.about(entry),
            basis: text(head.basis),
            document: text(head.document),
            note: text(head.note),
            corrects: head.corrects,
            what: match voucher.verb() {
                Verb::Post => VoucherWhat::Posted,
                Verb::Propose { .. } => VoucherWhat::Proposed {
                    state: match voucher.state() {
                        EntryState::Approved { due } => ProposalState::Approved { due },
                        EntryState::Completed => ProposalState::Counted,
                        EntryState::Rejected => ProposalState::Rejected,
                        EntryState::Proposed | EntryState::Posted | EntryState::Remark => ProposalState::Waiting,
                    },
                },
                Verb::Approve { proposal, due } => VoucherWhat::Approved { proposal, due },
                Verb::Reject { proposal } => VoucherWhat::Rejected { proposal },
                Verb::Complete { proposal } => VoucherWhat::Completed { proposal },
                Verb::Close { through } => VoucherWhat::Closed { through },
            },
            lines: voucher.lines.clone().filter_map(|place| self.line_view(place)).collect(),
            digest: entry.chain.to_string(),
        })
    }

    /// All vouchers, from the first to the last.
    pub fn vouchers(&self) -> impl Iterator<Item = VoucherView> {
        (1..=self.seq()).filter_map(|seq| self.voucher_view(seq))
    }

    /// When an entry of the log was recorded, and by whom.
    pub fn recorded(&self, seq: u64) -> Option<(Timestamp, &str)> {
        let head = self.head_of(seq)?;
        Some((head.time, self.texts.get(head.actor)))
    }

    fn line_view(&self, place: u32) -> Option<LineView> {
        let line = self.lines.get(place as usize)?;
        let (from, to) = (&self.positions[line.from as usize], &self.positions[line.to as usize]);
        let (act, of) = match line.how {
            How::Transfer => (StatementAct::Transfer, None),
            How::Hold { until } => (StatementAct::Hold { until }, None),
            How::Post { hold } => (StatementAct::PostHold, Some(hold)),
            How::Void { hold } => (StatementAct::VoidHold, Some(hold)),
            How::Reverse { of } => (StatementAct::Reverse, Some(of)),
        };
        Some(LineView {
            id: self.line_id(place),
            kind: Code::new(self.texts.get(line.kind)).ok()?,
            act,
            from: from.account,
            to: to.account,
            asset: from.asset,
            amount: line.amount,
            left: line.left,
            of: of.map(|place| self.line_id(place)),
        })
    }
}

impl ReceiptState {
    pub fn in_words(self) -> &'static str {
        match self {
            ReceiptState::Posted => "已入账",
            ReceiptState::Proposed => "待复核",
            ReceiptState::Approved { .. } => "已复核，等待期满后生效",
            ReceiptState::Rejected => "已退回",
            ReceiptState::Closed => "已结账",
        }
    }
}
