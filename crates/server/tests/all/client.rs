//! A browser that keeps its cookie, and a server on a temporary folder.

use std::path::Path;
use std::sync::Arc;

use app::{Actor, App, Config, PasswordCost};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::Timestamp;
use model::people::{Bound, Role};
use serde_json::Value;
use server::{Options, router};
use tempfile::TempDir;
use totp_rs::{Builder, Secret};
use tower::ServiceExt;

pub const USER: &str = "jihua";
pub const NEWCOMER: &str = "xinren";
pub const PASSWORD: &str = "Junxian-2026-test";
/// Own words, no real place.
pub const SAMPLE: &str = include_str!("../../../../demo/sample_plan.txt");

pub struct Client {
    router: Router,
    pub cookie: Option<String>,
    pub csrf: Option<String>,
    /// Of the user `NEWCOMER`.
    pub one_time_password: String,
    /// The site itself, as its host has it.
    pub app: Arc<App>,
    folder: TempDir,
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Reply {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Checks that the answer is a problem in Chinese with that code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem = self.expect(status).json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["type"], format!("urn:junxian:problem:{code}"), "{problem}");
        assert_eq!((&problem["status"], &problem["detail"]), (&status.into(), &problem["message"]), "{problem}");
        let message = problem["message"].as_str().unwrap();
        assert!(message.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)), "{message}");
        problem
    }
}

/// A server with a user whose password is known, and one with a one-time password.
pub async fn visitor(options: Options) -> Client {
    visitor_of(options, |_| {}).await
}

/// A site in a folder, on the server that all tests run on where there is one.
fn config(folder: &Path) -> Config {
    let server = std::env::var("JUNXIAN_TEST_POSTGRES").ok();
    Config {
        data_dir: folder.to_path_buf(),
        font_dirs: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")],
        content_dir: None,
        packs_dir: None,
        server: server.map(|url| url.parse::<app::ServerAddress>().unwrap().for_folder(folder)),
        attachment_max: app::ATTACHMENT_MAX,
    }
}

/// The same with content of its own.
pub async fn open_with_content(folder: &Path, content: &Path) -> App {
    let config = Config { content_dir: Some(content.to_path_buf()), ..config(folder) };
    App::open_with(config, PasswordCost::Low).await.unwrap()
}

pub async fn open(folder: &Path) -> App {
    App::open_with(config(folder), PasswordCost::Low).await.unwrap()
}

/// Nobody's browser, over a site that was prepared.
pub fn over(app: App, folder: TempDir) -> Client {
    let app = Arc::new(app);
    let router = router(app.clone(), Options::default());
    Client { router, cookie: None, csrf: None, one_time_password: String::new(), app, folder }
}

/// The same on a folder of data that is prepared before it is opened.
pub async fn visitor_of(options: Options, prepare: impl FnOnce(&Path)) -> Client {
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path());
    let app = App::open_with(config(folder.path()), PasswordCost::Low).await.unwrap();
    let actor = Actor::new("setup");
    app.add_user(&actor, USER, "计划科", Some(PASSWORD), Timestamp::now()).await.unwrap();
    app.grant_role(&actor, USER, Role::Planner, (None, None), Timestamp::now()).await.unwrap();
    let one_time_password = app.add_user(&actor, NEWCOMER, "新人", None, Timestamp::now()).await.unwrap().unwrap();
    app.grant_role(&actor, NEWCOMER, Role::Planner, (None, None), Timestamp::now()).await.unwrap();
    let app = Arc::new(app);
    let router = router(app.clone(), options);
    Client { router, cookie: None, csrf: None, one_time_password, app, folder }
}

/// The same, logged in.
pub async fn user() -> Client {
    let mut client = visitor(Options::default()).await;
    let reply = client.log_in(USER, PASSWORD).await.expect(200);
    client.remember(&reply);
    client
}

impl Client {
    /// The folder of data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub async fn log_in(&self, username: &str, password: &str) -> Reply {
        let body = serde_json::json!({ "username": username, "password": password });
        self.json(Method::POST, "/api/session", &body).await
    }

    pub async fn log_in_with(&self, username: &str, password: &str, code: &str) -> Reply {
        let body = serde_json::json!({ "username": username, "password": password, "code": code });
        self.json(Method::POST, "/api/session", &body).await
    }

    /// Sets up the second factor of whoever is logged in, with the present code; the next one is for the login.
    /// Gives the secret.
    pub async fn enrol(&self) -> String {
        let offer = self.json(Method::POST, "/api/second-factor", &serde_json::json!({})).await.expect(200).json();
        let secret = offer["secret"].as_str().unwrap().to_string();
        let body = serde_json::json!({ "code": code(&secret, 0) });
        self.json(Method::PUT, "/api/second-factor", &body).await.expect(200);
        secret
    }

    pub fn remember(&mut self, reply: &Reply) {
        self.cookie = reply.header("set-cookie").split(';').next().map(str::to_string);
        self.csrf = reply.json()["csrf"].as_str().map(str::to_string);
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    pub async fn json(&self, method: Method, path: &str, body: &Value) -> Reply {
        self.send(method, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    pub async fn upload(&self, method: Method, path: &str, name: &str, bytes: &[u8], texts: &[(&str, &str)]) -> Reply {
        let mut body = Vec::new();
        for (field, text) in texts {
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--cut--\r\n");
        self.send(method, path, Some("multipart/form-data; boundary=cut"), body).await
    }

    pub async fn send(&self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("theme=light; {cookie}"));
        }
        if let Some(csrf) = &self.csrf {
            request = request.header("x-junxian-csrf", csrf);
        }
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }
}

/// The code of the second factor, as the app on the telephone shows it so many seconds from now.
pub fn code(secret: &str, seconds: i64) -> String {
    let time = u64::try_from(Timestamp::now().as_second() + seconds).unwrap();
    let secret = Secret::try_from_base32(secret).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(time).to_string()
}

/// A server with one user a role (`user-0` … in the order of the list) and `user-none` without any.
pub async fn with_roles(roles: &[Role]) -> Client {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open_with(config(folder.path()), PasswordCost::Low).await.unwrap();
    let (actor, now) = (Actor::new("setup"), Timestamp::now());
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    app.load_content(&actor, &demo, now).await.unwrap();
    app.load_people(&actor, now).await.unwrap();
    app.add_user(&actor, "user-none", "无岗位", Some(PASSWORD), now).await.unwrap();
    for (number, role) in roles.iter().enumerate() {
        let user = format!("user-{number}");
        app.add_user(&actor, &user, role.in_words(), Some(PASSWORD), now).await.unwrap();
        let bound = match role.bound() {
            Bound::Nothing => (None, None),
            Bound::Agency | Bound::AgencyOrPlace => (Some("gongxin"), None),
            Bound::Place => (None, Some("370783")),
        };
        app.grant_role(&actor, &user, *role, bound, now).await.unwrap();
    }
    let app = Arc::new(app);
    let router = router(app.clone(), Options::default());
    Client { router, cookie: None, csrf: None, one_time_password: String::new(), app, folder }
}
