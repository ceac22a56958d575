//! Ledgers by the pack alone: quotas are issued, checked by a second person, divided by a formula, held, used, corrected,
//! closed; what is refused leaves the ledger as it was.

use app::view::{
    LedgerAct, LedgerCloseRequest, LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerJournalQuery, LedgerPost,
    LedgerPostLine, LedgerQuery, LedgerReceipt, LedgerSettleRequest, LedgerStatementQuery, LedgerView,
    RegisterBookQuery, RowSaveRequest,
};
use app::{Actor, App, AppError, Result};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{Site, actor, at, demo, now, site};

pub(crate) const NAMES: (&str, &str) = ("land_quota", "quota");
pub(crate) const COUNTY: &str = "县级账户";

pub(crate) fn clerk() -> Actor {
    Actor::new("jingban")
}

pub(crate) fn checker() -> Actor {
    Actor::new("fuhe")
}

pub(crate) async fn with_roles(site: &Site) {
    let admin = Actor::new("admin");
    for user in ["jingban", "fuhe"] {
        site.app.add_user(&admin, user, user, Some("Qingming-2026"), at("2026-11-25T01:00:00Z")).await.unwrap();
    }
    for (user, role) in [("jingban", "quota_clerk"), ("fuhe", "quota_checker"), ("jingban", "quota_checker")] {
        site.app.set_pack_role(&admin, ("land_quota", role), user, true, at("2026-11-25T01:00:00Z")).await.unwrap();
    }
}

pub(crate) fn holding(kind: &str, holder: &str) -> LedgerHolding {
    LedgerHolding { kind: kind.to_string(), holder: holder.to_string(), label: String::new() }
}

pub(crate) fn transfer(kind: &str, from: LedgerHolding, to: LedgerHolding, amount: &str) -> LedgerPostLine {
    LedgerPostLine {
        kind: kind.to_string(),
        from,
        to,
        asset: "计划指标".to_string(),
        vintage: "2026".to_string(),
        amount: amount.to_string(),
        ..LedgerPostLine::default()
    }
}

pub(crate) fn voucher(key: &str, day: Date, lines: Vec<LedgerPostLine>) -> LedgerPost {
    LedgerPost {
        key: key.to_string(),
        effective: Some(day),
        document: "示例〔2026〕1号".to_string(),
        lines,
        ..LedgerPost::default()
    }
}

pub(crate) async fn post(app: &App, actor: &Actor, request: &LedgerPost, now: Timestamp) -> Result<LedgerReceipt> {
    app.post_ledger(actor, NAMES, None, request, now).await
}

pub(crate) async fn decide(app: &App, actor: &Actor, proposal: u64, decision: LedgerDecision) -> Result<LedgerReceipt> {
    let request = LedgerDecideRequest {
        key: format!("{decision:?}-{proposal}-{}", actor.user),
        proposal,
        decision,
        document: String::new(),
        note: String::new(),
    };
    app.decide_ledger(actor, NAMES, None, &request, now()).await
}

/// A project in the register that says who grants it quota.
pub(crate) async fn project(app: &App, actor: &Actor, code: &str, tier: &str, now: Timestamp) {
    let values = [("project_code", code), ("name", code), ("county", "370703"), ("tier", tier), ("requested", "100")];
    let values = values.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect();
    let request = RowSaveRequest { values, ..RowSaveRequest::default() };
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
    let saved = app.save_row(actor, ("land_quota", "land_project"), &book, &request, now).await.unwrap();
    assert!(saved.accepted, "{saved:?}");
}

/// 3000 mu for the city, agreed to by the second person; some projects of the city.
pub(crate) async fn issued(site: &Site) {
    with_roles(site).await;
    for code in ["P1", "P2", "P9", "XM1", "XM2"] {
        project(&site.app, &clerk(), code, "市级项目", now()).await;
    }
    let issue = transfer("下达市级", LedgerHolding::default(), LedgerHolding::default(), "3000");
    let receipt = post(&site.app, &clerk(), &voucher("issue", date(2026, 3, 1), vec![issue]), now()).await.unwrap();
    assert_eq!(receipt.state_in_words, "待复核");
    decide(&site.app, &checker(), receipt.seq, LedgerDecision::Approve).await.unwrap();
}

