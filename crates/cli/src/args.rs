//! Commands and options of `junxian`. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use app::DataFormat;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use model::Dataset;

use crate::ledger_args::Ledger;

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
}

#[derive(Subcommand)]
pub enum Plan {
    /// 读取方案正文并显示结果，不写数据库
    Read(PlanRead),
    /// 导入方案正文，成为待校对的草稿
    Import(PlanImport),
    /// 列出已导入的方案
    List,
    /// 为没有原文的方案补上官方原文；摘要必须一致
    Text(PlanText),
    /// 导出校对后的方案
    Export(PlanExport),
    /// 比较两个版本：任务、责任单位和目标有哪些变化
    Compare(PlanCompare),
}

#[derive(Args)]
pub struct PlanRead {
    /// 方案正文（txt、docx、pdf 或网页）；“-”表示从标准输入读
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 输出格式：table 表格（默认），json 全部内容，gold 标注格式 gold-plan-v1，xlsx 工作簿（须加 -o）
    #[arg(long, value_name = "格式", value_enum, default_value_t = ReadFormat::Table)]
    pub format: ReadFormat,
    /// 本单位用语文件；不写则用数据目录中的 wording.toml（如有）
    #[arg(long, value_name = "文件")]
    pub wording: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    Table,
    Json,
    Gold,
    Xlsx,
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
pub struct PlanImport {
    /// 方案正文（txt、docx、pdf 或网页）；“-”表示从标准输入读
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 方案代码（小写字母、数字、下划线）；不写则由正文生成
    #[arg(long, value_name = "代码")]
    pub code: Option<String>,
}

#[derive(Args)]
pub struct PlanText {
    /// 方案代码，见 junxian plan list
    #[arg(value_name = "方案")]
    pub plan: String,
    /// 官方原文
    #[arg(value_name = "文件")]
    pub file: PathBuf,
}

#[derive(Args)]
pub struct PlanExport {
    /// 方案代码，见 junxian plan list
    #[arg(value_name = "方案")]
    pub plan: String,
    /// 输出格式：json（默认，含读取结果、决定和校对后的方案），xlsx 任务分解表和校对记录（须加 -o），akn 正文（Akoma Ntoso 3.0），stratml 目标体系（StratML）
    #[arg(long, value_name = "格式", value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Json,
    Xlsx,
    Akn,
    Stratml,
}

#[derive(Args)]
pub struct PlanCompare {
    /// 旧版：正文文件，或方案代码
    #[arg(value_name = "旧版")]
    pub old: String,
    /// 新版：正文文件，或方案代码
    #[arg(value_name = "新版")]
    pub new: String,
    /// 以 JSON 输出全部变化
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum Pack {
    /// 列出已知的机制包和版本
    List,
    /// 建立新机制包的骨架：规则一份、测试一份，可直接检查和运行
    New(PackNew),
    /// 检查机制包：逐处列出错误、位置和改法
    Check(PackCheck),
    /// 运行机制包旁的测试（Markdown）
    Test(PackTest),
    /// 用一份名录数据试运行评价，不写数据库
    Run(PackRun),
    /// 说明一个对象的得分、名次和档次从哪来
    Explain(PackExplain),
    /// 把规则写成中文说明（Markdown）
    Doc(PackDoc),
    /// 列出某一行某一列可以写什么：词汇、名称和函数，供编辑器使用
    Complete(PackComplete),
    /// 用同一份数据比较两个版本：谁变动、变多少、哪条规则不同
    Compare(PackCompare),
}

#[derive(Args)]
pub struct PackNew {
    /// 机制包代码（小写字母、数字、下划线）
    #[arg(value_name = "代码")]
    pub code: String,
    /// 版本号，与目录同名；默认为今年的第 1 版，如 2026.1
    #[arg(value_name = "版本")]
    pub version: Option<String>,
}

#[derive(Args)]
pub struct PackCheck {
    /// 机制包目录（全部、一个机制或一个版本）；不写则检查内置的和本单位的全部机制包
    #[arg(value_name = "目录")]
    pub folders: Vec<PathBuf>,
}

#[derive(Args)]
pub struct PackTest {
    /// 机制包代码；不写则测试全部
    #[arg(value_name = "代码")]
    pub code: Option<String>,
    /// 用现在的结果改写 expect 块（只改 --packs 目录中的文件；worked 块从不改写）
    #[arg(long)]
    pub update: bool,
    /// 只运行标题含这些文字的测试，写在 -- 之后
    #[arg(value_name = "标题", last = true)]
    pub heading: Option<String>,
}

/// Which evaluation, allocation or formula over which files.
#[derive(Args)]
pub struct PackOver {
    /// 机制包代码，见 junxian pack list
    #[arg(value_name = "机制包")]
    pub code: String,
    /// 评价、分配、分析或核算项的名称或代码
    #[arg(value_name = "评价")]
    pub evaluation: String,
    /// 报告期，如 2024
    #[arg(value_name = "报告期")]
    pub period: model::Period,
    /// 评价对象名录（csv 或 xlsx），第一行为字段名称；另一名录写作 名录=文件，往年写作 2023=文件 或 “名录 2023=文件”；可重复
    #[arg(long, value_name = "文件")]
    pub rows: Vec<String>,
    /// 统计数据（csv 或 xlsx）：指标、地区、时期、数值
    #[arg(long, value_name = "文件")]
    pub observed: Option<PathBuf>,
    /// 往年结论（csv 或 xlsx，列为主键、得分、名次、档次，可直接用 pack run 的输出），写作 2023=文件；可重复
    #[arg(long, value_name = "时期=文件")]
    pub concluded: Vec<String>,
}

#[derive(Args)]
pub struct PackRun {
    #[command(flatten)]
    pub over: PackOver,
    /// 用哪个版本；不写则用该期生效的版本
    #[arg(long = "use", value_name = "版本")]
    pub version: Option<String>,
    /// 写入文件，按后缀为 xlsx、csv 或 json（分配只有 json，分析没有 csv）；不写则在屏幕上显示
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// 分配的假设，与现在的结果并列：总额=数，或参数名=数；可重复
    #[arg(long, value_name = "假设")]
    pub suppose: Vec<String>,
}

#[derive(Args)]
pub struct PackExplain {
    #[command(flatten)]
    pub over: PackOver,
    /// 评价对象的主键；按地区合计的核算项也可写地区
    #[arg(value_name = "主键")]
    pub key: String,
    /// 用哪个版本；不写则用该期生效的版本
    #[arg(long = "use", value_name = "版本")]
    pub version: Option<String>,
    /// 只说明这个指标
    #[arg(long, value_name = "指标")]
    pub indicator: Option<String>,
}

#[derive(Args)]
pub struct PackDoc {
    /// 机制包代码，见 junxian pack list
    #[arg(value_name = "机制包")]
    pub code: String,
    /// 用哪个版本；不写则用最新的版本
    #[arg(long = "use", value_name = "版本")]
    pub version: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Args)]
pub struct PackComplete {
    /// 正在写的规则文件；同一文件夹的其他 .hcl 文件里的名称也算
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 第几行，从 1 数起
    #[arg(value_name = "行")]
    pub line: usize,
    /// 第几列，从 1 数起，按字符数；不写则在行末
    #[arg(value_name = "列")]
    pub column: Option<usize>,
}

#[derive(Args)]
pub struct PackCompare {
    #[command(flatten)]
    pub over: PackOver,
    /// 旧版本
    #[arg(value_name = "旧版本")]
    pub old: String,
    /// 新版本
    #[arg(value_name = "新版本")]
    pub new: String,
}

#[derive(Subcommand)]
pub enum Data {
    /// 导入数据（csv、xlsx、SDMX、DHIS2）：全部通过才写入，否则逐行列出错误
    Import(DataImport),
    /// 导出数据，格式与导入相同；也可导出为 SDMX、DHIS2 或数据包
    Export(DataExport),
    /// 取导入模板
    Template(DataTemplate),
}

#[derive(Args)]
pub struct DataImport {
    /// 数据文件（csv、xlsx、SDMX-CSV、SDMX-JSON 或 DHIS2 dataValueSets）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 数据集：real 正式（默认），demo 演示
    #[arg(long, value_name = "数据集", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
    /// 文件的格式：csv、xlsx、sdmx-csv、sdmx-json、dhis2；不写则按内容识别
    #[arg(long, value_name = "格式", value_parser = data_format)]
    pub format: Option<DataFormat>,
    /// 只核对，不写入
    #[arg(long)]
    pub preview: bool,
    /// 文件没有口径时按此口径
    #[arg(long, value_name = "口径")]
    pub scope: Option<String>,
    /// 文件没有等级时按此等级
    #[arg(long, value_name = "等级")]
    pub grade: Option<String>,
    /// 文件没有状态时按此状态
    #[arg(long, value_name = "状态")]
    pub status: Option<String>,
    /// 文件没有来源时按此来源
    #[arg(long, value_name = "来源")]
    pub source: Option<String>,
}

#[derive(Args)]
pub struct DataExport {
    /// 只要这个指标（代码）
    #[arg(long, value_name = "代码")]
    pub indicator: Option<String>,
    /// 只要这个地区（代码）
    #[arg(long, value_name = "代码")]
    pub place: Option<String>,
    /// 只要这个报告期，如 2024、2024-Q1、2024-05
    #[arg(long, value_name = "报告期")]
    pub period: Option<String>,
    /// 数据集：real 正式（默认），demo 演示
    #[arg(long, value_name = "数据集", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
    /// 格式：csv、xlsx、sdmx-csv、sdmx-json、sdmx-structure、dhis2、datapackage；不写则按文件后缀
    #[arg(long, value_name = "格式", value_parser = data_format)]
    pub format: Option<DataFormat>,
    /// 含已被修订的旧值
    #[arg(long)]
    pub all_versions: bool,
    /// 写入文件，没有写格式时按后缀为 csv 或 xlsx；不写则输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct DataTemplate {
    /// 写入文件，按后缀为 csv 或 xlsx；不写则以 csv 输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct Question {
    /// 方案代码，见 junxian plan list
    #[arg(value_name = "方案")]
    pub plan: String,
    /// 截至哪一天，如 2025-12-31；默认为规划期末，未到期则为今天
    #[arg(long, value_name = "日期")]
    pub as_of: Option<Date>,
    /// 状态规则的代码；默认 time_share（序时进度）
    #[arg(long, value_name = "规则")]
    pub preset: Option<String>,
    /// 用演示数据（标明“演示”），不用正式数据
    #[arg(long)]
    pub demo: bool,
}

#[derive(Args)]
pub struct Status {
    #[command(flatten)]
    pub question: Question,
    /// 只看这一行并说明详细理由，如 T03 或 T07-2
    #[arg(long, value_name = "编号")]
    pub row: Option<String>,
    /// 输出格式：table 表格（默认）或 json
    #[arg(long, value_name = "格式", value_enum, default_value_t = StatusFormat::Table)]
    pub format: StatusFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    Table,
    Json,
}

#[derive(Args)]
pub struct Bulletin {
    #[command(flatten)]
    pub question: Question,
    /// 百分比取整：residual 倒挤，合计为 100（默认）；plain 统计，各自四舍五入
    #[arg(long, value_name = "方法", value_enum, default_value_t = Rounding::Residual)]
    pub rounding: Rounding,
    /// 发文机关（署名和红头）；不写则文中标明“待填”
    #[arg(long, value_name = "机关")]
    pub issuer: Option<String>,
    /// 发文字号，如 示发改字〔2026〕1号；不写则留空待编
    #[arg(long, value_name = "文号")]
    pub number: Option<String>,
    /// 成文日期；默认为今天
    #[arg(long, value_name = "日期")]
    pub date: Option<Date>,
    /// 主送机关；默认同方案的主送机关
    #[arg(long, value_name = "机关")]
    pub addressee: Option<String>,
    /// 版记：抄送机关，如“市委办公室，市人大常委会办公室”
    #[arg(long, value_name = "机关")]
    pub copy_to: Option<String>,
    /// 版记：印发机关，如“示例市发展和改革委员会办公室”；同 --copy-to 都不写则没有版记
    #[arg(long, value_name = "机关")]
    pub printed_by: Option<String>,
    /// 版记：印发日期；默认同成文日期
    #[arg(long, value_name = "日期")]
    pub printed_on: Option<Date>,
    /// 不生成新的，取出该方案第几号通报的原件，并与当前程序重新排版的比对
    #[arg(long, value_name = "编号", conflicts_with_all = [
        "as_of", "preset", "demo", "rounding", "issuer", "number", "date", "addressee", "copy_to", "printed_by",
        "printed_on",
    ])]
    pub id: Option<i64>,
    /// 写入哪个目录；默认当前目录
    #[arg(short, long, value_name = "目录", default_value = ".")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rounding {
    Residual,
    Plain,
}

