//! Evaluations from a dry run to a final result: what is frozen stays, what is disputed is put right beside it, and every
//! number says where it came from.

use app::AppError;
use app::view::{
    AnswerRequest, EvaluationQuestion, EvaluationView, FreezeRequest, ObjectionRequest, RunStepRequest, RunView,
    TrialRequest, TrialWeightView,
};
use jiff::Timestamp;
use model::{Dataset, Period};
use serde_json::{Value, json};
use store::{Book, NewAudit, NewRow, Options, Saving, Store};

use crate::support::{Site, actor, at, database, site};

const PACK: &str = "mu_benefit";
const RULES: &str = "mu_benefit_score";

pub fn noon() -> Timestamp {
    at("2026-11-25T04:00:00Z")
}

/// Saves rows into a register as if they had been filled in.
pub async fn save(site: &Site, pack: &str, register: &str, period: i16, dataset: Dataset, rows: &[Value], time: &str) {
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let book =
        Book { dataset, pack: pack.to_string(), register: register.to_string(), period: Some(Period::Year(period)) };
    let new: Vec<NewRow> = rows
        .iter()
        .map(|row| NewRow {
            key: row["key"].as_str().unwrap().to_string(),
            place: String::new(),
            words: String::new(),
            body: Some(row["body"].to_string()),
            first_state: None,
            unique: Vec::new(),
            seen: None,
            files: Vec::new(),
        })
        .collect();
    let audit =
        NewAudit {
            at: at(time), actor: "测试".into(), action: "登记".into(), object: "register".into(), note: None
        };
    let saving = Saving { book: &book, pack_version: "1", rows: &new, files: &[], known_since: at(time), note: None };
    store.save_rows(saving, &audit).await.unwrap().unwrap();
    store.close().await;
}

pub fn firm(key: &str, name: &str, land: &str, tax: &str) -> Value {
    let text = |text: &str| text.to_string();
    json!({"key": key, "body": {
        "credit_code": key, "name": name, "county": "370783", "above_scale": "true", "utility": "none",
        "started_on": "2010-01-01", "land_area": text(land), "tax_paid": text(tax), "sales": "5000",
        "value_added": "900", "energy": "700", "emission": "3", "research": "50", "staff": "60",
    }})
}

/// Five firms of 2024; the last has no land.
async fn with_firms() -> Site {
    let site = site().await;
    let mut rows = vec![
        firm("A", "甲公司", "100", "1500"),
        firm("B", "乙公司", "100", "1200"),
        firm("C", "丙公司", "100", "1100"),
        firm("D", "丁公司", "200", "1000"),
        firm("E", "戊公司", "100", "400"),
    ];
    rows[4]["body"].as_object_mut().unwrap().remove("land_area");
    save(&site, PACK, "industrial_enterprise", 2024, Dataset::Real, &rows, "2026-11-25T01:00:00Z").await;
    site
}

fn question(period: &str) -> EvaluationQuestion {
    EvaluationQuestion { pack: Some(PACK.into()), period: Some(period.into()), ..EvaluationQuestion::default() }
}

fn frozen(run: i64) -> EvaluationQuestion {
    EvaluationQuestion { run: Some(run), ..EvaluationQuestion::default() }
}

fn to_freeze(view: &EvaluationView) -> FreezeRequest {
    FreezeRequest {
        pack: view.pack.code.clone(),
        version: view.version.clone(),
        evaluation: view.evaluation.code.clone(),
        period: view.period,
        dataset: view.dataset,
        known_by: view.known_by,
        replaces: None,
        reason: None,
    }
}

pub async fn freeze(site: &Site, period: &str) -> RunView {
    let view = site.app.evaluation_view(&actor(), &question(period), noon()).await.unwrap();
    site.app.freeze_evaluation(&actor(), &to_freeze(&view), noon()).await.unwrap()
}

fn step(seen: &str) -> RunStepRequest {
    RunStepRequest { seen: seen.into(), note: None, except_disputed: false }
}