pub(crate) async fn view(app: &App, as_of: Option<Date>, known_by: Option<Timestamp>) -> LedgerView {
    let query = LedgerQuery { as_of, known_by, ..LedgerQuery::default() };
    app.ledger_view(&clerk(), NAMES, &query, at("2027-06-01T00:00:00Z")).await.unwrap()
}

pub(crate) fn balance(view: &LedgerView, account: &str) -> String {
    let found = view.accounts.iter().find(|known| known.label == account);
    found.and_then(|account| account.balances.first()).map_or("—".to_string(), |balance| balance.posted.text.clone())
}

/// A county gets some of the pool by the back door of the formula: the register says how much.
pub(crate) async fn divided(site: &Site) {
    for (county, idle_done) in [("370703", "80"), ("370724", "79.99")] {
        let values = [
            ("county", county),
            ("base_quota", "1000"),
            ("unsupplied_task", "300"),
            ("unsupplied_done", "310"),
            ("idle_task", "80"),
            ("idle_done", idle_done),
        ];
        let values = values.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect();
        let request = RowSaveRequest { values, ..RowSaveRequest::default() };
        let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2026".into()) };
        let names = ("land_quota", "disposal_task");
        assert!(site.app.save_row(&clerk(), names, &book, &request, now()).await.unwrap().accepted);
    }
    let request = LedgerSettleRequest {
        kind: "分解到县".to_string(),
        period: "2026".to_string(),
        document: "示例〔2026〕2号".to_string(),
        effective: Some(date(2026, 4, 1)),
        ..LedgerSettleRequest::default()
    };
    let receipt = site.app.settle_ledger(&clerk(), NAMES, None, &request, now()).await.unwrap();
    decide(&site.app, &checker(), receipt.seq, LedgerDecision::Approve).await.unwrap();
    // The same period once: the same results are the same voucher.
    assert!(site.app.settle_ledger(&clerk(), NAMES, None, &request, now()).await.unwrap().is_repeated);
}

#[tokio::test]
async fn quota_is_issued_divided_by_a_formula_and_every_balance_says_where_it_comes_from() {
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    let held = view(&site.app, None, None).await;
    assert_eq!(balance(&held, "市级指标池"), "1100.00");
    assert_eq!(balance(&held, "寒亭区 · 县级账户"), "1100.00");
    assert_eq!(balance(&held, "临朐县 · 县级账户"), "800.00");
    assert_eq!(balance(&held, "上级下达"), "-3000.00");
    // On a day before the division, and as it was known before anything was recorded.
    assert_eq!(balance(&view(&site.app, Some(date(2026, 3, 31)), None).await, "市级指标池"), "3000.00");
    assert_eq!(balance(&view(&site.app, None, Some(at("2026-01-01T00:00:00Z"))).await, "市级指标池"), "0.00");

    let county = held.accounts.iter().find(|account| account.label.starts_with("临朐县")).unwrap();
    let figure = county.balances[0].posted.id.clone().unwrap();
    let told = site.app.explain(&actor(), &figure, at("2027-06-01T00:00:00Z")).await.unwrap().derivation;
    assert_eq!((told.value.as_str(), told.inputs.len()), ("800.00", 1));
    let Some(model::SourceRef::Rule { basis, .. }) = &told.inputs[0].source else { panic!("{told:?}") };
    assert!(basis.contains("自然资规〔2018〕1号") && basis.contains("文号 示例〔2026〕2号"), "{basis}");
}

#[tokio::test]
async fn who_lacks_the_role_or_checks_himself_is_refused() {
    let site = demo().await;
    issued(&site).await;
    let swap =
        transfer("市级配置", holding("", ""), LedgerHolding { label: "甲项目".into(), ..holding("", "P1") }, "10");
    let stranger = Actor::new("外人");
    let told = post(&site.app, &stranger, &voucher("x", date(2026, 3, 2), vec![swap.clone()]), now()).await;
    assert!(told.unwrap_err().to_string().starts_with("办理“市级配置”需要办理角色“指标管理”，您没有"));
    assert!(view(&site.app, None, None).await.accounts.iter().all(|account| account.holder != "P1"));

    let again = transfer("下达市级", LedgerHolding::default(), LedgerHolding::default(), "5");
    let receipt = post(&site.app, &clerk(), &voucher("y", date(2026, 3, 2), vec![again]), now()).await.unwrap();
    // The clerk has the role of the checker too, and still is the same person.
    let told = decide(&site.app, &clerk(), receipt.seq, LedgerDecision::Approve).await.unwrap_err().to_string();
    assert_eq!(told, "复核人“jingban”就是提交人，应由另一人复核");
    let told = decide(&site.app, &stranger, receipt.seq, LedgerDecision::Reject).await.unwrap_err().to_string();
    assert!(told.contains("指标复核"), "{told}");
    decide(&site.app, &clerk(), receipt.seq, LedgerDecision::Reject).await.unwrap();
    assert_eq!(balance(&view(&site.app, None, None).await, "市级指标池"), "3000.00");
}

