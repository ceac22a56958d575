//! Rows out: Excel with drop-down lists and a page of 口径, and CSV. The layout is that of the import.

use engine::formula::Value;
use engine::register::shown;
use jiff::Timestamp;
use model::Dataset;
use model::pack::{Field, FieldType};
use report::{EntryCell, EntryColumn, EntryKind, EntrySheet, entry_xlsx};
use store::StoredRow;

use super::book::{Opened, values};
use super::form::{hint, options};
use super::table::{STATE_TITLE, title};
use crate::reach::Seen;
use crate::spreadsheet::guarded;
use crate::view::{RegisterBookQuery, RegisterRowsQuery};
use crate::{Actor, App, AppError, DataFormat, Download, Result, blocking, day_in_china};

/// Excel has no more lines; CSV has.
const LINES_MAX: usize = 1_000_000;
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl App {
    /// The rows of a list as a file, or the empty template of it.
    pub async fn register_file(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        query: Option<&RegisterRowsQuery>,
        format: DataFormat,
        now: Timestamp,
    ) -> Result<Download> {
        let opened = self.opened_for(actor, names, book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        let seen = reach.listed(&opened.register);
        let rows = match query {
            Some(query) => {
                let filter = self.filter(&opened, &reach, query, (LINES_MAX, now)).await?;
                self.store.page_of_rows(&opened.book, &filter).await?
            }
            None => Vec::new(),
        };
        let mark = if opened.book.dataset == Dataset::Demo { "（演示）" } else { "" };
        let kind = if query.is_some() { "" } else { "模板" };
        let name = format!("{}{kind}{mark}", opened.title());
        let day = day_in_china(now);
        blocking(move || match format {
            DataFormat::Xlsx => {
                let bytes = entry_xlsx(&sheet((&opened, &seen), &rows, &name, day)?)?;
                Ok(Download { file_name: format!("{name}.xlsx"), bytes })
            }
            DataFormat::Csv => {
                Ok(Download { file_name: format!("{name}.csv"), bytes: csv_bytes(&opened, &seen, &rows)? })
            }
            other => Err(AppError::bad_input(format!("登记表只有 xlsx 和 csv，没有{}", other.in_words()))),
        })
        .await
    }
}

fn sheet(
    (opened, seen): (&Opened, &Seen),
    rows: &[StoredRow],
    name: &str,
    day: jiff::civil::Date,
) -> Result<EntrySheet> {
    let column = |(_, field): &(usize, &Field)| EntryColumn {
        title: title(field),
        // Files hang on the page of a row: nobody can type one.
        is_required: field.presence == model::pack::Presence::Required && field.field_type != FieldType::File,
        kind: match field.field_type {
            FieldType::Number { ref unit, .. } if is_share(unit) => EntryKind::Text,
            FieldType::Number { .. } | FieldType::Money { .. } => EntryKind::Number,
            FieldType::Date => EntryKind::Date,
            _ => EntryKind::Text,
        },
        choices: options(opened, field).into_iter().map(|option| option.name).collect(),
        hint: match field.field_type {
            FieldType::File => "附件在网页上打开该行上传，本列不填；已有的附件在导入后保持不变".to_string(),
            _ => hint(opened, field),
        },
        definition: field.definition.clone(),
    };
    let columns: Vec<(usize, &Field)> = seen.fields(&opened.register).collect();
    let has_states = !opened.register.life.states.is_empty() && !rows.is_empty();
    let mut heads: Vec<EntryColumn> = columns.iter().map(column).collect();
    if has_states {
        heads.push(EntryColumn {
            title: STATE_TITLE.to_string(),
            is_required: false,
            kind: EntryKind::Text,
            choices: Vec::new(),
            hint: "由系统填写，导入时不读".to_string(),
            definition: String::new(),
        });
    }
    let cell = |field: &Field, value: Option<&Value>| match value {
        None => EntryCell::Blank,
        Some(Value::Number(number)) => match field.field_type {
            FieldType::Number { ref unit, .. } if is_share(unit) => EntryCell::Text(number.normalize().to_string()),
            _ => EntryCell::Number(*number),
        },
        Some(Value::Date(date)) => EntryCell::Date(*date),
        Some(value) => EntryCell::Text(shown(field, value, opened.directory())),
    };
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let held = values(&opened.register, &row.body)?;
        let mut line: Vec<EntryCell> =
            columns.iter().map(|(place, field)| cell(field, held.get(*place).and_then(Option::as_ref))).collect();
        if has_states {
            line.push(EntryCell::Text(opened.state_name(row.state.as_deref()).unwrap_or_default()));
        }
        lines.push(line);
    }
    let mut notes = vec![
        format!("机制：{}（版本 {}）", opened.pack.name, opened.pack.version),
        format!("依据：{}", opened.register.basis),
        format!("口径：{}", opened.register.definition),
        "填法：一行一条；带 * 的必填；单元格里只写数，单位见表头；没有数请留空，0 表示确实是零。".to_string(),
        "导入时先显示差异，逐行列出错误；有一处错误就全部不导入。表中没有的行保持不变。".to_string(),
    ];
    let hidden = seen.hidden(&opened.register);
    if !hidden.is_empty() {
        notes.push(format!("无权查看的字段不在表中：{}", hidden.join("、")));
    }
    notes.extend(opened.register.rules.iter().map(|rule| format!("校验：{}", rule.message)));
    Ok(EntrySheet {
        title: name.to_string(),
        columns: heads,
        rows: lines,
        notes,
        date: day,
        is_demo: opened.book.dataset == Dataset::Demo,
    })
}

/// Excel turns 12% typed into a number cell into 0.12, and nobody could tell it from 0.12%. Text stays as it is typed.
fn is_share(unit: &model::UnitOfMeasure) -> bool {
    unit.is_dimensionless() && matches!(unit.to_string().as_str(), "%" | "‰")
}

fn csv_bytes(opened: &Opened, seen: &Seen, rows: &[StoredRow]) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| AppError::Internal { message: format!("CSV 写出失败：{error}") };
    let columns: Vec<(usize, &Field)> = seen.fields(&opened.register).collect();
    let has_states = !opened.register.life.states.is_empty() && !rows.is_empty();
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let mut head: Vec<String> = columns.iter().map(|(_, field)| title(field)).collect();
    head.extend(has_states.then(|| STATE_TITLE.to_string()));
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        let held = values(&opened.register, &row.body)?;
        let cell = |(place, field): &(usize, &Field)| match held.get(*place).and_then(Option::as_ref) {
            None => String::new(),
            Some(value @ Value::Number(_)) => value.in_words(),
            Some(value) => guarded(&shown(field, value, opened.directory())),
        };
        let mut line: Vec<String> = columns.iter().map(cell).collect();
        line.extend(has_states.then(|| opened.state_name(row.state.as_deref()).unwrap_or_default()));
        writer.write_record(line).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| AppError::Internal { message: format!("CSV 写出失败：{error}") })
}
