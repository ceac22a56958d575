//! An outcome as a page: pools with their trees, subjects with their numbers, grades, lists, parameters.

use std::collections::BTreeMap;

use engine::run::{shown, words};
use jiff::Timestamp;
use model::pack::{
    Code, Constant, Criterion, CriterionTest, Evaluation, Grouping, IndicatorNode, Pack, PlaceLevel, Pool, Subject,
    Validity,
};
use model::{CriterionState, EvaluationOutcome, NotEvaluatedKind, PoolOutcome, SubjectOutcome};

use super::cut::FrozenBasis;
use super::figures::MARK;
use super::held::reason;
use super::run::Ran;
use super::subject::group_name;
use crate::figure_root::FigureRoot;
use crate::frame::MISSING;
use crate::reach::NOT_YOURS;
use crate::status::map::approval;
use crate::view::{
    CellView, CriterionView, EvaluationQuestion, EvaluationView, GradeView, GroupWeightView, HonourView, Named,
    NodeView, NotEvaluatedView, ParameterUsedView, PoolView, SubjectView,
};
use crate::within::Within;
use crate::{Actor, App, Result};

impl App {
    /// A dry run of what is known, or a frozen run.
    pub async fn evaluation_view(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        now: Timestamp,
    ) -> Result<EvaluationView> {
        let ran = self.ran(question, now).await?;
        let mut view = outcome_view(&ran, ran.rules()?, &ran.outcome, false)?;
        let within = self.within_run(actor, &ran).await?;
        restrict(&mut view, &ran, &within)?;
        view.scope_in_words = (!within.is_all()).then(|| {
            let until = if view.is_by_place { "定稿以前" } else { "" };
            format!("{until}只列您负责的{}，位次在全部参评对象之间排列", view.subject)
        });
        if view.is_by_place {
            view.map_approval = self.boundaries().await.ok().map(|boundaries| approval(&boundaries));
        }
        match &ran.root {
            FigureRoot::Frozen { run } => {
                view.run = Some(self.run_view(*run, now).await?);
                let held = self.held_by(*run).await?;
                for pool in &mut view.pools {
                    for node in pool.nodes.iter_mut().filter(|node| node.is_indicator) {
                        node.held = reason(&ran, &within, &held, (&pool.code, &node.code));
                    }
                }
            }
            FigureRoot::Dry { pack, rule, period, dataset, .. } => {
                let standing = self.standing_run(pack, rule.as_str(), *period, *dataset).await?;
                view.standing = standing.map(|run| run.id);
            }
        }
        Ok(view)
    }
}

/// Leaves out the subjects that are not the person's, and values of hidden fields.
fn restrict(view: &mut EvaluationView, ran: &Ran, within: &Within) -> Result<()> {
    let rules = ran.rules()?;
    for (pool, rule) in view.pools.iter_mut().zip(&rules.pools) {
        let hidden: Vec<bool> = rule.leaves().iter().map(|leaf| within.hides(&leaf.value, &ran.pack)).collect();
        pool.subjects.retain(|subject| within.has(&subject.key));
        for subject in &mut pool.subjects {
            let is_open = within.sees_fields_of(&subject.key);
            for (cell, _) in subject.cells.iter_mut().zip(&hidden).filter(|(_, is_hidden)| **is_hidden && !is_open) {
                (cell.value, cell.reference, cell.note) = (None, None, Some(NOT_YOURS.to_string()));
            }
        }
        if within.is_all() {
            continue;
        }
        for grade in &mut pool.grades {
            grade.count = pool.subjects.iter().filter(|subject| subject.grade.as_ref() == Some(&grade.name)).count();
            grade.lowest = None;
        }
        // Both tell of others by name.
        pool.nodes.iter_mut().for_each(|node| node.moved.clear());
        pool.nodes.iter_mut().for_each(|node| {
            node.known = node.column.map_or(0, |column| {
                let value = |subject: &&SubjectView| subject.cells.get(column).is_some_and(|cell| cell.value.is_some());
                pool.subjects.iter().filter(value).count()
            });
        });
    }
    view.not_evaluated.retain(|one| within.has(&one.key));
    for list in &mut view.honours {
        list.subjects.retain(|one| within.has(&one.code));
        list.tied.retain(|one| within.has(&one.code));
    }
    Ok(())
}

