//! Looks at the characters of a pack file before HCL does: full-width punctuation, percent signs, traps in numbers.
//!
//! Never changes the length of the text: what is wrong is replaced by what was meant plus spaces, so that every later
//! place is right and the rest of the file is checked as well.

use model::pack::FileId;

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::source::{Source, span};

/// Full-width marks and what HCL wants instead.
const FULL_WIDTH: &[(char, &str)] = &[
    ('＝', "="),
    ('｛', "{"),
    ('｝', "}"),
    ('（', "("),
    ('）', ")"),
    ('［', "["),
    ('］', "]"),
    ('【', "["),
    ('】', "]"),
    ('“', "\""),
    ('”', "\""),
    ('＂', "\""),
    ('，', ","),
    ('：', ":"),
    ('＋', "+"),
    ('－', "-"),
    ('×', "*"),
    ('÷', "/"),
    ('＊', "*"),
    ('／', "/"),
    ('＞', ">"),
    ('＜', "<"),
    ('≥', ">="),
    ('≤', "<="),
    ('≠', "!="),
    ('！', "!"),
    ('？', "?"),
    ('％', "%"),
    ('．', "."),
    ('。', "."),
    ('；', ","),
    ('、', ","),
    ('　', " "),
    ('＃', "#"),
];

/// The text for the HCL parser, of the same length.
pub(crate) fn look(file: FileId, source: &Source, out: &mut Diagnostics) -> String {
    let text = &source.text;
    let mut fixed: Vec<u8> = text.as_bytes().to_vec();
    let mut reader = Reader { text, place: 0 };
    while let Some(letter) = reader.peek() {
        let start = reader.place;
        match letter {
            '#' => reader.skip_line(),
            '/' if text[start..].starts_with("//") => reader.skip_line(),
            '/' if text[start..].starts_with("/*") => reader.skip_past("*/"),
            '"' => {
                if !reader.skip_string() {
                    unclosed(file, start, reader.place, &mut fixed, out);
                }
            }
            '<' if text[start..].starts_with("<<") => reader.skip_heredoc(),
            '0'..='9' => number(file, &mut reader, &mut fixed, out),
            _ if letter.is_alphabetic() || letter == '_' => {
                reader.skip_while(|c| c.is_alphanumeric() || c == '_' || c == '-')
            }
            _ => {
                if let Some((_, wanted)) = FULL_WIDTH.iter().find(|(mark, _)| *mark == letter) {
                    out.report(
                        Fault::FullWidth,
                        span(file, start..start + letter.len_utf8()),
                        format!("全角符号“{letter}”不能用在规则里"),
                    )
                    .hint(format!("改为半角 `{wanted}`"));
                    replace(&mut fixed, start, letter.len_utf8(), wanted);
                    if *wanted == "#" {
                        reader.skip_line();
                    } else if *wanted == "\"" {
                        reader.skip_quoted(letter, &mut fixed, file, out);
                    } else {
                        reader.place += letter.len_utf8();
                    }
                } else {
                    reader.place += letter.len_utf8();
                }
            }
        }
    }
    String::from_utf8(fixed).unwrap_or_else(|_| text.clone())
}

/// Closes a string that its line does not: before the brace of a block, else at the end of the line.
fn unclosed(file: FileId, start: usize, end: usize, fixed: &mut [u8], out: &mut Diagnostics) {
    out.report(Fault::Syntax, span(file, start..end), "引号没有成对").hint("在同一行补上 `\"`");
    let text = String::from_utf8_lossy(&fixed[start..end]).trim_end().to_string();
    let inside = text.strip_suffix('{').map_or(text.as_str(), str::trim_end);
    let Some(last) = inside.chars().next_back().filter(|_| inside.len() > 1) else { return };
    let free = text.len() > inside.len() + 1 && text.ends_with('{');
    if free {
        fixed[start + inside.len()] = b'"';
    } else {
        replace(fixed, start + inside.len() - last.len_utf8(), last.len_utf8(), "\"");
    }
}

fn replace(fixed: &mut [u8], start: usize, length: usize, wanted: &str) {
    fixed[start..start + length].fill(b' ');
    fixed[start..start + wanted.len()].copy_from_slice(wanted.as_bytes());
}

