//! Laws of decisions about a draft, over seeded random histories: taking back restores, doing again repeats,
//! nothing that was read is lost, places stay within the text.

// Helpers outside of test functions unwrap as well.
#![allow(clippy::unwrap_used)]

use jiff::Timestamp;
use model::*;

/// Twenty clauses of one sentence each; what it says does not matter here.
fn text() -> String {
    (1..=20)
        .map(|number| format!("（{number:02}）办好第{number:02}件事，建成{number:02}处，超过{number:02}家。\n"))
        .collect()
}

fn span_of(text: &str, words: &str) -> Span {
    let byte = text.find(words).unwrap();
    let start = text[..byte].chars().count();
    Span::new(start, start + words.chars().count())
}

fn target(id: &str, task: &str, text: &str, words: &str) -> Target {
    Target {
        id: id.into(),
        task: task.into(),
        subject: format!("事项{id}"),
        comparator: Comparator::AtLeast,
        strict: false,
        bound: None,
        approach: None,
        direction: None,
        values: vec![7.into()],
        unit: "处".into(),
        period: TargetPeriod {
            kind: PeriodKind::ByYear,
            year: Some(2027),
            start: None,
            end: None,
            is_explicit: true,
            cue: None,
        },
        places: vec!["东岭市".into()],
        distribute_each: false,
        span: span_of(text, words),
        text: words.into(),
        strength: Strength::Expected,
        modality: None,
        verb: None,
        nature: Nature::Stock,
        linked: Vec::new(),
        confidence: 90,
        indicator: None,
        steward: None,
        tolerance: None,
        definition: None,
    }
}

fn draft(text: &str) -> Plan {
    let task = |number: usize| {
        let lines: Vec<&str> = text.lines().collect();
        Task {
            id: format!("1.{number}"),
            title: format!("办好第{number:02}件事"),
            span: span_of(text, lines[number - 1]),
            task_type: TaskType::Task,
            duties: Duties::none(),
        }
    };
    let targets = |number: usize| {
        let of = |letter: &str, words: String| {
            target(&format!("T{number:02}{letter}"), &format!("1.{number}"), text, &words)
        };
        [of("x", format!("{number:02}处")), of("y", format!("{number:02}家"))]
    };
    let mut plan = Plan {
        metadata: PlanMetadata { title: "东岭市行动方案".into(), ..PlanMetadata::default() },
        text_digest: String::new(),
        outline: Vec::new(),
        conventions: Vec::new(),
        tasks: (1..=20).map(task).collect(),
        targets: (1..=20).flat_map(targets).collect(),
        soft_targets: Vec::new(),
        residue: Vec::new(),
        corrections: Vec::new(),
    };
    let linked: Vec<String> = plan.targets.iter().skip(1).map(|target| target.id.clone()).collect();
    for (target, next) in plan.targets.iter_mut().zip(linked) {
        target.linked.push(next);
    }
    plan
}

/// A linear congruential generator (Knuth's MMIX numbers), good enough to vary examples.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn renamed(item: &Item, id: &str, words: &str) -> Item {
    let mut item = item.clone();
    match &mut item {
        Item::Metadata(metadata) => metadata.title = words.into(),
        Item::Task(task) => (task.id, task.title) = (id.into(), words.into()),
        Item::Target(target) => (target.id, target.subject) = (id.into(), words.into()),
        Item::SoftTarget(soft) => (soft.id, soft.text) = (id.into(), words.into()),
    }
    item
}

