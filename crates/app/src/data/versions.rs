//! Which version of a value an observation is: 初步核算 v1, 最终核实 v2.

use std::collections::BTreeMap;

use model::{Indicator, IndicatorNature, ObservationStatus};
use store::Dictionaries;

use crate::{App, Result};

/// Observations with the version of their value that each is, in words.
pub(crate) struct Versions(BTreeMap<i64, String>);

impl Versions {
    pub fn of(&self, observation: i64) -> Option<&str> {
        self.0.get(&observation).map(String::as_str)
    }
}

impl App {
    /// Counted over all versions of a value, whoever asks: a number is called the same by everybody.
    pub(crate) async fn versions(&self, observations: &[i64], dictionaries: &Dictionaries) -> Result<Versions> {
        let mut found = BTreeMap::new();
        for held in self.store.version_numbers(observations).await? {
            let indicator = dictionaries.indicators.iter().find(|one| one.code == held.indicator);
            found.insert(held.observation, format!("{} v{}", status_in_words(indicator, held.status), held.number));
        }
        Ok(Versions(found))
    }
}

/// 核算 is done for accounts (生产总值、增加值) alone; other statistics are 初步数 and 最终数.
fn status_in_words(indicator: Option<&Indicator>, status: ObservationStatus) -> &'static str {
    let is_account = indicator.is_some_and(|one| {
        let is_named_so = one.name.contains("生产总值") || one.name.ends_with("增加值");
        one.is_official_statistic && one.nature == IndicatorNature::Flow && is_named_so
    });
    match (is_account, status) {
        (true, ObservationStatus::Provisional) => "初步核算",
        (true, ObservationStatus::Final) => "最终核实",
        (true | false, ObservationStatus::Revised) => "修订",
        (false, ObservationStatus::Provisional | ObservationStatus::Final) => status.in_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_accounts_are_called_so() {
        let of = |name: &str, nature| Indicator {
            code: "x".into(),
            name: name.into(),
            unit: "亿元".into(),
            nature,
            definition: String::new(),
            steward: None,
            is_official_statistic: true,
            min: None,
            order: 10,
        };
        let gdp = of("地区生产总值", IndicatorNature::Flow);
        assert_eq!(status_in_words(Some(&gdp), ObservationStatus::Provisional), "初步核算");
        assert_eq!(status_in_words(Some(&gdp), ObservationStatus::Final), "最终核实");
        let share = of("第一产业占地区生产总值比重", IndicatorNature::Rate);
        assert_eq!(status_in_words(Some(&share), ObservationStatus::Provisional), "初步");
        let sales = of("社会消费品零售总额", IndicatorNature::Flow);
        assert_eq!(status_in_words(Some(&sales), ObservationStatus::Final), "最终");
        assert_eq!(status_in_words(None, ObservationStatus::Revised), "修订");
    }
}
