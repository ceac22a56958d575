//! The server as a browser sees it, without a socket: sessions, refusals, the main job from import to download.

mod client;
mod flow;
mod refusals;
mod shell;
