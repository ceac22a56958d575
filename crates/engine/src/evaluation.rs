//! The numeric kernel of evaluations (综合评价). Pure: no file, clock or network; random numbers only from a seed.
//!
//! Subjects are rows and indicators are columns. Every method states its convention in its documentation, takes every
//! choice as an argument (nothing by silent default), and gives the intermediate values with its outcome, so that a
//! reader can follow each score. This is the only place of the engine that computes with binary floating point: roots,
//! exponentials and logarithms go through `libm`, which gives the same bits on every machine, sums run in a fixed order,
//! and scores are rounded to ten digits before they are ranked, where the rule says so ([`rounding::Rounding`]).
//!
//! The steps follow the OECD handbook on composite indicators: [`prepare`] and [`outlier`], [`normalise`], [`weight`],
//! [`aggregate`], [`balance`] and [`tree`], [`adjust`], [`rank`], [`grade`] and [`honours`]; how sure it is is said by
//! [`uncertainty`], [`simulation`], [`sobol`] and [`sensitivity`];
//! and beside them efficiency ([`dea`], [`fdh`]) and space: [`space`], [`inequality`], [`moran`], [`convergence`].

#![allow(clippy::needless_range_loop, reason = "formulas over several columns read best with their indices")]

pub mod adjust;
pub mod aggregate;
pub mod balance;
pub mod convergence;
pub mod dea;
pub mod error;
pub mod fdh;
pub mod grade;
pub mod groups;
pub mod honours;
pub mod inequality;
pub mod matrix;
pub mod moran;
pub mod normalise;
pub mod outlier;
pub mod prepare;
pub mod rank;
pub mod rounding;
pub mod sensitivity;
pub mod simulation;
pub mod sobol;
pub mod space;
pub mod statistics;
pub mod tree;
pub mod uncertainty;
pub mod weight;

mod eigen;
mod frontier;
mod grey;
mod lanes;
mod logarithm;
mod low_discrepancy;
mod outrank;
pub(crate) mod random;
mod topsis;
mod vikor;
mod weight_ahp;
mod weight_critic;
mod weight_entropy;
mod weight_pca;
mod wide;
