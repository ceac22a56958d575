//! Makes a data directory of the size of a large city, through the product's own ways in: dictionaries and the plan as a
//! site loads them, every month as a data file that is checked and audited, accounts with their roles.
//! `service_site FOLDER OBSERVATIONS AUDIT TASKS ACCOUNTS [postgres://…]`. The same arguments make the same content.
//!
//! Prints what was made and what the import of the files took, for `cargo xtask bench service`; never judges it.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod plan;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use app::{Actor, App, Config};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use model::people::Role;
use model::{Dataset, Indicator, IndicatorNature, Place, PlaceKind, Source};
use store::{Entry, EntryKind, NewAudit, Options, Store};

/// Months of five years, the term of a plan.
pub const PERIODS: usize = 60;
const SOURCE: &str = "bench";
/// Entries that one transaction writes.
const AUDIT_AT_ONCE: usize = 20_000;

/// A number that looks like chance and is the same every time.
pub fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

pub fn indicator_code(number: usize) -> String {
    format!("bench_{number:05}")
}

/// Processor time of this process, in seconds.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

fn config(folder: &Path, server: Option<&str>) -> Config {
    Config {
        data_dir: folder.to_path_buf(),
        server: server.map(|url| url.parse().unwrap()),
        font_dirs: Vec::new(),
        content_dir: None,
        packs_dir: None,
        attachment_max: app::ATTACHMENT_MAX,
    }
}

fn indicator(number: usize) -> Indicator {
    Indicator {
        code: indicator_code(number),
        name: format!("测试指标{number:05}"),
        unit: "亿元".to_string(),
        nature: [IndicatorNature::Flow, IndicatorNature::Stock][number % 2],
        definition: "测试用指标，数值由程序按固定规则生成，不是真实数据。".to_string(),
        steward: None,
        is_official_statistic: false,
        order: 10_000 + number as i32,
        min: None,
        is_account: false,
    }
}

async fn load_dictionaries(store: &Store, count: usize, audit: &NewAudit) {
    let entry = |number: usize| {
        let held = indicator(number);
        let body = serde_json::to_string(&held).unwrap();
        Entry { kind: EntryKind::Indicator, code: held.code, position: 10_000 + number as i64, body }
    };
    let mut entries: Vec<Entry> = (0..count).map(entry).collect();
    let source = Source {
        id: SOURCE.to_string(),
        title: "测试数据（由程序按固定规则生成，非真实）".to_string(),
        publisher: "测试".to_string(),
        kind: "测试".to_string(),
        url: None,
    };
    let body = serde_json::to_string(&source).unwrap();
    entries.push(Entry { kind: EntryKind::Source, code: source.id, position: 10_000, body });
    store.load(&entries, &[], audit).await.unwrap();
}

/// The data file of one month, indicator by indicator.
fn month(number: usize, indicators: usize, places: &[Place]) -> String {
    let (year, month) = (2021 + number / 12, 1 + number % 12);
    let known = date(year as i16, month as i8, 20) + 1.month();
    let mut text = String::from("指标代码,地区代码,报告期,数值,单位,口径,等级,状态,来源,获知日期\n");
    for indicator in 0..indicators {
        for (at, place) in places.iter().enumerate() {
            let scope = if place.kind == PlaceKind::City { "全市" } else { "管理区" };
            let chance = mixed(((number * indicators + indicator) * places.len() + at) as u64);
            // Grows over the months, so that some targets are met and some are not.
            let value = 10_000 + chance % 5_000 + 100 * number as u64;
            writeln!(
                text,
                "bench_{indicator:05},{},{year}-{month:02},{}.{:02},亿元,{scope},B,最终,{SOURCE},{known}",
                place.code,
                value / 100,
                value % 100
            )
            .unwrap();
        }
    }
    text
}

