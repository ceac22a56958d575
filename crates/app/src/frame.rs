//! The frame of every status page: the plan, the facts and the outcomes as of one day, as known by one time.
//!
//! One dataset only; real and demonstration data never meet in a frame.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use engine::Facts;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::{
    Dataset, Derivation, FigureId, Finding, LifeCycleStage, Observation, Place, PlaceKind, Plan, SourceRef, Status,
    StatusPreset, Target, TargetOutcome, Task, TextIndex,
};
use serde::{Deserialize, Serialize};
use store::{Dictionaries, StoredPlan};

use crate::content::TOWNSHIPS;
use crate::registers::feed::{CountedValue, FeedProblem};
use crate::status::counted::{ReviewLine, review_lines};
use crate::view::{AsOf, AsOfView, Figure, PlanSummary};
use crate::{App, AppError, Result, day_in_china, presets};

/// What is shown where there is no value.
pub(crate) const MISSING: &str = "—";

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    pub summary: PlanSummary,
    pub plan: Plan,
    pub as_of: Date,
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub preset: StatusPreset,
    pub dictionaries: Dictionaries,
    pub observations: Vec<Observation>,
    pub outcomes: Vec<TargetOutcome>,
    pub findings: Vec<Finding>,
    /// Which of the observations are counts of registers, and of which.
    pub counted: Vec<CountedValue>,
    /// Items of the draft with what was decided about them. Not part of a frozen frame, like the next two.
    pub review: Vec<ReviewLine>,
    /// Ids of the tasks that name a county, by its code.
    pub named: BTreeMap<String, Vec<String>>,
    /// Names of townships by code of their county.
    pub townships: BTreeMap<String, Vec<String>>,
}

/// All that a frame depends on, and the state of the database.
#[derive(Debug, Clone, PartialEq)]
struct FrameKey {
    plan: String,
    as_of: Date,
    known_by: Timestamp,
    dataset: Dataset,
    preset: String,
    head: i64,
}

const FRAMES_MAX: usize = 8;

/// The frames asked for last.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    held: Mutex<VecDeque<(FrameKey, Arc<Frame>)>>,
}

impl Frames {
    fn get(&self, key: &FrameKey) -> Option<Arc<Frame>> {
        let held = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.iter().find(|(other, _)| other == key).map(|(_, frame)| frame.clone())
    }

    fn keep(&self, key: FrameKey, frame: &Arc<Frame>) {
        let mut held = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.truncate(FRAMES_MAX - 1);
        held.push_front((key, frame.clone()));
    }
}

/// A frame as it is frozen into a cut: only what its figures need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FrozenFrame {
    pub summary: PlanSummary,
    pub plan: Plan,
    pub as_of: Date,
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub preset: StatusPreset,
    pub indicators: Vec<model::Indicator>,
    pub places: Vec<model::Place>,
    pub sources: Vec<model::Source>,
    pub observations: Vec<Observation>,
    pub outcomes: Vec<TargetOutcome>,
    pub findings: Vec<Finding>,
    /// Nothing in cuts from before registers fed indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<CountedValue>,
}

impl App {
    /// Gathers and computes a frame; missing parts of the question take their defaults.
    ///
    /// Frames of an unchanged database are kept for a while: one page asks for several explanations.
    pub(crate) async fn frame(&self, plan: &str, question: &AsOf, now: Timestamp) -> Result<Arc<Frame>> {
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let preset = self.preset(question.preset.as_deref())?;
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let head = self.store.audit_head().await?;
        let key = |as_of: Date| FrameKey {
            plan: plan.to_string(),
            as_of,
            known_by,
            dataset,
            preset: preset.code.clone(),
            head,
        };
        if let Some(held) = question.as_of.and_then(|as_of| self.frames.get(&key(as_of))) {
            return Ok(held);
        }
        let stored = self.store.plan(plan, known_by).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let as_of = match question.as_of {
            Some(day) if (1949..=2200).contains(&day.year()) => day,
            Some(day) => {
                return Err(AppError::bad_input(format!("评价日期 {day} 不合理，应在 1949 年至 2200 年之间")));
            }
            None => default_day(reviewed.plan.metadata.term, now),
        };
        let key = key(as_of);
        if let Some(held) = self.frames.get(&key) {
            return Ok(held);
        }
        let mut dictionaries = self.store.dictionaries(known_by).await?;
        let mut fed = self.fed(&dictionaries, dataset, as_of, known_by).await?;
        let observations = fed.joined(self.store.facts(dataset, known_by).await?, &dictionaries);
        dictionaries.sources.append(&mut fed.sources);
        let facts = Facts::new(
            &observations,
            &dictionaries.indicators,
            &dictionaries.places,
            &dictionaries.breaks,
            &dictionaries.sources,
        );
        let mut outcomes = engine::status::outcomes(&reviewed.plan, &facts, &preset, as_of);
        tell_problems(&mut outcomes, &reviewed.plan, &facts, &fed.problems);
        let findings = engine::consistency::findings(&reviewed.plan);
        let summary = summary(&stored, &reviewed);
        let text = self.store.plan_text_by(plan, known_by).await?.map(|held| held.text);
        let townships = match self.store.blob(TOWNSHIPS, known_by).await? {
            Some(lists) => serde_json::from_str(&lists)?,
            None => BTreeMap::new(),
        };
        let frame = Arc::new(Frame {
            review: review_lines(&reviewed, &stored.decisions),
            named: named(&reviewed.plan, &dictionaries.places, text.as_deref()),
            townships,
            summary,
            plan: reviewed.plan,
            as_of,
            known_by,
            dataset,
            preset,
            dictionaries,
            observations,
            outcomes,
            findings,
            counted: fed.counted,
        });
        self.frames.keep(key, &frame);
        Ok(frame)
    }

