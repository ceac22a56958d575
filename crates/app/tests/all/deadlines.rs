//! The calendar of deadlines: an address for one account, what its owner may see, and nothing after it was taken back.

use app::view::{InstructionDraft, MilestoneDraft, ReleaseDraft, RequestCommand, RequestDraft, SetMilestones};
use app::{Actor, AppError};
use jiff::civil::date;
use model::Dataset;
use model::collection::{Field, FieldKind};
use model::people::{Assignment, Role};

use crate::support::{PLAN, SAMPLE, Site, actor, at, demo, now};

const SHOUGUANG: &str = "370783";

fn person(role: Role, agency: Option<&str>) -> Actor {
    let assignment = Assignment {
        user: "经办".to_string(),
        role,
        agency: agency.map(str::to_string),
        place: None,
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered(if role == Role::Planner { "县域科" } else { "经办" }, vec![assignment], date(2026, 11, 25))
}

fn bureau() -> Actor {
    person(Role::Liaison, Some("gongxin"))
}

fn planner() -> Actor {
    person(Role::Planner, None)
}

/// A request to two counties, an instruction to a bureau and a release, all real; four accounts.
async fn busy() -> Site {
    let site = demo().await;
    let field = Field {
        code: "investment".into(),
        name: "本年技改投资完成额".into(),
        unit: "亿元".into(),
        definition: "1—本月累计".into(),
        kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 2, nature: model::IndicatorNature::Flow },
        is_required: true,
        indicator: None,
        distinct: None,
    };
    let draft = RequestDraft {
        dataset: Some(Dataset::Real),
        title: "技改投资月调度表；含“预计”, 全年".into(),
        basis: "潍政字〔2024〕12号 三（一）2".into(),
        purpose: "月度调度".into(),
        requester: None,
        reviewer: "gongxin".into(),
        task: None,
        period: "2026-10".into(),
        respondents: vec![SHOUGUANG.into(), "370785".into()],
        fields: vec![field],
        due: at("2026-11-30T09:30:00Z"),
        expires: date(2026, 12, 31),
        countersign: None,
    };
    let found = site.app.propose_request(&bureau(), &draft, false, now()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    site.app.decide_request(&planner(), &found.code.unwrap(), &RequestCommand::Approve, now()).await.unwrap();
    let instruction = InstructionDraft {
        dataset: Some(Dataset::Real),
        leader: "市长".into(),
        text: "请加快推进，不得外传".into(),
        agency: "gongxin".into(),
        task: None,
        is_major: false,
    };
    site.app.add_instruction(&planner(), &instruction, now()).await.unwrap();
    let release = ReleaseDraft {
        indicator: "gdp".into(),
        period: "2026-Q3".into(),
        release: at("2026-12-01T02:00:00Z"),
        reason: None,
        dataset: None,
    };
    site.app.set_release(&actor(), &release, now()).await.unwrap();
    for (user, role, agency, place) in [
        ("寿光经办", Role::CountyLiaison, None, Some(SHOUGUANG)),
        ("工信经办", Role::Liaison, Some("gongxin"), None),
        ("商务经办", Role::Liaison, Some("shangwu"), None),
        ("研究员", Role::Researcher, None, None),
    ] {
        site.app.add_user(&actor(), user, user, None, now()).await.unwrap();
        site.app.grant_role(&actor(), user, role, (agency, place), now()).await.unwrap();
    }
    site
}

fn token(path: &str) -> &str {
    path.strip_prefix("/api/calendar/").and_then(|file| file.strip_suffix(".ics")).unwrap()
}

async fn read(site: &Site, user: &str) -> String {
    let address = site.app.make_calendar_feed(&Actor::new(user), now()).await.unwrap();
    let file = site.app.calendar_file(token(&address.path), now()).await.unwrap();
    String::from_utf8(file.bytes).unwrap().replace("\r\n ", "")
}

#[tokio::test]
async fn each_account_reads_what_falls_due_for_it() {
    let site = busy().await;
    let county = read(&site, "寿光经办").await;
    assert!(county.contains("SUMMARY:填报：技改投资月调度表；含“预计”\\, 全年（寿光市）\r\n"), "{county}");
    assert!(county.contains("DTSTART:20261130T093000Z\r\n"), "{county}");
    assert!(county.contains("SUMMARY:发布：地区生产总值（2026年三季度）\r\n"), "{county}");
    assert!(!county.contains("高密") && !county.contains("批示"), "{county}");

    let bureau = read(&site, "工信经办").await;
    assert!(bureau.contains("SUMMARY:批示") && bureau.contains("DTSTART;VALUE=DATE:"), "{bureau}");
    assert!(!bureau.contains("不得外传"), "what a leader wrote stays in the system: {bureau}");

    let other = read(&site, "商务经办").await;
    assert!(!other.contains("技改") && !other.contains("批示"), "{other}");
    let researcher = read(&site, "研究员").await;
    assert!(researcher.contains("发布：") && !researcher.contains("技改"), "{researcher}");
    // Nothing about it is a refusal.
    let log = site.app.audit().await.unwrap();
    assert!(!log.iter().any(|entry| entry.action == "操作被拒"), "{log:?}");
}

#[tokio::test]
async fn the_same_deadline_keeps_its_name() {
    let site = busy().await;
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_string).collect()
    };
    let first = uids(&read(&site, "寿光经办").await);
    assert_eq!(first.len(), 2);
    assert_eq!(first, uids(&read(&site, "寿光经办").await));
}

