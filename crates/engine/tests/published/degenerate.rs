//! Tables that break other programs: one subject, all equal, zeros, negative numbers, whole columns missing, nothing at
//! all. Every method answers with finite numbers or says in Chinese what is wrong; none gives NaN where data are there.

use engine::evaluation::aggregate::{
    GreyReference, Holes, Mean, TopsisScaling, aggregate, borda, copeland, grey_relation, topsis, vikor,
};
use engine::evaluation::convergence::{beta, panel_beta, sigma};
use engine::evaluation::dea::{DeaChoice, Orientation, ReturnsToScale, SelfComparison, Slacks, dea, malmquist};
use engine::evaluation::error::EvaluationError;
use engine::evaluation::grade::{AcrossCut, ShareBase, Take, grade};
use engine::evaluation::inequality::{TheilKind, gini, theil};
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::moran::{Alternative, NeighbourWeights, Neighbours, local_moran, moran};
use engine::evaluation::normalise::{Direction, Ends, Normalisation, WhenEqual, normalise};
use engine::evaluation::sobol::sobol_indices;
use engine::evaluation::statistics::{Correlation, Divisor, correlate, shape};
use engine::evaluation::weight::{
    CriticDirection, EntropyShares, Loadings, Weights, WhenNegative, critic, entropy, principal,
};

type Rows = Vec<Vec<Option<f64>>>;

fn tables() -> Vec<(&'static str, Matrix)> {
    let full =
        |rows: &[&[f64]]| -> Rows { rows.iter().map(|row| row.iter().map(|value| Some(*value)).collect()).collect() };
    let list: Vec<(&'static str, Rows)> = vec![
        ("nothing", vec![]),
        ("one subject", full(&[&[3.0, 5.0]])),
        ("one subject of zeros", full(&[&[0.0, 0.0]])),
        ("two subjects", full(&[&[1.0, 2.0], &[2.0, 1.0]])),
        ("all equal", full(&[&[4.0, 4.0], &[4.0, 4.0], &[4.0, 4.0]])),
        ("equal in thirds", full(&[[1.0 / 3.0, 0.1].as_slice(); 7])),
        ("all zero", full(&[&[0.0, 0.0], &[0.0, 0.0], &[0.0, 0.0]])),
        ("some zero", full(&[&[0.0, 1.0], &[2.0, 0.0], &[1.0, 3.0], &[4.0, 1.0]])),
        ("negative", full(&[&[-1.0, 1.0], &[2.0, -3.0], &[1.0, 3.0], &[-4.0, 1.0]])),
        ("huge and tiny", full(&[&[1e60, 1e-60], &[1e-60, 1e60], &[1.0, 1.0], &[2.0, 1e30]])),
        ("one column constant", full(&[&[1.0, 7.0], &[2.0, 7.0], &[4.0, 7.0], &[3.0, 7.0]])),
        ("with holes", vec![vec![Some(1.0), None], vec![None, Some(2.0)], vec![Some(3.0), Some(1.0)]]),
        ("a column missing", vec![vec![Some(1.0), None], vec![Some(2.0), None], vec![Some(3.0), None]]),
        ("all missing", vec![vec![None, None], vec![None, None]]),
    ];
    list.into_iter().map(|(name, rows)| (name, Matrix::from_rows(&rows).unwrap())).collect()
}

/// Numbers are finite; what was refused is said in words that end where they should.
#[track_caller]
fn sound(name: &str, found: Result<Vec<f64>, EvaluationError>) {
    match found {
        Ok(values) => {
            assert!(values.iter().all(|value| value.is_finite()), "{name}: {values:?}");
        }
        Err(error) => {
            let words = error.to_string();
            assert!(!words.contains("NaN") && words.chars().any(|one| one > '\u{3000}'), "{name}: {words}");
        }
    }
}

fn present(columns: &[Column]) -> Vec<f64> {
    columns.iter().flat_map(|column| column.to_options()).flatten().collect()
}

