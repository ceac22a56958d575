//! From the value of one indicator to its score: missing values, outliers, normalisation. Never weighs.

use std::collections::BTreeMap;

use model::pack::{
    Direction, Ends, Expression, IndicatorRule, MissingIndicator, Normalise, Outliers, QuantileMethod, WhenEqual,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::{Run, RunError};
use crate::evaluation::matrix::Column;
use crate::evaluation::normalise::{self, Normalisation};
use crate::evaluation::outlier::{self, treat};
use crate::evaluation::rounding::ten_digits;
use crate::evaluation::statistics::{Divisor, Quantile};
use crate::formula::{Subjects, missing_reasons, ranks};

/// One indicator over the subjects of a pool, in their order.
pub(super) struct Scored {
    pub(super) values: Vec<Option<Decimal>>,
    /// NaN where there is none.
    pub(super) scores: Vec<f64>,
    pub(super) references: Vec<Option<Decimal>>,
    pub(super) notes: Vec<Option<String>>,
    /// Subjects that this indicator keeps from being ranked, with the reason.
    pub(super) not_ranked: Vec<(usize, String)>,
    /// Points that stand instead of score × weight.
    pub(super) fixed_points: Vec<Option<Decimal>>,
    pub(super) moved: Vec<(usize, Decimal)>,
}

/// How the values of some rows become scores.
pub(super) struct Scale {
    method: Normalisation,
    /// The first of the numbers that the method is held against.
    reference: Option<Decimal>,
    members: Vec<usize>,
}

impl Scored {
    pub(super) fn empty(values: Vec<Option<Decimal>>) -> Scored {
        let length = values.len();
        Scored {
            values,
            scores: vec![f64::NAN; length],
            references: vec![None; length],
            notes: vec![None; length],
            not_ranked: Vec::new(),
            fixed_points: vec![None; length],
            moved: Vec::new(),
        }
    }
}

impl Run<'_> {
    /// `rows` are the places of the pool's subjects among all subjects.
    pub(super) fn score(&self, rule: &IndicatorRule, rows: &[usize], subjects: &Subjects) -> Result<Scored, RunError> {
        let pick =
            |values: Vec<Option<Decimal>>| -> Vec<Option<Decimal>> { rows.iter().map(|row| values[*row]).collect() };
        let values = pick(self.numbers(&rule.value, subjects));
        let mut scored = Scored::empty(values.clone());
        let filled = self.filled(rule, values, rows, subjects, &mut scored);
        let column = Column::from_decimals(&filled);
        if column.missing_count() < column.len() {
            let treated = self.step(&rule.name, treat(&column, &outliers(&rule.outliers)))?;
            scored.moved = treated.moved.iter().filter_map(|(row, _, now)| Some((*row, exact(*now)?))).collect();
            let scales = self.scales(rule, &treated.column, rows, subjects)?;
            self.score_by(rule, &treated.column, &scales, &mut scored.scores)?;
            for scale in &scales {
                scale.members.iter().for_each(|row| scored.references[*row] = scale.reference);
            }
        }
        self.fill_scores(rule, &filled, rows, subjects, &mut scored);
        Ok(scored)
    }

    /// Puts in what the rule puts in place of a missing value.
    pub(super) fn filled(
        &self,
        rule: &IndicatorRule,
        mut values: Vec<Option<Decimal>>,
        rows: &[usize],
        subjects: &Subjects,
        scored: &mut Scored,
    ) -> Vec<Option<Decimal>> {
        let mut known: Vec<Decimal> = values.iter().flatten().copied().collect();
        known.sort_unstable();
        let stand_in: Vec<Option<Decimal>> = match &rule.when_missing {
            MissingIndicator::PeerMean => vec![crate::formula::mean(&known); rows.len()],
            MissingIndicator::PeerMedian => vec![crate::formula::median(&known); rows.len()],
            MissingIndicator::LastYear => {
                let last = self.year_before().map(|period| {
                    let earlier = Run { evaluation: self.evaluation, period, world: self.world };
                    earlier.numbers(&rule.value, subjects)
                });
                rows.iter().map(|row| last.as_ref().and_then(|last| last[*row])).collect()
            }
            MissingIndicator::NotRanked
            | MissingIndicator::PeerMeanScore
            | MissingIndicator::Score(_)
            | MissingIndicator::Points(_)
            | MissingIndicator::ShareWeight => vec![None; rows.len()],
        };
        let words = match &rule.when_missing {
            MissingIndicator::PeerMean => "缺数据，按同池平均值计",
            MissingIndicator::PeerMedian => "缺数据，按同池中位数计",
            _ => "缺数据，按上年数值计",
        };
        for (row, value) in values.iter_mut().enumerate() {
            if value.is_none() && stand_in[row].is_some() {
                *value = stand_in[row];
                scored.notes[row] = Some(words.to_string());
            }
        }
        values
    }

    /// Puts in what the rule puts in place of a missing score, and lists those who are not ranked for lack of it.
    fn fill_scores(
        &self,
        rule: &IndicatorRule,
        filled: &[Option<Decimal>],
        rows: &[usize],
        subjects: &Subjects,
        scored: &mut Scored,
    ) {
        let known: Vec<f64> = scored.scores.iter().copied().filter(|score| !score.is_nan()).collect();
        let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
        for row in (0..filled.len()).filter(|row| filled[*row].is_none()) {
            let mut put = |score: f64, words: &str| {
                scored.scores[row] = score;
                scored.notes[row] = Some(words.to_string());
            };
            match (&rule.when_missing, mean) {
                (MissingIndicator::PeerMeanScore, Some(mean)) => put(mean, "缺数据，按同池平均得分计"),
                (MissingIndicator::Score(score), _) => {
                    put(score.to_f64().unwrap_or(f64::NAN), &format!("缺数据，按规则得 {score} 分"));
                }
                (MissingIndicator::Points(points), _) => {
                    scored.fixed_points[row] = Some(*points);
                    scored.notes[row] = Some(format!("缺数据，按规则计 {points} 分"));
                }
                (MissingIndicator::ShareWeight, _) => {
                    scored.notes[row] = Some("缺数据，权重由同级指标分担".to_string());
                }
                (
                    MissingIndicator::NotRanked
                    | MissingIndicator::PeerMeanScore
                    | MissingIndicator::PeerMean
                    | MissingIndicator::PeerMedian
                    | MissingIndicator::LastYear,
                    _,
                ) => {
                    let reasons = missing_reasons(&rule.value, rows[row], subjects, self.period, self.world);
                    let reasons = if reasons.is_empty() { "没有数据".to_string() } else { reasons.join("，") };
                    scored.not_ranked.push((row, format!("{}：{reasons}", rule.name)));
                }
            }
        }
    }

    /// The scales of an indicator. None for one whose values are scores or places.
    pub(super) fn scales(
        &self,
        rule: &IndicatorRule,
        column: &Column,
        rows: &[usize],
        subjects: &Subjects,
    ) -> Result<Vec<Scale>, RunError> {
        if matches!(rule.normalise, Normalise::Given | Normalise::Rank { .. }) {
            return Ok(Vec::new());
        }
        // Subjects with the same references share a scale: a benchmark may differ by group.
        let references = references(&rule.normalise);
        let mut numbers = Vec::with_capacity(references.len());
        for (what, expression) in &references {
            let values = self.numbers(expression, subjects);
            for (row, place) in rows.iter().enumerate() {
                if values[*place].is_none() && column.get(row).is_some() {
                    let (subject, indicator) = (subjects.keys[*place].to_string(), rule.name.clone());
                    return Err(RunError::NoReference { subject, indicator, what });
                }
            }
            numbers.push(values);
        }
        let mut alike: BTreeMap<Vec<Option<Decimal>>, Vec<usize>> = BTreeMap::new();
        for (row, place) in rows.iter().enumerate() {
            alike.entry(numbers.iter().map(|values| values[*place]).collect()).or_default().push(row);
        }
        let mut scales = Vec::with_capacity(alike.len());
        for (references, members) in alike {
            if members.iter().all(|row| column.get(*row).is_none()) {
                continue;
            }
            let floats: Vec<f64> =
                references.iter().map(|value| value.and_then(|value| value.to_f64()).unwrap_or(f64::NAN)).collect();
            let method = self.method(&rule.normalise, &floats)?;
            scales.push(Scale { method, reference: references.first().copied().flatten(), members });
        }
        Ok(scales)
    }

    /// Scores of a column by the scales of its indicator; those without a value keep what stands there.
    pub(super) fn score_by(
        &self,
        rule: &IndicatorRule,
        column: &Column,
        scales: &[Scale],
        scores: &mut [f64],
    ) -> Result<(), RunError> {
        match rule.normalise {
            Normalise::Given => scores.copy_from_slice(column.raw()),
            Normalise::Rank { ties } => {
                let known: Vec<usize> = (0..column.len()).filter(|row| column.get(*row).is_some()).collect();
                let values: Vec<Decimal> =
                    known.iter().filter_map(|row| Decimal::from_f64(column.raw()[*row])).collect();
                let places = ranks(&values, ties, rule.direction == Direction::Up);
                for (row, place) in known.iter().zip(places) {
                    scores[*row] = known.len() as f64 + 1.0 - place.to_f64().unwrap_or(f64::NAN);
                }
            }
            _ => {
                for scale in scales {
                    let fitted =
                        self.step(&rule.name, normalise::fit(column, direction(rule.direction), &scale.method))?;
                    let found = self.step(&rule.name, normalise::apply(column, &fitted))?;
                    scale.members.iter().for_each(|row| scores[*row] = found.raw()[*row]);
                }
            }
        }
        Ok(())
    }

    /// The kernel's method, with the numbers of [`references`] in their order.
    fn method(&self, normalise: &Normalise, numbers: &[f64]) -> Result<Normalisation, RunError> {
        let number = |place: usize| numbers.get(place).copied().unwrap_or(f64::NAN);
        let float = |value: Decimal| value.to_f64().unwrap_or(f64::NAN);
        let limit = |constant: &Option<model::pack::Constant>| match constant {
            Some(constant) => self.constant(constant).map(|value| value.to_f64()),
            None => Ok(None),
        };
        Ok(match normalise {
            Normalise::Ratio { floor, cap, .. } => {
                Normalisation::BenchmarkRatio { benchmark: number(0), floor: limit(floor)?, cap: limit(cap)? }
            }
            Normalise::MinMax { low, high, when_equal } => {
                Normalisation::MinMax { low: float(*low), high: float(*high), when_equal: equal(when_equal) }
            }
            Normalise::ZScore { mean, deviation, is_sample, when_equal } => Normalisation::ZScore {
                mean: float(*mean),
                deviation: float(*deviation),
                divisor: if *is_sample { Divisor::Sample } else { Divisor::Population },
                when_equal: equal(when_equal),
            },
            // Both are handled before a scale is needed.
            Normalise::Given | Normalise::Rank { .. } => Normalisation::Rank,
            Normalise::Percentile => Normalisation::Percentile,
            Normalise::LinearEfficacy { base, span, ends, .. } => Normalisation::LinearEfficacy {
                unallowed: number(0),
                satisfactory: number(1),
                base: float(*base),
                span: float(*span),
                ends: held(*ends),
            },
            Normalise::ExponentialEfficacy { base, span, ends, .. } => Normalisation::ExponentialEfficacy {
                unallowed: number(0),
                satisfactory: number(1),
                base: float(*base),
                span: float(*span),
                ends: held(*ends),
            },
            Normalise::TargetRatio { ends, .. } => Normalisation::TargetRatio { target: number(0), ends: held(*ends) },
            Normalise::TargetDistance { ends, .. } => {
                Normalisation::DistanceToTarget { target: number(0), ends: held(*ends) }
            }
            Normalise::Goalposts { low, high, ends, .. } => Normalisation::Goalposts {
                low_post: number(0),
                high_post: number(1),
                low: float(*low),
                high: float(*high),
                ends: held(*ends),
            },
        })
    }
}

