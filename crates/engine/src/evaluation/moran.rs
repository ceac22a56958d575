//! Moran's I (莫兰指数), global and local, with permutations over a real neighbourhood. Never hides a choice: weights,
//! alternative, both moments and the seed are stated.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;
use super::random::Random;
use super::wide::wide;

/// What a neighbour counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeighbourWeights {
    /// 1/number of neighbours: the lag is the neighbours' mean.
    RowStandardised,
    /// 1 each.
    Binary,
}

/// Who borders whom, as lists. Places without neighbours are allowed and counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbours {
    starts: Vec<usize>,
    others: Vec<u32>,
    weights: Vec<f64>,
}

impl Neighbours {
    /// One list of row numbers for each subject, in the order of the rows. Nobody borders itself, and borders are mutual.
    pub fn new(lists: &[Vec<usize>], weights: NeighbourWeights) -> Result<Neighbours, EvaluationError> {
        let what = "邻接表";
        let mut neighbours = Neighbours { starts: vec![0], others: Vec::new(), weights: Vec::new() };
        for (row, list) in lists.iter().enumerate() {
            for (column, other) in list.iter().enumerate() {
                let is_mutual = lists.get(*other).is_some_and(|back| back.contains(&row));
                if !is_mutual || *other == row || list[..column].contains(other) {
                    let value = *other as f64 + 1.0;
                    let wanted = "是另一个对象的序号，互为邻居且不重复";
                    return Err(EvaluationError::Domain { what, row, column, value, wanted });
                }
                neighbours.others.push(*other as u32);
                neighbours.weights.push(match weights {
                    NeighbourWeights::RowStandardised => 1.0 / list.len() as f64,
                    NeighbourWeights::Binary => 1.0,
                });
            }
            neighbours.starts.push(neighbours.others.len());
        }
        Ok(neighbours)
    }

    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows that border nobody.
    pub fn islands(&self) -> Vec<usize> {
        (0..self.len()).filter(|row| self.starts[*row] == self.starts[row + 1]).collect()
    }

    #[inline(always)]
    fn of(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[row]..self.starts[row + 1];
        self.others[range.clone()].iter().zip(&self.weights[range]).map(|(other, weight)| (*other as usize, *weight))
    }

    /// S0, S1 and S2 of the weights.
    fn sums(&self) -> (f64, f64, f64) {
        let (mut whole, mut squares) = (0.0, 0.0);
        let mut both = vec![0.0; self.len()];
        for row in 0..self.len() {
            for (other, weight) in self.of(row) {
                let back: f64 = self.of(other).filter(|(far, _)| *far == row).map(|(_, weight)| weight).sum();
                whole += weight;
                squares += (weight + back) * (weight + back);
                both[row] += weight;
                both[other] += weight;
            }
        }
        (whole, squares / 2.0, both.iter().map(|sum| sum * sum).sum())
    }
}

/// Which departures from chance count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternative {
    /// Like beside like (spdep's default).
    Greater,
    /// Like beside unlike.
    Less,
    /// Twice the smaller tail, at most 1.
    TwoSided,
    /// The smaller tail (esda's `p_sim`).
    Folded,
}

