//! Ledgers by the pack alone: quotas are issued, checked by a second person, divided by a formula, held, used, corrected,
//! closed; what is refused leaves the ledger as it was.

use app::view::{
    LedgerAct, LedgerCloseRequest, LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerJournalQuery, LedgerPost,
    LedgerPostLine, LedgerQuery, LedgerReceipt, LedgerSettleRequest, LedgerStatementQuery, LedgerSweepRequest,
    LedgerView, RegisterBookQuery, RowSaveRequest,
};
use app::{Actor, App, AppError, LedgerFormat, Result};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{Site, actor, at, demo, now, site};

const NAMES: (&str, &str) = ("land_quota", "quota");
const COUNTY: &str = "县级账户";

fn clerk() -> Actor {
    Actor::new("jingban")
}

fn checker() -> Actor {
    Actor::new("fuhe")
}

async fn with_roles(site: &Site) {
    let admin = Actor::new("admin");
    for user in ["jingban", "fuhe"] {
        site.app.add_user(&admin, user, user, Some("Qingming-2026"), at("2026-11-25T01:00:00Z")).await.unwrap();
    }
    for (user, role) in [("jingban", "quota_clerk"), ("fuhe", "quota_checker"), ("jingban", "quota_checker")] {
        site.app.set_pack_role(&admin, ("land_quota", role), user, true, at("2026-11-25T01:00:00Z")).await.unwrap();
    }
}

fn holding(kind: &str, holder: &str) -> LedgerHolding {
    LedgerHolding { kind: kind.to_string(), holder: holder.to_string(), label: String::new() }
}

fn transfer(kind: &str, from: LedgerHolding, to: LedgerHolding, amount: &str) -> LedgerPostLine {
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

fn voucher(key: &str, day: Date, lines: Vec<LedgerPostLine>) -> LedgerPost {
    LedgerPost {
        key: key.to_string(),
        effective: Some(day),
        document: "示例〔2026〕1号".to_string(),
        lines,
        ..LedgerPost::default()
    }
}

async fn post(app: &App, actor: &Actor, request: &LedgerPost, now: Timestamp) -> Result<LedgerReceipt> {
    app.post_ledger(actor, NAMES, None, request, now).await
}

async fn decide(app: &App, actor: &Actor, proposal: u64, decision: LedgerDecision) -> Result<LedgerReceipt> {
    let request = LedgerDecideRequest {
        key: format!("{decision:?}-{proposal}-{}", actor.user),
        proposal,
        decision,
        document: String::new(),
        note: String::new(),
    };
    app.decide_ledger(actor, NAMES, None, &request, now()).await
}

/// 3000 mu for the city, agreed to by the second person.
async fn issued(site: &Site) {
    with_roles(site).await;
    let issue = transfer("下达市级", LedgerHolding::default(), LedgerHolding::default(), "3000");
    let receipt = post(&site.app, &clerk(), &voucher("issue", date(2026, 3, 1), vec![issue]), now()).await.unwrap();
    assert_eq!(receipt.state_in_words, "待复核");
    decide(&site.app, &checker(), receipt.seq, LedgerDecision::Approve).await.unwrap();
}

async fn view(app: &App, as_of: Option<Date>, known_by: Option<Timestamp>) -> LedgerView {
    let query = LedgerQuery { as_of, known_by, ..LedgerQuery::default() };
    app.ledger_view(&clerk(), NAMES, &query, at("2027-06-01T00:00:00Z")).await.unwrap()
}

fn balance(view: &LedgerView, account: &str) -> String {
    let found = view.accounts.iter().find(|known| known.label == account);
    found.and_then(|account| account.balances.first()).map_or("—".to_string(), |balance| balance.posted.text.clone())
}

/// A county gets some of the pool by the back door of the formula: the register says how much.
async fn divided(site: &Site) {
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

/// Header, then a voucher of two lines, one that goes back to it, and one that is too large.
const FILE: &str = "凭证,事项,业务,转出,转入,名称,标的,年度批次,数量,原分录,生效日期,文号
甲,,市级配置,,XM1,甲项目,计划指标,2026,100,,2026-03-02,示例3号
甲,,市级配置,,XM2,乙项目,计划指标,2026,50.5,,2026-03-02,示例3号
乙,冲销,,,,,,,20,甲-2,2026-03-03,示例4号
丙,,市级配置,,XM1,,计划指标,2026,9999,,2026-03-04,示例5号
";

#[tokio::test]
async fn a_file_is_posted_voucher_by_voucher_and_again_only_what_was_not_posted() {
    let site = demo().await;
    issued(&site).await;
    let file = |text: &str| ("记账.csv", text.as_bytes().to_vec());
    let wrong = FILE.replace("50.5", "五十").replace("2026-03-03", "3月3日");
    let report = site.app.post_ledger_file(&clerk(), NAMES, None, file(&wrong), now()).await.unwrap();
    let told: Vec<_> = report.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or(""))).collect();
    assert_eq!(told, [(3, "数量"), (4, "生效日期")], "{report:?}");
    assert!(report.vouchers.is_empty() && view(&site.app, None, None).await.accounts.len() == 2);

    for is_again in [false, true] {
        let report = site.app.post_ledger_file(&clerk(), NAMES, None, file(FILE), now()).await.unwrap();
        let done: Vec<_> = report.vouchers.iter().map(|one| (one.name.as_str(), one.receipt.is_repeated)).collect();
        assert_eq!(done, [("甲", is_again), ("乙", is_again)], "{report:?}");
        assert_eq!(report.errors[0].line, 5);
        assert!(report.errors[0].message.contains("可用余额不足"), "{report:?}");
    }
    let held = view(&site.app, None, None).await;
    assert_eq!(balance(&held, "乙项目 · 项目账户"), "30.50");
    assert_eq!(balance(&held, "市级指标池"), "2869.50");
}

