//! A simulated site with its people, its clock and what befalls an action; after each action what it left behind is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use app::{Actor, App, AppError, Result};
use jiff::{SignedDuration, Timestamp};
use model::people::Role;
use tempfile::TempDir;

use super::faults::{Faults, given_up_after};
use super::promises::Promises;
use crate::support::open_with;

const PASSWORD: &str = "Qingming-2026";
/// Actions on record that change nothing else.
const ENTRY_ONLY: [&str; 2] = ["操作被拒", "导出"];
pub const COUNTIES: [&str; 12] = [
    "370702", "370703", "370704", "370705", "370724", "370725", "370781", "370782", "370783", "370784", "370785",
    "370786",
];
pub const BUREAUS: [&str; 4] = ["gongxin", "fagai", "caizheng", "keji"];

/// What happens to one action on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Done,
    /// A write fails, and all after it.
    WriteFails(i64),
    /// Done; the answer does not arrive and the same request is sent again under its name.
    AnswerLost,
    /// Two of the same at once, as from a double click.
    SentTwice,
    /// The browser goes away in the middle.
    GivenUp(u32),
    /// The program stops in the middle and starts again from the folder.
    Stopped(u32),
}

/// The days off that are announced, and a made-up year behind them: a simulated year goes beyond what is known.
fn days_off() -> String {
    let announced = include_str!("../../../../../presets/holidays.toml");
    let made_up = |year: i16| {
        format!("\n[[year]]\nyear = {year}\nbasis = \"演练\"\nholidays = [\"{year}-01-01\"]\nworkdays = []\n")
    };
    format!("{announced}{}{}", made_up(2027), made_up(2028))
}

/// A program on the folder of a simulated site.
pub async fn opened(folder: &Path) -> App {
    open_with(folder, Some(&folder.join("content"))).await
}

pub struct City {
    pub seed: u64,
    pub step: u64,
    drawn: u64,
    pub app: Arc<App>,
    pub folder: TempDir,
    faults: Faults,
    /// As the machine tells it; steps back and forward at times.
    pub clock: Timestamp,
    /// The latest time that anything was done at.
    pub latest: Timestamp,
    tokens: BTreeMap<String, String>,
    pub disabled: BTreeSet<String>,
    pub promises: Promises,
    pub counts: BTreeMap<&'static str, u64>,
}

impl City {
    /// The demo and its people, some days before the first morning.
    pub async fn founded(seed: u64, morning: Timestamp) -> City {
        let folder = tempfile::tempdir().unwrap();
        let presets = folder.path().join("content/presets");
        std::fs::create_dir_all(&presets).unwrap();
        std::fs::write(presets.join("holidays.toml"), days_off()).unwrap();
        let app = opened(folder.path()).await;
        let before = morning - SignedDuration::from_hours(24 * 14);
        let host = Actor::new("init");
        app.load_demo(&host, before, |_| {}).await.unwrap();
        let mut people: Vec<(String, Role, Option<&str>, Option<&str>)> = vec![
            ("planner1".into(), Role::Planner, None, None),
            ("planner2".into(), Role::Planner, None, None),
            ("supervisor".into(), Role::Supervisor, None, None),
            ("leader".into(), Role::Leader, None, None),
            ("statistician".into(), Role::Statistician, None, None),
            ("researcher".into(), Role::Researcher, None, None),
            ("centre".into(), Role::Planner, None, None),
            ("clerk".into(), Role::Planner, None, None),
            ("checker".into(), Role::Planner, None, None),
        ];
        people.extend(BUREAUS.iter().map(|code| (format!("b-{code}"), Role::Liaison, Some(*code), None)));
        people.extend(COUNTIES.iter().map(|code| (format!("c-{code}"), Role::CountyLiaison, None, Some(*code))));
        people.extend((1..4).map(|number| (format!("firm{number}"), Role::Enterprise, Some("gongxin"), None)));
        for (user, role, agency, place) in people {
            app.add_user(&host, &user, &user, Some(PASSWORD), before).await.unwrap();
            app.grant_role(&host, &user, role, (agency, place), before).await.unwrap();
        }
        for (pack, role, user) in [
            ("rural_property", "county_centre", "centre"),
            ("rural_property", "township_station", "checker"),
            ("land_quota", "quota_clerk", "clerk"),
            ("land_quota", "quota_checker", "checker"),
        ] {
            app.set_pack_role(&host, (pack, role), user, true, before).await.unwrap();
        }
        for number in 1..=4 {
            let code = format!("P{number}");
            crate::ledgers::project(&app, &app::Actor::new("clerk"), &code, "市级项目", before).await;
        }
        let faults = Faults::put_into(folder.path()).await;
        City {
            seed,
            step: 0,
            drawn: 0,
            app: Arc::new(app),
            folder,
            faults,
            clock: morning,
            latest: morning,
            tokens: BTreeMap::new(),
            disabled: BTreeSet::new(),
            promises: Promises::default(),
            counts: BTreeMap::new(),
        }
    }

