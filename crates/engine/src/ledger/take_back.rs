//! Takes back accounts and assets that were opened for a slip which was then refused, so that a refusal leaves nothing.
//! Never takes back a voucher.

use super::book::{Book, EntryBody};
use super::chain::Chain;
use super::repeat::HeadId;

/// How far a book was.
pub(super) struct Mark {
    entries: usize,
    accounts: usize,
    assets: usize,
    positions: usize,
    written: usize,
    last_head: Option<HeadId>,
    chain: Chain,
}

impl Book {
    pub(super) fn mark(&self) -> Mark {
        Mark {
            entries: self.entries.len(),
            accounts: self.accounts.len(),
            assets: self.assets.len(),
            positions: self.positions.len(),
            written: self.written.len(),
            last_head: self.last_head,
            chain: self.chain,
        }
    }

    /// Everything since a mark, which must be accounts and assets only and not have been taken from `written` yet.
    pub(super) fn take_back(&mut self, mark: &Mark) {
        if self.entries.len() == mark.entries {
            return;
        }
        let is_opening = |body: &EntryBody| matches!(body, EntryBody::Asset | EntryBody::Account);
        debug_assert!(self.entries[mark.entries..].iter().all(|entry| is_opening(&entry.body)));
        for opened in self.accounts.drain(mark.accounts..) {
            self.account_of.remove(&opened.account.name);
        }
        for asset in self.assets.drain(mark.assets..) {
            self.asset_of.remove(&asset.name);
        }
        self.homes.truncate(mark.accounts);
        for home in &mut self.homes {
            home.first = home.first.filter(|(_, position)| (*position as usize) < mark.positions);
        }
        self.entries.truncate(mark.entries);
        self.positions.truncate(mark.positions);
        for held in &mut self.accounts {
            held.positions.retain(|(_, position)| (*position as usize) < mark.positions);
        }
        self.written.truncate(mark.written);
        self.last_head = mark.last_head;
        self.chain = mark.chain;
    }
}
