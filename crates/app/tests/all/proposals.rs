//! Proposals about accounts and rights: what they may leave behind.

use app::view::{ProposalDecisionRequest, ProposalRequest, ProposalView};
use app::{Actor, App, AppError, Result};
use model::people::{AccessChange, Assignment, Role, Setting};

use crate::support::{Site, actor, at, now, site};

const ROLE: Role = Role::SecurityAdministrator;

async fn with(users: &[&str], role: Role) -> Site {
    let site = site().await;
    for user in users {
        site.app.add_user(&actor(), user, user, None, now()).await.unwrap();
        site.app.grant_role(&actor(), user, role, (None, None), now()).await.unwrap();
    }
    site
}

async fn propose(app: &App, changes: &[AccessChange]) -> Result<ProposalView> {
    let request = ProposalRequest { changes: changes.to_vec(), note: None };
    app.propose(&Actor::new("xitong"), &request, now()).await
}

async fn approve(app: &App, id: i64) -> Result<()> {
    let approved = ProposalDecisionRequest { is_approved: true, note: None };
    app.decide_proposal(&Actor::new("pizhun"), id, &approved, now()).await.map(|_| ())
}

async fn carry_out(app: &App, changes: &[AccessChange]) {
    let id = propose(app, changes).await.unwrap().id;
    approve(app, id).await.unwrap();
}

fn assignment(user: &str, role: Role, from: &str) -> Assignment {
    Assignment {
        user: user.into(),
        role,
        agency: None,
        place: None,
        valid_from: from.parse().unwrap(),
        valid_to: None,
        deputy_of: None,
    }
}

fn grant(user: &str, from: &str) -> AccessChange {
    AccessChange::Grant { assignment: assignment(user, ROLE, from) }
}

fn enable(user: &str, last_day: Option<&str>) -> AccessChange {
    AccessChange::Enable { user: user.into(), expires_on: last_day.map(|day| day.parse().unwrap()) }
}

/// Ends what a user holds first.
async fn end(app: &App, user: &str) -> AccessChange {
    let row = app.accounts(now()).await.unwrap().into_iter().find(|row| row.user == user).unwrap();
    AccessChange::End { assignment: row.assignments[0].id, on: "2026-11-25".parse().unwrap(), reason: "轮岗".into() }
}

async fn refused(app: &App, changes: &[AccessChange]) {
    let error = propose(app, changes).await.unwrap_err();
    assert!(matches!(&error, AppError::Conflict { message } if message.contains("没有“安全管理员”")), "{error}");
}

#[tokio::test]
async fn the_last_administrator_is_followed_by_an_open_account_without_a_gap() {
    let Site { app, folder: _folder } = with(&["anquan"], ROLE).await;
    app.add_user(&actor(), "houren", "后任", None, now()).await.unwrap();
    carry_out(&app, &[AccessChange::Disable { user: "houren".into() }]).await;
    let end = end(&app, "anquan").await;
    let today = "2026-11-25";
    // To an account that cannot be entered, and to one that begins in years.
    refused(&app, &[grant("houren", today), end.clone()]).await;
    refused(&app, &[enable("houren", Some("2026-11-24")), grant("houren", today), end.clone()]).await;
    refused(&app, &[enable("houren", None), grant("houren", "2030-01-01"), end.clone()]).await;
    let mut short = assignment("houren", ROLE, today);
    short.valid_to = Some("2026-11-26".parse().unwrap());
    refused(&app, &[enable("houren", None), AccessChange::Grant { assignment: short }, end.clone()]).await;
    // The account of the last one is not let run out either.
    refused(&app, &[enable("anquan", Some("2026-11-24"))]).await;
    // Handed on without a gap: the old one's last day is the day before.
    carry_out(&app, &[enable("houren", None), grant("houren", "2026-11-26"), end]).await;
}

#[tokio::test]
async fn a_shorter_time_without_login_does_not_close_the_last_administrator() {
    let Site { app, folder: _folder } = site().await;
    let long_ago = at("2026-10-01T02:00:00Z");
    app.add_user(&actor(), "anquan", "安全", Some("Qingming-2026"), long_ago).await.unwrap();
    app.grant_role(&actor(), "anquan", ROLE, (None, None), long_ago).await.unwrap();
    let unused = AccessChange::Set { setting: Setting::UnusedDays, value: 30 };
    refused(&app, std::slice::from_ref(&unused)).await;
    let opened = AccessChange::Open { user: "houren".into(), display_name: "后任".into(), expires_on: None };
    carry_out(&app, &[opened, grant("houren", "2026-11-25"), unused]).await;
}

#[tokio::test]
async fn of_two_approvals_at_once_one_leaves_an_administrator() {
    let Site { app, folder: _folder } = with(&["anquan1", "anquan2"], ROLE).await;
    let one = propose(&app, &[end(&app, "anquan1").await]).await.unwrap().id;
    let other = propose(&app, &[AccessChange::Disable { user: "anquan2".into() }]).await.unwrap().id;
    let (one, other) = tokio::join!(approve(&app, one), approve(&app, other));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let error = one.and(other).unwrap_err();
    assert!(matches!(&error, AppError::Conflict { message } if message.contains("没有“安全管理员”")), "{error}");
}

#[tokio::test]
async fn a_deputy_is_named_where_the_principal_is_ended_and_ends_with_them() {
    let Site { app, folder: _folder } = with(&["lisi"], Role::Planner).await;
    app.add_user(&actor(), "wangwu", "王五", None, now()).await.unwrap();
    let deputy = Assignment {
        deputy_of: Some("lisi".into()),
        valid_to: Some("2027-01-31".parse().unwrap()),
        ..assignment("wangwu", Role::Planner, "2026-11-25")
    };
    carry_out(&app, &[AccessChange::Grant { assignment: deputy }]).await;
    let proposal = propose(&app, &[end(&app, "lisi").await]).await.unwrap();
    assert!(proposal.lines[0].contains("“wangwu”的代理同时终止"), "{:?}", proposal.lines);
    approve(&app, proposal.id).await.unwrap();
    let rows = app.accounts(at("2026-11-26T02:00:00Z")).await.unwrap();
    let row = rows.into_iter().find(|row| row.user == "wangwu").unwrap();
    assert!(!row.assignments[0].is_in_force);
}
