//! A bulletin from draft to withdrawal; frozen periods; figures before their release; two numbers for one name.

use app::view::{
    AsOf, BulletinRequest, DecideTicket, FreezePeriod, IssueAct, IssueView, ObservationQuery, ReleaseDraft,
};
use app::{Actor, App, AppError, BulletinFile, DataFormat};
use engine::issuing::IssueState;
use jiff::Timestamp;
use jiff::civil::date;
use model::Dataset;
use model::people::{DataClass, Role};

use crate::support::{PLAN, at, demo, now};
use crate::year::person;

fn planner(user: &str) -> Actor {
    person(user, Role::Planner, None, None)
}

fn researcher() -> Actor {
    person("研究人员", Role::Researcher, None, None)
}

fn statistician() -> Actor {
    person("统计经办", Role::Statistician, None, None)
}

fn told<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    result.unwrap_err().to_string()
}

async fn draft(app: &App, dataset: Dataset) -> i64 {
    let request =
        BulletinRequest {
            dataset: Some(dataset), issuer: Some("示例办公室".into()), ..BulletinRequest::default()
        };
    app.create_bulletin(&planner("甲"), PLAN, &request, now()).await.unwrap().id
}

async fn act(app: &App, who: &Actor, code: &str, act: IssueAct) -> Result<IssueView, AppError> {
    app.act_on_issue(who, code, &act, now()).await
}

