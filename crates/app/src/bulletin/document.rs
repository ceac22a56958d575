//! Writes the words of a 通报 around the figures of its cut. Pure: the same cut gives the same document.

use engine::issuing::{self, Piece};
use engine::rounding::{NOTE, Rounding};
use model::Dataset;
use report::{
    Align, Attachment, Block, Cell, Column, Document, Figure, HeadingLevel, Imprint, ImprintPlace, RedHead, Run, Table,
};

use super::cut::Cut;
use super::picture;
use super::registry::Registry;
use crate::data::words::dataset_in_words;
use crate::frame::Frame;
use crate::sheet::date_in_words;
use crate::status::rows::rows;
use crate::status::tally::{counts, coverage, note_is_due, total};
use crate::view::{BulletinFigure, RoundingChoice, StatusCount, TargetRowView};
use crate::{AppError, Result};

/// The document and its figures.
pub(super) fn build(cut: &Cut) -> Result<(Document, Vec<BulletinFigure>)> {
    let frame = Frame::thaw(cut.frame.clone());
    let rounding = match cut.rounding {
        RoundingChoice::Residual => Rounding::LargestTakesResidue,
        RoundingChoice::Plain => Rounding::Plain,
    };
    let mut writer = Writer {
        cut,
        frame: &frame,
        rounding,
        rows: rows(&frame).to_vec(),
        registry: Registry::default(),
        blocks: Vec::new(),
    };
    writer.opening();
    writer.overall();
    writer.all_rows();
    writer.counties()?;
    writer.attention();
    let (registry, blocks) = (writer.registry, edited(writer.blocks, &cut.edits)?);
    // No real body signs what is made of demonstration data.
    let signatory = match cut.dataset {
        Dataset::Demo => "（演示，不作签发）".to_string(),
        Dataset::Real => cut.issuer.clone().unwrap_or_else(|| to_fill("发文机关")),
    };
    let document = Document {
        header: head(cut),
        title: title_lines(&cut.title),
        addressee: cut.addressee.clone().or_else(|| frame.summary.metadata.addressees.clone()),
        blocks,
        signatory,
        date: cut.date,
        attachments: vec![Attachment {
            title: "目标完成情况台账（电子表格）".to_string(), blocks: Vec::new()
        }],
        imprint: imprint(cut),
        figures: registry.sources(),
        is_demo: cut.dataset == Dataset::Demo,
    };
    Ok((document, registry.into_figures()))
}

/// The paragraphs as they are edited: words, and figures as marks.
pub(super) fn paragraphs(document: &Document) -> Vec<String> {
    let text = |runs: &[Run]| {
        let piece = |run: &Run| match &run.figure {
            Some(id) => issuing::marked(id, &run.text),
            None => run.text.clone(),
        };
        runs.iter().map(piece).collect::<String>()
    };
    let of_block = |block: &Block| match block {
        Block::Paragraph { runs } => Some(text(runs)),
        Block::Heading { .. } | Block::Note { .. } | Block::Table(_) | Block::Figure(_) | Block::Revised(_) => None,
    };
    document.blocks.iter().filter_map(of_block).collect()
}

/// Puts the changed paragraphs in the place of the generated ones.
fn edited(blocks: Vec<Block>, edits: &[(usize, String)]) -> Result<Vec<Block>> {
    if edits.is_empty() {
        return Ok(blocks);
    }
    let mut place = 0;
    let mut found = Vec::new();
    for block in blocks {
        let Block::Paragraph { .. } = block else {
            found.push(block);
            continue;
        };
        let edit = edits.iter().find(|(edited, _)| *edited == place);
        place += 1;
        let Some((_, text)) = edit else {
            found.push(block);
            continue;
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let pieces = issuing::pieces(line).map_err(|refusal| AppError::bad_input(refusal.to_string()))?;
            let runs = pieces.into_iter().map(|piece| match piece {
                Piece::Words(words) => Run::text(words),
                Piece::Figure { id, value } => Run::figure(value, id),
            });
            found.push(Block::Paragraph { runs: runs.collect() });
        }
    }
    Ok(found)
}

/// Kinds of plans, longest first: a line of a title may begin with one, but not with a part of a word.
const KINDS: [&str; 10] =
    ["实施方案", "行动方案", "工作方案", "行动计划", "实施意见", "发展规划", "规划纲要", "规划", "方案", "意见"];

/// Breaks the title where a person would: before the day, and in the name of the plan before its kind.
fn title_lines(title: &str) -> String {
    let whole = title.replace("》（截至", "》\n（截至");
    let (first, rest) = whole.split_once('\n').unwrap_or((&whole, ""));
    // What fits on a line of 2号 type stays whole.
    let fits = first.chars().count() <= 20;
    let kind = KINDS.iter().find_map(|kind| first.rfind(kind)).filter(|at| !fits && first[..*at].chars().count() <= 20);
    match kind {
        Some(at) => format!("{}\n{}\n{rest}", &first[..at], &first[at..]),
        None => whole,
    }
}

/// Said in the place itself, so that nobody overlooks it.
fn to_fill(what: &str) -> String {
    format!("【待填：{what}】")
}

