//! Dates in the forms that offices write. A day must be whole: nothing is filled in.

use jiff::civil::Date;

use super::fault::CellFault;
use super::width::narrowed;

/// Nothing that is kept in a register happened before or will happen after.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日, 20240301, also with a time of midnight behind it.
pub(super) fn read(text: &str) -> Result<Date, CellFault> {
    let shown = || text.trim().chars().take(40).collect::<String>();
    let narrow = narrowed(text.trim());
    let day = narrow.trim().split(['T', ' ']).next().unwrap_or_default();
    let clock = narrow.trim()[day.len()..].trim_start_matches(['T', ' ']);
    if !clock.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) {
        return Err(CellFault::NotADate { text: shown() });
    }
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if is_digits(day) && day.len() == 8 {
        vec![&day[..4], &day[4..6], &day[6..]]
    } else if is_digits(day) {
        return Err(match day.len() {
            4 | 6 => CellFault::IncompleteDate { text: shown() },
            5 => CellFault::DateSerial { text: shown() },
            _ => CellFault::NotADate { text: shown() },
        });
    } else {
        let day = day.trim_end_matches(['日', '号', '.']);
        day.split(['年', '月', '-', '/', '.']).filter(|part| !part.is_empty()).collect()
    };
    if parts.is_empty() || !parts.iter().all(|part| is_digits(part)) || parts.len() > 3 {
        return Err(CellFault::NotADate { text: shown() });
    }
    if parts.len() < 3 {
        return Err(CellFault::IncompleteDate { text: shown() });
    }
    if parts[0].len() != 4 {
        return Err(CellFault::ShortYear { text: shown() });
    }
    let none = || CellFault::NoSuchDay { text: shown() };
    let (Ok(year), Ok(month), Ok(day)) = (parts[0].parse(), parts[1].parse(), parts[2].parse()) else {
        return Err(none());
    };
    if !YEARS.contains(&year) {
        return Err(none());
    }
    Date::new(year, month, day).map_err(|_| none())
}
