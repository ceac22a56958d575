//! Agreements: the records and the row that passes are written together or not at all.

use model::Dataset;
use store::{
    Book, NewRow, NewStream, Passing, RowFilter, Saving, Store, StoreError, StreamChange, StreamEvents, StreamHold,
    StreamKind,
};

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

fn hold(number: &str, held: Option<&str>) -> StreamHold {
    let taken = "一个项目只计一次".to_string();
    StreamHold { kind: StreamKind::Agreement, code: number.into(), held: held.map(Into::into), taken }
}

fn draft(number: &str, row: &str) -> StreamChange {
    let stream = NewStream {
        kind: StreamKind::Agreement,
        code: number.into(),
        parent: None,
        dataset: Dataset::Real,
        head: "{}".into(),
        state: "drafted".into(),
    };
    StreamChange {
        opened: vec![stream],
        holds: vec![hold(number, Some(row))],
        ..events(number, 0, lines("drafted"), "drafted")
    }
}

fn events(number: &str, after: u64, events: Vec<String>, state: &str) -> StreamChange {
    let events = StreamEvents { kind: StreamKind::Agreement, code: number.into(), after, events, state: state.into() };
    StreamChange { events: vec![events], ..StreamChange::default() }
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
    let time = audit("2026-01-02T00:00:00Z");
    store.change_streams(&draft("XY-1", "P1"), &time).await.unwrap();
    let twice = store.change_streams(&draft("XY-2", "P1"), &time).await;
    assert!(matches!(&twice, Err(StoreError::Duplicate { what }) if what == "一个项目只计一次"), "{twice:?}");
    let twice = store.change_streams(&draft("XY-1", "P2"), &time).await;
    assert!(matches!(&twice, Err(StoreError::Duplicate { what }) if what.contains("流转协议编号“XY-1”")), "{twice:?}");
    // Once it is withdrawn, the row is free.
    let withdrawn =
        StreamChange { holds: vec![hold("XY-1", None)], ..events("XY-1", 1, lines("withdrawn"), "withdrawn") };
    store.change_streams(&withdrawn, &time).await.unwrap();
    store.change_streams(&draft("XY-2", "P1"), &time).await.unwrap();
    assert_eq!(store.streams(StreamKind::Agreement, Dataset::Real, None).await.unwrap().len(), 2);
    let told = store.stream_events(StreamKind::Agreement, "XY-1").await.unwrap();
    assert_eq!(told, ["\"drafted\"", "\"withdrawn\""]);
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn the_row_passes_with_the_last_signature_or_neither_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let pulse = saved(&store).await;
    let time = audit("2026-01-02T00:00:00Z");
    store.change_streams(&draft("XY-1", "P1"), &time).await.unwrap();
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
        let new = events("XY-1", after, lines("signed took_effect"), "in_force");
        store.change_streams_passing(&new, passing, &time).await
    };
    // Somebody changed the row meanwhile: no record, no new county, no new state.
    assert!(passes(pulse + 7, 1).await.unwrap().is_err());
    assert_eq!(standing(&store).await, ("{\"county\":\"370784\"}".to_string(), "talking".to_string()));
    assert_eq!(store.stream(StreamKind::Agreement, "XY-1").await.unwrap().unwrap().last_number, 1);
    // Somebody was faster in the agreement.
    let overtaken = passes(pulse, 0).await;
    assert!(matches!(overtaken, Err(StoreError::Overtaken { .. })), "{overtaken:?}");
    assert_eq!(standing(&store).await.1, "talking");
    passes(pulse, 1).await.unwrap().unwrap();
    assert_eq!(standing(&store).await, ("{\"county\":\"370782\"}".to_string(), "transferred".to_string()));
    let held = store.stream(StreamKind::Agreement, "XY-1").await.unwrap().unwrap();
    assert_eq!((held.last_number, held.state.as_str()), (3, "in_force"));
    let filter = RowFilter { places: vec!["370784".into()], limit: 9, ..RowFilter::default() };
    assert!(store.page_of_rows(&book(), &filter).await.unwrap().is_empty(), "it counts once, for its new county");
    assert!(store.verify().await.unwrap().faults.is_empty());
}
