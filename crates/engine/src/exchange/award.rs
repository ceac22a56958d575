//! From the end of bidding to settlement: priority rights by lot, objections, default, and one batch for the ledger.

use jiff::SignedDuration;
use model::pack::WhenAllDefault;
use rust_decimal::Decimal;

use super::call::Side;
use super::case::{Case, HoldState, Phase, State, cents};
use super::decide::{Desk, fail, of};
use super::event::{Account, Asset, Batch, Event, FailReason, LedgerRequest, PriorityAnswer, Winner, WinningGround};
use super::refusal::Refusal;
use crate::random::SplitMix64;

/// Who may take the lot at the highest bid, in the order in which they registered.
fn holders(state: &State) -> Vec<String> {
    state.ready().filter(|bidder| bidder.priority.is_some()).map(|bidder| bidder.name.clone()).collect()
}

/// Turns by lot: Fisher and Yates' shuffle of the holders in their order of registration, with SplitMix64 from the seed,
/// so that everybody can draw again.
pub fn turns_by_lot(holders: &[String], seed: u64) -> Vec<String> {
    let mut turns = holders.to_vec();
    let mut random = SplitMix64::new(seed);
    for last in (1..turns.len()).rev() {
        let bound = last as i64;
        let place = usize::try_from(random.between(0, bound)).unwrap_or(last);
        turns.swap(place, last);
    }
    turns
}

pub(super) fn after_bidding(desk: &mut Desk) -> Result<(), Refusal> {
    let Some(highest) = desk.state.highest.clone() else { return Ok(()) };
    let holders = if desk.case.rules.priority.is_some() { holders(&desk.state) } else { Vec::new() };
    match holders.as_slice() {
        [] => publish(desk, highest),
        // One holder needs no lot.
        [_] => {
            let until = priority_until(desk);
            desk.add(Event::Drawn { seed: 0, turns: holders, until });
            Ok(())
        }
        // Waits for the draw.
        [_, ..] => Ok(()),
    }
}

fn priority_until(desk: &Desk) -> jiff::Timestamp {
    let hours = desk.case.rules.priority.map_or(0, |rule| rule.hours);
    desk.at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(jiff::Timestamp::MAX)
}

pub(super) fn draw(desk: &mut Desk, seed: u64) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Drawing], "抽签", "两名以上优先权人时，竞价结束后才抽签")?;
    let turns = turns_by_lot(&holders(&desk.state), seed);
    let until = priority_until(desk);
    desk.add(Event::Drawn { seed, turns, until });
    Ok(())
}

pub(super) fn answer(desk: &mut Desk, bidder: &str, is_exercised: bool) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Priority], "答复优先权", "")?;
    let Some(turn) = desk.state.whose_turn().map(str::to_string) else {
        return Err(Refusal::NoSuchHolder { bidder: bidder.to_string() });
    };
    if !desk.state.turns.iter().any(|holder| holder == bidder) {
        return Err(Refusal::NoSuchHolder { bidder: bidder.to_string() });
    }
    if turn != bidder {
        return Err(Refusal::NotYourTurn { turn });
    }
    if !is_exercised {
        return pass_on(desk, PriorityAnswer::Waived);
    }
    let Some(highest) = desk.state.highest.clone() else {
        return Err(Refusal::NothingPending { what: "最高报价", id: bidder.to_string() });
    };
    desk.add(Event::PriorityAnswered { bidder: bidder.to_string(), answer: PriorityAnswer::Exercised, until: None });
    let winner = Winner { bidder: bidder.to_string(), price: highest.price, ground: WinningGround::Priority };
    publish(desk, winner)
}

/// The one whose turn it is does not take the lot: the next one is asked, and after the last one the highest bid wins.
pub(super) fn pass_on(desk: &mut Desk, answer: PriorityAnswer) -> Result<(), Refusal> {
    let Some(bidder) = desk.state.whose_turn().map(str::to_string) else { return Ok(()) };
    let is_last = desk.state.turn + 1 >= desk.state.turns.len();
    let until = (!is_last).then(|| priority_until(desk));
    desk.add(Event::PriorityAnswered { bidder, answer, until });
    if is_last { nobody_left(desk) } else { Ok(()) }
}

