//! The real texts beside the checkout (`../shared/corpus`): counts of the first plan, agreement with the labelled
//! documents, and soundness of the reading of all texts. Says so when the corpus is not there.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use reader::{decode, gold, read, uncovered_numbers};
use serde_json::Value;

#[path = "support/score.rs"]
mod score;

use score::{EACH, MEASURES, Score, TOGETHER, add, below, score};

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

/// Scores every labelled document of a folder; each must reach the floors, all together the thresholds.
fn score_folder(folder: &Path, floors: [f64; 8]) {
    let mut documents: Vec<PathBuf> =
        std::fs::read_dir(folder.join("gold")).expect("gold").map(|entry| entry.expect("entry").path()).collect();
    documents.sort();
    assert!(!documents.is_empty());
    let mut total = Score::default();
    for path in documents {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_string();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect("gold")).expect("JSON");
        let text = text_of(&folder.join("texts").join(format!("{name}.txt")));
        let plan = gold::to_gold(&read(&text), &text, &name);
        assert_eq!(plan["text_sha256"], gold["text_sha256"], "{name}: the labels are of another text");
        let one = score(&gold, &plan);
        for ((measure, count), floor) in MEASURES.iter().zip(&one).zip(floors) {
            assert!(
                count.f1() >= floor,
                "{name}: {measure} {:.4} (precision {:.4}, recall {:.4}), should be at least {floor}",
                count.f1(),
                count.precision(),
                count.recall()
            );
        }
        assert_eq!(below(&one, &EACH), Vec::<String>::new(), "{name}");
        add(&mut total, &one);
    }
    assert_eq!(below(&total, &TOGETHER), Vec::<String>::new());
}

#[test]
fn labelled_documents_are_read_as_labelled() {
    let Some(corpus) = corpus() else { return };
    // What was reached; a change that loses some of it must say so here.
    score_folder(&corpus, [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.93]);
}

/// Own sentences with labels written by hand: they are there without the corpus too.
#[test]
fn own_labelled_texts_are_read_as_labelled() {
    score_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled"), [1.0; 8]);
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
