//! The one decision: may somebody with these assignments do this to that. Never looks anything up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::assignment::Assignment;
use super::role::{Capability, Role};

/// How far a thing may be seen. Nothing here is a state secret: the system is not for those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataClass {
    /// 公开: plan texts, published statistics, methods.
    Public,
    /// 内部: progress, problems, unpublished numbers, draft scores.
    Internal,
    /// 敏感: tax, land, energy and carbon of single enterprises, financing, phones.
    Sensitive,
}

impl DataClass {
    pub fn in_words(self) -> &'static str {
        match self {
            DataClass::Public => "公开",
            DataClass::Internal => "内部",
            DataClass::Sensitive => "敏感",
        }
    }
}

/// What something is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Object<'a> {
    /// Code of the body that it belongs to.
    pub agency: Option<&'a str>,
    /// Division code of the place that it is about; nothing for the whole city.
    pub place: Option<&'a str>,
    pub class: DataClass,
    /// Code of the body that answers for the number (一数一源).
    pub steward: Option<&'a str>,
    pub is_official_statistic: bool,
}

impl Object<'static> {
    /// A thing of no body and no place.
    pub fn of_all(class: DataClass) -> Object<'static> {
        Object { agency: None, place: None, class, steward: None, is_official_statistic: false }
    }
}

/// Why not, in Chinese, with who could.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("您的账户目前没有任何岗位，不能{}；请联系系统管理员申请", .0.in_words())]
    NoRole(Capability),
    #[error("您的岗位（{held}）不能{}；此项由{}办理", .capability.in_words(), words(.capability.roles()))]
    Role { capability: Capability, held: String },
    #[error("官方统计数据由统计部门录入，其他岗位只能查看")]
    OfficialStatistic,
    #[error("这项数据的责任单位不是您的单位，不能{}；请由责任单位办理", .0.in_words())]
    Steward(Capability),
    #[error("这项内容不属于您负责的县市区，不能{}", .0.in_words())]
    Place(Capability),
    #[error("这项内容不属于您的单位，不能{}", .0.in_words())]
    Agency(Capability),
    #[error("这项内容属于敏感数据，您的岗位不能查看")]
    Sensitive,
}

fn words(roles: Vec<Role>) -> String {
    roles.into_iter().map(Role::in_words).collect::<Vec<_>>().join("、")
}

/// Allowed when any assignment in force on the day allows it; otherwise the reason of the one that came nearest.
pub fn may(held: &[Assignment], day: Date, capability: Capability, object: &Object<'_>) -> Result<(), Refusal> {
    if capability == Capability::OwnAccount {
        return Ok(());
    }
    let in_force: Vec<&Assignment> = held.iter().filter(|one| one.is_in_force(day)).collect();
    if in_force.is_empty() {
        return Err(Refusal::NoRole(capability));
    }
    // What is official is refused for that reason, whatever else would be in the way.
    let is_entry = matches!(
        capability,
        Capability::EnterData | Capability::ImportData | Capability::EnterStatistics | Capability::EditRegister
    );
    if object.is_official_statistic && is_entry && !in_force.iter().any(|one| one.role == Role::Statistician) {
        return Err(Refusal::OfficialStatistic);
    }
    let mut nearest: Option<Refusal> = None;
    for one in in_force.iter().filter(|one| one.role.can(capability)) {
        match bounded(one, capability, object) {
            Ok(()) => return Ok(()),
            Err(refusal) => nearest = nearest.or(Some(refusal)),
        }
    }
    Err(nearest.unwrap_or_else(|| Refusal::Role { capability, held: words(roles_in_force(held, day)) }))
}

/// Whether any assignment in force on the day has the capability at all; the first question at every door. What the
/// thing itself demands is asked by `may` where the thing is known.
pub fn holds(held: &[Assignment], day: Date, capability: Capability) -> Result<(), Refusal> {
    if capability == Capability::OwnAccount {
        return Ok(());
    }
    let roles = roles_in_force(held, day);
    match roles.iter().any(|role| role.can(capability)) {
        true => Ok(()),
        false if roles.is_empty() => Err(Refusal::NoRole(capability)),
        false => Err(Refusal::Role { capability, held: words(roles) }),
    }
}

/// Roles in force on the day, each once, in the order of the list.
pub fn roles_in_force(held: &[Assignment], day: Date) -> Vec<Role> {
    let mut roles: Vec<Role> = held.iter().filter(|one| one.is_in_force(day)).map(|one| one.role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Whether somebody sees a thing of this class in this place at all.
pub fn sees(held: &[Assignment], day: Date, object: &Object<'_>) -> bool {
    let capability = match object.class {
        DataClass::Public => Capability::ReadPublished,
        DataClass::Internal | DataClass::Sensitive => Capability::ReadInternal,
    };
    may(held, day, capability, object).is_ok()
}

/// Whether one assignment, whose role has the capability, reaches the object.
fn bounded(one: &Assignment, capability: Capability, object: &Object<'_>) -> Result<(), Refusal> {
    if object.class == DataClass::Public && !changes(capability) {
        return Ok(());
    }
    let same = |mine: &Option<String>, other: Option<&str>| mine.as_deref().is_some_and(|mine| other == Some(mine));
    match one.role {
        Role::CountyLiaison | Role::Signer if one.place.is_some() => {
            // What is about the whole city is read by all counties and changed by none.
            let reaches = same(&one.place, object.place) || (object.place.is_none() && !changes(capability));
            if !reaches {
                return Err(Refusal::Place(capability));
            }
        }
        Role::Liaison | Role::Signer | Role::Enterprise if changes(capability) => {
            // What is imported stands at once: where nobody answers for an indicator, the planning section does.
            if (object.steward.is_some() || capability == Capability::ImportData) && !same(&one.agency, object.steward)
            {
                return Err(Refusal::Steward(capability));
            }
            if let Some(agency) = object.agency
                && !same(&one.agency, Some(agency))
            {
                return Err(Refusal::Agency(capability));
            }
        }
        _ => {}
    }
    if object.class == DataClass::Sensitive {
        let is_own =
            same(&one.agency, object.agency) || same(&one.agency, object.steward) || same(&one.place, object.place);
        let reaches = match one.role {
            Role::Planner => true,
            Role::Liaison | Role::CountyLiaison | Role::Signer | Role::Enterprise => is_own,
            // Who enters official statistics sees what was entered.
            Role::Statistician => object.is_official_statistic,
            _ => false,
        };
        if !reaches {
            return Err(Refusal::Sensitive);
        }
    }
    Ok(())
}

pub(super) fn changes(capability: Capability) -> bool {
    !matches!(
        capability,
        Capability::OwnAccount
            | Capability::ReadPublished
            | Capability::ReadInternal
            | Capability::ReadLog
            | Capability::ReadAccounts
            | Capability::ReadConsented
            | Capability::ReadAggregates
            | Capability::Object
    )
}
