//! Documents are written and read back: what Word, Excel and a reader years later would find in them.

#![allow(clippy::unwrap_used)] // Helpers of tests may stop the test.

#[path = "../examples/bulletin/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::Event;
use report::{
    Align, Block, Cell, Column, Document, Fonts, ImprintPlace, ReportError, Revised, Reviser, Revision, Run, SheetCell,
    Table, docx, ledger_xlsx, pdf,
};
use rust_decimal::Decimal;
use zip::ZipArchive;

fn fonts() -> Fonts {
    Fonts::new(font_files()).unwrap()
}

fn font_files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    [
        "FandolFang-Regular.otf",
        "FandolHei-Regular.otf",
        "FandolSong-Bold.otf",
        "FandolSong-Regular.otf",
        "LXGWWenKai-Regular.ttf",
    ]
    .iter()
    .map(|name| fs::read(folder.join(name)).unwrap())
    .collect()
}

/// The sample without its pictures, which only slow a test of the text.
fn words_only(is_demo: bool) -> Document {
    let mut document = sample::bulletin(is_demo);
    document.blocks.retain(|block| !matches!(block, Block::Figure(_)));
    document
}

/// Parts of a .docx by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

/// Each element as `(name, attributes)`, in order; panics where the XML is broken.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut list = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.unwrap();
                        let name = AsRef::<str>::as_ref(&attribute.key).to_string();
                        (name, attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned())
                    })
                    .collect();
                list.push((AsRef::<str>::as_ref(&element.name()).to_string(), attributes));
            }
            Event::Eof => return list,
            _ => {}
        }
    }
}

fn attributes_of<'a>(list: &'a [(String, BTreeMap<String, String>)], name: &str) -> Vec<&'a BTreeMap<String, String>> {
    list.iter().filter(|(found, _)| found == name).map(|(_, attributes)| attributes).collect()
}

/// Words of a part, one line a paragraph.
fn words_of(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.xml10_content().as_ref() {
                "lt" => words.push('<'),
                "gt" => words.push('>'),
                "amp" => words.push('&'),
                "quot" => words.push('"'),
                "apos" => words.push('\''),
                other => panic!("unexpected reference {other}"),
            },
            Event::End(element) if element.name() == quick_xml::name::QName("w:p") => words.push('\n'),
            Event::Eof => return words,
            _ => {}
        }
    }
}

#[test]
fn the_page_of_the_docx_is_that_of_gb_t_9704() {
    let parts = parts(&docx(&words_only(false)).unwrap());
    let body = elements(&parts["word/document.xml"]);
    let page = attributes_of(&body, "w:pgSz")[0];
    assert_eq!((page["w:w"].as_str(), page["w:h"].as_str()), ("11906", "16838"));
    let margins = attributes_of(&body, "w:pgMar")[0];
    let millimetres = |side: &str| (margins[side].parse::<f64>().unwrap() * 25.4 / 1440.0).round();
    assert_eq!(["w:top", "w:right", "w:bottom", "w:left"].map(millimetres), [37.0, 26.0, 35.0, 28.0]);

    let grid = attributes_of(&body, "w:docGrid")[0];
    assert_eq!(grid["w:type"], "lines");
    let twips = |name: &str, of: &BTreeMap<String, String>| of[name].parse::<i64>().unwrap();
    let core_height = twips("w:h", page) - twips("w:top", margins) - twips("w:bottom", margins);
    assert_eq!(core_height / twips("w:linePitch", grid), 22);

    let styles = elements(&parts["word/styles.xml"]);
    let spacing = attributes_of(&styles, "w:spacing")[1]["w:val"].parse::<i64>().unwrap();
    let core_width = twips("w:w", page) - twips("w:left", margins) - twips("w:right", margins);
    assert_eq!(core_width / (16 * 20 + spacing), 28);
}

