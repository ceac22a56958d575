//! Data files in and out.

use app::view::{AsOf, ObservationQuery};
use app::{AppError, DataFormat};
use model::Dataset;

use crate::support::{PLAN, actor, at, demo, now};

const HEADER: &str = "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期,备注\n";

fn gdp(place: &str, year: &str) -> ObservationQuery {
    ObservationQuery {
        indicator: Some("gdp".into()),
        place: Some(place.into()),
        period: Some(year.into()),
        ..ObservationQuery::default()
    }
}

#[tokio::test]
async fn every_fault_is_named_with_its_line_and_nothing_is_imported() {
    let site = demo().await;
    let before = site
        .app
        .observations(&crate::support::actor(), &ObservationQuery::default(), at("2026-11-26T00:00:00Z"))
        .await
        .unwrap()
        .total;
    let file = format!(
        "{HEADER}\
         地区生产总值,寿光市,2025,1100.5,亿元,管理区,A,最终,S01,2026-03-01,\n\
         不存在的指标,寿光市,2025,1,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,无名县,2025,1,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2025年,1,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2024,１１００,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2023,-5,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2022,5,万元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2021,—,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2021,,亿元,管理区,A,最终,S01,2026-03-01,\n\
         地区生产总值,寿光市,2020,\"1,100\",亿元,管理区,A,最终,,2026-03-01,\n\
         地区生产总值,寿光市,2019,1,亿元,全市,演示,最终,S01,2027-03-01,\n"
    );
    let report = site.app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, now()).await.unwrap();
    assert!(!report.accepted);
    let said: Vec<(usize, &str)> =
        report.errors.iter().map(|error| (error.line, error.column.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        said,
        [
            (3, "指标"),
            (4, "地区"),
            (5, "报告期"),
            (6, "数值"),
            (7, "数值"),
            (8, "单位"),
            (9, "数值"),
            (10, "数值"),
            (11, "数值"),
            (11, "来源"),
            (12, "口径"),
            (12, "等级"),
            (12, "获知日期")
        ]
    );
    let message = |line: usize| report.errors.iter().find(|error| error.line == line).unwrap().message.clone();
    assert!(message(6).contains("全角") && message(6).contains("1100"), "{}", message(6));
    assert!(message(11).contains("千分位"), "{}", message(11));
    assert_eq!(
        site.app
            .observations(&crate::support::actor(), &ObservationQuery::default(), at("2026-11-26T00:00:00Z"))
            .await
            .unwrap()
            .total,
        before
    );
}

#[tokio::test]
async fn missing_columns_are_all_named() {
    let site = demo().await;
    let report = site
        .app
        .import_observations(
            &actor(),
            "表.csv",
            "指标,地区,数值\n地区生产总值,寿光市,1\n".as_bytes(),
            Dataset::Real,
            now(),
        )
        .await
        .unwrap();
    let columns: Vec<&str> = report.errors.iter().filter_map(|error| error.column.as_deref()).collect();
    assert_eq!(columns, ["报告期", "单位", "口径", "等级", "来源"]);
    let error =
        site.app.import_observations(&actor(), "表.csv", b"a,b\n1,2\n", Dataset::Real, now()).await.unwrap_err();
    assert!(matches!(error, AppError::BadFile { .. }) && error.to_string().contains("表头"), "{error}");
    let error = site.app.import_observations(&actor(), "表.xlsx", b"hello", Dataset::Real, now()).await.unwrap_err();
    assert!(matches!(error, AppError::BadFile { .. }), "{error}");
}

#[tokio::test]
async fn a_revision_stands_beside_the_old_value_and_old_pages_keep_theirs() {
    let site = demo().await;
    let line = |value: &str, day: &str| {
        format!("{HEADER}地区生产总值,寿光市,2025,{value},亿元,管理区,A,初步,统计公报,{day},\n")
    };
    let import = async |value: &str, day: &str, time: &str| {
        let file = line(value, day);
        site.app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, at(time)).await.unwrap()
    };
    let first = import("1100.5", "2026-02-01", "2026-11-25T02:00:00Z").await;
    assert_eq!((first.accepted, first.inserted, first.revised), (true, 1, 0));
    let again = import("1100.5", "2026-02-01", "2026-11-25T03:00:00Z").await;
    assert_eq!((again.inserted, again.unchanged), (0, 1));
    let second = import("1099", "2026-09-01", "2026-11-25T04:00:00Z").await;
    assert_eq!((second.revised, second.unchanged), (1, 0));

    let listed = site
        .app
        .observations(&crate::support::actor(), &gdp("370783", "2025"), at("2026-11-26T00:00:00Z"))
        .await
        .unwrap();
    let values: Vec<&str> = listed.rows.iter().map(|row| row.figure.text.as_str()).collect();
    assert_eq!(values, ["1099"]);
    let versions = site
        .app
        .observations(
            &crate::support::actor(),
            &ObservationQuery { all_versions: Some(true), ..gdp("370783", "2025") },
            at("2026-11-26T00:00:00Z"),
        )
        .await
        .unwrap();
    assert_eq!(versions.total, 2);

    let shown = async |known_by: &str| {
        let question = AsOf { known_by: Some(at(known_by)), ..AsOf::default() };
        let list = site.app.targets(PLAN, &question, at("2026-11-25T05:00:00Z")).await.unwrap();
        let row = list.rows.into_iter().find(|row| row.place == "寿光市").unwrap();
        (row.actual.text, row.status_label)
    };
    assert_eq!(shown("2026-11-25T02:30:00Z").await, ("1100.5".into(), "已完成".into()));
    assert_eq!(shown("2026-11-25T04:30:00Z").await, ("1099".into(), "欠进度".into()));
}

