//! Runs an evaluation of a pack: rules × facts → an outcome that names everything it used.
//!
//! Decides who is compared with whom and in which order the steps follow; the arithmetic is in [`crate::formula`]
//! (exact values) and [`crate::evaluation`] (scores). Pure: facts, calendar and period come in as arguments.

mod alone;
mod assign;
mod certainty;
mod changes;
mod conclude;
mod criteria;
mod derive;
mod doubt;
mod lacking;
mod parameters;
mod periods;
mod score;
mod tree;
mod trial;
mod weigh;
pub mod words;

use std::collections::HashMap;
use std::sync::Arc;

use model::pack::{Code, Evaluation, Expression};
use model::{EvaluationOutcome, Period};
use rust_decimal::Decimal;

use crate::evaluation::error::EvaluationError;
use crate::formula::{Column, Subjects, World, compute};

use assign::Assigned;
pub use certainty::{CertaintySettings, Influence, PoolCertainty, certainty};
pub use changes::{Cause, Changes, IndicatorChange, Standing, SubjectChange, changes};
pub use derive::{Explainer, FigureOf, Lift, LiftBy, shown};
pub use doubt::{Doubt, DoubtShare, Doubts};
pub use parameters::{parameters_of_allocation, parameters_of_placement, parameters_used};
pub use periods::{allocation_periods, expressions, formula_periods, periods_needed, reached_by_formulas};
pub(crate) use score::exact;
pub use trial::{Trial, TrialError, TrialMethod, TrialWeight, with_trial};

/// Why an evaluation gives no outcome at all. What concerns single subjects is in the outcome instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    #[error("{place}：{error}")]
    Step { place: String, error: EvaluationError },
    #[error(
        "评价池“{pool}”的“{indicator}”：{what}的取值 {value} 不合要求，应{wanted}，不能计分；{what}取自同类对象的，请核对各对象的数据是否都填成了 {value}、单位是否填错，取自参数的请核对参数"
    )]
    Reference { pool: String, indicator: String, what: &'static str, value: f64, wanted: &'static str },
    #[error("参数“{name}”在{day}没有生效的值，不能评价；请在机制包中补充")]
    NoParameter { name: String, day: jiff::civil::Date },
    #[error("“{subject}”的“{indicator}”没有{what}，不能计分；请补充数据或参数")]
    NoReference { subject: String, indicator: String, what: &'static str },
    #[error(
        "“{indicator}”缺数据时按分数计，只能用于各级都是加权合计或加权平均、且权重大于 0 的指标；请改用别的缺数据规则"
    )]
    PointsWithoutSum { indicator: String },
    #[error("各组分别计算档次比例时，暂不评价的对象没有分组，不能计入基数；请改为按评价池计算，或只以参评对象为基数")]
    BaseWithoutGroup,
    #[error("判断矩阵的一致性比例为 {ratio}，超过 {limit}；请调整判断后再评价")]
    Inconsistent { ratio: Decimal, limit: Decimal },
}

impl RunError {
    /// Names the pool in which a step of an indicator failed.
    fn within(self, pool: &str) -> RunError {
        match self {
            RunError::Step { place, error: EvaluationError::Choice { what, value, wanted } } => {
                RunError::Reference { pool: pool.to_string(), indicator: place, what, value, wanted }
            }
            RunError::Step { place, error } => {
                RunError::Step { place: format!("评价池“{pool}”的“{place}”"), error }
            }
            other => other,
        }
    }
}

