//! One row with everything about it: values, steps that it offers and why not, history, doubts.

use std::collections::{BTreeMap, BTreeSet};

use engine::formula::World;
use engine::register::{Taken, missing_files, offers, shown};
use jiff::Timestamp;
use model::pack::Code;
use model::people::{Capability, DataClass};
use store::{Change, ChangeKind, StoredRow};

use super::book::{Opened, values};
use super::facts::{add, looks_around};
use super::form::kind;
use super::save::{edit_refusal, traded_in_words};
use crate::reach::{Seen, why_not};
use crate::view::{
    FieldFault, RegisterBookQuery, RegisterChangeView, RegisterRowDetail, RegisterStepView, RowFieldChange,
};
use crate::{Actor, App, AppError, Result};

impl App {
    /// The row under a key, as this person may act on it.
    pub async fn register_row(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        key: &str,
        now: Timestamp,
    ) -> Result<RegisterRowDetail> {
        let opened = self.opened_for(actor, names, book, now).await?;
        let stored = self.store.row(&opened.book, key).await?;
        let stored = stored.ok_or_else(|| AppError::not_found(format!("“{}”中的“{key}”", opened.title())))?;
        let reach = self.reach(actor, &opened).await?;
        self.demand_row(actor, &opened, (key, reach.rows(), Capability::ReadInternal), now).await?;
        let seen = self.seen_in(&reach, &opened, key).await?;
        let may_edit = self.store.reaches(&opened.book, key, reach.edits()).await?;
        // Who changed a public row, what waits and what is doubted is for those inside.
        let is_inside = actor.holds(Capability::ReadInternal).is_ok();
        let row = opened.row(&stored)?;
        let history = self.store.row_history(&opened.book, key).await?;
        let texts = seen.fields(&opened.register).filter_map(|(place, field)| {
            let value = row.values.get(place)?.as_ref()?;
            Some((field.code.to_string(), shown(field, value, opened.directory())))
        });
        // What a rule says of a field is as good as the field.
        let warnings = if is_inside && seen.is_all() {
            self.rule_faults(&opened, std::slice::from_ref(&row), now).await?
        } else {
            Vec::new()
        };
        let missing = missing_files(&opened.register, &row)
            .filter(|field| is_inside && seen.fields(&opened.register).any(|(_, known)| known.code == field.code))
            .map(|field| FieldFault {
                field: Some(field.code.to_string()),
                message: format!("缺少必需的附件“{}”，补齐前不能提交下一环节", field.name),
            });
        Ok(RegisterRowDetail {
            form: self.form(&opened, actor, (&reach, &seen)).await?,
            row: self.row_view(&opened, &seen, &stored, now)?,
            values: texts.collect(),
            edit_refusal: match may_edit {
                true => match self.store.traded(&opened.book).await?.get(&stored.key) {
                    Some(case) => Some(traded_in_words(case)),
                    None => edit_refusal(&opened, stored.state.as_deref()),
                },
                false => Some(why_not(actor, Capability::EditRegister, opened.register.class)),
            },
            steps: match is_inside {
                true => self.seen_steps(&opened, actor, (&stored, &seen), &history, now).await?,
                false => Vec::new(),
            },
            history: if is_inside { history_view(&opened, &seen, &history)? } else { Vec::new() },
            files: self.files_for(actor, &opened, key, (&row.values, &seen)).await?,
            warnings: warnings.into_iter().map(|(_, fault, _)| fault).chain(missing).collect(),
            duplicates: if is_inside { self.duplicates_of(&opened, &reach, &row).await? } else { Vec::new() },
        })
    }

    /// Steps as somebody sees them: why one cannot be taken tells of fields that the person may not see.
    async fn seen_steps(
        &self,
        opened: &Opened,
        actor: &Actor,
        (stored, seen): (&StoredRow, &Seen),
        history: &[Change],
        now: Timestamp,
    ) -> Result<Vec<RegisterStepView>> {
        let mut steps = self.steps(opened, actor, stored, history, now).await?;
        if !seen.is_all() {
            let why = why_not(actor, Capability::TakeStep, DataClass::Sensitive);
            steps.iter_mut().for_each(|step| step.refusals = vec![why.clone()]);
        }
        Ok(steps)
    }

