//! Logging in and out. Idle sessions end, wrong passwords lock the account, and accounts that expired, were disabled or
//! stayed unused are not opened; how long and how often is a setting.

use jiff::{SignedDuration, Timestamp};
use model::digest;
use model::people::{Assignment, Capability, Setting};
use store::{LoginOutcome, StoredSession, StoredUser};

use super::password;
use super::policy::Policy;
use super::second_factor::{self, Checked};
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
        self.login_with_code(name, password, None, ip, now).await
    }

    /// The same with the code of the second factor, which accounts that have one need.
    pub async fn login_with_code(
        &self,
        name: &str,
        password: &str,
        code: Option<&str>,
        ip: &str,
        now: Timestamp,
    ) -> Result<(String, SessionView)> {
        let wrong = || AppError::Unauthenticated { message: "用户名或密码不正确".to_string() };
        let actor = Actor::new(name);
        let object = format!("user/{name}");
        let Some(user) = self.store.user(name).await? else {
            self.verify_password(password.to_string(), NOBODY.to_string()).await?;
            self.store.record(&actor.audit("登录失败", object, Some(&format!("无此用户，地址 {ip}")), now)).await?;
            return Err(wrong());
        };
        let policy = self.policy().await?;
        if let Some(until) = user.locked_until.filter(|until| *until > now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("账户锁定中，地址 {ip}")), now)).await?;
            let minutes = (until.duration_since(now).as_secs() + 59) / 60;
            return Err(AppError::Unauthenticated {
                message: format!("密码或动态口令连续输错，账户已锁定，请 {minutes} 分钟后再试"),
            });
        }
        if !self.verify_password(password.to_string(), user.password_hash.clone()).await? {
            return Err(self.failed(&user, &policy, ("密码错误", "用户名或密码不正确"), ip, now).await);
        }
        // Said only to who knows the password.
        if let Some(reason) = policy.closed(&user, now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("{reason}，地址 {ip}")), now)).await?;
            return Err(AppError::Unauthenticated {
                message: format!("{reason}，请联系系统管理员申请启用")
            });
        }
        let step = match second_factor::check(&user, code, now)? {
            Checked::NotNeeded => None,
            Checked::Right(step) => Some(step),
            Checked::Missing => {
                return Err(AppError::SecondFactor {
                    message: "请输入手机上当前显示的 6 位动态口令".to_string()
                });
            }
            Checked::Wrong => {
                return Err(self.failed(&user, &policy, ("动态口令错误", "动态口令不正确或已用过"), ip, now).await);
            }
        };
        let token = password::token()?;
        let outcome = LoginOutcome::Opened {
            token_digest: digest(token.as_bytes()),
            csrf: password::token()?,
            ip: ip.to_string(),
            step,
            is_only: policy.value(Setting::SingleSession) == 1,
        };
        self.store.record_login(name, &outcome, &actor.audit("登录", object, Some(&format!("地址 {ip}")), now)).await?;
        let session = self.stored_session(&token).await?;
        let entered = self.entered(session, &policy, now).await?;
        Ok((token, entered.view))
    }

    /// Counts a wrong password or code, and locks the account when it was one too many.
    async fn failed(
        &self,
        user: &StoredUser,
        policy: &Policy,
        (note, told): (&str, &str),
        ip: &str,
        now: Timestamp,
    ) -> AppError {
        let max = policy.failures_max();
        // A lock that has run out starts the count anew.
        let held = if user.locked_until.is_some() { 0 } else { user.failure_count };
        let failure_count = held + 1;
        let locked_until = (failure_count >= max).then(|| now + policy.minutes(Setting::LockMinutes));
        let outcome = LoginOutcome::Failed { failure_count, locked_until };
        let note = format!("第 {failure_count} 次{note}，地址 {ip}");
        let audit = Actor::new(&user.name).audit("登录失败", format!("user/{}", user.name), Some(&note), now);
        if let Err(error) = self.store.record_login(&user.name, &outcome, &audit).await {
            return error.into();
        }
        let minutes = policy.value(Setting::LockMinutes);
        let message = match max - failure_count.min(max) {
            0 => format!("密码或动态口令连续输错 {max} 次，账户已锁定 {minutes} 分钟"),
            left => format!("{told}，再错 {left} 次将锁定 {minutes} 分钟"),
        };
        AppError::Unauthenticated { message }
    }

    /// The session of a token; renews its idle time.
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<Entered> {
        let session = self.stored_session(token).await?;
        let policy = self.policy().await?;
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
        let password_reason = match (session.must_change_password, is_expired) {
            (true, _) => Some("您用的是一次性密码，请先修改密码".to_string()),
            (false, true) => Some(format!("密码已使用超过 {} 天，请先修改密码", policy.value(Setting::PasswordDays))),
            (false, false) => None,
        };
        let is_administrator = actor.roles().iter().any(|role| role.is_administrator());
        let view = SessionView {
            must_set_second_factor: is_administrator && !session.has_second_factor,
            user: session.user,
            display_name: session.display_name,
            must_change_password: password_reason.is_some(),
            password_reason,
            last_login: session.previous_login,
            csrf: session.csrf,
            roles: actor.roles(),
            capabilities: Capability::ALL.into_iter().filter(|one| actor.holds(*one).is_ok()).collect(),
        };
        Ok(Entered { view, actor })
    }
}
