//! How far values may be seen: the one place where roles become a condition on them, and where a value that comes without
//! a class gets one. Lists, counts, files, explanations and public pages ask here; the store puts the answer into its
//! questions. What is computed reads nothing that is sensitive, see `docs/decisions/0022-class-of-values.md`.

use jiff::Timestamp;
use model::people::{DataClass, Object, agency_named};
use model::{Dataset, Grade, Observation};
use store::{ClassReach, Dictionaries};

use crate::reach::why_not;
use crate::{Actor, App, AppError, Result, day_in_china};

impl App {
    /// Somebody who reads what is internal reads it of all places; sensitive values are for the planning section, for the
    /// place that they are about and for the body that answers for the indicator.
    pub(crate) async fn class_reach(&self, actor: &Actor, now: Timestamp) -> Result<ClassReach> {
        let seen = |class| actor.sees(&Object::of_all(class));
        if seen(DataClass::Sensitive) {
            return Ok(ClassReach::all());
        }
        if !seen(DataClass::Internal) {
            return Ok(ClassReach::up_to(DataClass::Public));
        }
        let mut reach = ClassReach::up_to(DataClass::Internal);
        let sensitive = Object::of_all(DataClass::Sensitive);
        for one in actor.assignments() {
            let place =
                one.place.as_ref().filter(|place| actor.sees(&Object { place: Some(place.as_str()), ..sensitive }));
            reach.places.extend(place.cloned());
        }
        let agencies = self.store.agencies().await?;
        let today = day_in_china(now);
        for indicator in &self.store.dictionaries(now).await?.indicators {
            let steward = indicator.steward.as_deref();
            let steward = steward.map(|name| agency_named(&agencies, name, today).map_or(name, |held| &held.code));
            let object = Object { steward, is_official_statistic: indicator.is_official_statistic, ..sensitive };
            if actor.sees(&object) {
                reach.indicators.insert(indicator.code.clone());
            }
        }
        Ok(reach)
    }

    /// Refuses a value that is not within reach; on record.
    pub(crate) async fn demand_value(&self, actor: &Actor, value: &Observation, now: Timestamp) -> Result<()> {
        if self.class_reach(actor, now).await?.has(value) {
            return Ok(());
        }
        let capability = match value.class {
            DataClass::Public => model::people::Capability::ReadPublished,
            DataClass::Internal | DataClass::Sensitive => model::people::Capability::ReadInternal,
        };
        let why = match value.class {
            DataClass::Sensitive => "这个数属于敏感数据，只供县域科、数据所属县市区和指标责任单位查看".to_string(),
            class => why_not(actor, capability, class),
        };
        Err(self.refused(actor, &format!("observation/{}", value.id), &why, now).await)
    }
}

/// Of a value that comes without a class: 公开 is what a published source that the dictionary names has said, everything
/// else is 内部.
pub(crate) fn default_class(value: &Observation, dictionaries: &Dictionaries) -> DataClass {
    let is_published = matches!(value.grade, Grade::A | Grade::B | Grade::P)
        && value.dataset == Dataset::Real
        && dictionaries.sources.iter().any(|source| source.id == value.source && source.kind != FILLED_IN);
    if is_published { DataClass::Public } else { DataClass::Internal }
}

/// The kind of a source that is a request for data: what was filled in here is published by nobody yet.
pub(crate) const FILLED_IN: &str = "填报";

/// The dictionaries for somebody: those outside are not told of what is asked of whom.
pub(super) fn told(mut dictionaries: Dictionaries, reach: &ClassReach) -> Dictionaries {
    if reach.highest == DataClass::Public {
        dictionaries.sources.retain(|source| source.kind != FILLED_IN);
    }
    dictionaries
}

/// As files write it, for programs and for people.
pub(crate) fn class_of_word(word: &str) -> Option<DataClass> {
    match word {
        "公开" | "public" => Some(DataClass::Public),
        "内部" | "internal" => Some(DataClass::Internal),
        "敏感" | "sensitive" => Some(DataClass::Sensitive),
        _ => None,
    }
}

/// Says why a form that has no place for classes cannot hold these values.
pub(super) fn refuse_sensitive(rows: &[&Observation], form: &str) -> Result<()> {
    match rows.iter().any(|row| row.class == DataClass::Sensitive) {
        true => Err(AppError::bad_input(format!(
            "{form}没有数据分类一项，收到文件的一方不知道哪些数是敏感的；所选数据中有敏感数据，请缩小范围，或改用 SDMX、数据包"
        ))),
        false => Ok(()),
    }
}
