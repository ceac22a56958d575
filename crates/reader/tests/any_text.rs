//! Any bytes, any text: no panic, spans inside the text and in order, the same answer twice, bounded time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use reader::{decode, read, uncovered_numbers};

#[path = "support/sound.rs"]
mod sound;

use sound::{PIECES, is_sound};

/// Enough to reach the rules, few enough for every run.
const CASES: u32 = 1000;

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(PIECES.to_vec()).prop_map(String::from), 1 => any::<char>().prop_map(String::from)]
}

/// What a PDF is made of, in any order.
const PDF_PIECES: [&str; 24] = [
    "1 0 obj ",
    "2 0 obj ",
    "3 0 obj ",
    "endobj\n",
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    "4 0 obj ",
    "<</Length 20>>",
    " stream\n",
    "\nendstream ",
    "BT /F 16 Tf 99 700 Td <d2bb> Tj ET ",
    "5 0 obj ",
    "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
    "6 0 obj ",
    "<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    "[",
    "<<",
    ">>",
    "xref\n0 1\n",
    "trailer <</Root 1 0 R/Size 7>>",
    "startxref\n9\n%%EOF",
    "/Filter/FlateDecode",
    "-1 99999999999 ",
];

fn pdf_piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => prop::sample::select(PDF_PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..9),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES / 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_behind_the_mark_of_a_pdf_is_decoded_or_refused(pieces in prop::collection::vec(pdf_piece(), 0..40)) {
        if let Ok(source) = decode(&[b"%PDF-1.7\n".as_slice(), &pieces.concat()].concat(), Some("a.pdf")) {
            is_sound(&source.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES / 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_pdf_is_decoded_or_refused(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), end in any::<prop::sample::Index>()) {
        let mut file = include_bytes!("pdf/night_market.pdf").to_vec();
        for (place, byte) in damage {
            let at = place.index(file.len());
            file[at] = byte;
        }
        let whole = file.len();
        file.truncate(whole - end.index(whole) / 50);
        if let Ok(source) = decode(&file, Some("a.pdf")) {
            is_sound(&source.text);
        }
    }
}

/// Made by LibreOffice, with a running header and page numbers.
#[test]
fn a_pdf_made_by_an_office_program_is_read_as_its_text() {
    let source = decode(include_bytes!("pdf/forest_plan.pdf"), Some("方案.pdf")).expect("a text layer");
    assert_eq!(source.text.trim(), include_str!("labelled/texts/forest_plan.txt").trim());
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
        is_sound(&pieces.concat());
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
const MEASURE: &str = "甲乙市造林方案（2026—2028年）\n一、任务\n（一）办好一件事。";

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
        // Inside a measure, without any full stop, without any mark, with one label again and again.
        format!("{MEASURE}{}", "建设苗圃12个，到2026年面积达到500亩以上，".repeat(8_000)),
        format!("{MEASURE}{}", "建设苗圃12个以上".repeat(10_000)),
        format!("{MEASURE}{}", "一、甲\n".repeat(60_000)),
    ];
    for text in texts {
        let started = Instant::now();
        let plan = read(&text);
        assert_eq!(uncovered_numbers(&plan, &text).len(), 0);
        let head: String = text.chars().take(12).collect();
        assert!(started.elapsed() < Duration::from_secs(40), "{head}… took {:?}", started.elapsed());
    }
}