/// All holders were asked.
fn nobody_left(desk: &mut Desk) -> Result<(), Refusal> {
    let Some(highest) = desk.state.highest.clone() else { return Ok(()) };
    let defaulted = |name: &str| desk.state.defaults.iter().any(|(bidder, _)| bidder == name);
    let was_exercised = desk.state.answers.iter().any(|(_, answer)| *answer == PriorityAnswer::Exercised);
    let rule = desk.case.rules.priority.map_or(WhenAllDefault::Fail, |rule| rule.when_all_default);
    let goes_to_bidder = !was_exercised || rule == WhenAllDefault::HighestBidder;
    if goes_to_bidder && !defaulted(&highest.bidder) && desk.state.not_ready(&highest.bidder).is_none() {
        return publish(desk, highest);
    }
    fail(desk, FailReason::AllDefaulted);
    Ok(())
}

/// Publishes who gets the lot; deposits of those who cannot get it any more go back.
pub(super) fn publish(desk: &mut Desk, winner: Winner) -> Result<(), Refusal> {
    let objections_until = desk.objections_until()?;
    let state = &desk.state;
    let mut kept: Vec<&str> = vec![&winner.bidder];
    kept.extend(state.turns.iter().skip(state.turn).map(String::as_str));
    let rule = desk.case.rules.priority.map(|rule| rule.when_all_default);
    if rule == Some(WhenAllDefault::HighestBidder) {
        kept.extend(state.highest.as_ref().map(|highest| highest.bidder.as_str()));
    }
    let is_kept = |owner: &str| kept.contains(&owner);
    let release = state.live_holds().filter(|(_, hold)| !is_kept(&hold.request.owner)).map(|(id, _)| id.clone());
    let release = release.collect();
    desk.add(Event::Published { winner, objections_until, release });
    Ok(())
}

pub(super) fn object(desk: &mut Desk, by: &str, text: &str) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Objection], "提出异议", "成交公示期内受理异议")?;
    if let Some(until) = desk.state.deadlines.objections_until.filter(|until| desk.today() > *until) {
        return Err(Refusal::ObjectionsOver { until });
    }
    if text.trim().is_empty() {
        return Err(Refusal::ObjectionEmpty);
    }
    let number = desk.state.objections.len() + 1;
    desk.add(Event::Objected { number, by: by.to_string(), text: text.to_string() });
    Ok(())
}

pub(super) fn answer_objection(desk: &mut Desk, number: usize, is_upheld: bool, text: &str) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Objection], "答复异议", "")?;
    let is_open = desk.state.objections.iter().any(|known| known.number == number && known.answer.is_none());
    if !is_open {
        return Err(Refusal::NoObjection { number });
    }
    if text.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    desk.add(Event::ObjectionAnswered { number, is_upheld, text: text.to_string() });
    if is_upheld {
        fail(desk, FailReason::ObjectionUpheld);
    }
    Ok(())
}

pub(super) fn settle(desk: &mut Desk) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Objection], "结算", "成交公示期满后结算")?;
    if let Some(until) = desk.state.deadlines.objections_until.filter(|until| desk.today() <= *until) {
        return Err(Refusal::ObjectionWindow { until });
    }
    if let Some(open) = desk.state.objections.iter().find(|objection| objection.answer.is_none()) {
        return Err(Refusal::ObjectionOpen { number: open.number });
    }
    let id = format!("{}/settle/{}", desk.case.listing.case, desk.state.batches + 1);
    let batch = match (&desk.state.cleared, &desk.state.winner) {
        (Some(_), _) => call_batch(desk.case, &desk.state, id)?,
        (None, Some(winner)) => lot_batch(desk.case, &desk.state, winner, id)?,
        (None, None) => return Err(Refusal::NothingPending { what: "成交结果", id }),
    };
    desk.add(Event::SettlementRequested { batch });
    Ok(())
}

/// The deposit counts towards the price; the rest is paid; other deposits go back; the lot changes hands.
fn lot_batch(case: &Case, state: &State, winner: &Winner, id: String) -> Result<Batch, Refusal> {
    let total = case.total(winner.price).ok_or(Refusal::TooLarge)?;
    let seller = || of(&case.listing.seller);
    let mut requests = Vec::new();
    let mut due = total;
    for (hold, entry) in state.live_holds() {
        if entry.request.owner == winner.bidder {
            let amount = entry.request.amount.min(due);
            due -= amount;
            requests.push(LedgerRequest::Post { hold: hold.clone(), to: seller(), amount });
        } else {
            requests.push(LedgerRequest::Void { hold: hold.clone() });
        }
    }
    if due > Decimal::ZERO {
        requests.push(LedgerRequest::Transfer {
            id: format!("{id}/rest"),
            from: of(&winner.bidder),
            to: seller(),
            asset: Asset::Money,
            amount: due,
        });
    }
    Ok(Batch { id, requests, rows: vec![(case.listing.row.clone(), winner.bidder.clone())] })
}

