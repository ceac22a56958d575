//! Allocations and placements: dry runs, suppositions, frozen runs, handing down.

use app::view::{
    AllocationFreezeRequest, AllocationIssueRequest, AllocationPostRequest, AllocationQuestion, AllocationRow,
    AllocationRunView, AllocationView, PlacementBeside, PlacementFreezeRequest, PlacementQuestion, PlacementRow,
    PlacementSupposition, PlacementView, SuppositionRequest, SuppositionView,
};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// Allocations that can be run, with their periods and frozen runs.
#[utoipa::path(get, path = "/api/allocations", tag = "allocations",
    responses((status = 200, description = "allocations", body = Vec<AllocationRow>)))]
pub(crate) async fn allocations(State(shared): State<Shared>) -> Answer<Json<Vec<AllocationRow>>> {
    Ok(Json(shared.app.allocation_list(Timestamp::now()).await?))
}

/// A frozen run, or a dry run of what is known.
#[utoipa::path(get, path = "/api/allocation", tag = "allocations", params(AllocationQuestion),
    responses((status = 200, description = "outcome", body = AllocationView)))]
pub(crate) async fn allocation(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AllocationQuestion>,
) -> Answer<Json<AllocationView>> {
    Ok(Json(shared.app.allocation_view(&session.actor(), &question, Timestamp::now()).await?))
}

/// The outcome as an Excel workbook.
#[utoipa::path(get, path = "/api/allocation.xlsx", tag = "allocations", params(AllocationQuestion),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn allocation_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<AllocationQuestion>,
) -> Answer<Response> {
    Ok(attachment(shared.app.allocation_xlsx(&session.actor(), &question, Timestamp::now()).await?))
}

/// Another budget or other parameters on the same facts; shown, never stored.
#[utoipa::path(post, path = "/api/allocation/supposition", tag = "allocations", request_body = SuppositionRequest,
    responses((status = 200, description = "both side by side", body = SuppositionView)))]
pub(crate) async fn suppose(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<SuppositionRequest>,
) -> Answer<Json<SuppositionView>> {
    Ok(Json(shared.app.suppose_allocation(&session.actor(), &request, Timestamp::now()).await?))
}

/// Placements of projects that packs declare, with the periods there are rows for.
#[utoipa::path(get, path = "/api/placements", tag = "allocations",
    responses((status = 200, description = "placements", body = Vec<PlacementRow>)))]
pub(crate) async fn placements(State(shared): State<Shared>) -> Answer<Json<Vec<PlacementRow>>> {
    Ok(Json(shared.app.placement_list(Timestamp::now()).await?))
}

/// Which project at which place, in a frozen run or over what is known: reasons, what the limits are worth, proof.
#[utoipa::path(get, path = "/api/placement", tag = "allocations", params(PlacementQuestion),
    responses((status = 200, description = "outcome", body = PlacementView)))]
pub(crate) async fn placement(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<PlacementQuestion>,
) -> Answer<Json<PlacementView>> {
    Ok(Json(shared.app.placement_view(&session.actor(), &question, Timestamp::now()).await?))
}

/// The outcome of a placement as an Excel workbook.
#[utoipa::path(get, path = "/api/placement.xlsx", tag = "allocations", params(PlacementQuestion),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn placement_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(question): Query<PlacementQuestion>,
) -> Answer<Response> {
    Ok(attachment(shared.app.placement_xlsx(&session.actor(), &question, Timestamp::now()).await?))
}

/// Freezes a dry run of a placement with its cut, among the frozen allocations; it is handed down as they are.
#[utoipa::path(post, path = "/api/placement-runs", tag = "allocations", request_body = PlacementFreezeRequest,
    responses((status = 200, description = "run", body = AllocationRunView)))]
pub(crate) async fn freeze_placement(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<PlacementFreezeRequest>,
) -> Answer<Json<AllocationRunView>> {
    Ok(Json(shared.app.freeze_placement(&session.actor(), &request, Timestamp::now()).await?))
}

/// Other limits or parameters on the same rows; shown, never stored.
#[utoipa::path(post, path = "/api/placement/supposition", tag = "allocations", request_body = PlacementSupposition,
    responses((status = 200, description = "both side by side", body = PlacementBeside)))]
pub(crate) async fn suppose_placement(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<PlacementSupposition>,
) -> Answer<Json<PlacementBeside>> {
    Ok(Json(shared.app.suppose_placement(&session.actor(), &request, Timestamp::now()).await?))
}

/// Freezes a dry run with its cut.
#[utoipa::path(post, path = "/api/allocation-runs", tag = "allocations", request_body = AllocationFreezeRequest,
    responses((status = 200, description = "run", body = AllocationRunView)))]
pub(crate) async fn freeze_allocation(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<AllocationFreezeRequest>,
) -> Answer<Json<AllocationRunView>> {
    Ok(Json(shared.app.freeze_allocation(&session.actor(), &request, Timestamp::now()).await?))
}

/// Posts a run that was handed down to the ledger that its pack names (入账): once, by another person than who froze it.
#[utoipa::path(post, path = "/api/allocation-runs/{id}/posting", tag = "allocations",
    params(("id" = i64, Path, description = "number of the run")), request_body = AllocationPostRequest,
    responses((status = 200, description = "run", body = AllocationRunView)))]
pub(crate) async fn post_allocation(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<AllocationPostRequest>,
) -> Answer<Json<AllocationRunView>> {
    Ok(Json(shared.app.post_allocation(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// Hands a frozen run down (下达).
#[utoipa::path(post, path = "/api/allocation-runs/{id}/issue", tag = "allocations",
    params(("id" = i64, Path, description = "number of the run")), request_body = AllocationIssueRequest,
    responses((status = 200, description = "run", body = AllocationRunView)))]
pub(crate) async fn issue_allocation(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<AllocationIssueRequest>,
) -> Answer<Json<AllocationRunView>> {
    Ok(Json(shared.app.issue_allocation(&session.actor(), id, &request, Timestamp::now()).await?))
}
