//! A case as one person may see it now. Bidders are numbers to each other until the result is published; what is sealed
//! is shown to its owner alone.

use std::sync::Arc;

use engine::exchange::{Bid, Bidder, Case, Event, HoldState, MethodRule, Phase, PriorityAnswer, Review, Side, local};
use jiff::Timestamp;
use model::Period;
use model::ledger::AccountName;
use model::pack::{Exchange, Pack, Settlement};
use rust_decimal::Decimal;

use super::act::agents;
use super::desk::{Held, phase_word};
use super::words::{event_in_words, label, method_code, method_in_words, plain};
use crate::packs::rules::trade_rules;
use crate::registers::certainty_in_words;
use crate::view::{
    CallPriceView, CaseBid, CaseBidder, CaseLogLine, CaseObjection, CaseOrder, CasePulse, CaseTurn, CaseView,
    CaseWinner, MyPart,
};
use crate::{Actor, App, AppError, Result};

/// Who looks at a case.
#[derive(Debug, Clone, Copy)]
struct Eyes<'a> {
    /// The bidder for whom this person acts.
    own: Option<&'a str>,
    /// Conducts the trade and is no party.
    is_staff: bool,
    /// The result is published: who bid is no secret any more.
    is_public: bool,
}

impl Eyes<'_> {
    fn knows(&self, bidder: &str) -> bool {
        self.own == Some(bidder) || self.is_staff || self.is_public
    }

    /// A bidder as this person may know them.
    fn name(&self, case: &Case, bidder: &str) -> String {
        if self.knows(bidder) {
            return bidder.to_string();
        }
        let place = case.state().bidders.iter().position(|known| known.name == bidder);
        place.map_or_else(|| bidder.to_string(), label)
    }
}

/// Whether who bids is still secret: until the result is published or the case has ended.
pub(super) fn keeps_bidders_secret(case: &Case) -> bool {
    case.state().published_on.is_none() && !case.state().phase.is_final()
}

impl App {
    /// Whether a case, by its number, still keeps its bidders secret; one that does not exist keeps nothing.
    pub(crate) async fn is_case_secret(&self, number: &str) -> Result<bool> {
        match self.look_at_case(number, |held| Ok(keeps_bidders_secret(&held.case))).await {
            Err(AppError::NotFound { .. }) => Ok(false),
            other => other,
        }
    }

    /// The rules that a case was opened under.
    pub(super) async fn rules_of_case(&self, number: &str) -> Result<(Arc<Pack>, Exchange)> {
        let (code, version, exchange) = self
            .look_at_case(number, |held| {
                let case = &held.stored.case;
                Ok((case.pack.clone(), case.pack_version.clone(), case.exchange.clone()))
            })
            .await?;
        let pack = self.packs.usable(&code, &version)?.usable()?.clone();
        let found = pack.exchanges.iter().find(|known| known.code.as_str() == exchange).cloned();
        let found = found.ok_or_else(|| AppError::not_found(format!("机制包“{}”中的交易“{exchange}”", pack.name)))?;
        Ok((pack, found))
    }

    /// The case as a person may see it.
    pub async fn case_view(&self, actor: &Actor, number: &str, now: Timestamp) -> Result<CaseView> {
        self.demand_case(actor, number, now).await?;
        let (pack, exchange) = self.rules_of_case(number).await?;
        let conducts = self.has_pack_role(actor, &pack, &exchange.role).await?;
        let mut seen =
            self.look_at_case(number, |held| view(held, &pack, &exchange, &actor.user, conducts, now)).await?;
        if let (Some(settlement), true) = (&exchange.settlement, conducts && seen.mine.is_none()) {
            self.tell_accounts(&mut seen, pack, settlement, now).await?;
        }
        Ok(seen)
    }

