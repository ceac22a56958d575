//! Packs (机制包): the list, and one version with its rules in words.

use app::view::{PackPage, PackRow, PackTestView};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

use crate::Shared;
use crate::extract::Path;
use crate::failure::Answer;

/// Every version of every pack.
#[utoipa::path(get, path = "/api/packs", tag = "packs",
    responses((status = 200, description = "packs", body = Vec<PackRow>)))]
pub(crate) async fn packs(State(shared): State<Shared>) -> Json<Vec<PackRow>> {
    Json(shared.app.pack_list(Timestamp::now()))
}

/// One version with its rules in words.
#[utoipa::path(get, path = "/api/packs/{code}/{version}", tag = "packs",
    params(("code" = String, Path, description = "code"), ("version" = String, Path, description = "version")),
    responses((status = 200, description = "pack", body = PackPage)))]
pub(crate) async fn pack(
    State(shared): State<Shared>,
    Path((code, version)): Path<(String, String)>,
) -> Answer<Json<PackPage>> {
    Ok(Json(shared.app.pack_page(&code, &version, Timestamp::now())?))
}

/// Runs the tests beside a version.
#[utoipa::path(get, path = "/api/packs/{code}/{version}/tests", tag = "packs",
    params(("code" = String, Path, description = "code"), ("version" = String, Path, description = "version")),
    responses((status = 200, description = "tests", body = Vec<PackTestView>)))]
pub(crate) async fn tests(
    State(shared): State<Shared>,
    Path((code, version)): Path<(String, String)>,
) -> Answer<Json<Vec<PackTestView>>> {
    Ok(Json(shared.app.pack_tests(&code, &version).await?))
}
