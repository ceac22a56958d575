//! Imports rows from Excel or CSV: shows first what would change, then writes all of it or nothing.

use jiff::Timestamp;
use model::pack::{Code, Expression, ExpressionKind, Presence, RuleStrength};
use model::people::Capability;
use store::{Clash, NewRow, Saving, StoredRow};

use super::book::Opened;
use super::detail::differences;
use super::facts::looks_around;
use super::files::{file_fields, held_file, kept, never_asked_for};
use super::intake::hand_refusal;
use super::save::{clash_in_words, edit_refusal, new_row};
use super::table::{ERRORS_MAX, FileRow, FileRows, rows, title};
use crate::reach::{Reach, Seen, why_not};
use crate::spreadsheet::lines;
use crate::view::{LineError, RegisterBookQuery, RegisterImportReport, RowDifference};
use crate::{Actor, App, AppError, Result, blocking};

/// So many differences a preview lists.
const DIFFERENCES_SHOWN: usize = 200;

/// Whether an import is to be done, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportMode {
    /// Says what would change and changes nothing.
    Preview,
    /// Imports what was previewed: `basis` of the preview. A row that somebody changed since stops all of it.
    Import { basis: i64 },
}

impl App {
    /// Rows that the file does not name stay as they are.
    pub async fn import_rows(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        (file_name, bytes): (&str, Vec<u8>),
        mode: ImportMode,
        now: Timestamp,
    ) -> Result<RegisterImportReport> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        if let Some(refusal) = hand_refusal(&opened) {
            return Err(AppError::Conflict { message: refusal });
        }
        let name = file_name.to_string();
        let reach = self.reach(actor, &opened).await?;
        let seen = reach.listed(&opened.register);
        let of_file = seen.clone();
        let (opened, read) = blocking(move || {
            let read = rows(&opened, &of_file, &lines(&bytes, &name)?, &name)?;
            Ok((opened, read))
        })
        .await?;
        let FileRows { mut rows, partial, errors, notes, is_cut } = read;
        let mut report = RegisterImportReport {
            errors,
            warnings: notes,
            basis: self.store.audit_head().await?,
            ..RegisterImportReport::default()
        };
        self.check_references(&opened, rows.iter().chain(&partial), &mut report).await?;
        let held = self.standing(&opened, &rows).await?;
        for (file_row, held) in rows.iter_mut().zip(&held) {
            keep_files(&opened, file_row, held.as_ref(), &mut report)?;
            keep_unseen(&opened, &seen, file_row, held.as_ref(), &mut report)?;
            if !self.is_own(&opened, &reach, file_row, held.as_ref()).await? {
                let message = why_not(actor, Capability::EditRegister, opened.register.class);
                report.errors.push(LineError { line: file_row.line, column: None, message });
            }
        }
        let mut batch: Vec<(usize, NewRow)> = Vec::new();
        for (file_row, held) in rows.iter().zip(&held) {
            self.compare((&opened, &seen), file_row, held.as_ref(), &mut report, &mut batch)?;
        }
        self.check_rules(&opened, (&rows, &partial), &mut report, now).await?;
        if mode == ImportMode::Preview || !report.errors.is_empty() {
            self.check_clashes((&opened, &reach), &batch, &mut report, now).await?;
        }
        bounded(&mut report.errors, is_cut);
        bounded(&mut report.warnings, false);
        let ImportMode::Import { basis } = mode else { return Ok(report) };
        if !report.errors.is_empty() {
            return Ok(report);
        }
        let later = batch.iter().filter(|(_, row)| row.seen.is_some_and(|pulse| pulse > basis)).count();
        if later > 0 {
            return Err(AppError::Stale {
                message: format!("预览之后又有人改动了其中 {later} 行，没有导入任何内容；请重新预览，看过差异再导入"),
            });
        }
        self.write(actor, (&opened, &reach), file_name, batch, &mut report, now).await?;
        Ok(report)
    }

    async fn write(
        &self,
        actor: &Actor,
        (opened, reach): (&Opened, &Reach),
        file_name: &str,
        batch: Vec<(usize, NewRow)>,
        report: &mut RegisterImportReport,
        now: Timestamp,
    ) -> Result<()> {
        let (lines, batch): (Vec<usize>, Vec<NewRow>) = batch.into_iter().unzip();
        let note = format!("文件“{file_name}”，新增 {} 行，修改 {} 行", report.inserted, report.changed);
        let audit = actor.audit("导入名录", opened.object(), Some(&note), now);
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: &batch,
            files: &[],
            known_since: now,
            note: Some(&note),
        };
        match self.store.save_rows(saving, &audit).await? {
            Ok(_) => report.accepted = true,
            Err(clashes) => self.tell((opened, reach), (&lines, &batch), &clashes, report).await?,
        }
        Ok(())
    }

    async fn tell(
        &self,
        (opened, reach): (&Opened, &Reach),
        (lines, batch): (&[usize], &[NewRow]),
        clashes: &[Clash],
        report: &mut RegisterImportReport,
    ) -> Result<()> {
        for clash in clashes {
            let key = batch.get(clash.row).map(|row| row.key.clone()).unwrap_or_default();
            let (column, message) = match self.foreign_clash(opened, reach, clash, &key).await? {
                Some(fault) => (None, fault.message),
                None => clash_in_words(opened, clash),
            };
            let line = lines.get(clash.row).copied().unwrap_or_default();
            report.errors.push(LineError { line, column, message });
        }
        Ok(())
    }

    /// What would meet a row of the file or of the register, without writing anything.
    async fn check_clashes(
        &self,
        (opened, reach): (&Opened, &Reach),
        batch: &[(usize, NewRow)],
        report: &mut RegisterImportReport,
        now: Timestamp,
    ) -> Result<()> {
        if opened.register.unique.is_empty() || batch.is_empty() {
            return Ok(());
        }
        let (lines, batch): (Vec<usize>, Vec<NewRow>) = batch.iter().cloned().unzip();
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: &batch,
            files: &[],
            known_since: now,
            note: None,
        };
        let clashes = self.store.would_clash(saving).await?;
        self.tell((opened, reach), (&lines, &batch), &clashes, report).await
    }

    /// Rules over all rows of the file; of a row with a fault only those that its faults leave untouched.
    async fn check_rules(
        &self,
        opened: &Opened,
        (rows, partial): (&[FileRow], &[FileRow]),
        report: &mut RegisterImportReport,
        now: Timestamp,
    ) -> Result<()> {
        let all: Vec<&FileRow> = rows.iter().chain(partial).collect();
        let engine_rows: Vec<engine::register::Row> = all.iter().map(|row| row.row.clone()).collect();
        for (place, rule) in self.broken_rules(opened, &engine_rows, now).await? {
            // What a formula finds around a row may be what could not be read.
            let is_clouded = !partial.is_empty() && looks_around(&rule.condition);
            if is_clouded || mentions(&rule.condition, &all[place].unread) {
                continue;
            }
            let line = LineError { line: all[place].line, column: None, message: rule.message.clone() };
            match rule.strength {
                RuleStrength::Refuse => report.errors.push(line),
                RuleStrength::Warn => report.warnings.push(line),
            }
        }
        Ok(())
    }

    /// Whether a line is about a row that the person keeps, before and after.
    async fn is_own(
        &self,
        opened: &Opened,
        reach: &Reach,
        file_row: &FileRow,
        held: Option<&StoredRow>,
    ) -> Result<bool> {
        if held.is_some() && !self.store.reaches(&opened.book, &file_row.row.key, reach.edits()).await? {
            return Ok(false);
        }
        self.covers(opened, reach.edits(), &file_row.row.values).await
    }

    /// What stands under the keys of the file.
    async fn standing(&self, opened: &Opened, rows: &[FileRow]) -> Result<Vec<Option<StoredRow>>> {
        let mut held = Vec::with_capacity(rows.len());
        for row in rows {
            held.push(self.store.row(&opened.book, &row.row.key).await?);
        }
        Ok(held)
    }

    fn compare(
        &self,
        (opened, seen): (&Opened, &Seen),
        file_row: &FileRow,
        held: Option<&StoredRow>,
        report: &mut RegisterImportReport,
        batch: &mut Vec<(usize, NewRow)>,
    ) -> Result<()> {
        let new = new_row(opened, &file_row.row, held.map(|held| held.pulse))?;
        let after = new.body.clone().unwrap_or_default();
        if held.is_some_and(|held| held.body == after) {
            report.unchanged += 1;
            return Ok(());
        }
        if let Some(message) = held.and_then(|held| edit_refusal(opened, held.state.as_deref())) {
            report.errors.push(LineError { line: file_row.line, column: None, message });
            return Ok(());
        }
        match held {
            Some(_) => report.changed += 1,
            None => report.inserted += 1,
        }
        if report.differences.len() < DIFFERENCES_SHOWN {
            report.differences.push(RowDifference {
                line: file_row.line,
                key: new.key.clone(),
                name: opened.name_of(&new.key, &file_row.row.values),
                is_new: held.is_none(),
                changes: differences(opened, seen, held.map(|held| held.body.as_str()), &after)?,
            });
        }
        batch.push((file_row.line, new));
        Ok(())
    }

    async fn check_references(
        &self,
        opened: &Opened,
        rows: impl Iterator<Item = &FileRow> + Clone + Send,
        report: &mut RegisterImportReport,
    ) -> Result<()> {
        for (place, field) in opened.register.fields.iter().enumerate() {
            if !matches!(field.field_type, model::pack::FieldType::Reference { .. }) {
                continue;
            }
            for row in rows.clone() {
                let Some(value) = row.row.values.get(place).and_then(Option::as_ref) else { continue };
                if let Some(message) = self.unknown_reference(opened, field, value).await? {
                    report.errors.push(LineError { line: row.line, column: Some(title(field)), message });
                }
            }
        }
        Ok(())
    }
}

