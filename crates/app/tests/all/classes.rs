//! How far a value may be seen is the same in every list, count, page, file, explanation and public page: nobody outside
//! is told of what is 内部, nobody inside of what is 敏感 and not theirs, and nothing is computed from it.

use std::collections::BTreeSet;

use app::view::{AsOf, FreezePeriod, ObservationQuery};
use app::{Actor, App, AppError, DataFormat};
use jiff::Timestamp;
use model::Dataset;
use model::people::{DataClass, Role};

use crate::issuing::import;
use crate::support::{PLAN, at, demo, now};
use crate::year::person;

const SHOUGUANG: &str = "370783";
const GAOMI: &str = "370785";

fn planner() -> Actor {
    person("甲", Role::Planner, None, None)
}

/// A value in each class; the sensitive one is of 寿光市, its indicator is that of 市工信局.
const LINES: &str = "指标,地区,报告期,数值,单位,口径,等级,状态,来源,数据分类\n\
    工业技改投资额增速,寿光市,2026-07,11.01,%,管理区,C,初步,甲文件,公开\n\
    工业技改投资额增速,寿光市,2026-08,22.02,%,管理区,C,初步,甲文件,内部\n\
    工业技改投资额增速,寿光市,2026-09,33.03,%,管理区,C,初步,甲文件,敏感\n\
    工业技改投资额增速,高密市,2026-09,44.04,%,管理区,C,初步,甲文件,\n";

async fn filled(app: &App) {
    let indicator = app
        .dictionary()
        .await
        .unwrap()
        .indicators
        .into_iter()
        .find(|one| one.steward.as_deref() == Some("市工信局") && one.unit == "%" && !one.is_official_statistic);
    let name = indicator.expect("an indicator of the bureau").name;
    let text = LINES.replace("工业技改投资额增速", &name);
    let report = app.import_observations(&planner(), "表.csv", text.as_bytes(), Dataset::Real, now()).await.unwrap();
    assert!(report.accepted && report.inserted == 4, "{report:?}");
}

fn everybody() -> Vec<(Actor, DataClass, bool)> {
    let place = |place| person(place, Role::CountyLiaison, None, Some(place));
    let body = |code| person(code, Role::Liaison, Some(code), None);
    // Up to which class they see, and whether also the sensitive value of 寿光市.
    vec![
        (planner(), DataClass::Sensitive, true),
        (place(SHOUGUANG), DataClass::Internal, true),
        (place(GAOMI), DataClass::Internal, false),
        (body("gongxin"), DataClass::Internal, true),
        (body("keji"), DataClass::Internal, false),
        (person("市领导", Role::Leader, None, None), DataClass::Internal, false),
        (person("督查", Role::Supervisor, None, None), DataClass::Internal, false),
        (person("统计", Role::Statistician, None, None), DataClass::Internal, false),
        (person("分管", Role::Signer, None, Some(GAOMI)), DataClass::Internal, false),
        (person("研究", Role::Researcher, None, None), DataClass::Public, false),
        (person("企业", Role::Enterprise, Some("qiye"), None), DataClass::Public, false),
    ]
}

fn query(all_versions: bool) -> ObservationQuery {
    ObservationQuery { all_versions: Some(all_versions), limit: Some(100), ..ObservationQuery::default() }
}

/// Values of our own on all pages, after checking that every number about them says the same.
async fn listed(app: &App, who: &Actor, all_versions: bool, by: Timestamp) -> BTreeSet<String> {
    let (mut found, mut cursor, mut count) = (BTreeSet::new(), None, 0);
    loop {
        let asked = ObservationQuery { cursor, ..query(all_versions) };
        let page = app.observations(who, &asked, by).await.unwrap();
        count += page.rows.len();
        for row in &page.rows {
            // Whatever is listed is explained.
            if row.observation.source == "甲文件" {
                app.explain(who, row.figure.id.as_ref().unwrap(), by).await.unwrap();
                found.insert(row.figure.text.clone());
            }
        }
        if page.next.is_none() {
            assert_eq!((page.total, page.count.text.clone()), (count, count.to_string()), "{}", who.user);
            let why = app.explain(who, page.count.id.as_ref().unwrap(), by).await.unwrap().derivation;
            assert_eq!(why.value, count.to_string(), "{}", who.user);
            return found;
        }
        cursor = page.next;
    }
}

