//! Columns and words of data files: what stands in a header or a cell, and what it means.

use model::{Dataset, Grade, ObservationStatus, Scope};

/// A column of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    IndicatorCode,
    Indicator,
    PlaceCode,
    Place,
    Period,
    Value,
    Unit,
    Scope,
    Grade,
    Status,
    Source,
    Class,
    KnownSince,
    Note,
}

impl Column {
    /// In the order in which files are written.
    pub const ALL: [Column; 14] = [
        Column::IndicatorCode,
        Column::Indicator,
        Column::PlaceCode,
        Column::Place,
        Column::Period,
        Column::Value,
        Column::Unit,
        Column::Scope,
        Column::Grade,
        Column::Status,
        Column::Source,
        Column::Class,
        Column::KnownSince,
        Column::Note,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Column::IndicatorCode => "指标代码",
            Column::Indicator => "指标",
            Column::PlaceCode => "地区代码",
            Column::Place => "地区",
            Column::Period => "报告期",
            Column::Value => "数值",
            Column::Unit => "单位",
            Column::Scope => "口径",
            Column::Grade => "等级",
            Column::Status => "状态",
            Column::Source => "来源",
            Column::Class => "数据分类",
            Column::KnownSince => "获知日期",
            Column::Note => "备注",
        }
    }

    /// The header of data packages, for programs.
    fn code(self) -> &'static str {
        match self {
            Column::IndicatorCode => "indicator",
            Column::Indicator => "indicator_name",
            Column::PlaceCode => "place",
            Column::Place => "place_name",
            Column::Period => "period",
            Column::Value => "value",
            Column::Unit => "unit",
            Column::Scope => "scope",
            Column::Grade => "grade",
            Column::Status => "status",
            Column::Source => "source",
            Column::Class => "class",
            Column::KnownSince => "known_since",
            Column::Note => "note",
        }
    }

    pub fn of_header(text: &str) -> Option<Column> {
        let text = text.trim();
        Column::ALL.into_iter().find(|column| column.title() == text || column.code() == text)
    }
}

pub(crate) fn scope(word: &str) -> Option<Scope> {
    match word {
        "全市" | "city" => Some(Scope::City),
        "管理区" | "managed" => Some(Scope::Managed),
        "行政区" | "administrative" => Some(Scope::Administrative),
        "未注明" | "unstated" => Some(Scope::Unstated),
        _ => None,
    }
}

pub(crate) fn grade(word: &str) -> Option<Grade> {
    match word {
        "A" => Some(Grade::A),
        "B" => Some(Grade::B),
        "P" => Some(Grade::P),
        "C" => Some(Grade::C),
        "D" => Some(Grade::D),
        "演示" | "Demo" => Some(Grade::Demo),
        _ => None,
    }
}

pub(crate) fn grade_code(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::P => "P",
        Grade::C => "C",
        Grade::D => "D",
        Grade::Demo => "演示",
    }
}

/// What a grade means, for a reader.
pub(crate) fn grade_in_words(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "官方公布，已核对",
        Grade::B => "官方文本，单一来源",
        Grade::P => "官方初步数",
        Grade::C => "二手来源，待核实",
        Grade::D => "存疑，不用于判断",
        Grade::Demo => "演示数据，非真实",
    }
}

pub(crate) fn status(word: &str) -> Option<ObservationStatus> {
    match word {
        "初步" | "provisional" => Some(ObservationStatus::Provisional),
        "最终" | "final" => Some(ObservationStatus::Final),
        "修订" | "revised" => Some(ObservationStatus::Revised),
        _ => None,
    }
}

pub(crate) fn dataset_in_words(dataset: Dataset) -> &'static str {
    match dataset {
        Dataset::Real => "公布数据",
        Dataset::Demo => "演示数据",
    }
}
