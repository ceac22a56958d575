//! Series: what the values of one indicator at one place from one source share, year by year. A value names its series by a
//! number; the numbers that an import needs are fetched once, and missing ones are given out when it is written.

use std::collections::{BTreeSet, HashMap};

use model::{Dataset, Observation, Period, Scope};
use sqlx::FromRow;

use crate::sql::{Change, Column, ROWS_AT_ONCE, query_rows, query_scalar};
use crate::{Result, StoreError, from_word, word_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Name<'a> {
    dataset: Dataset,
    indicator: &'a str,
    place: &'a str,
    scope: Scope,
    source: &'a str,
    year: i16,
}

impl<'a> Name<'a> {
    fn of(row: &'a Observation) -> Name<'a> {
        Name {
            dataset: row.dataset,
            indicator: &row.indicator,
            place: &row.place,
            scope: row.scope,
            source: &row.source,
            year: row.period.year(),
        }
    }
}

#[derive(FromRow)]
struct SeriesRow {
    series_id: i64,
    indicator: String,
    place: String,
    scope: String,
    source: String,
    year: String,
}

/// The series of some rows, by the place of each row.
pub(crate) struct SeriesOf<'rows> {
    names: Vec<Name<'rows>>,
    /// Nothing for one that is not stored yet.
    ids: Vec<Option<i64>>,
    of_row: Vec<usize>,
}

impl<'rows> SeriesOf<'rows> {
    pub async fn fetch(change: &mut Change, rows: &'rows [Observation]) -> Result<SeriesOf<'rows>> {
        let mut places: HashMap<Name<'rows>, usize> = HashMap::new();
        let mut names = Vec::new();
        let mut of_row = Vec::with_capacity(rows.len());
        for row in rows {
            let name = Name::of(row);
            of_row.push(*places.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            }));
        }
        let mut ids = vec![None; names.len()];
        for dataset in [Dataset::Real, Dataset::Demo] {
            let of_it = || names.iter().filter(|name| name.dataset == dataset);
            let mut indicators: Vec<&str> = of_it().map(|name| name.indicator).collect();
            indicators.sort_unstable();
            indicators.dedup();
            let years: BTreeSet<i16> = of_it().map(|name| name.year).collect();
            let years: Vec<String> = years.into_iter().map(|year| format!("'{}'", Period::Year(year))).collect();
            let before = format!(
                "SELECT series_id, indicator, place, scope, source, year FROM series
                 WHERE dataset = '{}' AND year IN ({}) AND indicator IN (",
                word_of(&dataset)?,
                years.join(", ")
            );
            for some in indicators.chunks(ROWS_AT_ONCE) {
                let asked = query_rows::<SeriesRow>(change, &before, vec![some.iter().copied().collect()], ")");
                for found in asked.fetch_all(&mut **change).await? {
                    let name = Name {
                        dataset,
                        indicator: &found.indicator,
                        place: &found.place,
                        scope: from_word(&found.scope)?,
                        source: &found.source,
                        year: year_of(&found.year)?,
                    };
                    if let Some(place) = places.get(&name) {
                        ids[*place] = Some(found.series_id);
                    }
                }
            }
        }
        Ok(SeriesOf { names, ids, of_row })
    }

    /// The series of the row at a place; nothing where it is not stored.
    pub fn of(&self, row: usize) -> Option<i64> {
        self.of_row.get(row).and_then(|place| self.ids[*place])
    }

    /// Stores those that are not.
    pub async fn complete(&mut self, change: &mut Change) -> Result<()> {
        let missing: Vec<usize> = (0..self.ids.len()).filter(|place| self.ids[*place].is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let first: i64 =
            query_scalar("SELECT coalesce(max(series_id), 0) + 1 FROM series").fetch_one(&mut **change).await?;
        for (place, id) in missing.iter().zip(first..) {
            self.ids[*place] = Some(id);
        }
        for some in missing.chunks(ROWS_AT_ONCE) {
            let names = || some.iter().map(|place| &self.names[*place]);
            let datasets: Vec<String> = names().map(|name| word_of(&name.dataset)).collect::<Result<_>>()?;
            let scopes: Vec<String> = names().map(|name| word_of(&name.scope)).collect::<Result<_>>()?;
            let columns: Vec<Column<'_>> = vec![
                some.iter().filter_map(|place| self.ids[*place]).collect(),
                datasets.into_iter().collect(),
                names().map(|name| name.indicator).collect(),
                names().map(|name| name.place).collect(),
                scopes.into_iter().collect(),
                names().map(|name| name.source).collect(),
                names().map(|name| Period::Year(name.year).to_string()).collect(),
            ];
            let before = "INSERT INTO series (series_id, dataset, indicator, place, scope, source, year) ";
            query_rows::<()>(change, before, columns, "").execute(&mut **change).await?;
        }
        Ok(())
    }
}

fn year_of(text: &str) -> Result<i16> {
    text.parse().map_err(|_| StoreError::Corrupt { what: format!("年份“{text}”") })
}
