//! Loads the shipped plan, data and presets for tests. Reads files; judges nothing.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops at a file that cannot be read")]

pub mod example;
pub mod versions;

use std::path::{Path, PathBuf};

use engine::Facts;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use model::{Dataset, Indicator, Observation, Place, Plan, SeriesBreak, Source, StatusPreset};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn rows<Row: DeserializeOwned>(file: &str) -> Vec<Row> {
    let path = root().join("demo").join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader
        .deserialize()
        .enumerate()
        .map(|(line, row)| row.unwrap_or_else(|error| panic!("{file} line {}: {error}", line + 2)))
        .collect()
}

/// One line of `demo/observations.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ObservationRow {
    pub indicator: String,
    pub place: String,
    pub period: model::Period,
    pub value: String,
    pub unit: String,
    pub scope: model::Scope,
    pub grade: model::Grade,
    pub status: model::ObservationStatus,
    pub source: String,
    pub known_since: Date,
    pub note: Option<String>,
}

#[derive(Deserialize)]
struct SourceRow {
    source_id: String,
    title: String,
    publisher: String,
    kind: String,
    url: Option<String>,
}

#[derive(Deserialize)]
struct PresetFile {
    preset: Vec<StatusPreset>,
}

pub struct Shipped {
    pub plan: Plan,
    pub observations: Vec<Observation>,
    pub indicators: Vec<Indicator>,
    pub places: Vec<Place>,
    pub breaks: Vec<SeriesBreak>,
    pub sources: Vec<Source>,
    pub presets: Vec<StatusPreset>,
}

impl Shipped {
    pub fn load() -> Shipped {
        let plan = std::fs::read_to_string(root().join("plans/weifang_county_2024_2025/plan.json")).unwrap();
        let presets = std::fs::read_to_string(root().join("presets/status.toml")).unwrap();
        let observation = |(line, row): (usize, ObservationRow)| Observation {
            id: line as i64 + 1,
            indicator: row.indicator,
            place: row.place,
            period: row.period,
            value: row.value.parse::<Decimal>().unwrap(),
            unit: row.unit,
            scope: row.scope,
            grade: row.grade,
            status: row.status,
            source: row.source,
            known_since: midnight_in_china(row.known_since),
            dataset: Dataset::Real,
            note: row.note,
            class: model::people::DataClass::Internal,
        };
        let source = |row: SourceRow| Source {
            id: row.source_id,
            title: row.title,
            publisher: row.publisher,
            kind: row.kind,
            url: row.url,
        };
        Shipped {
            plan: serde_json::from_str(&plan).unwrap(),
            observations: rows("observations.csv").into_iter().enumerate().map(observation).collect(),
            indicators: rows("indicators.csv"),
            places: rows("places.csv"),
            breaks: rows("breaks.csv"),
            sources: rows("sources.csv").into_iter().map(source).collect(),
            presets: toml::from_str::<PresetFile>(&presets).unwrap().preset,
        }
    }

    pub fn facts<'data>(&'data self, observations: &'data [Observation]) -> Facts<'data> {
        Facts::new(observations, &self.indicators, &self.places, &self.breaks, &self.sources)
    }
}

pub fn midnight_in_china(day: Date) -> Timestamp {
    Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0)).unwrap()
}
