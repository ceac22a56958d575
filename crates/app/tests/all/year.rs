//! The leader's page and how silent the plan is.

use app::view::{AsOf, CellDraft, FilingCommand, InstructionAct, InstructionDraft, RequestCommand, RequestDraft};
use app::{Actor, AppError};
use jiff::civil::date;
use model::collection::{Field, FieldKind};
use model::people::{Assignment, Role};
use model::{Dataset, Status};

use crate::support::{PLAN, actor, at, demo, now};

pub fn person(user: &str, role: Role, agency: Option<&str>, place: Option<&str>) -> Actor {
    let assignment = Assignment {
        user: user.to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered(user, vec![assignment], date(2026, 11, 25))
}

fn october() -> AsOf {
    AsOf { as_of: Some(date(2025, 10, 31)), dataset: Some(Dataset::Demo), ..AsOf::default() }
}

/// A request about a task, answered in words by one county.
async fn told(app: &app::App, task: &str) {
    let problem = Field {
        code: "problem".to_string(),
        name: "存在问题".to_string(),
        unit: String::new(),
        definition: "影响进度的主要问题".to_string(),
        kind: FieldKind::Text { chars_max: 300 },
        is_required: true,
        indicator: None,
        distinct: None,
    };
    let draft = RequestDraft {
        dataset: Some(Dataset::Demo),
        title: "进展说明".to_string(),
        basis: "潍政字〔2024〕12号".to_string(),
        purpose: "月度调度".to_string(),
        requester: None,
        reviewer: "gongxin".to_string(),
        task: Some(task.to_string()),
        period: "2026-10".to_string(),
        respondents: vec!["370785".to_string()],
        fields: vec![problem],
        due: at("2026-11-30T09:30:00Z"),
        expires: date(2026, 12, 31),
        countersign: None,
    };
    let planner = person("县域科甲", Role::Planner, None, None);
    let found = app.propose_request(&planner, &draft, false, now()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    let code = found.code.unwrap();
    app.decide_request(&planner, &code, &RequestCommand::Approve, now()).await.unwrap();
    let county = person("高密经办", Role::CountyLiaison, None, Some("370785"));
    let cell = CellDraft {
        field: "problem".to_string(),
        value: "用地指标未落实".to_string(),
        note: None,
        base: 0,
        is_pasted: false,
    };
    for command in [FilingCommand::Save { cells: vec![cell] }, FilingCommand::Submit] {
        app.act_on_answer(&county, &code, "370785", &command, now()).await.unwrap();
    }
}

#[tokio::test]
async fn the_leader_sees_which_three_are_behind_why_who_and_by_when() {
    let site = demo().await;
    let leader = person("市领导", Role::Leader, None, None);
    let before = site.app.leader_brief(&leader, PLAN, &october(), now()).await.unwrap();
    assert_eq!(before.behind.len(), 3);
    assert_ne!(before.behind_total.text, "0");
    for item in &before.behind {
        assert_eq!(item.row.outcome.status, Status::Behind);
        assert!(!item.why.is_empty() && item.source.is_some(), "{item:?}");
        assert_eq!(item.words, [], "nobody has written yet");
        assert!(item.due.is_none_or(|due| item.due_in_words.starts_with(&due.to_string())));
    }
    let shares: Vec<_> = before.behind.iter().map(|item| item.row.outcome.achieved_share).collect();
    assert!(shares.is_sorted(), "the least achieved first: {shares:?}");

    let task = before.behind[0].row.target.task.clone();
    told(&site.app, &task).await;
    let after = site.app.leader_brief(&leader, PLAN, &october(), now()).await.unwrap();
    assert_eq!(after.behind[0].words[0].text, "用地指标未落实");
    assert_eq!(after.behind[0].words[0].by.name, "高密市");
    // Another county follows its own work only.
    let other = person("寿光经办", Role::CountyLiaison, None, Some("370783"));
    let theirs = site.app.leader_brief(&other, PLAN, &october(), now()).await.unwrap();
    assert_eq!(theirs.behind[0].words, []);
}

#[tokio::test]
async fn late_answers_and_open_instructions_stand_on_the_leaders_page() {
    let site = demo().await;
    site.app.load_demo_month("zhangsan", now(), |_| {}).await.unwrap();
    let leader = person("市领导", Role::Leader, None, None);
    let in_time = site.app.leader_brief(&leader, PLAN, &october(), now()).await.unwrap();
    assert_eq!(in_time.late, []);
    let later = at("2026-12-28T02:00:00Z");
    let brief = site.app.leader_brief(&leader, PLAN, &october(), later).await.unwrap();
    let who: Vec<&str> = brief.late.iter().map(|one| one.respondent.name.as_str()).collect();
    assert_eq!(who, ["青州市", "寿光市", "安丘市", "高密市", "昌邑市"]);
    assert!(brief.late.iter().all(|one| one.late_in_words.as_ref().is_some_and(|late| late.starts_with("逾期 "))));
    assert!(!brief.late.is_empty());
    let open = brief.instructions.len();
    assert!(brief.instructions.iter().all(|one| one.state_in_words != "已销号"));

    let draft = InstructionDraft {
        dataset: Some(Dataset::Demo),
        leader: "分管副市长".to_string(),
        text: "请补齐".to_string(),
        agency: "gongxin".to_string(),
        task: None,
        is_major: false,
    };
    let supervisor = person("督查经办", Role::Supervisor, None, None);
    let made = site.app.add_instruction(&supervisor, &draft, later).await.unwrap();
    assert_eq!(site.app.leader_brief(&leader, PLAN, &october(), later).await.unwrap().instructions.len(), open + 1);
    let bureau = person("工信经办", Role::Liaison, Some("gongxin"), None);
    let done = InstructionAct::ProposeDone { text: "已补齐".to_string() };
    for act in [InstructionAct::TakeOn, done] {
        site.app.act_on_instruction(&bureau, &made.code, &act, later).await.unwrap();
    }
    let check = InstructionAct::Check { is_done: true, reason: "核查属实".to_string() };
    site.app.act_on_instruction(&supervisor, &made.code, &check, later).await.unwrap();
    assert_eq!(site.app.leader_brief(&leader, PLAN, &october(), later).await.unwrap().instructions.len(), open);
}

#[tokio::test]
async fn silence_counts_owners_first_updates_and_days_and_a_report_ends_it() {
    let site = demo().await;
    let question = AsOf { dataset: Some(Dataset::Demo), ..AsOf::default() };
    let before = site.app.silence(&actor(), PLAN, &question, now()).await.unwrap();
    assert_eq!(before.tasks.len(), 35);
    // 27 of the 35 have several leads and none is the main one yet; 3 more name nobody.
    let ownerless = before.tasks.iter().filter(|row| row.owner.is_none()).count();
    assert!(ownerless >= 27, "{ownerless}");
    assert_eq!(before.ownerless, format!("{:.1}%", ownerless as f64 / 0.35));
    assert_eq!(before.since, date(2024, 5, 13));
    let never = before.tasks.iter().filter(|row| row.last.is_none()).count();
    assert_eq!(before.never_updated, format!("{:.1}%", never as f64 / 0.35));
    assert_eq!(
        (before.benchmark.ownerless.value.as_str(), before.benchmark.never_updated.value.as_str()),
        ("52%", "75%")
    );
    let silent = before.tasks.iter().find(|row| row.last.is_none()).unwrap();
    assert_eq!(silent.days, "926", "from 13 May 2024 to 25 November 2026");
    assert!(before.agencies.iter().any(|row| row.label == "市发改委"));
    assert_eq!(before.agencies.iter().filter(|row| row.label == "市工信局").count(), 1);

    let task = silent.task.clone().unwrap();
    told(&site.app, &task).await;
    let after = site.app.silence(&actor(), PLAN, &question, at("2026-11-28T02:00:00Z")).await.unwrap();
    let row = after.tasks.iter().find(|row| row.task.as_deref() == Some(&task)).unwrap();
    assert_eq!((row.days.as_str(), row.what.as_deref()), ("3", Some("高密市报送“进展说明”")));
    assert_eq!(after.tasks.iter().filter(|row| row.last.is_none()).count(), never - 1);
}

#[tokio::test]
async fn somebody_without_a_post_sees_neither() {
    let site = demo().await;
    let researcher = person("研究人员", Role::Researcher, None, None);
    let brief = site.app.leader_brief(&researcher, PLAN, &october(), now()).await;
    assert!(matches!(brief, Err(AppError::Forbidden { .. })));
    let silence = site.app.silence(&researcher, PLAN, &october(), now()).await;
    assert!(matches!(silence, Err(AppError::Forbidden { .. })));
}
