//! Accounts: adding users, setting passwords. Sessions are in `session`, rules and hashes in `password`.

mod grants;
pub(crate) mod identity;
mod password;
mod policy;
pub(crate) mod rules;
pub(crate) mod seal;
mod sealing;
mod second_factor;
mod session;
mod turnstile;
mod weak;

use jiff::Timestamp;
use model::people::Setting;
use store::{NewUser, StoredUser};

use crate::{Actor, App, AppError, Result, blocking};

pub use identity::{Attempt, ClientSecret, DeclaredIssuer, Purpose};
pub use password::PasswordCost;
pub(crate) use password::{one_time, token as new_token};
pub(crate) use policy::Policy;
pub use seal::SEAL_KEY;
pub(crate) use sealing::Sealing;
pub use session::Entered;
pub(crate) use turnstile::Turnstile;

impl App {
    pub async fn has_users(&self) -> Result<bool> {
        Ok(self.store.has_users().await?)
    }

    /// Adds a user. Without a password a one-time password is made and returned; it must be changed at first login.
    pub async fn add_user(
        &self,
        actor: &Actor,
        name: &str,
        display_name: &str,
        password: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<String>> {
        check_name(name)?;
        let one_time = match password {
            Some(password) => {
                self.check_password(password, name).await?;
                None
            }
            None => Some(password::one_time()?),
        };
        let secret = password.map(str::to_string).or_else(|| one_time.clone()).unwrap_or_default();
        let hash = self.hash(secret).await?;
        let user = NewUser {
            name: name.to_string(),
            display_name: if display_name.trim().is_empty() {
                name.to_string()
            } else {
                display_name.trim().to_string()
            },
            password_hash: hash,
            must_change_password: one_time.is_some(),
            expires_on: None,
        };
        self.store.add_user(&user, &actor.audit("新增用户", format!("user/{name}"), None, now)).await?;
        Ok(one_time)
    }

    pub async fn change_password(&self, actor: &Actor, current: &str, new: &str, now: Timestamp) -> Result<()> {
        let user = self.user(&actor.user).await?;
        self.confirm(&user, current, now).await?;
        if current == new {
            return Err(AppError::bad_input("新密码与当前密码相同，请换一个"));
        }
        self.check_password(new, &user.name).await?;
        let kept = self.policy().await?.value(Setting::PasswordsKept);
        for old in self.store.old_passwords(&user.name, kept).await? {
            if self.verify_password(new.to_string(), old).await? {
                return Err(AppError::bad_input(format!("新密码与最近 {kept} 个密码之一相同，请换一个")));
            }
        }
        let hash = self.hash(new.to_string()).await?;
        let audit = actor.audit("修改密码", format!("user/{}", user.name), None, now);
        Ok(self.store.set_password(&user.name, &hash, false, None, &audit).await?)
    }

    async fn check_password(&self, password: &str, name: &str) -> Result<()> {
        let policy = self.policy().await?;
        let least = (policy.value(Setting::PasswordLength), policy.value(Setting::PasswordClasses));
        password::check(password, name, least)?;
        if weak::is_tried_first(password) {
            return Err(AppError::bad_input("密码由常见的词变化而来，容易被猜中，请换一个"));
        }
        Ok(())
    }

    /// Asks somebody who is logged in for the present password again. A wrong one counts as at the login, so that an open
    /// page is no place to guess at.
    pub(super) async fn confirm(&self, user: &StoredUser, current: &str, now: Timestamp) -> Result<()> {
        if user.locked_until.is_some_and(|until| until > now) {
            return Err(AppError::bad_input("密码或动态口令连续输错，账户已锁定；请稍后再试"));
        }
        if self.verify_password(current.to_string(), user.password_hash.clone()).await? {
            return Ok(());
        }
        let policy = self.policy().await?;
        let failed = self.record_failure(&user.name, &policy, "当前密码错误", now).await?;
        Err(AppError::bad_input(match failed.is_locked {
            true => "当前密码不正确；连续输错，账户已锁定，请稍后再试",
            false => "当前密码不正确，请重新输入",
        }))
    }

    /// A new one-time password for a user who lost theirs; ends their sessions and unlocks the account.
    pub async fn reset_password(&self, actor: &Actor, name: &str, now: Timestamp) -> Result<String> {
        let user = self.user(name).await?;
        let one_time = password::one_time()?;
        let hash = self.hash(one_time.clone()).await?;
        let audit = actor.audit("重置密码", format!("user/{}", user.name), None, now);
        self.store.set_password(&user.name, &hash, true, None, &audit).await?;
        Ok(one_time)
    }

    /// The settings as they stand.
    pub(crate) async fn policy(&self) -> Result<Policy> {
        Ok(Policy { rules: self.setting_rules.clone(), settings: self.store.settings().await? })
    }

    async fn user(&self, name: &str) -> Result<StoredUser> {
        self.store.user(name).await?.ok_or_else(|| AppError::not_found(format!("用户“{name}”")))
    }

    pub(crate) async fn hash(&self, secret: String) -> Result<String> {
        let cost = self.cost;
        let _place = self.turnstile.enter().await?;
        blocking(move || password::hash(&secret, cost)).await
    }

    /// A text that is longer than any password is wrong and costs nothing.
    async fn verify_password(&self, secret: String, hash: String) -> Result<bool> {
        if secret.chars().count() > password::LONGEST {
            return Ok(false);
        }
        let _place = self.turnstile.enter().await?;
        blocking(move || password::verify(&secret, &hash)).await
    }
}

pub(crate) fn check_name(name: &str) -> Result<()> {
    let fits = (2..=32).contains(&name.chars().count())
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.'));
    if fits {
        Ok(())
    } else {
        Err(AppError::bad_input(format!("用户名“{name}”不合规，应为 2—32 个汉字、字母、数字、下划线、短横或点")))
    }
}
