//! word/document.xml: the parts of an official document in their order, and the page they stand on.

use super::paragraph::{Paragraph, heading_style};
use super::parts::{RELATIONS, WORD};
use super::styles::{LINE_TWIPS, LINE_WIDTH_TWIPS};
use super::xml::Xml;
use crate::document::{Align, Attachment, Block, Cell, Document, Figure, Imprint, ImprintPlace, Run, Table};
use crate::error::ReportError;
use crate::layout::{
    BOTTOM_MM, CORE_WIDTH_MM, LEFT_MM, TOP_MM, attachment_label, issuer_mark, issuer_mark_points, official_date,
    signature_indents, table_half_points, twips,
};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const ART: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// English Metric Units, the unit of drawings.
const EMU_IN_MM: u32 = 36_000;

/// The text and the bitmaps it shows, in order.
pub(super) struct Body {
    pub xml: Vec<u8>,
    pub pictures: Vec<Vec<u8>>,
}

struct Writer {
    xml: Xml,
    pictures: Vec<Vec<u8>>,
    /// Bookmarks are numbered through the whole text.
    bookmarks: u32,
}

pub(super) fn write(document: &Document) -> Result<Body, ReportError> {
    let mut writer = Writer { xml: Xml::new(), pictures: Vec::new(), bookmarks: 0 };
    writer.xml.open(
        "w:document",
        &[("xmlns:w", WORD), ("xmlns:r", RELATIONS), ("xmlns:wp", DRAWING), ("xmlns:a", ART), ("xmlns:pic", PICTURE)],
    );
    writer.xml.open("w:body", &[]);
    writer.head(document);
    writer.title(&document.title, if document.header.is_some() { 2 * LINE_TWIPS } else { 0 });
    if let Some(addressee) = &document.addressee {
        writer.paragraph(Paragraph::new("Addressee"), &[Run::text(format!("{addressee}："))]);
    } else {
        writer.paragraph(Paragraph::new("Normal"), &[]);
    }
    match document.blocks.as_slice() {
        [before @ .., Block::Paragraph { runs }] if ends_in_table(before) => {
            writer.blocks(before, Ends::Alone)?;
            writer.in_one_piece(|writer| {
                writer.paragraph(Paragraph::new("BodyText"), runs);
                writer.attachment_note(&document.attachments);
                writer.signature(document);
            });
        }
        blocks => {
            writer.blocks(blocks, Ends::WithSignature)?;
            writer.attachment_note(&document.attachments);
            writer.signature(document);
        }
    }
    let count = document.attachments.len();
    for (index, attachment) in document.attachments.iter().enumerate() {
        if !attachment.blocks.is_empty() {
            writer.attachment(&attachment_label(index, count), attachment)?;
        }
    }
    let mut last = Section { starts: None, is_numbered: true };
    if let Some(imprint) = &document.imprint {
        if imprint.place != ImprintPlace::BelowText {
            // The text ends here; 版记 begins a section of its own on the next even page.
            writer.text_ends(document);
            last = Section { starts: Some("evenPage"), is_numbered: imprint.place == ImprintPlace::NextPage };
        }
        writer.imprint(imprint);
    }
    writer.section(document, last);
    writer.xml.close("w:body");
    writer.xml.close("w:document");
    Ok(Body { xml: writer.xml.finish(), pictures: writer.pictures })
}

impl Writer {
    fn paragraph(&mut self, paragraph: Paragraph, runs: &[Run]) {
        paragraph.write(&mut self.xml, &mut self.bookmarks, runs);
    }

    /// 7.2: issuer mark, document number, red rule 4 mm below it.
    fn head(&mut self, document: &Document) {
        let (Some(head), Some(mark)) = (&document.header, issuer_mark(document)) else { return };
        let points = issuer_mark_points(&mark);
        self.paragraph(Paragraph { half_points: Some(points * 2), ..Paragraph::new("IssuerMark") }, &[Run::text(mark)]);
        let number: Vec<Run> = head.number.iter().map(Run::text).collect();
        self.paragraph(Paragraph { has_red_rule: true, ..Paragraph::new("DocumentNumber") }, &number);
    }

    fn title(&mut self, title: &str, before_twips: u32) {
        let paragraph = Paragraph { before_twips: Some(before_twips), ..Paragraph::new("Title") };
        self.paragraph(paragraph, &[Run::text(title)]);
    }

