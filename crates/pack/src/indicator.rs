//! Trees of indicators: blocks → model, with weights that must sum and options that must fit the method.

use model::pack::{
    Aggregation, Branch, Code, Constant, DeviationRule, Direction, Ends, GroupWeight, Imbalance, IndicatorNode,
    IndicatorRule, MissingIndicator, Normalise, Outliers, Parameter, ParameterAmount, Pool, QuantileMethod,
    TopsisScaling, WeightMethod, WhenEqual,
};
use model::{UnitOfMeasure, pack::Expression};
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostics, meant};
use crate::evaluation::{constant, stated};
use crate::fault::Fault;
use crate::formula::{Scope, rank_ties};
use crate::names::{Entry, EvaluationHead, Names, distinct};
use crate::shape::Block;
use crate::value::Mention;

pub(crate) fn nodes(
    block: &Block,
    head: &EvaluationHead,
    scope: &Scope,
    basis: &str,
    weights: &WeightMethod,
    out: &mut Diagnostics,
) -> Vec<IndicatorNode> {
    let mut nodes = Vec::new();
    for child in &block.children {
        match child.word.word {
            "indicator" => {
                nodes.extend(
                    leaf(child, head, scope, basis, weights, out).map(|rule| IndicatorNode::Leaf(Box::new(rule))),
                );
            }
            "branch" => {
                let children = nodes_of_branch(child, head, scope, basis, weights, out);
                nodes.push(IndicatorNode::Branch(Branch {
                    code: child.code(out),
                    name: child.name.clone(),
                    weight: weight(child, scope.names, weights, out),
                    group_weights: group_weights(child, head, scope.names, out),
                    aggregation: aggregation(child, out),
                    children,
                    span: child.span,
                }));
            }
            _ => {}
        }
    }
    nodes
}

fn nodes_of_branch(
    block: &Block,
    head: &EvaluationHead,
    scope: &Scope,
    basis: &str,
    weights: &WeightMethod,
    out: &mut Diagnostics,
) -> Vec<IndicatorNode> {
    if !block.children.iter().any(|child| matches!(child.word.word, "indicator" | "branch")) {
        out.report(Fault::Empty, block.span, format!("上级指标“{}”没有下级", block.name));
    }
    nodes(block, head, scope, basis, weights, out)
}

fn leaf(
    block: &Block,
    head: &EvaluationHead,
    scope: &Scope,
    basis: &str,
    weights: &WeightMethod,
    out: &mut Diagnostics,
) -> Option<IndicatorRule> {
    let unit = block.unit("unit", &mut Diagnostics::default());
    let value = block.attribute("value").map(|value| scope.number(value, &unit, out));
    let normalise = normalise(block, &unit, scope, out);
    let rule = IndicatorRule {
        code: block.code(out),
        name: block.name.clone(),
        direction: match block.keyword("direction", out) {
            Some("down") => Direction::Down,
            Some(_) | None => Direction::Up,
        },
        outliers: outliers(block, out),
        when_missing: when_missing(block, out),
        weight: weight(block, scope.names, weights, out),
        group_weights: group_weights(block, head, scope.names, out),
        definition: block.text_or("definition", "", out),
        basis: block.text_or("basis", basis, out),
        span: block.span,
        value: value?,
        // The fault of the method is told; the indicator stays, for what can be told of its names.
        normalise: normalise.unwrap_or(Normalise::Given),
        unit,
    };
    Some(rule)
}

fn weight(block: &Block, names: &Names, weights: &WeightMethod, out: &mut Diagnostics) -> Constant {
    let found = constant(block, "weight", names, out);
    let is_given = matches!(weights, WeightMethod::Given { .. } | WeightMethod::GivenTimesEntropy { .. });
    if is_given && !block.has("weight") {
        out.report(Fault::MissingAttribute, block.span, format!("“{}”缺少 `weight`", block.name)).hint("weight = 20");
    }
    if let (Some(Constant::Number(number)), Some(attribute)) = (&found, block.attribute("weight"))
        && number.is_sign_negative()
    {
        out.report(Fault::NumberRange, attribute.value_span(), "权重不能为负").hint("逆向指标写 direction = down");
    }
    if !is_given && let Some(attribute) = block.attribute("weight") {
        out.report(Fault::ExcludedAttribute, attribute.span, "权重由方法算出时不写 `weight`")
            .hint("或 weights = given");
    }
    // Points of a table weigh what they are; a weight that is taken from the data is known to the run alone.
    let unwritten = if *weights == WeightMethod::Points { Decimal::ONE } else { Decimal::ZERO };
    found.unwrap_or(Constant::Number(unwritten))
}

