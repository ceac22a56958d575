//! Whether something may be done in a case now, and what then happens. Changes nothing by itself.
//!
//! Time comes in as the instant at which the server received the command; what fell due before it happens first.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::{WorkingCalendar, digest};

use super::case::{Case, Phase, Review, State, is_same_party, local};
use super::event::{Account, Asset, LedgerRequest};
use super::event::{
    AfterNotice, Command, Deadlines, Event, FailReason, HoldRequest, PriorityAnswer, Recorded, Winner, WinningGround,
};
use super::refusal::{Moment, Refusal};
use super::rules::MethodRule;
use super::{award, bidding};

/// When, by whom and under which key something is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Server time.
    pub at: Timestamp,
    pub by: &'a str,
    /// The same key with the same command does nothing a second time.
    pub key: &'a str,
}

impl Case {
    /// The events that a command brings about, to be stored and then recorded. None when it was done already.
    pub fn decide(
        &self,
        asked: Asked,
        command: &Command,
        calendar: &WorkingCalendar,
    ) -> Result<Vec<Recorded>, Refusal> {
        let fingerprint = fingerprint(command);
        if let Some(done) = self.log.iter().find(|recorded| recorded.key == asked.key) {
            return if done.command == fingerprint {
                Ok(Vec::new())
            } else {
                Err(Refusal::KeyReused { key: asked.key.to_string() })
            };
        }
        if let Some(last) = self.log.last().filter(|last| asked.at < last.at) {
            return Err(Refusal::ClockBack { now: Moment(asked.at), last: Moment(last.at) });
        }
        let mut desk =
            Desk { case: self, state: self.state.clone(), at: asked.at, calendar, events: Vec::new(), due_since: None };
        desk.what_is_due()?;
        desk.answer(asked.by, command)?;
        let number = |place: usize| self.log.len() as u64 + place as u64 + 1;
        let recorded = |(place, event): (usize, Event)| Recorded {
            number: number(place),
            at: asked.at,
            by: asked.by.to_string(),
            key: asked.key.to_string(),
            command: fingerprint.clone(),
            event,
        };
        Ok(desk.events.into_iter().enumerate().map(recorded).collect())
    }

    /// What time alone has brought about by `at`, such as the end of bidding; to be stored and recorded before anything
    /// else is decided, so that it stays whatever becomes of that.
    pub fn due(&self, at: Timestamp, calendar: &WorkingCalendar) -> Result<Vec<Recorded>, Refusal> {
        // The clock stands still during a suspension.
        if self.state.suspended.is_some() {
            return Ok(Vec::new());
        }
        let next = self.log.len() as u64 + 1;
        let asked = Asked { at, by: "系统", key: &format!("due/{next}") };
        match self.decide(asked, &Command::Advance, calendar) {
            Err(Refusal::NothingDue) => Ok(Vec::new()),
            other => other,
        }
    }

    /// After which instant time alone brings something about; nothing while nothing is awaited.
    pub fn wakes_after(&self) -> Option<Timestamp> {
        let (state, deadlines) = (&self.state, self.state.deadlines);
        if state.suspended.is_some() {
            return None;
        }
        match state.phase {
            Phase::Notice => {
                let next_day = deadlines.notice_last?.tomorrow().ok()?;
                let midnight = Offset::constant(8).to_timestamp(next_day.at(0, 0, 0, 0)).ok()?;
                midnight.checked_sub(SignedDuration::from_nanos(1)).ok()
            }
            Phase::Bidding => {
                let closes = deadlines.closes?;
                let all_opened = state.seals.iter().all(|seal| seal.opened.is_some());
                Some(self.opening_until().filter(|_| !all_opened).unwrap_or(closes))
            }
            Phase::Priority => deadlines.priority_until,
            Phase::Opened
            | Phase::AwaitingSecondNotice
            | Phase::Negotiation
            | Phase::Drawing
            | Phase::Objection
            | Phase::Settling
            | Phase::Settled
            | Phase::Failed
            | Phase::Withdrawn
            | Phase::Terminated => None,
        }
    }

