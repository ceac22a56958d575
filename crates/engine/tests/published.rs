//! The evaluation kernel held against data and results of others. What is whose and under which licence: `peers/README.md`.

#![expect(clippy::unwrap_used, reason = "a test stops at a table that cannot be read")]

#[path = "support/asem.rs"]
mod asem;

use std::collections::BTreeMap;

use engine::evaluation::convergence::{beta, sigma};
use engine::evaluation::inequality::{TheilKind, gini, theil};
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::moran::{Alternative, NeighbourWeights, Neighbours, moran};
use engine::evaluation::rank::{Better, Ties, places};
use engine::evaluation::statistics::Divisor;

type Record = BTreeMap<String, String>;

fn records(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn column(records: &[Record], name: &str) -> Column {
    Column::complete(records.iter().map(|row| row[name].parse().unwrap()).collect()).unwrap()
}

fn number(record: &Record, name: &str) -> f64 {
    record[name].parse().unwrap()
}

#[track_caller]
fn near(ours: f64, theirs: f64, allowed: f64) {
    assert!((ours - theirs).abs() <= allowed * theirs.abs().max(1.0), "{ours} {theirs}");
}

/// W1 of the benchmark: denominators, imputation by group, outliers by skewness and kurtosis, min–max, means.
#[test]
fn coinrs_example_comes_out_with_its_scores_and_ranks() {
    let asem = asem::Asem::read();
    let found = asem.compute().unwrap();
    let ranks = places(&found.scores, Better::High, Ties::Competition);
    let nodes = asem.nodes(&found);
    assert_eq!(nodes.len(), 11);
    for (country, (scores, rank)) in asem.published().iter().enumerate() {
        for (node, score) in nodes.iter().zip(scores) {
            near(node.raw()[country], *score, 1e-12);
        }
        assert_eq!(ranks.raw()[country], *rank, "{}", asem.countries[country]);
    }
}

#[test]
fn mexican_states_have_the_published_inequality_within_and_between_regions() {
    let data = records(include_str!("peers/mexico/data.csv"));
    let known = records(include_str!("peers/mexico/theil_gini.csv"));
    assert_eq!(known.len(), 35);
    for row in &known {
        let values = column(&data, &row["year"]);
        // Regions are numbered anyhow; ours count from 0 without gaps.
        let regions: Vec<String> = data.iter().map(|state| state[&row["regime"]].clone()).collect();
        let mut names = regions.clone();
        names.sort();
        names.dedup();
        let groups: Vec<usize> =
            regions.iter().map(|name| names.iter().position(|known| known == name).unwrap()).collect();
        let found = theil(&values, &vec![1.0; data.len()], &groups, TheilKind::T).unwrap();
        near(found.theil, number(row, "T"), 1e-13);
        near(found.between, number(row, "between"), 1e-13);
        near(found.within, number(row, "within"), 1e-13);
        let found = gini(&values, &groups).unwrap();
        near(found.gini, number(row, "gini"), 1e-13);
        near(found.within + found.between + found.transvariation, found.gini, 1e-13);
    }
}

#[test]
fn american_states_have_the_published_neighbourhood_and_convergence() {
    let data = records(include_str!("peers/us_states/data.csv"));
    let known = records(include_str!("peers/us_states/by_year.csv"));
    let neighbours = Neighbours::new(&borders(), NeighbourWeights::RowStandardised).unwrap();
    assert_eq!((known.len(), data.len()), (81, 48));
    for row in &known {
        let values = column(&data, &row["year"]);
        let found = moran(&values, &neighbours, 0, Alternative::Greater, 1).unwrap();
        near(found.moran, number(row, "I"), 1e-12);
        near(found.expected, number(row, "EI"), 1e-12);
        near(found.variance_normal, number(row, "VI_norm"), 1e-12);
        near(found.variance_random, number(row, "VI_rand"), 1e-12);
        near(found.z_random, number(row, "z_rand"), 1e-10);
        let groups = vec![0; data.len()];
        near(gini(&values, &groups).unwrap().gini, number(row, "gini"), 1e-13);
        near(theil(&values, &vec![1.0; data.len()], &groups, TheilKind::T).unwrap().theil, number(row, "theil"), 1e-13);
        let spread = sigma(&Matrix::new(vec![values]).unwrap(), Divisor::Sample).unwrap()[0];
        near(spread.variation, number(row, "cv"), 1e-12);
        near(spread.log_deviation, number(row, "sd_log"), 1e-12);
    }
    let line = &records(include_str!("peers/us_states/beta.csv"))[0];
    let found = beta(&column(&data, "1929"), &column(&data, "2009"), 80.0).unwrap();
    near(found.beta, number(line, "beta"), 1e-12);
    near(found.intercept, number(line, "intercept"), 1e-12);
    near(found.speed.unwrap(), number(line, "speed"), 1e-12);
}

/// GAL: the number of places, then for each its number and how many neighbours, and on the next line who they are.
fn borders() -> Vec<Vec<usize>> {
    let text = include_str!("peers/us_states/neighbours.gal");
    let mut numbers = text.split_whitespace().map(|word| word.parse::<usize>().unwrap());
    let count = numbers.next().unwrap();
    let mut lists = vec![Vec::new(); count];
    for _ in 0..count {
        let (place, many) = (numbers.next().unwrap(), numbers.next().unwrap());
        lists[place] = numbers.by_ref().take(many).collect();
    }
    lists
}
