//! A plan in the JSON schema `gold-plan-v1`, so that it can be compared with labelled documents.

use model::{
    AgencyRef, Approach, Bound, Comparator, Direction, Duties, DutyStyle, HeadingKind, PeriodKind, Plan, ResidueReason,
    SoftTargetKind, Span, Target, TargetPeriod, TaskType, TextIndex,
};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

/// The plan as `gold-plan-v1`; `doc` is the name of the document.
pub fn to_gold(plan: &Plan, text: &str, doc: &str) -> Value {
    let index = TextIndex::new(text);
    json!({
        "schema": "gold-plan-v1",
        "doc": doc,
        "text_sha256": plan.text_digest,
        "offset_unit": "Unicode code points, end exclusive",
        "metadata": metadata(plan),
        "counts": {
            "headings": plan.outline.len(),
            "tasks": plan.tasks.len(),
            "targets": plan.targets.len(),
            "target_rows_after_distribution": plan.targets.iter().map(|target| target.rows().len()).sum::<usize>(),
            "soft": plan.soft_targets.len(),
            "negatives": plan.residue.len(),
        },
        "unit_conventions": plan.conventions.iter().map(|convention| {
            json!({ "rule": convention.rule, "span": convention.span.map(pair) })
        }).collect::<Vec<_>>(),
        "outline": plan.outline.iter().map(|heading| {
            let mut value = json!({
                "id": heading.id,
                "level": heading.level,
                "label": heading.label,
                "title": heading.title,
                "start": heading.span.start,
                "end": heading.span.end,
                "kind": heading_kind(heading.kind),
                "body_end": heading.body_end,
                "parent": heading.parent,
            });
            if heading.label.is_empty() {
                value["unnumbered"] = json!(true);
            }
            value
        }).collect::<Vec<_>>(),
        "tasks": plan.tasks.iter().map(|task| json!({
            "id": task.id,
            "title": task.title,
            "start": task.span.start,
            "end": task.span.end,
            "type": task_type(task.task_type),
            "units": units(&task.duties, &index),
        })).collect::<Vec<_>>(),
        "targets": plan.targets.iter().map(target).collect::<Vec<_>>(),
        "soft_targets": plan.soft_targets.iter().map(|soft| json!({
            "task": soft.task,
            "kind": soft_kind(soft.kind),
            "start": soft.span.start,
            "end": soft.span.end,
            "text": soft.text,
        })).collect::<Vec<_>>(),
        "not_targets": plan.residue.iter().map(|residue| json!({
            "start": residue.span.start,
            "end": residue.span.end,
            "text": residue.text,
            "reason": reason(residue.reason),
        })).collect::<Vec<_>>(),
    })
}

fn metadata(plan: &Plan) -> Value {
    let metadata = &plan.metadata;
    json!({
        "title": metadata.title,
        "carrier_title": metadata.carrier_title,
        "document_number": metadata.document_number,
        "issuer": metadata.issuer,
        "date": metadata.date.map(|date| date.to_string()),
        "addressees": metadata.addressees,
        "plan_period": metadata.term.map(|(first, last)| json!([first, last])),
        "place": metadata.place,
        "disclosure": metadata.disclosure,
        "spans": metadata.spans.iter().map(|(name, span)| (name.clone(), pair(*span))).collect::<Map<_, _>>(),
    })
}

fn pair(span: Span) -> Value {
    json!([span.start, span.end])
}

fn units(duties: &Duties, index: &TextIndex) -> Value {
    let names = |list: &[AgencyRef]| list.iter().map(|agency| agency.name.clone()).collect::<Vec<_>>();
    let mut value = json!({
        "lead": names(&duties.lead),
        "cooperate": names(&duties.cooperate),
        "span": duties.span.map(pair),
        "text": duties.span.and_then(|span| index.get(span)),
        "style": match duties.style {
            DutyStyle::Bracket => "bracket",
            DutyStyle::Line => "line",
            DutyStyle::Convention => "convention",
            DutyStyle::None => "none",
        },
    });
    if !duties.undifferentiated.is_empty() {
        value["undifferentiated"] = json!(names(&duties.undifferentiated));
    }
    for (key, list) in [("guide", &duties.guide), ("implied", &duties.implied)] {
        if !list.is_empty() {
            value[key] = json!(names(list));
        }
    }
    value
}

