//! Bulletins.
use crate::error::later;
use crate::view::{BulletinRequest, BulletinView};
use crate::{Actor, App, BulletinFile, Download, Result};
use jiff::Timestamp;

impl App {
    pub async fn create_bulletin(
        &self,
        actor: &Actor,
        plan: &str,
        request: &BulletinRequest,
        now: Timestamp,
    ) -> Result<BulletinView> {
        let _ = (actor, plan, request, now);
        later()
    }
    pub async fn bulletins(&self, plan: &str) -> Result<Vec<BulletinView>> {
        let _ = plan;
        later()
    }
    pub async fn bulletin(&self, id: i64) -> Result<BulletinView> {
        let _ = id;
        later()
    }
    /// Rendered from the frozen cut only: the same bytes for ever.
    pub async fn bulletin_file(&self, id: i64, file: BulletinFile) -> Result<Download> {
        let _ = (id, file);
        later()
    }
}
