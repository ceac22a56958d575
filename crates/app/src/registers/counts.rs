//! Counts and sums of registers: by place for the screens and for indicators, and the derivation of each, down to the
//! rows behind it.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{World, in_names};
use engine::register::{Measured, measured, shown, together};
use jiff::Timestamp;
use model::pack::{Count, Expression, ExpressionKind, Measure, PlaceLevel};
use model::{Dataset, Derivation, FigureId};
use store::RowFilter;

use super::book::{Opened, values};
use super::facts::add;
use crate::reach::{NOT_YOURS, Reach};
use crate::view::{
    Explanation, Figure, RegisterBookQuery, RegisterCounts, RegisterMeasureView, RegisterPlaceCounts, RegisterRowsQuery,
};
use crate::{Actor, App, AppError, Result};

/// More than so many rows are explained by how many each place has.
const LISTED_MAX: usize = 300;

/// The number of rows under `conditions`: `place/state/rest`.
pub(super) fn count_figure(
    (pack, register): (&str, &str),
    period: &str,
    conditions: &str,
    count: usize,
    dataset: Dataset,
    now: Timestamp,
) -> Figure {
    let path = format!("rows/{conditions}");
    Figure {
        text: count.to_string(),
        unit: Some("行".to_string()),
        id: Some(figure_id(pack, register, period, &path, dataset, now)),
        missing: None,
    }
}

fn figure_id(pack: &str, register: &str, period: &str, path: &str, dataset: Dataset, now: Timestamp) -> String {
    let period = if period.is_empty() { "-" } else { period };
    FigureId {
        plan: "-".to_string(),
        as_of: crate::day_in_china(now),
        known_by: now,
        dataset,
        preset: "-".to_string(),
        path: format!("register/{pack}/{register}/{period}/{path}"),
    }
    .to_string()
}

