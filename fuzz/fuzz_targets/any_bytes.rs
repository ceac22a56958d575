//! Any bytes, as a file without a name: decoded or refused, and what is decoded is read soundly.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::decode;

#[path = "../../crates/reader/tests/support/sound.rs"]
#[expect(dead_code, reason = "the pieces are for texts put together from words")]
mod sound;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = decode(bytes, None) {
        sound::is_sound(&source.text);
    }
});
