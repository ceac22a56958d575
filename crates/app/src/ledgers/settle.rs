//! Posts what a formula says, or an allocation that was handed down (按核算结果记账): one voucher for all subjects of a period. The same period is settled once:
//! asked again with the same results nothing happens, with other results it is refused, until what was posted has been sent
//! back or taken back as a whole.

use std::sync::Arc;

use engine::formula::{Column, Subjects, Value, World, compute_formula};
use engine::ledger::{Book, Holding, Lot, ProposalState, Slip, SlipLine, SlipMove, VoucherView, VoucherWhat};
use engine::run::formula_periods;
use jiff::Timestamp;
use model::pack::{AssetKind, Code, Cycle, EntryKind, ResultOf, Side, Vintage};
use model::{AllocationOutcome, Dataset, Period};
use rust_decimal::Decimal;
use store::{AllocationKey, AllocationState};

use super::OpenedLedger;
use crate::allocations::AllocationCut;
use crate::evaluations::{fits, subjects_of};
use crate::view::{LedgerReceipt, LedgerSettleRequest, LineError};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Posts the results of the formula of a kind of entry for a period. Subjects with nought get no line; one without a
    /// result keeps the whole voucher from being posted.
    pub async fn settle_ledger(
        &self,
        actor: &Actor,
        names: (&str, &str),
        dataset: Option<Dataset>,
        request: &LedgerSettleRequest,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        let opened = self.opened_ledger(names, dataset, now).await?;
        let rules = opened.rules();
        let kind = rules.entries.iter().find(|kind| kind.code.as_str() == request.kind || kind.name == request.kind);
        let kind = kind.ok_or_else(|| AppError::not_found(format!("业务类型“{}”", request.kind)))?;
        let by = kind
            .by_result
            .as_ref()
            .ok_or_else(|| AppError::bad_input(format!("“{}”的数量不取自核算项或分配，请用记账办理", kind.name)))?;
        let period: Period = request
            .period
            .trim()
            .parse()
            .map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
        let Amounts { title, document, subjects: named, values } = match &by.of {
            ResultOf::Formula(code) => self.formula_amounts(&opened, code, period, now).await?,
            ResultOf::Allocation(code) => self.handed_down(&opened, code, period).await?,
        };
        let asset = kind.assets.first().and_then(|code| rules.asset(code));
        let asset = asset.ok_or_else(|| AppError::not_found(format!("“{}”的标的", kind.name)))?;
        let Settled { lines, missing } = settlement(kind, by.side, asset, (period, &request.vintage), &named, &values);
        if !missing.is_empty() {
            let detail = |message: String| LineError { line: 0, column: None, message };
            return Err(AppError::BadInput {
                message: format!(
                    "“{title}”（{}）不能记账：{}；请先补全数据，在核算页面可看原因",
                    period.in_words(),
                    missing.join("、")
                ),
                details: missing.into_iter().map(detail).collect(),
            });
        }
        if lines.is_empty() {
            return Err(AppError::bad_input(format!("“{title}”（{}）都是 0，没有可记的", period.in_words())));
        }
        let note = request.note.trim();
        let (key, standing) = opened.desk.look(|book| key(book, kind, period)).await?;
        let slip = Slip {
            key,
            actor: actor.user.clone(),
            effective: request.effective.unwrap_or_else(|| period.last_day()),
            basis: kind.basis.clone(),
            document: match request.document.trim() {
                "" => document,
                written => written.to_string(),
            },
            note: if note.is_empty() { format!("{title}（{}）", period.in_words()) } else { note.to_string() },
            corrects: None,
            lines,
        };
        self.check_ledger_role(actor, &opened, (&kind.role, &kind.name), now).await?;
        self.demand_slip(actor, &opened, &slip, now).await?;
        let posted = self.post_slip(actor, &opened, slip, now).await;
        match (posted, standing) {
            (Err(AppError::Conflict { message }), Some(seq)) if message.starts_with("幂等编号") => {
                Err(AppError::Conflict {
                    message: format!(
                        "“{}”（{}）已记为第 {seq} 号凭证，本次的结果、日期或者文号与当时不同，没有重复记账；确需更正的，先将第 {seq} 号退回或者全部冲销，再核算记账",
                        kind.name,
                        period.in_words()
                    ),
                })
            }
            (posted, _) => posted,
        }
    }
}

