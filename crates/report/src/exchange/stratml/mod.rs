//! A plan as a StratML Part 2 performance plan (ISO 17469-2): sections become goals, tasks objectives with their
//! agencies as stakeholders, target rows performance indicators. Reports no results; says nothing the plan does not.

mod indicator;

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{AgencyRef, Heading, Plan, SoftTarget, Task};

use super::ids::Ids;
use super::xml::Xml;
use super::{ExchangeMeta, date_of, wrong};
use crate::error::ReportError;
use indicator::Indicators;

const NAMESPACE: &str = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport";
const PLACE: &str = "StratML 文件";

/// Writes the goals, objectives, stakeholders and target values of a plan.
pub fn stratml(plan: &Plan, meta: &ExchangeMeta) -> Result<String, ReportError> {
    meta.check()?;
    let goals = Goals::of(plan);
    if goals.list.is_empty() {
        return Err(wrong(PLACE, "规划中没有任务，也没有目标，请先完成识读和核对"));
    }
    let mut ids = Ids::default();
    let plan_id = ids.give(&format!("plan_{}", meta.code));
    let organisation_id = ids.give("issuer");
    let indicators = Indicators::new(plan, &mut ids);
    let mut around = Around { plan, outline: Outline::of(plan), indicators, ids };
    let mut xml = Xml::new(PLACE)?;
    xml.open("PerformancePlanOrReport", &[("xmlns", NAMESPACE), ("Type", "Performance_Plan")])?;
    xml.element("Name", &[], &plan.metadata.title)?;
    if let Some(number) = &plan.metadata.document_number {
        xml.element("OtherInformation", &[], &format!("发文字号：{number}"))?;
    }
    xml.open("StrategicPlanCore", &[])?;
    if let Some(issuer) = &plan.metadata.issuer {
        xml.open("Organization", &[])?;
        xml.element("Name", &[], issuer)?;
        xml.element("Identifier", &[], &organisation_id)?;
        xml.close("Organization")?;
    }
    for goal in &goals.list {
        goal.write(&mut xml, &mut around)?;
    }
    xml.close("StrategicPlanCore")?;
    xml.open("AdministrativeInformation", &[])?;
    xml.element("Identifier", &[], &plan_id)?;
    if let Some((first, last)) = plan.metadata.term {
        xml.element("StartDate", &[], &day(first, 1, 1)?)?;
        xml.element("EndDate", &[], &day(last, 12, 31)?)?;
    }
    if let Some(date) = date_of(plan, meta) {
        xml.element("PublicationDate", &[], &date.to_string())?;
    }
    if let Some(source) = &meta.source {
        xml.element("Source", &[], source)?;
    }
    xml.close("AdministrativeInformation")?;
    xml.close("PerformancePlanOrReport")?;
    xml.finish()
}

/// What goals and objectives need to be written.
struct Around<'plan> {
    plan: &'plan Plan,
    outline: Outline<'plan>,
    indicators: Indicators,
    ids: Ids,
}

/// Sections with what stands in them, in the order of the text.
struct Goals<'plan> {
    list: Vec<Goal<'plan>>,
}

struct Goal<'plan> {
    /// None for what stands under no heading.
    heading: Option<&'plan Heading>,
    objectives: Vec<Objective<'plan>>,
}

struct Objective<'plan> {
    /// None for targets of a task that the plan does not list.
    task: Option<&'plan Task>,
    /// Places in the list of targets.
    targets: Vec<usize>,
    soft_targets: Vec<&'plan SoftTarget>,
}

impl<'plan> Goals<'plan> {
    fn of(plan: &'plan Plan) -> Goals<'plan> {
        let mut tasks: Vec<&Task> = plan.tasks.iter().collect();
        tasks.sort_by_key(|task| task.span.start);
        let mut objectives: Vec<Objective<'_>> = Vec::new();
        let mut objective_of: BTreeMap<&str, usize> = BTreeMap::new();
        for task in tasks {
            objective_of.entry(&task.id).or_insert(objectives.len());
            objectives.push(Objective { task: Some(task), targets: Vec::new(), soft_targets: Vec::new() });
        }
        let mut loose = Objective { task: None, targets: Vec::new(), soft_targets: Vec::new() };
        for (place, target) in plan.targets.iter().enumerate() {
            match objective_of.get(target.task.as_str()).and_then(|ordinal| objectives.get_mut(*ordinal)) {
                Some(objective) => objective.targets.push(place),
                None => loose.targets.push(place),
            }
        }
        for soft in &plan.soft_targets {
            let task = soft.task.as_deref().and_then(|task| objective_of.get(task));
            match task.and_then(|ordinal| objectives.get_mut(*ordinal)) {
                Some(objective) => objective.soft_targets.push(soft),
                None => loose.soft_targets.push(soft),
            }
        }
        let mut sections: Vec<&Heading> = plan.outline.iter().filter(|heading| heading.parent.is_none()).collect();
        sections.sort_by_key(|heading| heading.span.start);
        let mut list: Vec<Goal<'_>> =
            sections.iter().map(|heading| Goal { heading: Some(heading), objectives: Vec::new() }).collect();
        let mut outside = Goal { heading: None, objectives: Vec::new() };
        for objective in objectives {
            let start = objective.task.map_or(0, |task| task.span.start);
            let after = sections.partition_point(|heading| heading.span.start <= start);
            let section = after.checked_sub(1).and_then(|ordinal| list.get_mut(ordinal));
            match section.filter(|goal| goal.heading.is_some_and(|heading| start < heading.body_end)) {
                Some(goal) => goal.objectives.push(objective),
                None => outside.objectives.push(objective),
            }
        }
        if !loose.targets.is_empty() || !loose.soft_targets.is_empty() {
            outside.objectives.push(loose);
        }
        list.push(outside);
        list.retain(|goal| !goal.objectives.is_empty());
        Goals { list }
    }
}

impl Goal<'_> {
    fn write(&self, xml: &mut Xml, around: &mut Around<'_>) -> Result<(), ReportError> {
        let (name, code) = match self.heading {
            Some(heading) => (heading.title.as_str(), format!("goal_{}", heading.id)),
            None => ("未归入章节的任务和目标", "goal_other".to_string()),
        };
        let targets: usize = self.objectives.iter().map(|objective| objective.targets.len()).sum();
        let description = format!("含任务{}项、量化目标{targets}项", self.objectives.len());
        xml.open("Goal", &[])?;
        xml.element("Name", &[], name)?;
        xml.element("Description", &[], &description)?;
        xml.element("Identifier", &[], &around.ids.give(&code))?;
        if let Some(heading) = self.heading.filter(|heading| !heading.label.is_empty()) {
            xml.element("SequenceIndicator", &[], &heading.label)?;
        }
        for objective in &self.objectives {
            objective.write(xml, around)?;
        }
        xml.close("Goal")
    }
}