/// `rules` are those of the outcome: of a trial, the changed ones.
pub(crate) fn outcome_view(
    ran: &Ran,
    rules: &Evaluation,
    outcome: &EvaluationOutcome,
    is_trial: bool,
) -> Result<EvaluationView> {
    let cut = &ran.cut;
    let pools = rules.pools.iter().zip(&outcome.pools).map(|(rule, pool)| pool_view(ran, rules, rule, pool));
    let named = |key: &String| Named { code: key.clone(), name: cut.name(key) };
    Ok(EvaluationView {
        pack: Named { code: cut.pack.clone(), name: ran.pack.name.clone() },
        version: cut.version.clone(),
        evaluation: Named { code: rules.code.to_string(), name: rules.name.clone() },
        basis: rules.basis.clone(),
        subject: subject_in_words(&rules.subject, &ran.pack),
        period: cut.period,
        period_in_words: cut.period.in_words(),
        dataset: cut.dataset,
        known_by: cut.known_by,
        frozen_basis: FrozenBasis::in_words(cut.frozen.as_ref(), cut.period),
        certainty: ran.pack.certainty.in_words().to_string(),
        note: ran.pack.note.clone(),
        is_trial,
        is_by_place: matches!(rules.subject, Subject::Place(_)),
        map_approval: None,
        figures: (!is_trial).then(|| ran.root.text(MARK)),
        run: None,
        standing: None,
        scope_in_words: None,
        method: words::conventions_in_words(rules),
        lacking: outcome.lacking.clone(),
        groups: groups(ran, rules),
        pools: pools.collect(),
        not_evaluated: outcome
            .not_evaluated
            .iter()
            .map(|one| NotEvaluatedView {
                key: one.key.clone(),
                name: cut.name(&one.key),
                pool: one.pool.as_ref().map(|code| pool_name(rules, code)),
                kind: match one.kind {
                    NotEvaluatedKind::Excluded => "暂不评价",
                    NotEvaluatedKind::Missing => "缺数据",
                    NotEvaluatedKind::Unassigned => "不属于任何评价池或分组",
                }
                .to_string(),
                reason: one.reason.clone(),
            })
            .collect(),
        honours: outcome
            .honours
            .iter()
            .map(|list| HonourView {
                code: list.code.to_string(),
                name: list.name.clone(),
                subjects: list.keys.iter().map(named).collect(),
                tied: list.tied.iter().map(named).collect(),
                lacking: list.lacking.clone(),
            })
            .collect(),
        parameters: outcome.parameters.iter().map(parameter_view).collect(),
        publicity_days: super::life::publicity_days(rules, &ran.pack, cut.period)?,
    })
}

pub(crate) fn subject_in_words(subject: &Subject, pack: &Pack) -> String {
    match subject {
        Subject::Register(code) => engine::formula::name_of(pack, code),
        Subject::Place(PlaceLevel::City) => "市".to_string(),
        Subject::Place(PlaceLevel::County) => "县（市、区）".to_string(),
        Subject::Place(PlaceLevel::Township) => "乡镇（街道）".to_string(),
    }
}

fn pool_name(rules: &Evaluation, code: &Code) -> String {
    let found = rules.pools.iter().find(|pool| pool.code == *code);
    found.map_or_else(|| code.to_string(), |pool| pool.name.clone())
}

fn groups(ran: &Ran, rules: &Evaluation) -> Vec<Named> {
    let Grouping::By { list, .. } = &rules.grouping else { return Vec::new() };
    let list = ran.pack.choices.iter().find(|known| known.code == *list);
    let choices = list.map(|list| list.choices.as_slice()).unwrap_or_default();
    choices.iter().map(|choice| Named { code: choice.code.to_string(), name: choice.name.clone() }).collect()
}

