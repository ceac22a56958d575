//! Figures made of observations: totals of a year, sums over years, values at a date. Adds up only
//! what is complete from the start; a gap ends the sum and is never filled.

use jiff::civil::Date;
use model::{Observation, ObservationStatus, Period};
use rust_decimal::Decimal;

/// A value with the observations it is made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure<'data> {
    pub value: Decimal,
    pub parts: Vec<&'data Observation>,
    /// Last day that the value covers.
    pub through: Date,
    /// 2025年1—11月累计; nothing for a single observation.
    pub label: Option<String>,
}

impl<'data> Figure<'data> {
    pub fn single(observation: &'data Observation) -> Figure<'data> {
        Figure {
            value: observation.value,
            parts: vec![observation],
            through: observation.period.last_day(),
            label: None,
        }
    }

    pub fn year(&self) -> i16 {
        self.through.year()
    }

    /// 2025年、2025年1—11月累计.
    pub fn period_in_words(&self) -> String {
        match (&self.label, self.parts.last()) {
            (Some(label), _) => label.clone(),
            (None, Some(observation)) => observation.period.in_words(),
            (None, None) => String::new(),
        }
    }

    /// The figure as an observation. A figure of several parts has id 0, the weakest grade of its
    /// parts, all their sources, and says in its note that it was added up.
    pub fn observation(&self) -> Option<Observation> {
        let last = *self.parts.last()?;
        if self.parts.len() == 1 && self.label.is_none() {
            return Some(last.clone());
        }
        let mut sources: Vec<&str> = Vec::new();
        for part in &self.parts {
            if !sources.contains(&part.source.as_str()) {
                sources.push(&part.source);
            }
        }
        let provisional = self.parts.iter().any(|part| part.status == ObservationStatus::Provisional);
        let whole_year = self.through.month() == 12 && self.parts.iter().all(|part| part.period.year() == self.year());
        Some(Observation {
            id: 0,
            period: if whole_year { Period::Year(self.year()) } else { last.period },
            value: self.value,
            grade: self.parts.iter().map(|part| part.grade).max().unwrap_or(last.grade),
            status: if provisional { ObservationStatus::Provisional } else { last.status },
            source: sources.join("、"),
            known_since: self.parts.iter().map(|part| part.known_since).max().unwrap_or(last.known_since),
            note: self.label.clone(),
            // Who may not see a part does not see what is made of it.
            class: self.parts.iter().map(|part| part.class).max().unwrap_or(last.class),
            ..last.clone()
        })
    }
}

/// What is known of one year by `as_of` as one value, with the observations it is made of. Only for what adds up over
/// months; the value has id 0 where it was added up here, and its period is the year only where no month is missing.
pub fn year_value<'data>(
    series: &[&'data Observation],
    year: i16,
    as_of: Date,
) -> Option<(Observation, Vec<&'data Observation>)> {
    let total = year_total(series, year, as_of)?;
    Some((total.observation()?, total.parts))
}

/// Total of one year as far as it is known by `as_of`: the yearly value if there is one, otherwise
/// halves, quarters and months added up from January without a gap.
pub(crate) fn year_total<'data>(series: &[&'data Observation], year: i16, as_of: Date) -> Option<Figure<'data>> {
    let known =
        |observation: &&&'data Observation| observation.period.year() == year && observation.period.last_day() <= as_of;
    let of_year: Vec<&'data Observation> = series.iter().filter(known).copied().collect();
    if let Some(yearly) = of_year.iter().find(|observation| observation.period == Period::Year(year)) {
        return Some(Figure::single(yearly));
    }
    let mut parts: Vec<&'data Observation> = Vec::new();
    let mut value = Decimal::ZERO;
    let mut months = 0_i8;
    while let Some(next) = of_year
        .iter()
        .filter(|observation| observation.period.first_day().month() == months + 1)
        .max_by_key(|observation| observation.period.months())
    {
        value = value.checked_add(next.value)?;
        months += next.period.months();
        parts.push(next);
    }
    let through = parts.last()?.period.last_day();
    let label = if months == 12 { format!("{year}年全年累计") } else { format!("{year}年1—{months}月累计") };
    let label = if parts.len() == 1 { None } else { Some(label) };
    Some(Figure { value, parts, through, label })
}

/// Sum over the years of a span, from its first month without a gap.
pub(crate) fn span_total<'data>(
    series: &[&'data Observation],
    start: i16,
    end: i16,
    as_of: Date,
) -> Option<Figure<'data>> {
    let mut sum: Option<Figure<'data>> = None;
    for year in start..=end {
        let Some(total) = year_total(series, year, as_of) else { break };
        let is_whole = total.through.month() == 12;
        sum = Some(match sum {
            None => total,
            Some(held) => {
                let mut parts = held.parts;
                parts.extend(total.parts);
                Figure {
                    value: held.value.checked_add(total.value)?,
                    parts,
                    through: total.through,
                    label: Some(format!("{start}年1月—{year}年{}月累计", total.through.month())),
                }
            }
        });
        if !is_whole {
            break;
        }
    }
    sum
}

/// The latest value at a date within the years, known by `as_of`.
pub(crate) fn latest_point<'data>(
    series: &[&'data Observation],
    start: i16,
    end: i16,
    as_of: Date,
) -> Option<Figure<'data>> {
    series
        .iter()
        .rev()
        .find(|observation| {
            (start..=end).contains(&observation.period.year()) && observation.period.last_day() <= as_of
        })
        .map(|observation| Figure::single(observation))
}
