//! Whether changes leave each administrator's role held on every day on which it was to be held. Never says by whom.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::assignment::Assignment;
use super::role::Role;

/// What an account that is open today holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    pub assignment: Assignment,
    /// Last day of the account; nothing while open.
    pub account_until: Option<Date>,
}

impl Holding {
    fn counts(&self, day: Date) -> bool {
        self.assignment.is_in_force(day) && self.account_until.is_none_or(|until| day <= until)
    }

    /// Days on which it begins to count or counts no more.
    fn turns(&self) -> impl Iterator<Item = Date> {
        let next = |day: Option<Date>| day.and_then(|day| day.tomorrow().ok());
        [Some(self.assignment.valid_from), next(self.assignment.valid_to), next(self.account_until)]
            .into_iter()
            .flatten()
    }
}

/// The first day from today on on which nobody would hold one of the three administrators' roles that somebody was to
/// hold before. Without such a person nobody could propose, approve or read the record any more.
pub fn left_unheld(before: &[Holding], after: &[Holding], today: Date) -> Option<(Role, Date)> {
    let is_held = |all: &[Holding], role: Role, day: Date| {
        all.iter().any(|holding| holding.assignment.role == role && holding.counts(day))
    };
    // Between two of these days nothing changes.
    let mut days: BTreeSet<Date> = before.iter().chain(after).flat_map(Holding::turns).collect();
    days.insert(today);
    let administrators = || Role::ALL.into_iter().filter(|role| role.is_administrator());
    days.into_iter().filter(|day| *day >= today).find_map(|day| {
        let unheld = administrators().find(|role| is_held(before, *role, day) && !is_held(after, *role, day));
        unheld.map(|role| (role, day))
    })
}
