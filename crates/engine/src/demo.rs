//! Makes 演示 observations from a plan: one plausible path per target row, and county series, from a
//! seed. Never touches or imitates published figures; every value says that it is made up.

use jiff::Timestamp;
use jiff::tz::Offset;
use model::people::DataClass;
use model::{
    Comparator, Dataset, Grade, Indicator, IndicatorNature, Nature, Observation, ObservationStatus, Period, PeriodKind,
    Place, PlaceKind, Plan, Scope, Target,
};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::consistency::sums;
use crate::demand::{Window, demanded, is_ceiling};
use crate::judge::Measure;
use crate::random::SplitMix64;

/// Id of the source that demo observations name.
pub const SOURCE: &str = "DEMO";

/// A series to be made for every county beside the rows of the plan (`demo/demo_series.csv`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountySeries {
    pub indicator: String,
    /// Range of the yearly total, or of the value at each date.
    pub low: Decimal,
    pub high: Decimal,
    pub cadence: Cadence,
    pub scope: Scope,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Month,
    Quarter,
    Year,
}

impl Cadence {
    fn periods(self, year: i16) -> Vec<Period> {
        match self {
            Cadence::Month => (1..=12).map(|month| Period::Month(year, month)).collect(),
            Cadence::Quarter => (1..=4).map(|quarter| Period::Quarter(year, quarter)).collect(),
            Cadence::Year => vec![Period::Year(year)],
        }
    }
}

/// What demo data are made from. The same input gives the same observations on every machine.
pub struct DemoInput<'data> {
    pub plan: &'data Plan,
    pub indicators: &'data [Indicator],
    pub places: &'data [Place],
    pub county_series: &'data [CountySeries],
    pub seed: u64,
}

/// What becomes of a row. Dealt from shuffled hands of seven, so that every one occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Reached,
    Missed,
    /// Reported until October of the last year, well ahead of the time.
    LateAhead,
    /// Reported until October of the last year, in time.
    LateInTime,
    /// Nothing reported.
    Silent,
}

const HAND: [Fate; 7] =
    [Fate::Reached, Fate::Reached, Fate::Reached, Fate::Missed, Fate::LateAhead, Fate::LateInTime, Fate::Silent];

/// Demo observations for all rows of the plan and for the county series, numbered from 1.
pub fn observations(input: &DemoInput<'_>) -> Vec<Observation> {
    let Some((start, end)) = input.plan.metadata.term else { return Vec::new() };
    let mut maker = Maker { input, random: SplitMix64::new(input.seed), hand: Vec::new(), made: Vec::new() };
    let sums = sums(input.plan);
    let is_whole = |target: &Target| sums.iter().any(|sum| sum.whole.id == target.id);
    let is_part = |target: &Target| sums.iter().any(|sum| sum.parts.iter().any(|part| part.id == target.id));
    for target in input.plan.targets.iter().filter(|target| !is_whole(target)) {
        for row in target.rows() {
            let mut fate = maker.deal();
            if fate == Fate::Silent && is_part(target) {
                // Otherwise the whole, which is the sum of its parts, would have no data either.
                fate = Fate::LateInTime;
            }
            maker.make_row(target, &row.place, Window { start, end }, fate);
        }
    }
    for sum in &sums {
        maker.make_sum(sum.whole, &sum.parts);
    }
    for series in input.county_series {
        maker.make_county_series(series, start, end);
    }
    let mut made = maker.made;
    for (index, observation) in made.iter_mut().enumerate() {
        observation.id = index as i64 + 1;
    }
    made
}

struct Maker<'input, 'data> {
    input: &'input DemoInput<'data>,
    random: SplitMix64,
    hand: Vec<Fate>,
    made: Vec<Observation>,
}

impl Maker<'_, '_> {
    fn deal(&mut self) -> Fate {
        if self.hand.is_empty() {
            self.hand = HAND.to_vec();
            for last in (1..self.hand.len()).rev() {
                let other = self.random.between(0, last as i64) as usize;
                self.hand.swap(last, other);
            }
        }
        self.hand.pop().unwrap_or(Fate::Reached)
    }

