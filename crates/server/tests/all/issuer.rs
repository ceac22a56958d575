//! An issuer of log-ins made up for the tests, on this machine: publishes itself and its keys, grants codes, and signs what a
//! test asks for, good or bad. Shares no code with the side that verifies.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use openidconnect::url::{Url, form_urlencoded};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use ring::{digest, hmac, rsa};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring as ring_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::server::TlsStream;

pub const CLIENT: &str = "junxian-test";
pub const SECRET: &str = "client+secret/of=the:test";
const BACK: &str = "https://junxian.test.gov.cn/oidc";

/// Lets in who accepts the certificate.
struct Doors {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl axum::serve::Listener for Doors {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, address) = self.listener.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// By the key that is published.
    Ec,
    Rsa,
    /// By a key that is not, under the name of the published one, or a name of its own.
    Foreign,
    ForeignName,
    /// By the secret that both sides know.
    Shared,
    Nothing,
}

struct Grant {
    nonce: String,
    challenge: String,
    claims: Value,
    signed: Signed,
}

struct Held {
    address: String,
    ec: EcdsaKeyPair,
    foreign: EcdsaKeyPair,
    rsa: RsaKeyPair,
    grants: BTreeMap<String, Grant>,
    /// What it published was asked for so often.
    asked: usize,
    next: usize,
}

#[derive(Clone)]
pub struct Issuer(Arc<Mutex<Held>>);

/// Where a browser was sent.
pub struct Sent {
    pub query: BTreeMap<String, String>,
}

impl Sent {
    pub fn state(&self) -> &str {
        &self.query["state"]
    }
}

fn ec() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random).unwrap()
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Issuer {
    /// The same over TLS, with a certificate of an authority that was made up here; its certificate in PEM.
    pub async fn start_over_tls() -> (Issuer, String) {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        let authority = rcgen::Issuer::new(params, key);
        let key = KeyPair::generate().unwrap();
        let own = CertificateParams::new(vec!["localhost".to_string()]).unwrap().signed_by(&key, &authority).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring_provider::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![own.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = Issuer::at(&format!("https://localhost:{}", listener.local_addr().unwrap().port()));
        let router = issuer.router();
        let doors = Doors { listener, acceptor: TlsAcceptor::from(Arc::new(config)) };
        tokio::spawn(async move { axum::serve(doors, router).await });
        (issuer, pem)
    }

    pub async fn start() -> Issuer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = Issuer::at(&format!("http://{}", listener.local_addr().unwrap()));
        let router = issuer.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        issuer
    }

    /// One whose doors are opened elsewhere.
    pub fn at(address: &str) -> Issuer {
        let pem = include_bytes!("issuer_rsa.pem");
        let rsa = PrivatePkcs8KeyDer::from_pem_slice(pem).unwrap();
        Issuer(Arc::new(Mutex::new(Held {
            address: address.to_string(),
            ec: ec(),
            foreign: ec(),
            rsa: RsaKeyPair::from_pkcs8(rsa.secret_pkcs8_der()).unwrap(),
            grants: BTreeMap::new(),
            asked: 0,
            next: 0,
        })))
    }

    pub fn router(&self) -> Router {
        Router::new()
            .route("/.well-known/openid-configuration", get(published))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(self.clone())
    }

    pub fn address(&self) -> String {
        self.0.lock().unwrap().address.clone()
    }

    /// How often somebody asked what it publishes.
    pub fn asked(&self) -> usize {
        self.0.lock().unwrap().asked
    }

    /// The declaration of a site that trusts it, with the secret in its file.
    pub fn declare(&self, content: &Path, more: &str) {
        let presets = content.join("presets");
        std::fs::create_dir_all(&presets).unwrap();
        let secret = presets.join("oidc.secret");
        std::fs::write(&secret, format!("{SECRET}\n")).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let declared = format!(
            "issuer = \"{}\"\nclient_id = \"{CLIENT}\"\nclient_secret_file = \"oidc.secret\"\nredirect_url = \"{BACK}\"\n{more}\n",
            self.address()
        );
        std::fs::write(presets.join("oidc.toml"), declared).unwrap();
    }

    /// What a browser brings when it comes to an address.
    pub fn visited(&self, address: &str) -> Sent {
        let url = Url::parse(address).unwrap();
        assert!(address.starts_with(&format!("{}/login?", self.address())), "{address}");
        Sent { query: url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect() }
    }

    /// A code for whoever came so; `claims` replace those of a good token.
    pub fn grant(&self, sent: &Sent, claims: Value, signed: Signed) -> String {
        let mut held = self.0.lock().unwrap();
        held.next += 1;
        let code = format!("code-{}", held.next);
        let query = |name: &str| sent.query[name].clone();
        let grant = Grant { nonce: query("nonce"), challenge: query("code_challenge"), claims, signed };
        held.grants.insert(code.clone(), grant);
        code
    }
}

