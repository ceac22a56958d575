//! What tables there are, as the database itself tells it: their columns, keys and references, the same from either.

use std::collections::{BTreeMap, BTreeSet};

use crate::sql::{Held, query_as};
use crate::{Result, StoreError};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Integer,
    Text,
    Bytes,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: ColumnKind,
    pub is_required: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// Names of the columns of the primary key.
    pub key: Vec<String>,
    /// Other tables that rows of this one name.
    pub refers_to: BTreeSet<String>,
}

type ColumnRow = (String, String, String, i64, i64);

const COLUMNS_OF_SQLITE: &str = "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk
    FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_' AND t.name <> '_sqlx_migrations'
    ORDER BY t.name, c.cid";

const REFERENCES_OF_SQLITE: &str = "SELECT t.name, f.\"table\"
    FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";

const COLUMNS_OF_POSTGRES: &str = "SELECT t.relname::text, c.attname::text, format_type(c.atttypid, NULL),
           c.attnotnull::int::bigint, coalesce(array_position(k.indkey::int2[], c.attnum) + 1, 0)::bigint
    FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
    LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
    WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace AND t.relname <> '_sqlx_migrations'
    ORDER BY t.relname COLLATE \"C\", c.attnum";

const REFERENCES_OF_POSTGRES: &str = "SELECT t.relname::text, f.relname::text
    FROM pg_constraint r JOIN pg_class t ON t.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid
    WHERE r.contype = 'f' AND t.relnamespace = current_schema()::regnamespace";

/// All tables, each after those that it refers to.
pub(crate) async fn tables(held: &mut Held) -> Result<Vec<Table>> {
    let (columns, references) = match held {
        Held::Sqlite(_) => (COLUMNS_OF_SQLITE, REFERENCES_OF_SQLITE),
        Held::Postgres(_) => (COLUMNS_OF_POSTGRES, REFERENCES_OF_POSTGRES),
    };
    let mut found: BTreeMap<String, (Table, Vec<(i64, String)>)> = BTreeMap::new();
    for (table, name, kind, is_required, place) in query_as::<ColumnRow>(columns).fetch_all(&mut *held).await? {
        let new = || Table { name: table.clone(), columns: Vec::new(), key: Vec::new(), refers_to: BTreeSet::new() };
        let (made, key) = found.entry(table.clone()).or_insert_with(|| (new(), Vec::new()));
        let kind = match kind.to_ascii_lowercase().as_str() {
            "integer" | "bigint" => ColumnKind::Integer,
            "text" => ColumnKind::Text,
            "blob" | "bytea" => ColumnKind::Bytes,
            other => return Err(StoreError::Corrupt { what: format!("表 {table} 的列 {name} 类型 {other}") }),
        };
        if place > 0 {
            key.push((place, name.clone()));
        }
        made.columns.push(Column { name, kind, is_required: is_required != 0 });
    }
    for (table, other) in query_as::<(String, String)>(references).fetch_all(&mut *held).await? {
        if let Some((table, _)) = found.get_mut(&table).filter(|_| table != other) {
            table.refers_to.insert(other);
        }
    }
    let mut waiting: Vec<Table> = found
        .into_values()
        .map(|(mut table, mut key)| {
            key.sort();
            table.key = key.into_iter().map(|(_, name)| name).collect();
            table
        })
        .collect();
    let (mut ordered, mut done): (Vec<Table>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    while !waiting.is_empty() {
        let (ready, rest): (Vec<Table>, Vec<Table>) =
            waiting.into_iter().partition(|table| table.refers_to.iter().all(|other| done.contains(other)));
        if ready.is_empty() {
            let names: Vec<String> = rest.into_iter().map(|table| table.name).collect();
            return Err(StoreError::Corrupt { what: format!("互相引用的表 {}", names.join("、")) });
        }
        done.extend(ready.iter().map(|table| table.name.clone()));
        ordered.extend(ready);
        waiting = rest;
    }
    Ok(ordered)
}
