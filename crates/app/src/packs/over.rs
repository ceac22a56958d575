//! A pack run over files: rows of a register and statistics as CSV or Excel → ranking, derivations, downloads.
//!
//! Stores nothing. Cells are read as the register itself reads them; any cell that is wrong stops the run.

use std::ops::{Bound, RangeBounds};
use std::sync::Arc;

use jiff::civil::Date;
use model::pack::{Cycle, Evaluation, Pack, Subject};
use model::{Derivation, EvaluationOutcome, Period, WorkingCalendar};
use report::{Align, Paper, Sheet, SheetCell, SheetColumn, ledger_xlsx};
use rust_decimal::Decimal;

use super::PackVersion;
use super::answer::Bench;
use super::command::{Asked, Section};
use super::facts::{Given, LineFault, Reading, Table, TableRow};
use crate::spreadsheet::guarded;
use crate::view::LineError;
use crate::{AppError, Result};

/// A file as it was received.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// The rows of one register.
#[derive(Debug, Clone, Copy)]
pub struct RowsOf<'a> {
    /// By name; nothing for the register that is evaluated.
    pub register: Option<&'a str>,
    /// Nothing for the period that is evaluated.
    pub period: Option<Period>,
    pub file: Input<'a>,
}

/// What was concluded for an earlier period: 主键, 得分, 名次, 档次, such as the CSV that a run writes.
#[derive(Debug, Clone, Copy)]
pub struct ConcludedOf<'a> {
    /// By name; nothing for the evaluation that runs.
    pub evaluation: Option<&'a str>,
    pub period: Period,
    pub file: Input<'a>,
}

/// All that a run looks at.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    pub rows: &'a [RowsOf<'a>],
    pub observed: Option<Input<'a>>,
    pub concluded: &'a [ConcludedOf<'a>],
}

/// One evaluation of one period over the rows of a file.
pub struct Over {
    pack: Arc<Pack>,
    evaluation: usize,
    period: Period,
    given: Given,
    calendar: WorkingCalendar,
    pub outcome: EvaluationOutcome,
}

impl PackVersion {
    /// Runs an evaluation, called by name or code, over files.
    pub fn run_over(
        &self,
        evaluation: &str,
        period: Period,
        files: &Files<'_>,
        calendar: &WorkingCalendar,
    ) -> Result<Over> {
        let pack = self.usable()?.clone();
        let place = pack
            .evaluations
            .iter()
            .position(|known| known.name == evaluation || known.code.as_str() == evaluation)
            .ok_or_else(|| {
                let known = pack.evaluations.iter().map(|known| known.name.as_str());
                AppError::bad_input(super::facts::unknown("评价", evaluation, known))
            })?;
        let rule = &pack.evaluations[place];
        let mut given = given_by_files(&pack, &rule.subject, &rule.name, period, files)?;
        add_concluded(&mut given, &pack, Some(rule), ..period, files)?;
        let bench = Bench { pack: &pack, given: &given, calendar };
        let outcome = bench.outcome(rule, period).map_err(AppError::bad_input)?;
        let outcome = outcome.map_err(|error| AppError::bad_input(error.to_string()))?;
        Ok(Over { evaluation: place, period, given, calendar: calendar.clone(), outcome, pack })
    }
}

impl Over {
    pub fn rule(&self) -> &Evaluation {
        &self.pack.evaluations[self.evaluation]
    }

    pub(super) fn pack(&self) -> &Pack {
        &self.pack
    }

