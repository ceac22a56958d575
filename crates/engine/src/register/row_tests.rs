//! What rules, duplicates, steps and counts of rows promise.

use jiff::civil::{Date, date};
use model::pack::{
    Certainty, Code, Constant, Deadline, Parameter, ParameterAmount, ParameterValue, Provenance, Register, Validity,
};
use model::{HolidayYear, Period, WorkingCalendar};
use rust_decimal::Decimal;

use super::tests::{code, pack, row};
use super::*;
use crate::formula::{PackFacts, World};
use crate::random::SplitMix64;

const YEAR: Period = Period::Year(2024);

fn facts(register: &Register, rows: &[Row]) -> PackFacts {
    let mut facts = PackFacts::default();
    facts.add_rows(register.code.clone(), Some(YEAR), super::rows(register, rows).unwrap());
    facts
}

#[test]
fn rules_name_the_rows_that_break_them_and_missing_counts_as_kept() {
    let pack = pack();
    let register = &pack.registers[0];
    let rows = [
        row("甲", "to_check", &[("tax", "500"), ("land", "2"), ("large", "true")]),
        row("乙", "to_check", &[("tax", "500")]),
        row("丙", "to_check", &[("large", "true"), ("land", "0")]),
    ];
    let (facts, calendar) = (facts(register, &rows), WorkingCalendar::default());
    let keys: Vec<_> = rows.iter().map(|row| row.key.clone()).collect();
    let found = breaches(register, &keys, YEAR, World { pack: &pack, facts: &facts, calendar: &calendar });
    let found: Vec<(usize, &str)> = found.iter().map(|breach| (breach.row, breach.rule.code.as_str())).collect();
    assert_eq!(found, [(0, "tax_per_land"), (2, "large_has_land")]);
}

#[test]
fn values_that_must_be_unique_are_joined_and_incomplete_ones_are_not_compared() {
    let pack = pack();
    let whole = row("甲", "to_check", &[("name", "甲厂"), ("county", "370783")]);
    assert_eq!(unique_values(&pack.registers[0], &whole.values), [Some("甲厂\u{1f}370783".to_string())]);
    let part = row("甲", "to_check", &[("name", "甲厂")]);
    assert_eq!(unique_values(&pack.registers[0], &part.values), [None]);
}

fn named(key: usize, name: &str, tax: i64) -> Row {
    row(&key.to_string(), "to_check", &[("name", name), ("tax", &tax.to_string())])
}

#[test]
fn names_alike_and_amounts_near_are_probably_one_firm() {
    let pack = pack();
    let rows = [
        named(0, "潍坊恒信纺织有限公司", 100),
        named(1, "潍坊市恒信纺织有限公司", 102),
        named(2, "潍坊恒信纺织有限公司", 200),
        named(3, "寿光鲁丰机械有限公司", 100),
    ];
    let found = duplicates(&pack.registers[0], &rows);
    let pairs: Vec<(usize, usize, &str)> =
        found.pairs.iter().map(|pair| (pair.left, pair.right, pair.rule.as_str())).collect();
    assert_eq!(pairs, [(0, 1, "same_firm")]);
    assert!(found.is_complete);
    let again = duplicates_of(&pack.registers[0], &named(9, "潍坊恒信纺织公司", 101), &rows);
    assert_eq!(again.iter().map(|pair| pair.left).collect::<Vec<usize>>(), [0]);
    assert!(duplicates_of(&pack.registers[0], &rows[3], &rows).is_empty(), "a row is no duplicate of itself");
}

/// The search leaves most pairs out; what it finds is what comparing every pair finds.
#[test]
fn the_search_misses_no_pair() {
    let pack = pack();
    let register = &pack.registers[0];
    let mut random = SplitMix64::new(7);
    let letters: Vec<char> = "甲乙丙丁戊己庚辛".chars().collect();
    let rows: Vec<Row> = (0..400)
        .map(|key| {
            let length = random.between(3, 9);
            let name: String = (0..length).map(|_| letters[random.between(0, 7) as usize]).collect();
            named(key, &name, random.between(95, 105))
        })
        .collect();
    let found: Vec<(usize, usize)> =
        duplicates(register, &rows).pairs.iter().map(|pair| (pair.left, pair.right)).collect();
    let mut wanted = Vec::new();
    for right in 0..rows.len() {
        let of_row = duplicates_of(register, &rows[right], &rows);
        wanted.extend(of_row.iter().map(|pair| (pair.left, right)).filter(|(left, right)| left < right));
    }
    wanted.sort_unstable();
    assert!(wanted.len() > 10, "{} pairs", wanted.len());
    assert_eq!(found, wanted);
}

#[test]
fn a_register_full_of_copies_is_given_up_and_says_so() {
    let pack = pack();
    let rows: Vec<Row> = (0..1000).map(|key| named(key, "同一名称", 1)).collect();
    let found = duplicates(&pack.registers[0], &rows);
    assert!(!found.is_complete);
    assert_eq!(found.pairs.len(), 100_000);
}

