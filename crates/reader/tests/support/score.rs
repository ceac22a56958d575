//! How a reading is compared with a labelled document (`gold-plan-v1`), by the rules of the corpus's scorer.
//! Shared by the tests and by the `score` example; it reads no file and prints nothing.

use std::collections::BTreeSet;

use serde_json::Value;

/// What is measured, in the order of a [`Score`].
pub const MEASURES: [&str; 8] = ["tasks", "names", "roles", "number", "+comparator", "+unit", "+period", "+subject"];

/// Lowest F1 of each labelled document.
pub const EACH: [f64; 8] = [0.97, 0.95, 0.93, 0.93, 0.93, 0.93, 0.90, 0.85];

/// Lowest F1 of all labelled documents together.
pub const TOGETHER: [f64; 8] = [0.98, 0.98, 0.97, 0.97, 0.97, 0.96, 0.95, 0.93];

/// Counts of what was right, read and labelled; of one document or of several added up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub right: usize,
    pub read: usize,
    pub labelled: usize,
}

impl Count {
    pub fn precision(&self) -> f64 {
        if self.read == 0 { 1.0 } else { self.right as f64 / self.read as f64 }
    }

    pub fn recall(&self) -> f64 {
        if self.labelled == 0 { 1.0 } else { self.right as f64 / self.labelled as f64 }
    }

    pub fn f1(&self) -> f64 {
        let all = self.read + self.labelled;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

pub type Score = [Count; 8];

pub fn add(total: &mut Score, one: &Score) {
    for (sum, count) in total.iter_mut().zip(one) {
        sum.right += count.right;
        sum.read += count.read;
        sum.labelled += count.labelled;
    }
}

/// The measures below their threshold.
pub fn below(score: &Score, least: &[f64; 8]) -> Vec<String> {
    let all = MEASURES.iter().zip(score).zip(least);
    all.filter(|((_, count), least)| count.f1() < **least)
        .map(|((measure, count), least)| format!("{measure} {:.4} < {least}", count.f1()))
        .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("a list")
}

fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().expect("a number")
}

fn overlap(a: &Value, b: &Value) -> i64 {
    (number(a, "end").min(number(b, "end")) - number(a, "start").max(number(b, "start"))).max(0)
}

fn same_task(a: &Value, b: &Value) -> bool {
    let shared = overlap(a, b) as f64;
    let length = |x: &Value| (number(x, "end") - number(x, "start")) as f64;
    shared / (length(a) + length(b) - shared) >= 0.9
}

fn plain(value: &Value) -> String {
    value.as_str().unwrap_or_default().chars().filter(|c| !c.is_whitespace() && !"“”\"‘’（）()".contains(*c)).collect()
}

/// Equal, or one contains the other and is at least half as long.
fn same_subject(a: &Value, b: &Value) -> bool {
    let (a, b) = (plain(a), plain(b));
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    a == b || (short >= 2 && (a.contains(&b) || b.contains(&a)) && short * 2 >= long)
}

fn names(units: &Value, key: &str) -> BTreeSet<String> {
    units[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from).collect()
}

fn roles(units: &Value) -> [BTreeSet<String>; 3] {
    ["lead", "cooperate", "undifferentiated"].map(|role| names(units, role))
}

fn period(value: &Value) -> (Value, Value) {
    let year = if value["year"].is_null() { value["end"].clone() } else { value["year"].clone() };
    (value["type"].clone(), year)
}

fn values(value: &Value) -> Vec<f64> {
    list(value, "values").iter().filter_map(Value::as_f64).collect()
}

/// Tasks, agency names, agency roles, and targets at five levels.
pub fn score(gold: &Value, read: &Value) -> Score {
    let (mut tasks, mut named, mut in_role) = (0, 0, 0);
    let mut used = BTreeSet::new();
    for task in list(gold, "tasks") {
        let found =
            list(read, "tasks").iter().enumerate().find(|(at, other)| !used.contains(at) && same_task(task, other));
        let Some((at, other)) = found else { continue };
        used.insert(at);
        tasks += usize::from(plain(&task["title"]) == plain(&other["title"]));
        if !task["units"]["span"].is_null() {
            let (wanted, got) = (roles(&task["units"]), roles(&other["units"]));
            let all = |roles: &[BTreeSet<String>; 3]| roles.iter().flatten().cloned().collect::<BTreeSet<_>>();
            named += usize::from(all(&wanted) == all(&got));
            in_role += usize::from(wanted == got);
        }
    }
    let noted = |plan: &Value| {
        list(plan, "tasks").iter().filter(|task| roles(&task["units"]).iter().any(|role| !role.is_empty())).count()
    };
    let noted_gold = list(gold, "tasks").iter().filter(|task| !task["units"]["span"].is_null()).count();
    let mut levels = [0usize; 5];
    let mut used = BTreeSet::new();
    for target in list(gold, "targets") {
        let mut best: Option<(usize, bool, usize)> = None;
        for (at, other) in list(read, "targets").iter().enumerate() {
            if used.contains(&at) || overlap(target, other) == 0 || values(target) != values(other) {
                continue;
            }
            let subject = same_subject(&target["subject"], &other["subject"]);
            let steps = [
                target["comparator"] == other["comparator"] && target["bound"] == other["bound"],
                target["unit"] == other["unit"],
                period(&target["period"]) == period(&other["period"]),
                subject,
            ];
            let level = steps.iter().take_while(|step| **step).count();
            if best.is_none_or(|(best_level, best_subject, _)| (level, subject) > (best_level, best_subject)) {
                best = Some((level, subject, at));
            }
        }
        if let Some((level, _, at)) = best {
            used.insert(at);
            levels.iter_mut().take(level + 1).for_each(|count| *count += 1);
        }
    }
    let plain_count = |right, key| Count { right, read: list(read, key).len(), labelled: list(gold, key).len() };
    let of_notes = |right| Count { right, read: noted(read), labelled: noted_gold };
    let level = |at: usize| plain_count(levels[at], "targets");
    [plain_count(tasks, "tasks"), of_notes(named), of_notes(in_role), level(0), level(1), level(2), level(3), level(4)]
}
