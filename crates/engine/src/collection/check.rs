//! Checks what was typed: errors that cannot stand (硬错误) and doubts that need an explanation (软疑点).
//!
//! A doubt is never a refusal: a figure that is right is explained in a note and goes through.

use model::IndicatorNature;
use model::collection::{Answer, Field, FieldKind};
use rust_decimal::Decimal;

/// What a value is held against. Whatever is missing is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The same field, last period.
    pub last: Option<Decimal>,
    /// The last period lies in the same year, so that a figure to date cannot have been larger.
    pub is_last_of_same_year: bool,
    /// The values of the other respondents.
    pub peers: Vec<Decimal>,
    /// The target of the plan for the year.
    pub target: Option<Decimal>,
}

/// From where on a value raises a doubt.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoubtRules {
    /// Where the rules were seen; 示例 for those of this product.
    pub basis: String,
    /// Change from the last period, percent.
    pub change_percent: Decimal,
    /// Distance from the median of the others, in median absolute deviations.
    pub deviations: Decimal,
    /// Fewer others are not compared.
    pub peers_min: usize,
    /// Multiple of the target.
    pub target_times: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Remark {
    pub field: String,
    pub kind: RemarkKind,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// Must be corrected.
    Error,
    /// Must be corrected or explained.
    Doubt,
}

/// All remarks on one field. `note` is the explanation that stands beside the value.
pub fn check_answer(
    field: &Field,
    value: Option<&Answer>,
    note: Option<&str>,
    against: &Comparison,
    rules: &DoubtRules,
) -> Vec<Remark> {
    let remark = |kind, message: String| Remark { field: field.code.clone(), kind, message };
    let Some(value) = value else {
        let missing = field.is_required.then(|| remark(RemarkKind::Error, format!("“{}”必填，还没有填", field.name)));
        return missing.into_iter().collect();
    };
    if let Some(fault) = fault(field, value) {
        return vec![remark(RemarkKind::Error, format!("“{}”{fault}", field.name))];
    }
    let is_explained = note.is_some_and(|note| !note.trim().is_empty());
    match (value, &field.kind) {
        (Answer::Number { value }, FieldKind::Number { nature, .. }) if !is_explained => {
            let doubts = doubts(*value, *nature, against, rules);
            doubts
                .into_iter()
                .map(|doubt| remark(RemarkKind::Doubt, format!("“{}”{doubt}；请核对，属实请写说明", field.name)))
                .collect()
        }
        (Answer::Number { .. } | Answer::Text { .. }, FieldKind::Number { .. } | FieldKind::Text { .. }) => Vec::new(),
    }
}

/// Why a value cannot stand in a field at all.
pub(super) fn fault(field: &Field, value: &Answer) -> Option<String> {
    match (value, &field.kind) {
        (Answer::Number { value }, FieldKind::Number { min, max, decimals, .. }) => {
            let unit = &field.unit;
            if let Some(min) = min.filter(|min| *value < *min) {
                return Some(format!("填的是 {value}{unit}，低于下限 {min}{unit}"));
            }
            if let Some(max) = max.filter(|max| *value > *max) {
                return Some(format!("填的是 {value}{unit}，高于上限 {max}{unit}"));
            }
            let given = value.normalize().scale();
            (given > *decimals).then(|| format!("填的是 {value}，至多保留 {decimals} 位小数"))
        }
        (Answer::Text { text }, FieldKind::Text { chars_max }) => {
            let given = text.chars().count();
            (given > *chars_max).then(|| format!("有 {given} 字，至多 {chars_max} 字"))
        }
        (Answer::Text { text }, FieldKind::Number { .. }) => Some(format!("应填数值，填的是“{text}”")),
        (Answer::Number { value }, FieldKind::Text { .. }) => Some(format!("应填文字，填的是数值 {value}")),
    }
}

fn doubts(value: Decimal, nature: IndicatorNature, against: &Comparison, rules: &DoubtRules) -> Vec<String> {
    let mut found = Vec::new();
    let is_to_date = nature == IndicatorNature::Flow && against.is_last_of_same_year;
    match against.last {
        Some(last) if is_to_date && value < last => {
            found.push(format!("是累计数，{value} 小于上期的 {last}"));
        }
        Some(last) if value == last && !value.is_zero() => found.push(format!("与上期完全相同（{last}）")),
        // A figure to date grows by itself; only what cannot grow so fast is compared.
        Some(last) if !is_to_date && !last.is_zero() => {
            let change =
                (value - last).abs().checked_div(last.abs()).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
            if let Some(change) = change.filter(|change| *change > rules.change_percent) {
                let way = if value > last { "增加" } else { "减少" };
                found.push(format!("比上期的 {last} {way} {}%", change.round_dp(1).normalize()));
            }
        }
        Some(_) | None => {}
    }
    if let Some((median, deviation)) = spread(&against.peers, rules.peers_min)
        && !deviation.is_zero()
        && (value - median).abs() > deviation * rules.deviations
    {
        found.push(format!("与其他填报单位的中位数 {median} 相差很大"));
    }
    if let Some(target) = against.target.filter(|target| *target > Decimal::ZERO)
        && value > target * rules.target_times
    {
        let times = (value / target).round_dp(1).normalize();
        found.push(format!("是目标值 {target} 的 {times} 倍，可能口径不同"));
    }
    found
}

/// Median and median absolute deviation.
fn spread(values: &[Decimal], count_min: usize) -> Option<(Decimal, Decimal)> {
    if values.len() < count_min {
        return None;
    }
    let middle = median(values.to_vec())?;
    let deviation = median(values.iter().map(|value| (value - middle).abs()).collect())?;
    Some((middle, deviation))
}

/// The middle one, or the middle of the two middle ones; nothing of nothing.
pub fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort();
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(half.checked_sub(1)?)?;
    Some((lower + upper) / Decimal::TWO)
}
