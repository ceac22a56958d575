//! Rules of an evaluation in Chinese: how a value is scored, how scores come together, how grades are cut.

use model::Period;
use model::pack::{
    Aggregation, Constant, CriticDirection, DeviationRule, Direction, Ends, EntropyShares, Evaluation, GradeCut,
    Imbalance, IndicatorNode, IndicatorRule, Judgement, Loadings, MissingIndicator, Normalise, Outliers, Pack,
    ParameterAmount, RandomIndex, TopsisScaling, WeightMethod, WhenEqual,
};
use rust_decimal::Decimal;

use crate::formula::{in_names, name_of};

/// 1.5, or 单项得分上限倍数（1.5） for a parameter.
pub fn constant_in_words(constant: &Constant, pack: &Pack, period: Period) -> String {
    match constant {
        Constant::Number(number) => number.normalize().to_string(),
        Constant::Parameter(code) => {
            let name = name_of(pack, code);
            let amount = pack.parameter(code).and_then(|parameter| parameter.on(period.last_day()));
            match amount.map(|value| &value.amount) {
                Some(ParameterAmount::Single(amount)) => format!("{name}（{}）", amount.normalize()),
                Some(ParameterAmount::ByChoice { .. }) => format!("{name}（分项规定）"),
                None => format!("{name}（当期没有生效的值）"),
            }
        }
    }
}

/// How a value becomes a score.
pub fn normalise_in_words(rule: &IndicatorRule, constant: impl Fn(&Constant) -> String) -> String {
    let up = rule.direction == Direction::Up;
    let number = |number: &Decimal| number.normalize().to_string();
    let equal = |when: &WhenEqual| match when {
        WhenEqual::Refuse => "全部相等时停止评价".to_string(),
        WhenEqual::Score(score) => format!("全部相等时得 {}", number(score)),
    };
    let ends = |ends: Ends| if ends == Ends::Closed { "，超出两端按两端计" } else { "" };
    match &rule.normalise {
        Normalise::Given => "数值就是得分".to_string(),
        Normalise::Ratio { floor, cap, .. } => {
            let mut words = if up { "数值 ÷ 基准值" } else { "基准值 ÷ 数值" }.to_string();
            if let Some(cap) = cap {
                words.push_str(&format!("，最高 {}", constant(cap)));
            }
            if let Some(floor) = floor {
                words.push_str(&format!("，最低 {}", constant(floor)));
            }
            words
        }
        Normalise::MinMax { low, high, when_equal } => {
            let way = if up { "最小到最大" } else { "最大到最小" };
            format!("同池{way}换算为 {} 到 {}，{}", number(low), number(high), equal(when_equal))
        }
        Normalise::ZScore { mean, deviation, when_equal, .. } => {
            let sign = if up { "" } else { "，越小越好" };
            let (mean, deviation) = (number(mean), number(deviation));
            format!("标准化为平均 {mean}、标准差 {deviation}{sign}，{}", equal(when_equal))
        }
        Normalise::Rank { .. } => "按同池位次得分，位次越前得分越高".to_string(),
        Normalise::Percentile => "同池中不如它的对象所占比例".to_string(),
        Normalise::LinearEfficacy { base, span, ends: held, .. } => {
            format!("{} + {} ×（数值 − 不允许值）÷（满意值 − 不允许值）{}", number(base), number(span), ends(*held))
        }
        Normalise::ExponentialEfficacy { base, span, ends: held, .. } => {
            format!("指数功效系数：不允许值得 {}，满意值得 {}{}", number(base), number(&(*base + *span)), ends(*held))
        }
        Normalise::TargetRatio { ends: held, .. } => {
            format!("{}{}", if up { "数值 ÷ 目标值" } else { "目标值 ÷ 数值" }, ends(*held))
        }
        Normalise::TargetDistance { ends: held, .. } => format!("从最差到目标值换算为 0 到 1{}", ends(*held)),
        Normalise::Goalposts { low, high, ends: held, .. } => {
            format!("下限标杆到上限标杆换算为 {} 到 {}{}", number(low), number(high), ends(*held))
        }
    }
}

