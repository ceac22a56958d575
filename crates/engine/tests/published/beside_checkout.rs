//! Results of peers whose tables are large, or under licences that do not let them stand in the repository. Looks for
//! `../shared/reference/peers` beside the checkout and says visibly when it is not there.

use std::path::PathBuf;

use engine::evaluation::aggregate::{Holes, Mean, aggregate};
use engine::evaluation::balance::{Penalty, benefit_of_doubt, mazziotta_pareto, ordered_mean};
use engine::evaluation::dea::{
    DeaChoice, Efficiency, Orientation, ReturnsToScale, SelfComparison, Slacks, dea, malmquist,
};
use engine::evaluation::fdh::free_disposal;
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::normalise::{Direction, Ends, Normalisation, WhenEqual, normalise};
use engine::evaluation::rank::{Better, Ties, places};
use engine::evaluation::rounding::Rounding;
use engine::evaluation::sobol::{Bootstrap, sobol_indices};
use engine::evaluation::statistics::Divisor;
use engine::evaluation::tree::Node;
use engine::evaluation::uncertainty::{Design, Draw, MeanChoice, simulate};
use engine::evaluation::weight::Weights;

use super::index_examples::{Country, factor_of, happy_planet};
use super::{Record, all_near, column, matrix, near, number, numbers, records};

/// A table beside the checkout, or a word that it is not there.
#[expect(clippy::print_stdout, reason = "a test that cannot run says so")]
fn beside(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/peers").join(name);
    let found = std::fs::read(&path).ok();
    if found.is_none() {
        println!("skipped: no {} beside the checkout", path.display());
    }
    found
}

pub fn table(name: &str) -> Option<Vec<Record>> {
    Some(records(&String::from_utf8(beside(name)?).unwrap()))
}

fn doubles(bytes: &[u8]) -> Vec<f64> {
    bytes.as_chunks::<8>().0.iter().map(|eight| f64::from_le_bytes(*eight)).collect()
}

fn min_max(low: f64, high: f64) -> Normalisation {
    Normalisation::MinMax { low, high, when_equal: WhenEqual::Refuse }
}

fn z_score(mean: f64, deviation: f64) -> Normalisation {
    Normalisation::ZScore { mean, deviation, divisor: Divisor::Sample, when_equal: WhenEqual::Refuse }
}

/// W2 of the benchmark by COINr's own table of parameters: which normalisation, mean and weights each run had.
#[test]
fn coinrs_uncertainty_analysis_is_replayed_run_by_run() {
    let (Some(data), Some(meta)) = (table("w2_ua/iData.csv"), table("w2_ua/iMeta.csv")) else { return };
    let weights = doubles(&beside("w2_ua/weight_sets_1000x77.f64").unwrap());
    let leaves: Vec<&Record> = meta.iter().filter(|row| row["Type"] == "Indicator").collect();
    let codes: Vec<&str> = leaves.iter().map(|row| row["iCode"].as_str()).collect();
    let direction = |row: &&Record| if row["Direction"] == "-1" { Direction::Down } else { Direction::Up };
    let design = Design {
        data: vec![matrix(&data, &codes)],
        directions: leaves.iter().map(direction).collect(),
        normalisations: vec![min_max(1.0, 100.0), z_score(50.0, 8.0)],
        means: vec![MeanChoice::All(Mean::Arithmetic), MeanChoice::All(Mean::Geometric)],
        trees: weights.chunks_exact(77).map(|set| tree("Index", &meta, &codes, set)).collect(),
        rounding: Rounding::None,
    };
    let parameters = table("w2_ua/coinr_UA_1000_parameters.csv").unwrap();
    let draw = |row: &Record| Draw {
        data: 0,
        normalisation: usize::from(row["norm"] == "n_zscore"),
        mean: usize::from(row["agg"] == "a_gmean"),
        tree: number(row, "weight_set") as usize - 1,
    };
    let found = simulate(&design, &parameters.iter().map(draw).collect::<Vec<Draw>>()).unwrap();
    let scores = doubles(&beside("w2_ua/coinr_UA_1000_scores_colmajor_136xN.f64").unwrap());
    assert_eq!((found.runs(), scores.len()), (1000, 136_000));
    for (run, scores) in scores.chunks_exact(136).enumerate() {
        all_near(found.scores_of(run), scores, 1e-12);
        let ranks = places(&Column::complete(scores.to_vec()).unwrap(), Better::High, Ties::Competition);
        let ours: Vec<f64> = found.places_of(run).iter().copied().map(f64::from).collect();
        assert_eq!(ours, ranks.raw(), "run {run}");
    }
    let known = table("w2_ua/coinr_UA_1000_rankstats.csv").unwrap();
    for (row, ours) in known.iter().zip(found.intervals(0.9).unwrap()) {
        let ours = ours.unwrap();
        let values = [(ours.mean, "Mean"), (ours.median, "Median"), (ours.low, "Q5"), (ours.high, "Q95")];
        for (value, name) in values {
            near(value, number(row, name), 1e-12);
        }
    }
}

