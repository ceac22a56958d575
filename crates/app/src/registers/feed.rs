//! Counts and sums of registers as values of indicators (入库企业 2500 家左右 is counted, not typed): which values a
//! register gives as of a day.
//!
//! Never mixes datasets, never fills in for a book that was not kept, and never turns a count of what stands into what
//! was added over a span.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::formula::{Value, World};
use engine::register::{Measured, measured, together};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::pack::{Cycle, Measure, Register};
use model::people::DataClass;
use model::{
    Dataset, Grade, Indicator, IndicatorNature, Observation, ObservationStatus, Period, PlaceKind, Scope, Source,
};
use serde::{Deserialize, Serialize};
use store::{Dictionaries, StoredRow};

use super::book::{Opened, values};
use crate::data::list::source;
use crate::view::RegisterBookQuery;
use crate::{App, Result};

/// What registers give to indicators of one dataset as of a day.
#[derive(Debug, Default)]
pub(crate) struct Fed {
    /// Their ids are below zero, so that none is taken for a stored value.
    pub observations: Vec<Observation>,
    pub counted: Vec<CountedValue>,
    pub sources: Vec<Source>,
    pub problems: Vec<FeedProblem>,
}

/// Which count of which book a value is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CountedValue {
    pub observation: i64,
    pub dataset: Dataset,
    pub pack: String,
    pub register: String,
    /// Name of the register with its period.
    pub title: String,
    pub period: Option<Period>,
    pub measure: String,
    /// The year that a dated count of a register that stands is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Period>,
    pub place: String,
    /// Rows as they were known by this time.
    pub by: Timestamp,
}

/// Why a count that a pack declares for an indicator gives no value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FeedProblem {
    pub indicator: String,
    /// Division code; nothing when it concerns every place.
    pub place: Option<String>,
    pub words: String,
}

/// A book with the time by which its rows are looked at and the period that the count is about.
struct Look {
    opened: Opened,
    by: Timestamp,
    about: Period,
    is_over: bool,
    known_since: Timestamp,
}

impl App {
    /// The values as of a day, from rows as known by an instant, by pack, register, period and place.
    pub(crate) async fn fed(
        &self,
        dictionaries: &Dictionaries,
        dataset: Dataset,
        as_of: Date,
        known_by: Timestamp,
    ) -> Result<Fed> {
        let mut fed = Fed::default();
        for (version, newest) in self.packs().newest_of_each() {
            let pack = version.code.as_str();
            for register in &newest.registers {
                let declares = register.measures.iter().any(|measure| measure.indicator.is_some());
                if !declares {
                    continue;
                }
                let names = (pack, register.code.as_str());
                let periods = match register.cycle {
                    Cycle::Standing => vec![None],
                    Cycle::Year | Cycle::HalfYear | Cycle::Quarter | Cycle::Month => {
                        let mut held: Vec<Option<Period>> = self
                            .store
                            .register_periods(pack, register.code.as_str(), dataset)
                            .await?
                            .iter()
                            .map(|(period, _)| period.parse().ok())
                            .collect();
                        held.retain(Option::is_some);
                        held.sort_unstable();
                        held
                    }
                };
                for period in periods {
                    self.feed_book(&mut fed, names, (dataset, period), (as_of, known_by), dictionaries).await?;
                }
            }
        }
        Ok(fed)
    }

