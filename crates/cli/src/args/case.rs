//! Options of `junxian case`. Help texts are Chinese; nothing is done here.

use clap::{Args, Subcommand, ValueEnum};
use model::Dataset;

use super::{Output, dataset};

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
    /// 竞买人，写作 用户名=名称，可重复；另有优先权的写作 用户名=名称=依据，在账本中冻结的再写账户代码：用户名=名称=依据=代码（没有优先权的依据留空）
    #[arg(long, value_name = "用户名=名称")]
    pub bidder: Vec<String>,
    /// 从哪个环节开始
    #[arg(long, value_name = "环节", value_enum, default_value_t = CaseStage::Bidding)]
    pub stage: CaseStage,
    /// 项目名称（名录没有写名称的字段时）
    #[arg(long, value_name = "名称")]
    pub title: Option<String>,
    /// 转出方或主持的机构（名录没有写的字段时）
    #[arg(long, value_name = "名称")]
    pub seller: Option<String>,
    /// 底价或参考价（名录没有写的字段时）
    #[arg(long, value_name = "价格")]
    pub floor: Option<String>,
    /// 数量或每手数量（名录没有写的字段时）
    #[arg(long, value_name = "数量")]
    pub quantity: Option<String>,
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
    /// 两次公告期满都没有足够的人，流标
    Failed,
}
