//! The line to the issuer: what the protocol asks goes over our own connection, to the host of the issuer alone.

use std::pin::Pin;
use std::time::Duration;

use app::DeclaredIssuer;
use axum::body::Body;
use axum::http::Response;
use openidconnect::core::CoreProviderMetadata;
use openidconnect::{AsyncHttpClient, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl};

use crate::outgoing;

/// For one question.
const PATIENCE: Duration = Duration::from_secs(10);
/// Far above what issuers publish.
const ANSWER_MAX: usize = 1024 * 1024;

/// Why there was no answer, in Chinese.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unreached(pub(super) String);

pub(super) struct Line<'d>(pub(super) &'d DeclaredIssuer);

impl Line<'_> {
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unreached> {
        let (mut head, body) = request.into_parts();
        let target = self.0.reach(&head.uri.to_string()).map_err(Unreached)?;
        head.uri = target.path.parse().map_err(|_| Unreached("平台给出的地址无法识别".to_string()))?;
        let request = axum::http::Request::from_parts(head, Body::from(body));
        let asked = tokio::time::timeout(PATIENCE, outgoing::ask(&target, request, Some(ANSWER_MAX)));
        let answer = asked.await.map_err(|_| Unreached(format!("{} 秒内没有答复", PATIENCE.as_secs())))?;
        let (head, body) = answer.map_err(Unreached)?.into_parts();
        Ok(Response::from_parts(head, body.to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Line<'_> {
    type Error = Unreached;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreached>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// What the issuer publishes about itself, with its keys; why it cannot be had, in Chinese.
pub(super) async fn metadata(declared: &DeclaredIssuer) -> Result<CoreProviderMetadata, String> {
    let issuer = IssuerUrl::new(declared.issuer.clone()).map_err(|_| "issuer 不是网址".to_string())?;
    let found = CoreProviderMetadata::discover_async(issuer, &Line(declared)).await;
    found.map_err(|error| match error {
        DiscoveryError::Request(unreached) => unreached.0,
        DiscoveryError::Response(status, ..) => format!("平台答复 {status}"),
        DiscoveryError::Validation(_) => "平台公布的标识与 presets/oidc.toml 中的 issuer 不一致".to_string(),
        _ => "平台公布的内容无法识别".to_string(),
    })
}
