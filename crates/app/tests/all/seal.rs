//! Secrets of second factors: sealed in the database by a key that is not in it; what then works with the key and without.

use std::fs;
use std::path::Path;

use app::{Actor, App, AppError, Config, SEAL_KEY, move_database};
use jiff::Timestamp;
use store::{KeptFactor, NewAudit, Options, Store};
use totp_rs::{Builder, Secret};

use crate::support::{Site, actor, at, database, now, open, server, site};

const USER: &str = "shenji";
const PASSWORD: &str = "Correct-Horse-9";

fn code(secret: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_skew(1).build().unwrap();
    totp.generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

fn minutes(count: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_mins(count)
}

async fn log_in(app: &App, code: &str, at: Timestamp) -> app::Result<()> {
    app.login_with_code(USER, PASSWORD, Some(code), "127.0.0.1", at).await.map(|_| ())
}

/// Somebody with a second factor; the secret and the recovery codes.
async fn enrolled(site: &Site) -> (String, Vec<String>) {
    site.app.add_user(&actor(), USER, "审计管理员", Some(PASSWORD), now()).await.unwrap();
    let who = Actor::new(USER);
    let secret = site.app.offer_second_factor(&who, now()).await.unwrap().secret;
    let codes = site.app.take_second_factor(&who, &code(&secret, now()), None, now()).await.unwrap().codes;
    (secret, codes)
}

async fn kept(folder: &Path) -> KeptFactor {
    let store = Store::open(database(folder), &Options::default()).await.unwrap();
    let kept = store.kept_factors().await.unwrap().remove(0);
    store.close().await;
    kept
}

#[tokio::test]
async fn the_database_holds_no_secret_that_makes_codes() {
    let site = site().await;
    let (secret, _) = enrolled(&site).await;
    log_in(&site.app, &code(&secret, minutes(2)), minutes(2)).await.unwrap();
    let held = kept(site.folder.path()).await.second_factor.unwrap();
    assert!(held.starts_with("v1.") && !held.contains(&secret), "{held}");
    site.app.close().await;
    for entry in fs::read_dir(site.folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
    }
    // The key outlives the program.
    let again = open(site.folder.path()).await;
    assert_eq!(again.seal_fault(), None);
    log_in(&again, &code(&secret, minutes(4)), minutes(4)).await.unwrap();
}

#[tokio::test]
async fn a_sealed_secret_is_worth_nothing_in_another_account() {
    let site = site().await;
    let (secret, _) = enrolled(&site).await;
    let own = kept(site.folder.path()).await;
    site.app.add_user(&actor(), "lisi", "李四", Some(PASSWORD), now()).await.unwrap();
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let none = KeptFactor { user: "lisi".into(), second_factor: None, offered: None };
    let stolen = KeptFactor { second_factor: own.second_factor, ..none.clone() };
    let audit = NewAudit { at: now(), actor: "x".into(), action: "试验".into(), object: "user".into(), note: None };
    assert_eq!(store.replace_factors(&[(none, stolen)], &audit).await.unwrap(), 1);
    let code = code(&secret, minutes(2));
    let refused = site.app.login_with_code("lisi", PASSWORD, Some(&code), "127.0.0.1", minutes(2)).await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict { .. }), "{refused}");
}

