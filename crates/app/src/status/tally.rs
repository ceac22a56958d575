//! Counts and shares of rows by status, and the share of rows with published figures.

use engine::rounding::{Rounding, shares};
use model::{Derivation, Status};
use rust_decimal::Decimal;

use super::counted;
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
            count: counted::figure(frame, &counted::status_path(*status)),
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
    counted::figure(frame, "total")
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

pub(crate) fn explain_share(frame: &Frame, status: Status, rounding: Rounding) -> Option<Derivation> {
    let value = share(frame, status, rounding)?;
    let title = format!("{}占比", frame.label(status).0);
    let part = counted::of_frame(frame, &counted::status_path(status))?.derivation();
    let mut derivation = engine::rounding::explain(&title, part, whole(frame)?, value, rounding);
    derivation.value = format!("{value:.1}");
    Some(derivation)
}

/// The number of all rows without the rows themselves.
fn whole(frame: &Frame) -> Option<Derivation> {
    Some(Derivation { inputs: Vec::new(), ..counted::of_frame(frame, "total")?.derivation() })
}

pub(crate) fn explain_coverage(frame: &Frame) -> Option<Derivation> {
    let with = frame.outcomes.iter().filter(|outcome| outcome.actual.is_some());
    let mut part = Derivation::leaf("有公布数据的目标", covered(frame).to_string());
    part.unit = Some("项".to_string());
    part.inputs = with.map(|outcome| counted::row_leaf(frame, outcome)).collect();
    Some(Derivation {
        formula: Some("有公布数据的目标 ÷ 目标总数 × 100，四舍五入".to_string()),
        unit: Some("%".to_string()),
        inputs: vec![part, whole(frame)?],
        ..Derivation::leaf("数据覆盖率", coverage_text(frame)?)
    })
}
