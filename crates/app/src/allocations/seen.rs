//! An allocation as far as somebody sees it: other subjects are left out, and so is everything that is read from fields that
//! are hidden. What each gets is the result and is never hidden from who sees the subject.

use model::Derivation;
use model::pack::{Allocation, Expression, Pack};

use super::run::Ran;
use crate::Result;
use crate::reach::NOT_YOURS;
use crate::view::{AllocationView, SuppositionView};
use crate::within::Within;

/// Which parts of the rules are read from hidden fields.
struct Hidden {
    /// In the order of the factors.
    factors: Vec<bool>,
    base: bool,
    floor: bool,
    cap: bool,
    /// Who takes part.
    condition: bool,
}

impl Hidden {
    fn new(rules: &Allocation, pack: &Pack, within: &Within) -> Hidden {
        let of = |formula: &Option<Expression>| formula.as_ref().is_some_and(|formula| within.hides(formula, pack));
        Hidden {
            factors: rules.factors.iter().map(|factor| within.hides(&factor.value, pack)).collect(),
            base: of(&rules.base),
            floor: of(&rules.floor),
            cap: of(&rules.cap),
            condition: within.hides(&rules.condition, pack),
        }
    }

    /// Reasons say what the parts came to.
    fn any(&self) -> bool {
        self.base || self.floor || self.cap || self.condition || self.factors.contains(&true)
    }
}

fn closed() -> String {
    NOT_YOURS.to_string()
}

pub(super) fn restrict(view: &mut AllocationView, ran: &Ran, within: &Within) -> Result<()> {
    let hidden = Hidden::new(ran.rules()?, &ran.pack, within);
    for (factor, _) in view.factors.iter_mut().zip(&hidden.factors).filter(|(_, is_hidden)| **is_hidden) {
        // The sum and the shares tell each value.
        factor.total = closed();
    }
    for grant in view.grants.iter_mut().filter(|grant| !within.sees_fields_of(&grant.key)) {
        for (value, _) in grant.values.iter_mut().zip(&hidden.factors).filter(|(_, is_hidden)| **is_hidden) {
            *value = closed();
        }
        if hidden.base {
            grant.base = closed();
        }
        grant.floor = grant.floor.take().map(|floor| if hidden.floor { closed() } else { floor });
        grant.cap = grant.cap.take().map(|cap| if hidden.cap { closed() } else { cap });
        if hidden.any() {
            grant.reasons = vec![format!("理由含有您无权查看的字段，{NOT_YOURS}")];
        }
    }
    if within.is_all() {
        return Ok(());
    }
    view.grants.retain(|grant| within.has(&grant.key));
    view.outside.retain(|one| within.has(&one.code));
    // The proof adds up what all get.
    view.proof.clear();
    Ok(())
}

pub(super) fn restrict_supposed(view: &mut SuppositionView, ran: &Ran, within: &Within) -> Result<()> {
    if Hidden::new(ran.rules()?, &ran.pack, within).any() {
        for row in view.rows.iter_mut().filter(|row| !within.sees_fields_of(&row.key)) {
            row.reasons = vec![format!("理由含有您无权查看的字段，{NOT_YOURS}")];
        }
    }
    if within.is_all() {
        return Ok(());
    }
    view.rows.retain(|row| within.has(&row.key));
    view.summary.clear();
    view.proof.clear();
    Ok(())
}

/// The derivation of a figure; without its value where the figure itself is read from hidden fields.
pub(super) fn restrict_derivation(
    derivation: Derivation,
    ran: &Ran,
    within: &Within,
    (kind, code, key): (&str, &str, &str),
) -> Result<Derivation> {
    let rules = ran.rules()?;
    let hidden = Hidden::new(rules, &ran.pack, within);
    let factor = rules.factors.iter().position(|factor| factor.code.as_str() == code);
    let is_hidden = match kind {
        "value" | "total" => factor.and_then(|place| hidden.factors.get(place)).copied().unwrap_or_default(),
        "base" => hidden.base,
        "floor" => hidden.floor,
        "cap" => hidden.cap,
        _ => false,
    };
    if is_hidden && !within.sees_fields_of(key) {
        return Ok(Derivation::leaf(derivation.title, NOT_YOURS));
    }
    let subjects = ran.cut.subjects.iter().map(|subject| (subject.key.as_str(), subject.name.as_str()));
    Ok(within.masked(derivation, key, subjects))
}