#[tokio::test]
async fn what_goes_out_comes_back_unchanged() {
    let site = demo().await;
    for format in [DataFormat::Csv, DataFormat::Xlsx] {
        let query = ObservationQuery { place: Some("370783".into()), ..ObservationQuery::default() };
        let total =
            site.app.observations(&crate::support::actor(), &query, at("2026-11-26T00:00:00Z")).await.unwrap().total;
        assert!(total > 5);
        let file = site.app.export_observations(&crate::support::actor(), &query, format, now()).await.unwrap();
        let report =
            site.app.import_observations(&actor(), &file.file_name, &file.bytes, Dataset::Real, now()).await.unwrap();
        assert_eq!(report.errors, []);
        assert_eq!((report.inserted, report.revised, report.unchanged), (0, 0, total), "{format:?}");
    }
    let csv = site
        .app
        .export_observations(&crate::support::actor(), &ObservationQuery::default(), DataFormat::Csv, now())
        .await
        .unwrap();
    assert!(csv.bytes.starts_with("\u{feff}指标代码,".as_bytes()), "Excel needs the mark");
}

#[tokio::test]
async fn cells_that_a_spreadsheet_would_run_are_guarded() {
    let site = demo().await;
    let file =
        format!("{HEADER}地区生产总值,寿光市,2025,1,亿元,管理区,A,最终,公报,2026-03-01,\"=HYPERLINK(\"\"x\"\")\"\n");
    let report = site.app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, now()).await.unwrap();
    assert!(report.accepted, "{:?}", report.errors);
    let out = site
        .app
        .export_observations(&crate::support::actor(), &gdp("370783", "2025"), DataFormat::Csv, now())
        .await
        .unwrap();
    let text = String::from_utf8(out.bytes.clone()).unwrap();
    assert!(text.contains("'=HYPERLINK") && !text.contains(",=HYPERLINK"), "{text}");
    let back = site.app.import_observations(&actor(), "表.csv", &out.bytes, Dataset::Real, now()).await.unwrap();
    assert_eq!(back.unchanged, 1);
}

#[tokio::test]
async fn a_gb18030_file_from_an_old_program_is_read() {
    let site = demo().await;
    let file = format!("{HEADER}地区生产总值,寿光市,2025,1100.5,亿元,管理区,A,最终,公报,2026-03-01,\n");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&file);
    let report = site.app.import_observations(&actor(), "表.csv", &bytes, Dataset::Real, now()).await.unwrap();
    assert_eq!(report.inserted, 1, "{:?}", report.errors);
}

#[tokio::test]
async fn the_two_datasets_never_meet() {
    let site = demo().await;
    let real = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
    for row in &real.rows {
        for held in row.outcome.actual.iter().chain(&row.outcome.latest) {
            assert_eq!(held.dataset, Dataset::Real);
        }
    }
    let question = AsOf { dataset: Some(Dataset::Demo), ..AsOf::default() };
    let demo = site.app.targets(PLAN, &question, now()).await.unwrap();
    assert_eq!(demo.frame.dataset, Dataset::Demo);
    let used = demo.rows.iter().flat_map(|row| row.outcome.actual.iter().chain(&row.outcome.latest));
    let mut count = 0;
    for held in used {
        assert_eq!((held.dataset, held.grade), (Dataset::Demo, model::Grade::Demo));
        count += 1;
    }
    assert!(count > 30, "the demo data fill the pages: {count}");
    let query = ObservationQuery { dataset: Some(Dataset::Demo), ..ObservationQuery::default() };
    let listed = site.app.observations(&crate::support::actor(), &query, at("2026-11-26T00:00:00Z")).await.unwrap();
    assert!(listed.rows.iter().all(|row| row.observation.dataset == Dataset::Demo));
}

#[tokio::test]
async fn a_template_comes_back_as_empty_not_as_broken() {
    let site = demo().await;
    for format in [DataFormat::Csv, DataFormat::Xlsx] {
        let file = site.app.template(format).unwrap();
        let report =
            site.app.import_observations(&actor(), &file.file_name, &file.bytes, Dataset::Real, now()).await.unwrap();
        let said: Vec<&str> = report.errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(said, ["只有表头，没有数据行"]);
    }
}