#[test]
fn styles_name_the_official_fonts_and_sizes() {
    let parts = parts(&docx(&words_only(false)).unwrap());
    let styles = elements(&parts["word/styles.xml"]);
    let mut found = BTreeMap::new();
    let mut code = String::new();
    for (name, attributes) in &styles {
        match name.as_str() {
            "w:style" => code = attributes["w:styleId"].clone(),
            "w:rFonts" => {
                assert_eq!(attributes["w:ascii"], attributes["w:eastAsia"]);
                found.insert(code.clone(), (attributes["w:eastAsia"].clone(), String::new()));
            }
            "w:sz" => {
                if let Some(style) = found.get_mut(&code) {
                    style.1 = attributes["w:val"].clone();
                }
            }
            _ => {}
        }
    }
    let is = |code: &str, font: &str, half_points: &str| {
        assert_eq!(found[code], (font.to_string(), half_points.to_string()), "{code}");
    };
    is("Normal", "仿宋_GB2312", "32");
    is("Title", "方正小标宋简体", "44");
    is("Heading1", "黑体", "32");
    is("Heading2", "楷体_GB2312", "32");
    is("Heading3", "仿宋_GB2312", "32");
    is("PageNumber", "宋体", "28");
    is("AttachmentLabel", "黑体", "32");
    let body_line = attributes_of(&styles, "w:spacing")[0];
    assert_eq!((body_line["w:line"].as_str(), body_line["w:lineRule"].as_str()), ("579", "exact"));
}

#[test]
fn page_numbers_stand_outside() {
    let parts = parts(&docx(&words_only(false)).unwrap());
    for (file, side) in [("word/footer_odd.xml", "right"), ("word/footer_even.xml", "left")] {
        let footer = elements(&parts[file]);
        assert_eq!(attributes_of(&footer, "w:jc")[0]["w:val"], side);
        assert_eq!(attributes_of(&footer, "w:ind")[0][&format!("w:{side}Chars")], "100");
        assert_eq!(attributes_of(&footer, "w:fldSimple")[0]["w:instr"], " PAGE ");
        assert_eq!(words_of(&parts[file]), "— 1 —\n");
    }
    assert_eq!(attributes_of(&elements(&parts["word/settings.xml"]), "w:evenAndOddHeaders").len(), 1);
}

#[test]
fn every_figure_has_one_bookmark_that_resolves() {
    let document = words_only(false);
    let parts = parts(&docx(&document).unwrap());
    let body = elements(&parts["word/document.xml"]);
    let names: Vec<&str> =
        attributes_of(&body, "w:bookmarkStart").iter().map(|attributes| attributes["w:name"].as_str()).collect();
    let expected: Vec<&str> = document.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(names, expected);
    assert_eq!(attributes_of(&body, "w:bookmarkEnd").len(), names.len());

    let properties = elements(&parts["docProps/custom.xml"]);
    let property_names: Vec<&str> =
        attributes_of(&properties, "property").iter().map(|attributes| attributes["name"].as_str()).collect();
    assert_eq!(property_names, expected);
    assert!(parts["docProps/custom.xml"].contains("~row/T61/share</vt:lpwstr>"));
}

#[test]
fn a_figure_told_twice_gets_a_second_bookmark() {
    let mut document = words_only(false);
    let id = document.figures[0].id.clone();
    document.blocks = vec![Block::Paragraph { runs: vec![Run::figure("222", &id), Run::figure("222", &id)] }];
    let parts = parts(&docx(&document).unwrap());
    let body = elements(&parts["word/document.xml"]);
    let names: Vec<&str> =
        attributes_of(&body, "w:bookmarkStart").iter().map(|attributes| attributes["w:name"].as_str()).collect();
    assert_eq!(names, ["S001", "S001_2"]);
}

