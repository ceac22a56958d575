//! A week of the whole product in use, simulated with faults: writes that fail, browsers and programs that stop in the
//! middle, answers that are lost, clicks that come twice, two people on one cell, clocks that step. The same seed gives
//! the same week; after every action what it left is whole, and each evening every promise is looked up.
//!
//! `cargo xtask simulate site --seed N --hours H [--weeks W]` runs it for as long as you like.

mod books;
mod city;
mod cycle;
pub mod faults;
mod papers;
mod promises;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use self::city::City;
use crate::support::at;

/// 08:30 of a Monday.
fn monday() -> Timestamp {
    at("2026-12-07T00:30:00Z")
}

impl City {
    async fn step(&mut self) {
        self.next_step();
        let (minutes, told) = (self.between(1, 12), self.clock);
        self.set_clock(told + SignedDuration::from_mins(minutes));
        // A clock that is wrong for a while, and is set right again.
        let right = self.clock;
        let is_wrong = self.chance(6);
        if is_wrong {
            let hours = [-72, -24, -1, 1, 30];
            let by = self.pick(&hours).unwrap();
            self.set_clock(right + SignedDuration::from_hours(by));
            self.count(if by < 0 { "clock set back" } else { "clock set forward" });
        }
        match self.between(0, 99) {
            0..=9 => self.request().await,
            10..=39 => self.fill().await,
            40..=44 => self.sheet().await,
            45..=62 => self.review().await,
            63..=68 => self.instruct().await,
            69..=74 => self.import().await,
            75..=78 => self.freeze().await,
            79..=81 => self.paper().await,
            82..=83 => self.milestone().await,
            84..=85 => self.release().await,
            86..=90 => self.post().await,
            91..=93 => self.row().await,
            94..=95 => self.bid().await,
            96..=97 => self.account().await,
            98 => self.timer().await,
            _ => self.restart().await,
        }
        if is_wrong {
            self.clock = right;
        }
    }
}

/// So many days with so many steps each.
async fn used(seed: u64, days: u32, steps: u32) -> BTreeMap<&'static str, u64> {
    let morning = monday();
    let mut city = City::founded(seed, morning).await;
    city.list(morning).await;
    for day in 0..days {
        let begins = morning + SignedDuration::from_hours(24 * i64::from(day));
        city.set_clock(begins.max(city.clock));
        city.timer().await;
        for _ in 0..steps {
            city.step().await;
        }
        city.timer().await;
        city.restart().await;
        city.promises_are_kept().await;
    }
    city.documents_are_the_same().await;
    city.counts
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[tokio::test]
async fn a_week_of_use_with_faults_keeps_every_promise() {
    if let (Some(first), Some(seconds)) = (number("JUNXIAN_SIMULATE_SEED"), number("JUNXIAN_SIMULATE_SECONDS")) {
        let days = u32::try_from(7 * number("JUNXIAN_SIMULATE_WEEKS").unwrap_or(1)).unwrap();
        let (began, mut seed) = (Instant::now(), first);
        while began.elapsed() < Duration::from_secs(seconds) {
            println!("seed {seed}");
            println!("seed {seed}: {:?}", used(seed, days, 90).await);
            seed += 1;
        }
        return;
    }
    println!("seed 1");
    let counts = used(1, 7, 14).await;
    println!("{counts:?}");
    // Each kind of work and of fault did happen: else nothing was tested.
    for what in ["cells saved", "files imported", "restarts", "refused", "clock set back"] {
        assert!(counts.contains_key(what), "{what}: {counts:?}");
    }
}
