//! Arithmetic, comparison and logic, one column at a time. Exact; overflow is a trouble and never wraps.

use std::sync::Arc;

use model::pack::{BinaryOperator, RoundingMode, UnaryOperator};
use rust_decimal::{Decimal, RoundingStrategy};

use super::trouble::TroubleKind;
use super::{Column, inexact};

/// Why a step of one row has no result; the words for the operands are filled in by the caller.
pub(super) enum Fault {
    DivisionByZero,
    RootOfNegative,
    LogarithmOfNonPositive,
    OutOfRange,
}

impl Fault {
    /// `right` says what the right side, or the only operand, is called.
    pub(super) fn named(self, right: String) -> TroubleKind {
        match self {
            Fault::DivisionByZero => TroubleKind::DivisionByZero { divisor: right },
            Fault::RootOfNegative => TroubleKind::RootOfNegative { operand: right },
            Fault::LogarithmOfNonPositive => TroubleKind::LogarithmOfNonPositive { operand: right },
            Fault::OutOfRange => TroubleKind::OutOfRange { operand: right },
        }
    }
}

/// Results and the rows that have none because of a fault.
pub(super) type Faulty = (Column, Vec<(usize, Fault)>);

pub(super) fn arithmetic(operator: BinaryOperator, left: &[Option<Decimal>], right: &[Option<Decimal>]) -> Faulty {
    let apply = |left: Decimal, right: Decimal| match operator {
        BinaryOperator::Add => left.checked_add(right).ok_or(Fault::OutOfRange),
        BinaryOperator::Subtract => left.checked_sub(right).ok_or(Fault::OutOfRange),
        BinaryOperator::Multiply => left.checked_mul(right).ok_or(Fault::OutOfRange),
        BinaryOperator::Divide if right.is_zero() => Err(Fault::DivisionByZero),
        BinaryOperator::Divide => left.checked_div(right).ok_or(Fault::OutOfRange),
        BinaryOperator::Power => power(left, right),
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::AtMost
        | BinaryOperator::Greater
        | BinaryOperator::AtLeast
        | BinaryOperator::And
        | BinaryOperator::Or => Err(Fault::OutOfRange),
    };
    let mut faults = Vec::new();
    let values = left.iter().zip(right).enumerate().map(|(row, (left, right))| {
        let result = apply((*left)?, (*right)?);
        result.map_err(|fault| faults.push((row, fault))).ok()
    });
    let values = values.collect();
    (Column::Number(values), faults)
}

fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, Fault> {
    if !exponent.is_integer() {
        return if base.is_sign_negative() && !base.is_zero() {
            Err(Fault::RootOfNegative)
        } else {
            inexact::power(base, exponent).ok_or(Fault::OutOfRange)
        };
    }
    if base.is_zero() && exponent < Decimal::ZERO {
        return Err(Fault::DivisionByZero);
    }
    let mut result = Decimal::ONE;
    let mut rest = exponent.abs();
    // 96 bits hold no whole power beyond this, except of 1, 0 and −1, for which evenness is all that matters.
    if rest > Decimal::ONE_HUNDRED {
        rest = if base.abs() <= Decimal::ONE && base.is_integer() { rest % Decimal::TWO } else { rest };
        if rest > Decimal::from(10_000) {
            return Err(Fault::OutOfRange);
        }
    }
    while rest > Decimal::ZERO {
        result = result.checked_mul(base).ok_or(Fault::OutOfRange)?;
        rest -= Decimal::ONE;
    }
    if exponent < Decimal::ZERO { Decimal::ONE.checked_div(result).ok_or(Fault::OutOfRange) } else { Ok(result) }
}

/// Compares columns of one type; missing on either side makes the answer missing.
pub(super) fn compare(operator: BinaryOperator, left: &Column, right: &Column) -> Column {
    fn each<T: Ord>(operator: BinaryOperator, left: &[Option<T>], right: &[Option<T>]) -> Column {
        let answer = |left: &T, right: &T| {
            let order = left.cmp(right);
            match operator {
                BinaryOperator::Equal => Some(order.is_eq()),
                BinaryOperator::NotEqual => Some(order.is_ne()),
                BinaryOperator::Less => Some(order.is_lt()),
                BinaryOperator::AtMost => Some(order.is_le()),
                BinaryOperator::Greater => Some(order.is_gt()),
                BinaryOperator::AtLeast => Some(order.is_ge()),
                BinaryOperator::Add
                | BinaryOperator::Subtract
                | BinaryOperator::Multiply
                | BinaryOperator::Divide
                | BinaryOperator::Power
                | BinaryOperator::And
                | BinaryOperator::Or => None,
            }
        };
        let pairs = left.iter().zip(right);
        Column::Flag(pairs.map(|(left, right)| answer(left.as_ref()?, right.as_ref()?)).collect())
    }
    match (left, right) {
        (Column::Number(left), Column::Number(right)) => each(operator, left, right),
        (Column::Text(left), Column::Text(right)) => each(operator, left, right),
        (Column::Flag(left), Column::Flag(right)) => each(operator, left, right),
        (Column::Date(left), Column::Date(right)) => each(operator, left, right),
        // The checker lets no formula compare a number with a text.
        (Column::Number(_) | Column::Text(_) | Column::Flag(_) | Column::Date(_), _) => {
            Column::Flag(vec![None; left.len()])
        }
    }
}

