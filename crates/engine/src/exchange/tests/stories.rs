//! Single rules of a case, each as a short story.

use model::pack::{RowSteps, Unopened};

use super::*;

fn three() -> Desk {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced().bidder("甲", None).bidder("乙", None).bidder("丙", None);
    desk
}

#[test]
fn from_listing_to_certificate() {
    let mut desk = three();
    desk.at("03-13 09:01", bid("甲", 500)).at("03-13 09:02", bid("乙", 510)).at("03-13 09:30", bid("甲", 600));
    desk.at("03-13 10:00:00.001", Command::Advance);
    assert_eq!(desk.phase(), Phase::Objection);
    // Deposits of 20 % of 500 × 100 went back to the losers at once.
    assert_eq!(desk.ledger.holds.len(), 1);
    // Five working days after Thursday the 13th: the 20th.
    assert_eq!(desk.case.state().deadlines.objections_until, Some(day(3, 20)));
    assert_eq!(desk.refused("03-20 09:00", Command::Settle), "公示到 2025-03-20 才结束，不能提前结算");
    desk.at("03-21 09:00", Command::Settle);
    assert_eq!(desk.phase(), Phase::Settled);
    let money = |name: &str| desk.ledger.free.get(&(Account::Of(name.to_string()), Asset::Money)).copied();
    assert_eq!(money("东村经济合作社"), Some(Decimal::from(60_000)));
    assert_eq!(money("甲"), Some(Decimal::from(140_000)));
    assert!(desk.ledger.holds.is_empty());
    let certificate = desk.case.certificate().unwrap();
    assert_eq!((certificate.buyer.as_str(), certificate.total), ("甲", Decimal::from(60_000)));
    assert_eq!((certificate.bidders, certificate.bids), (3, 3));
    assert_eq!(certificate.settled_on, day(3, 21));
}

#[test]
fn the_days_of_publicity_are_counted_from_the_end_of_bidding_however_late_the_clock_looks() {
    let publicity = |late: &str| {
        let mut desk = three();
        desk.at("03-13 09:30", bid("甲", 500)).at(late, Command::Advance);
        desk.case.state().deadlines.objections_until
    };
    assert_eq!(publicity("03-13 10:01"), Some(day(3, 20)));
    // The server stood still over the weekend.
    assert_eq!(publicity("03-17 08:00"), Some(day(3, 20)));
    // Nobody could object while it stood still all the time: the day on which the result is told is left.
    assert_eq!(publicity("03-25 08:00"), Some(day(3, 25)));
    // Nothing is published while holders are still asked.
    let (mut desk, turns) = with_holders();
    assert_eq!(turns.len(), 3);
    desk.at("03-19 08:00", Command::Advance);
    assert_eq!(
        desk.phase(),
        Phase::Priority,
        "each is asked for as long as the rules say, from when the question is put"
    );
    // Sealed bids: from the end of the opening.
    let mut sealed = Desk::new(rules(MethodRule::Sealed { opening_minutes: 30, unopened: Unopened::Void }), listing());
    sealed.announced().bidder("甲", None).bidder("乙", None).bidder("丙", None);
    let digest = |name: &str| seal("2025-001", name, Decimal::from(600), "a");
    sealed.at("03-13 09:10", Command::Commit { bidder: "甲".to_string(), digest: digest("甲") });
    sealed.at("03-13 09:20", Command::Commit { bidder: "乙".to_string(), digest: digest("乙") });
    let open = Command::Open { bidder: "甲".to_string(), price: Decimal::from(600), salt: "a".to_string() };
    sealed.at("03-13 10:01", open).at("03-17 08:00", Command::Advance);
    assert_eq!(sealed.case.state().deadlines.objections_until, Some(day(3, 20)));
}

#[test]
fn a_notice_is_counted_in_working_days() {
    let mut desk = Desk::new(ascending(), listing());
    let until =
        |last: Date| Command::Announce { notice_last: last, opens: at("03-13 09:00"), closes: at("03-13 10:00") };
    assert_eq!(
        desk.refused("03-03 09:00", until(day(3, 11))),
        "公告期自次日起应不少于 7 个工作日，写到 2025-03-11 只有 6 个；最早写到 2025-03-12"
    );
    let long = Command::Announce { notice_last: day(9, 4), opens: at("09-05 09:00"), closes: at("09-05 10:00") };
    assert!(desk.refused("03-03 09:00", long).contains("最长 6 个月"));
    let early = Command::Announce { notice_last: day(3, 12), opens: at("03-12 09:00"), closes: at("03-13 10:00") };
    assert!(desk.refused("03-03 09:00", early).contains("公告期满之后"));
    desk.at("03-03 09:00", until(day(3, 12)));
}