/// 基准值 = 同池对象实缴税金的合计 ÷ 同池对象用地面积的合计; nothing for methods without such a number.
pub fn references_in_words(rule: &IndicatorRule, pack: &Pack) -> Vec<String> {
    let of = |what: &str, expression| format!("{what} = {}", in_names(expression, pack));
    match &rule.normalise {
        Normalise::Ratio { benchmark, .. } => vec![of("基准值", benchmark)],
        Normalise::LinearEfficacy { unallowed, satisfactory, .. }
        | Normalise::ExponentialEfficacy { unallowed, satisfactory, .. } => {
            vec![of("不允许值", unallowed), of("满意值", satisfactory)]
        }
        Normalise::TargetRatio { target, .. } | Normalise::TargetDistance { target, .. } => vec![of("目标值", target)],
        Normalise::Goalposts { low_post, high_post, .. } => vec![of("下限标杆", low_post), of("上限标杆", high_post)],
        Normalise::Given
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank { .. }
        | Normalise::Percentile => Vec::new(),
    }
}

pub fn missing_in_words(rule: &MissingIndicator) -> String {
    match rule {
        MissingIndicator::NotRanked => "缺数据的不参加排名".to_string(),
        MissingIndicator::PeerMeanScore => "缺数据按同池平均得分计".to_string(),
        MissingIndicator::PeerMean => "缺数据按同池平均值计".to_string(),
        MissingIndicator::PeerMedian => "缺数据按同池中位数计".to_string(),
        MissingIndicator::LastYear => "缺数据按上年数值计，上年也没有的不参加排名".to_string(),
        MissingIndicator::Score(score) => format!("缺数据得 {} 分", score.normalize()),
        MissingIndicator::Points(points) => format!("缺数据在总分中计 {} 分", points.normalize()),
        MissingIndicator::ShareWeight => "缺数据时权重由同级指标分担".to_string(),
    }
}

/// Nothing where values are kept as they are.
pub fn outliers_in_words(rule: &Outliers) -> Option<String> {
    match rule {
        Outliers::Keep => None,
        Outliers::Winsorise { lower, upper, .. } => {
            Some(format!("低于 {} 分位、高于 {} 分位的数值收到该分位", lower.normalize(), upper.normalize()))
        }
        Outliers::Tukey { times, .. } => Some(format!("超出四分位距 {} 倍的数值收到界限上", times.normalize())),
    }
}

pub fn weights_in_words(method: &WeightMethod) -> String {
    match method {
        WeightMethod::Given { total } => format!("按规定权重，同级合计 {}", total.normalize()),
        WeightMethod::Equal => "各指标权重相等".to_string(),
        WeightMethod::Points => "评分表，各项得分直接相加".to_string(),
        WeightMethod::Entropy(EntropyShares::Raw) => "熵权法，按原值计算比重".to_string(),
        WeightMethod::Entropy(EntropyShares::MinMax { shift }) => {
            format!("熵权法，先按方向无量纲化再平移 {}", shift.normalize())
        }
        WeightMethod::Critic { direction: CriticDirection::Turned } => {
            "CRITIC 法（差异 × 冲突），逆向指标先转为正向".to_string()
        }
        WeightMethod::Critic { direction: CriticDirection::Ignored } => {
            "CRITIC 法（差异 × 冲突），不区分指标方向".to_string()
        }
        WeightMethod::PrincipalComponent { loadings } => {
            let loadings = match loadings {
                Loadings::First => "第一主成分载荷",
                Loadings::FirstSquared => "第一主成分载荷平方",
                Loadings::Explained => "特征值大于 1 的主成分载荷，按解释方差加权",
            };
            format!("主成分法（{loadings}）")
        }
        WeightMethod::Ahp { judgement, random_index, consistency_max, .. } => {
            let judgement = match judgement {
                Judgement::Eigenvector => "特征向量法",
                Judgement::GeometricMean => "方根法",
                Judgement::ColumnMean => "和积法",
            };
            let index = match random_index {
                RandomIndex::Saaty1980 => "Saaty 1980",
                RandomIndex::DoneganDodd1991 => "Donegan–Dodd 1991",
            };
            let most = consistency_max.normalize();
            format!("层次分析法（{judgement}，随机一致性指标取 {index}），一致性比例不超过 {most}")
        }
        WeightMethod::GivenTimesEntropy { .. } => "规定权重与熵权的几何平均".to_string(),
    }
}

