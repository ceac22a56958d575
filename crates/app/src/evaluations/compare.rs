//! Two outcomes side by side, in words: another year, another version of the rules, one corrected value, other methods.

use std::collections::BTreeMap;

use engine::evaluation::matrix::Column;
use engine::evaluation::statistics::{Correlation, correlate};
use engine::run::{Cause, IndicatorChange, SubjectChange, TrialMethod, changes, shown, with_trial};
use jiff::Timestamp;
use model::pack::{Aggregation, Code, CriticDirection, EntropyShares, PeriodShift, TopsisScaling, WeightMethod};
use model::{EvaluationOutcome, Period, PoolOutcome};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::run::Ran;
use crate::figure_root::FigureRoot;
use crate::frame::MISSING;
use crate::view::{ChangesView, EvaluationQuestion, MethodView, SubjectChangeView};
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

impl App {
    /// The same period and facts by another version of the pack: who moves, by how much, why.
    pub async fn compare_versions_of(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        other: &str,
        now: Timestamp,
    ) -> Result<ChangesView> {
        let ran = self.ran(question, now).await?;
        let root = FigureRoot::Dry {
            pack: ran.cut.pack.clone(),
            version: other.to_string(),
            rule: ran.cut.evaluation.clone(),
            period: ran.cut.period,
            dataset: ran.cut.dataset,
            known_by: ran.cut.known_by,
        };
        let with_other = self.ran_at(root).await?;
        let within = self.within_run(actor, &ran).await?;
        let view = changes_view(&ran, &with_other, (ran.cut.version.clone(), other.to_string()))?;
        Ok(changes_within(view, &within))
    }

    /// Against the run of the year before, where one was frozen.
    pub async fn compare_years_of(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        now: Timestamp,
    ) -> Result<ChangesView> {
        let ran = self.ran(question, now).await?;
        let before = engine::formula::earlier(ran.cut.period, PeriodShift::YearsBack(1));
        let before = before.ok_or_else(|| AppError::bad_input("没有上一年的报告期"))?;
        let stored =
            self.standing_run(&ran.cut.pack, ran.cut.evaluation.as_str(), before, ran.cut.dataset).await?.ok_or_else(
                || AppError::not_found(format!("{}的冻结结果（没有上年结果，不能比较年度变化）", before.in_words())),
            )?;
        let old = self.ran_at(FigureRoot::Frozen { run: stored.id }).await?;
        let within = self.within_run(actor, &ran).await?;
        let view = changes_view(&old, &ran, (before.in_words(), ran.cut.period.in_words()))?;
        Ok(changes_within(view, &within))
    }

    /// The places that other usual methods would give on the same facts.
    pub async fn methods_of(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        now: Timestamp,
    ) -> Result<Vec<MethodView>> {
        let ran = self.ran(question, now).await?;
        let within = self.within_run(actor, &ran).await?;
        let mut found = crate::blocking(move || methods(&ran)).await?;
        found.iter_mut().for_each(|method| method.ranks.retain(|(key, _)| within.has(key)));
        Ok(found)
    }
}

/// As far as the person sees it: their subjects, and values only where all fields are seen.
pub(crate) fn changes_within(mut view: ChangesView, within: &Within) -> ChangesView {
    view.subjects.retain(|one| within.has(&one.key));
    for one in view.subjects.iter_mut().filter(|one| !within.sees_fields_of(&one.key)) {
        one.details.clear();
    }
    if !within.sees_fields() {
        view.references.clear();
    }
    if !within.is_all() {
        view.summary = vec![format!("您负责的对象中有变化的：{} 个", view.subjects.len())];
    }
    view
}

