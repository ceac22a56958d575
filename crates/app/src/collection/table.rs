//! The page of one answer: its fields with what stood there last period, what they are compared with, what was said of
//! them, and what this person may do.

use engine::collection::{
    Cell, CellOrigin, Comparison, Event, Origin, Phase, RemarkKind, Response, Review, Side, Stand, check_answer, median,
};
use jiff::Timestamp;
use model::collection::{Field, FieldKind};
use model::people::Role;
use rust_decimal::Decimal;

use super::background::{Background, number};
use super::countersign::{may_overrule, may_sign, signature_views};
use super::loaded::{LoadedAnswer, LoadedRequest, RequestState, phase_word};
use super::log::log_line;
use super::parties::Acting;
use crate::day_in_china;
use crate::frame::MISSING;
use crate::people::persons::Persons;
use crate::view::collection::answer_text;
use crate::view::{ContestView, ExtensionView, FieldRemark, FilingField, FilingSummary, FilingView};

pub(super) fn summary(held: &LoadedRequest, answer: &LoadedAnswer, now: Timestamp) -> FilingSummary {
    let (request, response) = (&held.request, &answer.response);
    let due = response.due(request);
    let reviews = || response.cells.values().map(|cell| &cell.review);
    let asked = || held.request.fields.iter().zip(&held.origins).filter(|(_, origin)| origin.why_not_typed().is_none());
    let is_filled = |field: &Field| response.cells.get(&field.code).is_some_and(|cell| cell.value.is_some());
    // What is not handed in waits for nobody's signature.
    let owed = match response.phase {
        Phase::Submitted => response.signatures_owed(request),
        Phase::Filling | Phase::Returned | Phase::Agreed => Vec::new(),
    };
    let is_owed = matches!(response.phase, Phase::Filling | Phase::Returned);
    let late = (is_owed && now > due).then(|| {
        let days = (day_in_china(now) - day_in_china(due)).get_days();
        if days == 0 { "今日已过截止时间".to_string() } else { format!("逾期 {days} 天") }
    });
    let disputes = |wanted: Side| {
        reviews().filter(|review| matches!(review, Review::Disputed { side, .. } if *side == wanted)).count()
    };
    let contest = |is_up: bool| usize::from(response.contest.as_ref().is_some_and(|one| one.answer.is_some() == is_up));
    FilingSummary {
        request: request.code.clone(),
        title: request.title.clone(),
        period_in_words: request.period.in_words(),
        respondent: response.respondent.party.clone(),
        reviewer: request.reviewer.name.clone(),
        phase: phase_word(response.phase).to_string(),
        phase_in_words: response.phase.in_words().to_string(),
        due,
        original_due: request.due,
        is_extended: due > request.due,
        late_in_words: late.or_else(|| response.is_late.then(|| "逾期提交".to_string())),
        filled_count: asked().filter(|(field, _)| is_filled(field)).count(),
        field_count: asked().count(),
        dispute_count: disputes(Side::Reviewer),
        contest_count: disputes(Side::Respondent) + contest(false),
        deadlock_count: reviews().filter(|review| matches!(review, Review::Deadlocked { .. })).count() + contest(true),
        waits_for_extension: response.waiting_extension().is_some(),
        signatures_owed: owed.iter().map(|signer| signer.name.clone()).collect(),
        objection_count: response.signatures.values().filter(|one| matches!(one.stand, Stand::Objected { .. })).count(),
    }
}

