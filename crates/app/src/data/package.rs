//! All data with the dictionaries around them as a Data Package (datapackage.json and tables) in a zip file. The folder in
//! it is laid out like the folder of content, so that another site can load it as it is. Holds no maps: these have rules of
//! publication of their own.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use model::{Dataset, Observation, digest};
use serde_json::{Map, Value, json};
use store::Dictionaries;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::components::{COMPONENTS, cell};
use super::words::{Column, dataset_in_words};
use crate::cases::publication::DataTerms;
use crate::spreadsheet::guarded;
use crate::{AppError, Result};

/// A column of a table: its name, its type, what it says, whether it is always filled.
struct Field {
    name: &'static str,
    kind: &'static str,
    title: &'static str,
    is_required: bool,
    values: &'static [&'static str],
}

const fn field(name: &'static str, kind: &'static str, title: &'static str, is_required: bool) -> Field {
    Field { name, kind, title, is_required, values: &[] }
}

const fn choice(name: &'static str, title: &'static str, values: &'static [&'static str]) -> Field {
    Field { name, kind: "string", title, is_required: true, values }
}

struct Resource {
    name: &'static str,
    title: &'static str,
    fields: Vec<Field>,
    key: &'static [&'static str],
    /// Field, table and field there.
    references: &'static [(&'static str, &'static str, &'static str)],
    lines: Vec<Vec<String>>,
}

/// Deterministic: the same data, terms and time give the same bytes.
pub(super) fn write(
    rows: &[&Observation],
    dictionaries: &Dictionaries,
    terms: &DataTerms,
    dataset: Dataset,
    now: Timestamp,
) -> Result<Vec<u8>> {
    let mut files = Vec::new();
    let mut described = Vec::new();
    for resource in resources(rows, dictionaries)? {
        let bytes = csv_bytes(&resource)?;
        described.push(descriptor(&resource, &bytes));
        files.push((format!("{}.csv", resource.name), bytes));
    }
    let sources: Vec<Value> = dictionaries
        .sources
        .iter()
        .filter(|source| rows.iter().any(|row| row.source == source.id))
        .map(|source| {
            let mut found = Map::new();
            found.insert("title".to_string(), format!("{} {}", source.id, source.title).into());
            // Only an address is a path; whatever else stands there is kept in the table of sources.
            if let Some(url) = source.url.as_ref().filter(|url| url.starts_with("http") && !url.contains(' ')) {
                found.insert("path".to_string(), url.as_str().into());
            }
            Value::Object(found)
        })
        .collect();
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": match dataset { Dataset::Real => "junxian-data", Dataset::Demo => "junxian-demo-data" },
        "title": dataset_in_words(dataset),
        "description": match dataset {
            Dataset::Real => "全部已知版本的数据和指标、地区、来源等字典。等级 D 的数存疑，不用于判断；只含到导出时间为止已公布和已获知的数。",
            Dataset::Demo => "演示数据：由程序生成，非真实，不得作为公布数据使用。",
        },
        "created": format!("{now:.0}"),
        "version": format!("{}", now.as_second()),
    });
    if !terms.publisher.is_empty() {
        package["contributors"] = json!([{ "title": terms.publisher, "role": "publisher" }]);
    }
    let license: Map<String, Value> =
        [("name", &terms.license), ("title", &terms.license_title), ("path", &terms.license_path)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key.to_string(), text.as_str().into()))
            .collect();
    if license.contains_key("name") || license.contains_key("path") {
        package["licenses"] = json!([license]);
    }
    if !sources.is_empty() {
        package["sources"] = sources.into();
    }
    package["resources"] = described.into();
    let mut descriptor = serde_json::to_vec_pretty(&package)?;
    descriptor.push(b'\n');
    files.insert(0, ("datapackage.json".to_string(), descriptor));
    zipped(&files).map_err(|error| AppError::Internal { message: format!("数据包写出失败：{error}") })
}

fn zipped(files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn csv_bytes(resource: &Resource) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| AppError::Internal { message: format!("CSV 写出失败：{error}") };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(resource.fields.iter().map(|field| field.name)).map_err(failed)?;
    for line in &resource.lines {
        writer.write_record(line).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| AppError::Internal { message: format!("CSV 写出失败：{error}") })
}

