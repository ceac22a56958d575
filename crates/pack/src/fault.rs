//! Every kind of fault that the checker knows, with its stable code; never a message about one place.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The pack does not run.
    Error,
    /// It runs, but probably not as meant.
    Warning,
}

/// The code reads as the fault and is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    FileTooLarge,
    FullWidth,
    PercentSign,
    NumberForm,
    Syntax,
    DuplicateAttribute,
    Nesting,
    FormulaSize,
    OneLineBlock,
    UnknownWord,
    MisplacedBlock,
    MissingAttribute,
    MissingName,
    ExcludedAttribute,
    WrongType,
    BadCode,
    BadDate,
    BadUnit,
    DuplicateName,
    DuplicateCode,
    UnknownName,
    AmbiguousName,
    UnknownFunction,
    Arguments,
    WrongUnit,
    NotBoolean,
    TypeMismatch,
    UnknownChoice,
    DateOrder,
    Overlap,
    ParameterGap,
    ParameterUnused,
    TableOrder,
    WeightSum,
    ShareSum,
    AgreementShares,
    PhaseOrder,
    GradeOrder,
    GradeRest,
    ClassOrder,
    NumberRange,
    Unreachable,
    NoExit,
    NoSeparation,
    Cycle,
    BasisMissing,
    ExampleInOfficial,
    Empty,
    VersionFolder,
    PackCount,
}

struct Row {
    fault: Fault,
    code: &'static str,
    severity: Severity,
    help: &'static str,
}

const fn error(fault: Fault, code: &'static str, help: &'static str) -> Row {
    Row { fault, code, severity: Severity::Error, help }
}

const fn warning(fault: Fault, code: &'static str, help: &'static str) -> Row {
    Row { fault, code, severity: Severity::Warning, help }
}

/// In the order of the enum; a test holds the two together.
const ROWS: &[Row] = &[
    error(Fault::FileTooLarge, "file-too-large", "文件超过 1 MB，机制包是规则不是数据"),
    error(Fault::FullWidth, "full-width", "规则部分混入全角标点，应改为半角"),
    error(Fault::PercentSign, "percent-sign", "数字后不写百分号，写作数字并由计量单位说明"),
    error(Fault::NumberForm, "number-form", "数字写法有歧义：前导零、千分位、科学记数、位数过多"),
    error(Fault::Syntax, "syntax", "此处不符合 HCL 写法"),
    error(Fault::DuplicateAttribute, "duplicate-attribute", "同一块内同一属性写了两次"),
    error(Fault::Nesting, "nesting", "嵌套过深"),
    error(Fault::FormulaSize, "formula-size", "公式过长"),
    error(Fault::OneLineBlock, "one-line-block", "写在一行的块只能有一个属性"),
    error(Fault::UnknownWord, "unknown-word", "词汇表没有这个块或属性或取值"),
    error(Fault::MisplacedBlock, "misplaced-block", "这个块不能写在这里"),
    error(Fault::MissingAttribute, "missing-attribute", "缺少必填属性或块"),
    error(Fault::MissingName, "missing-name", "块需要且只需要一个名称"),
    error(Fault::ExcludedAttribute, "excluded-attribute", "属性不适用或与另一属性冲突"),
    error(Fault::WrongType, "wrong-type", "属性的值类型不对"),
    error(Fault::BadCode, "bad-code", "代码不是小写字母、数字、下划线"),
    error(Fault::BadDate, "bad-date", "日期不存在或写法不对"),
    error(Fault::BadUnit, "bad-unit", "计量单位不认识"),
    error(Fault::DuplicateName, "duplicate-name", "同一范围内名称重复"),
    error(Fault::DuplicateCode, "duplicate-code", "同一范围内代码重复"),
    error(Fault::UnknownName, "unknown-name", "没有这个名称"),
    error(Fault::AmbiguousName, "ambiguous-name", "名称在此处有两个含义"),
    error(Fault::UnknownFunction, "unknown-function", "没有这个函数"),
    error(Fault::Arguments, "arguments", "函数的参数不对"),
    error(Fault::WrongUnit, "wrong-unit", "公式里的计量单位不相容"),
    error(Fault::NotBoolean, "not-boolean", "条件不是真假值"),
    error(Fault::TypeMismatch, "type-mismatch", "公式里的值类型不相容"),
    error(Fault::UnknownChoice, "unknown-choice", "选项表没有这一项"),
    error(Fault::DateOrder, "date-order", "起止日期颠倒"),
    error(Fault::Overlap, "overlap", "两个值的有效期重叠"),
    error(Fault::ParameterGap, "parameter-gap", "规则有效期内参数无值"),
    warning(Fault::ParameterUnused, "parameter-unused", "声明了却没有用到"),
    error(Fault::TableOrder, "table-order", "分段的界限没有按顺序或重复"),
    error(Fault::WeightSum, "weight-sum", "权重合计不等于应有的总数"),
    error(Fault::ShareSum, "share-sum", "档次比例合计不对"),
    error(Fault::AgreementShares, "agreement-shares", "协议一个阶段的比例合计不等于 100，或各方没有写全"),
    error(Fault::PhaseOrder, "phase-order", "协议的阶段没有写年数，却不是最后一个"),
    error(Fault::GradeOrder, "grade-order", "档次没有从好到差排列"),
    error(Fault::GradeRest, "grade-rest", "有人得不到任何档次，或两个档次都取其余"),
    error(Fault::ClassOrder, "class-order", "数据分级颠倒：字段低于名录，或主键高于名录"),
    error(Fault::NumberRange, "number-range", "数值超出允许的范围"),
    error(Fault::Unreachable, "unreachable", "没有环节能到达这个状态"),
    error(Fault::NoExit, "no-exit", "状态没有出口又不是终态"),
    error(Fault::NoSeparation, "no-separation", "不相容岗位指向自己或无关环节"),
    error(Fault::Cycle, "cycle", "公式互相引用成环"),
    error(Fault::BasisMissing, "basis-missing", "规则没有依据"),
    warning(Fault::ExampleInOfficial, "example-in-official", "标为官方的机制包用了示例或二手的值"),
    error(Fault::Empty, "empty", "需要至少一项"),
    error(Fault::VersionFolder, "version-folder", "代码或版本与所在目录不一致"),
    error(Fault::PackCount, "pack-count", "一个版本有且只有一个 pack 块"),
];

