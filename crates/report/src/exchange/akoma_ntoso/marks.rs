//! Inline elements over stretches of the text: title, number and date, agencies with their role, targets, terms.
//! Only stretches that the text really has are marked; marks nest and never cross.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{AgencyRef, Bound, Comparator, Plan, Span, Target, Task};

use super::references::{References, Role, soft_id};
use super::source::Source;
use crate::exchange::ids::Ids;

/// How far before a number the words of its term may stand, in characters.
const CUE_REACH: usize = 300;
/// A shortened agency name (市发改委、财政局) keeps at least this many characters.
const AGENCY_CHARACTERS: usize = 2;

#[derive(Default)]
pub(super) struct Marks {
    /// By start, outer ones first.
    pub list: Vec<Mark>,
}

pub(super) struct Mark {
    pub span: Span,
    pub element: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    /// Written on the first piece only.
    pub id: Option<String>,
}

impl Mark {
    fn new(span: Span, element: &'static str) -> Mark {
        Mark { span, element, attributes: Vec::new(), id: None }
    }

    fn with(mut self, key: &'static str, value: impl Into<String>) -> Mark {
        self.attributes.push((key, value.into()));
        self
    }

    fn to(self, id: &str) -> Mark {
        self.with("refersTo", format!("#{id}"))
    }
}

impl Marks {
    pub(super) fn of(plan: &Plan, source: &Source<'_>, references: &References) -> Marks {
        let mut list = front_matter(plan, references);
        for task in &plan.tasks {
            duties(task, source, references, &mut list);
        }
        targets(plan, source, references, &mut list);
        for soft in &plan.soft_targets {
            list.push(Mark::new(soft.span, "span").with("class", "soft_target").to(soft_id(soft.kind)));
        }
        list.retain(|mark| !mark.span.is_empty());
        list.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
        Marks { list }
    }
}

fn front_matter(plan: &Plan, references: &References) -> Vec<Mark> {
    let mut list = Vec::new();
    for (field, span) in &plan.metadata.spans {
        let mark = match field.as_str() {
            "title" => Mark::new(*span, "docTitle"),
            "carrier_title" => Mark::new(*span, "inline").with("name", "carrier_title"),
            "document_number" => Mark::new(*span, "docNumber"),
            "issuer" => Mark::new(*span, "docAuthority").to(&references.issuer),
            "addressees" => Mark::new(*span, "inline").with("name", "addressees"),
            "disclosure" => Mark::new(*span, "docStatus"),
            "date" => match plan.metadata.date {
                Some(date) => Mark::new(*span, "docDate").with("date", date.to_string()),
                None => continue,
            },
            _ => continue,
        };
        list.push(mark);
    }
    list
}

/// Agencies inside the duty note, each wrapped in its role.
fn duties(task: &Task, source: &Source<'_>, references: &References, list: &mut Vec<Mark>) {
    let Some(note) = task.duties.span else { return };
    let words = source.words(note);
    let mut taken = BTreeSet::new();
    let held = [
        (Role::Lead, &task.duties.lead),
        (Role::Cooperate, &task.duties.cooperate),
        (Role::Undifferentiated, &task.duties.undifferentiated),
    ];
    for (role, agencies) in held {
        // Agencies of a role are in the order of the text, so the search only goes forward.
        let mut from = 0;
        for agency in agencies {
            let Some((start, end)) = find_agency(words, from, agency) else { continue };
            let Some(id) = references.agency(&agency.name) else { continue };
            if !taken.insert(start) {
                continue;
            }
            from = end;
            let place = |byte: usize| note.start + words.get(..byte).unwrap_or_default().chars().count();
            let span = Span { start: place(start), end: place(end) };
            list.push(Mark::new(span, "role").to(role.id()));
            list.push(Mark::new(span, "organization").to(&id));
        }
    }
}

/// Where the agency is named: in full, or without the place that a neighbour carries (市发改委、财政局).
fn find_agency(note: &str, from: usize, agency: &AgencyRef) -> Option<(usize, usize)> {
    let rest = note.get(from..)?;
    let longest = agency.name.char_indices().map(|(byte, _)| byte);
    let characters = agency.name.chars().count();
    for start in longest.take((characters + 1).saturating_sub(AGENCY_CHARACTERS)) {
        let name = agency.name.get(start..)?;
        if let Some(found) = rest.find(name) {
            return Some((from + found, from + found + name.len()));
        }
    }
    None
}

/// Numbers with their demand, and the words that give their term.
fn targets(plan: &Plan, source: &Source<'_>, references: &References, list: &mut Vec<Mark>) {
    let tasks: BTreeMap<&str, &Task> = plan.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let mut ids = Ids::default();
    let mut cues = BTreeSet::new();
    let mut quantities: BTreeMap<Span, Vec<&Target>> = BTreeMap::new();
    for target in &plan.targets {
        quantities.entry(target.span).or_default().push(target);
        let start = tasks.get(target.task.as_str()).map_or(0, |task| task.span.start);
        let reach = Span {
            start: start.max(target.span.start.saturating_sub(CUE_REACH)).min(target.span.start),
            end: target.span.start,
        };
        if let Some(cue) = target.period.cue.as_deref().filter(|cue| !cue.is_empty())
            && let Some(year) = references.year(target)
            && let Some(found) = source.words(reach).rfind(cue)
        {
            let before = source.words(reach).get(..found).unwrap_or_default().chars().count();
            let span = Span { start: reach.start + before, end: reach.start + before + cue.chars().count() };
            if cues.insert(span) {
                list.push(Mark::new(span, "event").to(year));
            }
        }
    }
    for (span, targets) in quantities {
        // 分别: several indicators share one printed number.
        let indicators: Vec<String> =
            targets.iter().filter_map(|target| references.indicator(target)).map(|id| format!("#{id}")).collect();
        let mut seen = BTreeSet::new();
        let demands: Vec<String> =
            targets.iter().map(|target| normalised(target)).filter(|demand| seen.insert(demand.clone())).collect();
        let id = targets.iter().map(|target| target.id.as_str()).collect::<Vec<_>>().join("_");
        let mut mark =
            Mark::new(span, "quantity").with("refersTo", indicators.join(" ")).with("normalized", demands.join("; "));
        mark.id = Some(ids.give(&format!("quantity_{id}")));
        list.push(mark);
    }
}

/// The demand for machines: `>=1100 亿元`, `1..2 家`, `+>=6 %`.
fn normalised(target: &Target) -> String {
    let values: Vec<String> = target.values.iter().map(|value| value.normalize().to_string()).collect();
    let sign = match (target.comparator, target.strict) {
        (Comparator::AtLeast, false) => ">=",
        (Comparator::AtLeast, true) => ">",
        (Comparator::AtMost, false) => "<=",
        (Comparator::AtMost, true) => "<",
        (Comparator::Equal, _) => "=",
        (Comparator::About, _) => "~",
        (Comparator::Between, _) => "",
        (Comparator::IncreaseBy, _) => match target.bound {
            Some(Bound::AtLeast) => "+>=",
            Some(Bound::AtMost) => "+<=",
            Some(Bound::About) => "+~",
            Some(Bound::Equal) | None => "+",
        },
    };
    format!("{sign}{} {}", values.join(".."), target.unit).trim_end().to_string()
}
