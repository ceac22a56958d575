//! A PostgreSQL server that loses its power: killed with all its processes, the end of its log torn, a page of the table
//! half written. What was acknowledged is there when it comes back. It is a server of this test alone, with the settings
//! of a city's: it waits for its disk, and writes whole pages to its log.

use std::fs::OpenOptions;
use std::net::TcpListener;
use std::os::unix::fs::FileExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use store::{Database, Options, ServerAddress, Store};

use super::ledgers::{append, tried};

/// PostgreSQL refuses to run as root; its package brings this user.
const USER: &str = "postgres";
/// What stands where a write was cut off.
const TORN: [u8; 4096] = [0x5a; 4096];
const PAGE: u64 = 8192;

struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    postmaster: Option<Child>,
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

impl Cluster {
    fn made(programs: PathBuf) -> Cluster {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = std::env::temp_dir().join(format!("junxian-killed-{}", std::process::id()));
        let owner: &[&str] = if is_root() { &["-o", USER] } else { &[] };
        assert!(Command::new("install").args(["-d", "-m", "700"]).args(owner).arg(&folder).status().unwrap().success());
        let cluster = Cluster { programs, folder, port, postmaster: None };
        let printed = said(
            cluster
                .command("initdb")
                .args(["-E", "UTF8", "--no-locale", "-A", "trust", "-U", USER, "-D"])
                .arg(cluster.data()),
        );
        assert!(cluster.data().join("PG_VERSION").exists(), "{printed}");
        cluster
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args([&format!("--reuid={USER}"), &format!("--regid={USER}"), "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.env("LC_ALL", "C").current_dir(std::env::temp_dir());
        command
    }

    fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn start(&mut self) {
        let log = OpenOptions::new().create(true).append(true).open(self.folder.join("log.txt")).unwrap();
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
        command.args(["-c", &format!("port={}", self.port)]).stdout(Stdio::null()).stderr(log);
        // All that it starts is of one group, and ends with it.
        self.postmaster = Some(command.process_group(0).spawn().unwrap());
        let started = Instant::now();
        let asked = || {
            let mut ask = Command::new(self.programs.join("pg_isready"));
            ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]).status().unwrap().success()
        };
        while !asked() {
            assert!(started.elapsed() < Duration::from_secs(60), "{}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log.txt")).unwrap_or_default()
    }

    fn kill(&mut self) {
        let Some(mut postmaster) = self.postmaster.take() else { return };
        let group = format!("-{}", postmaster.id());
        assert!(Command::new("kill").args(["-9", "--", &group]).status().unwrap().success());
        postmaster.wait().unwrap();
    }

    /// Half a record behind the last whole one.
    fn tear_log(&self) {
        let control = said(self.command("pg_controldata").arg("-D").arg(self.data()));
        let redo = control.lines().find_map(|line| line.strip_prefix("Latest checkpoint's REDO location:"));
        let redo = redo.unwrap_or_else(|| panic!("{control}")).trim();
        let wal = self.data().join("pg_wal");
        let read = said(self.command("pg_waldump").arg("-p").arg(&wal).args(["-s", redo, "-q"]));
        // The last line says where what it cannot read begins, behind the last record that it could:
        // `error in WAL record at 0/15A2B30: invalid record length at 0/15A2B68: wanted 24, got 0`.
        let end = read.lines().rev().find_map(|line| line.rsplit(" at ").find_map(position));
        let end = end.unwrap_or_else(|| panic!("{read}"));
        let (segment, offset) = (end >> 24, end & 0xff_ffff);
        let name = format!("00000001{:08X}{:08X}", segment >> 8, segment & 0xff);
        let half = &TORN[..2_345.min(usize::try_from(0x100_0000 - offset).unwrap())];
        let file = OpenOptions::new().write(true).open(wal.join(name)).unwrap();
        file.write_all_at(half, offset).unwrap();
    }

    /// The second half of a page that was written to since the last checkpoint.
    fn tear_page(&self, table: &str, page: u64) {
        let file = OpenOptions::new().write(true).open(self.data().join(table)).unwrap();
        file.write_all_at(&TORN, page * PAGE + PAGE / 2).unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    said(Command::new("id").arg("-u")).trim() == "0"
}

/// `0/15A2B30`, or with what stands behind it.
fn position(text: &str) -> Option<u64> {
    let (high, low) = text.split_once('/')?;
    let low: String = low.chars().take_while(char::is_ascii_hexdigit).collect();
    Some((u64::from_str_radix(high, 16).ok()? << 32) | u64::from_str_radix(&low, 16).ok()?)
}

async fn opened(url: &str, folder: &Path) -> Store {
    let address = url.parse::<ServerAddress>().unwrap().for_folder(folder);
    Store::open(Database::Server(address), &Options::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_acknowledged_survives_its_power_failing() {
    let Some(programs) = std::env::var_os("JUNXIAN_TEST_POSTGRES_PROGRAMS") else {
        println!("skipped: no programs of PostgreSQL are named in JUNXIAN_TEST_POSTGRES_PROGRAMS");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut cluster = Cluster::made(programs.into());
    let url = cluster.url();
    cluster.start();
    let mut kept = 0;
    for round in 0..3 {
        let raw = sqlx::PgPool::connect(&url).await.unwrap();
        let store = opened(&url, folder.path()).await;
        sqlx::query("CHECKPOINT").execute(&raw).await.unwrap();
        append(&store, kept, 3).await;
        let (schema, at) = (folder_schema(&url, folder.path()), "SELECT pg_relation_filepath($1::regclass)");
        let table: String =
            sqlx::query_scalar(at).bind(format!("{schema}.ledger_commit")).fetch_one(&raw).await.unwrap();
        let newest = sqlx::AssertSqlSafe(format!("SELECT max(ctid)::text FROM {schema}.ledger_commit"));
        let newest: String = sqlx::query_scalar(newest).fetch_one(&raw).await.unwrap();
        let page: u64 = newest.trim_start_matches('(').split(',').next().unwrap().parse().unwrap();

        let writing = tokio::spawn(async move {
            let mut after = kept + 3;
            // Until nobody acknowledges any more; the store itself would wait longer for a server to come back.
            const PATIENCE: Duration = Duration::from_secs(3);
            while matches!(tokio::time::timeout(PATIENCE, tried(&store, after, 3)).await, Ok(Ok(()))) {
                after += 3;
            }
            after
        });
        tokio::time::sleep(Duration::from_millis(200 + 150 * round)).await;
        cluster.kill();
        let acknowledged = writing.await.unwrap();
        assert!(acknowledged > kept + 3, "nothing was written in time");
        cluster.tear_log();
        cluster.tear_page(&table, page);
        cluster.start();

        let store = opened(&url, folder.path()).await;
        let commits = store.ledger_log("l", 0).await.unwrap();
        let last = u64::try_from(commits.last().unwrap().last_seq).unwrap();
        // The one that was on its way is there whole, or not at all.
        assert!(last == acknowledged || last == acknowledged + 3, "{acknowledged} acknowledged, {last} there");
        assert!(commits.windows(2).all(|pair| pair[0].last_seq + 1 == pair[1].first_seq));
        let report = store.verify().await.unwrap();
        assert_eq!((report.entries, report.faults), (commits.len(), Vec::new()));
        store.close().await;
        kept = last;
    }
    assert!(cluster.log().contains("automatic recovery in progress"), "{}", cluster.log());
}

fn folder_schema(url: &str, folder: &Path) -> String {
    url.parse::<ServerAddress>().unwrap().for_folder(folder).schema().unwrap().to_string()
}
