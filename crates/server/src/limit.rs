//! How often one address or account may ask: so many times in a minute, then it waits. Keeps nobody longer than that, and
//! nothing beyond the memory of this process.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60);
/// So many are told apart; when more come at once those that are over are forgotten first.
const MAX: usize = 20_000;

#[derive(Debug)]
pub(crate) struct Limit<Who> {
    each: u32,
    seen: Mutex<BTreeMap<Who, (Instant, u32)>>,
}

impl<Who: Ord> Limit<Who> {
    /// So many times in a minute for each.
    pub fn new(each: u32) -> Limit<Who> {
        Limit { each, seen: Mutex::default() }
    }

    /// Seconds to wait; nothing when they may go on.
    pub fn wait(&self, who: Who, now: Instant) -> Option<u64> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MAX {
            seen.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
            // Still full: nobody is told apart until the minute is over, and nobody is shut out by a crowd.
            if seen.len() >= MAX {
                seen.clear();
            }
        }
        let (since, count) = seen.entry(who).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        (*count > self.each).then(|| WINDOW.saturating_sub(now.duration_since(*since)).as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_waits_and_the_others_do_not() {
        let limit = Limit::new(240);
        let start = Instant::now();
        let one = "10.0.0.1";
        for _ in 0..240 {
            assert_eq!(limit.wait(one, start), None);
        }
        assert_eq!(limit.wait(one, start + Duration::from_secs(20)), Some(41));
        assert_eq!(limit.wait("10.0.0.2", start), None);
        assert_eq!(limit.wait(one, start + WINDOW), None);
    }
}