    /// Whose account a code leads to: whoever reviews a bidder compares it with the papers.
    async fn tell_accounts(
        &self,
        seen: &mut CaseView,
        pack: Arc<Pack>,
        settlement: &Settlement,
        now: Timestamp,
    ) -> Result<()> {
        let opened = self.ledger_of(pack, settlement.ledger.as_str(), Some(seen.dataset), now).await?;
        let codes: Vec<Option<String>> = seen.bidders.iter().map(|bidder| bidder.code.clone()).collect();
        let account = |book: &engine::ledger::Book, code: &String| {
            let name = AccountName { kind: settlement.account.clone(), holder: code.clone() };
            match book.account_named(&name).and_then(|id| book.account(id)) {
                Some(account) => format!("{}（{code}）", account.label),
                None => format!("账本中没有代码为“{code}”的账户"),
            }
        };
        let told: Vec<Option<String>> = opened
            .desk
            .look(|book| codes.iter().map(|code| code.as_ref().map(|code| account(book, code))).collect())
            .await?;
        for (bidder, account) in seen.bidders.iter_mut().zip(told) {
            bidder.account = account;
        }
        Ok(())
    }

    /// How far a case is.
    pub async fn case_pulse(&self, number: &str, now: Timestamp) -> Result<CasePulse> {
        let version = self.store.case_version(number).await?;
        let version = version.ok_or_else(|| AppError::not_found(format!("交易项目“{number}”")))?;
        Ok(CasePulse { version, now })
    }
}

fn view(held: &Held, pack: &Pack, exchange: &Exchange, user: &str, conducts: bool, now: Timestamp) -> Result<CaseView> {
    let (case, stored) = (&held.case, &held.stored.case);
    let state = case.state();
    let agents = agents(case);
    let own = agents.get(user).copied();
    let is_public = !keeps_bidders_secret(case);
    let eyes = Eyes { own, is_staff: conducts && own.is_none(), is_public };
    let deadlines = state.deadlines;
    let ledger = exchange.settlement.as_ref().and_then(|settlement| pack.ledger(&settlement.ledger));
    let period = Period::Year(local(held.stored.opened_at).year());
    let step = match case.rules.method {
        MethodRule::Ascending { step, .. } => Some(step),
        MethodRule::Sealed { .. } | MethodRule::Call { .. } => None,
    };
    let least = step.and_then(|step| match state.bids.last() {
        Some(bid) => bid.price.checked_add(step),
        None => Some(case.listing.floor),
    });
    let is_extension = |event: &Event| matches!(event, Event::BidPlaced { is_extended: true, .. });
    let winner = |winner: &engine::exchange::Winner| CaseWinner {
        bidder: winner.bidder.clone(),
        price: plain(winner.price),
        total: case.total(winner.price).map(plain).unwrap_or_default(),
        ground: winner.ground.in_words().to_string(),
    };
    Ok(CaseView {
        number: stored.number.clone(),
        dataset: stored.dataset,
        pack: stored.pack.clone(),
        pack_name: pack.name.clone(),
        pack_version: stored.pack_version.clone(),
        certainty_in_words: certainty_in_words(pack.certainty).to_string(),
        exchange: stored.exchange.clone(),
        exchange_name: exchange.name.clone(),
        basis: exchange.basis.clone(),
        rules: trade_rules(pack, exchange, period),
        register: stored.register.clone(),
        row: stored.row.clone(),
        title: case.listing.title.clone(),
        seller: case.listing.seller.clone(),
        floor: plain(case.listing.floor),
        quantity: plain(case.listing.quantity),
        floor_total: case.total(case.listing.floor).map(plain).unwrap_or_default(),
        unit: exchange.unit.to_string(),
        deposit: case.deposit().map(plain),
        method: method_code(&case.rules.method).to_string(),
        method_in_words: method_in_words(&exchange.method).to_string(),
        phase: phase_word(state.phase)?,
        phase_in_words: state.phase.in_words().to_string(),
        round: state.round,
        suspended: state.suspended.as_ref().map(|(_, reason)| reason.clone()),
        now,
        version: case.log().len() as u64,
        notice_last: deadlines.notice_last,
        opens: deadlines.opens,
        closes: deadlines.closes,
        opening_until: case.opening_until(),
        priority_until: deadlines.priority_until,
        objections_until: deadlines.objections_until,
        extensions: case.log().iter().filter(|recorded| is_extension(&recorded.event)).count(),
        step: step.map(plain),
        least: least.map(plain),
        bids: bids(case, eyes),
        bidders: bidders(case, eyes),
        mine: own.map(|own| mine(case, own)),
        sealed: state.seals.len(),
        opened: state.seals.iter().filter(|seal| seal.opened.is_some()).count(),
        orders: orders(case, eyes),
        order_count: state.orders.iter().filter(|entry| !entry.is_cancelled).count(),
        call_prices: call_prices(case),
        call_result: state.cleared.as_ref().and_then(|cleared| {
            let (price, reason) = cleared.price?;
            Some(format!("成交价 {}（{}），成交 {} 手", plain(price), reason.in_words(), cleared.volume))
        }),
        turns: turns(case, eyes),
        seed: state.seed.map(|seed| seed.to_string()),
        winner: state.winner.as_ref().map(winner),
        objections: state
            .objections
            .iter()
            .map(|objection| CaseObjection {
                number: objection.number,
                by: objection.by.clone(),
                text: objection.text.clone(),
                is_upheld: objection.answer.as_ref().map(|(is_upheld, _)| *is_upheld),
                answer: objection.answer.as_ref().map(|(_, text)| text.clone()),
            })
            .collect(),
        failure: state.failed.map(|reason| reason.in_words().to_string()),
        settlement_refused: state.batch_refused.clone(),
        log: log(case, eyes),
        actions: actions(case, eyes, now).into_iter().map(str::to_string).collect(),
        money_note: match &ledger {
            None => {
                "本项目没有接入账本：保证金和价款在线下收付，由经办人登记到账；结算时名录与成交记录一并更新".to_string()
            }
            Some(ledger) => format!(
                "保证金、申报和结算记在“{}”：冻结不成的不予办理，结算与记账、名录更新一次完成，缺一不办",
                ledger.name
            ),
        },
        ledger: ledger.map(|ledger| ledger.code.to_string()),
        has_certificate: state.phase == Phase::Settled,
    })
}

