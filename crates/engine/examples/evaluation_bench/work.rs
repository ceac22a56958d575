//! The rows of the benchmark that are not about enterprises or the ASEM data. Only calls the kernel's public functions.

use engine::evaluation::aggregate::{Holes, Mean, TopsisScaling, copeland, topsis};
use engine::evaluation::dea::{
    DeaChoice, Efficiency, Orientation, ReturnsToScale, SelfComparison, Slacks, dea, malmquist,
};
use engine::evaluation::error::EvaluationError;
use engine::evaluation::inequality::gini;
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::moran::{Alternative, NeighbourWeights, Neighbours, moran};
use engine::evaluation::normalise::{Direction, Normalisation, WhenEqual};
use engine::evaluation::rounding::Rounding;
use engine::evaluation::sobol::{Bootstrap, Sampling, SobolIndex, sample, sobol_indices};
use engine::evaluation::statistics::Divisor;
use engine::evaluation::tree::Node;
use engine::evaluation::uncertainty::{Design, Draw, MeanChoice, simulate};
use engine::evaluation::weight::{EntropyShares, Weights, entropy};

use super::clock::{Best, best_of, peak};
use super::generate::{self, below, digest, is_down, panel, production, unit};
use super::{Failure, Parts, Row, asem, enterprises, whole_run};

pub fn row(name: &str, repeats: usize) -> Result<Row, Failure> {
    match name {
        "asem" => asem::row(repeats),
        "uncertainty" => uncertainty(repeats),
        "sobol-sample" => sobol_sample(repeats),
        "sobol" => sobol(repeats, 1, 1000),
        "sobol-units" => sobol(repeats, 136, 100),
        "panel" => entropy_topsis(repeats),
        "dea-ccr" => efficiency(repeats, ReturnsToScale::Constant),
        "dea-bcc" => efficiency(repeats, ReturnsToScale::Variable),
        "malmquist" => productivity(repeats),
        "enterprises-1m" => enterprises::row(repeats, 1_000_000),
        "enterprises-10m" => enterprises::row(repeats, 10_000_000),
        "check-packs" => whole_run::check_packs(repeats),
        "whole-run-3k" => whole_run::row(repeats, 3_000),
        "whole-run-100k" => whole_run::row(repeats, 100_000),
        "moran" => permutations(repeats),
        "gini" => decomposition(repeats),
        "copeland" => pairs(repeats),
        other => Err(format!("no row {other}").into()),
    }
}

fn done<T>(
    (best, found): (Best, Result<T, EvaluationError>),
    digest: u64,
    parts: impl FnOnce(T) -> Parts,
) -> Result<Row, Failure> {
    let peak = peak();
    Ok(Row { best, peak, digest, parts: parts(found?) })
}

fn matrix(columns: &[Vec<f64>]) -> Result<Matrix, EvaluationError> {
    Matrix::new(columns.iter().map(|column| Column::complete(column.clone())).collect::<Result<_, _>>()?)
}

fn directions(width: usize) -> Vec<Direction> {
    (0..width).map(|place| if is_down(place) { Direction::Down } else { Direction::Up }).collect()
}

/// 136 subjects, 60 indicators in 12 pillars and 4 dimensions; 10 000 draws of normalisation × mean × 1000 weight sets.
fn uncertainty(repeats: usize) -> Result<Row, Failure> {
    const SETS: usize = 1000;
    let columns = panel(136, 60, 1).remove(0);
    let weights: Vec<f64> = (0..SETS * 77).map(|k| 1.0 + 0.5 * (unit(100, k) - 0.5)).collect();
    let draw = |k: usize| Draw {
        data: 0,
        normalisation: below(110, k, 2) as usize,
        mean: below(111, k, 2) as usize,
        tree: below(112, k, SETS as u64) as usize,
    };
    let draws: Vec<Draw> = (0..10_000).map(draw).collect();
    let data = matrix(&columns)?;
    let compute = || {
        let design = Design {
            data: vec![data.clone()],
            directions: directions(60),
            normalisations: vec![
                Normalisation::MinMax { low: 1.0, high: 100.0, when_equal: WhenEqual::Refuse },
                Normalisation::ZScore {
                    mean: 50.0,
                    deviation: 8.0,
                    divisor: Divisor::Sample,
                    when_equal: WhenEqual::Refuse,
                },
            ],
            means: vec![MeanChoice::All(Mean::Arithmetic), MeanChoice::All(Mean::Geometric)],
            trees: weights.chunks_exact(77).map(three_levels).collect::<Result<_, _>>()?,
            rounding: Rounding::None,
        };
        let found = simulate(&design, &draws)?;
        let intervals = found.intervals(0.9)?;
        Ok((found, intervals))
    };
    done(best_of(repeats, compute), digest(columns.iter().flatten().chain(&weights)), |(found, intervals)| {
        let runs = || 0..found.runs();
        vec![
            ("scores", runs().flat_map(|run| found.scores_of(run).to_vec()).collect()),
            ("places", runs().flat_map(|run| found.places_of(run).iter().copied().map(f64::from)).collect()),
            ("intervals", intervals.iter().flatten().flat_map(|s| [s.mean, s.median, s.low, s.high]).collect()),
        ]
    })
}

