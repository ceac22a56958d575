//! Fixed values of attributes; each list is in the order in which people think of them.

use super::Keyword;

const fn keyword(word: &'static str, chinese: &'static str) -> Keyword {
    Keyword { word, chinese }
}

pub const CERTAINTY: &[Keyword] =
    &[keyword("official", "官方"), keyword("secondary", "二手"), keyword("example", "示例")];

pub const CYCLE: &[Keyword] = &[
    keyword("year", "年"),
    keyword("half_year", "半年"),
    keyword("quarter", "季"),
    keyword("month", "月"),
    keyword("standing", "长期，不分期"),
];

pub const LEVEL: &[Keyword] =
    &[keyword("city", "市"), keyword("county", "县（市、区）"), keyword("township", "乡镇（街道）")];

pub const FIELD_TYPE: &[Keyword] = &[
    keyword("text", "文字"),
    keyword("number", "数，须有计量单位"),
    keyword("money", "金额，须有计量单位，精确到分"),
    keyword("date", "日期"),
    keyword("flag", "是否"),
    keyword("choice", "选项，须有选项表"),
    keyword("reference", "引用本包另一名录"),
    keyword("place", "行政区，须有层级"),
    keyword("agency", "部门"),
    keyword("enterprise", "企业，统一社会信用代码"),
    keyword("file", "附件"),
];

pub const FORMULA_TYPE: &[Keyword] = &[
    keyword("number", "数，须有计量单位；不写即此项"),
    keyword("choice", "选项，须有选项表"),
    keyword("text", "文字"),
    keyword("flag", "是否"),
    keyword("date", "日期"),
];

pub const CLASS: &[Keyword] = &[keyword("public", "公开"), keyword("internal", "内部"), keyword("sensitive", "敏感")];

pub const STRENGTH: &[Keyword] = &[keyword("refuse", "不符合即退回"), keyword("warn", "只提醒")];

pub const READING: &[Keyword] = &[
    keyword("at_least", "大于等于界限，界限从大到小"),
    keyword("above", "大于界限，界限从大到小"),
    keyword("at_most", "小于等于界限，界限从小到大"),
    keyword("below", "小于界限，界限从小到大"),
    keyword("linear", "两行之间按比例，界限从小到大"),
];

pub const ROUNDING: &[Keyword] = &[
    keyword("half_up", "四舍五入"),
    keyword("half_even", "四舍六入五成双"),
    keyword("down", "舍去"),
    keyword("up", "进一"),
];

pub const ROUNDING_PLACE: &[Keyword] =
    &[keyword("before_ranking", "先取舍再排名"), keyword("after_ranking", "先排名再取舍")];

pub const WHEN_MISSING: &[Keyword] = &[keyword("missing", "结果缺失"), keyword("zero", "结果按零计")];

pub const DIRECTION: &[Keyword] = &[keyword("up", "正向"), keyword("down", "逆向")];

pub const NORMALISE: &[Keyword] = &[
    keyword("given", "数值即得分"),
    keyword("ratio", "与基准值之比"),
    keyword("min_max", "极差标准化"),
    keyword("z_score", "z 分数"),
    keyword("rank", "名次"),
    keyword("percentile", "百分位"),
    keyword("linear_efficacy", "线性功效系数"),
    keyword("exponential_efficacy", "指数功效系数"),
    keyword("target_ratio", "与目标之比"),
    keyword("target_distance", "与目标的距离"),
    keyword("goalposts", "两个标杆之间"),
];

pub const ENDS: &[Keyword] = &[keyword("open", "可以超出"), keyword("closed", "不超出")];

pub const OUTLIERS: &[Keyword] =
    &[keyword("keep", "不处理"), keyword("winsorise", "按分位数收缩"), keyword("tukey", "按四分位距收缩")];

pub const MISSING_INDICATOR: &[Keyword] = &[
    keyword("not_ranked", "不参加排名"),
    keyword("peer_mean_score", "取同组平均得分"),
    keyword("peer_mean", "取同组平均值"),
    keyword("peer_median", "取同组中位数"),
    keyword("last_year", "取上年值"),
    keyword("score", "得分取 missing_score"),
    keyword("points", "总分加减 missing_score"),
    keyword("share_weight", "权重分给其他指标"),
];

pub const AGGREGATE: &[Keyword] = &[
    keyword("weighted_mean", "加权平均"),
    keyword("weighted_sum", "加权合计"),
    keyword("geometric", "几何平均"),
    keyword("harmonic", "调和平均"),
    keyword("median", "中位数"),
    keyword("copeland", "Copeland 比较"),
    keyword("borda", "Borda 计分"),
    keyword("topsis", "TOPSIS"),
    keyword("vikor", "VIKOR"),
    keyword("grey_relation", "灰色关联"),
    keyword("mazziotta_pareto", "均值与不均衡惩罚（MPI、AMPI）"),
    keyword("ordered", "按次序加权（OWA）"),
    keyword("benefit_of_doubt", "各取最有利的权重（BoD）"),
];

pub const IMBALANCE: &[Keyword] = &[keyword("lowers", "不均衡的扣分"), keyword("raises", "不均衡的加分")];

pub const DEVIATION: &[Keyword] = &[keyword("population", "除以 n"), keyword("sample", "除以 n − 1")];

