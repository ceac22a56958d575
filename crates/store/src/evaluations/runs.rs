//! Frozen runs and what happened to them: freezing, publication, the end of both. How runs are kept is said by
//! `frozen.rs`.

use jiff::civil::Date;

use super::verify::event_content;
use super::{EvaluationEvent, EvaluationKey, NewEvaluation, RunState, StoredEvaluation};
use crate::frozen::{EVALUATION, FrozenRun, NewRun, RunEvent};
use crate::sql::Change;
use crate::{NewAudit, Result, Store};

impl Store {
    /// Freezes a run; the run that it replaces is marked as replaced in the same transaction.
    pub async fn add_evaluation(&self, new: &NewEvaluation, audit: &NewAudit) -> Result<i64> {
        let mut change = self.change().await?;
        let id = add_run(&mut change, new, audit).await?;
        change.commit().await?;
        Ok(id)
    }

    /// What happens to a run. `seen` is its state on the screen of the one who asks.
    pub async fn add_evaluation_event(
        &self,
        run: i64,
        seen: RunState,
        state: RunState,
        window: Option<(Date, Date)>,
        audit: &NewAudit,
    ) -> Result<()> {
        let mut change = self.change().await?;
        let content = event_content(run, state, window, audit.note.as_deref())?;
        EVALUATION.add_event(&mut change, run, (seen, state), window, (&content, audit)).await?;
        change.commit().await?;
        Ok(())
    }

    /// Newest first; of one pack when it is named.
    pub async fn evaluations(&self, pack: Option<&str>) -> Result<Vec<StoredEvaluation>> {
        Ok(EVALUATION.runs(self, None, pack).await?.into_iter().map(stored).collect())
    }

    pub async fn evaluation(&self, id: i64) -> Result<Option<StoredEvaluation>> {
        Ok(EVALUATION.runs(self, Some(id), None).await?.pop().map(stored))
    }

    /// Cut and outcome as they were frozen; an error when they are no longer that.
    pub async fn evaluation_content(&self, id: i64) -> Result<(String, String)> {
        EVALUATION.content(self, id).await
    }
}

pub(super) async fn add_run(change: &mut Change, new: &NewEvaluation, audit: &NewAudit) -> Result<i64> {
    let run = NewRun {
        pack: &new.key.pack,
        rule: &new.key.evaluation,
        period: new.key.period,
        dataset: new.key.dataset,
        version: &new.version,
        cut: &new.cut,
        outcome: &new.outcome,
        replaces: new.replaces.as_ref(),
    };
    EVALUATION.add(change, &run, (RunState::Frozen, RunState::Replaced), audit).await
}

fn stored(run: FrozenRun<RunState>) -> StoredEvaluation {
    let event = |event: RunEvent<RunState>| EvaluationEvent {
        state: event.state,
        at: event.at,
        actor: event.actor,
        note: event.note,
        window: event.window,
    };
    StoredEvaluation {
        id: run.id,
        key: EvaluationKey { pack: run.pack, evaluation: run.rule, period: run.period, dataset: run.dataset },
        version: run.version,
        created_at: run.created_at,
        created_by: run.created_by,
        cut_digest: run.cut_digest,
        outcome_digest: run.outcome_digest,
        replaces: run.replaces,
        reason: run.reason,
        events: run.events.into_iter().map(event).collect(),
    }
}
