//! The demo.
use crate::error::later;
use crate::{Actor, App, Result};
use jiff::Timestamp;

impl App {
    /// Loads the demo once; a second call changes nothing.
    pub async fn load_demo(&self, actor: &Actor, now: Timestamp, progress: impl Fn(&str)) -> Result<()> {
        let _ = (actor, now);
        progress("载入演示");
        later()
    }
}
