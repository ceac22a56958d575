//! Values from before there were classes get one when the database is opened, and what vouched for them still does; what
//! somebody does not reach is in no list and no count.

use std::collections::BTreeSet;

use model::people::DataClass;
use model::{Dataset, Grade, Observation, digest};
use store::{ClassReach, Entry, EntryKind, ObservationFilter, Told};

use super::{Raw, all, at, audit, observation, open};

fn of(place: &str, source: &str, grade: Grade) -> Observation {
    Observation {
        place: place.into(),
        source: source.into(),
        grade,
        class: DataClass::Sensitive,
        ..observation("5", "2025-01-01T00:00:00Z")
    }
}

fn source(code: &str) -> Entry {
    Entry { kind: EntryKind::Source, code: code.into(), position: 1, body: source_body(code) }
}

fn source_body(code: &str) -> String {
    format!(r#"{{"id":"{code}","title":"甲","publisher":"乙","kind":"公报","url":null}}"#)
}

/// The list so far and its next line, as the record vouches for them.
fn fold(running: String, line: String) -> String {
    digest(format!("{running}\n{line}").as_bytes())
}

#[tokio::test]
async fn values_from_before_get_a_class_and_the_record_still_vouches_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let sources = [source("S1"), source("collection_a")];
    let rows = [
        of("published", "S1", Grade::B),
        of("secondary", "S1", Grade::C),
        of("filled_in", "collection_a", Grade::P),
        of("unknown", "某文件", Grade::A),
    ];
    let entry = audit("2025-02-03T00:00:00Z");
    store.load(&sources, &rows, &entry).await.unwrap();
    store.close().await;
    // As the version before wrote it: no class in the table, and none in what the record vouches for.
    let mut content = String::new();
    for one in &sources {
        content = fold(content, format!("source\t{}\t1\t{}", one.code, one.body));
    }
    for row in &rows {
        let grade = serde_json::to_value(row.grade).unwrap();
        let line = [
            "gdp",
            &row.place,
            "2024",
            "5",
            "亿元",
            "managed",
            grade.as_str().unwrap(),
            "final",
            &row.source,
            "2025-01-01T00:00:00.000000Z",
            "real",
            "",
        ];
        content = fold(content, line.join("\t"));
    }
    let told = [Some("1"), Some("2025-02-03T00:00:00.000000Z"), Some("张三"), Some("试验"), Some("county")];
    let told: Vec<Option<&str>> = told.into_iter().chain([entry.note.as_deref(), Some(&content)]).collect();
    let chained = digest(format!("{}\n{}", "0".repeat(64), serde_json::to_string(&told).unwrap()).as_bytes());
    let raw = Raw::open(folder.path()).await;
    let update = format!("UPDATE audit SET content = '{content}', digest = '{chained}' WHERE seq = 1");
    super::series::take_back(&raw).await;
    for sql in [
        update.as_str(),
        "DROP INDEX observation_sensitive",
        "ALTER TABLE observation DROP COLUMN class",
        "ALTER TABLE observation DROP COLUMN is_class_bound",
        "DELETE FROM _sqlx_migrations WHERE version = 165",
    ] {
        raw.execute(String::from(sql).leak()).await;
    }
    let store = open(&folder).await;
    assert_eq!(store.verify().await.unwrap().faults, []);
    let (found, _) = store.observations(&all("2026-01-01T00:00:00Z")).await.unwrap();
    let public: BTreeSet<&str> = found
        .iter()
        .filter(|row| row.observation.class == DataClass::Public)
        .map(|row| row.observation.place.as_str())
        .collect();
    assert_eq!((found.len(), public), (4, ["published"].into()));
    assert!(found.iter().all(|row| row.observation.class <= DataClass::Internal));
    // From then on a class is vouched for.
    let closed = [Observation { class: DataClass::Internal, ..of("published", "S1", Grade::B) }];
    let told = Told::Of([0].into());
    store.load_told(&[], &closed, &told, &audit("2025-02-05T00:00:00Z")).await.unwrap();
    assert_eq!(store.verify().await.unwrap().faults, []);
    raw.execute("UPDATE observation SET class = 'public' WHERE observation_id = 5").await;
    assert_eq!(store.verify().await.unwrap().faults.len(), 1);
}

#[tokio::test]
async fn what_is_out_of_reach_is_in_no_list_and_no_count() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let classes = [DataClass::Public, DataClass::Internal, DataClass::Sensitive];
    let mut rows = Vec::new();
    for (indicator, place) in [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")] {
        for class in classes {
            let source = format!("{class:?}");
            rows.push(Observation { indicator: indicator.into(), class, ..of(place, &source, Grade::B) });
        }
    }
    let everything = ClassReach::all();
    let internal = ClassReach::up_to(DataClass::Internal);
    let narrow = |places: &[&str], indicators: &[&str]| ClassReach {
        places: places.iter().map(ToString::to_string).collect(),
        indicators: indicators.iter().map(ToString::to_string).collect(),
        ..internal.clone()
    };
    let public = ClassReach::up_to(DataClass::Public);
    // Before anything is sensitive nobody inside is kept from anything.
    let told = Told::Of((0..rows.len()).collect());
    let open_rows: Vec<Observation> = rows.iter().filter(|row| row.class < DataClass::Sensitive).cloned().collect();
    store.load_told(&[], &open_rows, &told, &audit("2025-02-03T00:00:00Z")).await.unwrap();
    let listed = async |reach: &ClassReach, all_versions: bool| {
        let filter = ObservationFilter { reach: reach.clone(), all_versions, ..all("2026-01-01T00:00:00Z") };
        let (found, total) = store.observations(&filter).await.unwrap();
        let (page, has_more) = store.observations_after(Dataset::Real, &filter, None).await.unwrap();
        let counts = store.observation_counts(Dataset::Real, &filter).await.unwrap();
        assert!(!has_more && found.iter().all(|row| reach.has(&row.observation)), "{reach:?}");
        let of_one = ObservationFilter { indicator: Some("a".into()), ..filter.clone() };
        let (of_one, count_of_one) = store.observations(&of_one).await.unwrap();
        assert_eq!(of_one.len(), count_of_one, "{reach:?}");
        assert_eq!(counts.get("a").copied().unwrap_or_default(), count_of_one, "{reach:?}");
        assert_eq!((page.len(), total, counts.values().sum()), (found.len(), found.len(), found.len()), "{reach:?}");
        found.len()
    };
    assert_eq!((listed(&internal, false).await, listed(&public, false).await), (8, 4));
    store.load_told(&[], &rows, &told, &audit("2025-02-04T00:00:00Z")).await.unwrap();
    for all_versions in [false, true] {
        for (reach, count) in [
            (&everything, 12),
            (&internal, 8),
            (&narrow(&["1"], &[]), 10),
            (&narrow(&[], &["a"]), 10),
            (&narrow(&["1"], &["a"]), 11),
            (&public, 4),
        ] {
            assert_eq!(listed(reach, all_versions).await, count, "{reach:?}");
        }
    }
    let wanted = [("a".to_string(), None)].into();
    let by = at("2026-01-01T00:00:00Z");
    assert_eq!(
        store.facts(Dataset::Real, "2024".parse().unwrap(), by).await.unwrap().len(),
        8,
        "nothing is computed from it"
    );
    assert_eq!(store.facts_of(Dataset::Real, by, &wanted).await.unwrap().len(), 4);
}
