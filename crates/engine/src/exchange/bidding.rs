//! Bids upwards, sealed bids and orders of a call auction: what is accepted, and what the end brings.

use jiff::Timestamp;
use model::digest;
use model::pack::Unopened;
use rust_decimal::Decimal;

use super::award;
use super::call::{self, Order, Side};
use super::case::{Bid, HoldState, Phase, cents};
use super::decide::{Desk, fail, later};
use super::event::{Asset, Event, FailReason, HoldRequest, Winner, WinningGround};
use super::refusal::{Moment, Refusal};
use super::rules::MethodRule;

/// What a sealed bid is bound to: digest of case, bidder, price as written and a password of the bidder's own.
pub fn seal(case: &str, bidder: &str, price: Decimal, salt: &str) -> String {
    digest(format!("{case}\n{bidder}\n{}\n{salt}", price.normalize()).as_bytes())
}

/// The time, the phase and the one who asks suit.
fn may_bid(desk: &Desk, bidder: &str) -> Result<Timestamp, Refusal> {
    let deadlines = desk.state.deadlines;
    if let Some(closes) = deadlines.closes.filter(|closes| desk.at > *closes) {
        let late = i64::try_from(desk.at.duration_since(closes).as_millis()).unwrap_or(i64::MAX).max(1);
        return Err(Refusal::TooLate { closes: Moment(closes), late });
    }
    desk.only_in(&[Phase::Bidding], "出价", "公告期满、人数足够后才开始竞价")?;
    if let Some(opens) = deadlines.opens.filter(|opens| desk.at < *opens) {
        return Err(Refusal::NotOpen { opens: Moment(opens), now: Moment(desk.at) });
    }
    if let Some(why) = desk.state.not_ready(bidder) {
        return Err(Refusal::NotReady { bidder: bidder.to_string(), why });
    }
    // A case in bidding has an end.
    Ok(deadlines.closes.unwrap_or(desk.at))
}

fn wrong_method<T>(action: &'static str, hint: &'static str) -> Result<T, Refusal> {
    Err(Refusal::WrongPhase { phase: "竞价", action, hint })
}

/// The highest bid so far; bids rise, so it is the last one.
pub(super) fn highest(bids: &[Bid]) -> Option<&Bid> {
    bids.last()
}

pub(super) fn bid(desk: &mut Desk, bidder: &str, price: Decimal) -> Result<(), Refusal> {
    let MethodRule::Ascending { step, extension } = desk.case.rules.method.clone() else {
        return wrong_method("公开出价", "本项目不是网络竞价");
    };
    let closes = may_bid(desk, bidder)?;
    let floor = desk.case.listing.floor;
    if price < floor {
        return Err(Refusal::BelowFloor { price, floor });
    }
    if let Some(highest) = highest(&desk.state.bids).map(|bid| bid.price) {
        let least = highest.checked_add(step).ok_or(Refusal::TooLarge)?;
        if price < least {
            return Err(Refusal::BelowStep { price, highest, step, least });
        }
    }
    desk.case.total(price).ok_or(Refusal::TooLarge)?;
    let moved = extension.filter(|rule| desk.at >= earlier(closes, rule.window_minutes));
    let new_end = moved.map_or(closes, |rule| closes.max(later(desk.at, rule.minutes)));
    desk.add(Event::BidPlaced { bidder: bidder.to_string(), price, closes: new_end, is_extended: new_end > closes });
    Ok(())
}

fn earlier(at: Timestamp, minutes: i64) -> Timestamp {
    later(at, -minutes)
}

pub(super) fn commit(desk: &mut Desk, bidder: &str, digest: &str) -> Result<(), Refusal> {
    let MethodRule::Sealed { .. } = desk.case.rules.method else {
        return wrong_method("投递密封报价", "本项目不是密封报价");
    };
    may_bid(desk, bidder)?;
    if digest.len() != 64 || !digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        return Err(Refusal::NotADigest);
    }
    desk.add(Event::Committed { bidder: bidder.to_string(), digest: digest.to_string() });
    Ok(())
}

