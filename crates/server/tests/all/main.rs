//! The server as a browser sees it, without a socket: sessions, refusals, the main job from import to download.

#![allow(clippy::unwrap_used, reason = "the lint knows tests but not their helpers")]

mod access;
mod client;
mod exchange;
mod files;
mod firm_targets;
mod flow;
mod issuer;
mod oidc;
mod people;
mod public;
mod refusals;
mod shell;
