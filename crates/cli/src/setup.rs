//! `junxian init`, `user` and `verify`: setting up an installation and checking it.

use anyhow::{Context, Result, bail};
use app::{App, AppError};
use jiff::Timestamp;

use crate::args::{Init, User};
use crate::progress::Progress;
use crate::terminal::show;
use crate::{Site, files, plan};

/// The first user: 计划科.
const FIRST_USER: (&str, &str) = ("jihua", "计划科");

/// Safe to repeat: what is there stays.
pub async fn init(site: &Site, command: &Init) -> Result<()> {
    let input = command.plan.as_deref().map(files::read).transpose()?;
    let progress = Progress::start("建立数据库");
    let app = site.create().await?;
    if command.demo {
        app.load_demo(&site.actor, Timestamp::now(), |step| progress.step(step)).await.context("演示没有载入")?;
    }
    let is_new = !app.has_users().await?;
    if let Some(input) = input {
        progress.step(&format!("读取 {}", input.name));
        let code = command.code.as_deref();
        let outcome = app.import_plan(&site.actor, &input.name, &input.bytes, code, false, Timestamp::now()).await;
        drop(progress);
        match outcome {
            Ok(plan) => {
                show(&format!("已导入《{}》，方案代码 {}\n{}", plan.metadata.title, plan.code, plan::counts(&plan)))?;
            }
            // A second start with the same file keeps the data.
            Err(AppError::Conflict { message }) if !is_new => show(&message)?,
            Err(error) => return Err(files::about(&input, error)),
        }
    } else {
        drop(progress);
    }
    if !is_new {
        return show(&format!("{} 已有用户，原有数据保持不变", site.place()));
    }
    let (name, display_name) = FIRST_USER;
    show(&format!("数据库已建立：{}", site.place()))?;
    add(site, &app, name, display_name).await?;
    if command.demo {
        app.grant_demo_roles(&site.actor, name, Timestamp::now()).await?;
    }
    show("启动网页服务：junxian serve")
}

pub async fn user(site: &Site, command: User) -> Result<()> {
    let app = site.open().await?;
    match command {
        User::Add(command) => {
            let display_name = command.display_name.as_deref().unwrap_or(&command.name);
            add(site, &app, &command.name, display_name).await
        }
        User::Reset(command) => {
            let password = app.reset_password(&site.actor, &command.name, Timestamp::now()).await?;
            show(&credentials(&command.name, &password))
        }
        User::Role(command) => {
            let (actor, role) = (&site.actor, (command.pack.as_str(), command.role.as_str()));
            let is_new = app.set_pack_role(actor, role, &command.name, !command.revoke, Timestamp::now()).await?;
            let done = if command.revoke { "收回" } else { "授予" };
            show(&match is_new {
                true => format!("已{done}“{}”在机制包“{}”中的办理角色“{}”", command.name, command.pack, command.role),
                false => format!("“{}”在机制包“{}”中的办理角色“{}”没有变化", command.name, command.pack, command.role),
            })
        }
    }
}

async fn add(site: &Site, app: &App, name: &str, display_name: &str) -> Result<()> {
    match app.add_user(&site.actor, name, display_name, None, Timestamp::now()).await? {
        Some(password) => show(&credentials(name, &password)),
        None => bail!("没有得到一次性密码；请执行 junxian user reset {name}"),
    }
}

fn credentials(name: &str, password: &str) -> String {
    format!("登录用户：{name}\n一次性密码：{password}（只显示这一次，首次登录须修改）")
}

pub async fn verify(site: &Site) -> Result<()> {
    let app = site.open().await?;
    let progress = Progress::start("核验");
    let report = app.verify().await?;
    drop(progress);
    show(&format!(
        "操作记录 {} 条，方案 {} 个，通报 {} 份\n末条记录摘要：{}（抄存他处，可发现末尾被截断）",
        report.entries, report.plans, report.bulletins, report.head
    ))?;
    for fault in &report.faults {
        show(&format!("  不符：{fault}"))?;
    }
    if !report.faults.is_empty() {
        bail!("有 {} 处与记录不符，数据可能被改动；请保留现场，用备份比对", report.faults.len());
    }
    show("全部相符")
}
