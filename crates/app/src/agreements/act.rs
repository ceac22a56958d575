//! What is done to an agreement: other terms, signatures, what a year brought, its end.

use engine::exchange::{SigningCommand, SigningEvent, SigningRecord};
use engine::formula::Value;
use jiff::Timestamp;
use model::pack::Transfer;
use rust_decimal::Decimal;

use super::desk::{Held, Passed};
use super::draft::{Kind, check_key, terms};
use crate::view::{AgreementAct, AgreementRequest, AgreementView, RegisterBookQuery};
use crate::{Actor, App, AppError, Result};

const TEXT_MAX: usize = 1000;

impl App {
    /// Does what is asked, and shows the agreement as it stands then.
    pub async fn act_on_agreement(
        &self,
        actor: &Actor,
        number: &str,
        request: &AgreementRequest,
        now: Timestamp,
    ) -> Result<AgreementView> {
        check_key(&request.key)?;
        let held = self.held_agreement(number).await?;
        let pack = self.pack_of(&held)?;
        self.demand_agreement(actor, (&held, &pack), now).await?;
        let object = format!("agreement/{number}");
        let sides = self.sides(&pack, &held.signing, now).await?;
        let city = sides.city();
        let everybody: Vec<usize> = (0..=city).collect();
        let of = |places: &[usize]| (places.to_vec(), object.as_str());
        let (places, object) = match &request.act {
            AgreementAct::Redraft(_) => of(&everybody),
            AgreementAct::Sign { place, .. } if *place <= city => of(&[*place]),
            AgreementAct::Sign { .. }
            | AgreementAct::TellYear { .. }
            | AgreementAct::PostYear { .. }
            | AgreementAct::End { .. } => of(&[city]),
            AgreementAct::Withdraw { .. } => of(&[0, city]),
        };
        self.demand_side(actor, &sides, (&places, object), now).await?;
        match self.command(&held, &request.act, now).await? {
            Some(command) => {
                let key = format!("{}/{}", actor.user, request.key);
                self.change_agreement(actor, (number, &key), &command, now).await?;
            }
            None => {
                if let AgreementAct::PostYear { year } = &request.act {
                    self.post_year(actor, &held, *year, now).await?;
                }
            }
        }
        self.agreement_view(actor, number, now).await
    }

    /// What is asked of the agreement; nothing for what is asked of its ledger.
    async fn command(&self, held: &Held, act: &AgreementAct, now: Timestamp) -> Result<Option<SigningCommand>> {
        let said = |text: &str| match text.chars().count() > TEXT_MAX {
            true => Err(AppError::bad_input(format!("填写的内容超过 {TEXT_MAX} 字；请删减"))),
            false => Ok(text.trim().to_string()),
        };
        Ok(Some(match act {
            AgreementAct::PostYear { .. } => return Ok(None),
            AgreementAct::Redraft(typed) => {
                let kind = self.kind_of(held, now).await?;
                self.demand_county(&kind.opened, typed.taker.trim())?;
                let giver = held.giver();
                SigningCommand::Draft { terms: terms(&held.signing.rule, giver, typed)? }
            }
            AgreementAct::Sign { place, terms } => {
                SigningCommand::Sign { place: *place, terms_digest: terms.trim().to_string() }
            }
            AgreementAct::TellYear { year, income, input, basis, reason } => SigningCommand::TellYear {
                year: *year,
                income: amount(income, "收益")?,
                input: match input.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
                    Some(text) => amount(text, "投入")?,
                    None => Decimal::ZERO,
                },
                basis: said(basis)?,
                reason: said(reason.as_deref().unwrap_or_default())?,
            },
            AgreementAct::End { reason } => SigningCommand::End { reason: said(reason)? },
            AgreementAct::Withdraw { reason } => SigningCommand::Withdraw { reason: said(reason)? },
        }))
    }

    /// The rule of an agreement with its register as it is now.
    pub(super) async fn kind_of(&self, held: &Held, now: Timestamp) -> Result<Kind> {
        let (head, rule) = (&held.head, &held.signing.rule);
        let transfer: Transfer = rule
            .transfer
            .clone()
            .ok_or_else(|| AppError::Internal { message: format!("协议“{}”没有声明流转", held.number) })?;
        let book = RegisterBookQuery { dataset: Some(held.dataset), period: None };
        let opened = self.opened(&head.pack, &head.register, &book, now).await?;
        Ok(Kind { opened, rule: rule.clone(), transfer })
    }

    /// The row that passes to the other side because of these records; it must still be as the signers saw it.
    pub(super) async fn passed(
        &self,
        actor: &Actor,
        held: &Held,
        records: &[SigningRecord],
        now: Timestamp,
    ) -> Result<Option<Passed>> {
        if !records.iter().any(|record| record.event == SigningEvent::TookEffect) {
            return Ok(None);
        }
        let kind = self.kind_of(held, now).await?;
        let (head, number) = (&held.head, &held.number);
        let gone = || AppError::Conflict {
            message: format!("名录“{}”中已没有“{}”这一行，协议不能生效；请先恢复该行", kind.opened.title(), head.row),
        };
        let row = kind.opened.row(&self.store.row(&kind.opened.book, &head.row).await?.ok_or_else(gone)?)?;
        if let Some(refusal) = kind.refusal(&row) {
            let message = format!("“{}”{refusal}；协议没有生效，签署没有记录", head.row);
            return Err(AppError::Conflict { message });
        }
        let place = kind.text(Some(&kind.transfer.place), &row.values);
        if place != held.giver() {
            let (now, then) = (kind.opened.place_name(&place), kind.opened.place_name(held.giver()));
            return Err(AppError::Conflict {
                message: format!("“{}”现在计在{now}，协议的流出地是{then}；请撤回后重新草拟", head.row),
            });
        }
        let note = format!("流转协议 {number} 三方签署生效");
        let told = [(&kind.transfer.place, Value::Text(held.taker().into()))];
        let names = (head.pack.as_str(), head.register.as_str());
        let handover = self.hand_over(names, held.dataset, (&head.row, &told), note.clone(), now).await?;
        let audit = actor.audit("项目流转", format!("{}/{}", kind.opened.object(), head.row), Some(&note), now);
        Ok(Some(Passed { handover, step: kind.rule.code.to_string(), to: kind.transfer.to.to_string(), audit }))
    }
}

/// A number as it was typed; negative ones are refused by who shares.
pub(super) fn amount(text: &str, what: &str) -> Result<Decimal> {
    let told = text.trim();
    let digits = told.strip_prefix('-').unwrap_or(told);
    let is_plain = !digits.is_empty() && digits.chars().all(|one| one.is_ascii_digit() || one == '.');
    let found = told.parse().ok().filter(|_| is_plain);
    found.ok_or_else(|| AppError::bad_input(format!("{what}“{text}”不是数；请写阿拉伯数字，不写单位和千分号")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        assert_eq!(amount(" 12.50 ", "收益").ok(), Some(Decimal::new(1250, 2)));
        for wrong in ["", "1,000", "12万元", "--1", "1e3"] {
            assert!(amount(wrong, "收益").is_err(), "{wrong}");
        }
    }
}
