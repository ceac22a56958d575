//! Figures that become known after a run was frozen: told with their versions, tried without a trace, frozen by whoever may,
//! while what was frozen stays as it was.

use app::AppError;
use app::view::{
    AnswerRequest, EvaluationQuestion, EvaluationView, FreezeRequest, ObjectionRequest, RerunRequest, RunStepRequest,
};
use jiff::Timestamp;
use model::Dataset;
use model::people::Role;
use serde_json::json;

use crate::collection::{GAOMI, SHOUGUANG, county, person, planner, told};
use crate::evaluations::{firm, freeze, noon, save};
use crate::support::{Site, actor, at, demo, site};

/// 示例 rules with one statistic, so that a change of it alone changes places.
const RULES: &str = r#"
pack "经济总量试点" {
  code       = "size_trial"
  version    = "1"
  basis      = "示例"
  valid_from = "2020-01-01"
  certainty  = example
}
observed "地区生产总值" {
  code = "gdp"
  unit = "亿元"
}
evaluation "经济总量排名" {
  code           = "size_rank"
  basis          = "示例"
  subject        = county
  cycle          = year
  weights        = given
  aggregate      = weighted_mean
  ties           = competition
  publicity_days = 5
  pool "全部" {
    code  = "all"
    where = true
    indicator "经济总量" {
      code         = "size"
      unit         = "亿元"
      value        = observed.地区生产总值
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_missing = not_ranked
      weight       = 100
    }
  }
}
"#;

fn one() -> Timestamp {
    at("2026-11-25T05:00:00Z")
}

fn two() -> Timestamp {
    at("2026-11-25T06:00:00Z")
}

async fn published(site: &Site, lines: &[(&str, &str, &str)], now: Timestamp) {
    let rows =
        lines.iter().map(|(place, value, status)| format!("gdp,{place},2025,{value},亿元,管理区,P,{status},统计局"));
    let text = format!("指标代码,地区,报告期,数值,单位,口径,等级,状态,来源\n{}\n", rows.collect::<Vec<_>>().join("\n"));
    let report = site.app.import_observations(&actor(), "表.csv", text.as_bytes(), Dataset::Real, now).await.unwrap();
    assert!(report.accepted, "{:?}", report.errors);
}

/// The demo with the rules above and three first figures.
async fn with_rules() -> Site {
    let site = demo().await;
    let folder = site.folder.path().join("packs").join("size_trial").join("1");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pack.hcl"), RULES).unwrap();
    let site = Site { app: crate::support::open(site.folder.path()).await, folder: site.folder };
    let first = [("寿光市", "1101.5", "初步"), ("诸城市", "1102.4", "初步"), ("青州市", "801.2", "初步")];
    published(&site, &first, at("2026-11-25T03:00:00Z")).await;
    site
}

fn asked() -> EvaluationQuestion {
    EvaluationQuestion { pack: Some("size_trial".into()), period: Some("2025".into()), ..EvaluationQuestion::default() }
}

fn of(run: i64) -> EvaluationQuestion {
    EvaluationQuestion { run: Some(run), ..EvaluationQuestion::default() }
}

async fn frozen(site: &Site) -> i64 {
    let view = site.app.evaluation_view(&actor(), &asked(), noon()).await.unwrap();
    let request = FreezeRequest {
        pack: view.pack.code.clone(),
        version: view.version.clone(),
        evaluation: view.evaluation.code.clone(),
        period: view.period,
        dataset: view.dataset,
        known_by: view.known_by,
        replaces: None,
        reason: None,
    };
    site.app.freeze_evaluation(&actor(), &request, noon()).await.unwrap().id
}

fn order(view: &EvaluationView) -> Vec<&str> {
    view.pools[0].subjects.iter().map(|one| one.name.as_str()).collect()
}

fn rerun(known_by: Timestamp, reason: &str) -> RerunRequest {
    RerunRequest { known_by, reason: reason.into() }
}

