//! The collection cycle in a simulated site: requests, filling, review, disputes, more time, instructions.

use app::Actor;
use app::view::{
    BatchAccept, CellDraft, FilingCommand, FilingView, InstructionAct, InstructionDraft, RequestCommand, RequestDraft,
};
use jiff::SignedDuration;
use jiff::tz::offset;
use model::collection::{Field, FieldKind};
use model::{Dataset, IndicatorNature, Period};

use super::city::{BUREAUS, COUNTIES, City};

/// Names that are not alike.
const TOPICS: [&str; 12] = [
    "技改投资完成额",
    "新增规上企业户数",
    "外贸出口总值",
    "绿色工厂数",
    "电商零售额",
    "港口吞吐量",
    "专利授权件数",
    "职业培训人次",
    "数字车间数",
    "冷库库容",
    "民宿床位",
    "村级充电站",
];
const KNOWN: &str = "budget_revenue";

fn number(code: &str, name: &str, unit: &str) -> Field {
    Field {
        code: code.to_string(),
        name: name.to_string(),
        unit: unit.to_string(),
        definition: "1—本月累计".to_string(),
        kind: FieldKind::Number { min: Some(0.into()), max: None, decimals: 2, nature: IndicatorNature::Flow },
        is_required: true,
        indicator: (code == KNOWN).then(|| KNOWN.to_string()),
        distinct: None,
    }
}

impl City {
    /// A bureau asks, the planning section lets it go out or not.
    pub async fn request(&mut self) {
        let with_indicator = self.chance(50);
        let day = offset(8).to_datetime(self.clock).date();
        let back = self.between(1, 10);
        let month = (0..back).fold(Period::Month(day.year(), day.month()), |month, _| month.previous().unwrap());
        let topic = self.pick(&TOPICS).unwrap();
        let first = usize::try_from(self.between(0, 8)).unwrap();
        let due = self.clock + SignedDuration::from_hours(self.between(24 * 4, 24 * 9));
        let mut fields = vec![number(&format!("f{}", self.step), topic, "件")];
        if with_indicator {
            fields.push(number(KNOWN, "一般公共预算收入", "亿元"));
        }
        let reviewer = if with_indicator { "caizheng" } else { self.pick(&BUREAUS).unwrap() };
        let draft = RequestDraft {
            dataset: Some(Dataset::Real),
            title: format!("{topic}调度表"),
            basis: "潍政字〔2024〕12号".to_string(),
            purpose: "月度调度".to_string(),
            requester: None,
            reviewer: reviewer.to_string(),
            task: None,
            period: month.to_string(),
            respondents: COUNTIES[first..first + 4].iter().map(|code| (*code).to_string()).collect(),
            fields,
            due,
            expires: day + jiff::Span::new().days(60),
            countersign: None,
        };
        let found = self
            .act(&format!("b-{reviewer}"), "requests proposed", async |app, who, now| {
                app.propose_request(who, &draft, false, now).await
            })
            .await;
        if found.as_ref().is_some_and(|found| found.code.is_none()) {
            self.count("requests not admitted");
        }
        let Some(actor) = self.enter("planner1").await else { return };
        let desk = self.app.collection_desk(&actor, Dataset::Real, self.clock).await.unwrap();
        let Some(waiting) = self.pick(&desk.to_approve) else { return };
        let command = match self.between(0, 9) {
            0 => RequestCommand::Refuse { reason: "口径不清".to_string() },
            _ => RequestCommand::Approve,
        };
        self.act_as(&actor, "requests decided", async |app, who, now| {
            app.decide_request(who, &waiting.code, &command, now).await
        })
        .await;
    }

    fn value(&mut self) -> String {
        let (whole, part) = (self.between(1, 900), self.between(0, 99));
        format!("{whole}.{part:02}")
    }

    fn cell(&mut self, answer: &FilingView) -> Option<CellDraft> {
        let open: Vec<_> = answer.fields.iter().filter(|field| field.known_why.is_none()).cloned().collect();
        let field = self.pick(&open)?;
        let note = Some("已核对".to_string());
        Some(CellDraft { field: field.code, value: self.value(), note, base: field.version, is_pasted: false })
    }

