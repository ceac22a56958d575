//! Who holds which role. Every grant is checked against what its user holds inside the transaction that writes it.

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Assignment, AssignmentFault, check_assignment, check_deputy};
use sqlx::FromRow;

use crate::audit::append;
use crate::dictionary::fold;
use crate::sql::{Change, query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, from_word, stamp, time_of, word_of};

/// A grant with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAssignment {
    pub id: i64,
    /// With its last day as it is after an early end.
    pub assignment: Assignment,
    pub granted_at: Timestamp,
    pub granted_by: String,
    pub ended: Option<AssignmentEnd>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentEnd {
    pub on: Date,
    pub reason: String,
    pub at: Timestamp,
    pub by: String,
}

#[derive(FromRow)]
pub(super) struct Row {
    pub assignment_id: i64,
    pub user_name: String,
    pub role: String,
    pub agency: Option<String>,
    pub place: Option<String>,
    pub valid_from: String,
    pub valid_to: Option<String>,
    pub deputy_of: Option<String>,
    at: String,
    actor: String,
    pub audit_seq: i64,
    pub ends_on: Option<String>,
    pub reason: Option<String>,
    end_at: Option<String>,
    end_actor: Option<String>,
    pub end_audit_seq: Option<i64>,
}

pub(super) const SELECT: &str = "SELECT a.assignment_id, a.user_name, a.role, a.agency, a.place, a.valid_from,
        a.valid_to, a.deputy_of, a.at, a.actor, a.audit_seq, e.ends_on, e.reason, e.at AS end_at,
        e.actor AS end_actor, e.audit_seq AS end_audit_seq
     FROM assignment a LEFT JOIN assignment_end e ON e.assignment_id = a.assignment_id";

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| StoreError::Corrupt { what: format!("日期“{text}”") })
}

impl Row {
    /// As it was granted.
    pub(super) fn granted(&self) -> Result<Assignment> {
        Ok(Assignment {
            user: self.user_name.clone(),
            role: from_word(&self.role)?,
            agency: self.agency.clone(),
            place: self.place.clone(),
            valid_from: day(&self.valid_from)?,
            valid_to: self.valid_to.as_deref().map(day).transpose()?,
            deputy_of: self.deputy_of.clone(),
        })
    }

    fn stored(self) -> Result<StoredAssignment> {
        let mut assignment = self.granted()?;
        let ended = match (&self.ends_on, &self.reason, &self.end_at, &self.end_actor) {
            (Some(on), Some(reason), Some(at), Some(by)) => {
                let on = day(on)?;
                assignment.valid_to = Some(assignment.valid_to.map_or(on, |to| to.min(on)));
                Some(AssignmentEnd { on, reason: reason.clone(), at: time_of(at)?, by: by.clone() })
            }
            _ => None,
        };
        Ok(StoredAssignment {
            id: self.assignment_id,
            assignment,
            granted_at: time_of(&self.at)?,
            granted_by: self.actor,
            ended,
        })
    }
}

pub(super) fn grant_line(one: &Assignment) -> Result<String> {
    Ok(format!("assignment\t{}", crate::to_json(one)?))
}

pub(super) fn end_line(id: i64, on: &str, reason: &str) -> String {
    format!("assignment_end\t{id}\t{on}\t{reason}")
}

async fn held_by(change: &mut Change, user: &str) -> Result<Vec<Assignment>> {
    let rows: Vec<Row> = query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE a.user_name = $1")))
        .bind(user)
        .fetch_all(&mut **change)
        .await?;
    rows.into_iter().map(|row| Ok(row.stored()?.assignment)).collect()
}

/// Writes a grant after checking it against all that its user holds.
pub(super) async fn grant(
    change: &mut Change,
    asked: &Assignment,
    audit: &NewAudit,
) -> Result<std::result::Result<(), AssignmentFault>> {
    let known: Option<String> = query_scalar("SELECT name FROM user_account WHERE name = $1")
        .bind(&asked.user)
        .fetch_optional(&mut **change)
        .await?;
    if known.is_none() {
        return Err(StoreError::Missing { what: format!("用户“{}”", asked.user) });
    }
    let held = held_by(change, &asked.user).await?;
    if let Err(fault) = check_assignment(asked, &held) {
        return Ok(Err(fault));
    }
    if let Some(absent) = &asked.deputy_of
        && let Err(fault) = check_deputy(asked, &held_by(change, absent).await?)
    {
        return Ok(Err(fault));
    }
    let audit_seq = append(change, audit, &fold("", &grant_line(asked)?)).await?;
    query(
        "INSERT INTO assignment (assignment_id, user_name, role, agency, place, valid_from, valid_to, deputy_of, at,
                                 actor, audit_seq)
         VALUES ((SELECT coalesce(max(assignment_id), 0) + 1 FROM assignment), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&asked.user)
    .bind(word_of(&asked.role)?)
    .bind(&asked.agency)
    .bind(&asked.place)
    .bind(asked.valid_from.to_string())
    .bind(asked.valid_to.map(|day| day.to_string()))
    .bind(&asked.deputy_of)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(Ok(()))
}

