//! Things that live by events: requests for data, answers, instructions, documents, frozen periods, agreements. Appends,
//! never changes, and knows nothing of what the events say.
//!
//! One change may open and extend several streams and record the figures that were agreed, in one transaction with its
//! audit entry.

use jiff::Timestamp;
use model::{Dataset, Observation, digest};
use sqlx::FromRow;

use crate::audit::{append, duplicate};
use crate::dictionary::{Entry, fold, load_within};
use crate::event_log::{EventTable, count, is_next};
use crate::recording::Told;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::webhooks;
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    Request,
    Response,
    Instruction,
    /// An official document on its way to its readers.
    Issue,
    /// 发文字号: opened once, so that no number is given twice.
    DocumentNumber,
    /// 冻结: the figures of a period as they were known at an instant.
    PeriodCut,
    /// 发布日历: from when a statistic may be seen.
    Release,
    /// 两数一名: what was decided about two numbers for one name.
    Conflict,
    /// 流转协议: a row of a register passes to another county, signed by three.
    Agreement,
    /// 形象进度: the milestones of a target and what was said about them.
    Milestone,
    /// 减负意见: what a county says of a request for data.
    Complaint,
}

impl StreamKind {
    fn in_words(self) -> &'static str {
        match self {
            StreamKind::Request => "数据需求",
            StreamKind::Response => "填报表",
            StreamKind::Instruction => "批示",
            StreamKind::Issue => "公文",
            StreamKind::DocumentNumber => "发文字号",
            StreamKind::PeriodCut => "数据冻结",
            StreamKind::Release => "发布安排",
            StreamKind::Conflict => "口径冲突",
            StreamKind::Agreement => "流转协议",
            StreamKind::Milestone => "形象进度",
            StreamKind::Complaint => "减负意见",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStream {
    pub kind: StreamKind,
    pub code: String,
    pub parent: Option<String>,
    pub dataset: Dataset,
    /// JSON.
    pub head: String,
    pub state: String,
}

/// Events that one command brought about in one stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamEvents {
    pub kind: StreamKind,
    pub code: String,
    /// Number of the last event that the writer knows; 0 before the first.
    pub after: u64,
    /// Each as JSON, in order.
    pub events: Vec<String>,
    pub state: String,
}

/// What a stream holds for itself alone from now on; nothing where it gives back what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamHold {
    pub kind: StreamKind,
    pub code: String,
    pub held: Option<String>,
    /// What is told when another stream holds it.
    pub taken: String,
}

/// Everything that one command writes.
#[derive(Debug, Clone, Default)]
pub struct StreamChange {
    pub opened: Vec<NewStream>,
    pub events: Vec<StreamEvents>,
    pub holds: Vec<StreamHold>,
    /// Entries of the dictionaries that it needs.
    pub entries: Vec<Entry>,
    /// Figures that have become official with it.
    pub observations: Vec<Observation>,
}

/// A stream as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStream {
    pub kind: StreamKind,
    pub code: String,
    pub parent: Option<String>,
    pub dataset: Dataset,
    pub head: String,
    pub at: Timestamp,
    pub actor: String,
    pub last_number: u64,
    pub state: String,
}

