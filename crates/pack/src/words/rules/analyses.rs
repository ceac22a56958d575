//! The analysis block, its variables and its fixed values. Never any code.

use super::attribute;
use crate::words::{BlockWord, Keyword, Kind, Label, Need, values};

const fn keyword(word: &'static str, chinese: &'static str) -> Keyword {
    Keyword { word, chinese }
}

pub(crate) const METHOD: &[Keyword] = &[
    keyword("dea", "投入产出效率（数据包络分析）"),
    keyword("malmquist", "全要素生产率指数，与若干年前比较"),
    keyword("coupling", "耦合协调度"),
    keyword("location_quotient", "区位商"),
    keyword("similarity", "结构相似系数"),
    keyword("gini", "基尼系数，可按组分解"),
    keyword("theil", "泰尔指数，可按组分解"),
    keyword("moran", "莫兰指数，全局和局部"),
    keyword("convergence", "σ 收敛与 β 收敛"),
];

const ORIENTATION: &[Keyword] = &[keyword("input", "投入导向"), keyword("output", "产出导向")];

const RETURNS: &[Keyword] = &[
    keyword("constant", "规模报酬不变（CCR）"),
    keyword("variable", "规模报酬可变（BCC）"),
    keyword("non_increasing", "规模报酬非递增"),
    keyword("non_decreasing", "规模报酬非递减"),
    keyword("free_disposal", "自由处置（FDH），只用于 dea"),
];

const SLACKS: &[Keyword] = &[
    keyword("none", "不计松弛量"),
    keyword("in_units", "按计量单位相加，使之最大"),
    keyword("by_mean", "除以均值相加，使之最大，与计量单位无关"),
];

const COUPLING: &[Keyword] = &[keyword("standard", "通行公式"), keyword("modified", "修正公式（王淑佳等 2021）")];

const THEIL: &[Keyword] = &[keyword("t", "T 指数，以数额占比加权"), keyword("l", "L 指数，以权数占比加权")];

const NEIGHBOURS: &[Keyword] = &[keyword("row_standardised", "行标准化"), keyword("binary", "0、1 矩阵")];

const ALTERNATIVE: &[Keyword] = &[
    keyword("greater", "单侧：高与高相邻"),
    keyword("less", "单侧：高与低相邻"),
    keyword("two_sided", "双侧"),
    keyword("folded", "较小一侧"),
];

const ROLE: &[Keyword] = &[
    keyword("input", "投入"),
    keyword("output", "产出"),
    keyword("part", "组成部分：产业、子系统"),
    keyword("value", "所分析的数"),
    keyword("people", "权数，如人口"),
];