pub(crate) fn validity_in_words(validity: &Validity) -> String {
    match validity.to {
        Some(to) => format!("{} 至 {to}", validity.from),
        None => format!("自 {} 起", validity.from),
    }
}

pub(crate) fn parameter_view(used: &model::ParameterUsed) -> ParameterUsedView {
    ParameterUsedView {
        name: used.name.clone(),
        value: used.value.clone().unwrap_or_else(|| MISSING.to_string()),
        unit: used.unit.clone(),
        validity: used.validity.as_ref().map_or_else(|| "当期没有生效的值".to_string(), validity_in_words),
        source: crate::pack_pages::source_in_words(&used.issuer, &used.document),
        certainty: used.certainty.map(|certainty| certainty.in_words().to_string()),
    }
}

fn pool_view(ran: &Ran, rules: &Evaluation, rule: &Pool, pool: &PoolOutcome) -> PoolView {
    let mut nodes = Vec::new();
    let mut column = 0;
    add_nodes(ran, &rule.tree, 0, None, pool, &mut column, &mut nodes);
    let constant = |constant: &Constant| words::constant_in_words(constant, &ran.pack, ran.cut.period);
    PoolView {
        code: pool.code.to_string(),
        name: pool.name.clone(),
        nodes,
        ranked: pool.subjects.len(),
        subjects: pool.subjects.iter().map(|subject| subject_view(ran, rules, subject)).collect(),
        grades: pool
            .grades
            .iter()
            .map(|grade| {
                let rule = rules.grades.iter().find(|rule| rule.code == grade.code);
                GradeView {
                    code: grade.code.to_string(),
                    name: grade.name.clone(),
                    rule: rule.map(|rule| words::cut_in_words(&rule.cut, constant)).unwrap_or_default(),
                    count: grade.count,
                    lowest: grade.lowest.map(shown),
                }
            })
            .collect(),
        share_bases: pool.share_bases.clone(),
    }
}

fn add_nodes(
    ran: &Ran,
    nodes: &[IndicatorNode],
    depth: usize,
    parent: Option<&Code>,
    pool: &PoolOutcome,
    column: &mut usize,
    views: &mut Vec<NodeView>,
) {
    let value = |constant: &Constant| match constant {
        Constant::Number(number) => shown(*number),
        Constant::Parameter(code) => {
            let held = ran.pack.parameter(code).and_then(|parameter| parameter.on(ran.cut.period.last_day()));
            match held.map(|held| &held.amount) {
                Some(model::pack::ParameterAmount::Single(amount)) => shown(*amount),
                Some(model::pack::ParameterAmount::ByChoice { .. }) | None => MISSING.to_string(),
            }
        }
    };
    for node in nodes {
        let (weight, group_weights) = match node {
            IndicatorNode::Branch(branch) => (&branch.weight, &branch.group_weights),
            IndicatorNode::Leaf(rule) => (&rule.weight, &rule.group_weights),
        };
        let mut view = NodeView {
            code: node.code().to_string(),
            name: String::new(),
            depth,
            parent: parent.map(ToString::to_string),
            is_indicator: false,
            unit: String::new(),
            weight: value(weight),
            group_weights: group_weights
                .iter()
                .map(|entry| GroupWeightView { group: entry.group.to_string(), weight: value(&entry.weight) })
                .collect(),
            rules: Vec::new(),
            known: 0,
            column: None,
            moved: Vec::new(),
            held: None,
        };
        match node {
            IndicatorNode::Branch(branch) => {
                view.name.clone_from(&branch.name);
                view.rules.push(words::aggregation_in_words(&branch.aggregation));
                views.push(view);
                add_nodes(ran, &branch.children, depth + 1, Some(&branch.code), pool, column, views);
            }
            IndicatorNode::Leaf(rule) => {
                let summary = pool.indicators.iter().find(|summary| summary.code == rule.code);
                view.name.clone_from(&rule.name);
                view.is_indicator = true;
                view.unit = rule.unit.to_string();
                view.known = summary.map_or(0, |summary| summary.known);
                view.column = Some(*column);
                view.moved = summary
                    .map(|summary| {
                        let moved = summary.moved.iter();
                        moved.map(|(key, now)| format!("{} 按 {} 计", ran.cut.name(key), shown(*now))).collect()
                    })
                    .unwrap_or_default();
                view.rules = indicator_rules(ran, rule);
                *column += 1;
                views.push(view);
            }
        }
    }
}

