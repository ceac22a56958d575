//! Use cases, one function each: import, decide, compute, publish, explain.
//!
//! Knows nothing of HTTP or terminals. The clock and the acting person are always passed in.

mod account_export;
mod accounts;
mod actor;
mod agreements;
mod allocations;
mod analyses;
mod audit;
mod backup;
mod bulletin;
mod cases;
mod cells;
mod collection;
mod consents;
mod content;
mod contest;
mod data;
mod deadlines;
mod demo;
mod demo_agreements;
mod demo_books;
mod demo_budgets;
mod demo_incentives;
mod demo_mechanisms;
mod demo_rivers;
mod draft_sheet;
mod error;
mod evaluations;
mod explain;
mod figure_root;
mod firm_targets;
mod frame;
mod holidays;
mod instant;
mod ledger;
mod ledgers;
mod milestones;
mod move_database;
mod pack_pages;
pub mod packs;
mod paging;
mod pairings;
mod people;
mod placements;
mod plans;
mod presets;
mod public;
mod reach;
mod recent;
mod registers;
mod repeats;
mod sheet;
mod spreadsheet;
mod status;
mod unpacked;
mod users;
pub mod view;
mod webhooks;
mod within;
mod wording;
mod year;

use std::path::PathBuf;
use std::sync::Arc;

use engine::collection::CollectionRules;
use engine::consent::ConsentRules;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use model::people::SettingRules;
use model::{StatusPreset, WorkingCalendar};
use reader::Lexicon;
use report::Fonts;
use store::{Database, Options, Store};
use tokio::sync::OnceCell;

pub use actor::Actor;
pub use agreements::AgreementFile;
pub use audit::VerifyReport;
pub use backup::{BackupReport, drill, restore};
pub use cases::{CertificateFile, Rehearsal, RehearsalBidder, RehearsalStage};
pub use consents::ConsentFile;
pub use content::ContentReport;
pub use data::Told;
pub use demo_mechanisms::DemoCast;
pub use draft_sheet::draft_xlsx;
pub use error::{AppError, Result};
pub use holidays::built_in_calendar;
pub use instant::refuse_future_figure;
pub use ledgers::{Desk, LedgerFormat, Work};
pub use move_database::{MoveReport, move_database};
pub use packs::{PackOrigin, PackVersion, Packs};
pub use plans::{ExchangeFormat, ModelOrigin, PlanExport, Version, compare_plans};
pub use registers::{ATTACHMENT_MAX, ImportMode, RowUpload};
pub use spreadsheet::count_cells;
pub use store::ServerAddress;
pub use users::{Attempt, ClientSecret, DeclaredIssuer, Entered, PasswordCost, Purpose, SEAL_KEY};
pub use webhooks::{Authorities, Parcel, Target, signature};
pub use wording::{WORDING_FILE, check_own_wording, own_lexicon};

/// Where the data live and where content comes from.
#[derive(Debug, Clone)]
pub struct Config {
    /// Holds the database when it is a file, and `wording.toml` where the organisation has words of its own; created
    /// when missing.
    pub data_dir: PathBuf,
    /// The server that holds the database; nothing for a file in the folder of data.
    pub server: Option<ServerAddress>,
    /// Searched in this order for the fonts of official documents.
    pub font_dirs: Vec<PathBuf>,
    /// `presets/status.toml`, `accounts.toml` and the like in it replace the built-in presets.
    pub content_dir: Option<PathBuf>,
    /// The site's own packs; `packs/` in the folder of data where nothing is said and it exists.
    pub packs_dir: Option<PathBuf>,
    /// The largest file that may hang on a row of a register, in bytes; [`ATTACHMENT_MAX`] where nobody says otherwise.
    pub attachment_max: u64,
}

impl Config {
    /// The folder of the site's own packs. One that was named must exist.
    pub fn own_packs(&self) -> Option<PathBuf> {
        let in_data = || Some(self.data_dir.join("packs")).filter(|folder| folder.is_dir());
        self.packs_dir.clone().or_else(in_data)
    }

    /// What the site is kept in.
    pub fn database(&self) -> Database {
        match &self.server {
            Some(server) => Database::Server(server.clone()),
            None => Database::File(self.data_dir.join(backup::DATABASE)),
        }
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
    /// SDMX-CSV 2.0.
    SdmxCsv,
    /// Data message of SDMX-JSON 2.0.
    SdmxJson,
    /// Structure message of SDMX-JSON 2.0: what the two above mean; no data.
    SdmxStructure,
    /// `dataValueSets` of DHIS2 as JSON.
    Dhis2,
    /// All data with the dictionaries around them, as a Data Package in a zip file.
    DataPackage,
}

impl DataFormat {
    pub fn in_words(self) -> &'static str {
        match self {
            DataFormat::Csv => "csv",
            DataFormat::Xlsx => "xlsx",
            DataFormat::SdmxCsv => "SDMX-CSV",
            DataFormat::SdmxJson => "SDMX-JSON",
            DataFormat::SdmxStructure => "SDMX 数据结构",
            DataFormat::Dhis2 => "DHIS2 dataValueSets",
            DataFormat::DataPackage => "数据包（Data Package）",
        }
    }

