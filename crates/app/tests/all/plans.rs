//! Import, review, decisions, stages; what is refused and what then remains.

use std::path::Path;

use app::view::DecisionRequest;
use app::{AppError, ModelOrigin};
use model::{DecisionAction, Item, ItemKind, ItemState, LifeCycleStage};

use crate::support::{PLAN, SAMPLE, actor, at, decision, demo, now, open, site};

#[tokio::test]
async fn a_text_becomes_a_draft_with_residue() {
    let site = site().await;
    let summary =
        site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), Some("sample"), true, now()).await.unwrap();
    assert_eq!(summary.stage, LifeCycleStage::Issued);
    assert!(summary.has_text && summary.is_sample);
    assert!(summary.task_count >= 8, "{}", summary.task_count);
    assert!(summary.target_count >= 15, "{}", summary.target_count);
    let review = site.app.review("sample").await.unwrap();
    assert_eq!(review.text.as_deref(), Some(SAMPLE), "as received");
    assert!(!review.residue.is_empty());
    assert!(review.state.items.iter().all(|item| item.item.state == ItemState::Draft));
}

#[tokio::test]
async fn the_same_file_twice_is_refused_by_name() {
    let site = site().await;
    site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), None, true, now()).await.unwrap();
    let error = site.app.import_plan(&actor(), "另存.txt", SAMPLE.as_bytes(), None, true, now()).await.unwrap_err();
    assert!(matches!(error, AppError::Conflict { .. }));
    assert!(error.to_string().contains("方案.txt"), "{error}");
    assert_eq!(site.app.plans().await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_imports_at_once_end_as_one_plan() {
    let site = site().await;
    let other = open(site.folder.path()).await;
    let (user, time) = (actor(), now());
    let (one, two) = tokio::join!(
        site.app.import_plan(&user, "方案.txt", SAMPLE.as_bytes(), None, true, time),
        other.import_plan(&user, "方案.txt", SAMPLE.as_bytes(), None, true, time),
    );
    assert!(one.is_ok() != two.is_ok());
    assert_eq!(site.app.plans().await.unwrap().len(), 1);
    assert_eq!(site.app.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn files_that_are_no_plan_leave_nothing() {
    let site = site().await;
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("空.txt", Vec::new(), "空"),
        ("图.txt", vec![0x89, b'P', b'N', b'G', 0, 0, 1, 2, 3, 0, 0, 5], "不是文本"),
        ("假.docx", "这不是 Word 文档".into(), "docx"),
        ("大.txt", vec![b'a'; 50 * 1024 * 1024 + 1], "50"),
        ("诗.txt", "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n".into(), "没有读到任务"),
        ("页.pdf", b"%PDF-1.7 ".to_vec(), "PDF"),
    ];
    for (name, bytes, words) in cases {
        let error = site.app.import_plan(&actor(), name, &bytes, None, false, now()).await.unwrap_err();
        assert!(matches!(error, AppError::BadFile { .. }), "{name}: {error}");
        assert!(error.to_string().contains(words), "{name}: {error}");
    }
    assert!(site.app.plans().await.unwrap().is_empty());
    assert!(site.app.audit().await.unwrap().is_empty());
}

#[tokio::test]
async fn decisions_keep_the_draft_and_the_history() {
    let site = site().await;
    site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), Some("sample"), true, now()).await.unwrap();
    let review = site.app.review("sample").await.unwrap();
    let target = review.state.items.iter().find_map(|item| match &item.item.current {
        Some(Item::Target(target)) => Some(target.clone()),
        _ => None,
    });
    let mut target = target.unwrap();
    let drafted = target.subject.clone();
    target.subject = "改过的指标".into();
    let task = target.task.clone();
    let id = target.id.clone();
    let correct = DecisionAction::Correct { item: Item::Target(target) };
    let request = DecisionRequest { note: Some("口径更正".into()), ..decision(correct, 0) };
    let state = site.app.decide(&actor(), "sample", request, now()).await.unwrap();
    let item = state.items.iter().find(|held| held.item.id == id && held.item.kind == ItemKind::Target).unwrap();
    assert_eq!(item.item.state, ItemState::Corrected);
    assert!(matches!(&item.item.draft, Some(Item::Target(draft)) if draft.subject == drafted));
    let detail = site.app.task("sample", &task, &app::view::AsOf::default(), now()).await.unwrap();
    assert_eq!(detail.history.len(), 1);
    assert_eq!(detail.history[0].note.as_deref(), Some("口径更正"));

    let unknown = DecisionAction::Confirm { kind: ItemKind::Target, id: "没有".into() };
    let error = site.app.decide(&actor(), "sample", decision(unknown, 1), now()).await.unwrap_err();
    assert!(matches!(error, AppError::Conflict { .. }), "{error}");
}

