//! Official statistics are of places: neither a target nor a request nor a value of one is given to an enterprise, whoever
//! asks for it. The refusal is on record. (Breaking targets of economic statistics down to enterprises was named as an offence
//! by the national statistics office; the statistics law forbids what leads there.)

use std::collections::BTreeMap;

use engine::collection::NameRules;
use jiff::Timestamp;
use model::people::{Agency, AgencyKind};
use model::{DecisionAction, Indicator, Item, ItemKind, Place, Plan, Target};

use crate::{Actor, App, Result};

/// The dictionaries, and the words of the site (`presets/collection.toml`), that tell a statistic and an enterprise.
struct Known<'all> {
    indicators: &'all [Indicator],
    places: &'all [Place],
    agencies: &'all [Agency],
    names: &'all NameRules,
}

impl Known<'_> {
    /// The name of the official statistic that a target is measured by: of its code, or of its own words.
    fn statistic(&self, code: Option<&str>, words: &str) -> Option<String> {
        let official = || self.indicators.iter().filter(|one| one.is_official_statistic);
        let by_code = code.and_then(|code| official().find(|one| one.code == code || one.name == code));
        let by_words = || official().find(|one| words.contains(&one.name)).map(|one| one.name.clone());
        let by_use = || self.names.statistic(words).map(|one| one.name.clone());
        by_code.map(|one| one.name.clone()).or_else(by_words).or_else(by_use)
    }

    /// A body of that kind, or what looks like an enterprise; never a place of the dictionary.
    fn is_firm(&self, word: &str) -> bool {
        let word = word.trim();
        if word.is_empty() || self.places.iter().any(|place| place.code == word || place.name == word) {
            return false;
        }
        let named = |agency: &&Agency| {
            let names =
                agency.names.iter().map(|one| one.name.as_str()).chain(agency.aliases.iter().map(String::as_str));
            agency.code == word || names.into_iter().any(|name| name == word)
        };
        if let Some(agency) = self.agencies.iter().find(named) {
            return agency.kind == AgencyKind::Enterprise;
        }
        self.names.is_enterprise(word)
    }

    /// Why a statistic may not be asked of somebody; nothing when it may. `statistic` is a code or words.
    fn fault(&self, (code, words): (Option<&str>, &str), of: &str) -> Option<String> {
        if !self.is_firm(of) {
            return None;
        }
        let name = self.statistic(code, words)?;
        Some(format!(
            "“{of}”是企业，“{name}”是官方统计指标：统计指标只按地区设目标、采数，不得把目标任务分解、下达到企业；请改为地区，或改用非统计的指标"
        ))
    }

    /// Of a target: its places and the words that its subject begins with.
    fn target_fault(&self, target: &Target) -> Option<String> {
        let statistic = (target.indicator.as_deref(), target.subject.as_str());
        target.places.iter().find_map(|place| self.fault(statistic, place))
    }
}

/// The targets that a decision would let stand.
fn targets_of<'all>(standing: &'all Plan, action: &'all DecisionAction) -> Vec<&'all Target> {
    let items: Vec<&Item> = match action {
        DecisionAction::Correct { item } | DecisionAction::Add { item } | DecisionAction::Merge { item, .. } => {
            vec![item]
        }
        DecisionAction::Split { items, .. } => items.iter().collect(),
        DecisionAction::Confirm { kind: ItemKind::Target, id } => {
            return standing.targets.iter().filter(|target| target.id == *id).collect();
        }
        DecisionAction::Confirm { .. }
        | DecisionAction::Defer { .. }
        | DecisionAction::Reject { .. }
        | DecisionAction::Undo { .. } => Vec::new(),
    };
    let target = |item: &'all Item| match item {
        Item::Target(target) => Some(target),
        Item::Metadata(_) | Item::Task(_) | Item::SoftTarget(_) => None,
    };
    items.into_iter().filter_map(target).collect()
}

impl App {
    /// Refuses a decision about a plan that would give an enterprise a target of an official statistic.
    pub(crate) async fn refuse_firm_targets(
        &self,
        actor: &Actor,
        plan: &str,
        (standing, action): (&Plan, &DecisionAction),
        now: Timestamp,
    ) -> Result<()> {
        let targets = targets_of(standing, action);
        if targets.is_empty() {
            return Ok(());
        }
        let (dictionaries, agencies) = (self.store.dictionaries(now).await?, self.store.agencies().await?);
        let known = Known {
            indicators: &dictionaries.indicators,
            places: &dictionaries.places,
            agencies: &agencies,
            names: &self.collection.admission.names,
        };
        let Some((target, fault)) = targets.iter().find_map(|one| Some((one, known.target_fault(one)?))) else {
            return Ok(());
        };
        Err(self.refused(actor, &format!("{plan}/{}/{}", target.task, target.id), &fault, now).await)
    }

    /// The same of statistics that are asked of, or said about, somebody: pairs of a code or name and whom it is of.
    pub(crate) async fn refuse_firm_statistics(
        &self,
        actor: &Actor,
        object: &str,
        pairs: &[(&str, &str)],
        now: Timestamp,
    ) -> Result<()> {
        let (dictionaries, agencies) = (self.store.dictionaries(now).await?, self.store.agencies().await?);
        let known = Known {
            indicators: &dictionaries.indicators,
            places: &dictionaries.places,
            agencies: &agencies,
            names: &self.collection.admission.names,
        };
        // A file has a place in thousands of lines: each is looked at once.
        let mut firms: BTreeMap<&str, bool> = BTreeMap::new();
        let mut of_firm = pairs.iter().filter(|(_, of)| *firms.entry(of).or_insert_with(|| known.is_firm(of)));
        let fault = of_firm.find_map(|(statistic, of)| known.fault((Some(*statistic), *statistic), of));
        match fault {
            None => Ok(()),
            Some(fault) => Err(self.refused(actor, object, &fault, now).await),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enterprises_are_told_from_places_and_bodies() {
        let names = crate::collection::rules::load(None).unwrap().admission.names;
        let known = Known { indicators: &[], places: &[], agencies: &[], names: &names };
        for firm in ["91370700MA3C0000XT", "示例机械有限公司", "示例集团", "示例化肥厂", "规上工业企业"]
        {
            assert!(known.is_firm(firm), "{firm}");
            assert!(known.fault((None, "GDP（地区生产总值）"), firm).is_some(), "{firm}");
            assert_eq!(known.fault((None, "带动就业人数"), firm), None, "{firm}");
        }
        for other in ["清河县", "", "示例市", "市统计局", "370783", "2025年1月至12月份情况X"] {
            assert!(!known.is_firm(other), "{other}");
        }
        assert!(
            known
                .fault((None, "规上产值"), "示例机械有限公司")
                .unwrap()
                .contains("“规模以上工业产值、增加值和效益”是官方统计指标")
        );
    }
}