    pub(crate) fn preset(&self, code: Option<&str>) -> Result<StatusPreset> {
        let found = match code {
            None => self.presets.first(),
            Some(code) => self.presets.iter().find(|preset| preset.code == code),
        };
        found.cloned().ok_or_else(|| {
            let known: Vec<String> =
                self.presets.iter().map(|preset| format!("{}（{}）", preset.code, preset.name)).collect();
            AppError::bad_input(format!(
                "没有名为“{}”的进度规则，可用的有：{}",
                code.unwrap_or_default(),
                known.join("、")
            ))
        })
    }
}

/// Says beside a target why the register that should measure it gives no value.
fn tell_problems(outcomes: &mut [TargetOutcome], plan: &Plan, facts: &Facts<'_>, problems: &[FeedProblem]) {
    for outcome in outcomes.iter_mut() {
        let target = plan.targets.iter().find(|target| target.id == outcome.row.target);
        let Some(indicator) = target.and_then(|target| target.indicator.as_deref()) else { continue };
        let place = facts.place_named(&outcome.row.place).map(|place| place.code.as_str());
        let concerns = |problem: &&FeedProblem| {
            problem.indicator == indicator && problem.place.as_deref().is_none_or(|code| Some(code) == place)
        };
        for problem in problems.iter().filter(concerns) {
            outcome.notes.push(problem.words.clone());
            outcome.derivation.notes.push(problem.words.clone());
        }
    }
}

/// The last day of the term, or today if that is earlier.
pub(crate) fn default_day(term: Option<(i16, i16)>, now: Timestamp) -> Date {
    let today = day_in_china(now);
    match term {
        Some((_, end)) if (1949..=2200).contains(&end) => date(end, 12, 31).min(today),
        Some(_) | None => today,
    }
}

/// The tasks that concern each county: one of their targets is set for it, or the text of their clause names it.
fn named(plan: &Plan, places: &[Place], text: Option<&str>) -> BTreeMap<String, Vec<String>> {
    let index = text.map(TextIndex::new);
    let is_county = |place: &&Place| matches!(place.kind, PlaceKind::County | PlaceKind::Zone);
    let tasks_of = |place: &Place| {
        let sets = |task: &Task| {
            plan.targets.iter().any(|target| target.task == task.id && target.places.contains(&place.name))
        };
        let says = |task: &Task| {
            index.as_ref().and_then(|index| index.get(task.span)).is_some_and(|words| words.contains(&place.name))
        };
        let concerns = |task: &&Task| sets(task) || says(task);
        plan.tasks.iter().filter(concerns).map(|task| task.id.clone()).collect()
    };
    places.iter().filter(is_county).map(|place| (place.code.clone(), tasks_of(place))).collect()
}

pub(crate) fn summary(stored: &StoredPlan, reviewed: &model::ReviewedPlan) -> PlanSummary {
    PlanSummary {
        code: stored.code.clone(),
        metadata: reviewed.plan.metadata.clone(),
        stage: stored.stage,
        stage_in_words: LifeCycleStage::in_words(stored.stage).to_string(),
        imported_at: stored.imported_at,
        imported_by: stored.imported_by.clone(),
        file_name: stored.file_name.clone(),
        is_sample: stored.is_sample,
        has_text: stored.has_text,
        clause_count: reviewed.plan.tasks.len(),
        task_count: reviewed.plan.tasks.iter().filter(|task| !task.duties.is_empty()).count(),
        target_count: reviewed.plan.targets.len(),
        row_count: reviewed.plan.targets.iter().map(|target| target.rows().len()).sum(),
        checked: reviewed.checked,
        total: reviewed.total,
    }
}

