//! An answer on its way from the first cell to the official figure.

use super::*;

fn submitted() -> Table {
    let mut table = Table::new();
    assert_eq!(table.save("2025-06-20T09:00:00", "12.5"), Ok(vec![]));
    table.run(COUNTY, "2025-06-20T10:00:00", Command::Submit).unwrap();
    table
}

fn accept() -> Command {
    Command::Accept { fields: Vec::new() }
}

fn told<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_figure_is_official_when_respondent_and_reviewer_agree() {
    let mut table = submitted();
    assert_eq!(table.phase(), Phase::Submitted);
    table.run(BUREAU, "2025-06-21T10:00:00", accept()).unwrap();
    assert_eq!((table.phase(), &table.cell().review), (Phase::Agreed, &Review::Accepted));
    // The log alone says the same.
    let again = Response::replayed(table.response.respondent.clone(), table.response.log.clone());
    assert_eq!(again, table.response);
}

#[test]
fn after_submission_only_a_return_opens_the_table() {
    let mut table = submitted();
    assert_eq!(told(table.save("2025-06-20T11:00:00", "13")), "本表处于“待审核”，不能填写；需要改动请由审核单位退回");
    let bare = Command::Return { reason: " ".to_string() };
    assert_eq!(told(table.run(BUREAU, "2025-06-20T12:00:00", bare)), "退回要写明理由");
    let reason = Command::Return { reason: "与税务数据不符".to_string() };
    table.run(BUREAU, "2025-06-20T12:00:00", reason).unwrap();
    assert_eq!(table.response.returned_because.as_deref(), Some("与税务数据不符"));
    assert_eq!(table.save("2025-06-20T13:00:00", "13"), Ok(vec![]));
    assert_eq!(table.cell().version, 2);
}

#[test]
fn what_is_submitted_can_be_taken_back_until_the_review_begins() {
    let mut table = submitted();
    let back = || Command::TakeBack { reason: "填错了行".to_string() };
    table.run(COUNTY, "2025-06-20T11:00:00", back()).unwrap();
    assert_eq!(table.phase(), Phase::Filling);
    table.run(COUNTY, "2025-06-20T12:00:00", Command::Submit).unwrap();
    let dispute =
        Command::Dispute {
            field: "tech_upgrade".to_string(), value: value("11"), reason: "含未开工项目".to_string()
        };
    table.run(BUREAU, "2025-06-20T13:00:00", dispute).unwrap();
    assert_eq!(
        told(table.run(COUNTY, "2025-06-20T14:00:00", back())),
        "审核已经开始，不能撤回；需要改动请由审核单位退回"
    );
}

#[test]
fn a_dispute_is_settled_by_agreement_or_goes_up() {
    let dispute = || Command::Dispute {
        field: "tech_upgrade".to_string(),
        value: value("11"),
        reason: "含未开工项目".to_string(),
    };
    let answer = |is_accepted, reason: &str| Command::AnswerDispute {
        field: "tech_upgrade".to_string(),
        is_accepted,
        reason: reason.to_string(),
    };
    let decision = |agency_value: &str| Command::Decide {
        field: "tech_upgrade".to_string(),
        value: value(agency_value),
        reason: "以项目台账为准".to_string(),
    };
    let mut table = submitted();
    table.run(BUREAU, "2025-06-21T09:00:00", dispute()).unwrap();
    table.run(COUNTY, "2025-06-21T10:00:00", answer(true, "")).unwrap();
    assert_eq!((table.phase(), table.cell().value.clone()), (Phase::Agreed, Some(value("11"))));

    let mut table = submitted();
    table.run(BUREAU, "2025-06-21T09:00:00", dispute()).unwrap();
    // Nobody passes a value over while it is disputed.
    table.run(BUREAU, "2025-06-21T09:30:00", accept()).unwrap();
    assert_eq!(table.phase(), Phase::Submitted);
    let early = table.run(PLANNER, "2025-06-21T09:40:00", decision("12"));
    assert_eq!(told(early), "“技改投资完成额”没有待裁定的分歧；双方都坚持时才裁定");
    assert_eq!(told(table.run(COUNTY, "2025-06-21T10:00:00", answer(false, ""))), "坚持原值要写明理由");
    table.run(COUNTY, "2025-06-21T10:00:00", answer(false, "项目均已开工")).unwrap();
    assert!(matches!(table.cell().review, Review::Deadlocked { .. }));
    assert_eq!(
        told(table.run(BUREAU, "2025-06-21T11:00:00", decision("11"))),
        "裁定由方案牵头单位办理，“市工信局”不能裁定"
    );
    table.run(PLANNER, "2025-06-21T12:00:00", decision("12.5")).unwrap();
    assert_eq!((table.phase(), table.cell().value.clone()), (Phase::Agreed, Some(value("12.5"))));
}

