//! The life cycle (起草→印发→分解→…). Sign-off of the decomposition waits until nothing blocks it.

use jiff::Timestamp;
use model::{Finding, LifeCycleStage, Weight};

use crate::view::{LineError, StageChange};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Forwards one or more stages, or backwards with a note that says why.
    pub async fn set_stage(
        &self,
        actor: &Actor,
        plan: &str,
        stage: LifeCycleStage,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<Vec<StageChange>> {
        let note = note.filter(|note| !note.trim().is_empty());
        let stored = self.store.plan(plan, now).await?;
        if stage == stored.stage {
            return Err(AppError::Conflict { message: format!("方案已处于“{}”阶段", stage.in_words()) });
        }
        if stage < stored.stage && note.is_none() {
            return Err(AppError::bad_input(format!(
                "由“{}”退回“{}”须写明原因，请填写说明",
                stored.stage.in_words(),
                stage.in_words()
            )));
        }
        if stored.stage < LifeCycleStage::Decomposed && stage >= LifeCycleStage::Decomposed {
            let reviewed = model::review(&stored.draft, &stored.decisions)?;
            refuse_blocked(&engine::consistency::findings(&reviewed.plan))?;
        }
        let action = format!("阶段由“{}”调整为“{}”", stored.stage.in_words(), stage.in_words());
        let audit = actor.audit(action, plan, note.as_deref(), now);
        self.store.set_stage(plan, stored.stage, stage, note.as_deref(), &audit).await?;
        self.stages(plan).await
    }
}

fn refuse_blocked(findings: &[Finding]) -> Result<()> {
    let blocking: Vec<&Finding> = findings.iter().filter(|finding| finding.weight == Weight::Blocking).collect();
    if blocking.is_empty() {
        return Ok(());
    }
    let details = blocking.iter().map(|finding| LineError {
        line: 0,
        column: Some(finding.id.clone()),
        message: match &finding.advice {
            Some(advice) => format!("{}；{advice}", finding.message),
            None => finding.message.clone(),
        },
    });
    let first: Vec<&str> = blocking.iter().take(3).map(|finding| finding.message.as_str()).collect();
    let more = if blocking.len() > 3 { format!("等 {} 个问题", blocking.len()) } else { String::new() };
    Err(AppError::BadInput {
        message: format!("分解尚不能签发，须先解决：{}{more}", first.join("；")),
        details: details.collect(),
    })
}
