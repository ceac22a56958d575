//! Items and decisions in Chinese, for lists, history and downloads.

use model::{AgencyRef, ClauseNumbers, DecisionAction, Item, ItemKind, PeriodKind, Target, Task};

/// 更正任务三（一）2, 确认目标 T03: a task goes by the number of its clause, or by its title where there is none.
pub(crate) fn action_in_words(action: &DecisionAction, numbers: &ClauseNumbers<'_>) -> String {
    let named = |kind: ItemKind, id: &str| match kind {
        ItemKind::Metadata => "方案信息".to_string(),
        ItemKind::Task => format!("任务{}", numbers.label(id)),
        ItemKind::Target | ItemKind::SoftTarget => format!("{} {id}", kind.in_words()),
    };
    let named_item = |item: &Item| match item {
        Item::Task(task) if numbers.number(&task.id).is_none() => format!("任务“{}”", task.title),
        item => named(item.kind(), item.id()),
    };
    match action {
        DecisionAction::Confirm { kind, id } => format!("确认{}", named(*kind, id)),
        DecisionAction::Defer { kind, id } => format!("把{}列为待定", named(*kind, id)),
        DecisionAction::Correct { item } => format!("更正{}", named_item(item)),
        DecisionAction::Split { kind, id, items } => format!("拆分{}为 {} 条", named(*kind, id), items.len()),
        DecisionAction::Merge { kind, ids, item } => {
            let merged: Vec<String> = ids.iter().map(|id| named(*kind, id)).collect();
            format!("合并{}为{}", merged.join("、"), named_item(item))
        }
        DecisionAction::Add { item } => format!("新增{}", named_item(item)),
        DecisionAction::Reject { kind, id } => format!("删去{}", named(*kind, id)),
        DecisionAction::Undo { seq } => format!("撤销第 {seq} 号决定"),
    }
}

/// All that matters of an item in one line.
pub(crate) fn item_in_words(item: &Item) -> String {
    match item {
        Item::Metadata(metadata) => {
            let term = metadata.term.map(|(start, end)| format!("{start}—{end}年"));
            let date = metadata.date.map(|date| date.to_string());
            let parts = [metadata.document_number.clone(), metadata.issuer.clone(), date, term, metadata.place.clone()];
            std::iter::once(metadata.title.clone()).chain(parts.into_iter().flatten()).collect::<Vec<_>>().join("，")
        }
        Item::Task(task) => task_in_words(task),
        Item::Target(target) => target_in_words(target),
        Item::SoftTarget(soft) => soft.text.clone(),
    }
}

pub(crate) fn task_in_words(task: &Task) -> String {
    let duties = &task.duties;
    let groups = [
        ("牵头", &duties.lead),
        ("配合", &duties.cooperate),
        ("责任单位", &duties.undifferentiated),
        ("指导", &duties.guide),
        ("按文件统一要求", &duties.implied),
    ];
    let listed = groups.into_iter().filter(|(_, agencies)| !agencies.is_empty());
    let words = listed.map(|(role, agencies)| format!("{role}：{}", names(agencies)));
    let main = duties.main_lead.as_ref().map(|name| format!("主牵头：{name}"));
    std::iter::once(task.title.clone()).chain(words).chain(main).collect::<Vec<_>>().join("；")
}

pub(crate) fn target_in_words(target: &Target) -> String {
    let each = if target.distribute_each && target.places.len() > 1 { "（各）" } else { "" };
    let places = target.places.join("、");
    format!("{} {}，{places}{each}，{}", target.subject, target.demand_in_words(), period_in_words(target))
}

fn period_in_words(target: &Target) -> String {
    let period = &target.period;
    let years = match (period.start, period.end) {
        (Some(start), Some(end)) if start != end => format!("（{start}—{end}年）"),
        (_, Some(end)) => format!("（{end}年）"),
        (Some(start), None) => format!("（{start}年起）"),
        (None, None) => String::new(),
    };
    match period.kind {
        PeriodKind::ByYear => period.year.map_or_else(|| period.in_words(), |year| format!("到{year}年")),
        PeriodKind::InYear => period.year.map_or_else(|| period.in_words(), |year| format!("{year}年")),
        PeriodKind::EachYear => format!("每年{years}"),
        PeriodKind::AnnualAverage => format!("年均{years}"),
        PeriodKind::Cumulative => format!("累计{years}"),
        PeriodKind::DocumentPeriod => format!("方案期内{years}"),
        PeriodKind::None => period.in_words(),
    }
}

pub(crate) fn names(agencies: &[AgencyRef]) -> String {
    agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join("、")
}
