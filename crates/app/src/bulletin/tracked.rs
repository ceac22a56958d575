//! The working copy of a document on its way (修改痕迹稿): the generated text with every change as Word tracks it, so that
//! whoever approves reads in Word who wrote what.

use std::collections::BTreeMap;

use engine::issuing::{Piece, Revision, Touch, TrackedLine};
use jiff::Timestamp;
use jiff::tz::Offset;
use model::people::{Capability, DataClass};
use report::{Block, Revised, Reviser, Run, docx};

use super::cut::Cut;
use super::document;
use crate::actor::about;
use crate::people::persons::Persons;
use crate::{Actor, App, AppError, Download, Result, blocking};

impl App {
    pub async fn tracked_copy(&self, actor: &Actor, code: &str, now: Timestamp) -> Result<Download> {
        self.demand(actor, Capability::ReadInternal, &about(None, DataClass::Internal), "查看公文办理", now).await?;
        let loaded = self.issue_of(code).await?;
        let tracked = loaded.issue.tracked().map_err(|refusal| AppError::bad_input(refusal.to_string()))?;
        if tracked.is_empty() {
            return Err(AppError::bad_input("这份公文没有改动过正文，没有修改痕迹；请直接下载通报文件"));
        }
        let cut: Cut = serde_json::from_str(&self.stored_bulletin(loaded.head.draft).await?.cut)?;
        let (persons, fonts) = (self.persons(now).await?, self.fonts().await?);
        blocking(move || {
            let (mut document, _) = document::build(&cut)?;
            document.rasterise(&fonts)?;
            document.place_imprint(&fonts)?;
            document.blocks = with_changes(document.blocks, tracked, &persons);
            Ok(Download { file_name: format!("{}（修改痕迹稿）.docx", cut.title), bytes: docx(&document)? })
        })
        .await
    }
}

fn with_changes(blocks: Vec<Block>, mut tracked: BTreeMap<usize, Vec<TrackedLine>>, persons: &Persons) -> Vec<Block> {
    let mut place = 0;
    let mut found = Vec::new();
    for block in blocks {
        let Block::Paragraph { .. } = block else {
            found.push(block);
            continue;
        };
        match tracked.remove(&place) {
            Some(lines) => found.extend(lines.into_iter().map(|line| revised(line, persons))),
            None => found.push(block),
        }
        place += 1;
    }
    found
}

fn revised(line: TrackedLine, persons: &Persons) -> Block {
    let run = |piece: Piece| match piece {
        Piece::Words(words) => Run::text(words),
        Piece::Figure { id, value } => Run::figure(value, id),
    };
    let runs = line.pieces.into_iter().map(|(piece, revision)| (run(piece), named(revision, persons))).collect();
    Block::Revised(Revised { runs, mark: named(line.mark, persons) })
}

fn named(revision: Revision, persons: &Persons) -> report::Revision {
    let reviser =
        |touch: Touch| Reviser { name: persons.with_account(&touch.by), at: Offset::constant(8).to_datetime(touch.at) };
    report::Revision { inserted: revision.inserted.map(reviser), deleted: revision.deleted.map(reviser) }
}
