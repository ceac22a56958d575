//! How fast observations are imported month by month, imported again and read: `import_bench COUNT [postgres://…]`. Prints
//! seconds and rows a second, of the clock and of this process's processor; never judges them.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use jiff::Timestamp;
use model::{Dataset, Grade, Observation, ObservationStatus, Scope};
use store::{Database, NewAudit, ObservationFilter, Options, Store};

/// Months of five years, each an import of its own.
const MONTHS: usize = 60;
const PLACES: usize = 20;

fn observation(month: usize, number: usize, known_since: Timestamp) -> Observation {
    Observation {
        id: 0,
        indicator: format!("indicator_{:05}", number / PLACES),
        place: format!("{:06}", 370_000 + number % PLACES),
        period: format!("{}-{:02}", 2021 + month / 12, 1 + month % 12).parse().unwrap(),
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

/// Processor time of this process, in seconds.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
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
    let month = |month: usize| -> Vec<Observation> {
        (0..count / MONTHS).map(|number| observation(month, number, now)).collect()
    };
    let timed = |what: &str, rows: usize, (started, before): (Instant, f64)| {
        let (seconds, cpu) = (started.elapsed().as_secs_f64(), processor_time() - before);
        println!("{what}\t{seconds:.3} s\t{:.0} rows/s\t{:.0} rows/CPU s", rows as f64 / seconds, rows as f64 / cpu);
    };
    let start = || (Instant::now(), processor_time());
    let mut count = 0;
    for number in 0..MONTHS {
        let rows = month(number);
        let started = start();
        assert_eq!(store.import_observations(&rows, &audit).await.unwrap().inserted, rows.len());
        count += rows.len();
        if number % 12 == 0 || number + 1 == MONTHS {
            timed(&format!("import of month {number}"), rows.len(), started);
        }
    }
    let rows = month(MONTHS / 2);
    let started = start();
    assert_eq!(store.import_observations(&rows, &audit).await.unwrap().unchanged, rows.len());
    timed("import again", rows.len(), started);
    let started = start();
    assert_eq!(store.facts(Dataset::Real, rows[0].period, now).await.unwrap().len(), rows.len());
    timed("facts of a month", rows.len(), started);
    let filter = ObservationFilter {
        indicator: Some("indicator_00007".into()),
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
    let started = start();
    store.count_ahead(Dataset::Real, now).await.unwrap();
    timed("counted", count, started);
    let started = start();
    for _ in 0..20 {
        store.observations(&filter).await.unwrap();
    }
    timed("20 pages of one indicator", 20, started);
    let started = start();
    assert!(store.verify().await.unwrap().faults.is_empty());
    timed("verify", count, started);
}
