//! Who publishes cases, and under which prefix: from `presets/publication.toml`, built in (empty) or the site's own. Never
//! makes one up for real data.

use std::path::Path;

use model::Dataset;
use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/publication.toml");
/// Stands in exports of 演示 data where nobody set anything; no publisher has it.
const EXAMPLE_PREFIX: &str = "ocds-000000";
const EXAMPLE_PUBLISHER: &str = "示例（演示数据，没有设置发布机构）";

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publication {
    ocds: Ocds,
    #[serde(default)]
    pub data: DataTerms,
}

/// Under which terms the data of the site may be used. Empty where nobody said so; nothing is assumed then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DataTerms {
    pub publisher: String,
    /// Identifier of the terms, like `CC-BY-4.0`.
    pub license: String,
    pub license_title: String,
    pub license_path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ocds {
    prefix: String,
    publisher: String,
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<Publication> {
    let own = content_dir.map(|folder| folder.join("presets").join("publication.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("发布设置文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/publication.toml".to_string()),
    };
    toml::from_str(&text)
        .map_err(|error| AppError::Internal { message: format!("发布设置文件（{place}）有误：{error}") })
}

impl Publication {
    /// Prefix and publisher of an export: what was asked for, else what is set.
    pub(super) fn resolve(&self, asked: (Option<&str>, Option<&str>), dataset: Dataset) -> Result<(String, String)> {
        let prefix = one(asked.0, &self.ocds.prefix, EXAMPLE_PREFIX, "ocid 前缀", dataset)?;
        let publisher = one(asked.1, &self.ocds.publisher, EXAMPLE_PUBLISHER, "发布机构", dataset)?;
        let is_plain =
            |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
        if !prefix.chars().all(is_plain) {
            return Err(AppError::bad_input(format!(
                "ocid 前缀“{prefix}”不合规，应为小写字母、数字和短横，如 ocds-a1b2c3；正式发布前请向开放合同组织登记"
            )));
        }
        Ok((prefix, publisher))
    }
}

fn one(asked: Option<&str>, set: &str, example: &str, what: &str, dataset: Dataset) -> Result<String> {
    let said = asked.map(str::trim).filter(|text| !text.is_empty()).unwrap_or(set.trim());
    match (said, dataset) {
        ("", Dataset::Demo) => Ok(example.to_string()),
        ("", Dataset::Real) => Err(AppError::bad_input(format!(
            "没有设置{what}，不能公开真实数据；请在内容文件夹的 presets/publication.toml 的 [ocds] 中填写后重启，或在命令行用选项写明"
        ))),
        (said, _) => Ok(said.to_string()),
    }
}
