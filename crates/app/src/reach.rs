//! Which rows and fields of a register somebody reaches: the one place where roles become a condition on rows. Every list,
//! row, file, count, export, explanation and evaluation of rows asks here; the store puts the condition into its questions.

use std::collections::BTreeSet;

use engine::formula::Value;
use engine::register::stored;
use jiff::Timestamp;
use model::Period;
use model::pack::{Code, Cycle, Field, FieldType, Pack, PlaceLevel, Register};
use model::people::{Agency, Capability, DataClass, Extent, Hold, Object};
use store::{Book, RowHold, RowReach};

use crate::registers::Opened;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, Result};

/// What stands where something is not for the one who looks.
pub(crate) const NOT_YOURS: &str = "无权查看";

/// Rows and fields of one book, for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reach {
    class: DataClass,
    public: RowReach,
    internal: RowReach,
    sensitive: RowReach,
    /// Rows that may be filled in and taken out.
    edits: RowReach,
}

impl Reach {
    /// Everything, as the machine itself reads.
    pub fn all() -> Reach {
        Reach {
            class: DataClass::Internal,
            public: RowReach::All,
            internal: RowReach::All,
            sensitive: RowReach::All,
            edits: RowReach::All,
        }
    }

    /// Rows that are seen at all.
    pub fn rows(&self) -> &RowReach {
        self.of(self.class)
    }

    pub fn edits(&self) -> &RowReach {
        &self.edits
    }

    /// Rows on which steps are taken: those that are seen with everything in them, for the two sides of a shared row.
    pub fn steps(&self) -> &RowReach {
        &self.sensitive
    }

    fn of(&self, class: DataClass) -> &RowReach {
        match class {
            DataClass::Public => &self.public,
            DataClass::Internal => &self.internal,
            DataClass::Sensitive => &self.sensitive,
        }
    }

    /// Whether a field is seen in every row that is seen. Only such a field is listed, exported, searched, filtered and
    /// sorted by: an order tells as much as a value.
    pub fn lists(&self, field: &Field) -> bool {
        let of_field = self.of(field.class);
        of_field.is_all() || of_field == self.rows()
    }

    /// The fields that lists show, by place.
    pub fn listed(&self, register: &Register) -> Seen {
        Seen(register.fields.iter().map(|field| self.lists(field)).collect())
    }

    pub fn sees_all_rows(&self) -> bool {
        self.rows().is_all()
    }
}

/// Which fields of a register are seen, by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen(Vec<bool>);

impl Seen {
    pub fn all(register: &Register) -> Seen {
        Seen(vec![true; register.fields.len()])
    }

    pub fn has(&self, place: usize) -> bool {
        self.0.get(place).copied().unwrap_or_default()
    }

    pub fn is_all(&self) -> bool {
        self.0.iter().all(|is_seen| *is_seen)
    }

    /// Those that are seen, with their places.
    pub fn fields<'r>(&self, register: &'r Register) -> impl Iterator<Item = (usize, &'r Field)> {
        register.fields.iter().enumerate().filter(|(place, _)| self.has(*place))
    }

    /// Names of those that are not.
    pub fn hidden(&self, register: &Register) -> Vec<String> {
        let hidden = register.fields.iter().enumerate().filter(|(place, _)| !self.has(*place));
        hidden.map(|(_, field)| field.name.clone()).collect()
    }
}

impl Actor {
    /// Whether somebody is told of a register at all: whoever reads nothing internal knows the public ones alone.
    pub(crate) fn knows(&self, register: &Register) -> bool {
        register.class == DataClass::Public || self.holds(Capability::ReadInternal).is_ok()
    }
}

