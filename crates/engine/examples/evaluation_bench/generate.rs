//! The inputs of the benchmark, the same bits as `xtask/bench/generate.py` gives. Never uses a fused multiply-add.
//!
//! Number k of a seed is SplitMix64 of (seed·2^40) xor k, so any part of an input can be made without the parts before
//! it; only wrap-around integers and + − × ÷ in the written order.

pub fn bits(seed: u64, k: u64) -> u64 {
    let mut mixed = ((seed << 40) ^ k).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// At least 0 and below 1.
pub fn unit(seed: u64, k: usize) -> f64 {
    (bits(seed, k as u64) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

pub fn below(seed: u64, k: usize, bound: u64) -> u64 {
    ((bits(seed, k as u64) >> 32) * bound) >> 32
}

/// Years of indicators, each a list of columns; positive, every fifth one skewed.
pub fn panel(subjects: usize, indicators: usize, years: usize) -> Vec<Vec<Vec<f64>>> {
    let size = (subjects, indicators, years);
    let year = |year: usize| (0..indicators).map(|place| indicator(size, year, place)).collect();
    (0..years).map(year).collect()
}

fn indicator((subjects, indicators, years): (usize, usize, usize), year: usize, place: usize) -> Vec<f64> {
    let (loading, t) = (0.3 + 0.6 * unit(2, place), year as f64);
    let value = |subject: usize| {
        let own = unit(3, (year * subjects + subject) * indicators + place);
        let mut z = loading * unit(1, subject) + (1.0 - loading) * own + 0.01 * t;
        if place % 5 == 4 {
            z = 0.2 * z / (1.2 + 0.01 * years as f64 - z);
        }
        10.0 * (1 + place % 7) as f64 * z + 1.0
    };
    (0..subjects).map(value).collect()
}

/// Every fourth indicator is one of which less is better.
pub fn is_down(place: usize) -> bool {
    place % 4 == 3
}

/// Three inputs and two outputs of one year, as columns.
pub fn production(units: usize, year: usize) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let at = |unit_number: usize| year * units + unit_number;
    let input = |place: u64| (0..units).map(|number| 1.0 + 9.0 * unit(10 + place, at(number))).collect::<Vec<f64>>();
    let inputs: Vec<Vec<f64>> = (0..3).map(input).collect();
    let share = |seed: u64, number: usize| 0.4 + 0.6 * unit(seed, at(number));
    let t = year as f64;
    let first = |number: usize| {
        let sum = 0.5 * inputs[0][number] + 0.3 * inputs[1][number] + 0.2 * inputs[2][number];
        sum * share(20, number) * (1.0 + 0.05 * t)
    };
    let second = |number: usize| {
        let sum = 0.2 * inputs[0][number] + 0.2 * inputs[1][number] + 0.6 * inputs[2][number];
        sum * share(21, number) * (1.0 + 0.03 * t)
    };
    let outputs = vec![(0..units).map(first).collect(), (0..units).map(second).collect()];
    (inputs, outputs)
}

/// Enterprises with heavy tails; one in a hundred has no figure of energy (NaN).
pub struct Enterprises {
    pub county: Vec<u32>,
    pub industry: Vec<u32>,
    pub land: Vec<f64>,
    pub staff: Vec<f64>,
    pub added: Vec<f64>,
    pub tax: Vec<f64>,
    pub energy: Vec<f64>,
    pub emissions: Vec<f64>,
    pub research: Vec<f64>,
    pub revenue: Vec<f64>,
}

pub const COUNTIES: u32 = 2850;
pub const INDUSTRIES: u32 = 60;

pub fn enterprises(count: usize) -> Enterprises {
    let list = |value: &dyn Fn(usize) -> f64| (0..count).map(value).collect::<Vec<f64>>();
    let whole = |seed: u64, bound: u32| (0..count).map(|k| below(seed, k, u64::from(bound)) as u32).collect();
    let heavy = |seed: u64, k: usize| {
        let share = unit(seed, k);
        share / (1.0005 - share)
    };
    let land = list(&|k| 0.5 + 20.0 * heavy(33, k));
    let staff = list(&|k| 1.0 + (30.0 * heavy(34, k)).floor());
    let added = list(&|k| land[k] * (5.0 + 100.0 * unit(35, k)) * (0.5 + unit(36, k)) + staff[k] * 3.0);
    let tax = list(&|k| added[k] * (0.02 + 0.15 * unit(37, k)));
    let energy = list(&|k| match unit(44, k) < 0.01 {
        true => f64::NAN,
        false => added[k] * (0.05 + 0.5 * heavy(38, k)),
    });
    let emissions = list(&|k| if unit(39, k) < 0.3 { 0.0 } else { added[k] * 0.01 * unit(40, k) });
    let research = list(&|k| if unit(41, k) < 0.4 { 0.0 } else { added[k] * 0.1 * unit(42, k) });
    let revenue = list(&|k| added[k] * (2.0 + 3.0 * unit(43, k)));
    let (county, industry) = (whole(30, COUNTIES), whole(31, INDUSTRIES));
    Enterprises { county, industry, land, staff, added, tax, energy, emissions, research, revenue }
}

/// A field on a grid, each cell the mean of its own draw and those of the four cells beside it.
pub fn field(height: usize, width: usize) -> Vec<f64> {
    let draw = |row: usize, column: usize| unit(90, row * width + column);
    let mut values = Vec::with_capacity(height * width);
    for row in 0..height {
        for column in 0..width {
            let up = draw(row.saturating_sub(1), column);
            let down = draw((row + 1).min(height - 1), column);
            let left = draw(row, column.saturating_sub(1));
            let right = draw(row, (column + 1).min(width - 1));
            values.push(((((draw(row, column) + up) + down) + left) + right) / 5.0);
        }
    }
    values
}

/// Wrap-around sum of the bits, which does not depend on their order.
pub fn digest<'a>(values: impl IntoIterator<Item = &'a f64>) -> u64 {
    values.into_iter().fold(0, |sum, value| sum.wrapping_add(value.to_bits()))
}
