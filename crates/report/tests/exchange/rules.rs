//! What the published schemas demand of the elements we write: order, required attributes, unique identifiers,
//! references that resolve. Where the schema itself may be kept here, `schema.rs` applies it as well.

use std::collections::BTreeSet;

use crate::tree::{Element, squeezed};

const CLAUSES: [&str; 8] = ["part", "chapter", "section", "article", "paragraph", "subparagraph", "point", "level"];

/// Words of the document, metadata left out.
pub fn text_of(document: &Element) -> String {
    let parts = document.find("doc").children().filter(|part| part.name != "meta").map(Element::text);
    squeezed(&parts.collect::<String>())
}

pub fn akoma_ntoso(document: &Element) {
    assert_eq!(document.name, "akomaNtoso");
    assert_eq!(document.attribute("xmlns"), "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
    let doc = document.find("doc");
    assert_eq!(doc.attribute("name"), "plan");
    in_order(doc, &["meta", "preface", "preamble", "mainBody", "conclusions"], &["meta", "mainBody"]);
    in_order(doc.find("meta"), &["identification", "references"], &["identification", "references"]);
    let identification = doc.find("identification");
    let levels = ["FRBRWork", "FRBRExpression", "FRBRManifestation"];
    in_order(identification, &levels, &levels);
    let core = ["FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor"];
    let needed = ["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor"];
    let level = |name: &str, more: &[&str], must: &[&str]| {
        let order: Vec<&str> = core.iter().chain(more).copied().collect();
        let required: Vec<&str> = needed.iter().chain(must).copied().collect();
        in_order(identification.find(name), &order, &required);
    };
    level("FRBRWork", &["FRBRcountry", "FRBRsubtype", "FRBRnumber", "FRBRname"], &["FRBRcountry"]);
    level("FRBRExpression", &["FRBRauthoritative", "FRBRlanguage"], &["FRBRlanguage"]);
    level("FRBRManifestation", &["FRBRformat"], &[]);

    let mut ids = BTreeSet::new();
    for element in document.all() {
        if element.has("eId") {
            let id = element.attribute("eId");
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{id}");
            assert!(ids.insert(id.to_string()), "{id} is given twice");
        }
    }
    for element in document.all() {
        let required: &[&str] = match element.name.as_str() {
            "TLCObject" | "TLCOrganization" | "TLCRole" | "TLCConcept" | "TLCEvent" => &["eId", "href", "showAs"],
            "quantity" | "organization" | "role" | "event" => &["refersTo"],
            "docDate" => &["date"],
            "FRBRdate" => &["date", "name"],
            "FRBRauthor" => &["href"],
            "FRBRlanguage" => &["language"],
            "FRBRalias" => &["value", "name"],
            "identification" | "references" => &["source"],
            "inline" | "hcontainer" => &["name"],
            _ => &[],
        };
        assert!(required.iter().all(|key| element.has(key)), "{element:?}");
        for key in ["refersTo", "source"].iter().filter(|key| element.has(key)) {
            let referred = element.attribute(key);
            assert!(!referred.is_empty(), "{element:?}");
            for reference in referred.split(' ') {
                assert!(ids.contains(reference.trim_start_matches('#')), "{reference} leads nowhere");
            }
        }
        if element.name == "FRBRauthor" {
            assert!(ids.contains(element.attribute("href").trim_start_matches('#')));
        }
        if CLAUSES.contains(&element.name.as_str()) || element.name == "hcontainer" {
            clause(element);
        }
        if ["preface", "preamble", "conclusions", "content", "intro", "wrapUp"].contains(&element.name.as_str()) {
            assert!(element.children().count() > 0 && element.children().all(|child| child.name == "p"));
        }
    }
    assert!(doc.find("mainBody").children().count() > 0);
}

/// num and heading first, then either content, or intro, clauses and wrapUp.
fn clause(element: &Element) {
    let step = |name: &str| match name {
        "num" => 0,
        "heading" => 1,
        "content" | "intro" => 2,
        "wrapUp" => 4,
        "hcontainer" => 3,
        name if CLAUSES.contains(&name) => 3,
        other => panic!("{other} in {}", element.name),
    };
    let steps: Vec<u8> = element.children().map(|child| step(&child.name)).collect();
    assert!(steps.is_sorted(), "{element:?}");
    if element.child("content").is_some() {
        assert!(steps.iter().all(|step| *step <= 2), "content stands alone");
    }
}

pub fn stratml(report: &Element) {
    assert_eq!(report.name, "PerformancePlanOrReport");
    assert_eq!(report.attribute("xmlns"), "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport");
    assert!(["Strategic_Plan", "Performance_Plan", "Performance_Report"].contains(&report.attribute("Type")));
    let mut ids = BTreeSet::new();
    for element in report.all() {
        let (order, required): (&[&str], &[&str]) = match element.name.as_str() {
            "PerformancePlanOrReport" => (
                &["Name", "OtherInformation", "StrategicPlanCore", "AdministrativeInformation"],
                &["Name", "StrategicPlanCore"],
            ),
            "StrategicPlanCore" => (&["Organization", "Goal"], &["Goal"]),
            "Organization" => (&["Name", "Identifier"], &[]),
            "Goal" => {
                (&["Name", "Description", "Identifier", "SequenceIndicator", "Objective"], &["Name", "Description"])
            }
            "Objective" => (
                &["Name", "Identifier", "SequenceIndicator", "Stakeholder", "OtherInformation", "PerformanceIndicator"],
                &[],
            ),
            "Stakeholder" => (&["Name", "Description", "Role"], &["Name"]),
            "Role" => (&["Name", "RoleType"], &["Name"]),
            "PerformanceIndicator" => (
                &[
                    "SequenceIndicator",
                    "MeasurementDimension",
                    "UnitOfMeasurement",
                    "Identifier",
                    "Relationship",
                    "MeasurementInstance",
                    "OtherInformation",
                ],
                &["MeasurementDimension", "UnitOfMeasurement"],
            ),
            "Relationship" => (&["ReferentIdentifier", "Name"], &[]),
            "MeasurementInstance" => (&["TargetResult"], &[]),
            "TargetResult" => (&["StartDate", "EndDate", "NumberOfUnits", "Descriptor", "Description"], &[]),
            "Descriptor" => (&["DescriptorName", "DescriptorValue"], &[]),
            "AdministrativeInformation" => (&["Identifier", "StartDate", "EndDate", "PublicationDate", "Source"], &[]),
            _ => (&[], &[]),
        };
        in_order(element, order, required);
        let text = element.text();
        match element.name.as_str() {
            "Identifier" => {
                let first = text.chars().next().unwrap();
                assert!(first.is_ascii_alphabetic() || first == '_', "{text} is no name");
                assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)), "{text} is no name");
                assert!(ids.insert(text.clone()), "{text} is given twice");
            }
            "StartDate" | "EndDate" | "PublicationDate" => {
                text.parse::<jiff::civil::Date>().unwrap();
            }
            "NumberOfUnits" => {
                text.parse::<rust_decimal::Decimal>().unwrap();
            }
            "RoleType" => assert!(["Performer", "Beneficiary"].contains(&text.as_str())),
            "Stakeholder" => {
                let kind = element.attribute("StakeholderTypeType");
                assert!(["Person", "Organization", "Generic_Group"].contains(&kind));
            }
            "PerformanceIndicator" => {
                let kind = element.attribute("PerformanceIndicatorType");
                assert!(["Quantitative", "Qualitative"].contains(&kind));
            }
            "Relationship" => {
                let kind = element.attribute("RelationshipType");
                assert!(["Broader_Than", "Peer_To", "Narrower_Than"].contains(&kind));
            }
            _ => {}
        }
    }
    for referent in report.find_all("ReferentIdentifier") {
        assert!(ids.contains(&referent.text()), "{} leads nowhere", referent.text());
    }
}

/// Children come in this order, none else, and none of the required is missing.
fn in_order(element: &Element, order: &[&str], required: &[&str]) {
    let place = |child: &Element| {
        let found = order.iter().position(|name| *name == child.name);
        found.unwrap_or_else(|| panic!("{} in {}", child.name, element.name))
    };
    let places: Vec<usize> = element.children().map(place).collect();
    assert!(places.is_sorted(), "{} has its children out of order", element.name);
    for name in required {
        assert!(element.child(name).is_some(), "{} needs {name}", element.name);
    }
}