/// A notice to be kept until its reader has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    pub key: String,
    pub agency: String,
    pub audience: String,
    pub kind: String,
    pub text: String,
    pub about: (StreamKind, String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNotice {
    /// Ascending in the order in which they went out.
    pub id: i64,
    pub notice: NewNotice,
    pub at: Timestamp,
}

#[derive(FromRow)]
pub(crate) struct StreamRow {
    kind: String,
    code: String,
    parent: Option<String>,
    dataset: String,
    head: String,
    at: String,
    actor: String,
    last_number: i64,
    state: String,
}

impl StreamRow {
    pub fn stored(self) -> Result<StoredStream> {
        Ok(StoredStream {
            kind: from_word(&self.kind)?,
            code: self.code,
            parent: self.parent,
            dataset: from_word(&self.dataset)?,
            head: self.head,
            at: time_of(&self.at)?,
            actor: self.actor,
            last_number: count(self.last_number)?,
            state: self.state,
        })
    }
}

const EVENTS: EventTable = EventTable { table: "stream_event", owner: "stream_id" };

pub(crate) const STREAM: &str =
    "SELECT s.kind, s.code, s.parent, s.dataset, s.head, s.at, s.actor, n.last_number, n.state
    FROM stream s JOIN stream_current n ON n.stream_id = s.stream_id";

impl Store {
    /// Writes all of it or nothing. [`StoreError::Duplicate`] when a code is taken, [`StoreError::Overtaken`] when
    /// another writer was faster in one of the streams: read what it wrote, then try again.
    pub async fn change_streams(&self, new: &StreamChange, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        write(&mut change, new, audit).await?;
        change.commit().await
    }

    /// The same for what begins a stream that is called by its number: `make` is given the next number of that kind and
    /// dataset. It is taken within the transaction, so that two writers are never given the same one.
    pub async fn open_numbered(
        &self,
        kind: StreamKind,
        dataset: Dataset,
        make: impl FnOnce(u64) -> serde_json::Result<(StreamChange, NewAudit)> + Send,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let held: i64 = query_scalar("SELECT count(*) FROM stream WHERE kind = $1 AND dataset = $2")
            .bind(word_of(&kind)?)
            .bind(word_of(&dataset)?)
            .fetch_one(&mut *change)
            .await?;
        let (new, audit) = make(count(held)? + 1).map_err(|error| StoreError::Corrupt { what: error.to_string() })?;
        write(&mut change, &new, &audit).await?;
        change.commit().await
    }

    pub async fn stream(&self, kind: StreamKind, code: &str) -> Result<Option<StoredStream>> {
        let row: Option<StreamRow> =
            query_as(sqlx::AssertSqlSafe(format!("{STREAM} WHERE s.kind = $1 AND s.code = $2")))
                .bind(word_of(&kind)?)
                .bind(code)
                .fetch_optional(self.readers())
                .await?;
        row.map(StreamRow::stored).transpose()
    }

    /// Streams of a kind and dataset, oldest first; with `parent` only those that belong to it.
    pub async fn streams(&self, kind: StreamKind, dataset: Dataset, parent: Option<&str>) -> Result<Vec<StoredStream>> {
        let rows: Vec<StreamRow> = query_as(sqlx::AssertSqlSafe(format!(
            "{STREAM} WHERE s.kind = $1 AND s.dataset = $2 AND ($3 IS NULL OR s.parent = $3) ORDER BY s.stream_id"
        )))
        .bind(word_of(&kind)?)
        .bind(word_of(&dataset)?)
        .bind(parent)
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(StreamRow::stored).collect()
    }

    /// Events of a stream as JSON, in order.
    pub async fn stream_events(&self, kind: StreamKind, code: &str) -> Result<Vec<String>> {
        Ok(query_scalar(
            "SELECT e.body FROM stream_event e JOIN stream s ON s.stream_id = e.stream_id
             WHERE s.kind = $1 AND s.code = $2 ORDER BY e.number",
        )
        .bind(word_of(&kind)?)
        .bind(code)
        .fetch_all(self.readers())
        .await?)
    }

    /// Events of all streams of a kind and dataset, with the code of their stream; in order within each.
    pub async fn kind_events(&self, kind: StreamKind, dataset: Dataset) -> Result<Vec<(String, String)>> {
        Ok(query_as(
            "SELECT s.code, e.body FROM stream s JOIN stream_event e ON e.stream_id = s.stream_id
             WHERE s.kind = $1 AND s.dataset = $2 ORDER BY s.stream_id, e.number",
        )
        .bind(word_of(&kind)?)
        .bind(word_of(&dataset)?)
        .fetch_all(self.readers())
        .await?)
    }

    /// Events of all streams that belong to one, with the code of their stream; in order within each.
    pub async fn child_events(&self, kind: StreamKind, parent: &str) -> Result<Vec<(String, String)>> {
        Ok(query_as(
            "SELECT s.code, e.body FROM stream_event e JOIN stream s ON s.stream_id = e.stream_id
             WHERE s.kind = $1 AND s.parent = $2 ORDER BY s.stream_id, e.number",
        )
        .bind(word_of(&kind)?)
        .bind(parent)
        .fetch_all(self.readers())
        .await?)
    }

    /// Keeps notices that have not gone out yet; the others are left out. How many were new.
    pub async fn send_notices(&self, notices: &[NewNotice], audit: &NewAudit) -> Result<usize> {
        let mut change = self.change().await?;
        let mut new = Vec::new();
        for notice in notices {
            let held: Option<i64> = query_scalar("SELECT notice_id FROM notice WHERE notice_key = $1")
                .bind(&notice.key)
                .fetch_optional(&mut *change)
                .await?;
            if held.is_none() {
                new.push(notice);
            }
        }
        if new.is_empty() {
            return Ok(0);
        }
        let mut running = String::new();
        for notice in &new {
            running = fold(&running, &notice_line(notice)?);
        }
        let seq = append(&mut change, audit, &running).await?;
        let first: i64 =
            query_scalar("SELECT coalesce(max(notice_id), 0) + 1 FROM notice").fetch_one(&mut *change).await?;
        for (id, notice) in (first..).zip(&new) {
            query(
                "INSERT INTO notice (notice_id, notice_key, agency, audience, kind, text, about_kind, about, at,
                                     audit_seq)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(id)
            .bind(&notice.key)
            .bind(&notice.agency)
            .bind(&notice.audience)
            .bind(&notice.kind)
            .bind(&notice.text)
            .bind(word_of(&notice.about.0)?)
            .bind(&notice.about.1)
            .bind(stamp(audit.at))
            .bind(seq)
            .execute(&mut *change)
            .await?;
        }
        change.commit().await?;
        Ok(new.len())
    }

    /// The newest notices about the things of a data set first.
    pub async fn notices(&self, dataset: Dataset, limit: usize) -> Result<Vec<StoredNotice>> {
        let rows: Vec<NoticeRow> = query_as(
            "SELECT n.notice_id, n.notice_key, n.agency, n.audience, n.kind, n.text, n.about_kind, n.about, n.at,
                 n.audit_seq FROM notice n JOIN stream s ON s.kind = n.about_kind AND s.code = n.about
             WHERE s.dataset = $1 ORDER BY n.notice_id DESC LIMIT $2",
        )
        .bind(word_of(&dataset)?)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| Ok(StoredNotice { id: row.notice_id, at: time_of(&row.at)?, notice: row.notice()? }))
            .collect()
    }

    /// Up to which notice an account has read; 0 for none.
    pub async fn notices_read(&self, user: &str) -> Result<i64> {
        let held: Option<i64> = query_scalar("SELECT notice_id FROM notice_read WHERE user_name = $1")
            .bind(user)
            .fetch_optional(self.readers())
            .await?;
        Ok(held.unwrap_or_default())
    }

    /// An account has read up to here; what was read stays read. No deed, so nothing of it is on record.
    pub async fn read_notices(&self, user: &str, up_to: i64) -> Result<()> {
        let mut change = self.change().await?;
        query(
            "INSERT INTO notice_read (user_name, notice_id) VALUES ($1, $2)
             ON CONFLICT (user_name) DO UPDATE SET notice_id = excluded.notice_id
             WHERE notice_read.notice_id < excluded.notice_id",
        )
        .bind(user)
        .bind(up_to)
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// For the check of the audit chain.
    pub(crate) async fn stream_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let opened: Vec<(i64, String, String, String)> =
            query_as("SELECT audit_seq, kind, code, head FROM stream ORDER BY audit_seq, stream_id")
                .fetch_all(self.readers())
                .await?;
        let events: Vec<(i64, String, String, String)> = query_as(
            "SELECT e.audit_seq, s.kind, s.code, e.body FROM stream_event e JOIN stream s ON s.stream_id = e.stream_id
             ORDER BY e.audit_seq, s.kind, s.code, e.number",
        )
        .fetch_all(self.readers())
        .await?;
        let mut found: std::collections::BTreeMap<i64, (String, String)> = std::collections::BTreeMap::new();
        for (seq, kind, code, head) in opened {
            let kind: StreamKind = from_word(&kind)?;
            let held = found.entry(seq).or_insert_with(|| (format!("{} {code}", kind.in_words()), String::new()));
            held.1 = fold(&held.1, &stream_line(kind, &code, &head)?);
        }
        for (seq, kind, code, body) in events {
            let kind: StreamKind = from_word(&kind)?;
            let held = found.entry(seq).or_insert_with(|| (format!("{} {code}的记录", kind.in_words()), String::new()));
            held.1 = fold(&held.1, &event_line(kind, &code, &body)?);
        }
        let mut bound: Vec<(i64, String, String)> =
            found.into_iter().map(|(seq, (what, digest))| (seq, what, digest)).collect();
        let notices: Vec<NoticeRow> = query_as(
            "SELECT notice_id, notice_key, agency, audience, kind, text, about_kind, about, at, audit_seq FROM notice
             ORDER BY audit_seq, notice_id",
        )
        .fetch_all(self.readers())
        .await?;
        for together in notices.chunk_by(|one, other| one.audit_seq == other.audit_seq) {
            let mut running = String::new();
            for row in together {
                running = fold(&running, &notice_line(&row.notice()?)?);
            }
            if let [first, ..] = together {
                bound.push((first.audit_seq, format!("提醒 {}", first.notice_key), running));
            }
        }
        Ok(bound)
    }
}