fn target(target: &Target) -> Value {
    let comparator = match target.comparator {
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::Equal => "=",
        Comparator::About => "~",
        Comparator::Between => "range",
        Comparator::IncreaseBy => "increase_by",
    };
    // A bare number is met by reaching it.
    let eval = if comparator == "=" { ">=" } else { comparator };
    let values: Vec<Value> = target
        .values
        .iter()
        .map(|value| match value.to_i64().filter(|whole| rust_decimal::Decimal::from(*whole) == *value) {
            Some(whole) => json!(whole),
            None => value.to_f64().map_or(Value::Null, |value| json!(value)),
        })
        .collect();
    let mut value = json!({
        "id": target.id,
        "task": target.task,
        "subject": target.subject,
        "comparator": comparator,
        "values": values,
        "unit": target.unit,
        "period": period(&target.period),
        "scope": target.places,
        "start": target.span.start,
        "end": target.span.end,
        "text": target.text,
        "eval": eval,
    });
    let mut set = |key: &str, given: Option<Value>| {
        if let Some(given) = given {
            value[key] = given;
        }
    };
    set("strict", target.strict.then(|| json!(true)));
    set("bound", target.bound.map(|bound| json!(bound_sign(bound))));
    set(
        "approach",
        target.approach.map(|approach| {
            json!(match approach {
                Approach::Below => "below",
                Approach::Above => "above",
            })
        }),
    );
    set("modality", target.modality.as_ref().map(|modality| json!(modality)));
    set("verb", target.verb.as_ref().map(|verb| json!(verb)));
    set("distribute", target.distribute_each.then(|| json!("each")));
    set(
        "direction",
        target.direction.map(|direction| {
            json!(match direction {
                Direction::Increase => "increase",
                Direction::Decrease => "decrease",
            })
        }),
    );
    set("linked", (!target.linked.is_empty()).then(|| json!(target.linked)));
    value
}

fn bound_sign(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
        Bound::Equal => "=",
        Bound::About => "~",
    }
}

fn period(period: &TargetPeriod) -> Value {
    let kind = match period.kind {
        PeriodKind::ByYear => "by-year",
        PeriodKind::InYear => "in-year",
        PeriodKind::EachYear => "each-year",
        PeriodKind::AnnualAverage => "annual-average",
        PeriodKind::Cumulative => "cumulative",
        PeriodKind::DocumentPeriod => "document-period",
        PeriodKind::None => "none",
    };
    let mut value = json!({ "type": kind });
    if let Some(year) = period.year {
        value["year"] = json!(year);
    }
    if let Some(start) = period.start {
        value["start"] = json!(start);
    }
    if let Some(end) = period.end {
        // Years that 每年 runs over end in `until`; `end` is kept for terms.
        value[if period.kind == PeriodKind::EachYear { "until" } else { "end" }] = json!(end);
    }
    value["explicit"] = json!(period.is_explicit);
    if let Some(cue) = &period.cue {
        value["text"] = json!(cue);
    }
    value
}

fn heading_kind(kind: HeadingKind) -> &'static str {
    match kind {
        HeadingKind::Section => "section",
        HeadingKind::Group => "group",
        HeadingKind::Task => "task",
        HeadingKind::Review => "review",
    }
}

fn task_type(task_type: TaskType) -> &'static str {
    match task_type {
        TaskType::Task => "task",
        TaskType::Goal => "goal",
        TaskType::Principle => "principle",
        TaskType::Guarantee => "guarantee",
        TaskType::Definition => "definition",
        TaskType::Supplementary => "supplementary",
    }
}

fn soft_kind(kind: SoftTargetKind) -> &'static str {
    match kind {
        SoftTargetKind::Coverage => "qualitative-coverage",
        SoftTargetKind::RecurringDeliverable => "recurring-deliverable",
        SoftTargetKind::Deliverable => "deliverable",
        SoftTargetKind::Relational => "relational",
        SoftTargetKind::Direction => "direction",
        SoftTargetKind::Qualitative => "qualitative",
    }
}

fn reason(reason: ResidueReason) -> &'static str {
    match reason {
        ResidueReason::Achievement => "achievement",
        ResidueReason::Incentive => "incentive",
        ResidueReason::Threshold => "threshold",
        ResidueReason::ProgrammeName => "programme name",
        ResidueReason::Slogan => "slogan",
        ResidueReason::PartOfName => "part of a name",
        ResidueReason::Cap => "cap",
        ResidueReason::Definition => "definition",
        ResidueReason::Date => "date",
        ResidueReason::DocumentNumber => "document number",
        ResidueReason::Enumeration => "enumeration",
        ResidueReason::Validity => "validity",
        ResidueReason::Boilerplate => "boilerplate",
        ResidueReason::Mention => "mention",
        ResidueReason::Undecided => "undecided",
    }
}