fn group_weights(block: &Block, head: &EvaluationHead, names: &Names, out: &mut Diagnostics) -> Vec<GroupWeight> {
    let found = by_group(block.amounts("group_weights", out), head, names, out);
    found.into_iter().map(|(group, weight)| GroupWeight { group, weight: Constant::Number(weight) }).collect()
}

/// Numbers by group, groups by name.
pub(crate) fn by_group(
    amounts: Vec<(Mention, Decimal)>,
    head: &EvaluationHead,
    names: &Names,
    out: &mut Diagnostics,
) -> Vec<(Code, Decimal)> {
    let list = head.group_list.as_ref().and_then(|list| names.list(list));
    let mut found = Vec::new();
    for (mention, amount) in amounts {
        let Some(list) = list else {
            out.report(Fault::ExcludedAttribute, mention.span, "评价没有声明 `group_by`，不能按组写");
            break;
        };
        match list.choices.iter().find(|choice| choice.name == mention.name) {
            Some(choice) => found.push((choice.code.clone(), amount)),
            None => {
                let known: Vec<&str> = list.choices.iter().map(|choice| choice.name.as_str()).collect();
                out.report(Fault::UnknownChoice, mention.span, format!("“{}”没有“{}”这一项", list.name, mention.name))
                    .hint_if(meant(&mention.name, &known));
            }
        }
    }
    found
}

pub(crate) fn aggregation(block: &Block, out: &mut Diagnostics) -> Aggregation {
    match block.keyword("aggregate", out) {
        Some("weighted_sum") => Aggregation::WeightedSum,
        Some("geometric") => Aggregation::Geometric,
        Some("harmonic") => Aggregation::Harmonic,
        Some("median") => Aggregation::Median,
        Some("copeland") => Aggregation::Copeland,
        Some("borda") => Aggregation::Borda,
        Some("topsis") => Aggregation::Topsis {
            scaling: match stated(block, "topsis_scaling", "TOPSIS", out) {
                Some("vector") => TopsisScaling::Vector,
                Some("min_max") => TopsisScaling::MinMax,
                Some("sum") => TopsisScaling::Sum,
                Some(_) | None => TopsisScaling::AsGiven,
            },
        },
        Some("vikor") => Aggregation::Vikor { strategy: stated_share(block, "strategy", "VIKOR", out) },
        Some("grey_relation") => {
            Aggregation::GreyRelation { resolution: stated_share(block, "resolution", "灰色关联", out) }
        }
        Some("mazziotta_pareto") => Aggregation::MazziottaPareto {
            imbalance: match stated(block, "imbalance", "Mazziotta–Pareto 合成", out) {
                Some("raises") => Imbalance::Raises,
                Some(_) | None => Imbalance::Lowers,
            },
            deviation: match stated(block, "deviation", "Mazziotta–Pareto 合成", out) {
                Some("population") => DeviationRule::Population,
                Some(_) | None => DeviationRule::Sample,
            },
        },
        Some("ordered") => Aggregation::Ordered { by_place: weights_by_place(block, out) },
        Some("benefit_of_doubt") => Aggregation::BenefitOfDoubt,
        Some(_) | None => Aggregation::WeightedMean,
    }
}

/// One weight for each thing that comes together here, from the best score down.
fn weights_by_place(block: &Block, out: &mut Diagnostics) -> Vec<Decimal> {
    let Some(attribute) = block.attribute("order_weights") else {
        out.report(Fault::MissingAttribute, block.span, "按次序加权要写明 `order_weights`")
            .hint("自最好一项起，如 order_weights = [0.5, 0.3, 0.2]");
        return Vec::new();
    };
    let weights = block.numbers("order_weights", out);
    let count =
        |block: &Block| block.children.iter().filter(|child| matches!(child.word.word, "indicator" | "branch")).count();
    let pools: Vec<usize> = block.children.iter().filter(|child| child.word.word == "pool").map(count).collect();
    let counts = if pools.is_empty() { vec![count(block)] } else { pools };
    if let Some(wanted) = counts.iter().find(|wanted| **wanted != weights.len()) {
        let message = format!("`order_weights` 有 {} 个数，下级指标有 {wanted} 个", weights.len());
        out.report(Fault::WeightSum, attribute.value_span(), message).hint("每一项写一个权重，自最好一项起");
    } else if weights.iter().any(|weight| weight.is_sign_negative()) || weights.iter().all(Decimal::is_zero) {
        out.report(Fault::NumberRange, attribute.value_span(), "`order_weights` 不能为负，也不能都是 0");
    }
    weights
}