#[test]
fn a_bid_a_millisecond_late_is_refused() {
    let mut desk = three();
    desk.at("03-13 10:00:00.000", bid("甲", 500));
    // The bid at the very end moved the end by five minutes.
    assert_eq!(desk.case.state().deadlines.closes, Some(at("03-13 10:05")));
    desk.at("03-13 10:05:00.000", bid("乙", 510));
    assert_eq!(
        desk.refused("03-13 10:10:00.001", bid("甲", 520)),
        "竞价已于 2025-03-13 10:10:00 截止，这次出价晚到 1 毫秒，不予接受"
    );
    assert_eq!(desk.case.state().winner.as_ref().unwrap().bidder, "乙");
}

#[test]
fn early_bids_do_not_move_the_end() {
    let mut desk = three();
    desk.at("03-13 09:54:59.999", bid("甲", 500));
    assert_eq!(desk.case.state().deadlines.closes, Some(at("03-13 10:00")));
    desk.at("03-13 09:55", bid("乙", 510)).at("03-13 09:58", bid("丙", 520));
    assert_eq!(desk.case.state().deadlines.closes, Some(at("03-13 10:03")));
}

#[test]
fn bids_rise_by_the_step_from_the_floor() {
    let mut desk = three();
    assert_eq!(
        desk.refused("03-13 08:59", bid("甲", 500)),
        "竞价 2025-03-13 09:00:00 才开始，现在 2025-03-13 08:59:00"
    );
    assert_eq!(desk.refused("03-13 09:00", bid("甲", 499)), "出价 499 低于底价 500；请不低于 500");
    desk.at("03-13 09:00", bid("甲", 500));
    assert_eq!(desk.refused("03-13 09:01", bid("乙", 509)), "出价 509 不够：当前最高 500，阶梯 10，至少出 510");
    assert!(desk.refused("03-13 09:01", bid("丁", 520)).contains("没有报名"));
}

#[test]
fn a_deposit_that_is_not_covered_keeps_out() {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced();
    desk.give("穷", Asset::Money, 9_999);
    desk.at("03-04 09:00", register("穷", None)).at("03-04 09:00", accept("穷"));
    desk.bidder("甲", None).bidder("乙", None).bidder("丙", None);
    assert!(desk.refused("03-13 09:10", bid("穷", 500)).contains("保证金没有冻结成功"));
}

#[test]
fn fewer_than_three_mean_a_second_notice_then_negotiation() {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced().bidder("甲", None).bidder("乙", None);
    desk.at("03-13 09:00", Command::Advance);
    assert_eq!(desk.phase(), Phase::AwaitingSecondNotice);
    let second =
        |last: Date| Command::Announce { notice_last: last, opens: at("03-21 09:00"), closes: at("03-21 10:00") };
    assert!(desk.refused("03-13 09:00", second(day(3, 19))).contains("不少于 5 个工作日"));
    desk.at("03-13 09:00", second(day(3, 20))).at("03-21 09:00", Command::Advance);
    assert_eq!(desk.phase(), Phase::Negotiation);
    let agree = |price: i64| Command::Agree { bidder: "乙".to_string(), price: Decimal::from(price) };
    assert!(desk.refused("03-21 09:30", agree(499)).contains("低于底价"));
    desk.at("03-21 09:30", agree(500)).at("03-31 09:00", Command::Settle);
    assert_eq!(desk.case.certificate().unwrap().ground, WinningGround::Negotiation);
}

#[test]
fn nobody_after_two_notices_is_passed_in() {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced().at("03-13 09:00", Command::Advance);
    desk.at(
        "03-13 09:00",
        Command::Announce { notice_last: day(3, 20), opens: at("03-21 09:00"), closes: at("03-21 10:00") },
    );
    desk.at("03-21 09:00", Command::Advance);
    assert_eq!((desk.phase(), desk.case.state().failed), (Phase::Failed, Some(FailReason::TooFewBidders)));
}

