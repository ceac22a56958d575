//! 形象进度 of a target: what is to be reached by the end of which period, and the light of each milestone. The figures
//! are those that the status of the target is judged by.
//!
//! Never moves a milestone: an extension stands beside the day that was set, and what is made up later says so.

use jiff::civil::Date;
use model::{Period, Target};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::demand::is_ceiling;
use crate::status::{StatusInput, outcome};

/// What is to be reached by the last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub period: Period,
    pub value: Decimal,
    /// The end of the extension that was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Period>,
}

/// Where the lights change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRules {
    /// Where the rule was seen; 示例 for one of this product.
    pub basis: String,
    /// From this share of the milestone on, percent, what is missed is 黄 and not 红.
    pub yellow_from_percent: Decimal,
}

impl Default for MilestoneRules {
    fn default() -> MilestoneRules {
        MilestoneRules {
            basis: "示例：达到节点目标的 90% 为黄灯，不足为红灯；以后补齐的为黄（已补齐）".to_string(),
            yellow_from_percent: Decimal::new(90, 0),
        }
    }
}

/// The light of a milestone. The colour never stands without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    NotDue,
    Green,
    Yellow,
    /// Missed; more time was granted and it is not over.
    YellowExtended,
    /// Missed, and reached later.
    YellowMadeUp,
    Red,
    NoData,
}

impl Light {
    pub fn in_words(self) -> &'static str {
        match self {
            Light::NotDue => "未到期",
            Light::Green => "绿",
            Light::Yellow => "黄",
            Light::YellowExtended => "黄（已批准延期）",
            Light::YellowMadeUp => "黄（已补齐）",
            Light::Red => "红",
            Light::NoData => "无数据",
        }
    }

    /// Somebody has to be asked.
    pub fn is_owed(self) -> bool {
        matches!(self, Light::Yellow | Light::Red | Light::NoData)
    }
}

/// How a milestone stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub milestone: Milestone,
    /// What was reached by its last day, with the words of its period.
    pub actual: Option<(Decimal, String)>,
    /// Of the milestone and of the whole target, percent to one decimal.
    pub share: Option<Decimal>,
    pub share_of_total: Option<Decimal>,
    pub light: Light,
    /// What was reached by the day of the question, where it made up for the milestone.
    pub made_up: Option<(Decimal, String)>,
}

/// What is wrong with milestones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MilestoneFault {
    #[error("至少要有一个节点")]
    None,
    #[error("这是不得超过的上限，不排形象进度")]
    Ceiling,
    #[error("目标分地区下达，请先分解到各地区再排形象进度")]
    SeveralPlaces,
    #[error("目标还没有指定衡量指标，不能排形象进度")]
    NoIndicator,
    #[error("节点要按时间先后，{0}排在后面")]
    Order(String),
    #[error("{0}的节点目标小于前一个节点")]
    Falls(String),
    #[error("{0}的节点目标要大于零")]
    NotPositive(String),
    #[error("最后一个节点的目标 {given} 低于总目标 {whole}，按期完成各节点仍完不成目标")]
    ShortOfTarget { given: String, whole: String },
}

/// Whether milestones lead to the target.
pub fn check(target: &Target, steps: &[Milestone]) -> Result<(), MilestoneFault> {
    if is_ceiling(target) {
        return Err(MilestoneFault::Ceiling);
    }
    if target.indicator.is_none() {
        return Err(MilestoneFault::NoIndicator);
    }
    if target.rows().len() != 1 {
        return Err(MilestoneFault::SeveralPlaces);
    }
    let last = steps.last().ok_or(MilestoneFault::None)?;
    for step in steps {
        if step.value <= Decimal::ZERO {
            return Err(MilestoneFault::NotPositive(step.period.in_words()));
        }
    }
    for pair in steps.windows(2) {
        if pair[1].period.last_day() <= pair[0].period.last_day() {
            return Err(MilestoneFault::Order(pair[0].period.in_words()));
        }
        if pair[1].value < pair[0].value {
            return Err(MilestoneFault::Falls(pair[1].period.in_words()));
        }
    }
    match target.values.first() {
        Some(whole) if last.value < *whole => Err(MilestoneFault::ShortOfTarget {
            given: last.value.normalize().to_string(),
            whole: whole.normalize().to_string(),
        }),
        Some(_) | None => Ok(()),
    }
}

