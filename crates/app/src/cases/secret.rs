//! Which cases keep their bidders secret from somebody, for whoever shows what those cases left elsewhere. Never shows
//! anything itself.

use engine::exchange::Phase;
use model::Dataset;
use model::pack::{Code, Settlement};

use super::act::agents;
use super::desk::phase_word;
use super::see::keeps_bidders_secret;
use crate::{Actor, App, Result};

/// A case whose bidders a reader may not know.
pub(crate) struct SecretCase {
    pub number: String,
    pub settlement: Settlement,
}

impl App {
    /// The cases that settle over a ledger and keep their bidders secret from this reader: from everybody but who conducts
    /// the trade and is no party to it.
    pub(crate) async fn secret_cases(
        &self,
        actor: &Actor,
        (pack, ledger): (&str, &Code),
        dataset: Dataset,
    ) -> Result<Vec<SecretCase>> {
        let over = Phase::FINAL.map(phase_word);
        let over = over.into_iter().collect::<Result<Vec<_>>>()?;
        let mut found = Vec::new();
        for stored in self.store.cases(dataset).await? {
            if stored.case.pack != pack || over.contains(&stored.phase) {
                continue;
            }
            let number = stored.case.number;
            let (pack, exchange) = self.rules_of_case(&number).await?;
            let Some(settlement) = exchange.settlement.filter(|settlement| settlement.ledger == *ledger) else {
                continue;
            };
            let conducts = self.has_pack_role(actor, &pack, &exchange.role).await?;
            let look = |held: &super::desk::Held| {
                let is_party = agents(&held.case).contains_key(actor.user.as_str());
                Ok(keeps_bidders_secret(&held.case) && (is_party || !conducts))
            };
            if self.look_at_case(&number, look).await? {
                found.push(SecretCase { number, settlement });
            }
        }
        Ok(found)
    }
}
