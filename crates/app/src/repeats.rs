//! Requests that name themselves, so that one that is sent again is answered and not done again.

use jiff::{SignedDuration, Timestamp};
use store::Named;

use crate::{Actor, App, AppError, Result};

/// For how long a name is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
const NAME_MAX: usize = 200;

impl App {
    /// Takes a request down under its name, or says how it was answered.
    ///
    /// # Errors
    /// A name that is none; another request with it; the same one under way, or broken off so that nobody knows.
    pub async fn name_request(
        &self,
        actor: &Actor,
        name: &str,
        fingerprint: &str,
        now: Timestamp,
    ) -> Result<Option<(i64, String, Vec<u8>)>> {
        if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(AppError::bad_input("Idempotency-Key 应为 1—200 个半角字符，不含空格"));
        }
        match self.store.name_request((&actor.user, name), fingerprint, now, now - KEPT).await? {
            Named::New => Ok(None),
            Named::Answered { status, kind, body } => Ok(Some((status, kind, body))),
            Named::Other => Err(AppError::bad_input("这个 Idempotency-Key 已用于另一个请求；不同的请求请用不同的键")),
            Named::Running => Err(AppError::Conflict {
                message:
                    "同一请求正在办理，或上次中断、结果未知；请稍后用同一键重试，仍如此时先查看是否已办成，再换新键"
                        .to_string(),
            }),
        }
    }

    pub async fn answer_request(
        &self,
        actor: &Actor,
        name: &str,
        (status, kind, body): (i64, &str, &[u8]),
    ) -> Result<()> {
        Ok(self.store.answer_request((&actor.user, name), status, kind, body).await?)
    }

    pub async fn forget_request(&self, actor: &Actor, name: &str) -> Result<()> {
        Ok(self.store.forget_request((&actor.user, name)).await?)
    }
}