impl App {
    /// The register that an address names, for somebody who is told of it; a refusal is on record.
    pub(crate) async fn opened_for(
        &self,
        actor: &Actor,
        (pack, register): (&str, &str),
        book: &RegisterBookQuery,
        now: Timestamp,
    ) -> Result<Opened> {
        let opened = self.opened(pack, register, book, now).await?;
        match actor.knows(&opened.register) {
            true => Ok(opened),
            false => {
                let why = why_not(actor, Capability::ReadInternal, opened.register.class);
                Err(self.refused(actor, &opened.object(), &format!("“{}”：{why}", opened.title()), now).await)
            }
        }
    }

    pub(crate) async fn reach(&self, actor: &Actor, opened: &Opened) -> Result<Reach> {
        self.reach_of(actor, &opened.pack, &opened.register, opened.period).await
    }

    /// `period` is that of the book, or of the computation where rows stand.
    pub(crate) async fn reach_of(
        &self,
        actor: &Actor,
        pack: &Pack,
        register: &Register,
        period: Period,
    ) -> Result<Reach> {
        if actor.is_host() {
            return Ok(Reach { class: register.class, ..Reach::all() });
        }
        let conducts = !self.store.roles_of(&actor.user, pack.code.as_str()).await?.is_empty();
        let extent = |capability, class| actor.extent(capability, class, conducts);
        let extents = [
            extent(Capability::ReadInternal, DataClass::Public),
            extent(Capability::ReadInternal, DataClass::Internal),
            extent(Capability::ReadInternal, DataClass::Sensitive),
            extent(Capability::EditRegister, register.class),
        ];
        let has_agency = |extent: &Extent| match extent {
            Extent::All => false,
            Extent::Only(holds) => holds.iter().any(|hold| matches!(hold, Hold::Agency(_))),
        };
        let is_asked = register.fields.iter().any(|field| field.field_type == FieldType::Agency);
        let agencies =
            if is_asked && extents.iter().any(has_agency) { self.store.agencies().await? } else { Vec::new() };
        // The other side of a row that two counties share sees it, and leaves it to the first one.
        let of = |extent: &Extent, is_read| rows_of(extent, is_read, (pack, register, period), &agencies);
        let [public, internal, sensitive, edits] = &extents;
        let [public, internal, sensitive] = [public, internal, sensitive].map(|extent| of(extent, true));
        let edits = of(edits, false);
        Ok(Reach { class: register.class, public, internal, sensitive, edits })
    }

    /// Fields of one row that stands.
    pub(crate) async fn seen_in(&self, reach: &Reach, opened: &Opened, key: &str) -> Result<Seen> {
        let mut seen = Vec::with_capacity(opened.register.fields.len());
        let mut known: [Option<bool>; 3] = [None; 3];
        for field in &opened.register.fields {
            let known = &mut known[field.class as usize];
            let is_seen = match *known {
                Some(is_seen) => is_seen,
                None => self.store.reaches(&opened.book, key, reach.of(field.class)).await?,
            };
            *known = Some(is_seen);
            seen.push(is_seen);
        }
        Ok(Seen(seen))
    }

    /// Refuses a row that is not within reach; on record. A row that does not stand is for those who see all rows.
    pub(crate) async fn demand_row(
        &self,
        actor: &Actor,
        opened: &Opened,
        (key, reach, capability): (&str, &RowReach, Capability),
        now: Timestamp,
    ) -> Result<()> {
        if self.store.reaches(&opened.book, key, reach).await? {
            return Ok(());
        }
        Err(self.refused_row(actor, opened, key, capability, now).await)
    }

    pub(crate) async fn refused_row(
        &self,
        actor: &Actor,
        opened: &Opened,
        key: &str,
        capability: Capability,
        now: Timestamp,
    ) -> AppError {
        let why = why_not(actor, capability, opened.register.class);
        self.refused(actor, &format!("{}/{key}", opened.object()), &format!("“{}”：{why}", opened.title()), now).await
    }

