//! Objections (申诉) to one value of one subject. An accepted one gives a new run from the same cut with that value put
//! right, so that only what depends on it differs; the run that was disputed stays as it was.

use jiff::Timestamp;
use model::pack::{FieldType, Subject};
use model::people::{Capability, DataClass};
use serde::{Deserialize, Serialize};
use store::{NewAnswer, NewEvaluation, NewObjection, StoredObjection};

use super::compare::{changes_view, changes_within};
use super::cut::FactPlace;
use super::held::touched;
use super::life::object_fault;
use super::run::Ran;
use super::used::Used;
use crate::actor::about;
use crate::figure_root::FigureRoot;
use crate::reach::NOT_YOURS;
use crate::view::{AnswerRequest, AnswerView, ChangesView, DisputableView, Named, ObjectionRequest, ObjectionView};
use crate::{Actor, App, AppError, Result, day_in_china};

/// What is stored of an objection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Body {
    pub(super) place: FactPlace,
    /// As people read it: 用地面积（亩）.
    fact: String,
    pub(super) before: String,
    claimed: String,
    reason: String,
    evidence: String,
}

const WORDS_MAX: usize = 2000;

impl App {
    /// The values of a subject that its result came of.
    pub async fn disputable(
        &self,
        actor: &Actor,
        run: i64,
        subject: &str,
        now: Timestamp,
    ) -> Result<Vec<DisputableView>> {
        let ran = self.ran_at(FigureRoot::Frozen { run }).await?;
        if !ran.cut.subjects.iter().any(|known| known.key == subject) {
            return Err(AppError::not_found(format!("评价对象“{subject}”")));
        }
        self.demand_disputed(actor, &ran, subject, now).await?;
        disputable(&ran, subject)
    }

    /// Values may be disputed by whoever sees them: one's own county's or firm's.
    async fn demand_disputed(&self, actor: &Actor, ran: &Ran, subject: &str, now: Timestamp) -> Result<()> {
        let what = format!("evaluation/{}", ran.cut.pack);
        let within = self.within_run(actor, ran).await?;
        self.demand_subject(actor, &within, (subject, &what), now).await?;
        if !within.sees_fields_of(subject) {
            let message = format!("“{}”的数值含有您无权查看的字段", ran.cut.name(subject));
            return Err(self.refused(actor, &format!("{what}/{subject}"), &message, now).await);
        }
        Ok(())
    }

    pub async fn object(
        &self,
        actor: &Actor,
        run: i64,
        request: &ObjectionRequest,
        now: Timestamp,
    ) -> Result<ObjectionView> {
        let stored = self.stored_run(run).await?;
        if let Some(why) = object_fault(&stored, day_in_china(now)) {
            return Err(AppError::Conflict { message: why });
        }
        for (what, text) in [("申诉理由", &request.reason), ("证明材料", &request.evidence)] {
            if text.trim().is_empty() {
                return Err(AppError::bad_input(format!("{what}没有填写；请写明后提交")));
            }
            if text.chars().count() > WORDS_MAX {
                return Err(AppError::bad_input(format!("{what}超过 {WORDS_MAX} 字；请写要点，材料另附")));
            }
        }
        let ran = self.ran_at(FigureRoot::Frozen { run }).await?;
        let place: FactPlace = serde_json::from_str(&request.place)
            .map_err(|_| AppError::bad_input("申诉的数值没有选定；请从列表中选择"))?;
        self.demand_disputed(actor, &ran, &request.subject, now).await?;
        let known = ran.cut.subjects.iter().find(|known| known.key == request.subject);
        let of_place = about(known.and_then(|known| known.place.as_deref()), DataClass::Internal);
        self.demand(actor, Capability::Object, &of_place, "提出申诉", now).await?;
        let facts = disputable(&ran, &request.subject)?;
        if !facts.iter().any(|fact| fact.place == request.place) {
            return Err(AppError::bad_input("所选数值不属于该评价对象；请从列表中重新选择"));
        }
        if let Some(open) = self.settled_before(run, &ran).await? {
            let settled = touched(Some(ran.rules()?), &ran.pack, &place).into_iter().find(|code| !open.contains(code));
            if let Some(code) = settled {
                let name = |code: &model::pack::Code| engine::formula::name_of(&ran.pack, code);
                let open: Vec<String> = open.iter().map(name).collect();
                return Err(AppError::Conflict {
                    message: format!(
                        "“{}”已定稿，不再受理申诉；本次公示只受理更正所涉的“{}”",
                        name(&code),
                        open.join("”“")
                    ),
                });
            }
        }
        // A claim that cannot be put in is refused now, not when somebody decides on it.
        ran.cut.clone().correct(0, place.clone(), &request.value)?;
        let body = Body {
            fact: fact_name(&ran, &place),
            before: ran.cut.read(&place).unwrap_or_else(|| "—".to_string()),
            place,
            claimed: request.value.trim().to_string(),
            reason: request.reason.trim().to_string(),
            evidence: request.evidence.trim().to_string(),
        };
        let new = NewObjection { run, subject: request.subject.clone(), body: serde_json::to_string(&body)? };
        let object = format!("evaluation/{}/{run}", stored.key.pack);
        let note = format!("{}：{}", ran.cut.name(&request.subject), body.fact);
        let id = self.store.add_objection(&new, &actor.audit("提出申诉", object, Some(&note), now)).await?;
        self.objection_view(id).await
    }

