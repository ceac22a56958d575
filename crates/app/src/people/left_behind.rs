//! What proposed changes may leave behind: administrators in their roles, and names of bodies that mean one body. Asked under
//! the lock of the change itself; reads nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use model::people::{AccessChange, ChangeFault, Holding, Names, SettingRules, left_unheld};
use store::{Standing, StoredAssignment};

use crate::day_in_china;
use crate::users::Policy;

type Checked = std::result::Result<(), ChangeFault>;

/// Whether these changes may lead from what stood to what would stand.
pub(super) fn may_stand(
    changes: &[AccessChange],
    rules: Arc<SettingRules>,
    now: Timestamp,
) -> impl Fn(&Standing, &Standing) -> Checked + Send + Sync {
    let today = day_in_china(now);
    move |before, after| {
        check_agencies(changes, before, after, today)?;
        match left_unheld(&holdings(before, &rules, now), &holdings(after, &rules, now), today) {
            Some((role, from)) => Err(ChangeFault::Unheld { role, from }),
            None => Ok(()),
        }
    }
}

/// What accounts hold that can be entered.
fn holdings(standing: &Standing, rules: &Arc<SettingRules>, now: Timestamp) -> Vec<Holding> {
    let policy = Policy { rules: rules.clone(), settings: standing.settings.clone() };
    let open: BTreeMap<&str, Option<Date>> = standing
        .users
        .iter()
        .filter(|user| policy.closed(user, now).is_none() && policy.one_time_over(user, now).is_none())
        .map(|user| (user.name.as_str(), user.expires_on))
        .collect();
    let holding = |held: &StoredAssignment| {
        let account_until = *open.get(held.assignment.user.as_str())?;
        Some(Holding { assignment: held.assignment.clone(), account_until })
    };
    standing.held.iter().filter_map(holding).collect()
}

fn check_agencies(changes: &[AccessChange], before: &Standing, after: &Standing, today: Date) -> Checked {
    let (stood, agencies) = (before.agencies(), after.agencies());
    let names = Names { agencies: &agencies, ever: &after.agencies_ever };
    for change in changes {
        let AccessChange::Agency { agency, before } = change else { continue };
        let held = stood.iter().find(|held| held.code == agency.code);
        if held != before.as_deref() {
            return Err(ChangeFault::AgencyChanged(agency.name_on(today).to_string()));
        }
        let mut named = agency.parent.iter().chain(agency.successors.iter().map(|heir| &heir.agency));
        if let Some(missing) = named.find(|code| !agencies.iter().any(|held| held.code == **code)) {
            return Err(ChangeFault::UnknownAgency(missing.clone()));
        }
        names.check(agency, held, today)?;
    }
    Ok(())
}