pub(super) const BLOCKS: &[BlockWord] = &[
    BlockWord {
        word: "analysis",
        chinese: "分析",
        english: "Efficiency, structure, inequality or space over subjects by one named method, every choice written out.",
        parents: &[],
        label: Label::Name,
        attributes: &[
            attribute(
                "code",
                Kind::Code,
                Need::Required,
                "代码，小写英文，不改不复用",
                "Code for storage and exchange.",
                "\"industry_efficiency\"",
            ),
            attribute(
                "basis",
                Kind::Text,
                Need::Required,
                "依据：文号和条款，或方法的出处",
                "Document and clause, or the source of the method.",
                "\"Charnes、Cooper、Rhodes 1978\"",
            ),
            attribute(
                "subject",
                Kind::KeywordOrName(values::LEVEL),
                Need::Required,
                "对象：名录，或行政层级",
                "A register or a level of places.",
                "county",
            ),
            attribute("cycle", Kind::Keyword(values::CYCLE), Need::Required, "多久一次", "How often.", "year"),
            attribute("method", Kind::Keyword(METHOD), Need::Required, "方法", "What is computed.", "dea"),
            attribute(
                "where",
                Kind::Condition,
                Need::Optional,
                "只分析符合条件的",
                "Only those for which it is true.",
                "规上 == true",
            ),
            attribute(
                "group_by",
                Kind::TextFormula,
                Need::Optional,
                "按哪个选项字段分解（gini、theil）",
                "The choice by which inequality is taken apart (gini, theil).",
                "县情.类别",
            ),
            attribute(
                "orientation",
                Kind::Keyword(ORIENTATION),
                Need::Optional,
                "导向（dea、malmquist 必写）",
                "Shrink inputs or grow outputs (needed by dea, malmquist).",
                "input",
            ),
            attribute(
                "returns",
                Kind::Keyword(RETURNS),
                Need::Optional,
                "规模报酬（dea、malmquist 必写）",
                "Returns to scale (needed by dea, malmquist).",
                "constant",
            ),
            attribute(
                "slacks",
                Kind::Keyword(SLACKS),
                Need::Optional,
                "松弛量怎样计（dea 必写）",
                "What is made of slacks (needed by dea).",
                "by_mean",
            ),
            attribute(
                "super_efficiency",
                Kind::Flag,
                Need::Optional,
                "不与自己比较（dea），不写即与自己比较",
                "Units are not compared with themselves (dea).",
                "true",
            ),
            attribute(
                "years_back",
                Kind::Whole,
                Need::Optional,
                "与几年前比较（malmquist、convergence 必写）",
                "The base is so many years earlier (needed by malmquist, convergence).",
                "1",
            ),
            attribute(
                "coupling",
                Kind::Keyword(COUPLING),
                Need::Optional,
                "耦合度公式（coupling 必写）",
                "Formula of the coupling degree (needed by coupling).",
                "standard",
            ),
            attribute(
                "bounds",
                Kind::Constants,
                Need::Optional,
                "协调等级的界限，数或参数，从小到大（coupling 必写）",
                "Bounds of bands from low to high (needed by coupling).",
                "[0.2, 0.4, 0.6, 0.8]",
            ),
            attribute(
                "theil",
                Kind::Keyword(THEIL),
                Need::Optional,
                "哪个泰尔指数（theil 必写）",
                "Which of Theil's measures (needed by theil).",
                "t",
            ),
            attribute(
                "neighbours",
                Kind::Keyword(NEIGHBOURS),
                Need::Optional,
                "邻接矩阵怎样标准化（moran 必写）",
                "What a neighbour counts (needed by moran).",
                "row_standardised",
            ),
            attribute(
                "alternative",
                Kind::Keyword(ALTERNATIVE),
                Need::Optional,
                "p 值看哪一侧（moran 必写）",
                "Which departures from chance count (needed by moran).",
                "two_sided",
            ),
            attribute(
                "permutations",
                Kind::Whole,
                Need::Optional,
                "随机置换次数（moran 必写）",
                "How many random permutations (needed by moran).",
                "9999",
            ),
            attribute(
                "seed",
                Kind::Whole,
                Need::Optional,
                "随机种子（moran 必写），同一种子结果相同",
                "Seed of the permutations (needed by moran).",
                "1",
            ),
            attribute(
                "deviation",
                Kind::Keyword(values::DEVIATION),
                Need::Optional,
                "标准差除以 n 还是 n − 1（convergence 必写）",
                "Divisor of the deviation (needed by convergence).",
                "sample",
            ),
            attribute("definition", Kind::Text, Need::Optional, "口径", "What is meant.", "\"只比规上工业企业\""),
        ],
    },
    BlockWord {
        word: "variable",
        chinese: "变量",
        english: "A number of each subject that the analysis looks at.",
        parents: &["analysis"],
        label: Label::Name,
        attributes: &[
            attribute(
                "code",
                Kind::Code,
                Need::Required,
                "代码，小写英文，不改不复用",
                "Code for storage and exchange.",
                "\"staff\"",
            ),
            attribute("role", Kind::Keyword(ROLE), Need::Required, "用作什么", "What the method uses it as.", "input"),
            attribute("unit", Kind::Unit, Need::Required, "计量单位", "Unit of measure.", "\"万人\""),
            attribute("value", Kind::Formula, Need::Required, "取值的公式", "Formula of the number.", "年末从业人员"),
            attribute(
                "weight",
                Kind::Constant,
                Need::Optional,
                "子系统的权重（coupling 必写）",
                "Weight of a subsystem (needed by coupling).",
                "1",
            ),
        ],
    },
];
