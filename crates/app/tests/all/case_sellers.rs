//! Who sells is known by code: a trade that is settled in a ledger has a seller with an account there, and nobody bids on
//! an own lot under another spelling.

use app::view::{
    CaseAct, CaseOpenRequest, CaseRequest, LedgerOpenRequest, RegisterBookQuery, RowSaveRequest, RowStepRequest,
};
use app::{Actor, App, AppError};
use model::Dataset;

use crate::support::{at, demo, now};

const PACK: &str = "rural_property";
const SELLER: &str = "N2370783MF00000010";
const OTHER: &str = "91370783MA00000029";

fn book() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: None }
}

async fn save(app: &App, code: &str, seen: Option<i64>) {
    let values = [
        ("number", "DC-1"),
        ("title", "东村机动地经营权"),
        ("kind", "承包地经营权"),
        ("county", "寿光市"),
        ("seller", "东村经济合作社"),
        ("seller_code", code),
        ("area", "100"),
        ("floor", "500"),
        ("resolved", "是"),
    ];
    let values = values.map(|(field, value)| (field.to_string(), value.to_string())).into();
    let key = seen.map(|_| "DC-1".to_string());
    let request = RowSaveRequest { values, key, seen, accept_warnings: true, note: None };
    let saved = app.save_row(&Actor::new("init"), (PACK, "rural_lot"), &book(), &request, now()).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

async fn pulse(app: &App) -> i64 {
    app.register_row(&Actor::new("init"), (PACK, "rural_lot"), &book(), "DC-1", now()).await.unwrap().row.pulse
}

async fn account(app: &App, code: &str, name: &str) {
    let request =
        LedgerOpenRequest { kind: "交易账户".to_string(), holder: code.to_string(), label: name.to_string() };
    app.open_ledger_account(&Actor::new("centre"), (PACK, "trade"), None, &request, now()).await.unwrap();
}

async fn list(app: &App) -> app::Result<String> {
    let lot = CaseOpenRequest {
        dataset: Some(Dataset::Real),
        pack: PACK.to_string(),
        exchange: "rural_auction_book".to_string(),
        row: "DC-1".to_string(),
        number: None,
        title: None,
        seller: None,
        seller_code: None,
        floor: None,
        quantity: None,
    };
    app.open_case(&Actor::new("centre"), &lot, now()).await
}

#[track_caller]
fn reason<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::BadInput { message, .. } | AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_seller_of_a_lot_is_the_holder_of_an_account_and_bids_under_no_other_name() {
    let site = demo().await;
    let app = &site.app;
    let init = Actor::new("init");
    for (user, role) in [("centre", "county_centre"), ("station", "township_station")] {
        app.add_user(&init, user, user, Some("County-plan-2026"), now()).await.unwrap();
        app.set_pack_role(&init, (PACK, role), user, true, now()).await.unwrap();
    }
    // While the lot can still be filled in: without a code, then with one that nobody has an account under.
    save(app, "", None).await;
    save(app, SELLER, Some(pulse(app).await)).await;
    let review =
        RowStepRequest { key: "DC-1".to_string(), step: "review".to_string(), note: None, seen: pulse(app).await };
    app.take_step(&Actor::new("station"), (PACK, "rural_lot"), &book(), &review, now()).await.unwrap();
    let told = reason(list(app).await);
    assert!(told.contains(SELLER) && told.contains("请先为转出方“东村经济合作社”开户"), "{told}");
    account(app, OTHER, "乙公司").await;
    account(app, SELLER, "东村 经济合作社").await;
    let number = list(app).await.unwrap();

    let announce = CaseAct::Announce {
        notice_last: "2026-12-11".parse().unwrap(),
        opens: at("2026-12-14T01:00:00Z"),
        closes: at("2026-12-14T02:00:00Z"),
    };
    let act = async |user: &str, act: CaseAct| {
        let key = format!("key-{user}-00000001");
        let request = CaseRequest { key, act };
        app.act_in_case(&Actor::new(user), &number, &request, at("2026-12-01T01:00:00Z")).await
    };
    act("centre", announce).await.unwrap();
    let register = |name: &str, code: &str| CaseAct::Register {
        bidder: name.to_string(),
        priority: None,
        code: Some(code.to_string()),
    };
    for (user, name) in [("one", "东村股份合作社"), ("two", "东村經濟合作社")] {
        let told = reason(act(user, register(name, SELLER)).await);
        assert!(told.contains("是转出方，不能竞买自己的标的"), "{told}");
    }
    assert!(reason(act("three", register("东村股份合作社", "")).await).contains("统一社会信用代码"));
    act("four", register("乙公司", OTHER)).await.unwrap();
}

#[tokio::test]
async fn a_lot_without_the_code_of_its_seller_or_with_that_of_somebody_else_is_not_listed() {
    for (code, holder, wanted) in [
        ("", "东村经济合作社", "转出方“东村经济合作社”要填统一社会信用代码"),
        (OTHER, "乙公司", "是“乙公司”的账户，不是“东村经济合作社”的"),
    ] {
        let site = demo().await;
        let app = &site.app;
        let init = Actor::new("init");
        for (user, role) in [("centre", "county_centre"), ("station", "township_station")] {
            app.add_user(&init, user, user, Some("County-plan-2026"), now()).await.unwrap();
            app.set_pack_role(&init, (PACK, role), user, true, now()).await.unwrap();
        }
        account(app, OTHER, holder).await;
        save(app, code, None).await;
        let review =
            RowStepRequest { key: "DC-1".to_string(), step: "review".to_string(), note: None, seen: pulse(app).await };
        app.take_step(&Actor::new("station"), (PACK, "rural_lot"), &book(), &review, now()).await.unwrap();
        let told = reason(list(app).await);
        assert!(told.contains(wanted), "{told}");
    }
}
