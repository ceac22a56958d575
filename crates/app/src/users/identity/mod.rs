//! Log-in by the issuer of a city (统一身份认证): whom the issuer names enters the account that is linked to them, and no other.
//! Makes no account and gives no right; what closes an account for a password closes it here too. Tokens of the issuer are
//! verified by the shell, which hands over the name alone.

mod attempt;
pub(crate) mod rules;

use jiff::Timestamp;
use store::{Identity, Proof};

pub use self::attempt::{Attempt, Purpose};
pub use self::rules::{ClientSecret, DeclaredIssuer};
use super::second_factor::Checked;
use crate::view::SessionView;
use crate::{Actor, App, AppError, Result};

/// Where something is on record that is about no account.
const NOBODY: &str = "（统一身份认证）";
/// By RFC, `sub` has 255 ASCII characters at most; what is longer is nobody's name.
const SUBJECT_MAX: usize = 255;

/// The way back came too late, a second time, or to another browser.
pub(super) fn over() -> AppError {
    AppError::Unauthenticated {
        message: "本次统一身份认证登录已过期或已用过，请返回登录页重新点击登录按钮".to_string(),
    }
}

/// What can be written into a proposal as the name of somebody at the issuer.
pub(crate) fn check_subject(subject: &str) -> Result<()> {
    let fits =
        !subject.is_empty() && subject.len() <= SUBJECT_MAX && subject.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if fits {
        return Ok(());
    }
    Err(AppError::bad_input(format!(
        "统一身份标识“{subject}”不合规，应为平台发布的 sub，不超过 {SUBJECT_MAX} 个半角字符"
    )))
}

impl App {
    /// The issuer that people may log in by; nothing where the site declares none.
    pub fn declared_issuer(&self) -> Option<&DeclaredIssuer> {
        self.issuer.as_ref()
    }

    pub(crate) fn issuer(&self) -> Result<&DeclaredIssuer> {
        self.issuer.as_ref().ok_or_else(|| AppError::Conflict {
            message: "本系统没有启用统一身份认证；需要的，请由服务器管理员在 presets/oidc.toml 中填写后重启"
                .to_string(),
        })
    }

    fn identity(&self, subject: &str) -> Result<Identity> {
        Ok(Identity { issuer: self.issuer()?.issuer.clone(), subject: subject.to_string() })
    }

    /// Puts on record that a way by the issuer led nowhere. `reason` is ours: nothing of an unverified token is written down.
    pub async fn record_refused_identity(&self, ip: &str, reason: &str, now: Timestamp) -> Result<()> {
        let note = format!("{reason}，地址 {ip}");
        Ok(self.store.record(&Actor::new(NOBODY).audit("登录失败", format!("user/{NOBODY}"), Some(&note), now)).await?)
    }

    /// Opens the session of whom the issuer has named; with a second factor it is asked for first, and
    /// `finish_by_identity` goes on.
    pub async fn enter_by_identity(
        &self,
        attempt: &Attempt,
        subject: &str,
        ip: &str,
        now: Timestamp,
    ) -> Result<(String, SessionView)> {
        let identity = self.identity(subject)?;
        let Some(name) = self.store.user_of_identity(&identity).await? else {
            self.record_refused_identity(ip, &format!("统一身份“{subject}”没有关联账户"), now).await?;
            return Err(AppError::Unauthenticated {
                message: format!(
                    "统一身份认证已通过，但该身份（标识 {subject}）没有关联本系统的账户；请用用户名和密码登录后在“我的账户”中关联，\
                     或把标识告诉系统管理员申请关联"
                ),
            });
        };
        if !self.store.begin_sign_in(&attempt.mark(), &name, attempt.ends(now)).await? {
            let audit = Actor::new(&name).audit(
                "登录被拒",
                format!("user/{name}"),
                Some(&format!("统一身份认证的登录步骤已用过，地址 {ip}")),
                now,
            );
            self.store.record(&audit).await?;
            return Err(over());
        }
        self.open_by_identity(attempt, (&name, identity), None, ip, now).await
    }

