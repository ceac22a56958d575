//! Cases of exchanges: terms and events. Appends, never changes, and knows nothing of what the events say.
//!
//! One append is one transaction with its audit entry; where rows change hands or a ledger is posted to, with the change
//! of the register and the lines of the ledger too.

use jiff::Timestamp;
use model::{Dataset, digest};
use sqlx::FromRow;

use crate::audit::{append, duplicate};
use crate::event_log::{EventTable, count, is_next};
use crate::registers::{Book, Clash, ClashKind, NewStep, Saving, step_within, write_rows_of};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, NewLedgerLines, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// A case as it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    pub number: String,
    pub dataset: Dataset,
    pub pack: String,
    pub pack_version: String,
    pub exchange: String,
    pub register: String,
    pub row: String,
    /// JSON.
    pub rules: String,
    pub listing: String,
}

/// Events that one command brought about.
#[derive(Debug, Clone, Copy)]
pub struct NewEvents<'a> {
    pub case: &'a str,
    /// Number of the last event that the writer knows; 0 before the first.
    pub after: u64,
    /// Each as JSON, in order.
    pub events: &'a [String],
    pub phase: &'a str,
    pub is_over: bool,
    pub wakes_after: Option<Timestamp>,
    /// Rows that change hands in the same transaction.
    pub rows: Option<Saving<'a>>,
    /// Steps that the row takes then, after it changed hands.
    pub steps: Option<RowSteps<'a>>,
    /// What is posted to a ledger in the same transaction.
    pub ledger: Option<LedgerPart<'a>>,
}

/// A row passes to other states with its case, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct RowSteps<'a> {
    pub book: &'a Book,
    pub key: &'a str,
    pub pack_version: &'a str,
    pub note: &'a str,
    /// `pulse` of the row on which the steps were found possible.
    pub seen: i64,
    pub steps: &'a [RowStep],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowStep {
    pub step: String,
    pub to: String,
    pub audit: NewAudit,
}

/// Lines of a ledger, with an audit entry of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerPart<'a> {
    pub lines: &'a NewLedgerLines,
    pub audit: &'a NewAudit,
}

/// A case as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCase {
    pub case: NewCase,
    pub opened_at: Timestamp,
    pub opened_by: String,
    pub last_number: u64,
    pub phase: String,
}

#[derive(FromRow)]
struct CaseRow {
    number: String,
    dataset: String,
    pack: String,
    pack_version: String,
    exchange: String,
    register: String,
    row_key: String,
    rules: String,
    listing: String,
    at: String,
    actor: String,
    last_number: i64,
    phase: String,
}

impl CaseRow {
    fn stored(self) -> Result<StoredCase> {
        Ok(StoredCase {
            opened_at: time_of(&self.at)?,
            opened_by: self.actor,
            last_number: count(self.last_number)?,
            phase: self.phase,
            case: NewCase {
                number: self.number,
                dataset: from_word(&self.dataset)?,
                pack: self.pack,
                pack_version: self.pack_version,
                exchange: self.exchange,
                register: self.register,
                row: self.row_key,
                rules: self.rules,
                listing: self.listing,
            },
        })
    }
}

impl NewCase {
    /// What the audit entry vouches for.
    fn line(&self) -> Result<String> {
        crate::to_json(&[
            self.number.as_str(),
            &word_of(&self.dataset)?,
            &self.pack,
            &self.pack_version,
            &self.exchange,
            &self.register,
            &self.row,
            &self.rules,
            &self.listing,
        ])
    }

    /// Nobody may trade one row twice at a time.
    fn live_row(&self) -> Result<String> {
        Ok(format!("{}/{}/{}/{}", word_of(&self.dataset)?, self.pack, self.register, self.row))
    }
}

const EVENTS: EventTable = EventTable { table: "exchange_event", owner: "case_id" };

const CASE: &str = "SELECT c.number, c.dataset, c.pack, c.pack_version, c.exchange, c.register, c.row_key, c.rules,
        c.listing, c.at, c.actor, n.last_number, n.phase
    FROM exchange_case c JOIN exchange_current n ON n.case_id = c.case_id";

impl Store {
    /// Opens a case. [`StoreError::Duplicate`] when the number is taken or the row is in another case, and
    /// [`StoreError::Overtaken`] when the row is no more as it was read, with the pulse `seen`: from now on nobody else
    /// changes it.
    pub async fn open_case(&self, (new, seen): (&NewCase, i64), phase: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        open_within(&mut change, (new, seen), phase, audit).await?;
        change.commit().await
    }

