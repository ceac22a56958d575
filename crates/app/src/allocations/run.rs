//! A computed allocation with everything it came of.

use std::sync::Arc;

use engine::allocation::Allocated;
use engine::formula::{PackFacts, World};
use engine::run::allocation_periods;
use jiff::Timestamp;
use model::pack::{Allocation, Code, Pack};
use model::{AllocationOutcome, Dataset, Period, WorkingCalendar};
use rust_decimal::Decimal;
use store::StoredAllocation;

use super::cut::{AllocationCut, EnteredBudget};
use super::figures::AllocationRoot;
use crate::evaluations::{fits, subjects_of};
use crate::figure_root::FigureRoot;
use crate::recent::Recent;
use crate::view::AllocationQuestion;
use crate::within::Within;
use crate::{Actor, App, AppError, Result};

/// One outcome with its rules and facts.
pub(crate) struct Ran {
    pub cut: AllocationCut,
    /// With the budget that was put in.
    pub pack: Arc<Pack>,
    pub facts: PackFacts,
    pub calendar: WorkingCalendar,
    /// In words why nothing is allocated.
    pub outcome: std::result::Result<AllocationOutcome, String>,
    /// What ids of its figures begin with.
    pub root: AllocationRoot,
}

pub(crate) type Runs = Recent<AllocationRoot, Ran>;

impl Ran {
    /// Computes the outcome of a cut.
    pub fn compute(cut: AllocationCut, pack: &Pack, root: AllocationRoot) -> Result<Ran> {
        let (facts, calendar) = (cut.facts()?, cut.calendar()?);
        let pack = Arc::new(cut.with_budget(pack)?);
        let outcome = outcome(&cut, &pack, &facts, &calendar)?;
        Ok(Ran { cut, pack, facts, calendar, outcome, root })
    }

    /// A frozen run: the outcome is the stored one, as JSON.
    pub fn thaw(cut: AllocationCut, outcome: &str, root: AllocationRoot) -> Result<Ran> {
        let checked = cut.checked_pack()?;
        // A frozen placement has a number too, and is not shown here.
        rules(&checked, &cut)?;
        let pack = Arc::new(cut.with_budget(&checked)?);
        let (facts, calendar) = (cut.facts()?, cut.calendar()?);
        Ok(Ran { cut, pack, facts, calendar, outcome: Ok(serde_json::from_str(outcome)?), root })
    }

    pub fn rules(&self) -> Result<&Allocation> {
        rules(&self.pack, &self.cut)
    }

    /// What explains figures; a refused allocation has none.
    pub fn allocated<'a>(&'a self, names: &'a dyn Fn(&str) -> String) -> Result<Allocated<'a>> {
        let outcome = self.outcome.as_ref().map_err(AppError::bad_input)?;
        let world = World { pack: &self.pack, facts: &self.facts, calendar: &self.calendar };
        Ok(Allocated { rule: self.rules()?, outcome, world, names })
    }

    /// The outcome under the rules of another pack on the same facts.
    pub fn outcome_of(&self, pack: &Pack) -> Result<std::result::Result<AllocationOutcome, String>> {
        outcome(&self.cut, pack, &self.facts, &self.calendar)
    }
}

fn outcome(
    cut: &AllocationCut,
    pack: &Pack,
    facts: &PackFacts,
    calendar: &WorkingCalendar,
) -> Result<std::result::Result<AllocationOutcome, String>> {
    let world = World { pack, facts, calendar };
    let names = |key: &str| cut.name(key);
    let found = engine::allocation::allocation(rules(pack, cut)?, &cut.keys(), cut.period, world, &names);
    Ok(found.map_err(|error| error.to_string()))
}

fn rules<'pack>(pack: &'pack Pack, cut: &AllocationCut) -> Result<&'pack Allocation> {
    let missing = || AppError::not_found(format!("机制包“{}”中的分配“{}”", pack.name, cut.allocation));
    pack.allocation(&cut.allocation).ok_or_else(missing)
}

/// The number that somebody put in as a budget.
pub(crate) fn budget_of(text: Option<&str>) -> Result<Option<Decimal>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let plain: String = text.chars().filter(|letter| *letter != ',').collect();
    let wrong = || AppError::bad_input(format!("总额“{text}”不是数字；请只写数值，不写单位，例：120000"));
    let amount = Decimal::from_str_exact(&plain).map_err(|_| wrong())?;
    match amount.is_sign_negative() && !amount.is_zero() {
        true => Err(AppError::bad_input(format!("总额“{text}”小于 0；请填写不小于 0 的数"))),
        false => Ok(Some(amount.normalize())),
    }
}

impl App {
    /// The frozen run or the dry run that is asked for.
    pub(crate) async fn allocated(&self, question: &AllocationQuestion, now: Timestamp) -> Result<Arc<Ran>> {
        let root = match question.run {
            Some(run) => AllocationRoot::frozen(run),
            None => self.dry_allocation(question, now).await?,
        };
        self.allocated_at(root).await
    }

