//! The report under a consent (授权结果报告): declared results with the versions of their factors, as a page and as an official
//! document. Inputs are not in it.

use engine::consent::ConsentItem;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, Period};
use report::{Align, Block, Cell, Column, Document, Run, Table, docx, pdf};

use super::results::Declared;
use crate::sheet::date_in_words;
use crate::view::ConsentReport;
use crate::{Actor, App, AppError, Download, Result, blocking, day_in_china};

/// Files of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentFile {
    Docx,
    Pdf,
}

impl App {
    pub(super) async fn report_of(
        &self,
        item: &ConsentItem,
        declared: &Declared,
        (key, firm): (&str, &str),
        (dataset, period): (Dataset, Period),
        now: Timestamp,
    ) -> Result<ConsentReport> {
        let mut found = self.results_of(declared, vec![key.to_string()], (dataset, period), now).await?;
        let held = found.remove(key).ok_or_else(|| AppError::Conflict {
            message: format!(
                "名录“{}”{}已没有{firm}的数据，没有可以查看的结果",
                declared.register.name,
                period.in_words()
            ),
        })?;
        let pack = &declared.pack;
        Ok(ConsentReport {
            dataset,
            item: item.name.clone(),
            firm: firm.to_string(),
            key: key.to_string(),
            period_in_words: period.in_words(),
            label: held.label,
            results: held.results,
            pack_name: pack.name.clone(),
            version: declared.version.clone(),
            basis: pack.basis.clone(),
            certainty_in_words: pack.certainty.in_words().to_string(),
            note: pack.note.clone(),
            factors: held.factors,
            consent: None,
        })
    }

    /// The report as a file; handing it out is a look.
    pub async fn consented_file(&self, actor: &Actor, id: i64, file: ConsentFile, now: Timestamp) -> Result<Download> {
        let kind = match file {
            ConsentFile::Docx => "docx",
            ConsentFile::Pdf => "pdf",
        };
        let report = self.consented_report(actor, id, kind, now).await?;
        let mark = if report.dataset == Dataset::Demo { "【演示】" } else { "" };
        let title = format!("{mark}{}（{}，{}）", report.item, report.firm, report.period_in_words);
        let document = document(&report, day_in_china(now));
        // Word brings its own fonts; only the PDF is laid out here.
        match file {
            ConsentFile::Docx => {
                blocking(move || Ok(Download { file_name: format!("{title}.docx"), bytes: docx(&document)? })).await
            }
            ConsentFile::Pdf => {
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

fn document(report: &ConsentReport, date: Date) -> Document {
    let is_demo = report.dataset == Dataset::Demo;
    let mut blocks = vec![text(format!(
        "{}（统一社会信用代码 {}）{}的核算结果如下，依据“{}”{} 版（{}）计算。",
        report.firm, report.key, report.period_in_words, report.pack_name, report.version, report.certainty_in_words
    ))];
    let row = |result: &crate::view::ConsentResult| {
        let unit = if result.unit.is_empty() { String::new() } else { format!(" {}", result.unit) };
        vec![
            Cell::text(result.name.clone()),
            Cell::text(format!("{}{unit}", result.value)),
            Cell::text(result.basis.clone()),
        ]
    };
    blocks.push(Block::Table(Table {
        caption: Some("表1 结果".to_string()),
        columns: vec![
            Column::new("项目", 3, Align::Left),
            Column::new("结果", 3, Align::Left),
            Column::new("依据", 5, Align::Left),
        ],
        rows: std::iter::once(&report.label).chain(&report.results).map(row).collect(),
    }));
    blocks.push(Block::Table(Table {
        caption: Some("表2 所用因子和界限的版本".to_string()),
        columns: vec![
            Column::new("名称", 3, Align::Left),
            Column::new("来源", 6, Align::Left),
            Column::new("有效期", 3, Align::Left),
        ],
        rows: report
            .factors
            .iter()
            .map(|factor| {
                vec![
                    Cell::text(factor.name.clone()),
                    Cell::text(factor.document.clone()),
                    Cell::text(factor.validity.clone()),
                ]
            })
            .collect(),
    }));
    if !report.note.is_empty() {
        blocks.push(Block::Note { runs: vec![Run::text(format!("注：{}", report.note))] });
    }
    if let Some(terms) = &report.consent {
        blocks.push(text(format!(
            "本报告由{}授权{}查看，用途为{}，授权期自{}至{}。不含企业填报的原始数据，不得用于其他用途，不得转给他人；是否授信由金融机构自行判断。",
            report.firm,
            terms.bank,
            terms.purpose,
            date_in_words(terms.first_day),
            date_in_words(terms.last_day)
        )));
    }
    Document {
        header: None,
        title: format!("{}报告", report.item),
        addressee: None,
        blocks,
        signatory: if is_demo {
            "（演示，不作签发）".to_string()
        } else {
            "【系统生成，未加盖公章】".to_string()
        },
        date,
        attachments: Vec::new(),
        imprint: None,
        figures: Vec::new(),
        is_demo,
    }
}
