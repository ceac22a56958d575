//! 地图: counties coloured by one indicator in one period, with the rank list beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::Facts;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Derivation, Grade, Indicator, IndicatorNature, Observation, Period, Place, Scope};
use rust_decimal::prelude::ToPrimitive;

use super::rows::period_in_words;
use crate::content::BOUNDARIES;
use crate::data::list::indicator_name;
use crate::data::words::grade_in_words;
use crate::explain::observation_leaf;
use crate::frame::{Frame, Wanted};
use crate::view::{AsOf, Figure, MapRow, MapView};
use crate::{App, AppError, Result};

/// Preferred order of scopes where a county has several for one period.
pub(crate) const SCOPES: [Scope; 4] = [Scope::Managed, Scope::Administrative, Scope::Unstated, Scope::City];

impl App {
    /// Without an indicator the one the plan names first, without a period its newest full year with a value of every
    /// county, or else the newest well-covered one.
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
        let covered = self.covered_indicators(&frame).await?;
        let wide = self.mapped(&frame, indicator, &covered).await?;
        let mut view = map_view(&wide, indicator, period, &boundaries)?;
        // Not only those whose values were read for this map.
        let is_offered = |held: &&Indicator| {
            covered.get(&held.code).is_some_and(|places| *places >= 2)
                || view.indicators.iter().any(|read| read.code == held.code)
        };
        view.indicators = frame.dictionaries.indicators.iter().filter(is_offered).cloned().collect();
        Ok(view)
    }

    /// The frame with the values of counties that a map is made of.
    pub(crate) async fn map_frame(&self, frame: &Frame, indicator: Option<&str>) -> Result<Frame> {
        let covered = self.covered_indicators(frame).await?;
        self.mapped(frame, indicator, &covered).await
    }

    /// At how many counties each indicator has a value.
    async fn covered_indicators(&self, frame: &Frame) -> Result<Arc<BTreeMap<String, usize>>> {
        let counties: Vec<String> = frame.counties().map(|place| place.code.clone()).collect();
        Ok(self.store.covered(frame.dataset, &counties, frame.known_by).await?)
    }

    /// Of the indicators that may be taken where none is asked for those that the plan has targets for, and the one that
    /// most counties have.
    async fn mapped(&self, frame: &Frame, indicator: Option<&str>, covered: &BTreeMap<String, usize>) -> Result<Frame> {
        let mut codes: BTreeSet<&str> = BTreeSet::new();
        match indicator.filter(|code| !code.is_empty()) {
            Some(code) => codes.extend([code]),
            None => {
                codes.extend(frame.plan.targets.iter().filter_map(|target| target.indicator.as_deref()));
                let known = frame.dictionaries.indicators.iter().rev();
                codes.extend(known.max_by_key(|held| covered.get(&held.code)).map(|held| held.code.as_str()));
            }
        }
        let mut wanted = Wanted::new();
        for place in frame.counties() {
            wanted.extend(codes.iter().map(|code| (code.to_string(), Some(place.code.clone()))));
        }
        self.widened(frame, &wanted).await
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
    let coverage = |code: &str| covered.get(code).map_or(0, most);
    let has_values = |indicator: &&Indicator| coverage(&indicator.code) >= 2;
    let indicators: Vec<Indicator> = frame.dictionaries.indicators.iter().filter(has_values).cloned().collect();
    let indicator = match indicator.filter(|code| !code.is_empty()) {
        Some(code) => frame
            .dictionaries
            .indicators
            .iter()
            .find(|held| held.code == code)
            .cloned()
            .ok_or_else(|| AppError::not_found(format!("指标“{code}”")))?,
        None => most_telling(frame, &indicators, counties.len(), coverage)
            .cloned()
            .ok_or_else(|| AppError::not_found("县市区数据（所选数据集中没有任何县市区的值）".to_string()))?,
    };
    let none = BTreeMap::new();
    let by_period = covered.get(indicator.code.as_str()).unwrap_or(&none);
    let period = match period.filter(|text| !text.is_empty()) {
        Some(text) => Some(text.parse::<Period>().map_err(|error| AppError::bad_input(error.to_string()))?),
        None => default_period(by_period, counties.len()),
    };
    let values = match period {
        Some(period) => county_values(frame, &indicator, period),
        None => Vec::new(),
    };
    let rows = values.iter().map(|held| row(frame, &indicator, &values, held));
    let known: Vec<Option<&Observation>> = values.iter().map(|held| held.value.as_ref()).collect();
    Ok(MapView {
        frame: frame.view(),
        period: period.map(|period| period.to_string()).unwrap_or_default(),
        periods: by_period.keys().rev().map(Period::to_string).collect(),
        rows: rows.collect(),
        map_approval: approval(boundaries),
        notes: notes(&known, &indicator),
        indicators,
        indicator,
    })
}

