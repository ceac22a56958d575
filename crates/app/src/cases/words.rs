//! A case in words: what was asked, what happened, where it stands. Never tells what is still sealed.

use engine::exchange::{AfterNotice, Case, Command, Event, Moment, Phase, Recorded, Side, local};
use model::pack::Method;
use rust_decimal::Decimal;

use super::desk::Held;
use crate::view::CaseRow;
use crate::{App, AppError, Result};

pub(super) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

pub(super) fn number_in_words(text: &str, what: &str) -> Result<Decimal> {
    let told = text.trim();
    let is_plain = !told.is_empty() && told.chars().all(|character| character.is_ascii_digit() || character == '.');
    told.parse()
        .ok()
        .filter(|_| is_plain)
        .ok_or_else(|| AppError::bad_input(format!("{what}“{text}”不是数；请写阿拉伯数字，不写单位、千分号和正负号")))
}

pub(super) fn method_in_words(method: &Method) -> &'static str {
    match method {
        Method::Ascending { .. } => "网络竞价",
        Method::Sealed { .. } => "密封报价",
        Method::Call { .. } => "集合竞价",
    }
}

pub(super) fn method_code(method: &engine::exchange::MethodRule) -> &'static str {
    match method {
        engine::exchange::MethodRule::Ascending { .. } => "ascending",
        engine::exchange::MethodRule::Sealed { .. } => "sealed",
        engine::exchange::MethodRule::Call { .. } => "call",
    }
}

/// The action of the audit entry.
pub(super) fn command_in_words(command: &Command) -> &'static str {
    match command {
        Command::Announce { .. } => "交易：发布公告",
        Command::Register { .. } => "交易：报名",
        Command::Qualify { .. } => "交易：资格审查",
        Command::HoldAnswered { .. } => "交易：保证金",
        Command::Bid { .. } => "交易：出价",
        Command::Commit { .. } => "交易：投递密封报价",
        Command::Open { .. } => "交易：开标",
        Command::Order { .. } => "交易：申报",
        Command::CancelOrder { .. } => "交易：撤销申报",
        Command::DropOrders { .. } => "交易：申报落空退出",
        Command::Agree { .. } => "交易：协商成交",
        Command::Draw { .. } => "交易：抽签",
        Command::AnswerPriority { .. } => "交易：答复优先权",
        Command::Object { .. } => "交易：提出异议",
        Command::AnswerObjection { .. } => "交易：答复异议",
        Command::Settle | Command::BatchAnswered { .. } => "交易：结算",
        Command::Default { .. } => "交易：登记违约",
        Command::Withdraw { .. } => "交易：撤回",
        Command::Terminate { .. } => "交易：终结",
        Command::Suspend { .. } => "交易：中止",
        Command::Resume => "交易：恢复",
        Command::Advance => "交易到时办理",
    }
}

/// The note of the audit entry. Prices only where everybody sees them at once, and bidders by their numbers: who reads
/// the audit must not learn from it who bids. Names and reasons stand in the record of the case.
pub(super) fn command_note(case: &Case, command: &Command) -> Option<String> {
    let bidders = &case.state().bidders;
    // Who registers gets the next number.
    let label = |name: &str| label(bidders.iter().position(|known| known.name == name).unwrap_or(bidders.len()));
    match command {
        // What was opened is told when nobody may choose any more whether to open.
        Command::Register { bidder, .. } | Command::Commit { bidder, .. } | Command::Open { bidder, .. } => {
            Some(label(bidder))
        }
        Command::Qualify { bidder, is_accepted, .. } => {
            Some(format!("{}：{}", label(bidder), if *is_accepted { "通过" } else { "不予通过" }))
        }
        Command::HoldAnswered { hold, refused } => {
            let told = if refused.is_some() { "未到账" } else { "已到账" };
            Some(format!("{}：{told}", holder(hold, &label)))
        }
        Command::Bid { bidder, price } | Command::Agree { bidder, price } => {
            Some(format!("{}：{}", label(bidder), plain(*price)))
        }
        Command::Default { reason }
        | Command::Withdraw { reason }
        | Command::Terminate { reason }
        | Command::Suspend { reason } => Some(reason.clone()),
        // Orders stay sealed until the end of the call.
        Command::Order { .. } | Command::CancelOrder { .. } => None,
        Command::DropOrders { holds } => Some(format!("{} 笔", holds.len())),
        Command::Announce { .. }
        | Command::Draw { .. }
        | Command::AnswerPriority { .. }
        | Command::Object { .. }
        | Command::AnswerObjection { .. }
        | Command::Settle
        | Command::BatchAnswered { .. }
        | Command::Resume
        | Command::Advance => None,
    }
}

/// How others know a bidder while bidding runs.
pub(super) fn label(place: usize) -> String {
    format!("{}号竞买人", place + 1)
}

