//! `junxian init`, `user` and `verify`: setting up an installation and checking it.

use std::path::Path;

use anyhow::{Context, Result, bail};
use app::{App, AppError, DemoCast};
use jiff::Timestamp;
use model::people::Role;

use crate::args::Init;
use crate::args::user::User;
use crate::progress::Progress;
use crate::terminal::show;
use crate::{Site, files, plan};

/// The first user: 计划科.
const FIRST_USER: (&str, &str) = ("jihua", "计划科");
/// 三员.
const ADMINISTRATORS: [(&str, &str, Role); 3] = [
    ("xitong", "系统管理员", Role::SystemAdministrator),
    ("anquan", "安全管理员", Role::SecurityAdministrator),
    ("shenji", "审计管理员", Role::AuditAdministrator),
];
/// Code of a body and of a place.
type BoundTo = (Option<&'static str>, Option<&'static str>);
/// Accounts of the demo beside the planner's, with what they are bound to.
const DEMO_USERS: [(&str, &str, Role, BoundTo); 7] = [
    ("gongxin", "演示：市工信局联络员", Role::Liaison, (Some("gongxin"), None)),
    ("keji", "演示：市科技局联络员", Role::Liaison, (Some("keji"), None)),
    ("shouguang", "演示：寿光市联络员", Role::CountyLiaison, (None, Some("370783"))),
    ("gaomi", "演示：高密市联络员", Role::CountyLiaison, (None, Some("370785"))),
    ("shizhang", "演示：市领导", Role::Leader, (None, None)),
    ("tongji", "演示：市统计局", Role::Statistician, (None, None)),
    ("ducha", "演示：市政府督查室", Role::Supervisor, (None, None)),
];

/// Who of them takes part in ledgers and agreements of the demo.
const DEMO_CAST: DemoCast<'static> = DemoCast {
    planner: FIRST_USER.0,
    checker: "ducha",
    giver: ("shouguang", "370783"),
    taker: ("gaomi", "370785"),
    bidders: ["gongxin", "keji", "gaomi"],
};

/// Safe to repeat: what is there stays.
pub async fn init(site: &Site, command: &Init) -> Result<()> {
    let input = command.plan.as_deref().map(files::read).transpose()?;
    let progress = Progress::start("建立数据库");
    let app = site.create().await?;
    if command.demo {
        let now = Timestamp::now();
        app.load_demo(&site.actor, now, |step| progress.step(step)).await.context("演示没有载入")?;
        app.load_demo_month(FIRST_USER.0, now, |step| progress.step(step)).await.context("演示填报没有载入")?;
        // Everything that the installation is for is there without it: a site without fonts makes no documents.
        if let Err(error) = app.load_demo_year(FIRST_USER.0, now, |step| progress.step(step)).await {
            progress.step(&format!("演示的冻结、通报等没有全部载入：{error}"));
        }
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
        show(&format!("{} 已有用户，原有数据保持不变", site.place()))?;
        return administrators(site, &app).await;
    }
    let (name, display_name) = FIRST_USER;
    show(&format!("数据库已建立：{}", site.place()))?;
    add(site, &app, (name, display_name), Role::Planner, (None, None)).await?;
    administrators(site, &app).await?;
    if command.demo {
        app.grant_demo_roles(&site.actor, name, Timestamp::now()).await?;
        show("演示账户，各自的一次性密码：")?;
        for (name, display_name, role, bound) in DEMO_USERS {
            let secret = opened(site, &app, (name, display_name), role, bound).await?;
            show(&format!("  {name}（{display_name}）：{secret}"))?;
        }
        let progress = Progress::start("生成演示业务");
        let made =
            app.load_demo_mechanisms(&site.actor, &DEMO_CAST, Timestamp::now(), |step| progress.step(step)).await;
        drop(progress);
        // Everything that the installation is for is there; what is left out of the demo is told.
        if let Err(error) = made {
            show(&format!("演示的账本、交易和协议没有全部载入：{error}"))?;
        }
    }
    show("启动网页服务：junxian serve")
}

