//! An answer as an Excel sheet: the same rows out and in, one row a field, errors line by line.

use jiff::Timestamp;
use model::Dataset;
use model::collection::FieldKind;
use report::{EntryCell, EntryColumn, EntryKind, EntrySheet, entry_xlsx};

use super::answer::{find, read_value};
use crate::spreadsheet::{Line, bad, lines};
use crate::view::{CellDraft, FilingCommand, FilingReply, FilingView, LineError};
use crate::{Actor, App, AppError, Download, Result, blocking, day_in_china};

const HEADS: [&str; 6] = ["字段代码", "指标", "计量单位", "上期", "本期", "说明"];

impl App {
    pub async fn answer_sheet(&self, actor: &Actor, request: &str, party: &str, now: Timestamp) -> Result<Download> {
        let view = self.filing_view(actor, request, party, now).await?;
        let held = self.loaded_request(request).await?;
        let is_demo = held.dataset == Dataset::Demo;
        blocking(move || {
            let name = format!(
                "{}（{}）{}{}",
                view.summary.title,
                view.summary.period_in_words,
                view.summary.respondent.name,
                if is_demo { "（演示）" } else { "" }
            );
            let bytes = entry_xlsx(&sheet(&view, &name, is_demo, day_in_china(now)))?;
            Ok(Download { file_name: format!("{name}.xlsx"), bytes })
        })
        .await
    }

    /// Saves what a sheet says. Lines that cannot be read are told; the others are saved as a draft.
    pub async fn import_answer(
        &self,
        actor: &Actor,
        request: &str,
        party: &str,
        (bytes, file_name): (Vec<u8>, &str),
        now: Timestamp,
    ) -> Result<FilingReply> {
        let held = self.request_for(request, party).await?;
        let answers = self.loaded_answers(&held).await?;
        let response = &find(&answers, party)?.response;
        let name = file_name.to_string();
        let rows = blocking(move || lines(&bytes, &name)).await?;
        let (head, columns) = header(&rows)
            .ok_or_else(|| bad(file_name, &format!("没有找到表头（{}）；请使用从本页下载的模板", HEADS.join("、"))))?;
        let mut cells = Vec::new();
        let mut lines_of = Vec::new();
        let mut refused = Vec::new();
        for row in &rows[head + 1..] {
            let cell = |place: usize| columns[place].and_then(|at| row.cells.get(at)).map_or("", |text| text.trim());
            let (code, unit, value, note) = (cell(0), cell(2), cell(4), cell(5));
            if code.is_empty() && value.is_empty() {
                continue;
            }
            let mut refuse = |column: &str, message: String| {
                refused.push(LineError { line: row.line, column: Some(column.to_string()), message });
            };
            let place = held.request.fields.iter().position(|field| field.code == code);
            let Some(place) = place else {
                refuse(HEADS[0], format!("没有字段“{code}”；请使用从本页下载的模板"));
                continue;
            };
            let field = &held.request.fields[place];
            // What the program fills in stands in the sheet for reading only.
            if held.origins.get(place).is_some_and(|origin| origin.why_not_typed().is_some()) {
                continue;
            }
            if matches!(field.kind, FieldKind::Number { .. }) && unit != field.unit {
                let message = format!("“{}”的计量单位是“{unit}”，应为“{}”；请换算后再填", field.name, field.unit);
                refuse(HEADS[2], message);
                continue;
            }
            if let Err(message) = read_value(field, value) {
                refuse(HEADS[4], message);
                continue;
            }
            lines_of.push((field.code.clone(), row.line));
            cells.push(CellDraft {
                field: field.code.clone(),
                value: value.to_string(),
                note: Some(note.to_string()),
                base: response.version_of(&field.code),
                is_pasted: true,
            });
        }
        if cells.is_empty() && refused.is_empty() {
            return Err(AppError::BadFile {
                message: format!("文件“{file_name}”：没有可以导入的行；请填写“本期”一列"),
            });
        }
        let mut reply = self.act_on_answer(actor, request, party, &FilingCommand::Save { cells }, now).await?;
        refused.append(&mut reply.refused);
        reply.refused = refused;
        // The doubts of the page, said at the line where the note is missing.
        for field in &reply.answer.fields {
            let Some((_, line)) = lines_of.iter().find(|(code, _)| *code == field.code) else { continue };
            let doubt = |message: &str| LineError {
                line: *line,
                column: Some(HEADS[5].to_string()),
                message: message.to_string(),
            };
            let remarks = field.remarks.iter().filter(|remark| !remark.is_error);
            reply.doubts.extend(remarks.map(|remark| doubt(&remark.message)));
        }
        Ok(reply)
    }
}

/// The line with the titles, and where each of them stands.
fn header(rows: &[Line]) -> Option<(usize, [Option<usize>; 6])> {
    rows.iter().take(20).enumerate().find_map(|(at, row)| {
        let place = |head: &str| row.cells.iter().position(|cell| cell.trim().trim_end_matches('*').trim() == head);
        let columns = HEADS.map(place);
        // Code, unit and value must be there; the others are for people.
        [0, 2, 4].iter().all(|needed: &usize| columns[*needed].is_some()).then_some((at, columns))
    })
}

fn sheet(view: &FilingView, name: &str, is_demo: bool, date: jiff::civil::Date) -> EntrySheet {
    let column = |place: usize, kind: EntryKind, hint: &str| EntryColumn {
        title: HEADS[place].to_string(),
        is_required: false,
        kind,
        choices: Vec::new(),
        hint: hint.to_string(),
        definition: String::new(),
    };
    let columns = vec![
        column(0, EntryKind::Text, "由系统填写，请勿改动"),
        column(1, EntryKind::Text, "由系统填写"),
        column(2, EntryKind::Text, "由系统填写；单位不同请换算后再填"),
        column(3, EntryKind::Text, "上期数，供对照"),
        column(4, EntryKind::Text, "只填数，不写单位；没有数请留空，0 表示确实是零"),
        column(5, EntryKind::Text, "变化较大等情况请写明原因"),
    ];
    let rows = view.fields.iter().map(|field| {
        let text = |text: &str| if text.is_empty() { EntryCell::Blank } else { EntryCell::Text(text.to_string()) };
        vec![
            text(&field.code),
            text(&field.name),
            text(&field.unit),
            text(&field.last),
            text(field.value.as_deref().unwrap_or_default()),
            text(field.known_why.as_deref().or(field.note.as_deref()).unwrap_or_default()),
        ]
    });
    let mut notes = vec![
        format!("依据：{}", view.basis),
        format!("用途：{}", view.purpose),
        format!("审核单位：{}", view.summary.reviewer),
        format!("截止时间：{}", crate::time_in_words(view.summary.due)),
        "导入后先存为草稿，有错误的行单独列出，其余照存；核对无误后在页面上提交。".to_string(),
    ];
    notes.extend(
        view.fields
            .iter()
            .filter(|field| !field.definition.is_empty())
            .map(|field| format!("{}：{}", field.name, field.definition)),
    );
    EntrySheet { title: name.to_string(), columns, rows: rows.collect(), notes, date, is_demo }
}
