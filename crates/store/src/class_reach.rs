//! How far somebody reads values, as a condition of the question, so that lists, counts and files are the same values.
//! Says nothing about who reads how far.

use std::collections::BTreeSet;

use model::people::DataClass;
use model::{Dataset, Observation};
use sqlx::AssertSqlSafe;

use crate::observations::AS_RECORDED;
use crate::sql::query_scalar;
use crate::{Result, Store, word_of};

/// Values up to a class, and sensitive ones of some places and indicators besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassReach {
    pub highest: DataClass,
    pub places: BTreeSet<String>,
    pub indicators: BTreeSet<String>,
}

impl ClassReach {
    pub fn up_to(highest: DataClass) -> ClassReach {
        ClassReach { highest, places: BTreeSet::new(), indicators: BTreeSet::new() }
    }

    /// Everything, as the machine itself reads.
    pub fn all() -> ClassReach {
        ClassReach::up_to(DataClass::Sensitive)
    }

    pub fn has(&self, value: &Observation) -> bool {
        value.class <= self.highest
            || self.highest == DataClass::Internal
                && (self.places.contains(&value.place) || self.indicators.contains(&value.indicator))
    }

    pub(crate) fn is_all(&self) -> bool {
        self.highest == DataClass::Sensitive
    }

    /// The condition on a value under a name, of a series `s`; nothing where there is none. `bound` takes a parameter and
    /// gives its mark.
    pub(crate) fn condition(&self, value: &str, mut bound: impl FnMut(&str) -> String) -> Option<String> {
        match self.highest {
            DataClass::Sensitive => None,
            DataClass::Public => Some(format!("{value}.class = 'public'")),
            DataClass::Internal => {
                let mut ways = vec![format!("{value}.class <> 'sensitive'")];
                for (column, codes) in [("place", &self.places), ("indicator", &self.indicators)] {
                    let marks: Vec<String> = codes.iter().map(|code| bound(code)).collect();
                    if !marks.is_empty() {
                        ways.push(format!("s.{column} IN ({})", marks.join(", ")));
                    }
                }
                Some(format!("({})", ways.join(" OR ")))
            }
        }
    }

    /// The condition that no later version of the same value is out of reach: a value that was closed is closed with its
    /// past. `newer` begins `SELECT 1 FROM observation n WHERE …`.
    pub(crate) fn of_past(&self, newer: &str, bound: impl FnMut(&str) -> String) -> Option<String> {
        self.condition("n", bound).map(|reached| format!("NOT EXISTS ({newer} AND NOT {reached})"))
    }
}

impl Store {
    /// The same reach without a condition where nothing is kept from anybody who reads what is internal.
    pub(crate) async fn narrowed(&self, reach: &ClassReach, dataset: Option<Dataset>) -> Result<ClassReach> {
        if reach.highest != DataClass::Internal {
            return Ok(reach.clone());
        }
        let found: Option<i64> = match dataset {
            Some(dataset) => {
                let asked = format!(
                    "SELECT o.observation_id FROM {AS_RECORDED} AND o.class = 'sensitive' AND s.dataset = $1 LIMIT 1"
                );
                let asked = query_scalar(AssertSqlSafe(asked)).bind(word_of(&dataset)?);
                asked.fetch_optional(self.readers()).await?
            }
            None => {
                query_scalar("SELECT observation_id FROM observation WHERE class = 'sensitive' LIMIT 1")
                    .fetch_optional(self.readers())
                    .await?
            }
        };
        Ok(if found.is_some() { reach.clone() } else { ClassReach::all() })
    }
}