/// Writes down that an assignment of a user ends.
async fn close(change: &mut Change, (id, user): (i64, &str), on: Date, reason: &str, audit: &NewAudit) -> Result<()> {
    let audit = NewAudit { object: format!("user/{user}"), ..audit.clone() };
    let audit_seq = append(change, &audit, &fold("", &end_line(id, &on.to_string(), reason))).await?;
    query(
        "INSERT INTO assignment_end (assignment_id, ends_on, reason, at, actor, audit_seq)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(on.to_string())
    .bind(reason)
    .bind(stamp(audit.at))
    .bind(&audit.actor)
    .bind(audit_seq)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// Ends an assignment, and with it what deputies hold of it.
pub(super) async fn end(change: &mut Change, id: i64, on: Date, reason: &str, audit: &NewAudit) -> Result<()> {
    let row: Option<Row> = query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE a.assignment_id = $1")))
        .bind(id)
        .fetch_optional(&mut **change)
        .await?;
    let Some(row) = row else { return Err(StoreError::Missing { what: format!("第 {id} 号岗位") }) };
    if row.ends_on.is_some() {
        return Err(StoreError::Duplicate { what: format!("第 {id} 号岗位已终止") });
    }
    close(change, (id, &row.user_name), on, reason, audit).await?;
    end_deputies(change, &row.granted()?, on, reason, audit).await
}

/// Ends the deputies of an assignment that ends: nothing is lent beyond what is held.
async fn end_deputies(change: &mut Change, lent: &Assignment, on: Date, reason: &str, audit: &NewAudit) -> Result<()> {
    let rows: Vec<Row> =
        query_as(sqlx::AssertSqlSafe(format!("{SELECT} WHERE a.deputy_of = $1 ORDER BY a.assignment_id")))
            .bind(&lent.user)
            .fetch_all(&mut **change)
            .await?;
    let left = held_by(change, &lent.user).await?;
    for row in rows {
        let StoredAssignment { id, assignment: deputy, ended, .. } = row.stored()?;
        let is_lent = (deputy.role, &deputy.agency, &deputy.place) == (lent.role, &lent.agency, &lent.place);
        let is_over = deputy.valid_to.is_some_and(|to| to <= on || to < deputy.valid_from);
        // Another assignment of the absent person may cover it.
        if !is_lent || is_over || check_deputy(&deputy, &left).is_ok() {
            continue;
        }
        if let Some(ended) = ended {
            let (user, until) = (&deputy.user, ended.on);
            return Err(StoreError::Duplicate {
                what: format!(
                    "代理这一岗位的“{user}”已定于 {until} 终止；请把这一岗位的最后一天定为不早于 {until}，或停用“{user}”"
                ),
            });
        }
        let reason = format!("被代理人“{}”的岗位终止：{reason}", lent.user);
        close(change, (id, &deputy.user), on, &reason, audit).await?;
    }
    Ok(())
}

/// Inside a transaction: all that anybody was ever granted.
pub(super) async fn all(change: &mut Change) -> Result<Vec<StoredAssignment>> {
    let rows: Vec<Row> = query_as(SELECT).fetch_all(&mut **change).await?;
    rows.into_iter().map(Row::stored).collect()
}

impl Store {
    /// Grants roles at once, or none of them.
    pub async fn grant_assignments(
        &self,
        asked: &[Assignment],
        audit: &NewAudit,
    ) -> Result<std::result::Result<(), AssignmentFault>> {
        let mut change = self.change().await?;
        for one in asked {
            let audit = NewAudit { object: format!("user/{}", one.user), ..audit.clone() };
            if let Err(fault) = grant(&mut change, one, &audit).await? {
                return Ok(Err(fault));
            }
        }
        change.commit().await?;
        Ok(Ok(()))
    }

    pub async fn end_assignment(&self, id: i64, on: Date, reason: &str, audit: &NewAudit) -> Result<()> {
        let mut change = self.change().await?;
        end(&mut change, id, on, reason, audit).await?;
        change.commit().await?;
        Ok(())
    }

    /// All that a user was ever granted, in the order of granting.
    pub async fn assignments_of(&self, user: &str) -> Result<Vec<StoredAssignment>> {
        let sql = format!("{SELECT} WHERE a.user_name = $1 ORDER BY a.assignment_id");
        let rows: Vec<Row> = query_as(sqlx::AssertSqlSafe(sql)).bind(user).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::stored).collect()
    }

    /// All that anybody was ever granted, by user and in the order of granting.
    pub async fn assignments(&self) -> Result<Vec<StoredAssignment>> {
        let sql = format!("{SELECT} ORDER BY a.user_name, a.assignment_id");
        let rows: Vec<Row> = query_as(sqlx::AssertSqlSafe(sql)).fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::stored).collect()
    }
}
