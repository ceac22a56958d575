//! Conditional requests (RFC 9110): what was read carries its version as `ETag`, and who changes it says by `If-Match` which
//! version was seen. When it is another one by now, nothing is done and the answer is 412. Without the header the version
//! in the body of the request counts, where it has one.

use app::AppError;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::{ETAG, HeaderName, IF_MATCH};
use axum::http::request::Parts;

use crate::failure::{Answer, Failure};

/// A body with its version.
pub(crate) type Tagged<T> = ([(HeaderName, String); 1], Json<T>);

pub(crate) fn tagged<T>(version: impl std::fmt::Display, body: T) -> Tagged<T> {
    ([(ETAG, format!("\"{version}\""))], Json(body))
}

/// The version that somebody saw; nothing when the request does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen(Option<u64>);

impl Seen {
    pub(crate) fn version(self) -> Option<u64> {
        self.0
    }

    /// Of what is never changed without having been seen: 428 when the request does not say.
    pub(crate) fn required(self) -> Answer<u64> {
        self.0.ok_or_else(|| {
            let message = "请在 If-Match 中带上读取时得到的 ETag；没有看过现有内容的改动不受理";
            Failure::new(StatusCode::PRECONDITION_REQUIRED, "version-missing", message)
        })
    }

    /// What came of a change. What was overtaken is 412 where the header asked for it, and the usual 409 elsewhere.
    pub(crate) fn outcome<T>(self, outcome: app::Result<T>) -> Answer<T> {
        match outcome {
            Err(AppError::Stale { message }) if self.0.is_some() => {
                Err(Failure::new(StatusCode::PRECONDITION_FAILED, "stale", message))
            }
            other => Ok(other?),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Seen {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Seen, Failure> {
        let mut tags = parts.headers.get_all(IF_MATCH).iter();
        let Some(tag) = tags.next() else { return Ok(Seen(None)) };
        let version = tag.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        match version.filter(|_| tags.next().is_none()) {
            Some(version) => Ok(Seen(Some(version))),
            None => Err(Failure::bad_request("If-Match 应为读取时得到的 ETag，如 \"12\"；不支持 * 和多个值")),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn read(tags: &[&str]) -> Result<Seen, StatusCode> {
        let mut request = Request::get("/");
        for tag in tags {
            request = request.header(IF_MATCH, *tag);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        Seen::from_request_parts(&mut parts, &()).await.map_err(|failure| failure.status())
    }

    #[tokio::test]
    async fn one_tag_as_it_was_told_is_understood_and_nothing_else() {
        assert_eq!(read(&[]).await, Ok(Seen(None)));
        assert_eq!(read(&["\"12\""]).await, Ok(Seen(Some(12))));
        assert_eq!(Seen(Some(12)).required().map_err(|failure| failure.status()), Ok(12));
        assert_eq!(Seen(None).required().map_err(|failure| failure.status()), Err(StatusCode::PRECONDITION_REQUIRED));
        for tags in
            [&["*"][..], &["12"], &["W/\"12\""], &["\"1\", \"2\""], &["\"1\"", "\"2\""], &["\"-1\""], &["\"x\""]]
        {
            assert_eq!(read(tags).await, Err(StatusCode::BAD_REQUEST), "{tags:?}");
        }
    }
}
