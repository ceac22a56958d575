//! Pages of observations in a total order, each from where the one before ended. The order is that of the dictionary as it
//! was known by the instant of the list, so that what is recorded between two pages moves nothing.

use model::Dataset;
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use crate::listing::NEWER;
use crate::observations::Row;
use crate::sql::{query_as, query_scalar};
use crate::{ObservationFilter, Recorded, Result, Store, stamp, word_of};

/// Where an observation stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationPlace {
    pub indicator: String,
    pub place: String,
    pub period: String,
    pub id: i64,
}

/// All indicators that have a value, one look at the index each.
const CODES: &str = "WITH RECURSIVE codes (code) AS (
         SELECT min(indicator) FROM observation WHERE dataset = $1
         UNION ALL
         SELECT (SELECT min(n.indicator) FROM observation n WHERE n.dataset = $1 AND n.indicator > codes.code)
         FROM codes WHERE codes.code IS NOT NULL)
     SELECT code FROM codes WHERE code IS NOT NULL";

/// The official place of a division among all; behind them what is in no dictionary.
fn position(code: &str) -> String {
    format!(
        "coalesce((SELECT e.position FROM dictionary_entry e
                   WHERE e.kind = 'place' AND e.code = {code} AND e.recorded_at <= $1
                   ORDER BY e.entry_id DESC LIMIT 1), 2147483647)"
    )
}

impl Store {
    /// The page of a list after a place, and whether there are more: indicators and places in official order, newest period
    /// first. Which page it is does not matter for how long it takes.
    pub async fn observations_after(
        &self,
        dataset: Dataset,
        filter: &ObservationFilter,
        after: Option<&ObservationPlace>,
    ) -> Result<(Vec<Recorded>, bool)> {
        let filter = &ObservationFilter { reach: self.narrowed(&filter.reach, Some(dataset)).await?, ..filter.clone() };
        let codes = self.listed_indicators(dataset, filter).await?;
        // A code that the dictionary did not know then stands for none of the list: there is nothing to go on from.
        let first = match after {
            None => 0,
            Some(after) => codes.iter().position(|code| *code == after.indicator).unwrap_or(codes.len()),
        };
        let mut found = Vec::new();
        // One more than wanted tells whether there are more.
        let wanted = filter.limit.saturating_add(1);
        for code in &codes[first..] {
            let after = after.filter(|after| after.indicator == *code);
            let left = wanted - found.len();
            found.extend(self.of_indicator(dataset, filter, (code, left), after).await?);
            if found.len() == wanted {
                break;
            }
        }
        let has_more = found.len() > filter.limit;
        found.truncate(filter.limit);
        Ok((found, has_more))
    }

    /// In official order; what is in no dictionary comes last, by its code.
    async fn listed_indicators(&self, dataset: Dataset, filter: &ObservationFilter) -> Result<Vec<String>> {
        if let Some(code) = &filter.indicator {
            return Ok(vec![code.clone()]);
        }
        let mut codes: Vec<String> = query_scalar(CODES).bind(word_of(&dataset)?).fetch_all(self.readers()).await?;
        let dictionaries = self.dictionaries(filter.by).await?;
        let place =
            |code: &String| dictionaries.indicators.iter().position(|one| one.code == *code).unwrap_or(usize::MAX);
        codes.sort_by_cached_key(|code| (place(code), code.clone()));
        Ok(codes)
    }

    async fn of_indicator(
        &self,
        dataset: Dataset,
        filter: &ObservationFilter,
        (indicator, limit): (&str, usize),
        after: Option<&ObservationPlace>,
    ) -> Result<Vec<Recorded>> {
        let mut texts = vec![stamp(filter.by), word_of(&dataset)?, indicator.to_string()];
        let mut bound = |text: &str| {
            texts.push(text.to_string());
            format!("${}", texts.len())
        };
        let mut words = String::new();
        let grade = filter.grade.map(|grade| word_of(&grade)).transpose()?;
        for (column, value) in [("place", &filter.place), ("period", &filter.period), ("grade", &grade)] {
            if let Some(value) = value {
                words.push_str(&format!(" AND o.{column} = {}", bound(value)));
            }
        }
        if !filter.all_versions {
            words.push_str(&format!(" AND NOT EXISTS ({NEWER})"));
        }
        let reached = filter.reach.condition("o", &mut bound);
        let of_past = filter.all_versions.then(|| filter.reach.of_past(NEWER, &mut bound)).flatten();
        for condition in reached.into_iter().chain(of_past) {
            words.push_str(&format!(" AND {condition}"));
        }
        let mut id = None;
        if let Some(after) = after {
            let (place, period) = (bound(&after.place), bound(&after.period));
            let (held, wanted) = (position("o.place"), position(&place));
            let mark = format!("${}", texts.len() + 1);
            words.push_str(&format!(
                " AND ({held} > {wanted} OR ({held} = {wanted} AND (o.place > {place} OR (o.place = {place}
                       AND (o.period < {period} OR (o.period = {period} AND o.observation_id > {mark}))))))"
            ));
            id = Some(after.id);
        }
        let asked = format!(
            "SELECT o.* FROM observation o
             WHERE o.known_since <= $1 AND o.recorded_at <= $1 AND o.dataset = $2 AND o.indicator = $3{words}
             ORDER BY {}, o.place, o.period DESC, o.observation_id LIMIT ${}",
            position("o.place"),
            texts.len() + 1 + usize::from(id.is_some())
        );
        let mut asked = query_as::<Row>(AssertSqlSafe(asked));
        for text in texts {
            asked = asked.bind(text);
        }
        if let Some(id) = id {
            asked = asked.bind(id);
        }
        let rows = asked.bind(i64::try_from(limit).unwrap_or(i64::MAX)).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::recorded).collect()
    }
}
