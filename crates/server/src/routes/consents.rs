//! Consent of enterprises: given and withdrawn, looked at under, and what is told of all together.

use app::ConsentFile;
use app::view::{ConsentAggregates, ConsentReport, ConsentRequest, ConsentShelf, ConsentedShelf, WithdrawalRequest};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::{Dataset, Period};
use serde::Deserialize;
use utoipa::IntoParams;

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
pub(crate) struct OfOwn {
    /// Code of the own body.
    firm: String,
    item: String,
    #[param(value_type = String)]
    period: Period,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfAll {
    item: Option<String>,
    /// The newest by default.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

/// What the own enterprise may agree to, agreed to, and who looked.
#[utoipa::path(get, path = "/api/consents", tag = "consents", params(OfDataset),
    responses((status = 200, description = "consents", body = ConsentShelf)))]
pub(crate) async fn consents(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfDataset>,
) -> Answer<Json<ConsentShelf>> {
    let dataset = of.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.consent_shelf(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Agrees that a bank sees results.
#[utoipa::path(post, path = "/api/consents", tag = "consents", request_body = ConsentRequest,
    responses((status = 200, description = "consents", body = ConsentShelf)))]
pub(crate) async fn give_consent(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<ConsentRequest>,
) -> Answer<Json<ConsentShelf>> {
    Ok(Json(shared.app.give_consent(&session.actor(), &request, Timestamp::now()).await?))
}

/// Withdraws a consent at once.
#[utoipa::path(post, path = "/api/consents/{id}/withdrawal", tag = "consents",
    params(("id" = i64, Path, description = "number of the consent")), request_body = WithdrawalRequest,
    responses((status = 200, description = "consents", body = ConsentShelf)))]
pub(crate) async fn withdraw_consent(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
    Body(request): Body<WithdrawalRequest>,
) -> Answer<Json<ConsentShelf>> {
    Ok(Json(shared.app.withdraw_consent(&session.actor(), id, &request, Timestamp::now()).await?))
}

/// What a bank would see of the own enterprise.
#[utoipa::path(get, path = "/api/consents/report", tag = "consents", params(OfOwn),
    responses((status = 200, description = "results", body = ConsentReport)))]
pub(crate) async fn own_report(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfOwn>,
) -> Answer<Json<ConsentReport>> {
    let about = (of.dataset.unwrap_or(Dataset::Real), of.period);
    let what = (of.firm.as_str(), of.item.as_str());
    Ok(Json(shared.app.own_report(&session.actor(), what, about, Timestamp::now()).await?))
}

/// Enterprises that agreed to show results to the own bank; each label that is shown is a look on record.
#[utoipa::path(get, path = "/api/consented", tag = "consents", params(OfDataset),
    responses((status = 200, description = "enterprises", body = ConsentedShelf)))]
pub(crate) async fn consented(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfDataset>,
) -> Answer<Json<ConsentedShelf>> {
    let dataset = of.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.consented_shelf(&session.actor(), dataset, Timestamp::now()).await?))
}

/// The report under a consent; a look on record.
#[utoipa::path(get, path = "/api/consented/{id}", tag = "consents",
    params(("id" = i64, Path, description = "number of the consent")),
    responses((status = 200, description = "report", body = ConsentReport)))]
pub(crate) async fn consented_report(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Json<ConsentReport>> {
    Ok(Json(shared.app.consented_report(&session.actor(), id, "report", Timestamp::now()).await?))
}

/// The report as a Word file.
#[utoipa::path(get, path = "/api/consented/{id}/report.docx", tag = "consents",
    params(("id" = i64, Path, description = "number of the consent")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn consented_docx(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(attachment(shared.app.consented_file(&actor, id, ConsentFile::Docx, now).await?))
}

/// The report as PDF.
#[utoipa::path(get, path = "/api/consented/{id}/report.pdf", tag = "consents",
    params(("id" = i64, Path, description = "number of the consent")),
    responses((status = 200, description = "pdf", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn consented_pdf(
    State(shared): State<Shared>,
    session: Session,
    Path(id): Path<i64>,
) -> Answer<Response> {
    let (actor, now) = (session.actor(), Timestamp::now());
    Ok(attachment(shared.app.consented_file(&actor, id, ConsentFile::Pdf, now).await?))
}

/// All enterprises together, without any single one.
#[utoipa::path(get, path = "/api/consent-aggregates", tag = "consents", params(OfAll),
    responses((status = 200, description = "aggregates", body = ConsentAggregates)))]
pub(crate) async fn consent_aggregates(
    State(shared): State<Shared>,
    session: Session,
    Query(of): Query<OfAll>,
) -> Answer<Json<ConsentAggregates>> {
    let dataset = of.dataset.unwrap_or(Dataset::Real);
    let asked = (of.item.as_deref(), of.period);
    Ok(Json(shared.app.consent_aggregates(&session.actor(), asked, dataset, Timestamp::now()).await?))
}
