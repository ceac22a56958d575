//! word/styles.xml: the faces, sizes and pitches of GB/T 9704-2012 as styles of Word.
//!
//! Formatting lives here and not in the text, so that a clerk who edits the file changes it as offices do.

use super::parts::WORD;
use super::xml::Xml;
use crate::layout::{CHARACTERS_IN_LINE, CORE_WIDTH_MM, twips};

/// Exact pitch of a line: 225 mm ÷ 22 lines, rounded down so that 22 always fit.
pub(super) const LINE_TWIPS: u32 = 579;

/// Spacing of the body text in twips: 28 characters of 16 pt are wider than 156 mm and move a little together.
const CHARACTER_SPACING: i32 = -4;

/// Room for exactly 28 such characters; 4 twips (0.07 mm) more than 156 mm, which takes nothing from the tolerance.
pub(super) const LINE_WIDTH_TWIPS: u32 = CHARACTERS_IN_LINE * (320 - 4);

pub(super) const FANG_SONG: &str = "仿宋_GB2312";
pub(super) const TITLE_SONG: &str = "方正小标宋简体";
pub(super) const HEI: &str = "黑体";
pub(super) const KAI: &str = "楷体_GB2312";
pub(super) const SONG: &str = "宋体";

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
    Style {
        code: "Imprint",
        name: "版记",
        half_points: 28,
        line_twips: Some(480),
        justification: "left",
        is_on_grid: false,
        ..BODY
    },
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
