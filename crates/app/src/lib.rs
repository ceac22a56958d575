//! Use cases, one function each. In preparation.
pub mod view;
