//! The frozen cut (数据切片) of an evaluation: rules as text, rows, statistics, earlier conclusions and corrections, so
//! that the outcome can be computed again from nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, Conclusion, PackFacts, Rows};
use jiff::Timestamp;
use jiff::civil::Date;
use model::pack::{Code, Pack};
use model::{Dataset, HolidayYear, Period, SourceRef, WorkingCalendar};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::bulletin::cut::NamedCut;
use crate::{AppError, Result};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cut {
    /// Version of this layout.
    pub format: u32,
    /// Version of the program that froze it.
    pub program: String,
    pub pack: String,
    pub version: String,
    pub evaluation: Code,
    pub period: Period,
    pub dataset: Dataset,
    pub known_by: Timestamp,
    /// The text of the rules, so that a lost folder loses no explanation.
    pub rules: Vec<RuleFile>,
    pub holidays: Vec<HolidayYear>,
    /// Subjects in their order, with what people call them and the place they are or lie in.
    pub subjects: Vec<CutSubject>,
    pub registers: Vec<CutRegister>,
    pub observed: Vec<CutObserved>,
    pub conclusions: Vec<CutConclusion>,
    /// Accepted objections that this cut already contains, oldest first.
    pub corrections: Vec<Correction>,
    /// How the statistics of the period stood to a frozen one; nothing in a cut from before this was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<FrozenBasis>,
}

/// Whether the statistics of a period were frozen when an evaluation read them (冻结).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(crate) enum FrozenBasis {
    /// Nobody had frozen the period.
    NotFrozen,
    /// The figures are those that were frozen.
    Same { cut: NamedCut },
    /// There were newer ones; the evaluation used what was known.
    Revised { cut: NamedCut },
}

impl FrozenBasis {
    pub fn in_words(held: Option<&FrozenBasis>, period: Period) -> String {
        let named =
            |cut: &NamedCut| format!("{}于 {} 冻结，编号 {}，摘要 {}", cut.period, cut.frozen_on, cut.code, cut.digest);
        let period = period.in_words();
        match held {
            Some(FrozenBasis::Same { cut }) => format!("统计数与冻结数据一致（{}）", named(cut)),
            Some(FrozenBasis::Revised { cut }) => {
                format!("统计数在冻结之后有修订，按取数时已知的数计算，与冻结数据（{}）不同", named(cut))
            }
            Some(FrozenBasis::NotFrozen) => format!("取数时{period}的统计数没有冻结，按当时已知的数计算"),
            None => "这份结果生成时还不记录冻结情况，以随结果存档的数据切片为准".to_string(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RuleFile {
    pub path: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CutSubject {
    pub key: String,
    pub name: String,
    /// Division code.
    pub place: Option<String>,
}

/// The rows of one register for one period, by column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CutRegister {
    pub register: Code,
    /// Nothing for a register that is not kept by period.
    pub period: Option<Period>,
    pub keys: Vec<String>,
    pub columns: BTreeMap<Code, CutColumn>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CutColumn {
    Number(Vec<Option<Decimal>>),
    Text(Vec<Option<String>>),
    Flag(Vec<Option<bool>>),
    Date(Vec<Option<Date>>),
}

/// A statistic in the unit of the pack, with the observation it was taken from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CutObserved {
    pub indicator: Code,
    pub place: String,
    pub period: Period,
    pub value: Decimal,
    pub source: Option<SourceRef>,
}

/// What an earlier frozen run concluded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CutConclusion {
    pub run: i64,
    pub evaluation: Code,
    pub period: Period,
    pub subject: String,
    pub score: Option<Decimal>,
    pub rank: Option<Decimal>,
    pub grade: Option<Code>,
}

/// One value as an accepted objection put it right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Correction {
    pub objection: i64,
    pub place: FactPlace,
    /// As people read it.
    pub before: String,
    pub after: String,
}

/// Where a disputed value stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FactPlace {
    Field { register: Code, key: String, field: Code },
    Observed { indicator: Code, place: String },
}

impl CutConclusion {
    pub fn add_to(&self, facts: &mut PackFacts) {
        let conclusion = Conclusion { score: self.score, rank: self.rank, grade: self.grade.clone() };
        facts.add_conclusion(self.evaluation.clone(), self.period, self.subject.as_str().into(), conclusion);
    }
}

impl Cut {
    pub fn keys(&self) -> Vec<Arc<str>> {
        self.subjects.iter().map(|subject| Arc::from(subject.key.as_str())).collect()
    }