    /// A share of the demand between two per-mille values.
    fn share(&mut self, low: i64, high: i64) -> Decimal {
        Decimal::new(self.random.between(low, high), 3)
    }

    fn make_row(&mut self, target: &Target, place: &str, term: Window, fate: Fate) {
        let found = self.input.places.iter().find(|candidate| candidate.name == place);
        let (Some(place), Some(code), Some(demanded)) = (found, &target.indicator, demanded(target)) else { return };
        if fate == Fate::Silent || target.comparator == Comparator::IncreaseBy {
            return;
        }
        let indicator = self.input.indicators.iter().find(|indicator| indicator.code == *code);
        let window = Window::of(target, Some((term.start, term.end))).unwrap_or(term);
        let series = Series {
            indicator: code.clone(),
            place: place.code.clone(),
            unit: target.unit.clone(),
            scope: target.definition.as_ref().and_then(|card| card.scope).unwrap_or(default_scope(place)),
            decimals: decimals(&target.unit, demanded),
            cap: target.unit.contains('%').then_some(Decimal::ONE_HUNDRED),
        };
        let goal = Goal { demanded, is_ceiling: is_ceiling(target), fate };
        let is_yearly = matches!(target.period.kind, PeriodKind::EachYear | PeriodKind::InYear);
        match Measure::of(target.nature, indicator) {
            Measure::Point => self.make_points(&series, &goal, window),
            Measure::YearTotal if target.nature == Nature::Maintain => self.make_held_level(&series, &goal, window),
            Measure::YearTotal => self.make_level(&series, &goal, window),
            Measure::SpanTotal if is_yearly => self.make_each_year(&series, &goal, window),
            Measure::SpanTotal => {
                let years = i64::from(window.end) - i64::from(window.start) + 1;
                let is_mean = target.period.kind == PeriodKind::AnnualAverage;
                let whole = if is_mean { demanded * Decimal::from(years) } else { demanded };
                self.make_span(&series, &Goal { demanded: whole, ..goal }, window);
            }
        }
    }

    /// What share of the demand is there at the last report, `time` being the share of time then.
    fn final_share(&mut self, goal: &Goal, time: i64) -> Decimal {
        let share = match goal.fate {
            Fate::Reached => self.share(1005, 1090),
            Fate::Missed => self.share(820, 960),
            Fate::LateAhead => self.share(time + 55, (time + 110).min(995).max(time + 60)),
            Fate::LateInTime | Fate::Silent => self.share(time + 4, time + 35),
        };
        if goal.is_ceiling { Decimal::TWO - share } else { share }
    }

    fn periods(cadence: Cadence, window: Window, fate: Fate) -> Vec<Period> {
        let mut periods: Vec<Period> = (window.start..=window.end).flat_map(|year| cadence.periods(year)).collect();
        if matches!(fate, Fate::LateAhead | Fate::LateInTime) {
            let left_out = match cadence {
                Cadence::Month => 2,
                Cadence::Quarter | Cadence::Year => 1,
            };
            periods.truncate(periods.len() - left_out);
        }
        periods
    }

    /// A quantity at a date, rising from month to month.
    fn make_points(&mut self, series: &Series, goal: &Goal, window: Window) {
        let periods = Self::periods(Cadence::Month, window, goal.fate);
        let first = self.share(700, 800);
        let last = self.final_share(goal, late_time(window));
        let steps = Decimal::from(periods.len().max(2) as i64 - 1);
        let is_short = last < Decimal::ONE;
        for (step, period) in periods.iter().enumerate() {
            let share = first + (last - first) * Decimal::from(step as i64) / steps;
            let rounding = if is_short { RoundingStrategy::ToZero } else { RoundingStrategy::AwayFromZero };
            self.push(series, *period, share * goal.demanded, rounding);
        }
    }

