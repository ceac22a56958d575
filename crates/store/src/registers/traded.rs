//! Rows that are traded in cases that are not over. Only reads.

use std::collections::BTreeMap;

use super::Book;
use crate::sql::{Change, query_as};
use crate::{Result, Store};

type Live = Vec<(String, String)>;

/// Rows that are traded stand in `exchange_current` under dataset, pack and register.
const LIVE: &str = "SELECT n.live_row, c.number FROM exchange_current n JOIN exchange_case c ON c.case_id = n.case_id
    WHERE n.live_row IS NOT NULL";

/// By key, the number of the case.
pub(super) async fn traded_rows(change: &mut Change, book: &Book) -> Result<BTreeMap<String, String>> {
    let live: Live = query_as(LIVE).fetch_all(&mut **change).await?;
    of_book(live, book)
}

fn of_book(live: Live, book: &Book) -> Result<BTreeMap<String, String>> {
    let head = format!("{}/{}/{}/", book.dataset_word()?, book.pack, book.register);
    Ok(live.into_iter().filter_map(|(row, case)| Some((row.strip_prefix(&head)?.to_string(), case))).collect())
}

impl Store {
    /// The rows of a book that are traded now, with the numbers of their cases.
    pub async fn traded(&self, book: &Book) -> Result<BTreeMap<String, String>> {
        let live: Live = query_as(LIVE).fetch_all(self.readers()).await?;
        of_book(live, book)
    }

    /// Cases in which a row was settled, by key.
    pub async fn settled_rows(&self, book: &Book) -> Result<BTreeMap<String, String>> {
        let settled: Live = query_as(
            "SELECT c.row_key, c.number FROM exchange_case c JOIN exchange_current n ON n.case_id = c.case_id
             WHERE c.dataset = $1 AND c.pack = $2 AND c.register = $3 AND n.phase = 'settled' ORDER BY c.case_id",
        )
        .bind(book.dataset_word()?)
        .bind(&book.pack)
        .bind(&book.register)
        .fetch_all(self.readers())
        .await?;
        Ok(settled.into_iter().collect())
    }
}
