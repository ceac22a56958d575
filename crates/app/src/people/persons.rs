//! Who did something, as pages tell it: the name of the person and where they are, instead of the name of an account.
//! Decides nothing by them: rights and four eyes hang on accounts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::people::Assignment;

use super::words::Lookup;
use crate::{App, Result};

/// Names of persons with their bodies, by their accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Persons(BTreeMap<String, Person>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    /// As the account has it, which never changes.
    name: String,
    is_only: bool,
    told: String,
}

impl App {
    pub(crate) async fn persons(&self, now: Timestamp) -> Result<Persons> {
        Ok(Persons::of(self.store.user_names().await?, &self.lookup(now).await?))
    }
}

impl Persons {
    fn of(names: Vec<(String, String)>, lookup: &Lookup) -> Persons {
        let mut held: BTreeMap<&str, Vec<&Assignment>> = BTreeMap::new();
        for one in &lookup.held {
            held.entry(&one.assignment.user).or_default().push(&one.assignment);
        }
        let mut same: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in &names {
            *same.entry(name.clone()).or_default() += 1;
        }
        let person = |(account, name): (String, String)| {
            let told = told(&name, held.get(account.as_str()).map(Vec::as_slice).unwrap_or_default(), lookup);
            let is_only = same[&name] == 1;
            (account, Person { name, is_only, told })
        };
        Persons(names.into_iter().map(person).collect())
    }

    /// The name alone, beside a body for which they acted; two of one name are told apart.
    pub fn name(&self, account: &str) -> String {
        match self.0.get(account) {
            Some(person) if !person.is_only && person.told == person.name => self.with_account(account),
            Some(person) if !person.is_only => person.told.clone(),
            Some(person) => person.name.clone(),
            None => account.to_string(),
        }
    }

    /// 安丘经办（anqiu）: for documents, in which it stays the same wherever the person goes.
    pub fn with_account(&self, account: &str) -> String {
        match self.0.get(account).filter(|person| person.name != account) {
            Some(person) => format!("{}（{account}）", person.name),
            None => account.to_string(),
        }
    }

    /// 张三（市工信局）; who is no account, such as 命令行, as it stands.
    pub fn told(&self, account: &str) -> String {
        self.0.get(account).map_or_else(|| account.to_string(), |person| person.told.clone())
    }
}

fn told(name: &str, mine: &[&Assignment], lookup: &Lookup) -> String {
    let in_force = mine.iter().find(|one| one.is_in_force(lookup.today)).or(mine.last());
    let Some(one) = in_force else { return name.to_string() };
    let body = match (&one.agency, &one.place) {
        (Some(agency), _) => lookup.agency(agency),
        (None, Some(place)) => lookup.place(place),
        (None, None) => one.role.in_words().to_string(),
    };
    if body == name { body } else { format!("{name}（{body}）") }
}
