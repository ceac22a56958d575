//! Rows within the reach of somebody, as a condition of every question about rows. Knows no person and no role.

use std::collections::BTreeSet;

use model::Period;
use model::pack::Code;

use super::Book;
use super::list::{Conditions, OF_BOOK, RowFilter};
use crate::sql::{Pool, query_scalar};
use crate::{Result, Store};

/// The rows that somebody may see: part of every question, so that pages, counts and totals agree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RowReach {
    #[default]
    All,
    /// Those that any of these holds; no row when there is none.
    Only(Vec<RowHold>),
}

/// By what a row belongs to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowHold {
    /// The division code by which rows are listed.
    Place(String),
    /// That code lies in the county with this one.
    Within(String),
    /// A field and its stored value.
    Value { field: Code, value: String },
    /// The row that a field names, in another book of the same pack and dataset, is listed by this division code.
    Through { field: Code, register: String, period: Option<Period>, place: String },
}

impl RowReach {
    pub fn is_all(&self) -> bool {
        *self == RowReach::All
    }
}

impl Conditions {
    /// Nothing at all for whoever sees every row: their lists are as fast as without rights.
    pub fn within(&mut self, reach: &RowReach, pool: &Pool) -> Result<()> {
        let RowReach::Only(holds) = reach else { return Ok(()) };
        let mut ways = Vec::new();
        let mut places = Vec::new();
        for hold in holds {
            match hold {
                RowHold::Place(place) => places.push(self.bound(place.clone())),
                RowHold::Within(place) => {
                    let mark = self.bound(place.clone());
                    ways.push(format!("(n.place = {mark} OR substr(n.place, 1, 6) = {mark})"));
                }
                RowHold::Value { field, value } => ways.push(self.has_value(field.as_str(), value)?),
                RowHold::Through { field, register, period, place } => {
                    let key = pool.field("b.body", field);
                    let register = self.bound(register.clone());
                    let period = self.bound(period.map(|period| period.to_string()).unwrap_or_default());
                    let place = self.bound(place.clone());
                    self.needs_body = true;
                    ways.push(format!(
                        "EXISTS (SELECT 1 FROM register_current p WHERE p.dataset = $1 AND p.pack = $2
                            AND p.register = {register} AND p.period = {period} AND p.place = {place}
                            AND p.key = {key})"
                    ));
                }
            }
        }
        if !places.is_empty() {
            ways.push(format!("n.place IN ({})", places.join(", ")));
        }
        let whole = if ways.is_empty() { "1 = 0".to_string() } else { ways.join(" OR ") };
        self.sql.push_str(&format!(" AND ({whole})"));
        Ok(())
    }
}

impl Store {
    /// Whether a row that stands is within reach.
    pub async fn reaches(&self, book: &Book, key: &str, reach: &RowReach) -> Result<bool> {
        if reach.is_all() {
            return Ok(true);
        }
        let filter = RowFilter { reach: reach.clone(), key: Some(key.to_string()), ..RowFilter::default() };
        Ok(self.count_rows(book, &filter).await? > 0)
    }

    /// Keys of the rows within reach as they stand now; nothing where every row is.
    pub async fn keys_within(&self, book: &Book, reach: &RowReach) -> Result<Option<BTreeSet<String>>> {
        if reach.is_all() {
            return Ok(None);
        }
        let filter = RowFilter { reach: reach.clone(), ..RowFilter::default() };
        let conditions = Conditions::of(&filter, self.readers())?;
        let listed =
            format!("SELECT n.key FROM register_current n {} WHERE {OF_BOOK}{}", conditions.join(), conditions.sql);
        let mut query = query_scalar::<String>(sqlx::AssertSqlSafe(listed))
            .bind(book.dataset_word()?)
            .bind(&book.pack)
            .bind(&book.register)
            .bind(book.period_text());
        for text in &conditions.texts {
            query = query.bind(text);
        }
        Ok(Some(query.fetch_all(self.readers()).await?.into_iter().collect()))
    }
}
