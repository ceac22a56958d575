//! Cases of exchanges: the list, one case as a person may see it, what they do in it, and waiting for what others do.

use std::time::Duration;

use app::CertificateFile;
use app::view::{CaseOpenRequest, CasePulse, CaseRequest, CaseShelf, CaseView, LotShelf};
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

/// A request that waits is answered after so long at the latest; shorter than the patience of a server that stops.
const PATIENCE: Duration = Duration::from_secs(8);

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Lots {
    pack: String,
    exchange: String,
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// Number of the last event that is known; answers at once when there is more.
    after: u64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Package {
    /// `real` by default.
    #[param(value_type = Option<Dataset>, inline)]
    dataset: Option<Dataset>,
    /// One case; all of them when it is missing.
    number: Option<String>,
}

/// The number of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseNumber {
    number: String,
}

/// Kinds of trades and cases.
#[utoipa::path(get, path = "/api/cases", tag = "cases", params(Which),
    responses((status = 200, description = "cases", body = CaseShelf)))]
pub(crate) async fn cases(
    State(shared): State<Shared>,
    session: Session,
    Query(which): Query<Which>,
) -> Answer<Json<CaseShelf>> {
    let dataset = which.dataset.unwrap_or(Dataset::Real);
    Ok(Json(shared.app.case_shelf(&session.actor(), dataset, Timestamp::now()).await?))
}

/// Lists a row of a register (受理).
#[utoipa::path(post, path = "/api/cases", tag = "cases", request_body = CaseOpenRequest,
    responses((status = 200, description = "number of the case", body = CaseNumber)))]
pub(crate) async fn open_case(
    State(shared): State<Shared>,
    session: Session,
    Body(request): Body<CaseOpenRequest>,
) -> Answer<Json<CaseNumber>> {
    let number = shared.app.open_case(&session.actor(), &request, Timestamp::now()).await?;
    Ok(Json(CaseNumber { number }))
}

/// Rows that may be listed.
#[utoipa::path(get, path = "/api/case-lots", tag = "cases", params(Lots),
    responses((status = 200, description = "lots", body = LotShelf)))]
pub(crate) async fn lots(
    State(shared): State<Shared>,
    session: Session,
    Query(lots): Query<Lots>,
) -> Answer<Json<LotShelf>> {
    let (which, dataset) = ((lots.pack.as_str(), lots.exchange.as_str()), lots.dataset.unwrap_or(Dataset::Real));
    Ok(Json(shared.app.lots(&session.actor(), which, dataset, Timestamp::now()).await?))
}

/// One case.
#[utoipa::path(get, path = "/api/cases/{number}", tag = "cases",
    params(("number" = String, Path, description = "number of the case")),
    responses((status = 200, description = "case", body = CaseView)))]
pub(crate) async fn case(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
) -> Answer<Json<CaseView>> {
    Ok(Json(shared.app.case_view(&session.actor(), &number, Timestamp::now()).await?))
}

/// Does something in a case: publishes, bids, answers, settles. The time of arrival counts.
#[utoipa::path(post, path = "/api/cases/{number}/act", tag = "cases",
    params(("number" = String, Path, description = "number of the case")), request_body = CaseRequest,
    responses((status = 200, description = "case", body = CaseView)))]
pub(crate) async fn act(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
    Body(request): Body<CaseRequest>,
) -> Answer<Json<CaseView>> {
    let now = Timestamp::now();
    Ok(Json(shared.app.act_in_case(&session.actor(), &number, &request, now).await?))
}

/// Answers when there is more than the asker knows, or after some seconds.
#[utoipa::path(get, path = "/api/cases/{number}/pulse", tag = "cases",
    params(("number" = String, Path, description = "number of the case"), After),
    responses((status = 200, description = "version and server time", body = CasePulse)))]
pub(crate) async fn pulse(
    State(shared): State<Shared>,
    session: Session,
    Path(number): Path<String>,
    Query(After { after }): Query<After>,
) -> Answer<Json<CasePulse>> {
    shared.app.demand_case(&session.actor(), &number, Timestamp::now()).await?;
    shared.app.await_case(&number, after, PATIENCE).await?;
    Ok(Json(shared.app.case_pulse(&number, Timestamp::now()).await?))
}

/// The certificate as a Word file.
#[utoipa::path(get, path = "/api/cases/{number}/certificate.docx", tag = "cases",
    params(("number" = String, Path, description = "number of the case")),
    responses((status = 200, description = "docx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
pub(crate) async fn certificate_docx(State(shared): State<Shared>, Path(number): Path<String>) -> Answer<Response> {
    Ok(attachment(shared.app.case_certificate(&number, CertificateFile::Docx).await?))
}

/// The certificate as PDF.
#[utoipa::path(get, path = "/api/cases/{number}/certificate.pdf", tag = "cases",
    params(("number" = String, Path, description = "number of the case")),
    responses((status = 200, description = "pdf", body = Vec<u8>, content_type = "application/pdf")))]
pub(crate) async fn certificate_pdf(State(shared): State<Shared>, Path(number): Path<String>) -> Answer<Response> {
    Ok(attachment(shared.app.case_certificate(&number, CertificateFile::Pdf).await?))
}

/// Cases as a release package of the Open Contracting Data Standard.
#[utoipa::path(get, path = "/api/cases.ocds.json", tag = "cases", params(Package),
    responses((status = 200, description = "release package", body = Object)))]
pub(crate) async fn ocds(
    State(shared): State<Shared>,
    session: Session,
    Query(package): Query<Package>,
) -> Answer<Response> {
    let numbers: Vec<String> = package.number.into_iter().collect();
    let dataset = package.dataset.unwrap_or(Dataset::Real);
    let made = shared.app.cases_ocds(&session.actor(), dataset, &numbers, (None, None), Timestamp::now()).await?;
    Ok(attachment(made))
}
