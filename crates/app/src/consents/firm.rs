//! The enterprise's side: what it may agree to, giving and withdrawing a consent, who looked.

use engine::consent::{Standing, Term, Terms};
use engine::register::checked_credit_code;
use jiff::Timestamp;
use model::people::{Agency, AgencyKind, Capability, Role};
use model::{Dataset, Period};
use store::{ConsentSide, NewConsent, REFUSED_LOOK, StoredConsent};

use super::called;
use crate::people::persons::Persons;
use crate::view::{
    ConsentHeld, ConsentItemView, ConsentLookView, ConsentReport, ConsentRequest, ConsentShelf, ConsentView, Named,
    PurposeView, WithdrawalRequest,
};
use crate::{Actor, App, AppError, Result, day_in_china};

const WHY_MAX: usize = 200;
/// So many looks of one consent are listed; of more it is said how many there are.
const LOOKS: i64 = 200;

impl App {
    /// The page of whoever acts for an enterprise.
    pub async fn consent_shelf(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<ConsentShelf> {
        self.admit(actor, Capability::GiveConsent, "数据授权", now).await?;
        let firms = self.bodies_of(actor, Role::Enterprise).await?;
        let (agencies, today) = (self.store.agencies().await?, day_in_china(now));
        let mut items = Vec::new();
        for item in &self.consent.items {
            let declared = self.declared(item)?;
            let mut held = Vec::new();
            for period in self.declared_periods(&declared, dataset, now).await? {
                for firm in &firms {
                    if !self.keys_held(&declared, &credit_codes(firm), (dataset, period)).await?.is_empty() {
                        let period_in_words = period.in_words();
                        held.push(ConsentHeld { firm: firm.code.clone(), period, period_in_words });
                    }
                }
            }
            let names = std::iter::once(&declared.label).chain(&declared.results).map(|formula| formula.name.clone());
            items.push(ConsentItemView {
                code: item.code.clone(),
                name: item.name.clone(),
                results: names.collect(),
                held,
            });
        }
        let persons = self.persons(now).await?;
        let mut consents = Vec::new();
        for firm in &firms {
            for stored in self.store.consents_of(ConsentSide::Giver, &firm.code, dataset).await? {
                consents.push(self.consent_view(&stored, &agencies, &persons, now).await?);
            }
        }
        consents.sort_by_key(|consent| -consent.id);
        let named = |agency: &Agency| Named { code: agency.code.clone(), name: agency.name_on(today).to_string() };
        let is_bank = |agency: &&Agency| agency.kind == AgencyKind::Bank && agency.exists_on(today);
        let rules = &self.consent;
        let purpose = |one: &engine::consent::Purpose| PurposeView {
            code: one.code.clone(),
            name: one.name.clone(),
            definition: one.definition.clone(),
        };
        Ok(ConsentShelf {
            dataset,
            firms: firms.iter().map(named).collect(),
            items,
            banks: agencies.iter().filter(is_bank).map(named).collect(),
            purposes: rules.purposes.iter().map(purpose).collect(),
            days_default: rules.days_default,
            days_max: rules.days_max,
            basis: rules.basis.clone(),
            today,
            consents,
        })
    }

    /// What a bank would see, to the enterprise itself.
    pub async fn own_report(
        &self,
        actor: &Actor,
        (firm, item): (&str, &str),
        (dataset, period): (Dataset, Period),
        now: Timestamp,
    ) -> Result<ConsentReport> {
        let firm = self.own_firm(actor, firm, now).await?;
        let item = self.consent.item(item).ok_or_else(|| AppError::not_found(format!("授权事项“{item}”")))?;
        let declared = self.declared(item)?;
        let key = self.own_key(&firm, &declared, (dataset, period)).await?;
        self.report_of(item, &declared, (&key, firm.name_on(day_in_china(now))), (dataset, period), now).await
    }

    /// Agrees that a bank looks. Gives the page as it is then.
    pub async fn give_consent(&self, actor: &Actor, request: &ConsentRequest, now: Timestamp) -> Result<ConsentShelf> {
        let firm = self.own_firm(actor, &request.firm, now).await?;
        let (first_day, last_day) = (request.first_day, request.last_day);
        let terms = Terms { item: &request.item, purpose: &request.purpose, first_day, last_day };
        let today = day_in_china(now);
        self.consent.check_terms(&terms, today).map_err(|fault| AppError::bad_input(fault.to_string()))?;
        let agencies = self.store.agencies().await?;
        let bank = agencies.iter().find(|agency| agency.code == request.bank && agency.exists_on(today));
        let bank = bank.filter(|agency| agency.kind == AgencyKind::Bank).ok_or_else(|| {
            AppError::bad_input(format!(
                "“{}”不是已登记的金融机构，不能授权；请从列表中选择，没有的请联系系统管理员登记",
                called(&agencies, &request.bank, now)
            ))
        })?;
        let item = self.consent.item(&request.item).ok_or_else(|| AppError::not_found("授权事项"))?;
        let declared = self.declared(item)?;
        let subject = self.own_key(&firm, &declared, (request.dataset, request.period)).await?;
        let new = NewConsent {
            dataset: request.dataset,
            giver: firm.code.clone(),
            subject,
            receiver: bank.code.clone(),
            item: request.item.clone(),
            purpose: request.purpose.clone(),
            period: request.period,
            first_day,
            last_day,
        };
        let (bank, purpose) = (bank.name_on(today), self.consent.purpose_name(&request.purpose));
        let note = format!(
            "{}，{}，用途{purpose}，{first_day} 至 {last_day}，授权给{bank}",
            item.name,
            request.period.in_words()
        );
        let audit = actor.audit("数据授权", format!("consent/{}", firm.code), Some(&note), now);
        if self.store.add_consent(&new, &audit).await?.is_none() {
            return Err(AppError::Conflict {
                message: format!(
                    "{bank}已有同一事项、同一报告期、用途为{purpose}的授权，期限重叠；需要改期的，请先撤回原授权"
                ),
            });
        }
        self.consent_shelf(actor, request.dataset, now).await
    }

    /// From this moment the bank sees nothing under it.
    pub async fn withdraw_consent(
        &self,
        actor: &Actor,
        id: i64,
        request: &WithdrawalRequest,
        now: Timestamp,
    ) -> Result<ConsentShelf> {
        let missing = || AppError::not_found(format!("数据授权 {id}"));
        self.admit(actor, Capability::GiveConsent, "撤回数据授权", now).await?;
        let stored = self.store.consent(id).await?.ok_or_else(missing)?;
        self.own_firm(actor, &stored.consent.giver, now).await?;
        let why = request.why.as_deref().map(str::trim).filter(|why| !why.is_empty());
        if why.is_some_and(|why| why.chars().count() > WHY_MAX) {
            return Err(AppError::bad_input(format!("撤回原因最多 {WHY_MAX} 字；请精简")));
        }
        let audit = actor.audit("撤回数据授权", format!("consent/{}/{id}", stored.consent.giver), why, now);
        if !self.store.withdraw_consent(id, why, &audit).await? {
            return Err(AppError::Conflict { message: format!("数据授权 {id} 已经撤回，不必再次撤回") });
        }
        self.consent_shelf(actor, stored.consent.dataset, now).await
    }

    /// The own body of that code; anything else is refused on record.
    async fn own_firm(&self, actor: &Actor, code: &str, now: Timestamp) -> Result<Agency> {
        self.admit(actor, Capability::GiveConsent, "数据授权", now).await?;
        let own = self.bodies_of(actor, Role::Enterprise).await?.into_iter().find(|firm| firm.code == code);
        match own {
            Some(firm) if firm.kind == AgencyKind::Enterprise => Ok(firm),
            _ => {
                let message = "数据授权只能由企业就自己的数据作出；您没有代表这家企业的岗位".to_string();
                Err(self.refused(actor, &format!("consent/{code}"), &message, now).await)
            }
        }
    }

    async fn own_key(
        &self,
        firm: &Agency,
        declared: &super::results::Declared,
        (dataset, period): (Dataset, Period),
    ) -> Result<String> {
        let codes = credit_codes(firm);
        if codes.is_empty() {
            return Err(AppError::bad_input(
                "您的企业没有登记统一社会信用代码，无法对应到名录；请联系系统管理员在单位别名中补登",
            ));
        }
        let held = self.keys_held(declared, &codes, (dataset, period)).await?;
        held.into_iter().next().ok_or_else(|| {
            AppError::bad_input(format!(
                "名录“{}”{}没有您企业（{}）的数据；请改选报告期，或联系填报部门",
                declared.register.name,
                period.in_words(),
                codes.join("、")
            ))
        })
    }

    pub(super) async fn consent_view(
        &self,
        stored: &StoredConsent,
        agencies: &[Agency],
        persons: &Persons,
        now: Timestamp,
    ) -> Result<ConsentView> {
        let consent = &stored.consent;
        let standing = standing(stored, now);
        let looks = self.store.consent_looks(stored.id, LOOKS).await?;
        let look = |look: store::ConsentLook| ConsentLookView {
            who: persons.with_account(&look.by),
            at: look.at,
            what: look_in_words(&look.kind).to_string(),
            is_refused: look.kind == REFUSED_LOOK,
        };
        Ok(ConsentView {
            id: stored.id,
            firm: called(agencies, &consent.giver, now),
            bank: called(agencies, &consent.receiver, now),
            item: self.consent.item(&consent.item).map_or(consent.item.clone(), |item| item.name.clone()),
            purpose: self.consent.purpose_name(&consent.purpose).to_string(),
            period_in_words: consent.period.in_words(),
            first_day: consent.first_day,
            last_day: consent.last_day,
            state: standing.code().to_string(),
            state_in_words: standing.in_words().to_string(),
            days_left: days_left(standing),
            given_by: persons.with_account(&stored.given_by),
            given_at: stored.given_at,
            withdrawn_at: stored.withdrawal.as_ref().map(|held| held.at),
            withdrawn_why: stored.withdrawal.as_ref().and_then(|held| held.why.clone()),
            look_count: self.store.consent_look_count(stored.id).await?,
            looks: looks.into_iter().map(look).collect(),
        })
    }
}

pub(super) fn standing(stored: &StoredConsent, now: Timestamp) -> Standing {
    let (first_day, last_day) = (stored.consent.first_day, stored.consent.last_day);
    Standing::on(&Term { first_day, last_day, is_withdrawn: stored.withdrawal.is_some() }, day_in_china(now))
}

pub(super) fn days_left(standing: Standing) -> Option<i64> {
    match standing {
        Standing::Valid { days_left } => Some(days_left),
        Standing::Waiting | Standing::Withdrawn | Standing::Over => None,
    }
}

/// A body says its 统一社会信用代码 among its aliases.
fn credit_codes(firm: &Agency) -> Vec<String> {
    firm.aliases.iter().filter_map(|word| checked_credit_code(word).ok()).collect()
}

fn look_in_words(kind: &str) -> &str {
    match kind {
        "label" => "查看标签",
        "report" => "查看报告",
        "docx" => "下载报告（Word）",
        "pdf" => "下载报告（PDF）",
        REFUSED_LOOK => "查看被拒绝",
        other => other,
    }
}
