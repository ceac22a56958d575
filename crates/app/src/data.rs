//! Data.
use crate::error::later;
use crate::view::{Dictionary, ImportReport, ObservationPage, ObservationQuery};
use crate::{Actor, App, DataFormat, Download, Result};
use jiff::Timestamp;
use model::Dataset;
use std::path::Path;

/// What a content load changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentReport {
    /// New or changed entries of the dictionaries.
    pub entries: usize,
    pub observations: usize,
    pub unchanged: usize,
}

impl App {
    /// All or nothing: with any error nothing is imported and `accepted` is false.
    pub async fn import_observations(
        &self,
        actor: &Actor,
        file_name: &str,
        bytes: &[u8],
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<ImportReport> {
        let _ = (actor, file_name, bytes, dataset, now);
        later()
    }
    pub async fn observations(&self, query: &ObservationQuery) -> Result<ObservationPage> {
        let _ = query;
        later()
    }
    /// Same layout as the import.
    pub async fn export_observations(&self, query: &ObservationQuery, format: DataFormat) -> Result<Download> {
        let _ = (query, format);
        later()
    }
    pub fn template(&self, format: DataFormat) -> Result<Download> {
        let _ = format;
        later()
    }
    /// Loads dictionaries and observations from a folder laid out like `demo/`.
    pub async fn load_content(&self, actor: &Actor, folder: &Path, now: Timestamp) -> Result<ContentReport> {
        let _ = (actor, folder, now);
        later()
    }
    pub async fn dictionary(&self) -> Result<Dictionary> {
        later()
    }
}
