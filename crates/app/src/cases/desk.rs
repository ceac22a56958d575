//! The one place where events of cases are decided and stored: one command after the other, what is due first.
//!
//! Another program on the same database may write too; then the case is read again and the command decided anew.

use std::collections::BTreeMap;
use std::time::Duration;

use engine::exchange::{Asked, Case, Command, Event, Listing, Phase, Recorded, Refusal, Rules};
use jiff::{SignedDuration, Timestamp};
use store::{LedgerPart, NewAudit, NewEvents, StoreError, StoredCase};
use tokio::sync::{Mutex, watch};

use super::posting::posting_audit;
use super::words::{command_in_words, command_note};
use crate::contest::{ATTEMPTS_MAX, steady};
use crate::ledgers::Pending;
use crate::registers::{Handover, Walk};
use crate::{Actor, App, AppError, Result};

/// A row of a register that changes between reading and writing is read again so often.
const ROW_ATTEMPTS_MAX: usize = 3;
/// What is due waits so long for bids that were received in time and are still being decided.
const GRACE: SignedDuration = SignedDuration::from_secs(1);
/// How often somebody who waits looks for what other programs wrote.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// A case with what the database says about it.
pub(super) struct Held {
    pub stored: StoredCase,
    pub case: Case,
}

/// Cases that were read, and a bell that rings when one of them changed.
pub(crate) struct Cases {
    known: Mutex<BTreeMap<String, Held>>,
    bell: watch::Sender<u64>,
}

impl Default for Cases {
    fn default() -> Cases {
        Cases { known: Mutex::default(), bell: watch::Sender::new(0) }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> AppError {
        AppError::Conflict { message: refusal.to_string() }
    }
}

impl App {
    /// Looks at a case as it stands in the database.
    pub(super) async fn look_at_case<T>(&self, number: &str, look: impl FnOnce(&Held) -> Result<T>) -> Result<T> {
        let mut known = self.cases.known.lock().await;
        look(self.current_case(&mut known, number).await?)
    }

    /// Decides a command and stores what it brings about. `command` is made from the case as it stands, and refuses what
    /// this person may not ask for.
    pub(super) async fn change_case(
        &self,
        actor: &Actor,
        (number, key): (&str, &str),
        now: Timestamp,
        command: impl Fn(&Held) -> Result<Command>,
    ) -> Result<()> {
        let mut known = self.cases.known.lock().await;
        let mut rows_changed = 0;
        for _ in 0..ATTEMPTS_MAX {
            match self.try_change(&mut known, actor, (number, key), now, &command).await {
                Err(Attempt::Overtaken) => {
                    known.remove(number);
                }
                Err(Attempt::RowChanged(message)) => {
                    rows_changed += 1;
                    if rows_changed == ROW_ATTEMPTS_MAX {
                        return Err(AppError::Stale { message });
                    }
                }
                Err(Attempt::Failed(error)) => return Err(error),
                Ok(()) => return Ok(()),
            }
        }
        Err(AppError::Unavailable {
            message: format!("交易项目“{number}”：另一程序一直在办理，本次没有办成；请重试")
        })
    }

    async fn try_change(
        &self,
        known: &mut BTreeMap<String, Held>,
        actor: &Actor,
        (number, key): (&str, &str),
        now: Timestamp,
        command: impl Fn(&Held) -> Result<Command>,
    ) -> std::result::Result<(), Attempt> {
        self.take_up_due(known, number, now).await?;
        let command = command(self.current_case(known, number).await?)?;
        if command == Command::Settle {
            self.drop_orders(known, number, now).await?;
        }
        let held = self.current_case(known, number).await?;
        let at = at_in(&held.case, now);
        let asked = Asked { at, by: &actor.user, key };
        // Where the exchange has a ledger, it is asked below and may refuse the whole step. Without one nobody can be asked
        // whether an order is covered; the page says so.
        let events = held.case.decide_answered(asked, &command, &self.calendar).map_err(AppError::from)?;
        if events.is_empty() {
            // Done already.
            return Ok(());
        }
        let mut handover = None;
        if let Some(batch) = events.iter().find_map(|recorded| match &recorded.event {
            Event::SettlementRequested { batch } => Some(batch),
            _ => None,
        }) {
            let mut settled = Held { stored: held.stored.clone(), case: held.case.clone() };
            events.iter().cloned().for_each(|event| settled.case.record(event));
            handover = self.handover(&settled, &batch.rows, now).await?;
        }
        let note = command_note(&held.case, &command);
        let audit = actor.audit(command_in_words(&command), format!("case/{number}"), note.as_deref(), now);
        self.append_events(known, number, &events, handover, (actor, &audit)).await
    }

