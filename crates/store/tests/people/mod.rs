//! People and rights: what is proposed by one and approved by another, what excludes each other, what is never lost.

use std::collections::BTreeMap;

use jiff::civil::date;
use model::people::{AccessChange, Agency, AgencyKind, Assignment, DatedName, Role, Setting};
use store::{NewAudit, NewSession, NewUser, Proof, Secret, StandingCheck, Store, StoreError, Unopened};

use crate::{audit, open};

const AT: &str = "2026-01-01T00:00:00Z";
/// For proposals where it does not matter who is left.
const ANYTHING: StandingCheck<'static> = &|_, _| Ok(());

fn by(actor: &str) -> NewAudit {
    NewAudit { actor: actor.into(), ..audit(AT) }
}

fn assignment(user: &str, role: Role) -> Assignment {
    Assignment {
        user: user.into(),
        role,
        agency: None,
        place: None,
        valid_from: date(2026, 1, 1),
        valid_to: None,
        deputy_of: None,
    }
}

async fn add(store: &Store, name: &str) {
    let user = NewUser {
        name: name.into(),
        display_name: name.into(),
        password_hash: "hash".into(),
        must_change_password: false,
        expires_on: None,
    };
    store.add_user(&user, &by("host")).await.unwrap();
}

fn open_account(user: &str) -> AccessChange {
    AccessChange::Open { user: user.into(), display_name: user.into(), expires_on: None }
}

#[tokio::test]
async fn a_proposal_is_carried_out_by_a_second_person_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let changes = [
        open_account("wang"),
        AccessChange::Grant { assignment: assignment("wang", Role::Planner) },
        AccessChange::PackRole { user: "wang".into(), pack: "pilot".into(), role: "clerk".into(), is_granted: true },
        AccessChange::Set { setting: Setting::IdleMinutes, value: 20 },
    ];
    let id = store.propose(&changes, Some("新到岗"), &by("system")).await.unwrap();
    assert!(store.user("wang").await.unwrap().is_none(), "nothing happens before the approval");
    let secrets = BTreeMap::from([("wang".to_string(), Secret("hash".into()))]);
    let alone = store.decide_proposal(id, true, None, (&secrets, ANYTHING), &by("system")).await.unwrap_err();
    assert!(matches!(&alone, StoreError::Duplicate { what } if what.contains("另一人")), "{alone}");
    store.decide_proposal(id, true, None, (&secrets, ANYTHING), &by("security")).await.unwrap().unwrap();
    assert!(store.user("wang").await.unwrap().unwrap().must_change_password);
    assert_eq!(store.assignments_of("wang").await.unwrap()[0].assignment.role, Role::Planner);
    assert_eq!(store.pack_roles_of("wang").await.unwrap(), [("pilot".to_string(), "clerk".to_string())]);
    assert_eq!(store.settings().await.unwrap()[&Setting::IdleMinutes], 20);
    assert!(
        store.decide_proposal(id, false, None, (&secrets, ANYTHING), &by("security")).await.is_err(),
        "decided already"
    );
    let held = store.proposal(id).await.unwrap();
    assert_eq!((held.by.as_str(), held.decided.unwrap().by.as_str()), ("system", "security"));
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn an_approval_that_breaks_a_rule_changes_nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    add(&store, "an").await;
    let audit = by("host");
    store.grant_assignments(&[assignment("an", Role::SystemAdministrator)], &audit).await.unwrap().unwrap();
    let changes =
        [open_account("wang"), AccessChange::Grant { assignment: assignment("an", Role::AuditAdministrator) }];
    let id = store.propose(&changes, None, &by("system")).await.unwrap();
    let secrets = BTreeMap::from([("wang".to_string(), Secret("hash".into()))]);
    let head = store.audit_head().await.unwrap();
    let fault =
        store.decide_proposal(id, true, None, (&secrets, ANYTHING), &by("security")).await.unwrap().unwrap_err();
    assert!(fault.to_string().contains("三员互斥"), "{fault}");
    assert!(store.user("wang").await.unwrap().is_none());
    assert_eq!(store.audit_head().await.unwrap(), head);
    assert!(store.proposal(id).await.unwrap().decided.is_none(), "still open, to be returned");
    store.decide_proposal(id, false, Some("三员互斥"), (&secrets, ANYTHING), &by("security")).await.unwrap().unwrap();
    assert!(!store.proposal(id).await.unwrap().decided.unwrap().is_approved);
}

