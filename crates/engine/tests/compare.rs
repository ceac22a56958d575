//! Two versions of a plan, compared: what moved is not shown as deleted, and both directions tell the same story.

mod support;

use engine::compare::{ChangeKind, ChangedField, FieldChange, ItemChange, PlanComparison, compare};
use model::*;

use support::versions::{heading, plan, retitled, target, task};

/// The plan of all tests: two sections, four tasks, three targets.
fn old() -> Plan {
    plan(
        &[("1", "一、", "产业升级"), ("2", "二、", "民生改善")],
        vec![
            task("1.1", "培育优质企业", &["市工信局"], &["市财政局"]),
            task("1.2", "建设产业园区", &["市发改委"], &[]),
            task("2.1", "改善农村道路", &["市交通局"], &[]),
            task("2.2", "扩大就业", &["市人社局"], &[]),
        ],
        vec![
            target("T1", "1.1", "优质企业", 300, "家", &["乙市"]),
            target("T2", "1.2", "园区产值", 500, "亿元", &["甲县"]),
            target("T3", "2.2", "城镇新增就业", 2, "万人", &["乙市"]),
        ],
    )
}

fn sentences(changes: &[ItemChange]) -> Vec<&str> {
    changes.iter().map(|change| change.sentence.as_str()).collect()
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    assert!(compare(&old(), &old()).is_empty());
}

#[test]
fn an_inserted_task_renumbers_the_others_and_deletes_none() {
    let mut new = old();
    new.tasks[1].id = "1.3".into();
    new.targets[1].task = "1.3".into();
    new.tasks.insert(1, task("1.2", "推进技术改造", &["市工信局"], &[]));
    let new = retitled(new);
    let found = compare(&old(), &new);
    assert_eq!(
        sentences(&found.tasks),
        ["新增任务一（二）“推进技术改造”。", "任务一（三）“建设产业园区”：由一（二）顺延为一（三）。"]
    );
    assert_eq!(found.tasks[1].kind, ChangeKind::Renumbered);
    assert!(found.targets.is_empty(), "{:?}", found.targets);
}

#[test]
fn a_task_in_another_section_is_moved_with_its_changes() {
    let mut new = old();
    let mut moved = new.tasks.remove(2);
    moved.id = "1.3".into();
    moved.title = "改善农村公路".into();
    new.tasks.insert(2, moved);
    new.tasks[3].id = "2.1".into();
    new.targets[2].task = "2.1".into();
    let found = compare(&old(), &retitled(new));
    let said = "任务一（三）“改善农村公路”：由二（一）移至一（三）；名称由“改善农村道路”改为“改善农村公路”。";
    assert_eq!(found.tasks[0].sentence, said);
    assert_eq!(found.tasks[0].kind, ChangeKind::Moved);
    assert_eq!(found.tasks[1].kind, ChangeKind::Renumbered);
    assert_eq!(found.tasks.len(), 2);
    assert!(found.targets.is_empty());
}

#[test]
fn tasks_that_change_places_in_a_section_are_moved_not_deleted() {
    let mut new = old();
    new.tasks.swap(0, 1);
    new.tasks[0].id = "1.1".into();
    new.tasks[1].id = "1.2".into();
    new.targets[0].task = "1.2".into();
    new.targets[1].task = "1.1".into();
    let found = compare(&old(), &retitled(new));
    let kinds: Vec<ChangeKind> = found.tasks.iter().map(|change| change.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == ChangeKind::Moved).count(), 1);
    assert_eq!(kinds.iter().filter(|kind| **kind == ChangeKind::Renumbered).count(), 1);
    assert!(found.targets.is_empty());
}

#[test]
fn a_section_with_a_new_title_moves_nothing() {
    let mut new = old();
    new.outline.iter_mut().find(|heading| heading.id == "1").unwrap().title = "推动工业经济提质增效".into();
    assert!(compare(&old(), &new).tasks.is_empty());
}

#[test]
fn agencies_come_go_and_change_their_role() {
    let mut new = old();
    new.tasks[0] = task("1.1", "培育优质企业", &["市财政局"], &["市科技局"]);
    new.tasks[0].span = old().tasks[0].span;
    new.tasks[0].duties.main_lead = Some("市财政局".into());
    let found = compare(&old(), &new);
    let said = "任务一（一）“培育优质企业”：市财政局由配合单位改为牵头单位；增加配合单位市科技局；\
                删去牵头单位市工信局；主牵头单位明确为“市财政局”。";
    assert_eq!(sentences(&found.tasks), [said]);
}

