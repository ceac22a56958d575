//! Entries that a rule makes up: what expired, what a formula says, what a hold becomes; and who must not post them.

use app::Actor;
use app::view::{
    LedgerAct, LedgerDecision, LedgerHolding, LedgerJournalQuery, LedgerPostLine, LedgerQuery, LedgerSettleRequest,
    LedgerSweepRequest,
};
use jiff::civil::{Date, date};

use crate::ledgers::{NAMES, balance, checker, clerk, decide, divided, holding, issued, post, transfer, view, voucher};
use crate::support::{at, demo, now};

#[tokio::test]
async fn what_expired_is_taken_back_at_once_and_only_by_kinds_that_say_so() {
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    let before = view(&site.app, None, None).await;
    let sweep = |kind: &str, day: Date| LedgerSweepRequest {
        key: format!("sweep-{day}"),
        kind: kind.to_string(),
        effective: Some(day),
        document: "示例〔2029〕1号".to_string(),
        note: String::new(),
    };
    let asset = before.assets.iter().find(|asset| asset.vintage == "2026").unwrap();
    let last_day = asset.last_day.unwrap();
    let now = at(&format!("{}T02:00:00Z", last_day.tomorrow().unwrap()));
    let ask = |actor: Actor, request: LedgerSweepRequest| {
        let app = &site.app;
        async move { app.sweep_ledger(&actor, NAMES, None, &request, now).await }
    };
    let early = ask(clerk(), sweep("到期收回", last_day)).await.unwrap_err().to_string();
    assert!(early.contains("没有已经到期"), "{early}");
    let by_hand = ask(clerk(), sweep("使用", last_day)).await.unwrap_err().to_string();
    assert!(by_hand.contains("不能整批办理") && by_hand.contains("到期收回"), "{by_hand}");
    let no_role = ask(Actor::new("visitor"), sweep("到期收回", last_day.tomorrow().unwrap())).await;
    assert!(matches!(no_role, Err(app::AppError::Forbidden { .. })), "{no_role:?}");
    let done = ask(clerk(), sweep("到期收回", last_day.tomorrow().unwrap())).await.unwrap();
    assert_eq!(done.state_in_words, "已入账");
    let again = ask(clerk(), sweep("到期收回", last_day.tomorrow().unwrap())).await.unwrap();
    assert_eq!((again.seq, again.is_repeated), (done.seq, true));
    let query = LedgerQuery::default();
    let after = site.app.ledger_view(&clerk(), NAMES, &query, now).await.unwrap();
    assert_eq!(balance(&after, "临朐县 · 县级账户"), "0.00");
    assert_eq!(balance(&after, "市级指标池"), "0.00");
    assert_eq!(balance(&after, "已收回"), "3000.00", "all that was issued");
}

#[tokio::test]
async fn what_a_rule_posts_is_refused_by_hand_and_in_a_file_and_the_form_does_not_offer_it() {
    let site = demo().await;
    issued(&site).await;
    let before = view(&site.app, None, None).await;
    let by_hand = transfer("分解到县", holding("", ""), holding("", "寒亭区"), "77");
    let told = post(&site.app, &clerk(), &voucher("f", date(2026, 3, 2), vec![by_hand]), now()).await.unwrap_err();
    let words = "第 1 笔：“分解到县”的数量取自核算项“应下达指标”，不能手工填写；请按期核算记账";
    assert_eq!(told.to_string(), words);
    let file =
        "凭证,业务,转入,标的,年度批次,数量,生效日期,文号\n甲,分解到县,寒亭区,计划指标,2026,77,2026-03-02,示例3号\n";
    let report =
        site.app.post_ledger_file(&clerk(), NAMES, None, ("记账.csv", file.as_bytes().to_vec()), now()).await.unwrap();
    assert!(report.vouchers.is_empty() && report.errors[0].message.contains(words), "{report:?}");
    let carried = LedgerPostLine {
        asset: "盘活奖励指标".into(),
        ..transfer("结转下达", holding("", ""), holding("", "寒亭区"), "77")
    };
    let told = post(&site.app, &clerk(), &voucher("c", date(2026, 3, 2), vec![carried]), now()).await.unwrap_err();
    assert!(told.to_string().contains("“结转下达”只随“到期结转”整批办理时记账"), "{told}");
    let after = view(&site.app, None, None).await;
    assert_eq!(after.records, before.records);
    let kind = |name: &str| after.rules.entries.iter().find(|kind| kind.name == name).unwrap();
    assert!(kind("结转下达").not_by_hand.as_deref().is_some_and(|why| why.contains("整批办理")));
    assert_eq!((kind("市级配置").not_by_hand.as_deref(), kind("分解到县").not_by_hand.as_deref()), (None, None));
    assert!(kind("分解到县").by_result.is_some(), "offered as a settlement");
}

