//! A program without the driver of PostgreSQL: every address of a server is refused.

use crate::sql::Pool;
use crate::{Result, ServerAddress, StoreError};

pub(crate) const WRITE_LOCK: &str = "";

const ABSENT: &str = "本程序未含 PostgreSQL 支持，请换用含该支持的程序";

pub(crate) fn shown(_url: &str) -> std::result::Result<String, String> {
    Err(ABSENT.to_string())
}

pub(crate) async fn open(address: &ServerAddress) -> Result<(Pool, Pool)> {
    Err(StoreError::Server { server: address.to_string(), reason: ABSENT.to_string() })
}