#[tokio::test]
async fn exported_ledgers_are_accepted_by_the_tools_that_they_are_for() {
    use std::io::Write;
    use std::process::Command;
    let site = demo().await;
    issued(&site).await;
    divided(&site).await;
    site.app.post_ledger_file(&clerk(), NAMES, None, ("记账.csv", FILE.as_bytes().to_vec()), now()).await.unwrap();
    let who = actor();
    let text = |format| site.app.export_ledger(&who, NAMES, None, format, now());
    let folder = tempfile::tempdir().unwrap();
    let log = String::from_utf8(text(LedgerFormat::Log).await.unwrap().bytes).unwrap();
    let proof = ledger_check::check(&log).unwrap();
    assert!(proof.records > 10, "{proof:?}");
    for (format, name, program, arguments) in [
        (LedgerFormat::Hledger, "book.journal", "hledger", ["-f", "", "check", "--strict"].as_slice()),
        (
            LedgerFormat::Hledger,
            "book.journal",
            "hledger",
            ["-f", "", "bal", "账户:市级指标池", "-N", "--flat"].as_slice(),
        ),
        (LedgerFormat::Beancount, "book.beancount", "bean-check", [""].as_slice()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text(format).await.unwrap().bytes).unwrap();
        let arguments = arguments.iter().map(|word| if word.is_empty() { path.as_os_str() } else { word.as_ref() });
        // `cargo xtask test` installs them.
        let Ok(output) = Command::new(program).args(arguments).env("LANG", "C.UTF-8").output() else {
            std::io::stderr().write_all(format!("skipped: no {program}\n").as_bytes()).unwrap();
            continue;
        };
        let said = String::from_utf8_lossy(&output.stdout).to_string() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {said}");
        if said.contains("市级指标池") {
            assert!(said.contains("969.50"), "{said}");
        }
    }
}

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
    assert!(kind("分解到县").by_formula.is_some(), "offered as a settlement");
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

#[tokio::test]
async fn holders_of_one_name_are_told_apart_by_their_codes() {
    let site = demo().await;
    issued(&site).await;
    let named = |code: &str| LedgerHolding { label: "张家庄项目".into(), ..holding("", code) };
    let lines = ["P1", "P2"].map(|code| transfer("市级配置", holding("", ""), named(code), "10"));
    post(&site.app, &clerk(), &voucher("two", date(2026, 3, 2), lines.to_vec()), now()).await.unwrap();
    let used = |holder: &str| transfer("使用", holding("", holder), holding("", ""), "1");
    let told = post(&site.app, &clerk(), &voucher("u", date(2026, 3, 3), vec![used("张家庄项目")]), now()).await;
    let told = told.unwrap_err().to_string();
    assert_eq!(told, "第 1 笔：“项目账户”有 2 个都叫“张家庄项目”，请改写代码：P1、P2");
    post(&site.app, &clerk(), &voucher("u", date(2026, 3, 3), vec![used("P2")]), now()).await.unwrap();
    let query =
        LedgerStatementQuery { account: "张家庄项目 项目账户".to_string(), ..LedgerStatementQuery::default() };
    let told = site.app.ledger_statement(&actor(), NAMES, &query, now()).await.unwrap_err().to_string();
    assert!(told.contains("持有人代码 P1") && told.contains("持有人代码 P2"), "{told}");
    let text = site.app.export_ledger(&actor(), NAMES, None, LedgerFormat::Hledger, now()).await.unwrap();
    let text = String::from_utf8(text.bytes).unwrap();
    for (code, declared) in [("P1", 1), ("P2", 1)] {
        let name = format!("账户:项目账户:张家庄项目（{code}）");
        assert_eq!(text.matches(&format!("account {name}\n")).count(), declared, "{text}");
    }
}

/// Everything that stands in the first sheet.
fn cells(bytes: Vec<u8>) -> String {
    use calamine::Reader;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    rows.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn balances_are_those_of_today_unless_days_to_come_are_asked_for() {
    let site = demo().await;
    issued(&site).await;
    let named = LedgerHolding { label: "甲".into(), ..holding("", "P1") };
    let later = transfer("市级配置", holding("", ""), named, "1000");
    post(&site.app, &clerk(), &voucher("l", date(2026, 12, 31), vec![later]), now()).await.unwrap();
    let pool = async |query: LedgerQuery| {
        let view = site.app.ledger_view(&clerk(), NAMES, &query, now()).await.unwrap();
        (view.as_of, balance(&view, "市级指标池"))
    };
    assert_eq!(pool(LedgerQuery::default()).await, (Some(date(2026, 11, 25)), "3000.00".to_string()));
    let ahead = LedgerQuery { ahead: Some(true), ..LedgerQuery::default() };
    assert_eq!(pool(ahead.clone()).await, (None, "2000.00".to_string()));
    let day = LedgerQuery { as_of: Some(date(2026, 12, 31)), ..ahead.clone() };
    assert_eq!(pool(day).await, (Some(date(2026, 12, 31)), "2000.00".to_string()));
    for (query, words, amount) in
        [(LedgerQuery::default(), "生效截止：2026-11-25", "3000"), (ahead, "生效截止：不限，含以后生效的分录", "2000")]
    {
        let file = site.app.ledger_balances_xlsx(&clerk(), NAMES, &query, now()).await.unwrap();
        let text = cells(file.bytes);
        assert!(text.contains(words) && text.contains(amount), "{words}: {text}");
    }
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
