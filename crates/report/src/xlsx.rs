//! Writes ledgers (台账) as .xlsx: title, header row, typed cells, ready to print on paper across.
//!
//! Knows nothing of any particular ledger; columns and cells come from the caller. Missing is 「—」, never 0.
//! Cells of figures that have an id are listed with it on a sheet of their own.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
    row_col_to_cell,
};

use crate::document::Align;
use crate::error::ReportError;
use crate::layout::{DEMO_MARK, half_widths};
use crate::typography::official_punctuation;

const MISSING: &str = "—";
const DATE_FORMAT: &str = "yyyy-mm-dd";
/// Points that a line of 11-point type takes.
const LINE_POINTS: f64 = 15.0;
/// Excel draws no higher row.
const ROW_POINTS_MAX: f64 = 409.0;

/// What a ledger is printed on, always across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A4,
    /// For ledgers that would be too small to read on A4.
    A3,
}

impl Paper {
    /// Number of the size in the file format.
    fn code(self) -> u8 {
        match self {
            Paper::A4 => 9,
            Paper::A3 => 8,
        }
    }
}

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
    /// So many columns from the left stay in view beside the others.
    pub frozen_columns: u16,
    pub paper: Paper,
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
        /// Shown behind the number, which stays a number: 亿元（2024年）. A `%` makes it a percentage of Excel, so that
        /// 95.5 is stored as 0.955.
        unit: Option<String>,
        /// Id that resolves to the derivation.
        figure: Option<String>,
    },
    Date(Date),
    /// Shown as 「—」.
    Missing,
    /// For a person to fill in.
    Blank,
    /// One cell with the one above it.
    Above,
}

impl SheetCell {
    pub fn text(text: impl Into<String>) -> SheetCell {
        SheetCell::Text(text.into())
    }

    /// Words of a sheet that people read and no program reads back: with Chinese punctuation.
    pub fn printed(text: &str) -> SheetCell {
        SheetCell::Text(official_punctuation(text))
    }

    /// Shown with the decimals it has.
    pub fn number(value: Decimal) -> SheetCell {
        SheetCell::Number { value, decimals: value.scale(), unit: None, figure: None }
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
        write_sheet(workbook.add_worksheet(), sheet).map_err(excel)?;
    }
    if let Some(sources) = sources(sheets, first) {
        write_sheet(workbook.add_worksheet(), &sources).map_err(excel)?;
    }
    workbook.save_to_buffer().map_err(excel)
}

