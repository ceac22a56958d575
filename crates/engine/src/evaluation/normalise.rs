//! Normalisation (无量纲化): one indicator onto a common scale. Never fills, treats or drops a value.
//!
//! Two steps, so that last year's or a pooled scale can be kept: [`fit`] finds the numbers of the scale, [`apply`] uses
//! them. The scale is the derivation: with it anyone can recompute a score by hand. Missing stays missing everywhere.

use super::error::EvaluationError;
use super::matrix::Column;
use super::rank::{Better, Ties, places};
use super::statistics::{Divisor, bounds, moments};

/// Which values are good (正向 / 逆向指标).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// What happens when all values are equal and a scale has no width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WhenEqual {
    /// An error that names the step.
    Refuse,
    /// Everyone gets this score.
    Score(f64),
}

/// Whether scores may leave the ends of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Open,
    Closed,
}

/// The method, with every choice written out.
#[derive(Debug, Clone, PartialEq)]
pub enum Normalisation {
    /// Min–max (极差): low + (high − low)·(x − min)/(max − min). With 20 and 100 it is the form 20 + 80·….
    /// A down indicator counts from the other end.
    MinMax { low: f64, high: f64, when_equal: WhenEqual },
    /// z-score: mean + deviation·(x − x̄)/s, the sign turned for a down indicator.
    ZScore { mean: f64, deviation: f64, divisor: Divisor, when_equal: WhenEqual },
    /// Place counted from the worst: the worst gets 1, ties share the lower number (COINr `n_rank`).
    Rank,
    /// Borda: the number of subjects that are worse (COINr `n_borda`).
    Borda,
    /// Percentile rank (worse)/(n − 1), n without the missing; one subject alone gets 1.
    Percentile,
    /// Linear efficacy (功效系数法): base + span·(x − unallowed)/(satisfactory − unallowed); usually 60 and 40.
    LinearEfficacy { unallowed: f64, satisfactory: f64, base: f64, span: f64, ends: Ends },
    /// Exponential efficacy: base·e^(t·ln((base + span)/base)), t as above: base at the unallowed value, base + span at
    /// the satisfactory one.
    ExponentialEfficacy { unallowed: f64, satisfactory: f64, base: f64, span: f64, ends: Ends },
    /// 1 − (target − x)/(target − worst), worst being the worst value there; `Closed` stops at 1 (COINr `n_dist2targ`).
    DistanceToTarget { target: f64, ends: Ends },
    /// min(1, x/target), or min(1, target/x) for a down indicator, when `Closed`; uncapped when `Open`.
    TargetRatio { target: f64, ends: Ends },
    /// high-post and low-post are fixed beforehand: low + (high − low)·(x − low-post)/(high-post − low-post).
    Goalposts { low_post: f64, high_post: f64, low: f64, high: f64, ends: Ends },
    /// Ratio to a benchmark (基准值): x/benchmark, or benchmark/x for a down indicator, held between floor and cap.
    BenchmarkRatio { benchmark: f64, floor: Option<f64>, cap: Option<f64> },
    /// x/max for up, min/x for down; all values must be above 0.
    FractionOfBest,
}

/// The numbers that a score was computed with.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Score = from + width·(x − start)/(end − start), held between the two ends when they are given.
    Line { start: f64, end: f64, from: f64, width: f64, lowest: Option<f64>, highest: Option<f64> },
    /// Score = base·e^(rate·(x − start)/(end − start)).
    Curve { start: f64, end: f64, base: f64, rate: f64, lowest: Option<f64>, highest: Option<f64> },
    /// Score = x/reference, or reference/x when turned.
    Ratio { reference: f64, turned: bool, lowest: Option<f64>, highest: Option<f64> },
    /// Everyone who has a value gets this.
    Flat { score: f64 },
    /// Places among those present: first + (number that are worse)/divisor.
    Places { count: usize, first: f64, divisor: f64, direction: Direction },
}

/// Scores with the scale they came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalised {
    pub scores: Column,
    pub scale: Scale,
}

