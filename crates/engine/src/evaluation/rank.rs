//! Places in a ranking (排名). Never breaks a tie by the order of rows.

use super::matrix::Column;
use super::rounding::{Rounding, round};

/// Which end of the scale comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    High,
    Low,
}

/// What equal scores get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 4: the usual reading of 并列.
    Competition,
    /// 1, 2, 2, 3: no place is left out.
    Dense,
    /// 1, 2.5, 2.5, 4: for rank correlation.
    Average,
    /// 1, 3, 3, 4: the worst of the shared places.
    Worst,
}

/// The place of each subject; a subject without a score has none.
pub fn places(scores: &Column, better: Better, ties: Ties) -> Column {
    let values = scores.raw();
    // Keys lie beside their rows, because a sort that has to look every value up takes twice as long.
    let mut order: Vec<(u64, usize)> = Vec::with_capacity(values.len());
    for (row, value) in values.iter().enumerate() {
        if !value.is_nan() {
            order.push((key(*value, better), row));
        }
    }
    order.sort_unstable_by_key(|(key, _)| *key);
    let mut places = vec![f64::NAN; values.len()];
    let mut start = 0;
    let mut groups = 0;
    while start < order.len() {
        let key = order[start].0;
        let end = order[start..].iter().position(|other| other.0 != key).map_or(order.len(), |past| start + past);
        groups += 1;
        let place = match ties {
            Ties::Competition => start as f64 + 1.0,
            Ties::Dense => f64::from(groups),
            Ties::Average => (start + 1 + end) as f64 / 2.0,
            Ties::Worst => end as f64,
        };
        for (_, row) in &order[start..end] {
            places[*row] = place;
        }
        start = end;
    }
    Column::of(places)
}

/// A whole number that stands in the order of the values, the better one first; both zeros have the same.
fn key(value: f64, better: Better) -> u64 {
    let bits = (value + 0.0).to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    match better {
        Better::Low => rising,
        Better::High => !rising,
    }
}

/// Scores and places after the rounding that the rule names. Ties are decided on the rounded scores.
pub fn rank(scores: &Column, better: Better, ties: Ties, rounding: Rounding) -> (Column, Column) {
    let rounded = Column::of(scores.raw().iter().map(|score| round(*score, rounding)).collect());
    let places = places(&rounded, better, ties);
    (rounded, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_a_place_by_the_named_rule() {
        let scores = Column::new(&[Some(80.0), Some(90.0), None, Some(80.0), Some(70.0)]).unwrap();
        let of = |ties| places(&scores, Better::High, ties).to_options();
        assert_eq!(of(Ties::Competition), [Some(2.0), Some(1.0), None, Some(2.0), Some(4.0)]);
        assert_eq!(of(Ties::Dense), [Some(2.0), Some(1.0), None, Some(2.0), Some(3.0)]);
        assert_eq!(of(Ties::Average), [Some(2.5), Some(1.0), None, Some(2.5), Some(4.0)]);
        assert_eq!(of(Ties::Worst), [Some(3.0), Some(1.0), None, Some(3.0), Some(4.0)]);
    }

    #[test]
    fn rounding_before_ranking_makes_ties() {
        let scores = Column::complete(vec![80.004, 80.001, 79.996]).unwrap();
        let places = |rounding| rank(&scores, Better::High, Ties::Competition, rounding).1.raw().to_vec();
        assert_eq!(places(Rounding::None), [1.0, 2.0, 3.0]);
        assert_eq!(places(Rounding::Decimals(2)), [1.0, 1.0, 1.0]);
        assert_eq!(places(Rounding::TenDigits), [1.0, 2.0, 3.0]);
    }
}