    /// The subjects of an allocation that somebody reaches.
    pub(crate) async fn within_allocation(&self, actor: &Actor, ran: &Ran) -> Result<Within> {
        self.within(actor, &ran.pack, &ran.rules()?.subject, (ran.cut.period, ran.cut.dataset)).await
    }

    pub(crate) async fn allocated_at(&self, root: AllocationRoot) -> Result<Arc<Ran>> {
        if let Some(held) = self.allocations.get(&root) {
            return Ok(held);
        }
        let name = root.clone();
        let ran = match &root.of {
            FigureRoot::Frozen { run } => {
                let (cut, outcome) = self.store.allocation_content(*run).await?;
                crate::blocking(move || Ran::thaw(serde_json::from_str(&cut)?, &outcome, root)).await?
            }
            FigureRoot::Dry { .. } => {
                let (cut, pack) = self.gather_allocation(&root, None).await?;
                crate::blocking(move || Ran::compute(cut, &pack, root)).await?
            }
        };
        let ran = Arc::new(ran);
        self.allocations.keep(name, &ran);
        Ok(ran)
    }

    /// The cut of a dry run, with the checked rules. `basis` is the document of a budget that was put in.
    pub(crate) async fn gather_allocation(
        &self,
        root: &AllocationRoot,
        basis: Option<String>,
    ) -> Result<(AllocationCut, Arc<Pack>)> {
        let FigureRoot::Dry { pack: code, version, rule: allocation, period, dataset, known_by } = &root.of else {
            return Err(AppError::bad_input("已冻结的分配方案不再取数"));
        };
        let (period, dataset, known_by) = (*period, *dataset, *known_by);
        let found = self.packs().usable(code, version)?;
        let pack = found.usable()?.clone();
        let missing = || AppError::not_found(format!("机制包“{}”中的分配“{allocation}”", pack.name));
        let rules = pack.allocation(allocation).ok_or_else(missing)?;
        if !fits(rules.cycle, period) {
            return Err(AppError::bad_input(format!(
                "“{}”不按{}分配；请选择与分配周期一致的报告期",
                rules.name,
                period.in_words()
            )));
        }
        let held = self.gathered(&pack, &allocation_periods(rules, &pack, period), dataset, known_by).await?;
        let subjects = subjects_of(&pack, &rules.subject, &held, period)?;
        let frame = (period, dataset, known_by);
        let mut cut = AllocationCut::of(found, allocation, frame, self.calendar(), (subjects, held));
        cut.budget = root.budget.map(|amount| EnteredBudget { amount, basis });
        Ok((cut, pack))
    }

    /// Fills in what a question leaves open.
    async fn dry_allocation(&self, question: &AllocationQuestion, now: Timestamp) -> Result<AllocationRoot> {
        let code = question.pack.as_deref().unwrap_or_default();
        if code.is_empty() {
            return Err(AppError::bad_input("没有指明机制包；请从分配列表中选择"));
        }
        let dataset = question.dataset.unwrap_or(Dataset::Real);
        let known_by = crate::instant::known_by(question.known_by, now)?;
        let wanted = question.allocation.as_deref().filter(|text| !text.is_empty());
        let of = |pack: &Pack| -> Result<Allocation> {
            let found = match wanted {
                Some(code) => pack.allocations.iter().find(|rules| rules.code.as_str() == code),
                None => pack.allocations.first(),
            };
            found.cloned().ok_or_else(|| AppError::not_found(format!("机制包“{}”中要找的分配", pack.name)))
        };
        let period: Period = match question.period.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map_err(|error: model::PeriodError| AppError::bad_input(error.to_string()))?,
            None => {
                let pack = self.packs().newest(code)?.usable()?.clone();
                let rules = of(&pack)?;
                let periods = self.subject_periods(&pack, &rules.subject, (rules.cycle, dataset), known_by).await?;
                let words = match dataset {
                    Dataset::Real => "真实",
                    Dataset::Demo => "演示",
                };
                periods.first().copied().ok_or_else(|| {
                    AppError::bad_input(format!(
                        "“{}”还没有任何一期的{words}数据；请先在名录页导入，或切换到另一数据集",
                        rules.name
                    ))
                })?
            }
        };
        let found = match question.version.as_deref().filter(|text| !text.is_empty()) {
            Some(version) => self.packs().usable(code, version)?,
            None => self.packs().in_force(code, period)?,
        };
        let allocation: Code = of(found.usable()?)?.code;
        let version = found.version.clone();
        let of = FigureRoot::Dry { pack: code.to_string(), version, rule: allocation, period, dataset, known_by };
        Ok(AllocationRoot { of, budget: budget_of(question.budget.as_deref())? })
    }

    /// A stored run; an error when there is none of that number.
    pub(crate) async fn stored_allocation(&self, run: i64) -> Result<StoredAllocation> {
        self.store.allocation(run).await?.ok_or_else(|| AppError::not_found(format!("第 {run} 号分配方案")))
    }
}
