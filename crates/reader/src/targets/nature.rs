//! How a quantity behaves in time, told from verbs and names.

use model::{Comparator, Direction, Nature};

use crate::numbers::Quantity;
use crate::wording::{Lexicon, UnitKind};

pub(super) fn nature(lexicon: &Lexicon, quantity: &Quantity, subject: &str, verb: Option<&str>) -> Nature {
    let verb: Vec<char> = verb.unwrap_or_default().chars().collect();
    let name: Vec<char> = subject.chars().collect();
    let is_share = quantity.unit.ends_with('%') || quantity.unit.ends_with('‰');
    if quantity.comparator == Comparator::IncreaseBy {
        return Nature::Level;
    }
    if lexicon.maintain.is_in(&verb) {
        return Nature::Maintain;
    }
    if is_share || lexicon.rates.before(&name, name.len()).is_some() {
        return Nature::Coverage;
    }
    if lexicon.yearly.is_in(&name) {
        return Nature::Level;
    }
    let is_flow_unit = matches!(
        quantity.unit.trim_start_matches(['万', '亿', '千', '百']),
        "次" | "场" | "人次" | "期" | "件" | "项次"
    );
    if lexicon.flow.is_in(&verb)
        || lexicon.flow.is_in(&name)
        || is_flow_unit
        || name.windows(2).any(|two| two == ['新', '增'])
    {
        return Nature::Flow;
    }
    let starts_yearly =
        ["引进", "开展", "组织", "举办", "招引"].iter().any(|word| verb.iter().collect::<String>().contains(word));
    if starts_yearly && quantity.unit_kind != UnitKind::Money { Nature::Flow } else { Nature::Stock }
}

/// Which way the figure is meant to move, by the word of growth, the verb, or a verb within the name.
pub(super) fn direction(quantity: &Quantity, subject: &str, verb: Option<&str>) -> Option<Direction> {
    const DOWN: [&str; 16] = [
        "下降", "降低", "减少", "压减", "缩减", "节约", "回落", "下调", "削减", "降至", "降到", "压缩", "缩短", "压降",
        "淘汰", "控降",
    ];
    const UP: [&str; 9] = ["增长", "提高", "提升", "增加", "上升", "递增", "上涨", "增至", "扩大"];
    let verb = verb.unwrap_or_default();
    let words = quantity.growth.as_deref().unwrap_or(verb);
    let is_in = |list: &[&str], words: &str| list.iter().any(|word| words.contains(word));
    if is_in(&DOWN, words) || ["压减", "淘汰", "削减"].iter().any(|word| subject.starts_with(word)) {
        return Some(Direction::Decrease);
    }
    is_in(&UP, words).then_some(Direction::Increase)
}

/// 千人口托位数 counts per thousand people: the unit says so.
pub(super) fn per_thousand(unit: &str, subject: &str) -> (String, String) {
    let name = subject.strip_prefix('每').unwrap_or(subject);
    let base =
        ["千人口", "万人口", "千人", "万人", "百万人", "十万人", "百人"].iter().find(|base| name.starts_with(**base));
    match base {
        Some(base) if !unit.contains('/') && name.ends_with('数') => {
            (format!("{unit}/{}", base.trim_end_matches('口')), subject.to_string())
        }
        _ => (unit.to_string(), subject.to_string()),
    }
}
