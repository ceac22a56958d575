//! 形象进度 of targets: read, set, extended. Every handler asks one use case of `app`.

use app::view::{AsOf, MilestoneAct, MilestonesView, SetMilestones};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

use crate::Shared;
use crate::condition::{Seen, Tagged, tagged};
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// Milestones of a target with their lights as of a day.
#[utoipa::path(get, path = "/api/plans/{plan}/targets/{target}/milestones", tag = "year",
    params(("plan" = String, Path, description = "code"), ("target" = String, Path, description = "id"), AsOf),
    responses((status = 200, description = "milestones", body = MilestonesView)))]
pub(crate) async fn milestones(
    State(shared): State<Shared>,
    session: Session,
    Path((plan, target)): Path<(String, String)>,
    Query(as_of): Query<AsOf>,
) -> Answer<Tagged<MilestonesView>> {
    let found = shared.app.milestones(&session.actor(), (&plan, &target), &as_of, Timestamp::now()).await?;
    Ok(tagged(found.version, found))
}

/// Sets all milestones of a target anew. What touches a period that is over waits for a second person. 412 when `If-Match`
/// names another version than they have, 428 without it.
#[utoipa::path(put, path = "/api/plans/{plan}/targets/{target}/milestones", tag = "year",
    params(("plan" = String, Path, description = "code"), ("target" = String, Path, description = "id"),
        ("If-Match" = String, Header, description = "`ETag` of the milestones that were seen")),
    request_body = SetMilestones,
    responses((status = 200, description = "milestones", body = MilestonesView)))]
pub(crate) async fn set_milestones(
    State(shared): State<Shared>,
    session: Session,
    Path((plan, target)): Path<(String, String)>,
    seen: Seen,
    Body(draft): Body<SetMilestones>,
) -> Answer<Tagged<MilestonesView>> {
    let (actor, which) = (session.actor(), (plan.as_str(), target.as_str(), seen.required()?));
    let after = seen.outcome(shared.app.set_milestones(&actor, which, &draft, Timestamp::now()).await)?;
    Ok(tagged(after.version, after))
}

/// Asks for more time for a milestone, or answers; agrees to a change of what fell due already, or does not.
#[utoipa::path(post, path = "/api/plans/{plan}/targets/{target}/milestones", tag = "year",
    params(("plan" = String, Path, description = "code"), ("target" = String, Path, description = "id")),
    request_body = MilestoneAct,
    responses((status = 200, description = "milestones", body = MilestonesView)))]
pub(crate) async fn act_on_milestone(
    State(shared): State<Shared>,
    session: Session,
    Path((plan, target)): Path<(String, String)>,
    Body(act): Body<MilestoneAct>,
) -> Answer<Json<MilestonesView>> {
    Ok(Json(shared.app.act_on_milestone(&session.actor(), (&plan, &target), &act, Timestamp::now()).await?))
}
