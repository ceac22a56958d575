//! Cases of exchanges (交易项目): listed from rows of registers, conducted by the state machine of the kernel, kept as a
//! log of events.
//!
//! Time and person are passed in. What is sealed stays sealed: the server holds a digest of a sealed bid and nothing
//! else, and orders of a call auction are shown to nobody but their owner before the end.

mod act;
mod certificate;
mod desk;
mod ocds;
mod open;
mod posting;
pub(crate) mod publication;
mod rehearse;
mod running;
mod secret;
mod see;
mod within;
mod words;

pub use certificate::CertificateFile;
pub(crate) use desk::Cases;
pub use rehearse::{Rehearsal, RehearsalBidder, RehearsalStage};
pub(crate) use words::ACTIONS_OF_PARTIES;
