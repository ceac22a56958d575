//! Writes ledgers (台账) as .xlsx: title, header row, typed cells, ready to print on A4 across.
//!
//! Knows nothing of any particular ledger; columns and cells come from the caller. Missing is 「—」, never 0.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::document::Align;
use crate::error::ReportError;
use crate::layout::{DEMO_MARK, half_widths};

const MISSING: &str = "—";
const DATE_FORMAT: &str = "yyyy-mm-dd";
const A4: u8 = 9;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The tab: at most 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Merged over all columns.
    pub title: String,
    /// Second line, merged: 截至2025年12月31日　单位:亿元.
    pub subtitle: Option<String>,
    pub columns: Vec<SheetColumn>,
    /// One cell for each column.
    pub rows: Vec<Vec<SheetCell>>,
    /// Below the table, one line each.
    pub notes: Vec<String>,
    /// Date of the document; written into the properties of the file (of the first sheet).
    pub date: Date,
    /// Header and footer of each printed page, and the line under the title, then say 演示.
    pub is_demo: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    pub title: String,
    /// In half characters, as Excel counts: a Chinese character takes two.
    pub width: u16,
    pub align: Align,
}

impl SheetColumn {
    pub fn new(title: impl Into<String>, width: u16, align: Align) -> SheetColumn {
        SheetColumn { title: title.into(), width, align }
    }
}

/// What a cell holds, so that Excel can sort and add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetCell {
    Text(String),
    /// A number and the decimals it is shown with.
    Number {
        value: Decimal,
        decimals: u32,
    },
    Date(Date),
    /// Shown as 「—」.
    Missing,
}

impl SheetCell {
    pub fn text(text: impl Into<String>) -> SheetCell {
        SheetCell::Text(text.into())
    }

    /// Shown with the decimals it has.
    pub fn number(value: Decimal) -> SheetCell {
        SheetCell::Number { value, decimals: value.scale() }
    }
}

/// The sheets as an Excel workbook, the same bytes for the same sheets.
pub fn ledger_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, ReportError> {
    let Some(first) = sheets.first() else {
        return Err(ReportError::Xlsx("没有工作表，至少要有一张".to_string()));
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&first.title)
            .set_subject(if sheets.iter().any(|sheet| sheet.is_demo) { DEMO_MARK } else { "" })
            .set_creation_datetime(&excel_date(first.date).map_err(excel)?),
    );
    for sheet in sheets {
        check(sheet)?;
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet).map_err(excel)?;
    }
    workbook.save_to_buffer().map_err(excel)
}

fn check(sheet: &Sheet) -> Result<(), ReportError> {
    let wrong = |what: String| Err(ReportError::Shape { place: format!("工作表“{}”", sheet.name), what });
    if sheet.columns.is_empty() {
        return wrong("没有列，至少要有一列".to_string());
    }
    for (index, row) in sheet.rows.iter().enumerate() {
        if row.len() != sheet.columns.len() {
            return wrong(format!("第 {} 行有 {} 格，应与列数 {} 相同", index + 1, row.len(), sheet.columns.len()));
        }
    }
    Ok(())
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    let last_column = u16::try_from(sheet.columns.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    for (index, column) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(index, f64::from(column.width))?;
    }

    let mut row = 0;
    let title = words_format("方正小标宋简体", 18.0).set_align(FormatAlign::Center);
    across(worksheet, row, last_column, &sheet.title, &title)?;
    worksheet.set_row_height(row, 32.0)?;
    row += 1;
    if sheet.is_demo {
        let mark = words_format("黑体", 12.0).set_align(FormatAlign::Center).set_font_color(Color::RGB(0xC0_00_00));
        across(worksheet, row, last_column, DEMO_MARK, &mark)?;
        row += 1;
    }
    if let Some(subtitle) = &sheet.subtitle {
        let format = words_format("仿宋_GB2312", 11.0).set_align(FormatAlign::Right);
        across(worksheet, row, last_column, subtitle, &format)?;
        row += 1;
    }

    let header_row = row;
    let header = bordered(words_format("黑体", 11.0).set_align(FormatAlign::Center).set_background_color("#F2F2F2"));
    for (index, column) in (0..).zip(&sheet.columns) {
        worksheet.write_string_with_format(row, index, &column.title, &header)?;
    }
    row += 1;
    for cells in &sheet.rows {
        for (index, (cell, column)) in (0..).zip(cells.iter().zip(&sheet.columns)) {
            write_cell(worksheet, row, index, cell, column)?;
        }
        row += 1;
    }
    let note = words_format("仿宋_GB2312", 10.5).set_align(FormatAlign::Left);
    for text in &sheet.notes {
        across(worksheet, row, last_column, text, &note)?;
        // Excel does not fit the height of merged cells by itself.
        let room: u32 = sheet.columns.iter().map(|column| u32::from(column.width)).sum();
        worksheet.set_row_height(row, f64::from(half_widths(text).div_ceil(room.max(1)).max(1)) * 16.0)?;
        row += 1;
    }

    worksheet.set_freeze_panes(header_row + 1, 0)?;
    worksheet.set_repeat_rows(header_row, header_row)?;
    worksheet.set_paper_size(A4);
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_print_center_horizontally(true);
    worksheet.set_margins(0.6, 0.6, 0.8, 0.8, 0.3, 0.3);
    if sheet.is_demo {
        worksheet.set_header(format!("&C&\"黑体\"&12{DEMO_MARK}"));
        worksheet.set_footer(format!("&L{DEMO_MARK}&R— &P —"));
    } else {
        worksheet.set_footer("&R— &P —");
    }
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    index: u16,
    cell: &SheetCell,
    column: &SheetColumn,
) -> Result<(), XlsxError> {
    let format = bordered(words_format("仿宋_GB2312", 11.0)).set_align(match column.align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    match cell {
        SheetCell::Text(text) => worksheet.write_string_with_format(row, index, text, &format)?,
        SheetCell::Missing => worksheet.write_string_with_format(row, index, MISSING, &format)?,
        SheetCell::Date(date) => {
            worksheet.write_datetime_with_format(row, index, excel_date(*date)?, &format.set_num_format(DATE_FORMAT))?
        }
        SheetCell::Number { value, decimals } => {
            // Excel keeps 15 digits; a figure with more would be shown wrong, so it is written as words.
            let digits = value.mantissa().unsigned_abs().to_string().len();
            match value.to_f64() {
                Some(number) if digits <= 15 => {
                    let format = format.set_num_format(number_format(*decimals));
                    worksheet.write_number_with_format(row, index, number, &format)?
                }
                _ => worksheet.write_string_with_format(row, index, value.to_string(), &format)?,
            }
        }
    };
    Ok(())
}

/// Words over all columns; Excel refuses to merge a single cell.
fn across(
    worksheet: &mut Worksheet,
    row: u32,
    last_column: u16,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    match last_column {
        0 => worksheet.write_string_with_format(row, 0, words, format)?,
        _ => worksheet.merge_range(row, 0, row, last_column, words, format)?,
    };
    Ok(())
}

fn words_format(font: &str, size: f64) -> Format {
    Format::new().set_font_name(font).set_font_size(size).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

fn number_format(decimals: u32) -> String {
    match decimals {
        0 => "0".to_string(),
        _ => format!("0.{}", "0".repeat(decimals as usize)),
    }
}

/// Excel knows the years 1900 to 9999.
fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn excel(error: XlsxError) -> ReportError {
    ReportError::Xlsx(error.to_string())
}
