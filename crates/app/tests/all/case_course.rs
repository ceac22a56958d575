//! A case on its way: what falls due, bids of one instant, sealed bids, the row that goes with it, its end before its time.

use std::sync::Arc;

use app::view::{AuditQuery, CaseAct, CaseOpenRequest};
use app::{Actor, AppError};
use jiff::Timestamp;
use model::Dataset;
use rust_decimal::Decimal;

use crate::cases::{
    AUCTION, LOT, PACK, act, announced, applied, bid, bidders, forbidden, lot, prepared, refused, request, row, staff,
    step, text, who,
};
use crate::support::{at, open, site};

#[tokio::test]
async fn what_fell_due_while_nothing_ran_is_taken_up_in_order_and_a_suspension_stops_the_clock() {
    let site = site().await;
    let number = announced(&site.app, AUCTION).await;
    bidders(&site.app, &number, &["甲"]).await;
    site.app.close().await;
    // Too few bidders; nobody was there when the notice ended.
    let app = open(site.folder.path()).await;
    assert_eq!(app.advance_cases(at("2026-12-04T15:59:59Z")).await.unwrap(), (0, vec![]));
    assert_eq!(app.advance_cases(at("2026-12-07T01:00:00Z")).await.unwrap(), (1, vec![]));
    assert_eq!(app.advance_cases(at("2026-12-07T01:00:01Z")).await.unwrap(), (0, vec![]), "once");
    let view = app.case_view(&staff(), &number, at("2026-12-07T01:01:00Z")).await.unwrap();
    assert_eq!(view.phase, "awaiting_second_notice");
    let second = |last: &str| CaseAct::Announce {
        notice_last: last.parse().unwrap(),
        opens: at("2026-12-15T01:00:00Z"),
        closes: at("2026-12-15T02:00:00Z"),
    };
    let short = act(&app, &staff(), &number, "2026-12-07T03:00:00Z", second("2026-12-11")).await;
    assert!(refused(short).contains("最早写到 2026-12-14"));
    act(&app, &staff(), &number, "2026-12-07T03:00:00Z", second("2026-12-14")).await.unwrap();
    let suspend = CaseAct::Suspend { reason: text("权属争议") };
    act(&app, &staff(), &number, "2026-12-08T01:00:00Z", suspend).await.unwrap();
    assert_eq!(app.advance_cases(at("2026-12-16T01:00:00Z")).await.unwrap(), (0, vec![]), "the clock stands still");
    let resumed = act(&app, &staff(), &number, "2026-12-16T01:00:00Z", CaseAct::Resume).await.unwrap();
    assert!(resumed.notice_last.unwrap() > "2026-12-16".parse().unwrap(), "the rest of the notice is still to come");
    app.advance_cases(at("2026-12-24T01:00:00Z")).await.unwrap();
    let view = app.case_view(&staff(), &number, at("2026-12-24T01:01:00Z")).await.unwrap();
    assert_eq!(view.phase, "negotiation", "still too few after the last notice: 协商");
    let agree = |price: &str| CaseAct::Agree { bidder: text("甲"), price: text(price) };
    assert!(refused(act(&app, &staff(), &number, "2026-12-24T02:00:00Z", agree("400")).await).contains("低于底价"));
    let agreed = act(&app, &staff(), &number, "2026-12-24T02:00:00Z", agree("550")).await.unwrap();
    assert_eq!(agreed.winner.unwrap().ground, "协商成交");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bids_of_one_instant_and_of_two_programs_are_put_in_order_and_none_is_lost() {
    let site = site().await;
    let number = announced(&site.app, AUCTION).await;
    bidders(&site.app, &number, &["甲", "乙", "丙"]).await;
    let folder = site.folder.path().to_path_buf();
    let apps = [Arc::new(site.app), Arc::new(open(&folder).await)];
    let when: Timestamp = at("2026-12-07T01:00:00Z");
    let mut asked = Vec::new();
    for place in 0..30_u32 {
        let app = apps[place as usize % 2].clone();
        let actor = who(["user-甲", "user-乙", "user-丙"][place as usize % 3]);
        let number = number.clone();
        let price = (500 + 10 * place).to_string();
        let what = request(bid(&price));
        asked.push(tokio::spawn(async move {
            // Each is sent twice, as by an impatient hand.
            let first = app.act_in_case(&actor, &number, &what, when).await;
            let second = app.act_in_case(&actor, &number, &what, when).await;
            assert_eq!(first.is_ok(), second.is_ok(), "{first:?} {second:?}");
            (price, first.is_ok())
        }));
    }
    let mut accepted = Vec::new();
    for answer in asked {
        let (price, is_accepted) = answer.await.unwrap();
        if is_accepted {
            accepted.push(price.parse::<Decimal>().unwrap());
        }
    }
    let view = apps[1].case_view(&staff(), &number, when).await.unwrap();
    let mut bids: Vec<Decimal> = view.bids.iter().map(|bid| bid.price.parse().unwrap()).collect();
    bids.reverse();
    assert!(bids.windows(2).all(|pair| pair[1] >= pair[0] + Decimal::from(10)), "{bids:?}");
    accepted.sort_unstable();
    assert_eq!(bids, accepted, "what was acknowledged is on record, and nothing else");
    assert_eq!(bids.last(), Some(&Decimal::from(790)), "the highest one is never refused");
    assert!(apps[0].verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_sealed_bid_is_read_by_nobody_before_it_is_opened() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, "rural_sealed").await;
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    let seal =
        |name: &str, price: &str, salt: &str| engine::exchange::seal(&number, name, price.parse().unwrap(), salt);
    let commit = |name: &str, price: &str| CaseAct::Commit { digest: seal(name, price, "一个口令") };
    for (name, price) in [("甲", "54321"), ("乙", "600")] {
        let sent = act(app, &who(&format!("user-{name}")), &number, "2026-12-07T01:30:00Z", commit(name, price)).await;
        assert!(sent.unwrap().mine.unwrap().is_sealed);
    }
    // Not in what people see, not in the export, not in the audit, not in the file of the database.
    let shown = serde_json::to_string(&app.case_view(&staff(), &number, at("2026-12-07T01:31:00Z")).await.unwrap());
    assert!(!shown.unwrap().contains("54321"));
    let who_publishes = (Some("ocds-a1b2c3"), Some("示例市"));
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], who_publishes, at("2026-12-07T01:31:00Z")).await.unwrap();
    let out = String::from_utf8(out.bytes).unwrap();
    assert!(!out.contains("54321"));
    assert!(out.contains("electronicSubmission") && !out.contains("electronicAuction"), "nobody outbids a sealed bid");
    app.close().await;
    for file in std::fs::read_dir(site.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"54321"));
    }
    let app = &open(site.folder.path()).await;
    let opening = |price: &str| CaseAct::Open { price: text(price), salt: text("一个口令") };
    let early = act(app, &who("user-甲"), &number, "2026-12-07T02:00:00Z", opening("54321")).await;
    assert!(refused(early).contains("截止前不开标"));
    let other = act(app, &who("user-甲"), &number, "2026-12-07T02:05:00Z", opening("54320")).await;
    assert!(refused(other).contains("不符"));
    let own = act(app, &who("user-甲"), &number, "2026-12-07T02:05:00Z", opening("54321.00")).await.unwrap();
    assert_eq!((own.bids.len(), own.opening_until), (1, Some(at("2026-12-07T02:30:00Z"))), "who opened sees it");
    // 乙 still chooses whether to open: nobody is told what 甲 opened, not who conducts the trade either.
    for other in ["user-乙", "centre", "visitor"] {
        let view = app.case_view(&who(other), &number, at("2026-12-07T02:06:00Z")).await.unwrap();
        assert!(view.bids.is_empty() && view.opened == 1, "{other}");
        assert!(!serde_json::to_string(&view).unwrap().contains("54321"), "{other}");
    }
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], who_publishes, at("2026-12-07T02:06:00Z")).await.unwrap();
    assert!(!String::from_utf8(out.bytes).unwrap().contains("54321"));
    let audit = format!("{:?}", app.audit_for(&Actor::new("auditor"), &AuditQuery::default()).await.unwrap());
    assert!(audit.contains("交易：开标") && !audit.contains("54321"), "{audit}");
    // 乙 does not open in time: the bid is void and the deposit forfeited; 丙 never bid and gets it back.
    app.advance_cases(at("2026-12-07T02:31:00Z")).await.unwrap();
    let view = app.case_view(&who("visitor"), &number, at("2026-12-07T02:32:00Z")).await.unwrap();
    assert_eq!(view.winner.unwrap().bidder, "甲");
    assert_eq!(view.bids.iter().map(|bid| bid.price.as_str()).collect::<Vec<_>>(), ["54321"], "now it is told");
    assert!(view.log.iter().any(|line| line.text.contains("没有按时开标而作废 1 份，保证金归转出方")));
    let deposits: Vec<&str> = view.bidders.iter().map(|bidder| bidder.deposit.as_str()).collect();
    assert_eq!(deposits, ["已到账", "已划转", "退还"]);
}

