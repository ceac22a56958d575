//! Enterprises by industry and county: six ratios, percentile ranks among those of the same industry, a weighted mean in
//! which the weights of what is there are scaled up, and four classes by share in each county. The kernel functions are
//! those that a run of a pack calls; what such a run adds (exact columns, reasons by subject) is not part of this row.

use engine::evaluation::aggregate::{Holes, Mean, aggregate};
use engine::evaluation::error::EvaluationError;
use engine::evaluation::grade::{AcrossCut, ShareBase, Take, grade};
use engine::evaluation::groups::Groups;
use engine::evaluation::matrix::{Column, Matrix};
use engine::evaluation::normalise::{Direction, Normalisation, normalise};
use engine::evaluation::prepare::denominate;
use engine::evaluation::weight::Weights;

use super::clock::{best_of, peak};
use super::generate::{self, COUNTIES, INDUSTRIES, digest};
use super::{Failure, Row};

const WEIGHTS: [f64; 6] = [0.35, 0.20, 0.15, 0.10, 0.12, 0.08];

/// The register, as columns.
struct Register {
    county: Vec<u32>,
    industry: Vec<u32>,
    land: Column,
    staff: Column,
    added: Column,
    tax: Column,
    energy: Column,
    emissions: Column,
    research: Column,
    revenue: Column,
}

struct Classes {
    totals: Column,
    /// 0 to 3, A to D.
    classes: Vec<u8>,
}

pub fn row(repeats: usize, count: usize) -> Result<Row, Failure> {
    let made = generate::enterprises(count);
    let known = made.energy.iter().filter(|value| !value.is_nan());
    let whole = [&made.land, &made.staff, &made.added, &made.tax, &made.emissions, &made.research, &made.revenue];
    let digest = digest(whole.into_iter().flatten().chain(known));
    let column = |values: Vec<f64>| Column::complete(values);
    let with_holes = |values: Vec<f64>| {
        let options: Vec<Option<f64>> = values.into_iter().map(|value| (!value.is_nan()).then_some(value)).collect();
        Column::new(&options)
    };
    let register = Register {
        county: made.county,
        industry: made.industry,
        land: column(made.land)?,
        staff: column(made.staff)?,
        added: column(made.added)?,
        tax: column(made.tax)?,
        energy: with_holes(made.energy)?,
        emissions: column(made.emissions)?,
        research: column(made.research)?,
        revenue: column(made.revenue)?,
    };
    let (best, found) = best_of(repeats, || classes(&register));
    let found = found?;
    let peak = peak();
    let classes = found.classes.iter().copied().map(f64::from).collect();
    let parts = vec![("totals", found.totals.raw().to_vec()), ("classes", classes)];
    Ok(Row { best, peak, digest, parts })
}

fn classes(register: &Register) -> Result<Classes, EvaluationError> {
    let industries = Groups::new(&register.industry, INDUSTRIES as usize)?;
    let ratios = [
        (&register.tax, &register.land, Direction::Up),
        (&register.added, &register.land, Direction::Up),
        (&register.added, &register.staff, Direction::Up),
        (&register.added, &register.energy, Direction::Up),
        (&register.research, &register.revenue, Direction::Up),
        (&register.emissions, &register.added, Direction::Down),
    ];
    let mut by_industry: Vec<Vec<Column>> = (0..INDUSTRIES).map(|_| Vec::with_capacity(ratios.len())).collect();
    for (above, below, _) in ratios {
        for (columns, part) in by_industry.iter_mut().zip(industries.split(&denominate(above, below, 1.0)?)?) {
            columns.push(part);
        }
    }
    let weights = Weights::from_given(&WEIGHTS)?;
    let mut totals = Vec::with_capacity(by_industry.len());
    for columns in by_industry {
        let mut scores = Vec::with_capacity(columns.len());
        for (column, (_, _, direction)) in columns.iter().zip(ratios) {
            scores.push(normalise(column, direction, &Normalisation::Percentile)?.scores);
        }
        let reweighed = Holes::Reweigh { weight_least: 0.0 };
        totals.push(aggregate(&Matrix::new(scores)?, &weights, Mean::Arithmetic, reweighed)?.scores);
    }
    let totals = industries.join(&totals)?;
    let counties = Groups::new(&register.county, COUNTIES as usize)?;
    let shares = [20_u32, 50, 25].map(|share| Take::AtLeast(share.into()));
    let takes = [shares.as_slice(), &[Take::Rest]].concat();
    let mut grades = Vec::with_capacity(COUNTIES as usize);
    for part in counties.split(&totals)? {
        grades.push(grade(&part, &takes, ShareBase::Graded, &[AcrossCut::Better; 4])?.grades);
    }
    let class = |grade: Option<usize>| grade.map_or(u8::MAX, |grade| grade as u8);
    let classes = counties.join_with(&grades, |grades, place| class(grades[place]))?;
    Ok(Classes { totals, classes })
}
