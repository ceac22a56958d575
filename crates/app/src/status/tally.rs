//! Counts and shares of rows by status, and the share of rows with published figures.

use engine::rounding::{Rounding, shares};
use model::{Derivation, Status};
use rust_decimal::Decimal;

use crate::frame::Frame;
use crate::view::{Figure, StatusCount};

pub(crate) fn status_code(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Ahead => "ahead",
        Status::OnTrack => "on_track",
        Status::Behind => "behind",
        Status::NoData => "no_data",
    }
}

pub(crate) fn status_of_code(code: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status_code(*status) == code)
}

/// In the order of the preset's labels.
pub(crate) fn counts(frame: &Frame, rounding: Rounding) -> Vec<StatusCount> {
    frame
        .preset
        .labels
        .iter()
        .map(|(status, label, color)| StatusCount {
            status: *status,
            label: label.clone(),
            color: color.clone(),
            count: frame.figure(
                &format!("count/{}", status_code(*status)),
                Some(count(frame, *status).to_string()),
                Some("项"),
                String::new,
            ),
            share: frame.figure(
                &format!("{}/{}", share_path(rounding), status_code(*status)),
                share(frame, *status, rounding).map(|share| format!("{share:.1}")),
                Some("%"),
                || "没有目标，无比例可算".to_string(),
            ),
        })
        .collect()
}

fn share_path(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::LargestTakesResidue => "share",
        Rounding::Plain => "share_plain",
    }
}

fn count(frame: &Frame, status: Status) -> usize {
    frame.outcomes.iter().filter(|outcome| outcome.status == status).count()
}

fn share(frame: &Frame, status: Status, rounding: Rounding) -> Option<Decimal> {
    let amounts: Vec<u64> = frame.preset.labels.iter().map(|(held, ..)| count(frame, *held) as u64).collect();
    let position = frame.preset.labels.iter().position(|(held, ..)| *held == status)?;
    shares(&amounts, 1, rounding).ok()?.values.get(position).copied()
}

/// Plainly rounded shares that do not add up need their note.
pub(crate) fn note_is_due(frame: &Frame, rounding: Rounding) -> bool {
    let amounts: Vec<u64> = frame.preset.labels.iter().map(|(held, ..)| count(frame, *held) as u64).collect();
    shares(&amounts, 1, rounding).is_ok_and(|shares| shares.note_is_due)
}

pub(crate) fn total(frame: &Frame) -> Figure {
    frame.figure("total", Some(frame.outcomes.len().to_string()), Some("项"), String::new)
}

/// Percent of the rows that could be judged by a published figure.
pub(crate) fn coverage(frame: &Frame) -> Figure {
    frame.figure("coverage", coverage_text(frame), Some("%"), || "没有目标，无比例可算".to_string())
}

fn covered(frame: &Frame) -> usize {
    frame.outcomes.iter().filter(|outcome| outcome.actual.is_some()).count()
}

fn coverage_text(frame: &Frame) -> Option<String> {
    let all = frame.outcomes.len() as u64;
    let with = covered(frame) as u64;
    let shares = shares(&[with, all - with], 1, Rounding::Plain).ok()?;
    shares.values.first().map(|share| format!("{share:.1}"))
}

pub(crate) fn explain_count(frame: &Frame, status: Status) -> Derivation {
    let of_status = frame.outcomes.iter().filter(|outcome| outcome.status == status);
    Derivation {
        formula: Some(format!("状态为“{}”的目标行数", frame.label(status).0)),
        unit: Some("项".to_string()),
        inputs: of_status.map(|outcome| row_leaf(frame, &outcome.row.id)).collect(),
        ..Derivation::leaf(format!("{}的目标", frame.label(status).0), count(frame, status).to_string())
    }
}

pub(crate) fn explain_total(frame: &Frame) -> Derivation {
    Derivation {
        formula: Some("方案的目标按地区分列后的行数".to_string()),
        unit: Some("项".to_string()),
        inputs: frame.preset.labels.iter().map(|(status, ..)| explain_count(frame, *status)).collect(),
        ..Derivation::leaf("目标总数", frame.outcomes.len().to_string())
    }
}

pub(crate) fn explain_share(frame: &Frame, status: Status, rounding: Rounding) -> Option<Derivation> {
    let value = share(frame, status, rounding)?;
    let title = format!("{}占比", frame.label(status).0);
    let mut whole = explain_total(frame);
    whole.inputs.clear();
    let mut derivation = engine::rounding::explain(&title, explain_count(frame, status), whole, value, rounding);
    derivation.value = format!("{value:.1}");
    Some(derivation)
}

pub(crate) fn explain_coverage(frame: &Frame) -> Option<Derivation> {
    let with = frame.outcomes.iter().filter(|outcome| outcome.actual.is_some());
    let mut part = Derivation::leaf("有公布数据的目标", covered(frame).to_string());
    part.unit = Some("项".to_string());
    part.inputs = with.map(|outcome| row_leaf(frame, &outcome.row.id)).collect();
    let mut whole = explain_total(frame);
    whole.inputs.clear();
    Some(Derivation {
        formula: Some("有公布数据的目标 ÷ 目标总数 × 100，四舍五入".to_string()),
        unit: Some("%".to_string()),
        inputs: vec![part, whole],
        ..Derivation::leaf("数据覆盖率", coverage_text(frame)?)
    })
}

fn row_leaf(frame: &Frame, row: &str) -> Derivation {
    let Some(outcome) = frame.outcomes.iter().find(|outcome| outcome.row.id == row) else {
        return Derivation::leaf(row, frame.label(Status::NoData).0);
    };
    let subject = frame.target(&outcome.row.target).map(|target| target.subject.clone()).unwrap_or_default();
    let mut leaf = Derivation::leaf(format!("{}{subject}", outcome.row.place), frame.label(outcome.status).0);
    leaf.notes.push(outcome.reason.clone());
    leaf
}
