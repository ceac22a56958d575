//! Asks either database in the same words: one text, numbered parameters, the calls that `sqlx` has for one database.
//! Knows no table.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::marker::PhantomData;

use model::pack::Code;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, FromRow, SqlSafeStr, SqlStr, Sqlite, Transaction};

use crate::audit_end::ChangedEnd;
use crate::{Result, StoreError};
use sqlx::postgres::{PgArguments, PgConnection, PgPool, PgQueryResult, PgRow, Postgres};

type Answer<T> = std::result::Result<T, sqlx::Error>;

/// Connections of either database.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    pub async fn close(&self) {
        match self {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// The text of a field of a JSON object in a column. A code has nothing in it that SQL could take for its own.
    pub fn field(&self, column: &str, field: &Code) -> String {
        match self {
            Pool::Sqlite(_) => format!("json_extract({column}, '$.{field}')"),
            Pool::Postgres(_) => format!("((CAST({column} AS json) ->> '{field}') COLLATE \"C\")"),
        }
    }

    /// A text as the number that it says; 0 when it says none.
    pub fn amount(&self, text: &str) -> String {
        match self {
            Pool::Sqlite(_) => format!("CAST({text} AS REAL)"),
            Pool::Postgres(_) => {
                format!("(CASE WHEN {text} ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST({text} AS numeric) ELSE 0 END)")
            }
        }
    }
}

/// A transaction of either database.
pub(crate) enum Held {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that nobody else writes beside. Whatever is not committed is undone when this is dropped.
pub(crate) struct Change {
    held: Held,
    pub audit_end: ChangedEnd,
}

impl Change {
    pub fn new(held: Held, audit_end: ChangedEnd) -> Change {
        Change { held, audit_end }
    }

    /// After an error nothing was written, except [`StoreError::Uncertain`].
    pub async fn commit(self) -> Result<()> {
        match self.held {
            Held::Sqlite(held) => held.commit().await?,
            Held::Postgres(held) => held.commit().await.map_err(uncertain)?,
        }
        self.audit_end.committed();
        Ok(())
    }
}

/// What became of a commit to a server that does not answer any more cannot be known.
pub(crate) fn uncertain(error: sqlx::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Unreachable { .. } => StoreError::Uncertain,
        other => other,
    }
}

impl std::ops::Deref for Change {
    type Target = Held;

    fn deref(&self) -> &Held {
        &self.held
    }
}

impl std::ops::DerefMut for Change {
    fn deref_mut(&mut self) -> &mut Held {
        &mut self.held
    }
}

/// What a statement runs on.
pub(crate) enum On<'c> {
    SqlitePool(&'c SqlitePool),
    Sqlite(&'c mut SqliteConnection),
    PostgresPool(&'c PgPool),
    Postgres(&'c mut PgConnection),
}

impl<'c> From<&'c Pool> for On<'c> {
    fn from(pool: &'c Pool) -> On<'c> {
        match pool {
            Pool::Sqlite(pool) => On::SqlitePool(pool),
            Pool::Postgres(pool) => On::PostgresPool(pool),
        }
    }
}

impl<'c> From<&'c mut Held> for On<'c> {
    fn from(held: &'c mut Held) -> On<'c> {
        match held {
            Held::Sqlite(held) => On::Sqlite(held),
            Held::Postgres(held) => On::Postgres(held),
        }
    }
}

/// A connection to a file, in a question that begins and ends a transaction by itself. Whoever stops in between, by an
/// error or because nobody waits any more, lets go of the connection, which undoes what was begun.
pub(crate) struct Unfinished(Option<PoolConnection<Sqlite>>);

impl Unfinished {
    pub fn new(connection: PoolConnection<Sqlite>) -> Unfinished {
        Unfinished(Some(connection))
    }

    /// The question was answered to its end: the connection serves the next one.
    pub fn finish(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(connection.detach());
        }
    }
}

impl<'c> From<&'c mut Unfinished> for On<'c> {
    fn from(unfinished: &'c mut Unfinished) -> On<'c> {
        On::Sqlite(unfinished.0.as_mut().expect("kept until it is finished"))
    }
}

/// A parameter. There are no others: times, enums, figures and JSON are texts, truth is 0 or 1.
pub(crate) enum Value<'q> {
    Integer(Option<i64>),
    Text(Option<&'q str>),
    OwnText(Option<String>),
    Bytes(Option<Vec<u8>>),
    /// A whole column of rows: only PostgreSQL takes one as a parameter.
    Column(Column<'q>),
}

/// One column of many rows.
pub(crate) enum Column<'q> {
    Integers(Vec<i64>),
    Texts(Vec<Option<Cow<'q, str>>>),
}

impl Column<'_> {
    fn len(&self) -> usize {
        match self {
            Column::Integers(values) => values.len(),
            Column::Texts(values) => values.len(),
        }
    }
}

impl<'q> FromIterator<&'q str> for Column<'q> {
    fn from_iter<T: IntoIterator<Item = &'q str>>(values: T) -> Column<'q> {
        Column::Texts(values.into_iter().map(|value| Some(Cow::Borrowed(value))).collect())
    }
}

impl FromIterator<String> for Column<'_> {
    fn from_iter<T: IntoIterator<Item = String>>(values: T) -> Self {
        Column::Texts(values.into_iter().map(|value| Some(Cow::Owned(value))).collect())
    }
}

