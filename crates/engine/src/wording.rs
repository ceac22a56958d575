//! Words for figures in reasons, notes and derivations. Says things; decides nothing.

use jiff::Timestamp;
use jiff::tz::Offset;
use model::{Grade, Observation, ObservationStatus, Scope};
use rust_decimal::Decimal;

use crate::demand::shown;
use crate::figure::Figure;
use crate::progress::Pace;

/// 517亿元, 93%.
pub(crate) fn amount(value: Decimal, unit: &str) -> String {
    format!("{}{unit}", value.normalize())
}

/// 完成目标的48.25%，同期序时进度50%，未达序时1.75个百分点. The difference is that of the two shares as they are shown.
pub(crate) fn pace_in_words(of_what: &str, pace: Option<&Pace>, is_ceiling: bool) -> String {
    let Some(pace) = pace else { return "无法计算完成比例".to_string() };
    let (achieved, time) = (shown(pace.achieved), shown(pace.time));
    let behind = if is_ceiling { achieved - time } else { time - achieved };
    let word = if is_ceiling { "超过序时" } else { "未达序时" };
    let difference =
        if behind > Decimal::ZERO { format!("，{word}{}个百分点", behind.normalize()) } else { String::new() };
    format!("完成{of_what}的{}%，同期序时进度{}%{difference}", achieved.normalize(), time.normalize())
}

/// Unit of a difference: percentages differ by 百分点.
pub fn unit_of_difference(unit: &str) -> &str {
    if unit == "%" { "个百分点" } else { unit }
}

pub(crate) fn value_of(observation: &Observation) -> String {
    amount(observation.value, &observation.unit)
}

/// Day on which a value became known, in China (UTC+8 all the year).
pub(crate) fn day(known_since: Timestamp) -> String {
    Offset::constant(8).to_datetime(known_since).date().to_string()
}

pub(crate) fn grade_in_words(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::P => "P",
        Grade::C => "C",
        Grade::D => "D",
        Grade::Demo => "演示",
    }
}

/// What a reader must know about the observations that were used.
pub(crate) fn cautions(figure: &Figure<'_>, demanded_scope: Option<Scope>) -> Vec<String> {
    let mut notes = Vec::new();
    let any = |holds: fn(&Observation) -> bool| figure.parts.iter().any(|part| holds(part));
    if any(|part| part.grade == Grade::P || part.status == ObservationStatus::Provisional) {
        notes.push("依据初步数，以最终核实数为准".to_string());
    }
    if any(|part| part.grade == Grade::C) {
        notes.push("依据二手来源数据，待以官方公布数核实".to_string());
    }
    if any(|part| part.grade == Grade::Demo) {
        notes.push("演示数据，不是真实数据".to_string());
    }
    if let Some(scope) = demanded_scope
        && any(|part| part.scope == Scope::Unstated)
    {
        notes.push(format!("来源未注明统计口径，按{}口径采用，待统计部门确认", scope.in_words()));
    }
    notes
}
