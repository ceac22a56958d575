//! Rows of targets with every figure worded once, for screens, ledgers, bulletins and explanations alike.

use std::sync::Arc;

use model::{Duties, Observation, PeriodKind, Target, TargetOutcome, YearOutcome};
use rust_decimal::Decimal;

use crate::frame::Frame;
use crate::view::{Figure, RegisterLink, TargetRowView, YearView};

/// A figure of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowFigure {
    Status,
    Demand,
    Actual,
    Latest,
    Achieved,
    Time,
    Gap,
    Rate,
}

impl RowFigure {
    pub const ALL: [RowFigure; 8] = [
        RowFigure::Status,
        RowFigure::Demand,
        RowFigure::Actual,
        RowFigure::Latest,
        RowFigure::Achieved,
        RowFigure::Time,
        RowFigure::Gap,
        RowFigure::Rate,
    ];

    pub fn code(self) -> &'static str {
        match self {
            RowFigure::Status => "status",
            RowFigure::Demand => "demand",
            RowFigure::Actual => "actual",
            RowFigure::Latest => "latest",
            RowFigure::Achieved => "achieved",
            RowFigure::Time => "time",
            RowFigure::Gap => "gap",
            RowFigure::Rate => "rate",
        }
    }

    pub fn of_code(code: &str) -> Option<RowFigure> {
        RowFigure::ALL.into_iter().find(|figure| figure.code() == code)
    }

    /// As shown, or nothing.
    pub fn text(self, frame: &Frame, outcome: &TargetOutcome) -> Option<String> {
        let plain = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
        let value = |observation: &Option<Observation>| plain(observation.as_ref().map(|held| held.value));
        match self {
            RowFigure::Status => Some(frame.label(outcome.status).0),
            RowFigure::Demand => frame.target(&outcome.row.target).map(Target::demand_in_words),
            RowFigure::Actual => value(&outcome.actual),
            RowFigure::Latest => value(&outcome.latest),
            RowFigure::Achieved => plain(outcome.achieved_share),
            RowFigure::Time => plain(outcome.time_share),
            RowFigure::Gap => frame
                .target(&outcome.row.target)
                .zip(outcome.gap)
                .map(|(target, gap)| engine::gap_in_words(target, gap)),
            RowFigure::Rate => plain(outcome.required_rate),
        }
    }

    fn unit(self, target: &Target, outcome: &TargetOutcome) -> Option<String> {
        match self {
            RowFigure::Status | RowFigure::Demand => None,
            RowFigure::Actual => outcome.actual.as_ref().map(|held| held.unit.clone()),
            RowFigure::Latest => outcome.latest.as_ref().map(|held| held.unit.clone()),
            RowFigure::Achieved | RowFigure::Time | RowFigure::Rate => Some("%".to_string()),
            // 持平 has no amount that a unit could belong to.
            RowFigure::Gap if outcome.gap.is_some_and(|gap| gap.is_zero()) => None,
            RowFigure::Gap => Some(engine::unit_of_difference(&target.unit).to_string()),
        }
    }

    fn missing(self, outcome: &TargetOutcome) -> String {
        let judged = outcome.actual.is_some();
        match self {
            RowFigure::Latest if judged => "已有可用于判断的数据".to_string(),
            RowFigure::Latest => "没有其他公布数据".to_string(),
            RowFigure::Achieved | RowFigure::Gap | RowFigure::Time if judged => "此类目标不计算该项".to_string(),
            RowFigure::Rate if judged => "已到期、已完成或口径断开，不计算尚需增速".to_string(),
            RowFigure::Status
            | RowFigure::Demand
            | RowFigure::Actual
            | RowFigure::Achieved
            | RowFigure::Time
            | RowFigure::Gap
            | RowFigure::Rate => outcome.reason.clone(),
        }
    }

    pub fn figure(self, frame: &Frame, target: &Target, outcome: &TargetOutcome) -> Figure {
        frame.figure(
            &format!("row/{}/{}", outcome.row.id, self.code()),
            self.text(frame, outcome),
            self.unit(target, outcome).as_deref(),
            || self.missing(outcome),
        )
    }
}

/// All rows of the frame, in the order of the text.
pub(crate) fn rows(frame: &Frame) -> Arc<Vec<TargetRowView>> {
    let all = || {
        let row = |outcome: &TargetOutcome| Some(row(frame, frame.target(&outcome.row.target)?, outcome));
        Arc::new(frame.outcomes.iter().filter_map(row).collect())
    };
    frame.made.rows.get_or_init(all).clone()
}

