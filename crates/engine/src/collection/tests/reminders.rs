//! Who is reminded when, and how silence is counted.

use super::*;

const EVERYBODY: Posts<'static> = &|_| true;

fn noticed(table: &Table, posts: Posts<'_>) -> Vec<Notice> {
    notices(&table.request, &table.response, &rules().remind, &calendar(), posts).unwrap()
}

fn planned(table: &Table) -> Vec<(String, &'static str)> {
    let found = noticed(table, EVERYBODY);
    found.iter().map(|one| (crate::exchange::Moment(one.send_at).to_string(), one.audience.in_words())).collect()
}

#[test]
fn reminders_go_out_seven_and_three_days_before_and_climb_the_ladder_after() {
    let table = Table::new();
    // 18 June is two days after issue; 22 June is a Sunday, 28 June a Saturday.
    let wanted = [
        ("2025-06-18 08:30:00", "联络员"),
        ("2025-06-23 08:30:00", "联络员"),
        ("2025-06-26 08:30:00", "联络员"),
        ("2025-06-30 08:30:00", "分管负责人"),
        ("2025-06-30 08:30:00", "联络员"),
        ("2025-07-02 08:30:00", "督查机构"),
        ("2025-07-02 08:30:00", "联络员"),
    ];
    assert_eq!(planned(&table), wanted.map(|(time, who)| (time.to_string(), who)));
}

#[test]
fn after_a_standstill_who_owes_hears_of_the_last_step_too() {
    let told = |time: &str, posts: Posts<'_>| -> Vec<(&'static str, String)> {
        let last = latest(noticed(&Table::new(), posts), at(time));
        last.into_iter().map(|one| (one.audience.in_words(), one.text)).collect()
    };
    let line = |text: &str| format!("“技改投资月调度表”（2025年6月）已于2025-06-25截止，高密市逾期 {text}");
    assert_eq!(
        told("2025-06-30T09:00:00", EVERYBODY),
        [("分管负责人", line("3 天未提交，提醒分管负责人")), ("联络员", line("3 天未提交，已提醒分管负责人"))]
    );
    // Nobody holds the post: the next of the ladder is told, and so is who owes.
    assert_eq!(
        told("2025-06-30T09:00:00", &|post| post != Audience::Signer),
        [
            ("督查机构", line("3 天未提交，分管负责人无人在岗，提醒督查机构")),
            ("联络员", line("3 天未提交，已提醒督查机构"))
        ]
    );
    assert_eq!(
        told("2025-06-26T09:00:00", &|post| post == Audience::Signer),
        [
            ("联络员", line("1 天未提交，提醒联络员")),
            ("分管负责人", line("1 天未提交，提醒联络员；联络员无人在岗，请分管负责人安排"))
        ]
    );
    assert_eq!(told("2025-06-18T08:00:00", EVERYBODY), []);
}

#[test]
fn a_table_due_in_a_year_without_holidays_is_reminded_of_from_monday_to_friday() {
    let mut table = Table::new();
    table.request.due = at("2026-01-06T17:30:00");
    table.request.expires = date(2026, 2, 28);
    let plan =
        |calendar: &WorkingCalendar| notices(&table.request, &table.response, &rules().remind, calendar, EVERYBODY);
    assert!(plan(&calendar()).is_err());
    let found = plan(&calendar().with_weekdays()).unwrap();
    let times: Vec<String> = found.iter().map(|one| crate::exchange::Moment(one.send_at).to_string()).collect();
    // 3 January is a Saturday.
    assert_eq!(times[..3], ["2025-12-30 08:30:00", "2026-01-05 08:30:00", "2026-01-07 08:30:00"]);
}

#[test]
fn who_has_answered_is_left_in_peace_and_a_return_starts_again() {
    let mut table = Table::new();
    table.save("2025-06-20T09:00:00", "12").unwrap();
    table.run(COUNTY, "2025-06-20T10:00:00", Command::Submit).unwrap();
    assert_eq!(planned(&table), []);
    table.run(BUREAU, "2025-06-24T10:00:00", Command::Return { reason: "口径不符".to_string() }).unwrap();
    assert!(!planned(&table).is_empty());
}

#[test]
fn an_extension_moves_the_reminders_and_gives_them_new_keys() {
    let mut table = Table::new();
    let before = noticed(&table, EVERYBODY);
    let ask = Command::AskExtension { until: at("2025-09-30T17:30:00"), reason: "企业报表未齐".to_string() };
    table.run(COUNTY, "2025-06-24T09:00:00", ask).unwrap();
    table
        .run(BUREAU, "2025-06-24T10:00:00", Command::AnswerExtension { is_granted: true, reason: String::new() })
        .unwrap();
    let after = noticed(&table, EVERYBODY);
    assert!(after.iter().all(|one| before.iter().all(|other| other.key != one.key)));
    // 1 October is a day off, and so is every day to the 8th.
    let times: Vec<String> = planned(&table).into_iter().map(|(time, _)| time).collect();
    assert_eq!(times[2..], ["2025-10-09 08:30:00"; 5]);
}

#[test]
fn nothing_goes_out_at_night_or_on_a_day_off() {
    let rules = rules().remind;
    let calendar = calendar();
    let open = |time: &str| rules.is_open(at(time), &calendar).unwrap();
    assert!(open("2025-06-23T08:30:00"));
    assert!(!open("2025-06-23T08:29:59"));
    assert!(!open("2025-06-23T17:30:00"));
    assert!(!open("2025-06-22T10:00:00"));
    // A Sunday that is worked.
    assert!(open("2025-09-28T10:00:00"));
    assert!(rules.is_open(at("2031-01-06T10:00:00"), &calendar).is_err());
}

#[test]
fn silence_is_counted_for_tasks() {
    let pulse = |task: &str, has_owner, last: Option<&str>| TaskPulse {
        task: task.to_string(),
        has_owner,
        first_update: last.map(at),
        last_update: last.map(at),
    };
    let tasks = [
        pulse("3.1.1", true, Some("2025-06-20T09:00:00")),
        pulse("3.1.2", false, None),
        pulse("3.1.3", true, Some("2025-06-01T09:00:00")),
    ];
    let found = silence(&tasks, at("2025-05-13T00:00:00"), at("2025-06-22T09:00:00"));
    assert_eq!((found.tasks, found.owned, found.updated), (3, 2, 2));
    let days: Vec<(&str, i64)> = found.days.iter().map(|(task, days)| (task.as_str(), *days)).collect();
    assert_eq!(days, [("3.1.2", 40), ("3.1.3", 21), ("3.1.1", 2)]);
}