/// The indicator that the plan sets a target for first, of those that all counties have values of, or else of those that
/// at least half of them have; otherwise the one with the most county values, of equals the first in official order.
fn most_telling<'list>(
    frame: &Frame,
    indicators: &'list [Indicator],
    county_count: usize,
    coverage: impl Fn(&str) -> usize,
) -> Option<&'list Indicator> {
    let planned: Vec<&Indicator> = frame
        .plan
        .targets
        .iter()
        .filter_map(|target| target.indicator.as_ref())
        .filter_map(|code| indicators.iter().find(|indicator| indicator.code == *code))
        .collect();
    let with = |least: usize| planned.iter().copied().find(|indicator| coverage(&indicator.code) >= least);
    with(county_count)
        .or_else(|| with(county_count.div_ceil(2)))
        .or_else(|| indicators.iter().rev().max_by_key(|indicator| coverage(&indicator.code)))
}

/// The value of one county in one period: stored, or added up over the months or quarters of a whole year.
pub(crate) struct CountyValue<'frame> {
    pub place: &'frame Place,
    /// Id 0 where it was added up.
    pub value: Option<Observation>,
    pub parts: Vec<&'frame Observation>,
    /// Newest value of the place by the day of judgement, whatever its period.
    pub latest: Option<&'frame Observation>,
}

impl CountyValue<'_> {
    pub fn figure(&self, frame: &Frame, indicator: &Indicator) -> Figure {
        value_figure(frame, &indicator.unit, self.value.as_ref(), || self.missing())
    }

    /// Why there is no value: what is known of the place instead.
    fn missing(&self) -> String {
        match self.latest {
            Some(latest) => format!("该期没有公布数据，最近一期为{}", latest.period.in_words()),
            None => "没有公布过数据".to_string(),
        }
    }

    fn derivation(&self, frame: &Frame) -> Option<Derivation> {
        let value = self.value.as_ref()?;
        if value.id != 0 {
            return Some(observation_leaf(value, &frame.dictionaries));
        }
        let name = indicator_name(&frame.dictionaries, &value.indicator);
        Some(Derivation {
            unit: Some(value.unit.clone()),
            formula: Some("各期合计".to_string()),
            inputs: self.parts.iter().map(|part| observation_leaf(part, &frame.dictionaries)).collect(),
            ..Derivation::leaf(
                format!("{}{name}（{}，{}口径）", self.place.name, period_in_words(value), value.scope.in_words()),
                value.value.normalize().to_string(),
            )
        })
    }
}

/// The figure of a stored or an added-up value.
pub(crate) fn value_figure(
    frame: &Frame,
    unit: &str,
    value: Option<&Observation>,
    missing: impl FnOnce() -> String,
) -> Figure {
    let path = match value {
        Some(held) if held.id == 0 => format!("year_sum/{}/{}/{}", held.indicator, held.place, held.period.year()),
        Some(held) => format!("observation/{}", held.id),
        None => String::new(),
    };
    frame.figure(&path, value.map(|held| held.value.normalize().to_string()), Some(unit), missing)
}

/// One scope at a time: months of different scopes do not add up to a year.
pub(crate) fn year_sum<'frame>(
    facts: &Facts<'frame>,
    indicator: &Indicator,
    place: &str,
    year: i16,
    as_of: Date,
) -> Option<(Observation, Vec<&'frame Observation>)> {
    if indicator.nature != IndicatorNature::Flow {
        return None;
    }
    SCOPES.iter().find_map(|scope| {
        let series = facts.series(&indicator.code, place, &[*scope]);
        engine::year_value(&series, year, as_of).filter(|(value, _)| value.period == Period::Year(year))
    })
}

/// All counties in official order with their values in one period.
pub(crate) fn county_values<'frame>(
    frame: &'frame Frame,
    indicator: &Indicator,
    period: Period,
) -> Vec<CountyValue<'frame>> {
    let facts = frame.facts();
    let value = |place: &'frame Place| {
        let series = facts.series(&indicator.code, &place.code, &SCOPES);
        let latest = series
            .iter()
            .copied()
            .filter(|held| held.period.last_day() <= frame.as_of)
            .max_by_key(|held| (held.period.last_day(), held.period));
        let stored = series.into_iter().find(|held| held.period == period);
        match (stored, period) {
            (Some(held), _) => CountyValue { place, value: Some(held.clone()), parts: vec![held], latest },
            (None, Period::Year(year)) => {
                let sum = year_sum(&facts, indicator, &place.code, year, frame.as_of);
                let (value, parts) = sum.map_or((None, Vec::new()), |(value, parts)| (Some(value), parts));
                CountyValue { place, value, parts, latest }
            }
            (None, _) => CountyValue { place, value: None, parts: Vec::new(), latest },
        }
    };
    frame.counties().map(value).collect()
}

