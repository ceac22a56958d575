//! Official statistics are of places: neither a target nor a request nor a value of one is given to an enterprise, whoever
//! asks for it. The refusal is on record. (Breaking targets of economic statistics down to enterprises was named as an offence
//! by the national statistics office; the statistics law forbids what leads there.)

use jiff::Timestamp;
use model::people::{Agency, AgencyKind};
use model::{DecisionAction, Indicator, Item, ItemKind, Place, Plan, Target};

use crate::{Actor, App, Result};

/// What people call official statistics besides their names in the dictionary.
const SHORT_NAMES: [&str; 6] = ["GDP", "规上产值", "规上工业产值", "规上工业总产值", "规上工业增加值", "生产总值"];
/// A name that ends so is that of a firm; one with 公司 anywhere in it as well.
const FIRM_ENDINGS: [&str; 6] = ["集团", "企业", "厂", "合作社", "商行", "事务所"];

/// The dictionaries that tell a statistic and an enterprise.
pub(crate) struct Known<'all> {
    pub indicators: &'all [Indicator],
    pub places: &'all [Place],
    pub agencies: &'all [Agency],
}

impl Known<'_> {
    /// The name of the official statistic that a target is measured by: of its code, or of its own words.
    fn statistic(&self, code: Option<&str>, words: &str) -> Option<String> {
        let official = || self.indicators.iter().filter(|one| one.is_official_statistic);
        let by_code = code.and_then(|code| official().find(|one| one.code == code || one.name == code));
        let by_words = || official().find(|one| words.contains(&one.name)).map(|one| one.name.clone());
        let by_short =
            || SHORT_NAMES.iter().find(|name| words.to_uppercase().contains(**name)).map(ToString::to_string);
        by_code.map(|one| one.name.clone()).or_else(by_words).or_else(by_short)
    }

    /// A body of that kind, a 统一社会信用代码, or a name like that of a firm; never a place of the dictionary.
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
        is_credit_code(word) || word.contains("公司") || FIRM_ENDINGS.iter().any(|ending| word.ends_with(ending))
    }

    /// Why a statistic may not be asked of somebody; nothing when it may. `statistic` is a code or words.
    pub fn fault(&self, (code, words): (Option<&str>, &str), of: &str) -> Option<String> {
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

/// 18 letters and digits, the first two a registering body and a kind, the next six a division code.
fn is_credit_code(word: &str) -> bool {
    let is_of = |letter: char| letter.is_ascii_digit() || (letter.is_ascii_uppercase() && !"IOZSV".contains(letter));
    word.len() == 18 && word.chars().all(is_of) && word.chars().skip(2).take(6).all(|letter| letter.is_ascii_digit())
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
        let known = Known { indicators: &dictionaries.indicators, places: &dictionaries.places, agencies: &agencies };
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
        let known = Known { indicators: &dictionaries.indicators, places: &dictionaries.places, agencies: &agencies };
        let fault = pairs.iter().find_map(|(statistic, of)| known.fault((Some(*statistic), *statistic), of));
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
        let known = Known { indicators: &[], places: &[], agencies: &[] };
        for firm in ["91370700MA3C0000XT", "示例机械有限公司", "示例集团", "示例化肥厂", "规上工业企业"]
        {
            assert!(known.is_firm(firm), "{firm}");
            assert!(known.fault((None, "GDP（地区生产总值）"), firm).is_some(), "{firm}");
            assert_eq!(known.fault((None, "带动就业人数"), firm), None, "{firm}");
        }
        for other in ["清河县", "", "示例市", "市统计局", "370783", "2025年1月至12月份情况X"] {
            assert!(!known.is_firm(other), "{other}");
        }
        assert!(known.fault((None, "规上产值"), "示例机械有限公司").unwrap().contains("“规上产值”是官方统计指标"));
    }
}