/// In the order of the file, and no more than anybody reads.
fn bounded(told: &mut Vec<LineError>, is_cut: bool) {
    told.sort_by_key(|one| one.line);
    if told.len() <= ERRORS_MAX && !is_cut {
        return;
    }
    told.truncate(ERRORS_MAX);
    let line = told.last().map_or(0, |last| last.line);
    let message = format!("问题过多，只列出前 {ERRORS_MAX} 处；请先改正，再预览其余的");
    told.push(LineError { line, column: None, message });
}

/// Whether a condition asks for one of these fields of its row.
fn mentions(condition: &Expression, unread: &[Code]) -> bool {
    let mut is_found = false;
    condition.visit(&mut |node| {
        if let ExpressionKind::Field(path) = &node.kind {
            is_found |= unread.contains(path.through.first().unwrap_or(&path.field));
        }
    });
    is_found
}

/// A field that is not listed for the person keeps what stands in it.
fn keep_unseen(
    opened: &Opened,
    seen: &Seen,
    row: &mut FileRow,
    held: Option<&StoredRow>,
    report: &mut RegisterImportReport,
) -> Result<()> {
    if seen.is_all() {
        return Ok(());
    }
    let standing = held.map(|held| opened.row(held)).transpose()?;
    for (place, field) in opened.register.fields.iter().enumerate().filter(|(place, _)| !seen.has(*place)) {
        row.row.values[place] = standing.as_ref().and_then(|row| row.values.get(place).cloned().flatten());
        if row.row.values[place].is_none() && field.presence == Presence::Required {
            let message = format!("“{}”必填，但不在您导出的表中；请在网页上打开该行填写", field.name);
            report.errors.push(LineError { line: row.line, column: None, message });
        }
    }
    Ok(())
}

/// A blank cell or a column left out keeps the file that hangs on the row, and so does its name as it was exported.
fn keep_files(
    opened: &Opened,
    row: &mut FileRow,
    held: Option<&StoredRow>,
    report: &mut RegisterImportReport,
) -> Result<()> {
    for (place, field) in file_fields(opened) {
        let standing = held_file(opened, held.map(|held| held.body.as_str()), place)?;
        let text = row.files.iter().find(|(at, _)| *at == place).map_or("", |(_, text)| text.as_str());
        if let Err(message) = kept(opened, field, text, standing.as_ref()) {
            report.errors.push(LineError { line: row.line, column: Some(title(field)), message });
        }
        row.row.values[place] = standing;
    }
    let line = row.line;
    let fault = |fault: crate::view::FieldFault| LineError { line, column: None, message: fault.message };
    report.errors.extend(never_asked_for(opened, &row.row.values).into_iter().map(fault));
    Ok(())
}
