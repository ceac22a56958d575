//! Agreements: the records and the row that passes are written together or not at all.

use model::Dataset;
use store::{Book, NewAgreement, NewAgreementEvents, NewRow, Passing, RowFilter, Saving, Store, StoreError};

use super::{at, audit, open};

fn book() -> Book {
    Book { dataset: Dataset::Real, pack: "sharing".into(), register: "project".into(), period: None }
}

fn row(place: &str, seen: Option<i64>) -> NewRow {
    NewRow {
        key: "P1".into(),
        place: place.into(),
        words: "P1".into(),
        body: Some(format!("{{\"county\":\"{place}\"}}")),
        first_state: Some("talking".into()),
        unique: vec![Some("P1".to_string())],
        seen,
        files: Vec::new(),
    }
}

fn new(number: &str) -> NewAgreement {
    NewAgreement {
        number: number.into(),
        dataset: Dataset::Real,
        pack: "sharing".into(),
        pack_version: "2024.1".into(),
        rule_code: "ningde".into(),
        register: "project".into(),
        row: "P1".into(),
        title: "项目".into(),
        rule: "{}".into(),
    }
}

fn events<'a>(number: &'a str, after: u64, events: &'a [String], stage: &'a str) -> NewAgreementEvents<'a> {
    NewAgreementEvents {
        number,
        after,
        events,
        stage,
        is_over: stage == "withdrawn",
        sides: ("370784", "370782"),
        passing: None,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| format!("\"{word}\"")).collect()
}

async fn saved(store: &Store) -> i64 {
    let rows = [row("370784", None)];
    let time = "2026-01-01T00:00:00Z";
    let saving =
        Saving { book: &book(), pack_version: "2024.1", rows: &rows, files: &[], known_since: at(time), note: None };
    store.save_rows(saving, &audit(time)).await.unwrap().unwrap().pulse
}

async fn standing(store: &Store) -> (String, String) {
    let row = store.row(&book(), "P1").await.unwrap().unwrap();
    (row.body, row.state.unwrap_or_default())
}

#[tokio::test]
async fn a_row_is_in_one_agreement_and_a_number_is_used_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    saved(&store).await;
    let (draft, time) = (lines("drafted"), audit("2026-01-02T00:00:00Z"));
    store.draft_agreement(&new("XY-1"), events("XY-1", 0, &draft, "drafted"), &time).await.unwrap();
    let twice = store.draft_agreement(&new("XY-2"), events("XY-2", 0, &draft, "drafted"), &time).await;
    assert!(matches!(&twice, Err(StoreError::Duplicate { what }) if what.contains("只计一次")), "{twice:?}");
    let other = NewAgreement { row: "P2".into(), ..new("XY-1") };
    let twice = store.draft_agreement(&other, events("XY-1", 0, &draft, "drafted"), &time).await;
    assert!(matches!(&twice, Err(StoreError::Duplicate { what }) if what.contains("已经用过")), "{twice:?}");
    // Once it is withdrawn, the row is free.
    let withdrawn = lines("withdrawn");
    store.append_agreement(events("XY-1", 1, &withdrawn, "withdrawn"), &time).await.unwrap().unwrap();
    store.draft_agreement(&new("XY-2"), events("XY-2", 0, &draft, "drafted"), &time).await.unwrap();
    assert_eq!(store.agreement_count().await.unwrap(), 2);
    assert_eq!(store.agreement_events("XY-1").await.unwrap(), ["\"drafted\"", "\"withdrawn\""]);
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn both_sides_see_an_agreement_and_others_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let draft = lines("drafted");
    let time = audit("2026-01-02T00:00:00Z");
    store.draft_agreement(&new("XY-1"), events("XY-1", 0, &draft, "drafted"), &time).await.unwrap();
    let seen = async |places: Option<&[&str]>| {
        let places = places.map(|places| places.iter().map(|place| (*place).to_string()).collect::<Vec<_>>());
        store.agreements(Dataset::Real, "sharing", places.as_deref()).await.unwrap().len()
    };
    assert_eq!(seen(None).await, 1);
    assert_eq!((seen(Some(&["370784"])).await, seen(Some(&["370702", "370782"])).await), (1, 1));
    assert_eq!((seen(Some(&["370702"])).await, seen(Some(&[])).await), (0, 0));
    assert!(store.agreements(Dataset::Demo, "sharing", None).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_row_passes_with_the_last_signature_or_neither_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let pulse = saved(&store).await;
    let (draft, signed) = (lines("drafted"), lines("signed took_effect"));
    let time = audit("2026-01-02T00:00:00Z");
    store.draft_agreement(&new("XY-1"), events("XY-1", 0, &draft, "drafted"), &time).await.unwrap();
    let passes = async |seen: i64, after: u64| {
        let (rows, book) = ([row("370782", Some(seen))], book());
        let saving = Saving {
            book: &book,
            pack_version: "2024.1",
            rows: &rows,
            files: &[],
            known_since: at("2026-01-02T00:00:00Z"),
            note: Some("流转"),
        };
        let passing = Passing { saving, step: "ningde", to: "transferred", audit: &time };
        let new = NewAgreementEvents { passing: Some(passing), ..events("XY-1", after, &signed, "in_force") };
        store.append_agreement(new, &time).await
    };
    // Somebody changed the row meanwhile: no record, no new county, no new state.
    assert!(passes(pulse + 7, 1).await.unwrap().is_err());
    assert_eq!(standing(&store).await, ("{\"county\":\"370784\"}".to_string(), "talking".to_string()));
    assert_eq!(store.agreement("XY-1").await.unwrap().unwrap().last_number, 1);
    // Somebody was faster in the agreement.
    let overtaken = passes(pulse, 0).await;
    assert!(matches!(overtaken, Err(StoreError::Overtaken { .. })), "{overtaken:?}");
    assert_eq!(standing(&store).await.1, "talking");
    passes(pulse, 1).await.unwrap().unwrap();
    assert_eq!(standing(&store).await, ("{\"county\":\"370782\"}".to_string(), "transferred".to_string()));
    let held = store.agreement("XY-1").await.unwrap().unwrap();
    assert_eq!((held.last_number, held.stage.as_str()), (3, "in_force"));
    let filter = RowFilter { places: vec!["370784".into()], limit: 9, ..RowFilter::default() };
    assert!(store.page_of_rows(&book(), &filter).await.unwrap().is_empty(), "it counts once, for its new county");
    assert!(store.verify().await.unwrap().faults.is_empty());
}
