//! Backup, wipe, restore: the same bytes come back, and nothing but a whole backup is taken.

use std::fs;
use std::io::Write;
use std::path::Path;

use app::view::BulletinRequest;
use app::{AppError, BulletinFile, Config};
use zip::write::SimpleFileOptions;

use crate::support::{PLAN, SAMPLE, actor, demo, now, open, server, site};

fn config(folder: &Path) -> Config {
    Config {
        data_dir: folder.to_path_buf(),
        server: server(folder),
        font_dirs: Vec::new(),
        content_dir: None,
        packs_dir: None,
        attachment_max: app::ATTACHMENT_MAX,
    }
}

/// What is left of work in progress.
fn hidden(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with('.')).count()
}

#[tokio::test]
async fn a_wiped_site_comes_back_with_the_same_bulletin_words_and_packs() {
    let site = demo().await;
    let request = BulletinRequest { as_of: Some("2025-12-31".parse().unwrap()), ..Default::default() };
    let bulletin = site.app.create_bulletin(&actor(), PLAN, &request, now()).await.unwrap();
    let before = site.app.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap();
    fs::create_dir_all(site.folder.path().join("packs/own/2026.1")).unwrap();
    fs::write(site.folder.path().join("packs/own/2026.1/notes.md"), "本单位").unwrap();
    fs::write(site.folder.path().join("wording.toml"), "# 本单位用语\n").unwrap();

    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("备份.zip");
    let made = site.app.backup(&actor(), &file, now()).await.unwrap();
    assert_eq!(made.files, 3);
    site.app.close().await;
    drop(site);

    assert_eq!(app::drill(&file).await.unwrap(), made);
    let folder = elsewhere.path().join("新机器");
    assert_eq!(app::restore(&config(&folder), &file).await.unwrap(), made);
    assert_eq!(fs::read_to_string(folder.join("packs/own/2026.1/notes.md")).unwrap(), "本单位");
    assert_eq!(fs::read_to_string(folder.join("wording.toml")).unwrap(), "# 本单位用语\n");
    fs::remove_dir_all(folder.join("packs")).unwrap();
    let again = open(&folder).await;
    assert!(again.bulletin_file(bulletin.id, BulletinFile::Docx).await.unwrap() == before);
    let report = again.verify().await.unwrap();
    assert_eq!((report.head, report.entries), (made.head, made.entries));
    assert_eq!((hidden(elsewhere.path()), hidden(&folder)), (0, 0));
}

#[tokio::test]
async fn a_backup_holds_what_was_committed_when_it_began_and_overwrites_nothing() {
    let site = site().await;
    let file = site.folder.path().join("一.zip");
    let first = site.app.backup(&actor(), &file, now()).await.unwrap();
    let bytes = fs::read(&file).unwrap();
    let refused = site.app.backup(&actor(), &file, now()).await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict { .. }) && refused.to_string().contains("未覆盖"), "{refused}");
    assert!(fs::read(&file).unwrap() == bytes);
    site.app.import_plan(&actor(), "方案.txt", SAMPLE.as_bytes(), Some("sample"), false, now()).await.unwrap();
    let second = site.app.backup(&actor(), &site.folder.path().join("二.zip"), now()).await.unwrap();
    assert!(second.entries > first.entries);
    let old = site.folder.path().join("旧");
    app::restore(&config(&old), &file).await.unwrap();
    assert_eq!(open(&old).await.plans().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_folder_in_use_is_never_restored_into() {
    let site = site().await;
    let file = site.folder.path().join("备份.zip");
    site.app.backup(&actor(), &file, now()).await.unwrap();
    let refused = app::restore(&config(site.folder.path()), &file).await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict { .. }) && refused.to_string().contains("已有数据"), "{refused}");
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("wording.toml"), "# 已有\n").unwrap();
    fs::write(site.folder.path().join("wording.toml"), "# 备份中的\n").unwrap();
    let with_words = site.folder.path().join("二.zip");
    site.app.backup(&actor(), &with_words, now()).await.unwrap();
    let refused = app::restore(&config(other.path()), &with_words).await.unwrap_err();
    assert!(refused.to_string().contains("wording.toml"), "{refused}");
    assert_eq!(fs::read_to_string(other.path().join("wording.toml")).unwrap(), "# 已有\n");
    assert!(!other.path().join("junxian.db").exists());
}

