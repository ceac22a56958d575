//! Which cases somebody sees, and whose rows somebody conducts trades of. What was announced is public, also when it failed or
//! was withdrawn afterwards; what is only listed is a row of a register, for those who reach it.

use jiff::Timestamp;
use model::Dataset;
use model::people::Capability;
use store::StoredCase;

use super::desk::Held;
use crate::reach::Reach;
use crate::registers::Opened;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, Result};

fn is_announced(held: &Held) -> bool {
    held.case.state().round > 0
}

fn unknown(number: &str) -> AppError {
    AppError::not_found(format!("交易项目“{number}”"))
}

impl App {
    /// The register that lots are rows of, and which of them somebody reaches.
    pub(super) async fn lots_within(
        &self,
        actor: &Actor,
        (pack, register): (&str, &str),
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<(Opened, Reach)> {
        let book = RegisterBookQuery { dataset: Some(dataset), period: None };
        let opened = self.opened(pack, register, &book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        Ok((opened, reach))
    }

    /// Whether somebody sees a case.
    pub(super) async fn sees_case(&self, actor: &Actor, stored: &StoredCase, now: Timestamp) -> Result<bool> {
        let case = &stored.case;
        if actor.is_host() || self.look_at_case(&case.number, |held| Ok(is_announced(held))).await? {
            return Ok(true);
        }
        match self.lots_within(actor, (case.pack.as_str(), case.register.as_str()), case.dataset, now).await {
            Ok((opened, reach)) => Ok(self.store.reaches(&opened.book, &case.row, reach.rows()).await?),
            // Nobody is told of a row whose register is no longer there to ask.
            Err(AppError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A case that somebody does not see is, to them, none.
    pub async fn demand_case(&self, actor: &Actor, number: &str, now: Timestamp) -> Result<()> {
        let stored = self.look_at_case(number, |held| Ok(held.stored.clone())).await?;
        if self.sees_case(actor, &stored, now).await? { Ok(()) } else { Err(unknown(number)) }
    }

    /// Refuses to conduct the trade of a row that somebody takes no steps on; on record.
    pub(super) async fn demand_lot(&self, actor: &Actor, number: &str, now: Timestamp) -> Result<()> {
        let case = self.look_at_case(number, |held| Ok(held.stored.case.clone())).await?;
        let (opened, reach) =
            self.lots_within(actor, (case.pack.as_str(), case.register.as_str()), case.dataset, now).await?;
        self.demand_row(actor, &opened, (case.row.as_str(), reach.steps(), Capability::TakeStep), now).await
    }
}