/// 数字来源: where each figure stands and the id to ask by.
fn sources(sheets: &[Sheet], first: &Sheet) -> Option<Sheet> {
    let mut rows = Vec::new();
    for sheet in sheets {
        let top = header_row(sheet) + 1;
        for (row, cells) in (top..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                if let SheetCell::Number { value, unit, figure: Some(figure), .. } = cell {
                    let unit = unit.clone().unwrap_or_default();
                    rows.push(vec![
                        SheetCell::text(&sheet.name),
                        SheetCell::text(row_col_to_cell(row, column)),
                        SheetCell::text(format!("{value}{unit}")),
                        SheetCell::text(figure),
                    ]);
                }
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let columns = [
        ("工作表", 18, Align::Left),
        ("单元格", 10, Align::Center),
        ("数字", 20, Align::Left),
        ("编号", 84, Align::Left),
    ];
    Some(Sheet {
        name: "数字来源".to_string(),
        title: "表中数字的来源编号".to_string(),
        subtitle: None,
        columns: columns.into_iter().map(|(title, width, align)| SheetColumn::new(title, width, align)).collect(),
        frozen_columns: 0,
        paper: Paper::A4,
        rows,
        notes: vec!["注：以编号可查每个数字的推导和来源（网页“从哪来”，或命令 junxian explain 编号）。".to_string()],
        date: first.date,
        is_demo: sheets.iter().any(|sheet| sheet.is_demo),
    })
}

/// Rows above it: the title, the mark of demonstration data, the subtitle.
fn header_row(sheet: &Sheet) -> u32 {
    1 + u32::from(sheet.is_demo) + u32::from(sheet.subtitle.is_some())
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
    if sheet.rows.first().is_some_and(|row| row.contains(&SheetCell::Above)) {
        return wrong("第 1 行的单元格不能与上一行合并".to_string());
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
    }

    let header_row = header_row(sheet);
    let header = bordered(words_format("黑体", 11.0).set_align(FormatAlign::Center).set_background_color("#F2F2F2"));
    for (index, column) in (0..).zip(&sheet.columns) {
        worksheet.write_string_with_format(header_row, index, &column.title, &header)?;
    }
    let header_lines = sheet.columns.iter().map(|column| lines(&column.title, column.width)).max().unwrap_or(1);
    worksheet.set_row_height(header_row, (f64::from(header_lines) * LINE_POINTS + 6.0).max(24.0))?;
    row = header_row + 1;
    write_rows(worksheet, row, sheet)?;
    row += u32::try_from(sheet.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let note = words_format("仿宋_GB2312", 10.5).set_align(FormatAlign::Left);
    for text in &sheet.notes {
        across(worksheet, row, last_column, text, &note)?;
        // Excel does not fit the height of merged cells by itself.
        let room: u32 = sheet.columns.iter().map(|column| u32::from(column.width)).sum();
        worksheet.set_row_height(row, f64::from(half_widths(text).div_ceil(room.max(1)).max(1)) * 16.0)?;
        row += 1;
    }

    worksheet.set_freeze_panes(header_row + 1, sheet.frozen_columns)?;
    worksheet.set_repeat_rows(header_row, header_row)?;
    worksheet.set_paper_size(sheet.paper.code());
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_print_center_horizontally(true);
    worksheet.set_margins(0.6, 0.6, 0.8, 0.8, 0.3, 0.3);
    if sheet.is_demo {
        worksheet.set_header(format!("&C&\"黑体\"&12{DEMO_MARK}"));
        worksheet.set_footer(format!("&L{DEMO_MARK}&C第&P页，共&N页"));
    } else {
        worksheet.set_footer("&C第&P页，共&N页");
    }
    Ok(())
}

fn write_rows(worksheet: &mut Worksheet, top: u32, sheet: &Sheet) -> Result<(), XlsxError> {
    let heights = row_heights(sheet);
    for (row, (cells, height)) in (top..).zip(sheet.rows.iter().zip(heights)) {
        worksheet.set_row_height(row, height)?;
        for (index, (cell, column)) in (0..).zip(cells.iter().zip(&sheet.columns)) {
            let below = rows_below(sheet, (row - top) as usize, usize::from(index));
            if below > 0 {
                // Excel wants the words of merged cells again as the first of them; the merge only sets the borders.
                worksheet.merge_range(row, index, row + below, index, "", &cell_format(column))?;
            }
            write_cell(worksheet, row, index, cell, column)?;
        }
    }
    Ok(())
}

/// How many rows under a cell are one with it.
fn rows_below(sheet: &Sheet, row: usize, column: usize) -> u32 {
    if sheet.rows[row][column] == SheetCell::Above {
        return 0;
    }
    let joined = sheet.rows[row + 1..].iter().take_while(|cells| cells[column] == SheetCell::Above);
    u32::try_from(joined.count()).unwrap_or(0)
}

/// Lines that words take in a column of so many half characters.
fn lines(words: &str, width: u16) -> u32 {
    let room = u32::from(width).saturating_sub(1).max(2);
    words.split('\n').map(|line| half_widths(line).div_ceil(room).max(1)).sum()
}

/// Excel does not fit the height of merged cells by itself, and other programs fit none.
fn row_heights(sheet: &Sheet) -> Vec<f64> {
    let points = |count: u32| f64::from(count) * LINE_POINTS + 4.0;
    let words = |cell: &SheetCell| match cell {
        SheetCell::Text(text) => text.clone(),
        SheetCell::Number { value, unit, .. } => format!("{value}{}", unit.as_deref().unwrap_or_default()),
        SheetCell::Date(_) | SheetCell::Missing | SheetCell::Blank | SheetCell::Above => String::new(),
    };
    let mut heights = vec![points(1); sheet.rows.len()];
    let mut merged = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let needed = points(lines(&words(cell), sheet.columns[column].width));
            match rows_below(sheet, row, column) as usize {
                0 => heights[row] = heights[row].max(needed),
                below => merged.push((row, row + below, needed)),
            }
        }
    }
    // What a merged cell needs beyond its rows is shared among them.
    for (first, last, needed) in merged {
        let held: f64 = heights[first..=last].iter().sum();
        let more = (needed - held).max(0.0) / (last - first + 1) as f64;
        heights[first..=last].iter_mut().for_each(|height| *height += more);
    }
    heights.into_iter().map(|height| height.min(ROW_POINTS_MAX)).collect()
}

fn cell_format(column: &SheetColumn) -> Format {
    bordered(words_format("仿宋_GB2312", 11.0)).set_align(match column.align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    })
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    index: u16,
    cell: &SheetCell,
    column: &SheetColumn,
) -> Result<(), XlsxError> {
    let format = cell_format(column);
    match cell {
        SheetCell::Text(text) => {
            worksheet.write_string_with_format(row, index, text, &format)?;
        }
        SheetCell::Missing => {
            worksheet.write_string_with_format(row, index, MISSING, &format)?;
        }
        SheetCell::Blank => {
            worksheet.write_blank(row, index, &format)?;
        }
        SheetCell::Above => {}
        SheetCell::Date(date) => {
            let format = format.set_num_format(DATE_FORMAT);
            worksheet.write_datetime_with_format(row, index, excel_date(*date)?, &format)?;
        }
        SheetCell::Number { value, decimals, unit, .. } => {
            let unit = unit.as_deref().unwrap_or_default();
            // Excel keeps 15 digits; a figure with more would be shown wrong, so it is written as words.
            let digits = value.mantissa().unsigned_abs().to_string().len();
            let stored = if unit == "%" { *value / Decimal::ONE_HUNDRED } else { *value };
            match stored.to_f64() {
                Some(number) if digits <= 15 => {
                    let format = format.set_num_format(number_format(*decimals, unit));
                    worksheet.write_number_with_format(row, index, number, &format)?;
                }
                _ => {
                    worksheet.write_string_with_format(row, index, format!("{value}{unit}"), &format)?;
                }
            }
        }
    }
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

/// `0.00`, with a unit `0.00"亿元"`, of percentages `0.00%`.
fn number_format(decimals: u32, unit: &str) -> String {
    let number = match decimals {
        0 => "0".to_string(),
        _ => format!("0.{}", "0".repeat(decimals as usize)),
    };
    match unit {
        "" => number,
        "%" => format!("{number}%"),
        words => format!("{number}\"{}\"", words.replace('"', "")),
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