    /// Whether values would be a row within reach.
    pub(crate) async fn covers(&self, opened: &Opened, reach: &RowReach, values: &[Option<Value>]) -> Result<bool> {
        let RowReach::Only(holds) = reach else { return Ok(true) };
        let value = |code: &Code| {
            let place = opened.register.fields.iter().position(|field| field.code == *code);
            place.and_then(|place| values.get(place)?.as_ref()).map(stored)
        };
        for hold in holds {
            let is_held = match hold {
                RowHold::Place(place) => opened.place_of(values) == *place,
                RowHold::Within(place) => opened.place_of(values).starts_with(place),
                RowHold::Value { field, value: wanted } => value(field).as_ref() == Some(wanted),
                RowHold::Through { field, register, period, place } => {
                    let Some(key) = value(field) else { continue };
                    let book = Book { register: register.clone(), period: *period, ..opened.book.clone() };
                    let own = RowReach::Only(vec![RowHold::Place(place.clone())]);
                    self.store.reaches(&book, &key, &own).await?
                }
            };
            if is_held {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// In words of the one decision: what it says of a thing of somebody else.
pub(crate) fn why_not(actor: &Actor, capability: Capability, class: DataClass) -> String {
    let foreign = Object { agency: Some("-"), place: Some("-"), class, steward: None, is_official_statistic: false };
    match actor.may(capability, &foreign) {
        Err(refusal) => refusal.to_string(),
        // A department reads of its own alone where rows are concerned.
        Ok(()) => format!(
            "这项内容不属于您的单位，您也没有该机制的办理角色，不能{}；需要时请联系县域科",
            capability.in_words()
        ),
    }
}

/// An extent in the fields of a register. A register without a place is reached through the row that it refers to, and
/// where there is none by nobody who is bound to a place.
fn rows_of(
    extent: &Extent,
    is_read: bool,
    (pack, register, period): (&Pack, &Register, Period),
    agencies: &[Agency],
) -> RowReach {
    let Extent::Only(holds) = extent else { return RowReach::All };
    let mut rows: Vec<RowHold> = Vec::new();
    let value = |field: &Field, value: &str| RowHold::Value { field: field.code.clone(), value: value.to_string() };
    for hold in holds {
        match hold {
            Hold::Place(place) => {
                let mut fields = register.fields.iter().filter_map(|field| match field.field_type {
                    FieldType::Place { level } => Some((field, level)),
                    _ => None,
                });
                match fields.next() {
                    Some((_, PlaceLevel::Township)) => rows.push(RowHold::Within(place.clone())),
                    Some(_) => rows.push(RowHold::Place(place.clone())),
                    None => rows.extend(through(pack, register, period, place)),
                }
                rows.extend(fields.filter(|_| is_read).map(|(field, _)| value(field, place)));
            }
            Hold::Agency(code) => {
                let names: BTreeSet<&str> = agencies
                    .iter()
                    .filter(|agency| agency.code == *code)
                    .flat_map(|agency| agency.names.iter().map(|dated| &dated.name).chain(&agency.aliases))
                    .map(String::as_str)
                    .collect();
                for field in &register.fields {
                    match field.field_type {
                        FieldType::Agency => rows.extend(names.iter().map(|name| value(field, name))),
                        // A firm acts under its own code.
                        FieldType::Enterprise => rows.push(value(field, code)),
                        _ => {}
                    }
                }
            }
        }
    }
    RowReach::Only(rows)
}

fn through(pack: &Pack, register: &Register, period: Period, place: &str) -> Vec<RowHold> {
    let target = |field: &Field| match &field.field_type {
        FieldType::Reference { register } => {
            let target = pack.register(register)?;
            let is_placed = |field: &Field| matches!(field.field_type, FieldType::Place { level: PlaceLevel::County });
            target.fields.iter().any(is_placed).then(|| RowHold::Through {
                field: field.code.clone(),
                register: target.code.to_string(),
                period: (target.cycle != Cycle::Standing).then_some(period),
                place: place.to_string(),
            })
        }
        _ => None,
    };
    register.fields.iter().filter_map(target).collect()
}
