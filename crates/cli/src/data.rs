//! `junxian data …`: observations in and out.

use std::path::Path;

use anyhow::{Result, bail};
use app::view::ObservationQuery;
use app::{DataFormat, Told};
use jiff::Timestamp;

use crate::args::data::{Data, DataExport, DataImport};
use crate::progress::Progress;
use crate::terminal::{line_error, note, show};
use crate::{Site, files};

/// Longer lists of faults help nobody on a terminal.
const FAULTS_SHOWN: usize = 50;

pub async fn run(site: &Site, command: Data) -> Result<()> {
    match command {
        Data::Import(command) => import(site, &command).await,
        Data::Export(command) => export(site, &command).await,
        Data::Template(command) => {
            let output = command.output.as_deref();
            let template = site.open().await?.template(format(output)?)?;
            files::hand_out(output, &template.bytes)
        }
    }
}

async fn import(site: &Site, command: &DataImport) -> Result<()> {
    let input = files::read(&command.file)?;
    let app = site.open().await?;
    let progress = Progress::start(&format!("核对 {}", input.name));
    let now = Timestamp::now();
    let told = Told {
        format: command.format,
        scope: command.scope.clone(),
        grade: command.grade.clone(),
        status: command.status.clone(),
        source: command.source.clone(),
    };
    let file = (input.name.as_str(), input.bytes.as_slice());
    let outcome = app.import_data(&site.actor, file, &told, command.dataset, command.preview, now).await;
    drop(progress);
    let report = outcome.map_err(|error| files::about(&input, error))?;
    report.notes.iter().for_each(|said| note(&format!("  {said}")));
    if report.accepted {
        let (new, revised, unchanged) = (report.inserted, report.revised, report.unchanged);
        let done = if report.is_preview { "可以导入，尚未写入" } else { "已导入" };
        return show(&format!("{done} {}：新增 {new} 条，修订 {revised} 条，与库中相同 {unchanged} 条", input.name));
    }
    report.errors.iter().take(FAULTS_SHOWN).for_each(|error| note(&line_error(error)));
    let total = report.errors.len();
    if total > FAULTS_SHOWN {
        note(&format!("  ……另有 {} 处未列出", total - FAULTS_SHOWN));
    }
    bail!("{} 有 {total} 处错误，一条也没有导入；请按上面各行修改后重新导入", input.name)
}

async fn export(site: &Site, command: &DataExport) -> Result<()> {
    let query = ObservationQuery {
        indicator: command.indicator.clone(),
        place: command.place.clone(),
        period: command.period.clone(),
        dataset: Some(command.dataset),
        all_versions: Some(command.all_versions),
        ..ObservationQuery::default()
    };
    let output = command.output.as_deref();
    let format = match command.format {
        Some(format) => format,
        None => format(output)?,
    };
    let download = site.open().await?.export_observations(&site.actor, &query, format, jiff::Timestamp::now()).await?;
    files::hand_out(output, &download.bytes)
}

/// By the ending of the name; csv on the screen.
fn format(output: Option<&Path>) -> Result<DataFormat> {
    let Some(path) = output else { return Ok(DataFormat::Csv) };
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
        Some("csv") => Ok(DataFormat::Csv),
        Some("xlsx") => Ok(DataFormat::Xlsx),
        _ => bail!("{} 的后缀应为 .csv 或 .xlsx", path.display()),
    }
}
