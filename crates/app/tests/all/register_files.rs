//! Files on rows of a register: told by content, kept once, part of the history, asked for by steps, in backups.

use std::collections::BTreeMap;
use std::fs;

use app::view::{RegisterBookQuery, RegisterRowDetail, RowSaveAnswer, RowSaveRequest, RowStepRequest};
use app::{Actor, AppError, Config, DataFormat, ImportMode, RowUpload};
use model::Dataset;

use crate::support::{Site, actor, now, open, site};

const NAMES: (&str, &str) = ("pilot", "permit");

/// A register with one file that steps ask for and one that nobody asks for, and a register without a life cycle.
const PACK: &str = r#"
pack "附件试点" {
  code       = "pilot"
  version    = "2026.1"
  basis      = "试点〔2026〕1号"
  certainty  = example
  valid_from = "2026-01-01"
}
role "经办" {
  code = "clerk"
}
register "许可" {
  code       = "permit"
  basis      = "试点〔2026〕1号"
  cycle      = standing
  key        = [编号]
  definition = "一件许可"

  field "编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "证书" {
    code     = "certificate"
    type     = file
    required = true
  }
  field "照片" {
    code = "photo"
    type = file
  }
  state "草稿" {
    code     = "draft"
    editable = true
  }
  state "已报" {
    code = "sent"
  }
  state "已结" {
    code  = "closed"
    final = true
  }
  step "上报" {
    code = "send"
    from = [草稿]
    to   = 已报
    role = 经办
  }
  step "退回" {
    code = "back"
    from = [已报]
    to   = 草稿
    role = 经办
  }
  step "办结" {
    code = "close"
    from = [已报]
    to   = 已结
    role = 经办
  }
}
register "台账" {
  code       = "plain"
  basis      = "试点〔2026〕1号"
  cycle      = standing
  key        = [编号]
  definition = "没有环节"

  field "编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "凭证" {
    code     = "voucher"
    type     = file
    required = true
  }
}
"#;

fn book() -> RegisterBookQuery {
    RegisterBookQuery { dataset: Some(Dataset::Real), period: None }
}

async fn pilot() -> Site {
    let empty = site().await;
    let folder = empty.folder.path().join("packs/pilot/2026.1");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("pack.hcl"), PACK).unwrap();
    empty.app.close().await;
    let app = open(empty.folder.path()).await;
    Site { app, folder: empty.folder }
}

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{words}\n%%EOF\n").into_bytes()
}

fn file(field: &str, name: &str, bytes: Vec<u8>) -> RowUpload {
    RowUpload { field: field.into(), name: name.into(), bytes }
}

fn row(values: &[(&str, &str)], seen: Option<i64>) -> RowSaveRequest {
    let values: BTreeMap<String, String> =
        values.iter().map(|(code, text)| (code.to_string(), text.to_string())).collect();
    RowSaveRequest { key: seen.map(|_| values["number"].clone()), values, seen, ..RowSaveRequest::default() }
}

async fn save(site: &Site, request: &RowSaveRequest, files: Vec<RowUpload>) -> RowSaveAnswer {
    site.app.save_row_with_files(&actor(), NAMES, &book(), (request, files), now()).await.unwrap()
}

async fn detail(site: &Site, key: &str) -> RegisterRowDetail {
    site.app.register_row(&actor(), NAMES, &book(), key, now()).await.unwrap()
}

