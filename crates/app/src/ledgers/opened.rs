//! Which ledger is meant: pack, ledger and dataset as they come from an address, with its desk and the rules of today.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use engine::ledger::Clerk;
use jiff::Timestamp;
use model::Dataset;
use model::pack::{Code, Ledger, Pack, PlaceLevel};

use super::Desk;
use crate::view::Named;
use crate::{Actor, App, AppError, Result, day_in_china};

/// One desk for every ledger that was asked for, as long as the application runs.
#[derive(Default)]
pub(crate) struct Desks {
    open: Mutex<BTreeMap<Code, Arc<Desk>>>,
}

/// A ledger with everything that slips are read against.
#[derive(Clone)]
pub(crate) struct OpenedLedger {
    pub pack: Arc<Pack>,
    pub ledger: Code,
    pub dataset: Dataset,
    pub desk: Arc<Desk>,
    /// Counties by their codes.
    pub places: Arc<BTreeMap<String, String>>,
}

impl OpenedLedger {
    /// The rules in force. The ledger was found when it was opened, and packs do not change while the program runs.
    pub fn rules(&self) -> &Ledger {
        self.pack.ledger(&self.ledger).expect("found when it was opened")
    }

    pub fn clerk(&self) -> Clerk<'_> {
        Clerk { pack: &self.pack, ledger: self.rules(), places: &self.places }
    }

    pub fn named(&self) -> (Named, Named) {
        let rules = self.rules();
        let pack = Named { code: self.pack.code.to_string(), name: self.pack.name.clone() };
        (pack, Named { code: rules.code.to_string(), name: rules.name.clone() })
    }

    pub fn role_name(&self, code: &Code) -> String {
        let found = self.pack.roles.iter().find(|role| role.code == *code);
        found.map_or_else(|| code.to_string(), |role| role.name.clone())
    }

    pub fn role(&self, code: &Code) -> Named {
        Named { code: code.to_string(), name: self.role_name(code) }
    }
}

/// What a ledger is called where it is stored: entries for 演示 stand in a ledger of their own.
pub(super) fn stored_code(pack: &str, ledger: &str, dataset: Dataset) -> Result<Code> {
    let mark = match dataset {
        Dataset::Real => "",
        Dataset::Demo => "__demo",
    };
    Code::new(&format!("{pack}__{ledger}{mark}")).map_err(|_| {
        AppError::bad_input(format!("机制包代码 {pack} 与账本代码 {ledger} 合起来过长，最多 56 个字符；请缩短账本代码"))
    })
}

impl App {
    /// The ledger that an address names, under the version of its pack that is in force.
    pub(crate) async fn opened_ledger(
        &self,
        (pack, ledger): (&str, &str),
        dataset: Option<Dataset>,
        now: Timestamp,
    ) -> Result<OpenedLedger> {
        let version = match self.packs.in_force(pack, model::Period::Year(day_in_china(now).year())) {
            Ok(version) => version,
            Err(_) => self.packs.newest(pack)?,
        };
        let checked = version.usable()?.clone();
        self.ledger_of(checked, ledger, dataset, now).await
    }

    /// A ledger under the rules of a version of its pack.
    pub(crate) async fn ledger_of(
        &self,
        checked: Arc<Pack>,
        ledger: &str,
        dataset: Option<Dataset>,
        now: Timestamp,
    ) -> Result<OpenedLedger> {
        let known = || checked.ledgers.iter().map(|one| format!("{}（{}）", one.name, one.code));
        let found = checked.ledgers.iter().find(|one| one.code.as_str() == ledger || one.name == ledger);
        let code = found.map(|found| found.code.clone()).ok_or_else(|| {
            let known: Vec<String> = known().collect();
            let held = if known.is_empty() {
                "该机制包没有账本".to_string()
            } else {
                format!("有：{}", known.join("、"))
            };
            AppError::not_found(format!("机制包“{}”中的账本“{ledger}”（{held}）", checked.name))
        })?;
        let dataset = dataset.unwrap_or(Dataset::Real);
        let stored = stored_code(checked.code.as_str(), code.as_str(), dataset)?;
        let places = self.place_names(now).await?;
        let counties = places.into_iter().filter(|place| place.level == PlaceLevel::County);
        Ok(OpenedLedger {
            ledger: code,
            dataset,
            desk: self.desk(stored),
            places: Arc::new(counties.map(|place| (place.code, place.name)).collect()),
            pack: checked,
        })
    }

    fn desk(&self, stored: Code) -> Arc<Desk> {
        let mut open = self.desks.open.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || {
            let desk = Desk::new(self.store.clone(), stored.clone());
            Arc::new(desk.with_calendar(Arc::new(self.calendar().clone())))
        };
        open.entry(stored.clone()).or_insert_with(new).clone()
    }

    /// Refused, on record, unless the user has the role.
    pub(crate) async fn check_ledger_role(
        &self,
        actor: &Actor,
        opened: &OpenedLedger,
        (role, what): (&Code, &str),
        now: Timestamp,
    ) -> Result<()> {
        let object = format!("账本/{}", opened.desk.code());
        self.demand_pack_role(actor, (&opened.pack, role), (what, &object), now).await
    }
}
