//! SDMX-JSON 2.0, out: the data message, and the structure message that describes it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Dataset, Observation};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use store::Dictionaries;

use super::components::{AGENCY, COMPONENTS, Component, Kind, STRUCTURE, VERSION, Values, cell, codes, dataflow};
use super::words::dataset_in_words;
use crate::Result;

const DATA_SCHEMA: &str = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json";
const STRUCTURE_SCHEMA: &str = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json";

/// Observations as one flat list. Versions of one key come in data sets of their own, in the order in which they became
/// known: each replaces the one before, as whoever reads a message must do it.
pub(super) fn data_message(
    rows: &[&Observation],
    dictionaries: &Dictionaries,
    dataset: Dataset,
    now: Timestamp,
) -> Result<Vec<u8>> {
    let mut lists: Vec<Listed> = COMPONENTS.iter().map(|component| Listed::new(component, dictionaries)).collect();
    let mut sets: Vec<Map<String, Value>> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let mut key = Vec::new();
        let mut values = Vec::new();
        for (component, list) in COMPONENTS.iter().zip(&mut lists) {
            let text = cell(component.id, row);
            match component.kind {
                Kind::Dimension | Kind::Time => key.push(list.place(&text).to_string()),
                Kind::Measure => values.push(number(row.value)),
                Kind::Attribute if text.is_empty() => values.push(Value::Null),
                Kind::Attribute if list.is_coded() => values.push(list.place(&text).into()),
                Kind::Attribute => values.push(text.into()),
            }
        }
        let key = key.join(":");
        let version = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(0);
        if sets.len() <= *version {
            sets.push(Map::new());
        }
        if let Some(set) = sets.get_mut(*version) {
            set.insert(key, Value::Array(values));
        }
    }
    let of = |kinds: &[Kind]| -> Vec<Value> {
        let all = COMPONENTS.iter().zip(&lists);
        let mut found: Vec<Value> =
            all.filter(|(component, _)| kinds.contains(&component.kind)).map(|(_, list)| list.described()).collect();
        if kinds.contains(&Kind::Dimension) {
            for (place, dimension) in found.iter_mut().enumerate() {
                dimension["keyPosition"] = place.into();
            }
        }
        found
    };
    let count = sets.len();
    let sets: Vec<Value> = sets
        .into_iter()
        .map(|observations| {
            json!({
                "structure": 0,
                "action": "Replace",
                "links": [{ "rel": "dataflow", "urn": urn("datastructure.Dataflow", dataflow(dataset)) }],
                "observations": observations,
            })
        })
        .collect();
    let mut structure = json!({
        "name": dataset_in_words(dataset),
        "links": [
            { "rel": "dataflow", "urn": urn("datastructure.Dataflow", dataflow(dataset)) },
            { "rel": "datastructure", "urn": urn("datastructure.DataStructure", STRUCTURE) },
        ],
        "dimensions": { "dataSet": [], "series": [], "observation": of(&[Kind::Dimension, Kind::Time]) },
        "measures": { "observation": of(&[Kind::Measure]) },
        "attributes": { "dataSet": [], "series": [], "observation": of(&[Kind::Attribute]) },
    });
    if count > 0 {
        structure["dataSets"] = (0..count).collect();
    }
    let message = json!({
        "meta": meta(DATA_SCHEMA, dataflow(dataset), dataset == Dataset::Demo, now),
        "data": { "structures": [structure], "dataSets": sets },
    });
    bytes(&message)
}