    /// A table of one cell that is never split over two pages. LibreOffice does not keep a paragraph behind a table with
    /// the next one, so that a signature would lose the words above it.
    fn in_one_piece(&mut self, write: impl FnOnce(&mut Writer)) {
        let width = twips(CORE_WIDTH_MM).to_string();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.open("w:tblCellMar", &[]);
        for side in ["w:left", "w:right"] {
            self.xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")]);
        }
        self.xml.close("w:tblCellMar");
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        self.xml.empty("w:gridCol", &[("w:w", &width)]);
        self.xml.close("w:tblGrid");
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        self.xml.close("w:trPr");
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        self.xml.close("w:tcPr");
        write(self);
        self.xml.close("w:tc");
        self.xml.close("w:tr");
        self.xml.close("w:tbl");
        self.paragraph(Paragraph::new("AfterTable"), &[]);
    }

    /// 7.3.5: a signature never stands on a page without text, so that what ends the body stays with it. A remark under
    /// a table is no text of its own: the table stays with both.
    fn blocks(&mut self, blocks: &[Block], ends: Ends) -> Result<(), ReportError> {
        let last = match blocks {
            [.., Block::Table(_), Block::Note { .. }] => blocks.len() - 2,
            _ => blocks.len().saturating_sub(1),
        };
        for (index, block) in blocks.iter().enumerate() {
            let stays = ends == Ends::WithSignature && index >= last;
            let kept = |style| Paragraph { is_kept_with_next: stays, ..Paragraph::new(style) };
            match block {
                Block::Heading { level, runs } => self.paragraph(Paragraph::new(heading_style(*level)), runs),
                Block::Paragraph { runs } => self.paragraph(kept("BodyText"), runs),
                Block::Note { runs } => self.paragraph(kept("Note"), runs),
                Block::Revised(revised) => {
                    kept("BodyText").write_revised(&mut self.xml, &mut self.bookmarks, revised);
                }
                Block::Table(table) => {
                    self.table(table, stays);
                    // Without a paragraph between them Word joins two tables, and none may end a document.
                    if !matches!(blocks.get(index + 1), Some(Block::Note { .. })) {
                        self.paragraph(kept("AfterTable"), &[]);
                    }
                }
                Block::Figure(figure) => self.figure(figure, stays)?,
            }
        }
        Ok(())
    }

    /// `stays`: its last row is on the page of what follows.
    fn table(&mut self, table: &Table, stays: bool) {
        if let Some(caption) = &table.caption {
            let paragraph = Paragraph { is_kept_with_next: true, ..Paragraph::new("Caption") };
            self.paragraph(paragraph, &[Run::text(caption)]);
        }
        let half_points = table_half_points(table);
        let widths = column_widths(table);
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", "LedgerTable")]);
        self.xml.empty("w:tblW", &[("w:w", &twips(CORE_WIDTH_MM).to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:jc", &[("w:val", "center")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")]);
        if let Some(caption) = &table.caption {
            self.xml.empty("w:tblCaption", &[("w:val", caption)]);
        }
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close("w:tblGrid");

        let titles: Vec<(Cell, Align)> =
            table.columns.iter().map(|column| (Cell::text(&column.title), Align::Center)).collect();
        self.row(&titles, &widths, half_points, RowKind::Header);
        for (index, row) in table.rows.iter().enumerate() {
            let cells: Vec<(Cell, Align)> =
                row.iter().cloned().zip(table.columns.iter().map(|column| column.align)).collect();
            let is_last = index + 1 == table.rows.len();
            self.row(&cells, &widths, half_points, if stays && is_last { RowKind::Kept } else { RowKind::Body });
        }
        self.xml.close("w:tbl");
    }