#[test]
fn no_bid_is_passed_in_and_deposits_go_back() {
    let mut desk = three();
    desk.at("03-13 10:01", Command::Advance);
    assert_eq!(desk.case.state().failed, Some(FailReason::NoBid));
    assert!(desk.ledger.holds.is_empty());
}

/// The seed decides in a way that anybody can repeat.
fn with_holders() -> (Desk, Vec<String>) {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced().bidder("外人", None).bidder("张户", Some("本集体成员")).bidder("李户", Some("原承租人"));
    desk.bidder("王户", Some("本集体成员"));
    desk.at("03-13 09:30", bid("外人", 700));
    desk.at("03-13 10:01", Command::Draw { seed: 20250313 });
    let holders: Vec<String> = ["张户", "李户", "王户"].map(str::to_string).to_vec();
    let turns = turns_by_lot(&holders, 20250313);
    assert_eq!(desk.case.state().turns, turns);
    (desk, turns)
}

#[test]
fn holders_answer_in_turn_and_default_passes_on() {
    let (mut desk, turns) = with_holders();
    assert_eq!(
        desk.refused("03-13 11:00", answer(&turns[1], true)),
        format!("现在轮到“{}”答复优先权，请等待", turns[0])
    );
    desk.at("03-13 11:00", answer(&turns[0], true));
    assert_eq!(desk.case.state().winner.as_ref().unwrap().price, Decimal::from(700));
    desk.at("03-14 09:00", Command::Default { reason: "逾期未签合同".to_string() });
    // The second one lets the time pass, the third one takes the lot.
    assert_eq!(desk.case.state().whose_turn(), Some(turns[1].as_str()));
    desk.at("03-15 10:00", answer(&turns[2], true));
    assert_eq!(desk.case.state().answers[1], (turns[1].clone(), PriorityAnswer::Lapsed));
    desk.at("03-17 09:00", Command::Default { reason: "拒付价款".to_string() });
    // All who took it defaulted: passed in, two deposits forfeited.
    assert_eq!(desk.case.state().failed, Some(FailReason::AllDefaulted));
    let seller = (Account::Of("东村经济合作社".to_string()), Asset::Money);
    assert_eq!(desk.ledger.free[&seller], Decimal::from(20_000));
}

/// Deposits are holds of a ledger that has none any more.
#[test]
fn a_deposit_that_is_gone_stops_the_settlement_and_not_the_default() {
    use model::pack::{Code, Constant, Deposit, Exchange, LotFields, Method, Notice, Priority, Settlement, SourceSpan};
    let code = |text: &str| Code::new(text).unwrap();
    let number = |number: i64| Constant::Number(Decimal::from(number));
    let span = SourceSpan { file: model::pack::FileId(0), start: 0, end: 0 };
    let settlement = Settlement {
        ledger: code("trade"),
        money: code("money"),
        right: None,
        account: code("trader"),
        clearing: code("clearing"),
        hold: code("hold"),
        pay: code("settle"),
        hold_months: number(6),
        span,
    };
    let exchange = Exchange {
        code: code("auction"),
        name: "竞价".to_string(),
        basis: "示例".to_string(),
        register: code("lot"),
        lot: LotFields::default(),
        from: Vec::new(),
        condition: None,
        announce_condition: None,
        takes: RowSteps::default(),
        role: code("centre"),
        unit: "元/亩".parse().unwrap(),
        method: Method::Ascending { step: number(10), extension: None },
        notice: Notice {
            days: number(7),
            months_max: None,
            second_days: None,
            bidders_min: number(3),
            when_few: WhenFew::Fail,
        },
        deposit: Deposit::Share(number(20)),
        priority: Priority::None,
        objection_days: number(5),
        settlement: None,
        span,
    };
    let mut desk = three();
    desk.at("03-13 09:01", bid("甲", 500)).at("03-13 10:01", Command::Advance);
    let slip = |command: Command| {
        let when = at("03-21 09:00");
        let asked = Asked { at: when, by: "交易中心", key: "k" };
        let events = desk.case.decide(asked, &command, &desk.calendar).unwrap();
        let mut after = desk.case.clone();
        events.iter().cloned().for_each(|event| after.record(event));
        let (events, state) = (events.as_slice(), after.state());
        let (exchange, settlement, listing) = (&exchange, &settlement, &after.listing);
        let (actor, hold_months) = ("交易中心", 6);
        let posting = Posting { exchange, settlement, hold_months, listing, events, state, actor, at: when };
        (posting.slip(&crate::ledger::Book::new(code("trade"))), state.failed)
    };
    let told = slip(Command::Settle).0.unwrap_err().to_string();
    assert!(told.contains("没有“甲”的有效冻结") && told.contains("登记违约"), "{told}");
    let defaulted = slip(Command::Default { reason: "保证金已解冻".to_string() });
    assert_eq!(defaulted, (Ok(None), Some(FailReason::AllDefaulted)), "nothing is left to take");
}

