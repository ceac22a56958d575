//! Findings about a plan that need no data: parts against the whole, yearly flows, repeated
//! indicators, open points. Decides nothing for the issuing body.

use std::collections::BTreeSet;

use model::{
    Comparator, Derivation, Finding, FindingKind, Nature, PeriodKind, Plan, SourceRef, Target, Task, TaskType, Weight,
};
use rust_decimal::Decimal;

use crate::demand::{Met, Window, demanded, is_ceiling, met};
use crate::wording::amount;

/// All findings, the blocking ones first, each kind in the order of the text.
pub fn findings(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(sums(plan).iter().filter_map(|sum| sum_finding(plan, sum)));
    findings.extend(plan.targets.iter().filter_map(|target| yearly_flow(plan, target)));
    findings.extend(same_indicator(plan));
    findings.extend(plan.tasks.iter().filter_map(|task| open_group(plan, task)));
    findings.extend(plan.tasks.iter().filter_map(|task| many_leads(plan, task)));
    findings.extend(plan.targets.iter().filter_map(|target| tolerance(plan, target)));
    findings.extend(plan.targets.iter().filter_map(|target| no_indicator(plan, target)));
    findings.extend(plan.tasks.iter().filter_map(|task| no_duty(plan, task)));
    findings.extend(corrections(plan));
    for finding in &mut findings {
        finding.clauses = finding.tasks.iter().map(|task| plan.clause_label(task)).collect();
    }
    findings.sort_by_key(|finding| (finding.weight, finding.kind));
    findings
}

/// A target of the issuing place and the targets of places within it that add up to it.
pub(crate) struct Sum<'plan> {
    pub whole: &'plan Target,
    pub parts: Vec<&'plan Target>,
}

/// Targets that measure the same thing by the same year, once for the whole and once spread over places.
pub(crate) fn sums(plan: &Plan) -> Vec<Sum<'_>> {
    let Some(issuing) = plan.metadata.place.as_deref() else { return Vec::new() };
    let term = plan.metadata.term;
    let is_whole = |target: &&Target| target.places.iter().all(|place| place == issuing) && adds_up(target);
    let mut sums = Vec::new();
    for whole in plan.targets.iter().filter(is_whole) {
        let parts: Vec<&Target> = plan
            .targets
            .iter()
            .filter(|part| {
                !part.places.iter().any(|place| place == issuing)
                    && adds_up(part)
                    && measures_the_same(part, whole)
                    && part.unit == whole.unit
                    && part.period.kind == whole.period.kind
                    && Window::of(part, term) == Window::of(whole, term)
            })
            .collect();
        let places: BTreeSet<&String> = parts.iter().flat_map(|part| &part.places).collect();
        if places.len() > 1 {
            sums.push(Sum { whole, parts });
        }
    }
    sums
}

/// Shares and yes-or-no answers of places do not add up to that of the whole.
fn adds_up(target: &Target) -> bool {
    let by_nature = match target.nature {
        Nature::Stock | Nature::Maintain | Nature::Flow | Nature::Level => true,
        Nature::Coverage | Nature::Boolean => false,
    };
    by_nature && target.comparator != Comparator::IncreaseBy && !target.unit.contains(['%', '‰', '/'])
}

fn measures_the_same(one: &Target, other: &Target) -> bool {
    let same_code = one.indicator.is_some() && one.indicator == other.indicator;
    same_code || normalised(&one.subject) == normalised(&other.subject)
}