fn bids(case: &Case, eyes: Eyes<'_>) -> Vec<CaseBid> {
    let shown = |recorded: &engine::exchange::Recorded| match &recorded.event {
        Event::BidPlaced { bidder, price, is_extended, .. } => Some(CaseBid {
            bidder: eyes.name(case, bidder),
            price: plain(*price),
            at: recorded.at,
            is_mine: eyes.own == Some(bidder.as_str()),
            has_extended: *is_extended,
        }),
        // Opened sealed bids, in the order in which they were opened; not while others may choose whether to open theirs.
        Event::Opened { bidder, price } if case.tells_opened_bids() || eyes.own == Some(bidder.as_str()) => {
            Some(CaseBid {
                bidder: eyes.name(case, bidder),
                price: plain(*price),
                at: recorded.at,
                is_mine: eyes.own == Some(bidder.as_str()),
                has_extended: false,
            })
        }
        _ => None,
    };
    let mut bids: Vec<CaseBid> = case.log().iter().filter_map(shown).collect();
    bids.reverse();
    bids
}

fn bidders(case: &Case, eyes: Eyes<'_>) -> Vec<CaseBidder> {
    let state = case.state();
    let one = |(place, bidder): (usize, &Bidder)| {
        let hold = bidder.hold.as_ref().and_then(|id| state.holds.get(id)).map(|hold| &hold.state);
        let is_known = eyes.knows(&bidder.name);
        CaseBidder {
            place: place + 1,
            label: label(place),
            name: is_known.then(|| bidder.name.clone()),
            priority: bidder.priority.clone().filter(|_| is_known),
            code: Some(bidder.code.clone())
                .filter(|code| !code.is_empty() && (eyes.is_staff || eyes.own == Some(bidder.name.as_str()))),
            account: None,
            review: match &bidder.review {
                Review::Waiting => "待审查".to_string(),
                Review::Accepted => "通过".to_string(),
                Review::Rejected(reason) if is_known => format!("不予通过：{reason}"),
                Review::Rejected(_) => "不予通过".to_string(),
            },
            deposit: match hold {
                None => "—".to_string(),
                Some(HoldState::Asked) => "待到账".to_string(),
                Some(HoldState::Held) => "已到账".to_string(),
                Some(HoldState::Refused(reason)) if is_known => format!("未到账：{reason}"),
                Some(HoldState::Refused(_)) => "未到账".to_string(),
                Some(HoldState::Released) => "退还".to_string(),
                Some(HoldState::Posted) => "已划转".to_string(),
            },
            is_waiting: bidder.review == Review::Waiting,
            is_deposit_waiting: hold == Some(&HoldState::Asked),
        }
    };
    state.bidders.iter().enumerate().map(one).collect()
}

