//! Settings of accounts and records: the newest value stands. Never knows a default: that is a rule, not a row.

use std::collections::BTreeMap;

use model::people::Setting;

use super::record;
use crate::sql::{Change, query_as};
use crate::{NewAudit, Result, Store, StoreError, from_word, word_of};

pub(super) async fn set(change: &mut Change, setting: Setting, value: i64, audit: &NewAudit) -> Result<()> {
    record(change, ("setting", &word_of(&setting)?), &value.to_string(), audit).await
}

const SELECT: &str = "SELECT code, body FROM access_record r WHERE kind = 'setting'
    AND seq = (SELECT max(n.seq) FROM access_record n WHERE n.kind = r.kind AND n.code = r.code)";

type Row = (String, String);

/// The settings that were ever set, inside a transaction.
pub(super) async fn all(change: &mut Change) -> Result<BTreeMap<Setting, i64>> {
    read(query_as(SELECT).fetch_all(&mut **change).await?)
}

fn read(rows: Vec<Row>) -> Result<BTreeMap<Setting, i64>> {
    let mut settings = BTreeMap::new();
    for (code, body) in rows {
        let value = body.parse().map_err(|_| StoreError::Corrupt { what: format!("安全参数“{code}”") })?;
        settings.insert(from_word(&code)?, value);
    }
    Ok(settings)
}

impl Store {
    /// The settings that were ever set, with their values.
    pub async fn settings(&self) -> Result<BTreeMap<Setting, i64>> {
        read(query_as(SELECT).fetch_all(self.readers()).await?)
    }
}