#[test]
fn steps_say_why_they_cannot_be_taken() {
    let pack = pack();
    let register = &pack.registers[0];
    let calendar = WorkingCalendar::default();
    let refusals = |row: &Row, user: &str, roles: &[&str], history: &[(&str, &str)]| -> Vec<(String, Vec<String>)> {
        let facts = facts(register, std::slice::from_ref(row));
        let roles: Vec<_> = roles.iter().map(|role| code(role)).collect();
        let taken = |(step, actor): &(&str, &str)| Taken { step: code(step), actor: actor.to_string() };
        let history: Vec<Taken> = history.iter().map(taken).collect();
        let world = World { pack: &pack, facts: &facts, calendar: &calendar };
        offers(register, row, (user, &roles), &history, YEAR, world)
            .into_iter()
            .map(|offer| (offer.step.name.clone(), offer.refusals.iter().map(ToString::to_string).collect()))
            .collect()
    };
    let to_check = row("甲", "to_check", &[("land", "0")]);
    assert_eq!(
        refusals(&to_check, "wang", &["clerk"], &[]),
        [(
            "审核".to_string(),
            vec![
                "由“审核”办理，您没有这个办理角色；请由有此角色的人办理".to_string(),
                "条件不满足：用地面积 > 0 亩；请先补正该行数据".to_string()
            ]
        )]
    );
    let unknown = row("甲", "to_check", &[]);
    assert_eq!(
        refusals(&unknown, "wang", &["checker"], &[]),
        [("审核".to_string(), vec!["条件无法判断：用地面积 > 0 亩（缺少用地面积）；请先补全该行数据".to_string()])]
    );
    let to_confirm = row("甲", "to_confirm", &[("land", "3")]);
    let history = [("check", "li"), ("back", "wang"), ("check", "wang")];
    let offered = refusals(&to_confirm, "wang", &["checker", "clerk"], &history);
    assert_eq!(
        offered,
        [
            (
                "确认".to_string(),
                vec!["您办理过本行的“审核”，按不相容岗位规定不能再办此环节；请由他人办理".to_string()]
            ),
            ("退回".to_string(), vec![])
        ]
    );
    // Only who took it last counts.
    let offered = refusals(&to_confirm, "li", &["checker"], &history);
    assert_eq!(offered[0], ("确认".to_string(), vec![]));
}

#[test]
fn time_limits_leave_out_their_first_day_and_do_not_end_on_a_day_off() {
    let calendar = WorkingCalendar::new(vec![HolidayYear {
        year: 2025,
        basis: "示例".to_string(),
        holidays: vec![date(2025, 1, 1)],
        workdays: vec![],
    }])
    .unwrap();
    let (pack, friday) = (pack(), date(2025, 1, 10));
    let days = |count: i64| Constant::Number(Decimal::from(count));
    let due = |deadline: &Deadline, entered| due(deadline, &pack, entered, &calendar);
    assert_eq!(due(&Deadline::WorkingDays(days(5)), friday), Due::On(date(2025, 1, 17)));
    assert_eq!(due(&Deadline::Days(days(1)), friday), Due::On(date(2025, 1, 13)));
    assert_eq!(due(&Deadline::None, friday), Due::None);
    assert!(matches!(due(&Deadline::WorkingDays(days(5)), date(2025, 12, 30)), Due::Unknown(_)));
}

#[test]
fn a_time_limit_that_is_a_parameter_counts_as_in_force_when_the_row_entered_its_state() {
    let calendar = WorkingCalendar::new(vec![HolidayYear {
        year: 2025,
        basis: "示例".to_string(),
        holidays: vec![],
        workdays: vec![],
    }])
    .unwrap();
    let mut pack = pack();
    let value = |from: Date, to: Option<Date>, days: i64| ParameterValue {
        validity: Validity { from, to },
        amount: ParameterAmount::Single(Decimal::from(days)),
        provenance: Provenance {
            issuer: "示例".to_string(),
            document: "示例".to_string(),
            certainty: Certainty::Example,
            note: String::new(),
        },
        span: pack.registers[0].span,
    };
    let limit = Parameter {
        code: Code::new("limit").unwrap(),
        name: "办理时限".to_string(),
        unit: "天".parse().unwrap(),
        definition: String::new(),
        values: vec![value(date(2025, 1, 1), Some(date(2025, 2, 9)), 5), value(date(2025, 2, 10), None, 3)],
        span: pack.registers[0].span,
    };
    pack.parameters.push(limit);
    let deadline = Deadline::WorkingDays(Constant::Parameter(Code::new("limit").unwrap()));
    let due = |entered| due(&deadline, &pack, entered, &calendar);
    assert_eq!(due(date(2025, 2, 7)), Due::On(date(2025, 2, 14)));
    assert_eq!(due(date(2025, 2, 10)), Due::On(date(2025, 2, 13)));
    assert_eq!(due(date(2024, 12, 31)), Due::NoValue("参数“办理时限”在 2024-12-31 没有值".to_string()));
}

#[test]
fn counts_know_their_rows_and_a_missing_value_makes_a_missing_sum() {
    let pack = pack();
    let register = &pack.registers[0];
    let rows = [
        row("甲", "confirmed", &[("county", "370783"), ("tax", "3")]),
        row("乙", "confirmed", &[("county", "370783"), ("tax", "4")]),
        row("丙", "to_check", &[("county", "370724")]),
        row("丁", "confirmed", &[("tax", "1")]),
    ];
    let (facts, calendar) = (facts(register, &rows), WorkingCalendar::default());
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    let count = measured(register, &register.measures[0], YEAR, world);
    assert_eq!(count.keys().map(|place| &**place).collect::<Vec<&str>>(), ["370783"]);
    assert_eq!(count["370783"].total, Some(Decimal::TWO));
    assert_eq!(count["370783"].rows, ["甲".into(), "乙".into()]);
    let sum = measured(register, &register.measures[1], YEAR, world);
    assert_eq!(sum["370783"].total, Some(Decimal::from(7)));
    assert_eq!((sum["370724"].total, sum["370724"].without_value.len()), (None, 1));
    assert_eq!(together(sum.values()).total, None);
}
