//! The rules of the collection cycle as a city sets them, all in one place. Data, read from a file by the caller.

use super::admission::AdmissionRules;
use super::burden::BurdenRules;
use super::check::DoubtRules;
use super::clock::ClockRules;
use super::remind::RemindRules;
use super::silence::SilenceBenchmark;

#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectionRules {
    pub admission: AdmissionRules,
    pub doubt: DoubtRules,
    pub burden: BurdenRules,
    pub remind: RemindRules,
    pub clock: ClockRules,
    pub silence: SilenceBenchmark,
    /// 形象进度; a city that wrote its rules before there were milestones has those of the product.
    #[serde(default)]
    pub milestone: crate::milestone::MilestoneRules,
}
