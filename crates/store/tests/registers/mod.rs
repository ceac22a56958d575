//! Rows of registers: nothing lost, nothing twice, nothing half done.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use model::pack::Code;
use model::{Dataset, Period};
use store::{
    Book, ChangeKind, ClashKind, NewFile, NewRow, NewStep, Options, RowFile, RowFilter, RowHold, RowPlace, RowReach,
    RowSort, Saving, Store,
};

use super::{at, audit, database, open};

fn book() -> Book {
    Book { dataset: Dataset::Real, pack: "pilot".into(), register: "firm".into(), period: Some(Period::Year(2024)) }
}

fn row(key: &str, name: &str, seen: Option<i64>) -> NewRow {
    NewRow {
        key: key.into(),
        place: "370783".into(),
        words: format!("{key} {name}"),
        body: Some(format!("{{\"name\":\"{name}\"}}")),
        first_state: Some("to_check".into()),
        unique: vec![Some(name.to_string())],
        seen,
        files: Vec::new(),
    }
}

async fn save(store: &Store, rows: &[NewRow], time: &str) -> Result<store::SaveCounts, Vec<store::Clash>> {
    let saving = Saving { book: &book(), pack_version: "2024.1", rows, files: &[], known_since: at(time), note: None };
    store.save_rows(saving, &audit(time)).await.unwrap()
}

#[tokio::test]
async fn a_row_keeps_everything_that_happened_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let first = save(&store, &[row("A", "甲", None)], "2026-01-01T00:00:00Z").await.unwrap();
    let step = NewStep {
        book: &book(),
        key: "A",
        pack_version: "2024.1",
        step: "check",
        to: "confirmed",
        note: Some("同意"),
        seen: first.pulse,
    };
    let pulse = store.take_step(step, &audit("2026-01-02T00:00:00Z")).await.unwrap().unwrap();
    let again = store.take_step(step, &audit("2026-01-02T00:00:00Z")).await.unwrap().unwrap_err();
    assert!(matches!(again, ClashKind::Changed { .. }), "{again:?}");
    let second = save(&store, &[row("A", "甲二", Some(pulse))], "2026-01-03T00:00:00Z").await.unwrap();
    assert_eq!((second.changed, second.inserted), (1, 0));
    let stale = save(&store, &[row("A", "甲三", Some(pulse))], "2026-01-04T00:00:00Z").await.unwrap_err();
    assert!(matches!(&stale[0].kind, ClashKind::Changed { by, .. } if by == "张三"), "{stale:?}");
    let same = save(&store, &[row("A", "甲二", Some(second.pulse))], "2026-01-04T00:00:00Z").await.unwrap();
    assert_eq!((same.unchanged, same.pulse), (1, 0), "nothing is written when nothing changed");

    let history = store.row_history(&book(), "A").await.unwrap();
    let kinds: Vec<String> = history.iter().map(|change| format!("{:?} {:?}", change.kind, change.state)).collect();
    assert_eq!(
        kinds,
        [
            "Save { body: \"{\\\"name\\\":\\\"甲\\\"}\" } Some(\"to_check\")",
            "Step { step: \"check\" } Some(\"confirmed\")",
            "Save { body: \"{\\\"name\\\":\\\"甲二\\\"}\" } Some(\"confirmed\")",
        ]
    );
    let known = |time: &'static str| {
        let store = store.clone();
        async move {
            let rows = store.rows_by(&book(), at(time)).await.unwrap();
            rows.into_iter().map(|row| (row.body, row.state.unwrap(), row.state_since)).collect::<Vec<_>>()
        }
    };
    assert!(known("2025-12-31T00:00:00Z").await.is_empty());
    let (jan1, jan2) = (at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z"));
    assert_eq!(known("2026-01-01T12:00:00Z").await, [("{\"name\":\"甲\"}".into(), "to_check".into(), jan1)]);
    assert_eq!(known("2026-01-02T12:00:00Z").await, [("{\"name\":\"甲\"}".into(), "confirmed".into(), jan2)]);
    assert_eq!(known("2026-01-05T00:00:00Z").await, [("{\"name\":\"甲二\"}".into(), "confirmed".into(), jan2)]);
    let now = store.row(&book(), "A").await.unwrap().unwrap();
    assert_eq!((now.state_since, now.body.as_str()), (jan2, "{\"name\":\"甲二\"}"));

    let removal = NewRow { body: None, ..row("A", "", Some(now.pulse)) };
    let removed = save(&store, &[removal], "2026-01-06T00:00:00Z").await.unwrap();
    assert_eq!(removed.removed, 1);
    assert_eq!(store.row(&book(), "A").await.unwrap(), None);
    assert!(matches!(store.row_history(&book(), "A").await.unwrap().last().unwrap().kind, ChangeKind::Remove));
    // What was removed can come back, and begins again.
    save(&store, &[row("A", "甲二", None)], "2026-01-07T00:00:00Z").await.unwrap();
    assert_eq!(store.row(&book(), "A").await.unwrap().unwrap().state.as_deref(), Some("to_check"));
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn of_two_imports_at_once_with_one_value_that_must_be_unique_one_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let (left, right) =
        ([row("A", "甲", None), row("B", "同名", None)], [row("C", "丙", None), row("D", "同名", None)]);
    let time = "2026-01-01T00:00:00Z";
    let (one, other) = tokio::join!(save(&store, &left, time), save(&store, &right, time));
    let refused = one.err().or(other.err()).expect("one of them must be refused");
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].row, 1);
    assert!(matches!(&refused[0].kind, ClashKind::Taken { rule: 0, other } if other == "B" || other == "D"));
    assert_eq!(store.standing_rows(&book()).await.unwrap().len(), 2, "all or nothing");

    // Two rows may swap their names within one batch.
    let rows = store.standing_rows(&book()).await.unwrap();
    let names: Vec<String> = rows.iter().map(|row| row.body[9..].trim_end_matches("\"}").to_string()).collect();
    let swapped =
        [row(&rows[0].key, &names[1], Some(rows[0].pulse)), row(&rows[1].key, &names[0], Some(rows[1].pulse))];
    assert_eq!(save(&store, &swapped, "2026-01-02T00:00:00Z").await.unwrap().changed, 2);
}

