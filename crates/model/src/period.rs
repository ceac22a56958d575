//! Reporting periods (报告期), written as SDMX `TIME_PERIOD`: 2025, 2025-H1, 2025-Q3, 2025-06.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A calendar period. Ordered by its last day, then by length, so that a list reads in time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    Year(i16),
    /// Half of a year, 1 or 2.
    Half(i16, i8),
    /// Quarter of a year, 1 to 4.
    Quarter(i16, i8),
    /// Month of a year, 1 to 12.
    Month(i16, i8),
}

/// The text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("报告期“{0}”无法识别，应写作 2025、2025-H1、2025-Q3 或 2025-06")]
pub struct PeriodError(pub String);

/// Nothing is kept of the years before.
const FIRST_YEAR: i16 = 1949;

impl Period {
    pub fn year(&self) -> i16 {
        match *self {
            Period::Year(year) | Period::Half(year, _) | Period::Quarter(year, _) | Period::Month(year, _) => year,
        }
    }

    fn last_month(&self) -> i8 {
        match *self {
            Period::Year(_) => 12,
            Period::Half(_, half) => half * 6,
            Period::Quarter(_, quarter) => quarter * 3,
            Period::Month(_, month) => month,
        }
    }

    /// Length in months.
    pub fn months(&self) -> i8 {
        match self {
            Period::Year(_) => 12,
            Period::Half(..) => 6,
            Period::Quarter(..) => 3,
            Period::Month(..) => 1,
        }
    }

    pub fn first_day(&self) -> Date {
        Date::constant(self.year(), self.last_month() - self.months() + 1, 1)
    }

    pub fn last_day(&self) -> Date {
        Date::constant(self.year(), self.last_month(), 1).last_of_month()
    }

    /// Whether some day lies in both.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Whether all its days lie in the other, as a month in its quarter.
    pub fn lies_in(&self, other: &Period) -> bool {
        self.first_day() >= other.first_day() && self.last_day() <= other.last_day()
    }

    /// Every period that lies in it, itself among them.
    pub fn parts(&self) -> Vec<Period> {
        let year = self.year();
        let halves = (1..=2).map(|half| Period::Half(year, half));
        let quarters = (1..=4).map(|quarter| Period::Quarter(year, quarter));
        let months = (1..=12).map(|month| Period::Month(year, month));
        let all = std::iter::once(Period::Year(year)).chain(halves).chain(quarters).chain(months);
        all.filter(|part| part.lies_in(self)).collect()
    }

    /// The period of the same length just before; nothing before the first year that is kept.
    pub fn previous(&self) -> Option<Period> {
        let previous = match *self {
            Period::Year(year) => Period::Year(year - 1),
            Period::Half(year, 1) => Period::Half(year - 1, 2),
            Period::Half(year, half) => Period::Half(year, half - 1),
            Period::Quarter(year, 1) => Period::Quarter(year - 1, 4),
            Period::Quarter(year, quarter) => Period::Quarter(year, quarter - 1),
            Period::Month(year, 1) => Period::Month(year - 1, 12),
            Period::Month(year, month) => Period::Month(year, month - 1),
        };
        (previous.year() >= FIRST_YEAR).then_some(previous)
    }

    /// In the words of an official document: 2025年、2025年上半年、2025年三季度、2025年6月.
    pub fn in_words(&self) -> String {
        match *self {
            Period::Year(year) => format!("{year}年"),
            Period::Half(year, 1) => format!("{year}年上半年"),
            Period::Half(year, _) => format!("{year}年下半年"),
            Period::Quarter(year, quarter) => {
                let name = ["一", "二", "三", "四"].get(usize::from(quarter.unsigned_abs()) - 1).unwrap_or(&"?");
                format!("{year}年{name}季度")
            }
            Period::Month(year, month) => format!("{year}年{month}月"),
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Period) -> std::cmp::Ordering {
        (self.last_day(), self.months()).cmp(&(other.last_day(), other.months()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Period::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Period::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Period, PeriodError> {
        let wrong = || PeriodError(text.to_string());
        let (year, rest) = match text.split_once('-') {
            None => (text, None),
            Some((year, rest)) => (year, Some(rest)),
        };
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let year: i16 = year.parse().map_err(|_| wrong())?;
        if year < FIRST_YEAR {
            return Err(wrong());
        }
        let part = |digits: &str, max: i8| match digits.parse::<i8>() {
            Ok(number) if (1..=max).contains(&number) => Ok(number),
            Ok(_) | Err(_) => Err(wrong()),
        };
        match rest {
            None => Ok(Period::Year(year)),
            Some(rest) => match rest.split_at_checked(1) {
                Some(("H", digits)) => Ok(Period::Half(year, part(digits, 2)?)),
                Some(("Q", digits)) => Ok(Period::Quarter(year, part(digits, 4)?)),
                Some(_) if rest.len() == 2 => Ok(Period::Month(year, part(rest, 12)?)),
                Some(_) | None => Err(wrong()),
            },
        }
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_print_the_same() {
        for text in ["2025", "2025-H1", "2025-Q3", "2025-06"] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(text.to_string()));
        }
    }

    #[test]
    fn a_month_overlaps_its_quarter_and_its_year_and_not_its_neighbour() {
        let overlaps =
            |one: &str, other: &str| one.parse::<Period>().unwrap().overlaps(&other.parse::<Period>().unwrap());
        assert!(overlaps("2026-10", "2026-Q4") && overlaps("2026", "2026-10") && overlaps("2026-10", "2026-10"));
        assert!(!overlaps("2026-10", "2026-11") && !overlaps("2026-Q3", "2026-10") && !overlaps("2025", "2026-01"));
    }

    #[test]
    fn the_parts_of_a_period_are_all_that_lie_in_it() {
        let parts = |text: &str| {
            let parts = text.parse::<Period>().unwrap().parts();
            parts.iter().map(Period::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(parts("2025-06"), "2025-06");
        assert_eq!(parts("2025-Q3"), "2025-Q3 2025-07 2025-08 2025-09");
        assert_eq!(parts("2025-H2"), "2025-H2 2025-Q3 2025-Q4 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12");
        assert_eq!(parts("2025").split(' ').count(), 1 + 2 + 4 + 12);
    }

    #[test]
    fn impossible_periods_are_refused() {
        for text in ["", "25", "2025-", "2025-13", "2025-Q5", "2025-6", "2025-H3", "二〇二五", "0025"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn periods_sort_by_last_day() {
        let mut periods: Vec<Period> =
            ["2025", "2025-12", "2025-Q3", "2024", "2025-H1"].iter().map(|text| text.parse().unwrap()).collect();
        periods.sort();
        let printed: Vec<String> = periods.iter().map(Period::to_string).collect();
        assert_eq!(printed, ["2024", "2025-H1", "2025-Q3", "2025-12", "2025"]);
    }

    #[test]
    fn the_period_before_is_of_the_same_length() {
        for (text, before) in [("2025", "2024"), ("2025-H1", "2024-H2"), ("2025-Q3", "2025-Q2"), ("2025-01", "2024-12")]
        {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.previous().map(|one| one.to_string()).as_deref(), Some(before));
        }
        assert_eq!(Period::Year(1949).previous(), None);
    }

    #[test]
    fn a_quarter_starts_and_ends_where_it_should() {
        let quarter = Period::Quarter(2024, 1);
        assert_eq!(quarter.first_day().to_string(), "2024-01-01");
        assert_eq!(quarter.last_day().to_string(), "2024-03-31");
        assert_eq!(quarter.in_words(), "2024年一季度");
    }
}
