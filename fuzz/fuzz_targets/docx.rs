//! Any bytes, as a Word file as they are and as the main part of a sound one: decoded or refused, and what is decoded
//! is read without a panic.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use reader::{decode, read};
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = decode(bytes, Some("a.docx")) {
        read(&source.text);
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("in memory");
    writer.write_all(bytes).expect("in memory");
    let packed = writer.finish().expect("in memory").into_inner();
    if let Ok(source) = decode(&packed, Some("a.docx")) {
        read(&source.text);
    }
});