/// What this person may do with the answer now; the decision itself asks again.
pub(super) fn answer_acts(held: &LoadedRequest, response: &Response, acting: &Acting, now: Timestamp) -> Vec<String> {
    let mut may = Vec::new();
    if held.state != RequestState::InForce {
        return may;
    }
    let signs_only = acting.roles.iter().all(|role| matches!(role, Role::Signer | Role::Leader | Role::Supervisor));
    let is_respondent = acting.is(&response.respondent.party.code) && !signs_only;
    let is_reviewer = acting.is(&held.request.reviewer.code) && !signs_only;
    let is_open = matches!(response.phase, Phase::Filling | Phase::Returned);
    let has = |is: fn(&Review) -> bool| response.cells.values().any(|cell| is(&cell.review));
    let disputed = has(|review| matches!(review, Review::Disputed { side: Side::Reviewer, .. }));
    let contested = has(|review| matches!(review, Review::Disputed { side: Side::Respondent, .. }));
    let deadlocked = has(|review| matches!(review, Review::Deadlocked { .. }));
    let waits = response.waiting_extension().is_some();
    let (is_signer, signs) = may_sign(held, response, acting);
    let is_signed = response.signatures_owed(&held.request).is_empty();
    let acts = [
        (is_respondent && is_open, "save"),
        (is_respondent && is_open, "submit"),
        (is_respondent && is_open && !waits, "ask_extension"),
        (is_respondent && response.phase == Phase::Submitted, "take_back"),
        (is_respondent && disputed || is_reviewer && contested, "answer_dispute"),
        (is_respondent && may_contest_return(response), "contest_return"),
        (is_reviewer && response.contest.as_ref().is_some_and(|one| one.answer.is_none()), "answer_contest"),
        (acting.is_planner && response.contest.as_ref().is_some_and(|one| one.answer.is_some()), "decide_return"),
        (is_reviewer && response.phase == Phase::Submitted, "return"),
        (is_reviewer && response.phase == Phase::Submitted && is_signed, "accept"),
        (is_reviewer && response.phase == Phase::Submitted, "dispute"),
        (is_respondent && response.phase == Phase::Agreed, "dispute"),
        (is_reviewer && waits, "answer_extension"),
        (acting.is_planner && deadlocked, "decide"),
        (signs, "sign"),
        (is_signer, "object"),
        (acting.is_planner && may_overrule(held, response, now), "overrule"),
    ];
    may.extend(acts.into_iter().filter(|(is_allowed, _)| *is_allowed).map(|(_, word)| word.to_string()));
    may
}

pub(super) fn filing_view(
    held: &LoadedRequest,
    answer: &LoadedAnswer,
    background: &Background,
    (acting, persons): (&Acting, &Persons),
    now: Timestamp,
) -> FilingView {
    let (request, response) = (&held.request, &answer.response);
    let fields = request.fields.iter().zip(&held.origins);
    let before = request.period.previous();
    // Who reviews sees every answer; the others see no single one in the middle of a few.
    let sees_peers = acting.sees_all() || acting.is(&request.reviewer.code);
    FilingView {
        version: response.log.len() as u64,
        summary: summary(held, answer, now),
        basis: request.basis.clone(),
        purpose: request.purpose.clone(),
        requester: request.requester.name.clone(),
        original_due: request.due,
        expires: request.expires,
        last_period_in_words: before.map_or_else(|| "上期".to_string(), |before| before.in_words()),
        returned_because: response.returned_because.clone(),
        contest: response.contest.as_ref().map(|one| ContestView {
            reason: one.reason.clone(),
            by: persons.name(&one.by),
            answer: one.answer.clone(),
            state_in_words: if one.answer.is_some() { "待裁定" } else { "待审核单位答复" }.to_string(),
        }),
        extension: response.extensions.last().map(|one| ExtensionView {
            until: one.until,
            reason: one.reason.clone(),
            by: persons.name(&one.by),
            state_in_words: match one.answer {
                None => "待答复",
                Some((true, _)) => "已批准",
                Some((false, _)) => "未批准",
            }
            .to_string(),
            answer: one.answer.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default(),
        }),
        fields: fields
            .map(|(field, origin)| field_view(field, origin, response, (background, sees_peers, persons)))
            .collect(),
        signatures: signature_views(held, response, persons, now),
        may: answer_acts(held, response, acting, now),
        log: response.log.iter().rev().map(|one| log_line(one, held, persons)).collect(),
    }
}

