//! 会签: a task with several leads is reported once, by the main lead, and accepted when the joint leads have agreed.

use app::view::{CollectionDesk, FilingCommand, FilingView, RequestCommand, RequestDraft, SignatureState};
use app::{Actor, App, AppError, BulletinFile};
use jiff::Timestamp;
use model::people::Role;
use model::{Dataset, DecisionAction, Item};

use crate::bulletins::document_xml;
use crate::collection::{bureau, cell, county, draft, person, planner, supervisor, thursday, told, wednesday};
use crate::support::{PLAN, Site, at, decision, demo};

/// 培育高能级创新平台, led by 市科技局, 市发改委 and 市工信局.
const TASK: &str = "3.2.1";

fn of(agency: &str) -> Actor {
    person(&format!("{agency}经办"), Role::Liaison, Some(agency), None)
}

/// The planning section decides which of the leads is the main one.
async fn lead_by(app: &App, name: &str) {
    let plan = app.reviewed_plan(PLAN).await.unwrap();
    let mut task = plan.tasks.into_iter().find(|task| task.id == TASK).unwrap();
    task.duties.main_lead = Some(name.to_string());
    let seen = app.review(PLAN).await.unwrap().state.revision;
    let correct = decision(DecisionAction::Correct { item: Item::Task(task) }, seen);
    app.decide(&planner(), PLAN, correct, wednesday()).await.unwrap();
}

fn asks() -> RequestDraft {
    RequestDraft {
        reviewer: "caizheng".to_string(),
        task: Some(TASK.to_string()),
        respondents: vec!["keji".to_string()],
        ..draft()
    }
}

