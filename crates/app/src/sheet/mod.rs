//! Ledgers (台账) of one frame as sheets, for the pages and for the annex of a bulletin. What a person has to fill in
//! stays blank.

mod monthly;
mod targets;
mod tasks;

pub(crate) use monthly::monthly;
pub(crate) use targets::targets;
pub(crate) use tasks::tasks;

use jiff::civil::Date;
use model::{AgencyRef, Dataset, Duties, PeriodKind};
use report::{Align, Paper, Sheet, SheetCell, SheetColumn, official_punctuation};
use rust_decimal::Decimal;

use crate::data::list::source;
use crate::frame::Frame;
use crate::view::{Figure, TargetRowView, TaskRowView};

type Columns<'a> = &'a [(&'a str, u16, Align)];

/// A sheet of the plan without its rows.
fn empty(frame: &Frame, name: &str, columns: Columns<'_>, paper: Paper, date: Date) -> Sheet {
    Sheet {
        name: name.to_string(),
        title: official_punctuation(&format!("《{}》{name}", frame.summary.metadata.title)),
        subtitle: None,
        columns: columns.iter().map(|(title, width, align)| SheetColumn::new(*title, *width, *align)).collect(),
        frozen_columns: 2,
        paper,
        rows: Vec::new(),
        notes: Vec::new(),
        date,
        is_demo: frame.dataset == Dataset::Demo,
    }
}

/// A figure as a number of Excel, with its id; 「—」 when there is none.
fn number(figure: &Figure, unit: Option<String>) -> SheetCell {
    match figure.text.parse::<Decimal>() {
        Ok(value) => SheetCell::Number { value, decimals: value.scale(), unit, figure: figure.id.clone() },
        Err(_) => SheetCell::Missing,
    }
}

/// A figure that is more than a number (还差20亿元), as its words say it.
fn words(figure: &Figure) -> SheetCell {
    if figure.id.is_none() {
        return SheetCell::Missing;
    }
    let unit = figure.unit.as_deref().filter(|unit| !figure.text.ends_with(unit)).unwrap_or_default();
    SheetCell::text(format!("{}{unit}", figure.text))
}

/// 主牵头：……；牵头：……；配合：…….
pub(crate) fn duties_in_words(duties: &Duties) -> String {
    let names = |agencies: &[AgencyRef]| -> String {
        let word = |agency: &AgencyRef| {
            if agency.is_open { format!("{}（待明确）", agency.name) } else { agency.name.clone() }
        };
        agencies.iter().map(word).collect::<Vec<String>>().join("、")
    };
    let main = duties.main_lead.as_ref().filter(|_| duties.lead.len() > 1).map(|name| format!("主牵头：{name}"));
    let groups = [
        ("牵头", &duties.lead),
        ("配合", &duties.cooperate),
        ("责任单位", &duties.undifferentiated),
        ("指导", &duties.guide),
        ("按文件统一要求", &duties.implied),
    ];
    let listed = groups
        .into_iter()
        .filter(|(_, agencies)| !agencies.is_empty())
        .map(|(role, agencies)| format!("{role}：{}", names(agencies)));
    main.into_iter().chain(listed).collect::<Vec<String>>().join("；\n")
}

/// Tasks that carry duties or targets, with their rows, in the order of the text.
fn listed<'rows>(
    tasks: &'rows [TaskRowView],
    targets: &'rows [TargetRowView],
) -> impl Iterator<Item = (&'rows TaskRowView, Vec<&'rows TargetRowView>)> {
    tasks.iter().filter(|task| !task.task.duties.is_empty() || !task.statuses.is_empty()).map(|task| {
        let own = targets.iter().filter(|target| target.target.task == task.id).collect();
        (task, own)
    })
}

/// The name of our indicator where the plan says it in other words: 粮食总产量 for 粮食综合生产能力.
pub(crate) fn measured_by(row: &TargetRowView) -> Option<String> {
    let name = &row.indicator.as_ref()?.name;
    let plain = |text: &str| -> Vec<char> {
        let mut characters: Vec<char> = text.chars().filter(|character| !"()（）、和".contains(*character)).collect();
        characters.sort_unstable();
        characters
    };
    let is_same = row.subject.contains(name.as_str()) || plain(&row.subject) == plain(name);
    (!is_same).then(|| name.clone())
}

/// Stands before the demand, so that a yearly flow is not read as a total: 年均不低于480亿元.
pub(crate) fn rhythm(row: &TargetRowView) -> &'static str {
    match row.target.period.kind {
        PeriodKind::EachYear => "每年",
        PeriodKind::AnnualAverage => "年均",
        PeriodKind::Cumulative => "累计",
        PeriodKind::ByYear | PeriodKind::InYear | PeriodKind::DocumentPeriod | PeriodKind::None => "",
    }
}

pub(crate) fn demand(row: &TargetRowView) -> String {
    format!("{}{}", rhythm(row), row.demand)
}

/// 寿光市GDP（地区生产总值）不低于1100亿元; the place of the plan itself is not said again.
fn whole_demand(frame: &Frame, row: &TargetRowView) -> String {
    let place = if Some(&row.place) == frame.plan.metadata.place.as_ref() { "" } else { &row.place };
    official_punctuation(&format!("{place}{}{}", row.subject, demand(row)))
}

/// Titles of the sources of one judged row, each once.
pub(crate) fn source_titles(frame: &Frame, row: &TargetRowView) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for id in row.outcome.actual.iter().flat_map(|actual| actual.source.split('、')) {
        let title = source(&frame.dictionaries, id).title;
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// 2025年12月31日.
pub(crate) fn date_in_words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
