//! A placement as a page, and another one beside it.

use std::collections::{BTreeMap, BTreeSet};

use engine::allocation::Supposed;
use engine::placement::{LimitChange, PlacementError};
use engine::run::parameters_of_placement;
use jiff::Timestamp;
use model::{Dataset, PlacementOutcome};
use rust_decimal::Decimal;

use super::figures::root;
use super::run::{Found, Ground};
use crate::allocations::{proof_views, run_view, shown};
use crate::evaluations::parameter_view;
use crate::packs::rules::placement_rules;
use crate::status::map::approval;
use crate::view::{
    MovedProject, Named, PlacedProject, PlacementBeside, PlacementFound, PlacementLimit, PlacementPlace,
    PlacementQuestion, PlacementRow, PlacementSupposition, PlacementView, SupposableView,
};
use crate::{Actor, App, AppError, Result, blocking};

impl App {
    /// Placements that packs declare, with the periods there are rows for.
    pub async fn placement_list(&self, now: Timestamp) -> Result<Vec<PlacementRow>> {
        let mut rows = Vec::new();
        let packs = self.packs().clone();
        let runs = self.store.allocations(None).await?;
        for (version, pack) in packs.newest_of_each() {
            for rule in &pack.placements {
                let periods = |periods: Vec<model::Period>| periods.iter().map(ToString::to_string).collect();
                let of = |dataset| self.placement_periods(pack, rule, dataset, now);
                let register = pack.register(&rule.register).map(|register| register.name.clone());
                let is_own = |run: &&store::StoredAllocation| {
                    run.key.pack == version.code && run.key.allocation == rule.code.as_str()
                };
                rows.push(PlacementRow {
                    pack: Named { code: version.code.clone(), name: pack.name.clone() },
                    version: version.version.clone(),
                    placement: Named { code: rule.code.to_string(), name: rule.name.clone() },
                    basis: rule.basis.clone(),
                    certainty: pack.certainty.in_words().to_string(),
                    register: Named { code: rule.register.to_string(), name: register.unwrap_or_default() },
                    real_periods: periods(of(Dataset::Real).await?),
                    demo_periods: periods(of(Dataset::Demo).await?),
                    runs: runs.iter().filter(is_own).map(run_view).collect(),
                });
            }
        }
        Ok(rows)
    }

