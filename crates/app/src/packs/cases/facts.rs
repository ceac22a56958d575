//! Tables of a test page → facts for a pack: rows of registers, statistics, earlier conclusions, places.
//!
//! Names and codes are both understood; an empty cell is missing, never zero. What is unknown is told with its line.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, Conclusion, PackFacts, Rows, RowsError};
use model::Period;
use model::pack::{Code, Cycle, Field, Pack, PlaceLevel, Register};

use super::cell::{self, Places};
use super::page::{Fence, PageFault, fault};
use super::spread::spread;

/// What the tables of one test say.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) facts: PackFacts,
    /// Keys of rows in the order of the page.
    rows: BTreeMap<(Code, Option<Period>), Vec<Arc<str>>>,
    pub(super) places: Places,
}

/// The words that no register may be called by in a test.
pub(super) const OBSERVED: &str = "观测";
pub(super) const CONCLUDED: &str = "结论";
pub(super) const PLACES: &str = "地区";

/// Reads the tables of a test. `period` stands where a table names none: that of the first command.
pub(super) fn read(pack: &Pack, fences: &[&Fence], period: Option<Period>) -> (Given, Vec<PageFault>) {
    let (mut given, mut faults) = (Given::default(), Vec::new());
    let is_places = |fence: &&&Fence| fence.words.first().is_some_and(|word| word == PLACES);
    let others = fences.iter().filter(|fence| !is_places(fence));
    // Places first, because other tables may call them by name.
    for fence in fences.iter().filter(is_places).chain(others) {
        let outcome = match fence.words.first().map(String::as_str) {
            None => Err(vec![fault(fence.line, "csv 后面写名录名称，或“观测”“结论”“地区”")]),
            Some(PLACES) => given.add_places(fence),
            Some(OBSERVED) => given.add_observed(pack, fence, period),
            Some(CONCLUDED) => given.add_conclusions(pack, fence, period),
            Some(name) => given.add_rows(pack, name, fence, period),
        };
        faults.extend(outcome.err().into_iter().flatten());
    }
    (given, faults)
}

type Outcome<T> = Result<T, Vec<PageFault>>;

fn one<T>(line: usize, message: impl Into<String>) -> Outcome<T> {
    Err(vec![fault(line, message)])
}

impl Given {
    /// Keys of a register for a period, in the order of the page.
    pub(super) fn keys(&self, register: &Register, period: Period) -> Option<&Vec<Arc<str>>> {
        let period = (register.cycle != Cycle::Standing).then_some(period);
        self.rows.get(&(register.code.clone(), period))
    }

