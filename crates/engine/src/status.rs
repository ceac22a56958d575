//! Status of target rows (完成状态): computed from the plan, the facts, a preset and a date. Nothing
//! is typed, and no value of another scope, of a suspect grade or from before the term is judged.

use jiff::civil::Date;
use model::{Comparator, IndicatorNature, Nature, PeriodKind, PlaceKind, Plan, Scope, Status, StatusPreset};
use model::{Target, TargetOutcome, TargetRow};

use crate::Facts;
use crate::demand::{Met, Window, demanded, gap, met, shown};
use crate::explain::explain;
use crate::figure::Figure;
use crate::growth::grown;
use crate::judge::{Case, Judgement, Measure, Worked, judge_span};
use crate::yearly::{judge_annual_average, judge_each_year};

/// One row and all that its status depends on.
pub struct StatusInput<'input, 'data> {
    pub target: &'input Target,
    pub row: &'input TargetRow,
    /// Label of its clause as printed, and its subject as the product words it.
    pub clause: String,
    pub subject: String,
    /// First and last year of the plan's term.
    pub term: Option<(i16, i16)>,
    pub facts: &'input Facts<'data>,
    pub preset: &'input StatusPreset,
    pub as_of: Date,
}

/// All rows of a plan, in the order of the text.
pub fn outcomes(plan: &Plan, facts: &Facts<'_>, preset: &StatusPreset, as_of: Date) -> Vec<TargetOutcome> {
    let mut outcomes = Vec::new();
    for target in &plan.targets {
        for row in target.rows() {
            let input = StatusInput {
                target,
                row: &row,
                clause: plan.clause_label(&target.task),
                subject: plan.subject_in_words(target),
                term: plan.metadata.term,
                facts,
                preset,
                as_of,
            };
            outcomes.push(outcome(&input));
        }
    }
    outcomes
}

/// The status of one row with its reason, its figures and its derivation.
pub fn outcome(input: &StatusInput<'_, '_>) -> TargetOutcome {
    let judgement = match case(input) {
        Ok(case) => judge(&case),
        Err(judgement) => *judgement,
    };
    let derivation = explain(input, &judgement);
    TargetOutcome {
        row: input.row.clone(),
        status: judgement.status,
        as_of: input.as_of,
        actual: judgement.actual.as_ref().and_then(Figure::observation),
        latest: judgement.latest.cloned(),
        achieved_share: judgement.achieved_share,
        time_share: judgement.time_share,
        gap: judgement.gap,
        required_rate: judgement.required_rate,
        years: judgement.years,
        reason: judgement.reason,
        notes: judgement.notes,
        derivation,
    }
}

fn judge<'data>(case: &Case<'_, 'data>) -> Judgement<'data> {
    let is_rate = case.facts.indicator(&case.indicator).is_some_and(|found| found.nature == IndicatorNature::Rate);
    if case.target.comparator == Comparator::IncreaseBy && !is_rate {
        return judge_increase(case);
    }
    match case.target.period.kind {
        PeriodKind::EachYear => judge_each_year(case),
        PeriodKind::AnnualAverage => judge_annual_average(case),
        PeriodKind::ByYear
        | PeriodKind::InYear
        | PeriodKind::Cumulative
        | PeriodKind::DocumentPeriod
        | PeriodKind::None => judge_span(case),
    }
}

/// Gathers what a judgement needs, or says why there can be none.
fn case<'input, 'data>(input: &StatusInput<'input, 'data>) -> Result<Case<'input, 'data>, Box<Judgement<'data>>> {
    let refuse = |reason: String| Box::new(Judgement::of(Status::NoData, reason));
    let target = input.target;
    let code = target.indicator.clone().ok_or_else(|| refuse("尚未指定衡量指标".to_string()))?;
    let place = input
        .facts
        .place_named(&input.row.place)
        .ok_or_else(|| refuse(format!("地区“{}”不在地区表中，无法取数", input.row.place)))?;
    let demanded = demanded(target).ok_or_else(|| refuse("目标没有数值".to_string()))?;
    let window = Window::of(target, input.term)
        .ok_or_else(|| refuse("考核期限没有写明，或者年份有误；请核对条款和方案期限".to_string()))?;
    let wanted = target.definition.as_ref().and_then(|definition| definition.scope);
    let scopes = match wanted {
        Some(Scope::Unstated) => vec![Scope::Unstated],
        Some(scope) => vec![scope, Scope::Unstated],
        None => scopes_in_use(input, &code, &place.code, place.kind).map_err(refuse)?,
    };
    let mut series = input.facts.series(&code, &place.code, &scopes);
    series.retain(|held| held.period.last_day() <= input.as_of);
    let mut measure = Measure::of(target.nature, input.facts.indicator(&code));
    if target.period.kind == PeriodKind::InYear && measure == Measure::SpanTotal {
        measure = Measure::YearTotal;
    }
    Ok(Case {
        target,
        facts: input.facts,
        rule: &input.preset.rule,
        place,
        indicator: code,
        measure,
        scopes,
        series,
        window,
        demanded,
        as_of: input.as_of,
    })
}

/// Where the definition names no scope: the one that the data have. Two are never mixed.
fn scopes_in_use(
    input: &StatusInput<'_, '_>,
    indicator: &str,
    place: &str,
    kind: PlaceKind,
) -> Result<Vec<Scope>, String> {
    let stated = [Scope::City, Scope::Managed, Scope::Administrative];
    let all = input.facts.all(indicator, place);
    let used: Vec<Scope> = stated.into_iter().filter(|scope| all.iter().any(|held| held.scope == *scope)).collect();
    match (used.as_slice(), kind) {
        ([], PlaceKind::Province | PlaceKind::City) => Ok(vec![Scope::City, Scope::Unstated]),
        ([], PlaceKind::County | PlaceKind::Zone) => Ok(vec![Scope::Unstated]),
        ([scope], _) => Ok(vec![*scope, Scope::Unstated]),
        (several, _) => {
            let names: Vec<&str> = several.iter().map(|scope| scope.in_words()).collect();
            Err(format!("数据有{}两种以上口径而口径卡未指定，不作判断", names.join("、")))
        }
    }
}

/// 增长 by so much, measured by an indicator of levels: growth of the last year of the window.
fn judge_increase<'data>(case: &Case<'_, 'data>) -> Judgement<'data> {
    let year = case.as_of.year().min(case.window.end);
    match grown(&case.indicator, &case.place.code, year - 1, year, case.facts) {
        Err(refused) => Judgement::of(Status::NoData, refused.to_string()),
        Ok(growth) => {
            let rate = growth.rate;
            let words = format!("{year}年比上年增长{}%", shown(rate).normalize());
            let demand = case.target.demand_in_words();
            let (status, reason) = if met(case.target, case.demanded, rate) == Met::Yes {
                (Status::Done, format!("{words}，达到目标（{demand}）"))
            } else {
                (Status::Behind, format!("{words}，未达到目标（{demand}）"))
            };
            Judgement {
                gap: Some(gap(case.target, case.demanded, shown(rate))),
                worked: Worked { growth: Some(growth), ..Worked::default() },
                ..Judgement::of(status, reason)
            }
        }
    }
}

/// The nature in words, as derivations show it.
pub(crate) fn nature_in_words(nature: Nature) -> &'static str {
    match nature {
        Nature::Stock => "期末数，与考核期前最近一期比较",
        Nature::Maintain => "须保持到期满",
        Nature::Flow => "逐期累计",
        Nature::Level => "年度总量",
        Nature::Coverage => "比率，期末数",
        Nature::Boolean => "是否达到",
    }
}
