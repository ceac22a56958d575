//! What can go wrong while storing, worded for the person whose action failed.

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
    #[error("数据库文件由更新版本的程序建立，本版本不能打开；请升级程序")]
    TooNew,
    #[error("库中已有相同内容：{what}")]
    Duplicate { what: String },
    #[error("{what}刚刚由另一程序写入；请重试")]
    Overtaken { what: String },
    #[error("{what}不存在")]
    Missing { what: String },
    #[error("库中内容无法识别：{what}；请用“junxian verify”检查数据是否被改动")]
    Corrupt { what: String },
    #[error("数据库出错，本次操作没有写入任何内容：{0}")]
    Database(String),
}

/// Primary result codes of SQLite: 5 busy, 6 locked, 10 I/O error, 13 full. Extended codes keep them in the low byte.
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        let code = match &error {
            sqlx::Error::Database(database) => database.code().and_then(|code| code.parse::<u32>().ok()),
            _ => None,
        };
        match code.map(|code| code & 0xff) {
            Some(13) => StoreError::DiskFull,
            Some(5 | 6) => StoreError::Busy,
            Some(10) => StoreError::Disk,
            _ => StoreError::Database(error.to_string()),
        }
    }
}
