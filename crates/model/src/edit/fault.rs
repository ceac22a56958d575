//! What may be wrong with an item that a person sends. Looks at one item and the text; never at other items
//! except the tasks that it names.

use rust_decimal::Decimal;

use super::Item;
use crate::{Comparator, Duties, Nature, PeriodKind, PlanMetadata, Span, Target, TargetPeriod, TextIndex};

/// The years that a plan can be about.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2200;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ItemFault {
    #[error("标注的位置在正文之外（第{start}—{end}字，正文共{length}字）；请在原文中重新选择")]
    SpanOutside { start: usize, end: usize, length: usize },
    #[error("标注的起点在终点之后（第{start}—{end}字）；请在原文中重新选择")]
    SpanReversed { start: usize, end: usize },
    #[error("所写的原文“{given}”与所标位置的文字“{found}”不符；请在原文中重新选择")]
    OtherWords { given: String, found: String },
    #[error("没有填写{0}")]
    Missing(&'static str),
    #[error("有空白的单位名称；请填写，或去掉这一行")]
    BlankAgency,
    #[error("单位“{0}”重复列出；同一单位在一项任务中只列一次")]
    AgencyTwice(String),
    #[error("主牵头“{0}”不在牵头单位之中；请先列为牵头单位")]
    MainLeadElsewhere(String),
    #[error("“介于”要有两个由小到大的数值，如 1—2")]
    NotARange,
    #[error("有两个数值时，要求应选“介于”")]
    TwoValues,
    #[error("数值不能为负")]
    Negative,
    #[error("没有“{year}年”这样的期限；年份应在{first}—{last}之间", first = YEARS.start(), last = YEARS.end())]
    NoSuchYear { year: i16 },
    #[error("期限的开始年份{start}晚于结束年份{end}")]
    YearsReversed { start: i16, end: i16 },
    #[error("期限选了“{0}”，还须填写年份")]
    NoYear(&'static str),
    #[error("所属任务“{0}”不存在；请从任务列表中选择")]
    NoSuchTask(String),
}

/// The first fault of an item; `has_task` knows the tasks as they stand.
pub(super) fn fault(item: &Item, text: Option<&TextIndex<'_>>, has_task: impl Fn(&str) -> bool) -> Option<ItemFault> {
    let outside = |span: Option<Span>| span.and_then(|span| span_fault(span, text));
    match item {
        Item::Metadata(metadata) => metadata_fault(metadata),
        Item::Task(task) => {
            let title = blank(&task.title, "任务名称");
            outside(Some(task.span))
                .or_else(|| outside(task.duties.span))
                .or(title)
                .or_else(|| duty_fault(&task.duties))
        }
        Item::Target(target) => outside(Some(target.span))
            .or_else(|| words_fault(target.span, &target.text, text))
            .or_else(|| target_fault(target))
            .or_else(|| (!has_task(&target.task)).then(|| ItemFault::NoSuchTask(target.task.clone()))),
        Item::SoftTarget(soft) => outside(Some(soft.span)).or_else(|| blank(&soft.text, "内容")).or_else(|| {
            let task = soft.task.as_ref().filter(|task| !has_task(task))?;
            Some(ItemFault::NoSuchTask(task.clone()))
        }),
    }
}

fn span_fault(span: Span, text: Option<&TextIndex<'_>>) -> Option<ItemFault> {
    let Span { start, end } = span;
    if start > end {
        return Some(ItemFault::SpanReversed { start, end });
    }
    let length = text?.len();
    (end > length).then_some(ItemFault::SpanOutside { start, end, length })
}

fn words_fault(span: Span, given: &str, text: Option<&TextIndex<'_>>) -> Option<ItemFault> {
    let found = text?.get(span)?;
    (found != given).then(|| ItemFault::OtherWords { given: given.to_string(), found: found.to_string() })
}

fn blank(words: &str, what: &'static str) -> Option<ItemFault> {
    words.trim().is_empty().then_some(ItemFault::Missing(what))
}

fn metadata_fault(metadata: &PlanMetadata) -> Option<ItemFault> {
    blank(&metadata.title, "标题").or_else(|| {
        let (start, end) = metadata.term?;
        year_fault(start).or_else(|| year_fault(end)).or_else(|| order_fault(start, end))
    })
}

fn duty_fault(duties: &Duties) -> Option<ItemFault> {
    let mut seen: Vec<&str> = Vec::new();
    for agency in duties.all() {
        if agency.name.trim().is_empty() {
            return Some(ItemFault::BlankAgency);
        }
        if seen.contains(&agency.name.as_str()) {
            return Some(ItemFault::AgencyTwice(agency.name.clone()));
        }
        seen.push(&agency.name);
    }
    let main = duties.main_lead.as_ref()?;
    (!duties.lead.iter().any(|agency| agency.name == *main)).then(|| ItemFault::MainLeadElsewhere(main.clone()))
}

fn target_fault(target: &Target) -> Option<ItemFault> {
    let places = target.places.iter().all(|place| place.trim().is_empty());
    blank(&target.subject, "指标名称")
        .or_else(|| value_fault(target))
        .or_else(|| places.then_some(ItemFault::Missing("地区")))
        .or_else(|| period_fault(&target.period))
}

fn value_fault(target: &Target) -> Option<ItemFault> {
    let values = target.values.as_slice();
    if values.iter().any(|value| *value < Decimal::ZERO) {
        return Some(ItemFault::Negative);
    }
    match (target.comparator, values) {
        (Comparator::Between, [low, high]) if low < high => None,
        (Comparator::Between, _) => Some(ItemFault::NotARange),
        (_, []) if target.nature == Nature::Boolean => None,
        (_, []) => Some(ItemFault::Missing("数值")),
        (_, [_]) => None,
        (_, _) => Some(ItemFault::TwoValues),
    }
}

fn period_fault(period: &TargetPeriod) -> Option<ItemFault> {
    let years = [period.year, period.start, period.end];
    let missing = match period.kind {
        PeriodKind::ByYear if period.year.is_none() => Some(ItemFault::NoYear("到某年")),
        PeriodKind::InYear if period.year.is_none() => Some(ItemFault::NoYear("当年")),
        PeriodKind::ByYear
        | PeriodKind::InYear
        | PeriodKind::EachYear
        | PeriodKind::AnnualAverage
        | PeriodKind::Cumulative
        | PeriodKind::DocumentPeriod
        | PeriodKind::None => None,
    };
    let wrong = years.into_iter().flatten().find_map(year_fault);
    missing.or(wrong).or_else(|| order_fault(period.start?, period.end?))
}

fn year_fault(year: i16) -> Option<ItemFault> {
    (!YEARS.contains(&year)).then_some(ItemFault::NoSuchYear { year })
}

fn order_fault(start: i16, end: i16) -> Option<ItemFault> {
    (start > end).then_some(ItemFault::YearsReversed { start, end })
}
