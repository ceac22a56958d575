//! A database with something of everything that its tables can hold.

use std::collections::BTreeSet;

use jiff::civil::date;
use model::people::{Agency, AgencyKind, Assignment, DatedName, Role};
use model::{Dataset, DecisionAction, ItemKind, LifeCycleStage, digest};
use store::{
    AllocationKey, AllocationState, Book, BulletinFile, Entry, EntryKind, EvaluationKey, NewAllocation, NewAnswer,
    NewAudit, NewBulletin, NewCase, NewEvaluation, NewEvents, NewFile, NewLedgerLines, NewNotice, NewObjection, NewRow,
    NewStep, NewStream, NewUser, RowFile, RunState, Saving, Store, StreamChange, StreamEvents, StreamKind,
};

use super::{at, audit, observation, plan};

const TIME: &str = "2026-01-01T00:00:00Z";

fn now() -> NewAudit {
    audit(TIME)
}

/// Names of the tables, and of the columns as table.column.
pub async fn shape(store: &Store) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for table in store.tables().await.unwrap() {
        names.extend(table.columns.iter().map(|column| format!("{}.{}", table.name, column.name)));
        names.insert(table.name);
    }
    names
}

/// At least one row of everything that an entry can vouch for, as far as there are tables for it.
pub async fn fill(store: &Store, shape: &BTreeSet<String>) {
    let has = |name: &str| shape.contains(name);
    papers(store, shape).await;
    if has("evaluation_run") {
        evaluation(store).await;
    }
    if has("allocation_run") {
        allocation(store).await;
    }
    if has("ledger_commit") {
        let lines = NewLedgerLines {
            ledger: "l".into(),
            after: (0, String::new()),
            log: "1\tx\n".into(),
            last: (1, "h1".into()),
        };
        store.append_ledger(&lines, &now()).await.unwrap();
    }
    if has("register_row") {
        let (book, pulse) = rows(store, has("attachment")).await;
        if has("exchange_case") {
            case(store, &book, pulse).await;
        }
    }
    if has("access_record") {
        people(store).await;
        store.set_role("pilot", "clerk", "wang", true, &now()).await.unwrap();
    }
    if has("webhook") {
        store.add_webhook("https://example.com/hook", &["request".to_string()], "secret", &now()).await.unwrap();
    }
    if has("stream") {
        streams(store).await;
    }
}

async fn case(store: &Store, book: &Book, pulse: i64) {
    let case = NewCase {
        number: "JY-1".into(),
        dataset: Dataset::Real,
        pack: book.pack.clone(),
        pack_version: "1".into(),
        exchange: "sale".into(),
        register: book.register.clone(),
        row: "A".into(),
        rules: "{}".into(),
        listing: "{}".into(),
    };
    store.open_case((&case, pulse), "listed", &now()).await.unwrap();
    let events = NewEvents {
        case: "JY-1",
        after: 0,
        events: &["{}".to_string()],
        phase: "bidding",
        is_over: false,
        wakes_after: None,
        rows: None,
        steps: None,
        ledger: None,
    };
    store.append_case(events, &now()).await.unwrap().unwrap();
}

async fn papers(store: &Store, shape: &BTreeSet<String>) {
    store.add_plan(&plan("county", "正文"), &now()).await.unwrap();
    let without = store::NewPlan { text: None, ..plan("bare", "另一正文") };
    store.add_plan(&without, &now()).await.unwrap();
    store.attach_text("bare", "另一正文", "bare.txt", &now()).await.unwrap();
    let confirm = DecisionAction::Confirm { kind: ItemKind::Metadata, id: "metadata".into() };
    let decided = store.add_decisions("county", &[confirm], None, &now(), |_, _, _| Ok::<(), String>(())).await;
    decided.unwrap().unwrap();
    let (issued, decomposed) = (LifeCycleStage::Issued, LifeCycleStage::Decomposed);
    store.set_stage("county", issued, decomposed, None, &now()).await.unwrap();
    if shape.contains("chapter_claim") {
        store.claim_chapter("county", "2.1", Some("李四"), None, &now()).await.unwrap();
    }
    let entry = Entry { kind: EntryKind::Blob, code: "boundaries".into(), position: 0, body: "{}".into() };
    store.load(&[entry], &[], &now()).await.unwrap();
    // What the record said of values before they had a class is tested with the classes.
    if shape.contains("observation.class") {
        store.import_observations(&[observation("5", TIME)], &now()).await.unwrap();
    }
    let file = BulletinFile { kind: "pdf".into(), name: "通报.pdf".into(), bytes: b"%PDF".to_vec() };
    let files = if shape.contains("bulletin_file") { vec![file] } else { Vec::new() };
    let new = NewBulletin { plan: "county".into(), cut: "{}".into(), program: "0.1.0".into(), files };
    store.add_bulletin(&new, &now()).await.unwrap();
}