#[test]
fn two_people_on_one_cell_see_each_other_and_lose_nothing() {
    let mut table = Table::new();
    let first = Command::Save { drafts: vec![draft("10", 0)] };
    let second = Command::Save { drafts: vec![draft("11", 0)] };
    table.run(COUNTY, "2025-06-20T09:00:00", first.clone()).unwrap();
    let refused = table.run(("另一经办", COUNTY.1), "2025-06-20T09:00:01", second).unwrap();
    assert_eq!(
        refused[0].to_string(),
        "“技改投资完成额”已被高密经办于 2025-06-20 09:00:00 改为“10”；您填的“11”没有覆盖它，请核对后重新保存"
    );
    // The same save twice is one save.
    let count = table.response.log.len();
    assert_eq!(table.run(COUNTY, "2025-06-20T09:00:02", first), Ok(vec![]));
    assert_eq!(table.response.log.len(), count);
}

#[test]
fn one_bad_row_of_a_sheet_does_not_take_the_others_with_it() {
    let mut table = Table::new();
    let bad = Draft { value: Some(value("-3")), ..draft("-3", 0) };
    let problem = Draft {
        field: "problem".to_string(),
        value: Some(Answer::Text { text: "用地紧张".to_string() }),
        ..draft("0", 0)
    };
    let refused = table.run(COUNTY, "2025-06-20T09:00:00", Command::Save { drafts: vec![bad, problem] }).unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].to_string(), "“技改投资完成额”填的是 -3亿元，低于下限 0亿元");
    assert!(table.response.cells.contains_key("problem"));
}

#[test]
fn a_required_field_is_missed_and_a_doubt_wants_words() {
    let mut table = Table::new();
    table.against = Comparison {
        last: Some(Decimal::from(10)),
        is_last_of_same_year: true,
        target: Some(Decimal::from(12)),
        peers: Vec::new(),
    };
    let nothing = table.run(COUNTY, "2025-06-20T09:00:00", Command::Submit).unwrap_err();
    assert!(
        matches!(&nothing, Refusal::NotReady { remarks } if remarks[0].message == "“技改投资完成额”必填，还没有填")
    );
    table.save("2025-06-20T09:10:00", "9").unwrap();
    let Err(Refusal::NotReady { remarks }) = table.run(COUNTY, "2025-06-20T09:20:00", Command::Submit) else {
        panic!("a figure to date that shrinks should be doubted");
    };
    assert_eq!(remarks[0].message, "“技改投资完成额”是累计数，9 小于上期的 10；请核对，属实请写说明");
    let explained = Draft { note: Some("核减重复项目".to_string()), ..draft("9", 1) };
    table.run(COUNTY, "2025-06-20T09:30:00", Command::Save { drafts: vec![explained] }).unwrap();
    table.run(COUNTY, "2025-06-20T09:40:00", Command::Submit).unwrap();
    assert_eq!(table.phase(), Phase::Submitted);
}

#[test]
fn a_value_far_over_the_target_is_doubted_as_another_definition() {
    let field = Field {
        kind: FieldKind::Number { min: None, max: None, decimals: 0, nature: IndicatorNature::Stock },
        ..number("tech_sme", "科技型中小企业", "家")
    };
    let against = Comparison { target: Some(Decimal::from(2500)), ..Comparison::default() };
    let found = check_answer(&field, Some(&value("5956")), None, &against, &rules().doubt);
    assert_eq!(found[0].message, "“科技型中小企业”是目标值 2500 的 2.4 倍，可能口径不同；请核对，属实请写说明");
    assert_eq!(found[0].kind, RemarkKind::Doubt);
}

