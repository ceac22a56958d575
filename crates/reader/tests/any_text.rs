//! Any bytes, any text: no panic, spans inside the text and in order, the same answer twice, bounded time.

use std::time::{Duration, Instant};

use model::{Plan, Span};
use proptest::prelude::*;
use reader::{decode, gold, read, uncovered_numbers};

/// Enough to reach the rules, few enough for every run.
const CASES: u32 = 1000;

/// Pieces that the reader looks for, so that random texts reach its rules.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "一、",
        "（一）",
        "1.",
        "第一章 ",
        "第一条 ",
        "。",
        "，",
        "；",
        "、",
        "\n",
        "（",
        "）",
        "〔",
        "“",
        "”",
        "《",
        "》",
        "到2026年",
        "每年",
        "累计",
        "全市",
        "甲县",
        "达到",
        "不少于",
        "12",
        "1-2",
        "3.5",
        "千亿",
        "百",
        "个",
        "亿元",
        "%",
        "以上",
        "左右",
        "分别",
        "和",
        "增长",
        "县甲局",
        "牵头",
        "配合",
        "责任单位：",
        "等",
        "负责",
        "给予",
        "最高",
        "的",
        "5g",
        "①",
        "2026-2028年",
        "其中",
        "县（市、区）",
        "全覆盖",
        "电话：",
        "\u{feff}",
        "\u{1f600}",
        "\r\n",
        "\t",
        "0",
        "/",
    ];
    prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(String::from), 1 => any::<char>().prop_map(String::from)]
}

fn spans(plan: &Plan) -> Vec<(&'static str, Vec<Span>)> {
    vec![
        ("outline", plan.outline.iter().map(|heading| heading.span).collect()),
        ("tasks", plan.tasks.iter().map(|task| task.span).collect()),
        ("targets", plan.targets.iter().map(|target| target.span).collect()),
        ("soft", plan.soft_targets.iter().map(|soft| soft.span).collect()),
        ("residue", plan.residue.iter().map(|residue| residue.span).collect()),
        ("corrections", plan.corrections.iter().map(|correction| correction.span).collect()),
    ]
}

fn check(text: &str) {
    let plan = read(text);
    let length = text.chars().count();
    for (kind, spans) in spans(&plan) {
        for span in &spans {
            assert!(span.start <= span.end && span.end <= length, "{kind} {span:?} outside {length}");
        }
        for two in spans.windows(2) {
            assert!(two[0].start <= two[1].start, "{kind} out of order: {two:?}");
            // Targets that share one number share its span; nothing else overlaps within its kind.
            let may_share = kind == "targets" && two[0] == two[1];
            assert!(may_share || two[0].end <= two[1].start, "{kind} overlap: {two:?}");
        }
    }
    for (_, span) in &plan.metadata.spans {
        assert!(span.start <= span.end && span.end <= length);
    }
    assert_eq!(uncovered_numbers(&plan, text), Vec::new());
    assert_eq!(plan, read(text), "reading is deterministic");
    assert_eq!(gold::to_gold(&plan, text, "x")["schema"], "gold-plan-v1");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "(a\\.(txt|docx|html))?") {
        if let Ok(source) = decode(&bytes, Some(&name)) {
            read(&source.text);
        }
    }

    #[test]
    fn any_text_gives_a_sound_draft(pieces in prop::collection::vec(piece(), 0..120)) {
        check(&pieces.concat());
    }
}

#[test]
fn an_empty_text_gives_an_empty_draft() {
    let plan = read("");
    assert!(plan.outline.is_empty() && plan.tasks.is_empty() && plan.targets.is_empty() && plan.residue.is_empty());
}

#[test]
fn a_text_without_duties_or_targets_still_has_an_outline() {
    let plan = read("方案\n一、甲\n做好。\n二、乙\n做好。\n");
    assert_eq!(plan.outline.len(), 2);
    assert!(plan.targets.is_empty() && plan.tasks.iter().all(|task| task.duties.is_empty()));
}

/// Twice the text may take about twice the time; far more would mean that time does not grow linearly.
#[test]
fn hostile_texts_are_read_in_bounded_time() {
    let texts = [
        "(".repeat(300_000),
        "()".repeat(150_000),
        format!("{}{}", "(".repeat(150_000), ")".repeat(150_000)),
        "1".repeat(300_000),
        "1个".repeat(150_000),
        "1、".repeat(150_000),
        "一".repeat(300_000),
        "千家、".repeat(100_000),
        "一、甲\n".repeat(60_000),
        "（责任单位：县甲局）".repeat(30_000),
        "到2026年，建成1个。".repeat(30_000),
        "“".repeat(300_000),
        "\n".repeat(300_000),
        "2026年".repeat(60_000),
        "每年1个".repeat(60_000),
    ];
    for text in texts {
        let started = Instant::now();
        let plan = read(&text);
        assert_eq!(uncovered_numbers(&plan, &text).len(), 0);
        let head: String = text.chars().take(12).collect();
        assert!(started.elapsed() < Duration::from_secs(40), "{head}… took {:?}", started.elapsed());
    }
}
