//! Checks the audit chain, and that what each entry wrote is there and is what it was. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use model::digest;

use crate::audit::{AuditRow, GENESIS};
use crate::sql::{query_as, query_scalar};
use crate::{Result, Store};

/// What a check of the chain and of everything bound to it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    pub entries: usize,
    /// Digest of the last entry.
    pub head: String,
    pub faults: Vec<ChainFault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFault {
    /// The entry does not have the digest that its content gives, or does not follow the one before.
    Entry { seq: i64 },
    /// What was written with the entry is no longer what it was.
    Content { seq: i64, what: String },
    /// Nothing is left of what was written with the entry: what was done, and to what.
    Missing { seq: i64, action: String, object: String },
}

impl Store {
    /// Checks every entry and everything that was written with one.
    pub async fn verify(&self) -> Result<ChainReport> {
        let mut faults = Vec::new();
        let rows: Vec<AuditRow> =
            query_as("SELECT seq, at, actor, action, object, note, content, prev, digest FROM audit ORDER BY seq")
                .fetch_all(self.readers())
                .await?;
        let mut prev = GENESIS.to_string();
        let mut contents = BTreeMap::new();
        for (expected, row) in (1_i64..).zip(&rows) {
            if row.seq != expected || row.prev != prev || row.computed()? != row.digest {
                faults.push(ChainFault::Entry { seq: row.seq });
            }
            prev = row.digest.clone();
            contents.insert(row.seq, row.content.as_str());
        }
        let bound = self.bound_digests().await?;
        // Others write meanwhile: what came with entries after the last one that was read is for the next check. Where
        // there is no such entry, somebody took it away.
        let last = rows.last().map_or(0, |row| row.seq);
        let written_meanwhile = last + 1..=self.audit_head().await?;
        let mut told = BTreeSet::new();
        for (seq, what, found) in bound {
            told.insert(seq);
            if contents.get(&seq) != Some(&found.as_str()) && !written_meanwhile.contains(&seq) {
                faults.push(ChainFault::Content { seq, what });
            }
        }
        // An entry that only says what was done has nothing that could be missing.
        let mut known = self.named_digests().await?;
        known.extend([String::new(), digest(b"")]);
        let is_missing = |row: &&AuditRow| !told.contains(&row.seq) && !known.contains(&row.content);
        faults.extend(rows.iter().filter(is_missing).map(|row| ChainFault::Missing {
            seq: row.seq,
            action: row.action.clone(),
            object: row.object.clone(),
        }));
        faults.extend(self.file_faults().await?.into_iter().map(|(seq, what)| ChainFault::Content { seq, what }));
        Ok(ChainReport { entries: rows.len(), head: prev, faults })
    }

    /// Everything that an entry vouches for: its number, what it is, the digest of what is stored now.
    async fn bound_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let mut bound = self.plan_digests().await?;
        bound.extend(self.claim_digests().await?);
        bound.extend(self.data_digests().await?);
        bound.extend(self.bulletin_digests().await?);
        bound.extend(self.evaluation_digests().await?);
        bound.extend(self.allocation_digests().await?);
        bound.extend(self.register_digests().await?);
        bound.extend(self.ledger_digests().await?);
        bound.extend(self.people_digests().await?);
        bound.extend(self.case_digests().await?);
        bound.extend(self.stream_digests().await?);
        Ok(bound)
    }

    /// Digests of the names of what changes while it stands (accounts, addresses that events go to): an entry about one
    /// vouches for its name only, and none of them is ever taken away.
    async fn named_digests(&self) -> Result<BTreeSet<String>> {
        let mut names: Vec<String> = Vec::new();
        let users: Vec<String> = query_scalar("SELECT name FROM user_account").fetch_all(self.readers()).await?;
        names.extend(users.iter().map(|name| format!("user/{name}")));
        names.extend(users);
        let hooks: Vec<(i64, String)> =
            query_as("SELECT webhook_id, address FROM webhook").fetch_all(self.readers()).await?;
        names.extend(hooks.into_iter().flat_map(|(id, address)| [id.to_string(), address]));
        let deliveries: Vec<i64> =
            query_scalar("SELECT delivery_id FROM webhook_delivery").fetch_all(self.readers()).await?;
        names.extend(deliveries.into_iter().map(|id| id.to_string()));
        Ok(names.into_iter().map(|name| digest(name.as_bytes())).collect())
    }
}