    async fn feed_book(
        &self,
        fed: &mut Fed,
        names: (&str, &str),
        (dataset, period): (Dataset, Option<Period>),
        (as_of, known_by): (Date, Timestamp),
        dictionaries: &Dictionaries,
    ) -> Result<()> {
        let Some((about, is_over)) = about(period, as_of) else { return Ok(()) };
        // What is over is taken as it is known; what still runs, as it stood at the end of the month.
        let by = if is_over { known_by } else { known_by.min(end_of(about)) };
        let query = RegisterBookQuery { dataset: Some(dataset), period: period.map(|period| period.to_string()) };
        let opened = self.opened(names.0, names.1, &query, known_by).await?;
        if period.is_none() && opened.register.measures.iter().any(|measure| measure.dated.is_some()) {
            self.feed_years(fed, (names, dataset), (as_of, known_by), dictionaries).await?;
        }
        let rows = self.store.rows_by(&opened.book, by).await?;
        let Some(known_since) = rows.iter().map(|row| row.known_since).max() else {
            let has_later = by < known_by && !self.store.rows_by(&opened.book, known_by).await?.is_empty();
            let of_now = |measure: &&Measure| has_later && measure.dated.is_none();
            for measure in opened.register.measures.iter().filter(of_now) {
                let words =
                    format!("名录“{}”在{}还没有记录，当时的“{}”不可知", opened.title(), about.last_day(), measure.name);
                fed.refuse(measure, None, words);
            }
            return Ok(());
        };
        let facts = self.register_facts(&opened.pack, dataset, &[opened.period], by).await?;
        let look = Look { by, about, is_over, known_since, opened };
        let world = World { pack: &look.opened.pack, facts: &facts, calendar: self.calendar() };
        for measure in &look.opened.register.measures {
            let Some(code) = measure.indicator.as_ref().filter(|_| !look.is_by_year(measure)) else { continue };
            let Some(indicator) = dictionaries.indicators.iter().find(|known| known.code == code.as_str()) else {
                continue;
            };
            if let Some(words) = misfit(&look, measure, indicator) {
                fed.refuse(measure, None, words);
                continue;
            }
            if indicator.nature == IndicatorNature::Flow && !look.is_over {
                continue;
            }
            let totals = measured(&look.opened.register, measure, look.opened.period, world);
            fed.add(&look, measure, indicator, &totals, dictionaries);
        }
        Ok(())
    }
}

impl App {
    /// What a register that stands counts by a date, for each year that is over and that any row lies in.
    async fn feed_years(
        &self,
        fed: &mut Fed,
        (names, dataset): ((&str, &str), Dataset),
        (as_of, known_by): (Date, Timestamp),
        dictionaries: &Dictionaries,
    ) -> Result<()> {
        let query = RegisterBookQuery { dataset: Some(dataset), period: None };
        let opened = self.opened(names.0, names.1, &query, known_by).await?;
        let rows = self.store.rows_by(&opened.book, known_by).await?;
        let Some(known_since) = rows.iter().map(|row| row.known_since).max() else { return Ok(()) };
        let facts = self.register_facts(&opened.pack, dataset, &[opened.period], known_by).await?;
        let mut look = Look { by: known_by, about: opened.period, is_over: true, known_since, opened };
        let register = look.opened.register.clone();
        for measure in register.measures.iter().filter(|measure| measure.dated.is_some()) {
            let code = measure.indicator.as_ref();
            let Some(indicator) =
                dictionaries.indicators.iter().find(|known| code.is_some_and(|code| known.code == code.as_str()))
            else {
                continue;
            };
            if let Some(words) = misfit(&look, measure, indicator) {
                fed.refuse(measure, None, words);
                continue;
            }
            for year in years(&register, measure, &rows)? {
                look.about = Period::Year(year);
                if look.about.last_day() > as_of {
                    continue;
                }
                let world = World { pack: &look.opened.pack, facts: &facts, calendar: self.calendar() };
                let totals = measured(&register, measure, look.about, world);
                fed.add(&look, measure, indicator, &totals, dictionaries);
            }
        }
        Ok(())
    }
}

/// The years that the dates of a count lie in, from the first to the last.
fn years(register: &Register, measure: &Measure, rows: &[StoredRow]) -> Result<BTreeSet<i16>> {
    let place = register.fields.iter().position(|field| Some(&field.code) == measure.dated.as_ref());
    let mut found = BTreeSet::new();
    for row in rows {
        let held = values(register, &row.body)?;
        if let Some(Some(Value::Date(day))) = place.and_then(|place| held.get(place)) {
            found.insert(day.year());
        }
    }
    Ok(found)
}

