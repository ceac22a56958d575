//! Judges one row whose demand holds for a date or for a whole span of years. Years judged one by
//! one are in `yearly`; words for rows without data in `no_data`.

use jiff::civil::Date;
use model::{Indicator, IndicatorNature, Nature, Observation, Place, PresetRule, Scope, Status, Target, YearOutcome};
use rust_decimal::Decimal;

use crate::Facts;
use crate::demand::{Met, Window, gap, is_ceiling, met, percent, shown};
use crate::figure::{Figure, latest_point, span_total, year_total};
use crate::growth::Growth;
use crate::no_data::nothing_to_judge;
use crate::progress::{Pace, Way, progress};
use crate::required::required_rate;
use crate::wording::{amount, cautions, pace_in_words, unit_of_difference};

/// One row with all that its judgement may look at.
pub(crate) struct Case<'input, 'data> {
    pub target: &'input Target,
    pub facts: &'input Facts<'data>,
    pub rule: &'input PresetRule,
    pub place: &'data Place,
    pub indicator: String,
    pub measure: Measure,
    /// Scopes that may be judged, the demanded one first.
    pub scopes: Vec<Scope>,
    /// Values of those scopes, known by `as_of`, in time order.
    pub series: Vec<&'data Observation>,
    pub window: Window,
    pub demanded: Decimal,
    pub as_of: Date,
}

/// How a figure is formed from observations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Everything since the start of the window: 新建公共充电桩.
    SpanTotal,
    /// The total of one year: 地区生产总值.
    YearTotal,
    /// The value at a date: 家庭农场, 覆盖率.
    Point,
}

impl Measure {
    /// An indicator that adds up over months makes totals, any other makes values at a date.
    pub fn of(nature: Nature, indicator: Option<&Indicator>) -> Measure {
        let adds_up = match indicator.map(|indicator| indicator.nature) {
            Some(IndicatorNature::Flow) => true,
            Some(IndicatorNature::Stock | IndicatorNature::Rate) => false,
            None => match nature {
                Nature::Flow | Nature::Level => true,
                Nature::Stock | Nature::Maintain | Nature::Coverage | Nature::Boolean => false,
            },
        };
        match (adds_up, nature) {
            (false, _) => Measure::Point,
            (true, Nature::Flow) => Measure::SpanTotal,
            (true, Nature::Stock | Nature::Maintain | Nature::Level | Nature::Coverage | Nature::Boolean) => {
                Measure::YearTotal
            }
        }
    }
}

/// A status with everything that led to it.
pub(crate) struct Judgement<'data> {
    pub status: Status,
    pub reason: String,
    pub notes: Vec<String>,
    pub actual: Option<Figure<'data>>,
    pub baseline: Option<Figure<'data>>,
    pub latest: Option<&'data Observation>,
    pub achieved_share: Option<Decimal>,
    pub time_share: Option<Decimal>,
    pub gap: Option<Decimal>,
    pub required_rate: Option<Decimal>,
    pub years: Vec<YearOutcome>,
    pub worked: Worked<'data>,
}

/// What the shown figures were computed from besides the value, the baseline and the demand, so that a reader can do
/// the same.
#[derive(Default)]
pub(crate) struct Worked<'data> {
    /// Whole months of the term that have passed at the end of the value, and all of them.
    pub months: Option<(i64, i64)>,
    pub mean: Option<MeanOf>,
    /// The level that the required rate starts from, and the years that are left.
    pub rate: Option<(Figure<'data>, u32)>,
    pub growth: Option<Growth<'data>>,
    /// How each of the years was judged, in words.
    pub years: Vec<String>,
}

/// 年均: what has been done in the term so far, divided by so many months, and for how many years the demand holds.
#[derive(Clone, Copy)]
pub(crate) struct MeanOf {
    pub sum: Decimal,
    pub months: i64,
    pub years: i64,
}

impl<'data> Judgement<'data> {
    pub fn of(status: Status, reason: String) -> Judgement<'data> {
        Judgement {
            status,
            reason,
            notes: Vec::new(),
            actual: None,
            baseline: None,
            latest: None,
            achieved_share: None,
            time_share: None,
            gap: None,
            required_rate: None,
            years: Vec::new(),
            worked: Worked::default(),
        }
    }
}

/// The value that is judged, and how.
struct Chosen<'data> {
    figure: Figure<'data>,
    baseline: Option<Figure<'data>>,
    /// It covers the last day of the window: nothing better will come.
    is_final: bool,
    path: Vec<Pace>,
    /// The time that the last point of the path is measured by.
    window: Window,
}