#[tokio::test]
async fn each_role_reads_the_same_values_in_lists_counts_files_and_explanations() {
    let site = demo().await;
    let app = &site.app;
    filled(app).await;
    let whole =
        app.observations(&planner(), &ObservationQuery { limit: Some(500), ..query(false) }, now()).await.unwrap();
    let secret = whole.rows.iter().find(|row| row.figure.text == "33.03").unwrap();
    assert_eq!(secret.class_in_words, "敏感");
    let inner = whole.rows.iter().find(|row| row.figure.text == "22.02").unwrap();
    for (who, class, is_theirs) in everybody() {
        let mut expected: BTreeSet<String> = ["11.01".to_string()].into();
        if class >= DataClass::Internal {
            expected.extend(["22.02".to_string(), "44.04".to_string()]);
        }
        if is_theirs {
            expected.insert("33.03".to_string());
        }
        for all_versions in [false, true] {
            assert_eq!(listed(app, &who, all_versions, now()).await, expected, "{}", who.user);
        }
        for (row, is_told) in [(secret, is_theirs), (inner, class >= DataClass::Internal)] {
            let told = app.explain(&who, row.figure.id.as_ref().unwrap(), now()).await;
            assert_eq!(told.is_ok(), is_told, "{}: {told:?}", who.user);
            assert!(is_told || matches!(told, Err(AppError::Forbidden { .. })), "{}", who.user);
        }
        for format in [DataFormat::Csv, DataFormat::SdmxCsv, DataFormat::SdmxJson, DataFormat::Dhis2] {
            let file = app.export_observations(&who, &query(false), format, now()).await;
            if format == DataFormat::Dhis2 && is_theirs {
                assert!(file.unwrap_err().to_string().contains("没有数据分类一项"));
                continue;
            }
            let text = String::from_utf8(file.unwrap().bytes).unwrap();
            for value in ["11.01", "22.02", "33.03", "44.04"] {
                let is_there = [value, &format!("\"{value}\"")].iter().any(|text_of| text.contains(*text_of));
                assert_eq!(is_there, expected.contains(value), "{} {format:?} {value}", who.user);
            }
        }
        // The package has all versions and the dictionaries; its table of values has the same ones.
        let package = app.export_observations(&who, &query(false), DataFormat::DataPackage, now()).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(package.bytes)).unwrap();
        let table = std::io::read_to_string(zip.by_name("observations.csv").unwrap()).unwrap();
        for value in ["11.01", "22.02", "33.03", "44.04"] {
            assert_eq!(table.contains(value), expected.contains(value), "{} {value}", who.user);
        }
    }
}

