//! Checks a document before any writer sees it, so that Word and PDF refuse the same things.

use std::collections::BTreeSet;

use crate::document::{Block, Cell, Document, Run, Table};
use crate::error::ReportError;
use crate::layout;

/// Finds what could not be printed as written.
pub(crate) fn check(document: &Document) -> Result<(), ReportError> {
    if let Some(head) = &document.header {
        printable(&head.issuer_mark, "发文机关标志")?;
        if head.issuer_mark.trim().is_empty() {
            return Err(wrong("发文机关标志", "不能为空"));
        }
        printable(head.number.as_deref().unwrap_or_default(), "发文字号")?;
    }
    printable(&document.title, "标题")?;
    if document.title.trim().is_empty() {
        return Err(wrong("标题", "不能为空"));
    }
    printable(document.addressee.as_deref().unwrap_or_default(), "主送机关")?;
    printable(&document.signatory, "发文机关署名")?;
    for attachment in &document.attachments {
        printable(&attachment.title, "附件名称")?;
    }

    if let Some(imprint) = &document.imprint {
        printable(imprint.copies_to.as_deref().unwrap_or_default(), "抄送机关")?;
        printable(&imprint.issued_by, "印发机关")?;
    }

    let sources: BTreeSet<&str> = document.figures.iter().map(|figure| figure.id.as_str()).collect();
    for figure in &document.figures {
        figure_name(&figure.id, "来源清单")?;
        printable(&figure.source, "来源清单")?;
    }
    for block in document.all_blocks() {
        match block {
            Block::Heading { runs, .. } => check_runs(runs, "小标题", &sources)?,
            Block::Paragraph { runs } => check_runs(runs, "正文段落", &sources)?,
            Block::Note { runs } => check_runs(runs, "注", &sources)?,
            Block::Revised(revised) => {
                revised
                    .runs
                    .iter()
                    .try_for_each(|(run, _)| check_runs(std::slice::from_ref(run), "正文段落", &sources))?;
            }
            Block::Table(table) => check_table(table, &sources)?,
            Block::Figure(figure) => {
                let place = format!("图“{}”", figure.caption);
                printable(&figure.caption, &place)?;
                printable(figure.map_approval.as_deref().unwrap_or_default(), &place)?;
                let fits = (1..=layout::CORE_WIDTH_MM).contains(&figure.width_mm)
                    && (1..=layout::CORE_HEIGHT_MM).contains(&figure.height_mm);
                if !fits {
                    return Err(wrong(
                        &place,
                        &format!(
                            "大小为 {}×{} 毫米，应不超过版心 {}×{} 毫米",
                            figure.width_mm,
                            figure.height_mm,
                            layout::CORE_WIDTH_MM,
                            layout::CORE_HEIGHT_MM
                        ),
                    ));
                }
            }
        }
    }
    Ok(())
}

fn check_table(table: &Table, sources: &BTreeSet<&str>) -> Result<(), ReportError> {
    let place = match &table.caption {
        Some(caption) => format!("表“{caption}”"),
        None => "表格".to_string(),
    };
    printable(table.caption.as_deref().unwrap_or_default(), &place)?;
    if table.columns.is_empty() {
        return Err(wrong(&place, "没有列，至少要有一列"));
    }
    for column in &table.columns {
        printable(&column.title, &place)?;
        if column.width == 0 {
            return Err(wrong(&place, &format!("“{}”列的宽度为 0，应大于 0", column.title)));
        }
    }
    for (index, row) in table.rows.iter().enumerate() {
        if row.len() != table.columns.len() {
            return Err(wrong(
                &place,
                &format!("第 {} 行有 {} 格，应与列数 {} 相同", index + 1, row.len(), table.columns.len()),
            ));
        }
        for Cell { runs } in row {
            check_runs(runs, &format!("{place}第 {} 行", index + 1), sources)?;
        }
    }
    Ok(())
}

fn check_runs(runs: &[Run], place: &str, sources: &BTreeSet<&str>) -> Result<(), ReportError> {
    for run in runs {
        printable(&run.text, place)?;
        if let Some(id) = &run.figure {
            figure_name(id, place)?;
            if !sources.contains(id.as_str()) {
                return Err(ReportError::FigureSource(id.clone()));
            }
        }
    }
    Ok(())
}

/// Word accepts 40 characters in a bookmark name; eight are kept for telling repeats apart.
fn figure_name(id: &str, place: &str) -> Result<(), ReportError> {
    let starts_well = id.starts_with(|first: char| first.is_ascii_alphabetic());
    let goes_on_well = id.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    if starts_well && goes_on_well && id.len() <= 32 {
        return Ok(());
    }
    Err(ReportError::FigureName { id: id.to_string(), place: place.to_string() })
}

/// Control characters make the XML of a .docx unreadable for Word; line breaks are the one exception.
fn printable(text: &str, place: &str) -> Result<(), ReportError> {
    let bad = |character: &char| {
        (character.is_control() && *character != '\n') || matches!(*character, '\u{FFFE}' | '\u{FFFF}')
    };
    match text.chars().find(bad) {
        None => Ok(()),
        Some(character) => Err(ReportError::ControlCharacter { place: place.to_string(), code: u32::from(character) }),
    }
}

fn wrong(place: &str, what: &str) -> ReportError {
    ReportError::Shape { place: place.to_string(), what: what.to_string() }
}
