//! Judges demands that hold for every year (每年) and for the mean of the years (年均).

use jiff::civil::{Date, date};
use model::{Status, YearOutcome};
use rust_decimal::Decimal;

use crate::demand::{Met, Window, gap, is_ceiling, met, percent, shown};
use crate::figure::{Figure, latest_point, year_total};
use crate::judge::{Case, Judgement, MeanOf, Measure, Worked};
use crate::judge::{refuse_unit, running_path, shortfall, staleness_note, tolerance_note};
use crate::no_data::nothing_to_judge;
use crate::progress::{Pace, Way, progress};
use crate::wording::{amount, cautions, pace_in_words};

/// 每年: the year of `as_of` is judged, the other years are listed beside it.
pub(crate) fn judge_each_year<'data>(case: &Case<'_, 'data>) -> Judgement<'data> {
    if case.as_of < case.window.first_day() {
        return Judgement::of(Status::NoData, format!("考核期（{}）尚未开始", case.window.in_words()));
    }
    let present = case.as_of.year().min(case.window.end);
    let ByYear { figures: years, outcomes, words } = year_by_year(case, present);
    let unfinished = case.as_of < date(present, 12, 31);
    let known = |(year, figure): &(i16, Option<Figure<'data>>)| figure.clone().map(|figure| (*year, figure));
    let of_present = years.last().and_then(known);
    let judged = match of_present {
        Some(found) => Some(found),
        // A year that still runs may have no figure yet; the last finished one stands until then.
        None if unfinished => years.iter().rev().find_map(known),
        None => None,
    };
    let mut judgement = match judged {
        None => nothing_to_judge(case, &format!("{present}年")),
        Some((year, figure)) => {
            let mut judgement = of_year(case, year, figure);
            if year < present {
                judgement.notes.insert(0, format!("{present}年尚无数据，按{year}年判断"));
            }
            judgement
        }
    };
    let without: Vec<String> = years
        .iter()
        .filter(|(year, figure)| figure.is_none() && *year < present)
        .map(|(year, _)| format!("{year}年无公布数据"))
        .collect();
    if !without.is_empty() {
        judgement.notes.push(without.join("、"));
    }
    judgement.years = outcomes;
    judgement.worked.years = words;
    judgement
}

/// The years of the window up to a present one.
struct ByYear<'data> {
    figures: Vec<(i16, Option<Figure<'data>>)>,
    outcomes: Vec<YearOutcome>,
    /// How each is judged by itself.
    words: Vec<String>,
}

fn year_by_year<'data>(case: &Case<'_, 'data>, present: i16) -> ByYear<'data> {
    let figures: Vec<(i16, Option<Figure<'data>>)> =
        (case.window.start..=present).map(|year| (year, figure_of(case, year))).collect();
    let mut words = Vec::new();
    let mut outcomes = Vec::new();
    for (year, figure) in &figures {
        let judged = figure.as_ref().map(|figure| decide(case, *year, figure));
        let (status, reason) = judged
            .map_or((Status::NoData, format!("{year}年没有公布数据")), |(status, reason, _)| (status, reason));
        outcomes.push(YearOutcome { year: *year, status, actual: figure.as_ref().and_then(Figure::observation) });
        words.push(reason);
    }
    ByYear { figures, outcomes, words }
}

fn figure_of<'data>(case: &Case<'_, 'data>, year: i16) -> Option<Figure<'data>> {
    match case.measure {
        Measure::SpanTotal | Measure::YearTotal => year_total(&case.series, year, case.as_of),
        Measure::Point => latest_point(&case.series, year, year, case.as_of),
    }
}

fn of_year<'data>(case: &Case<'_, 'data>, year: i16, figure: Figure<'data>) -> Judgement<'data> {
    if let Some(refusal) = refuse_unit(case, &figure) {
        return refusal;
    }
    let (status, reason, pace) = decide(case, year, &figure);
    let mut notes = cautions(&figure, case.scopes.first().copied());
    notes.extend(tolerance_note(case, figure.value));
    if let Some(upper) = case.target.values.get(1)
        && figure.value > *upper
    {
        notes.push(format!("超过目标区间上限{}", amount(*upper, &case.target.unit)));
    }
    if status != Status::Done && figure.through < date(year, 12, 31) {
        notes.extend(staleness_note(case, Window { start: year, end: year }, &figure));
    }
    Judgement {
        achieved_share: percent(figure.value, case.demanded).map(shown),
        time_share: pace.map(|pace| shown(pace.time)),
        gap: Some(gap(case.target, case.demanded, figure.value)),
        notes,
        worked: Worked {
            months: pace.map(|_| Window { start: year, end: year }.months(figure.through)),
            ..Worked::default()
        },
        actual: Some(figure),
        ..Judgement::of(status, reason)
    }
}

