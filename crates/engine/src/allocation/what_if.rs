//! What if (假设): the same allocation with another budget or another parameter.
//!
//! A changed copy of the pack; whoever runs it must not store the outcome as an official one.

use jiff::civil::Date;
use model::pack::{Budget, Certainty, Code, Constant, Pack, ParameterAmount, Provenance};
use rust_decimal::Decimal;

/// What differs from the rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Supposed {
    pub budget: Option<Decimal>,
    /// The document that the budget was handed down by; nothing when it is only supposed.
    pub basis: Option<String>,
    /// By the name or code of a parameter.
    pub parameters: Vec<(String, Decimal)>,
}

/// The pack as it would be.
///
/// # Errors
/// In words: a parameter that is not there, or that differs by choice.
pub fn with_supposed(pack: &Pack, allocation: &Code, supposed: &Supposed, day: Date) -> Result<Pack, String> {
    let mut changed = pack.clone();
    let rule = changed.allocations.iter_mut().find(|known| known.code == *allocation);
    let rule = rule.ok_or_else(|| format!("没有分配“{allocation}”"))?;
    if let Some(budget) = supposed.budget {
        // Formulas may read the same parameter: budget and formulas must not part.
        match &rule.budget {
            Budget::Constant(Constant::Parameter(code)) => {
                let code = code.clone();
                let parameter = changed.parameters.iter_mut().find(|known| known.code == code);
                let values = parameter.map(|parameter| parameter.values.as_mut_slice()).unwrap_or_default();
                match values.iter_mut().find(|value| value.validity.contains(day)) {
                    Some(value) => {
                        value.amount = ParameterAmount::Single(budget);
                        value.provenance = Provenance {
                            issuer: "录入".to_string(),
                            document: supposed.basis.clone().unwrap_or_else(|| "假设".to_string()),
                            // Nobody who wrote the pack has seen that document.
                            certainty: Certainty::Secondary,
                            note: String::new(),
                        };
                    }
                    None => rule.budget = Budget::Constant(Constant::Number(budget)),
                }
            }
            Budget::Constant(Constant::Number(_)) | Budget::Formula(_) => {
                rule.budget = Budget::Constant(Constant::Number(budget));
            }
        }
    }
    change_parameters(&mut changed, &supposed.parameters, day)?;
    Ok(changed)
}

/// The pack with other parameters alone.
///
/// # Errors
/// The same.
pub fn with_supposed_parameters(pack: &Pack, parameters: &[(String, Decimal)], day: Date) -> Result<Pack, String> {
    let mut changed = pack.clone();
    change_parameters(&mut changed, parameters, day)?;
    Ok(changed)
}

fn change_parameters(changed: &mut Pack, parameters: &[(String, Decimal)], day: Date) -> Result<(), String> {
    for (name, amount) in parameters {
        let parameter = changed.parameters.iter_mut().find(|known| known.name == *name || known.code.as_str() == name);
        let parameter = parameter.ok_or_else(|| format!("没有参数“{name}”，不能假设；可以改总额或机制包里的参数"))?;
        let value = parameter.values.iter_mut().find(|value| value.validity.contains(day));
        match value.map(|value| &mut value.amount) {
            Some(ParameterAmount::Single(known)) => *known = *amount,
            Some(ParameterAmount::ByChoice { .. }) => return Err(format!("参数“{name}”按选项分列，不能只假设一个数")),
            None => return Err(format!("参数“{name}”在{day}没有生效的值，不能假设")),
        }
    }
    Ok(())
}