#[test]
fn an_outlier_among_the_others_is_doubted() {
    let field = Field {
        kind: FieldKind::Number { min: None, max: None, decimals: 1, nature: IndicatorNature::Rate },
        ..number("rate", "增速", "%")
    };
    let peers: Vec<Decimal> = ["5.0", "5.5", "6.0", "6.5", "7.0"].map(|text| text.parse().unwrap()).to_vec();
    let against = Comparison { peers, ..Comparison::default() };
    let doubts = |text: &str| check_answer(&field, Some(&value(text)), None, &against, &rules().doubt).len();
    // The median is 6 and the deviation 0.5: up to 2.5 away is usual.
    assert_eq!((doubts("8.5"), doubts("8.6")), (0, 1));
}

#[test]
fn known_values_are_not_typed_and_nobody_fills_for_another() {
    let mut table = Table::new();
    table.origins[0] = Origin::Known { indicator: "gdp".to_string(), is_official: true };
    let refused = table.save("2025-06-20T09:00:00", "12").unwrap();
    assert_eq!(refused[0].to_string(), "“技改投资完成额”是法定统计数，由统计部门提供，不由各地填报，不用填");
    let other = table.run(("寿光经办", "寿光市"), "2025-06-20T09:00:00", Command::Submit);
    assert_eq!(told(other), "本表由“高密市”填报，“寿光市”不能提交");
}

#[test]
fn nobody_reviews_what_they_typed_themselves() {
    let mut table = submitted();
    // The same person has moved to the bureau.
    let moved = table.run((COUNTY.0, BUREAU.1), "2025-06-21T10:00:00", accept());
    assert_eq!(told(moved), "您填写过本表的“技改投资完成额”，不能再由您审核；请由他人审核");
}

#[test]
fn an_extension_moves_the_due_time_and_keeps_the_original() {
    let mut table = Table::new();
    let ask = |until: &str| Command::AskExtension { until: at(until), reason: "企业报表未齐".to_string() };
    assert_eq!(
        told(table.run(COUNTY, "2025-06-24T09:00:00", ask("2025-06-25T12:00:00"))),
        "延期应晚于现在的截止时间 2025-06-25 17:30:00"
    );
    // After its last day nobody can fill it in.
    assert_eq!(
        told(table.run(COUNTY, "2025-06-24T09:00:00", ask("2026-01-01T09:00:00"))),
        "本次需求2025-12-31到期，延期不能晚于这一天"
    );
    table.run(COUNTY, "2025-06-24T09:00:00", ask("2025-06-30T17:30:00")).unwrap();
    assert_eq!(
        told(table.run(COUNTY, "2025-06-24T09:05:00", ask("2025-07-30T17:30:00"))),
        "已有一份延期申请在等待答复，不用再报"
    );
    assert_eq!(table.response.due(&table.request), table.request.due);
    let grant = Command::AnswerExtension { is_granted: true, reason: String::new() };
    table.run(BUREAU, "2025-06-24T10:00:00", grant).unwrap();
    assert_eq!(table.response.due(&table.request), at("2025-06-30T17:30:00"));
    assert_eq!(table.request.due, at("2025-06-25T17:30:00"));
    table.save("2025-06-29T09:00:00", "12").unwrap();
    table.run(COUNTY, "2025-06-29T10:00:00", Command::Submit).unwrap();
    assert!(!table.response.is_late);
}

#[test]
fn a_late_answer_is_taken_and_marked_and_an_expired_table_is_closed() {
    let mut table = Table::new();
    table.save("2025-06-26T09:00:00", "12").unwrap();
    table.run(COUNTY, "2025-06-26T09:01:00", Command::Submit).unwrap();
    assert!(table.response.is_late);
    let mut expired = Table::new();
    assert_eq!(told(expired.save("2026-01-01T09:00:00", "12")), "本次需求已于2025-12-31到期，不再填报");
}

#[test]
fn a_clock_set_back_is_refused() {
    let mut table = submitted();
    assert!(told(table.run(BUREAU, "2025-06-20T08:00:00", accept())).contains("时钟被拨回"));
    assert_eq!(table.phase(), Phase::Submitted);
}
