//! Who may receive an entry (转入方的条件): the holder of the account is a row of a register for which a condition is true.
//! Looked at when an entry is asked for, not again when it is counted.

use engine::formula::in_names;
use engine::ledger::{Book, Slip, SlipMove};
use jiff::Timestamp;
use model::pack::{EntryKind, Ledger, Pack, Receiver};

use super::opened::OpenedLedger;
use crate::view::RegisterBookQuery;
use crate::{App, AppError, Result};

/// An entry that asks something of its receiver.
pub(crate) struct Received {
    pub kind: EntryKind,
    pub receiver: Receiver,
    /// Code of the account that receives.
    pub holder: String,
}

/// Those of a slip; a slip that was posted already is answered as before.
pub(crate) fn received(clerk: &engine::ledger::Clerk<'_>, book: &Book, slip: &Slip) -> Vec<Received> {
    if book.receipt_of(&slip.key).is_some() {
        return Vec::new();
    }
    let one = |line: &engine::ledger::SlipLine| {
        let kind = clerk.kind(book, line).ok()?;
        let receiver = kind.receiver.clone()?;
        let holder = match &line.movement {
            SlipMove::Transfer { to, .. } | SlipMove::Hold { to, .. } => {
                let is_called = |code: &&model::pack::Code| {
                    let name = clerk.ledger.account(code).map_or("", |account| account.name.as_str());
                    to.kind == code.as_str() || to.kind == name
                };
                // An account of another kind is refused for what it is.
                let is_meant = to.kind.is_empty() || kind.to.iter().any(|code| is_called(&code));
                is_meant.then(|| to.holder.trim().to_string())?
            }
            SlipMove::PostHold { hold, .. } => book.account(book.line(*hold)?.to)?.name.holder.clone(),
            // What is given back goes where it came from.
            SlipMove::VoidHold { .. } | SlipMove::Reverse { .. } => return None,
        };
        Some(Received { kind: kind.clone(), receiver, holder })
    };
    slip.lines.iter().filter_map(one).collect()
}

/// Why it is not received; nothing when it is. `holds` tells of a condition on a register whether it holds for a row:
/// nothing where there is no such row.
pub(crate) fn refusal(
    (pack, ledger): (&Pack, &Ledger),
    asked: &Received,
    holds: &dyn Fn(&Receiver) -> Option<bool>,
) -> Option<String> {
    let Received { kind, receiver, holder } = asked;
    let register = pack.register(&receiver.register);
    let register = register.map_or(receiver.register.as_str(), |register| register.name.as_str());
    match holds(receiver) {
        Some(true) => None,
        None => Some(format!(
            "“{}”只办给名录“{register}”中的，其中没有“{holder}”；请先在名录中登记，账户代码与主键一致",
            kind.name
        )),
        Some(false) => {
            let suits = |other: &&EntryKind| {
                other.act == kind.act
                    && other.code != kind.code
                    && kind.assets.iter().any(|asset| other.assets.contains(asset))
                    && other.receiver.as_ref().is_some_and(|receiver| holds(receiver) == Some(true))
            };
            let others: Vec<String> =
                ledger.entries.iter().filter(suits).map(|other| format!("“{}”", other.name)).collect();
            let hint = match others.is_empty() {
                true => format!("请核对名录“{register}”中该行"),
                false => format!("应办{}，或者改正名录“{register}”中该行", others.join("或")),
            };
            let condition = in_names(&receiver.condition, pack);
            Some(format!("“{}”只办给符合条件的（{condition}），“{holder}”不符合；{hint}", kind.name))
        }
    }
}

impl App {
    /// Refuses a slip with an entry that its receiver may not get.
    pub(super) async fn demand_receivers(&self, opened: &OpenedLedger, slip: &Slip, now: Timestamp) -> Result<()> {
        for asked in opened.desk.look(|book| received(&opened.clerk(), book, slip)).await? {
            // Whether conditions on each register hold, looked up once.
            let mut told: Vec<(&Receiver, Option<bool>)> = Vec::new();
            for receiver in opened.rules().entries.iter().filter_map(|kind| kind.receiver.as_ref()) {
                let holds = self.receives(opened, receiver, &asked.holder, now).await?;
                told.push((receiver, holds));
            }
            let holds = |wanted: &Receiver| told.iter().find(|(receiver, _)| *receiver == wanted)?.1;
            if let Some(message) = refusal((&opened.pack, opened.rules()), &asked, &holds) {
                return Err(AppError::Conflict { message });
            }
        }
        Ok(())
    }

    async fn receives(
        &self,
        opened: &OpenedLedger,
        receiver: &Receiver,
        holder: &str,
        now: Timestamp,
    ) -> Result<Option<bool>> {
        let book = RegisterBookQuery { dataset: Some(opened.dataset), period: None };
        let register = self.opened(opened.pack.code.as_str(), receiver.register.as_str(), &book, now).await?;
        let Some(stored) = self.store.row(&register.book, holder).await? else { return Ok(None) };
        let row = register.row(&stored)?;
        let fits = self.holds_for(&register, std::slice::from_ref(&row), &receiver.condition, now).await?;
        Ok(Some(fits.first().copied().flatten() == Some(true)))
    }
}