    pub fn name(&self, key: &str) -> String {
        let found = self.subjects.iter().find(|subject| subject.key == key);
        found.map_or_else(|| key.to_string(), |subject| subject.name.clone())
    }

    pub fn calendar(&self) -> Result<WorkingCalendar> {
        WorkingCalendar::new(self.holidays.clone()).map_err(|error| AppError::bad_input(error.to_string()))
    }

    /// The rules, checked again from their text.
    pub fn checked_pack(&self) -> Result<Pack> {
        checked_rules(&self.rules, (&self.pack, &self.version), &self.program)
    }

    pub fn facts(&self) -> Result<PackFacts> {
        let mut facts = facts_of(&self.registers, &self.observed)?;
        self.conclusions.iter().for_each(|held| held.add_to(&mut facts));
        Ok(facts)
    }

    /// The value at a place of this period, as people read it; nothing when there is no such place.
    pub fn read(&self, place: &FactPlace) -> Option<String> {
        match place {
            FactPlace::Field { register, key, field } => {
                let held = self.register(register)?;
                let row = held.keys.iter().position(|known| known == key)?;
                held.columns.get(field)?.shown(row)
            }
            FactPlace::Observed { indicator, place } => {
                let of = |value: &&CutObserved| {
                    value.indicator == *indicator && value.place == *place && value.period == self.period
                };
                Some(self.observed.iter().find(of).map_or("—".to_string(), |held| held.value.normalize().to_string()))
            }
        }
    }

    fn register(&self, code: &Code) -> Option<&CutRegister> {
        let of = |held: &&CutRegister| held.register == *code && held.period.is_none_or(|period| period == self.period);
        self.registers.iter().find(of)
    }

    /// Puts one value right.
    ///
    /// # Errors
    /// There is no such value, or the text is not of its type.
    pub fn correct(&mut self, objection: i64, place: FactPlace, text: &str) -> Result<()> {
        let before = self.read(&place).ok_or_else(|| AppError::not_found("申诉所指的数值"))?;
        let period = self.period;
        match &place {
            FactPlace::Field { register, key, field } => {
                let of = |held: &&mut CutRegister| {
                    held.register == *register && held.period.is_none_or(|held| held == period)
                };
                let held = self.registers.iter_mut().find(of).ok_or_else(|| AppError::not_found("名录的数据"))?;
                let row = held.keys.iter().position(|known| known == key);
                let row = row.ok_or_else(|| AppError::not_found(format!("“{key}”的数据")))?;
                let column = held.columns.get_mut(field).ok_or_else(|| AppError::not_found("该字段"))?;
                column.put(row, text)?;
            }
            FactPlace::Observed { indicator, place } => {
                let value = number(text)?;
                let of = |held: &&mut CutObserved| {
                    held.indicator == *indicator && held.place == *place && held.period == period
                };
                match self.observed.iter_mut().find(of) {
                    Some(held) => {
                        held.value = value;
                        held.source = None;
                    }
                    None => self.observed.push(CutObserved {
                        indicator: indicator.clone(),
                        place: place.clone(),
                        period,
                        value,
                        source: None,
                    }),
                }
            }
        }
        let after = self.read(&place).unwrap_or_else(|| text.to_string());
        if after == before {
            return Err(AppError::bad_input(format!("更正后的数值与原值 {before} 相同，无须重新计算；请核对申诉内容")));
        }
        self.corrections.push(Correction { objection, place, before, after });
        Ok(())
    }
}

/// Frozen rules, checked again from their text. `pack` is its code and version.
pub(crate) fn checked_rules(rules: &[RuleFile], pack: (&str, &str), program: &str) -> Result<Pack> {
    let sources: Vec<pack::Source> =
        rules.iter().map(|file| pack::Source { path: file.path.clone(), text: file.text.clone() }).collect();
    pack::check(&sources).pack.ok_or_else(|| AppError::Internal {
        message: format!(
            "机制包“{}”版本“{}”按现在的程序不能通过检查，已冻结的结果无法打开；请用生成它的程序版本 {program} 打开",
            pack.0, pack.1
        ),
    })
}

/// Rows and statistics as formulas read them.
///
/// # Errors
/// Two rows have one key, so that nobody could say which one counts.
pub(crate) fn facts_of(registers: &[CutRegister], observed: &[CutObserved]) -> Result<PackFacts> {
    let mut facts = PackFacts::default();
    for register in registers {
        let keys: Vec<Arc<str>> = register.keys.iter().map(|key| Arc::from(key.as_str())).collect();
        let columns = register.columns.iter().map(|(code, column)| (code.clone(), column.column())).collect();
        let rows = Rows::new(keys, columns).map_err(|error| AppError::bad_input(error.to_string()))?;
        facts.add_rows(register.register.clone(), register.period, rows);
    }
    for value in observed {
        facts.add_observed(value.indicator.clone(), value.place.as_str().into(), value.period, value.value);
    }
    Ok(facts)
}

impl CutColumn {
    pub fn of(column: &Column) -> CutColumn {
        match column {
            Column::Number(values) => CutColumn::Number(values.clone()),
            Column::Text(values) => {
                CutColumn::Text(values.iter().map(|text| text.as_ref().map(ToString::to_string)).collect())
            }
            Column::Flag(values) => CutColumn::Flag(values.clone()),
            Column::Date(values) => CutColumn::Date(values.clone()),
        }
    }

