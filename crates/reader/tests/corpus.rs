//! The real texts beside the checkout (`../shared/corpus`): counts of the first plan, agreement with the labelled
//! documents, and soundness of the reading of all texts. Says so when the corpus is not there.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use reader::{decode, gold, read, uncovered_numbers};
use serde_json::Value;

/// The corpus, or nothing with a line that says so.
fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if folder.join("gold").is_dir() && folder.join("texts").is_dir() {
        return Some(folder);
    }
    // Written past the capture of test output, so that a run without the corpus never looks like one with it.
    let note = format!("skipped: no corpus at {}\n", folder.display());
    std::io::stderr().write_all(note.as_bytes()).expect("standard error");
    None
}

fn text_of(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("readable text");
    decode(&bytes, path.to_str()).expect("decodable text").text
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

fn f1(right: usize, found: usize, wanted: usize) -> f64 {
    if found + wanted == 0 { 1.0 } else { 2.0 * right as f64 / (found + wanted) as f64 }
}

/// F1 of tasks, agency names, agency roles, and of targets at five levels, by the rules of the corpus's scorer.
fn score(gold: &Value, read: &Value) -> [f64; 8] {
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
    let (found, wanted) = (list(read, "targets").len(), list(gold, "targets").len());
    let level = |at: usize| f1(levels[at], found, wanted);
    [
        f1(tasks, list(read, "tasks").len(), list(gold, "tasks").len()),
        f1(named, noted(read), noted_gold),
        f1(in_role, noted(read), noted_gold),
        level(0),
        level(1),
        level(2),
        level(3),
        level(4),
    ]
}

const MEASURES: [&str; 8] = ["tasks", "names", "roles", "number", "+comparator", "+unit", "+period", "+subject"];

#[test]
fn labelled_documents_are_read_as_labelled() {
    let Some(corpus) = corpus() else { return };
    // What was reached; a change that loses some of it must say so here.
    let floors = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.93];
    let mut documents: Vec<PathBuf> =
        std::fs::read_dir(corpus.join("gold")).expect("gold").map(|entry| entry.expect("entry").path()).collect();
    documents.sort();
    assert!(!documents.is_empty());
    for path in documents {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_string();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect("gold")).expect("JSON");
        let text = text_of(&corpus.join("texts").join(format!("{name}.txt")));
        let plan = gold::to_gold(&read(&text), &text, &name);
        assert_eq!(plan["text_sha256"], gold["text_sha256"], "{name}: the labels are of another text");
        for ((measure, reached), floor) in MEASURES.iter().zip(score(&gold, &plan)).zip(floors) {
            assert!(reached >= floor, "{name}: {measure} {reached:.4}, should be at least {floor}");
        }
    }
}

#[test]
fn the_first_plan_has_its_known_counts() {
    let Some(corpus) = corpus() else { return };
    let text = text_of(&corpus.join("texts/weifang.txt"));
    let plan = read(&text);
    let metadata = &plan.metadata;
    assert_eq!(metadata.document_number.as_deref(), Some("潍政字〔2024〕12号"));
    assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2024-05-13"));
    assert_eq!(metadata.term, Some((2024, 2025)));
    assert!(metadata.issuer.is_some() && metadata.addressees.is_some() && metadata.carrier_title.is_some());
    assert_eq!(plan.outline.len(), 49);
    assert_eq!(plan.tasks.len(), 39);
    assert_eq!(plan.tasks.iter().filter(|task| !task.duties.is_empty()).count(), 35);
    let leads: BTreeSet<&str> =
        plan.tasks.iter().flat_map(|task| &task.duties.lead).map(|agency| agency.name.as_str()).collect();
    assert_eq!(leads.len(), 22);
    let led_by =
        |name: &str| plan.tasks.iter().filter(|task| task.duties.lead.iter().any(|agency| agency.name == name)).count();
    assert_eq!(leads.iter().map(|name| led_by(name)).max(), Some(22));
    assert_eq!(plan.tasks.iter().filter(|task| task.duties.lead.len() > 1).count(), 27);
    assert_eq!(plan.tasks.iter().filter(|task| !task.duties.cooperate.is_empty()).count(), 15);
    let open = plan.tasks.iter().flat_map(|task| task.duties.all()).filter(|agency| agency.is_open).count();
    assert_eq!(open, 3);
    assert_eq!(plan.targets.len(), 56);
    assert_eq!(plan.targets.iter().map(|target| target.rows().len()).sum::<usize>(), 61);
    assert_eq!(plan.soft_targets.len(), 7);
    let boilerplate = metadata.spans.iter().find(|(name, _)| name == "boilerplate").expect("page furniture").1;
    assert!(plan.targets.iter().all(|target| !boilerplate.overlaps(&target.span)));
    let suggested: BTreeSet<&str> = plan.corrections.iter().map(|correction| correction.suggestion.as_str()).collect();
    assert!(
        ["科创+产业+金融", "GDP", "5G", "EOD", "GEP"].iter().all(|wanted| suggested.contains(wanted)),
        "{suggested:?}"
    );
}

#[test]
fn every_text_gives_a_sound_draft_with_a_complete_residue() {
    let Some(corpus) = corpus() else { return };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(corpus.join("texts")).expect("texts").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    assert!(paths.len() >= 100);
    for path in paths {
        let text = text_of(&path);
        let plan = read(&text);
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert_eq!(uncovered_numbers(&plan, &text), Vec::new(), "{name}");
        let length = text.chars().count();
        assert!(
            plan.outline.iter().all(|heading| heading.span.end <= heading.body_end && heading.body_end <= length),
            "{name}"
        );
        assert!(plan.tasks.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{name}: tasks overlap");
        if name.contains("excerpt") {
            continue;
        }
        // The outline covers the text: above the first heading stands the frame, in reports also the review.
        let first = plan.outline.first().unwrap_or_else(|| panic!("{name}: no outline"));
        assert!(first.span.start * 2 < length, "{name}: the first heading stands at {} of {length}", first.span.start);
    }
}
