//! The small parts of a .docx beside its text and styles: relations, settings, fonts, page numbers, properties.

use super::styles::{FANG_SONG, HEI, KAI, SONG, TITLE_SONG};
use super::xml::Xml;
use crate::document::Document;
use crate::layout::DEMO_MARK;

pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

pub(super) fn content_types(document: &Document) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = Xml::new();
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    for (extension, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ] {
        xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
    }
    let mut parts = vec![
        ("/word/document.xml", format!("{MAIN}.document.main+xml")),
        ("/word/styles.xml", format!("{MAIN}.styles+xml")),
        ("/word/settings.xml", format!("{MAIN}.settings+xml")),
        ("/word/fontTable.xml", format!("{MAIN}.fontTable+xml")),
        ("/word/footer_odd.xml", format!("{MAIN}.footer+xml")),
        ("/word/footer_even.xml", format!("{MAIN}.footer+xml")),
        ("/word/footer_none.xml", format!("{MAIN}.footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_string()),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml".to_string()),
    ];
    if document.is_demo {
        parts.push(("/word/header_demo.xml", format!("{MAIN}.header+xml")));
    }
    for (name, kind) in parts {
        xml.empty("Override", &[("PartName", name), ("ContentType", &kind)]);
    }
    xml.close("Types");
    xml.finish()
}

pub(super) fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1".to_string(), format!("{RELATIONS}/officeDocument"), "word/document.xml".to_string()),
        (
            "rId2".to_string(),
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_string(),
            "docProps/core.xml".to_string(),
        ),
        ("rId3".to_string(), format!("{RELATIONS}/custom-properties"), "docProps/custom.xml".to_string()),
    ])
}

pub(super) fn document_relations(document: &Document, pictures: usize) -> Vec<u8> {
    let mut list = vec![
        ("styles".to_string(), format!("{RELATIONS}/styles"), "styles.xml".to_string()),
        ("settings".to_string(), format!("{RELATIONS}/settings"), "settings.xml".to_string()),
        ("fonts".to_string(), format!("{RELATIONS}/fontTable"), "fontTable.xml".to_string()),
        ("footer_odd".to_string(), format!("{RELATIONS}/footer"), "footer_odd.xml".to_string()),
        ("footer_even".to_string(), format!("{RELATIONS}/footer"), "footer_even.xml".to_string()),
        ("footer_none".to_string(), format!("{RELATIONS}/footer"), "footer_none.xml".to_string()),
    ];
    if document.is_demo {
        list.push(("header_demo".to_string(), format!("{RELATIONS}/header"), "header_demo.xml".to_string()));
    }
    for number in 1..=pictures {
        list.push((format!("picture{number}"), format!("{RELATIONS}/image"), format!("media/picture{number}.png")));
    }
    relations(&list)
}

fn relations(list: &[(String, String, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", PACKAGE_RELATIONS)]);
    for (id, kind, target) in list {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.finish()
}

/// Created and modified on the date of the document itself.
pub(super) fn core_properties(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], &document.title.replace('\n', ""));
    if document.is_demo {
        xml.element("dc:subject", &[], DEMO_MARK);
    }
    xml.element("dc:creator", &[], &document.signatory);
    let moment = format!("{}T00:00:00Z", document.date);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &moment);
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

/// One property for each figure: bookmark name → full id.
pub(super) fn custom_properties(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "Properties",
        &[
            ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
            ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
        ],
    );
    for (index, figure) in document.figures.iter().enumerate() {
        // The number 1 is reserved by the format.
        let number = (index + 2).to_string();
        xml.open(
            "property",
            &[("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", &number), ("name", &figure.id)],
        );
        xml.element("vt:lpwstr", &[], &figure.source);
        xml.close("property");
    }
    xml.close("Properties");
    xml.finish()
}

pub(super) fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:bordersDoNotSurroundHeader", &[]);
    xml.empty("w:bordersDoNotSurroundFooter", &[]);
    xml.empty("w:defaultTabStop", &[("w:val", "420")]);
    xml.empty("w:evenAndOddHeaders", &[]);
    xml.empty("w:characterSpacingControl", &[("w:val", "compressPunctuation")]);
    // What a Chinese Word writes into every new document.
    xml.open("w:compat", &[]);
    for name in [
        "w:spaceForUL",
        "w:balanceSingleByteDoubleByteWidth",
        "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace",
        "w:doNotExpandShiftReturn",
        "w:adjustLineHeightInTable",
        "w:useFELayout",
    ] {
        xml.empty(name, &[]);
    }
    xml.empty(
        "w:compatSetting",
        &[("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")],
    );
    xml.close("w:compat");
    xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    xml.close("w:settings");
    xml.finish()
}

/// Second names, tried by Word where the first is not installed.
pub(super) fn font_table() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:fonts", &[("xmlns:w", WORD)]);
    for (name, second) in
        [(FANG_SONG, "仿宋"), (TITLE_SONG, "华文中宋"), (HEI, "SimHei"), (KAI, "楷体"), (SONG, "SimSun")]
    {
        xml.open("w:font", &[("w:name", name)]);
        xml.empty("w:altName", &[("w:val", second)]);
        xml.empty("w:charset", &[("w:val", "86")]);
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}

#[derive(Clone, Copy)]
pub(super) enum PageSide {
    Odd,
    Even,
}

/// 7.5: 4号宋体 Arabic digits between dashes; odd pages one character from the right, even pages one from the left.
pub(super) fn footer(side: PageSide) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", WORD)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "PageNumber")]);
    match side {
        PageSide::Odd => {
            xml.empty("w:ind", &[("w:right", "280"), ("w:rightChars", "100")]);
            xml.empty("w:jc", &[("w:val", "right")]);
        }
        PageSide::Even => {
            xml.empty("w:ind", &[("w:left", "280"), ("w:leftChars", "100")]);
            xml.empty("w:jc", &[("w:val", "left")]);
        }
    }
    xml.close("w:pPr");
    plain_run(&mut xml, "— ");
    xml.open("w:fldSimple", &[("w:instr", " PAGE ")]);
    plain_run(&mut xml, "1");
    xml.close("w:fldSimple");
    plain_run(&mut xml, " —");
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}

/// 7.5: a blank page before 版记 and the page of 版记 behind it have no number.
pub(super) fn empty_footer() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", WORD)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "PageNumber")]);
    xml.close("w:pPr");
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}

pub(super) fn demo_header() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:hdr", &[("xmlns:w", WORD)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "DemoMark")]);
    xml.close("w:pPr");
    plain_run(&mut xml, DEMO_MARK);
    xml.close("w:p");
    xml.close("w:hdr");
    xml.finish()
}

/// The hint makes Word take dashes and quotation marks from the Chinese font.
fn plain_run(xml: &mut Xml, words: &str) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    xml.close("w:rPr");
    xml.element("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}