impl Look {
    /// Whether a count says what each year added, although the register stands.
    fn is_by_year(&self, measure: &Measure) -> bool {
        self.opened.register.cycle == Cycle::Standing && measure.dated.is_some()
    }
}

impl Fed {
    fn refuse(&mut self, measure: &Measure, place: Option<String>, words: String) {
        if let Some(indicator) = &measure.indicator {
            self.problems.push(FeedProblem { indicator: indicator.to_string(), place, words });
        }
    }

    fn add(
        &mut self,
        look: &Look,
        measure: &Measure,
        indicator: &Indicator,
        totals: &BTreeMap<Arc<str>, Measured>,
        dictionaries: &Dictionaries,
    ) {
        let opened = &look.opened;
        let Ok(unit) = indicator.unit.parse() else { return };
        let Some(conversion) = measure.unit.conversion_to(&unit) else { return };
        let title = format!("名录“{}”", opened.title());
        for place in &dictionaries.places {
            // A county without a row in a book that is kept for its city has none; other places are not its business.
            let root = if place.kind == PlaceKind::City { Some(&place.code) } else { place.parent.as_ref() };
            let is_kept = below(dictionaries, &place.code, totals).iter().any(|(_, found)| !found.rows.is_empty())
                || (matches!(place.kind, PlaceKind::County)
                    && root.is_some_and(|root| !below(dictionaries, root, totals).is_empty()));
            if !is_kept || place.kind == PlaceKind::Province {
                continue;
            }
            let found = together(below(dictionaries, &place.code, totals).iter().map(|(_, found)| *found));
            let Some(value) = found.total.and_then(|total| conversion.apply(total)) else {
                let words =
                    format!("{title}有 {} 行没有“{}”要加的数，合计不可知", found.without_value.len(), measure.name);
                self.refuse(measure, Some(place.code.clone()), words);
                continue;
            };
            let is_other = |held: &&Observation| {
                held.indicator == indicator.code
                    && held.place == place.code
                    && held.period.last_day() == look.about.last_day()
            };
            if let Some(other) = self.observations.iter().find(is_other) {
                let words =
                    format!("{}与{title}都供给“{}”，取前者；请由机制包明确一个来源", other.source, indicator.name);
                self.refuse(measure, Some(place.code.clone()), words);
                continue;
            }
            let id = -(self.observations.len() as i64) - 1;
            self.observations.push(Observation {
                id,
                indicator: indicator.code.clone(),
                place: place.code.clone(),
                period: look.about,
                value,
                unit: indicator.unit.clone(),
                scope: if place.kind == PlaceKind::City { Scope::City } else { Scope::Unstated },
                grade: match opened.book.dataset {
                    Dataset::Real => Grade::B,
                    Dataset::Demo => Grade::Demo,
                },
                status: if look.is_over { ObservationStatus::Final } else { ObservationStatus::Provisional },
                source: title.clone(),
                known_since: look.known_since,
                dataset: opened.book.dataset,
                note: Some(format!("由{title}的“{}”计数得出，不是填报数", measure.name)),
                class: DataClass::Internal,
            });
            self.counted.push(CountedValue {
                observation: id,
                dataset: opened.book.dataset,
                pack: opened.pack.code.to_string(),
                register: opened.register.code.to_string(),
                title: opened.title(),
                period: opened.book.period,
                measure: measure.code.to_string(),
                year: look.is_by_year(measure).then_some(look.about),
                place: place.code.clone(),
                by: look.by,
            });
        }
        if !self.sources.iter().any(|known| known.id == title) {
            let publisher = indicator.steward.clone().unwrap_or_else(|| "本单位".to_string());
            self.sources.push(Source { id: title.clone(), title, publisher, kind: "名录".to_string(), url: None });
        }
    }