#[tokio::test]
async fn pages_joined_are_the_whole_list_also_when_rows_come_and_go_between_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let firm = |number: usize| {
        let key = format!("K{number:02}");
        // Every third has no staff; many have the same; as a text 100 comes before 20.
        let staff = (!number.is_multiple_of(3)).then(|| format!(",\"staff\":\"{}\"", [7, 20, 100, 7][number % 4]));
        NewRow {
            place: if number.is_multiple_of(2) { "370783" } else { "370724" }.into(),
            body: Some(format!("{{\"name\":\"厂{number}\"{}}}", staff.unwrap_or_default())),
            ..row(&key, &format!("厂{number}"), None)
        }
    };
    let rows: Vec<NewRow> = (10..40).map(firm).collect();
    save(&store, &rows, "2026-01-01T00:00:00Z").await.unwrap();
    let orders = [None, Some(("staff", true, false)), Some(("staff", true, true)), Some(("name", false, true))];
    for (turn, order) in orders.into_iter().enumerate() {
        let sort = order.map(|(field, is_number, descending)| RowSort {
            field: Code::new(field).unwrap(),
            is_number,
            descending,
        });
        let whole = RowFilter { sort: sort.clone(), limit: 1000, ..RowFilter::default() };
        let before = keys(&store.row_page(&book(), &whole).await.unwrap().rows);
        let mut joined = Vec::new();
        let mut filter = RowFilter { limit: 7, ..whole.clone() };
        loop {
            let page = store.row_page(&book(), &filter).await.unwrap();
            assert!(page.rows.len() == 7 || page.next.is_none());
            joined.extend(keys(&page.rows));
            let Some(next) = page.next else { break };
            filter.after = Some(next);
            // One more before everything, one behind, one somewhere: none of them moves what was there.
            let many = joined.len();
            let new = [
                firm(turn * 300 + many * 7 + 100),
                firm(turn * 300 + many * 7 + 101),
                firm(turn * 300 + many * 7 + 102),
            ];
            save(&store, &new, "2026-01-02T00:00:00Z").await.unwrap();
        }
        let kept: Vec<&String> = joined.iter().filter(|key| before.contains(key)).collect();
        assert_eq!(kept, before.iter().collect::<Vec<_>>(), "{order:?}");
        let mut once = joined.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), joined.len(), "nothing twice: {order:?}");
        let after = keys(&store.row_page(&book(), &whole).await.unwrap().rows);
        let listed: Vec<&String> = after.iter().filter(|key| joined.contains(key)).collect();
        assert_eq!(listed, joined.iter().collect::<Vec<_>>(), "one order: {order:?}");
        assert!(after.len() > joined.len() || turn > 0);
    }
}

fn keys(rows: &[store::StoredRow]) -> Vec<String> {
    rows.iter().map(|row| row.key.clone()).collect()
}

