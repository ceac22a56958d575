//! The rule of document numbers (发文字号) from `presets/bulletin.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/bulletin.toml");

/// How documents are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberRule {
    pub basis: String,
    pub mark: String,
    pub demo_mark: String,
}

impl NumberRule {
    /// The built-in rule, or that of the site.
    pub fn load(content_dir: Option<&Path>) -> Result<NumberRule> {
        let own = content_dir.map(|folder| folder.join("presets").join("bulletin.toml")).filter(|path| path.exists());
        let text = match &own {
            Some(path) => std::fs::read_to_string(path).map_err(|error| AppError::Internal {
                message: format!("文号规则文件 {} 无法读取：{error}", path.display()),
            })?,
            None => BUILT_IN.to_string(),
        };
        toml::from_str(&text)
            .map_err(|error| AppError::Internal { message: format!("文号规则文件有误：{error}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_sets_its_own_mark_and_a_word_that_nobody_knows_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let presets = folder.path().join("presets");
        std::fs::create_dir(&presets).unwrap();
        std::fs::write(presets.join("bulletin.toml"), BUILT_IN.replace("示县域", "东政办")).unwrap();
        assert_eq!(NumberRule::load(Some(folder.path())).unwrap().mark, "东政办");
        assert_eq!(NumberRule::load(None).unwrap().mark, "示县域");
        std::fs::write(presets.join("bulletin.toml"), format!("{BUILT_IN}\nserial = 1\n")).unwrap();
        assert!(NumberRule::load(Some(folder.path())).unwrap_err().to_string().contains("serial"));
    }
}
