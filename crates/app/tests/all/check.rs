//! Several people check one plan: what they see of each other, what is refused, what comes out at the end.

use app::view::{ClaimRequest, DecisionRequest, ReviewState};
use app::{Actor, AppError, PlanExport, Version};
use model::{DecisionAction, Item, ItemKind, Span, Target};

use crate::support::{SAMPLE, Site, actor, at, decision, now, site};

async fn sample() -> Site {
    let site = site().await;
    site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), Some("sample"), true, now()).await.unwrap();
    for (name, display) in [("zhangsan", "张三"), ("lisi", "李四")] {
        site.app.add_user(&actor(), name, display, Some("Junxian-2026-test"), now()).await.unwrap();
    }
    site
}

fn first_target(state: &ReviewState) -> Target {
    let target = state.items.iter().find_map(|held| match &held.item.current {
        Some(Item::Target(target)) => Some(target.clone()),
        _ => None,
    });
    target.unwrap()
}

fn correct(target: &Target) -> DecisionAction {
    DecisionAction::Correct { item: Item::Target(target.clone()) }
}

#[tokio::test]
async fn what_is_in_doubt_says_why_and_confirmation_settles_the_reading() {
    let site = sample().await;
    let state = site.app.review("sample").await.unwrap().state;
    let open = state.items.iter().find(|held| held.doubts.iter().any(|doubt| doubt == "责任单位待明确")).unwrap();
    assert_eq!(open.item.kind, ItemKind::Task);
    assert!(state.items.iter().all(|held| (held.urgency == 0) == held.doubts.is_empty()));
    let unsure = state.items.iter().find(|held| held.doubts.iter().any(|doubt| doubt.starts_with("把握低"))).unwrap();
    // No number without its derivation: the doubt is told in words.
    let is_number = |letter: char| letter.is_ascii_digit();
    assert!(unsure.doubts.iter().all(|doubt| !doubt.contains(is_number)));
    let confirm = DecisionAction::Confirm { kind: unsure.item.kind, id: unsure.item.id.clone() };
    let state = site.app.decide(&actor(), "sample", decision(confirm, 0), now()).await.unwrap();
    let held = state.items.iter().find(|held| held.item.id == unsure.item.id).unwrap();
    assert!(!held.doubts.iter().any(|doubt| doubt.starts_with("把握低")));
}

#[tokio::test]
async fn the_second_to_change_the_same_item_is_told_by_whom_and_when() {
    let site = sample().await;
    let state = site.app.review("sample").await.unwrap().state;
    let mut target = first_target(&state);
    target.subject = "李四的写法".into();
    let at_four = at("2026-11-25T08:05:00Z");
    let lisi = Actor::new("lisi");
    site.app.decide(&lisi, "sample", decision(correct(&target), state.revision), at_four).await.unwrap();
    target.subject = "张三的写法".into();
    let late = decision(correct(&target), state.revision);
    let error = site.app.decide(&actor(), "sample", late.clone(), at_four).await.unwrap_err();
    assert!(matches!(error, AppError::Stale { .. }), "{error}");
    assert!(error.to_string().contains("“李四”已于11月25日16:05"), "{error}");
    let held = site.app.review("sample").await.unwrap().state;
    assert_eq!(first_target(&held).subject, "李四的写法", "nothing was overwritten");
    // Having seen it, 张三 may still decide; both stay in the record.
    let seen = DecisionRequest { seen: held.revision, ..late };
    let state = site.app.decide(&actor(), "sample", seen, at_four).await.unwrap();
    assert_eq!(first_target(&state).subject, "张三的写法");
    assert_eq!(state.decisions.iter().map(|held| held.by.as_str()).collect::<Vec<_>>(), ["李四", "张三"]);
    // Another item does not matter.
    let other = state.items.iter().find(|held| held.item.kind == ItemKind::Task).unwrap();
    let confirm = DecisionAction::Confirm { kind: ItemKind::Task, id: other.item.id.clone() };
    site.app.decide(&lisi, "sample", decision(confirm, 1), at_four).await.unwrap();
}

