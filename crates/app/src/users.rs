//! Accounts and sessions.
use crate::error::later;
use crate::view::SessionView;
use crate::{Actor, App, Result};
use jiff::Timestamp;

/// How much work a password hash takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    Full,
    /// For tests only.
    Low,
}

impl App {
    /// Adds a user. Without a password a one-time password is made and returned; it must be changed at first login.
    pub async fn add_user(
        &self,
        actor: &Actor,
        name: &str,
        display_name: &str,
        password: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<String>> {
        let _ = (actor, name, display_name, password, now);
        later()
    }
    /// Token for the cookie and the session it opens.
    pub async fn login(&self, name: &str, password: &str, ip: &str, now: Timestamp) -> Result<(String, SessionView)> {
        let _ = (name, password, ip, now);
        later()
    }
    /// The session of a token; renews its idle time.
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<SessionView> {
        let _ = (token, now);
        later()
    }
    pub async fn logout(&self, token: &str, now: Timestamp) -> Result<()> {
        let _ = (token, now);
        later()
    }
    pub async fn change_password(&self, actor: &Actor, current: &str, new: &str, now: Timestamp) -> Result<()> {
        let _ = (actor, current, new, now);
        later()
    }
    /// A new one-time password for a user who lost theirs; ends their sessions and unlocks the account.
    pub async fn reset_password(&self, actor: &Actor, name: &str, now: Timestamp) -> Result<String> {
        let _ = (actor, name, now);
        later()
    }
    pub async fn has_users(&self) -> Result<bool> {
        later()
    }
}
