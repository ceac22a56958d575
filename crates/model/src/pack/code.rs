//! Codes: the names that stored data uses, ASCII snake_case, never reused and never renamed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A valid code, such as `tax_per_mu`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code(String);

/// The text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("代码“{0}”应以小写字母开头，只用小写字母、数字和下划线，不超过 64 个字符，例：tax_per_mu")]
pub struct CodeError(pub String);

impl Code {
    pub fn new(text: &str) -> Result<Code, CodeError> {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let is_valid = text.len() <= 64
            && text.bytes().all(letters)
            && text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if is_valid { Ok(Code(text.to_string())) } else { Err(CodeError(text.chars().take(64).collect())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Code, CodeError> {
        Code::new(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ascii_snake_case() {
        for good in ["a", "tax_per_mu", "gb_32100", "x1"] {
            assert!(Code::new(good).is_ok(), "{good}");
        }
        for bad in ["", "1a", "_a", "Tax", "亩均税收", "a-b", "a b", &"a".repeat(65)] {
            assert!(Code::new(bad).is_err(), "{bad}");
        }
    }
}
