//! Who did something, as pages tell it: the name of the person and where they are, instead of the name of an account.
//! Decides nothing by them: rights and four eyes hang on accounts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::Assignment;

use super::words::Lookup;
use crate::{App, Result};

/// Names of persons with their bodies.
pub(crate) struct Persons {
    names: BTreeMap<String, String>,
    lookup: Lookup,
}

impl App {
    pub(crate) async fn persons(&self, now: Timestamp) -> Result<Persons> {
        let names = self.store.user_names().await?.into_iter().collect();
        Ok(Persons { names, lookup: self.lookup(now).await? })
    }
}

impl Persons {
    /// The name alone, beside a body for which they acted.
    pub fn name(&self, account: &str) -> String {
        self.names.get(account).cloned().unwrap_or_else(|| account.to_string())
    }

    /// 张三（市工信局）; who is no account, such as 命令行, as it stands.
    pub fn told(&self, account: &str) -> String {
        let Some(name) = self.names.get(account) else { return account.to_string() };
        let mine: Vec<&Assignment> =
            self.lookup.held.iter().map(|held| &held.assignment).filter(|one| one.user == account).collect();
        let in_force = mine.iter().find(|one| one.is_in_force(self.lookup.today)).or(mine.last());
        let Some(one) = in_force else { return name.clone() };
        let body = match (&one.agency, &one.place) {
            (Some(agency), _) => self.lookup.agency(agency),
            (None, Some(place)) => self.lookup.place(place),
            (None, None) => one.role.in_words().to_string(),
        };
        if body == *name { name.clone() } else { format!("{name}（{body}）") }
    }
}
