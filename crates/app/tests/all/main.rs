//! Use cases in process, each on a folder of its own.

// Helpers outside of test functions unwrap as well.
#![allow(clippy::unwrap_used)]

mod accounts;
mod agreements;
mod allocations;
mod analyses;
mod backup;
mod bulletins;
mod case_course;
mod case_ledgers;
mod case_releases;
mod case_sellers;
mod cases;
mod check;
mod classes;
mod collection;
mod collection_asked;
mod collection_contest;
mod collection_countersign;
mod collection_reminders;
mod collection_sheets;
mod data;
mod data_exchange;
mod deadlines;
mod demo_copies;
mod demo_mechanisms;
mod evaluations;
mod figures;
mod issuing;
mod json_schema;
mod kept_frames;
mod ledger_desk;
mod ledger_files;
mod ledger_rules;
mod ledgers;
mod milestones;
mod outsiders;
mod packs;
mod paging;
mod pairings;
mod placements;
mod plans;
mod proposals;
mod reach;
mod register_files;
mod registers;
mod rivers;
mod same_moment;
mod seal;
mod support;
mod two_servers;
mod users;
mod webhooks;
mod week;
mod year;
