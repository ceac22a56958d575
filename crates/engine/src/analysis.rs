//! Runs an analysis (分析) of a pack: rules × facts × who borders whom → an outcome that states its conventions.
//!
//! Decides who takes part and puts results into words; the arithmetic is in [`crate::evaluation`]. A subject that lacks a
//! number is left out and named, never counted as zero. Pure: facts, calendar, period and borders come in as arguments.

mod convergence;
mod efficiency;
mod explain;
mod inequality;
mod space;
mod structure;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::pack::{
    Analysis, AnalysisMethod, AnalysisVariable, Choice, Constant, Grouping, ParameterAmount, VariableRole,
};
use model::{AnalysisColumn, AnalysisFigure, AnalysisGap, AnalysisOutcome, AnalysisRow, AnalysisTable, Period};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::evaluation::error::EvaluationError;
use crate::evaluation::matrix::{Column as Numbers, Matrix};
use crate::formula::{Column, FactorUse, Subjects, World, compute, earlier, factors_used, missing_reasons, name_of};

pub use explain::explain_analysis;

/// Why there is no outcome at all. What concerns single subjects is in the outcome instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnalysisError {
    #[error("“{subject}”的“{variable}”为 {value}，应{wanted}；请更正数据，或用 where 把它排除在外")]
    Domain { subject: String, variable: String, value: f64, wanted: &'static str },
    #[error("{0}")]
    Step(#[from] EvaluationError),
    #[error("参数“{name}”在{day}没有生效的值，不能分析；请在机制包中补充")]
    NoParameter { name: String, day: jiff::civil::Date },
    #[error("有完整数据的对象只有 {found} 个，不足 {needed} 个，不能分析；缺数据的：{lacking}")]
    TooFew { found: usize, needed: usize, lacking: String },
    #[error("没有邻接关系，不能计算莫兰指数；请提供邻接表")]
    NoBorders,
    #[error("{0}")]
    Refused(String),
}

/// Who borders whom, by the codes of places. Borders are mutual and nobody borders itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Borders {
    pairs: BTreeMap<String, BTreeSet<String>>,
}

impl Borders {
    /// Both directions are taken in, so that a list that names a border once is enough.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Borders {
        let mut borders = Borders::default();
        for (one, other) in pairs.into_iter().filter(|(one, other)| one != other) {
            borders.pairs.entry(one.to_string()).or_default().insert(other.to_string());
            borders.pairs.entry(other.to_string()).or_default().insert(one.to_string());
        }
        borders
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    fn of(&self, place: &str) -> impl Iterator<Item = &str> {
        self.pairs.get(place).into_iter().flatten().map(String::as_str)
    }
}

/// Analyses one period. `keys` are all rows of the register, or all places, in order; `names` says how a subject is
/// called.
///
/// # Errors
/// A number outside of what the method allows, and too few subjects with all numbers.
pub fn analysis(
    rule: &Analysis,
    keys: &[Arc<str>],
    period: Period,
    world: World<'_>,
    borders: &Borders,
    names: &dyn Fn(&str) -> String,
) -> Result<AnalysisOutcome, AnalysisError> {
    let mut run = Run::new(rule, keys, period, world, borders, names);
    let periods = run.periods();
    run.take_part(&periods)?;
    let found = match &rule.method {
        AnalysisMethod::Dea { orientation, returns, slacks, is_self_excluded } => {
            run.dea(*orientation, *returns, *slacks, *is_self_excluded)
        }
        AnalysisMethod::Malmquist { orientation, returns, .. } => run.malmquist(*orientation, *returns, &periods),
        AnalysisMethod::Coupling { form, bounds } => run.coupling(*form, bounds),
        AnalysisMethod::LocationQuotient => run.location_quotient(),
        AnalysisMethod::Similarity => run.similarity(),
        AnalysisMethod::Gini => run.gini(),
        AnalysisMethod::Theil { form } => run.theil(*form),
        AnalysisMethod::Moran { neighbours, alternative, permutations, seed } => {
            run.moran(*neighbours, *alternative, *permutations, *seed)
        }
        AnalysisMethod::Convergence { deviation, .. } => run.convergence(&periods, *deviation),
    }?;
    let parameters = factors_used(&run.used(), world.pack);
    Ok(AnalysisOutcome {
        pack: world.pack.code.clone(),
        version: world.pack.version.clone(),
        analysis: rule.code.clone(),
        name: rule.name.clone(),
        period,
        method: words::method_in_words(&rule.method).to_string(),
        conventions: words::conventions_in_words(rule, world.pack, period)
            .into_iter()
            .chain(found.conventions)
            .collect(),
        figures: found.figures,
        columns: found.columns,
        rows: found.rows,
        tables: found.tables,
        left_out: run.left_out,
        parameters,
    })
}