fn row(frame: &Frame, target: &Target, outcome: &TargetOutcome) -> TargetRowView {
    let task = frame.task(&target.task);
    let (status_label, status_color) = frame.label(outcome.status);
    let figure = |kind: RowFigure| kind.figure(frame, target, outcome);
    TargetRowView {
        id: outcome.row.id.clone(),
        clause: frame.clause(&target.task),
        subject: frame.plan.subject_in_words(target),
        task_title: task.map(|task| task.title.clone()).unwrap_or_default(),
        target: target.clone(),
        place: outcome.row.place.clone(),
        place_code: frame
            .dictionaries
            .places
            .iter()
            .find(|place| place.name == outcome.row.place)
            .map(|place| place.code.clone()),
        demand: target.demand_in_words(),
        demand_figure: figure(RowFigure::Demand),
        due: due_in_words(target, frame.plan.metadata.term),
        lead: task.map(|task| task.duties.lead.clone()).unwrap_or_default(),
        duties: task.map_or_else(Duties::none, |task| task.duties.clone()),
        indicator: target.indicator.as_ref().and_then(|code| frame.indicator(code)).cloned(),
        status_label,
        status_color,
        status_figure: figure(RowFigure::Status),
        actual: figure(RowFigure::Actual),
        actual_period: outcome.actual.as_ref().map(period_in_words),
        latest: figure(RowFigure::Latest),
        latest_period: outcome.latest.as_ref().map(period_in_words),
        achieved_share: figure(RowFigure::Achieved),
        time_share: figure(RowFigure::Time),
        gap: figure(RowFigure::Gap),
        required_rate: figure(RowFigure::Rate),
        years: outcome.years.iter().map(|year| year_view(frame, outcome, year)).collect(),
        register: register(frame, outcome),
        outcome: outcome.clone(),
    }
}

/// The register that the value of a row was counted from.
fn register(frame: &Frame, outcome: &TargetOutcome) -> Option<RegisterLink> {
    let of_years = outcome.years.iter().filter_map(|year| year.actual.as_ref());
    let mut used = outcome.actual.iter().chain(of_years).chain(&outcome.latest);
    let counted = used.find_map(|held| frame.counted.iter().find(|value| value.observation == held.id))?;
    Some(RegisterLink {
        pack: counted.pack.clone(),
        register: counted.register.clone(),
        name: counted.title.clone(),
        dataset: counted.dataset,
        period: counted.period.map(|period| period.to_string()),
    })
}

fn year_view(frame: &Frame, outcome: &TargetOutcome, year: &YearOutcome) -> YearView {
    YearView {
        year: year.year,
        status: year.status,
        status_label: frame.label(year.status).0,
        actual: frame.figure(
            &format!("row/{}/year/{}", outcome.row.id, year.year),
            year.actual.as_ref().map(|held| held.value.normalize().to_string()),
            year.actual.as_ref().map(|held| held.unit.as_str()),
            || format!("{}年没有公布数据", year.year),
        ),
    }
}

/// A sum carries its span in its note; a stored value has its period.
pub(crate) fn period_in_words(observation: &Observation) -> String {
    match (observation.id, &observation.note) {
        (0, Some(label)) => label.clone(),
        _ => observation.period.in_words(),
    }
}

/// 2025年底, 每年（2024—2025年）.
pub(crate) fn due_in_words(target: &Target, term: Option<(i16, i16)>) -> String {
    let period = &target.period;
    let span = match (period.start, period.end) {
        (Some(start), Some(end)) => Some((start, end)),
        _ => term,
    };
    let span_in_words = match span {
        Some((start, end)) if start != end => format!("{start}—{end}年"),
        Some((year, _)) => format!("{year}年"),
        None => "未写明".to_string(),
    };
    match (period.kind, period.year.or(span.map(|(_, end)| end))) {
        (PeriodKind::EachYear, _) => format!("每年（{span_in_words}）"),
        (PeriodKind::AnnualAverage, _) => format!("年均（{span_in_words}）"),
        (PeriodKind::Cumulative, _) => format!("累计（{span_in_words}）"),
        (PeriodKind::InYear, Some(year)) => format!("{year}年"),
        (PeriodKind::ByYear | PeriodKind::DocumentPeriod | PeriodKind::None, Some(year)) => format!("{year}年底"),
        (PeriodKind::InYear | PeriodKind::ByYear | PeriodKind::DocumentPeriod | PeriodKind::None, None) => {
            span_in_words
        }
    }
}
