//! What the pages of packs (机制包) show: rules in words, parameters with their basis, what is wrong.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// One version of a pack in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackRow {
    pub code: String,
    pub name: String,
    pub version: String,
    /// 随程序发布、本单位.
    pub origin: String,
    pub basis: String,
    pub validity: String,
    /// In force today.
    pub is_in_force: bool,
    /// 官方、二手、示例; nothing when the pack does not check.
    pub certainty: Option<String>,
    pub note: String,
    pub registers: Vec<Named>,
    pub formulas: usize,
    pub evaluations: Vec<Named>,
    /// What else the pack declares, each kind with the names of what there is of it: 资金分配, 交易, 账本.
    pub others: Vec<PackContent>,
    /// How many errors keep it from running.
    pub errors: usize,
}

/// One kind of what a pack declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackContent {
    pub kind: String,
    pub names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackPage {
    pub pack: PackRow,
    /// All versions of the pack, from the oldest to the newest.
    pub versions: Vec<String>,
    pub files: Vec<PackFileView>,
    pub sections: Vec<RuleSection>,
    pub parameters: Vec<PackParameterView>,
    /// What is wrong or doubtful, as its author reads it.
    pub complaints: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackFileView {
    pub path: String,
    /// SHA-256; nothing for a pack that does not check.
    pub digest: Option<String>,
}

/// A register, a formula, an evaluation or another rule in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RuleSection {
    /// 名录、核算项、评价、分配、交易、利益分享、对接、供应链.
    pub kind: String,
    pub code: String,
    pub title: String,
    pub basis: String,
    pub lines: Vec<RuleLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RuleLine {
    /// 字段、校验、指标、档次.
    pub label: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackParameterView {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub definition: String,
    pub values: Vec<PackParameterValueView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackParameterValueView {
    pub value: String,
    pub validity: String,
    pub is_in_force: bool,
    pub source: String,
    /// 官方、二手、示例.
    pub certainty: String,
    pub note: String,
}

/// One test beside a pack and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PackTestView {
    /// `code/version/file.md`, with the line of the heading.
    pub page: String,
    pub heading: String,
    /// Where the expected answers come from: published documents, or computed by hand.
    pub sources: Vec<String>,
    pub is_ok: bool,
    /// What differs, or what is wrong with the page.
    pub failures: Vec<String>,
}
