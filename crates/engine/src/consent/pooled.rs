//! Aggregates that tell no single enterprise: groups that are too small are added together (最小组数).

use rust_decimal::Decimal;

/// Enterprises that share something, and what they add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub count: usize,
    pub sums: Vec<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pooled {
    /// All together are fewer than what may be told.
    TooFew,
    Told {
        /// In the order that was given.
        groups: Vec<Group>,
        /// Those that were too small, together, and their names.
        others: Option<(Group, Vec<String>)>,
    },
}

/// Groups of at least `least` enterprises. What is left over would follow from the total, so it is told as one group, and the
/// smallest other groups join it until it is large enough too.
pub fn pooled(groups: Vec<Group>, least: usize) -> Pooled {
    let groups: Vec<Group> = groups.into_iter().filter(|group| group.count > 0).collect();
    if groups.iter().map(|group| group.count).sum::<usize>() < least {
        return Pooled::TooFew;
    }
    let mut joins: Vec<bool> = groups.iter().map(|group| group.count < least).collect();
    let joined = |joins: &[bool]| -> usize {
        groups.iter().zip(joins).filter(|(_, joins)| **joins).map(|(group, _)| group.count).sum()
    };
    while (1..least).contains(&joined(&joins)) {
        let visible = groups.iter().enumerate().filter(|(place, _)| !joins[*place]);
        // All together are enough, so there is one as long as the others are not.
        let Some((smallest, _)) = visible.min_by_key(|(place, group)| (group.count, *place)) else { break };
        joins[smallest] = true;
    }
    let (mut told, mut small) = (Vec::new(), Vec::new());
    for (group, joins) in groups.into_iter().zip(joins) {
        if joins { small.push(group) } else { told.push(group) }
    }
    let others = (!small.is_empty()).then(|| {
        let names = small.iter().map(|group| group.name.clone()).collect();
        let length = small.first().map_or(0, |group| group.sums.len());
        let sums = (0..length).map(|place| small.iter().filter_map(|group| group.sums.get(place)).sum()).collect();
        (Group { name: "其他".to_string(), count: small.iter().map(|group| group.count).sum(), sums }, names)
    });
    Pooled::Told { groups: told, others }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(counts: &[(&str, usize)]) -> String {
        let group = |(name, count): &(&str, usize)| Group {
            name: (*name).to_string(),
            count: *count,
            sums: vec![Decimal::from(*count) * Decimal::TEN],
        };
        let line = |group: &Group| format!("{}{}={}", group.name, group.count, group.sums[0]);
        match pooled(counts.iter().map(group).collect(), 5) {
            Pooled::TooFew => "不足".to_string(),
            Pooled::Told { groups, others } => {
                let mut lines: Vec<String> = groups.iter().map(line).collect();
                lines.extend(others.map(|(group, names)| format!("{}（{}）", line(&group), names.join("、"))));
                lines.join(" ")
            }
        }
    }

    #[test]
    fn no_number_stands_for_fewer_enterprises_than_the_rules_say() {
        assert_eq!(told(&[("电力", 5), ("钢铁", 9)]), "电力5=50 钢铁9=90");
        assert_eq!(told(&[("电力", 2), ("钢铁", 9), ("建材", 3)]), "钢铁9=90 其他5=50（电力、建材）");
        // One small group alone would follow from the total: the next one joins it.
        assert_eq!(told(&[("电力", 1), ("钢铁", 9), ("建材", 6)]), "钢铁9=90 其他7=70（电力、建材）");
        assert_eq!(told(&[("电力", 1), ("钢铁", 4)]), "其他5=50（电力、钢铁）");
        assert_eq!(told(&[("电力", 1), ("钢铁", 3)]), "不足");
        assert_eq!(told(&[("电力", 0), ("钢铁", 5)]), "钢铁5=50");
        assert_eq!(told(&[]), "不足");
    }
}