#[tokio::test]
async fn a_file_is_kept_once_stays_in_the_history_and_goes_out_through_its_rows_only() {
    let site = pilot().await;
    let first = save(&site, &row(&[("number", "1")], None), vec![file("certificate", "证书.pdf", pdf("一"))]).await;
    assert!(first.accepted, "{first:?}");
    // The same content under another name, on another row.
    let twin = save(&site, &row(&[("number", "2")], None), vec![file("certificate", "同一份.pdf", pdf("一"))]).await;
    assert!(twin.accepted);
    let held = detail(&site, "1").await;
    let certificate = held.files[0].clone();
    assert_eq!(
        (certificate.name.as_str(), certificate.size.as_str(), certificate.actor.as_str()),
        ("证书.pdf", "1 KB", "zhangsan")
    );
    assert!(certificate.is_current && certificate.at == now() && certificate.media_type == "application/pdf");
    assert_eq!(certificate.digest, model::digest(&pdf("一")));
    assert_eq!(held.row.cells[1], "证书.pdf");

    // Replaced: the earlier one can still be had, and says that it was replaced.
    let kept = held.values["certificate"].clone();
    let second = save(
        &site,
        &row(&[("number", "1"), ("certificate", &kept)], Some(held.row.pulse)),
        vec![file("certificate", "新证书.pdf", pdf("二"))],
    )
    .await;
    assert!(second.accepted, "{second:?}");
    let after = detail(&site, "1").await;
    let told: Vec<(&str, bool)> = after.files.iter().map(|file| (file.name.as_str(), file.is_current)).collect();
    assert_eq!(told, [("新证书.pdf", true), ("证书.pdf", false)]);
    assert_eq!(after.history[0].changes[0].before, format!("证书.pdf（1 KB，摘要 {}）", certificate.short_digest));
    let given = async |key: &str, digest: &str| {
        site.app.register_row_file(&actor(), NAMES, &book(), key, ("certificate", digest), now()).await
    };
    let old = given("1", &certificate.digest).await.unwrap();
    assert_eq!((old.file_name.as_str(), old.bytes), ("证书.pdf", pdf("一")));
    assert_eq!(given("2", &certificate.digest).await.unwrap().file_name, "同一份.pdf");
    // Knowing a digest opens nothing.
    let refused = given("2", &model::digest(&pdf("二"))).await.unwrap_err();
    assert!(matches!(refused, AppError::NotFound { .. }), "{refused}");

    // The list of entries names who did it, and the chain vouches for the content.
    assert!(site.app.verify().await.unwrap().faults.is_empty());
    let entries = site.app.audit().await.unwrap();
    assert!(entries.iter().any(|entry| entry.object == "register/pilot/permit/1"), "{entries:?}");
}

#[tokio::test]
async fn what_is_not_fit_is_a_fault_of_its_field_and_nothing_is_kept() {
    let site = pilot().await;
    let faults = async |name: &str, bytes: Vec<u8>| {
        let answer = save(&site, &row(&[("number", "1")], None), vec![file("certificate", name, bytes)]).await;
        assert!(!answer.accepted);
        assert_eq!(answer.faults[0].field.as_deref(), Some("certificate"));
        answer.faults[0].message.clone()
    };
    assert!(faults("空.pdf", Vec::new()).await.starts_with("“空.pdf”：文件是空的"));
    assert!(faults("程序.pdf", b"MZ\x90\x00".to_vec()).await.contains("只收这五种"));
    assert!(faults("大.pdf", vec![b'0'; 20 * 1024 * 1024 + 1]).await.contains("超过 20 MB"));
    // A name is no file.
    let answer = save(&site, &row(&[("number", "1"), ("certificate", "证书.pdf")], None), Vec::new()).await;
    assert!(answer.faults[0].message.contains("附件不能写在表格里"), "{answer:?}");
    let unknown = site
        .app
        .save_row_with_files(
            &actor(),
            NAMES,
            &book(),
            (&row(&[("number", "1")], None), vec![file("number", "a.pdf", pdf("一"))]),
            now(),
        )
        .await
        .unwrap_err();
    assert!(unknown.to_string().contains("没有附件字段“number”"), "{unknown}");
    // The name is that of its content.
    let answer = save(&site, &row(&[("number", "1")], None), vec![file("certificate", "../扫描.exe", pdf("一"))]).await;
    assert!(answer.accepted && answer.notes[0].message.contains("扫描.pdf"), "{answer:?}");
    assert_eq!(detail(&site, "1").await.files[0].name, "扫描.pdf");
}

