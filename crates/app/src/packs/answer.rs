//! Carries out commands over given facts and words what came out: tables and sentences. Never compares anything.

mod allocation;
mod analysis;
mod columns;
pub(super) mod ledger;
pub(crate) mod pairing;
mod placing;
mod register;
mod supply;
mod totals;
pub(super) mod trade;
mod trade_book;

use std::sync::Arc;

use engine::formula::{
    Column, Subjects, Value, World, compute, compute_formula, explain_formula, in_sentences, missing_reasons,
    result_in_words,
};
use engine::run::{self, Explainer, FigureOf, RunError};
use model::pack::{
    Certainty, Evaluation, Expression, ExpressionKind, Formula, Measure, Pack, Register, Subject, ValueType,
};
use model::{Derivation, EvaluationOutcome, Period, PoolOutcome, WorkingCalendar};
use rust_decimal::{Decimal, RoundingStrategy};

use super::command::{Asked, Command, Section, Task};
use super::facts::{Given, LineFault, fault, unknown};
use super::table::aligned;
use columns::Label;

/// What a command says, and about whom each line is.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) lines: Vec<Line>,
}

#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// The subject, where it is about one.
    pub(super) key: Option<Arc<str>>,
}

impl Answer {
    fn say(&mut self, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), key: None });
    }

    /// A table; `keys` are the subjects of the rows below the heading.
    fn table(&mut self, rows: &[Vec<String>], keys: &[Option<Arc<str>>]) {
        for (place, text) in aligned(rows).into_iter().enumerate() {
            let key = place.checked_sub(1).and_then(|row| keys.get(row).cloned().flatten());
            self.lines.push(Line { text, key });
        }
    }

    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }
}

/// Everything that commands look at.
pub(super) struct Bench<'a> {
    pub(super) pack: &'a Pack,
    pub(super) given: &'a Given,
    pub(super) calendar: &'a WorkingCalendar,
}

type Told<T> = Result<T, String>;

impl<'a> Bench<'a> {
    pub(super) fn answer(&self, command: &Command) -> Result<Answer, LineFault> {
        let period = command.period;
        let told = match &command.task {
            Task::Evaluate { evaluation, sections, only } => self.evaluate(evaluation, period, sections, only),
            Task::Compute { formulas, is_by_place, only } => self.compute(formulas, period, *is_by_place, only),
            Task::Check { register } => self.check(register, period),
            Task::Intake { register } => self.intake(register, period),
            Task::Count { measure, only } => self.count(measure, period, only),
            Task::Exchange { exchange, views } => self.exchange(exchange, period, views),
            Task::Share { agreement } => self.share(agreement),
            Task::Match { matching } => self.matching(matching, period),
            Task::Place { placement, sections } => self.place(placement, period, sections),
            Task::Allocate { allocation, asked, only } => self.allocate(allocation, period, asked, only),
            Task::Ledger { ledger, views } => self.ledger(ledger, period, views),
            Task::Analyse { analysis, asked, only } => self.analyse(analysis, period, asked, only),
            Task::Network { network } => self.network(network, period),
            Task::Explain { name, key, indicator } => {
                self.explain(name, period, key, indicator.as_deref()).map(|sentences| {
                    let mut answer = Answer::default();
                    sentences.into_iter().for_each(|sentence| answer.say(sentence));
                    answer
                })
            }
        };
        told.map_err(|message| fault(command.line, message))
    }

    /// Why a line of an answer says what it says, in sentences.
    pub(super) fn derivation(&self, command: &Command, key: &str) -> Vec<String> {
        let names: Vec<&str> = match &command.task {
            Task::Evaluate { evaluation, .. } => vec![evaluation.as_str()],
            Task::Compute { formulas, .. } => formulas.iter().map(|asked| asked.name.as_str()).collect(),
            Task::Allocate { allocation, .. } => vec![allocation.as_str()],
            Task::Analyse { analysis, .. } => vec![analysis.as_str()],
            Task::Explain { .. }
            | Task::Count { .. }
            | Task::Check { .. }
            | Task::Intake { .. }
            | Task::Exchange { .. }
            | Task::Share { .. }
            | Task::Match { .. }
            | Task::Ledger { .. }
            | Task::Place { .. }
            | Task::Network { .. } => Vec::new(),
        };
        let sentences = names.iter().map(|name| self.explain(name, command.period, key, None).unwrap_or_default());
        sentences.flatten().collect()
    }