/// The periods that an analysis looks at, newest first.
pub fn periods_of(rule: &Analysis, period: Period) -> Vec<Period> {
    let back = |years: u8| earlier(period, model::pack::PeriodShift::YearsBack(years));
    match &rule.method {
        AnalysisMethod::Malmquist { years_back, .. } => {
            [Some(period), back(*years_back)].into_iter().flatten().collect()
        }
        AnalysisMethod::Convergence { years_back, .. } => {
            [Some(period)].into_iter().chain((1..=*years_back).map(back)).flatten().collect()
        }
        AnalysisMethod::Dea { .. }
        | AnalysisMethod::Coupling { .. }
        | AnalysisMethod::LocationQuotient
        | AnalysisMethod::Similarity
        | AnalysisMethod::Gini
        | AnalysisMethod::Theil { .. }
        | AnalysisMethod::Moran { .. } => vec![period],
    }
}

/// What a method found.
#[derive(Default)]
struct Found {
    conventions: Vec<String>,
    figures: Vec<AnalysisFigure>,
    columns: Vec<AnalysisColumn>,
    rows: Vec<AnalysisRow>,
    tables: Vec<AnalysisTable>,
}

struct Run<'a> {
    rule: &'a Analysis,
    period: Period,
    world: World<'a>,
    borders: &'a Borders,
    names: &'a dyn Fn(&str) -> String,
    /// Those that the condition lets in, then those with all numbers.
    subjects: Subjects,
    /// Values of each variable, by period (in the order of `periods`), then by variable, for the subjects that take part.
    values: Vec<Vec<Vec<Decimal>>>,
    left_out: Vec<AnalysisGap>,
    factors: Vec<FactorUse>,
}

