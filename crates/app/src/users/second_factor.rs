//! The second factor: one-time codes by RFC 6238 from an app on the user's telephone, which needs no network. A secret is
//! offered, counts from its first right code on, and each code counts once. Recovery codes stand in for a lost telephone,
//! each once. In the database a secret is sealed (`seal`).

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use model::digest;
use qrcode::QrCode;
use qrcode::render::svg;
use store::{Factor, KeptFactor, Store, StoredUser};
use totp_rs::{Builder, Secret, Totp};

use super::password::recovery_code;
use super::seal::{SEAL_KEY, Seal, is_sealed, mark_of};
use crate::view::{RecoveryCodes, SecondFactorOffer};
use crate::{Actor, App, AppError, Result};

const SECRET_BYTES: usize = 20;
const ISSUER: &str = "junxian";
const RECOVERY_CODES: usize = 10;

fn totp(secret: &str) -> Result<Totp> {
    let wrong = |error: &dyn std::fmt::Display| AppError::Internal {
        message: format!("动态口令密钥无法使用：{error}"),
    };
    let secret = Secret::try_from_base32(secret).map_err(|error| wrong(&error))?;
    Builder::new().with_secret(secret).with_skew(1).build().map_err(|error| wrong(&error))
}

/// The time step of a right code; nothing for a wrong one, and for one that was used before.
pub(super) fn step_of(secret: &str, code: &str, last: Option<i64>, now: Timestamp) -> Result<Option<i64>> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let step = totp(secret)?.check(&code, seconds).and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| last.is_none_or(|last| *step > last)))
}

/// A recovery code as it is kept: written with or without hyphens, in any case.
fn recovery_digest(code: &str) -> String {
    let plain: String = code.chars().filter(|letter| letter.is_alphanumeric()).collect();
    digest(plain.to_lowercase().as_bytes())
}

/// What seals the secrets of this site.
pub(crate) enum Sealing {
    With(Seal),
    /// The key is lost or another one than that of the database; why, in Chinese. Nothing new is sealed then.
    Without(String),
}

fn purpose(user: &str) -> String {
    format!("second factor of {user}")
}

impl Sealing {
    /// Reads the key, or makes it where nothing is sealed yet; secrets that an earlier version left plain are sealed.
    pub async fn prepare(store: &Store, data_dir: &Path, now: Timestamp) -> Result<Sealing> {
        let kept = store.kept_factors().await?;
        let sealed: Vec<&KeptFactor> =
            kept.iter().filter(|one| one.second_factor.as_deref().is_some_and(is_sealed)).collect();
        let path = data_dir.join(SEAL_KEY);
        let help = "请从保管处取回原文件放回原处后重启；确已丢失的，逐个执行“junxian user reset 用户名 \
                    --second-factor”后重启";
        let seal = match Seal::read(data_dir)? {
            Some(seal) => seal,
            None if sealed.is_empty() => Seal::make(data_dir)?,
            None => {
                let many = sealed.len();
                return Ok(Sealing::Without(format!(
                    "{many} 个账户的动态口令密钥是封存的，而封存密钥文件 {} 不存在；{help}",
                    path.display()
                )));
            }
        };
        let is_own = |one: &&KeptFactor| one.second_factor.as_deref().and_then(mark_of) == Some(seal.mark());
        let foreign: Vec<&str> = sealed.iter().filter(|one| !is_own(one)).map(|one| one.user.as_str()).collect();
        if !foreign.is_empty() {
            return Ok(Sealing::Without(format!(
                "封存密钥文件 {} 与数据库不符（{}）；几台服务器须用同一个文件；{help}",
                path.display(),
                foreign.join("、")
            )));
        }
        seal_plain(store, &seal, kept, now).await?;
        Ok(Sealing::With(seal))
    }

    /// What is wrong with the key, if anything.
    pub fn fault(&self) -> Option<&str> {
        match self {
            Sealing::With(_) => None,
            Sealing::Without(why) => Some(why),
        }
    }

    fn seal(&self, user: &str, secret: &str) -> Result<String> {
        match self {
            Sealing::With(seal) => seal.seal(&purpose(user), secret),
            Sealing::Without(why) => Err(AppError::Conflict { message: why.clone() }),
        }
    }

    /// A secret as it was before it was kept.
    fn open(&self, user: &str, kept: &str) -> Result<String> {
        if !is_sealed(kept) {
            return Ok(kept.to_string());
        }
        let opened = match self {
            Sealing::With(seal) => seal.open(&purpose(user), kept),
            Sealing::Without(_) => None,
        };
        opened.ok_or_else(|| AppError::Conflict {
            message: "动态口令现在无法核对：服务器上的封存密钥缺失，或与数据库不符。可以改用恢复码登录；请系统管理员在服务器上执行“junxian verify”查看原因"
                .to_string(),
        })
    }
}