fn methods(ran: &Ran) -> Result<Vec<MethodView>> {
    let rules = ran.rules()?;
    let shift = Decimal::new(1, 2);
    let entropy = || WeightMethod::Entropy(EntropyShares::MinMax { shift });
    let given = || rules.weights.clone();
    let half = Decimal::new(5, 1);
    let tried: [(&str, WeightMethod, Aggregation); 9] = [
        ("等权，加权平均", WeightMethod::Equal, Aggregation::WeightedMean),
        ("熵权，加权平均", entropy(), Aggregation::WeightedMean),
        ("CRITIC 权，加权平均", WeightMethod::Critic { direction: CriticDirection::Turned }, Aggregation::WeightedMean),
        ("现行权重，几何平均", given(), Aggregation::Geometric),
        ("现行权重，TOPSIS", given(), Aggregation::Topsis { scaling: TopsisScaling::AsGiven }),
        ("现行权重，灰色关联", given(), Aggregation::GreyRelation { resolution: half }),
        ("各取最有利的权重（BoD）", given(), Aggregation::BenefitOfDoubt),
        ("现行权重，Borda 计分", given(), Aggregation::Borda),
        ("现行权重，Copeland 两两比较", given(), Aggregation::Copeland),
    ];
    let mut found = Vec::new();
    for (name, weights, aggregation) in tried {
        let trial = engine::run::Trial { weights: Vec::new(), method: Some(TrialMethod { weights, aggregation }) };
        let outcome = with_trial(rules, &trial, &ran.pack, ran.cut.period).map_err(|error| error.to_string()).and_then(
            |changed| {
                engine::run::evaluation(&changed, &ran.cut.keys(), ran.cut.period, ran.world())
                    .map_err(|error| error.to_string())
            },
        );
        for pool in &ran.outcome.pools {
            found.push(match &outcome {
                Err(why) => MethodView {
                    pool: pool.code.to_string(),
                    name: name.to_string(),
                    refused: Some(why.clone()),
                    correlation: None,
                    mean_move: None,
                    most_move: None,
                    ranks: Vec::new(),
                },
                Ok(outcome) => method_view(name, pool, outcome),
            });
        }
    }
    Ok(found)
}

fn method_view(name: &str, pool: &PoolOutcome, outcome: &EvaluationOutcome) -> MethodView {
    let other = outcome.pools.iter().find(|other| other.code == pool.code);
    let by_key: BTreeMap<&str, Decimal> =
        other.into_iter().flat_map(|other| &other.subjects).map(|one| (one.key.as_str(), one.rank)).collect();
    let pairs: Vec<(&str, Decimal, Decimal)> = pool
        .subjects
        .iter()
        .filter_map(|one| Some((one.key.as_str(), one.rank, *by_key.get(one.key.as_str())?)))
        .collect();
    let moves: Vec<Decimal> = pairs.iter().map(|(_, one, other)| (*one - *other).abs()).collect();
    let mean = moves.iter().sum::<Decimal>().checked_div(Decimal::from(moves.len()));
    MethodView {
        pool: pool.code.to_string(),
        name: name.to_string(),
        refused: None,
        correlation: spearman(&pairs.iter().map(|(_, one, other)| (*one, *other)).collect::<Vec<_>>()),
        mean_move: mean.map(|mean| mean.round_dp(2).normalize().to_string()),
        most_move: moves.iter().max().map(|most| most.normalize().to_string()),
        ranks: pairs.iter().map(|(key, _, other)| (key.to_string(), other.normalize().to_string())).collect(),
    }
}

/// Nothing for fewer than three, or when one side does not vary.
fn spearman(pairs: &[(Decimal, Decimal)]) -> Option<String> {
    if pairs.len() < 3 {
        return None;
    }
    let column = |values: Vec<Option<Decimal>>| Column::from_decimals(&values);
    let one = column(pairs.iter().map(|(one, _)| Some(*one)).collect());
    let other = column(pairs.iter().map(|(_, other)| Some(*other)).collect());
    let found = correlate(&one, &other, Correlation::Spearman).ok()??;
    Decimal::from_f64(found).map(|value| format!("{:.3}", value.round_dp(3).to_f64().unwrap_or_default()))
}

pub(crate) fn cause_code(cause: Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::Entered => ("entered", "新参加排名"),
        Cause::Left => ("left", "不再参加排名"),
        Cause::Regrouped => ("regrouped", "换了评价池或分组"),
        Cause::OwnValue => ("own_value", "本身数值变化"),
        Cause::Scoring => ("scoring", "数值未变，计分参照或权重变化"),
        Cause::Others => ("others", "得分未变，他人变化"),
    }
}

/// In words, with names of both outcomes.
pub(crate) fn changes_view(before: &Ran, after: &Ran, labels: (String, String)) -> Result<ChangesView> {
    outcome_changes(before, &before.outcome, after, &after.outcome, labels)
}