/// All of it, in a transaction that the caller commits.
pub(crate) async fn write(change: &mut Change, new: &StreamChange, audit: &NewAudit) -> Result<()> {
    let mut running = String::new();
    for stream in &new.opened {
        running = fold(&running, &stream_line(stream.kind, &stream.code, &stream.head)?);
    }
    let mut sorted: Vec<(String, &StreamEvents)> =
        new.events.iter().map(|events| Ok((word_of(&events.kind)?, events))).collect::<Result<_>>()?;
    // In the order in which the check of the chain reads them.
    sorted.sort_by(|one, other| (&one.0, &one.1.code).cmp(&(&other.0, &other.1.code)));
    for (_, events) in &sorted {
        for body in &events.events {
            running = fold(&running, &event_line(events.kind, &events.code, body)?);
        }
    }
    let seq = append(change, audit, &running).await?;
    for stream in &new.opened {
        open(change, stream, audit, seq).await?;
    }
    for events in &new.events {
        extend(change, events, audit, seq).await?;
    }
    for hold in &new.holds {
        settle(change, hold).await?;
    }
    let audit = NewAudit { action: "写入审定数".to_string(), ..audit.clone() };
    load_within(change, &new.entries, (&new.observations, &Told::Nothing), &audit).await?;
    Ok(())
}

