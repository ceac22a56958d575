//! What a site declares about consent, and the terms that fit it.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// A site's rules of consent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRules {
    pub basis: String,
    pub days_default: i64,
    pub days_max: i64,
    /// So many enterprises at least stand behind every number of an aggregate.
    pub group_min: usize,
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    #[serde(rename = "item")]
    pub items: Vec<ConsentItem>,
}

/// What for (用途).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    pub code: String,
    pub name: String,
    pub definition: String,
}

/// What can be agreed to be seen: results of a pack, by their codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentItem {
    pub code: String,
    pub name: String,
    pub pack: String,
    pub register: String,
    /// The formula whose result stands in lists.
    pub label: String,
    pub results: Vec<String>,
    /// Fields by which aggregates are told.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Formulas that aggregates add up.
    #[serde(default)]
    pub sums: Vec<String>,
    /// Codes of the bodies that see aggregates.
    #[serde(default)]
    pub told: Vec<String>,
}

/// What an enterprise wants to agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'a> {
    pub item: &'a str,
    pub purpose: &'a str,
    pub first_day: Date,
    pub last_day: Date,
}

/// Why it cannot, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsFault {
    #[error("授权事项“{0}”没有登记；请从列表中选择")]
    Item(String),
    #[error("用途“{0}”不在用途目录中；请从{1}中选择")]
    Purpose(String, String),
    #[error("授权首日 {first} 早于今天（{today}）；请改为今天或以后")]
    Past { first: Date, today: Date },
    #[error("授权末日 {last} 早于首日 {first}；请检查")]
    Backwards { first: Date, last: Date },
    #[error("授权 {days} 天，超过最长 {max} 天；请把末日改为 {latest} 或以前")]
    TooLong { days: i64, max: i64, latest: Date },
}

impl ConsentRules {
    pub fn item(&self, code: &str) -> Option<&ConsentItem> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The code itself where a site no longer has it.
    pub fn purpose_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.purposes.iter().find(|purpose| purpose.code == code).map_or(code, |purpose| purpose.name.as_str())
    }

    pub fn check_terms(&self, terms: &Terms<'_>, today: Date) -> Result<(), TermsFault> {
        if self.item(terms.item).is_none() {
            return Err(TermsFault::Item(terms.item.to_string()));
        }
        if !self.purposes.iter().any(|purpose| purpose.code == terms.purpose) {
            let known: Vec<&str> = self.purposes.iter().map(|purpose| purpose.name.as_str()).collect();
            return Err(TermsFault::Purpose(terms.purpose.to_string(), known.join("、")));
        }
        let (first, last) = (terms.first_day, terms.last_day);
        if first < today {
            return Err(TermsFault::Past { first, today });
        }
        if last < first {
            return Err(TermsFault::Backwards { first, last });
        }
        let (days, max) = (days_between(first, last), self.days_max);
        if days > max {
            return Err(TermsFault::TooLong { days, max, latest: first.saturating_add((max - 1).days()) });
        }
        Ok(())
    }

    /// What is wrong with the rules themselves, in Chinese.
    pub fn fault(&self) -> Option<String> {
        if self.days_default < 1 || self.days_max < self.days_default || self.days_max > 3650 {
            return Some("days_default 至少为 1，days_max 不小于 days_default、不超过 3650".to_string());
        }
        if self.group_min < 3 {
            return Some("group_min 至少为 3：两家一组时，其中一家可以推出另一家".to_string());
        }
        if self.purposes.is_empty() {
            return Some("没有任何用途，至少要有一个 [[purpose]]".to_string());
        }
        let twice = |codes: Vec<&String>| {
            let mut known = BTreeSet::new();
            codes.into_iter().find(|code| !known.insert(*code)).cloned()
        };
        twice(self.purposes.iter().map(|one| &one.code).collect())
            .or_else(|| twice(self.items.iter().map(|one| &one.code).collect()))
            .map(|code| format!("代码“{code}”出现两次"))
    }
}

/// Both counted.
pub(super) fn days_between(first: Date, last: Date) -> i64 {
    first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rules() -> ConsentRules {
        let item = |code: &str| ConsentItem {
            code: code.into(),
            name: "结果".into(),
            pack: "p".into(),
            register: "r".into(),
            label: "l".into(),
            results: Vec::new(),
            groups: Vec::new(),
            sums: Vec::new(),
            told: Vec::new(),
        };
        let purpose = Purpose { code: "before".into(), name: "贷前".into(), definition: "调查".into() };
        ConsentRules {
            basis: "示例".into(),
            days_default: 90,
            days_max: 365,
            group_min: 5,
            purposes: vec![purpose],
            items: vec![item("a")],
        }
    }

    fn told(item: &str, purpose: &str, first_day: Date, last_day: Date) -> String {
        let terms = Terms { item, purpose, first_day, last_day };
        rules().check_terms(&terms, date(2026, 1, 10)).map_or_else(|fault| fault.to_string(), |()| "可以".to_string())
    }

    #[test]
    fn terms_outside_the_rules_are_told_with_what_would_fit() {
        let (first, last) = (date(2026, 1, 10), date(2026, 4, 9));
        assert_eq!(told("a", "before", first, last), "可以");
        assert_eq!(told("b", "before", first, last), "授权事项“b”没有登记；请从列表中选择");
        assert_eq!(told("a", "any", first, last), "用途“any”不在用途目录中；请从贷前中选择");
        assert_eq!(
            told("a", "before", date(2026, 1, 9), last),
            "授权首日 2026-01-09 早于今天（2026-01-10）；请改为今天或以后"
        );
        assert_eq!(told("a", "before", last, first), "授权末日 2026-01-10 早于首日 2026-04-09；请检查");
        assert_eq!(told("a", "before", first, date(2027, 1, 9)), "可以");
        assert_eq!(
            told("a", "before", first, date(2027, 1, 10)),
            "授权 366 天，超过最长 365 天；请把末日改为 2027-01-09 或以前"
        );
    }

    #[test]
    fn rules_that_would_tell_one_enterprise_of_another_are_refused() {
        assert_eq!(rules().fault(), None);
        assert!(ConsentRules { group_min: 2, ..rules() }.fault().unwrap().contains("group_min"));
        assert!(ConsentRules { days_max: 30, ..rules() }.fault().unwrap().contains("days_max"));
        let mut twice = rules();
        twice.items.push(twice.items[0].clone());
        assert_eq!(twice.fault().unwrap(), "代码“a”出现两次");
    }
}