/// Through the clearing account, which is empty afterwards in both money and rights.
fn call_batch(case: &Case, state: &State, id: String) -> Result<Batch, Refusal> {
    let Some(outcome) = &state.cleared else { return Err(Refusal::NothingPending { what: "成交结果", id }) };
    let price = outcome.price.map_or(Decimal::ZERO, |(price, _)| price);
    let mut requests = Vec::new();
    let mut payouts = Vec::new();
    let (mut paid, mut last_seller) = (Decimal::ZERO, None);
    for fill in outcome.fills.iter().filter(|fill| fill.filled > 0) {
        let Some(entry) = state.orders.iter().find(|entry| entry.order.id == fill.order.id) else { continue };
        let units = Decimal::from(fill.filled).checked_mul(case.listing.quantity).ok_or(Refusal::TooLarge)?;
        let money = units.checked_mul(price).map(cents).ok_or(Refusal::TooLarge)?;
        let (taken, given, asset) = match fill.order.side {
            Side::Buy => (money, units, Asset::Right),
            Side::Sell => (units, money, Asset::Money),
        };
        requests.push(LedgerRequest::Post { hold: entry.hold.clone(), to: Account::Clearing, amount: taken });
        match fill.order.side {
            Side::Buy => paid += taken,
            Side::Sell => {
                paid -= given;
                last_seller = Some(payouts.len());
            }
        }
        payouts.push((format!("{id}/{}", fill.order.id), fill.order.bidder.clone(), asset, given));
    }
    // Amounts are rounded to the 分 one by one; what that leaves goes to the last seller, so that nothing stays behind.
    if let Some(place) = last_seller {
        payouts[place].3 += paid;
    }
    requests.extend(payouts.into_iter().map(|(id, bidder, asset, amount)| LedgerRequest::Transfer {
        id,
        from: Account::Clearing,
        to: of(&bidder),
        asset,
        amount,
    }));
    Ok(Batch { id, requests, rows: Vec::new() })
}

pub(super) fn batch_answered(desk: &mut Desk, batch: &str, refused: Option<&str>) -> Result<(), Refusal> {
    let is_asked = desk.state.batch.as_ref().is_some_and(|known| known.id == batch);
    if desk.state.phase != Phase::Settling || !is_asked {
        return Err(Refusal::NothingPending { what: "结算申请", id: batch.to_string() });
    }
    desk.add(match refused {
        None => Event::Settled { batch: batch.to_string() },
        Some(reason) => Event::SettlementRefused { batch: batch.to_string(), reason: reason.to_string() },
    });
    Ok(())
}

/// The deposit of a bidder for the seller, while it is held.
pub(super) fn forfeited(desk: &Desk, bidder: &str) -> Option<LedgerRequest> {
    let hold = desk.state.bidder(bidder).and_then(|bidder| bidder.hold.clone());
    let held = hold.and_then(|id| desk.state.holds.get(&id)).filter(|hold| hold.state == HoldState::Held)?;
    Some(LedgerRequest::Post {
        hold: held.request.id.clone(),
        to: of(&desk.case.listing.seller),
        amount: held.request.amount,
    })
}

/// The winner does not sign or pay: the deposit is forfeited to the seller, the next one is asked.
pub(super) fn default(desk: &mut Desk, reason: &str) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Objection], "登记违约", "成交公示后才有成交人")?;
    let Some(winner) = desk.state.winner.clone() else {
        return Err(Refusal::NothingPending { what: "成交结果", id: desk.case.listing.case.clone() });
    };
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let forfeit = forfeited(desk, &winner.bidder);
    let is_by_priority = winner.ground == WinningGround::Priority;
    let has_next = is_by_priority && desk.state.whose_turn().is_some();
    // The next holder has the whole time from now.
    let until = has_next.then(|| priority_until(desk));
    desk.add(Event::Defaulted { bidder: winner.bidder.clone(), reason: reason.to_string(), forfeit, until });
    match (is_by_priority, has_next) {
        (_, true) => Ok(()),
        (true, false) => nobody_left(desk),
        (false, false) => {
            fail(desk, FailReason::AllDefaulted);
            Ok(())
        }
    }
}
