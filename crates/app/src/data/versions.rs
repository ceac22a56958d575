//! Which version of a value an observation is: 初步核算 v1, 最终核实 v2.

use std::collections::BTreeMap;

use model::{Indicator, ObservationStatus};
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

/// 核算 is done for accounts alone, as the dictionary says; other statistics are 初步数 and 最终数.
fn status_in_words(indicator: Option<&Indicator>, status: ObservationStatus) -> &'static str {
    match (indicator.is_some_and(|one| one.is_account), status) {
        (true, ObservationStatus::Provisional) => "初步核算",
        (true, ObservationStatus::Final) => "最终核实",
        (true | false, ObservationStatus::Revised) => "修订",
        (false, ObservationStatus::Provisional | ObservationStatus::Final) => status.in_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the dictionary that is shipped.
    #[test]
    fn only_accounts_are_called_so() {
        let shipped = include_str!("../../../../demo/indicators.csv");
        let mut lines = csv::Reader::from_reader(shipped.as_bytes());
        let heads = lines.headers().unwrap().clone();
        let place = |name: &str| heads.iter().position(|held| held == name).unwrap();
        let (name, account) = (place("name"), place("is_account"));
        let lines: BTreeMap<String, bool> = lines
            .records()
            .map(std::result::Result::unwrap)
            .map(|line| (line[name].to_string(), &line[account] == "true"))
            .collect();
        let of = |name: &str| Indicator {
            code: "x".into(),
            name: name.into(),
            unit: "亿元".into(),
            nature: model::IndicatorNature::Flow,
            definition: String::new(),
            steward: None,
            is_official_statistic: true,
            min: None,
            is_account: lines[name],
            order: 10,
        };
        let told = |name: &str, status| status_in_words(Some(&of(name)), status);
        assert_eq!(told("地区生产总值", ObservationStatus::Provisional), "初步核算");
        assert_eq!(told("地区生产总值", ObservationStatus::Final), "最终核实");
        assert_eq!(told("人均地区生产总值", ObservationStatus::Provisional), "初步");
        assert_eq!(told("社会消费品零售总额", ObservationStatus::Final), "最终");
        assert_eq!(status_in_words(None, ObservationStatus::Revised), "修订");
    }
}
