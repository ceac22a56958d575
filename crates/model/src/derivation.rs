//! Derivations (从哪来): formula → values → source rows → clause, as a tree.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Dataset, Span};

/// How one figure came about. Leaves are observations, parameters or words of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Derivation {
    /// 寿光市地区生产总值(2023年).
    pub title: String,
    /// As shown: 1028.7, 欠进度, 「—」.
    pub value: String,
    pub unit: Option<String>,
    /// 实际值 ÷ 目标值 × 100.
    pub formula: Option<String>,
    pub source: Option<SourceRef>,
    /// Remarks in Chinese.
    pub notes: Vec<String>,
    #[schema(no_recursion)]
    pub inputs: Vec<Derivation>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SourceRef {
    /// A stored observation.
    Observation { id: i64, source: String, grade: String, known_since: String },
    /// Words of the plan.
    Clause {
        task: String,
        /// The label as printed: 三（一）2. Empty in cuts from before it was kept.
        #[serde(default)]
        label: String,
        span: Span,
        text: String,
    },
    /// A registered source as such, where no observation stands between.
    Publication { id: String, title: String },
    /// A rule: preset, convention of rounding.
    Rule { code: String, name: String, basis: String },
}

impl Derivation {
    pub fn leaf(title: impl Into<String>, value: impl Into<String>) -> Derivation {
        Derivation {
            title: title.into(),
            value: value.into(),
            unit: None,
            formula: None,
            source: None,
            notes: Vec::new(),
            inputs: Vec::new(),
        }
    }
}

/// Names one figure for ever: what it is, as of which day, with what was known when.
///
/// Written `plan~as_of~known_by~dataset~preset~path`. The path names the figure within the plan:
/// `row/T03/status`, `row/T03/actual`, `count/done`, `share/done`, `observation/17`, `finding/sum-T01`, `lead/市发改委`.
/// The same id gives the same derivation today and next year, because data are never overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureId {
    pub plan: String,
    pub as_of: Date,
    pub known_by: Timestamp,
    pub dataset: Dataset,
    pub preset: String,
    pub path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "数字编号“{0}”无法识别，应由页面或公文中复制，形如 plan~2025-12-31~2026-11-25T00:00:00Z~real~time_share~row/T03/status"
)]
pub struct FigureIdError(pub String);

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dataset = match self.dataset {
            Dataset::Real => "real",
            Dataset::Demo => "demo",
        };
        write!(f, "{}~{}~{}~{}~{}~{}", self.plan, self.as_of, self.known_by, dataset, self.preset, self.path)
    }
}

impl FromStr for FigureId {
    type Err = FigureIdError;

    fn from_str(text: &str) -> Result<FigureId, FigureIdError> {
        let wrong = || FigureIdError(text.to_string());
        let parts: Vec<&str> = text.splitn(6, '~').collect();
        let [plan, as_of, known_by, dataset, preset, path] = parts[..] else { return Err(wrong()) };
        Ok(FigureId {
            plan: plan.to_string(),
            as_of: as_of.parse().map_err(|_| wrong())?,
            known_by: known_by.parse().map_err(|_| wrong())?,
            dataset: match dataset {
                "real" => Dataset::Real,
                "demo" => Dataset::Demo,
                _ => return Err(wrong()),
            },
            preset: preset.to_string(),
            path: path.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_id_reads_and_prints_the_same() {
        let text = "weifang_2024~2025-12-31~2026-11-25T00:00:00Z~real~time_share~row/T07-2/actual";
        assert_eq!(text.parse::<FigureId>().map(|id| id.to_string()), Ok(text.to_string()));
    }

    #[test]
    fn a_broken_figure_id_is_refused() {
        assert!("weifang~2025-12-31".parse::<FigureId>().is_err());
    }
}
