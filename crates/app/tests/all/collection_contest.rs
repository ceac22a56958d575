//! The respondent disputes too: an accepted figure, and a return; and several answers come back with one reason.

use app::AppError;
use app::view::{BatchReturn, FilingCommand, ObservationQuery, RequestCommand};
use model::Dataset;
use model::people::Role;

use crate::collection::{
    GAOMI, SHOUGUANG, act, bureau, cell, commerce, county, draft, known, person, planner, sent, thursday, told,
    wednesday,
};
use crate::support::{at, demo};

const FIELD: &str = "budget_revenue";

fn dispute(value: &str) -> FilingCommand {
    FilingCommand::Dispute { field: FIELD.into(), value: value.into(), reason: "漏报一笔入库".into() }
}

#[tokio::test]
async fn an_official_figure_that_the_respondent_disputes_is_replaced_by_a_newer_version() {
    let site = demo().await;
    let app = &site.app;
    let mut asks = draft();
    asks.fields = vec![known(FIELD, "一般公共预算收入", "亿元")];
    asks.reviewer = "caizheng".to_string();
    let code = app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let mut first = cell("12.34", 0);
    if let FilingCommand::Save { cells } = &mut first {
        cells[0].field = FIELD.to_string();
        cells[0].note = Some("含调库".to_string());
    }
    let treasury = person("财政经办", Role::Liaison, Some("caizheng"), None);
    for (who, command) in [
        (county(GAOMI), first),
        (county(GAOMI), FilingCommand::Submit),
        (treasury.clone(), FilingCommand::Accept { fields: vec![] }),
    ] {
        act(app, &who, &code, command).await.unwrap();
    }
    let held = act(app, &county(GAOMI), &code, dispute("12.84")).await.unwrap();
    assert_eq!((held.summary.contest_count, held.fields[0].review.as_deref()), (1, Some("contested")));
    let desk = app.collection_desk(&treasury, Dataset::Demo, thursday()).await.unwrap();
    assert_eq!(desk.to_review.len(), 1, "the reviewer is to answer");
    let other = act(app, &county(SHOUGUANG), &code, dispute("9")).await;
    assert!(matches!(other, Err(AppError::Forbidden { .. })), "{other:?}");
    let values = async |time| {
        let query = ObservationQuery {
            indicator: Some(FIELD.into()),
            place: Some(GAOMI.into()),
            dataset: Some(Dataset::Demo),
            ..ObservationQuery::default()
        };
        let found = app.observations(&planner(), &query, time).await.unwrap();
        let rows = found.rows.into_iter().map(|one| one.observation);
        let mine = rows.filter(|one| one.source == format!("collection_{code}"));
        mine.map(|one| one.value.normalize().to_string()).collect::<Vec<_>>()
    };
    let before = values(thursday()).await;
    assert_eq!(before, ["12.34"]);
    let keep = FilingCommand::AnswerDispute { field: FIELD.into(), is_accepted: false, reason: "未到账".into() };
    act(app, &treasury, &code, keep).await.unwrap();
    let desk = app.collection_desk(&planner(), Dataset::Demo, thursday()).await.unwrap();
    assert_eq!(desk.to_decide.len(), 1, "a deadlock goes up");
    let ruling = FilingCommand::Decide { field: FIELD.into(), value: "12.84".into(), reason: "国库已入库".into() };
    let later = at("2026-11-27T02:00:00Z");
    let ruled = app.act_on_answer(&planner(), &code, GAOMI, &ruling, later).await.unwrap().answer;
    assert_eq!((ruled.summary.phase.as_str(), ruled.fields[0].value.as_deref()), ("agreed", Some("12.84")));
    let after = values(at("2026-11-27T03:00:00Z")).await;
    assert_eq!(after, ["12.84"]);
    assert_eq!(values(thursday()).await, before, "what was known then stays known");
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_return_is_disputed_and_ruled_on() {
    let (site, code) = sent().await;
    let app = &site.app;
    let back = || FilingCommand::Return { reason: "与台账不符".into() };
    for (who, command) in
        [(county(GAOMI), cell("231.6", 0)), (county(GAOMI), FilingCommand::Submit), (bureau(), back())]
    {
        act(app, &who, &code, command).await.unwrap();
    }
    let contest = || FilingCommand::ContestReturn { reason: "台账有误".into() };
    assert!(matches!(act(app, &bureau(), &code, contest()).await, Err(AppError::Forbidden { .. })));
    let held = act(app, &county(GAOMI), &code, contest()).await.unwrap();
    assert_eq!(held.contest.unwrap().state_in_words, "待审核单位答复");
    let keep = FilingCommand::AnswerContest { is_accepted: false, reason: "台账无误".into() };
    act(app, &bureau(), &code, keep).await.unwrap();
    let desk = app.collection_desk(&planner(), Dataset::Demo, thursday()).await.unwrap();
    assert_eq!(desk.to_decide.len(), 1);
    let ruling = FilingCommand::DecideReturn { stands: false, reason: "台账已更正".into() };
    assert!(matches!(act(app, &bureau(), &code, ruling.clone()).await, Err(AppError::Forbidden { .. })));
    let ruled = act(app, &planner(), &code, ruling).await.unwrap();
    assert_eq!((ruled.summary.phase.as_str(), ruled.returned_because), ("submitted", None));
}

#[tokio::test]
async fn several_answers_are_returned_with_one_reason_each_told_for_itself() {
    let (site, code) = sent().await;
    let app = &site.app;
    for command in [cell("3.20", 0), FilingCommand::Submit] {
        app.act_on_answer(&county(GAOMI), &code, GAOMI, &command, thursday()).await.unwrap();
    }
    let batch = |reason: &str| BatchReturn {
        respondents: [GAOMI, SHOUGUANG, "370799"].map(str::to_string).to_vec(),
        reason: reason.to_string(),
    };
    assert_eq!(told(app.return_answers(&bureau(), &code, &batch(" "), thursday()).await), "退回要写明理由");
    let stranger = app.return_answers(&commerce(), &code, &batch("请附清单"), thursday()).await.unwrap();
    assert_eq!((stranger.done, stranger.refused.len()), (0, 3), "{stranger:?}");
    let reply = app.return_answers(&bureau(), &code, &batch("请附清单"), thursday()).await.unwrap();
    assert_eq!(reply.done, 1);
    assert_eq!(
        reply.refused,
        [
            "寿光市：本表处于“待填报”，不能退回；提交之后才能退回",
            "370799：填报对象“370799”不存在；请检查编号，或从列表中重新选择"
        ]
    );
    let held = app.filing_view(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(held.returned_because.as_deref(), Some("请附清单"));
}

#[tokio::test]
async fn a_request_decided_by_a_colleague_meanwhile_is_not_decided_again() {
    let site = demo().await;
    let app = &site.app;
    let code = app.propose_request(&bureau(), &draft(), false, wednesday()).await.unwrap().code.unwrap();
    let seen = app.request_view(&planner(), &code, wednesday()).await.unwrap().summary.version;
    let approve = RequestCommand::Approve;
    app.decide_request_if(&planner(), (&code, Some(seen)), &approve, wednesday()).await.unwrap();
    let withdraw = RequestCommand::Withdraw { reason: "重复".into() };
    let late = app.decide_request_if(&planner(), (&code, Some(seen)), &withdraw, wednesday()).await;
    assert!(matches!(late, Err(AppError::Stale { .. })), "{late:?}");
    let now = app.request_view(&planner(), &code, wednesday()).await.unwrap().summary;
    assert_eq!((now.version, now.state.as_str()), (seen + 1, "in_force"));
    app.decide_request_if(&planner(), (&code, Some(now.version)), &withdraw, wednesday()).await.unwrap();
}
