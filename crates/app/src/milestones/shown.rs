//! Milestones worded for the page.

use engine::milestone::Standing;

use super::held::{Event, Extension, Recorded};
use crate::frame::MISSING;
use crate::view::{MilestoneExtension, MilestoneLine, MilestoneRow};

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
pub(super) fn line(one: &Recorded, unit: &str) -> MilestoneLine {
    let text = match &one.event {
        Event::Set { basis, steps } => {
            let steps: Vec<String> = steps
                .iter()
                .map(|step| format!("{} {}{unit}", step.period.in_words(), step.value.normalize()))
                .collect();
            format!("排定：{}（依据：{basis}）", steps.join("，"))
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
    MilestoneLine { at: one.at, by: one.by.clone(), agency: one.agency.clone(), text }
}
