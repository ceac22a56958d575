//! Writes tables to be filled in as .xlsx: header with units, drop-down lists, a page that says how to fill them in.
//!
//! Knows nothing of any particular table. What is blank stays blank: nobody must delete a 「—」 before typing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};

use crate::error::ReportError;
use crate::layout::{DEMO_MARK, half_widths};

const HEADER_ROW: u32 = 1;
/// Lists and formats reach so many lines below the rows that are there.
const SPARE_LINES: u32 = 2000;
/// Hidden, holds the entries of drop-down lists.
const LISTS: &str = "选项";

#[derive(Debug, Clone, PartialEq)]
pub struct EntrySheet {
    /// Above the header, and the name of the document.
    pub title: String,
    pub columns: Vec<EntryColumn>,
    /// One cell for each column.
    pub rows: Vec<Vec<EntryCell>>,
    /// The first lines of the page that says how to fill it in.
    pub notes: Vec<String>,
    pub date: Date,
    pub is_demo: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryColumn {
    /// With its unit; a required column gets a star behind it.
    pub title: String,
    pub is_required: bool,
    pub kind: EntryKind,
    /// A drop-down list; empty for a column that is typed.
    pub choices: Vec<String>,
    /// How to fill it in, shown when a cell is chosen.
    pub hint: String,
    /// 口径.
    pub definition: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Text,
    Number,
    Date,
}

#[derive(Debug, Clone, PartialEq)]
pub enum EntryCell {
    Blank,
    Text(String),
    Number(Decimal),
    Date(Date),
}

pub fn entry_xlsx(sheet: &EntrySheet) -> Result<Vec<u8>, ReportError> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(
            sheet.date.year().unsigned_abs(),
            sheet.date.month().unsigned_abs(),
            sheet.date.day().unsigned_abs(),
        )?;
        let properties = DocProperties::new().set_title(&sheet.title).set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let mut lists = Worksheet::new();
        lists.set_name(LISTS)?.set_hidden(true);
        let mut table = Worksheet::new();
        table.set_name(if sheet.is_demo { "演示数据" } else { "数据" })?;
        write_table(&mut table, &mut lists, sheet)?;
        let mut notes = Worksheet::new();
        notes.set_name("填报说明")?;
        write_notes(&mut notes, sheet)?;
        table.set_active(true);
        workbook.push_worksheet(table);
        workbook.push_worksheet(notes);
        workbook.push_worksheet(lists);
        workbook.save_to_buffer()
    };
    written().map_err(|error| ReportError::Xlsx(error.to_string()))
}

fn write_table(table: &mut Worksheet, lists: &mut Worksheet, sheet: &EntrySheet) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    let mark =
        if sheet.is_demo && !sheet.title.contains(DEMO_MARK) { format!("（{DEMO_MARK}）") } else { String::new() };
    table.write_with_format(0, 0, format!("{}{mark}", sheet.title), &title)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00E8_EEF7));
    let last = HEADER_ROW + sheet.rows.len() as u32 + SPARE_LINES;
    for (place, column) in (0_u16..).zip(&sheet.columns) {
        let star = if column.is_required { "*" } else { "" };
        table.write_with_format(HEADER_ROW, place, format!("{}{star}", column.title), &head)?;
        let widest = column.choices.iter().map(|choice| half_widths(choice)).max().unwrap_or(0);
        let width = half_widths(&column.title).max(widest).clamp(10, 36) + 2;
        table.set_column_width(place, width as f64)?;
        let format = match column.kind {
            EntryKind::Text => Format::new().set_num_format("@"),
            EntryKind::Number => Format::new().set_num_format("General").set_align(FormatAlign::Right),
            EntryKind::Date => Format::new().set_num_format("yyyy-mm-dd"),
        };
        table.set_column_format(place, &format)?;
        if let Some(validation) = validation(lists, place, column)? {
            table.add_data_validation(HEADER_ROW + 1, place, last, place, &validation)?;
        }
    }
    let text = Format::new().set_num_format("@");
    let number = Format::new().set_num_format("General").set_align(FormatAlign::Right);
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (line, row) in (HEADER_ROW + 1..).zip(&sheet.rows) {
        for (place, cell) in (0_u16..).zip(row) {
            match cell {
                EntryCell::Blank => {}
                EntryCell::Text(words) => {
                    table.write_string_with_format(line, place, words, &text)?;
                }
                EntryCell::Number(value) => {
                    match value.to_f64().filter(|_| value.mantissa().unsigned_abs() < 1 << 50) {
                        Some(plain) => {
                            table.write_number_with_format(line, place, plain, &number)?;
                        }
                        // A number of more than fifteen digits would lose the last ones in Excel.
                        None => {
                            table.write_string_with_format(line, place, value.to_string(), &text)?;
                        }
                    }
                }
                EntryCell::Date(day) => {
                    let day = ExcelDateTime::from_ymd(
                        day.year().unsigned_abs(),
                        day.month().unsigned_abs(),
                        day.day().unsigned_abs(),
                    )?;
                    table.write_datetime_with_format(line, place, day, &date)?;
                }
            }
        }
    }
    table.set_freeze_panes(HEADER_ROW + 1, 1)?;
    if !sheet.columns.is_empty() {
        let last = HEADER_ROW + sheet.rows.len() as u32;
        table.autofilter(HEADER_ROW, 0, last, sheet.columns.len() as u16 - 1)?;
    }
    Ok(())
}

/// The drop-down list of a column. Whoever types something else is told; what a list does not know may be a code.
fn validation(lists: &mut Worksheet, place: u16, column: &EntryColumn) -> Result<Option<DataValidation>, XlsxError> {
    let hint: String = column.hint.chars().take(240).collect();
    let title: String = column.title.chars().take(30).collect();
    if column.choices.is_empty() {
        let shown = DataValidation::new().allow_any_value().set_input_title(title)?.set_input_message(hint)?;
        return Ok((!column.hint.is_empty()).then_some(shown));
    }
    for (line, choice) in (0_u32..).zip(&column.choices) {
        lists.write_string(line, place, choice)?;
    }
    let letter = rust_xlsxwriter::column_number_to_name(place);
    let range = format!("={LISTS}!${letter}$1:${letter}${}", column.choices.len());
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_input_title(title)?
        .set_input_message(hint)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("不在下拉列表中")?
        .set_error_message("请从下拉列表中选择；填写代码也可以。")?;
    Ok(Some(list))
}

fn write_notes(notes: &mut Worksheet, sheet: &EntrySheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_background_color(Color::RGB(0x00E8_EEF7));
    let cell = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let mut line = 0;
    if sheet.is_demo {
        notes.write_string_with_format(line, 0, "演示数据，非真实", &Format::new().set_bold())?;
        line += 1;
    }
    for note in sheet.notes.iter().filter(|note| !note.trim_end().ends_with('：')) {
        notes.write_string(line, 0, note)?;
        line += 1;
    }
    line += 1;
    for (place, (title, width)) in
        (0_u16..).zip([("栏目", 28), ("必填", 8), ("填法", 44), ("口径", 60), ("可选项", 60)])
    {
        notes.write_string_with_format(line, place, title, &head)?;
        notes.set_column_width(place, f64::from(width))?;
    }
    for column in &sheet.columns {
        line += 1;
        let required = if column.is_required { "是" } else { "否" };
        let cells = [column.title.as_str(), required, &column.hint, &column.definition, &column.choices.join("、")];
        for (place, words) in (0_u16..).zip(cells) {
            notes.write_string_with_format(line, place, words, &cell)?;
        }
    }
    Ok(())
}
