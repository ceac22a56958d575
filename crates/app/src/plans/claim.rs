//! Sharing a plan out: who checks which chapter. A claim keeps nobody else away; it says who is at it.

use jiff::Timestamp;

use super::view::{ClaimRequest, ReviewState};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Takes a chapter for somebody, or gives it back to all.
    pub async fn claim_chapter(
        &self,
        actor: &Actor,
        plan: &str,
        request: ClaimRequest,
        now: Timestamp,
    ) -> Result<ReviewState> {
        let state = self.review_state(plan).await?;
        let ClaimRequest { chapter, checker, seen } = request;
        let Some(held) = state.chapters.iter().find(|held| held.id == chapter) else {
            return Err(AppError::not_found(format!("章节“{chapter}”")));
        };
        if let Some(user) = &checker
            && !state.people.iter().any(|person| person.user == *user)
        {
            let known: Vec<&str> = state.people.iter().map(|person| person.name.as_str()).collect();
            let message = format!("没有用户“{user}”，不能把章节交给其校对；现有用户：{}", known.join("、"));
            return Err(AppError::bad_input(message));
        }
        let action = match &checker {
            Some(user) => format!("章节“{}”由 {user} 校对", held.title),
            None => format!("章节“{}”不再指定校对人", held.title),
        };
        let audit = actor.audit(action, plan, None, now);
        self.store.claim_chapter(plan, &chapter, checker.as_deref(), seen.as_deref(), &audit).await?;
        self.review_state(plan).await
    }
}
