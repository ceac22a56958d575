//! The part of JSON Schema (draft 4) that the schemas of the tests use. Unknown words of a schema fail, so that nothing
//! is skipped in silence; and a key that the schema does not name fails, so that nothing is written that nobody reads.

use serde_json::Value;

/// Words that say nothing about what is valid.
const ABOUT: &[&str] = &[
    "$schema",
    "id",
    "title",
    "description",
    "codelist",
    "openCodelist",
    "deprecated",
    "mergeStrategy",
    "mergeOptions",
    "omitWhenMerged",
    "wholeListMerge",
    "versionId",
    "default",
    "definitions",
    "propertyOrder",
    "format",
    "uniqueItems",
    "additionalProperties",
    "dependencies",
];

/// What is wrong, with its place; empty when the value is valid. `others` are schemas by their address.
pub fn faults(root: &Value, value: &Value, others: &[(&str, &Value)]) -> Vec<String> {
    let mut faults = Vec::new();
    check(root, root, value, "$", others, &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, others: &[(&str, &Value)], faults: &mut Vec<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        if let Some(path) = reference.strip_prefix("#/") {
            let found = path.split('/').try_fold(root, |held, part| held.get(part)).expect(reference);
            return check(root, found, value, at, others, faults);
        }
        let (_, other) = others.iter().find(|(address, _)| *address == reference).expect(reference);
        return check(other, other, value, at, others, faults);
    }
    for (word, rule) in schema.as_object().expect("a schema is an object") {
        match word.as_str() {
            "type" => {
                let kinds: Vec<&str> = match rule {
                    Value::String(kind) => vec![kind],
                    Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
                    other => panic!("{other}"),
                };
                if !kinds.iter().any(|kind| is_a(value, kind)) {
                    faults.push(format!("{at}: {value} is not {kinds:?}"));
                }
            }
            "properties" => {
                for (key, member) in value.as_object().into_iter().flatten() {
                    match rule.get(key) {
                        Some(known) => check(root, known, member, &format!("{at}.{key}"), others, faults),
                        None => faults.push(format!("{at}: {key} is not in the schema")),
                    }
                }
            }
            "required" => {
                for key in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(key).is_none() {
                        faults.push(format!("{at}: {key} is missing"));
                    }
                }
            }
            "items" => {
                for (place, member) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, member, &format!("{at}[{place}]"), others, faults);
                }
            }
            "enum" => {
                if !rule.as_array().expect("a list").contains(value) {
                    faults.push(format!("{at}: {value} is not one of {rule}"));
                }
            }
            "minItems" | "minLength" | "minProperties" => {
                let least = rule.as_u64().expect("a number");
                let size = match value {
                    Value::Array(members) => members.len(),
                    Value::String(text) => text.chars().count(),
                    Value::Object(members) => members.len(),
                    _ => continue,
                };
                if (size as u64) < least {
                    faults.push(format!("{at}: shorter than {least}"));
                }
            }
            "pattern" => {
                // The only one in use says that the version is two numbers.
                assert_eq!(rule, "^(\\d+\\.)(\\d+)$", "a pattern that the test does not know");
                let text = value.as_str().unwrap_or_default();
                let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                if !text.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor)) {
                    faults.push(format!("{at}: {text} is no version"));
                }
            }
            known if ABOUT.contains(&known) => {}
            // Of names in several languages; nothing of the kind is written.
            "patternProperties" => {}
            other => panic!("the test does not know the word {other} of the schema"),
        }
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}
