//! Use cases, one function each: import, decide, compute, publish, explain.
//!
//! Knows nothing of HTTP or terminals. The clock and the acting person are always passed in.

mod audit;
mod bulletin;
mod data;
mod demo;
mod error;
mod explain;
mod ledger;
mod plans;
mod status;
mod users;
pub mod view;

use std::path::PathBuf;

pub use audit::VerifyReport;
pub use data::ContentReport;
pub use error::{AppError, Result};
pub use plans::ModelOrigin;
pub use users::PasswordCost;

/// Where the data live and where content comes from.
#[derive(Debug, Clone)]
pub struct Config {
    /// Holds the database; created when missing.
    pub data_dir: PathBuf,
    /// Searched in this order for the fonts of official documents.
    pub font_dirs: Vec<PathBuf>,
    /// `presets/status.toml` in it replaces the built-in presets.
    pub content_dir: Option<PathBuf>,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub user: String,
}

impl Actor {
    pub fn new(user: impl Into<String>) -> Actor {
        Actor { user: user.into() }
    }
}

/// A file to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Formats of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    Csv,
    Xlsx,
}

/// Files of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulletinFile {
    Docx,
    Pdf,
    /// The ledger (台账), annex of the bulletin.
    Xlsx,
}

/// All use cases over one database. Cheap to share behind an `Arc`; every method takes `&self`.
pub struct App {}

impl App {
    /// Opens or creates the database in `config.data_dir`.
    pub async fn open(config: Config) -> Result<App> {
        App::open_with(config, PasswordCost::Full).await
    }

    /// As `open`, with a chosen cost of password hashes; tests take the low one.
    pub async fn open_with(config: Config, cost: PasswordCost) -> Result<App> {
        let _ = (config, cost);
        error::later()
    }
}
