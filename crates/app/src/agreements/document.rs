//! An agreement as an official document: from its record alone, so that the same record gives the same files.

use engine::exchange::{Signing, SigningStage};
use jiff::Timestamp;
use model::Dataset;
use report::{Align, Attachment, Block, Cell, Column, Document, Run, Table, docx, pdf};

use super::desk::Held;
use super::sides::Sides;
use super::words::{plain, record_in_words};
use crate::people::persons::Persons;
use crate::sheet::date_in_words;
use crate::{Actor, App, Download, Result, blocking, day_in_china, time_in_words};

/// Files of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementFile {
    Docx,
    Pdf,
}

impl App {
    /// An agreement at any stage; one that is not signed says so.
    pub async fn agreement_document(
        &self,
        actor: &Actor,
        number: &str,
        file: AgreementFile,
        now: Timestamp,
    ) -> Result<Download> {
        let held = self.held_agreement(number).await?;
        let pack = self.pack_of(&held)?;
        self.demand_agreement(actor, (&held, &pack), now).await?;
        let sides = self.sides(&pack, &held.signing, now).await?;
        let people = self.persons(now).await?;
        let document = document(&held, &sides, &people);
        let mark = if document.is_demo { "【演示】" } else { "" };
        let title = format!("{mark}{}（{number}）", document.title);
        // Word brings its own fonts; only the PDF is laid out here.
        match file {
            AgreementFile::Docx => {
                blocking(move || Ok(Download { file_name: format!("{title}.docx"), bytes: docx(&document)? })).await
            }
            AgreementFile::Pdf => {
                let fonts = self.fonts().await?;
                let bytes = move || pdf(&document, &fonts);
                blocking(move || Ok(Download { file_name: format!("{title}.pdf"), bytes: bytes()? })).await
            }
        }
    }
}

fn text(text: String) -> Block {
    Block::Paragraph { runs: vec![Run::text(text)] }
}

fn document(held: &Held, sides: &Sides<'_>, people: &Persons) -> Document {
    let (head, signing) = (&held.head, &held.signing);
    let is_demo = held.dataset == Dataset::Demo;
    let mut blocks = vec![text(format!(
        "依据“{}”（{}），{}就项目“{}”（{}）的流转和利益分享协商一致，订立本协议。",
        signing.rule.name,
        signing.rule.basis,
        (0..sides.city()).map(|place| sides.name(place)).collect::<Vec<_>>().join("与"),
        head.title,
        head.row
    ))];
    blocks.push(phases(signing, sides));
    if let Some(party) = signing.rule.recovery.filter(|place| *place < sides.city()) {
        blocks.push(text(format!("{}的投入先行收回，收回以后的收益按上表分享。", sides.name(party))));
    }
    blocks.extend(
        signing.terms().filter(|terms| !terms.note.is_empty()).map(|terms| text(format!("说明：{}。", terms.note))),
    );
    blocks.push(signatures(signing, sides, people));
    blocks.extend(years(signing, sides));
    // Words end it, so that the signature is never alone on its page.
    blocks.push(text(match signing.effective_on() {
        _ if signing.stage().is_over() => format!("本协议已{}：{}。", signing.stage().in_words(), signing.reason()),
        Some(day) => format!("本协议经上列各方签署，自{}起生效。", date_in_words(day)),
        None => "本协议经上列各方全部签署后生效。".to_string(),
    }));
    let state = match signing.stage() {
        SigningStage::Drafted | SigningStage::Signing => "（征求意见稿，三方签署后生效）",
        _ => "",
    };
    let proof = format!(
        "注：本件由办理记录生成，记录共 {} 条，摘要（SHA-256）为 {}。同一记录生成的文件逐字节相同，可据以核验。",
        signing.log().len(),
        signing.record_digest()
    );
    let day = signing.effective_on().unwrap_or_else(|| day_in_china(held.drafted_at));
    Document {
        header: None,
        title: format!("项目流转利益分享协议{state}"),
        addressee: None,
        blocks,
        signatory: if is_demo {
            "（演示，不作签发）".to_string()
        } else {
            format!("【待填：{}】", sides.role_name(sides.city()))
        },
        date: day,
        attachments: vec![Attachment {
            title: "办理记录".to_string(),
            blocks: vec![Block::Table(record(signing, sides, people)), Block::Note { runs: vec![Run::text(proof)] }],
        }],
        imprint: None,
        figures: Vec::new(),
        is_demo,
    }
}

