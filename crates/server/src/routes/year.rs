//! The leader's page and the silence page. Every handler asks one use case of `app`.

use app::view::{AsOf, LeaderBrief, SilenceView};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

use crate::Shared;
use crate::extract::{Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

/// 领导页: which three are behind, why, who, by when.
#[utoipa::path(get, path = "/api/plans/{plan}/brief", tag = "year",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "the page", body = LeaderBrief)))]
pub(crate) async fn leader_brief(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<LeaderBrief>> {
    Ok(Json(shared.app.leader_brief(&session.actor(), &plan, &as_of, Timestamp::now()).await?))
}

/// 沉默度: who answers for what, and since when nothing was heard.
#[utoipa::path(get, path = "/api/plans/{plan}/silence", tag = "year",
    params(("plan" = String, Path, description = "code"), AsOf),
    responses((status = 200, description = "the page", body = SilenceView)))]
pub(crate) async fn silence(
    State(shared): State<Shared>,
    session: Session,
    Path(plan): Path<String>,
    Query(as_of): Query<AsOf>,
) -> Answer<Json<SilenceView>> {
    Ok(Json(shared.app.silence(&session.actor(), &plan, &as_of, Timestamp::now()).await?))
}
