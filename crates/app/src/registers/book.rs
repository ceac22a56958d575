//! Which register is meant: pack, register, period and dataset as they come from an address, checked against the packs.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::Value;
use engine::register::{AgencyName, Directory, PlaceName, Row, from_stored, stored};
use jiff::Timestamp;
use model::pack::{Code, Cycle, FieldType, Pack, PlaceLevel, Register};
use model::{Dataset, Period, PlaceKind};
use store::{Book, StoredRow};

use crate::view::RegisterBookQuery;
use crate::{App, AppError, Result, day_in_china};

/// A register with everything that its cells are read against.
pub(crate) struct Opened {
    pub pack: Arc<Pack>,
    pub register: Register,
    pub book: Book,
    pub places: Vec<PlaceName>,
    /// Those that plans name, in the order in which they are first named; empty where no field asks for one.
    pub agencies: Vec<AgencyName>,
    /// The period by which parameters are chosen: that of the book, or the present year where rows stand.
    pub period: Period,
    /// The largest file that may hang on a row, in bytes.
    pub attachment_max: u64,
}

impl Opened {
    pub fn directory(&self) -> Directory<'_> {
        Directory { pack: &self.pack, places: &self.places, agencies: &self.agencies }
    }

    /// 工业企业（2024年）.
    pub fn title(&self) -> String {
        match self.book.period {
            Some(period) => format!("{}（{}）", self.register.name, period.in_words()),
            None => self.register.name.clone(),
        }
    }

    /// What audit entries are about.
    pub fn object(&self) -> String {
        let period = self.book.period.map(|period| format!("/{period}")).unwrap_or_default();
        format!("register/{}/{}{period}", self.pack.code, self.register.code)
    }

    pub fn state_name(&self, state: Option<&str>) -> Option<String> {
        let state = state?;
        let found = self.register.life.states.iter().find(|known| known.code.as_str() == state);
        Some(found.map_or_else(|| state.to_string(), |known| known.name.clone()))
    }

    pub fn place_name(&self, code: &str) -> String {
        let found = self.places.iter().find(|place| place.code == code);
        found.map_or_else(|| code.to_string(), |place| place.name.clone())
    }

    /// The field by which rows are listed: the first one that is a place.
    pub fn place_of(&self, values: &[Option<Value>]) -> String {
        let place = self.register.fields.iter().position(|field| matches!(field.field_type, FieldType::Place { .. }));
        place.and_then(|place| values.get(place)?.as_ref()).map(stored).unwrap_or_default()
    }

    /// How a row is called: its first text that everybody sees who sees the row, otherwise its key.
    pub fn name_of(&self, key: &str, values: &[Option<Value>]) -> String {
        let is_text = |field: &model::pack::Field| {
            matches!(field.field_type, FieldType::Text { .. }) && field.class <= self.register.class
        };
        let place = self.register.fields.iter().position(is_text);
        place.and_then(|place| values.get(place)?.as_ref()).map_or_else(|| key.to_string(), stored)
    }

    /// What a row is about: its first text that is no part of its key, otherwise how it is called.
    pub fn title_of(&self, key: &str, values: &[Option<Value>]) -> String {
        let is_title = |field: &model::pack::Field| {
            let is_text = matches!(field.field_type, FieldType::Text { .. });
            is_text && field.class <= self.register.class && !self.register.key.contains(&field.code)
        };
        let place = self.register.fields.iter().position(is_title);
        place.and_then(|place| values.get(place)?.as_ref()).map_or_else(|| self.name_of(key, values), stored)
    }

    pub fn row(&self, row: &StoredRow) -> Result<Row> {
        typed(&self.register, row)
    }
}

/// The values of a stored row. What no longer fits its field counts as missing, as after a field changed its type.
pub(crate) fn typed(register: &Register, row: &StoredRow) -> Result<Row> {
    Ok(Row {
        key: row.key.as_str().into(),
        state: row.state.as_deref().and_then(|state| Code::new(state).ok()),
        values: values(register, &row.body)?,
    })
}

pub(crate) fn values(register: &Register, body: &str) -> Result<Vec<Option<Value>>> {
    let texts: BTreeMap<String, String> = serde_json::from_str(body)?;
    let value = |field: &model::pack::Field| from_stored(&field.field_type, texts.get(field.code.as_str())?);
    Ok(register.fields.iter().map(value).collect())
}

/// The one way in which values are written, so that equal rows are equal texts.
pub(crate) fn body(register: &Register, values: &[Option<Value>]) -> Result<String> {
    let texts: BTreeMap<&str, String> = register
        .fields
        .iter()
        .zip(values)
        .filter_map(|(field, value)| Some((field.code.as_str(), stored(value.as_ref()?))))
        .collect();
    Ok(serde_json::to_string(&texts)?)
}

pub(crate) fn cycle_in_words(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Standing => "长期",
        Cycle::Year => "年",
        Cycle::HalfYear => "半年",
        Cycle::Quarter => "季",
        Cycle::Month => "月",
    }
}