#[tokio::test]
async fn a_row_takes_its_steps_with_its_case_and_is_nobody_elses_to_change_meanwhile() {
    let site = site().await;
    let app = &site.app;
    prepared(app, Dataset::Real).await;
    let state = async || row(app, Dataset::Real, LOT).await.row.state_name;
    applied(app, Dataset::Real, "DC-002", "南村果园经营权").await;
    let early = CaseOpenRequest { row: text("DC-002"), ..lot(Dataset::Real, AUCTION) };
    let told = app.open_case(&staff(), &early, at("2026-11-25T00:30:00Z")).await;
    assert!(
        matches!(&told, Err(AppError::Conflict { message }) if message.contains("处于“申请”，到“审核通过”")),
        "{told:?}"
    );
    let shelf = app.lots(&staff(), (PACK, AUCTION), Dataset::Real, at("2026-11-25T00:30:00Z")).await.unwrap();
    let refusals: Vec<bool> = shelf.lots.iter().map(|lot| lot.refusal.is_some()).collect();
    assert_eq!(refusals, [false, true]);
    // What a case does is not done by hand.
    let by_hand = step(app, &staff(), Dataset::Real, LOT, "publish").await;
    assert!(
        matches!(&by_hand, Err(AppError::Conflict { message }) if message.contains("随交易项目办理")),
        "{by_hand:?}"
    );
    // Who reviewed does not announce.
    let number = app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-11-25T00:30:00Z")).await.unwrap();
    app.set_pack_role(&Actor::new("init"), (PACK, "county_centre"), "station", true, at("2026-11-25T00:40:00Z"))
        .await
        .unwrap();
    let announce = || CaseAct::Announce {
        notice_last: "2026-12-04".parse().unwrap(),
        opens: at("2026-12-07T01:00:00Z"),
        closes: at("2026-12-07T02:00:00Z"),
    };
    let same = act(app, &who("station"), &number, "2026-11-25T01:00:00Z", announce()).await;
    assert!(refused(same).contains("您办理过本行的“审核”"));
    assert_eq!(app.case_view(&staff(), &number, at("2026-11-25T01:00:00Z")).await.unwrap().phase, "opened");
    act(app, &staff(), &number, "2026-11-25T01:00:00Z", announce()).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("已发布"));
    // The terms stay as they were announced.
    let seen = row(app, Dataset::Real, LOT).await;
    assert!(seen.edit_refusal.as_ref().is_some_and(|refusal| refusal.contains(&number)), "{:?}", seen.edit_refusal);
    let by_hand = step(app, &staff(), Dataset::Real, LOT, "withdraw").await;
    assert!(matches!(&by_hand, Err(AppError::Conflict { message }) if message.contains(&number)), "{by_hand:?}");
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    assert_eq!(state().await.as_deref(), Some("受让登记"));
    let history = row(app, Dataset::Real, LOT).await.history;
    assert!(history.iter().all(|change| !change.actor.contains('甲')), "the row does not tell who registered");
    act(app, &who("user-甲"), &number, "2026-12-07T01:00:00Z", bid("500")).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("竞价或协商"));
    app.advance_cases(at("2026-12-07T02:00:02Z")).await.unwrap();
    act(app, &staff(), &number, "2026-12-15T02:00:00Z", CaseAct::Settle).await.unwrap();
    assert_eq!(state().await.as_deref(), Some("合同公示结算"));
    // Sold once: the same row is not listed again, and whoever settled does not certify.
    let twice = app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-12-16T00:30:00Z")).await;
    assert!(matches!(&twice, Err(AppError::Conflict { message }) if message.contains("成交")), "{twice:?}");
    assert!(step(app, &staff(), Dataset::Real, LOT, "certify").await.is_err());
    step(app, &who("station"), Dataset::Real, LOT, "certify").await.unwrap();
    assert_eq!(state().await.as_deref(), Some("已鉴证"));
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_trade_with_bids_is_terminated_with_a_reason_and_everything_held_goes_back() {
    let site = site().await;
    let app = &site.app;
    let number = announced(app, AUCTION).await;
    bidders(app, &number, &["甲", "乙", "丙"]).await;
    act(app, &who("user-甲"), &number, "2026-12-07T01:00:00Z", bid("500")).await.unwrap();
    let terminate = |reason: &str| CaseAct::Terminate { reason: text(reason) };
    let withdraw = CaseAct::Withdraw { reason: text("村集体改变主意") };
    assert!(refused(act(app, &staff(), &number, "2026-12-07T01:05:00Z", withdraw).await).contains("终结"));
    forbidden(act(app, &who("user-乙"), &number, "2026-12-07T01:05:00Z", terminate("不想买了")).await);
    assert!(refused(act(app, &staff(), &number, "2026-12-07T01:06:00Z", terminate(" ")).await).contains("理由"));
    let suspend = CaseAct::Suspend { reason: text("收到举报") };
    let view = act(app, &staff(), &number, "2026-12-07T01:10:00Z", suspend).await.unwrap();
    assert_eq!(view.actions, ["resume", "terminate"], "withdrawing would be refused");
    let view = act(app, &staff(), &number, "2026-12-08T01:10:00Z", terminate("查实串通")).await.unwrap();
    assert_eq!((view.phase.as_str(), view.phase_in_words.as_str()), ("terminated", "已终结"));
    assert!(view.bidders.iter().all(|bidder| bidder.deposit == "退还"), "{:?}", view.bidders);
    assert!(view.log[0].text.contains("终结：查实串通"), "{:?}", view.log[0]);
    let told = (Some("ocds-a1b2c3"), Some("示例市"));
    let out = app.cases_ocds(&staff(), Dataset::Real, &[], told, at("2026-12-08T02:00:00Z")).await.unwrap().bytes;
    let made: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(made["releases"][0]["tender"]["status"], "cancelled");
    assert!(made["releases"][0]["tender"]["description"].as_str().unwrap().contains("终结：查实串通"));
    // The row went back to where it was listed from, and may be listed again.
    assert_eq!(row(app, Dataset::Real, LOT).await.row.state_name.as_deref(), Some("审核通过"));
    app.open_case(&staff(), &lot(Dataset::Real, AUCTION), at("2026-12-08T03:00:00Z")).await.unwrap();
    assert_eq!(app.advance_cases(at("2027-01-08T01:00:00Z")).await.unwrap(), (0, vec![]));
}
