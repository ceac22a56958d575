//! The names of the driver of PostgreSQL. Where it is not built in, they are those of SQLite, so that the one text of
//! the program fits both; no such connection is ever made then (`server.rs` refuses the address).

#[cfg(feature = "postgres")]
pub(crate) use sqlx::postgres::{PgArguments, PgConnection, PgPool, PgQueryResult, PgRow, Postgres};

#[cfg(not(feature = "postgres"))]
pub(crate) use sqlx::sqlite::{
    Sqlite as Postgres, SqliteArguments as PgArguments, SqliteConnection as PgConnection, SqlitePool as PgPool,
    SqliteQueryResult as PgQueryResult, SqliteRow as PgRow,
};
