//! What every reading must satisfy, whatever the text. Shared by the tests and by the fuzz targets (`fuzz/`); it
//! reads no file and prints nothing.

use model::{Plan, Span};
use reader::{gold, read, uncovered_numbers};

/// Pieces that the reader looks for, so that random texts reach its rules.
pub const PIECES: [&str; 84] = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "1．",
    "第一章 ",
    "第一条 ",
    "第一节 ",
    "【甲】",
    "。",
    "，",
    "；",
    "、",
    "：",
    "\n",
    "（",
    "）",
    "〔",
    "〕",
    "[",
    "]",
    "“",
    "”",
    "\"",
    "《",
    "》",
    "目标",
    "任务",
    "到2026年",
    "每年",
    "年均",
    "累计",
    "全市",
    "甲县",
    "达到",
    "不少于",
    "由8%降至5%",
    "12",
    "1-2",
    "3.5",
    "1,200",
    "千亿",
    "百",
    "三分之二",
    "个",
    "亿元",
    "%",
    "个百分点",
    "以上",
    "左右",
    "以内",
    "分别",
    "均",
    "和",
    "增长",
    "翻番",
    "县甲局",
    "市直有关部门",
    "牵头",
    "配合",
    "责任单位：",
    "牵头单位：",
    "列第一位者为牵头单位，下同",
    "等",
    "负责",
    "给予",
    "最高",
    "的",
    "5g",
    "①",
    "一是",
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

/// Spans inside the text, in order, never overlapping within a kind; the same answer twice; no number left over.
pub fn is_sound(text: &str) {
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
    for (name, span) in &plan.metadata.spans {
        assert!(span.start <= span.end && span.end <= length, "{name} {span:?} outside {length}");
    }
    for heading in &plan.outline {
        assert!(heading.span.end <= heading.body_end && heading.body_end <= length, "body of {:?}", heading.span);
    }
    assert_eq!(uncovered_numbers(&plan, text), Vec::new());
    assert_eq!(plan, read(text), "reading is deterministic");
    assert_eq!(gold::to_gold(&plan, text, "x")["schema"], "gold-plan-v1");
}
