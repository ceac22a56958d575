//! Where everything is kept: a file of this machine, or a PostgreSQL server. Never shows a password.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::{Result, StoreError};

/// What a site is kept in.
#[derive(Debug, Clone)]
pub enum Database {
    /// An SQLite file.
    File(PathBuf),
    Server(ServerAddress),
}

impl From<&Path> for Database {
    fn from(path: &Path) -> Database {
        Database::File(path.to_path_buf())
    }
}

impl From<&PathBuf> for Database {
    fn from(path: &PathBuf) -> Database {
        Database::File(path.clone())
    }
}

impl From<&Database> for Database {
    fn from(database: &Database) -> Database {
        database.clone()
    }
}

impl fmt::Display for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::File(path) => write!(out, "{}", path.display()),
            Database::Server(address) => write!(out, "{address}"),
        }
    }
}

/// `postgres://user:password@host:port/database?schema=name`, as PostgreSQL's own programs write it; `schema` is
/// `public` when it is not given, and is made when it is not there. What is not given is taken from the environment as
/// those programs do (PGHOST, PGPASSWORD, .pgpass).
#[derive(Clone)]
pub struct ServerAddress {
    /// Without the part that names the schema. Holds the password.
    pub(crate) url: String,
    /// Host, port and name of the database.
    shown: String,
    /// Nothing for the one that the server takes by itself.
    pub(crate) schema: Option<String>,
}

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl ServerAddress {
    /// Whether a setting means a server at all.
    pub fn is_meant(text: &str) -> bool {
        SCHEMES.iter().any(|scheme| text.starts_with(scheme))
    }

    /// The schema that the tables are in; nothing for the one that the server takes by itself.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// The same server with a schema that is named for a folder: another folder is another database.
    pub fn for_folder(self, folder: &Path) -> ServerAddress {
        let digest = model::digest(folder.display().to_string().as_bytes());
        ServerAddress { schema: Some(format!("folder_{}", digest.get(..16).unwrap_or_default())), ..self }
    }
}

impl FromStr for ServerAddress {
    type Err = StoreError;

    /// The reason of an error never repeats the text, which may hold a password.
    fn from_str(text: &str) -> Result<ServerAddress> {
        let bad = |reason: &str| StoreError::Address { reason: reason.to_string() };
        if !ServerAddress::is_meant(text) {
            return Err(bad("应以 postgres:// 开头"));
        }
        let (address, query) = text.split_once('?').unwrap_or((text, ""));
        let mut schema = None;
        let mut others = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            match part.strip_prefix("schema=") {
                Some(name) => schema = Some(name.to_string()),
                None => others.push(part),
            }
        }
        // Such a name needs no quotes and is the same in every statement.
        let is_plain = |name: &str| {
            let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'_');
            let rest = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            first && rest && name.len() <= 63
        };
        if schema.as_deref().is_some_and(|name| !is_plain(name)) {
            return Err(bad("schema 只能由小写字母、数字和下划线组成，不以数字开头，不超过 63 个字符"));
        }
        let url = if others.is_empty() { address.to_string() } else { format!("{address}?{}", others.join("&")) };
        let shown = crate::server::shown(&url).map_err(|reason| bad(&reason))?;
        Ok(ServerAddress { url, shown, schema })
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.shown)?;
        match &self.schema {
            Some(schema) => write!(out, "（{schema}）"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}
