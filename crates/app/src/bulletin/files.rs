//! The files of a bulletin: made once from its cut and stored with it; handed out as stored ever after.

use std::sync::Arc;

use model::digest;
use report::{Fonts, docx, ledger_xlsx, pdf};

use super::cut::{Cut, file_view};
use super::document;
use crate::frame::Frame;
use crate::view::{BulletinRebuild, RebuiltFile};
use crate::{App, AppError, BulletinFile, Download, Result, blocking, sheet};

/// Version of the program, stored beside the files that it makes.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

fn ending(kind: BulletinFile) -> &'static str {
    match kind {
        BulletinFile::Docx => "docx",
        BulletinFile::Pdf => "pdf",
        BulletinFile::Xlsx => "xlsx",
    }
}

impl App {
    /// As stored when the bulletin was made. One from before files were kept is made from its cut.
    pub async fn bulletin_file(&self, id: i64, file: BulletinFile) -> Result<Download> {
        let stored = self.stored_bulletin(id).await?;
        if let Some(held) = self.store.bulletin_file(id, ending(file)).await? {
            return Ok(Download { file_name: held.name, bytes: held.bytes });
        }
        let made = self.make_files(serde_json::from_str(&stored.cut)?).await?;
        let found = made.into_iter().find(|held| held.kind == ending(file));
        let found = found.ok_or_else(|| AppError::not_found(format!("第 {id} 号通报的文件")))?;
        Ok(Download { file_name: found.name, bytes: found.bytes })
    }

    /// Makes the files again from the cut and holds them against the stored ones.
    pub async fn rebuild_bulletin(&self, id: i64) -> Result<BulletinRebuild> {
        let stored = self.stored_bulletin(id).await?;
        if stored.files.is_empty() {
            return Err(AppError::bad_input(format!(
                "第 {id} 号通报生成时还没有保存文件，没有可以比对的原件；下载时由当前程序按数据切片排版"
            )));
        }
        let made = self.make_files(serde_json::from_str(&stored.cut)?).await?;
        let mut files = Vec::new();
        for held in &stored.files {
            let Some(again) = made.iter().find(|file| file.kind == held.kind) else { continue };
            let found = digest(&again.bytes);
            let is_same = found == held.digest;
            let finding = if is_same {
                "逐字节一致".to_string()
            } else if held.program == PROGRAM {
                format!("同为版本 {PROGRAM}，重新排版的文件与原件不同，字体或程序可能已更换；下载的仍是原件")
            } else {
                format!("原件由版本 {} 排版，当前版本 {PROGRAM} 排版不同；数据切片相同，下载的仍是原件", held.program)
            };
            files.push(RebuiltFile { stored: file_view(held), digest: found, is_same, finding });
        }
        Ok(BulletinRebuild { id, program: PROGRAM.to_string(), files })
    }

    /// All files of a cut; reads nothing else but the fonts of the site.
    pub(super) async fn make_files(&self, cut: Cut) -> Result<Vec<store::BulletinFile>> {
        let fonts = self.fonts().await?;
        blocking(move || {
            let (mut document, _) = document::build(&cut)?;
            document.rasterise(&fonts)?;
            document.place_imprint(&fonts)?;
            let frame = Frame::thaw(cut.frame);
            let sheets =
                [sheet::targets(&frame, cut.date), sheet::monthly(&frame, cut.date), sheet::tasks(&frame, cut.date)];
            let title = cut.title;
            let file = |kind: BulletinFile, name: String, bytes: Vec<u8>| store::BulletinFile {
                kind: ending(kind).to_string(),
                name,
                bytes,
            };
            Ok(vec![
                file(BulletinFile::Docx, format!("{title}.docx"), docx(&document)?),
                file(BulletinFile::Pdf, format!("{title}.pdf"), pdf(&document, &fonts)?),
                file(BulletinFile::Xlsx, format!("附件：{title}台账.xlsx"), ledger_xlsx(&sheets)?),
            ])
        })
        .await
    }

    /// All font files of the configured folders, read once.
    pub(crate) async fn fonts(&self) -> Result<Arc<Fonts>> {
        let folders = self.config.font_dirs.clone();
        let load = || async {
            blocking(move || {
                let mut files = Vec::new();
                for folder in &folders {
                    let Ok(entries) = std::fs::read_dir(folder) else { continue };
                    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                    paths.retain(|path| {
                        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
                        ["otf", "ttf", "ttc"].contains(&ending.to_lowercase().as_str())
                    });
                    paths.sort();
                    for path in paths {
                        files.push(std::fs::read(&path).map_err(|error| AppError::Internal {
                            message: format!("字体文件 {} 无法读取：{error}", path.display()),
                        })?);
                    }
                }
                if files.is_empty() {
                    let names: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
                    let looked_in =
                        if names.is_empty() { "没有可用的字体目录".to_string() } else { names.join("、") };
                    return Err(AppError::Unavailable {
                        message: format!(
                            "没有找到公文所用的字体（{looked_in}），不能生成公文；\
                             请把随程序提供的 fonts 目录放在程序旁，或在启动时用 --fonts 指明字体目录"
                        ),
                    });
                }
                Ok(Arc::new(Fonts::new(files)?))
            })
            .await
        };
        Ok(self.fonts.get_or_try_init(load).await?.clone())
    }
}
