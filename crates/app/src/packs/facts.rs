//! Tables → facts for a pack: rows of registers, statistics, earlier conclusions, places.
//!
//! Names and codes are both understood; an empty cell is missing, never zero. What is unknown is told with its line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::analysis::Borders;
use engine::formula::{Column, Conclusion, PackFacts, Rows, RowsError};
use engine::register::KEY_SEPARATOR;
use model::Period;
use model::pack::{Code, Cycle, Evaluation, Field, Pack, PlaceLevel, Register};

use super::cell::{self, Places};
use super::spread::spread;

/// What the tables of one test say.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) facts: PackFacts,
    /// Keys of rows in the order of the page.
    rows: BTreeMap<(Code, Option<Period>), Vec<Arc<str>>>,
    pub(super) places: Places,
    /// Who borders whom; those of the shipped boundaries where nothing else is said.
    pub(super) borders: Borders,
    /// Tables about an exchange or an agreement, by what they are and the code of what they are about.
    told: BTreeMap<(&'static str, Code), Table>,
    /// What other packs are given, from which this one takes results.
    pub(super) givers: BTreeMap<Code, (Arc<Pack>, Given)>,
    /// Of each register that takes results: why it has no rows, nothing where it has.
    pub(super) taken: BTreeMap<Code, Vec<String>>,
}

/// How strictly the cells of a register are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The form only: tests are also about facts that a register would refuse.
    Form,
    /// As the register itself reads them: check digits, bounds, decimals, required fields.
    Register,
}

/// What is wrong with a table or a page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// From 1.
    pub line: usize,
    pub message: String,
}

pub(super) fn fault(line: usize, message: impl Into<String>) -> LineFault {
    LineFault { line, message: message.into() }
}

pub(super) type Outcome<T> = Result<T, Vec<LineFault>>;

pub(super) fn one<T>(line: usize, message: impl Into<String>) -> Outcome<T> {
    Err(vec![fault(line, message)])
}

impl Given {
    /// Nothing but the borders of the shipped boundaries.
    pub(super) fn with_shipped_borders() -> Given {
        Given { borders: crate::demo::borders(), ..Given::default() }
    }

    /// Nothing but places by name.
    pub(super) fn of_places(places: Places) -> Given {
        Given { places, ..Given::default() }
    }

    /// Keys of a register for a period, in the order of the page.
    pub(super) fn keys(&self, register: &Register, period: Period) -> Option<&Vec<Arc<str>>> {
        let period = (register.cycle != Cycle::Standing).then_some(period);
        self.rows.get(&(register.code.clone(), period))
    }

    /// Periods for which a register was given rows.
    pub(super) fn periods(&self, register: &Code) -> Vec<Option<Period>> {
        self.rows.keys().filter(|(code, _)| code == register).map(|(_, period)| *period).collect()
    }

    /// Rows that were computed and not given.
    pub(super) fn put_rows(&mut self, register: &Code, period: Option<Period>, rows: Rows) {
        self.rows.insert((register.clone(), period), rows.keys().to_vec());
        self.facts.add_rows(register.clone(), period, rows);
    }

    /// A table of an exchange or an agreement.
    pub(super) fn told(&self, what: &'static str, about: &Code) -> Option<&Table> {
        self.told.get(&(what, about.clone()))
    }

    pub(super) fn add_told(&mut self, what: &'static str, about: &Code, table: Table) -> Outcome<()> {
        if self.told.contains_key(&(what, about.clone())) {
            return one(table.line, format!("“{what}”给了两次；请合成一张表"));
        }
        self.told.insert((what, about.clone()), table);
        Ok(())
    }

    pub(super) fn add_places(&mut self, table: &Table) -> Outcome<()> {
        table.only(&["代码", "名称", "层级"])?;
        let (code, name) = (table.needed("代码")?, table.needed("名称")?);
        let level = table.column("层级");
        let mut faults = Vec::new();
        for row in &table.rows {
            let level = match level.map(|level| row.cells[level].as_str()).filter(|level| !level.is_empty()) {
                None | Some("县") => PlaceLevel::County,
                Some("市") => PlaceLevel::City,
                Some("乡镇") => PlaceLevel::Township,
                Some(other) => {
                    faults.push(fault(row.line, format!("层级“{other}”应为市、县或乡镇")));
                    continue;
                }
            };
            self.places.declare(&row.cells[code], &row.cells[name], level);
        }
        told(faults)
    }

