//! Looks at laid-out pages: where the words stand, how large, in which face.

use std::fs;
use std::path::Path;

use jiff::civil::date;

use super::*;
use crate::document::{Align, Cell, Column, FigureSource, Imprint, Run, Table};

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let names = [
        "FandolFang-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolSong-Bold.otf",
        "FandolSong-Regular.otf",
        "LXGWWenKai-Regular.ttf",
    ];
    Fonts::new(names.iter().map(|name| fs::read(folder.join(name)).unwrap()).collect()).unwrap()
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        header: None,
        title: "示例通报".into(),
        addressee: None,
        blocks,
        signatory: "示例市政府办公室".into(),
        date: date(2026, 10, 9),
        attachments: vec![],
        imprint: None,
        figures: vec![FigureSource { id: "S001".into(), source: "示例来源".into() }],
        is_demo: false,
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { runs: vec![Run::text(text)] }
}

/// One piece of text on a page: where it starts in millimetres, how large it is, in which face.
#[derive(Debug)]
struct Piece {
    text: String,
    x: f64,
    y: f64,
    points: f64,
    family: String,
}

fn pieces(pages: &PagedDocument) -> Vec<Vec<Piece>> {
    fn collect(frame: &Frame, (left, top): (f64, f64), list: &mut Vec<Piece>) {
        for (position, item) in frame.items() {
            let place = (left + position.x.to_mm(), top + position.y.to_mm());
            match item {
                FrameItem::Group(group) => collect(&group.frame, place, list),
                FrameItem::Text(text) => list.push(Piece {
                    text: text.text.to_string(),
                    x: place.0,
                    y: place.1,
                    points: text.size.to_pt(),
                    family: text.font.font().info().family.clone(),
                }),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    for page in pages.pages() {
        let mut list = Vec::new();
        collect(&page.frame, (0.0, 0.0), &mut list);
        all.push(list);
    }
    all
}

fn laid_out(document: &Document) -> Vec<Vec<Piece>> {
    pieces(&lay_out(document, &fonts()).unwrap())
}

fn words(page: &[Piece]) -> String {
    page.iter().map(|piece| piece.text.as_str()).collect()
}

#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let mut plain = document(vec![paragraph(&"示例".repeat(1000))]);
    plain.is_demo = true;
    let pages = laid_out(&plain);
    let lines: Vec<&Piece> =
        pages[1].iter().filter(|piece| piece.points == 16.0 && piece.text.starts_with("示例")).collect();
    assert_eq!(lines.len(), 22);
    assert!(lines.iter().all(|line| line.text.chars().count() == 28), "{lines:?}");
    assert!(lines.iter().all(|line| (line.x - 28.0).abs() < 0.1 && line.family == "FandolFang R"));
    assert!(lines[0].y > 37.0 && lines[21].y < 262.0);
    let pitch = (lines[21].y - lines[0].y) / 21.0 / 25.4 * 72.0;
    assert!((pitch - 28.95).abs() < 0.01, "{pitch}");

    for (index, page) in pages.iter().enumerate() {
        assert!(words(page).starts_with("演示数据 非正式公文"), "page {}", index + 1);
        let number = page.iter().find(|piece| piece.text == format!("— {} —", index + 1)).expect("a page number");
        assert_eq!((number.points, number.family.as_str()), (14.0, "FandolSong"));
        assert_eq!(number.x > 105.0, index % 2 == 0, "odd pages right, even pages left");
    }
}

#[test]
fn headings_and_title_have_their_faces() {
    let heading = |level, text: &str| Block::Heading { level, runs: vec![Run::text(text)] };
    use crate::document::HeadingLevel::{One, Three, Two};
    let pages = laid_out(&document(vec![heading(One, "一、甲"), heading(Two, "（一）乙"), heading(Three, "1. 丙")]));
    let face = |text: &str| {
        let piece = pages[0].iter().find(|piece| piece.text.contains(text)).expect(text);
        (piece.family.as_str(), piece.points)
    };
    assert_eq!(face("示例通报"), ("FandolSong", 22.0));
    assert_eq!(face("甲"), ("FandolHei", 16.0));
    assert_eq!(face("乙"), ("LXGW WenKai", 16.0));
    assert_eq!(face("丙"), ("FandolFang R", 16.0));
}

#[test]
fn text_is_never_markup() {
    let text = "#panic() $x$ *粗* _斜_ [甲] <S001> @乙 `丙` = 丁 - 戊 // 己 \\ \"引\" '号' -- ~ https://例";
    assert!(words(&laid_out(&document(vec![paragraph(text)]))[0]).replace(' ', "").contains(&text.replace(' ', "")));
}

#[test]
fn rare_characters_come_from_the_second_face() {
    let pages = laid_out(&document(vec![paragraph("镕喆堃")]));
    let piece = pages[0].iter().find(|piece| piece.text.contains('堃')).expect("the name");
    assert_eq!(piece.family, "LXGW WenKai");
}

#[test]
fn a_character_no_font_has_is_an_error() {
    let error = pdf(&document(vec![paragraph("示例👍")]), &fonts()).unwrap_err();
    assert_eq!(error.to_string(), "所给字体都没有以下字符：👍(U+1F44D)；请在字体文件夹中加入含有这些字的字体");
}

#[test]
fn the_header_of_a_long_table_is_repeated() {
    let rows = (1..=61).map(|number| vec![Cell::text(format!("第{number}行"))]).collect();
    let columns = vec![Column::new("表头", 1, Align::Center)];
    let pages = laid_out(&document(vec![Block::Table(Table { caption: None, columns, rows })]));
    assert!(pages.len() > 1);
    for page in pages.iter().filter(|page| words(page).contains('行')) {
        assert_eq!(words(page).matches("表头").count(), 1);
    }
    let whole: String = pages.iter().map(|page| words(page)).collect();
    assert!((1..=61).all(|number| whole.contains(&format!("第{number}行"))));
}

#[test]
fn each_figure_is_a_destination() {
    let figured = document(vec![Block::Paragraph { runs: vec![Run::figure("24", "S001"), Run::figure("24", "S001")] }]);
    let pages = lay_out(&figured, &fonts()).unwrap();
    let mut names: Vec<String> = pages
        .introspector()
        .query_labelled()
        .iter()
        .filter_map(|element| Some(element.label()?.resolve().as_str().to_string()))
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["S001", "S001_2"]);
}

#[test]
fn the_signature_stands_right_and_its_date_four_characters_in() {
    let pages = laid_out(&document(vec![]));
    let date = pages[0].iter().find(|piece| piece.text == "2026年10月9日").expect("the date");
    // Seven digits and three characters; the digits of the face are half a character wide.
    let right_edge = date.x + 7.0 * 16.0 * 25.4 / 72.0 * 0.9;
    assert!(right_edge > 140.0 && right_edge < 184.0 - 4.0 * 5.57 + 4.0, "{date:?}");
}

#[test]
fn the_signature_never_stands_on_a_page_without_text() {
    for lines in 8..26 {
        let filling = (0..lines).map(|line| Block::Paragraph { runs: vec![Run::text(format!("第{line}段。"))] });
        let pages = laid_out(&document(filling.collect()));
        let last = pages.last().expect("a page");
        assert!(last.iter().any(|piece| piece.text.contains("2026年10月9日")), "{lines}");
        assert!(last.iter().any(|piece| piece.text.contains("段。")), "{lines} paragraphs");
    }
}

fn with_imprint(blocks: Vec<Block>) -> Document {
    let imprint = Imprint {
        copies_to: Some("示例市委办公室,示例市政府办公室".into()),
        issued_by: "示例市政府办公室".into(),
        issued_on: date(2026, 10, 9),
        place: ImprintPlace::default(),
    };
    Document { imprint: Some(imprint), ..document(blocks) }
}

#[test]
fn the_imprint_ends_the_last_page_which_is_an_even_one() {
    let mut seen = Vec::new();
    for lines in (10..60).step_by(2) {
        let filling = (0..lines).map(|line| paragraph(&format!("第{line}段。"))).collect();
        let pages = laid_out(&with_imprint(filling));
        let at = pages.iter().position(|page| words(page).contains("印发")).expect("a page of 版记");
        assert_eq!((at + 1, (at + 1) % 2), (pages.len(), 0), "{lines} paragraphs");
        let last = pages[at].iter().find(|piece| piece.text.contains("日印发")).expect("the date");
        assert!((255.0..262.0).contains(&last.y), "{lines} paragraphs: {last:?}");

        let text_ends = pages
            .iter()
            .position(|page| {
                words(page).contains("2026年10月9日\n") || page.iter().any(|piece| piece.text == "2026年10月9日")
            })
            .expect("the date of the document");
        let place = imprint_place(
            &with_imprint((0..lines).map(|line| paragraph(&format!("第{line}段。"))).collect()),
            &fonts(),
        )
        .unwrap();
        let (expected, numbered) = match at - text_ends {
            0 => (ImprintPlace::BelowText, true),
            1 => (ImprintPlace::NextPage, true),
            2 => (ImprintPlace::BehindBlank, false),
            far => panic!("{far} pages behind the text"),
        };
        assert_eq!(place, Some(expected), "{lines} paragraphs");
        assert_eq!(words(&pages[at]).contains(&format!("— {} —", at + 1)), numbered, "{lines} paragraphs");
        if !seen.contains(&expected) {
            seen.push(expected);
        }
    }
    assert_eq!(seen.len(), 3, "each of the three places was met: {seen:?}");
}

#[test]
fn the_file_is_written_for_the_archive() {
    let figured = document(vec![Block::Paragraph { runs: vec![Run::figure("24", "S001")] }]);
    let bytes = pdf(&figured, &fonts()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for mark in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(text.contains(mark), "{mark}");
    }
}