    /// Opens a case that has a past already, all in one transaction; otherwise as [`Store::append_case`].
    pub async fn open_case_with(
        &self,
        (new, seen, events): (&NewCase, i64, NewEvents<'_>),
        (opening, audit): (&NewAudit, &NewAudit),
    ) -> Result<std::result::Result<(), Vec<Clash>>> {
        let mut change = self.change().await?;
        open_within(&mut change, (new, seen), events.phase, opening).await?;
        let appended = append_within(&mut change, events, audit).await?;
        if appended.is_ok() {
            change.commit().await?;
        }
        Ok(appended)
    }

    /// Adds events. [`StoreError::Overtaken`] when another writer was faster, in the case or in the ledger: read what it
    /// wrote, then try again. The inner error says which row of the register somebody changed meanwhile; nothing is
    /// written then.
    pub async fn append_case(
        &self,
        new: NewEvents<'_>,
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), Vec<Clash>>> {
        let mut change = self.change().await?;
        let appended = append_within(&mut change, new, audit).await?;
        if appended.is_ok() {
            change.commit().await?;
        }
        Ok(appended)
    }

    /// All cases of a dataset, the newest first.
    pub async fn cases(&self, dataset: Dataset) -> Result<Vec<StoredCase>> {
        let rows: Vec<CaseRow> =
            query_as(sqlx::AssertSqlSafe(format!("{CASE} WHERE c.dataset = $1 ORDER BY c.case_id DESC")))
                .bind(word_of(&dataset)?)
                .fetch_all(self.readers())
                .await?;
        rows.into_iter().map(CaseRow::stored).collect()
    }

    pub async fn case(&self, number: &str) -> Result<Option<StoredCase>> {
        let row: Option<CaseRow> = query_as(sqlx::AssertSqlSafe(format!("{CASE} WHERE c.number = $1")))
            .bind(number)
            .fetch_optional(self.readers())
            .await?;
        row.map(CaseRow::stored).transpose()
    }

    /// Events after a number, as JSON, in order.
    pub async fn case_events(&self, number: &str, after: u64) -> Result<Vec<String>> {
        Ok(query_scalar(
            "SELECT e.body FROM exchange_event e JOIN exchange_case c ON c.case_id = e.case_id
             WHERE c.number = $1 AND e.number > $2 ORDER BY e.number",
        )
        .bind(number)
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .fetch_all(self.readers())
        .await?)
    }

    /// Number of the last event.
    pub async fn case_version(&self, number: &str) -> Result<Option<u64>> {
        let last: Option<i64> = query_scalar(
            "SELECT n.last_number FROM exchange_current n JOIN exchange_case c ON c.case_id = n.case_id
             WHERE c.number = $1",
        )
        .bind(number)
        .fetch_optional(self.readers())
        .await?;
        last.map(count).transpose()
    }

    /// Cases in which time alone has brought something about before an instant, in the order in which it fell due.
    pub async fn cases_due(&self, before: Timestamp) -> Result<Vec<String>> {
        Ok(query_scalar(
            "SELECT c.number FROM exchange_current n JOIN exchange_case c ON c.case_id = n.case_id
             WHERE n.wakes_after < $1 ORDER BY n.wakes_after, c.case_id",
        )
        .bind(stamp(before))
        .fetch_all(self.readers())
        .await?)
    }

    /// For the check of the audit chain.
    pub(crate) async fn case_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut bound = Vec::new();
        type Opened = (i64, String, String, String, String, String, String, String, String, String);
        let opened: Vec<Opened> = query_as(
            "SELECT audit_seq, number, dataset, pack, pack_version, exchange, register, row_key, rules, listing
             FROM exchange_case ORDER BY case_id",
        )
        .fetch_all(self.readers())
        .await?;
        for (seq, number, dataset, pack, pack_version, exchange, register, row, rules, listing) in opened {
            let dataset = from_word(&dataset)?;
            let case = NewCase { number, dataset, pack, pack_version, exchange, register, row, rules, listing };
            bound.push((seq, format!("交易项目 {}", case.number), digest(case.line()?.as_bytes())));
        }
        let events: Vec<(i64, String, String)> = query_as(
            "SELECT e.audit_seq, c.number, e.body FROM exchange_event e JOIN exchange_case c ON c.case_id = e.case_id
             ORDER BY e.audit_seq, e.number",
        )
        .fetch_all(self.readers())
        .await?;
        for together in events.chunk_by(|one, other| one.0 == other.0) {
            let [(seq, number, _), ..] = together else { continue };
            let lines: Vec<&str> = together.iter().map(|(_, _, body)| body.as_str()).collect();
            bound.push((*seq, format!("交易项目 {number} 的记录"), digest(lines.join("\n").as_bytes())));
        }
        Ok(bound)
    }
}

