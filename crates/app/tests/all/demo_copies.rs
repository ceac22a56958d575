//! The demo, loaded once a process and copied for each test: loading it takes seconds, a copy does not.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use app::ServerAddress;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::support::{actor, at, open};

/// Names the database of a folder that is a copy; every other folder has a schema.
const DATABASE: &str = "database.txt";

struct Demo {
    files: Vec<(PathBuf, Vec<u8>)>,
    /// On a server: the database that is copied.
    database: Option<String>,
}

static DEMO: OnceCell<Demo> = OnceCell::const_new();

/// A temporary folder, and a database on the server where it has one of its own; both go when the test is over.
pub struct Folder {
    folder: TempDir,
    database: Option<String>,
}

impl Deref for Folder {
    type Target = TempDir;

    fn deref(&self) -> &TempDir {
        &self.folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let Some(name) = self.database.take() else { return };
        // A thread of its own, because the runtime of the test is waiting for this.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(on_server(&format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        // A test that failed has said why.
        let _ = dropped.join();
    }
}

impl Folder {
    pub fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// With the demo, as it stood an hour before `support::now`.
    pub async fn with_demo() -> Folder {
        let demo = DEMO.get_or_init(load).await;
        let mut made = Folder::new();
        for (path, bytes) in &demo.files {
            let path = made.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        if let Some(template) = &demo.database {
            let name = name_of(made.path());
            on_server(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
            std::fs::write(made.path().join(DATABASE), &name).unwrap();
            made.database = Some(name);
        }
        made
    }
}

async fn load() -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let database = match url() {
        Some(_) => {
            let name = name_of(folder.path());
            on_server(&format!("CREATE DATABASE {name}")).await;
            std::fs::write(folder.path().join(DATABASE), &name).unwrap();
            Some(name)
        }
        None => None,
    };
    let app = open(folder.path()).await;
    app.load_demo(&actor(), at("2026-11-25T01:00:00Z"), |_| {}).await.unwrap();
    app.close().await;
    let mut files = Vec::new();
    read(folder.path(), folder.path(), &mut files);
    Demo { files, database }
}

fn read(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            files.push((path.strip_prefix(root).unwrap().to_path_buf(), std::fs::read(&path).unwrap()));
        }
    }
}

/// The server that all tests run on; without one they run on files.
fn url() -> Option<String> {
    std::env::var("JUNXIAN_TEST_POSTGRES").ok()
}

fn name_of(folder: &Path) -> String {
    format!("demo_{}", &model::digest(folder.display().to_string().as_bytes())[..16])
}

/// Where a folder has its data on the server.
pub fn address(folder: &Path) -> Option<ServerAddress> {
    let url = url()?;
    Some(match std::fs::read_to_string(folder.join(DATABASE)) {
        Ok(name) => {
            let (server, _) = url.rsplit_once('/').unwrap();
            format!("{server}/{name}").parse().unwrap()
        }
        Err(_) => url.parse::<ServerAddress>().unwrap().for_folder(folder),
    })
}

async fn on_server(sql: &str) {
    let mut connection = PgConnection::connect(&url().unwrap()).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
}
