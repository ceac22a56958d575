//! Copies every row of every table from one database to another of either kind, and proves by digests that both hold
//! the same. Knows no table by name.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Decode, FromRow, Row, Type, TypeInfo, ValueRef};

use crate::dictionary::fold;
use crate::sql::{Change, Held, Value, marks, query, query_as, query_scalar};
use crate::tables::{ColumnKind, Table, tables};
use crate::{Result, StoreError};

/// Rows that are held in memory at once: some hold a document of a megabyte.
const PAGE: usize = 200;

/// What a database holds: its rows, and one digest over all of them in one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub tables: usize,
    pub rows: usize,
    pub digest: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

struct Cells(Vec<Cell>);

fn cell<'r, R: Row>(row: &'r R, place: usize) -> std::result::Result<Cell, sqlx::Error>
where
    usize: sqlx::ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    let raw = row.try_get_raw(place)?;
    if raw.is_null() {
        return Ok(Cell::Null);
    }
    let kind = raw.type_info().name().to_string();
    match kind.as_str() {
        "INTEGER" | "INT8" => row.try_get(place).map(Cell::Integer),
        "TEXT" => row.try_get(place).map(Cell::Text),
        "BLOB" | "BYTEA" => row.try_get(place).map(Cell::Bytes),
        other => Err(sqlx::Error::Decode(format!("{other} was not expected").into())),
    }
}

impl FromRow<'_, SqliteRow> for Cells {
    fn from_row(row: &SqliteRow) -> std::result::Result<Cells, sqlx::Error> {
        (0..row.len()).map(|place| cell(row, place)).collect::<std::result::Result<_, _>>().map(Cells)
    }
}

impl FromRow<'_, sqlx::postgres::PgRow> for Cells {
    fn from_row(row: &sqlx::postgres::PgRow) -> std::result::Result<Cells, sqlx::Error> {
        (0..row.len()).map(|place| cell(row, place)).collect::<std::result::Result<_, _>>().map(Cells)
    }
}

fn value(cell: Cell, kind: ColumnKind) -> Value<'static> {
    match (cell, kind) {
        (Cell::Integer(value), _) => Value::Integer(Some(value)),
        (Cell::Text(value), _) => Value::OwnText(Some(value)),
        (Cell::Bytes(value), _) => Value::Bytes(Some(value)),
        (Cell::Null, ColumnKind::Integer) => Value::Integer(None),
        (Cell::Null, ColumnKind::Text) => Value::OwnText(None),
        (Cell::Null, ColumnKind::Bytes) => Value::Bytes(None),
    }
}

/// Columns in the order of their names, and the place of each column of the key among them.
struct Layout<'t> {
    table: &'t Table,
    columns: Vec<(&'t str, ColumnKind)>,
    key: Vec<usize>,
}

impl Layout<'_> {
    fn of(table: &Table) -> Result<Layout<'_>> {
        let mut columns: Vec<(&str, ColumnKind)> =
            table.columns.iter().map(|column| (column.name.as_str(), column.kind)).collect();
        columns.sort_by_key(|(name, _)| *name);
        let place = |name: &String| columns.iter().position(|(column, _)| column == name);
        let key: Option<Vec<usize>> = table.key.iter().map(place).collect();
        match key.filter(|key| !key.is_empty()) {
            Some(key) => Ok(Layout { table, columns, key }),
            None => Err(StoreError::Corrupt { what: format!("表 {} 没有主键", table.name) }),
        }
    }

    fn names(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        names.join(", ")
    }

    /// The rows after `last`, in the order of the key.
    async fn page(&self, held: &mut Held, last: Option<&Cells>) -> Result<Vec<Cells>> {
        let key: Vec<String> = self.key.iter().map(|place| format!("\"{}\"", self.columns[*place].0)).collect();
        let key = key.join(", ");
        let after = match last {
            None => String::new(),
            Some(_) => {
                let marks: Vec<String> = (1..=self.key.len()).map(|mark| format!("${mark}")).collect();
                format!("WHERE ({key}) > ({})", marks.join(", "))
            }
        };
        // Names come from the catalogue of the database itself.
        let sql = format!("SELECT {} FROM \"{}\" {after} ORDER BY {key} LIMIT {PAGE}", self.names(), self.table.name);
        let mut asked = query_as::<Cells>(AssertSqlSafe(sql));
        if let Some(last) = last {
            for place in &self.key {
                asked = asked.bind(value(last.0[*place].clone(), self.columns[*place].1));
            }
        }
        Ok(asked.fetch_all(held).await?)
    }

    async fn write(&self, held: &mut Held, page: Vec<Cells>) -> Result<()> {
        let sql = format!(
            "INSERT INTO \"{}\" ({}) VALUES {}",
            self.table.name,
            self.names(),
            marks(self.columns.len(), page.len())
        );
        let mut asked = query(AssertSqlSafe(sql));
        for row in page {
            for (cell, (_, kind)) in row.0.into_iter().zip(&self.columns) {
                asked = asked.bind(value(cell, *kind));
            }
        }
        asked.execute(held).await?;
        Ok(())
    }
}

