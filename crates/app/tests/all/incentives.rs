//! Incentives of counties: a published list opens entries with owners, what people do with an entry stays with it, and
//! the list cannot be changed under an entry that somebody went on with.

use app::view::{
    RegisterBookQuery, RegisterIntakeReport, RegisterRowsQuery, RowRemoveRequest, RowSaveAnswer, RowSaveRequest,
    RowStepRequest,
};
use app::{Actor, App, AppError};
use model::Dataset;

use crate::support::{actor, demo, now};

const LIST: (&str, &str) = ("county_incentive", "evaluation_list");
const ENTRIES: (&str, &str) = ("county_incentive", "incentive");
const KUIWEN: &str = "370705|leading";

fn book(year: &str) -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: Some(year.to_string()) }
}

async fn take(app: &App, year: &str) -> app::Result<[usize; 4]> {
    let report: RegisterIntakeReport = app.take_in(&actor(), ENTRIES, &book(year), now()).await?;
    Ok([report.inserted, report.changed, report.removed, report.unchanged])
}

#[track_caller]
fn reason<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::BadInput { message, .. } | AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

async fn pulse(app: &App, names: (&str, &str), key: &str) -> i64 {
    app.register_row(&actor(), names, &book("2024"), key, now()).await.unwrap().row.pulse
}

async fn save(app: &App, names: (&str, &str), key: &str, values: &[(&str, &str)]) -> app::Result<RowSaveAnswer> {
    let request = RowSaveRequest {
        values: values.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect(),
        key: Some(key.to_string()),
        seen: Some(pulse(app, names, key).await),
        ..RowSaveRequest::default()
    };
    app.save_row(&actor(), names, &book("2024"), &request, now()).await
}

async fn step(app: &App, user: &str, key: &str, step: &str) -> app::Result<()> {
    let seen = pulse(app, ENTRIES, key).await;
    let note = Some("示例".to_string());
    let request = RowStepRequest { key: key.to_string(), step: step.to_string(), note, seen };
    app.take_step(&Actor::new(user), ENTRIES, &book("2024"), &request, now()).await
}

/// County, kind, side, owner and state of every entry.
async fn entries(app: &App, year: &str) -> Vec<String> {
    let page = app.register_page(&actor(), ENTRIES, &book(year), &RegisterRowsQuery::default(), now()).await.unwrap();
    let line = |row: &app::view::RegisterRowView| {
        let cells = [0, 2, 3, 5].map(|place: usize| row.cells[place].as_str());
        format!("{} {}", cells.join(" "), row.state_name.clone().unwrap_or_default())
    };
    page.rows.iter().map(line).collect()
}

async fn list_row(app: &App, key: &str, values: &[(&str, &str)]) {
    let saved = save(app, LIST, key, values).await.unwrap();
    assert!(saved.accepted, "{:?}", saved.faults);
}

async fn leave_list(app: &App, key: &str) {
    let seen = pulse(app, LIST, key).await;
    let request = RowRemoveRequest { key: key.to_string(), seen, note: "录错".to_string() };
    app.remove_row(&actor(), LIST, &book("2024"), &request, now()).await.unwrap();
}

#[tokio::test]
async fn each_honour_of_the_published_list_opens_three_entries_with_their_owners() {
    let site = demo().await;
    let app = &site.app;
    assert_eq!(take(app, "2024").await.unwrap(), [9, 0, 0, 0]);
    assert_eq!(
        entries(app, "2024").await,
        [
            "奎文区 市辖区 干部考核 市委组织部 待落实",
            "奎文区 市辖区 政策 市财政局 待落实",
            "奎文区 市辖区 项目 市发改委 待落实",
            "临朐县 省财政直管县 干部考核 市委组织部 待落实",
            "临朐县 省财政直管县 政策 市财政局 待落实",
            "临朐县 省财政直管县 项目 市发改委 待落实",
            "诸城市 其余县（市） 干部考核 市委组织部 待落实",
            "诸城市 其余县（市） 政策 市财政局 待落实",
            "诸城市 其余县（市） 项目 市发改委 待落实",
        ]
    );
    assert_eq!(take(app, "2024").await.unwrap(), [0, 0, 0, 9]);
    // Four honours of 2021, without kinds: the province ranked all together that year.
    assert_eq!(take(app, "2021").await.unwrap(), [12, 0, 0, 0]);
    let old = entries(app, "2021").await;
    assert!(old.iter().any(|line| line == "寒亭区 — 政策 市财政局 待落实"), "{old:?}");
}

