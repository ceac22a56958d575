//! Milestones worded for the page.

use engine::milestone::{Milestone, Standing, changes};

use super::held::{Event, Extension, Held, Recorded, Version};
use crate::frame::MISSING;
use crate::people::persons::Persons;
use crate::view::{MilestoneExtension, MilestoneLine, MilestoneRow, MilestoneVersion};

/// A milestone with its light.
pub(super) fn milestone_row(
    one: &Standing,
    extension: Option<&Extension>,
    may: Vec<String>,
    unit: &str,
) -> MilestoneRow {
    let shown = |value: &rust_decimal::Decimal| value.normalize().to_string();
    let percent =
        |share: Option<rust_decimal::Decimal>| share.map_or(MISSING.to_string(), |share| format!("{share:.1}%"));
    MilestoneRow {
        period: one.milestone.period.to_string(),
        period_in_words: one.milestone.period.in_words(),
        value: shown(&one.milestone.value),
        actual: one.actual.as_ref().map_or(MISSING.to_string(), |(value, _)| shown(value)),
        actual_period: one.actual.as_ref().map(|(_, period)| period.clone()),
        share: percent(one.share),
        share_of_total: percent(one.share_of_total),
        light: one.light,
        light_in_words: one.light.in_words().to_string(),
        made_up: one.made_up.as_ref().map(|(value, period)| format!("{period}达到 {}{unit}", shown(value))),
        extension: extension.map(|asked| MilestoneExtension {
            until_in_words: asked.until.in_words(),
            reason: asked.reason.clone(),
            agency: asked.agency.clone(),
            state_in_words: match &asked.answer {
                None => "待答复",
                Some((true, _)) => "已批准",
                Some((false, _)) => "未批准",
            }
            .to_string(),
            answer: asked.answer.as_ref().map(|(_, reason)| reason.clone()).filter(|reason| !reason.is_empty()),
        }),
        may,
    }
}

/// What was said, newest first in the list.
pub(super) fn line(one: &Recorded, unit: &str, persons: &Persons) -> MilestoneLine {
    let text = match &one.event {
        Event::Set { basis, steps, reason: None } => format!("排定：{}（依据：{basis}）", listed(steps, unit)),
        Event::Set { basis, steps, reason: Some(reason) } => {
            format!("调整为：{}（依据：{basis}；理由：{reason}）", listed(steps, unit))
        }
        Event::ChangeProposed { basis, steps, reason } => {
            format!("提出调整为：{}（依据：{basis}；理由：{reason}），待另一人核准", listed(steps, unit))
        }
        Event::ChangeAnswered { is_approved, reason } => {
            let word = if *is_approved { "核准调整" } else { "不核准调整" };
            if reason.is_empty() { word.to_string() } else { format!("{word}：{reason}") }
        }
        Event::ExtensionAsked { period, until, reason } => {
            format!("{}申请延期到{}：{reason}", period.in_words(), until.in_words())
        }
        Event::ExtensionAnswered { period, is_granted, reason } => {
            let word = if *is_granted { "批准延期" } else { "不批准延期" };
            let reason = if reason.is_empty() { String::new() } else { format!("：{reason}") };
            format!("{}{word}{reason}", period.in_words())
        }
    };
    MilestoneLine { at: one.at, by: persons.name(&one.by), agency: one.agency.clone(), text }
}

fn listed(steps: &[Milestone], unit: &str) -> String {
    let step = |step: &Milestone| format!("{} {}{unit}", step.period.in_words(), step.value.normalize());
    steps.iter().map(step).collect::<Vec<_>>().join("，")
}

/// How one version differs from the one before.
pub(super) fn in_words(before: &[Milestone], after: &[Milestone]) -> Vec<String> {
    changes(before, after).into_iter().map(|(_, words)| words).collect()
}

/// Newest first, each with what it changed.
pub(super) fn versions(held: &Held, persons: &Persons) -> Vec<MilestoneVersion> {
    let before = |place: usize| place.checked_sub(1).map_or(&[][..], |place| &held.versions[place].steps);
    let view = |(place, one): (usize, &Version)| MilestoneVersion {
        number: place + 1,
        at: one.at,
        by: persons.told(&one.by),
        approved_by: one.approved_by.as_ref().map(|by| persons.told(by)),
        basis: one.basis.clone(),
        reason: one.reason.clone(),
        changes: in_words(before(place), &one.steps),
    };
    held.versions.iter().enumerate().map(view).rev().collect()
}
