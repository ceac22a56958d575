//! Passwords that are tried first: a common word with capitals, digits and signs around it or in the place of letters. Knows no
//! list of passwords that were stolen elsewhere.

use std::sync::LazyLock;

/// One word a line; `#` begins a comment.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../presets/weak_passwords.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Whether nothing but one common word is left, once or several times over, when what is no letter is taken away or read as
/// the letter that it is written for.
pub(super) fn is_tried_first(password: &str) -> bool {
    let lower = password.to_lowercase();
    let letters: String = lower.chars().filter(|letter| letter.is_alphabetic()).collect();
    let core = lower.trim_matches(|letter: char| !letter.is_alphabetic() && !"@$".contains(letter));
    let read: String = core.chars().filter_map(as_letter).collect();
    let is_word = |text: &str| {
        WORDS.iter().any(|word| {
            let times = text.len() / word.len();
            times > 0 && text.len().is_multiple_of(word.len()) && text == word.repeat(times)
        })
    };
    is_word(&letters) || is_word(&read)
}

fn as_letter(sign: char) -> Option<char> {
    match sign {
        '@' | '4' => Some('a'),
        '0' => Some('o'),
        '$' | '5' => Some('s'),
        '1' | '!' => Some('i'),
        '3' => Some('e'),
        '7' => Some('t'),
        letter if letter.is_alphabetic() => Some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_tried_first_are_refused_however_they_are_dressed_up() {
        for password in [
            "Password123!",
            "P@ssw0rd2026",
            "Admin@123456",
            "1qaz@WSX3edc",
            "Aa123456789",
            "Qwerty-12345",
            "Weifang@2026",
            "Admin1Admin2",
            "!@#Abc123456",
            "密码Mima2026",
        ] {
            assert!(is_tried_first(password), "{password}");
        }
        for password in ["Correct-Horse-9", "County-plan-2026", "Junxian-2026-test", "Qingming-2026", "m7-Kfri-xP2a"] {
            assert!(!is_tried_first(password), "{password}");
        }
    }
}
