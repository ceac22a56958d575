//! Counted lists (件数): a number that says how many there are, with the things that were counted. The list that
//! gives the number on a screen is the list under its derivation, so the two cannot differ.

use model::{
    Derivation, Finding, FindingKind, ItemKind, Plan, ReviewedItem, ReviewedPlan, SourceRef, Status, Target, Task,
    TaskType, Weight,
};

use super::tally::{status_code, status_of_code};
use crate::day_in_china;
use crate::explain::kind_of_code;
use crate::frame::Frame;
use crate::view::Figure;

/// What was counted, one leaf each.
pub(crate) struct Counted<'of> {
    pub title: String,
    pub unit: &'static str,
    /// What is counted and what is not.
    pub rule: String,
    pub items: Vec<Leaf<'of>>,
}

/// Made only when somebody asks for the list: a page has many numbers.
pub(crate) type Leaf<'of> = Box<dyn Fn() -> Derivation + 'of>;

fn lazy<'of>(leaf: impl Fn() -> Derivation + 'of) -> Leaf<'of> {
    Box::new(leaf)
}

impl Counted<'_> {
    pub fn text(&self) -> String {
        self.items.len().to_string()
    }

    pub fn derivation(self) -> Derivation {
        Derivation {
            unit: Some(self.unit.to_string()),
            formula: Some(self.rule.clone()),
            inputs: self.items.iter().map(|leaf| leaf()).collect(),
            ..Derivation::leaf(self.title.clone(), self.text())
        }
    }
}

/// The number of a list of the frame.
pub(crate) fn figure(frame: &Frame, path: &str) -> Figure {
    let counted = of_frame(frame, path);
    let unit = counted.as_ref().map(|counted| counted.unit);
    frame.figure(path, counted.as_ref().map(Counted::text), unit, || "没有可以计数的内容".to_string())
}

/// The list behind a path, of the plan alone or of the plan with its data.
pub(crate) fn of_frame<'of>(frame: &'of Frame, path: &str) -> Option<Counted<'of>> {
    let (kind, which) = path.split_once('/').unwrap_or((path, ""));
    let rows = |title: String, rule: &str, of: &dyn Fn(&str, &Target, Status) -> bool| Counted {
        title,
        unit: "项",
        rule: rule.to_string(),
        items: frame
            .outcomes
            .iter()
            .filter(|outcome| {
                let target = frame.target(&outcome.row.target);
                target.is_some_and(|target| of(&outcome.row.place, target, outcome.status))
            })
            .map(|outcome| lazy(move || row_leaf(frame, outcome)))
            .collect(),
    };
    let findings = |title: &str, rule: &str, of: &dyn Fn(&Finding) -> bool| Counted {
        title: title.to_string(),
        unit: "项",
        rule: rule.to_string(),
        items: frame
            .findings
            .iter()
            .filter(|finding| of(finding))
            .map(|finding| lazy(move || finding_leaf(finding)))
            .collect(),
    };
    let waits = |finding: &Finding| finding.weight != Weight::Info;
    match (kind, which) {
        ("total", "") => Some(rows("目标总数".to_string(), "方案的目标按地区分列后的行数", &|_, _, _| true)),
        ("count", code) => {
            let status = status_of_code(code)?;
            let label = frame.label(status).0;
            let rule = format!("状态为“{label}”的目标行数");
            Some(rows(format!("{label}的目标"), &rule, &|_, _, held| held == status))
        }
        ("task_rows", task) => {
            let found = frame.task(task)?;
            let title = format!("{}“{}”的目标", frame.clause(task), found.title);
            Some(rows(title, "写在该任务中的目标按地区分列后的行数", &|_, target, _| {
                target.task == task
            }))
        }
        ("county_rows", code) => {
            let place = frame.place(code)?.name.clone();
            Some(rows(
                format!("{place}的目标"),
                "方案单独给该县市区下达的目标行数",
                &|at, target, _| target.places.contains(&place) && at.split('、').any(|named| named == place),
            ))
        }
        ("county_tasks", code) => {
            let place = frame.place(code)?;
            let named = frame.named.get(code).map_or(&[][..], Vec::as_slice);
            Some(Counted {
                title: format!("涉及{}的任务", place.name),
                unit: "条",
                rule: "条款正文或其目标点到该县市区名称的任务".to_string(),
                items: tasks(&frame.plan, |task| named.contains(&task.id)),
            })
        }
        ("townships", code) => Some(Counted {
            title: format!("{}的镇街", frame.place(code)?.name),
            unit: "个",
            rule: "乡级行政区划名录中属于该县市区的镇、街道".to_string(),
            items: frame
                .townships
                .get(code)?
                .iter()
                .map(|name| lazy(move || Derivation::leaf(name.as_str(), "1")))
                .collect(),
        }),
        ("open_points", "") => Some(findings("待明确事项", "方案中尚待明确的事项数", &waits)),
        ("open_points", code) => {
            let wanted = kind_of_code(code)?;
            let of = |finding: &Finding| waits(finding) && finding.kind == wanted;
            Some(findings("待明确事项", "方案中尚待明确的事项数", &of))
        }
        ("task_open", task) => {
            frame.task(task)?;
            let of = |finding: &Finding| waits(finding) && concerns(frame, finding, task);
            Some(findings("任务的待明确事项", "涉及该任务、尚待明确的事项数", &of))
        }
        ("notices", "") => {
            Some(findings("一致性说明", "供阅知、无需决定的说明条数", &|held| !waits(held)))
        }
        _ => of_plan(&frame.plan, &frame.review, path),
    }
}