#[test]
fn a_removed_task_stands_where_it_was_and_takes_its_targets_along() {
    let mut new = old();
    new.tasks.remove(1);
    new.targets.remove(1);
    new.tasks[0].title = "培育优质企业群体".into();
    let found = compare(&old(), &new);
    let kinds: Vec<ChangeKind> = found.tasks.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Changed, ChangeKind::Removed]);
    assert_eq!(sentences(&found.targets), ["删去目标“园区产值”（任务一（二））：甲县，到2027年，不低于500亿元。"]);
}

#[test]
fn every_field_of_a_target_is_compared() {
    let mut new = old();
    let changed = &mut new.targets[1];
    changed.values = vec![450.into()];
    changed.comparator = Comparator::About;
    changed.period.year = Some(2028);
    changed.places = vec!["甲县".into(), "丙县".into()];
    changed.strength = Strength::Binding;
    changed.subject = "园区工业产值".into();
    changed.id = "T9".into();
    let found = compare(&old(), &new);
    let said = "任务一（二）中的目标“园区工业产值”：指标名称由“园区产值”改为“园区工业产值”；要求由“不低于”改为“约”；\
                目标值由500亿元下调为450亿元；时限由“到2027年”改为“到2028年”；地区由“甲县”改为“甲县、丙县”；\
                约束力由“预期性”改为“约束性”。";
    assert_eq!(sentences(&found.targets), [said]);

    let mut unit = old();
    unit.targets[1].unit = "万元".into();
    unit.targets[1].values = vec![5_000_000.into()];
    let fields: Vec<ChangedField> =
        compare(&old(), &unit).targets[0].fields.iter().map(|change| change.field).collect();
    assert_eq!(fields, [ChangedField::Value, ChangedField::Unit]);
}

#[test]
fn a_target_in_another_task_is_moved() {
    let mut new = old();
    new.targets[2].task = "2.1".into();
    let found = compare(&old(), &new);
    assert_eq!(sentences(&found.targets), ["任务二（一）中的目标“城镇新增就业”：由任务二（二）移至任务二（一）。"]);
    assert_eq!(found.targets[0].kind, ChangeKind::Moved);
}

#[test]
fn the_same_indicator_of_another_place_is_another_target() {
    let mut new = old();
    new.targets[1].places = vec!["丙县".into()];
    new.targets[1].values = vec![80.into()];
    let kinds: Vec<ChangeKind> = compare(&old(), &new).targets.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Removed, ChangeKind::Added]);
}

#[test]
fn numbers_are_compared_as_numbers_and_spans_not_at_all() {
    let mut new = old();
    new.targets[0].values = vec!["300.0".parse().unwrap()];
    for task in &mut new.tasks {
        task.span = Span::new(task.span.start + 7, task.span.end + 7);
    }
    assert!(compare(&old(), &new).is_empty());
}

#[test]
fn title_number_and_term_are_compared() {
    let mut new = old();
    new.metadata.title = "乙市三年行动方案".into();
    new.metadata.term = Some((2025, 2027));
    let said: Vec<String> = compare(&old(), &new).metadata.into_iter().map(|change| change.sentence).collect();
    assert_eq!(said, ["标题由“乙市行动方案”改为“乙市三年行动方案”", "规划期明确为“2025—2027年”"]);
}