#[test]
fn what_was_written_and_struck_out_is_tracked_with_who_and_when() {
    let by = |name: &str| Some(Reviser { name: name.to_string(), at: jiff::civil::date(2026, 10, 9).at(9, 30, 0, 0) });
    let inserted = |name: &str| Revision { inserted: by(name), deleted: None };
    let deleted = |name: &str| Revision { inserted: None, deleted: by(name) };
    let mut document = words_only(false);
    let id = document.figures[0].id.clone();
    let runs = vec![
        (Run::text("完成"), Revision::default()),
        (Run::figure("222", &id), deleted("张三")),
        (Run::text("全部"), inserted("李四")),
        (Run::text("近"), Revision { inserted: by("李四"), deleted: by("张三") }),
        (Run::figure("222", &id), Revision::default()),
    ];
    let gone = Revised { runs: vec![(Run::text("其二。"), deleted("张三"))], mark: deleted("张三") };
    document.blocks = vec![Block::Revised(Revised { runs, mark: inserted("李四") }), Block::Revised(gone)];
    let parts = parts(&docx(&document).unwrap());
    let xml = &parts["word/document.xml"];
    let body = elements(xml);
    let authors = |name: &str| -> Vec<String> {
        attributes_of(&body, name).iter().map(|attributes| attributes["w:author"].clone()).collect()
    };
    // The mark of the first paragraph, 全部 and 近; then 222, 近 again, the second paragraph's mark and its words.
    assert_eq!(authors("w:ins"), ["李四", "李四", "李四"]);
    assert_eq!(authors("w:del"), ["张三", "张三", "张三", "张三"]);
    assert!(attributes_of(&body, "w:del").iter().all(|one| one["w:date"] == "2026-10-09T09:30:00Z"));
    for words in ["222", "近", "其二。"] {
        assert!(xml.contains(&format!("<w:delText xml:space=\"preserve\">{words}</w:delText>")), "{words}");
    }
    let names: Vec<String> =
        attributes_of(&body, "w:bookmarkStart").iter().map(|attributes| attributes["w:name"].clone()).collect();
    assert_eq!(names, ["S001"], "what is struck out is no figure any more");
    let ids: Vec<String> = ["w:ins", "w:del", "w:bookmarkStart"]
        .iter()
        .flat_map(|name| attributes_of(&body, name))
        .map(|attributes| attributes["w:id"].clone())
        .collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn the_parts_of_the_text_stand_in_their_order() {
    let parts = parts(&docx(&words_only(false)).unwrap());
    let words = words_of(&parts["word/document.xml"]);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines[0], "示例市人民政府办公室文件");
    assert_eq!(lines[1], "示政办字〔2026〕1号");
    assert_eq!(lines[3], "各县（市、区）人民政府，市政府各部门、各直属机构：");
    let place = |needle: &str| lines.iter().position(|line| line.contains(needle)).expect(needle);
    let order = [
        "一、总体情况",
        "已完成24项，占10.8%；超进度17项，占7.7%；达进度162项，占72.9%；欠进度10项，占4.5%；其他9项，占4.1%",
        "#、$、*、_、[、]、<、> 与 \\ 只是符号",
        "表1　目标完成情况",
        "附件：1. 目标完成情况台账（电子表格）",
        "2. 口径说明",
        "2026年10月9日",
        "附件2",
        "抄送：市委办公室",
        "示例市人民政府办公室2026年10月9日印发",
    ];
    let places = order.map(place);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn long_tables_repeat_their_header_and_keep_rows_whole() {
    let document = Document { imprint: None, ..words_only(false) };
    let parts = parts(&docx(&document).unwrap());
    let body = elements(&parts["word/document.xml"]);
    assert_eq!(attributes_of(&body, "w:tblHeader").len(), 1);
    assert_eq!(attributes_of(&body, "w:cantSplit").len(), 62);
    let widths: u32 =
        attributes_of(&body, "w:gridCol").iter().map(|column| column["w:w"].parse::<u32>().unwrap()).sum();
    assert_eq!(widths, 8844, "156 mm");
}

/// Styles of the paragraphs that stay with the next one, between the last one that does not and the date.
fn kept_before_the_date(blocks: Vec<Block>) -> Vec<String> {
    let document = Document { blocks, attachments: Vec::new(), imprint: None, ..words_only(false) };
    let parts = parts(&docx(&document).unwrap());
    let xml = &parts["word/document.xml"];
    let (before, _) = xml.split_once("w:val=\"DocumentDate\"").expect("the date");
    let mut kept = Vec::new();
    let paragraphs: Vec<&str> = before.split("<w:p>").collect();
    for paragraph in paragraphs.iter().rev().skip(1) {
        let style = paragraph.split("<w:pStyle w:val=\"").nth(1).and_then(|rest| rest.split('"').next());
        if !paragraph.contains("<w:keepNext") {
            break;
        }
        kept.extend(style.map(str::to_string));
    }
    kept.reverse();
    kept
}

#[test]
fn whatever_ends_the_text_stays_on_the_page_of_the_signature() {
    let text = |text: &str| Block::Paragraph { runs: vec![Run::text(text)] };
    let note = || Block::Note { runs: vec![Run::text("注：示例。")] };
    let table = || {
        Block::Table(Table {
            caption: None,
            columns: vec![Column::new("事项", 1, Align::Center), Column::new("内容", 3, Align::Left)],
            rows: (0..3).map(|row| vec![Cell::text(format!("第{row}行")), Cell::text("内容")]).collect(),
        })
    };
    assert_eq!(kept_before_the_date(vec![table(), text("正文。"), text("特此鉴证。")]), ["BodyText", "Signatory"]);
    // Words behind a table are in one row with the signature, which is never split.
    let document = Document { blocks: vec![table(), text("特此鉴证。")], ..words_only(false) };
    let xml = parts(&docx(&document).unwrap())["word/document.xml"].clone();
    let (before, _) = xml.split_once("w:val=\"DocumentDate\"").expect("the date");
    let (_, row) = before.rsplit_once("<w:cantSplit/>").expect("a row");
    assert!(row.contains("特此鉴证。") && row.contains("w:val=\"Signatory\"") && !row.contains("</w:tr>"), "{row}");
    // Both cells of the last row, the gap below the table; no other row.
    let ends_in_table = ["TableText", "TableText", "AfterTable", "Signatory"];
    assert_eq!(kept_before_the_date(vec![text("正文。"), table()]), ends_in_table);
    let ends_in_note = ["TableText", "TableText", "Note", "Signatory"];
    assert_eq!(kept_before_the_date(vec![text("正文。"), table(), note()]), ends_in_note);
}

#[test]
fn only_a_demo_document_says_so_on_every_page() {
    let real = parts(&docx(&words_only(false)).unwrap());
    assert!(real.values().all(|part| !part.contains("演示数据 非正式公文") && !part.contains("（演示）")));

    let demo = parts(&docx(&words_only(true)).unwrap());
    assert_eq!(words_of(&demo["word/header_demo.xml"]), "演示数据 非正式公文\n");
    let body = elements(&demo["word/document.xml"]);
    let mut kinds: Vec<&str> =
        attributes_of(&body, "w:headerReference").iter().map(|reference| reference["w:type"].as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["default", "even"]);
    assert!(words_of(&demo["word/document.xml"]).starts_with("（演示）"));
}

#[test]
fn pictures_are_embedded_once_and_named() {
    let fonts = fonts();
    let mut document = sample::bulletin(false);
    assert!(matches!(docx(&document), Err(ReportError::PictureMissing(_))));
    document.rasterise(&fonts).unwrap();
    let bytes = docx(&document).unwrap();
    assert_eq!(bytes, docx(&document).unwrap(), "same document, same bytes");

    let parts = parts(&bytes);
    let relations = elements(&parts["word/_rels/document.xml.rels"]);
    for relation in attributes_of(&relations, "Relationship") {
        let target = format!("word/{}", relation["Target"]);
        assert!(parts.contains_key(&target), "{target}");
    }
    let body = elements(&parts["word/document.xml"]);
    let descriptions: Vec<&str> =
        attributes_of(&body, "wp:docPr").iter().map(|picture| picture["descr"].as_str()).collect();
    assert_eq!(descriptions, ["图1　各县（市、区）目标完成率", "图2　各县（市、区）地区生产总值分布"]);
    let png = document.blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => figure.png.clone(),
        _ => None,
    });
    let png = png.unwrap();
    let width = u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert_eq!(width, 1772, "150 mm at 300 dots per inch");

    let laid_out = pdf(&document, &fonts).unwrap();
    assert!(laid_out.starts_with(b"%PDF-"));
    assert_eq!(laid_out, pdf(&document, &fonts).unwrap(), "same document, same bytes");
}

