//! What was known when (数据截止时间): the instant that a page or a figure is about. An instant that has not come yet is
//! refused: what was known then would be different tomorrow. Never reads a clock.

use jiff::Timestamp;

use crate::{AppError, Result};

/// The instant that is asked about; now where none is.
///
/// # Errors
/// It lies after now.
pub(crate) fn known_by(asked: Option<Timestamp>, now: Timestamp) -> Result<Timestamp> {
    match asked {
        Some(asked) if asked > now => {
            Err(AppError::bad_input(format!("数据截止时间 {asked} 晚于现在，请改为现在或更早的时间")))
        }
        asked => Ok(asked.unwrap_or(now)),
    }
}

/// Refuses the id of a figure that is said to have been known after now. Ids without an instant are those of what is
/// frozen.
///
/// # Errors
/// The same.
pub fn refuse_future_figure(id: &str, now: Timestamp) -> Result<()> {
    let instant = id.split('~').find_map(|part| part.parse::<Timestamp>().ok());
    known_by(instant, now).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_every_kind_are_refused_before_their_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (before, after) = (at("2026-11-25T01:00:00Z"), at("2026-11-25T03:00:00Z"));
        for id in [
            "alloc~-~bond_quota~2017.1~bond_quota_split~2025~demo~2026-11-25T02:00:00Z~-~amount/-/370783",
            "place~-~project_land~2024.1~project_placement~2024~demo~2026-11-25T02:00:00Z~project/甲",
            "eval~-~mu_benefit~2024.1~mu_benefit_score~2023~demo~2026-11-25T02:00:00Z~total/-/F1",
            "anal~regional_balance~2024.1~theil~2020~real~2026-11-25T02:00:00Z~370724",
            "acct~gep~2010.1~2010~real~2026-11-25T02:00:00Z~water/370724",
            "book~land_quota~quota~demo~1~0~2026-11-25~2026-11-25T02:00:00Z",
        ] {
            let error = refuse_future_figure(id, before).expect_err(id);
            assert!(error.to_string().contains("晚于现在"), "{id}: {error}");
            assert!(refuse_future_figure(id, after).is_ok(), "{id}");
        }
        let plain = model::FigureId {
            plan: "p".to_string(),
            as_of: jiff::civil::date(2026, 11, 25),
            known_by: at("2026-11-25T02:00:00Z"),
            dataset: model::Dataset::Real,
            preset: "time_share".to_string(),
            path: "row/a/actual".to_string(),
        };
        assert!(refuse_future_figure(&plain.to_string(), before).is_err());
        // What is frozen has no instant of its own.
        assert!(refuse_future_figure("eval~12~total/-/F1", before).is_ok());
        assert!(refuse_future_figure("B12-S001", before).is_ok());
    }
}