/// Something that a person might do next; often refused.
fn action(dice: &mut Dice, now: &ReviewedPlan, done: &[Decision]) -> DecisionAction {
    let standing: Vec<&ReviewedItem> = now.items.iter().filter(|item| item.current.is_some()).collect();
    let chosen = standing[dice.below(standing.len())];
    let (kind, id, current) = (chosen.kind, chosen.id.clone(), chosen.current.clone().unwrap());
    let fresh = format!("{id}-{}", done.len());
    match dice.below(9) {
        0 => DecisionAction::Confirm { kind, id },
        1 => DecisionAction::Defer { kind, id },
        2 => DecisionAction::Correct { item: renamed(&current, &id, &format!("改{}", done.len())) },
        3 if kind != ItemKind::Metadata => {
            let part = |letter: &str| renamed(&current, &format!("{fresh}{letter}"), &format!("分{letter}{fresh}"));
            DecisionAction::Split { kind, id, items: vec![part("a"), part("b")] }
        }
        4 if kind != ItemKind::Metadata => {
            let same: Vec<&&ReviewedItem> = standing.iter().filter(|item| item.kind == kind).collect();
            let other = same[dice.below(same.len())].id.clone();
            DecisionAction::Merge { kind, ids: vec![id, other], item: renamed(&current, &fresh, "合") }
        }
        5 if kind != ItemKind::Metadata => DecisionAction::Add { item: renamed(&current, &fresh, "增") },
        6 => DecisionAction::Reject { kind, id },
        _ => DecisionAction::Undo { seq: dice.below(done.len() + 1) as i64 },
    }
}

fn with(done: &[Decision], action: DecisionAction) -> Vec<Decision> {
    let seq = done.len() as i64 + 1;
    let decision = Decision { seq, at: Timestamp::UNIX_EPOCH, actor: "张三".to_string(), action, note: None };
    done.iter().cloned().chain([decision]).collect()
}

/// What a person sees: everything except the numbers of decisions.
fn seen(reviewed: &ReviewedPlan) -> (Plan, usize, Vec<ReviewedItem>) {
    let bare = |item: &ReviewedItem| ReviewedItem { version: 0, decisions: Vec::new(), ..item.clone() };
    (reviewed.plan.clone(), reviewed.checked, reviewed.items.iter().map(bare).collect())
}

/// Random histories; `each` sees what stood before, the decision that was let in and what stood then.
fn histories(mut each: impl FnMut(&Plan, &str, &[Decision], &ReviewedPlan, &ReviewedPlan)) {
    let text = text();
    let draft = draft(&text);
    let mut admitted = 0;
    for seed in 0..8 {
        let mut dice = Dice(seed);
        let mut done: Vec<Decision> = Vec::new();
        let mut now = review(&draft, &done).unwrap();
        for _ in 0..30 {
            let next = with(&done, action(&mut dice, &now, &done));
            if let Ok(after) = admit(&draft, Some(&text), &next, i64::MAX) {
                each(&draft, &text, &next, &now, &after);
                (done, now) = (next, after);
                admitted += 1;
            }
        }
    }
    assert!(admitted > 120, "only {admitted} decisions were let in: the histories say too little");
}

#[test]
fn taking_back_restores_and_doing_again_repeats() {
    histories(|draft, text, decisions, before, after| {
        let last = decisions.last().unwrap();
        let taken_back = with(decisions, DecisionAction::Undo { seq: last.seq });
        let restored = admit(draft, Some(text), &taken_back, i64::MAX).unwrap();
        assert_eq!(seen(&restored), seen(before), "seq {}: {:?}", last.seq, last.action);
        let again = with(&taken_back, DecisionAction::Undo { seq: last.seq + 1 });
        let repeated = admit(draft, Some(text), &again, i64::MAX).unwrap();
        assert_eq!(seen(&repeated), seen(after), "seq {}: {:?}", last.seq, last.action);
    });
}

#[test]
fn nothing_that_was_read_is_lost() {
    histories(|draft, _, _, _, after| {
        let as_read = |kind: ItemKind| -> Vec<Item> {
            after.items.iter().filter(|item| item.kind == kind).filter_map(|item| item.draft.clone()).collect()
        };
        assert_eq!(as_read(ItemKind::Task), draft.tasks.iter().cloned().map(Item::Task).collect::<Vec<_>>());
        assert_eq!(as_read(ItemKind::Target), draft.targets.iter().cloned().map(Item::Target).collect::<Vec<_>>());
        for item in after.items.iter().filter(|item| item.current.is_none()) {
            let gone = [ItemState::Split, ItemState::Merged, ItemState::Rejected];
            assert!(gone.contains(&item.state) && !item.decisions.is_empty(), "{} vanished", item.id);
            assert_eq!(item.state == ItemState::Rejected, item.heirs.is_empty(), "{}", item.id);
        }
    });
}

