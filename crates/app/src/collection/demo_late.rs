//! The 演示 month that did not go smoothly: a table past its due day, an extension granted and one asked for, reminders
//! that went out, instructions that are late and cleared. Never touches the real data set.

use jiff::civil::{Date, time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::collection::{Field, FieldKind};
use model::people::Role;
use model::{Dataset, IndicatorNature, Period};

use super::demo::somebody;
use crate::view::{CellDraft, FilingCommand, InstructionAct, InstructionDraft, RequestDraft};
use crate::{Actor, App, AppError, Result, day_in_china};

const ENTERPRISES: &str = "technology_sme_added";
/// Working days ago on which the table went out and on which it was due: far enough for the last step of the ladder.
const ISSUED_AGO: i64 = 20;
const DUE_AGO: i64 = 8;
/// Until when the extension ran that was granted, working days ago.
const EXTENDED_AGO: i64 = 2;
/// Hours that are looked back for an open one: longer than any holiday.
const HOURS_BACK: i64 = 24 * 14;

impl App {
    pub(crate) async fn load_demo_late(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        let code = self.late_request(planner, now).await?;
        let bureau = somebody("演示科技审核", Role::Liaison, (Some("keji"), None), now);
        let asked = [("370785", EXTENDED_AGO, true), ("370784", -5, false)];
        for (county, days_ago, is_granted) in asked {
            let liaison = county_liaison(county, now);
            let until = self.due_at(day_in_china(now), -days_ago)?;
            let reason = "新入库企业名单正在核对（演示）".to_string();
            self.act_on_answer(&liaison, &code, county, &FilingCommand::AskExtension { until, reason }, now).await?;
            if is_granted {
                let grant =
                    FilingCommand::AnswerExtension { is_granted, reason: "同意延期（演示）".to_string() };
                self.act_on_answer(&bureau, &code, county, &grant, now).await?;
            }
        }
        for (county, value) in [("370782", "41"), ("370724", "17")] {
            let liaison = county_liaison(county, now);
            let cell = CellDraft {
                field: ENTERPRISES.to_string(),
                value: value.to_string(),
                note: Some("演示".to_string()),
                base: 0,
                is_pasted: false,
            };
            for command in [FilingCommand::Save { cells: vec![cell.clone()] }, FilingCommand::Submit] {
                self.act_on_answer(&liaison, &code, county, &command, now).await?;
            }
        }
        self.send_notices_due(self.last_open(now)?, now).await?;
        self.late_instructions(planner, now).await
    }

    async fn late_request(&self, planner: &Actor, now: Timestamp) -> Result<String> {
        let today = day_in_china(now);
        let range = |error: jiff::Error| AppError::bad_input(error.to_string());
        let issued = self.working_day(today, -ISSUED_AGO)?;
        let this = Period::Month(today.year(), today.month());
        let period = this.previous().and_then(|last| last.previous()).unwrap_or(this);
        let draft = RequestDraft {
            dataset: Some(Dataset::Demo),
            title: "科技型中小企业培育月调度表".to_string(),
            basis: "潍政字〔2024〕12号".to_string(),
            purpose: "月度调度（演示）".to_string(),
            requester: None,
            reviewer: "keji".to_string(),
            task: self.task_about("科技型中小企业", now).await?,
            period: period.to_string(),
            respondents: ["370782", "370783", "370724", "370784", "370785"].map(str::to_string).to_vec(),
            fields: vec![Field {
                code: ENTERPRISES.to_string(),
                name: "本年新培育科技型中小企业".to_string(),
                unit: "家".to_string(),
                definition: "本年 1 月起累计（演示）".to_string(),
                kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 0, nature: IndicatorNature::Flow },
                is_required: true,
                indicator: None,
                distinct: Some("累计新增数，不是期末在库数".to_string()),
            }],
            due: self.due_at(today, -DUE_AGO)?,
            expires: today.checked_add(60.days()).map_err(range)?,
            countersign: None,
        };
        self.send_demo_request(planner, &draft, issued, now).await
    }

    async fn late_instructions(&self, planner: &Actor, now: Timestamp) -> Result<()> {
        let keji = somebody("演示科技经办", Role::Liaison, (Some("keji"), None), now);
        let supervisor = somebody("演示督查经办", Role::Supervisor, (None, None), now);
        let draft = |agency: &str, text: &str, task, is_major| InstructionDraft {
            dataset: Some(Dataset::Demo),
            leader: "市长".to_string(),
            text: text.to_string(),
            agency: agency.to_string(),
            task,
            is_major,
        };
        let days_ago =
            |days: i64| now.checked_sub((days * 24).hours()).map_err(|error| AppError::bad_input(error.to_string()));
        let late = draft(
            "fagai",
            "充电桩建设进度偏慢，请逐县分析原因并报告（演示）",
            self.task_about("公共充电桩", now).await?,
            true,
        );
        let late = self.enter_instruction(planner, &late, days_ago(6)?, now).await?;
        let fagai = somebody("演示发改经办", Role::Liaison, (Some("fagai"), None), now);
        self.act_on_instruction(&fagai, &late.code, &InstructionAct::TakeOn, now).await?;
        let cleared =
            draft("keji", "科技特派员下乡要有记录、有成效（演示）", self.task_about("科技特派员", now).await?, false);
        let cleared = self.enter_instruction(planner, &cleared, days_ago(1)?, now).await?;
        let done = InstructionAct::ProposeDone { text: "场次和成效已逐县登记（演示）".to_string() };
        for act in [InstructionAct::TakeOn, done] {
            self.act_on_instruction(&keji, &cleared.code, &act, now).await?;
        }
        let check = InstructionAct::Check { is_done: true, reason: "抽查属实（演示）".to_string() };
        self.act_on_instruction(&supervisor, &cleared.code, &check, now).await?;
        Ok(())
    }

    /// So many working days from a day, at the end of office hours.
    fn due_at(&self, from: Date, days: i64) -> Result<Timestamp> {
        let day = self.working_day(from, days)?;
        let range = |error: jiff::Error| AppError::bad_input(error.to_string());
        Offset::constant(8).to_timestamp(day.to_datetime(time(17, 30, 0, 0))).map_err(range)
    }

    fn working_day(&self, from: Date, days: i64) -> Result<Date> {
        self.working_days().shifted(from, days).map_err(|error| AppError::bad_input(error.to_string()))
    }

    /// The last hour at which reminders could go out.
    fn last_open(&self, now: Timestamp) -> Result<Timestamp> {
        let (rules, calendar) = (&self.collection.remind, self.working_days());
        for hours in 0..HOURS_BACK {
            let Ok(at) = now.checked_sub(hours.hours()) else { break };
            if rules.is_open(at, &calendar).map_err(|error| AppError::bad_input(error.to_string()))? {
                return Ok(at);
            }
        }
        Ok(now)
    }
}

fn county_liaison(county: &str, now: Timestamp) -> Actor {
    somebody(&format!("演示经办{county}"), Role::CountyLiaison, (None, Some(county)), now)
}
