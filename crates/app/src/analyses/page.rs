//! One analysis as a page: gathers what was known, runs it, words it.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use engine::analysis::{AnalysisError, Borders, analysis, explain_analysis, periods_of};
use engine::formula::{PackFacts, World};
use engine::run::{reached_by_formulas, shown};
use jiff::Timestamp;
use model::pack::{Analysis, Pack, Subject};
use model::{AnalysisCell, AnalysisOutcome, Dataset, Period};

use crate::content::ADJACENCY;
use crate::evaluations::{CutSubject, Gathered, fits, say_sources, subject_in_words, subjects_of};
use crate::view::{
    AnalysisColumnView, AnalysisEntry, AnalysisFigureView, AnalysisGapView, AnalysisQuestion, AnalysisRowView,
    AnalysisTableView, AnalysisView, Explanation, Named,
};
use crate::within::register_of;
use crate::{Actor, App, AppError, Download, Result, day_in_china};

const MARK: &str = "anal~";

/// Which analysis of which period, everything filled in.
#[derive(Clone)]
struct Wanted {
    pack: Arc<Pack>,
    version: String,
    rule: Analysis,
    period: Period,
    periods: Vec<Period>,
    dataset: Dataset,
    known_by: Timestamp,
}

/// What it came to, and what it looked at.
struct Ran {
    outcome: std::result::Result<AnalysisOutcome, AnalysisError>,
    facts: PackFacts,
    subjects: Vec<CutSubject>,
    gathered: Gathered,
}

impl Ran {
    fn name(&self, key: &str) -> String {
        name_in(&self.subjects, key)
    }

    fn keys(&self) -> Vec<Arc<str>> {
        keys_of(&self.subjects)
    }
}

fn name_in(subjects: &[CutSubject], key: &str) -> String {
    let found = subjects.iter().find(|one| one.key == key);
    found.map_or_else(|| key.to_string(), |one| one.name.clone())
}

fn keys_of(subjects: &[CutSubject]) -> Vec<Arc<str>> {
    subjects.iter().map(|one| Arc::from(one.key.as_str())).collect()
}

impl App {
    /// The analyses of the newest usable version of each pack.
    pub fn analysis_list(&self) -> Result<Vec<AnalysisEntry>> {
        let mut entries = Vec::new();
        for (newest, pack) in self.packs().newest_of_each() {
            let named = |code: &str, name: &str| Named { code: code.to_string(), name: name.to_string() };
            entries.extend(pack.analyses.iter().map(|rule| AnalysisEntry {
                pack: named(pack.code.as_str(), &pack.name),
                version: newest.version.clone(),
                analysis: named(rule.code.as_str(), &rule.name),
                method: engine::analysis::words::method_in_words(&rule.method).to_string(),
                subject: subject_in_words(&rule.subject, pack),
                basis: rule.basis.clone(),
                certainty: pack.certainty.in_words().to_string(),
            }));
        }
        Ok(entries)
    }

    pub async fn analysis_view(
        &self,
        actor: &Actor,
        question: &AnalysisQuestion,
        now: Timestamp,
    ) -> Result<AnalysisView> {
        let wanted = self.wanted_analysis(question, now).await?;
        self.demand_analysis(actor, &wanted, now).await?;
        let ran = self.analysed(&wanted).await?;
        Ok(view(&wanted, &ran))
    }

    /// An analysis of rows compares each with all others and is shown as a whole.
    async fn demand_analysis(&self, actor: &Actor, wanted: &Wanted, now: Timestamp) -> Result<()> {
        let registers = register_of(&wanted.rule.subject);
        self.demand_whole(actor, &wanted.pack, &registers, (wanted.period, &wanted.rule.name), now).await
    }

    pub async fn analysis_xlsx(&self, actor: &Actor, question: &AnalysisQuestion, now: Timestamp) -> Result<Download> {
        let wanted = self.wanted_analysis(question, now).await?;
        self.demand_analysis(actor, &wanted, now).await?;
        let ran = self.analysed(&wanted).await?;
        let outcome = ran.outcome.as_ref().map_err(|error| AppError::bad_input(error.to_string()))?;
        let is_demo = wanted.dataset == Dataset::Demo;
        let names = |key: &str| ran.name(key);
        let bytes = super::workbook(outcome, &names, &wanted.pack.name, day_in_china(now), is_demo)?;
        let mark = if is_demo { "【演示】" } else { "" };
        Ok(Download { file_name: format!("{mark}{}{}.xlsx", wanted.period.in_words(), wanted.rule.name), bytes })
    }