#[test]
fn an_order_whose_hold_is_gone_falls_out_and_the_rest_is_cleared_anew() {
    let mut rules = rules(MethodRule::Call { margin: model::pack::Margin::Time });
    (rules.deposit, rules.priority, rules.bidders_min) = (DepositRule::None, None, 2);
    let mut desk = Desk::new(rules, Listing { floor: Decimal::from(75), quantity: Decimal::ONE, ..listing() });
    desk.announced();
    for (name, money, right) in [("买一", 100_000, 0), ("买二", 100_000, 0), ("卖一", 0, 300)] {
        desk.give(name, Asset::Money, money);
        desk.give(name, Asset::Right, right);
        desk.at("03-04 09:00", register(name, None)).at("03-04 09:00", accept(name));
    }
    let order = |id: &str, name: &str, side, price: i64, quantity| Command::Order {
        order: id.to_string(),
        bidder: name.to_string(),
        side,
        price: Decimal::from(price),
        quantity,
    };
    desk.at("03-13 09:10", order("1", "买一", Side::Buy, 90, 200));
    desk.at("03-13 09:11", order("2", "买二", Side::Buy, 80, 100));
    desk.at("03-13 09:12", order("3", "卖一", Side::Sell, 70, 300));
    desk.at("03-13 10:01", Command::Advance);
    let filled = |desk: &Desk| -> Vec<(String, u64)> {
        let fills = &desk.case.state().cleared.as_ref().unwrap().fills;
        fills.iter().map(|fill| (fill.order.bidder.clone(), fill.filled)).collect()
    };
    assert_eq!(filled(&desk).iter().map(|(_, filled)| filled).sum::<u64>(), 600);
    let hold = desk.case.state().orders[0].hold.clone();
    // Only what is held for an order of the call, and only once.
    let none = Command::DropOrders { holds: vec!["nichts".to_string()] };
    assert!(desk.refused("03-24 09:00", none).contains("申报"));
    desk.at("03-24 09:00", Command::DropOrders { holds: vec![hold.clone()] });
    assert_eq!(filled(&desk), [("买二".to_string(), 100), ("卖一".to_string(), 100)], "without the one that fell out");
    assert_eq!(desk.case.state().deadlines.objections_until, Some(day(3, 31)), "published again");
    assert!(desk.refused("03-24 10:00", Command::Settle).contains("公示到 2025-03-31"));
    assert!(desk.refused("03-24 10:00", Command::DropOrders { holds: vec![hold] }).contains("申报"));
    let replayed = Case::replay(desk.case.rules.clone(), desk.case.listing.clone(), desk.case.log()).unwrap();
    assert_eq!(replayed.state().cleared, desk.case.state().cleared);
    // Nobody is left on the other side: passed in, and what is held goes back.
    let last = desk.case.state().orders[2].hold.clone();
    desk.at("03-25 09:00", Command::DropOrders { holds: vec![last] });
    assert_eq!(desk.case.state().failed, Some(FailReason::HoldsGone));
    assert_eq!(desk.case.state().cleared, None);
}

#[test]
fn when_all_waive_the_highest_bid_wins() {
    let (mut desk, turns) = with_holders();
    for holder in &turns {
        desk.at("03-13 11:00", answer(holder, false));
    }
    let winner = desk.case.state().winner.clone().unwrap();
    assert_eq!((winner.bidder.as_str(), winner.ground), ("外人", WinningGround::HighestBid));
}

#[test]
fn an_open_objection_stops_settlement_and_an_upheld_one_the_trade() {
    let mut desk = three();
    desk.at("03-13 09:30", bid("甲", 500)).at("03-13 10:01", Command::Advance);
    desk.at("03-17 09:00", Command::Object { by: "村民赵某".to_string(), text: "未经村民会议同意".to_string() });
    assert_eq!(desk.refused("03-24 09:00", Command::Settle), "第 1 号异议尚未答复，不能结算；请先答复");
    desk.at("03-24 09:00", Command::AnswerObjection { number: 1, is_upheld: true, text: "属实".to_string() });
    assert_eq!(desk.case.state().failed, Some(FailReason::ObjectionUpheld));
    assert!(desk.ledger.holds.is_empty());
}

