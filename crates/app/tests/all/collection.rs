//! A request for data on its way: proposed, approved, filled by a county, reviewed by a bureau, agreed or decided.

use app::view::{
    BatchAccept, CellDraft, FilingCommand, FilingView, InstructionAct, InstructionDraft, ObservationQuery,
    RequestCommand, RequestDraft,
};
use app::{Actor, App, AppError};
use jiff::Timestamp;
use jiff::civil::date;
use model::collection::{Field, FieldKind};
use model::people::{Assignment, Role};
use model::{Dataset, IndicatorNature};

use crate::support::{Site, at, demo};
use crate::week::faults::Faults;

const GAOMI: &str = "370785";
const SHOUGUANG: &str = "370783";

fn wednesday() -> Timestamp {
    at("2026-11-25T02:00:00Z")
}

fn thursday() -> Timestamp {
    at("2026-11-26T02:00:00Z")
}

fn person(user: &str, role: Role, agency: Option<&str>, place: Option<&str>) -> Actor {
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

fn planner() -> Actor {
    person("县域科甲", Role::Planner, None, None)
}

/// Who entered in that year.
fn planner_in(year: i16) -> Actor {
    let day = date(year, 3, 3);
    let assignment = Assignment {
        user: "县域科甲".to_string(),
        role: Role::Planner,
        agency: None,
        place: None,
        valid_from: day,
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered("县域科甲", vec![assignment], day)
}

fn bureau() -> Actor {
    person("工信经办", Role::Liaison, Some("gongxin"), None)
}

fn commerce() -> Actor {
    person("商务经办", Role::Liaison, Some("shangwu"), None)
}

fn county(place: &str) -> Actor {
    person(&format!("经办{place}"), Role::CountyLiaison, None, Some(place))
}

fn supervisor() -> Actor {
    person("督查经办", Role::Supervisor, None, None)
}

fn number(code: &str, name: &str) -> Field {
    Field {
        code: code.to_string(),
        name: name.to_string(),
        unit: "亿元".to_string(),
        definition: "1—本月累计".to_string(),
        kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 2, nature: IndicatorNature::Flow },
        is_required: true,
        indicator: None,
        distinct: None,
    }
}

fn known(indicator: &str, name: &str, unit: &str) -> Field {
    Field { indicator: Some(indicator.to_string()), unit: unit.to_string(), ..number(indicator, name) }
}

fn draft() -> RequestDraft {
    RequestDraft {
        dataset: Some(Dataset::Demo),
        title: "技改投资月调度表".to_string(),
        basis: "潍政字〔2024〕12号 三（一）2".to_string(),
        purpose: "月度调度".to_string(),
        requester: None,
        reviewer: "gongxin".to_string(),
        task: None,
        period: "2026-10".to_string(),
        respondents: vec![GAOMI.to_string(), SHOUGUANG.to_string()],
        fields: vec![number("tech_upgrade_total", "本年技改投资完成额"), known("gdp", "地区生产总值", "亿元")],
        due: at("2026-11-30T09:30:00Z"),
        expires: date(2026, 12, 31),
    }
}

/// The demo with the request above in force.
async fn sent() -> (Site, String) {
    let site = demo().await;
    let found = site.app.propose_request(&bureau(), &draft(), false, wednesday()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    let code = found.code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    (site, code)
}

fn cell(value: &str, base: u64) -> FilingCommand {
    let cell = CellDraft {
        field: "tech_upgrade_total".to_string(),
        value: value.to_string(),
        note: None,
        base,
        is_pasted: false,
    };
    FilingCommand::Save { cells: vec![cell] }
}

async fn act(app: &App, who: &Actor, code: &str, command: FilingCommand) -> Result<FilingView, AppError> {
    Ok(app.act_on_answer(who, code, GAOMI, &command, thursday()).await?.answer)
}

fn told<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    result.unwrap_err().to_string()
}

#[tokio::test]
async fn a_request_needs_the_planning_section_before_anybody_is_asked() {
    let site = demo().await;
    let mut bare = draft();
    bare.basis = String::new();
    bare.fields.push(number("photo", "现场照片数"));
    let found = site.app.propose_request(&commerce(), &bare, false, wednesday()).await.unwrap();
    assert_eq!(found.code, None);
    assert!(found.faults.iter().any(|fault| fault.starts_with("没有写依据")), "{:?}", found.faults);
    assert!(found.faults.iter().any(|fault| fault.contains("上传照片")), "{:?}", found.faults);

    let found = site.app.propose_request(&commerce(), &draft(), false, wednesday()).await.unwrap();
    let code = found.code.unwrap();
    assert_eq!((found.known_count, found.field_count), (1, 2));
    let desk = site.app.collection_desk(&county(GAOMI), Dataset::Demo, wednesday()).await.unwrap();
    assert_eq!(desk.to_fill, []);
    let own = site.app.decide_request(&commerce(), &code, &RequestCommand::Approve, wednesday()).await;
    assert_eq!(told(own), "准入和下发由县域科办理，撤销由提出人或县域科办理");
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let desk = site.app.collection_desk(&county(GAOMI), Dataset::Demo, wednesday()).await.unwrap();
    assert_eq!(desk.to_fill.len(), 1);
    // The other dataset knows nothing of it.
    let real = site.app.collection_desk(&county(GAOMI), Dataset::Real, wednesday()).await.unwrap();
    assert_eq!(real.to_fill, []);
}

#[tokio::test]
async fn what_is_known_is_not_asked_again_and_the_burden_says_so() {
    let (site, _) = sent().await;
    let mut again = draft();
    again.title = "投资情况表".to_string();
    let found = site.app.propose_request(&commerce(), &again, true, wednesday()).await.unwrap();
    assert!(found.faults[0].contains("与已有的“本年技改投资完成额”（技改投资月调度表）相似"), "{:?}", found.faults);
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let gaomi = desk.burdens.iter().find(|one| one.respondent.code == GAOMI).unwrap();
    assert_eq!((gaomi.request_count, gaomi.field_count, gaomi.known_count), (1, 2, 1));
    assert_eq!(gaomi.reuse_in_words, "50.0%");
}

#[tokio::test]
async fn a_figure_that_county_and_bureau_agree_on_becomes_data_once() {
    let site = demo().await;
    let mut asks = draft();
    asks.fields = vec![known("budget_revenue", "一般公共预算收入", "亿元")];
    let by_another = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
    assert!(by_another.faults[0].contains("应由它审核"), "{:?}", by_another.faults);
    asks.reviewer = "caizheng".to_string();
    let code = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let cells = vec![CellDraft {
        field: "budget_revenue".to_string(),
        value: "123400万元".to_string(),
        note: Some("含调库".to_string()),
        base: 0,
        is_pasted: false,
    }];
    // Written in another magnitude, kept in that of the field.
    let filled = act(&site.app, &county(GAOMI), &code, FilingCommand::Save { cells }).await;
    let filled = filled.unwrap();
    assert_eq!(filled.fields[0].value.as_deref(), Some("12.34"), "{:?}", filled.fields[0]);
    act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    let treasury = person("财政经办", Role::Liaison, Some("caizheng"), None);
    let accepted = act(&site.app, &bureau(), &code, FilingCommand::Accept { fields: Vec::new() }).await;
    assert!(matches!(accepted, Err(AppError::Forbidden { .. })), "{accepted:?}");
    let query = ObservationQuery {
        indicator: Some("budget_revenue".to_string()),
        place: Some(GAOMI.to_string()),
        period: Some("2026-10".to_string()),
        dataset: Some(Dataset::Demo),
        ..ObservationQuery::default()
    };
    assert_eq!(site.app.observations(&crate::support::actor(), &query, thursday()).await.unwrap().total, 0);
    act(&site.app, &treasury, &code, FilingCommand::Accept { fields: Vec::new() }).await.unwrap();
    let held = site.app.observations(&crate::support::actor(), &query, thursday()).await.unwrap();
    assert_eq!((held.total, held.rows[0].observation.value.to_string().as_str()), (1, "12.34"));
    assert!(held.rows[0].source_title.contains("技改投资月调度表"), "{:?}", held.rows[0]);
}

#[tokio::test]
async fn a_county_sees_and_fills_only_its_own_table() {
    let (site, code) = sent().await;
    act(&site.app, &county(GAOMI), &code, cell("231.6", 0)).await.unwrap();
    let other = site.app.filing_view(&county(SHOUGUANG), &code, GAOMI, thursday()).await;
    assert!(matches!(other, Err(AppError::Forbidden { .. })), "{other:?}");
    let other = act(&site.app, &county(SHOUGUANG), &code, FilingCommand::Submit).await;
    assert!(matches!(other, Err(AppError::Forbidden { .. })), "{other:?}");
    let gdp = FilingCommand::Save {
        cells: vec![CellDraft {
            field: "gdp".to_string(),
            value: "800".to_string(),
            note: None,
            base: 0,
            is_pasted: false,
        }],
    };
    let reply = site.app.act_on_answer(&county(GAOMI), &code, GAOMI, &gdp, thursday()).await.unwrap();
    assert!(reply.refused[0].message.contains("由统计部门提供，不由各地填报"), "{:?}", reply.refused);
}

#[tokio::test]
async fn submitted_reviewed_and_agreed_with_its_trace() {
    let (site, code) = sent().await;
    act(&site.app, &county(GAOMI), &code, cell("231.6", 0)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    let late_edit = act(&site.app, &county(GAOMI), &code, cell("232", 1)).await;
    assert_eq!(told(late_edit), "本表处于“待审核”，不能填写；需要改动请由审核单位退回");
    let returned = FilingCommand::Return { reason: "与税务数据不符".to_string() };
    act(&site.app, &bureau(), &code, returned).await.unwrap();
    act(&site.app, &county(GAOMI), &code, cell("230", 1)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    let agreed = act(&site.app, &bureau(), &code, FilingCommand::Accept { fields: Vec::new() }).await.unwrap();
    assert_eq!(agreed.summary.phase_in_words, "已审定");
    let told: Vec<&str> = agreed.log.iter().rev().map(|line| line.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "填写：本年技改投资完成额 231.6",
            "提交",
            "退回：与税务数据不符",
            "填写：本年技改投资完成额 230",
            "提交",
            "审核通过：本年技改投资完成额",
            "全部审定，成为正式数据"
        ]
    );
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_deadlock_goes_up_to_the_planning_section() {
    let (site, code) = sent().await;
    act(&site.app, &county(GAOMI), &code, cell("231.6", 0)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, FilingCommand::Submit).await.unwrap();
    let dispute = FilingCommand::Dispute {
        field: "tech_upgrade_total".to_string(),
        value: "220".to_string(),
        reason: "含未开工项目".to_string(),
    };
    act(&site.app, &bureau(), &code, dispute).await.unwrap();
    let insist = FilingCommand::AnswerDispute {
        field: "tech_upgrade_total".to_string(),
        is_accepted: false,
        reason: "项目均已开工".to_string(),
    };
    act(&site.app, &county(GAOMI), &code, insist).await.unwrap();
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, thursday()).await.unwrap();
    assert_eq!(desk.to_decide.len(), 1);
    let decision = FilingCommand::Decide {
        field: "tech_upgrade_total".to_string(),
        value: "225".to_string(),
        reason: "以项目台账为准".to_string(),
    };
    let decided = act(&site.app, &planner(), &code, decision).await.unwrap();
    assert_eq!(decided.fields[0].value.as_deref(), Some("225"));
    assert_eq!(decided.summary.phase_in_words, "已审定");
}

#[tokio::test]
async fn who_says_which_version_was_read_changes_that_one_or_none() {
    let (site, code) = sent().await;
    let gaomi = county(GAOMI);
    let read = site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap().version;
    let first = site.app.act_on_answer_if(&gaomi, (&code, GAOMI, Some(read)), &cell("1", 0), thursday()).await;
    let after = first.unwrap().answer.version;
    assert!(after > read);
    let stale = site.app.act_on_answer_if(&gaomi, (&code, GAOMI, Some(read)), &cell("2", 1), thursday()).await;
    assert!(matches!(stale, Err(AppError::Stale { .. })), "{stale:?}");
    let held = site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap();
    assert_eq!((held.version, held.fields[0].value.as_deref()), (after, Some("1")), "nothing was done");
    // Of two at the same moment, both with what stands, one comes through.
    let (cells, seen) = ((cell("3", held.fields[0].version), cell("4", held.fields[0].version)), Some(after));
    let (one, two) = tokio::join!(
        site.app.act_on_answer_if(&gaomi, (&code, GAOMI, seen), &cells.0, thursday()),
        site.app.act_on_answer_if(&gaomi, (&code, GAOMI, seen), &cells.1, thursday()),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
}

#[tokio::test]
async fn two_desks_on_one_cell_lose_nothing() {
    let (site, code) = sent().await;
    let gaomi = county(GAOMI);
    let (first, second) = (cell("1", 0), cell("2", 0));
    let (one, two) = tokio::join!(
        site.app.act_on_answer(&gaomi, &code, GAOMI, &first, thursday()),
        site.app.act_on_answer(&gaomi, &code, GAOMI, &second, thursday()),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    // One was saved; the other is told what stands there now.
    assert_eq!(one.refused.len() + two.refused.len(), 1);
    let refused = one.refused.first().or(two.refused.first()).unwrap();
    assert!(refused.message.contains("没有覆盖它"), "{}", refused.message);
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_sheet_comes_back_as_it_went_out_and_a_wrong_unit_is_told_by_its_line() {
    let site = demo().await;
    let mut asks = draft();
    asks.fields.push(number("new_starts", "新开工额"));
    let code = site.app.propose_request(&bureau(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let out = site.app.answer_sheet(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(out.file_name, "技改投资月调度表（2026年10月）高密市（演示）.xlsx");
    let csv = "字段代码,指标,计量单位,上期,本期,说明\n\
               tech_upgrade_total,本年技改投资完成额,亿元,—,231.6,\n\
               gdp,地区生产总值,亿元,—,—,\n\
               new_starts,新开工额,万元,—,12,\n";
    let file = (csv.as_bytes().to_vec(), "填报.csv");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, file, thursday()).await.unwrap();
    assert_eq!(reply.refused.len(), 1);
    assert_eq!((reply.refused[0].line, reply.refused[0].column.as_deref()), (4, Some("计量单位")));
    assert_eq!(reply.refused[0].message, "“新开工额”的计量单位是“万元”，应为“亿元”；请换算后再填");
    assert_eq!(reply.answer.fields[0].value.as_deref(), Some("231.6"));
    // A workbook in which nobody wrote anything is told; it clears nothing.
    let blank = (out.bytes, "填报.xlsx");
    let told = told(site.app.import_answer(&county(GAOMI), &code, GAOMI, blank, thursday()).await);
    assert!(told.contains("没有可以导入的行"), "{told}");
    // The workbook itself is read by the same columns, and as it is it changes nothing.
    let out = site.app.answer_sheet(&county(GAOMI), &code, GAOMI, thursday()).await.unwrap();
    let again = (out.bytes, "填报.xlsx");
    let same = site.app.import_answer(&county(GAOMI), &code, GAOMI, again, thursday()).await.unwrap();
    assert!(same.refused.is_empty(), "{:?}", same.refused);
    assert_eq!(same.answer.version, reply.answer.version);
    assert_eq!(same.answer.fields[0].value.as_deref(), Some("231.6"));
}

#[tokio::test]
async fn a_sheet_clears_nothing_and_does_not_undo_what_a_colleague_wrote_meanwhile() {
    let site = demo().await;
    let mut asks = draft();
    asks.fields.push(number("new_starts", "新开工额"));
    let code = site.app.propose_request(&bureau(), &asks, false, wednesday()).await.unwrap().code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    let save = |field: &str, value: &str, note: &str, base: u64| {
        let cell = CellDraft {
            field: field.to_string(),
            value: value.to_string(),
            note: Some(note.to_string()),
            base,
            is_pasted: false,
        };
        FilingCommand::Save { cells: vec![cell] }
    };
    act(&site.app, &county(GAOMI), &code, save("tech_upgrade_total", "231.6", "含设备", 0)).await.unwrap();
    act(&site.app, &county(GAOMI), &code, save("new_starts", "80", "", 0)).await.unwrap();
    // The colleague's figure, after the sheet below went out with versions 1 and 1.
    act(&site.app, &county(GAOMI), &code, save("new_starts", "88", "补报一个项目", 1)).await.unwrap();
    let sheet = |rows: &str| (format!("字段代码,指标,计量单位,上期,本期,说明,版次\n{rows}").into_bytes(), "填报.csv");
    let import =
        async |rows: &str| site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet(rows), thursday()).await.unwrap();
    let cells = |reply: &app::view::FilingReply| -> Vec<(Option<String>, Option<String>)> {
        let own = reply.answer.fields.iter().filter(|field| field.known_why.is_none());
        own.map(|field| (field.value.clone(), field.note.clone())).collect()
    };
    let pair = |value: &str, note: &str| (Some(value.to_string()), Some(note.to_string()));
    let held = vec![pair("231.6", "含设备"), pair("88", "补报一个项目")];

    // Rows as they went out, and rows without anything: nothing changes and nothing is told.
    let left = import("tech_upgrade_total,,亿元,,,,1\nnew_starts,,亿元,,80,,1\n").await;
    assert_eq!((cells(&left), left.refused.len()), (held.clone(), 0), "{:?}", left.refused);
    // One row of its own goes in; the other is told at its line and stays as the colleague wrote it.
    let stale = import("tech_upgrade_total,,亿元,,232,,1\nnew_starts,,亿元,,81,,1\n").await;
    assert_eq!(cells(&stale), [pair("232", "含设备"), held[1].clone()]);
    let [told] = stale.refused.as_slice() else { panic!("{:?}", stale.refused) };
    assert_eq!((told.line, told.column.as_deref()), (3, Some("本期")));
    assert!(told.message.contains("改为“88”；您填的“81”没有覆盖它"), "{told:?}");
    // A sheet of today may change it; one whose version was touched may not.
    let wrong = import("new_starts,,亿元,,81,,一\n").await;
    assert_eq!((wrong.refused[0].line, wrong.refused[0].column.as_deref()), (2, Some("版次")));
    let known = import("new_starts,,亿元,,81,,2\n").await;
    assert_eq!((cells(&known)[1].clone(), known.refused.len()), (pair("81", "补报一个项目"), 0));
    // One without versions fills only what is empty.
    let bare = (b"\xef\xbb\xbf\xe5\xad\x97".to_vec(), "x.csv");
    assert!(site.app.import_answer(&county(GAOMI), &code, GAOMI, bare, thursday()).await.is_err());
    let csv = "字段代码,指标,计量单位,上期,本期,说明\nnew_starts,,亿元,,70,\n";
    let file = (csv.as_bytes().to_vec(), "填报.csv");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, file, thursday()).await.unwrap();
    assert_eq!((reply.refused.len(), cells(&reply)[1].clone()), (1, pair("81", "补报一个项目")));
}

#[tokio::test]
async fn the_last_period_is_that_of_the_same_thing_and_not_of_the_same_place_in_another_table() {
    let site = demo().await;
    let gaomi = county(GAOMI);
    let table = async |title: &str, name: &str, period: &str, value: Option<&str>| {
        let asks = RequestDraft {
            title: title.to_string(),
            period: period.to_string(),
            fields: vec![number("field_1", name)],
            ..draft()
        };
        let found = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
        let code = found.code.unwrap_or_else(|| panic!("{:?}", found.faults));
        site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
        if let Some(value) = value {
            let cell = CellDraft {
                field: "field_1".to_string(),
                value: value.to_string(),
                note: None,
                base: 0,
                is_pasted: false,
            };
            let save = FilingCommand::Save { cells: vec![cell] };
            site.app.act_on_answer(&gaomi, &code, GAOMI, &save, thursday()).await.unwrap();
        }
        code
    };
    table("技改投资月调度表", "设备到位额", "2026-09", Some("12.5")).await;
    table("招商月调度表", "外商签约额", "2026-09", Some("77")).await;
    let last = async |code: String| {
        site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap().fields[0].last.clone()
    };
    assert_eq!(last(table("技改投资月调度表", "设备到位额", "2026-10", None).await).await, "12.5");
    assert_eq!(last(table("招商月调度表", "内资签约数", "2026-10", None).await).await, "—", "another name");
    assert_eq!(last(table("用电月调度表", "设备到位用电", "2026-10", None).await).await, "—", "another table");
}

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
async fn what_nobody_may_ask_or_could_fill_in_is_told_before_it_is_sent() {
    let (site, _) = sent().await;
    let faults = async |change: &dyn Fn(&mut RequestDraft)| {
        let mut asks = RequestDraft { title: "另一张表".to_string(), ..draft() };
        asks.fields = vec![number("own", "开工额")];
        change(&mut asks);
        site.app.propose_request(&planner(), &asks, true, wednesday()).await.unwrap().faults
    };
    assert_eq!(faults(&|_| {}).await, [""; 0]);
    for (change, wanted) in [
        (
            (&|asks: &mut RequestDraft| asks.fields[0].name = "GDP总量".to_string()) as &dyn Fn(&mut RequestDraft),
            "要的是法定统计数“地区生产总值”",
        ),
        (&|asks| asks.fields[0].unit = "胡说".to_string(), "计量单位“胡说”无法识别"),
        (&|asks| asks.task = Some("9.9.9".to_string()), "没有编号为“9.9.9”的任务"),
        (&|asks| asks.title = "长".repeat(5000), "表名有 5000 字，至多 100 字"),
        (&|asks| asks.fields[0].definition = "上传现场照片和定位".to_string(), "要求上传照片"),
        (
            &|asks| {
                asks.period = "2026-Q4".to_string();
                asks.fields[0].name = "本年技术改造资金完成额".to_string();
            },
            "与已有的“本年技改投资完成额”（技改投资月调度表，2026年10月，报告期重叠）相似",
        ),
    ] {
        let found = faults(change).await;
        assert!(found.len() == 1 && found[0].contains(wanted), "{wanted}: {found:?}");
    }
    // A task that is there, and an indicator whose nature the dictionary says.
    let asks = RequestDraft {
        title: "存量表".to_string(),
        task: Some("3.1.7".to_string()),
        reviewer: "keji".to_string(),
        fields: vec![known("technology_sme_registered", "科技型中小企业信息库入库企业", "家")],
        ..draft()
    };
    let found = site.app.propose_request(&planner(), &asks, false, wednesday()).await.unwrap();
    let code = found.code.unwrap_or_else(|| panic!("{:?}", found.faults));
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
}

#[tokio::test]
async fn who_reviews_sees_the_change_the_middle_of_the_others_and_the_doubts_that_were_explained() {
    let site = demo().await;
    site.app.load_demo_month("jihua", wednesday(), |_| {}).await.unwrap();
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let code = desk.requests[0].code.clone();
    let gaomi = county(GAOMI);
    let save = |value: &str| {
        let cell = CellDraft {
            field: "new_public_charging_pile".to_string(),
            value: value.to_string(),
            note: Some("集中投用".to_string()),
            base: 0,
            is_pasted: false,
        };
        FilingCommand::Save { cells: vec![cell] }
    };
    act(&site.app, &gaomi, &code, save("9999")).await.unwrap();
    act(&site.app, &gaomi, &code, FilingCommand::Submit).await.unwrap();
    let fagai = person("发改经办", Role::Liaison, Some("fagai"), None);
    let seen = site.app.filing_view(&fagai, &code, GAOMI, thursday()).await.unwrap();
    let field = &seen.fields[0];
    // 86 71 64 92 58 120 88 were handed in; what was begun or sent back is nobody's figure.
    assert_eq!((field.peers_median.as_str(), field.note.as_deref()), ("86", Some("集中投用")));
    assert!(field.remarks.iter().any(|one| one.message.contains("与其他填报单位的中位数 86")), "{field:?}");
    let own = site.app.filing_view(&gaomi, &code, GAOMI, thursday()).await.unwrap();
    assert_eq!(own.fields[0].peers_median, "86", "seven others are enough");
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
async fn a_sheet_tells_the_doubts_of_the_page_at_its_lines() {
    let site = demo().await;
    site.app.load_demo_month("jihua", wednesday(), |_| {}).await.unwrap();
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let code = desk.requests[0].code.clone();
    let sheet = |note: &str| {
        let head = "字段代码,指标,计量单位,上期,本期,说明,版次";
        let version = if note.is_empty() { 0 } else { 1 };
        let csv = format!(
            "{head}\nproblem,存在问题,,,,,0\nnew_public_charging_pile,新建公共充电桩,个,—,9999,{note},{version}\n"
        );
        (csv.into_bytes(), "填报.csv")
    };
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet(""), wednesday()).await.unwrap();
    assert_eq!(reply.refused, []);
    let [doubt] = reply.doubts.as_slice() else { panic!("{:?}", reply.doubts) };
    assert_eq!((doubt.line, doubt.column.as_deref()), (3, Some("说明")));
    assert!(doubt.message.contains("与其他填报单位的中位数") && doubt.message.contains("属实请写说明"), "{doubt:?}");
    assert_eq!(reply.answer.fields[0].value.as_deref(), Some("9999"), "a doubt is no refusal");
    let reply = site.app.import_answer(&county(GAOMI), &code, GAOMI, sheet("集中投用"), wednesday()).await.unwrap();
    assert_eq!((reply.refused, reply.doubts), (vec![], vec![]));
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
async fn an_instruction_is_followed_until_another_agency_clears_it() {
    let site = demo().await;
    let draft = InstructionDraft {
        dataset: Some(Dataset::Demo),
        leader: "分管副市长".to_string(),
        text: "请抓紧补齐进度".to_string(),
        agency: "gongxin".to_string(),
        task: None,
        is_major: false,
    };
    let refused = site.app.add_instruction(&bureau(), &draft, wednesday()).await;
    assert_eq!(told(refused), "批示由县域科或督查机构登记");
    let code = site.app.add_instruction(&planner(), &draft, wednesday()).await.unwrap().code;
    let act = |who: Actor, what: InstructionAct| {
        let (app, code) = (&site.app, code.clone());
        async move { app.act_on_instruction(&who, &code, &what, thursday()).await }
    };
    act(bureau(), InstructionAct::TakeOn).await.unwrap();
    act(bureau(), InstructionAct::ProposeDone { text: "已全部开工".to_string() }).await.unwrap();
    let check = || InstructionAct::Check { is_done: true, reason: "现场核查属实".to_string() };
    assert!(matches!(act(bureau(), check()).await, Err(AppError::Forbidden { .. })));
    let done = act(supervisor(), check()).await.unwrap();
    assert_eq!(done.state_in_words, "已销号");
    assert!(done.clocks.iter().all(|clock| clock.state == "done"), "{:?}", done.clocks);
    assert_eq!(site.app.instructions(&commerce(), Dataset::Demo, thursday()).await.unwrap(), []);
}

#[tokio::test]
async fn an_act_on_an_instruction_that_has_moved_on_is_refused_and_the_page_says_its_version() {
    let site = demo().await;
    let draft = InstructionDraft {
        dataset: Some(Dataset::Demo),
        leader: "分管副市长".to_string(),
        text: "请抓紧补齐进度".to_string(),
        agency: "gongxin".to_string(),
        task: None,
        is_major: false,
    };
    let made = site.app.add_instruction(&planner(), &draft, wednesday()).await.unwrap();
    let act = |seen: Option<u64>, what: InstructionAct| {
        let (app, code) = (&site.app, made.code.clone());
        async move { app.act_on_instruction_if(&bureau(), (&code, seen), &what, thursday()).await }
    };
    let answer = || InstructionAct::Answer { text: "已开工三项".to_string() };
    let taken = act(Some(made.version), InstructionAct::TakeOn).await.unwrap();
    assert_eq!((made.version, taken.version), (0, 1));
    // A colleague's page still shows it as it came.
    assert!(matches!(act(Some(made.version), answer()).await, Err(AppError::Stale { .. })));
    let answered = act(Some(taken.version), answer()).await.unwrap();
    assert_eq!((answered.version, answered.log.len()), (2, 2));
    act(None, answer()).await.unwrap();
    // Whoever does not see it learns nothing of its version either.
    let stranger = |seen: u64| {
        let (app, code) = (&site.app, made.code.clone());
        async move { told(app.act_on_instruction_if(&commerce(), (&code, Some(seen)), &answer(), thursday()).await) }
    };
    assert_eq!(stranger(3).await, stranger(99).await);
}

#[tokio::test]
async fn the_demo_shows_a_month_on_its_way_once_and_only_in_its_own_data_set() {
    let site = demo().await;
    for _ in 0..2 {
        site.app.load_demo_month("jihua", wednesday(), |_| {}).await.unwrap();
    }
    let desk = site.app.collection_desk(&planner(), Dataset::Demo, wednesday()).await.unwrap();
    let request = &desk.requests[..];
    assert_eq!((request.len(), request[0].answered_count, request[0].agreed_count), (1, 7, 3));
    assert_eq!(site.app.instructions(&planner(), Dataset::Demo, wednesday()).await.unwrap().len(), 1);
    let real = site.app.collection_desk(&planner(), Dataset::Real, wednesday()).await.unwrap();
    assert_eq!((real.requests, real.notices), (vec![], vec![]));
    assert!(site.app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn the_demo_shows_a_year_at_work_once_and_only_in_its_own_data_set() {
    let site = demo().await;
    let (app, now) = (&site.app, wednesday());
    for _ in 0..2 {
        app.load_demo_month("jihua", now, |_| {}).await.unwrap();
        app.load_demo_year("jihua", now, |_| {}).await.unwrap();
    }
    let desk = app.collection_desk(&planner(), Dataset::Demo, now).await.unwrap();
    assert_eq!(desk.requests.len(), 2);
    assert!(desk.notices.iter().all(|notice| notice.kind_in_words == "逾期催办") && desk.notices.len() == 6);
    let gaomi = app.collection_desk(&county(GAOMI), Dataset::Demo, now).await.unwrap();
    assert_eq!(gaomi.notices.len(), 1, "who owes is told: {:?}", gaomi.notices);
    let code = desk.requests.iter().find(|one| one.title.contains("科技型中小企业")).unwrap().code.clone();
    let phases = async |party: &str| {
        let answer = app.filing_view(&planner(), &code, party, now).await.unwrap();
        (
            answer.summary.phase,
            answer.extension.map(|asked| asked.state_in_words),
            answer.original_due < answer.summary.due,
        )
    };
    let word = |text: &str| text.to_string();
    assert_eq!(phases("370785").await, (word("filling"), Some(word("已批准")), true));
    assert_eq!(phases("370784").await, (word("filling"), Some(word("待答复")), false));
    assert_eq!(phases("370783").await, (word("filling"), None, false));
    assert_eq!(phases("370782").await, (word("submitted"), None, false));
    let instructions = app.instructions(&planner(), Dataset::Demo, now).await.unwrap();
    assert_eq!(instructions.iter().filter(|one| one.is_cleared).count(), 1);
    assert!(instructions.iter().any(|one| one.clocks.iter().any(|clock| clock.state == "late")));
    assert_eq!(app.releases(Dataset::Demo, now).await.unwrap().iter().filter(|one| !one.is_released).count(), 3);
    let tickets = app.tickets(&planner(), Dataset::Demo, now).await.unwrap();
    assert_eq!((tickets.len(), tickets[0].decision.is_some(), tickets[0].figures.len()), (1, false, 2));
    let cuts = app.period_cuts(&planner(), Dataset::Demo, now).await.unwrap();
    assert!(cuts.len() == 2 && cuts.iter().all(|cut| cut.is_intact && cut.count > 0));
    let issues = app.issues(&planner(), Dataset::Demo, now).await.unwrap();
    let [issue] = issues.as_slice() else { panic!("{issues:?}") };
    assert_eq!(issue.state_in_words, "已发布");
    assert!(issue.number.as_ref().unwrap().starts_with("演示〔") && issue.title.starts_with("【演示】"));
    // Nothing of it is taken for real, and nobody outside reads it.
    assert_eq!(app.public_home(now).await.unwrap().documents, []);
    for dataset in [Dataset::Real] {
        assert_eq!(app.issues(&planner(), dataset, now).await.unwrap(), []);
        assert_eq!(app.period_cuts(&planner(), dataset, now).await.unwrap(), []);
        assert_eq!(app.releases(dataset, now).await.unwrap(), []);
        assert_eq!(app.instructions(&planner(), dataset, now).await.unwrap(), []);
    }
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn where_the_days_off_are_not_known_the_demo_has_its_month_and_the_desk_says_so() {
    let site = demo().await;
    let now = at("2031-03-03T02:00:00Z");
    site.app.load_demo_month("jihua", now, |_| {}).await.unwrap();
    let desk = site.app.collection_desk(&planner_in(2031), Dataset::Demo, now).await.unwrap();
    assert_eq!(desk.requests.len(), 1);
    assert!(desk.warnings[0].starts_with("2031年的节假日安排没有登记"), "{:?}", desk.warnings);
}

#[tokio::test]
async fn of_answers_accepted_together_those_done_before_a_fault_are_told_with_it() {
    let (site, code) = sent().await;
    for place in [GAOMI, SHOUGUANG] {
        for command in [cell("3.20", 0), FilingCommand::Submit] {
            site.app.act_on_answer(&county(place), &code, place, &command, thursday()).await.unwrap();
        }
    }
    let faults = Faults::put_into(site.folder.path()).await;
    let respondents = [GAOMI, SHOUGUANG, "370799"].map(str::to_string).to_vec();
    let batch = BatchAccept { respondents };
    let reviewer = bureau();
    let accept = || site.app.accept_answers(&reviewer, &code, &batch, thursday());
    let mut told = None;
    // The fault comes one write later each time, until the first answer is through and the second is not.
    for writes in 1..40 {
        faults.fail_at(Some(writes)).await;
        match accept().await {
            Err(error) => {
                assert!(matches!(error, AppError::Unavailable { .. } | AppError::Internal { .. }), "{error:?}")
            }
            Ok(reply) => {
                told = Some(reply);
                break;
            }
        }
    }
    faults.fail_at(None).await;
    let told = told.unwrap();
    if faults.are_possible() {
        assert_eq!((told.accepted, told.refused.len()), (1, 1), "{told:?}");
        assert!(told.refused[0].starts_with("寿光市起的 2 份没有办理："), "{told:?}");
        let rest = accept().await.unwrap();
        assert_eq!(rest.accepted, 1, "{rest:?}");
        assert!(rest.refused[0].starts_with("高密市："), "{rest:?}");
    }
    let again = accept().await.unwrap();
    assert_eq!(again.accepted, 0, "{again:?}");
    assert_eq!(again.refused[2], "370799：填报对象“370799”不存在；请检查编号，或从列表中重新选择");
}
