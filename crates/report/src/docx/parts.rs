//! The parts of a .docx beside its text: styles, settings, fonts, page numbers, properties.
//!
//! Formatting lives in styles, so that a clerk who edits the file in Word changes it as offices do.

use super::xml::Xml;
use crate::document::Document;
use crate::layout::{CHARACTERS_IN_LINE, CORE_WIDTH_MM, DEMO_MARK, twips};

pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Exact pitch of a line: 225 mm ÷ 22 lines, rounded down so that 22 always fit.
pub(super) const LINE_TWIPS: u32 = 579;

/// Spacing of the body text in twips: 28 characters of 16 pt are wider than 156 mm and move a little together.
const CHARACTER_SPACING: i32 = -4;

/// Room for exactly 28 such characters; 4 twips (0.07 mm) more than 156 mm, which takes nothing from the tolerance.
pub(super) const LINE_WIDTH_TWIPS: u32 = CHARACTERS_IN_LINE * (320 - 4);

const FANG_SONG: &str = "仿宋_GB2312";
const TITLE_SONG: &str = "方正小标宋简体";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const SONG: &str = "宋体";

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

/// One paragraph style: what differs from the body text (Normal).
struct Style {
    code: &'static str,
    name: &'static str,
    font: &'static str,
    half_points: u32,
    colour: Option<&'static str>,
    /// Lines exactly so high; `None` lets pictures take the room they need.
    line_twips: Option<u32>,
    before_twips: u32,
    after_twips: u32,
    justification: &'static str,
    has_first_indent: bool,
    is_kept_with_next: bool,
    /// Headings appear in the navigation pane.
    outline: Option<u32>,
    /// Off for everything that is not set on the grid of the body text.
    is_on_grid: bool,
}

/// Normal itself; the others start from it.
const BODY: Style = Style {
    code: "Normal",
    name: "Normal",
    font: FANG_SONG,
    half_points: 32,
    colour: None,
    line_twips: Some(LINE_TWIPS),
    before_twips: 0,
    after_twips: 0,
    justification: "both",
    has_first_indent: false,
    is_kept_with_next: false,
    outline: None,
    is_on_grid: true,
};

/// 5.2.2, 7.2 and 7.3: sizes and faces of each part.
const STYLES: &[Style] = &[
    BODY,
    Style { code: "BodyText", name: "Body Text", has_first_indent: true, ..BODY },
    Style {
        code: "Heading1",
        name: "heading 1",
        font: HEI,
        has_first_indent: true,
        is_kept_with_next: true,
        outline: Some(0),
        ..BODY
    },
    Style {
        code: "Heading2",
        name: "heading 2",
        font: KAI,
        has_first_indent: true,
        is_kept_with_next: true,
        outline: Some(1),
        ..BODY
    },
    Style {
        code: "Heading3",
        name: "heading 3",
        has_first_indent: true,
        is_kept_with_next: true,
        outline: Some(2),
        ..BODY
    },
    Style {
        code: "Heading4",
        name: "heading 4",
        has_first_indent: true,
        is_kept_with_next: true,
        outline: Some(3),
        ..BODY
    },
    // The upper edge of the mark is 35 mm below that of the type area (7.2.4).
    Style {
        code: "IssuerMark",
        name: "发文机关标志",
        font: TITLE_SONG,
        colour: Some("FF0000"),
        before_twips: twips(35),
        justification: "center",
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "DocumentNumber", name: "发文字号", before_twips: 2 * LINE_TWIPS, justification: "center", ..BODY
    },
    Style {
        code: "Title",
        name: "Title",
        font: TITLE_SONG,
        half_points: 44,
        line_twips: Some(680),
        justification: "center",
        is_kept_with_next: true,
        is_on_grid: false,
        ..BODY
    },
    Style { code: "Addressee", name: "主送机关", before_twips: LINE_TWIPS, justification: "left", ..BODY },
    Style { code: "AttachmentNote", name: "附件说明", justification: "left", ..BODY },
    Style {
        code: "Signatory",
        name: "发文机关署名",
        before_twips: 2 * LINE_TWIPS,
        justification: "right",
        is_kept_with_next: true,
        ..BODY
    },
    Style { code: "DocumentDate", name: "成文日期", justification: "right", ..BODY },
    Style { code: "AttachmentLabel", name: "附件顺序号", font: HEI, justification: "left", ..BODY },
    Style {
        code: "Caption",
        name: "caption",
        font: HEI,
        half_points: 24,
        line_twips: Some(440),
        before_twips: 60,
        justification: "center",
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "Picture",
        name: "图",
        line_twips: None,
        before_twips: 120,
        justification: "center",
        is_kept_with_next: true,
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "Note",
        name: "注",
        half_points: 21,
        line_twips: Some(340),
        before_twips: 40,
        after_twips: 120,
        justification: "left",
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "TableText",
        name: "表格文字",
        half_points: 24,
        line_twips: Some(340),
        justification: "left",
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "TableHeader",
        name: "表头",
        font: HEI,
        half_points: 24,
        line_twips: Some(340),
        justification: "center",
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "AfterTable", name: "表后间隔", half_points: 10, line_twips: Some(160), is_on_grid: false, ..BODY
    },
    Style {
        code: "PageNumber",
        name: "页码",
        font: SONG,
        half_points: 28,
        line_twips: Some(320),
        is_on_grid: false,
        ..BODY
    },
    Style {
        code: "DemoMark",
        name: "演示标识",
        font: HEI,
        half_points: 24,
        colour: Some("C00000"),
        line_twips: Some(320),
        justification: "center",
        is_on_grid: false,
        ..BODY
    },
];

