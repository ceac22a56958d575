//! Turns outcomes into official documents: .docx and .pdf to GB/T 9704-2012, .xlsx ledgers, SVG charts and maps.
//!
//! Pure: no file, clock, network or font of the system is touched, and nothing but layout is computed.
//! Figures come in rounded and worded; each keeps the id that resolves to its derivation.
//! The same document gives the same bytes.

mod chart;
mod check;
mod document;
mod docx;
mod entry;
mod error;
pub mod exchange;
mod fonts;
mod layout;
mod map;
mod pdf;
mod raster;
mod svg;
mod typography;
mod xlsx;

pub use chart::{Bar, BarChart, BarGroup, Reference, bar_chart_svg};
pub use document::{
    Align, Attachment, Block, Cell, Column, Document, Figure, FigureSource, HeadingLevel, Imprint, ImprintPlace,
    RedHead, Revised, Reviser, Revision, Run, Table,
};
pub use docx::docx;
pub use entry::{EntryCell, EntryColumn, EntryKind, EntrySheet, entry_xlsx};
pub use error::ReportError;
pub use fonts::Fonts;
pub use map::{ChoroplethMap, MapClass, MapPlace, map_svg};
pub use pdf::pdf;
pub use typography::official_punctuation;
pub use xlsx::{Paper, Sheet, SheetCell, SheetColumn, ledger_xlsx};
