//! Two versions of a pack over the same population: who moves, by how much, and which rule differs.
//!
//! Both versions run on the same facts; nothing is stored.

use engine::run::words::{
    aggregation_in_words, cut_in_words, missing_in_words, normalise_in_words, outliers_in_words, references_in_words,
    weights_in_words,
};
use engine::run::{Cause, changes};
use model::Period;
use model::pack::{Constant, Evaluation, IndicatorRule, Pack};

use super::over::Over;
use super::table::aligned;

/// What two outcomes of one evaluation differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionChange {
    /// Rules and parameters that differ, in words.
    pub rules: Vec<String>,
    /// How many are ranked by both, and how many of them move.
    pub compared: usize,
    pub moved: usize,
    /// A row for each subject that moves, below a heading.
    pub table: Vec<Vec<String>>,
}

impl VersionChange {
    /// `before` and `after` are the same evaluation and period over the same rows.
    pub fn between(before: &Over, after: &Over) -> VersionChange {
        let found = changes(&before.outcome, &after.outcome);
        let mut table = vec![
            ["主键", "原得分", "现得分", "增减", "原名次", "现名次", "原档次", "现档次", "原因"]
                .map(str::to_string)
                .to_vec(),
        ];
        let grade = |over: &Over, code: Option<&model::pack::Code>| {
            let grade = over.rule().grades.iter().find(|grade| Some(&grade.code) == code);
            grade.map_or_else(|| "—".to_string(), |grade| grade.name.clone())
        };
        let mut moved = 0;
        for subject in &found.subjects {
            let (was, is) = (subject.before.as_ref(), subject.after.as_ref());
            moved += usize::from(was.is_some() && is.is_some());
            let number =
                |value: Option<rust_decimal::Decimal>| value.map_or_else(|| "—".to_string(), engine::run::shown);
            let difference = was.zip(is).map(|(was, is)| is.total - was.total);
            let names: Vec<&str> = subject
                .indicators
                .iter()
                .filter(|one| one.points[0] != one.points[1] || one.score[0] != one.score[1])
                .filter_map(|one| {
                    leaves(after.rule()).find(|rule| rule.code == one.code).map(|rule| rule.name.as_str())
                })
                .collect();
            let mut why = cause_in_words(subject.cause).to_string();
            if !names.is_empty() {
                why.push_str(&format!("：{}", names.join("、")));
            }
            table.push(vec![
                subject.key.clone(),
                number(was.map(|was| was.total)),
                number(is.map(|is| is.total)),
                number(difference),
                number(was.map(|was| was.rank)),
                number(is.map(|is| is.rank)),
                grade(before, was.and_then(|was| was.grade.as_ref())),
                grade(after, is.and_then(|is| is.grade.as_ref())),
                why,
            ]);
        }
        let rules = rules(before, after);
        VersionChange { rules, compared: found.compared, moved, table }
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut say = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        match self.rules.is_empty() {
            true => say("两个版本的规则和参数相同"),
            false => say("规则和参数的差别："),
        }
        self.rules.iter().for_each(|rule| say(&format!("  {rule}")));
        say(&format!("两个版本都参加排名的 {} 个，其中变动 {} 个", self.compared, self.moved));
        if self.table.len() > 1 {
            aligned(&self.table).iter().for_each(|line| say(line));
        }
        text
    }
}

fn cause_in_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Entered => "新参加排名",
        Cause::Left => "不再参加排名",
        Cause::Regrouped => "换了评价池或组别",
        Cause::OwnValue => "指标数值的算法不同",
        Cause::Scoring => "计分不同",
        Cause::Others => "自身得分不变，他人变动或分档不同",
    }
}

fn leaves(evaluation: &Evaluation) -> impl Iterator<Item = &IndicatorRule> {
    evaluation.pools.iter().flat_map(|pool| pool.leaves())
}

/// What differs in the declarations, as far as people put it in words.
fn rules(before: &Over, after: &Over) -> Vec<String> {
    let mut found = Vec::new();
    let mut told = |what: &str, was: String, is: String| {
        if was != is {
            found.push(format!("{what}：{was} → {is}"));
        }
    };
    let (old, new) = (before.rule(), after.rule());
    told("定权", weights_in_words(&old.weights), weights_in_words(&new.weights));
    told("合成", aggregation_in_words(&old.aggregation), aggregation_in_words(&new.aggregation));
    let names = |evaluation: &Evaluation| {
        evaluation.exclusions.iter().map(|rule| rule.reason.clone()).collect::<Vec<_>>().join("、")
    };
    told("暂不评价", names(old), names(new));
    let period = before.outcome.period;
    for rule in leaves(old) {
        match leaves(new).find(|other| other.code == rule.code) {
            None => told(&format!("指标“{}”", rule.name), "有".to_string(), "无".to_string()),
            Some(other) => {
                let (was, is) =
                    (rule_in_words(rule, before.pack(), period), rule_in_words(other, after.pack(), period));
                for ((what, was), (_, is)) in was.into_iter().zip(is) {
                    told(&format!("指标“{}”{what}", rule.name), was, is);
                }
            }
        }
    }
    for rule in leaves(new).filter(|rule| !leaves(old).any(|other| other.code == rule.code)) {
        told(&format!("指标“{}”", rule.name), "无".to_string(), "有".to_string());
    }
    let cuts = |evaluation: &Evaluation, pack: &Pack| {
        let cut = |grade: &model::pack::Grade| {
            format!("{} {}", grade.name, cut_in_words(&grade.cut, |constant| amount(constant, pack, period)))
        };
        evaluation.grades.iter().map(cut).collect::<Vec<String>>().join("；")
    };
    told("分档", cuts(old, before.pack()), cuts(new, after.pack()));
    let value = |over: &Over, code: &model::pack::Code| {
        let used = over.outcome.parameters.iter().find(|used| used.code == *code);
        used.map_or_else(|| "不用".to_string(), |used| used.value.clone().unwrap_or_else(|| "无值".to_string()))
    };
    let all = before.outcome.parameters.iter().chain(&after.outcome.parameters);
    let mut seen = Vec::new();
    for used in all {
        if !seen.contains(&&used.code) {
            seen.push(&used.code);
            told(&format!("参数“{}”", used.name), value(before, &used.code), value(after, &used.code));
        }
    }
    found
}

fn rule_in_words(rule: &IndicatorRule, pack: &Pack, period: Period) -> [(&'static str, String); 6] {
    [
        ("算法", engine::formula::in_names(&rule.value, pack)),
        ("计分", normalise_in_words(rule, |constant| amount(constant, pack, period))),
        ("参照", references_in_words(rule, pack).join("；")),
        ("缺数据", missing_in_words(&rule.when_missing)),
        ("离群值", outliers_in_words(&rule.outliers).unwrap_or_else(|| "不处理".to_string())),
        ("权重", amount(&rule.weight, pack, period)),
    ]
}

fn amount(constant: &Constant, pack: &Pack, period: Period) -> String {
    engine::run::words::constant_in_words(constant, pack, period)
}
