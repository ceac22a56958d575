//! What the checker promises to authors of packs.
#![allow(clippy::unwrap_used, reason = "a test stops where its example is wrong")]

mod bounds;
mod errors;
mod shipped;
