//! Checks the rows of a data file, all of them, and reports every fault with its line. Stores nothing.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use model::people::DataClass;
use model::{Dataset, Grade, Indicator, Observation, ObservationStatus, Period, Place, PlaceKind, Scope};
use rust_decimal::Decimal;
use store::{Dictionaries, Told};

use super::class::{class_of_word, default_class};
use super::table::Table;
use super::words::{self, Column};
use crate::view::LineError;

/// What rows are checked against.
pub(crate) struct Reference<'data> {
    pub dictionaries: &'data Dictionaries,
    pub dataset: Dataset,
    pub now: Timestamp,
}

/// The dictionaries by code and by name: a file has many lines.
struct Index<'data> {
    indicators: HashMap<&'data str, &'data Indicator>,
    /// Nothing for a name that several indicators bear.
    named: HashMap<&'data str, Option<&'data Indicator>>,
    places: HashMap<&'data str, &'data Place>,
}

impl<'data> Index<'data> {
    fn new(dictionaries: &'data Dictionaries) -> Index<'data> {
        let mut named: HashMap<&str, Option<&Indicator>> = HashMap::new();
        for indicator in &dictionaries.indicators {
            named.entry(&indicator.name).and_modify(|held| *held = None).or_insert(Some(indicator));
        }
        let mut places: HashMap<&str, &Place> = HashMap::new();
        for place in &dictionaries.places {
            places.entry(&place.code).or_insert(place);
            places.entry(&place.name).or_insert(place);
        }
        Index {
            // Of equals the first one.
            indicators: dictionaries.indicators.iter().rev().map(|held| (held.code.as_str(), held)).collect(),
            named,
            places,
        }
    }
}

/// Observations, and of which of them the table says how far they may be seen.
pub(crate) type Checked = (Vec<Observation>, Told);

/// The observations of a table, or every fault in it.
pub(crate) fn check(table: &Table, reference: &Reference<'_>) -> Result<Checked, Vec<LineError>> {
    let mut errors = missing_columns(table);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut observations = Vec::new();
    let mut lines = Vec::new();
    let mut told = BTreeSet::new();
    let index = Index::new(reference.dictionaries);
    for row in &table.rows {
        let found = Line { table, row, reference, index: &index, errors: &mut errors }.observation();
        let Some((mut observation, is_told)) = found else { continue };
        if is_told {
            told.insert(observations.len());
        } else {
            observation.class = default_class(&observation, reference.dictionaries);
        }
        observations.push(observation);
        lines.push(row.line);
    }
    errors.extend(repeated(&observations, &lines));
    errors.sort_by_key(|error| error.line);
    if table.rows.is_empty() {
        errors.push(LineError { line: 1, column: None, message: "只有表头，没有数据行".to_string() });
    }
    if errors.is_empty() { Ok((observations, Told::Of(told))) } else { Err(errors) }
}

/// Rows about the same as a row before them.
fn repeated(observations: &[Observation], lines: &[usize]) -> Vec<LineError> {
    let mut seen = HashMap::with_capacity(observations.len());
    let mut errors = Vec::new();
    for (held, line) in observations.iter().zip(lines) {
        let key = (&held.indicator, &held.place, held.period, held.scope, &held.source, held.known_since);
        if let Some(earlier) = seen.insert(key, *line) {
            errors.push(LineError {
                line: *line,
                column: None,
                message: format!("与第 {earlier} 行重复（指标、地区、报告期、口径、来源、获知日期都相同），请删去一行"),
            });
        }
    }
    errors
}

fn missing_columns(table: &Table) -> Vec<LineError> {
    let missing = |column: Column| LineError {
        line: 1,
        column: Some(column.title().to_string()),
        message: format!("缺少“{}”列", column.title()),
    };
    let mut errors = Vec::new();
    for (code, name) in [(Column::IndicatorCode, Column::Indicator), (Column::PlaceCode, Column::Place)] {
        if !table.has(code) && !table.has(name) {
            errors.push(LineError {
                line: 1,
                column: Some(name.title().to_string()),
                message: format!("缺少“{}”列（或“{}”列）", name.title(), code.title()),
            });
        }
    }
    let needed = [Column::Period, Column::Value, Column::Unit, Column::Scope, Column::Grade, Column::Source];
    errors.extend(needed.into_iter().filter(|column| !table.has(*column)).map(missing));
    errors.extend(table.unknown.iter().map(|header| LineError {
        line: 1,
        column: Some(header.clone()),
        message: format!("表头“{header}”不认识，请按模板改名或删去此列"),
    }));
    errors
}

struct Line<'row, 'data, 'errors> {
    table: &'row Table,
    row: &'row crate::spreadsheet::Line,
    reference: &'row Reference<'data>,
    index: &'row Index<'data>,
    errors: &'errors mut Vec<LineError>,
}

