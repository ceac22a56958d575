//! A PostgreSQL server: whether it will do, its tables, the lock that all writers of all processes take.

use std::borrow::Cow;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migration, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqlSafeStr};

use crate::sql::Pool;
use crate::{Options, Result, ServerAddress, StoreError, file};

/// Whoever changes anything holds this until the end of the transaction. One lock a schema: several sites may share a
/// database.
pub(crate) const WRITE_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtext('junxian'), hashtext(current_schema()))";

const VERSION_MIN: i32 = 15;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A reader that gets no connection in this time is told so; a screen waits no longer.
const READ_TIMEOUT: Duration = Duration::from_secs(5);
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
const READERS: u32 = 8;

/// What PostgreSQL needs beyond the text that both databases share, by the number of the migration.
static BEYOND: Migrator = sqlx::migrate!("./migrations/postgres");

/// Host, port and database of an address; why it is none, without a word of it.
pub(crate) fn shown(url: &str) -> std::result::Result<String, String> {
    let connect: PgConnectOptions = url
        .parse()
        .map_err(|_| "格式不对；用户名或密码中的特殊字符（如 @ / : ?）须写成 %40 %2F %3A %3F".to_string())?;
    let Some(database) = connect.get_database() else {
        return Err("没有写数据库名".to_string());
    };
    Ok(match connect.get_socket() {
        Some(socket) => format!("{}/{database}", socket.display()),
        None => format!("{}:{}/{database}", connect.get_host(), connect.get_port()),
    })
}

/// Readers and the writer.
pub(crate) async fn open(address: &ServerAddress, options: &Options) -> Result<(Pool, Pool)> {
    let mut connect = PgConnectOptions::from_str(&address.url)
        .map_err(|_| StoreError::Address { reason: "格式不对".to_string() })?
        .application_name(&format!("junxian {}", address.schema.as_deref().unwrap_or_default()))
        // A process that hangs while it holds the write lock must not hold it for ever; one that died loses it at once.
        .options([("lock_timeout", "30s"), ("idle_in_transaction_session_timeout", "120s")])
        // The library would warn with the whole statement, which here may name a thousand values.
        .disable_statement_logging();
    if let Some(schema) = &address.schema {
        connect = connect.options([("search_path", schema)]);
    }
    prepare(address, &connect, options).await?;
    let pool = |connections, timeout| {
        PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(timeout)
            .test_before_acquire(false)
            // A connection that was in use a moment ago need not be asked whether it still is one.
            .before_acquire(|connection, meta| {
                Box::pin(async move {
                    if meta.idle_for < Duration::from_secs(1) {
                        return Ok(true);
                    }
                    Ok(connection.ping().await.is_ok())
                })
            })
            .connect_lazy_with(connect.clone())
    };
    Ok((Pool::Postgres(pool(READERS, READ_TIMEOUT)), Pool::Postgres(pool(1, WRITE_TIMEOUT))))
}

/// Refuses what will not do before anything is written, then brings the tables up to date.
async fn prepare(address: &ServerAddress, connect: &PgConnectOptions, options: &Options) -> Result<()> {
    let refuse = |reason: String| StoreError::Server { server: address.to_string(), reason };
    let connected = tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(connect)).await;
    let mut connection = match connected {
        Ok(connected) => connected.map_err(|error| refuse(unusable(&error, connect)))?,
        Err(_) => return Err(refuse("连接超时；请检查主机名、端口和防火墙".to_string())),
    };
    let failed = |error: sqlx::Error| refuse(unusable(&error, connect));
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int / 10000")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    if version < VERSION_MIN {
        return Err(refuse(format!("PostgreSQL 版本为 {version}，低于所需的 {VERSION_MIN}；请升级数据库服务器")));
    }
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    if encoding != "UTF8" {
        return Err(refuse(format!(
            "数据库编码为 {encoding}，须为 UTF8；请用 CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 另建"
        )));
    }
    if let Some(schema) = &address.schema {
        let made = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
        let is_there: bool = sqlx::query_scalar("SELECT to_regnamespace($1) IS NOT NULL")
            .bind(schema)
            .fetch_one(&mut connection)
            .await
            .map_err(failed)?;
        if !is_there {
            // The name was found plain when the address was read.
            sqlx::query(AssertSqlSafe(made)).execute(&mut connection).await.map_err(failed)?;
        }
    }
    let may_create: Option<bool> = sqlx::query_scalar("SELECT has_schema_privilege(current_schema(), 'CREATE')")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    if may_create != Some(true) {
        let user = connect.get_username();
        return Err(refuse(format!(
            "用户“{user}”无权建表；请由管理员执行 GRANT CREATE, USAGE ON SCHEMA … TO \"{user}\"，或把该用户设为数据库的所有者"
        )));
    }
    migrations(options.up_to).run(&mut connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::TooNew,
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => failed(error),
        other => refuse(other.to_string()),
    })?;
    connection.close().await.map_err(failed)
}