    /// Objections to a run and to those that it replaced, oldest first.
    pub async fn objections(&self, actor: &Actor, run: i64) -> Result<Vec<ObjectionView>> {
        let mut found = Vec::new();
        for held in self.chain(run).await? {
            let ran = self.ran_at(FigureRoot::Frozen { run: held }).await?;
            let within = self.within_run(actor, &ran).await?;
            for one in self.store.objections(held).await?.into_iter().filter(|one| within.has(&one.subject)) {
                let mut one = view(&ran, one)?;
                if !within.sees_fields_of(&one.subject.code) {
                    (one.before, one.claimed) = (NOT_YOURS.to_string(), NOT_YOURS.to_string());
                }
                found.push(one);
            }
        }
        found.sort_by_key(|one| one.id);
        Ok(found)
    }

    async fn objection_view(&self, id: i64) -> Result<ObjectionView> {
        let held = self.stored_objection(id).await?;
        let ran = self.ran_at(FigureRoot::Frozen { run: held.run }).await?;
        view(&ran, held)
    }

    async fn stored_objection(&self, id: i64) -> Result<StoredObjection> {
        self.store.objection(id).await?.ok_or_else(|| AppError::not_found(format!("第 {id} 号申诉")))
    }

    /// Before and after, if the objection were accepted with this value (the claimed one by default). Nothing is stored.
    pub async fn preview_objection(
        &self,
        actor: &Actor,
        id: i64,
        value: Option<&str>,
        now: Timestamp,
    ) -> Result<ChangesView> {
        let held = self.stored_objection(id).await?;
        let (before, after) = self.corrected(&held, value).await?;
        self.demand_disputed(actor, &before, &held.subject, now).await?;
        let within = self.within_run(actor, &before).await?;
        let view = changes_view(&before, &after, ("现行结果".to_string(), "更正后".to_string()))?;
        Ok(changes_within(view, &within))
    }

    /// The standing run of the disputed one's chain, and the same with the value put right.
    async fn corrected(&self, held: &StoredObjection, value: Option<&str>) -> Result<(std::sync::Arc<Ran>, Ran)> {
        let body: Body = serde_json::from_str(&held.body)?;
        let first = self.stored_run(held.run).await?;
        let standing = self
            .standing_run(&first.key.pack, &first.key.evaluation, first.key.period, first.key.dataset)
            .await?
            .ok_or_else(|| AppError::not_found("现行评价结果"))?;
        let root = FigureRoot::Frozen { run: standing.id };
        let before = self.ran_at(root.clone()).await?;
        let mut cut = before.cut.clone();
        let value = value.map(str::trim).filter(|value| !value.is_empty()).unwrap_or(&body.claimed);
        cut.correct(held.id, body.place, value)?;
        let pack = before.pack.clone();
        let after = crate::blocking(move || Ran::compute(cut, pack, root)).await?;
        Ok((before, after))
    }

    /// Decides on an objection. Accepting it freezes the corrected run, which must be published again.
    pub async fn answer_objection(
        &self,
        actor: &Actor,
        id: i64,
        request: &AnswerRequest,
        now: Timestamp,
    ) -> Result<ObjectionView> {
        self.admit(actor, Capability::Evaluate, "答复申诉", now).await?;
        let held = self.stored_objection(id).await?;
        let note = request.note.trim();
        if note.is_empty() {
            return Err(AppError::bad_input("答复意见没有填写；请写明采纳或不采纳的理由"));
        }
        if let Some(answer) = &held.answer {
            return Err(AppError::Conflict {
                message: format!("第 {id} 号申诉已由“{}”答复，不能再改", answer.actor)
            });
        }
        let first = self.stored_run(held.run).await?;
        let corrected = match request.accept {
            false => None,
            true => {
                let (before, after) = self.corrected(&held, request.value.as_deref()).await?;
                let FigureRoot::Frozen { run } = &before.root else {
                    return Err(AppError::not_found("现行评价结果"));
                };
                // An objection that is open was there before the rest was made final.
                let name = before.cut.name(&held.subject);
                Some(NewEvaluation {
                    key: first.key.clone(),
                    version: before.cut.version.clone(),
                    cut: serde_json::to_string(&after.cut)?,
                    outcome: serde_json::to_string(&after.outcome)?,
                    replaces: Some((*run, format!("采纳第 {id} 号申诉（{name}）：{note}"))),
                })
            }
        };
        let action = if request.accept { "采纳申诉" } else { "不采纳申诉" };
        let object = format!("evaluation/{}/{}", first.key.pack, held.run);
        let audit = actor.audit(action, object, Some(&format!("第 {id} 号：{note}")), now);
        let new = NewAnswer { objection: id, note: note.to_string(), corrected };
        self.store.answer_objection(&new, &audit).await?;
        self.objection_view(id).await
    }
}

