//! The rules of the cycle from `presets/collection.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use engine::collection::{CollectionRules, EnterpriseNames};

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/collection.toml");

pub(crate) fn load(content_dir: Option<&Path>) -> Result<CollectionRules> {
    let own = content_dir.map(|folder| folder.join("presets").join("collection.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("填报规则文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/collection.toml".to_string()),
    };
    let mut rules = parse(&text, &place)?;
    if rules.admission.names.enterprises == EnterpriseNames::default() {
        rules.admission.names.enterprises =
            parse(BUILT_IN, "内置的 presets/collection.toml")?.admission.names.enterprises;
    }
    Ok(rules)
}

fn parse(text: &str, place: &str) -> Result<CollectionRules> {
    toml::from_str(text)
        .map_err(|error| AppError::Internal { message: format!("填报规则文件（{place}）有误：{error}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_sets_its_own_rules_and_a_word_that_nobody_knows_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let presets = folder.path().join("presets");
        std::fs::create_dir(&presets).unwrap();
        let file = presets.join("collection.toml");
        std::fs::write(&file, BUILT_IN.replace("working_days_min = 3", "working_days_min = 5")).unwrap();
        assert_eq!(load(Some(folder.path())).unwrap().admission.working_days_min, 5);
        assert_eq!(load(None).unwrap().admission.working_days_min, 3);
        // One that was written before names of enterprises were told apart has those of the product.
        let (before, rest) = BUILT_IN.split_once("[admission.names.enterprises]").unwrap();
        let (_, after) = rest.split_once("[[admission.forbidden]]").unwrap();
        std::fs::write(&file, format!("{before}\n[[admission.forbidden]]{after}")).unwrap();
        assert!(load(Some(folder.path())).unwrap().admission.names.is_enterprise("示例机械有限公司"));
        std::fs::write(&file, format!("{BUILT_IN}\nfast_days = 1\n")).unwrap();
        let told = load(Some(folder.path())).unwrap_err().to_string();
        assert!(told.contains("collection.toml") && told.contains("fast_days"), "{told}");
    }
}
