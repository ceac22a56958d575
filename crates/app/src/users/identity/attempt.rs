//! One way to the issuer and back. Everything that it needs is derived from one random token that the browser alone holds, so
//! that whoever comes back in another browser has nothing, and the database holds nothing that opens anything. Reads no clock.

use jiff::{SignedDuration, Timestamp};
use model::digest;

use crate::Result;
use crate::users::new_token;

/// How long somebody may take at the issuer.
pub(crate) const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
const RANDOM_LENGTH: usize = 64;

/// What somebody goes to the issuer for. What was begun for the one is worth nothing for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    SignIn,
    Link,
}

/// A way that was begun.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    purpose: Purpose,
    begun: Timestamp,
    /// Seconds at which it began, a point, 256 random bits.
    token: String,
}

impl Attempt {
    pub fn begin(purpose: Purpose, now: Timestamp) -> Result<Attempt> {
        let token = format!("{}.{}", now.as_second(), new_token()?);
        Ok(Attempt { purpose, begun: now, token })
    }

    /// The attempt that a browser holds; nothing when it is none, or took too long. Its time cannot be moved: everything
    /// that the issuer sends back was derived from the whole token.
    pub fn held(purpose: Purpose, token: &str, now: Timestamp) -> Option<Attempt> {
        let (seconds, random) = token.split_once('.')?;
        let begun = Timestamp::from_second(seconds.parse().ok()?).ok()?;
        let is_random = random.len() == RANDOM_LENGTH && random.bytes().all(|byte| byte.is_ascii_hexdigit());
        let age = now.duration_since(begun);
        let is_fresh = age <= PATIENCE && age >= -SignedDuration::from_secs(1);
        (is_random && is_fresh).then(|| Attempt { purpose, begun, token: token.to_string() })
    }

    /// For the cookie of the browser.
    pub fn token(&self) -> &str {
        &self.token
    }

    fn derived(&self, what: &str) -> String {
        let purpose = match self.purpose {
            Purpose::SignIn => "sign in",
            Purpose::Link => "link",
        };
        digest(format!("junxian {purpose} {what} {}", self.token).as_bytes())
    }

    /// Comes back with the browser: it must be the one that went.
    pub fn state(&self) -> String {
        self.derived("state")
    }

    /// Comes back inside the token of the issuer: it must have been made for this way.
    pub fn nonce(&self) -> String {
        self.derived("nonce")
    }

    /// Proves to the issuer that the code is asked for by who sent the browser (PKCE).
    pub fn verifier(&self) -> String {
        self.derived("verifier")
    }

    /// Under which its step is kept.
    pub(crate) fn mark(&self) -> String {
        self.derived("mark")
    }

    /// A step that begins now may be taken until then; by then the attempt is over in any case.
    pub(crate) fn ends(&self, now: Timestamp) -> store::Ends {
        store::Ends { now, at: now.checked_add(PATIENCE).unwrap_or(Timestamp::MAX) }
    }
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Attempt").field("purpose", &self.purpose).field("begun", &self.begun).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_derived_differs_by_token_purpose_and_use() {
        let now = at("2026-11-25T02:00:00Z");
        let one = Attempt::begin(Purpose::SignIn, now).unwrap();
        let other = Attempt::begin(Purpose::SignIn, now).unwrap();
        let link = Attempt::held(Purpose::Link, one.token(), now).unwrap();
        let all = [&one, &other, &link].map(|attempt| {
            assert_eq!(attempt.verifier().len(), 64, "from 43 to 128 by RFC 7636");
            [attempt.state(), attempt.nonce(), attempt.verifier(), attempt.mark()]
        });
        let distinct: std::collections::BTreeSet<&String> = all.iter().flatten().collect();
        assert_eq!(distinct.len(), 12);
        assert!(!format!("{one:?}").contains(one.token()));
    }

    #[test]
    fn an_attempt_lasts_ten_minutes_and_is_nothing_else_than_what_was_made() {
        let now = at("2026-11-25T02:00:00Z");
        let token = Attempt::begin(Purpose::SignIn, now).unwrap().token().to_string();
        let held = |token: &str, at: Timestamp| Attempt::held(Purpose::SignIn, token, at).is_some();
        assert!(held(&token, at("2026-11-25T02:10:00Z")));
        assert!(!held(&token, at("2026-11-25T02:10:01Z")));
        assert!(!held(&token, at("2026-11-25T01:59:00Z")));
        for text in ["", ".", "1.2", &token[..token.len() - 1], &format!("{token}0"), &token.replace('.', ".x")] {
            assert!(!held(text, now), "{text}");
        }
    }
}
