//! Data: dictionaries and observations, in and out.

use app::DataFormat;
use app::view::{Dictionary, ImportReport, ObservationPage, ObservationQuery};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::Dataset;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::Shared;
use crate::download::attachment;
use crate::extract::{Query, Upload};
use crate::failure::{Answer, Failure};
use crate::guard::Session;

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct ObservationForm {
    /// csv or xlsx laid out like the template, at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `real` by default.
    dataset: Option<Dataset>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TemplateChoice {
    /// Only the header with an example, no data.
    template: Option<bool>,
}

/// Indicators, places, sources, conflicts and presets.
#[utoipa::path(get, path = "/api/dictionary", tag = "data",
    responses((status = 200, description = "dictionary", body = Dictionary)))]
pub(crate) async fn dictionary(State(shared): State<Shared>) -> Answer<Json<Dictionary>> {
    Ok(Json(shared.app.dictionary().await?))
}

/// One page of observations.
#[utoipa::path(get, path = "/api/observations", tag = "data", params(ObservationQuery),
    responses((status = 200, description = "page", body = ObservationPage)))]
pub(crate) async fn observations(
    State(shared): State<Shared>,
    Query(query): Query<ObservationQuery>,
) -> Answer<Json<ObservationPage>> {
    Ok(Json(shared.app.observations(&query, Timestamp::now()).await?))
}

/// Observations as csv, laid out like the import.
#[utoipa::path(get, path = "/api/observations.csv", tag = "data", params(ObservationQuery, TemplateChoice),
    responses((status = 200, description = "csv", body = String, content_type = "text/csv")))]
pub(crate) async fn observations_csv(
    State(shared): State<Shared>,
    Query(query): Query<ObservationQuery>,
    Query(choice): Query<TemplateChoice>,
) -> Answer<Response> {
    export(&shared, &query, &choice, DataFormat::Csv).await
}

/// Observations as xlsx, laid out like the import.
#[utoipa::path(get, path = "/api/observations.xlsx", tag = "data", params(ObservationQuery, TemplateChoice),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn observations_xlsx(
    State(shared): State<Shared>,
    Query(query): Query<ObservationQuery>,
    Query(choice): Query<TemplateChoice>,
) -> Answer<Response> {
    export(&shared, &query, &choice, DataFormat::Xlsx).await
}

/// Imports observations: all lines or none.
#[utoipa::path(post, path = "/api/observations", tag = "data",
    request_body(content = ObservationForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "imported", body = ImportReport),
        (status = 422, description = "nothing was imported; errors line by line", body = ImportReport)
    ))]
pub(crate) async fn import_observations(
    State(shared): State<Shared>,
    session: Session,
    upload: Upload,
) -> Answer<(StatusCode, Json<ImportReport>)> {
    let dataset = match upload.text("dataset") {
        None | Some("real") => Dataset::Real,
        Some("demo") => Dataset::Demo,
        Some(other) => {
            return Err(Failure::bad_request(format!("数据集“{other}”不存在；可用 real（正式）或 demo（演示）")));
        }
    };
    let now = Timestamp::now();
    let report =
        shared.app.import_observations(&session.actor(), &upload.file_name, &upload.bytes, dataset, now).await?;
    let status = if report.accepted { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Json(report)))
}

async fn export(
    shared: &Shared,
    query: &ObservationQuery,
    choice: &TemplateChoice,
    format: DataFormat,
) -> Answer<Response> {
    let download = if choice.template == Some(true) {
        shared.app.template(format)?
    } else {
        shared.app.export_observations(query, format, Timestamp::now()).await?
    };
    Ok(attachment(download))
}
