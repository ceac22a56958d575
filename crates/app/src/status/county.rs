//! 县市区: all that concerns one county.

use std::collections::BTreeMap;

use engine::Facts;
use jiff::Timestamp;
use model::{
    Conflict, Dataset, Derivation, Indicator, Observation, ObservationStatus, Period, Place, PlaceKind, Scope,
    SourceRef,
};
use store::Ranking;

use super::counted;
use super::map::{SCOPES, value_figure, year_sum};
use super::rows::{period_in_words, rows};
use super::tasks::task_rows;
use crate::content::ADJACENCY;
use crate::data::list::source;
use crate::data::words::grade_in_words;
use crate::explain::observation_leaf;
use crate::frame::{Frame, Wanted};
use crate::view::{AsOf, ConflictView, CountyView, ProfileRow, RankingEntry, SeriesPoint};
use crate::{App, AppError, Result};

impl App {
    pub async fn county(&self, plan: &str, place_code: &str, as_of: &AsOf, now: Timestamp) -> Result<CountyView> {
        let frame = self.frame(plan, as_of, now).await?;
        let place = frame
            .place(place_code)
            .filter(|place| matches!(place.kind, PlaceKind::County | PlaceKind::Zone))
            .cloned()
            .ok_or_else(|| AppError::not_found(format!("县市区“{place_code}”")))?;
        let indicators = frame.dictionaries.indicators.iter();
        let wanted = indicators.map(|indicator| (indicator.code.clone(), Some(place.code.clone()))).collect();
        let frame = self.widened(&frame, &wanted).await?;
        let neighbours: Vec<String> = self.list_of(ADJACENCY, &place.code, frame.known_by).await?;
        let all = rows(&frame);
        let named = frame.named.get(&place.code).map_or(&[][..], Vec::as_slice);
        Ok(CountyView {
            frame: frame.view(),
            neighbours: frame
                .dictionaries
                .places
                .iter()
                .filter(|held| neighbours.contains(&held.code))
                .cloned()
                .collect(),
            townships: counted::figure(&frame, &format!("townships/{}", place.code)),
            target_total: counted::figure(&frame, &format!("county_rows/{}", place.code)),
            task_total: counted::figure(&frame, &format!("county_tasks/{}", place.code)),
            tasks: task_rows(&frame).iter().filter(|row| named.contains(&row.id)).cloned().collect(),
            targets: all
                .iter()
                .filter(|row| {
                    row.target.places.contains(&place.name) && row.place.split('、').any(|named| named == place.name)
                })
                .cloned()
                .collect(),
            profile: profile(&frame, &place),
            conflicts: conflicts(&frame, &place),
            rankings: rankings(&frame, &place),
            plan: frame.summary.clone(),
            place,
        })
    }

    /// The list that a stored JSON object holds under a code.
    async fn list_of(&self, blob: &str, code: &str, by: Timestamp) -> Result<Vec<String>> {
        let Some(text) = self.store.blob(blob, by).await? else { return Ok(Vec::new()) };
        let mut lists: BTreeMap<String, Vec<String>> = serde_json::from_str(&text)?;
        Ok(lists.remove(code).unwrap_or_default())
    }
}

/// One value per indicator and all its values in time order; the indicators of the plan's targets first.
fn profile(frame: &Frame, place: &Place) -> Vec<ProfileRow> {
    let planned = |indicator: &Indicator| {
        let is_its = |target: &model::Target| target.indicator.as_deref() == Some(indicator.code.as_str());
        frame.plan.targets.iter().position(is_its).unwrap_or(usize::MAX)
    };
    let mut indicators: Vec<&Indicator> = frame.dictionaries.indicators.iter().collect();
    indicators.sort_by_cached_key(|indicator| planned(indicator));
    let facts = frame.facts();
    let mut known: BTreeMap<&str, Vec<&Observation>> = BTreeMap::new();
    let is_known = |held: &&Observation| {
        held.place == place.code
            && held.period.last_day() <= frame.as_of
            && !frame.settled.set_aside().contains(&held.id)
    };
    for held in frame.observations.iter().filter(is_known) {
        known.entry(&held.indicator).or_default().push(held);
    }
    let row =
        |indicator: &Indicator| profile_row(frame, &facts, place, (indicator, known.get(indicator.code.as_str())?));
    indicators.into_iter().filter_map(row).collect()
}

