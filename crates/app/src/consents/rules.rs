//! The rules of consent from `presets/consent.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use engine::consent::{ConsentItem, ConsentRules};
use model::pack::{Code, FieldType, Pack, Subject};

use crate::packs::Packs;
use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/consent.toml");

pub(crate) fn load(content_dir: Option<&Path>, packs: &Packs) -> Result<ConsentRules> {
    let own = content_dir.map(|folder| folder.join("presets").join("consent.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("数据授权规则文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/consent.toml".to_string()),
    };
    let wrong =
        |why: String| AppError::Internal { message: format!("数据授权规则文件（{place}）有误：{why}") };
    let rules: ConsentRules = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    if let Some(why) = rules.fault() {
        return Err(wrong(why));
    }
    for item in &rules.items {
        // A pack of the site may be broken or gone for a while; its own page says so, and nothing can be granted meanwhile.
        let Ok(pack) = packs.newest(&item.pack).and_then(|version| version.usable().cloned()) else { continue };
        if let Some(why) = item_fault(item, &pack) {
            return Err(wrong(format!("授权事项“{}”：{why}", item.code)));
        }
    }
    Ok(rules)
}

/// Why results cannot be agreed to be seen, in Chinese.
fn item_fault(item: &ConsentItem, pack: &Pack) -> Option<String> {
    let Some(register) = Code::new(&item.register).ok().and_then(|code| pack.register(&code)) else {
        return Some(format!("机制包“{}”没有名录“{}”", item.pack, item.register));
    };
    let is_firm = |code: &Code| register.field(code).is_some_and(|field| field.field_type == FieldType::Enterprise);
    if !matches!(&register.key[..], [only] if is_firm(only)) {
        return Some(format!("名录“{}”的主键不是统一社会信用代码，不能由企业授权", register.name));
    }
    for code in std::iter::once(&item.label).chain(&item.results).chain(&item.sums) {
        let formula = Code::new(code).ok().and_then(|code| pack.formula(&code));
        if formula.is_none_or(|formula| formula.subject != Subject::Register(register.code.clone())) {
            return Some(format!("机制包“{}”没有以“{}”为对象的核算项“{code}”", item.pack, register.name));
        }
    }
    item.groups
        .iter()
        .find(|code| !register.fields.iter().any(|field| field.code.as_str() == code.as_str()))
        .map(|code| format!("名录“{}”没有字段“{code}”", register.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_sets_its_own_rules_and_what_is_no_result_of_an_enterprise_is_told() {
        let packs = Packs::load(None).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let presets = folder.path().join("presets");
        std::fs::create_dir(&presets).unwrap();
        let told = |text: &str| {
            std::fs::write(presets.join("consent.toml"), text).unwrap();
            load(Some(folder.path()), &packs).map_err(|error| error.to_string())
        };
        assert_eq!(load(None, &packs).unwrap().days_default, 90);
        assert_eq!(told(&BUILT_IN.replace("days_max = 365", "days_max = 180")).unwrap().days_max, 180);
        for (from, to, why) in [
            ("\"colour\"", "\"color\"", "核算项“color”"),
            ("\"account\"", "\"fuel_use\"", "主键不是统一社会信用代码"),
            ("\"colour\"", "\"county_red\"", "核算项“county_red”"),
            ("\"sector\"", "\"trade\"", "字段“trade”"),
            ("group_min = 5", "group_min = 1", "group_min"),
            ("days_max", "most_days", "most_days"),
        ] {
            assert!(BUILT_IN.contains(from), "{from}");
            let error = told(&BUILT_IN.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains("consent.toml") && error.contains(why), "{error}");
        }
    }
}
