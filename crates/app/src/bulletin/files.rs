//! Renders the files of a bulletin from its cut. Reads nothing else but the fonts of the site.

use std::sync::Arc;

use report::{Fonts, docx, ledger_xlsx, pdf};

use super::cut::Cut;
use super::document;
use crate::frame::Frame;
use crate::{App, AppError, BulletinFile, Download, Result, blocking, sheet};

impl App {
    /// Rendered from the frozen cut only: the same bytes for ever.
    pub async fn bulletin_file(&self, id: i64, file: BulletinFile) -> Result<Download> {
        let stored = self.stored_bulletin(id).await?;
        let cut: Cut = serde_json::from_str(&stored.cut)?;
        let name = cut.title.clone();
        match file {
            BulletinFile::Xlsx => {
                blocking(move || {
                    let date = cut.date;
                    let frame = Frame::thaw(cut.frame);
                    let bytes = ledger_xlsx(&[sheet::targets(&frame, date), sheet::tasks(&frame, date)])?;
                    Ok(Download { file_name: format!("附件：{name}台账.xlsx"), bytes })
                })
                .await
            }
            BulletinFile::Docx => {
                let fonts = self.fonts().await?;
                blocking(move || {
                    let (mut document, _) = document::build(&cut)?;
                    document.rasterise(&fonts)?;
                    Ok(Download { file_name: format!("{name}.docx"), bytes: docx(&document)? })
                })
                .await
            }
            BulletinFile::Pdf => {
                let fonts = self.fonts().await?;
                blocking(move || {
                    let (document, _) = document::build(&cut)?;
                    Ok(Download { file_name: format!("{name}.pdf"), bytes: pdf(&document, &fonts)? })
                })
                .await
            }
        }
    }

    /// All font files of the configured folders, read once.
    async fn fonts(&self) -> Result<Arc<Fonts>> {
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