fn mine(case: &Case, own: &str) -> MyPart {
    let state = case.state();
    let place = state.bidders.iter().position(|bidder| bidder.name == own).unwrap_or_default();
    let best_of = |name: &str| state.bids.iter().filter(|bid| bid.bidder == name).map(|bid| bid.price).max();
    let best = best_of(own);
    let others = state.bidders.iter().filter(|bidder| bidder.name != own).filter_map(|bidder| best_of(&bidder.name));
    let seal = state.seals.iter().find(|seal| seal.bidder == own);
    MyPart {
        bidder: own.to_string(),
        label: label(place),
        not_ready: state.not_ready(own).map(|why| format!("您{why}，不能参加竞价")),
        rank: best.map(|best: Decimal| 1 + others.filter(|other| *other > best).count()),
        best: best.map(plain),
        is_leading: state.bids.last().is_some_and(|bid: &Bid| bid.bidder == own),
        is_sealed: seal.is_some(),
        is_opened: seal.is_some_and(|seal| seal.opened.is_some()),
        is_my_turn: state.phase == Phase::Priority && state.whose_turn() == Some(own),
    }
}

fn orders(case: &Case, eyes: Eyes<'_>) -> Vec<CaseOrder> {
    let state = case.state();
    let fill = |id: &str| {
        let fills = state.cleared.iter().flat_map(|cleared| &cleared.fills);
        fills.into_iter().find(|fill| fill.order.id == id)
    };
    let is_over = state.cleared.is_some();
    let shown = state.orders.iter().filter(|entry| is_over || eyes.own == Some(entry.order.bidder.as_str()));
    shown
        .map(|entry| {
            let found = fill(&entry.order.id);
            let hold = state.holds.get(&entry.hold).map(|hold| &hold.state);
            let reason = match (found, entry.is_cancelled, hold) {
                (Some(fill), ..) => fill.reason.in_words().to_string(),
                (None, true, _) => "已撤销".to_string(),
                (None, false, Some(HoldState::Held)) => "有效".to_string(),
                (None, false, Some(HoldState::Refused(reason))) => format!("没有冻结成功：{reason}"),
                (None, false, _) => "待冻结".to_string(),
            };
            CaseOrder {
                id: entry.order.id.clone(),
                bidder: eyes.name(case, &entry.order.bidder),
                is_mine: eyes.own == Some(entry.order.bidder.as_str()),
                is_buying: entry.order.side == Side::Buy,
                price: plain(entry.order.price),
                quantity: entry.order.quantity,
                filled: found.map(|fill| fill.filled),
                reason,
                is_cancelled: entry.is_cancelled,
            }
        })
        .collect()
}

fn call_prices(case: &Case) -> Vec<CallPriceView> {
    let Some(cleared) = &case.state().cleared else { return Vec::new() };
    let chosen = cleared.price.map(|(price, _)| price);
    let row = |row: &engine::exchange::PriceRow| CallPriceView {
        price: plain(row.price),
        bought: row.bought,
        sold: row.sold,
        volume: row.volume(),
        imbalance: row.imbalance(),
        is_chosen: chosen == Some(row.price),
    };
    cleared.prices.iter().map(row).collect()
}

