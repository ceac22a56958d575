//! Weights (权重): given, equal, from the data, from judgement, or combined. Never normalises a sum that a rule states
//! wrongly: whether weights must sum to 100 is checked where the rule is written.

use super::error::{EvaluationError, same_length};
use super::normalise::above_zero;

pub use super::weight_ahp::{Judgement, Priorities, RandomIndex, analyse_hierarchy};
pub use super::weight_critic::{Critic, CriticDirection, critic};
pub use super::weight_entropy::{Entropy, EntropyShares, entropy};
pub use super::weight_pca::{Loadings, Principal, WhenNegative, principal};

/// Weights that sum to 1, each 0 or more. Built only by [`Weights::from_given`] and [`Weights::equal`].
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    shares: Vec<f64>,
}

impl Weights {
    /// Any weights that are not negative, in points or percent; they are divided by their sum.
    pub fn from_given(given: &[f64]) -> Result<Weights, EvaluationError> {
        if let Some(wrong) = given.iter().find(|weight| !(weight.is_finite() && **weight >= 0.0)) {
            return Err(EvaluationError::Choice { what: "权重", value: *wrong, wanted: "不小于 0" });
        }
        let sum: f64 = given.iter().sum();
        above_zero("权重合计", sum)?;
        Ok(Weights { shares: given.iter().map(|weight| weight / sum).collect() })
    }

    pub fn equal(count: usize) -> Result<Weights, EvaluationError> {
        Weights::from_given(&vec![1.0; count])
    }

    pub fn shares(&self) -> &[f64] {
        &self.shares
    }

    pub fn len(&self) -> usize {
        self.shares.len()
    }

    pub fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }
}

/// How judged and measured weights are put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Combination {
    /// w = √(w1·w2) / Σ√(w1·w2) (ChinaXiv-202209.00158V1).
    GeometricMean,
    /// w = w1·w2 / Σ w1·w2.
    Product,
    /// w = share·w1 + (1 − share)·w2.
    Blend { share: f64 },
}

/// AHP × entropy, or any other two.
pub fn combine(first: &Weights, second: &Weights, by: Combination) -> Result<Weights, EvaluationError> {
    same_length("组合赋权的权重", first.len(), second.len())?;
    let pairs = first.shares.iter().zip(&second.shares);
    let joined: Vec<f64> = match by {
        Combination::GeometricMean => pairs.map(|(one, other)| libm::sqrt(one * other)).collect(),
        Combination::Product => pairs.map(|(one, other)| one * other).collect(),
        Combination::Blend { share } => {
            if !(0.0..=1.0).contains(&share) {
                return Err(EvaluationError::Choice {
                    what: "组合比例", value: share, wanted: "在 0 与 1 之间"
                });
            }
            pairs.map(|(one, other)| share * one + (1.0 - share) * other).collect()
        }
    };
    Weights::from_given(&joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_become_shares_and_negative_points_are_refused() {
        assert_eq!(Weights::from_given(&[60.0, 20.0, 20.0]).unwrap().shares(), [0.6, 0.2, 0.2]);
        assert!(Weights::from_given(&[0.0, 0.0]).is_err());
        let message = Weights::from_given(&[1.0, -1.0]).unwrap_err().to_string();
        assert_eq!(message, "权重的取值 -1 不合要求，应不小于 0");
    }

    #[test]
    fn judged_and_measured_weights_are_combined_by_hand() {
        let judged = Weights::from_given(&[0.8, 0.2]).unwrap();
        let measured = Weights::from_given(&[0.2, 0.8]).unwrap();
        let of = |by| combine(&judged, &measured, by).unwrap().shares()[0];
        assert!((of(Combination::GeometricMean) - 0.5).abs() < 1e-15);
        assert!((of(Combination::Blend { share: 0.75 }) - 0.65).abs() < 1e-15);
        assert!((of(Combination::Product) - 0.5).abs() < 1e-15);
    }
}