impl<'data> Line<'_, 'data, '_> {
    /// All faults of the line are noted before it is given up.
    fn observation(&mut self) -> Option<(Observation, bool)> {
        let indicator = self.indicator();
        let place = self.place();
        let period = self.period();
        let value = self.value(indicator);
        let unit = self.unit(indicator);
        let scope = self.scope(place);
        let grade = self.grade();
        let status = self.status();
        let source = self.needed(Column::Source).map(str::to_string);
        let known_since = self.known_since();
        let class = self.class(grade);
        let observation = Observation {
            id: 0,
            indicator: indicator?.code.clone(),
            place: place?.code.clone(),
            period: period?,
            value: value?,
            unit: unit?,
            scope: scope?,
            grade: grade?,
            status: status?,
            source: source?,
            known_since: known_since?,
            dataset: self.reference.dataset,
            note: self.cell(Column::Note).map(str::to_string),
            class: class?.unwrap_or(DataClass::Internal),
        };
        Some((observation, class?.is_some()))
    }

    /// The cell without the apostrophe that guards a leading sign in files we wrote.
    fn cell(&self, column: Column) -> Option<&str> {
        let cell = self.table.cell(self.row, column)?;
        Some(cell.strip_prefix('\'').unwrap_or(cell))
    }

    fn fault(&mut self, column: Column, message: String) {
        self.errors.push(LineError { line: self.row.line, column: Some(column.title().to_string()), message });
    }

    fn needed(&mut self, column: Column) -> Option<&str> {
        if self.cell(column).is_none() {
            self.fault(column, format!("“{}”为空", column.title()));
        }
        self.cell(column)
    }

