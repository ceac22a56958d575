//! How often one address may ask for public pages: so many in a minute, then it waits. Keeps no address longer than that.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Requests of one address in a minute. A page has a style and at most one picture.
const EACH: u32 = 240;
const WINDOW: Duration = Duration::from_secs(60);
/// So many addresses are told apart; when more come at once those that are over are forgotten first.
const ADDRESSES_MAX: usize = 20_000;

#[derive(Debug, Default)]
pub(crate) struct Limit {
    seen: Mutex<BTreeMap<IpAddr, (Instant, u32)>>,
}

impl Limit {
    /// Seconds to wait; nothing when the address may go on.
    pub fn wait(&self, address: IpAddr, now: Instant) -> Option<u64> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= ADDRESSES_MAX {
            seen.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
            // Still full: nobody is told apart until the minute is over, and nobody is shut out by a crowd.
            if seen.len() >= ADDRESSES_MAX {
                seen.clear();
            }
        }
        let (since, count) = seen.entry(address).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        (*count > EACH).then(|| WINDOW.saturating_sub(now.duration_since(*since)).as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_waits_and_the_others_do_not() {
        let limit = Limit::default();
        let start = Instant::now();
        let one: IpAddr = "10.0.0.1".parse().unwrap();
        for _ in 0..EACH {
            assert_eq!(limit.wait(one, start), None);
        }
        assert_eq!(limit.wait(one, start + Duration::from_secs(20)), Some(41));
        assert_eq!(limit.wait("10.0.0.2".parse().unwrap(), start), None);
        assert_eq!(limit.wait(one, start + WINDOW), None);
    }
}
