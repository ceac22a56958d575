//! Any bytes, as a web page: decoded or refused, and what is decoded is read without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::{decode, read};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = decode(bytes, Some("a.html")) {
        read(&source.text);
    }
});
