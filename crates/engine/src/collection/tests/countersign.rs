//! 会签: the main lead hands in, the joint leads confirm or object, and only then it is accepted.

use model::collection::Countersign;

use super::*;

const MAIN: (&str, &str) = ("发改经办", "市发改委");
const SCIENCE: (&str, &str) = ("科技经办", "市科技局");
const MONEY: (&str, &str) = ("财政经办", "市财政局");

/// One report of the main lead, handed in, that two joint leads confirm.
fn handed_in() -> Table {
    let mut table = Table::new();
    let lead = party(MAIN.1);
    table.request.respondents = vec![Respondent { party: lead.clone(), place: None }];
    table.request.countersign = Some(Countersign { lead, signers: vec![party(SCIENCE.1), party(MONEY.1)] });
    table.response = Response::new(table.request.respondents[0].clone());
    table.run(MAIN, "2025-06-20T09:00:00", Command::Save { drafts: vec![draft("12.5", 0)] }).unwrap();
    table.run(MAIN, "2025-06-20T10:00:00", Command::Submit).unwrap();
    table
}

fn told<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().to_string()
}

fn accept() -> Command {
    Command::Accept { fields: Vec::new() }
}

fn object(reason: &str) -> Command {
    Command::Object { reason: reason.to_string() }
}

