//! Status presets (进度规则) from `presets/status.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use model::{PresetRule, Status, StatusPreset};
use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../presets/status.toml");

#[derive(Deserialize)]
struct File {
    preset: Vec<Preset>,
}

#[derive(Deserialize)]
struct Preset {
    code: String,
    name: String,
    description: String,
    basis: String,
    labels: Vec<(Status, String, String)>,
    rule: PresetRule,
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<Vec<StatusPreset>> {
    let own = content_dir.map(|folder| folder.join("presets").join("status.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("进度规则文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/status.toml".to_string()),
    };
    parse(&text)
        .map_err(|reason| AppError::Internal { message: format!("进度规则文件（{place}）有误：{reason}") })
}

fn parse(text: &str) -> std::result::Result<Vec<StatusPreset>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.preset.is_empty() {
        return Err("没有任何规则，至少要有一条 [[preset]]".to_string());
    }
    for preset in &file.preset {
        if let Some(missing) = Status::ALL.iter().find(|status| !preset.labels.iter().any(|(held, ..)| held == *status))
        {
            return Err(format!("规则“{}”缺少“{}”的用语和颜色", preset.code, missing.in_words()));
        }
    }
    let preset = |held: Preset| StatusPreset {
        code: held.code,
        name: held.name,
        description: held.description,
        basis: held.basis,
        rule: held.rule,
        labels: held.labels,
    };
    Ok(file.preset.into_iter().map(preset).collect())
}

/// Word and colour of a status under a preset.
pub(crate) fn label(preset: &StatusPreset, status: Status) -> (String, String) {
    preset.labels.iter().find(|(held, ..)| *held == status).map_or_else(
        || (status.in_words().to_string(), "#6b7280".to_string()),
        |(_, word, color)| (word.clone(), color.clone()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_presets_start_with_the_default() {
        let presets = parse(BUILT_IN).unwrap();
        assert_eq!(presets[0].code, "time_share");
    }

    #[test]
    fn a_preset_without_a_word_for_a_status_is_refused() {
        let text = "[[preset]]\ncode='a'\nname='a'\ndescription='a'\nbasis='a'\nlabels=[]\n[preset.rule]\nkind='monthly_catch_up'\n";
        assert!(parse(text).unwrap_err().contains("已完成"));
    }
}