impl<'q> FromIterator<Option<&'q str>> for Column<'q> {
    fn from_iter<T: IntoIterator<Item = Option<&'q str>>>(values: T) -> Column<'q> {
        Column::Texts(values.into_iter().map(|value| value.map(Cow::Borrowed)).collect())
    }
}

impl FromIterator<i64> for Column<'_> {
    fn from_iter<T: IntoIterator<Item = i64>>(values: T) -> Self {
        Column::Integers(values.into_iter().collect())
    }
}

macro_rules! values {
    ($($from:ty => |$given:ident| $made:expr;)*) => {$(
        impl<'q> From<$from> for Value<'q> {
            fn from($given: $from) -> Value<'q> {
                $made
            }
        }
    )*};
}

values! {
    i64 => |given| Value::Integer(Some(given));
    &i64 => |given| Value::Integer(Some(*given));
    Option<i64> => |given| Value::Integer(given);
    &'q str => |given| Value::Text(Some(given));
    &&'q str => |given| Value::Text(Some(given));
    &'q String => |given| Value::Text(Some(given));
    Option<&'q str> => |given| Value::Text(given);
    Option<&'q String> => |given| Value::Text(given.map(String::as_str));
    &'q Option<String> => |given| Value::Text(given.as_deref());
    String => |given| Value::OwnText(Some(given));
    &'q [u8] => |given| Value::Bytes(Some(given.to_vec()));
    Option<String> => |given| Value::OwnText(given);
    Vec<u8> => |given| Value::Bytes(Some(given));
}

/// A row of either database as a tuple or a struct with `#[derive(FromRow)]`.
pub(crate) trait Readable: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Readable for T {}

/// A statement whose rows are told as `T`.
pub(crate) struct Query<'q, T> {
    sql: SqlStr,
    values: Vec<Value<'q>>,
    row: PhantomData<fn() -> T>,
}

/// A statement of which only the first column is wanted.
pub(crate) struct Scalar<'q, T>(Query<'q, (T,)>);

/// How many rows a statement wrote.
pub(crate) struct Done(u64);

impl Done {
    pub fn rows_affected(&self) -> u64 {
        self.0
    }
}

/// A statement that gives no rows.
pub(crate) fn query<'q>(sql: impl SqlSafeStr) -> Query<'q, ()> {
    Query { sql: sql.into_sql_str(), values: Vec::new(), row: PhantomData }
}

pub(crate) fn query_as<'q, T>(sql: impl SqlSafeStr) -> Query<'q, T> {
    Query { sql: sql.into_sql_str(), values: Vec::new(), row: PhantomData }
}

pub(crate) fn query_scalar<'q, T>(sql: impl SqlSafeStr) -> Scalar<'q, T> {
    Scalar(query_as(sql))
}