/// Weights stand in the order of the meta table.
fn tree(code: &str, meta: &[Record], leaves: &[&str], weights: &[f64]) -> Node {
    if let Some(column) = leaves.iter().position(|leaf| *leaf == code) {
        return Node::Leaf { column };
    }
    let places: Vec<usize> = (0..meta.len()).filter(|place| meta[*place]["Parent"] == code).collect();
    let own: Vec<f64> = places.iter().map(|place| weights[*place]).collect();
    Node::Branch {
        children: places.iter().map(|place| tree(&meta[*place]["iCode"], meta, leaves, weights)).collect(),
        weights: Weights::from_given(&own).unwrap(),
        mean: Mean::Arithmetic,
        holes: Holes::Spread,
    }
}

#[test]
fn salibs_indices_of_a_known_function_come_out() {
    let Some(runs) = table("w2b_sobol/ishigami_N1024_unscrambled_saltelli.csv") else { return };
    let known = table("w2b_sobol/ishigami_indices.csv").unwrap();
    // SALib's sample for second order has A, AB, BA, B; ours has no BA.
    let all = numbers(&runs, "y");
    let outputs: Vec<f64> = all.chunks_exact(8).flat_map(|run| [&run[..4], &run[7..]].concat()).collect();
    let bootstrap = Some(Bootstrap { resamples: 1000, confidence: 0.95, seed: 1 });
    for (index, row) in sobol_indices(&outputs, 3, bootstrap).unwrap().iter().zip(&known) {
        near(index.total, number(row, "ST"), 1e-12);
        // SALib scales by the deviation of all runs, of which we have five eighths, so the first order differs a little.
        near(index.first, number(row, "S1"), 5e-3);
        let width = 1.96 * index.total_spread.unwrap().deviation;
        assert!((width / number(row, "ST_conf") - 1.0).abs() < 0.35, "{width} {row:?}");
    }
}

#[test]
fn the_happy_planet_index_of_all_country_years_is_the_published_one() {
    let Some(data) = table("compind/data_data_HPI.csv") else { return };
    let is_whole = |row: &&Record| {
        ["Life_Expectancy", "Ladder_of_life", "Ecological_Footprint", "HPI"].iter().all(|name| !row[*name].is_empty())
    };
    let whole: Vec<&Record> = data.iter().filter(is_whole).collect();
    assert_eq!(whole.len(), 432);
    // The table was printed with seventeen digits; nine say what was published.
    let short = |row: &Record, name: &str| format!("{:.9}", number(row, name));
    let country = |row: &&Record| -> Country {
        let of = |name: &str| short(row, name);
        [of("Life_Expectancy"), of("Ladder_of_life"), of("Ecological_Footprint"), factor_of(&row["year"]).to_string()]
    };
    let found = happy_planet(&whole.iter().map(country).collect::<Vec<Country>>());
    for (found, row) in found.iter().zip(&whole) {
        assert!((found - number(row, "HPI")).abs() < 2e-7, "{found} {row:?}");
    }
}

