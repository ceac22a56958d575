//! What the audit entries vouch for in evaluations.

use jiff::civil::Date;
use model::digest;

use super::{NewObjection, RunState};
use crate::sql::{query_as, query_scalar};
use crate::{Result, Store, StoreError, word_of};

impl Store {
    /// Runs, events, objections and answers, held against what the audit chain vouches for.
    pub(crate) async fn evaluation_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut digests = Vec::new();
        let runs: Vec<(i64, i64, String, String)> =
            query_as("SELECT audit_seq, run_id, cut_digest, outcome_digest FROM evaluation_run ORDER BY run_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, id, cut_digest, outcome_digest) in runs {
            let seal = run_seal(&cut_digest, &outcome_digest);
            // One at a time: the cuts of many years need not fit into memory together.
            let found = match self.evaluation_content(id).await {
                Ok(_) => seal,
                Err(StoreError::Corrupt { .. }) => String::new(),
                Err(error) => return Err(error),
            };
            digests.push((seq, format!("第 {id} 号评价的数据切片和结果"), found));
        }
        for run in self.evaluations(None).await? {
            let seqs: Vec<i64> = query_scalar("SELECT audit_seq FROM evaluation_event WHERE run_id = $1 ORDER BY seq")
                .bind(run.id)
                .fetch_all(self.readers())
                .await?;
            for (seq, event) in seqs.into_iter().zip(&run.events) {
                // Freezing and replacing are part of the entry of a run.
                if matches!(event.state, RunState::Published | RunState::Final) {
                    let content = event_content(run.id, event.state, event.window, event.note.as_deref())?;
                    digests.push((seq, format!("第 {} 号评价的状态", run.id), digest(content.as_bytes())));
                }
            }
        }
        let objections: Vec<(i64, i64, i64, String, String)> = query_as(
            "SELECT audit_seq, objection_id, run_id, subject, body FROM evaluation_objection ORDER BY objection_id",
        )
        .fetch_all(self.readers())
        .await?;
        for (seq, id, run, subject, body) in objections {
            let content = objection_content(&NewObjection { run, subject, body });
            digests.push((seq, format!("第 {id} 号申诉"), digest(content.as_bytes())));
        }
        let answers: Vec<(i64, i64, Option<i64>, String)> =
            query_as("SELECT audit_seq, objection_id, run_id, note FROM evaluation_answer ORDER BY objection_id")
                .fetch_all(self.readers())
                .await?;
        for (seq, id, run, note) in answers {
            digests.push((seq, format!("第 {id} 号申诉的答复"), digest(answer_content(id, run, &note).as_bytes())));
        }
        Ok(digests)
    }
}

pub(super) fn run_seal(cut_digest: &str, outcome_digest: &str) -> String {
    digest(format!("{cut_digest}\n{outcome_digest}").as_bytes())
}

pub(super) fn objection_content(new: &NewObjection) -> String {
    format!("{}\n{}\n{}", new.run, new.subject, new.body)
}

pub(super) fn answer_content(objection: i64, run: Option<i64>, note: &str) -> String {
    format!("{objection}\n{}\n{note}", run.map(|run| run.to_string()).unwrap_or_default())
}

pub(super) fn event_content(
    run: i64,
    state: RunState,
    window: Option<(Date, Date)>,
    note: Option<&str>,
) -> Result<String> {
    let window = window.map(|(first, last)| format!("{first}/{last}")).unwrap_or_default();
    Ok(format!("{run}\n{}\n{window}\n{}", word_of(&state)?, note.unwrap_or_default()))
}