    fn bench(&self) -> Bench<'_> {
        Bench { pack: &self.pack, given: &self.given, calendar: &self.calendar }
    }

    /// The ranking, counts of grades, those not evaluated and the lists of honours, for a terminal.
    pub fn text(&self) -> Result<String> {
        let mut sections = vec![Section::Ranking(self.label())];
        if !self.rule().grades.is_empty() {
            sections.push(Section::GradeCounts);
        }
        sections.extend([Section::NotEvaluated, Section::Honours]);
        let answer = self.bench().shown(self.rule(), &self.outcome, &sections).map_err(AppError::bad_input)?;
        let of_lists: Vec<&String> = self.outcome.honours.iter().filter_map(|list| list.lacking.as_ref()).collect();
        let lacking = self.outcome.lacking.iter().filter(|words| !of_lists.contains(words));
        Ok(answer.text() + &lacking.map(|words| format!("注意：{words}\n")).collect::<String>())
    }

    /// The name of a subject where its register has one besides the key.
    fn label(&self) -> Vec<Asked> {
        let asked = |name: &str, decimals| Asked { name: name.to_string(), decimals };
        let register = match &self.rule().subject {
            Subject::Register(code) => self.pack.register(code),
            Subject::Place(_) => None,
        };
        let is_name = |field: &&model::pack::Field| field.name.ends_with("名称") || field.name == "名称";
        let name = register.and_then(|register| register.fields.iter().find(is_name));
        let mut columns: Vec<Asked> = name.iter().map(|field| asked(&field.name, None)).collect();
        columns.extend([asked("得分", Some(2)), asked("名次", None)]);
        if !self.rule().grades.is_empty() {
            columns.push(asked("档次", None));
        }
        columns
    }

    /// Every column of every subject: key, name, each indicator's value and points, total, place, grade.
    fn whole(&self) -> Vec<Vec<String>> {
        let mut header = vec!["主键".to_string(), "评价池".to_string()];
        let mut leaves: Vec<(&str, &str)> = Vec::new();
        for rule in self.rule().pools.iter().flat_map(|pool| pool.leaves()) {
            let entry = (rule.code.as_str(), rule.name.as_str());
            if !leaves.contains(&entry) {
                leaves.push(entry);
            }
        }
        for (_, name) in &leaves {
            header.extend([name.to_string(), format!("{name}得分"), format!("{name}分值")]);
        }
        header.extend(["基础分", "加分", "扣分", "得分", "名次", "档次", "未参评原因"].map(str::to_string));
        let shown = |value: Option<Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
        let mut rows = vec![header];
        for pool in &self.outcome.pools {
            for subject in &pool.subjects {
                let mut row = vec![subject.key.clone(), pool.name.clone()];
                for (code, _) in &leaves {
                    let one = subject.indicators.iter().find(|one| one.code.as_str() == *code);
                    row.push(shown(one.and_then(|one| one.value)));
                    row.push(shown(one.and_then(|one| one.score)));
                    row.push(shown(one.and_then(|one| one.points)));
                }
                let grade = self.rule().grades.iter().find(|grade| Some(&grade.code) == subject.grade.as_ref());
                row.extend(
                    [subject.base, subject.bonus, subject.penalty, subject.total, subject.rank]
                        .map(|value| shown(Some(value))),
                );
                row.extend([grade.map(|grade| grade.name.clone()).unwrap_or_default(), String::new()]);
                rows.push(row);
            }
        }
        let width = rows[0].len();
        for entry in &self.outcome.not_evaluated {
            let pool = self.outcome.pools.iter().find(|pool| Some(&pool.code) == entry.pool.as_ref());
            let mut row = vec![entry.key.clone(), pool.map(|pool| pool.name.clone()).unwrap_or_default()];
            row.resize(width - 1, String::new());
            row.push(entry.reason.clone());
            rows.push(row);
        }
        rows
    }

    /// All columns as CSV with a mark that Excel understands.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let failed = |error: String| AppError::Internal { message: format!("CSV 无法生成：{error}") };
        for row in self.whole() {
            writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(|error| failed(error.to_string()))?;
        }
        writer.into_inner().map_err(|error| failed(error.to_string()))
    }

    /// All columns as a workbook, with the parameters on a sheet of their own.
    pub fn xlsx(&self, day: Date) -> Result<Vec<u8>> {
        let rows = self.whole();
        let numeric = |column: usize| {
            let mut cells =
                rows.iter().skip(1).map(|row| row[column].as_str()).filter(|cell| !cell.is_empty()).peekable();
            column > 1 && cells.peek().is_some() && cells.all(|cell| cell.parse::<Decimal>().is_ok())
        };
        let align: Vec<Align> =
            (0..rows[0].len()).map(|column| if numeric(column) { Align::Right } else { Align::Left }).collect();
        let cell = |text: &str, align: &Align| match (text, align, text.parse::<Decimal>()) {
            ("", _, _) => SheetCell::Missing,
            (_, Align::Right, Ok(value)) => SheetCell::number(value),
            _ => SheetCell::text(text),
        };
        let title = format!("{}{}", self.rule().name, self.period.in_words());
        let ranking = Sheet {
            name: "排名".to_string(),
            title,
            subtitle: Some(format!("机制包：{}　版本：{}", self.pack.name, self.pack.version)),
            columns: rows[0]
                .iter()
                .zip(&align)
                .map(|(title, align)| SheetColumn::new(title.clone(), 14, *align))
                .collect(),
            frozen_columns: 1,
            paper: Paper::A3,
            rows: rows[1..]
                .iter()
                .map(|row| row.iter().zip(&align).map(|(text, align)| cell(text, align)).collect())
                .collect(),
            notes: vec!["基础分、得分保留全部位数；空白处没有数据，不是零".to_string()],
            date: day,
            is_demo: false,
        };
        let used = |one: &model::ParameterUsed| {
            let text = |text: &str| if text.is_empty() { SheetCell::Missing } else { SheetCell::text(text) };
            vec![
                text(&one.name),
                one.value.as_deref().map_or(SheetCell::Missing, text),
                text(&one.unit),
                text(one.certainty.map(model::pack::Certainty::in_words).unwrap_or_default()),
                text(&one.issuer),
                text(&one.document),
            ]
        };
        let titles = [("参数", 24), ("数值", 16), ("单位", 12), ("确定程度", 10), ("发布机构", 24), ("文号", 32)];
        let parameters = Sheet {
            name: "参数".to_string(),
            title: "使用的参数和依据".to_string(),
            subtitle: None,
            columns: titles.iter().map(|(title, width)| SheetColumn::new(*title, *width, Align::Left)).collect(),
            frozen_columns: 1,
            paper: Paper::A4,
            rows: self.outcome.parameters.iter().map(used).collect(),
            notes: Vec::new(),
            date: day,
            is_demo: false,
        };
        Ok(ledger_xlsx(&[ranking, parameters])?)
    }

    /// The outcome as data.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.outcome)?)
    }

    /// How total, place and grade of one subject came about, or one indicator.
    pub fn explain(&self, key: &str, indicator: Option<&str>) -> Result<Vec<Derivation>> {
        self.bench().derivations(&self.rule().name, self.period, key, indicator).map_err(AppError::bad_input)
    }
}

