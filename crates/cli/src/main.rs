//! The `junxian` binary.
fn main() {}
