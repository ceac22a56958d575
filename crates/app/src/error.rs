//! What can go wrong, worded in Chinese for the person who asked. Shells map it; nobody rewords it.

use crate::view::{LineError, Problem};

pub type Result<T> = std::result::Result<T, AppError>;

/// A use case that failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("{what}不存在;请检查编号,或从列表中重新选择")]
    NotFound { what: String },
    #[error("{message}")]
    Unauthenticated { message: String },
    #[error("{message}")]
    BadInput { message: String, details: Vec<LineError> },
    /// A file that cannot be read at all.
    #[error("{message}")]
    BadFile { message: String },
    /// Fits neither what is stored nor what another person just did.
    #[error("{message}")]
    Conflict { message: String },
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
            AppError::BadInput { .. } => "bad-input",
            AppError::BadFile { .. } => "bad-file",
            AppError::Conflict { .. } => "conflict",
            AppError::Internal { .. } => "internal",
        }
    }

    /// As the API answers it.
    pub fn problem(&self) -> Problem {
        let details = match self {
            AppError::BadInput { details, .. } => details.clone(),
            AppError::NotFound { .. }
            | AppError::Unauthenticated { .. }
            | AppError::BadFile { .. }
            | AppError::Conflict { .. }
            | AppError::Internal { .. } => Vec::new(),
        };
        Problem { code: self.code().to_string(), message: self.to_string(), details }
    }
}

pub(crate) fn later<T>() -> Result<T> {
    Err(AppError::Internal { message: "尚未完成".to_string() })
}