#[test]
fn scores_are_finite_or_refused() {
    let refuse = WhenEqual::Refuse;
    let ends = Ends::Closed;
    let methods = [
        Normalisation::MinMax { low: 0.0, high: 100.0, when_equal: refuse },
        Normalisation::MinMax { low: 0.0, high: 100.0, when_equal: WhenEqual::Score(60.0) },
        Normalisation::ZScore { mean: 0.0, deviation: 1.0, divisor: Divisor::Sample, when_equal: refuse },
        Normalisation::ZScore {
            mean: 0.0,
            deviation: 1.0,
            divisor: Divisor::Population,
            when_equal: WhenEqual::Score(0.0),
        },
        Normalisation::Rank,
        Normalisation::Borda,
        Normalisation::Percentile,
        Normalisation::LinearEfficacy { unallowed: 1.0, satisfactory: 3.0, base: 60.0, span: 40.0, ends },
        Normalisation::ExponentialEfficacy { unallowed: 1.0, satisfactory: 3.0, base: 60.0, span: 40.0, ends },
        Normalisation::DistanceToTarget { target: 3.0, ends },
        Normalisation::TargetRatio { target: 3.0, ends },
        Normalisation::Goalposts { low_post: 0.0, high_post: 3.0, low: 0.0, high: 1.0, ends },
        Normalisation::BenchmarkRatio { benchmark: 2.0, floor: Some(0.0), cap: Some(1.5) },
        Normalisation::FractionOfBest,
    ];
    for (name, matrix) in tables() {
        for (column, method) in
            matrix.columns().iter().flat_map(|column| methods.iter().map(move |method| (column, method)))
        {
            for direction in [Direction::Up, Direction::Down] {
                let found = normalise(column, direction, method);
                if let Ok(found) = &found {
                    assert_eq!(found.scores.missing_count(), column.missing_count(), "{name} {method:?} {direction:?}");
                }
                sound(name, found.map(|found| present(&[found.scores])));
            }
        }
    }
}

#[test]
fn weights_and_totals_are_finite_or_refused() {
    for (name, matrix) in tables() {
        let up = vec![Direction::Up; matrix.width()];
        let shares = |weights: Weights| weights.shares().to_vec();
        sound(name, entropy(&matrix, &EntropyShares::Raw).map(|found| shares(found.weights)));
        let min_max = EntropyShares::MinMax { directions: up.clone(), shift: 0.0 };
        sound(name, entropy(&matrix, &min_max).map(|found| shares(found.weights)));
        let inverted = EntropyShares::Inverted { directions: vec![Direction::Down; matrix.width()] };
        sound(name, entropy(&matrix, &inverted).map(|found| shares(found.weights)));
        sound(name, critic(&matrix, &CriticDirection::Ignored).map(|found| shares(found.weights)));
        let loadings = Loadings::First { when_negative: WhenNegative::Absolute };
        sound(name, principal(&matrix, &up, loadings).map(|found| shares(found.weights)));
        let Ok(weights) = Weights::equal(matrix.width()) else { continue };
        let half = Holes::Reweigh { weight_least: 0.5 };
        for mean in [Mean::Arithmetic, Mean::Geometric, Mean::Harmonic, Mean::Median, Mean::Power { exponent: -1.0 }] {
            sound(name, aggregate(&matrix, &weights, mean, half).map(|found| present(&[found.scores])));
        }
        for scaling in [TopsisScaling::Vector, TopsisScaling::MinMax, TopsisScaling::Sum, TopsisScaling::AsGiven] {
            let found = topsis(&matrix, &weights, &up, scaling, WhenEqual::Refuse);
            sound(name, found.map(|found| found.closeness.raw().to_vec()));
        }
        sound(name, vikor(&matrix, &weights, &up, 0.5, WhenEqual::Refuse).map(|found| found.compromise));
        sound(name, grey_relation(&matrix, &weights, &GreyReference::Best, 0.5).map(|found| found.degrees));
        sound(name, borda(&matrix, &weights, &up));
        let counts = copeland(&matrix, weights.shares(), &up);
        sound(name, counts.map(|found| found.scores.iter().map(|score| *score as f64).collect()));
        let takes = [Take::AtLeast(20.into()), Take::Rest];
        let base = grade(matrix.column(0), &takes, ShareBase::Listed, &[AcrossCut::Better; 2]);
        sound(name, base.map(|found| found.counts.iter().map(|count| *count as f64).collect()));
    }
}