#[tokio::test]
async fn a_hold_is_posted_in_part_and_given_back_and_a_transfer_is_corrected_by_a_new_entry() {
    let site = demo().await;
    issued(&site).await;
    let project = LedgerHolding { label: "甲项目".into(), ..holding("项目账户", "P1") };
    let hold = LedgerPostLine {
        act: LedgerAct::Hold,
        until: Some(at("2026-12-31T16:00:00Z")),
        ..transfer("预留", holding("市级指标池", ""), project, "2900")
    };
    let held = post(&site.app, &clerk(), &voucher("h", date(2026, 3, 5), vec![hold]), now()).await.unwrap();
    let direct = |key: &str, amount: &str| {
        voucher(key, date(2026, 3, 6), vec![transfer("市级配置", holding("", ""), holding("", "P1"), amount)])
    };
    let told = post(&site.app, &clerk(), &direct("d", "100.01"), now()).await.unwrap_err().to_string();
    assert_eq!(told, "“计划指标（2026）”可用余额不足：“市级指标池”可用 100.00 亩，本次需要 100.01 亩");

    let line = |act, of: String, amount: &str| LedgerPostLine { act, of, amount: amount.into(), ..Default::default() };
    let part = vec![line(LedgerAct::PostHold, format!("{}-1", held.seq), "400.5")];
    let used = post(&site.app, &clerk(), &voucher("p", date(2026, 3, 7), part.clone()), now()).await.unwrap();
    // A double submit is one entry; the same key for something else is refused.
    assert!(post(&site.app, &clerk(), &voucher("p", date(2026, 3, 7), part), now()).await.unwrap().is_repeated);
    let other = vec![line(LedgerAct::PostHold, format!("{}-1", held.seq), "1")];
    let told = post(&site.app, &clerk(), &voucher("p", date(2026, 3, 7), other), now()).await.unwrap_err().to_string();
    assert!(told.starts_with("幂等编号“p”已用于内容不同的第"), "{told}");
    let rest = vec![line(LedgerAct::VoidHold, format!("{}-1", held.seq), "")];
    post(&site.app, &clerk(), &voucher("v", date(2026, 3, 8), rest), now()).await.unwrap();
    post(&site.app, &clerk(), &direct("d", "100.01"), now()).await.unwrap();

    // All that is left of it; sent twice it is done once.
    let back = vec![line(LedgerAct::Reverse, format!("{}-1", used.seq), "")];
    let back = voucher("r", date(2026, 3, 9), back);
    post(&site.app, &clerk(), &back, now()).await.unwrap();
    assert!(post(&site.app, &clerk(), &back, now()).await.unwrap().is_repeated);
    let query =
        LedgerStatementQuery { account: "甲项目 项目账户".to_string(), ..LedgerStatementQuery::default() };
    let statement = site.app.ledger_statement(&actor(), NAMES, &query, now()).await.unwrap();
    let rows: Vec<_> = statement.rows.iter().map(|row| (row.act.as_str(), row.balance.as_str())).collect();
    assert_eq!(
        rows,
        [("冻结", "0.00"), ("划转", "100.01"), ("从冻结中划转", "500.51"), ("解冻", "500.51"), ("冲销", "100.01")]
    );
    assert_eq!((statement.total_in.as_str(), statement.total_out.as_str()), ("500.51", "400.50"));
    assert_eq!(statement.rows[4].corrects, Some(used.seq));
}

