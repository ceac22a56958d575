//! Data (数据): import, list, export, dictionaries.

pub(crate) mod check;
mod export;
mod import;
pub(crate) mod list;
pub(crate) mod table;
pub(crate) mod words;