#[derive(FromRow)]
struct NoticeRow {
    notice_id: i64,
    notice_key: String,
    agency: String,
    audience: String,
    kind: String,
    text: String,
    about_kind: String,
    about: String,
    at: String,
    audit_seq: i64,
}

impl NoticeRow {
    fn notice(&self) -> Result<NewNotice> {
        Ok(NewNotice {
            key: self.notice_key.clone(),
            agency: self.agency.clone(),
            audience: self.audience.clone(),
            kind: self.kind.clone(),
            text: self.text.clone(),
            about: (from_word(&self.about_kind)?, self.about.clone()),
        })
    }
}

async fn open(change: &mut Change, stream: &NewStream, audit: &NewAudit, seq: i64) -> Result<()> {
    let id: i64 = query_scalar("SELECT coalesce(max(stream_id), 0) + 1 FROM stream").fetch_one(&mut **change).await?;
    query(
        "INSERT INTO stream (stream_id, kind, code, parent, dataset, head, at, actor, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(word_of(&stream.kind)?)
    .bind(&stream.code)
    .bind(&stream.parent)
    .bind(word_of(&stream.dataset)?)
    .bind(&stream.head)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(seq)
    .execute(&mut **change)
    .await
    .map_err(|error| {
        duplicate(error, || {
            format!(
                "{}编号“{}”刚刚被他人使用，本次没有写入任何内容；请刷新页面后重试",
                stream.kind.in_words(),
                stream.code
            )
        })
    })?;
    query("INSERT INTO stream_current (stream_id, last_number, state) VALUES ($1, 0, $2)")
        .bind(id)
        .bind(&stream.state)
        .execute(&mut **change)
        .await?;
    webhooks::note(change, (stream.kind, &stream.code, 0), &stream.state, audit.at).await
}

async fn extend(change: &mut Change, new: &StreamEvents, audit: &NewAudit, seq: i64) -> Result<()> {
    let what = || format!("{}“{}”", new.kind.in_words(), new.code);
    let held: Option<(i64, i64, String)> = query_as(
        "SELECT s.stream_id, n.last_number, n.state FROM stream s JOIN stream_current n ON n.stream_id = s.stream_id
         WHERE s.kind = $1 AND s.code = $2",
    )
    .bind(word_of(&new.kind)?)
    .bind(&new.code)
    .fetch_optional(&mut **change)
    .await?;
    let Some((id, last, state)) = held else { return Err(StoreError::Missing { what: what() }) };
    is_next(last, new.after, what)?;
    let last = EVENTS.append(change, (id, last), &new.events, seq).await?;
    query("UPDATE stream_current SET last_number = $2, state = $3 WHERE stream_id = $1")
        .bind(id)
        .bind(last)
        .bind(&new.state)
        .execute(&mut **change)
        .await?;
    // Only what came about is an event; a release may be moved again and again.
    if state != new.state || new.kind == StreamKind::Release {
        webhooks::note(change, (new.kind, &new.code, last), &new.state, audit.at).await?;
    }
    Ok(())
}

async fn settle(change: &mut Change, hold: &StreamHold) -> Result<()> {
    let id: i64 = query_scalar("SELECT stream_id FROM stream WHERE kind = $1 AND code = $2")
        .bind(word_of(&hold.kind)?)
        .bind(&hold.code)
        .fetch_one(&mut **change)
        .await?;
    query("DELETE FROM stream_hold WHERE stream_id = $1").bind(id).execute(&mut **change).await?;
    if let Some(held) = &hold.held {
        query("INSERT INTO stream_hold (stream_id, held) VALUES ($1, $2)")
            .bind(id)
            .bind(held)
            .execute(&mut **change)
            .await
            .map_err(|error| duplicate(error, || hold.taken.clone()))?;
    }
    Ok(())
}

fn stream_line(kind: StreamKind, code: &str, head: &str) -> Result<String> {
    crate::to_json(&["open", &word_of(&kind)?, code, &digest(head.as_bytes())])
}

fn event_line(kind: StreamKind, code: &str, body: &str) -> Result<String> {
    crate::to_json(&["event", &word_of(&kind)?, code, &digest(body.as_bytes())])
}

fn notice_line(notice: &NewNotice) -> Result<String> {
    let (kind, code) = &notice.about;
    crate::to_json(&[
        notice.key.as_str(),
        &notice.agency,
        &notice.audience,
        &notice.kind,
        &notice.text,
        &word_of(kind)?,
        code,
    ])
}