impl Objective<'_> {
    fn write(&self, xml: &mut Xml, around: &mut Around<'_>) -> Result<(), ReportError> {
        xml.open("Objective", &[])?;
        if let Some(task) = self.task {
            xml.element("Name", &[], &task.title)?;
            xml.element("Identifier", &[], &around.ids.give(&format!("task_{}", task.id)))?;
            xml.element("SequenceIndicator", &[], &task.id)?;
            stakeholders(xml, task)?;
            let groups = around.outline.groups(task);
            if !groups.is_empty() {
                xml.element("OtherInformation", &[], &format!("所属：{}", groups.join("／")))?;
            }
        } else {
            xml.element("Name", &[], "未归入任务的目标")?;
            xml.element("Identifier", &[], &around.ids.give("task_other"))?;
        }
        for place in &self.targets {
            around.indicators.write_target(xml, around.plan, *place)?;
        }
        for soft in &self.soft_targets {
            around.indicators.write_soft(xml, soft, &mut around.ids)?;
        }
        xml.close("Objective")
    }
}

/// Agencies with their role; a class of agencies that is not named yet is a group.
fn stakeholders(xml: &mut Xml, task: &Task) -> Result<(), ReportError> {
    let held = [
        ("牵头单位", &task.duties.lead),
        ("配合单位", &task.duties.cooperate),
        ("责任单位", &task.duties.undifferentiated),
    ];
    for (role, agencies) in held {
        for agency in agencies {
            stakeholder(xml, task, agency, role)?;
        }
    }
    Ok(())
}

fn stakeholder(xml: &mut Xml, task: &Task, agency: &AgencyRef, role: &str) -> Result<(), ReportError> {
    let kind = if agency.is_open { "Generic_Group" } else { "Organization" };
    xml.open("Stakeholder", &[("StakeholderTypeType", kind)])?;
    xml.element("Name", &[], &agency.name)?;
    if agency.is_open {
        xml.element("Description", &[], "具体单位待明确")?;
    }
    let is_main = role == "牵头单位" && task.duties.main_lead.as_ref() == Some(&agency.name);
    xml.open("Role", &[])?;
    xml.element("Name", &[], if is_main { "主牵头单位" } else { role })?;
    xml.element("RoleType", &[], "Performer")?;
    xml.close("Role")?;
    xml.close("Stakeholder")
}

/// Headings of a plan by id, to climb from a task to its section.
struct Outline<'plan> {
    by_id: BTreeMap<&'plan str, &'plan Heading>,
    in_order: Vec<&'plan Heading>,
}

impl<'plan> Outline<'plan> {
    fn of(plan: &'plan Plan) -> Outline<'plan> {
        let mut in_order: Vec<&Heading> = plan.outline.iter().collect();
        in_order.sort_by_key(|heading| heading.span.start);
        Outline { by_id: in_order.iter().map(|heading| (heading.id.as_str(), *heading)).collect(), in_order }
    }

    /// Headings between the section and the task, outer first.
    fn groups(&self, task: &Task) -> Vec<String> {
        let after = self.in_order.partition_point(|heading| heading.span.start <= task.span.start);
        let mut next = after.checked_sub(1).and_then(|ordinal| self.in_order.get(ordinal)).copied();
        let mut groups = Vec::new();
        // A path has at most 255 levels; the bound keeps a circular one from running on.
        for _ in 0..=u8::MAX {
            let Some(heading) = next else { break };
            let Some(parent) = heading.parent.as_deref() else { break };
            if heading.id != task.id && task.span.start < heading.body_end {
                groups.push(format!("{}{}", heading.label, heading.title));
            }
            next = self.by_id.get(parent).copied();
        }
        groups.reverse();
        groups
    }
}

/// A calendar day as XML Schema writes it; years of four digits only.
fn day(year: i16, month: i8, day: i8) -> Result<String, ReportError> {
    let date = (1000..=9999).contains(&year).then(|| Date::new(year, month, day));
    match date {
        Some(Ok(date)) => Ok(date.to_string()),
        Some(Err(_)) | None => Err(wrong(PLACE, format!("年份“{year}”不是四位数的年份，请在核对页更正"))),
    }
}
