//! Allocations from a dry run to a plan that is handed down: what is frozen stays, an adjustment stands beside it, what is
//! supposed is never stored, and every number says where it came from.

use app::view::{
    AllocationFreezeRequest, AllocationIssueRequest, AllocationPostRequest, AllocationQuestion, AllocationView,
    LedgerDecideRequest, LedgerDecision, LedgerHolding, LedgerJournalQuery, LedgerPost, LedgerPostLine, LedgerQuery,
    SupposedParameter, SuppositionRequest,
};
use app::{Actor, AppError};
use jiff::Timestamp;
use model::Dataset;
use serde_json::{Value, json};

use crate::evaluations::save;
use crate::ledgers::{balance, checker, clerk};
use crate::support::{Site, actor, at, demo, site};

const PACK: &str = "bond_quota";

fn noon() -> Timestamp {
    at("2026-11-25T04:00:00Z")
}

fn county(key: &str, strength: &str, project: &str, application: &str) -> Value {
    json!({"key": key, "body": {
        "county": key, "strength": strength, "project_expenditure": project, "application": application, "band": "green",
    }})
}

/// The four counties of the worked example of the pack.
async fn with_counties() -> Site {
    with_applications(site().await).await
}

async fn with_applications(site: Site) -> Site {
    let rows = [
        county("370781", "500", "50", "20000"),
        county("370782", "300", "30", "40000"),
        county("370783", "150", "15", "60000"),
        county("370784", "50", "5", "60000"),
    ];
    save(&site, PACK, "quota_application", 2024, Dataset::Real, &rows, "2026-11-25T01:00:00Z").await;
    site
}

fn question(budget: Option<&str>) -> AllocationQuestion {
    AllocationQuestion {
        pack: Some(PACK.into()),
        period: Some("2024".into()),
        budget: budget.map(str::to_string),
        ..AllocationQuestion::default()
    }
}

fn to_freeze(view: &AllocationView) -> AllocationFreezeRequest {
    AllocationFreezeRequest {
        pack: view.pack.code.clone(),
        version: view.version.clone(),
        allocation: view.allocation.code.clone(),
        period: view.period,
        dataset: view.dataset,
        known_by: view.known_by,
        budget: view.budget.is_entered.then(|| view.budget.amount.clone()),
        budget_basis: None,
        replaces: None,
        reason: None,
    }
}

fn amounts(view: &AllocationView) -> Vec<&str> {
    view.grants.iter().map(|grant| grant.amount.as_str()).collect()
}

fn told(error: AppError) -> String {
    error.to_string()
}

