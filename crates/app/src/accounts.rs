//! Accounting tables (核算表): every formula of a pack for every subject of a period, or one formula over the periods.
//!
//! Computed when asked and not stored. Every number has an id that takes it apart down to the factors.

use std::str::FromStr;
use std::sync::Arc;

use engine::formula::{
    PackFacts, Subjects, Value, World, compute_formula, explain_formula, explain_place_total, place_totals,
    result_in_words,
};
use engine::run::{formula_periods, shown};
use jiff::Timestamp;
use model::pack::{Code, Formula, Pack, PlaceLevel, PlaceTotal, Subject};
use model::{Dataset, Period};

use crate::evaluations::{CutSubject, Gathered, fits, say_sources, subject_in_words, subjects_of};
use crate::frame::MISSING;
use crate::reach::NOT_YOURS;
use crate::view::{AccountColumn, AccountQuestion, AccountRow, AccountView, Explanation, Named};
use crate::{Actor, App, AppError, Result};

const MARK: &str = "acct~";
/// So many periods stand side by side.
const PERIODS_MAX: usize = 6;

/// What the key of a place begins with, so that it is no key of a row.
const PLACE: &str = "place:";
/// So many rows are named; of more it is said how many there are.
const NAMED: usize = 5;

/// One number of the table with the reason where there is none.
struct Cell {
    key: String,
    name: String,
    value: Option<String>,
    missing: Option<String>,
}

/// What a formula looks at, and whom it is about.
pub(crate) struct Held {
    pub facts: PackFacts,
    pub subjects: Vec<CutSubject>,
    pub gathered: Gathered,
}

fn is_totalled(formula: &Formula) -> bool {
    formula.place_total != PlaceTotal::None
}

/// What an accounting table is made of.
pub(crate) struct Book {
    pub pack: Arc<Pack>,
    pub version: String,
    pub dataset: Dataset,
    pub known_by: Timestamp,
}

