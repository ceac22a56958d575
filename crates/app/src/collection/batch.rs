//! Several answers of one request accepted or returned at once, each for itself, and told line by line.

use jiff::Timestamp;

use crate::view::{BatchAccept, BatchReply, BatchReturn, FilingCommand};
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn accept_answers(
        &self,
        actor: &Actor,
        request: &str,
        batch: &BatchAccept,
        now: Timestamp,
    ) -> Result<BatchReply> {
        let command = FilingCommand::Accept { fields: Vec::new() };
        self.act_on_answers(actor, (request, &batch.respondents), &command, now).await
    }

    /// With one reason for all.
    pub async fn return_answers(
        &self,
        actor: &Actor,
        request: &str,
        batch: &BatchReturn,
        now: Timestamp,
    ) -> Result<BatchReply> {
        if batch.reason.trim().is_empty() {
            return Err(AppError::bad_input("退回要写明理由"));
        }
        let command = FilingCommand::Return { reason: batch.reason.clone() };
        self.act_on_answers(actor, (request, &batch.respondents), &command, now).await
    }

    /// Each for itself. What fails after some were done ends it and is told with them, because those stay done.
    async fn act_on_answers(
        &self,
        actor: &Actor,
        (request, respondents): (&str, &[String]),
        command: &FilingCommand,
        now: Timestamp,
    ) -> Result<BatchReply> {
        let held = self.loaded_request(request).await?;
        let name = |party: &str| {
            let named = held.request.respondents.iter().find(|one| one.party.code == party);
            named.map_or_else(|| party.to_string(), |one| one.party.name.clone())
        };
        let mut reply = BatchReply { done: 0, refused: Vec::new() };
        for (before, party) in respondents.iter().enumerate() {
            match self.act_on_answer(actor, request, party, command, now).await {
                Ok(_) => reply.done += 1,
                Err(
                    error @ (AppError::Conflict { .. }
                    | AppError::Stale { .. }
                    | AppError::Forbidden { .. }
                    | AppError::NotFound { .. }),
                ) => reply.refused.push(format!("{}：{error}", name(party))),
                Err(error) if reply.done == 0 => return Err(error),
                Err(error) => {
                    let left = respondents.len() - before;
                    reply.refused.push(format!("{}起的 {left} 份没有办理：{error}", name(party)));
                    break;
                }
            }
        }
        Ok(reply)
    }
}
