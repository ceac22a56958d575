//! Slips that people make up: what a running trade has held or posted is left alone, everything else is for the clerk of the
//! kernel to say.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::ledger::{Book, Poster, Slip, SlipMove};
use jiff::Timestamp;
use model::ledger::LineId;

use super::opened::OpenedLedger;
use super::post::receipt;
use super::words::line_text;
use crate::view::LedgerReceipt;
use crate::{Actor, App, AppError, Result};

impl App {
    /// Posts what a person asks for. Whether the actor may is for the use case to decide that made the slip.
    pub(super) async fn post_hand(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        slip: Slip,
        now: Timestamp,
    ) -> Result<LedgerReceipt> {
        self.demand_no_trade(opened, &slip).await?;
        self.demand_receivers(opened, &slip, now).await?;
        let (held, slip) = (opened.clone(), Arc::new(slip));
        let work = move |book: &mut Book, now: Timestamp| held.clerk().post_by_hand(book, &slip, now);
        opened.desk.ask(actor, now, Box::new(work)).await.map(receipt)
    }

    /// A hold that secures a bid, and what a trade has posted so far, is given back by the trade or not at all: the case
    /// would not notice.
    async fn demand_no_trade(&self, opened: &OpenedLedger, slip: &Slip) -> Result<()> {
        let back = |movement: &SlipMove| match movement {
            SlipMove::PostHold { hold: of, .. } | SlipMove::VoidHold { hold: of } | SlipMove::Reverse { of, .. } => {
                Some(*of)
            }
            SlipMove::Transfer { .. } | SlipMove::Hold { .. } => None,
        };
        let lines: Vec<LineId> = slip.lines.iter().filter_map(|line| back(&line.movement)).collect();
        if lines.is_empty() {
            return Ok(());
        }
        let running = self.running_cases(opened.pack.code.as_str(), opened.dataset).await?;
        if running.is_empty() {
            return Ok(());
        }
        let key = slip.key.clone();
        let found = move |book: &Book| {
            // Answered as before.
            if book.receipt_of(&key).is_some() {
                return None;
            }
            lines.into_iter().find_map(|line| Some((line, case_of(opened, book, line, &running)?)))
        };
        match opened.desk.look(found).await? {
            None => Ok(()),
            Some((line, case)) => Err(AppError::Conflict {
                message: format!(
                    "第 {} 笔分录属于进行中的交易项目 {case}，不能在账本中手工划转、解冻或者冲销；请在该交易项目中办理",
                    line_text(line)
                ),
            }),
        }
    }
}

/// The number of the running trade that posted a line.
pub(super) fn case_of(opened: &OpenedLedger, book: &Book, line: LineId, running: &BTreeSet<String>) -> Option<String> {
    let kind = opened.rules().entry(&book.line(line)?.kind)?;
    if !matches!(opened.clerk().poster(kind), Some(Poster::Trade(_))) {
        return None;
    }
    // It stands as the document on all that a case posts.
    Some(book.voucher_view(line.seq)?.document).filter(|document| running.contains(document))
}