impl App {
    /// All counts and sums that a register declares, by place in official order.
    pub async fn register_counts(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        now: Timestamp,
    ) -> Result<RegisterCounts> {
        let opened = self.opened_for(actor, names, book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        let totals = self.measured(&opened, now, &reach).await?;
        let period = opened.book.period.map(|period| period.to_string()).unwrap_or_default();
        let figure = |measure: &Measure, place: &str, found: Option<&Measured>| {
            let path = format!("measure/{}/{place}", measure.code);
            let id = Some(figure_id(names.0, names.1, &period, &path, opened.book.dataset, now));
            let unit = Some(measure.unit.to_string());
            match found {
                None => Figure { text: "0".to_string(), unit, id, missing: None },
                Some(Measured { total: Some(total), .. }) => {
                    Figure { text: total.normalize().to_string(), unit, id, missing: None }
                }
                Some(found) => Figure {
                    text: "—".to_string(),
                    unit,
                    id,
                    missing: Some(format!("有 {} 行没有这个数，合计不可知", found.without_value.len())),
                },
            }
        };
        let measures = &opened.register.measures;
        // A county without a row within reach is not the person's, or has none: it is told only where all are.
        let is_told = |code: &str| reach.sees_all_rows() || totals.iter().any(|found| found.contains_key(code));
        let places = opened.places.iter().filter(|place| place.level == PlaceLevel::County && is_told(&place.code));
        let places = places.map(|place| RegisterPlaceCounts {
            place: place.code.clone(),
            name: place.name.clone(),
            figures: measures
                .iter()
                .zip(&totals)
                .map(|(measure, found)| figure(measure, &place.code, found.get(place.code.as_str())))
                .collect(),
        });
        let total = measures
            .iter()
            .zip(&totals)
            .map(|(measure, found)| figure(measure, "-", Some(&together(found.values()))))
            .collect();
        Ok(RegisterCounts {
            places: places.collect(),
            total,
            measures: measures.iter().map(|measure| measure_view(&opened, measure)).collect(),
        })
    }

    /// Each measure of a register by place, from the rows within reach as known by a time.
    pub(super) async fn measured(
        &self,
        opened: &Opened,
        by: Timestamp,
        reach: &Reach,
    ) -> Result<Vec<BTreeMap<Arc<str>, Measured>>> {
        let mut facts = self.register_facts(&opened.pack, opened.book.dataset, &[opened.period], by).await?;
        if let Some(keys) = self.store.keys_within(&opened.book, reach.rows()).await? {
            let (dataset, period) = (opened.book.dataset, opened.book.period);
            let mut rows = self.register_rows(&opened.pack, &opened.register, dataset, period, by).await?;
            rows.retain(|row| keys.contains(&*row.key));
            add(&mut facts, &opened.register, period, &rows)?;
        }
        facts.seen_on(crate::day_in_china(by));
        let world = World { pack: &opened.pack, facts: &facts, calendar: &self.calendar };
        let measures = opened.register.measures.iter();
        Ok(measures.map(|measure| measured(&opened.register, measure, opened.period, world)).collect())
    }
}

fn measure_view(opened: &Opened, measure: &Measure) -> RegisterMeasureView {
    RegisterMeasureView {
        code: measure.code.to_string(),
        name: measure.name.clone(),
        unit: measure.unit.to_string(),
        definition: measure.definition.clone(),
        indicator: measure.indicator.as_ref().map(ToString::to_string),
        condition: conditions_in_words(opened, measure),
    }
}

/// What is counted or added up, under which condition.
pub(super) fn rule_in_words(opened: &Opened, measure: &Measure) -> String {
    let condition = conditions_in_words(opened, measure);
    match &measure.count {
        Count::Rows => format!("按“{}”逐行计数：{condition}", opened.register.name),
        Count::Sum(amount) => {
            format!("按“{}”逐行加总{}：{condition}", opened.register.name, in_names(amount, &opened.pack))
        }
    }
}

pub(super) fn total_text(found: &Measured) -> String {
    found.total.map_or_else(|| "—".to_string(), |total| total.normalize().to_string())
}

fn conditions_in_words(opened: &Opened, measure: &Measure) -> String {
    let condition = condition_in_words(opened, &measure.condition);
    match measure.dated {
        None => condition,
        Some(_) => format!("{condition}（本期为{}）", opened.period.in_words()),
    }
}

fn condition_in_words(opened: &Opened, condition: &Expression) -> String {
    match condition.kind {
        ExpressionKind::Flag(true) => "全部".to_string(),
        _ => in_names(condition, &opened.pack),
    }
}

/// The derivation of a number of a register: `register/<pack>/<register>/<period>/rows/<place>/<state>/<rest>` or
/// `register/<pack>/<register>/<period>/measure/<measure>/<place>`.
pub(crate) async fn explain_count(app: &App, actor: &Actor, id: &FigureId, now: Timestamp) -> Result<Explanation> {
    let unknown = || AppError::not_found(format!("数字“{}”", id.path));
    let parts: Vec<&str> = id.path.splitn(8, '/').collect();
    let (pack, register, period, what) = match parts[..] {
        ["register", pack, register, period, ..] => (pack, register, period, parts.get(4..).unwrap_or_default()),
        _ => return Err(unknown()),
    };
    let query = RegisterBookQuery { dataset: Some(id.dataset), period: (period != "-").then(|| period.to_string()) };
    let opened = app.opened(pack, register, &query, id.known_by).await?;
    if !actor.knows(&opened.register) {
        app.opened_for(actor, (pack, register), &query, now).await?;
    }
    let reach = app.reach(actor, &opened).await?;
    let derivation = match what {
        ["rows", place, state, rest] => app.explain_rows(&opened, &reach, (place, state, rest), id).await?,
        ["measure", code, place] => {
            let number = opened.register.measures.iter().position(|measure| measure.code.as_str() == *code);
            app.explain_measure((&opened, &reach), number.ok_or_else(unknown)?, place, id.known_by).await?
        }
        _ => return Err(unknown()),
    };
    Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
}

impl App {
    async fn explain_rows(
        &self,
        opened: &Opened,
        reach: &Reach,
        (place, state, rest): (&str, &str, &str),
        id: &FigureId,
    ) -> Result<Derivation> {
        let part = |part: &str| (part != "-").then(|| part.to_string());
        let mut rest: Vec<Option<String>> = if rest.is_empty() { Vec::new() } else { serde_json::from_str(rest)? };
        // In the order of `list::conditions`; the measure came last and later.
        rest.resize(3, None);
        let [search, values, measure] = [rest[0].take(), rest[1].take(), rest[2].take()];
        let query = RegisterRowsQuery {
            place: part(place),
            state: part(state),
            search,
            values,
            measure,
            ..RegisterRowsQuery::default()
        };
        let wanted = self.filter(opened, reach, &query, (LISTED_MAX, id.known_by)).await?;
        let keys = self.store.keys_within(&opened.book, reach.rows()).await?;
        let is_within = |row: &store::StoredRow| keys.as_ref().is_none_or(|keys| keys.contains(&row.key));
        let rows = self.store.rows_by(&opened.book, id.known_by).await?;
        let mut of_place: BTreeMap<String, usize> = BTreeMap::new();
        let mut listed = Vec::new();
        for row in rows.iter().filter(|row| is_within(row) && has(opened, row, &wanted)) {
            let held = super::book::values(&opened.register, &row.body)?;
            *of_place.entry(opened.place_of(&held)).or_default() += 1;
            if listed.len() < LISTED_MAX {
                listed.push(Derivation::leaf(opened.name_of(&row.key, &held), row.key.clone()));
            }
        }
        let total: usize = of_place.values().sum();
        let inputs = if total <= LISTED_MAX {
            listed
        } else {
            let leaf = |(place, count): (&String, &usize)| Derivation {
                unit: Some("行".to_string()),
                ..Derivation::leaf(opened.place_name(place), count.to_string())
            };
            of_place.iter().map(leaf).collect()
        };
        Ok(Derivation {
            unit: Some("行".to_string()),
            formula: Some("名录中符合条件的行数".to_string()),
            inputs,
            ..Derivation::leaf(format!("{}的行数", opened.title()), total.to_string())
        })
    }