/// Rows as one text: every cell with its kind and length, so that no two rows look alike.
fn told(page: &[Cells]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |mark: char, content: &[u8]| {
        bytes.extend_from_slice(format!("{mark}{}:", content.len()).as_bytes());
        bytes.extend_from_slice(content);
    };
    for row in page {
        for cell in &row.0 {
            match cell {
                Cell::Null => put('n', b""),
                Cell::Integer(value) => put('i', value.to_string().as_bytes()),
                Cell::Text(value) => put('t', value.as_bytes()),
                Cell::Bytes(value) => put('b', value),
            }
        }
        put('r', b"");
    }
    bytes
}

/// Reads all of one database, row by row, and hands every page to `each`.
async fn read(source: &mut Held, mut target: Option<&mut Held>) -> Result<Content> {
    let tables = tables(source).await?;
    let mut digests = Vec::with_capacity(tables.len());
    let mut rows = 0;
    for table in &tables {
        let layout = Layout::of(table)?;
        let mut running = model::digest(layout.names().as_bytes());
        let mut page = layout.page(source, None).await?;
        while !page.is_empty() {
            rows += page.len();
            running = fold(&running, &model::digest(&told(&page)));
            let last = page.pop();
            let next = layout.page(source, last.as_ref()).await?;
            page.extend(last);
            if let Some(target) = target.as_deref_mut() {
                let about = |error: StoreError| match error {
                    StoreError::Unstorable { what } => {
                        StoreError::Unstorable { what: format!("表 {}：{what}", table.name) }
                    }
                    other => other,
                };
                layout.write(target, page).await.map_err(about)?;
            }
            page = next;
        }
        digests.push(format!("{} {running}", table.name));
    }
    digests.sort();
    Ok(Content { tables: tables.len(), rows, digest: model::digest(digests.join("\n").as_bytes()) })
}

/// What a database holds now.
pub(crate) async fn content(held: &mut Held) -> Result<Content> {
    read(held, None).await
}

/// Whether no table has a row.
pub(crate) async fn is_empty(held: &mut Held) -> Result<bool> {
    for table in tables(held).await? {
        let sql = format!("SELECT count(*) FROM (SELECT 1 AS one FROM \"{}\" LIMIT 1) AS found", table.name);
        let rows: i64 = query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *held).await?;
        if rows > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Copies all rows into a database that has the same tables and no row. What was written is read again and compared
/// before it is committed; after an error the target is as it was.
pub(crate) async fn copy(source: &mut Held, mut target: Change) -> Result<Content> {
    let copied = read(source, Some(&mut target)).await?;
    let written = content(&mut target).await?;
    if written != copied {
        return Err(StoreError::Corrupt { what: "复制后的数据（与原库的摘要不符）".to_string() });
    }
    target.commit().await?;
    Ok(copied)
}