pub(super) fn styles() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    fonts(&mut xml, FANG_SONG);
    sizes(&mut xml, BODY.half_points);
    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.empty("w:pPrDefault", &[]);
    xml.close("w:docDefaults");
    for style in STYLES {
        write_style(&mut xml, style);
    }
    table_style(&mut xml);
    xml.close("w:styles");
    xml.finish()
}

fn write_style(xml: &mut Xml, style: &Style) {
    let is_body = style.code == BODY.code;
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", style.code)];
    if is_body {
        attributes.push(("w:default", "1"));
    }
    xml.open("w:style", &attributes);
    xml.empty("w:name", &[("w:val", style.name)]);
    if !is_body {
        xml.empty("w:basedOn", &[("w:val", BODY.code)]);
    }
    if style.outline.is_some() {
        xml.empty("w:next", &[("w:val", "BodyText")]);
    }
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if style.is_kept_with_next {
        xml.empty("w:keepNext", &[]);
    }
    // A page has 22 lines, also when the last paragraph leaves one line over.
    xml.empty("w:widowControl", &[("w:val", "0")]);
    // Digits stay half a character wide, so that a line keeps its 28 characters.
    xml.empty("w:autoSpaceDE", &[("w:val", "0")]);
    xml.empty("w:autoSpaceDN", &[("w:val", "0")]);
    if !style.is_on_grid {
        xml.empty("w:snapToGrid", &[("w:val", "0")]);
    }
    let (line, rule) = match style.line_twips {
        Some(line) => (line.to_string(), "exact"),
        None => ("240".to_string(), "auto"),
    };
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &style.before_twips.to_string()),
            ("w:after", &style.after_twips.to_string()),
            ("w:line", &line),
            ("w:lineRule", rule),
        ],
    );
    if style.has_first_indent {
        xml.empty("w:ind", &[("w:firstLine", "632"), ("w:firstLineChars", "200")]);
    }
    xml.empty("w:jc", &[("w:val", style.justification)]);
    if let Some(level) = style.outline {
        xml.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
    }
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    fonts(xml, style.font);
    if !style.is_on_grid {
        xml.empty("w:snapToGrid", &[("w:val", "0")]);
    }
    if let Some(colour) = style.colour {
        xml.empty("w:color", &[("w:val", colour)]);
    }
    let spacing = if style.is_on_grid { CHARACTER_SPACING } else { 0 };
    xml.empty("w:spacing", &[("w:val", &spacing.to_string())]);
    sizes(xml, style.half_points);
    xml.close("w:rPr");
    xml.close("w:style");
}

/// Latin letters and digits too come from the Chinese face, as offices print them.
fn fonts(xml: &mut Xml, name: &str) {
    xml.empty(
        "w:rFonts",
        &[("w:ascii", name), ("w:hAnsi", name), ("w:eastAsia", name), ("w:cs", name), ("w:hint", "eastAsia")],
    );
}

fn sizes(xml: &mut Xml, half_points: u32) {
    let size = half_points.to_string();
    xml.empty("w:sz", &[("w:val", &size)]);
    xml.empty("w:szCs", &[("w:val", &size)]);
}

fn table_style(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "table"), ("w:styleId", "LedgerTable")]);
    xml.empty("w:name", &[("w:val", "公文表格")]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblW", &[("w:w", &twips(CORE_WIDTH_MM).to_string()), ("w:type", "dxa")]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")]);
    }
    xml.close("w:tblBorders");
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", "30"), ("w:left", "60"), ("w:bottom", "30"), ("w:right", "60")] {
        xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.close("w:style");
}