#[tokio::test]
async fn an_open_group_blocks_the_sign_off() {
    let site = site().await;
    site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), Some("sample"), true, now()).await.unwrap();
    let refused = site.app.set_stage(&actor(), "sample", LifeCycleStage::Decomposed, None, now()).await.unwrap_err();
    assert!(refused.to_string().contains("市直有关部门"), "{refused}");
    assert!(!refused.problem().details.is_empty());
    assert_eq!(site.app.stages("sample").await.unwrap().len(), 1);

    // Once a person has named the agencies, nothing blocks any more.
    let review = site.app.review("sample").await.unwrap();
    for item in review.state.items {
        let Some(Item::Task(mut task)) = item.item.current else { continue };
        let before = task.clone();
        for agency in task.duties.lead.iter_mut().chain(&mut task.duties.cooperate).filter(|agency| agency.is_open) {
            agency.name = "市司法局".into();
            agency.is_open = false;
        }
        if task != before {
            let correct = DecisionAction::Correct { item: Item::Task(task) };
            let request = DecisionRequest { accept_unknown: true, ..decision(correct, i64::MAX) };
            site.app.decide(&actor(), "sample", request, now()).await.unwrap();
        }
    }
    let moved = site.app.set_stage(&actor(), "sample", LifeCycleStage::Decomposed, None, now()).await;
    assert_eq!(moved.unwrap().len(), 2);
    let back = site.app.set_stage(&actor(), "sample", LifeCycleStage::Issued, None, now()).await.unwrap_err();
    assert!(back.to_string().contains("说明"), "{back}");
    let back = site.app.set_stage(&actor(), "sample", LifeCycleStage::Issued, Some("重新分解".into()), now()).await;
    assert_eq!(back.unwrap().len(), 3);
}

#[tokio::test]
async fn a_model_takes_only_its_own_text() {
    let site = site().await;
    let mut plan = reader::read(SAMPLE);
    plan.metadata.title = "确认稿".into();
    let origin =
        ModelOrigin { code: "model".into(), stage: LifeCycleStage::Executing, note: "试验".into(), is_sample: true };
    let json = serde_json::to_string(&plan).unwrap();
    let summary = site.app.load_model(&actor(), &json, origin, now()).await.unwrap();
    assert!(!summary.has_text);
    let import = site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), None, true, now()).await.unwrap_err();
    assert!(import.to_string().contains("补充正文"), "{import}");
    let wrong = site.app.attach_text(&actor(), "model", "别的.txt", "别的文字".as_bytes(), now()).await.unwrap_err();
    assert!(matches!(wrong, AppError::Conflict { .. }), "{wrong}");
    let with_text = site.app.attach_text(&actor(), "model", "方案.txt", SAMPLE.as_bytes(), now()).await.unwrap();
    assert!(with_text.has_text);
    assert_eq!(site.app.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn the_demo_loads_once_and_opens_in_closing() {
    let site = demo().await;
    let plans = site.app.plans().await.unwrap();
    let codes: Vec<(&str, LifeCycleStage, bool)> =
        plans.iter().map(|plan| (plan.code.as_str(), plan.stage, plan.is_sample)).collect();
    assert_eq!(codes, [(PLAN, LifeCycleStage::Closing, false), ("sample_2026", LifeCycleStage::Issued, true)]);
    let entries = site.app.audit().await.unwrap().len();
    site.app.load_demo(&actor(), at("2026-11-25T01:30:00Z"), |_| {}).await.unwrap();
    assert_eq!(site.app.audit().await.unwrap().len(), entries, "a second load writes nothing");
    assert_eq!(site.app.verify().await.unwrap().faults, Vec::<String>::new());
}

/// The official text is not part of the repository; where it lies beside the checkout it must fit the model.
#[tokio::test]
async fn the_official_text_fits_the_confirmed_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed/weifang_plan_2024_2025.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: the official text is not beside the checkout");
        return;
    };
    let site = demo().await;
    let summary = site.app.attach_text(&actor(), PLAN, "方案.txt", &bytes, now()).await.unwrap();
    assert!(summary.has_text);
    let detail = site.app.task(PLAN, "3.1.1", &app::view::AsOf::default(), now()).await.unwrap();
    let text = detail.text.unwrap();
    for target in &detail.targets {
        let span = target.target.span;
        let words: String = text.chars().skip(span.start - detail.text_start).take(span.end - span.start).collect();
        assert_eq!(words, target.target.text);
    }
}
