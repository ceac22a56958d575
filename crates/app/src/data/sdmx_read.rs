//! SDMX-JSON 2.0 data messages, in: flat lists and series, with attributes at any level but groups of dimensions.

use serde_json::Value;

use super::components::{COMPONENTS, wrong_dataset};
use super::incoming::{Builder, Incoming, Named, Reading};
use super::json_lines::member_lines;
use crate::Result;

const LEVELS: [&str; 3] = ["dataSet", "series", "observation"];

pub(super) fn is_of(value: &Value) -> bool {
    let Some(data) = value.get("data") else { return false };
    data.get("dataSets").is_some() || data.get("structures").is_some() || data.get("dataStructures").is_some()
}

pub(super) fn read(value: &Value, text: &str, reading: &Reading<'_>) -> Result<Incoming> {
    let data = &value["data"];
    let Some(sets) = data["dataSets"].as_array() else {
        return Err(reading.bad("是 SDMX 结构消息，不含数据；请选择数据消息（含 data.dataSets）"));
    };
    let lines = member_lines(text, &["observations"]);
    let line_of = |path: &str| lines.get(path).copied().unwrap_or(1);
    let mut builder = Builder::new(reading);
    for (number, set) in sets.iter().enumerate() {
        let wanted = set["structure"].as_u64().unwrap_or_default() as usize;
        let structure = data["structures"].get(wanted).unwrap_or(&data["structure"]);
        if !structure.is_object() {
            return Err(reading.bad(format!("dataSets[{number}] 指向的结构不存在（structure = {wanted}）")));
        }
        if structure["attributes"]["dimensionGroup"].as_array().is_some_and(|list| !list.is_empty()) {
            return Err(reading.bad("属性附在维度组上（dimensionGroup），不能读取；请以观测值一级的属性导出"));
        }
        let described = structure["links"].to_string();
        if let Some(fault) = wrong_dataset(&described_flow(&described), reading.dataset) {
            return Err(reading.bad(fault));
        }
        if set["action"] == "Delete" {
            return Err(reading.bad(format!("dataSets[{number}] 要求删除数据；库中的数只会被新版本取代，不会删除")));
        }
        let shape = Shape::of(structure);
        for id in shape.unknown() {
            builder.note(format!("“{id}”不属于本系统的数据结构，没有读取"));
        }
        let mut base = Named::new();
        for dimension in shape.dimensions("dataSet") {
            if let Some(value) = dimension["values"].get(0) {
                base.insert(id_of(dimension), text_of(value));
            }
        }
        shape.attributes("dataSet", set["attributes"].as_array(), &mut base);
        let path = format!("data/dataSets/{number}/observations");
        for (key, observation) in set["observations"].as_object().into_iter().flatten() {
            let line = line_of(&format!("{path}/{key}"));
            add(&mut builder, &shape, &base, key, observation, line);
        }
        for (series_key, series) in set["series"].as_object().into_iter().flatten() {
            let mut of_series = base.clone();
            let path = format!("data/dataSets/{number}/series/{series_key}/observations");
            if let Err(fault) = shape.key("series", series_key, &mut of_series) {
                builder.fault(line_of(&path), None, fault);
                continue;
            }
            shape.attributes("series", series["attributes"].as_array(), &mut of_series);
            for (key, observation) in series["observations"].as_object().into_iter().flatten() {
                let line = line_of(&format!("{path}/{key}"));
                add(&mut builder, &shape, &of_series, key, observation, line);
            }
        }
    }
    Ok(builder.finish())
}

/// The first of our own names in the links of a structure.
fn described_flow(links: &str) -> String {
    let named = links.split("Dataflow=").nth(1).unwrap_or_default();
    named.split('"').next().unwrap_or_default().to_string()
}

fn add(builder: &mut Builder<'_, '_>, shape: &Shape<'_>, base: &Named, key: &str, observation: &Value, line: usize) {
    let mut named = base.clone();
    if let Err(fault) = shape.key("observation", key, &mut named) {
        return builder.fault(line, None, fault);
    }
    let Some(values) = observation.as_array() else {
        return builder.fault(line, None, "观测值应为数组：先是数值，后是属性".to_string());
    };
    let measures = shape.measures();
    for (measure, value) in measures.iter().zip(values) {
        if let Some(text) = component_text(measure, value) {
            named.insert(id_of(measure), text);
        }
    }
    // A structure without measures has the one that everybody has.
    if measures.is_empty() {
        named.insert("OBS_VALUE".to_string(), values.first().map(text_of).unwrap_or_default());
    }
    let rest = values.get(measures.len().max(1)..).unwrap_or_default();
    shape.attributes("observation", Some(&rest.to_vec()), &mut named);
    builder.add(line, &named);
}

/// The components of a message, by level.
struct Shape<'m> {
    structure: &'m Value,
}

impl<'m> Shape<'m> {
    fn of(structure: &'m Value) -> Shape<'m> {
        Shape { structure }
    }

    fn list(&self, what: &str, level: &str) -> &'m [Value] {
        self.structure[what][level].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    fn dimensions(&self, level: &str) -> &'m [Value] {
        self.list("dimensions", level)
    }

    fn measures(&self) -> &'m [Value] {
        self.list("measures", "observation")
    }

    fn unknown(&self) -> Vec<String> {
        let all = LEVELS.iter().flat_map(|level| self.list("attributes", level).iter().chain(self.dimensions(level)));
        let ids = all.map(id_of);
        ids.filter(|id| !COMPONENTS.iter().any(|component| component.id == id)).collect()
    }

    /// `0:2:1` by the lists of values of the dimensions of a level.
    fn key(&self, level: &str, key: &str, named: &mut Named) -> std::result::Result<(), String> {
        let dimensions = self.dimensions(level);
        let parts: Vec<&str> = key.split(':').collect();
        if parts.len() != dimensions.len() {
            return Err(format!("键“{key}”有 {} 段，结构中这一级有 {} 个维度", parts.len(), dimensions.len()));
        }
        for (dimension, part) in dimensions.iter().zip(parts) {
            let value = part.parse::<usize>().ok().and_then(|place| dimension["values"].get(place));
            let value = value.ok_or_else(|| format!("键“{key}”中 {} 的序号“{part}”不存在", id_of(dimension)))?;
            named.insert(id_of(dimension), text_of(value));
        }
        Ok(())
    }

    fn attributes(&self, level: &str, values: Option<&Vec<Value>>, named: &mut Named) {
        for (attribute, value) in self.list("attributes", level).iter().zip(values.into_iter().flatten()) {
            if let Some(text) = component_text(attribute, value) {
                named.insert(id_of(attribute), text);
            }
        }
    }
}

fn id_of(component: &Value) -> String {
    component["id"].as_str().unwrap_or_default().to_string()
}

/// By its place in the list of values where the component has one, else as it stands. Nothing for `null`.
fn component_text(component: &Value, value: &Value) -> Option<String> {
    match (component["values"].as_array(), value) {
        (_, Value::Null) => None,
        (Some(values), Value::Number(place)) => {
            let place = place.as_u64().and_then(|place| usize::try_from(place).ok());
            // An index that leads nowhere is left for the check to name.
            Some(place.and_then(|place| values.get(place)).map_or_else(|| format!("序号{value}"), text_of))
        }
        (_, other) => Some(text_of(other)),
    }
}

/// The code, else the value; a number as it was written.
fn text_of(value: &Value) -> String {
    match value {
        Value::Object(parts) => parts.get("id").or_else(|| parts.get("value")).map(text_of).unwrap_or_default(),
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