/// Rows that are best written or looked up by one statement: a statement costs more than its rows. The widest table has
/// 13 columns, and SQLite takes 32 766 parameters.
pub(crate) const ROWS_AT_ONCE: usize = 500;

/// A statement on many rows at once: `before`, the rows as a query of their own, `after`. They are its only parameters.
/// SQLite takes them value by value, PostgreSQL column by column: it would spend more on thousands of parameters than on
/// the rows.
pub(crate) fn query_rows<'q, T>(held: &Held, before: &str, columns: Vec<Column<'q>>, after: &str) -> Query<'q, T> {
    let rows = columns.first().map_or(0, Column::len);
    let (text, values) = match held {
        Held::Sqlite(_) => {
            let row = format!("({}?)", "?, ".repeat(columns.len().saturating_sub(1)));
            let text = format!("VALUES {}", vec![row.as_str(); rows].join(", "));
            let mut columns: Vec<Box<dyn Iterator<Item = Value<'q>> + 'q>> = columns
                .into_iter()
                .map(|column| -> Box<dyn Iterator<Item = Value<'q>> + 'q> {
                    match column {
                        Column::Integers(values) => Box::new(values.into_iter().map(Value::from)),
                        Column::Texts(values) => Box::new(values.into_iter().map(|value| match value {
                            Some(Cow::Borrowed(text)) => Value::Text(Some(text)),
                            Some(Cow::Owned(text)) => Value::OwnText(Some(text)),
                            None => Value::Text(None),
                        })),
                    }
                })
                .collect();
            let mut values = Vec::with_capacity(columns.len() * rows);
            for _ in 0..rows {
                values.extend(columns.iter_mut().filter_map(Iterator::next));
            }
            (text, values)
        }
        Held::Postgres(_) => {
            let kind = |column: &Column<'_>| match column {
                Column::Integers(_) => "bigint",
                Column::Texts(_) => "text",
            };
            let marks: Vec<String> =
                (1..).zip(&columns).map(|(at, column)| format!("${at}::{}[]", kind(column))).collect();
            (format!("SELECT * FROM unnest({})", marks.join(", ")), columns.into_iter().map(Value::Column).collect())
        }
    };
    // The text is the program's own; what is given goes into parameters.
    Query { sql: AssertSqlSafe(format!("{before}{text}{after}")).into_sql_str(), values, row: PhantomData }
}

/// `($1, $2), ($3, $4)` for two rows of two columns.
pub(crate) fn marks(width: usize, rows: usize) -> String {
    let mut text = String::with_capacity(rows * width * 7);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { "), (" });
        for column in 1..=width {
            let gap = if column == 1 { "" } else { ", " };
            // Writing to a text does not fail.
            let _ = write!(text, "{gap}${}", row * width + column);
        }
    }
    if rows > 0 {
        text.push(')');
    }
    text
}

/// The same statement for PostgreSQL, where only ILIKE takes a letter for its capital, as LIKE of SQLite does.
fn of_postgres(sql: SqlStr) -> SqlStr {
    if sql.as_str().contains(" LIKE ") {
        // The text is the program's own, as it was before.
        return AssertSqlSafe(sql.as_str().replace(" LIKE ", " ILIKE ")).into_sql_str();
    }
    sql
}

/// Statements with more parameters than this give them no names where they need none.
const NAMED_MAX: usize = 30;

/// The same statement for SQLite, which goes through the names of all parameters to find that of one: a thousand named
/// ones cost a million steps.
fn of_sqlite(sql: SqlStr, count: usize) -> SqlStr {
    let unnamed = (count > NAMED_MAX).then(|| unnamed(sql.as_str(), count)).flatten();
    // The text is the program's own, as it was before.
    unnamed.map_or(sql, |unnamed| AssertSqlSafe(unnamed).into_sql_str())
}

/// Nothing where the parameters do not stand in order, each of them once.
fn unnamed(sql: &str, count: usize) -> Option<String> {
    let mut parts = sql.split('$');
    let mut text = parts.next()?.to_string();
    let mut last = 0;
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = part[..digits].parse().ok()?;
        if number != last + 1 {
            return None;
        }
        last = number;
        text.push('?');
        text.push_str(&part[digits..]);
    }
    (last == count).then_some(text)
}

