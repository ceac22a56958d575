//! Which parameters and tables a computation looked at, by the choice and the day it looked for. Never a value of a
//! subject.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use model::ParameterUsed;
use model::pack::{Code, Pack, ParameterAmount, Provenance, Validity};

use super::choices::Closed;

/// One number of a pack that decided something for at least one subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactorUse {
    /// Of a parameter or table.
    pub code: Code,
    /// The choice that it was looked up by.
    pub key: Option<Arc<str>>,
    /// The day whose version was taken.
    pub day: Date,
}

/// Collects uses while columns are computed.
#[derive(Debug, Default)]
pub(super) struct Ledger(RefCell<BTreeSet<FactorUse>>);

impl Ledger {
    pub(super) fn note(&self, code: &Code, key: Option<&str>, day: Date) {
        self.0.borrow_mut().insert(FactorUse { code: code.clone(), key: key.map(Arc::from), day });
    }

    pub(super) fn into_uses(self) -> Vec<FactorUse> {
        self.0.into_inner().into_iter().collect()
    }
}

/// The uses with value, unit, validity and document, each once, in the order of the pack, parameters first.
pub fn factors_used(uses: &[FactorUse], pack: &Pack) -> Vec<ParameterUsed> {
    let mut found: Vec<ParameterUsed> = Vec::new();
    for parameter in &pack.parameters {
        for used in uses.iter().filter(|used| used.code == parameter.code) {
            let value = parameter.on(used.day);
            let (amount, name) = match (value.map(|value| &value.amount), &used.key) {
                (Some(ParameterAmount::Single(amount)), _) => (Some(*amount), parameter.name.clone()),
                (Some(ParameterAmount::ByChoice { list, amounts }), Some(key)) => {
                    let amount =
                        amounts.iter().find(|(choice, _)| choice.as_str() == &**key).map(|(_, amount)| *amount);
                    let choice = Closed::list(pack, list).and_then(|list| list.name(key)).unwrap_or(key);
                    (amount, format!("{}（{choice}）", parameter.name))
                }
                (Some(ParameterAmount::ByChoice { .. }), None) | (None, _) => (None, parameter.name.clone()),
            };
            let value = amount
                .zip(value)
                .map(|(amount, value)| (amount.normalize().to_string(), value.validity, &value.provenance));
            push(&mut found, used, name, parameter.unit.to_string(), value);
        }
    }
    for table in &pack.tables {
        for used in uses.iter().filter(|used| used.code == table.code) {
            let version = table.on(used.day);
            let value =
                version.map(|version| (format!("{} 档", version.rows.len()), version.validity, &version.provenance));
            push(&mut found, used, table.name.clone(), table.unit.to_string(), value);
        }
    }
    found
}

fn push(
    found: &mut Vec<ParameterUsed>,
    used: &FactorUse,
    name: String,
    unit: String,
    value: Option<(String, Validity, &Provenance)>,
) {
    let provenance = value.as_ref().map(|(_, _, provenance)| *provenance);
    let entry = ParameterUsed {
        code: used.code.clone(),
        name,
        unit,
        issuer: provenance.map(|provenance| provenance.issuer.clone()).unwrap_or_default(),
        document: provenance.map(|provenance| provenance.document.clone()).unwrap_or_default(),
        certainty: provenance.map(|provenance| provenance.certainty),
        validity: value.as_ref().map(|(_, validity, _)| *validity),
        value: value.map(|(value, _, _)| value),
    };
    // Two days may fall into one version.
    if !found.contains(&entry) {
        found.push(entry);
    }
}
