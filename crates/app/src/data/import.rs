//! Imports a data file: everything is checked first, then written in one transaction.

use jiff::Timestamp;
use model::Dataset;

use super::check::{Reference, check};
use super::table::Table;
use super::words::dataset_in_words;
use crate::view::ImportReport;
use crate::{Actor, App, AppError, Result};

/// Larger files are refused before they are parsed.
const FILE_MAX: usize = 50 * 1024 * 1024;

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
        if bytes.is_empty() {
            return Err(AppError::BadFile {
                message: format!("文件“{file_name}”是空的，请检查是否选错文件或上传中断"),
            });
        }
        if bytes.len() > FILE_MAX {
            return Err(AppError::BadFile {
                message: format!("文件“{file_name}”超过 50 MB，请分成几个文件导入")
            });
        }
        let table = Table::read(bytes, file_name)?;
        let dictionaries = self.store.dictionaries(now).await?;
        let reference = Reference { dictionaries: &dictionaries, dataset, now };
        let observations = match check(&table, &reference) {
            Ok(observations) => observations,
            Err(errors) => {
                return Ok(ImportReport { accepted: false, inserted: 0, unchanged: 0, revised: 0, errors });
            }
        };
        let note = format!("文件“{file_name}”，{} 行，{}", observations.len(), dataset_in_words(dataset));
        let audit = actor.audit("导入数据", "data", Some(&note), now);
        let counts = self.store.import_observations(&observations, &audit).await?;
        Ok(ImportReport {
            accepted: true,
            inserted: counts.inserted,
            unchanged: counts.unchanged,
            revised: counts.revised,
            errors: Vec::new(),
        })
    }
}