/// Lists that need nothing but the plan and what was decided about its draft.
pub(crate) fn of_plan<'of>(plan: &'of Plan, review: &'of [ReviewLine], path: &str) -> Option<Counted<'of>> {
    let (kind, which) = path.split_once('/').unwrap_or((path, ""));
    let counted = |title: &str, unit, rule: &str, items| Counted {
        title: title.to_string(),
        unit,
        rule: rule.to_string(),
        items,
    };
    let known = || plan.tasks.iter().any(|task| task.duties.all().any(|agency| agency.name == which));
    let named = |agencies: &[model::AgencyRef]| agencies.iter().any(|agency| agency.name == which);
    match (kind, which) {
        ("clauses", "") => {
            Some(counted("任务条款", "条", "方案中分列的任务条款，含没有写明责任单位的", tasks(plan, |_| true)))
        }
        ("works", "") => Some(counted(
            "任务",
            "条",
            "重点任务、举措和保障措施；总体要求等总则条款不计",
            tasks(plan, |task| match task.task_type {
                TaskType::Task | TaskType::Guarantee => true,
                TaskType::Goal | TaskType::Principle | TaskType::Definition | TaskType::Supplementary => false,
            }),
        )),
        ("tasks", "") => Some(counted(
            "有责任单位的任务",
            "条",
            "写明了牵头、配合或责任单位的任务条款",
            tasks(plan, |task| !task.duties.is_empty()),
        )),
        ("targets", "") => Some(counted(
            "量化目标",
            "个",
            "方案中的量化目标，一处数值计一个",
            plan.targets
                .iter()
                .map(|target| lazy(move || target_leaf(plan, target, &target.places.join("、"))))
                .collect(),
        )),
        ("rows", "") => {
            let rows = plan
                .targets
                .iter()
                .flat_map(|target| target.rows().into_iter().map(move |row| (target, row)))
                .map(|(target, row)| lazy(move || target_leaf(plan, target, &row.place)));
            Some(counted("目标行", "行", "量化目标按地区分列后的行数", rows.collect()))
        }
        ("items", "") => Some(counted(
            "校对条目",
            "条",
            "读取结果中的方案信息、任务、目标和定性目标",
            review.iter().map(|line| lazy(move || line.leaf.clone())).collect(),
        )),
        ("checked", "") => Some(counted(
            "已校对条目",
            "条",
            "已确认、更正、拆分或删除的条目",
            review.iter().filter(|line| line.is_checked).map(|line| lazy(move || line.leaf.clone())).collect(),
        )),
        ("lead", _) if known() => Some(counted(
            &format!("{which}牵头的任务"),
            "条",
            "该单位列为牵头单位的任务条款",
            tasks(plan, |task| named(&task.duties.lead)),
        )),
        ("cooperate", _) if known() => Some(counted(
            &format!("{which}配合的任务"),
            "条",
            "该单位列为配合单位的任务条款",
            tasks(plan, |task| named(&task.duties.cooperate)),
        )),
        ("responsible", _) if known() => Some(counted(
            &format!("{which}负责的任务"),
            "条",
            "该单位列为责任单位、未分主次的任务条款",
            tasks(plan, |task| named(&task.duties.undifferentiated)),
        )),
        _ => None,
    }
}