    async fn wanted_analysis(&self, question: &AnalysisQuestion, now: Timestamp) -> Result<Wanted> {
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let found = match question.version.as_deref().filter(|text| !text.is_empty()) {
            Some(version) => self.packs().usable(&question.pack, version)?,
            None => self.packs().newest(&question.pack)?,
        };
        let pack = found.usable()?.clone();
        let rule = match question.analysis.as_deref().filter(|text| !text.is_empty()) {
            Some(code) => pack.analyses.iter().find(|rule| rule.code.as_str() == code),
            None => pack.analyses.first(),
        };
        let rule = rule.cloned().ok_or_else(|| AppError::not_found(format!("机制包“{}”的分析", pack.name)))?;
        let periods = self.subject_periods(&pack, &rule.subject, (rule.cycle, dataset), known_by).await?;
        let mut wanted = Wanted {
            pack: pack.clone(),
            version: found.version.clone(),
            rule: rule.clone(),
            period: Period::Year(1949),
            periods: periods.clone(),
            dataset,
            known_by,
        };
        if let Some(text) = question.period.as_deref().filter(|text| !text.is_empty()) {
            let period: Period =
                text.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?;
            if !fits(rule.cycle, period) {
                let told = format!("“{}”不按{}分析；请改选报告期", rule.name, period.in_words());
                return Err(AppError::bad_input(told));
            }
            wanted.period = period;
            return Ok(wanted);
        }
        let newest = periods.first().copied().ok_or_else(|| {
            AppError::bad_input(format!("“{}”还没有任何一期的数据；请先导入，或切换到另一数据集", rule.name))
        })?;
        // The first figures of a year are no basis for comparing: the period counts for which the most subjects have a
        // result, the newest of several. The page says which it is and lets another one be asked for.
        let mut most = (newest, 0);
        for period in periods.iter().take(TRIED) {
            wanted.period = *period;
            let rows = self.analysed(&wanted).await?.outcome.map_or(0, |outcome| outcome.rows.len());
            if rows > most.1 {
                most = (*period, rows);
            }
        }
        let (newest, _) = most;
        wanted.period = newest;
        Ok(wanted)
    }

    async fn analysed(&self, wanted: &Wanted) -> Result<Ran> {
        let Wanted { pack, rule, period, dataset, known_by, .. } = wanted;
        let periods = reached_by_formulas(pack, &periods_of(rule, *period));
        let gathered = self.gathered(pack, &periods, *dataset, *known_by).await?;
        let subjects = subjects_of(pack, &rule.subject, &gathered, *period)?;
        let mut facts = gathered.facts()?;
        let concluded = self.conclusions(pack.code.as_str(), rule.cycle, ..=*period, *dataset, *known_by).await?;
        concluded.iter().for_each(|one| one.add_to(&mut facts));
        let borders = self.borders(*known_by).await?;
        let (wanted, calendar) = (wanted.clone(), self.calendar().clone());
        crate::blocking(move || {
            let world = World { pack: &wanted.pack, facts: &facts, calendar: &calendar };
            let names = |key: &str| name_in(&subjects, key);
            let outcome = analysis(&wanted.rule, &keys_of(&subjects), wanted.period, world, &borders, &names);
            Ok(Ran { outcome, facts, subjects, gathered })
        })
        .await
    }

    /// Who borders whom, as the boundaries that were loaded say.
    async fn borders(&self, known_by: Timestamp) -> Result<Borders> {
        let Some(text) = self.store.blob(ADJACENCY, known_by).await? else { return Ok(Borders::default()) };
        borders_of(&text)
    }

    pub(crate) async fn explain_analysis_figure(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由分析页面复制"));
        let parts: Vec<&str> = id.strip_prefix(MARK).ok_or_else(wrong)?.splitn(7, '~').collect();
        let [pack, version, code, period, dataset, known_by, key] = parts[..] else { return Err(wrong()) };
        let question = AnalysisQuestion {
            pack: pack.to_string(),
            version: Some(version.to_string()),
            analysis: Some(code.to_string()),
            period: Some(Period::from_str(period).map_err(|_| wrong())?.to_string()),
            dataset: Some(match dataset {
                "real" => Dataset::Real,
                "demo" => Dataset::Demo,
                _ => return Err(wrong()),
            }),
            known_by: Some(known_by.parse().map_err(|_| wrong())?),
        };
        let wanted = self.wanted_analysis(&question, Timestamp::MAX).await?;
        self.demand_analysis(actor, &wanted, now).await?;
        let ran = self.analysed(&wanted).await?;
        let outcome = ran.outcome.as_ref().map_err(|error| AppError::bad_input(error.to_string()))?;
        let world = World { pack: &wanted.pack, facts: &ran.facts, calendar: self.calendar() };
        let names = |key: &str| ran.name(key);
        let found = explain_analysis(&wanted.rule, outcome, key, &ran.keys(), world, &names);
        let mut derivation = found.ok_or_else(|| AppError::not_found(format!("分析对象“{key}”")))?;
        // The explanation of a number begins with that number as the page shows it.
        if let Some(AnalysisCell::Number(value)) = outcome.row(key).and_then(|row| row.cells.first()) {
            derivation.value = shown(*value);
        }
        if let Some(place) = ran.subjects.iter().find(|one| one.key == key).and_then(|one| one.place.clone()) {
            say_sources(&ran.gathered.observed, &wanted.pack, &place, &mut derivation);
        }
        // Places with rows under them: of one's own all is told, of others the figure.
        let within = self.within(actor, &wanted.pack, &wanted.rule.subject, (wanted.period, wanted.dataset)).await?;
        let derivation = within.masked(derivation, key, std::iter::empty());
        Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
    }
}

