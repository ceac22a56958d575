//! Pages of rows, and the board of states.

use std::collections::BTreeMap;

use engine::formula::Value;
use engine::register::{Attachment, Due, due, shown, together};
use jiff::Timestamp;
use model::pack::{Field, FieldType, PlaceLevel, Step};
use store::{RowFilter, RowSort, StoredRow};

use super::book::{Opened, values};
use super::counts::count_figure;
use crate::paging::{self, List};
use crate::reach::{Reach, Seen};
use crate::view::{
    RegisterBookQuery, RegisterDue, RegisterPage, RegisterRowView, RegisterRowsQuery, RegisterStateCount,
};
use crate::{Actor, App, AppError, Result, day_in_china};

/// More rows than this are no list that somebody goes through.
const COUNTED_MAX: usize = 10_000;

impl App {
    /// One page of rows in the order of places and keys.
    pub async fn register_page(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        query: &RegisterRowsQuery,
        now: Timestamp,
    ) -> Result<RegisterPage> {
        let opened = self.opened_for(actor, names, book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        let seen = reach.listed(&opened.register);
        let asked = RegisterRowsQuery { cursor: None, limit: None, ..query.clone() };
        let period = opened.book.period.map(|period| period.to_string());
        let list = List::new("名录", &(names, opened.book.dataset, period, asked))?;
        let filter = RowFilter {
            after: list.place(query.cursor.as_deref())?,
            ..self.filter(&opened, &reach, query, (paging::limit(query.limit, paging::PAGE_SIZE), now)).await?
        };
        let found = self.store.row_page(&opened.book, &filter).await?;
        let next = found.next.map(|next| list.cursor(&next)).transpose()?;
        let rows = found.rows.iter().map(|row| self.row_view(&opened, &seen, row, now)).collect::<Result<_>>()?;
        let figure = |conditions: &str, count: usize| {
            let period = opened.book.period.map(|period| period.to_string()).unwrap_or_default();
            count_figure(names, &period, conditions, count, opened.book.dataset, now)
        };
        let held = self.store.state_counts(&opened.book, reach.rows()).await?;
        let count_of = |state: Option<&str>| {
            held.iter().find(|count| count.state.as_deref() == state).map_or(0, |count| count.rows)
        };
        // The counts by state are there already; only other conditions need a count of their own.
        let is_plain =
            filter.places.is_empty() && filter.search.is_none() && filter.values.is_empty() && filter.among.is_none();
        let total = if is_plain {
            let counted = held.iter().filter(|count| filter.state.is_none() || count.state == filter.state);
            counted.map(|count| count.rows).sum()
        } else {
            self.store.count_rows(&opened.book, &filter).await?
        };
        let states = if opened.register.life.states.is_empty() {
            vec![RegisterStateCount { state: None, name: "全部".to_string(), count: figure("-/-/", count_of(None)) }]
        } else {
            let state = |state: &model::pack::State| RegisterStateCount {
                name: state.name.clone(),
                count: figure(&format!("-/{}/", state.code), count_of(Some(state.code.as_str()))),
                state: Some(state.code.to_string()),
            };
            opened.register.life.states.iter().map(state).collect()
        };
        Ok(RegisterPage {
            form: self.form(&opened, actor, (&reach, &seen)).await?,
            states,
            rows,
            total,
            count: figure(&conditions(query), total),
            next,
        })
    }

    /// The conditions of a list; rows that a count counts are those that it counts at `at`.
    pub(super) async fn filter(
        &self,
        opened: &Opened,
        reach: &Reach,
        query: &RegisterRowsQuery,
        (limit, at): (usize, Timestamp),
    ) -> Result<RowFilter> {
        let filter = filter(opened, reach, query, limit)?;
        let Some(code) = query.measure.as_deref().map(str::trim).filter(|code| !code.is_empty()) else {
            return Ok(filter);
        };
        let number = opened.register.measures.iter().position(|measure| measure.code.as_str() == code);
        let number = number.ok_or_else(|| {
            AppError::bad_input(format!("名录“{}”没有计数“{code}”；请重新选择", opened.register.name))
        })?;
        if !reach.listed(&opened.register).is_all() {
            return Err(AppError::Forbidden {
                message: "这个名录有您无权查看的字段，不能按计数列出".to_string()
            });
        }
        let counted = together(self.measured(opened, at, reach).await?.swap_remove(number).values()).rows;
        if counted.len() > COUNTED_MAX {
            return Err(AppError::bad_input(format!(
                "“{}”有 {} 行，超过 {COUNTED_MAX} 行，不能列成清单；请按状态或其他条件筛选",
                opened.register.measures[number].name,
                counted.len()
            )));
        }
        Ok(RowFilter { among: Some(counted.iter().map(|key| key.to_string()).collect()), ..filter })
    }

    pub(super) fn row_view(
        &self,
        opened: &Opened,
        seen: &Seen,
        row: &StoredRow,
        now: Timestamp,
    ) -> Result<RegisterRowView> {
        let held = values(&opened.register, &row.body)?;
        let waiting = opened.register.life.steps.iter().filter(|step| {
            row.state.as_deref().is_some_and(|state| step.from.iter().any(|from| from.as_str() == state))
        });
        let due = waiting
            .filter_map(|step| self.due_view(opened, step, row, now))
            .min_by_key(|due| (due.on.is_none(), due.on));
        Ok(RegisterRowView {
            key: row.key.clone(),
            name: opened.name_of(&row.key, &held),
            cells: cells(opened, seen, &held),
            state: row.state.clone(),
            state_name: opened.state_name(row.state.as_deref()),
            state_since: row.state_since,
            due,
            pulse: row.pulse,
        })
    }

    pub(super) fn due_view(
        &self,
        opened: &Opened,
        step: &Step,
        row: &StoredRow,
        now: Timestamp,
    ) -> Option<RegisterDue> {
        let today = day_in_china(now);
        match due(&step.deadline, &opened.pack, day_in_china(row.state_since), &self.calendar) {
            Due::None => None,
            Due::On(day) if day < today => Some(RegisterDue {
                on: Some(day),
                is_overdue: true,
                in_words: format!("“{}”应于 {day} 前办结，已超期", step.name),
            }),
            Due::On(day) => Some(RegisterDue {
                on: Some(day),
                is_overdue: false,
                in_words: format!("“{}”应于 {day} 前办结", step.name),
            }),
            Due::Unknown(error) => Some(RegisterDue {
                on: None,
                is_overdue: false,
                in_words: format!("“{}”的期限无法计算：{error}", step.name),
            }),
            Due::NoValue(why) => Some(RegisterDue {
                on: None,
                is_overdue: false,
                in_words: format!("“{}”的期限无法计算：{why}，请在机制包中补上", step.name),
            }),
        }
    }
}

/// As people read them, in the order of the fields that are seen.
pub(super) fn cells(opened: &Opened, seen: &Seen, values: &[Option<Value>]) -> Vec<String> {
    let cell = |(field, value): (&Field, &Option<Value>)| match (&field.field_type, value) {
        (_, None) => "—".to_string(),
        (FieldType::File, Some(Value::Text(text))) => {
            Attachment::of(text).map_or_else(|| text.to_string(), |file| file.name)
        }
        (_, Some(value)) => shown(field, value, opened.directory()),
    };
    let shown = opened.register.fields.iter().zip(values).enumerate().filter(|(place, _)| seen.has(*place));
    shown.map(|(_, pair)| cell(pair)).collect()
}

fn filter(opened: &Opened, reach: &Reach, query: &RegisterRowsQuery, limit: usize) -> Result<RowFilter> {
    let blank =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_string);
    let places = match blank(&query.place) {
        None => Vec::new(),
        // A city stands for everything in it.
        Some(code) => match opened.places.iter().find(|place| place.code == code) {
            Some(place) if place.level == PlaceLevel::City => {
                opened.places.iter().map(|place| place.code.clone()).collect()
            }
            _ => vec![code],
        },
    };
    let values: BTreeMap<String, String> = match blank(&query.values) {
        None => BTreeMap::new(),
        Some(text) => {
            serde_json::from_str(&text).map_err(|_| AppError::bad_input("筛选条件无法识别；请刷新页面后重新选择"))?
        }
    };
    let is_known = |state: &String| opened.register.life.states.iter().any(|known| known.code.as_str() == state);
    if let Some(state) = blank(&query.state).filter(|state| !is_known(state)) {
        return Err(AppError::bad_input(format!("名录“{}”没有状态“{state}”；请重新选择", opened.register.name)));
    }
    // What cannot be seen cannot be asked for either.
    let of_code = |code: &str| opened.register.fields.iter().find(|field| field.code.as_str() == code);
    for code in values.keys() {
        seen_or(reach, of_code(code), "筛选")?;
    }
    let is_searched = |field: &&Field| matches!(field.field_type, FieldType::Text { .. } | FieldType::Agency);
    let searched = (!reach.listed(&opened.register).is_all()).then(|| {
        let fields = opened.register.fields.iter().filter(is_searched);
        fields.filter(|field| reach.lists(field)).map(|field| field.code.clone()).collect()
    });
    Ok(RowFilter {
        reach: reach.rows().clone(),
        searched,
        places,
        state: blank(&query.state),
        search: blank(&query.search),
        values: values.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        key: None,
        among: None,
        sort: sort(opened, reach, blank(&query.sort).as_deref())?,
        after: None,
        limit,
    })
}

