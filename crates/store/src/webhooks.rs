//! Addresses that are told of events, and the outbox: what is on its way to them. A delivery is written in the transaction
//! of its event, so that an event that counts is told and one that was undone is not. Sends nothing itself.

use jiff::Timestamp;
use model::Dataset;
use sqlx::FromRow;

use crate::audit::append;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::streams::StreamKind;
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// An address that is told of some events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    pub id: i64,
    pub address: String,
    pub events: Vec<String>,
    /// As the application keeps it; empty once the address is ended.
    pub secret: String,
    pub made_by: String,
    pub made_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    Waiting,
    Arrived,
    GivenUp,
}

impl DeliveryState {
    fn word(self) -> &'static str {
        match self {
            DeliveryState::Waiting => "waiting",
            DeliveryState::Arrived => "arrived",
            DeliveryState::GivenUp => "given_up",
        }
    }

    fn of_word(word: &str) -> Result<DeliveryState> {
        [DeliveryState::Waiting, DeliveryState::Arrived, DeliveryState::GivenUp]
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or_else(|| StoreError::Corrupt { what: format!("发送状态“{word}”") })
    }
}

/// One event on its way to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: i64,
    pub webhook: i64,
    pub event: String,
    /// `request/…`, `response/…`, `cut/…`, `issue/…`, `release/…`.
    pub object: String,
    pub dataset: Dataset,
    pub happened_at: Timestamp,
    pub state: DeliveryState,
    pub due_at: Timestamp,
    pub tries: i64,
    pub last_try_at: Option<Timestamp>,
    pub last_answer: Option<String>,
}

/// What a try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub state: DeliveryState,
    /// When to try again, while it waits.
    pub due_at: Timestamp,
    pub answer: String,
}

#[derive(FromRow)]
struct WebhookRow {
    webhook_id: i64,
    address: String,
    events: String,
    secret: String,
    made_by: String,
    made_at: String,
    ended_at: Option<String>,
}

impl WebhookRow {
    fn webhook(self) -> Result<Webhook> {
        Ok(Webhook {
            id: self.webhook_id,
            address: self.address,
            events: self.events.split(' ').map(str::to_string).collect(),
            secret: self.secret,
            made_by: self.made_by,
            made_at: time_of(&self.made_at)?,
            ended_at: self.ended_at.as_deref().map(time_of).transpose()?,
        })
    }
}

#[derive(FromRow)]
struct DeliveryRow {
    delivery_id: i64,
    webhook_id: i64,
    event: String,
    object: String,
    dataset: String,
    happened_at: String,
    state: String,
    due_at: String,
    tries: i64,
    last_try_at: Option<String>,
    last_answer: Option<String>,
}

impl DeliveryRow {
    fn delivery(self) -> Result<Delivery> {
        Ok(Delivery {
            id: self.delivery_id,
            webhook: self.webhook_id,
            event: self.event,
            object: self.object,
            dataset: from_word(&self.dataset)?,
            happened_at: time_of(&self.happened_at)?,
            state: DeliveryState::of_word(&self.state)?,
            due_at: time_of(&self.due_at)?,
            tries: self.tries,
            last_try_at: self.last_try_at.as_deref().map(time_of).transpose()?,
            last_answer: self.last_answer,
        })
    }
}

const WEBHOOK: &str = "SELECT webhook_id, address, events, secret, made_by, made_at, ended_at FROM webhook";
const DELIVERY: &str = "SELECT delivery_id, webhook_id, event, object, dataset, happened_at, state, due_at, tries,
        last_try_at, last_answer FROM webhook_delivery";

/// The event that it is when something of that kind has come into that state; most are none.
fn event_of(kind: StreamKind, state: &str) -> Option<(&'static str, &'static str)> {
    match (kind, state) {
        (StreamKind::Request, "in_force") => Some(("request.opened", "request")),
        (StreamKind::Response, "returned") => Some(("filing.returned", "response")),
        (StreamKind::PeriodCut, "frozen") => Some(("period.frozen", "cut")),
        (StreamKind::PeriodCut, "reopened") => Some(("period.reopened", "cut")),
        (StreamKind::Issue, "published") => Some(("bulletin.published", "issue")),
        (StreamKind::Release, "set") => Some(("release.scheduled", "release")),
        (StreamKind::Release, "moved") => Some(("release.moved", "release")),
        _ => None,
    }
}

