//! Data (数据): import, list, export, dictionaries; the forms in which other systems have them.

pub(crate) mod check;
pub(crate) mod class;
pub(crate) mod components;
mod dhis2;
mod export;
mod import;
mod incoming;
mod json_lines;
pub(crate) mod list;
mod package;
mod sdmx_csv;
mod sdmx_json;
mod sdmx_read;
pub(crate) mod table;
pub(crate) mod versions;
pub(crate) mod words;

pub use incoming::Told;