/// The three administrators, where nobody holds their role yet.
async fn administrators(site: &Site, app: &App) -> Result<()> {
    let missing = app.roles_without_holder(&ADMINISTRATORS.map(|(_, _, role)| role), Timestamp::now()).await?;
    if missing.is_empty() {
        return Ok(());
    }
    show("三员账户，各自的一次性密码（分别交给三个人，首次登录须修改密码）：")?;
    for (name, display_name, role) in ADMINISTRATORS.into_iter().filter(|(_, _, role)| missing.contains(role)) {
        let secret = opened(site, app, (name, display_name), role, (None, None)).await?;
        show(&format!("  {name}（{display_name}）：{secret}"))?;
    }
    Ok(())
}

fn role_named(word: &str) -> Result<Role> {
    let known = || Role::ALL.into_iter().map(Role::in_words).collect::<Vec<_>>().join("、");
    Role::named(word).with_context(|| format!("没有岗位“{word}”；可用：{}", known()))
}

pub async fn user(site: &Site, command: User) -> Result<()> {
    let app = site.open().await?;
    match command {
        User::Add(command) => {
            let display_name = command.display_name.as_deref().unwrap_or(&command.name);
            let role = role_named(&command.post)?;
            let bound = app.bounds(command.agency.as_deref(), command.place.as_deref(), Timestamp::now()).await?;
            let bound = (bound.0.as_deref(), bound.1.as_deref());
            add(site, &app, (&command.name, display_name), role, bound).await
        }
        User::Post(command) => {
            let (role, now) = (role_named(&command.post)?, Timestamp::now());
            let bound = app.bounds(command.agency.as_deref(), command.place.as_deref(), now).await?;
            let bound = (bound.0.as_deref(), bound.1.as_deref());
            if command.end {
                app.end_role(&site.actor, &command.name, role, bound, now).await?;
                return show(&format!("“{}”的岗位“{}”自今日起终止", command.name, role.in_words()));
            }
            app.grant_role(&site.actor, &command.name, role, bound, now).await?;
            show(&format!("已授予“{}”岗位“{}”", command.name, role.in_words()))
        }
        User::Reset(command) => {
            let now = Timestamp::now();
            let password = app.reset_password(&site.actor, &command.name, now).await?;
            if command.second_factor {
                app.reset_second_factor(&site.actor, &command.name, now).await?;
                show(&format!("“{}”的动态口令和恢复码已清除", command.name))?;
            }
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

/// Adds a user with a role; the one-time password.
async fn opened(
    site: &Site,
    app: &App,
    (name, display_name): (&str, &str),
    role: Role,
    bound: (Option<&str>, Option<&str>),
) -> Result<String> {
    let now = Timestamp::now();
    app.check_role(name, role, bound, now).await?;
    let secret = app.add_user(&site.actor, name, display_name, None, now).await?;
    app.grant_role(&site.actor, name, role, bound, now).await?;
    secret.with_context(|| format!("没有得到一次性密码；请执行 junxian user reset {name}"))
}

async fn add(
    site: &Site,
    app: &App,
    user: (&str, &str),
    role: Role,
    bound: (Option<&str>, Option<&str>),
) -> Result<()> {
    let secret = opened(site, app, user, role, bound).await?;
    show(&credentials(user.0, &secret))
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
    if let Some(fault) = app.seal_fault() {
        bail!("数据与记录相符；但{fault}");
    }
    show("全部相符")
}

/// The whole record of operations, for `audit-check`.
pub async fn record(site: &Site, output: Option<&Path>) -> Result<()> {
    let app = site.open().await?;
    let (mut after, mut text) = (0, String::new());
    loop {
        let (last, lines) = app.audit_lines(&site.actor, after).await?;
        if lines.is_empty() {
            return files::hand_out(output, text.as_bytes());
        }
        text.push_str(&lines);
        after = last;
    }
}
