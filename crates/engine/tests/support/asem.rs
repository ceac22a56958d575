//! COINr's example: sustainable connectivity of 51 countries by 49 indicators, from raw figures to the index. Data and
//! licence in `tests/peers/README.md`. Never reads a file: the tables are part of the program.
#![allow(dead_code, reason = "the benchmark and the tests each use a part of it")]

use std::collections::BTreeMap;

use engine::evaluation::aggregate::{Holes, Mean};
use engine::evaluation::error::EvaluationError;
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::normalise::{Direction, Normalisation, WhenEqual, normalise};
use engine::evaluation::outlier::{Outliers, WhenStillOut, treat};
use engine::evaluation::prepare::{Imputation, Screening, WhenGroupEmpty, denominate, impute, screen};
use engine::evaluation::tree::{Node, NodeScores, score_tree};
use engine::evaluation::weight::Weights;

const DATA: &str = include_str!("../peers/asem/data.csv");
const INDICATORS: &str = include_str!("../peers/asem/indicators.csv");
const SCORES: &str = include_str!("../peers/asem/scores.csv");

/// The tables, read once.
pub struct Asem {
    pub countries: Vec<String>,
    indicators: Vec<Indicator>,
    /// Number of the country's group (Asia, Europe).
    groups: Vec<usize>,
    pub tree: Node,
    /// Codes of the branches in the order of [`Asem::nodes`].
    pub branches: Vec<String>,
}

struct Indicator {
    raw: Column,
    denominator: Option<Column>,
    direction: Direction,
}

type Record = BTreeMap<String, String>;

fn records(text: &str) -> Vec<Record> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|record| record.expect("a well-formed table")).collect()
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().expect("a number"))
}

impl Asem {
    pub fn read() -> Asem {
        let (data, meta) = (records(DATA), records(INDICATORS));
        let column = |code: &str| {
            let values: Vec<Option<f64>> = data.iter().map(|country| number(&country[code])).collect();
            Column::new(&values).expect("finite numbers")
        };
        let leaves: Vec<&Record> = meta.iter().filter(|row| row["Type"] == "Indicator").collect();
        let indicators = leaves.iter().map(|row| Indicator {
            raw: column(&row["iCode"]),
            denominator: (!row["Denominator"].is_empty()).then(|| column(&row["Denominator"])),
            direction: if row["Direction"] == "-1" { Direction::Down } else { Direction::Up },
        });
        let codes: Vec<&str> = leaves.iter().map(|row| row["iCode"].as_str()).collect();
        let mut branches = Vec::new();
        let tree = node("Index", &meta, &codes, &mut branches);
        Asem {
            countries: data.iter().map(|country| country["uCode"].clone()).collect(),
            indicators: indicators.collect(),
            groups: data.iter().map(|country| usize::from(country["EurAsia_group"] == "Europe")).collect(),
            tree,
            branches,
        }
    }

    /// Denominators, screening, imputation by group, outliers, min–max, and means up the tree.
    pub fn compute(&self) -> Result<NodeScores, EvaluationError> {
        let mut columns = Vec::with_capacity(self.indicators.len());
        for indicator in &self.indicators {
            columns.push(match &indicator.denominator {
                Some(denominator) => denominate(&indicator.raw, denominator, 1.0)?,
                None => indicator.raw.clone(),
            });
        }
        let kept =
            screen(&Matrix::new(columns.clone())?, Screening { present_least: 2.0 / 3.0, not_zero_least: 0.0 })?.kept;
        let all_stay = kept.len() == self.countries.len();
        assert!(all_stay, "the table is known to keep everyone");
        let filled = Imputation::GroupMean { groups: self.groups.clone(), when_empty: WhenGroupEmpty::Refuse };
        let rule = Outliers::Shape { skew: 2.0, kurtosis: 3.5, most: 5, then: WhenStillOut::Logarithm };
        let scale = Normalisation::MinMax { low: 0.0, high: 100.0, when_equal: WhenEqual::Refuse };
        let mut scores = Vec::with_capacity(columns.len());
        for (column, indicator) in columns.iter().zip(&self.indicators) {
            let treated = treat(&impute(column, &filled)?.column, &rule)?;
            scores.push(normalise(&treated.column, indicator.direction, &scale)?.scores);
        }
        score_tree(&Matrix::new(scores)?, &self.tree)
    }

    /// Scores of the branches, from the top down and from left to right.
    pub fn nodes<'a>(&self, found: &'a NodeScores) -> Vec<&'a Column> {
        let mut nodes = Vec::new();
        collect(found, &mut nodes);
        nodes
    }

    /// The peer's scores of the branches and the rank of the index, by country.
    pub fn published(&self) -> Vec<(Vec<f64>, f64)> {
        let known = records(SCORES);
        let of = |country: &String| {
            let row = known.iter().find(|row| row["uCode"] == *country).expect("every country has scores");
            let scores = self.branches.iter().map(|code| number(&row[code]).expect("a score")).collect();
            (scores, number(&row["Rank"]).expect("a rank"))
        };
        self.countries.iter().map(of).collect()
    }
}

fn node(code: &str, meta: &[Record], leaves: &[&str], branches: &mut Vec<String>) -> Node {
    if let Some(column) = leaves.iter().position(|leaf| *leaf == code) {
        return Node::Leaf { column };
    }
    branches.push(code.to_string());
    let children: Vec<&Record> = meta.iter().filter(|row| row["Parent"] == code).collect();
    let weights: Vec<f64> = children.iter().filter_map(|row| number(&row["Weight"])).collect();
    Node::Branch {
        children: children.iter().map(|row| node(&row["iCode"], meta, leaves, branches)).collect(),
        weights: Weights::from_given(&weights).expect("weights above 0"),
        mean: Mean::Arithmetic,
        holes: Holes::Spread,
    }
}

fn collect<'a>(found: &'a NodeScores, nodes: &mut Vec<&'a Column>) {
    if !found.children.is_empty() {
        nodes.push(&found.scores);
        found.children.iter().for_each(|child| collect(child, nodes));
    }
}
