//! Logging in and out. A session ends after fifteen idle minutes; five wrong passwords lock the account.

use jiff::{SignedDuration, Timestamp};
use model::digest;
use store::{LoginOutcome, StoredSession};

use super::password;
use crate::view::SessionView;
use crate::{Actor, App, AppError, Result};

const FAILURES_MAX: u32 = 5;
const LOCKED_FOR: SignedDuration = SignedDuration::from_mins(30);
const IDLE_MAX: SignedDuration = SignedDuration::from_mins(15);
/// Renewing more often than this would write on every click.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// Hash of nothing anyone knows; verified when the user does not exist, so that answers take the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl App {
    /// Token for the cookie and the session it opens.
    pub async fn login(&self, name: &str, password: &str, ip: &str, now: Timestamp) -> Result<(String, SessionView)> {
        let wrong = || AppError::Unauthenticated { message: "用户名或密码不正确".to_string() };
        let actor = Actor::new(name);
        let object = format!("user/{name}");
        let Some(user) = self.store.user(name).await? else {
            self.verify_password(password.to_string(), NOBODY.to_string()).await?;
            self.store.record(&actor.audit("登录失败", object, Some(&format!("无此用户，地址 {ip}")), now)).await?;
            return Err(wrong());
        };
        if let Some(until) = user.locked_until.filter(|until| *until > now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("账户锁定中，地址 {ip}")), now)).await?;
            let minutes = (until.duration_since(now).as_secs() + 59) / 60;
            return Err(AppError::Unauthenticated {
                message: format!("密码连续输错 {FAILURES_MAX} 次，账户已锁定，请 {minutes} 分钟后再试"),
            });
        }
        if !self.verify_password(password.to_string(), user.password_hash).await? {
            // A lock that has run out starts the count anew.
            let held = if user.locked_until.is_some() { 0 } else { user.failure_count };
            let failure_count = held + 1;
            let locked_until = (failure_count >= FAILURES_MAX).then(|| now + LOCKED_FOR);
            let outcome = LoginOutcome::Failed { failure_count, locked_until };
            let note = format!("第 {failure_count} 次密码错误，地址 {ip}");
            self.store.record_login(name, &outcome, &actor.audit("登录失败", object, Some(&note), now)).await?;
            return match FAILURES_MAX - failure_count.min(FAILURES_MAX) {
                0 => Err(AppError::Unauthenticated {
                    message: format!("密码连续输错 {FAILURES_MAX} 次，账户已锁定 30 分钟"),
                }),
                left => Err(AppError::Unauthenticated {
                    message: format!("用户名或密码不正确，再错 {left} 次将锁定 30 分钟"),
                }),
            };
        }
        let token = password::token()?;
        let outcome = LoginOutcome::Opened {
            token_digest: digest(token.as_bytes()),
            csrf: password::token()?,
            ip: ip.to_string(),
        };
        self.store.record_login(name, &outcome, &actor.audit("登录", object, Some(&format!("地址 {ip}")), now)).await?;
        let session = self.stored_session(&token).await?;
        Ok((token, view(session)))
    }

    /// The session of a token; renews its idle time.
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<SessionView> {
        let session = self.stored_session(token).await?;
        let idle = now.duration_since(session.last_seen);
        if idle > IDLE_MAX {
            let audit = Actor::new(&session.user).audit("超时退出", format!("user/{}", session.user), None, now);
            self.store.end_session(&session.token_digest, &audit).await?;
            return Err(AppError::Unauthenticated {
                message: "超过 15 分钟没有操作，已自动退出，请重新登录".to_string(),
            });
        }
        if idle > TOUCH_AFTER {
            self.store.touch_session(&session.token_digest, now).await?;
        }
        Ok(view(session))
    }

    pub async fn logout(&self, token: &str, now: Timestamp) -> Result<()> {
        let session = self.stored_session(token).await?;
        let audit = Actor::new(&session.user).audit("退出", format!("user/{}", session.user), None, now);
        Ok(self.store.end_session(&session.token_digest, &audit).await?)
    }

    async fn stored_session(&self, token: &str) -> Result<StoredSession> {
        self.store.session(&digest(token.as_bytes())).await?.ok_or_else(|| AppError::Unauthenticated {
            message: "尚未登录或登录已失效，请重新登录".to_string(),
        })
    }
}

fn view(session: StoredSession) -> SessionView {
    SessionView {
        user: session.user,
        display_name: session.display_name,
        must_change_password: session.must_change_password,
        last_login: session.previous_login,
        csrf: session.csrf,
    }
}
