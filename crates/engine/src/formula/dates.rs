//! Arithmetic of civil dates as formulas use it. Never reads the clock.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use model::pack::{DateMeasure, PeriodShift};
use model::{CalendarError, Period, WorkingCalendar};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// From one date to another, negative when `to` is earlier.
pub(super) fn distance(
    measure: DateMeasure,
    from: Date,
    to: Date,
    calendar: &WorkingCalendar,
) -> Result<i64, CalendarError> {
    match measure {
        DateMeasure::Days => {
            let span = from.until(to).map_err(|_| CalendarError::OutOfRange)?;
            Ok(i64::from(span.get_days()))
        }
        DateMeasure::WorkingDays => calendar.distance(from, to),
        DateMeasure::Months => whole_months(from, to),
        DateMeasure::Years => Ok(whole_months_to_anniversary(from, to)? / 12),
    }
}

/// From 31 January to 28 February is none, to 1 March is one: the day of the month must have come.
fn whole_months(from: Date, to: Date) -> Result<i64, CalendarError> {
    if to < from {
        return whole_months(to, from).map(|months| -months);
    }
    let months = months_between(from, to);
    Ok(if to.day() < from.day() { months - 1 } else { months })
}

/// Like [`whole_months`], except that 29 February has its anniversary on 28 February of a common year.
fn whole_months_to_anniversary(from: Date, to: Date) -> Result<i64, CalendarError> {
    if to < from {
        return whole_months_to_anniversary(to, from).map(|months| -months);
    }
    let months = months_between(from, to);
    let is_leap_birthday = from.month() == 2 && from.day() == 29;
    let has_come = to.day() >= from.day() || (is_leap_birthday && to.month() == 2 && to == to.last_of_month());
    Ok(if has_come { months } else { months - 1 })
}

fn months_between(from: Date, to: Date) -> i64 {
    i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month())
}

/// A date so much later; a day that the month lacks becomes its last one. The amount is a whole number.
pub(super) fn shifted(
    measure: DateMeasure,
    date: Date,
    amount: Decimal,
    calendar: &WorkingCalendar,
) -> Result<Date, CalendarError> {
    let amount = amount.trunc().to_i64().ok_or(CalendarError::OutOfRange)?;
    let span = match measure {
        DateMeasure::WorkingDays => return calendar.shifted(date, amount),
        DateMeasure::Days => Span::new().try_days(amount),
        DateMeasure::Months => Span::new().try_months(amount),
        DateMeasure::Years => Span::new().try_years(amount),
    };
    let span = span.map_err(|_| CalendarError::OutOfRange)?;
    date.checked_add(span).map_err(|_| CalendarError::OutOfRange)
}

/// The period that a formula looks back to; nothing before the calendar begins.
pub fn earlier(period: Period, shift: PeriodShift) -> Option<Period> {
    match shift {
        PeriodShift::YearsBack(years) => in_year(period, period.year().checked_sub(i16::from(years))?),
        PeriodShift::Year(year) => in_year(period, year),
        PeriodShift::PeriodsBack(periods) => {
            let months = i32::from(period.months()) * i32::from(periods);
            let day = period.first_day().checked_sub(months.months()).ok()?;
            containing(period, day)
        }
    }
}

fn in_year(period: Period, year: i16) -> Option<Period> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    Some(match period {
        Period::Year(_) => Period::Year(year),
        Period::Half(_, half) => Period::Half(year, half),
        Period::Quarter(_, quarter) => Period::Quarter(year, quarter),
        Period::Month(_, month) => Period::Month(year, month),
    })
}

/// The period of the same length that begins on `first_day`.
fn containing(like: Period, first_day: Date) -> Option<Period> {
    let (year, month) = (first_day.year(), first_day.month());
    (year >= 1).then_some(match like {
        Period::Year(_) => Period::Year(year),
        Period::Half(..) => Period::Half(year, (month - 1) / 6 + 1),
        Period::Quarter(..) => Period::Quarter(year, (month - 1) / 3 + 1),
        Period::Month(..) => Period::Month(year, month),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn whole_months_and_years_have_passed() {
        let none = WorkingCalendar::default();
        for (measure, from, to, wanted) in [
            (DateMeasure::Months, "2025-01-31", "2025-02-28", 0),
            (DateMeasure::Months, "2025-01-31", "2025-03-01", 1),
            (DateMeasure::Months, "2025-03-15", "2025-01-15", -2),
            (DateMeasure::Years, "2020-02-29", "2021-02-28", 1),
            (DateMeasure::Years, "2020-02-29", "2024-02-28", 3),
            (DateMeasure::Years, "2020-02-29", "2024-02-29", 4),
            (DateMeasure::Years, "2020-03-01", "2025-02-28", 4),
            (DateMeasure::Days, "2024-02-28", "2024-03-01", 2),
        ] {
            assert_eq!(distance(measure, date(from), date(to), &none), Ok(wanted), "{measure:?} {from} {to}");
        }
    }

    #[test]
    fn months_later_stay_inside_the_month() {
        let none = WorkingCalendar::default();
        let later = |months: i64| shifted(DateMeasure::Months, date("2025-01-31"), Decimal::from(months), &none);
        assert_eq!(later(1), Ok(date("2025-02-28")));
        assert_eq!(later(-2), Ok(date("2024-11-30")));
        assert_eq!(
            shifted(DateMeasure::Years, date("9998-01-01"), Decimal::from(9), &none),
            Err(CalendarError::OutOfRange)
        );
    }

    #[test]
    fn earlier_periods_have_the_same_length() {
        for (period, shift, wanted) in [
            ("2025-Q1", PeriodShift::YearsBack(1), "2024-Q1"),
            ("2025-Q1", PeriodShift::PeriodsBack(1), "2024-Q4"),
            ("2025-H1", PeriodShift::PeriodsBack(3), "2023-H2"),
            ("2025-01", PeriodShift::PeriodsBack(13), "2023-12"),
            ("2025", PeriodShift::Year(2020), "2020"),
        ] {
            let found = earlier(period.parse().unwrap(), shift).map(|found| found.to_string());
            assert_eq!(found.as_deref(), Some(wanted));
        }
    }
}
