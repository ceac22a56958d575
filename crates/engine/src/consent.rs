//! Consent (数据授权): an enterprise lets a bank see declared results about itself, for a purpose and a time. Says which terms
//! may be agreed, whether a consent holds on a day, and how much an aggregate may tell. Never looks anything up.

mod pooled;
mod rules;

pub use pooled::{Group, Pooled, pooled};
pub use rules::{ConsentItem, ConsentRules, Purpose, Terms, TermsFault};

use jiff::civil::Date;

/// From when to when, and whether it was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub first_day: Date,
    pub last_day: Date,
    pub is_withdrawn: bool,
}

/// Where a consent stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 未开始.
    Waiting,
    /// 有效; days left, today counted.
    Valid { days_left: i64 },
    /// 已撤回.
    Withdrawn,
    /// 已到期.
    Over,
}

impl Standing {
    /// A withdrawal counts from its moment, whatever the days say.
    pub fn on(term: &Term, today: Date) -> Standing {
        if term.is_withdrawn {
            Standing::Withdrawn
        } else if today < term.first_day {
            Standing::Waiting
        } else if today > term.last_day {
            Standing::Over
        } else {
            Standing::Valid { days_left: rules::days_between(today, term.last_day) }
        }
    }

    pub fn is_valid(self) -> bool {
        matches!(self, Standing::Valid { .. })
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Standing::Waiting => "未开始",
            Standing::Valid { .. } => "有效",
            Standing::Withdrawn => "已撤回",
            Standing::Over => "已到期",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Standing::Waiting => "waiting",
            Standing::Valid { .. } => "valid",
            Standing::Withdrawn => "withdrawn",
            Standing::Over => "over",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ninety_days_end_with_the_ninetieth_and_a_withdrawal_at_once() {
        let term = Term { first_day: date(2026, 1, 1), last_day: date(2026, 3, 31), is_withdrawn: false };
        assert_eq!(Standing::on(&term, date(2025, 12, 31)), Standing::Waiting);
        assert_eq!(Standing::on(&term, date(2026, 1, 1)), Standing::Valid { days_left: 90 });
        assert_eq!(Standing::on(&term, date(2026, 3, 31)), Standing::Valid { days_left: 1 });
        assert_eq!(Standing::on(&term, date(2026, 4, 1)), Standing::Over);
        let withdrawn = Term { is_withdrawn: true, ..term };
        assert_eq!(Standing::on(&withdrawn, date(2026, 1, 2)), Standing::Withdrawn);
    }
}
