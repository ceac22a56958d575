//! Where programs disagree: what ours does, and that it gives what a peer chose otherwise when asked. The choices and who
//! made them are listed in `docs/conventions.md`.

use engine::evaluation::aggregate::{
    GreyReference, Holes, Mean, TopsisScaling, aggregate, grey_relation, topsis, vikor,
};
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::normalise::{Direction, Normalisation, WhenEqual, apply, fit, normalise};
use engine::evaluation::rank::{Better, Ties, places};
use engine::evaluation::statistics::{Divisor, Quantile, quantile};
use engine::evaluation::weight::{CriticDirection, EntropyShares, Weights, critic, entropy};

use super::{Record, all_near, matrix, numbers, records};

/// Five subjects, five indicators, the first of which is better low; the last has a zero, which `lifted` removes.
fn probe(lifted: f64) -> Matrix {
    let rows: [[f64; 5]; 5] = [
        [250.0, 16.0, 12.0, 5.0, 0.0],
        [200.0, 16.0, 8.0, 3.0, 2.0],
        [300.0, 32.0, 16.0, 4.0, 4.0],
        [275.0, 32.0, 8.0, 4.0, 1.0],
        [225.0, 16.0, 16.0, 2.0, 3.0],
    ];
    let row = |row: &[f64; 5]| (0..5).map(|place| Some(row[place] + if place == 4 { lifted } else { 0.0 })).collect();
    Matrix::from_rows(&rows.iter().map(row).collect::<Vec<Vec<Option<f64>>>>()).unwrap()
}

fn first_down(count: usize) -> Vec<Direction> {
    (0..count).map(|place| if place == 0 { Direction::Down } else { Direction::Up }).collect()
}

const WEIGHTS: [f64; 5] = [0.35, 0.25, 0.25, 0.10, 0.05];

#[test]
fn entropy_counts_zeros_by_their_limit_and_direction_only_when_told() {
    let of = |matrix: &Matrix, shares: EntropyShares| entropy(matrix, &shares).unwrap().weights.shares().to_vec();
    // scikit-criteria, objective-weighting, pyrepo-mcda; pymcdm refuses the zero.
    let with_zero = [0.0206545607498, 0.122421131876, 0.0930429173067, 0.0870361528219, 0.676845237245];
    all_near(&of(&probe(0.0), EntropyShares::Raw), &with_zero, 1e-12);
    // All four, without a zero.
    let positive = [0.0363029691049, 0.215170422752, 0.163534542967, 0.15297690448, 0.432015160696];
    all_near(&of(&probe(1.0), EntropyShares::Raw), &positive, 1e-12);
    // pyDecision turns what is better low to 1/x first; it also adds 1e-9 to logarithms, hence the wider bound.
    let inverted = EntropyShares::Inverted { directions: first_down(5) };
    let turned = [0.0373156910014, 0.214944308878, 0.163362697038, 0.15281615435, 0.431561148733];
    all_near(&of(&probe(1.0), inverted), &turned, 1e-7);
    // On min–max data the weights are other ones: the order of steps is a part of the method.
    let scaled = EntropyShares::MinMax { directions: vec![Direction::Up; 5], shift: 0.0 };
    let after = [0.136274642407, 0.378863387066, 0.229279270805, 0.119308057315, 0.136274642407];
    all_near(&of(&probe(0.0), scaled), &after, 1e-12);
}

#[test]
fn critic_turns_what_is_better_low_unless_told_not_to() {
    let directions = first_down(5);
    let turned = critic(&probe(0.0), &CriticDirection::Turned { directions }).unwrap();
    // scikit-criteria and pyDecision.
    let known = [0.233537827695, 0.232037110607, 0.194203131772, 0.189423457198, 0.150798472729];
    all_near(turned.weights.shares(), &known, 1e-12);
    let ignored = critic(&probe(0.0), &CriticDirection::Ignored).unwrap();
    // pymcdm and objective-weighting.
    let known = [0.122209478061, 0.207259890024, 0.245064707926, 0.222070259931, 0.203395664058];
    all_near(ignored.weights.shares(), &known, 1e-12);
}