/// So many periods are looked at for one that gives a result.
const TRIED: usize = 8;

pub(crate) fn is_analysis_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

/// `{"370702": ["370703", …], …}`.
pub(crate) fn borders_of(text: &str) -> Result<Borders> {
    let lists: BTreeMap<String, Vec<String>> = serde_json::from_str(text)?;
    let pairs = lists.iter().flat_map(|(one, others)| others.iter().map(move |other| (one.as_str(), other.as_str())));
    Ok(Borders::new(pairs))
}

fn view(wanted: &Wanted, ran: &Ran) -> AnalysisView {
    let Wanted { pack, rule, .. } = wanted;
    let named = |code: &str, name: &str| Named { code: code.to_string(), name: name.to_string() };
    let dataset = match wanted.dataset {
        Dataset::Real => "real",
        Dataset::Demo => "demo",
    };
    let mut view = AnalysisView {
        pack: named(pack.code.as_str(), &pack.name),
        version: wanted.version.clone(),
        certainty: pack.certainty.in_words().to_string(),
        note: pack.note.clone(),
        analysis: named(rule.code.as_str(), &rule.name),
        analyses: pack.analyses.iter().map(|one| named(one.code.as_str(), &one.name)).collect(),
        basis: rule.basis.clone(),
        definition: rule.definition.clone(),
        method: engine::analysis::words::method_in_words(&rule.method).to_string(),
        subject: subject_in_words(&rule.subject, pack),
        is_of_places: matches!(rule.subject, Subject::Place(_)),
        period: wanted.period,
        period_in_words: wanted.period.in_words(),
        periods: wanted.periods.iter().map(ToString::to_string).collect(),
        dataset: wanted.dataset,
        refused: None,
        conventions: engine::analysis::words::conventions_in_words(rule, pack, wanted.period),
        figures: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        tables: Vec::new(),
        left_out: Vec::new(),
        parameters: Vec::new(),
        figure_root: format!(
            "{MARK}{}~{}~{}~{}~{dataset}~{}~",
            pack.code, wanted.version, rule.code, wanted.period, wanted.known_by
        ),
    };
    let outcome = match &ran.outcome {
        Ok(outcome) => outcome,
        Err(error) => {
            view.refused = Some(error.to_string());
            return view;
        }
    };
    view.conventions.clone_from(&outcome.conventions);
    let figure = |one: &model::AnalysisFigure| AnalysisFigureView {
        name: one.name.clone(),
        value: one.value.map(shown),
        note: one.note.clone(),
    };
    view.figures = outcome.figures.iter().map(figure).collect();
    let is_number =
        |place: usize| outcome.rows.iter().all(|row| !matches!(row.cells.get(place), Some(AnalysisCell::Text(_))));
    let column = |(place, one): (usize, &model::AnalysisColumn)| AnalysisColumnView {
        name: one.name.clone(),
        unit: one.unit.clone(),
        is_number: is_number(place),
    };
    view.columns = outcome.columns.iter().enumerate().map(column).collect();
    let row = |one: &model::AnalysisRow| AnalysisRowView {
        key: one.key.clone(),
        name: ran.name(&one.key),
        cells: one.cells.iter().map(cell).collect(),
        reasons: one.reasons.clone(),
    };
    view.rows = outcome.rows.iter().map(row).collect();
    let table = |one: &model::AnalysisTable| AnalysisTableView {
        name: one.name.clone(),
        columns: one.columns.clone(),
        rows: one.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    };
    view.tables = outcome.tables.iter().map(table).collect();
    let gap = |one: &model::AnalysisGap| AnalysisGapView {
        key: one.key.clone(),
        name: ran.name(&one.key),
        reason: one.reason.clone(),
    };
    view.left_out = outcome.left_out.iter().map(gap).collect();
    let used = |one: &model::ParameterUsed| {
        let certainty = one.certainty.map_or("", |certainty| certainty.in_words());
        let value = one.value.clone().unwrap_or_else(|| "—".to_string());
        format!("{} {value} {}（{certainty}，{}{}）", one.name, one.unit, one.issuer, one.document)
    };
    view.parameters = outcome.parameters.iter().map(used).collect();
    view
}

fn cell(cell: &AnalysisCell) -> Option<String> {
    match cell {
        AnalysisCell::Number(value) => Some(shown(*value)),
        AnalysisCell::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        AnalysisCell::Missing => None,
    }
}