impl App {
    /// The table of a period: formulas of one kind of subject side by side; with `formula` that one over the periods.
    pub async fn account_view(&self, actor: &Actor, question: &AccountQuestion, now: Timestamp) -> Result<AccountView> {
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let found = match question.version.as_deref().filter(|text| !text.is_empty()) {
            Some(version) => self.packs().usable(&question.pack, version)?,
            None => self.packs().newest(&question.pack)?,
        };
        let pack = found.usable()?.clone();
        let chosen = question.formula.as_deref().filter(|text| !text.is_empty());
        let is_by_place = question.by_place.unwrap_or_default();
        let is_meant = |formula: &&Formula| !is_by_place || is_totalled(formula);
        let subjects = subjects(&pack);
        let wanted = question.subject.as_deref().filter(|text| !text.is_empty());
        let mut meant = pack.formulas.iter().filter(is_meant);
        let lead = match (chosen, wanted) {
            (Some(code), _) => pack.formulas.iter().find(|formula| formula.code.as_str() == code),
            (None, Some(code)) => meant.find(|formula| subject_code(&formula.subject) == code),
            (None, None) if is_by_place => meant.next(),
            (None, None) => meant.find(|formula| Some(&formula.subject) == usual(&subjects)),
        };
        let what = if is_by_place { "按地区合计的核算项" } else { "核算项" };
        let lead = lead.ok_or_else(|| AppError::not_found(format!("机制包“{}”的{what}", pack.name)))?.clone();
        if is_by_place && !is_totalled(&lead) {
            return Err(AppError::bad_input(format!("“{}”没有声明按地区合计；请改看逐个对象的数值", lead.name)));
        }
        let periods = self.account_periods(&pack, &lead, dataset, now).await?;
        let period = match question.period.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?,
            None => periods.first().copied().ok_or_else(|| {
                AppError::bad_input(format!("“{}”还没有任何一期的数据；请先导入，或切换到另一数据集", pack.name))
            })?,
        };
        if !fits(lead.cycle, period) {
            return Err(AppError::bad_input(format!("“{}”不按{}核算；请改选报告期", lead.name, period.in_words())));
        }
        let book = Book { pack: pack.clone(), version: found.version.clone(), dataset, known_by };
        let is_series = chosen.is_some();
        let columns: Vec<(Formula, Period)> = if is_series {
            let mut shown: Vec<Period> = periods.iter().copied().take(PERIODS_MAX).collect();
            shown.reverse();
            shown.into_iter().map(|period| (lead.clone(), period)).collect()
        } else {
            let alike = pack.formulas.iter().filter(|one| one.subject == lead.subject && one.cycle == lead.cycle);
            alike.filter(is_meant).map(|formula| (formula.clone(), period)).collect()
        };
        let mut rows: Vec<AccountRow> = Vec::new();
        let (mut heads, mut notes) = (Vec::new(), Vec::new());
        let mut held: Option<(Period, Arc<Held>)> = None;
        for (place, (formula, period)) in columns.iter().enumerate() {
            // All columns are about the same subjects: what is known of a period is gathered once.
            let known = match held.take().filter(|(of, _)| of == period) {
                Some((_, known)) => known,
                None => Arc::new(self.held(&book, formula, *period).await?),
            };
            held = Some((*period, known.clone()));
            let within = self.within(actor, &pack, &formula.subject, (*period, dataset)).await?;
            let is_hidden = within.hides(&formula.value, &pack) || within.hides(&formula.condition, &pack);
            let mut computed = match is_by_place {
                true => {
                    let (computed, told) = self.totals_by_place(&book, known, formula, *period).await?;
                    // What no total holds is told by name.
                    notes.extend(told.into_iter().filter(|_| within.is_all()));
                    computed
                }
                false => self.computed(&book, known, formula, *period).await?,
            };
            computed.retain(|cell| match cell.key.strip_prefix(PLACE) {
                Some(place) => within.has_place(place),
                None => within.has(&cell.key),
            });
            // A total of a place is a figure of the place; a row's own value is the field's.
            for cell in
                computed.iter_mut().filter(|cell| is_hidden && !is_by_place && !within.sees_fields_of(&cell.key))
            {
                (cell.value, cell.missing) = (None, Some(NOT_YOURS.to_string()));
            }
            for Cell { key, name, value, missing } in computed {
                let held = rows.iter().position(|row| row.key == key);
                let slot = held.unwrap_or_else(|| {
                    rows.push(AccountRow {
                        key,
                        name,
                        values: vec![None; columns.len()],
                        missing: vec![None; columns.len()],
                    });
                    rows.len() - 1
                });
                rows[slot].values[place] = value;
                rows[slot].missing[place] = missing;
            }
            heads.push(AccountColumn {
                code: formula.code.to_string(),
                name: if is_series { period.in_words() } else { formula.name.clone() },
                unit: if formula.unit.is_dimensionless() { String::new() } else { formula.unit.to_string() },
                formula: engine::formula::in_names(&formula.value, &pack),
                figures: root(&book, *period),
            });
        }
        Ok(AccountView {
            pack: Named { code: pack.code.to_string(), name: pack.name.clone() },
            version: book.version.clone(),
            certainty: pack.certainty.in_words().to_string(),
            note: pack.note.clone(),
            subject_code: subject_code(&lead.subject),
            subjects: subjects
                .iter()
                .map(|subject| Named { code: subject_code(subject), name: subject_in_words(subject, &pack) })
                .collect(),
            subject: if is_by_place { "地区".to_string() } else { subject_in_words(&lead.subject, &pack) },
            period,
            period_in_words: period.in_words(),
            periods: periods.iter().map(ToString::to_string).collect(),
            formula: chosen.map(ToString::to_string),
            formulas: pack
                .formulas
                .iter()
                .map(|formula| Named { code: formula.code.to_string(), name: formula.name.clone() })
                .collect(),
            dataset,
            is_by_place,
            has_place_totals: pack.formulas.iter().any(is_totalled),
            columns: heads,
            rows,
            notes,
        })
    }

    async fn account_periods(
        &self,
        pack: &Pack,
        formula: &Formula,
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Vec<Period>> {
        self.subject_periods(pack, &formula.subject, (formula.cycle, dataset), known_by).await
    }

    /// Key, name, value and reason of each subject.
    async fn computed(&self, book: &Book, known: Arc<Held>, formula: &Formula, period: Period) -> Result<Vec<Cell>> {
        let (pack, formula, calendar) = (book.pack.clone(), formula.clone(), self.calendar().clone());
        crate::blocking(move || {
            let Held { facts, subjects, .. } = &*known;
            let world = World { pack: &pack, facts, calendar: &calendar };
            let keys: Vec<Arc<str>> = subjects.iter().map(|one| Arc::from(one.key.as_str())).collect();
            let held = Subjects::new(formula.subject.clone(), keys);
            let values = compute_formula(&formula, &held, period, world).values;
            let mut rows = Vec::with_capacity(subjects.len());
            for (row, subject) in subjects.iter().enumerate() {
                let value = values.get(row).map(|value| worded(&formula, value, &pack));
                let missing = value.is_none().then(|| {
                    let reasons = engine::formula::missing_reasons(&formula.value, row, &held, period, world);
                    if reasons.is_empty() { "不属于核算范围".to_string() } else { reasons.join("；") }
                });
                rows.push(Cell { key: subject.key.clone(), name: subject.name.clone(), value, missing });
            }
            Ok(rows)
        })
        .await
    }

    /// The totals of each place, and what no total holds.
    async fn totals_by_place(
        &self,
        book: &Book,
        known: Arc<Held>,
        formula: &Formula,
        period: Period,
    ) -> Result<(Vec<Cell>, Vec<String>)> {
        let (pack, formula, calendar) = (book.pack.clone(), formula.clone(), self.calendar().clone());
        crate::blocking(move || {
            let Held { facts, subjects, gathered } = &*known;
            let world = World { pack: &pack, facts, calendar: &calendar };
            let keys: Vec<Arc<str>> = subjects.iter().map(|one| Arc::from(one.key.as_str())).collect();
            let found = place_totals(&formula, &Subjects::new(formula.subject.clone(), keys), period, world);
            let found = found.unwrap_or_default();
            let named = |rows: &[usize]| {
                let names: Vec<&str> = rows.iter().take(NAMED).map(|row| subjects[*row].name.as_str()).collect();
                format!("{}{}", names.join("、"), if rows.len() > NAMED { "等" } else { "" })
            };
            let (mut cells, mut notes) = (Vec::new(), Vec::new());
            for held in &found.places {
                let name = gathered.place_name(&held.place).to_string();
                let value = held.total.map(shown);
                let missing = value.is_none().then(|| format!("{} 行都没有结果", held.missing.len()));
                if !held.missing.is_empty() {
                    let (count, names) = (held.missing.len(), named(&held.missing));
                    notes.push(format!(
                        "{name}：{count} 行没有{}（{}），未计入合计：{names}",
                        formula.name,
                        period.in_words()
                    ));
                }
                cells.push(Cell { key: format!("{PLACE}{}", held.place), name, value, missing });
            }
            if !found.nowhere.is_empty() {
                let (count, names) = (found.nowhere.len(), named(&found.nowhere));
                notes.push(format!("{count} 行没有填地区，{}不计入任何地区：{names}", formula.name));
            }
            Ok((cells, notes))
        })
        .await
    }

    /// What a formula looks at in a period, and whom it is about.
    pub(crate) async fn held(&self, book: &Book, formula: &Formula, period: Period) -> Result<Held> {
        let Book { pack, dataset, known_by, .. } = book;
        let gathered = self.gathered(pack, &formula_periods(pack, period), *dataset, *known_by).await?;
        let subjects = subjects_of(pack, &formula.subject, &gathered, period)?;
        let mut facts = gathered.facts()?;
        // 评价结果的运用: a formula may read the grade that the frozen evaluation of the same period gave.
        let concluded = self.conclusions(pack.code.as_str(), formula.cycle, ..=period, *dataset, *known_by).await?;
        concluded.iter().for_each(|one| one.add_to(&mut facts));
        Ok(Held { facts, subjects, gathered })
    }

    pub(crate) async fn explain_account(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由核算页面复制"));
        let parts: Vec<&str> = id.strip_prefix(MARK).ok_or_else(wrong)?.splitn(6, '~').collect();
        let [code, version, period, dataset, known_by, path] = parts[..] else { return Err(wrong()) };
        let period = Period::from_str(period).map_err(|_| wrong())?;
        let dataset = match dataset {
            "real" => Dataset::Real,
            "demo" => Dataset::Demo,
            _ => return Err(wrong()),
        };
        let known_by: Timestamp = known_by.parse().map_err(|_| wrong())?;
        let (formula, key) = path.split_once('/').ok_or_else(wrong)?;
        let pack = self.packs().usable(code, version)?.usable()?.clone();
        let formula = Code::new(formula).ok().and_then(|code| pack.formula(&code).cloned()).ok_or_else(wrong)?;
        let book = Book { pack: pack.clone(), version: version.to_string(), dataset, known_by };
        let Held { facts, subjects, gathered } = self.held(&book, &formula, period).await?;
        let missing = || AppError::not_found(format!("核算对象“{key}”"));
        let within = self.within(actor, &pack, &formula.subject, (period, dataset)).await?;
        let what = format!("account/{code}");
        if key.strip_prefix(PLACE).is_none_or(|place| !within.has_place(place)) {
            self.demand_subject(actor, &within, (key, &what), now).await?;
        }
        let world = World { pack: &pack, facts: &facts, calendar: self.calendar() };
        let keys: Vec<Arc<str>> = subjects.iter().map(|one| Arc::from(one.key.as_str())).collect();
        let held = Subjects::new(formula.subject.clone(), keys);
        if let Some(place) = key.strip_prefix(PLACE) {
            let totals = place_totals(&formula, &held, period, world).unwrap_or_default();
            let total = totals.places.iter().find(|total| &*total.place == place).ok_or_else(missing)?;
            let mut derivation = explain_place_total(&formula, total, gathered.place_name(place), &held, period, world);
            derivation.value = total.total.map_or_else(|| MISSING.to_string(), shown);
            let named = subjects.iter().map(|one| (one.key.as_str(), one.name.as_str()));
            let derivation = within.masked(derivation, place, named);
            return Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() });
        }
        let row = subjects.iter().position(|one| one.key == key).ok_or_else(missing)?;
        let mut derivation = explain_formula(&formula, row, &held, period, world);
        // The page shows four decimals, and the explanation of a number begins with that number.
        let value = compute_formula(&formula, &held, period, world).values.get(row);
        derivation.value = value.map_or_else(|| MISSING.to_string(), |value| worded(&formula, value, &pack));
        derivation.title = format!("{}{}（{}）", subjects[row].name, formula.name, period.in_words());
        if let Some(place) = &subjects[row].place {
            say_sources(&gathered.observed, &pack, place, &mut derivation);
        }
        if !within.sees_fields_of(key)
            && (within.hides(&formula.value, &pack) || within.hides(&formula.condition, &pack))
        {
            derivation.value = NOT_YOURS.to_string();
        }
        let named = subjects.iter().map(|one| (one.key.as_str(), one.name.as_str()));
        let derivation = within.masked(derivation, key, named);
        Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
    }
}