fn owed(table: &Table) -> Vec<&str> {
    table.response.signatures_owed(&table.request).into_iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn a_report_is_accepted_when_every_joint_lead_has_agreed() {
    let mut table = handed_in();
    let early = table.run(BUREAU, "2025-06-21T09:00:00", accept());
    assert_eq!(told(early), "还有“市科技局”、“市财政局”没有会签同意，不能审核通过");
    table.run(SCIENCE, "2025-06-21T10:00:00", Command::Sign).unwrap();
    assert_eq!(owed(&table), ["市财政局"]);
    let again = table.run(SCIENCE, "2025-06-21T10:30:00", Command::Sign);
    assert_eq!(told(again), "“市科技局”已经会签同意，不用再签");
    table.run(MONEY, "2025-06-21T11:00:00", Command::Sign).unwrap();
    assert_eq!(table.phase(), Phase::Submitted, "the last word is a review");
    table.run(BUREAU, "2025-06-21T12:00:00", accept()).unwrap();
    assert_eq!(table.phase(), Phase::Agreed);
    let again = Response::replayed(table.response.respondent.clone(), table.response.log.clone());
    assert_eq!(again, table.response);
}

#[test]
fn nobody_signs_for_another_body_for_what_they_wrote_or_before_it_is_handed_in() {
    let mut table = handed_in();
    let county = table.run(COUNTY, "2025-06-21T09:00:00", Command::Sign);
    assert_eq!(told(county), "“高密市”不在本表的会签单位之列，不能会签");
    let reviewer = table.run(BUREAU, "2025-06-21T09:00:00", object("没有附表"));
    assert_eq!(told(reviewer), "“市工信局”不在本表的会签单位之列，不能会签");
    let own = table.run((MAIN.0, SCIENCE.1), "2025-06-21T09:00:00", Command::Sign);
    assert_eq!(told(own), "您填写或提交过本表，不能再由您会签；请由他人会签");
    let back = Command::Return { reason: "与台账不符".to_string() };
    table.run(BUREAU, "2025-06-21T10:00:00", back).unwrap();
    let early = table.run(SCIENCE, "2025-06-21T11:00:00", Command::Sign);
    assert_eq!(told(early), "本表处于“被退回”，不能会签；提交之后、审定之前会签");
    let mut plain = Table::new();
    plain.save("2025-06-20T09:00:00", "12.5").unwrap();
    plain.run(COUNTY, "2025-06-20T10:00:00", Command::Submit).unwrap();
    let nobody = plain.run(SCIENCE, "2025-06-21T09:00:00", Command::Sign);
    assert_eq!(told(nobody), "“市科技局”不在本表的会签单位之列，不能会签");
}

#[test]
fn what_changes_the_report_ends_the_signatures() {
    let mut table = handed_in();
    table.run(SCIENCE, "2025-06-21T09:00:00", Command::Sign).unwrap();
    table.run(MONEY, "2025-06-21T09:30:00", Command::Sign).unwrap();
    table.run(BUREAU, "2025-06-21T10:00:00", Command::Return { reason: "与台账不符".to_string() }).unwrap();
    table.run(MAIN, "2025-06-22T09:00:00", Command::Save { drafts: vec![draft("13", 1)] }).unwrap();
    table.run(MAIN, "2025-06-22T10:00:00", Command::Submit).unwrap();
    assert_eq!(owed(&table), ["市科技局", "市财政局"], "a report that came back is signed anew");
    table.run(SCIENCE, "2025-06-22T11:00:00", Command::Sign).unwrap();
    table.run(MONEY, "2025-06-22T11:30:00", Command::Sign).unwrap();
    let field = "tech_upgrade".to_string();
    let other = Command::Dispute { field: field.clone(), value: value("11"), reason: "含未开工项目".to_string() };
    table.run(BUREAU, "2025-06-22T12:00:00", other).unwrap();
    let agree = Command::AnswerDispute { field, is_accepted: true, reason: String::new() };
    table.run(MAIN, "2025-06-22T13:00:00", agree).unwrap();
    assert_eq!(owed(&table), ["市科技局", "市财政局"], "nobody signed 11");
    assert_eq!(table.phase(), Phase::Submitted);
    table.run(SCIENCE, "2025-06-22T14:00:00", Command::Sign).unwrap();
    table.run(MONEY, "2025-06-22T14:30:00", Command::Sign).unwrap();
    table.run(BUREAU, "2025-06-22T15:00:00", accept()).unwrap();
    assert_eq!(table.phase(), Phase::Agreed);
}

#[test]
fn an_objection_has_a_reason_and_is_taken_back_or_goes_up() {
    let mut table = handed_in();
    assert_eq!(told(table.run(SCIENCE, "2025-06-21T09:00:00", object(" "))), "会签不同意要写明理由");
    table.run(SCIENCE, "2025-06-21T09:00:00", object("漏了两家平台")).unwrap();
    table.run(MONEY, "2025-06-21T09:30:00", object("资金口径不一")).unwrap();
    // One changes its mind.
    table.run(MONEY, "2025-06-21T10:00:00", Command::Sign).unwrap();
    let held = table.run(BUREAU, "2025-06-21T10:30:00", accept());
    assert_eq!(told(held), "还有“市科技局”没有会签同意，不能审核通过");
    let overrule =
        |signer: &str, reason: &str| Command::Overrule { signer: signer.to_string(), reason: reason.to_string() };
    let reviewer = table.run(BUREAU, "2025-06-21T11:00:00", overrule(SCIENCE.1, "不成立"));
    assert_eq!(told(reviewer), "裁定由方案牵头单位办理，“市工信局”不能裁定");
    let ruler = ("县域科", PLANNER.1);
    assert_eq!(told(table.run(ruler, "2025-06-21T11:00:00", overrule(SCIENCE.1, ""))), "裁定会签意见要写明理由");
    let agreed = table.run(ruler, "2025-06-21T11:00:00", overrule(MONEY.1, "不成立"));
    assert_eq!(told(agreed), "“市财政局”没有提出不同意见，也没有超过会签期限，不用裁定");
    table.run(ruler, "2025-06-21T11:00:00", overrule(SCIENCE.1, "两家平台未验收")).unwrap();
    let stand = &table.response.signatures[SCIENCE.1].stand;
    let (objection, reason) = (Some("漏了两家平台".to_string()), "两家平台未验收".to_string());
    assert_eq!(stand, &Stand::Overruled { objection, reason });
    table.run(BUREAU, "2025-06-21T12:00:00", accept()).unwrap();
    assert_eq!(table.phase(), Phase::Agreed);
}

#[test]
fn a_joint_lead_that_keeps_silent_is_waited_for_until_its_last_day() {
    let mut table = handed_in();
    table.run(SCIENCE, "2025-06-21T09:00:00", Command::Sign).unwrap();
    let go_on =
        || Command::Overrule { signer: MONEY.1.to_string(), reason: "已电话催办，逾期未会签".to_string() };
    let early = table.run(PLANNER, "2025-06-25T18:00:00", go_on());
    assert_eq!(told(early), "“市财政局”没有提出不同意见，也没有超过会签期限，不用裁定");
    table.run(PLANNER, "2025-06-26T09:00:00", go_on()).unwrap();
    assert_eq!(owed(&table), [""; 0]);
    table.run(BUREAU, "2025-06-26T10:00:00", accept()).unwrap();
    assert_eq!(table.phase(), Phase::Agreed);
}

#[test]
fn who_owes_a_signature_is_asked_at_once_and_the_ladder_climbs_after() {
    let table = handed_in();
    let to = |table: &Table, name: &str| {
        let (rules, everybody): (_, Posts<'_>) = (rules().remind, &|_| true);
        sign_notices(&table.request, &table.response, &party(name), &rules, &calendar(), everybody).unwrap()
    };
    let found = to(&table, SCIENCE.1);
    let shown: Vec<(String, &str)> =
        found.iter().map(|one| (crate::exchange::Moment(one.send_at).to_string(), one.audience.in_words())).collect();
    // Handed in on a Friday in office hours; 28 June is a Saturday.
    let wanted = [
        ("2025-06-20 10:00:00", "联络员"),
        ("2025-06-26 08:30:00", "联络员"),
        ("2025-06-30 08:30:00", "分管负责人"),
        ("2025-06-30 08:30:00", "联络员"),
        ("2025-07-02 08:30:00", "督查机构"),
        ("2025-07-02 08:30:00", "联络员"),
    ];
    assert_eq!(shown, wanted.map(|(time, who)| (time.to_string(), who)));
    assert_eq!(found[0].text, "市发改委提交的“技改投资月调度表”（2025年6月）等待市科技局会签，请于2025-06-25前会签");
    let mut after = handed_in();
    after.run(SCIENCE, "2025-06-21T09:00:00", object("漏了两家平台")).unwrap();
    assert_eq!(to(&after, SCIENCE.1), [], "who has spoken owes nothing");
    assert_eq!(to(&after, MONEY.1).len(), 6);
    assert_eq!(to(&after, COUNTY.1), [], "who is not asked hears nothing");
}
