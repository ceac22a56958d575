//! What became known since a run was frozen (所用数据已有新版本): which of its figures are other ones now, what the outcome
//! would be, and the run that somebody with the right freezes in its place. The frozen run itself is never touched.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use model::pack::{Code, Subject};
use model::people::Capability;
use model::{Period, SourceRef};
use store::{Dictionaries, NewEvaluation};

use super::compare::{changes_view, changes_within};
use super::cut::{Cut, CutObserved, CutRegister, FactPlace};
use super::objections::{fact_name, fact_unit, subject_of};
use super::run::Ran;
use super::used::Used;
use crate::data::list::place_name;
use crate::data::versions::Versions;
use crate::figure_root::FigureRoot;
use crate::frame::MISSING;
use crate::view::{ChangesView, NewerFigure, NewerView, RerunRequest, RunView};
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

/// More figures than so many are counted, not listed.
const LISTED_MAX: usize = 200;

enum What {
    Value(FactPlace),
    /// A row that is new or gone, told once.
    Row {
        register: Code,
        key: String,
    },
}

/// One figure that the rules read and that differs between two cuts.
struct Differing {
    /// Of which subject, where it belongs to one alone.
    subject: Option<String>,
    what: What,
    period: Option<Period>,
    before: String,
    after: String,
    /// The observations behind both, of a statistic.
    observations: [Option<SourceRef>; 2],
}

impl App {
    /// The figures of a frozen run that are other ones by now.
    pub async fn newer_figures(&self, actor: &Actor, run: i64, now: Timestamp) -> Result<NewerView> {
        let old = self.ran_at(FigureRoot::Frozen { run }).await?;
        let fresh = self.fresh_cut(&old, now).await?;
        let within = self.within_run(actor, &old).await?;
        let mut found = differing(&old, &fresh)?;
        found.retain(|one| sees(&within, one));
        let count = found.len();
        found.truncate(LISTED_MAX);
        let dictionaries = self.store.dictionaries(now).await?;
        let versions = self.versions(&behind(&found), &dictionaries).await?;
        let figure = |one: Differing| shown(&old, &fresh, one, &dictionaries, &versions);
        Ok(NewerView {
            used: old.cut.known_by,
            known_by: now,
            count,
            figures: found.into_iter().map(figure).collect(),
            replace: self.replace_fault(run).await?,
        })
    }

    /// Who would move, by how much and why, if the run were computed on what was known by an instant. Nothing is stored.
    pub async fn try_newer(&self, actor: &Actor, run: i64, known_by: Timestamp, now: Timestamp) -> Result<ChangesView> {
        let (old, fresh) = self.rerun(run, known_by, now).await?;
        let within = self.within_run(actor, &old).await?;
        let view = changes_view(&old, &fresh, (format!("第 {run} 号结果"), "按新数据".to_string()))?;
        Ok(changes_within(view, &within))
    }

    /// Freezes the run on the new figures in place of the one that stands, which stays on record as it was.
    pub async fn freeze_newer(
        &self,
        actor: &Actor,
        run: i64,
        request: &RerunRequest,
        now: Timestamp,
    ) -> Result<RunView> {
        self.admit(actor, Capability::Evaluate, "按新数据冻结评价结果", now).await?;
        let reason = request.reason.trim();
        if reason.is_empty() {
            return Err(AppError::bad_input(format!("替换第 {run} 号结果须写明原因；请填写后重试")));
        }
        if let Some(why) = self.replace_fault(run).await? {
            return Err(AppError::Conflict { message: why });
        }
        let (old, fresh) = self.rerun(run, request.known_by, now).await?;
        let differing = differing(&old, &fresh.cut)?.len();
        if differing == 0 {
            return Err(AppError::Conflict {
                message: format!("第 {run} 号结果所用的数据没有变化，不必重算")
            });
        }
        let stored = self.stored_run(run).await?;
        let new = NewEvaluation {
            key: stored.key.clone(),
            version: stored.version.clone(),
            cut: serde_json::to_string(&fresh.cut)?,
            outcome: serde_json::to_string(&fresh.outcome)?,
            replaces: Some((run, format!("按新数据重算（{differing} 处不同）：{reason}"))),
        };
        let note = format!("替换第 {run} 号：{reason}");
        let object = format!("evaluation/{}/{run}", stored.key.pack);
        let audit = actor.audit("按新数据冻结评价结果", object, Some(&note), now);
        let id = self.store.add_evaluation(&new, &audit).await?;
        self.run_view(id, now).await
    }

