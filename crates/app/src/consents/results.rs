//! Declared results of enterprises: computed from the newest rules and rows, handed out without what they were made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::consent::ConsentItem;
use engine::formula::{Column, Subjects, Value, World, compute_formula, explain_formula};
use jiff::Timestamp;
use model::pack::{Code, FieldType, Formula, Pack, Register, Subject};
use model::{Dataset, Derivation, Period, SourceRef};
use store::{Book as Rows, RowHold, RowReach};

use crate::accounts::{Book, Held, worded};
use crate::frame::MISSING;
use crate::view::{ConsentFactor, ConsentResult};
use crate::{App, AppError, Result};

/// The rules of an item, as its pack has them now.
pub(super) struct Declared {
    pub pack: Arc<Pack>,
    pub version: String,
    pub register: Register,
    pub label: Formula,
    pub results: Vec<Formula>,
    pub sums: Vec<Formula>,
}

/// The results of one enterprise.
pub(super) struct Results {
    pub label: ConsentResult,
    pub has_label: bool,
    pub results: Vec<ConsentResult>,
    pub factors: Vec<ConsentFactor>,
}

/// The results of all, for what is told of them together.
pub(super) struct AllResults {
    pub labels: Vec<Option<String>>,
    /// By formula, then by enterprise.
    pub sums: Vec<Column>,
    /// By field, then by enterprise, as people call it.
    pub groups: Vec<Vec<Option<String>>>,
}

impl App {
    pub(super) fn declared(&self, item: &ConsentItem) -> Result<Declared> {
        let found = self.packs().newest(&item.pack)?;
        let pack = found.usable()?.clone();
        let gone = || AppError::Conflict {
            message: format!(
                "授权事项“{}”所用的机制包“{}”已改版，缺少所需的核算项；请联系县域科",
                item.name, pack.name
            ),
        };
        let formula =
            |code: &String| Code::new(code).ok().and_then(|code| pack.formula(&code).cloned()).ok_or_else(gone);
        let register =
            Code::new(&item.register).ok().and_then(|code| pack.register(&code).cloned()).ok_or_else(gone)?;
        let all = |codes: &[String]| codes.iter().map(formula).collect::<Result<Vec<Formula>>>();
        let (label, results, sums) = (formula(&item.label)?, all(&item.results)?, all(&item.sums)?);
        Ok(Declared { version: found.version.clone(), register, label, results, sums, pack: pack.clone() })
    }

