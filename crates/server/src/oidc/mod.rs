//! Talks to the issuer of log-ins by OpenID Connect: where people are sent, and whom the issuer names when they come back.
//! Authorization code flow with PKCE; the token of the issuer is verified by its published keys. Decides nothing about
//! accounts, keeps no token, and connects to no host but that of the issuer.

mod line;

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{Attempt, DeclaredIssuer};
use axum::http::StatusCode;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType, CoreIdTokenVerifier,
    CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError, TokenResponse,
};
use tokio::sync::{Mutex, Semaphore};

use self::line::Line;
use crate::failure::Failure;

/// How long what the issuer publishes about itself is good for.
const KNOWN_FOR: Duration = Duration::from_secs(600);
/// While it does not answer it is asked no more often than this, however many people come.
const SILENT_FOR: Duration = Duration::from_secs(5);
/// New keys are looked for no more often than this.
const RENEWED_AFTER: Duration = Duration::from_secs(30);
/// Log-ins that are at the issuer at the same time.
const AT_ONCE: usize = 32;
/// Seconds that two clocks may differ by.
const SKEW: i64 = 120;
/// Seconds that a token may be old: people were given ten minutes.
const AGE_MAX: i64 = 600;

/// What the issuer may sign by. None of them knows a secret that both sides share, and `none` is not among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why a way by the issuer leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No issuer is declared.
    Unknown,
    /// The issuer cannot be reached, or is not what it should be; why, in Chinese.
    Unreachable(String),
    /// The issuer refused, or the person broke off.
    Denied,
    /// The way back is not that of this browser, or took too long.
    OtherBrowser,
    /// The code counts no more.
    CodeRefused,
    /// The token is of a time that is not now.
    Clock,
    /// The token is not one of this issuer for this program and this way; why, for the record.
    Token(&'static str),
}

impl Refusal {
    /// For the record of operations. Says nothing that came unverified.
    pub(crate) fn reason(&self) -> String {
        match self {
            Refusal::Unknown => "没有启用统一身份认证".to_string(),
            Refusal::Unreachable(why) => format!("统一身份认证平台不可用：{why}"),
            Refusal::Denied => "平台没有通过认证，或本人取消".to_string(),
            Refusal::OtherBrowser => "回调与发起登录的浏览器不符，或已过期".to_string(),
            Refusal::CodeRefused => "授权码已用过、已过期或与本次登录不符".to_string(),
            Refusal::Clock => "平台令牌已过期或尚未生效，两边时间不一致".to_string(),
            Refusal::Token(why) => format!("平台令牌未通过核验：{why}"),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        let again = "请返回登录页重新点击登录按钮";
        let refused = |code: &str, message: String| Failure::new(StatusCode::UNAUTHORIZED, code, message);
        match &refusal {
            Refusal::Unknown => {
                Failure::new(StatusCode::CONFLICT, "conflict", "本系统没有启用统一身份认证，请用用户名和密码登录")
            }
            Refusal::Unreachable(why) => Failure::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "oidc-unreachable",
                format!(
                    "统一身份认证平台现在不可用（{why}）；请稍后再试，或用用户名和密码登录，仍不行请联系系统管理员"
                ),
            ),
            Refusal::Denied => refused("oidc-denied", format!("统一身份认证平台没有通过认证，或登录已取消；{again}")),
            Refusal::OtherBrowser => refused(
                "oidc-state",
                format!("本次登录不是由这个浏览器发起的，或已超过 10 分钟；{again}，并在同一个浏览器中完成"),
            ),
            Refusal::CodeRefused => refused("oidc-code", format!("统一身份认证平台的授权已用过或已过期；{again}")),
            Refusal::Clock => refused(
                "oidc-clock",
                format!(
                    "统一身份认证平台与本系统服务器的时间不一致，或登录用时过长；{again}，仍不行请系统管理员校准服务器时间"
                ),
            ),
            Refusal::Token(why) => refused(
                "oidc-token",
                format!(
                    "统一身份认证平台返回的令牌没有通过核验（{why}），没有登录；请联系系统管理员核对 presets/oidc.toml 与平台的登记"
                ),
            ),
        }
    }
}

/// The issuer as it was last heard of.
#[derive(Clone)]
struct Heard {
    at: Instant,
    said: Result<Arc<CoreProviderMetadata>, Refusal>,
}

pub(crate) struct Issuer {
    declared: Option<DeclaredIssuer>,
    /// Held while it is asked, so that of many who come at once one asks.
    heard: Mutex<Option<Heard>>,
    places: Semaphore,
}

impl Issuer {
    pub(crate) fn new(declared: Option<DeclaredIssuer>) -> Issuer {
        Issuer { declared, heard: Mutex::new(None), places: Semaphore::new(AT_ONCE) }
    }

    fn declared(&self) -> Result<&DeclaredIssuer, Refusal> {
        self.declared.as_ref().ok_or(Refusal::Unknown)
    }