/// What files say about a subject; `name` is that of the rule that is run.
pub(super) fn given_by_files(
    pack: &Pack,
    subject: &Subject,
    name: &str,
    period: Period,
    files: &Files<'_>,
) -> Result<Given> {
    let mut given = Given::with_shipped_borders();
    for RowsOf { register, period: written, file } in files.rows {
        let register = match (register, subject) {
            (Some(called), _) => pack.registers.iter().find(|known| known.name == *called),
            (None, Subject::Register(code)) => pack.register(code),
            (None, Subject::Place(_)) => {
                return Err(AppError::bad_input(format!(
                    "“{name}”的对象是地区，要写明是哪个名录，如 --rows 名录=文件；统计数据用 --observed 给出"
                )));
            }
        };
        let register = register.ok_or_else(|| AppError::not_found("机制包中的这个名录".to_string()))?;
        if register.cycle == Cycle::Standing
            && let Some(written) = written
        {
            return Err(AppError::bad_input(format!("名录“{}”不分期，前面不写时期“{written}”；请去掉", register.name)));
        }
        let period = (register.cycle != Cycle::Standing).then_some(written.unwrap_or(period));
        let added = given.add_rows(pack, register, &table(*file)?, period, Reading::Register);
        added.map_err(|faults| refused(file.name, faults))?;
    }
    if let Some(input) = files.observed {
        let added = given.add_observed(pack, &table(input)?, Some(period));
        added.map_err(|faults| refused(input.name, faults))?;
    }
    Ok(given)
}

/// What files say was concluded; `usual` is the evaluation that a file is about where it names none.
pub(super) fn add_concluded(
    given: &mut Given,
    pack: &Pack,
    usual: Option<&Evaluation>,
    periods: impl RangeBounds<Period>,
    files: &Files<'_>,
) -> Result<()> {
    for ConcludedOf { evaluation, period, file } in files.concluded {
        if !periods.contains(period) {
            let last = match periods.end_bound() {
                Bound::Excluded(last) => format!("应早于{}", last.in_words()),
                Bound::Included(last) => format!("应不晚于{}", last.in_words()),
                Bound::Unbounded => String::new(),
            };
            return Err(AppError::bad_input(format!("结论{last}，不是{}", period.in_words())));
        }
        let about = match evaluation {
            None => usual,
            Some(name) => pack.evaluations.iter().find(|known| known.name == *name),
        };
        let about = about.ok_or_else(|| AppError::not_found("机制包中的这个评价".to_string()))?;
        let added = given.add_conclusions(about, &table(*file)?, *period, Reading::Register);
        added.map_err(|faults| refused(file.name, faults))?;
    }
    Ok(())
}

fn table(input: Input<'_>) -> Result<Table> {
    let lines = crate::spreadsheet::lines(input.bytes, input.name)?;
    let is_filled = |row: &TableRow| row.cells.iter().any(|cell| !cell.is_empty());
    let trimmed = |row: crate::spreadsheet::Line| TableRow {
        cells: row.cells.iter().map(|cell| cell.trim().to_string()).collect(),
        line: row.line,
    };
    let rows: Vec<TableRow> = lines.into_iter().map(trimmed).filter(is_filled).collect();
    Table::of_rows(rows, 1).map_err(|faults| refused(input.name, faults))
}

fn refused(file: &str, faults: Vec<LineFault>) -> AppError {
    let message = format!("文件“{file}”有 {} 处错误，没有评价", faults.len());
    let details = faults.into_iter().map(|fault| LineError { line: fault.line, column: None, message: fault.message });
    AppError::BadInput { message, details: details.collect() }
}
