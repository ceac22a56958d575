//! Nodes of a derivation that were computed (完成比例, 序时进度, 差距, 尚需年均增速, 年均值): each stands with its formula and
//! with every number of it, so that a reader can do it again by hand. Computes nothing of its own.

use model::{Comparator, Derivation, SourceRef};
use rust_decimal::Decimal;

use crate::demand::{demanded, gap_in_words, is_ceiling, shown};
use crate::explain::{figure_node, sum_node};
use crate::judge::{Judgement, MeanOf};
use crate::status::StatusInput;
use crate::wording::unit_of_difference;

/// The actual value, the baseline or the growth that was judged, whole down to the observations.
pub(crate) fn judged(input: &StatusInput<'_, '_>, judgement: &Judgement<'_>) -> Vec<Derivation> {
    let facts = input.facts;
    let actual = judgement.actual.as_ref().map(|figure| match own_mean(judgement) {
        None => figure_node("实际值", figure, facts),
        Some(mean) => Derivation {
            title: format!("实际值：{}", figure.period_in_words()),
            formula: Some("考核期累计 × 12 ÷ 已过月数（不足12个月按12个月），四舍五入到两位小数".to_string()),
            inputs: vec![sum_node("考核期累计", figure, mean.sum, facts), count("已过月数", mean.months, "个月")],
            unit: figure.parts.first().map(|part| part.unit.clone()),
            ..Derivation::leaf("", plain(figure.value))
        },
    });
    let baseline = judgement.baseline.as_ref().map(|figure| figure_node("基期值", figure, facts));
    let growth = judgement.worked.growth.as_ref().map(|growth| {
        let inputs = vec![figure_node("本年值", &growth.new, facts), figure_node("上年值", &growth.base, facts)];
        let formula = "（本年值 − 上年值） ÷ 上年值 × 100，四舍五入到两位小数";
        computed("比上年增长", shown(growth.rate), formula, inputs)
    });
    actual.into_iter().chain(baseline).chain(growth).collect()
}

/// What was computed from the judged nodes and from the demand.
pub(crate) fn worked(input: &StatusInput<'_, '_>, judgement: &Judgement<'_>, judged: &[Derivation]) -> Vec<Derivation> {
    let named = |title: &str| judged.iter().find(|node| node.title.starts_with(title)).map(bare);
    let actual = named("实际值");
    let baseline = named("基期值");
    let demand = demand_number(input);
    let mut nodes = Vec::new();
    if let (Some(share), Some(actual), Some(demand)) = (judgement.achieved_share, &actual, &demand) {
        nodes.push(match (judgement.worked.mean, &baseline) {
            (Some(mean), _) => {
                let sum = judged.iter().flat_map(|node| &node.inputs).find(|node| node.title.starts_with("考核期累计"));
                let sum = sum.map_or_else(|| actual.clone(), bare);
                let whole = Derivation {
                    unit: Some(input.target.unit.clone()),
                    formula: Some("目标值 × 考核期年数".to_string()),
                    inputs: vec![demand.clone(), count("考核期年数", mean.years, "年")],
                    ..Derivation::leaf("考核期总目标", whole_demand(input, mean))
                };
                let formula = format!("{} ÷ 考核期总目标 × 100", kind_of(&sum.title));
                computed("完成比例", share, &rounded(&formula), vec![sum, whole])
            }
            (None, Some(baseline)) => {
                let inputs = vec![actual.clone(), baseline.clone(), demand.clone()];
                computed("完成比例", share, &rounded("（实际值 − 基期值） ÷ （目标值 − 基期值） × 100"), inputs)
            }
            (None, None) => {
                computed("完成比例", share, &rounded("实际值 ÷ 目标值 × 100"), vec![actual.clone(), demand.clone()])
            }
        });
    }
    if let (Some(share), Some((passed, all))) = (judgement.time_share, judgement.worked.months) {
        let inputs = vec![count("已过月数", passed, "个月"), count("考核期总月数", all, "个月")];
        nodes.push(computed("序时进度", share, &rounded("已过月数 ÷ 考核期总月数 × 100"), inputs));
    }
    if let (Some(gap), Some(demand)) = (judgement.gap, &demand) {
        let value = actual.clone().or_else(|| named("比上年增长"));
        let of_what = value.as_ref().map_or("实际值", |node| kind_of(&node.title));
        let formula = if is_ceiling(input.target) {
            format!("{of_what} − 目标值")
        } else {
            format!("目标值 − {of_what}")
        };
        let mut node = Derivation::leaf("差距", gap_in_words(input.target, gap));
        node.unit = (!gap.is_zero()).then(|| unit_of_difference(&input.target.unit).to_string());
        node.formula = Some(formula);
        node.inputs = value.into_iter().chain([demand.clone()]).collect();
        nodes.push(node);
    }
    if let (Some(rate), Some((figure, years)), Some(demand)) =
        (judgement.required_rate, &judgement.worked.rate, &demand)
    {
        let level = figure_node("实际值", figure, input.facts);
        // The level stands whole where nothing was judged by it.
        let level = if actual.is_some() { bare(&level) } else { level };
        let inputs = vec![demand.clone(), level, count("剩余年数", i64::from(*years), "年")];
        let formula = "（目标值 ÷ 实际值）开剩余年数次方 − 1，以百分数表示";
        nodes.push(computed("尚需年均增速", rate, &rounded(formula), inputs));
    }
    nodes
}

/// The sum of the term and its divisor, where they give something else than the sum itself.
fn own_mean(judgement: &Judgement<'_>) -> Option<MeanOf> {
    let actual = judgement.actual.as_ref()?;
    judgement.worked.mean.filter(|mean| mean.sum != actual.value)
}

/// The demand as the number that was computed with.
fn demand_number(input: &StatusInput<'_, '_>) -> Option<Derivation> {
    let target = input.target;
    let mut leaf = Derivation::leaf("目标值", plain(demanded(target)?));
    leaf.unit = Some(target.unit.clone());
    leaf.source = Some(SourceRef::Clause {
        task: target.task.clone(),
        label: input.clause.clone(),
        span: target.span,
        text: target.text.clone(),
    });
    if target.comparator == Comparator::Between {
        leaf.notes.push("区间目标按下限计算".to_string());
    }
    Some(leaf)
}

fn whole_demand(input: &StatusInput<'_, '_>, mean: MeanOf) -> String {
    let whole = demanded(input.target).and_then(|demanded| demanded.checked_mul(Decimal::from(mean.years)));
    // A share of it was computed, so it exists.
    whole.map(plain).unwrap_or_default()
}

/// 实际值 of 实际值：2025年1—11月累计.
fn kind_of(title: &str) -> &str {
    title.split('：').next().unwrap_or(title)
}

/// A node as an input of another one: what is under it stands beside.
fn bare(node: &Derivation) -> Derivation {
    Derivation { unit: node.unit.clone(), ..Derivation::leaf(node.title.clone(), node.value.clone()) }
}

fn count(title: &str, number: i64, unit: &str) -> Derivation {
    Derivation { unit: Some(unit.to_string()), ..Derivation::leaf(title, number.to_string()) }
}

fn computed(title: &str, percentage: Decimal, formula: &str, inputs: Vec<Derivation>) -> Derivation {
    Derivation {
        unit: Some("%".to_string()),
        formula: Some(formula.to_string()),
        inputs,
        ..Derivation::leaf(title, plain(percentage))
    }
}

fn rounded(formula: &str) -> String {
    format!("{formula}，四舍五入到两位小数")
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
