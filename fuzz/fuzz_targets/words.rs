//! Texts put together from the words that the reader looks for, one a byte: read soundly.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/reader/tests/support/sound.rs"]
mod sound;

fuzz_target!(|bytes: &[u8]| {
    let piece = |byte: &u8| match sound::PIECES.get(usize::from(*byte)) {
        Some(piece) => (*piece).to_string(),
        // The other bytes are hanzi, so that names can grow.
        None => char::from_u32(0x4e00 + u32::from(*byte)).into_iter().collect(),
    };
    sound::is_sound(&bytes.iter().map(piece).collect::<String>());
});