    /// Goes on with the code of the second factor.
    pub async fn finish_by_identity(
        &self,
        attempt: &Attempt,
        code: &str,
        ip: &str,
        now: Timestamp,
    ) -> Result<(String, SessionView)> {
        let waiting = self.store.waiting_sign_in(&attempt.mark(), now).await?;
        let Some(name) = waiting else {
            self.record_refused_identity(ip, "没有等待动态口令的统一身份认证登录", now).await?;
            return Err(over());
        };
        let issuer = self.issuer()?.issuer.clone();
        let subject = self.store.identity_at(&issuer, &name).await?.ok_or_else(over)?;
        self.open_by_identity(attempt, (&name, Identity { issuer, subject }), Some(code), ip, now).await
    }

    async fn open_by_identity(
        &self,
        attempt: &Attempt,
        (name, identity): (&str, Identity),
        code: Option<&str>,
        ip: &str,
        now: Timestamp,
    ) -> Result<(String, SessionView)> {
        let policy = self.policy().await?;
        let user = self.user(name).await?;
        self.refuse_locked(&user, ip, now).await?;
        self.refuse_closed(&user, &policy, ip, now).await?;
        let proof = Proof::Identity { identity, step: attempt.mark() };
        self.enter(&user, (proof, code), &policy, ip, now).await
    }

    /// Somebody who is logged in wants to enter by the issuer from now on: proves once more to be the holder of the account.
    pub async fn begin_link(
        &self,
        actor: &Actor,
        password: &str,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<Attempt> {
        let name = self.issuer()?.name.clone();
        let user = self.user(&actor.user).await?;
        self.confirm(&user, password, now).await?;
        let factor = match self.check_factor(&user, code, now).await? {
            Checked::NotNeeded => None,
            Checked::Right(factor) => Some(factor),
            Checked::Missing => return Err(AppError::bad_input("请输入手机上当前显示的 6 位动态口令")),
            Checked::Wrong => {
                let policy = self.policy().await?;
                self.record_failure(&user.name, &policy, "关联统一身份时动态口令错误", now).await?;
                return Err(AppError::bad_input("动态口令不正确或已用过，请输入当前显示的 6 位数字"));
            }
        };
        let attempt = Attempt::begin(Purpose::Link, now)?;
        let audit = actor.audit("申请关联统一身份", format!("user/{}", user.name), Some(&name), now);
        let step = (factor.as_ref(), attempt.ends(now));
        match self.store.begin_link(&attempt.mark(), &user.name, step, &audit).await? {
            true => Ok(attempt),
            false => Err(AppError::bad_input("动态口令已用过，请等下一个口令再试")),
        }
    }

    /// Whom the issuer has named enters this account from now on.
    pub async fn link(&self, actor: &Actor, attempt: &Attempt, subject: &str, now: Timestamp) -> Result<()> {
        check_subject(subject)?;
        let identity = self.identity(subject)?;
        let note = format!("{}，标识 {subject}", identity.issuer);
        let audit = actor.audit("关联统一身份", format!("user/{}", actor.user), Some(&note), now);
        match self.store.link_identity(&attempt.mark(), &actor.user, &identity, &audit).await? {
            Some(done) => done.map_err(|fault| AppError::Conflict { message: fault.to_string() }),
            None => Err(AppError::Conflict {
                message: "本次关联已过期、已用过，或由另一账户开始；请在“我的账户”中重新点击关联".to_string(),
            }),
        }
    }

    /// Nobody enters the own account by the issuer any more.
    pub async fn unlink(&self, actor: &Actor, password: &str, now: Timestamp) -> Result<()> {
        let user = self.user(&actor.user).await?;
        self.confirm(&user, password, now).await?;
        let audit = actor.audit("解除统一身份关联", format!("user/{}", user.name), None, now);
        let done = self.store.unlink_identity(&user.name, &audit).await?;
        done.map_err(|fault| AppError::Conflict { message: fault.to_string() })
    }
}
