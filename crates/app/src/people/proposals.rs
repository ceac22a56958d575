//! Changes of accounts and rights: proposed by the system administrator, decided by the security administrator. Neither
//! can do it alone; what is approved is carried out at once and on record.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::{AccessChange, Assignment, check_assignment, check_deputy};
use store::{Secret, StoredProposal};

use super::left_behind::may_stand;
use super::words::Lookup;
use crate::users::identity::check_subject;
use crate::users::{check_name, one_time};
use crate::view::{
    OneTimePassword, ProposalAnswer, ProposalDecisionRequest, ProposalDecisionView, ProposalRequest, ProposalView,
};
use crate::{Actor, App, AppError, Result};

const CHANGES_MAX: usize = 50;
const NOTE_MAX: usize = 500;

impl App {
    /// All proposals, newest first.
    pub async fn proposals(&self, now: Timestamp) -> Result<Vec<ProposalView>> {
        let lookup = self.lookup(now).await?;
        Ok(self.store.proposals().await?.into_iter().map(|one| view(one, &lookup)).collect())
    }

    /// Checks and keeps a proposal; nothing happens before it is approved.
    pub async fn propose(&self, actor: &Actor, request: &ProposalRequest, now: Timestamp) -> Result<ProposalView> {
        if request.changes.is_empty() || request.changes.len() > CHANGES_MAX {
            return Err(AppError::bad_input(format!("一份申请应有 1—{CHANGES_MAX} 项变更")));
        }
        let note = trimmed(request.note.as_deref())?;
        let mut opened: Vec<&str> = Vec::new();
        let mut granted: Vec<Assignment> = Vec::new();
        for change in &request.changes {
            self.check_change(change, &mut opened, &mut granted, now).await?;
        }
        let audit = actor.audit("申请权限变更", "proposal", note, now);
        let changes = self.with_descriptions(&request.changes).await?;
        let check = may_stand(&changes, self.setting_rules.clone(), now);
        let rehearsed = self.store.rehearse(&changes, &check, &audit).await?;
        rehearsed.map_err(|fault| AppError::Conflict { message: fault.to_string() })?;
        let id = self.store.propose(&changes, note, &audit).await?;
        Ok(view(self.store.proposal(id).await?, &self.lookup(now).await?))
    }

    /// Approves or returns a proposal. Nobody decides their own.
    pub async fn decide_proposal(
        &self,
        actor: &Actor,
        id: i64,
        request: &ProposalDecisionRequest,
        now: Timestamp,
    ) -> Result<ProposalAnswer> {
        let note = trimmed(request.note.as_deref())?;
        if !request.is_approved && note.is_none() {
            return Err(AppError::bad_input("退回须写明理由"));
        }
        let proposal = self.store.proposal(id).await?;
        let mut shown = Vec::new();
        let mut secrets = BTreeMap::new();
        if request.is_approved && proposal.decided.is_none() {
            for change in &proposal.changes {
                if let AccessChange::Open { user, .. } | AccessChange::ResetPassword { user } = change {
                    let password = one_time()?;
                    secrets.insert(user.clone(), Secret(self.hash(password.clone()).await?));
                    shown.push(OneTimePassword { user: user.clone(), password });
                }
            }
        }
        let action = if request.is_approved { "批准权限变更" } else { "退回权限变更" };
        let audit = actor.audit(action, format!("proposal/{id}"), note, now);
        let check = may_stand(&proposal.changes, self.setting_rules.clone(), now);
        let decided = self.store.decide_proposal(id, request.is_approved, note, (&secrets, &check), &audit).await?;
        decided.map_err(|fault| AppError::Conflict { message: fault.to_string() })?;
        let proposal = view(self.store.proposal(id).await?, &self.lookup(now).await?);
        Ok(ProposalAnswer { proposal, one_time_passwords: shown })
    }

    /// Changes of bodies with what they change as it stands now, since an approval is of the difference; links with the
    /// issuer that is declared.
    async fn with_descriptions(&self, changes: &[AccessChange]) -> Result<Vec<AccessChange>> {
        let mut changes = changes.to_vec();
        let held = self.store.agencies().await?;
        for change in &mut changes {
            if let AccessChange::Agency { agency, before } = change {
                *before = held.iter().find(|held| held.code == agency.code).cloned().map(Box::new);
            }
            if let AccessChange::LinkIdentity { issuer, .. } = change {
                *issuer = self.issuer()?.issuer.clone();
            }
        }
        Ok(changes)
    }

