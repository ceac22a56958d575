//! 会签 in the 演示 data set: three joint reports about tasks of the made-up plan, of which one is signed, one waits for a
//! signature, and one was objected to. Which of two leads is the main one is a decision about that plan, marked 演示.

use jiff::civil::time;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::collection::{Field, FieldKind};
use model::people::Role;
use model::{Dataset, DecisionAction, IndicatorNature, Item, Period, Task};

use super::demo::somebody;
use crate::demo::SAMPLE_CODE;
use crate::view::{CellDraft, DecisionRequest, FilingCommand, RequestCommand, RequestDraft};
use crate::{Actor, App, AppError, Result, day_in_china};

const DUE_IN: i64 = 6;
const FIELD: &str = "done";

struct Report {
    /// Title of the task in the made-up plan.
    task: &'static str,
    /// Names and codes of the main lead and of the other one.
    main: (&'static str, &'static str),
    joint: (&'static str, &'static str),
    reviewer: &'static str,
    title: &'static str,
    /// Name, unit, how it is counted, why it is no number that is known, and what was filled in.
    field: (&'static str, &'static str, &'static str, &'static str),
    value: &'static str,
    answer: Option<FilingCommand>,
}

fn reports() -> [Report; 3] {
    [
        Report {
            task: "推进技术改造",
            main: ("市工信局", "gongxin"),
            joint: ("市科技局", "keji"),
            reviewer: "fagai",
            title: "重点技改项目月调度表",
            field: ("已实施重点技改项目", "个", "本年 1 月起累计（演示）", "只计市级清单内的项目，不是全部技改项目"),
            value: "63",
            answer: None,
        },
        Report {
            task: "拓展消费市场",
            main: ("市商务局", "shangwu"),
            joint: ("市文化和旅游局", "wenlv"),
            reviewer: "fagai",
            title: "促消费活动月调度表",
            field: ("已举办促消费活动", "场", "本年 1 月起累计（演示）", "只计市级部门主办的活动，不含企业自办"),
            value: "18",
            answer: Some(FilingCommand::Sign),
        },
        Report {
            task: "完善基础设施",
            main: ("市住建局", "zhujian"),
            joint: ("市交通局", "jiaotong"),
            reviewer: "fagai",
            title: "县城基础设施月调度表",
            field: ("已开工管网改造项目", "个", "本年 1 月起累计（演示）", "只计县城建成区内的项目，不含乡镇"),
            value: "27",
            answer: Some(FilingCommand::Object {
                reason: "道路同步改造的 3 个项目重复计入，请核减（演示）".to_string(),
            }),
        },
    ]
}

impl App {
    pub(crate) async fn load_demo_countersign(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        for report in reports() {
            let task = self.demo_main_lead(planner, &report, now).await?;
            self.demo_report(planner, &report, task, now).await?;
        }
        Ok(())
    }

    /// Decides which lead of a task of the made-up plan is the main one. Returns the id of the task.
    async fn demo_main_lead(&self, planner: &Actor, report: &Report, now: Timestamp) -> Result<String> {
        let plan = self.reviewed_plan(SAMPLE_CODE).await?;
        let found = plan.tasks.into_iter().find(|task| task.title.contains(report.task));
        let mut task: Task = found.ok_or_else(|| AppError::not_found(format!("任务“{}”", report.task)))?;
        let id = task.id.clone();
        task.duties.main_lead = Some(report.main.0.to_string());
        let request = DecisionRequest {
            action: DecisionAction::Correct { item: Item::Task(task) },
            note: Some("演示：明确主牵头单位".to_string()),
            seen: self.review(SAMPLE_CODE).await?.state.revision,
            accept_unknown: true,
        };
        self.decide(planner, SAMPLE_CODE, request, now).await?;
        Ok(id)
    }

    async fn demo_report(&self, planner: &Actor, report: &Report, task: String, now: Timestamp) -> Result<()> {
        let today = day_in_china(now);
        let range = |error: jiff::Error| AppError::bad_input(error.to_string());
        let due = self.working_days().shifted(today, DUE_IN).map_err(|error| AppError::bad_input(error.to_string()))?;
        let this = Period::Month(today.year(), today.month());
        let (name, unit, definition, distinct) = report.field;
        let draft = RequestDraft {
            dataset: Some(Dataset::Demo),
            title: report.title.to_string(),
            basis: "示政字〔2026〕1号（虚构）".to_string(),
            purpose: "月度调度（演示）".to_string(),
            requester: None,
            reviewer: report.reviewer.to_string(),
            task: Some(task),
            period: this.previous().unwrap_or(this).to_string(),
            respondents: vec![report.main.1.to_string()],
            fields: vec![Field {
                code: FIELD.to_string(),
                name: name.to_string(),
                unit: unit.to_string(),
                definition: definition.to_string(),
                kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 0, nature: IndicatorNature::Flow },
                is_required: true,
                indicator: None,
                distinct: Some(distinct.to_string()),
            }],
            due: Offset::constant(8).to_timestamp(due.to_datetime(time(17, 30, 0, 0))).map_err(range)?,
            expires: today.checked_add(60.days()).map_err(range)?,
            countersign: Some(true),
        };
        let found = self.propose_request(planner, &draft, false, now).await?;
        let Some(code) = found.code else { return Err(AppError::bad_input(found.faults.join("；"))) };
        self.decide_request(planner, &code, &RequestCommand::Approve, now).await?;
        let main = report.main.1;
        let of = |(name, agency): (&str, &str)| {
            somebody(&format!("演示{name}经办"), Role::Liaison, (Some(agency), None), now)
        };
        let cell = CellDraft {
            field: FIELD.to_string(),
            value: report.value.to_string(),
            note: Some("演示".to_string()),
            base: 0,
            is_pasted: false,
        };
        for command in [FilingCommand::Save { cells: vec![cell] }, FilingCommand::Submit] {
            self.act_on_answer(&of(report.main), &code, main, &command, now).await?;
        }
        if let Some(answer) = &report.answer {
            self.act_on_answer(&of(report.joint), &code, main, answer, now).await?;
        }
        Ok(())
    }
}
