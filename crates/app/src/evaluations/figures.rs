//! Ids of figures of evaluations, and 从哪来 for each.
//!
//! An id is the root of the outcome (`figure_root.rs`) and a path. A path is `KIND/CODE/KEY`; what a kind does not need is `-`.

use engine::run::{Explainer, FigureOf};
use jiff::Timestamp;
use model::Derivation;
use model::pack::Pack;

use super::cut::CutObserved;
use super::run::Ran;
use crate::figure_root::FigureRoot;
use crate::reach::NOT_YOURS;
use crate::view::Explanation;
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

pub(super) const MARK: &str = "eval~";

pub(crate) fn is_evaluation_figure(id: &str) -> bool {
    id.starts_with(MARK)
}

impl App {
    pub(crate) async fn explain_evaluation(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Explanation> {
        let wrong = || AppError::bad_input(format!("数字编号“{id}”无法识别，应由评价页面复制"));
        let (root, path) = FigureRoot::parsed(MARK, id).ok_or_else(wrong)?;
        let ran = self.ran_at(root).await?;
        let within = self.within_run(actor, &ran).await?;
        let derivation = seen_derivation(&ran, &within, path)?;
        if let [_, _, key] = path.splitn(3, '/').collect::<Vec<_>>()[..]
            && ran.cut.subjects.iter().any(|subject| subject.key == key)
        {
            let what = format!("evaluation/{}", ran.cut.pack);
            self.demand_subject(actor, &within, (key, &what), now).await?;
        }
        Ok(Explanation { id: id.to_string(), derivation, sources: Vec::new() })
    }
}

/// The derivation of one figure of an outcome.
pub(crate) fn derivation(ran: &Ran, path: &str) -> Result<Derivation> {
    let missing = || AppError::not_found(format!("数字“{path}”"));
    let parts: Vec<&str> = path.splitn(3, '/').collect();
    let [kind, code, key] = parts[..] else { return Err(missing()) };
    if let Some(counted) = counted(ran, kind, code, key) {
        return Ok(counted);
    }
    let figure = match kind {
        "total" => FigureOf::Total { key },
        "base" => FigureOf::Base { key },
        "bonus" => FigureOf::Bonus { key },
        "penalty" => FigureOf::Penalty { key },
        "rank" => FigureOf::Rank { key },
        "rank_in_group" => FigureOf::RankInGroup { key },
        "rank_before" => FigureOf::RankBefore { key },
        "grade" => FigureOf::Grade { key },
        "branch" => FigureOf::Branch { key, code },
        "value" => FigureOf::Value { key, code },
        "score" => FigureOf::Score { key, code },
        "points" => FigureOf::Points { key, code },
        "reference" => FigureOf::Reference { key, code },
        _ => return Err(missing()),
    };
    let names = |key: &str| ran.cut.name(key);
    let explainer = Explainer::new(ran.rules()?, &ran.cut.keys(), ran.cut.period, ran.world(), &ran.outcome, &names);
    let mut derivation = explainer.derivation(&figure).ok_or_else(missing)?;
    let place = ran.cut.subjects.iter().find(|subject| subject.key == key).and_then(|subject| subject.place.as_deref());
    if let Some(place) = place {
        say_sources(&ran.cut.observed, &ran.pack, place, &mut derivation);
    }
    say_corrections(ran, key, &mut derivation);
    Ok(derivation)
}

/// The same as far as the person sees it.
pub(crate) fn seen_derivation(ran: &Ran, within: &Within, path: &str) -> Result<Derivation> {
    let parts: Vec<&str> = path.splitn(3, '/').collect();
    let mut found = derivation(ran, path)?;
    if let ["ranked" | "grade_count" | "not_evaluated", ..] = parts[..] {
        let names: Vec<String> =
            ran.cut.subjects.iter().filter(|one| within.has(&one.key)).map(|one| ran.cut.name(&one.key)).collect();
        found.inputs.retain(|input| within.is_all() || names.contains(&input.title));
        found.value = found.inputs.len().to_string();
        return Ok(found);
    }
    if let ["value" | "reference", code, _] = parts[..] {
        let leaf = ran.rules()?.pools.iter().flat_map(|pool| pool.leaves()).find(|leaf| leaf.code.as_str() == code);
        let key = parts.get(2).copied().unwrap_or_default();
        if !within.sees_fields_of(key) && leaf.is_some_and(|leaf| within.hides(&leaf.value, &ran.pack)) {
            return Ok(Derivation::leaf(found.title, NOT_YOURS));
        }
    }
    let subjects = ran.cut.subjects.iter().map(|subject| (subject.key.as_str(), subject.name.as_str()));
    let key = parts.get(2).copied().unwrap_or_default();
    Ok(within.masked(found, key, subjects))
}

/// Numbers that say how many there are, with the things that were counted.
fn counted(ran: &Ran, kind: &str, code: &str, key: &str) -> Option<Derivation> {
    let leaf = |name: String, value: String, note: Option<String>| {
        let mut leaf = Derivation::leaf(name, value);
        leaf.notes.extend(note);
        leaf
    };
    let (title, inputs): (String, Vec<Derivation>) = match kind {
        "ranked" => {
            let pool = ran.outcome.pools.iter().find(|pool| pool.code.as_str() == code)?;
            let each =
                pool.subjects.iter().map(|one| leaf(ran.cut.name(&one.key), format!("第 {} 名", one.rank), None));
            (format!("{}参评对象", pool.name), each.collect())
        }
        "grade_count" => {
            let pool = ran.outcome.pools.iter().find(|pool| pool.code.as_str() == code)?;
            let grade = pool.grades.iter().find(|grade| grade.code.as_str() == key)?;
            let of = pool.subjects.iter().filter(|one| one.grade.as_ref() == Some(&grade.code));
            let each = of.map(|one| leaf(ran.cut.name(&one.key), engine::run::shown(one.total), None));
            (format!("{} {} 档", pool.name, grade.name), each.collect())
        }
        "not_evaluated" => {
            let each = ran
                .outcome
                .not_evaluated
                .iter()
                .map(|one| leaf(ran.cut.name(&one.key), "未评价".to_string(), Some(one.reason.clone())));
            ("未参评的对象".to_string(), each.collect())
        }
        _ => return None,
    };
    let mut derivation = Derivation::leaf(title, inputs.len().to_string());
    derivation.unit = Some("个".to_string());
    derivation.formula = Some("逐个计数".to_string());
    derivation.inputs = inputs;
    Some(derivation)
}

/// Puts the observation beside each statistic of the subject's place.
pub(crate) fn say_sources(observed: &[CutObserved], pack: &Pack, place: &str, derivation: &mut Derivation) {
    if derivation.source.is_none() {
        let found = observed.iter().find(|value| {
            let name = pack.observed.iter().find(|declared| declared.code == value.indicator);
            value.place == place
                && name.is_some_and(|name| derivation.title == format!("{}（{}）", name.name, value.period.in_words()))
        });
        derivation.source = found.and_then(|value| value.source.clone());
    }
    derivation.inputs.iter_mut().for_each(|input| say_sources(observed, pack, place, input));
}

/// Says at the top which corrected values of the subject the outcome already contains.
fn say_corrections(ran: &Ran, key: &str, derivation: &mut Derivation) {
    for correction in &ran.cut.corrections {
        if super::objections::subject_of(ran, &correction.place) == Some(key.to_string()) {
            derivation.notes.push(format!(
                "{}按第 {} 号申诉更正：{} → {}",
                super::objections::fact_name(ran, &correction.place),
                correction.objection,
                correction.before,
                correction.after
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_and_print_the_same() {
        for id in [
            "eval~12~total/-/91370700MA3C0000XX",
            "eval~-~mu_benefit~2024.1~mu_benefit_score~2024~demo~2026-11-25T02:00:00Z~value/tax_per_land/a~b/c",
        ] {
            let (root, path) = FigureRoot::parsed(MARK, id).unwrap();
            assert_eq!(format!("{}{path}", root.text(MARK)), id);
        }
        assert_eq!(FigureRoot::parsed(MARK, "eval~-~mu_benefit~2024.1"), None);
    }
}
