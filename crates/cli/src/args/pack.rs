//! Options of `junxian pack`. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Output;

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
