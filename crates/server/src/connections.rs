//! Takes connections and serves each for itself, up to a declared number; one more is told so and let go. Whoever sends
//! too slowly or does not take the answer is cut off after a declared time, so that nobody holds a connection for ever;
//! the others do not wait meanwhile.

use std::convert::Infallible;
use std::future::Future;
use std::io::{self, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::header::{CONNECTION, HeaderValue};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tower::ServiceExt;

use crate::failure::Failure;

/// How long the server waits for a client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// For the whole head of a request, counted from when the connection is free for one. Above the minute for which a
    /// proxy keeps its connections.
    pub head: Duration,
    /// For the content of a request, and one second more for every `least` bytes of it.
    pub body: Duration,
    pub least: u64,
    /// For an answer of which the client takes nothing more.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            head: Duration::from_secs(75),
            body: Duration::from_secs(30),
            least: 8 * 1024,
            answer: Duration::from_secs(60),
        }
    }
}

/// After a connection could not be taken (too many files are open), before the next try.
const PAUSE: Duration = Duration::from_secs(1);
/// Connections beyond the declared number that are told so at one time; what comes on top of them is closed at once.
const REFUSED_MAX: usize = 32;
/// For the request of a connection that is refused, and for taking the refusal.
const REFUSED_PATIENCE: Duration = Duration::from_secs(5);
/// The log tells of refused connections no more often.
const TOLD_AGAIN: Duration = Duration::from_secs(60);

