//! Explains every figure of an allocation (从哪来): who got what, by which share, between which bounds.
//!
//! Shows what the run found and what formulas compute; splits nothing again.

use std::sync::Arc;

use model::pack::{Allocation, Budget, Constant, Expression};
use model::{AllocationOutcome, Derivation, Grant, ParameterUsed, Period, SourceRef};
use rust_decimal::Decimal;

use crate::formula::{Subjects, World, explain};

/// One figure of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllocationFigure<'a> {
    Amount {
        key: &'a str,
    },
    Share {
        key: &'a str,
    },
    ByShare {
        key: &'a str,
    },
    Base {
        key: &'a str,
    },
    Floor {
        key: &'a str,
    },
    Cap {
        key: &'a str,
    },
    Value {
        key: &'a str,
        factor: &'a str,
    },
    /// Sum of a factor over all who take part.
    Total {
        factor: &'a str,
    },
    Budget,
    Given,
    Surplus,
    /// How many take part.
    Count,
    /// How many are outside.
    Outside,
}

/// An outcome with what it was computed from.
#[derive(Clone, Copy)]
pub struct Allocated<'a> {
    pub rule: &'a Allocation,
    pub outcome: &'a AllocationOutcome,
    pub world: World<'a>,
    /// How a subject is called.
    pub names: &'a dyn Fn(&str) -> String,
}

