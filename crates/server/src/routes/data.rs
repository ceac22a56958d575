//! Data: dictionaries and observations, in and out.

use app::view::{Dictionary, ImportReport, ObservationPage, ObservationQuery};
use app::{DataFormat, Told};
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
use crate::extract::{Path, Query, Upload};
use crate::failure::{Answer, Failure};
use crate::guard::Session;

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct ObservationForm {
    /// csv or xlsx laid out like the template, SDMX-CSV, SDMX-JSON or DHIS2 `dataValueSets`; at most 50 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `real` by default.
    dataset: Option<Dataset>,
    /// Of the file; seen from its content where nothing is said.
    format: Option<ExchangeForm>,
    /// Checks everything and writes nothing.
    preview: Option<bool>,
    /// What stands where the file says nothing: 口径, 等级, 状态, 来源.
    scope: Option<String>,
    grade: Option<String>,
    status: Option<String>,
    source: Option<String>,
}

/// Forms in which other systems have data.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExchangeForm {
    SdmxCsv,
    SdmxJson,
    SdmxStructure,
    Dhis2,
    Datapackage,
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
pub(crate) async fn dictionary(State(shared): State<Shared>, session: Session) -> Answer<Json<Dictionary>> {
    Ok(Json(shared.app.dictionary_for(&session.actor(), Timestamp::now()).await?))
}

/// One page of observations.
#[utoipa::path(get, path = "/api/observations", tag = "data", params(ObservationQuery),
    responses((status = 200, description = "page", body = ObservationPage)))]
pub(crate) async fn observations(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<ObservationQuery>,
) -> Answer<Json<ObservationPage>> {
    Ok(Json(shared.app.observations(&session.actor(), &query, Timestamp::now()).await?))
}

/// Observations as csv, laid out like the import.
#[utoipa::path(get, path = "/api/observations.csv", tag = "data", params(ObservationQuery, TemplateChoice),
    responses((status = 200, description = "csv", body = String, content_type = "text/csv")))]
pub(crate) async fn observations_csv(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<ObservationQuery>,
    Query(choice): Query<TemplateChoice>,
) -> Answer<Response> {
    export(&shared, &session, &query, &choice, DataFormat::Csv).await
}

/// Observations as xlsx, laid out like the import.
#[utoipa::path(get, path = "/api/observations.xlsx", tag = "data", params(ObservationQuery, TemplateChoice),
    responses((status = 200, description = "xlsx", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn observations_xlsx(
    State(shared): State<Shared>,
    session: Session,
    Query(query): Query<ObservationQuery>,
    Query(choice): Query<TemplateChoice>,
) -> Answer<Response> {
    export(&shared, &session, &query, &choice, DataFormat::Xlsx).await
}

/// Observations in the form of another system, with the versions that the form can hold.
#[utoipa::path(get, path = "/api/observations/file/{form}", tag = "data",
    params(("form" = ExchangeForm, Path, description = "form"), ObservationQuery),
    responses((status = 200, description = "file", content(
        (Vec<u8> = "text/csv"), (Object = "application/json"), (Vec<u8> = "application/zip")))))]
pub(crate) async fn observations_file(
    State(shared): State<Shared>,
    session: Session,
    Path(form): Path<ExchangeForm>,
    Query(query): Query<ObservationQuery>,
) -> Answer<Response> {
    let format = match form {
        ExchangeForm::SdmxCsv => DataFormat::SdmxCsv,
        ExchangeForm::SdmxJson => DataFormat::SdmxJson,
        ExchangeForm::SdmxStructure => DataFormat::SdmxStructure,
        ExchangeForm::Dhis2 => DataFormat::Dhis2,
        ExchangeForm::Datapackage => DataFormat::DataPackage,
    };
    Ok(attachment(shared.app.export_observations(&session.actor(), &query, format, Timestamp::now()).await?))
}

/// Imports observations: all lines or none.
#[utoipa::path(post, path = "/api/observations", tag = "data",
    request_body(content = ObservationForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "imported, or what an import would do", body = ImportReport),
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
    let text = |name: &str| upload.text(name).map(str::to_string);
    let format = match upload.text("format") {
        None => None,
        Some(word) => {
            let known = DataFormat::of_word(word);
            Some(known.ok_or_else(|| Failure::bad_request(format!("格式“{word}”不认识；不写则按内容识别")))?)
        }
    };
    let told =
        Told { format, scope: text("scope"), grade: text("grade"), status: text("status"), source: text("source") };
    let is_preview = match upload.text("preview") {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => return Err(Failure::bad_request(format!("preview 应为 true 或 false，不是“{other}”"))),
    };
    let file = (upload.file_name.as_str(), upload.bytes.as_slice());
    let report = shared.app.import_data(&session.actor(), file, &told, dataset, is_preview, Timestamp::now()).await?;
    let status = if report.accepted { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Json(report)))
}

async fn export(
    shared: &Shared,
    session: &Session,
    query: &ObservationQuery,
    choice: &TemplateChoice,
    format: DataFormat,
) -> Answer<Response> {
    let download = if choice.template == Some(true) {
        shared.app.template(format)?
    } else {
        shared.app.export_observations(&session.actor(), query, format, Timestamp::now()).await?
    };
    Ok(attachment(download))
}
