//! Identifiers inside one file: valid names, each given once. Never depends on anything but the order of calls.

use std::collections::BTreeMap;

/// Gives out identifiers; a wish that is taken gets a counter behind it.
#[derive(Default)]
pub(super) struct Ids {
    /// Wish → how often it was made.
    taken: BTreeMap<String, usize>,
}

impl Ids {
    /// A hyphen never stands in a wish, so a counted identifier cannot be another wish.
    pub(super) fn give(&mut self, wish: &str) -> String {
        let wish: String = wish.chars().map(name_character).collect();
        let times = self.taken.entry(wish.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { wish } else { format!("{wish}-{times}") }
    }
}

/// ASCII only: some tools still refuse other letters in identifiers.
fn name_character(c: char) -> char {
    if c.is_ascii_alphanumeric() || c == '.' || c == '_' { c } else { '_' }
}

/// One step of a URI; everything but unreserved characters is percent-encoded.
pub(super) fn uri_step(words: &str) -> String {
    let mut step = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            step.push(char::from(byte));
        } else {
            step.push_str(&format!("%{byte:02X}"));
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_wish_gets_a_counter_and_foreign_letters_an_underscore() {
        let mut ids = Ids::default();
        let given = ["sec_1", "sec_1", "sec_一", "sec__", "sec_1"].map(|wish| ids.give(wish));
        assert_eq!(given, ["sec_1", "sec_1-2", "sec__", "sec__-2", "sec_1-3"]);
    }

    #[test]
    fn a_uri_step_is_plain_ascii() {
        assert_eq!(uri_step("市 A/b"), "%E5%B8%82%20A%2Fb");
    }
}
