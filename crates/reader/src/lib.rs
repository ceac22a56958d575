//! Reading of official plans: bytes → text → plan draft, each part tied to its characters in the text as received.
//!
//! Pure: no file, clock or network. `read` is total: any text gives a draft, and every number of the text is
//! a target, a soft target, or set aside with a reason.

mod corrections;
mod decode;
mod document;
mod duties;
pub mod gold;
mod labels;
mod metadata;
mod numbers;
mod outline;
mod residue;
mod soft;
mod tables;
mod targets;
mod tasks;
mod wording;

pub use decode::{PdfError, ReadError, SourceText, TextFormat, decode};
pub use residue::uncovered_numbers;
pub use wording::{Lexicon, Wording, WordingFault, check_wording};

use document::Document;
use model::{Plan, digest};

/// Reads a text with the built-in wording tables.
pub fn read(source_text: &str) -> Plan {
    read_with(source_text, Lexicon::builtin())
}

/// Reads a text with the given wording tables.
pub fn read_with(source_text: &str, lexicon: &Lexicon) -> Plan {
    let document = Document::new(source_text);
    let frame = metadata::frame(&document, lexicon);
    let outline = outline::outline(&document, lexicon, &frame);
    let notes = duties::notes(&document, lexicon, &frame);
    let tables = tables::tables(&document, lexicon, frame.body, frame.this_year);
    let flattened = tables::flattened(&document, lexicon, frame.body);
    let (conventions, tasks) = tasks::tasks(&document, lexicon, &outline, &notes, &tables);
    let tokens = numbers::tokens(&document, lexicon);
    let context = targets::Context {
        document: &document,
        lexicon,
        frame: &frame,
        outline: &outline,
        tasks: &tasks,
        notes: &notes,
        tokens: &tokens,
        tables: &tables,
        flattened: &flattened,
    };
    let soft_targets = soft::soft_targets(&context);
    let (targets, rejected) = targets::targets(&context, &soft_targets);
    let mut plan = Plan {
        metadata: frame.metadata.clone(),
        text_digest: digest(source_text.as_bytes()),
        outline: outline::headings(&outline),
        conventions,
        tasks: tasks.clone(),
        targets,
        soft_targets,
        residue: Vec::new(),
        corrections: corrections::corrections(&document, lexicon),
    };
    plan.residue = residue::residue(&context, &plan, &rejected);
    plan
}
