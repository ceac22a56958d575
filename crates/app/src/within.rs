//! What somebody reaches of something computed over rows: of which subjects, and whether with the fields under them.
//! Evaluations, allocations, analyses, accounting tables and matchings ask here; what rows are reached is said by `reach`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::pack::{Code, Expression, ExpressionKind, Pack, Register, Subject};
use model::people::{Capability, DataClass, Extent, Hold};
use model::{Dataset, Derivation, Period};
use store::{Book, RowHold, RowReach};

use crate::reach::{NOT_YOURS, why_not};
use crate::{Actor, App, Result};

/// The subjects of something computed that somebody reaches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Within {
    /// Keys; nothing where all are.
    keys: Option<BTreeSet<String>>,
    /// Codes of fields of the pack that are hidden from the person in some row that is seen.
    hidden: BTreeSet<Code>,
    /// Division codes that the person is bound to, of totals by place.
    places: BTreeSet<String>,
}

impl Within {
    pub fn has(&self, key: &str) -> bool {
        self.keys.as_ref().is_none_or(|keys| keys.contains(key))
    }

    /// The places that the person is bound to and no others; everything for whoever is bound to none.
    pub fn of_own_places(mut self, actor: &Actor) -> Within {
        if let (false, Extent::Only(holds)) =
            (actor.is_host(), actor.extent(Capability::ReadInternal, DataClass::Internal, false))
        {
            let places: BTreeSet<String> = holds
                .iter()
                .filter_map(|hold| match hold {
                    Hold::Place(place) => Some(place.clone()),
                    Hold::Agency(_) => None,
                })
                .collect();
            // Departments are compared with nobody here.
            if places.len() == holds.len() && !places.is_empty() {
                self.keys = Some(places);
            }
        }
        self
    }

    /// Empty where all are.
    pub fn keys(&self) -> BTreeSet<String> {
        self.keys.clone().unwrap_or_default()
    }

    pub fn is_all(&self) -> bool {
        self.keys.is_none()
    }

    pub fn has_place(&self, place: &str) -> bool {
        self.is_all() || self.places.contains(place)
    }

    /// Whether what is computed can be taken apart down to the fields.
    pub fn sees_fields(&self) -> bool {
        self.hidden.is_empty()
    }

    /// The same of one subject: a place sees everything of its own rows.
    pub fn sees_fields_of(&self, key: &str) -> bool {
        self.sees_fields() || self.places.contains(key)
    }

    /// Whether a value is read from a field that is hidden, through all formulas.
    pub fn hides(&self, expression: &Expression, pack: &Pack) -> bool {
        !self.hidden.is_empty() && reads(expression, pack, &self.hidden, &mut BTreeSet::new())
    }

    /// As far as the person sees it: what lies under a figure that was made of hidden fields is left out, and so are other
    /// subjects by name.
    pub fn masked<'n>(
        &self,
        mut derivation: Derivation,
        key: &str,
        subjects: impl Iterator<Item = (&'n str, &'n str)>,
    ) -> Derivation {
        // A place is told of its own rows.
        if !self.sees_fields_of(key) {
            derivation.inputs = vec![Derivation::leaf("推导含有您无权查看的字段", NOT_YOURS)];
            derivation.formula = None;
            derivation.notes.clear();
            return derivation;
        }
        let Some(keys) = &self.keys else { return derivation };
        let foreign: Vec<&str> = subjects
            .filter(|(key, _)| !keys.contains(*key))
            .flat_map(|(key, name)| [key, name])
            .filter(|word| word.chars().count() > 1)
            .collect();
        for input in &mut derivation.inputs {
            cut(input, &foreign);
        }
        let names = |text: &String| foreign.iter().any(|word| text.contains(word));
        derivation.notes.retain(|note| !names(note));
        derivation.formula = derivation.formula.filter(|formula| !names(formula));
        derivation
    }
}

fn cut(node: &mut Derivation, foreign: &[&str]) {
    let names = |text: &str| foreign.iter().any(|word| text.contains(word));
    if names(&node.title) || names(&node.value) || node.formula.as_deref().is_some_and(names) {
        *node = Derivation::leaf("其他对象", NOT_YOURS);
        return;
    }
    node.notes.retain(|note| !names(note));
    node.inputs.iter_mut().for_each(|input| cut(input, foreign));
}

