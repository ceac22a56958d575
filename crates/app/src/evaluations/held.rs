//! Indicators that an open objection holds (申诉待答复): until it is answered they are not final, and the value that is disputed
//! is changed by nothing but the answer. Everything else of the result goes its way.

use std::collections::BTreeSet;

use model::pack::{Code, Evaluation, IndicatorRule, Pack};

use super::cut::{Cut, FactPlace};
use super::objections::{Body, fact_name};
use super::run::Ran;
use super::used::Used;
use crate::figure_root::FigureRoot;
use crate::within::Within;
use crate::{App, AppError, Result};

/// An objection that nobody has answered.
pub(super) struct OpenObjection {
    pub id: i64,
    pub subject: String,
    pub place: FactPlace,
    /// The disputed value as it stood, for people.
    pub before: String,
}

impl OpenObjection {
    /// Why an indicator is not final, as far as the person may know.
    fn in_words(&self, ran: &Ran, within: &Within) -> String {
        match within.has(&self.subject) {
            true => {
                format!("第 {} 号申诉（{}：{}）", self.id, ran.cut.name(&self.subject), fact_name(ran, &self.place))
            }
            false => "有申诉".to_string(),
        }
    }
}

impl App {
    /// Those to a run and to the runs that it replaced, oldest first.
    pub(super) async fn held_by(&self, run: i64) -> Result<Vec<OpenObjection>> {
        let mut found = Vec::new();
        for held in self.chain(run).await? {
            for one in self.store.objections(held).await?.into_iter().filter(|one| one.answer.is_none()) {
                let Body { place, before, .. } = serde_json::from_str(&one.body)?;
                found.push(OpenObjection { id: one.id, subject: one.subject, place, before });
            }
        }
        found.sort_by_key(|one| one.id);
        Ok(found)
    }

    /// A run that takes the place of a disputed one has the disputed values as they stand: they are changed by the answer.
    pub(super) async fn demand_held(&self, replaced: i64, cut: &Cut) -> Result<()> {
        let old = self.ran_at(FigureRoot::Frozen { run: replaced }).await?;
        for one in self.held_by(replaced).await? {
            let now = cut.read(&one.place);
            if now != old.cut.read(&one.place) {
                return Err(AppError::Conflict {
                    message: format!(
                        "第 {} 号申诉所涉的“{}”（{}）由 {} 变为 {}；申诉答复以前这个数不能另行改动，请先答复申诉",
                        one.id,
                        fact_name(&old, &one.place),
                        old.cut.name(&one.subject),
                        one.before,
                        now.unwrap_or_else(|| "—".to_string())
                    ),
                });
            }
        }
        Ok(())
    }

    /// What of a run was final before it was corrected: objections are taken to nothing but what the corrections touch.
    pub(super) async fn settled_before(&self, run: i64, ran: &Ran) -> Result<Option<BTreeSet<Code>>> {
        for older in self.chain(run).await?.into_iter().skip(1) {
            if !self.stored_run(older).await?.was_final() {
                continue;
            }
            let cut = self.cut_of(older).await?;
            let is_new =
                |one: &&super::cut::Correction| !cut.corrections.iter().any(|known| known.objection == one.objection);
            let corrected = ran.cut.corrections.iter().filter(is_new);
            let open: BTreeSet<Code> =
                corrected.flat_map(|one| touched(ran.rules().ok(), &ran.pack, &one.place)).collect();
            return Ok(Some(open));
        }
        Ok(None)
    }
}

/// Indicators whose value is made of a fact.
pub(super) fn touched(rules: Option<&Evaluation>, pack: &Pack, place: &FactPlace) -> Vec<Code> {
    let pools = rules.map(|rules| rules.pools.as_slice()).unwrap_or_default();
    let leaves: Vec<&IndicatorRule> = pools.iter().flat_map(|pool| pool.leaves()).collect();
    let reads = |leaf: &&IndicatorRule| Used::by(&leaf.value, pack).has(place);
    leaves.into_iter().filter(reads).map(|leaf| leaf.code.clone()).collect()
}

/// Why an indicator is held in a pool, as far as the person may know; nothing where it is not.
pub(super) fn reason(ran: &Ran, within: &Within, held: &[OpenObjection], (pool, code): (&str, &str)) -> Option<String> {
    let pools = &ran.outcome.pools;
    // Subjects of another pool are scored without it. Whoever is not ranked yet may come into any.
    let is_of_pool = |one: &&OpenObjection| {
        let own = pools.iter().find(|pool| pool.subjects.iter().any(|subject| subject.key == one.subject));
        own.is_none_or(|own| own.code.as_str() == pool)
    };
    let mut words: Vec<String> = Vec::new();
    for one in held.iter().filter(is_of_pool) {
        let is_touched = touched(ran.rules().ok(), &ran.pack, &one.place).iter().any(|known| known.as_str() == code);
        let told = one.in_words(ran, within);
        if is_touched && !words.contains(&told) {
            words.push(told);
        }
    }
    (!words.is_empty()).then(|| format!("{}待答复，本项暂不定稿", words.join("、")))
}
