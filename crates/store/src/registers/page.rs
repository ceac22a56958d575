//! One page of rows, in a total order, each from where the one before ended: what is added meanwhile moves nothing.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Book;
use super::list::{Conditions, OF_BOOK, Row, RowFilter, RowSort, StoredRow};
use crate::sql::{Pool, query_as};
use crate::{Result, Store};

/// Where a row stands in a list: what the list is ordered by. It stays a place when the row is changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// Stored value of the field that the list is ordered by; nothing where the row has none.
    pub sorted: Option<String>,
    pub place: String,
    pub key: String,
}

/// One page of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPage {
    pub rows: Vec<StoredRow>,
    /// Where the last of them stands, when there are more.
    pub next: Option<RowPlace>,
}

#[derive(FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    row: Row,
    place: String,
    sorted: Option<String>,
}

impl RowSort {
    /// What comes after a value; `rest` decides among those that have the same.
    fn after(&self, pool: &Pool, body: &str, mark: Option<&str>, rest: &str) -> String {
        let value = pool.field(body, &self.field);
        // Those without a value come last.
        let Some(mark) = mark else { return format!("({value} IS NULL AND {rest})") };
        let amount = |text: &str| if self.is_number { pool.amount(text) } else { text.to_string() };
        let (held, wanted) = (amount(&value), amount(mark));
        let beyond = if self.descending { "<" } else { ">" };
        format!("({value} IS NULL OR {held} {beyond} {wanted} OR ({held} = {wanted} AND {rest}))")
    }
}

impl Conditions {
    /// The rows that come after a place in the order of the list.
    fn after(&mut self, place: &RowPlace, sort: Option<&RowSort>, pool: &Pool) {
        let marks = [self.bound(place.place.clone()), self.bound(place.key.clone())];
        let rest = format!("(n.place, n.key) > ({}, {})", marks[0], marks[1]);
        let condition = match sort {
            None => rest,
            Some(sort) => {
                let mark = place.sorted.clone().map(|value| self.bound(value));
                sort.after(pool, "b.body", mark.as_deref(), &rest)
            }
        };
        self.sql.push_str(&format!(" AND {condition}"));
    }
}

impl Store {
    /// One page in the order of the list, and where it goes on; quick in a book of any size where no field is sorted by.
    pub async fn row_page(&self, book: &Book, filter: &RowFilter) -> Result<RowPage> {
        let mut conditions = Conditions::of(filter, self.readers())?;
        if let Some(place) = &filter.after {
            conditions.after(place, filter.sort.as_ref(), self.readers());
        }
        let after = conditions.texts.len() + 4;
        // The page is found on the index alone; only its rows are then looked up.
        let body = conditions.join();
        let order = |body: &str| filter.sort.as_ref().map(|sort| sort.sql(self.readers(), body)).unwrap_or_default();
        let sorted = filter.sort.as_ref().map(|sort| self.readers().field("v.body", &sort.field));
        let listed = format!(
            "SELECT c.key, c.state, c.state_since, v.body, v.known_since, c.pulse, c.place, {} AS sorted
             FROM (SELECT n.row_id FROM register_current n {body} WHERE {OF_BOOK}{} ORDER BY {}n.place, n.key
                   LIMIT ${}) page
             JOIN register_current c ON c.row_id = page.row_id
             JOIN register_change v ON v.row_id = c.row_id AND v.seq = c.body_seq
             ORDER BY {}c.place, c.key",
            sorted.as_deref().unwrap_or("CAST(NULL AS TEXT)"),
            conditions.sql,
            order("b.body"),
            after + 1,
            order("v.body")
        );
        let (dataset, period) = (book.dataset_word()?, book.period_text());
        let mut query = query_as::<ListedRow>(sqlx::AssertSqlSafe(listed))
            .bind(&dataset)
            .bind(&book.pack)
            .bind(&book.register)
            .bind(&period);
        for text in &conditions.texts {
            query = query.bind(text);
        }
        // One more than wanted tells whether there are more.
        let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut listed = query.bind(limit).fetch_all(self.readers()).await?;
        let has_more = listed.len() > filter.limit;
        listed.truncate(filter.limit);
        let next = listed.last().filter(|_| has_more).map(|last| RowPlace {
            sorted: last.sorted.clone(),
            place: last.place.clone(),
            key: last.row.key.clone(),
        });
        let rows = listed.into_iter().map(|listed| listed.row.stored()).collect::<Result<_>>()?;
        Ok(RowPage { rows, next })
    }
}
