//! Puts the routes together and describes them as one OpenAPI 3.1 document.

use axum::Json;
use axum::extract::DefaultBodyLimit;
use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, PathItem, Ref, RefOr, Response, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Shared;
use crate::extract::{STRANGER_LIMIT, upload_limit};
use crate::guard::{COOKIE_NAME, CSRF_HEADER};
use crate::routes::{
    accounts, agreements, allocations, analyses, audit, bulletins, calendar, cases, collection, comparison, consents,
    data, evaluations, issues, ledgers, milestones, oidc, packs, pairings, people, plans, registers, review, session,
    status, webhooks, year,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "郡县 Junxian",
        description = "From the official text of a plan to an accountable ledger, computed status and official documents."
    ),
    components(schemas(app::view::Problem, crate::failure::ProblemDetails))
)]
struct Document;

/// The whole API, as the web client is generated from it.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut guarded = guarded().into_openapi();
    for item in guarded.paths.paths.values_mut() {
        for (operation, is_change) in operations(item) {
            let keys = SecurityRequirement::new::<_, [String; 0], String>("session", []);
            let keys = if is_change { keys.add::<_, [String; 0], String>("csrf", []) } else { keys };
            operation.security = Some(vec![keys]);
            let refusal = problem("尚未登录，或登录已失效");
            operation.responses.responses.insert("401".to_string(), RefOr::T(refusal));
        }
    }
    let mut document = Document::openapi();
    document.merge(open().into_openapi());
    document.merge(guarded);
    for item in document.paths.paths.values_mut() {
        for (operation, _) in operations(item) {
            operation.responses.responses.insert("default".to_string(), RefOr::T(problem("没有完成，原因见内容")));
        }
    }
    let components = document.components.get_or_insert_default();
    let cookie = ApiKeyValue::with_description(COOKIE_NAME, "Set by POST /api/session.");
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let header = ApiKeyValue::with_description(CSRF_HEADER, "`csrf` of the session, with every change.");
    components.add_security_scheme("csrf", SecurityScheme::ApiKey(ApiKey::Header(header)));
    document
}

/// Routes that answer anybody.
pub(crate) fn open() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(session::login))
        .routes(routes!(oidc::sign_in_ways))
        .routes(routes!(oidc::begin_sign_in))
        .routes(routes!(oidc::sign_in_by_issuer))
        .routes(routes!(oidc::finish_sign_in))
        .routes(routes!(calendar::calendar))
        .routes(routes!(document))
        .routes(routes!(health))
        .layer(DefaultBodyLimit::max(STRANGER_LIMIT))
}

