//! What an analysis is and which conventions it follows, in Chinese. Never computes anything.

use model::Period;
use model::pack::{
    Analysis, AnalysisMethod, ChanceRule, CouplingForm, DeviationRule, EfficiencyOrientation, EfficiencyReturns,
    Grouping, NeighbourRule, Pack, SlackRule, TheilForm,
};

use crate::run::words::constant_in_words;

pub fn method_in_words(method: &AnalysisMethod) -> &'static str {
    match method {
        AnalysisMethod::Dea { returns: EfficiencyReturns::FreeDisposal, .. } => "自由处置包分析（FDH）",
        AnalysisMethod::Dea { .. } => "数据包络分析（DEA）",
        AnalysisMethod::Malmquist { .. } => "全要素生产率指数（Malmquist）",
        AnalysisMethod::Coupling { .. } => "耦合协调度",
        AnalysisMethod::LocationQuotient => "区位商",
        AnalysisMethod::Similarity => "结构相似系数",
        AnalysisMethod::Gini => "基尼系数",
        AnalysisMethod::Theil { .. } => "泰尔指数",
        AnalysisMethod::Moran { .. } => "莫兰指数",
        AnalysisMethod::Convergence { .. } => "σ 收敛与 β 收敛",
    }
}

/// With fewer subjects the method says nothing.
pub(super) fn subjects_needed(method: &AnalysisMethod) -> usize {
    match method {
        AnalysisMethod::Dea { .. } | AnalysisMethod::Malmquist { .. } => 2,
        // Scores are mostly shares of the best one: a single subject would always be the best.
        AnalysisMethod::Coupling { .. } => 2,
        AnalysisMethod::LocationQuotient | AnalysisMethod::Similarity => 2,
        AnalysisMethod::Gini | AnalysisMethod::Theil { .. } => 2,
        AnalysisMethod::Moran { .. } => 4,
        AnalysisMethod::Convergence { .. } => 3,
    }
}

