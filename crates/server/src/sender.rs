//! Tells other systems of events: takes what is due from the outbox and posts it, one try each. Knows of the way
//! to a host what `outgoing` does.

use std::sync::Arc;
use std::time::Duration;

use app::{App, Parcel};
use axum::body::Body;
use axum::http::Request;
use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::outgoing;

/// How often it looks. Nothing is asked of the network while nothing is due.
const EVERY: Duration = Duration::from_secs(2);
/// For one try, from the name to the answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Runs for ever; a failure of the database is told once a minute.
pub(crate) async fn run(app: Arc<App>) {
    let mut silent_until = Timestamp::MIN;
    loop {
        if let Err(error) = round(&app).await {
            let now = Timestamp::now();
            if now >= silent_until {
                tracing::error!("事件推送没有办成：{error}");
                silent_until = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap_or(now);
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Everything that is due now, side by side: one host that does not answer keeps no other waiting.
pub(crate) async fn round(app: &Arc<App>) -> app::Result<()> {
    let mut tries = JoinSet::new();
    for parcel in app.parcels(Timestamp::now()).await? {
        tries.spawn(async move {
            let outcome = match tokio::time::timeout(PATIENCE, post(&parcel)).await {
                Ok(outcome) => outcome,
                Err(_) => Err(format!("{} 秒内没有答复", PATIENCE.as_secs())),
            };
            (parcel.delivery, parcel.tries, outcome)
        });
    }
    while let Some(done) = tries.join_next().await {
        // A task that was torn down leaves its delivery to the next round.
        let Ok((delivery, tries, outcome)) = done else { continue };
        app.record_delivery((delivery, tries), outcome, Timestamp::now()).await?;
    }
    Ok(())
}

/// The status of the answer; anything but 2xx has not arrived. What else it says is not read.
async fn post(parcel: &Parcel) -> Result<String, String> {
    let mut request = Request::post(parcel.target.path.as_str());
    for (header, value) in &parcel.headers {
        request = request.header(*header, value);
    }
    let request = request.body(Body::from(parcel.body.clone())).map_err(|error| format!("请求写不成：{error}"))?;
    match outgoing::ask(&parcel.target, request, None).await?.status() {
        status if status.is_success() => Ok(status.as_u16().to_string()),
        status if status.is_redirection() => Err(format!("对方答复 {status}；不跟随转址，请填最终的地址")),
        status => Err(format!("对方答复 {status}")),
    }
}

#[cfg(test)]
mod tests {
    use app::view::{DeliveryView, ReleaseDraft, WebhookDraft};
    use app::{Actor, Config, PasswordCost, signature};
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::PrivateKeyDer;

    use super::*;

    /// A site that may tell this machine at a port, with one event that waits.
    async fn waiting(folder: &std::path::Path, port: u16, is_private: bool) -> (Arc<App>, String) {
        declared(folder, ("http", port), &format!("private = {is_private}")).await
    }

    async fn declared(folder: &std::path::Path, (scheme, port): (&str, u16), more: &str) -> (Arc<App>, String) {
        let presets = folder.join("presets");
        std::fs::create_dir_all(&presets).unwrap();
        let declared = format!("[[host]]\nname = \"localhost\"\nport = {port}\n{more}\n");
        std::fs::write(presets.join("webhooks.toml"), declared).unwrap();
        let config = Config {
            data_dir: folder.to_path_buf(),
            server: None,
            font_dirs: Vec::new(),
            content_dir: Some(folder.to_path_buf()),
            packs_dir: None,
            attachment_max: app::ATTACHMENT_MAX,
        };
        let app = App::open_with(config, PasswordCost::Low).await.unwrap();
        let actor = Actor::new("测试");
        let now = Timestamp::now();
        let content = folder.join("content");
        std::fs::create_dir(&content).unwrap();
        let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
        for name in ["indicators.csv", "places.csv", "sources.csv"] {
            std::fs::copy(demo.join(name), content.join(name)).unwrap();
        }
        app.load_content(&actor, &content, now).await.unwrap();
        let address = format!("{scheme}://localhost:{port}/in?a=1");
        let draft = WebhookDraft { address, events: vec!["release.scheduled".to_string()] };
        let secret = app.add_webhook(&actor, &draft, now).await.unwrap().secret;
        let release = ReleaseDraft {
            indicator: "gdp".to_string(),
            period: "2026-Q3".to_string(),
            release: now.checked_add(jiff::SignedDuration::from_hours(24)).unwrap(),
            reason: None,
            dataset: None,
        };
        app.set_release(&actor, &release, now).await.unwrap();
        (Arc::new(app), secret)
    }

    async fn newest(app: &App) -> DeliveryView {
        app.webhooks().await.unwrap().deliveries.remove(0)
    }

    /// Answers one request; what it was.
    async fn answer(listener: &TcpListener, reply: &str) -> String {
        let (stream, _) = listener.accept().await.unwrap();
        answered(stream, reply).await
    }

    async fn answered(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: &str) -> String {
        let mut request = Vec::new();
        let mut part = [0; 4096];
        // The body is a JSON object without another one in it.
        while !request.ends_with(b"}") {
            let read = stream.read(&mut part).await.unwrap();
            assert!(read > 0, "the request ended too early");
            request.extend_from_slice(&part[..read]);
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(request).unwrap()
    }

    #[tokio::test]
    async fn an_event_arrives_signed() {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (app, secret) = waiting(folder.path(), listener.local_addr().unwrap().port(), true).await;
        let (request, done) =
            tokio::join!(answer(&listener, "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"), round(&app));
        done.unwrap();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /in?a=1 HTTP/1.1\r\n"), "{head}");
        let said = head.lines().find_map(|line| line.strip_prefix("junxian-signature: ")).unwrap();
        let seconds: i64 = said.strip_prefix("t=").unwrap().split(',').next().unwrap().parse().unwrap();
        assert_eq!(said, signature(&secret, Timestamp::from_second(seconds).unwrap(), body).unwrap());
        let delivery = newest(&app).await;
        assert!(delivery.has_arrived && delivery.last_answer.as_deref() == Some("204"), "{delivery:?}");
    }

    #[tokio::test]
    async fn an_answer_that_is_no_yes_and_a_redirect_are_no_arrival() {
        for (reply, word) in [
            ("HTTP/1.1 500 Oh\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "500"),
            ("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", "不跟随"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let (app, _) = waiting(folder.path(), listener.local_addr().unwrap().port(), true).await;
            let (_, done) = tokio::join!(answer(&listener, reply), round(&app));
            done.unwrap();
            let delivery = newest(&app).await;
            assert!(!delivery.has_arrived && delivery.next_try.is_some(), "{delivery:?}");
            assert!(delivery.last_answer.as_deref().unwrap().contains(word), "{delivery:?}");
        }
    }

    /// An authority that was made up here; its certificate in PEM.
    fn authority() -> (Issuer<'static, KeyPair>, String) {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        (Issuer::new(params, key), pem)
    }

    /// Speaks TLS with a certificate for a name.
    fn acceptor(issuer: &Issuer<'static, KeyPair>, name: &str) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_string()]).unwrap();
        let certificate = params.signed_by(&key, issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    #[tokio::test]
    async fn over_tls_only_a_host_that_a_trusted_authority_vouches_for_hears_of_anything() {
        let (trusted, pem) = authority();
        let (foreign, _) = authority();
        for (issuer, name, has_arrived) in
            [(&trusted, "localhost", true), (&foreign, "localhost", false), (&trusted, "other.gov.cn", false)]
        {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join("presets")).unwrap();
            std::fs::write(folder.path().join("presets/ca.pem"), &pem).unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let more = "private = true\ntls = true\nauthorities = \"ca.pem\"";
            let (app, secret) = declared(folder.path(), ("https", port), more).await;
            let acceptor = acceptor(issuer, name);
            let other_side = async {
                let (stream, _) = listener.accept().await.unwrap();
                let stream = acceptor.accept(stream).await.ok()?;
                Some(answered(stream, "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await)
            };
            let (request, done) = tokio::join!(other_side, round(&app));
            done.unwrap();
            let delivery = newest(&app).await;
            assert_eq!((delivery.has_arrived, request.is_some()), (has_arrived, has_arrived), "{name}: {delivery:?}");
            if let Some(request) = request {
                assert!(request.contains("junxian-signature: t=") && !request.contains(&secret), "{request}");
            } else {
                assert!(delivery.last_answer.unwrap().contains("证书没有通过核验"));
            }
        }
    }

    #[tokio::test]
    async fn without_a_file_of_its_own_the_authorities_of_the_system_decide() {
        let (unknown, _) = authority();
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (app, _) = declared(folder.path(), ("https", port), "private = true\ntls = true").await;
        let acceptor = acceptor(&unknown, "localhost");
        let other_side = async {
            let (stream, _) = listener.accept().await.unwrap();
            acceptor.accept(stream).await.is_ok()
        };
        let (is_trusted, done) = tokio::join!(tokio::time::timeout(Duration::from_secs(5), other_side), round(&app));
        done.unwrap();
        assert!(!is_trusted.unwrap_or(false));
        assert!(!newest(&app).await.has_arrived);
    }

    #[tokio::test]
    async fn a_name_that_stands_for_this_machine_is_not_reached_unless_declared() {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (app, _) = waiting(folder.path(), listener.local_addr().unwrap().port(), false).await;
        round(&app).await.unwrap();
        let delivery = newest(&app).await;
        assert!(delivery.last_answer.as_deref().unwrap().contains("内网或本机"), "{delivery:?}");
        // Nobody knocked.
        let knock = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(knock.is_err());
    }
}
