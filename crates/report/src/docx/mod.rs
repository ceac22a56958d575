//! Writes a document as .docx to the layout of GB/T 9704-2012, naming the official fonts.
//!
//! The parts are written here and not by a library, because the standard needs what the libraries at hand cannot
//! say together: a grid of 22 lines by 28 characters, indents counted in characters, page numbers outside,
//! bookmarks, pictures with a description, and the same bytes for the same document.

mod body;
mod paragraph;
mod parts;
mod styles;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::check::check;
use crate::document::Document;
use crate::error::ReportError;
use crate::layout::prepared;

/// The document as a Word file. Pictures need their bitmaps, see `Document::rasterise`.
pub fn docx(document: &Document) -> Result<Vec<u8>, ReportError> {
    check(document)?;
    let document = prepared(document);
    let body = body::write(&document)?;

    let mut files = vec![
        ("[Content_Types].xml".to_string(), parts::content_types(&document)),
        ("_rels/.rels".to_string(), parts::package_relations()),
        ("docProps/core.xml".to_string(), parts::core_properties(&document)),
        ("docProps/custom.xml".to_string(), parts::custom_properties(&document)),
        ("word/document.xml".to_string(), body.xml),
        ("word/_rels/document.xml.rels".to_string(), parts::document_relations(&document, body.pictures.len())),
        ("word/styles.xml".to_string(), styles::styles()),
        ("word/settings.xml".to_string(), parts::settings()),
        ("word/fontTable.xml".to_string(), parts::font_table()),
        ("word/footer_odd.xml".to_string(), parts::footer(parts::PageSide::Odd)),
        ("word/footer_even.xml".to_string(), parts::footer(parts::PageSide::Even)),
        ("word/footer_none.xml".to_string(), parts::empty_footer()),
    ];
    if document.is_demo {
        files.push(("word/header_demo.xml".to_string(), parts::demo_header()));
    }
    for (index, picture) in body.pictures.into_iter().enumerate() {
        files.push((format!("word/media/picture{}.png", index + 1), picture));
    }
    zip_up(files)
}

/// Every entry carries the same date: the bytes must not depend on the day of writing.
fn zip_up(files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, ReportError> {
    let wrong = |error: &dyn std::fmt::Display| ReportError::Docx(error.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(|error| wrong(&error))?;
        zip.write_all(&bytes).map_err(|error| wrong(&error))?;
    }
    Ok(zip.finish().map_err(|error| wrong(&error))?.into_inner())
}
