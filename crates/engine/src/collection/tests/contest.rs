//! 条块 the other way round: the respondent disputes what was accepted, and a return that it holds for wrong.

use super::*;

fn submitted() -> Table {
    let mut table = Table::new();
    table.save("2025-06-20T09:00:00", "12.5").unwrap();
    table.run(COUNTY, "2025-06-20T10:00:00", Command::Submit).unwrap();
    table
}

fn agreed() -> Table {
    let mut table = submitted();
    table.run(BUREAU, "2025-06-21T10:00:00", Command::Accept { fields: Vec::new() }).unwrap();
    assert_eq!(table.phase(), Phase::Agreed);
    table
}

fn returned() -> Table {
    let mut table = submitted();
    table.run(BUREAU, "2025-06-21T10:00:00", Command::Return { reason: "与台账不符".to_string() }).unwrap();
    table
}

fn told<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().to_string()
}

fn dispute(text: &str, reason: &str) -> Command {
    Command::Dispute { field: "tech_upgrade".to_string(), value: value(text), reason: reason.to_string() }
}

fn answer(is_accepted: bool, reason: &str) -> Command {
    Command::AnswerDispute { field: "tech_upgrade".to_string(), is_accepted, reason: reason.to_string() }
}

fn contest(reason: &str) -> Command {
    Command::ContestReturn { reason: reason.to_string() }
}

fn answer_contest(is_accepted: bool, reason: &str) -> Command {
    Command::AnswerContest { is_accepted, reason: reason.to_string() }
}

fn decide(stands: bool, reason: &str) -> Command {
    Command::DecideReturn { stands, reason: reason.to_string() }
}

#[test]
fn the_respondent_disputes_an_accepted_figure_and_the_reviewer_may_take_it() {
    let mut table = agreed();
    assert_eq!(told(table.run(COUNTY, "2025-06-22T09:00:00", dispute("13.1", " "))), "提出异议要写明理由");
    let same = table.run(COUNTY, "2025-06-22T09:00:00", dispute("12.5", "更正"));
    assert_eq!(told(same), "“技改投资完成额”提出的值与填报值相同，没有分歧");
    let reviewer = table.run(BUREAU, "2025-06-22T09:00:00", dispute("13.1", "更正"));
    assert_eq!(told(reviewer), "本表由“高密市”填报，“市工信局”不能提出异议");
    table.run(COUNTY, "2025-06-22T09:00:00", dispute("13.1", "漏报一个项目")).unwrap();
    assert_eq!(
        (table.phase(), table.cell().value.clone()),
        (Phase::Agreed, Some(value("12.5"))),
        "it stands meanwhile"
    );
    let twice = table.run(COUNTY, "2025-06-22T10:00:00", dispute("13.2", "漏报一个项目"));
    assert_eq!(told(twice), "“技改投资完成额”的异议还没有了结，不用再提");
    let own = table.run(COUNTY, "2025-06-22T10:00:00", answer(true, ""));
    assert_eq!(told(own), "本表由“市工信局”审核，“高密市”不能答复异议");
    table.run(BUREAU, "2025-06-22T11:00:00", answer(true, "")).unwrap();
    assert_eq!((table.cell().value.clone(), &table.cell().review), (Some(value("13.1")), &Review::Accepted));
    assert_eq!(table.phase(), Phase::Agreed);
}

#[test]
fn what_they_do_not_settle_goes_up_and_a_ruling_is_the_end_of_it() {
    let mut table = agreed();
    table.run(COUNTY, "2025-06-22T09:00:00", dispute("13.1", "漏报一个项目")).unwrap();
    assert_eq!(told(table.run(BUREAU, "2025-06-22T10:00:00", answer(false, ""))), "坚持原值要写明理由");
    table.run(BUREAU, "2025-06-22T10:00:00", answer(false, "该项目未备案")).unwrap();
    assert!(matches!(table.cell().review, Review::Deadlocked { side: Side::Respondent, .. }));
    let field = "tech_upgrade".to_string();
    let ruling = Command::Decide { field, value: value("12.9"), reason: "以备案时间为准".to_string() };
    table.run(PLANNER, "2025-06-23T09:00:00", ruling).unwrap();
    assert_eq!(table.cell().value, Some(value("12.9")));
    let again = table.run(COUNTY, "2025-06-23T10:00:00", dispute("13.1", "仍有异议"));
    assert_eq!(told(again), "“技改投资完成额”已经裁定，不再提出异议");
    let replayed = Response::replayed(table.response.respondent.clone(), table.response.log.clone());
    assert_eq!(replayed, table.response);
}

