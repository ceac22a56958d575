//! Accounts and sessions.

use app::{Actor, AppError};
use jiff::SignedDuration;

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
    let actions: Vec<String> = site.app.audit(1).await.unwrap().into_iter().map(|entry| entry.action).collect();
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
