//! What can go wrong while storing, worded for the person whose action failed.

use sqlx::sqlite::SqliteError;

pub type Result<T> = std::result::Result<T, StoreError>;

/// The database refused or failed. A failed change has left nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("磁盘空间不足，本次操作没有写入任何内容；请清理数据目录所在磁盘后重试")]
    DiskFull,
    #[error("磁盘读写失败，本次操作没有写入任何内容；请检查数据目录所在磁盘是否已满、配额是否用尽、是否损坏，然后重试")]
    Disk,
    #[error("数据库正被另一程序占用，本次操作没有写入任何内容；请稍后重试，或关闭同时运行的 junxian")]
    Busy,
    #[error("数据库文件 {path} 无法打开：{reason}；请检查数据目录是否存在、可写，文件是否完好")]
    Open { path: String, reason: String },
    #[error("数据库地址不对：{reason}；应写作 postgres://user:password@host:5432/database")]
    Address { reason: String },
    #[error("数据库服务器 {server} 无法使用：{reason}")]
    Server { server: String, reason: String },
    #[error("暂时连不上数据库（{reason}），本次操作没有写入任何内容；请稍后重试，持续如此请联系管理员检查数据库服务器")]
    Unreachable { reason: String },
    #[error("与数据库的连接在保存时中断，不能确定是否已保存；请刷新页面查看后再决定是否重做")]
    Uncertain,
    #[error("内容无法保存：{what}；请修改后重试")]
    Unstorable { what: String },
    #[error("数据库由更新版本的程序建立，本版本不能打开；请升级程序")]
    TooNew,
    #[error("库中已有相同内容：{what}")]
    Duplicate { what: String },
    #[error("{what}刚刚由另一程序写入；请重试")]
    Overtaken { what: String },
    #[error(
        "服务器现在的时间早于库中同一个数的记录时间（{last}），本次操作没有写入任何内容；请系统管理员核对服务器时钟后重试"
    )]
    ClockBack { last: String },
    #[error("{what}不存在")]
    Missing { what: String },
    #[error("库中内容无法识别：{what}；请用“junxian verify”检查数据是否被改动")]
    Corrupt { what: String },
    #[error("数据库出错，本次操作没有写入任何内容：{0}")]
    Database(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        match &error {
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                let known = match database.try_downcast_ref::<SqliteError>() {
                    Some(_) => of_sqlite(&code),
                    None => of_postgres(&code),
                };
                known.unwrap_or_else(|| StoreError::Database(error.to_string()))
            }
            sqlx::Error::Io(cause) => StoreError::Unreachable { reason: cause.to_string() },
            sqlx::Error::PoolTimedOut => StoreError::Unreachable { reason: "等候连接超时".to_string() },
            sqlx::Error::WorkerCrashed => StoreError::Unreachable { reason: "连接中断".to_string() },
            _ => StoreError::Database(error.to_string()),
        }
    }
}

/// Primary result codes: 5 busy, 6 locked, 10 I/O error, 13 full. Extended codes keep them in the low byte.
fn of_sqlite(code: &str) -> Option<StoreError> {
    match code.parse::<u32>().ok()? & 0xff {
        13 => Some(StoreError::DiskFull),
        5 | 6 => Some(StoreError::Busy),
        10 => Some(StoreError::Disk),
        _ => None,
    }
}

/// States of the SQL standard and of PostgreSQL, by the appendix of its manual.
fn of_postgres(state: &str) -> Option<StoreError> {
    let unreachable = |reason: &str| Some(StoreError::Unreachable { reason: reason.to_string() });
    match state {
        "53100" => Some(StoreError::DiskFull),
        "58030" => Some(StoreError::Disk),
        "55P03" | "40P01" | "40001" => Some(StoreError::Busy),
        "57P01" | "57P02" => unreachable("数据库服务器正在关闭"),
        "57P03" => unreachable("数据库服务器正在启动"),
        "25P03" => unreachable("事务空闲过久，已被服务器中止"),
        "53300" => unreachable("数据库服务器的连接数已满"),
        // A text with the character of code 0, which SQLite keeps and PostgreSQL does not.
        "22021" | "22P05" => Some(StoreError::Unstorable { what: "含有编码为 0 的字符".to_string() }),
        "54000" => Some(StoreError::Unstorable { what: "编号、名称等用于查找的文字过长".to_string() }),
        _ if state.starts_with("08") => unreachable("连接中断"),
        _ => None,
    }
}
