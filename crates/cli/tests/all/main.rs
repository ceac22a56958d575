//! The compiled `junxian` as a person at a terminal sees it, above all with bad input.

mod bad_input;
mod frame;
mod interrupted;
mod job;
mod support;
