//! Instructions of leaders and their clocks.

use super::*;

struct Desk {
    instruction: Instruction,
    log: Vec<InstructionRecorded>,
}

const BUREAU_CHECKS: (&str, &str) = ("督查经办", "市政府督查室");

impl Desk {
    fn new(urgency: Urgency) -> Desk {
        let instruction = Instruction {
            code: "p1".to_string(),
            leader: "市长".to_string(),
            text: "请抓紧补齐进度".to_string(),
            agency: party(BUREAU.1),
            task: None,
            urgency,
            issued: at("2025-06-16T16:00:00"),
            by: "县域科".to_string(),
        };
        Desk { instruction, log: Vec::new() }
    }

    fn run(&mut self, time: &str, who: (&str, &str), command: InstructionCommand) -> Result<(), String> {
        let event = self
            .instruction
            .decide(&self.log, at(time), (who.0, &party(who.1)), &command)
            .map_err(|error| error.to_string())?;
        self.log.push(event);
        Ok(())
    }

    fn clocks(&self, time: &str) -> Vec<String> {
        let clocks = self.instruction.clocks(&self.log, at(time), &rules().clock).unwrap();
        clocks.iter().map(|clock| format!("{} {} {}", clock.name, clock.due, clock.state.in_words())).collect()
    }
}

fn answer(text: &str) -> InstructionCommand {
    InstructionCommand::Answer { text: text.to_string() }
}

fn propose() -> InstructionCommand {
    InstructionCommand::ProposeDone { text: "项目已全部开工".to_string() }
}

fn check(is_done: bool) -> InstructionCommand {
    InstructionCommand::Check { is_done, reason: "现场核查".to_string() }
}

#[test]
fn one_three_seven_and_thirty_days_run_from_the_instruction() {
    let desk = Desk::new(Urgency::Ordinary);
    assert_eq!(
        desk.clocks("2025-06-19T09:00:00"),
        ["签收 2025-06-17 逾期", "首次反馈 2025-06-19 临期", "办结销号 2025-06-23 进行中"]
    );
    assert_eq!(Desk::new(Urgency::Major).clocks("2025-06-16T17:00:00")[2], "办结销号 2025-07-16 进行中");
}

#[test]
fn an_instruction_is_cleared_by_a_second_person_of_another_agency() {
    let mut desk = Desk::new(Urgency::Ordinary);
    assert_eq!(desk.run("2025-06-16T17:00:00", BUREAU, answer("已部署")), Err("请先签收，再反馈".to_string()));
    desk.run("2025-06-17T09:00:00", BUREAU, InstructionCommand::TakeOn).unwrap();
    desk.run("2025-06-18T09:00:00", BUREAU, answer("已部署")).unwrap();
    assert_eq!(desk.run("2025-06-20T09:00:00", BUREAU_CHECKS, check(true)), Err("没有等待核查的销号申请".to_string()));
    desk.run("2025-06-22T09:00:00", BUREAU, propose()).unwrap();
    let own = desk.run("2025-06-23T09:00:00", ("另一人", BUREAU.1), check(true));
    assert_eq!(own, Err("“市工信局”办理本批示，不能自己核查销号；请由督查机构或牵头单位核查".to_string()));
    let same = desk.run("2025-06-23T09:00:00", (BUREAU.0, BUREAU_CHECKS.1), check(true));
    assert_eq!(same, Err("销号应由另一人核查；您提出了销号申请，不能自己核查".to_string()));
    desk.run("2025-06-26T09:00:00", BUREAU_CHECKS, check(true)).unwrap();
    // Proposed within seven days, checked after: in time.
    assert_eq!(
        desk.clocks("2025-06-27T09:00:00"),
        ["签收 2025-06-17 按期完成", "首次反馈 2025-06-19 按期完成", "办结销号 2025-06-23 按期完成"]
    );
    assert_eq!(desk.run("2025-06-28T09:00:00", BUREAU, answer("补充")), Err("本批示已经销号，不再反馈".to_string()));
}

#[test]
fn a_proposal_that_does_not_hold_is_sent_back_and_the_clock_runs_on() {
    let mut desk = Desk::new(Urgency::Ordinary);
    desk.run("2025-06-17T09:00:00", BUREAU, InstructionCommand::TakeOn).unwrap();
    desk.run("2025-06-20T09:00:00", BUREAU, propose()).unwrap();
    assert_eq!(desk.run("2025-06-20T10:00:00", BUREAU, propose()), Err("已有一份销号申请在等待核查".to_string()));
    desk.run("2025-06-21T09:00:00", BUREAU_CHECKS, check(false)).unwrap();
    assert_eq!(desk.clocks("2025-06-24T09:00:00")[2], "办结销号 2025-06-23 逾期");
    desk.run("2025-06-25T09:00:00", BUREAU, propose()).unwrap();
    desk.run("2025-06-25T10:00:00", BUREAU_CHECKS, check(true)).unwrap();
    assert_eq!(desk.clocks("2025-06-26T09:00:00")[2], "办结销号 2025-06-23 逾期完成");
}

#[test]
fn a_clock_that_ends_tells_the_agency_and_one_that_is_over_tells_supervision_too() {
    let mut desk = Desk::new(Urgency::Ordinary);
    let rules = rules();
    let told = |desk: &Desk, time: &str| -> Vec<(&'static str, String)> {
        let clocks = (&rules.clock, &rules.remind);
        let found = clock_notices(&desk.instruction, &desk.log, at(time), clocks, &calendar(), &|_| true).unwrap();
        let last = found.into_iter().flat_map(|clock| latest(clock, at(time)));
        last.map(|one| (one.audience.in_words(), one.text)).collect()
    };
    let line = |text: &str| format!("批示“请抓紧补齐进度”{text}");
    // Given on Monday at 16:00: the first clock ends the next day.
    assert_eq!(told(&desk, "2025-06-16T16:30:00"), [("联络员", line("签收将于2025-06-17到期，市工信局尚未办理"))]);
    let late = line("签收已于2025-06-17到期，市工信局逾期未办理");
    let close = line("首次反馈将于2025-06-19到期，市工信局尚未办理");
    assert_eq!(told(&desk, "2025-06-18T09:00:00"), [("联络员", late.clone()), ("督查机构", late), ("联络员", close)]);
    desk.run("2025-06-18T10:00:00", BUREAU, InstructionCommand::TakeOn).unwrap();
    desk.run("2025-06-18T10:01:00", BUREAU, answer("已部署")).unwrap();
    assert_eq!(told(&desk, "2025-06-18T11:00:00"), []);
    // 22 June is a Sunday.
    desk.run("2025-06-20T09:00:00", BUREAU, propose()).unwrap();
    assert_eq!(
        told(&desk, "2025-06-24T09:00:00"),
        [("督查机构", line("办结销号已于2025-06-23到期，市工信局已申请销号，等待核查"))]
    );
    desk.run("2025-06-24T10:00:00", BUREAU_CHECKS, check(true)).unwrap();
    assert_eq!(told(&desk, "2025-06-25T09:00:00"), []);
}
