//! The audit chain for the screens, and the check of everything that must never change.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use model::people::{Role, Setting};
use store::{AuditEntry, ChainFault, Readable};

use crate::cases::ACTIONS_OF_PARTIES;
use crate::paging::{self, List};
use crate::view::{AuditPage, AuditQuery, AuditView, LogRetention};
use crate::{Actor, App, AppError, Result};

const PAGE_SIZE: usize = 50;
/// Stands for a bidder while a case keeps its bidders secret.
const NOT_YET_TOLD: &str = "（结果公示前不显示）";
pub(crate) const POSTED: &str = "记账";
pub(crate) const EXPORTED: &str = "导出";
pub(crate) const REFUSED: &str = "操作被拒";

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

/// Entries that are handed out at once.
const LINES_AT_ONCE: usize = 10_000;

impl App {
    /// The record as lines that `audit-check` proves (`docs/audit-log.md`), those after an entry; its number goes on with the
    /// next part. For the host alone: the whole record is in it.
    pub async fn audit_lines(&self, actor: &Actor, after: i64) -> Result<(i64, String)> {
        if !actor.is_host() {
            let message = "整份操作记录只能在服务器上由命令行导出".to_string();
            return Err(AppError::Forbidden { message });
        }
        let lines = self.store.audit_lines(after, LINES_AT_ONCE).await?;
        let last = lines.last().map_or(after, |(seq, _)| *seq);
        Ok((last, lines.into_iter().map(|(_, line)| line).collect()))
    }

    /// The 50 newest, newest first.
    pub async fn audit(&self) -> Result<Vec<AuditView>> {
        self.without_bidders(self.store.audit_before(Readable::All, None, PAGE_SIZE).await?, None).await
    }

    /// One page of what an actor may read of it, newest first: the auditor all, those who run and supervise the plan its business, others what
    /// they did themselves.
    pub async fn audit_for(&self, actor: &Actor, query: &AuditQuery) -> Result<AuditPage> {
        let roles = actor.roles();
        let is_any = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        let readable = if actor.is_host() || is_any(&[Role::AuditAdministrator]) {
            Readable::All
        } else if is_any(&[Role::Planner, Role::Supervisor]) {
            Readable::Business(&actor.user)
        } else {
            Readable::Own(&actor.user)
        };
        let list = List::new("操作记录", &())?;
        let limit = paging::limit(query.limit, PAGE_SIZE);
        let before: Option<i64> = list.place(query.cursor.as_deref())?;
        let mut found = self.store.audit_before(readable, before, limit + 1).await?;
        let has_more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| has_more).map(|entry| entry.seq);
        let next = last.map(|last| list.cursor(&last)).transpose()?;
        Ok(AuditPage { entries: self.without_bidders(found, Some(&actor.user)).await?, next })
    }

    /// Entries as views; who bids in a case is told only when the case tells it. The entries themselves stay whole.
    async fn without_bidders(&self, entries: Vec<AuditEntry>, reader: Option<&str>) -> Result<Vec<AuditView>> {
        let mut secret: BTreeMap<String, bool> = BTreeMap::new();
        let mut views = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut view = view(entry);
            let case = view.object.strip_prefix("case/").map(|rest| rest.split('/').next().unwrap_or(rest).to_string());
            let is_of_party =
                ACTIONS_OF_PARTIES.contains(&view.action.as_str()) || [POSTED, REFUSED].contains(&view.action.as_str());
            if let Some(number) = case.filter(|_| is_of_party && reader != Some(view.actor.as_str())) {
                let is_secret = match secret.get(&number) {
                    Some(known) => *known,
                    None => self.is_case_secret(&number).await?,
                };
                secret.insert(number, is_secret);
                if is_secret {
                    view.actor = NOT_YET_TOLD.to_string();
                    // A refusal names the account.
                    view.note = view.note.filter(|_| view.action != REFUSED);
                }
            }
            views.push(view);
        }
        Ok(views)
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
        ChainFault::Missing { seq, action, object } => {
            format!("审计记录第 {seq} 条“{action}”（{object}）写入的内容已不存在，被删除")
        }
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
