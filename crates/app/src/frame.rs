//! The frame of every status page: the plan, the facts and the outcomes as of one day, as known by one time.
//!
//! One dataset only; real and demonstration data never meet in a frame.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, OnceLock};

use engine::Facts;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use model::{
    ClauseNumbers, Dataset, Derivation, FigureId, Finding, LifeCycleStage, Observation, Place, PlaceKind, Plan,
    SourceRef, Status, StatusPreset, Target, TargetOutcome, Task, TextIndex,
};
use serde::{Deserialize, Serialize};
use store::{Dictionaries, FrameMarks, StoredPlan};

use crate::content::TOWNSHIPS;
use crate::registers::feed::{CountedValue, FeedProblem};
use crate::status::counted::{ReviewLine, review_lines};
use crate::status::overview::OverviewCounts;
use crate::view::{AsOf, AsOfView, Figure, PlanSummary, TargetRowView, TaskRowView};
use crate::year::settled::Settled;
use crate::{App, AppError, Result, day_in_china, presets};

/// Indicators at places whose values are wanted; of an indicator without a place all of them.
pub(crate) type Wanted = BTreeSet<(String, Option<String>)>;

/// What is shown where there is no value.
pub(crate) const MISSING: &str = "—";

#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub summary: PlanSummary,
    pub plan: Arc<Plan>,
    pub as_of: Date,
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub preset: StatusPreset,
    pub dictionaries: Arc<Dictionaries>,
    /// What the rows of the plan are judged by. Other pages ask for more (`App::widened`).
    pub observations: Arc<Vec<Observation>>,
    pub outcomes: Arc<Vec<TargetOutcome>>,
    pub findings: Arc<Vec<Finding>>,
    /// What was decided where two numbers have one name.
    pub settled: Arc<Settled>,
    /// Which of the observations are counts of registers, and of which.
    pub counted: Arc<Vec<CountedValue>>,
    /// Items of the draft with what was decided about them. Not part of a frozen frame, like the next two.
    pub review: Arc<Vec<ReviewLine>>,
    /// Ids of the tasks that name a county, by its code.
    pub named: Arc<BTreeMap<String, Vec<String>>>,
    /// Names of townships by code of their county.
    pub townships: Arc<BTreeMap<String, Vec<String>>>,
    index: Arc<Index>,
    pub made: Arc<Made>,
}

/// Where things of the plan are, so that a list of all is not a search for each.
#[derive(Debug, Default)]
struct Index {
    tasks: BTreeMap<String, usize>,
    targets: BTreeMap<String, usize>,
    /// Numbers of clauses as printed, by task.
    clauses: BTreeMap<String, String>,
    indicators: BTreeMap<String, usize>,
}

impl Index {
    fn new(plan: &Plan, dictionaries: &Dictionaries) -> Index {
        let numbers = ClauseNumbers::of(plan);
        // Of equals the first one, as a search would find it.
        fn places<'all>(
            codes: impl DoubleEndedIterator<Item = &'all String> + ExactSizeIterator,
        ) -> BTreeMap<String, usize> {
            codes.enumerate().rev().map(|(place, code)| (code.clone(), place)).collect()
        }
        Index {
            tasks: places(plan.tasks.iter().map(|task| &task.id)),
            targets: places(plan.targets.iter().map(|target| &target.id)),
            clauses: plan.tasks.iter().map(|task| (task.id.clone(), numbers.label(&task.id))).collect(),
            indicators: places(dictionaries.indicators.iter().map(|indicator| &indicator.code)),
        }
    }
}

/// Lists that pages ask for again and again; made when the first one asks. Ids of their figures bear the instant at which
/// the frame was made: what was known then is what is known at any other instant that the frame answers for.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub rows: OnceLock<Arc<Vec<TargetRowView>>>,
    pub tasks: OnceLock<Arc<Vec<TaskRowView>>>,
    pub overview: OnceLock<Arc<OverviewCounts>>,
    /// Actions and agencies that the list of tasks can be cut by.
    pub words: OnceLock<Arc<(Vec<String>, Vec<String>)>>,
}

/// All that a frame depends on but days and instants, and the state of what is stored.
#[derive(Debug, Clone, PartialEq)]
struct FrameKey {
    plan: String,
    dataset: Dataset,
    preset: String,
    marks: FrameMarks,
}

#[derive(Clone)]
struct HeldFrame {
    key: FrameKey,
    /// The day on which it is the one without a day.
    default_on: Option<Date>,
    /// When it was made something bore this later instant, if anything did: it answers for none from then on.
    until: Option<Timestamp>,
    frame: Arc<Frame>,
}

pub(crate) const FRAMES_MAX: usize = 8;
/// Whoever waits while another makes the same frame gets one that is newer than the question by no more than this.
const WAIT_MAX: SignedDuration = SignedDuration::from_mins(1);

/// The frames asked for last. What is kept is never shown once anything that it is made of was written, by whatever
/// process, or became known, or is asked for as of another time: each question looks at the marks of the database. Frames
/// know nothing of people; what somebody may see is taken from them afterwards.
#[derive(Default)]
pub(crate) struct Frames {
    held: Mutex<VecDeque<HeldFrame>>,
    /// Whoever makes one; others wait, for they may want the same.
    making: tokio::sync::Mutex<()>,
}