    /// Joins the counts to stored values. Of a place and day for which there is a count, what was typed or published
    /// stands in the note of the count and is not judged.
    pub(crate) fn joined(&mut self, stored: Vec<Observation>, dictionaries: &Dictionaries) -> Vec<Observation> {
        let mut counts = std::mem::take(&mut self.observations);
        let mut kept = Vec::with_capacity(stored.len() + counts.len());
        for held in stored {
            let is_same = |count: &&mut Observation| {
                count.indicator == held.indicator
                    && count.place == held.place
                    && count.period.last_day() == held.period.last_day()
            };
            match counts.iter_mut().find(is_same) {
                None => kept.push(held),
                Some(count) => {
                    let words = format!(
                        "另有{}{}{}（{}），以名录计数为准",
                        held.period.in_words(),
                        held.value.normalize(),
                        held.unit,
                        source(dictionaries, &held.source).title
                    );
                    let note = count.note.take().unwrap_or_default();
                    count.note = Some(format!("{note}；{words}"));
                }
            }
        }
        kept.extend(counts);
        kept
    }
}

/// The period that a count of a book is about, and whether the book's period is over. A book that still runs, and one
/// without periods, is looked at as of the end of the last whole month.
fn about(period: Option<Period>, as_of: Date) -> Option<(Period, bool)> {
    match period {
        Some(period) if period.last_day() <= as_of => Some((period, true)),
        Some(period) => {
            let month = last_whole_month(as_of)?;
            (period.first_day() <= month.first_day()).then_some((month, false))
        }
        None => last_whole_month(as_of).map(|month| (month, false)),
    }
}

fn last_whole_month(day: Date) -> Option<Period> {
    let last = if day == day.last_of_month() { day } else { day.first_of_month().checked_sub(1.day()).ok()? };
    Some(Period::Month(last.year(), last.month()))
}

/// The last instant of a period in China.
fn end_of(period: Period) -> Timestamp {
    let next = period.last_day().checked_add(1.day()).unwrap_or(Date::MAX);
    Offset::constant(8).to_timestamp(next.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// Why a count cannot be a value of the indicator that it is declared for.
fn misfit(look: &Look, measure: &Measure, indicator: &Indicator) -> Option<String> {
    let name = &measure.name;
    let unit = indicator.unit.parse().ok();
    if unit.and_then(|unit| measure.unit.conversion_to(&unit)).is_none() {
        return Some(format!(
            "名录“{}”的“{name}”以“{}”为单位，不能换算为指标的“{}”，没有取数；请更正机制包",
            look.opened.register.name, measure.unit, indicator.unit
        ));
    }
    if look.is_by_year(measure) {
        return (indicator.nature != IndicatorNature::Flow).then(|| {
            format!(
                "名录“{}”的“{name}”按日期计入各年，是一年新增数，不能作为现有数的指标，没有取数；请更正机制包",
                look.opened.register.name
            )
        });
    }
    (indicator.nature == IndicatorNature::Flow && look.opened.register.cycle == Cycle::Standing).then(|| {
        format!(
            "名录“{}”不分期，其“{name}”是现有数，不能作为按期累计的指标，没有取数；请改用分期的名录，或写 dated 按日期计入各年",
            look.opened.register.name
        )
    })
}

/// Counts of a place and of the places in it, in official order.
pub(super) fn below<'totals>(
    dictionaries: &Dictionaries,
    place: &str,
    totals: &'totals BTreeMap<Arc<str>, Measured>,
) -> Vec<(&'totals Arc<str>, &'totals Measured)> {
    let is_in = |code: &str| {
        let mut at = Some(code);
        // No chain of places is longer: province, city, county, and one for a zone in a county.
        for _ in 0..5 {
            match at {
                Some(code) if code == place => return true,
                Some(code) => {
                    let held = dictionaries.places.iter().find(|held| held.code == code);
                    at = held.and_then(|held| held.parent.as_deref());
                }
                None => return false,
            }
        }
        false
    };
    let listed = dictionaries.places.iter().filter(|held| is_in(&held.code));
    listed.filter_map(|held| totals.get_key_value(held.code.as_str())).collect()
}
