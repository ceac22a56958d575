//! The evaluation kernel held against data and results of others. What is whose and under which licence: `peers/README.md`.

#![expect(clippy::unwrap_used, reason = "a test stops at a table that cannot be read")]

#[path = "../support/asem.rs"]
mod asem;
mod beside_checkout;
mod coinr_variants;
mod conventions;
mod degenerate;
mod index_examples;
mod places_and_years;

use std::collections::BTreeMap;

use engine::evaluation::matrix::{Column, Matrix};

/// A row of a table, by column.
type Record = BTreeMap<String, String>;

fn records(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn number(record: &Record, name: &str) -> f64 {
    record[name].parse().unwrap()
}

fn numbers(records: &[Record], name: &str) -> Vec<f64> {
    records.iter().map(|row| number(row, name)).collect()
}

fn column(records: &[Record], name: &str) -> Column {
    Column::complete(numbers(records, name)).unwrap()
}

fn matrix(records: &[Record], names: &[&str]) -> Matrix {
    Matrix::new(names.iter().map(|name| column(records, name)).collect()).unwrap()
}

#[track_caller]
fn near(ours: f64, theirs: f64, allowed: f64) {
    assert!((ours - theirs).abs() <= allowed * theirs.abs().max(1.0), "{ours} {theirs}");
}

#[track_caller]
fn all_near(ours: &[f64], theirs: &[f64], allowed: f64) {
    assert_eq!(ours.len(), theirs.len());
    for (row, (one, other)) in ours.iter().zip(theirs).enumerate() {
        assert!((one - other).abs() <= allowed * other.abs().max(1.0), "row {row}: {one} {other}");
    }
}
