//! Consents of enterprises (数据授权) and who looked under them. Knows days and persons, never what may be seen.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period};
use sqlx::FromRow;

use crate::audit::append;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    pub dataset: Dataset,
    /// Code of the enterprise's body.
    pub giver: String,
    /// Key of the row that is about it.
    pub subject: String,
    /// Code of the body that may look.
    pub receiver: String,
    pub item: String,
    pub purpose: String,
    pub period: Period,
    pub first_day: Date,
    pub last_day: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredConsent {
    pub id: i64,
    pub consent: NewConsent,
    pub given_by: String,
    pub given_at: Timestamp,
    pub withdrawal: Option<Withdrawal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub by: String,
    pub at: Timestamp,
    pub why: Option<String>,
}

/// Somebody of the other body looked, or was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLook {
    pub by: String,
    pub at: Timestamp,
    /// `label`, `report`, `docx`, `pdf`; `refused`.
    pub kind: String,
}

/// Whose consents are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentSide {
    Giver,
    Receiver,
}

#[derive(FromRow)]
struct Row {
    consent_id: i64,
    dataset: String,
    giver: String,
    subject: String,
    receiver: String,
    item: String,
    purpose: String,
    period: String,
    first_day: String,
    last_day: String,
    given_by: String,
    given_at: String,
    withdrawn_by: Option<String>,
    withdrawn_at: Option<String>,
    withdrawn_why: Option<String>,
}

impl Row {
    fn stored(self) -> Result<StoredConsent> {
        let corrupt =
            |what: &str, text: &str| StoreError::Corrupt { what: format!("数据授权的{what}“{text}”") };
        let day = |text: &str| text.parse::<Date>().map_err(|_| corrupt("日期", text));
        let withdrawal = match (self.withdrawn_by, self.withdrawn_at) {
            (Some(by), Some(at)) => Some(Withdrawal { by, at: time_of(&at)?, why: self.withdrawn_why }),
            _ => None,
        };
        Ok(StoredConsent {
            id: self.consent_id,
            consent: NewConsent {
                dataset: from_word(&self.dataset)?,
                giver: self.giver,
                subject: self.subject,
                receiver: self.receiver,
                item: self.item,
                purpose: self.purpose,
                period: self.period.parse().map_err(|_| corrupt("报告期", &self.period))?,
                first_day: day(&self.first_day)?,
                last_day: day(&self.last_day)?,
            },
            given_by: self.given_by,
            given_at: time_of(&self.given_at)?,
            withdrawal,
        })
    }
}

#[derive(FromRow)]
struct LookRow {
    looked_by: String,
    looked_at: String,
    kind: String,
}

const CONSENT: &str =
    "SELECT consent_id, dataset, giver, subject, receiver, item, purpose, period, first_day, last_day,
        given_by, given_at, withdrawn_by, withdrawn_at, withdrawn_why FROM consent";

impl Store {
    /// Gives the number of the new consent; nothing where the same one stands already, not withdrawn, on one of its days.
    pub async fn add_consent(&self, new: &NewConsent, audit: &NewAudit) -> Result<Option<i64>> {
        let mut change = self.change().await?;
        let standing: i64 = query_scalar(
            "SELECT count(*) FROM consent WHERE dataset = $1 AND giver = $2 AND subject = $3 AND receiver = $4
             AND item = $5 AND purpose = $6 AND period = $7 AND withdrawn_at IS NULL
             AND last_day >= $8 AND first_day <= $9",
        )
        .bind(word_of(&new.dataset)?)
        .bind(&new.giver)
        .bind(&new.subject)
        .bind(&new.receiver)
        .bind(&new.item)
        .bind(&new.purpose)
        .bind(new.period.to_string())
        .bind(new.first_day.to_string())
        .bind(new.last_day.to_string())
        .fetch_one(&mut *change)
        .await?;
        if standing > 0 {
            return Ok(None);
        }
        append(&mut change, audit, &digest_of(new)?).await?;
        let id: i64 =
            query_scalar("SELECT coalesce(max(consent_id), 0) + 1 FROM consent").fetch_one(&mut *change).await?;
        query(
            "INSERT INTO consent (consent_id, dataset, giver, subject, receiver, item, purpose, period, first_day,
             last_day, given_by, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(id)
        .bind(word_of(&new.dataset)?)
        .bind(&new.giver)
        .bind(&new.subject)
        .bind(&new.receiver)
        .bind(&new.item)
        .bind(&new.purpose)
        .bind(new.period.to_string())
        .bind(new.first_day.to_string())
        .bind(new.last_day.to_string())
        .bind(&audit.actor)
        .bind(stamp(audit.at))
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(Some(id))
    }

    /// Whether it stood until now.
    pub async fn withdraw_consent(&self, id: i64, why: Option<&str>, audit: &NewAudit) -> Result<bool> {
        let mut change = self.change().await?;
        let withdrawn = query(
            "UPDATE consent SET withdrawn_by = $2, withdrawn_at = $3, withdrawn_why = $4
             WHERE consent_id = $1 AND withdrawn_at IS NULL",
        )
        .bind(id)
        .bind(&audit.actor)
        .bind(stamp(audit.at))
        .bind(why)
        .execute(&mut *change)
        .await?;
        if withdrawn.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut change, audit, &model::digest(format!("consent/{id}/withdrawn").as_bytes())).await?;
        change.commit().await?;
        Ok(true)
    }

