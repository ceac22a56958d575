//! A placement as a page, and another one beside it.

use engine::allocation::Supposed;
use engine::placement::{LimitChange, PlacementError};
use engine::run::parameters_of_placement;
use jiff::Timestamp;
use model::{Dataset, PlacementOutcome};
use rust_decimal::Decimal;

use super::run::{Found, Ground};
use crate::allocations::{proof_views, shown};
use crate::evaluations::parameter_view;
use crate::packs::rules::placement_rules;
use crate::view::{
    MovedProject, Named, PlacedProject, PlacementBeside, PlacementFound, PlacementLimit, PlacementQuestion,
    PlacementRow, PlacementSupposition, PlacementView, SupposableView,
};
use crate::{Actor, App, AppError, Result, blocking};

impl App {
    /// Placements that packs declare, with the periods there are rows for.
    pub async fn placement_list(&self, now: Timestamp) -> Result<Vec<PlacementRow>> {
        let mut rows = Vec::new();
        let packs = self.packs().clone();
        for (version, pack) in packs.newest_of_each() {
            for rule in &pack.placements {
                let periods = |periods: Vec<model::Period>| periods.iter().map(ToString::to_string).collect();
                let of = |dataset| self.placement_periods(pack, rule, dataset, now);
                let register = pack.register(&rule.register).map(|register| register.name.clone());
                rows.push(PlacementRow {
                    pack: Named { code: version.code.clone(), name: pack.name.clone() },
                    version: version.version.clone(),
                    placement: Named { code: rule.code.to_string(), name: rule.name.clone() },
                    basis: rule.basis.clone(),
                    certainty: pack.certainty.in_words().to_string(),
                    register: Named { code: rule.register.to_string(), name: register.unwrap_or_default() },
                    real_periods: periods(of(Dataset::Real).await?),
                    demo_periods: periods(of(Dataset::Demo).await?),
                });
            }
        }
        Ok(rows)
    }

    /// A dry run over what is known.
    pub async fn placement_view(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<PlacementView> {
        let ground = self.placement_ground(actor, question, now).await?;
        let (ground, found) = blocking(move || {
            let found = ground.run(&[], &Supposed::default())?;
            Ok((ground, found))
        })
        .await?;
        Ok(view(&ground, &found))
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
            let now = ground.run(&[], &Supposed::default())?;
            let then = ground.run(&limits, &supposed)?;
            Ok(beside(now.ok().as_ref(), &then))
        })
        .await
    }
}

fn number(text: &str) -> Result<Decimal> {
    let wrong = || AppError::bad_input(format!("“{text}”不是数字；请只写数值，不写单位"));
    Decimal::from_str_exact(text.trim()).map_err(|_| wrong())
}

fn view(ground: &Ground, found: &Found) -> PlacementView {
    let (pack, rule) = (&ground.pack, &ground.rule);
    let used = parameters_of_placement(rule, pack, ground.period.last_day());
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
        period: ground.period,
        period_in_words: ground.period.in_words(),
        dataset: ground.dataset,
        known_by: ground.known_by,
        rules: placement_rules(rule, pack, ground.period),
        unit: rule.unit.to_string(),
        found: found_view(found),
        supposable: used.iter().filter_map(supposable).collect(),
        parameters: used.iter().map(parameter_view).collect(),
    }
}

fn found_view(found: &Found) -> PlacementFound {
    let outcome = match found {
        Ok(outcome) => outcome,
        Err(error) => {
            let conflict = match error {
                PlacementError::Conflict(limits) => limits.clone(),
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
        proof: proof_views(&outcome.proof),
    }
}

fn beside(now: Option<&PlacementOutcome>, then: &Found) -> PlacementBeside {
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
    PlacementBeside { summary, then: found_view(then), moved }
}
