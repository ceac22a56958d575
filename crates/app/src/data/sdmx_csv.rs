//! SDMX-CSV 2.0 (data message), out and in. A row is one observation; rows of one key stand in the order in which they
//! became known, each replacing the one before.

use model::{Dataset, Observation};

use super::components::{COMPONENTS, cell, flow_id, wrong_dataset};
use super::incoming::{Builder, Incoming, Named, Reading};
use crate::spreadsheet::guarded;
use crate::{AppError, Result};

const HEAD: [&str; 3] = ["STRUCTURE", "STRUCTURE_ID", "ACTION"];

pub(super) fn write(rows: &[&Observation], dataset: Dataset) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| AppError::Internal { message: format!("CSV 写出失败：{error}") };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD.into_iter().chain(COMPONENTS.iter().map(|component| component.id))).map_err(failed)?;
    let flow = flow_id(dataset);
    for row in rows {
        let head = ["dataflow", &flow, "R"].map(str::to_string);
        let cells = COMPONENTS.iter().map(|component| match component.id {
            "OBS_VALUE" => cell(component.id, row),
            id => guarded(&cell(id, row)),
        });
        writer.write_record(head.into_iter().chain(cells)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| AppError::Internal { message: format!("CSV 写出失败：{error}") })
}

/// The first cell is `STRUCTURE` by the rules of the form, perhaps with the sign between values behind it.
pub(super) fn is_of(start: &[u8]) -> bool {
    separator(start).is_some()
}

fn separator(start: &[u8]) -> Option<u8> {
    let rest = start.strip_prefix(b"\"").unwrap_or(start).strip_prefix(b"STRUCTURE")?;
    let rest = match rest.strip_prefix(b"[") {
        Some(inner) => &inner[inner.iter().position(|byte| *byte == b']')? + 1..],
        None => rest,
    };
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    rest.first().copied().filter(|byte| b",;\t|".contains(byte))
}

pub(super) fn read(bytes: &[u8], reading: &Reading<'_>) -> Result<Incoming> {
    let text = reader::decode(bytes, Some("data.txt"))?.text;
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text.trim_start().as_bytes())
        .ok_or_else(|| reading.bad("表头不是 SDMX-CSV：第一列应为 STRUCTURE"))?;
    let mut lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut records = lines.records();
    let broken = |error: csv::Error| reading.bad(format!("CSV 格式有误：{error}；请检查引号是否成对"));
    let header = records.next().transpose().map_err(broken)?.ok_or_else(|| reading.bad("没有表头"))?;
    // With `labels=both` a header is `ID: name`, and so are the codes under it.
    let titles: Vec<(&str, bool)> = header
        .iter()
        .map(|title| match title.trim().split_once(": ") {
            Some((id, _)) => (id, true),
            None => (title.trim(), false),
        })
        .collect();
    let mut builder = Builder::new(reading);
    let is_known = |id: &str| {
        COMPONENTS.iter().any(|component| component.id == id) || HEAD.contains(&id) || id.starts_with("STRUCTURE")
    };
    for (title, _) in titles.iter().filter(|(title, _)| !title.is_empty() && !is_known(title)) {
        builder.note(format!("“{title}”列不属于本系统的数据结构，没有读取"));
    }
    for record in records {
        let record = record.map_err(broken)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, |position| position.line() as usize);
        if record.len() != titles.len() {
            builder.fault(line, None, format!("有 {} 列，表头有 {} 列", record.len(), titles.len()));
            continue;
        }
        let mut named = Named::new();
        for ((id, is_labelled), cell) in titles.iter().zip(record.iter()) {
            let cell = if *is_labelled { cell.split(": ").next().unwrap_or(cell) } else { cell };
            named.insert((*id).to_string(), cell.trim().to_string());
        }
        if let Some(fault) = named.get("STRUCTURE_ID").and_then(|flow| wrong_dataset(flow, reading.dataset)) {
            builder.fault(line, Some("STRUCTURE_ID"), fault);
        }
        match named.get("ACTION").map(String::as_str) {
            None | Some("" | "I" | "A" | "M" | "R") => builder.add(line, &named),
            Some("D") => {
                builder.fault(line, Some("ACTION"), "要求删除数据；库中的数只会被新版本取代，不会删除，请去掉这一行")
            }
            Some(other) => builder.fault(line, Some("ACTION"), format!("操作“{other}”不认识，应为 M 或 R")),
        }
    }
    Ok(builder.finish())
}
