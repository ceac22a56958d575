//! 减负仪表: what this month's requests cost each county and agency. Requests are measured, never persons.

use engine::collection::{Burden, BurdenRules, burden};
use jiff::Timestamp;

use super::loaded::{LoadedRequest, RequestState};
use crate::day_in_china;
use crate::frame::MISSING;
use crate::view::BurdenView;

/// Said beside the minutes wherever they stand.
pub(super) fn note(rules: &BurdenRules) -> String {
    let BurdenRules { basis, number_seconds, text_seconds, .. } = rules;
    format!("用时按每个数值 {number_seconds} 秒、每段文字 {text_seconds} 秒估算（{basis}）")
}

/// Most minutes first; equal ones in the order of their codes.
pub(super) fn burdens(requests: &[LoadedRequest], rules: &BurdenRules, now: Timestamp) -> Vec<BurdenView> {
    let in_force = requests.iter().filter(|held| held.state == RequestState::InForce);
    let pairs = in_force.map(|held| (&held.request, held.origins.as_slice()));
    let found = burden(pairs, day_in_china(now), rules);
    let mut views: Vec<BurdenView> = found
        .into_iter()
        .map(|(respondent, one)| BurdenView {
            respondent: respondent.party,
            request_count: one.requests,
            field_count: one.fields,
            known_count: one.known,
            minutes: one.minutes,
            reuse_in_words: share_in_words(one),
        })
        .collect();
    views.sort_by_key(|view| std::cmp::Reverse(view.minutes));
    views
}

fn share_in_words(one: Burden) -> String {
    one.reuse_per_mille().map_or_else(|| MISSING.to_string(), |share| format!("{}.{}%", share / 10, share % 10))
}
