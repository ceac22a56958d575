//! Trades of the 演示 dataset that are settled in a ledger: each step at the hour at which it would be taken.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::Dataset;

use super::{Clerk, Story};
use crate::demo_mechanisms::DemoCast;
use crate::view::{CaseAct, CaseOpenRequest, CaseRequest, LedgerOpenRequest};
use crate::{Actor, App, AppError, Result, day_in_china};

/// Who takes part: the account that acts, the name, the code of the account in the ledger.
pub(super) struct Firm<'a> {
    pub user: &'a str,
    pub name: &'a str,
    pub code: &'a str,
}

/// Which firm, whether it buys, at what price, how many lots.
pub(super) type OrderLine<'a> = (usize, bool, &'a str, u64);

pub(super) struct CallTrade<'a> {
    pub exchange: (&'static str, &'static str),
    pub register: &'static str,
    pub row: &'a [(&'a str, &'a str)],
    pub title: &'a str,
    pub seller: &'a str,
    pub floor: &'a str,
    pub quantity: &'a str,
    pub firms: &'a [Firm<'a>],
    pub orders: &'a [OrderLine<'a>],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CallEnd {
    /// Too few take part.
    Few,
    /// Runs for a week from now.
    Bidding,
    /// Bidding ended before today, the days of publicity have begun.
    Publicity,
    Settled,
}

/// Working days of the notice of the calls that the packs declare.
const CALL_DAYS: i64 = 3;
/// After so many working days the publicity of a call is over.
const SETTLED_AFTER: i64 = 5;
const RURAL: &str = "rural_property";
const RURAL_DAYS: i64 = 7;
/// Working days since a right was listed of which the notice still runs.
const LISTED_AGO: i64 = 3;

impl App {
    /// From the listing to where it stands; `begin` is when it is listed where it is settled or fails.
    pub(super) async fn demo_call(
        &self,
        actor: &Actor,
        cast: &DemoCast<'_>,
        call: &CallTrade<'_>,
        (begin, end): (Timestamp, CallEnd),
        story: &Story,
    ) -> Result<()> {
        let (listed, opens, closes) = match end {
            CallEnd::Few | CallEnd::Settled => {
                let listed = day_in_china(begin);
                let day = self.demo_day(listed, CALL_DAYS + 1)?;
                (listed, hour(day, 9)?, hour(day, 10)?)
            }
            CallEnd::Bidding => {
                let opens = before(story.now, 30);
                let listed = self.listed_before(day_in_china(opens), CALL_DAYS)?;
                let later = |hours| story.now.checked_add(SignedDuration::from_hours(hours)).unwrap_or(story.now);
                (listed, opens, later(7 * 24))
            }
            CallEnd::Publicity => {
                let day = self.demo_day(day_in_china(story.now), -1)?;
                (self.listed_before(day, CALL_DAYS)?, hour(day, 9)?, hour(day, 10)?)
            }
        };
        self.demo_row(actor, (call.exchange.0, call.register), None, call.row, story.now).await?;
        let open = CaseOpenRequest {
            dataset: Some(Dataset::Demo),
            pack: call.exchange.0.to_string(),
            exchange: call.exchange.1.to_string(),
            row: call.row[0].1.to_string(),
            number: None,
            title: Some(call.title.to_string()),
            seller: Some(call.seller.to_string()),
            seller_code: None,
            floor: Some(call.floor.to_string()),
            quantity: Some(call.quantity.to_string()),
        };
        let days = (CALL_DAYS, listed);
        let case = self.demo_case(cast, (&open, call.firms), days, (opens, closes)).await?;
        let ordering = before(closes.min(story.now), 20);
        for (firm, is_buying, price, quantity) in call.orders {
            let order = CaseAct::Order { is_buying: *is_buying, price: (*price).to_string(), quantity: *quantity };
            self.demo_act(call.firms[*firm].user, &case, ordering, order).await?;
        }
        if end == CallEnd::Bidding {
            return Ok(());
        }
        // The clock looks just after the end, so that the days of publicity are counted from there.
        self.advance_cases(before(closes, -1)).await?;
        if end == CallEnd::Settled {
            let day = self.demo_day(day_in_china(closes), SETTLED_AFTER)?;
            self.demo_act(cast.planner, &case, hour(day, 10)?, CaseAct::Settle).await?;
        }
        Ok(())
    }