impl<'a> Run<'a> {
    fn new(
        rule: &'a Analysis,
        keys: &[Arc<str>],
        period: Period,
        world: World<'a>,
        borders: &'a Borders,
        names: &'a dyn Fn(&str) -> String,
    ) -> Run<'a> {
        let subjects = inside(rule, keys, period, world);
        let (values, left_out, factors) = (Vec::new(), Vec::new(), Vec::new());
        Run { rule, period, world, borders, names, subjects, values, left_out, factors }
    }

    fn periods(&self) -> Vec<Period> {
        periods_of(self.rule, self.period)
    }

    /// Computes every variable of every period and leaves out those that lack one.
    fn take_part(&mut self, periods: &[Period]) -> Result<(), AnalysisError> {
        let count = self.subjects.keys.len();
        let mut all: Vec<Vec<Vec<Option<Decimal>>>> = Vec::with_capacity(periods.len());
        let mut lacks: Vec<Vec<String>> = vec![Vec::new(); count];
        for period in periods {
            let mut of_period = Vec::with_capacity(self.rule.variables.len());
            for variable in &self.rule.variables {
                let computed = compute(&variable.value, &self.subjects, *period, self.world);
                self.factors.extend(computed.factors);
                let Column::Number(values) = computed.values else {
                    return Err(AnalysisError::Refused(format!("“{}”没有得出数", variable.name)));
                };
                for (row, _) in values.iter().enumerate().filter(|(_, value)| value.is_none()) {
                    let why = missing_reasons(&variable.value, row, &self.subjects, *period, self.world).join("，");
                    let when = if periods.len() > 1 { period.in_words() } else { String::new() };
                    let why = if why.is_empty() { String::new() } else { format!("（{why}）") };
                    lacks[row].push(format!("{when}{}缺失{why}", variable.name));
                }
                of_period.push(values);
            }
            all.push(of_period);
        }
        for (row, _) in self.group_places().iter().flatten().enumerate().filter(|(_, place)| place.is_none()) {
            lacks[row].push("没有分组".to_string());
        }
        let kept: Vec<usize> = (0..count).filter(|row| lacks[*row].is_empty()).collect();
        for (row, lacks) in lacks.iter().enumerate().filter(|(_, lacks)| !lacks.is_empty()) {
            let key = self.subjects.keys[row].to_string();
            self.left_out.push(AnalysisGap { key, reason: lacks.join("；") });
        }
        self.values = all
            .into_iter()
            .map(|of_period| {
                let picked = |values: Vec<Option<Decimal>>| kept.iter().filter_map(|row| values[*row]).collect();
                of_period.into_iter().map(picked).collect()
            })
            .collect();
        let keys = kept.iter().map(|row| self.subjects.keys[*row].clone()).collect();
        self.subjects = Subjects::new(self.rule.subject.clone(), keys);
        self.factors.sort();
        self.factors.dedup();
        let needed = words::subjects_needed(&self.rule.method);
        let found = self.subjects.keys.len();
        if found >= needed {
            return Ok(());
        }
        let mut lacking: Vec<String> = self.left_out.iter().map(|gap| (self.names)(&gap.key)).take(5).collect();
        if self.left_out.len() > 5 {
            lacking.push(format!("等 {} 个", self.left_out.len()));
        }
        let lacking = if lacking.is_empty() { "无".to_string() } else { lacking.join("、") };
        Err(AnalysisError::TooFew { found, needed, lacking })
    }

    fn name(&self, row: usize) -> String {
        self.subjects.keys.get(row).map(|key| (self.names)(key)).unwrap_or_default()
    }

    fn count(&self) -> usize {
        self.subjects.keys.len()
    }

    fn of_role(&self, role: VariableRole) -> impl Iterator<Item = (usize, &'a AnalysisVariable)> {
        self.rule.variables.iter().enumerate().filter(move |(_, variable)| variable.role == role)
    }

    /// The only variable of a role; the checker has seen to it that there is one.
    fn single(&self, role: VariableRole, period: usize) -> Result<Numbers, AnalysisError> {
        let (place, _) = self
            .of_role(role)
            .next()
            .ok_or_else(|| AnalysisError::Refused(format!("分析“{}”没有声明{}", self.rule.name, role.in_words())))?;
        Ok(numbers(&self.values[period][place]))
    }

    fn matrix(&self, role: VariableRole, period: usize) -> Result<Matrix, AnalysisError> {
        let columns = self.of_role(role).map(|(place, _)| numbers(&self.values[period][place])).collect();
        Ok(Matrix::new(columns)?)
    }

    /// Refuses a number outside of what the method allows, by the name of the subject.
    fn within(
        &self,
        role: VariableRole,
        is_allowed: impl Fn(Decimal) -> bool,
        wanted: &'static str,
    ) -> Result<(), AnalysisError> {
        for of_period in &self.values {
            for (place, variable) in self.of_role(role) {
                if let Some(row) = of_period[place].iter().position(|value| !is_allowed(*value)) {
                    let value = of_period[place][row].to_f64().unwrap_or(f64::NAN);
                    let (subject, variable) = (self.name(row), variable.name.clone());
                    return Err(AnalysisError::Domain { subject, variable, value, wanted });
                }
            }
        }
        Ok(())
    }

    /// Numbers from 0 of the groups that occur, and their names; one group where there are none.
    fn groups(&self) -> (Vec<usize>, Vec<String>) {
        let Some(places) = self.group_places() else { return (vec![0; self.count()], Vec::new()) };
        let used: BTreeSet<usize> = places.iter().flatten().copied().collect();
        let number = |place: &usize| used.iter().position(|known| known == place).unwrap_or_default();
        let numbers = places.iter().flatten().map(number).collect();
        let choices = self.group_choices();
        (numbers, used.iter().filter_map(|place| choices.get(*place)).map(|choice| choice.name.clone()).collect())
    }

    fn group_choices(&self) -> &'a [Choice] {
        let Grouping::By { list, .. } = &self.rule.grouping else { return &[] };
        let list = self.world.pack.choices.iter().find(|known| known.code == *list);
        list.map(|list| list.choices.as_slice()).unwrap_or_default()
    }

    /// The place of each subject's group in its list of choices; nothing at all without groups.
    fn group_places(&self) -> Option<Vec<Option<usize>>> {
        let Grouping::By { value, .. } = &self.rule.grouping else { return None };
        let choices = self.group_choices();
        Some(match compute(value, &self.subjects, self.period, self.world).values {
            Column::Text(texts) => texts
                .iter()
                .map(|text| {
                    let text = text.as_ref()?;
                    choices.iter().position(|choice| choice.code.as_str() == &**text)
                })
                .collect(),
            Column::Number(_) | Column::Flag(_) | Column::Date(_) => vec![None; self.count()],
        })
    }

    /// What formulas took, and the parameters that stand in the rule itself.
    fn used(&self) -> Vec<FactorUse> {
        let day = self.period.last_day();
        let of_rule = self.rule.constants().filter_map(|constant| match constant {
            Constant::Parameter(code) => Some(FactorUse { code: code.clone(), key: None, day }),
            Constant::Number(_) => None,
        });
        let all: BTreeSet<FactorUse> = self.factors.iter().cloned().chain(of_rule).collect();
        all.into_iter().collect()
    }

    fn constant(&self, constant: &Constant) -> Result<Decimal, AnalysisError> {
        let code = match constant {
            Constant::Number(number) => return Ok(*number),
            Constant::Parameter(code) => code,
        };
        let day = self.period.last_day();
        let value = self.world.pack.parameter(code).and_then(|parameter| parameter.on(day));
        match value.map(|value| &value.amount) {
            Some(ParameterAmount::Single(amount)) => Ok(*amount),
            Some(ParameterAmount::ByChoice { .. }) | None => {
                Err(AnalysisError::NoParameter { name: name_of(self.world.pack, code), day })
            }
        }
    }
}

