//! A county evaluation in three groups: who sees whose row until it is final, what an open objection holds, and what goes
//! its way meanwhile.

use app::view::{
    AnswerRequest, EvaluationQuestion, EvaluationView, FreezeRequest, ObjectionRequest, ObjectionView,
    RegisterBookQuery, RunStepRequest,
};
use app::{Actor, App, AppError, ImportMode};
use jiff::Timestamp;
use jiff::civil::date;
use model::Dataset;
use model::people::{Assignment, Role};

use crate::support::{actor, at, demo, now};

const PACK: &str = "county_evaluation";
const INDICATORS: [(&str, &str, i64); 8] = [
    ("地区生产总值", "亿元", 400),
    ("户籍人口", "万人", 60),
    ("行政区域面积", "平方公里", 900),
    ("一般公共预算收入", "亿元", 30),
    ("一般公共预算支出", "亿元", 60),
    ("规模以上工业企业数", "个", 150),
    ("住户存款余额", "亿元", 300),
    ("年末金融机构各项贷款余额", "亿元", 280),
];
const COUNTIES: [(&str, &str); 12] = [
    ("奎文区", "市辖区"),
    ("潍城区", "市辖区"),
    ("坊子区", "市辖区"),
    ("寒亭区", "市辖区"),
    ("临朐县", "省财政直管县"),
    ("安丘市", "省财政直管县"),
    ("昌乐县", "其余县（市）"),
    ("青州市", "其余县（市）"),
    ("诸城市", "其余县（市）"),
    ("寿光市", "其余县（市）"),
    ("高密市", "其余县（市）"),
    ("昌邑市", "其余县（市）"),
];
const CHANGLE: &str = "370725";
const SHOUGUANG: &str = "370783";
/// The last day on which anyone may object is 2 December 2026.
const OVER: &str = "2026-12-03T02:00:00Z";

/// Made-up figures of 2024: every county differs from every other in every one.
async fn counties(app: &App) {
    let mut file = "指标,地区,报告期,数值,单位,口径,等级,状态,来源\n".to_string();
    for (place, (county, _)) in (0_i64..).zip(COUNTIES) {
        for (number, (indicator, unit, base)) in (0_i64..).zip(INDICATORS) {
            let value = base + (place * 7 + number * 5) % 12 * base / 20;
            file += &format!("{indicator},{county},2024,{value},{unit},管理区,演示,最终,DEMO\n");
        }
    }
    let told = app.import_observations(&actor(), "表.csv", file.as_bytes(), Dataset::Demo, now()).await.unwrap();
    assert!(told.accepted, "{:?}", told.errors);
    let lines: Vec<String> = COUNTIES.iter().map(|(county, kind)| format!("{county},{kind}")).collect();
    let file = ("县.csv", format!("县,类别\n{}\n", lines.join("\n")).into_bytes());
    let book = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some("2024".to_string()) };
    let mode = ImportMode::Import { basis: i64::MAX };
    let told = app.import_rows(&actor(), (PACK, "evaluated_county"), &book, file, mode, now()).await.unwrap();
    assert!(told.accepted, "{:?}", told.errors);
}

fn dry() -> EvaluationQuestion {
    EvaluationQuestion {
        pack: Some(PACK.into()),
        period: Some("2024".into()),
        dataset: Some(Dataset::Demo),
        ..EvaluationQuestion::default()
    }
}

fn frozen(run: i64) -> EvaluationQuestion {
    EvaluationQuestion { run: Some(run), ..EvaluationQuestion::default() }
}