#[tokio::test]
async fn without_the_key_it_is_said_what_is_missing_and_recovery_codes_go_on() {
    let site = site().await;
    let (secret, codes) = enrolled(&site).await;
    site.app.close().await;
    let path = site.folder.path().join(SEAL_KEY);
    let key = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let lost = open(site.folder.path()).await;
    assert!(!path.exists(), "no new key where something is sealed by another");
    let fault = lost.seal_fault().unwrap();
    assert!(fault.contains(SEAL_KEY) && fault.contains("--second-factor"), "{fault}");
    let refused = log_in(&lost, &code(&secret, minutes(2)), minutes(2)).await.unwrap_err();
    assert!(matches!(&refused, AppError::Conflict { message } if message.contains("恢复码")), "{refused}");
    log_in(&lost, &codes[0], minutes(2)).await.unwrap();
    let refused = lost.offer_second_factor(&Actor::new(USER), minutes(2)).await.unwrap_err();
    assert!(matches!(&refused, AppError::Conflict { message } if message.contains(SEAL_KEY)), "{refused}");
    lost.close().await;

    // The right key again: as if nothing had been.
    fs::write(&path, &key).unwrap();
    let found = open(site.folder.path()).await;
    log_in(&found, &code(&secret, minutes(4)), minutes(4)).await.unwrap();
    found.close().await;

    // The key of another site.
    let other = crate::support::site().await;
    fs::copy(other.folder.path().join(SEAL_KEY), &path).unwrap();
    let wrong = open(site.folder.path()).await;
    assert!(wrong.seal_fault().unwrap().contains(USER));
    assert!(log_in(&wrong, &code(&secret, minutes(6)), minutes(6)).await.is_err());
    // Lost for good: the host resets who had one, and the key that is there counts from the next start on.
    wrong.reset_second_factor(&actor(), USER, minutes(6)).await.unwrap();
    wrong.close().await;
    let anew = open(site.folder.path()).await;
    assert_eq!(anew.seal_fault(), None);
    let secret = anew.offer_second_factor(&Actor::new(USER), minutes(8)).await.unwrap().secret;
    let taken = anew.take_second_factor(&Actor::new(USER), &code(&secret, minutes(8)), None, minutes(8)).await;
    assert_eq!(taken.unwrap().codes.len(), 10);
}

#[tokio::test]
async fn what_an_earlier_version_left_plain_is_sealed_at_the_next_start() {
    let site = site().await;
    let (secret, _) = enrolled(&site).await;
    site.app.close().await;
    let store = Store::open(database(site.folder.path()), &Options::default()).await.unwrap();
    let sealed = store.kept_factors().await.unwrap().remove(0);
    let plain = KeptFactor { second_factor: Some(secret.clone()), ..sealed.clone() };
    let audit = NewAudit {
        at: at("2026-11-25T02:01:00Z"),
        actor: "x".into(),
        action: "试验".into(),
        object: "user".into(),
        note: None,
    };
    assert_eq!(store.replace_factors(&[(sealed, plain.clone())], &audit).await.unwrap(), 1);
    store.close().await;
    // Two programs start at the same moment.
    let folder = site.folder.path();
    let (one, two) = tokio::join!(open(folder), open(folder));
    let held = kept(folder).await.second_factor.unwrap();
    assert!(held.starts_with("v1.") && held != secret);
    log_in(&one, &code(&secret, minutes(2)), minutes(2)).await.unwrap();
    log_in(&two, &code(&secret, minutes(4)), minutes(4)).await.unwrap();
    let told = one.audit().await.unwrap().into_iter().filter(|entry| entry.action == "封存动态口令密钥").count();
    assert_eq!(told, 1);
    assert_eq!(one.verify().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_backup_has_no_key_in_it_and_a_move_takes_it_along() {
    let site = site().await;
    let (secret, _) = enrolled(&site).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("备份.zip");
    site.app.backup(&actor(), &file, now()).await.unwrap();
    site.app.close().await;
    let config = |folder: &Path| Config {
        data_dir: folder.to_path_buf(),
        server: server(folder),
        font_dirs: Vec::new(),
        content_dir: None,
        packs_dir: None,
        attachment_max: app::ATTACHMENT_MAX,
    };
    let folder = elsewhere.path().join("新机器");
    app::restore(&config(&folder), &file).await.unwrap();
    let restored = open(&folder).await;
    assert!(restored.seal_fault().is_some());
    restored.close().await;
    fs::copy(site.folder.path().join(SEAL_KEY), folder.join(SEAL_KEY)).unwrap();
    let restored = open(&folder).await;
    log_in(&restored, &code(&secret, minutes(2)), minutes(2)).await.unwrap();
    restored.close().await;

    let to = Config { server: None, ..config(&elsewhere.path().join("迁往")) };
    move_database(&actor(), &config(site.folder.path()), &to, now()).await.unwrap();
    let moved = App::open_with(to, app::PasswordCost::Low).await.unwrap();
    assert_eq!(moved.seal_fault(), None);
    log_in(&moved, &code(&secret, minutes(4)), minutes(4)).await.unwrap();
}