#[tokio::test]
async fn a_period_is_settled_again_only_when_what_was_posted_for_it_is_undone() {
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    let settle = |document: &str| LedgerSettleRequest {
        kind: "分解到县".to_string(),
        period: "2026".to_string(),
        document: document.to_string(),
        effective: Some(date(2026, 4, 4)),
        ..LedgerSettleRequest::default()
    };
    let ask = async |document: &str| site.app.settle_ledger(&clerk(), NAMES, None, &settle(document), now()).await;
    let told = ask("示例〔2026〕3号").await.unwrap_err().to_string();
    assert!(told.starts_with("“分解到县”（2026年）已记为第") && told.contains("没有重复记账"), "{told}");
    // The clerk takes it back: that needs the second person too, as the division did.
    let journal = site.app.ledger_journal(&clerk(), NAMES, &LedgerJournalQuery::default(), now()).await.unwrap();
    let posted = journal.vouchers.iter().find(|one| one.may_be_corrected && one.lines.len() == 2).unwrap();
    let line = |number| LedgerPostLine {
        act: LedgerAct::Reverse,
        of: format!("{}-{number}", posted.seq),
        ..LedgerPostLine::default()
    };
    let other = LedgerPostLine { kind: "县级配置".into(), ..line(1) };
    let told = post(&site.app, &clerk(), &voucher("o", date(2026, 4, 3), vec![other]), now()).await.unwrap_err();
    assert!(told.to_string().contains("是“分解到县”，应按原业务办理，不能改按“县级配置”"), "{told}");
    let back = voucher("b", date(2026, 4, 3), vec![line(1), line(2)]);
    let back = post(&site.app, &clerk(), &back, now()).await.unwrap();
    assert_eq!(back.state_in_words, "待复核");
    assert!(ask("示例〔2026〕3号").await.is_err(), "still counts");
    decide(&site.app, &checker(), back.seq, LedgerDecision::Approve).await.unwrap();
    let again = ask("示例〔2026〕3号").await.unwrap();
    assert_eq!((again.state_in_words.as_str(), again.is_repeated), ("待复核", false));
    // Sent back by the second person, it may be settled once more.
    decide(&site.app, &checker(), again.seq, LedgerDecision::Reject).await.unwrap();
    let third = ask("示例〔2026〕4号").await.unwrap();
    decide(&site.app, &checker(), third.seq, LedgerDecision::Approve).await.unwrap();
    let held = view(&site.app, None, None).await;
    assert_eq!(balance(&held, "寒亭区 · 县级账户"), "1100.00");
}

#[tokio::test]
async fn a_hold_is_posted_as_the_kind_of_entry_that_its_sides_ask_for() {
    let site = demo().await;
    issued(&site).await;
    let project = LedgerHolding { label: "甲项目".into(), ..holding("项目账户", "P1") };
    let hold = LedgerPostLine {
        act: LedgerAct::Hold,
        until: Some(at("2026-12-31T16:00:00Z")),
        ..transfer("预留", holding("市级指标池", ""), project, "100")
    };
    let held = post(&site.app, &clerk(), &voucher("h", date(2026, 3, 5), vec![hold]), now()).await.unwrap();
    let shown = site.app.ledger_view(&clerk(), NAMES, &LedgerQuery::default(), now()).await.unwrap();
    assert_eq!(
        (shown.holds[0].posts_as.as_slice(), &shown.holds[0].post_refusal),
        (&["city_project".to_string()][..], &None)
    );
    let part = |kind: &str| LedgerPostLine {
        act: LedgerAct::PostHold,
        kind: kind.to_string(),
        of: format!("{}-1", held.seq),
        amount: "40".into(),
        ..LedgerPostLine::default()
    };
    let mut bare = voucher("p", date(2026, 3, 6), vec![part("")]);
    bare.document.clear();
    let told = post(&site.app, &clerk(), &bare, now()).await.unwrap_err().to_string();
    assert_eq!(told, "“市级配置”应写明文号");
    let told = post(&site.app, &clerk(), &voucher("q", date(2026, 3, 6), vec![part("项目退回")]), now()).await;
    let told = told.unwrap_err().to_string();
    assert_eq!(told, "“预留”的冻结应按“市级配置”、“县级配置”划转，不能按“项目退回”");
    post(&site.app, &clerk(), &voucher("p", date(2026, 3, 6), vec![part("")]), now()).await.unwrap();
    let journal = site.app.ledger_journal(&clerk(), NAMES, &LedgerJournalQuery::default(), now()).await.unwrap();
    let line = &journal.vouchers[0].lines[0];
    assert_eq!((line.kind_name.as_str(), line.act.as_str()), ("市级配置", "从冻结中划转"));
}
