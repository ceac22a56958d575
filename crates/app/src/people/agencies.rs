//! Bodies: those that come with the shipped plans, and changes of them.

use jiff::Timestamp;
use model::people::{Agency, AgencyKind, DatedName};
use serde::Deserialize;

use crate::demo::plan_files;
use crate::{Actor, App, AppError, Result};

/// A line of `agencies.csv` beside the model of a plan.
#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    /// Other words for it, with a vertical bar between them.
    aliases: String,
    kind: AgencyKind,
    parent: Option<String>,
    place: Option<String>,
}

impl Line {
    fn agency(self) -> Agency {
        let blank = |text: Option<String>| text.filter(|text| !text.is_empty());
        Agency {
            code: self.code,
            names: vec![DatedName { name: self.name, since: None }],
            aliases: self.aliases.split('|').filter(|word| !word.is_empty()).map(str::to_string).collect(),
            kind: self.kind,
            parent: blank(self.parent),
            place: blank(self.place),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        }
    }
}

impl App {
    /// Loads the bodies of the shipped plans that are not there yet; what somebody changed stays as it is.
    pub async fn load_people(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let held = self.store.agencies().await?;
        let mut new: Vec<Agency> = Vec::new();
        for (name, text) in plan_files("/agencies.csv")? {
            let lines: std::result::Result<Vec<Line>, csv::Error> =
                csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
            let lines =
                lines.map_err(|error| AppError::Internal { message: format!("内置的 {name} 有误：{error}") })?;
            let is_new = |agency: &Agency| {
                let is_same = |other: &Agency| other.code == agency.code;
                !held.iter().any(is_same)
            };
            new.extend(lines.into_iter().map(Line::agency).filter(is_new));
        }
        if let Some((agency, fault)) = new.iter().find_map(|agency| Some((agency, agency.check().err()?))) {
            let message = format!("内置单位“{}”有误：{fault}", agency.code);
            return Err(AppError::Internal { message });
        }
        let audit = actor.audit("载入单位", "agency", Some("随方案提供"), now);
        self.store.save_agencies(&new, &audit).await?;
        Ok(())
    }
}
