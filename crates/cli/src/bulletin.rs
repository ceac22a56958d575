//! `junxian bulletin`: freezes a cut and writes the files of the bulletin, or hands out those of an earlier one.

use std::path::Path;

use anyhow::{Context, Result, bail};
use app::view::{BulletinRequest, BulletinView, RoundingChoice};
use app::{App, BulletinFile};
use jiff::Timestamp;

use crate::args::figures::{Bulletin, Rounding};
use crate::progress::Progress;
use crate::status::as_of;
use crate::terminal::show;
use crate::{Site, files};

pub async fn run(site: &Site, command: &Bulletin) -> Result<()> {
    let app = site.open().await?;
    let folder = &command.output;
    std::fs::create_dir_all(folder).with_context(|| format!("目录 {} 无法建立", folder.display()))?;
    match command.id {
        Some(id) => hand_out(&app, command, id).await,
        None => create(&app, site, command).await,
    }
}

async fn create(app: &App, site: &Site, command: &Bulletin) -> Result<()> {
    let question = as_of(&command.question);
    let rounding = match command.rounding {
        Rounding::Residual => RoundingChoice::Residual,
        Rounding::Plain => RoundingChoice::Plain,
    };
    let request = BulletinRequest {
        as_of: question.as_of,
        dataset: question.dataset,
        preset: question.preset,
        rounding: Some(rounding),
        number: command.number.clone(),
        issuer: command.issuer.clone(),
        date: command.date,
        addressee: command.addressee.clone(),
        copy_to: command.copy_to.clone(),
        printed_by: command.printed_by.clone(),
        printed_on: command.printed_on,
        map_indicator: None,
        period_cut: None,
    };
    let progress = Progress::start("固定数据切片，排版 Word、PDF 和 Excel 文件");
    let bulletin = app.create_bulletin(&site.actor, &command.question.plan, &request, Timestamp::now()).await?;
    let written = write(app, bulletin.id, &command.output).await?;
    drop(progress);
    let open = match bulletin.to_fill.is_empty() {
        true => String::new(),
        false => format!("\n待填：{}（文中已留出位置）", bulletin.to_fill.join("、")),
    };
    show(&format!("{}{open}\n数字来源：junxian explain B{}-S001 等", told(&bulletin, &written), bulletin.id))
}

/// The files as they were issued, and whether this program would still make the same ones.
async fn hand_out(app: &App, command: &Bulletin, id: i64) -> Result<()> {
    let bulletin = app.bulletin(id).await?;
    let plan = &command.question.plan;
    if bulletin.plan != *plan {
        bail!(
            "第 {id} 号通报属于方案 {}，不属于 {plan}；请改用 junxian bulletin {} --id {id}",
            bulletin.plan,
            bulletin.plan
        );
    }
    let progress = Progress::start("取出原件");
    let written = write(app, id, &command.output).await?;
    let findings = if bulletin.files.is_empty() {
        "生成时还没有保存文件，以上由当前程序按数据切片排版".to_string()
    } else {
        progress.step("重新排版并比对");
        let rebuilt = app.rebuild_bulletin(id).await?;
        let lines: Vec<String> =
            rebuilt.files.iter().map(|file| format!("  {}：{}", file.stored.kind, file.finding)).collect();
        format!("以上为原件；与当前程序（版本 {}）重新排版的比对：\n{}", rebuilt.program, lines.join("\n"))
    };
    drop(progress);
    show(&format!("{}\n{findings}", told(&bulletin, &written)))
}

async fn write(app: &App, id: i64, folder: &Path) -> Result<Vec<String>> {
    let mut written = Vec::new();
    for file in [BulletinFile::Docx, BulletinFile::Pdf, BulletinFile::Xlsx] {
        let download = app.bulletin_file(id, file).await?;
        let path = folder.join(&download.file_name);
        files::hand_out(Some(&path), &download.bytes)?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

fn told(bulletin: &BulletinView, written: &[String]) -> String {
    format!(
        "第 {} 号通报《{}》，截至 {}\n  {}\n数据切片：{}",
        bulletin.id,
        bulletin.title,
        bulletin.as_of,
        written.join("\n  "),
        bulletin.cut
    )
}
