//! Rules for passwords and their hashes (argon2id). Never keeps or prints a password.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{AppError, Result};

/// How much work a password hash takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB, two passes: the floor that OWASP names for argon2id.
    Full,
    /// For tests only.
    Low,
}

/// Characters of a password, at most.
pub(super) const LONGEST: usize = 128;
/// Letters and digits that nobody confuses when reading them from a screen.
const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
/// 32 of them, none like another in small letters.
const CODE_ALPHABET: &[u8] = b"abcdefghijkmnopqrstuvwxyz2345678";

/// `length` and `classes` are the least that the settings ask for.
pub(super) fn check(password: &str, name: &str, (length, classes): (i64, i64)) -> Result<()> {
    let used = [
        password.chars().any(|character| character.is_lowercase()),
        password.chars().any(|character| character.is_uppercase()),
        password.chars().any(|character| character.is_numeric()),
        password.chars().any(|character| !character.is_alphanumeric()),
    ];
    let class_count = used.into_iter().filter(|has| *has).count();
    let count = password.chars().count();
    if i64::try_from(count).unwrap_or(i64::MAX) < length {
        return Err(AppError::bad_input(format!("密码过短，至少 {length} 个字符")));
    }
    if count > LONGEST {
        return Err(AppError::bad_input(format!("密码过长，至多 {LONGEST} 个字符")));
    }
    if i64::try_from(class_count).unwrap_or_default() < classes {
        let message = format!("密码过于简单，大写字母、小写字母、数字、符号中至少要有 {classes} 类");
        return Err(AppError::bad_input(message));
    }
    if password.to_lowercase().contains(&name.to_lowercase()) {
        return Err(AppError::bad_input("密码不能包含用户名"));
    }
    Ok(())
}

pub(super) fn hash(password: &str, cost: PasswordCost) -> Result<String> {
    let params = match cost {
        PasswordCost::Full => Params::new(19 * 1024, 2, 1, None),
        PasswordCost::Low => Params::new(Params::MIN_M_COST, 1, 1, None),
    };
    let params = params.map_err(|error| failed(&error))?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon.hash_password(password.as_bytes()).map_err(|error| failed(&error))?;
    Ok(hash.to_string())
}

pub(super) fn verify(password: &str, hash: &str) -> Result<bool> {
    let parsed = PasswordHash::new(hash).map_err(|error| failed(&error))?;
    Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// Four groups of four: `Abcd-2345-…`, about 92 bits.
pub(crate) fn one_time() -> Result<String> {
    grouped(ALPHABET)
}

/// A recovery code: four groups of four, 80 bits; without capital letters, for typing.
pub(super) fn recovery_code() -> Result<String> {
    grouped(CODE_ALPHABET)
}

fn grouped(alphabet: &[u8]) -> Result<String> {
    let mut letters = Vec::new();
    while letters.len() < 16 {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte).map_err(|error| failed(&error))?;
        // Bytes beyond a whole number of alphabets would favour its first letters.
        let limit = 256 / alphabet.len() * alphabet.len();
        if usize::from(byte[0]) < limit {
            letters.push(char::from(alphabet[usize::from(byte[0]) % alphabet.len()]));
        }
    }
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

/// 32 random bytes in hexadecimal: session tokens and the like.
pub(crate) fn token() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| failed(&error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn failed(error: &impl std::fmt::Display) -> AppError {
    AppError::Internal { message: format!("密码运算失败：{error}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        let reason = |password: &str| check(password, "zhangsan", (10, 3)).unwrap_err().to_string();
        assert!(reason("Ab1!").contains("过短"));
        assert!(reason("abcdefghij1").contains("3 类"));
        assert!(reason("Zhangsan2026!").contains("用户名"));
        assert!(check("Correct-Horse-9", "zhangsan", (10, 3)).is_ok());
    }

    #[test]
    fn a_hash_fits_its_password_only() {
        let held = hash("Correct-Horse-9", PasswordCost::Low).unwrap();
        assert!(held.starts_with("$argon2id$"));
        assert!(verify("Correct-Horse-9", &held).unwrap());
        assert_ne!(held, hash("Correct-Horse-9", PasswordCost::Low).unwrap(), "each hash has a salt of its own");
        assert!(!verify("Correct-Horse-8", &held).unwrap());
    }

    #[test]
    fn long_passwords_of_any_script_are_taken_whole() {
        let rules = (10, 3);
        for password in ["a1 潍坊 县域经济 规划", "Ab1😀 é ñ 한국어 ok", &format!("Aa1{}", "潍".repeat(125))]
        {
            check(password, "zhangsan", rules).unwrap();
        }
        assert!(
            check(&format!("Aa1{}", "潍".repeat(126)), "zhangsan", rules).unwrap_err().to_string().contains("过长")
        );
        let long = format!("Aa1{}", "x".repeat(125));
        let held = hash(&long, PasswordCost::Low).unwrap();
        assert!(verify(&long, &held).unwrap());
        assert!(!verify(&long[..127], &held).unwrap(), "the last character counts");
    }

    #[test]
    fn tokens_have_256_random_bits() {
        let (one, two) = (token().unwrap(), token().unwrap());
        assert_eq!(one.len(), 64);
        assert!(one.chars().all(|letter| letter.is_ascii_hexdigit()));
        assert_ne!(one, two);
    }

    #[test]
    fn one_time_passwords_differ() {
        let (one, two) = (one_time().unwrap(), one_time().unwrap());
        assert_eq!(one.len(), 19);
        assert_ne!(one, two);
    }
}