/// A share that authors choose differently, so that a pack has to say which; a branch takes that of its evaluation.
fn stated_share(block: &Block, word: &str, method: &str, out: &mut Diagnostics) -> Decimal {
    let stand_in = Decimal::new(5, 1);
    if !block.has(word) {
        out.report(Fault::MissingAttribute, block.span, format!("{method} 要写明 `{word}`"))
            .hint(format!("{word} = 0.5"));
        return stand_in;
    }
    let share = block.number(word, out).unwrap_or(stand_in);
    if !(Decimal::ZERO..=Decimal::ONE).contains(&share) || (word == "resolution" && share.is_zero()) {
        let place = block.attribute(word).map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, format!("`{word}` 应在 0 至 1 之间，不是 {share}"));
    }
    share
}

/// Options of each method of normalisation: those it needs, then those it may have.
const OPTIONS: &[(&str, &[&str], &[&str])] = &[
    ("given", &[], &[]),
    ("ratio", &["benchmark"], &["cap", "floor"]),
    ("min_max", &["low", "high"], &["when_equal"]),
    ("z_score", &["mean", "deviation"], &["sample", "when_equal"]),
    ("rank", &["rank_ties"], &[]),
    ("percentile", &[], &[]),
    ("linear_efficacy", &["unallowed", "satisfactory", "base", "span", "ends"], &[]),
    ("exponential_efficacy", &["unallowed", "satisfactory", "base", "span", "ends"], &[]),
    ("target_ratio", &["target", "ends"], &[]),
    ("target_distance", &["target", "ends"], &[]),
    ("goalposts", &["low_post", "high_post", "low", "high", "ends"], &[]),
];

const ALL_OPTIONS: &[&str] = &[
    "benchmark",
    "cap",
    "floor",
    "low",
    "high",
    "when_equal",
    "mean",
    "deviation",
    "sample",
    "rank_ties",
    "unallowed",
    "satisfactory",
    "base",
    "span",
    "target",
    "low_post",
    "high_post",
    "ends",
];

fn normalise(block: &Block, unit: &UnitOfMeasure, scope: &Scope, out: &mut Diagnostics) -> Option<Normalise> {
    let method = block.keyword("normalise", out)?;
    let (_, needed, allowed) = OPTIONS.iter().find(|(word, _, _)| *word == method)?;
    for word in needed.iter().filter(|word| !block.has(word)) {
        out.report(Fault::MissingAttribute, block.span, format!("`{method}` 需要 `{word}`"));
    }
    for word in ALL_OPTIONS.iter().filter(|word| !needed.contains(word) && !allowed.contains(word)) {
        if let Some(attribute) = block.attribute(word) {
            out.report(Fault::ExcludedAttribute, attribute.span, format!("`{method}` 没有 `{word}`"));
        }
    }
    let formula = |word: &str, out: &mut Diagnostics| -> Option<Expression> {
        Some(scope.number(block.attribute(word)?, unit, out))
    };
    let number = |word: &str, out: &mut Diagnostics| block.number(word, out);
    let ends = match block.keyword("ends", out) {
        Some("open") => Ends::Open,
        Some(_) | None => Ends::Closed,
    };
    let when_equal = number("when_equal", out).map_or(WhenEqual::Refuse, WhenEqual::Score);
    Some(match method {
        "ratio" => {
            let benchmark = formula("benchmark", out);
            let (floor, cap) = (constant(block, "floor", scope.names, out), constant(block, "cap", scope.names, out));
            Normalise::Ratio { benchmark: benchmark?, floor, cap }
        }
        "min_max" => {
            let (low, high) = (number("low", out), number("high", out));
            let (low, high) = (low?, high?);
            if high <= low {
                out.report(Fault::NumberRange, block.span, format!("最高得分 {high} 应大于最低得分 {low}"));
            }
            Normalise::MinMax { low, high, when_equal }
        }
        "z_score" => {
            let (mean, deviation) = (number("mean", out), number("deviation", out));
            let is_sample = block.flag("sample", out);
            Normalise::ZScore { mean: mean?, deviation: deviation?, is_sample, when_equal }
        }
        "rank" => Normalise::Rank { ties: rank_ties(block.keyword("rank_ties", out)?) },
        "percentile" => Normalise::Percentile,
        "linear_efficacy" | "exponential_efficacy" => {
            let (unallowed, satisfactory) = (formula("unallowed", out), formula("satisfactory", out));
            let (base, span) = (number("base", out), number("span", out));
            let (unallowed, satisfactory, base, span) = (unallowed?, satisfactory?, base?, span?);
            if method == "linear_efficacy" {
                Normalise::LinearEfficacy { unallowed, satisfactory, base, span, ends }
            } else {
                Normalise::ExponentialEfficacy { unallowed, satisfactory, base, span, ends }
            }
        }
        "target_ratio" => Normalise::TargetRatio { target: formula("target", out)?, ends },
        "target_distance" => Normalise::TargetDistance { target: formula("target", out)?, ends },
        "goalposts" => {
            let (low_post, high_post) = (formula("low_post", out), formula("high_post", out));
            let (low, high) = (number("low", out), number("high", out));
            Normalise::Goalposts { low_post: low_post?, high_post: high_post?, low: low?, high: high?, ends }
        }
        _ => Normalise::Given,
    })
}

