//! One request to another system that the site has declared. Follows no redirect, asks every name anew and connects to no
//! address that the declaration of its host does not allow.

use std::net::SocketAddr;

use app::Target;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{HOST, HeaderValue};
use axum::http::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};

use crate::tls;

/// The answer, with its body up to a limit, or without it. `request` names a path, `target` the host; the reason in Chinese
/// when there is no answer. Waits as long as the other side does.
pub(crate) async fn ask(
    target: &Target,
    request: Request<Body>,
    limit: Option<usize>,
) -> Result<Response<Bytes>, String> {
    let name = format!("{}:{}", target.host, target.port);
    let found = lookup_host(&name).await.map_err(|error| format!("主机名查不到：{error}"))?;
    let allowed: Vec<SocketAddr> = found.filter(|address| target.may_reach(address.ip())).collect();
    if allowed.is_empty() {
        return Err(format!("{name} 是内网或本机地址，没有声明允许（presets/webhooks.toml 中该主机的 private）"));
    }
    // One after the other, as far as they answer.
    let stream = TcpStream::connect(allowed.as_slice()).await.map_err(|error| format!("连接不上：{error}"))?;
    match &target.tls {
        None => over(stream, &name, request, limit).await,
        Some(authorities) => over(tls::connect(stream, &target.host, authorities).await?, &name, request, limit).await,
    }
}

/// Speaks HTTP over what is connected.
async fn over<S>(
    stream: S,
    name: &str,
    mut request: Request<Body>,
    limit: Option<usize>,
) -> Result<Response<Bytes>, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| format!("连接中断：{error}"))?;
    let host = HeaderValue::from_str(name).map_err(|error| format!("请求写不成：{error}"))?;
    request.headers_mut().insert(HOST, host);
    let mut answer = std::pin::pin!(async {
        let response = sender.send_request(request).await.map_err(|error| format!("没有收到答复：{error}"))?;
        let (head, body) = response.into_parts();
        let body = match limit {
            Some(limit) => to_bytes(Body::new(body), limit).await.map_err(|error| format!("答复没有收全：{error}"))?,
            None => Bytes::new(),
        };
        Ok(Response::from_parts(head, body))
    });
    tokio::select! {
        answer = &mut answer => answer,
        // The connection may end in the moment in which it brings the answer; if it brought none, the request says why.
        _ended = connection => answer.await,
    }
}