/// Scores, ranks and grades all subjects of one period. `keys` are all rows of the register, or all places, in order.
///
/// # Errors
/// A step that cannot be carried out as the rules say (no spread, a benchmark of zero, a parameter that is not in force)
/// stops the run; nothing is skipped silently.
pub fn evaluation(
    evaluation: &Evaluation,
    keys: &[Arc<str>],
    period: Period,
    world: World<'_>,
) -> Result<EvaluationOutcome, RunError> {
    let run = Run { evaluation, period, world };
    let Assigned { subjects, left_out: mut not_evaluated } = run.assign(keys);
    let mut pools = Vec::with_capacity(evaluation.pools.len());
    let mut lacking = Vec::new();
    for (number, pool) in evaluation.pools.iter().enumerate() {
        let rows: Vec<usize> = assign::rows_of_pool(&subjects, number as u32);
        let listed = not_evaluated.iter().filter(|entry| entry.pool.as_ref() == Some(&pool.code)).count();
        let (outcome, missing, alone) = run.pool(pool, &rows, &subjects, listed)?;
        lacking.extend(alone);
        not_evaluated.extend(missing);
        pools.push(outcome);
    }
    let place_of: HashMap<&str, usize> = keys.iter().enumerate().map(|(place, key)| (&**key, place)).collect();
    not_evaluated.sort_by_key(|entry| place_of.get(entry.key.as_str()).copied());
    let honours = run.honours(&pools)?;
    lacking.extend(run.lacking(&pools));
    Ok(EvaluationOutcome {
        pack: world.pack.code.clone(),
        version: world.pack.version.clone(),
        evaluation: evaluation.code.clone(),
        name: evaluation.name.clone(),
        period,
        pools,
        not_evaluated,
        honours,
        parameters: parameters_used(evaluation, world.pack, period.last_day()),
        conventions: words::conventions_in_words(evaluation),
        lacking,
    })
}

/// What every step of a run needs.
struct Run<'a> {
    evaluation: &'a Evaluation,
    period: Period,
    world: World<'a>,
}

impl Run<'_> {
    fn numbers(&self, expression: &Expression, subjects: &Subjects) -> Vec<Option<Decimal>> {
        match compute(expression, subjects, self.period, self.world).values {
            Column::Number(values) => values,
            Column::Text(_) | Column::Flag(_) | Column::Date(_) => vec![None; subjects.keys.len()],
        }
    }

    /// Only an answer that is known to be yes counts.
    fn flags(&self, expression: &Expression, subjects: &Subjects) -> Vec<bool> {
        match compute(expression, subjects, self.period, self.world).values {
            Column::Flag(values) => values.into_iter().map(|flag| flag == Some(true)).collect(),
            Column::Number(_) | Column::Text(_) | Column::Date(_) => vec![false; subjects.keys.len()],
        }
    }

    fn texts(&self, expression: &Expression, subjects: &Subjects) -> Vec<Option<Arc<str>>> {
        match compute(expression, subjects, self.period, self.world).values {
            Column::Text(values) => values,
            Column::Number(_) | Column::Flag(_) | Column::Date(_) => vec![None; subjects.keys.len()],
        }
    }

    fn constant(&self, constant: &model::pack::Constant) -> Result<Decimal, RunError> {
        use model::pack::{Constant, ParameterAmount};
        match constant {
            Constant::Number(number) => Ok(*number),
            Constant::Parameter(code) => {
                let day = self.period.last_day();
                let value = self.world.pack.parameter(code).and_then(|parameter| parameter.on(day));
                match value.map(|value| &value.amount) {
                    Some(ParameterAmount::Single(amount)) => Ok(*amount),
                    Some(ParameterAmount::ByChoice { .. }) | None => {
                        Err(RunError::NoParameter { name: crate::formula::name_of(self.world.pack, code), day })
                    }
                }
            }
        }
    }

    fn step<T>(&self, place: &str, result: Result<T, EvaluationError>) -> Result<T, RunError> {
        result.map_err(|error| RunError::Step { place: place.to_string(), error })
    }

    /// The period a year before.
    fn year_before(&self) -> Option<Period> {
        crate::formula::earlier(self.period, model::pack::PeriodShift::YearsBack(1))
    }

    /// The group that a number stands for.
    fn group_code(&self, number: Option<u32>) -> Option<Code> {
        let model::pack::Grouping::By { list, .. } = &self.evaluation.grouping else { return None };
        let list = self.world.pack.choices.iter().find(|known| known.code == *list)?;
        list.choices.get(usize::try_from(number?).ok()?).map(|choice| choice.code.clone())
    }
}