#[tokio::test]
async fn lists_are_filtered_paged_and_in_one_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let rows: Vec<NewRow> = (0..50)
        .map(|number| NewRow {
            place: if number % 2 == 0 { "370783" } else { "370724" }.into(),
            ..row(&format!("K{number:02}"), &format!("第{number}厂_%"), None)
        })
        .collect();
    save(&store, &rows, "2026-01-01T00:00:00Z").await.unwrap();
    let page = |filter: RowFilter| {
        let store = store.clone();
        async move {
            let (rows, total) = store.rows(&book(), &filter).await.unwrap();
            (rows.into_iter().map(|row| row.key).collect::<Vec<_>>(), total)
        }
    };
    let all = RowFilter { limit: 3, ..RowFilter::default() };
    assert_eq!(page(all.clone()).await, (vec!["K01".into(), "K03".into(), "K05".into()], 50));
    let place = |sorted: Option<&str>, place: &str, key: &str| RowPlace {
        sorted: sorted.map(str::to_string),
        place: place.into(),
        key: key.into(),
    };
    let second = RowFilter { after: Some(place(None, "370724", "K47")), ..all.clone() };
    assert_eq!(page(second).await.0, ["K49", "K00", "K02"]);
    let of_place = RowFilter { places: vec!["370783".into()], ..all.clone() };
    assert_eq!(page(of_place).await, (vec!["K00".into(), "K02".into(), "K04".into()], 25));
    let searched = RowFilter { search: Some("第7厂_%".into()), ..all.clone() };
    assert_eq!(page(searched).await, (vec!["K07".into()], 1));
    let of_value = RowFilter { values: vec![("name".into(), "第8厂_%".into())], ..all.clone() };
    assert_eq!(page(of_value).await, (vec!["K08".into()], 1));
    let by = |field: &str, is_number, descending| RowFilter {
        sort: Some(RowSort { field: Code::new(field).unwrap(), is_number, descending }),
        ..all.clone()
    };
    // 第10厂 stands before 第1厂_ as a text, whatever place the row belongs to.
    assert_eq!(page(by("name", false, false)).await.0, ["K00", "K10", "K11"]);
    assert_eq!(page(by("name", false, true)).await.0, ["K09", "K08", "K07"]);
    assert_eq!(
        page(RowFilter { after: Some(place(Some("第9厂_%"), "370724", "K09")), ..by("name", false, true) }).await.0,
        ["K08", "K07", "K06"]
    );
    // Nobody has a value of it: places and keys decide.
    assert_eq!(page(by("staff", true, true)).await.0, ["K01", "K03", "K05"]);
    // Whoever reaches some rows gets pages, counts and totals of these alone.
    let own = RowReach::Only(vec![RowHold::Place("370783".into())]);
    let (keys, total) = page(RowFilter { reach: own.clone(), ..all.clone() }).await;
    assert_eq!((keys.as_slice(), total), (["K00", "K02", "K04"].map(String::from).as_slice(), 25));
    assert_eq!(store.state_counts(&book(), &own).await.unwrap()[0].rows, total);
    assert_eq!(store.keys_within(&book(), &own).await.unwrap().unwrap().len(), total);
    assert!(store.reaches(&book(), &keys[0], &own).await.unwrap());
    let named = RowReach::Only(vec![RowHold::Value { field: Code::new("name").unwrap(), value: "第8厂_%".into() }]);
    assert_eq!(store.keys_within(&book(), &named).await.unwrap().unwrap().into_iter().collect::<Vec<_>>(), ["K08"]);
    let none = RowReach::Only(Vec::new());
    assert_eq!(page(RowFilter { reach: none.clone(), ..all.clone() }).await, (vec![], 0));
    assert!(!store.reaches(&book(), &keys[0], &none).await.unwrap());
    let only_code = RowFilter { search: Some("第7厂".into()), searched: Some(Vec::new()), ..all.clone() };
    assert_eq!(page(only_code).await.1, 0, "a field that is not searched tells nothing");
    let of_state = RowFilter { state: Some("confirmed".into()), ..all };
    assert_eq!(page(of_state).await, (vec![], 0));
    assert_eq!(store.state_counts(&book(), &RowReach::All).await.unwrap()[0].rows, 50);
    let other = Book { dataset: Dataset::Demo, ..book() };
    assert_eq!(store.standing_rows(&other).await.unwrap().len(), 0, "演示 and real rows never meet");
}