    async fn explain_measure(
        &self,
        (opened, reach): (&Opened, &Reach),
        number: usize,
        place: &str,
        by: Timestamp,
    ) -> Result<Derivation> {
        let measure = &opened.register.measures[number];
        let totals = self.measured(opened, by, reach).await?.swap_remove(number);
        let unit = Some(measure.unit.to_string());
        let formula = rule_in_words(opened, measure);
        let (title, found, inputs) = if place == "-" {
            let leaf = |(place, found): (&Arc<str>, &Measured)| Derivation {
                unit: unit.clone(),
                ..Derivation::leaf(opened.place_name(place), total_text(found))
            };
            let inputs: Vec<Derivation> = totals.iter().map(leaf).collect();
            (measure.name.clone(), together(totals.values()), inputs)
        } else {
            let found = totals.get(place).cloned().unwrap_or_else(|| together(std::iter::empty()));
            let inputs = self.counted_rows((opened, reach), measure, &found, by).await?;
            (format!("{}{}", opened.place_name(place), measure.name), found, inputs)
        };
        let lacking = (!found.without_value.is_empty()).then(|| {
            format!("有 {} 行没有这个数，合计不可知：{}", found.without_value.len(), some(&found.without_value))
        });
        Ok(Derivation {
            unit,
            formula: Some(lacking.map_or(formula.clone(), |lacking| format!("{formula}；{lacking}"))),
            inputs,
            ..Derivation::leaf(title, total_text(&found))
        })
    }