    fn indicator(&mut self) -> Option<&'data Indicator> {
        let by_code = self.cell(Column::IndicatorCode).map(str::to_string);
        let by_name = self.cell(Column::Indicator).map(str::to_string);
        let word = match by_code.as_deref().or(by_name.as_deref()) {
            Some(word) => word.to_string(),
            None => {
                self.fault(Column::Indicator, "“指标”为空".to_string());
                return None;
            }
        };
        let by_code = self.index.indicators.get(word.as_str()).copied();
        let found = by_code.or_else(|| self.index.named.get(word.as_str()).copied().flatten());
        match found {
            None => {
                self.fault(Column::Indicator, format!("指标“{word}”不在指标表中，请用指标表中的代码或全称"));
                None
            }
            Some(indicator) => match by_name.filter(|name| *name != indicator.name && *name != indicator.code) {
                Some(name) => {
                    let message = format!("指标代码“{}”是“{}”，与“{name}”不一致", indicator.code, indicator.name);
                    self.fault(Column::Indicator, message);
                    None
                }
                None => Some(indicator),
            },
        }
    }

    fn place(&mut self) -> Option<&'data Place> {
        let by_code = self.cell(Column::PlaceCode).map(str::to_string);
        let by_name = self.cell(Column::Place).map(str::to_string);
        let word = match by_code.as_deref().or(by_name.as_deref()) {
            Some(word) => word.to_string(),
            None => {
                self.fault(Column::Place, "“地区”为空".to_string());
                return None;
            }
        };
        match self.index.places.get(word.as_str()).copied() {
            None => {
                self.fault(Column::Place, format!("地区“{word}”不在地区表中，请用全称（如某某县、某某区）或区划代码"));
                None
            }
            Some(place) => match by_name.filter(|name| *name != place.name && *name != place.code) {
                Some(name) => {
                    self.fault(Column::Place, format!("地区代码“{}”是“{}”，与“{name}”不一致", place.code, place.name));
                    None
                }
                None => Some(place),
            },
        }
    }

    fn period(&mut self) -> Option<Period> {
        let text = self.needed(Column::Period)?.to_string();
        if let Some(narrow) = full_width(&text) {
            self.fault(Column::Period, format!("“{text}”含全角字符，请改为半角“{narrow}”"));
            return None;
        }
        match text.parse::<Period>() {
            Ok(period) if day_start(period.first_day()).is_some_and(|start| start > self.reference.now) => {
                self.fault(Column::Period, format!("报告期“{text}”尚未开始"));
                None
            }
            Ok(period) => Some(period),
            Err(error) => {
                self.fault(Column::Period, error.to_string());
                None
            }
        }
    }

    fn value(&mut self, indicator: Option<&Indicator>) -> Option<Decimal> {
        let Some(text) = self.cell(Column::Value).map(str::to_string) else {
            self.fault(Column::Value, "“数值”为空；没有数据请删去此行，不要填 0 或“—”".to_string());
            return None;
        };
        if let Some(narrow) = full_width(&text) {
            self.fault(Column::Value, format!("“{text}”含全角字符，请改为半角“{narrow}”"));
            return None;
        }
        let grouped = text.contains(',');
        match text.parse::<Decimal>() {
            Ok(value) => {
                let least = indicator.and_then(Indicator::least).filter(|least| value < *least);
                if let (Some(least), Some(held)) = (least, indicator) {
                    let told = match least.is_zero() {
                        true => format!("“{text}”为负数，{}不应为负", held.name),
                        false => format!("“{text}”低于下限，{}不应低于 {least}", held.name),
                    };
                    self.fault(Column::Value, told);
                    return None;
                }
                Some(value)
            }
            Err(_) if grouped => {
                self.fault(Column::Value, format!("“{text}”含千分位逗号，请改为“{}”", text.replace(',', "")));
                None
            }
            Err(_) if text.ends_with('%') => {
                self.fault(Column::Value, format!("“{text}”不要带百分号，请改为“{}”", text.trim_end_matches('%')));
                None
            }
            Err(_) => {
                self.fault(Column::Value, format!("“{text}”不是数，应为如 1028.7 的半角数字"));
                None
            }
        }
    }

    fn unit(&mut self, indicator: Option<&Indicator>) -> Option<String> {
        let text = self.needed(Column::Unit)?.to_string();
        match indicator {
            Some(held) if held.unit != text => {
                self.fault(
                    Column::Unit,
                    format!("单位“{text}”与指标“{}”的单位“{}”不同，请换算后填写", held.name, held.unit),
                );
                None
            }
            Some(_) | None => Some(text),
        }
    }

    fn scope(&mut self, place: Option<&Place>) -> Option<Scope> {
        let text = self.needed(Column::Scope)?.to_string();
        let Some(scope) = words::scope(&text) else {
            self.fault(Column::Scope, format!("口径“{text}”不认识，应为：全市、管理区、行政区、未注明"));
            return None;
        };
        let is_part = place.is_some_and(|held| matches!(held.kind, PlaceKind::County | PlaceKind::Zone));
        if scope == Scope::City && is_part {
            self.fault(Column::Scope, "县市区、开发区的数据不能是“全市”口径".to_string());
            return None;
        }
        Some(scope)
    }

    fn grade(&mut self) -> Option<Grade> {
        let text = self.needed(Column::Grade)?.to_string();
        match (words::grade(&text), self.reference.dataset) {
            (None, _) => {
                self.fault(Column::Grade, format!("等级“{text}”不认识，应为：A、B、P、C、D"));
                None
            }
            (Some(Grade::Demo), Dataset::Real) => {
                self.fault(Column::Grade, "公布数据中不能有演示数据".to_string());
                None
            }
            (Some(Grade::A | Grade::B | Grade::P | Grade::C | Grade::D), Dataset::Demo) => {
                self.fault(Column::Grade, "演示数据的等级只能是“演示”".to_string());
                None
            }
            (Some(grade), Dataset::Real | Dataset::Demo) => Some(grade),
        }
    }

    fn status(&mut self) -> Option<ObservationStatus> {
        let Some(text) = self.cell(Column::Status).map(str::to_string) else { return Some(ObservationStatus::Final) };
        let found = words::status(&text);
        if found.is_none() {
            self.fault(Column::Status, format!("状态“{text}”不认识，应为：初步、最终、修订"));
        }
        found
    }

    /// Nothing inside when the cell is empty.
    fn class(&mut self, grade: Option<Grade>) -> Option<Option<DataClass>> {
        let Some(text) = self.cell(Column::Class).map(str::to_string) else { return Some(None) };
        let Some(class) = class_of_word(&text) else {
            self.fault(Column::Class, format!("数据分类“{text}”不认识，应为：公开、内部、敏感"));
            return None;
        };
        if class == DataClass::Public && grade == Some(Grade::D) {
            self.fault(Column::Class, "等级 D 的数存疑，不能公开；请核实后改等级，或改为内部".to_string());
            return None;
        }
        Some(Some(class))
    }

    /// The day since which the value is known; today when the cell is empty.
    fn known_since(&mut self) -> Option<Timestamp> {
        let Some(text) = self.cell(Column::KnownSince).map(str::to_string) else { return Some(self.reference.now) };
        let time = text.parse::<Timestamp>().ok().or_else(|| day_start(text.parse::<Date>().ok()?));
        match time {
            Some(time) if time > self.reference.now => {
                self.fault(Column::KnownSince, format!("获知日期“{text}”晚于今天"));
                None
            }
            Some(time) => Some(time),
            None => {
                self.fault(Column::KnownSince, format!("获知日期“{text}”无法识别，应写作 2026-11-01"));
                None
            }
        }
    }
}

/// Midnight in China.
fn day_start(day: Date) -> Option<Timestamp> {
    Offset::constant(8).to_timestamp(DateTime::from(day)).ok()
}

/// The text with full-width digits, points and signs made narrow; nothing when it has none.
fn full_width(text: &str) -> Option<String> {
    let narrow = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        '。' => '.',
        '—' => '-',
        other => other,
    };
    let narrowed: String = text.chars().map(narrow).collect();
    (narrowed != text).then_some(narrowed)
}
