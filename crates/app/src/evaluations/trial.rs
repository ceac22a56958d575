//! Trials (试算) with other weights: computed, shown beside the rules, never stored.

use engine::run::{Trial, TrialWeight, with_trial};
use jiff::Timestamp;
use model::pack::Code;
use model::people::Capability;
use rust_decimal::Decimal;

use super::compare::outcome_changes;
use super::page::outcome_view;
use crate::view::{TrialRequest, TrialView};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Other weights on the facts of a dry run or a frozen run.
    pub async fn try_weights(&self, actor: &Actor, request: &TrialRequest, now: Timestamp) -> Result<TrialView> {
        self.admit(actor, Capability::Evaluate, "试算权重", now).await?;
        let ran = self.ran(&request.question, now).await?;
        let mut weights = Vec::with_capacity(request.weights.len());
        for moved in &request.weights {
            let code = |text: &str| Code::new(text).map_err(|error| AppError::bad_input(error.to_string()));
            let weight = Decimal::from_str_exact(moved.weight.trim())
                .map_err(|_| AppError::bad_input(format!("权重“{}”不是数字", moved.weight)))?;
            weights.push(TrialWeight {
                pool: code(&moved.pool)?,
                node: code(&moved.node)?,
                group: moved.group.as_deref().filter(|group| !group.is_empty()).map(code).transpose()?,
                weight,
            });
        }
        let view = crate::blocking(move || {
            let trial = Trial { weights, method: None };
            let changed = with_trial(ran.rules()?, &trial, &ran.pack, ran.cut.period)
                .map_err(|error| AppError::bad_input(error.to_string()))?;
            let outcome = engine::run::evaluation(&changed, &ran.cut.keys(), ran.cut.period, ran.world())
                .map_err(|error| AppError::bad_input(format!("试算没有完成：{error}")))?;
            let labels = ("按现行规则".to_string(), "按试算权重".to_string());
            let changes = outcome_changes(&ran, &ran.outcome, &ran, &outcome, labels)?;
            let evaluation = outcome_view(&ran, &changed, &outcome, true)?;
            Ok(TrialView { evaluation, changes })
        })
        .await?;
        Ok(view)
    }
}