#[test]
fn measures_of_difference_are_finite_or_refused() {
    for (name, matrix) in tables() {
        for column in matrix.columns() {
            let groups = vec![0; column.len()];
            sound(name, gini(column, &groups).map(|found| vec![found.gini, found.within, found.between]));
            for kind in [TheilKind::T, TheilKind::L] {
                let people = vec![1.0; column.len()];
                sound(name, theil(column, &people, &groups, kind).map(|found| vec![found.theil, found.within]));
            }
            let around = |row: usize| [row.checked_sub(1), (row + 1 < column.len()).then_some(row + 1)];
            let lists: Vec<Vec<usize>> =
                (0..column.len()).map(|row| around(row).into_iter().flatten().collect()).collect();
            let neighbours = Neighbours::new(&lists, NeighbourWeights::RowStandardised).unwrap();
            let found = moran(column, &neighbours, 19, Alternative::Greater, 1);
            sound(name, found.map(|found| vec![found.moran, found.z_normal, found.z_random, found.probability]));
            let found = local_moran(column, &neighbours, 19, Alternative::Folded, 1);
            sound(name, found.map(|found| found.iter().map(|place| place.moran).collect()));
            sound(name, sobol_indices(column.raw(), 1, None).map(|found| found.iter().map(|one| one.total).collect()));
            if let Some((skew, kurtosis)) = shape(column) {
                sound(name, Ok(vec![skew, kurtosis]));
            }
            for kind in [Correlation::Pearson, Correlation::Spearman, Correlation::Kendall] {
                sound(name, correlate(column, column, kind).map(|found| found.into_iter().collect()));
            }
        }
        sound(name, sigma(&matrix, Divisor::Sample).map(|found| found.iter().map(|year| year.variation).collect()));
        sound(name, panel_beta(&matrix).map(|found| vec![found.beta, found.cluster_error]));
        if matrix.width() == 2 {
            let found = beta(matrix.column(0), matrix.column(1), 5.0);
            sound(name, found.map(|found| vec![found.beta, found.r_squared, found.standard_error]));
        }
    }
}

#[test]
fn efficiency_of_one_unit_or_of_zeros_is_finite_or_refused() {
    for (name, matrix) in tables().into_iter().filter(|(_, matrix)| matrix.width() == 2) {
        let one = |place: usize| Matrix::new(vec![matrix.column(place).clone()]).unwrap();
        let (inputs, outputs) = (one(0), one(1));
        for orientation in [Orientation::Input, Orientation::Output] {
            for returns in [
                ReturnsToScale::Constant,
                ReturnsToScale::Variable,
                ReturnsToScale::NonIncreasing,
                ReturnsToScale::NonDecreasing,
            ] {
                for own in [SelfComparison::Included, SelfComparison::Excluded] {
                    let choice = DeaChoice { orientation, returns, slacks: Slacks::ByMean, own };
                    let found = dea(&inputs, &outputs, &choice);
                    sound(name, found.map(|found| found.iter().flatten().map(|unit| unit.efficiency).collect()));
                }
                let found = malmquist((&inputs, &outputs), (&inputs, &outputs), orientation, returns);
                sound(name, found.map(|found| found.iter().flatten().map(|unit| unit.malmquist).collect()));
            }
        }
    }
    let single = Matrix::from_rows(&[vec![Some(3.0)]]).unwrap();
    let choice = DeaChoice {
        orientation: Orientation::Input,
        returns: ReturnsToScale::Constant,
        slacks: Slacks::InUnits,
        own: SelfComparison::Included,
    };
    let alone = dea(&single, &single, &choice).unwrap()[0].clone().unwrap();
    assert_eq!((alone.efficiency, alone.input_slacks, alone.output_slacks), (1.0, vec![0.0], vec![0.0]));
    // Without itself nobody is left to compare it with.
    let excluded = DeaChoice { own: SelfComparison::Excluded, ..choice };
    assert_eq!(dea(&single, &single, &excluded).unwrap(), [None]);
}

#[test]
fn a_peer_group_of_one_gets_the_top_percentile_and_no_deviation() {
    let alone = Column::complete(vec![42.0]).unwrap();
    let percentile = normalise(&alone, Direction::Up, &Normalisation::Percentile).unwrap().scores;
    assert_eq!(percentile.raw(), [1.0]);
    let words = |method: Normalisation| normalise(&alone, Direction::Up, &method).unwrap_err().to_string();
    let (mean, deviation, when_equal) = (0.0, 1.0, WhenEqual::Refuse);
    assert_eq!(
        words(Normalisation::ZScore { mean, deviation, divisor: Divisor::Sample, when_equal }),
        "标准差没有可用的数值"
    );
    assert_eq!(
        words(Normalisation::MinMax { low: 0.0, high: 1.0, when_equal }),
        "极差标准化的数值全部相等，不能拉开差距；请声明全部相等时取多少分"
    );
}
