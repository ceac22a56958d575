//! A month of the cycle in the 演示 data set: one request on its way with answers in every state, and an instruction.
//! Made by the same use cases that people go through; never touches the real data set.

use jiff::civil::time;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use model::collection::{Field, FieldKind};
use model::people::{Assignment, Role};
use model::{Dataset, IndicatorNature, Period};
use store::StreamKind;

use crate::view::{CellDraft, FilingCommand, InstructionAct, InstructionDraft, RequestCommand, RequestDraft};
use crate::{Actor, App, AppError, Result, day_in_china};

const PILES: &str = "new_public_charging_pile";
const PROBLEM: &str = "problem";
/// Working days until it is due.
const DUE_IN: i64 = 8;

/// What becomes of the answer of a county.
enum End {
    Agreed(&'static str),
    Submitted(&'static str),
    Disputed(&'static str, &'static str),
    Returned(&'static str),
    Begun(&'static str),
    Empty,
}

/// Figures made up for the demo, by county.
const ANSWERS: [(&str, End); 12] = [
    ("370702", End::Agreed("86")),
    ("370703", End::Agreed("71")),
    ("370704", End::Agreed("64")),
    ("370705", End::Submitted("92")),
    ("370724", End::Submitted("58")),
    ("370725", End::Disputed("120", "97")),
    ("370781", End::Returned("75")),
    ("370782", End::Submitted("88")),
    ("370783", End::Begun("103")),
    ("370784", End::Empty),
    ("370785", End::Empty),
    ("370786", End::Begun("60")),
];

impl App {
    /// Once.
    pub async fn load_demo_month(&self, planner: &str, now: Timestamp, progress: impl Fn(&str)) -> Result<()> {
        if !self.store.streams(StreamKind::Request, Dataset::Demo, None).await?.is_empty() {
            return Ok(());
        }
        let today = day_in_china(now);
        let range = |error: jiff::Error| AppError::bad_input(error.to_string());
        let due = self.working_days().shifted(today, DUE_IN).map_err(|error| AppError::bad_input(error.to_string()))?;
        progress("生成演示填报和批示（虚构，标明“演示”）");
        let planner = somebody(planner, Role::Planner, (None, None), now);
        let bureau = somebody("演示发改经办", Role::Liaison, (Some("fagai"), None), now);
        let due = Offset::constant(8).to_timestamp(due.to_datetime(time(17, 30, 0, 0))).map_err(range)?;
        let this = Period::Month(today.year(), today.month());
        let period = this.previous().unwrap_or(this);
        let draft = RequestDraft {
            dataset: Some(Dataset::Demo),
            title: "公共充电桩建设月调度表".to_string(),
            basis: "潍政字〔2024〕12号".to_string(),
            purpose: "月度调度（演示）".to_string(),
            requester: None,
            reviewer: "fagai".to_string(),
            task: self.task_about("公共充电桩", now).await?,
            period: period.to_string(),
            respondents: ANSWERS.iter().map(|(county, _)| (*county).to_string()).collect(),
            fields: fields(),
            due,
            expires: today.checked_add(60.days()).map_err(range)?,
            countersign: None,
        };
        let found = self.propose_request(&planner, &draft, false, now).await?;
        let Some(code) = found.code else { return Err(AppError::bad_input(found.faults.join("；"))) };
        self.decide_request(&planner, &code, &RequestCommand::Approve, now).await?;
        for (county, end) in &ANSWERS {
            let liaison = somebody(&format!("演示经办{county}"), Role::CountyLiaison, (None, Some(county)), now);
            for (is_bureau, command) in steps(end) {
                let actor = if is_bureau { &bureau } else { &liaison };
                self.act_on_answer(actor, &code, county, &command, now).await?;
            }
        }
        let instruction = InstructionDraft {
            dataset: Some(Dataset::Demo),
            leader: "分管副市长".to_string(),
            text: "请梳理创新平台建设进度，提出补齐措施（演示）".to_string(),
            agency: "keji".to_string(),
            task: self.task_about("科技创新平台", now).await?,
            is_major: false,
        };
        let instruction = self.add_instruction(&planner, &instruction, now).await?;
        let keji = somebody("演示科技经办", Role::Liaison, (Some("keji"), None), now);
        self.act_on_instruction(&keji, &instruction.code, &InstructionAct::TakeOn, now).await?;
        let answer =
            InstructionAct::Answer { text: "已逐项梳理，三家平台正在验收（演示）".to_string() };
        self.act_on_instruction(&keji, &instruction.code, &answer, now).await?;
        Ok(())
    }
}

impl App {
    /// The task whose target is about something, if a plan has one.
    pub(super) async fn task_about(&self, words: &str, now: Timestamp) -> Result<Option<String>> {
        for stored in self.store.plans(now).await? {
            let plan = self.reviewed_plan(&stored.code).await?;
            if let Some(target) = plan.targets.iter().find(|target| target.subject.contains(words)) {
                return Ok(Some(target.task.clone()));
            }
        }
        Ok(None)
    }
}

/// Who acts in the demo, on the day of its making.
pub(crate) fn somebody(user: &str, role: Role, (agency, place): (Option<&str>, Option<&str>), now: Timestamp) -> Actor {
    let day = day_in_china(now);
    let assignment = Assignment {
        user: user.to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: day,
        valid_to: Some(day),
        deputy_of: None,
    };
    Actor::entered(user, vec![assignment], day)
}

fn fields() -> Vec<Field> {
    let piles = Field {
        code: PILES.to_string(),
        name: "新建公共充电桩".to_string(),
        unit: "个".to_string(),
        definition: "本年 1 月起累计建成".to_string(),
        kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 0, nature: IndicatorNature::Flow },
        is_required: true,
        indicator: Some(PILES.to_string()),
        distinct: None,
    };
    let problem = Field {
        code: PROBLEM.to_string(),
        name: "存在问题和下步措施".to_string(),
        unit: String::new(),
        definition: String::new(),
        kind: FieldKind::Text { chars_max: 300 },
        is_required: false,
        indicator: None,
        distinct: None,
    };
    vec![piles, problem]
}

/// Who does what, the bureau or the county.
fn steps(end: &End) -> Vec<(bool, FilingCommand)> {
    let save = |value: &str| {
        let cell = CellDraft {
            field: PILES.to_string(),
            value: value.to_string(),
            note: Some("演示".to_string()),
            base: 0,
            is_pasted: false,
        };
        (false, FilingCommand::Save { cells: vec![cell] })
    };
    let submit = || (false, FilingCommand::Submit);
    match end {
        End::Empty => Vec::new(),
        End::Begun(value) => vec![save(value)],
        End::Submitted(value) => vec![save(value), submit()],
        End::Agreed(value) => vec![save(value), submit(), (true, FilingCommand::Accept { fields: Vec::new() })],
        End::Returned(value) => {
            let reason = "请附建成清单（演示）".to_string();
            vec![save(value), submit(), (true, FilingCommand::Return { reason })]
        }
        End::Disputed(value, other) => {
            let (field, value_there) = (PILES.to_string(), (*other).to_string());
            let reason = "含在建未完工的（演示）".to_string();
            vec![save(value), submit(), (true, FilingCommand::Dispute { field, value: value_there, reason })]
        }
    }
}
