//! Ids of figures of placements, and 从哪来 for each.
//!
//! An id is the root of the outcome (`figure_root.rs`) and a path: `value`, `bound`, or a kind, a slash and what it is about.

use engine::formula::World;
use engine::placement::{Placed, PlacementFigure};
use jiff::Timestamp;
use model::Derivation;

use super::run::Ground;
use crate::figure_root::FigureRoot;
use crate::view::Explanation;
use crate::{Actor, App, AppError, Result, blocking};

const MARK: &str = "place~";

/// What the ids of all figures of an outcome begin with.
pub(super) fn root(ground: &Ground) -> String {
    let cut = &ground.cut;
    let root = match &ground.frozen {
        Some((run, _)) => FigureRoot::Frozen { run: *run },
        None => FigureRoot::Dry {
            pack: ground.pack.code.to_string(),
            version: ground.pack.version.clone(),
            rule: ground.rule.code.clone(),
            period: cut.period,
            dataset: cut.dataset,
            known_by: cut.known_by,
        },
    };
    root.text(MARK)
}

pub(crate) fn is_placement_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

impl App {
    pub(crate) async fn explain_placement(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由落地安排的页面或文件复制"));
        let (root, path) = FigureRoot::parsed(MARK, id).ok_or_else(wrong)?;
        let ground = match root {
            FigureRoot::Frozen { run } => self.frozen_placement(run).await?,
            FigureRoot::Dry { pack, version, rule, period, dataset, known_by } => {
                self.gathered_placement((&pack, &version, &rule), (period, dataset, known_by), now).await?
            }
        };
        self.demand_ground(actor, &ground, now).await?;
        let (id, path) = (id.to_string(), path.to_string());
        blocking(move || {
            let derivation = derivation(&ground, &path)?;
            Ok(Explanation { id, derivation, sources: Vec::new() })
        })
        .await
    }
}

fn derivation(ground: &Ground, path: &str) -> Result<Derivation> {
    let missing = || AppError::not_found(format!("数字“{path}”"));
    let (kind, about) = path.split_once('/').unwrap_or((path, ""));
    let figure = match kind {
        "value" => PlacementFigure::Value,
        "bound" => PlacementFigure::Bound,
        "project" => PlacementFigure::Project { project: about },
        "place_count" => PlacementFigure::PlaceCount { place: about },
        "place_value" => PlacementFigure::PlaceValue { place: about },
        "limit" => PlacementFigure::Limit { name: about },
        "taken" => PlacementFigure::Taken { name: about },
        _ => return Err(missing()),
    };
    let outcome = ground.outcome()?.map_err(|error| AppError::bad_input(format!("不能安排：{error}")))?;
    let names = |code: &str| ground.cut.name(code);
    let world = World { pack: &ground.pack, facts: &ground.facts, calendar: &ground.calendar };
    let placed = Placed { rule: &ground.rule, outcome: &outcome, world, names: &names };
    placed.derivation(figure).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_and_print_the_same() {
        for id in [
            "place~12~project/甲项目",
            "place~-~project_land~2024.1~project_placement~2024~real~2026-11-25T02:00:00Z~taken/青州市用地",
            "place~-~project_land~2024.1~project_placement~2024~demo~2026-11-25T02:00:00Z~project/a~b/c",
        ] {
            let (root, path) = FigureRoot::parsed(MARK, id).unwrap();
            assert_eq!(format!("{}{path}", root.text(MARK)), id);
        }
        assert_eq!(FigureRoot::parsed(MARK, "place~-~project_land~2024.1"), None);
    }
}