    /// A county saves cells, hands in, asks for more time, answers the bureau.
    pub async fn fill(&mut self) {
        let county = self.pick(&COUNTIES).unwrap();
        let who = format!("c-{county}");
        let Some(actor) = self.enter(&who).await else { return };
        let desk = self.app.collection_desk(&actor, Dataset::Real, self.clock).await.unwrap();
        let Some(summary) = self.pick(&desk.to_fill) else { return };
        let (code, seen) = (summary.request, self.clock);
        let answer = self.app.filing_view(&actor, &code, county, seen).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}: {desk:?} of {actor:?}", self.at()));
        let missing: Vec<_> =
            answer.fields.iter().filter(|field| field.known_why.is_none() && field.value.is_none()).collect();
        let command = match self.between(0, 9) {
            0 => FilingCommand::AskExtension {
                until: summary.due + SignedDuration::from_hours(24 * 5),
                reason: "清单未齐".to_string(),
            },
            1 if answer.may.iter().any(|may| may == "answer_dispute") => {
                let Some(field) = answer.fields.iter().find(|field| field.other_value.is_some()) else { return };
                FilingCommand::AnswerDispute {
                    field: field.code.clone(),
                    is_accepted: self.chance(50),
                    reason: "以台账为准".to_string(),
                }
            }
            2..=5 if missing.is_empty() => FilingCommand::Submit,
            _ => {
                let Some(cell) = self.cell(&answer) else { return };
                if self.chance(15) {
                    return self.two_on_one_cell(&actor, (&code, county), cell).await;
                }
                let rest = missing.iter().filter(|field| field.code != cell.field);
                let rest: Vec<_> = rest.map(|field| (field.code.clone(), field.version)).collect();
                let mut cells = vec![cell];
                for (field, base) in rest {
                    cells.push(CellDraft {
                        field,
                        value: self.value(),
                        note: Some("已核对".into()),
                        base,
                        is_pasted: true,
                    });
                }
                FilingCommand::Save { cells }
            }
        };
        let what = match &command {
            FilingCommand::Save { .. } => "cells saved",
            FilingCommand::Submit => "answers submitted",
            _ => "asked or answered by a county",
        };
        let reply = self
            .act_as(&actor, what, async |app, who, now| app.act_on_answer(who, &code, county, &command, now).await)
            .await;
        if let (Some(reply), FilingCommand::Save { cells }) = (reply, &command) {
            for cell in cells {
                let is_refused = reply.refused.iter().any(|fault| fault.column.as_deref() == Some(&cell.field));
                if !is_refused && reply.refused.is_empty() {
                    self.promises.saved((&code, county, &cell.field), &cell.value);
                }
            }
        }
    }

    /// Two people save the same cell, having seen the same: one does, the other is told.
    async fn two_on_one_cell(&mut self, actor: &Actor, (code, county): (&str, &str), cell: CellDraft) {
        let other = CellDraft { value: self.value(), ..cell.clone() };
        let (app, now) = (self.app.clone(), self.clock);
        let (first, second) =
            (FilingCommand::Save { cells: vec![cell.clone()] }, FilingCommand::Save { cells: vec![other.clone()] });
        let (one, two) = tokio::join!(
            app.act_on_answer(actor, code, county, &first, now),
            app.act_on_answer(actor, code, county, &second, now),
        );
        let saved: Vec<String> = [(&one, &cell), (&two, &other)]
            .into_iter()
            .filter(|(reply, _)| reply.as_ref().is_ok_and(|reply| reply.refused.is_empty()))
            .map(|(_, cell)| cell.value.clone())
            .collect();
        // A clock that was set back refuses both.
        if one.is_err() && two.is_err() {
            return self.count("refused");
        }
        if cell.value != other.value {
            assert_eq!(saved.len(), 1, "{}: {one:?} {two:?}", self.at());
        }
        self.promises.saved((code, county, &cell.field), &saved[0]);
        self.count("two on one cell");
    }

    /// A sheet goes out and comes back as it was.
    pub async fn sheet(&mut self) {
        let county = self.pick(&COUNTIES).unwrap();
        let Some(actor) = self.enter(&format!("c-{county}")).await else { return };
        let desk = self.app.collection_desk(&actor, Dataset::Real, self.clock).await.unwrap();
        let Some(code) = self.pick(&desk.to_fill).map(|summary| summary.request) else { return };
        let before = self.app.filing_view(&actor, &code, county, self.clock).await.unwrap();
        let out = self.app.answer_sheet(&actor, &code, county, self.clock).await.unwrap();
        let reply = self.app.import_answer(&actor, &code, county, (out.bytes, "填报.xlsx"), self.clock).await;
        let after = match reply {
            Ok(reply) => reply.answer,
            Err(_) => return self.count("sheets refused"),
        };
        let values = |view: &FilingView| view.fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&after), values(&before), "{}: a sheet of {code}/{county}", self.at());
        self.count("sheets");
    }

    /// A bureau accepts, returns, disputes, grants more time; the planning section decides.
    pub async fn review(&mut self) {
        let bureau = self.pick(&BUREAUS).unwrap();
        let who = if self.chance(20) { "planner2".to_string() } else { format!("b-{bureau}") };
        let Some(actor) = self.enter(&who).await else { return };
        let desk = self.app.collection_desk(&actor, Dataset::Real, self.clock).await.unwrap();
        if who == "planner2" {
            let Some(summary) = self.pick(&desk.to_decide) else { return };
            let party = summary.respondent.code.clone();
            let answer = self.app.filing_view(&actor, &summary.request, &party, self.clock).await.unwrap();
            let Some(field) = answer.fields.iter().find(|field| field.review.as_deref() == Some("deadlocked")) else {
                return;
            };
            let value = self.value();
            let decide =
                FilingCommand::Decide { field: field.code.clone(), value, reason: "以项目台账为准".into() };
            return self.answer(&actor, (&summary.request, &party), &decide, "deadlocks decided").await;
        }
        let Some(summary) = self.pick(&desk.to_review) else { return };
        let party = summary.respondent.code.clone();
        let answer = self.app.filing_view(&actor, &summary.request, &party, self.clock).await.unwrap();
        let may = |what: &str| answer.may.iter().any(|may| may == what);
        let (command, what) = match self.between(0, 9) {
            _ if may("answer_extension") && summary.waits_for_extension => {
                let is_granted = self.chance(60);
                (FilingCommand::AnswerExtension { is_granted, reason: "同意顺延".into() }, "more time answered")
            }
            0 => (FilingCommand::Return { reason: "与税务数据不符".into() }, "answers returned"),
            1 => {
                let open: Vec<_> = answer.fields.iter().filter(|field| field.known_why.is_none()).cloned().collect();
                let Some(field) = self.pick(&open) else { return };
                let value = self.value();
                let reason = "含未开工项目".to_string();
                (FilingCommand::Dispute { field: field.code, value, reason }, "answers disputed")
            }
            2 => {
                let code = summary.request.clone();
                let others = desk.to_review.iter().filter(|one| one.request == code);
                let respondents: Vec<String> = others.map(|one| one.respondent.code.clone()).collect();
                let batch = BatchAccept { respondents };
                self.act_as(&actor, "accepted together", async |app, who, now| {
                    app.accept_answers(who, &code, &batch, now).await
                })
                .await;
                for party in &batch.respondents {
                    self.agreed(&code, party).await;
                }
                return;
            }
            _ => (FilingCommand::Accept { fields: Vec::new() }, "answers accepted"),
        };
        self.answer(&actor, (&summary.request, &party), &command, what).await;
    }

    async fn answer(
        &mut self,
        actor: &Actor,
        (code, party): (&str, &str),
        command: &FilingCommand,
        what: &'static str,
    ) {
        self.act_as(actor, what, async |app, who, now| app.act_on_answer(who, code, party, command, now).await).await;
        self.agreed(code, party).await;
    }

    /// From the moment that an answer is agreed its values stand.
    async fn agreed(&mut self, code: &str, party: &str) {
        let Some(planner) = self.enter("planner1").await else { return };
        let view = self.app.filing_view(&planner, code, party, self.clock).await.unwrap();
        if view.summary.phase == "agreed" {
            self.count("agreed");
            self.promises.agreed((code, party), &view, KNOWN);
        }
    }

    /// A leader's word is written down, taken on, answered, proposed as done and checked by a second person.
    pub async fn instruct(&mut self) {
        let Some(supervisor) = self.enter("supervisor").await else { return };
        let held = self.app.instructions(&supervisor, Dataset::Real, self.clock).await.unwrap();
        let open: Vec<_> = held.into_iter().filter(|one| !one.is_cleared).collect();
        let Some(one) = self.pick(&open).filter(|_| open.len() > 6 || self.drawn_even()) else {
            let draft = InstructionDraft {
                dataset: Some(Dataset::Real),
                leader: "分管副市长".to_string(),
                text: format!("请补齐第 {} 项", self.step),
                agency: self.pick(&BUREAUS).unwrap().to_string(),
                task: None,
                is_major: self.chance(30),
            };
            let made = self
                .act_as(&supervisor, "instructions written", async |app, who, now| {
                    app.add_instruction(who, &draft, now).await
                })
                .await;
            if let Some(made) = made {
                self.promises.instructed(&made.code, &draft.text);
            }
            return;
        };
        let (who, act) = match self.between(0, 3) {
            0 => (format!("b-{}", one.agency.code), InstructionAct::TakeOn),
            1 => (format!("b-{}", one.agency.code), InstructionAct::Answer { text: "正在办理".into() }),
            2 => (format!("b-{}", one.agency.code), InstructionAct::ProposeDone { text: "已办结".into() }),
            _ => {
                let is_done = self.chance(70);
                ("supervisor".to_string(), InstructionAct::Check { is_done, reason: "核查属实".into() })
            }
        };
        self.act(&who, "instructions followed", async |app, who, now| {
            app.act_on_instruction(who, &one.code, &act, now).await
        })
        .await;
    }

    fn drawn_even(&mut self) -> bool {
        self.chance(60)
    }
}