fn field_view(
    field: &Field,
    origin: &Origin,
    response: &Response,
    (background, sees_peers, persons): (&Background, bool, &Persons),
) -> FilingField {
    let cell = response.cells.get(&field.code);
    let known_why = origin.why_not_typed();
    let value = cell.and_then(|cell| cell.value.as_ref());
    let note = cell.and_then(|cell| cell.note.as_deref());
    let against = background.of(&field.code);
    // An empty cell is told when somebody submits, not while they type elsewhere. Who reviews sees the doubts with what
    // was written to explain them.
    let explained = match response.phase {
        Phase::Filling | Phase::Returned => Some(note),
        Phase::Submitted => Some(None),
        Phase::Agreed => None,
    };
    let remarks = match explained.filter(|_| known_why.is_none() && value.is_some()) {
        Some(note) => check_answer(field, value, note, &against, &background.doubt),
        None => Vec::new(),
    };
    let (is_number, chars_max) = match field.kind {
        FieldKind::Number { .. } => (true, None),
        FieldKind::Text { chars_max } => (false, Some(chars_max)),
    };
    let (review, review_in_words, other_value, reasons) = match cell.filter(|cell| cell.value.is_some()) {
        None => (None, None, None, Vec::new()),
        Some(cell) => review_view(cell),
    };
    FilingField {
        code: field.code.clone(),
        name: field.name.clone(),
        unit: field.unit.clone(),
        definition: field.definition.clone(),
        is_number,
        is_required: field.is_required,
        chars_max,
        last: background.last.get(&field.code).map_or_else(|| MISSING.to_string(), answer_text),
        change: match known_why {
            None => change_in_words(number(value), against.last),
            Some(_) => MISSING.to_string(),
        },
        peers_median: median_in_words(&against, if sees_peers { 1 } else { background.doubt.peers_min }),
        known_why: known_why.map(str::to_string),
        value: match background.known.get(&field.code) {
            Some(known) => Some(known.clone()),
            None => value.map(answer_text),
        },
        note: note.map(str::to_string),
        version: response.version_of(&field.code),
        by: cell.map(|cell| persons.name(&cell.by)),
        origin_in_words: cell.map(|cell| {
            match cell.origin {
                CellOrigin::Typed => "填写",
                CellOrigin::Sheet => "表格导入",
                CellOrigin::Prefilled => "自动带出",
            }
            .to_string()
        }),
        review,
        review_in_words,
        other_value,
        reasons,
        remarks: remarks
            .into_iter()
            .map(|one| FieldRemark { is_error: one.kind == RemarkKind::Error, message: one.message })
            .collect(),
    }
}

/// 增加 12.3（5.6%）.
fn change_in_words(value: Option<Decimal>, last: Option<Decimal>) -> String {
    let (Some(value), Some(last)) = (value, last) else { return MISSING.to_string() };
    let difference = value - last;
    if difference.is_zero() {
        return "持平".to_string();
    }
    let way = if difference.is_sign_positive() { "增加" } else { "减少" };
    let difference = difference.abs().normalize();
    let share = difference.checked_div(last.abs()).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    match share {
        Some(share) => format!("{way} {difference}（{:.1}%）", share.round_dp(1)),
        None => format!("{way} {difference}"),
    }
}

fn median_in_words(against: &Comparison, count_min: usize) -> String {
    let middle = median(against.peers.clone()).filter(|_| against.peers.len() >= count_min);
    middle.map_or_else(|| MISSING.to_string(), |middle| middle.normalize().to_string())
}

type ReviewView = (Option<String>, Option<String>, Option<String>, Vec<String>);

fn review_view(cell: &Cell) -> ReviewView {
    let (word, words, other, reasons) = match &cell.review {
        Review::Pending => ("pending", "待审核", None, Vec::new()),
        Review::Accepted => ("accepted", "双方一致", None, Vec::new()),
        Review::Disputed { value, reason, side: Side::Respondent } => {
            ("contested", "填报单位有异议", Some(answer_text(value)), vec![format!("填报单位：{reason}")])
        }
        Review::Disputed { value, reason, side: Side::Reviewer } => {
            ("disputed", "审核单位有异议", Some(answer_text(value)), vec![format!("审核单位：{reason}")])
        }
        Review::Deadlocked { value, reason, answer, side: Side::Respondent } => (
            "deadlocked",
            "分歧待裁定",
            Some(answer_text(value)),
            vec![format!("填报单位：{reason}"), format!("审核单位：{answer}")],
        ),
        Review::Deadlocked { value, reason, answer, side: Side::Reviewer } => (
            "deadlocked",
            "分歧待裁定",
            Some(answer_text(value)),
            vec![format!("审核单位：{reason}"), format!("填报单位：{answer}")],
        ),
        Review::Decided { reason } => ("decided", "已裁定", None, vec![format!("裁定：{reason}")]),
    };
    (Some(word.to_string()), Some(words.to_string()), other, reasons)
}

/// The respondent has left the table as it came back and not said anything against the return yet.
fn may_contest_return(response: &Response) -> bool {
    let is_touched = |event: &&Event| matches!(event, Event::Saved { .. } | Event::ReturnContested { .. });
    response.phase == Phase::Returned && !response.since_return().iter().any(is_touched)
}
