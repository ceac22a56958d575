//! From totals to places, grades and lists of honours. Never changes a total but by the declared bonus and penalty.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::pack::{
    AdjustmentKind, Code, Evaluation, GradeCut, HonourKind, Pool, RoundingPlace, ScoreRounding, ShareBase, ShareCount,
    ShortList, VetoEffect, WeightMethod,
};
use model::{
    GradeCount, HonourList, IndicatorScore, IndicatorSummary, NotEvaluated, NotEvaluatedKind, PoolOutcome,
    SubjectOutcome,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::score::{Scored, exact};
use super::tree::Aggregated;
use super::weigh::Weighed;
use super::{Run, RunError, criteria, weigh};
use crate::evaluation::grade::{AcrossCut, Take, grade};
use crate::evaluation::matrix::Column;
use crate::formula::{Subjects, ranks, rounded};

impl Run<'_> {
    /// One pool: `rows` are its subjects among all evaluated ones, `listed` those of the pool who are not evaluated. With
    /// those who are not ranked, and what is said of those who have nobody to be compared with.
    pub(super) fn pool(
        &self,
        pool: &Pool,
        rows: &[usize],
        subjects: &Subjects,
        listed: usize,
    ) -> Result<(PoolOutcome, Vec<NotEvaluated>, Option<String>), RunError> {
        let leaves = pool.leaves();
        let mut scored = Vec::with_capacity(leaves.len());
        let mut alone = Vec::with_capacity(leaves.len());
        for rule in &leaves {
            let mut found = self.score(rule, rows, subjects).map_err(|error| error.within(&pool.name))?;
            let own = self.alone(rule, &found, rows, subjects);
            for (note, told) in found.notes.iter_mut().zip(&own).filter(|(note, _)| note.is_none()) {
                note.clone_from(told);
            }
            scored.push(found);
            alone.push(own);
        }
        let mut reasons: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (row, reason) in scored.iter().flat_map(|scored| &scored.not_ranked) {
            reasons.entry(*row).or_default().push(reason.clone());
        }
        let not_ranked: Vec<NotEvaluated> = reasons
            .iter()
            .map(|(row, reasons)| NotEvaluated {
                key: subjects.keys[rows[*row]].to_string(),
                pool: Some(pool.code.clone()),
                kind: NotEvaluatedKind::Missing,
                reason: reasons.join("；"),
            })
            .collect();
        let ranked: Vec<usize> = (0..rows.len()).filter(|row| !reasons.contains_key(row)).collect();
        let (mut outcomes, measured) = self.totals(pool, rows, &ranked, subjects, &mut scored)?;
        self.places(&mut outcomes, rows, &ranked, subjects);
        let left_out = listed + not_ranked.len();
        let (grades, share_bases) = self.grades(&mut outcomes, left_out)?;
        outcomes.sort_by_key(|outcome| outcome.rank);
        let indicators = leaves.iter().zip(&scored).enumerate().map(|(place, (rule, scored))| {
            let measured = measured.get(place).and_then(|weight| exact(*weight));
            let mut weights = vec![measured.map_or_else(|| self.constant(&rule.weight), Ok)?];
            for entry in rule.group_weights.iter().filter(|_| measured.is_none()) {
                weights.push(self.constant(&entry.weight)?);
            }
            Ok(IndicatorSummary {
                code: rule.code.clone(),
                name: rule.name.clone(),
                unit: rule.unit.to_string(),
                weights,
                known: scored.values.iter().flatten().count(),
                moved: scored.moved.iter().map(|(row, now)| (subjects.keys[rows[*row]].to_string(), *now)).collect(),
            })
        });
        let indicators = indicators.collect::<Result<Vec<_>, RunError>>()?;
        let (code, name) = (pool.code.clone(), pool.name.clone());
        let outcome = PoolOutcome { code, name, indicators, subjects: outcomes, grades, share_bases };
        let told = self.alone_in_words(pool, &outcome, &alone);
        Ok((outcome, not_ranked, told))
    }

    /// Scores up the tree, one group at a time, because groups may weigh differently; and the weights of the leaves
    /// where the method takes them from the data, which it does for all groups alike.
    fn totals(
        &self,
        pool: &Pool,
        rows: &[usize],
        ranked: &[usize],
        subjects: &Subjects,
        scored: &mut [Scored],
    ) -> Result<(Vec<SubjectOutcome>, Vec<f64>), RunError> {
        let mut measured = Vec::new();
        let adjustments = self.adjustments(subjects)?;
        let vetoes: Vec<Vec<bool>> =
            self.evaluation.vetoes.iter().map(|veto| self.flags(&veto.condition, subjects)).collect();
        let (mut criteria, direct) = (self.criteria(subjects), self.direct(subjects));
        let group_of = |row: usize| subjects.groups.get(rows[row]).copied().flatten();
        let mut members: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
        for row in ranked {
            members.entry(group_of(*row)).or_default().push(*row);
        }
        let values: Vec<Column> = scored
            .iter()
            .map(|scored| Column::from_decimals(&ranked.iter().map(|row| scored.values[*row]).collect::<Vec<_>>()))
            .collect();
        let mut outcomes: BTreeMap<usize, SubjectOutcome> = BTreeMap::new();
        for (group, members) in members {
            let group = self.group_code(group);
            let tree = self.weigh(pool, &values, group.as_ref())?;
            if !matches!(self.evaluation.weights, WeightMethod::Given { .. } | WeightMethod::Points) {
                measured = weigh::of_leaves(&tree);
            }
            let aggregated = if tree.is_empty() {
                let met = members.iter().map(|row| criteria::met(&criteria[rows[*row]]));
                Aggregated::without_tree(met.map(|met| met.to_f64().unwrap_or(f64::NAN)).collect())
            } else {
                let columns = self.columns(pool, &tree, &members, scored)?;
                self.aggregate(&pool.name, &tree, &columns)?
            };
            for (place, row) in members.iter().enumerate() {
                let all = rows[*row];
                let base = exact(aggregated.totals[place]).ok_or_else(|| RunError::NoReference {
                    subject: subjects.keys[all].to_string(),
                    indicator: pool.name.clone(),
                    what: "任何得分",
                })?;
                let Points { bonus, penalty, items } = self.points(&adjustments, all)?;
                let branches = aggregated.branches.iter();
                outcomes.insert(
                    *row,
                    SubjectOutcome {
                        key: subjects.keys[all].to_string(),
                        group: group.clone(),
                        indicators: indicator_scores(pool, scored, &aggregated, *row),
                        branches: branches
                            .filter_map(|(code, scores)| Some((code.clone(), exact(scores[place])?)))
                            .collect(),
                        base,
                        bonus,
                        penalty,
                        adjustments: items,
                        criteria: std::mem::take(&mut criteria[all]),
                        direct: codes_where(self.evaluation.direct.iter().map(|entry| &entry.code), &direct, all),
                        vetoes: codes_where(self.evaluation.vetoes.iter().map(|veto| &veto.code), &vetoes, all),
                        total: self.before_ranking(base + bonus - penalty),
                        rank: Decimal::ZERO,
                        rank_in_group: None,
                        rank_before: None,
                        grade: None,
                        years_in_grade: Vec::new(),
                    },
                );
            }
        }
        Ok((outcomes.into_values().collect(), measured))
    }

    /// Columns of scores of some rows; fixed points become the score that weighs as much.
    pub(super) fn columns(
        &self,
        pool: &Pool,
        tree: &[Weighed<'_>],
        members: &[usize],
        scored: &mut [Scored],
    ) -> Result<Vec<Column>, RunError> {
        if scored.iter().any(|scored| scored.fixed_points.iter().any(Option::is_some)) {
            let empty = vec![Column::default(); scored.len()];
            let factors = self.aggregate(&pool.name, tree, &empty)?.factors;
            for ((rule, scored), factor) in pool.leaves().into_iter().zip(scored.iter_mut()).zip(factors) {
                for row in members {
                    let Some(points) = scored.fixed_points[*row] else { continue };
                    let Some(factor) = factor.filter(|factor| *factor > 0.0) else {
                        return Err(RunError::PointsWithoutSum { indicator: rule.name.clone() });
                    };
                    scored.scores[*row] = points.to_f64().unwrap_or(f64::NAN) / factor;
                }
            }
        }
        Ok(scored.iter().map(|scored| Column::of(members.iter().map(|row| scored.scores[*row]).collect())).collect())
    }

    /// Points of each item for all evaluated subjects, with its own limit applied.
    fn adjustments(&self, subjects: &Subjects) -> Result<Vec<Vec<Decimal>>, RunError> {
        let mut columns = Vec::new();
        for item in &self.evaluation.adjustments {
            let max = item.max.as_ref().map(|max| self.constant(max)).transpose()?;
            let limited = |points: Option<Decimal>| {
                let points = points.unwrap_or_default().max(Decimal::ZERO);
                max.map_or(points, |max| points.min(max))
            };
            columns.push(self.numbers(&item.value, subjects).into_iter().map(limited).collect());
        }
        Ok(columns)
    }

    fn points(&self, adjustments: &[Vec<Decimal>], row: usize) -> Result<Points, RunError> {
        let (mut bonus, mut penalty) = (Decimal::ZERO, Decimal::ZERO);
        let mut items = Vec::new();
        for (item, points) in self.evaluation.adjustments.iter().zip(adjustments) {
            let points = points[row];
            match item.kind {
                AdjustmentKind::Bonus => bonus += points,
                AdjustmentKind::Penalty => penalty += points,
            }
            if !points.is_zero() {
                items.push((item.code.clone(), points));
            }
        }
        if let Some(max) = &self.evaluation.bonus_max {
            bonus = bonus.min(self.constant(max)?);
        }
        if let Some(max) = &self.evaluation.penalty_max {
            penalty = penalty.min(self.constant(max)?);
        }
        Ok(Points { bonus, penalty, items })
    }

    pub(super) fn before_ranking(&self, total: Decimal) -> Decimal {
        match self.evaluation.rounding {
            ScoreRounding::To { decimals, mode, place: RoundingPlace::BeforeRanking } => {
                rounded(total, i8::try_from(decimals).unwrap_or(i8::MAX), mode).unwrap_or(total)
            }
            ScoreRounding::TenDigits | ScoreRounding::To { place: RoundingPlace::AfterRanking, .. } => total,
        }
    }

    /// Places in the pool and in the group, and the place a year before. Outcomes are in the order of `ranked`.
    fn places(&self, outcomes: &mut [SubjectOutcome], rows: &[usize], ranked: &[usize], subjects: &Subjects) {
        let breaks: Vec<Vec<Option<Decimal>>> =
            self.evaluation.ties.breaks.iter().map(|tie| self.numbers(&tie.value, subjects)).collect();
        let compare = |left: usize, right: usize| -> Ordering {
            let by_total = outcomes[right].total.cmp(&outcomes[left].total);
            let by_breaks = self.evaluation.ties.breaks.iter().zip(&breaks).map(|(tie, values)| {
                let (left, right) = (values[rows[ranked[left]]], values[rows[ranked[right]]]);
                match (left, right) {
                    (Some(left), Some(right)) if tie.is_largest_first => right.cmp(&left),
                    (Some(left), Some(right)) => left.cmp(&right),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => Ordering::Equal,
                }
            });
            by_breaks.fold(by_total, Ordering::then)
        };
        let mut order: Vec<usize> = (0..outcomes.len()).collect();
        order.sort_by(|left, right| compare(*left, *right));
        let mut merits = vec![Decimal::ZERO; outcomes.len()];
        for pair in order.windows(2) {
            let is_same = compare(pair[0], pair[1]).is_eq();
            merits[pair[1]] = merits[pair[0]] + if is_same { Decimal::ZERO } else { Decimal::ONE };
        }
        let ties = self.evaluation.ties.ranks;
        for (outcome, rank) in outcomes.iter_mut().zip(ranks(&merits, ties, false)) {
            outcome.rank = rank;
        }
        let mut groups: BTreeMap<Code, Vec<usize>> = BTreeMap::new();
        for (place, outcome) in outcomes.iter().enumerate() {
            if let Some(group) = &outcome.group {
                groups.entry(group.clone()).or_default().push(place);
            }
        }
        for members in groups.values() {
            let of_group: Vec<Decimal> = members.iter().map(|place| merits[*place]).collect();
            for (place, rank) in members.iter().zip(ranks(&of_group, ties, false)) {
                outcomes[*place].rank_in_group = Some(rank);
            }
        }
        let Some(before) = self.year_before() else { return };
        for outcome in outcomes {
            let found = self.world.facts.conclusion(&self.evaluation.code, before, &outcome.key);
            outcome.rank_before = found.and_then(|found| found.rank);
        }
    }

    /// Cuts grades, applies vetoes, counts years in a grade.
    fn grades(
        &self,
        outcomes: &mut [SubjectOutcome],
        left_out: usize,
    ) -> Result<(Vec<GradeCount>, Vec<usize>), RunError> {
        let rules = &self.evaluation.grades;
        if rules.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let (takes, across) = self.takes()?;
        let mut parts: BTreeMap<Option<Code>, Vec<usize>> = BTreeMap::new();
        for (place, outcome) in outcomes.iter().enumerate() {
            let part = match self.evaluation.share_count {
                ShareCount::Pool => None,
                ShareCount::Group => outcome.group.clone(),
            };
            parts.entry(part).or_default().push(place);
        }
        let mut lowest: Vec<Option<Decimal>> = vec![None; rules.len()];
        let mut bases = Vec::new();
        for members in parts.values() {
            let mut totals: Vec<Option<f64>> = members.iter().map(|place| outcomes[*place].total.to_f64()).collect();
            let base = match (self.evaluation.share_base, self.evaluation.share_count) {
                (ShareBase::WithNotEvaluated, ShareCount::Pool) => {
                    totals.extend(std::iter::repeat_n(None, left_out));
                    crate::evaluation::grade::ShareBase::Listed
                }
                (ShareBase::WithNotEvaluated, ShareCount::Group) if left_out > 0 => {
                    return Err(RunError::BaseWithoutGroup);
                }
                (ShareBase::Ranked, _) | (ShareBase::WithNotEvaluated, ShareCount::Group) => {
                    crate::evaluation::grade::ShareBase::Graded
                }
            };
            let column = self.step(&self.evaluation.name, Column::new(&totals))?;
            let graded = self.step(&self.evaluation.name, grade(&column, &takes, base, &across))?;
            bases.push(graded.base);
            for (place, found) in members.iter().zip(&graded.grades) {
                let Some(rule) = found.and_then(|found| rules.get(found)) else { continue };
                outcomes[*place].grade = Some(rule.code.clone());
                let number = found.unwrap_or_default();
                let total = outcomes[*place].total;
                lowest[number] = Some(lowest[number].map_or(total, |lowest| lowest.min(total)));
            }
        }
        for outcome in outcomes.iter_mut() {
            self.admit(outcome);
            self.veto(outcome);
            outcome.years_in_grade = self.years_in_grade(outcome);
        }
        let count = |code: &Code| outcomes.iter().filter(|outcome| outcome.grade.as_ref() == Some(code)).count();
        let counts = rules.iter().zip(lowest).map(|(rule, lowest)| GradeCount {
            code: rule.code.clone(),
            name: rule.name.clone(),
            count: count(&rule.code),
            lowest,
        });
        Ok((counts.collect(), bases))
    }

    /// The kernel's cuts. Without a grade for the rest, whoever reaches none has none.
    fn takes(&self) -> Result<(Vec<Take>, Vec<AcrossCut>), RunError> {
        let mut takes = Vec::new();
        let mut across = Vec::new();
        let score = |value: Decimal| value.to_f64().unwrap_or(f64::NAN);
        for rule in &self.evaluation.grades {
            let (take, ties) = match &rule.cut {
                GradeCut::ScoreAtLeast(value) => (Take::Score(score(self.constant(value)?)), AcrossCut::Better),
                GradeCut::ScoreAbove(value) => (Take::Score(score(self.constant(value)?).next_up()), AcrossCut::Better),
                GradeCut::ShareAtMost(value) => (Take::AtMost(self.constant(value)?), AcrossCut::Worse),
                GradeCut::ShareAtLeast(value) => (Take::AtLeast(self.constant(value)?), AcrossCut::Better),
                GradeCut::Share(value) => (Take::Share(self.constant(value)?), AcrossCut::Better),
                GradeCut::Rest => (Take::Rest, AcrossCut::Better),
            };
            takes.push(take);
            across.push(ties);
        }
        if !takes.contains(&Take::Rest) {
            takes.push(Take::Rest);
            across.push(AcrossCut::Better);
        }
        Ok((takes, across))
    }

    fn veto(&self, outcome: &mut SubjectOutcome) {
        let place = |code: &Code| self.evaluation.grades.iter().position(|rule| rule.code == *code);
        for veto in self.evaluation.vetoes.iter().filter(|veto| outcome.vetoes.contains(&veto.code)) {
            match &veto.effect {
                VetoEffect::Grade(code) => outcome.grade = Some(code.clone()),
                VetoEffect::AtBest(code) => {
                    let is_better = outcome.grade.as_ref().and_then(place) < place(code);
                    if is_better && outcome.grade.is_some() {
                        outcome.grade = Some(code.clone());
                    }
                }
                VetoEffect::NoHonour => {}
            }
        }
    }

    fn years_in_grade(&self, outcome: &SubjectOutcome) -> Vec<(Code, u16)> {
        let years = |grade: &Code| {
            if outcome.grade.as_ref() != Some(grade) {
                return 0;
            }
            let had = |years_back: u8| {
                let shift = model::pack::PeriodShift::YearsBack(years_back);
                let period = crate::formula::earlier(self.period, shift)?;
                let found = self.world.facts.conclusion(&self.evaluation.code, period, &outcome.key)?;
                Some(found.grade.as_ref() == Some(grade))
            };
            let before = (1..=u8::MAX).take_while(|years_back| had(*years_back) == Some(true)).count();
            u16::try_from(before + 1).unwrap_or(u16::MAX)
        };
        self.evaluation.consecutive.iter().map(|rule| (rule.code.clone(), years(&rule.grade))).collect()
    }

    /// Lists of honours over all pools, best first.
    pub(super) fn honours(&self, pools: &[PoolOutcome]) -> Result<Vec<HonourList>, RunError> {
        let leader_lists = self.evaluation.honours.iter().filter(|rule| rule.kind == HonourKind::Leaders);
        let mut leaders: Vec<String> = Vec::new();
        for rule in leader_lists {
            leaders.extend(self.honour(rule, pools, &[])?.keys);
        }
        self.evaluation.honours.iter().map(|rule| self.honour(rule, pools, &leaders)).collect()
    }

    fn honour(
        &self,
        rule: &model::pack::Honour,
        pools: &[PoolOutcome],
        leaders: &[String],
    ) -> Result<HonourList, RunError> {
        let mut list = HonourList {
            code: rule.code.clone(),
            name: rule.name.clone(),
            keys: Vec::new(),
            tied: Vec::new(),
            lacking: self.lacking_of(rule, pools),
        };
        for pool in pools {
            let merit = |outcome: &SubjectOutcome| match rule.kind {
                HonourKind::Leaders => Some(-outcome.rank),
                HonourKind::Improvers { may_lead_too } => {
                    let rise = outcome.rank_before? - outcome.rank;
                    let may = may_lead_too || !leaders.contains(&outcome.key);
                    (rise > Decimal::ZERO && may).then_some(rise)
                }
            };
            let mut candidates: Vec<(&SubjectOutcome, Decimal)> = pool
                .subjects
                .iter()
                .filter(|outcome| !may_not_be_honoured(self.evaluation, outcome))
                .filter_map(|outcome| Some((outcome, merit(outcome)?)))
                .collect();
            candidates.sort_by_key(|(_, merit)| -*merit);
            match &rule.size {
                ShortList::Top(count) => take(&mut list, &candidates, self.constant(count)?),
                ShortList::TopOfGroup(counts) => {
                    for (group, count) in counts {
                        let of_group: Vec<_> = candidates
                            .iter()
                            .copied()
                            .filter(|(outcome, _)| outcome.group.as_ref() == Some(group))
                            .collect();
                        take(&mut list, &of_group, *count);
                    }
                }
            }
        }
        Ok(list)
    }
}

/// The codes whose condition holds for one subject.
fn codes_where<'rules>(codes: impl Iterator<Item = &'rules Code>, holds: &[Vec<bool>], row: usize) -> Vec<Code> {
    codes.zip(holds).filter(|(_, holds)| holds[row]).map(|(code, _)| code.clone()).collect()
}