#[test]
fn a_batch_that_the_ledger_refuses_leaves_everything_as_it_was() {
    let mut desk = three();
    desk.at("03-13 09:30", bid("甲", 3_000)).at("03-13 10:01", Command::Advance);
    let before = desk.ledger.clone();
    desk.at("03-24 09:00", Command::Settle);
    assert_eq!(desk.phase(), Phase::Objection);
    assert!(desk.case.state().batch_refused.as_ref().unwrap().contains("不足"));
    assert_eq!(desk.ledger, before);
    desk.give("甲", Asset::Money, 200_000);
    desk.at("03-24 10:00", Command::Settle);
    assert_eq!(desk.phase(), Phase::Settled);
}

#[test]
fn the_clock_stops_during_suspension() {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced();
    // Two working days of seven are over on Wednesday 5 March.
    desk.at("03-05 09:00", Command::Suspend { reason: "权属争议".to_string() });
    assert!(desk.refused("03-06 09:00", register("甲", None)).contains("中止"));
    desk.at("03-19 09:00", Command::Resume);
    assert_eq!(desk.case.state().deadlines.notice_last, Some(day(3, 26)));
    assert_eq!(desk.case.state().deadlines.opens, Some(at("03-27 09:00")));
}

#[test]
fn bidding_that_was_suspended_goes_on_with_the_time_that_was_left() {
    let mut desk = three();
    desk.at("03-13 09:20", bid("甲", 500));
    desk.at("03-13 09:40", Command::Suspend { reason: "网络故障".to_string() });
    desk.at("03-13 14:00", Command::Resume);
    assert_eq!(desk.case.state().deadlines.closes, Some(at("03-13 14:20")));
}

#[test]
fn a_case_can_be_withdrawn_until_somebody_bids() {
    let mut desk = three();
    desk.at("03-13 09:20", bid("甲", 500));
    let withdraw = || Command::Withdraw { reason: "村集体改变用途".to_string() };
    assert!(desk.refused("03-13 09:30", withdraw()).contains("已有人出价"));
    let mut other = three();
    other.at("03-10 09:00", withdraw());
    assert_eq!(other.phase(), Phase::Withdrawn);
    assert!(other.ledger.holds.is_empty());
}

#[test]
fn sealed_bids_are_opened_after_the_end_and_must_match() {
    let mut desk = Desk::new(rules(MethodRule::Sealed { opening_minutes: 30, unopened: Unopened::Void }), listing());
    desk.announced().bidder("甲", None).bidder("乙", None).bidder("丙", None);
    let commit = |name: &str, price: i64, salt: &str| Command::Commit {
        bidder: name.to_string(),
        digest: seal("2025-001", name, Decimal::from(price), salt),
    };
    let open = |name: &str, price: i64, salt: &str| Command::Open {
        bidder: name.to_string(),
        price: Decimal::from(price),
        salt: salt.to_string(),
    };
    desk.at("03-13 09:10", commit("甲", 600, "a")).at("03-13 09:20", commit("乙", 650, "b"));
    desk.at("03-13 09:30", commit("丙", 900, "c")).at("03-13 09:40", commit("甲", 650, "d"));
    assert!(desk.refused("03-13 09:50", open("甲", 650, "d")).contains("截止前不开标"));
    assert!(desk.refused("03-13 10:01", open("甲", 660, "d")).contains("不符"));
    desk.at("03-13 10:01", open("甲", 650, "d")).at("03-13 10:02", open("乙", 650, "b"));
    assert!(desk.refused("03-13 10:30:00.001", open("丙", 900, "c")).contains("没有按时开标的报价作废"));
    // Equal prices: 乙 handed in at 09:20, 甲 anew at 09:40. 丙 did not open.
    assert_eq!(desk.case.state().winner.as_ref().unwrap().bidder, "乙");
}