#[derive(Args)]
pub struct Explain {
    /// 数字编号：由页面复制，或通报中的编号，如 B1-S001
    #[arg(value_name = "编号")]
    pub id: String,
}

#[derive(Subcommand)]
pub enum User {
    /// 新增用户，显示一次性密码
    Add(UserAdd),
    /// 重置密码，显示新的一次性密码
    Reset(UserReset),
    /// 授予或终止岗位；网页上须由系统管理员提出、安全管理员批准
    Post(UserPost),
    /// 授予或收回机制包的办理角色；网页上须由系统管理员提出、安全管理员批准
    Role(UserRole),
}

#[derive(Args)]
pub struct UserAdd {
    /// 用户名（登录用）
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 显示的姓名或科室；默认同用户名
    #[arg(long, value_name = "姓名")]
    pub display_name: Option<String>,
    /// 岗位的名称或代码，如 县域科、部门联络员、县市区联络员、统计、系统管理员
    #[arg(long, value_name = "岗位", default_value = "县域科")]
    pub post: String,
    /// 单位代码或名称，部门联络员等岗位须写
    #[arg(long, value_name = "单位")]
    pub agency: Option<String>,
    /// 区划代码或名称，县市区联络员等岗位须写
    #[arg(long, value_name = "地区")]
    pub place: Option<String>,
}