/// `known` are all values of the indicator for the place by the day.
fn profile_row(
    frame: &Frame,
    facts: &Facts<'_>,
    place: &Place,
    (indicator, known): (&Indicator, &Vec<&Observation>),
) -> Option<ProfileRow> {
    let latest = known
        .iter()
        .copied()
        // Of the newest period the better grade, then what is final; suspect values only where there is nothing else.
        .max_by_key(|held| {
            let is_final = held.status != ObservationStatus::Provisional;
            (held.period, std::cmp::Reverse(held.grade), is_final, held.known_since, held.id)
        })?;
    let series = facts.series(&indicator.code, &place.code, &[latest.scope]);
    let shown = match latest.period {
        // A month or a quarter of a flow says little beside whole years; the newest whole one is shown.
        Period::Half(..) | Period::Quarter(..) | Period::Month(..) => {
            let year = latest.period.year();
            [year, year - 1].into_iter().find_map(|year| {
                let stored = series.iter().find(|held| held.period == Period::Year(year));
                let added = || year_sum(facts, indicator, &place.code, year, frame.as_of).map(|(value, _)| value);
                stored.map(|held| (*held).clone()).or_else(added)
            })
        }
        Period::Year(_) => None,
    };
    let shown = shown.unwrap_or_else(|| latest.clone());
    // Scopes stand beside each other; the chart draws a line for each.
    let mut all: Vec<&Observation> = SCOPES
        .iter()
        .flat_map(|scope| facts.series(&indicator.code, &place.code, &[*scope]))
        .filter(|held| held.period.last_day() <= frame.as_of)
        .collect();
    all.sort_by_key(|held| held.period);
    let mut before: BTreeMap<Scope, i16> = BTreeMap::new();
    let points = all.into_iter().map(|held| {
        let year = held.period.year();
        let last = before.insert(held.scope, year);
        let broken = last.and_then(|last| facts.break_between(&indicator.code, &place.code, last, year));
        SeriesPoint {
            period: held.period,
            scope: held.scope,
            value: value_figure(frame, &held.unit, Some(held), String::new),
            break_before: broken.map(|held| held.reason.clone()),
        }
    });
    Some(ProfileRow {
        value: value_figure(frame, &shown.unit, Some(&shown), String::new),
        period: Some(period_in_words(&shown)),
        scope: Some(shown.scope.in_words().to_string()),
        grade: Some(grade_in_words(shown.grade).to_string()),
        series: points.collect(),
        indicator: indicator.clone(),
    })
}

fn rankings_of<'frame>(frame: &'frame Frame, code: &str) -> impl Iterator<Item = &'frame Ranking> {
    frame.dictionaries.rankings.iter().filter(move |held| held.place == code)
}

fn rankings(frame: &Frame, place: &Place) -> Vec<RankingEntry> {
    rankings_of(frame, &place.code)
        .enumerate()
        .map(|(position, held)| RankingEntry {
            publisher: held.publisher.clone(),
            edition: held.edition.clone(),
            list: held.list.clone(),
            rank: frame.figure(
                &format!("ranking/{}/{position}", place.code),
                Some(held.rank.to_string()),
                None,
                String::new,
            ),
            source: source_in_words(frame, &held.source),
        })
        .collect()
}

/// The derivation of a place in a published list.
pub(crate) fn explain_ranking(frame: &Frame, code: &str, position: usize) -> Option<Derivation> {
    let held = rankings_of(frame, code).nth(position)?;
    let place = &frame.place(code)?.name;
    let mut leaf = Derivation::leaf(
        format!("{place}在{}{}年“{}”中的位次", held.publisher, held.edition, held.list),
        held.rank.to_string(),
    );
    leaf.source = Some(publication(frame, &held.source));
    Some(leaf)
}

fn conflicts_of<'frame>(frame: &'frame Frame, name: &str) -> impl Iterator<Item = &'frame Conflict> {
    frame.dictionaries.conflicts.iter().filter(move |held| held.place.contains(name))
}

fn conflicts(frame: &Frame, place: &Place) -> Vec<ConflictView> {
    conflicts_of(frame, &place.name)
        .enumerate()
        .map(|(position, held)| ConflictView {
            values: frame.figure(
                &format!("conflict/{}/{position}", place.code),
                Some(held.values.clone()),
                None,
                String::new,
            ),
            conflict: held.clone(),
        })
        .collect()
}

/// The values that the next asks for.
pub(crate) fn conflicting(frame: &Frame, code: &str, position: usize) -> Wanted {
    let held = frame.place(code).and_then(|place| conflicts_of(frame, &place.name).nth(position));
    let indicators = frame.dictionaries.indicators.iter();
    let named = indicators.filter(|indicator| held.is_some_and(|held| held.indicator.contains(&indicator.name)));
    named.map(|indicator| (indicator.code.clone(), Some(code.to_string()))).collect()
}

/// The sources that differ and the values kept of them.
pub(crate) fn explain_conflict(frame: &Frame, code: &str, position: usize) -> Option<Derivation> {
    let place = frame.place(code)?;
    let held = conflicts_of(frame, &place.name).nth(position)?;
    let is_meant = |observation: &&Observation| {
        let names_it = frame
            .dictionaries
            .indicators
            .iter()
            .any(|indicator| indicator.code == observation.indicator && held.indicator.contains(&indicator.name));
        let in_time = held.period.is_empty() || held.period.contains(&observation.period.year().to_string());
        // The conflicts are between published sources; made-up values have no part in them.
        observation.place == code && names_it && in_time && frame.dataset == Dataset::Real
    };
    let sources = held.sources.split('、').filter(|id| !id.is_empty()).map(|id| {
        let mut leaf = Derivation::leaf(format!("来源 {id}"), "所涉来源");
        leaf.source = Some(publication(frame, id));
        leaf
    });
    let kept = frame.observations.iter().filter(is_meant).map(|held| observation_leaf(held, &frame.dictionaries));
    Some(Derivation {
        notes: vec![held.reading.clone(), format!("处理：{}", held.handling)],
        inputs: sources.chain(kept).collect(),
        ..Derivation::leaf(format!("{}{}各来源数值", held.place, held.indicator), held.values.clone())
    })
}

fn publication(frame: &Frame, id: &str) -> SourceRef {
    SourceRef::Publication { id: id.to_string(), title: source(&frame.dictionaries, id).title }
}

fn source_in_words(frame: &Frame, id: &str) -> String {
    let title = source(&frame.dictionaries, id).title;
    if title == id { title } else { format!("{id} {title}") }
}
