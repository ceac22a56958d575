//! Logging in and out. Idle sessions end, wrong passwords lock the account, and accounts that expired, were disabled or
//! stayed unused are not opened; how long and how often is a setting.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::digest;
use model::people::{Assignment, Capability, Setting};
use store::{Factor, Failed, NewSession, Proof, StoredAssignment, StoredSession, StoredUser, Unopened};

use super::policy::Policy;
use super::second_factor::Checked;
use super::{check_name, identity, password};
use crate::view::SessionView;
use crate::{Actor, App, AppError, Result, day_in_china};

/// Renewing more often than this would write on every click.
const TOUCH_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// Stands in the record for what cannot be a user name.
const NO_NAME: &str = "（不合规的用户名）";
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
        // What cannot be a name is not written down: anybody may send anything here.
        let name = if check_name(name).is_ok() { name } else { NO_NAME };
        let actor = Actor::new(name);
        let object = format!("user/{name}");
        let policy = self.policy().await?;
        let Some(user) = self.store.user(name).await? else {
            self.verify_password(password.to_string(), NOBODY.to_string()).await?;
            self.store.record(&actor.audit("登录失败", object, Some(&format!("无此用户，地址 {ip}")), now)).await?;
            return Err(wrong());
        };
        self.refuse_locked(&user, ip, now).await?;
        if !self.verify_password(password.to_string(), user.password_hash.clone()).await? {
            let failed = self.record_failure(&user.name, &policy, &format!("密码错误，地址 {ip}"), now).await?;
            return Err(if failed.is_locked { locked(policy.value(Setting::LockMinutes)) } else { wrong() });
        }
        // Said only to who knows the password.
        self.refuse_closed(&user, &policy, ip, now).await?;
        if let Some(reason) = policy.one_time_over(&user, now) {
            self.store.record(&actor.audit("登录被拒", object, Some(&format!("{reason}，地址 {ip}")), now)).await?;
            return Err(AppError::Unauthenticated {
                message: format!("{reason}，请联系系统管理员申请重置密码")
            });
        }
        let proof = Proof::Password(user.password_hash.clone());
        self.enter(&user, (proof, code), &policy, ip, now).await
    }

    /// Nobody comes in while tries have locked the account.
    pub(super) async fn refuse_locked(&self, user: &StoredUser, ip: &str, now: Timestamp) -> Result<()> {
        let Some(until) = user.locked_until.filter(|until| *until > now) else { return Ok(()) };
        let note = format!("账户锁定中，地址 {ip}");
        let audit = Actor::new(&user.name).audit("登录被拒", format!("user/{}", user.name), Some(&note), now);
        self.store.record(&audit).await?;
        Err(locked((until.duration_since(now).as_secs() + 59) / 60))
    }

    /// Nobody comes into an account that is disabled, over or unused. Said only to who has proved to be its holder.
    pub(super) async fn refuse_closed(
        &self,
        user: &StoredUser,
        policy: &Policy,
        ip: &str,
        now: Timestamp,
    ) -> Result<()> {
        let Some(reason) = policy.closed(user, now) else { return Ok(()) };
        let note = format!("{reason}，地址 {ip}");
        let audit = Actor::new(&user.name).audit("登录被拒", format!("user/{}", user.name), Some(&note), now);
        self.store.record(&audit).await?;
        Err(AppError::Unauthenticated { message: format!("{reason}，请联系系统管理员申请启用") })
    }

    /// Asks for the second factor where the account has one, and opens the session.
    pub(super) async fn enter(
        &self,
        user: &StoredUser,
        (proof, code): (Proof, Option<&str>),
        policy: &Policy,
        ip: &str,
        now: Timestamp,
    ) -> Result<(String, SessionView)> {
        let name = user.name.as_str();
        let object = format!("user/{name}");
        let factor = match self.check_factor(user, code, now).await? {
            Checked::NotNeeded => None,
            Checked::Right(factor) => Some(factor),
            Checked::Missing => {
                return Err(AppError::SecondFactor {
                    message: "请输入手机上当前显示的 6 位动态口令".to_string()
                });
            }
            Checked::Wrong => {
                let failed = self.record_failure(name, policy, &format!("动态口令错误，地址 {ip}"), now).await?;
                return Err(wrong_code(failed, policy));
            }
        };
        let token = password::token()?;
        let how = match &proof {
            Proof::Password(_) => "",
            Proof::Identity { .. } => "经统一身份认证，",
        };
        let note = match &factor {
            Some(Factor::RecoveryCode(_)) => format!("{how}使用恢复码，地址 {ip}"),
            Some(Factor::Step(_)) => format!("{how}使用动态口令，地址 {ip}"),
            None => format!("{how}地址 {ip}"),
        };
        let session = NewSession {
            token_digest: digest(token.as_bytes()),
            csrf: password::token()?,
            ip: ip.to_string(),
            proof,
            factor,
            is_only: policy.value(Setting::SingleSession) == 1,
        };
        let audit = Actor::new(name).audit("登录", object, Some(&note), now);
        match self.store.open_session(name, &session, &audit).await? {
            Ok(()) => {}
            Err(Unopened::Locked) => return Err(locked(policy.value(Setting::LockMinutes))),
            Err(Unopened::Changed) => {
                let note = format!("登录期间账户被停用、密码已更换或关联已解除，地址 {ip}");
                self.store
                    .record(&Actor::new(name).audit("登录被拒", format!("user/{name}"), Some(&note), now))
                    .await?;
                return Err(AppError::Unauthenticated {
                    message: "账户刚刚被停用、密码已更换或关联已解除，请重新登录；仍不能登录的，请联系系统管理员"
                        .to_string(),
                });
            }
            Err(Unopened::StepUsed) => {
                let note = format!("统一身份认证的登录步骤已用过或已过期，地址 {ip}");
                self.store
                    .record(&Actor::new(name).audit("登录被拒", format!("user/{name}"), Some(&note), now))
                    .await?;
                return Err(identity::over());
            }
            Err(Unopened::CodeUsed) => {
                let failed = self.record_failure(name, policy, &format!("动态口令已用过，地址 {ip}"), now).await?;
                return Err(wrong_code(failed, policy));
            }
        }
        let session = self.stored_session(&token).await?;
        let entered = self.entered(session, policy, now).await?;
        Ok((token, entered.view))
    }

    /// Counts a wrong password or code, and locks the account when it was one too many.
    pub(super) async fn record_failure(
        &self,
        name: &str,
        policy: &Policy,
        note: &str,
        now: Timestamp,
    ) -> Result<Failed> {
        let until = now + policy.minutes(Setting::LockMinutes);
        let audit = Actor::new(name).audit("登录失败", format!("user/{name}"), Some(note), now);
        Ok(self.store.record_failure(name, policy.value(Setting::FailuresMax), until, &audit).await?)
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
        let held = now.duration_since(session.created_at);
        if held > policy.hours(Setting::SessionHours) {
            let hours = policy.value(Setting::SessionHours);
            let note = format!("登录满 {hours} 小时");
            let audit = Actor::new(&session.user).audit("超时退出", format!("user/{}", session.user), Some(&note), now);
            self.store.end_session(&session.token_digest, &audit).await?;
            return Err(AppError::Unauthenticated {
                message: format!("登录已满 {hours} 小时，已自动退出，请重新登录"),
            });
        }
        // An account may end while its session is open.
        let user = self.store.user(&session.user).await?;
        if let Some(reason) = user.as_ref().and_then(|user| policy.closed(user, now)) {
            let audit =
                Actor::new(&session.user).audit("强制退出", format!("user/{}", session.user), Some(&reason), now);
            self.store.end_session(&session.token_digest, &audit).await?;
            return Err(AppError::Unauthenticated {
                message: format!("{reason}，请联系系统管理员申请启用")
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
        let granted = self.store.assignments_of(&session.user).await?;
        let held: Vec<Assignment> = granted.iter().map(|held| held.assignment.clone()).collect();
        let today = day_in_china(now);
        let actor = Actor::entered(&session.user, held, today);
        // Who came by the issuer uses no password of ours; it waits for its next use.
        let is_asked = !session.is_by_identity;
        let is_expired = is_asked && policy.is_password_expired(session.password_since, now);
        let password_reason = match (is_asked && session.must_change_password, is_expired) {
            (true, _) => Some("您用的是一次性密码，请先修改密码".to_string()),
            (false, true) => Some(format!("密码已使用超过 {} 天，请先修改密码", policy.value(Setting::PasswordDays))),
            (false, false) => None,
        };
        let factor_from = policy.second_factor_from(&granted, today).filter(|_| !session.has_second_factor);
        // Which bodies are told is said by the rules of consent; the others are offered no page that refuses them.
        let is_told = !self.told_items(&actor).is_empty();
        let opens = |one: &Capability| actor.holds(*one).is_ok() && (*one != Capability::ReadAggregates || is_told);
        let view = SessionView {
            must_set_second_factor: factor_from.is_some_and(|from| from <= now),
            notices: notices(policy, &session, &granted, factor_from.filter(|from| *from > now), today),
            user: session.user,
            display_name: session.display_name,
            must_change_password: password_reason.is_some(),
            password_reason,
            last_login: session.previous_login,
            csrf: session.csrf,
            roles: actor.roles(),
            capabilities: Capability::ALL.into_iter().filter(opens).collect(),
        };
        Ok(Entered { view, actor })
    }
}

fn locked(minutes: i64) -> AppError {
    AppError::Unauthenticated {
        message: format!("密码或动态口令连续输错，账户已锁定，请 {minutes} 分钟后再试")
    }
}

/// Who has come to the code knows the password: the count is no news about the account.
fn wrong_code(failed: Failed, policy: &Policy) -> AppError {
    let minutes = policy.value(Setting::LockMinutes);
    let left = policy.value(Setting::FailuresMax) - failed.count;
    if failed.is_locked || left <= 0 {
        return locked(minutes);
    }
    AppError::Unauthenticated {
        message: format!("动态口令不正确或已用过，再错 {left} 次将锁定 {minutes} 分钟")
    }
}

/// What ends soon, in Chinese, one line each.
fn notices(
    policy: &Policy,
    session: &StoredSession,
    granted: &[StoredAssignment],
    factor_from: Option<Timestamp>,
    today: Date,
) -> Vec<String> {
    let left = |days: i64| if days == 0 { "今天是最后一天".to_string() } else { format!("还有 {days} 天") };
    let mut lines = Vec::new();
    if let Some(from) = factor_from {
        lines.push(format!("管理员须在 {} 前启用动态口令，请在“我的账户”中设置", day_in_china(from)));
    }
    if let Some(days) = policy.told(session.expires_on, today) {
        lines.push(format!("您的账户即将到期（{}）；需要延期的，请向系统管理员提出", left(days)));
    }
    for one in granted.iter().map(|held| &held.assignment) {
        if let Some(days) = policy.ends_soon(one, granted, today) {
            let role = one.role.in_words();
            lines.push(format!("您的岗位“{role}”即将到期（{}）；需要延续的，请向系统管理员提出", left(days)));
        }
    }
    if let Some(days) = policy.told(policy.password_until(session.password_since), today) {
        lines.push(format!("密码即将到期（{}），请在“我的账户”中修改", left(days)));
    }
    lines
}