#[tokio::test]
async fn a_county_releases_its_own_line_of_a_voucher_and_not_the_others() {
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    let (admin, before) = (Actor::new("admin"), at("2026-11-25T01:00:00Z"));
    site.app.add_user(&admin, "hanting", "寒亭经办", Some("Qingming-2026"), before).await.unwrap();
    site.app.set_pack_role(&admin, ("land_quota", "quota_clerk"), "hanting", true, before).await.unwrap();
    let liaison = Assignment {
        user: "hanting".to_string(),
        role: Role::CountyLiaison,
        agency: None,
        place: Some("370703".to_string()),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    let county = Actor::entered("hanting", vec![liaison], date(2026, 11, 25));
    let hold = |county: &str, project: &str| LedgerPostLine {
        act: LedgerAct::Hold,
        until: Some(at("2026-12-31T16:00:00Z")),
        ..transfer(
            "预留",
            holding(COUNTY, county),
            LedgerHolding { label: project.into(), ..holding("项目账户", project) },
            "10",
        )
    };
    let both = vec![hold("370703", "P1"), hold("370724", "P2")];
    let held = post(&site.app, &clerk(), &voucher("h", date(2026, 4, 5), both), now()).await.unwrap();
    let release = |line: u16| {
        let of = format!("{}-{line}", held.seq);
        let line = LedgerPostLine { act: LedgerAct::VoidHold, of: of.clone(), ..LedgerPostLine::default() };
        voucher(&of, date(2026, 4, 6), vec![line])
    };
    let other = post(&site.app, &county, &release(2), now()).await;
    assert!(matches!(other, Err(AppError::Forbidden { .. })), "{other:?}");
    post(&site.app, &county, &release(1), now()).await.unwrap();
}

#[tokio::test]
async fn quota_follows_the_tier_of_the_project_whoever_asks_and_however() {
    let site = demo().await;
    issued(&site).await;
    project(&site.app, &clerk(), "S1", "国家和省重点项目", now()).await;
    let named = |code: &str| LedgerHolding { label: code.into(), ..holding("", code) };
    let grant = |kind: &str, from: &str, code: &str| {
        voucher(&format!("{kind}-{code}"), date(2026, 3, 2), vec![transfer(kind, holding(from, ""), named(code), "10")])
    };
    let told = post(&site.app, &clerk(), &grant("市级配置", "", "S1"), now()).await.unwrap_err();
    assert_eq!(
        told.to_string(),
        "“市级配置”只办给符合条件的（项目层级 = “市级项目”），“S1”不符合；应办“省级配置”，或者改正名录“用地项目”中该行"
    );
    let told = post(&site.app, &clerk(), &grant("省级配置", "", "P1"), now()).await.unwrap_err().to_string();
    assert!(told.contains("应办“市级配置”"), "{told}");
    let told = post(&site.app, &clerk(), &grant("市级配置", "", "Z7"), now()).await.unwrap_err().to_string();
    assert!(told.contains("名录“用地项目”中的，其中没有“Z7”；请先在名录中登记"), "{told}");
    // A file and a hold are no way around it.
    let file =
        "凭证,业务,转入,名称,标的,年度批次,数量,生效日期,文号\n甲,市级配置,S1,甲,计划指标,2026,7,2026-03-02,示例3号\n";
    let file = ("记账.csv", file.as_bytes().to_vec());
    let report = site.app.post_ledger_file(&clerk(), NAMES, None, file, now()).await.unwrap();
    assert!(report.vouchers.is_empty() && report.errors[0].message.contains("应办“省级配置”"), "{report:?}");
    let hold = LedgerPostLine {
        act: LedgerAct::Hold,
        until: Some(at("2026-12-31T16:00:00Z")),
        ..transfer("预留", holding("市级指标池", ""), LedgerHolding { kind: "项目账户".into(), ..named("S1") }, "5")
    };
    let told = post(&site.app, &clerk(), &voucher("h", date(2026, 3, 2), vec![hold]), now()).await.unwrap_err();
    assert!(told.to_string().contains("“预留”只办给符合条件的"), "{told}");
    post(&site.app, &clerk(), &grant("省级配置", "", "S1"), now()).await.unwrap();
    let held = view(&site.app, None, None).await;
    assert_eq!((balance(&held, "S1 · 项目账户"), balance(&held, "市级指标池")), ("10.00".into(), "3000.00".into()));
    // What was posted is answered as before, whatever became of the project since.
    assert!(post(&site.app, &clerk(), &grant("省级配置", "", "S1"), now()).await.unwrap().is_repeated);
}

#[tokio::test]
async fn what_does_not_fit_the_rules_is_refused_in_words_and_leaves_nothing() {
    let site = demo().await;
    issued(&site).await;
    let before = view(&site.app, None, None).await.records;
    let line = |kind: &str, from: LedgerHolding, to: LedgerHolding| transfer(kind, from, to, "1");
    let pool = || holding("市级指标池", "");
    for (asked, words) in [
        (line("下发", pool(), pool()), "第 1 笔：没有名为“下发”的业务类型，可用：下达市级、"),
        (line("市级配置", pool(), holding("", "P9")), "“项目账户”还没有“P9”的账户；请先开户"),
        (line("县际调剂", holding("", "寒亭"), holding("", "临朐县")), "没有县（市、区）“寒亭”"),
        (line("市级配置", pool(), holding(COUNTY, "寒亭区")), "“市级配置”只能转入“项目账户”"),
        (LedgerPostLine { amount: "0.001".into(), ..line("使用", holding("", "P1"), pool()) }, "小数多于 2 位"),
        (LedgerPostLine { amount: "一亩".into(), ..line("使用", pool(), pool()) }, "“一亩”不是数"),
        (LedgerPostLine { vintage: "26年".into(), ..line("下达市级", pool(), pool()) }, "年度应为四位年份"),
        (
            LedgerPostLine {
                vintage: "2025".into(),
                ..line("市级配置", pool(), LedgerHolding { label: "甲".into(), ..holding("", "P1") })
            },
            "账上没有“计划指标（2025）”",
        ),
    ] {
        let told = post(&site.app, &clerk(), &voucher("k", date(2026, 3, 2), vec![asked]), now()).await;
        let told = told.unwrap_err().to_string();
        assert!(told.contains(words), "{words}: {told}");
    }
    let mut bare = voucher(
        "k",
        date(2026, 3, 2),
        vec![line("市级配置", pool(), LedgerHolding { label: "甲".into(), ..holding("", "P1") })],
    );
    bare.document.clear();
    let told = post(&site.app, &clerk(), &bare, now()).await.unwrap_err().to_string();
    assert_eq!(told, "“市级配置”应写明文号");
    let after = view(&site.app, None, None).await;
    assert_eq!(after.records, before, "{:?}", after.accounts);

    // A clock that was set back.
    let named = LedgerHolding { label: "甲".into(), ..holding("", "P1") };
    let again = voucher("e", date(2026, 3, 2), vec![line("市级配置", pool(), named)]);
    let told = post(&site.app, &clerk(), &again, at("2026-11-24T00:00:00Z")).await.unwrap_err().to_string();
    assert!(told.starts_with("系统时钟早于上一笔记录（2026-11-25 10:00:00）"), "{told}");
}

#[tokio::test]
async fn a_transfer_waits_its_working_days_and_a_closed_period_stays_closed() {
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    let swap = transfer("县际调剂", holding("", "寒亭区"), holding("", "临朐县"), "100");
    let asked = post(&site.app, &clerk(), &voucher("s", date(2026, 11, 25), vec![swap]), now()).await.unwrap();
    let agreed = decide(&site.app, &checker(), asked.seq, LedgerDecision::Approve).await.unwrap();
    // Wednesday, then Thursday, Friday and Monday: it takes effect on Tuesday.
    assert_eq!(agreed.due, Some(at("2026-11-30T16:00:00Z")));
    let told = decide(&site.app, &clerk(), asked.seq, LedgerDecision::Complete).await.unwrap_err().to_string();
    assert!(told.contains("等待期到 2026-12-01 00:00:00 为止"), "{told}");
    let close = |through| LedgerCloseRequest {
        key: format!("close-{through}"),
        through,
        document: String::new(),
        note: String::new(),
    };
    let told =
        site.app.close_ledger(&clerk(), NAMES, None, &close(date(2026, 11, 25)), at("2026-11-28T00:00:00Z")).await;
    assert!(told.unwrap_err().to_string().contains("待批凭证（第"));
    // The clock of the server does it, not a moment too early, and once.
    assert_eq!(site.app.complete_due_ledgers(at("2026-11-30T15:59:59Z")).await.unwrap(), (0, vec![]));
    assert_eq!(site.app.complete_due_ledgers(at("2026-11-30T16:00:00Z")).await.unwrap(), (1, vec![]));
    assert_eq!(site.app.complete_due_ledgers(at("2026-11-30T16:00:01Z")).await.unwrap(), (0, vec![]));
    assert_eq!(balance(&view(&site.app, None, None).await, "临朐县 · 县级账户"), "900.00");

    let later = at("2026-12-02T00:00:00Z");
    site.app.close_ledger(&clerk(), NAMES, None, &close(date(2026, 11, 30)), later).await.unwrap();
    let late = transfer("市级配置", holding("", ""), LedgerHolding { label: "甲".into(), ..holding("", "P1") }, "1");
    let told = post(&site.app, &clerk(), &voucher("z", date(2026, 11, 30), vec![late]), later).await;
    assert!(told.unwrap_err().to_string().starts_with("账期已结至 2026-11-30，生效日期应在此之后"));
}

#[tokio::test]
async fn real_and_fictional_entries_stand_in_ledgers_of_their_own_and_survive_a_restart() {
    let site = site().await;
    with_roles(&site).await;
    let issue = transfer("下达市级", LedgerHolding::default(), LedgerHolding::default(), "3000");
    let request = voucher("issue", date(2026, 3, 1), vec![issue]);
    site.app.post_ledger(&clerk(), NAMES, Some(Dataset::Demo), &request, now()).await.unwrap();
    let shelf = site.app.ledger_shelf(&actor(), Some(Dataset::Demo), now()).await.unwrap();
    let found = shelf.ledgers.iter().find(|ledger| ledger.pack.code == "land_quota").unwrap();
    assert_eq!((found.open, found.records), (1, 4));
    let real = site.app.ledger_shelf(&actor(), None, now()).await.unwrap();
    assert!(real.ledgers.iter().all(|ledger| ledger.records == 0));
    site.app.close().await;
    let again = crate::support::open(site.folder.path()).await;
    let query = LedgerQuery { dataset: Some(Dataset::Demo), ..LedgerQuery::default() };
    let view = again.ledger_view(&checker(), NAMES, &query, now()).await.unwrap();
    assert_eq!((view.records, view.proposals.len()), (4, 1));
    assert_eq!(view.proposals[0].approve_refusal, None);
    let audit = again.verify().await.unwrap();
    assert!(audit.faults.is_empty(), "{audit:?}");
}

#[tokio::test]
async fn texts_have_an_end_and_people_are_called_by_their_names() {
    let site = demo().await;
    issued(&site).await;
    let line = || {
        let named = LedgerHolding { label: "甲".into(), ..holding("", "P1") };
        vec![transfer("市级配置", holding("", ""), named, "1")]
    };
    let base = || voucher("t", date(2026, 3, 2), line());
    for (request, words) in [
        (LedgerPost { note: "注".repeat(1_001), ..base() }, "说明最多 1000 个字，本次 1001 个字，请缩短"),
        (LedgerPost { basis: "据".repeat(501), ..base() }, "依据最多 500 个字，本次 501 个字，请缩短"),
        (LedgerPost { document: "号".repeat(100_000), ..base() }, "文号最多 200 个字，本次 100000 个字，请缩短"),
    ] {
        assert_eq!(post(&site.app, &clerk(), &request, now()).await.unwrap_err().to_string(), words);
    }
    let mut long = base();
    long.lines[0].to.label = "甲".repeat(101);
    let told = post(&site.app, &clerk(), &long, now()).await.unwrap_err().to_string();
    assert_eq!(told, "持有人名称最多 100 个字，本次 101 个字，请缩短");
    post(&site.app, &clerk(), &LedgerPost { note: "注".repeat(1_000), ..base() }, now()).await.unwrap();

    let (admin, day) = (Actor::new("admin"), at("2026-11-25T01:00:00Z"));
    site.app.add_user(&admin, "zhangwei", "张伟", Some("Qingming-2026"), day).await.unwrap();
    site.app.set_pack_role(&admin, ("land_quota", "quota_clerk"), "zhangwei", true, day).await.unwrap();
    post(&site.app, &Actor::new("zhangwei"), &voucher("z", date(2026, 3, 3), line()), now()).await.unwrap();
    let journal = site.app.ledger_journal(&clerk(), NAMES, &LedgerJournalQuery::default(), now()).await.unwrap();
    assert_eq!(journal.vouchers[0].actor, "张伟");
    site.app.add_user(&admin, "zhangwei2", "张伟", Some("Qingming-2026"), day).await.unwrap();
    let query = LedgerStatementQuery { account: "甲 项目账户".to_string(), ..LedgerStatementQuery::default() };
    let statement = site.app.ledger_statement(&clerk(), NAMES, &query, now()).await.unwrap();
    assert_eq!(statement.rows.last().unwrap().actor, "张伟（zhangwei）");
}