    fn world(&self) -> World<'a> {
        World { pack: self.pack, facts: &self.given.facts, calendar: self.calendar }
    }

    pub(super) fn evaluation(&self, name: &str) -> Told<&'a Evaluation> {
        let found = self.pack.evaluations.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        found.ok_or_else(|| unknown("评价", name, self.pack.evaluations.iter().map(|known| known.name.as_str())))
    }

    fn formula(&self, name: &str) -> Told<&'a Formula> {
        let found = self.pack.formulas.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        found.ok_or_else(|| unknown("核算项", name, self.pack.formulas.iter().map(|known| known.name.as_str())))
    }

    fn keys(&self, subject: &Subject, period: Period) -> Told<Vec<Arc<str>>> {
        match subject {
            Subject::Register(code) => {
                let register = self.register(code)?;
                let keys = self.given.keys(register, period).cloned();
                keys.ok_or_else(|| format!("没有给出名录“{}”{}的数据", register.name, period.in_words()))
            }
            Subject::Place(level) => {
                let places = self.given.places.of_level(*level);
                if places.is_empty() { Err("没有给出任何地区的数据".to_string()) } else { Ok(places) }
            }
        }
    }

    fn register(&self, code: &model::pack::Code) -> Told<&'a Register> {
        self.pack.register(code).ok_or_else(|| format!("没有名录“{code}”"))
    }

    /// What the first column is called.
    fn key_title(&self, subject: &Subject) -> String {
        match subject {
            Subject::Place(_) => "地区".to_string(),
            Subject::Register(code) => {
                let register = self.pack.register(code);
                let names = register.iter().flat_map(|register| {
                    register.key.iter().map(|key| register.field(key).map_or(key.as_str(), |field| field.name.as_str()))
                });
                names.collect::<Vec<&str>>().join("/")
            }
        }
    }

    fn only(&self, subject: &Subject, keys: &[Arc<str>], only: &[String]) -> Told<Vec<Arc<str>>> {
        if only.is_empty() {
            return Ok(keys.to_vec());
        }
        let find = |name: &String| {
            let code = match subject {
                Subject::Register(_) => Some(Arc::from(name.as_str())),
                Subject::Place(_) => self.given.places.find(name),
            };
            let found = code.filter(|code| keys.contains(code));
            found.ok_or_else(|| {
                unknown(&self.key_title(subject), name, keys.iter().map(|key| self.shown_key(subject, key)))
            })
        };
        only.iter().map(find).collect()
    }

    pub(super) fn name_of_subject(&self, subject: &Subject, key: &str) -> String {
        self.shown_key(subject, key).to_string()
    }

    fn shown_key<'b>(&'b self, subject: &Subject, key: &'b str) -> &'b str {
        match subject {
            Subject::Register(_) => key,
            Subject::Place(_) => self.given.places.name(key),
        }
    }

    fn evaluate(&self, name: &str, period: Period, sections: &[Section], only: &[String]) -> Told<Answer> {
        let evaluation = self.evaluation(name)?;
        match self.outcome(evaluation, period)? {
            Ok(outcome) => self.sections(evaluation, &outcome, sections, only),
            Err(error) => {
                let mut answer = Answer::default();
                answer.say(format!("不能评价：{error}"));
                Ok(answer)
            }
        }
    }

    /// An outcome that is there already.
    pub(super) fn shown(
        &self,
        evaluation: &Evaluation,
        outcome: &EvaluationOutcome,
        sections: &[Section],
    ) -> Told<Answer> {
        self.sections(evaluation, outcome, sections, &[])
    }

    fn sections(
        &self,
        evaluation: &Evaluation,
        outcome: &EvaluationOutcome,
        sections: &[Section],
        only: &[String],
    ) -> Told<Answer> {
        let mut answer = Answer::default();
        let period = outcome.period;
        let asked = sections.iter().find_map(|section| match section {
            Section::Ranking(columns) => Some(columns.as_slice()),
            Section::GradeCounts | Section::NotEvaluated | Section::Honours | Section::Parameters => None,
        });
        let label = self.label(evaluation, period, asked.unwrap_or_default());
        let keys = self.keys(&evaluation.subject, period)?;
        let only: Vec<Arc<str>> =
            if only.is_empty() { Vec::new() } else { self.only_labelled(&evaluation.subject, &keys, only, &label)? };
        let is_default = sections.len() > 1;
        for section in sections {
            match section {
                Section::Ranking(columns) => {
                    self.ranking(evaluation, outcome, columns, &only, &label, &mut answer)?;
                }
                Section::GradeCounts => grade_counts(outcome, &mut answer),
                Section::NotEvaluated => {
                    let listed = outcome.not_evaluated.iter();
                    let listed = listed.filter(|entry| only.is_empty() || only.iter().any(|key| **key == *entry.key));
                    let rows: Vec<Vec<String>> =
                        listed.map(|entry| vec![label.of(&entry.key).to_string(), entry.reason.clone()]).collect();
                    if !rows.is_empty() {
                        answer.say("未参评");
                        answer.table(&rows, &[]);
                    } else if !is_default {
                        answer.say("未参评：无");
                    }
                }
                Section::Honours => honours(outcome, &label, &mut answer),
                Section::Parameters => parameters(outcome, &mut answer),
            }
        }
        Ok(answer)
    }

    /// Keys of subjects that are called by key or by label.
    fn only_labelled(
        &self,
        subject: &Subject,
        keys: &[Arc<str>],
        only: &[String],
        label: &Label,
    ) -> Told<Vec<Arc<str>>> {
        let by_label = |name: &String| keys.iter().find(|key| label.of(key) == name.as_str()).cloned();
        let mut found = Vec::new();
        for name in only {
            match by_label(name) {
                Some(key) => found.push(key),
                None => found.extend(self.only(subject, keys, std::slice::from_ref(name))?),
            }
        }
        Ok(found)
    }

    pub(super) fn compute(&self, asked: &[Asked], period: Period, is_by_place: bool, only: &[String]) -> Told<Answer> {
        let mut formulas = Vec::new();
        for one in asked {
            formulas.push((one, self.formula(&one.name)?));
        }
        let Some((_, first)) = formulas.first() else { return Err("compute 后面写核算项名称".to_string()) };
        let subject = first.subject.clone();
        if let Some((_, other)) = formulas.iter().find(|(_, formula)| formula.subject != subject) {
            return Err(format!("“{}”与“{}”的核算对象不同，请分两行写", other.name, first.name));
        }
        let keys = self.keys(&subject, period)?;
        let subjects = Subjects::new(subject.clone(), keys.clone());
        if is_by_place {
            return self.by_place(&formulas, &subjects, period, only);
        }
        let shown = self.only(&subject, &keys, only)?;
        let place = |key: &Arc<str>| keys.iter().position(|known| known == key).unwrap_or_default();
        let mut answer = Answer::default();
        let (mut columns, mut reasons) = (Vec::new(), Vec::new());
        for (asked, formula) in &formulas {
            let values = compute_formula(formula, &subjects, period, self.world());
            let word = |key: &Arc<str>| match values.values.get(place(key)) {
                Some(Value::Number(value)) => number(Some(value), asked.decimals),
                Some(value) => result_in_words(formula, &value, self.pack),
                None => number(None, None),
            };
            columns.push(shown.iter().map(word).collect::<Vec<String>>());
            for key in shown.iter().filter(|key| !values.values.is_known(place(key))) {
                let mut why = missing_reasons(&formula.value, place(key), &subjects, period, self.world());
                if why.is_empty() {
                    why.push("不属于核算范围".to_string());
                }
                reasons.push(vec![
                    self.shown_key(&subject, key).to_string(),
                    format!("{}：{}", formula.name, why.join("，")),
                ]);
            }
        }
        let names: Vec<String> = shown.iter().map(|key| self.shown_key(&subject, key).to_string()).collect();
        if let [(_, formula)] = formulas.as_slice() {
            let mut rows = vec![vec![self.key_title(&subject), titled(&formula.name, &formula.unit)]];
            rows.extend(names.iter().zip(&columns[0]).map(|(name, value)| vec![name.clone(), value.clone()]));
            answer.table(&rows, &shown.iter().map(|key| Some(key.clone())).collect::<Vec<_>>());
        } else {
            let mut rows = vec![["核算项".to_string()].into_iter().chain(names).collect::<Vec<String>>()];
            for ((_, formula), column) in formulas.iter().zip(&columns) {
                rows.push([titled(&formula.name, &formula.unit)].into_iter().chain(column.iter().cloned()).collect());
            }
            let about = (shown.len() == 1).then(|| shown[0].clone());
            answer.table(&rows, &vec![about; formulas.len()]);
        }
        if !reasons.is_empty() {
            answer.say("没有结果");
            answer.table(&reasons, &[]);
        }
        Ok(answer)
    }

    fn count(&self, asked: &Asked, period: Period, only: &[String]) -> Told<Answer> {
        let measures = || self.pack.registers.iter().flat_map(|register| &register.measures);
        let found: Option<&Measure> = measures().find(|known| is_called(&asked.name, &known.name, known.code.as_str()));
        let measure = found.ok_or_else(|| unknown("计数", &asked.name, measures().map(|known| known.name.as_str())))?;
        let subject = Subject::Place(model::pack::PlaceLevel::County);
        let keys = self.given.places.all();
        let shown = self.only(&subject, &keys, only)?;
        let expression = Expression {
            kind: ExpressionKind::Measure(measure.code.clone()),
            yields: ValueType::Number(measure.unit.clone()),
            span: measure.span,
        };
        let computed = compute(&expression, &Subjects::new(subject.clone(), shown.clone()), period, self.world());
        let Column::Number(values) = computed.values else { return Err("计数没有结果".to_string()) };
        let mut rows = vec![vec!["地区".to_string(), titled(&measure.name, &measure.unit)]];
        for (key, value) in shown.iter().zip(values) {
            rows.push(vec![self.shown_key(&subject, key).to_string(), number(value, asked.decimals)]);
        }
        let mut answer = Answer::default();
        answer.table(&rows, &[]);
        Ok(answer)
    }

    fn explain(&self, name: &str, period: Period, key: &str, indicator: Option<&str>) -> Told<Vec<String>> {
        let derivations = self.derivations(name, period, key, indicator)?;
        let mut sentences: Vec<String> = Vec::new();
        for sentence in derivations.iter().flat_map(in_sentences) {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        Ok(sentences)
    }

    /// How the value of a formula, or everything that an evaluation concluded about one subject, came about.
    pub(super) fn derivations(
        &self,
        name: &str,
        period: Period,
        key: &str,
        indicator: Option<&str>,
    ) -> Told<Vec<Derivation>> {
        if let Ok(formula) = self.formula(name) {
            let keys = self.keys(&formula.subject, period)?;
            let subjects = Subjects::new(formula.subject.clone(), keys.clone());
            let only = match self.only(&formula.subject, &keys, &[key.to_string()]) {
                Ok(only) => only,
                Err(told) => {
                    let total = self.place_derivation(formula, &subjects, period, key);
                    return total.map(|total| vec![total]).ok_or(told);
                }
            };
            let row = keys.iter().position(|known| only.contains(known)).unwrap_or_default();
            return Ok(vec![explain_formula(formula, row, &subjects, period, self.world())]);
        }
        if let Ok(rule) = self.allocation(name) {
            return self.allocation_derivations(rule, period, key);
        }
        if let Ok(rule) = self.analysis(name) {
            return self.analysis_derivations(rule, period, key);
        }
        let evaluation = self.evaluation(name).map_err(|_| {
            let names = self.pack.evaluations.iter().map(|known| known.name.as_str());
            let names = names.chain(self.pack.allocations.iter().map(|known| known.name.as_str()));
            let names = names.chain(self.pack.analyses.iter().map(|known| known.name.as_str()));
            unknown(
                "评价、分配、分析或核算项",
                name,
                names.chain(self.pack.formulas.iter().map(|known| known.name.as_str())),
            )
        })?;
        let keys = self.keys(&evaluation.subject, period)?;
        let label = self.label(evaluation, period, &[]);
        let only = self.only_labelled(&evaluation.subject, &keys, &[key.to_string()], &label)?;
        let Some(key) = only.first() else { return Ok(Vec::new()) };
        let outcome = match run::evaluation(evaluation, &keys, period, self.world()) {
            Ok(outcome) => outcome,
            Err(error) => return Ok(vec![Derivation::leaf("不能评价", error.to_string())]),
        };
        if let Some(entry) = outcome.not_evaluated.iter().find(|entry| *entry.key == **key) {
            return Ok(vec![Derivation::leaf(format!("{}未参评", label.of(key)), entry.reason.clone())]);
        }
        let names = |key: &str| label.of(key).to_string();
        let explainer = Explainer::new(evaluation, &keys, period, self.world(), &outcome, &names);
        let figures = match indicator {
            None => vec![FigureOf::Total { key }, FigureOf::Rank { key }, FigureOf::Grade { key }],
            Some(name) => {
                let leaves = || evaluation.pools.iter().flat_map(|pool| pool.leaves());
                let rule = leaves().find(|rule| is_called(name, &rule.name, rule.code.as_str()));
                let rule = rule.ok_or_else(|| unknown("指标", name, leaves().map(|rule| rule.name.as_str())))?;
                let code = rule.code.as_str();
                let points = FigureOf::Points { key, code };
                match explainer.derivation(&points) {
                    Some(_) => vec![points],
                    None => vec![FigureOf::Score { key, code }],
                }
            }
        };
        let found: Vec<Derivation> = figures.iter().filter_map(|figure| explainer.derivation(figure)).collect();
        if found.is_empty() {
            return Err(format!("“{}”不在“{}”的评价范围内", label.of(key), evaluation.name));
        }
        Ok(found)
    }

    /// The outcome, or why there is none, and everybody that it is about.
    pub(super) fn outcome(&self, evaluation: &Evaluation, period: Period) -> Told<Result<EvaluationOutcome, RunError>> {
        let keys = self.keys(&evaluation.subject, period)?;
        Ok(run::evaluation(evaluation, &keys, period, self.world()))
    }
}