impl Fault {
    pub fn all() -> impl Iterator<Item = Fault> {
        ROWS.iter().map(|row| row.fault)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    pub fn code(self) -> &'static str {
        self.row().code
    }

    pub fn severity(self) -> Severity {
        self.row().severity
    }

    /// What usually helps, where nothing better is known about the place.
    pub(crate) fn usual_hint(self) -> Option<&'static str> {
        Some(match self {
            Fault::MissingAttribute => "在块里补上这一行",
            Fault::MissingName => "在块的词后面写名称：词 \"名称\" {",
            Fault::ExcludedAttribute => "删去这一行，或改用需要它的写法",
            Fault::WrongType => "按参考页中该属性的取值改写",
            Fault::BadCode => "用小写字母开头，只用小写字母、数字、下划线",
            Fault::BadDate => "写作 \"2024-01-31\"",
            Fault::BadUnit => "写通用的计量单位，如 万元、亩、万元/亩、%、无量纲",
            Fault::DuplicateName => "改名，名称在同一范围内只用一次",
            Fault::DuplicateCode => "代码不复用，换一个",
            Fault::UnknownName => "先声明，再引用",
            Fault::UnknownFunction => "可用的函数见参考页",
            Fault::Arguments => "函数的写法见参考页",
            Fault::TypeMismatch => "两边用同一类型：数、文字、真假或日期",
            Fault::UnknownChoice => "写选项表中的名称，或在选项表中补一项",
            Fault::DateOrder => "失效日期应晚于生效日期",
            Fault::TableOrder => "重新排列各行，每个界限只写一次",
            Fault::ClassOrder => "字段写与名录相同或更高的分级，或不写",
            Fault::NumberRange => "改为允许范围内的数",
            Fault::NoSeparation => "写上别的、先于它办理的环节",
            Fault::Unreachable => "补一个到达它的环节，或删去这个状态",
            Fault::NoExit => "补一个离开它的环节，或写 final = true",
            Fault::ShareSum => "调整各档比例，使合计为 100，或让一个档次取其余",
            Fault::AgreementShares => "每个阶段写全各方，合计为 100",
            Fault::PhaseOrder => "写上 years，或移到最后",
            Fault::Cycle => "拆开其中一项，不引用自己",
            Fault::Empty => "至少写一项",
            Fault::PackCount => "每个版本只写一个 pack 块",
            Fault::FileTooLarge
            | Fault::FullWidth
            | Fault::PercentSign
            | Fault::NumberForm
            | Fault::Syntax
            | Fault::DuplicateAttribute
            | Fault::Nesting
            | Fault::FormulaSize
            | Fault::OneLineBlock
            | Fault::UnknownWord
            | Fault::MisplacedBlock
            | Fault::AmbiguousName
            | Fault::WrongUnit
            | Fault::NotBoolean
            | Fault::Overlap
            | Fault::ParameterGap
            | Fault::ParameterUnused
            | Fault::WeightSum
            | Fault::GradeOrder
            | Fault::GradeRest
            | Fault::BasisMissing
            | Fault::ExampleInOfficial
            | Fault::VersionFolder => return None,
        })
    }

    /// One line for the reference page.
    pub fn help(self) -> &'static str {
        self.row().help
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_enum() {
        for (place, row) in ROWS.iter().enumerate() {
            assert_eq!(row.fault as usize, place, "{}", row.code);
        }
        assert_eq!(ROWS.len(), Fault::PackCount as usize + 1);
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<&str> = Fault::all().map(Fault::code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ROWS.len());
    }
}
