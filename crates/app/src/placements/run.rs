//! Gathers the rows that a placement looks at, or takes those of a frozen run, and runs it away from the requests of
//! others: a search takes its time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::allocation::{Supposed, with_supposed_parameters};
use engine::formula::{Column, PackFacts, World};
use engine::placement::{LimitChange, PlacementError, placement};
use engine::run::formula_periods;
use jiff::Timestamp;
use model::pack::{Code, Pack, Placement, Subject};
use model::{Dataset, Period, PeriodError, PlacementOutcome, WorkingCalendar};

use crate::allocations::{AllocationCut, CutFrame};
use crate::evaluations::{CutSubject, fits};
use crate::view::PlacementQuestion;
use crate::{Actor, App, AppError, Result};

/// Everything that a placement is worked out from.
pub(super) struct Ground {
    pub cut: AllocationCut,
    pub pack: Arc<Pack>,
    pub rule: Placement,
    pub facts: PackFacts,
    pub calendar: WorkingCalendar,
    /// Of a frozen run its number, and the outcome as it was stored.
    pub frozen: Option<(i64, PlacementOutcome)>,
}

pub(super) type Found = std::result::Result<PlacementOutcome, PlacementError>;

impl Ground {
    fn new(cut: AllocationCut, pack: Arc<Pack>) -> Result<Ground> {
        let missing = || AppError::not_found(format!("机制包“{}”中的落地安排“{}”", pack.name, cut.allocation));
        let rule = pack.placement(&cut.allocation).ok_or_else(missing)?.clone();
        let (facts, calendar) = (cut.facts()?, cut.calendar()?);
        Ok(Ground { cut, pack, rule, facts, calendar, frozen: None })
    }

    /// As it was stored, or worked out now.
    pub fn outcome(&self) -> Result<Found> {
        match &self.frozen {
            Some((_, outcome)) => Ok(Ok(outcome.clone())),
            None => self.run(&[], &Supposed::default()),
        }
    }

    /// The place that each row of the applications or of the limits is about, by key.
    pub fn places(&self, register: &Code, field: &Code) -> BTreeMap<String, String> {
        places(&self.facts, &self.pack, self.cut.period, register, field).into_iter().collect()
    }

    /// With other limits and parameters, or as it is.
    ///
    /// # Errors
    /// A parameter that cannot be supposed, in words; what stops the placement itself is the outcome.
    pub fn run(&self, limits: &[LimitChange], supposed: &Supposed) -> Result<Found> {
        let pack = match supposed.parameters.is_empty() {
            true => None,
            false => Some(
                with_supposed_parameters(&self.pack, &supposed.parameters, self.cut.period.last_day())
                    .map_err(AppError::bad_input)?,
            ),
        };
        let world = World { pack: pack.as_ref().unwrap_or(&self.pack), facts: &self.facts, calendar: &self.calendar };
        let names = |code: &str| self.cut.name(code);
        Ok(placement(&self.rule, self.cut.period, world, &names, limits))
    }
}

/// In the order of the rows.
fn places(facts: &PackFacts, pack: &Pack, period: Period, register: &Code, field: &Code) -> Vec<(String, String)> {
    let Some(rows) = facts.rows(pack, register, period) else { return Vec::new() };
    let Some(Column::Text(places)) = rows.column(field) else { return Vec::new() };
    let of = |(key, place): (&Arc<str>, &Option<Arc<str>>)| Some((key.to_string(), place.as_ref()?.to_string()));
    rows.keys().iter().zip(places).filter_map(of).collect()
}

