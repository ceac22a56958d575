//! The declarations of a register as forms and tables need them.

use jiff::Timestamp;
use model::Dataset;
use model::pack::{Certainty, Count, Field, FieldType, Pack, PlaceLevel, Presence, Register, RuleStrength};
use model::people::Capability;
use store::{Book, RowFilter, RowHold, RowReach};

use super::book::{Opened, cycle_in_words};
use super::counts::count_figure;
use crate::reach::{Reach, Seen};
use crate::view::{
    RegisterFieldKind, RegisterFieldView, RegisterForm, RegisterOption, RegisterPack, RegisterPeriod, RegisterRole,
    RegisterRuleView, RegisterShelf, RegisterStateView, RegisterSummary,
};
use crate::{Actor, App, Result, day_in_china};

fn counts(register: &Register) -> Vec<RegisterOption> {
    let counts = register.measures.iter().filter(|measure| measure.count == Count::Rows);
    counts.map(|measure| RegisterOption { code: measure.code.to_string(), name: measure.name.clone() }).collect()
}

impl App {
    /// All packs that declare registers, each in its newest version that runs.
    pub async fn registers(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<RegisterShelf> {
        let mut packs = Vec::new();
        let mut periods = self.store.periods_of_registers(dataset).await?;
        for (version, pack) in self.packs.newest_of_each() {
            let code = version.code.as_str();
            let mut registers = Vec::new();
            for register in pack.registers.iter().filter(|register| actor.knows(register)) {
                let held = periods.remove(&(code.to_string(), register.code.to_string())).unwrap_or_default();
                let held = self.periods_within(actor, (pack, register), dataset, held, now).await?;
                let period = |(period, rows): (String, usize)| {
                    let known = period.parse::<model::Period>().ok();
                    RegisterPeriod {
                        in_words: known.map_or_else(|| "长期".to_string(), |period| period.in_words()),
                        rows: count_figure((code, register.code.as_str()), &period, "-/-/", rows, dataset, now),
                        period: known.map(|period| period.to_string()),
                    }
                };
                registers.push(RegisterSummary {
                    code: register.code.to_string(),
                    name: register.name.clone(),
                    definition: register.definition.clone(),
                    basis: register.basis.clone(),
                    cycle_in_words: cycle_in_words(register.cycle).to_string(),
                    fields: register.fields.len(),
                    periods: held.into_iter().map(period).collect(),
                });
            }
            if !registers.is_empty() {
                packs.push(RegisterPack {
                    code: code.to_string(),
                    name: pack.name.clone(),
                    version: pack.version.clone(),
                    basis: pack.basis.clone(),
                    certainty_in_words: certainty_in_words(pack.certainty).to_string(),
                    note: pack.note.clone(),
                    registers,
                });
            }
        }
        Ok(RegisterShelf { dataset, packs })
    }

    /// Periods of a register with the number of rows that somebody sees, newest first.
    async fn periods_within(
        &self,
        actor: &Actor,
        (pack, register): (&Pack, &Register),
        dataset: Dataset,
        mut held: Vec<(String, usize)>,
        now: Timestamp,
    ) -> Result<Vec<(String, usize)>> {
        if actor.is_host() || held.is_empty() {
            return Ok(held);
        }
        let this_year = model::Period::Year(day_in_china(now).year());
        for (text, rows) in &mut held {
            let period = text.parse::<model::Period>().ok();
            let reach = self.reach_of(actor, pack, register, period.unwrap_or(this_year)).await?;
            if reach.sees_all_rows() {
                break;
            }
            let (pack, register) = (pack.code.to_string(), register.code.to_string());
            let filter = RowFilter { reach: reach.rows().clone(), ..RowFilter::default() };
            *rows = self.store.count_rows(&Book { dataset, pack, register, period }, &filter).await?;
        }
        Ok(held)
    }

    pub(super) async fn form(
        &self,
        opened: &Opened,
        actor: &Actor,
        (reach, seen): (&Reach, &Seen),
    ) -> Result<RegisterForm> {
        let mine = self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?;
        let register = &opened.register;
        let roles =
            opened.pack.roles.iter().filter(|role| register.life.steps.iter().any(|step| step.role == role.code));
        Ok(RegisterForm {
            pack: opened.pack.code.to_string(),
            pack_name: opened.pack.name.clone(),
            version: opened.pack.version.clone(),
            certainty_in_words: certainty_in_words(opened.pack.certainty).to_string(),
            register: register.code.to_string(),
            name: register.name.clone(),
            title: opened.title(),
            definition: register.definition.clone(),
            basis: register.basis.clone(),
            dataset: opened.book.dataset,
            period: opened.book.period.map(|period| period.to_string()),
            period_in_words: opened.book.period.map(|period| period.in_words()),
            fields: seen.fields(register).map(|(_, field)| view(opened, field)).collect(),
            hidden_fields: seen.hidden(register),
            scope_in_words: (!reach.sees_all_rows()).then(|| scope_in_words(reach, opened)),
            intakes: register.intakes.iter().map(|intake| intake.name.clone()).collect(),
            may_edit: *reach.edits() != RowReach::Only(Vec::new()),
            states: register
                .life
                .states
                .iter()
                .map(|state| RegisterStateView {
                    code: state.code.to_string(),
                    name: state.name.clone(),
                    is_final: state.is_final,
                    is_editable: state.is_editable,
                })
                .collect(),
            roles: roles
                .map(|role| RegisterRole {
                    code: role.code.to_string(),
                    name: role.name.clone(),
                    is_mine: mine.contains(&role.code.to_string()),
                })
                .collect(),
            rules: register
                .rules
                .iter()
                .map(|rule| RegisterRuleView {
                    message: rule.message.clone(),
                    is_refusing: rule.strength == RuleStrength::Refuse,
                })
                .collect(),
            has_duplicate_rules: !register.duplicates.is_empty() && actor.holds(Capability::ReadInternal).is_ok(),
            // Whoever does not see all fields would learn from a list what a condition reads.
            counts: if seen.is_all() { counts(register) } else { Vec::new() },
            places: places(opened, PlaceLevel::County),
            attachment_max: opened.attachment_max,
        })
    }
}

/// What the person sees of the rows, where that is not all of them.
fn scope_in_words(reach: &Reach, opened: &Opened) -> String {
    let RowReach::Only(holds) = reach.rows() else { return String::new() };
    let mut names: Vec<String> = Vec::new();
    for hold in holds {
        let name = match hold {
            RowHold::Place(place) | RowHold::Within(place) | RowHold::Through { place, .. } => opened.place_name(place),
            RowHold::Value { value, .. } => opened.place_name(value),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.is_empty() {
        true => {
            "这个名录没有注明地区和单位，只有县域科、有关领导和本机制的办理人员查看；需要时请联系县域科".to_string()
        }
        false => format!("只列出您负责的内容：{}", names.join("、")),
    }
}

pub(crate) fn certainty_in_words(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Official => "官方",
        Certainty::Secondary => "二手",
        Certainty::Example => "示例",
    }
}

fn places(opened: &Opened, level: PlaceLevel) -> Vec<RegisterOption> {
    let of_level = opened.places.iter().filter(|place| place.level == level);
    of_level.map(|place| RegisterOption { code: place.code.clone(), name: place.name.clone() }).collect()
}

fn view(opened: &Opened, field: &Field) -> RegisterFieldView {
    let (kind, unit) = kind(&field.field_type);
    RegisterFieldView {
        code: field.code.to_string(),
        name: field.name.clone(),
        kind,
        unit,
        is_required: field.presence == Presence::Required,
        is_key: opened.register.key.contains(&field.code),
        is_taken: opened.register.is_taken(&field.code),
        definition: field.definition.clone(),
        hint: match opened.register.is_taken(&field.code) {
            true => "取自机制包，不用填写".to_string(),
            false => hint(opened, field),
        },
        options: options(opened, field),
    }
}

/// A number without a unit has none to show.
pub(super) fn kind(field_type: &FieldType) -> (RegisterFieldKind, Option<String>) {
    let unit = |unit: &model::UnitOfMeasure| Some(unit.to_string()).filter(|unit| unit != "无量纲");
    match field_type {
        FieldType::Text { .. } => (RegisterFieldKind::Text, None),
        FieldType::Number { unit: held, .. } => (RegisterFieldKind::Number, unit(held)),
        FieldType::Money { unit: held, .. } => (RegisterFieldKind::Money, unit(held)),
        FieldType::Date => (RegisterFieldKind::Date, None),
        FieldType::Flag => (RegisterFieldKind::Flag, None),
        FieldType::Choice { .. } => (RegisterFieldKind::Choice, None),
        FieldType::Reference { .. } => (RegisterFieldKind::Reference, None),
        FieldType::Place { .. } => (RegisterFieldKind::Place, None),
        FieldType::Agency => (RegisterFieldKind::Agency, None),
        FieldType::Enterprise => (RegisterFieldKind::Enterprise, None),
        FieldType::File => (RegisterFieldKind::File, None),
    }
}

/// What may be chosen, by stored value; empty for a field that is typed.
pub(super) fn options(opened: &Opened, field: &Field) -> Vec<RegisterOption> {
    let option = |code: &str, name: &str| RegisterOption { code: code.to_string(), name: name.to_string() };
    match &field.field_type {
        FieldType::Choice { list } => {
            let list = opened.pack.choices.iter().find(|known| known.code == *list);
            let choices = list.map(|list| list.choices.as_slice()).unwrap_or_default();
            choices.iter().map(|choice| option(choice.code.as_str(), &choice.name)).collect()
        }
        FieldType::Flag => vec![option("true", "是"), option("false", "否")],
        FieldType::Place { level } => places(opened, *level),
        FieldType::Agency => opened.agencies.iter().map(|agency| option(&agency.name, &agency.name)).collect(),
        _ => Vec::new(),
    }
}

/// 必填；填数，单位亩；不小于 0；最多 2 位小数.
pub(super) fn hint(opened: &Opened, field: &Field) -> String {
    let mut parts: Vec<String> = Vec::new();
    if field.presence == Presence::Required {
        parts.push("必填".to_string());
    }
    match &field.field_type {
        FieldType::Text { characters_max } => parts.push(format!("文字，最多 {characters_max} 字")),
        FieldType::Number { unit, decimals, min, max } => {
            parts.push(match unit.to_string().as_str() {
                "无量纲" => "填数".to_string(),
                unit => format!("填数，单位：{unit}"),
            });
            parts.extend(min.map(|min| format!("不小于 {}", min.normalize())));
            parts.extend(max.map(|max| format!("不大于 {}", max.normalize())));
            parts.extend(decimals.map(|decimals| format!("最多 {decimals} 位小数")));
        }
        FieldType::Money { unit, min, max } => {
            parts.push(format!("填金额，单位：{unit}，最小到分"));
            parts.extend(min.map(|min| format!("不小于 {}", min.normalize())));
            parts.extend(max.map(|max| format!("不大于 {}", max.normalize())));
        }
        FieldType::Date => parts.push("日期，如 2024-03-01".to_string()),
        FieldType::Flag => parts.push("填“是”或“否”".to_string()),
        FieldType::Choice { .. } => parts.push("从下拉列表中选".to_string()),
        FieldType::Reference { register } => {
            let name = opened.pack.register(register).map_or_else(|| register.to_string(), |found| found.name.clone());
            parts.push(format!("填“{name}”中已有一行的主键"));
        }
        FieldType::Place { level: PlaceLevel::Township } => parts.push("乡镇（街道）九位代码".to_string()),
        FieldType::Place { .. } => parts.push("从下拉列表中选，或填代码".to_string()),
        FieldType::Agency if opened.agencies.is_empty() => parts.push("单位名称".to_string()),
        FieldType::Agency => parts.push("从方案的责任单位中选，或填名称、别名".to_string()),
        FieldType::Enterprise => parts.push("18 位统一社会信用代码".to_string()),
        FieldType::File => {
            let most = engine::register::size_in_words(opened.attachment_max);
            parts.push(format!("pdf、docx、xlsx、png 或 jpg，不超过 {most}，不含宏"));
        }
    }
    parts.join("；")
}