#[test]
fn topsis_has_no_scaling_of_its_own() {
    let weights = Weights::from_given(&WEIGHTS).unwrap();
    let of = |scaling| {
        let found = topsis(&probe(1.0), &weights, &first_down(5), scaling, WhenEqual::Refuse).unwrap();
        found.closeness.raw().to_vec()
    };
    // pymcdm and pyrepo-mcda by default; pyDecision and scikit-criteria with a scaler; scikit-criteria without.
    let minmax = [0.415569757482, 0.494264674196, 0.508154342173, 0.427633321252, 0.562547277421];
    let vector = [0.38959924187, 0.375407216007, 0.635176247737, 0.477718163667, 0.507031255919];
    let raw = [0.493675946436, 0.886576784829, 0.113498822063, 0.267682620922, 0.732263055058];
    all_near(&of(TopsisScaling::MinMax), &minmax, 1e-11);
    all_near(&of(TopsisScaling::Vector), &vector, 1e-11);
    all_near(&of(TopsisScaling::AsGiven), &raw, 1e-11);
}

#[test]
fn vikor_keeps_the_order_of_subjects() {
    let weights = Weights::from_given(&WEIGHTS).unwrap();
    let found = vikor(&probe(1.0), &weights, &first_down(5), 0.5, WhenEqual::Refuse).unwrap();
    let known = [0.5, 0.480769230769, 0.5, 0.524038461538, 0.153846153846];
    all_near(&found.compromise, &known, 1e-11);
}

/// Thirty subjects by eight indicators: pymcdm 1.4.0 and pyDecision 5.1.8 on a generated table.
#[test]
fn a_larger_table_agrees_with_pymcdm_and_pydecision() {
    let data = records(include_str!("../peers/mcda/matrix.csv"));
    let scores = records(include_str!("../peers/mcda/scores.csv"));
    let known = records(include_str!("../peers/mcda/weights.csv"));
    let matrix = matrix(&data, &["0", "1", "2", "3", "4", "5", "6", "7"]);
    let direction = |row: &Record| if row["type"] == "-1" { Direction::Down } else { Direction::Up };
    let directions: Vec<Direction> = known.iter().map(direction).collect();
    let weights = entropy(&matrix, &EntropyShares::Raw).unwrap().weights;
    all_near(weights.shares(), &numbers(&known, "entropy"), 1e-13);
    let turned = CriticDirection::Turned { directions: directions.clone() };
    all_near(critic(&matrix, &turned).unwrap().weights.shares(), &numbers(&known, "critic_directed"), 1e-12);
    let ignored = critic(&matrix, &CriticDirection::Ignored).unwrap();
    all_near(ignored.weights.shares(), &numbers(&known, "critic_pymcdm"), 1e-12);
    for (scaling, name) in [(TopsisScaling::Vector, "TOPSIS_vector"), (TopsisScaling::MinMax, "TOPSIS_minmax")] {
        let found = topsis(&matrix, &weights, &directions, scaling, WhenEqual::Refuse).unwrap();
        all_near(found.closeness.raw(), &numbers(&scores, name), 1e-13);
    }
    let found = vikor(&matrix, &weights, &directions, 0.5, WhenEqual::Refuse).unwrap();
    all_near(&found.compromise, &numbers(&scores, "VIKOR_Q"), 1e-13);
    let scale = Normalisation::MinMax { low: 0.0, high: 1.0, when_equal: WhenEqual::Refuse };
    let scaled =
        matrix.columns().iter().zip(&directions).map(|(column, way)| normalise(column, *way, &scale).unwrap().scores);
    let scaled = Matrix::new(scaled.collect()).unwrap();
    let found = grey_relation(&scaled, &weights, &GreyReference::Best, 0.5).unwrap();
    // pyDecision divides by the number of subjects, so that its degrees shrink as subjects are added.
    let theirs: Vec<f64> = numbers(&scores, "GRA_pyDecision_eps.5").iter().map(|degree| degree * 30.0).collect();
    all_near(&found.degrees, &theirs, 1e-12);
}

#[test]
fn percentile_rank_counts_only_those_present() {
    let column = Column::new(&[Some(1.0), Some(2.0), Some(2.0), Some(2.0), Some(5.0), None]).unwrap();
    let scores = normalise(&column, Direction::Up, &Normalisation::Percentile).unwrap().scores;
    // R, COINr, pandas and Polars by hand; DuckDB counts the empty row and would give 1/5 and 4/5.
    assert_eq!(scores.to_options(), [Some(0.0), Some(0.25), Some(0.25), Some(0.25), Some(1.0), None]);
    // pandas' share of rank by mean places: rank/n.
    let mean = places(&column, Better::Low, Ties::Average);
    let share: Vec<f64> = mean.present().map(|place| place / 5.0).collect();
    assert_eq!(share, [0.2, 0.6, 0.6, 0.6, 1.0]);
}

