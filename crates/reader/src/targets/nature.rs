//! How a quantity behaves in time, told from verbs and names.

use model::{Comparator, Nature};

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