pub const WEIGHTS: &[Keyword] = &[
    keyword("given", "按各指标所写"),
    keyword("equal", "等权"),
    keyword("points", "评分表，各项得分直接相加"),
    keyword("entropy", "熵权"),
    keyword("critic", "CRITIC"),
    keyword("principal_component", "主成分"),
    keyword("ahp", "层次分析，须有判断矩阵"),
    keyword("given_entropy", "所写权重与熵权组合"),
];

pub const ENTROPY: &[Keyword] = &[keyword("min_max", "先极差标准化"), keyword("raw", "用原值")];

pub const JUDGEMENT: &[Keyword] =
    &[keyword("eigenvector", "特征向量"), keyword("geometric_mean", "方根法"), keyword("column_mean", "和积法")];

pub const RANDOM_INDEX: &[Keyword] = &[
    keyword("saaty_1980", "Saaty 1980：0.58、0.90、1.12…"),
    keyword("donegan_dodd_1991", "Donegan–Dodd 1991：0.4914、0.8286…"),
];

pub const CRITIC_DIRECTION: &[Keyword] = &[keyword("turned", "逆向指标先转为正向"), keyword("ignored", "不区分方向")];

pub const LOADINGS: &[Keyword] = &[
    keyword("first_squared", "第一主成分载荷平方"),
    keyword("first", "第一主成分载荷，有负值时停止"),
    keyword("explained", "特征值大于 1 的主成分载荷，按解释方差加权"),
];

pub const TOPSIS_SCALING: &[Keyword] = &[
    keyword("as_given", "得分不再缩放"),
    keyword("vector", "除以平方和的平方根"),
    keyword("min_max", "极差缩放"),
    keyword("sum", "除以合计"),
];

pub const TIES: &[Keyword] =
    &[keyword("competition", "1,2,2,4"), keyword("dense", "1,2,2,3"), keyword("average", "1,2.5,2.5,4")];

pub const SHARE_BASE: &[Keyword] =
    &[keyword("ranked", "只算参加排名的"), keyword("with_not_evaluated", "连同暂不评价的")];

pub const PEERS: &[Keyword] =
    &[keyword("always", "各地互相看得到"), keyword("when_final", "定稿前只看本地一行，定稿后互相看得到")];

pub const SHARE_COUNT: &[Keyword] = &[keyword("pool", "每个评价池"), keyword("group", "每个组")];

pub const QUANTILE: &[Keyword] = &[
    keyword("linear", "(n−1)p+1 线性插值，同多数电子表格"),
    keyword("weibull", "(n+1)p 插值"),
    keyword("inverse", "取实有的值"),
];

pub const RANK_ORDER: &[Keyword] = &[keyword("largest_first", "大的在前"), keyword("smallest_first", "小的在前")];

pub const POPULATION: &[Keyword] =
    &[keyword("all", "全部对象"), keyword("pool", "同一评价池"), keyword("group", "同一评价池同一组")];

pub const DATE_MEASURE: &[Keyword] =
    &[keyword("days", "日"), keyword("months", "月"), keyword("years", "年"), keyword("working_days", "工作日")];

pub const EXCHANGE_METHOD: &[Keyword] = &[
    keyword("ascending", "网络竞价，逐次加价"),
    keyword("sealed", "密封报价，截止后开标"),
    keyword("call", "集合竞价，统一价格"),
];

pub const UNOPENED: &[Keyword] =
    &[keyword("void", "报价作废，保证金退还"), keyword("forfeit", "报价作废，保证金归转出方")];

pub const EXCHANGE_MARGIN: &[Keyword] = &[keyword("pro_rata", "按申报数量分"), keyword("time", "先申报先成交")];

pub const EXCHANGE_PRIORITY: &[Keyword] =
    &[keyword("none", "没有优先权"), keyword("match", "同等条件下优先，多人抽签")];

pub const WHEN_FEW: &[Keyword] = &[keyword("negotiate", "与合格的人协商"), keyword("fail", "流标")];

pub const WHEN_ALL_DEFAULT: &[Keyword] = &[keyword("fail", "流标"), keyword("highest_bidder", "归最高报价的人")];

pub const AGREEMENT_CLOCK: &[Keyword] =
    &[keyword("first_income", "第一个有收益的年度"), keyword("recovered", "收回投入后第一个有剩余的年度")];

pub const MATCHING_METHOD: &[Keyword] =
    &[keyword("stable", "稳定匹配：没有一对双方都更愿意彼此"), keyword("optimal", "总得分最大")];

pub const SURPLUS: &[Keyword] =
    &[keyword("refuse", "不能有结余：上限合计低于总额时拒绝分配"), keyword("keep", "结余留存，不再分")];

pub const VINTAGE: &[Keyword] =
    &[keyword("none", "不分"), keyword("year", "一年一种"), keyword("lot", "一批一种，由登记的人编号")];

pub const HOLDER: &[Keyword] = &[
    keyword("one", "只有一个账户：指标池、已使用、外部"),
    keyword("county", "县（市、区）"),
    keyword("project", "项目"),
    keyword("enterprise", "企业"),
    keyword("agency", "县市区和企业以外的单位"),
    keyword("person", "个人"),
];

pub const ENTRY_ACT: &[Keyword] = &[keyword("transfer", "划转"), keyword("hold", "冻结，以后从中划转或者解冻")];

pub const SIDE: &[Keyword] = &[keyword("from", "转出方"), keyword("to", "转入方")];

pub const EXPIRY: &[Keyword] = &[
    keyword("usable", "只在有效期内"),
    keyword("after", "只在到期以后：收回、结转"),
    keyword("always", "不论到期与否"),
];