impl Allocated<'_> {
    /// Nothing where the outcome has no such figure.
    pub fn derivation(&self, figure: AllocationFigure<'_>) -> Option<Derivation> {
        match figure {
            AllocationFigure::Amount { key } => self.amount(key),
            AllocationFigure::Share { key } => self.share(key),
            AllocationFigure::ByShare { key } => self.by_share(key),
            AllocationFigure::Base { key } => self.formula(key, "基数", self.rule.base.as_ref()?),
            AllocationFigure::Floor { key } => self.formula(key, "下限", self.rule.floor.as_ref()?),
            AllocationFigure::Cap { key } => self.formula(key, "上限", self.rule.cap.as_ref()?),
            AllocationFigure::Value { key, factor } => {
                let factor = self.rule.factors.iter().find(|known| known.code.as_str() == factor)?;
                self.formula(key, &factor.name, &factor.value)
            }
            AllocationFigure::Total { factor } => self.total(factor),
            AllocationFigure::Budget => Some(self.budget()),
            AllocationFigure::Given => Some(self.given()),
            AllocationFigure::Surplus => Some(self.surplus()),
            AllocationFigure::Count => {
                let each = self.outcome.grants.iter().map(|grant| (grant.key.as_str(), shown(grant.amount)));
                Some(self.counted("参加分配的对象", each))
            }
            AllocationFigure::Outside => {
                let each = self.outcome.outside.iter().map(|key| (key.as_str(), "不在分配范围".to_string()));
                Some(self.counted("不在分配范围的对象", each))
            }
        }
    }

    fn grant(&self, key: &str) -> Option<(usize, &Grant)> {
        self.outcome.grants.iter().enumerate().find(|(_, grant)| grant.key == key)
    }

    fn subjects(&self) -> Subjects {
        let keys = self.outcome.grants.iter().map(|grant| Arc::from(grant.key.as_str())).collect();
        Subjects::new(self.rule.subject.clone(), keys)
    }

    fn period(&self) -> Period {
        self.outcome.period
    }

    fn rule_source(&self) -> SourceRef {
        let rule = self.rule;
        SourceRef::Rule { code: rule.code.to_string(), name: rule.name.clone(), basis: rule.basis.clone() }
    }

    fn computed(&self, title: String, value: Decimal, unit: &str) -> Derivation {
        let mut derivation = Derivation::leaf(title, shown(value));
        derivation.unit = (!unit.is_empty()).then(|| unit.to_string());
        derivation.source = Some(self.rule_source());
        derivation
    }

    fn formula(&self, key: &str, title: &str, formula: &Expression) -> Option<Derivation> {
        let (place, _) = self.grant(key)?;
        let title = format!("{}：{title}", (self.names)(key));
        Some(explain(&title, formula, place, &self.subjects(), self.period(), self.world))
    }

    fn amount(&self, key: &str) -> Option<Derivation> {
        let (place, grant) = self.grant(key)?;
        let title = format!("{}：{}分到", (self.names)(key), self.rule.name);
        let mut derivation = self.computed(title, grant.amount, &self.outcome.unit);
        derivation.notes.clone_from(&grant.reasons);
        let subjects = self.subjects();
        let bounds = [("基数", &self.rule.base), ("下限", &self.rule.floor), ("上限", &self.rule.cap)];
        let bounds = bounds.into_iter().filter_map(|(title, formula)| Some((title, formula.as_ref()?)));
        let factors = self.rule.factors.iter().map(|factor| (factor.name.as_str(), &factor.value));
        for (title, formula) in factors.chain(bounds) {
            derivation.inputs.push(explain(title, formula, place, &subjects, self.period(), self.world));
        }
        Some(derivation)
    }

    fn share(&self, key: &str) -> Option<Derivation> {
        let (place, grant) = self.grant(key)?;
        let mut derivation = self.computed(format!("{}：份额", (self.names)(key)), grant.share, "%");
        derivation.formula = Some("各因素（本对象的值 ÷ 全部对象合计）按权重平均 × 100，列六位小数".to_string());
        let subjects = self.subjects();
        for (factor, summary) in self.rule.factors.iter().zip(&self.outcome.shares) {
            derivation.inputs.push(explain(&factor.name, &factor.value, place, &subjects, self.period(), self.world));
            let mut total = Derivation::leaf(format!("{}合计", factor.name), shown(summary.total));
            total.unit = Some(summary.unit.clone());
            total.notes.push(format!("权重 {}", shown(summary.weight)));
            derivation.inputs.push(total);
        }
        Some(derivation)
    }

    fn by_share(&self, key: &str) -> Option<Derivation> {
        let (_, grant) = self.grant(key)?;
        let title = format!("{}：单按份额应得", (self.names)(key));
        let mut derivation = self.computed(title, grant.by_share, &self.outcome.unit);
        derivation.formula = Some("基数 + （总额 − 基数合计） × 份额，不看上限、下限，不取整".to_string());
        derivation.inputs.push(self.budget());
        derivation.inputs.extend(self.share(key));
        Some(derivation)
    }

    fn total(&self, factor: &str) -> Option<Derivation> {
        let place = self.outcome.shares.iter().position(|share| share.code.as_str() == factor)?;
        let share = &self.outcome.shares[place];
        let mut derivation = self.computed(format!("{}合计", share.name), share.total, &share.unit);
        derivation.formula = Some("参加分配的对象逐个相加".to_string());
        for grant in &self.outcome.grants {
            let value = grant.values.get(place).copied().unwrap_or_default();
            let mut leaf = Derivation::leaf((self.names)(&grant.key), shown(value));
            leaf.unit = Some(share.unit.clone());
            derivation.inputs.push(leaf);
        }
        Some(derivation)
    }

    fn budget(&self) -> Derivation {
        let mut derivation = self.computed("分配总额".to_string(), self.outcome.budget, &self.outcome.unit);
        match &self.rule.budget {
            Budget::Constant(Constant::Parameter(code)) => {
                let used = self.outcome.parameters.iter().find(|used| used.code == *code);
                derivation.inputs.extend(used.map(parameter_leaf));
            }
            Budget::Constant(Constant::Number(_)) => {}
            Budget::Formula(formula) => {
                let outside = self.outcome.outside.iter().map(String::as_str);
                let keys = self.outcome.grants.iter().map(|grant| grant.key.as_str()).chain(outside).map(Arc::from);
                let everyone = Subjects::new(self.rule.subject.clone(), keys.collect());
                derivation.inputs.push(explain("总额", formula, 0, &everyone, self.period(), self.world));
            }
        }
        derivation
    }

    fn given(&self) -> Derivation {
        let given = self.outcome.grants.iter().map(|grant| grant.amount).sum();
        let mut derivation = self.computed("分出合计".to_string(), given, &self.outcome.unit);
        derivation.formula = Some("逐个相加".to_string());
        derivation.inputs = self.amounts();
        derivation
    }

    fn surplus(&self) -> Derivation {
        let mut derivation = self.computed("留存".to_string(), self.outcome.surplus, &self.outcome.unit);
        derivation.formula = Some("总额 − 分出合计；有份额的都已到上限，余下的留存".to_string());
        derivation.inputs = vec![self.budget(), self.given()];
        derivation
    }

    fn amounts(&self) -> Vec<Derivation> {
        let each = self.outcome.grants.iter().map(|grant| {
            let mut leaf = Derivation::leaf((self.names)(&grant.key), shown(grant.amount));
            leaf.unit = Some(self.outcome.unit.clone());
            leaf
        });
        each.collect()
    }

    fn counted<'k>(&self, title: &str, each: impl Iterator<Item = (&'k str, String)>) -> Derivation {
        let inputs: Vec<Derivation> = each.map(|(key, value)| Derivation::leaf((self.names)(key), value)).collect();
        let mut derivation = Derivation::leaf(title, inputs.len().to_string());
        derivation.unit = Some("个".to_string());
        derivation.formula = Some("逐个计数".to_string());
        derivation.inputs = inputs;
        derivation
    }
}

pub(crate) fn parameter_leaf(used: &ParameterUsed) -> Derivation {
    let mut leaf = Derivation::leaf(used.name.clone(), used.value.clone().unwrap_or_else(|| "—".to_string()));
    leaf.unit = Some(used.unit.clone());
    let source = [used.issuer.as_str(), used.document.as_str()].join(" ");
    leaf.source = Some(SourceRef::Rule {
        code: used.code.to_string(),
        name: used.name.clone(),
        basis: source.trim().to_string(),
    });
    leaf.notes.extend(used.certainty.map(|certainty| certainty.in_words().to_string()));
    leaf
}

fn shown(value: Decimal) -> String {
    value.normalize().to_string()
}