    /// A yearly level such as an output, by quarters; only the last year can reach the demand.
    fn make_level(&mut self, series: &Series, goal: &Goal, window: Window) {
        for year in window.start..=window.end {
            let is_last = year == window.end;
            let fate = if is_last { goal.fate } else { Fate::Missed };
            let periods = Self::periods(Cadence::Quarter, Window { start: year, end: year }, fate);
            let share = if is_last { self.final_share(goal, 750) } else { self.share(880, 950) };
            self.spread(series, &periods, share * goal.demanded);
        }
    }

    /// A level that must not fall, published once a year.
    fn make_held_level(&mut self, series: &Series, goal: &Goal, window: Window) {
        let periods = Self::periods(Cadence::Year, window, goal.fate);
        for period in periods {
            let is_missed = goal.fate == Fate::Missed && period.year() == window.end;
            let share = if is_missed { self.share(930, 985) } else { self.share(1005, 1040) };
            self.push(series, period, share * goal.demanded, RoundingStrategy::MidpointAwayFromZero);
        }
    }

    /// A flow that starts anew every year.
    fn make_each_year(&mut self, series: &Series, goal: &Goal, window: Window) {
        for year in window.start..=window.end {
            let fate = if year == window.end { goal.fate } else { Fate::Reached };
            let periods = Self::periods(Cadence::Month, Window { start: year, end: year }, fate);
            let share = self.final_share(&Goal { fate, ..*goal }, 833);
            self.spread(series, &periods, share * goal.demanded);
        }
    }

    /// A flow over the whole term.
    fn make_span(&mut self, series: &Series, goal: &Goal, window: Window) {
        let periods = Self::periods(Cadence::Month, window, goal.fate);
        let share = self.final_share(goal, late_time(window));
        self.spread(series, &periods, share * goal.demanded);
    }

    /// Spreads a total unevenly over periods; the parts add up to the rounded total.
    fn spread(&mut self, series: &Series, periods: &[Period], total: Decimal) {
        let weights: Vec<i64> = periods.iter().map(|_| self.random.between(85, 115)).collect();
        let all = Decimal::from(weights.iter().sum::<i64>().max(1));
        let round =
            |value: Decimal| value.round_dp_with_strategy(series.decimals, RoundingStrategy::MidpointAwayFromZero);
        let mut weight = 0;
        let mut before = Decimal::ZERO;
        for (period, own) in periods.iter().zip(&weights) {
            weight += own;
            let to_date = round(total * Decimal::from(weight) / all);
            self.push(series, *period, to_date - before, RoundingStrategy::MidpointAwayFromZero);
            before = to_date;
        }
    }

    /// The whole as the sum of its parts, as far as all parts have reported.
    fn make_sum(&mut self, whole: &Target, parts: &[&Target]) {
        let place_code =
            |name: &String| self.input.places.iter().find(|place| place.name == *name).map(|place| place.code.clone());
        let Some(place) = whole.places.first().and_then(place_code) else { return };
        let Some(indicator) = whole.indicator.clone() else { return };
        let keys: Vec<(String, String)> = parts
            .iter()
            .flat_map(|part| part.places.iter().map(move |name| (part.indicator.clone(), name)))
            .filter_map(|(indicator, name)| Some((indicator?, place_code(name)?)))
            .collect();
        let is_part = |held: &&Observation| {
            keys.iter().any(|(indicator, place)| *indicator == held.indicator && *place == held.place)
        };
        let held: Vec<Observation> = self.made.iter().filter(is_part).cloned().collect();
        let mut periods: Vec<Period> = held.iter().map(|observation| observation.period).collect();
        periods.sort();
        periods.dedup();
        let series = Series {
            indicator,
            place,
            unit: whole.unit.clone(),
            scope: whole.definition.as_ref().and_then(|card| card.scope).unwrap_or(Scope::City),
            decimals: decimals(&whole.unit, Decimal::ZERO),
            cap: None,
        };
        for period in periods {
            let values: Vec<Decimal> = held
                .iter()
                .filter(|observation| observation.period == period)
                .map(|observation| observation.value)
                .collect();
            if values.len() == keys.len() {
                self.push(&series, period, values.iter().sum(), RoundingStrategy::MidpointAwayFromZero);
            }
        }
    }

