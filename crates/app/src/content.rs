//! Dictionaries and observations from a folder laid out like `demo/`: all of it or nothing.
//!
//! Reads only files with known names or endings; the rest of the folder is left alone.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use model::{Conflict, Dataset, Indicator, IndicatorNature, Place, PlaceKind, SeriesBreak, Source};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::{Dictionaries, Entry, EntryKind, Ranking, Told};

use crate::data::check::{Reference, check};
use crate::data::table::Table;
use crate::view::LineError;
use crate::{Actor, App, AppError, Result};

/// What a content load changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentReport {
    /// New or changed entries of the dictionaries.
    pub entries: usize,
    pub observations: usize,
    pub unchanged: usize,
}

/// Texts by file name.
pub(crate) type Folder = BTreeMap<String, String>;

pub(crate) const BOUNDARIES: &str = "boundaries";
pub(crate) const ADJACENCY: &str = "adjacency";
pub(crate) const TOWNSHIPS: &str = "townships";

impl App {
    /// Loads dictionaries and observations from a folder laid out like `demo/`.
    pub async fn load_content(&self, actor: &Actor, folder: &Path, now: Timestamp) -> Result<ContentReport> {
        let unreadable =
            |error: std::io::Error| AppError::bad_input(format!("数据文件夹 {} 无法读取：{error}", folder.display()));
        let mut files = Folder::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| is_content(name)) else {
                continue;
            };
            files.insert(name.to_string(), std::fs::read_to_string(&path).map_err(unreadable)?);
        }
        self.load_folder(actor, &files, now).await
    }

    pub(crate) async fn load_folder(&self, actor: &Actor, files: &Folder, now: Timestamp) -> Result<ContentReport> {
        let content = parse(files)?;
        let table = files
            .get("observations.csv")
            .map(|text| Table::from_csv(text.as_bytes(), "observations.csv"))
            .transpose()?;
        let reference = Reference { dictionaries: &content.dictionaries, dataset: Dataset::Real, now };
        let (observations, classes) = match table {
            Some(table) => check(&table, &reference).map_err(|details| AppError::BadInput {
                message: format!("observations.csv 有 {} 处错误，没有导入任何内容", details.len()),
                details,
            })?,
            None => (Vec::new(), Told::Nothing),
        };
        let audit = actor.audit("载入数据包", "data", None, now);
        let (entries, counts) = self.store.load_told(&content.entries, &observations, &classes, &audit).await?;
        Ok(ContentReport { entries, observations: counts.inserted + counts.revised, unchanged: counts.unchanged })
    }
}

pub(crate) fn is_content(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "indicators.csv",
        "places.csv",
        "sources.csv",
        "conflicts.csv",
        "breaks.csv",
        "rankings.csv",
        "observations.csv",
    ];
    NAMES.contains(&name) || blob_name(name).is_some()
}

fn blob_name(file: &str) -> Option<&'static str> {
    if file.ends_with(".geojson") {
        Some(BOUNDARIES)
    } else if file.ends_with("adjacency.json") {
        Some(ADJACENCY)
    } else if file.contains("townships") && file.ends_with(".csv") {
        Some(TOWNSHIPS)
    } else {
        None
    }
}

struct Content {
    entries: Vec<Entry>,
    dictionaries: Dictionaries,
}

#[derive(Deserialize)]
struct IndicatorLine {
    code: String,
    name: String,
    unit: String,
    nature: IndicatorNature,
    definition: String,
    steward: Option<String>,
    is_official_statistic: bool,
    order: i32,
    min: Option<Decimal>,
    #[serde(default)]
    is_account: bool,
}

#[derive(Deserialize)]
struct PlaceLine {
    code: String,
    name: String,
    kind: PlaceKind,
    parent: Option<String>,
    order: i32,
}

#[derive(Deserialize)]
struct SourceLine {
    source_id: String,
    title: String,
    publisher: String,
    kind: String,
    url: Option<String>,
}

#[derive(Deserialize)]
struct ConflictLine {
    unit: String,
    indicator: String,
    period: String,
    values: String,
    sources: String,
    reading: String,
    handling: String,
}

#[derive(Deserialize)]
struct RankingLine {
    publisher: String,
    edition: String,
    list: String,
    rank: u32,
    adcode: String,
    source_id: String,
}

#[derive(Deserialize)]
struct TownshipLine {
    name: String,
    #[serde(rename = "areaCode")]
    county: String,
}

