//! Bodies: those that come with the shipped plans, and each as it was on a day. Changes of them are proposals.

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{Agency, AgencyKind, DatedName, heirs, timeline};
use serde::Deserialize;
use store::StoredAssignment;

use super::accounts::holder;
use super::words::Lookup;
use crate::demo::plan_files;
use crate::view::{AgencyChange, AgencyPage, AgencyView, Named};
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

impl App {
    /// All bodies as they were on a day (today where none is said), with those that were gone after them.
    pub async fn agencies(&self, on: Option<Date>, now: Timestamp) -> Result<Vec<AgencyView>> {
        let lookup = self.lookup(now).await?;
        let on = on.unwrap_or(lookup.today);
        let mut views: Vec<AgencyView> = lookup.agencies.iter().map(|agency| view(agency, &lookup, on)).collect();
        let place = |view: &AgencyView| {
            let code = view.agency.place.as_deref().unwrap_or_default();
            lookup.places.iter().position(|place| place.code == code)
        };
        views.sort_by_key(|view| (!view.is_current, view.agency.kind, place(view), view.agency.code.clone()));
        Ok(views)
    }

    /// One body as it was on a day, with what became of it and how it was written down.
    pub async fn agency_page(&self, code: &str, on: Option<Date>, now: Timestamp) -> Result<AgencyPage> {
        let lookup = self.lookup(now).await?;
        let on = on.unwrap_or(lookup.today);
        let agency = lookup.agencies.iter().find(|agency| agency.code == code);
        let agency = agency.ok_or_else(|| AppError::not_found(format!("单位“{code}”")))?;
        let history = self.store.agency_history(code).await?;
        let is_heir = |other: &&Agency| other.successors.iter().any(|heir| heir.agency == code);
        let named = |other: &Agency| Named {
            code: other.code.clone(),
            name: other.name_on(other.valid_to.unwrap_or(on)).to_string(),
        };
        let users = self.store.user_names().await?;
        let is_for = |held: &&StoredAssignment| {
            held.assignment.agency.as_deref() == Some(code) && held.assignment.is_in_force(lookup.today)
        };
        Ok(AgencyPage {
            agency: view(agency, &lookup, on),
            on,
            events: timeline(&lookup.agencies, agency),
            predecessors: lookup.agencies.iter().filter(is_heir).map(named).collect(),
            holders: lookup.held.iter().filter(is_for).map(|held| holder(held, &users, &lookup)).collect(),
            changes: history.into_iter().map(|(agency, at, by)| AgencyChange { agency, at, by }).collect(),
        })
    }
}

fn view(agency: &Agency, lookup: &Lookup, on: Date) -> AgencyView {
    let is_current = agency.exists_on(on);
    let gone: Vec<Named> = match is_current {
        true => Vec::new(),
        false => heirs(&lookup.agencies, &agency.code, on)
            .into_iter()
            .map(|heir| Named { code: heir.code.clone(), name: heir.name_on(on).to_string() })
            .collect(),
    };
    AgencyView {
        name: agency.name_on(on).to_string(),
        kind_in_words: agency.kind.in_words().to_string(),
        parent_name: agency.parent.as_deref().map(|code| lookup.agency_on(code, on)),
        place_name: agency.place.as_deref().map(|code| lookup.place(code)),
        is_current,
        heirs: gone,
        agency: agency.clone(),
    }
}