fn row(frame: &Frame, indicator: &Indicator, values: &[CountyValue<'_>], of: &CountyValue<'_>) -> MapRow {
    let held = of.value.as_ref();
    let path = held.map(|held| format!("rank/{}/{}/{}", held.indicator, held.period, held.place)).unwrap_or_default();
    MapRow {
        place: of.place.clone(),
        value: of.figure(frame, indicator),
        number: held.and_then(|held| held.value.to_f64()),
        rank: frame.figure(&path, held.map(|held| rank(values, held).to_string()), None, || {
            "该期没有公布数据，不参加排位".to_string()
        }),
        scope: held.map(|held| held.scope.in_words().to_string()),
        grade: held.map(|held| grade_in_words(held.grade).to_string()),
    }
}

fn rank(values: &[CountyValue<'_>], of: &Observation) -> usize {
    1 + values.iter().filter_map(|other| other.value.as_ref()).filter(|other| other.value > of.value).count()
}

/// The derivation of an added-up year.
pub(crate) fn explain_sum(frame: &Frame, indicator: &str, place: &str, year: i16) -> Option<Derivation> {
    let indicator = frame.dictionaries.indicators.iter().find(|held| held.code == indicator)?;
    let (value, parts) = year_sum(&frame.facts(), indicator, place, year, frame.as_of)?;
    CountyValue { place: frame.place(place)?, value: Some(value), parts, latest: None }.derivation(frame)
}

/// The derivation of a rank: the values of all counties that have one, the highest first.
pub(crate) fn explain_rank(frame: &Frame, indicator: &str, period: Period, place: &str) -> Option<Derivation> {
    let indicator = frame.dictionaries.indicators.iter().find(|held| held.code == indicator)?;
    let mut values = county_values(frame, indicator, period);
    let own = values.iter().find(|held| held.place.code == place)?.value.clone()?;
    let title = format!("{}{}位次（{}）", frame.place(place)?.name, indicator.name, period.in_words());
    let position = rank(&values, &own);
    let missing = values.iter().filter(|held| held.value.is_none()).count();
    values.sort_by_key(|held| std::cmp::Reverse(held.value.as_ref().map(|value| value.value)));
    let mut derivation = Derivation {
        formula: Some("数值高于该地的县市区数 + 1，同值同位".to_string()),
        inputs: values.iter().filter_map(|held| held.derivation(frame)).collect(),
        ..Derivation::leaf(title, position.to_string())
    };
    if missing > 0 {
        derivation.notes.push(format!("{missing} 个县市区该期没有公布数据，不参加排位"));
    }
    Some(derivation)
}

/// Ids of the observations behind the values of a map.
pub(crate) fn shown_observations(frame: &Frame, view: &MapView) -> BTreeSet<i64> {
    let Ok(period) = view.period.parse::<Period>() else { return BTreeSet::new() };
    county_values(frame, &view.indicator, period)
        .iter()
        .flat_map(|held| held.parts.iter().map(|part| part.id))
        .collect()
}

/// Counties that have a value, by indicator and period.
type Covered<'frame> = BTreeMap<&'frame str, BTreeMap<Period, BTreeSet<&'frame str>>>;

fn covered<'frame>(frame: &'frame Frame, counties: &[&'frame Place]) -> Covered<'frame> {
    let codes: BTreeSet<&str> = counties.iter().map(|place| place.code.as_str()).collect();
    let mut covered: Covered<'frame> = BTreeMap::new();
    let usable = |held: &&Observation| {
        held.period.last_day() <= frame.as_of && held.grade != Grade::D && codes.contains(held.place.as_str())
    };
    for held in frame.observations.iter().filter(usable) {
        covered.entry(&held.indicator).or_default().entry(held.period).or_default().insert(&held.place);
    }
    let facts = frame.facts();
    for (code, by_period) in &mut covered {
        let Some(indicator) = frame.dictionaries.indicators.iter().find(|held| held.code == *code) else { continue };
        let years: BTreeSet<i16> = by_period.keys().map(Period::year).collect();
        for year in years {
            for place in counties {
                if year_sum(&facts, indicator, &place.code, year, frame.as_of).is_some() {
                    by_period.entry(Period::Year(year)).or_default().insert(&place.code);
                }
            }
        }
    }
    covered
}

fn most(by_period: &BTreeMap<Period, BTreeSet<&str>>) -> usize {
    by_period.values().map(BTreeSet::len).max().unwrap_or(0)
}

/// The newest full year that all counties have a value of; where there is none, the newest full year, or else the newest
/// period, that at least half as many counties have as the best one.
fn default_period(by_period: &BTreeMap<Period, BTreeSet<&str>>, county_count: usize) -> Option<Period> {
    let is_year = |period: &Period| matches!(period, Period::Year(_));
    let with = |least: usize| {
        by_period.iter().rev().filter(move |(_, places)| places.len() >= least).map(|(period, _)| *period)
    };
    let half = most(by_period).div_ceil(2);
    with(county_count).find(is_year).or_else(|| with(half).find(is_year)).or_else(|| with(half).next())
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
