//! The components of an observation as SDMX names them, with their codes. One table for the CSV, the JSON and the
//! structure; what a component means is said by the plain data file.

use model::people::DataClass;
use model::{Dataset, Grade, Observation, ObservationStatus, Period, Scope};
use store::Dictionaries;

use super::words::{self, Column};

/// Who maintains the structure.
pub(super) const AGENCY: &str = "JUNXIAN";
pub(super) const VERSION: &str = "1.0.0";
pub(super) const STRUCTURE: &str = "OBSERVATION";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Dimension,
    Time,
    Measure,
    Attribute,
}

/// How the values of a component are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// By the list of that name.
    Codes(&'static str),
    Text,
    Decimal,
    Time,
    Period,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Component {
    pub id: &'static str,
    pub name: &'static str,
    /// The column of the plain data file; nothing for what is told by the others.
    pub column: Option<Column>,
    pub kind: Kind,
    pub values: Values,
}

const fn component(
    id: &'static str,
    name: &'static str,
    column: Option<Column>,
    kind: Kind,
    values: Values,
) -> Component {
    Component { id, name, column, kind, values }
}

/// The key is that of the store: what tells one value from another. Versions of one key are told apart by `KNOWN_SINCE`.
pub(super) const COMPONENTS: [Component; 13] = [
    component("FREQ", "频率", None, Kind::Dimension, Values::Codes("CL_FREQ")),
    component("REF_AREA", "地区", Some(Column::PlaceCode), Kind::Dimension, Values::Codes("CL_AREA")),
    component("INDICATOR", "指标", Some(Column::IndicatorCode), Kind::Dimension, Values::Codes("CL_INDICATOR")),
    component("SCOPE", "口径", Some(Column::Scope), Kind::Dimension, Values::Codes("CL_SCOPE")),
    // A source may be any words of the one who entered the value.
    component("DATA_SOURCE", "来源", Some(Column::Source), Kind::Dimension, Values::Text),
    component("TIME_PERIOD", "报告期", Some(Column::Period), Kind::Time, Values::Period),
    component("OBS_VALUE", "数值", Some(Column::Value), Kind::Measure, Values::Decimal),
    component("UNIT_MEASURE", "单位", Some(Column::Unit), Kind::Attribute, Values::Text),
    component("OBS_STATUS", "状态", Some(Column::Status), Kind::Attribute, Values::Codes("CL_OBS_STATUS")),
    component("GRADE", "等级", Some(Column::Grade), Kind::Attribute, Values::Codes("CL_GRADE")),
    component("CONF_STATUS", "数据分类", Some(Column::Class), Kind::Attribute, Values::Codes("CL_CONF_STATUS")),
    component("KNOWN_SINCE", "获知时间", Some(Column::KnownSince), Kind::Attribute, Values::Time),
    component("COMMENT_OBS", "备注", Some(Column::Note), Kind::Attribute, Values::Text),
];

/// 演示 data have a flow of their own, so that nobody takes a file of them for published figures.
pub(super) fn dataflow(dataset: Dataset) -> &'static str {
    match dataset {
        Dataset::Real => "OBSERVATION",
        Dataset::Demo => "OBSERVATION_DEMO",
    }
}

/// `AGENCY:FLOW(VERSION)`.
pub(super) fn flow_id(dataset: Dataset) -> String {
    format!("{AGENCY}:{}({VERSION})", dataflow(dataset))
}

/// Says why a file that names its flow is not of the dataset that it is imported into.
pub(super) fn wrong_dataset(named: &str, dataset: Dataset) -> Option<String> {
    let is_ours = named.contains(&format!("{AGENCY}:{STRUCTURE}"));
    let of_file = if named.contains(dataflow(Dataset::Demo)) { Dataset::Demo } else { Dataset::Real };
    (is_ours && of_file != dataset).then(|| {
        format!(
            "文件注明是{}（{named}），不能导入{}；请改选数据集",
            words::dataset_in_words(of_file),
            words::dataset_in_words(dataset)
        )
    })
}

