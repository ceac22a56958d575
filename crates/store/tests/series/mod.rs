//! Values name their series: those from before there were series keep their numbers and all that they say, and a value
//! that comes later joins the series of its kind.

use model::people::DataClass;
use model::{Dataset, Grade, Observation, Scope};
use store::{ImportCounts, Told};

use super::{Raw, all, at, audit, observation, open};

/// The tables of observations as the version before series made them, with all that is in them.
pub async fn take_back(raw: &Raw) {
    for sql in [
        "CREATE TABLE observation_before AS
         SELECT o.observation_id, s.indicator, s.place, o.period, o.value, o.unit, s.scope, o.grade, o.status, s.source,
                o.known_since, o.recorded_at, s.dataset, o.note, o.audit_seq, o.class, o.is_class_bound
         FROM observation o JOIN series s ON s.series_id = o.series_id",
        "DROP TABLE observation",
        "DROP TABLE series",
        "ALTER TABLE observation_before RENAME TO observation",
        "CREATE INDEX observation_key ON observation (dataset, indicator, place, period, scope, source, known_since)",
        "CREATE INDEX observation_audit ON observation (audit_seq)",
        "CREATE INDEX observation_known ON observation (dataset, known_since)",
        "CREATE INDEX observation_sensitive ON observation (dataset) WHERE class = 'sensitive'",
        "DELETE FROM _sqlx_migrations WHERE version = 170",
    ] {
        raw.execute(sql).await;
    }
}

/// Values that differ in one thing each, and two versions of one.
fn rows() -> Vec<Observation> {
    let of = |value: &str| observation(value, "2025-01-01T00:00:00Z");
    vec![
        of("1"),
        Observation { indicator: "pop".into(), note: Some("注".into()), ..of("2") },
        Observation { place: "999902".into(), class: DataClass::Sensitive, ..of("3") },
        Observation { scope: Scope::Unstated, ..of("4") },
        Observation { source: "S2".into(), class: DataClass::Public, ..of("5.10") },
        Observation { dataset: Dataset::Demo, grade: Grade::Demo, ..of("6") },
        Observation { period: "2024-06".parse().unwrap(), ..of("7") },
        Observation { period: "2025".parse().unwrap(), ..of("8") },
    ]
}

#[tokio::test]
async fn values_from_before_there_were_series_stay_what_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let told = Told::Of((0..rows().len()).collect());
    store.load_told(&[], &rows(), &told, &audit("2025-02-03T00:00:00Z")).await.unwrap();
    let revised = [Observation { value: "9".parse().unwrap(), ..rows().remove(0) }];
    store.import_observations(&revised, &audit("2025-02-04T00:00:00Z")).await.unwrap();
    let held = async |store: &store::Store| {
        let mut found = Vec::new();
        for id in 1..=9 {
            found.push(store.observation(id).await.unwrap().unwrap());
        }
        assert_eq!(store.observation(10).await.unwrap(), None);
        found
    };
    let before = held(&store).await;
    store.close().await;
    take_back(&Raw::open(folder.path()).await).await;

    let store = open(&folder).await;
    assert_eq!(held(&store).await, before);
    assert_eq!(store.verify().await.unwrap().faults, []);
    let by = at("2026-01-01T00:00:00Z");
    let values = async |dataset, period: &str| {
        let facts = store.facts(dataset, period.parse().unwrap(), by).await.unwrap();
        facts.iter().map(|fact| fact.value.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(values(Dataset::Real, "2024").await, ["2", "4", "5.10", "7", "9"]);
    assert_eq!(values(Dataset::Real, "2024-Q2").await, ["7"]);
    assert!(values(Dataset::Real, "2024-Q3").await.is_empty());
    assert_eq!(values(Dataset::Real, "2025").await, ["8"]);
    assert_eq!(values(Dataset::Demo, "2024").await, ["6"]);
    // What is there is told from what is new as before, and what is new takes numbers of its own.
    let mut again = rows();
    again[0] = revised[0].clone();
    again.push(Observation { period: "2024-07".parse().unwrap(), ..observation("10", "2025-01-01T00:00:00Z") });
    again.push(Observation { place: "999903".into(), ..observation("11", "2025-01-01T00:00:00Z") });
    let counts = store.import_observations(&again, &audit("2025-02-05T00:00:00Z")).await.unwrap();
    assert_eq!(counts, ImportCounts { inserted: 2, unchanged: 8, revised: 0 });
    assert_eq!(store.verify().await.unwrap().faults, []);
    let (listed, total) = store.observations(&all("2026-01-01T00:00:00Z")).await.unwrap();
    assert_eq!((listed.len(), total), (9, 9), "of real ones what stands, sensitive ones too");
}