#[tokio::test]
async fn an_address_ends_when_it_is_replaced_taken_back_or_its_account_closed() {
    let site = busy().await;
    let who = Actor::new("寿光经办");
    assert_eq!(site.app.calendar_feed(&who).await.unwrap().made_at, None);
    let first = site.app.make_calendar_feed(&who, now()).await.unwrap().path;
    assert_eq!(site.app.calendar_feed(&who).await.unwrap().made_at, Some(now()));
    let second = site.app.make_calendar_feed(&who, now()).await.unwrap().path;
    assert_ne!(first, second);
    let gone =
        async |path: &str| matches!(site.app.calendar_file(token(path), now()).await, Err(AppError::NotFound { .. }));
    assert!(gone(&first).await && !gone(&second).await);
    site.app.end_calendar_feed(&who, now()).await.unwrap();
    assert!(gone(&second).await);
    assert!(matches!(site.app.end_calendar_feed(&who, now()).await, Err(AppError::NotFound { .. })));

    let third = site.app.make_calendar_feed(&who, now()).await.unwrap().path;
    assert!(!gone(&third).await);
    // Rights of the day count, not those of the day when the address was made.
    site.app.end_role(&actor(), "寿光经办", Role::CountyLiaison, (None, Some(SHOUGUANG)), now()).await.unwrap();
    let text = String::from_utf8(site.app.calendar_file(token(&third), now()).await.unwrap().bytes).unwrap();
    assert!(!text.contains("BEGIN:VEVENT"), "{text}");
}

#[tokio::test]
async fn a_lead_body_reads_the_milestones_and_last_days_of_its_targets() {
    let site = busy().await;
    // The demo has this text as a sample, which asks nothing of anybody; here it is another one and in force.
    let text = SAMPLE.replace("示例市", "演练市");
    site.app.import_plan(&actor(), "方案.txt", text.as_bytes(), Some("sample"), false, now()).await.unwrap();
    let set = SetMilestones {
        dataset: None,
        basis: "任务分解表（演练）".into(),
        reason: String::new(),
        steps: [("2026-09", "970"), ("2027-03", "1138")]
            .map(|(period, value)| MilestoneDraft { period: period.into(), value: value.into() })
            .to_vec(),
    };
    // 新建公共充电桩, led by 市工信局 and others.
    site.app.set_milestones(&planner(), (PLAN, "T22", 0), &set, now()).await.unwrap();
    let bureau = read(&site, "工信经办").await;
    assert!(bureau.contains("SUMMARY:节点：新建公共充电桩 1138个\r\n"), "{bureau}");
    assert!(bureau.contains("DTSTART;VALUE=DATE:20270331\r\n"), "{bureau}");
    assert!(!bureau.contains("970个"), "what is over is not to come: {bureau}");
    assert!(bureau.contains("SUMMARY:目标到期：") && bureau.contains("DTSTART;VALUE=DATE:20281231\r\n"), "{bureau}");
    for other in ["商务经办", "研究员"] {
        let other = read(&site, other).await;
        assert!(!other.contains("节点：") && !other.contains("技改项目"), "{other}");
    }
}
