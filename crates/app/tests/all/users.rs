//! Accounts and sessions.

use app::view::{ProposalDecisionRequest, ProposalRequest};
use app::{Actor, AppError};
use jiff::SignedDuration;
use model::people::{AccessChange, Assignment, Role, Setting};

use crate::support::{actor, now, site};

const GOOD: &str = "Correct-Horse-9";

#[tokio::test]
async fn a_one_time_password_must_be_changed() {
    let site = site().await;
    assert!(!site.app.has_users().await.unwrap());
    let one_time = site.app.add_user(&actor(), "admin", "管理员", None, now()).await.unwrap().unwrap();
    assert!(site.app.has_users().await.unwrap());
    let (token, session) = site.app.login("admin", &one_time, "127.0.0.1", now()).await.unwrap();
    assert!(session.must_change_password);
    let admin = Actor::new("admin");
    assert!(site.app.change_password(&admin, &one_time, "short", now()).await.is_err());
    site.app.change_password(&admin, &one_time, GOOD, now()).await.unwrap();
    assert!(site.app.session(&token, now()).await.is_err(), "old sessions end with the old password");
    let (_, session) = site.app.login("admin", GOOD, "127.0.0.1", now()).await.unwrap();
    assert!(!session.must_change_password);
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_half_an_hour() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    for _ in 0..5 {
        assert!(site.app.login("lisi", "Wrong-Horse-9", "127.0.0.1", now()).await.is_err());
    }
    let locked = site.app.login("lisi", GOOD, "127.0.0.1", now() + SignedDuration::from_mins(29)).await.unwrap_err();
    assert!(matches!(locked, AppError::Unauthenticated { .. }));
    assert!(locked.to_string().contains("锁定"), "{locked}");
    site.app.login("lisi", GOOD, "127.0.0.1", now() + SignedDuration::from_mins(31)).await.unwrap();
}

#[tokio::test]
async fn an_unknown_user_gets_the_same_answer_as_a_wrong_password() {
    let site = site().await;
    let error = site.app.login("nobody", GOOD, "127.0.0.1", now()).await.unwrap_err();
    assert_eq!(error.to_string(), "用户名或密码不正确");
}

#[tokio::test]
async fn fifteen_idle_minutes_end_a_session() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let (token, _) = site.app.login("lisi", GOOD, "127.0.0.1", now()).await.unwrap();
    let minutes = |minutes| now() + SignedDuration::from_mins(minutes);
    site.app.session(&token, minutes(14)).await.unwrap();
    site.app.session(&token, minutes(28)).await.unwrap();
    let error = site.app.session(&token, minutes(44)).await.unwrap_err();
    assert!(error.to_string().contains("15 分钟"), "{error}");
    assert!(site.app.session(&token, minutes(28)).await.is_err(), "an ended session stays ended");
}

#[tokio::test]
async fn a_token_ends_with_logout() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let (token, _) = site.app.login("lisi", GOOD, "127.0.0.1", now()).await.unwrap();
    site.app.logout(&token, now()).await.unwrap();
    assert!(site.app.session(&token, now()).await.is_err());
    let actions: Vec<String> = site.app.audit().await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, ["退出", "登录", "新增用户"]);
}

#[tokio::test]
async fn a_user_name_is_given_once() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let error = site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap_err();
    assert!(matches!(error, AppError::Conflict { .. }), "{error}");
}

#[tokio::test]
async fn a_reset_password_unlocks_and_must_be_changed() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    for _ in 0..5 {
        assert!(site.app.login("lisi", "Wrong-Horse-9", "127.0.0.1", now()).await.is_err());
    }
    let one_time = site.app.reset_password(&actor(), "lisi", now()).await.unwrap();
    let (_, session) = site.app.login("lisi", &one_time, "127.0.0.1", now()).await.unwrap();
    assert!(session.must_change_password);
}

fn in_days(days: i64) -> jiff::Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

/// Sets what two administrators have agreed on.
async fn change(app: &app::App, change: AccessChange) {
    let request = ProposalRequest { changes: vec![change], note: None };
    let id = app.propose(&Actor::new("xitong"), &request, now()).await.unwrap().id;
    let approved = ProposalDecisionRequest { is_approved: true, note: None };
    app.decide_proposal(&Actor::new("anquan"), id, &approved, now()).await.unwrap();
}

#[tokio::test]
async fn administrators_set_up_a_second_factor_at_once_or_within_the_days_that_are_set() {
    let site = site().await;
    site.app.add_user(&actor(), "shenji", "审计管理员", Some(GOOD), now()).await.unwrap();
    site.app.grant_role(&actor(), "shenji", Role::AuditAdministrator, (None, None), now()).await.unwrap();
    let (_, session) = site.app.login("shenji", GOOD, "127.0.0.1", now()).await.unwrap();
    assert!(session.must_set_second_factor);
    change(&site.app, AccessChange::Set { setting: Setting::SecondFactorDays, value: 7 }).await;
    let (_, session) = site.app.login("shenji", GOOD, "127.0.0.1", in_days(6)).await.unwrap();
    assert!(!session.must_set_second_factor);
    assert!(session.notices[0].contains("2026-12-02 前启用动态口令"), "{:?}", session.notices);
    let (_, session) = site.app.login("shenji", GOOD, "127.0.0.1", in_days(7)).await.unwrap();
    assert!(session.must_set_second_factor);
    assert!(session.notices.is_empty(), "{:?}", session.notices);
}