/// Fits the scale to the column itself and applies it.
pub fn normalise(column: &Column, direction: Direction, method: &Normalisation) -> Result<Normalised, EvaluationError> {
    let scale = fit(column, direction, method)?;
    Ok(Normalised { scores: apply(column, &scale)?, scale })
}

/// Finds the numbers of the scale.
pub fn fit(column: &Column, direction: Direction, method: &Normalisation) -> Result<Scale, EvaluationError> {
    let count = column.len() - column.missing_count();
    if count == 0 {
        return Err(EvaluationError::NoValue { what: "无量纲化" });
    }
    let up = direction == Direction::Up;
    Ok(match *method {
        Normalisation::MinMax { low, high, when_equal } => {
            let (least, most) = bounds(column)?;
            if least == most {
                return flat("极差标准化", when_equal);
            }
            let (start, end) = if up { (least, most) } else { (most, least) };
            Scale::Line { start, end, from: low, width: high - low, lowest: None, highest: None }
        }
        Normalisation::ZScore { mean, deviation, divisor, when_equal } => {
            let found = moments(column, divisor)?;
            let (least, most) = bounds(column)?;
            // Equal values can have a tiny deviation from rounding, so equality itself is asked.
            if least == most {
                return flat("z 分数", when_equal);
            }
            let width = if up { deviation } else { -deviation };
            let end = found.mean + found.deviation;
            Scale::Line { start: found.mean, end, from: mean, width, lowest: None, highest: None }
        }
        Normalisation::Rank => Scale::Places { count, first: 1.0, divisor: 1.0, direction },
        Normalisation::Borda => Scale::Places { count, first: 0.0, divisor: 1.0, direction },
        Normalisation::Percentile if count == 1 => Scale::Flat { score: 1.0 },
        Normalisation::Percentile => Scale::Places { count, first: 0.0, divisor: count as f64 - 1.0, direction },
        Normalisation::LinearEfficacy { unallowed, satisfactory, base, span, ends } => {
            differ("满意值与不允许值之差", satisfactory - unallowed)?;
            let (lowest, highest) = held(ends, base, base + span);
            Scale::Line { start: unallowed, end: satisfactory, from: base, width: span, lowest, highest }
        }
        Normalisation::ExponentialEfficacy { unallowed, satisfactory, base, span, ends } => {
            differ("满意值与不允许值之差", satisfactory - unallowed)?;
            above_zero("功效系数的基础分", base)?;
            above_zero("功效系数的满分", base + span)?;
            let (lowest, highest) = held(ends, base, base + span);
            let rate = libm::log((base + span) / base);
            Scale::Curve { start: unallowed, end: satisfactory, base, rate, lowest, highest }
        }
        Normalisation::DistanceToTarget { target, ends } => {
            let (least, most) = bounds(column)?;
            let worst = if up { least } else { most };
            differ("目标值与最差值之差", target - worst)?;
            let highest = if ends == Ends::Closed { Some(1.0) } else { None };
            Scale::Line { start: worst, end: target, from: 0.0, width: 1.0, lowest: None, highest }
        }
        Normalisation::TargetRatio { target, ends } => {
            above_zero("目标值", target)?;
            let highest = if ends == Ends::Closed { Some(1.0) } else { None };
            Scale::Ratio { reference: target, turned: !up, lowest: None, highest }
        }
        Normalisation::Goalposts { low_post, high_post, low, high, ends } => {
            differ("两个标杆之差", high_post - low_post)?;
            let (start, end) = if up { (low_post, high_post) } else { (high_post, low_post) };
            let (lowest, highest) = held(ends, low, high);
            Scale::Line { start, end, from: low, width: high - low, lowest, highest }
        }
        Normalisation::BenchmarkRatio { benchmark, floor, cap } => {
            above_zero("基准值", benchmark)?;
            Scale::Ratio { reference: benchmark, turned: !up, lowest: floor, highest: cap }
        }
        Normalisation::FractionOfBest => {
            let (least, most) = bounds(column)?;
            above_zero("与最优值之比的最小值", least)?;
            let reference = if up { most } else { least };
            Scale::Ratio { reference, turned: !up, lowest: None, highest: None }
        }
    })
}