#[tokio::test]
async fn a_bulletin_is_edited_approved_by_another_numbered_published_and_withdrawn() {
    let site = demo().await;
    let app = &site.app;
    let (jia, yi) = (planner("甲"), planner("乙"));
    let draft = draft(app, Dataset::Real).await;
    let begun = app.begin_issue(&jia, draft, now()).await.unwrap();
    let code = begun.summary.code.clone();
    assert!(told(app.begin_issue(&yi, draft, now()).await).contains("已在办理"));

    // The second paragraph holds a figure.
    let place = begun.paragraphs.iter().position(|one| one.current.contains("{S001 ")).unwrap();
    let before = begun.paragraphs[place].current.clone();
    let forged = before.replacen("{S001 ", "{S001 9", 1);
    let edit = |before: &str, after: &str| IssueAct::Edit {
        paragraph: place,
        before: before.to_string(),
        after: after.to_string(),
    };
    assert!(told(act(app, &jia, &code, edit(&before, &forged)).await).contains("不能改写"));
    let after = format!("经会商，{before}");
    let edited = act(app, &jia, &code, edit(&before, &after)).await.unwrap();
    let change = edited.log[0].change.clone().unwrap();
    assert_eq!((change.before, change.after, edited.log[0].by.as_str()), (before.clone(), after, "甲"));
    assert!(matches!(act(app, &yi, &code, edit(&before, "别的")).await, Err(AppError::Stale { .. })));

    let secret = act(app, &jia, &code, IssueAct::Submit { class: DataClass::Sensitive }).await;
    assert!(told(secret).contains("不在本系统发布"));
    act(app, &jia, &code, IssueAct::Submit { class: DataClass::Internal }).await.unwrap();
    // How far it may be seen is under four eyes as well: the approver is told, and nobody changes it afterwards.
    let shown = app.issue_view(&yi, &code, now()).await.unwrap();
    assert_eq!(
        (shown.summary.class_in_words.as_deref(), shown.log[0].text.as_str()),
        (Some("内部"), "送审（公开范围：内部）")
    );
    let wider = serde_json::from_str::<IssueAct>(r#"{"do":"publish","class":"public"}"#);
    assert!(wider.is_err() || wider.unwrap() == IssueAct::Publish, "a class that comes with publishing is not heard");
    assert!(matches!(act(app, &jia, &code, IssueAct::Approve).await, Err(AppError::Forbidden { .. })), "four eyes");
    let liaison = person("经办", Role::Liaison, Some("gongxin"), None);
    assert!(matches!(act(app, &liaison, &code, IssueAct::Approve).await, Err(AppError::Forbidden { .. })));
    let leader = person("市领导", Role::Leader, None, None);
    act(app, &leader, &code, IssueAct::Approve).await.unwrap();
    let numbered = act(app, &jia, &code, IssueAct::Number).await.unwrap();
    assert_eq!(numbered.summary.number.as_deref(), Some("示县域〔2026〕1号"));

    assert_eq!(app.published(&researcher(), Dataset::Real).await.unwrap(), []);
    let published = act(app, &jia, &code, IssueAct::Publish).await.unwrap();
    assert_eq!(published.summary.class, Some(DataClass::Internal), "what was approved");
    let document = published.summary.document.unwrap();
    assert_ne!(document, draft);
    assert_eq!(app.published(&researcher(), Dataset::Real).await.unwrap(), [], "internal is not public");
    assert_eq!(app.published(&liaison, Dataset::Real).await.unwrap().len(), 1);
    let file = app.published_file(&liaison, &code, BulletinFile::Docx).await.unwrap();
    assert_eq!(file, app.bulletin_file(document, BulletinFile::Docx).await.unwrap());
    let hidden = app.published_file(&researcher(), &code, BulletinFile::Docx).await;
    assert!(matches!(hidden, Err(AppError::NotFound { .. })));
    // What was edited and numbered is in the file, and it rebuilds byte for byte.
    let xml = crate::bulletins::document_xml(&file.bytes);
    assert!(xml.contains("经会商，") && xml.contains("示县域〔2026〕1号"));
    assert!(app.rebuild_bulletin(document).await.unwrap().files.iter().all(|one| one.is_same));
    assert!(matches!(act(app, &jia, &code, edit(&before, "再改")).await, Err(AppError::Conflict { .. })), "read-only");

    let bare = act(app, &jia, &code, IssueAct::Withdraw { reason: String::new() }).await;
    assert!(told(bare).contains("写明理由"));
    let reason = "附表口径有误".to_string();
    act(app, &jia, &code, IssueAct::Withdraw { reason }).await.unwrap();
    assert_eq!(app.published(&liaison, Dataset::Real).await.unwrap(), []);
    assert!(app.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn who_says_which_version_was_read_approves_that_one_or_none() {
    let site = demo().await;
    let app = &site.app;
    let (jia, leader) = (planner("甲"), person("市领导", Role::Leader, None, None));
    let code = app.begin_issue(&jia, draft(app, Dataset::Real).await, now()).await.unwrap().summary.code;
    act(app, &jia, &code, IssueAct::Submit { class: DataClass::Internal }).await.unwrap();
    let read = app.issue_view(&leader, &code, now()).await.unwrap().version;
    // Meanwhile it is called back, and sent again for everybody to see.
    act(app, &jia, &code, IssueAct::Return { reason: "范围有误".to_string() }).await.unwrap();
    act(app, &jia, &code, IssueAct::Submit { class: DataClass::Public }).await.unwrap();
    let stale = app.act_on_issue_if(&leader, (&code, Some(read)), &IssueAct::Approve, now()).await;
    assert!(matches!(stale, Err(AppError::Stale { .. })), "{stale:?}");
    let now_read = app.issue_view(&leader, &code, now()).await.unwrap();
    assert_eq!((now_read.version, now_read.summary.state), (read + 2, IssueState::Submitted), "nothing was done");
    let done = app.act_on_issue_if(&leader, (&code, Some(read + 2)), &IssueAct::Approve, now()).await.unwrap();
    assert_eq!((done.version, done.summary.state), (read + 3, IssueState::Approved));
}

#[tokio::test]
async fn numbers_are_unique_and_what_is_public_is_seen_by_all() {
    let site = demo().await;
    let app = &site.app;
    let mut numbers = Vec::new();
    for day in [date(2026, 11, 20), date(2026, 11, 21)] {
        let request = BulletinRequest {
            dataset: Some(Dataset::Demo),
            date: Some(day),
            as_of: Some(date(2025, 10, 31)),
            ..BulletinRequest::default()
        };
        let id = app.create_bulletin(&planner("甲"), PLAN, &request, now()).await.unwrap().id;
        let code = app.begin_issue(&planner("甲"), id, now()).await.unwrap().summary.code;
        act(app, &planner("甲"), &code, IssueAct::Submit { class: DataClass::Public }).await.unwrap();
        act(app, &planner("乙"), &code, IssueAct::Approve).await.unwrap();
        numbers.push((act(app, &planner("甲"), &code, IssueAct::Number).await.unwrap().summary.number.unwrap(), code));
    }
    assert_eq!([&numbers[0].0, &numbers[1].0], ["演示〔2026〕1号", "演示〔2026〕2号"]);
    act(app, &planner("甲"), &numbers[0].1, IssueAct::Publish).await.unwrap();
    let seen = app.published(&researcher(), Dataset::Demo).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].class_in_words.as_str(), seen[0].files.len()), ("公开", 3));
    assert!(app.published_file(&researcher(), &seen[0].code, BulletinFile::Pdf).await.is_ok());
}