/// The subject without what plans vary freely: brackets, quotation marks, a leading word for the
/// whole area, Latin letters for a Chinese term.
fn normalised(subject: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for character in subject.to_lowercase().chars() {
        match character {
            '(' | '\u{ff08}' => depth += 1,
            ')' | '\u{ff09}' => depth = depth.saturating_sub(1),
            '“' | '”' | '"' | ' ' => {}
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    let bare = bare.replace("gdp", "地区生产总值").replace("国内生产总值", "地区生产总值");
    let area_words = ["全省", "全市", "全县", "全区", "县域", "各县市区"];
    let mut rest = bare.as_str();
    while let Some(stripped) = area_words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = stripped;
    }
    rest.to_string()
}

fn sum_finding(plan: &Plan, sum: &Sum<'_>) -> Option<Finding> {
    let whole = sum.whole;
    let whole_value = demanded(whole)?;
    let mut total = Decimal::ZERO;
    let mut fuzzy: Vec<String> = Vec::new();
    let mut leaves = Vec::new();
    for part in &sum.parts {
        let value = demanded(part)?;
        let holders: Vec<String> =
            if part.distribute_each { part.places.clone() } else { vec![part.places.join("、")] };
        for place in holders {
            total = total.checked_add(value)?;
            if matches!(part.comparator, Comparator::About | Comparator::Between) {
                fuzzy.push(format!("{place}（{}）", part.demand_in_words()));
            }
            let mut leaf = Derivation::leaf(format!("{place}目标"), value.normalize().to_string());
            leaf.unit = Some(part.unit.clone());
            leaf.source = Some(clause(plan, part));
            leaf.notes.push(part.demand_in_words());
            leaves.push(leaf);
        }
    }
    let place_count = leaves.len();
    let is_met = met(whole, whole_value, total) == Met::Yes;
    let margin = if is_ceiling(whole) { whole_value - total } else { total - whole_value };
    let about = if fuzzy.is_empty() { "" } else { "约" };
    let place = plan.metadata.place.as_deref().unwrap_or("全域");
    let verdict = if is_met {
        format!("一致，富余{}", amount(margin, &whole.unit))
    } else {
        format!("不一致，相差{}", amount(margin.abs(), &whole.unit))
    };
    let message = format!(
        "{place_count}个地区的“{}”目标合计{about}{}，{place}目标为{}，{verdict}",
        plan.subject_in_words(whole),
        amount(total, &whole.unit),
        whole.demand_in_words(),
    );
    let mut node = Derivation {
        unit: Some(whole.unit.clone()),
        formula: Some("各地区目标值合计".to_string()),
        inputs: leaves,
        ..Derivation::leaf("分地区目标合计", total.normalize().to_string())
    };
    if !fuzzy.is_empty() {
        node.notes.push(format!("其中为约数的：{}", fuzzy.join("、")));
    }
    let mut demand = Derivation::leaf(format!("{place}目标"), whole.demand_in_words());
    demand.source = Some(clause(plan, whole));
    let derivation = Derivation {
        unit: Some(whole.unit.clone()),
        formula: Some("分地区目标合计 − 总目标".to_string()),
        inputs: vec![node, demand],
        ..Derivation::leaf(format!("“{}”分合核对", plan.subject_in_words(whole)), margin.normalize().to_string())
    };
    let mut targets = vec![whole.id.clone()];
    targets.extend(sum.parts.iter().map(|part| part.id.clone()));
    Some(Finding {
        id: format!("sum-{}", whole.id),
        kind: FindingKind::Sum,
        weight: if is_met { Weight::Info } else { Weight::Open },
        message,
        advice: advice_on_sum(is_met, &fuzzy),
        tasks: tasks_of(std::iter::once(whole).chain(sum.parts.iter().copied())),
        clauses: Vec::new(),
        targets,
        derivation: Some(derivation),
    })
}

fn advice_on_sum(is_met: bool, fuzzy: &[String]) -> Option<String> {
    match (is_met, fuzzy.is_empty()) {
        (false, _) => Some("请核对分地区目标，或说明差额由谁承担".to_string()),
        (true, false) => Some(format!("合计含约数：{}；容差明确后再核对一次", fuzzy.join("、"))),
        (true, true) => None,
    }
}

fn yearly_flow(plan: &Plan, target: &Target) -> Option<Finding> {
    let per_year = match target.period.kind {
        PeriodKind::EachYear => "每年",
        PeriodKind::AnnualAverage => "年均",
        PeriodKind::ByYear
        | PeriodKind::InYear
        | PeriodKind::Cumulative
        | PeriodKind::DocumentPeriod
        | PeriodKind::None => return None,
    };
    let window = Window::of(target, plan.metadata.term)?;
    let years = Decimal::from(i64::from(window.end) - i64::from(window.start) + 1);
    let total = if target.nature == Nature::Flow && !target.unit.contains('%') {
        let totals: Option<Vec<Decimal>> = target.values.iter().map(|value| value.checked_mul(years)).collect();
        let printed: Vec<String> = totals?.iter().map(|total| total.normalize().to_string()).collect();
        format!("{}合计为{}{}", window.in_words(), printed.join("—"), target.unit)
    } else {
        format!("{}每个年度分别考核", window.in_words())
    };
    Some(Finding {
        id: format!("yearly-{}", target.id),
        kind: FindingKind::YearlyFlow,
        weight: Weight::Info,
        message: format!(
            "“{}”是{per_year}{}的目标，不是考核期总量；{total}",
            plan.subject_in_words(target),
            target.demand_in_words()
        ),
        advice: None,
        tasks: vec![target.task.clone()],
        clauses: Vec::new(),
        targets: vec![target.id.clone()],
        derivation: None,
    })
}

fn same_indicator(plan: &Plan) -> Vec<Finding> {
    let mut groups: Vec<Vec<&Target>> = Vec::new();
    for target in &plan.targets {
        match groups.iter_mut().find(|group| group.iter().any(|held| measures_the_same(held, target))) {
            Some(group) => group.push(target),
            None => groups.push(vec![target]),
        }
    }
    groups.iter().filter_map(|group| repeated(group)).collect()
}

/// One group that stands in more than one task.
fn repeated(group: &[&Target]) -> Option<Finding> {
    let tasks = tasks_of(group.iter().copied());
    let first = *group.first()?;
    if tasks.len() < 2 {
        return None;
    }
    let differs = |one: &Target, other: &Target| {
        one.task != other.task
            && one.period == other.period
            && one.places.iter().any(|place| other.places.contains(place))
            && (one.values != other.values || one.comparator != other.comparator)
    };
    let is_conflict = group.iter().any(|one| group.iter().any(|other| differs(one, other)));
    let said: Vec<String> =
        group.iter().map(|target| format!("{}（{}）", target.id, target.demand_in_words())).collect();
    let (weight, advice) = if is_conflict {
        (Weight::Open, "同一地区同一时点的目标值不同，请明确以哪一条为准".to_string())
    } else {
        (Weight::Info, "已建立关联，汇总时不重复相加".to_string())
    };
    Some(Finding {
        id: format!("same-{}", first.id),
        kind: FindingKind::SameIndicator,
        weight,
        message: format!("“{}”在{}处条款出现：{}", normalised(&first.subject), tasks.len(), said.join("、")),
        advice: Some(advice),
        tasks,
        clauses: Vec::new(),
        targets: group.iter().map(|target| target.id.clone()).collect(),
        derivation: None,
    })
}

/// 二（一）“突出经济强县引领”: the label as printed and the title.
fn named(plan: &Plan, task: &Task) -> String {
    format!("{}“{}”", plan.clause_label(&task.id), task.title)
}

fn open_group(plan: &Plan, task: &Task) -> Option<Finding> {
    let open: Vec<&str> =
        task.duties.all().filter(|agency| agency.is_open).map(|agency| agency.name.as_str()).collect();
    (!open.is_empty()).then(|| {
        about_task(
            task,
            FindingKind::OpenGroup,
            Weight::Blocking,
            "open-group",
            format!("任务{}的责任单位“{}”没有写明是哪些单位", named(plan, task), open.join("、")),
            Some("请逐一明确具体单位后再签发分解方案".to_string()),
        )
    })
}

fn many_leads(plan: &Plan, task: &Task) -> Option<Finding> {
    let leads: Vec<&str> = task.duties.lead.iter().map(|agency| agency.name.as_str()).collect();
    (leads.len() > 1 && task.duties.main_lead.is_none()).then(|| {
        about_task(
            task,
            FindingKind::ManyLeads,
            Weight::Open,
            "many-leads",
            format!("任务{}有{}个牵头单位（{}），未明确主牵头", named(plan, task), leads.len(), leads.join("、")),
            Some("请明确一个主牵头单位".to_string()),
        )
    })
}

fn no_duty(plan: &Plan, task: &Task) -> Option<Finding> {
    // Goals, principles and guarantees carry no duties by custom.
    (task.task_type == TaskType::Task && task.duties.is_empty()).then(|| {
        about_task(
            task,
            FindingKind::NoDuty,
            Weight::Open,
            "no-duty",
            format!("任务{}没有责任单位", named(plan, task)),
            Some("请明确牵头单位".to_string()),
        )
    })
}

fn tolerance(plan: &Plan, target: &Target) -> Option<Finding> {
    (target.comparator == Comparator::About && target.tolerance.is_none()).then(|| {
        about_target(
            target,
            FindingKind::Tolerance,
            "tolerance",
            format!(
                "{}“{}”的目标“{}”是约数，没有规定容差",
                target.places.join("、"),
                plan.subject_in_words(target),
                target.text
            ),
            "请编制单位明确容差（百分比）；未明确前，低于目标值的不认定为完成",
        )
    })
}

fn no_indicator(plan: &Plan, target: &Target) -> Option<Finding> {
    target.indicator.is_none().then(|| {
        about_target(
            target,
            FindingKind::NoIndicator,
            "no-indicator",
            format!("目标“{}”（{}）没有指定衡量指标", plan.subject_in_words(target), target.demand_in_words()),
            "请指定指标、口径和数据提供单位",
        )
    })
}

fn corrections(plan: &Plan) -> impl Iterator<Item = Finding> + '_ {
    plan.corrections.iter().enumerate().map(|(index, correction)| {
        let inside = plan.tasks.iter().find(|task| task.span.contains(&correction.span));
        Finding {
            id: format!("text-{}", index + 1),
            kind: FindingKind::Text,
            weight: Weight::Info,
            message: format!("原文“{}”疑为“{}”：{}", correction.text, correction.suggestion, correction.reason),
            advice: Some("原文保持不变；如需更正，由发文机关处理".to_string()),
            tasks: inside.map(|task| task.id.clone()).into_iter().collect(),
            clauses: Vec::new(),
            targets: Vec::new(),
            derivation: None,
        }
    })
}

