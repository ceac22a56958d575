//! What the audit entries vouch for in the registers: every change, decision and grant as a line, read in pages.

use std::collections::BTreeMap;

use sqlx::FromRow;

use super::ChangeLine;
use super::files::{NamedFile, files_named};
use super::grants::grant_line;
use super::step::distinct_line;
use crate::dictionary::fold;
use crate::sql::query_as;
use crate::{Result, Store};

const PAGE: i64 = 20_000;

#[derive(FromRow)]
struct Line {
    audit_seq: i64,
    row_id: i64,
    seq: i64,
    dataset: String,
    pack: String,
    register: String,
    period: String,
    key: String,
    kind: String,
    body: Option<String>,
    state: Option<String>,
    step: Option<String>,
    pack_version: String,
    known_since: String,
    actor: String,
    note: Option<String>,
}

impl Store {
    /// Digest of all that each entry about a register wrote, by its number; and the files that the changes name.
    pub(crate) async fn register_digests(&self, named: &mut Vec<NamedFile>) -> Result<Vec<(i64, String, String)>> {
        let mut running: BTreeMap<i64, String> = BTreeMap::new();
        let mut after = (0, 0, 0);
        loop {
            let page: Vec<Line> = query_as(
                "SELECT c.audit_seq, c.row_id, c.seq, r.dataset, r.pack, r.register, r.period, r.key, c.kind, c.body,
                        c.state, c.step, c.pack_version, c.known_since, c.actor, c.note
                 FROM register_change c JOIN register_row r ON r.row_id = c.row_id
                 WHERE (c.audit_seq, c.row_id, c.seq) > ($1, $2, $3)
                 ORDER BY c.audit_seq, c.row_id, c.seq LIMIT $4",
            )
            .bind(after.0)
            .bind(after.1)
            .bind(after.2)
            .bind(PAGE)
            .fetch_all(self.readers())
            .await?;
            let Some(last) = page.last() else { break };
            after = (last.audit_seq, last.row_id, last.seq);
            for line in &page {
                named.extend(files_named((line.audit_seq, line.row_id, line.seq), line.body.as_deref()));
                let text = ChangeLine {
                    dataset: &line.dataset,
                    pack: &line.pack,
                    register: &line.register,
                    period: &line.period,
                    key: &line.key,
                    seq: line.seq,
                    kind: &line.kind,
                    body: line.body.as_deref(),
                    state: line.state.as_deref(),
                    step: line.step.as_deref(),
                    pack_version: &line.pack_version,
                    known_since: &line.known_since,
                    actor: &line.actor,
                    note: line.note.as_deref(),
                }
                .text()?;
                let held = running.entry(line.audit_seq).or_default();
                *held = fold(held, &text);
            }
        }
        let pairs: Vec<(i64, i64, i64, i64, String)> =
            query_as("SELECT audit_seq, left_id, right_id, is_distinct, note FROM register_distinct")
                .fetch_all(self.readers())
                .await?;
        for (seq, left, right, is_distinct, note) in pairs {
            running.insert(seq, fold("", &distinct_line(left, right, is_distinct == 1, &note)));
        }
        let grants: Vec<(i64, String, String, String, i64)> =
            query_as("SELECT audit_seq, pack, role, user_name, is_granted FROM role_grant")
                .fetch_all(self.readers())
                .await?;
        for (seq, pack, role, user, is_granted) in grants {
            running.insert(seq, fold("", &grant_line(&pack, &role, &user, is_granted == 1)));
        }
        let bound = |(seq, digest): (i64, String)| (seq, format!("第{seq}号记录的名录变更"), digest);
        Ok(running.into_iter().map(bound).collect())
    }
}
