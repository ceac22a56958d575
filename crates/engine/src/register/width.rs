//! Full-width characters of Chinese input methods in their narrow form. Changes nothing else.

/// １２３．５ → 123.5, （ → (, a full-width space → a space, the minus signs of word processors → -.
pub(crate) fn narrowed(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2212}' | '\u{2013}' => '-',
        other => other,
    };
    text.chars().map(narrow).collect()
}

/// What offices write where there is nothing: 「—」, 「/」, a dash. 无 is not among them: it may mean zero.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || matches!(text, "—" | "——" | "-" | "－" | "--" | "/" | "／" | "\\")
}