impl Held {
    fn signed(&self, head: &Value, claims: &Value, by: Signed) -> String {
        let body = format!("{}.{}", text(head.to_string()), text(claims.to_string()));
        let random = SystemRandom::new();
        let signature = match by {
            Signed::Ec => text(self.ec.sign(&random, body.as_bytes()).unwrap()),
            Signed::Foreign | Signed::ForeignName => text(self.foreign.sign(&random, body.as_bytes()).unwrap()),
            Signed::Rsa => {
                let mut signature = vec![0; self.rsa.public().modulus_len()];
                self.rsa.sign(&RSA_PKCS1_SHA256, &random, body.as_bytes(), &mut signature).unwrap();
                text(signature)
            }
            Signed::Shared => text(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), body.as_bytes())),
            Signed::Nothing => String::new(),
        };
        format!("{body}.{signature}")
    }

    fn token(&self, grant: &Grant) -> String {
        let now = Timestamp::now().as_second();
        let mut claims = json!({
            "iss": self.address, "sub": "u-1001", "aud": CLIENT, "nonce": grant.nonce, "iat": now, "exp": now + 300,
        });
        for (name, value) in grant.claims.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let head = match grant.signed {
            Signed::Ec | Signed::Foreign => json!({ "alg": "ES256", "kid": "ec" }),
            Signed::ForeignName => json!({ "alg": "ES256", "kid": "unknown" }),
            Signed::Rsa => json!({ "alg": "RS256", "kid": "rsa", "typ": "JWT" }),
            Signed::Shared => json!({ "alg": "HS256" }),
            Signed::Nothing => json!({ "alg": "none" }),
        };
        self.signed(&head, &claims, grant.signed)
    }
}

async fn published(State(issuer): State<Issuer>) -> Json<Value> {
    let mut held = issuer.0.lock().unwrap();
    held.asked += 1;
    let at = &held.address;
    Json(json!({
        "issuer": at,
        "authorization_endpoint": format!("{at}/login"),
        "token_endpoint": format!("{at}/token"),
        "jwks_uri": format!("{at}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let held = issuer.0.lock().unwrap();
    let point = held.ec.public_key().as_ref();
    let rsa = rsa::PublicKeyComponents::<Vec<u8>>::from(held.rsa.public());
    Json(json!({ "keys": [
        { "kty": "EC", "crv": "P-256", "use": "sig", "kid": "ec", "x": text(&point[1..33]), "y": text(&point[33..]) },
        { "kty": "RSA", "use": "sig", "kid": "rsa", "alg": "RS256", "n": text(rsa.n), "e": text(rsa.e) },
    ] }))
}

/// Gives a token for a code once, to the client that it was granted to, which proves that it sent the browser.
async fn token(State(issuer): State<Issuer>, headers: HeaderMap, body: String) -> (StatusCode, Json<Value>) {
    let form: BTreeMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let encoded = |part: &str| form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>();
    let client = format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET))));
    let is_client = headers.get("authorization").is_some_and(|given| given.as_bytes() == client.as_bytes());
    let refused = |word: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": word })));
    if !is_client || form.get("redirect_uri").map(String::as_str) != Some(BACK) {
        return refused("invalid_client");
    }
    let mut held = issuer.0.lock().unwrap();
    let verifier = form.get("code_verifier").cloned().unwrap_or_default();
    let challenge = text(digest::digest(&digest::SHA256, verifier.as_bytes()));
    let code = form.get("code").cloned().unwrap_or_default();
    if held.grants.get(&code).is_none_or(|grant| grant.challenge != challenge) {
        return refused("invalid_grant");
    }
    let grant = held.grants.remove(&code).unwrap();
    let answer =
        json!({ "access_token": "none of our business", "token_type": "Bearer", "id_token": held.token(&grant) });
    (StatusCode::OK, Json(answer))
}