#[derive(Args)]
pub struct UserPost {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 岗位的名称或代码，如 县域科、部门联络员、县市区联络员、统计、系统管理员
    #[arg(value_name = "岗位")]
    pub post: String,
    /// 单位代码或名称，部门联络员等岗位须写
    #[arg(long, value_name = "单位")]
    pub agency: Option<String>,
    /// 区划代码或名称，县市区联络员等岗位须写
    #[arg(long, value_name = "地区")]
    pub place: Option<String>,
    /// 从今天起终止，不写则为授予
    #[arg(long)]
    pub end: bool,
}

#[derive(Args)]
pub struct UserRole {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 机制包代码，如 mu_benefit
    #[arg(value_name = "机制包")]
    pub pack: String,
    /// 办理角色的名称或代码，如 县级部门
    #[arg(value_name = "角色")]
    pub role: String,
    /// 收回，不写则为授予
    #[arg(long)]
    pub revoke: bool,
}

#[derive(Args)]
pub struct UserReset {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 同时清除动态口令和恢复码，下次登录重新设置（手机丢失、恢复码也用完时）
    #[arg(long)]
    pub second_factor: bool,
}

#[derive(Subcommand)]
pub enum Case {
    /// 列出交易项目及状态
    List(CaseList),
    /// 查看一个交易项目的要素和全部记录
    Show(CaseShow),
    /// 导出：OCDS 发布包，或成交后的鉴证书
    Export(CaseExport),
    /// 建立演练项目（只用演示数据）：过程按规则模拟到所选环节，供练习竞价
    Rehearse(CaseRehearse),
}