/// Bonus and penalty of one subject after their limits, and each item before the common ones.
struct Points {
    bonus: Decimal,
    penalty: Decimal,
    items: Vec<(Code, Decimal)>,
}

/// Equal merits at the end of the list all come onto it, and are named as tied.
fn take(list: &mut HonourList, candidates: &[(&SubjectOutcome, Decimal)], count: Decimal) {
    let count = count.to_usize().unwrap_or(0).min(candidates.len());
    let Some((_, edge)) = count.checked_sub(1).map(|last| candidates[last]) else { return };
    let end = candidates.iter().take_while(|(_, merit)| *merit >= edge).count();
    list.keys.extend(candidates[..end].iter().map(|(outcome, _)| outcome.key.clone()));
    if end > count {
        let tied = candidates[..end].iter().filter(|(_, merit)| *merit == edge);
        list.tied.extend(tied.map(|(outcome, _)| outcome.key.clone()));
    }
}

fn may_not_be_honoured(evaluation: &Evaluation, outcome: &SubjectOutcome) -> bool {
    let mut vetoes = evaluation.vetoes.iter().filter(|veto| outcome.vetoes.contains(&veto.code));
    vetoes.any(|veto| veto.effect == VetoEffect::NoHonour)
}

/// `row` is the subject's place in the pool.
fn indicator_scores(pool: &Pool, scored: &[Scored], aggregated: &Aggregated, row: usize) -> Vec<IndicatorScore> {
    let has_shared_weight = scored.iter().any(|scored| scored.scores[row].is_nan());
    let leaves = pool.leaves().into_iter().zip(scored).zip(&aggregated.factors);
    leaves
        .map(|((rule, scored), factor)| {
            let score = scored.scores[row];
            // When others carry the weight of a missing indicator, one point of each adds more than usual.
            let points = factor.filter(|_| !has_shared_weight).and_then(|factor| exact(score * factor));
            IndicatorScore {
                code: rule.code.clone(),
                value: scored.values[row],
                score: if scored.fixed_points[row].is_some() { None } else { exact(score) },
                points,
                reference: scored.references[row],
                note: scored.notes[row].clone(),
            }
        })
        .collect()
}