/// What is to be posted, subject by subject.
struct Amounts {
    /// Of the formula or the allocation.
    title: String,
    /// The decision that stands where none is written.
    document: String,
    /// Keys with names.
    subjects: Vec<(String, String)>,
    values: Column,
}

impl App {
    async fn formula_amounts(
        &self,
        opened: &OpenedLedger,
        code: &Code,
        period: Period,
        now: Timestamp,
    ) -> Result<Amounts> {
        let formula = opened.pack.formula(code);
        let formula = formula.ok_or_else(|| AppError::not_found(format!("核算项“{code}”")))?;
        check_period(&formula.name, formula.cycle, period)?;
        let periods = formula_periods(&opened.pack, period);
        let gathered = self.gathered(&opened.pack, &periods, opened.dataset, now).await?;
        let subjects = subjects_of(&opened.pack, &formula.subject, &gathered, period)?;
        let facts = gathered.facts()?;
        let world = World { pack: &opened.pack, facts: &facts, calendar: self.calendar() };
        let keys: Vec<Arc<str>> = subjects.iter().map(|one| Arc::from(one.key.as_str())).collect();
        let values = compute_formula(formula, &Subjects::new(formula.subject.clone(), keys), period, world).values;
        let subjects = subjects.iter().map(|subject| (subject.key.clone(), subject.name.clone())).collect();
        Ok(Amounts { title: formula.name.clone(), document: String::new(), subjects, values })
    }

    /// What the standing run of an allocation gave, with the document that handed it down. A run that nobody handed down is
    /// a plan: nothing is posted from it.
    async fn handed_down(&self, opened: &OpenedLedger, code: &Code, period: Period) -> Result<Amounts> {
        let allocation = opened.pack.allocation(code);
        let allocation = allocation.ok_or_else(|| AppError::not_found(format!("分配“{code}”")))?;
        check_period(&allocation.name, allocation.cycle, period)?;
        let key = AllocationKey {
            pack: opened.pack.code.to_string(),
            allocation: code.to_string(),
            period,
            dataset: opened.dataset,
        };
        let runs = self.store.allocations(Some(&key.pack)).await?;
        let standing = runs.into_iter().find(|run| run.key == key && run.state() != AllocationState::Replaced);
        let Some(run) = standing.filter(|run| run.state() == AllocationState::Issued) else {
            return Err(AppError::bad_input(format!(
                "“{}”（{}）还没有已下达的方案；请先在分配页面测算、冻结并下达，再记账",
                allocation.name,
                period.in_words()
            )));
        };
        let document = run.events.last().and_then(|event| event.note.clone()).unwrap_or_default();
        let (cut, outcome) = self.store.allocation_content(run.id).await?;
        let cut: AllocationCut = serde_json::from_str(&cut)?;
        let outcome: AllocationOutcome = serde_json::from_str(&outcome)?;
        let named = outcome.grants.iter().map(|grant| (grant.key.clone(), cut.name(&grant.key)));
        Ok(Amounts {
            title: format!("{}，第 {} 号方案", allocation.name, run.id),
            document,
            subjects: named.collect(),
            values: Column::Number(outcome.grants.iter().map(|grant| Some(grant.amount)).collect()),
        })
    }
}

fn check_period(name: &str, cycle: Cycle, period: Period) -> Result<()> {
    match fits(cycle, period) {
        true => Ok(()),
        false => Err(AppError::bad_input(format!("“{name}”不按{}核算；请改写报告期", period.in_words()))),
    }
}

