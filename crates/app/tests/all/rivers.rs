//! River compensation from the packs that compute it to the ledger: lines are taken and never typed, the year is posted
//! once, and what is missing stops all of it.

use app::view::{
    LedgerDecideRequest, LedgerDecision, LedgerQuery, LedgerSettleRequest, RegisterBookQuery, RegisterIntakeReport,
    RegisterRowsQuery, RowRemoveRequest, RowSaveRequest,
};
use app::{Actor, App, AppError, DemoCast};
use jiff::civil::date;
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{actor, at, demo, now};

const LINES: (&str, &str) = ("river_settlement", "settlement_line");
const FUND: (&str, &str) = ("river_settlement", "fund");

fn book(dataset: Dataset, period: &str) -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(dataset), period: (!period.is_empty()).then(|| period.to_string()) }
}

async fn save(app: &App, names: (&str, &str), period: &str, values: &[(&str, &str)]) {
    let values = values.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect();
    let mut request = RowSaveRequest { values, ..RowSaveRequest::default() };
    let (book, query) = (book(Dataset::Real, period), RegisterRowsQuery::default());
    let held = app.register_page(&actor(), names, &book, &query, now()).await.unwrap();
    let first = |code: &str| request.values.get(code).cloned().unwrap_or_default();
    let key = [first("section"), first("name")].concat();
    if let Some(row) = held.rows.iter().find(|row| row.key == key) {
        (request.key, request.seen) = (Some(key), Some(row.pulse));
    }
    let saved = app.save_row(&actor(), names, &book, &request, now()).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

/// Payer, receiver and amount of every line.
async fn lines(app: &App, dataset: Dataset, period: &str) -> Vec<String> {
    let query = RegisterRowsQuery::default();
    let page = app.register_page(&actor(), LINES, &book(dataset, period), &query, now()).await.unwrap();
    page.rows.iter().map(|row| row.cells[..4].join(" ")).collect()
}

async fn take(app: &App) -> app::Result<RegisterIntakeReport> {
    app.take_in(&actor(), LINES, &book(Dataset::Real, "2025"), now()).await
}

#[track_caller]
fn reasons<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::BadInput { message, .. } | AppError::Conflict { message } | AppError::Forbidden { message }) => {
            message
        }
        other => panic!("{other:?}"),
    }
}

/// A boundary river that fell short by 1001, both banks pay; two months of bands.
async fn sections(app: &App, bands: &[(&str, &str)]) {
    for name in ["寒亭区", "临朐县", "昌邑市"] {
        save(app, ("river_settlement", "party"), "", &[("name", name), ("county", name)]).await;
    }
    let boundary = [
        ("section", "丁断面"),
        ("upstream", "寒亭区"),
        ("downstream", "昌邑市"),
        ("opposite", "临朐县"),
        ("target_class", "3"),
        ("actual_class", "4"),
        ("agreed", "1001"),
        ("is_boundary", "是"),
        ("is_blameless", "否"),
    ];
    save(app, ("river_compensation_shandong", "section_year"), "2025", &boundary).await;
    for (month, multiple) in bands {
        let values =
            [("section", "乙断面"), ("county", "寒亭区"), ("downstream", "昌邑市"), ("exceed_multiple", *multiple)];
        save(app, ("river_compensation_zhoukou", "section_month"), month, &values).await;
    }
}

