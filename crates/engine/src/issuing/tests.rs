//! What may be done with a document on its way, and what becomes of its figures.

use super::*;

fn at() -> Timestamp {
    "2026-11-25T02:00:00Z".parse().unwrap()
}

fn issue() -> Issue {
    let original = vec!["截至十月，共{S001 61}项。".to_string(), "完成{S002 9}项，占{S003 14.8}%。".to_string()];
    Issue::replayed("甲".to_string(), original, Vec::new())
}

fn edit(issue: &Issue, paragraph: usize, after: &str) -> IssueCommand {
    let before = issue.current.get(paragraph).cloned().unwrap_or_default();
    IssueCommand::Edit { paragraph, before, after: after.to_string() }
}

fn done(issue: &mut Issue, by: &str, command: &IssueCommand) {
    let recorded = issue.decide(at(), by, command).unwrap();
    issue.record(recorded);
}

#[test]
fn a_change_keeps_who_what_before_and_after() {
    let mut issue = issue();
    let command = edit(&issue, 1, "已完成{S002 9}项。");
    done(&mut issue, "乙", &command);
    let IssueEvent::Edited { change } = &issue.log[0].event else { panic!() };
    assert_eq!((issue.log[0].by.as_str(), change.paragraph), ("乙", 1));
    assert_eq!(
        (change.before.as_str(), change.after.as_str()),
        ("完成{S002 9}项，占{S003 14.8}%。", "已完成{S002 9}项。")
    );
    assert_eq!(issue.edits(), [(1, "已完成{S002 9}项。".to_string())]);
}

#[test]
fn figures_are_moved_or_left_out_and_never_written_by_hand() {
    let issue = issue();
    let told = |after: &str| issue.decide(at(), "乙", &edit(&issue, 0, after)).unwrap_err().to_string();
    assert!(told("共{S001 62}项。").contains("不能改写"));
    assert!(told("共{S009 61}项。").contains("不是本文带出的数字"));
    assert!(told("共{S001项。").contains("不完整"));
    assert!(told("共S001 61}项。").contains("不完整"));
    assert!(issue.decide(at(), "乙", &edit(&issue, 0, "占{S003 14.8}%，共{S001 61}项。")).is_ok());
    let typed = issue.decide(at(), "乙", &edit(&issue, 0, "共{S001 61}项，另有12项在办。")).unwrap();
    let IssueEvent::Edited { change } = typed.event else { panic!() };
    assert_eq!(change.typed, ["12"], "the approver is told");
}

#[test]
fn nobody_overwrites_what_he_did_not_see() {
    let mut issue = issue();
    let mine = edit(&issue, 0, "其一");
    let theirs = edit(&issue, 0, "其二");
    done(&mut issue, "乙", &mine);
    assert_eq!(issue.decide(at(), "丙", &theirs), Err(IssueRefusal::Overtaken(1)));
}

#[test]
fn nobody_who_wrote_it_approves_it() {
    let mut issue = issue();
    let command = edit(&issue, 0, "改过");
    done(&mut issue, "乙", &command);
    done(&mut issue, "丙", &IssueCommand::Submit { class: DataClass::Public });
    for writer in ["甲", "乙", "丙"] {
        assert_eq!(issue.decide(at(), writer, &IssueCommand::Approve), Err(IssueRefusal::OwnWork { act: "签发" }));
    }
    done(&mut issue, "丁", &IssueCommand::Approve);
    assert_eq!(issue.state, IssueState::Approved);
}

#[test]
fn the_way_has_one_direction_and_reasons_are_given() {
    let mut issue = issue();
    let number = IssueCommand::Number { number: "示〔2026〕1号".to_string() };
    let publish = IssueCommand::Publish { document: 7 };
    for early in [&number, &publish, &IssueCommand::Approve] {
        assert!(matches!(issue.decide(at(), "丁", early), Err(IssueRefusal::WrongState { .. })));
    }
    done(&mut issue, "甲", &IssueCommand::Submit { class: DataClass::Public });
    let bare = IssueCommand::Return { reason: " ".to_string() };
    assert_eq!(issue.decide(at(), "丁", &bare), Err(IssueRefusal::Reason { act: "退回" }));
    done(&mut issue, "丁", &IssueCommand::Return { reason: "补充原因".to_string() });
    done(&mut issue, "甲", &IssueCommand::Submit { class: DataClass::Public });
    done(&mut issue, "丁", &IssueCommand::Approve);
    let late = edit(&issue, 0, "再改");
    assert!(
        matches!(issue.decide(at(), "甲", &late), Err(IssueRefusal::WrongState { .. })),
        "what is signed is not edited"
    );
    done(&mut issue, "甲", &number);
    done(&mut issue, "甲", &publish);
    assert_eq!(issue.published, Some((DataClass::Public, 7)));
    done(&mut issue, "甲", &IssueCommand::Withdraw { reason: "数据有误".to_string() });
    assert_eq!(issue.state, IssueState::Withdrawn);
    assert!(issue.decide(at(), "甲", &publish).is_err());
}

#[test]
fn how_far_it_may_be_seen_is_what_was_approved() {
    let mut issue = issue();
    let secret = IssueCommand::Submit { class: DataClass::Sensitive };
    assert!(matches!(issue.decide(at(), "甲", &secret), Err(IssueRefusal::Class(_))));
    done(&mut issue, "甲", &IssueCommand::Submit { class: DataClass::Public });
    assert_eq!(issue.class, Some(DataClass::Public), "the approver is told");
    done(&mut issue, "丁", &IssueCommand::Return { reason: "改为内部".to_string() });
    assert_eq!(issue.class, None, "it is said anew");
    done(&mut issue, "甲", &IssueCommand::Submit { class: DataClass::Internal });
    done(&mut issue, "丁", &IssueCommand::Approve);
    done(&mut issue, "甲", &IssueCommand::Number { number: "示〔2026〕1号".to_string() });
    done(&mut issue, "甲", &IssueCommand::Publish { document: 7 });
    assert_eq!(issue.published, Some((DataClass::Internal, 7)));
}

#[test]
fn what_was_sent_before_the_class_was_said_is_internal() {
    let event: IssueEvent = serde_json::from_str(r#"{"is":"submitted"}"#).unwrap();
    assert_eq!(event, IssueEvent::Submitted { class: DataClass::Internal });
}

#[test]
fn numbers_run_within_mark_and_year() {
    let held = ["示〔2025〕9号", "示〔2026〕1号", "示〔2026〕12号", "别〔2026〕40号", "示〔2026〕号"];
    assert_eq!(next_number("示", 2026, held.into_iter()), "示〔2026〕13号");
    assert_eq!(next_number("示", 2027, held.into_iter()), "示〔2027〕1号");
}

#[test]
fn what_is_taken_apart_is_put_together_again() {
    for text in ["", "只有字", "{S001 61}", "甲{S001 61}乙{S002 —}丙"] {
        let again: String = pieces(text)
            .unwrap()
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Figure { id, value } => marked(id, value),
            })
            .collect();
        assert_eq!(again, text);
    }
}
