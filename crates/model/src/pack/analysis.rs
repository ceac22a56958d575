//! Analyses (分析): efficiency, structure, inequality and space over the subjects of a pack, by one named method.
//!
//! Declarations only; they are computed in `crates/engine`. Every choice that decides a result is declared: there is no
//! default for orientation, returns to scale, weights of neighbours, seed and the like.

use serde::{Deserialize, Serialize};

use super::{Code, Constant, Cycle, Expression, Grouping, SourceSpan, Subject};
use crate::UnitOfMeasure;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub code: Code,
    pub name: String,
    pub basis: String,
    pub definition: String,
    pub subject: Subject,
    pub cycle: Cycle,
    /// A flag; subjects for which it is not true are outside.
    pub condition: Expression,
    pub variables: Vec<AnalysisVariable>,
    /// By what inequality is taken apart.
    pub grouping: Grouping,
    pub method: AnalysisMethod,
    pub span: SourceSpan,
}

impl Analysis {
    /// Every number of the rule that may be a parameter.
    pub fn constants(&self) -> impl Iterator<Item = &Constant> {
        let bounds: &[Constant] = match &self.method {
            AnalysisMethod::Coupling { bounds, .. } => bounds,
            AnalysisMethod::Dea { .. }
            | AnalysisMethod::Malmquist { .. }
            | AnalysisMethod::LocationQuotient
            | AnalysisMethod::Similarity
            | AnalysisMethod::Gini
            | AnalysisMethod::Theil { .. }
            | AnalysisMethod::Moran { .. }
            | AnalysisMethod::Convergence { .. } => &[],
        };
        self.variables.iter().filter_map(|variable| variable.weight.as_ref()).chain(bounds)
    }
}

/// A number of each subject that the method looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysisVariable {
    pub code: Code,
    pub name: String,
    pub unit: UnitOfMeasure,
    pub role: VariableRole,
    pub value: Expression,
    /// Of a subsystem, beside the others.
    pub weight: Option<Constant>,
    pub span: SourceSpan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VariableRole {
    /// 投入.
    Input,
    /// 产出.
    Output,
    /// 组成部分: an industry of a structure, a subsystem of a coupled system.
    Part,
    /// 所分析的数.
    Value,
    /// 人口一类的权数.
    People,
}

impl VariableRole {
    pub fn in_words(self) -> &'static str {
        match self {
            VariableRole::Input => "投入",
            VariableRole::Output => "产出",
            VariableRole::Part => "组成部分",
            VariableRole::Value => "分析值",
            VariableRole::People => "权数",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnalysisMethod {
    /// 数据包络分析.
    Dea { orientation: EfficiencyOrientation, returns: EfficiencyReturns, slacks: SlackRule, is_self_excluded: bool },
    /// 全要素生产率指数 between the period and one so many years earlier.
    Malmquist { orientation: EfficiencyOrientation, returns: EfficiencyReturns, years_back: u8 },
    /// 耦合协调度; `bounds` part the bands from low to high.
    Coupling { form: CouplingForm, bounds: Vec<Constant> },
    /// 区位商.
    LocationQuotient,
    /// 结构相似系数.
    Similarity,
    /// 基尼系数, with Dagum's decomposition where there are groups.
    Gini,
    /// 泰尔指数, with its decomposition where there are groups.
    Theil { form: TheilForm },
    /// 莫兰指数, global and local.
    Moran { neighbours: NeighbourRule, alternative: ChanceRule, permutations: u32, seed: u64 },
    /// σ- and β-convergence from so many years earlier.
    Convergence { years_back: u8, deviation: DeviationRule },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EfficiencyOrientation {
    /// How far inputs could shrink.
    Input,
    /// How far outputs could grow.
    Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EfficiencyReturns {
    /// CCR.
    Constant,
    /// BCC.
    Variable,
    NonIncreasing,
    NonDecreasing,
    /// FDH: compared with real units only, never with mixtures.
    FreeDisposal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlackRule {
    None,
    /// Their sum in units of measure is made largest.
    InUnits,
    /// Their sum relative to means is made largest.
    ByMean,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouplingForm {
    /// n·(Πu)^(1/n)/Σu.
    Standard,
    /// Wang Shujia and others 2021.
    Modified,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TheilForm {
    T,
    L,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeighbourRule {
    RowStandardised,
    Binary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChanceRule {
    Greater,
    Less,
    TwoSided,
    Folded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviationRule {
    /// Divided by n.
    Population,
    /// Divided by n − 1.
    Sample,
}
