//! The ledger of a case: what a step asks of it is posted with the step, in one transaction, or the step does not happen.

use std::sync::Arc;

use engine::exchange::{Case, Posting, Recorded};
use jiff::Timestamp;
use model::pack::{Exchange, Pack, Settlement};
use store::{NewAudit, NewLedgerLines};

use super::desk::Held;
use crate::ledgers::{OpenedLedger, Pending};
use crate::{Actor, App, AppError, Result, day_in_china};

/// The ledger that an exchange names, opened for one case.
pub(super) struct CaseBook {
    exchange: Exchange,
    settlement: Settlement,
    hold_months: i32,
    opened: OpenedLedger,
}

impl App {
    /// The ledger of a case under the rules that the case was opened under; nothing where its exchange names none.
    pub(super) async fn book_of(&self, held: &Held, now: Timestamp) -> Result<Option<CaseBook>> {
        let case = &held.stored.case;
        let pack: Arc<Pack> = self.packs.usable(&case.pack, &case.pack_version)?.usable()?.clone();
        let exchange = pack.exchanges.iter().find(|known| known.code.as_str() == case.exchange).cloned();
        let Some((settlement, exchange)) = exchange.and_then(|found| Some((found.settlement.clone()?, found))) else {
            return Ok(None);
        };
        let hold_months = engine::exchange::hold_months(&settlement, &pack, day_in_china(now))
            .map_err(|error| AppError::bad_input(error.to_string()))?;
        let opened = self.ledger_of(pack, settlement.ledger.as_str(), Some(case.dataset), now).await?;
        Ok(Some(CaseBook { exchange, settlement, hold_months, opened }))
    }
}

impl CaseBook {
    /// Holds of filled orders that the ledger has no more.
    pub async fn holds_gone(&self, case: &Case, now: Timestamp) -> Result<Vec<String>> {
        self.opened.desk.look(|book| case.holds_gone(book, now)).await
    }

    /// Posts what events ask for to the book, to be stored with them.
    ///
    /// # Errors
    /// Why the ledger refuses; neither the case nor the ledger has changed then.
    pub async fn posted(
        &self,
        after: &Case,
        events: &[Recorded],
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Pending<'_>> {
        let refused = |reason: String| AppError::Conflict {
            message: format!("“{}”不予记账，本次没有办理，交易和账本都没有变：{reason}", self.opened.rules().name),
        };
        let work = |book: &mut engine::ledger::Book, now: Timestamp| {
            let posting = Posting {
                exchange: &self.exchange,
                settlement: &self.settlement,
                hold_months: self.hold_months,
                listing: &after.listing,
                events,
                state: after.state(),
                actor: &actor.user,
                at: now,
            };
            let slip = posting.slip(book).map_err(|gone| refused(gone.to_string()))?;
            if let Some(slip) = slip {
                self.opened.clerk().post(book, &slip, now).map_err(|refusal| refused(refusal.to_string()))?;
            }
            Ok(())
        };
        self.opened.desk.begin(now, work).await
    }
}

/// The entry for the lines of the ledger. It stands under the case, so that it is as secret as the case.
pub(super) fn posting_audit(audit: &NewAudit, lines: &NewLedgerLines) -> NewAudit {
    NewAudit {
        action: crate::audit::POSTED.to_string(),
        object: format!("{}/账本/{}", audit.object, lines.ledger),
        note: Some(format!("第 {}—{} 号记录", lines.after.0 + 1, lines.last.0)),
        ..audit.clone()
    }
}
