//! Commands of `junxian`, and the options that belong to no family of them. Help texts are Chinese; nothing is done here.

pub mod case;
pub mod data;
pub mod figures;
pub mod ledger;
pub mod pack;
pub mod plan;
pub mod user;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Dataset;

use self::case::Case;
use self::data::Data;
use self::figures::{Bulletin, Explain, Status};
use self::ledger::Ledger;
use self::pack::Pack;
use self::plan::Plan;
use self::user::User;

/// 郡县：把规划方案变成可问责、可核算、可追溯的台账
#[derive(Parser)]
#[command(name = "junxian", version, after_help = FIRST_STEPS)]
pub struct Cli {
    /// 数据目录，数据库放在其中；默认为当前目录下的 junxian-data，也可用环境变量 JUNXIAN_DATA 指定
    #[arg(
        long,
        value_name = "目录",
        env = "JUNXIAN_DATA",
        default_value = "junxian-data",
        global = true,
        display_order = 901
    )]
    pub data: PathBuf,
    /// 公文字体所在目录，可重复；默认依次为数据目录下的 fonts、程序旁的 fonts 和源码的 assets/fonts
    #[arg(long, value_name = "目录", env = "JUNXIAN_FONTS", global = true, display_order = 902)]
    pub fonts: Vec<PathBuf>,
    /// 自定义内容目录，其中的 presets/status.toml 替换内置的状态规则
    #[arg(long, value_name = "目录", env = "JUNXIAN_CONTENT", global = true, display_order = 903)]
    pub content: Option<PathBuf>,
    /// 本单位机制包目录，按 代码/版本/ 存放；不写则为数据目录下的 packs（如有）
    #[arg(long, value_name = "目录", env = "JUNXIAN_PACKS", global = true, display_order = 904)]
    pub packs: Option<PathBuf>,
    /// PostgreSQL 数据库地址，写作 postgres://用户@主机:端口/库名；不写则用数据目录中的文件。密码宜放在 PGPASSWORD 或 .pgpass 中
    #[arg(
        long,
        value_name = "地址",
        env = "JUNXIAN_DATABASE",
        hide_env_values = true,
        global = true,
        display_order = 905
    )]
    pub database: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
从这里开始：
  junxian plan read 方案.docx          不建库，先看读出了什么
  junxian init --plan 方案.docx        建库、导入方案、建立首个用户
  junxian serve                        启动网页服务，在浏览器中打开所示地址

退出码：0 成功，1 未完成（原因见提示），2 命令写法有误";

#[derive(Subcommand)]
pub enum Command {
    /// 建立数据库和首个用户，可同时载入演示或自己的方案
    Init(Init),
    /// 启动网页服务
    Serve(Serve),
    /// 方案：读取、导入、列出、导出
    #[command(subcommand)]
    Plan(Plan),
    /// 数据：导入、导出、取模板
    #[command(subcommand)]
    Data(Data),
    /// 各项目标的完成状态和理由
    Status(Status),
    /// 机制包：新建、检查、测试、试运行、说明、比较版本
    #[command(subcommand)]
    Pack(Pack),
    /// 交易项目：列出、查看、导出，建立演练
    #[command(subcommand)]
    Case(Case),
    /// 账本：记账、余额、对账单、导出
    #[command(subcommand)]
    Ledger(Ledger),
    /// 生成通报（Word、PDF、Excel 台账）
    Bulletin(Bulletin),
    /// 说明一个数字从哪来
    Explain(Explain),
    /// 用户：新增、重置密码
    #[command(subcommand)]
    User(User),
    /// 本单位用语：检查别名和用语文件
    #[command(subcommand)]
    Wording(Wording),
    /// 核验操作记录链、方案原文和数据切片是否被改动；也可核验一份备份
    Verify(Verify),
    /// 导出全部操作记录及其摘要链，供 audit-check 独立核验
    Record(Output),
    /// 备份：运行中也可执行，数据库、本单位用语和机制包合为一个文件
    Backup(Backup),
    /// 从备份恢复到没有数据库的数据目录，或空的 PostgreSQL 数据库
    Restore(Restore),
    /// 把全部数据迁到另一个数据库：文件和 PostgreSQL 之间，逐行核对
    Move(Move),
    /// 输出接口说明（OpenAPI 3.1）
    Openapi(Output),
    /// 输出命令行补全脚本
    Completions(Completions),
    /// Prints a generated page as Markdown.
    #[command(hide = true)]
    Docs(Docs),
}

