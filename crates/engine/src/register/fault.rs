//! Why a cell cannot be taken as it is: what is wrong with it and what to do. Where it stands is added by the caller.

use model::UnitOfMeasure;
use rust_decimal::Decimal;

use super::CreditCodeFault;

/// The text of a cell does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    #[error("必填，不能为空")]
    Required,
    #[error("“{text}”看不出是没有数还是 0；没有数请留空，是 0 请填 0")]
    NothingOrZero { text: String },
    #[error("“{text}”是 Excel 的错误值；请改正公式，或直接填结果")]
    SpreadsheetError { text: String },
    #[error("“{text}”不是数；只填一个数，例：1234.5{}", in_unit(.unit))]
    NotANumber { text: String, unit: UnitOfMeasure },
    #[error("“{text}”是一个范围或约数；请填一个确定的数")]
    NotOneNumber { text: String },
    #[error("“{text}”以 0 开头，像编号不像数；确实是数请去掉前面的 0")]
    LeadingZero { text: String },
    #[error("“{text}”的逗号不在千分位上；千分位写作 1,234.5，小数点写作“.”，也可以不写逗号")]
    Comma { text: String },
    #[error("“{text}”用括号表示负数；请写作 -{inner}")]
    Bracketed { text: String, inner: String },
    #[error("“{text}”是科学计数法；请把数写全")]
    Scientific { text: String },
    #[error("“{text}”位数太多，超出可以精确保存的范围；请核对")]
    TooManyDigits { text: String },
    #[error("“{text}”的单位不能换算为“{unit}”；请按“{unit}”填写，单元格里只写数")]
    WrongUnit { text: String, unit: UnitOfMeasure },
    #[error("“{text}”换算为“{unit}”除不尽；请按“{unit}”填写，单元格里只写数")]
    InexactUnit { text: String, unit: UnitOfMeasure },
    #[error("“{text}”没有写明是多少“{unit}”；请把数写全，单元格里只写数")]
    BareMultiple { text: String, unit: UnitOfMeasure },
    #[error("{value} 小于最小值 {min}{}；请核对，没有数请留空", in_unit(.unit))]
    TooSmall { value: Decimal, min: Decimal, unit: UnitOfMeasure },
    #[error("{value} 大于最大值 {max}{}；请核对数和计量单位", in_unit(.unit))]
    TooLarge { value: Decimal, max: Decimal, unit: UnitOfMeasure },
    #[error("{value} 的小数多于 {decimals} 位；请按规定位数填写，系统不代为四舍五入")]
    TooManyDecimals { value: Decimal, decimals: u32 },
    #[error("{value}{} 精确到了分以下；金额最小到分，请核对", in_unit(.unit))]
    BelowCent { value: Decimal, unit: UnitOfMeasure },
    #[error("“{text}”不是日期；请写作 2024-03-01")]
    NotADate { text: String },
    #[error("“{text}”缺少月或日；请写到日，例：2024-03-01")]
    IncompleteDate { text: String },
    #[error("“{text}”的年份应为四位；请写作 2024-03-01")]
    ShortYear { text: String },
    #[error("“{text}”这一天不存在；请核对月和日")]
    NoSuchDay { text: String },
    #[error("“{text}”像是 Excel 的日期序号；请把单元格格式改为日期")]
    DateSerial { text: String },
    #[error("“{text}”应为“是”或“否”")]
    NotAFlag { text: String },
    #[error("没有“{text}”这一选项{}", choices_hint(.nearest, .known))]
    UnknownChoice { text: String, nearest: Option<String>, known: Vec<String> },
    #[error("没有行政区“{text}”{}；请写全称或六位代码", nearest_hint(.nearest))]
    UnknownPlace { text: String, nearest: Option<String> },
    #[error("“{text}”有 {count} 个同名的行政区；请写代码")]
    AmbiguousPlace { text: String, count: usize },
    #[error("方案的责任单位中没有“{text}”{}；请从列表中选，单位别名可在 wording.toml 中登记", nearest_hint(.nearest))]
    UnknownAgency { text: String, nearest: Option<String> },
    #[error("“{text}”不是{level}；请填{level}")]
    OtherLevel { text: String, level: &'static str },
    #[error("{0}")]
    CreditCode(CreditCodeFault),
    #[error("有 {found} 个字，最多 {max} 个；请删减")]
    TooLong { found: usize, max: u32 },
    #[error("含有看不见的控制字符；请重新输入，不要从网页直接粘贴")]
    ControlCharacter,
    #[error("含有“|”，它用来分隔主键的各部分；请换一个符号")]
    KeySeparator,
    #[error("附件不能写在表格里；请把这一格留空（已有的附件保持不变），导入后在网页上打开该行上传")]
    FileInCell,
    #[error("这样写的文字（摘要、大小、名称以冒号相连）是系统记附件用的，不能填在这一格；请改写")]
    LikeAFile,
}

fn in_unit(unit: &UnitOfMeasure) -> String {
    if unit.is_dimensionless() && unit.to_string() == "无量纲" { String::new() } else { format!(" {unit}") }
}

fn nearest_hint(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|word| format!("，是否为“{word}”")).unwrap_or_default()
}

fn choices_hint(nearest: &Option<String>, known: &[String]) -> String {
    match nearest {
        Some(word) => format!("，是否为“{word}”"),
        None if known.len() <= 12 => format!("；可选：{}", known.join("、")),
        None => "；请从下拉列表中选".to_string(),
    }
}