    fn make_county_series(&mut self, wanted: &CountySeries, start: i16, end: i16) {
        let Some(indicator) = self.input.indicators.iter().find(|held| held.code == wanted.indicator) else { return };
        let counties = self.input.places.iter().filter(|place| place.kind == PlaceKind::County);
        for place in counties {
            let exists = self.made.iter().any(|held| held.indicator == wanted.indicator && held.place == place.code);
            if exists {
                continue;
            }
            let series = Series {
                indicator: wanted.indicator.clone(),
                place: place.code.clone(),
                unit: indicator.unit.clone(),
                scope: wanted.scope,
                decimals: decimals(&indicator.unit, wanted.low),
                cap: None,
            };
            let between = |random: &mut SplitMix64| {
                wanted.low + (wanted.high - wanted.low) * Decimal::new(random.between(0, 1000), 3)
            };
            let mut level = between(&mut self.random);
            for year in start..=end {
                let periods = wanted.cadence.periods(year);
                if indicator.nature == IndicatorNature::Flow {
                    self.spread(&series, &periods, level);
                } else {
                    for period in periods {
                        let value = if indicator.nature == IndicatorNature::Rate {
                            between(&mut self.random)
                        } else {
                            level * self.share(995, 1005)
                        };
                        self.push(&series, period, value, RoundingStrategy::MidpointAwayFromZero);
                    }
                }
                level *= self.share(1020, 1075);
            }
        }
    }

    fn push(&mut self, series: &Series, period: Period, value: Decimal, rounding: RoundingStrategy) {
        let rounded = value.round_dp_with_strategy(series.decimals, rounding);
        self.made.push(Observation {
            id: 0,
            indicator: series.indicator.clone(),
            place: series.place.clone(),
            period,
            value: series.cap.map_or(rounded, |cap| rounded.min(cap)),
            unit: series.unit.clone(),
            scope: series.scope,
            grade: Grade::Demo,
            status: ObservationStatus::Final,
            source: SOURCE.to_string(),
            known_since: published(period),
            dataset: Dataset::Demo,
            note: Some(format!("演示数据，由种子{}生成，不是真实数据", self.input.seed)),
            class: DataClass::Internal,
        });
    }
}

struct Series {
    indicator: String,
    place: String,
    unit: String,
    scope: Scope,
    decimals: u32,
    cap: Option<Decimal>,
}

#[derive(Clone, Copy)]
struct Goal {
    demanded: Decimal,
    is_ceiling: bool,
    fate: Fate,
}

/// Per mille of the window that has passed when two months are left.
fn late_time(window: Window) -> i64 {
    let months = (i64::from(window.end) - i64::from(window.start) + 1) * 12;
    (months - 2) * 1000 / months
}

fn default_scope(place: &Place) -> Scope {
    match place.kind {
        PlaceKind::Province | PlaceKind::City => Scope::City,
        PlaceKind::County | PlaceKind::Zone => Scope::Administrative,
    }
}

/// Counts are whole; amounts and shares have the places that bulletins print.
fn decimals(unit: &str, demanded: Decimal) -> u32 {
    if unit.contains(['%', '‰']) {
        1
    } else if unit.contains(['元', '斤', '瓦', '万', '亿', '吨']) {
        2
    } else if demanded.normalize().scale() > 0 {
        demanded.normalize().scale() + 1
    } else {
        0
    }
}

/// Fifteen days after the period, midnight in China.
fn published(period: Period) -> Timestamp {
    let day = period.last_day().saturating_add(jiff::Span::new().days(15));
    Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}