#[test]
fn what_cannot_be_printed_is_said_in_chinese() {
    let message = |document: &Document| docx(document).unwrap_err().to_string();
    let mut document = words_only(false);
    document.title = "通报\u{0}".into();
    assert_eq!(message(&document), "标题含有不能印刷的控制字符（U+0000），请删除后重试");

    let mut document = words_only(false);
    document.blocks = vec![Block::Paragraph { runs: vec![Run::figure("1", "1号")] }];
    assert!(message(&document).starts_with("正文段落中的数字编号“1号”不可用作书签"));

    let mut document = words_only(false);
    document.blocks = vec![Block::Paragraph { runs: vec![Run::figure("1", "S999")] }];
    assert!(message(&document).contains("“S999”在公文中使用，但没有列出它的来源"));

    let mut document = words_only(false);
    let Some(Block::Table(table)) = document.blocks.iter_mut().find(|block| matches!(block, Block::Table(_))) else {
        panic!("the sample has a table");
    };
    table.rows[4].push(Cell::text("多出的一格"));
    assert_eq!(message(&document), "表“表1　目标完成情况”有误：第 5 行有 7 格，应与列数 6 相同");
}

#[test]
fn fonts_are_checked_before_anything_is_laid_out() {
    let message = |files: Vec<Vec<u8>>| Fonts::new(files).err().map(|error| error.to_string()).unwrap();
    assert!(message(vec![]).starts_with("没有可用的仿宋字体"));
    assert_eq!(message(vec![b"not a font".to_vec()]), "第 1 个字体文件无法识别，应为 OTF、TTF 或 TTC 文件");
    let mut files = font_files();
    files.pop();
    assert!(message(files).starts_with("没有可用的楷体字体"));
}

