//! A computed evaluation with everything it came of, kept for a while: one page asks for several explanations.

use std::sync::Arc;

use engine::formula::{PackFacts, World};
use jiff::Timestamp;
use model::pack::{Evaluation, Pack, Peers};
use model::{Dataset, EvaluationOutcome, Period, WorkingCalendar};
use store::StoredEvaluation;

use super::cut::Cut;
use crate::figure_root::FigureRoot;
use crate::recent::Recent;
use crate::view::EvaluationQuestion;
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

/// One outcome with its rules and facts.
pub(crate) struct Ran {
    pub cut: Cut,
    pub pack: Arc<Pack>,
    pub facts: PackFacts,
    pub calendar: WorkingCalendar,
    pub outcome: EvaluationOutcome,
    /// What ids of its figures begin with.
    pub root: FigureRoot,
}

impl Ran {
    /// Computes the outcome of a cut.
    pub fn compute(cut: Cut, pack: Arc<Pack>, root: FigureRoot) -> Result<Ran> {
        let (facts, calendar) = (cut.facts()?, cut.calendar()?);
        let rules = rules(&pack, &cut)?;
        let world = World { pack: &pack, facts: &facts, calendar: &calendar };
        let outcome = engine::run::evaluation(rules, &cut.keys(), cut.period, world)
            .map_err(|error| AppError::bad_input(format!("评价没有完成：{error}")))?;
        Ok(Ran { cut, pack, facts, calendar, outcome, root })
    }

    /// A frozen run: the outcome is the stored one.
    pub fn thaw(cut: Cut, outcome: EvaluationOutcome, root: FigureRoot) -> Result<Ran> {
        let pack = Arc::new(cut.checked_pack()?);
        let (facts, calendar) = (cut.facts()?, cut.calendar()?);
        rules(&pack, &cut)?;
        Ok(Ran { cut, pack, facts, calendar, outcome, root })
    }

    pub fn world(&self) -> World<'_> {
        World { pack: &self.pack, facts: &self.facts, calendar: &self.calendar }
    }

    pub fn rules(&self) -> Result<&Evaluation> {
        rules(&self.pack, &self.cut)
    }
}

fn rules<'pack>(pack: &'pack Pack, cut: &Cut) -> Result<&'pack Evaluation> {
    let missing = || AppError::not_found(format!("机制包“{}”中的评价“{}”", pack.name, cut.evaluation));
    pack.evaluation(&cut.evaluation).ok_or_else(missing)
}

/// The outcomes that were computed last, by the beginning of their figures.
pub(crate) type Runs = Recent<FigureRoot, Ran>;

impl App {
    /// The frozen run or the dry run that is asked for.
    pub(crate) async fn ran(&self, question: &EvaluationQuestion, now: Timestamp) -> Result<Arc<Ran>> {
        let root = match question.run {
            Some(run) => FigureRoot::Frozen { run },
            None => self.dry_root(question, now).await?,
        };
        self.ran_at(root).await
    }

    pub(crate) async fn ran_at(&self, root: FigureRoot) -> Result<Arc<Ran>> {
        if let Some(held) = self.evaluations.get(&root) {
            return Ok(held);
        }
        let ran = match &root {
            FigureRoot::Frozen { run } => {
                let (cut, outcome) = self.store.evaluation_content(*run).await?;
                crate::blocking(move || Ran::thaw(serde_json::from_str(&cut)?, serde_json::from_str(&outcome)?, root))
                    .await?
            }
            FigureRoot::Dry { .. } => {
                let (cut, pack) = self.gather(&root).await?;
                crate::blocking(move || Ran::compute(cut, pack, root)).await?
            }
        };
        let ran = Arc::new(ran);
        self.evaluations.keep(ran.root.clone(), &ran);
        Ok(ran)
    }

    /// Fills in what a question leaves open.
    async fn dry_root(&self, question: &EvaluationQuestion, now: Timestamp) -> Result<FigureRoot> {
        let code = question.pack.as_deref().unwrap_or_default();
        if code.is_empty() {
            return Err(AppError::bad_input("没有指明机制包；请从评价列表中选择"));
        }
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let period = match question.period.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?,
            None => self.newest_period(code, dataset, known_by).await?,
        };
        let found = match question.version.as_deref().filter(|text| !text.is_empty()) {
            Some(version) => self.packs().usable(code, version)?,
            None => self.packs().in_force(code, period)?,
        };
        let pack = found.usable()?;
        let evaluation = match question.evaluation.as_deref().filter(|text| !text.is_empty()) {
            Some(code) => pack.evaluations.iter().find(|rules| rules.code.as_str() == code),
            None => pack.evaluations.first(),
        };
        let missing = || AppError::not_found(format!("机制包“{}”中要找的评价", pack.name));
        let evaluation = evaluation.ok_or_else(missing)?.code.clone();
        Ok(FigureRoot::Dry {
            pack: code.to_string(),
            version: found.version.clone(),
            rule: evaluation,
            period,
            dataset,
            known_by,
        })
    }

    /// The subjects of an outcome that somebody reaches.
    pub(crate) async fn within_run(&self, actor: &Actor, ran: &Ran) -> Result<Within> {
        let rules = ran.rules()?;
        let within = self.within(actor, &ran.pack, &rules.subject, (ran.cut.period, ran.cut.dataset)).await?;
        let is_open = match (rules.peers, &ran.root) {
            (Peers::Seen, _) => true,
            (Peers::SeenWhenFinal, FigureRoot::Frozen { run }) => self.stored_run(*run).await?.was_final(),
            (Peers::SeenWhenFinal, FigureRoot::Dry { .. }) => false,
        };
        Ok(if is_open { within } else { within.of_own_places(actor) })
    }

    /// A stored run; an error when there is none of that number.
    pub(crate) async fn stored_run(&self, run: i64) -> Result<StoredEvaluation> {
        self.store.evaluation(run).await?.ok_or_else(|| AppError::not_found(format!("第 {run} 号评价")))
    }
}

/// Periods that a cycle has.
pub(crate) fn fits(cycle: model::pack::Cycle, period: Period) -> bool {
    use model::pack::Cycle;
    match cycle {
        Cycle::Standing | Cycle::Year => matches!(period, Period::Year(_)),
        Cycle::HalfYear => matches!(period, Period::Half(..)),
        Cycle::Quarter => matches!(period, Period::Quarter(..)),
        Cycle::Month => matches!(period, Period::Month(..)),
    }
}
