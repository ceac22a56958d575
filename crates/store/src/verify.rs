//! Checks the audit chain, and that what each entry wrote is there and is what it was. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use model::digest;

use crate::audit::{AuditRow, GENESIS};
use crate::registers::NamedFile;
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

/// Entries that are held at one time: the record of a large city has millions.
const PAGE: i64 = 1_000;

impl Store {
    /// Checks every entry and everything that was written with one. Reads the entries page by page.
    pub async fn verify(&self) -> Result<ChainReport> {
        // Others write meanwhile: what comes after the last entry that is there now is for the next check.
        let last = self.audit_head().await?;
        let mut named = Vec::new();
        let mut bound: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
        for (seq, what, found) in self.bound_digests(&mut named).await? {
            bound.entry(seq).or_default().push((what, found));
        }
        // An entry that only says what was done has nothing that could be missing.
        let mut known = self.named_digests().await?;
        known.extend([String::new(), digest(b"")]);
        let (mut faults, mut missing) = (Vec::new(), Vec::new());
        let mut content_faults = Vec::new();
        let (mut entries, mut after, mut expected, mut prev) = (0, 0, 1, GENESIS.to_string());
        loop {
            let page: Vec<AuditRow> = query_as(
                "SELECT seq, at, actor, action, object, note, content, prev, digest FROM audit
                 WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3",
            )
            .bind(after)
            .bind(last)
            .bind(PAGE)
            .fetch_all(self.readers())
            .await?;
            let Some(end) = page.last() else { break };
            after = end.seq;
            entries += page.len();
            for row in page {
                if row.seq != expected || row.prev != prev || row.computed()? != row.digest {
                    faults.push(ChainFault::Entry { seq: row.seq });
                }
                expected += 1;
                match bound.remove(&row.seq) {
                    Some(written) => {
                        let changed = written.into_iter().filter(|(_, found)| *found != row.content);
                        content_faults.extend(changed.map(|(what, _)| ChainFault::Content { seq: row.seq, what }));
                    }
                    None if known.contains(&row.content) => {}
                    None => {
                        missing.push(ChainFault::Missing { seq: row.seq, action: row.action, object: row.object });
                    }
                }
                prev = row.digest;
            }
        }
        faults.extend(content_faults);
        // Left over is what has no entry: written meanwhile, or somebody took the entry away.
        let written_meanwhile = last + 1..=self.audit_head().await?;
        let left = bound.into_iter().filter(|(seq, _)| !written_meanwhile.contains(seq));
        faults.extend(
            left.flat_map(|(seq, held)| held.into_iter().map(move |(what, _)| ChainFault::Content { seq, what })),
        );
        faults.extend(missing);
        let files = self.file_faults(named).await?;
        faults.extend(files.into_iter().map(|(seq, what)| ChainFault::Content { seq, what }));
        Ok(ChainReport { entries, head: prev, faults })
    }

    /// Everything that an entry vouches for: its number, what it is, the digest of what is stored now. Files that the
    /// changes of registers name come beside it.
    async fn bound_digests(&self, named: &mut Vec<NamedFile>) -> Result<Vec<(i64, String, String)>> {
        let mut bound = self.plan_digests().await?;
        bound.extend(self.claim_digests().await?);
        bound.extend(self.data_digests().await?);
        bound.extend(self.bulletin_digests().await?);
        bound.extend(self.evaluation_digests().await?);
        bound.extend(self.allocation_digests().await?);
        bound.extend(self.register_digests(named).await?);
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
