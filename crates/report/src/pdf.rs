//! Lays a document out as PDF by the Typst template `reports/official.typ`.
//!
//! The template gets the document as data and never as markup, so that `#`, `$` or `*` in a text are just
//! characters. It can reach nothing else: no file, no package, no clock, no font but those given.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use typst::comemo::Track;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::LateLinkResolver;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, pdf_in_bundle};

use crate::check::check;
use crate::document::{Block, Document};
use crate::error::ReportError;
use crate::fonts::{Families, Fonts, glyph_error};
use crate::layout;
use crate::raster::check_picture;

const TEMPLATE: &str = include_str!("../../../reports/official.typ");

/// The document as PDF with the given fonts embedded. Each figured run is a named destination (`file.pdf#S001`).
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, ReportError> {
    let pages = lay_out(document, fonts)?;
    let anchors: Vec<_> = pages
        .introspector()
        .query_labelled()
        .iter()
        .filter_map(|element| Some((element.location()?, element.label()?.resolve().as_str().into())))
        .collect();
    let introspector: &dyn Introspector = pages.introspector().as_ref();
    let links = LateLinkResolver::new(None, introspector);
    let options = PdfOptions {
        // Title and date are already in the hash of the content; a name of its own keeps two issues apart.
        ident: Smart::Custom(format!("{}|{}|{}", document.signatory, document.date, document.title)),
        creator: Smart::Custom(Some("郡县".to_string())),
        ..PdfOptions::default()
    };
    let bytes = pdf_in_bundle(&pages, &options, &anchors, links.track()).map_err(|errors| layout_error(&errors))?;
    // The memory of earlier layouts would grow for ever in a server.
    typst::comemo::evict(2);
    Ok(bytes)
}

/// Pages before they are written. Anything Typst warns about is an error: a wrong face or an empty box would
/// otherwise be found by the reader of the printed page.
fn lay_out(document: &Document, fonts: &Fonts) -> Result<PagedDocument, ReportError> {
    check(document)?;
    let document = layout::prepared(document);
    let world = PageWorld::new(&document, fonts)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let pages = compiled.output.map_err(|errors| explain(&errors, &world))?;
    if !compiled.warnings.is_empty() {
        return Err(explain(&compiled.warnings, &world));
    }
    let mut missing = BTreeSet::new();
    for page in pages.pages() {
        find_missing_glyphs(&page.frame, &mut missing);
    }
    if !missing.is_empty() {
        return Err(glyph_error(&missing.into_iter().collect::<Vec<char>>()));
    }
    Ok(pages)
}

/// Glyph 0 is the empty box that a font shows for a character it lacks.
fn find_missing_glyphs(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_missing_glyphs(&group.frame, missing),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    missing.extend(text.text[glyph.range()].chars());
                }
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

fn explain(list: &[SourceDiagnostic], world: &PageWorld) -> ReportError {
    let words: Vec<String> = list
        .iter()
        .map(|diagnostic| {
            let line = world.range(diagnostic.span).and_then(|range| world.template.lines().byte_to_line(range.start));
            match line {
                Some(line) => format!("{}(official.typ 第 {} 行)", diagnostic.message, line + 1),
                None => diagnostic.message.to_string(),
            }
        })
        .collect();
    ReportError::Layout(words.join(";"))
}

fn layout_error(list: &[SourceDiagnostic]) -> ReportError {
    let words: Vec<&str> = list.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    ReportError::Layout(words.join(";"))
}

/// What the template reads from `document.json`.
#[derive(Serialize)]
struct TemplateInput<'a> {
    document: &'a Document,
    families: &'a Families,
    issuer_mark: Option<String>,
    issuer_mark_points: Option<u32>,
    date_text: String,
    signature: layout::SignatureIndents,
    imprint_date: Option<String>,
    demo_mark: Option<&'static str>,
    attachment_labels: Vec<String>,
    page: PageNumbers,
}

#[derive(Serialize)]
struct PageNumbers {
    top_mm: u32,
    left_mm: u32,
    right_mm: u32,
    bottom_mm: u32,
    characters_in_line: u32,
    lines_on_page: u32,
}

/// Everything the template can see: itself, the data, the pictures, the fonts.
struct PageWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    template: Source,
    files: BTreeMap<String, Bytes>,
}

impl<'a> PageWorld<'a> {
    fn new(document: &Document, fonts: &'a Fonts) -> Result<PageWorld<'a>, ReportError> {
        let mut files = BTreeMap::new();
        for block in document.all_blocks() {
            match block {
                Block::Figure(figure) => {
                    check_picture(figure, fonts)?;
                    let name = format!("picture{}.svg", files.len() + 1);
                    files.insert(name, Bytes::from_string(figure.svg.clone()));
                }
                Block::Heading { .. } | Block::Paragraph { .. } | Block::Note { .. } | Block::Table(_) => {}
            }
        }
        let mark = layout::issuer_mark(document);
        let count = document.attachments.len();
        let input = TemplateInput {
            document,
            families: &fonts.families,
            issuer_mark_points: mark.as_deref().map(layout::issuer_mark_points),
            issuer_mark: mark,
            date_text: layout::official_date(document.date),
            signature: layout::signature_indents(&document.signatory, document.date),
            imprint_date: document.imprint.as_ref().map(|imprint| layout::official_date(imprint.issued_on)),
            demo_mark: document.is_demo.then_some(layout::DEMO_MARK),
            attachment_labels: (0..count).map(|index| layout::attachment_label(index, count)).collect(),
            page: PageNumbers {
                top_mm: layout::TOP_MM,
                left_mm: layout::LEFT_MM,
                right_mm: layout::RIGHT_MM,
                bottom_mm: layout::BOTTOM_MM,
                characters_in_line: layout::CHARACTERS_IN_LINE,
                lines_on_page: layout::LINES_ON_PAGE,
            },
        };
        let json = serde_json::to_vec(&input).map_err(|error| ReportError::Layout(error.to_string()))?;
        files.insert("document.json".to_string(), Bytes::new(json));
        Ok(PageWorld {
            library: LazyHash::new(Library::default()),
            fonts,
            template: Source::new(file_id("official.typ")?, TEMPLATE.to_string()),
            files,
        })
    }
}

fn file_id(name: &str) -> Result<FileId, ReportError> {
    let path = VirtualPath::new(name).map_err(|error| ReportError::Layout(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PageWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.template.id() {
            true => Ok(self.template.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let known = match path.root() {
            VirtualRoot::Project => self.files.get(path.vpath().get_without_slash()),
            VirtualRoot::Package(_) => None,
        };
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    /// A document is dated by its author.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::document::{Align, Cell, Column, FigureSource, Run, Table};

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
        let pages =
            laid_out(&document(vec![heading(One, "一、甲"), heading(Two, "（一）乙"), heading(Three, "1. 丙")]));
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
        assert!(
            words(&laid_out(&document(vec![paragraph(text)]))[0]).replace(' ', "").contains(&text.replace(' ', ""))
        );
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
        let figured =
            document(vec![Block::Paragraph { runs: vec![Run::figure("24", "S001"), Run::figure("24", "S001")] }]);
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
}