    pub(super) fn add_borders(&mut self, table: &Table) -> Outcome<()> {
        table.only(&["地区", "相邻"])?;
        let (one, other) = (table.needed("地区")?, table.needed("相邻")?);
        let code = |places: &mut Places, text: &str| places.code(text).to_string();
        let pairs = table
            .rows
            .iter()
            .map(|row| (code(&mut self.places, &row.cells[one]), code(&mut self.places, &row.cells[other])));
        let pairs: Vec<(String, String)> = pairs.collect();
        self.borders = Borders::new(pairs.iter().map(|(one, other)| (one.as_str(), other.as_str())));
        Ok(())
    }

    /// `period` is for tables without a column of periods.
    pub(super) fn add_observed(&mut self, pack: &Pack, table: &Table, period: Option<Period>) -> Outcome<()> {
        let place = table.needed("地区")?;
        let when = table.column("时期");
        let long = table.column("指标").zip(table.column("数值"));
        let find = |name: &str, line: usize| {
            let found = pack.observed.iter().find(|known| known.name == name || known.code.as_str() == name);
            let known = pack.observed.iter().map(|known| known.name.as_str());
            found.map(|found| found.code.clone()).ok_or_else(|| fault(line, unknown("统计指标", name, known)))
        };
        // What is wrong with the header is told together with what is wrong below it.
        let (mut columns, mut faults) = (Vec::new(), Vec::new());
        if long.is_some() {
            faults.extend(table.only(&["指标", "地区", "时期", "数值"]).err().into_iter().flatten());
        } else {
            for (column, title) in table.header.iter().enumerate().filter(|(at, _)| *at != place && Some(*at) != when) {
                match find(title, table.line) {
                    Ok(code) => columns.push((column, code)),
                    Err(fault) => faults.push(fault),
                }
            }
        }
        for row in &table.rows {
            let period = match when.map(|when| row.cells[when].parse::<Period>()) {
                Some(Ok(period)) => Some(period),
                Some(Err(error)) => {
                    faults.push(fault(row.line, error.to_string()));
                    continue;
                }
                None => period,
            };
            let Some(period) = period else {
                faults.push(fault(row.line, "没有时期；请加“时期”列，或另行写明时期"));
                continue;
            };
            let place = self.places.code(&row.cells[place]);
            let mut put = |code: &Code, text: &str| match cell::number(text) {
                Ok(Some(value)) => self.facts.add_observed(code.clone(), place.clone(), period, value),
                Ok(None) => {}
                Err(message) => faults.push(fault(row.line, message)),
            };
            match long {
                Some((name, value)) => match find(&row.cells[name], row.line) {
                    Ok(code) => put(&code, &row.cells[value]),
                    Err(fault) => faults.push(fault),
                },
                None => columns.iter().for_each(|(column, code)| put(code, &row.cells[*column])),
            }
        }
        told(faults)
    }

    /// A file may be the result of a run, which has more columns.
    pub(super) fn add_conclusions(
        &mut self,
        evaluation: &Evaluation,
        table: &Table,
        period: Period,
        reading: Reading,
    ) -> Outcome<()> {
        if reading == Reading::Form {
            table.only(&["主键", "得分", "名次", "档次"])?;
        }
        let key = table.needed("主键")?;
        let mut faults = Vec::new();
        for row in &table.rows {
            let cell = |title: &str| table.column(title).map_or("", |column| row.cells[column].as_str());
            let (score, rank) = match (cell::number(cell("得分")), cell::number(cell("名次"))) {
                (Ok(score), Ok(rank)) => (score, rank),
                (Err(message), _) | (_, Err(message)) => {
                    faults.push(fault(row.line, message));
                    continue;
                }
            };
            let grade = cell("档次");
            let found = evaluation.grades.iter().find(|known| known.name == grade || known.code.as_str() == grade);
            if found.is_none() && !grade.is_empty() {
                let known = evaluation.grades.iter().map(|known| known.name.as_str());
                faults.push(fault(row.line, unknown("档次", grade, known)));
                continue;
            }
            let conclusion = Conclusion { score, rank, grade: found.map(|found| found.code.clone()) };
            let subject = match &evaluation.subject {
                model::pack::Subject::Register(_) => Arc::from(row.cells[key].as_str()),
                model::pack::Subject::Place(_) => self.places.code(&row.cells[key]),
            };
            self.facts.add_conclusion(evaluation.code.clone(), period, subject, conclusion);
        }
        told(faults)
    }