#[test]
fn places_stay_within_the_text_and_every_target_has_its_task() {
    histories(|_, text, _, _, after| {
        let index = TextIndex::new(text);
        for target in &after.plan.targets {
            assert_eq!(index.get(target.span), Some(target.text.as_str()));
            let task = after.plan.tasks.iter().find(|task| task.id == target.task);
            assert!(task.is_some(), "{} lost its task {}", target.id, target.task);
        }
        for pair in after.plan.targets.windows(2) {
            assert!(pair[0].span <= pair[1].span, "targets are out of order");
        }
    });
}

#[test]
fn parts_stand_where_the_whole_stood() {
    histories(|_, _, decisions, before, after| {
        let DecisionAction::Split { kind, id, items } = &decisions.last().unwrap().action else { return };
        let place = |plan: &ReviewedPlan| plan.items.iter().position(|item| item.kind == *kind && item.id == *id);
        let whole = place(after).unwrap();
        assert_eq!(place(before), Some(whole));
        for (ordinal, part) in items.iter().enumerate() {
            let held = &after.items[whole + 1 + ordinal];
            assert_eq!((held.id.as_str(), held.origin.as_slice()), (part.id(), std::slice::from_ref(id)));
        }
    });
}

#[track_caller]
fn refused(actions: Vec<DecisionAction>, seen: i64, words: &str) {
    let text = text();
    let draft = draft(&text);
    let decisions = actions.into_iter().fold(Vec::new(), |done, action| with(&done, action));
    let error = admit(&draft, Some(&text), &decisions, seen).unwrap_err().to_string();
    assert!(error.contains(words), "{error}");
}

fn first_target() -> Target {
    draft(&text()).targets.remove(0)
}

fn correct(change: impl FnOnce(&mut Target)) -> Vec<DecisionAction> {
    let mut target = first_target();
    change(&mut target);
    vec![DecisionAction::Correct { item: Item::Target(target) }]
}

#[test]
fn who_has_not_seen_the_newest_version_is_stopped() {
    let confirm = DecisionAction::Confirm { kind: ItemKind::Target, id: "T01x".into() };
    let reject = DecisionAction::Reject { kind: ItemKind::Target, id: "T01x".into() };
    refused(vec![confirm.clone(), reject.clone()], 0, "又有第1号决定");
    // The undo of a colleague counts as well.
    refused(vec![confirm.clone(), DecisionAction::Undo { seq: 1 }, reject], 1, "又有第2号决定");
    let text = text();
    let other = DecisionAction::Confirm { kind: ItemKind::Target, id: "T02x".into() };
    let decisions = with(&with(&[], confirm), other);
    assert!(admit(&draft(&text), Some(&text), &decisions, 0).is_ok(), "other items do not matter");
}

#[test]
fn impossible_items_are_refused_in_words() {
    refused(correct(|target| target.span = Span { start: 5, end: 100_000 }), 9, "在正文之外");
    refused(correct(|target| target.span = Span { start: 9, end: 5 }), 9, "起点在终点之后");
    refused(correct(|target| target.text = "别的".into()), 9, "不符");
    refused(correct(|target| target.subject = " ".into()), 9, "没有填写指标名称");
    refused(correct(|target| target.values.clear()), 9, "没有填写数值");
    refused(correct(|target| target.comparator = Comparator::Between), 9, "由小到大");
    refused(correct(|target| target.values = vec![1.into(), 2.into()]), 9, "应选“介于”");
    refused(correct(|target| target.values = vec![(-1).into()]), 9, "不能为负");
    refused(correct(|target| target.places.clear()), 9, "没有填写地区");
    refused(correct(|target| target.period.year = Some(20)), 9, "没有“20年”这样的期限");
    refused(correct(|target| target.period.year = None), 9, "还须填写年份");
    refused(correct(|target| (target.period.start, target.period.end) = (Some(2027), Some(2025))), 9, "晚于结束年份");
    refused(correct(|target| target.task = "9.9".into()), 9, "所属任务“9.9”不存在");
}

