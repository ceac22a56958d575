//! Agreements in words: what was asked and what happened.

use engine::exchange::{Signing, SigningCommand, SigningEvent, SigningRecord, SigningStage, Terms};
use rust_decimal::Decimal;

use crate::view::AgreementPhaseView;
use crate::{AppError, Result};

pub(super) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

pub(super) fn stage_word(stage: SigningStage) -> Result<String> {
    match serde_json::to_value(stage)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(AppError::Internal { message: format!("状态 {other} 无法记录") }),
    }
}

/// The action of the audit entry.
pub(super) fn command_in_words(command: &SigningCommand) -> &'static str {
    match command {
        SigningCommand::Draft { .. } => "流转协议：修改条款",
        SigningCommand::Sign { .. } => "流转协议：签署",
        SigningCommand::TellYear { .. } => "流转协议：登记年度收益",
        SigningCommand::End { .. } => "流转协议：终止",
        SigningCommand::Withdraw { .. } => "流转协议：撤回",
    }
}

pub(super) fn command_note(signing: &Signing, command: &SigningCommand) -> Option<String> {
    match command {
        SigningCommand::Draft { terms } => Some(terms.note.clone()).filter(|note| !note.is_empty()),
        SigningCommand::Sign { place, .. } => Some(signing.signer(*place).to_string()),
        SigningCommand::TellYear { year, basis, .. } => Some(format!("{year} 年，{basis}")),
        SigningCommand::End { reason } | SigningCommand::Withdraw { reason } => Some(reason.clone()),
    }
}

/// One line of the record; `name` says which county a party is.
pub(super) fn record_in_words(record: &SigningRecord, signing: &Signing, name: impl Fn(usize) -> String) -> String {
    let unit = &signing.rule.unit;
    match &record.event {
        SigningEvent::Drafted { terms } if record.number == 1 => {
            format!("草拟协议：{}", terms_in_words(terms, signing))
        }
        SigningEvent::Drafted { terms } => {
            format!("修改条款，此前的签署作废：{}", terms_in_words(terms, signing))
        }
        SigningEvent::Signed { place } => format!("{}签署", name(*place)),
        SigningEvent::TookEffect => "三方签署完成，协议生效，名录同时办理流转".to_string(),
        SigningEvent::YearTold { year, income, input, basis, reason } => {
            let input = if input.is_zero() { String::new() } else { format!("，投入 {} {unit}", plain(*input)) };
            let reason = if reason.is_empty() { String::new() } else { format!("；改正理由：{reason}") };
            format!("登记 {year} 年收益 {} {unit}{input}（{basis}）{reason}", plain(*income))
        }
        SigningEvent::Ended { reason } => format!("终止：{reason}"),
        SigningEvent::Withdrawn { reason } => format!("撤回：{reason}"),
    }
}

fn terms_in_words(terms: &Terms, signing: &Signing) -> String {
    let phase = |phase: &engine::exchange::TermPhase| {
        let years = phase.years.map_or("以后一直".to_string(), |years| format!("{years} 年"));
        let shares = signing.rule.parties.iter().zip(&phase.shares);
        let shares: Vec<String> = shares.map(|(party, share)| format!("{party} {}%", plain(*share))).collect();
        format!("{}（{years}）{}", phase.name, shares.join("、"))
    };
    let phases: Vec<String> = terms.phases.iter().map(phase).collect();
    let note = if terms.note.is_empty() { String::new() } else { format!("；说明：{}", terms.note) };
    format!("{}{note}", phases.join("；"))
}

pub(super) fn phases_of(phases: &[model::pack::AgreementPhase]) -> Vec<AgreementPhaseView> {
    let view = |phase: &model::pack::AgreementPhase| AgreementPhaseView {
        name: phase.name.clone(),
        years: phase.years,
        shares: phase.shares.iter().map(|share| plain(*share)).collect(),
    };
    phases.iter().map(view).collect()
}
