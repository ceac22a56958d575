//! Options of `junxian ledger`. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use model::Dataset;

use super::dataset;

#[derive(Subcommand)]
pub enum Ledger {
    /// 列出各机制包的账本
    List(LedgerList),
    /// 由文件记账（csv 或 xlsx）：格式有误的逐行列出、一笔不记；同一文件再次提交，只补记没有记上的
    Post(LedgerPostFile),
    /// 取记账文件的模板
    Template(LedgerTemplate),
    /// 各账户余额，可指定生效截止日和已知截止时间
    Balance(LedgerBalance),
    /// 一个账户的对账单
    Statement(LedgerStatement),
    /// 导出全部分录，供 hledger 或 Beancount 复核
    Export(LedgerExport),
    /// 导出带摘要链的账本记录，供 ledger-check 独立核验
    Log(LedgerLog),
}

#[derive(Args)]
pub struct LedgerList {
    /// 数据集：real 正式（默认），demo 演示
    #[arg(long, value_name = "数据集", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
}

/// Which ledger.
#[derive(Args)]
pub struct LedgerName {
    /// 机制包代码，如 land_quota
    #[arg(value_name = "机制包")]
    pub pack: String,
    /// 账本的名称或代码，如 quota
    #[arg(value_name = "账本")]
    pub ledger: String,
    /// 数据集：real 正式（默认），demo 演示
    #[arg(long, value_name = "数据集", value_parser = dataset, default_value = "real")]
    pub dataset: Dataset,
}

#[derive(Args)]
pub struct LedgerPostFile {
    #[command(flatten)]
    pub name: LedgerName,
    /// 记账文件（csv 或 xlsx），- 为标准输入
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 以哪个用户的名义办理；该用户须有相应的办理角色
    #[arg(long, value_name = "用户名")]
    pub user: String,
}

#[derive(Args)]
pub struct LedgerTemplate {
    /// 写入文件，不写则输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct LedgerBalance {
    #[command(flatten)]
    pub name: LedgerName,
    /// 只算生效日期不晚于这一天的分录，如 2026-03-31；不写则到今天
    #[arg(long, value_name = "日期")]
    pub as_of: Option<Date>,
    /// 没有写 --as-of 时，以后才生效的分录也算在内
    #[arg(long)]
    pub ahead: bool,
    /// 只算到这个时间为止已经记录的，如 2026-03-31 或 2026-03-31T18:00；不写则到现在
    #[arg(long, value_name = "时间", value_parser = moment)]
    pub known_by: Option<Timestamp>,
    /// 写入 Excel 文件（xlsx），不写则显示在屏幕上
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct LedgerStatement {
    #[command(flatten)]
    pub name: LedgerName,
    /// 账户，如 "寒亭区 县级账户"，或其编号
    #[arg(value_name = "账户")]
    pub account: String,
    /// 标的，如 "计划指标（2026）"，或其编号；账户只有一种标的时可不写
    #[arg(long, value_name = "标的")]
    pub asset: Option<String>,
    /// 起始日（含），不写则从建账起
    #[arg(long, value_name = "日期")]
    pub first: Option<Date>,
    /// 截止日（含），不写则到今天
    #[arg(long, value_name = "日期")]
    pub last: Option<Date>,
    /// 只算到这个时间为止已经记录的，如 2026-03-31 或 2026-03-31T18:00；不写则到现在
    #[arg(long, value_name = "时间", value_parser = moment)]
    pub known_by: Option<Timestamp>,
    /// 写入 Excel 文件（xlsx），不写则显示在屏幕上
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct LedgerExport {
    #[command(flatten)]
    pub name: LedgerName,
    /// 格式：hledger（默认）或 beancount
    #[arg(long, value_name = "格式", default_value = "hledger")]
    pub format: Plain,
    /// 写入文件，不写则输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Plain {
    Hledger,
    Beancount,
}

#[derive(Args)]
pub struct LedgerLog {
    #[command(flatten)]
    pub name: LedgerName,
    /// 写入文件，不写则输出到屏幕
    #[arg(short, long, value_name = "文件")]
    pub output: Option<PathBuf>,
}

/// The end of a day in China, a time of day there, or a time with its zone.
fn moment(text: &str) -> Result<Timestamp, String> {
    let wrong = || "应写作 2026-03-31 或 2026-03-31T18:00".to_string();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    let local: DateTime = match text.parse::<Date>() {
        Ok(day) if !text.contains(':') => day.tomorrow().map_err(|_| wrong())?.to_datetime(Time::midnight()),
        _ => text.replace(' ', "T").parse().map_err(|_| wrong())?,
    };
    Offset::constant(8).to_timestamp(local).map_err(|_| wrong())
}