/// Judges a demand on the whole window.
pub(crate) fn judge_span<'data>(case: &Case<'_, 'data>) -> Judgement<'data> {
    if case.as_of < case.window.first_day() {
        return Judgement::of(Status::NoData, format!("考核期（{}）尚未开始", case.window.in_words()));
    }
    let span = format!("考核期（{}）内", case.window.in_words());
    let Some(chosen) = choose(case) else { return nothing_to_judge(case, &span) };
    if let Some(refusal) = refuse_unit(case, &chosen.figure) {
        return refusal;
    }
    if let Some(refusal) = refuse_without_base(case, &chosen) {
        return refusal;
    }
    let (status, reason) = decide(case, &chosen);
    let figure = &chosen.figure;
    let mut notes = cautions(figure, case.scopes.first().copied());
    notes.extend(tolerance_note(case, figure.value));
    if status == Status::Done && !chosen.is_final {
        notes.push(format!("{}年数据尚未公布", case.window.end));
    }
    if status != Status::Done && !chosen.is_final {
        notes.extend(staleness_note(case, case.window, figure));
    }
    if let Some(upper) = case.target.values.get(1)
        && figure.value > *upper
    {
        notes.push(format!("超过目标区间上限{}", amount(*upper, &case.target.unit)));
    }
    let (rate, rate_note) = rate_still_required(case, &chosen, status);
    notes.extend(rate_note);
    let pace = chosen.path.last();
    let worked = Worked {
        months: pace.map(|_| chosen.window.months(figure.through)),
        rate: rate.map(|(_, years)| (figure.clone(), years)),
        ..Worked::default()
    };
    Judgement {
        achieved_share: pace
            .map(|pace| shown(pace.achieved))
            .or_else(|| percent(figure.value, case.demanded).map(shown)),
        time_share: pace.map(|pace| shown(pace.time)),
        gap: Some(gap(case.target, case.demanded, figure.value)),
        required_rate: rate.map(|(rate, _)| rate),
        notes,
        worked,
        baseline: chosen.baseline,
        actual: Some(chosen.figure),
        ..Judgement::of(status, reason)
    }
}

fn choose<'data>(case: &Case<'_, 'data>) -> Option<Chosen<'data>> {
    match case.measure {
        Measure::SpanTotal => choose_span_total(case),
        Measure::YearTotal => choose_year_total(case),
        Measure::Point => choose_point(case),
    }
}

fn choose_span_total<'data>(case: &Case<'_, 'data>) -> Option<Chosen<'data>> {
    let figure = span_total(&case.series, case.window.start, case.window.end, case.as_of)?;
    let path = running_path(&figure, case.demanded, case.window);
    let window = case.window;
    Some(Chosen { is_final: figure.through >= window.last_day(), figure, baseline: None, path, window })
}

fn choose_year_total<'data>(case: &Case<'_, 'data>) -> Option<Chosen<'data>> {
    let Window { start, end } = case.window;
    let whole = |figure: &Figure<'data>| figure.through.month() == 12;
    let total = |year: i16| year_total(&case.series, year, case.as_of);
    let due_year = total(end);
    if let Some(figure) = due_year.clone().filter(whole) {
        return Some(settled(case, figure));
    }
    let earlier: Vec<Figure<'data>> = (start..end).rev().filter_map(total).filter(whole).collect();
    let is_met = |figure: &&Figure<'data>| met(case.target, case.demanded, figure.value) == Met::Yes;
    let must_hold = case.target.nature == Nature::Maintain || is_ceiling(case.target);
    if let Some(figure) = earlier.iter().find(is_met)
        && !must_hold
    {
        return Some(settled(case, figure.clone()));
    }
    // A part of the due year says more than an earlier year, except where a level has to be held.
    match due_year {
        Some(figure) if !must_hold => {
            let window = Window { start: end, end };
            let path = running_path(&figure, case.demanded, window);
            Some(Chosen { figure, baseline: None, is_final: false, path, window })
        }
        Some(_) | None => earlier.into_iter().next().map(|figure| settled(case, figure)),
    }
}

fn choose_point<'data>(case: &Case<'_, 'data>) -> Option<Chosen<'data>> {
    let figure = latest_point(&case.series, case.window.start, case.window.end, case.as_of)?;
    Some(settled(case, figure))
}