#[test]
fn the_ledger_reads_back_with_types_and_missing_as_a_dash() {
    let bytes = ledger_xlsx(&sample::ledger(true)).unwrap();
    assert_eq!(bytes, ledger_xlsx(&sample::ledger(true)).unwrap(), "same sheets, same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    let range = book.worksheet_range("目标台账").unwrap();
    let text = |row: u32, column: u32| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(0, 0), "示例市县域经济目标台账");
    assert_eq!(text(1, 0), "演示数据 非正式公文");
    assert_eq!(text(3, 3), "完成率（%）");
    assert_eq!(range.get_value((4, 2)), Some(&Data::Float(100.5)));
    assert_eq!(range.get_value((14, 3)), Some(&Data::String("—".into())), "row 11 has no value");
    assert!(matches!(range.get_value((4, 4)), Some(Data::DateTime(_))));
    assert_eq!(range.height(), 4 + 61 + 1);

    let sheet = &parts(&bytes)["xl/worksheets/sheet1.xml"];
    let sheet = elements(sheet);
    assert_eq!(attributes_of(&sheet, "pageSetup")[0]["orientation"], "landscape");
    assert_eq!(attributes_of(&sheet, "pane")[0]["topLeftCell"], "C5", "the header row and two columns stay in view");
    assert!(parts(&bytes)["xl/workbook.xml"].contains("$4:$4"), "the header row is repeated");
    assert!(parts(&bytes)["docProps/core.xml"].contains("2026-10-09T00:00:00Z"));
    assert!(parts(&bytes)["xl/worksheets/sheet1.xml"].contains("<oddHeader>"));
    let real = ledger_xlsx(&sample::ledger(false)).unwrap();
    assert!(parts(&real).values().all(|part| !part.contains("演示数据")));
}

