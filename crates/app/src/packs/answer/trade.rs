//! Answers of `exchange` and `share`: a trade as a table of steps tells it, and how a year's income is shared.
//!
//! Where vouchers of the ledger are given, each step is posted to a book and refused with it. Otherwise the ledger answers
//! every hold and every batch with yes, unless the step says otherwise. Never touches a real one.

use engine::exchange::{
    Account, Asked, Asset, Case, Command, Event, LedgerRequest, Listing, Recorded, Rules, Side, YearOf, asked_by,
    ledger_requests, local, seal, share,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use model::Period;
use model::pack::Exchange;
use rust_decimal::Decimal;

use super::trade_book::TradeBook;
use super::{Answer, Bench, Told, is_called};
use crate::packs::cell;
use crate::packs::command::TradeView;
use crate::packs::facts::{Table, TableRow, unknown};

pub(in crate::packs) const LISTING: &[&str] =
    &["编号", "标的", "名称", "转出方", "转出方代码", "底价", "数量", "年度批次"];
pub(in crate::packs) const STEPS: &[&str] =
    &["时间", "经办", "事项", "当事人", "价格", "数量", "公告截止", "开始", "截止", "说明"];
pub(in crate::packs) const INCOME: &[&str] = &["年度", "收益", "投入"];

/// A trade while its steps are taken.
struct Trade<'a> {
    case: Case,
    /// The ledger of the exchange, where the test fills it.
    book: Option<TradeBook<'a>>,
    steps: Vec<Vec<String>>,
    ledger: Vec<Vec<String>>,
}

impl Bench<'_> {
    pub(super) fn exchange(&self, name: &str, period: Period, views: &[TradeView]) -> Told<Answer> {
        let known = || self.pack.exchanges.iter().map(|known| known.name.as_str());
        let found = self.pack.exchanges.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let exchange = found.ok_or_else(|| unknown("交易", name, known()))?;
        let mut trade = self.open(exchange, period)?;
        let places = self.county_names();
        let ledger = exchange.settlement.as_ref().and_then(|settlement| self.pack.ledger(&settlement.ledger));
        let slips = ledger.and_then(|ledger| Some((ledger, self.given.told("记账", &ledger.code)?)));
        if let (Some(settlement), Some(slips)) = (&exchange.settlement, slips) {
            let hold_months = engine::exchange::hold_months(settlement, self.pack, period.last_day())
                .map_err(|error| error.to_string())?;
            let desk = self.filled(slips, &places, period)?;
            trade.book = Some(TradeBook { exchange, settlement, hold_months, desk });
        }
        let steps = self.given.told("交易过程", &exchange.code);
        let table = steps.ok_or_else(|| format!("没有给出“csv 交易过程 {}”", exchange.name))?;
        for (place, row) in table.rows().iter().enumerate() {
            trade
                .take(table, row, &format!("第{}步", place + 1), self)
                .map_err(|message| format!("第 {} 行：{message}", row.line))?;
        }
        let mut answer = Answer::default();
        for view in views {
            trade.show(*view, &mut answer)?;
        }
        Ok(answer)
    }

    fn open<'a>(&self, exchange: &Exchange, period: Period) -> Told<Trade<'a>> {
        let listed = self.given.told("挂牌", &exchange.code);
        let table = listed.ok_or_else(|| format!("没有给出“csv 挂牌 {}”", exchange.name))?;
        let [row] = table.rows() else { return Err("“挂牌”只写一行".to_string()) };
        let number = |title: &str| amount(table.cell(row, title), title);
        let listing = Listing {
            case: table.cell(row, "编号").to_string(),
            row: table.cell(row, "标的").to_string(),
            title: table.cell(row, "名称").to_string(),
            seller: table.cell(row, "转出方").to_string(),
            seller_code: table.cell(row, "转出方代码").to_string(),
            floor: number("底价")?,
            quantity: number("数量")?,
            vintage: table.cell(row, "年度批次").to_string(),
        };
        let rules = Rules::of(exchange, self.pack, period.last_day()).map_err(|error| error.to_string())?;
        let case = Case::open(rules, listing).map_err(|refusal| refusal.to_string())?;
        let steps = vec![["时间", "事项", "当事人", "结果"].map(str::to_string).to_vec()];
        let ledger = vec![["编号", "申请", "账户", "数额"].map(str::to_string).to_vec()];
        Ok(Trade { case, book: None, steps, ledger })
    }

    pub(super) fn share(&self, name: &str) -> Told<Answer> {
        let known = || self.pack.agreements.iter().map(|known| known.name.as_str());
        let found = self.pack.agreements.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let agreement = found.ok_or_else(|| unknown("协议", name, known()))?;
        let table = self.given.told("分享收益", &agreement.code);
        let table = table.ok_or_else(|| format!("没有给出“csv 分享收益 {}”", agreement.name))?;
        let mut years = Vec::new();
        for row in table.rows() {
            let at = |message: String| format!("第 {} 行：{message}", row.line);
            let year = table.cell(row, "年度");
            let year: i16 = year.parse().map_err(|_| at(format!("年度“{year}”应为四位年份")))?;
            let number = |title: &str| match table.cell(row, title) {
                "" => Ok(Decimal::ZERO),
                text => amount(text, title).map_err(at),
            };
            years.push(YearOf { year, income: number("收益")?, input: number("投入")? });
        }
        let mut answer = Answer::default();
        let shared = match share(agreement, &years) {
            Ok(shared) => shared,
            Err(error) => {
                answer.say(format!("不能分享：{error}"));
                return Ok(answer);
            }
        };
        let mut head = vec!["年度".to_string(), format!("收益（{}）", agreement.unit)];
        let recovers = agreement.recovery.and_then(|place| agreement.parties.get(place));
        head.extend(recovers.map(|party| format!("{party}收回投入")));
        head.extend(agreement.parties.iter().cloned());
        head.extend(["未分享", "阶段"].map(str::to_string));
        let mut rows = vec![head];
        for year in &shared {
            let mut row = vec![year.year.to_string(), in_words(year.income)];
            row.extend(recovers.map(|_| in_words(year.recovered)));
            row.extend(year.shares.iter().map(|part| in_words(*part)));
            let phase = year.phase.and_then(|place| agreement.phases.get(place));
            row.extend([in_words(year.unshared), phase.map_or("—".to_string(), |phase| phase.name.clone())]);
            rows.push(row);
        }
        answer.table(&rows, &[]);
        Ok(answer)
    }
}