pub(crate) fn outcome_changes(
    before: &Ran,
    old: &EvaluationOutcome,
    after: &Ran,
    new: &EvaluationOutcome,
    labels: (String, String),
) -> Result<ChangesView> {
    let found = changes(old, new);
    let mut counts: BTreeMap<Cause, usize> = BTreeMap::new();
    for change in &found.subjects {
        *counts.entry(change.cause).or_default() += 1;
    }
    let mut summary: Vec<String> =
        counts.iter().map(|(cause, count)| format!("{}：{count} 个", cause_code(*cause).1)).collect();
    let regraded = found.subjects.iter().filter(|change| {
        let grade = |standing: &Option<engine::run::Standing>| standing.as_ref().and_then(|one| one.grade.clone());
        change.before.is_some() && change.after.is_some() && grade(&change.before) != grade(&change.after)
    });
    summary.push(format!("档次变化：{} 个", regraded.count()));
    summary.push(format!(
        "完全不变：{} 个",
        found.compared - found.subjects.iter().filter(|one| one.before.is_some() && one.after.is_some()).count()
    ));
    let ranks = |outcome: &EvaluationOutcome| -> BTreeMap<String, Decimal> {
        outcome.pools.iter().flat_map(|pool| &pool.subjects).map(|one| (one.key.clone(), one.rank)).collect()
    };
    let now = ranks(new);
    let pairs: Vec<(Decimal, Decimal)> =
        ranks(old).iter().filter_map(|(key, rank)| Some((*rank, *now.get(key)?))).collect();
    let subjects = found.subjects.iter().map(|change| subject_view(before, after, change)).collect();
    Ok(ChangesView {
        before: labels.0,
        after: labels.1,
        compared: found.compared,
        correlation: spearman(&pairs),
        summary,
        subjects,
        references: references(before, old, &found.subjects),
    })
}

fn subject_view(before: &Ran, after: &Ran, change: &SubjectChange) -> SubjectChangeView {
    let name = match after.cut.subjects.iter().any(|subject| subject.key == change.key) {
        true => after.cut.name(&change.key),
        false => before.cut.name(&change.key),
    };
    let both = |of: &dyn Fn(&engine::run::Standing) -> String| {
        let text = |standing: &Option<engine::run::Standing>| standing.as_ref().map_or_else(|| MISSING.to_string(), of);
        (text(&change.before), text(&change.after))
    };
    let grade_name = |ran: &Ran, code: &Option<Code>| {
        let grades = ran.rules().ok().map(|rules| rules.grades.as_slice()).unwrap_or_default();
        let found = code.as_ref().and_then(|code| grades.iter().find(|grade| grade.code == *code));
        found.map_or_else(|| MISSING.to_string(), |grade| grade.name.clone())
    };
    let old_grade = change.before.as_ref().map_or(MISSING.to_string(), |one| grade_name(before, &one.grade));
    let new_grade = change.after.as_ref().map_or(MISSING.to_string(), |one| grade_name(after, &one.grade));
    let rise = match (&change.before, &change.after) {
        (Some(old), Some(new)) if old.pool == new.pool => Some((old.rank - new.rank).normalize().to_string()),
        (Some(_) | None, Some(_) | None) => None,
    };
    let (cause, cause_in_words) = cause_code(change.cause);
    SubjectChangeView {
        key: change.key.clone(),
        name,
        cause: cause.to_string(),
        cause_in_words: cause_in_words.to_string(),
        total: both(&|one| shown(one.total)),
        rank: both(&|one| one.rank.normalize().to_string()),
        grade: (old_grade, new_grade),
        rise,
        details: change.indicators.iter().flat_map(|one| details(after, one)).collect(),
    }
}

fn details(ran: &Ran, change: &IndicatorChange) -> Vec<String> {
    let name = engine::formula::name_of(&ran.pack, &change.code);
    let text = |value: Option<Decimal>| value.map_or_else(|| MISSING.to_string(), shown);
    let parts =
        [("数值", &change.value), ("参照值", &change.reference), ("得分", &change.score), ("计入总分", &change.points)];
    let differs = parts.into_iter().filter(|(_, pair)| pair[0] != pair[1]);
    differs.map(|(what, pair)| format!("{name}的{what} {} → {}", text(pair[0]), text(pair[1]))).collect()
}

/// References that all share are told once, with their pool where there are several.
fn references(ran: &Ran, outcome: &EvaluationOutcome, subjects: &[SubjectChange]) -> Vec<String> {
    let pool_of = |change: &SubjectChange| {
        let code = change.after.as_ref().or(change.before.as_ref()).map(|standing| &standing.pool);
        let pool = outcome.pools.iter().find(|pool| Some(&pool.code) == code);
        pool.filter(|_| outcome.pools.len() > 1).map(|pool| format!("{}：", pool.name)).unwrap_or_default()
    };
    let mut told = Vec::new();
    for (change, indicator) in subjects.iter().flat_map(|change| change.indicators.iter().map(move |one| (change, one)))
    {
        if let [Some(old), Some(new)] = indicator.reference
            && old != new
        {
            let name = engine::formula::name_of(&ran.pack, &indicator.code);
            let line = format!("{}{name}的参照值 {} → {}", pool_of(change), shown(old), shown(new));
            if !told.contains(&line) && told.len() < 40 {
                told.push(line);
            }
        }
    }
    told
}

/// The periods a year apart, for callers that name them.
pub(crate) fn year_before(period: Period) -> Option<Period> {
    engine::formula::earlier(period, PeriodShift::YearsBack(1))
}
