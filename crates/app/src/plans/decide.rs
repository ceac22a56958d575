//! Decisions of a person about a draft. The draft stays; a decision that does not fit is refused, and so is one
//! made without having seen what a colleague did to the same item.

use jiff::Timestamp;
use model::{ClauseNumbers, Decision, DecisionAction, EditError, Item, ItemKind, Plan};

use super::known::unknown_words;
use super::review::person;
use super::view::{DecisionRequest, Person, ReviewState, UnknownWord};
use super::words::action_in_words;
use crate::{Actor, App, AppError, Result};

/// Why a decision was not taken, from within the transaction.
enum Refusal {
    Edit(EditError, Option<Box<Decision>>),
    Unknown(Vec<UnknownWord>),
}

impl From<EditError> for Refusal {
    fn from(error: EditError) -> Refusal {
        Refusal::Edit(error, None)
    }
}

impl App {
    pub async fn decide(
        &self,
        actor: &Actor,
        plan: &str,
        request: DecisionRequest,
        now: Timestamp,
    ) -> Result<ReviewState> {
        let DecisionRequest { action, note, seen, accept_unknown } = request;
        let note = note.filter(|note| !note.trim().is_empty());
        let stored = self.store.plan(plan, now).await?;
        let dictionaries = self.store.dictionaries(now).await?;
        let units: Vec<String> = dictionaries.indicators.iter().map(|indicator| indicator.unit.clone()).collect();
        let standing = model::review(&stored.draft, &stored.decisions)?.plan;
        self.refuse_firm_targets(actor, plan, (&standing, &action), now).await?;
        let what = action_in_words(&action, &ClauseNumbers::of(&standing));
        let audit = actor.audit(what, object(plan, &stored.draft, &action), note.as_deref(), now);
        let lexicon = self.lexicon.clone();
        let check = |draft: &Plan, text: Option<&str>, decisions: &[Decision]| {
            let earlier = decisions.split_last().map_or(decisions, |(_, earlier)| earlier);
            if let Err(error) = model::admit(draft, text, decisions, seen) {
                let newer = match &error {
                    EditError::Stale { by, .. } => earlier.iter().find(|held| held.seq == *by).cloned().map(Box::new),
                    _ => None,
                };
                return Err(Refusal::Edit(error, newer));
            }
            if !accept_unknown {
                let before = model::review(draft, earlier)?;
                let unknown = unknown_words(&lexicon, [draft, &before.plan], &units, &action);
                if !unknown.is_empty() {
                    return Err(Refusal::Unknown(unknown));
                }
            }
            Ok(())
        };
        match self.store.add_decision(plan, &action, note.as_deref(), &audit, check).await? {
            Ok(()) => self.review_state(plan).await,
            Err(Refusal::Edit(_, Some(newer))) => {
                let what = action_in_words(&newer.action, &ClauseNumbers::of(&standing));
                Err(stale(&newer, &what, &self.people().await?))
            }
            Err(Refusal::Edit(error, None)) => Err(error.into()),
            Err(Refusal::Unknown(words)) => Err(AppError::Unknown { message: unknown_in_words(&words), words }),
        }
    }
}

fn stale(newer: &Decision, what: &str, people: &[Person]) -> AppError {
    let by = person(people, &newer.actor).name;
    let at = jiff::tz::Offset::constant(8).to_datetime(newer.at);
    AppError::Stale {
        message: format!(
            "“{by}”已于{}月{}日{:02}:{:02}先一步作出第{}号决定（{what}），您的这次改动还没有保存；\
             请对照最新内容，再决定是否按您的改",
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            newer.seq
        ),
    }
}

fn unknown_in_words(words: &[UnknownWord]) -> String {
    let one = |word: &UnknownWord| {
        if word.nearest.is_empty() {
            format!("“{}”在方案和词表中都没有", word.word)
        } else {
            format!("“{}”在方案和词表中都没有，相近的有“{}”", word.word, word.nearest.join("”“"))
        }
    };
    let listed: Vec<String> = words.iter().map(one).collect();
    format!("{}；请改用已有写法，或确认就用所填的", listed.join("；"))
}

/// `plan/task` or `plan/task/target`, so that the history of a task has all that concerns it.
fn object(plan: &str, draft: &Plan, action: &DecisionAction) -> String {
    let of_item = |item: &Item| match item {
        Item::Metadata(_) => plan.to_string(),
        Item::Task(task) => format!("{plan}/{}", task.id),
        Item::Target(target) => format!("{plan}/{}/{}", target.task, target.id),
        Item::SoftTarget(soft) => match &soft.task {
            Some(task) => format!("{plan}/{task}/{}", soft.id),
            None => format!("{plan}/{}", soft.id),
        },
    };
    let of_id = |kind: ItemKind, id: &str| match kind {
        ItemKind::Metadata => plan.to_string(),
        ItemKind::Task => format!("{plan}/{id}"),
        ItemKind::Target => match draft.targets.iter().find(|target| target.id == id) {
            Some(target) => format!("{plan}/{}/{id}", target.task),
            None => format!("{plan}/{id}"),
        },
        ItemKind::SoftTarget => match draft.soft_targets.iter().find(|soft| soft.id == id) {
            Some(soft) => of_item(&Item::SoftTarget(soft.clone())),
            None => format!("{plan}/{id}"),
        },
    };
    match action {
        DecisionAction::Confirm { kind, id }
        | DecisionAction::Defer { kind, id }
        | DecisionAction::Split { kind, id, .. }
        | DecisionAction::Reject { kind, id } => of_id(*kind, id),
        DecisionAction::Correct { item } | DecisionAction::Merge { item, .. } | DecisionAction::Add { item } => {
            of_item(item)
        }
        DecisionAction::Undo { .. } => plan.to_string(),
    }
}