#[tokio::test]
async fn nothing_is_computed_from_what_is_sensitive_and_frozen_periods_do_not_hold_it() {
    let site = demo().await;
    let app = &site.app;
    let question = AsOf { as_of: Some("2025-12-31".parse().unwrap()), ..AsOf::default() };
    let before = serde_json::to_value(app.targets(PLAN, &question, now()).await.unwrap().rows).unwrap();
    let figure = |class: &str, time: &str| {
        let line = format!("新建公共充电桩,潍坊市,2025,98765,个,全市,P,初步,测试来源,{class}");
        (format!("指标,地区,报告期,数值,单位,口径,等级,状态,来源,数据分类\n{line}\n"), at(time))
    };
    let put = async |class: &str, time: &str| {
        let (text, time) = figure(class, time);
        app.import_observations(&planner(), "表.csv", text.as_bytes(), Dataset::Real, time).await.unwrap()
    };
    assert!(put("敏感", "2026-11-25T02:10:00Z").await.accepted);
    let after = app.targets(PLAN, &question, at("2026-11-25T02:20:00Z")).await.unwrap().rows;
    assert!(!serde_json::to_string(&after).unwrap().contains("98765"));
    let statuses = |rows: &serde_json::Value| -> Vec<String> {
        rows.as_array().unwrap().iter().map(|row| row["status_label"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(statuses(&serde_json::to_value(&after).unwrap()), statuses(&before));
    let year = FreezePeriod { dataset: None, period: "2025".to_string() };
    let cut = app.freeze_period(&planner(), &year, at("2026-11-25T02:30:00Z")).await.unwrap();
    // Opened to those inside, it counts from then on; what was frozen stays what it was.
    assert_eq!(put("内部", "2026-11-25T02:40:00Z").await.revised, 1);
    let held = app.period_cuts(&planner(), Dataset::Real, at("2026-11-25T02:50:00Z")).await.unwrap();
    assert!(held[0].is_intact && held[0].count == cut.count, "{held:?}");
    let other = person("乙", Role::Planner, None, None);
    app.reopen_period(&other, &cut.code, "口径调整", at("2026-11-25T03:00:00Z")).await.unwrap();
    let again = app.freeze_period(&other, &year, at("2026-11-25T03:10:00Z")).await.unwrap();
    assert_eq!(again.count, cut.count + 1);
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_value_keeps_its_class_until_somebody_says_another_and_is_closed_with_its_past() {
    let site = demo().await;
    let app = &site.app;
    filled(app).await;
    let researcher = person("研究", Role::Researcher, None, None);
    let name = {
        let page = app.observations(&researcher, &ObservationQuery { limit: Some(500), ..query(false) }, now()).await;
        page.unwrap().rows.into_iter().find(|row| row.figure.text == "11.01").unwrap().indicator_name
    };
    let line = |value: &str| format!("{name},寿光市,2026-07,{value},%,管理区,C,最终,甲文件");
    // Corrected by a file without classes: still public.
    import(app, &planner(), &line("12.12"), at("2026-11-25T03:00:00Z")).await;
    let later = at("2026-11-25T03:10:00Z");
    assert_eq!(listed(app, &researcher, false, later).await, ["12.12".to_string()].into());
    assert_eq!(listed(app, &researcher, true, later).await, ["11.01".to_string(), "12.12".to_string()].into());
    // Closed: neither it nor what stood before it is told outside any more.
    let text = format!("指标,地区,报告期,数值,单位,口径,等级,状态,来源,数据分类\n{},内部\n", line("12.12"));
    let closed = at("2026-11-25T03:20:00Z");
    let report = app.import_observations(&planner(), "表.csv", text.as_bytes(), Dataset::Real, closed).await.unwrap();
    assert_eq!((report.revised, report.unchanged), (1, 0), "another class is another version");
    let later = at("2026-11-25T03:30:00Z");
    for all_versions in [false, true] {
        assert_eq!(listed(app, &researcher, all_versions, later).await, BTreeSet::new());
    }
    for (word, told) in [("秘密", "数据分类“秘密”不认识"), ("公开", "存疑，不能公开")] {
        let text = text.replace(",C,", ",D,").replace("内部", word);
        let report =
            app.import_observations(&planner(), "表.csv", text.as_bytes(), Dataset::Real, later).await.unwrap();
        assert!(!report.accepted && report.errors[0].message.contains(told), "{report:?}");
    }
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_class_goes_out_and_comes_back_in_sdmx() {
    let site = demo().await;
    filled(&site.app).await;
    let other = demo().await;
    for format in [DataFormat::SdmxCsv, DataFormat::SdmxJson] {
        let file = site.app.export_observations(&planner(), &query(false), format, now()).await.unwrap();
        let name = file.file_name.clone();
        let report =
            other.app.import_observations(&Actor::new("host"), &name, &file.bytes, Dataset::Real, now()).await.unwrap();
        assert!(report.accepted, "{:?}", report.errors.first());
        let all = ObservationQuery { limit: Some(500), ..query(false) };
        let rows = other.app.observations(&planner(), &all, now()).await.unwrap().rows;
        for (value, class) in [("11.01", "公开"), ("22.02", "内部"), ("33.03", "敏感"), ("44.04", "内部")] {
            let held = rows.iter().find(|row| row.figure.text == value).unwrap();
            assert_eq!(held.class_in_words, class, "{value} {format:?}");
        }
    }
}
