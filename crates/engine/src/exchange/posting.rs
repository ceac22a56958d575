//! What a step of a case asks of the ledger that its exchange names (结算账本), as one slip for the clerk: all of it is
//! posted, or the step does not happen. Never posts by itself.

use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::WorkingCalendar;
use model::ledger::LineId;
use model::pack::{Exchange, Settlement};
use rust_decimal::Decimal;

use super::case::{Case, Phase, State, local};
use super::decide::{Asked, ledger_requests};
use super::event::{Account, Asset, Command, Event, LedgerRequest, Listing, Recorded};
use super::refusal::Refusal;
use crate::ledger::{Book, Holding, Lot, Slip, SlipLine, SlipMove, StatementAct};

/// What the events of one step ask for, in this order. A hold is asked for when it is answered: `state` is the one after
/// the events.
pub fn asked_by(events: &[Recorded], state: &State) -> Vec<LedgerRequest> {
    let mut requests = Vec::new();
    for recorded in events {
        match &recorded.event {
            Event::Held { hold } => {
                requests.extend(state.holds.get(hold).map(|hold| LedgerRequest::Hold(hold.request.clone())));
            }
            Event::Accepted { .. } | Event::Ordered { .. } => {}
            Event::SettlementRequested { batch } => requests.extend(batch.requests.iter().cloned()),
            other => requests.extend(ledger_requests(other)),
        }
    }
    requests
}

impl Case {
    /// As [`Case::decide`], with the ledger's yes to orders and batches behind the events: for whoever posts what they ask
    /// for in the same step, and drops the step when the ledger refuses.
    pub fn decide_answered(
        &self,
        asked: Asked<'_>,
        command: &Command,
        calendar: &WorkingCalendar,
    ) -> Result<Vec<Recorded>, Refusal> {
        let mut events = self.decide(asked, command, calendar)?;
        let mut after = self.clone();
        events.iter().cloned().for_each(|event| after.record(event));
        let mut answers = Vec::new();
        for recorded in &events {
            match &recorded.event {
                Event::Ordered { hold, .. } => {
                    let answer = Command::HoldAnswered { hold: hold.id.clone(), refused: None };
                    answers.push((format!("{}/held/{}", asked.key, answers.len()), "系统", answer));
                }
                Event::SettlementRequested { batch } => {
                    let answer = Command::BatchAnswered { batch: batch.id.clone(), refused: None };
                    answers.push((format!("{}/settled", asked.key), asked.by, answer));
                }
                _ => {}
            }
        }
        for (key, by, answer) in answers {
            let more = after.decide(Asked { at: asked.at, by, key: &key }, &answer, calendar)?;
            more.iter().cloned().for_each(|event| after.record(event));
            events.extend(more);
        }
        Ok(events)
    }
}

/// A step that is to be posted.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'a> {
    pub exchange: &'a Exchange,
    pub settlement: &'a Settlement,
    /// As [`super::hold_months`] says.
    pub hold_months: i32,
    pub listing: &'a Listing,
    pub events: &'a [Recorded],
    /// After the events.
    pub state: &'a State,
    pub actor: &'a str,
    pub at: Timestamp,
}

/// A hold that is needed and is not there any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("账本中没有“{owner}”的有效冻结（{id}），可能已经到期解冻；请核对账本，必要时登记违约")]
pub struct HoldGone {
    pub id: String,
    pub owner: String,
}