    fn row(&mut self, cells: &[(Cell, Align)], widths: &[u32], half_points: u32, kind: RowKind) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        let style = match kind {
            RowKind::Header => {
                self.xml.empty("w:tblHeader", &[]);
                "TableHeader"
            }
            RowKind::Body | RowKind::Kept => "TableText",
        };
        let is_kept_with_next = kind == RowKind::Kept;
        self.xml.close("w:trPr");
        for ((cell, align), width) in cells.iter().zip(widths) {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            self.xml.empty("w:vAlign", &[("w:val", "center")]);
            self.xml.close("w:tcPr");
            let paragraph = Paragraph {
                align: Some(*align),
                half_points: Some(half_points),
                is_kept_with_next,
                ..Paragraph::new(style)
            };
            self.paragraph(paragraph, &cell.runs);
            self.xml.close("w:tc");
        }
        self.xml.close("w:tr");
    }

    fn figure(&mut self, figure: &Figure, stays: bool) -> Result<(), ReportError> {
        let png = figure.png.clone().ok_or_else(|| ReportError::PictureMissing(figure.caption.clone()))?;
        self.pictures.push(png);
        let number = self.pictures.len();
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "Picture")]);
        self.xml.close("w:pPr");
        self.xml.open("w:r", &[]);
        self.drawing(figure, number);
        self.xml.close("w:r");
        self.xml.close("w:p");
        if let Some(approval) = &figure.map_approval {
            self.paragraph(
                Paragraph { is_kept_with_next: true, align: Some(Align::Center), ..Paragraph::new("Note") },
                &[Run::text(format!("审图号：{approval}"))],
            );
        }
        let caption = Paragraph { is_kept_with_next: stays, ..Paragraph::new("Caption") };
        self.paragraph(caption, &[Run::text(&figure.caption)]);
        Ok(())
    }

    fn drawing(&mut self, figure: &Figure, number: usize) {
        let width = (figure.width_mm * EMU_IN_MM).to_string();
        let height = (figure.height_mm * EMU_IN_MM).to_string();
        let id = number.to_string();
        let name = format!("图{number}");
        let xml = &mut self.xml;
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        // The caption is what a screen reader says.
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &figure.caption)]);
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", &figure.caption)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &format!("picture{number}"))]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        xml.close("pic:pic");
        xml.close("a:graphicData");
        xml.close("a:graphic");
        xml.close("wp:inline");
        xml.close("w:drawing");
    }

    /// 7.3.4: one line below the text, two characters in; names of further attachments start under the first.
    fn attachment_note(&mut self, attachments: &[Attachment]) {
        for (index, attachment) in attachments.iter().enumerate() {
            let title = attachment.title.replace('\n', "");
            // Widths in hundredths of a character: 附件 and its colon 300, `1. ` 150.
            let (words, left, hanging) = match (attachments.len(), index) {
                (1, _) => (format!("附件：{title}"), 500, 300),
                (_, 0) => (format!("附件：1. {title}"), 650, 450),
                (_, _) => (format!("{}. {title}", index + 1), 650, 150),
            };
            let paragraph = Paragraph {
                before_twips: Some(if index == 0 { LINE_TWIPS } else { 0 }),
                left: Some(left),
                hanging: Some(hanging),
                is_kept_with_next: true,
                ..Paragraph::new("AttachmentNote")
            };
            self.paragraph(paragraph, &[Run::text(words)]);
        }
    }

    fn signature(&mut self, document: &Document) {
        let indents = signature_indents(&document.signatory, document.date);
        self.paragraph(
            Paragraph { right: Some(indents.signatory), is_kept_with_next: true, ..Paragraph::new("Signatory") },
            &[Run::text(&document.signatory)],
        );
        self.paragraph(
            Paragraph { right: Some(indents.date), ..Paragraph::new("DocumentDate") },
            &[Run::text(official_date(document.date))],
        );
    }

    /// 7.3.7: a page of its own, 附件 top left, its title on the third line.
    fn attachment(&mut self, label: &str, attachment: &Attachment) -> Result<(), ReportError> {
        let paragraph = Paragraph { starts_page: true, ..Paragraph::new("AttachmentLabel") };
        self.paragraph(paragraph, &[Run::text(label)]);
        self.title(&attachment.title, LINE_TWIPS);
        self.paragraph(Paragraph::new("Normal"), &[]);
        self.blocks(&attachment.blocks, Ends::Alone)
    }

    /// 7.4: at the foot of the last page, one character in, between rules of 0.35 mm, a rule of 0.25 mm between the
    /// parts. A floating table, because that stays at the foot when a clerk edits the text. Its left edge is counted
    /// from the page and its cells have no margins: LibreOffice floats a table as wide as the type area only so, and
    /// moves it by the margin of its cells.
    fn imprint(&mut self, imprint: &Imprint) {
        /// One character of 4号.
        const SIDE: u32 = 100;
        const SIDE_TWIPS: u32 = 280;
        let width = twips(CORE_WIDTH_MM);
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty(
            "w:tblpPr",
            &[
                ("w:leftFromText", "180"),
                ("w:rightFromText", "180"),
                ("w:vertAnchor", "margin"),
                ("w:horzAnchor", "page"),
                ("w:tblpX", &twips(LEFT_MM).to_string()),
                ("w:tblpYSpec", "bottom"),
            ],
        );
        self.xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.xml.open("w:tblBorders", &[]);
        // Eighths of a point: 8 is 0.35 mm, 6 is 0.26 mm.
        for (side, size) in [("w:top", "8"), ("w:bottom", "8"), ("w:insideH", "6")] {
            self.xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", "000000")]);
        }
        self.xml.close("w:tblBorders");
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.open("w:tblCellMar", &[]);
        for side in ["w:left", "w:right"] {
            self.xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")]);
        }
        self.xml.close("w:tblCellMar");
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        self.xml.close("w:tblGrid");
        if let Some(copies) = &imprint.copies_to {
            let indents = Paragraph {
                left: Some(SIDE + 300),
                right: Some(SIDE),
                hanging: Some(300),
                ..Paragraph::new("Imprint")
            };
            self.imprint_row(width, indents, format!("抄送：{copies}。"));
        }
        let ends = Paragraph { left: Some(SIDE), tab_at: Some(width - SIDE_TWIPS), ..Paragraph::new("Imprint") };
        let date = official_date(imprint.issued_on);
        self.imprint_row(width, ends, format!("{}\t{date}印发", imprint.issued_by));
        self.xml.close("w:tbl");
        // A table may not be the last thing of a document; the paragraph after it must not need a line.
        self.paragraph(Paragraph::new("AfterTable"), &[]);
    }

    fn imprint_row(&mut self, width: u32, paragraph: Paragraph, words: String) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        self.xml.close("w:trPr");
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.xml.close("w:tcPr");
        self.paragraph(paragraph, &[Run::text(words)]);
        self.xml.close("w:tc");
        self.xml.close("w:tr");
    }

    /// 5.2: A4, the margins and the grid.
    fn text_ends(&mut self, document: &Document) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "AfterTable")]);
        self.section(document, Section { starts: None, is_numbered: true });
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    fn section(&mut self, document: &Document, section: Section) {
        let xml = &mut self.xml;
        xml.open("w:sectPr", &[]);
        if document.is_demo {
            for kind in ["default", "even"] {
                xml.empty("w:headerReference", &[("w:type", kind), ("r:id", "header_demo")]);
            }
        }
        let (odd, even) =
            if section.is_numbered { ("footer_odd", "footer_even") } else { ("footer_none", "footer_none") };
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", odd)]);
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", even)]);
        if let Some(kind) = section.starts {
            xml.empty("w:type", &[("w:val", kind)]);
        }
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        // 7.5: the dashes of the page number are 7 mm below the type area; their line is 320 twips high.
        let footer = twips(BOTTOM_MM) - twips(7) - 160;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &twips(TOP_MM).to_string()),
                ("w:right", &(twips(210) - twips(LEFT_MM) - LINE_WIDTH_TWIPS).to_string()),
                ("w:bottom", &twips(BOTTOM_MM).to_string()),
                ("w:left", &twips(LEFT_MM).to_string()),
                ("w:header", "1134"),
                ("w:footer", &footer.to_string()),
                ("w:gutter", "0"),
            ],
        );
        // The grid is one of lines only: the 28 characters come from the spacing of the styles, because a grid of
        // characters narrower than the type (156 mm ÷ 28 < 16 pt) makes LibreOffice give each character two cells.
        xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &LINE_TWIPS.to_string())]);
        xml.close("w:sectPr");
    }
}

/// A part of the document with pages of its own.
struct Section {
    /// `evenPage`, or on the next page.
    starts: Option<&'static str>,
    is_numbered: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Header,
    Body,
    /// On the page of what follows.
    Kept,
}

fn ends_in_table(blocks: &[Block]) -> bool {
    matches!(blocks, [.., Block::Table(_)] | [.., Block::Table(_), Block::Note { .. }])
}

/// What follows a list of blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// The list of attachments, the signature, the date.
    WithSignature,
    Alone,
}

/// Widths in twips that sum to the type area exactly; what rounding leaves goes to the last column.
fn column_widths(table: &Table) -> Vec<u32> {
    let whole = twips(CORE_WIDTH_MM);
    let shares: u32 = table.columns.iter().map(|column| column.width).sum();
    let mut widths: Vec<u32> = table
        .columns
        .iter()
        .map(|column| (u64::from(column.width) * u64::from(whole) / u64::from(shares)) as u32)
        .collect();
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += whole - used;
    }
    widths
}
