//! The official document (公文) as data: what it says and in which order, never how a page is drawn.
//!
//! Figures arrive here already computed, rounded and worded. A run that shows a figure names it by a
//! short id (`S001`), which the caller resolves to a derivation.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::error::ReportError;
use crate::fonts::Fonts;

/// One official document of GB/T 9704-2012.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Without a red head the document starts with its title, as working papers do.
    pub header: Option<RedHead>,
    /// 关于……的通报. A line break (`\n`) splits the title where a person would split it.
    pub title: String,
    /// 主送机关 without the colon: `各县市区人民政府,市政府有关部门`.
    pub addressee: Option<String>,
    pub blocks: Vec<Block>,
    /// 发文机关署名.
    pub signatory: String,
    /// 成文日期; also the date written into the properties of the files.
    pub date: Date,
    pub attachments: Vec<Attachment>,
    /// 版记, at the foot of the last page.
    pub imprint: Option<Imprint>,
    /// Short id → full id of every figure in the text, kept in the properties of the .docx and inside the .pdf,
    /// so that a file found years later still says where each number came from.
    pub figures: Vec<FigureSource>,
    /// Made from demonstration data: every page then says so.
    pub is_demo: bool,
}

/// 版头: issuer mark in red, document number, red rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedHead {
    /// 发文机关标志: `示例市人民政府办公室文件`.
    pub issuer_mark: String,
    /// 发文字号: `示政办字〔2026〕1号`; absent while the document has no number yet.
    pub number: Option<String>,
}

/// A part of the body, in reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// 结构层次序数 level 1 (一、) to 4 ((1)); the label is part of the text.
    Heading {
        level: HeadingLevel,
        runs: Vec<Run>,
    },
    Paragraph {
        runs: Vec<Run>,
    },
    /// A small line for remarks and sources (注:…), usually below a table or a figure.
    Note {
        runs: Vec<Run>,
    },
    Table(Table),
    Figure(Figure),
    /// A paragraph of a working copy (修改痕迹稿) with what was written and struck out in it. Word alone can say it.
    Revised(Revised),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revised {
    pub runs: Vec<(Run, Revision)>,
    /// What became of the end of the paragraph.
    pub mark: Revision,
}

/// What became of a stretch: inserted, struck out, or first the one and then the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Revision {
    pub inserted: Option<Reviser>,
    pub deleted: Option<Reviser>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reviser {
    pub name: String,
    /// By the clock on the wall.
    pub at: DateTime,
}

/// 一、/ (一)/ 1. / (1)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
pub enum HeadingLevel {
    One,
    Two,
    Three,
    Four,
}

impl From<HeadingLevel> for u8 {
    fn from(level: HeadingLevel) -> u8 {
        match level {
            HeadingLevel::One => 1,
            HeadingLevel::Two => 2,
            HeadingLevel::Three => 3,
            HeadingLevel::Four => 4,
        }
    }
}

/// Words of one kind. `\n` breaks the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    /// Short id of the figure shown, `S001`: a letter, then letters, digits or `_`, at most 32.
    pub figure: Option<String>,
}

impl Run {
    pub fn text(text: impl Into<String>) -> Run {
        Run { text: text.into(), figure: None }
    }

    pub fn figure(text: impl Into<String>, id: impl Into<String>) -> Run {
        Run { text: text.into(), figure: Some(id.into()) }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// 表1 各县市区目标完成情况.
    pub caption: Option<String>,
    pub columns: Vec<Column>,
    /// One cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    pub title: String,
    /// Share of the width of the type area, relative to the other columns.
    pub width: u32,
    pub align: Align,
}

impl Column {
    pub fn new(title: impl Into<String>, width: u32, align: Align) -> Column {
        Column { title: title.into(), width, align }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Center,
    Right,
}

/// The words of one cell. Missing values are the caller's 「—」.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cell {
    pub runs: Vec<Run>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { runs: vec![Run::text(text)] }
    }

    pub fn figure(text: impl Into<String>, id: impl Into<String>) -> Cell {
        Cell { runs: vec![Run::figure(text, id)] }
    }
}

/// A chart or map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    #[serde(skip)]
    pub svg: String,
    /// 图1 各县市区完成率.
    pub caption: String,
    /// At most 156, the width of the type area.
    pub width_mm: u32,
    /// At most 225, its height.
    pub height_mm: u32,
    /// The same picture for Word, which draws SVG differently in each version; `Document::rasterise` makes it.
    #[serde(skip)]
    pub png: Option<Vec<u8>>,
    /// 审图号, for a map that does not print it itself (`map_svg` does): set below the picture.
    pub map_approval: Option<String>,
}

/// 附件: named after the body; with blocks, printed on pages of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attachment {
    pub title: String,
    /// Empty for an annex that is a file of its own (the .xlsx ledger).
    pub blocks: Vec<Block>,
}

/// 版记: who else gets it, who printed it and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imprint {
    /// 抄送机关, without the word and the full stop.
    pub copies_to: Option<String>,
    /// 印发机关.
    pub issued_by: String,
    /// 印发日期.
    pub issued_on: Date,
    /// Known when the pages are laid out; `Document::place_imprint` finds it for Word, which cannot.
    pub place: ImprintPlace,
}

/// 版记 stands at the foot of the last page, which is an even one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImprintPlace {
    /// Below the last words: they end on an even page and leave room.
    #[default]
    BelowText,
    /// On the page after an odd one.
    NextPage,
    /// Behind a blank page; neither has a number.
    BehindBlank,
}

/// What a short id stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureSource {
    /// `S001`.
    pub id: String,
    /// `model::FigureId` as text.
    pub source: String,
}

impl Document {
    /// Finds the page of 版记, as the PDF has it.
    pub fn place_imprint(&mut self, fonts: &Fonts) -> Result<(), ReportError> {
        let place = crate::pdf::imprint_place(self, fonts)?;
        if let (Some(imprint), Some(place)) = (&mut self.imprint, place) {
            imprint.place = place;
        }
        Ok(())
    }

    /// All blocks, body first, then the attachments.
    pub(crate) fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(self.attachments.iter().flat_map(|attachment| &attachment.blocks))
    }

    pub(crate) fn all_pictures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        self.blocks
            .iter_mut()
            .chain(self.attachments.iter_mut().flat_map(|attachment| &mut attachment.blocks))
            .filter_map(|block| match block {
                Block::Figure(figure) => Some(figure),
                Block::Heading { .. }
                | Block::Paragraph { .. }
                | Block::Note { .. }
                | Block::Table(_)
                | Block::Revised(_) => None,
            })
    }
}
