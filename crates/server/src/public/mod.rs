//! 公众端: pages for readers without an account. No session is asked for or made, no script is sent, answers may be kept by
//! caches. What is public is decided in `app`.

pub(crate) mod html;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use app::BulletinFile;
use axum::Router;
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use serde::Deserialize;

use self::html::{Page, STYLE};
use crate::download::attachment;
use crate::extract::Path;
use crate::failure::{Answer, Failure};
use crate::limit::Limit;
use crate::{Options, Shared, visitor};

/// Nothing is loaded but our own style.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";
/// Requests of one address. A page has a style and at most one picture.
const PAGES_A_MINUTE: u32 = 240;
/// For how long a cache may answer for us.
const KEEP: &str = "public, max-age=300";

/// All public routes. They have no place in the table of doors: nobody has to hold anything.
pub(crate) fn routes(options: Options) -> Router<Shared> {
    let limit = Arc::new(Limit::new(PAGES_A_MINUTE));
    Router::new()
        .route("/public", get(home))
        .route("/public/plans/{code}", get(plan))
        .route("/public/documents/{code}/{file}", get(document))
        .route("/public/registers/{pack}/{register}", get(register))
        .route("/public/sources", get(sources))
        .route("/public/map", get(map))
        .route("/public/style.css", get(style))
        .layer(from_fn(move |request: Request, next: Next| guarded(options, limit.clone(), request, next)))
}

/// Whether an address is of these pages.
pub(crate) fn is_public(path: &str) -> bool {
    path == "/public" || path.starts_with("/public/")
}

async fn guarded(options: Options, limit: Arc<Limit<IpAddr>>, request: Request, next: Next) -> Response {
    let socket = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
    let address = visitor::address(options, request.headers(), socket).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if let Some(seconds) = limit.wait(address, Instant::now()) {
        let mut page = Page::new("访问过于频繁");
        page.paragraph(&format!("请 {seconds} 秒后再试。"));
        let mut response = (StatusCode::TOO_MANY_REQUESTS, html_text(&page)).into_response();
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    let asked = request.headers().clone();
    let response = next.run(request).await;
    match response.status().is_success() {
        true => kept(response, &asked).await,
        false => response,
    }
}

/// With what a cache needs to keep the answer and to ask whether it still holds.
async fn kept(response: Response, asked: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return Failure::internal(&error).into_response(),
    };
    let tag = format!("\"{}\"", model::digest(&bytes));
    let is_known = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| tags.contains(&tag));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(ETAG, tag);
    }
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static(KEEP));
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        return (parts.status, parts.headers).into_response();
    }
    Response::from_parts(parts, bytes.into())
}

fn html_text(page: &Page) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page.finish()).into_response()
}

