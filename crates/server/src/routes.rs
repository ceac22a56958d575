//! Handlers, one file per part of the API. Each asks one use case and hands out its answer.

pub(crate) mod accounts;
pub(crate) mod agreements;
pub(crate) mod allocations;
pub(crate) mod analyses;
pub(crate) mod audit;
pub(crate) mod bulletins;
pub(crate) mod calendar;
pub(crate) mod cases;
pub(crate) mod collection;
pub(crate) mod comparison;
pub(crate) mod data;
pub(crate) mod evaluations;
pub(crate) mod issues;
pub(crate) mod ledgers;
pub(crate) mod milestones;
pub(crate) mod oidc;
pub(crate) mod packs;
pub(crate) mod pairings;
pub(crate) mod people;
pub(crate) mod plans;
pub(crate) mod registers;
pub(crate) mod review;
pub(crate) mod session;
pub(crate) mod status;
pub(crate) mod webhooks;
pub(crate) mod year;
