//! The calendar of working days (工作日): weekends, official holidays and the weekend days worked for them (调休).
//!
//! Holds the yearly arrangements that it is given. Never guesses by itself: a year without an arrangement has no working
//! days that anyone could count, unless whoever counts asks for Monday to Friday (`with_weekdays`) and says so.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// The arrangement of one year, as the State Council's office announces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    pub year: i16,
    /// Title and date of the announcement.
    pub basis: String,
    /// Days off, weekend days among them or not.
    pub holidays: Vec<Date>,
    /// Weekend days on which people work.
    pub workdays: Vec<Date>,
}

/// Working days of all years whose arrangement is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingCalendar {
    years: BTreeMap<i16, HolidayYear>,
    counts_weekdays: bool,
}

/// Why working days cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("{year}年的节假日安排没有登记，不能计算工作日；请在节假日表中补充该年的放假通知")]
    UnknownYear { year: i16 },
    #[error("{year}年的节假日安排登记了两次，请删去一份")]
    YearTwice { year: i16 },
    #[error("{year}年的节假日安排写有{date}，不在该年内，请改正")]
    OtherYear { year: i16, date: Date },
    #[error("{year}年的节假日安排把{date}既列为放假又列为上班，请改正")]
    BothWays { year: i16, date: Date },
    #[error("{year}年的节假日安排把{date}列为调休上班，但当天不是周末，请改正")]
    NotAWeekend { year: i16, date: Date },
    #[error("日期超出可以计算的范围")]
    OutOfRange,
}

impl WorkingCalendar {
    pub fn new(years: Vec<HolidayYear>) -> Result<WorkingCalendar, CalendarError> {
        let mut calendar = WorkingCalendar::default();
        for entry in years {
            let year = entry.year;
            for date in entry.holidays.iter().chain(&entry.workdays).copied() {
                if date.year() != year {
                    return Err(CalendarError::OtherYear { year, date });
                }
            }
            for date in entry.workdays.iter().copied() {
                if entry.holidays.contains(&date) {
                    return Err(CalendarError::BothWays { year, date });
                }
                if !is_weekend(date) {
                    return Err(CalendarError::NotAWeekend { year, date });
                }
            }
            if calendar.years.insert(year, entry).is_some() {
                return Err(CalendarError::YearTwice { year });
            }
        }
        Ok(calendar)
    }

    /// The arrangements that it holds, by year.
    pub fn years(&self) -> impl Iterator<Item = &HolidayYear> {
        self.years.values()
    }

    /// The same calendar, where a year without an arrangement has Monday to Friday until it is announced. For what must
    /// not stand still meanwhile; whoever uses it tells people which years are not known.
    pub fn with_weekdays(&self) -> WorkingCalendar {
        WorkingCalendar { counts_weekdays: true, ..self.clone() }
    }

    /// Whether the arrangement of a year is here.
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarError> {
        let Some(year) = self.years.get(&date.year()) else {
            return match self.counts_weekdays {
                true => Ok(!is_weekend(date)),
                false => Err(CalendarError::UnknownYear { year: date.year() }),
            };
        };
        Ok(year.workdays.contains(&date) || !(is_weekend(date) || year.holidays.contains(&date)))
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    ///
    /// So the day that starts a time limit is not counted (《民法典》第二百零一条: 开始的当日不计入).
    pub fn distance(&self, from: Date, to: Date) -> Result<i64, CalendarError> {
        if to < from {
            return self.distance(to, from).map(|days| -days);
        }
        let mut days = 0;
        let mut date = from;
        while date < to {
            date = date.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
            days += i64::from(self.is_working_day(date)?);
        }
        Ok(days)
    }

    /// The working day that is `days` after `from`, or before it when negative; zero is `from` itself.
    pub fn shifted(&self, from: Date, days: i64) -> Result<Date, CalendarError> {
        let step = days.signum().days();
        let mut rest = days.unsigned_abs();
        let mut date = from;
        while rest > 0 {
            date = date.checked_add(step).map_err(|_| CalendarError::OutOfRange)?;
            rest -= u64::from(self.is_working_day(date)?);
        }
        Ok(date)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 2025: Spring Festival from 28 January to 4 February, 26 January and 8 February worked.
    fn calendar() -> WorkingCalendar {
        let spring_festival = date(2025, 1, 28).series(1.day()).take(8).collect();
        WorkingCalendar::new(vec![HolidayYear {
            year: 2025,
            basis: "示例".to_string(),
            holidays: spring_festival,
            workdays: vec![date(2025, 1, 26), date(2025, 2, 8)],
        }])
        .unwrap()
    }

    #[test]
    fn holidays_are_off_and_their_weekends_are_worked() {
        for (day, wanted) in [
            (date(2025, 1, 25), false),
            (date(2025, 1, 26), true),
            (date(2025, 1, 28), false),
            (date(2025, 2, 5), true),
        ] {
            assert_eq!(calendar().is_working_day(day), Ok(wanted), "{day}");
        }
    }

    #[test]
    fn a_limit_starts_the_day_after() {
        // 24 January is a Friday; worked: 26, 27 January, 5, 6, 7, 8 February.
        assert_eq!(calendar().shifted(date(2025, 1, 24), 3), Ok(date(2025, 2, 5)));
        assert_eq!(calendar().distance(date(2025, 1, 24), date(2025, 2, 5)), Ok(3));
        assert_eq!(calendar().distance(date(2025, 2, 5), date(2025, 1, 24)), Ok(-3));
        assert_eq!(calendar().shifted(date(2025, 2, 5), -3), Ok(date(2025, 1, 24)));
        assert_eq!(calendar().shifted(date(2025, 1, 28), 0), Ok(date(2025, 1, 28)));
    }

    #[test]
    fn an_unknown_year_is_not_guessed() {
        let error = calendar().shifted(date(2025, 12, 31), 1).unwrap_err();
        assert_eq!(error, CalendarError::UnknownYear { year: 2026 });
    }

    #[test]
    fn an_unknown_year_is_counted_from_monday_to_friday_where_that_was_asked_for() {
        // 31 December 2025 is a Wednesday.
        let calendar = calendar().with_weekdays();
        assert_eq!(calendar.shifted(date(2025, 12, 31), 3), Ok(date(2026, 1, 5)));
        assert_eq!(calendar.shifted(date(2025, 1, 24), 3), Ok(date(2025, 2, 5)), "what is known stays");
        assert_eq!((calendar.knows(2025), calendar.knows(2026)), (true, false));
    }

    #[test]
    fn impossible_arrangements_are_refused() {
        let year = |holidays: Vec<Date>, workdays: Vec<Date>| HolidayYear {
            year: 2025,
            basis: String::new(),
            holidays,
            workdays,
        };
        let refused = |entry: HolidayYear| WorkingCalendar::new(vec![entry]).unwrap_err();
        let (new_year, next_year, monday) = (date(2025, 1, 1), date(2026, 1, 1), date(2025, 1, 6));
        assert_eq!(refused(year(vec![next_year], vec![])), CalendarError::OtherYear { year: 2025, date: next_year });
        assert_eq!(
            refused(year(vec![new_year], vec![new_year])),
            CalendarError::BothWays { year: 2025, date: new_year }
        );
        assert_eq!(refused(year(vec![], vec![monday])), CalendarError::NotAWeekend { year: 2025, date: monday });
        let twice = vec![year(vec![], vec![]), year(vec![], vec![])];
        assert_eq!(WorkingCalendar::new(twice).unwrap_err(), CalendarError::YearTwice { year: 2025 });
    }
}
