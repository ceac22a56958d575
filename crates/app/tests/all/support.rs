//! An application on a temporary folder, and a clock that stands still.

use std::path::Path;

use app::view::DecisionRequest;
use app::{Actor, App, Config, PasswordCost, ServerAddress};
use jiff::Timestamp;
use model::DecisionAction;
use store::Database;

use crate::demo_copies::{self, Folder};

pub const PLAN: &str = "weifang_county_2024_2025";

pub fn now() -> Timestamp {
    at("2026-11-25T02:00:00Z")
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn actor() -> Actor {
    Actor::new("zhangsan")
}

pub struct Site {
    pub app: App,
    pub folder: Folder,
}

pub async fn site() -> Site {
    let folder = Folder::new();
    let app = open(folder.path()).await;
    Site { app, folder }
}

/// Where a folder has its data on the server that all tests run on; without one they run on files.
pub fn server(folder: &Path) -> Option<ServerAddress> {
    demo_copies::address(folder)
}

/// The database of a site in a folder.
pub fn database(folder: &Path) -> Database {
    match server(folder) {
        Some(server) => Database::Server(server),
        None => Database::File(folder.join("junxian.db")),
    }
}

/// With the site's own content.
pub async fn site_with(content: Option<&Path>) -> Site {
    let folder = Folder::new();
    let app = open_with(folder.path(), content).await;
    Site { app, folder }
}

pub async fn open(folder: &Path) -> App {
    open_with(folder, None).await
}

pub async fn open_with(folder: &Path, content: Option<&Path>) -> App {
    let server = server(folder);
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let config = Config {
        data_dir: folder.to_path_buf(),
        font_dirs: vec![fonts],
        content_dir: content.map(Path::to_path_buf),
        packs_dir: None,
        server,
        attachment_max: app::ATTACHMENT_MAX,
    };
    App::open_with(config, PasswordCost::Low).await.unwrap()
}

/// A decision made on a screen that showed the decision number `seen` last.
pub fn decision(action: DecisionAction, seen: i64) -> DecisionRequest {
    DecisionRequest { action, note: None, seen, accept_unknown: false }
}

/// With the demo loaded an hour before `now`.
pub async fn demo() -> Site {
    let folder = Folder::with_demo().await;
    let app = open(folder.path()).await;
    Site { app, folder }
}

/// Own words, no real place.
pub const SAMPLE: &str = include_str!("../../../../demo/sample_plan.txt");
