//! Who holds which role for which body or place, from when to when. Never says what the role allows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::role::{Bound, Role};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Assignment {
    pub user: String,
    pub role: Role,
    /// Code of the body that the role is held for.
    #[serde(default)]
    pub agency: Option<String>,
    /// Division code of the place that the role is held for.
    #[serde(default)]
    pub place: Option<String>,
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    /// Last day; nothing while open.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Date>,
    /// Stands in for this user; such an assignment has a last day.
    #[serde(default)]
    pub deputy_of: Option<String>,
}

/// Why an assignment cannot be made, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentFault {
    #[error("“{}”须指明单位；请选择单位", .0.in_words())]
    NeedsAgency(Role),
    #[error("“{}”须指明县市区；请选择地区", .0.in_words())]
    NeedsPlace(Role),
    #[error("“{}”须指明单位或县市区，二者选一", .0.in_words())]
    NeedsOne(Role),
    #[error("“{}”不分单位和县市区；请去掉单位和地区", .0.in_words())]
    Unbounded(Role),
    #[error("截止日期 {to} 早于起始日期 {from}；请检查")]
    Backwards { from: Date, to: Date },
    #[error("代理他人须写明截止日期")]
    DeputyWithoutEnd,
    #[error("不能代理自己")]
    OwnDeputy,
    #[error("“{absent}”在 {from} 至 {to} 期间没有这一岗位（{}，同一单位或地区），不能由他人代理；请核对岗位和起止日期", .role.in_words())]
    NothingToDeputise { absent: String, role: Role, from: Date, to: Date },
    #[error("三员互斥：“{user}”已是{}，不能再任{}；请另选人员", .held.in_words(), .asked.in_words())]
    Exclusive { user: String, held: Role, asked: Role },
    #[error("管理员与业务岗位不能由同一账户担任：“{user}”已是{}，不能再任{}；请另开账户", .held.in_words(), .asked.in_words())]
    AdministratorAndBusiness { user: String, held: Role, asked: Role },
}

impl Assignment {
    pub fn is_in_force(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Days left on a day, the last one not counted; nothing while open, or over, or not yet begun.
    pub fn days_left(&self, day: Date) -> Option<i64> {
        let to = self.valid_to.filter(|_| self.is_in_force(day))?;
        day.until(to).ok().map(|span| i64::from(span.get_days()))
    }

    fn overlaps(&self, other: &Assignment) -> bool {
        let starts_before_end = |one: &Assignment, two: &Assignment| two.valid_to.is_none_or(|to| one.valid_from <= to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// Whether an assignment is complete and may stand beside those that its user has or will have.
pub fn check_assignment(asked: &Assignment, held: &[Assignment]) -> Result<(), AssignmentFault> {
    let role = asked.role;
    match (role.bound(), asked.agency.is_some(), asked.place.is_some()) {
        (Bound::Agency, false, _) => return Err(AssignmentFault::NeedsAgency(role)),
        (Bound::Place, _, false) => return Err(AssignmentFault::NeedsPlace(role)),
        (Bound::AgencyOrPlace, true, true) | (Bound::AgencyOrPlace, false, false) => {
            return Err(AssignmentFault::NeedsOne(role));
        }
        (Bound::Nothing, true, _) | (Bound::Nothing, _, true) => return Err(AssignmentFault::Unbounded(role)),
        (Bound::Agency, true, _) | (Bound::Place, _, true) | (Bound::AgencyOrPlace, _, _) | (Bound::Nothing, _, _) => {}
    }
    if let Some(to) = asked.valid_to.filter(|to| *to < asked.valid_from) {
        return Err(AssignmentFault::Backwards { from: asked.valid_from, to });
    }
    if let Some(absent) = &asked.deputy_of {
        if *absent == asked.user {
            return Err(AssignmentFault::OwnDeputy);
        }
        if asked.valid_to.is_none() {
            return Err(AssignmentFault::DeputyWithoutEnd);
        }
    }
    held.iter().filter(|other| other.overlaps(asked)).try_for_each(|other| exclusion(asked, other))
}

/// A deputy holds what the absent person holds, for the whole time and nothing beyond it.
pub fn check_deputy(asked: &Assignment, held_by_absent: &[Assignment]) -> Result<(), AssignmentFault> {
    let (Some(absent), Some(to)) = (&asked.deputy_of, asked.valid_to) else { return Ok(()) };
    let (from, role) = (asked.valid_from, asked.role);
    let covers = |one: &&Assignment| {
        let is_same = one.role == role && one.agency == asked.agency && one.place == asked.place;
        // A deputy has no deputies: what is lent is not lent on.
        is_same && one.deputy_of.is_none() && one.valid_from <= from && one.valid_to.is_none_or(|end| to <= end)
    };
    match held_by_absent.iter().find(covers) {
        Some(_) => Ok(()),
        None => Err(AssignmentFault::NothingToDeputise { absent: absent.clone(), role, from, to }),
    }
}

/// The three administrators exclude each other and every other role.
pub fn exclusion(asked: &Assignment, held: &Assignment) -> Result<(), AssignmentFault> {
    let (one, two) = (asked.role, held.role);
    let fault = |exclusive: bool| {
        let (user, held, asked) = (asked.user.clone(), two, one);
        match exclusive {
            true => AssignmentFault::Exclusive { user, held, asked },
            false => AssignmentFault::AdministratorAndBusiness { user, held, asked },
        }
    };
    match (one.is_administrator(), two.is_administrator()) {
        (true, true) if one != two => Err(fault(true)),
        (true, false) | (false, true) => Err(fault(false)),
        (true, true) | (false, false) => Ok(()),
    }
}