impl Frames {
    /// Frames of the same plan and state, whatever their day and instant.
    fn of(&self, key: &FrameKey) -> Vec<HeldFrame> {
        let held = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        held.iter().filter(|one| one.key == *key).cloned().collect()
    }

    fn keep(&self, held: HeldFrame) {
        let mut all = self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // What is no longer true of a plan is of no more use.
        all.retain(|one| one.key.plan != held.key.plan || one.key.marks == held.key.marks);
        all.truncate(FRAMES_MAX - 1);
        all.push_front(held);
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
    /// Nothing in cuts from before decisions between two numbers counted.
    #[serde(default, skip_serializing_if = "Settled::is_empty")]
    pub settled: Settled,
}

impl App {
    /// Gathers and computes a frame; missing parts of the question take their defaults.
    ///
    /// A frame is kept while nothing that it is made of has changed: what was known at its instant is then what is known
    /// now.
    pub(crate) async fn frame(&self, plan: &str, question: &AsOf, now: Timestamp) -> Result<Arc<Frame>> {
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let preset = self.preset(question.preset.as_deref())?;
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        if let Some(held) = self.held_frame(plan, question, (dataset, &preset.code), now).await? {
            return Ok(held);
        }
        let making = self.frames.making.lock().await;
        if let Some(held) = self.held_frame(plan, question, (dataset, &preset.code), now).await? {
            return Ok(held);
        }
        let key = FrameKey {
            plan: plan.to_string(),
            dataset,
            preset: preset.code.clone(),
            marks: self.store.frame_marks(plan).await?,
        };
        // After the marks: what they tell of and this instant does not know yet is in here.
        let until = self.store.recorded_after(known_by).await?;
        let stored = self.store.plan(plan, known_by).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let as_of = match question.as_of {
            Some(day) if (1949..=2200).contains(&day.year()) => day,
            Some(day) => {
                return Err(AppError::bad_input(format!("评价日期 {day} 不合理，应在 1949 年至 2200 年之间")));
            }
            None => default_day(reviewed.plan.metadata.term, now),
        };
        let known = self.store.dictionaries(known_by).await?;
        let mut fed = self.fed(&known, dataset, as_of, known_by).await?;
        let mut wanted = wanted(&reviewed.plan, &known);
        // A count of a register tells of what is stored beside it.
        wanted.extend(fed.observations.iter().map(|count| (count.indicator.clone(), Some(count.place.clone()))));
        let observations = fed.joined(self.store.facts_of(dataset, known_by, &wanted).await?, &known);
        // Shared by all frames, unless registers add sources of their own.
        let mut dictionaries = known;
        if !fed.sources.is_empty() {
            Arc::make_mut(&mut dictionaries).sources.append(&mut fed.sources);
        }
        let settled = self.settled(dataset, known_by).await?;
        let text = self.store.plan_text_by(plan, known_by).await?.map(|held| held.text);
        let townships = match self.store.blob(TOWNSHIPS, known_by).await? {
            Some(lists) => serde_json::from_str(&lists)?,
            None => BTreeMap::new(),
        };
        let frame = crate::blocking(move || {
            let facts = Facts::new(
                &observations,
                &dictionaries.indicators,
                &dictionaries.places,
                &dictionaries.breaks,
                &dictionaries.sources,
            )
            .without(settled.set_aside());
            let mut outcomes = engine::status::outcomes(&reviewed.plan, &facts, &preset, as_of);
            settled.tell(&mut outcomes, &dictionaries);
            tell_problems(&mut outcomes, &reviewed.plan, &facts, &fed.problems);
            let findings = engine::consistency::findings(&reviewed.plan);
            let summary = summary(&stored, &reviewed);
            Ok(Arc::new(Frame {
                review: Arc::new(review_lines(&reviewed, &stored.decisions)),
                named: Arc::new(named(&reviewed.plan, &dictionaries.places, text.as_deref())),
                townships: Arc::new(townships),
                summary,
                index: Arc::new(Index::new(&reviewed.plan, &dictionaries)),
                made: Arc::default(),
                plan: Arc::new(reviewed.plan),
                as_of,
                known_by,
                dataset,
                preset,
                dictionaries,
                observations: Arc::new(observations),
                outcomes: Arc::new(outcomes),
                findings: Arc::new(findings),
                settled: Arc::new(settled),
                counted: Arc::new(fed.counted),
            }))
        })
        .await?;
        let default_on = question.as_of.is_none().then(|| day_in_china(now));
        self.frames.keep(HeldFrame { key, default_on, until, frame: frame.clone() });
        drop(making);
        Ok(frame)
    }

