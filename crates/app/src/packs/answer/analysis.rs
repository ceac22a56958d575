//! Answers about analyses: figures for all, a line a subject, groups and years, who is left out, conventions. Never
//! computes anything.

use std::sync::Arc;

use engine::analysis::{AnalysisError, analysis, explain_analysis};
use model::pack::Analysis;
use model::{AnalysisCell, AnalysisOutcome, Derivation, Period};

use super::{Answer, Bench, Told, is_called, number};
use crate::packs::command::AnalysisAsked;
use crate::packs::facts::unknown;

impl Bench<'_> {
    pub(in crate::packs) fn analysis(&self, name: &str) -> Told<&Analysis> {
        let known = &self.pack.analyses;
        let found = known.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        found.ok_or_else(|| unknown("分析", name, known.iter().map(|known| known.name.as_str())))
    }

    pub(in crate::packs) fn analysed(
        &self,
        rule: &Analysis,
        period: Period,
    ) -> Told<Result<AnalysisOutcome, AnalysisError>> {
        let keys = self.keys(&rule.subject, period)?;
        let names = |key: &str| self.shown_key(&rule.subject, key).to_string();
        Ok(analysis(rule, &keys, period, self.world(), &self.given.borders, &names))
    }

    pub(in crate::packs) fn analyse(
        &self,
        name: &str,
        period: Period,
        asked: &AnalysisAsked,
        only: &[String],
    ) -> Told<Answer> {
        let rule = self.analysis(name)?;
        let outcome = match self.analysed(rule, period)? {
            Ok(outcome) => outcome,
            Err(error) => {
                let mut answer = Answer::default();
                answer.say(format!("不能分析：{error}"));
                return Ok(answer);
            }
        };
        self.told_analysis(rule, &outcome, asked, only)
    }

    fn told_analysis(
        &self,
        rule: &Analysis,
        outcome: &AnalysisOutcome,
        asked: &AnalysisAsked,
        only: &[String],
    ) -> Told<Answer> {
        let mut answer = Answer::default();
        if let Some(decimals) = asked.figures
            && !outcome.figures.is_empty()
        {
            let mut rows = vec![["指标", "数值", "说明"].map(str::to_string).to_vec()];
            for figure in &outcome.figures {
                let note = if figure.note.is_empty() { "—".to_string() } else { figure.note.clone() };
                rows.push(vec![figure.name.clone(), number(figure.value, decimals), note]);
            }
            answer.table(&rows, &[]);
        }
        if asked.has_rows {
            let keys: Vec<Arc<str>> = outcome.rows.iter().map(|row| Arc::from(row.key.as_str())).collect();
            let shown = self.only(&rule.subject, &keys, only)?;
            let mut places = Vec::new();
            for column in &asked.columns {
                let place = outcome.columns.iter().position(|known| known.name == column.name);
                let known = outcome.columns.iter().map(|known| known.name.as_str());
                places.push((place.ok_or_else(|| unknown("列", &column.name, known))?, column.decimals));
            }
            if asked.columns.is_empty() {
                places = (0..outcome.columns.len()).map(|place| (place, None)).collect();
            }
            let mut header = vec![self.key_title(&rule.subject)];
            header.extend(places.iter().map(|(place, _)| {
                let column = &outcome.columns[*place];
                if column.unit.is_empty() {
                    column.name.clone()
                } else {
                    format!("{}（{}）", column.name, column.unit)
                }
            }));
            let (mut rows, mut about) = (vec![header], Vec::new());
            for row in outcome.rows.iter().filter(|row| shown.iter().any(|key| **key == *row.key)) {
                let cells = places.iter().map(|(place, decimals)| cell(&row.cells[*place], *decimals));
                rows.push([self.shown_key(&rule.subject, &row.key).to_string()].into_iter().chain(cells).collect());
                about.push(Some(Arc::from(row.key.as_str())));
            }
            answer.table(&rows, &about);
        }
        if let Some(decimals) = asked.tables {
            for table in &outcome.tables {
                answer.say(table.name.clone());
                let mut rows = vec![table.columns.clone()];
                rows.extend(table.rows.iter().map(|row| row.iter().map(|one| cell(one, decimals)).collect()));
                answer.table(&rows, &[]);
            }
        }
        if asked.has_gaps {
            for gap in &outcome.left_out {
                answer.say(format!("未列入：{}，{}", self.shown_key(&rule.subject, &gap.key), gap.reason));
            }
        }
        if asked.has_conventions {
            answer.say(format!("方法：{}", outcome.method));
            outcome.conventions.iter().for_each(|line| answer.say(line.clone()));
        }
        Ok(answer)
    }

    pub(in crate::packs) fn analysis_derivations(
        &self,
        rule: &Analysis,
        period: Period,
        key: &str,
    ) -> Told<Vec<Derivation>> {
        let outcome = match self.analysed(rule, period)? {
            Ok(outcome) => outcome,
            Err(error) => return Ok(vec![Derivation::leaf("不能分析", error.to_string())]),
        };
        let keys = self.keys(&rule.subject, period)?;
        let only = self.only(&rule.subject, &keys, &[key.to_string()])?;
        let Some(key) = only.first() else { return Ok(Vec::new()) };
        let names = |key: &str| self.shown_key(&rule.subject, key).to_string();
        let found = explain_analysis(rule, &outcome, key, &keys, self.world(), &names);
        found.map(|found| vec![found]).ok_or_else(|| format!("“{}”不在“{}”的分析范围内", names(key), rule.name))
    }
}

fn cell(cell: &AnalysisCell, decimals: Option<u32>) -> String {
    match cell {
        AnalysisCell::Number(value) => number(Some(*value), decimals),
        AnalysisCell::Text(text) if text.is_empty() => "—".to_string(),
        AnalysisCell::Text(_) | AnalysisCell::Missing => cell.in_words(),
    }
}