async fn evaluation(store: &Store) {
    let key = EvaluationKey {
        pack: "pilot".into(),
        evaluation: "score".into(),
        period: "2024".parse().unwrap(),
        dataset: Dataset::Real,
    };
    let new = NewEvaluation { key, version: "1".into(), cut: "{}".into(), outcome: "[]".into(), replaces: None };
    let run = store.add_evaluation(&new, &now()).await.unwrap();
    let window = Some((date(2026, 1, 1), date(2026, 1, 9)));
    store.add_evaluation_event(run, RunState::Frozen, RunState::Published, window, &now()).await.unwrap();
    let disputed = NewObjection { run, subject: "370783".into(), body: "{}".into() };
    let objection = store.add_objection(&disputed, &now()).await.unwrap();
    let corrected = NewEvaluation { cut: "{\"a\":1}".into(), replaces: Some((run, "更正".into())), ..new };
    let answer = NewAnswer { objection, note: "属实".into(), corrected: Some(corrected) };
    store.answer_objection(&answer, &now()).await.unwrap();
}

async fn allocation(store: &Store) {
    let key = AllocationKey {
        pack: "pilot".into(),
        allocation: "quota".into(),
        period: "2024".parse().unwrap(),
        dataset: Dataset::Real,
    };
    let new = NewAllocation { key, version: "1".into(), cut: "{}".into(), outcome: "[]".into(), replaces: None };
    let run = store.add_allocation(&new, &now()).await.unwrap();
    store.issue_allocation(run, AllocationState::Frozen, &now()).await.unwrap();
}

/// The register and the pulse of its row A.
async fn rows(store: &Store, with_files: bool) -> (Book, i64) {
    let book = Book { dataset: Dataset::Real, pack: "pilot".into(), register: "firm".into(), period: None };
    let content = b"%PDF-1.7".to_vec();
    let known = digest(&content);
    let row = |key: &str| NewRow {
        key: key.into(),
        place: "370783".into(),
        words: key.into(),
        // Before there were files no row could name one.
        body: Some(if with_files {
            format!("{{\"proof\":\"{known}:8:证.pdf\"}}")
        } else {
            "{\"name\":\"甲厂\"}".into()
        }),
        first_state: Some("to_check".into()),
        unique: vec![Some(key.to_string())],
        seen: None,
        files: Vec::from_iter(with_files.then(|| RowFile {
            field: "proof".into(),
            name: "证.pdf".into(),
            digest: known.clone(),
        })),
    };
    let files = Vec::from_iter(with_files.then(|| NewFile { media_type: "application/pdf".into(), content }));
    let both = [row("A"), row("B")];
    let saving =
        Saving { book: &book, pack_version: "1", rows: &both, files: &files, known_since: at(TIME), note: None };
    let seen = store.save_rows(saving, &now()).await.unwrap().unwrap().pulse;
    let step = NewStep { book: &book, key: "A", pack_version: "1", step: "check", to: "confirmed", note: None, seen };
    let pulse = store.take_step(step, &now()).await.unwrap().unwrap();
    store.set_distinct(&book, ("A", "B"), true, "两家企业", &now()).await.unwrap();
    (book, pulse)
}

async fn people(store: &Store) {
    let user = NewUser {
        name: "wang".into(),
        display_name: "王".into(),
        password_hash: "hash".into(),
        must_change_password: false,
        expires_on: None,
    };
    store.add_user(&user, &NewAudit { object: "user/wang".into(), ..now() }).await.unwrap();
    let assignment = Assignment {
        user: "wang".into(),
        role: Role::Planner,
        agency: None,
        place: None,
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    };
    store.grant_assignments(&[assignment], &now()).await.unwrap().unwrap();
    let id = store.assignments_of("wang").await.unwrap()[0].id;
    store.end_assignment(id, date(2026, 9, 30), "调离", &now()).await.unwrap();
    let body = Agency {
        code: "kjj".into(),
        names: vec![DatedName { name: "市科技局".into(), since: None }],
        aliases: vec![],
        kind: AgencyKind::CityDepartment,
        parent: None,
        place: Some("370700".into()),
        valid_from: None,
        valid_to: None,
        successors: vec![],
    };
    store.save_agencies(&[body], &now()).await.unwrap();
}

async fn streams(store: &Store) {
    let stream = NewStream {
        kind: StreamKind::Instruction,
        code: "PS-1".into(),
        parent: None,
        dataset: Dataset::Real,
        head: "{}".into(),
        state: "open".into(),
    };
    let opened = StreamChange { opened: vec![stream], ..StreamChange::default() };
    store.change_streams(&opened, &now()).await.unwrap();
    let events = StreamEvents {
        kind: StreamKind::Instruction,
        code: "PS-1".into(),
        after: 0,
        events: vec!["{}".to_string()],
        state: "done".into(),
    };
    store.change_streams(&StreamChange { events: vec![events], ..StreamChange::default() }, &now()).await.unwrap();
    let notice = NewNotice {
        key: "n1".into(),
        agency: "市科技局".into(),
        audience: "agency".into(),
        kind: "overdue".into(),
        text: "请报送".into(),
        about: (StreamKind::Instruction, "PS-1".into()),
    };
    assert_eq!(store.send_notices(&[notice], &now()).await.unwrap(), 1);
}