async fn claim(site: &Site, run: i64, subject: &str, fact: &str, value: &str, now: Timestamp) -> app::Result<i64> {
    let values = site.app.disputable(&actor(), run, subject, noon()).await.unwrap();
    let place = values.iter().find(|each| each.name == fact).unwrap().place.clone();
    let request = ObjectionRequest {
        subject: subject.into(),
        place,
        value: value.into(),
        reason: "土地证面积与登记不一致".into(),
        evidence: "不动产权证第 1 号".into(),
    };
    site.app.object(&actor(), run, &request, now).await.map(|objection| objection.id)
}

fn conflict(error: AppError) -> String {
    assert!(matches!(error, AppError::Conflict { .. }), "{error:?}");
    error.to_string()
}

fn places(view: &EvaluationView) -> Vec<(String, String)> {
    view.pools[0].subjects.iter().map(|one| (one.name.clone(), one.rank.clone())).collect()
}

#[tokio::test]
async fn a_result_goes_from_dry_run_over_publication_to_final_and_a_correction_stands_beside_it() {
    let site = with_firms().await;
    let dry = site.app.evaluation_view(&actor(), &question("2024"), noon()).await.unwrap();
    assert_eq!((dry.version.as_str(), dry.evaluation.code.as_str()), ("2024.1", RULES));
    assert_eq!(dry.not_evaluated[0].reason, "用地面积缺失或为零");
    assert!(dry.run.is_none() && dry.standing.is_none());
    assert!(site.app.evaluation_list(noon()).await.unwrap()[0].runs.is_empty(), "a dry run is not stored");

    let run = freeze(&site, "2024").await;
    assert_eq!((run.state.as_str(), run.open_objections), ("frozen", 0));
    assert_eq!(run.object.as_deref(), Some("尚未公示；公示期间可提出申诉"));
    assert_eq!(run.finish.as_deref(), Some("规则规定定稿前须公示；请先公示"));
    let run = site.app.publish_evaluation(&actor(), run.id, &step("frozen"), noon()).await.unwrap();
    // Five working days after Wednesday 25 November 2026.
    assert_eq!(run.objections_until.unwrap().to_string(), "2026-12-02");
    assert_eq!(run.finish.as_deref(), Some("公示至 2026-12-02，期满次日起可定稿"));

    let objection = claim(&site, run.id, "D", "用地面积", "80", noon()).await.unwrap();
    let before = site.app.evaluation_view(&actor(), &frozen(run.id), noon()).await.unwrap();
    let preview = site.app.preview_objection(&actor(), objection, None, noon()).await.unwrap();
    let moved = preview.subjects.iter().find(|one| one.key == "D").unwrap();
    assert_eq!((moved.cause.as_str(), moved.rank.clone()), ("own_value", ("4".into(), "2".into())));
    assert!(moved.details[0].starts_with("单位用地税收的数值 5 → 12.5"), "{:?}", moved.details);
    // Everybody else keeps every value; only the benchmark that all share moves their scores.
    for other in preview.subjects.iter().filter(|one| one.key != "D") {
        assert_eq!(other.cause, "scoring", "{}", other.key);
        assert!(other.details.iter().all(|line| !line.contains("数值")), "{:?}", other.details);
    }
    assert!(preview.references.iter().any(|line| line.starts_with("规上：单位用地税收的参照值")));
    assert_eq!(site.app.run_list(None, noon()).await.unwrap().len(), 1, "looking stores nothing");

    let finish = site.app.finish_evaluation(&actor(), run.id, &step("published"), at("2026-12-03T02:00:00Z")).await;
    assert_eq!(conflict(finish.unwrap_err()), "还有 1 件申诉没有答复；请先答复，或在公示期满后把其余指标定稿");
    let answer = AnswerRequest { accept: true, note: "经核对土地证".into(), value: None };
    let answered = site.app.answer_objection(&actor(), objection, &answer, noon()).await.unwrap();
    let corrected = answered.answer.unwrap().run.unwrap();
    let again = site.app.answer_objection(&actor(), objection, &answer, noon()).await.unwrap_err();
    assert!(conflict(again).contains("已由“zhangsan”答复"));

    let after = site.app.evaluation_view(&actor(), &frozen(corrected), noon()).await.unwrap();
    assert_eq!(places(&after)[1], ("丁公司".to_string(), "2".to_string()));
    let old = site.app.evaluation_view(&actor(), &frozen(run.id), noon()).await.unwrap();
    for (old, before) in old.pools.iter().zip(&before.pools) {
        assert_eq!(
            (&old.subjects, &old.grades),
            (&before.subjects, &before.grades),
            "the disputed run stays as it was"
        );
    }
    // While it was open the objection held the indicators of the firm's own pool that read the area of land.
    let held = |view: &EvaluationView, pool: usize| {
        view.pools[pool]
            .nodes
            .iter()
            .filter(|node| node.held.is_some())
            .map(|node| node.code.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!((held(&before, 0), held(&before, 1)), (vec!["tax_per_land".into(), "sales_per_land".into()], vec![]));
    assert_eq!(held(&old, 0), Vec::<String>::new());
    assert_eq!(old.run.unwrap().state, "replaced");
    let run = after.run.clone().unwrap();
    assert_eq!((run.state.as_str(), run.replaces), ("frozen", Some(1)));
    assert_eq!(run.reason.as_deref(), Some("采纳第 1 号申诉（丁公司）：经核对土地证"));
    let total = site.app.explain(&actor(), &format!("{}total/-/D", after.figures.unwrap()), noon()).await.unwrap();
    assert!(total.derivation.notes.iter().any(|note| note == "用地面积按第 1 号申诉更正：200 → 80"));

    site.app.publish_evaluation(&actor(), corrected, &step("frozen"), noon()).await.unwrap();
    let early = site.app.finish_evaluation(&actor(), corrected, &step("published"), at("2026-12-02T02:00:00Z")).await;
    assert_eq!(conflict(early.unwrap_err()), "公示至 2026-12-02，期满次日起可定稿");
    let late = claim(&site, corrected, "A", "用地面积", "90", at("2026-12-03T02:00:00Z")).await.unwrap_err();
    assert_eq!(conflict(late), "公示已于 2026-12-02 期满，不再受理申诉");
    let done =
        site.app.finish_evaluation(&actor(), corrected, &step("published"), at("2026-12-03T02:00:00Z")).await.unwrap();
    assert_eq!(done.state_in_words, "已定稿");
    let report = site.app.verify().await.unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}

#[tokio::test]
async fn steps_that_do_not_fit_are_refused_and_say_why() {
    let site = with_firms().await;
    let run = freeze(&site, "2024").await;
    let view = site.app.evaluation_view(&actor(), &question("2024"), noon()).await.unwrap();
    assert_eq!(view.standing, Some(run.id));
    let twice = site.app.freeze_evaluation(&actor(), &to_freeze(&view), noon()).await.unwrap_err();
    assert!(conflict(twice).contains("已有第 1 号结果"));
    let mut unexplained = to_freeze(&view);
    unexplained.replaces = Some(run.id);
    let refused = site.app.freeze_evaluation(&actor(), &unexplained, noon()).await.unwrap_err();
    assert_eq!(refused.to_string(), "替换第 1 号结果须写明原因；请填写后重试");
    let stale = site.app.publish_evaluation(&actor(), run.id, &step("published"), noon()).await.unwrap_err();
    assert!(conflict(stale).contains("刚刚被他人改变"));
    let early = claim(&site, run.id, "A", "用地面积", "90", noon()).await.unwrap_err();
    assert_eq!(conflict(early), "尚未公示；公示期间可提出申诉");

    site.app.publish_evaluation(&actor(), run.id, &step("frozen"), noon()).await.unwrap();
    for (value, told) in [
        ("很多", "“很多”不是数字；请只写数值，不写单位，例：12.5"),
        ("100", "更正后的数值与原值 100 相同，无须重新计算；请核对申诉内容"),
    ] {
        assert_eq!(claim(&site, run.id, "A", "用地面积", value, noon()).await.unwrap_err().to_string(), told);
    }
    let objection = claim(&site, run.id, "A", "用地面积", "90", noon()).await.unwrap();
    let silent = AnswerRequest { accept: false, note: " ".into(), value: None };
    let refused = site.app.answer_objection(&actor(), objection, &silent, noon()).await.unwrap_err();
    assert_eq!(refused.to_string(), "答复意见没有填写；请写明采纳或不采纳的理由");
    let no = AnswerRequest { accept: false, note: "证件与登记一致".into(), value: None };
    let answered = site.app.answer_objection(&actor(), objection, &no, noon()).await.unwrap();
    assert_eq!(answered.answer.unwrap().run, None);
    let done = site.app.finish_evaluation(&actor(), run.id, &step("published"), at("2026-12-03T02:00:00Z")).await;
    assert_eq!(done.unwrap().state, "final");
    let mut replacing = to_freeze(&view);
    replacing.replaces = Some(run.id);
    replacing.reason = Some("重算".into());
    let refused = site.app.freeze_evaluation(&actor(), &replacing, noon()).await.unwrap_err();
    assert!(conflict(refused).contains("已定稿，不能再替换"));
}

/// Every number of a page with the path of its figure.
fn shown(view: &EvaluationView) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for pool in &view.pools {
        found.push((format!("ranked/{}/-", pool.code), pool.subjects.len().to_string()));
        for grade in &pool.grades {
            found.push((format!("grade_count/{}/{}", pool.code, grade.code), grade.count.to_string()));
        }
        let indicators: Vec<_> = pool.nodes.iter().filter(|node| node.is_indicator).collect();
        for one in &pool.subjects {
            let key = &one.key;
            let mut put = |kind: &str, code: &str, text: &Option<String>| {
                found.extend(text.iter().map(|text| (format!("{kind}/{code}/{key}"), text.clone())));
            };
            for (kind, text) in [
                ("total", &one.total),
                ("base", &one.base),
                ("bonus", &one.bonus),
                ("penalty", &one.penalty),
                ("rank", &one.rank),
            ] {
                put(kind, "-", &Some(text.clone()));
            }
            put("grade", "-", &one.grade);
            put("rank_before", "-", &one.rank_before);
            put("rank_in_group", "-", &one.rank_in_group);
            for (node, cell) in indicators.iter().zip(&one.cells) {
                put("value", &node.code, &cell.value);
                put("score", &node.code, &cell.score);
                put("points", &node.code, &cell.points);
                put("reference", &node.code, &cell.reference);
            }
        }
    }
    found.push(("not_evaluated/-/-".into(), view.not_evaluated.len().to_string()));
    found
}

#[tokio::test]
async fn every_number_of_an_outcome_is_explained_dry_and_frozen_alike() {
    let site = with_firms().await;
    let rows = [
        firm("A", "甲公司", "100", "900"),
        firm("B", "乙公司", "100", "1300"),
        firm("D", "丁公司", "200", "1000"),
        firm("F", "己公司", "100", "700"),
    ];
    save(&site, PACK, "industrial_enterprise", 2025, Dataset::Real, &rows, "2026-11-25T01:30:00Z").await;
    freeze(&site, "2024").await;
    let dry = site.app.evaluation_view(&actor(), &question("2025"), noon()).await.unwrap();
    let run = freeze(&site, "2025").await;
    let frozen = site.app.evaluation_view(&actor(), &frozen(run.id), noon()).await.unwrap();
    assert_eq!(frozen.pools, dry.pools);
    let first = &dry.pools[0].subjects[0];
    assert_eq!((first.name.as_str(), first.rank_before.as_deref()), ("乙公司", Some("2")));
    assert_eq!(dry.pools[0].subjects.iter().find(|one| one.key == "F").unwrap().rank_before, None);
    for view in [&dry, &frozen] {
        let root = view.figures.as_ref().unwrap();
        let numbers = shown(view);
        assert!(numbers.len() > 100, "{}", numbers.len());
        for (path, text) in numbers {
            let explained = site.app.explain(&actor(), &format!("{root}{path}"), noon()).await.unwrap();
            assert_eq!(explained.derivation.value, text, "{path}");
        }
    }
    let missing =
        site.app.explain(&actor(), &format!("{}total/-/NOBODY", dry.figures.unwrap()), noon()).await.unwrap_err();
    assert!(matches!(missing, AppError::NotFound { .. }), "{missing:?}");

    let told = site.app.explain_subject(&actor(), &question("2025"), "D", noon()).await.unwrap();
    assert!(told.sentences.iter().any(|line| line.starts_with("单位用地税收 = 实缴税金 ÷ 用地面积 = 1000 ÷ 200 = 5")));
    assert!(told.lift.iter().any(|line| line.starts_with("距前一名差 ")), "{:?}", told.lift);
    assert!(told.year_before[0].starts_with("2024年总分 "), "{:?}", told.year_before);
    let new = site.app.explain_subject(&actor(), &question("2025"), "F", noon()).await.unwrap();
    assert_eq!(new.year_before, ["2024年没有参加排名"]);
    let left_out = site.app.explain_subject(&actor(), &question("2024"), "E", noon()).await.unwrap();
    assert_eq!(left_out.sentences, ["未参加排名：用地面积缺失或为零"]);
    let changes = site.app.compare_years_of(&actor(), &question("2025"), noon()).await.unwrap();
    assert_eq!(changes.compared, 3);
    let book = site.app.evaluation_xlsx(&actor(), &question("2025"), noon()).await.unwrap();
    assert_eq!(book.file_name, "2025年亩产效益综合评价（试算）.xlsx");
}

#[tokio::test]
async fn a_trial_shows_who_moves_and_cannot_be_taken_for_the_result() {
    let site = with_firms().await;
    let weight = |weight: &str| TrialRequest {
        question: question("2024"),
        weights: vec![TrialWeightView {
            pool: "above_scale".into(),
            node: "tax_per_land".into(),
            group: None,
            weight: weight.into(),
        }],
    };
    let tried = site.app.try_weights(&actor(), &weight("0"), noon()).await.unwrap();
    assert!(tried.evaluation.is_trial && tried.evaluation.figures.is_none());
    // Without the tax only sales per land differ, and only 丁 has twice the land.
    assert_eq!(places(&tried.evaluation)[3], ("丁公司".to_string(), "4".to_string()));
    assert_eq!(places(&tried.evaluation)[2].1, "1");
    let refused = site.app.try_weights(&actor(), &weight("101"), noon()).await.unwrap_err();
    assert_eq!(refused.to_string(), "调整后的权重合计 101 超过同级合计 100；请调低其中一项");
    let nonsense = site.app.try_weights(&actor(), &weight("许多"), noon()).await.unwrap_err();
    assert_eq!(nonsense.to_string(), "权重“许多”不是数字");
    let certainty = site.app.certainty_of(&actor(), &question("2024"), noon()).await.unwrap();
    assert_eq!(certainty.pools[0].intervals.len(), 4);
    assert_eq!(certainty, site.app.certainty_of(&actor(), &question("2024"), noon()).await.unwrap());
    let methods = site.app.methods_of(&actor(), &question("2024"), noon()).await.unwrap();
    assert!(methods.iter().any(|one| one.name == "等权，加权平均" && one.refused.is_none()));
    assert!(methods.iter().all(|one| one.refused.is_some() || one.ranks.len() <= 4));
}

#[tokio::test]
async fn real_and_demonstration_rows_never_meet() {
    let site = with_firms().await;
    let rows = [firm("X", "演示公司", "100", "9000")];
    save(&site, PACK, "industrial_enterprise", 2024, Dataset::Demo, &rows, "2026-11-25T01:30:00Z").await;
    let real = site.app.evaluation_view(&actor(), &question("2024"), noon()).await.unwrap();
    assert!(real.pools[0].subjects.iter().all(|one| one.key != "X"));
    let mut demo = question("2024");
    demo.dataset = Some(Dataset::Demo);
    let demo = site.app.evaluation_view(&actor(), &demo, noon()).await.unwrap();
    let keys: Vec<&str> = demo.pools[0].subjects.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["X"]);
    // A peer group of one is its own benchmark and has no interval.
    assert_eq!(demo.pools[0].subjects[0].total, "100");
    let nothing = site.app.evaluation_view(&actor(), &question("2019"), noon()).await.unwrap_err();
    assert!(nothing.to_string().contains("没有生效且无错误的版本"), "{nothing}");
    let empty = site.app.evaluation_view(&actor(), &question("2026"), noon()).await.unwrap_err();
    assert_eq!(
        empty.to_string(),
        "“亩产效益综合评价”在2026年没有评价对象的数据；请先在名录中导入该期数据，或改选报告期、数据集"
    );
}

