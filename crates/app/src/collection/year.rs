//! What the leader's page and the silence page take from the cycle: answers that are late, words about a task, and when
//! something was heard about it. Reads only.

use engine::collection::{Event, InstructionEvent, Phase};
use jiff::Timestamp;
use model::Dataset;
use model::collection::{Answer, FieldKind};
use store::StreamKind;

use super::loaded::{LoadedAnswer, LoadedRequest, RequestState};
use super::table::summary;
use crate::view::{FilingSummary, TaskWords};
use crate::{Actor, App, Result};

/// Something was heard about a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    pub task: String,
    pub at: Timestamp,
    /// In Chinese, for people: what it was.
    pub what: String,
}

impl App {
    /// Answers that are owed after their time, the longest first; respondents see their own.
    pub(crate) async fn late_answers(
        &self,
        actor: &Actor,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<Vec<FilingSummary>> {
        let acting = self.acting(actor, now).await?;
        let may_see_all = actor.is_host() || acting.sees_all();
        let mut late = Vec::new();
        for (held, answer) in self.answers_in_force(dataset).await? {
            let is_owed = matches!(answer.response.phase, Phase::Filling | Phase::Returned);
            let is_late = is_owed && now > answer.response.due(&held.request);
            if is_late && (may_see_all || acting.may_see(&held, &answer.response)) {
                late.push(summary(&held, &answer, now));
            }
        }
        late.sort_by_key(|one| one.due);
        Ok(late)
    }

    /// What the responsible bodies last wrote about each task, as far as this person sees it; newest first.
    pub(crate) async fn words_about_tasks(
        &self,
        actor: &Actor,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<Vec<(String, TaskWords)>> {
        let acting = self.acting(actor, now).await?;
        let may_see_all = actor.is_host() || acting.sees_all();
        let mut found = Vec::new();
        for (held, answer) in self.answers_in_force(dataset).await? {
            let Some(task) = held.request.task.clone() else { continue };
            let response = &answer.response;
            let Some(at) = response.submitted_at else { continue };
            let is_given = matches!(response.phase, Phase::Submitted | Phase::Agreed);
            if !is_given || !(may_see_all || acting.may_see(&held, response)) {
                continue;
            }
            for field in held.request.fields.iter().filter(|field| matches!(field.kind, FieldKind::Text { .. })) {
                let value = response.cells.get(&field.code).and_then(|cell| cell.value.clone());
                let Some(Answer::Text { text }) = value else { continue };
                found.push((
                    task.clone(),
                    TaskWords {
                        field: field.name.clone(),
                        text,
                        by: response.respondent.party.clone(),
                        at,
                        request: held.request.code.clone(),
                    },
                ));
            }
        }
        found.sort_by_key(|(_, words)| std::cmp::Reverse(words.at));
        Ok(found)
    }

    /// Everything that was heard about tasks from those who do them, up to an instant.
    pub(crate) async fn heard_about_tasks(&self, dataset: Dataset, by: Timestamp) -> Result<Vec<Heard>> {
        let mut heard = Vec::new();
        for (held, answer) in self.answers_in_force(dataset).await? {
            let Some(task) = &held.request.task else { continue };
            for one in answer.response.log.iter().filter(|one| one.at <= by) {
                if matches!(one.event, Event::Submitted { .. }) {
                    let what = format!("{}报送“{}”", answer.response.respondent.party.name, held.request.title);
                    heard.push(Heard { task: task.clone(), at: one.at, what });
                }
            }
        }
        for stream in self.store.streams(StreamKind::Instruction, dataset, None).await? {
            let instruction: engine::collection::Instruction = serde_json::from_str(&stream.head)?;
            let Some(task) = instruction.task.clone() else { continue };
            for one in self.instruction_log(&instruction.code).await?.iter().filter(|one| one.at <= by) {
                if matches!(one.event, InstructionEvent::Answered { .. } | InstructionEvent::DoneProposed { .. }) {
                    let what = format!("{}反馈批示", one.agency);
                    heard.push(Heard { task: task.clone(), at: one.at, what });
                }
            }
        }
        Ok(heard)
    }

    async fn answers_in_force(&self, dataset: Dataset) -> Result<Vec<(LoadedRequest, LoadedAnswer)>> {
        let mut found = Vec::new();
        for held in self.loaded_requests(dataset).await? {
            if held.state == RequestState::InForce {
                let answers = self.loaded_answers(&held).await?;
                found.extend(answers.into_iter().map(|answer| (held.clone(), answer)));
            }
        }
        Ok(found)
    }
}