async fn proposed(app: &App, draft: &RequestDraft) -> String {
    let found = app.propose_request(&planner(), draft, false, wednesday()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    found.code.unwrap()
}

/// One report of 市科技局 that 市发改委 and 市工信局 confirm, handed in.
async fn handed_in() -> (Site, String) {
    let site = demo().await;
    lead_by(&site.app, "市科技局").await;
    let code = proposed(&site.app, &asks()).await;
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    for command in [cell("231.6", 0), FilingCommand::Submit] {
        act(&site.app, &of("keji"), &code, command).await.unwrap();
    }
    (site, code)
}

async fn act(app: &App, who: &Actor, code: &str, command: FilingCommand) -> Result<FilingView, AppError> {
    Ok(app.act_on_answer(who, code, "keji", &command, thursday()).await?.answer)
}

async fn desk(app: &App, who: &Actor, now: Timestamp) -> CollectionDesk {
    app.collection_desk(who, Dataset::Demo, now).await.unwrap()
}

fn object(reason: &str) -> FilingCommand {
    FilingCommand::Object { reason: reason.to_string() }
}

#[tokio::test]
async fn who_signs_follows_from_the_duties_of_the_task() {
    let site = demo().await;
    let app = &site.app;
    // Nobody has said which of three leads is the main one.
    let found = app.propose_request(&planner(), &asks(), true, wednesday()).await.unwrap();
    assert_eq!(found.countersign, None);
    let wanted = RequestDraft { countersign: Some(true), ..asks() };
    let refused = told(app.propose_request(&planner(), &wanted, true, wednesday()).await);
    assert_eq!(refused, "这项任务还没有明确主牵头单位，不能会签；请先在方案审核中明确");
    lead_by(app, "市科技局").await;
    let found = app.propose_request(&planner(), &asks(), true, wednesday()).await.unwrap();
    let countersign = found.countersign.unwrap();
    let names: Vec<&str> = countersign.signers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((countersign.lead.name.as_str(), names), ("市科技局", vec!["市发改委", "市工信局"]));
    // Who reviews has the last word and does not sign besides.
    let reviewed = RequestDraft { reviewer: "gongxin".to_string(), ..asks() };
    let found = app.propose_request(&planner(), &reviewed, true, wednesday()).await.unwrap();
    assert_eq!(found.countersign.unwrap().signers.len(), 1);
    let without = RequestDraft { countersign: Some(false), ..asks() };
    assert_eq!(app.propose_request(&planner(), &without, true, wednesday()).await.unwrap().countersign, None);
    let counties = RequestDraft { countersign: Some(true), task: Some(TASK.to_string()), ..draft() };
    let refused = told(app.propose_request(&planner(), &counties, true, wednesday()).await);
    assert_eq!(refused, "会签的是主牵头单位的填报表；填报对象中没有这项任务的主牵头单位");
}

#[tokio::test]
async fn a_joint_report_waits_for_its_joint_leads_and_says_for_which() {
    let (site, code) = handed_in().await;
    let app = &site.app;
    for who in ["fagai", "gongxin"] {
        assert_eq!(desk(app, &of(who), thursday()).await.to_sign.len(), 1, "{who}");
    }
    let reviewer = of("caizheng");
    let waiting = desk(app, &reviewer, thursday()).await;
    assert_eq!(waiting.to_review[0].signatures_owed, ["市发改委", "市工信局"]);
    let early = act(app, &reviewer, &code, FilingCommand::Accept { fields: vec![] }).await;
    assert_eq!(told(early), "还有“市发改委”、“市工信局”没有会签同意，不能审核通过");
    let signed = act(app, &of("fagai"), &code, FilingCommand::Sign).await.unwrap();
    let states: Vec<SignatureState> = signed.signatures.iter().map(|one| one.state).collect();
    assert_eq!(states, [SignatureState::Signed, SignatureState::Owed]);
    assert_eq!(desk(app, &of("fagai"), thursday()).await.to_sign, []);
    // Neither a county nor another bureau nor the respondent itself.
    for who in [county("370785"), of("shangwu")] {
        let seen = app.filing_view(&who, &code, "keji", thursday()).await;
        assert!(matches!(seen, Err(AppError::Forbidden { .. })));
        assert!(matches!(act(app, &who, &code, FilingCommand::Sign).await, Err(AppError::Forbidden { .. })));
    }
    let own = act(app, &of("keji"), &code, FilingCommand::Sign).await;
    assert_eq!(told(own), "“市科技局”不在本表的会签单位之列，不能会签");
    act(app, &bureau(), &code, FilingCommand::Sign).await.unwrap();
    let agreed = act(app, &reviewer, &code, FilingCommand::Accept { fields: vec![] }).await.unwrap();
    assert_eq!(agreed.summary.phase, "agreed");
    let log: Vec<&str> = agreed.log.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(log[2..4], ["会签同意", "会签同意"]);
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn an_objection_goes_up_and_a_returned_report_is_signed_anew() {
    let (site, code) = handed_in().await;
    let app = &site.app;
    assert_eq!(told(act(app, &bureau(), &code, object("  ")).await), "会签不同意要写明理由");
    act(app, &of("fagai"), &code, FilingCommand::Sign).await.unwrap();
    let held = act(app, &bureau(), &code, object("漏了两家平台")).await.unwrap();
    assert_eq!((held.summary.objection_count, held.signatures[1].reason.as_deref()), (1, Some("漏了两家平台")));
    assert_eq!(desk(app, &bureau(), thursday()).await.to_sign, [], "the word is with the others now");
    assert_eq!(desk(app, &planner(), thursday()).await.to_decide.len(), 1);
    let reviewer = of("caizheng");
    let back = FilingCommand::Return { reason: "请核对会签意见".to_string() };
    act(app, &reviewer, &code, back).await.unwrap();
    for command in [cell("240", 1), FilingCommand::Submit] {
        act(app, &of("keji"), &code, command).await.unwrap();
    }
    for who in [of("fagai"), bureau()] {
        assert_eq!(desk(app, &who, thursday()).await.to_sign.len(), 1, "a new figure, a new signature");
    }
    act(app, &of("fagai"), &code, FilingCommand::Sign).await.unwrap();
    act(app, &bureau(), &code, object("两家平台仍未列入")).await.unwrap();
    let overrule = || FilingCommand::Overrule { signer: "gongxin".into(), reason: "两家平台尚未验收".into() };
    assert!(matches!(act(app, &reviewer, &code, overrule()).await, Err(AppError::Forbidden { .. })));
    let ruled = act(app, &planner(), &code, overrule()).await.unwrap();
    assert_eq!(ruled.signatures[1].state, SignatureState::Overruled);
    let agreed = act(app, &reviewer, &code, FilingCommand::Accept { fields: vec![] }).await.unwrap();
    assert_eq!(agreed.summary.phase, "agreed");
    assert!(
        agreed.log.iter().any(|line| line.text == "裁定不再等待市工信局会签：两家平台尚未验收"),
        "{:?}",
        agreed.log
    );
}

#[tokio::test]
async fn joint_leads_are_asked_by_a_reminder_and_the_ladder_climbs() {
    let (site, _) = handed_in().await;
    let app = &site.app;
    let now = at("2026-11-26T03:00:00Z");
    assert!(app.send_due_notices(now).await.unwrap() > 0);
    assert_eq!(app.send_due_notices(at("2026-11-26T04:00:00Z")).await.unwrap(), 0);
    let asked = desk(app, &bureau(), now).await.notices;
    let text = "市科技局提交的“技改投资月调度表”（2026年10月）等待市工信局会签，请于2026-11-30前会签";
    assert_eq!(asked.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), [text]);
    assert_eq!(asked[0].respondent.as_deref(), Some("keji"), "it leads to the report");
    let late = at("2026-12-08T02:00:00Z");
    assert!(app.send_due_notices(late).await.unwrap() > 0);
    let told = desk(app, &supervisor(), late).await.notices;
    assert!(told.iter().any(|one| one.text.contains("市工信局逾期 7 天未会签，提醒督查机构")), "{told:?}");
    assert_eq!(desk(app, &of("keji"), late).await.notices, [], "who handed in owes nothing");
}

#[tokio::test]
async fn a_leader_of_a_joint_lead_signs_for_it_and_may_do_nothing_else_with_the_table() {
    let (site, code) = handed_in().await;
    let app = &site.app;
    let leader = |agency: &str| person(&format!("{agency}分管"), Role::Signer, Some(agency), None);
    let seen = app.filing_view(&leader("fagai"), &code, "keji", thursday()).await.unwrap();
    assert_eq!(seen.may, ["sign", "object"]);
    assert_eq!(desk(app, &leader("fagai"), thursday()).await.to_sign.len(), 1);
    for command in [cell("1", 1), FilingCommand::Submit, FilingCommand::Return { reason: "重报".to_string() }] {
        for who in [leader("fagai"), leader("keji"), leader("caizheng")] {
            let refused = act(app, &who, &code, command.clone()).await;
            assert!(
                matches!(&refused, Err(AppError::Forbidden { message }) if message.contains("分管领导")),
                "{refused:?}"
            );
        }
    }
    // For its own agency only, and not where the post ended.
    let other = act(app, &leader("shangwu"), &code, FilingCommand::Sign).await;
    assert!(matches!(other, Err(AppError::Forbidden { .. })));
    assert_eq!(
        told(act(app, &leader("keji"), &code, FilingCommand::Sign).await),
        "“市科技局”不在本表的会签单位之列，不能会签"
    );
    act(app, &of("fagai"), &code, object("漏了两家平台")).await.unwrap();
    let signed = act(app, &leader("fagai"), &code, FilingCommand::Sign).await.unwrap();
    assert_eq!(
        (signed.signatures[0].state, signed.signatures[0].by.as_deref()),
        (SignatureState::Signed, Some("fagai分管"))
    );
    // City leaders and supervisors see it and sign nothing.
    for role in [Role::Leader, Role::Supervisor] {
        let who = person("领导", role, None, None);
        assert_eq!(app.filing_view(&who, &code, "keji", thursday()).await.unwrap().may, [""; 0]);
        let refused = act(app, &who, &code, FilingCommand::Sign).await;
        assert!(matches!(refused, Err(AppError::Forbidden { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn a_bulletin_says_which_joint_reports_wait_for_whom() {
    let (site, code) = handed_in().await;
    let app = &site.app;
    act(app, &bureau(), &code, object("漏了两家平台")).await.unwrap();
    let request = app::view::BulletinRequest { dataset: Some(Dataset::Demo), ..Default::default() };
    let text = async |now: Timestamp| {
        let made = app.create_bulletin(&planner(), PLAN, &request, now).await.unwrap();
        document_xml(&app.bulletin_file(made.id, BulletinFile::Docx).await.unwrap().bytes)
    };
    let waiting = "“培育高能级创新平台”由市科技局报送的“技改投资月调度表”（2026年10月）还不能审定：\
                   市发改委尚未会签，市工信局会签不同意（漏了两家平台）。";
    let told = text(thursday()).await;
    assert!(told.contains("会签没有完成的任务") && told.contains(waiting), "{told}");
    // As it was known before the table was handed in.
    assert!(!text(wednesday()).await.contains("会签"));
    for who in [of("fagai"), bureau()] {
        act(app, &who, &code, FilingCommand::Sign).await.unwrap();
    }
    assert!(!text(thursday()).await.contains("会签"));
}