impl Posting<'_> {
    /// The slip; nothing when the step asks for nothing. `book` is the one that it will be posted to: it knows which holds
    /// are still there. The release or the forfeit of a hold that has ended already is left out: there is nothing to give
    /// back or to take, and the case must go on.
    pub fn slip(&self, book: &Book) -> Result<Option<Slip>, HoldGone> {
        let requests = asked_by(self.events, self.state);
        let mut lines = Vec::new();
        for request in &requests {
            self.lines(request, book, &mut lines)?;
        }
        lines.extend(self.handover());
        if lines.is_empty() {
            return Ok(None);
        }
        let batch = self.events.iter().find_map(|recorded| match &recorded.event {
            Event::SettlementRequested { batch } => Some(batch.id.clone()),
            _ => None,
        });
        let case = &self.listing.case;
        let first = self.events.first().map_or(0, |recorded| recorded.number);
        let key = match requests.as_slice() {
            // So that the hold is found again.
            [LedgerRequest::Hold(hold)] => hold.id.clone(),
            _ => batch.clone().unwrap_or_else(|| format!("{case}/step/{first}")),
        };
        let what = match (&batch, requests.as_slice()) {
            (Some(_), _) => "结算",
            (None, [LedgerRequest::Hold(_)]) => "冻结",
            (None, _) => "退还或划转冻结",
        };
        Ok(Some(Slip {
            key,
            actor: self.actor.to_string(),
            effective: local(self.at).date(),
            basis: self.exchange.basis.clone(),
            document: case.clone(),
            note: format!("交易项目 {case} {what}"),
            corrects: None,
            lines,
        }))
    }

    fn lines(&self, request: &LedgerRequest, book: &Book, lines: &mut Vec<SlipLine>) -> Result<(), HoldGone> {
        match request {
            LedgerRequest::Hold(hold) => lines.push(self.line_of_hold(SlipMove::Hold {
                from: self.party(&hold.owner),
                to: self.clearing(),
                asset: self.asset(hold.asset),
                amount: hold.amount,
                until: self.until(),
            })),
            LedgerRequest::Void { hold } => {
                let open = open_hold(book, hold, self.at);
                lines.extend(open.map(|hold| self.line_of_hold(SlipMove::VoidHold { hold })));
            }
            LedgerRequest::Post { hold, to, amount } => {
                let request = self.state.holds.get(hold).map(|hold| &hold.request);
                let gone = || HoldGone {
                    id: hold.clone(),
                    owner: request.map_or_else(|| hold.clone(), |request| request.owner.clone()),
                };
                let Some((id, request)) = open_hold(book, hold, self.at).zip(request) else {
                    return if self.is_forfeit(hold) { Ok(()) } else { Err(gone()) };
                };
                if *amount > Decimal::ZERO {
                    lines.push(self.line_of_hold(SlipMove::PostHold { hold: id, amount: Some(*amount) }));
                }
                if *amount < request.amount {
                    lines.push(self.line_of_hold(SlipMove::VoidHold { hold: id }));
                }
                if let Account::Of(name) = to {
                    self.pay(self.clearing(), self.party(name), request.asset, *amount, lines);
                }
            }
            LedgerRequest::Transfer { from, to, asset, amount, .. } => {
                self.pay(self.account(from), self.account(to), *asset, *amount, lines);
            }
        }
        Ok(())
    }

    fn is_forfeit(&self, id: &str) -> bool {
        let takes = |request: &LedgerRequest| matches!(request, LedgerRequest::Post { hold, .. } if hold == id);
        self.events.iter().any(|recorded| match &recorded.event {
            Event::Defaulted { forfeit, .. } => forfeit.iter().any(takes),
            Event::BiddingEnded { forfeit, .. } => forfeit.iter().any(takes),
            _ => false,
        })
    }

    fn pay(&self, from: Holding, to: Holding, asset: Asset, amount: Decimal, lines: &mut Vec<SlipLine>) {
        if amount > Decimal::ZERO {
            let movement = SlipMove::Transfer { from, to, asset: self.asset(asset), amount };
            lines.push(SlipLine { kind: self.settlement.pay.to_string(), movement });
        }
    }

    /// A lot whose right stands in the ledger goes from seller to buyer with the money. Call auctions say it themselves.
    fn handover(&self) -> Option<SlipLine> {
        self.settlement.right.as_ref()?;
        let batch = self.events.iter().find_map(|recorded| match &recorded.event {
            Event::SettlementRequested { batch } => Some(batch),
            _ => None,
        })?;
        let [(_, buyer)] = batch.rows.as_slice() else { return None };
        let movement = SlipMove::Transfer {
            from: self.party(&self.listing.seller),
            to: self.party(buyer),
            asset: self.asset(Asset::Right),
            amount: self.listing.quantity,
        };
        Some(SlipLine { kind: self.settlement.pay.to_string(), movement })
    }

    fn line_of_hold(&self, movement: SlipMove) -> SlipLine {
        SlipLine { kind: self.settlement.hold.to_string(), movement }
    }

    fn account(&self, account: &Account) -> Holding {
        match account {
            Account::Of(name) => self.party(name),
            Account::Clearing => self.clearing(),
        }
    }

    /// By code where the party has one, so that nobody's money is held because somebody typed their name. Without a label:
    /// an account must have been opened, nobody gets one by bidding.
    fn party(&self, name: &str) -> Holding {
        let code = self.state.code_of(self.listing, name);
        let holder = if code.is_empty() { name } else { code };
        Holding { kind: self.settlement.account.to_string(), holder: holder.to_string(), label: String::new() }
    }

    fn clearing(&self) -> Holding {
        Holding { kind: self.settlement.clearing.to_string(), ..Holding::default() }
    }

    fn asset(&self, asset: Asset) -> Lot {
        match (asset, &self.settlement.right) {
            (Asset::Right, Some(right)) => {
                Lot { kind: right.to_string(), vintage: self.listing.vintage.clone(), place: String::new() }
            }
            // The checker asks for a right wherever orders are for one.
            (Asset::Money, _) | (Asset::Right, None) => {
                Lot { kind: self.settlement.money.to_string(), ..Lot::default() }
            }
        }
    }

    fn until(&self) -> Timestamp {
        let china = Offset::constant(8);
        let last = china.to_datetime(self.at).checked_add(self.hold_months.months());
        last.ok().and_then(|last| china.to_timestamp(last).ok()).unwrap_or(Timestamp::MAX)
    }
}

impl Case {
    /// Holds of orders that were filled and that the ledger has no more, because they ended before the settlement: these
    /// orders fall out ([`Command::DropOrders`]). Deposits are not among them: whoever got the lot can still pay.
    pub fn holds_gone(&self, book: &Book, at: Timestamp) -> Vec<String> {
        let state = self.state();
        let Some(cleared) = state.cleared.as_ref().filter(|_| state.phase == Phase::Objection) else {
            return Vec::new();
        };
        let is_filled = |order: &str| cleared.fills.iter().any(|fill| fill.order.id == order && fill.filled > 0);
        let filled = state.orders.iter().filter(|entry| is_filled(&entry.order.id));
        filled.filter(|entry| open_hold(book, &entry.hold, at).is_none()).map(|entry| entry.hold.clone()).collect()
    }
}

/// The line of a hold that a case asked for, while it is open.
fn open_hold(book: &Book, id: &str, at: Timestamp) -> Option<LineId> {
    let line = book.line(LineId { seq: book.receipt_of(id)?.seq, line: 0 })?;
    match line.act {
        StatementAct::Hold { until } if until > at && line.left > 0 => Some(line.id),
        _ => None,
    }
}
