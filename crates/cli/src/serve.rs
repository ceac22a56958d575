//! `junxian serve`: the web service.

use std::io::ErrorKind;

use anyhow::{Result, anyhow, ensure};
use server::Options;
use tokio::net::TcpListener;

use crate::Site;
use crate::args::Serve;
use crate::terminal::{note, show};

const MEGABYTE: u64 = 1024 * 1024;

pub async fn serve(site: &Site, command: &Serve) -> Result<()> {
    let app = site.with_attachments_of(command.attachment_max * MEGABYTE).open().await?;
    ensure!(app.has_users().await?, "还没有用户，无人能登录；请先执行 junxian init 或 junxian user add 用户名");
    if let Some(fault) = app.seal_fault() {
        note(&format!("注意：{fault}"));
    }
    let listen = command.listen;
    let listener = TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("端口 {} 已被占用；请用 --listen 换一个端口", listen.port()),
        ErrorKind::PermissionDenied => {
            anyhow!("没有权限使用端口 {}；请用 --listen 换一个大于 1024 的端口", listen.port())
        }
        ErrorKind::AddrNotAvailable => anyhow!("本机没有地址 {}；请用 --listen 换一个地址", listen.ip()),
        _ => anyhow!("{listen} 无法监听：{error}"),
    })?;
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).with_max_level(tracing_level()).init();
    if !listen.ip().is_loopback() && !command.behind_tls {
        note("注意：服务对其他机器开放，但连接没有加密；正式使用请在前面加 TLS 代理，并加 --behind-tls");
    }
    show(&format!("郡县已启动：http://{}/（按 Ctrl+C 停止）", listener.local_addr()?))?;
    let connections_max = usize::try_from(command.connections_max)?;
    server::serve(app, listener, Options { behind_tls: command.behind_tls, connections_max }).await;
    show("已停止")
}

fn tracing_level() -> tracing_subscriber::filter::LevelFilter {
    tracing_subscriber::filter::LevelFilter::INFO
}