fn arguments_of_sqlite(values: Vec<Value<'_>>) -> Answer<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::OwnText(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
            Value::Column(_) => return Err(sqlx::Error::Encode("a column for SQLite".into())),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn arguments_of_postgres(values: Vec<Value<'_>>) -> Answer<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::OwnText(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
            Value::Column(Column::Integers(values)) => arguments.add(values),
            Value::Column(Column::Texts(values)) => {
                let texts: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                arguments.add(texts)
            }
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

impl<'q, T> Query<'q, T> {
    pub fn bind(mut self, value: impl Into<Value<'q>>) -> Query<'q, T> {
        self.values.push(value.into());
        self
    }
}

impl Query<'_, ()> {
    pub async fn execute<'c>(self, on: impl Into<On<'c>>) -> Answer<Done> {
        let sqlite = |done: sqlx::sqlite::SqliteQueryResult| Done(done.rows_affected());
        let postgres = |done: PgQueryResult| Done(done.rows_affected());
        match on.into() {
            On::SqlitePool(pool) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_with(sql, values).execute(pool).await.map(sqlite)
            }
            On::Sqlite(held) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_with(sql, values).execute(held).await.map(sqlite)
            }
            On::PostgresPool(pool) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_with(sql, values).execute(pool).await.map(postgres)
            }
            On::Postgres(held) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_with(sql, values).execute(held).await.map(postgres)
            }
        }
    }
}

impl<T: Readable> Query<'_, T> {
    pub async fn fetch_all<'c>(self, on: impl Into<On<'c>>) -> Answer<Vec<T>> {
        match on.into() {
            On::SqlitePool(pool) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_as_with(sql, values).fetch_all(pool).await
            }
            On::Sqlite(held) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_as_with(sql, values).fetch_all(held).await
            }
            On::PostgresPool(pool) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_as_with(sql, values).fetch_all(pool).await
            }
            On::Postgres(held) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_as_with(sql, values).fetch_all(held).await
            }
        }
    }

    pub async fn fetch_optional<'c>(self, on: impl Into<On<'c>>) -> Answer<Option<T>> {
        match on.into() {
            On::SqlitePool(pool) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_as_with(sql, values).fetch_optional(pool).await
            }
            On::Sqlite(held) => {
                let (sql, values) = (of_sqlite(self.sql, self.values.len()), arguments_of_sqlite(self.values)?);
                sqlx::query_as_with(sql, values).fetch_optional(held).await
            }
            On::PostgresPool(pool) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_as_with(sql, values).fetch_optional(pool).await
            }
            On::Postgres(held) => {
                let (sql, values) = (of_postgres(self.sql), arguments_of_postgres(self.values)?);
                sqlx::query_as_with(sql, values).fetch_optional(held).await
            }
        }
    }

    /// An error when there is no row.
    pub async fn fetch_one<'c>(self, on: impl Into<On<'c>>) -> Answer<T> {
        self.fetch_optional(on).await?.ok_or(sqlx::Error::RowNotFound)
    }
}

impl<'q, T> Scalar<'q, T> {
    pub fn bind(self, value: impl Into<Value<'q>>) -> Scalar<'q, T> {
        Scalar(self.0.bind(value))
    }
}

impl<T> Scalar<'_, T>
where
    (T,): Readable,
{
    pub async fn fetch_all<'c>(self, on: impl Into<On<'c>>) -> Answer<Vec<T>> {
        Ok(self.0.fetch_all(on).await?.into_iter().map(|(value,)| value).collect())
    }

    pub async fn fetch_optional<'c>(self, on: impl Into<On<'c>>) -> Answer<Option<T>> {
        Ok(self.0.fetch_optional(on).await?.map(|(value,)| value))
    }

    pub async fn fetch_one<'c>(self, on: impl Into<On<'c>>) -> Answer<T> {
        Ok(self.0.fetch_one(on).await?.0)
    }
}
