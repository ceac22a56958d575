//! The bank's side: enterprises that agreed, and what they agreed to show. What is shown was put on record before.

use engine::consent::Standing;
use jiff::Timestamp;
use model::Dataset;
use model::people::{Capability, Role};
use store::{ConsentSide, REFUSED_LOOK, StoredConsent};

use super::called;
use super::firm::{days_left, standing};
use crate::view::{ConsentReport, ConsentTerms, ConsentedRow, ConsentedShelf};
use crate::{Actor, App, AppError, Result, day_in_china};

/// As the record has it.
const LOOKED: &str = "查看授权结果";

impl App {
    /// Enterprises that agreed to show something to the person's bank. Seeing a label is a look too.
    pub async fn consented_shelf(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<ConsentedShelf> {
        self.admit(actor, Capability::ReadConsented, "已获授权的企业", now).await?;
        let banks = self.bodies_of(actor, Role::Bank).await?;
        let agencies = self.store.agencies().await?;
        let mut held: Vec<StoredConsent> = Vec::new();
        for bank in &banks {
            held.extend(self.store.consents_of(ConsentSide::Receiver, &bank.code, dataset).await?);
        }
        held.sort_by_key(|stored| (!standing(stored, now).is_valid(), -stored.id));
        let (mut rows, mut looks) = (Vec::new(), Vec::new());
        for stored in &held {
            let (consent, standing) = (&stored.consent, standing(stored, now));
            let item = self.consent.item(&consent.item);
            let (mut label, mut label_name) = (None, String::new());
            if let Some(item) = item {
                let declared = self.declared(item)?;
                label_name.clone_from(&declared.label.name);
                if standing.is_valid() {
                    let keys = vec![consent.subject.clone()];
                    let mut found = self.results_of(&declared, keys, (dataset, consent.period), now).await?;
                    label = found.remove(&consent.subject).filter(|held| held.has_label).map(|held| held.label.value);
                    let object = format!("consent/{}/{}", consent.giver, stored.id);
                    looks.push((stored.id, "label", actor.audit(LOOKED, object, Some("标签"), now)));
                }
            }
            rows.push(ConsentedRow {
                id: stored.id,
                firm: called(&agencies, &consent.giver, now),
                item: item.map_or(consent.item.clone(), |item| item.name.clone()),
                purpose: self.consent.purpose_name(&consent.purpose).to_string(),
                period_in_words: consent.period.in_words(),
                label,
                label_name,
                first_day: consent.first_day,
                last_day: consent.last_day,
                state: standing.code().to_string(),
                state_in_words: standing.in_words().to_string(),
                days_left: days_left(standing),
                refusal: refusal(stored, standing, &called(&agencies, &consent.giver, now)),
            });
        }
        if !looks.is_empty() && !self.store.look_under_consents(&looks).await? {
            return Err(withdrawn_meanwhile());
        }
        let bodies = banks.iter().map(|bank| bank.name_on(day_in_china(now)).to_string()).collect();
        Ok(ConsentedShelf { dataset, bodies, rows })
    }

    /// The report under a consent; `kind` says in which form it goes out.
    pub async fn consented_report(
        &self,
        actor: &Actor,
        id: i64,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<ConsentReport> {
        self.admit(actor, Capability::ReadConsented, "已获授权的企业", now).await?;
        let banks = self.bodies_of(actor, Role::Bank).await?;
        // A consent to another body and none at all look the same.
        let none = "您的单位没有这项授权，不能查看企业的结果；请由企业在“数据授权”中授权";
        let stored = self.store.consent(id).await?;
        let stored = stored.filter(|stored| banks.iter().any(|bank| bank.code == stored.consent.receiver));
        let Some(stored) = stored else {
            return Err(self.refused(actor, &format!("consent/{id}"), none, now).await);
        };
        let agencies = self.store.agencies().await?;
        let (consent, standing) = (&stored.consent, standing(&stored, now));
        let firm = called(&agencies, &consent.giver, now);
        let object = format!("consent/{}/{id}", consent.giver);
        if let Some(message) = refusal(&stored, standing, &firm) {
            // The enterprise is told of the attempt too.
            let audit = actor.audit(crate::audit::REFUSED, &object, Some(&message), now);
            self.store.look_under_consents(&[(id, REFUSED_LOOK, audit)]).await?;
            return Err(AppError::Forbidden { message });
        }
        let item = self.consent.item(&consent.item).ok_or_else(|| AppError::Conflict {
            message: format!("授权事项“{}”已不在本市的授权目录中，不能查看；请联系县域科", consent.item),
        })?;
        let declared = self.declared(item)?;
        let about = (consent.dataset, consent.period);
        let mut report = self.report_of(item, &declared, (&consent.subject, &firm), about, now).await?;
        report.consent = Some(ConsentTerms {
            id,
            bank: called(&agencies, &consent.receiver, now),
            purpose: self.consent.purpose_name(&consent.purpose).to_string(),
            first_day: consent.first_day,
            last_day: consent.last_day,
        });
        let audit = actor.audit(LOOKED, &object, Some(&report.item), now);
        match self.store.look_under_consents(&[(id, kind, audit)]).await? {
            true => Ok(report),
            false => Err(withdrawn_meanwhile()),
        }
    }
}

/// Why a consent does not open anything now.
fn refusal(stored: &StoredConsent, standing: Standing, firm: &str) -> Option<String> {
    let consent = &stored.consent;
    let again = "需要时请联系企业重新授权";
    match standing {
        Standing::Valid { .. } => None,
        Standing::Waiting => Some(format!("{firm}的授权自 {} 起有效，现在还不能查看", consent.first_day)),
        Standing::Over => Some(format!("{firm}的授权已于 {} 到期，不能再查看；{again}", consent.last_day)),
        Standing::Withdrawn => {
            let at = stored.withdrawal.as_ref().map_or(String::new(), |held| crate::time_in_words(held.at));
            Some(format!("{firm}已于 {at} 撤回授权，不能再查看；{again}"))
        }
    }
}

fn withdrawn_meanwhile() -> AppError {
    AppError::Forbidden { message: "企业刚刚撤回了授权，不能再查看；请刷新页面".to_string() }
}