/// Numbers are looked at as written: a leading zero, a thousands separator or an exponent means that a person
/// and a program may read two different numbers.
fn number(file: FileId, reader: &mut Reader, fixed: &mut [u8], out: &mut Diagnostics) {
    let start = reader.place;
    reader.skip_while(|c| c.is_ascii_digit());
    let whole_end = reader.place;
    if reader.text[whole_end..].starts_with('.')
        && reader.text[whole_end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        reader.place += 1;
        reader.skip_while(|c| c.is_ascii_digit());
    }
    let digits_end = reader.place;
    let rest = &reader.text[digits_end..];
    let has_exponent = rest.starts_with(['e', 'E'])
        && rest[1..].trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit());
    if has_exponent {
        reader.place += 1;
        reader.skip_while(|c| c.is_ascii_digit() || c == '+' || c == '-');
        out.report(Fault::NumberForm, span(file, start..reader.place), "不用科学记数法").hint("写出完整的数字");
        return;
    }
    let whole = &reader.text[start..whole_end];
    if whole.len() > 1 && whole.starts_with('0') {
        let meant = whole.trim_start_matches('0');
        out.report(
            Fault::NumberForm,
            span(file, start..digits_end),
            format!("数字“{}”有前导零", &reader.text[start..digits_end]),
        )
        .hint(format!("数量写 `{}`；编号、代码加引号", if meant.is_empty() { "0" } else { meant }));
    }
    if reader.text[start..digits_end].len() > 25 {
        out.report(Fault::NumberForm, span(file, start..digits_end), "数字超过 24 位，无法精确保存");
        fixed[start..digits_end].fill(b' ');
        fixed[start] = b'0';
    }
    let after = rest.trim_start_matches([' ', '\t']);
    let sign = reader.text.len() - after.len();
    if after.starts_with('%') && !operand_follows(&after[1..]) {
        out.report(Fault::PercentSign, span(file, start..sign + 1), "数字后不写百分号")
            .hint("权重、比例直接写数字（60 表示 60%）；公式里写 quantity(60, \"%\")");
        replace(fixed, sign, 1, " ");
        reader.place = sign + 1;
    } else if after.starts_with('％') {
        out.report(Fault::PercentSign, span(file, start..sign + '％'.len_utf8()), "数字后不写百分号")
            .hint("权重、比例直接写数字（60 表示 60%）；公式里写 quantity(60, \"%\")");
        replace(fixed, sign, '％'.len_utf8(), " ");
        reader.place = sign + '％'.len_utf8();
    }
}

/// Whether a percent sign is the remainder operator: then something is divided.
fn operand_follows(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '\t']).chars().next();
    next.is_some_and(|letter| letter.is_alphanumeric() || letter == '(' || letter == '"')
}

struct Reader<'text> {
    text: &'text str,
    place: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.place..].chars().next()
    }

    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        let rest = &self.text[self.place..];
        self.place += rest.find(|letter| !keep(letter)).unwrap_or(rest.len());
    }

    fn skip_line(&mut self) {
        self.skip_while(|letter| letter != '\n');
    }

    fn skip_past(&mut self, end: &str) {
        let rest = &self.text[self.place..];
        self.place += rest.find(end).map_or(rest.len(), |place| place + end.len());
    }

    /// A string ends at its quote or, broken, at the end of the line; then the answer is no.
    fn skip_string(&mut self) -> bool {
        self.place += 1;
        while let Some(letter) = self.peek() {
            match letter {
                '\n' => return false,
                '\\' => {
                    self.place += 1;
                    self.place += self.peek().map_or(0, char::len_utf8);
                }
                '"' => {
                    self.place += 1;
                    return true;
                }
                _ => self.place += letter.len_utf8(),
            }
        }
        false
    }

    /// A string opened by a full-width quote: the closing one is put right too.
    fn skip_quoted(&mut self, open: char, fixed: &mut [u8], file: FileId, out: &mut Diagnostics) {
        let start = self.place;
        // The spaces that fill the place of the wide quote must stand outside of the string.
        fixed[start..start + open.len_utf8()].copy_from_slice(b"  \"");
        self.place += open.len_utf8();
        self.skip_while(|letter| !matches!(letter, '“' | '”' | '＂' | '"' | '\n'));
        let Some(close) = self.peek().filter(|letter| *letter != '\n') else { return };
        if close != '"' {
            replace(fixed, self.place, close.len_utf8(), "\"");
            out.report(
                Fault::FullWidth,
                span(file, self.place..self.place + close.len_utf8()),
                format!("全角符号“{close}”不能用在规则里"),
            )
            .hint("改为半角 `\"`");
        }
        self.place += close.len_utf8();
    }

    fn skip_heredoc(&mut self) {
        let rest = self.text[self.place + 2..].trim_start_matches('-');
        let mark: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        self.skip_line();
        if mark.is_empty() {
            return;
        }
        while let Some(line) = self.text[self.place..].strip_prefix('\n') {
            let line = &line[..line.find('\n').unwrap_or(line.len())];
            self.place += 1 + line.len();
            if line.trim() == mark {
                return;
            }
        }
    }
}