/// A value as the files have it; empty where there is none.
pub(super) fn cell(id: &str, observation: &Observation) -> String {
    match id {
        "FREQ" => frequency(observation.period).to_string(),
        "REF_AREA" => observation.place.clone(),
        "INDICATOR" => observation.indicator.clone(),
        "SCOPE" => scope_code(observation.scope).to_string(),
        "DATA_SOURCE" => observation.source.clone(),
        "TIME_PERIOD" => period_code(observation.period),
        "OBS_VALUE" => observation.value.to_string(),
        "UNIT_MEASURE" => observation.unit.clone(),
        "OBS_STATUS" => status_code(observation.status).to_string(),
        "GRADE" => grade_code(observation.grade).to_string(),
        "CONF_STATUS" => match observation.class {
            DataClass::Public => "F",
            DataClass::Internal => "N",
            DataClass::Sensitive => "C",
        }
        .to_string(),
        "KNOWN_SINCE" => observation.known_since.to_string(),
        "COMMENT_OBS" => observation.note.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// The words of the plain data file for what a file of another form says; what is not known is left for the check to name.
pub(super) fn plain(id: &str, text: &str) -> String {
    match (id, text) {
        ("TIME_PERIOD", text) => plain_period(text),
        ("OBS_STATUS", "A") => "最终".to_string(),
        ("OBS_STATUS", "P") => "初步".to_string(),
        ("OBS_STATUS", "R") => "修订".to_string(),
        ("CONF_STATUS", "F") => "公开".to_string(),
        ("CONF_STATUS", "N") => "内部".to_string(),
        // Every other code of the list names a reason for which a value is confidential.
        ("CONF_STATUS", "C" | "A" | "D" | "E" | "G" | "M" | "O" | "P" | "S" | "T") => "敏感".to_string(),
        (_, text) => text.to_string(),
    }
}

pub(super) fn frequency(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "A",
        Period::Half(..) => "S",
        Period::Quarter(..) => "Q",
        Period::Month(..) => "M",
    }
}

/// Halves of a year are semesters in SDMX.
pub(super) fn period_code(period: Period) -> String {
    period.to_string().replace("-H", "-S")
}

fn plain_period(text: &str) -> String {
    match text.split_once('-') {
        Some((year, "A1")) => year.to_string(),
        Some((year, rest)) if rest.starts_with('S') => format!("{year}-H{}", &rest[1..]),
        Some((year, rest)) if rest.len() == 3 && rest.starts_with('M') => format!("{year}-{}", &rest[1..]),
        _ => text.to_string(),
    }
}

pub(super) fn scope_code(scope: Scope) -> &'static str {
    match scope {
        Scope::City => "city",
        Scope::Managed => "managed",
        Scope::Administrative => "administrative",
        Scope::Unstated => "unstated",
    }
}

fn status_code(status: ObservationStatus) -> &'static str {
    match status {
        ObservationStatus::Final => "A",
        ObservationStatus::Provisional => "P",
        ObservationStatus::Revised => "R",
    }
}

pub(super) fn grade_code(grade: Grade) -> &'static str {
    match grade {
        Grade::Demo => "Demo",
        other => words::grade_code(other),
    }
}

/// Codes with their names, of the lists that do not depend on the site.
pub(super) fn fixed_codes(list: &str) -> Vec<(&'static str, &'static str)> {
    match list {
        "CL_FREQ" => vec![("A", "年"), ("S", "半年"), ("Q", "季"), ("M", "月")],
        "CL_SCOPE" => [Scope::City, Scope::Managed, Scope::Administrative, Scope::Unstated]
            .map(|scope| (scope_code(scope), scope.in_words()))
            .to_vec(),
        "CL_OBS_STATUS" => [ObservationStatus::Final, ObservationStatus::Provisional, ObservationStatus::Revised]
            .map(|status| (status_code(status), status.in_words()))
            .to_vec(),
        "CL_GRADE" => [Grade::A, Grade::B, Grade::P, Grade::C, Grade::D, Grade::Demo]
            .map(|grade| (grade_code(grade), words::grade_in_words(grade)))
            .to_vec(),
        "CL_CONF_STATUS" => vec![("F", "公开"), ("N", "内部"), ("C", "敏感")],
        _ => Vec::new(),
    }
}

/// Codes with their names, of any list, as the site has them.
pub(super) fn codes(list: &str, dictionaries: &Dictionaries) -> Vec<(String, String)> {
    match list {
        "CL_AREA" => dictionaries.places.iter().map(|held| (held.code.clone(), held.name.clone())).collect(),
        "CL_INDICATOR" => dictionaries.indicators.iter().map(|held| (held.code.clone(), held.name.clone())).collect(),
        fixed => fixed_codes(fixed).into_iter().map(|(code, name)| (code.to_string(), name.to_string())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_sdmx_are_read_in_all_their_forms() {
        for (text, plain) in [
            ("2024", "2024"),
            ("2024-A1", "2024"),
            ("2024-S1", "2024-H1"),
            ("2024-Q3", "2024-Q3"),
            ("2024-07", "2024-07"),
            ("2024-M07", "2024-07"),
        ] {
            assert_eq!(plain_period(text), plain);
        }
        assert_eq!(period_code(Period::Half(2024, 2)), "2024-S2");
    }
}
