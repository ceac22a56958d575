//! What holds wherever several requests, and several programs, write to one log: how much clocks may differ, and how often
//! one tries again.

use jiff::{SignedDuration, Timestamp};

/// Clocks of two requests that arrive at once may differ by so much without anyone having set one back.
const JITTER: SignedDuration = SignedDuration::from_secs(5);
/// Another program may write between reading and appending; it is not awaited for ever.
pub(crate) const ATTEMPTS_MAX: usize = 20;

/// The time of a request after what was recorded at `last`. A clock that was set back by more than jitter stays as it is,
/// and is refused by whoever keeps the log.
pub(crate) fn steady(now: Timestamp, last: Timestamp) -> Timestamp {
    if now < last && last < now + JITTER { last } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_earlier_is_the_same_time_and_much_earlier_is_not() {
        let last: Timestamp = "2026-11-25T01:00:00Z".parse().unwrap();
        let ago = |seconds: i64| last - SignedDuration::from_secs(seconds);
        assert_eq!(steady(ago(4), last), last);
        assert_eq!(steady(ago(5), last), ago(5));
        assert_eq!(steady(ago(-3), last), ago(-3), "later stays later");
    }
}