fn in_words(value: Decimal) -> String {
    value.normalize().to_string()
}

fn amount(text: &str, title: &str) -> Told<Decimal> {
    cell::number(text)?.ok_or_else(|| format!("“{title}”是空的"))
}

/// `2025-03-13 10:00:00.001`, Chinese time.
fn instant(text: &str, title: &str) -> Told<Timestamp> {
    let wrong = || format!("“{title}”写作 2025-03-13 10:00，可到毫秒，不是“{text}”");
    let local: DateTime = text.replace(' ', "T").parse().map_err(|_| wrong())?;
    Offset::constant(8).to_timestamp(local).map_err(|_| wrong())
}

fn clock(at: Timestamp) -> String {
    local(at).to_string().replace('T', " ")
}

impl Trade<'_> {
    fn take(&mut self, table: &Table, row: &TableRow, key: &str, bench: &Bench<'_>) -> Told<()> {
        let cell = |title: &str| table.cell(row, title).to_string();
        let at = instant(&cell("时间"), "时间")?;
        let by = if cell("经办").is_empty() { "交易中心".to_string() } else { cell("经办") };
        let command = self.command(table, row, key)?;
        let asked = Asked { at, by: &by, key };
        if let Some(book) = &mut self.book {
            let (events, refused) = book.take(&mut self.case, asked, &command, bench.calendar);
            self.ledger.extend(asked_by(&events, self.case.state()).iter().map(request_in_words));
            let told: Vec<String> = events.iter().filter_map(in_short).collect();
            self.tell(at, (cell("事项"), cell("当事人")), told, refused);
            return Ok(());
        }
        let before = self.case.log().len();
        let refusal = self.case.submit(asked, &command, bench.calendar).err();
        let note = cell("说明");
        let no = (note.starts_with("账本拒绝")).then_some(note.as_str());
        let refused = self.ledger_answers(before, at, no, bench)?;
        let told: Vec<String> = self.case.log()[before..].iter().filter_map(in_short).collect();
        let refused = refused.into_iter().chain(refusal.map(|refusal| format!("拒绝：{refusal}")));
        self.tell(at, (cell("事项"), cell("当事人")), told, refused.collect());
        Ok(())
    }

    fn tell(&mut self, at: Timestamp, (what, who): (String, String), mut told: Vec<String>, refused: Vec<String>) {
        told.extend(refused);
        if told.is_empty() {
            told.push(self.case.state().phase.in_words().to_string());
        }
        self.steps.push(vec![clock(at), what, who, told.join("；")]);
    }

    fn command(&self, table: &Table, row: &TableRow, key: &str) -> Told<Command> {
        let cell = |title: &str| table.cell(row, title).to_string();
        let price = || amount(&cell("价格"), "价格");
        let whole = || {
            let quantity = amount(&cell("数量"), "数量")?;
            u64::try_from(quantity).ok().filter(|_| quantity.fract().is_zero()).ok_or("“数量”应为整数".to_string())
        };
        let place = || whole().and_then(|number| usize::try_from(number).map_err(|_| "“数量”太大".to_string()));
        let (bidder, note) = (cell("当事人"), cell("说明"));
        let given = |text: String| (!text.is_empty()).then_some(text);
        let order = |side: Side| -> Told<Command> {
            let order = key.to_string();
            Ok(Command::Order { order, bidder: bidder.clone(), side, price: price()?, quantity: whole()? })
        };
        Ok(match cell("事项").as_str() {
            "公告" => {
                let last = cell("公告截止");
                let last: Date = last.parse().map_err(|_| format!("“公告截止”写作 2025-03-12，不是“{last}”"))?;
                Command::Announce {
                    notice_last: last,
                    opens: instant(&cell("开始"), "开始")?,
                    closes: instant(&cell("截止"), "截止")?,
                }
            }
            "报名" => Command::Register { bidder, priority: given(note), code: String::new() },
            "审查通过" => Command::Qualify { bidder, is_accepted: true, reason: note },
            "审查不通过" => Command::Qualify { bidder, is_accepted: false, reason: note },
            "出价" => Command::Bid { bidder, price: price()? },
            "投递" => {
                let digest = seal(&self.case.listing.case, &bidder, price()?, &note);
                Command::Commit { bidder, digest }
            }
            "开标" => Command::Open { bidder, price: price()?, salt: note },
            "买入申报" => order(Side::Buy)?,
            "卖出申报" => order(Side::Sell)?,
            "协商" => Command::Agree { bidder, price: price()? },
            "抽签" => Command::Draw { seed: whole()? },
            "行使优先权" => Command::AnswerPriority { bidder, is_exercised: true },
            "放弃优先权" => Command::AnswerPriority { bidder, is_exercised: false },
            "异议" => Command::Object { by: bidder, text: note },
            "异议成立" => Command::AnswerObjection { number: place()?, is_upheld: true, text: note },
            "异议不成立" => Command::AnswerObjection { number: place()?, is_upheld: false, text: note },
            "结算" => Command::Settle,
            "违约" => Command::Default { reason: note },
            "撤回" => Command::Withdraw { reason: note },
            "终结" => Command::Terminate { reason: note },
            "中止" => Command::Suspend { reason: note },
            "恢复" => Command::Resume,
            "到时" => Command::Advance,
            other => {
                let known = "公告、报名、审查通过、审查不通过、出价、投递、开标、买入申报、卖出申报、协商、抽签、行使优先权、\
                             放弃优先权、异议、异议成立、异议不成立、结算、违约、撤回、终结、中止、恢复、到时";
                return Err(format!("没有事项“{other}”；有：{known}"));
            }
        })
    }

    /// Lets the ledger answer what the events since `before` ask of it. Returns why it refused.
    fn ledger_answers(
        &mut self,
        before: usize,
        at: Timestamp,
        refused: Option<&str>,
        bench: &Bench<'_>,
    ) -> Told<Option<String>> {
        let events: Vec<Event> = self.case.log()[before..].iter().map(|recorded| recorded.event.clone()).collect();
        let mut answers = Vec::new();
        for event in &events {
            for request in ledger_requests(event) {
                self.ledger.push(request_in_words(&request));
                if let LedgerRequest::Hold(hold) = request {
                    answers.push(Command::HoldAnswered { hold: hold.id, refused: refused.map(str::to_string) });
                }
            }
            if let Event::SettlementRequested { batch } = event {
                self.ledger.extend(batch.requests.iter().map(request_in_words));
                let rows = batch.rows.iter();
                self.ledger.extend(rows.map(|(row, owner)| {
                    vec![batch.id.clone(), "名录变更".to_string(), format!("{row} → {owner}"), "—".to_string()]
                }));
                answers.push(Command::BatchAnswered { batch: batch.id.clone(), refused: refused.map(str::to_string) });
            }
        }
        let told = (!answers.is_empty()).then(|| refused.map(str::to_string)).flatten();
        for (place, command) in answers.iter().enumerate() {
            let key = format!("账本 {before}/{place}");
            let asked = Asked { at, by: "账本", key: &key };
            self.case.submit(asked, command, bench.calendar).map_err(|refusal| refusal.to_string())?;
        }
        Ok(told)
    }

    fn show(&self, view: TradeView, answer: &mut Answer) -> Told<()> {
        match view {
            TradeView::Balances => {
                let book = self.book.as_ref().ok_or("没有给出账本的“csv 记账 账本名称”，没有余额可看".to_string())?;
                answer.table(&book.desk.balances(None), &[]);
            }
            TradeView::Steps => answer.table(&self.steps, &[]),
            TradeView::Ledger => answer.table(&self.ledger, &[]),
            TradeView::Result => self.result(answer),
            TradeView::Prices => {
                let mut rows = vec![["价格", "可买", "可卖", "可成交", "差额"].map(str::to_string).to_vec()];
                let prices = self.case.state().cleared.iter().flat_map(|cleared| &cleared.prices);
                rows.extend(prices.map(|row| {
                    let (volume, gap) = (row.volume(), row.imbalance());
                    let numbers = [row.bought, row.sold, volume, gap].map(|number| number.to_string());
                    [in_words(row.price)].into_iter().chain(numbers).collect()
                }));
                answer.table(&rows, &[]);
            }
            TradeView::Fills => {
                let mut rows = vec![["当事人", "方向", "报价", "申报", "成交", "说明"].map(str::to_string).to_vec()];
                for fill in self.case.state().cleared.iter().flat_map(|cleared| &cleared.fills) {
                    let side = if fill.order.side == Side::Buy { "买" } else { "卖" };
                    let numbers = [fill.order.quantity, fill.filled].map(|number| number.to_string());
                    let head = [fill.order.bidder.clone(), side.to_string(), in_words(fill.order.price)];
                    let reason = [fill.reason.in_words().to_string()];
                    rows.push(head.into_iter().chain(numbers).chain(reason).collect());
                }
                answer.table(&rows, &[]);
            }
        }
        Ok(())
    }

    fn result(&self, answer: &mut Answer) {
        let state = self.case.state();
        let mut rows = vec![vec!["状态".to_string(), state.phase.in_words().to_string()]];
        let mut add = |name: &str, value: Option<String>| {
            rows.extend(value.map(|value| vec![name.to_string(), value]));
        };
        add("原因", state.failed.map(|reason| reason.in_words().to_string()));
        if let Some((price, reason)) = state.cleared.as_ref().and_then(|cleared| cleared.price) {
            add("成交价", Some(in_words(price)));
            add("定价依据", Some(reason.in_words().to_string()));
            add("成交量", state.cleared.as_ref().map(|cleared| cleared.volume.to_string()));
        }
        if let Some(winner) = &state.winner {
            add("成交人", Some(winner.bidder.clone()));
            add("成交依据", Some(winner.ground.in_words().to_string()));
            add("成交单价", Some(in_words(winner.price)));
            add("成交总价（元）", self.case.total(winner.price).map(in_words));
        }
        add("抽签顺序", (!state.turns.is_empty()).then(|| state.turns.join("、")));
        add("公示截止", state.deadlines.objections_until.map(|until| until.to_string()));
        answer.table(&rows, &[]);
    }
}

