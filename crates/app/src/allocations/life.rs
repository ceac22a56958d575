//! From a dry run to a plan that is handed down: freeze, then issue (下达). Nothing is ever changed in a frozen run; an
//! adjustment is a new run that names the one it replaces, with the reason.

use jiff::Timestamp;
use model::pack::Code;
use model::people::Capability;
use store::{AllocationKey, AllocationState, NewAllocation, StoredAllocation};

use super::cut::AllocationCut;
use super::figures::AllocationRoot;
use super::run::{Ran, budget_of};
use crate::figure_root::FigureRoot;
use crate::view::{AllocationEventView, AllocationFreezeRequest, AllocationIssueRequest, AllocationRunView};
use crate::{Actor, App, AppError, Result};

pub(crate) fn state_in_words(state: AllocationState) -> &'static str {
    match state {
        AllocationState::Frozen => "已冻结",
        AllocationState::Issued => "已下达",
        AllocationState::Replaced => "已被替换",
    }
}

fn state_code(state: AllocationState) -> &'static str {
    match state {
        AllocationState::Frozen => "frozen",
        AllocationState::Issued => "issued",
        AllocationState::Replaced => "replaced",
    }
}

fn written(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The run that is to be replaced, with the reason.
pub(crate) fn replaced(run: Option<i64>, reason: Option<&str>) -> Result<Option<(i64, String)>> {
    match (run, written(reason)) {
        (None, _) => Ok(None),
        (Some(run), Some(reason)) => Ok(Some((run, reason.to_string()))),
        (Some(run), None) => Err(AppError::bad_input(format!("替换第 {run} 号分配方案须写明原因；请填写后重试"))),
    }
}

impl App {
    /// Stores a dry run with its cut and outcome, exactly as it was known at the instant that was looked at.
    pub async fn freeze_allocation(
        &self,
        actor: &Actor,
        request: &AllocationFreezeRequest,
        now: Timestamp,
    ) -> Result<AllocationRunView> {
        self.admit(actor, Capability::Allocate, "冻结分配方案", now).await?;
        if request.known_by > now {
            return Err(AppError::bad_input("测算的时点晚于现在；请刷新页面重新测算"));
        }
        let budget = budget_of(request.budget.as_deref())?;
        let basis = written(request.budget_basis.as_deref()).map(str::to_string);
        if budget.is_some() && basis.is_none() {
            return Err(AppError::bad_input("总额是录入的，冻结前须注明下达总额的文件名称和文号；请填写后重试"));
        }
        let replaces = replaced(request.replaces, request.reason.as_deref())?;
        let of = FigureRoot::Dry {
            pack: request.pack.clone(),
            version: request.version.clone(),
            rule: Code::new(&request.allocation).map_err(|error| AppError::bad_input(error.to_string()))?,
            period: request.period,
            dataset: request.dataset,
            known_by: request.known_by,
        };
        let root = AllocationRoot { of, budget };
        let (cut, pack) = self.gather_allocation(&root, basis).await?;
        let ran = crate::blocking(move || Ran::compute(cut, &pack, root)).await?;
        let outcome = ran.outcome.as_ref().map_err(|refused| AppError::bad_input(format!("不能分配：{refused}")))?;
        let new = NewAllocation {
            key: key_of(&ran.cut),
            version: request.version.clone(),
            cut: serde_json::to_string(&ran.cut)?,
            outcome: serde_json::to_string(outcome)?,
            replaces,
        };
        let note = format!("{}（{}）{}", outcome.name, request.version, request.period.in_words());
        let audit = actor.audit("冻结分配方案", format!("allocation/{}", request.pack), Some(&note), now);
        let id = self.store.add_allocation(&new, &audit).await?;
        self.allocation_run_view(id, now).await
    }

    /// Hands a frozen run down, with the document that does it.
    pub async fn issue_allocation(
        &self,
        actor: &Actor,
        run: i64,
        request: &AllocationIssueRequest,
        now: Timestamp,
    ) -> Result<AllocationRunView> {
        self.admit(actor, Capability::Allocate, "下达分配方案", now).await?;
        let stored = self.stored_allocation(run).await?;
        if let Some(why) = issue_fault(&stored) {
            return Err(AppError::Conflict { message: why });
        }
        if request.seen != state_code(stored.state()) {
            return Err(AppError::Conflict {
                message: format!("第 {run} 号分配方案的状态刚刚被他人改变；请刷新页面，看清后再操作"),
            });
        }
        let document = written(Some(&request.document))
            .ok_or_else(|| AppError::bad_input("没有写明下达文件；请填写文件名称和文号后重试"))?;
        let object = format!("allocation/{}/{run}", stored.key.pack);
        let audit = actor.audit("下达分配方案", object, Some(document), now);
        self.store.issue_allocation(run, stored.state(), &audit).await?;
        self.allocation_run_view(run, now).await
    }

    /// A frozen run and what can be done with it.
    pub async fn allocation_run_view(&self, run: i64, now: Timestamp) -> Result<AllocationRunView> {
        let stored = self.stored_allocation(run).await?;
        Ok(AllocationRunView { ledger: self.run_in_ledger(&stored, now).await?, ..run_view(&stored) })
    }

    /// The run that stands for an allocation and period.
    pub(crate) async fn standing_allocation(&self, cut: &AllocationCut) -> Result<Option<StoredAllocation>> {
        let key = key_of(cut);
        let runs = self.store.allocations(Some(&cut.pack)).await?;
        Ok(runs.into_iter().find(|run| run.key == key && run.state() != AllocationState::Replaced))
    }
}

pub(crate) fn key_of(cut: &AllocationCut) -> AllocationKey {
    AllocationKey {
        pack: cut.pack.clone(),
        allocation: cut.allocation.to_string(),
        period: cut.period,
        dataset: cut.dataset,
    }
}

fn issue_fault(stored: &StoredAllocation) -> Option<String> {
    match stored.state() {
        AllocationState::Frozen => None,
        AllocationState::Issued => Some("已经下达；如需调整，请重新测算并写明原因".to_string()),
        AllocationState::Replaced => Some("已被调整方案替换；请下达现行方案".to_string()),
    }
}

pub(crate) fn run_view(stored: &StoredAllocation) -> AllocationRunView {
    AllocationRunView {
        id: stored.id,
        pack: stored.key.pack.clone(),
        version: stored.version.clone(),
        allocation: stored.key.allocation.clone(),
        period: stored.key.period,
        dataset: stored.key.dataset,
        state: state_code(stored.state()).to_string(),
        state_in_words: state_in_words(stored.state()).to_string(),
        created_at: stored.created_at,
        created_by: stored.created_by.clone(),
        cut: stored.cut_digest.clone(),
        outcome: stored.outcome_digest.clone(),
        replaces: stored.replaces,
        reason: stored.reason.clone(),
        events: stored
            .events
            .iter()
            .map(|event| AllocationEventView {
                state_in_words: state_in_words(event.state).to_string(),
                at: event.at,
                actor: event.actor.clone(),
                note: event.note.clone(),
            })
            .collect(),
        issue: issue_fault(stored),
        ledger: None,
    }
}
