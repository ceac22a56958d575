//! Whatever comes in, the checker answers soon and does not fall over.

use std::time::{Duration, Instant};

use pack::{Fault, Source, check, render};
use proptest::prelude::*;

fn faults(text: String) -> Vec<Fault> {
    let sources = [Source { path: "例.hcl".to_string(), text }];
    let checked = check(&sources);
    for found in &checked.diagnostics {
        assert!(!render(found, &sources).is_empty());
    }
    checked.diagnostics.iter().map(|found| found.fault).collect()
}

#[test]
fn bombs_are_refused_at_once() {
    let formula = |value: &str| {
        format!(
            "formula \"甲\" {{\n  code = \"a\"\n  subject = county\n  cycle = year\n  unit = \"元\"\n  value = {value}\n}}\n"
        )
    };
    let start = Instant::now();
    assert!(faults(formula(&format!("{}1{}", "(".repeat(50_000), ")".repeat(50_000)))).contains(&Fault::Nesting));
    assert!(faults(formula(&"!".repeat(50_000))).contains(&Fault::Nesting));
    assert!(faults(formula(&format!("1{}", "+1".repeat(100_000)))).contains(&Fault::FormulaSize));
    assert!(faults(formula(&format!("{}1", "true ? 1 : ".repeat(20_000)))).contains(&Fault::Nesting));
    assert!(!faults(formula(&format!("abs({}", "abs(".repeat(20_000)))).is_empty());
    assert!(!faults("pack {".repeat(20_000)).is_empty());
    assert!(!faults("a = [\n".repeat(5_000)).is_empty());
    assert!(faults(" ".repeat(2 << 20)).contains(&Fault::FileTooLarge));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_pack_says_the_same_as_its_folder() {
    let text = "pack \"甲\" {\n  code = \"a\"\n  version = \"1\"\n}\n".to_string();
    let told = |path: &str| {
        let checked = check(&[Source { path: path.to_string(), text: text.clone() }]);
        checked.diagnostics.iter().filter(|found| found.fault == Fault::VersionFolder).count()
    };
    assert_eq!(told("a/1/pack.hcl"), 0);
    assert_eq!(told("b/2/pack.hcl"), 2);
}

/// How long this thread has been at work, not counting waits for other programs; by the clock where the system does
/// not say.
fn at_work() -> Duration {
    let scheduled = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match scheduled.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => START.elapsed(),
    }
}

static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);

#[test]
fn all_shipped_packs_are_checked_within_fifty_milliseconds() {
    let versions = super::shipped::shipped();
    let fastest = (0..5)
        .map(|_| {
            let start = at_work();
            for sources in &versions {
                assert!(check(sources).pack.is_some());
            }
            at_work() - start
        })
        .min()
        .unwrap();
    // Unoptimised code on a busy machine tells nothing about speed, only that nothing explodes.
    let most = if cfg!(debug_assertions) { 10_000 } else { 50 };
    assert!(fastest.as_millis() < most, "{fastest:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered(text in "(?s).{0,300}") {
        faults(text);
    }

    #[test]
    fn a_pack_with_holes_is_answered(from in 0usize..12_000, length in 1usize..400, put in "[\\PC\n\"{}()=%]{0,8}") {
        let text = &super::shipped::shipped().concat()[0].text;
        let floor = |mut place: usize| {
            place = place.min(text.len());
            while !text.is_char_boundary(place) {
                place -= 1;
            }
            place
        };
        faults(format!("{}{put}{}", &text[..floor(from)], &text[floor(from + length)..]));
    }
}
