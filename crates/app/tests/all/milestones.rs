//! 形象进度: lights by milestones, reminders to those who lead and to nobody else, more time that leaves what was set.

use app::view::{AsOf, MilestoneAct, MilestoneDraft, MilestonesView, SetMilestones};
use app::{Actor, App, AppError};
use engine::milestone::Light;
use jiff::civil::{Date, date};
use model::Dataset;
use model::people::Role;

use crate::issuing::import;
use crate::support::{PLAN, at, demo, now};
use crate::year::person;

/// 新建公共充电桩 1138个, led by three bodies.
const PILES: &str = "T22";

fn planner() -> Actor {
    person("县域科甲", Role::Planner, None, None)
}

fn liaison(agency: &str) -> Actor {
    person(&format!("{agency}经办"), Role::Liaison, Some(agency), None)
}

fn steps(values: &[(&str, &str)]) -> SetMilestones {
    let step = |(period, value): &(&str, &str)| MilestoneDraft { period: period.to_string(), value: value.to_string() };
    SetMilestones {
        dataset: None,
        basis: "任务分解表（演练）".to_string(),
        reason: String::new(),
        steps: values.iter().map(step).collect(),
    }
}

fn as_planned() -> SetMilestones {
    steps(&[("2024-12", "500"), ("2025-03", "650"), ("2025-06", "800"), ("2025-09", "970"), ("2025-12", "1138")])
}

async fn view(app: &App, who: &Actor, day: Date, time: &str) -> MilestonesView {
    let as_of = AsOf { as_of: Some(day), ..AsOf::default() };
    app.milestones(who, (PLAN, PILES), &as_of, at(time)).await.unwrap()
}

fn ask(until: &str) -> MilestoneAct {
    MilestoneAct::AskExtension {
        dataset: None,
        period: "2025-09".to_string(),
        until: until.to_string(),
        reason: "电网接入工程滞后".to_string(),
    }
}

const GRANT: fn() -> MilestoneAct = || MilestoneAct::AnswerExtension {
    dataset: None,
    period: "2025-09".to_string(),
    is_granted: true,
    reason: String::new(),
};