impl App {
    /// The rows of a question, for somebody who sees all of them: who is placed where is one picture of all projects.
    pub(super) async fn placement_ground(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<Ground> {
        let ground = match question.run {
            Some(run) => self.frozen_placement(run).await?,
            None => self.dry_placement(question, now).await?,
        };
        self.demand_ground(actor, &ground, now).await?;
        Ok(ground)
    }

    pub(super) async fn demand_ground(&self, actor: &Actor, ground: &Ground, now: Timestamp) -> Result<()> {
        let (rule, period) = (&ground.rule, ground.cut.period);
        self.demand_whole(actor, &ground.pack, &[&rule.register, &rule.limits], (period, &rule.name), now).await
    }

    pub(super) async fn frozen_placement(&self, run: i64) -> Result<Ground> {
        self.stored_allocation(run).await?;
        let (cut, outcome) = self.store.allocation_content(run).await?;
        crate::blocking(move || {
            let cut: AllocationCut = serde_json::from_str(&cut)?;
            let pack = Arc::new(cut.checked_pack()?);
            // A frozen allocation has a number too, and is not shown here.
            let mut ground = Ground::new(cut, pack)?;
            ground.frozen = Some((run, serde_json::from_str(&outcome)?));
            Ok(ground)
        })
        .await
    }

    async fn dry_placement(&self, question: &PlacementQuestion, now: Timestamp) -> Result<Ground> {
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let wanted = question.placement.as_deref().filter(|text| !text.is_empty());
        let of = |pack: &Pack| -> Result<Placement> {
            let found = match wanted {
                Some(code) => pack.placements.iter().find(|rule| rule.code.as_str() == code),
                None => pack.placements.first(),
            };
            found.cloned().ok_or_else(|| AppError::not_found(format!("机制包“{}”中要找的落地安排", pack.name)))
        };
        if question.pack.is_empty() {
            return Err(AppError::bad_input("没有指明机制包；请从分配列表中选择"));
        }
        let newest = self.packs.newest(&question.pack)?.usable()?.clone();
        let period: Period = match question.period.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map_err(|error: PeriodError| AppError::bad_input(error.to_string()))?,
            None => {
                let rule = of(&newest)?;
                let periods = self.placement_periods(&newest, &rule, dataset, known_by).await?;
                periods.first().copied().ok_or_else(|| {
                    AppError::bad_input(format!(
                        "“{}”还没有任何一期的申请；请先在名录页登记项目，或切换到另一数据集",
                        rule.name
                    ))
                })?
            }
        };
        let found = self.packs.in_force(&question.pack, period)?;
        let rule = of(found.usable()?)?;
        self.gathered_placement((&found.code, &found.version, &rule.code), (period, dataset, known_by), now).await
    }

    /// The rows as they were known, with the rules of a version.
    pub(super) async fn gathered_placement(
        &self,
        (code, version, placement): (&str, &str, &Code),
        frame: CutFrame,
        now: Timestamp,
    ) -> Result<Ground> {
        let (period, dataset, known_by) = frame;
        let found = self.packs.usable(code, version)?;
        let pack = found.usable()?.clone();
        let missing = || AppError::not_found(format!("机制包“{}”中的落地安排“{placement}”", pack.name));
        let rule = pack.placement(placement).ok_or_else(missing)?;
        let cycle = pack.register(&rule.register).map(|register| register.cycle);
        if cycle.is_some_and(|cycle| !fits(cycle, period)) {
            return Err(AppError::bad_input(format!(
                "“{}”不按{}安排；请选择与名录周期一致的报告期",
                rule.name,
                period.in_words()
            )));
        }
        let held = self.gathered(&pack, &formula_periods(&pack, period), dataset, known_by).await?;
        let facts = held.facts()?;
        let named: BTreeMap<String, String> =
            self.place_names(now).await?.into_iter().map(|place| (place.code, place.name)).collect();
        let of = |register: &Code, field: &Code| places(&facts, &pack, period, register, field);
        let codes: BTreeSet<String> = [of(&rule.register, &rule.place), of(&rule.limits, &rule.limits_place)]
            .into_iter()
            .flatten()
            .map(|(_, place)| place)
            .collect();
        let subject = |code: String| CutSubject {
            name: named.get(&code).cloned().unwrap_or_else(|| code.clone()),
            place: Some(code.clone()),
            key: code,
        };
        let subjects = codes.into_iter().map(subject).collect();
        let cut = AllocationCut::of(found, &rule.code, frame, &self.calendar, (subjects, held));
        Ground::new(cut, pack)
    }

    /// Periods with applications, the newest first.
    pub(super) async fn placement_periods(
        &self,
        pack: &Pack,
        rule: &Placement,
        dataset: Dataset,
        known_by: Timestamp,
    ) -> Result<Vec<Period>> {
        let Some(register) = pack.register(&rule.register) else { return Ok(Vec::new()) };
        let subject = Subject::Register(register.code.clone());
        self.subject_periods(pack, &subject, (register.cycle, dataset), known_by).await
    }
}