#[tokio::test]
async fn a_final_number_is_told_beside_the_first_one_and_the_run_of_the_first_one_stays() {
    let site = with_rules().await;
    let app = &site.app;
    let run = frozen(&site).await;
    let before = app.evaluation_view(&actor(), &of(run), noon()).await.unwrap();
    assert_eq!(order(&before), ["诸城市", "寿光市", "青州市"]);
    let nothing = app.newer_figures(&planner(), run, noon()).await.unwrap();
    assert_eq!((nothing.count, nothing.replace), (0, None));
    let same = app.freeze_newer(&planner(), run, &rerun(noon(), "重算"), noon()).await.unwrap_err();
    assert_eq!(same.to_string(), "第 1 号结果所用的数据没有变化，不必重算");

    published(&site, &[("寿光市", "1103.8", "最终")], one()).await;
    let newer = app.newer_figures(&planner(), run, two()).await.unwrap();
    assert_eq!((newer.count, newer.used, newer.known_by), (1, noon(), two()));
    let figure = &newer.figures[0];
    assert_eq!(
        [&figure.what, &figure.of, &figure.period_in_words, &figure.before, &figure.after],
        ["地区生产总值（亿元）", "寿光市", "2025年", "1101.5", "1103.8"]
    );
    assert_eq!(figure.versions.as_deref(), Some("初步核算 v1 → 最终核实 v2"));
    let changes = app.try_newer(&planner(), run, newer.known_by, two()).await.unwrap();
    let moved = |name: &str| changes.subjects.iter().find(|one| one.name == name).unwrap();
    assert_eq!(moved("寿光市").rank, ("2".to_string(), "1".to_string()));
    assert_eq!(moved("诸城市").rank, ("1".to_string(), "2".to_string()));
    assert_eq!(moved("寿光市").cause, "own_value");
    assert_eq!(app.run_list(None, two()).await.unwrap().len(), 1, "a trial stores nothing");

    for (who, request, what) in [
        (county(SHOUGUANG), rerun(two(), "对我有利"), "不能"),
        (planner(), rerun(two(), " "), "须写明原因"),
        (planner(), rerun(at("2026-11-26T06:00:00Z"), "明天的数"), "晚于现在"),
        (planner(), rerun(at("2026-11-25T03:30:00Z"), "更早的数"), "早于第 1 号结果的取数时间"),
    ] {
        let refused = told(app.freeze_newer(&who, run, &request, two()).await);
        assert!(refused.contains(what), "{refused}");
    }
    let next = app.freeze_newer(&planner(), run, &rerun(newer.known_by, "最终核实"), two()).await.unwrap();
    assert_eq!((next.state.as_str(), next.replaces), ("frozen", Some(run)));
    assert_eq!(next.reason.as_deref(), Some("按新数据重算（1 处不同）：最终核实"));
    let after = app.evaluation_view(&actor(), &of(next.id), two()).await.unwrap();
    assert_eq!(order(&after), ["寿光市", "诸城市", "青州市"]);
    let old = app.evaluation_view(&actor(), &of(run), two()).await.unwrap();
    assert_eq!((old.pools, old.run.unwrap().state), (before.pools, "replaced".to_string()));
    let again = told(app.freeze_newer(&planner(), run, &rerun(two(), "再来"), two()).await);
    assert!(again.contains("已被替换"), "{again}");
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn what_an_accepted_objection_put_right_stays_until_its_source_says_something_new() {
    let site = with_rules().await;
    let app = &site.app;
    let run = frozen(&site).await;
    let step = RunStepRequest { seen: "frozen".into(), note: None, except_disputed: false };
    app.publish_evaluation(&actor(), run, &step, noon()).await.unwrap();
    let values = app.disputable(&actor(), run, "370781", noon()).await.unwrap();
    let objection = ObjectionRequest {
        subject: "370781".into(),
        place: values[0].place.clone(),
        value: "805".into(),
        reason: "漏计".into(),
        evidence: "核算表".into(),
    };
    let id = app.object(&actor(), run, &objection, noon()).await.unwrap().id;
    let yes = AnswerRequest { accept: true, note: "属实".into(), value: None };
    let corrected = app.answer_objection(&actor(), id, &yes, noon()).await.unwrap().answer.unwrap().run.unwrap();
    assert_eq!(app.newer_figures(&planner(), corrected, one()).await.unwrap().count, 0, "the source says what it said");

    published(&site, &[("寿光市", "1103.8", "最终")], one()).await;
    let newer = app.newer_figures(&planner(), corrected, two()).await.unwrap();
    assert_eq!(newer.figures.iter().map(|one| one.of.as_str()).collect::<Vec<_>>(), ["寿光市"]);
    let next = app.freeze_newer(&planner(), corrected, &rerun(two(), "最终核实"), two()).await.unwrap();
    let view = app.evaluation_view(&actor(), &of(next.id), two()).await.unwrap();
    let qingzhou = view.pools[0].subjects.iter().find(|one| one.key == "370781").unwrap();
    assert_eq!(qingzhou.cells[0].value.as_deref(), Some("805"));

    published(&site, &[("青州市", "806", "最终")], at("2026-11-25T07:00:00Z")).await;
    let newer = app.newer_figures(&planner(), next.id, at("2026-11-25T08:00:00Z")).await.unwrap();
    assert_eq!((newer.figures[0].before.as_str(), newer.figures[0].after.as_str()), ("805", "806"));
}

#[tokio::test]
async fn a_final_result_tells_what_is_newer_and_is_not_replaced() {
    let site = with_rules().await;
    let app = &site.app;
    let run = frozen(&site).await;
    let step = |seen: &str| RunStepRequest { seen: seen.into(), note: None, except_disputed: false };
    app.publish_evaluation(&actor(), run, &step("frozen"), noon()).await.unwrap();
    let later = at("2026-12-03T02:00:00Z");
    app.finish_evaluation(&actor(), run, &step("published"), later).await.unwrap();
    published(&site, &[("寿光市", "1103.8", "最终")], later).await;
    let now = at("2026-12-03T03:00:00Z");
    let newer = app.newer_figures(&planner(), run, now).await.unwrap();
    assert_eq!(newer.count, 1);
    assert!(newer.replace.as_deref().is_some_and(|why| why.contains("已定稿，不能再替换")), "{:?}", newer.replace);
    assert!(!app.try_newer(&planner(), run, now, now).await.unwrap().subjects.is_empty());
    let refused = app.freeze_newer(&planner(), run, &rerun(now, "最终核实"), now).await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_new_row_is_told_to_those_whose_it_is() {
    let site = site().await;
    let save = async |key: &str, name: &str, time: &str| {
        let rows = [firm(key, name, "100", "1500")];
        save(&site, "mu_benefit", "industrial_enterprise", 2024, Dataset::Real, &rows, time).await;
    };
    save("A", "甲公司", "2026-11-25T01:00:00Z").await;
    save("B", "乙公司", "2026-11-25T01:00:00Z").await;
    let run = freeze(&site, "2024").await;
    save("C", "丙公司", "2026-11-25T05:00:00Z").await;
    let told = async |who: &app::Actor| site.app.newer_figures(who, run.id, two()).await.unwrap();
    let all = told(&actor()).await;
    assert_eq!(all.count, 1);
    assert_eq!((all.figures[0].of.as_str(), all.figures[0].after.as_str()), ("丙公司", "新列入"));
    assert_eq!(told(&county(GAOMI)).await.count, 0, "the firm lies elsewhere");
    let bureau = person("工信经办", Role::Liaison, Some("gongxin"), None);
    let changes = site.app.try_newer(&bureau, run.id, two(), two()).await.unwrap();
    assert!(json!(changes.summary).to_string().contains("个"), "{changes:?}");
}