fn descriptor(resource: &Resource, bytes: &[u8]) -> Value {
    let field = |field: &Field| {
        let mut rules = Map::new();
        if field.is_required {
            rules.insert("required".to_string(), true.into());
        }
        if !field.values.is_empty() {
            rules.insert("enum".to_string(), json!(field.values));
        }
        let mut found = json!({ "name": field.name, "title": field.title, "type": field.kind });
        if field.kind == "datetime" {
            found["format"] = "any".into();
        }
        if !rules.is_empty() {
            found["constraints"] = Value::Object(rules);
        }
        found
    };
    let mut schema = json!({
        "fields": resource.fields.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !resource.key.is_empty() {
        schema["primaryKey"] = json!(resource.key);
    }
    if !resource.references.is_empty() {
        schema["foreignKeys"] = resource
            .references
            .iter()
            .map(|(own, table, other)| json!({ "fields": own, "reference": { "resource": table, "fields": other } }))
            .collect();
    }
    json!({
        "profile": "tabular-data-resource",
        "name": resource.name,
        "title": resource.title,
        "path": format!("{}.csv", resource.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", digest(bytes)),
        "schema": schema,
    })
}

fn resources(rows: &[&Observation], dictionaries: &Dictionaries) -> Result<Vec<Resource>> {
    let text = |text: &str| guarded(text);
    let maybe = |text: &Option<String>| text.as_deref().map(guarded).unwrap_or_default();
    let mut found = vec![
        Resource {
            name: "observations",
            title: "数据",
            fields: vec![
                field("indicator", "string", "指标代码", true),
                field("place", "string", "地区代码", true),
                field("period", "string", "报告期：2024、2024-H1、2024-Q1、2024-05", true),
                field("value", "number", "数值", true),
                field("unit", "string", "单位", true),
                choice("scope", "口径", &["city", "managed", "administrative", "unstated"]),
                choice("grade", "等级", &["A", "B", "P", "C", "D", "Demo"]),
                choice("status", "状态", &["provisional", "final", "revised"]),
                field("source", "string", "来源：来源表中的编号，或录入者写明的文字", true),
                choice("class", "数据分类", &["public", "internal", "sensitive"]),
                field("known_since", "datetime", "自何时获知；同一个数后获知的版本取代先前的", true),
                field("note", "string", "备注", false),
            ],
            key: &["indicator", "place", "period", "scope", "source", "known_since"],
            references: &[("indicator", "indicators", "code"), ("place", "places", "code")],
            lines: rows.iter().map(|row| observation(row)).collect::<Result<_>>()?,
        },
        Resource {
            name: "indicators",
            title: "指标",
            fields: vec![
                field("code", "string", "代码", true),
                field("name", "string", "名称", true),
                field("unit", "string", "单位", true),
                choice("nature", "性质：时期数、时点数、比率", &["flow", "stock", "rate"]),
                field("definition", "string", "口径", false),
                field("steward", "string", "数据责任单位", false),
                field("is_official_statistic", "boolean", "是否官方统计", true),
                field("order", "integer", "次序", true),
                field("min", "number", "下限，不填的按性质", false),
                field("is_account", "boolean", "是否国民经济核算数", true),
            ],
            key: &["code"],
            references: &[],
            lines: Vec::new(),
        },
        Resource {
            name: "places",
            title: "地区",
            fields: vec![
                field("code", "string", "区划代码；没有的为自编代码", true),
                field("name", "string", "名称", true),
                choice("kind", "类别：省、市、县市区、开发区", &["province", "city", "county", "zone"]),
                field("parent", "string", "所在地区", false),
                field("order", "integer", "次序", true),
            ],
            key: &["code"],
            references: &[("parent", "", "code")],
            lines: Vec::new(),
        },
        Resource {
            name: "sources",
            title: "来源",
            fields: vec![
                field("source_id", "string", "编号", true),
                field("title", "string", "标题", true),
                field("publisher", "string", "发布机构", false),
                field("kind", "string", "类型", false),
                field("url", "string", "地址", false),
            ],
            key: &["source_id"],
            references: &[],
            lines: Vec::new(),
        },
        Resource {
            name: "conflicts",
            title: "口径冲突",
            fields: vec![
                field("unit", "string", "地区", true),
                field("indicator", "string", "指标", true),
                field("period", "string", "报告期", false),
                field("values", "string", "各来源的数", true),
                field("sources", "string", "来源", false),
                field("reading", "string", "判断", false),
                field("handling", "string", "处理", false),
            ],
            // Some conflicts are of no period.
            key: &[],
            references: &[],
            lines: Vec::new(),
        },
        Resource {
            name: "breaks",
            title: "口径断点",
            fields: vec![
                field("indicator", "string", "指标代码", true),
                field("place", "string", "地区代码；空为全部地区", false),
                field("after_year", "integer", "断点前的最后一年", true),
                field("reason", "string", "原因", false),
                field("source", "string", "来源", false),
            ],
            key: &[],
            references: &[("indicator", "indicators", "code")],
            lines: Vec::new(),
        },
        Resource {
            name: "rankings",
            title: "公布的榜单",
            fields: vec![
                field("publisher", "string", "发布机构", true),
                field("edition", "string", "届次", true),
                field("list", "string", "榜单", true),
                field("rank", "integer", "名次", true),
                field("adcode", "string", "地区代码；榜单上的园区没有", false),
                field("source_id", "string", "来源", false),
            ],
            key: &[],
            references: &[],
            lines: Vec::new(),
        },
    ];
    for resource in &mut found {
        let lines: Vec<Vec<String>> = match resource.name {
            "indicators" => {
                let line = |held: &model::Indicator| -> Result<Vec<String>> {
                    Ok(vec![
                        held.code.clone(),
                        text(&held.name),
                        held.unit.clone(),
                        word(&held.nature)?,
                        text(&held.definition),
                        maybe(&held.steward),
                        held.is_official_statistic.to_string(),
                        held.order.to_string(),
                        held.min.map(|min| min.to_string()).unwrap_or_default(),
                        held.is_account.to_string(),
                    ])
                };
                dictionaries.indicators.iter().map(line).collect::<Result<_>>()?
            }
            "places" => {
                let line = |held: &model::Place| -> Result<Vec<String>> {
                    let parent = held.parent.clone().unwrap_or_default();
                    Ok(vec![held.code.clone(), text(&held.name), word(&held.kind)?, parent, held.order.to_string()])
                };
                dictionaries.places.iter().map(line).collect::<Result<_>>()?
            }
            "sources" => dictionaries
                .sources
                .iter()
                .map(|held| {
                    vec![text(&held.id), text(&held.title), text(&held.publisher), text(&held.kind), maybe(&held.url)]
                })
                .collect(),
            "conflicts" => dictionaries
                .conflicts
                .iter()
                .map(|held| {
                    [
                        &held.place,
                        &held.indicator,
                        &held.period,
                        &held.values,
                        &held.sources,
                        &held.reading,
                        &held.handling,
                    ]
                    .map(|part| text(part))
                    .to_vec()
                })
                .collect(),
            "breaks" => dictionaries
                .breaks
                .iter()
                .map(|held| {
                    let place = held.place.clone().unwrap_or_default();
                    let year = held.after_year.to_string();
                    vec![held.indicator.clone(), place, year, text(&held.reason), text(&held.source)]
                })
                .collect(),
            "rankings" => dictionaries
                .rankings
                .iter()
                .map(|held| {
                    vec![
                        text(&held.publisher),
                        text(&held.edition),
                        text(&held.list),
                        held.rank.to_string(),
                        held.place.clone(),
                        text(&held.source),
                    ]
                })
                .collect(),
            _ => continue,
        };
        resource.lines = lines;
    }
    Ok(found)
}

/// In the order of the fields; the codes are those of the structure of SDMX where both have them.
fn observation(row: &Observation) -> Result<Vec<String>> {
    let coded = |column: Column| {
        let component = COMPONENTS.iter().find(|component| component.column == Some(column));
        component.map(|component| cell(component.id, row)).unwrap_or_default()
    };
    Ok(vec![
        row.indicator.clone(),
        row.place.clone(),
        row.period.to_string(),
        row.value.to_string(),
        guarded(&row.unit),
        coded(Column::Scope),
        coded(Column::Grade),
        word(&row.status)?,
        guarded(&row.source),
        word(&row.class)?,
        row.known_since.to_string(),
        guarded(row.note.as_deref().unwrap_or_default()),
    ])
}

/// The name of an enum of the model.
fn word<T: serde::Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().to_string())
}
