//! Brings plans in: as an official text that is read, or as a confirmed model whose text comes later.

use jiff::Timestamp;
use model::{LifeCycleStage, Plan, digest};
use store::NewPlan;

use crate::view::PlanSummary;
use crate::{Actor, App, AppError, Result, blocking, frame};

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
    /// Reads an official text into a draft. Without a code one is made from the digest of the text.
    pub async fn import_plan(
        &self,
        actor: &Actor,
        file_name: &str,
        bytes: &[u8],
        code: Option<&str>,
        is_sample: bool,
        now: Timestamp,
    ) -> Result<PlanSummary> {
        let source = reader::decode(bytes, Some(file_name))?;
        let text = source.text;
        let lexicon = self.lexicon.clone();
        let (text, draft) = blocking(move || {
            let draft = reader::read_with(&text, &lexicon);
            Ok((text, draft))
        })
        .await?;
        self.refuse_known_text(&draft, now).await?;
        if draft.tasks.is_empty() && draft.targets.is_empty() {
            return Err(AppError::BadFile {
                message: format!(
                    "文件“{file_name}”中没有读到任务、责任单位或目标，可能不是方案正文；请确认文件内容后重试"
                ),
            });
        }
        let code = match code.filter(|code| !code.trim().is_empty()) {
            Some(code) => check_code(code.trim())?,
            None => format!("plan_{}", draft.text_digest.get(..8).unwrap_or_default()),
        };
        let new = NewPlan {
            code: code.clone(),
            file_name: Some(file_name.to_string()),
            is_sample,
            stage: if draft.metadata.document_number.is_some() {
                LifeCycleStage::Issued
            } else {
                LifeCycleStage::Drafting
            },
            stage_note: None,
            draft,
            text: Some(text),
        };
        let note = format!("文件“{file_name}”，编码 {}", source.encoding);
        self.store.add_plan(&new, &actor.audit("导入方案", &code, Some(&note), now)).await?;
        self.plan_summary(&code, now).await
    }

    /// Loads a confirmed `model::Plan` (JSON) whose text is not at hand.
    pub async fn load_model(
        &self,
        actor: &Actor,
        plan_json: &str,
        origin: ModelOrigin,
        now: Timestamp,
    ) -> Result<PlanSummary> {
        let draft: Plan = serde_json::from_str(plan_json)
            .map_err(|error| AppError::bad_input(format!("方案确认稿不是有效的 JSON：{error}")))?;
        let code = check_code(&origin.code)?;
        let new = NewPlan {
            code: code.clone(),
            file_name: None,
            is_sample: origin.is_sample,
            draft,
            text: None,
            stage: origin.stage,
            stage_note: Some(origin.note.clone()),
        };
        self.store.add_plan(&new, &actor.audit("载入方案确认稿", &code, Some(&origin.note), now)).await?;
        self.plan_summary(&code, now).await
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
        let text = reader::decode(bytes, Some(file_name))?.text;
        let stored = self.store.plan(plan, now).await?;
        if stored.has_text {
            return Err(AppError::Conflict { message: "该方案已有正文，无需重复补充".to_string() });
        }
        let found = digest(text.as_bytes());
        if found != stored.draft.text_digest {
            return Err(AppError::Conflict {
                message: format!(
                    "文件“{file_name}”不是该方案的正文：文字校验码为 {}…，应为 {}…；请提供未经改动的同一文本",
                    found.get(..12).unwrap_or_default(),
                    stored.draft.text_digest.get(..12).unwrap_or_default()
                ),
            });
        }
        let note = format!("文件“{file_name}”");
        self.store.attach_text(plan, &text, file_name, &actor.audit("补充方案正文", plan, Some(&note), now)).await?;
        self.plan_summary(plan, now).await
    }

    pub async fn plans(&self) -> Result<Vec<PlanSummary>> {
        let stored = self.store.plans(Timestamp::MAX).await?;
        stored.iter().map(|plan| Ok(frame::summary(plan, &model::review(&plan.draft, &plan.decisions)?))).collect()
    }

    pub(crate) async fn plan_summary(&self, code: &str, now: Timestamp) -> Result<PlanSummary> {
        let stored = self.store.plan(code, now).await?;
        Ok(frame::summary(&stored, &model::review(&stored.draft, &stored.decisions)?))
    }

    /// A text that belongs to a confirmed model is attached there, not imported beside it.
    async fn refuse_known_text(&self, draft: &Plan, now: Timestamp) -> Result<()> {
        let plans = self.store.plans(now).await?;
        match plans.iter().find(|plan| plan.draft.text_digest == draft.text_digest && !plan.has_text) {
            Some(plan) => Err(AppError::Conflict {
                message: format!(
                    "这份正文与已有方案“{}”（编号 {}）相同，该方案已有确认稿、尚缺正文；请在该方案的校对页“补充正文”",
                    plan.draft.metadata.title, plan.code
                ),
            }),
            None => Ok(()),
        }
    }
}

fn check_code(code: &str) -> Result<String> {
    let fits = (2..=64).contains(&code.len())
        && code.chars().all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || matches!(character, '_' | '-')
        });
    if fits {
        Ok(code.to_string())
    } else {
        Err(AppError::bad_input(format!("方案编号“{code}”不合规，应为 2—64 个小写字母、数字、下划线或短横")))
    }
}