#[test]
fn a_split_needs_different_parts_within_the_whole() {
    let item = Item::Target(first_target());
    let split = |items: Vec<Item>| vec![DecisionAction::Split { kind: ItemKind::Target, id: "T01x".into(), items }];
    refused(split(vec![renamed(&item, "a", "一")]), 9, "至少要有两条");
    refused(split(vec![renamed(&item, "a", "一"), renamed(&item, "b", "一")]), 9, "完全相同");
    let mut outside = draft(&text()).targets.remove(5);
    outside.id = "b".into();
    refused(split(vec![renamed(&item, "a", "一"), Item::Target(outside)]), 9, "超出了原条目");
    let merge = DecisionAction::Merge { kind: ItemKind::Target, ids: vec!["T01x".into(), "T01x".into()], item };
    refused(vec![merge], 9, "至少要选两条不同的");
}

#[test]
fn what_others_build_on_cannot_be_pulled_away() {
    let reject = DecisionAction::Reject { kind: ItemKind::Task, id: "1.1".into() };
    refused(vec![reject], 9, "任务“1.1”还有2条目标");
    let item = Item::Target(first_target());
    let parts = vec![renamed(&item, "T01a", "一"), renamed(&item, "T01b", "二")];
    let split = DecisionAction::Split { kind: ItemKind::Target, id: "T01x".into(), items: parts };
    let confirm = DecisionAction::Confirm { kind: ItemKind::Target, id: "T01a".into() };
    refused(vec![split, confirm, DecisionAction::Undo { seq: 1 }], 9, "请先撤销第2号决定");
    let confirm = DecisionAction::Confirm { kind: ItemKind::Target, id: "T01x".into() };
    refused(vec![DecisionAction::Confirm { kind: ItemKind::Task, id: "T01x".into() }], 9, "“T01x”不存在");
    refused(vec![confirm, DecisionAction::Undo { seq: 1 }, DecisionAction::Undo { seq: 1 }], 9, "已经撤销");
}

#[test]
fn targets_follow_their_task_when_it_is_split() {
    let text = text();
    let draft = draft(&text);
    let mut parts = vec![draft.tasks[0].clone(), draft.tasks[0].clone()];
    let cut = span_of(&text, "超过01家").start;
    (parts[0].id, parts[0].span.end) = ("1.1a".into(), cut);
    (parts[1].id, parts[1].span.start, parts[1].title) = ("1.1b".into(), cut, "超过几家".into());
    let items = parts.into_iter().map(Item::Task).collect();
    let split = with(&[], DecisionAction::Split { kind: ItemKind::Task, id: "1.1".into(), items });
    let plan = admit(&draft, Some(&text), &split, 9).unwrap().plan;
    let tasks: Vec<&str> = plan.targets.iter().take(2).map(|target| target.task.as_str()).collect();
    assert_eq!(tasks, ["1.1a", "1.1b"]);
}

#[test]
fn deferred_items_are_open_and_a_correction_to_what_was_read_is_a_confirmation() {
    let text = text();
    let draft = draft(&text);
    let defer = with(&[], DecisionAction::Defer { kind: ItemKind::Target, id: "T01x".into() });
    let reviewed = admit(&draft, Some(&text), &defer, 0).unwrap();
    assert_eq!(reviewed.checked, 0);
    let same = with(&defer, DecisionAction::Correct { item: Item::Target(draft.targets[0].clone()) });
    let reviewed = admit(&draft, Some(&text), &same, 1).unwrap();
    let item = reviewed.items.iter().find(|item| item.id == "T01x").unwrap();
    assert_eq!((item.state, reviewed.checked), (ItemState::Confirmed, 1));
}
