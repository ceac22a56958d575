//! Performance indicators: one for each target row, with the demanded value as target result. Commitments without a
//! number are qualitative indicators. No actual results.

use std::collections::BTreeMap;

use model::{Comparator, PeriodKind, Plan, SoftTarget, Strength, Target};

use super::day;
use crate::error::ReportError;
use crate::exchange::ids::Ids;
use crate::exchange::xml::Xml;

/// Identifiers of all rows, known before the first is written: indicators refer to later ones too.
pub(super) struct Indicators {
    /// Row identifiers of each target, in the order of the plan.
    rows: Vec<Vec<String>>,
    /// Id of a target → its place in the plan.
    place: BTreeMap<String, usize>,
}

impl Indicators {
    pub(super) fn new(plan: &Plan, ids: &mut Ids) -> Indicators {
        let mut indicators = Indicators { rows: Vec::new(), place: BTreeMap::new() };
        for (place, target) in plan.targets.iter().enumerate() {
            let rows = target.rows().into_iter().map(|row| ids.give(&format!("target_{}", row.id.replace('-', "."))));
            indicators.rows.push(rows.collect());
            indicators.place.entry(target.id.clone()).or_insert(place);
        }
        indicators
    }

    fn rows(&self, place: usize) -> &[String] {
        self.rows.get(place).map_or(&[], Vec::as_slice)
    }

    /// Writes the target at a place of the plan.
    pub(super) fn write_target(&self, xml: &mut Xml, plan: &Plan, place: usize) -> Result<(), ReportError> {
        let Some(target) = plan.targets.get(place) else { return Ok(()) };
        for (row, id) in target.rows().iter().zip(self.rows(place)) {
            let dimension = match row.place.as_str() {
                "" => target.subject.clone(),
                place => format!("{place}：{}", target.subject),
            };
            xml.open("PerformanceIndicator", &[("PerformanceIndicatorType", "Quantitative")])?;
            xml.element("SequenceIndicator", &[], &row.id)?;
            xml.element("MeasurementDimension", &[], &dimension)?;
            xml.element("UnitOfMeasurement", &[], &target.unit)?;
            xml.element("Identifier", &[], id)?;
            self.relationships(xml, target)?;
            xml.open("MeasurementInstance", &[])?;
            results(xml, plan, target)?;
            xml.close("MeasurementInstance")?;
            xml.element("OtherInformation", &[], &format!("原文：{}", target.text))?;
            xml.close("PerformanceIndicator")?;
        }
        Ok(())
    }

    /// 分别、其中, or the same number said again elsewhere.
    fn relationships(&self, xml: &mut Xml, target: &Target) -> Result<(), ReportError> {
        let referents: Vec<&String> =
            target.linked.iter().filter_map(|id| self.place.get(id)).flat_map(|place| self.rows(*place)).collect();
        if referents.is_empty() {
            return Ok(());
        }
        xml.open("Relationship", &[("RelationshipType", "Peer_To")])?;
        for referent in referents {
            xml.element("ReferentIdentifier", &[], referent)?;
        }
        xml.element("Name", &[], "关联目标")?;
        xml.close("Relationship")
    }

    pub(super) fn write_soft(&self, xml: &mut Xml, soft: &SoftTarget, ids: &mut Ids) -> Result<(), ReportError> {
        xml.open("PerformanceIndicator", &[("PerformanceIndicatorType", "Qualitative")])?;
        xml.element("SequenceIndicator", &[], &soft.id)?;
        xml.element("MeasurementDimension", &[], &soft.text)?;
        // The format demands the element; a commitment without a number has no unit.
        xml.element("UnitOfMeasurement", &[], "—")?;
        xml.element("Identifier", &[], &ids.give(&format!("soft_{}", soft.id)))?;
        xml.open("MeasurementInstance", &[])?;
        xml.open("TargetResult", &[])?;
        xml.element("Description", &[], &soft.text)?;
        xml.close("TargetResult")?;
        xml.close("MeasurementInstance")?;
        xml.close("PerformanceIndicator")
    }
}

/// A range gives two results, its lower and upper bound.
fn results(xml: &mut Xml, plan: &Plan, target: &Target) -> Result<(), ReportError> {
    let (start, end) = years(plan, target);
    let description = describe(target);
    for (ordinal, value) in target.values.iter().enumerate() {
        let demand = match (target.comparator, ordinal) {
            (Comparator::Between, 0) => "下限",
            (Comparator::Between, _) => "上限",
            (comparator, _) => comparator.in_words(target.strict),
        };
        xml.open("TargetResult", &[])?;
        if let Some(start) = start {
            xml.element("StartDate", &[], &day(start, 1, 1)?)?;
        }
        if let Some(end) = end {
            xml.element("EndDate", &[], &day(end, 12, 31)?)?;
        }
        xml.element("NumberOfUnits", &[], &value.normalize().to_string())?;
        xml.open("Descriptor", &[])?;
        xml.element("DescriptorName", &[], "要求")?;
        xml.element("DescriptorValue", &[], demand)?;
        xml.close("Descriptor")?;
        xml.element("Description", &[], &description)?;
        xml.close("TargetResult")?;
    }
    Ok(())
}

/// 到2025年，不低于1100亿元（力争）.
fn describe(target: &Target) -> String {
    let strength = match target.strength {
        Strength::Binding => "（约束性）",
        Strength::Expected => "",
        Strength::Strive => "（力争）",
    };
    let term = term_in_words(target);
    let comma = if term.is_empty() { "" } else { "，" };
    format!("{term}{comma}{}{strength}", target.demand_in_words())
}

fn term_in_words(target: &Target) -> String {
    let period = &target.period;
    let span = match (period.start, period.end) {
        (Some(start), Some(end)) if start != end => format!("{start}—{end}年"),
        (Some(year), _) | (None, Some(year)) => format!("{year}年"),
        (None, None) => String::new(),
    };
    match (period.kind, period.year) {
        (PeriodKind::ByYear, Some(year)) => format!("到{year}年"),
        (PeriodKind::InYear, Some(year)) => format!("{year}年"),
        (PeriodKind::Cumulative, Some(year)) => format!("截至{year}年累计"),
        (PeriodKind::EachYear, _) => format!("{span}每年"),
        (PeriodKind::AnnualAverage, _) => format!("{span}年均"),
        (PeriodKind::DocumentPeriod, _) => span,
        (PeriodKind::ByYear | PeriodKind::InYear | PeriodKind::Cumulative | PeriodKind::None, _) => String::new(),
    }
}

/// First and last year of a target; what the text leaves open stays open.
fn years(plan: &Plan, target: &Target) -> (Option<i16>, Option<i16>) {
    let period = &target.period;
    match period.kind {
        PeriodKind::ByYear => (None, period.year),
        PeriodKind::InYear => (period.year, period.year),
        PeriodKind::Cumulative => (period.start, period.year.or(period.end)),
        PeriodKind::EachYear | PeriodKind::AnnualAverage => (period.start, period.end),
        PeriodKind::DocumentPeriod => {
            let term = plan.metadata.term;
            (period.start.or(term.map(|(first, _)| first)), period.end.or(term.map(|(_, last)| last)))
        }
        PeriodKind::None => (None, None),
    }
}
