//! The audit chain for the screens, and the check of everything that must never change.

use jiff::{SignedDuration, Timestamp};
use model::people::{Role, Setting};
use store::{AuditEntry, ChainFault, Readable};

use crate::view::{AuditView, LogRetention};
use crate::{Actor, App, Result};

const PAGE_SIZE: usize = 50;

/// Outcome of checking everything that must never change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct VerifyReport {
    pub entries: usize,
    pub plans: usize,
    pub bulletins: usize,
    /// Digest of the last entry; write it down elsewhere to notice a cut-off end.
    pub head: String,
    /// In Chinese, one line each; empty when all is well.
    pub faults: Vec<String>,
}

impl App {
    /// Newest first, 50 a page, from page 1.
    pub async fn audit(&self, page: usize) -> Result<Vec<AuditView>> {
        let offset = (page.max(1) - 1).saturating_mul(PAGE_SIZE);
        Ok(self.store.audit_page(offset, PAGE_SIZE).await?.into_iter().map(view).collect())
    }

    /// What an actor may read of it: the auditor all, those who run and supervise the plan its business, others what
    /// they did themselves.
    pub async fn audit_for(&self, actor: &Actor, page: usize) -> Result<Vec<AuditView>> {
        let roles = actor.roles();
        let is_any = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        let readable = if actor.is_host() || is_any(&[Role::AuditAdministrator]) {
            Readable::All
        } else if is_any(&[Role::Planner, Role::Supervisor]) {
            Readable::Business(&actor.user)
        } else {
            Readable::Own(&actor.user)
        };
        let offset = (page.max(1) - 1).saturating_mul(PAGE_SIZE);
        Ok(self.store.audit_page_of(readable, offset, PAGE_SIZE).await?.into_iter().map(view).collect())
    }

    /// How long entries are kept at least. None is ever deleted: the setting says from when on the record must reach back,
    /// and this whether it does.
    pub async fn log_retention(&self, now: Timestamp) -> Result<LogRetention> {
        let days = self.policy().await?.value(Setting::LogDays);
        let rule = self.setting_rules.iter().find(|rule| rule.setting == Setting::LogDays);
        let (entries, first_at) = self.store.audit_span().await?;
        let is_reached =
            first_at.is_some_and(|first| now.duration_since(first) >= SignedDuration::from_hours(24 * days));
        let basis = rule.map(|rule| format!("{}：{}", rule.origin.in_words(), rule.basis)).unwrap_or_default();
        Ok(LogRetention { days, basis, entries, first_at, is_reached })
    }

    pub async fn verify(&self) -> Result<VerifyReport> {
        let report = self.store.verify().await?;
        let plans = self.store.plans(jiff::Timestamp::MAX).await?;
        let mut bulletins = 0;
        for plan in &plans {
            bulletins += self.store.bulletins(&plan.code).await?.len();
        }
        Ok(VerifyReport {
            entries: report.entries,
            plans: plans.len(),
            bulletins,
            head: report.head,
            faults: chain_faults(report.faults),
        })
    }
}

/// One line in Chinese each.
pub(crate) fn chain_faults(faults: Vec<ChainFault>) -> Vec<String> {
    let worded = |fault: ChainFault| match fault {
        ChainFault::Entry { seq } => format!("审计记录第 {seq} 条被改动，或与前一条不衔接"),
        ChainFault::Content { seq, what } => format!("{what}与审计记录第 {seq} 条不符，内容被改动"),
    };
    faults.into_iter().map(worded).collect()
}

pub(crate) fn view(entry: AuditEntry) -> AuditView {
    AuditView {
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
        action: entry.action,
        object: entry.object,
        note: entry.note,
    }
}
