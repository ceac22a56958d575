//! Which accounts of a ledger somebody sees and posts to: a county its own and the common ones, whoever conducts the
//! mechanism or follows the whole plan all of them.

use std::collections::BTreeSet;

use engine::ledger::{Book, Holding, LineView, Slip, SlipMove, VoucherView, VoucherWhat};
use jiff::Timestamp;
use model::ledger::{AccountId, AccountName};
use model::pack::{Holder, Ledger};
use model::people::{Capability, DataClass, Extent, Hold};

use super::opened::OpenedLedger;
use super::secret::Secrets;
use crate::people::persons::Persons;
use crate::reach::why_not;
use crate::{Actor, App, Result};

/// The accounts within reach; all where `holders` is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Accounts {
    holders: Option<Holders>,
    /// Of trades; for readers only, as who posts sees nothing by it.
    pub secrets: Secrets,
    /// For readers only.
    pub persons: Persons,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Holders {
    places: BTreeSet<String>,
    agencies: BTreeSet<String>,
}

impl Accounts {
    pub fn are_all(&self) -> bool {
        self.holders.is_none()
    }

    pub fn has(&self, rules: &Ledger, account: &AccountName) -> bool {
        let Some(holders) = &self.holders else { return true };
        match rules.account(&account.kind).map(|kind| kind.holder) {
            Some(Holder::County) => holders.places.contains(&account.holder),
            Some(Holder::Enterprise | Holder::Agency) => holders.agencies.contains(&account.holder),
            // A pool belongs to all counties together.
            Some(Holder::One) => !holders.places.is_empty(),
            Some(Holder::Project | Holder::Person) | None => false,
        }
    }

    pub fn has_id(&self, rules: &Ledger, book: &Book, account: AccountId) -> bool {
        self.are_all() || book.account(account).is_some_and(|account| self.has(rules, &account.name))
    }

    /// Whether a voucher is about an account of one's own; a pool alone is none.
    pub fn touch(&self, rules: &Ledger, book: &Book, voucher: &VoucherView) -> bool {
        if self.are_all() {
            return true;
        }
        let about = match voucher.what {
            VoucherWhat::Approved { proposal, .. }
            | VoucherWhat::Rejected { proposal }
            | VoucherWhat::Completed { proposal } => book.voucher_view(proposal).unwrap_or_else(|| voucher.clone()),
            VoucherWhat::Posted | VoucherWhat::Proposed { .. } | VoucherWhat::Closed { .. } => voucher.clone(),
        };
        about.lines.iter().any(|line| [line.from, line.to].into_iter().any(|id| self.is_own(rules, book, id)))
    }

    /// Whether an account is of a holder within reach; a pool is nobody's own.
    pub fn is_own(&self, rules: &Ledger, book: &Book, account: AccountId) -> bool {
        let found = book.account(account);
        found.is_some_and(|account| !account.name.holder.is_empty() && self.has(rules, &account.name))
    }

    /// Whether a line gives what is one's own, or takes for oneself from a pool.
    fn gives(&self, rules: &Ledger, book: &Book, line: &LineView) -> bool {
        let is_pool = |id| book.account(id).is_some_and(|account| account.name.holder.is_empty());
        let is_own = |id| self.is_own(rules, book, id);
        is_own(line.from) || is_pool(line.from) && is_own(line.to)
    }

    /// Whether a slip takes from nobody else: what is given to others comes from one's own.
    fn may_post(&self, opened: &OpenedLedger, book: &Book, slip: &Slip) -> bool {
        let Some(holders) = &self.holders else { return true };
        let is_own = |holding: &Holding| {
            let holder = holding.holder.trim();
            let place = opened.places.iter().find(|(code, name)| **code == holder || **name == holder);
            place.is_some_and(|(code, _)| holders.places.contains(code)) || holders.agencies.contains(holder)
        };
        slip.lines.iter().all(|line| match &line.movement {
            SlipMove::Transfer { from, to, .. } | SlipMove::Hold { from, to, .. } => {
                is_own(from) || from.holder.trim().is_empty() && is_own(to)
            }
            SlipMove::PostHold { hold: of, .. } | SlipMove::VoidHold { hold: of } | SlipMove::Reverse { of, .. } => {
                // Who may post a line may also go on with it: the other lines of its voucher are somebody else's.
                book.line(*of).is_some_and(|line| self.gives(opened.rules(), book, &line))
            }
        })
    }
}

impl App {
    pub(super) async fn accounts_within(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        capability: Capability,
        now: Timestamp,
    ) -> Result<Accounts> {
        let is_reading = capability == Capability::ReadInternal;
        let (secrets, persons) = if is_reading {
            (self.secrets_of(actor, opened).await?, self.persons(now).await?)
        } else {
            (Secrets::default(), Persons::default())
        };
        if actor.is_host() {
            return Ok(Accounts { holders: None, secrets, persons });
        }
        let conducts = !self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?.is_empty();
        let Extent::Only(holds) = actor.extent(capability, DataClass::Internal, conducts) else {
            return Ok(Accounts { holders: None, secrets, persons });
        };
        let mut holders = Holders::default();
        for hold in holds {
            match hold {
                Hold::Place(place) => holders.places.insert(place),
                Hold::Agency(agency) => holders.agencies.insert(agency),
            };
        }
        Ok(Accounts { holders: Some(holders), secrets, persons })
    }

    /// Refuses an account, or the whole ledger where none is named, that is not within reach; on record.
    pub(super) async fn demand_account(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        (accounts, account): (&Accounts, Option<AccountId>),
        capability: Capability,
        now: Timestamp,
    ) -> Result<()> {
        let is_within = match account {
            None => accounts.are_all(),
            Some(account) => opened.desk.look(|book| accounts.has_id(opened.rules(), book, account)).await?,
        };
        if is_within {
            return Ok(());
        }
        Err(self.refused_account(actor, opened, capability, now).await)
    }

    async fn refused_account(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        capability: Capability,
        now: Timestamp,
    ) -> crate::AppError {
        let object = format!("ledger/{}/{}", opened.pack.code, opened.ledger);
        let message = format!("账本“{}”：{}", opened.rules().name, why_not(actor, capability, DataClass::Internal));
        self.refused(actor, &object, &message, now).await
    }

    /// Refuses a slip that moves what belongs to somebody else; on record.
    pub(crate) async fn demand_slip(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        slip: &Slip,
        now: Timestamp,
    ) -> Result<()> {
        let accounts = self.accounts_within(actor, opened, Capability::TakeStep, now).await?;
        if opened.desk.look(|book| accounts.may_post(opened, book, slip)).await? {
            return Ok(());
        }
        Err(self.refused_account(actor, opened, Capability::TakeStep, now).await)
    }

    /// Refuses a proposal that is about accounts of others alone; on record.
    pub(super) async fn demand_voucher(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        voucher: &VoucherView,
        now: Timestamp,
    ) -> Result<()> {
        let accounts = self.accounts_within(actor, opened, Capability::TakeStep, now).await?;
        if opened.desk.look(|book| accounts.touch(opened.rules(), book, voucher)).await? {
            return Ok(());
        }
        Err(self.refused_account(actor, opened, Capability::TakeStep, now).await)
    }
}