fn turns(case: &Case, eyes: Eyes<'_>) -> Vec<CaseTurn> {
    let state = case.state();
    let answer = |bidder: &str| {
        let (_, answer): &(String, PriorityAnswer) = state.answers.iter().find(|(known, _)| known == bidder)?;
        let defaulted = state.defaults.iter().any(|(known, _)| known == bidder);
        Some(format!("{}{}", answer.in_words(), if defaulted { "，后来违约" } else { "" }))
    };
    let one = |bidder: &String| CaseTurn {
        bidder: eyes.name(case, bidder),
        answer: answer(bidder),
        is_asked: state.phase == Phase::Priority && state.whose_turn() == Some(bidder.as_str()),
    };
    state.turns.iter().map(one).collect()
}

fn log(case: &Case, eyes: Eyes<'_>) -> Vec<CaseLogLine> {
    let line = |recorded: &engine::exchange::Recorded| CaseLogLine {
        number: recorded.number,
        at: recorded.at,
        text: event_in_words(
            recorded,
            |bidder| eyes.name(case, bidder),
            |bidder| eyes.knows(bidder),
            |bidder| case.tells_opened_bids() || eyes.own == Some(bidder),
        ),
    };
    let mut log: Vec<CaseLogLine> = case.log().iter().map(line).collect();
    log.reverse();
    log
}

fn is_bid_for(case: &Case) -> bool {
    let state = case.state();
    !(state.bids.is_empty() && state.seals.is_empty() && state.orders.is_empty())
}

/// What this person may try now. The kernel judges it again, with the clock of then.
fn actions(case: &Case, eyes: Eyes<'_>, now: Timestamp) -> Vec<&'static str> {
    let state = case.state();
    let mut found = Vec::new();
    if state.suspended.is_some() {
        if eyes.is_staff {
            found.extend(["resume", "terminate"]);
            let may_withdraw = matches!(
                state.phase,
                Phase::Opened | Phase::Notice | Phase::AwaitingSecondNotice | Phase::Negotiation | Phase::Bidding
            );
            found.extend((may_withdraw && !is_bid_for(case)).then_some("withdraw"));
        }
        return found;
    }
    if eyes.is_staff {
        let own: &[&str] = match state.phase {
            Phase::Opened | Phase::AwaitingSecondNotice => &["announce", "withdraw", "suspend", "terminate"],
            Phase::Notice => &["withdraw", "suspend", "terminate"],
            Phase::Negotiation => &["agree", "withdraw", "suspend", "terminate"],
            Phase::Bidding if is_bid_for(case) => &["suspend", "terminate"],
            Phase::Bidding => &["withdraw", "suspend", "terminate"],
            Phase::Drawing => &["draw", "suspend", "terminate"],
            Phase::Priority => &["suspend", "terminate"],
            Phase::Objection => &["answer_objection", "settle", "default", "suspend", "terminate"],
            Phase::Settling | Phase::Settled | Phase::Failed | Phase::Withdrawn | Phase::Terminated => &[],
        };
        found.extend(own);
        if matches!(state.phase, Phase::Notice | Phase::AwaitingSecondNotice) {
            found.push("qualify");
        }
        if state.awaits_deposits() {
            found.push("deposit");
        }
    }
    if state.phase == Phase::Notice && eyes.own.is_none() {
        found.push("register");
    }
    if state.phase == Phase::Objection {
        found.push("object");
    }
    if let Some(own) = eyes.own {
        let is_open = state.deadlines.closes.is_none_or(|closes| now <= closes);
        match (state.phase, &case.rules.method) {
            (Phase::Bidding, MethodRule::Ascending { .. }) => found.push("bid"),
            (Phase::Bidding, MethodRule::Sealed { .. }) if is_open => found.push("commit"),
            (Phase::Bidding, MethodRule::Sealed { .. }) => found.push("open"),
            (Phase::Bidding, MethodRule::Call { .. }) => found.extend(["order", "cancel_order"]),
            (Phase::Priority, _) if state.whose_turn() == Some(own) => found.push("answer_priority"),
            _ => {}
        }
    }
    found
}