#[tokio::test]
async fn any_byte_that_is_not_as_it_was_refuses_the_whole_backup() {
    let site = site().await;
    let file = site.folder.path().join("备份.zip");
    site.app.backup(&actor(), &file, now()).await.unwrap();
    let whole = fs::read(&file).unwrap();
    let folder = site.folder.path().join("新");
    let step = whole.len() / 40;
    for at in (0..whole.len()).step_by(step) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let damaged = site.folder.path().join("坏.zip");
        fs::write(&damaged, bytes).unwrap();
        // A flipped byte of a field of the zip that nobody reads may pass, but never with other content.
        match app::restore(&config(&folder), &damaged).await {
            Ok(_) => assert_eq!(open(&folder).await.verify().await.unwrap().faults, Vec::<String>::new(), "{at}"),
            Err(error) => {
                let message = error.to_string();
                assert!(message.contains("坏.zip") || message.contains("数据库"), "{at}: {message}");
                assert!(!folder.join("junxian.db").exists(), "{at}");
            }
        }
        if folder.exists() {
            assert_eq!(hidden(&folder), 0);
            fs::remove_dir_all(&folder).unwrap();
        }
    }
    let cut = site.folder.path().join("短.zip");
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let refused = app::drill(&cut).await.unwrap_err().to_string();
    assert!(refused.contains("短.zip") && refused.contains("截断"), "{refused}");
    let refused = app::drill(&site.folder.path().join("没有.zip")).await.unwrap_err().to_string();
    assert!(refused.contains("没有.zip") && refused.contains("没有这个文件"), "{refused}");
}

#[tokio::test]
async fn a_name_that_leads_out_of_the_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("恶意.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&file).unwrap());
    let listed = |name: &str| serde_json::json!({ "name": name, "size": 1, "digest": model::digest(b"x") });
    let list = serde_json::json!({
        "format": 1, "made_at": "2026-11-25T02:00:00Z", "version": "0.1.0", "entries": 0, "head": "",
        "files": [listed("../外.txt"), listed("junxian.db")],
    });
    let options = SimpleFileOptions::default();
    for (name, bytes) in [("manifest.json", list.to_string()), ("../外.txt", "x".into()), ("junxian.db", "x".into())] {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let target = folder.path().join("data");
    let refused = app::restore(&config(&target), &file).await.unwrap_err().to_string();
    assert!(refused.contains("外.txt") && refused.contains("不合规"), "{refused}");
    assert!(!folder.path().join("外.txt").exists() && !target.join("junxian.db").exists());
}

#[tokio::test]
async fn the_record_that_is_handed_out_is_proved_by_the_separate_program() {
    let site = demo().await;
    let host = actor();
    let (mut after, mut chain) = (0, ledger_check::record::Chain::default());
    loop {
        let (last, lines) = site.app.audit_lines(&host, after).await.unwrap();
        if lines.is_empty() {
            break;
        }
        lines.lines().for_each(|line| chain.add(line).unwrap());
        after = last;
    }
    let report = site.app.verify().await.unwrap();
    assert_eq!((usize::try_from(chain.count()).unwrap(), chain.head()), (report.entries, report.head.as_str()));
    // Not for somebody who came over the network, whoever it is.
    let administrator = crate::year::person("审计管理员", model::people::Role::AuditAdministrator, None, None);
    assert!(matches!(site.app.audit_lines(&administrator, 0).await, Err(AppError::Forbidden { .. })));
}
