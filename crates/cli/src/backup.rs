//! `junxian backup`, `restore`, `move` and the drill of `verify --backup`.

use std::path::Path;

use anyhow::Result;
use app::{BackupReport, Config, ServerAddress};
use jiff::Timestamp;

use crate::Site;
use crate::progress::Progress;
use crate::terminal::{note, show};

pub async fn backup(site: &Site, file: &Path) -> Result<()> {
    let app = site.open().await?;
    let progress = Progress::start("备份并核验副本");
    let report = app.backup(&site.actor, file, Timestamp::now()).await?;
    drop(progress);
    show(&format!("已备份到 {}\n{}", file.display(), contents(&report)))?;
    for folder in &report.outside {
        note(&format!("注意：{} 在数据目录之外，不在备份中，请另行备份", folder.display()));
    }
    note(&format!(
        "注意：动态口令的封存密钥 {} 不在备份中，请复制一份，与备份分开保管；恢复后没有它，动态口令须逐个重置",
        app.seal_key().display()
    ));
    Ok(())
}

pub async fn restore(site: &Site, file: &Path) -> Result<()> {
    let progress = Progress::start("恢复并核验");
    let report = app::restore(&site.config(), file).await?;
    drop(progress);
    show(&format!("已恢复到{}，全部相符\n{}", site.place(), contents(&report)))?;
    if let Some(fault) = site.open().await?.seal_fault() {
        note(&format!("注意：{fault}"));
    }
    Ok(())
}

/// Moves everything to another database; the old one stays.
pub async fn move_to(site: &Site, to: &str) -> Result<()> {
    let from = site.existing()?;
    let to = match ServerAddress::is_meant(to) {
        true => Config { server: Some(to.parse()?), ..from.clone() },
        false => Config { server: None, data_dir: to.into(), ..from.clone() },
    };
    let progress = Progress::start("迁移并核对");
    let report = app::move_database(&site.actor, &from, &to, Timestamp::now()).await?;
    drop(progress);
    show(&format!(
        "已迁至 {}，两库逐行相符\n表 {} 个，数据 {} 行，内容摘要：{}\n操作记录 {} 条，末条记录摘要：{}",
        to.database(),
        report.tables,
        report.rows,
        report.digest,
        report.entries,
        report.head
    ))?;
    let setting = if to.server.is_some() { "--database" } else { "--data" };
    note(&format!("请改用 {setting} 指定新的数据库后启动服务；原数据库保留未动，请勿再用它办理业务"));
    Ok(())
}

pub async fn drill(file: &Path) -> Result<()> {
    let progress = Progress::start("恢复演练");
    let report = app::drill(file).await?;
    drop(progress);
    show(&format!("备份可以恢复，全部相符；演练用的副本已删除\n{}", contents(&report)))
}

fn contents(report: &BackupReport) -> String {
    format!(
        "备份时间 {}，程序版本 {}，文件 {} 个共 {} 字节\n操作记录 {} 条，末条记录摘要：{}",
        app::time_in_words(report.made_at),
        report.version,
        report.files,
        report.size,
        report.entries,
        report.head
    )
}