#[test]
fn who_does_not_open_a_sealed_bid_loses_the_deposit_where_the_rules_say_so() {
    let mut desk = Desk::new(rules(MethodRule::Sealed { opening_minutes: 30, unopened: Unopened::Forfeit }), listing());
    desk.announced().bidder("甲", None).bidder("乙", Some("原承租人")).bidder("丙", None);
    let commit = |name: &str, price: i64| Command::Commit {
        bidder: name.to_string(),
        digest: seal("2025-001", name, Decimal::from(price), "s"),
    };
    desk.at("03-13 09:10", commit("甲", 600)).at("03-13 09:20", commit("乙", 700));
    let open = Command::Open { bidder: "甲".to_string(), price: Decimal::from(600), salt: "s".to_string() };
    desk.at("03-13 10:05", open);
    assert!(!desk.case.tells_opened_bids(), "乙 may still choose whether to open");
    assert_eq!(desk.case.opening_until(), Some(at("03-13 10:30")));
    desk.at("03-13 10:31", Command::Advance);
    assert!(desk.case.tells_opened_bids());
    // 20 % of 500 × 100; 丙 handed nothing in and gets the deposit back. 乙 has no priority right any more.
    assert_eq!(desk.ledger.free[&(Account::Of("东村经济合作社".to_string()), Asset::Money)], Decimal::from(10_000));
    assert_eq!(desk.ledger.free[&(Account::Of("丙".to_string()), Asset::Money)], Decimal::from(200_000));
    assert_eq!(desk.case.state().winner.as_ref().unwrap().bidder, "甲");
    assert_eq!(desk.case.state().not_ready("乙"), Some("的保证金已经划转"));
}

#[test]
fn whatever_was_bid_or_published_a_case_is_terminated_and_everything_held_goes_back() {
    let terminate = || Command::Terminate { reason: "查实串通".to_string() };
    let mut bidding = three();
    bidding.at("03-13 09:20", bid("甲", 500)).at("03-13 09:30", Command::Suspend { reason: "举报".to_string() });
    assert!(bidding.refused("03-13 09:35", Command::Terminate { reason: " ".to_string() }).contains("理由"));
    bidding.at("03-13 09:40", terminate());
    let mut published = three();
    published.at("03-13 09:20", bid("甲", 500)).at("03-13 10:01", Command::Advance).at("03-14 09:00", terminate());
    for desk in [&mut bidding, &mut published] {
        assert_eq!((desk.phase(), desk.case.state().winner.clone()), (Phase::Terminated, None));
        assert!(desk.ledger.holds.is_empty() && desk.case.wakes_after().is_none());
        assert!(desk.refused("03-21 09:00", Command::Settle).contains("已终结"));
    }
}

#[test]
fn a_party_is_known_by_code_and_by_name_however_it_is_spaced() {
    let known = Listing { seller_code: "N2370783MF0000001X".to_string(), ..listing() };
    let mut desk = Desk::new(ascending(), known);
    desk.announced();
    let register =
        |name: &str, code: &str| Command::Register { bidder: name.to_string(), priority: None, code: code.to_string() };
    assert!(desk.refused("03-04 09:00", register("东村 经济合作社", "")).contains("转出方"));
    assert!(desk.refused("03-04 09:00", register("东村合作社", "N2370783MF0000001X")).contains("转出方"));
    desk.at("03-04 09:00", register("甲公司（寿光）", "91370700MA0000001Y"));
    assert!(desk.refused("03-04 09:01", register("甲公司(寿光)", "")).contains("已经报名"));
    assert!(desk.refused("03-04 09:01", register("乙公司", "91370700MA0000001Y")).contains("已经报名"));
    // Under a name that nobody has heard of and without a code nobody can tell who bids.
    assert!(desk.refused("03-04 09:02", register("东村股份合作社", "")).contains("以代码认定"));
}