/// Computes the scores on a scale that is already known.
pub fn apply(column: &Column, scale: &Scale) -> Result<Column, EvaluationError> {
    let values = column.raw();
    Ok(Column::of(match *scale {
        Scale::Line { start, end, from, width, lowest, highest } => {
            let on = |value: &f64| hold(from + width * (value - start) / (end - start), lowest, highest);
            values.iter().map(on).collect()
        }
        Scale::Curve { start, end, base, rate, lowest, highest } => {
            let on = |value: &f64| hold(base * libm::exp(rate * (value - start) / (end - start)), lowest, highest);
            values.iter().map(on).collect()
        }
        Scale::Ratio { reference, turned, lowest, highest } => {
            let mut scores = Vec::with_capacity(values.len());
            for (row, value) in values.iter().enumerate() {
                if turned && *value <= 0.0 {
                    let what = "逆向指标与基准值之比";
                    return Err(EvaluationError::Domain { what, row, column: 0, value: *value, wanted: "大于 0" });
                }
                let ratio = if turned { reference / value } else { value / reference };
                scores.push(hold(ratio, lowest, highest));
            }
            scores
        }
        Scale::Flat { score } => values.iter().map(|value| if value.is_nan() { f64::NAN } else { score }).collect(),
        Scale::Places { first, divisor, direction, .. } => {
            let better = if direction == Direction::Up { Better::Low } else { Better::High };
            let places = places(column, better, Ties::Competition);
            places.raw().iter().map(|place| first + (place - 1.0) / divisor).collect()
        }
    }))
}

fn flat(what: &'static str, when_equal: WhenEqual) -> Result<Scale, EvaluationError> {
    match when_equal {
        WhenEqual::Refuse => Err(EvaluationError::NoSpread { what }),
        WhenEqual::Score(score) => Ok(Scale::Flat { score }),
    }
}

fn held(ends: Ends, low: f64, high: f64) -> (Option<f64>, Option<f64>) {
    match ends {
        Ends::Open => (None, None),
        Ends::Closed => (Some(low.min(high)), Some(low.max(high))),
    }
}

/// Written so that a missing score stays missing.
fn hold(score: f64, lowest: Option<f64>, highest: Option<f64>) -> f64 {
    let mut held = score;
    if let Some(lowest) = lowest
        && held < lowest
    {
        held = lowest;
    }
    if let Some(highest) = highest
        && held > highest
    {
        held = highest;
    }
    held + 0.0
}

fn differ(what: &'static str, value: f64) -> Result<(), EvaluationError> {
    if value != 0.0 { Ok(()) } else { Err(EvaluationError::Choice { what, value, wanted: "不为 0" }) }
}

