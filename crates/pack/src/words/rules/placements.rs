//! The placement block and what stands in it. Never any code.

use super::attribute;
use crate::words::{AttributeWord, BlockWord, Kind, Label, Need};

const CODE: AttributeWord = attribute(
    "code",
    Kind::Code,
    Need::Required,
    "代码，小写英文，不改不复用",
    "Code for storage and exchange.",
    "\"project_land\"",
);

const fn amount(example: &'static str) -> AttributeWord {
    attribute("amount", Kind::Formula, Need::Required, "一行要用多少，不小于 0", "What a row takes.", example)
}

const fn unit(example: &'static str) -> AttributeWord {
    attribute("unit", Kind::Unit, Need::Required, "计量单位", "Unit.", example)
}

pub(super) const BLOCKS: &[BlockWord] = &[
    BlockWord {
        word: "placement",
        chinese: "落地安排",
        english: "Projects are put at places, one place each at most, so that their values sum to as much as the quotas allow.",
        parents: &[],
        label: Label::Name,
        attributes: &[
            CODE,
            attribute(
                "basis",
                Kind::Text,
                Need::Required,
                "依据：文号和条款",
                "Document and clause.",
                "\"潍政字〔2024〕12号\"",
            ),
            attribute(
                "register",
                Kind::Name,
                Need::Required,
                "可选安排的名录，一个项目落一个地方一行",
                "Register with one row for each project and place.",
                "项目落地申请",
            ),
            attribute(
                "project",
                Kind::Name,
                Need::Required,
                "说明是哪个项目的字段；一个项目至多落一个地方",
                "Field that says the project.",
                "项目名称",
            ),
            attribute("place", Kind::Name, Need::Required, "说明落在哪里的字段", "Field that says the place.", "县"),
            attribute(
                "limits",
                Kind::Name,
                Need::Required,
                "各地有多少指标的名录，一个地方一行",
                "Register with one row for each place.",
                "县级要素指标",
            ),
            attribute(
                "where",
                Kind::Condition,
                Need::Optional,
                "符合条件的才可选",
                "Only rows for which it is true.",
                "符合产业政策",
            ),
            attribute(
                "required",
                Kind::Condition,
                Need::Optional,
                "为真的项目必须落地",
                "Projects that must be placed.",
                "省重大项目",
            ),
            attribute("value", Kind::Formula, Need::Required, "一行的价值，合计求最大", "What a row is worth.", "得分"),
            unit("\"分\""),
            attribute("definition", Kind::Text, Need::Optional, "口径", "What is meant.", "\"按年度实施\""),
        ],
    },
    BlockWord {
        word: "quota",
        chinese: "指标",
        english: "Something scarce that projects use up.",
        parents: &["placement"],
        label: Label::Name,
        attributes: &[
            CODE,
            unit("\"亩\""),
            amount("用地"),
            attribute("cap", Kind::Formula, Need::Optional, "各地的上限", "What a place has.", "用地指标"),
            attribute(
                "total",
                Kind::Constant,
                Need::Optional,
                "全部地方合计的上限",
                "What all places have together.",
                "parameter.全市用地总量",
            ),
            attribute(
                "asset",
                Kind::Name,
                Need::Optional,
                "入账时是账本的哪个标的（须写 posting）；不写即不入账",
                "Asset of the ledger as which it is posted.",
                "用地指标",
            ),
        ],
    },
    BlockWord {
        word: "least",
        chinese: "保底",
        english: "What each place must get at least.",
        parents: &["placement"],
        label: Label::Name,
        attributes: &[
            CODE,
            unit("\"亿元\""),
            amount("总投资"),
            attribute("floor", Kind::Formula, Need::Required, "各地至少多少", "Least of a place.", "最低投资"),
        ],
    },
];