#[test]
fn ties_of_scores_get_the_best_place_or_the_mean_one() {
    let scores = Column::complete(vec![3.0, 5.0, 5.0, 1.0]).unwrap();
    // COINr; Compind.
    assert_eq!(places(&scores, Better::High, Ties::Competition).raw(), [3.0, 1.0, 1.0, 4.0]);
    assert_eq!(places(&scores, Better::High, Ties::Average).raw(), [3.0, 1.5, 1.5, 4.0]);
}

#[test]
fn a_quantile_names_its_type() {
    let column = Column::complete(vec![1.0, 2.0, 3.0, 4.0, 10.0]).unwrap();
    let of = |kind| quantile(&column, 0.9, kind).unwrap();
    // NumPy, R type 7 and DuckDB quantile_cont; DuckDB quantile_disc and Polars' default "nearest" here.
    assert!((of(Quantile::Linear) - 7.6).abs() < 1e-12);
    assert_eq!(of(Quantile::Inverse), 10.0);
    // NumPy's weibull and median_unbiased.
    assert_eq!(of(Quantile::Weibull), 10.0);
    assert!((of(Quantile::MedianUnbiased) - 10.0).abs() < 1e-12);
}

#[test]
fn a_deviation_names_its_divisor() {
    let column = Column::complete(vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    let of = |divisor| {
        let method = Normalisation::ZScore { mean: 0.0, deviation: 1.0, divisor, when_equal: WhenEqual::Refuse };
        normalise(&column, Direction::Up, &method).unwrap().scores.raw()[3]
    };
    // Compind and COINr divide by n − 1, AMPI by n.
    assert!((of(Divisor::Sample) - 1.5 / (5.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    assert!((of(Divisor::Population) - 1.5 / 1.25_f64.sqrt()).abs() < 1e-15);
}

#[test]
fn every_mean_treats_a_hole_in_the_way_that_is_named() {
    let matrix = Matrix::from_rows(&[vec![Some(4.0), None, Some(9.0)]]).unwrap();
    let weights = Weights::from_given(&[1.0, 2.0, 1.0]).unwrap();
    let of = |mean, holes| aggregate(&matrix, &weights, mean, holes).unwrap();
    let means = [
        (Mean::Arithmetic, 6.5),
        (Mean::Geometric, 6.0),
        (Mean::Harmonic, 72.0 / 13.0),
        (Mean::Median, 6.5),
        (Mean::Power { exponent: 2.0 }, 48.5_f64.sqrt()),
    ];
    for (mean, wanted) in means {
        // COINr leaves a hole out of three means and lets it spread through the fourth; ours does what it is told.
        assert_eq!(of(mean, Holes::Spread).scores.to_options(), [None]);
        let found = of(mean, Holes::Reweigh { weight_least: 0.5 });
        assert!((found.scores.raw()[0] - wanted).abs() < 1e-14, "{mean:?}");
        assert_eq!(found.coverage, [0.5]);
        assert_eq!(of(mean, Holes::Reweigh { weight_least: 0.51 }).scores.to_options(), [None]);
        // COINr's threshold drops strictly below it.
        assert!(of(mean, Holes::ReweighByCount { share_least: 2.0 / 3.0 }).scores.get(0).is_some());
    }
}

#[test]
fn a_constant_indicator_is_refused_or_scored_as_named() {
    let column = Column::complete(vec![7.0; 3]).unwrap();
    let of = |when_equal| normalise(&column, Direction::Up, &Normalisation::MinMax { low: 0.0, high: 1.0, when_equal });
    // COINr and Compind give missing values with a warning; pymcdm gives ones.
    assert!(of(WhenEqual::Refuse).is_err());
    assert_eq!(of(WhenEqual::Score(1.0)).unwrap().scores.raw(), [1.0; 3]);
}

#[test]
fn years_are_scaled_together_or_each_by_itself() {
    let years = [vec![0.0, 10.0], vec![10.0, 20.0]].map(|year| Column::complete(year).unwrap());
    let method = Normalisation::MinMax { low: 0.0, high: 1.0, when_equal: WhenEqual::Refuse };
    let each = years.clone().map(|year| normalise(&year, Direction::Up, &method).unwrap().scores);
    assert_eq!([each[0].raw(), each[1].raw()], [[0.0, 1.0], [0.0, 1.0]]);
    // COINr's purse pools by default.
    let pooled = Column::complete(years.iter().flat_map(|year| year.raw().to_vec()).collect()).unwrap();
    let scale = fit(&pooled, Direction::Up, &method).unwrap();
    let together = years.map(|year| apply(&year, &scale).unwrap());
    assert_eq!([together[0].raw(), together[1].raw()], [[0.0, 0.5], [0.5, 1.0]]);
}