pub(super) fn open(desk: &mut Desk, bidder: &str, price: Decimal, salt: &str) -> Result<(), Refusal> {
    let MethodRule::Sealed { opening_minutes, .. } = desk.case.rules.method else {
        return wrong_method("开标", "本项目不是密封报价");
    };
    let name = || bidder.to_string();
    let Some(closes) = desk.state.deadlines.closes else {
        return Err(Refusal::WrongPhase { phase: desk.state.phase.in_words(), action: "开标", hint: "" });
    };
    if desk.at <= closes {
        return Err(Refusal::OpeningTooEarly { closes: Moment(closes) });
    }
    let until = desk.state.deadlines.opening_until.unwrap_or(later(closes, opening_minutes));
    if desk.at > until {
        return Err(Refusal::OpeningOver { until: Moment(until) });
    }
    desk.only_in(&[Phase::Bidding], "开标", "")?;
    let Some(sealed) = desk.state.seals.iter().find(|seal| seal.bidder == bidder) else {
        return Err(Refusal::NotCommitted { bidder: name() });
    };
    if sealed.opened.is_some() {
        return Err(Refusal::AlreadyOpened { bidder: name() });
    }
    if seal(&desk.case.listing.case, bidder, price, salt) != sealed.digest {
        return Err(Refusal::SealBroken { bidder: name() });
    }
    desk.case.total(price).ok_or(Refusal::TooLarge)?;
    desk.add(Event::Opened { bidder: name(), price });
    Ok(())
}

pub(super) fn order(desk: &mut Desk, order: Order) -> Result<(), Refusal> {
    let MethodRule::Call { .. } = desk.case.rules.method else {
        return wrong_method("申报", "本项目不是集合竞价");
    };
    may_bid(desk, &order.bidder)?;
    if order.quantity == 0 {
        return Err(Refusal::NoQuantity);
    }
    if order.price <= Decimal::ZERO {
        return Err(Refusal::NotPositive { price: order.price });
    }
    if desk.state.orders.iter().any(|entry| entry.order.id == order.id) {
        return Err(Refusal::OrderExists { order: order.id });
    }
    let units = Decimal::from(order.quantity).checked_mul(desk.case.listing.quantity).ok_or(Refusal::TooLarge)?;
    let money = units.checked_mul(order.price).map(cents).ok_or(Refusal::TooLarge)?;
    let (asset, amount) = match order.side {
        Side::Buy => (Asset::Money, money),
        Side::Sell => (Asset::Right, units),
    };
    let hold = HoldRequest {
        id: format!("{}/order/{}", desk.case.listing.case, order.id),
        owner: order.bidder.clone(),
        asset,
        amount,
    };
    desk.add(Event::Ordered { order, hold });
    Ok(())
}

pub(super) fn cancel(desk: &mut Desk, order: &str, bidder: &str) -> Result<(), Refusal> {
    may_bid(desk, bidder)?;
    let found = desk
        .state
        .orders
        .iter()
        .find(|entry| entry.order.id == order && entry.order.bidder == bidder && !entry.is_cancelled);
    let Some(entry) = found else {
        return Err(Refusal::UnknownOrder { order: order.to_string(), bidder: bidder.to_string() });
    };
    let live = |id: &String| desk.state.live_holds().any(|(known, _)| known == id);
    let release = Some(entry.hold.clone()).filter(live).into_iter().collect();
    desk.add(Event::OrderCancelled { order: order.to_string(), release });
    Ok(())
}

