//! The one entry point for building and checking.
fn main() {}
