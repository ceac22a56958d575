//! A year of the ledgers of the 演示 dataset: grants, holds, transfers with a second person, corrections, expiry,
//! settlements, trades by call. Posted by the same use cases that people go through. Entries take effect on a day of the
//! year that they tell of and are on record since the demo was made; what a trade moves is on record on its day. Never
//! touches the real dataset.

mod budgets;
mod factors;
mod land;
mod points;
mod rights;
mod trades;
mod water;

use jiff::civil::{Date, Time, date};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::Dataset;

use crate::demo_mechanisms::DemoCast;
use crate::view::{
    LedgerAct, LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerPost, LedgerPostLine, LedgerReceipt,
    LedgerSettleRequest, LedgerSweepRequest,
};
use crate::{Actor, App, Result, day_in_china};

const NOTE: &str = "演示，虚构";
/// Until so many days of the year have passed, there is more to tell of the last one.
const EARLY_DAYS: i16 = 90;

/// The year that is told, from its first days until yesterday or its last weeks.
struct Story {
    year: i16,
    first: Date,
    last: Date,
    now: Timestamp,
}

impl Story {
    fn until(now: Timestamp) -> Story {
        let today = day_in_china(now);
        let is_early = today.day_of_year() <= EARLY_DAYS;
        let year = if is_early { today.year() - 1 } else { today.year() };
        let last = date(year, 12, 20).min(today.yesterday().unwrap_or(today));
        Story { year, first: date(year, 1, 6), last, now }
    }

    /// So many hundredths into the year.
    fn day(&self, percent: i64) -> Date {
        let days = i64::from(self.last.day_of_year() - self.first.day_of_year());
        self.first.saturating_add((days * percent / 100).days())
    }

    fn at(&self, percent: i64) -> Timestamp {
        self.on(self.day(percent))
    }

    /// In the morning of a day, never later than now.
    fn on(&self, day: Date) -> Timestamp {
        let noon = Offset::constant(8).to_timestamp(day.to_datetime(Time::constant(10, 0, 0, 0)));
        noon.map_or(self.now, |at| at.min(self.now))
    }

    fn vintage(&self) -> String {
        self.year.to_string()
    }
}

impl App {
    /// Each ledger for itself: what cannot be made (the days off of the year are not known) is told and left out.
    pub(crate) async fn demo_books(
        &self,
        actor: &Actor,
        cast: &DemoCast<'_>,
        now: Timestamp,
        progress: &impl Fn(&str),
    ) {
        let story = Story::until(now);
        let told = |name: &str, made: Result<()>| {
            if let Err(error) = made {
                progress(&format!("演示“{name}”没有全部生成：{error}"));
            }
        };
        told("土地指标账本", self.demo_land(actor, cast, &story).await);
        told("排污权账本", self.demo_rights(actor, cast, &story).await);
        told("用水权账本", self.demo_water(actor, cast, &story).await);
        told("碳普惠积分账本", self.demo_carbon(actor, cast, &story).await);
        told("服务积分账本", self.demo_talents(actor, cast, &story).await);
        told("权利交易账本", self.demo_energy(actor, cast, &story).await);
        told("新增债务限额台账", self.demo_debt_quota(actor, cast, &story).await);
        told("联合榜单资金台账", self.demo_joint_fund(actor, cast, &story).await);
        told("风险补偿资金台账", self.demo_loan_fund(actor, cast, &story).await);
        told("项目要素账本", self.demo_factors(actor, cast, &story).await);
        told("产权交易账本", self.demo_rural_book(actor, cast, &story).await);
    }
}

/// Who posts to which ledger.
struct Clerk<'a> {
    app: &'a App,
    by: Actor,
    checker: Actor,
    names: (&'static str, &'static str),
    /// The only asset, and its vintage, where the lines say no other.
    asset: &'static str,
    vintage: String,
    /// Since when everything is on record; nothing where each voucher is recorded on the day on which it takes effect.
    recorded: Option<Timestamp>,
    /// Vouchers so far: their keys and documents are numbered.
    count: u32,
}

/// One line: kind of entry, from, to, amount. A side is the kind of account, and where it has holders `kind|code|name`.
type Line<'l> = (&'l str, &'l str, &'l str, &'l str);

impl<'a> Clerk<'a> {
    fn new(app: &'a App, cast: &DemoCast<'_>, names: (&'static str, &'static str), asset: &'static str) -> Clerk<'a> {
        let (by, checker) = (Actor::new(cast.planner), Actor::new(cast.checker));
        Clerk { app, by, checker, names, asset, vintage: String::new(), recorded: None, count: 0 }
    }

    fn recording(mut self, at: Timestamp) -> Clerk<'a> {
        self.recorded = Some(at);
        self
    }

    /// When a voucher that takes effect at a moment is recorded.
    fn record_of(&self, at: Timestamp) -> Timestamp {
        self.recorded.unwrap_or(at)
    }