#[tokio::test]
async fn both_banks_reach_the_lines_nobody_types_them_and_a_correction_there_is_one_here() {
    let site = demo().await;
    let app = &site.app;
    sections(app, &[("2025-03", "0.3"), ("2025-06", "1.2"), ("2024-12", "2.5")]).await;
    let report = take(app).await.unwrap();
    assert_eq!((report.inserted, report.changed, report.removed, report.unchanged), (3, 0, 0, 0));
    let told: Vec<(&str, usize)> = report.sources.iter().map(|one| (one.name.as_str(), one.rows)).collect();
    assert_eq!(told[..2], [("山东县际断面：上游县", 1), ("山东县际断面：界河对岸县", 1)]);
    assert_eq!(report.sources[4].periods, ["2025年3月", "2025年6月"], "another year is not counted");
    let wanted = ["丁断面 临朐县 昌邑市 500.5", "丁断面 寒亭区 昌邑市 500.5", "乙断面 寒亭区 昌邑市 123"];
    assert_eq!(lines(app, Dataset::Real, "2025").await, wanted);
    let again = take(app).await.unwrap();
    assert_eq!((again.inserted, again.changed, again.removed, again.unchanged), (0, 0, 0, 3));

    // Nobody types, removes or imports a line.
    let values = [("section", "手"), ("payer", "寒亭区"), ("receiver", "昌邑市"), ("amount", "1"), ("source", "手")];
    let values = values.map(|(code, text)| (code.to_string(), text.to_string())).into();
    let typed = RowSaveRequest { values, ..RowSaveRequest::default() };
    let typed = app.save_row(&actor(), LINES, &book(Dataset::Real, "2025"), &typed, now()).await;
    assert!(reasons(typed).contains("由系统从机制包取数，不能手工登记"));
    let removal =
        RowRemoveRequest { key: "乙断面|寒亭区|昌邑市".to_string(), seen: 0, note: "删".to_string() };
    let removed = app.remove_row(&actor(), LINES, &book(Dataset::Real, "2025"), &removal, now()).await;
    assert!(reasons(removed).contains("由系统从机制包取数"));
    let file = ("行.csv", "断面,付方,收方,金额,来源\n手,寒亭区,昌邑市,1,手\n".as_bytes().to_vec());
    let mode = app::ImportMode::Preview;
    let imported = app.import_rows(&actor(), LINES, &book(Dataset::Real, "2025"), file, mode, now()).await;
    assert!(reasons(imported).contains("由系统从机制包取数"));

    // The boundary river did better after all: the other side pays, the old lines are gone.
    let better = [
        ("section", "丁断面"),
        ("upstream", "寒亭区"),
        ("downstream", "昌邑市"),
        ("opposite", "临朐县"),
        ("target_class", "3"),
        ("actual_class", "3"),
        ("agreed", "1001"),
        ("is_boundary", "是"),
        ("is_blameless", "否"),
    ];
    save(app, ("river_compensation_shandong", "section_year"), "2025", &better).await;
    let report = take(app).await.unwrap();
    assert_eq!((report.inserted, report.changed, report.removed, report.unchanged), (2, 0, 2, 1));
    let wanted = ["丁断面 昌邑市 临朐县 500.5", "丁断面 昌邑市 寒亭区 500.5", "乙断面 寒亭区 昌邑市 123"];
    assert_eq!(lines(app, Dataset::Real, "2025").await, wanted);
}

#[tokio::test]
async fn one_section_without_a_result_or_one_unknown_party_stops_all_lines() {
    let site = demo().await;
    let app = &site.app;
    sections(app, &[("2025-03", "0.3"), ("2025-06", "")]).await;
    let told = reasons(take(app).await);
    assert!(told.contains("按超标倍数扣缴的断面：2025年6月“乙断面”没有结果：缺少超标倍数"), "{told}");
    assert!(lines(app, Dataset::Real, "2025").await.is_empty());
    save(
        app,
        ("river_compensation_zhoukou", "section_month"),
        "2025-06",
        &[("section", "乙断面"), ("county", "寒亭区"), ("downstream", "安丘市"), ("exceed_multiple", "1.2")],
    )
    .await;
    let told = reasons(take(app).await);
    assert!(told.contains("名录“结算方”中没有“安丘市”"), "{told}");
    assert!(lines(app, Dataset::Real, "2025").await.is_empty());
    // A county sees its own sections only, so it takes nothing.
    let day = date(2026, 11, 25);
    let county = Assignment {
        user: "hanting".to_string(),
        role: Role::CountyLiaison,
        agency: None,
        place: Some("370703".to_string()),
        valid_from: day,
        valid_to: Some(day),
        deputy_of: None,
    };
    let county = Actor::entered("hanting", vec![county], day);
    let told = app.take_in(&county, LINES, &book(Dataset::Real, "2025"), now()).await;
    assert!(matches!(told, Err(AppError::Forbidden { .. })), "{told:?}");
    let parties = app.take_in(&actor(), ("river_settlement", "party"), &book(Dataset::Real, ""), now()).await;
    assert!(reasons(parties).contains("不取自机制包"));
}

