//! Status pages: overview, tasks, targets, counties, map.

use app::view::{AsOf, CountyView, ListPart, MapView, Overview, TargetList, TaskDetail, TaskList};
use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Path, Query};
use crate::failure::Answer;

/// What the map shows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MapChoice {
    /// Code of the indicator; the one with the most county values by default.
    indicator: Option<String>,
    /// The newest by default.
    period: Option<String>,
}

/// 工作台.
#[utoipa::path(get, path = "/api/plans/{plan}/overview", tag = "status",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "overview", body = Overview)))]
pub(crate) async fn overview(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<Overview>> {
    Ok(Json(shared.app.overview(&plan, &as_of, Timestamp::now()).await?))
}

/// 任务台账.
#[utoipa::path(get, path = "/api/plans/{plan}/tasks", tag = "status",
    params(("plan" = String, Path, description = "code"), AsOf, ListPart),
    responses((status = 200, description = "tasks", body = TaskList)))]
pub(crate) async fn tasks(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
    Query(part): Query<ListPart>,
) -> Answer<Json<TaskList>> {
    Ok(Json(shared.app.tasks_in_part(&plan, &as_of, &part, Timestamp::now()).await?))
}

/// 任务分解表.
#[utoipa::path(get, path = "/api/plans/{plan}/tasks.xlsx", tag = "status",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn tasks_xlsx(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Response> {
    Ok(attachment(shared.app.tasks_xlsx(&plan, &as_of, Timestamp::now()).await?))
}

/// 任务详情.
#[utoipa::path(get, path = "/api/plans/{plan}/tasks/{id}", tag = "status",
    params(("plan" = String, Path, description = "code"), ("id" = String, Path, description = "id of the task"), AsOf),
    responses((status = 200, description = "task", body = TaskDetail)))]
pub(crate) async fn task(
    State(shared): State<Shared>,
    Path((plan, id)): Path<(String, String)>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<TaskDetail>> {
    Ok(Json(shared.app.task(&plan, &id, &as_of, Timestamp::now()).await?))
}

/// 目标.
#[utoipa::path(get, path = "/api/plans/{plan}/targets", tag = "status",
    params(("plan" = String, Path, description = "code"), AsOf, ListPart),
    responses((status = 200, description = "targets", body = TargetList)))]
pub(crate) async fn targets(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
    Query(part): Query<ListPart>,
) -> Answer<Json<TargetList>> {
    Ok(Json(shared.app.targets_in_part(&plan, &as_of, &part, Timestamp::now()).await?))
}

/// 目标完成情况.
#[utoipa::path(get, path = "/api/plans/{plan}/targets.xlsx", tag = "status",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn targets_xlsx(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Response> {
    Ok(attachment(shared.app.targets_xlsx(&plan, &as_of, Timestamp::now()).await?))
}

/// 县市区 page.
#[utoipa::path(get, path = "/api/plans/{plan}/counties/{code}", tag = "status",
    params(("plan" = String, Path, description = "code"), ("code" = String, Path, description = "code of the place"), AsOf),
    responses((status = 200, description = "county", body = CountyView)))]
pub(crate) async fn county(
    State(shared): State<Shared>,
    Path((plan, code)): Path<(String, String)>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<CountyView>> {
    Ok(Json(shared.app.county(&plan, &code, &as_of, Timestamp::now()).await?))
}

/// 地图.
#[utoipa::path(get, path = "/api/plans/{plan}/map", tag = "status",
    params(("plan" = String, Path, description = "code"), MapChoice, AsOf),
    responses((status = 200, description = "map", body = MapView)))]
pub(crate) async fn map(
    State(shared): State<Shared>,
    Path(plan): Path<String>,
    Query(choice): Query<MapChoice>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<MapView>> {
    let (indicator, period) = (choice.indicator.as_deref(), choice.period.as_deref());
    Ok(Json(shared.app.map(&plan, indicator, period, &as_of, Timestamp::now()).await?))
}

/// Boundaries of the counties as GeoJSON.
#[utoipa::path(get, path = "/api/boundaries", tag = "status",
    responses((status = 200, description = "GeoJSON", body = Object, content_type = "application/geo+json")))]
pub(crate) async fn boundaries(State(shared): State<Shared>) -> Answer<Response> {
    let geojson = shared.app.boundaries().await?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], geojson).into_response())
}
