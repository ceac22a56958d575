//! Numbers and money as people write them. Exact: nothing is rounded, nothing is guessed.
//!
//! A unit behind the number is taken when it measures the same as the field and converts exactly (12公顷 → 180 亩);
//! the caller is told. Anything else that is not one plain number is refused.

use model::UnitOfMeasure;
use rust_decimal::Decimal;

use super::fault::CellFault;
use super::width::narrowed;

/// A number in the unit of its field, and the conversion that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub value: Decimal,
    pub note: Option<String>,
}

/// Longer texts are no numbers that anybody means.
const CHARACTERS_MAX: usize = 60;
/// A conversion that gives more decimals does not end.
const DECIMALS_MAX: u32 = 15;

/// A number in `unit` as somebody wrote it, and what was converted; for values that stand in no register.
pub fn quantity(text: &str, unit: &UnitOfMeasure) -> Result<(Decimal, Option<String>), CellFault> {
    read(text, unit).map(|amount| (amount.value, amount.note))
}

pub(super) fn read(text: &str, unit: &UnitOfMeasure) -> Result<Amount, CellFault> {
    let narrow = narrowed(text.trim());
    let narrow = narrow.trim();
    let shown = || text.trim().chars().take(CHARACTERS_MAX).collect::<String>();
    if matches!(narrow.to_lowercase().as_str(), "无" | "暂无" | "没有" | "未知" | "n/a" | "na" | "null" | "none")
    {
        return Err(CellFault::NothingOrZero { text: shown() });
    }
    if narrow.starts_with('#') {
        return Err(CellFault::SpreadsheetError { text: shown() });
    }
    let is_about = |letter: char| "约近超余左右多~～至到".contains(letter);
    if narrow.starts_with(is_about) || narrow.ends_with(['余', '多', '右', '+']) {
        return Err(CellFault::NotOneNumber { text: shown() });
    }
    if let Some(inner) = narrow.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && inner.starts_with(|letter: char| letter.is_ascii_digit())
    {
        return Err(CellFault::Bracketed { text: shown(), inner: inner.to_string() });
    }
    let end = narrow.find(|letter: char| !(letter.is_ascii_digit() || "+-.,".contains(letter))).unwrap_or(narrow.len());
    let (digits, rest) = narrow.split_at(end);
    let rest = rest.trim();
    if rest.starts_with(is_about) || digits.trim_start_matches(['+', '-']).contains(['+', '-']) {
        return Err(CellFault::NotOneNumber { text: shown() });
    }
    let mut exponent = rest.strip_prefix(['e', 'E']).unwrap_or_default().chars();
    if exponent.next().is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-')) {
        return Err(CellFault::Scientific { text: shown() });
    }
    if text.chars().count() > CHARACTERS_MAX {
        return Err(CellFault::TooManyDigits { text: shown() });
    }
    let value = plain(digits, &shown(), unit)?;
    if rest.is_empty() {
        return Ok(Amount { value, note: None });
    }
    converted(value, rest, &shown(), unit)
}

/// The number itself: sign, digits in threes or without commas, a point.
fn plain(digits: &str, shown: &str, unit: &UnitOfMeasure) -> Result<Decimal, CellFault> {
    let text = || shown.to_string();
    let not = || CellFault::NotANumber { text: text(), unit: unit.clone() };
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.is_some_and(|fraction| fraction.contains('.') || fraction.is_empty()) {
        return Err(not());
    }
    if fraction.is_some_and(|fraction| fraction.contains(',')) {
        return Err(CellFault::Comma { text: text() });
    }
    let groups: Vec<&str> = whole.split(',').collect();
    if groups.len() > 1 {
        let is_grouped = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
        if !is_grouped {
            return Err(CellFault::Comma { text: text() });
        }
    }
    if !groups.iter().all(|group| is_digits(group)) || !fraction.is_none_or(is_digits) {
        return Err(not());
    }
    if groups[0].len() > 1 && groups[0].starts_with('0') || groups.len() > 1 && groups[0] == "0" {
        return Err(CellFault::LeadingZero { text: text() });
    }
    let sign = if digits.starts_with('-') { "-" } else { "" };
    let number = format!("{sign}{}{}", groups.concat(), fraction.map(|part| format!(".{part}")).unwrap_or_default());
    Decimal::from_str_exact(&number).map_err(|_| CellFault::TooManyDigits { text: text() })
}

fn converted(value: Decimal, written: &str, shown: &str, unit: &UnitOfMeasure) -> Result<Amount, CellFault> {
    let text = || shown.to_string();
    if matches!(written, "万" | "亿" | "千" | "百" | "百万" | "千万") {
        return Err(CellFault::BareMultiple { text: text(), unit: unit.clone() });
    }
    let wrong = || CellFault::WrongUnit { text: text(), unit: unit.clone() };
    let other: UnitOfMeasure = written.parse().map_err(|_| wrong())?;
    if other.is_same_measure(unit) {
        return Ok(Amount { value, note: None });
    }
    let conversion = other.conversion_to(unit).ok_or_else(wrong)?;
    let inexact = || CellFault::InexactUnit { text: text(), unit: unit.clone() };
    let result = conversion.apply(value).ok_or_else(inexact)?.normalize();
    // A product that no longer fits is rounded by the decimal type; going back shows it.
    let back = result.checked_mul(conversion.divisor).and_then(|back| back.checked_div(conversion.multiplier));
    if back != Some(value) || result.scale() > DECIMALS_MAX {
        return Err(inexact());
    }
    Ok(Amount { value: result, note: Some(format!("“{shown}”按 {result} {unit} 保存")) })
}

/// Bounds and decimals of a number field.
pub(super) fn checked(
    value: Decimal,
    unit: &UnitOfMeasure,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> Result<(), CellFault> {
    if let Some(min) = min.filter(|min| value < *min) {
        return Err(CellFault::TooSmall { value, min, unit: unit.clone() });
    }
    if let Some(max) = max.filter(|max| value > *max) {
        return Err(CellFault::TooLarge { value, max, unit: unit.clone() });
    }
    Ok(())
}

/// Money goes down to the 分 and no further, whatever unit it is written in.
pub(super) fn to_the_cent(value: Decimal, unit: &UnitOfMeasure) -> Result<(), CellFault> {
    let fault = || CellFault::BelowCent { value, unit: unit.clone() };
    let yuan = "元".parse().ok().and_then(|yuan| unit.conversion_to(&yuan));
    let in_yuan = yuan.and_then(|conversion| conversion.apply(value)).map(|amount| amount.normalize());
    // A unit that is no money is refused when the pack is checked.
    match in_yuan {
        Some(amount) if amount.scale() > 2 => Err(fault()),
        Some(_) | None => Ok(()),
    }
}