/// 60 leaves by five into 12, these by three into 4, these into one. Weights of leaves, then of pillars, dimensions, top.
fn three_levels(weights: &[f64]) -> Result<Node, EvaluationError> {
    let branch = |children: Vec<Node>, weights: &[f64]| -> Result<Node, EvaluationError> {
        let weights = Weights::from_given(weights)?;
        Ok(Node::Branch { children, weights, mean: Mean::Arithmetic, holes: Holes::Spread })
    };
    let pillar = |place: usize| {
        let leaves = (place * 5..place * 5 + 5).map(|column| Node::Leaf { column }).collect();
        branch(leaves, &weights[place * 5..place * 5 + 5])
    };
    let dimension = |place: usize| {
        let pillars = (place * 3..place * 3 + 3).map(pillar).collect::<Result<_, _>>()?;
        branch(pillars, &weights[60 + place * 3..60 + place * 3 + 3])
    };
    branch((0..4).map(dimension).collect::<Result<_, _>>()?, &weights[72..76])
}

const FACTORS: usize = 5;
const BASE: usize = 2048;

fn sobol_sample(repeats: usize) -> Result<Row, Failure> {
    done(best_of(repeats, || sample(FACTORS, BASE, Sampling::Sequence)), 0, |points| vec![("points", points)])
}

/// A result that varies with all five factors and has a product in it.
fn outputs() -> Result<Vec<f64>, EvaluationError> {
    let points = sample(FACTORS, BASE, Sampling::Sequence)?;
    let value = |x: &[f64]| (((x[0] + 2.0 * x[1]) + x[2] * x[2]) + 0.5 * x[3] * x[4]) + x[0] * x[1];
    Ok(points.chunks_exact(FACTORS).map(value).collect())
}

/// The same result, a little larger for each further unit.
fn sobol(repeats: usize, units: usize, resamples: usize) -> Result<Row, Failure> {
    let one = outputs()?;
    let lists: Vec<Vec<f64>> =
        (0..units).map(|k| one.iter().map(|value| value * (1.0 + k as f64 / 136.0)).collect()).collect();
    let bootstrap = Some(Bootstrap { resamples, confidence: 0.95, seed: 1 });
    let compute = || {
        lists.iter().map(|list| sobol_indices(list, FACTORS, bootstrap)).collect::<Result<Vec<_>, EvaluationError>>()
    };
    done(best_of(repeats, compute), digest(lists.iter().flatten()), |found| {
        let all = || found.iter().flatten();
        // SALib's interval is 1.96 deviations at 95 %.
        let spread = |index: &SobolIndex| {
            let half = |spread: Option<engine::evaluation::sobol::Spread>| {
                spread.map_or(f64::NAN, |spread| 1.959_963_984_540_054 * spread.deviation)
            };
            [half(index.first_spread), half(index.total_spread)]
        };
        vec![
            ("indices", all().flat_map(|index| [index.first, index.total]).collect()),
            ("spreads", all().flat_map(spread).collect()),
        ]
    })
}

fn entropy_topsis(repeats: usize) -> Result<Row, Failure> {
    let years = panel(2850, 100, 10);
    let digest = digest(years.iter().flatten().flatten());
    let matrices: Vec<Matrix> = years.iter().map(|year| matrix(year)).collect::<Result<_, _>>()?;
    let directions = directions(100);
    let of_year = |matrix: &Matrix| -> Result<(Vec<f64>, Vec<f64>), EvaluationError> {
        let weights = entropy(matrix, &EntropyShares::Raw)?.weights;
        let found = topsis(matrix, &weights, &directions, TopsisScaling::Vector, WhenEqual::Refuse)?;
        Ok((weights.shares().to_vec(), found.closeness.raw().to_vec()))
    };
    let compute = || matrices.iter().map(of_year).collect::<Result<Vec<_>, EvaluationError>>();
    done(best_of(repeats, compute), digest, |found| {
        vec![
            ("weights", found.iter().flat_map(|(weights, _)| weights.clone()).collect()),
            ("closeness", found.iter().flat_map(|(_, closeness)| closeness.clone()).collect()),
        ]
    })
}

