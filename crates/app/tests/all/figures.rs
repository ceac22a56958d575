//! Every figure on every page answers 从哪来, and the answer is the figure.

use app::AppError;
use app::view::{AsOf, Figure, ObservationQuery, TargetRowView};
use model::{Dataset, Status};

use crate::support::{PLAN, Site, actor, at, demo, now};

async fn check(site: &Site, figure: &Figure, place: &str) {
    match &figure.id {
        Some(id) => {
            let answer = site.app.explain(id).await.unwrap_or_else(|error| panic!("{place} {id}: {error}"));
            assert_eq!(answer.derivation.value, figure.text, "{place} {id}");
            assert!(!answer.derivation.title.is_empty(), "{place} {id}");
        }
        None => {
            assert_eq!(figure.text, "—", "{place}");
            assert!(figure.missing.as_ref().is_some_and(|reason| !reason.is_empty()), "{place}");
        }
    }
}

fn of_row(row: &TargetRowView) -> [&Figure; 7] {
    [&row.status_figure, &row.actual, &row.latest, &row.achieved_share, &row.time_share, &row.gap, &row.required_rate]
}

#[tokio::test]
async fn every_figure_of_every_view_resolves_to_itself() {
    let site = demo().await;
    for (dataset, day) in [(Dataset::Real, "2025-12-31"), (Dataset::Demo, "2025-10-31"), (Dataset::Demo, "2025-12-31")]
    {
        let question = AsOf { dataset: Some(dataset), as_of: Some(day.parse().unwrap()), ..AsOf::default() };
        let overview = site.app.overview(PLAN, &question, now()).await.unwrap();
        check(&site, &overview.coverage, "覆盖率").await;
        for count in &overview.counts {
            check(&site, &count.count, &count.label).await;
            check(&site, &count.share, &count.label).await;
        }
        for row in &site.app.targets(PLAN, &question, now()).await.unwrap().rows {
            for figure in of_row(row) {
                check(&site, figure, &row.id).await;
            }
        }
        for code in ["370783", "370705"] {
            let county = site.app.county(PLAN, code, &question, now()).await.unwrap();
            for row in &county.profile {
                check(&site, &row.value, &row.indicator.name).await;
            }
        }
        for row in &site.app.map(PLAN, None, None, &question, now()).await.unwrap().rows {
            check(&site, &row.value, &row.place.name).await;
        }
    }
    for row in &site.app.observations(&ObservationQuery::default()).await.unwrap().rows {
        check(&site, &row.figure, &row.indicator_name).await;
    }
}

#[tokio::test]
async fn the_same_id_says_the_same_after_later_imports() {
    let site = demo().await;
    let list = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
    let row = list.rows.iter().find(|row| row.place == "安丘市").unwrap();
    let id = row.status_figure.id.clone().unwrap();
    let before = site.app.explain(&id).await.unwrap();
    let file = "指标,地区,报告期,数值,单位,口径,等级,来源,获知日期\n\
                地区生产总值,安丘市,2025,555,亿元,管理区,A,统计公报,2026-01-20\n";
    let later = at("2026-11-25T03:00:00Z");
    let report = site.app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, later).await.unwrap();
    assert!(report.accepted);
    assert_eq!(site.app.explain(&id).await.unwrap(), before);
    let list = site.app.targets(PLAN, &AsOf::default(), at("2026-11-25T04:00:00Z")).await.unwrap();
    assert_eq!(list.rows.iter().find(|row| row.place == "安丘市").unwrap().actual.text, "555");
}