/// (tail count + 1)/(permutations + 1) for the chosen alternative.
fn probability(at_least: usize, at_most: usize, permutations: usize, alternative: Alternative) -> f64 {
    let tail = |count: usize| (count + 1) as f64 / (permutations + 1) as f64;
    match alternative {
        Alternative::Greater => tail(at_least),
        Alternative::Less => tail(at_most),
        Alternative::TwoSided => (2.0 * tail(at_least.min(at_most))).min(1.0),
        Alternative::Folded => tail(at_least.min(at_most)),
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Moran {
    pub moran: f64,
    pub expected: f64,
    /// Variance if values are normal, and if they are the given ones in random places.
    pub variance_normal: f64,
    pub variance_random: f64,
    pub z_normal: f64,
    pub z_random: f64,
    /// How many permutations reached at least, and at most, the observed value.
    pub at_least: usize,
    pub at_most: usize,
    pub probability: f64,
}

/// I = (n/S0)·Σ z·lag(z)/Σ z². Permutation k of a seed is the same whatever else is computed.
pub fn moran(
    values: &Column,
    neighbours: &Neighbours,
    permutations: usize,
    alternative: Alternative,
    seed: u64,
) -> Result<Moran, EvaluationError> {
    let what = "莫兰指数";
    let z = centred(values, neighbours, what)?;
    let count = z.len() as f64;
    let (whole, squares, both) = neighbours.sums();
    if whole == 0.0 {
        return Err(EvaluationError::NoValue { what: "邻接关系" });
    }
    let square: f64 = z.iter().map(|value| value * value).sum();
    let fourth: f64 = z.iter().map(|value| value * value * value * value).sum();
    let scale = count / whole / square;
    let moran = scale * cross(&z, neighbours);
    let expected = -1.0 / (count - 1.0);
    let variance_normal = (count * count * squares - count * both + 3.0 * whole * whole)
        / ((count * count - 1.0) * whole * whole)
        - expected * expected;
    let kurtosis = fourth / count / (square / count * (square / count));
    let plain = count * ((count * count - 3.0 * count + 3.0) * squares - count * both + 3.0 * whole * whole);
    let peaked = kurtosis * ((count * count - count) * squares - 2.0 * count * both + 6.0 * whole * whole);
    let variance_random =
        (plain - peaked) / ((count - 1.0) * (count - 2.0) * (count - 3.0) * whole * whole) - expected * expected;
    let (mut at_least, mut at_most) = (0, 0);
    let observed = moran;
    // The same sum in another order of rows may differ in the last bits; that is not a larger value.
    let even = observed.abs() * 1e-12;
    for start in (0..permutations).step_by(LANES) {
        let crosses = wide!(permuted(&z, neighbours, seed, start));
        for cross in crosses.iter().take(permutations - start) {
            at_least += usize::from(cross * scale >= observed - even);
            at_most += usize::from(cross * scale <= observed + even);
        }
    }
    Ok(Moran {
        moran,
        expected,
        variance_normal,
        variance_random,
        z_normal: (moran - expected) / libm::sqrt(variance_normal),
        z_random: (moran - expected) / libm::sqrt(variance_random),
        at_least,
        at_most,
        probability: probability(at_least, at_most, permutations, alternative),
    })
}

fn centred(values: &Column, neighbours: &Neighbours, what: &'static str) -> Result<Vec<f64>, EvaluationError> {
    same_length("邻接表", values.len(), neighbours.len())?;
    if let Some(row) = values.raw().iter().position(|value| value.is_nan()) {
        return Err(EvaluationError::Missing { what, row, column: 0 });
    }
    if values.len() < 4 {
        return Err(EvaluationError::Choice { what, value: values.len() as f64, wanted: "有不少于 4 个对象" });
    }
    let mean = values.raw().iter().sum::<f64>() / values.len() as f64;
    if values.raw().iter().all(|value| *value == values.raw()[0]) {
        return Err(EvaluationError::NoSpread { what });
    }
    Ok(values.raw().iter().map(|value| value - mean).collect())
}

fn cross(z: &[f64], neighbours: &Neighbours) -> f64 {
    (0..z.len()).map(|row| z[row] * lag(z, neighbours, row)).sum()
}

fn lag(z: &[f64], neighbours: &Neighbours, row: usize) -> f64 {
    neighbours.of(row).map(|(other, weight)| weight * z[other]).sum()
}

/// Permutations taken side by side, so that a neighbour's values lie together.
const LANES: usize = 8;

#[inline(always)]
fn permuted(z: &[f64], neighbours: &Neighbours, seed: u64, start: usize) -> [f64; LANES] {
    let mut lanes = vec![[0.0; LANES]; z.len()];
    let mut order = z.to_vec();
    for lane in 0..LANES {
        order.copy_from_slice(z);
        Random::new(seed, (start + lane) as u64).shuffle(&mut order);
        for (place, value) in lanes.iter_mut().zip(&order) {
            place[lane] = *value;
        }
    }
    let mut sums = [0.0; LANES];
    for row in 0..z.len() {
        let mut lag = [0.0; LANES];
        for (other, weight) in neighbours.of(row) {
            for lane in 0..LANES {
                lag[lane] += weight * lanes[other][lane];
            }
        }
        for lane in 0..LANES {
            sums[lane] += lanes[row][lane] * lag[lane];
        }
    }
    sums
}

/// Where a place stands with its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    HighHigh,
    LowHigh,
    LowLow,
    HighLow,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalMoran {
    /// I = (n − 1)·z·lag(z)/Σz² (esda).
    pub moran: f64,
    pub quadrant: Quadrant,
    /// None without neighbours.
    pub probability: Option<f64>,
}

/// Conditional permutations: the place keeps its value, its neighbours are drawn from all others.
pub fn local_moran(
    values: &Column,
    neighbours: &Neighbours,
    permutations: usize,
    alternative: Alternative,
    seed: u64,
) -> Result<Vec<LocalMoran>, EvaluationError> {
    let z = centred(values, neighbours, "局部莫兰指数")?;
    let square: f64 = z.iter().map(|value| value * value).sum();
    let scale = (z.len() as f64 - 1.0) / square;
    let mut found = Vec::with_capacity(z.len());
    let mut pool: Vec<f64> = Vec::with_capacity(z.len());
    for row in 0..z.len() {
        let lag = lag(&z, neighbours, row);
        let moran = scale * z[row] * lag;
        let even = moran.abs() * 1e-12;
        pool.clear();
        pool.extend(z.iter().enumerate().filter(|(other, _)| *other != row).map(|(_, value)| *value));
        let mut random = Random::new(seed, row as u64);
        let (mut at_least, mut at_most) = (0, 0);
        let weights: Vec<f64> = neighbours.of(row).map(|(_, weight)| weight).collect();
        for _ in 0..permutations {
            // The first steps of a shuffle draw without replacement; the pool need not be put back in order.
            let mut drawn = 0.0;
            for (place, weight) in weights.iter().enumerate() {
                let other = place + random.below((pool.len() - place) as u32) as usize;
                pool.swap(place, other);
                drawn += weight * pool[place];
            }
            let value = scale * z[row] * drawn;
            at_least += usize::from(value >= moran - even);
            at_most += usize::from(value <= moran + even);
        }
        let quadrant = match (z[row] > 0.0, lag > 0.0) {
            (true, true) => Quadrant::HighHigh,
            (false, true) => Quadrant::LowHigh,
            (false, false) => Quadrant::LowLow,
            (true, false) => Quadrant::HighLow,
        };
        let chance = probability(at_least, at_most, permutations, alternative);
        found.push(LocalMoran { moran, quadrant, probability: (!weights.is_empty()).then_some(chance) });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four places in a row.
    fn line(weights: NeighbourWeights) -> Neighbours {
        Neighbours::new(&[vec![1], vec![0, 2], vec![1, 3], vec![2]], weights).unwrap()
    }

    #[test]
    fn a_row_of_four_by_hand() {
        let values = Column::complete(vec![1.0, 2.0, 3.0, 4.0]).unwrap();
        // z = −1.5 −.5 .5 1.5; Σ over six ordered borders 2·(.75 − .25 + .75) = 2.5; n/S0 = 4/6; Σz² = 5.
        let found = moran(&values, &line(NeighbourWeights::Binary), 999, Alternative::Greater, 1).unwrap();
        assert!((found.moran - 4.0 / 6.0 * 2.5 / 5.0).abs() < 1e-15);
        assert!((found.expected + 1.0 / 3.0).abs() < 1e-15);
        // 2 of the 24 orders (up and down) reach it; chance 1/12 within three deviations of 999 draws.
        assert!((found.probability - 1.0 / 12.0).abs() < 0.027, "{}", found.probability);
        let local = local_moran(&values, &line(NeighbourWeights::RowStandardised), 99, Alternative::Folded, 1).unwrap();
        assert!((local[0].moran - 3.0 * -1.5 * -0.5 / 5.0).abs() < 1e-15);
        assert_eq!(local[0].quadrant, Quadrant::LowLow);
    }

    #[test]
    fn the_seed_decides_and_nothing_else() {
        let values = Column::complete(vec![3.0, 1.0, 4.0, 1.5]).unwrap();
        let of = |seed, permutations| {
            moran(&values, &line(NeighbourWeights::Binary), permutations, Alternative::Greater, seed).unwrap().at_least
        };
        assert_eq!(of(7, 500), of(7, 500));
        assert!(of(7, 503) - of(7, 500) <= 3);
    }

    #[test]
    fn one_sided_borders_and_strangers_are_named() {
        let lists = [vec![1], vec![], vec![], vec![]];
        let message = Neighbours::new(&lists, NeighbourWeights::Binary).unwrap_err().to_string();
        assert!(message.starts_with("邻接表：第 1 行第 1 列的数值 2 超出定义域"), "{message}");
        let alone = Neighbours::new(&[vec![1], vec![0], vec![]], NeighbourWeights::Binary).unwrap();
        assert_eq!(alone.islands(), [2]);
    }
}