fn is_called(asked: &str, name: &str, code: &str) -> bool {
    asked == name || asked == code
}

/// 名称（单位）.
fn titled(name: &str, unit: &model::UnitOfMeasure) -> String {
    // A percentage is no plain number.
    if unit.is_same_measure(&model::UnitOfMeasure::none()) { name.to_string() } else { format!("{name}（{unit}）") }
}

/// With as many decimals as were asked for, half up; all of them otherwise. 「—」 when there is none.
fn number(value: Option<Decimal>, decimals: Option<u32>) -> String {
    match (value, decimals) {
        (None, _) => "—".to_string(),
        (Some(value), None) => value.normalize().to_string(),
        (Some(value), Some(decimals)) => {
            let mut value = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            value.rescale(decimals);
            value.to_string()
        }
    }
}

fn grade_counts(outcome: &EvaluationOutcome, answer: &mut Answer) {
    let counted = |pool: &PoolOutcome| pool.subjects.len() + listed(outcome, pool);
    for pool in outcome.pools.iter().filter(|pool| outcome.pools.len() == 1 || counted(pool) > 0) {
        if outcome.pools.len() > 1 {
            answer.say(pool.name.clone());
        }
        let mut rows = vec![vec!["档次".to_string(), "个数".to_string()]];
        rows.extend(pool.grades.iter().map(|grade| vec![grade.name.clone(), grade.count.to_string()]));
        let graded: usize = pool.grades.iter().map(|grade| grade.count).sum();
        if graded < pool.subjects.len() {
            rows.push(vec!["无档次".to_string(), (pool.subjects.len() - graded).to_string()]);
        }
        if listed(outcome, pool) > 0 {
            rows.push(vec!["未参评".to_string(), listed(outcome, pool).to_string()]);
        }
        rows.push(vec!["合计".to_string(), counted(pool).to_string()]);
        answer.table(&rows, &[]);
    }
    let outside = outcome.not_evaluated.iter().filter(|entry| entry.pool.is_none()).count();
    if outside > 0 {
        answer.say(format!("不在任何评价池 {outside}"));
    }
}

