//! 减负意见: a county says that a form is a burden, the planning section answers, whoever asks narrows or withdraws it, and
//! no name goes further than it should.

use app::AppError;
use app::view::{ComplaintAnswer, ComplaintDraft, ComplaintView, FilingCommand, RequestCommand, RequestDraft};
use engine::collection::ComplaintKind;
use model::Dataset;
use model::people::Role;

use crate::collection::{
    GAOMI, SHOUGUANG, act, bureau, cell, commerce, county, draft, number, person, planner, thursday, told, wednesday,
};
use crate::support::{Site, at, demo};

/// The demo with a request of two typed fields in force: asked for by commerce, reviewed by industry.
async fn sent() -> (Site, String) {
    let site = demo().await;
    let more = number("new_line_output", "新生产线产值预计");
    let asks = RequestDraft { fields: [draft().fields, vec![more]].concat(), ..draft() };
    let found = site.app.propose_request(&commerce(), &asks, false, wednesday()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    let code = found.code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    (site, code)
}

fn says(fields: &[&str], is_anonymous: bool) -> ComplaintDraft {
    ComplaintDraft {
        county: None,
        kind: ComplaintKind::Duplicate,
        fields: fields.iter().map(ToString::to_string).collect(),
        reason: "与市工信局月报第 3 项相同".into(),
        is_anonymous,
    }
}

fn answers(is_accepted: bool) -> ComplaintAnswer {
    ComplaintAnswer {
        is_accepted, opinion: if is_accepted { "属实，请精简" } else { "法定报表，须报" }.into()
    }
}

fn narrow(fields: &[&str], respondents: &[&str]) -> RequestCommand {
    let list = |codes: &[&str]| codes.iter().map(ToString::to_string).collect();
    RequestCommand::Narrow { fields: list(fields), respondents: list(respondents), reason: "采纳减负意见".into() }
}

async fn seen(site: &Site, who: &app::Actor) -> Vec<ComplaintView> {
    site.app.collection_desk(who, Dataset::Demo, thursday()).await.unwrap().complaints
}

#[tokio::test]
async fn a_complaint_is_answered_and_settled_when_the_field_is_dropped() {
    let (site, code) = sent().await;
    let app = &site.app;
    act(app, &county(GAOMI), &code, cell("12.5", 0)).await.unwrap();
    let said = app.complain(&county(GAOMI), &code, &says(&["new_line_output"], false), wednesday()).await.unwrap();
    assert_eq!((said.state.as_str(), said.days_unanswered, said.version), ("open", 0, 0));
    assert_eq!(said.fields, ["新生产线产值预计"]);
    let twice = app.complain(&county(GAOMI), &code, &says(&[], false), wednesday()).await.unwrap_err();
    assert!(matches!(twice, AppError::Conflict { .. }), "{twice:?}");
    let waiting = app.collection_desk(&planner(), Dataset::Demo, at("2026-11-30T02:00:00Z")).await.unwrap();
    let mine = waiting.complaints.iter().find(|one| one.code == said.code).unwrap();
    assert_eq!((mine.days_unanswered, mine.may_answer), (5, true));

    let stale = told(app.answer_complaint_if(&planner(), (&said.code, Some(3)), &answers(true), thursday()).await);
    assert!(stale.contains("刚被他人答复"), "{stale}");
    let answered =
        app.answer_complaint_if(&planner(), (&said.code, Some(0)), &answers(true), thursday()).await.unwrap();
    assert_eq!((answered.state.as_str(), answered.days_unanswered), ("accepted", 1));
    let again = app.answer_complaint_if(&planner(), (&said.code, None), &answers(false), thursday()).await.unwrap_err();
    assert!(matches!(again, AppError::Conflict { .. }), "{again:?}");

    // Whoever asks drops the field; what the county typed elsewhere stays, and nobody is asked for it any more.
    let request = app.request_view(&commerce(), &code, thursday()).await.unwrap();
    assert!(request.may.contains(&"narrow".to_string()), "{:?}", request.may);
    assert_eq!(request.complaints[0].opinion.as_deref(), Some("属实，请精简"));
    let burden = |desk: &app::view::CollectionDesk| {
        desk.burdens.iter().find(|one| one.respondent.code == GAOMI).unwrap().field_count
    };
    let fields_before = burden(&app.collection_desk(&planner(), Dataset::Demo, thursday()).await.unwrap());
    app.decide_request(&commerce(), &code, &narrow(&["new_line_output"], &[]), thursday()).await.unwrap();
    let desk = app.collection_desk(&planner(), Dataset::Demo, thursday()).await.unwrap();
    assert_eq!(burden(&desk), fields_before - 1, "the burden of the month is less by it");
    let filing = app.filing_view(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    assert!(filing.fields.iter().all(|field| field.code != "new_line_output"));
    let kept = filing.fields.iter().find(|field| field.code == "tech_upgrade_total").unwrap();
    assert_eq!(kept.value.as_deref(), Some("12.5"));
    let settled = seen(&site, &county(GAOMI)).await;
    assert_eq!(settled[0].state, "settled");
    let request = app.request_view(&commerce(), &code, thursday()).await.unwrap();
    assert!(request.narrowed[0].contains("取消字段“新生产线产值预计”：采纳减负意见"), "{:?}", request.narrowed);
    act(app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn names_go_no_further_than_the_county_wanted() {
    let (site, code) = sent().await;
    let app = &site.app;
    app.complain(&county(GAOMI), &code, &says(&[], true), wednesday()).await.unwrap();
    app.complain(&county(SHOUGUANG), &code, &says(&[], false), wednesday()).await.unwrap();
    let name = |one: &ComplaintView| (one.from.as_ref().map(|party| party.name.clone()), one.by.is_some());
    let all: Vec<_> = seen(&site, &planner()).await.iter().map(name).collect();
    assert_eq!(all, [(Some("寿光市".to_string()), true), (Some("高密市".to_string()), true)]);
    let asking: Vec<_> = seen(&site, &commerce()).await.iter().map(name).collect();
    assert_eq!(asking, [(Some("寿光市".to_string()), false), (None, false)], "no person, and one county not at all");
    let own: Vec<_> = seen(&site, &county(GAOMI)).await.iter().map(name).collect();
    assert_eq!(own, [(Some("高密市".to_string()), true)], "a county reads its own");
    assert!(seen(&site, &bureau()).await.is_empty(), "whoever neither asks nor answers reads nothing");
    let text = serde_json::to_string(&seen(&site, &commerce()).await).unwrap();
    assert!(!text.contains("高密") && !text.contains("经办370785") && !text.contains("经办370783"), "{text}");
}

#[tokio::test]
async fn only_counties_that_are_asked_complain_and_only_the_planning_section_answers() {
    let (site, code) = sent().await;
    let app = &site.app;
    for (who, what) in
        [(county("370724"), "由要填这份表的县市区联络员提出"), (bureau(), "由要填这份表的县市区联络员提出")]
    {
        let refused = app.complain(&who, &code, &says(&[], false), wednesday()).await.unwrap_err();
        assert!(matches!(refused, AppError::Forbidden { .. }) && refused.to_string().contains(what), "{refused:?}");
    }
    for (wrong, what) in [
        (ComplaintDraft { reason: " ".into(), ..says(&[], false) }, "理由没有填写"),
        (ComplaintDraft { reason: "长".repeat(501), ..says(&[], false) }, "理由超过 500 字"),
        (says(&["nothing"], false), "没有字段“nothing”"),
    ] {
        let refused = told(app.complain(&county(GAOMI), &code, &wrong, wednesday()).await);
        assert!(refused.contains(what), "{refused}");
    }
    let said = app.complain(&county(GAOMI), &code, &says(&[], false), wednesday()).await.unwrap();
    for who in [commerce(), county(GAOMI), person("督查经办", Role::Supervisor, None, None)] {
        let refused = app.answer_complaint_if(&who, (&said.code, None), &answers(true), thursday()).await.unwrap_err();
        assert!(matches!(refused, AppError::Forbidden { .. }), "{refused:?}");
    }
    let explained = app.answer_complaint_if(&planner(), (&said.code, None), &answers(false), thursday()).await.unwrap();
    assert_eq!((explained.state.as_str(), explained.opinion.as_deref()), ("explained", Some("法定报表，须报")));
    // Once it is answered, another word is another complaint; a request that is withdrawn needs none.
    app.complain(&county(GAOMI), &code, &says(&[], false), thursday()).await.unwrap();
    let withdraw = RequestCommand::Withdraw { reason: "合并到月报".into() };
    app.decide_request(&commerce(), &code, &withdraw, thursday()).await.unwrap();
    assert_eq!(seen(&site, &county(GAOMI)).await[0].state, "settled");
    let late = told(app.complain(&county(SHOUGUANG), &code, &says(&[], false), thursday()).await);
    assert!(late.contains("已撤销"), "{late}");
}

#[tokio::test]
async fn narrowing_takes_nobody_s_work_and_leaves_something_to_ask() {
    let (site, code) = sent().await;
    let app = &site.app;
    let refused = async |who: &app::Actor, command: RequestCommand| {
        app.decide_request(who, &code, &command, thursday()).await.unwrap_err()
    };
    let stranger = refused(&bureau(), narrow(&["new_line_output"], &[])).await;
    assert!(matches!(stranger, AppError::Forbidden { .. }), "{stranger:?}");
    for (command, what) in [
        (narrow(&[], &[]), "没有选定"),
        (narrow(&["nothing"], &[]), "没有字段“nothing”"),
        (narrow(&[], &["370724"]), "不是本表的填报对象"),
        (narrow(&["tech_upgrade_total", "gdp", "new_line_output"], &[]), "请改为撤销"),
        (narrow(&[], &[GAOMI, SHOUGUANG]), "请改为撤销"),
    ] {
        let message = refused(&commerce(), command).await.to_string();
        assert!(message.contains(what), "{message}");
    }
    act(app, &county(GAOMI), &code, cell("12.5", 0)).await.unwrap();
    app.decide_request(&commerce(), &code, &narrow(&["new_line_output"], &[]), thursday()).await.unwrap();
    act(app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    let handed_in = refused(&commerce(), narrow(&[], &[GAOMI])).await;
    assert!(handed_in.to_string().contains("已经提交，不再移出"), "{handed_in}");
    app.decide_request(&commerce(), &code, &narrow(&[], &[SHOUGUANG]), thursday()).await.unwrap();
    let desk = app.collection_desk(&county(SHOUGUANG), Dataset::Demo, thursday()).await.unwrap();
    assert!(desk.to_fill.iter().all(|one| one.request != code), "it is not asked any more");
    // A field that is being reviewed is settled first.
    let view = app.filing_view(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(view.summary.phase, "submitted");
}