impl Frame {
    pub fn view(&self) -> AsOfView {
        AsOfView { as_of: self.as_of, known_by: self.known_by, dataset: self.dataset, preset: self.preset.clone() }
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts::new(
            &self.observations,
            &self.dictionaries.indicators,
            &self.dictionaries.places,
            &self.dictionaries.breaks,
            &self.dictionaries.sources,
        )
    }

    pub fn id(&self, path: impl Into<String>) -> String {
        FigureId {
            plan: self.summary.code.clone(),
            as_of: self.as_of,
            known_by: self.known_by,
            dataset: self.dataset,
            preset: self.preset.code.clone(),
            path: path.into(),
        }
        .to_string()
    }

    /// A figure with its id, or 「—」 with the reason.
    pub fn figure(
        &self,
        path: &str,
        text: Option<String>,
        unit: Option<&str>,
        missing: impl FnOnce() -> String,
    ) -> Figure {
        match text {
            Some(text) => Figure { text, unit: unit.map(str::to_string), id: Some(self.id(path)), missing: None },
            None => Figure { text: MISSING.to_string(), unit: None, id: None, missing: Some(missing()) },
        }
    }

    pub fn label(&self, status: Status) -> (String, String) {
        presets::label(&self.preset, status)
    }

    pub fn target(&self, id: &str) -> Option<&Target> {
        self.plan.targets.iter().find(|target| target.id == id)
    }

    pub fn place(&self, code: &str) -> Option<&Place> {
        self.dictionaries.places.iter().find(|place| place.code == code)
    }

    pub fn counties(&self) -> impl Iterator<Item = &model::Place> {
        let place = self.plan.metadata.place.as_deref();
        let city = self.dictionaries.places.iter().find(|held| Some(held.name.as_str()) == place);
        let parent = city.map(|city| city.code.as_str());
        self.dictionaries
            .places
            .iter()
            .filter(move |held| held.kind == model::PlaceKind::County && held.parent.as_deref() == parent)
    }

    pub fn freeze(&self, more: &BTreeSet<i64>) -> FrozenFrame {
        let mut used = more.clone();
        for outcome in &self.outcomes {
            observation_ids(&outcome.derivation, &mut used);
            used.extend(outcome.actual.iter().chain(&outcome.latest).map(|observation| observation.id));
        }
        let observations: Vec<Observation> =
            self.observations.iter().filter(|held| used.contains(&held.id)).cloned().collect();
        let indicators = self.dictionaries.indicators.iter().filter(|held| {
            observations.iter().any(|observation| observation.indicator == held.code)
                || self.plan.targets.iter().any(|target| target.indicator.as_deref() == Some(held.code.as_str()))
        });
        let sources = self
            .dictionaries
            .sources
            .iter()
            .filter(|held| observations.iter().any(|observation| observation.source == held.id));
        FrozenFrame {
            summary: self.summary.clone(),
            plan: self.plan.clone(),
            as_of: self.as_of,
            known_by: self.known_by,
            dataset: self.dataset,
            preset: self.preset.clone(),
            indicators: indicators.cloned().collect(),
            places: self.dictionaries.places.clone(),
            sources: sources.cloned().collect(),
            outcomes: self.outcomes.clone(),
            findings: self.findings.clone(),
            counted: self.counted.iter().filter(|value| used.contains(&value.observation)).cloned().collect(),
            observations,
        }
    }

    pub fn thaw(frozen: FrozenFrame) -> Frame {
        Frame {
            summary: frozen.summary,
            plan: frozen.plan,
            as_of: frozen.as_of,
            known_by: frozen.known_by,
            dataset: frozen.dataset,
            preset: frozen.preset,
            dictionaries: Dictionaries {
                indicators: frozen.indicators,
                places: frozen.places,
                sources: frozen.sources,
                ..Dictionaries::default()
            },
            observations: frozen.observations,
            outcomes: frozen.outcomes,
            findings: frozen.findings,
            counted: frozen.counted,
            review: Vec::new(),
            named: BTreeMap::new(),
            townships: BTreeMap::new(),
        }
    }
}

/// Ids of all observations in a derivation.
pub(crate) fn observation_ids(derivation: &Derivation, ids: &mut BTreeSet<i64>) {
    if let Some(SourceRef::Observation { id, .. }) = &derivation.source {
        ids.insert(*id);
    }
    for input in &derivation.inputs {
        observation_ids(input, ids);
    }
}