#[derive(Args)]
pub struct CaseList {
    /// 数据：real 真实，demo 演示
    #[arg(long, value_name = "数据", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
}

#[derive(Args)]
pub struct CaseShow {
    /// 项目编号
    #[arg(value_name = "编号")]
    pub number: String,
}

#[derive(Args)]
pub struct CaseExport {
    /// 项目编号，可写多个；不写则为全部（鉴证书须写且只写一个）
    #[arg(value_name = "编号")]
    pub numbers: Vec<String>,
    /// 格式
    #[arg(long, value_name = "格式", value_enum, default_value_t = CaseFormat::Ocds)]
    pub format: CaseFormat,
    /// 数据：real 真实，demo 演示
    #[arg(long, value_name = "数据", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
    /// ocid 前缀，由开放合同组织发给发布机构；不写则取 presets/publication.toml
    #[arg(long, value_name = "前缀")]
    pub prefix: Option<String>,
    /// 发布机构名称；不写则取 presets/publication.toml
    #[arg(long, value_name = "机构")]
    pub publisher: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CaseFormat {
    /// 开放合同数据标准 1.1 发布包（JSON）
    Ocds,
    /// 鉴证书或成交确认书（Word）
    Docx,
    /// 鉴证书或成交确认书（PDF）
    Pdf,
}

#[derive(Args)]
pub struct CaseRehearse {
    /// 机制包代码，如 rural_property
    #[arg(value_name = "机制包")]
    pub pack: String,
    /// 交易的名称或代码，如 rural_auction
    #[arg(value_name = "交易")]
    pub exchange: String,
    /// 名录中标的的主键（演示数据中的一行）
    #[arg(long, value_name = "标的")]
    pub row: String,
    /// 竞买人，写作 用户名=名称，可重复；另有优先权的写作 用户名=名称=依据
    #[arg(long, value_name = "用户名=名称")]
    pub bidder: Vec<String>,
    /// 从哪个环节开始
    #[arg(long, value_name = "环节", value_enum, default_value_t = CaseStage::Bidding)]
    pub stage: CaseStage,
    /// 竞价多少分钟
    #[arg(long, value_name = "分钟", default_value_t = 10)]
    pub minutes: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CaseStage {
    /// 公告报名
    Notice,
    /// 竞价，从现在开始
    Bidding,
    /// 成交公示
    Publicity,
    /// 已结算
    Settled,
    /// 公告期满而人数不够
    Few,
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

pub fn data_format(text: &str) -> Result<DataFormat, String> {
    DataFormat::of_word(text)
        .ok_or_else(|| "可用 csv、xlsx、sdmx-csv、sdmx-json、sdmx-structure、dhis2、datapackage".to_string())
}

pub fn dataset(text: &str) -> Result<Dataset, String> {
    match text {
        "real" => Ok(Dataset::Real),
        "demo" => Ok(Dataset::Demo),
        _ => Err("可用 real（正式）或 demo（演示）".to_string()),
    }
}
