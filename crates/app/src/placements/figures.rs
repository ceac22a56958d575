//! Ids of figures of placements, and 从哪来 for each.
//!
//! `place~RUN~PATH` for a frozen run; `place~-~PACK~VERSION~PLACEMENT~PERIOD~DATASET~KNOWN_BY~PATH` for a dry run, which is
//! worked out again from what was known then. A path is `value`, `bound`, or a kind, a slash and what it is about.

use std::fmt;
use std::str::FromStr;

use engine::formula::World;
use engine::placement::{Placed, PlacementFigure};
use jiff::Timestamp;
use model::pack::Code;
use model::{Dataset, Derivation, Period};

use super::run::Ground;
use crate::view::Explanation;
use crate::{Actor, App, AppError, Result, blocking};

const MARK: &str = "place~";

/// What the ids of all figures of one outcome begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PlacementRoot {
    Frozen { run: i64 },
    Dry { pack: String, version: String, placement: Code, period: Period, dataset: Dataset, known_by: Timestamp },
}

impl PlacementRoot {
    pub fn of(ground: &Ground) -> PlacementRoot {
        let cut = &ground.cut;
        match &ground.frozen {
            Some((run, _)) => PlacementRoot::Frozen { run: *run },
            None => PlacementRoot::Dry {
                pack: ground.pack.code.to_string(),
                version: ground.pack.version.clone(),
                placement: ground.rule.code.clone(),
                period: cut.period,
                dataset: cut.dataset,
                known_by: cut.known_by,
            },
        }
    }
}

impl fmt::Display for PlacementRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlacementRoot::Frozen { run } => write!(f, "{MARK}{run}~"),
            PlacementRoot::Dry { pack, version, placement, period, dataset, known_by } => {
                let dataset = match dataset {
                    Dataset::Real => "real",
                    Dataset::Demo => "demo",
                };
                write!(f, "{MARK}-~{pack}~{version}~{placement}~{period}~{dataset}~{known_by}~")
            }
        }
    }
}

pub(crate) fn is_placement_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

/// Root and path of an id.
fn parsed(id: &str) -> Option<(PlacementRoot, &str)> {
    let (run, rest) = id.strip_prefix(MARK)?.split_once('~')?;
    if run != "-" {
        return Some((PlacementRoot::Frozen { run: run.parse().ok()? }, rest));
    }
    let parts: Vec<&str> = rest.splitn(7, '~').collect();
    let [pack, version, placement, period, dataset, known_by, path] = parts[..] else { return None };
    let root = PlacementRoot::Dry {
        pack: pack.to_string(),
        version: version.to_string(),
        placement: Code::new(placement).ok()?,
        period: Period::from_str(period).ok()?,
        dataset: match dataset {
            "real" => Dataset::Real,
            "demo" => Dataset::Demo,
            _ => return None,
        },
        known_by: known_by.parse().ok()?,
    };
    Some((root, path))
}

impl App {
    pub(crate) async fn explain_placement(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由落地安排的页面或文件复制"));
        let (root, path) = parsed(id).ok_or_else(wrong)?;
        let ground = match root {
            PlacementRoot::Frozen { run } => self.frozen_placement(run).await?,
            PlacementRoot::Dry { pack, version, placement, period, dataset, known_by } => {
                self.gathered_placement((&pack, &version, &placement), (period, dataset, known_by), now).await?
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
            let (root, path) = parsed(id).unwrap();
            assert_eq!(format!("{root}{path}"), id);
        }
        assert_eq!(parsed("place~-~project_land~2024.1"), None);
    }
}