fn parse(files: &Folder) -> Result<Content> {
    let indicators = lines(files, "indicators.csv", |line: IndicatorLine| Indicator {
        code: line.code,
        name: line.name,
        unit: line.unit,
        nature: line.nature,
        definition: line.definition,
        steward: line.steward.filter(|steward| !steward.is_empty()),
        is_official_statistic: line.is_official_statistic,
        order: line.order,
        min: line.min,
        is_account: line.is_account,
    })?;
    let places = lines(files, "places.csv", |line: PlaceLine| Place {
        code: line.code,
        name: line.name,
        kind: line.kind,
        parent: line.parent.filter(|parent| !parent.is_empty()),
        order: line.order,
    })?;
    let sources = lines(files, "sources.csv", |line: SourceLine| Source {
        id: line.source_id,
        title: line.title,
        publisher: line.publisher,
        kind: line.kind,
        url: line.url.filter(|url| !url.is_empty()),
    })?;
    let conflicts = lines(files, "conflicts.csv", |line: ConflictLine| Conflict {
        place: line.unit,
        indicator: line.indicator,
        period: line.period,
        values: line.values,
        sources: line.sources,
        reading: line.reading,
        handling: line.handling,
    })?;
    let breaks: Vec<SeriesBreak> = lines(files, "breaks.csv", |line: SeriesBreak| SeriesBreak {
        place: line.place.filter(|place| !place.is_empty()),
        ..line
    })?;
    let rankings = lines(files, "rankings.csv", |line: RankingLine| Ranking {
        publisher: line.publisher,
        edition: line.edition,
        list: line.list,
        rank: line.rank,
        place: line.adcode,
        source: line.source_id,
    })?;
    let mut entries = Vec::new();
    add(&mut entries, EntryKind::Indicator, &indicators, |_, held| (held.code.clone(), i64::from(held.order)))?;
    add(&mut entries, EntryKind::Place, &places, |_, held| (held.code.clone(), i64::from(held.order)))?;
    add(&mut entries, EntryKind::Source, &sources, |at, held| (held.id.clone(), at))?;
    add(&mut entries, EntryKind::Conflict, &conflicts, |at, held| {
        (format!("{}|{}|{}", held.place, held.indicator, held.period), at)
    })?;
    add(&mut entries, EntryKind::SeriesBreak, &breaks, |at, held| {
        (format!("{}|{}|{}", held.indicator, held.place.as_deref().unwrap_or_default(), held.after_year), at)
    })?;
    add(&mut entries, EntryKind::Ranking, &rankings, |at, held| {
        (format!("{}|{}|{}|{}|{}", held.publisher, held.edition, held.list, held.rank, held.place), at)
    })?;
    for (file, text) in files {
        if let Some(code) = blob_name(file) {
            let body = if code == TOWNSHIPS { townships(files, file)? } else { json(file, text)? };
            entries.push(Entry { kind: EntryKind::Blob, code: code.to_string(), position: 0, body });
        }
    }
    let dictionaries = Dictionaries { indicators, places, sources, conflicts, breaks, rankings };
    Ok(Content { entries, dictionaries })
}

fn add<T: serde::Serialize>(
    entries: &mut Vec<Entry>,
    kind: EntryKind,
    items: &[T],
    key: impl Fn(i64, &T) -> (String, i64),
) -> Result<()> {
    for (at, item) in (0_i64..).zip(items) {
        let (code, position) = key(at, item);
        entries.push(Entry { kind, code, position, body: serde_json::to_string(item)? });
    }
    Ok(())
}

fn lines<Line: DeserializeOwned, T>(files: &Folder, name: &str, make: impl Fn(Line) -> T) -> Result<Vec<T>> {
    let Some(text) = files.get(name) else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    let mut details = Vec::new();
    for (index, line) in
        csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).deserialize().enumerate()
    {
        match line {
            Ok(line) => items.push(make(line)),
            Err(error) => details.push(LineError { line: index + 2, column: None, message: error.to_string() }),
        }
    }
    if details.is_empty() {
        Ok(items)
    } else {
        Err(AppError::BadInput {
            message: format!("{name} 有 {} 处错误，没有导入任何内容", details.len()), details
        })
    }
}

fn json(file: &str, text: &str) -> Result<String> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| AppError::bad_input(format!("{file} 不是有效的 JSON：{error}")))?;
    Ok(serde_json::to_string(&value)?)
}

/// Names of townships by county code.
fn townships(files: &Folder, file: &str) -> Result<String> {
    let mut by_county: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (county, name) in lines(files, file, |line: TownshipLine| (line.county, line.name))? {
        by_county.entry(county).or_default().push(name);
    }
    Ok(serde_json::to_string(&by_county)?)
}