    pub(super) async fn steps(
        &self,
        opened: &Opened,
        actor: &Actor,
        stored: &StoredRow,
        history: &[Change],
        now: Timestamp,
    ) -> Result<Vec<RegisterStepView>> {
        let row = opened.row(stored)?;
        let roles = self.store.roles_of(&actor.user, opened.pack.code.as_str()).await?;
        let roles: Vec<Code> = roles.iter().filter_map(|role| Code::new(role).ok()).collect();
        let mut facts = if opened.register.life.steps.iter().any(|step| looks_around(&step.condition)) {
            self.facts_with(opened, &[], now).await?
        } else {
            let mut facts = engine::formula::PackFacts::default();
            add(&mut facts, &opened.register, opened.book.period, std::slice::from_ref(&row))?;
            facts
        };
        facts.seen_on(crate::day_in_china(now));
        let world = World { pack: &opened.pack, facts: &facts, calendar: &self.calendar };
        let found = offers(&opened.register, &row, (&actor.user, &roles), &taken(history), opened.period, world);
        let traded = self.store.traded(&opened.book).await?.remove(&stored.key);
        let exchanges = opened.pack.exchanges.iter().filter(|exchange| exchange.register == opened.register.code);
        let of_cases: BTreeSet<&Code> = exchanges.flat_map(|exchange| exchange.takes.of_cases()).collect();
        let by_case = |step: &Code| match &traded {
            Some(case) => Some(traded_in_words(case)),
            None if of_cases.contains(step) => {
                Some("随交易项目办理，不能单独办理；请在“交易”中挂牌，由项目带动".to_string())
            }
            None => None,
        };
        let mut doubled = BTreeMap::new();
        for offer in &found {
            if let Some(unless) = &offer.step.unless_duplicate
                && let Some(refusal) = self.doubles(opened, &row, unless).await?
            {
                doubled.insert(offer.step.code.clone(), refusal);
            }
        }
        let view = |offer: engine::register::Offer<'_>| RegisterStepView {
            code: offer.step.code.to_string(),
            name: offer.step.name.clone(),
            to: opened.state_name(Some(offer.step.to.as_str())).unwrap_or_default(),
            role: opened
                .pack
                .roles
                .iter()
                .find(|role| role.code == offer.step.role)
                .map_or_else(|| offer.step.role.to_string(), |role| role.name.clone()),
            is_note_required: offer.step.is_note_required,
            basis: offer.step.basis.clone(),
            refusals: by_case(&offer.step.code)
                .into_iter()
                .chain(offer.refusals.iter().map(ToString::to_string))
                .chain(doubled.get(&offer.step.code).cloned())
                .collect(),
            due: self.due_view(opened, offer.step, stored, now),
        };
        Ok(found.into_iter().map(view).collect())
    }
}

/// The steps since the row last began: what was removed and came back begins again.
pub(super) fn taken(history: &[Change]) -> Vec<Taken> {
    let start = history.iter().rposition(|change| change.kind == ChangeKind::Remove).map_or(0, |place| place + 1);
    let step = |change: &Change| match &change.kind {
        ChangeKind::Step { step } => Some(Taken { step: Code::new(step).ok()?, actor: change.actor.clone() }),
        ChangeKind::Save { .. } | ChangeKind::Remove => None,
    };
    history[start..].iter().filter_map(step).collect()
}

fn history_view(opened: &Opened, seen: &Seen, history: &[Change]) -> Result<Vec<RegisterChangeView>> {
    let mut views = Vec::new();
    let mut before: Option<&str> = None;
    for change in history {
        let (what, changes) = match &change.kind {
            ChangeKind::Save { body } => {
                let what = if before.is_none() { "新增" } else { "修改" };
                let changes = differences(opened, seen, before, body)?;
                before = Some(body);
                (what.to_string(), changes)
            }
            ChangeKind::Step { step } => {
                let found = opened.register.life.steps.iter().find(|known| known.code.as_str() == step);
                // What moves a row from outside is no step of its register.
                let by_agreement = || opened.pack.agreements.iter().find(|known| known.code.as_str() == step);
                let name = found.map(|known| known.name.clone());
                let name = name.or_else(|| by_agreement().map(|known| format!("流转：{}", known.name)));
                (name.unwrap_or_else(|| step.clone()), Vec::new())
            }
            ChangeKind::Remove => {
                before = None;
                ("删除".to_string(), Vec::new())
            }
        };
        views.push(RegisterChangeView {
            at: change.at,
            actor: change.actor.clone(),
            what,
            state_name: opened.state_name(change.state.as_deref()),
            note: change.note.clone(),
            changes,
            pack_version: change.pack_version.clone(),
        });
    }
    views.reverse();
    Ok(views)
}

/// Field by field that is seen, from one body to the next; a new row lists the fields that it has.
pub(super) fn differences(
    opened: &Opened,
    seen: &Seen,
    before: Option<&str>,
    after: &str,
) -> Result<Vec<RowFieldChange>> {
    let parsed = |body: &str| -> Result<BTreeMap<String, String>> {
        let held = values(&opened.register, body)?;
        let shown = opened.register.fields.iter().zip(&held).filter_map(|(field, value)| {
            Some((field.code.to_string(), shown(field, value.as_ref()?, opened.directory())))
        });
        Ok(shown.collect())
    };
    let (old, new) = (before.map(parsed).transpose()?.unwrap_or_default(), parsed(after)?);
    let blank = || "—".to_string();
    let fields = seen.fields(&opened.register).map(|(_, field)| field);
    let fields = fields.filter(|field| old.get(field.code.as_str()) != new.get(field.code.as_str()));
    Ok(fields
        .map(|field| RowFieldChange {
            field: field.name.clone(),
            unit: kind(&field.field_type).1,
            before: old.get(field.code.as_str()).cloned().unwrap_or_else(blank),
            after: new.get(field.code.as_str()).cloned().unwrap_or_else(blank),
        })
        .collect())
}