#[tokio::test]
async fn news_come_only_when_something_changed() {
    let site = sample().await;
    let state = site.app.review("sample").await.unwrap().state;
    assert!(site.app.review_news("sample", state.pulse).await.unwrap().state.is_none());
    let chapter = state.chapters.last().unwrap().id.clone();
    let request = ClaimRequest { chapter: chapter.clone(), checker: Some("lisi".into()), seen: None };
    site.app.claim_chapter(&actor(), "sample", request, now()).await.unwrap();
    let news = site.app.review_news("sample", state.pulse).await.unwrap();
    let chapters = news.state.unwrap().chapters;
    assert_eq!(chapters.last().unwrap().checker.as_ref().unwrap().name, "李四");
    assert!(site.app.review_news("sample", news.pulse).await.unwrap().state.is_none());
    assert_eq!(site.app.verify().await.unwrap().faults, Vec::<String>::new());
    assert!(matches!(site.app.review_news("无", 0).await.unwrap_err(), AppError::NotFound { .. }));
}

#[tokio::test]
async fn a_chapter_taken_meanwhile_is_not_taken_away() {
    let site = sample().await;
    let chapter = site.app.review("sample").await.unwrap().state.chapters[0].id.clone();
    let take = |user: &str, seen: Option<&str>| ClaimRequest {
        chapter: chapter.clone(),
        checker: Some(user.into()),
        seen: seen.map(Into::into),
    };
    site.app.claim_chapter(&actor(), "sample", take("lisi", None), now()).await.unwrap();
    let late = site.app.claim_chapter(&actor(), "sample", take("zhangsan", None), now()).await.unwrap_err();
    assert!(late.to_string().contains("现由“lisi”负责"), "{late}");
    site.app.claim_chapter(&actor(), "sample", take("zhangsan", Some("lisi")), now()).await.unwrap();
    let nobody = site.app.claim_chapter(&actor(), "sample", take("wangwu", Some("zhangsan")), now()).await.unwrap_err();
    assert!(nobody.to_string().contains("没有用户“wangwu”"), "{nobody}");
    let nowhere = ClaimRequest { chapter: "9.9".into(), checker: None, seen: None };
    let error = site.app.claim_chapter(&actor(), "sample", nowhere, now()).await.unwrap_err();
    assert!(matches!(error, AppError::NotFound { .. }), "{error}");
}

#[tokio::test]
async fn the_chapters_hold_every_item_once() {
    let site = sample().await;
    let state = site.app.review("sample").await.unwrap().state;
    let total: usize = state.chapters.iter().map(|chapter| chapter.total).sum();
    assert_eq!(total, state.summary.total);
    let titles: Vec<&str> = state.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
    assert!(titles.contains(&"二（一） 壮大特色产业"), "{titles:?}");
}

#[tokio::test]
async fn a_new_unit_or_agency_is_offered_the_nearest_and_taken_when_meant() {
    let site = sample().await;
    let state = site.app.review("sample").await.unwrap().state;
    let task = state.items.iter().find_map(|held| match &held.item.current {
        Some(Item::Task(task)) if task.duties.lead.iter().any(|agency| agency.name == "市工信局") => {
            Some(task.clone())
        }
        _ => None,
    });
    let mut task = task.unwrap();
    for agency in &mut task.duties.lead {
        agency.name = "市工业和信息化局".into();
    }
    let request = decision(DecisionAction::Correct { item: Item::Task(task) }, 0);
    let error = site.app.decide(&actor(), "sample", request.clone(), now()).await.unwrap_err();
    let problem = error.problem();
    assert_eq!(problem.code, "unknown-word");
    assert_eq!(problem.unknown[0].word, "市工业和信息化局");
    assert!(problem.unknown[0].nearest.iter().any(|name| name == "市工信局"), "{problem:?}");
    let mut target = first_target(&state);
    target.unit = "坨".into();
    let error = site.app.decide(&actor(), "sample", decision(correct(&target), 0), now()).await.unwrap_err();
    assert!(error.to_string().contains("“坨”在方案和词表中都没有"), "{error}");
    let meant = DecisionRequest { accept_unknown: true, ..request };
    let state = site.app.decide(&actor(), "sample", meant, now()).await.unwrap();
    assert_eq!(state.revision, 1);
}

#[tokio::test]
async fn selected_words_are_read_where_they_stand() {
    let site = sample().await;
    let start = SAMPLE.chars().count() - SAMPLE[SAMPLE.find("新建公共充电桩800个").unwrap()..].chars().count();
    let span = Span { start, end: start + "新建公共充电桩800个".chars().count() };
    let reading = site.app.read_selection("sample", span).await.unwrap();
    let target = reading.target.unwrap();
    assert_eq!((target.text.as_str(), target.unit.as_str()), ("800个", "个"));
    assert_eq!(target.span.start, start + "新建公共充电桩".chars().count());
    let outside = site.app.read_selection("sample", Span { start: 5, end: 1_000_000 }).await.unwrap_err();
    assert!(outside.to_string().contains("不在正文之内"), "{outside}");
    let mut wrong = target.clone();
    wrong.id = "N1".into();
    wrong.task = "2.2.2".into();
    wrong.span = Span { start: 5, end: 1_000_000 };
    let add = DecisionAction::Add { item: Item::Target(wrong) };
    let error = site.app.decide(&actor(), "sample", decision(add, 0), now()).await.unwrap_err();
    assert!(error.to_string().contains("在正文之外"), "{error}");
}