/// A red head needs a number or a named issuer; a draft has neither.
fn head(cut: &Cut) -> Option<RedHead> {
    if cut.dataset == Dataset::Demo || (cut.issuer.is_none() && cut.number.is_none()) {
        return None;
    }
    let issuer = cut.issuer.clone().unwrap_or_else(|| to_fill("发文机关"));
    let number = cut.number.clone().unwrap_or_else(|| "〔　　〕　　号".to_string());
    Some(RedHead { issuer_mark: format!("{issuer}文件"), number: Some(number) })
}

fn imprint(cut: &Cut) -> Option<Imprint> {
    if cut.copy_to.is_none() && cut.printed_by.is_none() {
        return None;
    }
    let issued_by = match cut.dataset {
        Dataset::Demo => "（演示，不作印发）".to_string(),
        Dataset::Real => cut.printed_by.clone().unwrap_or_else(|| to_fill("印发机关")),
    };
    Some(Imprint {
        copies_to: cut.copy_to.as_ref().map(|names| names.trim_end_matches('。').to_string()),
        issued_by,
        issued_on: cut.printed_on.unwrap_or(cut.date),
        place: ImprintPlace::default(),
    })
}

pub(super) struct Writer<'cut> {
    pub cut: &'cut Cut,
    pub frame: &'cut Frame,
    pub rounding: Rounding,
    pub rows: Vec<TargetRowView>,
    pub registry: Registry,
    pub blocks: Vec<Block>,
}

impl Writer<'_> {
    pub fn heading(&mut self, level: HeadingLevel, text: &str) {
        self.blocks.push(Block::Heading { level, runs: vec![Run::text(text)] });
    }

    pub fn paragraph(&mut self, runs: Vec<Run>) {
        self.blocks.push(Block::Paragraph { runs });
    }

    pub fn note(&mut self, text: String) {
        self.blocks.push(Block::Note { runs: vec![Run::text(text)] });
    }

    fn opening(&mut self) {
        let frame = self.frame;
        let number = frame.summary.metadata.document_number.as_ref().map(|number| format!("（{number}）"));
        let mut text = format!(
            "为全面掌握《{}》{}目标完成情况，对方案确定的目标逐项进行了核算。现将截至{}的完成情况通报如下。",
            frame.summary.metadata.title,
            number.unwrap_or_default(),
            date_in_words(frame.as_of)
        );
        if let Some(cut) = &self.cut.period_cut {
            let short: String = cut.digest.chars().take(12).collect();
            text.push_str(&format!(
                "本通报取自{}冻结数据（冻结编号{}，{}冻结，摘要{short}）。",
                cut.period,
                cut.code,
                date_in_words(cut.frozen_on)
            ));
        }
        if frame.dataset == Dataset::Demo {
            text.push_str("本通报使用演示数据生成，仅用于展示功能，不反映实际情况。");
        }
        self.paragraph(vec![Run::text(text)]);
        let cover = coverage(frame);
        let mut runs = vec![Run::text(format!(
            "本通报依据{}，采用“{}”规则判断：{}。各项目标中，有同口径数据可供判断的占",
            dataset_in_words(frame.dataset),
            frame.preset.name,
            frame.preset.description
        ))];
        runs.extend(self.with_unit(&cover));
        runs.push(Run::text("；没有数据的不作估计，以“—”表示。"));
        self.paragraph(runs);
    }

    fn overall(&mut self) {
        self.heading(HeadingLevel::One, "一、总体情况");
        let frame = self.frame;
        let counts = counts(frame, self.rounding);
        let mut runs = vec![Run::text("方案目标按地区分列共")];
        runs.push(self.registry.run(&total(frame)));
        runs.push(Run::text("项，其中"));
        for (index, count) in counts.iter().enumerate() {
            runs.push(Run::text(count.label.clone()));
            runs.push(self.registry.run(&count.count));
            runs.push(Run::text("项，占"));
            runs.extend(self.with_unit(&count.share));
            runs.push(Run::text(if index + 1 == counts.len() { "。" } else { "；" }));
        }
        self.paragraph(runs);
        let chart = picture::status_chart(&counts);
        self.blocks.push(Block::Figure(Figure::bar_chart(&chart, "图1　目标完成情况（项）")));
        self.counts_table(&counts);
        let due = note_is_due(frame, self.rounding);
        let addition = if due { format!("；{NOTE}") } else { String::new() };
        self.note(format!("注：占比取一位小数，修约方式为{}{addition}。", self.rounding.in_words()));
    }

    fn counts_table(&mut self, counts: &[StatusCount]) {
        let rows = counts
            .iter()
            .map(|count| {
                vec![
                    Cell::text(count.label.clone()),
                    Cell { runs: vec![self.registry.run(&count.count)] },
                    Cell { runs: vec![self.registry.run(&count.share)] },
                ]
            })
            .collect();
        self.blocks.push(Block::Table(Table {
            caption: Some("表1　目标完成情况汇总".to_string()),
            columns: vec![
                Column::new("状态", 12, Align::Center),
                Column::new("项数", 8, Align::Right),
                Column::new("占比（%）", 8, Align::Right),
            ],
            rows,
        }));
    }

    pub fn with_unit(&mut self, figure: &crate::view::Figure) -> Vec<Run> {
        let mut runs = vec![self.registry.run(figure)];
        runs.extend(figure.unit.as_ref().map(|unit| Run::text(unit.clone())));
        runs
    }

    pub fn known_by(&self) -> String {
        date_in_words(crate::day_in_china(self.frame.known_by))
    }
}