fn liaison(user: &str, place: &str) -> Actor {
    let day = date(2026, 11, 25);
    let one = Assignment {
        user: user.to_string(),
        role: Role::CountyLiaison,
        agency: None,
        place: Some(place.to_string()),
        valid_from: day,
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered(user, vec![one], day)
}

async fn view(app: &App, who: &Actor, question: &EvaluationQuestion) -> EvaluationView {
    app.evaluation_view(who, question, now()).await.unwrap()
}

async fn freeze(app: &App, replaces: Option<i64>, now: Timestamp) -> app::Result<i64> {
    let view = view(app, &actor(), &dry()).await;
    let request = FreezeRequest {
        pack: view.pack.code,
        version: view.version,
        evaluation: view.evaluation.code,
        period: view.period,
        dataset: view.dataset,
        known_by: now,
        replaces,
        reason: replaces.map(|_| "重算".to_string()),
    };
    app.freeze_evaluation(&actor(), &request, now).await.map(|run| run.id)
}

fn step(seen: &str, except_disputed: bool) -> RunStepRequest {
    RunStepRequest { seen: seen.into(), note: None, except_disputed }
}

async fn object(
    app: &App,
    who: &Actor,
    (run, subject): (i64, &str),
    (fact, value): (&str, &str),
    now: Timestamp,
) -> app::Result<ObjectionView> {
    let values = app.disputable(who, run, subject, now).await?;
    let request = ObjectionRequest {
        subject: subject.into(),
        place: values.iter().find(|each| each.name == fact).unwrap().place.clone(),
        value: value.into(),
        reason: "台账数与年报不一致".into(),
        evidence: "统计年报第 1 号".into(),
    };
    app.object(who, run, &request, now).await
}

async fn answer(app: &App, objection: i64, accept: bool) -> Option<i64> {
    let request = AnswerRequest { accept, note: "经核对年报".into(), value: None };
    let answered = app.answer_objection(&actor(), objection, &request, now()).await.unwrap();
    answered.answer.unwrap().run
}

/// Indicators that are held, with the reason.
fn held(view: &EvaluationView) -> Vec<(String, String)> {
    let nodes = view.pools.iter().flat_map(|pool| &pool.nodes);
    nodes.filter_map(|node| Some((node.name.clone(), node.held.clone()?))).collect()
}

#[track_caller]
fn conflict<T: std::fmt::Debug>(told: app::Result<T>) -> String {
    match told {
        Err(AppError::Conflict { message }) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_county_sees_its_own_row_until_the_result_is_final_and_its_places_among_all() {
    let site = demo().await;
    let app = &site.app;
    counties(app).await;
    let (changle, all) = (liaison("changle", CHANGLE), actor());
    let whole = view(app, &all, &dry()).await;
    assert_eq!((whole.version.as_str(), whole.pools[0].subjects.len()), ("2024.2", 12));
    assert_eq!(whole.scope_in_words, None);
    let groups: Vec<(&str, usize)> = whole
        .groups
        .iter()
        .map(|group| {
            let of_group = |one: &&app::view::SubjectView| one.group.as_deref() == Some(group.name.as_str());
            (group.name.as_str(), whole.pools[0].subjects.iter().filter(of_group).count())
        })
        .collect();
    assert_eq!(groups, [("市辖区", 4), ("省财政直管县", 2), ("其余县（市）", 6)]);

    let run = freeze(app, None, now()).await.unwrap();
    app.publish_evaluation(&all, run, &step("frozen", false), now()).await.unwrap();
    for question in [dry(), frozen(run)] {
        let own = view(app, &changle, &question).await;
        let [only] = own.pools[0].subjects.as_slice() else { panic!("{:?}", own.pools[0].subjects) };
        let same = whole.pools[0].subjects.iter().find(|one| one.key == CHANGLE).unwrap();
        assert_eq!((only.key.as_str(), own.pools[0].ranked), (CHANGLE, 12));
        assert_eq!((&only.rank, &only.rank_in_group, &only.total), (&same.rank, &same.rank_in_group, &same.total));
        assert!(own.scope_in_words.unwrap().starts_with("定稿以前只列您负责的"));
        assert!(own.honours.iter().flat_map(|list| &list.subjects).all(|one| one.code == CHANGLE));
    }
    let told = app.explain_subject(&changle, &frozen(run), CHANGLE, now()).await.unwrap();
    assert!(
        told.sentences.iter().all(|line| COUNTIES.iter().all(|(name, _)| *name == "昌乐县" || !line.contains(name)))
    );
    let peer = app.explain_subject(&changle, &frozen(run), SHOUGUANG, now()).await;
    assert!(matches!(peer, Err(AppError::Forbidden { .. })), "{peer:?}");
    // The rules of before show counties to each other.
    let before = EvaluationQuestion { version: Some("2024.1".into()), ..dry() };
    assert_eq!(view(app, &changle, &before).await.pools[0].subjects.len(), 12);

    app.finish_evaluation(&all, run, &step("published", false), at(OVER)).await.unwrap();
    let after = view(app, &changle, &frozen(run)).await;
    assert_eq!((after.pools[0].subjects.len(), after.scope_in_words), (12, None));
}

#[tokio::test]
async fn an_open_objection_holds_its_indicator_and_nothing_else() {
    let site = demo().await;
    let app = &site.app;
    counties(app).await;
    let (changle, all) = (liaison("changle", CHANGLE), actor());
    let run = freeze(app, None, now()).await.unwrap();
    app.publish_evaluation(&all, run, &step("frozen", false), now()).await.unwrap();
    assert!(held(&view(app, &all, &frozen(run)).await).is_empty());
    let one = object(app, &changle, (run, CHANGLE), ("规模以上工业企业数", "260"), now()).await.unwrap();
    let firms = "每万人规模以上工业企业数";
    let why = "第 1 号申诉（昌乐县：规模以上工业企业数）待答复，本项暂不定稿";
    assert_eq!(held(&view(app, &all, &frozen(run)).await), [(firms.to_string(), why.to_string())]);
    // A peer is told that there is one, and not whose.
    let shouguang = liaison("shouguang", SHOUGUANG);
    let other = held(&view(app, &shouguang, &frozen(run)).await);
    assert_eq!(other, [(firms.to_string(), "有申诉待答复，本项暂不定稿".to_string())]);

    // Another value is put right meanwhile; the disputed one is changed by the answer alone.
    let two = object(app, &shouguang, (run, SHOUGUANG), ("贷款余额", "500"), now()).await.unwrap();
    let corrected = answer(app, two.id, true).await.unwrap();
    assert_eq!(held(&view(app, &all, &frozen(corrected)).await), [(firms.to_string(), why.to_string())]);
    let file =
        "指标,地区,报告期,数值,单位,口径,等级,状态,来源\n规模以上工业企业数,昌乐县,2024,222,个,管理区,演示,最终,DEMO\n";
    let told = app.import_observations(&all, "表.csv", file.as_bytes(), Dataset::Demo, now()).await.unwrap();
    assert!(told.accepted, "{:?}", told.errors);
    let refused = conflict(freeze(app, Some(corrected), at("2026-11-25T03:00:00Z")).await);
    assert!(refused.contains("第 1 号申诉所涉的“规模以上工业企业数”（昌乐县）"), "{refused}");
    assert!(refused.contains("申诉答复以前这个数不能另行改动"), "{refused}");

    app.publish_evaluation(&all, corrected, &step("frozen", false), now()).await.unwrap();
    let early = app.finish_evaluation(&all, corrected, &step("published", true), now()).await;
    assert_eq!(conflict(early), "公示至 2026-12-02，期满次日起可定稿");
    let whole = app.finish_evaluation(&all, corrected, &step("published", false), at(OVER)).await;
    assert_eq!(conflict(whole), "还有 1 件申诉没有答复；请先答复，或在公示期满后把其余指标定稿");
    let rest = app.finish_evaluation(&all, corrected, &step("published", true), at(OVER)).await.unwrap();
    assert_eq!(rest.state_in_words, "已定稿（申诉所涉指标除外）");
    assert_eq!(held(&view(app, &all, &frozen(corrected)).await).len(), 1);

    // The answer comes later; what it touches is published again, and nothing else is open to objections.
    let last = answer(app, one.id, true).await.unwrap();
    let run = app.publish_evaluation(&all, last, &step("frozen", false), now()).await.unwrap();
    assert_eq!(run.open_objections, 0);
    let settled = object(app, &shouguang, (last, SHOUGUANG), ("贷款余额", "510"), now()).await;
    assert_eq!(conflict(settled), "“存贷比”已定稿，不再受理申诉；本次公示只受理更正所涉的“每万人规模以上工业企业数”");
    let again = object(app, &shouguang, (last, SHOUGUANG), ("规模以上工业企业数", "300"), now()).await.unwrap();
    assert_eq!(answer(app, again.id, false).await, None);
    let done = app.finish_evaluation(&all, last, &step("published", false), at(OVER)).await.unwrap();
    assert_eq!(done.state_in_words, "已定稿");
    let report = app.verify().await.unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}