#[test]
fn a_comparison_travels_as_json() {
    let mut new = old();
    new.tasks.remove(0);
    let found = compare(&old(), &new);
    let written = serde_json::to_string(&found).unwrap();
    assert!(written.contains(r#""kind":"removed""#), "{written}");
    assert_eq!(serde_json::from_str::<PlanComparison>(&written).unwrap(), found);
}

/// Knuth's MMIX generator: the same seed gives the same plans on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn words(dice: &mut Dice) -> String {
    let stock: Vec<char> = "培育建设企业园区农村道路就业改善".chars().collect();
    (0..2 + dice.below(5)).map(|_| stock[dice.below(stock.len())]).collect()
}

fn thrown(dice: &mut Dice) -> Plan {
    let sections = [("1", "一、", "产业升级"), ("2", "二、", "民生改善"), ("3", "三、", "保障措施")];
    let mut tasks = Vec::new();
    let mut targets = Vec::new();
    for section in 1..=3 {
        for ordinal in 1..=dice.below(5) {
            let id = format!("{section}.{ordinal}");
            let agencies = ["市工信局", "市财政局", "市科技局"];
            let lead = agencies[dice.below(3)];
            tasks.push(task(&id, &words(dice), &[lead], &[agencies[dice.below(3)]]));
            for _ in 0..dice.below(3) {
                let place = ["甲县", "丙县"][dice.below(2)];
                let name = format!("T{}", targets.len() + 1);
                targets.push(target(&name, &id, &words(dice), dice.below(4) as i64, "家", &[place]));
            }
        }
    }
    plan(&sections, tasks, targets)
}

/// A second version: some of the first dropped, edited, moved.
fn edited(plan: &Plan, dice: &mut Dice) -> Plan {
    let mut new = plan.clone();
    for _ in 0..dice.below(5) {
        let (tasks, targets) = (new.tasks.len(), new.targets.len());
        match dice.below(6) {
            0 if tasks > 0 => drop(new.tasks.remove(dice.below(tasks))),
            1 if tasks > 0 => new.tasks[dice.below(tasks)].title.push('新'),
            2 if tasks > 1 => new.tasks.swap(dice.below(tasks), dice.below(tasks)),
            3 if targets > 0 => new.targets[dice.below(targets)].values = vec![99.into()],
            4 if targets > 0 => drop(new.targets.remove(dice.below(targets))),
            5 if targets > 0 && tasks > 0 => {
                new.targets[dice.below(targets)].task = new.tasks[dice.below(tasks)].id.clone();
            }
            _ => {}
        }
    }
    if dice.below(3) == 0 { thrown(dice) } else { retitled(new) }
}

type Told = (Option<String>, Option<String>, Vec<(ChangedField, Option<String>, Option<String>)>);

/// What is told, as read from the new side or from the old side, without order and wording.
fn told(changes: &[ItemChange], is_mirrored: bool) -> Vec<Told> {
    let turn = |old: &Option<String>, new: &Option<String>| {
        if is_mirrored { (new.clone(), old.clone()) } else { (old.clone(), new.clone()) }
    };
    let field = |change: &FieldChange| {
        let (old, new) = turn(&change.old, &change.new);
        (change.field, old, new)
    };
    let mut list: Vec<Told> = Vec::new();
    for change in changes {
        let (old, new) = turn(&change.old_id, &change.new_id);
        // A swap may be told as either of the two having moved.
        let mut fields: Vec<_> = change.fields.iter().map(field).filter(|field| field.1 != field.2).collect();
        fields.sort();
        if old.is_none() || new.is_none() || !fields.is_empty() {
            list.push((old, new, fields));
        }
    }
    list.sort();
    list
}

#[test]
fn both_directions_tell_the_same_story_and_no_item_is_lost() {
    let mut dice = Dice(9704);
    for round in 0..600 {
        let old = thrown(&mut dice);
        let new = edited(&old, &mut dice);
        assert!(compare(&old, &old).is_empty(), "round {round}");
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        assert_eq!(told(&there.tasks, false), told(&back.tasks, true), "round {round}");
        assert_eq!(told(&there.targets, false), told(&back.targets, true), "round {round}");
        let moved = |changes: &[ItemChange]| changes.iter().filter(|it| it.kind == ChangeKind::Moved).count();
        assert_eq!(moved(&there.tasks), moved(&back.tasks), "round {round}");

        let count = |changes: &[ItemChange], kind| changes.iter().filter(|change| change.kind == kind).count();
        let balance = |changes: &[ItemChange], old: usize, new: usize| {
            assert_eq!(
                old - count(changes, ChangeKind::Removed) + count(changes, ChangeKind::Added),
                new,
                "round {round}"
            );
        };
        balance(&there.tasks, old.tasks.len(), new.tasks.len());
        balance(&there.targets, old.targets.len(), new.targets.len());
    }
}

#[test]
fn ten_thousand_tasks_that_look_alike_are_compared_without_delay() {
    let many = |suffix: &str| {
        let tasks = (0..10_000).map(|n| task(&format!("1.{n}"), &format!("加强{n}号工作{suffix}"), &[], &[])).collect();
        plan(&[("1", "一、", "工作")], tasks, Vec::new())
    };
    let found = compare(&many(""), &many("新"));
    assert_eq!(found.tasks.len(), 10_000);
}

#[test]
fn headings_are_found_by_their_labels() {
    assert_eq!(heading("1.2", "（二）", "题", 5).parent.as_deref(), Some("1"));
}
