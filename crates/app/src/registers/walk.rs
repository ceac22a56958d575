//! A row takes steps because of what happened in the case in which it is traded.
//!
//! Prepares them only; they are stored together with what brought them about. That the case may do so was decided by the
//! case; here the row must be where the step begins, and no person may take a step that is incompatible with an earlier
//! one of theirs (不相容岗位).

use jiff::Timestamp;
use model::Dataset;
use model::pack::Step;
use store::{RowStep, RowSteps};

use super::book::Opened;
use super::detail::taken;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, Result};

/// Steps of one row, to be stored.
pub(crate) struct Walk {
    opened: Opened,
    key: String,
    note: String,
    seen: i64,
    steps: Vec<RowStep>,
}

impl Walk {
    pub fn steps(&self) -> RowSteps<'_> {
        RowSteps {
            book: &self.opened.book,
            key: &self.key,
            pack_version: &self.opened.pack.version,
            note: &self.note,
            seen: self.seen,
            steps: &self.steps,
        }
    }
}

impl App {
    /// The steps of a row one after the other, each in the name of somebody.
    pub(crate) async fn walk(
        &self,
        (pack, register): (&str, &str),
        dataset: Dataset,
        (key, steps): (&str, &[(&Step, Actor)]),
        note: String,
        now: Timestamp,
    ) -> Result<Walk> {
        let book = RegisterBookQuery { dataset: Some(dataset), period: None };
        let opened = self.opened(pack, register, &book, now).await?;
        let stored = self.store.row(&opened.book, key).await?.ok_or_else(|| AppError::Conflict {
            message: format!("名录“{}”中已没有“{key}”这一行，不能办理；请先恢复该行", opened.title()),
        })?;
        let mut taken: Vec<(String, String)> = taken(&self.store.row_history(&opened.book, key).await?)
            .into_iter()
            .map(|taken| (taken.step.to_string(), taken.actor))
            .collect();
        let mut state = stored.state.clone().unwrap_or_default();
        let mut walked = Vec::new();
        for (step, actor) in steps {
            if !step.from.iter().any(|from| from.as_str() == state) {
                let name = opened.state_name(Some(&state)).unwrap_or_default();
                return Err(AppError::Conflict {
                    message: format!(
                        "名录中“{key}”处于“{name}”，不能办理“{}”，交易没有变；请先核对该行的状态",
                        step.name
                    ),
                });
            }
            for other in &step.separate_from {
                let last = taken.iter().rev().find(|(step, _)| step == other.as_str());
                if last.is_some_and(|(_, by)| *by == actor.user) {
                    let steps = &opened.register.life.steps;
                    let name = steps.iter().find(|known| known.code == *other).map(|known| known.name.as_str());
                    return Err(AppError::Conflict {
                        message: format!(
                            "您办理过本行的“{}”，按不相容岗位规定不能再办“{}”，交易没有变；请由他人办理",
                            name.unwrap_or(other.as_str()),
                            step.name
                        ),
                    });
                }
            }
            let audit = actor.audit(step.name.clone(), format!("{}/{key}", opened.object()), Some(&note), now);
            walked.push(RowStep { step: step.code.to_string(), to: step.to.to_string(), audit });
            taken.push((step.code.to_string(), actor.user.clone()));
            state = step.to.to_string();
        }
        Ok(Walk { key: key.to_string(), note, seen: stored.pulse, steps: walked, opened })
    }
}
