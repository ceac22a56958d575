//! The plan for the checking screen: what was read, what was decided, what was set aside, who checks what.

use jiff::Timestamp;
use model::{ClauseNumbers, Decision, Item, LifeCycleStage, ReviewedItem};
use store::StoredPlan;

use super::chapters::{chapter_of, chapters};
use super::doubts::Doubts;
use super::view::{DecisionView, ItemView, Person, PlanReview, ResidueView, ReviewNews, ReviewState};
use super::words::action_in_words;
use crate::view::StageChange;
use crate::{App, Result, frame};

impl App {
    pub async fn review(&self, plan: &str) -> Result<PlanReview> {
        let state = self.review_state(plan).await?;
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        let text = self.store.plan_text(plan).await?;
        let residue = stored
            .draft
            .residue
            .iter()
            .cloned()
            .map(|residue| ResidueView { reason_in_words: residue.reason.in_words().to_string(), residue });
        Ok(PlanReview {
            text: text.map(|held| held.text),
            outline: stored.draft.outline,
            residue: residue.collect(),
            corrections: stored.draft.corrections,
            state,
        })
    }

    /// Whether anything changed since `pulse`, and what the screen shows then.
    pub async fn review_news(&self, plan: &str, pulse: i64) -> Result<ReviewNews> {
        let now = self.store.plan_pulse(plan).await?;
        let state = if now == pulse { None } else { Some(self.review_state(plan).await?) };
        Ok(ReviewNews { pulse: state.as_ref().map_or(now, |state| state.pulse), state })
    }

    pub(super) async fn review_state(&self, plan: &str) -> Result<ReviewState> {
        // The pulse first: what comes in between is asked for again, never missed.
        let pulse = self.store.plan_pulse(plan).await?;
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let claims = self.store.claims(plan).await?;
        let people = self.people().await?;
        let person = |user: &str| person(&people, user);
        let with_chapter: Vec<(String, &ReviewedItem)> =
            reviewed.items.iter().map(|item| (chapter_of(&stored.draft.outline, item), item)).collect();
        let chapters = chapters(&stored.draft, &with_chapter, &claims, person);
        let doubts = Doubts::of(&engine::consistency::findings(&reviewed.plan));
        let numbers = ClauseNumbers::of(&reviewed.plan);
        let view = |(chapter, item): (String, &ReviewedItem)| {
            let (doubts, urgency) = doubts.of_item(item);
            let clause = clause_of(item).and_then(|task| numbers.number(task)).unwrap_or_default();
            ItemView { item: item.clone(), clause, chapter, doubts, urgency }
        };
        let items = with_chapter.into_iter().map(view).collect();
        Ok(ReviewState {
            summary: frame::summary(&stored, &reviewed),
            revision: stored.decisions.last().map_or(0, |last| last.seq),
            pulse,
            items,
            decisions: decision_views(&stored, &people, &numbers)?,
            chapters,
            people,
        })
    }

    /// All accounts, for names beside decisions and for sharing out chapters.
    pub(super) async fn people(&self) -> Result<Vec<Person>> {
        let names = self.store.user_names().await?;
        Ok(names.into_iter().map(|(user, name)| Person { user, name }).collect())
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

/// The account, or the name alone for those that are none (the set-up itself).
pub(super) fn person(people: &[Person], user: &str) -> Person {
    let held = people.iter().find(|person| person.user == user).cloned();
    held.unwrap_or_else(|| Person { user: user.to_string(), name: user.to_string() })
}

/// The task that an item is or stands in.
fn clause_of(item: &ReviewedItem) -> Option<&str> {
    match item.current.as_ref().or(item.draft.as_ref())? {
        Item::Metadata(_) => None,
        Item::Task(task) => Some(&task.id),
        Item::Target(target) => Some(&target.task),
        Item::SoftTarget(soft) => soft.task.as_deref(),
    }
}

pub(super) fn decision_views(
    stored: &StoredPlan,
    people: &[Person],
    numbers: &ClauseNumbers<'_>,
) -> Result<Vec<DecisionView>> {
    let undone = model::undone(&stored.decisions)?;
    let view = |decision: &Decision| DecisionView {
        by: person(people, &decision.actor).name,
        what: action_in_words(&decision.action, numbers),
        holds: !undone.contains(&decision.seq),
        decision: decision.clone(),
    };
    Ok(stored.decisions.iter().map(view).collect())
}