/// Routes that need a session.
pub(crate) fn guarded() -> OpenApiRouter<Shared> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(plans::plans, plans::import_plan))
        .routes(routes!(plans::attach_text))
        .routes(routes!(comparison::comparison, comparison::comparison_with_file))
        .routes(routes!(comparison::comparison_xlsx, comparison::comparison_with_file_xlsx))
        .routes(routes!(data::observations, data::import_observations))
        .routes(routes!(registers::import_rows))
        .routes(routes!(registers::take_in))
        .routes(routes!(collection::filing_sheet, collection::import_filing))
        .routes(routes!(registers::save_row_with_files))
        .routes(routes!(ledgers::post_file))
        .layer(upload_limit());
    OpenApiRouter::new()
        .routes(routes!(session::session, session::logout))
        .routes(routes!(session::change_password))
        .routes(routes!(oidc::begin_link))
        .routes(routes!(oidc::link_identity))
        .routes(routes!(oidc::unlink_identity))
        .routes(routes!(year::leader_brief))
        .routes(routes!(year::silence))
        .routes(routes!(year::period_cuts, year::freeze_period))
        .routes(routes!(year::reopen_period))
        .routes(routes!(year::releases, year::set_release))
        .routes(routes!(year::waiting_figures))
        .routes(routes!(year::tickets, year::decide_ticket))
        .routes(routes!(milestones::milestones, milestones::set_milestones))
        .routes(routes!(milestones::act_on_milestone))
        .routes(routes!(issues::issues))
        .routes(routes!(issues::begin_issue))
        .routes(routes!(issues::issue))
        .routes(routes!(issues::tracked_docx))
        .routes(routes!(issues::act_on_issue))
        .routes(routes!(issues::published))
        .routes(routes!(issues::published_pdf))
        .routes(routes!(issues::published_docx))
        .routes(routes!(data::dictionary))
        .routes(routes!(review::review))
        .routes(routes!(review::news))
        .routes(routes!(review::decide))
        .routes(routes!(review::claim))
        .routes(routes!(review::reading))
        .routes(routes!(review::export))
        .routes(routes!(plans::stages, plans::set_stage))
        .routes(routes!(status::overview))
        .routes(routes!(status::tasks))
        .routes(routes!(status::tasks_xlsx))
        .routes(routes!(status::task))
        .routes(routes!(status::targets))
        .routes(routes!(status::targets_xlsx))
        .routes(routes!(status::county))
        .routes(routes!(status::map))
        .routes(routes!(status::boundaries))
        .routes(routes!(data::observations_csv))
        .routes(routes!(data::observations_xlsx))
        .routes(routes!(data::observations_file))
        .routes(routes!(bulletins::bulletins, bulletins::create_bulletin))
        .routes(routes!(bulletins::bulletin))
        .routes(routes!(bulletins::rebuild_bulletin))
        .routes(routes!(bulletins::bulletin_docx))
        .routes(routes!(bulletins::bulletin_pdf))
        .routes(routes!(bulletins::bulletin_xlsx))
        .routes(routes!(registers::registers))
        .routes(routes!(registers::rows))
        .routes(routes!(registers::row, registers::save_row))
        .routes(routes!(registers::row_file))
        .routes(routes!(registers::remove_row))
        .routes(routes!(registers::take_step))
        .routes(routes!(registers::duplicates, registers::set_distinct))
        .routes(routes!(registers::counts))
        .routes(routes!(registers::file))
        .routes(routes!(collection::collection_desk))
        .routes(routes!(collection::collection_choices))
        .routes(routes!(collection::notices))
        .routes(routes!(collection::read_notices))
        .routes(routes!(collection::propose_request))
        .routes(routes!(collection::data_request))
        .routes(routes!(collection::decide_request))
        .routes(routes!(collection::complain))
        .routes(routes!(collection::answer_complaint))
        .routes(routes!(collection::accept_filings))
        .routes(routes!(collection::return_filings))
        .routes(routes!(collection::filing))
        .routes(routes!(collection::act_on_filing))
        .routes(routes!(collection::instructions, collection::add_instruction))
        .routes(routes!(collection::act_on_instruction))
        .routes(routes!(ledgers::ledgers))
        .routes(routes!(ledgers::ledger))
        .routes(routes!(ledgers::journal, ledgers::post_voucher))
        .routes(routes!(ledgers::decide_voucher))
        .routes(routes!(ledgers::settle))
        .routes(routes!(ledgers::open_account))
        .routes(routes!(ledgers::close_period))
        .routes(routes!(ledgers::sweep_ledger))
        .routes(routes!(ledgers::statement))
        .routes(routes!(ledgers::statement_xlsx))
        .routes(routes!(ledgers::balances_xlsx))
        .routes(routes!(ledgers::text))
        .routes(routes!(packs::packs))
        .routes(routes!(packs::pack))
        .routes(routes!(packs::tests))
        .routes(routes!(accounts::account))
        .routes(routes!(allocations::allocations))
        .routes(routes!(allocations::allocation))
        .routes(routes!(allocations::allocation_xlsx))
        .routes(routes!(allocations::suppose))
        .routes(routes!(allocations::placements))
        .routes(routes!(allocations::placement))
        .routes(routes!(allocations::placement_xlsx))
        .routes(routes!(allocations::suppose_placement))
        .routes(routes!(allocations::freeze_placement))
        .routes(routes!(allocations::freeze_allocation))
        .routes(routes!(allocations::issue_allocation))
        .routes(routes!(allocations::post_allocation))
        .routes(routes!(accounts::account_xlsx))
        .routes(routes!(analyses::analyses))
        .routes(routes!(analyses::analysis))
        .routes(routes!(analyses::analysis_xlsx))
        .routes(routes!(evaluations::evaluations))
        .routes(routes!(evaluations::evaluation))
        .routes(routes!(evaluations::evaluation_xlsx))
        .routes(routes!(evaluations::try_weights))
        .routes(routes!(evaluations::certainty))
        .routes(routes!(evaluations::subject))
        .routes(routes!(evaluations::changes))
        .routes(routes!(evaluations::methods))
        .routes(routes!(evaluations::freeze))
        .routes(routes!(evaluations::publish))
        .routes(routes!(evaluations::finish))
        .routes(routes!(evaluations::newer))
        .routes(routes!(evaluations::try_newer, evaluations::freeze_newer))
        .routes(routes!(evaluations::values))
        .routes(routes!(evaluations::objections, evaluations::object))
        .routes(routes!(evaluations::preview))
        .routes(routes!(evaluations::answer))
        .routes(routes!(cases::cases, cases::open_case))
        .routes(routes!(cases::lots))
        .routes(routes!(cases::case))
        .routes(routes!(cases::act))
        .routes(routes!(cases::pulse))
        .routes(routes!(cases::certificate_docx))
        .routes(routes!(cases::certificate_pdf))
        .routes(routes!(cases::ocds))
        .routes(routes!(agreements::agreements, agreements::draft_agreement))
        .routes(routes!(agreements::transferable_rows))
        .routes(routes!(agreements::agreement))
        .routes(routes!(agreements::act_on_agreement))
        .routes(routes!(agreements::agreement_docx))
        .routes(routes!(agreements::agreement_pdf))
        .routes(routes!(consents::consents, consents::give_consent))
        .routes(routes!(consents::withdraw_consent))
        .routes(routes!(consents::own_report))
        .routes(routes!(consents::consented))
        .routes(routes!(consents::consented_report))
        .routes(routes!(consents::consented_docx))
        .routes(routes!(consents::consented_pdf))
        .routes(routes!(consents::consent_aggregates))
        .routes(routes!(pairings::pairings))
        .routes(routes!(pairings::matching))
        .routes(routes!(pairings::network))
        .routes(routes!(people::own_account))
        .routes(routes!(calendar::calendar_feed, calendar::make_calendar_feed, calendar::end_calendar_feed))
        .routes(routes!(people::offer_second_factor, people::take_second_factor))
        .routes(routes!(people::agencies))
        .routes(routes!(people::agency_page))
        .routes(routes!(people::accounts))
        .routes(routes!(people::access_guide))
        .routes(routes!(people::proposals, people::propose))
        .routes(routes!(webhooks::webhooks, webhooks::add_webhook))
        .routes(routes!(webhooks::end_webhook))
        .routes(routes!(webhooks::repeat_delivery))
        .routes(routes!(people::decide_proposal))
        .routes(routes!(audit::explain))
        .routes(routes!(audit::audit))
        .routes(routes!(audit::log_retention))
        .layer(DefaultBodyLimit::max(crate::extract::JSON_LIMIT))
        .merge(uploads)
}

/// This document.
#[utoipa::path(get, path = "/api/openapi.json", tag = "service", operation_id = "openapi",
    responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(openapi())
}

/// Answers once the server is up.
#[utoipa::path(get, path = "/healthz", tag = "service",
    responses((status = 200, description = "ok", body = String, content_type = "text/plain")))]
async fn health() -> &'static str {
    "ok"
}

/// All operations of a path, and whether each changes something.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&mut Operation, bool)> {
    let reading = item.get.as_mut().map(|operation| (operation, false));
    let changing = [item.put.as_mut(), item.post.as_mut(), item.delete.as_mut(), item.patch.as_mut()];
    reading.into_iter().chain(changing.into_iter().flatten().map(|operation| (operation, true)))
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDetails"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}
