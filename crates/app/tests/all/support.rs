//! An application on a temporary folder, and a clock that stands still.

use std::path::Path;

use app::view::DecisionRequest;
use app::{Actor, App, Config, PasswordCost};
use jiff::Timestamp;
use model::DecisionAction;
use tempfile::TempDir;

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
    pub folder: TempDir,
}

pub async fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path()).await;
    Site { app, folder }
}

pub async fn open(folder: &Path) -> App {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let config = Config {
        data_dir: folder.to_path_buf(),
        font_dirs: vec![fonts],
        content_dir: None,
        packs_dir: None,
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
    let site = site().await;
    site.app.load_demo(&actor(), at("2026-11-25T01:00:00Z"), |_| {}).await.unwrap();
    site
}

/// Own words, no real place.
pub const SAMPLE: &str = include_str!("../../../../demo/sample_plan.txt");
