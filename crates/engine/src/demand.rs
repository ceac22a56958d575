//! What a target demands: by when, how much, and whether a value meets it.

use jiff::civil::{Date, date};
use model::{Bound, Comparator, PeriodKind, Target};
use rust_decimal::{Decimal, RoundingStrategy};

/// Years outside of these are slips of the pen, not terms of a plan.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2999;

/// The last day on which a target may be reached; nothing when neither it nor the term of the plan says so.
pub fn last_day_of(target: &Target, term: Option<(i16, i16)>) -> Option<Date> {
    Window::of(target, term).map(|window| window.last_day())
}

/// The years over which a target is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub start: i16,
    pub end: i16,
}

impl Window {
    /// From the target itself, otherwise from the term of the plan. Nothing when neither says so.
    pub fn of(target: &Target, term: Option<(i16, i16)>) -> Option<Window> {
        Window::stated(target, term).filter(|window| YEARS.contains(&window.start) && YEARS.contains(&window.end))
    }

    fn stated(target: &Target, term: Option<(i16, i16)>) -> Option<Window> {
        let period = &target.period;
        let term_start = term.map(|(start, _)| start);
        let term_end = term.map(|(_, end)| end);
        match period.kind {
            PeriodKind::ByYear | PeriodKind::Cumulative => {
                let end = period.year.or(term_end)?;
                Some(Window { start: term_start.unwrap_or(end).min(end), end })
            }
            PeriodKind::InYear => period.year.or(term_end).map(|year| Window { start: year, end: year }),
            PeriodKind::EachYear | PeriodKind::AnnualAverage | PeriodKind::DocumentPeriod | PeriodKind::None => {
                let end = period.end.or(period.year).or(term_end)?;
                Some(Window { start: period.start.or(term_start).unwrap_or(end).min(end), end })
            }
        }
    }

    pub fn first_day(&self) -> Date {
        date(self.start, 1, 1)
    }

    pub fn last_day(&self) -> Date {
        date(self.end, 12, 31)
    }

    pub fn in_words(&self) -> String {
        if self.start == self.end { format!("{}年", self.end) } else { format!("{}—{}年", self.start, self.end) }
    }

    /// Whole months of the window that have passed by the end of `day`, and months in all.
    pub fn months(&self, day: Date) -> (i64, i64) {
        let all = (i64::from(self.end) - i64::from(self.start) + 1) * 12;
        let is_month_end = day == day.last_of_month();
        let passed =
            (i64::from(day.year()) - i64::from(self.start)) * 12 + i64::from(day.month()) - i64::from(!is_month_end);
        (passed.clamp(0, all), all)
    }
}

/// Whether a value meets the demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    Yes,
    No,
    /// 左右 or 近, the value lies below and nobody has declared a tolerance.
    NoTolerance,
}

/// The direction in which a target is compared. A bare number counts as one to be reached.
pub(crate) fn is_ceiling(target: &Target) -> bool {
    match target.comparator {
        Comparator::AtMost => true,
        Comparator::IncreaseBy => target.bound == Some(Bound::AtMost),
        Comparator::AtLeast | Comparator::Equal | Comparator::About | Comparator::Between => false,
    }
}

/// The demanded number; of a range the lower end.
pub(crate) fn demanded(target: &Target) -> Option<Decimal> {
    target.values.first().copied()
}

pub(crate) fn met(target: &Target, demanded: Decimal, value: Decimal) -> Met {
    let yes = |is_met: bool| if is_met { Met::Yes } else { Met::No };
    if is_ceiling(target) {
        return yes(if target.strict { value < demanded } else { value <= demanded });
    }
    let is_about = target.comparator == Comparator::About
        || (target.comparator == Comparator::IncreaseBy && target.bound == Some(Bound::About));
    if is_about && value < demanded {
        return match target.tolerance {
            None => Met::NoTolerance,
            Some(percent) => {
                let allowed = (Decimal::ONE_HUNDRED - percent)
                    .checked_div(Decimal::ONE_HUNDRED)
                    .and_then(|share| demanded.checked_mul(share));
                yes(allowed.is_some_and(|allowed| value >= allowed))
            }
        };
    }
    yes(if target.strict { value > demanded } else { value >= demanded })
}

/// Still missing, in the unit of the target; zero or less when nothing is.
pub(crate) fn gap(target: &Target, demanded: Decimal, value: Decimal) -> Decimal {
    if is_ceiling(target) { value - demanded } else { demanded - value }
}

/// The gap as an official says it: 还差71.3, 超出17; for an upper limit 高出上限1.2, 低于上限0.5. The unit stands apart.
pub fn gap_in_words(target: &Target, gap: Decimal) -> String {
    let amount = gap.abs().normalize();
    match (gap.is_zero(), gap.is_sign_positive(), is_ceiling(target)) {
        (true, _, _) => "持平".to_string(),
        (false, true, false) => format!("还差{amount}"),
        (false, false, false) => format!("超出{amount}"),
        (false, true, true) => format!("高出上限{amount}"),
        (false, false, true) => format!("低于上限{amount}"),
    }
}

/// `part` as a percentage of `whole`; nothing when there is no whole.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Percentages are shown with two places, half up (四舍五入); comparisons use the unrounded ones.
pub(crate) fn shown(percentage: Decimal) -> Decimal {
    percentage.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