fn reads(expression: &Expression, pack: &Pack, hidden: &BTreeSet<Code>, walked: &mut BTreeSet<Code>) -> bool {
    let (mut found, mut formulas) = (false, Vec::new());
    expression.visit(&mut |step| match &step.kind {
        ExpressionKind::Field(path) => found |= hidden.contains(&path.field),
        ExpressionKind::Formula(code) => formulas.push(code.clone()),
        _ => {}
    });
    found
        || formulas.into_iter().any(|code| {
            walked.insert(code.clone())
                && pack.formula(&code).is_some_and(|formula| {
                    reads(&formula.value, pack, hidden, walked) || reads(&formula.condition, pack, hidden, walked)
                })
        })
}

impl App {
    /// Places are compared with each other by their nature and are all seen; rows as the register says.
    pub(crate) async fn within(
        &self,
        actor: &Actor,
        pack: &Pack,
        subject: &Subject,
        (period, dataset): (Period, Dataset),
    ) -> Result<Within> {
        let mut within = Within::default();
        if actor.is_host() {
            return Ok(within);
        }
        for register in &pack.registers {
            let reach = self.reach_of(actor, pack, register, period).await?;
            let is_subject = *subject == Subject::Register(register.code.clone());
            let is_seen_whole = reach.sees_all_rows();
            // Of places all rows under them are looked at; of rows the ones that belong to them.
            if is_subject || is_seen_whole || matches!(subject, Subject::Place(_)) {
                let hidden = register.fields.iter().filter(|field| {
                    let of_places = matches!(subject, Subject::Place(_)) && !is_seen_whole;
                    of_places && field.class > DataClass::Public || !reach.lists(field)
                });
                within.hidden.extend(hidden.map(|field| field.code.clone()));
                if let RowReach::Only(holds) = reach.rows() {
                    within.places.extend(holds.iter().filter_map(|hold| match hold {
                        RowHold::Place(place) | RowHold::Within(place) | RowHold::Through { place, .. } => {
                            Some(place.clone())
                        }
                        RowHold::Value { .. } => None,
                    }));
                }
            }
            if is_subject {
                within.keys = self.store.keys_within(&book_of(pack, register, period, dataset), reach.rows()).await?;
            }
        }
        Ok(within)
    }

    /// Refuses a subject that is not within reach; on record.
    pub(crate) async fn demand_subject(
        &self,
        actor: &Actor,
        within: &Within,
        (key, what): (&str, &str),
        now: Timestamp,
    ) -> Result<()> {
        if within.has(key) {
            return Ok(());
        }
        let why = why_not(actor, Capability::ReadInternal, DataClass::Internal);
        Err(self.refused(actor, &format!("{what}/{key}"), &format!("“{key}”：{why}"), now).await)
    }

    /// Refuses what can only be shown as a whole to somebody who sees a part of it; on record.
    pub(crate) async fn demand_whole(
        &self,
        actor: &Actor,
        pack: &Pack,
        registers: &[&Code],
        (period, what): (Period, &str),
        now: Timestamp,
    ) -> Result<()> {
        for register in registers.iter().filter_map(|code| pack.register(code)) {
            let reach = self.reach_of(actor, pack, register, period).await?;
            if !reach.sees_all_rows() || !register.fields.iter().all(|field| reach.lists(field)) {
                let message = format!(
                    "“{what}”由名录“{}”的全部行和字段算出，您只能查看其中一部分，不能查看全部结果；需要时请联系县域科",
                    register.name
                );
                return Err(self.refused(actor, what, &message, now).await);
            }
        }
        Ok(())
    }
}

/// The rows of a period; of a register that stands, its rows.
fn book_of(pack: &Pack, register: &Register, period: Period, dataset: Dataset) -> Book {
    let period = (register.cycle != model::pack::Cycle::Standing).then_some(period);
    Book { dataset, pack: pack.code.to_string(), register: register.code.to_string(), period }
}

/// Registers that a subject is a row of.
pub(crate) fn register_of(subject: &Subject) -> Vec<&Code> {
    match subject {
        Subject::Register(code) => vec![code],
        Subject::Place(_) => Vec::new(),
    }
}
