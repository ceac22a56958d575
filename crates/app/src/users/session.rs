//! Logging in and out. Idle sessions end, wrong passwords lock the account, and accounts that expired, were disabled or
//! stayed unused are not opened; how long and how often is a setting.

use jiff::{SignedDuration, Timestamp};
use model::digest;
use model::people::{Assignment, Capability, Setting};
use store::{LoginOutcome, StoredSession};

use super::password;
use super::policy::Policy;
use crate::view::SessionView;
use crate::{Actor, App, AppError, Result, day_in_china};

/// Renewing more often than this would write on every click.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// Hash of nothing anyone knows; verified when the user does not exist, so that answers take the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A session that was found: what the browser hears of it, and who acts.
#[derive(Debug, Clone)]
pub struct Entered {
    pub view: SessionView,
    pub actor: Actor,
}

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
        let policy = Policy { settings: self.store.settings().await? };
        let max = policy.failures_max();
        if let Some(until) = user.locked_until.filter(|until| *until > now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("账户锁定中，地址 {ip}")), now)).await?;
            let minutes = (until.duration_since(now).as_secs() + 59) / 60;
            return Err(AppError::Unauthenticated {
                message: format!("密码连续输错 {max} 次，账户已锁定，请 {minutes} 分钟后再试"),
            });
        }
        if !self.verify_password(password.to_string(), user.password_hash.clone()).await? {
            // A lock that has run out starts the count anew.
            let held = if user.locked_until.is_some() { 0 } else { user.failure_count };
            let failure_count = held + 1;
            let locked_until = (failure_count >= max).then(|| now + policy.minutes(Setting::LockMinutes));
            let outcome = LoginOutcome::Failed { failure_count, locked_until };
            let note = format!("第 {failure_count} 次密码错误，地址 {ip}");
            self.store.record_login(name, &outcome, &actor.audit("登录失败", object, Some(&note), now)).await?;
            let minutes = policy.value(Setting::LockMinutes);
            return match max - failure_count.min(max) {
                0 => Err(AppError::Unauthenticated {
                    message: format!("密码连续输错 {max} 次，账户已锁定 {minutes} 分钟"),
                }),
                left => Err(AppError::Unauthenticated {
                    message: format!("用户名或密码不正确，再错 {left} 次将锁定 {minutes} 分钟"),
                }),
            };
        }
        // Said only to who knows the password.
        if let Some(reason) = policy.closed(&user, now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("{reason}，地址 {ip}")), now)).await?;
            return Err(AppError::Unauthenticated {
                message: format!("{reason}，请联系系统管理员申请启用")
            });
        }
        let token = password::token()?;
        let outcome = LoginOutcome::Opened {
            token_digest: digest(token.as_bytes()),
            csrf: password::token()?,
            ip: ip.to_string(),
            step: None,
            is_only: policy.value(Setting::SingleSession) == 1,
        };
        self.store.record_login(name, &outcome, &actor.audit("登录", object, Some(&format!("地址 {ip}")), now)).await?;
        let session = self.stored_session(&token).await?;
        let entered = self.entered(session, &policy, now).await?;
        Ok((token, entered.view))
    }

    /// The session of a token; renews its idle time.
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<Entered> {
        let session = self.stored_session(token).await?;
        let policy = Policy { settings: self.store.settings().await? };
        let idle = now.duration_since(session.last_seen);
        if idle > policy.minutes(Setting::IdleMinutes) {
            let audit = Actor::new(&session.user).audit("超时退出", format!("user/{}", session.user), None, now);
            self.store.end_session(&session.token_digest, &audit).await?;
            return Err(AppError::Unauthenticated {
                message: format!("超过 {} 分钟没有操作，已自动退出，请重新登录", policy.value(Setting::IdleMinutes)),
            });
        }
        if idle > TOUCH_AFTER {
            self.store.touch_session(&session.token_digest, now).await?;
        }
        self.entered(session, &policy, now).await
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

    async fn entered(&self, session: StoredSession, policy: &Policy, now: Timestamp) -> Result<Entered> {
        let held: Vec<Assignment> =
            self.store.assignments_of(&session.user).await?.into_iter().map(|held| held.assignment).collect();
        let actor = Actor::entered(&session.user, held, day_in_china(now));
        let is_expired = policy.is_password_expired(session.password_since, now);
        let view = SessionView {
            user: session.user,
            display_name: session.display_name,
            must_change_password: session.must_change_password || is_expired,
            last_login: session.previous_login,
            csrf: session.csrf,
            roles: actor.roles(),
            capabilities: Capability::ALL.into_iter().filter(|one| actor.holds(*one).is_ok()).collect(),
        };
        Ok(Entered { view, actor })
    }
}