/// What the pack accounts for, in the order of its formulas.
fn subjects(pack: &Pack) -> Vec<Subject> {
    let mut found: Vec<Subject> = Vec::new();
    for formula in &pack.formulas {
        if !found.contains(&formula.subject) {
            found.push(formula.subject.clone());
        }
    }
    found
}

/// What people ask for first: the smallest places that are accounted for; otherwise what the last formulas are about,
/// because details come first and results last.
fn usual(subjects: &[Subject]) -> Option<&Subject> {
    subjects.iter().find(|subject| matches!(subject, Subject::Place(_))).or(subjects.last())
}

fn subject_code(subject: &Subject) -> String {
    match subject {
        Subject::Register(code) => code.to_string(),
        Subject::Place(PlaceLevel::City) => "place:city".to_string(),
        Subject::Place(PlaceLevel::County) => "place:county".to_string(),
        Subject::Place(PlaceLevel::Township) => "place:township".to_string(),
    }
}

/// A number with four decimals; a choice by its name.
pub(crate) fn worded(formula: &Formula, value: Value, pack: &Pack) -> String {
    match value {
        Value::Number(number) => shown(number),
        other => result_in_words(formula, &other, pack),
    }
}

pub(crate) fn is_account_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

fn root(book: &Book, period: Period) -> String {
    let dataset = match book.dataset {
        Dataset::Real => "real",
        Dataset::Demo => "demo",
    };
    format!("{MARK}{}~{}~{period}~{dataset}~{}~", book.pack.code, book.version, book.known_by)
}