    /// `period` is nothing for a register that is not kept by period.
    pub(super) fn add_rows(
        &mut self,
        pack: &Pack,
        register: &Register,
        table: &Table,
        period: Option<Period>,
        reading: Reading,
    ) -> Outcome<()> {
        if self.rows.contains_key(&(register.code.clone(), period)) {
            return one(table.line, format!("名录“{}”的数据给了两次；请合成一张表", register.name));
        }
        // What is wrong with the header is told together with what is wrong below it.
        let (fields, mut faults) = table.fields(register);
        let mut cells: BTreeMap<Code, Vec<Option<engine::formula::Value>>> = BTreeMap::new();
        let mut keys = Vec::new();
        let mut known_keys: BTreeSet<Arc<str>> = BTreeSet::new();
        for row in &table.rows {
            let mut key_parts: Vec<&str> = Vec::new();
            for code in &register.key {
                let is_key = |field: &Option<TableField>| field.as_ref().is_some_and(|field| field.code() == code);
                let Some(place) = fields.iter().position(is_key) else { continue };
                match Some(row.cells[place].as_str()).filter(|cell| !cell.is_empty()) {
                    Some(cell) => key_parts.push(cell),
                    None => faults.push(fault(row.line, format!("缺少主键“{}”", field_name(register, code)))),
                }
            }
            let key: Arc<str> = Arc::from(key_parts.join(&KEY_SEPARATOR.to_string()));
            let is_whole = key_parts.len() == register.key.len();
            if !known_keys.insert(key.clone()) && is_whole {
                faults.push(fault(row.line, RowsError::KeyTwice { key: key.to_string() }.to_string()));
            }
            keys.push(key);
            for (field, text) in fields.iter().zip(&row.cells) {
                let Some(field) = field else { continue };
                let value = field.value(text, pack, &mut self.places, reading);
                let value = value.unwrap_or_else(|message| {
                    faults.push(fault(row.line, format!("“{}”列：{message}", field.name())));
                    None
                });
                cells.entry(field.code().clone()).or_default().push(value);
            }
        }
        told(faults)?;
        let columns = fields.iter().flatten().map(|field| {
            let values = cells.remove(field.code()).unwrap_or_default();
            (field.code().clone(), cell::column(field.kind(), values))
        });
        let rows = Rows::new(keys.clone(), columns.collect::<BTreeMap<Code, Column>>())
            .map_err(|error| vec![fault(table.line, error.to_string())])?;
        self.facts.add_rows(register.code.clone(), period, rows);
        self.rows.insert((register.code.clone(), period), keys);
        Ok(())
    }
}

pub(super) fn told(faults: Vec<LineFault>) -> Outcome<()> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn field_name<'a>(register: &'a Register, code: &'a Code) -> &'a str {
    register.field(code).map_or(code.as_str(), |field| field.name.as_str())
}

/// “x”不在其中, with what there is.
pub(super) fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let likeness = |word: &&str| strsim::normalized_damerau_levenshtein(name, word);
    let nearest = known.iter().copied().max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    match nearest.filter(|word| likeness(word) >= 0.5) {
        Some(word) => format!("没有{kind}“{name}”，是否为“{word}”"),
        None if known.is_empty() => format!("没有{kind}“{name}”，本机制包没有声明{kind}"),
        None => format!("没有{kind}“{name}”；有：{}", known.join("、")),
    }
}

/// A table with the lines that an editor or Excel shows.
#[derive(Debug)]
pub(super) struct Table {
    header: Vec<String>,
    /// Of the header.
    line: usize,
    rows: Vec<TableRow>,
}

#[derive(Debug)]
pub(super) struct TableRow {
    pub(super) cells: Vec<String>,
    pub(super) line: usize,
}