    /// What time alone has brought about, stored before anything else is decided.
    async fn take_up_due(
        &self,
        known: &mut BTreeMap<String, Held>,
        number: &str,
        now: Timestamp,
    ) -> std::result::Result<usize, Attempt> {
        let held = self.current_case(known, number).await?;
        let due = held.case.due(at_in(&held.case, now), &self.calendar).map_err(AppError::from)?;
        if due.is_empty() {
            return Ok(0);
        }
        let clock = Actor::new("系统");
        let audit = clock.audit("交易到时办理", format!("case/{number}"), None, now);
        self.append_events(known, number, &due, None, (&clock, &audit)).await?;
        Ok(due.len())
    }

    /// Orders whose holds the ledger has no more fall out before a settlement is tried. That is on record, and there is
    /// another result to be published first: the settlement itself is refused.
    async fn drop_orders(
        &self,
        known: &mut BTreeMap<String, Held>,
        number: &str,
        now: Timestamp,
    ) -> std::result::Result<(), Attempt> {
        let held = self.current_case(known, number).await?;
        let Some(book) = self.book_of(held, now).await? else { return Ok(()) };
        let at = at_in(&held.case, now);
        let holds = book.holds_gone(&held.case, at).await?;
        if holds.is_empty() {
            return Ok(());
        }
        let clock = Actor::new("系统");
        let command = Command::DropOrders { holds };
        let key = format!("dropped/{}", held.case.log().len() + 1);
        let asked = Asked { at, by: &clock.user, key: &key };
        let events = held.case.decide(asked, &command, &self.calendar).map_err(AppError::from)?;
        let note = command_note(&held.case, &command);
        let audit = clock.audit(command_in_words(&command), format!("case/{number}"), note.as_deref(), now);
        self.append_events(known, number, &events, None, (&clock, &audit)).await?;
        let state = self.current_case(known, number).await?.case.state();
        let next = match (state.phase, state.deadlines.objections_until) {
            (Phase::Objection, Some(until)) => format!("其余申报已重新撮合，成交结果重新公示至 {until}，期满后再结算"),
            _ => "其余申报不能成交，项目流标，冻结已退还".to_string(),
        };
        Err(Attempt::Failed(AppError::Conflict {
            message: format!("有成交的申报冻结已到期解冻，不能交收，已退出并记录；{next}"),
        }))
    }

    /// Stores events with everything that they bring about in the register and in the ledger: all of it or nothing.
    async fn append_events(
        &self,
        known: &mut BTreeMap<String, Held>,
        number: &str,
        events: &[Recorded],
        handover: Option<Handover>,
        (actor, audit): (&Actor, &NewAudit),
    ) -> std::result::Result<(), Attempt> {
        let Some(held) = known.get_mut(number) else { return Err(Attempt::Overtaken) };
        let mut after = held.case.clone();
        events.iter().cloned().for_each(|event| after.record(event));
        let book = self.book_of(held, audit.at).await?;
        let walk = match self.walk_of(held, events, actor, audit.at).await {
            Ok(walk) => walk,
            Err(error) => {
                // Another program may have taken up the same, and have moved the row on with the case.
                let is_last = self.store.case_version(number).await.map_err(AppError::from)?
                    == Some(held.case.log().len() as u64);
                return Err(if is_last { Attempt::Failed(error) } else { Attempt::Overtaken });
            }
        };
        let pending = match &book {
            Some(book) => Some(book.posted(&after, events, actor, audit.at).await?),
            None => None,
        };
        let lines: Vec<String> =
            events.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>().map_err(AppError::from)?;
        let phase = phase_word(after.state().phase)?;
        let posted = pending.as_ref().and_then(Pending::lines).map(|lines| (lines, posting_audit(audit, lines)));
        let new = NewEvents {
            case: number,
            after: held.case.log().len() as u64,
            events: &lines,
            phase: &phase,
            is_over: after.state().phase.is_final(),
            wakes_after: after.wakes_after(),
            rows: handover.as_ref().map(Handover::saving),
            steps: walk.as_ref().map(Walk::steps),
            ledger: posted.as_ref().map(|(lines, audit)| LedgerPart { lines, audit }),
        };
        match self.store.append_case(new, audit).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => {
                return Err(Attempt::RowChanged(format!(
                    "名录中的“{}”正由他人改动或已删除，本次没有办理，交易和账本都没有变；请核对该行后重试",
                    held.case.listing.row
                )));
            }
            Err(StoreError::Overtaken { .. }) => return Err(Attempt::Overtaken),
            Err(error) => {
                known.remove(number);
                return Err(Attempt::Failed(error.into()));
            }
        }
        if let Some(pending) = pending {
            pending.stored();
        }
        held.case = after;
        held.stored.phase = phase;
        self.cases.bell.send_modify(|count| *count += 1);
        Ok(())
    }