    fn column(&self) -> Column {
        match self {
            CutColumn::Number(values) => Column::Number(values.clone()),
            CutColumn::Text(values) => Column::Text(values.iter().map(|text| text.as_deref().map(Arc::from)).collect()),
            CutColumn::Flag(values) => Column::Flag(values.clone()),
            CutColumn::Date(values) => Column::Date(values.clone()),
        }
    }

    pub(super) fn shown(&self, row: usize) -> Option<String> {
        Some(self.column().get(row).map_or_else(|| "—".to_string(), |value| value.in_words()))
            .filter(|_| row < self.column().len())
    }

    fn put(&mut self, row: usize, text: &str) -> Result<()> {
        let text = text.trim();
        let is_missing = text.is_empty() || text == "—";
        match self {
            CutColumn::Number(values) => {
                let value = if is_missing { None } else { Some(number(text)?) };
                if let Some(slot) = values.get_mut(row) {
                    *slot = value;
                }
            }
            CutColumn::Text(values) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = (!is_missing).then(|| text.to_string());
                }
            }
            CutColumn::Flag(values) => {
                let value = match text {
                    "是" | "true" => Some(true),
                    "否" | "false" => Some(false),
                    _ if is_missing => None,
                    _ => return Err(AppError::bad_input(format!("“{text}”不是“是”或“否”"))),
                };
                if let Some(slot) = values.get_mut(row) {
                    *slot = value;
                }
            }
            CutColumn::Date(values) => {
                let wrong = || AppError::bad_input(format!("“{text}”不是日期；请写作 2025-06-30"));
                let value = if is_missing { None } else { Some(text.parse().map_err(|_| wrong())?) };
                if let Some(slot) = values.get_mut(row) {
                    *slot = value;
                }
            }
        }
        Ok(())
    }
}

fn number(text: &str) -> Result<Decimal> {
    let plain: String = text.trim().chars().filter(|letter| *letter != ',').collect();
    Decimal::from_str_exact(&plain)
        .map_err(|_| AppError::bad_input(format!("“{text}”不是数字；请只写数值，不写单位，例：12.5")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_with_one_code_are_refused_by_name() {
        let register = CutRegister {
            register: Code::new("firm").unwrap(),
            period: Some(Period::Year(2024)),
            keys: vec!["91370700MA3C0000XX".into(), "91370700MA3C0000XX".into()],
            columns: BTreeMap::new(),
        };
        let error = facts_of(&[register], &[]).unwrap_err().to_string();
        assert_eq!(error, "主键“91370700MA3C0000XX”有两行，请删去或合并一行");
    }

    #[test]
    fn a_correction_keeps_the_type_of_the_value() {
        let mut flags = CutColumn::Flag(vec![Some(true)]);
        flags.put(0, "否").unwrap();
        assert_eq!(flags, CutColumn::Flag(vec![Some(false)]));
        assert!(flags.put(0, "也许").unwrap_err().to_string().contains("不是“是”或“否”"));
        let mut dates = CutColumn::Date(vec![None]);
        assert!(dates.put(0, "去年").unwrap_err().to_string().contains("请写作 2025-06-30"));
        let mut numbers = CutColumn::Number(vec![Some(Decimal::ONE)]);
        numbers.put(0, "").unwrap();
        assert_eq!(numbers, CutColumn::Number(vec![None]), "nothing is missing, not zero");
        numbers.put(0, "1,234.5").unwrap();
        assert_eq!(numbers, CutColumn::Number(vec![Some(Decimal::new(12345, 1))]));
    }
}