    /// As commands and addresses have it.
    pub fn of_word(word: &str) -> Option<DataFormat> {
        match word {
            "csv" => Some(DataFormat::Csv),
            "xlsx" => Some(DataFormat::Xlsx),
            "sdmx-csv" => Some(DataFormat::SdmxCsv),
            "sdmx-json" => Some(DataFormat::SdmxJson),
            "sdmx-structure" => Some(DataFormat::SdmxStructure),
            "dhis2" => Some(DataFormat::Dhis2),
            "datapackage" => Some(DataFormat::DataPackage),
            _ => None,
        }
    }
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
pub struct App {
    store: Store,
    config: Config,
    presets: Vec<StatusPreset>,
    /// The words that plans are read with.
    lexicon: Arc<Lexicon>,
    packs: Arc<Packs>,
    /// 工作日 by the yearly announcements.
    calendar: WorkingCalendar,
    collection: CollectionRules,
    consent: ConsentRules,
    setting_rules: Arc<SettingRules>,
    cost: PasswordCost,
    turnstile: users::Turnstile,
    /// Seals secrets that must stand in the database.
    sealing: users::Sealing,
    frames: frame::Frames,
    evaluations: evaluations::Runs,
    allocations: allocations::Runs,
    desks: ledgers::Desks,
    cases: cases::Cases,
    publication: cases::publication::Publication,
    /// By whom people may log in, beside their password.
    issuer: Option<DeclaredIssuer>,
    /// Hosts that may be told of events.
    outbound: webhooks::rules::Outbound,
    /// Read from disk when the first document is written.
    fonts: OnceCell<Arc<Fonts>>,
}

impl App {
    /// Opens the database that `config` names, and creates it when it is a file.
    pub async fn open(config: Config) -> Result<App> {
        App::open_with(config, PasswordCost::Full).await
    }

    /// As `open`, with a chosen cost of password hashes; tests take the low one.
    pub async fn open_with(config: Config, cost: PasswordCost) -> Result<App> {
        std::fs::create_dir_all(&config.data_dir).map_err(|error| AppError::Internal {
            message: format!("数据目录 {} 无法建立：{error}；请检查路径和权限", config.data_dir.display()),
        })?;
        let presets = presets::load(config.content_dir.as_deref())?;
        let lexicon = Arc::new(wording::load(&config.data_dir)?);
        let packs = Arc::new(Packs::load(config.own_packs().as_deref())?);
        let calendar = holidays::load(config.content_dir.as_deref())?;
        let collection = collection::rules::load(config.content_dir.as_deref())?;
        let consent = consents::rules::load(config.content_dir.as_deref(), &packs)?;
        let setting_rules = Arc::new(users::rules::load(config.content_dir.as_deref())?);
        let publication = cases::publication::load(config.content_dir.as_deref())?;
        let issuer = users::identity::rules::load(config.content_dir.as_deref())?;
        let outbound = webhooks::rules::load(config.content_dir.as_deref())?;
        let store = Store::open(config.database(), &Options::default()).await?;
        let sealing = users::Sealing::prepare(&store, &config.data_dir, Timestamp::now()).await?;
        Ok(App {
            store,
            config,
            presets,
            lexicon,
            packs,
            calendar,
            collection,
            consent,
            setting_rules,
            cost,
            turnstile: users::Turnstile::for_this_machine(),
            sealing,
            frames: frame::Frames::default(),
            evaluations: evaluations::Runs::default(),
            allocations: allocations::Runs::default(),
            desks: ledgers::Desks::default(),
            cases: cases::Cases::default(),
            publication,
            issuer,
            outbound,
            fonts: OnceCell::new(),
        })
    }

    /// The packs as they were found when the application was opened.
    pub fn packs(&self) -> &Arc<Packs> {
        &self.packs
    }

    /// The calendar of working days that deadlines and formulas count with.
    pub fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }

    /// The same calendar without a database, for commands over files: the built-in one, or that of the site's content.
    pub fn calendar_of(content_dir: Option<&std::path::Path>) -> Result<WorkingCalendar> {
        holidays::load(content_dir)
    }

    /// Ends all connections to the database.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// The day in China, which keeps one offset all the year.
fn day_in_china(time: Timestamp) -> Date {
    Offset::constant(8).to_datetime(time).date()
}

/// 2026-11-25 10:00, in China.
pub fn time_in_words(time: Timestamp) -> String {
    let time = Offset::constant(8).to_datetime(time);
    format!("{} {:02}:{:02}", time.date(), time.hour(), time.minute())
}

/// Work that keeps a processor busy (layout, hashes), moved off the threads that serve requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal {
        message: format!("后台任务意外中止：{error}；请重试，仍不行请查看日志"),
    })?
}
