//! How long the product's own reader of workbooks takes, and what memory: `sheet_bench write|read ROWS COLUMNS merged|plain
//! FILE`. Prints MB, processor seconds, wall seconds, peak MiB, and what came out; never judges it.

// An example is a program of its own; a failed measurement has nothing better to do than to stop.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::time::Instant;

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + number as u8);
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column % 26)) }
}

fn write(rows: usize, columns: usize, is_merged: bool, file: &str) {
    let mut zip = ZipWriter::new(BufWriter::new(std::fs::File::create(file).unwrap()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    zip.write_all(br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#)
        .unwrap();
    let names: Vec<String> = (0..columns).map(letters).collect();
    let mut line = String::new();
    for row in 1..=rows {
        line.clear();
        write!(line, r#"<row r="{row}">"#).unwrap();
        for (column, name) in names.iter().enumerate() {
            match (column, is_merged && row % 3 == 0) {
                (0, _) => write!(line, r#"<c r="A{row}" t="inlineStr"><is><t>第{row}行</t></is></c>"#).unwrap(),
                // Of merged cells only the first one has a value.
                (2.., true) if column % 2 == 0 => write!(line, r#"<c r="{name}{row}"/>"#).unwrap(),
                _ => write!(line, r#"<c r="{name}{row}"><v>{}.{:02}</v></c>"#, row % 9_973, column).unwrap(),
            }
        }
        line.push_str("</row>");
        zip.write_all(line.as_bytes()).unwrap();
    }
    zip.write_all(b"</sheetData>").unwrap();
    if is_merged {
        let merged = (3..=rows)
            .step_by(3)
            .flat_map(|row| (1..columns.saturating_sub(1)).step_by(2).map(move |column| (row, column)));
        let merged: Vec<String> = merged
            .map(|(row, column)| {
                format!(r#"<mergeCell ref="{0}{row}:{1}{row}"/>"#, letters(column), letters(column + 1))
            })
            .collect();
        write!(zip, r#"<mergeCells count="{}">{}</mergeCells>"#, merged.len(), merged.concat()).unwrap();
    }
    zip.write_all(b"</worksheet>").unwrap();
    zip.finish().unwrap().flush().unwrap();
}

fn read(file: &str) {
    let bytes = std::fs::read(file).unwrap();
    let started = Instant::now();
    let outcome = app::count_cells(&bytes, "bench.xlsx");
    let wall = started.elapsed().as_secs_f64();
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let cpu = (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0;
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak = peak.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1024;
    let told = match outcome {
        Ok((lines, cells)) => format!("{lines} lines, {cells} cells"),
        Err(error) => error.to_string(),
    };
    println!("{:.1}\t{cpu:.2}\t{wall:.2}\t{peak}\t{told}", bytes.len() as f64 / 1e6);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |place: usize| arguments[place].parse::<usize>().unwrap();
    let (rows, columns, is_merged, file) = (number(2), number(3), arguments[4] == "merged", &arguments[5]);
    match arguments[1].as_str() {
        "write" => write(rows, columns, is_merged, file),
        _ => read(file),
    }
}
