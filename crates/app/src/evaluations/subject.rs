//! One subject explained: how its result came about in sentences and as a tree, and what would bring it up.

use engine::formula::in_sentences;
use engine::run::{Explainer, shown};
use jiff::Timestamp;

use super::compare::year_before;
use super::figures::seen_derivation;
use super::run::Ran;
use crate::figure_root::FigureRoot;
use crate::reach::NOT_YOURS;
use crate::view::{EvaluationQuestion, SubjectExplanation};
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

impl App {
    pub async fn explain_subject(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        key: &str,
        now: Timestamp,
    ) -> Result<SubjectExplanation> {
        let ran = self.ran(question, now).await?;
        let within = self.within_run(actor, &ran).await?;
        self.demand_subject(actor, &within, (key, &format!("evaluation/{}", ran.cut.pack)), now).await?;
        let mut explanation = explanation(&ran, &within, key)?;
        explanation.year_before = self.year_before_of(&ran, key).await?;
        Ok(explanation)
    }

    /// How the subject stood a year before, where that was frozen.
    async fn year_before_of(&self, ran: &Ran, key: &str) -> Result<Vec<String>> {
        let Some(before) = year_before(ran.cut.period) else { return Ok(Vec::new()) };
        let stored = self.standing_run(&ran.cut.pack, ran.cut.evaluation.as_str(), before, ran.cut.dataset).await?;
        let Some(stored) = stored else {
            return Ok(vec![format!("{}没有冻结的评价结果，不能比较位次变化", before.in_words())]);
        };
        let old = self.ran_at(FigureRoot::Frozen { run: stored.id }).await?;
        let find = |ran: &Ran| {
            ran.outcome.pools.iter().find_map(|pool| {
                pool.subjects.iter().find(|one| one.key == key).map(|one| (pool.name.clone(), one.clone()))
            })
        };
        let (Some((now_pool, now)), Some((old_pool, was))) = (find(ran), find(&old)) else {
            return Ok(vec![format!("{}没有参加排名", before.in_words())]);
        };
        let mut lines = vec![format!(
            "{}总分 {}，第 {} 名；本期总分 {}，第 {} 名",
            before.in_words(),
            shown(was.total),
            was.rank.normalize(),
            shown(now.total),
            now.rank.normalize()
        )];
        if now_pool != old_pool {
            lines.push(format!("评价池由“{old_pool}”变为“{now_pool}”，位次不可直接比较"));
        }
        if now.group != was.group {
            let name = |code: &Option<model::pack::Code>| {
                code.as_ref().map_or_else(|| "无分组".to_string(), |code| group_name(ran, code))
            };
            lines.push(format!("分组由“{}”变为“{}”，组内位次不可直接比较", name(&was.group), name(&now.group)));
        }
        Ok(lines)
    }
}

pub(crate) fn group_name(ran: &Ran, code: &model::pack::Code) -> String {
    let found = ran.pack.choices.iter().flat_map(|list| &list.choices).find(|choice| choice.code == *code);
    found.map_or_else(|| code.to_string(), |choice| choice.name.clone())
}

fn explanation(ran: &Ran, within: &Within, key: &str) -> Result<SubjectExplanation> {
    let name = ran.cut.name(key);
    if let Some(left_out) = ran.outcome.not_evaluated.iter().find(|one| one.key == key) {
        let mut derivation = model::Derivation::leaf(format!("{name}的结果"), "未参加排名");
        let reason = if within.sees_fields_of(key) { left_out.reason.as_str() } else { NOT_YOURS };
        derivation.notes.push(reason.to_string());
        return Ok(SubjectExplanation {
            key: key.to_string(),
            name,
            sentences: vec![format!("未参加排名：{reason}")],
            lift: Vec::new(),
            derivation,
            year_before: Vec::new(),
        });
    }
    let total = seen_derivation(ran, within, &format!("total/-/{key}"))
        .map_err(|_| AppError::not_found(format!("评价对象“{key}”")))?;
    let mut sentences = in_sentences(&total);
    for path in ["rank", "rank_in_group", "grade"] {
        if let Ok(found) = seen_derivation(ran, within, &format!("{path}/-/{key}")) {
            let notes =
                if found.notes.is_empty() { String::new() } else { format!("（{}）", found.notes.join("；")) };
            let formula = found.formula.map(|formula| format!("，{formula}")).unwrap_or_default();
            sentences.push(format!("{}：{}{formula}{notes}", found.title, found.value));
        }
    }
    Ok(SubjectExplanation {
        key: key.to_string(),
        name,
        sentences,
        // How far it is to a value says the value.
        lift: if within.sees_fields_of(key) { lift(ran, key)? } else { Vec::new() },
        derivation: total,
        year_before: Vec::new(),
    })
}

fn lift(ran: &Ran, key: &str) -> Result<Vec<String>> {
    let names = |key: &str| ran.cut.name(key);
    let rules = ran.rules()?;
    let explainer = Explainer::new(rules, &ran.cut.keys(), ran.cut.period, ran.world(), &ran.outcome, &names);
    let found = explainer.lift(key).map_err(|error| AppError::bad_input(error.to_string()))?;
    let Some(found) = found else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    match &found.to_next_place {
        Some(gap) => lines.push(format!("距前一名差 {} 分", shown(*gap))),
        None => lines.push("已是第一名".to_string()),
    }
    if let Some((grade, gap)) = &found.to_next_grade {
        let name = rules.grades.iter().find(|rule| rule.code == *grade).map(|rule| rule.name.clone());
        lines.push(format!("距 {} 档现有最低总分差 {} 分", name.unwrap_or_default(), shown(*gap)));
    }
    let unit = |code: &model::pack::Code| {
        let leaves = rules.pools.iter().flat_map(|pool| pool.leaves());
        leaves.into_iter().find(|rule| rule.code == *code).map(|rule| rule.unit.to_string()).unwrap_or_default()
    };
    for one in &found.by_indicator {
        let name = engine::formula::name_of(&ran.pack, &one.code);
        lines.push(match one.value {
            Some(value) => format!("只靠“{name}”弥补：须达到 {} {}", shown(value), unit(&one.code)),
            None => format!("只靠“{name}”弥补：到单项上限仍不够"),
        });
    }
    if !found.by_indicator.is_empty() {
        lines.push("以上按其他对象和基准值不变估算".to_string());
    }
    Ok(lines)
}
