//! What a register says about given rows: rules that are broken, values that may not repeat, probable duplicates; and the
//! rows that it takes from other packs.

use std::collections::BTreeMap;

use engine::register::{Row, breaches, duplicates, stored, unique_values};
use model::Period;
use model::pack::{Code, RuleStrength};

use super::{Answer, Bench, Told, is_called};
use crate::packs::facts::unknown;

impl Bench<'_> {
    /// The rows that came of it, or why there are none.
    pub(super) fn intake(&self, name: &str, period: Period) -> Told<Answer> {
        let known = self.pack.registers.iter().filter(|known| !known.intakes.is_empty());
        let register = known.clone().find(|known| is_called(name, &known.name, known.code.as_str()));
        let register = register.ok_or_else(|| unknown("取数的名录", name, known.map(|known| known.name.as_str())))?;
        let mut answer = Answer::default();
        match self.given.taken.get(&register.code) {
            Some(problems) if !problems.is_empty() => {
                answer.say("不能取数");
                problems.iter().for_each(|problem| answer.say(problem.clone()));
                return Ok(answer);
            }
            Some(_) => {}
            None => return Err(format!("名录“{}”的行是给出的，没有取数；请去掉它的表", register.name)),
        }
        let rows = self.given.facts.rows(self.pack, &register.code, period);
        let rows = rows.ok_or_else(|| format!("没有取{}的数；取数按本页第一条命令的时期", period.in_words()))?;
        let mut table = vec![register.fields.iter().map(|field| field.name.clone()).collect::<Vec<String>>()];
        for row in 0..rows.keys().len() {
            let cell = |code: &Code| rows.column(code).and_then(|column| column.get(row));
            let cells =
                register.fields.iter().map(|field| cell(&field.code).map_or("—".to_string(), |value| stored(&value)));
            table.push(cells.collect());
        }
        answer.table(&table, &[]);
        Ok(answer)
    }

    pub(super) fn check(&self, name: &str, period: Period) -> Told<Answer> {
        let known = self.pack.registers.iter();
        let register = known.clone().find(|known| is_called(name, &known.name, known.code.as_str()));
        let register = register.ok_or_else(|| unknown("名录", name, known.map(|known| known.name.as_str())))?;
        let rows = self.given.facts.rows(self.pack, &register.code, period);
        let rows = rows.ok_or_else(|| format!("没有给出名录“{}”{}的数据", register.name, period.in_words()))?;
        let mut told: Vec<Vec<String>> = Vec::new();
        for breach in breaches(register, rows.keys(), period, self.world()) {
            let strength = match breach.rule.strength {
                RuleStrength::Refuse => "退回",
                RuleStrength::Warn => "提醒",
            };
            told.push(vec![rows.keys()[breach.row].to_string(), strength.to_string(), breach.rule.message.clone()]);
        }
        let typed: Vec<Row> = (0..rows.keys().len())
            .map(|row| {
                let value = |code: &Code| rows.column(code).and_then(|column| column.get(row));
                let values = register.fields.iter().map(|field| value(&field.code)).collect();
                Row { key: rows.keys()[row].clone(), state: None, values }
            })
            .collect();
        let mut first: BTreeMap<(usize, String), &str> = BTreeMap::new();
        for row in &typed {
            for (rule, value) in unique_values(register, &row.values).into_iter().enumerate() {
                let Some(value) = value else { continue };
                match first.get(&(rule, value.clone())) {
                    Some(other) => {
                        let names: Vec<&str> = register.unique[rule]
                            .fields
                            .iter()
                            .map(|code| register.field(code).map_or(code.as_str(), |field| field.name.as_str()))
                            .collect();
                        let words = format!("与“{other}”的{}相同", names.join("、"));
                        told.push(vec![row.key.to_string(), "退回".to_string(), words]);
                    }
                    None => {
                        first.insert((rule, value), &row.key);
                    }
                }
            }
        }
        for pair in duplicates(register, &typed).pairs {
            let rule = register.duplicates.iter().find(|rule| rule.code == pair.rule);
            let rule = rule.map_or(pair.rule.as_str(), |rule| rule.name.as_str());
            let (left, right) = (&typed[pair.left].key, &typed[pair.right].key);
            told.push(vec![right.to_string(), "疑似重复".to_string(), format!("与“{left}”：{rule}")]);
        }
        let mut answer = Answer::default();
        if told.is_empty() {
            answer.say("没有问题");
        } else {
            answer.table(&told, &[]);
        }
        Ok(answer)
    }
}
