//! Use cases in process, each on a folder of its own.

// Helpers outside of test functions unwrap as well.
#![allow(clippy::unwrap_used)]

mod accounts;
mod agreements;
mod allocations;
mod analyses;
mod backup;
mod bulletins;
mod case_ledgers;
mod cases;
mod check;
mod collection;
mod data;
mod demo_mechanisms;
mod evaluations;
mod figures;
mod issuing;
mod json_schema;
mod ledger_desk;
mod ledgers;
mod packs;
mod pairings;
mod placements;
mod plans;
mod reach;
mod register_files;
mod registers;
mod support;
mod two_servers;
mod users;
mod year;
