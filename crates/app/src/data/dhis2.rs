//! `dataValueSets` of DHIS2 as JSON, out and in, with codes as identifiers (`idScheme=CODE`).
//!
//! The form has a value, an element, a unit of organisation, a period and two combinations: the first one is the 口径, the
//! second one says grade, status and source (`A.final.S01`). It has no place for units of measure and for old versions.

use model::{Observation, Period};
use serde_json::{Value, json};
use store::Dictionaries;

use super::components::{grade_code, scope_code};
use super::incoming::{Builder, Incoming, Named, Reading};
use super::json_lines::member_lines;
use crate::{AppError, Result};

pub(super) fn write(rows: &[&Observation], dictionaries: &Dictionaries) -> Result<Vec<u8>> {
    let values: Vec<Value> = rows.iter().map(|row| value(row, dictionaries)).collect::<Result<_>>()?;
    let mut bytes = serde_json::to_vec_pretty(&json!({ "dataValues": values }))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn value(row: &Observation, dictionaries: &Dictionaries) -> Result<Value> {
    // The unit is that of the data element; a value in another one would be read wrongly.
    let unit = dictionaries.indicators.iter().find(|held| held.code == row.indicator).map(|held| &held.unit);
    if unit != Some(&row.unit) {
        return Err(AppError::bad_input(format!(
            "“{}”{}的单位“{}”与指标的单位不同，DHIS2 格式没有单位一项，没有导出",
            row.indicator,
            row.period.in_words(),
            row.unit
        )));
    }
    let status = serde_json::to_value(row.status)?;
    let status = status.as_str().unwrap_or_default();
    let known = row.known_since.strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string();
    let mut found = json!({
        "dataElement": row.indicator,
        "period": period_code(row.period),
        "orgUnit": row.place,
        "categoryOptionCombo": scope_code(row.scope),
        "attributeOptionCombo": format!("{}.{status}.{}", grade_code(row.grade), row.source),
        "value": row.value.to_string(),
        "lastUpdated": known,
    });
    if let Some(note) = &row.note {
        found["comment"] = note.as_str().into();
    }
    Ok(found)
}

fn period_code(period: Period) -> String {
    let text = period.to_string();
    match period {
        Period::Half(..) => text.replace("-H", "S"),
        Period::Year(_) | Period::Quarter(..) | Period::Month(..) => text.replace('-', ""),
    }
}

/// As SDMX has it; what is no period of ours is left for the check to name.
fn sdmx_period(text: &str) -> String {
    match text.split_at_checked(4) {
        Some((year, rest)) if rest.starts_with(['Q', 'S']) => format!("{year}-{rest}"),
        Some((year, month)) if month.len() == 2 => format!("{year}-{month}"),
        _ => text.to_string(),
    }
}

pub(super) fn is_of(value: &Value) -> bool {
    value.get("dataValues").is_some() || value.get("dataValueSets").is_some()
}

pub(super) fn read(value: &Value, text: &str, reading: &Reading<'_>) -> Result<Incoming> {
    let lines = member_lines(text, &["dataValues"]);
    let mut builder = Builder::new(reading);
    let sets = match value["dataValueSets"].as_array() {
        Some(sets) => {
            sets.iter().enumerate().map(|(at, set)| (format!("dataValueSets/{at}/dataValues"), set)).collect()
        }
        None => vec![("dataValues".to_string(), value)],
    };
    for (path, set) in sets {
        let Some(values) = set["dataValues"].as_array() else {
            return Err(reading.bad(format!("{path} 应为数组")));
        };
        for (at, value) in values.iter().enumerate() {
            let line = lines.get(&format!("{path}/{at}")).copied().unwrap_or(1);
            add(&mut builder, reading, (set, value), line);
        }
    }
    Ok(builder.finish())
}

fn add(builder: &mut Builder<'_, '_>, reading: &Reading<'_>, (set, value): (&Value, &Value), line: usize) {
    if value["deleted"] == true {
        let message = "要求删除数据；库中的数只会被新版本取代，不会删除，请去掉这一条";
        return builder.fault(line, Some("deleted"), message);
    }
    // What is the same in all values may stand once, above them.
    let said = |key: &str| -> Option<String> {
        [value, set].into_iter().find_map(|held| match &held[key] {
            Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let mut named = Named::new();
    let mut put = |id: &str, text: Option<String>| {
        if let Some(text) = text {
            named.insert(id.to_string(), text);
        }
    };
    let element = said("dataElement");
    let unit = element
        .as_deref()
        .and_then(|code| reading.dictionaries.indicators.iter().find(|held| held.code == code || held.name == code));
    put("UNIT_MEASURE", unit.map(|held| held.unit.clone()));
    put("INDICATOR", element);
    put("REF_AREA", said("orgUnit"));
    put("TIME_PERIOD", said("period").map(|text| sdmx_period(&text)));
    put("OBS_VALUE", said("value"));
    put("COMMENT_OBS", said("comment"));
    put("KNOWN_SINCE", said("lastUpdated").map(|text| with_colon(&text)));
    // Combinations of another site say nothing here; what is missing then must be told with the file.
    let scope = said("categoryOptionCombo").filter(|code| super::words::scope(code).is_some());
    put("SCOPE", scope);
    let combination = said("attributeOptionCombo");
    let parts: Vec<&str> = combination.as_deref().map(|code| code.splitn(3, '.').collect()).unwrap_or_default();
    if let [grade, status, source] = parts[..]
        && super::words::grade(grade).is_some()
        && super::words::status(status).is_some()
    {
        put("GRADE", Some(grade.to_string()));
        put("OBS_STATUS", Some(status.to_string()));
        put("DATA_SOURCE", Some(source.to_string()));
    }
    builder.add(line, &named);
}

/// `+0000` of DHIS2 as `+00:00`.
fn with_colon(text: &str) -> String {
    match text.len().checked_sub(5).and_then(|at| text.split_at_checked(at)) {
        Some((time, offset)) if time.contains('T') && offset.starts_with(['+', '-']) && !offset.contains(':') => {
            format!("{time}{}:{}", &offset[..3], &offset[3..])
        }
        _ => text.to_string(),
    }
}

/// Whether the form can hold what was asked for.
pub(super) fn refuse_versions(all_versions: bool) -> Result<()> {
    if all_versions {
        return Err(AppError::bad_input(
            "DHIS2 的 dataValueSets 只有每个数的现值，不能含已被修订的旧值；请取消“含已被修订的旧值”，或改用 SDMX、数据包",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_those_of_dhis2() {
        for (period, code, sdmx) in [
            (Period::Year(2024), "2024", "2024"),
            (Period::Half(2024, 1), "2024S1", "2024-S1"),
            (Period::Quarter(2024, 3), "2024Q3", "2024-Q3"),
            (Period::Month(2024, 7), "202407", "2024-07"),
        ] {
            assert_eq!(period_code(period), code);
            assert_eq!(sdmx_period(code), sdmx);
        }
        assert_eq!(with_colon("2026-11-01T00:00:00.000+0000"), "2026-11-01T00:00:00.000+00:00");
    }
}
