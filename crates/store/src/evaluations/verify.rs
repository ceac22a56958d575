//! What the audit entries vouch for in evaluations.

use jiff::civil::Date;
use model::digest;

use super::{NewObjection, RunState};
use crate::frozen::EVALUATION;
use crate::sql::query_as;
use crate::{Result, Store, word_of};

impl Store {
    /// Runs, events, objections and answers, held against what the audit chain vouches for.
    pub(crate) async fn evaluation_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut digests = EVALUATION.digests(self).await?;
        for run in EVALUATION.runs::<RunState>(self, None, None).await? {
            for event in run.events {
                // Freezing and replacing are part of the entry of a run.
                if matches!(event.state, RunState::Published | RunState::Final) {
                    let content = event_content(run.id, event.state, event.window, event.note.as_deref())?;
                    digests.push((event.audit_seq, format!("第 {} 号评价的状态", run.id), digest(content.as_bytes())));
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
