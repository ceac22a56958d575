//! The plan for the checking screen: what was read, what was decided, what was set aside.

use jiff::Timestamp;
use model::LifeCycleStage;

use crate::view::{PlanReview, ResidueView, StageChange};
use crate::{App, Result, frame};

impl App {
    pub async fn review(&self, plan: &str) -> Result<PlanReview> {
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let text = self.store.plan_text(plan).await?;
        let residue = stored
            .draft
            .residue
            .iter()
            .cloned()
            .map(|residue| ResidueView { reason_in_words: residue.reason.in_words().to_string(), residue });
        Ok(PlanReview {
            summary: frame::summary(&stored, &reviewed),
            text: text.map(|held| held.text),
            outline: stored.draft.outline.clone(),
            residue: residue.collect(),
            corrections: stored.draft.corrections.clone(),
            items: reviewed.items,
            decisions: stored.decisions,
        })
    }

    pub async fn stages(&self, plan: &str) -> Result<Vec<StageChange>> {
        let stored = self.store.stages(plan).await?;
        if stored.is_empty() {
            return Err(crate::AppError::not_found(format!("方案“{plan}”")));
        }
        let change = |held: store::StoredStage| StageChange {
            stage: held.stage,
            stage_in_words: LifeCycleStage::in_words(held.stage).to_string(),
            at: held.at,
            actor: held.actor,
            note: held.note,
        };
        Ok(stored.into_iter().map(change).collect())
    }
}