    /// The address that the browser is sent to.
    pub(crate) async fn address(&self, attempt: &Attempt) -> Result<String, Refusal> {
        let declared = self.declared()?;
        let metadata = self.metadata(KNOWN_FOR).await?;
        let scheme = metadata.authorization_endpoint().url().scheme();
        if scheme != "https" && declared.is_tls() {
            return Err(Refusal::Unreachable("平台公布的登录地址不是 https".to_string()));
        }
        let client =
            CoreClient::from_provider_metadata((*metadata).clone(), ClientId::new(declared.client_id.clone()), None)
                .set_redirect_uri(redirect(declared)?);
        let (state, nonce) = (attempt.state(), attempt.nonce());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(attempt.verifier()));
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        );
        Ok(request.set_pkce_challenge(challenge).url().0.to_string())
    }

    /// Whom the issuer names for a code: `sub` of a token that is verified.
    pub(crate) async fn subject(&self, attempt: &Attempt, code: &str) -> Result<String, Refusal> {
        let declared = self.declared()?;
        let busy = || Refusal::Unreachable("同时登录的人太多".to_string());
        let _place = self.places.try_acquire().map_err(|_| busy())?;
        let metadata = self.metadata(KNOWN_FOR).await?;
        let secret = declared.secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_string()));
        let mut client =
            CoreClient::from_provider_metadata((*metadata).clone(), ClientId::new(declared.client_id.clone()), secret)
                .set_redirect_uri(redirect(declared)?);
        // By the header as the standard has it, unless the issuer says that it wants the body.
        if let Some(methods) = metadata.token_endpoint_auth_methods_supported()
            && methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        {
            client = client.set_auth_type(AuthType::RequestBody);
        }
        let line = Line(declared);
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_string()))
            .map_err(|_| Refusal::Unreachable("平台没有公布令牌地址".to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier()));
        let tokens = request.request_async(&line).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(said) if *said.error() == CoreErrorResponseType::InvalidGrant => {
                Refusal::CodeRefused
            }
            RequestTokenError::ServerResponse(_) => {
                Refusal::Unreachable("平台不接受本系统的应用标识、密钥或回调地址".to_string())
            }
            RequestTokenError::Request(unreached) => Refusal::Unreachable(unreached.0),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                Refusal::Unreachable("令牌地址的答复无法识别".to_string())
            }
        })?;
        let token = tokens.id_token().ok_or(Refusal::Token("没有 ID 令牌"))?;
        let nonce = Nonce::new(attempt.nonce());
        let mut checked = token.claims(&verifier(declared, &metadata), &nonce).map_err(refusal_of);
        if matches!(&checked, Err(Refusal::Token(why)) if *why == NO_KEY) {
            // Issuers change their keys; what was heard a while ago may not name the new one.
            let newer = self.metadata(RENEWED_AFTER).await?;
            checked = token.claims(&verifier(declared, &newer), &nonce).map_err(refusal_of);
        }
        Ok(checked?.subject().to_string())
    }

    /// What the issuer publishes about itself, not older than that.
    async fn metadata(&self, good_for: Duration) -> Result<Arc<CoreProviderMetadata>, Refusal> {
        let declared = self.declared()?;
        let mut heard = self.heard.lock().await;
        if let Some(held) = heard.as_ref() {
            let limit = if held.said.is_ok() { good_for } else { SILENT_FOR };
            if held.at.elapsed() < limit {
                return held.said.clone();
            }
        }
        let said = line::metadata(declared).await.map(Arc::new).map_err(Refusal::Unreachable);
        if let Err(refusal) = &said {
            tracing::warn!("{}", refusal.reason());
        }
        *heard = Some(Heard { at: Instant::now(), said: said.clone() });
        said
    }
}

fn redirect(declared: &DeclaredIssuer) -> Result<RedirectUrl, Refusal> {
    RedirectUrl::new(declared.redirect_url.clone())
        .map_err(|_| Refusal::Unreachable("redirect_url 不是网址".to_string()))
}

fn verifier<'a>(declared: &DeclaredIssuer, metadata: &CoreProviderMetadata) -> CoreIdTokenVerifier<'a> {
    let issuer: IssuerUrl = metadata.issuer().clone();
    // Without the secret of the client: nothing that it could sign is believed.
    CoreIdTokenVerifier::new_public_client(ClientId::new(declared.client_id.clone()), issuer, metadata.jwks().clone())
        .set_allowed_algs(ALGORITHMS)
        .set_issue_time_verifier_fn(|issued| {
            let age = jiff::Timestamp::now().as_second() - issued.timestamp();
            if (-SKEW..=AGE_MAX + SKEW).contains(&age) { Ok(()) } else { Err(format!("{age} seconds old")) }
        })
}

const NO_KEY: &str = "签名密钥不是平台公布的";

fn refusal_of(error: ClaimsVerificationError) -> Refusal {
    match error {
        ClaimsVerificationError::Expired(_) => Refusal::Clock,
        ClaimsVerificationError::InvalidAudience(_) => Refusal::Token("不是发给本系统的"),
        ClaimsVerificationError::InvalidIssuer(_) => Refusal::Token("不是所声明的平台签发的"),
        ClaimsVerificationError::InvalidNonce(_) => Refusal::Token("不是为本次登录签发的"),
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Refusal::Token(NO_KEY)
        }
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::DisallowedAlg(_)) => {
            Refusal::Token("签名算法不在允许之列")
        }
        ClaimsVerificationError::SignatureVerification(_) => Refusal::Token("签名不对"),
        _ => Refusal::Token("内容不合标准"),
    }
}