#[tokio::test]
async fn a4_a_missed_milestone_is_yellow_extended_and_made_up_and_stays_as_it_was_set() {
    let site = demo().await;
    let app = &site.app;
    let forbidden = app.set_milestones(&liaison("gongxin"), (PLAN, PILES, 0), &as_planned(), now()).await;
    assert!(matches!(forbidden, Err(AppError::Forbidden { .. })));
    for (wrong, told) in [
        (steps(&[]), "至少要有一个节点"),
        (steps(&[("2025-09", "970"), ("2025-06", "1138")]), "按时间先后"),
        (steps(&[("2025-06", "970"), ("2025-09", "800"), ("2025-12", "1138")]), "小于前一个节点"),
        (steps(&[("2025-09", "970")]), "低于总目标 1138"),
        (steps(&[("2025-09", "九百")]), "应填数值"),
    ] {
        let refused = app.set_milestones(&planner(), (PLAN, PILES, 0), &wrong, now()).await.unwrap_err().to_string();
        assert!(refused.contains(told), "{refused}");
    }
    app.set_milestones(&planner(), (PLAN, PILES, 0), &as_planned(), now()).await.unwrap();
    for line in ["2024,510", "2025-Q1,150", "2025-Q2,150", "2025-Q3,111"] {
        let line = format!("新建公共充电桩,潍坊市,{line},个,全市,P,初步,测试来源");
        import(app, &planner(), &line, at("2026-11-25T02:10:00Z")).await;
    }
    let held = view(app, &planner(), date(2025, 9, 30), "2026-11-25T02:20:00Z").await;
    let lights: Vec<Light> = held.rows.iter().map(|row| row.light).collect();
    assert_eq!(lights, [Light::Green, Light::Green, Light::Green, Light::Yellow, Light::NotDue]);
    let september = &held.rows[3];
    let shown = (september.actual.as_str(), september.share.as_str(), september.share_of_total.as_str());
    assert_eq!(shown, ("921", "94.9%", "80.9%"));

    // Who does not lead the task asks for nothing; who asked does not answer.
    let time = at("2026-11-25T03:00:00Z");
    let stranger = app.act_on_milestone(&liaison("keji"), (PLAN, PILES), &ask("2025-11"), time).await;
    assert!(matches!(stranger, Err(AppError::Forbidden { .. })));
    let early = app.act_on_milestone(&liaison("fagai"), (PLAN, PILES), &ask("2025-08"), time).await;
    assert!(early.unwrap_err().to_string().contains("晚于原定的2025年9月"));
    app.act_on_milestone(&liaison("fagai"), (PLAN, PILES), &ask("2025-11"), time).await.unwrap();
    let twice = app.act_on_milestone(&liaison("gongxin"), (PLAN, PILES), &ask("2025-12"), time).await;
    assert!(matches!(twice, Err(AppError::Conflict { .. })));
    let bureau = app.act_on_milestone(&liaison("fagai"), (PLAN, PILES), &GRANT(), time).await;
    assert!(matches!(bureau, Err(AppError::Forbidden { .. })));
    app.act_on_milestone(&planner(), (PLAN, PILES), &GRANT(), time).await.unwrap();
    let held = view(app, &planner(), date(2025, 10, 15), "2026-11-25T03:10:00Z").await;
    let september = &held.rows[3];
    assert_eq!((september.light, september.light_in_words.as_str()), (Light::YellowExtended, "黄（已批准延期）"));
    let extension = september.extension.as_ref().unwrap();
    let shown = (september.period_in_words.as_str(), september.value.as_str(), extension.until_in_words.as_str());
    assert_eq!(shown, ("2025年9月", "970", "2025年11月"));
    // The time that was granted is over as well.
    assert_eq!(view(app, &planner(), date(2025, 12, 1), "2026-11-25T03:10:00Z").await.rows[3].light, Light::Yellow);

    import(app, &planner(), "新建公共充电桩,潍坊市,2025-10,64,个,全市,P,初步,测试来源", at("2026-11-25T04:00:00Z"))
        .await;
    let held = view(app, &planner(), date(2025, 10, 31), "2026-11-25T04:10:00Z").await;
    assert_eq!((held.rows[3].light, held.rows[3].actual.as_str()), (Light::YellowMadeUp, "921"));
    assert!(held.rows[3].made_up.as_ref().unwrap().ends_with("达到 985个"), "{:?}", held.rows[3].made_up);
    assert_eq!(held.log.len(), 3);
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a4_reminders_go_to_those_who_lead_in_office_hours_and_once() {
    let site = demo().await;
    let app = &site.app;
    app.set_milestones(&planner(), (PLAN, PILES, 0), &as_planned(), now()).await.unwrap();
    let line = "新建公共充电桩,潍坊市,2024,510,个,全市,P,初步,测试来源";
    import(app, &planner(), line, at("2026-11-25T02:10:00Z")).await;
    // 07:30 and 18:00 of a Wednesday, and a Saturday.
    for quiet in ["2026-11-25T23:30:00Z", "2026-11-25T10:00:00Z", "2026-11-28T03:00:00Z"] {
        assert_eq!(app.send_milestone_notices(at(quiet)).await.unwrap(), 0, "{quiet}");
    }
    let open = at("2026-11-26T02:00:00Z");
    assert_eq!(app.send_milestone_notices(open).await.unwrap(), 3);
    assert_eq!(app.send_milestone_notices(at("2026-11-27T02:00:00Z")).await.unwrap(), 0);
    for (agency, is_told) in [("gongxin", true), ("fagai", true), ("keji", false)] {
        let desk = app.collection_desk(&liaison(agency), Dataset::Real, open).await.unwrap();
        let told: Vec<&str> = desk.notices.iter().map(|notice| notice.text.as_str()).collect();
        assert_eq!(told.iter().any(|text| text.contains("2025年12月应达到 1138个")), is_told, "{agency}: {told:?}");
    }
}

fn second() -> Actor {
    person("县域科乙", Role::Planner, None, None)
}

fn changed(reason: &str, values: &[(&str, &str)]) -> SetMilestones {
    SetMilestones { reason: reason.to_string(), ..steps(values) }
}

/// Three milestones, of which the first is over.
async fn set_before() -> (crate::support::Site, jiff::Timestamp) {
    let (site, time) = (demo().await, at("2026-11-25T02:30:00Z"));
    let next = steps(&[("2026-09", "970"), ("2026-12", "1000"), ("2027-03", "1138")]);
    site.app.set_milestones(&planner(), (PLAN, PILES, 0), &next, now()).await.unwrap();
    (site, time)
}

#[tokio::test]
async fn milestones_to_come_are_changed_with_a_reason_by_who_saw_them() {
    let (site, time) = set_before().await;
    let app = &site.app;
    let later = [("2026-09", "970"), ("2026-12", "1010"), ("2027-03", "1138")];
    let bare = app.set_milestones(&planner(), (PLAN, PILES, 1), &steps(&later), time).await;
    assert_eq!(bare.unwrap_err().to_string(), "调整节点要写明理由，不超过 500 字");
    let same = changed("重排", &[("2026-09", "970"), ("2026-12", "1000"), ("2027-03", "1138")]);
    let same = app.set_milestones(&planner(), (PLAN, PILES, 1), &same, time).await;
    assert_eq!(same.unwrap_err().to_string(), "节点和依据都没有改动");
    let held = app.set_milestones(&planner(), (PLAN, PILES, 1), &changed("按设备到货", &later), time).await.unwrap();
    assert_eq!((held.version, held.rows[1].value.as_str()), (2, "1010"));
    // A colleague who began from the first version does not undo it.
    let other = [("2026-09", "970"), ("2026-12", "1000"), ("2027-03", "1150")];
    let late = app.set_milestones(&second(), (PLAN, PILES, 1), &changed("提高", &other), time).await;
    assert!(matches!(late, Err(AppError::Stale { .. })), "{late:?}");
    let held = view(app, &planner(), date(2026, 11, 25), "2026-11-25T02:40:00Z").await;
    assert_eq!(held.rows.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["970", "1010", "1138"]);
    let told: Vec<(usize, &[String])> = held.versions.iter().map(|one| (one.number, one.changes.as_slice())).collect();
    assert_eq!(told[0], (2, &["2026年12月 1000 改为 1010".to_string()][..]));
    assert_eq!((told[1].0, told[1].1.len()), (1, 3));
    assert_eq!(held.versions[0].reason.as_deref(), Some("按设备到货"));
}

#[tokio::test]
async fn what_fell_due_is_changed_only_when_a_second_person_agrees() {
    let (site, time) = set_before().await;
    let app = &site.app;
    let lower = changed("口径调整", &[("2026-09", "900"), ("2026-12", "1000"), ("2027-03", "1138")]);
    let held = app.set_milestones(&planner(), (PLAN, PILES, 1), &lower, time).await.unwrap();
    assert_eq!(held.rows[0].value, "970", "it waits");
    let proposal = held.proposal.unwrap();
    assert_eq!((proposal.changes, proposal.may_answer), (vec!["2026年9月 970 改为 900".to_string()], false));
    let another = app.set_milestones(&second(), (PLAN, PILES, 2), &lower, time).await;
    assert!(matches!(another, Err(AppError::Conflict { .. })), "{another:?}");
    let answer = |is_approved: bool, reason: &str| MilestoneAct::AnswerChange {
        dataset: None,
        is_approved,
        reason: reason.to_string(),
    };
    let own = app.act_on_milestone(&planner(), (PLAN, PILES), &answer(true, ""), time).await;
    assert!(matches!(own, Err(AppError::Forbidden { .. })), "{own:?}");
    let bureau = app.act_on_milestone(&liaison("fagai"), (PLAN, PILES), &answer(true, ""), time).await;
    assert!(matches!(bureau, Err(AppError::Forbidden { .. })), "{bureau:?}");
    let bare = app.act_on_milestone(&second(), (PLAN, PILES), &answer(false, " "), time).await;
    assert_eq!(bare.unwrap_err().to_string(), "不核准要写明理由");
    let held = app.act_on_milestone(&second(), (PLAN, PILES), &answer(false, "没有新的文件"), time).await.unwrap();
    assert_eq!((held.rows[0].value.as_str(), held.proposal), ("970", None));
    app.set_milestones(&planner(), (PLAN, PILES, 3), &lower, time).await.unwrap();
    let held = app.act_on_milestone(&second(), (PLAN, PILES), &answer(true, ""), time).await.unwrap();
    assert_eq!((held.rows[0].value.as_str(), held.version), ("900", 5));
    assert_eq!((held.versions.len(), held.versions[0].approved_by.as_deref()), (2, Some("县域科乙")));
    assert!(app.verify().await.unwrap().faults.is_empty());
}
