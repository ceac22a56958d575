//! `junxian bulletin`: freezes a cut and writes the files of the bulletin.

use anyhow::{Context, Result};
use app::BulletinFile;
use app::view::{BulletinRequest, RoundingChoice};
use jiff::Timestamp;

use crate::args::{Bulletin, Rounding};
use crate::progress::Progress;
use crate::status::as_of;
use crate::terminal::show;
use crate::{Site, files};

pub async fn run(site: &Site, command: &Bulletin) -> Result<()> {
    let app = site.open().await?;
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
        issuer: None,
        date: None,
        map_indicator: None,
    };
    let folder = &command.output;
    std::fs::create_dir_all(folder).with_context(|| format!("目录 {} 无法建立", folder.display()))?;
    let progress = Progress::start("固定数据切片");
    let bulletin = app.create_bulletin(&site.actor, &command.question.plan, &request, Timestamp::now()).await?;
    let mut written = Vec::new();
    for (file, step) in [
        (BulletinFile::Docx, "排版 Word 文件"),
        (BulletinFile::Pdf, "排版 PDF 文件"),
        (BulletinFile::Xlsx, "写出 Excel 台账"),
    ] {
        progress.step(step);
        let download = app.bulletin_file(bulletin.id, file).await?;
        let path = folder.join(&download.file_name);
        files::hand_out(Some(&path), &download.bytes)?;
        written.push(path.display().to_string());
    }
    drop(progress);
    let files = written.join("\n  ");
    show(&format!(
        "第 {} 号通报《{}》，截至 {}\n  {files}\n数据切片：{}\n数字来源：junxian explain B{}-S001 等",
        bulletin.id, bulletin.title, bulletin.as_of, bulletin.cut, bulletin.id
    ))
}