/// The rules of an indicator, each one line.
fn indicator_rules(ran: &Ran, rule: &model::pack::IndicatorRule) -> Vec<String> {
    let constant = |constant: &Constant| words::constant_in_words(constant, &ran.pack, ran.cut.period);
    let mut lines = vec![
        format!("{} = {}", rule.name, engine::formula::in_names(&rule.value, &ran.pack)),
        format!("得分：{}", words::normalise_in_words(rule, constant)),
    ];
    lines.extend(words::references_in_words(rule, &ran.pack));
    lines.extend(words::outliers_in_words(&rule.outliers));
    lines.push(words::missing_in_words(&rule.when_missing));
    lines
}

fn criterion_view(rule: &Criterion, one: &SubjectOutcome) -> Option<CriterionView> {
    let result = one.criteria.iter().find(|result| result.code == rule.code)?;
    let state = match result.state {
        CriterionState::Met => "达到",
        CriterionState::Unmet => "未达到",
        CriterionState::Unknown => "待查",
    };
    let unit = match &rule.test {
        CriterionTest::Condition(_) => String::new(),
        CriterionTest::Threshold { unit, .. } => unit.to_string(),
    };
    Some(CriterionView {
        name: rule.name.clone(),
        state: state.to_string(),
        value: result.value.map(shown),
        threshold: result.threshold.map(shown),
        gap: result.gap.map(shown),
        unit,
        evidence: rule.evidence.clone(),
    })
}

fn subject_view(ran: &Ran, rules: &Evaluation, one: &SubjectOutcome) -> SubjectView {
    let place =
        ran.cut.subjects.iter().find(|subject| subject.key == one.key).and_then(|subject| subject.place.clone());
    let consecutive: BTreeMap<&Code, &str> =
        rules.consecutive.iter().map(|rule| (&rule.code, rule.name.as_str())).collect();
    let veto = |code: &Code| {
        let found = rules.vetoes.iter().find(|veto| veto.code == *code);
        found.map_or_else(|| code.to_string(), |veto| veto.name.clone())
    };
    let grade = |code: &Code| {
        let found = rules.grades.iter().find(|grade| grade.code == *code);
        found.map_or_else(|| code.to_string(), |grade| grade.name.clone())
    };
    SubjectView {
        key: one.key.clone(),
        name: ran.cut.name(&one.key),
        place,
        group: one.group.as_ref().map(|group| group_name(ran, group)),
        total: shown(one.total),
        base: shown(one.base),
        bonus: shown(one.bonus),
        penalty: shown(one.penalty),
        rank: one.rank.normalize().to_string(),
        rank_in_group: one.rank_in_group.map(|rank| rank.normalize().to_string()),
        rank_before: one.rank_before.map(|rank| rank.normalize().to_string()),
        grade: one.grade.as_ref().map(grade),
        years_in_grade: one
            .years_in_grade
            .iter()
            .map(|(code, years)| (consecutive.get(code).map_or_else(|| code.to_string(), ToString::to_string), *years))
            .collect(),
        vetoes: one.vetoes.iter().map(veto).collect(),
        criteria: rules.criteria.iter().filter_map(|rule| criterion_view(rule, one)).collect(),
        direct: rules
            .direct
            .iter()
            .filter(|entry| one.direct.contains(&entry.code))
            .map(|entry| entry.name.clone())
            .collect(),
        cells: one
            .indicators
            .iter()
            .map(|cell| CellView {
                value: cell.value.map(shown),
                score: cell.score.map(shown),
                points: cell.points.map(shown),
                reference: cell.reference.map(shown),
                note: cell.note.clone(),
            })
            .collect(),
        branches: one.branches.iter().map(|(code, score)| (code.to_string(), shown(*score))).collect(),
    }
}