#[test]
fn a_number_too_long_for_excel_is_kept_as_words() {
    let mut sheets = sample::ledger(false);
    let long: Decimal = "12345678901234567.89".parse().unwrap();
    sheets[0].rows[0][2] = SheetCell::number(long);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(ledger_xlsx(&sheets).unwrap())).unwrap();
    let range = book.worksheet_range("目标台账").unwrap();
    assert_eq!(range.get_value((3, 2)), Some(&Data::String("12345678901234567.89".into())));
}

#[test]
fn merged_cells_units_and_ids_of_figures_are_those_of_excel() {
    let mut sheets = sample::ledger(false);
    let value = |text: &str, unit: &str| SheetCell::Number {
        value: text.parse().unwrap(),
        decimals: 2,
        unit: Some(unit.into()),
        figure: Some(format!("示例编号{text}")),
    };
    sheets[0].rows[0][2] = value("240.50", "亿元（2024年）");
    sheets[0].rows[0][3] = value("95.50", "%");
    sheets[0].rows[1][1] = SheetCell::Above;
    sheets[0].rows[2][1] = SheetCell::Above;
    sheets[0].rows[0][5] = SheetCell::Blank;
    let bytes = ledger_xlsx(&sheets).unwrap();
    let files = parts(&bytes);
    let merged = elements(&files["xl/worksheets/sheet1.xml"]);
    let merged: Vec<&str> = attributes_of(&merged, "mergeCell").iter().map(|cell| cell["ref"].as_str()).collect();
    assert!(merged.contains(&"B4:B6"), "{merged:?}");
    assert!(files["xl/styles.xml"].contains("0.00&quot;亿元（2024年）&quot;"));

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("目标台账").unwrap();
    assert_eq!(range.get_value((3, 2)), Some(&Data::Float(240.5)));
    assert_eq!(range.get_value((3, 3)), Some(&Data::Float(0.955)), "a percentage of Excel");
    assert_eq!(range.get_value((3, 5)), Some(&Data::Empty));
    let sources = book.worksheet_range("数字来源").unwrap();
    let line: Vec<String> = sources.rows().nth(2).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(line, ["目标台账", "C4", "240.50亿元（2024年）", "示例编号240.50"]);

    sheets[0].rows[0][0] = SheetCell::Above;
    assert!(ledger_xlsx(&sheets).unwrap_err().to_string().contains("第 1 行的单元格不能与上一行合并"));
}

#[test]
fn an_imprint_away_from_the_text_has_a_section_of_its_own() {
    for (place, footers) in
        [(ImprintPlace::NextPage, ["footer_odd", "footer_even"]), (ImprintPlace::BehindBlank, ["footer_none"; 2])]
    {
        let mut document = words_only(false);
        document.imprint.as_mut().unwrap().place = place;
        let parts = parts(&docx(&document).unwrap());
        let body = elements(&parts["word/document.xml"]);
        assert_eq!(attributes_of(&body, "w:sectPr").len(), 2);
        let kinds: Vec<&str> = attributes_of(&body, "w:type").iter().map(|kind| kind["w:val"].as_str()).collect();
        assert_eq!(kinds, ["evenPage"]);
        let named: Vec<&str> =
            attributes_of(&body, "w:footerReference").iter().map(|footer| footer["r:id"].as_str()).collect();
        assert_eq!(named[..2], ["footer_odd", "footer_even"]);
        assert_eq!(named[2..], footers);
    }
    assert_eq!(words_of(&parts(&docx(&words_only(false)).unwrap())["word/footer_none.xml"]), "\n");
}

#[test]
fn latin_marks_of_a_scraped_text_are_printed_as_chinese_ones() {
    let mut document = words_only(false);
    document.addressee = Some("各县市区人民政府,市直各部门(单位)".into());
    let parts = parts(&docx(&document).unwrap());
    assert!(words_of(&parts["word/document.xml"]).contains("各县市区人民政府，市直各部门（单位）："));
}