#[tokio::test]
async fn the_year_is_posted_once_and_the_clearing_account_ends_at_nought() {
    let site = demo().await;
    let app = &site.app;
    sections(app, &[("2025-03", "0.3"), ("2025-06", "1.2")]).await;
    take(app).await.unwrap();
    let since = at("2026-11-25T01:00:00Z");
    for (user, role) in [("jingban", "environment"), ("fuhe", "finance")] {
        app.add_user(&actor(), user, user, Some("Qingming-2026"), since).await.unwrap();
        app.set_pack_role(&actor(), ("river_settlement", role), user, true, since).await.unwrap();
    }
    let settle = async |kind: &str| {
        let request = LedgerSettleRequest {
            kind: kind.to_string(),
            period: "2025".to_string(),
            document: "示例〔2026〕1号".to_string(),
            ..LedgerSettleRequest::default()
        };
        app.settle_ledger(&Actor::new("jingban"), FUND, None, &request, now()).await
    };
    for kind in ["缴入专户", "专户拨付"] {
        let receipt = settle(kind).await.unwrap();
        let decision = LedgerDecideRequest {
            key: format!("复核-{kind}"),
            proposal: receipt.seq,
            decision: LedgerDecision::Approve,
            document: String::new(),
            note: String::new(),
        };
        app.decide_ledger(&Actor::new("fuhe"), FUND, None, &decision, now()).await.unwrap();
        assert!(settle(kind).await.unwrap().is_repeated);
    }
    assert_eq!(
        balances(app, Dataset::Real).await,
        [
            "寒亭区 · 县级财政 -623.5000",
            "临朐县 · 县级财政 -500.5000",
            "昌邑市 · 县级财政 1124.0000",
            "结算专户 0.0000",
        ]
    );
    // A correction after the settlement is not posted on top of it.
    save(
        app,
        ("river_compensation_zhoukou", "section_month"),
        "2025-06",
        &[("section", "乙断面"), ("county", "寒亭区"), ("downstream", "昌邑市"), ("exceed_multiple", "2.5")],
    )
    .await;
    take(app).await.unwrap();
    let told = reasons(settle("缴入专户").await);
    assert!(told.contains("没有重复记账"), "{told}");
}

async fn balances(app: &App, dataset: Dataset) -> Vec<String> {
    let query = LedgerQuery { dataset: Some(dataset), ..LedgerQuery::default() };
    let view = app.ledger_view(&actor(), FUND, &query, now()).await.unwrap();
    let held = view.accounts.iter().filter_map(|account| Some((account, account.balances.first()?)));
    held.map(|(account, balance)| format!("{} {}", account.label, balance.posted.text)).collect()
}

#[tokio::test]
async fn the_demo_settles_a_year_of_boundary_rivers_bands_loads_and_the_province() {
    const CAST: DemoCast<'static> = DemoCast {
        planner: "jihua",
        checker: "ducha",
        giver: ("shouguang", "370783"),
        taker: ("gaomi", "370785"),
        bidders: ["gongxin", "keji", "gaomi"],
    };
    let site = demo().await;
    let app = &site.app;
    for user in ["jihua", "ducha", "shouguang", "gaomi", "gongxin", "keji"] {
        app.add_user(&actor(), user, user, Some("County-plan-2026"), now()).await.unwrap();
    }
    app.load_demo_mechanisms(&actor(), &CAST, now(), |_| {}).await.unwrap();
    assert_eq!(
        lines(app, Dataset::Demo, "2025").await,
        [
            "演示：丹河断面 青州市 寿光市 123",
            "演示：劣五类月次 市级 山东省 100",
            "演示：弥河断面 寿光市 青州市 1200",
            "演示：水质达标 山东省 市级 320",
            "演示：潍河界河断面 安丘市 昌邑市 500.5",
            "演示：潍河界河断面 高密市 昌邑市 500.5",
            "演示：胶莱河断面 高密市 昌邑市 15",
        ]
    );
    let mut held = balances(app, Dataset::Demo).await;
    held.sort();
    let mut wanted = [
        "寿光市 · 县级财政 -1077.0000",
        "青州市 · 县级财政 1077.0000",
        "昌邑市 · 县级财政 1016.0000",
        "高密市 · 县级财政 -515.5000",
        "安丘市 · 县级财政 -500.5000",
        "山东省 · 省市财政 -220.0000",
        "市级 · 省市财政 220.0000",
        "结算专户 0.0000",
    ];
    wanted.sort();
    assert_eq!(held, wanted);
    assert!(lines(app, Dataset::Real, "2025").await.is_empty());
}