#[tokio::test]
async fn the_end_of_a_role_is_told_before_it_comes_unless_the_role_goes_on() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let role = |from: &str, to: Option<&str>| Assignment {
        user: "lisi".into(),
        role: Role::Planner,
        agency: None,
        place: None,
        valid_from: from.parse().unwrap(),
        valid_to: to.map(|to| to.parse().unwrap()),
        deputy_of: None,
    };
    change(&site.app, AccessChange::Grant { assignment: role("2026-11-25", Some("2026-12-31")) }).await;
    let told = async |days| site.app.login("lisi", GOOD, "127.0.0.1", in_days(days)).await.unwrap().1.notices;
    assert!(told(21).await.is_empty(), "15 days left");
    let notices = told(22).await;
    assert!(notices[0].contains("县域科") && notices[0].contains("还有 14 天"), "{notices:?}");
    assert!(told(36).await[0].contains("今天是最后一天"));
    let row = site.app.accounts(in_days(30)).await.unwrap().into_iter().find(|row| row.user == "lisi").unwrap();
    assert_eq!(row.assignments[0].ends_in_days, Some(6));
    change(&site.app, AccessChange::Grant { assignment: role("2027-01-01", None) }).await;
    assert!(told(22).await.is_empty(), "the next one begins on the day after");
}

#[tokio::test]
async fn passwords_are_as_long_as_is_set() {
    let site = site().await;
    change(&site.app, AccessChange::Set { setting: Setting::PasswordLength, value: 16 }).await;
    let short = site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap_err();
    assert!(short.to_string().contains("至少 16 个字符"), "{short}");
    site.app.add_user(&actor(), "lisi", "李四", Some("Correct-Horse-99"), now()).await.unwrap();
}

#[tokio::test]
async fn a_one_time_password_runs_out() {
    let site = site().await;
    let one_time = site.app.add_user(&actor(), "lisi", "李四", None, now()).await.unwrap().unwrap();
    site.app.login("lisi", &one_time, "127.0.0.1", in_days(7)).await.unwrap();
    let late = in_days(7) + SignedDuration::from_mins(1);
    let error = site.app.login("lisi", &one_time, "127.0.0.1", late).await.unwrap_err();
    assert!(error.to_string().contains("7 天没有修改") && error.to_string().contains("申请重置密码"), "{error}");
    // Told only to who knows it, and a new one opens again.
    let error = site.app.login("lisi", GOOD, "127.0.0.1", late).await.unwrap_err();
    assert_eq!(error.to_string(), "用户名或密码不正确");
    let one_time = site.app.reset_password(&actor(), "lisi", late).await.unwrap();
    site.app.login("lisi", &one_time, "127.0.0.1", late).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_after_its_hours_however_busy() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let (token, _) = site.app.login("lisi", GOOD, "127.0.0.1", now()).await.unwrap();
    let minutes = |minutes| now() + SignedDuration::from_mins(minutes);
    for turn in 1..=72 {
        site.app.session(&token, minutes(10 * turn)).await.unwrap();
    }
    let error = site.app.session(&token, minutes(721)).await.unwrap_err();
    assert!(error.to_string().contains("12 小时"), "{error}");
    assert!(site.app.session(&token, minutes(720)).await.is_err(), "an ended session stays ended");
}

#[tokio::test]
async fn a_login_makes_a_new_token_and_a_new_password_ends_the_old_ones() {
    let site = site().await;
    site.app.add_user(&actor(), "lisi", "李四", Some(GOOD), now()).await.unwrap();
    let (one, _) = site.app.login("lisi", GOOD, "127.0.0.1", now()).await.unwrap();
    let (other, _) = site.app.login("lisi", GOOD, "127.0.0.1", now()).await.unwrap();
    assert_ne!(one, other);
    site.app.change_password(&Actor::new("lisi"), GOOD, "Correct-Horse-10", now()).await.unwrap();
    for token in [one, other] {
        assert!(site.app.session(&token, now()).await.is_err());
    }
}

#[tokio::test]
async fn a_name_that_is_none_is_not_kept() {
    let site = site().await;
    let long = "甲".repeat(100_000);
    for name in [long.as_str(), "' OR '1'='1", "a\nb", ""] {
        let error = site.app.login(name, GOOD, "127.0.0.1", now()).await.unwrap_err();
        assert_eq!(error.to_string(), "用户名或密码不正确");
    }
    let log = site.app.audit().await.unwrap();
    assert_eq!(log.len(), 4);
    assert!(log.iter().all(|entry| entry.actor == "（不合规的用户名）" && entry.object.len() < 60), "{log:?}");
}
