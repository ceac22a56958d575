//! What can go wrong, worded in Chinese for the person who asked. Shells map it; nobody rewords it.

use model::EditError;
use store::StoreError;

use crate::view::{LineError, Problem, UnknownWord};

pub type Result<T> = std::result::Result<T, AppError>;

/// A use case that failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("{what}不存在；请检查编号，或从列表中重新选择")]
    NotFound { what: String },
    #[error("{message}")]
    Unauthenticated { message: String },
    /// The password was right, the code of the second factor is still to come.
    #[error("{message}")]
    SecondFactor { message: String },
    /// Known, and not entitled; the refusal is on record.
    #[error("{message}")]
    Forbidden { message: String },
    #[error("{message}")]
    BadInput { message: String, details: Vec<LineError> },
    /// A file that cannot be read at all.
    #[error("{message}")]
    BadFile { message: String },
    /// Fits neither what is stored nor what another person just did.
    #[error("{message}")]
    Conflict { message: String },
    /// Somebody else changed the same thing first; nothing of theirs is overwritten.
    #[error("{message}")]
    Stale { message: String },
    /// Words that nobody has used before; the person must say that they are meant.
    #[error("{message}")]
    Unknown { message: String, words: Vec<UnknownWord> },
    /// The disk is full or the database is busy: nothing was written, trying later may help.
    #[error("{message}")]
    Unavailable { message: String },
    /// The machine or the stored data, not the request.
    #[error("{message}")]
    Internal { message: String },
}

impl AppError {
    pub fn bad_input(message: impl Into<String>) -> AppError {
        AppError::BadInput { message: message.into(), details: Vec::new() }
    }

    pub fn not_found(what: impl Into<String>) -> AppError {
        AppError::NotFound { what: what.into() }
    }

    /// Stable code in English kebab-case, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            AppError::NotFound { .. } => "not-found",
            AppError::Unauthenticated { .. } => "unauthenticated",
            AppError::SecondFactor { .. } => "second-factor",
            AppError::Forbidden { .. } => "forbidden",
            AppError::BadInput { .. } => "bad-input",
            AppError::BadFile { .. } => "bad-file",
            AppError::Conflict { .. } => "conflict",
            AppError::Stale { .. } => "stale",
            AppError::Unknown { .. } => "unknown-word",
            AppError::Unavailable { .. } => "unavailable",
            AppError::Internal { .. } => "internal",
        }
    }

    /// As the API answers it.
    pub fn problem(&self) -> Problem {
        let details = match self {
            AppError::BadInput { details, .. } => details.clone(),
            AppError::NotFound { .. }
            | AppError::Unauthenticated { .. }
            | AppError::SecondFactor { .. }
            | AppError::Forbidden { .. }
            | AppError::BadFile { .. }
            | AppError::Conflict { .. }
            | AppError::Stale { .. }
            | AppError::Unknown { .. }
            | AppError::Unavailable { .. }
            | AppError::Internal { .. } => Vec::new(),
        };
        let unknown = match self {
            AppError::Unknown { words, .. } => words.clone(),
            _ => Vec::new(),
        };
        Problem { code: self.code().to_string(), message: self.to_string(), details, unknown }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> AppError {
        match error {
            StoreError::Missing { what } => AppError::NotFound { what },
            StoreError::Duplicate { what } => AppError::Conflict { message: what },
            StoreError::ClockBack { .. } => AppError::Conflict { message: error.to_string() },
            StoreError::Overtaken { .. } => AppError::Stale { message: error.to_string() },
            StoreError::DiskFull
            | StoreError::Busy
            | StoreError::Disk
            | StoreError::Unreachable { .. }
            | StoreError::Uncertain => AppError::Unavailable { message: error.to_string() },
            StoreError::Unstorable { .. } => AppError::bad_input(error.to_string()),
            StoreError::Open { .. }
            | StoreError::Address { .. }
            | StoreError::Server { .. }
            | StoreError::TooNew
            | StoreError::Corrupt { .. }
            | StoreError::Database(_) => AppError::Internal { message: error.to_string() },
        }
    }
}

/// The ledger is as it was; the sentence says what to do.
impl From<model::ledger::Refusal> for AppError {
    fn from(refusal: model::ledger::Refusal) -> AppError {
        AppError::Conflict { message: refusal.to_string() }
    }
}

impl From<reader::ReadError> for AppError {
    fn from(error: reader::ReadError) -> AppError {
        AppError::BadFile { message: error.to_string() }
    }
}

impl From<report::ReportError> for AppError {
    fn from(error: report::ReportError) -> AppError {
        AppError::Internal { message: error.to_string() }
    }
}

impl From<EditError> for AppError {
    fn from(error: EditError) -> AppError {
        match error {
            EditError::UnknownItem { .. }
            | EditError::DuplicateItem { .. }
            | EditError::UnknownDecision { .. }
            | EditError::AlreadyUndone { .. }
            | EditError::NeededBy { .. }
            | EditError::Orphans { .. } => AppError::Conflict { message: error.to_string() },
            EditError::Stale { .. } => AppError::Stale { message: error.to_string() },
            EditError::KindMismatch { .. }
            | EditError::TooFewParts
            | EditError::IdenticalParts { .. }
            | EditError::PartOutside { .. }
            | EditError::TooFewMerged
            | EditError::Item { .. } => AppError::bad_input(error.to_string()),
        }
    }
}

/// Turning our own values into JSON cannot fail for the types used here, but is never assumed.
impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> AppError {
        AppError::Internal { message: format!("内部数据格式有误：{error}") }
    }
}
