//! Functions of formulas: how they are written and what they mean; never how they are computed.

/// A function of the formula language.
#[derive(Debug)]
pub struct FunctionWord {
    pub word: &'static str,
    pub signature: &'static str,
    pub chinese: &'static str,
    pub english: &'static str,
    /// Fewest and most arguments.
    pub arguments: (usize, usize),
}

const fn function(
    word: &'static str,
    arguments: (usize, usize),
    signature: &'static str,
    chinese: &'static str,
    english: &'static str,
) -> FunctionWord {
    FunctionWord { word, signature, chinese, english, arguments }
}

const MANY: usize = 20;

/// Every function, by what it is for.
pub const FUNCTIONS: &[FunctionWord] = &[
    function("abs", (1, 1), "abs(数)", "绝对值", "Absolute value."),
    function("floor", (1, 1), "floor(数)", "不大于它的最大整数", "Largest whole number not above."),
    function("ceil", (1, 1), "ceil(数)", "不小于它的最小整数", "Smallest whole number not below."),
    function("round", (2, 2), "round(数, 位数)", "四舍五入", "Round half away from zero."),
    function("round_even", (2, 2), "round_even(数, 位数)", "四舍六入五成双", "Round half to even (GB/T 8170)."),
    function("round_down", (2, 2), "round_down(数, 位数)", "舍去", "Round towards zero."),
    function("round_up", (2, 2), "round_up(数, 位数)", "进一", "Round away from zero."),
    function("min", (2, MANY), "min(数, 数, …)", "最小的一个", "The smallest of several."),
    function("max", (2, MANY), "max(数, 数, …)", "最大的一个", "The largest of several."),
    function("sqrt", (1, 1), "sqrt(数)", "平方根，结果取十位有效数字", "Square root, to ten digits."),
    function("exp", (1, 1), "exp(数)", "e 的幂，结果取十位有效数字", "Exponential, to ten digits."),
    function("ln", (1, 1), "ln(数)", "自然对数，结果取十位有效数字", "Natural logarithm, to ten digits."),
    function("power", (2, 2), "power(数, 指数)", "幂", "Power."),
    function("quantity", (2, 2), "quantity(20, \"万元/亩\")", "带计量单位的数", "A number with a unit."),
    function(
        "in_unit",
        (2, 2),
        "in_unit(量, \"km²\")",
        "换算后去掉计量单位，供经验公式用",
        "The bare number in a unit.",
    ),
    function("of_unit", (2, 2), "of_unit(数, \"万m³\")", "给经验公式的结果加上计量单位", "A bare number given a unit."),
    function("name", (1, 1), "name(\"R&D经费\")", "名称含有标点时这样引用", "A name that is not an identifier."),
    function("date", (1, 1), "date(\"2024-01-01\")", "日期", "A date."),
    function("is_missing", (1, 1), "is_missing(值)", "是否缺失", "Whether a value is missing."),
    function("first_known", (2, MANY), "first_known(值, 值, …)", "第一个不缺失的值", "The first that is not missing."),
    function("one_of", (2, 2), "one_of(文字, [\"甲\", \"乙\"])", "是其中之一", "Whether a text is one of several."),
    function("starts_with", (2, 2), "starts_with(文字, [\"44\"])", "以其中之一开头", "Whether a text begins so."),
    function(
        "alike",
        (2, 2),
        "alike(文字, 文字)",
        "相似度，0 至 1：两段文字共有的相邻两字占合起来的份额（杰卡德系数）",
        "How alike two texts are: shared pairs of neighbouring characters among all of them (Jaccard).",
    ),
    function(
        "bands",
        (4, 4),
        "bands(数, at_least, [[30, 20], [25, 16]], 0)",
        "分段取值，界限为数或参数，末项为其余",
        "Steps written in place.",
    ),
    function("lookup", (2, 2), "lookup(分段表, 数)", "查分段表", "Reads a table of the pack."),
    function("last_year", (1, 1), "last_year(值)", "上年同期", "The same part of the year before."),
    function("years_back", (2, 2), "years_back(值, 3)", "几年前同期", "The same part of an earlier year."),
    function("last_period", (1, 1), "last_period(值)", "上期", "The period before."),
    function("periods_back", (2, 2), "periods_back(值, 2)", "几期以前", "An earlier period."),
    function("in_year", (2, 2), "in_year(值, 2020)", "某一年的值", "The value of a fixed year."),
    function(
        "parameters_of",
        (2, 2),
        "parameters_of(值, 2020)",
        "参数取某一年的，数据仍是本期的，用于不变价",
        "With the parameters of another year: constant prices.",
    ),
    function("count", (2, 2), "count(all, 值)", "有值的对象个数", "How many peers have a value."),
    function("sum", (2, 2), "sum(pool, 数)", "合计", "Sum over peers."),
    function("mean", (2, 2), "mean(pool, 数)", "平均", "Mean over peers."),
    function("weighted_mean", (3, 3), "weighted_mean(pool, 数, 权数)", "加权平均", "Weighted mean over peers."),
    function("median", (2, 2), "median(pool, 数)", "中位数", "Median over peers."),
    function("quantile", (4, 4), "quantile(pool, 数, 0.75, linear)", "分位数", "Quantile over peers."),
    function("smallest", (2, 2), "smallest(pool, 数)", "最小值", "Minimum over peers."),
    function("largest", (2, 2), "largest(pool, 数)", "最大值", "Maximum over peers."),
    function("deviation", (2, 2), "deviation(pool, 数)", "总体标准差", "Deviation divided by n."),
    function("sample_deviation", (2, 2), "sample_deviation(pool, 数)", "样本标准差", "Deviation divided by n − 1."),
    function("rank", (4, 4), "rank(pool, 数, largest_first, competition)", "名次", "Place among peers."),
    function(
        "same",
        (1, 1),
        "same(行业)",
        "某字段相同的对象，用在统计函数第一项",
        "Peers with the same value of a field.",
    ),
    function(
        "count_rows",
        (1, 2),
        "count_rows(明细.所属企业, 条件)",
        "明细行数",
        "Rows of another register that point here.",
    ),
    function("sum_rows", (2, 3), "sum_rows(明细.所属企业, 数, 条件)", "明细合计", "Sum over such rows."),
    function("mean_rows", (2, 3), "mean_rows(明细.所属企业, 数, 条件)", "明细平均", "Mean over such rows."),
    function("smallest_row", (2, 3), "smallest_row(明细.所属企业, 数, 条件)", "明细最小值", "Minimum over such rows."),
    function("largest_row", (2, 3), "largest_row(明细.所属企业, 数, 条件)", "明细最大值", "Maximum over such rows."),
    function("days_between", (2, 2), "days_between(起, 止)", "相隔天数", "Days from one date to another."),
    function("months_between", (2, 2), "months_between(起, 止)", "相隔整月数", "Whole months between dates."),
    function("years_between", (2, 2), "years_between(起, 止)", "相隔整年数", "Whole years between dates."),
    function(
        "working_days_between",
        (2, 2),
        "working_days_between(起, 止)",
        "相隔工作日数",
        "Working days between dates.",
    ),
    function("later", (3, 3), "later(日期, 2, years)", "若干时间以后的日期", "A later date."),
    function("year_of", (1, 1), "year_of(日期)", "年份", "The calendar year of a date."),
    function("score_of", (1, 1), "score_of(评价)", "评价总分", "Total of an evaluation."),
    function("rank_of", (1, 1), "rank_of(评价)", "评价名次", "Rank in an evaluation."),
    function("grade_of", (1, 1), "grade_of(评价)", "评价档次", "Grade in an evaluation."),
    function("years_in_grade", (2, 2), "years_in_grade(评价, \"D\")", "连续几年在某档次", "Years in a row in a grade."),
];

impl FunctionWord {
    pub fn named(word: &str) -> Option<&'static FunctionWord> {
        FUNCTIONS.iter().find(|function| function.word == word)
    }
}
