//! A declared supply network (供应链) over facts: who depends on whom, and how far a failure of each supplier reaches.
//!
//! Never guesses: a row without supplier, buyer, product or amount is refused by its key.

use std::sync::Arc;

use model::Period;
use model::pack::{Code, Constant, FieldType, Network, ParameterAmount, Subject};
use rust_decimal::Decimal;

use super::network::{Dependence, Graph, NetworkError, Supply, Walker, dependences};
use crate::formula::{Subjects, Value, World, compute};

/// What a supply network shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkOutcome {
    pub firms: Vec<Arc<str>>,
    /// The largest risk first.
    pub dependences: Vec<Dependence>,
    /// How many firms a failure of each firm reaches, by the place of the firm.
    pub reached: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupplyError {
    #[error("没有给出名录“{register}”的数据")]
    NoRows { register: String },
    #[error("供货关系“{key}”没有写明{what}，或写的不在名录中")]
    Row { key: String, what: &'static str },
    #[error("供货关系“{key}”的断供影响是 {value}，应在 0 至 1 之间")]
    Impact { key: String, value: Decimal },
    #[error("红色或黄色界限在期末没有单一的值；请在机制包中补上")]
    Limit,
    #[error("{0}")]
    Network(#[from] NetworkError),
}

pub fn supply_network(network: &Network, period: Period, world: World<'_>) -> Result<NetworkOutcome, SupplyError> {
    let (pack, facts) = (world.pack, world.facts);
    let register = pack.register(&network.register);
    let no_rows = |code: &Code| SupplyError::NoRows {
        register: pack.register(code).map_or_else(|| code.to_string(), |register| register.name.clone()),
    };
    let rows = facts.rows(pack, &network.register, period).ok_or_else(|| no_rows(&network.register))?;
    let firms_of =
        register.and_then(|register| register.field(&network.buyer)).and_then(|field| match &field.field_type {
            FieldType::Reference { register } => Some(register),
            FieldType::Text { .. }
            | FieldType::Number { .. }
            | FieldType::Money { .. }
            | FieldType::Date
            | FieldType::Flag
            | FieldType::Choice { .. }
            | FieldType::Place { .. }
            | FieldType::Agency
            | FieldType::Enterprise
            | FieldType::File => None,
        });
    let firms_of = firms_of.unwrap_or(&network.register);
    let firms = facts.rows(pack, firms_of, period).ok_or_else(|| no_rows(firms_of))?.keys().to_vec();
    let place: std::collections::BTreeMap<&Arc<str>, u32> = firms.iter().zip(0_u32..).collect();
    let subjects = Subjects::new(Subject::Register(network.register.clone()), rows.keys().to_vec());
    let impacts = compute(&network.impact, &subjects, period, world).values;
    let mut supplies = Vec::with_capacity(rows.keys().len());
    for (row, key) in rows.keys().iter().enumerate() {
        let lacks = |what: &'static str| SupplyError::Row { key: key.to_string(), what };
        let value = |code: &Code| rows.column(code).and_then(|column| column.get(row));
        let firm = |code: &Code| match value(code) {
            Some(Value::Text(firm)) => place.get(&firm).copied(),
            Some(Value::Number(_) | Value::Flag(_) | Value::Date(_)) | None => None,
        };
        let number = |value: Option<Value>| match value {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => None,
        };
        let product = match value(&network.product) {
            Some(Value::Text(product)) => product.to_string(),
            Some(Value::Number(_) | Value::Flag(_) | Value::Date(_)) | None => return Err(lacks("产品")),
        };
        let impact = number(impacts.get(row)).ok_or_else(|| lacks("断供影响"))?;
        if !(Decimal::ZERO..=Decimal::ONE).contains(&impact) {
            return Err(SupplyError::Impact { key: key.to_string(), value: impact });
        }
        supplies.push(Supply {
            supplier: firm(&network.supplier).ok_or_else(|| lacks("供方"))?,
            buyer: firm(&network.buyer).ok_or_else(|| lacks("需方"))?,
            product,
            amount: number(value(&network.amount)).ok_or_else(|| lacks("供货额"))?,
            impact,
        });
    }
    let limit = |constant: &Constant| match constant {
        Constant::Number(number) => Ok(*number),
        Constant::Parameter(code) => {
            let value = pack.parameter(code).and_then(|parameter| parameter.on(period.last_day()));
            match value.map(|value| &value.amount) {
                Some(ParameterAmount::Single(number)) => Ok(*number),
                Some(ParameterAmount::ByChoice { .. }) | None => Err(SupplyError::Limit),
            }
        }
    };
    let dependences = dependences(firms.len(), &supplies, limit(&network.red)?, limit(&network.amber)?)?;
    let links: Vec<(u32, u32)> = supplies.iter().map(|supply| (supply.supplier, supply.buyer)).collect();
    let graph = Graph::of_links(firms.len(), &links)?;
    let mut walker = Walker::new(&graph);
    let steps = u32::from(network.steps);
    let reached = (0_u32..).take(firms.len()).map(|firm| walker.reach(firm, steps).len()).collect();
    Ok(NetworkOutcome { firms, dependences, reached })
}
