//! Which task of the new version is which of the old, and what changed in it.

use std::collections::BTreeMap;

use model::{ClauseNumbers, Heading, Plan, Task};

use super::matching::{Likeness, Matches, rising};
use super::{ChangeKind, ChangedField, FieldChange, ItemChange, in_text_order};

/// Thousandths that the same number counts for.
const SAME_NUMBER: usize = 250;

/// Tasks of both versions in the order of their texts, and who belongs to whom.
pub(super) struct MatchedTasks<'plan> {
    pub old: Vec<&'plan Task>,
    pub new: Vec<&'plan Task>,
    pub matches: Matches,
}

pub(super) fn matched<'plan>(old: &'plan Plan, new: &'plan Plan) -> MatchedTasks<'plan> {
    let (old_tasks, new_tasks) = (in_order(old), in_order(new));
    let matches = pair(
        &old_tasks.iter().map(|task| (task.id.as_str(), task.title.as_str())).collect::<Vec<_>>(),
        &new_tasks.iter().map(|task| (task.id.as_str(), task.title.as_str())).collect::<Vec<_>>(),
        &[words(old, &old_tasks), words(new, &new_tasks)],
    );
    MatchedTasks { old: old_tasks, new: new_tasks, matches }
}

fn in_order(plan: &Plan) -> Vec<&Task> {
    let mut tasks: Vec<&Task> = plan.tasks.iter().collect();
    tasks.sort_by_key(|task| task.span.start);
    tasks
}

/// Title and indicators of each task, for a title that was written anew above the same targets.
fn words(plan: &Plan, tasks: &[&Task]) -> Vec<String> {
    let mut subjects: BTreeMap<&str, String> = BTreeMap::new();
    for target in &plan.targets {
        subjects.entry(&target.task).or_default().push_str(&target.subject);
    }
    let of_task = |task: &&Task| format!("{}{}", task.title, subjects.get(task.id.as_str()).map_or("", String::as_str));
    tasks.iter().map(of_task).collect()
}

/// By number and title, by title, by likeness of the title, then by likeness of title and contents.
fn pair(old: &[(&str, &str)], new: &[(&str, &str)], words: &[Vec<String>; 2]) -> Matches {
    let mut matches = Matches::none(old.len(), new.len());
    matches.by_key(|place| old.get(place).copied(), |place| new.get(place).copied());
    let title = |list: &[(&str, &str)], place: usize| {
        list.get(place).map(|(_, title)| key(title)).filter(|title| !title.is_empty())
    };
    matches.by_key(|place| title(old, place), |place| title(new, place));
    let bonus = |one: usize, other: usize| {
        let same = old.get(one).map(|(id, _)| id) == new.get(other).map(|(id, _)| id);
        Some(if same { SAME_NUMBER } else { 0 })
    };
    let place_of: BTreeMap<&str, usize> = new.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    let same_number = |(place, (id, _)): (usize, &(&str, &str))| Some((place, *place_of.get(id)?));
    let asked: Vec<(usize, usize)> = old.iter().enumerate().filter_map(same_number).collect();
    let titles = |list: &[(&str, &str)]| list.iter().map(|(_, title)| Likeness::of(0, title)).collect::<Vec<_>>();
    matches.by_likeness(&titles(old), &titles(new), &asked, bonus);
    let [old_words, new_words] =
        words.each_ref().map(|list| list.iter().map(|words| Likeness::of(0, words)).collect::<Vec<_>>());
    matches.by_likeness(&old_words, &new_words, &asked, bonus);
    matches
}