pub async fn import(app: &App, who: &Actor, lines: &str, at: Timestamp) -> app::view::ImportReport {
    let text = format!("指标,地区,报告期,数值,单位,口径,等级,状态,来源\n{lines}\n");
    app.import_observations(who, "表.csv", text.as_bytes(), Dataset::Real, at).await.unwrap()
}

fn gdp(period: &str) -> ObservationQuery {
    ObservationQuery {
        indicator: Some("gdp".to_string()),
        place: Some("370783".to_string()),
        period: Some(period.to_string()),
        ..ObservationQuery::default()
    }
}

#[tokio::test]
async fn a_period_is_frozen_reopened_by_another_and_later_values_are_told_apart() {
    let site = demo().await;
    let app = &site.app;
    let freeze = |period: &str| FreezePeriod { dataset: None, period: period.to_string() };
    import(app, &statistician(), "地区生产总值,寿光市,2025,1101.5,亿元,管理区,P,初步,测试来源", now()).await;
    let cut = app.freeze_period(&planner("甲"), &freeze("2025"), at("2026-11-25T03:00:00Z")).await.unwrap();
    assert!(cut.is_intact && cut.count > 0 && cut.digest.len() == 64);
    assert!(
        told(app.freeze_period(&planner("乙"), &freeze("2025"), at("2026-11-25T03:10:00Z")).await).contains("已冻结")
    );
    assert!(told(app.freeze_period(&planner("乙"), &freeze("2031"), now()).await).contains("没有任何数据"));

    let later = at("2026-11-25T04:00:00Z");
    import(app, &statistician(), "地区生产总值,寿光市,2025,1103.2,亿元,管理区,A,最终,测试来源", later).await;
    let rows = app.observations(&crate::support::actor(), &gdp("2025"), later).await.unwrap().rows;
    let row = rows.iter().find(|row| row.observation.source == "测试来源").unwrap();
    assert_eq!((row.figure.text.as_str(), row.status_in_words.as_str()), ("1103.2", "最终"));
    assert!(row.after_freeze.as_ref().unwrap().starts_with("冻结后修订（2025年已于 2026-11-25 冻结"));

    // A document from the cut has the figure of the cut, whenever it is made; the digest is still that of the cut.
    let request = BulletinRequest {
        period_cut: Some(cut.code.clone()),
        date: Some(date(2026, 11, 25)),
        ..BulletinRequest::default()
    };
    let first = app.create_bulletin(&planner("甲"), PLAN, &request, later).await.unwrap();
    let second = app.create_bulletin(&planner("乙"), PLAN, &request, at("2026-11-26T04:00:00Z")).await.unwrap();
    assert_eq!((first.known_by, first.cut.as_str()), (cut.frozen_at, second.cut.as_str()));
    let digests = |one: &app::view::BulletinView| one.files.iter().map(|file| file.digest.clone()).collect::<Vec<_>>();
    assert_eq!(digests(&first), digests(&second));
    let docx = app.bulletin_file(first.id, BulletinFile::Docx).await.unwrap();
    assert!(crate::bulletins::document_xml(&docx.bytes).contains(&cut.code));

    let own = app.reopen_period(&planner("甲"), &cut.code, "口径调整", later).await;
    assert!(matches!(own, Err(AppError::Forbidden { .. })));
    assert!(told(app.reopen_period(&planner("乙"), &cut.code, " ", later).await).contains("写明理由"));
    let stale = app.reopen_period_if(&planner("乙"), (&cut.code, Some(cut.version + 1)), "口径调整", later).await;
    assert!(matches!(stale, Err(AppError::Stale { .. })), "{stale:?}");
    let reopened =
        app.reopen_period_if(&planner("乙"), (&cut.code, Some(cut.version)), "口径调整", later).await.unwrap();
    assert_eq!(reopened.version, cut.version + 1);
    assert_eq!((reopened.reason.as_deref(), reopened.is_intact), (Some("口径调整"), true));
    assert!(
        app.observations(&crate::support::actor(), &gdp("2025"), later)
            .await
            .unwrap()
            .rows
            .iter()
            .all(|row| row.after_freeze.is_none())
    );
    let again = app.freeze_period(&planner("甲"), &freeze("2025"), at("2026-11-25T05:00:00Z")).await.unwrap();
    assert_ne!((again.code, again.digest), (cut.code, cut.digest));
}

