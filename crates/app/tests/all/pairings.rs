//! Matchings and supply networks over rows in the store: every pair says why, and the proof is checked again.

use std::collections::BTreeMap;

use app::App;
use app::view::{PairingQuery, RegisterBookQuery, RowSaveRequest};
use model::Dataset;

use crate::support::{actor, now, site};

const PACK: &str = "supply_matching";

async fn row(app: &App, register: &str, values: &[(&str, &str)]) {
    let values: BTreeMap<String, String> =
        values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
    let request = RowSaveRequest { values, key: None, seen: None, accept_warnings: true, note: None };
    let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: None };
    let saved = app.save_row(&actor(), (PACK, register), &book, &request, now()).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

fn query(code: &str, dataset: Dataset) -> PairingQuery {
    PairingQuery { pack: PACK.to_string(), code: code.to_string(), dataset: Some(dataset) }
}

#[tokio::test]
async fn a_loser_reads_in_numbers_why_the_place_went_to_somebody_else() {
    let site = site().await;
    let app = &site.app;
    let demand = |number: &'static str, price: &'static str| {
        [
            ("number", number),
            ("buyer", number),
            ("product", "轴承"),
            ("quantity", "100"),
            ("price_max", price),
            ("needs_certificate", "否"),
        ]
    };
    row(app, "demand", &demand("需甲", "100")).await;
    row(app, "demand", &demand("需乙", "60")).await;
    row(app, "demand", &demand("需丙", "40")).await;
    let offer = [
        ("number", "供一"),
        ("supplier", "一厂"),
        ("product", "轴承"),
        ("capacity", "100"),
        ("price", "50"),
        ("places", "1"),
    ];
    row(app, "offer", &offer).await;
    for code in ["stable_match", "optimal_match"] {
        let view = app.matching_view(&actor(), &query(code, Dataset::Demo), now()).await.unwrap();
        assert_eq!((view.demands, view.offers, view.matched, view.is_proved), (3, 1, 1, true), "{code}");
        let pair = |demand: &str| view.pairs.iter().find(|pair| pair.demand == demand).unwrap();
        assert!(pair("需甲").is_matched && !pair("需乙").is_matched, "{code}");
        assert!(pair("需乙").reason.contains("分"), "{}", pair("需乙").reason);
        assert_eq!(pair("需丙").reason, "不合格：价格不超过最高单价；相同的字：轴承");
        assert_eq!(pair("需甲").reason, "相同的字：轴承");
    }
    let real = app.matching_view(&actor(), &query("stable_match", Dataset::Real), now()).await.unwrap();
    assert_eq!((real.demands, real.matched), (0, 0), "演示 rows stay among themselves");
}

#[tokio::test]
async fn a_single_source_stands_on_the_red_list_and_its_failure_is_followed() {
    let site = site().await;
    let app = &site.app;
    for firm in ["钢厂", "轴承厂", "整机厂", "铸造厂"] {
        row(app, "firm", &[("name", firm), ("output", "1000")]).await;
    }
    let supply = |supplier: &'static str, buyer: &'static str, amount: &'static str, affected: &'static str| {
        [("supplier", supplier), ("buyer", buyer), ("product", "件"), ("amount", amount), ("affected", affected)]
    };
    row(app, "supply", &supply("钢厂", "轴承厂", "10", "900")).await;
    row(app, "supply", &supply("轴承厂", "整机厂", "50", "800")).await;
    row(app, "supply", &supply("铸造厂", "整机厂", "50", "800")).await;
    let view = app.network_view(&actor(), &query("supply_risk", Dataset::Demo), now()).await.unwrap();
    let risks: Vec<(&str, &str, bool)> =
        view.dependences.iter().map(|one| (one.buyer.as_str(), one.list.as_str(), one.is_single_source)).collect();
    // One supplier and 0.9 of the output; two halves (0.5) and 0.8.
    assert_eq!(risks, [("轴承厂", "red", true), ("整机厂", "amber", false)]);
    let reached = |key: &str| view.firms.iter().find(|firm| firm.key == key).map(|firm| firm.reached);
    assert_eq!((reached("钢厂"), reached("整机厂"), view.links.len()), (Some(2), Some(0), 3));
}
