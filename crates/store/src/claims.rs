//! Who checks which chapter of a plan, and how far the record of a plan has gone. Decides no conflict but one:
//! whoever did not see the last claim of a chapter is refused.

use jiff::Timestamp;
use model::digest;

use crate::audit::append;
use crate::plans::plan_id;
use crate::sql::{query, query_as, query_scalar};
use crate::{NewAudit, Result, Store, StoreError, stamp, time_of};

/// The claim that stands for a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterClaim {
    pub chapter: String,
    /// Nothing when it was given back.
    pub checker: Option<String>,
    pub at: Timestamp,
    pub actor: String,
}

impl Store {
    /// The claims that stand, by chapter.
    pub async fn claims(&self, plan: &str) -> Result<Vec<ChapterClaim>> {
        let rows: Vec<(String, Option<String>, String, String)> = query_as(
            "SELECT c.chapter, c.checker, c.at, c.actor FROM chapter_claim c JOIN plan p ON p.plan_id = c.plan_id
             WHERE p.code = $1 AND c.seq = (SELECT max(d.seq) FROM chapter_claim d
                                            WHERE d.plan_id = c.plan_id AND d.chapter = c.chapter)
             ORDER BY c.chapter",
        )
        .bind(plan)
        .fetch_all(self.readers())
        .await?;
        let claim = |(chapter, checker, at, actor): (String, Option<String>, String, String)| {
            Ok(ChapterClaim { chapter, checker, at: time_of(&at)?, actor })
        };
        rows.into_iter().map(claim).collect()
    }

    /// Gives a chapter to `checker`, or back to all. `seen` is who held it on the screen of the one who asks.
    pub async fn claim_chapter(
        &self,
        plan: &str,
        chapter: &str,
        checker: Option<&str>,
        seen: Option<&str>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let plan_id = plan_id(&mut change, plan).await?;
        let held: Option<(Option<String>, String)> = query_as(
            "SELECT checker, actor FROM chapter_claim WHERE plan_id = $1 AND chapter = $2 ORDER BY seq DESC LIMIT 1",
        )
        .bind(plan_id)
        .bind(chapter)
        .fetch_optional(&mut *change)
        .await?;
        let (holder, by) = held.map_or((None, String::new()), |(checker, actor)| (checker, actor));
        if holder.as_deref() != seen {
            let now = holder.map_or_else(|| "无人负责".to_string(), |holder| format!("由“{holder}”负责"));
            let what = format!("“{by}”刚刚调整了这一章节的分工，现{now}；请看清后再改");
            return Err(StoreError::Duplicate { what });
        }
        let seq = append(&mut change, audit, &digest(claim_content(chapter, checker).as_bytes())).await?;
        query(
            "INSERT INTO chapter_claim (plan_id, seq, chapter, checker, at, actor, audit_seq)
             VALUES ($1, (SELECT coalesce(max(seq), 0) + 1 FROM chapter_claim WHERE plan_id = $1), $2, $3, $4, $5, $6)",
        )
        .bind(plan_id)
        .bind(chapter)
        .bind(checker)
        .bind(stamp(audit.at))
        .bind(&audit.actor)
        .bind(seq)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(())
    }

    /// Number of the last audit entry that changed what the checking screen of a plan shows.
    pub async fn plan_pulse(&self, plan: &str) -> Result<i64> {
        let pulse: Option<i64> = query_scalar(
            "WITH held AS (SELECT plan_id, audit_seq FROM plan WHERE code = $1)
             SELECT max(seq) FROM (
                 SELECT audit_seq AS seq FROM held
                 UNION ALL SELECT d.audit_seq FROM decision d JOIN held h ON h.plan_id = d.plan_id
                 UNION ALL SELECT c.audit_seq FROM chapter_claim c JOIN held h ON h.plan_id = c.plan_id
                 UNION ALL SELECT s.audit_seq FROM stage_change s JOIN held h ON h.plan_id = s.plan_id
                 UNION ALL SELECT t.audit_seq FROM plan_text t JOIN held h ON h.plan_id = t.plan_id
             ) AS changes",
        )
        .bind(plan)
        .fetch_one(self.readers())
        .await?;
        pulse.ok_or_else(|| StoreError::Missing { what: format!("方案“{plan}”") })
    }

    pub(crate) async fn claim_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let rows: Vec<(i64, String, String, Option<String>)> = query_as(
            "SELECT c.audit_seq, p.code, c.chapter, c.checker FROM chapter_claim c
             JOIN plan p ON p.plan_id = c.plan_id ORDER BY c.audit_seq",
        )
        .fetch_all(self.readers())
        .await?;
        let bound = |(seq, code, chapter, checker): (i64, String, String, Option<String>)| {
            let content = claim_content(&chapter, checker.as_deref());
            (seq, format!("方案“{code}”的校对分工"), digest(content.as_bytes()))
        };
        Ok(rows.into_iter().map(bound).collect())
    }
}

fn claim_content(chapter: &str, checker: Option<&str>) -> String {
    format!("{chapter}\n{}", checker.unwrap_or_default())
}
