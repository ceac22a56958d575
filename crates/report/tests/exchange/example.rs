//! A small plan of an invented city, with everything that the formats carry.

use model::*;
use report::exchange::ExchangeMeta;

pub const TEXT: &str = "乙政发〔2025〕3号\n乙市企业培育行动方案\n2025年3月1日\n为培育企业，制定本方案。\n\
一、总体要求\n坚持服务企业。\n二、重点任务\n各部门按以下分工推进。\n\
（一）培育<优质>企业。到2027年，甲县、丙县优质企业均达到300家以上，龙头企业20—30家，实现“县县有龙头”。\
（市工信局牵头，财政局配合）\n附件：分工表\n网站首页|联系我们";

pub fn span_of(words: &str) -> Span {
    let byte = TEXT.find(words).unwrap();
    let start = TEXT[..byte].chars().count();
    Span { start, end: start + words.chars().count() }
}

pub fn meta() -> ExchangeMeta {
    ExchangeMeta { code: "yi_2025".to_string(), date: None, source: Some("https://example.cn/?a=1&b=2".to_string()) }
}

fn heading(id: &str, level: u8, label: &str, title: &str, end: &str) -> Heading {
    let body_end = span_of(end).start;
    let kind = HeadingKind::Section;
    let parent = id.rsplit_once('.').map(|(parent, _)| parent.to_string());
    let span = span_of(&format!("{label}{title}"));
    Heading { id: id.into(), level, label: label.into(), title: title.into(), span, body_end, parent, kind }
}

fn target(id: &str, subject: &str, comparator: Comparator, values: &[i64], text: &str) -> Target {
    Target {
        id: id.into(),
        task: "2.1".into(),
        subject: subject.into(),
        comparator,
        strict: false,
        bound: None,
        approach: None,
        values: values.iter().map(|value| (*value).into()).collect(),
        unit: "家".into(),
        period: TargetPeriod {
            kind: PeriodKind::None,
            year: None,
            start: None,
            end: None,
            is_explicit: false,
            cue: None,
        },
        places: vec!["乙市".into()],
        distribute_each: false,
        span: span_of(text),
        text: text.into(),
        strength: Strength::Expected,
        modality: None,
        verb: None,
        nature: Nature::Stock,
        direction: None,
        linked: Vec::new(),
        confidence: 90,
        indicator: None,
        steward: None,
        tolerance: None,
        definition: None,
    }
}

pub fn plan() -> Plan {
    let agency = |name: &str| AgencyRef { name: name.into(), is_open: false };
    let mut firms = target("T1", "优质企业", Comparator::AtLeast, &[300], "300家以上");
    firms.places = vec!["甲县".into(), "丙县".into()];
    firms.distribute_each = true;
    firms.linked = vec!["T2".into()];
    firms.period.kind = PeriodKind::ByYear;
    firms.period.year = Some(2027);
    firms.period.cue = Some("到2027年".into());
    let leaders = target("T2", "龙头企业", Comparator::Between, &[20, 30], "20—30家");
    let note = span_of("（市工信局牵头，财政局配合）");
    Plan {
        metadata: PlanMetadata {
            title: "乙市企业培育行动方案".into(),
            document_number: Some("乙政发〔2025〕3号".into()),
            issuer: Some("乙市人民政府".into()),
            date: Some(jiff::civil::date(2025, 3, 1)),
            term: Some((2025, 2027)),
            spans: vec![
                ("title".into(), span_of("乙市企业培育行动方案")),
                ("document_number".into(), span_of("乙政发〔2025〕3号")),
                ("date".into(), span_of("2025年3月1日")),
                ("boilerplate".into(), span_of("网站首页|联系我们")),
            ],
            ..PlanMetadata::default()
        },
        text_digest: digest(TEXT.as_bytes()),
        outline: vec![
            heading("1", 1, "一、", "总体要求", "二、重点任务"),
            heading("2", 1, "二、", "重点任务", "附件：分工表"),
            heading("2.1", 2, "（一）", "培育<优质>企业", "附件：分工表"),
        ],
        conventions: Vec::new(),
        tasks: vec![Task {
            id: "2.1".into(),
            title: "培育<优质>企业".into(),
            span: Span { start: span_of("（一）").start, end: note.end },
            task_type: TaskType::Task,
            duties: Duties {
                lead: vec![agency("市工信局")],
                cooperate: vec![agency("市财政局")],
                span: Some(note),
                style: DutyStyle::Bracket,
                ..Duties::none()
            },
        }],
        targets: vec![firms, leaders],
        soft_targets: vec![SoftTarget {
            id: "S1".into(),
            task: Some("2.1".into()),
            kind: SoftTargetKind::Coverage,
            span: span_of("实现“县县有龙头”"),
            text: "实现“县县有龙头”".into(),
        }],
        residue: Vec::new(),
        corrections: Vec::new(),
    }
}
