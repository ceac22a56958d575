//! Options of the commands that tell figures: status, bulletin, explain. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

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
