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

pub const GAOMI: &str = "370785";
pub const SHOUGUANG: &str = "370783";

pub fn wednesday() -> Timestamp {
    at("2026-11-25T02:00:00Z")
}

pub fn thursday() -> Timestamp {
    at("2026-11-26T02:00:00Z")
}

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

pub fn planner() -> Actor {
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

pub fn bureau() -> Actor {
    person("工信经办", Role::Liaison, Some("gongxin"), None)
}

pub fn commerce() -> Actor {
    person("商务经办", Role::Liaison, Some("shangwu"), None)
}

pub fn county(place: &str) -> Actor {
    person(&format!("经办{place}"), Role::CountyLiaison, None, Some(place))
}

pub fn supervisor() -> Actor {
    person("督查经办", Role::Supervisor, None, None)
}

pub fn number(code: &str, name: &str) -> Field {
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

pub fn known(indicator: &str, name: &str, unit: &str) -> Field {
    Field { indicator: Some(indicator.to_string()), unit: unit.to_string(), ..number(indicator, name) }
}

pub fn draft() -> RequestDraft {
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
        countersign: None,
    }
}

/// The demo with the request above in force.
pub async fn sent() -> (Site, String) {
    let site = demo().await;
    let found = site.app.propose_request(&bureau(), &draft(), false, wednesday()).await.unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    let code = found.code.unwrap();
    site.app.decide_request(&planner(), &code, &RequestCommand::Approve, wednesday()).await.unwrap();
    (site, code)
}

pub fn cell(value: &str, base: u64) -> FilingCommand {
    let cell = CellDraft {
        field: "tech_upgrade_total".to_string(),
        value: value.to_string(),
        note: None,
        base,
        is_pasted: false,
    };
    FilingCommand::Save { cells: vec![cell] }
}

pub async fn act(app: &App, who: &Actor, code: &str, command: FilingCommand) -> Result<FilingView, AppError> {
    Ok(app.act_on_answer(who, code, GAOMI, &command, thursday()).await?.answer)
}

pub fn told<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
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
    assert_eq!(told(own), "准入和下发由县域科办理，撤销和精简由提出单位或县域科办理");
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
    assert_eq!(desk.requests.len(), 5);
    // Three joint reports: one waits, one is signed, one was objected to.
    let mut stands = Vec::new();
    for (lead, signer) in [("gongxin", "keji"), ("shangwu", "wenlv"), ("zhujian", "jiaotong")] {
        let who = person("会签", Role::Liaison, Some(signer), None);
        let seen = app.collection_desk(&who, Dataset::Demo, now).await.unwrap();
        for request in &seen.requests {
            if let Ok(answer) = app.filing_view(&who, &request.code, lead, now).await {
                stands.extend(answer.signatures.into_iter().map(|one| (one.signer.code, one.state_in_words)));
            }
        }
    }
    let stands: Vec<(&str, &str)> = stands.iter().map(|(code, state)| (code.as_str(), state.as_str())).collect();
    assert_eq!(stands, [("keji", "待会签"), ("wenlv", "同意"), ("jiaotong", "不同意")]);
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
        assert_eq!((told.done, told.refused.len()), (1, 1), "{told:?}");
        assert!(told.refused[0].starts_with("寿光市起的 2 份没有办理："), "{told:?}");
        let rest = accept().await.unwrap();
        assert_eq!(rest.done, 1, "{rest:?}");
        assert!(rest.refused[0].starts_with("高密市："), "{rest:?}");
    }
    let again = accept().await.unwrap();
    assert_eq!(again.done, 0, "{again:?}");
    assert_eq!(again.refused[2], "370799：填报对象“370799”不存在；请检查编号，或从列表中重新选择");
}