    pub(super) async fn counted_rows(
        &self,
        (opened, reach): (&Opened, &Reach),
        measure: &Measure,
        found: &Measured,
        by: Timestamp,
    ) -> Result<Vec<Derivation>> {
        let rows = self.store.rows_by(&opened.book, by).await?;
        let keys = self.store.keys_within(&opened.book, reach.rows()).await?;
        let is_within = |row: &&store::StoredRow| keys.as_ref().is_none_or(|keys| keys.contains(&row.key));
        let counted = rows.iter().filter(|row| found.rows.iter().any(|key| **key == *row.key));
        let mut inputs = Vec::new();
        for row in counted.filter(is_within).take(LISTED_MAX) {
            let held = values(&opened.register, &row.body)?;
            let text = match &measure.count {
                Count::Rows => "1".to_string(),
                Count::Sum(amount) => self.amount((opened, reach), amount, &held),
            };
            let mut leaf = Derivation::leaf(format!("{}（{}）", opened.name_of(&row.key, &held), row.key), text);
            leaf.unit = Some(measure.unit.to_string());
            inputs.push(leaf);
        }
        if found.rows.len() > inputs.len() {
            let rest = found.rows.len() - inputs.len();
            let told = match keys {
                None => format!("{rest} 行，见名录"),
                Some(_) => format!("{rest} 行，不属于您负责的内容或见名录"),
            };
            inputs.push(Derivation::leaf("其余", told));
        }
        Ok(inputs)
    }

    /// The value of a plain field; other amounts are explained by the formula alone.
    fn amount(
        &self,
        (opened, reach): (&Opened, &Reach),
        amount: &Expression,
        held: &[Option<engine::formula::Value>],
    ) -> String {
        let ExpressionKind::Field(path) = &amount.kind else { return "见名录".to_string() };
        let place = opened.register.fields.iter().position(|field| field.code == path.field);
        if place.is_some_and(|place| !reach.lists(&opened.register.fields[place])) {
            return NOT_YOURS.to_string();
        }
        let found = place.and_then(|place| {
            let value = held.get(place)?.as_ref()?;
            Some(shown(&opened.register.fields[place], value, opened.directory()))
        });
        found.unwrap_or_else(|| "—".to_string())
    }
}

fn some(keys: &[Arc<str>]) -> String {
    let shown: Vec<&str> = keys.iter().take(5).map(|key| &**key).collect();
    let more = if keys.len() > shown.len() { "等" } else { "" };
    format!("{}{more}", shown.join("、"))
}

/// The conditions of a list, on a row as it was known at a time.
fn has(opened: &Opened, row: &store::StoredRow, filter: &RowFilter) -> bool {
    let Ok(held) = values(&opened.register, &row.body) else { return false };
    let is_place = filter.places.is_empty() || filter.places.contains(&opened.place_of(&held));
    let is_state = filter.state.is_none() || filter.state == row.state;
    let words = match &filter.searched {
        None => super::save::words(opened, &row.key, &held),
        Some(fields) => {
            let texts = opened.register.fields.iter().zip(&held).filter(|(field, _)| fields.contains(&field.code));
            let texts = texts.filter_map(|(_, value)| value.as_ref().map(engine::register::stored));
            std::iter::once(row.key.clone()).chain(texts).collect::<Vec<_>>().join(" ")
        }
    };
    let is_found = filter.search.as_ref().is_none_or(|search| words.to_lowercase().contains(&search.to_lowercase()));
    let is_value = filter.values.iter().all(|(code, wanted)| {
        let place = opened.register.fields.iter().position(|field| field.code.as_str() == code);
        let value = place.and_then(|place| held.get(place)?.as_ref()).map(engine::register::stored);
        value.as_ref() == Some(wanted)
    });
    let is_counted = filter.among.as_ref().is_none_or(|among| among.contains(&row.key));
    is_place && is_state && is_found && is_value && is_counted
}
