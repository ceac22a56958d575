//! Growth between two years of one series. Refuses to compute across a break, between scopes, or
//! from years that are not complete.

use jiff::civil::date;
use model::Scope;
use rust_decimal::Decimal;

use crate::Facts;
use crate::demand::percent;
use crate::figure::{Figure, year_total};

/// Why growth cannot be computed from the levels.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GrowthRefused {
    #[error("{year}年没有完整的公布数据，不能计算增速；请采用公布的增速")]
    Missing { year: i16 },
    #[error("{from}年与{to}年的数据口径不同，不能计算增速；请采用公布的增速")]
    DifferentScope { from: i16, to: i16 },
    #[error("{after_year}年与{next_year}年之间口径断开（{reason}），不能用总量计算增速；请采用公布的增速", next_year = after_year + 1)]
    Break { after_year: i16, reason: String },
    #[error("{year}年基数为零，不能计算增速")]
    ZeroBase { year: i16 },
}

/// A growth with the two years that it is made of.
pub(crate) struct Growth<'data> {
    /// In percent, unrounded.
    pub rate: Decimal,
    pub base: Figure<'data>,
    pub new: Figure<'data>,
}

/// Percent by which the yearly value grew from one year to another, unrounded.
///
/// Both values must have the same scope; the first scope that has both is taken.
pub fn growth(indicator: &str, place: &str, from: i16, to: i16, facts: &Facts<'_>) -> Result<Decimal, GrowthRefused> {
    grown(indicator, place, from, to, facts).map(|growth| growth.rate)
}

pub(crate) fn grown<'data>(
    indicator: &str,
    place: &str,
    from: i16,
    to: i16,
    facts: &Facts<'data>,
) -> Result<Growth<'data>, GrowthRefused> {
    if let Some(found) = facts.break_between(indicator, place, from, to) {
        return Err(GrowthRefused::Break { after_year: found.after_year, reason: found.reason.clone() });
    }
    let mut has = (false, false);
    for scope in [Scope::City, Scope::Managed, Scope::Administrative, Scope::Unstated] {
        let series = facts.series(indicator, place, &[scope]);
        let complete = |year: i16| year_total(&series, year, date(year, 12, 31)).filter(is_whole_year);
        match (complete(from), complete(to)) {
            (Some(base), Some(_)) if base.value.is_zero() => return Err(GrowthRefused::ZeroBase { year: from }),
            (Some(base), Some(new)) => {
                let rate = percent(new.value - base.value, base.value).ok_or(GrowthRefused::ZeroBase { year: from })?;
                return Ok(Growth { rate, base, new });
            }
            (base, new) => has = (has.0 || base.is_some(), has.1 || new.is_some()),
        }
    }
    match has {
        (true, true) => Err(GrowthRefused::DifferentScope { from, to }),
        (false, _) => Err(GrowthRefused::Missing { year: from }),
        (true, false) => Err(GrowthRefused::Missing { year: to }),
    }
}

fn is_whole_year(total: &Figure<'_>) -> bool {
    total.through.month() == 12
}
