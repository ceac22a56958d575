//! Step tables and bands: from a number to the row that it falls into. Never extrapolates.

use model::pack::{BandEdge, TableReading, TableVersion};
use rust_decimal::Decimal;

/// The first bound that the number fits, in the order in which the checker has sorted them.
fn band(number: Decimal, edge: BandEdge, mut bounds: impl Iterator<Item = Decimal>) -> Option<usize> {
    bounds.position(|bound| fits(number, edge, bound))
}

/// The place of the first bound that the number fits, or the one behind the last; nothing where a bound that decides is
/// not known.
pub(super) fn step(number: Decimal, edge: BandEdge, bounds: impl Iterator<Item = Option<Decimal>>) -> Option<usize> {
    let mut place = 0;
    for bound in bounds {
        if fits(number, edge, bound?) {
            break;
        }
        place += 1;
    }
    Some(place)
}

fn fits(number: Decimal, edge: BandEdge, bound: Decimal) -> bool {
    match edge {
        BandEdge::AtLeast => number >= bound,
        BandEdge::Above => number > bound,
        BandEdge::AtMost => number <= bound,
        BandEdge::Below => number < bound,
    }
}

/// What the table yields; nothing outside of it.
pub(super) fn look_up(number: Decimal, reading: TableReading, version: &TableVersion) -> Option<Decimal> {
    match reading {
        TableReading::Steps(edge) => {
            let row = band(number, edge, version.rows.iter().map(|row| row.bound));
            row.map(|row| version.rows[row].value).or(version.otherwise)
        }
        TableReading::Linear => {
            let after = version.rows.iter().position(|row| row.bound >= number)?;
            let upper = version.rows[after];
            if upper.bound == number {
                return Some(upper.value);
            }
            let lower = version.rows[after.checked_sub(1)?];
            let share = (number - lower.bound).checked_div(upper.bound - lower.bound)?;
            lower.value.checked_add((upper.value - lower.value).checked_mul(share)?)
        }
    }
}