fn phases(signing: &Signing, sides: &Sides<'_>) -> Block {
    let mut columns = vec![Column::new("阶段", 3, Align::Left), Column::new("年数", 2, Align::Center)];
    columns.extend((0..sides.city()).map(|place| Column::new(format!("{}（%）", sides.name(place)), 3, Align::Right)));
    let row = |phase: &model::pack::AgreementPhase| {
        let years = phase.years.map_or("以后一直".to_string(), |years| years.to_string());
        let mut cells = vec![Cell::text(phase.name.clone()), Cell::text(years)];
        cells.extend(phase.shares.iter().map(|share| Cell::text(plain(*share))));
        cells
    };
    Block::Table(Table {
        caption: Some("表1 分享阶段和比例".to_string()),
        columns,
        rows: signing.agreed().phases.iter().map(row).collect(),
    })
}

fn signatures(signing: &Signing, sides: &Sides<'_>, people: &Persons) -> Block {
    let row = |place: usize| {
        let held = signing.signatures().iter().find(|held| held.place == place);
        vec![
            Cell::text(sides.name(place)),
            Cell::text(sides.role_name(place)),
            Cell::text(held.map_or("尚未签署".to_string(), |held| people.with_account(&held.by))),
            Cell::text(held.map_or("—".to_string(), |held| time_in_words(held.at))),
        ]
    };
    Block::Table(Table {
        caption: Some("表2 签署".to_string()),
        columns: vec![
            Column::new("签署方", 3, Align::Left),
            Column::new("办理角色", 2, Align::Left),
            Column::new("签署人", 3, Align::Center),
            Column::new("签署时间", 3, Align::Center),
        ],
        rows: (0..signing.signers()).map(row).collect(),
    })
}

fn years(signing: &Signing, sides: &Sides<'_>) -> Option<Block> {
    let shared = signing.shared().ok().filter(|shared| !shared.is_empty())?;
    let recovers = signing.rule.recovery.is_some();
    let unit = &signing.rule.unit;
    let mut columns =
        vec![Column::new("年度", 2, Align::Center), Column::new(format!("收益（{unit}）"), 3, Align::Right)];
    columns.extend(recovers.then(|| Column::new("先行收回", 3, Align::Right)));
    columns.extend((0..sides.city()).map(|place| Column::new(sides.name(place), 3, Align::Right)));
    columns.push(Column::new("未分享", 2, Align::Right));
    let row = |year: &engine::exchange::YearShare| {
        let mut cells = vec![Cell::text(year.year.to_string()), Cell::text(plain(year.income))];
        cells.extend(recovers.then(|| Cell::text(plain(year.recovered))));
        cells.extend(year.shares.iter().map(|share| Cell::text(plain(*share))));
        cells.push(Cell::text(plain(year.unshared)));
        cells
    };
    Some(Block::Table(Table {
        caption: Some("表3 年度分享".to_string()),
        columns,
        rows: shared.iter().map(row).collect(),
    }))
}

/// Every record, for the annex.
fn record(signing: &Signing, sides: &Sides<'_>, people: &Persons) -> Table {
    let row = |record: &engine::exchange::SigningRecord| {
        vec![
            Cell::text(record.number.to_string()),
            Cell::text(time_in_words(record.at)),
            Cell::text(people.with_account(&record.by)),
            Cell::text(record_in_words(record, signing, |place| sides.name(place))),
        ]
    };
    Table {
        caption: None,
        columns: vec![
            Column::new("序号", 1, Align::Center),
            Column::new("时间", 3, Align::Center),
            Column::new("办理人", 3, Align::Center),
            Column::new("事项", 8, Align::Left),
        ],
        rows: signing.log().iter().map(row).collect(),
    }
}
