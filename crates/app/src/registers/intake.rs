//! Fills a register from other packs (取数): all lines of a period together or none. What those packs no longer say is
//! taken out, unless somebody has gone on with it; nobody types such a row, and nothing of another pack is changed.

use std::collections::BTreeMap;

use engine::formula::World;
use engine::register::{Giver, Intaken, Row, beside, read, shown, stored};
use engine::run::formula_periods;
use jiff::Timestamp;
use model::Period;
use model::pack::{Cycle, Field, Intake, RuleStrength};
use model::people::Capability;
use store::{NewRow, Saving, StoredRow};

use super::book::Opened;
use super::save::{ReadRow, clash_in_words, new_row};
use crate::packs::intake::within;
use crate::reach::why_not;
use crate::view::{FieldFault, LineError, RegisterBookQuery, RegisterIntakeReport, RegisterIntakeSource};
use crate::{Actor, App, AppError, Result};

impl App {
    /// Takes the lines of a period anew.
    ///
    /// # Errors
    /// A row there without a result, a party that is not known here, a row here that people went on with and that would
    /// change, somebody who does not see all of it: with every reason, and nothing is changed.
    pub async fn take_in(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        now: Timestamp,
    ) -> Result<RegisterIntakeReport> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        if opened.register.intakes.is_empty() {
            return Err(AppError::bad_input(format!("名录“{}”不取自机制包，请逐行登记或导入", opened.register.name)));
        }
        if !self.reach(actor, &opened).await?.edits().is_all() {
            let why = why_not(actor, Capability::EditRegister, opened.register.class);
            return Err(self.refused(actor, &opened.object(), &format!("“{}”：{why}", opened.title()), now).await);
        }
        let (found, sources) = self.intaken(actor, &opened, now).await?;
        let own = self.gathered(&opened.pack, &[opened.period], opened.book.dataset, now).await?.facts()?;
        let world = World { pack: &opened.pack, facts: &own, calendar: self.calendar() };
        let mut rows =
            found.rows(&opened.register, opened.period, world).map_err(|problems| unready(&opened, problems))?;
        let mut problems: Vec<String> = rows.iter_mut().flat_map(|row| reread(&opened, row)).collect();
        let held = self.store.rows_by(&opened.book, now).await?;
        let standing = held.iter().map(|row| opened.row(row)).collect::<Result<Vec<Row>>>()?;
        let name = |row: &Row| called(&opened, row);
        let rows = beside(&opened.register, rows, &standing, &name)
            .map_err(|problems| refusal(format!("“{}”不能取数，没有改动任何一行", opened.title()), problems, ""))?;
        for (place, fault, strength) in self.rule_faults(&opened, &rows, now).await? {
            if strength == RuleStrength::Refuse {
                problems.push(format!("“{}”：{}", rows[place].key, fault.message));
            }
        }
        if !problems.is_empty() {
            return Err(unready(&opened, problems));
        }
        let (batch, mut report) = changes(&opened, &rows, &held)?;
        report.sources = sources;
        if batch.is_empty() {
            return Ok(report);
        }
        let note = format!("取数：新增 {} 行，修改 {} 行，删去 {} 行", report.inserted, report.changed, report.removed);
        let audit = actor.audit("名录取数", opened.object(), Some(&note), now);
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: &batch,
            files: &[],
            known_since: now,
            note: Some(&note),
        };
        match self.store.save_rows(saving, &audit).await? {
            Ok(_) => Ok(report),
            Err(clashes) => {
                let told = clashes.iter().map(|clash| clash_in_words(&opened, clash).1);
                Err(AppError::Conflict { message: told.collect::<Vec<String>>().join("；") })
            }
        }
    }

    /// Lines of all packs, and what came from where.
    async fn intaken(
        &self,
        actor: &Actor,
        opened: &Opened,
        now: Timestamp,
    ) -> Result<(Intaken, Vec<RegisterIntakeSource>)> {
        let (mut found, mut sources) = (Intaken::default(), Vec::new());
        for intake in &opened.register.intakes {
            let mut source = RegisterIntakeSource { name: intake.name.clone(), ..RegisterIntakeSource::default() };
            let code = (intake.pack.as_str(), intake.register.as_str());
            let newest = self.packs.newest(code.0)?.usable()?;
            source.pack = newest.name.clone();
            let is_standing = newest.register(&intake.register).is_some_and(|known| known.cycle == Cycle::Standing);
            let held = self.store.register_periods(code.0, code.1, opened.book.dataset).await?;
            let mut abouts: Vec<Option<Period>> = match is_standing {
                true => vec![None],
                false => held.iter().filter_map(|(period, _)| Some(Some(period.parse().ok()?))).collect(),
            };
            abouts.sort_unstable();
            for about in abouts.into_iter().filter_map(|about| within(about, opened.period)) {
                source.rows += self.add_giver(actor, (opened, intake, about), &mut found, now).await?;
                source.periods.push(about.in_words());
            }
            sources.push(source);
        }
        Ok((found, sources))
    }

    async fn add_giver(
        &self,
        actor: &Actor,
        (opened, intake, about): (&Opened, &Intake, Period),
        found: &mut Intaken,
        now: Timestamp,
    ) -> Result<usize> {
        let code = intake.pack.as_str();
        let giving = self.packs.in_force(code, about).or_else(|_| self.packs.newest(code))?.usable()?.clone();
        let there = giving.register(&intake.register).ok_or_else(|| {
            AppError::bad_input(format!(
                "机制包“{}”没有名录“{}”；请更正“{}”",
                giving.name, intake.register, intake.name
            ))
        })?;
        if there.class > opened.register.class {
            return Err(AppError::bad_input(format!(
                "名录“{}”比“{}”更敏感，不能取到那里；请更正机制包",
                there.name, opened.register.name
            )));
        }
        if !self.reach_of(actor, &giving, there, about).await?.sees_all_rows() {
            let why = why_not(actor, Capability::ReadInternal, there.class);
            return Err(self.refused(actor, &opened.object(), &format!("“{}”：{why}", there.name), now).await);
        }
        let gathered = self.gathered(&giving, &formula_periods(&giving, about), opened.book.dataset, now).await?;
        let facts = gathered.facts()?;
        let place_name = |code: &str| gathered.place_name(code).to_string();
        let world = World { pack: &giving, facts: &facts, calendar: self.calendar() };
        let giver = Giver { register: there, period: about, world, place_name: &place_name };
        Ok(found.add(intake, &opened.register, &giver))
    }
}