    pub async fn consent(&self, id: i64) -> Result<Option<StoredConsent>> {
        let row: Option<Row> = query_as(sqlx::AssertSqlSafe(format!("{CONSENT} WHERE consent_id = $1")))
            .bind(id)
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::stored).transpose()
    }

    /// Those of a body in a data set, newest first.
    pub async fn consents_of(&self, side: ConsentSide, body: &str, dataset: Dataset) -> Result<Vec<StoredConsent>> {
        let column = match side {
            ConsentSide::Giver => "giver",
            ConsentSide::Receiver => "receiver",
        };
        let asked = format!("{CONSENT} WHERE {column} = $1 AND dataset = $2 ORDER BY consent_id DESC");
        let rows: Vec<Row> =
            query_as(sqlx::AssertSqlSafe(asked)).bind(body).bind(word_of(&dataset)?).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::stored).collect()
    }

    /// Puts looks on record in one transaction, each with its audit entry, as long as none of the consents was withdrawn
    /// meanwhile. Whether it did.
    pub async fn look_under_consents(&self, looks: &[(i64, &str, NewAudit)]) -> Result<bool> {
        let mut change = self.change().await?;
        for (id, kind, audit) in looks {
            let withdrawn: i64 =
                query_scalar("SELECT count(*) FROM consent WHERE consent_id = $1 AND withdrawn_at IS NOT NULL")
                    .bind(*id)
                    .fetch_one(&mut *change)
                    .await?;
            if withdrawn > 0 && *kind != REFUSED_LOOK {
                return Ok(false);
            }
            add_look(&mut change, *id, kind, audit).await?;
        }
        change.commit().await?;
        Ok(true)
    }

    /// Who looked, newest first.
    pub async fn consent_looks(&self, id: i64, limit: i64) -> Result<Vec<ConsentLook>> {
        let rows: Vec<LookRow> = query_as(
            "SELECT looked_by, looked_at, kind FROM consent_look WHERE consent_id = $1 ORDER BY look_id DESC LIMIT $2",
        )
        .bind(id)
        .bind(limit)
        .fetch_all(self.readers())
        .await?;
        let look = |row: LookRow| Ok(ConsentLook { by: row.looked_by, at: time_of(&row.looked_at)?, kind: row.kind });
        rows.into_iter().map(look).collect()
    }

    /// How often somebody looked under a consent.
    pub async fn consent_look_count(&self, id: i64) -> Result<i64> {
        Ok(query_scalar("SELECT count(*) FROM consent_look WHERE consent_id = $1")
            .bind(id)
            .fetch_one(self.readers())
            .await?)
    }
}

/// The kind of a look that was refused.
pub const REFUSED_LOOK: &str = "refused";

async fn add_look(change: &mut Change, id: i64, kind: &str, audit: &NewAudit) -> Result<()> {
    append(change, audit, &model::digest(format!("consent/{id}/{kind}").as_bytes())).await?;
    let look: i64 =
        query_scalar("SELECT coalesce(max(look_id), 0) + 1 FROM consent_look").fetch_one(&mut **change).await?;
    query("INSERT INTO consent_look (look_id, consent_id, looked_by, looked_at, kind) VALUES ($1, $2, $3, $4, $5)")
        .bind(look)
        .bind(id)
        .bind(&audit.actor)
        .bind(stamp(audit.at))
        .bind(kind)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Every part, in an order that stays.
fn digest_of(new: &NewConsent) -> Result<String> {
    let parts = [
        word_of(&new.dataset)?,
        new.giver.clone(),
        new.subject.clone(),
        new.receiver.clone(),
        new.item.clone(),
        new.purpose.clone(),
        new.period.to_string(),
        new.first_day.to_string(),
        new.last_day.to_string(),
    ];
    Ok(model::digest(parts.join("\n").as_bytes()))
}