fn outliers(block: &Block, out: &mut Diagnostics) -> Outliers {
    let method = match block.keyword("quantile", out) {
        Some("weibull") => QuantileMethod::Weibull,
        Some("inverse") => QuantileMethod::InverseDistribution,
        Some(_) | None => QuantileMethod::Linear,
    };
    let kind = block.keyword("outliers", out);
    let mut needed = |word: &str| -> Decimal {
        if !block.has(word) {
            out.report(Fault::MissingAttribute, block.span, format!("离群值处理需要 `{word}`"));
        }
        block.number(word, out).unwrap_or_default()
    };
    match kind {
        Some("winsorise") => {
            let (lower, upper) = (needed("outlier_lower"), needed("outlier_upper"));
            Outliers::Winsorise { lower, upper, method }
        }
        Some("tukey") => Outliers::Tukey { times: needed("outlier_times"), method },
        Some(_) | None => Outliers::Keep,
    }
}

fn when_missing(block: &Block, out: &mut Diagnostics) -> MissingIndicator {
    let word = block.keyword("when_missing", out);
    let needs_score = matches!(word, Some("score" | "points"));
    if needs_score != block.has("missing_score") && word.is_some() {
        let (fault, message) = if needs_score {
            (Fault::MissingAttribute, "缺数据取固定分时要写 `missing_score`")
        } else {
            (Fault::ExcludedAttribute, "`missing_score` 只与 score、points 一起写")
        };
        out.report(fault, block.span, message);
    }
    let score = block.number("missing_score", out).unwrap_or_default();
    match word {
        Some("peer_mean_score") => MissingIndicator::PeerMeanScore,
        Some("peer_mean") => MissingIndicator::PeerMean,
        Some("peer_median") => MissingIndicator::PeerMedian,
        Some("last_year") => MissingIndicator::LastYear,
        Some("score") => MissingIndicator::Score(score),
        Some("points") => MissingIndicator::Points(score),
        Some("share_weight") => MissingIndicator::ShareWeight,
        Some(_) | None => MissingIndicator::NotRanked,
    }
}

/// Names and codes differ within a pool, and weights sum on every level and for every group.
pub(crate) fn check_tree(
    (parents, pool): (&[&Block], &Pool),
    head: &EvaluationHead,
    weights: &WeightMethod,
    has_criteria: bool,
    names: &Names,
    out: &mut Diagnostics,
) {
    // An evaluation without pools has one of which its author knows nothing.
    let name = if pool.span == head.span { &head.name } else { &pool.name };
    // A list of criteria needs no indicators: what counts is how many of them are met.
    if nodes_under(parents).is_empty() && (weights != &WeightMethod::Points || !has_criteria) {
        out.report(Fault::Empty, pool.span, format!("“{name}”没有指标"));
    }
    let mut leaves = Vec::new();
    leaves_under(parents, &mut leaves);
    distinct("指标", leaves.iter().map(|(code, leaf)| Entry { code, name: &leaf.name, span: leaf.span }), out);
    let (WeightMethod::Given { total } | WeightMethod::GivenTimesEntropy { total, .. }) = weights else { return };
    level_sums(parents, *total, (pool.span, name), head, names, out);
}