/// How milestones differ from those that stood before, in words, in the order of the periods: 2025年9月 970 改为 900.
pub fn changes(before: &[Milestone], after: &[Milestone]) -> Vec<(Period, String)> {
    let value =
        |steps: &[Milestone], period: Period| steps.iter().find(|step| step.period == period).map(|step| step.value);
    let mut periods: Vec<Period> = before.iter().chain(after).map(|step| step.period).collect();
    periods.sort_by_key(|period| (period.last_day(), period.to_string()));
    periods.dedup();
    let change = |period: Period| {
        let (old, new) = (value(before, period), value(after, period));
        let name = period.in_words();
        let words = match (old, new) {
            (Some(old), Some(new)) if old == new => return None,
            (Some(old), Some(new)) => format!("{name} {} 改为 {}", old.normalize(), new.normalize()),
            (Some(old), None) => format!("删去{name} {}", old.normalize()),
            (None, Some(new)) => format!("增加{name} {}", new.normalize()),
            (None, None) => return None,
        };
        Some((period, words))
    };
    periods.into_iter().filter_map(change).collect()
}

/// Whether a change touches a period that is over: its light was given, so a second person has to agree.
pub fn touches_the_past(changes: &[(Period, String)], today: Date) -> bool {
    changes.iter().any(|(period, _)| period.last_day() < today)
}

/// All milestones of one target row as of the day of the question.
pub fn standings(input: &StatusInput<'_, '_>, steps: &[Milestone], rules: &MilestoneRules) -> Vec<Standing> {
    let now = reached(input, input.as_of);
    steps.iter().map(|step| standing(input, step, now.as_ref(), rules)).collect()
}

fn standing(
    input: &StatusInput<'_, '_>,
    step: &Milestone,
    now: Option<&(Decimal, String)>,
    rules: &MilestoneRules,
) -> Standing {
    let due = step.period.last_day();
    let is_due = due <= input.as_of;
    let actual = if is_due { reached(input, due) } else { now.cloned() };
    let share = actual.as_ref().and_then(|(value, _)| percent(*value, step.value));
    let whole = input.target.values.first().copied();
    let share_of_total = actual.as_ref().zip(whole).and_then(|((value, _), whole)| percent(*value, whole));
    let is_reached = actual.as_ref().is_some_and(|(value, _)| *value >= step.value);
    let made_up = now.filter(|(value, _)| is_due && !is_reached && *value >= step.value).cloned();
    let has_time = step.extended_to.is_some_and(|until| input.as_of <= until.last_day());
    // The exact share decides, not the one that is shown.
    let is_near = actual
        .as_ref()
        .and_then(|(value, _)| value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(step.value))
        .is_some_and(|share| share >= rules.yellow_from_percent);
    let light = match () {
        () if is_reached => Light::Green,
        () if !is_due => Light::NotDue,
        () if made_up.is_some() => Light::YellowMadeUp,
        () if has_time => Light::YellowExtended,
        () if actual.is_none() => Light::NoData,
        () if is_near => Light::Yellow,
        () => Light::Red,
    };
    Standing { milestone: *step, actual, share, share_of_total, light, made_up }
}

/// What the status of the row is judged by on a day.
fn reached(input: &StatusInput<'_, '_>, as_of: Date) -> Option<(Decimal, String)> {
    let then = StatusInput {
        target: input.target,
        row: input.row,
        clause: input.clause.clone(),
        subject: input.subject.clone(),
        term: input.term,
        facts: input.facts,
        preset: input.preset,
        as_of,
    };
    let held = outcome(&then).actual?;
    Some((held.value, held.note.filter(|_| held.id == 0).unwrap_or_else(|| held.period.in_words())))
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}