/// Serves until `ended`, at most `most` connections at one time; then requests under way are finished.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    (patience, most): (Patience, usize),
    ended: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let (places, refusals) = (Arc::new(Semaphore::new(most)), Arc::new(Semaphore::new(REFUSED_MAX)));
    let full = Router::new().fallback(move || async move { Failure::full(most) });
    let mut ended = std::pin::pin!(ended);
    let mut told: Option<Instant> = None;
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut ended => break,
        };
        match taken {
            Ok((stream, address)) => {
                let taken = places.clone().try_acquire_owned();
                let is_in = taken.is_ok();
                let (router, patience, place) = match taken {
                    Ok(place) => (router.clone(), patience, place),
                    Err(_) => {
                        if told.is_none_or(|told| told.elapsed() >= TOLD_AGAIN) {
                            tracing::warn!("同时打开的连接已达上限 {most} 个，新的连接被拒绝");
                            told = Some(Instant::now());
                        }
                        let Ok(place) = refusals.clone().try_acquire_owned() else { continue };
                        let hurried = Patience {
                            head: REFUSED_PATIENCE,
                            body: REFUSED_PATIENCE,
                            answer: REFUSED_PATIENCE,
                            ..patience
                        };
                        (full.clone(), hurried, place)
                    }
                };
                let io = TokioIo::new(Watched { stream, patience: patience.answer, stalled: None });
                let service = service_fn(move |request| answered(router.clone(), request, address, patience));
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(patience.head)
                    .keep_alive(is_in)
                    .serve_connection(io, service);
                let watched = graceful.watch(connection);
                // A client that goes away in the middle is no trouble of the server.
                tokio::spawn(async move {
                    watched.await.unwrap_or_default();
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!("没有接受一个连接：{error}");
                sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn answered(
    router: Router,
    request: Request<Incoming>,
    address: SocketAddr,
    patience: Patience,
) -> Result<Response, Infallible> {
    let is_late = Arc::new(AtomicBool::new(false));
    let mut request =
        request.map(|inner| Body::new(Timed { inner, patience, received: 0, waiting: None, is_late: is_late.clone() }));
    request.extensions_mut().insert(ConnectInfo(address));
    let response = router.oneshot(request).await?;
    if !is_late.load(Ordering::Relaxed) {
        return Ok(response);
    }
    // Whatever the handler made of half a request.
    let message = "请求内容传得太慢，未接收；请检查网络后重新提交";
    let mut response = Failure::new(StatusCode::REQUEST_TIMEOUT, "too-slow", message).into_response();
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    Ok(response)
}

/// The content of a request, which has to come at the least speed.
struct Timed {
    inner: Incoming,
    patience: Patience,
    received: u64,
    /// Since when it is read, and until when it is waited for.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
    is_late: Arc<AtomicBool>,
}

#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("the content came too slowly")]
    Late,
    #[error(transparent)]
    Connection(#[from] hyper::Error),
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Poll::Ready(found) = Pin::new(&mut self.inner).poll_frame(context) {
            if let Some(Ok(frame)) = &found {
                self.received += frame.data_ref().map_or(0, |bytes| bytes.len() as u64);
            }
            return Poll::Ready(found.map(|frame| frame.map_err(Broken::from)));
        }
        let Patience { body, least, .. } = self.patience;
        let extra = Duration::from_secs(self.received / least);
        let (since, limit) = self.waiting.get_or_insert_with(|| {
            let now = Instant::now();
            (now, Box::pin(sleep_until(now + body)))
        });
        let until = *since + body + extra;
        if limit.deadline() != until {
            limit.as_mut().reset(until);
        }
        if limit.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.is_late.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(Broken::Late)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A connection whose other side has to take what is written.
struct Watched {
    stream: TcpStream,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn watch<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let limit = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(limit.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    const SHORT: Patience = Patience {
        head: Duration::from_millis(1_500),
        body: Duration::from_millis(1_500),
        least: 1024,
        answer: Duration::from_millis(800),
    };
    /// More than all that lies between the program and a client that reads nothing.
    const LARGE: usize = 64 * 1024 * 1024;

    async fn start() -> (SocketAddr, oneshot::Sender<()>) {
        start_with(100).await
    }

    async fn start_with(most: usize) -> (SocketAddr, oneshot::Sender<()>) {
        let large = || async { vec![b'x'; LARGE] };
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/large", get(large))
            .route("/length", post(|body: Bytes| async move { body.len().to_string() }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        tokio::spawn(serve(listener, router, (SHORT, most), async { drop(ended.await) }));
        (address, end)
    }

    /// One request as it is given, and all that comes back until the connection is closed.
    async fn asked(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    /// Sends a byte every now and then until it is told something or is cut off: after how long, and what it was told.
    async fn dripping(address: SocketAddr, begin: &str) -> (Duration, String) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(begin.as_bytes()).await.unwrap();
        let began = Instant::now();
        let mut told = Vec::new();
        loop {
            let mut buffer = [0; 4096];
            match tokio::time::timeout(Duration::from_millis(20), stream.read(&mut buffer)).await {
                Ok(Ok(0) | Err(_)) => return (began.elapsed(), String::from_utf8(told).unwrap()),
                Ok(Ok(size)) => told.extend_from_slice(&buffer[..size]),
                // Where the other side has closed already, the next look tells.
                Err(_) => drop(stream.write_all(b"a").await),
            }
        }
    }

    #[tokio::test]
    async fn a_request_that_comes_a_byte_at_a_time_is_cut_off_and_others_are_answered_meanwhile() {
        let (address, _end) = start().await;
        let head = tokio::spawn(dripping(address, "GET / HTTP/1.1\r\nhost: a\r\nx: "));
        let body =
            tokio::spawn(dripping(address, "POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n"));
        let began = Instant::now();
        for _ in 0..20 {
            let answer = asked(address, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
            assert!(answer.ends_with("here"), "{answer}");
        }
        assert!(began.elapsed() < SHORT.head, "the others waited");
        let (took, told) = head.await.unwrap();
        assert!(took >= SHORT.head && took < SHORT.head * 10, "{took:?}");
        assert!(!told.contains("200 OK"), "{told}");
        let (took, told) = body.await.unwrap();
        assert!(took >= SHORT.body && took < SHORT.body * 10, "{took:?}");
        assert!(told.starts_with("HTTP/1.1 408") && told.contains("urn:junxian:problem:too-slow"), "{told}");
    }

    #[tokio::test]
    async fn a_client_that_never_takes_its_answer_is_cut_off() {
        let (address, _end) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
        sleep(SHORT.answer * 5).await;
        // What lay on the way is still there, and then nothing.
        let mut taken = Vec::new();
        let ended = stream.read_to_end(&mut taken).await;
        assert!(taken.len() < LARGE, "{} bytes, {ended:?}", taken.len());
        // Who takes it gets all of it.
        let whole = asked(address, "GET /large HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(whole.len() > LARGE);
    }

    #[tokio::test]
    async fn a_large_upload_has_the_time_that_its_size_needs() {
        let (address, _end) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let size = 3 * SHORT.least;
        let head = format!("POST /length HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {size}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        // Longer than an empty content may take, and faster than the least speed.
        for _ in 0..3 {
            stream.write_all(&vec![b'x'; usize::try_from(SHORT.least).unwrap()]).await.unwrap();
            sleep(SHORT.body / 2).await;
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with(&size.to_string()), "{answer}");
    }

    #[tokio::test]
    async fn one_connection_too_many_is_told_so_and_a_place_that_is_free_again_is_given_away() {
        let (address, _end) = start_with(2).await;
        let mut open = Vec::new();
        for _ in 0..2 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
            let mut buffer = [0; 1024];
            let size = stream.read(&mut buffer).await.unwrap();
            assert!(String::from_utf8_lossy(&buffer[..size]).starts_with("HTTP/1.1 200"));
            open.push(stream);
        }
        let told = asked(address, "GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        assert!(told.starts_with("HTTP/1.1 503") && told.contains("retry-after: 5"), "{told}");
        assert!(told.contains("connection: close") && told.contains("urn:junxian:problem:full"), "{told}");
        assert!(told.contains("同时打开的连接已达上限 2 个"), "{told}");
        // Those that are in are served on.
        open[0].write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        let mut buffer = [0; 1024];
        let size = open[0].read(&mut buffer).await.unwrap();
        assert!(String::from_utf8_lossy(&buffer[..size]).starts_with("HTTP/1.1 200"));
        drop(open.pop());
        let again = async {
            loop {
                let told = asked(address, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
                if told.starts_with("HTTP/1.1 200") {
                    break;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), again).await.expect("the place is given away again");
    }

    #[tokio::test]
    async fn what_is_under_way_is_finished_when_the_server_ends() {
        let (address, end) = start().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n1").await.unwrap();
        sleep(Duration::from_millis(50)).await;
        end.send(()).unwrap();
        sleep(Duration::from_millis(50)).await;
        assert!(TcpStream::connect(address).await.is_err(), "no new ones");
        stream.write_all(b"2").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with('2'), "{answer}");
    }
}
