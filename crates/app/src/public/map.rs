//! The map of the counties for everybody: its boundaries with their 审图号, coloured by a published figure. A map without
//! a number of approval is not shown.

use jiff::Timestamp;
use model::{Observation, PlaceKind};
use report::{ChoroplethMap, MapPlace, map_svg};

use crate::bulletin::picture::{classes, rings};
use crate::status::map::approval;
use crate::view::PublicMap;
use crate::{App, AppError, Result};

/// The figure that the map shows, where it is published.
const MEASURE: &str = "gdp";

impl App {
    /// The number of approval of the boundaries, when they have one.
    pub(super) async fn public_approval(&self) -> Result<Option<String>> {
        match self.boundaries().await {
            Ok(boundaries) => Ok(Some(approval(&boundaries)).filter(|number| number.starts_with("GS"))),
            Err(AppError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn public_map(&self, now: Timestamp) -> Result<PublicMap> {
        let missing = || AppError::not_found("有审图号的地图");
        let number = self.public_approval().await?.ok_or_else(missing)?;
        let boundaries = self.boundaries().await?;
        let dictionaries = self.store.dictionaries(now).await?;
        let held = self.public_observations(MEASURE, now).await?;
        let indicator = dictionaries.indicators.iter().find(|one| one.code == MEASURE);
        let counties: Vec<_> = dictionaries.places.iter().filter(|place| place.kind == PlaceKind::County).collect();
        let of_county = |held: &&Observation| counties.iter().any(|one| one.code == held.place);
        // The newest period that most counties have: one colour scale is one year.
        let mut periods: Vec<_> = held.iter().filter(of_county).map(|one| one.period).collect();
        periods.sort();
        periods.dedup();
        let count = |period| counties.iter().filter(|place| value(&held, &place.code, period).is_some()).count();
        let period = periods.iter().rev().copied().max_by_key(|period| count(*period));
        let rings = rings(&boundaries)?;
        let mut sources = Vec::new();
        let mut places = Vec::new();
        for county in &counties {
            let Some((_, rings)) = rings.iter().find(|(code, _)| *code == county.code) else { continue };
            let found = period.and_then(|period| value(&held, &county.code, period));
            if let Some(found) = found {
                let title = dictionaries.source_title(&found.source).to_string();
                if !sources.contains(&title) {
                    sources.push(title);
                }
            }
            places.push(MapPlace {
                name: county.name.clone(),
                rings: rings.clone(),
                value: found.map(|found| found.value),
                text: found.map_or_else(|| "—".to_string(), |found| found.value.normalize().to_string()),
            });
        }
        let name = indicator.map_or(MEASURE, |one| one.name.as_str());
        let title = period.map_or_else(|| "县市区".to_string(), |period| format!("{name}（{}）", period.in_words()));
        let values = places.iter().filter_map(|place| place.value).collect();
        let map = ChoroplethMap {
            title: title.clone(),
            unit: indicator.map(|one| one.unit.clone()).unwrap_or_default(),
            classes: classes(values),
            approval: Some(number.clone()),
            note: None,
            places,
        };
        Ok(PublicMap { title, svg: map_svg(&map), approval: number, sources })
    }
}

fn value<'h>(held: &'h [Observation], place: &str, period: model::Period) -> Option<&'h Observation> {
    held.iter().find(|one| one.place == place && one.period == period)
}