    /// A frame that was made before and is still the answer.
    async fn held_frame(
        &self,
        plan: &str,
        question: &AsOf,
        (dataset, preset): (Dataset, &str),
        now: Timestamp,
    ) -> Result<Option<Arc<Frame>>> {
        let marks = self.store.frame_marks(plan).await?;
        let key = FrameKey { plan: plan.to_string(), dataset, preset: preset.to_string(), marks };
        for HeldFrame { default_on, until, frame, .. } in self.frames.of(&key) {
            let made = frame.known_by;
            let is_day = match question.as_of {
                Some(day) => day == frame.as_of,
                None => default_on == Some(day_in_china(now)),
            };
            let instant = match question.known_by {
                Some(asked) => asked,
                None if now < made && made.duration_since(now) < WAIT_MAX => made,
                None => now,
            };
            let is_answer = is_day && instant >= made && until.is_none_or(|until| instant < until);
            if is_answer && (instant == made || !self.store.becomes_known(dataset, made, instant).await?) {
                return Ok(Some(at(frame, instant)));
            }
        }
        Ok(None)
    }

    /// The frame with more values: those of other indicators or places, as known by the same instant.
    pub(crate) async fn widened(&self, frame: &Frame, wanted: &Wanted) -> Result<Frame> {
        let mut found = self.store.facts_of(frame.dataset, frame.known_by, wanted).await?;
        let held: BTreeSet<i64> = frame.observations.iter().map(|one| one.id).collect();
        let counts: BTreeSet<(&str, &str, Date)> = frame
            .observations
            .iter()
            .filter(|one| one.id < 0)
            .map(|one| (one.indicator.as_str(), one.place.as_str(), one.period.last_day()))
            .collect();
        // A count of a register stands for what is stored beside it.
        found.retain(|one| {
            !held.contains(&one.id)
                && !counts.contains(&(one.indicator.as_str(), one.place.as_str(), one.period.last_day()))
        });
        let mut wide = frame.clone();
        Arc::make_mut(&mut wide.observations).append(&mut found);
        Ok(wide)
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

/// The frame as the answer of a later instant at which the same was known.
fn at(frame: Arc<Frame>, instant: Timestamp) -> Arc<Frame> {
    if frame.known_by == instant { frame } else { Arc::new(Frame { known_by: instant, ..(*frame).clone() }) }
}

/// What the targets of a plan are judged by: their indicators, and those that sound alike, at their places.
fn wanted(plan: &Plan, dictionaries: &Dictionaries) -> Wanted {
    let codes: BTreeMap<&str, &str> =
        dictionaries.places.iter().map(|place| (place.name.as_str(), place.code.as_str())).collect();
    let mut wanted = Wanted::new();
    for target in &plan.targets {
        let Some(indicator) = &target.indicator else { continue };
        let alike = target.definition.iter().flat_map(|card| &card.not_comparable).map(|other| &other.indicator);
        for indicator in alike.chain([indicator]) {
            let rows = target.rows();
            let names = rows.iter().map(|row| &row.place).chain(&target.places);
            let places = names.filter_map(|name| codes.get(name.as_str()));
            wanted.extend(places.map(|place| (indicator.clone(), Some(place.to_string()))));
        }
    }
    wanted
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
        .without(self.settled.set_aside())
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
        self.plan.targets.get(*self.index.targets.get(id)?)
    }

    pub fn task(&self, id: &str) -> Option<&Task> {
        self.plan.tasks.get(*self.index.tasks.get(id)?)
    }

    /// The number of the clause of a task, as printed.
    pub fn clause(&self, task: &str) -> String {
        self.index.clauses.get(task).cloned().unwrap_or_else(|| self.plan.clause_label(task))
    }

    pub fn indicator(&self, code: &str) -> Option<&model::Indicator> {
        self.dictionaries.indicators.get(*self.index.indicators.get(code)?)
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
        for outcome in self.outcomes.iter() {
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
            plan: (*self.plan).clone(),
            as_of: self.as_of,
            known_by: self.known_by,
            dataset: self.dataset,
            preset: self.preset.clone(),
            indicators: indicators.cloned().collect(),
            places: self.dictionaries.places.clone(),
            sources: sources.cloned().collect(),
            outcomes: (*self.outcomes).clone(),
            findings: (*self.findings).clone(),
            counted: self.counted.iter().filter(|value| used.contains(&value.observation)).cloned().collect(),
            settled: self.settled.among(&used),
            observations,
        }
    }

    pub fn thaw(frozen: FrozenFrame) -> Frame {
        let dictionaries = Dictionaries {
            indicators: frozen.indicators,
            places: frozen.places,
            sources: frozen.sources,
            ..Dictionaries::default()
        };
        Frame {
            index: Arc::new(Index::new(&frozen.plan, &dictionaries)),
            made: Arc::default(),
            summary: frozen.summary,
            plan: Arc::new(frozen.plan),
            as_of: frozen.as_of,
            known_by: frozen.known_by,
            dataset: frozen.dataset,
            preset: frozen.preset,
            dictionaries: Arc::new(dictionaries),
            observations: Arc::new(frozen.observations),
            outcomes: Arc::new(frozen.outcomes),
            findings: Arc::new(frozen.findings),
            counted: Arc::new(frozen.counted),
            settled: Arc::new(frozen.settled),
            review: Arc::default(),
            named: Arc::default(),
            townships: Arc::default(),
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
