//! Requests, answers, reminders and clocks as the users meet them. Scenario numbers as in the acceptance list (A3, A5).

use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::collection::{Answer, Field, FieldKind, Party, Request, Respondent};
use model::{HolidayYear, Indicator, IndicatorNature, Period, WorkingCalendar};
use rust_decimal::Decimal;

use super::*;

mod contest;
mod countersign;
mod filling;
mod instructions;
mod reminders;
mod requests;

/// The rules as they are shipped.
fn rules() -> CollectionRules {
    toml::from_str(include_str!("../../../../presets/collection.toml")).unwrap()
}

fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap()
}

/// 2025 with the days off of early October and one Sunday worked.
fn calendar() -> WorkingCalendar {
    let days: Vec<Date> = date(2025, 10, 1).series(jiff::ToSpan::day(1)).take(8).collect();
    WorkingCalendar::new(vec![HolidayYear {
        year: 2025,
        basis: "示例".to_string(),
        holidays: days,
        workdays: vec![date(2025, 9, 28)],
    }])
    .unwrap()
}

fn party(name: &str) -> Party {
    Party { code: name.to_string(), name: name.to_string() }
}

fn number(code: &str, name: &str, unit: &str) -> Field {
    Field {
        code: code.to_string(),
        name: name.to_string(),
        unit: unit.to_string(),
        definition: "示例".to_string(),
        kind: FieldKind::Number { min: Some(Decimal::ZERO), max: None, decimals: 2, nature: IndicatorNature::Flow },
        is_required: true,
        indicator: None,
        distinct: None,
    }
}

fn words(code: &str, name: &str) -> Field {
    Field {
        kind: FieldKind::Text { chars_max: 300 },
        unit: String::new(),
        is_required: false,
        ..number(code, name, "")
    }
}

/// A monthly table that two counties answer and the bureau of industry reviews.
fn request() -> Request {
    Request {
        code: "tech_upgrade_2025_06".to_string(),
        title: "技改投资月调度表".to_string(),
        basis: "潍政字〔2024〕12号 三(一)2".to_string(),
        purpose: "月度调度".to_string(),
        requester: party("市发改委"),
        reviewer: party("市工信局"),
        task: None,
        period: Period::Month(2025, 6),
        respondents: ["高密市", "寿光市"]
            .map(|name| Respondent { party: party(name), place: Some(name.to_string()) })
            .to_vec(),
        fields: vec![number("tech_upgrade", "技改投资完成额", "亿元"), words("problem", "存在问题")],
        issued: date(2025, 6, 16),
        due: at("2025-06-25T17:30:00"),
        expires: date(2025, 12, 31),
        countersign: None,
    }
}

fn indicator(code: &str, name: &str, unit: &str, is_official_statistic: bool) -> Indicator {
    Indicator {
        code: code.to_string(),
        name: name.to_string(),
        unit: unit.to_string(),
        nature: IndicatorNature::Flow,
        definition: String::new(),
        steward: None,
        is_official_statistic,
        order: 0,
        min: None,
        is_account: false,
    }
}

fn value(text: &str) -> Answer {
    Answer::Number { value: text.parse().unwrap() }
}

/// The request with the answer of its first respondent, and who acts on it.
struct Table {
    request: Request,
    origins: Vec<Origin>,
    response: Response,
    against: Comparison,
}

const COUNTY: (&str, &str) = ("高密经办", "高密市");
const BUREAU: (&str, &str) = ("工信经办", "市工信局");
const PLANNER: (&str, &str) = ("县域科", "市发改委");

impl Table {
    fn new() -> Table {
        let request = request();
        let origins = vec![Origin::New; request.fields.len()];
        let response = Response::new(request.respondents[0].clone());
        Table { request, origins, response, against: Comparison::default() }
    }

    fn run(&mut self, (by, agency): (&str, &str), time: &str, command: Command) -> Result<Vec<CellRefusal>, Refusal> {
        let asked = Asked { at: at(time), by, agency: &party(agency), is_planner: agency == PLANNER.1 };
        let against = |_: &str| self.against.clone();
        let rules = rules().doubt;
        let outcome = decide(&self.request, &self.origins, &self.response, asked, &command, &against, &rules)?;
        outcome.events.into_iter().for_each(|recorded| self.response.record(recorded));
        Ok(outcome.refused)
    }

    fn save(&mut self, time: &str, text: &str) -> Result<Vec<CellRefusal>, Refusal> {
        let base = self.response.version_of("tech_upgrade");
        self.run(COUNTY, time, Command::Save { drafts: vec![draft(text, base)] })
    }

    fn phase(&self) -> Phase {
        self.response.phase
    }

    fn cell(&self) -> &Cell {
        &self.response.cells["tech_upgrade"]
    }
}

fn draft(text: &str, base: u64) -> Draft {
    Draft { field: "tech_upgrade".to_string(), value: Some(value(text)), note: None, base, origin: CellOrigin::Typed }
}