    /// A frozen run, or a dry run over what is known.
    pub async fn placement_view(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<PlacementView> {
        let ground = self.placement_ground(actor, question, now).await?;
        let (ground, found) = blocking(move || {
            let found = ground.outcome()?;
            Ok((ground, found))
        })
        .await?;
        let mut view = view(&ground, &found);
        view.map_approval = self.boundaries().await.ok().map(|boundaries| approval(&boundaries));
        match &ground.frozen {
            Some((run, _)) => view.run = Some(self.allocation_run_view(*run, now).await?),
            None => view.standing = self.standing_allocation(&ground.cut).await?.map(|run| run.id),
        }
        Ok(view)
    }

    /// Other limits or parameters on the same rows, beside the plan. Never stored.
    pub async fn suppose_placement(
        &self,
        actor: &Actor,
        request: &PlacementSupposition,
        now: Timestamp,
    ) -> Result<PlacementBeside> {
        let mut limits = Vec::new();
        for changed in &request.limits {
            limits.push(LimitChange { name: changed.name.clone(), bound: number(&changed.bound)? });
        }
        let mut supposed = Supposed::default();
        for changed in &request.parameters {
            supposed.parameters.push((changed.code.clone(), number(&changed.value)?));
        }
        if limits.is_empty() && supposed.parameters.is_empty() {
            return Err(AppError::bad_input("没有改动；请改某项限额或某个参数后再测算"));
        }
        let ground = self.placement_ground(actor, &request.question, now).await?;
        blocking(move || {
            let now = ground.outcome()?;
            let then = ground.run(&limits, &supposed)?;
            Ok(beside(&ground, now.ok().as_ref(), &then))
        })
        .await
    }
}

fn number(text: &str) -> Result<Decimal> {
    let wrong = || AppError::bad_input(format!("“{text}”不是数字；请只写数值，不写单位"));
    Decimal::from_str_exact(text.trim()).map_err(|_| wrong())
}

fn view(ground: &Ground, found: &Found) -> PlacementView {
    let (pack, rule, cut) = (&ground.pack, &ground.rule, &ground.cut);
    let used = parameters_of_placement(rule, pack, cut.period.last_day());
    let supposable = |used: &model::ParameterUsed| {
        let value = used.value.clone().filter(|value| value.parse::<Decimal>().is_ok())?;
        Some(SupposableView { code: used.code.to_string(), name: used.name.clone(), unit: used.unit.clone(), value })
    };
    PlacementView {
        pack: Named { code: pack.code.to_string(), name: pack.name.clone() },
        version: pack.version.clone(),
        placement: Named { code: rule.code.to_string(), name: rule.name.clone() },
        basis: rule.basis.clone(),
        certainty: pack.certainty.in_words().to_string(),
        note: pack.note.clone(),
        period: cut.period,
        period_in_words: cut.period.in_words(),
        dataset: cut.dataset,
        known_by: cut.known_by,
        run: None,
        standing: None,
        map_approval: None,
        rules: placement_rules(rule, pack, cut.period),
        unit: rule.unit.to_string(),
        figures: root(ground),
        found: found_view(ground, found),
        supposable: used.iter().filter_map(supposable).collect(),
        parameters: used.iter().map(parameter_view).collect(),
    }
}

fn found_view(ground: &Ground, found: &Found) -> PlacementFound {
    let outcome = match found {
        Ok(outcome) => outcome,
        Err(error) => {
            let conflict = match error {
                PlacementError::Conflict(limits) | PlacementError::Whole(limits) => limits.clone(),
                _ => Vec::new(),
            };
            return PlacementFound { refused: Some(error.to_string()), conflict, ..PlacementFound::default() };
        }
    };
    PlacementFound {
        refused: None,
        conflict: Vec::new(),
        value: shown(outcome.value),
        bound: shown(outcome.bound),
        placed: outcome.projects.iter().filter(|project| project.place.is_some()).count(),
        projects: outcome
            .projects
            .iter()
            .map(|project| PlacedProject {
                project: project.project.clone(),
                place: project.place.clone(),
                row: project.row.clone(),
                value: project.value.map(shown),
                reasons: project.reasons.clone(),
            })
            .collect(),
        limits: outcome
            .limits
            .iter()
            .map(|limit| PlacementLimit {
                name: limit.name.clone(),
                unit: limit.unit.clone(),
                is_floor: limit.is_floor,
                bound: shown(limit.bound),
                taken: shown(limit.taken),
                words: limit.words.clone(),
            })
            .collect(),
        places: places(ground, outcome),
        proof: proof_views(&outcome.proof),
    }
}

/// What came to each place that has limits, in the order of their codes; also to those where nothing came.
fn places(ground: &Ground, outcome: &PlacementOutcome) -> Vec<PlacementPlace> {
    let rule = &ground.rule;
    let place_of = ground.places(&rule.register, &rule.place);
    let limited: BTreeSet<String> = ground.places(&rule.limits, &rule.limits_place).into_values().collect();
    let mut sums: BTreeMap<String, (usize, Decimal)> =
        limited.into_iter().map(|place| (place, (0, Decimal::ZERO))).collect();
    for project in &outcome.projects {
        if let Some(place) = project.row.as_ref().and_then(|row| place_of.get(row)) {
            let sum = sums.entry(place.clone()).or_default();
            *sum = (sum.0 + 1, sum.1 + project.value.unwrap_or_default());
        }
    }
    let one = |(code, (placed, value)): (String, (usize, Decimal))| PlacementPlace {
        name: ground.cut.name(&code),
        code,
        placed,
        value: shown(value),
    };
    sums.into_iter().map(one).collect()
}

fn beside(ground: &Ground, now: Option<&PlacementOutcome>, then: &Found) -> PlacementBeside {
    let (mut summary, mut moved) = (Vec::new(), Vec::new());
    if let (Some(now), Ok(other)) = (now, then) {
        let change = other.value - now.value;
        summary.push(match change.is_zero() {
            true => format!("总值不变，仍为 {} {}", shown(now.value), now.unit),
            false => format!(
                "总值由 {} 变为 {} {}，{} {}",
                shown(now.value),
                shown(other.value),
                now.unit,
                if change > Decimal::ZERO { "多" } else { "少" },
                shown(change.abs())
            ),
        });
        let count = |outcome: &PlacementOutcome| outcome.projects.iter().filter(|one| one.place.is_some()).count();
        summary.push(format!("落地项目由 {} 个变为 {} 个", count(now), count(other)));
        for project in &other.projects {
            let before = now.projects.iter().find(|known| known.project == project.project);
            let place = before.and_then(|before| before.place.clone());
            if place != project.place {
                moved.push(MovedProject {
                    project: project.project.clone(),
                    now: place,
                    then: project.place.clone(),
                    reasons: project.reasons.clone(),
                });
            }
        }
        if !moved.is_empty() {
            summary.push(format!("{} 个项目的去处不同", moved.len()));
        }
    }
    PlacementBeside { summary, then: found_view(ground, then), moved }
}
