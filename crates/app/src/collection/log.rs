//! What happened to an answer, in words.

use engine::collection::{Event, Recorded, Side};

use super::loaded::LoadedRequest;
use crate::people::persons::Persons;
use crate::view::LogLine;
use crate::view::collection::answer_text;

pub(super) fn log_line(recorded: &Recorded, held: &LoadedRequest, persons: &Persons) -> LogLine {
    let name = |code: &str| held.field_ever(code).map_or_else(|| code.to_string(), |field| field.name.clone());
    let names = |codes: &[String]| codes.iter().map(|code| name(code)).collect::<Vec<_>>().join("、");
    let text = match &recorded.event {
        Event::Saved { cells } => {
            let cell = |one: &engine::collection::Saved| {
                let value = one.value.as_ref().map_or_else(|| "清空".to_string(), answer_text);
                format!("{} {value}", name(&one.field))
            };
            format!("填写：{}", cells.iter().map(cell).collect::<Vec<_>>().join("；"))
        }
        Event::Submitted { is_late: false } => "提交".to_string(),
        Event::Submitted { is_late: true } => "提交（逾期）".to_string(),
        Event::TakenBack { reason } => format!("撤回：{reason}"),
        Event::Returned { reason } => format!("退回：{reason}"),
        Event::Accepted { fields } if fields.is_empty() => "审核通过".to_string(),
        Event::Accepted { fields } => format!("审核通过：{}", names(fields)),
        Event::Disputed { field, value, reason, side: Side::Respondent } => {
            format!("对已审定的{}提出异议，认为应是 {}：{reason}", name(field), answer_text(value))
        }
        Event::Disputed { field, value, reason, side: Side::Reviewer } => {
            format!("对{}提出异议，认为应是 {}：{reason}", name(field), answer_text(value))
        }
        Event::DisputeAccepted { field } => format!("采用对方对{}的意见", name(field)),
        Event::Deadlocked { field, reason } => format!("坚持{}原值：{reason}，提请裁定", name(field)),
        Event::Decided { field, value, reason } => format!("裁定{}为 {}：{reason}", name(field), answer_text(value)),
        Event::ReturnContested { reason } => format!("对退回提出异议：{reason}"),
        Event::ContestAccepted { reason } if reason.is_empty() => "收回退回，继续审核".to_string(),
        Event::ContestAccepted { reason } => format!("收回退回，继续审核：{reason}"),
        Event::ContestRefused { reason } => format!("坚持退回：{reason}，提请裁定"),
        Event::ReturnDecided { stands: true, reason } => format!("裁定退回成立：{reason}"),
        Event::ReturnDecided { stands: false, reason } => format!("裁定退回不成立，继续审核：{reason}"),
        Event::Completed => "全部审定，成为正式数据".to_string(),
        Event::ExtensionAsked { until, reason } => {
            format!("申请延期到 {}：{reason}", crate::time_in_words(*until))
        }
        Event::ExtensionAnswered { is_granted: true, .. } => "批准延期".to_string(),
        Event::ExtensionAnswered { is_granted: false, reason } => format!("不批准延期：{reason}"),
        Event::Signed { .. } => "会签同意".to_string(),
        Event::Objected { reason, .. } => format!("会签不同意：{reason}"),
        Event::Overruled { signer, reason } => {
            let signers = held.request.countersign.iter().flat_map(|one| &one.signers);
            let name = signers.clone().find(|one| one.code == *signer).map_or(signer.as_str(), |one| &one.name);
            format!("裁定不再等待{name}会签：{reason}")
        }
    };
    LogLine { at: recorded.at, by: persons.name(&recorded.by), agency: recorded.agency.clone(), text }
}

/// The name of an event in the audit record.
pub(super) fn action(event: &Event) -> &'static str {
    match event {
        Event::Saved { .. } => "填报暂存",
        Event::Submitted { .. } => "填报提交",
        Event::TakenBack { .. } => "填报撤回",
        Event::Returned { .. } => "审核退回",
        Event::Accepted { .. } => "审核通过",
        Event::Disputed { side: Side::Reviewer, .. } => "审核异议",
        Event::Disputed { side: Side::Respondent, .. } => "填报单位异议",
        Event::ReturnContested { .. } => "退回异议",
        Event::ContestAccepted { .. } => "收回退回",
        Event::ContestRefused { .. } => "坚持退回",
        Event::ReturnDecided { .. } => "裁定退回",
        Event::DisputeAccepted { .. } => "接受异议",
        Event::Deadlocked { .. } => "提请裁定",
        Event::Decided { .. } => "裁定",
        Event::Completed => "审定",
        Event::ExtensionAsked { .. } => "申请延期",
        Event::ExtensionAnswered { .. } => "答复延期",
        Event::Signed { .. } => "会签同意",
        Event::Objected { .. } => "会签不同意",
        Event::Overruled { .. } => "裁定会签意见",
    }
}