    /// The case, continued with what other programs wrote.
    async fn current_case<'a>(&self, known: &'a mut BTreeMap<String, Held>, number: &str) -> Result<&'a mut Held> {
        let corrupt = |what: String| AppError::Internal {
            message: format!("交易项目“{number}”不能读取：{what}；请停止办理，用“junxian verify”检查数据是否被改动"),
        };
        if !known.contains_key(number) {
            let stored = self.store.case(number).await?;
            let stored = stored.ok_or_else(|| AppError::not_found(format!("交易项目“{number}”")))?;
            let rules: Rules = serde_json::from_str(&stored.case.rules)?;
            let listing: Listing = serde_json::from_str(&stored.case.listing)?;
            let case = Case::replay(rules, listing, &[]).map_err(|fault| corrupt(fault.to_string()))?;
            known.insert(number.to_string(), Held { stored, case });
        }
        let Some(held) = known.get_mut(number) else {
            return Err(AppError::not_found(format!("交易项目“{number}”")));
        };
        let fresh = self.store.case_events(number, held.case.log().len() as u64).await?;
        if !fresh.is_empty() {
            let mut log = held.case.log().to_vec();
            for line in &fresh {
                log.push(serde_json::from_str(line)?);
            }
            held.case = Case::replay(held.case.rules.clone(), held.case.listing.clone(), &log)
                .map_err(|fault| corrupt(fault.to_string()))?;
            held.stored.phase = phase_word(held.case.state().phase)?;
        }
        Ok(held)
    }

    /// Takes up everything that fell due in all cases, in the order in which it did; also what fell due while nothing was
    /// running. Returns how many cases moved, and why others could not.
    pub async fn advance_cases(&self, now: Timestamp) -> Result<(usize, Vec<String>)> {
        let (mut moved, mut troubles) = (0, Vec::new());
        let before = now.checked_sub(GRACE).unwrap_or(now);
        for number in self.store.cases_due(before).await? {
            let mut known = self.cases.known.lock().await;
            match self.take_up_due(&mut known, &number, now).await {
                Ok(events) => moved += usize::from(events > 0),
                // Somebody else took it up.
                Err(Attempt::Overtaken | Attempt::RowChanged(_)) => {
                    known.remove(&number);
                }
                Err(Attempt::Failed(error)) => troubles.push(format!("交易项目“{number}”：{error}")),
            }
        }
        Ok((moved, troubles))
    }

    /// Waits until a case has more events than `after`, or patience ends; returns how many it has.
    pub async fn await_case(&self, number: &str, after: u64, patience: Duration) -> Result<u64> {
        let mut bell = self.cases.bell.subscribe();
        let wait = async {
            loop {
                bell.mark_unchanged();
                let version = self.store.case_version(number).await?;
                let version = version.ok_or_else(|| AppError::not_found(format!("交易项目“{number}”")))?;
                if version > after {
                    return Ok(version);
                }
                let _again = tokio::time::timeout(LOOK_AGAIN, bell.changed()).await;
            }
        };
        match tokio::time::timeout(patience, wait).await {
            Ok(found) => found,
            Err(_) => Ok(self.store.case_version(number).await?.unwrap_or(after)),
        }
    }
}

/// Why an attempt came to nothing.
enum Attempt {
    Overtaken,
    /// A row of the register; in words.
    RowChanged(String),
    Failed(AppError),
}

impl From<AppError> for Attempt {
    fn from(error: AppError) -> Attempt {
        Attempt::Failed(error)
    }
}

/// The time of a request in a case.
fn at_in(case: &Case, now: Timestamp) -> Timestamp {
    case.log().last().map_or(now, |last| steady(now, last.at))
}

pub(super) fn phase_word(phase: Phase) -> Result<String> {
    match serde_json::to_value(phase)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(AppError::Internal { message: format!("状态 {other} 无法记录") }),
    }
}
