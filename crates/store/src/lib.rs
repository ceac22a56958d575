//! Keeps everything in one database, an embedded SQLite file or a PostgreSQL server: plans, decisions, data, registers, bulletins, users, the audit chain.
//!
//! Every change and its audit entry are one transaction. Computes nothing and words nothing but its own errors.
//! The SQL is the part that SQLite and PostgreSQL share; what is not stands in `file.rs` and `server.rs`.

mod allocations;
mod audit;
mod audit_end;
mod bulletins;
mod calendar_feed;
mod cases;
mod claims;
mod class_reach;
mod consents;
mod copy;
mod counting;
mod database;
mod dictionary;
mod error;
mod evaluations;
mod event_log;
mod file;
mod frozen;
mod ledgers;
mod listing;
mod look;
mod observation_page;
mod observations;
mod open;
mod packed;
mod passing;
mod people;
mod plans;
mod recording;
mod registers;
mod repeats;
mod series;
mod server;
mod sql;
mod streams;
mod tables;
mod transfer;
mod users;
mod verify;
mod webhooks;

pub use allocations::{AllocationEvent, AllocationKey, AllocationState, NewAllocation, StoredAllocation};
pub use audit::{AuditEntry, NewAudit, Readable};
pub use bulletins::{BulletinFile, NewBulletin, StoredBulletin, StoredFile};
pub use cases::{LedgerPart, NewCase, NewEvents, RowStep, RowSteps, StoredCase};
pub use claims::ChapterClaim;
pub use class_reach::ClassReach;
pub use consents::{ConsentLook, ConsentSide, NewConsent, REFUSED_LOOK, StoredConsent, Withdrawal};
pub use database::{Database, ServerAddress};
pub use dictionary::{Dictionaries, Entry, EntryKind, Ranking};
pub use error::{Result, StoreError};
pub use evaluations::{
    EvaluationEvent, EvaluationKey, NewAnswer, NewEvaluation, NewObjection, RunState, StoredAnswer, StoredEvaluation,
    StoredObjection,
};
pub use ledgers::{LedgerHead, LedgerLines, NewLedgerLines};
pub use look::{Look, Seen};
pub use observation_page::{ObservationPlace, VersionNumber};
pub use observations::{ObservationFilter, Recorded};
pub use open::{Options, Store};
pub use passing::Passing;
pub use people::{
    AssignmentEnd, Ends, Identity, KeptFactor, NewUser, ProposalDecision, Secret, Standing, StandingCheck,
    StoredAssignment, StoredProposal,
};
pub use plans::{FrameMarks, NewPlan, StoredPlan, StoredStage, StoredText};
pub use recording::{ImportCounts, Told};
pub use registers::{
    AttachedFile, Book, Change, ChangeKind, Clash, ClashKind, HeldFile, NewFile, NewRow, NewStep, RowFile, RowFilter,
    RowHold, RowPage, RowPlace, RowReach, RowSort, SaveCounts, Saving, StateCount, StoredRow,
};
pub use repeats::Named;
pub use streams::{
    NewNotice, NewStream, StoredNotice, StoredStream, StreamChange, StreamEvents, StreamHold, StreamKind,
};
pub use tables::{Column, ColumnKind, Table};
pub use transfer::Content;
pub use users::{Factor, Failed, NewSession, Proof, StoredSession, StoredUser, Unopened};
pub use verify::{ChainFault, ChainReport};
pub use webhooks::{Delivery, DeliveryState, Tried, Webhook};

use jiff::Timestamp;

/// A time as it is stored: fixed width, so that text order is time order.
pub fn stamp(time: Timestamp) -> String {
    format!("{time:.6}")
}

fn time_of(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| StoreError::Corrupt { what: format!("时间“{text}”") })
}

/// An enum of the model as the text that is stored (its serde name).
/// A value that serializes as one word, without the detour over JSON: imports ask for millions.
struct Word<'of, T>(&'of T);

impl<T: serde::Serialize> std::fmt::Display for Word<'_, T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.serialize(formatter)
    }
}

fn word_of<T: serde::Serialize>(value: &T) -> Result<String> {
    use std::fmt::Write as _;
    let mut word = String::new();
    write!(word, "{}", Word(value)).map_err(|_| StoreError::Corrupt { what: "枚举值".to_string() })?;
    Ok(word)
}

fn from_word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T> {
    let read: serde::de::value::StrDeserializer<'_, serde::de::value::Error> =
        serde::de::IntoDeserializer::into_deserializer(word);
    T::deserialize(read).map_err(|_| StoreError::Corrupt { what: format!("取值“{word}”") })
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt { what: error.to_string() })
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str, what: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt { what: format!("{what}({error})") })
}