#[test]
fn what_was_recorded_before_codes_and_forfeits_is_read_as_it_was() {
    let old = [
        r#"{"is":"registered","bidder":"甲","priority":null}"#,
        r#"{"is":"bidding_ended","winner":null,"unopened":["甲"]}"#,
    ];
    for line in old {
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
    }
    let sealed: MethodRule = serde_json::from_str(r#"{"sealed":{"opening_minutes":30}}"#).unwrap();
    assert_eq!(sealed, MethodRule::Sealed { opening_minutes: 30, unopened: Unopened::Void });
}

#[test]
fn a_call_auction_settles_through_an_empty_clearing_account() {
    let mut rules = rules(MethodRule::Call { margin: model::pack::Margin::ProRata });
    (rules.deposit, rules.priority, rules.bidders_min) = (DepositRule::None, None, 2);
    let mut desk = Desk::new(rules, Listing { floor: Decimal::from(75), quantity: Decimal::ONE, ..listing() });
    desk.announced();
    for (name, money, right) in [("买一", 100_000, 0), ("买二", 100_000, 0), ("卖一", 0, 300), ("卖二", 0, 300)]
    {
        desk.give(name, Asset::Money, money);
        desk.give(name, Asset::Right, right);
        desk.at("03-04 09:00", register(name, None)).at("03-04 09:00", accept(name));
    }
    let order = |id: &str, name: &str, side, price: i64, quantity| Command::Order {
        order: id.to_string(),
        bidder: name.to_string(),
        side,
        price: Decimal::from(price),
        quantity,
    };
    desk.at("03-13 09:10", order("1", "买一", Side::Buy, 80, 200));
    desk.at("03-13 09:11", order("2", "买二", Side::Buy, 76, 200));
    desk.at("03-13 09:12", order("3", "卖一", Side::Sell, 70, 250));
    desk.at("03-13 09:13", order("4", "卖二", Side::Sell, 76, 250));
    // Not covered by rights: the ledger refuses the hold, the order does not count.
    desk.at("03-13 09:14", order("5", "卖二", Side::Sell, 60, 51));
    desk.at("03-13 10:01", Command::Advance);
    let cleared = desk.case.state().cleared.clone().unwrap();
    // At 76: 400 wanted, 500 offered. At 70 and below 76: 250. At 80: 200.
    assert_eq!((cleared.price.unwrap().0, cleared.volume), (Decimal::from(76), 400));
    desk.at("03-21 09:00", Command::Settle);
    assert_eq!(desk.phase(), Phase::Settled);
    let clearing = |asset| desk.ledger.free.get(&(Account::Clearing, asset)).copied();
    assert_eq!((clearing(Asset::Money), clearing(Asset::Right)), (Some(Decimal::ZERO), Some(Decimal::ZERO)));
    let of = |name: &str, asset| desk.ledger.free[&(Account::Of(name.to_string()), asset)];
    assert_eq!(of("买一", Asset::Money), Decimal::from(100_000 - 200 * 76));
    assert_eq!((of("买一", Asset::Right), of("卖一", Asset::Money)), (Decimal::from(200), Decimal::from(250 * 76)));
    assert_eq!(of("卖二", Asset::Right), Decimal::from(150));
}

#[test]
fn the_same_click_twice_counts_once() {
    let mut desk = three();
    let calendar = desk.calendar.clone();
    let when = at("03-13 09:10");
    let asked = Asked { at: when, by: "甲", key: "点击一" };
    assert_eq!(desk.case.submit(asked, &bid("甲", 500), &calendar), Ok(1));
    assert_eq!(desk.case.submit(asked, &bid("甲", 500), &calendar), Ok(0));
    let told = desk.case.submit(asked, &bid("甲", 600), &calendar).unwrap_err().to_string();
    assert!(told.contains("内容不同"), "{told}");
    assert_eq!(desk.case.state().bids.len(), 1);
}

#[test]
fn what_is_due_happens_whatever_becomes_of_the_command() {
    let mut desk = three();
    desk.at("03-13 09:10", bid("甲", 500));
    // Nobody did anything when bidding ended; the first one who tries something in vain brings it about for good.
    assert!(desk.try_at("03-14 09:00", Command::Settle).is_err());
    assert_eq!(desk.case.state().deadlines.objections_until, Some(day(3, 20)));
    desk.at("03-24 09:00", Command::Settle);
    assert_eq!(desk.phase(), Phase::Settled);
}

#[test]
fn a_clock_set_back_is_noticed() {
    let mut desk = three();
    desk.at("03-13 09:10", bid("甲", 500));
    assert!(desk.refused("03-13 09:09:59.999", bid("乙", 510)).contains("时钟被拨回"));
}

#[test]
fn a_party_does_not_run_the_procedure() {
    let mut desk = Desk::new(ascending(), listing());
    desk.announced().at("03-04 09:00", register("甲", None));
    let asked = Asked { at: at("03-04 10:00"), by: "甲", key: "x" };
    let told = desk.case.decide(asked, &accept("甲"), &calendar()).unwrap_err().to_string();
    assert_eq!(told, "“甲”是交易一方，不能办理这一步；请由交易机构办理");
    assert!(desk.refused("03-04 11:00", register("东村经济合作社", None)).contains("自己的标的"));
}