/// Puts what happened to a stream into the outbox, within the transaction in which it happens.
pub(crate) async fn note(
    change: &mut Change,
    (kind, code, number): (StreamKind, &str, i64),
    state: &str,
    at: Timestamp,
) -> Result<()> {
    let Some((event, what)) = event_of(kind, state) else { return Ok(()) };
    let dataset: String = query_scalar("SELECT dataset FROM stream WHERE kind = $1 AND code = $2")
        .bind(word_of(&kind)?)
        .bind(code)
        .fetch_one(&mut **change)
        .await?;
    let key = format!("{event}/{code}/{number}");
    put(change, (event, &key), (&format!("{what}/{code}"), &dataset), at).await
}

/// For every address that wants such events; one that is there already is not told again.
async fn put(
    change: &mut Change,
    (event, key): (&str, &str),
    (object, dataset): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    let hooks: Vec<WebhookRow> =
        query_as(sqlx::AssertSqlSafe(format!("{WEBHOOK} WHERE ended_at IS NULL ORDER BY webhook_id")))
            .fetch_all(&mut **change)
            .await?;
    for hook in hooks.into_iter().filter(|hook| hook.events.split(' ').any(|wanted| wanted == event)) {
        let next: i64 = query_scalar("SELECT coalesce(max(delivery_id), 0) + 1 FROM webhook_delivery")
            .fetch_one(&mut **change)
            .await?;
        query(
            "INSERT INTO webhook_delivery (delivery_id, webhook_id, event_key, event, object, dataset, happened_at,
                                           state, due_at, tries)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $7, 0)
             ON CONFLICT (webhook_id, event_key) DO NOTHING",
        )
        .bind(next)
        .bind(hook.webhook_id)
        .bind(key)
        .bind(event)
        .bind(object)
        .bind(dataset)
        .bind(stamp(at))
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Addresses that are told, and those that were, oldest first.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>> {
        let rows: Vec<WebhookRow> =
            query_as(sqlx::AssertSqlSafe(format!("{WEBHOOK} ORDER BY webhook_id"))).fetch_all(self.readers()).await?;
        rows.into_iter().map(WebhookRow::webhook).collect()
    }

    /// The number of the new address.
    pub async fn add_webhook(&self, address: &str, events: &[String], secret: &str, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        append(&mut change, audit, &model::digest(address.as_bytes())).await?;
        let id: i64 =
            query_scalar("SELECT coalesce(max(webhook_id), 0) + 1 FROM webhook").fetch_one(&mut *change).await?;
        query(
            "INSERT INTO webhook (webhook_id, address, events, secret, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(address)
        .bind(events.join(" "))
        .bind(secret)
        .bind(&audit.actor)
        .bind(stamp(audit.at))
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(id)
    }

    /// Puts other texts in the place of keys, where they still are what they were; how many were changed.
    pub async fn replace_webhook_secrets(&self, pairs: &[(i64, String, String)], audit: &NewAudit) -> Result<u64> {
        let mut change = self.change().await?;
        let mut changed = 0;
        for (id, old, new) in pairs {
            let done = query("UPDATE webhook SET secret = $3 WHERE webhook_id = $1 AND secret = $2")
                .bind(*id)
                .bind(old)
                .bind(new)
                .execute(&mut *change)
                .await?;
            changed += done.rows_affected();
        }
        // Another process was quicker: nothing is written.
        if changed > 0 {
            append(&mut change, audit, &model::digest(b"")).await?;
            change.commit().await?;
        }
        Ok(changed)
    }

    /// Nothing is told to the address from now on, and its key is forgotten; what waits is given up.
    pub async fn end_webhook(&self, id: i64, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        let ended = query("UPDATE webhook SET ended_at = $2, secret = '' WHERE webhook_id = $1 AND ended_at IS NULL")
            .bind(id)
            .bind(stamp(audit.at))
            .execute(&mut *change)
            .await?;
        if ended.rows_affected() == 0 {
            return Err(StoreError::Missing { what: format!("正在使用的推送地址 {id}") });
        }
        append(&mut change, audit, &model::digest(id.to_string().as_bytes())).await?;
        query(
            "UPDATE webhook_delivery SET state = 'given_up', last_answer = '推送地址已停用'
             WHERE webhook_id = $1 AND state = 'waiting'",
        )
        .bind(id)
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// An event that comes with the clock and not with a change: told once.
    pub async fn note_release(&self, code: &str, dataset: Dataset, release: Timestamp) -> Result<()> {
        let mut change = self.change().await?;
        let key = format!("release.due/{code}/{release}");
        put(&mut change, ("release.due", &key), (&format!("release/{code}"), &word_of(&dataset)?), release).await?;
        change.commit().await
    }

    /// The newest deliveries first.
    pub async fn deliveries(&self, limit: usize) -> Result<Vec<Delivery>> {
        let rows: Vec<DeliveryRow> =
            query_as(sqlx::AssertSqlSafe(format!("{DELIVERY} ORDER BY delivery_id DESC LIMIT $1")))
                .bind(i64::try_from(limit).unwrap_or(i64::MAX))
                .fetch_all(self.readers())
                .await?;
        rows.into_iter().map(DeliveryRow::delivery).collect()
    }

    /// Takes deliveries that are due, for this process alone until `until`; after that another one may take them.
    pub async fn take_deliveries(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        let due: Vec<DeliveryRow> = query_as(sqlx::AssertSqlSafe(format!(
            "{DELIVERY} WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, delivery_id LIMIT $2"
        )))
        .bind(stamp(now))
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(self.readers())
        .await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let mut taken = Vec::new();
        let mut change = self.change().await?;
        for row in due {
            let mine = query(
                "UPDATE webhook_delivery SET due_at = $3, tries = tries + 1, last_try_at = $4
                 WHERE delivery_id = $1 AND due_at = $2 AND state = 'waiting'",
            )
            .bind(row.delivery_id)
            .bind(&row.due_at)
            .bind(stamp(until))
            .bind(stamp(now))
            .execute(&mut *change)
            .await?;
            if mine.rows_affected() == 1 {
                taken.push(Delivery { tries: row.tries + 1, ..row.delivery()? });
            }
        }
        change.commit().await?;
        Ok(taken)
    }

    /// What a try came to. A delivery that was given up meanwhile stays so.
    pub async fn record_try(&self, delivery: i64, tried: &Tried) -> Result<()> {
        let mut change = self.change().await?;
        query(
            "UPDATE webhook_delivery SET state = $2, due_at = $3, last_answer = $4
             WHERE delivery_id = $1 AND state = 'waiting'",
        )
        .bind(delivery)
        .bind(tried.state.word())
        .bind(stamp(tried.due_at))
        .bind(&tried.answer)
        .execute(&mut *change)
        .await?;
        change.commit().await
    }

    /// Sends a delivery once more, whatever became of it.
    pub async fn repeat_delivery(&self, delivery: i64, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        let again = query(
            "UPDATE webhook_delivery SET state = 'waiting', due_at = $2, tries = 0
             WHERE delivery_id = $1
               AND webhook_id IN (SELECT webhook_id FROM webhook WHERE ended_at IS NULL)",
        )
        .bind(delivery)
        .bind(stamp(audit.at))
        .execute(&mut *change)
        .await?;
        if again.rows_affected() == 0 {
            return Err(StoreError::Missing { what: format!("可以重发的推送 {delivery}") });
        }
        append(&mut change, audit, &model::digest(delivery.to_string().as_bytes())).await?;
        change.commit().await
    }
}
