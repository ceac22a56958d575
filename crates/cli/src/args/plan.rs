//! Options of `junxian plan`. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Output;

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