#[tokio::test]
async fn an_evaluation_says_whether_its_statistics_were_frozen_and_by_which_digest() {
    let site = demo().await;
    let app = &site.app;
    import(app, &statistician(), "地区生产总值,寿光市,2025,1101.5,亿元,管理区,P,初步,测试来源", now()).await;
    let rows =
        [crate::evaluations::firm("A", "甲公司", "100", "900"), crate::evaluations::firm("B", "乙公司", "100", "1300")];
    let (pack, register) = ("mu_benefit", "industrial_enterprise");
    crate::evaluations::save(&site, pack, register, 2025, Dataset::Real, &rows, "2026-11-25T01:30:00Z").await;
    let basis = async |time: &str| {
        let question = app::view::EvaluationQuestion {
            pack: Some(pack.to_string()),
            period: Some("2025".to_string()),
            ..app::view::EvaluationQuestion::default()
        };
        let host = crate::support::actor();
        app.evaluation_view(&host, &question, at(time)).await.unwrap().frozen_basis
    };
    assert_eq!(basis("2026-11-25T02:30:00Z").await, "取数时2025年的统计数没有冻结，按当时已知的数计算");
    let freeze = FreezePeriod { dataset: None, period: "2025".to_string() };
    let cut = app.freeze_period(&planner("甲"), &freeze, at("2026-11-25T03:00:00Z")).await.unwrap();
    let same = basis("2026-11-25T03:30:00Z").await;
    assert!(
        same.starts_with("统计数与冻结数据一致") && same.contains(&cut.digest) && same.contains(&cut.code),
        "{same}"
    );
    let later = at("2026-11-25T04:00:00Z");
    import(app, &statistician(), "地区生产总值,寿光市,2025,1103.2,亿元,管理区,A,最终,测试来源", later).await;
    let revised = basis("2026-11-25T04:30:00Z").await;
    assert!(revised.contains("在冻结之后有修订") && revised.contains(&cut.digest), "{revised}");
    app.reopen_period(&planner("乙"), &cut.code, "统计局修订", at("2026-11-25T05:00:00Z")).await.unwrap();
    assert!(basis("2026-11-25T05:30:00Z").await.contains("没有冻结"));
}

