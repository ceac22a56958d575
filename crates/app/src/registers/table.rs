//! Lines of a file → rows of a register: finds the header, names every fault with its line and column. A fault in one
//! place hides none in another: what a column or a cell cannot tell is left out, the rest is still looked at.

use std::collections::{BTreeMap, BTreeSet};

use engine::register::Row;
use model::pack::{Code, Field, FieldType};

use super::book::Opened;
use super::files::file_fields;
use super::save::read_row;
use crate::Result;
use crate::reach::Seen;
use crate::spreadsheet::{Line, bad};
use crate::view::LineError;

/// What stands above the column of states in files that we write; it is never read.
pub(super) const STATE_TITLE: &str = "状态（不导入）";

/// Titles above the header are skipped, but not for ever.
const HEADER_WITHIN: usize = 20;

/// More are not listed: the file is of another layout.
pub(super) const ERRORS_MAX: usize = 1000;

/// 用地面积（亩）.
pub(super) fn title(field: &Field) -> String {
    if field.field_type == FieldType::File {
        return format!("{}（附件，在网页上传）", field.name);
    }
    match super::form::kind(&field.field_type).1 {
        Some(unit) => format!("{}（{unit}）", field.name),
        None => field.name.clone(),
    }
}

/// A row of a file.
pub(super) struct FileRow {
    pub line: usize,
    pub row: Row,
    /// What was typed where files hang, by the place of the field.
    pub files: Vec<(usize, String)>,
    /// Fields of which nothing is known, because their column or cell has a fault.
    pub unread: Vec<Code>,
}

#[derive(Default)]
pub(super) struct FileRows {
    /// Rows without a fault.
    pub rows: Vec<FileRow>,
    /// Rows with a fault whose key is known: what their other cells say can still be judged.
    pub partial: Vec<FileRow>,
    pub errors: Vec<LineError>,
    pub notes: Vec<LineError>,
    /// There were so many faults that the rest of the file was not looked at.
    pub is_cut: bool,
}

/// All rows of a file, and every fault in it.
pub(super) fn rows(opened: &Opened, seen: &Seen, lines: &[Line], file_name: &str) -> Result<FileRows> {
    let Header { place: header, columns, absent, mut found } = header(opened, seen, lines, file_name)?;
    let mut line_of_key: BTreeMap<String, usize> = BTreeMap::new();
    for line in &lines[header + 1..] {
        if line.cells.is_blank() {
            continue;
        }
        let text = |field: &Field| {
            let column = columns.iter().position(|column| column.as_ref() == Some(&field.code))?;
            line.cells.get(column)
        };
        let typed = |(place, field): (usize, &Field)| Some((place, text(field)?.to_string()));
        let files: Vec<(usize, String)> = file_fields(opened).filter_map(typed).collect();
        let mut read = read_row(opened, seen, text);
        // That the column is not there is told once, with the header.
        read.faults.retain(|fault| fault.field.as_deref().is_none_or(|code| !absent.contains(code)));
        let named = |fault: crate::view::FieldFault| LineError {
            line: line.line,
            column: fault
                .field
                .as_ref()
                .and_then(|code| opened.register.fields.iter().find(|field| field.code.as_str() == code).map(title)),
            message: fault.message,
        };
        found.notes.extend(read.notes.into_iter().map(named));
        let mut unread: Vec<Code> = absent.iter().filter_map(|code| Code::new(code).ok()).collect();
        unread.extend(read.faults.iter().filter_map(|fault| Code::new(fault.field.as_ref()?).ok()));
        found.errors.extend(read.faults.into_iter().map(named));
        if found.errors.len() > ERRORS_MAX {
            found.is_cut = true;
            break;
        }
        let Some(key) = read.key else { continue };
        match line_of_key.insert(key.to_string(), line.line) {
            Some(earlier) => found.errors.push(LineError {
                line: line.line,
                column: None,
                message: format!("与第 {earlier} 行的主键“{key}”相同；请删去或合并一行"),
            }),
            None => {
                let row = Row { key, state: None, values: read.values };
                let is_whole = unread.is_empty();
                if !is_whole {
                    // What stands in the register is looked up for whole rows only.
                    let others = opened.register.fields.iter().enumerate();
                    let untold = others.filter(|(at, field)| field.field_type == FieldType::File || !seen.has(*at));
                    unread.extend(untold.map(|(_, field)| field.code.clone()));
                }
                let row = FileRow { line: line.line, row, files, unread };
                if is_whole { found.rows.push(row) } else { found.partial.push(row) }
            }
        }
    }
    if found.rows.is_empty() && found.partial.is_empty() && found.errors.is_empty() {
        found.errors.push(LineError {
            line: lines[header].line,
            column: None,
            message: "只有表头，没有数据行".to_string(),
        });
    }
    Ok(found)
}

struct Header {
    /// Among the lines.
    place: usize,
    columns: Vec<Option<Code>>,
    /// Codes of fields that have no column.
    absent: BTreeSet<String>,
    found: FileRows,
}

fn header(opened: &Opened, seen: &Seen, lines: &[Line], file_name: &str) -> Result<Header> {
    let fields: Vec<&Field> = seen.fields(&opened.register).map(|(_, field)| field).collect();
    let field_of = |cell: &str| -> Option<Code> {
        let cell = cell.trim().trim_end_matches('*').trim();
        let found =
            fields.iter().find(|field| title(field) == cell || field.name == cell || field.code.as_str() == cell);
        found.map(|field| field.code.clone())
    };
    let keys = |line: &Line| -> usize {
        let known: Vec<Code> = line.cells.iter().filter_map(field_of).collect();
        opened.register.key.iter().filter(|key| known.contains(key)).count()
    };
    let place = lines.iter().take(HEADER_WITHIN).position(|line| keys(line) == opened.register.key.len());
    let Some(place) = place else {
        let wanted: Vec<String> = fields.iter().map(|field| title(field)).collect();
        return Err(bad(file_name, &format!("没有找到表头行；请用本页下载的模板，表头应为：{}", wanted.join("、"))));
    };
    let line = &lines[place];
    let mut found = FileRows::default();
    let mut fault = |column: &str, message: String| {
        found.errors.push(LineError { line: line.line, column: Some(column.to_string()), message });
    };
    let mut columns: Vec<Option<Code>> = Vec::new();
    for cell in line.cells.iter() {
        let code = field_of(cell);
        let text = cell.trim();
        if code.is_none() && !text.is_empty() && text != STATE_TITLE {
            let near = engine::register::nearest(text, fields.iter().map(|field| field.name.as_str()));
            let hint = near.map(|name| format!("，是否为“{name}”")).unwrap_or_default();
            fault(text, format!("表头“{text}”不认识{hint}；请按模板改名或删去此列"));
        }
        if code.is_some() && columns.contains(&code) {
            fault(text, format!("表头“{text}”出现了两次；请删去一列"));
        }
        columns.push(code);
    }
    // A column that is left out would empty the field in every row: that must be said, not guessed.
    let mut absent = BTreeSet::new();
    for field in fields.iter().filter(|field| !columns.contains(&Some(field.code.clone()))) {
        if field.field_type != FieldType::File {
            fault(&title(field), format!("缺少“{}”列；请按模板补上，没有数的留空", title(field)));
            absent.insert(field.code.to_string());
        }
    }
    Ok(Header { place, columns, absent, found })
}