    /// The frozen run, and the same rules on what was known by a later instant.
    async fn rerun(&self, run: i64, known_by: Timestamp, now: Timestamp) -> Result<(Arc<Ran>, Ran)> {
        let known_by = crate::instant::known_by(Some(known_by), now)?;
        let old = self.ran_at(FigureRoot::Frozen { run }).await?;
        if known_by < old.cut.known_by {
            return Err(AppError::bad_input(format!(
                "数据截止时间 {known_by} 早于第 {run} 号结果的取数时间；请刷新页面后重试"
            )));
        }
        let cut = self.fresh_cut(&old, known_by).await?;
        let (pack, root) = (old.pack.clone(), old.root.clone());
        let fresh = crate::blocking(move || Ran::compute(cut, pack, root)).await?;
        Ok((old, fresh))
    }

    /// The cut of a frozen run gathered anew, with the rules that it was frozen with. What an accepted objection put
    /// right stays so while its source still says what was disputed.
    async fn fresh_cut(&self, old: &Ran, known_by: Timestamp) -> Result<Cut> {
        let root = FigureRoot::Dry {
            pack: old.cut.pack.clone(),
            version: old.cut.version.clone(),
            rule: old.cut.evaluation.clone(),
            period: old.cut.period,
            dataset: old.cut.dataset,
            known_by,
        };
        let (mut fresh, _) = self.gather(&root).await?;
        fresh.rules.clone_from(&old.cut.rules);
        for held in &old.cut.corrections {
            if fresh.read(&held.place).is_some_and(|value| value == held.before) {
                fresh.correct(held.objection, held.place.clone(), &held.after)?;
            }
        }
        Ok(fresh)
    }

    async fn replace_fault(&self, run: i64) -> Result<Option<String>> {
        match self.may_be_replaced(&self.stored_run(run).await?).await {
            Ok(()) => Ok(None),
            Err(AppError::Conflict { message }) => Ok(Some(message)),
            Err(error) => Err(error),
        }
    }
}

fn sees(within: &Within, one: &Differing) -> bool {
    match (&one.subject, &one.what) {
        (Some(subject), What::Value(FactPlace::Observed { .. }) | What::Row { .. }) => within.has(subject),
        (Some(subject), What::Value(FactPlace::Field { .. })) => within.has(subject) && within.sees_fields_of(subject),
        (None, What::Value(FactPlace::Observed { .. })) => true,
        // A row under several subjects is told to whoever sees all of them.
        (None, What::Value(FactPlace::Field { .. }) | What::Row { .. }) => within.is_all() && within.sees_fields(),
    }
}

fn differing(old: &Ran, fresh: &Cut) -> Result<Vec<Differing>> {
    let used = Used::of(old.rules()?, &old.pack);
    let mut found = observed_differing(old, fresh, &used);
    let registers: BTreeSet<_> =
        old.cut.registers.iter().chain(&fresh.registers).map(|held| (&held.register, held.period)).collect();
    for (register, period) in registers {
        let of =
            |cut: &'_ Cut| cut.registers.iter().position(|held| (&held.register, held.period) == (register, period));
        let [before, after] = [of(&old.cut).map(|at| &old.cut.registers[at]), of(fresh).map(|at| &fresh.registers[at])];
        rows_differing(old, (before, after), &used, &mut found)?;
    }
    Ok(found)
}

fn observed_differing(old: &Ran, fresh: &Cut, used: &Used) -> Vec<Differing> {
    let by_key = |cut: &'_ Cut| -> BTreeMap<(Code, Period, String), CutObserved> {
        let key = |held: &CutObserved| (held.indicator.clone(), held.period, held.place.clone());
        let read = cut.observed.iter().filter(|held| used.observed.contains(&held.indicator));
        read.map(|held| (key(held), held.clone())).collect()
    };
    let (before, after) = (by_key(&old.cut), by_key(fresh));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for key @ (indicator, period, place) in keys {
        let both = [before.get(key), after.get(key)];
        let [was, is] = both.map(|held| held.map(|held| held.value));
        if was == is {
            continue;
        }
        let text = |value: Option<rust_decimal::Decimal>| {
            value.map_or_else(|| MISSING.to_string(), |value| value.normalize().to_string())
        };
        let place = FactPlace::Observed { indicator: indicator.clone(), place: place.clone() };
        found.push(Differing {
            subject: subject_of(old, &place),
            what: What::Value(place),
            period: Some(*period),
            before: text(was),
            after: text(is),
            observations: both.map(|held| held.and_then(|held| held.source.clone())),
        });
    }
    found
}