#[tokio::test]
async fn a_statistic_before_its_release_is_seen_by_the_statistician_alone() {
    let site = demo().await;
    let app = &site.app;
    let release = at("2026-11-25T08:00:00Z");
    let draft = ReleaseDraft {
        dataset: None,
        indicator: "gdp".to_string(),
        period: "2026-Q3".to_string(),
        release,
        reason: None,
    };
    let county = person("寿光经办", Role::CountyLiaison, None, Some("370783"));
    for other in [&county, &planner("甲")] {
        assert!(matches!(app.set_release(other, &draft, now()).await, Err(AppError::Forbidden { .. })));
    }
    assert_eq!(app.set_release(&statistician(), &draft, now()).await.unwrap().state_in_words, "待发布");
    let line = "地区生产总值,寿光市,2026-Q3,812.5,亿元,管理区,P,初步,测试来源";
    let text = format!("指标,地区,报告期,数值,单位,口径,等级,状态,来源\n{line}\n");
    let refused = app.import_observations(&county, "表.csv", text.as_bytes(), Dataset::Real, now()).await;
    assert!(matches!(refused, Err(AppError::Forbidden { .. })), "a county enters no statistic");
    let report = import(app, &statistician(), line, now()).await;
    assert_eq!((report.inserted, report.embargoed), (1, 1));

    let early = at("2026-11-25T07:59:59Z");
    assert_eq!(app.observations(&crate::support::actor(), &gdp("2026-Q3"), early).await.unwrap().total, 0);
    let file =
        app.export_observations(&crate::support::actor(), &gdp("2026-Q3"), DataFormat::Csv, early).await.unwrap();
    assert!(!String::from_utf8(file.bytes).unwrap().contains("812.5"));
    let waiting = app.waiting_figures(&statistician(), Dataset::Real, early).await.unwrap();
    assert_eq!(waiting[0].figure.text, "812.5");
    let id = waiting[0].figure.id.clone().unwrap();
    // Not by its number either, said to be known at its release or now.
    let refused = app.explain(&planner("甲"), &id, early).await;
    assert!(matches!(refused, Err(AppError::BadInput { .. })), "{refused:?}");
    let as_of_now = id.replace(&release.to_string(), &early.to_string());
    let refused = app.explain(&planner("甲"), &as_of_now, early).await;
    assert!(matches!(refused, Err(AppError::NotFound { .. })), "{as_of_now} {refused:?}");
    assert!(matches!(app.waiting_figures(&planner("甲"), Dataset::Real, early).await, Err(AppError::Forbidden { .. })));
    let request = BulletinRequest { map_indicator: Some("gdp".into()), ..BulletinRequest::default() };
    let bulletin = app.create_bulletin(&planner("甲"), PLAN, &request, early).await.unwrap();
    let sheet = app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
    assert!(!crate::bulletins::document_xml(&sheet.bytes).contains("812.5"));
    let freeze = FreezePeriod { dataset: None, period: "2026-Q3".to_string() };
    assert!(told(app.freeze_period(&planner("甲"), &freeze, early).await).contains("没有任何数据"));
    let moved = ReleaseDraft { release: at("2026-11-26T08:00:00Z"), reason: Some("推迟".into()), ..draft };
    assert!(told(app.set_release(&statistician(), &moved, early).await).contains("已录入待发布的数据"));

    let rows = app.observations(&crate::support::actor(), &gdp("2026-Q3"), release).await.unwrap().rows;
    assert_eq!((rows[0].figure.text.as_str(), rows[0].status_in_words.as_str()), ("812.5", "初步"));
    assert_eq!(app.explain(&planner("甲"), &id, release).await.unwrap().derivation.value, "812.5");
    assert!(app.waiting_figures(&statistician(), Dataset::Real, release).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_name_with_two_numbers_waits_for_its_steward() {
    let site = demo().await;
    let app = &site.app;
    let planner = planner("甲");
    let before = app.tickets(&planner, Dataset::Real, now()).await.unwrap().len();
    let line = |value: &str, source: &str| format!("科技型中小企业数,潍坊市,2025,{value},家,全市,C,最终,{source}");
    let dictionary = app.dictionary().await.unwrap();
    let indicator = dictionary.indicators.iter().find(|one| one.name.contains("科技型中小企业")).unwrap().clone();
    let line = |value: &str, source: &str| line(value, source).replace("科技型中小企业数", &indicator.code);
    import(app, &planner, &line("2510", "入库名录"), now()).await;
    import(app, &planner, &line("5956", "新闻报道"), at("2026-11-25T03:00:00Z")).await;
    let later = at("2026-11-25T04:00:00Z");
    let tickets = app.tickets(&planner, Dataset::Real, later).await.unwrap();
    let ticket =
        tickets.iter().find(|one| one.figures.iter().any(|held| held.observation.source == "新闻报道")).unwrap();
    assert!(tickets.len() > before);
    assert_eq!((ticket.state_in_words.as_str(), ticket.steward.clone()), ("待核定", indicator.steward.clone()));
    let texts: Vec<&str> = ticket.figures.iter().map(|held| held.figure.text.as_str()).collect();
    assert!(texts.contains(&"2510") && texts.contains(&"5956"), "both stay: {texts:?}");

    let decide = |observation: i64, reason: &str| DecideTicket {
        dataset: None,
        code: ticket.code.clone(),
        observation: Some(observation),
        reason: reason.to_string(),
    };
    let chosen = ticket.figures.iter().find(|held| held.figure.text == "2510").unwrap().observation.id;
    let commerce = person("商务经办", Role::Liaison, Some("shangwu"), None);
    let theirs = app.decide_ticket(&commerce, &decide(chosen, "以名录为准"), later).await;
    assert!(matches!(theirs, Err(AppError::Forbidden { .. })), "not its steward");
    let steward = match indicator.is_official_statistic {
        true => statistician(),
        false => person("科技经办", Role::Liaison, Some("keji"), None),
    };
    assert!(told(app.decide_ticket(&steward, &decide(chosen, " "), later).await).contains("写明理由"));
    assert!(told(app.decide_ticket(&steward, &decide(0, "以名录为准"), later).await).contains("请从列出的数值中选定"));
    let judged = async |known_by: Timestamp| {
        let question = AsOf { known_by: Some(known_by), ..AsOf::default() };
        let list = app.targets(PLAN, &question, at("2026-11-25T09:00:00Z")).await.unwrap();
        list.rows.into_iter().find(|row| row.indicator.as_ref().is_some_and(|one| one.code == indicator.code)).unwrap()
    };
    let before_decision = at("2026-11-25T03:30:00Z");
    assert_eq!(judged(before_decision).await.actual.text, "5956");
    let done = app.decide_ticket(&steward, &decide(chosen, "以名录为准"), later).await.unwrap();
    // What is computed follows the decision, from when it was made.
    let row = judged(later).await;
    assert_eq!(row.actual.text, "2510");
    assert_eq!(judged(before_decision).await.actual.text, "5956", "what was known then");
    let why = app.explain(&planner, row.status_figure.id.as_ref().unwrap(), at("2026-11-25T09:00:00Z")).await.unwrap();
    let why = serde_json::to_string(&why).unwrap();
    assert!(why.contains("核定采用入库名录的数：以名录为准"), "{why}");
    let bulletin = app.create_bulletin(&planner, PLAN, &BulletinRequest::default(), at("2026-11-25T04:30:00Z")).await;
    let sheet = app.bulletin_file(bulletin.unwrap().id, BulletinFile::Docx).await.unwrap();
    let text = crate::bulletins::document_xml(&sheet.bytes);
    assert!(text.contains("2510") && !text.contains("5956"));
    assert_eq!((done.chosen, done.decision.as_deref()), (Some(chosen), Some("以名录为准")));
    assert!(told(app.decide_ticket(&steward, &decide(chosen, "再定"), later).await).contains("已经核定"));

    // A third number opens it again.
    let last = at("2026-11-25T06:00:00Z");
    import(app, &planner, &line("3000", "另一报道"), at("2026-11-25T05:00:00Z")).await;
    let again = app.tickets(&planner, Dataset::Real, last).await.unwrap();
    let again = again.iter().find(|one| one.code == ticket.code).unwrap();
    assert_eq!((again.figures.len(), again.state_in_words.as_str()), (3, "待核定"));
    let stale = app.decide_ticket_if(&steward, Some(done.version), &decide(chosen, "仍以名录为准"), last).await;
    assert!(matches!(stale, Err(AppError::Stale { .. })), "a third number came meanwhile: {stale:?}");
    assert!(again.version > done.version);
    app.decide_ticket_if(&steward, Some(again.version), &decide(chosen, "仍以名录为准"), last).await.unwrap();
}

#[tokio::test]
async fn one_number_far_above_what_the_plan_demands_waits_too_and_may_be_refused() {
    let site = demo().await;
    let app = &site.app;
    let steward = person("科技经办", Role::Liaison, Some("keji"), None);
    let line = "technology_sme_registered,潍坊市,2025,5956,家,全市,C,最终,新闻报道";
    import(app, &steward, line, now()).await;
    let later = at("2026-11-25T04:00:00Z");
    let judged = async |known_by: Timestamp| {
        let question = AsOf { known_by: Some(known_by), ..AsOf::default() };
        let list = app.targets(PLAN, &question, at("2026-11-25T09:00:00Z")).await.unwrap();
        let is_it = |row: &app::view::TargetRowView| {
            row.indicator.as_ref().is_some_and(|one| one.code == "technology_sme_registered")
        };
        list.rows.into_iter().find(is_it).unwrap().actual.text
    };
    assert_eq!(judged(later).await, "5956");
    let tickets = app.tickets(&planner("甲"), Dataset::Real, later).await.unwrap();
    let ticket = tickets.iter().find(|one| one.indicator == "technology_sme_registered").unwrap();
    assert!(ticket.demand.as_deref().is_some_and(|demand| demand.contains("2500家")), "{ticket:?}");
    assert_eq!(ticket.demand_times.as_deref(), Some("2.4"));
    assert!(
        ticket.definitions[0].starts_with("指标字典：") && ticket.definitions[1].starts_with("方案目标："),
        "{ticket:?}"
    );
    let bulletin = app.create_bulletin(&planner("甲"), PLAN, &BulletinRequest::default(), later).await.unwrap();
    let sheet = app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
    assert!(crate::bulletins::document_xml(&sheet.bytes).contains("相差悬殊（约2.4倍），可能口径不同，由市科技局核定"));
    let none = DecideTicket {
        dataset: None,
        code: ticket.code.clone(),
        observation: None,
        reason: "报道的是累计入库数，与有效入库数口径不同".to_string(),
    };
    let done = app.decide_ticket(&steward, &none, later).await.unwrap();
    assert_eq!((done.chosen, done.state_in_words.as_str()), (None, "已核定"));
    assert_ne!(judged(at("2026-11-25T04:10:00Z")).await, "5956");
    // The number itself stays where data are listed.
    let query = ObservationQuery { indicator: Some("technology_sme_registered".into()), ..ObservationQuery::default() };
    let rows = app.observations(&planner("甲"), &query, at("2026-11-25T05:00:00Z")).await.unwrap().rows;
    assert!(rows.iter().any(|row| row.figure.text == "5956"));
}