fn decide(case: &Case<'_, '_>, year: i16, figure: &Figure<'_>) -> (Status, String, Option<Pace>) {
    let what = format!("{}{}", figure.period_in_words(), amount(figure.value, &case.target.unit));
    let demand = case.target.demand_in_words();
    let path = year_path(case, year, figure);
    let pace = path.last().copied();
    let is_met = met(case.target, case.demanded, figure.value) == Met::Yes;
    let is_final = figure.through >= date(year, 12, 31);
    let is_ceiling = is_ceiling(case.target);
    if is_met && (is_final || !is_ceiling) {
        return (Status::Done, format!("{what}，达到年度目标（{demand}）"), pace);
    }
    if is_final {
        return (Status::Behind, format!("{year}年未完成：{what}，{}", shortfall(case, figure.value)), pace);
    }
    if is_ceiling && !is_met {
        return (Status::Behind, format!("{what}，{}", shortfall(case, figure.value)), pace);
    }
    let way = Way { path: &path, is_ceiling, as_of: case.as_of, due: date(year, 12, 31) };
    let shares = pace_in_words("年度目标", pace.as_ref(), is_ceiling);
    (progress(case.rule, &way), format!("{what}，{shares}，{}", shortfall(case, figure.value)), pace)
}

fn year_path(case: &Case<'_, '_>, year: i16, figure: &Figure<'_>) -> Vec<Pace> {
    let window = Window { start: year, end: year };
    match case.measure {
        Measure::SpanTotal | Measure::YearTotal => running_path(figure, case.demanded, window),
        Measure::Point => {
            let (passed, all) = window.months(figure.through);
            let pace = percent(figure.value, case.demanded)
                .zip(percent(passed.into(), all.into()))
                .map(|(achieved, time)| Pace { achieved, time });
            pace.into_iter().collect()
        }
    }
}

/// 年均: the mean over the years that have ended; while the term runs, what has been done so far
/// against what the mean demands by then.
pub(crate) fn judge_annual_average<'data>(case: &Case<'_, 'data>) -> Judgement<'data> {
    if case.as_of < case.window.first_day() {
        return Judgement::of(Status::NoData, format!("考核期（{}）尚未开始", case.window.in_words()));
    }
    let span = format!("考核期（{}）内", case.window.in_words());
    let present = case.as_of.year().min(case.window.end);
    let ByYear { figures: years, outcomes, words } = year_by_year(case, present);
    // A year of the term that still runs is told beside the whole term.
    let of_present = years
        .last()
        .and_then(|(_, figure)| figure.as_ref())
        .filter(|figure| case.window.start < case.window.end && figure.through.month() < 12)
        .and(words.last().cloned());
    let listed = |mut judgement: Judgement<'data>| {
        match &of_present {
            Some(words) if judgement.actual.is_some() => judgement.reason.push_str(&format!("；其中{words}")),
            Some(words) => judgement.notes.push(format!("本年：{words}")),
            None => {}
        }
        judgement.years = outcomes.clone();
        judgement.worked.years = words.clone();
        judgement
    };
    if years.iter().all(|(_, figure)| figure.is_none()) {
        return listed(nothing_to_judge(case, &span));
    }
    let has_ended = |year: i16| date(year, 12, 31) <= case.as_of;
    let is_whole = |figure: &Figure<'data>| figure.through.month() == 12;
    let missing: Vec<String> = years
        .iter()
        .filter(|(year, figure)| has_ended(*year) && !figure.as_ref().is_some_and(is_whole))
        .map(|(year, _)| format!("{year}年"))
        .collect();
    if !missing.is_empty() {
        let known = years.iter().rev().find_map(|(_, figure)| figure.as_ref());
        let latest = known.and_then(|figure| figure.parts.last().copied());
        let reason = format!("{}缺少完整数据，不能计算{}年均值", missing.join("、"), case.window.in_words());
        return listed(Judgement { latest, ..Judgement::of(Status::NoData, reason) });
    }
    let figures: Vec<Figure<'data>> = years.into_iter().filter_map(|(_, figure)| figure).collect();
    if let Some(refusal) = figures.iter().find_map(|figure| refuse_unit(case, figure)) {
        return listed(refusal);
    }
    match mean_so_far(case, figures) {
        Some(mean) => listed(of_mean(case, mean)),
        None => listed(nothing_to_judge(case, &span)),
    }
}

