//! Units of measure (计量单位): reading them, multiplying and dividing them, converting exactly between them.
//!
//! Never holds a value and never rounds: factors are whole-number ratios, so that 15 亩 are 1 公顷 and not 0.99999.

mod parse;
mod words;

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use parse::UnitError;
pub use words::Base;

/// A unit as it is written, with what it measures and how large it is.
///
/// Two units that measure the same may differ in size (万元, 元); [`UnitOfMeasure::conversion_to`] goes between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct UnitOfMeasure {
    terms: Vec<Term>,
    dimension: Dimension,
    size: Ratio,
}

/// One word of a unit with its exponent: 亩 in 万元/亩 has −1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Term {
    label: String,
    exponent: i8,
}

/// Powers of bases, sorted by base, none of them zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Dimension(Vec<(Base, i8)>);

/// A positive ratio in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// Takes a number from one unit to another: times `multiplier`, then divided by `divisor`.
///
/// `divisor` is 1 whenever the factor is a finite decimal, so that most conversions are one multiplication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conversion {
    pub multiplier: Decimal,
    pub divisor: Decimal,
}

impl Conversion {
    pub const NONE: Conversion = Conversion { multiplier: Decimal::ONE, divisor: Decimal::ONE };

    /// Nothing when the result does not fit a decimal.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.multiplier)?.checked_div(self.divisor)
    }
}

impl UnitOfMeasure {
    /// A plain number, also written 无量纲.
    pub fn none() -> UnitOfMeasure {
        UnitOfMeasure { terms: Vec::new(), dimension: Dimension::default(), size: Ratio::ONE }
    }

    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    pub fn is_dimensionless(&self) -> bool {
        self.dimension.0.is_empty()
    }

    /// Whether numbers in the two units can be added as they stand.
    pub fn is_same_measure(&self, other: &UnitOfMeasure) -> bool {
        self.dimension == other.dimension && self.size == other.size
    }

    /// How numbers in this unit become numbers in another; nothing when they measure different things.
    pub fn conversion_to(&self, other: &UnitOfMeasure) -> Option<Conversion> {
        if self.dimension != other.dimension {
            return None;
        }
        self.size.times(other.size.inverse())?.conversion()
    }

    /// The unit of a product. Nothing when an exponent or the size leaves every reasonable range.
    pub fn times(&self, other: &UnitOfMeasure) -> Option<UnitOfMeasure> {
        self.combined(other, 1)
    }

    /// The unit of a quotient.
    pub fn divided_by(&self, other: &UnitOfMeasure) -> Option<UnitOfMeasure> {
        self.combined(other, -1)
    }

    /// The unit of a whole power.
    pub fn power(&self, exponent: i8) -> Option<UnitOfMeasure> {
        let mut unit = UnitOfMeasure::none();
        for _ in 0..exponent.unsigned_abs() {
            unit = unit.combined(self, exponent.signum())?;
        }
        Some(unit)
    }

    fn combined(&self, other: &UnitOfMeasure, sign: i8) -> Option<UnitOfMeasure> {
        let mut terms = self.terms.clone();
        for term in &other.terms {
            let exponent = term.exponent.checked_mul(sign)?;
            match terms.iter_mut().find(|known| known.label == term.label) {
                Some(known) => known.exponent = known.exponent.checked_add(exponent)?,
                None => terms.push(Term { label: term.label.clone(), exponent }),
            }
        }
        terms.retain(|term| term.exponent != 0);
        let size = if sign > 0 { other.size } else { other.size.inverse() };
        Some(UnitOfMeasure {
            terms,
            dimension: self.dimension.combined(&other.dimension, sign)?,
            size: self.size.times(size)?,
        })
    }
}

impl Dimension {
    fn new(bases: &[(Base, i8)]) -> Dimension {
        let mut bases = bases.to_vec();
        bases.sort();
        Dimension(bases)
    }

    fn combined(&self, other: &Dimension, sign: i8) -> Option<Dimension> {
        let mut bases = self.0.clone();
        for (base, exponent) in &other.0 {
            let exponent = exponent.checked_mul(sign)?;
            match bases.iter_mut().find(|(known, _)| known == base) {
                Some((_, known)) => *known = known.checked_add(exponent)?,
                None => bases.push((*base, exponent)),
            }
        }
        bases.retain(|(_, exponent)| *exponent != 0);
        bases.sort();
        Some(Dimension(bases))
    }
}

impl Ratio {
    const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    fn new(numerator: i128, denominator: i128) -> Ratio {
        let divisor = greatest_common_divisor(numerator, denominator);
        Ratio { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    fn inverse(self) -> Ratio {
        Ratio { numerator: self.denominator, denominator: self.numerator }
    }

    fn times(self, other: Ratio) -> Option<Ratio> {
        // Reducing crosswise first keeps the products small.
        let left = Ratio::new(self.numerator, other.denominator);
        let right = Ratio::new(other.numerator, self.denominator);
        Some(Ratio {
            numerator: left.numerator.checked_mul(right.numerator)?,
            denominator: left.denominator.checked_mul(right.denominator)?,
        })
    }

    fn conversion(self) -> Option<Conversion> {
        let decimal = |number: i128| Decimal::try_from_i128_with_scale(number, 0).ok();
        let (numerator, denominator) = (decimal(self.numerator)?, decimal(self.denominator)?);
        let mut rest = self.denominator;
        for prime in [2, 5] {
            while rest % prime == 0 {
                rest /= prime;
            }
        }
        if rest == 1 {
            return Some(Conversion {
                multiplier: numerator.checked_div(denominator)?.normalize(),
                divisor: Decimal::ONE,
            });
        }
        Some(Conversion { multiplier: numerator, divisor: denominator })
    }
}

fn greatest_common_divisor(first: i128, second: i128) -> i128 {
    let (mut first, mut second) = (first, second);
    while second != 0 {
        (first, second) = (second, first % second);
    }
    first
}

/// As it would be written: 万元/亩, 千克标准煤/(人·年); a plain number prints as 无量纲.
impl fmt::Display for UnitOfMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |sign: i8| -> Vec<String> {
            let terms = self.terms.iter().filter(|term| term.exponent.signum() == sign);
            terms
                .flat_map(|term| std::iter::repeat_n(term.label.clone(), usize::from(term.exponent.unsigned_abs())))
                .collect()
        };
        let (above, below) = (side(1), side(-1));
        f.write_str(&if above.is_empty() { "无量纲".to_string() } else { above.join("·") })?;
        match below.len() {
            0 => Ok(()),
            1 => write!(f, "/{}", below.join("")),
            _ => write!(f, "/({})", below.join("·")),
        }
    }
}

impl From<UnitOfMeasure> for String {
    fn from(unit: UnitOfMeasure) -> String {
        unit.to_string()
    }
}

impl TryFrom<String> for UnitOfMeasure {
    type Error = UnitError;

    fn try_from(text: String) -> Result<UnitOfMeasure, UnitError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests;