/// The data structure, its two flows, concepts and lists of codes.
pub(super) fn structure_message(dictionaries: &Dictionaries, now: Timestamp) -> Result<Vec<u8>> {
    let concept = |id: &str| format!("{}.{id}", urn("conceptscheme.Concept", "CONCEPTS"));
    let described = |component: &Component, position: Option<usize>| {
        let representation = match component.values {
            Values::Codes(list) => json!({ "enumeration": urn("codelist.Codelist", list) }),
            Values::Text => json!({ "format": { "dataType": "String" } }),
            Values::Decimal => json!({ "format": { "dataType": "Decimal" } }),
            Values::Time => json!({ "format": { "dataType": "DateTime" } }),
            Values::Period => json!({ "format": { "dataType": "ObservationalTimePeriod" } }),
        };
        let mut found = json!({
            "id": component.id,
            "conceptIdentity": concept(component.id),
            "localRepresentation": representation,
        });
        if let Some(position) = position {
            found["position"] = position.into();
        }
        if component.kind == Kind::Attribute {
            found["usage"] = if component.id == "COMMENT_OBS" { "optional" } else { "mandatory" }.into();
            found["attributeRelationship"] = json!({ "observation": {} });
        }
        if component.kind == Kind::Measure {
            found["usage"] = "mandatory".into();
        }
        found
    };
    let of = |kind: Kind| COMPONENTS.iter().filter(move |component| component.kind == kind);
    let dimensions: Vec<Value> = of(Kind::Dimension).enumerate().map(|(at, one)| described(one, Some(at))).collect();
    let time = of(Kind::Time).map(|one| described(one, None)).next().unwrap_or_default();
    let measures: Vec<Value> = of(Kind::Measure).map(|one| described(one, None)).collect();
    let attributes: Vec<Value> = of(Kind::Attribute).map(|one| described(one, None)).collect();
    let maintained = |id: &str, name: &str| {
        let mut found = Map::new();
        found.insert("id".to_string(), id.into());
        found.insert("agencyID".to_string(), AGENCY.into());
        found.insert("version".to_string(), VERSION.into());
        found.insert("name".to_string(), name.into());
        found
    };
    let with = |mut found: Map<String, Value>, key: &str, value: Value| {
        found.insert(key.to_string(), value);
        Value::Object(found)
    };
    let mut lists = Vec::new();
    for component in &COMPONENTS {
        let Values::Codes(list) = component.values else { continue };
        let codes: Vec<Value> =
            codes(list, dictionaries).iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
        if !codes.is_empty() {
            lists.push(with(maintained(list, component.name), "codes", codes.into()));
        }
    }
    let concepts: Vec<Value> = COMPONENTS.iter().map(|one| json!({ "id": one.id, "name": one.name })).collect();
    let components = json!({
        "dimensionList": { "id": "DimensionDescriptor", "dimensions": dimensions, "timeDimension": time },
        "measureList": { "id": "MeasureDescriptor", "measures": measures },
        "attributeList": { "id": "AttributeDescriptor", "attributes": attributes },
    });
    let flows: Vec<Value> = [Dataset::Real, Dataset::Demo]
        .map(|dataset| {
            let found = maintained(dataflow(dataset), dataset_in_words(dataset));
            with(found, "structure", urn("datastructure.DataStructure", STRUCTURE).into())
        })
        .to_vec();
    let message = json!({
        "meta": meta(STRUCTURE_SCHEMA, STRUCTURE, false, now),
        "data": {
            "dataStructures": [with(maintained(STRUCTURE, "数据"), "dataStructureComponents", components)],
            "dataflows": flows,
            "conceptSchemes": [with(maintained("CONCEPTS", "概念"), "concepts", concepts.into())],
            "codelists": lists,
        },
    });
    bytes(&message)
}

/// The values of a component that a message uses, in the order of their first use.
struct Listed<'c> {
    component: &'c Component,
    names: BTreeMap<String, String>,
    values: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl<'c> Listed<'c> {
    fn new(component: &'c Component, dictionaries: &Dictionaries) -> Listed<'c> {
        let names = match component.values {
            Values::Codes(list) => codes(list, dictionaries).into_iter().collect(),
            _ => BTreeMap::new(),
        };
        Listed { component, names, values: Vec::new(), places: BTreeMap::new() }
    }

    fn is_coded(&self) -> bool {
        matches!(self.component.values, Values::Codes(_))
    }

    fn place(&mut self, text: &str) -> usize {
        let next = self.values.len();
        let place = *self.places.entry(text.to_string()).or_insert(next);
        if place == next {
            self.values.push(text.to_string());
        }
        place
    }

    fn described(&self) -> Value {
        let value = |text: &String| match self.component.values {
            Values::Codes(_) => json!({ "id": text, "name": self.names.get(text).unwrap_or(text) }),
            Values::Period => json!({ "id": text, "name": text }),
            Values::Text | Values::Decimal | Values::Time => json!({ "value": text }),
        };
        let mut found = json!({ "id": self.component.id, "name": self.component.name });
        match self.component.kind {
            Kind::Dimension | Kind::Time => found["roles"] = json!([self.component.id]),
            Kind::Measure => found["format"] = json!({ "dataType": "Decimal" }),
            Kind::Attribute => found["relationship"] = json!({ "observation": {} }),
        }
        if !self.values.is_empty() {
            found["values"] = self.values.iter().map(value).collect();
        }
        found
    }
}

/// A JSON number where it is exactly the figure, else the figure as text.
fn number(value: Decimal) -> Value {
    let text = value.normalize().to_string();
    let number: Option<serde_json::Number> = text.parse().ok();
    let is_same = |number: &serde_json::Number| number.to_string().parse().is_ok_and(|read: Decimal| read == value);
    number.filter(is_same).map_or(Value::String(text), Value::Number)
}

fn urn(class: &str, id: &str) -> String {
    format!("urn:sdmx:org.sdmx.infomodel.{class}={AGENCY}:{id}({VERSION})")
}

fn meta(schema: &str, id: &str, is_test: bool, now: Timestamp) -> Value {
    json!({
        "schema": schema,
        "id": format!("{id}-{}", now.as_second()),
        "test": is_test,
        "prepared": format!("{now:.0}"),
        "contentLanguages": ["zh"],
        "sender": { "id": AGENCY, "name": "郡县" },
    })
}

fn bytes(message: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(message)?;
    bytes.push(b'\n');
    Ok(bytes)
}