/// Those whom the condition lets in.
fn inside(rule: &Analysis, keys: &[Arc<str>], period: Period, world: World<'_>) -> Subjects {
    let everyone = Subjects::new(rule.subject.clone(), keys.to_vec());
    let keys = match compute(&rule.condition, &everyone, period, world).values {
        Column::Flag(flags) => {
            let chosen = keys.iter().zip(flags).filter(|(_, flag)| *flag == Some(true));
            chosen.map(|(key, _)| key.clone()).collect()
        }
        Column::Number(_) | Column::Text(_) | Column::Date(_) => Vec::new(),
    };
    Subjects::new(rule.subject.clone(), keys)
}

fn numbers(values: &[Decimal]) -> Numbers {
    Numbers::from_decimals(&values.iter().copied().map(Some).collect::<Vec<_>>())
}

/// As it leaves the kernel: ten significant digits; nothing for what is no number.
fn exact(value: f64) -> Option<Decimal> {
    crate::run::exact(value)
}

fn figure(name: impl Into<String>, value: f64, note: impl Into<String>) -> AnalysisFigure {
    AnalysisFigure { name: name.into(), value: exact(value), note: note.into() }
}

/// Nothing for a plain number.
fn unit_of(variable: &AnalysisVariable) -> String {
    let unit = &variable.unit;
    if unit.is_same_measure(&model::UnitOfMeasure::none()) { String::new() } else { unit.to_string() }
}

fn column(name: impl Into<String>, unit: impl Into<String>) -> AnalysisColumn {
    AnalysisColumn { name: name.into(), unit: unit.into() }
}

#[cfg(test)]
mod tests;
