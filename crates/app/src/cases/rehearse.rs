//! Rehearsals (演练): a case of the 演示 dataset that is brought to a chosen stage at once, so that people can practise
//! bidding, and so that screens can be shown. What would have taken days is simulated by the same state machine, under
//! the same rules and calendar; a real case never takes this way.

use engine::exchange::{Asked, Case, Command, Event, Listing, Refusal, Rules, local};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::Dataset;
use model::pack::{Code, Deposit};
use rust_decimal::Decimal;
use store::{NewEvents, StoredCase};

use super::desk::{Held, phase_word};
use crate::registers::{Handover, Walk};
use crate::view::CaseOpenRequest;
use crate::{Actor, App, AppError, Result, day_in_china};

/// Where a rehearsal begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RehearsalStage {
    /// 公告 of today.
    Notice,
    /// 竞价 from now on.
    Bidding,
    /// 成交公示 since yesterday or earlier.
    Publicity,
    /// 结算 is done.
    Settled,
    /// Too few bidders: waits for the second notice, or has failed where there is none.
    Few,
    /// 流标: too few bidders at the first notice and at the second one.
    Failed,
}

#[derive(Debug, Clone, Default)]
pub struct RehearsalBidder {
    /// Who acts.
    pub account: String,
    /// For whom.
    pub name: String,
    /// Ground of a priority right.
    pub priority: Option<String>,
    /// Of the account in the ledger, where the exchange has one.
    pub code: String,
}

#[derive(Debug, Clone)]
pub struct Rehearsal {
    pub lot: CaseOpenRequest,
    pub bidders: Vec<RehearsalBidder>,
    pub stage: RehearsalStage,
    /// Length of bidding.
    pub minutes: i64,
}

/// How far a rehearsal looks back for a day on which the notice could have begun.
const DAYS_BACK: i64 = 400;

struct Past {
    case: Case,
    keys: usize,
}

impl App {
    /// Opens a rehearsal at its stage. Returns its number.
    pub async fn rehearse(&self, actor: &Actor, rehearsal: &Rehearsal, now: Timestamp) -> Result<String> {
        let mut lot = rehearsal.lot.clone();
        if lot.dataset == Some(Dataset::Real) {
            return Err(AppError::bad_input("演练只用演示数据，不能在真实数据中建立"));
        }
        lot.dataset = Some(Dataset::Demo);
        let planned = self.plan_rehearsal(&lot, rehearsal, now).await?;
        // Everything is worked out before anything is stored.
        let lot = self.lot(&lot, now).await?;
        let number = lot.new.number.clone();
        let after = planned.past(self, (lot.case.rules.clone(), lot.case.listing.clone()), rehearsal, now)?.case;
        let lines: Vec<String> =
            after.log().iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?;
        let batch = |event: &Event| match event {
            Event::SettlementRequested { batch } => Some(batch.rows.clone()),
            _ => None,
        };
        let rows = after.log().iter().rev().find_map(|recorded| batch(&recorded.event)).unwrap_or_default();
        let opening = lot.audit(actor, now);
        let phase = phase_word(after.state().phase)?;
        let stored = StoredCase {
            case: lot.new.clone(),
            opened_at: now,
            opened_by: actor.user.clone(),
            last_number: 0,
            phase: phase.clone(),
        };
        let before = Held { stored: stored.clone(), case: lot.case.clone() };
        let walk = self.walk_of(&before, after.log(), actor, now).await?;
        let handover = if rehearsal.stage == RehearsalStage::Settled {
            self.handover(&Held { stored, case: after.clone() }, &rows, now).await?
        } else {
            None
        };
        let audit = actor.audit("建立演练项目", format!("case/{number}"), Some("过程按规则模拟，不是真实办理"), now);
        let new = NewEvents {
            case: &number,
            after: 0,
            events: &lines,
            phase: &phase,
            is_over: after.state().phase.is_final(),
            wakes_after: after.wakes_after(),
            rows: handover.as_ref().map(Handover::saving),
            steps: walk.as_ref().map(Walk::steps),
            ledger: None,
        };
        match self.store.open_case_with((&lot.new, lot.seen, new), (&opening, &audit)).await? {
            Ok(()) => Ok(number),
            Err(_) => Err(AppError::Stale {
                message: "标的行刚刚由他人改动，没有建立演练；请重试".to_string()
            }),
        }
    }