impl App {
    /// The register that an address names, under the version of its pack that is in force.
    pub(crate) async fn opened(
        &self,
        pack: &str,
        register: &str,
        query: &RegisterBookQuery,
        now: Timestamp,
    ) -> Result<Opened> {
        let today = day_in_china(now);
        let period = match query.period.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(text.parse::<Period>().map_err(|error| AppError::bad_input(error.to_string()))?),
            None => None,
        };
        let version = match period {
            Some(period) => self.packs.in_force(pack, period).or_else(|_| self.packs.newest(pack))?,
            None => self.packs.newest(pack)?,
        };
        let checked = version.usable()?.clone();
        let missing = || AppError::not_found(format!("机制包“{}”中的名录“{register}”", checked.name));
        let code = Code::new(register).map_err(|_| missing())?;
        let found = checked.register(&code).cloned().ok_or_else(missing)?;
        let dataset = query.dataset.unwrap_or(Dataset::Real);
        let period = match (found.cycle, period) {
            (Cycle::Standing, None) => None,
            (Cycle::Standing, Some(_)) => {
                return Err(AppError::bad_input(format!("名录“{}”长期有效，不分期；请去掉报告期", found.name)));
            }
            (cycle, None) => Some(self.latest_period(pack, register, dataset, cycle, now).await?),
            (cycle, Some(period)) if is_of(cycle, period) => Some(period),
            (cycle, Some(period)) => {
                return Err(AppError::bad_input(format!(
                    "名录“{}”按{}建账，报告期“{period}”不合适；请另选报告期",
                    found.name,
                    cycle_in_words(cycle)
                )));
            }
        };
        Ok(Opened {
            attachment_max: self.config.attachment_max,
            places: self.place_names(now).await?,
            agencies: if found.fields.iter().any(|field| field.field_type == FieldType::Agency) {
                self.agency_names(now).await?
            } else {
                Vec::new()
            },
            book: Book { dataset, pack: pack.to_string(), register: register.to_string(), period },
            period: period.unwrap_or(Period::Year(today.year())),
            register: found,
            pack: checked,
        })
    }

    /// The newest period with rows, otherwise the last one that has ended.
    async fn latest_period(
        &self,
        pack: &str,
        register: &str,
        dataset: Dataset,
        cycle: Cycle,
        now: Timestamp,
    ) -> Result<Period> {
        let held = self.store.register_periods(pack, register, dataset).await?;
        let newest = held.iter().filter_map(|(period, _)| period.parse::<Period>().ok()).max();
        Ok(newest.unwrap_or_else(|| ended(cycle, day_in_china(now))))
    }

    /// Agencies that answer for something in a plan, under the full names that the wording gives them. Classes such as
    /// 市直有关部门 are nobody's name and are left out.
    async fn agency_names(&self, now: Timestamp) -> Result<Vec<AgencyName>> {
        let mut found: Vec<AgencyName> = Vec::new();
        let full_names: BTreeMap<&str, &str> = self.lexicon.aliases().collect();
        for stored in self.store.plans(now).await? {
            let plan = model::review(&stored.draft, &stored.decisions)?.plan;
            for agency in plan.tasks.iter().flat_map(|task| task.duties.all()).filter(|agency| !agency.is_open) {
                let name = full_names.get(agency.name.as_str()).copied().unwrap_or(&agency.name);
                if found.iter().any(|held| held.name == name) {
                    continue;
                }
                let others = full_names.iter().filter(|(_, full)| **full == name);
                let aliases = others.map(|(alias, _)| alias.to_string()).collect();
                found.push(AgencyName { name: name.to_string(), aliases });
            }
        }
        Ok(found)
    }

    /// Places that may stand in cells, in official order. Zones stand beside counties.
    pub(crate) async fn place_names(&self, now: Timestamp) -> Result<Vec<PlaceName>> {
        let places = self.store.dictionaries(now).await?.places.clone();
        let level = |kind: PlaceKind| match kind {
            PlaceKind::Province => None,
            PlaceKind::City => Some(PlaceLevel::City),
            PlaceKind::County | PlaceKind::Zone => Some(PlaceLevel::County),
        };
        Ok(places
            .into_iter()
            .filter_map(|place| Some(PlaceName { level: level(place.kind)?, code: place.code, name: place.name }))
            .collect())
    }
}

fn is_of(cycle: Cycle, period: Period) -> bool {
    matches!(
        (cycle, period),
        (Cycle::Year, Period::Year(_))
            | (Cycle::HalfYear, Period::Half(..))
            | (Cycle::Quarter, Period::Quarter(..))
            | (Cycle::Month, Period::Month(..))
    )
}

/// The last period that ended before a day.
fn ended(cycle: Cycle, day: jiff::civil::Date) -> Period {
    let (year, month) = (day.year(), day.month());
    match cycle {
        Cycle::Standing | Cycle::Year => Period::Year(year - 1),
        Cycle::HalfYear if month > 6 => Period::Half(year, 1),
        Cycle::HalfYear => Period::Half(year - 1, 2),
        Cycle::Quarter if month > 3 => Period::Quarter(year, (month - 1) / 3),
        Cycle::Quarter => Period::Quarter(year - 1, 4),
        Cycle::Month if month > 1 => Period::Month(year, month - 1),
        Cycle::Month => Period::Month(year - 1, 12),
    }
}
