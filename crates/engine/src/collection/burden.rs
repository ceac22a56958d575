//! What requests cost those who answer (减负仪表): tables, fields and minutes of each respondent in a month.
//!
//! Measures requests, never persons.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::collection::{FieldKind, Request, Respondent};

use super::admission::Origin;
use crate::exchange::local;

/// How long a field takes, in seconds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BurdenRules {
    /// Where the rules were seen; 示例 for those of this product.
    pub basis: String,
    pub number_seconds: u64,
    pub text_seconds: u64,
    /// Looking at a value that is filled in.
    pub known_seconds: u64,
}

/// The burden of one respondent in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, utoipa::ToSchema)]
pub struct Burden {
    pub requests: usize,
    pub fields: usize,
    /// Of the fields: filled in by the program.
    pub known: usize,
    pub minutes: u64,
}

impl Burden {
    /// Share of the fields that nobody types, in tenths of a percent; nothing when nothing is asked.
    pub fn reuse_per_mille(&self) -> Option<usize> {
        (self.known * 1000 + self.fields / 2).checked_div(self.fields)
    }
}

/// The burden of every respondent in the month of `day`: requests that are due in it.
pub fn burden<'a>(
    requests: impl Iterator<Item = (&'a Request, &'a [Origin])>,
    day: Date,
    rules: &BurdenRules,
) -> BTreeMap<Respondent, Burden> {
    let mut seconds: BTreeMap<Respondent, u64> = BTreeMap::new();
    let mut found: BTreeMap<Respondent, Burden> = BTreeMap::new();
    for (request, origins) in requests {
        let due = local(request.due).date();
        if (due.year(), due.month()) != (day.year(), day.month()) {
            continue;
        }
        let known = origins.iter().filter(|origin| origin.why_not_typed().is_some()).count();
        let cost: u64 = request
            .fields
            .iter()
            .zip(origins)
            .map(|(field, origin)| match (&field.kind, origin.why_not_typed()) {
                (FieldKind::Number { .. } | FieldKind::Text { .. }, Some(_)) => rules.known_seconds,
                (FieldKind::Number { .. }, None) => rules.number_seconds,
                (FieldKind::Text { .. }, None) => rules.text_seconds,
            })
            .sum();
        for respondent in &request.respondents {
            let held = found.entry(respondent.clone()).or_default();
            held.requests += 1;
            held.fields += request.fields.len();
            held.known += known;
            let total = seconds.entry(respondent.clone()).or_default();
            *total += cost;
            held.minutes = total.div_ceil(60);
        }
    }
    found
}
