//! What the machine is unsure of in a plan, item by item: its own confidence and the points that a person must
//! settle. It orders the work and decides nothing.

use std::collections::BTreeMap;

use model::{Finding, FindingKind, Item, ItemKind, ReviewedItem, Weight};

/// Below this the reader itself asks for a second look.
const LOW_CONFIDENCE: u8 = 80;

/// Reasons with their urgency, by kind and id.
pub(super) struct Doubts {
    of_item: BTreeMap<(ItemKind, String), Vec<(u32, String)>>,
}

impl Doubts {
    pub(super) fn of(findings: &[Finding]) -> Doubts {
        let mut of_item: BTreeMap<(ItemKind, String), Vec<(u32, String)>> = BTreeMap::new();
        for finding in findings {
            let Some(words) = in_words(finding) else { continue };
            let urgency = match finding.weight {
                Weight::Blocking => 90,
                Weight::Open => 40,
                Weight::Info => continue,
            };
            let tasks = finding.tasks.iter().map(|id| (ItemKind::Task, id.clone()));
            let targets = finding.targets.iter().map(|id| (ItemKind::Target, id.clone()));
            // Where targets disagree they are what must be looked at, not the tasks they stand in.
            let keys: Vec<_> = if finding.targets.is_empty() { tasks.collect() } else { targets.collect() };
            for key in keys {
                of_item.entry(key).or_default().push((urgency, words.to_string()));
            }
        }
        Doubts { of_item }
    }

    /// Reasons of an item, the gravest first, and their sum.
    pub(super) fn of_item(&self, item: &ReviewedItem) -> (Vec<String>, u32) {
        let mut reasons = self.of_item.get(&(item.kind, item.id.clone())).cloned().unwrap_or_default();
        if item.current.is_none() {
            return (Vec::new(), 0);
        }
        if !item.state.is_checked() {
            reasons.extend(item.current.iter().flat_map(reading));
        }
        reasons.sort_by_key(|other| std::cmp::Reverse(other.0));
        let urgency = reasons.iter().map(|(urgency, _)| urgency).sum();
        (reasons.into_iter().map(|(_, words)| words).collect(), urgency)
    }
}

/// Doubts about the reading itself, which a confirmation settles.
fn reading(item: &Item) -> Vec<(u32, String)> {
    match item {
        Item::Target(target) if target.confidence < LOW_CONFIDENCE => {
            // In words: the reader's number orders the work, it is no probability to be read off a screen.
            let why = if target.period.is_explicit {
                "把握低，请核对原句"
            } else {
                "把握低，期限没有写明"
            };
            vec![(u32::from(100 - target.confidence.min(100)) + 20, why.to_string())]
        }
        Item::Metadata(metadata) => {
            let missing = [
                ("文号", metadata.document_number.is_none()),
                ("发文机关", metadata.issuer.is_none()),
                ("成文日期", metadata.date.is_none()),
                ("期限", metadata.term.is_none()),
            ];
            let names: Vec<&str> =
                missing.iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| *name).collect();
            if names.is_empty() { Vec::new() } else { vec![(30, format!("没有读到{}", names.join("、")))] }
        }
        Item::Target(_) | Item::Task(_) | Item::SoftTarget(_) => Vec::new(),
    }
}

/// In a few words; nothing for findings that are not about how the text was read.
fn in_words(finding: &Finding) -> Option<&'static str> {
    match finding.kind {
        FindingKind::Sum => Some("分项与合计不一致"),
        FindingKind::YearlyFlow => Some("年度量与总量不一致"),
        FindingKind::SameIndicator => Some("同一指标在别处另有数值"),
        FindingKind::OpenGroup => Some("责任单位待明确"),
        FindingKind::ManyLeads => Some("主牵头待明确"),
        FindingKind::Tolerance => Some("“左右”“近”的容差待申报"),
        FindingKind::NoDuty => Some("没有责任单位"),
        FindingKind::NoIndicator | FindingKind::Text => None,
    }
}
