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
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, pdf_in_bundle};

use crate::check::check;
use crate::document::{Block, Document, ImprintPlace};
use crate::error::ReportError;
use crate::fonts::{Families, Fonts, glyph_error};
use crate::layout;
use crate::raster::check_picture;

/// For the archive: tagged, all fonts inside, the list of sources attached (which PDF/A-2 would not allow).
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_3a, PdfStandard::Ua_1];

const TEMPLATE: &str = include_str!("../../../reports/official.typ");

/// The document as PDF with the given fonts embedded. Each figured run is a named destination (`file.pdf#S001`).
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, ReportError> {
    let pages = lay_out(document, fonts)?;
    let anchors: Vec<_> = pages
        .introspector()
        .query_labelled()
        .iter()
        .filter_map(|element| {
            let name = element.label()?.resolve();
            // Marks of the template itself have a dash, ids of figures never do.
            (!name.as_str().contains('-')).then_some((element.location()?, name.as_str().into()))
        })
        .collect();
    let introspector: &dyn Introspector = pages.introspector().as_ref();
    let links = LateLinkResolver::new(None, introspector);
    let options = PdfOptions {
        // Title and date are already in the hash of the content; a name of its own keeps two issues apart.
        ident: Smart::Custom(format!("{}|{}|{}", document.signatory, document.date, document.title)),
        creator: Smart::Custom(Some("郡县".to_string())),
        standards: PdfStandards::new(&STANDARDS).map_err(|error| ReportError::Layout(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = pdf_in_bundle(&pages, &options, &anchors, links.track()).map_err(|errors| layout_error(&errors))?;
    // The memory of earlier layouts would grow for ever in a server.
    typst::comemo::evict(2);
    Ok(bytes)
}

/// On which page 版记 stands; nothing when the document has none.
pub(crate) fn imprint_place(document: &Document, fonts: &Fonts) -> Result<Option<ImprintPlace>, ReportError> {
    if document.imprint.is_none() {
        return Ok(None);
    }
    let pages = lay_out(document, fonts)?;
    let introspector = pages.introspector();
    let page_of = |name: &str| {
        let labelled = introspector.query_labelled();
        let mark = labelled.iter().find(|held| held.label().is_some_and(|label| label.resolve().as_str() == name))?;
        introspector.page(mark.location()?)
    };
    let pages_on = match (page_of("text-end"), page_of("imprint-page")) {
        (Some(text), Some(imprint)) => imprint.get() - text.get(),
        (None, _) | (_, None) => return Err(ReportError::Layout("版记的位置没有排定".to_string())),
    };
    Ok(Some(match pages_on {
        0 => ImprintPlace::BelowText,
        1 => ImprintPlace::NextPage,
        _ => ImprintPlace::BehindBlank,
    }))
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
                Some(line) => format!("{}（official.typ 第 {} 行）", diagnostic.message, line + 1),
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
                Block::Revised(_) => return Err(ReportError::RevisedPdf),
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
mod tests;