fn listed(outcome: &EvaluationOutcome, pool: &PoolOutcome) -> usize {
    outcome.not_evaluated.iter().filter(|entry| entry.pool.as_ref() == Some(&pool.code)).count()
}

fn honours(outcome: &EvaluationOutcome, label: &Label, answer: &mut Answer) {
    let names = |keys: &[String]| keys.iter().map(|key| label.of(key).to_string()).collect::<Vec<_>>().join(" ");
    for list in &outcome.honours {
        let keys = match &list.lacking {
            Some(lacking) => lacking.clone(),
            None if list.keys.is_empty() => "无".to_string(),
            None => names(&list.keys),
        };
        answer.say(format!("{}：{keys}", list.name));
        if !list.tied.is_empty() {
            answer.say(format!("{}末位并列：{}", list.name, names(&list.tied)));
        }
    }
}

fn parameters(outcome: &EvaluationOutcome, answer: &mut Answer) {
    let mut rows = vec![["参数", "数值", "单位", "确定程度", "文号"].map(str::to_string).to_vec()];
    for used in &outcome.parameters {
        let unit = if used.unit.is_empty() { "—".to_string() } else { used.unit.clone() };
        rows.push(vec![
            used.name.clone(),
            used.value.clone().unwrap_or_else(|| "—".to_string()),
            unit,
            used.certainty.map_or("—", Certainty::in_words).to_string(),
            if used.document.is_empty() { "—".to_string() } else { used.document.clone() },
        ]);
    }
    answer.table(&rows, &[]);
}
