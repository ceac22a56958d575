//! Small plans in two versions. Labels and outline follow from the ids.

use model::*;

const LABELS: [&str; 6] = ["（零）", "（一）", "（二）", "（三）", "（四）", "（五）"];

pub fn heading(id: &str, label: &str, title: &str, start: usize) -> Heading {
    let parent = id.rsplit_once('.').map(|(parent, _)| parent.to_string());
    Heading {
        id: id.into(),
        level: if parent.is_some() { 2 } else { 1 },
        label: label.into(),
        title: title.into(),
        span: Span::new(start, start + 1),
        body_end: start + 2,
        parent,
        kind: HeadingKind::Section,
    }
}

pub fn task(id: &str, title: &str, lead: &[&str], cooperate: &[&str]) -> Task {
    let agencies = |names: &[&str]| -> Vec<AgencyRef> {
        names.iter().map(|name| AgencyRef { name: name.to_string(), is_open: false }).collect()
    };
    Task {
        id: id.into(),
        title: title.into(),
        span: Span::new(0, 1),
        task_type: TaskType::Task,
        duties: Duties { lead: agencies(lead), cooperate: agencies(cooperate), ..Duties::none() },
    }
}

/// At least so much by 2027.
pub fn target(id: &str, task: &str, subject: &str, value: i64, unit: &str, places: &[&str]) -> Target {
    Target {
        id: id.into(),
        task: task.into(),
        subject: subject.into(),
        comparator: Comparator::AtLeast,
        strict: false,
        bound: None,
        approach: None,
        values: vec![value.into()],
        unit: unit.into(),
        period: TargetPeriod {
            kind: PeriodKind::ByYear,
            year: Some(2027),
            start: None,
            end: None,
            is_explicit: true,
            cue: None,
        },
        places: places.iter().map(|place| place.to_string()).collect(),
        distribute_each: false,
        span: Span::new(0, 1),
        text: format!("{value}{unit}以上"),
        strength: Strength::Expected,
        modality: None,
        verb: None,
        nature: Nature::Stock,
        direction: None,
        linked: Vec::new(),
        confidence: 100,
        indicator: None,
        steward: None,
        tolerance: None,
        definition: None,
    }
}

/// A plan whose tasks stand in the given order.
pub fn plan(sections: &[(&str, &str, &str)], tasks: Vec<Task>, targets: Vec<Target>) -> Plan {
    let outline = sections.iter().map(|(id, label, title)| heading(id, label, title, 0)).collect();
    retitled(Plan {
        metadata: PlanMetadata { title: "乙市行动方案".into(), ..PlanMetadata::default() },
        text_digest: String::new(),
        outline,
        conventions: Vec::new(),
        tasks,
        targets,
        soft_targets: Vec::new(),
        residue: Vec::new(),
        corrections: Vec::new(),
    })
}

/// Writes the outline below the sections anew from the tasks, and spans from their order.
pub fn retitled(mut plan: Plan) -> Plan {
    plan.outline.retain(|heading| heading.parent.is_none());
    for (place, task) in plan.tasks.iter_mut().enumerate() {
        let start = 10 * place;
        task.span = Span::new(start, start + 9);
        let ordinal = task.id.rsplit('.').next().and_then(|ordinal| ordinal.parse::<usize>().ok());
        let label = ordinal.and_then(|ordinal| LABELS.get(ordinal)).copied().unwrap_or_default();
        plan.outline.push(heading(&task.id, label, &task.title, start));
    }
    for (place, target) in plan.targets.iter_mut().enumerate() {
        target.span = Span::new(place, place + 1);
    }
    plan
}
