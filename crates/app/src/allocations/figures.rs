//! Ids of figures of allocations, and 从哪来 for each.
//!
//! An id is the root of the outcome (`figure_root.rs`), for a dry run its budget and `~`, and a path. A path is `KIND/CODE/KEY`; what a kind does not need is `-`.

use std::fmt;

use engine::allocation::AllocationFigure;
use jiff::Timestamp;
use model::Derivation;
use rust_decimal::Decimal;

use super::run::Ran;
use super::seen::restrict_derivation;
use crate::evaluations::say_sources;
use crate::figure_root::FigureRoot;
use crate::view::Explanation;
use crate::{Actor, App, AppError, Result};

const MARK: &str = "alloc~";

/// What the ids of all figures of one outcome begin with. A dry run is also named by its budget, `-` for that of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllocationRoot {
    pub of: FigureRoot,
    /// Nothing where the budget is that of the pack, and for a frozen run.
    pub budget: Option<Decimal>,
}

impl AllocationRoot {
    pub fn frozen(run: i64) -> AllocationRoot {
        AllocationRoot { of: FigureRoot::Frozen { run }, budget: None }
    }
}

impl fmt::Display for AllocationRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.of.text(MARK))?;
        match (&self.of, self.budget) {
            (FigureRoot::Frozen { .. }, _) => Ok(()),
            (FigureRoot::Dry { .. }, None) => f.write_str("-~"),
            (FigureRoot::Dry { .. }, Some(budget)) => write!(f, "{budget}~"),
        }
    }
}

pub(crate) fn is_allocation_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

/// Root and path of an id.
fn parsed(id: &str) -> Option<(AllocationRoot, &str)> {
    let (of, rest) = FigureRoot::parsed(MARK, id)?;
    if matches!(of, FigureRoot::Frozen { .. }) {
        return Some((AllocationRoot { of, budget: None }, rest));
    }
    let (budget, path) = rest.split_once('~')?;
    let budget = match budget {
        "-" => None,
        amount => Some(Decimal::from_str_exact(amount).ok()?),
    };
    Some((AllocationRoot { of, budget }, path))
}

impl App {
    pub(crate) async fn explain_allocation(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由分配页面复制"));
        let (root, path) = parsed(id).ok_or_else(wrong)?;
        let ran = self.allocated_at(root).await?;
        let within = self.within_allocation(actor, &ran).await?;
        let mut parts = path.splitn(3, '/');
        let mut part = || parts.next().unwrap_or_default();
        let (kind, code, key) = (part(), part(), part());
        if ran.cut.subjects.iter().any(|subject| subject.key == key) {
            let what = format!("allocation/{}", ran.cut.pack);
            self.demand_subject(actor, &within, (key, &what), now).await?;
        }
        let derivation = restrict_derivation(derivation(&ran, path)?, &ran, &within, (kind, code, key))?;
        Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
    }
}

/// The derivation of one figure of an outcome.
pub(crate) fn derivation(ran: &Ran, path: &str) -> Result<Derivation> {
    let missing = || AppError::not_found(format!("数字“{path}”"));
    let parts: Vec<&str> = path.splitn(3, '/').collect();
    let [kind, code, key] = parts[..] else { return Err(missing()) };
    let figure = match kind {
        "amount" => AllocationFigure::Amount { key },
        "share" => AllocationFigure::Share { key },
        "by_share" => AllocationFigure::ByShare { key },
        "base" => AllocationFigure::Base { key },
        "floor" => AllocationFigure::Floor { key },
        "cap" => AllocationFigure::Cap { key },
        "value" => AllocationFigure::Value { key, factor: code },
        "total" => AllocationFigure::Total { factor: code },
        "budget" => AllocationFigure::Budget,
        "given" => AllocationFigure::Given,
        "surplus" => AllocationFigure::Surplus,
        "count" => AllocationFigure::Count,
        "outside" => AllocationFigure::Outside,
        _ => return Err(missing()),
    };
    let names = |key: &str| ran.cut.name(key);
    let mut derivation = ran.allocated(&names)?.derivation(figure).ok_or_else(missing)?;
    if let Some(place) = ran.cut.place(key) {
        say_sources(&ran.cut.observed, &ran.pack, &place, &mut derivation);
    }
    Ok(derivation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_and_print_the_same() {
        for id in [
            "alloc~12~amount/-/370783",
            "alloc~-~bond_quota~2017.1~bond_quota_split~2025~demo~2026-11-25T02:00:00Z~-~amount/-/370783",
            "alloc~-~bond_quota~2017.1~bond_quota_split~2025~demo~2026-11-25T02:00:00Z~1200.5~value/strength/a~b/c",
        ] {
            let (root, path) = parsed(id).unwrap();
            assert_eq!(format!("{root}{path}"), id);
        }
        assert_eq!(parsed("alloc~-~bond_quota~2017.1"), None);
    }
}