    /// Periods for which there are rows, newest first.
    pub(super) async fn declared_periods(
        &self,
        declared: &Declared,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<Vec<Period>> {
        let subject = Subject::Register(declared.register.code.clone());
        self.subject_periods(&declared.pack, &subject, (declared.label.cycle, dataset), now).await
    }

    /// Those of some keys that have a row.
    pub(super) async fn keys_held(
        &self,
        declared: &Declared,
        keys: &[String],
        (dataset, period): (Dataset, Period),
    ) -> Result<Vec<String>> {
        let Some(field) = declared.register.key.first() else { return Ok(Vec::new()) };
        let hold = |key: &String| RowHold::Value { field: field.clone(), value: key.clone() };
        let book = Rows {
            dataset,
            pack: declared.pack.code.to_string(),
            register: declared.register.code.to_string(),
            period: (declared.register.cycle != model::pack::Cycle::Standing).then_some(period),
        };
        let held = self.store.keys_within(&book, &RowReach::Only(keys.iter().map(hold).collect())).await?;
        Ok(held.unwrap_or_default().into_iter().collect())
    }

    /// Label, results and the factors behind them, by key; a key without a row is left out.
    pub(super) async fn results_of(
        &self,
        declared: &Declared,
        keys: Vec<String>,
        (dataset, period): (Dataset, Period),
        now: Timestamp,
    ) -> Result<BTreeMap<String, Results>> {
        let known = self.known_of(declared, (dataset, period), now).await?;
        let (pack, calendar) = (declared.pack.clone(), self.calendar().clone());
        let formulas: Vec<Formula> = std::iter::once(&declared.label).chain(&declared.results).cloned().collect();
        crate::blocking(move || {
            let world = World { pack: &pack, facts: &known.facts, calendar: &calendar };
            let subjects = subjects(&known, &formulas);
            let columns: Vec<Column> =
                formulas.iter().map(|formula| compute_formula(formula, &subjects, period, world).values).collect();
            let mut found = BTreeMap::new();
            for key in keys {
                let Some(row) = known.subjects.iter().position(|one| one.key == key) else { continue };
                let cells =
                    formulas.iter().zip(&columns).map(|(formula, column)| result(formula, column.get(row), &pack));
                let mut cells: Vec<ConsentResult> = cells.collect();
                let mut factors = Vec::new();
                for formula in &formulas {
                    cite(&explain_formula(formula, row, &subjects, period, world), &pack, &mut factors);
                }
                factors.sort();
                factors.dedup();
                let has_label = columns.first().is_some_and(|column| column.get(row).is_some());
                let label = cells.remove(0);
                found.insert(key, Results { label, has_label, results: cells, factors });
            }
            Ok(found)
        })
        .await
    }

    pub(super) async fn results_of_all(
        &self,
        declared: &Declared,
        fields: &[String],
        (dataset, period): (Dataset, Period),
        now: Timestamp,
    ) -> Result<AllResults> {
        let known = self.known_of(declared, (dataset, period), now).await?;
        let (pack, calendar) = (declared.pack.clone(), self.calendar().clone());
        let (label, sums, register) = (declared.label.clone(), declared.sums.clone(), declared.register.clone());
        let fields = fields.to_vec();
        crate::blocking(move || {
            let world = World { pack: &pack, facts: &known.facts, calendar: &calendar };
            let subjects = subjects(&known, std::slice::from_ref(&label));
            let of = |formula: &Formula| compute_formula(formula, &subjects, period, world).values;
            let labelled = of(&label);
            let rows = 0..known.subjects.len();
            let labels = rows.clone().map(|row| labelled.get(row).map(|value| worded(&label, value, &pack))).collect();
            let sums = sums.iter().map(of).collect();
            let held = known.facts.rows(&pack, &register.code, period);
            let groups = fields.iter().map(|code| {
                let field = register.fields.iter().find(|field| field.code.as_str() == code);
                let column = field.and_then(|field| held?.column(&field.code));
                let name = |row: usize| match (column?.get(row)?, &field?.field_type) {
                    (Value::Text(code), FieldType::Choice { list }) => {
                        let list = pack.choices.iter().find(|known| known.code == *list)?;
                        list.choices
                            .iter()
                            .find(|choice| choice.code.as_str() == &*code)
                            .map(|choice| choice.name.clone())
                    }
                    (Value::Text(code), FieldType::Place { .. }) => Some(known.gathered.place_name(&code).to_string()),
                    (Value::Text(text), _) => Some(text.to_string()),
                    (Value::Number(_) | Value::Flag(_) | Value::Date(_), _) => None,
                };
                rows.clone().map(name).collect()
            });
            Ok(AllResults { labels, sums, groups: groups.collect() })
        })
        .await
    }

    async fn known_of(
        &self,
        declared: &Declared,
        (dataset, period): (Dataset, Period),
        now: Timestamp,
    ) -> Result<Arc<Held>> {
        let (pack, version) = (declared.pack.clone(), declared.version.clone());
        let book = Book { pack, version, dataset, known_by: now };
        Ok(Arc::new(self.held(&book, &declared.label, period).await?))
    }
}

fn subjects(known: &Held, formulas: &[Formula]) -> Subjects {
    let keys: Vec<Arc<str>> = known.subjects.iter().map(|one| Arc::from(one.key.as_str())).collect();
    Subjects::new(formulas[0].subject.clone(), keys)
}

fn result(formula: &Formula, value: Option<Value>, pack: &Pack) -> ConsentResult {
    ConsentResult {
        name: formula.name.clone(),
        value: value.map_or_else(|| MISSING.to_string(), |value| worded(formula, value, pack)),
        unit: if formula.unit.is_dimensionless() { String::new() } else { formula.unit.to_string() },
        basis: formula.basis.clone(),
    }
}

/// Parameters and tables under a result: their names and versions, neither a value nor what they were looked up by, which
/// would tell of the inputs.
fn cite(node: &Derivation, pack: &Pack, factors: &mut Vec<ConsentFactor>) {
    if let Some(SourceRef::Rule { code, basis, .. }) = &node.source {
        let parameter = pack.parameters.iter().find(|one| one.code.as_str() == code).map(|one| &one.name);
        let table = pack.tables.iter().find(|one| one.code.as_str() == code).map(|one| &one.name);
        if let Some(name) = parameter.or(table) {
            factors.push(ConsentFactor {
                name: name.clone(),
                document: basis.clone(),
                validity: node.notes.first().cloned().unwrap_or_default(),
            });
        }
    }
    node.inputs.iter().for_each(|input| cite(input, pack, factors));
}
