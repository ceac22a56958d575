//! Every figure on every page answers 从哪来, and the answer is the figure.

use std::collections::BTreeMap;

use app::AppError;
use app::view::{AsOf, Figure, ObservationQuery};
use model::{Dataset, SourceRef, Status};
use serde_json::Value;

use crate::support::{PLAN, Site, actor, at, demo, now};

/// Numbers of a view that are no figures of the matter, and why.
const PLAIN: [(&str, &str); 19] = [
    ("start", "place in a text"),
    ("end", "place in a text, or a year of a period"),
    ("text_start", "place in a text"),
    ("body_end", "place in a text"),
    ("level", "depth of a heading"),
    ("confidence", "how sure the reader is; orders the checking screen"),
    ("order", "official order"),
    ("seq", "number of a record"),
    ("id", "number of a record"),
    ("year", "names a year"),
    ("term", "names years"),
    ("number", "for colouring only; the printed value stands beside it"),
    ("warn_days", "part of a rule that is printed in words"),
    ("total", "for paging; stands beside it as a figure"),
    ("clause_count", "stands beside it as a figure"),
    ("task_count", "stands beside it as a figure"),
    ("target_count", "stands beside it as a figure"),
    ("row_count", "stands beside it as a figure"),
    ("checked", "stands beside it as a figure"),
];

