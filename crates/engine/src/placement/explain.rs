//! Explains every figure of a placement (从哪来): what a project is worth where it is, what a limit is and who takes it, what
//! came to a place, the total and its bound.
//!
//! Shows what the run found and what formulas compute; places nothing again.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{Code, Constant, Expression, Placement, Subject};
use model::{Derivation, LimitUse, PlacementOutcome, ProjectPlaced, SourceRef};
use rust_decimal::Decimal;

use crate::allocation::parameter_leaf;
use crate::formula::{Column, Subjects, World, compute, explain};

/// One figure of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacementFigure<'a> {
    /// Sum of the values of what is placed.
    Value,
    /// No placement is worth more.
    Bound,
    /// What the project is worth where it is.
    Project { project: &'a str },
    /// How many projects a place got, by its code.
    PlaceCount { place: &'a str },
    /// Sum of their values.
    PlaceValue { place: &'a str },
    /// A limit by its name in the outcome.
    Limit { name: &'a str },
    /// What is taken of it.
    Taken { name: &'a str },
}

/// An outcome with what it was worked out from.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub rule: &'a Placement,
    pub outcome: &'a PlacementOutcome,
    pub world: World<'a>,
    /// How a place is called.
    pub names: &'a dyn Fn(&str) -> String,
}

/// What a limit is about: how much a row uses, at which place (everywhere when it is nothing), and where it stands itself.
struct Found<'a> {
    limit: &'a LimitUse,
    amount: &'a Expression,
    place: Option<String>,
    own: Own<'a>,
}

enum Own<'a> {
    /// Over the row of the place among the limits.
    Row(&'a Expression, String),
    Constant(&'a Constant),
}

impl<'a> Placed<'a> {
    /// Nothing where the outcome has no such figure.
    pub fn derivation(&self, figure: PlacementFigure<'_>) -> Option<Derivation> {
        let unit = self.outcome.unit.as_str();
        match figure {
            PlacementFigure::Value => {
                let worth = self.placed().map(|(one, _)| self.worth(one)).collect();
                Some(self.sum("落地项目总值".to_string(), self.outcome.value, unit, worth))
            }
            PlacementFigure::Bound => Some(self.bound()),
            PlacementFigure::Project { project } => self.project(project),
            PlacementFigure::PlaceCount { place } => {
                let inputs: Vec<Derivation> = self.placed_at(place).map(|(one, _)| self.worth(one)).collect();
                let mut derivation =
                    Derivation::leaf(format!("{}：落地项目", (self.names)(place)), inputs.len().to_string());
                derivation.unit = Some("个".to_string());
                derivation.formula = Some("逐个计数".to_string());
                derivation.inputs = inputs;
                Some(derivation)
            }
            PlacementFigure::PlaceValue { place } => {
                let value = self.placed_at(place).filter_map(|(one, _)| one.value).sum();
                let worth = self.placed_at(place).map(|(one, _)| self.worth(one)).collect();
                Some(self.sum(format!("{}：落地项目的价值", (self.names)(place)), value, unit, worth))
            }
            PlacementFigure::Limit { name } => self.limit(&self.found(name)?),
            PlacementFigure::Taken { name } => {
                let found = self.found(name)?;
                let places = self.places(&self.rule.register, &self.rule.place);
                let is_counted = |row: &str| found.place.is_none() || places.get(row) == found.place.as_ref();
                let choices = self.choices()?;
                let uses = self.placed().filter(|(_, row)| is_counted(row));
                let uses =
                    uses.filter_map(|(one, row)| self.at_row(&one.project, found.amount, &choices, row)).collect();
                let limit = found.limit;
                Some(self.sum(format!("{}：已用", limit.name), limit.taken, &limit.unit, uses))
            }
        }
    }

    fn bound(&self) -> Derivation {
        let mut derivation = self.computed("任何安排都不超过".to_string(), self.outcome.bound, &self.outcome.unit);
        derivation.formula =
            Some("各项限额 × 它的价格，加上每个项目扣除所用指标的价格后还剩的价值；或者其余安排已逐一排除".to_string());
        // The last line of the proof says by which of both.
        derivation.notes.extend(self.outcome.proof.last().map(|line| format!("{}：{}", line.claim, line.figures)));
        let priced = self.outcome.limits.iter().filter(|limit| !limit.price.is_zero()).map(|limit| {
            let mut leaf = Derivation::leaf(limit.name.clone(), shown(limit.bound));
            leaf.unit = Some(limit.unit.clone());
            leaf.notes.push(limit.words.clone());
            leaf
        });
        derivation.inputs = priced.collect();
        derivation
    }

    fn project(&self, project: &str) -> Option<Derivation> {
        let (one, row) = self.placed().find(|(one, _)| one.project == project)?;
        let mut derivation = self.worth(one);
        derivation.source = Some(self.rule_source());
        derivation.notes.clone_from(&one.reasons);
        derivation.inputs.extend(self.at_row("价值", &self.rule.value, &self.choices()?, row));
        Some(derivation)
    }

    fn limit(&self, found: &Found<'_>) -> Option<Derivation> {
        let limit = found.limit;
        let title = format!("{}：{}", limit.name, if limit.is_floor { "不少于" } else { "不超过" });
        let mut derivation = self.computed(title, limit.bound, &limit.unit);
        match &found.own {
            Own::Row(expression, row) => {
                let limits = self.subjects(&self.rule.limits)?;
                derivation.inputs.extend(self.at_row(&limit.name, expression, &limits, row));
            }
            Own::Constant(Constant::Parameter(code)) => {
                let used = self.outcome.parameters.iter().find(|used| used.code == *code);
                derivation.inputs.extend(used.map(parameter_leaf));
            }
            Own::Constant(Constant::Number(_)) => {}
        }
        Some(derivation)
    }

    /// By its name, as the outcome builds it: the place and the quota or the floor.
    fn found(&self, name: &str) -> Option<Found<'a>> {
        let limit = self.outcome.limits.iter().find(|limit| limit.name == name)?;
        let rule = self.rule;
        let totals = rule.quotas.iter().filter_map(|quota| Some((quota, quota.total.as_ref()?)));
        for (quota, total) in totals {
            if !limit.is_floor && name == format!("全部{}", quota.name) {
                return Some(Found { limit, amount: &quota.amount, place: None, own: Own::Constant(total) });
            }
        }
        let caps =
            rule.quotas.iter().filter_map(|quota| Some((&quota.name, &quota.amount, quota.cap.as_ref()?, false)));
        let floors = rule.floors.iter().map(|floor| (&floor.name, &floor.amount, &floor.least, true));
        let rules: Vec<(&String, &Expression, &Expression, bool)> = caps.chain(floors).collect();
        for (row, place) in self.places(&rule.limits, &rule.limits_place) {
            let called = (self.names)(&place);
            let own =
                rules.iter().find(|(of, .., is_floor)| *is_floor == limit.is_floor && name == format!("{called}{of}"));
            if let Some(&(_, amount, expression, _)) = own {
                return Some(Found { limit, amount, place: Some(place), own: Own::Row(expression, row) });
            }
        }
        None
    }

    /// Projects that are placed, with their rows.
    fn placed(&self) -> impl Iterator<Item = (&'a ProjectPlaced, &'a str)> {
        self.outcome.projects.iter().filter_map(|one| Some((one, one.row.as_deref()?)))
    }

    fn placed_at(&self, place: &str) -> impl Iterator<Item = (&'a ProjectPlaced, &'a str)> {
        let places = self.places(&self.rule.register, &self.rule.place);
        self.placed().filter(move |(_, row)| places.get(*row).is_some_and(|known| known == place))
    }

    /// The place that each row is about, by key.
    fn places(&self, register: &Code, field: &Code) -> BTreeMap<String, String> {
        let Some(rows) = self.world.facts.rows(self.world.pack, register, self.outcome.period) else {
            return BTreeMap::new();
        };
        let Some(Column::Text(places)) = rows.column(field) else { return BTreeMap::new() };
        let of = |(key, place): (&Arc<str>, &Option<Arc<str>>)| Some((key.to_string(), place.as_ref()?.to_string()));
        rows.keys().iter().zip(places).filter_map(of).collect()
    }

    fn subjects(&self, register: &Code) -> Option<Subjects> {
        let rows = self.world.facts.rows(self.world.pack, register, self.outcome.period)?;
        Some(Subjects::new(Subject::Register(register.clone()), rows.keys().to_vec()))
    }

    /// The rows that could be chosen, as the run had them.
    fn choices(&self) -> Option<Subjects> {
        let everyone = self.subjects(&self.rule.register)?;
        let Column::Flag(flags) = compute(&self.rule.condition, &everyone, self.outcome.period, self.world).values
        else {
            return None;
        };
        let is_choice = flags.iter().map(|flag| *flag == Some(true));
        let keys = everyone.keys.iter().zip(is_choice).filter(|(_, is_choice)| *is_choice).map(|(key, _)| key.clone());
        Some(Subjects::new(Subject::Register(self.rule.register.clone()), keys.collect()))
    }

    fn at_row(&self, title: &str, expression: &Expression, subjects: &Subjects, row: &str) -> Option<Derivation> {
        let place = subjects.keys.iter().position(|key| **key == *row)?;
        Some(explain(title, expression, place, subjects, self.outcome.period, self.world))
    }

    fn worth(&self, one: &ProjectPlaced) -> Derivation {
        let place = one.place.as_deref().map(|place| format!("（{place}）")).unwrap_or_default();
        let mut leaf =
            Derivation::leaf(format!("{}{place}", one.project), one.value.map_or_else(|| "—".to_string(), shown));
        leaf.unit = Some(self.outcome.unit.clone());
        leaf
    }

    fn sum(&self, title: String, value: Decimal, unit: &str, inputs: Vec<Derivation>) -> Derivation {
        let mut derivation = self.computed(title, value, unit);
        derivation.formula = Some("逐个相加".to_string());
        derivation.inputs = inputs;
        derivation
    }

    fn computed(&self, title: String, value: Decimal, unit: &str) -> Derivation {
        let mut derivation = Derivation::leaf(title, shown(value));
        derivation.unit = (!unit.is_empty()).then(|| unit.to_string());
        derivation.source = Some(self.rule_source());
        derivation
    }

    fn rule_source(&self) -> SourceRef {
        let rule = self.rule;
        SourceRef::Rule { code: rule.code.to_string(), name: rule.name.clone(), basis: rule.basis.clone() }
    }
}

fn shown(value: Decimal) -> String {
    value.normalize().to_string()
}
