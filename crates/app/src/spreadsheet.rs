//! A spreadsheet as lines of text cells, read within bounded memory. Gives the cells no meaning.
//!
//! A zip bomb and a sheet with one cell at its far end are refused or cost nothing: what a file unpacks to is measured
//! before it is read, and cells are read one by one, never as a rectangle.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use rust_decimal::Decimal;

use crate::cells::Cells;
use crate::unpacked::{self, ZipFault};
use crate::{AppError, Result};

/// Larger files are refused before anything is read.
const FILE_MAX: usize = 50 * 1024 * 1024;
/// What all parts of a workbook may unpack to, in bytes.
const UNPACKED_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// The list of texts is held in memory as a whole.
const TEXTS_MAX: u64 = 200 * 1024 * 1024;
/// As many as a sheet of Excel has.
const LINES_MAX: usize = 1_048_576;
const CELLS_MAX: usize = 30_000_000;
const COLUMNS_MAX: usize = 512;
const CELL_BYTES_MAX: usize = 64 * 1024;

/// One line with its number as the user's program shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub line: usize,
    /// Blank where the line has no cell.
    pub cells: Cells,
}

/// A spreadsheet would run a text that starts with one of these as a formula. A number runs nothing.
pub(crate) fn guarded(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') if cell.parse::<Decimal>().is_err() => format!("'{cell}"),
        Some(_) | None => cell.to_string(),
    }
}

pub(crate) fn bad(file_name: &str, reason: &str) -> AppError {
    AppError::BadFile { message: format!("文件“{file_name}”：{reason}") }
}

/// Before anything is parsed, of whatever form.
pub(crate) fn check_size(bytes: &[u8], file_name: &str) -> Result<()> {
    if bytes.is_empty() {
        return Err(bad(file_name, "是空的，请检查是否选错文件或上传中断"));
    }
    if bytes.len() > FILE_MAX {
        return Err(bad(file_name, "超过 50 MB，请分成几个文件导入"));
    }
    Ok(())
}

/// By its content, not by its name: a zip file is a workbook, everything else is CSV.
pub(crate) fn lines(bytes: &[u8], file_name: &str) -> Result<Vec<Line>> {
    check_size(bytes, file_name)?;
    if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes, file_name)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(bad(file_name, "是旧版 Excel（xls）或加密的文件；请用 Excel 或 WPS 打开，取消密码后另存为 xlsx"))
    } else if file_name.to_lowercase().ends_with(".xlsx") {
        Err(bad(file_name, "后缀是 .xlsx，但内容不是 Excel 工作簿；请用 Excel 或 WPS 打开后另存为 xlsx 或 CSV"))
    } else {
        csv_lines(bytes, file_name)
    }
}

/// How many lines and filled cells a file has, read as imports read it.
///
/// # Errors
/// The file is too large or cannot be read.
pub fn count_cells(bytes: &[u8], file_name: &str) -> Result<(usize, usize)> {
    let lines = lines(bytes, file_name)?;
    let cells = lines.iter().map(|line| line.cells.iter().filter(|cell| !cell.is_empty()).count()).sum();
    Ok((lines.len(), cells))
}

pub(crate) fn csv_lines(bytes: &[u8], file_name: &str) -> Result<Vec<Line>> {
    let text = reader::decode(bytes, Some("data.txt"))?.text;
    let mut found = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| bad(file_name, &format!("CSV 格式有误：{error}；请检查引号是否成对")))?;
        if found.len() >= LINES_MAX || record.len() > COLUMNS_MAX {
            return Err(too_large(file_name));
        }
        let line = record.position().map_or(found.len() + 1, |position| position.line() as usize);
        // The apostrophe guards a leading sign in files that we wrote.
        let cells = record.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
        found.push(Line { line, cells });
    }
    Ok(found)
}

fn too_large(file_name: &str) -> AppError {
    bad(file_name, &format!("行、列或单元格太多（最多 {LINES_MAX} 行、{COLUMNS_MAX} 列）；请分成几个文件导入"))
}