pub(crate) fn above_zero(what: &'static str, value: f64) -> Result<(), EvaluationError> {
    if value > 0.0 { Ok(()) } else { Err(EvaluationError::Choice { what, value, wanted: "大于 0" }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score_of(values: &[f64], row: usize, direction: Direction, method: Normalisation) -> f64 {
        let column = Column::complete(values.to_vec()).unwrap();
        normalise(&column, direction, &method).unwrap().scores.raw()[row]
    }

    #[test]
    fn twenty_plus_eighty_gives_the_worked_eighteen() {
        // TV-1.3: weight 30, x 12 between 2 and 22 gives 30 × (20 + 40)/100 = 18.
        let method = Normalisation::MinMax { low: 20.0, high: 100.0, when_equal: WhenEqual::Refuse };
        assert_eq!(30.0 * score_of(&[2.0, 12.0, 22.0], 1, Direction::Up, method) / 100.0, 18.0);
    }

    #[test]
    fn efficacy_gives_the_worked_eighty_and_seventy_seven() {
        // TV-2.2: x 75 between 50 and 100.
        let (unallowed, satisfactory, base, span, ends) = (50.0, 100.0, 60.0, 40.0, Ends::Closed);
        let linear = Normalisation::LinearEfficacy { unallowed, satisfactory, base, span, ends };
        let curve = Normalisation::ExponentialEfficacy { unallowed, satisfactory, base, span, ends };
        assert_eq!(score_of(&[75.0], 0, Direction::Up, linear.clone()), 80.0);
        assert!((score_of(&[75.0], 0, Direction::Up, curve.clone()) - 77.46).abs() < 0.005);
        assert!((score_of(&[100.0], 0, Direction::Up, curve) - 100.0).abs() < 1e-12);
        assert_eq!(score_of(&[120.0], 0, Direction::Up, linear), 100.0);
    }

    #[test]
    fn ratio_to_benchmark_gives_the_worked_huangyan_total() {
        // TV-1.2: six ratios without a cap, by hand 105.7041.
        let parts = [
            (30.0, 24.097, 30.0),
            (150.0, 136.16, 20.0),
            (2.0, 2.694, 20.0),
            (6000.0, 4929.81, 10.0),
            (20.0, 18.14, 10.0),
            (0.025, 0.0302, 10.0),
        ];
        let mut total = 0.0;
        for (value, benchmark, weight) in parts {
            let method = Normalisation::BenchmarkRatio { benchmark, floor: None, cap: None };
            total += weight * score_of(&[value], 0, Direction::Up, method);
        }
        assert!((total - 105.7041).abs() < 5e-5, "{total}");
    }

    #[test]
    fn cap_and_floor_hold_a_ratio() {
        let method = Normalisation::BenchmarkRatio { benchmark: 20.0, floor: Some(0.0), cap: Some(1.5) };
        assert_eq!(score_of(&[60.0, -5.0, 10.0], 0, Direction::Up, method.clone()), 1.5);
        assert_eq!(score_of(&[60.0, -5.0, 10.0], 1, Direction::Up, method), 0.0);
    }

    #[test]
    fn percentile_counts_only_those_present_and_a_single_one_gets_one() {
        let column = Column::new(&[Some(1.0), Some(2.0), Some(2.0), Some(5.0), None]).unwrap();
        let scores = normalise(&column, Direction::Up, &Normalisation::Percentile).unwrap().scores;
        assert_eq!(scores.to_options(), [Some(0.0), Some(1.0 / 3.0), Some(1.0 / 3.0), Some(1.0), None]);
        assert_eq!(score_of(&[7.0], 0, Direction::Down, Normalisation::Percentile), 1.0);
    }

    #[test]
    fn all_equal_is_refused_or_scored_as_declared() {
        let column = Column::complete(vec![3.0, 3.0]).unwrap();
        let refuse = Normalisation::MinMax { low: 0.0, high: 1.0, when_equal: WhenEqual::Refuse };
        let message = normalise(&column, Direction::Up, &refuse).unwrap_err().to_string();
        assert_eq!(message, "极差标准化的数值全部相等，不能拉开差距；请声明全部相等时取多少分");
        let sixty = Normalisation::MinMax { low: 20.0, high: 100.0, when_equal: WhenEqual::Score(60.0) };
        assert_eq!(normalise(&column, Direction::Up, &sixty).unwrap().scores.raw(), [60.0, 60.0]);
    }

    #[test]
    fn a_down_indicator_counts_from_the_other_end() {
        let method = Normalisation::MinMax { low: 0.0, high: 100.0, when_equal: WhenEqual::Refuse };
        assert_eq!(score_of(&[2.0, 4.0, 10.0], 1, Direction::Down, method), 75.0);
        let posts =
            Normalisation::Goalposts { low_post: 0.0, high_post: 10.0, low: 0.0, high: 1.0, ends: Ends::Closed };
        assert_eq!(score_of(&[2.0], 0, Direction::Down, posts), 0.8);
        assert_eq!(score_of(&[4.0, 2.0], 0, Direction::Down, Normalisation::FractionOfBest), 0.5);
    }
}