    async fn plan_rehearsal(&self, lot: &CaseOpenRequest, rehearsal: &Rehearsal, now: Timestamp) -> Result<Plan> {
        let pack = self.packs.newest(&lot.pack)?.usable()?.clone();
        let found = Code::new(&lot.exchange).ok().and_then(|code| pack.exchange(&code).cloned());
        let found = found.or_else(|| pack.exchanges.iter().find(|known| known.name == lot.exchange).cloned());
        let exchange =
            found.ok_or_else(|| AppError::not_found(format!("机制包“{}”中的交易“{}”", pack.name, lot.exchange)))?;
        // Without a deposit nothing is asked of the ledger until somebody orders.
        let asks_ledger = match rehearsal.stage {
            RehearsalStage::Notice => false,
            RehearsalStage::Bidding | RehearsalStage::Few | RehearsalStage::Failed => exchange.deposit != Deposit::None,
            RehearsalStage::Publicity | RehearsalStage::Settled => true,
        };
        if exchange.settlement.is_some() && asks_ledger {
            return Err(AppError::bad_input(format!(
                "“{}”在账本中冻结和结算，这一段过程不能模拟；请演练到公告（notice），不收保证金的可到竞价（bidding），其余在演示数据中逐步办理",
                exchange.name
            )));
        }
        if exchange.settlement.is_some()
            && let Some(bidder) = rehearsal.bidders.iter().find(|bidder| bidder.code.is_empty())
        {
            return Err(AppError::bad_input(format!(
                "“{}”在账本中冻结和结算，竞买人“{}”要写账户的代码；写作 用户名=名称=优先权依据=代码",
                exchange.name, bidder.name
            )));
        }
        let today = day_in_china(now);
        let rules = Rules::of(&exchange, &pack, today).map_err(|error| AppError::bad_input(error.to_string()))?;
        let back = |days: i64| today.checked_sub(days.days()).map_err(|_| AppError::bad_input("日期超出范围"));
        // The latest day from which so many working days end before another day.
        let latest = |days: i64, before: Date| -> Result<Date> {
            for ago in 1..DAYS_BACK {
                let day = back(ago)?;
                if day < before && self.calendar.shifted(day, days).is_ok_and(|end| end < before) {
                    return Ok(day);
                }
            }
            Err(AppError::bad_input("没有合适的日期可以演练；请检查工作日历"))
        };
        let bidding_day = match rehearsal.stage {
            RehearsalStage::Notice => self
                .calendar
                .shifted(today, rules.notice_days)
                .and_then(|last| self.calendar.shifted(last, 1))
                .map_err(|error| AppError::bad_input(error.to_string()))?,
            RehearsalStage::Bidding => today,
            RehearsalStage::Publicity | RehearsalStage::Few | RehearsalStage::Failed => back(1)?,
            RehearsalStage::Settled => latest(rules.objection_days, today)?,
        };
        let announced = match rehearsal.stage {
            RehearsalStage::Notice => today,
            _ => latest(rules.notice_days, bidding_day)?,
        };
        // The second notice of a rehearsal that fails begins after the first one is over.
        let (announced, second) = match rehearsal.stage {
            RehearsalStage::Failed => {
                let days = rules.second_notice_days.ok_or_else(|| {
                    AppError::bad_input(format!(
                        "“{}”没有第二次公告，不能演练到流标；请演练人数不够（few）",
                        exchange.name
                    ))
                })?;
                let second = latest(days, bidding_day)?;
                (latest(rules.notice_days, second)?, Some((second, days)))
            }
            _ => (announced, None),
        };
        Ok(Plan { announced, bidding_day, notice_days: rules.notice_days, second })
    }
}

struct Plan {
    announced: Date,
    bidding_day: Date,
    notice_days: i64,
    /// When the second notice was published, and its working days.
    second: Option<(Date, i64)>,
}

fn on(day: Date, hour: i8, minute: i8) -> Result<Timestamp> {
    let time = Time::new(hour, minute, 0, 0).map_err(|_| AppError::bad_input("时间超出范围"))?;
    Offset::constant(8).to_timestamp(day.to_datetime(time)).map_err(|_| AppError::bad_input("日期超出范围"))
}