    fn of(mut self, vintage: impl Into<String>) -> Clerk<'a> {
        self.vintage = vintage.into();
        self
    }

    fn line(&self, (kind, from, to, amount): Line<'_>) -> LedgerPostLine {
        LedgerPostLine {
            kind: kind.to_string(),
            from: side(from),
            to: side(to),
            asset: self.asset.to_string(),
            vintage: self.vintage.clone(),
            amount: amount.to_string(),
            ..LedgerPostLine::default()
        }
    }

    fn document(&mut self) -> String {
        self.count += 1;
        format!("演示{}号", 100 + self.count)
    }

    async fn voucher(&mut self, at: Timestamp, lines: Vec<LedgerPostLine>) -> Result<LedgerReceipt> {
        let document = self.document();
        let key = format!("demo-book-{}", self.count);
        let effective = Some(day_in_china(at));
        let voucher = LedgerPost { key, effective, document, note: NOTE.to_string(), lines, ..LedgerPost::default() };
        self.app.post_ledger(&self.by, self.names, Some(Dataset::Demo), &voucher, self.record_of(at)).await
    }

    async fn post(&mut self, at: Timestamp, lines: &[Line<'_>]) -> Result<LedgerReceipt> {
        let lines = lines.iter().map(|line| self.line(*line)).collect();
        self.voucher(at, lines).await
    }

    /// Posted, and the second person agrees; where the rules say so, it still waits for some days.
    async fn post_checked(&mut self, at: Timestamp, lines: &[Line<'_>]) -> Result<LedgerReceipt> {
        let receipt = self.post(at, lines).await?;
        self.decide(at, receipt.seq, LedgerDecision::Approve).await?;
        Ok(receipt)
    }

    async fn decide(&mut self, at: Timestamp, proposal: u64, decision: LedgerDecision) -> Result<()> {
        let key = format!("demo-book-{proposal}-{decision:?}");
        let (document, note) = (format!("演示{}号", 100 + self.count), NOTE.to_string());
        let request = LedgerDecideRequest { key, proposal, decision, document, note };
        self.app.decide_ledger(&self.checker, self.names, Some(Dataset::Demo), &request, self.record_of(at)).await?;
        Ok(())
    }

    /// Held until so many days after it is recorded.
    async fn hold(&mut self, at: Timestamp, line: Line<'_>, days: i64) -> Result<LedgerReceipt> {
        let until = self.record_of(at).checked_add((days * 24).hours()).unwrap_or(Timestamp::MAX);
        let hold = LedgerPostLine { act: LedgerAct::Hold, until: Some(until), ..self.line(line) };
        self.voucher(at, vec![hold]).await
    }

    /// What becomes of the first line of a voucher: a hold is posted (an amount or all of it) or given back, a transfer is
    /// taken back.
    async fn follow(&mut self, at: Timestamp, (act, amount): (LedgerAct, &str), seq: u64) -> Result<()> {
        let (amount, of) = (amount.to_string(), format!("{seq}-1"));
        let line = LedgerPostLine { act, amount, of, ..LedgerPostLine::default() };
        self.voucher(at, vec![line]).await?;
        Ok(())
    }

    /// What a formula says about a period, as posted on a day.
    async fn settle(&mut self, at: Timestamp, what: (&str, &str)) -> Result<LedgerReceipt> {
        self.settle_about(at, Some(day_in_china(at)), what).await
    }

    /// The same about a day, or about the last one of the period.
    async fn settle_about(
        &mut self,
        at: Timestamp,
        effective: Option<Date>,
        (kind, period): (&str, &str),
    ) -> Result<LedgerReceipt> {
        let settle = LedgerSettleRequest {
            kind: kind.to_string(),
            period: period.to_string(),
            effective,
            document: self.document(),
            ..LedgerSettleRequest::default()
        };
        self.app.settle_ledger(&self.by, self.names, Some(Dataset::Demo), &settle, self.record_of(at)).await
    }

    /// All that has run out.
    async fn sweep(&mut self, at: Timestamp, kind: &str) -> Result<()> {
        let document = self.document();
        let key = format!("demo-book-{}", self.count);
        let sweep = LedgerSweepRequest {
            key,
            kind: kind.to_string(),
            effective: Some(day_in_china(at)),
            document,
            note: NOTE.to_string(),
        };
        self.app.sweep_ledger(&self.by, self.names, Some(Dataset::Demo), &sweep, self.record_of(at)).await?;
        Ok(())
    }
}

/// Kind, code of the holder and name, with a bar in between.
fn side(written: &str) -> LedgerHolding {
    let mut parts = written.splitn(3, '|').map(str::to_string);
    let mut part = || parts.next().unwrap_or_default();
    LedgerHolding { kind: part(), holder: part(), label: part() }
}
