//! The columns of a ranking: what may be asked for, and what stands in each. Never computes.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::pack::{Code, Evaluation, FieldType, IndicatorNode, Pool, Subject};
use model::{CriterionState, EvaluationOutcome, Period, SubjectOutcome};
use rust_decimal::Decimal;

use super::{Answer, Asked, Bench, Told, is_called, number};
use crate::packs::facts::unknown;

/// What subjects are called in an answer, by key; those that are not named are called by their key.
pub(super) struct Label {
    title: String,
    names: BTreeMap<Arc<str>, String>,
    /// Whether the first column that was asked for is the label itself.
    is_asked: bool,
}

impl Label {
    pub(super) fn of<'a>(&'a self, key: &'a str) -> &'a str {
        self.names.get(key).map_or(key, String::as_str)
    }
}

/// A column of a ranking.
enum Kind<'a> {
    Total,
    Base,
    Bonus,
    Penalty,
    Rank,
    RankInGroup,
    RankBefore,
    Grade,
    Group,
    Vetoes,
    /// Names of criteria that are not met, or of which nobody can tell.
    Criteria(CriterionState),
    Direct,
    State(&'a str),
    Threshold(&'a str),
    Gap(&'a str),
    Value(&'a str),
    Score(&'a str),
    Points(&'a str),
    Reference(&'a str),
    Note(&'a str),
    Years(Code),
    Field(Code),
}

const COLUMNS: [&str; 13] = [
    "得分",
    "基础分",
    "加分",
    "扣分",
    "名次",
    "组内名次",
    "上年名次",
    "档次",
    "组别",
    "否决",
    "未满足",
    "待查",
    "直通",
];
const PARTS: [&str; 8] = ["数值", "得分", "分值", "基准", "说明", "状态", "门槛", "差距"];

impl Bench<'_> {
    /// Subjects are called by the first column where that is a text field of their register.
    pub(super) fn label(&self, evaluation: &Evaluation, period: Period, asked: &[Asked]) -> Label {
        let mut label = Label { title: self.key_title(&evaluation.subject), names: BTreeMap::new(), is_asked: false };
        match &evaluation.subject {
            Subject::Place(level) => {
                let places = self.given.places.of_level(*level);
                label.names =
                    places.into_iter().map(|code| (code.clone(), self.given.places.name(&code).to_string())).collect();
                label.is_asked = asked.first().is_some_and(|first| first.name == label.title);
            }
            Subject::Register(code) => {
                let Some(register) = self.pack.register(code) else { return label };
                let first = asked.first().and_then(|first| {
                    register.fields.iter().find(|field| is_called(&first.name, &field.name, field.code.as_str()))
                });
                let Some(field) = first else { return label };
                label.is_asked = true;
                label.title = field.name.clone();
                let Some(rows) = self.given.facts.rows(self.pack, code, period) else { return label };
                let column = rows.column(&field.code);
                for (row, key) in rows.keys().iter().enumerate() {
                    let name = column.and_then(|column| column.get(row)).map(|value| value.in_words());
                    label.names.insert(key.clone(), name.unwrap_or_else(|| "—".to_string()));
                }
            }
        }
        label
    }

    pub(super) fn ranking(
        &self,
        evaluation: &Evaluation,
        outcome: &EvaluationOutcome,
        asked: &[Asked],
        only: &[Arc<str>],
        label: &Label,
        answer: &mut Answer,
    ) -> Told<()> {
        let usual: Vec<Asked> = ["得分", "名次", "档次"]
            .iter()
            .filter(|name| **name != "档次" || !evaluation.grades.is_empty())
            .map(|name| Asked { name: (*name).to_string(), decimals: None })
            .collect();
        let asked = match asked {
            [] => usual.as_slice(),
            [_] if label.is_asked => &[],
            [_, others @ ..] if label.is_asked => others,
            asked => asked,
        };
        let mut columns = Vec::new();
        for one in asked {
            columns.push((one, self.column(evaluation, &one.name)?));
        }
        for (pool, rules) in outcome.pools.iter().zip(&evaluation.pools) {
            let chosen = pool.subjects.iter();
            let chosen: Vec<&SubjectOutcome> =
                chosen.filter(|one| only.is_empty() || only.iter().any(|key| **key == *one.key)).collect();
            if chosen.is_empty() {
                continue;
            }
            if outcome.pools.len() > 1 {
                answer.say(pool.name.clone());
            }
            let titles = asked.iter().map(|one| one.name.clone());
            let mut rows = vec![[label.title.clone()].into_iter().chain(titles).collect::<Vec<String>>()];
            for subject in &chosen {
                let mut row = vec![label.of(&subject.key).to_string()];
                for (asked, kind) in &columns {
                    row.push(self.cell(evaluation, outcome, rules, subject, kind, asked.decimals));
                }
                rows.push(row);
            }
            let keys: Vec<Option<Arc<str>>> = chosen.iter().map(|one| Some(Arc::from(one.key.as_str()))).collect();
            answer.table(&rows, &keys);
        }
        if answer.lines.is_empty() {
            answer.say("没有参评对象");
        }
        Ok(())
    }

    fn column<'name>(&self, evaluation: &Evaluation, name: &'name str) -> Told<Kind<'name>> {
        let kind = match name {
            "得分" => Kind::Total,
            "基础分" => Kind::Base,
            "加分" => Kind::Bonus,
            "扣分" => Kind::Penalty,
            "名次" => Kind::Rank,
            "组内名次" => Kind::RankInGroup,
            "上年名次" => Kind::RankBefore,
            "档次" => Kind::Grade,
            "组别" => Kind::Group,
            "否决" => Kind::Vetoes,
            "未满足" => Kind::Criteria(CriterionState::Unmet),
            "待查" => Kind::Criteria(CriterionState::Unknown),
            "直通" => Kind::Direct,
            _ => return self.other_column(evaluation, name),
        };
        Ok(kind)
    }

    fn other_column<'name>(&self, evaluation: &Evaluation, name: &'name str) -> Told<Kind<'name>> {
        if let Some(rule) = evaluation.consecutive.iter().find(|rule| is_called(name, &rule.name, rule.code.as_str())) {
            return Ok(Kind::Years(rule.code.clone()));
        }
        if let Some((node, part)) = name.rsplit_once('.') {
            let mut nodes = Vec::new();
            evaluation.pools.iter().for_each(|pool| collect(&pool.tree, &mut nodes));
            nodes.extend(evaluation.criteria.iter().map(|criterion| criterion.name.as_str()));
            if !nodes.contains(&node) {
                return Err(unknown("指标或条件", node, nodes));
            }
            return match part {
                "数值" => Ok(Kind::Value(node)),
                "得分" => Ok(Kind::Score(node)),
                "分值" => Ok(Kind::Points(node)),
                "基准" => Ok(Kind::Reference(node)),
                "说明" => Ok(Kind::Note(node)),
                "状态" => Ok(Kind::State(node)),
                "门槛" => Ok(Kind::Threshold(node)),
                "差距" => Ok(Kind::Gap(node)),
                _ => Err(unknown("指标的列", part, PARTS)),
            };
        }
        let register = match &evaluation.subject {
            Subject::Register(code) => self.pack.register(code),
            Subject::Place(_) => None,
        };
        let fields = register.map(|register| register.fields.as_slice()).unwrap_or_default();
        if let Some(field) = fields.iter().find(|field| is_called(name, &field.name, field.code.as_str())) {
            return Ok(Kind::Field(field.code.clone()));
        }
        let known = COLUMNS.into_iter().chain(fields.iter().map(|field| field.name.as_str()));
        Err(unknown("列", name, known.chain(["指标.数值", "指标.得分", "指标.分值", "指标.基准", "指标.说明"])))
    }

    fn cell(
        &self,
        evaluation: &Evaluation,
        outcome: &EvaluationOutcome,
        pool: &Pool,
        subject: &SubjectOutcome,
        kind: &Kind<'_>,
        decimals: Option<u32>,
    ) -> String {
        let shown = |value: Option<Decimal>| number(value, decimals);
        let missing = || "—".to_string();
        let leaf = |name: &str| {
            let rule = pool.leaves().into_iter().find(|rule| rule.name == name)?;
            subject.indicators.iter().find(|one| one.code == rule.code)
        };
        let criterion = |name: &str| {
            let rule = evaluation.criteria.iter().find(|criterion| criterion.name == name)?;
            subject.criteria.iter().find(|one| one.code == rule.code)
        };
        match kind {
            Kind::Total => shown(Some(subject.total)),
            Kind::Base => shown(Some(subject.base)),
            Kind::Bonus => shown(Some(subject.bonus)),
            Kind::Penalty => shown(Some(subject.penalty)),
            Kind::Rank => shown(Some(subject.rank)),
            Kind::RankInGroup => shown(subject.rank_in_group),
            Kind::RankBefore => shown(subject.rank_before),
            Kind::Grade => {
                let grade = evaluation.grades.iter().find(|grade| Some(&grade.code) == subject.grade.as_ref());
                grade.map_or_else(missing, |grade| grade.name.clone())
            }
            Kind::Group => {
                let choices = self.pack.choices.iter().flat_map(|list| &list.choices);
                let group = choices.into_iter().find(|choice| Some(&choice.code) == subject.group.as_ref());
                group.map_or_else(missing, |choice| choice.name.clone())
            }
            Kind::Vetoes => {
                let named = evaluation.vetoes.iter().filter(|veto| subject.vetoes.contains(&veto.code));
                joined(named.map(|veto| veto.name.as_str()))
            }
            Kind::Criteria(state) => {
                let is_so = |code: &Code| subject.criteria.iter().any(|one| one.code == *code && one.state == *state);
                joined(evaluation.criteria.iter().filter(|one| is_so(&one.code)).map(|one| one.name.as_str()))
            }
            Kind::Direct => {
                let entries = evaluation.direct.iter().filter(|entry| subject.direct.contains(&entry.code));
                joined(entries.map(|entry| entry.name.as_str()))
            }
            Kind::State(name) => match criterion(name).map(|one| one.state) {
                Some(CriterionState::Met) => "满足".to_string(),
                Some(CriterionState::Unmet) => "未满足".to_string(),
                Some(CriterionState::Unknown) => "待查".to_string(),
                None => missing(),
            },
            Kind::Threshold(name) => shown(criterion(name).and_then(|one| one.threshold)),
            Kind::Gap(name) => shown(criterion(name).and_then(|one| one.gap)),
            Kind::Value(name) => match leaf(name) {
                Some(one) => shown(one.value),
                None => shown(criterion(name).and_then(|one| one.value)),
            },
            Kind::Score(name) => match leaf(name) {
                Some(one) => shown(one.score),
                None => {
                    let code = branch_code(&pool.tree, name);
                    let found = subject.branches.iter().find(|(known, _)| Some(known) == code);
                    shown(found.map(|(_, score)| *score))
                }
            },
            Kind::Points(name) => shown(leaf(name).and_then(|one| one.points)),
            Kind::Reference(name) => shown(leaf(name).and_then(|one| one.reference)),
            Kind::Note(name) => leaf(name).and_then(|one| one.note.clone()).unwrap_or_else(missing),
            Kind::Years(code) => {
                let years = subject.years_in_grade.iter().find(|(known, _)| known == code);
                years.map_or_else(missing, |(_, years)| years.to_string())
            }
            Kind::Field(code) => self.field(evaluation, code, subject, outcome.period, decimals),
        }
    }

    fn field(
        &self,
        evaluation: &Evaluation,
        code: &Code,
        subject: &SubjectOutcome,
        period: Period,
        decimals: Option<u32>,
    ) -> String {
        let missing = || "—".to_string();
        let Subject::Register(register) = &evaluation.subject else { return missing() };
        let Some(rows) = self.given.facts.rows(self.pack, register, period) else { return missing() };
        let row = rows.keys().iter().position(|key| **key == *subject.key);
        let value = row.and_then(|row| rows.column(code)?.get(row));
        let kind =
            self.pack.register(register).and_then(|register| register.field(code)).map(|field| &field.field_type);
        match (value, kind) {
            (None, _) => missing(),
            (Some(engine::formula::Value::Number(value)), _) => number(Some(value), decimals),
            (Some(engine::formula::Value::Text(text)), Some(FieldType::Choice { list })) => {
                let list = self.pack.choices.iter().find(|known| known.code == *list);
                let mut choices = list.iter().flat_map(|list| &list.choices);
                let choice = choices.find(|choice| choice.code.as_str() == &*text);
                choice.map_or_else(|| text.to_string(), |choice| choice.name.clone())
            }
            (Some(engine::formula::Value::Text(text)), Some(FieldType::Place { .. })) => {
                self.given.places.name(&text).to_string()
            }
            (Some(value), _) => value.in_words(),
        }
    }
}

/// 甲、乙, or 「—」.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "—".to_string() } else { names.join("、") }
}

fn collect<'tree>(nodes: &'tree [IndicatorNode], names: &mut Vec<&'tree str>) {
    for node in nodes {
        match node {
            IndicatorNode::Leaf(rule) => names.push(&rule.name),
            IndicatorNode::Branch(branch) => {
                names.push(&branch.name);
                collect(&branch.children, names);
            }
        }
    }
}

fn branch_code<'tree>(nodes: &'tree [IndicatorNode], name: &str) -> Option<&'tree Code> {
    nodes.iter().find_map(|node| match node {
        IndicatorNode::Branch(branch) if branch.name == name => Some(&branch.code),
        IndicatorNode::Branch(branch) => branch_code(&branch.children, name),
        IndicatorNode::Leaf(_) => None,
    })
}
