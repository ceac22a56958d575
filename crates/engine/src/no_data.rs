//! Explains why a row has no status: what was looked for, what was found instead, why that does not
//! count. Judges nothing.

use model::{Grade, NotComparable, Observation, Scope, Status};

use crate::judge::{Case, Judgement};
use crate::wording::value_of;

/// No value of the term can be judged. Names the nearest value that was found, in this order: an
/// older one, one of another scope, one of a look-alike indicator, a suspect one.
pub(crate) fn nothing_to_judge<'data>(case: &Case<'_, 'data>, span: &str) -> Judgement<'data> {
    let mut judgement = Judgement::of(Status::NoData, String::new());
    let mut look_alikes = case
        .target
        .definition
        .iter()
        .flat_map(|definition| &definition.not_comparable)
        .filter_map(|other| look_alike(case, other))
        .peekable();
    if let Some(older) = case.series.iter().rev().find(|held| held.period.year() < case.window.start) {
        judgement.latest = Some(older);
        judgement.reason = format!(
            "{span}没有公布数据；最近一期为{}{}，早于考核期，不作判断",
            older.period.in_words(),
            value_of(older)
        );
    } else if let Some(other) = latest(case, |held| held.grade != Grade::D && !case.scopes.contains(&held.scope)) {
        judgement.latest = Some(other);
        judgement.reason = format!(
            "{span}没有{}口径的公布数据；{}{}为{}口径，口径不同，不作判断",
            case.scopes.first().map_or("目标", |scope: &Scope| scope.in_words()),
            other.period.in_words(),
            value_of(other),
            other.scope.in_words()
        );
    } else if let Some((other, sentence)) = look_alikes.next() {
        judgement.latest = Some(other);
        judgement.reason = format!("{span}没有同口径的公布数据；{sentence}，不作判断");
    } else if let Some(suspect) = latest(case, |held| held.grade == Grade::D) {
        judgement.latest = Some(suspect);
        judgement.reason =
            format!("{span}只有存疑数据（{}{}），不作判断", suspect.period.in_words(), value_of(suspect));
    } else {
        judgement.reason = format!("{span}没有公布数据");
    }
    judgement.notes.extend(look_alikes.map(|(_, sentence)| sentence));
    judgement
}

fn latest<'data>(case: &Case<'_, 'data>, wanted: impl Fn(&Observation) -> bool) -> Option<&'data Observation> {
    case.facts
        .all(&case.indicator, &case.place.code)
        .iter()
        .copied()
        .filter(|held| held.period.last_day() <= case.as_of && wanted(held))
        .max_by_key(|held| (held.period, held.id))
}

/// The latest value of an indicator that sounds alike, and why it does not count.
fn look_alike<'data>(case: &Case<'_, 'data>, other: &NotComparable) -> Option<(&'data Observation, String)> {
    let found = case
        .facts
        .all(&other.indicator, &case.place.code)
        .iter()
        .copied()
        .filter(|held| held.period.last_day() <= case.as_of && held.grade != Grade::D)
        .max_by_key(|held| (held.period, held.id))?;
    let sentence = format!(
        "已公布的“{}”{}为{}，{}",
        case.facts.indicator_name(&other.indicator),
        found.period.in_words(),
        value_of(found),
        other.reason
    );
    Some((found, sentence))
}
