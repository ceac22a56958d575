//! Registers of packs: list, fill in, step on, count, Excel out and in. Everything is made from the declarations of the
//! pack; no register has code of its own.

mod book;
pub(crate) mod counted;
mod counts;
mod demo;
mod detail;
mod duplicates;
mod facts;
pub(crate) mod feed;
mod file_check;
mod files;
mod form;
mod handover;
mod import;
mod intake;
mod list;
mod save;
mod sheet;
mod step;
mod table;
mod walk;

pub(crate) use book::Opened;
pub(crate) use counts::explain_count;
pub use file_check::ATTACHMENT_MAX;
pub use files::RowUpload;
pub(crate) use form::certainty_in_words;
pub(crate) use handover::Handover;
pub use import::ImportMode;
pub(crate) use walk::Walk;
