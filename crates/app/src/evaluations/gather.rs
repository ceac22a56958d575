//! Gathers the cut of an evaluation: rows of registers, statistics and earlier conclusions as they were known at one
//! instant, of one dataset. Never fills a gap and never converts between things that measure something else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, RangeBounds};
use std::sync::Arc;

use engine::Facts;
use engine::formula::PackFacts;
use engine::run::periods_needed;
use jiff::Timestamp;
use model::pack::{Code, Cycle, Evaluation, FieldType, Pack, PlaceLevel, Subject};
use model::{
    Dataset, EvaluationOutcome, IndicatorNature, Observation, Period, Place, PlaceKind, SourceRef, UnitOfMeasure,
};
use store::{Dictionaries, RunState};

use super::cut::{Cut, CutColumn, CutConclusion, CutObserved, CutRegister, CutSubject, RuleFile, facts_of};
use super::run::fits;
use crate::data::list::source;
use crate::data::words::grade_code;
use crate::figure_root::FigureRoot;
use crate::frame::Wanted;
use crate::status::map::SCOPES;
use crate::{App, AppError, Result, day_in_china};

/// What was known of the subjects of a pack.
pub(crate) struct Gathered {
    pub registers: Vec<CutRegister>,
    pub observed: Vec<CutObserved>,
    dictionaries: Dictionaries,
}

impl Gathered {
    pub fn facts(&self) -> Result<PackFacts> {
        facts_of(&self.registers, &self.observed)
    }

    /// How people call a place; its code where the dictionary does not know it.
    pub fn place_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.dictionaries.places.iter().find(|place| place.code == *code).map_or(code, |place| place.name.as_str())
    }
}

const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Earlier conclusions are taken from so many years back: consecutive years in a grade are counted over them.
const YEARS_BACK: i16 = 10;

impl App {
    /// The cut of a dry run, with the checked rules.
    pub(crate) async fn gather(&self, root: &FigureRoot) -> Result<(Cut, Arc<Pack>)> {
        let FigureRoot::Dry { pack: code, version, rule: evaluation, period, dataset, known_by } = root else {
            return Err(AppError::bad_input("已冻结的评价不再取数"));
        };
        let (period, dataset, known_by) = (*period, *dataset, *known_by);
        let found = self.packs().usable(code, version)?;
        let pack = found.usable()?.clone();
        let missing = || AppError::not_found(format!("机制包“{}”中的评价“{evaluation}”", pack.name));
        let rules = pack.evaluation(evaluation).ok_or_else(missing)?;
        if !fits(rules.cycle, period) {
            return Err(AppError::bad_input(format!(
                "“{}”不按{}评价；请选择与评价周期一致的报告期",
                rules.name,
                period.in_words()
            )));
        }
        let held = self.gathered(&pack, &periods_needed(rules, &pack, period), dataset, known_by).await?;
        let conclusions = self.conclusions(code, rules.cycle, ..period, dataset, known_by).await?;
        let subjects = subjects_of(&pack, &rules.subject, &held, period)?;
        let rules_text =
            found.sources.iter().map(|file| RuleFile { path: file.path.clone(), text: file.text.clone() }).collect();
        let cut = Cut {
            format: 1,
            program: PROGRAM.to_string(),
            pack: code.clone(),
            version: version.clone(),
            evaluation: evaluation.clone(),
            period,
            dataset,
            known_by,
            rules: rules_text,
            holidays: self.calendar().years().cloned().collect(),
            subjects,
            registers: held.registers,
            observed: held.observed,
            conclusions,
            corrections: Vec::new(),
            frozen: Some(self.frozen_basis(dataset, period, known_by).await?),
        };
        Ok((cut, pack))
    }