/// Points between the worst and the best, in two groups.
const GROUPED: &str = r#"
pack "分组试点" {
  code       = "grouped"
  version    = "1"
  basis      = "示例"
  valid_from = "2020-01-01"
  certainty  = example
}
choices "组别" {
  code = "band"
  options = {
    first  = "第一组"
    second = "第二组"
  }
}
register "单位" {
  code  = "unit"
  basis = "示例"
  cycle = year
  key   = [代码]
  field "代码" {
    code     = "code"
    type     = text
    required = true
  }
  field "名称" {
    code = "name"
    type = text
  }
  field "组" {
    code    = "group"
    type    = choice
    choices = 组别
  }
  field "产值" {
    code = "output"
    type = number
    unit = "万元"
  }
}
evaluation "分组评价" {
  code      = "grouped_score"
  basis     = "示例"
  subject   = 单位
  cycle     = year
  weights   = given
  aggregate = weighted_mean
  ties      = competition
  group_by  = 组
  pool "全部" {
    code  = "all"
    where = true
    indicator "产值得分" {
      code         = "output_score"
      unit         = "万元"
      value        = 产值
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

#[tokio::test]
async fn equal_values_a_new_group_and_no_place_last_year_are_told() {
    let site = site().await;
    let folder = site.folder.path().join("packs").join("grouped").join("1");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pack.hcl"), GROUPED).unwrap();
    let site = Site { app: crate::support::open(site.folder.path()).await, folder: site.folder };
    let row = |key: &str, group: &str, output: &str| json!({"key": key, "body": {"code": key, "name": format!("单位{key}"), "group": group, "output": output}});
    let old = [row("A", "first", "10"), row("B", "second", "20")];
    let new = [row("A", "second", "30"), row("B", "second", "20"), row("C", "first", "25")];
    let equal = [row("A", "first", "7"), row("B", "second", "7")];
    for (year, rows) in [(2022, &old[..]), (2023, &new[..]), (2024, &equal[..])] {
        save(&site, "grouped", "unit", year, Dataset::Real, rows, "2026-11-25T01:00:00Z").await;
    }
    let ask = |period: &str| EvaluationQuestion {
        pack: Some("grouped".into()),
        period: Some(period.into()),
        ..EvaluationQuestion::default()
    };
    let equal = site.app.evaluation_view(&actor(), &ask("2024"), noon()).await.unwrap_err();
    assert!(equal.to_string().contains("全部相等"), "{equal}");
    let first = site.app.evaluation_view(&actor(), &ask("2022"), noon()).await.unwrap();
    let run = site.app.freeze_evaluation(&actor(), &to_freeze(&first), noon()).await.unwrap();
    assert_eq!(run.publish.as_deref(), Some("该评价的规则没有规定公示，冻结后可直接定稿"));
    let done = site.app.finish_evaluation(&actor(), run.id, &step("frozen"), noon()).await.unwrap();
    assert_eq!(done.state, "final");

    let view = site.app.evaluation_view(&actor(), &ask("2023"), noon()).await.unwrap();
    let find = |key: &str| view.pools[0].subjects.iter().find(|one| one.key == key).unwrap();
    assert_eq!((find("A").rank_before.as_deref(), find("C").rank_before.as_deref()), (Some("2"), None));
    let told = site.app.explain_subject(&actor(), &ask("2023"), "A", noon()).await.unwrap();
    assert_eq!(told.year_before[1], "分组由“第一组”变为“第二组”，组内位次不可直接比较");
    let changes = site.app.compare_years_of(&actor(), &ask("2023"), noon()).await.unwrap();
    let moved = changes.subjects.iter().find(|one| one.key == "A").unwrap();
    assert_eq!(moved.cause_in_words, "换了评价池或分组");
    let new = changes.subjects.iter().find(|one| one.key == "C").unwrap();
    assert_eq!((new.cause_in_words.as_str(), new.rank.0.as_str()), ("新参加排名", "—"));
    let alone = site.app.compare_years_of(&actor(), &ask("2022"), noon()).await.unwrap_err();
    assert!(alone.to_string().contains("没有上年结果"), "{alone}");
}

#[tokio::test]
async fn packs_are_listed_with_their_rules_in_words() {
    let site = site().await;
    let list = site.app.pack_list(noon());
    let held = list.iter().find(|row| row.code == PACK).unwrap();
    assert_eq!((held.certainty.as_deref(), held.errors), (Some("示例"), 0));
    let page = site.app.pack_page(PACK, "2024.1", noon()).unwrap();
    let rules = page.sections.iter().find(|section| section.kind == "评价").unwrap();
    let lines: Vec<String> = rules.lines.iter().map(|line| format!("{}：{}", line.label, line.text)).collect();
    assert!(
        lines.iter().any(|line| line.starts_with("指标：单位用地税收（万元/亩）= 实缴税金 ÷ 用地面积")),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line == "公示：5 个工作日，期间可申诉"));
    assert!(lines.iter().any(|line| line.starts_with("档次：A：从高到低不超过 A类比例上限（20）%")), "{lines:#?}");
    let share = page.parameters.iter().find(|parameter| parameter.code == "share_a_max").unwrap();
    assert_eq!(share.values[0].certainty, "官方");
    let missing = site.app.pack_page(PACK, "1999.1", noon()).unwrap_err();
    assert!(matches!(missing, AppError::NotFound { .. }));
}

#[tokio::test]
async fn criteria_are_shown_one_by_one_with_what_is_lacking() {
    let site = site().await;
    let row = json!({"key": "A", "body": {
        "credit_code": "A", "name": "甲公司", "county": "370783", "years": "12", "market_rank": "2",
        "revenue": "39000", "product_revenue": "35000", "leads_standard": "true",
    }});
    let register = "manufacturing_champion";
    save(&site, register, register, 2024, Dataset::Real, &[row], "2026-11-25T01:00:00Z").await;
    let question = EvaluationQuestion {
        pack: Some("manufacturing_champion".into()),
        period: Some("2024".into()),
        ..EvaluationQuestion::default()
    };
    let view = site.app.evaluation_view(&actor(), &question, noon()).await.unwrap();
    let subject = &view.pools[0].subjects[0];
    let told: Vec<(&str, &str, Option<&str>)> =
        subject.criteria.iter().map(|one| (one.name.as_str(), one.state.as_str(), one.gap.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("从事该产品满 10 年，新产品满 3 年", "待查", None),
            ("全球市场占有率排名前 3", "达到", None),
            ("该产品收入占营业收入不低于 70%", "达到", None),
            ("营业收入不低于 4 亿元", "未达到", Some("0.1")),
            ("有研发机构", "待查", None),
            ("主导制定相关标准", "达到", None),
        ]
    );
    assert_eq!(subject.criteria[3].unit, "亿元");
    assert_eq!((subject.grade.as_deref(), subject.total.as_str()), (Some("不符合"), "3"));
}