/// A title without punctuation and spaces.
fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(super) fn changes(
    tasks: &MatchedTasks<'_>,
    clauses: &[ClauseNumbers<'_>; 2],
    old: &Plan,
    new: &Plan,
) -> Vec<ItemChange> {
    let moved = moved(tasks, old, new);
    let mut changes = Vec::new();
    let mut anchor = 0;
    for (place, task) in tasks.old.iter().enumerate() {
        match tasks.matches.new_of(place) {
            Some(found) => anchor = found + 1,
            None => changes.push((anchor, place + 1, whole(ChangeKind::Removed, task, &clauses[0]))),
        }
    }
    for (place, task) in tasks.new.iter().enumerate() {
        let held = tasks.matches.old_of(place).and_then(|held| Some((held, tasks.old.get(held)?)));
        let change = match held {
            None => Some(whole(ChangeKind::Added, task, &clauses[1])),
            Some((held, old_task)) => {
                let is_moved = moved.get(held).copied().unwrap_or(false);
                difference(old_task, task, clauses, is_moved)
            }
        };
        changes.extend(change.map(|change| (place + 1, 0, change)));
    }
    in_text_order(changes)
}

fn whole(kind: ChangeKind, task: &Task, clauses: &ClauseNumbers<'_>) -> ItemChange {
    let verb = if kind == ChangeKind::Added { "新增" } else { "删去" };
    let id = Some(task.id.clone());
    let (old_id, new_id) = if kind == ChangeKind::Added { (None, id) } else { (id, None) };
    let sentence = format!("{verb}任务{}“{}”。", clauses.label(&task.id), task.title);
    ItemChange { kind, old_id, new_id, name: task.title.clone(), fields: Vec::new(), sentence }
}

fn difference(old: &Task, new: &Task, clauses: &[ClauseNumbers<'_>; 2], is_moved: bool) -> Option<ItemChange> {
    let numbers = [clauses[0].label(&old.id), clauses[1].label(&new.id)];
    let mut fields = Vec::new();
    if numbers[0] != numbers[1] || is_moved {
        let [from, to] = numbers.clone();
        let verb = if is_moved { "移至" } else { "顺延为" };
        let sentence = if from == to {
            "在本层级内调整了先后次序".to_string()
        } else {
            format!("由{from}{verb}{to}")
        };
        fields.push(FieldChange { field: ChangedField::Clause, old: Some(from), new: Some(to), sentence });
    }
    let only_number = fields.len();
    fields.extend(FieldChange::of(ChangedField::Title, "名称", Some(old.title.clone()), Some(new.title.clone())));
    agencies(old, new, &mut fields);
    let main = |task: &Task| task.duties.main_lead.clone();
    fields.extend(FieldChange::of(ChangedField::MainLead, "主牵头单位", main(old), main(new)));
    let kind = match (fields.len() > only_number, is_moved, only_number > 0) {
        (_, true, _) => ChangeKind::Moved,
        (true, false, _) => ChangeKind::Changed,
        (false, false, true) => ChangeKind::Renumbered,
        (false, false, false) => return None,
    };
    let said: Vec<&str> = fields.iter().map(|field| field.sentence.as_str()).collect();
    let sentence = format!("任务{}“{}”：{}。", numbers[1], new.title, said.join("；"));
    let (old_id, new_id) = (Some(old.id.clone()), Some(new.id.clone()));
    Some(ItemChange { kind, old_id, new_id, name: new.title.clone(), fields, sentence })
}

/// Agencies that came or have another role, in the order of the new note; then those that went.
fn agencies(old: &Task, new: &Task, fields: &mut Vec<FieldChange>) {
    let (old_roles, new_roles) = (roles(old), roles(new));
    let find =
        |list: &[(&str, &'static str)], name: &str| list.iter().find(|(held, _)| *held == name).map(|(_, role)| *role);
    let said = |role: &str, name: &str| Some(format!("{role}：{name}"));
    let field = ChangedField::Agency;
    for (name, role) in &new_roles {
        let (before, sentence) = match find(&old_roles, name) {
            Some(before) if before == *role => continue,
            Some(before) => (said(before, name), format!("{name}由{before}改为{role}")),
            None => (None, format!("增加{role}{name}")),
        };
        fields.push(FieldChange { field, old: before, new: said(role, name), sentence });
    }
    for (name, role) in &old_roles {
        if find(&new_roles, name).is_none() {
            let sentence = format!("删去{role}{name}");
            fields.push(FieldChange { field, old: said(role, name), new: None, sentence });
        }
    }
}

/// Each agency once, with its first role.
fn roles(task: &Task) -> Vec<(&str, &'static str)> {
    let duties = &task.duties;
    let held = [("牵头单位", &duties.lead), ("配合单位", &duties.cooperate), ("责任单位", &duties.undifferentiated)];
    let mut roles: Vec<(&str, &'static str)> = Vec::new();
    for (role, agencies) in held {
        for agency in agencies {
            if !roles.iter().any(|(name, _)| *name == agency.name) {
                roles.push((&agency.name, role));
            }
        }
    }
    roles
}

/// For each old task: whether it went to another section, or left the order that the others keep.
fn moved(tasks: &MatchedTasks<'_>, old: &Plan, new: &Plan) -> Vec<bool> {
    let headings = [&old.outline, &new.outline].map(|outline| {
        let list: Vec<(&str, &str)> =
            outline.iter().map(|heading| (heading.id.as_str(), heading.title.as_str())).collect();
        list
    });
    let titles =
        headings.each_ref().map(|list| list.iter().map(|(_, title)| title.to_string()).collect::<Vec<String>>());
    let sections = pair(&headings[0], &headings[1], &titles);
    let places = [&old.outline, &new.outline].map(|outline| parents(outline));
    let mut moved = vec![false; tasks.old.len()];
    let mut kept = Vec::new();
    for (place, task) in tasks.old.iter().enumerate() {
        let Some(found) = tasks.matches.new_of(place) else { continue };
        let from = places[0].get(task.id.as_str()).copied();
        let to = tasks.new.get(found).and_then(|task| places[1].get(task.id.as_str())).copied();
        let left = from.and_then(|from| sections.new_of(from)).is_some_and(|section| Some(section) != to);
        let came = to.and_then(|to| sections.old_of(to)).is_some_and(|section| Some(section) != from);
        if left || came {
            if let Some(flag) = moved.get_mut(place) {
                *flag = true;
            }
        } else {
            kept.push((place, found));
        }
    }
    let row = rising(&kept.iter().map(|(_, found)| *found).collect::<Vec<_>>());
    for (ordinal, (place, _)) in kept.iter().enumerate() {
        if let Some(flag) = moved.get_mut(*place) {
            *flag = !row.contains(&ordinal);
        }
    }
    moved
}

/// Id of a heading → place of its parent in the outline.
fn parents(outline: &[Heading]) -> BTreeMap<&str, usize> {
    let places: BTreeMap<&str, usize> =
        outline.iter().enumerate().map(|(place, heading)| (heading.id.as_str(), place)).collect();
    let parent = |heading: &Heading| heading.parent.as_deref().and_then(|parent| places.get(parent)).copied();
    outline.iter().filter_map(|heading| Some((heading.id.as_str(), parent(heading)?))).collect()
}
