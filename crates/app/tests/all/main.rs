//! Use cases in process, each on a folder of its own.

mod bulletins;
mod data;
mod figures;
mod plans;
mod support;
mod users;
