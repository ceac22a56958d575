//! Turns whatever went wrong into problem details (RFC 9457) in Chinese with the fitting HTTP status.
//!
//! The cause of an internal failure goes to the log and never to the client.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};

use app::AppError;
use app::view::Problem;
use axum::Json;
use axum::extract::Request;
use axum::extract::multipart::MultipartError;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::BODY_LIMIT;

pub(crate) type Answer<T> = Result<T, Failure>;

/// After so long a place may be free on a site that is full.
const FULL_SECONDS: u64 = 5;

/// A request that could not be answered.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    problem: Problem,
    /// Seconds after which the same may be asked again.
    retry_after: Option<u64>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Failure {
        Failure {
            status,
            problem: Problem {
                code: code.to_string(),
                message: message.into(),
                details: Vec::new(),
                unknown: Vec::new(),
            },
            retry_after: None,
        }
    }

    /// The same under another status.
    pub(crate) fn with_status(self, status: StatusCode) -> Failure {
        Failure { status, ..self }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn message(&self) -> &str {
        &self.problem.message
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "bad-request", message)
    }

    /// The content is said to be of a kind that is not taken here.
    pub(crate) fn other_kind(wanted: &str) -> Failure {
        let message = format!("这里只接收 {wanted}；请刷新页面后重试，程序调用请对照 /api/openapi.json");
        Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", message)
    }

    pub(crate) fn too_often(seconds: u64) -> Failure {
        let message = format!("提交过于频繁，这一次没有办理；请 {seconds} 秒后再试");
        let failure = Failure::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", message);
        Failure { retry_after: Some(seconds), ..failure }
    }

    /// As many connections are open as the site allows.
    pub(crate) fn full(most: usize) -> Failure {
        let message = format!("同时打开的连接已达上限 {most} 个，这一次没有办理；请 {FULL_SECONDS} 秒后再试");
        let failure = Failure::new(StatusCode::SERVICE_UNAVAILABLE, "full", message);
        Failure { retry_after: Some(FULL_SECONDS), ..failure }
    }

    pub(crate) fn too_large() -> Failure {
        let message =
            format!("内容超过{}MB，未接收；请压缩图片、删去附件或分成几个文件后再上传", BODY_LIMIT / 1024 / 1024);
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    }

    /// Logs the cause under a number that the answer names.
    pub(crate) fn internal(cause: &dyn std::fmt::Display) -> Failure {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        tracing::error!(number, "{cause}");
        let message = format!(
            "服务器出错，本次操作没有完成；请稍后重试，仍不行请把“故障{number}”和当前时间告诉系统管理员，由其查看服务日志"
        );
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }
}

/// Problem details (RFC 9457); the members of `Problem` are its extensions.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProblemDetails {
    /// Stable, by the code; names a kind and leads nowhere.
    r#type: String,
    /// What kind of problem it is, in Chinese.
    title: String,
    status: u16,
    /// What is wrong here, where, what to do; in Chinese.
    detail: String,
    #[serde(flatten)]
    problem: Problem,
}

const PROBLEM_JSON: &str = "application/problem+json";

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let details = ProblemDetails {
            r#type: format!("urn:junxian:problem:{}", self.problem.code),
            title: title(self.status).to_string(),
            status: self.status.as_u16(),
            detail: self.problem.message.clone(),
            problem: self.problem,
        };
        let mut response = (self.status, [(CONTENT_TYPE, PROBLEM_JSON)], Json(details)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "请求有误",
        401 => "需要登录",
        403 => "没有权限",
        404 => "没有找到",
        405 => "不支持的操作",
        408 => "传送过慢",
        409 => "与现状冲突",
        412 => "已被他人修改",
        413 => "内容过大",
        415 => "内容类型不符",
        422 => "内容不合要求",
        429 => "过于频繁",
        503 => "暂时不可用",
        _ => "服务器出错",
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Failure {
        let status = match &error {
            AppError::NotFound { .. } => StatusCode::NOT_FOUND,
            AppError::Unauthenticated { .. } | AppError::SecondFactor { .. } => StatusCode::UNAUTHORIZED,
            AppError::Forbidden { .. } => StatusCode::FORBIDDEN,
            AppError::BadInput { .. } | AppError::Unknown { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::BadFile { .. } => StatusCode::BAD_REQUEST,
            AppError::Conflict { .. } | AppError::Stale { .. } => StatusCode::CONFLICT,
            AppError::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal { .. } => return Failure::internal(&error),
        };
        Failure { status, problem: error.problem(), retry_after: None }
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Failure {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Failure::new(rejection.status(), "too-large", "请求内容过大，未接收；请减少内容或分几次提交")
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::other_kind("JSON（content-type 为 application/json）"),
            _ => Failure::bad_request(format!(
                "请求内容不是所要求的 JSON（{}）；请刷新页面后重试，程序调用请对照 /api/openapi.json",
                rejection.body_text()
            )),
        }
    }
}

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Failure {
        Failure::bad_request(format!(
            "地址中的查询条件无法识别（{}）；日期写作 2025-12-31，其余对照 /api/openapi.json",
            rejection.body_text()
        ))
    }
}

impl From<PathRejection> for Failure {
    fn from(rejection: PathRejection) -> Failure {
        let message = format!("地址中的编号无法识别（{}）；请从列表中重新选择", rejection.body_text());
        Failure::new(StatusCode::NOT_FOUND, "not-found", message)
    }
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Failure {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(),
            _ => Failure::bad_request(format!("上传没有完整收到（{}）；请检查网络后重新上传", error.body_text())),
        }
    }
}

/// A known address asked in a way that it does not answer.
pub(crate) async fn method_not_allowed(request: Request) -> Failure {
    let message = format!("此地址不支持 {} 操作；可用的操作见 /api/openapi.json", request.method());
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", message)
}

/// A panic ends one request, not the server.
pub(crate) fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let cause = match (cause.downcast_ref::<String>(), cause.downcast_ref::<&str>()) {
        (Some(text), _) => text.clone(),
        (None, Some(text)) => (*text).to_string(),
        (None, None) => "panic without a message".to_string(),
    };
    Failure::internal(&format!("panic: {cause}")).into_response()
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn answer(path: &str) -> (StatusCode, String) {
        let panicking = || async {
            if true {
                panic!("secret of the machine")
            }
        };
        let failing = || async { Failure::from(AppError::Internal { message: "/secret/path".to_string() }) };
        let router = Router::new().route("/panic", get(panicking)).route("/failure", get(failing));
        let router = router.layer(CatchPanicLayer::custom(after_panic));
        let response = router.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn internal_causes_stay_inside() {
        for path in ["/panic", "/failure"] {
            let (status, body) = answer(path).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(!body.contains("secret"), "{body}");
            assert!(body.contains("故障") && body.contains("稍后重试"), "{body}");
        }
    }
}