/// The key of the voucher of a period, and the voucher that has it: the first one, or the one after those that were sent
/// back by the second person or taken back as a whole.
fn key(book: &Book, kind: &EntryKind, period: Period) -> (String, Option<u64>) {
    let first = format!("settle-{}-{period}", kind.code);
    let keys = (0_u32..).map(|time| if time == 0 { first.clone() } else { format!("{first}-{time}") });
    keys.map(|key| {
        let seq = book.receipt_of(&key).map(|receipt| receipt.seq);
        (key, seq)
    })
    .find(|(_, seq)| seq.is_none_or(|seq| !is_undone(book, seq)))
    .expect("some number has not been used")
}

/// Whether nothing of a voucher counts any more, or ever will.
fn is_undone(book: &Book, seq: u64) -> bool {
    let is_empty = |voucher: VoucherView| !voucher.lines.is_empty() && voucher.lines.iter().all(|line| line.left == 0);
    let Some(voucher) = book.voucher_view(seq) else { return false };
    match voucher.what {
        VoucherWhat::Proposed { state: ProposalState::Rejected } => true,
        VoucherWhat::Proposed { state: ProposalState::Counted } => {
            let made_it_count = |later: &VoucherView| match later.what {
                VoucherWhat::Approved { proposal, .. } | VoucherWhat::Completed { proposal } => {
                    proposal == seq && !later.lines.is_empty()
                }
                VoucherWhat::Posted
                | VoucherWhat::Proposed { .. }
                | VoucherWhat::Rejected { .. }
                | VoucherWhat::Closed { .. } => false,
            };
            let mut later = (seq + 1..=book.seq()).filter_map(|later| book.voucher_view(later));
            later.find(made_it_count).is_some_and(is_empty)
        }
        VoucherWhat::Proposed { state: ProposalState::Waiting | ProposalState::Approved { .. } } => false,
        VoucherWhat::Posted => is_empty(voucher),
        VoucherWhat::Approved { .. }
        | VoucherWhat::Rejected { .. }
        | VoucherWhat::Completed { .. }
        | VoucherWhat::Closed { .. } => false,
    }
}

/// Lines of a settlement, and who stands in its way.
pub(crate) struct Settled {
    pub lines: Vec<SlipLine>,
    pub missing: Vec<String>,
}

/// One line for every subject (key and name) with a result above nought.
pub(crate) fn settlement(
    kind: &EntryKind,
    side: Side,
    asset: &AssetKind,
    (period, vintage): (Period, &str),
    subjects: &[(String, String)],
    values: &Column,
) -> Settled {
    let lot = Lot {
        kind: asset.code.to_string(),
        vintage: match (&asset.vintage, vintage.trim()) {
            (Vintage::Year { .. }, "") => period.last_day().year().to_string(),
            (_, written) => written.to_string(),
        },
        place: String::new(),
    };
    let mut settled = Settled { lines: Vec::new(), missing: Vec::new() };
    for (row, (key, name)) in subjects.iter().enumerate() {
        let amount = match values.get(row) {
            Some(Value::Number(amount)) => amount.normalize(),
            Some(_) | None => {
                settled.missing.push(format!("{name}没有结果"));
                continue;
            }
        };
        if amount < Decimal::ZERO {
            settled.missing.push(format!("{name}得 {amount}，小于 0"));
            continue;
        }
        if amount.is_zero() {
            continue;
        }
        let own = Holding { holder: key.clone(), label: name.clone(), ..Holding::default() };
        let (from, to) = match side {
            Side::From => (own, Holding::default()),
            Side::To => (Holding::default(), own),
        };
        let movement = SlipMove::Transfer { from, to, asset: lot.clone(), amount };
        settled.lines.push(SlipLine { kind: kind.code.to_string(), movement });
    }
    settled
}
