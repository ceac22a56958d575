//! The Sobol sequence (Joe and Kuo 2008): points that fill the unit cube evenly. At most 21 dimensions.

use super::error::EvaluationError;

/// Degree, coefficients and first direction numbers of the polynomials for dimensions 2 and up.
const POLYNOMIALS: [(u32, u32, [u32; 7]); 20] = [
    (1, 0, [1, 0, 0, 0, 0, 0, 0]),
    (2, 1, [1, 3, 0, 0, 0, 0, 0]),
    (3, 1, [1, 3, 1, 0, 0, 0, 0]),
    (3, 2, [1, 1, 1, 0, 0, 0, 0]),
    (4, 1, [1, 1, 3, 3, 0, 0, 0]),
    (4, 4, [1, 3, 5, 13, 0, 0, 0]),
    (5, 2, [1, 1, 5, 5, 17, 0, 0]),
    (5, 4, [1, 1, 5, 5, 5, 0, 0]),
    (5, 7, [1, 1, 7, 11, 19, 0, 0]),
    (5, 11, [1, 1, 5, 1, 1, 0, 0]),
    (5, 13, [1, 1, 1, 3, 11, 0, 0]),
    (5, 14, [1, 3, 5, 5, 31, 0, 0]),
    (6, 1, [1, 3, 3, 9, 7, 49, 0]),
    (6, 13, [1, 1, 1, 15, 21, 21, 0]),
    (6, 16, [1, 3, 1, 13, 27, 49, 0]),
    (6, 19, [1, 1, 1, 15, 7, 5, 0]),
    (6, 22, [1, 3, 1, 15, 13, 25, 0]),
    (6, 25, [1, 1, 5, 5, 19, 61, 0]),
    (7, 1, [1, 3, 7, 11, 23, 15, 103]),
    (7, 4, [1, 3, 7, 13, 13, 15, 69]),
];

const BITS: u32 = 30;

/// The first `count` points, one after the other, each with `dimensions` numbers; the first is the origin. `shift` is
/// added digit by digit (exclusive or) to every point: 0 for none, or one number for each dimension.
pub(crate) fn sobol_points(count: usize, dimensions: usize, shift: &[u32]) -> Result<Vec<f64>, EvaluationError> {
    if dimensions == 0 || dimensions > POLYNOMIALS.len() + 1 {
        let value = dimensions as f64;
        return Err(EvaluationError::Choice { what: "低差异序列的维数", value, wanted: "为 1 至 21" });
    }
    let directions: Vec<[u32; BITS as usize]> = (0..dimensions).map(directions_of).collect();
    let mut points = Vec::with_capacity(count * dimensions);
    let mut state = vec![0_u32; dimensions];
    for number in 0..count as u32 {
        for (dimension, value) in state.iter().enumerate() {
            let shifted = value ^ (shift.get(dimension).copied().unwrap_or(0) >> (32 - BITS));
            points.push(f64::from(shifted) / f64::from(1_u32 << BITS));
        }
        let bit = (!number).trailing_zeros() as usize;
        for (value, directions) in state.iter_mut().zip(&directions) {
            *value ^= directions[bit.min(BITS as usize - 1)];
        }
    }
    Ok(points)
}

fn directions_of(dimension: usize) -> [u32; BITS as usize] {
    let mut directions = [0; BITS as usize];
    let Some(before) = dimension.checked_sub(1) else {
        for (bit, direction) in directions.iter_mut().enumerate() {
            *direction = 1 << (BITS as usize - 1 - bit);
        }
        return directions;
    };
    let (degree, coefficients, first) = POLYNOMIALS[before];
    let degree = degree as usize;
    for bit in 0..BITS as usize {
        directions[bit] = if bit < degree {
            first[bit] << (BITS as usize - 1 - bit)
        } else {
            let mut direction = directions[bit - degree] ^ (directions[bit - degree] >> degree);
            for step in 1..degree {
                if coefficients >> (degree - 1 - step) & 1 == 1 {
                    direction ^= directions[bit - step];
                }
            }
            direction
        };
    }
    directions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_points_are_the_published_ones() {
        let points = sobol_points(4, 3, &[]).unwrap();
        assert_eq!(points, [0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 0.75, 0.25, 0.25, 0.25, 0.75, 0.75]);
    }

    #[test]
    fn every_dimension_is_even() {
        let points = sobol_points(64, 21, &[]).unwrap();
        for dimension in 0..21 {
            let mut seen: Vec<u32> =
                points.iter().skip(dimension).step_by(21).map(|value| (value * 64.0) as u32).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..64).collect::<Vec<u32>>(), "dimension {dimension}");
        }
    }
}