#[tokio::test]
async fn the_weifang_plan_has_61_rows_and_its_counts_add_up() {
    let site = demo().await;
    let list = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
    assert_eq!(list.frame.as_of.to_string(), "2025-12-31", "the last day of the term");
    assert_eq!((list.plan.task_count, list.plan.target_count, list.rows.len()), (35, 56, 61));
    let counted: usize = list.counts.iter().map(|count| count.count.text.parse::<usize>().unwrap()).sum();
    assert_eq!(counted, 61);
    let no_data = list.rows.iter().filter(|row| row.outcome.status == Status::NoData).count();
    assert!(no_data > 30, "only about a quarter has published figures: {no_data}");
    let first = &list.rows[1];
    assert_eq!((first.clause.as_str(), first.place.as_str()), ("二(一)", "寿光市"));
}

#[tokio::test]
async fn the_ledger_has_the_official_columns_and_a_row_for_each_task() {
    use calamine::Reader;
    let site = demo().await;
    let file = site.app.tasks_xlsx(PLAN, &AsOf::default(), now()).await.unwrap();
    assert_eq!(file.file_name, "任务分解表.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(file.bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|cells| cells.iter().map(|cell| cell.to_string()).collect()).collect();
    let header = rows.iter().position(|cells| cells[0] == "序号").unwrap();
    assert_eq!(
        rows[header].join("|"),
        "序号|类别|任务内容|牵头领导|责任单位|工作目标|具体措施|季度形象进度|完成时限|责任人|联系人及电话"
    );
    let tasks: Vec<&Vec<String>> = rows[header + 1..].iter().filter(|cells| cells[0].parse::<u32>().is_ok()).collect();
    assert!(tasks.len() >= 35, "{}", tasks.len());
    assert!(tasks.iter().all(|cells| cells[3].is_empty() && cells[9].is_empty()), "unknown cells stay empty");
    let targets = site.app.targets_xlsx(PLAN, &AsOf::default(), now()).await.unwrap();
    assert!(targets.file_name.contains("2025-12-31"));
}

#[tokio::test]
async fn tasks_counties_and_map_stand_in_official_order() {
    let site = demo().await;
    let tasks = site.app.tasks(PLAN, &AsOf::default(), now()).await.unwrap();
    assert_eq!(tasks.rows.len(), 39);
    assert_eq!(tasks.places.first().map(|place| place.name.as_str()), Some("潍城区"));
    assert_eq!(tasks.places.len(), 12);
    let overview = site.app.overview(PLAN, &AsOf::default(), now()).await.unwrap();
    assert_eq!((overview.agencies[0].agency.as_str(), overview.agencies[0].lead), ("市发改委", 22));
    let map = site.app.map(PLAN, Some("gdp"), None, &AsOf::default(), now()).await.unwrap();
    assert_eq!(map.rows.len(), 12);
    assert_eq!(map.map_approval, "GS(2024)0650号");
    let best = map.rows.iter().find(|row| row.rank == Some(1)).unwrap();
    assert!(map.rows.iter().all(|row| row.number <= best.number));
    let county = site.app.county(PLAN, "370783", &AsOf::default(), now()).await.unwrap();
    assert_eq!(county.targets.len(), 1);
    assert!(county.townships > 5 && county.neighbours.len() == 4);
    assert!(!county.rankings.is_empty());
}

#[tokio::test]
async fn wrong_questions_are_answered_in_words() {
    let site = demo().await;
    let ask = async |plan: &str, question: AsOf| site.app.targets(plan, &question, now()).await.unwrap_err();
    assert!(matches!(ask("nothing", AsOf::default()).await, AppError::NotFound { .. }));
    let preset = ask(PLAN, AsOf { preset: Some("x".into()), ..AsOf::default() }).await;
    assert!(preset.to_string().contains("time_share"), "{preset}");
    let future = ask(PLAN, AsOf { known_by: Some(at("2027-01-01T00:00:00Z")), ..AsOf::default() }).await;
    assert!(future.to_string().contains("晚于现在"), "{future}");
    assert!(site.app.explain("乱写").await.is_err());
    assert!(matches!(site.app.county(PLAN, "000000", &AsOf::default(), now()).await, Err(AppError::NotFound { .. })));
}
