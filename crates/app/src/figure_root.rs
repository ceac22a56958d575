//! What the ids of all figures of one outcome begin with, whatever mechanism it is of: `MARK~RUN~` for a frozen run,
//! `MARK~-~PACK~VERSION~RULE~PERIOD~DATASET~KNOWN_BY~` for a dry run, which is computed again from what was known then.

use std::str::FromStr;

use jiff::Timestamp;
use model::pack::Code;
use model::{Dataset, Period};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FigureRoot {
    Frozen {
        run: i64,
    },
    Dry {
        pack: String,
        version: String,
        /// The evaluation, allocation or placement of the pack.
        rule: Code,
        period: Period,
        dataset: Dataset,
        known_by: Timestamp,
    },
}

impl FigureRoot {
    /// `mark` ends with `~`.
    pub fn text(&self, mark: &str) -> String {
        match self {
            FigureRoot::Frozen { run } => format!("{mark}{run}~"),
            FigureRoot::Dry { pack, version, rule, period, dataset, known_by } => {
                let dataset = match dataset {
                    Dataset::Real => "real",
                    Dataset::Demo => "demo",
                };
                format!("{mark}-~{pack}~{version}~{rule}~{period}~{dataset}~{known_by}~")
            }
        }
    }

    /// The root, and what follows it.
    pub fn parsed<'id>(mark: &str, id: &'id str) -> Option<(FigureRoot, &'id str)> {
        let (run, rest) = id.strip_prefix(mark)?.split_once('~')?;
        if run != "-" {
            return Some((FigureRoot::Frozen { run: run.parse().ok()? }, rest));
        }
        let parts: Vec<&str> = rest.splitn(7, '~').collect();
        let [pack, version, rule, period, dataset, known_by, path] = parts[..] else { return None };
        let root = FigureRoot::Dry {
            pack: pack.to_string(),
            version: version.to_string(),
            rule: Code::new(rule).ok()?,
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
}
