//! From a dry run to a plan that is handed down: freezes a placement among the allocations. Handing down is the same for
//! both and stands there.

use jiff::Timestamp;
use model::pack::Code;
use model::people::Capability;
use store::NewAllocation;

use crate::allocations::{key_of, replaced};
use crate::view::{AllocationRunView, PlacementFreezeRequest};
use crate::{Actor, App, AppError, Result, blocking};

impl App {
    /// Stores a dry run with its cut and outcome, exactly as it was known at the instant that was looked at.
    pub async fn freeze_placement(
        &self,
        actor: &Actor,
        request: &PlacementFreezeRequest,
        now: Timestamp,
    ) -> Result<AllocationRunView> {
        self.admit(actor, Capability::Allocate, "冻结落地安排方案", now).await?;
        if request.known_by > now {
            return Err(AppError::bad_input("测算的时点晚于现在；请刷新页面重新测算"));
        }
        let replaces = replaced(request.replaces, request.reason.as_deref())?;
        let code = Code::new(&request.placement).map_err(|error| AppError::bad_input(error.to_string()))?;
        let frame = (request.period, request.dataset, request.known_by);
        let ground = self.gathered_placement((&request.pack, &request.version, &code), frame, now).await?;
        let (ground, found) = blocking(move || {
            let found = ground.outcome()?;
            Ok((ground, found))
        })
        .await?;
        let outcome = found.map_err(|error| AppError::bad_input(format!("不能安排：{error}")))?;
        let new = NewAllocation {
            key: key_of(&ground.cut),
            version: request.version.clone(),
            cut: serde_json::to_string(&ground.cut)?,
            outcome: serde_json::to_string(&outcome)?,
            replaces,
        };
        let note = format!("{}（{}）{}", outcome.name, request.version, request.period.in_words());
        let audit = actor.audit("冻结落地安排方案", format!("allocation/{}", request.pack), Some(&note), now);
        let id = self.store.add_allocation(&new, &audit).await?;
        self.allocation_run_view(id, now).await
    }
}