/// False wins over missing in 且, true in 或.
pub(super) fn logic(is_and: bool, left: &[Option<bool>], right: &[Option<bool>]) -> Column {
    let deciding = !is_and;
    let answer = |left: Option<bool>, right: Option<bool>| match (left, right) {
        (Some(left), _) if left == deciding => Some(deciding),
        (_, Some(right)) if right == deciding => Some(deciding),
        (Some(_), Some(_)) => Some(!deciding),
        (None, _) | (_, None) => None,
    };
    Column::Flag(left.iter().zip(right).map(|(left, right)| answer(*left, *right)).collect())
}

pub(super) fn unary(operator: UnaryOperator, operand: &Column) -> Faulty {
    if operator == UnaryOperator::IsMissing {
        let missing = (0..operand.len()).map(|row| Some(!operand.is_known(row))).collect();
        return (Column::Flag(missing), Vec::new());
    }
    match operand {
        Column::Number(values) => number_unary(operator, values),
        Column::Flag(values) => (Column::Flag(values.iter().map(|flag| flag.map(|flag| !flag)).collect()), Vec::new()),
        Column::Text(_) | Column::Date(_) => (Column::Flag(vec![None; operand.len()]), Vec::new()),
    }
}

fn number_unary(operator: UnaryOperator, values: &[Option<Decimal>]) -> Faulty {
    let apply = |value: Decimal| match operator {
        UnaryOperator::Negate => Ok(-value),
        UnaryOperator::Absolute => Ok(value.abs()),
        UnaryOperator::Floor => Ok(value.floor()),
        UnaryOperator::Ceiling => Ok(value.ceil()),
        UnaryOperator::SquareRoot if value < Decimal::ZERO => Err(Fault::RootOfNegative),
        UnaryOperator::SquareRoot => inexact::square_root(value).ok_or(Fault::OutOfRange),
        UnaryOperator::Exponential => inexact::exponential(value).ok_or(Fault::OutOfRange),
        UnaryOperator::NaturalLogarithm if value <= Decimal::ZERO => Err(Fault::LogarithmOfNonPositive),
        UnaryOperator::NaturalLogarithm => inexact::natural_logarithm(value).ok_or(Fault::OutOfRange),
        UnaryOperator::Not | UnaryOperator::IsMissing => Err(Fault::OutOfRange),
    };
    let mut faults = Vec::new();
    let values = values.iter().enumerate().map(|(row, value)| {
        let result = apply((*value)?);
        result.map_err(|fault| faults.push((row, fault))).ok()
    });
    let values = values.collect();
    (Column::Number(values), faults)
}

/// Rounded to so many decimals; negative ones round to tens, hundreds and so on.
pub(crate) fn rounded(value: Decimal, decimals: i8, mode: RoundingMode) -> Option<Decimal> {
    let strategy = match mode {
        RoundingMode::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        RoundingMode::HalfEven => RoundingStrategy::MidpointNearestEven,
        RoundingMode::Down => RoundingStrategy::ToZero,
        RoundingMode::Up => RoundingStrategy::AwayFromZero,
    };
    if decimals >= 0 {
        return Some(value.round_dp_with_strategy(u32::from(decimals.unsigned_abs()), strategy));
    }
    let ten = Decimal::TEN;
    let size = (0..decimals.unsigned_abs()).try_fold(Decimal::ONE, |size, _| size.checked_mul(ten))?;
    value.checked_div(size)?.round_dp_with_strategy(0, strategy).checked_mul(size)
}

/// The row of the extreme operand; missing when any operand is missing.
pub(super) fn extreme(operands: &[Vec<Option<Decimal>>], is_largest: bool, length: usize) -> Column {
    let of_row = |row: usize| {
        let values: Option<Vec<Decimal>> = operands.iter().map(|operand| operand[row]).collect();
        let values = values?.into_iter();
        if is_largest { values.max() } else { values.min() }
    };
    Column::Number((0..length).map(of_row).collect())
}

pub(super) fn text_test(operand: &[Option<Arc<str>>], test: impl Fn(&str) -> bool) -> Column {
    Column::Flag(operand.iter().map(|text| text.as_ref().map(|text| test(text))).collect())
}