#[tokio::test]
async fn what_people_did_with_an_entry_stays_and_the_list_does_not_change_under_it() {
    let site = demo().await;
    let app = &site.app;
    take(app, "2024").await.unwrap();
    for (user, role) in [("caizheng", "owner"), ("jihua", "planning")] {
        app.add_user(&actor(), user, user, Some("County-plan-2026"), now()).await.unwrap();
        app.set_pack_role(&actor(), (ENTRIES.0, role), user, true, now()).await.unwrap();
    }
    let key = format!("{KUIWEN}|policy");
    let early = reason(step(app, "caizheng", &key, "start").await);
    assert!(early.contains("落实举措"), "{early}");
    assert!(save(app, ENTRIES, &key, &[("measure", "列入年度预算")]).await.unwrap().accepted);

    // What is taken is nobody's to type; nobody adds or removes an entry.
    let typed = save(app, ENTRIES, &key, &[("measure", "列入年度预算"), ("agency", "市教育局")]).await.unwrap();
    assert!(!typed.accepted);
    assert_eq!(typed.faults[0].message, "“责任单位”取自机制包，不能手工修改；请更正来源的数据，再重新取数");
    let removal = RowRemoveRequest { key: key.clone(), seen: pulse(app, ENTRIES, &key).await, note: "删".to_string() };
    let removed = reason(app.remove_row(&actor(), ENTRIES, &book("2024"), &removal, now()).await);
    assert!(removed.contains("由系统从机制包取数，不能手工登记、导入或删除"), "{removed}");
    let new = RowSaveRequest {
        values: [("county".to_string(), "寿光市".to_string())].into(),
        ..RowSaveRequest::default()
    };
    let new = reason(app.save_row(&actor(), ENTRIES, &book("2024"), &new, now()).await);
    assert!(new.contains("“落实举措”“落实情况”“证明材料”请打开取来的行填写"), "{new}");

    // What was filled in stays when the list comes anew, and is not lost with a row of the list.
    assert_eq!(take(app, "2024").await.unwrap(), [0, 0, 0, 9]);
    list_row(
        app,
        KUIWEN,
        &[
            ("county", "奎文区"),
            ("honour", "先进县"),
            ("kind", "市辖区"),
            ("document", "更正后的通报名称"),
            ("published_on", "2025-07-01"),
            ("source", "示例"),
        ],
    )
    .await;
    assert_eq!(take(app, "2024").await.unwrap(), [0, 3, 0, 6]);
    let held = app.register_row(&actor(), ENTRIES, &book("2024"), &key, now()).await.unwrap();
    assert_eq!(held.values["measure"], "列入年度预算");
    assert_eq!(held.values["document"], "更正后的通报名称");
    leave_list(app, KUIWEN).await;
    let told = reason(take(app, "2024").await);
    assert!(told.contains("“奎文区 先进县 政策”已填写“落实举措”，来源已没有这一行"), "{told}");
    assert_eq!(entries(app, "2024").await.len(), 9, "all of it or nothing");

    step(app, "caizheng", &key, "start").await.unwrap();
    let told = reason(take(app, "2024").await);
    assert_eq!(
        told,
        "“激励事项（2024年）”不能取数，没有改动任何一行：“奎文区 先进县 政策”已处于“落实中”，来源已没有这一行；请先办理“撤回”，或更正来源"
    );
    // The one who began does not confirm; another person does.
    assert!(save(app, ENTRIES, &key, &[("measure", "列入年度预算"), ("outcome", "已下达")]).await.unwrap().accepted);
    app.set_pack_role(&actor(), (ENTRIES.0, "planning"), "caizheng", true, now()).await.unwrap();
    let own = reason(step(app, "caizheng", &key, "confirm").await);
    assert!(own.contains("不相容岗位"), "{own}");
    step(app, "jihua", &key, "confirm").await.unwrap();
    let locked = reason(save(app, ENTRIES, &key, &[("measure", "别的")]).await);
    assert!(locked.contains("该行处于“已落实”，数据不能修改；需要修改请先办理“退回”"), "{locked}");

    // Back to the start and empty, the entry goes with the list.
    step(app, "jihua", &key, "return").await.unwrap();
    step(app, "caizheng", &key, "withdraw").await.unwrap();
    assert!(save(app, ENTRIES, &key, &[]).await.unwrap().accepted);
    assert_eq!(take(app, "2024").await.unwrap(), [0, 0, 3, 6]);
    let report = app.verify().await.unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}