/// A page, or why there is none, also as a page.
fn shown(made: Answer<Page>) -> Response {
    match made {
        Ok(page) => html_text(&page),
        Err(failure) => {
            let status = failure.status();
            let mut page =
                Page::new(if status == StatusCode::NOT_FOUND { "没有这个页面" } else { "暂时无法显示" });
            page.paragraph(failure.message());
            (status, html_text(&page)).into_response()
        }
    }
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

async fn home(State(shared): State<Shared>) -> Response {
    shown(home_page(&shared).await)
}

async fn home_page(shared: &Shared) -> Answer<Page> {
    let found = shared.app.public_home(Timestamp::now()).await?;
    let mut page = Page::new("县域经济发展规划执行情况");
    page.heading("规划方案");
    if found.plans.is_empty() {
        page.paragraph("还没有公开的方案。");
    } else {
        page.raw("<ul>\n");
        for plan in &found.plans {
            page.raw("<li>").link(&format!("/public/plans/{}", plan.code), &plan.title);
            page.text(&if plan.number.is_empty() { String::new() } else { format!("（{}）", plan.number) })
                .raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    page.heading("通报");
    if found.documents.is_empty() {
        page.paragraph("还没有公开的通报。");
    } else {
        page.raw("<ul>\n");
        for document in &found.documents {
            let file = |name: &str| format!("/public/documents/{}/{name}", document.code);
            let day = app::time_in_words(document.published_at);
            page.raw("<li>").text(&format!("{}（{}）{} ", document.title, document.number, day));
            page.link(&file("file.pdf"), "PDF").raw(" ").link(&file("file.docx"), "Word").raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    if !found.registers.is_empty() {
        page.heading("公开名录").raw("<ul>\n");
        for register in &found.registers {
            let address = format!("/public/registers/{}/{}", register.pack, register.register);
            page.raw("<li>").link(&address, &register.name).text(&format!(" {}", register.definition)).raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    if found.has_map {
        page.heading("地图").raw("<p>").link("/public/map", "县市区地图").raw("</p>\n");
    }
    Ok(page)
}

async fn plan(State(shared): State<Shared>, Path(code): Path<String>) -> Response {
    shown(plan_page(&shared, &code).await)
}

async fn plan_page(shared: &Shared, code: &str) -> Answer<Page> {
    let found = shared.app.public_plan(code, Timestamp::now()).await?;
    let mut page = Page::new(&found.title);
    if !found.number.is_empty() {
        page.paragraph(&found.number);
    }
    page.paragraph(&format!("截至 {}。完成状态按公开数据计算；所用数据未公开的，不显示。", found.as_of));
    let rows: Vec<Vec<String>> = found
        .rows
        .iter()
        .map(|row| {
            let (figure, source) = match &row.figure {
                Some(figure) => (
                    format!("{}{}（{}，{}）", figure.text, figure.unit, figure.period, figure.status),
                    figure.source.clone(),
                ),
                None => ("—".to_string(), "—".to_string()),
            };
            [&row.clause, &row.place, &row.subject, &row.demand, &row.due, &figure, &row.status, &source]
                .map(Clone::clone)
                .to_vec()
        })
        .collect();
    page.table("目标", &["条款", "地区", "目标", "要求", "时限", "最新公布", "状态", "来源"], &rows);
    Ok(page)
}

async fn document(State(shared): State<Shared>, Path((code, file)): Path<(String, String)>) -> Response {
    let kind = match file.as_str() {
        "file.pdf" => BulletinFile::Pdf,
        "file.docx" => BulletinFile::Docx,
        _ => return shown(Err(Failure::new(StatusCode::NOT_FOUND, "not-found", "公文只有 PDF 和 Word 两种文件。"))),
    };
    match shared.app.public_document(&code, kind, Timestamp::now()).await {
        Ok(download) => attachment(download),
        Err(error) => shown(Err(error.into())),
    }
}

#[derive(Deserialize)]
struct Place {
    cursor: Option<String>,
}

async fn register(
    State(shared): State<Shared>,
    Path((pack, register)): Path<(String, String)>,
    Query(Place { cursor }): Query<Place>,
) -> Response {
    shown(register_page(&shared, (&pack, &register), cursor).await)
}

async fn register_page(shared: &Shared, (pack, register): (&str, &str), cursor: Option<String>) -> Answer<Page> {
    let is_first = cursor.is_none();
    let found = shared.app.public_register(pack, register, cursor, Timestamp::now()).await?;
    let mut page = Page::new(&found.name);
    page.paragraph(&found.definition);
    let columns: Vec<&str> = found.columns.iter().map(String::as_str).collect();
    page.table(&format!("共 {} 条", found.total), &columns, &found.rows);
    let own = format!("/public/registers/{pack}/{register}");
    page.raw("<p>");
    if !is_first {
        page.link(&own, "首页").raw(" ");
    }
    if let Some(next) = &found.next {
        page.link(&format!("{own}?cursor={next}"), "下一页");
    }
    page.raw("</p>\n");
    Ok(page)
}

async fn sources(State(shared): State<Shared>) -> Response {
    shown(sources_page(&shared).await)
}

async fn sources_page(shared: &Shared) -> Answer<Page> {
    let found = shared.app.public_sources(Timestamp::now()).await?;
    let mut page = Page::new("数据来源");
    page.paragraph("公开的数字出自下列公布的资料。");
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|source| {
            let url = source.url.clone().unwrap_or_else(|| "—".to_string());
            vec![source.id.clone(), source.title.clone(), source.publisher.clone(), url, source.count.to_string()]
        })
        .collect();
    page.table("来源", &["编号", "标题", "发布机构", "地址", "数字个数"], &rows);
    Ok(page)
}

async fn map(State(shared): State<Shared>) -> Response {
    shown(map_page(&shared).await)
}

async fn map_page(shared: &Shared) -> Answer<Page> {
    let found = shared.app.public_map(Timestamp::now()).await?;
    let mut page = Page::new(&found.title);
    page.drawing(&found.svg).paragraph(&format!("审图号：{}", found.approval));
    if !found.sources.is_empty() {
        page.paragraph(&format!("数据来源：{}", found.sources.join("；")));
    }
    Ok(page)
}