#[tokio::test]
async fn roles_are_given_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let audit = audit("2026-01-01T00:00:00Z");
    assert!(store.set_role("pilot", "clerk", "wang", true, &audit).await.is_err(), "no such user");
    let user = store::NewUser {
        name: "wang".into(),
        display_name: "王".into(),
        password_hash: "hash".into(),
        must_change_password: false,
        expires_on: None,
    };
    store.add_user(&user, &audit).await.unwrap();
    assert!(store.set_role("pilot", "clerk", "wang", true, &audit).await.unwrap());
    assert!(!store.set_role("pilot", "clerk", "wang", true, &audit).await.unwrap());
    assert_eq!(store.roles_of("wang", "pilot").await.unwrap(), ["clerk"]);
    assert!(store.set_role("pilot", "clerk", "wang", false, &audit).await.unwrap());
    assert!(store.roles_of("wang", "pilot").await.unwrap().is_empty());
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_file_is_kept_once_and_a_changed_one_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let content = b"%PDF-1.7".to_vec();
    let digest = model::digest(&content);
    let held = |key: &str, name: &str| NewRow {
        body: Some(format!("{{\"proof\":\"{digest}:8:{name}\"}}")),
        files: vec![RowFile { field: "proof".into(), name: name.into(), digest: digest.clone() }],
        ..row(key, key, None)
    };
    let file = [NewFile { media_type: "application/pdf".into(), content: content.clone() }];
    for (key, name) in [("A", "证书.pdf"), ("B", "另一名.pdf")] {
        let rows = [held(key, name)];
        let time = at("2026-01-01T00:00:00Z");
        let saving =
            Saving { book: &book(), pack_version: "1", rows: &rows, files: &file, known_since: time, note: None };
        store.save_rows(saving, &audit("2026-01-01T00:00:00Z")).await.unwrap().unwrap();
    }
    let given = store.file_of_row(&book(), "B", "proof", &digest).await.unwrap().unwrap();
    assert_eq!((given.name.as_str(), given.content), ("另一名.pdf", content));
    assert!(store.file_of_row(&book(), "C", "proof", &digest).await.unwrap().is_none());
    assert!(store.verify().await.unwrap().faults.is_empty());
    // A row that names a file which nobody brought is not saved.
    let lost = NewRow {
        files: vec![RowFile { field: "proof".into(), name: "无.pdf".into(), digest: model::digest(b"none") }],
        ..row("D", "D", None)
    };
    let rows = [lost];
    let time = at("2026-01-01T00:00:00Z");
    let saving = Saving { book: &book(), pack_version: "1", rows: &rows, files: &[], known_since: time, note: None };
    assert!(store.save_rows(saving, &audit("2026-01-01T00:00:00Z")).await.is_err());
    store.close().await;

    if std::env::var("JUNXIAN_TEST_POSTGRES").is_ok() {
        // What somebody changes behind our back is tried on the file; the check is the same for both.
        return;
    }
    let url = folder.path().join("junxian.db");
    let raw = sqlx::SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(&url)).await.unwrap();
    assert_eq!(sqlx::query_scalar::<_, i64>("SELECT count(*) FROM attachment").fetch_one(&raw).await.unwrap(), 1);
    for forgery in
        ["UPDATE attachment SET content = x'00'", "UPDATE register_file SET name = '改名.pdf' WHERE name = '证书.pdf'"]
    {
        sqlx::query(forgery).execute(&raw).await.unwrap();
        let store = open(&folder).await;
        assert!(!store.verify().await.unwrap().faults.is_empty(), "{forgery}");
        assert!(store.file_of_row(&book(), "A", "proof", &digest).await.is_err(), "a changed file is not handed out");
        store.close().await;
    }
}

/// The process that the next test kills. Does nothing by itself.
#[tokio::test]
async fn saves_until_it_is_killed() {
    let Ok(path) = std::env::var("JUNXIAN_TEST_KILLED") else { return };
    let store = Store::open(database(Path::new(&path)), &Options::default()).await.unwrap();
    for batch in 0.. {
        let rows: Vec<NewRow> =
            (0..40).map(|number| row(&format!("{batch}-{number}"), &format!("{batch}-{number}"), None)).collect();
        save(&store, &rows, "2026-01-01T00:00:00Z").await.unwrap();
    }
}

#[tokio::test]
async fn a_batch_killed_at_any_moment_is_saved_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut batches = 0;
    // Whatever was cut off, the next start finds whole batches. A slow machine may need more than one attempt.
    for wait in [300, 900, 2700, 8100] {
        let path = folder.path().join(wait.to_string());
        std::fs::create_dir(&path).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "registers::saves_until_it_is_killed"])
            .env("JUNXIAN_TEST_KILLED", &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(database(&path), &Options::default()).await.unwrap();
        let rows = store.standing_rows(&book()).await.unwrap().len();
        assert_eq!(rows % 40, 0, "{rows} rows");
        assert_eq!(store.rows_by(&book(), at("2026-02-01T00:00:00Z")).await.unwrap().len(), rows);
        assert!(store.verify().await.unwrap().faults.is_empty());
        store.close().await;
        batches = rows / 40;
        if batches > 0 {
            break;
        }
    }
    assert!(batches > 0, "no batch was saved in time");
}
