//! Any bytes behind the mark of a PDF: decoded or refused, and what is decoded is read without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::{decode, read};

fuzz_target!(|bytes: &[u8]| {
    let file = [b"%PDF-1.7\n".as_slice(), bytes].concat();
    if let Ok(source) = decode(&file, Some("a.pdf")) {
        read(&source.text);
    }
});
