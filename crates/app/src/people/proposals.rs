//! Changes of accounts and rights: proposed by the system administrator, decided by the security administrator. Neither
//! can do it alone; what is approved is carried out at once and on record.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::people::{AccessChange, Assignment, Role, check_assignment, check_deputy};
use store::{Secret, StoredProposal};

use super::words::Lookup;
use crate::users::{check_name, one_time};
use crate::view::{
    OneTimePassword, ProposalAnswer, ProposalDecisionRequest, ProposalDecisionView, ProposalRequest, ProposalView,
};
use crate::{Actor, App, AppError, Result, day_in_china};

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
        self.check_administrators(&request.changes, now).await?;
        let audit = actor.audit("申请权限变更", "proposal", note, now);
        let id = self.store.propose(&request.changes, note, &audit).await?;
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
            self.check_administrators(&proposal.changes, now).await?;
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
        let decided = self.store.decide_proposal(id, request.is_approved, note, &secrets, &audit).await?;
        decided.map_err(|fault| AppError::Conflict { message: fault.to_string() })?;
        let proposal = view(self.store.proposal(id).await?, &self.lookup(now).await?);
        Ok(ProposalAnswer { proposal, one_time_passwords: shown })
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
            AccessChange::Set { setting, value } => {
                self.setting_rules.check(*setting, *value).map_err(|fault| AppError::bad_input(fault.to_string()))?;
            }
            AccessChange::Open { .. }
            | AccessChange::ResetPassword { .. }
            | AccessChange::ResetSecondFactor { .. }
            | AccessChange::Disable { .. }
            | AccessChange::Enable { .. } => {}
        }
        Ok(())
    }
}

impl App {
    /// Changes leave somebody in each of the three administrators' roles who held one: else nobody could propose, approve
    /// or read the record any more.
    async fn check_administrators(&self, changes: &[AccessChange], now: Timestamp) -> Result<()> {
        let (today, policy) = (day_in_china(now), self.policy().await?);
        let open: BTreeSet<String> = self
            .store
            .users()
            .await?
            .into_iter()
            .filter(|user| policy.closed(user, now).is_none())
            .map(|user| user.name)
            .collect();
        let held = self.store.assignments().await?;
        let counts = |one: &Assignment| open.contains(&one.user) && one.valid_to.is_none_or(|to| to >= today);
        let ended = |id: i64| {
            let is_it =
                |change: &AccessChange| matches!(change, AccessChange::End { assignment, .. } if *assignment == id);
            changes.iter().any(is_it)
        };
        let disabled = |user: &str| {
            let is_it = |change: &AccessChange| matches!(change, AccessChange::Disable { user: it } if it == user);
            changes.iter().any(is_it)
        };
        let granted = |role: Role| {
            let is_it =
                |change: &AccessChange| matches!(change, AccessChange::Grant { assignment } if assignment.role == role);
            changes.iter().any(is_it)
        };
        for role in Role::ALL.into_iter().filter(|role| role.is_administrator()) {
            let mut of_role =
                held.iter().filter(|one| one.assignment.role == role && counts(&one.assignment)).peekable();
            let is_held = of_role.peek().is_some();
            if is_held && !granted(role) && of_role.all(|one| ended(one.id) || disabled(&one.assignment.user)) {
                let message = format!("变更后将没有“{}”；请先授予另一人，再终止或停用", role.in_words());
                return Err(AppError::Conflict { message });
            }
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