async fn open_within(change: &mut Change, (new, seen): (&NewCase, i64), phase: &str, audit: &NewAudit) -> Result<()> {
    let unchanged: i64 = query_scalar(
        "SELECT count(*) FROM register_row r JOIN register_current n ON n.row_id = r.row_id
         WHERE r.dataset = $1 AND r.pack = $2 AND r.register = $3 AND r.key = $4 AND n.pulse = $5",
    )
    .bind(word_of(&new.dataset)?)
    .bind(&new.pack)
    .bind(&new.register)
    .bind(&new.row)
    .bind(seen)
    .fetch_one(&mut **change)
    .await?;
    if unchanged == 0 {
        return Err(StoreError::Overtaken { what: format!("标的“{}”", new.row) });
    }
    let audit_seq = append(change, audit, &digest(new.line()?.as_bytes())).await?;
    let case_id: i64 =
        query_scalar("SELECT coalesce(max(case_id), 0) + 1 FROM exchange_case").fetch_one(&mut **change).await?;
    query(
        "INSERT INTO exchange_case (case_id, number, dataset, pack, pack_version, exchange, register, row_key,
                                    rules, listing, at, actor, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(case_id)
    .bind(&new.number)
    .bind(word_of(&new.dataset)?)
    .bind(&new.pack)
    .bind(&new.pack_version)
    .bind(&new.exchange)
    .bind(&new.register)
    .bind(&new.row)
    .bind(&new.rules)
    .bind(&new.listing)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(audit_seq)
    .execute(&mut **change)
    .await
    .map_err(|error| duplicate(error, || format!("项目编号“{}”已经用过；请换一个", new.number)))?;
    query(
        "INSERT INTO exchange_current (case_id, last_number, phase, wakes_after, live_row)
         VALUES ($1, 0, $2, NULL, $3)",
    )
    .bind(case_id)
    .bind(phase)
    .bind(new.live_row()?)
    .execute(&mut **change)
    .await
    .map_err(|error| duplicate(error, || format!("标的“{}”正在另一个项目中交易；请等它结束", new.row)))?;
    Ok(())
}

async fn append_within(
    change: &mut Change,
    new: NewEvents<'_>,
    audit: &NewAudit,
) -> Result<std::result::Result<(), Vec<Clash>>> {
    let what = || format!("交易项目“{}”", new.case);
    let held: Option<(i64, i64)> = query_as(
        "SELECT c.case_id, n.last_number FROM exchange_case c JOIN exchange_current n ON n.case_id = c.case_id
         WHERE c.number = $1",
    )
    .bind(new.case)
    .fetch_optional(&mut **change)
    .await?;
    let Some((case_id, last)) = held else { return Err(StoreError::Missing { what: what() }) };
    is_next(last, new.after, what)?;
    let mut written = 0;
    if let Some(saving) = new.rows {
        match write_rows_of(change, saving, Some(new.case), audit).await? {
            Ok(counts) => written = counts.pulse,
            Err(clashes) => return Ok(Err(clashes)),
        }
    }
    if let Some(steps) = new.steps
        && let Err(kind) = take_steps(change, steps, written).await?
    {
        return Ok(Err(vec![Clash { row: 0, kind }]));
    }
    if let Some(ledger) = new.ledger {
        crate::ledgers::append_within(change, ledger.lines, ledger.audit).await?;
    }
    let audit_seq = append(change, audit, &digest(new.events.join("\n").as_bytes())).await?;
    let last = EVENTS.append(change, (case_id, last), new.events, audit_seq).await?;
    query(
        "UPDATE exchange_current SET last_number = $2, phase = $3, wakes_after = $4,
                live_row = CASE WHEN $5 = 1 THEN NULL ELSE live_row END
         WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(last)
    .bind(new.phase)
    .bind(new.wakes_after.map(stamp))
    .bind(i64::from(new.is_over))
    .execute(&mut **change)
    .await?;
    Ok(Ok(()))
}

/// `written` is the pulse of the row when it changed hands just now, 0 when it did not.
async fn take_steps(
    change: &mut Change,
    row: RowSteps<'_>,
    written: i64,
) -> Result<std::result::Result<(), ClashKind>> {
    let mut seen = if written == 0 { row.seen } else { written };
    for step in row.steps {
        let new = NewStep {
            book: row.book,
            key: row.key,
            pack_version: row.pack_version,
            step: &step.step,
            to: &step.to,
            note: Some(row.note),
            seen,
        };
        match step_within(change, new, &step.audit).await? {
            Ok(pulse) => seen = pulse,
            Err(kind) => return Ok(Err(kind)),
        }
    }
    Ok(Ok(()))
}
