//! Decisions on what stands, made within the transaction that writes: nobody writes between the look and the change.
//! Decides nothing itself.

use jiff::Timestamp;
use model::{Dataset, Observation, Period};

use crate::dictionary::load_within;
use crate::observations::{facts_within, waiting_within};
use crate::recording::{Told, sort_out};
use crate::sql::{Change, query_as, query_scalar};
use crate::streams::{STREAM, StreamRow, write};
use crate::{ImportCounts, NewAudit, Result, Store, StoredStream, StreamChange, StreamKind, word_of};

/// What is to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub dataset: Dataset,
    /// All streams of this kind.
    pub streams: StreamKind,
    /// Figures of a period as known by then.
    pub facts: Option<(Period, Timestamp)>,
    /// Figures that become known after then.
    pub waiting_after: Option<Timestamp>,
}

/// What was found; empty where it was not asked for.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Oldest first, each with its last event as JSON.
    pub streams: Vec<(StoredStream, Option<String>)>,
    /// In the order in which they were recorded.
    pub facts: Vec<Observation>,
    pub waiting: Vec<Observation>,
}

impl Store {
    /// [`Store::change_streams`] for a change that depends on what stands. Where `make` refuses nothing is written; what
    /// else it returns comes back.
    pub async fn change_streams_on<T, E>(
        &self,
        look: Look,
        make: impl FnOnce(&Seen) -> std::result::Result<(StreamChange, NewAudit, T), E> + Send,
    ) -> Result<std::result::Result<T, E>> {
        let mut change = self.change().await?;
        let (new, audit, made) = match make(&standing(&mut change, look).await?) {
            Ok(made) => made,
            Err(refused) => return Ok(Err(refused)),
        };
        write(&mut change, &new, &audit).await?;
        change.commit().await?;
        Ok(Ok(made))
    }

    /// [`Store::import_observations`] for rows that depend on what stands: `make` may change them.
    pub async fn import_observations_on<E>(
        &self,
        look: Look,
        (rows, told): (&mut [Observation], &Told),
        audit: &NewAudit,
        make: impl FnOnce(&Seen, &mut [Observation]) -> std::result::Result<(), E> + Send,
    ) -> Result<std::result::Result<ImportCounts, E>> {
        let mut change = self.change().await?;
        if let Err(refused) = make(&standing(&mut change, look).await?, rows) {
            return Ok(Err(refused));
        }
        let (_, counts) = load_within(&mut change, &[], (&*rows, told), audit).await?;
        change.commit().await?;
        Ok(Ok(counts))
    }

    /// What [`Store::import_observations_on`] would do; writes nothing.
    pub async fn compare_observations_on<E>(
        &self,
        look: Look,
        (rows, told): (&mut [Observation], &Told),
        make: impl FnOnce(&Seen, &mut [Observation]) -> std::result::Result<(), E> + Send,
    ) -> Result<std::result::Result<ImportCounts, E>> {
        let mut change = self.change().await?;
        if let Err(refused) = make(&standing(&mut change, look).await?, rows) {
            return Ok(Err(refused));
        }
        let (_, counts) = sort_out(&mut change, rows, told, None).await?;
        Ok(Ok(counts))
    }
}

async fn standing(change: &mut Change, look: Look) -> Result<Seen> {
    let mut found = Seen::default();
    let asked = format!("{STREAM} WHERE s.kind = $1 AND s.dataset = $2 ORDER BY s.stream_id");
    let rows: Vec<StreamRow> = query_as(sqlx::AssertSqlSafe(asked))
        .bind(word_of(&look.streams)?)
        .bind(word_of(&look.dataset)?)
        .fetch_all(&mut **change)
        .await?;
    for row in rows {
        let stream = row.stored()?;
        let last: Option<String> = match stream.last_number {
            0 => None,
            _ => {
                query_scalar(
                    "SELECT e.body FROM stream_event e JOIN stream s ON s.stream_id = e.stream_id
                     WHERE s.kind = $1 AND s.code = $2 ORDER BY e.number DESC LIMIT 1",
                )
                .bind(word_of(&look.streams)?)
                .bind(&stream.code)
                .fetch_optional(&mut **change)
                .await?
            }
        };
        found.streams.push((stream, last));
    }
    if let Some((period, by)) = look.facts {
        found.facts = facts_within(change, (look.dataset, period), by).await?;
    }
    if let Some(after) = look.waiting_after {
        found.waiting = waiting_within(change, look.dataset, after).await?;
    }
    Ok(found)
}