fn practice(year: usize) -> Result<(Matrix, Matrix, u64), EvaluationError> {
    let (inputs, outputs) = production(2850, year);
    let digest = digest(inputs.iter().chain(&outputs).flatten());
    Ok((matrix(&inputs)?, matrix(&outputs)?, digest))
}

fn efficiency(repeats: usize, returns: ReturnsToScale) -> Result<Row, Failure> {
    let (inputs, outputs, digest) = practice(0)?;
    let choice =
        DeaChoice { orientation: Orientation::Input, returns, slacks: Slacks::NotAsked, own: SelfComparison::Included };
    done(best_of(repeats, || dea(&inputs, &outputs, &choice)), digest, |found| {
        let of = |found: &Option<Efficiency>| found.as_ref().map_or(f64::NAN, |found| found.efficiency);
        vec![("efficiency", found.iter().map(of).collect())]
    })
}

fn productivity(repeats: usize) -> Result<Row, Failure> {
    let (old_inputs, old_outputs, old_digest) = practice(0)?;
    let (inputs, outputs, digest) = practice(1)?;
    let compute = || {
        let (before, after) = ((&old_inputs, &old_outputs), (&inputs, &outputs));
        malmquist(before, after, Orientation::Input, ReturnsToScale::Constant)
    };
    done(best_of(repeats, compute), digest.wrapping_add(old_digest), |found| {
        let parts = found.iter().flatten().flat_map(|unit| [unit.efficiency_change, unit.technical_change]);
        vec![("changes", parts.collect())]
    })
}

fn permutations(repeats: usize) -> Result<Row, Failure> {
    const SIZE: (usize, usize) = (57, 50);
    let values = generate::field(SIZE.0, SIZE.1);
    let neighbours = Neighbours::new(&queen(SIZE.0, SIZE.1), NeighbourWeights::RowStandardised)?;
    let column = Column::complete(values.clone())?;
    let compute = || moran(&column, &neighbours, 9999, Alternative::Greater, 1);
    done(best_of(repeats, compute), digest(&values), |found| {
        vec![
            ("moran", vec![found.moran, found.expected, found.variance_normal, found.variance_random]),
            ("scores", vec![found.z_normal, found.z_random]),
            ("probability", vec![found.probability]),
        ]
    })
}

/// Cells that touch at a side or a corner.
fn queen(height: usize, width: usize) -> Vec<Vec<usize>> {
    let around = |cell: usize| {
        let (row, column) = (cell / width, cell % width);
        let rows = row.saturating_sub(1)..(row + 2).min(height);
        let columns = column.saturating_sub(1)..(column + 2).min(width);
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
            .filter(move |other| *other != cell)
            .collect()
    };
    (0..height * width).map(around).collect()
}

fn decomposition(repeats: usize) -> Result<Row, Failure> {
    let years: Vec<Vec<f64>> = panel(2850, 6, 10).into_iter().map(|mut year| year.swap_remove(0)).collect();
    let groups: Vec<usize> = (0..2850).map(|k| below(95, k, 4) as usize).collect();
    let columns: Vec<Column> = years.iter().map(|year| Column::complete(year.clone())).collect::<Result<_, _>>()?;
    let compute = || columns.iter().map(|column| gini(column, &groups)).collect::<Result<Vec<_>, EvaluationError>>();
    done(best_of(repeats, compute), digest(years.iter().flatten()), |found| {
        let parts = found.iter().flat_map(|year| [year.gini, year.within, year.between, year.transvariation]);
        vec![("gini", parts.collect())]
    })
}

/// Values cut to whole numbers, so that there are ties; whole weights from 1 to 8.
fn pairs(repeats: usize) -> Result<Row, Failure> {
    let mut columns = panel(2850, 100, 1).remove(0);
    for (place, column) in columns.iter_mut().enumerate() {
        let sign = if is_down(place) { -1.0 } else { 1.0 };
        column.iter_mut().for_each(|value| *value = (*value * sign).floor());
    }
    let weights: Vec<f64> = (0..100).map(|k| 1.0 + (unit(101, k) * 8.0).floor()).collect();
    let matrix = matrix(&columns)?;
    let up = vec![Direction::Up; 100];
    done(
        best_of(repeats, || copeland(&matrix, &weights, &up)),
        digest(columns.iter().flatten().chain(&weights)),
        |found| vec![("scores", found.scores.iter().map(|score| *score as f64).collect())],
    )
}