    /// Faults are said when something is proposed, and again when it is approved.
    async fn check_change<'a>(
        &self,
        change: &'a AccessChange,
        opened: &mut Vec<&'a str>,
        granted: &mut Vec<Assignment>,
        now: Timestamp,
    ) -> Result<()> {
        let known = match change.user() {
            Some(user) => self.store.user(user).await?.is_some(),
            None => true,
        };
        if let AccessChange::Open { user, .. } = change {
            check_name(user)?;
            if known || opened.contains(&user.as_str()) {
                return Err(AppError::Conflict {
                    message: format!("用户“{user}”已存在，请换一个用户名")
                });
            }
            opened.push(user);
            return Ok(());
        }
        if let Some(user) = change.user().filter(|user| !known && !opened.contains(user)) {
            return Err(AppError::not_found(format!("用户“{user}”")));
        }
        match change {
            AccessChange::Grant { assignment } => {
                self.check_bounds(assignment, now).await?;
                let mut held = granted.clone();
                held.extend(self.store.assignments_of(&assignment.user).await?.into_iter().map(|one| one.assignment));
                held.retain(|one| one.user == assignment.user);
                check_assignment(assignment, &held)
                    .map_err(|fault| AppError::Conflict { message: fault.to_string() })?;
                if let Some(absent) = &assignment.deputy_of {
                    if self.store.user(absent).await?.is_none() {
                        return Err(AppError::not_found(format!("被代理的用户“{absent}”")));
                    }
                    let theirs = self.store.assignments_of(absent).await?;
                    let theirs: Vec<Assignment> = theirs.into_iter().map(|one| one.assignment).collect();
                    check_deputy(assignment, &theirs)
                        .map_err(|fault| AppError::Conflict { message: fault.to_string() })?;
                }
                granted.push(assignment.clone());
            }
            AccessChange::End { assignment, reason, .. } => {
                if reason.trim().is_empty() {
                    return Err(AppError::bad_input("终止岗位须写明理由"));
                }
                let held = self.store.assignments().await?.into_iter().find(|one| one.id == *assignment);
                let held = held.ok_or_else(|| AppError::not_found(format!("第 {assignment} 号岗位")))?;
                if held.ended.is_some() {
                    return Err(AppError::Conflict { message: format!("第 {assignment} 号岗位已终止") });
                }
            }
            AccessChange::PackRole { pack, role, .. } => {
                self.pack_role(pack, role)?;
            }
            AccessChange::LinkIdentity { subject, .. } => {
                self.issuer()?;
                check_subject(subject)?;
            }
            AccessChange::Set { setting, value } => {
                self.setting_rules.check(*setting, *value).map_err(|fault| AppError::bad_input(fault.to_string()))?;
            }
            AccessChange::Agency { agency, .. } => {
                agency.check().map_err(|fault| AppError::bad_input(fault.to_string()))?;
                if let Some(place) = &agency.place
                    && !self.store.dictionaries(now).await?.places.iter().any(|held| held.code == *place)
                {
                    return Err(AppError::not_found(format!("地区“{place}”")));
                }
            }
            AccessChange::Open { .. }
            | AccessChange::ResetPassword { .. }
            | AccessChange::ResetSecondFactor { .. }
            | AccessChange::UnlinkIdentity { .. }
            | AccessChange::Disable { .. }
            | AccessChange::Enable { .. } => {}
        }
        Ok(())
    }
}

fn trimmed(note: Option<&str>) -> Result<Option<&str>> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    match note {
        Some(note) if note.chars().count() > NOTE_MAX => {
            Err(AppError::bad_input(format!("说明超过 {NOTE_MAX} 字；请删减")))
        }
        note => Ok(note),
    }
}

fn view(one: StoredProposal, lookup: &Lookup) -> ProposalView {
    ProposalView {
        id: one.id,
        lines: one.changes.iter().map(|change| lookup.change(change)).collect(),
        note: one.note,
        by: one.by,
        at: one.at,
        decision: one.decided.map(|decided| ProposalDecisionView {
            is_approved: decided.is_approved,
            note: decided.note,
            by: decided.by,
            at: decided.at,
        }),
    }
}
