//! `cargo xtask bench service [--size PER_MILLE]`: the server with the data of a large city. Makes the data once for each size,
//! starts the program as it is released, and lets many people read. Prints figures; nothing fails because a machine is
//! slow, but an answer that is an error does.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{ask, example, machine};
use crate::postgres::Server;
use crate::run::{run, target};

/// What is asked for at full size: observations, audit entries, tasks; 500 accounts always, for there must be people.
const FULL: [usize; 3] = [5_000_000, 1_000_000, 2_000];
const ACCOUNTS: usize = 500;
/// People at once, and how long each waits between two pages on average, in ms.
const LOADS: [(usize, usize); 3] = [(50, 2_000), (200, 2_000), (50, 1)];
const SECONDS: usize = 30;
const START_MAX: Duration = Duration::from_secs(60);

/// Gives the part of the page.
pub fn bench(arguments: &[&str]) -> Result<String> {
    let per_mille = match arguments {
        [] => 1_000,
        ["--size", size] => size.parse::<usize>().context("--size PER_MILLE, 1 to 1000")?.clamp(1, 1_000),
        _ => bail!("bench service [--record] [--size PER_MILLE]"),
    };
    let machine = machine()?;
    let site = example("app", "service_site")?;
    let load = example("server", "service_load")?;
    let sheets = example("app", "sheet_bench")?;
    run("web", "npm", &["run", "-s", "build"])?;
    run(".", "cargo", &["build", "--locked", "--release", "--package", "cli"])?;
    let binary = target().join("release").join(if cfg!(windows) { "junxian.exe" } else { "junxian" });
    let mut page = format!(
        "# The server with the data of a large city\n\nMeasured {machine}, at {} of the full size.\n\n",
        match per_mille {
            1_000 => "all".to_string(),
            part => format!("{part} thousandths"),
        }
    );
    let made = made(&site, per_mille)?;
    page += &import_part(&made, &site, per_mille)?;
    page += &sheet_part(&sheets)?;
    page += &server_part(&binary, &load, &made)?;
    Ok(page)
}

/// A data directory and what the import of its files took.
struct Made {
    folder: PathBuf,
    indicators: String,
    places: String,
    observations: f64,
    wall: f64,
    cpu: f64,
    audits: String,
    tasks: usize,
}

fn sizes(per_mille: usize) -> [usize; 3] {
    FULL.map(|full| (full * per_mille / 1_000).max(50))
}

/// Kept for the next run, because making it takes a while.
fn made(site: &Path, per_mille: usize) -> Result<Made> {
    let folder = target().join(format!("bench-service-{per_mille}"));
    let told = folder.join("made.txt");
    let [observations, audits, tasks] = sizes(per_mille);
    if std::fs::read_to_string(&told).is_err() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        println!("… a site of {observations} observations, {audits} audit entries, {tasks} tasks");
        let numbers = [observations, audits, tasks, ACCOUNTS].map(|number| number.to_string());
        let line = ask(Command::new(site).arg(&folder).args(numbers))?;
        std::fs::write(&told, line.join("\t"))?;
    }
    let line = std::fs::read_to_string(&told)?;
    let fields: Vec<&str> = line.split('\t').collect();
    let [indicators, places, observations, wall, cpu, audits, _] = fields[..] else {
        bail!("{} has other fields: {line}", told.display());
    };
    Ok(Made {
        folder,
        indicators: indicators.to_string(),
        places: places.to_string(),
        observations: observations.parse()?,
        wall: wall.parse()?,
        cpu: cpu.parse()?,
        audits: audits.to_string(),
        tasks,
    })
}

/// 60 files, one a month: read, checked cell by cell, looked up, written with their audit entry and its chain.
fn import_part(made: &Made, site: &Path, per_mille: usize) -> Result<String> {
    let mut page = format!(
        "{} observations of {} indicators in {} places over 60 months, as 60 data files; a plan of {} tasks, each with a target\n\
         measured every month; {} audit entries; {ACCOUNTS} accounts. Made by `crates/app/examples/service_site` through the\n\
         product's own ways in; the same every time.\n\n\
         ## Import of the files: read, checked, written, audited\n\n\
         | database | values | CPU s | wall s | values a second | values a processor second | to reach, a second |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
        made.observations, made.indicators, made.places, made.tasks, made.audits
    );
    let row = |database: &str, values: f64, cpu: f64, wall: f64| {
        format!(
            "| {database} | {values} | {cpu:.1} | {wall:.1} | {:.0} | {:.0} | ≥ 50 000 |\n",
            values / wall,
            values / cpu
        )
    };
    page += &row("SQLite", made.observations, made.cpu, made.wall);
    println!("… the import into PostgreSQL");
    let server = Server::start_durable()?;
    let folder = target().join("bench-service-postgres");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let before = server.processor_time();
    // A tenth is enough to tell the rate.
    let [observations, ..] = sizes((per_mille / 10).max(1));
    let numbers = [observations, 0, 50, 1].map(|number| number.to_string());
    let line = ask(Command::new(site).arg(&folder).args(numbers).arg(&server.url))?;
    let of_server = server.processor_time() - before;
    let number = |place: usize| -> Result<f64> { Ok(line.get(place).context("too few fields")?.parse()?) };
    page += &row("PostgreSQL, with its own processor time", number(2)?, number(4)? + of_server, number(3)?);
    std::fs::remove_dir_all(&folder)?;
    Ok(page)
}