/// An order or a filter by a field tells its values.
fn seen_or(reach: &Reach, field: Option<&Field>, what: &str) -> Result<()> {
    match field.filter(|field| !reach.lists(field)) {
        None => Ok(()),
        Some(field) => Err(AppError::Forbidden {
            message: format!(
                "字段“{}”属于{}数据，您的岗位无权查看，不能按它{what}",
                field.name,
                field.class.in_words()
            ),
        }),
    }
}

fn sort(opened: &Opened, reach: &Reach, written: Option<&str>) -> Result<Option<RowSort>> {
    let Some(written) = written else { return Ok(None) };
    let code = written.strip_prefix('-').unwrap_or(written);
    let field =
        opened.register.fields.iter().find(|field| field.code.as_str() == code).ok_or_else(|| {
            AppError::bad_input(format!("名录“{}”没有字段“{code}”，不能按它排序", opened.register.name))
        })?;
    seen_or(reach, Some(field), "排序")?;
    Ok(Some(RowSort {
        field: field.code.clone(),
        is_number: matches!(field.field_type, FieldType::Number { .. } | FieldType::Money { .. }),
        descending: written.starts_with('-'),
    }))
}

/// `place/state/rest` of a figure's path; a minus where there is no condition.
fn conditions(query: &RegisterRowsQuery) -> String {
    let part = |part: &Option<String>| match part.as_deref().map(str::trim) {
        None | Some("") => "-".to_string(),
        Some(text) => text.to_string(),
    };
    let written = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let (search, values, measure) = (written(&query.search), written(&query.values), written(&query.measure));
    let rest = match (&search, &values, &measure) {
        (None, None, None) => String::new(),
        (_, _, None) => serde_json::to_string(&(search, values)).unwrap_or_default(),
        (_, _, Some(_)) => serde_json::to_string(&(search, values, measure)).unwrap_or_default(),
    };
    format!("{}/{}/{rest}", part(&query.place), part(&query.state))
}