/// The expressions whose values a method needs, with what they are called.
pub(super) fn references(normalise: &Normalise) -> Vec<(&'static str, &Expression)> {
    match normalise {
        Normalise::Ratio { benchmark, .. } => vec![("基准值", benchmark)],
        Normalise::LinearEfficacy { unallowed, satisfactory, .. }
        | Normalise::ExponentialEfficacy { unallowed, satisfactory, .. } => {
            vec![("不允许值", unallowed), ("满意值", satisfactory)]
        }
        Normalise::TargetRatio { target, .. } | Normalise::TargetDistance { target, .. } => vec![("目标值", target)],
        Normalise::Goalposts { low_post, high_post, .. } => vec![("下限标杆", low_post), ("上限标杆", high_post)],
        Normalise::Given
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank { .. }
        | Normalise::Percentile => Vec::new(),
    }
}

pub(super) fn direction(direction: Direction) -> normalise::Direction {
    match direction {
        Direction::Up => normalise::Direction::Up,
        Direction::Down => normalise::Direction::Down,
    }
}

fn equal(when_equal: &WhenEqual) -> normalise::WhenEqual {
    match when_equal {
        WhenEqual::Refuse => normalise::WhenEqual::Refuse,
        WhenEqual::Score(score) => normalise::WhenEqual::Score(score.to_f64().unwrap_or(f64::NAN)),
    }
}

fn held(ends: Ends) -> normalise::Ends {
    match ends {
        Ends::Open => normalise::Ends::Open,
        Ends::Closed => normalise::Ends::Closed,
    }
}

pub(super) fn outliers(rule: &Outliers) -> outlier::Outliers {
    let float = |value: &Decimal| value.to_f64().unwrap_or(f64::NAN);
    match rule {
        Outliers::Keep => outlier::Outliers::Keep,
        Outliers::Winsorise { lower, upper, method } => {
            outlier::Outliers::Winsorise { lower: float(lower), upper: float(upper), kind: quantile(*method) }
        }
        Outliers::Tukey { times, method } => outlier::Outliers::Tukey { k: float(times), kind: quantile(*method) },
    }
}

fn quantile(method: QuantileMethod) -> Quantile {
    match method {
        QuantileMethod::InverseDistribution => Quantile::Inverse,
        QuantileMethod::Weibull => Quantile::Weibull,
        QuantileMethod::Linear => Quantile::Linear,
    }
}

/// A score as it leaves the kernel: ten significant digits.
pub(crate) fn exact(score: f64) -> Option<Decimal> {
    if score.is_nan() {
        return None;
    }
    Decimal::from_f64(ten_digits(score)).map(|score| score.normalize())
}
