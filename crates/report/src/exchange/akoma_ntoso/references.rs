//! What the text speaks of, each named once: agencies, roles, indicators, years, kinds of commitment. Marks in the
//! text point here; nothing is listed that the plan does not name.

use std::collections::BTreeMap;

use model::{Plan, SoftTargetKind, Target};

use crate::error::ReportError;
use crate::exchange::ids::uri_step;
use crate::exchange::xml::Xml;

/// The software that wrote the marks.
pub(super) const MARKUP: &str = "junxian";

pub(super) struct References {
    /// Identifier of the issuing agency.
    pub issuer: String,
    issuer_name: String,
    agencies: Named,
    indicators: Named,
    years: BTreeMap<i16, String>,
    soft_kinds: Vec<SoftTargetKind>,
    roles: Vec<Role>,
}

/// Names in the order of their first use.
struct Named {
    prefix: &'static str,
    names: Vec<String>,
    number_of: BTreeMap<String, usize>,
}

impl Named {
    fn new(prefix: &'static str) -> Named {
        Named { prefix, names: Vec::new(), number_of: BTreeMap::new() }
    }

    fn add(&mut self, name: &str) {
        if !self.number_of.contains_key(name) {
            self.names.push(name.to_string());
            self.number_of.insert(name.to_string(), self.names.len());
        }
    }

    fn id(&self, name: &str) -> Option<String> {
        self.number_of.get(name).map(|number| format!("{}_{number}", self.prefix))
    }

    fn write(&self, xml: &mut Xml, element: &str, class: &str) -> Result<(), ReportError> {
        for (ordinal, name) in self.names.iter().enumerate() {
            refer(xml, element, &format!("{}_{}", self.prefix, ordinal + 1), class, &uri_step(name), name)?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Lead,
    Cooperate,
    Undifferentiated,
}

impl Role {
    pub(super) fn id(self) -> &'static str {
        match self {
            Role::Lead => "role_lead",
            Role::Cooperate => "role_cooperate",
            Role::Undifferentiated => "role_responsible",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Role::Lead => "牵头单位",
            Role::Cooperate => "配合单位",
            Role::Undifferentiated => "责任单位",
        }
    }
}

impl References {
    pub(super) fn of(plan: &Plan) -> References {
        let mut references = References {
            issuer: "org_issuer".to_string(),
            // A missing author is shown as missing; the format demands one.
            issuer_name: plan.metadata.issuer.clone().unwrap_or_else(|| "—".to_string()),
            agencies: Named::new("org"),
            indicators: Named::new("indicator"),
            years: BTreeMap::new(),
            soft_kinds: Vec::new(),
            roles: Vec::new(),
        };
        for task in &plan.tasks {
            let held = [
                (Role::Lead, &task.duties.lead),
                (Role::Cooperate, &task.duties.cooperate),
                (Role::Undifferentiated, &task.duties.undifferentiated),
            ];
            for (role, agencies) in held {
                if !agencies.is_empty() && !references.roles.contains(&role) {
                    references.roles.push(role);
                }
                for agency in agencies {
                    references.agencies.add(&agency.name);
                }
            }
        }
        for target in &plan.targets {
            references.indicators.add(&target.subject);
            if let Some(year) = target.period.year.or(target.period.end) {
                references.years.insert(year, format!("year_{year}"));
            }
        }
        for soft in &plan.soft_targets {
            if !references.soft_kinds.contains(&soft.kind) {
                references.soft_kinds.push(soft.kind);
            }
        }
        references
    }

    pub(super) fn agency(&self, name: &str) -> Option<String> {
        self.agencies.id(name)
    }

    pub(super) fn indicator(&self, target: &Target) -> Option<String> {
        self.indicators.id(&target.subject)
    }

    pub(super) fn year(&self, target: &Target) -> Option<&str> {
        let year = target.period.year.or(target.period.end)?;
        self.years.get(&year).map(String::as_str)
    }

    pub(super) fn write(&self, xml: &mut Xml) -> Result<(), ReportError> {
        xml.open("references", &[("source", &format!("#{MARKUP}"))])?;
        refer(xml, "TLCObject", MARKUP, "object", MARKUP, "郡县")?;
        let name = uri_step(&self.issuer_name);
        refer(xml, "TLCOrganization", &self.issuer, "organization", &name, &self.issuer_name)?;
        self.agencies.write(xml, "TLCOrganization", "organization")?;
        for role in &self.roles {
            refer(xml, "TLCRole", role.id(), "role", role.id(), role.in_words())?;
        }
        self.indicators.write(xml, "TLCConcept", "concept")?;
        for kind in &self.soft_kinds {
            refer(xml, "TLCConcept", soft_id(*kind), "concept", soft_id(*kind), soft_in_words(*kind))?;
        }
        for (year, id) in &self.years {
            refer(xml, "TLCEvent", id, "event", id, &format!("{year}年"))?;
        }
        xml.close("references")
    }
}

fn refer(xml: &mut Xml, element: &str, id: &str, class: &str, step: &str, name: &str) -> Result<(), ReportError> {
    let href = format!("/akn/ontology/{class}/cn/{step}");
    xml.empty(element, &[("eId", id), ("href", &href), ("showAs", name)])
}

pub(super) fn soft_id(kind: SoftTargetKind) -> &'static str {
    match kind {
        SoftTargetKind::Coverage => "soft_coverage",
        SoftTargetKind::RecurringDeliverable => "soft_recurring_deliverable",
        SoftTargetKind::Deliverable => "soft_deliverable",
        SoftTargetKind::Relational => "soft_relational",
        SoftTargetKind::Direction => "soft_direction",
        SoftTargetKind::Qualitative => "soft_qualitative",
    }
}

fn soft_in_words(kind: SoftTargetKind) -> &'static str {
    match kind {
        SoftTargetKind::Coverage => "全覆盖要求",
        SoftTargetKind::RecurringDeliverable => "定期成果",
        SoftTargetKind::Deliverable => "成果",
        SoftTargetKind::Relational => "相对目标",
        SoftTargetKind::Direction => "努力方向",
        SoftTargetKind::Qualitative => "定性目标",
    }
}