/// Why nobody adds rows to a register that is filled by packs, takes them out or imports them.
pub(super) fn hand_refusal(opened: &Opened) -> Option<String> {
    let first = opened.register.intakes.first()?;
    let own: Vec<&str> = opened.register.own_fields().map(|field| field.name.as_str()).collect();
    let own = match own.is_empty() {
        true => String::new(),
        false => format!("；“{}”请打开取来的行填写", own.join("”“")),
    };
    Some(format!(
        "名录“{}”由系统从机制包取数，不能手工登记、导入或删除；请更正来源（如“{}”）的数据，再重新取数{own}",
        opened.register.name, first.name
    ))
}

/// Puts the taken fields of a row that is there back in their places; what was typed into one of them is told.
pub(super) fn keep_taken(opened: &Opened, held: &Row, row: &mut ReadRow, is_typed: impl Fn(&Field) -> bool) {
    if opened.register.intakes.is_empty() {
        return;
    }
    // That a taken field was left out of a request is no fault.
    row.faults.retain(|fault| {
        let field = opened.register.fields.iter().find(|field| Some(field.code.as_str()) == fault.field.as_deref());
        field.is_none_or(|field| !opened.register.is_taken(&field.code) || is_typed(field))
    });
    row.key = Some(held.key.clone());
    let fields = opened.register.fields.iter().zip(&held.values).zip(&mut row.values);
    for ((field, held), value) in fields.filter(|((field, _), _)| opened.register.is_taken(&field.code)) {
        if is_typed(field) && value != held {
            // One fault a field is enough.
            row.faults.retain(|fault| fault.field.as_deref() != Some(field.code.as_str()));
            let message = format!("“{}”取自机制包，不能手工修改；请更正来源的数据，再重新取数", field.name);
            row.faults.push(FieldFault { field: Some(field.code.to_string()), message });
        }
        value.clone_from(held);
    }
}

/// A row by the parts of its key, as people read them.
fn called(opened: &Opened, row: &Row) -> String {
    let fields = opened.register.fields.iter().zip(&row.values);
    let parts = fields.filter(|(field, _)| opened.register.key.contains(&field.code));
    let parts: Vec<String> =
        parts.filter_map(|(field, value)| Some(shown(field, value.as_ref()?, opened.directory()))).collect();
    parts.join(" ")
}

/// Takes each cell as if it had been typed, so that it is stored in the one way; what the field would refuse is told.
fn reread(opened: &Opened, row: &mut Row) -> Vec<String> {
    let mut problems = Vec::new();
    for (field, value) in opened.register.fields.iter().zip(&mut row.values) {
        if !opened.register.is_taken(&field.code) {
            continue;
        }
        match read(field, &value.as_ref().map(stored).unwrap_or_default(), opened.directory()) {
            Ok(cell) => *value = cell.value,
            Err(error) => problems.push(format!("“{}”的{}：{error}", row.key, field.name)),
        }
    }
    problems
}

fn unready(opened: &Opened, problems: Vec<String>) -> AppError {
    refusal(format!("“{}”不能取数", opened.title()), problems, "；请先补全数据再取")
}

fn refusal(head: String, problems: Vec<String>, how: &str) -> AppError {
    const TOLD: usize = 5;
    let more = match problems.len() {
        count if count > TOLD => format!("等 {count} 处"),
        _ => String::new(),
    };
    let told: Vec<&str> = problems.iter().take(TOLD).map(String::as_str).collect();
    let message = format!("{head}：{}{more}{how}", told.join("；"));
    let detail = |message: String| LineError { line: 0, column: None, message };
    AppError::BadInput { message, details: problems.into_iter().map(detail).collect() }
}

/// What is new, differs or is no longer said.
fn changes(opened: &Opened, rows: &[Row], held: &[StoredRow]) -> Result<(Vec<NewRow>, RegisterIntakeReport)> {
    let mut standing: BTreeMap<&str, &StoredRow> = held.iter().map(|row| (row.key.as_str(), row)).collect();
    let (mut batch, mut report) = (Vec::new(), RegisterIntakeReport::default());
    for row in rows {
        let held = standing.remove(&*row.key);
        let new = new_row(opened, row, held.map(|held| held.pulse))?;
        match held {
            Some(held) if new.body.as_deref() == Some(held.body.as_str()) => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => report.changed += 1,
            None => report.inserted += 1,
        }
        batch.push(new);
    }
    for (key, held) in standing {
        report.removed += 1;
        batch.push(NewRow {
            key: key.to_string(),
            place: String::new(),
            words: String::new(),
            body: None,
            first_state: None,
            unique: Vec::new(),
            seen: Some(held.pulse),
            files: Vec::new(),
        });
    }
    Ok((batch, report))
}