#[tokio::test]
async fn steps_ask_for_required_files_and_a_register_without_steps_asks_at_once() {
    let site = pilot().await;
    site.app.add_user(&actor(), "jingban", "经办", Some("Qingming-2026"), now()).await.unwrap();
    site.app.set_pack_role(&actor(), ("pilot", "clerk"), "jingban", true, now()).await.unwrap();
    assert!(save(&site, &row(&[("number", "1")], None), Vec::new()).await.accepted);
    let step = async |code: &str| {
        let seen = detail(&site, "1").await.row.pulse;
        let request = RowStepRequest { key: "1".into(), step: code.into(), note: None, seen };
        site.app.take_step(&Actor::new("jingban"), NAMES, &book(), &request, now()).await
    };
    let refused = step("send").await.unwrap_err().to_string();
    assert!(refused.contains("缺少必需的附件“证书”；请先打开该行上传并保存"), "{refused}");
    let held = detail(&site, "1").await;
    assert!(held.warnings.iter().any(|warning| warning.message.contains("缺少必需的附件“证书”")));
    let request = row(&[("number", "1")], Some(held.row.pulse));
    assert!(save(&site, &request, vec![file("certificate", "证书.pdf", pdf("一"))]).await.accepted);
    step("send").await.unwrap();
    step("back").await.unwrap();

    let names = ("pilot", "plain");
    let request = row(&[("number", "1")], None);
    let plain = async |files: Vec<RowUpload>| {
        site.app.save_row_with_files(&actor(), names, &book(), (&request, files), now()).await.unwrap()
    };
    assert!(plain(Vec::new()).await.faults[0].message.contains("缺少必需的附件“凭证”"));
    assert!(plain(vec![file("voucher", "凭证.pdf", pdf("一"))]).await.accepted);
}

#[tokio::test]
async fn a_table_keeps_the_files_of_its_rows_and_takes_none() {
    let site = pilot().await;
    save(&site, &row(&[("number", "1")], None), vec![file("certificate", "证书.pdf", pdf("一"))]).await;
    let out = site
        .app
        .register_file(&actor(), NAMES, &book(), Some(&Default::default()), DataFormat::Csv, now())
        .await
        .unwrap();
    let text = String::from_utf8(out.bytes).unwrap();
    assert!(text.contains("证书（附件，在网页上传）") && text.contains("证书.pdf（1 KB，摘要"), "{text}");
    let import = async |text: &str, mode: ImportMode| {
        let file = ("许可.csv", text.as_bytes().to_vec());
        site.app.import_rows(&actor(), NAMES, &book(), file, mode, now()).await.unwrap()
    };
    // As exported, and with the column left out: nothing changes. A new row comes in without its file.
    assert_eq!(import(&text, ImportMode::Preview).await.unchanged, 1);
    let preview = import("编号\n1\n2\n", ImportMode::Preview).await;
    assert_eq!((preview.unchanged, preview.inserted, preview.errors.len()), (1, 1, 0), "{preview:?}");
    assert!(import("编号\n1\n2\n", ImportMode::Import { basis: preview.basis }).await.accepted);
    assert_eq!(detail(&site, "1").await.files.len(), 1);
    let typed = import("编号,证书\n1,另一份.pdf\n3,证书.pdf\n", ImportMode::Preview).await;
    let told: Vec<(usize, Option<&str>)> =
        typed.errors.iter().map(|error| (error.line, error.column.as_deref())).collect();
    assert_eq!(told, [(2, Some("证书（附件，在网页上传）")), (3, Some("证书（附件，在网页上传）"))]);
    assert!(typed.errors[0].message.contains("请把这一格留空"), "{typed:?}");
    let plain = ("台账.csv", "编号\n9\n".as_bytes().to_vec());
    let report =
        site.app.import_rows(&actor(), ("pilot", "plain"), &book(), plain, ImportMode::Preview, now()).await.unwrap();
    assert!(report.errors[0].message.contains("缺少必需的附件“凭证”"), "{report:?}");
}

#[tokio::test]
async fn a_backup_brings_the_files_back() {
    let site = pilot().await;
    save(&site, &row(&[("number", "1")], None), vec![file("photo", "照片.pdf", pdf("一"))]).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let backup = elsewhere.path().join("备份.zip");
    site.app.backup(&actor(), &backup, now()).await.unwrap();
    let folder = elsewhere.path().join("新机器");
    let config = Config {
        data_dir: folder.clone(),
        font_dirs: Vec::new(),
        content_dir: None,
        packs_dir: None,
        server: crate::support::server(&folder),
        attachment_max: app::ATTACHMENT_MAX,
    };
    app::restore(&config, &backup).await.unwrap();
    let again = open(&folder).await;
    let digest = model::digest(&pdf("一"));
    let file = again.register_row_file(&actor(), NAMES, &book(), "1", ("photo", &digest), now()).await.unwrap();
    assert_eq!(file.bytes, pdf("一"));
    assert!(again.verify().await.unwrap().faults.is_empty());
}
