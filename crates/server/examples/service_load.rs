//! Many people at one server: logs in as many accounts as are asked for, lets each of them read page after page for some
//! seconds, and prints how long the answers took: `service_load ADDRESS USERS SECONDS PAUSE_MS TASKS INDICATORS`.
//!
//! Each line: page, answers, errors, median, 95th in a hundred and longest in ms, bytes of a mean answer. Speaks just as much
//! HTTP as this server does; judges nothing.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

const PLAN: &str = "bench_plan";
const DEMO_BOOK: &str = "/api/registers/mu_benefit/industrial_enterprise";
const COUNTIES: [&str; 6] = ["370783", "370785", "370784", "370782", "370781", "370724"];

fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A connection that is kept open, as a browser keeps it.
struct Browser {
    address: String,
    stream: BufReader<TcpStream>,
    cookie: String,
}

struct Answer {
    status: u16,
    cookie: Option<String>,
    body: Vec<u8>,
}

impl Browser {
    async fn new(address: &str) -> std::io::Result<Browser> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Browser {
            address: address.to_string(),
            stream: BufReader::with_capacity(1 << 16, stream),
            cookie: String::new(),
        })
    }

    async fn ask(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<Answer> {
        // As browsers do; what is unpacked there costs this machine nothing here.
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\naccept: application/json\r\naccept-encoding: gzip\r\n\
             cookie: junxian_session={}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let wrong = |what: &str| std::io::Error::other(what.to_string());
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(wrong("closed"));
        }
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(|| wrong("no status"))?;
        let (mut length, mut is_chunked, mut cookie) = (0_usize, false, None);
        loop {
            line.clear();
            self.stream.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().map_err(|_| wrong("length"))?,
                "transfer-encoding" => is_chunked = true,
                "set-cookie" => {
                    let value = value.trim().split(';').next().unwrap_or_default();
                    cookie = value.split_once('=').map(|(_, value)| value.to_string());
                }
                _ => {}
            }
        }
        let mut body = Vec::new();
        if is_chunked {
            loop {
                line.clear();
                self.stream.read_line(&mut line).await?;
                let size = usize::from_str_radix(line.trim(), 16).map_err(|_| wrong("chunk"))?;
                let start = body.len();
                body.resize(start + size + 2, 0);
                self.stream.read_exact(&mut body[start..]).await?;
                body.truncate(start + size);
                if size == 0 {
                    break;
                }
            }
        } else {
            body.resize(length, 0);
            self.stream.read_exact(&mut body).await?;
        }
        Ok(Answer { status, cookie, body })
    }

    async fn log_in(&mut self, number: usize) -> std::io::Result<()> {
        let body = format!(r#"{{"username":"u{number:03}","password":"Bench-{number:03}-Passw0rd"}}"#);
        let answer = self.ask("POST", "/api/session", &body).await?;
        match answer.cookie.filter(|_| answer.status == 200) {
            Some(cookie) => {
                self.cookie = cookie;
                Ok(())
            }
            None => Err(std::io::Error::other(format!("log-in: {}", String::from_utf8_lossy(&answer.body)))),
        }
    }
}

/// Rows of a list in one answer, as the web app asks for them.
const AT_ONCE: usize = 200;

/// What people open: lists, details, and the source of a figure.
fn page(chance: u64, tasks: usize, indicators: usize) -> (&'static str, String) {
    let of = |count: usize| (chance / 1_000) as usize % count;
    let task = |number: usize| format!("2.{}.{}", 1 + number / 50, 1 + number % 50);
    let indicator = |number: usize| format!("bench_{number:05}");
    match chance % 100 {
        0..10 => ("workbench", format!("/api/plans/{PLAN}/overview")),
        10..14 => ("workbench: silence", format!("/api/plans/{PLAN}/silence")),
        14..24 => {
            // A screen asks for one part after the other.
            ("tasks, a part of the list", format!("/api/plans/{PLAN}/tasks?limit={AT_ONCE}"))
        }
        24..40 => ("task", format!("/api/plans/{PLAN}/tasks/{}", task(of(tasks)))),
        40..48 => ("targets, the first part of the list", format!("/api/plans/{PLAN}/targets?limit={AT_ONCE}")),
        48..54 => ("observations", "/api/observations?limit=20".to_string()),
        54..62 => {
            ("observations of an indicator", format!("/api/observations?indicator={}", indicator(of(indicators))))
        }
        62..66 => {
            let path = format!("/api/observations?indicator={}&place={}", indicator(of(indicators)), COUNTIES[of(6)]);
            ("observations of a county's indicator", path)
        }
        66..70 => ("observations of a county", format!("/api/observations?place={}", COUNTIES[of(6)])),
        70..76 => ("registers", "/api/registers?dataset=demo".to_string()),
        76..86 => ("rows of a register", format!("{DEMO_BOOK}?dataset=demo&period=2024&limit=20")),
        86..94 => ("log", "/api/audit?limit=50".to_string()),
        94..97 => ("requests for data", "/api/collection".to_string()),
        _ => ("session", "/api/session".to_string()),
    }
}