    fn add_places(&mut self, fence: &Fence) -> Outcome<()> {
        let table = Table::read(fence)?;
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

    fn add_observed(&mut self, pack: &Pack, fence: &Fence, period: Option<Period>) -> Outcome<()> {
        let period = period_of(fence, 1)?.or(period);
        let table = Table::read(fence)?;
        let place = table.needed("地区")?;
        let when = table.column("时期");
        let long = table.column("指标").zip(table.column("数值"));
        let find = |name: &str, line: usize| {
            let found = pack.observed.iter().find(|known| known.name == name || known.code.as_str() == name);
            let known = pack.observed.iter().map(|known| known.name.as_str());
            found.map(|found| found.code.clone()).ok_or_else(|| fault(line, unknown("统计指标", name, known)))
        };
        let mut columns = Vec::new();
        if long.is_some() {
            table.only(&["指标", "地区", "时期", "数值"])?;
        } else {
            let mut faults = Vec::new();
            for (column, title) in table.header.iter().enumerate().filter(|(at, _)| *at != place && Some(*at) != when) {
                match find(title, table.line) {
                    Ok(code) => columns.push((column, code)),
                    Err(fault) => faults.push(fault),
                }
            }
            told(faults)?;
        }
        let mut faults = Vec::new();
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
                faults.push(fault(row.line, "没有时期；请加“时期”列，或写在 csv 观测 之后"));
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

    fn add_conclusions(&mut self, pack: &Pack, fence: &Fence, period: Option<Period>) -> Outcome<()> {
        let name = fence.words.get(1).map(String::as_str).unwrap_or_default();
        let known = pack.evaluations.iter().find(|known| known.name == name || known.code.as_str() == name);
        let Some(evaluation) = known else {
            let known = pack.evaluations.iter().map(|known| known.name.as_str());
            return one(fence.line, unknown("评价", name, known));
        };
        let Some(period) = period_of(fence, 2)?.or(period) else {
            return one(fence.line, "结论后面写评价名称和时期，如“csv 结论 综合评价 2023”");
        };
        let table = Table::read(fence)?;
        table.only(&["主键", "得分", "名次", "档次"])?;
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

    fn add_rows(&mut self, pack: &Pack, name: &str, fence: &Fence, period: Option<Period>) -> Outcome<()> {
        let known = pack.registers.iter().find(|known| known.name == name || known.code.as_str() == name);
        let Some(register) = known else {
            let known = pack.registers.iter().map(|known| known.name.as_str()).chain([OBSERVED, CONCLUDED, PLACES]);
            return one(fence.line, unknown("名录", name, known));
        };
        let written = period_of(fence, 1)?;
        let period = match (register.cycle, written.or(period)) {
            (Cycle::Standing, _) if written.is_some() => {
                return one(fence.line, format!("名录“{name}”不分期，后面不写时期"));
            }
            (Cycle::Standing, _) => None,
            (_, Some(period)) => Some(period),
            (_, None) => return one(fence.line, format!("名录“{name}”分期，后面写时期，如“csv {name} 2024”")),
        };
        if self.rows.contains_key(&(register.code.clone(), period)) {
            return one(fence.line, format!("名录“{name}”的数据给了两次；请合成一张表"));
        }
        let table = Table::read(fence)?;
        let fields = table.fields(register)?;
        let mut faults = Vec::new();
        let mut cells: BTreeMap<Code, Vec<Option<engine::formula::Value>>> = BTreeMap::new();
        let mut keys = Vec::new();
        for row in &table.rows {
            let mut key_parts: Vec<&str> = Vec::new();
            for code in &register.key {
                let place = fields.iter().position(|field| field.code() == code);
                match place.map(|place| row.cells[place].as_str()).filter(|cell| !cell.is_empty()) {
                    Some(cell) => key_parts.push(cell),
                    None => faults.push(fault(row.line, format!("缺少主键“{}”", field_name(register, code)))),
                }
            }
            keys.push(Arc::from(key_parts.join("/")));
            for (field, text) in fields.iter().zip(&row.cells) {
                let value = field.value(text, pack, &mut self.places);
                let value = value.unwrap_or_else(|message| {
                    faults.push(fault(row.line, format!("“{}”列：{message}", field.name())));
                    None
                });
                cells.entry(field.code().clone()).or_default().push(value);
            }
        }
        told(faults)?;
        let columns = fields.iter().map(|field| {
            let values = cells.remove(field.code()).unwrap_or_default();
            (field.code().clone(), cell::column(field.kind(), values))
        });
        let rows = Rows::new(keys.clone(), columns.collect::<BTreeMap<Code, Column>>()).map_err(|error| {
            let line = match &error {
                RowsError::KeyTwice { key } => {
                    let second = keys.iter().enumerate().filter(|(_, known)| known.as_ref() == key.as_str()).nth(1);
                    second.map_or(fence.line, |(place, _)| table.rows[place].line)
                }
                RowsError::Length { .. } => fence.line,
            };
            vec![fault(line, error.to_string())]
        })?;
        self.facts.add_rows(register.code.clone(), period, rows);
        self.rows.insert((register.code.clone(), period), keys);
        Ok(())
    }
}

fn told(faults: Vec<PageFault>) -> Outcome<()> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn period_of(fence: &Fence, place: usize) -> Outcome<Option<Period>> {
    if let Some(more) = fence.words.get(place + 1) {
        return one(fence.line, format!("“{more}”多余"));
    }
    let period = fence.words.get(place).map(|word| word.parse::<Period>()).transpose();
    period.map_err(|error| vec![fault(fence.line, error.to_string())])
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

/// A table of a page with its lines.
struct Table {
    header: Vec<String>,
    /// Of the header.
    line: usize,
    rows: Vec<TableRow>,
}

struct TableRow {
    cells: Vec<String>,
    line: usize,
}

impl Table {
    fn read(fence: &Fence) -> Outcome<Table> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(fence.body.as_bytes());
        let mut lines: Vec<TableRow> = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| vec![fault(fence.line, format!("表格有误：{error}"))])?;
            let line = fence.line + record.position().map_or(1, |position| position.line() as usize);
            lines.push(TableRow { cells: record.iter().map(str::to_string).collect(), line });
        }
        if lines.is_empty() {
            return one(fence.line, "表格是空的；第一行写字段名称");
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
            if row.cells.len() != header.cells.len() {
                let (found, wanted) = (row.cells.len(), header.cells.len());
                faults.push(fault(row.line, format!("这一行有 {found} 格，表头有 {wanted} 列")));
                continue;
            }
            match spread(&row.cells) {
                Ok(spread) => rows.extend(spread.into_iter().map(|cells| TableRow { cells, line: row.line })),
                Err(message) => faults.push(fault(row.line, message)),
            }
        }
        told(faults)?;
        Ok(Table { header: header.cells, line: header.line, rows })
    }

    fn column(&self, title: &str) -> Option<usize> {
        self.header.iter().position(|known| known == title)
    }

    fn needed(&self, title: &str) -> Outcome<usize> {
        self.column(title).map_or_else(|| one(self.line, format!("缺少“{title}”列")), Ok)
    }

    fn only(&self, titles: &[&str]) -> Outcome<()> {
        let strange = self.header.iter().filter(|title| !titles.contains(&title.as_str()));
        told(strange.map(|title| fault(self.line, unknown("列", title, titles.iter().copied()))).collect())
    }

    fn fields<'register>(&self, register: &'register Register) -> Outcome<Vec<TableField<'register>>> {
        let (mut fields, mut faults) = (Vec::new(), Vec::new());
        for title in &self.header {
            let found = register.fields.iter().find(|field| field.name == *title || field.code.as_str() == title);
            match found {
                Some(field) => fields.push(TableField::Field(field)),
                None if title == cell::STATE && !register.life.states.is_empty() => {
                    fields.push(TableField::State(register, cell::state_code()));
                }
                None => {
                    let states = (!register.life.states.is_empty()).then_some(cell::STATE);
                    let known = register.fields.iter().map(|field| field.name.as_str()).chain(states);
                    faults.push(fault(self.line, unknown("字段", title, known)));
                }
            }
        }
        for code in register.key.iter().filter(|code| !fields.iter().any(|field| field.code() == *code)) {
            faults.push(fault(self.line, format!("缺少主键“{}”列", field_name(register, code))));
        }
        if faults.is_empty() { Ok(fields) } else { Err(faults) }
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

    fn value(&self, text: &str, pack: &Pack, places: &mut Places) -> Result<Option<engine::formula::Value>, String> {
        match self {
            TableField::Field(field) => cell::value(text, &field.field_type, pack, places),
            TableField::State(register, _) => cell::state(text, register),
        }
    }
}