/// The actions of parties in the audit: who took them is not told while the case keeps its bidders secret.
pub(crate) const ACTIONS_OF_PARTIES: [&str; 8] = [
    "交易：报名",
    "交易：出价",
    "交易：投递密封报价",
    "交易：开标",
    "交易：申报",
    "交易：撤销申报",
    "交易：答复优先权",
    "交易：提出异议",
];

/// One event as a line. `name` words a bidder for the reader; `knows` says whether the reader may learn what would tell
/// who the bidder is: why somebody was turned down, on what ground a priority right is claimed; `opens` whether the reader
/// may learn what a bidder opened.
pub(super) fn event_in_words(
    recorded: &Recorded,
    name: impl Fn(&str) -> String,
    knows: impl Fn(&str) -> bool,
    opens: impl Fn(&str) -> bool,
) -> String {
    let clock = |at: jiff::Timestamp| Moment(at).to_string();
    match &recorded.event {
        Event::Announced { round, notice_last, opens, closes } => format!(
            "发布第{}次公告，公告和报名至 {notice_last}，竞价 {} 至 {}",
            if *round == 1 { "一" } else { "二" },
            clock(*opens),
            clock(*closes)
        ),
        Event::Registered { bidder, priority, .. } => {
            let claimed = match priority {
                None => String::new(),
                Some(ground) if knows(bidder) => format!("，主张优先权（{ground}）"),
                Some(_) => "，主张优先权".to_string(),
            };
            format!("{}报名{claimed}", name(bidder))
        }
        Event::Accepted { bidder, hold } => {
            let asked = hold.as_ref().map(|hold| format!("，应交保证金 {} 元", plain(hold.amount)));
            format!("{}资格审查通过{}", name(bidder), asked.unwrap_or_default())
        }
        Event::Rejected { bidder, reason } if knows(bidder) => format!("{}资格审查不予通过：{reason}", name(bidder)),
        Event::Rejected { bidder, .. } => format!("{}资格审查不予通过", name(bidder)),
        Event::Held { hold } => format!("保证金到账（{}）", holder(hold, &name)),
        // An order that was not covered is nobody's business before the end.
        Event::HoldRefused { hold, reason } if payer(hold).is_some_and(&knows) => {
            format!("保证金未到账（{}）：{reason}", holder(hold, &name))
        }
        Event::HoldRefused { hold, .. } => format!("保证金未到账（{}）", holder(hold, &name)),
        Event::NoticeEnded { ready, next, .. } => {
            let next = match next {
                AfterNotice::Bidding => "进入竞价",
                AfterNotice::SecondNotice => "人数不够，待第二次公告",
                AfterNotice::Negotiation => "人数仍不够，转为协商",
                AfterNotice::Failed => "人数不够，流标",
            };
            format!("公告期满，合格竞买人 {ready} 名，{next}")
        }
        Event::BidPlaced { bidder, price, closes, is_extended } => {
            let late =
                if *is_extended { format!("，截止时间顺延至 {}", clock(*closes)) } else { String::new() };
            format!("{}出价 {}{late}", name(bidder), plain(*price))
        }
        Event::Committed { bidder, .. } => format!("{}投递密封报价", name(bidder)),
        Event::Opened { bidder, .. } if !opens(bidder) => format!("{}开标，开标结束后公开报价", name(bidder)),
        Event::Opened { bidder, price } => format!("{}开标，报价 {}", name(bidder), plain(*price)),
        Event::Ordered { .. } => "收到一笔申报".to_string(),
        Event::OrderCancelled { .. } => "撤销一笔申报".to_string(),
        Event::OrdersDropped { orders, .. } => {
            let one = |order: &engine::exchange::Order| {
                format!("{}{} {} 手", name(&order.bidder), side_in_words(order.side), order.quantity)
            };
            let orders: Vec<String> = orders.iter().map(one).collect();
            format!("申报的冻结已到期解冻，不能交收，退出成交：{}；其余申报重新撮合", orders.join("、"))
        }
        Event::BiddingEnded { winner, unopened, forfeit } => {
            let best = winner.as_ref().map_or("没有有效报价".to_string(), |winner| {
                format!("最高 {} 出价 {}", name(&winner.bidder), plain(winner.price))
            });
            let missing = match (unopened.len(), forfeit.is_empty()) {
                (0, _) => String::new(),
                (count, true) => format!("；没有按时开标而作废 {count} 份"),
                (count, false) => format!("；没有按时开标而作废 {count} 份，保证金归转出方"),
            };
            format!("竞价结束，{best}{missing}")
        }
        Event::Cleared { outcome, objections_until, .. } => {
            let price = outcome.price.map(|(price, reason)| format!("{}（{}）", plain(price), reason.in_words()));
            format!(
                "集合竞价成交价 {}，成交 {} 手，公示至 {objections_until}",
                price.unwrap_or_default(),
                outcome.volume
            )
        }
        Event::Agreed { winner } => format!("{}协商成交，价格 {}", name(&winner.bidder), plain(winner.price)),
        Event::Drawn { turns, until, .. } => {
            let turns: Vec<String> = turns.iter().map(|bidder| name(bidder)).collect();
            format!("优先权顺序：{}；第一名答复至 {}", turns.join("、"), clock(*until))
        }
        Event::PriorityAnswered { bidder, answer, .. } => format!("{}{}", name(bidder), answer.in_words()),
        Event::Published { winner, objections_until, .. } => format!(
            "公示成交结果：{}，{}，价格 {}，公示至 {objections_until}",
            name(&winner.bidder),
            winner.ground.in_words(),
            plain(winner.price)
        ),
        Event::Objected { number, by, .. } => format!("收到第 {number} 号异议（{by}）"),
        Event::ObjectionAnswered { number, is_upheld, text } => {
            format!("答复第 {number} 号异议：{}，{text}", if *is_upheld { "成立" } else { "不成立" })
        }
        Event::SettlementRequested { .. } => "开始结算".to_string(),
        Event::Settled { .. } => "结算完成".to_string(),
        Event::SettlementRefused { reason, .. } => format!("结算未成，一切不变：{reason}"),
        Event::Defaulted { bidder, reason, forfeit, .. } => {
            let forfeit = if forfeit.is_some() { "，尚在冻结的保证金归转出方" } else { "" };
            format!("{}违约：{reason}{forfeit}", name(bidder))
        }
        Event::Failed { reason, .. } => format!("流标：{}", reason.in_words()),
        Event::Withdrawn { reason, .. } => format!("撤回：{reason}"),
        Event::Terminated { reason, release } => {
            let freed = if release.is_empty() { "" } else { "；冻结的保证金和申报全部解除" };
            format!("终结：{reason}{freed}")
        }
        Event::Suspended { reason } => format!("中止：{reason}"),
        Event::Resumed { .. } => "恢复，各期限按中止的时间顺延".to_string(),
    }
}

