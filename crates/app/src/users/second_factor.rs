//! The second factor: one-time codes by RFC 6238 from an app on the user's telephone, which needs no network. A secret is
//! offered, counts from its first right code on, and each code counts once.

use jiff::Timestamp;
use qrcode::QrCode;
use qrcode::render::svg;
use store::StoredUser;
use totp_rs::{Builder, Secret, Totp};

use crate::view::SecondFactorOffer;
use crate::{Actor, App, AppError, Result};

const SECRET_BYTES: usize = 20;
const ISSUER: &str = "junxian";

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

impl App {
    /// A new secret to be put into the app, as text and as a picture. An earlier one that counts goes on counting.
    pub async fn offer_second_factor(&self, actor: &Actor) -> Result<SecondFactorOffer> {
        let mut bytes = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| AppError::Internal { message: format!("没有得到随机数：{error}") })?;
        let secret = Secret::from(bytes.to_vec()).to_base32();
        self.store.offer_second_factor(&actor.user, &secret).await?;
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
        Ok(SecondFactorOffer { secret, address, picture })
    }

    /// The offered secret counts when the code is right.
    pub async fn take_second_factor(&self, actor: &Actor, code: &str, now: Timestamp) -> Result<()> {
        let user = self.user(&actor.user).await?;
        let offered = user.second_factor_offered.as_deref();
        let offered = offered.ok_or_else(|| AppError::bad_input("请先获取新的动态口令密钥，再输入口令"))?;
        let step = step_of(offered, code, None, now)?;
        let step =
            step.ok_or_else(|| AppError::bad_input("动态口令不正确；请核对手机时间是否准确，输入当前显示的 6 位数字"))?;
        let audit = actor.audit("启用动态口令", format!("user/{}", actor.user), None, now);
        Ok(self.store.take_second_factor(&actor.user, step, &audit).await?)
    }

    /// For the host, when telephone and administrators are out of reach.
    pub async fn reset_second_factor(&self, actor: &Actor, name: &str, now: Timestamp) -> Result<()> {
        let audit = actor.audit("重置动态口令", format!("user/{name}"), None, now);
        Ok(self.store.reset_second_factor(name, &audit).await?)
    }
}

/// What became of the code of a login.
pub(super) enum Checked {
    NotNeeded,
    Missing,
    Wrong,
    Right(i64),
}

pub(super) fn check(user: &StoredUser, code: Option<&str>, now: Timestamp) -> Result<Checked> {
    let Some(secret) = &user.second_factor else { return Ok(Checked::NotNeeded) };
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else { return Ok(Checked::Missing) };
    Ok(step_of(secret, code, user.second_factor_step, now)?.map_or(Checked::Wrong, Checked::Right))
}