    /// From `low` to `high`, both included: of the seed, the step and how many were drawn in it, so that what one step
    /// does moves no other.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.drawn += 1;
        let digest = model::digest(format!("{}/{}/{}", self.seed, self.step, self.drawn).as_bytes());
        let number = u64::from_str_radix(&digest[..15], 16).unwrap();
        low + i64::try_from(number % (high.abs_diff(low) + 1)).unwrap()
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let last = i64::try_from(from.len()).unwrap() - 1;
        if last < 0 {
            return None;
        }
        let place = usize::try_from(self.between(0, last)).unwrap();
        from.get(place).cloned()
    }

    pub fn next_step(&mut self) {
        self.step += 1;
        self.drawn = 0;
    }

    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Where in which run, for whoever reads a failure.
    pub fn at(&self) -> String {
        format!("seed {}, step {}, {}", self.seed, self.step, self.clock)
    }

    pub fn set_clock(&mut self, clock: Timestamp) {
        self.clock = clock;
        self.latest = self.latest.max(clock);
    }

    /// Somebody's session, or a new one; nothing for an account that is closed.
    pub async fn enter(&mut self, who: &str) -> Option<Actor> {
        let app = self.app.clone();
        if let Some(token) = self.tokens.get(who) {
            match app.session(token, self.clock).await {
                Ok(entered) => {
                    assert!(!self.disabled.contains(who), "{}: {who} is closed and has a session", self.at());
                    return Some(entered.actor);
                }
                Err(AppError::Unauthenticated { .. }) => {
                    self.tokens.remove(who);
                    self.count("sessions ended");
                }
                Err(error) => panic!("{}: {error}", self.at()),
            }
        }
        match app.login(who, PASSWORD, "10.1.1.1", self.clock).await {
            Ok((token, _)) => {
                assert!(!self.disabled.contains(who), "{}: {who} is closed and came in", self.at());
                let entered = app.session(&token, self.clock).await.unwrap();
                self.tokens.insert(who.to_string(), token);
                Some(entered.actor)
            }
            Err(AppError::Unauthenticated { .. }) => {
                self.count("logins refused");
                None
            }
            Err(error) => panic!("{}: {who} cannot log in: {error}", self.at()),
        }
    }

    fn fate(&mut self) -> Fate {
        let dice = self.between(0, 99);
        match dice {
            0..=9 if self.faults.are_possible() => Fate::WriteFails(self.between(1, 12)),
            10..=13 => Fate::AnswerLost,
            14..=17 => Fate::SentTwice,
            18..=21 => Fate::GivenUp(u32::try_from(self.between(1, 60)).unwrap()),
            22..=23 => Fate::Stopped(u32::try_from(self.between(1, 60)).unwrap()),
            _ => Fate::Done,
        }
    }

    /// Somebody does something, and whatever befalls it: it is done with its entry, or nothing of it is there. Gives what
    /// it answered; nothing where it was refused or its answer was lost.
    pub async fn act<T: Debug>(
        &mut self,
        who: &str,
        what: &'static str,
        work: impl AsyncFn(&App, &Actor, Timestamp) -> Result<T>,
    ) -> Option<T> {
        let actor = self.enter(who).await?;
        self.act_as(&actor, what, work).await
    }

    pub async fn act_as<T: Debug>(
        &mut self,
        actor: &Actor,
        what: &'static str,
        work: impl AsyncFn(&App, &Actor, Timestamp) -> Result<T>,
    ) -> Option<T> {
        self.faults.left().await;
        let (app, now, fate) = (self.app.clone(), self.clock, self.fate());
        let name = format!("{}-{}-{}", self.seed, self.step, self.drawn);
        let answer = match fate {
            Fate::Done => self.named(&app, actor, &name, &work).await,
            Fate::WriteFails(writes) => {
                self.faults.fail_at(Some(writes)).await;
                let failed = work(&app, actor, now).await;
                self.faults.fail_at(None).await;
                self.count(if failed.is_ok() { "writes enough" } else { "writes failed" });
                match failed {
                    Ok(done) => Some(Ok(done)),
                    Err(AppError::Internal { .. } | AppError::Unavailable { .. }) => {
                        self.whole(what, fate, false).await;
                        self.named(&app, actor, &name, &work).await
                    }
                    Err(refused) => Some(Err(refused)),
                }
            }
            Fate::AnswerLost => {
                let first = self.named(&app, actor, &name, &work).await;
                let is_done = matches!(first, Some(Ok(_)));
                let left = self.whole(what, fate, is_done).await;
                let again = self.named(&app, actor, &name, &work).await;
                if is_done {
                    assert!(again.is_none(), "{}: {what} was answered and is done again: {again:?}", self.at());
                    let more = self.faults.left().await;
                    assert_eq!(more.tables, BTreeSet::new(), "{}: {what} after {left:?}", self.at());
                    self.count("answers repeated");
                }
                return first.and_then(std::result::Result::ok);
            }
            Fate::SentTwice => {
                let (one, two) = tokio::join!(work(&app, actor, now), work(&app, actor, now));
                self.count("sent twice");
                for told in [&one, &two] {
                    if let Err(AppError::Internal { message }) = told {
                        panic!("{}: {what}, twice at once: {message}", self.at());
                    }
                }
                Some(if one.is_ok() { one } else { two })
            }
            Fate::GivenUp(looks) | Fate::Stopped(looks) => {
                let answer = given_up_after(looks, work(&app, actor, now)).await;
                if matches!(fate, Fate::Stopped(_)) {
                    self.restart().await;
                    drop(app);
                }
                if answer.is_none() {
                    self.count("given up");
                    // The next write comes after what is left of it.
                    let host = Actor::new("init");
                    self.app.record_export(&host, "/simulated", self.clock).await.unwrap();
                }
                answer
            }
        };
        let is_done = match &answer {
            Some(Ok(_)) => Some(true),
            Some(Err(AppError::Internal { message })) => panic!("{}: {what} ({fate:?}): {message}", self.at()),
            Some(Err(_)) => Some(false),
            // Nobody knows; whole it must be.
            None => None,
        };
        match is_done {
            Some(is_done) => drop(self.whole(what, fate, is_done || fate == Fate::SentTwice).await),
            None => drop(self.whole(what, fate, true).await),
        }
        match answer? {
            Ok(answer) => {
                self.count(what);
                Some(answer)
            }
            Err(_) => {
                self.count("refused");
                None
            }
        }
    }

    /// As the server does it: a request that names itself is done once.
    async fn named<T>(
        &self,
        app: &App,
        actor: &Actor,
        name: &str,
        work: &impl AsyncFn(&App, &Actor, Timestamp) -> Result<T>,
    ) -> Option<Result<T>> {
        let print = model::digest(name.as_bytes());
        match app.name_request(actor, name, &print, self.clock).await {
            Ok(None) => {}
            Ok(Some(_)) => return None,
            Err(error) => return Some(Err(error)),
        }
        let answer = work(app, actor, self.clock).await;
        match &answer {
            Ok(_) => app.answer_request(actor, name, (200, "application/json", b"{}")).await.unwrap(),
            Err(_) => app.forget_request(actor, name).await.unwrap(),
        }
        Some(answer)
    }

    /// No effect without its entry and no entry without its effect; where nothing was done, nothing is there.
    async fn whole(&mut self, what: &str, fate: Fate, may_be_done: bool) -> super::faults::Left {
        let left = self.faults.left().await;
        let place = format!("{}: {what} ({fate:?}) left {left:?}", self.at());
        let of_effect = left.entries.iter().filter(|action| !ENTRY_ONLY.contains(&action.as_str())).count();
        assert_eq!(left.tables.is_empty(), of_effect == 0, "half done: {place}");
        assert!(may_be_done || left.tables.is_empty(), "refused, and done in part: {place}");
        left
    }

    pub async fn rows_of(&self, table: &str) -> Option<usize> {
        self.faults.rows_of(table).await
    }

    /// The program starts again from what the folder has; sessions go on.
    pub async fn restart(&mut self) {
        self.app = Arc::new(opened(self.folder.path()).await);
        self.count("restarts");
    }
}