    /// Rows and statistics of the periods, as known by one instant, of one dataset.
    pub(crate) async fn gathered(
        &self,
        pack: &Pack,
        periods: &[Period],
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Gathered> {
        let mut dictionaries = (*self.store.dictionaries(known_by).await?).clone();
        let mut registers = Vec::new();
        for register in &pack.registers {
            let wanted: Vec<Option<Period>> = match register.cycle {
                Cycle::Standing => vec![None],
                Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month => {
                    periods.iter().copied().map(Some).collect()
                }
            };
            for wanted in wanted {
                let held = self.register_rows(pack, register, dataset, wanted, known_by).await?;
                // A period without a row was never recorded: what it would have been is missing, not nothing.
                if !held.is_empty() || wanted.is_none() {
                    let rows = engine::register::rows(register, &held)
                        .map_err(|error| AppError::bad_input(format!("名录“{}”：{error}", register.name)))?;
                    registers.push(cut_register(register, wanted, &rows));
                }
            }
        }
        let observed = match pack.observed.is_empty() {
            true => Vec::new(),
            false => {
                let last_day = periods.iter().map(Period::last_day).max();
                let as_of = last_day.unwrap_or_else(|| day_in_china(known_by));
                let mut fed = self.fed(&dictionaries, dataset, as_of, known_by).await?;
                let mut stored = self.store.facts_of(dataset, known_by, &read_by(pack)).await?;
                let settled = self.settled(dataset, known_by).await?;
                stored.retain(|one| !settled.set_aside().contains(&one.id));
                let facts = fed.joined(stored, &dictionaries);
                dictionaries.sources.append(&mut fed.sources);
                observed(pack, &dictionaries, &facts, periods)?
            }
        };
        Ok(Gathered { registers, observed, dictionaries })
    }

    /// What frozen runs of some periods concluded; of each period the run that stood at that instant.
    pub(crate) async fn conclusions(
        &self,
        pack: &str,
        cycle: Cycle,
        periods: impl RangeBounds<Period>,
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Vec<CutConclusion>> {
        let last = match periods.end_bound() {
            Bound::Included(period) | Bound::Excluded(period) => period.year(),
            Bound::Unbounded => i16::MIN + YEARS_BACK,
        };
        let mut standing: BTreeMap<(String, Period), i64> = BTreeMap::new();
        for run in self.store.evaluations(Some(pack)).await? {
            let is_earlier = periods.contains(&run.key.period) && run.key.period.year() >= last - YEARS_BACK;
            if run.key.dataset == dataset && is_earlier && run.created_at <= known_by && fits(cycle, run.key.period) {
                let held = standing.entry((run.key.evaluation.clone(), run.key.period)).or_insert(run.id);
                *held = run.id.max(*held);
            }
        }
        let mut conclusions = Vec::new();
        for ((evaluation, period), run) in standing {
            let (_, outcome) = self.store.evaluation_content(run).await?;
            let outcome: EvaluationOutcome = serde_json::from_str(&outcome)?;
            let Ok(evaluation) = Code::new(&evaluation) else { continue };
            for subject in outcome.pools.iter().flat_map(|pool| &pool.subjects) {
                conclusions.push(CutConclusion {
                    run,
                    evaluation: evaluation.clone(),
                    period,
                    subject: subject.key.clone(),
                    score: Some(subject.total),
                    rank: Some(subject.rank),
                    grade: subject.grade.clone(),
                });
            }
        }
        Ok(conclusions)
    }

    /// The run that stands for an evaluation and period.
    pub(crate) async fn standing_run(
        &self,
        pack: &str,
        evaluation: &str,
        period: Period,
        dataset: Dataset,
    ) -> Result<Option<store::StoredEvaluation>> {
        let runs = self.store.evaluations(Some(pack)).await?;
        Ok(runs.into_iter().find(|run| {
            run.key.evaluation == evaluation
                && run.key.period == period
                && run.key.dataset == dataset
                && run.state() != RunState::Replaced
        }))
    }

    /// Periods of an evaluation for which there is anything, newest first.
    pub(crate) async fn data_periods(
        &self,
        pack: &Pack,
        rules: &Evaluation,
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Vec<Period>> {
        self.subject_periods(pack, &rules.subject, (rules.cycle, dataset), known_by).await
    }

    /// Periods in which subjects of a kind have any data, newest first.
    pub(crate) async fn subject_periods(
        &self,
        pack: &Pack,
        subject: &Subject,
        (cycle, dataset): (Cycle, Dataset),
        known_by: Timestamp,
    ) -> Result<Vec<Period>> {
        let mut periods: Vec<Period> = match subject {
            Subject::Register(register) => self.rows_periods(pack, register, dataset).await?,
            Subject::Place(_) => {
                let observations = self.store.facts_of(dataset, known_by, &read_by(pack)).await?;
                let mut found: Vec<Period> = observations.iter().map(|held| held.period).collect();
                for register in &pack.registers {
                    found.extend(self.rows_periods(pack, &register.code, dataset).await?);
                }
                found
            }
        };
        periods.retain(|period| fits(cycle, *period));
        periods.sort_unstable();
        periods.dedup();
        periods.reverse();
        Ok(periods)
    }

    async fn rows_periods(&self, pack: &Pack, register: &Code, dataset: Dataset) -> Result<Vec<Period>> {
        let held = self.store.register_periods(pack.code.as_str(), register.as_str(), dataset).await?;
        Ok(held.iter().filter_map(|(period, _)| period.parse().ok()).collect())
    }

    /// The newest period with data, of the first evaluation of the newest version of a pack.
    pub(crate) async fn newest_period(&self, pack: &str, dataset: Dataset, known_by: Timestamp) -> Result<Period> {
        let found = self.packs().newest(pack)?.usable()?.clone();
        let rules = found.evaluations.first();
        let rules = rules.ok_or_else(|| AppError::bad_input(format!("机制包“{}”中没有评价", found.name)))?;
        let words = match dataset {
            Dataset::Real => "真实",
            Dataset::Demo => "演示",
        };
        let periods = match &rules.subject {
            Subject::Register(_) => self.data_periods(&found, rules, dataset, known_by).await?,
            Subject::Place(_) => self.well_known_periods(&found, rules.cycle, dataset, known_by).await?,
        };
        periods.first().copied().ok_or_else(|| {
            AppError::bad_input(format!(
                "“{}”还没有任何一期的{words}数据；请先在名录或数据页导入，或切换到另一数据集",
                rules.name
            ))
        })
    }

    /// Periods for which at least four fifths as many statistics are known as for the best known one, newest first: the
    /// first figures of a year are no basis for comparing places.
    async fn well_known_periods(
        &self,
        pack: &Pack,
        cycle: Cycle,
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Vec<Period>> {
        let mut known: BTreeMap<Period, BTreeSet<(String, String)>> = BTreeMap::new();
        for held in self.store.facts_of(dataset, known_by, &read_by(pack)).await? {
            if fits(cycle, held.period) {
                known.entry(held.period).or_default().insert((held.indicator, held.place));
            }
        }
        let most = known.values().map(BTreeSet::len).max().unwrap_or_default();
        Ok(known.into_iter().rev().filter(|(_, found)| found.len() * 5 >= most * 4).map(|(period, _)| period).collect())
    }
}

/// The statistics that a pack reads, of all places.
fn read_by(pack: &Pack) -> Wanted {
    pack.observed.iter().map(|one| (one.code.to_string(), None)).collect()
}

/// Rows as the register keeps them → columns of the cut.
pub(crate) fn cut_register(
    register: &model::pack::Register,
    period: Option<Period>,
    rows: &engine::formula::Rows,
) -> CutRegister {
    let mut columns = BTreeMap::new();
    for field in &register.fields {
        if let Some(column) = rows.column(&field.code) {
            columns.insert(field.code.clone(), CutColumn::of(column));
        }
    }
    if let Ok(state) = Code::new(engine::register::STATE)
        && let Some(column) = rows.column(&state)
    {
        columns.insert(state, CutColumn::of(column));
    }
    let keys = rows.keys().iter().map(ToString::to_string).collect();
    CutRegister { register: register.code.clone(), period, keys, columns }
}

/// Values of the dictionary's indicators that the pack reads, in the unit that it declares.
fn observed(
    pack: &Pack,
    dictionaries: &Dictionaries,
    observations: &[Observation],
    periods: &[Period],
) -> Result<Vec<CutObserved>> {
    let facts = Facts::new(
        observations,
        &dictionaries.indicators,
        &dictionaries.places,
        &dictionaries.breaks,
        &dictionaries.sources,
    );
    let mut found = Vec::new();
    for declared in &pack.observed {
        let code = declared.code.as_str();
        let is_flow = facts.indicator(code).is_some_and(|known| known.nature == IndicatorNature::Flow);
        for place in &dictionaries.places {
            let series = facts.series(code, &place.code, &SCOPES);
            for period in periods {
                let stored = series.iter().find(|held| held.period == *period).map(|held| (*held).clone());
                let value = stored.or_else(|| match period {
                    Period::Year(year) if is_flow => SCOPES.iter().find_map(|scope| {
                        let series = facts.series(code, &place.code, &[*scope]);
                        let (value, _) = engine::year_value(&series, *year, period.last_day())?;
                        Some(value).filter(|value| value.period == *period)
                    }),
                    Period::Year(_) | Period::Half(..) | Period::Quarter(..) | Period::Month(..) => None,
                });
                if let Some(value) = value {
                    found.push(converted(declared, place, &value, dictionaries)?);
                }
            }
        }
    }
    Ok(found)
}

fn converted(
    declared: &model::pack::Observed,
    place: &Place,
    held: &Observation,
    dictionaries: &Dictionaries,
) -> Result<CutObserved> {
    let wrong = || {
        AppError::bad_input(format!(
            "“{}”的数据以“{}”为单位，不能换算为机制包声明的“{}”；请更正数据或机制包",
            declared.name, held.unit, declared.unit
        ))
    };
    let unit: UnitOfMeasure = held.unit.parse().map_err(|_| wrong())?;
    let conversion = unit.conversion_to(&declared.unit).ok_or_else(wrong)?;
    let origin = source(dictionaries, &held.source);
    Ok(CutObserved {
        indicator: declared.code.clone(),
        place: place.code.clone(),
        period: held.period,
        value: conversion.apply(held.value).ok_or_else(wrong)?,
        source: Some(SourceRef::Observation {
            id: held.id,
            source: if origin.title == origin.id { origin.id } else { format!("{} {}", origin.id, origin.title) },
            grade: grade_code(held.grade).to_string(),
            known_since: day_in_china(held.known_since).to_string(),
        }),
    })
}

/// The rows of a register in a period, or the places of a level, in their order.
///
/// # Errors
/// There are none.
pub(crate) fn subjects_of(
    pack: &Pack,
    subject: &Subject,
    gathered: &Gathered,
    period: Period,
) -> Result<Vec<CutSubject>> {
    let subjects: Vec<CutSubject> = match subject {
        Subject::Place(level) => {
            let kind = match level {
                PlaceLevel::City => PlaceKind::City,
                PlaceLevel::County => PlaceKind::County,
                PlaceLevel::Township => {
                    return Err(AppError::bad_input("按乡镇（街道）评价还没有登记乡镇代码；请先按县（市、区）评价"));
                }
            };
            let of_level = gathered.dictionaries.places.iter().filter(|place| place.kind == kind);
            of_level
                .map(|place| CutSubject {
                    key: place.code.clone(),
                    name: place.name.clone(),
                    place: Some(place.code.clone()),
                })
                .collect()
        }
        Subject::Register(code) => {
            let of = |held: &&CutRegister| held.register == *code && held.period.is_none_or(|held| held == period);
            let held = gathered.registers.iter().find(of);
            let register = pack.register(code);
            let (names, places) = match (held, register) {
                (Some(held), Some(register)) => (name_column(held, register), place_column(held, register)),
                _ => (None, None),
            };
            let text = |column: Option<&CutColumn>, row: usize| match column {
                Some(CutColumn::Text(values)) => values.get(row).cloned().flatten(),
                Some(CutColumn::Number(_) | CutColumn::Flag(_) | CutColumn::Date(_)) | None => None,
            };
            let keys = held.map(|held| held.keys.as_slice()).unwrap_or_default();
            let place_name = |code: &String| {
                let known = gathered.dictionaries.places.iter().find(|place| place.code == *code);
                known.map(|place| place.name.clone())
            };
            keys.iter()
                .enumerate()
                .map(|(row, key)| {
                    let place = text(places, row);
                    // A row that is only of a place is called by it.
                    let name = match names {
                        Some(_) => text(names, row),
                        None => place.as_ref().and_then(place_name),
                    };
                    CutSubject { key: key.clone(), name: name.unwrap_or_else(|| key.clone()), place }
                })
                .collect()
        }
    };
    if subjects.is_empty() {
        return Err(AppError::bad_input(format!(
            "“{}”在{}没有评价对象的数据；请先在名录中导入该期数据，或改选报告期、数据集",
            pack.name,
            period.in_words()
        )));
    }
    Ok(subjects)
}

/// The field that people call a row by: one that is called 名称, otherwise the first text that is not the key.
fn name_column<'cut>(held: &'cut CutRegister, register: &model::pack::Register) -> Option<&'cut CutColumn> {
    let is_text = |field: &&model::pack::Field| matches!(field.field_type, FieldType::Text { .. });
    let texts: Vec<_> = register.fields.iter().filter(is_text).collect();
    let named = texts.iter().find(|field| field.name.ends_with("名称"));
    let field = named.or_else(|| texts.iter().find(|field| !register.key.contains(&field.code)))?;
    held.columns.get(&field.code)
}

fn place_column<'cut>(held: &'cut CutRegister, register: &model::pack::Register) -> Option<&'cut CutColumn> {
    let field = register.fields.iter().find(|field| matches!(field.field_type, FieldType::Place { .. }))?;
    held.columns.get(&field.code)
}