fn workbook(bytes: &[u8], file_name: &str) -> Result<Vec<Line>> {
    measure(bytes, file_name)?;
    let unreadable = |error: calamine::XlsxError| {
        bad(file_name, &format!("不是可读的 Excel 工作簿（{error}）；请用 Excel 或 WPS 打开后另存为 xlsx"))
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let Some(name) = workbook.sheet_names().first().cloned() else {
        return Err(bad(file_name, "工作簿中没有工作表"));
    };
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut found: Vec<Line> = Vec::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut number = 0;
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (line, column) = (row as usize + 1, column as usize);
        count += 1;
        if column >= COLUMNS_MAX || count > CELLS_MAX || text.len() > CELL_BYTES_MAX || found.len() >= LINES_MAX {
            return Err(too_large(file_name));
        }
        // Lines of a workbook come in order; one that does not belongs to a damaged file.
        if line < number {
            return Err(bad(file_name, "行的次序混乱；请用 Excel 或 WPS 打开后另存为 xlsx"));
        }
        if line > number {
            close(&mut found, number, &mut open);
            number = line;
        }
        open.push((column, text));
    }
    close(&mut found, number, &mut open);
    Ok(found)
}

/// Puts the cells of a line in their columns.
fn close(found: &mut Vec<Line>, line: usize, open: &mut Vec<(usize, String)>) {
    open.sort_by_key(|(column, _)| *column);
    let Some((last, _)) = open.last() else { return };
    let mut filled = open.iter().peekable();
    let cells = (0..=*last).map(|column| {
        // Of two cells in one column the later one stands, as it would in the user's program.
        let mut text = "";
        while let Some((_, held)) = filled.next_if(|(at, _)| *at == column) {
            text = held;
        }
        text
    });
    found.push(Line { line, cells: cells.collect() });
    open.clear();
}

/// Before anything of a workbook is read.
fn measure(bytes: &[u8], file_name: &str) -> Result<()> {
    let most = |name: &str| if name.ends_with("sharedStrings.xml") { TEXTS_MAX } else { UNPACKED_MAX };
    match unpacked::measure(bytes, UNPACKED_MAX, most) {
        Ok(_) => Ok(()),
        Err(ZipFault::TooLarge) => {
            Err(bad(file_name, "解压后过大，未读取；请删去多余的工作表和格式，或分成几个文件导入"))
        }
        Err(ZipFault::Unreadable(error)) => {
            Err(bad(file_name, &format!("压缩包损坏（{error}）；请用 Excel 或 WPS 打开后另存为 xlsx")))
        }
    }
}

/// As Excel shows it: numbers with at most fifteen digits, so that 0.1 + 0.2 does not come in as 0.30000000000000004.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Float(number) => {
            let digits = 15_usize.saturating_sub(number.abs().log10().floor().max(0.0) as usize + 1);
            let text = format!("{number:.digits$}");
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
        }
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year}-{month:02}-{day:02}"),
                _ => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::Bool(true) => "是".to_string(),
        DataRef::Bool(false) => "否".to_string(),
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.trim().to_string(),
        DataRef::SharedString(text) => text.trim().to_string(),
        other => calamine::Data::from(other.clone()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(name: &str, size: usize) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(name, options).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..size >> 20 {
            writer.write_all(&block).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_zip_bomb_is_refused_before_it_is_read() {
        let bomb = zipped("xl/sharedStrings.xml", 201 << 20);
        assert!(bomb.len() < 1 << 20);
        let error = lines(&bomb, "炸弹.xlsx").unwrap_err();
        assert_eq!(
            error.to_string(),
            "文件“炸弹.xlsx”：解压后过大，未读取；请删去多余的工作表和格式，或分成几个文件导入"
        );
    }

    #[test]
    fn a_file_of_a_hundred_megabytes_is_refused() {
        let error = lines(&vec![b'a'; 100 << 20], "大.xlsx").unwrap_err();
        assert_eq!(error.to_string(), "文件“大.xlsx”：超过 50 MB，请分成几个文件导入");
    }

    #[test]
    fn old_and_broken_workbooks_say_what_to_do() {
        let error = lines(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], "旧.xls").unwrap_err();
        assert!(error.to_string().contains("另存为 xlsx"), "{error}");
        let error = lines(b"PK\x03\x04broken", "坏.xlsx").unwrap_err();
        assert!(error.to_string().contains("压缩包损坏"), "{error}");
    }

    #[test]
    fn one_cell_at_the_far_end_of_a_sheet_costs_nothing() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "甲").unwrap();
        sheet.write(1_048_575, 1, 3.5).unwrap();
        let found = lines(&workbook.save_to_buffer().unwrap(), "远.xlsx").unwrap();
        let wanted = [
            Line { line: 1, cells: ["甲"].iter().collect() },
            Line { line: 1_048_576, cells: ["", "3.5"].iter().collect() },
        ];
        assert_eq!(found, wanted);
    }
}