pub fn aggregation_in_words(how: &Aggregation) -> String {
    match how {
        Aggregation::WeightedMean => "按权重加权平均".to_string(),
        Aggregation::WeightedSum => "得分 × 权重，相加".to_string(),
        Aggregation::Geometric => "按权重几何平均".to_string(),
        Aggregation::Harmonic => "按权重调和平均".to_string(),
        Aggregation::Median => "取中位数".to_string(),
        Aggregation::Copeland => "两两比较计胜负（Copeland）".to_string(),
        Aggregation::Borda => "按位次计分（Borda）".to_string(),
        Aggregation::Topsis { scaling } => {
            let scaling = match scaling {
                TopsisScaling::AsGiven => "得分不再缩放",
                TopsisScaling::Vector => "得分按平方和的平方根缩放",
                TopsisScaling::MinMax => "得分按极差缩放",
                TopsisScaling::Sum => "得分按合计缩放",
            };
            format!("与最优、最劣的距离（TOPSIS，{scaling}）")
        }
        Aggregation::Vikor { strategy } => format!("折衷排序（VIKOR，多数权重 {}）", strategy.normalize()),
        Aggregation::GreyRelation { resolution } => format!("灰色关联度（分辨系数 {}）", resolution.normalize()),
        Aggregation::MazziottaPareto { imbalance, deviation } => {
            let sign = match imbalance {
                Imbalance::Lowers => "均值 − 方差 ÷ 均值，不均衡的扣分",
                Imbalance::Raises => "均值 + 方差 ÷ 均值，不均衡的加分",
            };
            let divisor = match deviation {
                DeviationRule::Population => "方差除以 n",
                DeviationRule::Sample => "方差除以 n − 1",
            };
            format!("Mazziotta–Pareto 合成（{sign}；{divisor}）")
        }
        Aggregation::Ordered { by_place } => {
            let weights: Vec<String> = by_place.iter().map(|weight| weight.normalize().to_string()).collect();
            format!("按次序加权（OWA），自最好一项起权重 {}，各指标不另加权", weights.join("、"))
        }
        Aggregation::BenefitOfDoubt => "各对象取对自己最有利的权重（BoD），各指标不另加权".to_string(),
    }
}

/// How weights and totals of an evaluation are made, each convention once.
pub fn conventions_in_words(evaluation: &Evaluation) -> Vec<String> {
    fn collect(nodes: &[IndicatorNode], found: &mut Vec<String>) {
        for node in nodes {
            if let IndicatorNode::Branch(branch) = node {
                let words = format!("“{}”的合成：{}", branch.name, aggregation_in_words(&branch.aggregation));
                if !found.contains(&words) {
                    found.push(words);
                }
                collect(&branch.children, found);
            }
        }
    }
    let mut found = vec![
        format!("定权：{}", weights_in_words(&evaluation.weights)),
        format!("合成：{}", aggregation_in_words(&evaluation.aggregation)),
    ];
    evaluation.pools.iter().for_each(|pool| collect(&pool.tree, &mut found));
    found
}

pub fn cut_in_words(cut: &GradeCut, constant: impl Fn(&Constant) -> String) -> String {
    match cut {
        GradeCut::ScoreAtLeast(value) => format!("总分 ≥ {}", constant(value)),
        GradeCut::ScoreAbove(value) => format!("总分 > {}", constant(value)),
        GradeCut::ShareAtMost(value) => format!("从高到低不超过 {}%，个数只舍不入", constant(value)),
        GradeCut::ShareAtLeast(value) => format!("从低到高不少于 {}%，个数只入不舍", constant(value)),
        GradeCut::Share(value) => format!("从高到低取 {}%，个数四舍五入", constant(value)),
        GradeCut::Rest => "其余对象".to_string(),
    }
}
