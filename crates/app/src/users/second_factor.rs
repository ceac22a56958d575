//! The second factor: one-time codes by RFC 6238 from an app on the user's telephone, which needs no network. A secret is
//! offered, counts from its first right code on, and each code counts once. Recovery codes stand in for a lost telephone,
//! each once. In the database a secret is sealed (`sealing`).

use std::path::PathBuf;

use jiff::Timestamp;
use model::digest;
use qrcode::QrCode;
use qrcode::render::svg;
use store::{Factor, StoredUser};
use totp_rs::{Builder, Secret, Totp};

use super::password::recovery_code;
use super::seal::SEAL_KEY;
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

/// What a secret is sealed for: put into another account it is worth nothing.
pub(super) fn purpose(user: &str) -> String {
    format!("second factor of {user}")
}

impl App {
    /// Why codes of second factors cannot be checked and events not be signed, in Chinese; nothing when they can.
    pub fn seal_fault(&self) -> Option<&str> {
        self.sealing.fault()
    }

    /// The file of the key that seals secrets: kept apart from every backup.
    pub fn seal_key(&self) -> PathBuf {
        self.config.data_dir.join(SEAL_KEY)
    }

    /// A secret as it was before it was kept.
    fn factor_secret(&self, user: &str, kept: &str) -> Result<String> {
        self.sealing.open(&purpose(user), kept).ok_or_else(|| AppError::Conflict {
            message: "动态口令现在无法核对：服务器上的封存密钥缺失，或与数据库不符。可以改用恢复码登录；请系统管理员在服务器上执行“junxian verify”查看原因"
                .to_string(),
        })
    }

    /// A new secret to be put into the app, as text and as a picture. An earlier one that counts goes on counting.
    pub async fn offer_second_factor(&self, actor: &Actor, now: Timestamp) -> Result<SecondFactorOffer> {
        let mut bytes = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| AppError::Internal { message: format!("没有得到随机数：{error}") })?;
        let secret = Secret::from(bytes.to_vec()).to_base32();
        let audit = actor.audit("申请动态口令密钥", format!("user/{}", actor.user), None, now);
        let sealed = self.sealing.seal(&purpose(&actor.user), &secret)?;
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
        let secret = self.factor_secret(&actor.user, offered)?;
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
        let secret = self.factor_secret(&user.name, secret);
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
