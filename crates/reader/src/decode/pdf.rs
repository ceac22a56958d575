//! A PDF with a text layer → its lines, paragraphs joined, page numbers and running headers left out. Never reads
//! pictures of text: scans, text layers made by recognition, encrypted and damaged files are refused.
//!
//! The glyphs of a page come from hayro's interpreter, with the predefined encodings of Chinese fonts; what they
//! form is decided here, from their places on the page alone. Tables become lines with tabs between their columns
//! and text in several columns is read across, because a page says nothing about either.

mod bounds;
mod lines;
mod page;
mod paragraphs;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use bounds::PAGES_MAX;
use lines::Line;
use page::{Budget, PageReader};

/// Share of glyphs without a character, in percent, from which the text is not to be trusted.
const UNKNOWN_MAX: usize = 2;

/// Why a PDF is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    #[error("PDF 文件已损坏或不完整，读不出页面；请重新下载，或用 WPS 打开后另存为 docx 再试")]
    Broken,
    #[error("PDF 设有打开密码，读不出文字；请先在 WPS 等软件中取消密码保护，另存后再试")]
    Encrypted,
    #[error(
        "PDF 是扫描件，{pages} 页中有 {pictures} 页只有图片没有文字；请向发文单位索取电子版，或经文字识别并人工校对后存为 docx 再试"
    )]
    Scanned { pages: usize, pictures: usize },
    #[error("PDF 是扫描件，其文字由识别软件附加，数字可能有误；请向发文单位索取电子版，或人工校对后存为 docx 再试")]
    Recognised,
    #[error("PDF 中没有文字；请检查是否选错文件")]
    NoText,
    #[error(
        "PDF 中有 {percent}% 的字没有文字编码（复制出来也是乱码）；请索取 Word 版，或用 WPS 转换为 docx 并校对后再试"
    )]
    NoCharacters { percent: usize },
    #[error("PDF 过大或过于复杂（{detail}），可能已损坏或有害；请只保留方案正文，另存为 docx 再试")]
    TooComplex { detail: &'static str },
}

/// Room for the recursion of the parser at the deepest nesting that is let through.
const STACK: usize = 256 * 1024 * 1024;

/// The lines of a PDF.
pub(super) fn text(bytes: &[u8]) -> Result<String, PdfError> {
    bounds::check(bytes)?;
    let bytes = bytes.to_vec();
    // A panic in the library means that the file is damaged in a way that nobody foresaw.
    let reading = std::thread::Builder::new().stack_size(STACK).spawn(move || read(bytes));
    match reading.map(std::thread::JoinHandle::join) {
        Ok(Ok(result)) => result,
        Ok(Err(_)) | Err(_) => Err(PdfError::Broken),
    }
}

fn read(bytes: Vec<u8>) -> Result<String, PdfError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Broken,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(PdfError::Broken);
    }
    if pages.len() > PAGES_MAX {
        return Err(PdfError::TooComplex { detail: "超过 5000 页" });
    }
    let bounds = bounds::check_streams(&pdf)?;
    let cache = InterpreterCache::new();
    let mut budget = Budget::new(bounds);
    let mut lines = Vec::new();
    let mut pictures = Vec::new();
    let (mut glyphs, mut unknown, mut invisible) = (0, 0, 0);
    for (number, page) in pages.iter().enumerate() {
        let (width, height) = page.render_dimensions();
        let mut reader = PageReader::new(f64::from(width), f64::from(height), budget);
        let transform = kurbo::Affine::new(page.initial_transform(true).as_coeffs());
        let settings = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
        let mut context = Context::new(transform, kurbo::Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        let drawn = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut reader)));
        if reader.budget.is_spent() {
            return Err(PdfError::TooComplex { detail: "文字或图形数量超过上限" });
        }
        if drawn.is_err() {
            return Err(PdfError::Broken);
        }
        budget = reader.budget;
        glyphs += reader.glyphs.len();
        unknown += reader.unknown;
        invisible += reader.invisible;
        let is_picture = reader.picture_covers_half();
        let page_lines = lines::lines(reader.glyphs, number, f64::from(width), f64::from(height));
        if page_lines.is_empty() && is_picture {
            pictures.push(number);
            lines.push(Line::note(number, format!("［第 {} 页是图片，其中的文字没有读出］", number + 1)));
        }
        lines.extend(page_lines);
    }
    refuse_untrusted(pages.len(), pictures.len(), glyphs, unknown, invisible)?;
    Ok(paragraphs::text(&lines::without_furniture(lines, pages.len())))
}

fn refuse_untrusted(
    pages: usize,
    pictures: usize,
    glyphs: usize,
    unknown: usize,
    invisible: usize,
) -> Result<(), PdfError> {
    if pictures * 2 >= pages && pictures > 0 {
        return Err(PdfError::Scanned { pages, pictures });
    }
    if glyphs == 0 {
        return Err(PdfError::NoText);
    }
    if invisible * 2 > glyphs {
        return Err(PdfError::Recognised);
    }
    if unknown * 100 > glyphs * UNKNOWN_MAX {
        return Err(PdfError::NoCharacters { percent: (unknown * 100).div_ceil(glyphs) });
    }
    Ok(())
}