#[test]
fn the_better_life_index_is_normalised_and_averaged_as_compind_does() {
    let Some(data) = table("compind/data_BLI_2017.csv") else { return };
    let names: Vec<&str> =
        data[0].keys().map(String::as_str).filter(|name| !["row", "country"].contains(name)).collect();
    assert_eq!((data.len(), names.len()), (35, 11));
    let mut scaled = Vec::new();
    for name in &names {
        let values = column(&data, name);
        let of = |number: usize| numbers(&table(&format!("compind/BLI_normalise_m{number}.csv")).unwrap(), name);
        let scores = |method: &Normalisation| normalise(&values, Direction::Up, method).unwrap().scores;
        all_near(scores(&z_score(0.0, 1.0)).raw(), &of(1), 1e-13);
        all_near(scores(&min_max(0.0, 1.0)).raw(), &of(2), 1e-15);
        // Compind gives equal values their mean rank; COINr, and our places of scores, the best of them.
        all_near(places(&values, Better::Low, Ties::Average).raw(), &of(3), 0.0);
        scaled.push(scores(&min_max(1.0, 2.0)));
    }
    let known = table("compind/BLI_2017_indices.csv").unwrap();
    let equal = Weights::equal(11).unwrap();
    let above_one = Matrix::new(scaled).unwrap();
    let geometric = aggregate(&above_one, &equal, Mean::Geometric, Holes::Spread).unwrap().scores;
    all_near(geometric.raw(), &numbers(&known, "geom_equal"), 1e-13);
    // Compind's own power mean forgets the root: it gives Σx²/n/2 instead of √(Σx²/n).
    let power = aggregate(&above_one, &equal, Mean::Power { exponent: 2.0 }, Holes::Spread).unwrap().scores;
    let slip: Vec<f64> = power.raw().iter().map(|score| score * score / 2.0).collect();
    all_near(&slip, &numbers(&known, "genmean_p2_narmFALSE"), 1e-12);
    // Benefit of the doubt is efficiency with one input that is the same for all.
    let from_zero: Vec<Column> = names
        .iter()
        .map(|name| normalise(&column(&data, name), Direction::Up, &min_max(0.0, 1.0)).unwrap().scores)
        .collect();
    let one = Matrix::new(vec![Column::complete(vec![1.0; 35]).unwrap()]).unwrap();
    let from_zero = Matrix::new(from_zero).unwrap();
    let found = efficiencies(&one, &from_zero, Orientation::Output, ReturnsToScale::Constant);
    all_near(&found, &numbers(&known, "bod"), 1e-9);
    all_near(benefit_of_doubt(&from_zero).unwrap().raw(), &numbers(&known, "bod"), 1e-9);
    // Means of the best six and of the worst six scores of each country (Compind calls them p and n).
    let mut best = vec![1.0; 6];
    best.extend([0.0; 5]);
    let worst: Vec<f64> = best.iter().rev().copied().collect();
    all_near(ordered_mean(&above_one, &best).unwrap().raw(), &numbers(&known, "owa_p6"), 1e-13);
    all_near(ordered_mean(&above_one, &worst).unwrap().raw(), &numbers(&known, "owa_n6"), 1e-13);
    // Mazziotta and Pareto's index: z-scores of 100 and 10, deviation of each country with n − 1.
    let scores: Vec<Column> = names
        .iter()
        .map(|name| normalise(&column(&data, name), Direction::Up, &z_score(100.0, 10.0)).unwrap().scores)
        .collect();
    let scores = Matrix::new(scores).unwrap();
    for (penalty, name) in [(Penalty::Lowers, "mpi_POS"), (Penalty::Raises, "mpi_NEG")] {
        let found = mazziotta_pareto(&scores, &equal, penalty, Divisor::Sample).unwrap();
        all_near(found.raw(), &numbers(&known, name), 1e-11);
    }
}

/// AMPI of the Happy Planet Index's three components, goalposts of all three years around the means of 2017.
#[test]
fn the_adjusted_index_of_compind_comes_out_of_goalposts() {
    let Some(data) = table("compind/data_data_HPI.csv") else { return };
    let known = table("compind/HPI_ampi_NEG.csv").unwrap();
    let names = ["Life_Expectancy", "Ladder_of_life", "Ecological_Footprint"];
    let in_all_years: Vec<&str> = known.iter().map(|row| row["ISO"].as_str()).collect();
    let rows: Vec<&Record> = data.iter().filter(|row| in_all_years.contains(&row["ISO"].as_str())).collect();
    let mut scores = Vec::new();
    for name in names {
        let values: Vec<f64> = rows.iter().map(|row| number(row, name)).collect();
        let (least, most) = values
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
        let first: Vec<f64> = rows.iter().filter(|row| row["year"] == "2017").map(|row| number(row, name)).collect();
        let reference = first.iter().sum::<f64>() / first.len() as f64;
        let half = (most - least) / 2.0;
        let posts = Normalisation::Goalposts {
            low_post: reference - half,
            high_post: reference + half,
            low: 70.0,
            high: 130.0,
            ends: Ends::Open,
        };
        let way = if name == "Ecological_Footprint" { Direction::Down } else { Direction::Up };
        scores.push(normalise(&Column::complete(values).unwrap(), way, &posts).unwrap().scores);
    }
    let weights = Weights::equal(3).unwrap();
    // Compind ignores its argument `penalty` here and always takes the penalty away; it prints three decimals.
    let found =
        mazziotta_pareto(&Matrix::new(scores).unwrap(), &weights, Penalty::Lowers, Divisor::Population).unwrap();
    for (row, score) in rows.iter().zip(found.raw()) {
        let published = known.iter().find(|one| one["ISO"] == row["ISO"]).unwrap();
        near(*score, number(published, &row["year"]), 1e-5);
    }
}

fn choice(orientation: Orientation, returns: ReturnsToScale) -> DeaChoice {
    DeaChoice { orientation, returns, slacks: Slacks::NotAsked, own: SelfComparison::Included }
}