/// A value that stands for itself: its share of the way from the baseline, if there is one.
fn settled<'data>(case: &Case<'_, 'data>, figure: Figure<'data>) -> Chosen<'data> {
    let baseline = baseline(case, &figure);
    let share = |value: Decimal| match &baseline {
        Some(base) => percent(value - base.value, case.demanded - base.value),
        None => percent(value, case.demanded),
    };
    let pace = |value: Decimal, day: Date| Some(Pace { achieved: share(value)?, time: time_share(case.window, day)? });
    let mut path: Vec<Pace> = Vec::new();
    if case.measure == Measure::Point {
        let earlier = case
            .series
            .iter()
            .filter(|held| held.period.year() >= case.window.start && held.period.last_day() < figure.through);
        path.extend(earlier.filter_map(|held| pace(held.value, held.period.last_day())));
    }
    match pace(figure.value, figure.through) {
        Some(present) => path.push(present),
        // The way of a value without a share does not end at an earlier one.
        None => path.clear(),
    }
    Chosen { is_final: figure.through >= case.window.last_day(), figure, baseline, path, window: case.window }
}

/// The last value before the term, when it can be compared: same scope, no break between, below the
/// demand.
fn baseline<'data>(case: &Case<'_, 'data>, figure: &Figure<'data>) -> Option<Figure<'data>> {
    let scope = figure.parts.last()?.scope;
    let before: Vec<&Observation> = case
        .series
        .iter()
        .copied()
        .filter(|held| held.scope == scope && held.period.year() < case.window.start)
        .collect();
    let last = before.last()?;
    let base = match case.measure {
        Measure::Point => Figure::single(last),
        Measure::YearTotal => {
            year_total(&before, last.period.year(), last.period.last_day()).filter(|base| base.through.month() == 12)?
        }
        Measure::SpanTotal => return None,
    };
    let is_comparable =
        case.facts.break_between(&case.indicator, &case.place.code, base.year(), figure.year()).is_none();
    (is_comparable && base.value < case.demanded).then_some(base)
}

/// The way of a sum: the share after each of its parts; nothing where one of them has none.
pub(crate) fn running_path(figure: &Figure<'_>, demanded: Decimal, window: Window) -> Vec<Pace> {
    let mut sum = Decimal::ZERO;
    let pace = |part: &&Observation| {
        sum += part.value;
        Some(Pace { achieved: percent(sum, demanded)?, time: time_share(window, part.period.last_day())? })
    };
    figure.parts.iter().map(pace).collect::<Option<_>>().unwrap_or_default()
}

fn time_share(window: Window, day: Date) -> Option<Decimal> {
    let (passed, all) = window.months(day);
    percent(passed.into(), all.into())
}

fn decide(case: &Case<'_, '_>, chosen: &Chosen<'_>) -> (Status, String) {
    let figure = &chosen.figure;
    let what = format!("{}{}", figure.period_in_words(), amount(figure.value, &case.target.unit));
    let demand = case.target.demand_in_words();
    let is_met = met(case.target, case.demanded, figure.value) == Met::Yes;
    let must_hold = case.target.nature == Nature::Maintain;
    let is_ceiling = is_ceiling(case.target);
    match (is_met, chosen.is_final) {
        (true, true) => (Status::Done, format!("{what}，达到目标（{demand}）")),
        (true, false) if must_hold => (
            Status::OnTrack,
            format!("{what}，达到目标（{demand}）；须保持到{}年，{}年数据尚未公布", case.window.end, case.window.end),
        ),
        (true, false) if is_ceiling && case.measure != Measure::SpanTotal => {
            (Status::OnTrack, format!("{what}，未超过上限（{demand}），考核期未满或期满数据尚未公布"))
        }
        (true, false) if !is_ceiling => (Status::Done, format!("{what}，已达到目标（{demand}），提前完成")),
        (false, true) => (Status::Behind, format!("期满未完成：{what}，{}", shortfall(case, figure.value))),
        (false, false) if must_hold || is_ceiling => {
            (Status::Behind, format!("{what}，{}，未能保持目标（{demand}）", shortfall(case, figure.value)))
        }
        (_, false) => by_pace(case, chosen, &what),
    }
}

fn by_pace(case: &Case<'_, '_>, chosen: &Chosen<'_>, what: &str) -> (Status, String) {
    let is_ceiling = is_ceiling(case.target);
    let way = Way { path: &chosen.path, is_ceiling, as_of: case.as_of, due: case.window.last_day() };
    let status = progress(case.rule, &way);
    let shares = pace_in_words("目标", chosen.path.last(), is_ceiling);
    (status, format!("{what}，{shares}，{}", shortfall(case, chosen.figure.value)))
}

