//! The sealed secrets of a site: keys of second factors, and keys that sign what other systems are told. At the start the key
//! is read, or made where nothing is sealed yet, and what an earlier version left plain is sealed. Never seals by a second key
//! while something is sealed by another.

use std::path::Path;

use jiff::Timestamp;
use store::{KeptFactor, Store, Webhook};

use super::seal::{SEAL_KEY, Seal, is_sealed, mark_of};
use super::second_factor;
use crate::{Actor, AppError, Result, webhooks};

/// What seals the secrets of this site.
pub(crate) enum Sealing {
    With(Seal),
    /// The key is lost or another one than that of the database; why, in Chinese. Nothing new is sealed then.
    Without(String),
}

impl Sealing {
    /// Reads the key, or makes it where nothing is sealed yet; secrets that an earlier version left plain are sealed.
    pub async fn prepare(store: &Store, data_dir: &Path, now: Timestamp) -> Result<Sealing> {
        let kept = store.kept_factors().await?;
        let hooks: Vec<Webhook> = store.webhooks().await?;
        let factors = kept.iter().filter_map(|one| Some((one.user.as_str(), one.second_factor.as_deref()?)));
        let keys = hooks.iter().filter(|hook| hook.ended_at.is_none());
        let keys = keys.map(|hook| (hook.address.as_str(), hook.secret.as_str()));
        let sealed: Vec<(&str, &str)> = factors.chain(keys).filter(|(_, text)| is_sealed(text)).collect();
        let path = data_dir.join(SEAL_KEY);
        let help = "请从保管处取回原文件放回原处后重启；确已丢失的，对账户逐个执行“junxian user reset 用户名 \
                    --second-factor”，推送地址在网页上停用后另设，再重启";
        let seal = match Seal::read(data_dir)? {
            Some(seal) => seal,
            None if sealed.is_empty() => Seal::make(data_dir)?,
            None => {
                return Ok(Sealing::Without(format!(
                    "{} 的动态口令密钥或推送签名密钥是封存的，而封存密钥文件 {} 不存在；{help}",
                    names(&sealed),
                    path.display()
                )));
            }
        };
        let foreign: Vec<(&str, &str)> =
            sealed.iter().filter(|(_, text)| mark_of(text) != Some(seal.mark())).copied().collect();
        if !foreign.is_empty() {
            return Ok(Sealing::Without(format!(
                "封存密钥文件 {} 与数据库不符（{}）；几台服务器须用同一个文件；{help}",
                path.display(),
                names(&foreign)
            )));
        }
        seal_factors(store, &seal, kept, now).await?;
        seal_keys(store, &seal, &hooks, now).await?;
        Ok(Sealing::With(seal))
    }

    /// What is wrong with the key, if anything.
    pub fn fault(&self) -> Option<&str> {
        match self {
            Sealing::With(_) => None,
            Sealing::Without(why) => Some(why),
        }
    }

    pub fn seal(&self, purpose: &str, secret: &str) -> Result<String> {
        match self {
            Sealing::With(seal) => seal.seal(purpose, secret),
            Sealing::Without(why) => Err(AppError::Conflict { message: why.clone() }),
        }
    }

    /// A secret as it was before it was kept; nothing without the key that sealed it for this purpose.
    pub fn open(&self, purpose: &str, kept: &str) -> Option<String> {
        match self {
            _ if !is_sealed(kept) => Some(kept.to_string()),
            Sealing::With(seal) => seal.open(purpose, kept),
            Sealing::Without(_) => None,
        }
    }
}

fn names(sealed: &[(&str, &str)]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = sealed.iter().take(SHOWN).map(|(name, _)| *name).collect();
    let more = if sealed.len() > SHOWN { format!("等 {} 个", sealed.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

async fn seal_factors(store: &Store, seal: &Seal, kept: Vec<KeptFactor>, now: Timestamp) -> Result<()> {
    let mut pairs = Vec::new();
    for old in kept {
        let purpose = second_factor::purpose(&old.user);
        let sealed = |text: &Option<String>| match text {
            Some(plain) if !is_sealed(plain) => seal.seal(&purpose, plain).map(Some),
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

/// Keys of addresses in use are sealed, those of ended ones forgotten.
async fn seal_keys(store: &Store, seal: &Seal, hooks: &[Webhook], now: Timestamp) -> Result<()> {
    let mut pairs = Vec::new();
    for hook in hooks.iter().filter(|hook| !hook.secret.is_empty()) {
        let new = match hook.ended_at {
            Some(_) => String::new(),
            None if is_sealed(&hook.secret) => continue,
            None => seal.seal(&webhooks::purpose(&hook.address), &hook.secret)?,
        };
        pairs.push((hook.id, hook.secret.clone(), new));
    }
    if !pairs.is_empty() {
        let note = format!("{} 个推送地址，原为明文；已停用的已清除", pairs.len());
        let audit = Actor::new("系统").audit("封存推送签名密钥", "webhook", Some(&note), now);
        store.replace_webhook_secrets(&pairs, &audit).await?;
    }
    Ok(())
}