fn efficiencies(inputs: &Matrix, outputs: &Matrix, orientation: Orientation, returns: ReturnsToScale) -> Vec<f64> {
    let found = dea(inputs, outputs, &choice(orientation, returns)).unwrap();
    found.iter().map(|unit| unit.as_ref().unwrap().efficiency).collect()
}

/// 70 schools of the programme Follow Through, five inputs and three outputs (Charnes, Cooper and Rhodes 1981).
#[test]
fn the_schools_of_1981_have_the_efficiencies_that_benchmarking_gives() {
    let Some(data) = table("data/benchmarking_charnes1981.csv") else { return };
    let known = table("data/charnes1981_benchmarking_efficiencies.csv").unwrap();
    let (inputs, outputs) = (matrix(&data, &["x1", "x2", "x3", "x4", "x5"]), matrix(&data, &["y1", "y2", "y3"]));
    let kinds = [
        ("crs", ReturnsToScale::Constant),
        ("vrs", ReturnsToScale::Variable),
        ("drs", ReturnsToScale::NonIncreasing),
        ("irs", ReturnsToScale::NonDecreasing),
    ];
    for (name, returns) in kinds {
        let less = efficiencies(&inputs, &outputs, Orientation::Input, returns);
        all_near(&less, &numbers(&known, &format!("{name}_in")), 1e-9);
        // Benchmarking prints the factor by which outputs could grow.
        let more = efficiencies(&inputs, &outputs, Orientation::Output, returns);
        let factors: Vec<f64> = more.iter().map(|efficiency| 1.0 / efficiency).collect();
        all_near(&factors, &numbers(&known, &format!("{name}_out")), 1e-9);
    }
    for (orientation, name) in [(Orientation::Input, "fdh_in"), (Orientation::Output, "fdh_out")] {
        let found = free_disposal(&inputs, &outputs, orientation, false).unwrap();
        let factors: Vec<f64> = found.iter().map(|unit| unit.as_ref().unwrap().factor).collect();
        all_near(&factors, &numbers(&known, name), 1e-9);
    }
    let excluded = DeaChoice { own: SelfComparison::Excluded, ..choice(Orientation::Input, ReturnsToScale::Constant) };
    let found = dea(&inputs, &outputs, &excluded).unwrap();
    let of = |unit: &Option<Efficiency>| unit.as_ref().unwrap().efficiency;
    all_near(&found.iter().map(of).collect::<Vec<f64>>(), &numbers(&known, "super_crs_in"), 1e-9);
}

#[test]
fn slacks_and_productivity_are_those_of_benchmarking() {
    let Some(old) = table("w4_dea/dea_n136_t0.csv") else { return };
    let new = table("w4_dea/dea_n136_t1.csv").unwrap();
    let known = table("w4_dea/benchmarking_R_n136.csv").unwrap();
    let of = |rows: &[Record]| (matrix(rows, &["x1", "x2", "x3"]), matrix(rows, &["y1", "y2"]));
    let ((x0, y0), (x1, y1)) = (of(&old), of(&new));
    let with_slacks = DeaChoice { slacks: Slacks::InUnits, ..choice(Orientation::Input, ReturnsToScale::Variable) };
    let found = dea(&x0, &y0, &with_slacks).unwrap();
    for (unit, row) in found.iter().zip(&known) {
        let unit = unit.as_ref().unwrap();
        near(unit.efficiency, number(row, "vrs_in"), 1e-9);
        for (place, name) in ["sx.sx1", "sx.sx2", "sx.sx3"].iter().enumerate() {
            near(unit.input_slacks[place], number(row, name), 1e-8);
        }
        for (place, name) in ["sy.sy1", "sy.sy2"].iter().enumerate() {
            near(unit.output_slacks[place], number(row, name), 1e-8);
        }
    }
    let excluded = DeaChoice { own: SelfComparison::Excluded, ..choice(Orientation::Input, ReturnsToScale::Constant) };
    let found: Vec<f64> =
        dea(&x0, &y0, &excluded).unwrap().iter().map(|unit| unit.as_ref().unwrap().efficiency).collect();
    all_near(&found, &numbers(&known, "super_crs_in"), 1e-9);
    let found = malmquist((&x0, &y0), (&x1, &y1), Orientation::Input, ReturnsToScale::Constant).unwrap();
    for (unit, row) in found.iter().zip(&known) {
        let unit = unit.unwrap();
        near(unit.efficiency_change, number(row, "malmq_ec"), 1e-9);
        near(unit.technical_change, number(row, "malmq_tc"), 1e-9);
        near(unit.malmquist, number(row, "malmq_m"), 1e-9);
    }
}
