//! 县市区: all that concerns one county.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Observation, Place, PlaceKind, TextIndex};

use super::rows::rows;
use super::tasks::task_rows;
use crate::content::{ADJACENCY, TOWNSHIPS};
use crate::data::words::grade_in_words;
use crate::frame::Frame;
use crate::view::{AsOf, CountyView, ProfileRow, RankingEntry};
use crate::{App, AppError, Result};

impl App {
    pub async fn county(&self, plan: &str, place_code: &str, as_of: &AsOf, now: Timestamp) -> Result<CountyView> {
        let frame = self.frame(plan, as_of, now).await?;
        let place = frame
            .dictionaries
            .places
            .iter()
            .find(|place| place.code == place_code && matches!(place.kind, PlaceKind::County | PlaceKind::Zone))
            .cloned()
            .ok_or_else(|| AppError::not_found(format!("县市区“{place_code}”")))?;
        let neighbours: Vec<String> = self.list_of(ADJACENCY, &place.code, frame.known_by).await?;
        let townships = self.list_of(TOWNSHIPS, &place.code, frame.known_by).await?.len();
        let text = self.store.plan_text(plan).await?.map(|held| held.text);
        let all = rows(&frame);
        let named_in_text = |span| {
            text.as_deref()
                .and_then(|text| TextIndex::new(text).get(span))
                .is_some_and(|words| words.contains(&place.name))
        };
        let tasks = task_rows(&frame, &all)
            .into_iter()
            .filter(|row| row.places.contains(&place.name) || named_in_text(row.task.span))
            .collect();
        Ok(CountyView {
            frame: frame.view(),
            neighbours: frame
                .dictionaries
                .places
                .iter()
                .filter(|held| neighbours.contains(&held.code))
                .cloned()
                .collect(),
            townships,
            targets: all
                .into_iter()
                .filter(|row| row.target.places.contains(&place.name) && row.place.contains(&place.name))
                .collect(),
            tasks,
            profile: profile(&frame, &place),
            conflicts: frame
                .dictionaries
                .conflicts
                .iter()
                .filter(|conflict| conflict.place.contains(&place.name))
                .cloned()
                .collect(),
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

/// Latest value per indicator and the values of the same scope before it.
fn profile(frame: &Frame, place: &Place) -> Vec<ProfileRow> {
    let facts = frame.facts();
    let known =
        |observation: &&Observation| observation.place == place.code && observation.period.last_day() <= frame.as_of;
    let mut profile = Vec::new();
    for indicator in &frame.dictionaries.indicators {
        let of_indicator = frame.observations.iter().filter(known).filter(|held| held.indicator == indicator.code);
        // Of the newest period the better grade; suspect values only where there is nothing else.
        let latest =
            of_indicator.max_by_key(|held| (held.period, std::cmp::Reverse(held.grade), held.known_since, held.id));
        let Some(latest) = latest else { continue };
        let mut series: Vec<Observation> =
            facts.series(&indicator.code, &place.code, &[latest.scope]).into_iter().cloned().collect();
        series.retain(|held| held.period.last_day() <= frame.as_of);
        profile.push(ProfileRow {
            value: frame.figure(
                &format!("observation/{}", latest.id),
                Some(latest.value.normalize().to_string()),
                Some(&latest.unit),
                String::new,
            ),
            period: Some(latest.period.in_words()),
            scope: Some(latest.scope.in_words().to_string()),
            grade: Some(grade_in_words(latest.grade).to_string()),
            series,
            indicator: indicator.clone(),
        });
    }
    profile
}

fn rankings(frame: &Frame, place: &Place) -> Vec<RankingEntry> {
    frame
        .dictionaries
        .rankings
        .iter()
        .filter(|held| held.place == place.code)
        .map(|held| RankingEntry {
            publisher: held.publisher.clone(),
            edition: held.edition.clone(),
            list: held.list.clone(),
            rank: held.rank,
            source: held.source.clone(),
        })
        .collect()
}