/// Indicators and branches right under these blocks, as written: whatever else is wrong with them, they are there.
fn nodes_under<'block, 'tree>(parents: &[&'block Block<'tree>]) -> Vec<&'block Block<'tree>> {
    let is_node = |child: &&Block| matches!(child.word.word, "indicator" | "branch");
    parents.iter().flat_map(|parent| parent.children.iter().filter(is_node)).collect()
}

fn leaves_under<'block, 'tree>(parents: &[&'block Block<'tree>], found: &mut Vec<(Code, &'block Block<'tree>)>) {
    for node in nodes_under(parents) {
        match node.word.word {
            // What is wrong with the code itself was told where the indicator was read.
            "indicator" => found.push((node.code(&mut Diagnostics::default()), node)),
            _ => leaves_under(&[node], found),
        }
    }
}

fn level_sums(
    parents: &[&Block],
    total: Decimal,
    (place, name): (model::pack::SourceSpan, &str),
    head: &EvaluationHead,
    names: &Names,
    out: &mut Diagnostics,
) {
    let nodes = nodes_under(parents);
    // Weights that cannot be read were told where the indicator was read.
    let quiet = &mut Diagnostics::default();
    let common: Vec<Option<Constant>> = nodes.iter().map(|node| constant(node, "weight", names, quiet)).collect();
    let own: Vec<Vec<(Code, Decimal)>> =
        nodes.iter().map(|node| by_group(node.amounts("group_weights", quiet), head, names, quiet)).collect();
    let mut groups: Vec<Option<&Code>> = vec![None];
    for (group, _) in own.iter().flatten() {
        if !groups.contains(&Some(group)) {
            groups.push(Some(group));
        }
    }
    for group in groups {
        let weight_of = |(own, common): (&Vec<(Code, Decimal)>, &Option<Constant>)| -> Vec<Decimal> {
            match own.iter().find(|(code, _)| Some(code) == group) {
                Some((_, weight)) => vec![*weight],
                None => common.as_ref().map(|weight| every_value(weight, names)).unwrap_or_default(),
            }
        };
        let weights: Vec<Vec<Decimal>> = own.iter().zip(&common).map(weight_of).collect();
        // A weight that is a parameter may change with the years; every one of its values must fit.
        let times = weights.iter().map(Vec::len).max().unwrap_or(0);
        for time in 0..times {
            let at = |values: &Vec<Decimal>| values.get(time).or(values.last()).copied();
            let sum: Decimal = weights.iter().filter_map(at).sum();
            // Without one of them only a sum that is too large already says something.
            let is_whole = weights.iter().all(|values| !values.is_empty());
            if sum == total || (!is_whole && sum < total) {
                continue;
            }
            let shown = |(node, values): (&&Block, &Vec<Decimal>)| {
                at(values).map(|weight| format!("{} {}", node.name, weight.normalize()))
            };
            let parts: Vec<String> = nodes.iter().zip(&weights).filter_map(shown).collect();
            let of_group = group.map_or(String::new(), |group| format!("（组 `{group}`）"));
            let (sum, total) = (sum.normalize(), total.normalize());
            let short = total - sum;
            let hint = if short > Decimal::ZERO { format!("补足 {short}") } else { format!("减去 {}", -short) };
            out.report(Fault::WeightSum, place, format!("“{name}”权重合计 {sum}{of_group}，应为 {total}"))
                .note(parts.join(" + "))
                .hint(hint);
            break;
        }
    }
    for node in nodes.into_iter().filter(|node| node.word.word == "branch") {
        level_sums(&[node], total, (node.span, &node.name), head, names, out);
    }
}

/// The number, or all values of the parameter by time.
pub(crate) fn every_value(constant: &Constant, names: &Names) -> Vec<Decimal> {
    let values = |parameter: &Parameter| -> Vec<Decimal> {
        let single = |amount: &ParameterAmount| match amount {
            ParameterAmount::Single(number) => Some(*number),
            ParameterAmount::ByChoice { .. } => None,
        };
        parameter.values.iter().filter_map(|value| single(&value.amount)).collect()
    };
    match constant {
        Constant::Number(number) => vec![*number],
        Constant::Parameter(code) => {
            names.parameters.iter().find(|parameter| parameter.code == *code).map(values).unwrap_or_default()
        }
    }
}
