//! Seals secrets that must stand in the database with a key that does not: whoever has a copy of the database, or a backup,
//! cannot make codes from it. The key is a file in the folder of data, made at the first start, and is part of no backup. A
//! sealed text is good for the one purpose that it was sealed for. Never makes a new key where something is sealed by another.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use model::digest;

use crate::{AppError, Result};

/// The file of the key in the folder of data.
pub const SEAL_KEY: &str = "seal.key";
/// Begins a sealed text: a plain secret in base 32 has no point in it.
const VERSION: &str = "v1";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// A key that seals.
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    /// Tells keys apart, and nothing of the key.
    mark: String,
}

pub(crate) fn is_sealed(text: &str) -> bool {
    text.starts_with(VERSION) && text[VERSION.len()..].starts_with('.')
}

/// The mark of the key that a text was sealed by.
pub(crate) fn mark_of(sealed: &str) -> Option<&str> {
    sealed.split('.').nth(1)
}

fn failed(path: &Path, what: &str, error: &dyn std::fmt::Display) -> AppError {
    AppError::Internal {
        message: format!("封存密钥文件 {} {what}：{error}；请检查该文件及其权限", path.display())
    }
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| AppError::Internal { message: format!("没有得到随机数：{error}") })?;
    Ok(bytes)
}

impl Seal {
    fn of(bytes: [u8; KEY_BYTES]) -> Seal {
        let mark = digest(&[b"junxian seal key ".as_slice(), &bytes].concat()).chars().take(8).collect();
        Seal { cipher: XChaCha20Poly1305::new(&Key::from(bytes)), mark }
    }

    /// The key in the folder of data; nothing without one.
    pub fn read(data_dir: &Path) -> Result<Option<Seal>> {
        let path = data_dir.join(SEAL_KEY);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, "无法读取", &error)),
        };
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|error| failed(&path, "内容有误", &error))?;
        let bytes = <[u8; KEY_BYTES]>::try_from(bytes).map_err(|_| failed(&path, "内容有误", &"长度不对"))?;
        Ok(Some(Seal::of(bytes)))
    }

    /// Makes the key, or reads the one that another process made at the same moment.
    pub fn make(data_dir: &Path) -> Result<Seal> {
        let path = data_dir.join(SEAL_KEY);
        let bytes: [u8; KEY_BYTES] = random()?;
        // Written whole beside its place, then put there if nobody was quicker.
        let part = data_dir.join(format!("{SEAL_KEY}.{}", digest(&random::<16>()?)));
        let written = private(&part).and_then(|mut file| {
            writeln!(file, "{}", URL_SAFE_NO_PAD.encode(bytes))?;
            file.sync_all()?;
            fs::hard_link(&part, &path)
        });
        let removed = fs::remove_file(&part);
        match written {
            Ok(()) => removed.map_err(|error| failed(&part, "无法删除", &error))?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&path, "无法建立", &error)),
        }
        Seal::read(data_dir)?.ok_or_else(|| failed(&path, "无法读取", &"文件刚刚被删除"))
    }

    pub fn mark(&self) -> &str {
        &self.mark
    }

    pub fn seal(&self, purpose: &str, secret: &str) -> Result<String> {
        let nonce: [u8; NONCE_BYTES] = random()?;
        let payload = Payload { msg: secret.as_bytes(), aad: purpose.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| AppError::Internal { message: "密钥封存失败".to_string() })?;
        Ok(format!("{VERSION}.{}.{}", self.mark, URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// What was sealed for a purpose; nothing when it was sealed by another key, for something else, or was changed.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<String> {
        let (mark, bytes) = sealed.strip_prefix(VERSION)?.strip_prefix('.')?.split_once('.')?;
        if mark != self.mark {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(bytes).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        String::from_utf8(self.cipher.decrypt(&XNonce::from(*nonce), payload).ok()?).ok()
    }
}

/// A new file that its owner alone reads and writes.
fn private(path: &PathBuf) -> std::io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Puts the key of one folder of data into another that has none. Whether there was one to put.
pub(crate) fn copy_key(from: &Path, to: &Path) -> Result<bool> {
    let (from, target) = (from.join(SEAL_KEY), to.join(SEAL_KEY));
    let text = match fs::read(&from) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failed(&from, "无法读取", &error)),
    };
    let written = private(&target).and_then(|mut file| {
        file.write_all(&text)?;
        file.sync_all()
    });
    written.map_err(|error| failed(&target, "无法建立", &error))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_for_its_purpose_only() {
        let (one, other) = (Seal::of([7; KEY_BYTES]), Seal::of([8; KEY_BYTES]));
        let sealed = one.seal("user/lisi", "JBSWY3DPEHPK3PXP").unwrap();
        assert!(is_sealed(&sealed) && !is_sealed("JBSWY3DPEHPK3PXP") && !sealed.contains("JBSWY3DPEHPK3PXP"));
        assert_eq!(mark_of(&sealed), Some(one.mark()));
        assert_eq!(one.open("user/lisi", &sealed).as_deref(), Some("JBSWY3DPEHPK3PXP"));
        assert_eq!(one.open("user/zhangsan", &sealed), None, "put into another account it is worth nothing");
        assert_eq!(other.open("user/lisi", &sealed), None);
        assert_ne!(one.seal("user/lisi", "JBSWY3DPEHPK3PXP").unwrap(), sealed, "the same secret twice looks different");
        for place in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(one.open("user/lisi", &changed), None, "{changed}");
        }
        for text in ["", "v1", "v1.", "v1..", "JBSWY3DPEHPK3PXP"] {
            assert_eq!(one.open("user/lisi", text), None);
        }
    }

    #[test]
    fn a_key_is_made_once_and_read_by_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Seal::read(folder.path()).unwrap().is_none());
        let made: Vec<String> = std::thread::scope(|scope| {
            let each = |_| scope.spawn(|| Seal::make(folder.path()).unwrap().mark().to_string());
            let running: Vec<_> = (0..8).map(each).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(made.iter().all(|mark| *mark == made[0]), "{made:?}");
        assert_eq!(Seal::read(folder.path()).unwrap().unwrap().mark(), made[0]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(
                &fs::metadata(folder.path().join(SEAL_KEY)).unwrap().permissions(),
            );
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(folder.path().join(SEAL_KEY), "短").unwrap();
        let refused = Seal::read(folder.path()).err().unwrap().to_string();
        assert!(refused.contains("内容有误"), "{refused}");
    }
}
