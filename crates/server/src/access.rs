//! What each route asks of whoever comes: one table, read by the guard. A route that is not in it is closed to everybody.
//!
//! The first question only: whether a role has the capability. Which rows, places and numbers it reaches is asked in
//! `app`, where the thing is known.

use axum::http::Method;
use model::people::Capability;
use model::people::Capability::{
    Allocate, EditPlan, EditRegister, EnterData, Evaluate, FollowInstruction, Object, OwnAccount, ReadInternal,
    ReadLog, ReadPublished, TakeStep, Trade, WriteBulletin,
};

/// Method, path as the OpenAPI document writes it, capability.
pub const ROUTES: &[(&str, &str, Capability)] = &[
    // Own account.
    ("GET", "/api/session", OwnAccount),
    ("DELETE", "/api/session", OwnAccount),
    ("POST", "/api/password", OwnAccount),
    // Plans and their check.
    ("GET", "/api/plans", ReadPublished),
    ("POST", "/api/plans", EditPlan),
    ("PUT", "/api/plans/{plan}/text", EditPlan),
    ("GET", "/api/plans/{plan}/stages", ReadPublished),
    ("POST", "/api/plans/{plan}/stages", EditPlan),
    ("GET", "/api/plans/{plan}", ReadInternal),
    ("GET", "/api/plans/{plan}/news", ReadInternal),
    ("POST", "/api/plans/{plan}/decisions", EditPlan),
    ("POST", "/api/plans/{plan}/claims", EditPlan),
    ("GET", "/api/plans/{plan}/reading", EditPlan),
    ("GET", "/api/plans/{plan}/export/{format}", ReadInternal),
    ("GET", "/api/comparison", ReadInternal),
    ("POST", "/api/comparison", ReadInternal),
    ("GET", "/api/comparison.xlsx", ReadInternal),
    ("POST", "/api/comparison.xlsx", ReadInternal),
    // Progress.
    ("GET", "/api/plans/{plan}/overview", ReadInternal),
    ("GET", "/api/plans/{plan}/tasks", ReadInternal),
    ("GET", "/api/plans/{plan}/tasks.xlsx", ReadInternal),
    ("GET", "/api/plans/{plan}/tasks/{id}", ReadInternal),
    ("GET", "/api/plans/{plan}/targets", ReadInternal),
    ("GET", "/api/plans/{plan}/targets.xlsx", ReadInternal),
    ("GET", "/api/plans/{plan}/counties/{code}", ReadInternal),
    ("GET", "/api/plans/{plan}/map", ReadInternal),
    ("GET", "/api/boundaries", ReadPublished),
    // Data.
    ("GET", "/api/dictionary", ReadPublished),
    ("GET", "/api/observations", ReadPublished),
    ("GET", "/api/observations.csv", ReadPublished),
    ("GET", "/api/observations.xlsx", ReadPublished),
    ("POST", "/api/observations", EnterData),
    ("GET", "/api/figures", ReadInternal),
    // Bulletins.
    ("GET", "/api/plans/{plan}/bulletins", ReadInternal),
    ("POST", "/api/plans/{plan}/bulletins", WriteBulletin),
    ("GET", "/api/bulletins/{id}", ReadInternal),
    ("GET", "/api/bulletins/{id}/rebuild", ReadInternal),
    ("GET", "/api/bulletins/{id}/file.docx", ReadInternal),
    ("GET", "/api/bulletins/{id}/file.pdf", ReadInternal),
    ("GET", "/api/bulletins/{id}/file.xlsx", ReadInternal),
    // Registers.
    ("GET", "/api/registers", ReadInternal),
    ("GET", "/api/registers/{pack}/{register}", ReadInternal),
    ("GET", "/api/registers/{pack}/{register}/row", ReadInternal),
    ("POST", "/api/registers/{pack}/{register}/row", EditRegister),
    ("POST", "/api/registers/{pack}/{register}/row/files", EditRegister),
    ("GET", "/api/registers/{pack}/{register}/row/file", ReadInternal),
    ("POST", "/api/registers/{pack}/{register}/removals", EditRegister),
    ("POST", "/api/registers/{pack}/{register}/steps", TakeStep),
    ("GET", "/api/registers/{pack}/{register}/duplicates", ReadInternal),
    ("POST", "/api/registers/{pack}/{register}/duplicates", EditRegister),
    ("GET", "/api/registers/{pack}/{register}/counts", ReadInternal),
    ("GET", "/api/registers/{pack}/{register}/file/{format}", ReadInternal),
    ("POST", "/api/registers/{pack}/{register}/imports", EditRegister),
    // Packs and what is computed by them.
    ("GET", "/api/packs", ReadPublished),
    ("GET", "/api/packs/{code}/{version}", ReadPublished),
    ("GET", "/api/packs/{code}/{version}/tests", ReadPublished),
    ("GET", "/api/account", ReadInternal),
    ("GET", "/api/account/xlsx", ReadInternal),
    ("GET", "/api/allocations", ReadInternal),
    ("GET", "/api/allocation", ReadInternal),
    ("GET", "/api/allocation.xlsx", ReadInternal),
    ("POST", "/api/allocation/supposition", ReadInternal),
    ("POST", "/api/allocation-runs", Allocate),
    ("POST", "/api/allocation-runs/{id}/issue", Allocate),
    ("GET", "/api/analyses", ReadInternal),
    ("GET", "/api/analysis", ReadInternal),
    ("GET", "/api/analysis.xlsx", ReadInternal),
    ("GET", "/api/pairings", ReadInternal),
    ("GET", "/api/matching", ReadInternal),
    ("GET", "/api/network", ReadInternal),
    ("GET", "/api/evaluations", ReadInternal),
    ("GET", "/api/evaluation", ReadInternal),
    ("GET", "/api/evaluation.xlsx", ReadInternal),
    ("POST", "/api/evaluation/trial", Evaluate),
    ("GET", "/api/evaluation/certainty", ReadInternal),
    ("GET", "/api/evaluation/subject", ReadInternal),
    ("GET", "/api/evaluation/changes", ReadInternal),
    ("GET", "/api/evaluation/methods", ReadInternal),
    ("POST", "/api/evaluation-runs", Evaluate),
    ("POST", "/api/evaluation-runs/{id}/publish", Evaluate),
    ("POST", "/api/evaluation-runs/{id}/finish", Evaluate),
    ("GET", "/api/evaluation-runs/{id}/values", ReadInternal),
    ("GET", "/api/evaluation-runs/{id}/objections", ReadInternal),
    ("POST", "/api/evaluation-runs/{id}/objections", Object),
    ("GET", "/api/objections/{id}/preview", ReadInternal),
    ("POST", "/api/objections/{id}/answer", Evaluate),
    // Ledgers; who may post what kind is said by the pack.
    ("GET", "/api/ledgers", ReadInternal),
    ("GET", "/api/ledgers/{pack}/{ledger}", ReadInternal),
    ("GET", "/api/ledgers/{pack}/{ledger}/vouchers", ReadInternal),
    ("POST", "/api/ledgers/{pack}/{ledger}/vouchers", TakeStep),
    ("POST", "/api/ledgers/{pack}/{ledger}/decisions", TakeStep),
    ("POST", "/api/ledgers/{pack}/{ledger}/settlements", TakeStep),
    ("POST", "/api/ledgers/{pack}/{ledger}/accounts", TakeStep),
    ("POST", "/api/ledgers/{pack}/{ledger}/closings", TakeStep),
    ("POST", "/api/ledgers/{pack}/{ledger}/sweeps", TakeStep),
    ("GET", "/api/ledgers/{pack}/{ledger}/statement", ReadInternal),
    ("GET", "/api/ledgers/{pack}/{ledger}/statement.xlsx", ReadInternal),
    ("GET", "/api/ledgers/{pack}/{ledger}/balances.xlsx", ReadInternal),
    ("GET", "/api/ledgers/{pack}/{ledger}/text/{format}", ReadInternal),
    ("POST", "/api/ledgers/{pack}/{ledger}/files", TakeStep),
    // Cases of exchanges: notices are public, bids are not.
    ("GET", "/api/cases", ReadPublished),
    ("POST", "/api/cases", TakeStep),
    ("GET", "/api/case-lots", ReadInternal),
    ("GET", "/api/cases/{number}", ReadPublished),
    ("POST", "/api/cases/{number}/act", Trade),
    ("GET", "/api/cases/{number}/pulse", ReadPublished),
    ("GET", "/api/cases/{number}/certificate.docx", ReadPublished),
    ("GET", "/api/cases/{number}/certificate.pdf", ReadPublished),
    ("GET", "/api/cases.ocds.json", ReadPublished),
    // Requests for data, answers, instructions.
    ("GET", "/api/collection", ReadInternal),
    ("GET", "/api/collection/choices", ReadInternal),
    ("POST", "/api/collection/requests", EnterData),
    ("GET", "/api/collection/requests/{request}", ReadInternal),
    ("POST", "/api/collection/requests/{request}/decisions", EnterData),
    ("POST", "/api/collection/requests/{request}/acceptances", EnterData),
    ("GET", "/api/collection/requests/{request}/answers/{respondent}", ReadInternal),
    ("POST", "/api/collection/requests/{request}/answers/{respondent}/commands", EnterData),
    ("GET", "/api/collection/requests/{request}/answers/{respondent}/sheet", ReadInternal),
    ("POST", "/api/collection/requests/{request}/answers/{respondent}/sheet", EnterData),
    ("GET", "/api/instructions", ReadInternal),
    ("POST", "/api/instructions", FollowInstruction),
    ("POST", "/api/instructions/{instruction}/acts", FollowInstruction),
    // Record of operations.
    ("GET", "/api/audit", ReadLog),
];

/// The capability that a route asks for; nothing for a route that is not in the table.
pub(crate) fn asks_for(method: &Method, path: &str) -> Option<Capability> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    let found = ROUTES.iter().find(|(known, route, _)| method.as_str() == *known && path == *route);
    found.map(|(_, _, capability)| *capability)
}
