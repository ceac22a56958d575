//! 地图: counties coloured by one indicator in one period, with the rank list beside it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{Grade, Indicator, Observation, Period, Place, Scope};
use rust_decimal::prelude::ToPrimitive;

use crate::content::BOUNDARIES;
use crate::data::words::grade_in_words;
use crate::frame::Frame;
use crate::view::{AsOf, MapRow, MapView};
use crate::{App, AppError, Result};

/// Preferred order of scopes where a county has several for one period.
const SCOPES: [Scope; 4] = [Scope::Managed, Scope::Administrative, Scope::Unstated, Scope::City];

impl App {
    /// Without an indicator the one with the most county values, without a period its newest well-covered one.
    pub async fn map(
        &self,
        plan: &str,
        indicator: Option<&str>,
        period: Option<&str>,
        as_of: &AsOf,
        now: Timestamp,
    ) -> Result<MapView> {
        let frame = self.frame(plan, as_of, now).await?;
        let boundaries = self.store.blob(BOUNDARIES, frame.known_by).await?.unwrap_or_default();
        map_view(&frame, indicator, period, &boundaries)
    }

    /// GeoJSON as loaded.
    pub async fn boundaries(&self) -> Result<String> {
        self.store
            .blob(BOUNDARIES, Timestamp::MAX)
            .await?
            .ok_or_else(|| AppError::not_found("县市区边界数据".to_string()))
    }
}

pub(crate) fn map_view(
    frame: &Frame,
    indicator: Option<&str>,
    period: Option<&str>,
    boundaries: &str,
) -> Result<MapView> {
    let counties: Vec<&Place> = frame.counties().collect();
    let covered = covered(frame, &counties);
    let has_values = |indicator: &&Indicator| covered.get(indicator.code.as_str()).is_some_and(|held| most(held) >= 2);
    let indicators: Vec<Indicator> = frame.dictionaries.indicators.iter().filter(has_values).cloned().collect();
    let indicator = match indicator.filter(|code| !code.is_empty()) {
        Some(code) => frame
            .dictionaries
            .indicators
            .iter()
            .find(|held| held.code == code)
            .cloned()
            .ok_or_else(|| AppError::not_found(format!("指标“{code}”")))?,
        // Of equals the first in official order.
        None => indicators
            .iter()
            .rev()
            .max_by_key(|indicator| covered.get(indicator.code.as_str()).map_or(0, most))
            .cloned()
            .ok_or_else(|| AppError::not_found("县市区数据（所选数据集中没有任何县市区的值）".to_string()))?,
    };
    let none = BTreeMap::new();
    let by_period = covered.get(indicator.code.as_str()).unwrap_or(&none);
    let period = match period.filter(|text| !text.is_empty()) {
        Some(text) => Some(text.parse::<Period>().map_err(|error| AppError::bad_input(error.to_string()))?),
        None => default_period(by_period),
    };
    let facts = frame.facts();
    let value = |place: &&Place| {
        let series = facts.series(&indicator.code, &place.code, &SCOPES);
        series.into_iter().find(|held| Some(held.period) == period)
    };
    let values: Vec<Option<&Observation>> = counties.iter().map(value).collect();
    let rows = counties.iter().zip(&values).map(|(place, held)| MapRow {
        place: (*place).clone(),
        value: frame.figure(
            &format!("observation/{}", held.map_or(0, |held| held.id)),
            held.map(|held| held.value.normalize().to_string()),
            Some(&indicator.unit),
            || "该期没有公布数据".to_string(),
        ),
        number: held.and_then(|held| held.value.to_f64()),
        rank: held.map(|held| 1 + values.iter().flatten().filter(|other| other.value > held.value).count() as u32),
        scope: held.map(|held| held.scope.in_words().to_string()),
        grade: held.map(|held| grade_in_words(held.grade).to_string()),
    });
    Ok(MapView {
        frame: frame.view(),
        period: period.map(|period| period.to_string()).unwrap_or_default(),
        periods: by_period.keys().rev().map(Period::to_string).collect(),
        rows: rows.collect(),
        map_approval: approval(boundaries),
        notes: notes(&values, &indicator),
        indicators,
        indicator,
    })
}

/// Counties that have a value, by indicator and period.
type Covered<'frame> = BTreeMap<&'frame str, BTreeMap<Period, BTreeSet<&'frame str>>>;

fn covered<'frame>(frame: &'frame Frame, counties: &[&Place]) -> Covered<'frame> {
    let codes: BTreeSet<&str> = counties.iter().map(|place| place.code.as_str()).collect();
    let mut covered: Covered<'frame> = BTreeMap::new();
    let usable = |held: &&Observation| {
        held.period.last_day() <= frame.as_of && held.grade != Grade::D && codes.contains(held.place.as_str())
    };
    for held in frame.observations.iter().filter(usable) {
        covered.entry(&held.indicator).or_default().entry(held.period).or_default().insert(&held.place);
    }
    covered
}

fn most(by_period: &BTreeMap<Period, BTreeSet<&str>>) -> usize {
    by_period.values().map(BTreeSet::len).max().unwrap_or(0)
}

/// The newest period that at least half as many counties have as the best one.
fn default_period(by_period: &BTreeMap<Period, BTreeSet<&str>>) -> Option<Period> {
    let best = most(by_period);
    by_period.iter().rev().find(|(_, places)| places.len() * 2 >= best).map(|(period, _)| *period)
}

fn notes(values: &[Option<&Observation>], indicator: &Indicator) -> Vec<String> {
    let known: Vec<&Observation> = values.iter().flatten().copied().collect();
    let scopes: BTreeSet<Scope> = known.iter().map(|held| held.scope).collect();
    let mut notes = vec![format!("口径：{}", indicator.definition)];
    if scopes.len() > 1 {
        let names: Vec<&str> = scopes.iter().map(|scope| scope.in_words()).collect();
        notes.push(format!("各地数据口径不一（{}），位次仅供参考", names.join("、")));
    }
    if known.iter().any(|held| held.grade == Grade::C) {
        notes.push("含二手来源数据，待以官方公布数核实".to_string());
    }
    if known.iter().any(|held| held.grade == Grade::Demo) {
        notes.push("演示数据，不是真实数据".to_string());
    }
    if known.len() < values.len() {
        notes.push(format!("{} 个县市区该期没有公布数据，以“—”表示，不参加排位", values.len() - known.len()));
    }
    notes
}

/// The approval number that the boundaries carry in their metadata; without one the map says so.
pub(crate) fn approval(boundaries: &str) -> String {
    let found = boundaries.split_once("审图号").and_then(|(_, rest)| {
        let start = rest.find("GS")?;
        let end = rest[start..].find('号')?;
        rest.get(start..start + end + '号'.len_utf8())
    });
    found.unwrap_or("无审图号，不得公开使用").to_string()
}