#[test]
fn a_return_held_for_wrong_is_taken_back_or_ruled_on() {
    let mut table = returned();
    assert_eq!(told(table.run(COUNTY, "2025-06-21T11:00:00", contest(" "))), "对退回提出异议要写明理由");
    assert_eq!(
        told(table.run(BUREAU, "2025-06-21T11:00:00", contest("台账有误"))),
        "本表由“高密市”填报，“市工信局”不能对退回提出异议"
    );
    table.run(COUNTY, "2025-06-21T11:00:00", contest("台账有误")).unwrap();
    assert_eq!(
        told(table.run(COUNTY, "2025-06-21T12:00:00", contest("台账有误"))),
        "对这次退回的异议已经提出或裁定，不用再提"
    );
    let mut yielded = Table { response: table.response.clone(), ..Table::new() };
    yielded.run(BUREAU, "2025-06-22T09:00:00", answer_contest(true, "")).unwrap();
    assert_eq!((yielded.phase(), yielded.response.returned_because.as_deref()), (Phase::Submitted, None));
    yielded.run(BUREAU, "2025-06-22T10:00:00", Command::Accept { fields: Vec::new() }).unwrap();
    assert_eq!(yielded.phase(), Phase::Agreed);

    assert_eq!(
        told(table.run(PLANNER, "2025-06-22T09:00:00", decide(false, "台账已更正"))),
        "没有等待办理的对退回的异议"
    );
    assert_eq!(told(table.run(BUREAU, "2025-06-22T09:00:00", answer_contest(false, ""))), "坚持退回要写明理由");
    table.run(BUREAU, "2025-06-22T09:00:00", answer_contest(false, "台账无误")).unwrap();
    assert!(matches!(
        table.run(BUREAU, "2025-06-22T10:00:00", decide(true, "成立")),
        Err(Refusal::NotThePlanner { .. })
    ));
    let mut upheld = Table { response: table.response.clone(), ..Table::new() };
    upheld.run(PLANNER, "2025-06-22T10:00:00", decide(true, "台账无误")).unwrap();
    assert_eq!((upheld.phase(), upheld.response.returned_because.as_deref()), (Phase::Returned, Some("与台账不符")));
    assert_eq!(
        told(upheld.run(COUNTY, "2025-06-22T11:00:00", contest("不服"))),
        "对这次退回的异议已经提出或裁定，不用再提"
    );
    table.run(PLANNER, "2025-06-22T10:00:00", decide(false, "台账已更正")).unwrap();
    assert_eq!((table.phase(), &table.response.contest), (Phase::Submitted, &None));
}

#[test]
fn who_mends_what_was_returned_gives_in_and_is_reminded_again() {
    let mut table = returned();
    table.run(COUNTY, "2025-06-21T11:00:00", contest("台账有误")).unwrap();
    let reminders = |table: &Table| {
        let everybody: Posts<'_> = &|_| true;
        notices(&table.request, &table.response, &rules().remind, &calendar(), everybody).unwrap().len()
    };
    assert_eq!(reminders(&table), 0, "the word is with the reviewer");
    table.save("2025-06-21T12:00:00", "13").unwrap();
    assert!(reminders(&table) > 0);
    assert_eq!(told(table.run(BUREAU, "2025-06-21T13:00:00", answer_contest(true, ""))), "没有等待办理的对退回的异议");
    assert_eq!(
        told(table.run(COUNTY, "2025-06-21T13:00:00", contest("台账有误"))),
        "退回后已经改过本表，不再对退回提出异议；请改好后直接提交"
    );
}

#[test]
fn records_from_before_the_respondent_could_dispute_are_those_of_the_reviewer() {
    let old =
        r#"{"is":"disputed","field":"tech_upgrade","value":{"is":"number","value":"11"},"reason":"含未开工项目"}"#;
    let event: Event = serde_json::from_str(old).unwrap();
    assert!(matches!(event, Event::Disputed { side: Side::Reviewer, .. }), "{event:?}");
}