#[tokio::test]
async fn the_worked_example_comes_out_of_the_store_with_reasons_and_proof() {
    let site = with_counties().await;
    let view = site.app.allocation_view(&actor(), &question(None), noon()).await.unwrap();
    assert_eq!(amounts(&view), ["20000", "40000", "30000", "10000"]);
    assert_eq!(view.given, "100000");
    assert_eq!(view.proof.iter().filter(|line| line.holds).count(), 6);
    assert!(view.grants.iter().all(|grant| !grant.reasons.is_empty()));
    let amount = site.app.explain(&actor(), &format!("{}amount/-/370783", view.figures), noon()).await.unwrap();
    assert_eq!(amount.derivation.value, "30000");
    assert!(amount.derivation.notes.iter().any(|note| note.contains("因此多得 15000 万元")), "{:?}", amount.derivation);
    let total = site.app.explain(&actor(), &format!("{}total/due/-", view.figures), noon()).await.unwrap();
    assert_eq!((total.derivation.value.as_str(), total.derivation.inputs.len()), ("100000", 4));
    let file = site.app.allocation_xlsx(&actor(), &question(None), noon()).await.unwrap();
    assert_eq!(file.file_name, "2024年新增债务限额分配（测算）.xlsx");
    assert!(file.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn every_number_of_the_page_explains_itself() {
    let site = demo().await;
    for (pack, capped) in [(PACK, true), ("equalisation_transfer", true)] {
        let question = AllocationQuestion {
            pack: Some(pack.into()),
            period: Some("2025".into()),
            dataset: Some(Dataset::Demo),
            ..AllocationQuestion::default()
        };
        let view = site.app.allocation_view(&actor(), &question, noon()).await.unwrap();
        assert_eq!(view.refused, None);
        assert_eq!(view.grants.len() + view.outside.len(), 12, "one row for each county");
        assert_eq!(view.has_cap, capped);
        let mut paths = vec![
            ("budget/-/-".to_string(), view.budget.amount.clone()),
            ("given/-/-".to_string(), view.given.clone()),
            ("count/-/-".to_string(), view.grants.len().to_string()),
            ("outside/-/-".to_string(), view.outside.len().to_string()),
        ];
        for grant in &view.grants {
            let key = &grant.key;
            paths.push((format!("amount/-/{key}"), grant.amount.clone()));
            paths.push((format!("share/-/{key}"), grant.share.clone()));
            paths.push((format!("by_share/-/{key}"), grant.by_share.clone()));
            paths.push((format!("cap/-/{key}"), grant.cap.clone().unwrap()));
        }
        for (path, shown) in paths {
            let explained = site.app.explain(&actor(), &format!("{}{path}", view.figures), noon()).await.unwrap();
            assert_eq!(explained.derivation.value, shown, "{path}");
        }
    }
}

#[tokio::test]
async fn a_frozen_plan_stays_and_an_adjustment_names_what_it_replaces() {
    let site = with_counties().await;
    let view = site.app.allocation_view(&actor(), &question(None), noon()).await.unwrap();
    let run = site.app.freeze_allocation(&actor(), &to_freeze(&view), noon()).await.unwrap();
    assert_eq!(run.state_in_words, "已冻结");
    // New data change the next dry run, not what was frozen.
    let rows = [county("370785", "1000", "100", "90000")];
    save(&site, PACK, "quota_application", 2024, Dataset::Real, &rows, "2026-11-25T05:00:00Z").await;
    let later = at("2026-11-25T06:00:00Z");
    let frozen = AllocationQuestion { run: Some(run.id), ..AllocationQuestion::default() };
    let held = site.app.allocation_view(&actor(), &frozen, later).await.unwrap();
    assert_eq!(amounts(&held), ["20000", "40000", "30000", "10000"]);
    let fresh = site.app.allocation_view(&actor(), &question(None), later).await.unwrap();
    assert_eq!((fresh.grants.len(), fresh.standing), (5, Some(run.id)));

    let document = |document: &str, seen: &str| AllocationIssueRequest { seen: seen.into(), document: document.into() };
    let refused = site.app.issue_allocation(&actor(), run.id, &document(" ", "frozen"), later).await.unwrap_err();
    assert!(told(refused).contains("没有写明下达文件"));
    let issued = site.app.issue_allocation(&actor(), run.id, &document("潍财预〔2026〕1号", "frozen"), later).await;
    assert_eq!(issued.unwrap().state_in_words, "已下达");
    let again = site.app.issue_allocation(&actor(), run.id, &document("又一份", "frozen"), later).await.unwrap_err();
    assert!(told(again).contains("已经下达"));

    let blind = site.app.freeze_allocation(&actor(), &to_freeze(&fresh), later).await.unwrap_err();
    assert!(told(blind).contains("已有第 1 号方案"));
    let silent = AllocationFreezeRequest { replaces: Some(run.id), ..to_freeze(&fresh) };
    assert!(told(site.app.freeze_allocation(&actor(), &silent, later).await.unwrap_err()).contains("须写明原因"));
    let reason = AllocationFreezeRequest { reason: Some("昌乐县补报".into()), ..silent };
    let adjusted = site.app.freeze_allocation(&actor(), &reason, later).await.unwrap();
    assert_eq!(adjusted.replaces, Some(run.id));
    assert_eq!(site.app.allocation_run_view(run.id, noon()).await.unwrap().state_in_words, "已被替换");
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

const QUOTA: (&str, &str) = (PACK, "quota");

/// Only what was handed down goes into the ledger, once, with the number of the decision that handed it down.
#[tokio::test]
async fn what_was_handed_down_is_posted_to_the_ledger_once_with_its_decision() {
    let site = with_applications(demo().await).await;
    let admin = Actor::new("admin");
    for (user, role) in [("jingban", "city_finance"), ("fuhe", "city_finance_checker")] {
        site.app.add_user(&admin, user, user, Some("Qingming-2026"), noon()).await.unwrap();
        site.app.set_pack_role(&admin, (PACK, role), user, true, noon()).await.unwrap();
    }
    let (noon, day) = (noon(), jiff::civil::date(2024, 11, 25));
    let approve = async |proposal: u64, document: &str| {
        let request = LedgerDecideRequest {
            key: format!("approve-{proposal}"),
            proposal,
            decision: LedgerDecision::Approve,
            document: document.to_string(),
            note: String::new(),
        };
        site.app.decide_ledger(&checker(), QUOTA, None, &request, noon).await
    };
    let line = LedgerPostLine {
        kind: "下达市级".into(),
        from: LedgerHolding::default(),
        to: LedgerHolding::default(),
        asset: "新增债务限额".into(),
        vintage: "2024".into(),
        amount: "100000".into(),
        ..LedgerPostLine::default()
    };
    let issue = LedgerPost {
        key: "issue".into(),
        effective: Some(day),
        document: "示例〔2024〕1号".into(),
        lines: vec![line],
        ..LedgerPost::default()
    };
    let receipt = site.app.post_ledger(&clerk(), QUOTA, None, &issue, noon).await.unwrap();
    approve(receipt.seq, "").await.unwrap();

    let view = site.app.allocation_view(&actor(), &question(None), noon).await.unwrap();
    let run = site.app.freeze_allocation(&actor(), &to_freeze(&view), noon).await.unwrap();
    let decision = AllocationPostRequest { document: "潍财预〔2024〕2号".into(), effective: Some(day) };
    let ask = async || site.app.post_allocation(&clerk(), run.id, &decision, noon).await;
    assert!(told(ask().await.unwrap_err()).contains("还没有下达"), "a frozen plan is a plan");
    let document = AllocationIssueRequest { seen: "frozen".into(), document: "潍财预〔2024〕1号".into() };
    site.app.issue_allocation(&actor(), run.id, &document, noon).await.unwrap();
    let posted = ask().await.unwrap().ledger.unwrap().seq.unwrap();
    assert!(told(ask().await.unwrap_err()).contains("不重复入账"), "a year is posted once");

    let query = LedgerQuery::default();
    let book = site.app.ledger_view(&clerk(), QUOTA, &query, noon).await.unwrap();
    assert_eq!(balance(&book, "寿光市 · 县级限额"), "30000");
    assert_eq!(balance(&book, "市级限额池"), "0");
    let journal = site.app.ledger_journal(&clerk(), QUOTA, &LedgerJournalQuery::default(), noon).await.unwrap();
    let voucher = journal.vouchers.iter().find(|voucher| voucher.seq == posted).unwrap();
    assert_eq!(voucher.document, "潍财预〔2024〕2号");
    assert_eq!(voucher.source.as_ref().unwrap().path, format!("/allocation?run={}", run.id));
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_budget_that_was_put_in_needs_its_document_and_reaches_the_formulas() {
    let site = with_counties().await;
    let view = site.app.allocation_view(&actor(), &question(Some("150,000")), noon()).await.unwrap();
    assert!(view.budget.is_entered);
    assert_eq!((view.given.as_str(), view.budget.amount.as_str()), ("150000", "150000"));
    let bare = site.app.freeze_allocation(&actor(), &to_freeze(&view), noon()).await.unwrap_err();
    assert!(told(bare).contains("须注明下达总额的文件名称和文号"));
    let with_document =
        AllocationFreezeRequest { budget_basis: Some("鲁财债〔2024〕9号".into()), ..to_freeze(&view) };
    let run = site.app.freeze_allocation(&actor(), &with_document, noon()).await.unwrap();
    let frozen = AllocationQuestion { run: Some(run.id), ..AllocationQuestion::default() };
    let held = site.app.allocation_view(&actor(), &frozen, noon()).await.unwrap();
    assert_eq!(held.budget.source, "录入，依据鲁财债〔2024〕9号");
    let wrong = site.app.allocation_view(&actor(), &question(Some("一百万")), noon()).await.unwrap_err();
    assert!(told(wrong).contains("不是数字"));
    assert!(
        told(site.app.allocation_view(&actor(), &question(Some("-1")), noon()).await.unwrap_err()).contains("小于 0")
    );
}

#[tokio::test]
async fn rules_that_contradict_each_other_are_named_on_the_page_and_nothing_is_stored() {
    let site = with_counties().await;
    let view = site.app.allocation_view(&actor(), &question(Some("500000")), noon()).await.unwrap();
    let refused = view.refused.clone().unwrap();
    assert!(refused.starts_with("“上限”与“总额”冲突：全部给到上限也只能分出 180000"), "{refused}");
    assert!(view.grants.is_empty());
    let request = AllocationFreezeRequest { budget_basis: Some("某文件".into()), ..to_freeze(&view) };
    assert!(told(site.app.freeze_allocation(&actor(), &request, noon()).await.unwrap_err()).contains("不能分配"));
    assert!(site.app.allocation_list(crate::support::now()).await.unwrap().iter().all(|row| row.runs.is_empty()));
}

#[tokio::test]
async fn what_is_supposed_stands_beside_the_plan() {
    let site = with_counties().await;
    let request = |budget: Option<&str>, parameters: &[(&str, &str)]| SuppositionRequest {
        question: question(None),
        budget: budget.map(str::to_string),
        parameters: parameters
            .iter()
            .map(|(code, value)| SupposedParameter { code: code.to_string(), value: value.to_string() })
            .collect(),
    };
    let more = site.app.suppose_allocation(&actor(), &request(Some("120000"), &[]), noon()).await.unwrap();
    let changes: Vec<&str> = more.rows.iter().map(|row| row.change.as_deref().unwrap()).collect();
    assert_eq!(changes, ["0", "0", "15000", "5000"], "those at their caps get no more");
    assert_eq!(more.summary, ["总额由 100000 变为 120000 万元", "2 个增加，合计多得 20000 万元", "2 个不变"]);
    let refused = site.app.suppose_allocation(&actor(), &request(Some("900000"), &[]), noon()).await.unwrap();
    assert!(refused.refused.unwrap().contains("冲突"));
    let weights = [("strength_weight", "100"), ("project_weight", "0")];
    assert_eq!(site.app.suppose_allocation(&actor(), &request(None, &weights), noon()).await.unwrap().rows.len(), 4);
    assert!(
        told(site.app.suppose_allocation(&actor(), &request(None, &[]), noon()).await.unwrap_err())
            .contains("没有改动")
    );
}