fn account(account: &Account) -> String {
    match account {
        Account::Of(name) => name.clone(),
        Account::Clearing => "交易中心结算账户".to_string(),
    }
}

fn request_in_words(request: &LedgerRequest) -> Vec<String> {
    let unit = |asset: &Asset| if *asset == Asset::Money { "元" } else { "权" };
    match request {
        LedgerRequest::Hold(hold) => {
            let amount = format!("{}{}", in_words(hold.amount), unit(&hold.asset));
            vec![hold.id.clone(), "冻结".to_string(), hold.owner.clone(), amount]
        }
        LedgerRequest::Post { hold, to, amount } => {
            vec![hold.clone(), "从冻结中划转".to_string(), format!("→ {}", account(to)), in_words(*amount)]
        }
        LedgerRequest::Void { hold } => {
            vec![hold.clone(), "解冻退还".to_string(), "—".to_string(), "—".to_string()]
        }
        LedgerRequest::Transfer { id, from, to, asset, amount } => {
            let amount = format!("{}{}", in_words(*amount), unit(asset));
            vec![id.clone(), "划转".to_string(), format!("{} → {}", account(from), account(to)), amount]
        }
    }
}

/// The events that a reader wants to see at a step.
fn in_short(recorded: &Recorded) -> Option<String> {
    Some(match &recorded.event {
        Event::Announced { round, .. } => format!("第{}次公告", if *round == 1 { "一" } else { "二" }),
        Event::Registered { .. } => "已报名".to_string(),
        Event::Accepted { .. } => "资格通过".to_string(),
        Event::Rejected { .. } => "资格不通过".to_string(),
        Event::NoticeEnded { ready, .. } => format!("公告期满，合格 {ready} 人"),
        Event::BidPlaced { closes, is_extended: true, .. } => format!("接受，延时至 {}", clock(*closes)),
        Event::BidPlaced { .. } | Event::Ordered { .. } => "接受".to_string(),
        Event::Committed { .. } => "已投递".to_string(),
        Event::Opened { .. } => "开标有效".to_string(),
        Event::BiddingEnded { winner, unopened, forfeit } => {
            let void = match (unopened.as_slice(), forfeit.as_slice()) {
                // That their bids are void is told by the refusal when they come too late.
                ([], _) | (_, []) => String::new(),
                (unopened, _) => format!("，{}没有开标作废，保证金归转出方", unopened.join("、")),
            };
            match winner {
                Some(winner) => format!("竞价结束，最高 {} {}{void}", winner.bidder, in_words(winner.price)),
                None => format!("竞价结束，无人出价{void}"),
            }
        }
        Event::Drawn { turns, .. } => format!("优先权顺序 {}", turns.join("、")),
        Event::PriorityAnswered { bidder, answer, .. } => format!("{bidder}{}", answer.in_words()),
        Event::Published { winner, objections_until, .. } => {
            format!("公示成交人 {}，至 {objections_until}", winner.bidder)
        }
        Event::OrdersDropped { orders, .. } => {
            let bidders: Vec<&str> = orders.iter().map(|order| order.bidder.as_str()).collect();
            format!("冻结到期，{}的申报退出", bidders.join("、"))
        }
        Event::Cleared { objections_until, .. } => format!("成交公示至 {objections_until}"),
        Event::Objected { number, .. } => format!("第 {number} 号异议"),
        Event::Settled { .. } => "结算完成".to_string(),
        Event::SettlementRefused { .. } => "结算未成，一切不变".to_string(),
        Event::Defaulted { bidder, .. } => format!("{bidder}违约，保证金归转出方"),
        Event::Failed { reason, .. } => format!("流标：{}", reason.in_words()),
        Event::Withdrawn { .. } => "已撤回".to_string(),
        Event::Terminated { .. } => "已终结，冻结全部解除".to_string(),
        Event::Suspended { .. } => "已中止".to_string(),
        Event::Resumed { .. } => "已恢复".to_string(),
        Event::Held { .. }
        | Event::HoldRefused { .. }
        | Event::OrderCancelled { .. }
        | Event::Agreed { .. }
        | Event::ObjectionAnswered { .. }
        | Event::SettlementRequested { .. } => return None,
    })
}
