//! People and rights: bodies, accounts, proposals with their decision. Every handler asks one use case of `app`.

use app::view::{
    AccessGuide, AgencyPage, AgencyView, OwnAccount, ProposalAnswer, ProposalDecisionRequest, ProposalRequest,
    ProposalView, RecoveryCodes, SecondFactorOffer, UserRow,
};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Deserialize, ToSchema)]
pub(crate) struct CodeRequest {
    /// Six digits.
    code: String,
    /// The own password; asked for when a factor counts already.
    password: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OnDay {
    /// As of this day; today where none is said.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// The own account with its roles.
#[utoipa::path(get, path = "/api/own-account", tag = "session",
    responses((status = 200, description = "account", body = OwnAccount)))]
pub(crate) async fn own_account(State(shared): State<Shared>, session: Session) -> Answer<Json<OwnAccount>> {
    Ok(Json(shared.app.own_account(&session.actor(), Timestamp::now()).await?))
}

/// A new secret of the second factor; it counts after `PUT` with a right code.
#[utoipa::path(post, path = "/api/second-factor", tag = "session",
    responses((status = 200, description = "secret", body = SecondFactorOffer)))]
pub(crate) async fn offer_second_factor(
    State(shared): State<Shared>,
    session: Session,
) -> Answer<Json<SecondFactorOffer>> {
    Ok(Json(shared.app.offer_second_factor(&session.actor(), Timestamp::now()).await?))
}

/// The offered secret counts from now on; the recovery codes are told this once.
#[utoipa::path(put, path = "/api/second-factor", tag = "session", request_body = CodeRequest,
    responses((status = 200, description = "counts", body = RecoveryCodes)))]
pub(crate) async fn take_second_factor(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<CodeRequest>,
) -> Answer<Json<RecoveryCodes>> {
    let (code, password) = (&request.code, request.password.as_deref());
    Ok(Json(shared.app.take_second_factor(&session.actor(), code, password, Timestamp::now()).await?))
}

/// All bodies as they were on a day.
#[utoipa::path(get, path = "/api/agencies", tag = "people", params(OnDay),
    responses((status = 200, description = "bodies", body = Vec<AgencyView>)))]
pub(crate) async fn agencies(State(shared): State<Shared>, Query(day): Query<OnDay>) -> Answer<Json<Vec<AgencyView>>> {
    Ok(Json(shared.app.agencies(day.on, Timestamp::now()).await?))
}

/// One body as it was on a day, what became of it and how it was written down.
#[utoipa::path(get, path = "/api/agencies/{code}", tag = "people",
    params(("code" = String, Path, description = "code"), OnDay),
    responses((status = 200, description = "body", body = AgencyPage)))]
pub(crate) async fn agency_page(
    State(shared): State<Shared>,
    Path(code): Path<String>,
    Query(day): Query<OnDay>,
) -> Answer<Json<AgencyPage>> {
    Ok(Json(shared.app.agency_page(&code, day.on, Timestamp::now()).await?))
}

/// All accounts with what they hold.
#[utoipa::path(get, path = "/api/accounts", tag = "people",
    responses((status = 200, description = "accounts", body = Vec<UserRow>)))]
pub(crate) async fn accounts(State(shared): State<Shared>) -> Answer<Json<Vec<UserRow>>> {
    Ok(Json(shared.app.accounts(Timestamp::now()).await?))
}

/// Roles, what each may do, and the settings.
#[utoipa::path(get, path = "/api/access", tag = "people",
    responses((status = 200, description = "guide", body = AccessGuide)))]
pub(crate) async fn access_guide(State(shared): State<Shared>) -> Answer<Json<AccessGuide>> {
    Ok(Json(shared.app.access_guide(Timestamp::now()).await?))
}

/// All proposals, newest first.
#[utoipa::path(get, path = "/api/proposals", tag = "people",
    responses((status = 200, description = "proposals", body = Vec<ProposalView>)))]
pub(crate) async fn proposals(State(shared): State<Shared>) -> Answer<Json<Vec<ProposalView>>> {
    Ok(Json(shared.app.proposals(Timestamp::now()).await?))
}

/// Proposes changes of accounts, rights and bodies; nothing happens before they are approved.
#[utoipa::path(post, path = "/api/proposals", tag = "people", request_body = ProposalRequest,
    responses((status = 200, description = "proposal", body = ProposalView)))]
pub(crate) async fn propose(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<ProposalRequest>,
) -> Answer<Json<ProposalView>> {
    Ok(Json(shared.app.propose(&session.actor(), &request, Timestamp::now()).await?))
}

/// Approves or returns a proposal; one-time passwords of new accounts are in the answer and nowhere else.
#[utoipa::path(post, path = "/api/proposals/{id}/decision", tag = "people",
    params(("id" = i64, Path, description = "number")), request_body = ProposalDecisionRequest,
    responses((status = 200, description = "what became of it", body = ProposalAnswer)))]
pub(crate) async fn decide_proposal(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<ProposalDecisionRequest>,
) -> Answer<Json<ProposalAnswer>> {
    Ok(Json(shared.app.decide_proposal(&session.actor(), id, &request, Timestamp::now()).await?))
}