/// 距目标(不低于100个)还差20个.
pub(crate) fn shortfall(case: &Case<'_, '_>, value: Decimal) -> String {
    let missing = gap(case.target, case.demanded, value);
    let demand = case.target.demand_in_words();
    if missing <= Decimal::ZERO {
        // Strictly above, or held to a limit that is not used up.
        format!("目标为{demand}")
    } else if is_ceiling(case.target) {
        format!("高于上限（{demand}）{}", amount(missing, unit_of_difference(&case.target.unit)))
    } else {
        format!("距目标（{demand}）还差{}", amount(missing, unit_of_difference(&case.target.unit)))
    }
}

pub(crate) fn tolerance_note(case: &Case<'_, '_>, value: Decimal) -> Option<String> {
    (met(case.target, case.demanded, value) == Met::NoTolerance)
        .then(|| "容差未设定：低于目标值的部分不认定为完成，请编制单位明确“左右”“近”的容差".to_string())
}

/// Says so when the figure ends before the day of judgement, and why.
pub(crate) fn staleness_note(case: &Case<'_, '_>, window: Window, figure: &Figure<'_>) -> Option<String> {
    let through = figure.through;
    let next_day = through.saturating_add(jiff::Span::new().days(1));
    let later = |held: &Observation| held.period.last_day() > through && held.period.year() <= window.end;
    let follows_on = |held: &Observation| held.period.first_day() == next_day;
    if case.series.iter().any(|held| later(held)) && !case.series.iter().any(|held| follows_on(held)) {
        return Some(format!("{}年{}月数据缺失，其后的数据未计入", next_day.year(), next_day.month()));
    }
    if case.as_of >= window.last_day() {
        return Some(format!("期满数据尚未公布，暂按截至{}年{}月的数据判断", through.year(), through.month()));
    }
    let (to_date, _) = window.months(case.as_of);
    let (covered, _) = window.months(through);
    (covered < to_date).then(|| format!("数据截至{}年{}月，序时进度按同一时点计算", through.year(), through.month()))
}

/// A value in another unit of measure is never judged.
pub(crate) fn refuse_unit<'data>(case: &Case<'_, 'data>, figure: &Figure<'data>) -> Option<Judgement<'data>> {
    let wrong = figure.parts.iter().find(|part| part.unit != case.target.unit)?;
    let reason = format!("数据的计量单位“{}”与目标的“{}”不一致，不作判断；请核对指标", wrong.unit, case.target.unit);
    Some(Judgement { latest: Some(wrong), ..Judgement::of(Status::NoData, reason) })
}

/// A whole earlier year of a yearly level (GDP of 2024 against a demand for 2025) that falls short: two thirds of the
/// demand may well be a fall. Without the year before the term there is no way travelled to measure.
fn refuse_without_base<'data>(case: &Case<'_, 'data>, chosen: &Chosen<'data>) -> Option<Judgement<'data>> {
    let figure = &chosen.figure;
    let is_earlier_year = case.measure == Measure::YearTotal
        && chosen.baseline.is_none()
        && case.target.nature == Nature::Level
        && !is_ceiling(case.target)
        && figure.through.month() == 12
        && figure.year() < case.window.end;
    if !is_earlier_year || met(case.target, case.demanded, figure.value) == Met::Yes {
        return None;
    }
    let what = format!("{}{}", figure.period_in_words(), amount(figure.value, &case.target.unit));
    let reason = format!(
        "{what}，{}；没有可比的基期数，全年数与目标之比不能同序时进度比较，不作判断",
        shortfall(case, figure.value)
    );
    let (rate, note) = rate_still_required(case, chosen, Status::NoData);
    Some(Judgement {
        latest: figure.parts.last().copied(),
        required_rate: rate.map(|(rate, _)| rate),
        worked: Worked { rate: rate.map(|(_, years)| (figure.clone(), years)), ..Worked::default() },
        notes: note.into_iter().collect(),
        ..Judgement::of(Status::NoData, reason)
    })
}

/// With the years that are left. Only for levels of whole years, before the deadline, on one unbroken series.
fn rate_still_required(
    case: &Case<'_, '_>,
    chosen: &Chosen<'_>,
    status: Status,
) -> (Option<(Decimal, u32)>, Option<String>) {
    let figure = &chosen.figure;
    let is_open = case.target.nature == Nature::Level
        && !is_ceiling(case.target)
        && status != Status::Done
        && case.as_of < case.window.last_day()
        && figure.through.month() == 12;
    let years = u32::try_from(case.window.end - figure.year()).unwrap_or(0);
    if !is_open || years == 0 {
        return (None, None);
    }
    match case.facts.break_between(&case.indicator, &case.place.code, figure.year(), case.window.end) {
        Some(found) => (None, Some(format!("{}，不计算尚需年均增速", found.reason))),
        None => (required_rate(case.demanded, figure.value, years).map(|rate| (rate, years)), None),
    }
}