#[derive(Args)]
pub struct Docs {
    #[arg(value_enum, default_value_t = Page::Cli)]
    pub page: Page,
    #[command(flatten)]
    pub output: Output,
}

/// Pages under docs/ that are made from the code.
#[derive(Clone, Copy, ValueEnum)]
pub enum Page {
    /// The manual of the commands.
    Cli,
    /// The words that the reader knows.
    Wording,
    /// The words of the pack language and what the checker finds.
    Pack,
}

#[derive(Args)]
pub struct Output {
    /// 写入文件；不写则输出到屏幕
    #[arg(short, long = "output", value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct Verify {
    /// 演练：把这份备份恢复到临时目录，核验后删除，不动现有数据
    #[arg(long, value_name = "文件")]
    pub backup: Option<PathBuf>,
}

#[derive(Args)]
pub struct Backup {
    /// 备份文件；已存在则不覆盖。请另存到别的机器或介质
    #[arg(value_name = "文件")]
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// 备份文件
    #[arg(value_name = "文件")]
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Move {
    /// 新的数据库：postgres:// 开头的地址，或放数据库文件的目录；须没有数据。迁移前请停止服务
    #[arg(long, value_name = "地址或目录")]
    pub to: String,
}

#[derive(Args)]
pub struct Init {
    /// 载入演示：真实公布数据，另有标明“演示”的数据
    #[arg(long)]
    pub demo: bool,
    /// 导入自己的方案正文（txt、docx、pdf 或网页）
    #[arg(long, value_name = "文件")]
    pub plan: Option<PathBuf>,
    /// 方案代码（小写字母、数字、下划线）；不写则由正文生成
    #[arg(long, value_name = "代码", requires = "plan")]
    pub code: Option<String>,
}

#[derive(Args)]
pub struct Serve {
    /// 监听地址；默认 127.0.0.1:8787，只供本机访问
    // An address is written so: half-width on purpose.
    #[arg(long, value_name = "地址:端口", default_value = "127.0.0.1:8787")]
    pub listen: std::net::SocketAddr,
    /// 前面有 TLS 代理：登录凭据只经加密连接发送，客户端地址取自代理的 X-Forwarded-For
    #[arg(long)]
    pub behind_tls: bool,
    /// 名录附件单个文件的上限，单位 MB，默认 20，最大 48
    #[arg(long, value_name = "MB", env = "JUNXIAN_ATTACHMENT_MAX", default_value_t = 20,
        value_parser = clap::value_parser!(u64).range(1..=48))]
    pub attachment_max: u64,
    /// 同时打开的连接上限，默认 900；超出的答复 503，稍后再试
    #[arg(long, value_name = "个", env = "JUNXIAN_CONNECTIONS_MAX", default_value_t = 900,
        value_parser = clap::value_parser!(u32).range(16..=100_000))]
    pub connections_max: u32,
}

#[derive(Subcommand)]
pub enum Wording {
    /// 检查用语文件：逐行列出错误和改法，例句当作测试读一遍
    Check(WordingCheck),
}

#[derive(Args)]
pub struct WordingCheck {
    /// 用语文件；不写则为数据目录中的 wording.toml
    #[arg(value_name = "文件")]
    pub file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Completions {
    /// 命令行种类：bash、zsh 或 fish
    #[arg(value_name = "种类", value_enum)]
    pub shell: Shell,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub fn dataset(text: &str) -> Result<Dataset, String> {
    match text {
        "real" => Ok(Dataset::Real),
        "demo" => Ok(Dataset::Demo),
        _ => Err("可用 real（正式）或 demo（演示）".to_string()),
    }
}