/// The mean over the months known so far, brought to a full year, and the shares of the whole term.
struct Mean<'data> {
    figure: Figure<'data>,
    path: Vec<Pace>,
    is_final: bool,
    of: MeanOf,
    months: (i64, i64),
}

fn mean_so_far<'data>(case: &Case<'_, 'data>, figures: Vec<Figure<'data>>) -> Option<Mean<'data>> {
    let through: Date = figures.last()?.through;
    let year_count = i64::from(case.window.end) - i64::from(case.window.start) + 1;
    let whole_demand = case.demanded.checked_mul(Decimal::from(year_count))?;
    let mut sum = Decimal::ZERO;
    let mut path = Some(Vec::new());
    let mut parts = Vec::new();
    for figure in figures {
        for part in &figure.parts {
            sum = sum.checked_add(part.value)?;
            let (passed, all) = case.window.months(part.period.last_day());
            let pace = percent(sum, whole_demand)
                .zip(percent(passed.into(), all.into()))
                .map(|(achieved, time)| Pace { achieved, time });
            path = path.zip(pace).map(|(mut path, pace)| {
                path.push(pace);
                path
            });
        }
        parts.extend(figure.parts);
    }
    let (passed, all) = case.window.months(through);
    // A yearly mean of fewer than twelve months would be an extrapolation; the divisor is never below one year.
    let of = MeanOf { sum, months: passed.max(12), years: year_count };
    let value = sum.checked_mul(Decimal::from(12))?.checked_div(Decimal::from(of.months))?;
    let label = if passed < 12 {
        format!("{}年1—{}月累计", case.window.start, through.month())
    } else {
        format!("{}年1月—{}年{}月年均", case.window.start, through.year(), through.month())
    };
    let figure = Figure { value, parts, through, label: Some(label) };
    Some(Mean { figure, path: path.unwrap_or_default(), is_final: passed == all, of, months: (passed, all) })
}

fn of_mean<'data>(case: &Case<'_, 'data>, mean: Mean<'data>) -> Judgement<'data> {
    let Mean { figure, path, is_final, of, months } = mean;
    // A quotient without end is put down as it is printed, and differences are taken from that; whether the demand is
    // met is judged by the unrounded one.
    let printed = shown(figure.value);
    let pace = path.last().copied();
    let is_ceiling = is_ceiling(case.target);
    let what = format!("{}{}", figure.period_in_words(), amount(printed, &case.target.unit));
    let demand = case.target.demand_in_words();
    let is_met = met(case.target, case.demanded, figure.value) == Met::Yes;
    let term_is_reached = !is_ceiling && pace.is_some_and(|pace| pace.achieved >= Decimal::ONE_HUNDRED);
    let (status, reason) = if is_final && is_met {
        (Status::Done, format!("{what}，达到年均目标（{demand}）"))
    } else if is_final {
        (Status::Behind, format!("期满未完成：{what}，{}", shortfall(case, printed)))
    } else if term_is_reached {
        (Status::Done, format!("{what}，总量已满足{}年均目标（{demand}），提前完成", case.window.in_words()))
    } else {
        let way = Way { path: &path, is_ceiling, as_of: case.as_of, due: case.window.last_day() };
        let shares = pace_in_words("考核期总量", pace.as_ref(), is_ceiling);
        (progress(case.rule, &way), format!("{what}，{shares}，目标为年均{demand}"))
    };
    let mut notes = cautions(&figure, case.scopes.first().copied());
    if is_final {
        notes.extend(tolerance_note(case, figure.value));
    }
    Judgement {
        achieved_share: pace.map(|pace| shown(pace.achieved)),
        time_share: pace.map(|pace| shown(pace.time)),
        gap: is_final.then(|| gap(case.target, case.demanded, printed)),
        notes,
        worked: Worked { months: pace.map(|_| months), mean: Some(of), ..Worked::default() },
        actual: Some(Figure { value: printed, ..figure }),
        ..Judgement::of(status, reason)
    }
}