    /// A right of a village in its days of notice: those who want to bid are let in, their deposits are held in the ledger.
    pub(super) async fn demo_rural_book(&self, actor: &Actor, cast: &DemoCast<'_>, story: &Story) -> Result<()> {
        let (number, seller, code) = ("YS-CQ-5", "演示：河湾村经济合作社", "93370783MA0000005C");
        let listed = self.demo_day(day_in_china(story.now), -LISTED_AGO)?;
        let mut clerk = Clerk::new(self, cast, (RURAL, "trade"), "资金");
        let names = ["演示：甲农场", "演示：乙合作社", "演示：丙公司"];
        let codes = ["YS-NC-1", "YS-NC-2", "YS-NC-3"];
        let accounts: Vec<String> =
            names.iter().zip(codes).map(|(name, code)| format!("交易账户|{code}|{name}")).collect();
        let paid: Vec<_> = accounts.iter().map(|account| ("转入", "场外", account.as_str(), "40000")).collect();
        clerk.post(story.at(35), &paid).await?;
        let account =
            LedgerOpenRequest { kind: "交易账户".to_string(), holder: code.to_string(), label: seller.to_string() };
        self.open_ledger_account(&clerk.by, clerk.names, Some(Dataset::Demo), &account, story.at(36)).await?;
        let values = [
            ("number", number),
            ("title", "演示：河湾村养殖水面经营权"),
            ("kind", "集体经营性资产"),
            ("county", "寿光市"),
            ("seller", seller),
            ("seller_code", code),
            ("area", "45"),
            ("floor", "600"),
            ("resolved", "是"),
        ];
        self.demo_row(actor, (RURAL, "rural_lot"), None, &values, story.now).await?;
        self.demo_step(cast.checker, (RURAL, "rural_lot"), (number, "review"), story.now).await?;
        let open = CaseOpenRequest {
            dataset: Some(Dataset::Demo),
            pack: RURAL.to_string(),
            exchange: "rural_auction_book".to_string(),
            row: number.to_string(),
            number: None,
            title: None,
            seller: None,
            seller_code: None,
            floor: None,
            quantity: None,
        };
        let firm = |place: usize| Firm { user: cast.bidders[place], name: names[place], code: codes[place] };
        let firms = [firm(0), firm(1), firm(2)];
        let day = self.demo_day(listed, RURAL_DAYS + 1)?;
        let case = self.demo_case(cast, (&open, &firms), (RURAL_DAYS, listed), (hour(day, 9)?, hour(day, 10)?)).await?;
        for firm in &firms {
            let deposit = CaseAct::Deposit { bidder: firm.name.to_string(), refused: None };
            self.demo_act(cast.planner, &case, hour(listed, 16)?, deposit).await?;
        }
        Ok(())
    }

    /// Listed, announced, everybody registered and let in. Returns the number of the case.
    async fn demo_case(
        &self,
        cast: &DemoCast<'_>,
        (open, firms): (&CaseOpenRequest, &[Firm<'_>]),
        (notice, listed): (i64, Date),
        (opens, closes): (Timestamp, Timestamp),
    ) -> Result<String> {
        let case = self.open_case(&Actor::new(cast.planner), open, hour(listed, 9)?).await?;
        let notice_last = self.demo_day(listed, notice)?;
        let announce = CaseAct::Announce { notice_last, opens, closes };
        self.demo_act(cast.planner, &case, hour(listed, 10)?, announce).await?;
        for firm in firms {
            let (bidder, code) = (firm.name.to_string(), Some(firm.code.to_string()));
            let register = CaseAct::Register { bidder, priority: None, code };
            self.demo_act(firm.user, &case, hour(listed, 14)?, register).await?;
        }
        for firm in firms {
            let qualify = CaseAct::Qualify { bidder: firm.name.to_string(), is_accepted: true, reason: String::new() };
            self.demo_act(cast.planner, &case, hour(listed, 15)?, qualify).await?;
        }
        Ok(case)
    }

    async fn demo_act(&self, user: &str, case: &str, at: Timestamp, act: CaseAct) -> Result<()> {
        let what = format!("{user} {case} {at} {}", serde_json::to_string(&act)?);
        let key = format!("demo-{}", model::digest(what.as_bytes()).chars().take(32).collect::<String>());
        self.act_in_case(&Actor::new(user), case, &CaseRequest { key, act }, at).await.map(|_| ())
    }

    /// A working day so many of them later.
    fn demo_day(&self, from: Date, days: i64) -> Result<Date> {
        self.calendar().shifted(from, days).map_err(|error| AppError::bad_input(error.to_string()))
    }

    /// The last day on which a trade could be listed whose notice is over before a day.
    fn listed_before(&self, day: Date, notice: i64) -> Result<Date> {
        let mut listed = day.saturating_sub(1.day());
        while self.demo_day(listed, notice)? >= day {
            listed = listed.saturating_sub(1.day());
        }
        Ok(listed)
    }
}

fn hour(day: Date, hour: i8) -> Result<Timestamp> {
    let time = Time::new(hour, 0, 0, 0).map_err(|_| AppError::bad_input("时间超出范围"))?;
    Offset::constant(8).to_timestamp(day.to_datetime(time)).map_err(|_| AppError::bad_input("日期超出范围"))
}

fn before(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_sub(SignedDuration::from_mins(minutes)).unwrap_or(at)
}
