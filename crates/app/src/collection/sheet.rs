//! An answer as an Excel sheet: the same rows out and in, one row a field, errors line by line.
//!
//! A blank cell changes nothing, and what others changed since the sheet went out is told and left as it is: each row says
//! which version of the answer it was made from.

use jiff::Timestamp;
use model::Dataset;
use model::collection::{Answer, Field, FieldKind};
use report::{EntryCell, EntryColumn, EntryKind, EntrySheet, entry_xlsx};

use engine::collection::Response;

use super::answer::{find, read_value};
use crate::spreadsheet::{Line, bad, lines};
use crate::view::collection::answer_text;
use crate::view::{CellDraft, FilingCommand, FilingReply, FilingView, LineError};
use crate::{Actor, App, AppError, Download, Result, blocking, day_in_china};

const HEADS: [&str; 7] = ["字段代码", "指标", "计量单位", "上期", "本期", "说明", "版次"];

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
        let mut is_blank = true;
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
            let typed = match read_value(field, value) {
                Ok(typed) => typed,
                Err(message) => {
                    refuse(HEADS[4], message);
                    continue;
                }
            };
            // A sheet without versions is nobody's copy of what stands there: it fills only what is empty.
            let base = match cell(6) {
                "" => 0,
                text => match text.parse() {
                    Ok(version) => version,
                    Err(_) => {
                        refuse(HEADS[6], format!("“{}”的版次“{text}”被改动；请使用从本页下载的模板", field.name));
                        continue;
                    }
                },
            };
            is_blank &= typed.is_none() && note.is_empty();
            if let Some(draft) = changed(response, field, (value, typed.as_ref(), note), base) {
                lines_of.push((field.code.clone(), row.line));
                cells.push(draft);
            }
        }
        if is_blank && refused.is_empty() {
            return Err(AppError::BadFile {
                message: format!("文件“{file_name}”：没有可以导入的行；请填写“本期”一列"),
            });
        }
        let mut reply = self.act_on_answer(actor, request, party, &FilingCommand::Save { cells }, now).await?;
        for error in &mut reply.refused {
            let line = lines_of.iter().find(|(code, _)| error.column.as_ref() == Some(code));
            if let Some((_, line)) = line {
                (error.line, error.column) = (*line, Some(HEADS[4].to_string()));
            }
        }
        refused.append(&mut reply.refused);
        refused.sort_by_key(|error| error.line);
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

/// What a row changes in the cell that its author saw; nothing where they left it as it was, whatever it is by now.
fn changed(
    response: &Response,
    field: &Field,
    (value, typed, note): (&str, Option<&Answer>, &str),
    base: u64,
) -> Option<CellDraft> {
    let seen = response.cell_at(&field.code, base);
    let (seen_value, seen_note) = seen.map_or((None, None), |cell| (cell.value, cell.note));
    let has_value = typed.is_some_and(|typed| Some(typed) != seen_value.as_ref());
    let has_note = !note.is_empty() && Some(note) != seen_note.as_deref();
    if !has_value && !has_note {
        return None;
    }
    let kept = || seen_value.as_ref().map(answer_text).unwrap_or_default();
    Some(CellDraft {
        field: field.code.clone(),
        value: if has_value { value.to_string() } else { kept() },
        note: if note.is_empty() { seen_note.clone() } else { Some(note.to_string()) },
        base,
        is_pasted: true,
    })
}

/// The line with the titles, and where each of them stands.
fn header(rows: &[Line]) -> Option<(usize, [Option<usize>; 7])> {
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
        column(4, EntryKind::Text, "只填数，不写单位；留空不改动已填的数，0 表示确实是零"),
        column(5, EntryKind::Text, "变化较大等情况请写明原因；留空不改动"),
        column(6, EntryKind::Text, "由系统填写，请勿改动；据此看出他人后来的改动"),
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
            text(&field.version.to_string()),
        ]
    });
    let mut notes = vec![
        format!("依据：{}", view.basis),
        format!("用途：{}", view.purpose),
        format!("审核单位：{}", view.summary.reviewer),
        format!("截止时间：{}", crate::time_in_words(view.summary.due)),
        "导入后先存为草稿，有错误的行单独列出，其余照存；核对无误后在页面上提交。".to_string(),
        "留空的格不改动已填的内容，要清空请在页面上操作；下载之后他人改过的格不会被覆盖，会逐行列出。".to_string(),
    ];
    notes.extend(
        view.fields
            .iter()
            .filter(|field| !field.definition.is_empty())
            .map(|field| format!("{}：{}", field.name, field.definition)),
    );
    EntrySheet { title: name.to_string(), columns, rows: rows.collect(), notes, date, is_demo }
}
