//! Agreements on sharing: the rule and the records. Appends, never changes, and knows nothing of what the records say.
//!
//! One append is one transaction with its audit entry; where a row passes to the other side, with its new values and its
//! new state too.

use jiff::Timestamp;
use model::{Dataset, digest};
use sqlx::FromRow;

use crate::audit::{append, duplicate};
use crate::event_log::{EventTable, count, is_next};
use crate::registers::{Clash, NewStep, Saving, step_within, write_rows_within};
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// An agreement as it is drafted first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    pub number: String,
    pub dataset: Dataset,
    pub pack: String,
    pub pack_version: String,
    pub rule_code: String,
    pub register: String,
    pub row: String,
    pub title: String,
    /// JSON.
    pub rule: String,
}

/// Records that one command brought about.
#[derive(Debug, Clone, Copy)]
pub struct NewAgreementEvents<'a> {
    pub number: &'a str,
    /// Number of the last record that the writer knows; 0 before the first.
    pub after: u64,
    /// Each as JSON, in order.
    pub events: &'a [String],
    pub stage: &'a str,
    pub is_over: bool,
    /// Division codes of who gives and who takes.
    pub sides: (&'a str, &'a str),
    pub passing: Option<Passing<'a>>,
}

/// A row passes to the other side in the same transaction: its values, then its state.
#[derive(Debug, Clone, Copy)]
pub struct Passing<'a> {
    pub saving: Saving<'a>,
    /// What the history of the row calls it.
    pub step: &'a str,
    pub to: &'a str,
    pub audit: &'a NewAudit,
}

/// An agreement as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAgreement {
    pub agreement: NewAgreement,
    pub drafted_at: Timestamp,
    pub drafted_by: String,
    pub last_number: u64,
    pub stage: String,
    pub giver: String,
    pub taker: String,
}

#[derive(FromRow)]
struct AgreementRow {
    number: String,
    dataset: String,
    pack: String,
    pack_version: String,
    rule_code: String,
    register: String,
    row_key: String,
    title: String,
    rule: String,
    at: String,
    actor: String,
    last_number: i64,
    stage: String,
    giver: String,
    taker: String,
}

impl AgreementRow {
    fn stored(self) -> Result<StoredAgreement> {
        Ok(StoredAgreement {
            drafted_at: time_of(&self.at)?,
            drafted_by: self.actor,
            last_number: count(self.last_number)?,
            stage: self.stage,
            giver: self.giver,
            taker: self.taker,
            agreement: NewAgreement {
                number: self.number,
                dataset: from_word(&self.dataset)?,
                pack: self.pack,
                pack_version: self.pack_version,
                rule_code: self.rule_code,
                register: self.register,
                row: self.row_key,
                title: self.title,
                rule: self.rule,
            },
        })
    }
}

impl NewAgreement {
    /// What the audit entry vouches for.
    fn line(&self) -> Result<String> {
        crate::to_json(&[
            self.number.as_str(),
            &word_of(&self.dataset)?,
            &self.pack,
            &self.pack_version,
            &self.rule_code,
            &self.register,
            &self.row,
            &self.title,
            &self.rule,
        ])
    }

    /// A project is counted once: no row is in two agreements at a time.
    fn live_row(&self) -> Result<String> {
        Ok(format!("{}/{}/{}/{}", word_of(&self.dataset)?, self.pack, self.register, self.row))
    }
}

const EVENTS: EventTable = EventTable { table: "agreement_event", owner: "agreement_id" };

const AGREEMENT: &str = "SELECT a.number, a.dataset, a.pack, a.pack_version, a.rule_code, a.register, a.row_key,
        a.title, a.rule, a.at, a.actor, n.last_number, n.stage, n.giver, n.taker
    FROM agreement a JOIN agreement_current n ON n.agreement_id = a.agreement_id";