/// Every choice that the pack declares, one a line.
pub fn conventions_in_words(rule: &Analysis, pack: &Pack, period: Period) -> Vec<String> {
    let mut lines = match &rule.method {
        AnalysisMethod::Dea { orientation, returns, slacks, is_self_excluded } => {
            let mut lines = vec![orientation_in_words(*orientation).to_string(), returns_in_words(*returns).to_string()];
            lines.push(
                match slacks {
                    SlackRule::None => "不计松弛量",
                    SlackRule::InUnits => "松弛量：第二阶段使各项松弛之和（按计量单位）最大，结果与计量单位有关",
                    SlackRule::ByMean => "松弛量：第二阶段使各项松弛与均值之比的和最大，结果与计量单位无关",
                }
                .to_string(),
            );
            lines.push(
                match is_self_excluded {
                    true => "超效率：不与自己比较，前沿上的对象可以大于 1（Andersen、Petersen 1993）",
                    false => "与全部对象比较，包括自己；效率值不大于 1",
                }
                .to_string(),
            );
            lines
        }
        AnalysisMethod::Malmquist { orientation, returns, years_back } => vec![
            orientation_in_words(*orientation).to_string(),
            returns_in_words(*returns).to_string(),
            format!("与 {years_back} 年前比较；指数大于 1 为进步"),
            "效率变化 = 本期效率 ÷ 基期效率；技术变化 = √(跨期效率之比的乘积)；指数 = 效率变化 × 技术变化（Färe 等 1994）".to_string(),
        ],
        AnalysisMethod::Coupling { form, bounds } => {
            let formula = match form {
                CouplingForm::Standard => "耦合度 C = n·(u₁·u₂·…·uₙ)^(1/n) ÷ (u₁ + … + uₙ)",
                CouplingForm::Modified => "耦合度 C 用修正公式（王淑佳等 2021），在 0 至 1 之间分布更均匀",
            };
            let bounds: Vec<String> = bounds.iter().map(|bound| constant_in_words(bound, pack, period)).collect();
            vec![
                formula.to_string(),
                "协调指数 T 为各子系统得分的加权平均；协调度 D = √(C·T)；子系统得分应大于 0 且不大于 1".to_string(),
                format!("协调等级的界限：{}，达到界限的归上一级", bounds.join("、")),
            ]
        }
        AnalysisMethod::LocationQuotient => vec![
            "区位商 =（本地该项 ÷ 本地各项合计）÷（全部对象该项 ÷ 全部对象各项合计）".to_string(),
            "“全部对象”是有完整数据的对象之和，不是上级地区的公布数；外向功能量 = 区位商大于 1 时超出本地所需的部分".to_string(),
        ],
        AnalysisMethod::Similarity => vec![
            "相似系数 = Σxy ÷ √(Σx²·Σy²)（联合国工业发展组织），1 为结构相同；各项用同一计量单位".to_string(),
            "与全部对象合计的结构相比的系数、与其他对象逐一相比的最高者分列".to_string(),
        ],
        AnalysisMethod::Gini => vec![
            "基尼系数 = Σ|x − y| ÷ (2n²·均值)，每个对象权数相同，不作小样本修正".to_string(),
            "按组分解用 Dagum（1997）：组内 + 组间净值 + 超变密度 = 总体".to_string(),
        ],
        AnalysisMethod::Theil { form } => {
            let form = match form {
                TheilForm::T => "泰尔 T 指数：以数额占比加权，对高端差距敏感",
                TheilForm::L => "泰尔 L 指数（平均对数离差）：以权数占比加权，对低端差距敏感",
            };
            vec![form.to_string(), "自然对数；组内 + 组间 = 总体".to_string()]
        }
        AnalysisMethod::Moran { neighbours, alternative, permutations, seed } => {
            let weights = match neighbours {
                NeighbourRule::RowStandardised => "邻接矩阵行标准化：邻居之和为 1，滞后值是邻居的均值",
                NeighbourRule::Binary => "邻接矩阵为 0、1，不标准化",
            };
            let tail = match alternative {
                ChanceRule::Greater => "单侧（高与高相邻）",
                ChanceRule::Less => "单侧（高与低相邻）",
                ChanceRule::TwoSided => "双侧（较小一侧的两倍）",
                ChanceRule::Folded => "较小一侧（esda 的 p_sim）",
            };
            vec![
                weights.to_string(),
                format!("随机置换 {permutations} 次，种子 {seed}；p 值为{tail}，(达到的次数 + 1) ÷ (置换次数 + 1)"),
                "局部指数 = (n − 1)·z·滞后值 ÷ Σz²，条件置换：本地不动，邻居从其余对象中抽取".to_string(),
            ]
        }
        AnalysisMethod::Convergence { years_back, deviation } => {
            let divisor = match deviation {
                DeviationRule::Population => "标准差除以 n",
                DeviationRule::Sample => "标准差除以 n − 1",
            };
            vec![
                format!("{divisor}；σ 收敛看对数标准差和变异系数逐年是否下降"),
                format!("β 收敛：{years_back} 年间的年均对数增长对期初对数的最小二乘回归，β 小于 0 为低者增长快"),
                "收敛速度 = −ln(1 + β·T) ÷ T".to_string(),
            ]
        }
    };
    if matches!(rule.grouping, Grouping::By { .. }) {
        lines.push("按声明的分组分解".to_string());
    }
    lines
}

fn orientation_in_words(orientation: EfficiencyOrientation) -> &'static str {
    match orientation {
        EfficiencyOrientation::Input => "投入导向：产出不减，投入最多能压缩到几成",
        EfficiencyOrientation::Output => "产出导向：投入不增，产出最多能扩大到几倍；效率值是这个倍数的倒数",
    }
}

fn returns_in_words(returns: EfficiencyReturns) -> &'static str {
    match returns {
        EfficiencyReturns::Constant => "规模报酬不变（CCR）",
        EfficiencyReturns::Variable => "规模报酬可变（BCC）",
        EfficiencyReturns::NonIncreasing => "规模报酬非递增",
        EfficiencyReturns::NonDecreasing => "规模报酬非递减",
        EfficiencyReturns::FreeDisposal => "自由处置（FDH）：只与实有对象比较，不与它们的组合比较",
    }
}
