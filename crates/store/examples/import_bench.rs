//! How fast observations are imported, imported again and read: `import_bench COUNT [postgres://…]`. Prints seconds and
//! rows a second; never judges them.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use jiff::Timestamp;
use model::{Dataset, Grade, Observation, ObservationStatus, Scope};
use store::{Database, NewAudit, ObservationFilter, Options, Store};

fn observation(number: usize, known_since: Timestamp) -> Observation {
    Observation {
        id: 0,
        indicator: format!("indicator_{:03}", number % 200),
        place: format!("{:06}", 370_000 + number / 200 % 5_000),
        period: format!("{}", 2000 + number / 1_000_000).parse().unwrap(),
        value: format!("{number}.5").parse().unwrap(),
        unit: "亿元".into(),
        scope: Scope::Managed,
        grade: Grade::B,
        status: ObservationStatus::Final,
        source: "S1".into(),
        known_since,
        dataset: Dataset::Real,
        note: None,
        class: model::people::DataClass::Internal,
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let count: usize = arguments[1].parse().unwrap();
    let folder = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
    let database = match arguments.get(2) {
        Some(url) => Database::Server(url.parse::<store::ServerAddress>().unwrap().for_folder(folder.path())),
        None => Database::File(folder.path().join("import.db")),
    };
    let store = Store::open(database, &Options::default()).await.unwrap();
    let now: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let audit =
        NewAudit { at: now, actor: "bench".into(), action: "导入数据".into(), object: "数据".into(), note: None };
    let rows: Vec<Observation> = (0..count).map(|number| observation(number, now)).collect();
    let timed = |what: &str, rows: usize, started: Instant| {
        let seconds = started.elapsed().as_secs_f64();
        println!("{what}\t{seconds:.3} s\t{:.0} rows/s", rows as f64 / seconds);
    };
    let started = Instant::now();
    assert_eq!(store.import_observations(&rows, &audit).await.unwrap().inserted, count);
    timed("import", count, started);
    let started = Instant::now();
    assert_eq!(store.import_observations(&rows, &audit).await.unwrap().unchanged, count);
    timed("import again", count, started);
    let started = Instant::now();
    assert_eq!(store.facts(Dataset::Real, now).await.unwrap().len(), count);
    timed("facts", count, started);
    let filter = ObservationFilter {
        indicator: Some("indicator_007".into()),
        place: None,
        period: None,
        grade: None,
        dataset: Some(Dataset::Real),
        all_versions: false,
        by: now,
        reach: store::ClassReach::all(),
        offset: 0,
        limit: 50,
    };
    let started = Instant::now();
    for _ in 0..20 {
        store.observations(&filter).await.unwrap();
    }
    timed("20 pages of one indicator", 20, started);
    let started = Instant::now();
    assert!(store.verify().await.unwrap().faults.is_empty());
    timed("verify", count, started);
}
