//! A PostgreSQL server of our own for tests: on loopback, in a folder of its own, ended with all its data at the end,
//! whatever happened in between. Never touches a server that is already there.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::need;
use crate::run::run;

const START_TIMEOUT: Duration = Duration::from_secs(60);
/// PostgreSQL refuses to run as root; its package brings this user.
const USER: &str = "postgres";

pub struct Server {
    child: Child,
    folder: PathBuf,
    pub url: String,
    /// The certificate that its own is signed with.
    pub authority: String,
}

impl Server {
    /// For tests, which need not wait for a disk: what is tested is the program, and the data end with it.
    pub fn start() -> Result<Server> {
        Server::start_with(&["-c", "fsync=off", "-c", "full_page_writes=off"])
    }

    /// Keeps what it acknowledged, as a server of a city does.
    pub fn start_durable() -> Result<Server> {
        Server::start_with(&[])
    }

    fn start_with(settings: &[&str]) -> Result<Server> {
        let programs = need::postgres()?;
        let folder = std::env::temp_dir().join(format!("junxian-postgres-{}", std::process::id()));
        let (shown, is_root) = (folder.display().to_string(), need::is_root());
        let owner: &[&str] = if is_root { &["-o", USER] } else { &[] };
        run(".", "install", &[&["-d", "-m", "700"], owner, &[&shown]].concat())?;
        let data = folder.join("data").display().to_string();
        // Trusts whoever connects, on loopback only. The locale is not that of byte order, so that tests would notice
        // what relies on the order of the server.
        let options = ["-D", &data, "-E", "UTF8", "--locale-provider=icu", "--icu-locale=und", "-A", "trust", "-N"];
        let made = as_user(is_root, &programs.join("initdb")).args(options).args(["-U", USER]).output();
        let made = made.context("initdb could not be started")?;
        if !made.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&made.stderr));
        }
        let authority = certificates(is_root, &folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = std::fs::File::create(std::env::temp_dir().join(format!("junxian-postgres-{port}.log")))?;
        let child = as_user(is_root, &programs.join("postgres"))
            .args(["-D", &data, "-c", "listen_addresses=127.0.0.1", "-c", &format!("port={port}")])
            .args(settings)
            .args(["-c", "ssl=on", "-c", "ssl_cert_file=../server.pem", "-c", "ssl_key_file=../server.key"])
            // No file of a socket.
            .args(["-c", "unix_socket_directories="])
            .args(["-c", "max_connections=600", "-c", "shared_buffers=128MB"])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("postgres could not be started")?;
        let mut server =
            Server { child, folder, url: format!("postgres://{USER}@127.0.0.1:{port}/postgres"), authority };
        server.wait(&programs, port)?;
        println!("PostgreSQL on port {port}, pid {}", server.child.id());
        Ok(server)
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Processor time of the server and of all that it has started, in seconds.
    pub fn processor_time(&self) -> f64 {
        let own = self.child.id().to_string();
        let ticks = |stat: &str, fields: std::ops::Range<usize>| -> u64 {
            let fields =
                stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(fields.start).take(fields.len());
            fields.filter_map(|field| field.parse::<u64>().ok()).sum()
        };
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let used = processes.filter_map(|process| {
            let stat = std::fs::read_to_string(process.path().join("stat")).ok()?;
            if process.file_name().to_str() == Some(&own) {
                // With what ended children used.
                return Some(ticks(&stat, 11..15));
            }
            let parent = stat.rsplit(')').next()?.split_whitespace().nth(1)?;
            (parent == own).then(|| ticks(&stat, 11..13))
        });
        // A tick of the kernel is a hundredth.
        used.sum::<u64>() as f64 / 100.0
    }

    fn wait(&mut self, programs: &Path, port: u16) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_TIMEOUT {
            if let Some(status) = self.child.try_wait()? {
                bail!("postgres ended at once ({status}); see {}/junxian-postgres-{port}.log", temp());
            }
            let asked = Command::new(programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
                .status()?;
            if asked.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("postgres did not start within {} s", START_TIMEOUT.as_secs());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT ends all sessions and then the server.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(20) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn temp() -> String {
    std::env::temp_dir().display().to_string()
}

/// An authority of our own and a certificate for this machine, both for two days; the path of the authority.
fn certificates(is_root: bool, folder: &Path) -> Result<String> {
    let path = |name: &str| folder.join(name).display().to_string();
    let (authority, authority_key) = (path("authority.pem"), path("authority.key"));
    let common = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    let signed = ["-CA", &authority, "-CAkey", &authority_key, "-addext", "basicConstraints=critical,CA:FALSE"];
    let here = ["-addext", "subjectAltName=IP:127.0.0.1", "-subj", "/CN=junxian-test-server"];
    for (name, rest) in
        [("authority", &["-subj", "/CN=junxian-test-authority"][..]), ("server", &[&signed[..], &here].concat())]
    {
        let files = ["-keyout", &path(&format!("{name}.key")), "-out", &path(&format!("{name}.pem"))];
        let made = as_user(is_root, &need::openssl()?).args(common).args(files).args(rest).output()?;
        if !made.status.success() {
            bail!("openssl failed: {}", String::from_utf8_lossy(&made.stderr));
        }
    }
    Ok(authority)
}

/// `setpriv` becomes the program, so that the child is the program itself; it is told when its parent dies.
fn as_user(is_root: bool, program: &Path) -> Command {
    if need::path_of("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    if is_root {
        command.args([&format!("--reuid={USER}"), &format!("--regid={USER}"), "--clear-groups"]);
    }
    command.args(["--pdeathsig", "INT"]).arg(program).current_dir(std::env::temp_dir());
    command
}