fn rows_differing(
    old: &Ran,
    (before, after): (Option<&CutRegister>, Option<&CutRegister>),
    used: &Used,
    found: &mut Vec<Differing>,
) -> Result<()> {
    let Some(held) = before.or(after) else { return Ok(()) };
    let rules = old.rules()?;
    let is_subject = rules.subject == Subject::Register(held.register.clone());
    let place_of = |register: Option<&CutRegister>| -> BTreeMap<String, usize> {
        let keys = register.map(|held| held.keys.as_slice()).unwrap_or_default();
        keys.iter().enumerate().map(|(row, key)| (key.clone(), row)).collect()
    };
    let (was, is) = (place_of(before), place_of(after));
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        let mut note = |what: What, before: String, after: String| {
            let subject = is_subject.then(|| key.clone());
            found.push(Differing { subject, what, period: held.period, before, after, observations: [None, None] });
        };
        let register = held.register.clone();
        let (row_before, row_after) = match (was.get(key), is.get(key)) {
            (Some(before), Some(after)) => (*before, *after),
            (None, _) => {
                note(What::Row { register, key: key.clone() }, MISSING.to_string(), "新列入".to_string());
                continue;
            }
            (Some(_), None) => {
                note(What::Row { register, key: key.clone() }, "已列入".to_string(), "已移出".to_string());
                continue;
            }
        };
        for field in &used.fields {
            let text = |register: Option<&CutRegister>, row: usize| {
                register.and_then(|held| held.columns.get(field)).and_then(|column| column.shown(row))
            };
            let (old_text, new_text) = (text(before, row_before), text(after, row_after));
            if old_text != new_text {
                let said = |text: Option<String>| text.unwrap_or_else(|| MISSING.to_string());
                let place = FactPlace::Field { register: register.clone(), key: key.clone(), field: field.clone() };
                note(What::Value(place), said(old_text), said(new_text));
            }
        }
    }
    Ok(())
}

/// The observations behind both sides.
fn behind(found: &[Differing]) -> Vec<i64> {
    found.iter().flat_map(|one| &one.observations).filter_map(observation_id).collect()
}

fn observation_id(source: &Option<SourceRef>) -> Option<i64> {
    match source {
        Some(SourceRef::Observation { id, .. }) => Some(*id),
        Some(SourceRef::Clause { .. } | SourceRef::Publication { .. } | SourceRef::Rule { .. }) | None => None,
    }
}

fn shown(old: &Ran, fresh: &Cut, one: Differing, dictionaries: &Dictionaries, versions: &Versions) -> NewerFigure {
    let what = match &one.what {
        What::Row { register, .. } => engine::formula::name_of(&old.pack, register),
        What::Value(place) => match fact_unit(old, place) {
            unit if unit.is_empty() => fact_name(old, place),
            unit => format!("{}（{unit}）", fact_name(old, place)),
        },
    };
    let of = match &one.what {
        What::Row { key, .. } | What::Value(FactPlace::Field { key, .. }) => {
            let known = fresh.subjects.iter().chain(&old.cut.subjects).find(|subject| subject.key == *key);
            known.map_or_else(|| key.clone(), |subject| subject.name.clone())
        }
        What::Value(FactPlace::Observed { place, .. }) => place_name(dictionaries, place),
    };
    let [before, after] =
        one.observations.each_ref().map(|source| observation_id(source).and_then(|id| versions.of(id)));
    let versions = match (before, after) {
        (None, None) => None,
        (before, after) => {
            let said = |version: Option<&str>| version.map_or_else(|| MISSING.to_string(), str::to_string);
            Some(format!("{} → {}", said(before), said(after)))
        }
    };
    NewerFigure {
        what,
        of,
        period_in_words: one.period.map(|period| period.in_words()).unwrap_or_default(),
        before: one.before,
        after: one.after,
        versions,
    }
}