    /// Records what is due, then decides and records. Returns how many events the command itself added. When it is
    /// refused, what was due has happened all the same.
    pub fn submit(&mut self, asked: Asked, command: &Command, calendar: &WorkingCalendar) -> Result<usize, Refusal> {
        let due = self.due(asked.at, calendar)?;
        let has_moved = !due.is_empty();
        due.into_iter().for_each(|recorded| self.record(recorded));
        if has_moved && *command == Command::Advance {
            return Ok(0);
        }
        let events = self.decide(asked, command, calendar)?;
        let count = events.len();
        events.into_iter().for_each(|recorded| self.record(recorded));
        Ok(count)
    }
}

fn fingerprint(command: &Command) -> String {
    // A command is plain data; its JSON cannot fail.
    digest(serde_json::to_string(command).unwrap_or_default().as_bytes())
}

/// A case while something is being decided: the state with the events so far.
pub(super) struct Desk<'a> {
    pub(super) case: &'a Case,
    pub(super) state: State,
    pub(super) at: Timestamp,
    pub(super) calendar: &'a WorkingCalendar,
    pub(super) events: Vec<Event>,
    /// Since when what is brought about was due, where time alone brings it about.
    due_since: Option<Timestamp>,
}

impl Desk<'_> {
    pub(super) fn add(&mut self, event: Event) {
        self.state.apply(&event, self.at);
        self.events.push(event);
    }

    pub(super) fn today(&self) -> Date {
        local(self.at).date()
    }

    /// The last day of publicity of a result. Its working days are counted from the day on which the result stood, such as
    /// the end of bidding, however late the clock looked; but a result that was told today is open to objections today.
    pub(super) fn objections_until(&self) -> Result<Date, Refusal> {
        let stood = self.due_since.map_or(self.today(), |since| local(since).date());
        Ok(self.calendar.shifted(stood, self.case.rules.objection_days)?.max(self.today()))
    }

    /// Refuses what does not belong into the phase.
    pub(super) fn only_in(&self, phases: &[Phase], action: &'static str, hint: &'static str) -> Result<(), Refusal> {
        if phases.contains(&self.state.phase) {
            return Ok(());
        }
        Err(Refusal::WrongPhase { phase: self.state.phase.in_words(), action, hint })
    }

    fn not_a_party(&self, by: &str) -> Result<(), Refusal> {
        if self.state.bidder(by).is_some() || self.case.listing.seller == by {
            return Err(Refusal::PartyActs { by: by.to_string() });
        }
        Ok(())
    }

    pub(super) fn live_holds(&self) -> Vec<String> {
        self.state.live_holds().map(|(id, _)| id.clone()).collect()
    }

    /// What time alone brings about, one thing after the other.
    fn what_is_due(&mut self) -> Result<(), Refusal> {
        while self.state.suspended.is_none() && self.one_due_thing()? {}
        Ok(())
    }

    fn one_due_thing(&mut self) -> Result<bool, Refusal> {
        let deadlines = self.state.deadlines;
        match self.state.phase {
            Phase::Notice if deadlines.notice_last.is_some_and(|last| self.today() > last) => self.end_notice(),
            Phase::Bidding if self.is_bidding_over() => {
                self.due_since = self.bidding_ended();
                bidding::end(self)?;
            }
            Phase::Priority if deadlines.priority_until.is_some_and(|until| self.at > until) => {
                self.due_since = deadlines.priority_until;
                award::pass_on(self, PriorityAnswer::Lapsed)?;
            }
            _ => return Ok(false),
        }
        self.due_since = None;
        Ok(true)
    }

    /// When bidding that is over ended: sealed bids have a time to be opened after it, or until the last one was opened.
    fn bidding_ended(&self) -> Option<Timestamp> {
        let closes = self.state.deadlines.closes;
        match self.case.rules.method {
            MethodRule::Ascending { .. } | MethodRule::Call { .. } => closes,
            MethodRule::Sealed { .. } if self.state.seals.is_empty() => closes,
            MethodRule::Sealed { .. } if self.state.seals.iter().all(|seal| seal.opened.is_some()) => {
                let opened = |recorded: &&Recorded| matches!(recorded.event, Event::Opened { .. });
                self.case.log.iter().rev().find(opened).map(|recorded| recorded.at).or(closes)
            }
            MethodRule::Sealed { .. } => self.case.opening_until(),
        }
    }

    fn is_bidding_over(&self) -> bool {
        let Some(closes) = self.state.deadlines.closes.filter(|closes| self.at > *closes) else { return false };
        match self.case.rules.method {
            MethodRule::Ascending { .. } | MethodRule::Call { .. } => true,
            MethodRule::Sealed { opening_minutes, .. } => {
                let all_opened = self.state.seals.iter().all(|seal| seal.opened.is_some());
                let until = self.state.deadlines.opening_until.unwrap_or(later(closes, opening_minutes));
                all_opened || self.at > until
            }
        }
    }

    fn end_notice(&mut self) {
        let rules = &self.case.rules;
        let ready = self.state.ready().count();
        let next = if ready >= rules.bidders_min {
            AfterNotice::Bidding
        } else if self.state.round == 1 && rules.second_notice_days.is_some() {
            AfterNotice::SecondNotice
        } else if rules.when_few == model::pack::WhenFew::Negotiate && ready > 0 {
            AfterNotice::Negotiation
        } else {
            AfterNotice::Failed
        };
        let release = if next == AfterNotice::Failed { self.live_holds() } else { Vec::new() };
        self.add(Event::NoticeEnded { ready, next, release });
    }

    fn answer(&mut self, by: &str, command: &Command) -> Result<(), Refusal> {
        let is_by_time_or_ledger = matches!(
            command,
            Command::Resume
                | Command::Withdraw { .. }
                | Command::Terminate { .. }
                | Command::HoldAnswered { .. }
                | Command::DropOrders { .. }
                | Command::BatchAnswered { .. }
        );
        if self.state.suspended.is_some() && !is_by_time_or_ledger {
            return Err(Refusal::WrongPhase { phase: "中止", action: "办理", hint: "恢复后再办" });
        }
        match command {
            Command::Announce { notice_last, opens, closes } => {
                self.not_a_party(by)?;
                self.announce(*notice_last, *opens, *closes)
            }
            Command::Register { bidder, priority, code } => self.register((bidder, code), priority.as_deref()),
            Command::Qualify { bidder, is_accepted, reason } => {
                self.not_a_party(by)?;
                self.qualify(bidder, *is_accepted, reason)
            }
            Command::HoldAnswered { hold, refused } => self.hold_answered(hold, refused.as_deref()),
            Command::Bid { bidder, price } => bidding::bid(self, bidder, *price),
            Command::Commit { bidder, digest } => bidding::commit(self, bidder, digest),
            Command::Open { bidder, price, salt } => bidding::open(self, bidder, *price, salt),
            Command::Order { order, bidder, side, price, quantity } => {
                let order = super::call::Order {
                    id: order.clone(),
                    bidder: bidder.clone(),
                    side: *side,
                    price: *price,
                    quantity: *quantity,
                };
                bidding::order(self, order)
            }
            Command::CancelOrder { order, bidder } => bidding::cancel(self, order, bidder),
            Command::DropOrders { holds } => bidding::drop_orders(self, holds),
            Command::Agree { bidder, price } => {
                self.not_a_party(by)?;
                self.agree(bidder, *price)
            }
            Command::Draw { seed } => {
                self.not_a_party(by)?;
                award::draw(self, *seed)
            }
            Command::AnswerPriority { bidder, is_exercised } => award::answer(self, bidder, *is_exercised),
            Command::Object { by: objector, text } => award::object(self, objector, text),
            Command::AnswerObjection { number, is_upheld, text } => {
                self.not_a_party(by)?;
                award::answer_objection(self, *number, *is_upheld, text)
            }
            Command::Settle => {
                self.not_a_party(by)?;
                award::settle(self)
            }
            Command::BatchAnswered { batch, refused } => award::batch_answered(self, batch, refused.as_deref()),
            Command::Default { reason } => {
                self.not_a_party(by)?;
                award::default(self, reason)
            }
            Command::Withdraw { reason } => self.withdraw(reason),
            Command::Terminate { reason } => {
                self.not_a_party(by)?;
                self.terminate(reason)
            }
            Command::Suspend { reason } => {
                self.not_a_party(by)?;
                self.suspend(reason)
            }
            Command::Resume => {
                self.not_a_party(by)?;
                self.resume()
            }
            Command::Advance => {
                if self.events.is_empty() {
                    return Err(Refusal::NothingDue);
                }
                Ok(())
            }
        }
    }

    fn announce(&mut self, notice_last: Date, opens: Timestamp, closes: Timestamp) -> Result<(), Refusal> {
        self.only_in(&[Phase::Opened, Phase::AwaitingSecondNotice], "发布公告", "")?;
        let rules = &self.case.rules;
        let needed = if self.state.round == 0 {
            rules.notice_days
        } else {
            rules.second_notice_days.unwrap_or(rules.notice_days)
        };
        let (today, last) = (self.today(), notice_last);
        let given = self.calendar.distance(today, last)?;
        if given < needed {
            let earliest = self.calendar.shifted(today, needed)?;
            return Err(Refusal::NoticeTooShort { needed, given, last, earliest });
        }
        if let Some(months) = rules.notice_months_max {
            let latest = today.checked_add(months.months()).map_err(|_| model::CalendarError::OutOfRange)?;
            if last > latest {
                return Err(Refusal::NoticeTooLong { months, last, latest });
            }
        }
        if local(opens).date() <= last {
            return Err(Refusal::BiddingTooEarly { opens: Moment(opens), last });
        }
        if closes <= opens {
            return Err(Refusal::BiddingTooShort { opens: Moment(opens), closes: Moment(closes) });
        }
        let round = self.state.round + 1;
        self.add(Event::Announced { round, notice_last, opens, closes });
        Ok(())
    }

    fn register(&mut self, (bidder, code): (&str, &str), priority: Option<&str>) -> Result<(), Refusal> {
        let is_over = !matches!(self.state.phase, Phase::Opened | Phase::Notice | Phase::AwaitingSecondNotice);
        if let Some(last) = self.state.deadlines.notice_last.filter(|_| is_over) {
            return Err(Refusal::RegistrationOver { last });
        }
        self.only_in(&[Phase::Notice], "报名", "公告期内才受理报名")?;
        let name = || bidder.to_string();
        let is_bidder = |known: &super::case::Bidder| is_same_party((bidder, code), (&known.name, &known.code));
        if self.state.bidders.iter().any(is_bidder) {
            return Err(Refusal::AlreadyRegistered { bidder: name() });
        }
        let listing = &self.case.listing;
        if is_same_party((bidder, code), (&listing.seller, &listing.seller_code)) {
            return Err(Refusal::SellerBids { bidder: name() });
        }
        if code.is_empty() && !listing.seller_code.is_empty() {
            return Err(Refusal::CodeMissing);
        }
        if priority.is_some() && self.case.rules.priority.is_none() {
            return Err(Refusal::NoPriorityRight);
        }
        let priority = priority.map(str::to_string);
        self.add(Event::Registered { bidder: name(), priority, code: code.to_string() });
        Ok(())
    }

    fn qualify(&mut self, bidder: &str, is_accepted: bool, reason: &str) -> Result<(), Refusal> {
        self.only_in(&[Phase::Notice, Phase::AwaitingSecondNotice], "审查资格", "资格审查在公告期内办理")?;
        let name = || bidder.to_string();
        let Some(found) = self.state.bidder(bidder) else { return Err(Refusal::NotRegistered { bidder: name() }) };
        if found.review != Review::Waiting {
            return Err(Refusal::AlreadyReviewed { bidder: name() });
        }
        if !is_accepted {
            if reason.trim().is_empty() {
                return Err(Refusal::ReasonMissing);
            }
            self.add(Event::Rejected { bidder: name(), reason: reason.to_string() });
            return Ok(());
        }
        let hold = self.case.deposit().map(|amount| HoldRequest {
            id: format!("{}/deposit/{bidder}", self.case.listing.case),
            owner: name(),
            asset: Asset::Money,
            amount,
        });
        self.add(Event::Accepted { bidder: name(), hold });
        Ok(())
    }

    fn hold_answered(&mut self, hold: &str, refused: Option<&str>) -> Result<(), Refusal> {
        let is_asked = self.state.holds.get(hold).is_some_and(|known| known.state == super::case::HoldState::Asked);
        if !is_asked {
            return Err(Refusal::NothingPending { what: "冻结申请", id: hold.to_string() });
        }
        self.add(match refused {
            None => Event::Held { hold: hold.to_string() },
            Some(reason) => Event::HoldRefused { hold: hold.to_string(), reason: reason.to_string() },
        });
        Ok(())
    }

    fn agree(&mut self, bidder: &str, price: rust_decimal::Decimal) -> Result<(), Refusal> {
        self.only_in(&[Phase::Negotiation], "登记协商结果", "")?;
        if let Some(why) = self.state.not_ready(bidder) {
            return Err(Refusal::NotReady { bidder: bidder.to_string(), why });
        }
        let floor = self.case.listing.floor;
        if price < floor {
            return Err(Refusal::BelowFloor { price, floor });
        }
        self.case.total(price).ok_or(Refusal::TooLarge)?;
        let winner = Winner { bidder: bidder.to_string(), price, ground: WinningGround::Negotiation };
        self.add(Event::Agreed { winner: winner.clone() });
        award::publish(self, winner)
    }

    fn withdraw(&mut self, reason: &str) -> Result<(), Refusal> {
        self.only_in(
            &[Phase::Opened, Phase::Notice, Phase::AwaitingSecondNotice, Phase::Negotiation, Phase::Bidding],
            "撤回",
            "",
        )?;
        let is_bid_for = !(self.state.bids.is_empty() && self.state.seals.is_empty() && self.state.orders.is_empty());
        if is_bid_for {
            return Err(Refusal::WrongPhase {
                phase: self.state.phase.in_words(),
                action: "撤回",
                hint: "已有人出价，确需停止请由交易机构终结",
            });
        }
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let release = self.live_holds();
        self.add(Event::Withdrawn { reason: reason.to_string(), release });
        Ok(())
    }

    /// Whatever was bid or published: everything that is held goes back, and nobody gets the lot.
    fn terminate(&mut self, reason: &str) -> Result<(), Refusal> {
        let phase = self.state.phase;
        if phase.is_final() || phase == Phase::Settling {
            return Err(Refusal::WrongPhase { phase: phase.in_words(), action: "终结", hint: "" });
        }
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let release = self.live_holds();
        self.add(Event::Terminated { reason: reason.to_string(), release });
        Ok(())
    }

    fn suspend(&mut self, reason: &str) -> Result<(), Refusal> {
        let phase = self.state.phase;
        if phase.is_final() || phase == Phase::Settling {
            return Err(Refusal::WrongPhase { phase: phase.in_words(), action: "中止", hint: "" });
        }
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        self.add(Event::Suspended { reason: reason.to_string() });
        Ok(())
    }

    /// The clock stood still: what was left of every period is still left.
    fn resume(&mut self) -> Result<(), Refusal> {
        let Some((since, _)) = self.state.suspended.clone() else {
            return Err(Refusal::WrongPhase {
                phase: self.state.phase.in_words(), action: "恢复", hint: "没有中止"
            });
        };
        let elapsed = self.at.duration_since(since);
        let moved = |until: Option<Timestamp>| until.map(|until| if until >= since { until + elapsed } else { until });
        let (stopped_on, today) = (local(since).date(), self.today());
        let shifted = |until: Option<Date>| -> Result<Option<Date>, Refusal> {
            let Some(until) = until.filter(|until| *until >= stopped_on) else { return Ok(until) };
            let left = self.calendar.distance(stopped_on, until)?;
            Ok(Some(self.calendar.shifted(today, left)?))
        };
        let old = self.state.deadlines;
        let mut deadlines = Deadlines {
            notice_last: shifted(old.notice_last)?,
            opens: moved(old.opens),
            closes: moved(old.closes),
            opening_until: moved(old.opening_until),
            priority_until: moved(old.priority_until),
            objections_until: shifted(old.objections_until)?,
        };
        // Working days move in steps of their own: bidding still begins after the notice.
        if let (Phase::Notice, Some(last), Some(opens), Some(closes)) =
            (self.state.phase, deadlines.notice_last, deadlines.opens, deadlines.closes)
        {
            let short = (last - local(opens).date()).get_days() + 1;
            let wait = SignedDuration::from_hours(24 * i64::from(short.max(0)));
            deadlines.opens = Some(opens + wait);
            deadlines.closes = Some(closes + wait);
        }
        self.add(Event::Resumed { deadlines });
        Ok(())
    }
}

