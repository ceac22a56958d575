//! Inequality, neighbourhood and convergence of Mexican and American states, as PySAL has them.

use engine::evaluation::convergence::{beta, sigma};
use engine::evaluation::inequality::{TheilKind, gini, theil};
use engine::evaluation::matrix::Matrix;
use engine::evaluation::moran::{Alternative, NeighbourWeights, Neighbours, moran};
use engine::evaluation::statistics::Divisor;

use super::{column, near, number, records};

#[test]
fn mexican_states_have_the_published_inequality_within_and_between_regions() {
    let data = records(include_str!("../peers/mexico/data.csv"));
    let known = records(include_str!("../peers/mexico/theil_gini.csv"));
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
    let data = records(include_str!("../peers/us_states/data.csv"));
    let known = records(include_str!("../peers/us_states/by_year.csv"));
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
    let line = &records(include_str!("../peers/us_states/beta.csv"))[0];
    let found = beta(&column(&data, "1929"), &column(&data, "2009"), 80.0).unwrap();
    near(found.beta, number(line, "beta"), 1e-12);
    near(found.intercept, number(line, "intercept"), 1e-12);
    near(found.speed.unwrap(), number(line, "speed"), 1e-12);
}

/// GAL: the number of places, then for each its number and how many neighbours, and on the next line who they are.
fn borders() -> Vec<Vec<usize>> {
    let text = include_str!("../peers/us_states/neighbours.gal");
    let mut numbers = text.split_whitespace().map(|word| word.parse::<usize>().unwrap());
    let count = numbers.next().unwrap();
    let mut lists = vec![Vec::new(); count];
    for _ in 0..count {
        let (place, many) = (numbers.next().unwrap(), numbers.next().unwrap());
        lists[place] = numbers.by_ref().take(many).collect();
    }
    lists
}