fn sheet_part(sheets: &Path) -> Result<String> {
    let mut page = String::from(
        "\n## Spreadsheets\n\nRead by the product's own reader of workbooks, as imports read them, each in a process of its own. Peak memory is that of\n\
         the process, with the file.\n\n\
         | workbook | MB | CPU s | wall s | peak MiB | to reach | what came out |\n|---|---:|---:|---:|---:|---|---|\n",
    );
    for (what, rows, columns, merged, reach) in [
        ("8 500 × 33, every third line merged in pairs", "8500", "33", "merged", "< 2 s"),
        ("600 000 × 45", "600000", "45", "plain", "≤ 512 MiB"),
    ] {
        println!("… a workbook of {what}");
        let file = target().join(format!("bench-{rows}.xlsx"));
        if !file.exists() {
            run(".", &sheets.display().to_string(), &["write", rows, columns, merged, &file.display().to_string()])?;
        }
        let line = ask(Command::new(sheets).args(["read", rows, columns, merged]).arg(&file))?;
        let [size, cpu, wall, peak, told] = line.as_slice() else { bail!("{what}: printed other fields: {line:?}") };
        writeln!(page, "| {what} | {size} | {cpu} | {wall} | {peak} | {reach} | {told} |")?;
    }
    Ok(page)
}

/// A server that is ended when this is dropped.
struct Serving {
    child: Child,
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

impl Serving {
    fn start(binary: &Path, folder: &Path) -> Result<Serving> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(binary)
            .arg("--data")
            .arg(folder)
            .args(["serve", "--listen", &address])
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(target().join("bench-service.log"))?)
            .spawn()
            .context("the server could not be started")?;
        Ok(Serving { child, address })
    }

    /// Processor time in seconds.
    fn processor_time(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
        (ticks(11) + ticks(12)) / 100.0
    }

    /// Waits until it does nothing any more, or a minute; gives the seconds.
    fn until_idle(&self) -> f64 {
        let began = Instant::now();
        let mut used = self.processor_time();
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = self.processor_time();
            if now - used < 0.05 || began.elapsed() > START_MAX {
                return began.elapsed().as_secs_f64();
            }
            used = now;
        }
    }

    /// Memory in MiB: now, and the most there was.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
            line.split_whitespace().next().and_then(|word| word.parse::<u64>().ok()).unwrap_or_default() / 1024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

/// Whether there is an answer to a plain question.
fn answers(address: &str, path: &str) -> bool {
    use std::io::{Read as _, Write as _};
    let Ok(mut stream) = std::net::TcpStream::connect(address) else { return false };
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    let mut answer = Vec::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_end(&mut answer).is_ok()
        && answer.starts_with(b"HTTP/1.1 200")
}

fn server_part(binary: &Path, load: &Path, made: &Made) -> Result<String> {
    let started = Instant::now();
    let serving = Serving::start(binary, &made.folder)?;
    while !answers(&serving.address, "/") {
        if started.elapsed() > START_MAX {
            bail!("the server does not answer; see {}", target().join("bench-service.log").display());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = started.elapsed().as_secs_f64();
    let prepared = serving.until_idle();
    let (idle, _) = serving.memory();
    let mut page = format!(
        "\n## The server\n\nFrom the start of the program to the first page: {start:.2} s (to reach: < 2 s). Boards and lists are prepared in the\n\
         background for {prepared:.0} s, {:.2} s of processor time. Memory of the idle server after that: {idle} MiB (to reach: < 150 MB).\n",
        serving.processor_time()
    );
    for (users, pause) in LOADS {
        println!("… {users} people, a page about every {pause} ms each");
        let before = serving.processor_time();
        let output = Command::new(load)
            .args([&serving.address, &users.to_string(), &SECONDS.to_string(), &pause.to_string()])
            .args([&made.tasks.to_string(), &made.indicators])
            .stderr(Stdio::inherit())
            .output()
            .context("the load could not be started")?;
        if !output.status.success() {
            bail!("the load ended with {}", output.status);
        }
        let used = serving.processor_time() - before;
        let (now, peak) = serving.memory();
        let manner = match pause {
            1 => "one page after the other without a pause".to_string(),
            pause => format!("a page about every {} s each", pause as f64 / 1e3),
        };
        write!(
            page,
            "\n{users} people at once, {manner}, for {SECONDS} s; {used:.1} s of processor time of the server with the log-ins, memory\n\
             {now} MiB, at most {peak} MiB.{}\n\n\
             | page | answers | errors | median ms | p95 ms | longest ms | bytes, packed |\n|---|---:|---:|---:|---:|---:|---:|\n",
            match (users, pause) {
                (50, 2_000) => " To reach: p95 < 100 ms.",
                (200, _) => " To reach: no error.",
                _ => "",
            }
        )?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            println!("{line}");
            writeln!(page, "| {} |", line.replace('\t', " | "))?;
        }
    }
    Ok(page)
}
