//! Agreements on transfers: the list, rows that may be transferred, one agreement, what is done to it, its files.

use app::AgreementFile;
use app::view::{AgreementDraftRequest, AgreementRequest, AgreementShelf, AgreementView, TransferableRows};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Body, Path, Query};
use crate::failure::Answer;
use crate::guard::Session;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfDataset {
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfRule {
    pack: String,
    rule: String,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

/// The number of an agreement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgreementNumber {
    number: String,
}

/// Rules of transfers and agreements.
#[utoipa::path(get, path = "/api/agreements", tag = "agreements", params(OfDataset),
    responses((status = 200, description = "agreements", body = AgreementShelf)))]
pub(crate) async fn agreements(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfDataset>,
) -> Answer<Json<AgreementShelf>> {
    let dataset = of.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.agreement_shelf(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Drafts an agreement about a row of a register.
#[utoipa::path(post, path = "/api/agreements", tag = "agreements", request_body = AgreementDraftRequest,
    responses((status = 200, description = "number of the agreement", body = AgreementNumber)))]
pub(crate) async fn draft_agreement(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<AgreementDraftRequest>,
) -> Answer<Json<AgreementNumber>> {
    let number = shared.app.draft_agreement(&session.actor(), &request, Timestamp::now()).await?;
    Ok(Json(AgreementNumber { number }))
}

/// Rows that may be transferred.
#[utoipa::path(get, path = "/api/agreement-rows", tag = "agreements", params(OfRule),
    responses((status = 200, description = "rows", body = TransferableRows)))]
pub(crate) async fn transferable_rows(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfRule>,
) -> Answer<Json<TransferableRows>> {
    let (rule, dataset) = ((of.pack.as_str(), of.rule.as_str()), of.dataset.unwrap_or(Dataset::Real));
    Ok(Json(shared.app.transferable_rows(&session.actor(), rule, dataset, Timestamp::now()).await?))
}

/// One agreement.
#[utoipa::path(get, path = "/api/agreements/{number}", tag = "agreements",
    params(("number" = String, Path, description = "number of the agreement")),
    responses((status = 200, description = "agreement", body = AgreementView)))]
pub(crate) async fn agreement(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
) -> Answer<Json<AgreementView>> {
    Ok(Json(shared.app.agreement_view(&session.actor(), &number, Timestamp::now()).await?))
}

/// Changes the terms, signs, tells a year, ends or withdraws.
#[utoipa::path(post, path = "/api/agreements/{number}/act", tag = "agreements",
    params(("number" = String, Path, description = "number of the agreement")), request_body = AgreementRequest,
    responses((status = 200, description = "agreement", body = AgreementView)))]
pub(crate) async fn act_on_agreement(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
    Body(request): Body<AgreementRequest>,
) -> Answer<Json<AgreementView>> {
    Ok(Json(shared.app.act_on_agreement(&session.actor(), &number, &request, Timestamp::now()).await?))
}

/// The agreement as a Word file.
#[utoipa::path(get, path = "/api/agreements/{number}/agreement.docx", tag = "agreements",
    params(("number" = String, Path, description = "number of the agreement")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn agreement_docx(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(attachment(shared.app.agreement_document(&actor, &number, AgreementFile::Docx, now).await?))
}

/// The agreement as PDF.
#[utoipa::path(get, path = "/api/agreements/{number}/agreement.pdf", tag = "agreements",
    params(("number" = String, Path, description = "number of the agreement")),
    responses((status = 200, description = "pdf", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn agreement_pdf(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(attachment(shared.app.agreement_document(&actor, &number, AgreementFile::Pdf, now).await?))
}