fn view(ran: &Ran, held: StoredObjection) -> Result<ObjectionView> {
    let body: Body = serde_json::from_str(&held.body)?;
    Ok(ObjectionView {
        id: held.id,
        run: held.run,
        subject: Named { name: ran.cut.name(&held.subject), code: held.subject },
        fact: body.fact,
        before: body.before,
        claimed: if body.claimed.is_empty() { "—".to_string() } else { body.claimed },
        reason: body.reason,
        evidence: body.evidence,
        at: held.at,
        actor: held.actor,
        answer: held.answer.map(|answer| AnswerView {
            is_accepted: answer.is_accepted,
            note: answer.note,
            run: answer.run,
            at: answer.at,
            actor: answer.actor,
        }),
    })
}

/// Fields of the subject's own row, and statistics of its place, that the rules read.
fn disputable(ran: &Ran, subject: &str) -> Result<Vec<DisputableView>> {
    let rules = ran.rules()?;
    let used = Used::of(rules, &ran.pack);
    let mut places = Vec::new();
    if let Subject::Register(register) = &rules.subject {
        for field in ran.pack.register(register).map(|held| held.fields.as_slice()).unwrap_or_default() {
            let is_key = ran.pack.register(register).is_some_and(|held| held.key.contains(&field.code));
            if !is_key && used.fields.contains(&field.code) && !matches!(field.field_type, FieldType::File) {
                places.push(FactPlace::Field {
                    register: register.clone(),
                    key: subject.to_string(),
                    field: field.code.clone(),
                });
            }
        }
    }
    let place = ran.cut.subjects.iter().find(|known| known.key == subject).and_then(|known| known.place.clone());
    if let Some(place) = place {
        let read = ran.pack.observed.iter().filter(|observed| used.observed.contains(&observed.code));
        places.extend(
            read.map(|observed| FactPlace::Observed { indicator: observed.code.clone(), place: place.clone() }),
        );
    }
    let mut facts = Vec::with_capacity(places.len());
    for place in places {
        facts.push(DisputableView {
            name: fact_name(ran, &place),
            unit: fact_unit(ran, &place),
            value: ran.cut.read(&place).unwrap_or_else(|| "—".to_string()),
            place: serde_json::to_string(&place)?,
        });
    }
    Ok(facts)
}

/// 用地面积, 地区生产总值.
pub(crate) fn fact_name(ran: &Ran, place: &FactPlace) -> String {
    match place {
        FactPlace::Field { register, field, .. } => {
            let held = ran.pack.register(register).and_then(|held| held.field(field));
            held.map_or_else(|| field.to_string(), |held| held.name.clone())
        }
        FactPlace::Observed { indicator, .. } => engine::formula::name_of(&ran.pack, indicator),
    }
}

pub(super) fn fact_unit(ran: &Ran, place: &FactPlace) -> String {
    match place {
        FactPlace::Field { register, field, .. } => {
            let held = ran.pack.register(register).and_then(|held| held.field(field));
            match held.map(|held| &held.field_type) {
                Some(FieldType::Number { unit, .. } | FieldType::Money { unit, .. }) => unit.to_string(),
                Some(_) | None => String::new(),
            }
        }
        FactPlace::Observed { indicator, .. } => {
            let held = ran.pack.observed.iter().find(|held| held.code == *indicator);
            held.map_or_else(String::new, |held| held.unit.to_string())
        }
    }
}

/// The subject that a value belongs to.
pub(crate) fn subject_of(ran: &Ran, place: &FactPlace) -> Option<String> {
    match place {
        FactPlace::Field { key, .. } => Some(key.clone()),
        FactPlace::Observed { place, .. } => {
            let of = ran.cut.subjects.iter().find(|subject| subject.place.as_deref() == Some(place));
            of.map(|subject| subject.key.clone())
        }
    }
}
