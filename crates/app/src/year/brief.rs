//! 领导页: which three are behind, why, who, by when. Gathers what other pages have; judges and ranks no person.

use engine::rounding::Rounding;
use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Capability, DataClass};
use model::{Observation, Status};

use crate::actor::about;
use crate::frame::Frame;
use crate::status::counted;
use crate::status::overview::behind;
use crate::status::rows::rows;
use crate::status::tally::{counts, coverage};
use crate::status::tasks::{main_lead, task_of};
use crate::view::{AsOf, BehindItem, LeaderBrief, TargetRowView, TaskWords};
use crate::{Actor, App, Result};

const BEHIND_MAX: usize = 3;
const WORDS_MAX: usize = 2;

impl App {
    pub async fn leader_brief(&self, actor: &Actor, plan: &str, as_of: &AsOf, now: Timestamp) -> Result<LeaderBrief> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看领导页", now).await?;
        let frame = self.frame(plan, as_of, now).await?;
        let words = self.words_about_tasks(actor, frame.dataset, now).await?;
        let item = |row: TargetRowView| item(&frame, row, &words, frame.as_of);
        let three: Vec<BehindItem> = behind(&rows(&frame), BEHIND_MAX).into_iter().map(item).collect();
        let mut instructions = self.instructions(actor, frame.dataset, now).await?;
        instructions.retain(|one| !one.is_cleared);
        instructions.sort_by_key(|one| one.clocks.iter().filter(|clock| is_running(&clock.state)).map(|c| c.due).min());
        let newest = frame.outcomes.iter().filter_map(|outcome| outcome.actual.as_ref());
        Ok(LeaderBrief {
            counts: counts(&frame, Rounding::LargestTakesResidue),
            rows: counted::figure(&frame, "total"),
            coverage: coverage(&frame),
            behind: three,
            behind_total: counted::figure(&frame, &counted::status_path(Status::Behind)),
            late: self.late_answers(actor, frame.dataset, now).await?,
            instructions,
            newest_figure: newest.map(|held| held.period.last_day()).max(),
            frame: frame.view(),
            plan: frame.summary.clone(),
        })
    }
}

fn is_running(state: &str) -> bool {
    matches!(state, "running" | "close" | "late")
}

fn item(frame: &Frame, row: TargetRowView, words: &[(String, TaskWords)], as_of: Date) -> BehindItem {
    let due = engine::last_day_of(&row.target, frame.plan.metadata.term);
    let source = |held: &Observation| {
        let source = frame.dictionaries.sources.iter().find(|source| source.id == held.source);
        source.map_or_else(|| held.source.clone(), |source| format!("{}，{}", source.publisher, source.title))
    };
    BehindItem {
        owner: task_of(&frame.plan, &row.target.task).and_then(main_lead).map(|agency| agency.name),
        why: row.outcome.reason.clone(),
        words: words
            .iter()
            .filter(|(task, _)| *task == row.target.task)
            .map(|(_, one)| one.clone())
            .take(WORDS_MAX)
            .collect(),
        due,
        due_in_words: due.map_or_else(|| row.due.clone(), |due| due_in_words(due, as_of)),
        source: row.outcome.actual.as_ref().map(source),
        row,
    }
}

/// From the day of which the page tells.
fn due_in_words(due: Date, as_of: Date) -> String {
    match (due - as_of).get_days() {
        0 => format!("{due} 到期，期限已到"),
        days @ 1.. => format!("{due} 到期，还有 {days} 天"),
        days => format!("{due} 到期，已过 {} 天", -days),
    }
}