impl Plan {
    fn past(&self, app: &App, (rules, listing): (Rules, Listing), wanted: &Rehearsal, now: Timestamp) -> Result<Past> {
        let mut past = Past { case: Case::open(rules, listing)?, keys: 0 };
        let staff = "演练";
        let last = app.calendar.shifted(self.announced, self.notice_days);
        let last = last.map_err(|error| AppError::bad_input(error.to_string()))?;
        let minutes = SignedDuration::from_mins(wanted.minutes.clamp(1, 10_000));
        let (start, opens) = match wanted.stage {
            RehearsalStage::Notice => (now, on(self.bidding_day, 9, 0)?),
            RehearsalStage::Bidding => (on(self.announced, 9, 0)?, now),
            _ => (on(self.announced, 9, 0)?, on(self.bidding_day, 9, 0)?),
        };
        let closes = opens.checked_add(minutes).map_err(|_| AppError::bad_input("时间超出范围"))?;
        past.take(app, start, staff, &Command::Announce { notice_last: last, opens, closes })?;
        for bidder in &wanted.bidders {
            let (name, priority, code) = (bidder.name.clone(), bidder.priority.clone(), bidder.code.clone());
            past.take(app, start, &bidder.account, &Command::Register { bidder: name, priority, code })?;
            if wanted.stage == RehearsalStage::Notice {
                continue;
            }
            let name = bidder.name.clone();
            past.take(app, start, staff, &Command::Qualify { bidder: name, is_accepted: true, reason: String::new() })?;
            let hold = past.case.state().bidder(&bidder.name).and_then(|bidder| bidder.hold.clone());
            if let Some(hold) = hold {
                past.take(app, start, staff, &Command::HoldAnswered { hold, refused: None })?;
            }
        }
        if let Some((day, days)) = self.second {
            let at = on(day, 9, 0)?;
            past.due(app, at)?;
            let last = app.calendar.shifted(day, days).map_err(|error| AppError::bad_input(error.to_string()))?;
            past.take(app, at, staff, &Command::Announce { notice_last: last, opens, closes })?;
        }
        let until = match wanted.stage {
            RehearsalStage::Notice => return Ok(past),
            RehearsalStage::Bidding | RehearsalStage::Few | RehearsalStage::Failed => opens,
            RehearsalStage::Publicity | RehearsalStage::Settled => {
                let mut price = past.case.listing.floor;
                for (place, bidder) in wanted.bidders.iter().enumerate() {
                    let at = opens.checked_add(SignedDuration::from_secs(5 + place as i64)).unwrap_or(opens);
                    past.take(app, at, &bidder.account, &Command::Bid { bidder: bidder.name.clone(), price })?;
                    price = price.checked_add(step(&past.case)).unwrap_or(price);
                }
                let closes = past.case.state().deadlines.closes.unwrap_or(closes);
                closes.checked_add(SignedDuration::from_secs(1)).unwrap_or(closes)
            }
        };
        past.due(app, until)?;
        if wanted.stage == RehearsalStage::Settled {
            past.take(app, now, staff, &Command::Settle)?;
            if let Some(batch) = past.case.state().batch.clone() {
                past.take(app, now, staff, &Command::BatchAnswered { batch: batch.id, refused: None })?;
            }
        }
        Ok(past)
    }
}

fn step(case: &Case) -> Decimal {
    match case.rules.method {
        engine::exchange::MethodRule::Ascending { step, .. } => step,
        _ => Decimal::ZERO,
    }
}

impl Past {
    fn take(&mut self, app: &App, at: Timestamp, by: &str, command: &Command) -> Result<()> {
        self.keys += 1;
        let key = format!("rehearsal/{}", self.keys);
        let taken = self.case.submit(Asked { at, by, key: &key }, command, &app.calendar);
        taken.map(|_| ()).map_err(|refusal: Refusal| {
            AppError::bad_input(format!("演练到 {} 不能继续：{refusal}", local(at).to_string().replace('T', " ")))
        })
    }

    fn due(&mut self, app: &App, at: Timestamp) -> Result<()> {
        for event in self.case.due(at, &app.calendar)? {
            self.case.record(event);
        }
        Ok(())
    }
}