/// Ids of deposits end with the name of who pays; those of orders name nobody.
fn holder(hold: &str, name: &impl Fn(&str) -> String) -> String {
    payer(hold).map_or("申报".to_string(), name)
}

fn payer(hold: &str) -> Option<&str> {
    hold.split_once("/deposit/").map(|(_, bidder)| bidder)
}

pub(super) fn side_in_words(side: Side) -> &'static str {
    match side {
        Side::Buy => "买入",
        Side::Sell => "卖出",
    }
}

fn deadline(case: &Case) -> Option<String> {
    let (state, deadlines) = (case.state(), case.state().deadlines);
    if state.suspended.is_some() {
        return Some("已中止".to_string());
    }
    match state.phase {
        Phase::Notice => deadlines.notice_last.map(|last| format!("报名至 {last}")),
        Phase::Bidding => {
            let (opens, closes) = (deadlines.opens?, deadlines.closes?);
            Some(format!("竞价 {} 至 {}", short(opens), short(closes)))
        }
        Phase::Priority => deadlines.priority_until.map(|until| format!("答复至 {}", short(until))),
        Phase::Objection => deadlines.objections_until.map(|until| format!("公示至 {until}")),
        Phase::Opened
        | Phase::AwaitingSecondNotice
        | Phase::Negotiation
        | Phase::Drawing
        | Phase::Settling
        | Phase::Settled
        | Phase::Failed
        | Phase::Withdrawn
        | Phase::Terminated => None,
    }
}

fn short(at: jiff::Timestamp) -> String {
    local(at).strftime("%m-%d %H:%M").to_string()
}

fn result(case: &Case) -> Option<String> {
    let state = case.state();
    if let Some(reason) = state.failed {
        return Some(reason.in_words().to_string());
    }
    if let Some((price, _)) = state.cleared.as_ref().and_then(|cleared| cleared.price) {
        return Some(format!("成交价 {}", plain(price)));
    }
    state.winner.as_ref().map(|winner| format!("{}，{}", winner.bidder, plain(winner.price)))
}

/// A case as a row of the list.
pub(super) fn row_of(held: &Held, app: &App) -> CaseRow {
    let (case, stored) = (&held.case, &held.stored.case);
    let pack = app.packs.find(&stored.pack, &stored.pack_version).ok().and_then(|version| version.usable().ok());
    let exchange =
        pack.and_then(|pack| pack.exchanges.iter().find(|exchange| exchange.code.as_str() == stored.exchange));
    CaseRow {
        number: stored.number.clone(),
        title: case.listing.title.clone(),
        exchange_name: exchange.map_or_else(|| stored.exchange.clone(), |exchange| exchange.name.clone()),
        seller: case.listing.seller.clone(),
        floor: plain(case.listing.floor),
        unit: exchange.map(|exchange| exchange.unit.to_string()).unwrap_or_default(),
        phase: held.stored.phase.clone(),
        phase_in_words: case.state().phase.in_words().to_string(),
        is_suspended: case.state().suspended.is_some(),
        deadline: deadline(case),
        result: result(case),
        opened_at: held.stored.opened_at,
    }
}
