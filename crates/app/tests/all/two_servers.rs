//! Two programs on one database, as two servers behind one name: what one did, the other knows at once.

use std::collections::BTreeSet;
use std::path::Path;

use app::view::{AsOf, BulletinRequest};
use app::{Actor, Config, move_database};

use crate::support::{PLAN, actor, at, demo, now, open, server, site};

#[tokio::test]
async fn a_session_begun_at_one_server_goes_on_at_the_other_and_ends_at_both() {
    let site = site().await;
    let other = open(site.folder.path()).await;
    site.app.add_user(&actor(), "lisi", "李四", Some("Correct-Horse-9"), now()).await.unwrap();
    let (token, begun) = site.app.login("lisi", "Correct-Horse-9", "127.0.0.1", now()).await.unwrap();
    assert_eq!(other.session(&token, now()).await.unwrap().csrf, begun.csrf);
    // Wrong passwords at either count together.
    for place in 0..5 {
        let app = if place % 2 == 0 { &site.app } else { &other };
        assert!(app.login("lisi", "Wrong-Horse-9", "127.0.0.1", now()).await.is_err());
    }
    let locked = other.login("lisi", "Correct-Horse-9", "127.0.0.1", now()).await.unwrap_err();
    assert!(locked.to_string().contains("锁定"), "{locked}");
    other.logout(&token, now()).await.unwrap();
    assert!(site.app.session(&token, now()).await.is_err());
}

#[tokio::test]
async fn bulletins_made_at_once_by_two_servers_have_one_numbering_and_one_chain() {
    let site = demo().await;
    let other = open(site.folder.path()).await;
    let request = BulletinRequest { as_of: Some("2025-12-31".parse().unwrap()), ..Default::default() };
    let (actor, time) = (actor(), now());
    let make = |app: &'_ app::App| {
        let (request, actor) = (request.clone(), actor.clone());
        async move { app.create_bulletin(&actor, PLAN, &request, time).await.unwrap().id }
    };
    let (one, two, three, four) = tokio::join!(make(&site.app), make(&other), make(&site.app), make(&other));
    let numbers: BTreeSet<i64> = [one, two, three, four].into_iter().collect();
    assert_eq!(numbers.len(), 4);
    assert_eq!(numbers.last().unwrap() - numbers.first().unwrap(), 3, "{numbers:?}");
    for app in [&site.app, &other] {
        let report = app.verify().await.unwrap();
        assert_eq!((report.bulletins, report.faults.len()), (4, 0), "{:?}", report.faults);
        assert_eq!(app.bulletins(PLAN).await.unwrap().len(), 4);
    }
}

fn config(folder: &Path, is_server: bool) -> Config {
    Config {
        data_dir: folder.to_path_buf(),
        server: if is_server { server(folder) } else { None },
        font_dirs: Vec::new(),
        content_dir: None,
        packs_dir: None,
    }
}

#[tokio::test]
async fn a_site_moves_to_another_database_with_everything_and_back() {
    let site = demo().await;
    let status = async |app: &app::App| {
        let question = AsOf { as_of: Some("2025-12-31".parse().unwrap()), ..AsOf::default() };
        serde_json::to_value(app.overview(PLAN, &question, now()).await.unwrap()).unwrap()
    };
    let before = status(&site.app).await;
    let (from, folder) = (config(site.folder.path(), true), tempfile::tempdir().unwrap());
    // To a file, whatever this one is, and from there to what the tests run on.
    let file = config(&folder.path().join("file"), false);
    let third = config(&folder.path().join("third"), true);
    let clerk = Actor::new("命令行");
    let there = move_database(&clerk, &from, &file, at("2026-11-25T03:00:00Z")).await.unwrap();
    assert!(there.rows > 1_000, "{there:?}");
    let again = move_database(&clerk, &from, &file, at("2026-11-25T03:00:00Z")).await.unwrap_err();
    assert!(again.to_string().contains("已存在"), "{again}");
    let back = move_database(&clerk, &file, &third, at("2026-11-25T04:00:00Z")).await.unwrap();
    assert_eq!((back.tables, back.rows, back.entries), (there.tables, there.rows + 1, there.entries + 1));
    let app = app::App::open_with(third.clone(), app::PasswordCost::Low).await.unwrap();
    let after = status(&app).await;
    assert_eq!(after, before);
    assert!(app.verify().await.unwrap().faults.is_empty());
    let full = move_database(&clerk, &from, &third, at("2026-11-25T05:00:00Z")).await.unwrap_err();
    assert!(full.to_string().contains("已有数据") || full.to_string().contains("已存在"), "{full}");
    assert_eq!(status(&site.app).await, before, "the old one stays as it was");
}