/// Lists that people leaf through.
const PAGED: [&str; 4] = ["tasks, a part of the list", "observations", "rows of a register", "log"];

/// The cursor of the page behind an answer.
fn next(packed: &[u8]) -> Option<String> {
    use std::io::Read as _;

    let mut text = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut text).ok()?;
    let (_, rest) = text.rsplit_once("\"next\":\"")?;
    Some(rest.split('"').next()?.to_string())
}

struct Seen {
    page: &'static str,
    took: Duration,
    bytes: usize,
    fault: Option<String>,
}

async fn person(
    mut browser: Browser,
    number: usize,
    (end, pause): (Instant, u64),
    (tasks, indicators): (usize, usize),
) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut chance = mixed(number as u64);
    let mut cursors: BTreeMap<&str, String> = BTreeMap::new();
    // Not all at the same moment.
    tokio::time::sleep(Duration::from_millis(chance % pause.max(1))).await;
    while Instant::now() < end {
        chance = mixed(chance);
        let (page, mut path) = page(chance, tasks, indicators);
        // Whoever comes to a list again goes on in it, and begins anew behind its end.
        if let Some(cursor) = cursors.remove(page) {
            path = format!("{path}&cursor={cursor}");
        }
        let started = Instant::now();
        let answer = browser.ask("GET", &path, "").await;
        let took = started.elapsed();
        if let Some(next) = answer.as_ref().ok().filter(|_| PAGED.contains(&page)).and_then(|held| next(&held.body)) {
            cursors.insert(page, next);
        }
        let (bytes, fault) = match answer {
            Ok(answer) if answer.status == 200 => (answer.body.len(), None),
            Ok(answer) => (0, Some(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)))),
            Err(error) => (0, Some(format!("{path}: {error}"))),
        };
        let is_broken = fault.as_ref().is_some_and(|fault| fault.contains("closed"));
        seen.push(Seen { page, took, bytes, fault });
        if is_broken {
            break;
        }
        // Between half and one and a half of the pause.
        tokio::time::sleep(Duration::from_millis(pause / 2 + mixed(chance) % pause.max(1))).await;
    }
    seen
}

fn line(page: &str, seen: &[&Seen]) -> String {
    let mut took: Vec<f64> = seen.iter().map(|one| one.took.as_secs_f64() * 1e3).collect();
    took.sort_by(f64::total_cmp);
    let at =
        |share: f64| took.get(((took.len() as f64 * share).ceil() as usize).max(1) - 1).copied().unwrap_or_default();
    let errors = seen.iter().filter(|one| one.fault.is_some()).count();
    let bytes = seen.iter().map(|one| one.bytes).sum::<usize>() / seen.len().max(1);
    format!("{page}\t{}\t{errors}\t{:.1}\t{:.1}\t{:.1}\t{bytes}", seen.len(), at(0.5), at(0.95), at(1.0))
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let address = arguments[1].clone();
    let number = |place: usize| arguments[place].parse::<usize>().unwrap();
    let (users, seconds, pause) = (number(2), number(3) as u64, number(4) as u64);
    let (tasks, indicators) = (number(5), number(6));
    let started = Instant::now();
    let entering: Vec<_> = (0..users)
        .map(|number| {
            let address = address.clone();
            tokio::spawn(async move {
                let mut browser = Browser::new(&address).await.unwrap();
                browser.log_in(number).await.unwrap();
                browser
            })
        })
        .collect();
    let mut browsers = Vec::new();
    for one in entering {
        browsers.push(one.await.unwrap());
    }
    println!("log-in of all at once\t{users}\t0\t\t\t{:.0}\t0", started.elapsed().as_secs_f64() * 1e3);
    let end = Instant::now() + Duration::from_secs(seconds);
    let people: Vec<_> = browsers
        .into_iter()
        .enumerate()
        .map(|(number, browser)| tokio::spawn(person(browser, number, (end, pause), (tasks, indicators))))
        .collect();
    let mut seen = Vec::new();
    for one in people {
        seen.extend(one.await.unwrap());
    }
    let mut pages: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for one in &seen {
        pages.entry(one.page).or_default().push(one);
    }
    for (page, seen) in &pages {
        println!("{}", line(page, seen));
    }
    println!("{}", line("all", &seen.iter().collect::<Vec<_>>()));
    let mut faults: Vec<&str> = seen.iter().filter_map(|one| one.fault.as_deref()).collect();
    faults.dedup();
    for fault in faults.iter().take(5) {
        eprintln!("{fault}");
    }
}