/// The end of bidding: who bid most, or at which price orders meet.
pub(super) fn end(desk: &mut Desk) -> Result<(), Refusal> {
    let winner =
        |bidder: &str, price: Decimal| Winner { bidder: bidder.to_string(), price, ground: WinningGround::HighestBid };
    let found = match desk.case.rules.method {
        MethodRule::Ascending { .. } => highest(&desk.state.bids).map(|bid| winner(&bid.bidder, bid.price)),
        MethodRule::Sealed { .. } => {
            let floor = desk.case.listing.floor;
            let opened = desk.state.seals.iter().filter_map(|seal| Some((seal, seal.opened?)));
            let valid = opened.filter(|(_, price)| *price >= floor);
            // The highest price; of equal ones the one that was handed in first.
            let best = valid.min_by(|(one, low), (other, high)| high.cmp(low).then(one.at.cmp(&other.at)));
            best.map(|(seal, price)| winner(&seal.bidder, price))
        }
        MethodRule::Call { margin } => return clear(desk, margin, None),
    };
    let unopened = desk.state.seals.iter().filter(|seal| seal.opened.is_none());
    let unopened: Vec<String> = unopened.map(|seal| seal.bidder.clone()).collect();
    let forfeit = match desk.case.rules.method {
        MethodRule::Sealed { unopened: Unopened::Forfeit, .. } => {
            unopened.iter().filter_map(|bidder| award::forfeited(desk, bidder)).collect()
        }
        MethodRule::Sealed { unopened: Unopened::Void, .. }
        | MethodRule::Ascending { .. }
        | MethodRule::Call { .. } => Vec::new(),
    };
    let is_sold = found.is_some();
    desk.add(Event::BiddingEnded { winner: found, unopened, forfeit });
    if is_sold {
        award::after_bidding(desk)
    } else {
        fail(desk, FailReason::NoBid);
        Ok(())
    }
}

/// Orders whose holds the ledger has no more fall out after the result was published: they can neither pay nor deliver.
/// The others are cleared anew and the result is published again, with a time for objections of its own.
pub(super) fn drop_orders(desk: &mut Desk, holds: &[String]) -> Result<(), Refusal> {
    desk.only_in(&[Phase::Objection], "退出申报", "集合竞价成交公示以后、结算以前才退出")?;
    let MethodRule::Call { margin } = desk.case.rules.method else {
        return Err(Refusal::NothingPending { what: "申报", id: holds.join("、") });
    };
    let gone = desk.state.orders.iter().filter(|entry| !entry.is_cancelled && holds.contains(&entry.hold));
    let (orders, ids): (Vec<Order>, Vec<String>) = gone.map(|entry| (entry.order.clone(), entry.hold.clone())).unzip();
    if orders.is_empty() {
        return Err(Refusal::NothingPending { what: "申报", id: holds.join("、") });
    }
    desk.add(Event::OrdersDropped { orders, holds: ids });
    clear(desk, margin, Some(FailReason::HoldsGone))
}

/// `known` says why the case fails when nothing can be cleared, where that is known already.
fn clear(desk: &mut Desk, margin: model::pack::Margin, known: Option<FailReason>) -> Result<(), Refusal> {
    let is_held = |hold: &String| desk.state.holds.get(hold).is_some_and(|hold| hold.state == HoldState::Held);
    let entries = desk.state.orders.iter().filter(|entry| !entry.is_cancelled && is_held(&entry.hold));
    let orders: Vec<Order> = entries.map(|entry| entry.order.clone()).collect();
    let outcome = call::clear(&orders, desk.case.listing.floor, margin)?;
    if outcome.price.is_none() {
        let found = if orders.is_empty() { FailReason::NoBid } else { FailReason::NoCommonPrice };
        fail(desk, known.unwrap_or(found));
        return Ok(());
    }
    let filled = |order: &str| outcome.fills.iter().any(|fill| fill.order.id == order && fill.filled > 0);
    let kept: Vec<&String> =
        desk.state.orders.iter().filter(|entry| filled(&entry.order.id)).map(|entry| &entry.hold).collect();
    let release = desk.live_holds().into_iter().filter(|id| !kept.contains(&id)).collect();
    let objections_until = desk.objections_until()?;
    desk.add(Event::Cleared { outcome: Box::new(outcome), objections_until, release });
    Ok(())
}
