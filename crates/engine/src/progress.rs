//! Turns the way travelled so far into a status, by the rule of a preset. Knows nothing of targets.

use jiff::civil::Date;
use model::{PresetRule, Status};
use rust_decimal::Decimal;

/// One point of the way: share of the demand and share of the time at the same day, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pace {
    pub achieved: Decimal,
    pub time: Decimal,
}

/// What the rule needs to know about a row that has not met its demand yet.
pub(crate) struct Way<'path> {
    /// In time order; the last one is the present state.
    pub path: &'path [Pace],
    /// The demand is an upper limit: less is better.
    pub is_ceiling: bool,
    pub as_of: Date,
    pub due: Date,
}

/// Never `Done` and never `NoData`: those are decided before a rule is asked.
pub(crate) fn progress(rule: &PresetRule, way: &Way<'_>) -> Status {
    let lead = |pace: &Pace| if way.is_ceiling { pace.time - pace.achieved } else { pace.achieved - pace.time };
    match rule {
        PresetRule::Deadline { warn_days } => {
            let days_left = way.as_of.until(way.due).map_or(0, |span| span.get_days());
            if way.as_of >= way.due {
                Status::Behind
            } else if days_left > *warn_days {
                Status::Ahead
            } else {
                Status::OnTrack
            }
        }
        PresetRule::TimeShare { ahead_margin, behind_margin } => match way.path.last().map(lead) {
            Some(lead) if lead >= *ahead_margin => Status::Ahead,
            Some(lead) if lead >= -*behind_margin => Status::OnTrack,
            Some(_) | None => Status::Behind,
        },
        PresetRule::MonthlyCatchUp => {
            let fell_short = |pace: &Pace| lead(pace) < Decimal::ZERO;
            match way.path.split_last() {
                None => Status::Behind,
                Some((present, _)) if fell_short(present) => Status::Behind,
                Some((_, earlier)) if earlier.iter().any(fell_short) => Status::OnTrack,
                Some(_) => Status::Ahead,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn judge(rule: &PresetRule, path: &[(i64, i64)]) -> Status {
        let path: Vec<Pace> =
            path.iter().map(|&(achieved, time)| Pace { achieved: achieved.into(), time: time.into() }).collect();
        let way = Way { path: &path, is_ceiling: false, as_of: date(2025, 6, 30), due: date(2025, 12, 31) };
        progress(rule, &way)
    }

    #[test]
    fn margins_belong_to_the_better_status() {
        let rule = PresetRule::TimeShare { ahead_margin: 5.into(), behind_margin: 2.into() };
        assert_eq!(judge(&rule, &[(55, 50)]), Status::Ahead);
        assert_eq!(judge(&rule, &[(54, 50)]), Status::OnTrack);
        assert_eq!(judge(&rule, &[(48, 50)]), Status::OnTrack);
        assert_eq!(judge(&rule, &[(47, 50)]), Status::Behind);
    }

    #[test]
    fn a_shortfall_made_up_later_is_remembered() {
        let rule = PresetRule::MonthlyCatchUp;
        assert_eq!(judge(&rule, &[(9, 8), (17, 17)]), Status::Ahead);
        assert_eq!(judge(&rule, &[(7, 8), (17, 17)]), Status::OnTrack);
        assert_eq!(judge(&rule, &[(9, 8), (16, 17)]), Status::Behind);
    }

    #[test]
    fn before_the_deadline_only_the_days_left_count() {
        assert_eq!(judge(&PresetRule::Deadline { warn_days: 3 }, &[(1, 50)]), Status::Ahead);
        assert_eq!(judge(&PresetRule::Deadline { warn_days: 200 }, &[(1, 50)]), Status::OnTrack);
    }
}