async fn seal_plain(store: &Store, seal: &Seal, kept: Vec<KeptFactor>, now: Timestamp) -> Result<()> {
    let mut pairs = Vec::new();
    for old in kept {
        let sealed = |text: &Option<String>| match text {
            Some(plain) if !is_sealed(plain) => seal.seal(&purpose(&old.user), plain).map(Some),
            text => Ok(text.clone()),
        };
        let new = KeptFactor {
            user: old.user.clone(),
            second_factor: sealed(&old.second_factor)?,
            offered: sealed(&old.offered)?,
        };
        if new != old {
            pairs.push((old, new));
        }
    }
    if !pairs.is_empty() {
        let note = format!("{} 个账户，原为明文", pairs.len());
        let audit = Actor::new("系统").audit("封存动态口令密钥", "user", Some(&note), now);
        store.replace_factors(&pairs, &audit).await?;
    }
    Ok(())
}

impl App {
    /// Why codes of second factors cannot be checked, in Chinese; nothing when they can.
    pub fn seal_fault(&self) -> Option<&str> {
        self.sealing.fault()
    }

    /// The file of the key that seals secrets: kept apart from every backup.
    pub fn seal_key(&self) -> PathBuf {
        self.config.data_dir.join(SEAL_KEY)
    }

    /// A new secret to be put into the app, as text and as a picture. An earlier one that counts goes on counting.
    pub async fn offer_second_factor(&self, actor: &Actor, now: Timestamp) -> Result<SecondFactorOffer> {
        let mut bytes = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| AppError::Internal { message: format!("没有得到随机数：{error}") })?;
        let secret = Secret::from(bytes.to_vec()).to_base32();
        let audit = actor.audit("申请动态口令密钥", format!("user/{}", actor.user), None, now);
        let sealed = self.sealing.seal(&actor.user, &secret)?;
        self.store.offer_second_factor(&actor.user, &sealed, &audit).await?;
        let label: String = actor
            .user
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect();
        let address = format!("otpauth://totp/{ISSUER}:{label}?secret={secret}&issuer={ISSUER}");
        let code = QrCode::new(address.as_bytes())
            .map_err(|error| AppError::Internal { message: format!("二维码无法生成：{error}") })?;
        let picture = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
        let user = self.user(&actor.user).await?;
        Ok(SecondFactorOffer { secret, address, picture, needs_password: user.second_factor.is_some() })
    }

    /// The offered secret counts when the code is right. Whoever has a factor already gives the password too, so that a
    /// page left open is not enough to take the account over. The recovery codes are shown this once.
    pub async fn take_second_factor(
        &self,
        actor: &Actor,
        code: &str,
        password: Option<&str>,
        now: Timestamp,
    ) -> Result<RecoveryCodes> {
        let user = self.user(&actor.user).await?;
        if user.second_factor.is_some() {
            let password = password.ok_or_else(|| AppError::bad_input("更换动态口令须输入当前密码"))?;
            self.confirm(&user, password, now).await?;
        }
        let offered = user.second_factor_offered.as_deref();
        let offered = offered.ok_or_else(|| AppError::bad_input("请先获取新的动态口令密钥，再输入口令"))?;
        let secret = self.sealing.open(&actor.user, offered)?;
        let step = step_of(&secret, code, None, now)?;
        let step =
            step.ok_or_else(|| AppError::bad_input("动态口令不正确；请核对手机时间是否准确，输入当前显示的 6 位数字"))?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<_>>()?;
        let digests: Vec<String> = codes.iter().map(|code| recovery_digest(code)).collect();
        let note = match user.second_factor {
            Some(_) => format!("更换，新发恢复码 {RECOVERY_CODES} 个"),
            None => format!("首次，发恢复码 {RECOVERY_CODES} 个"),
        };
        let audit = actor.audit("启用动态口令", format!("user/{}", actor.user), Some(&note), now);
        self.store.take_second_factor(&actor.user, (offered, step), &digests, &audit).await?;
        Ok(RecoveryCodes { codes })
    }

    /// For the host, when telephone and administrators are out of reach.
    pub async fn reset_second_factor(&self, actor: &Actor, name: &str, now: Timestamp) -> Result<()> {
        let audit = actor.audit("重置动态口令", format!("user/{name}"), None, now);
        Ok(self.store.reset_second_factor(name, &audit).await?)
    }

    /// What the code of a login is worth; counts nothing and uses nothing up.
    pub(super) async fn check_factor(&self, user: &StoredUser, code: Option<&str>, now: Timestamp) -> Result<Checked> {
        let Some(secret) = &user.second_factor else { return Ok(Checked::NotNeeded) };
        let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else { return Ok(Checked::Missing) };
        let secret = self.sealing.open(&user.name, secret);
        if let Ok(secret) = &secret
            && let Some(step) = step_of(secret, code, user.second_factor_step, now)?
        {
            return Ok(Checked::Right(Factor::Step(step)));
        }
        let digest = recovery_digest(code);
        match self.store.has_recovery_code(&user.name, &digest).await? {
            true => Ok(Checked::Right(Factor::RecoveryCode(digest))),
            // A code that cannot be checked is not a wrong one.
            false => secret.map(|_| Checked::Wrong),
        }
    }
}

/// What became of the code of a login.
pub(super) enum Checked {
    NotNeeded,
    Missing,
    Wrong,
    Right(Factor),
}
