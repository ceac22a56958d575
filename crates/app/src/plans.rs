//! Plans.
use crate::error::later;
use crate::view::{PlanReview, PlanSummary, StageChange};
use crate::{Actor, App, Result};
use jiff::Timestamp;
use model::{DecisionAction, LifeCycleStage};

/// What accompanies a confirmed model that is loaded without its text.
#[derive(Debug, Clone)]
pub struct ModelOrigin {
    pub code: String,
    pub stage: LifeCycleStage,
    /// Recorded with the stage: who confirmed it, where the text was read.
    pub note: String,
    pub is_sample: bool,
}

impl App {
    /// Reads an official text into a draft. Without a code one is made from the file's digest.
    pub async fn import_plan(
        &self,
        actor: &Actor,
        file_name: &str,
        bytes: &[u8],
        code: Option<&str>,
        is_sample: bool,
        now: Timestamp,
    ) -> Result<PlanSummary> {
        let _ = (actor, file_name, bytes, code, is_sample, now);
        later()
    }
    /// Loads a confirmed `model::Plan` (JSON) whose text is not at hand.
    pub async fn load_model(
        &self,
        actor: &Actor,
        plan_json: &str,
        origin: ModelOrigin,
        now: Timestamp,
    ) -> Result<PlanSummary> {
        let _ = (actor, plan_json, origin, now);
        later()
    }
    /// Adds the official text to a plan without one; refused unless its digest equals the plan's.
    pub async fn attach_text(
        &self,
        actor: &Actor,
        plan: &str,
        file_name: &str,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<PlanSummary> {
        let _ = (actor, plan, file_name, bytes, now);
        later()
    }
    pub async fn plans(&self) -> Result<Vec<PlanSummary>> {
        later()
    }
    pub async fn review(&self, plan: &str) -> Result<PlanReview> {
        let _ = plan;
        later()
    }
    pub async fn decide(
        &self,
        actor: &Actor,
        plan: &str,
        action: DecisionAction,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<PlanReview> {
        let _ = (actor, plan, action, note, now);
        later()
    }
    pub async fn stages(&self, plan: &str) -> Result<Vec<StageChange>> {
        let _ = plan;
        later()
    }
    pub async fn set_stage(
        &self,
        actor: &Actor,
        plan: &str,
        stage: LifeCycleStage,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<Vec<StageChange>> {
        let _ = (actor, plan, stage, note, now);
        later()
    }
}