pub(super) fn later(at: Timestamp, minutes: i64) -> Timestamp {
    // Minutes are bounded by the rules; only the end of time could be passed.
    at.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(Timestamp::MAX)
}

/// What an event asks of the ledger, in this order. A batch is asked for apart, because it is all or nothing.
pub fn ledger_requests(event: &Event) -> Vec<LedgerRequest> {
    let voids = |ids: &[String]| ids.iter().map(|hold| LedgerRequest::Void { hold: hold.clone() }).collect();
    match event {
        Event::Accepted { hold: Some(hold), .. } | Event::Ordered { hold, .. } => {
            vec![LedgerRequest::Hold(hold.clone())]
        }
        Event::NoticeEnded { release, .. }
        | Event::OrderCancelled { release, .. }
        | Event::Cleared { release, .. }
        | Event::Published { release, .. }
        | Event::Failed { release, .. }
        | Event::Withdrawn { release, .. }
        | Event::Terminated { release, .. } => voids(release),
        Event::BiddingEnded { forfeit, .. } => forfeit.clone(),
        Event::Defaulted { forfeit, .. } => forfeit.iter().cloned().collect(),
        Event::Announced { .. }
        | Event::Registered { .. }
        | Event::Accepted { hold: None, .. }
        | Event::Rejected { .. }
        | Event::Held { .. }
        | Event::HoldRefused { .. }
        | Event::BidPlaced { .. }
        | Event::Committed { .. }
        | Event::Opened { .. }
        | Event::OrdersDropped { .. }
        | Event::Agreed { .. }
        | Event::Drawn { .. }
        | Event::PriorityAnswered { .. }
        | Event::Objected { .. }
        | Event::ObjectionAnswered { .. }
        | Event::SettlementRequested { .. }
        | Event::Settled { .. }
        | Event::SettlementRefused { .. }
        | Event::Suspended { .. }
        | Event::Resumed { .. } => Vec::new(),
    }
}

/// All or nothing, on behalf of whoever wins: fails of the whole case release what is still held.
pub(super) fn fail(desk: &mut Desk, reason: FailReason) {
    let release = desk.live_holds();
    desk.add(Event::Failed { reason, release });
}

impl super::event::Batch {
    /// Holds that the batch takes from.
    pub(crate) fn posted(&self) -> impl Iterator<Item = &String> {
        self.requests.iter().filter_map(|request| match request {
            LedgerRequest::Post { hold, .. } => Some(hold),
            LedgerRequest::Hold(_) | LedgerRequest::Void { .. } | LedgerRequest::Transfer { .. } => None,
        })
    }
}

pub(super) fn of(name: &str) -> Account {
    Account::Of(name.to_string())
}