impl Store {
    /// Drafts an agreement with its first records. [`StoreError::Duplicate`] when the number is taken or the row is in
    /// another agreement.
    pub async fn draft_agreement(
        &self,
        new: &NewAgreement,
        events: NewAgreementEvents<'_>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let mut lines = vec![new.line()?];
        lines.extend_from_slice(events.events);
        let audit_seq = append(&mut change, audit, &digest(lines.join("\n").as_bytes())).await?;
        let id: i64 =
            query_scalar("SELECT coalesce(max(agreement_id), 0) + 1 FROM agreement").fetch_one(&mut *change).await?;
        query(
            "INSERT INTO agreement (agreement_id, number, dataset, pack, pack_version, rule_code, register, row_key,
                                    title, rule, at, actor, audit_seq)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(id)
        .bind(&new.number)
        .bind(word_of(&new.dataset)?)
        .bind(&new.pack)
        .bind(&new.pack_version)
        .bind(&new.rule_code)
        .bind(&new.register)
        .bind(&new.row)
        .bind(&new.title)
        .bind(&new.rule)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(audit_seq)
        .execute(&mut *change)
        .await
        .map_err(|error| duplicate(error, || format!("协议编号“{}”已经用过；请换一个", new.number)))?;
        query(
            "INSERT INTO agreement_current (agreement_id, last_number, stage, giver, taker, live_row)
             VALUES ($1, 0, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(events.stage)
        .bind(events.sides.0)
        .bind(events.sides.1)
        .bind(new.live_row()?)
        .execute(&mut *change)
        .await
        .map_err(|error| {
            duplicate(error, || format!("“{}”已有一份没有终止的流转协议，一个项目只计一次；请在那一份中办理", new.row))
        })?;
        write_events(&mut change, (id, 0), events, audit_seq).await?;
        change.commit().await
    }

    /// Adds records. [`StoreError::Overtaken`] when another writer was faster: read what it wrote, then try again. The
    /// inner error says which row somebody changed meanwhile; nothing is written then.
    pub async fn append_agreement(
        &self,
        new: NewAgreementEvents<'_>,
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), Vec<Clash>>> {
        let mut change = self.change().await?;
        let what = || format!("协议“{}”", new.number);
        let held: Option<(i64, i64)> = query_as(
            "SELECT a.agreement_id, n.last_number FROM agreement a
             JOIN agreement_current n ON n.agreement_id = a.agreement_id WHERE a.number = $1",
        )
        .bind(new.number)
        .fetch_optional(&mut *change)
        .await?;
        let Some((id, last)) = held else { return Err(StoreError::Missing { what: what() }) };
        is_next(last, new.after, what)?;
        if let Some(passing) = new.passing
            && let Err(clashes) = pass_within(&mut change, passing).await?
        {
            return Ok(Err(clashes));
        }
        let audit_seq = append(&mut change, audit, &digest(new.events.join("\n").as_bytes())).await?;
        write_events(&mut change, (id, last), new, audit_seq).await?;
        change.commit().await?;
        Ok(Ok(()))
    }

    /// All agreements of a pack in a dataset, the newest first; with places, those in which one of them is a side.
    pub async fn agreements(
        &self,
        dataset: Dataset,
        pack: &str,
        places: Option<&[String]>,
    ) -> Result<Vec<StoredAgreement>> {
        let within = places.map(|places| {
            let list: Vec<String> = (0..places.len()).map(|place| format!("${}", place + 3)).collect();
            match list.is_empty() {
                true => " AND 1 = 0".to_string(),
                false => format!(" AND (n.giver IN ({0}) OR n.taker IN ({0}))", list.join(", ")),
            }
        });
        let sql = format!(
            "{AGREEMENT} WHERE a.dataset = $1 AND a.pack = $2{} ORDER BY a.agreement_id DESC",
            within.unwrap_or_default()
        );
        let mut asked = query_as(sqlx::AssertSqlSafe(sql)).bind(word_of(&dataset)?).bind(pack);
        for place in places.unwrap_or_default() {
            asked = asked.bind(place);
        }
        let rows: Vec<AgreementRow> = asked.fetch_all(self.readers()).await?;
        rows.into_iter().map(AgreementRow::stored).collect()
    }

    /// Of all datasets and packs.
    pub async fn agreement_count(&self) -> Result<u64> {
        count(query_scalar("SELECT count(*) FROM agreement").fetch_one(self.readers()).await?)
    }

    pub async fn agreement(&self, number: &str) -> Result<Option<StoredAgreement>> {
        let row: Option<AgreementRow> = query_as(sqlx::AssertSqlSafe(format!("{AGREEMENT} WHERE a.number = $1")))
            .bind(number)
            .fetch_optional(self.readers())
            .await?;
        row.map(AgreementRow::stored).transpose()
    }

    /// Records as JSON, in order.
    pub async fn agreement_events(&self, number: &str) -> Result<Vec<String>> {
        Ok(query_scalar(
            "SELECT e.body FROM agreement_event e JOIN agreement a ON a.agreement_id = e.agreement_id
             WHERE a.number = $1 ORDER BY e.number",
        )
        .bind(number)
        .fetch_all(self.readers())
        .await?)
    }

    /// For the check of the audit chain.
    pub(crate) async fn agreement_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let rows: Vec<AgreementRow> = query_as(sqlx::AssertSqlSafe(format!("{AGREEMENT} ORDER BY a.agreement_id")))
            .fetch_all(self.readers())
            .await?;
        let mut heads = std::collections::BTreeMap::new();
        for row in rows {
            let stored = row.stored()?;
            heads.insert(stored.agreement.number.clone(), stored.agreement.line()?);
        }
        let events: Vec<(i64, String, i64, String)> = query_as(
            "SELECT e.audit_seq, a.number, e.number, e.body FROM agreement_event e
             JOIN agreement a ON a.agreement_id = e.agreement_id ORDER BY e.audit_seq, e.number",
        )
        .fetch_all(self.readers())
        .await?;
        let mut bound = Vec::new();
        for together in events.chunk_by(|one, other| one.0 == other.0) {
            let [(seq, number, first, _), ..] = together else { continue };
            let mut lines: Vec<&str> = Vec::new();
            lines.extend(heads.get(number).filter(|_| *first == 1).map(String::as_str));
            lines.extend(together.iter().map(|(.., body)| body.as_str()));
            bound.push((*seq, format!("协议 {number} 的记录"), digest(lines.join("\n").as_bytes())));
        }
        Ok(bound)
    }
}

async fn pass_within(change: &mut Change, passing: Passing<'_>) -> Result<std::result::Result<(), Vec<Clash>>> {
    let counts = match write_rows_within(change, passing.saving, passing.audit).await? {
        Ok(counts) => counts,
        Err(clashes) => return Ok(Err(clashes)),
    };
    for (row, new) in passing.saving.rows.iter().enumerate() {
        // A row that had these values already was left alone, with the pulse that the writer saw.
        let seen = if counts.pulse == 0 { new.seen.unwrap_or_default() } else { counts.pulse };
        let step = NewStep {
            book: passing.saving.book,
            key: &new.key,
            pack_version: passing.saving.pack_version,
            step: passing.step,
            to: passing.to,
            note: passing.saving.note,
            seen,
        };
        if let Err(kind) = step_within(change, step, passing.audit).await? {
            return Ok(Err(vec![Clash { row, kind }]));
        }
    }
    Ok(Ok(()))
}

async fn write_events(
    change: &mut Change,
    (id, last): (i64, i64),
    new: NewAgreementEvents<'_>,
    audit_seq: i64,
) -> Result<()> {
    let last = EVENTS.append(change, (id, last), new.events, audit_seq).await?;
    query(
        "UPDATE agreement_current SET last_number = $2, stage = $3, giver = $4, taker = $5,
                live_row = CASE WHEN $6 = 1 THEN NULL ELSE live_row END
         WHERE agreement_id = $1",
    )
    .bind(id)
    .bind(last)
    .bind(new.stage)
    .bind(new.sides.0)
    .bind(new.sides.1)
    .bind(i64::from(new.is_over))
    .execute(&mut **change)
    .await?;
    Ok(())
}