fn about_task(
    task: &Task,
    kind: FindingKind,
    weight: Weight,
    prefix: &str,
    message: String,
    advice: Option<String>,
) -> Finding {
    Finding {
        id: format!("{prefix}-{}", task.id),
        kind,
        weight,
        message,
        advice,
        tasks: vec![task.id.clone()],
        clauses: Vec::new(),
        targets: Vec::new(),
        derivation: None,
    }
}

fn about_target(target: &Target, kind: FindingKind, prefix: &str, message: String, advice: &str) -> Finding {
    Finding {
        id: format!("{prefix}-{}", target.id),
        kind,
        weight: Weight::Open,
        message,
        advice: Some(advice.to_string()),
        tasks: vec![target.task.clone()],
        clauses: Vec::new(),
        targets: vec![target.id.clone()],
        derivation: None,
    }
}

/// Ids of the tasks, each once, in the order given.
fn tasks_of<'plan>(targets: impl Iterator<Item = &'plan Target>) -> Vec<String> {
    let mut tasks: Vec<String> = Vec::new();
    for target in targets {
        if !tasks.contains(&target.task) {
            tasks.push(target.task.clone());
        }
    }
    tasks
}

fn clause(plan: &Plan, target: &Target) -> SourceRef {
    SourceRef::Clause {
        task: target.task.clone(),
        label: plan.clause_label(&target.task),
        span: target.span,
        text: target.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn subjects_are_compared_without_brackets_and_area_words() {
        assert_eq!(normalised("gdp（地区生产总值）"), "地区生产总值");
        assert_eq!(normalised("县域地区生产总值"), "地区生产总值");
        assert_eq!(normalised("（省级）“雁阵形”产业集群"), "雁阵形产业集群");
    }
}