#[tokio::test]
async fn an_assignment_is_ended_and_stays_on_record() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    add(&store, "li").await;
    store.grant_assignments(&[assignment("li", Role::Planner)], &by("host")).await.unwrap().unwrap();
    let id = store.assignments_of("li").await.unwrap()[0].id;
    store.end_assignment(id, date(2026, 6, 30), "调离", &by("host")).await.unwrap();
    let held = store.assignments_of("li").await.unwrap();
    assert_eq!(held[0].assignment.valid_to, Some(date(2026, 6, 30)));
    assert_eq!(held[0].ended.as_ref().unwrap().reason, "调离");
    assert!(store.end_assignment(id, date(2026, 7, 1), "又一次", &by("host")).await.is_err());
    // From the day after, another and exclusive role is possible.
    let mut next = assignment("li", Role::AuditAdministrator);
    assert!(store.grant_assignments(&[next.clone()], &by("host")).await.unwrap().is_err());
    next.valid_from = date(2026, 7, 1);
    store.grant_assignments(&[next], &by("host")).await.unwrap().unwrap();
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_deputy_goes_with_what_was_lent_and_with_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    for user in ["li", "wang", "zhao"] {
        add(&store, user).await;
    }
    let lent = |user: &str, role: Role| Assignment {
        deputy_of: Some("li".into()),
        valid_to: Some(date(2026, 12, 31)),
        ..assignment(user, role)
    };
    let granted = [
        assignment("li", Role::Planner),
        assignment("li", Role::Researcher),
        lent("wang", Role::Planner),
        lent("zhao", Role::Researcher),
    ];
    store.grant_assignments(&granted, &by("host")).await.unwrap().unwrap();
    let id = store.assignments_of("li").await.unwrap()[0].id;
    store.end_assignment(id, date(2026, 6, 30), "调离", &by("host")).await.unwrap();
    let deputy = store.assignments_of("wang").await.unwrap().remove(0);
    assert_eq!(deputy.assignment.valid_to, Some(date(2026, 6, 30)));
    let reason = deputy.ended.unwrap().reason;
    assert!(reason.contains("“li”") && reason.contains("调离"), "{reason}");
    let other = store.assignments_of("zhao").await.unwrap().remove(0);
    assert_eq!((other.assignment.valid_to, other.ended), (Some(date(2026, 12, 31)), None));
    assert!(store.verify().await.unwrap().faults.is_empty());
    // An end that cannot be brought forward is told, and the principal keeps the role.
    store.end_assignment(other.id, date(2026, 9, 30), "返岗", &by("host")).await.unwrap();
    let id = store.assignments_of("li").await.unwrap()[1].id;
    let early = store.end_assignment(id, date(2026, 8, 31), "调离", &by("host")).await.unwrap_err();
    assert!(matches!(&early, StoreError::Duplicate { what } if what.contains("2026-09-30")), "{early}");
    assert!(store.assignments_of("li").await.unwrap()[1].ended.is_none());
    store.end_assignment(id, date(2026, 9, 30), "调离", &by("host")).await.unwrap();
}

#[tokio::test]
async fn what_a_proposal_would_come_to_is_looked_at_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let changes = [open_account("wang"), AccessChange::Grant { assignment: assignment("wang", Role::Planner) }];
    let seen: StandingCheck<'_> = &|before, after| {
        assert_eq!((before.users.len(), before.held.len()), (0, 0));
        assert_eq!((after.users.len(), after.held.len()), (1, 1));
        Ok(())
    };
    store.rehearse(&changes, seen, &by("system")).await.unwrap().unwrap();
    assert!(store.user("wang").await.unwrap().is_none());
    assert!(store.assignments().await.unwrap().is_empty());
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn the_history_of_a_body_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    let mut body = Agency {
        code: "kjj".into(),
        names: vec![DatedName { name: "市科委".into(), since: None }],
        aliases: vec![],
        kind: AgencyKind::CityDepartment,
        parent: None,
        place: Some("370700".into()),
        valid_from: None,
        valid_to: None,
        successors: vec![],
    };
    assert_eq!(store.save_agencies(std::slice::from_ref(&body), &by("host")).await.unwrap(), 1);
    assert_eq!(store.save_agencies(std::slice::from_ref(&body), &by("host")).await.unwrap(), 0);
    body.names.push(DatedName { name: "市科技局".into(), since: Some(date(2019, 1, 1)) });
    store.save_agencies(std::slice::from_ref(&body), &by("system")).await.unwrap();
    assert_eq!(store.agencies().await.unwrap(), [body]);
    let history = store.agency_history("kjj").await.unwrap();
    assert_eq!(history.iter().map(|(body, ..)| body.names.len()).collect::<Vec<_>>(), [2, 1]);
    assert!(store.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_grant_that_was_altered_in_the_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    add(&store, "li").await;
    store.grant_assignments(&[assignment("li", Role::Researcher)], &by("host")).await.unwrap().unwrap();
    store.close().await;
    crate::Raw::open(folder.path()).await.execute("UPDATE assignment SET role = 'planner'").await;
    let faults = open(&folder).await.verify().await.unwrap().faults;
    assert!(matches!(&faults[..], [store::ChainFault::Content { what, .. }] if what.contains("岗位")), "{faults:?}");
}

#[tokio::test]
async fn earlier_passwords_are_remembered_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    add(&store, "li").await;
    for hash in ["one", "two", "three"] {
        store.set_password("li", hash, false, None, &by("li")).await.unwrap();
    }
    assert_eq!(store.old_passwords("li", 3).await.unwrap(), ["three", "two", "one"]);
    assert_eq!(store.old_passwords("li", 9).await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_password_that_was_right_a_moment_ago_opens_no_session_behind_a_reset_or_a_disabling() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder).await;
    add(&store, "li").await;
    let session = |hash: &str| NewSession {
        token_digest: format!("token of {hash}"),
        csrf: "csrf".into(),
        ip: "127.0.0.1".into(),
        proof: Proof::Password(hash.into()),
        factor: None,
        is_only: false,
    };
    // Checked against "hash", which is replaced before the session is opened.
    store.set_password("li", "another", true, None, &by("host")).await.unwrap();
    let opened = store.open_session("li", &session("hash"), &by("li")).await.unwrap();
    assert_eq!(opened, Err(Unopened::Changed));
    assert!(store.session("token of hash").await.unwrap().is_none());
    store.open_session("li", &session("another"), &by("li")).await.unwrap().unwrap();
    store.enable_user("li", None, &by("host")).await.unwrap();
    assert!(store.session("token of another").await.unwrap().is_none(), "disabling ends what is open");
    let opened = store.open_session("li", &session("another"), &by("li")).await.unwrap();
    assert_eq!(opened, Err(Unopened::Changed));
    assert!(store.session("token of another").await.unwrap().is_none());
}
