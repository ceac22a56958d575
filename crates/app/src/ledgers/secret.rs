//! What a ledger keeps quiet while a trade over it does: who bids, and how much. When that ends is said by the case.

use std::collections::BTreeSet;

use engine::ledger::{Book, LineView};
use model::ledger::{Account, AccountId};
use model::pack::{Code, Ledger};

use super::opened::OpenedLedger;
use super::within::Accounts;
use crate::{Actor, App, AppError, Result};

/// Stands for a name or a number that is not told before the result of the trade is published.
pub(super) const KEPT: &str = "公示前保密";
/// Stands for an account of somebody else in what a pool shows to those who share it.
pub(super) const SOMEBODY: &str = "其他持有人";

/// What is kept from one reader; nothing where no case is secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Secrets {
    /// Numbers of cases, which stand as documents on what they posted.
    cases: BTreeSet<String>,
    /// Kinds of accounts of parties, and of the clearing account.
    kinds: BTreeSet<Code>,
}

impl Secrets {
    fn have(&self, book: &Book, line: &LineView, document: &str) -> bool {
        // What is released by hand may have a document of its own.
        let of = || line.of.and_then(|of| book.voucher_view(of.seq));
        self.cases.contains(document) || of().is_some_and(|voucher| self.cases.contains(&voucher.document))
    }
}

impl Accounts {
    /// Whether a line tells who bids in a case that this reader may not know of. One's own is no secret.
    pub fn keep(&self, rules: &Ledger, book: &Book, line: &LineView, document: &str) -> bool {
        if self.secrets.cases.is_empty() {
            return false;
        }
        let is_own = !self.are_all() && [line.from, line.to].into_iter().any(|id| self.is_own(rules, book, id));
        !is_own && self.secrets.have(book, line, document)
    }

    /// Whether what is held of an account, or for it, is kept: also of accounts without any holds, or their figures would
    /// tell who does not bid.
    pub fn keep_holds(&self, rules: &Ledger, account: &Account) -> bool {
        let is_own = !self.are_all() && !account.name.holder.is_empty() && self.has(rules, &account.name);
        self.secrets.kinds.contains(&account.name.kind) && !is_own
    }

    /// Whether the other side of what happened to an account is told: an account of one's own tells all, a pool only what
    /// is within reach.
    pub fn name_other(&self, rules: &Ledger, book: &Book, (account, other): (AccountId, AccountId)) -> bool {
        self.is_own(rules, book, account) || self.has_id(rules, book, other)
    }
}

impl App {
    pub(super) async fn secrets_of(&self, actor: &Actor, opened: &OpenedLedger) -> Result<Secrets> {
        let mut secrets = Secrets::default();
        for case in self.secret_cases(actor, (opened.pack.code.as_str(), &opened.ledger), opened.dataset).await? {
            secrets.kinds.extend([case.settlement.account, case.settlement.clearing]);
            secrets.cases.insert(case.number);
        }
        Ok(secrets)
    }
}

/// Refuses what would show every entry as it is.
pub(super) fn demand_open(opened: &OpenedLedger, accounts: &Accounts) -> Result<()> {
    let cases: Vec<&str> = accounts.secrets.cases.iter().map(String::as_str).collect();
    if cases.is_empty() {
        return Ok(());
    }
    Err(AppError::Conflict {
        message: format!(
            "账本“{}”中有交易项目尚未公示成交结果（{}），整本导出会泄露竞买人和冻结数量；请在公示后导出，或者由经办该交易的人员导出",
            opened.rules().name,
            cases.join("、")
        ),
    })
}