/// Gathers the figures of a view; a bare number that is not on the list above is a fault.
fn walk(value: &Value, key: &str, place: &str, figures: &mut BTreeMap<String, String>) {
    match value {
        Value::Number(number) => {
            assert!(PLAIN.iter().any(|(plain, _)| *plain == key), "{place}: {number} has no id");
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, key, place, figures)),
        Value::Object(fields) if fields.len() == 4 && fields.contains_key("missing") && fields.contains_key("text") => {
            let figure: Figure = serde_json::from_value(value.clone()).unwrap();
            match figure.id {
                Some(id) => drop(figures.insert(id, figure.text)),
                None => {
                    assert_eq!(figure.text, "—", "{place}");
                    assert!(figure.missing.is_some_and(|reason| !reason.is_empty()), "{place}");
                }
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                walk(field, name, &format!("{place}.{name}"), figures);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn gather(view: impl serde::Serialize, name: &str, figures: &mut BTreeMap<String, String>) {
    walk(&serde_json::to_value(view).unwrap(), "", name, figures);
}

/// Each figure resolves to a derivation with a title, whose value is the text that was shown.
async fn resolve(site: &Site, figures: &BTreeMap<String, String>) {
    for (id, text) in figures {
        let answer = site.app.explain(&actor(), id, now()).await.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(answer.derivation.value, *text, "{id}");
        assert!(!answer.derivation.title.is_empty(), "{id}");
    }
}

#[tokio::test]
async fn every_number_of_every_view_resolves_to_itself() {
    let site = demo().await;
    let mut figures = BTreeMap::new();
    for (dataset, day) in [(Dataset::Real, "2025-12-31"), (Dataset::Demo, "2025-10-31"), (Dataset::Demo, "2025-12-31")]
    {
        let question = AsOf { dataset: Some(dataset), as_of: Some(day.parse().unwrap()), ..AsOf::default() };
        gather(site.app.overview(PLAN, &question, now()).await.unwrap(), "overview", &mut figures);
        gather(site.app.targets(PLAN, &question, now()).await.unwrap(), "targets", &mut figures);
        gather(site.app.tasks(PLAN, &question, now()).await.unwrap(), "tasks", &mut figures);
        gather(site.app.task(PLAN, "2.1", &question, now()).await.unwrap(), "task", &mut figures);
        for code in ["370783", "370705"] {
            gather(site.app.county(PLAN, code, &question, now()).await.unwrap(), "county", &mut figures);
        }
        for indicator in [None, Some("gdp_growth"), Some("budget_revenue")] {
            gather(site.app.map(PLAN, indicator, None, &question, now()).await.unwrap(), "map", &mut figures);
        }
    }
    gather(site.app.plan_list(now()).await.unwrap(), "plans", &mut figures);
    for query in [
        ObservationQuery::default(),
        ObservationQuery { place: Some("370783".into()), indicator: Some("gdp".into()), ..ObservationQuery::default() },
    ] {
        gather(
            site.app.observations(&crate::support::actor(), &query, now()).await.unwrap(),
            "observations",
            &mut figures,
        );
    }
    for path in
        ["~lead/", "~task_open/", "~rank/", "~year_sum/", "~ranking/", "~conflict/", "~row/", "~list/", "~checked"]
    {
        assert!(figures.keys().any(|id| id.contains(path)), "no figure {path} was met");
    }
    resolve(&site, &figures).await;
}

#[tokio::test]
async fn a_count_lists_what_was_counted() {
    let site = demo().await;
    let overview = site.app.overview(PLAN, &AsOf::default(), now()).await.unwrap();
    assert_eq!(
        (overview.clauses.text.as_str(), overview.tasks.text.as_str(), overview.rows.text.as_str()),
        ("38", "35", "61")
    );
    let led = &overview.agencies[0];
    let answer = site.app.explain(&actor(), led.lead.id.as_ref().unwrap(), now()).await.unwrap();
    assert_eq!((answer.derivation.value.as_str(), answer.derivation.inputs.len()), ("22", 22));
    assert!(
        answer
            .derivation
            .inputs
            .iter()
            .all(|input| matches!(&input.source, Some(SourceRef::Clause { label, .. }) if label.contains('（')))
    );
    let plans = site.app.plan_list(now()).await.unwrap();
    let model = plans.iter().find(|row| row.summary.code == PLAN).unwrap();
    assert_eq!(model.items_checked.text, model.items.text, "the shipped model counts as checked");
    let answer = site.app.explain(&actor(), model.items_checked.id.as_ref().unwrap(), now()).await.unwrap();
    let said = answer.derivation.inputs[0].notes.join("");
    assert!(said.contains("zhangsan") && said.contains("随软件提供的已确认模型"), "{said}");
    let unknown = overview.clauses.id.unwrap().replace("~works", "~lead/没有的单位");
    assert!(site.app.explain(&actor(), &unknown, now()).await.is_err());
}

#[tokio::test]
async fn a_gap_is_said_in_words() {
    let site = demo().await;
    let list = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
    let anqiu = list.rows.iter().find(|row| row.place == "安丘市").unwrap();
    assert_eq!((anqiu.gap.text.as_str(), anqiu.gap.unit.as_deref()), ("超出17", Some("亿元")));
    assert_eq!(anqiu.subject, "GDP（地区生产总值）");
    let demo = AsOf { dataset: Some(Dataset::Demo), ..AsOf::default() };
    let made_up = site.app.targets(PLAN, &demo, now()).await.unwrap();
    let gaps: Vec<&str> = made_up.rows.iter().map(|row| row.gap.text.as_str()).collect();
    assert!(gaps.iter().any(|gap| gap.starts_with("还差")), "{gaps:?}");
    assert!(gaps.iter().chain([&anqiu.gap.text.as_str()]).all(|gap| !gap.starts_with('-')), "{gaps:?}");
    let words = list.findings.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("");
    assert!(words.contains("任务二（一）") || words.contains("任务三（一）"), "{words}");
    assert!(!words.contains("任务2.") && !words.contains("任务3."), "{words}");
}

#[tokio::test]
async fn county_and_map_open_on_the_first_indicator_of_the_plan_in_a_whole_year() {
    let site = demo().await;
    for dataset in [Dataset::Real, Dataset::Demo] {
        let question = AsOf { dataset: Some(dataset), ..AsOf::default() };
        let map = site.app.map(PLAN, None, None, &question, now()).await.unwrap();
        assert_eq!(map.indicator.code, "gdp");
        assert!(!map.period.contains('-'), "{}", map.period);
        let county = site.app.county(PLAN, "370783", &question, now()).await.unwrap();
        assert_eq!(county.profile[0].indicator.code, "gdp");
        let period = county.profile[0].period.as_ref().unwrap();
        assert!(!period.contains("季度") && !period.contains('月'), "{period}");
    }
}

#[tokio::test]
async fn the_same_id_says_the_same_after_later_imports() {
    let site = demo().await;
    let list = site.app.targets(PLAN, &AsOf::default(), now()).await.unwrap();
    let row = list.rows.iter().find(|row| row.place == "安丘市").unwrap();
    let id = row.status_figure.id.clone().unwrap();
    let before = site.app.explain(&actor(), &id, now()).await.unwrap();
    let file = "指标,地区,报告期,数值,单位,口径,等级,来源,获知日期\n\
                地区生产总值,安丘市,2025,555,亿元,管理区,A,统计公报,2026-01-20\n";
    let later = at("2026-11-25T03:00:00Z");
    let report = site.app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Real, later).await.unwrap();
    assert!(report.accepted);
    assert_eq!(site.app.explain(&actor(), &id, now()).await.unwrap(), before);
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
    assert_eq!((first.clause.as_str(), first.place.as_str()), ("二（一）", "寿光市"));
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
    assert_eq!((overview.agencies[0].agency.as_str(), overview.agencies[0].lead.text.as_str()), ("市发改委", "22"));
    let map = site.app.map(PLAN, Some("gdp"), None, &AsOf::default(), now()).await.unwrap();
    assert_eq!(map.rows.len(), 12);
    assert_eq!(map.map_approval, "GS(2024)0650号");
    let best = map.rows.iter().find(|row| row.rank.text == "1").unwrap();
    assert!(map.rows.iter().all(|row| row.number <= best.number));
    let county = site.app.county(PLAN, "370783", &AsOf::default(), now()).await.unwrap();
    assert_eq!(county.targets.len(), 1);
    assert!(county.townships.text.parse::<u32>().unwrap() > 5 && county.neighbours.len() == 4);
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
    assert!(site.app.explain(&actor(), "乱写", now()).await.is_err());
    assert!(matches!(site.app.county(PLAN, "000000", &AsOf::default(), now()).await, Err(AppError::NotFound { .. })));
}
