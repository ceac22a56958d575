//! Gathers the rows that a placement looks at, and runs it away from the requests of others: a search takes its time.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::allocation::{Supposed, with_supposed_parameters};
use engine::formula::{PackFacts, World};
use engine::placement::{LimitChange, PlacementError, placement};
use jiff::Timestamp;
use model::pack::{Pack, Placement, Subject};
use model::{Dataset, Period, PeriodError, PlacementOutcome, WorkingCalendar};

use crate::view::PlacementQuestion;
use crate::{Actor, App, AppError, Result};

/// Everything that a placement is worked out from.
pub(super) struct Ground {
    pub pack: Arc<Pack>,
    pub rule: Placement,
    pub facts: PackFacts,
    pub calendar: WorkingCalendar,
    pub names: BTreeMap<String, String>,
    pub period: Period,
    pub dataset: Dataset,
    pub known_by: Timestamp,
}

pub(super) type Found = std::result::Result<PlacementOutcome, PlacementError>;

impl Ground {
    /// With other limits and parameters, or as it is.
    ///
    /// # Errors
    /// A parameter that cannot be supposed, in words; what stops the placement itself is the outcome.
    pub fn run(&self, limits: &[LimitChange], supposed: &Supposed) -> Result<Found> {
        let pack = match supposed.parameters.is_empty() {
            true => None,
            false => Some(
                with_supposed_parameters(&self.pack, &supposed.parameters, self.period.last_day())
                    .map_err(AppError::bad_input)?,
            ),
        };
        let world = World { pack: pack.as_ref().unwrap_or(&self.pack), facts: &self.facts, calendar: &self.calendar };
        let names = |code: &str| self.names.get(code).cloned().unwrap_or_else(|| code.to_string());
        Ok(placement(&self.rule, self.period, world, &names, limits))
    }
}

impl App {
    /// The rows of a question, for somebody who sees all of them: who is placed where is one picture of all projects.
    pub(super) async fn placement_ground(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<Ground> {
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
        let pack = self.packs.in_force(&question.pack, period)?.usable()?.clone();
        let rule = of(&pack)?;
        self.demand_whole(actor, &pack, &[&rule.register, &rule.limits], (period, &rule.name), now).await?;
        let facts = self.register_facts(&pack, dataset, &[period], known_by).await?;
        let places = self.place_names(now).await?;
        Ok(Ground {
            pack,
            rule,
            facts,
            calendar: self.calendar.clone(),
            names: places.into_iter().map(|place| (place.code, place.name)).collect(),
            period,
            dataset,
            known_by,
        })
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