fn tasks<'of>(plan: &'of Plan, holds: impl Fn(&Task) -> bool) -> Vec<Leaf<'of>> {
    let leaf = move |task: &Task| {
        let label = plan.clause_label(&task.id);
        let mut leaf = Derivation::leaf(format!("{label} {}", task.title), "1");
        leaf.source =
            Some(SourceRef::Clause { task: task.id.clone(), label, span: task.span, text: task.title.clone() });
        leaf
    };
    plan.tasks.iter().filter(|task| holds(task)).map(|task| lazy(move || leaf(task))).collect()
}

fn target_leaf(plan: &Plan, target: &Target, place: &str) -> Derivation {
    target_leaf_at(plan, target, place, plan.clause_label(&target.task))
}

fn target_leaf_at(plan: &Plan, target: &Target, place: &str, label: String) -> Derivation {
    let mut leaf = Derivation::leaf(format!("{place}{}", plan.subject_in_words(target)), target.demand_in_words());
    leaf.source =
        Some(SourceRef::Clause { task: target.task.clone(), label, span: target.span, text: target.text.clone() });
    leaf
}

pub(crate) fn row_leaf(frame: &Frame, outcome: &model::TargetOutcome) -> Derivation {
    let label = frame.label(outcome.status).0;
    let Some(target) = frame.target(&outcome.row.target) else { return Derivation::leaf(&outcome.row.id, label) };
    let mut leaf = target_leaf_at(&frame.plan, target, &outcome.row.place, frame.clause(&target.task));
    leaf.value = label;
    leaf.notes.push(outcome.reason.clone());
    leaf
}

fn finding_leaf(finding: &Finding) -> Derivation {
    let value = if finding.weight == Weight::Info { "说明" } else { "待明确" };
    let mut leaf = Derivation::leaf(finding.message.clone(), value);
    leaf.notes.extend(finding.advice.clone());
    leaf
}

pub(crate) fn concerns(frame: &Frame, finding: &Finding, task: &str) -> bool {
    let target_is_in_task = |id: &String| frame.target(id).is_some_and(|target| target.task == task);
    finding.tasks.iter().any(|held| held == task) || finding.targets.iter().any(target_is_in_task)
}

/// One item of the draft with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReviewLine {
    pub leaf: Derivation,
    pub is_checked: bool,
}

/// All items that the reader found, with who decided on them, when and why.
pub(crate) fn review_lines(reviewed: &ReviewedPlan, decisions: &[model::Decision]) -> Vec<ReviewLine> {
    let line = |item: &ReviewedItem| {
        let mut leaf = Derivation::leaf(item_in_words(&reviewed.plan, item), item.state.in_words());
        for decision in decisions.iter().filter(|decision| item.decisions.contains(&decision.seq)) {
            let note = decision.note.as_ref().map(|note| format!("：{note}")).unwrap_or_default();
            leaf.notes.push(format!("{} {}{note}", day_in_china(decision.at), decision.actor));
        }
        ReviewLine { leaf, is_checked: item.state.is_checked() }
    };
    reviewed.items.iter().filter(|item| item.draft.is_some()).map(line).collect()
}

fn item_in_words(plan: &Plan, item: &ReviewedItem) -> String {
    let words = item.draft.as_ref().map(|held| match held {
        model::Item::Metadata(_) => String::new(),
        model::Item::Task(task) => format!(" {} {}", plan.clause_label(&task.id), task.title),
        model::Item::Target(target) => {
            format!(" {} {}{}", target.id, plan.subject_in_words(target), target.demand_in_words())
        }
        model::Item::SoftTarget(soft) => format!(" {} {}", soft.id, soft.text),
    });
    let kind = match item.kind {
        ItemKind::Metadata => "方案信息",
        ItemKind::Task => "任务",
        ItemKind::Target => "目标",
        ItemKind::SoftTarget => "定性目标",
    };
    format!("{kind}{}", words.unwrap_or_default())
}

/// Path of the rows with one status.
pub(crate) fn status_path(status: Status) -> String {
    format!("count/{}", status_code(status))
}

/// How many points of one kind wait for a decision.
pub(crate) fn open_count(frame: &Frame, kind: FindingKind) -> usize {
    of_frame(frame, &format!("open_points/{}", crate::explain::kind_code(kind))).map_or(0, |held| held.items.len())
}