impl Table {
    /// The first row is the header; `line` is where the table begins.
    pub(super) fn of_rows(mut lines: Vec<TableRow>, line: usize) -> Outcome<Table> {
        if lines.is_empty() {
            return one(line, "表格是空的；第一行写字段名称");
        }
        let header = lines.remove(0);
        let mut faults = Vec::new();
        for (place, title) in header.cells.iter().enumerate() {
            if title.is_empty() {
                faults.push(fault(header.line, format!("第 {} 列没有名称", place + 1)));
            } else if header.cells[..place].contains(title) {
                faults.push(fault(header.line, format!("列“{title}”写了两次")));
            }
        }
        let mut rows = Vec::new();
        for row in lines {
            if row.cells.len() == header.cells.len() {
                rows.push(row);
            } else {
                let (found, wanted) = (row.cells.len(), header.cells.len());
                faults.push(fault(row.line, format!("这一行有 {found} 格，表头有 {wanted} 列")));
            }
        }
        told(faults)?;
        Ok(Table { header: header.cells, line: header.line, rows })
    }

    /// Lines that stand for many rows are spread out.
    pub(super) fn spread_out(self) -> Outcome<Table> {
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        for row in self.rows {
            match spread(&row.cells) {
                Ok(spread) => rows.extend(spread.into_iter().map(|cells| TableRow { cells, line: row.line })),
                Err(message) => faults.push(fault(row.line, message)),
            }
        }
        told(faults)?;
        Ok(Table { rows, ..self })
    }

    fn column(&self, title: &str) -> Option<usize> {
        self.header.iter().position(|known| known == title)
    }

    fn needed(&self, title: &str) -> Outcome<usize> {
        self.column(title).map_or_else(|| one(self.line, format!("缺少“{title}”列")), Ok)
    }

    pub(super) fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    /// What stands in a column of a row; empty where there is no such column.
    pub(super) fn cell<'table>(&self, row: &'table TableRow, title: &str) -> &'table str {
        self.column(title).and_then(|column| row.cells.get(column)).map_or("", String::as_str)
    }

    pub(super) fn only(&self, titles: &[&str]) -> Outcome<()> {
        let strange = self.header.iter().filter(|title| !titles.contains(&title.as_str()));
        told(strange.map(|title| fault(self.line, unknown("列", title, titles.iter().copied()))).collect())
    }

    /// The field of each column, nothing for a column that is none, and what is wrong with the header.
    fn fields<'register>(&self, register: &'register Register) -> (Vec<Option<TableField<'register>>>, Vec<LineFault>) {
        let (mut fields, mut faults) = (Vec::new(), Vec::new());
        for title in &self.header {
            let found = register.fields.iter().find(|field| field.name == *title || field.code.as_str() == title);
            match found {
                Some(field) => fields.push(Some(TableField::Field(field))),
                None if title == cell::STATE && !register.life.states.is_empty() => {
                    fields.push(Some(TableField::State(register, cell::state_code())));
                }
                None => {
                    let states = (!register.life.states.is_empty()).then_some(cell::STATE);
                    let known = register.fields.iter().map(|field| field.name.as_str()).chain(states);
                    faults.push(fault(self.line, unknown("字段", title, known)));
                    fields.push(None);
                }
            }
        }
        for code in register.key.iter().filter(|code| !fields.iter().flatten().any(|field| field.code() == *code)) {
            faults.push(fault(self.line, format!("缺少主键“{}”列", field_name(register, code))));
        }
        (fields, faults)
    }
}

/// A column of a register's table: a declared field, or the state of the row.
enum TableField<'register> {
    Field(&'register Field),
    State(&'register Register, Code),
}

impl TableField<'_> {
    fn code(&self) -> &Code {
        match self {
            TableField::Field(field) => &field.code,
            TableField::State(_, code) => code,
        }
    }

    fn name(&self) -> &str {
        match self {
            TableField::Field(field) => &field.name,
            TableField::State(..) => cell::STATE,
        }
    }

    fn kind(&self) -> cell::Kind {
        match self {
            TableField::Field(field) => cell::kind(&field.field_type),
            TableField::State(..) => cell::Kind::Text,
        }
    }

    fn value(
        &self,
        text: &str,
        pack: &Pack,
        places: &mut Places,
        reading: Reading,
    ) -> Result<Option<engine::formula::Value>, String> {
        match self {
            TableField::Field(field) if reading == Reading::Register => cell::strict(text, field, pack, places),
            TableField::Field(field) => cell::value(text, &field.field_type, pack, places),
            TableField::State(register, _) => cell::state(text, register),
        }
    }
}
