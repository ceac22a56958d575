//! What is told of all enterprises together, to bodies that see no single one (人民银行): counts by label, sums by the fields
//! that the rules name, no number of fewer enterprises than the rules allow.

use engine::consent::{ConsentItem, Group, Pooled, pooled};
use engine::formula::{Column, Value};
use engine::run::shown;
use jiff::Timestamp;
use model::people::{Capability, Role};
use model::{Dataset, Period};
use rust_decimal::Decimal;

use super::results::AllResults;
use crate::view::{ConsentAggregates, ConsentGroup, ConsentTable, Named};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Items of which somebody is told all enterprises together: the planning section, and the bodies that the rules name.
    pub(crate) fn told_items(&self, actor: &Actor) -> Vec<&ConsentItem> {
        let is_told = |item: &&ConsentItem| {
            actor.is_host()
                || actor.roles().contains(&Role::Planner)
                || actor.assignments().filter_map(|one| one.agency.as_ref()).any(|agency| item.told.contains(agency))
        };
        self.consent.items.iter().filter(is_told).collect()
    }

    /// Of an item and a period; the first one and the newest where nothing is said.
    pub async fn consent_aggregates(
        &self,
        actor: &Actor,
        (item, period): (Option<&str>, Option<Period>),
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<ConsentAggregates> {
        self.admit(actor, Capability::ReadAggregates, "企业结果汇总", now).await?;
        let open = self.told_items(actor);
        if open.is_empty() {
            let message = "企业结果汇总只向规则指定的单位提供，您的单位不在其中；需要时请联系县域科";
            return Err(self.refused(actor, "consent/aggregates", message, now).await);
        }
        let item = match item {
            Some(code) => open.iter().find(|item| item.code == code).copied(),
            None => open.first().copied(),
        };
        let item = item.ok_or_else(|| AppError::not_found("汇总事项"))?;
        let declared = self.declared(item)?;
        let periods = self.declared_periods(&declared, dataset, now).await?;
        let period = period.or(periods.first().copied()).ok_or_else(|| {
            AppError::bad_input(format!("“{}”还没有任何一期的数据；请先导入，或切换到另一数据集", declared.pack.name))
        })?;
        let all = self.results_of_all(&declared, &item.groups, (dataset, period), now).await?;
        let least = self.consent.group_min;
        let labelled = all.labels.iter().flatten().count();
        let mut tables = vec![table("按标签".to_string(), by_label(&all), least, Vec::new())];
        let sums: Vec<String> =
            declared.sums.iter().map(|formula| format!("{}（{}）", formula.name, formula.unit)).collect();
        for (code, names) in item.groups.iter().zip(&all.groups) {
            let field = declared.register.fields.iter().find(|field| field.code.as_str() == code);
            let title = format!("按{}", field.map_or(code.as_str(), |field| field.name.as_str()));
            tables.push(table(title, by_field(names, &all.sums), least, sums.clone()));
        }
        Ok(ConsentAggregates {
            dataset,
            items: open.iter().map(|item| Named { code: item.code.clone(), name: item.name.clone() }).collect(),
            item: item.code.clone(),
            period,
            periods,
            period_in_words: period.in_words(),
            pack_name: declared.pack.name.clone(),
            version: declared.version.clone(),
            certainty_in_words: declared.pack.certainty.in_words().to_string(),
            group_min: least,
            basis: self.consent.basis.clone(),
            total: (labelled >= least).then_some(labelled),
            has_open: labelled < all.labels.len(),
            tables,
        })
    }
}

/// The most frequent label first.
fn by_label(all: &AllResults) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for label in all.labels.iter().flatten() {
        add(&mut groups, label, &[]);
    }
    groups.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    groups
}

/// Only enterprises with all sums are counted, so that the count says how many stand behind each number.
fn by_field(names: &[Option<String>], sums: &[Column]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (row, name) in names.iter().enumerate() {
        let values: Option<Vec<Decimal>> = sums
            .iter()
            .map(|column| match column.get(row) {
                Some(Value::Number(number)) => Some(number),
                Some(Value::Text(_) | Value::Flag(_) | Value::Date(_)) | None => None,
            })
            .collect();
        if let (Some(name), Some(values)) = (name, values) {
            add(&mut groups, name, &values);
        }
    }
    groups
}

fn add(groups: &mut Vec<Group>, name: &str, values: &[Decimal]) {
    let place = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
        groups.push(Group { name: name.to_string(), count: 0, sums: vec![Decimal::ZERO; values.len()] });
        groups.len() - 1
    });
    groups[place].count += 1;
    groups[place].sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

fn table(title: String, groups: Vec<Group>, least: usize, sums: Vec<String>) -> ConsentTable {
    let view = |group: Group| ConsentGroup {
        name: group.name,
        count: group.count,
        sums: group.sums.into_iter().map(shown).collect(),
    };
    match pooled(groups, least) {
        Pooled::TooFew => {
            let note = format!("全部企业不足 {least} 家，不提供，以免推出单个企业");
            ConsentTable { title, sums, rows: Vec::new(), note: Some(note) }
        }
        Pooled::Told { groups, others } => {
            let note = others
                .as_ref()
                .map(|(_, names)| format!("“其他”为不足 {least} 家的组及一并合并的组：{}", names.join("、")));
            let rows = groups.into_iter().chain(others.map(|(group, _)| group)).map(view).collect();
            ConsentTable { title, sums, rows, note }
        }
    }
}
