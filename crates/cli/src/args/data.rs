//! Options of `junxian data`. Help texts are Chinese; nothing is done here.

use std::path::PathBuf;

use app::DataFormat;
use clap::{Args, Subcommand};
use model::Dataset;

use super::dataset;

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

pub fn data_format(text: &str) -> Result<DataFormat, String> {
    DataFormat::of_word(text)
        .ok_or_else(|| "可用 csv、xlsx、sdmx-csv、sdmx-json、sdmx-structure、dhis2、datapackage".to_string())
}