/// The shared migrations in the types of PostgreSQL. Texts are compared byte by byte, as SQLite does.
fn migrations(up_to: Option<i64>) -> Migrator {
    let shared = file::migrations(up_to);
    let made = shared.iter().map(|shared| {
        let mut sql = String::new();
        for line in shared.sql.as_str().lines().filter(|line| !line.trim_start().starts_with("--")) {
            let line = line.replace(" INTEGER", " BIGINT").replace(" BLOB", " BYTEA");
            sql.push_str(&line.replace(" TEXT", " TEXT COLLATE \"C\""));
            sql.push('\n');
        }
        if let Some(beyond) = BEYOND.iter().find(|beyond| beyond.version == shared.version) {
            sql.push_str(beyond.sql.as_str());
        }
        // The digest of the shared text: a better translation does not make an old database unreadable.
        Migration { sql: AssertSqlSafe(sql).into_sql_str(), ..shared.clone() }
    });
    Migrator { migrations: Cow::Owned(made.collect()), ..Migrator::DEFAULT }
}

/// Why the server cannot be used, and what to do.
fn unusable(error: &sqlx::Error, connect: &PgConnectOptions) -> String {
    let user = connect.get_username();
    let code = match error {
        sqlx::Error::Database(database) => database.code().unwrap_or_default().to_string(),
        _ => String::new(),
    };
    match (error, code.as_str()) {
        (sqlx::Error::Io(error), _) if error.kind() == std::io::ErrorKind::InvalidData => untrusted(error),
        (sqlx::Error::Io(error), _) => {
            format!("连接不上（{error}）；请检查服务器是否已启动，主机名、端口和防火墙是否正确")
        }
        (sqlx::Error::Tls(error), _) => untrusted(error),
        (_, "28P01") => format!("用户“{user}”的密码不对，或没有提供密码；请检查数据库地址、PGPASSWORD 或 .pgpass"),
        (_, "28000") => format!("服务器不允许用户“{user}”从本机连接；请检查用户名和服务器的 pg_hba.conf"),
        (_, "3D000") => {
            let name = connect.get_database().unwrap_or_default();
            format!("没有名为“{name}”的数据库；请先建立：CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        }
        (_, "42501") => format!("用户“{user}”权限不足；请由管理员授予在该数据库中建立 schema 和表的权限"),
        (_, "53300") => "服务器的连接数已满；请调大 max_connections 或减少其他程序的连接".to_string(),
        (_, "57P03") => "服务器正在启动或恢复；请稍后重试".to_string(),
        _ => error.to_string(),
    }
}

/// rustls says what is wrong with the certificate in English only.
fn untrusted(error: &impl std::fmt::Display) -> String {
    format!(
        "不能建立可信的加密连接（{error}）；请检查服务器是否启用了 TLS、证书是否由 sslrootcert 所指（不写则为系统信任）的机构签发、\
         证书中的主机名是否与数据库地址一致"
    )
}