#[tokio::test]
async fn the_files_show_the_reading_beside_the_decision() {
    let site = sample().await;
    let mut target = first_target(&site.app.review("sample").await.unwrap().state);
    let read = target.subject.clone();
    target.subject = "改过的指标".into();
    let request = DecisionRequest { note: Some("口径更正".into()), ..decision(correct(&target), 0) };
    site.app.decide(&actor(), "sample", request, now()).await.unwrap();
    let json = site.app.export("sample", PlanExport::Json, now()).await.unwrap();
    let file: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    assert_eq!(file["format"], "junxian-plan-v1");
    assert_eq!(file["decisions"][0]["by"], "张三");
    let subject = |plan: &str| file[plan]["targets"][0]["subject"].as_str().unwrap().to_string();
    assert_eq!((subject("plan"), subject("draft")), ("改过的指标".to_string(), read.clone()));

    let xlsx = site.app.export("sample", PlanExport::Xlsx, now()).await.unwrap();
    assert_eq!(xlsx.file_name, "任务分解表.xlsx");
    use calamine::Reader;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(xlsx.bytes)).unwrap();
    let mut sheet = |name: &str| -> Vec<Vec<String>> {
        let range = book.worksheet_range(name).unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let tasks = sheet("任务分解表");
    let header = tasks.iter().find(|row| row[0] == "序号").unwrap();
    for column in ["序号", "类别", "任务内容", "牵头领导", "责任单位", "工作目标", "完成时限", "责任人"]
    {
        assert!(header.iter().any(|cell| cell == column), "{column}");
    }
    let record = sheet("校对记录");
    let row = record.iter().find(|row| row[0] == "1").unwrap();
    assert!(row[4].contains(&read) && row[5].contains("改过的指标") && row[6] == "口径更正", "{row:?}");

    for (export, root) in [(PlanExport::AkomaNtoso, "<akomaNtoso"), (PlanExport::StratMl, "<PerformancePlanOrReport")] {
        let file = site.app.export("sample", export, now()).await.unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.contains(root), "{}", &text[..200]);
    }
}

#[tokio::test]
async fn two_versions_are_compared_down_to_the_words() {
    let site = sample().await;
    let reviewed = Version::parse("sample");
    let draft = Version::parse("sample@draft");
    let none = site.app.comparison(draft.clone(), reviewed.clone()).await.unwrap();
    assert!(none.tasks.is_empty() && none.targets.is_empty() && none.metadata.is_empty());
    let amended = SAMPLE.replace("新建公共充电桩800个", "新建公共充电桩900个").replace("支持三类企业", "鼓励三类企业");
    let file = Version::File { name: "修订稿.txt".into(), bytes: amended.into_bytes() };
    let view = site.app.comparison(reviewed.clone(), file.clone()).await.unwrap();
    assert!(view.targets.iter().any(|item| item.change.sentence.contains("由800个上调为900个")), "{:?}", view.targets);
    let reworded = view.tasks.iter().find(|item| item.change.name.contains("培育产业集群")).unwrap();
    assert!(reworded.change.sentence.contains("文字有改动"), "{}", reworded.change.sentence);
    let words: Vec<(String, String)> =
        reworded.wording.iter().map(|piece| (format!("{:?}", piece.kind), piece.text.clone())).collect();
    assert!(
        words.contains(&("Removed".into(), "支持".into())) && words.contains(&("Added".into(), "鼓励".into())),
        "{words:?}"
    );
    let charging = view.tasks.iter().find(|item| item.wording.iter().any(|piece| piece.text == "900")).unwrap();
    assert!(charging.wording.iter().any(|piece| piece.text == "800"), "whole numbers, {:?}", charging.wording);
    let book = site.app.comparison_xlsx(reviewed.clone(), file, now()).await.unwrap();
    assert!(book.bytes.starts_with(b"PK"));
    let same = site.app.comparison(reviewed.clone(), reviewed).await.unwrap_err();
    assert!(same.to_string().contains("同一个版本"), "{same}");
}
