//! A plan with as many tasks as are asked for, each with one target that is measured every month.

use app::ModelOrigin;
use jiff::civil::date;
use model::{
    AgencyRef, Comparator, Duties, DutyStyle, Heading, HeadingKind, LifeCycleStage, Nature, PeriodKind, Plan,
    PlanMetadata, Span, Strength, Target, TargetPeriod, Task, TaskType,
};

use crate::{indicator_code, mixed};

pub const CODE: &str = "bench_plan";
/// So many tasks stand under one heading.
const IN_GROUP: usize = 50;
const AGENCIES: [&str; 12] = [
    "市发改委",
    "市工信局",
    "市商务局",
    "市农业农村局",
    "市财政局",
    "市住房城乡建设局",
    "市交通运输局",
    "市文化和旅游局",
    "市科技局",
    "市教育局",
    "市生态环境局",
    "市人力资源社会保障局",
];

pub fn origin() -> ModelOrigin {
    ModelOrigin {
        code: CODE.to_string(),
        stage: LifeCycleStage::Issued,
        note: "测试用方案".to_string(),
        is_sample: true,
    }
}

fn agency(number: usize) -> AgencyRef {
    AgencyRef { name: AGENCIES[number % AGENCIES.len()].to_string(), is_open: false }
}

fn heading(id: String, level: u8, title: String, parent: Option<String>, kind: HeadingKind, at: usize) -> Heading {
    Heading { id, level, label: String::new(), title, span: Span::new(at, at + 1), body_end: at + 10, parent, kind }
}

pub fn plan(tasks: usize, indicators: usize) -> Plan {
    let mut outline = vec![heading("2".into(), 1, "重点任务".into(), None, HeadingKind::Section, 0)];
    let (mut all, mut targets) = (Vec::new(), Vec::new());
    for number in 0..tasks {
        let at = 100 * (number + 1);
        let group = format!("2.{}", 1 + number / IN_GROUP);
        if number % IN_GROUP == 0 {
            let title = format!("第{}类行动", 1 + number / IN_GROUP);
            outline.push(heading(group.clone(), 2, title, Some("2".into()), HeadingKind::Group, at));
        }
        let id = format!("{group}.{}", 1 + number % IN_GROUP);
        let title = format!("测试任务{number:04}");
        outline.push(heading(id.clone(), 3, title.clone(), Some(group), HeadingKind::Task, at + 1));
        let duties = Duties {
            lead: vec![agency(number)],
            cooperate: vec![agency(number + 1), agency(number + 5)],
            span: Some(Span::new(at + 60, at + 80)),
            style: DutyStyle::Bracket,
            ..Duties::none()
        };
        all.push(Task { id: id.clone(), title, span: Span::new(at + 1, at + 99), task_type: TaskType::Task, duties });
        targets.push(target(number, id, at, indicators));
    }
    Plan {
        metadata: PlanMetadata {
            title: "测试方案（2021—2025年）".to_string(),
            document_number: Some("测政字〔2021〕1号".to_string()),
            issuer: Some("潍坊市人民政府".to_string()),
            date: Some(date(2021, 1, 20)),
            term: Some((2021, 2025)),
            place: Some("潍坊市".to_string()),
            ..PlanMetadata::default()
        },
        text_digest: model::digest(format!("{tasks} {indicators}").as_bytes()),
        outline,
        conventions: Vec::new(),
        tasks: all,
        targets,
        soft_targets: Vec::new(),
        residue: Vec::new(),
        corrections: Vec::new(),
    }
}

fn target(number: usize, task: String, at: usize, indicators: usize) -> Target {
    let demand = 180 + mixed(number as u64) % 40;
    Target {
        id: format!("T{number:04}"),
        task,
        subject: format!("测试指标{:05}", number % indicators),
        comparator: Comparator::AtLeast,
        strict: false,
        bound: None,
        approach: None,
        values: vec![demand.into()],
        unit: "亿元".to_string(),
        period: TargetPeriod {
            kind: PeriodKind::ByYear,
            year: Some(2025),
            start: None,
            end: None,
            is_explicit: true,
            cue: Some("到2025年".to_string()),
        },
        places: vec!["潍坊市".to_string()],
        distribute_each: false,
        span: Span::new(at + 20, at + 30),
        text: format!("{demand}亿元以上"),
        strength: Strength::Expected,
        modality: None,
        verb: None,
        nature: Nature::Level,
        direction: None,
        linked: Vec::new(),
        confidence: 100,
        indicator: Some(indicator_code(number % indicators)),
        steward: None,
        tolerance: None,
        definition: None,
    }
}
