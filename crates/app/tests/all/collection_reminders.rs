//! Who is reminded of tables and instructions, when, and in a year whose days off nobody knows.

use app::view::{FilingCommand, InstructionDraft, RequestCommand, RequestDraft};
use jiff::civil::date;
use model::Dataset;

use crate::collection::{
    GAOMI, SHOUGUANG, act, bureau, cell, commerce, county, draft, number, planner, sent, supervisor, told, wednesday,
};
use crate::support::{actor, at, demo};

#[tokio::test]
async fn a_table_due_in_a_year_whose_days_off_are_not_known_goes_out_and_holds_up_no_reminder() {
    let (site, _) = sent().await;
    let next = RequestDraft {
        title: "开年项目表".to_string(),
        period: "2026-12".to_string(),
        fields: vec![number("starts", "开年开工额")],
        due: at("2027-01-06T09:30:00Z"),
        expires: date(2027, 3, 31),
        ..draft()
    };
    let found = site.app.propose_request(&planner(), &next, false, wednesday()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    let warning = "2027年的节假日安排没有登记，工作日暂按周一至周五计算；请在节假日表中补充该年的放假通知";
    assert_eq!(found.warnings, [warning]);
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    assert_eq!(desk.warnings, [warning]);
    site.app.decide_request(&planner(), &found.code.unwrap(), &RequestCommand::Approve, wednesday()).await.unwrap();
    // The table of this month is reminded of as ever.
    assert!(site.app.send_due_notices(at("2026-11-27T02:00:00Z")).await.unwrap() > 0);
    // And in the year that nobody knows, on a Monday and on no Saturday.
    assert_eq!(site.app.send_due_notices(at("2027-01-02T02:00:00Z")).await.unwrap(), 0);
    assert!(site.app.send_due_notices(at("2027-01-04T02:00:00Z")).await.unwrap() > 0);
    let desk = site.app.collection_desk(&county(GAOMI), Dataset::Demo, at("2027-01-04T02:00:00Z")).await.unwrap();
    assert!(desk.notices.iter().any(|one| one.text.starts_with("“开年项目表”（2026年12月）将于2027-01-06截止")));
}

#[tokio::test]
async fn a_late_instruction_tells_its_agency_and_supervision_and_keeps_to_its_data_set() {
    let site = demo().await;
    let draft = InstructionDraft {
        dataset: Some(Dataset::Demo),
        leader: "分管副市长".to_string(),
        text: "请抓紧补齐进度".to_string(),
        agency: "gongxin".to_string(),
        task: None,
        is_major: false,
    };
    let unknown = InstructionDraft { task: Some("9.9.9".to_string()), ..draft.clone() };
    assert!(
        told(site.app.add_instruction(&planner(), &unknown, wednesday()).await).contains("没有编号为“9.9.9”的任务")
    );
    let code = site.app.add_instruction(&planner(), &draft, wednesday()).await.unwrap().code;
    // Taken on within a day: on Friday that is over.
    let friday = at("2026-11-27T02:00:00Z");
    assert!(site.app.send_due_notices(friday).await.unwrap() >= 2);
    assert_eq!(site.app.send_due_notices(at("2026-11-27T03:00:00Z")).await.unwrap(), 0);
    let late = "批示“请抓紧补齐进度”签收已于2026-11-26到期，市工信局逾期未办理";
    for who in [bureau(), supervisor(), planner()] {
        let desk = site.app.collection_desk(&who, Dataset::Demo, friday).await.unwrap();
        let told = desk.notices.iter().find(|one| one.text == late).unwrap_or_else(|| panic!("{:?}", desk.notices));
        assert_eq!((told.instruction.as_deref(), told.request.as_deref()), (Some(code.as_str()), None));
        let real = site.app.collection_desk(&who, Dataset::Real, friday).await.unwrap();
        assert_eq!(real.notices, [], "演示 stands on no real page");
    }
    let other = site.app.collection_desk(&commerce(), Dataset::Demo, friday).await.unwrap();
    assert_eq!(other.notices, []);
}

#[tokio::test]
async fn reminders_go_to_those_who_owe_and_only_once() {
    let (site, code) = sent().await;
    act(&site.app, &county(GAOMI), &code, cell("231.6", 0)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    // Friday, three days before the due day; nothing goes out at night.
    assert_eq!(site.app.send_due_notices(at("2026-11-26T16:00:00Z")).await.unwrap(), 0);
    // To the liaison; and, as nobody holds that post here, to the next of the ladder that there always is.
    assert_eq!(site.app.send_due_notices(at("2026-11-27T02:00:00Z")).await.unwrap(), 2);
    assert_eq!(site.app.send_due_notices(at("2026-11-27T03:00:00Z")).await.unwrap(), 0);
    let now = at("2026-11-27T04:00:00Z");
    let desk = site.app.collection_desk(&county(SHOUGUANG), Dataset::Demo, now).await.unwrap();
    assert_eq!(desk.notices.len(), 1);
    assert_eq!(desk.notices[0].text, "“技改投资月调度表”（2026年10月）将于2026-11-30截止，寿光市尚未提交");
    let desk = site.app.collection_desk(&supervisor(), Dataset::Demo, now).await.unwrap();
    assert_eq!(desk.notices.len(), 1);
    assert!(desk.notices[0].text.ends_with("寿光市尚未提交；联络员无人在岗，请督查机构安排"), "{:?}", desk.notices);
    let desk = site.app.collection_desk(&county(GAOMI), Dataset::Demo, now).await.unwrap();
    assert_eq!(desk.notices, []);
    let real = site.app.collection_desk(&county(SHOUGUANG), Dataset::Real, now).await.unwrap();
    assert_eq!(real.notices, []);
}

#[tokio::test]
async fn what_is_addressed_to_a_person_is_new_until_they_have_read_it() {
    let (site, _) = sent().await;
    let app = &site.app;
    for name in ["工信经办", "经办370783", "督查经办"] {
        app.add_user(&actor(), name, name, None, wednesday()).await.unwrap();
    }
    let friday = at("2026-11-27T02:00:00Z");
    app.send_due_notices(friday).await.unwrap();
    let list = async |who: &app::Actor| app.notice_list(who, Dataset::Demo, friday).await.unwrap();
    let shouguang = list(&county(SHOUGUANG)).await;
    assert_eq!((shouguang.rows.len(), shouguang.unread), (1, 1));
    assert_eq!(list(&bureau()).await.rows, [], "who reviews is not told of what others owe");
    // Two counties without a liaison on record: supervision hears instead, and the planning section reads along.
    assert_eq!((list(&supervisor()).await.unread, list(&planner()).await.unread), (2, 2));
    let newest = shouguang.rows[0].id;
    app.read_notices(&county(SHOUGUANG), newest, friday).await.unwrap();
    app.read_notices(&county(SHOUGUANG), newest - 1, friday).await.unwrap();
    let read = list(&county(SHOUGUANG)).await;
    assert_eq!((read.unread, read.rows[0].is_read), (0, true), "what was read stays read");
    assert_eq!(list(&supervisor()).await.unread, 2, "nobody reads for another");
    assert_eq!(app.notice_list(&county(SHOUGUANG), Dataset::Real, friday).await.unwrap().rows, []);
    assert!(app.verify().await.unwrap().faults.is_empty());
}