fn audit_entry(number: usize, tasks: usize, now: Timestamp) -> NewAudit {
    let chance = mixed(number as u64);
    let user = format!("u{:03}", chance % 500);
    let (action, object) = match chance / 1_000 % 20 {
        0..5 => ("登录", format!("user/{user}")),
        5 => ("操作被拒", "register/industrial_enterprise".to_string()),
        6..15 => ("填报", format!("{}/2.{}", plan::CODE, 1 + chance / 100_000 % tasks as u64)),
        _ => ("保存", format!("register/mu_benefit/{}", chance % 20_000)),
    };
    NewAudit { at: now, actor: user, action: action.to_string(), object, note: None }
}

/// Whoever logs in during the measurement, and the many who only have an account.
async fn add_accounts(app: &App, count: usize, places: &[Place], now: Timestamp) {
    let host = Actor::new("bench");
    let counties: Vec<&Place> = places.iter().filter(|place| place.kind == PlaceKind::County).collect();
    for number in 0..count {
        let name = format!("u{number:03}");
        app.add_user(&host, &name, &name, Some(&format!("Bench-{number:03}-Passw0rd")), now).await.unwrap();
        let (role, place) = match number % 10 {
            0 | 1 => (Role::Planner, None),
            2 => (Role::Leader, None),
            3 => (Role::Supervisor, None),
            _ => (Role::CountyLiaison, Some(counties[number % counties.len()].code.as_str())),
        };
        app.grant_role(&host, &name, role, (None, place), now).await.unwrap();
    }
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = Path::new(&arguments[1]);
    let number = |place: usize| arguments[place].parse::<usize>().unwrap();
    let (observations, audits, tasks, accounts) = (number(2), number(3), number(4), number(5));
    let config = config(folder, arguments.get(6).map(String::as_str));
    let database = config.database();
    let app = App::open(config).await.unwrap();
    let now = Timestamp::now();
    let host = Actor::new("bench");
    app.load_demo(&host, now, |what| eprintln!("… {what}")).await.unwrap();

    let store = Store::open(database, &Options::default()).await.unwrap();
    let held = store.dictionaries(now).await.unwrap();
    let is_kept = |place: &&Place| place.kind != PlaceKind::Province;
    let places: Vec<Place> = held.places.iter().filter(is_kept).cloned().collect();
    let indicators = (observations / places.len() / PERIODS).max(1);
    let audit = |action: &str| NewAudit {
        at: now,
        actor: "bench".to_string(),
        action: action.to_string(),
        object: "data".to_string(),
        note: None,
    };
    load_dictionaries(&store, indicators, &audit("载入指标")).await;
    let json = serde_json::to_string(&plan::plan(tasks, indicators)).unwrap();
    app.load_model(&host, &json, plan::origin(), now).await.unwrap();

    let (mut rows, mut wall, mut cpu) = (0, 0.0, 0.0);
    for number in 0..PERIODS {
        let text = month(number, indicators, &places);
        let (started, before) = (Instant::now(), processor_time());
        let name = format!("{number}.csv");
        let report = app.import_observations(&host, &name, text.as_bytes(), Dataset::Real, now).await.unwrap();
        wall += started.elapsed().as_secs_f64();
        cpu += processor_time() - before;
        assert!(report.accepted, "{:?}", report.errors.first());
        rows += report.inserted;
        if number % 12 == 11 {
            eprintln!(
                "… {rows} observations, {:.0} a second, {:.0} a processor second",
                rows as f64 / wall,
                rows as f64 / cpu
            );
        }
    }
    let started = Instant::now();
    for first in (0..audits).step_by(AUDIT_AT_ONCE) {
        let some: Vec<NewAudit> =
            (first..audits.min(first + AUDIT_AT_ONCE)).map(|number| audit_entry(number, tasks, now)).collect();
        store.record_all(&some).await.unwrap();
    }
    eprintln!("… {audits} audit entries in {:.1} s", started.elapsed().as_secs_f64());
    add_accounts(&app, accounts, &places, now).await;
    store.close().await;
    app.close().await;
    println!("{indicators}\t{}\t{rows}\t{wall:.3}\t{cpu:.3}\t{audits}\t{accounts}", places.len());
}
