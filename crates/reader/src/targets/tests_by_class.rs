//! Classes of errors that were found in texts of many kinds, each in a short text of our own.

use expect_test::{Expect, expect};

/// One clause of a measure in a plan whose title carries its term.
#[track_caller]
fn check(body: &str, expect: Expect) {
    check_text(&format!("甲乙市造林方案（2026—2028年）\n一、任务\n（一）办好一件事。{body}\n"), expect);
}

/// One paragraph of the tasks in a report on government work.
#[track_caller]
fn check_report(body: &str, expect: Expect) {
    let paragraph =
        format!("做好造林工作。{body}坚持因地制宜，统筹推进山水林田湖草沙一体化保护和系统治理，建设美丽家园。");
    check_text(
        &format!(
            "2026年甲乙省政府工作报告\n各位代表：\n现在，我向大会报告政府工作。\n一、2025年工作回顾\n过去一年，我们做了很多工作。\n二、2026年重点工作\n（一）聚力造林\n{paragraph}\n"
        ),
        expect,
    );
}

#[track_caller]
fn check_text(text: &str, expect: Expect) {
    let plan = crate::read(text);
    assert_eq!(crate::uncovered_numbers(&plan, text), Vec::new());
    expect.assert_eq(&super::shown(&plan));
}

#[test]
fn a_nearer_year_beats_every_year() {
    check(
        "每年新建苗圃10个，其中2027年新建苗圃20个。",
        expect![[r#"
        T01 新建苗圃 Equal 10 个 [甲乙市] EachYear None
        T02 新建苗圃 Equal 20 个 [甲乙市] InYear Some(2027)"#]],
    );
}

#[test]
fn a_span_of_years_dates_what_follows() {
    check("三年盘活林地120亩。", expect!["T01 林地 Equal 120 亩 [甲乙市] DocumentPeriod Some(2028)"]);
    check("五年新建苗圃20个。", expect!["T01 新建苗圃 Equal 20 个 [甲乙市] ByYear Some(2031)"]);
    check("实施造林三年行动，近三年建成苗圃12个。", expect![""]);
}

#[test]
fn one_verb_and_its_period_hold_for_a_list() {
    check(
        "到2027年，累计培育林场10家、苗圃8家。",
        expect![[r#"
        T01 林场 Equal 10 家 [甲乙市] Cumulative Some(2027)
        T02 苗圃 Equal 8 家 [甲乙市] Cumulative Some(2027)"#]],
    );
}

#[test]
fn a_number_that_says_which_is_no_amount() {
    check("建成2个万亩苗圃。", expect!["T01 万亩苗圃 Equal 2 个 [甲乙市] DocumentPeriod Some(2028)"]);
    check("培育一批产值超5亿元、10亿元林业集群。", expect![[""]]);
    check("开工建设东山120万吨木浆项目。", expect![[""]]);
}

#[test]
fn what_is_allowed_or_asked_of_applicants_is_no_target() {
    check("林龄要求可放宽到20年，规模可放宽到20人。", expect![[""]]);
    check("申报单位的成果已经投入使用，种植面积不低于200亩。", expect![[""]]);
    check("林业小队是指由农户组成的组织，规模不超过10人。", expect![[""]]);
}

#[test]
fn months_are_no_part_of_a_name() {
    check(
        "力争4月底苗圃超过200个、年底超过260个。",
        expect![[r#"
        T01 苗圃 AtLeast 200 个 [甲乙市] DocumentPeriod Some(2028)
        T02 苗圃 AtLeast 260 个 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
}

#[test]
fn the_noun_behind_two_numbers_closes_the_clause() {
    check(
        "打造10个以上、总面积不低于100万平方米的示范苗圃，为林农提供苗木。",
        expect!["T01 示范苗圃 AtLeast 10 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
}

#[test]
fn in_a_report_a_name_with_its_amount_is_a_goal() {
    check_report(
        "森林抚育100万亩，开行苗木班列4000班次，林业产品销售额520亿元。",
        expect![[r#"
        T01 森林抚育 Equal 100 万亩 [甲乙省] DocumentPeriod Some(2026)
        T02 开行苗木班列 Equal 4000 班次 [甲乙省] DocumentPeriod Some(2026)
        T03 林业产品销售额 Equal 520 亿元 [甲乙省] DocumentPeriod Some(2026)"#]],
    );
    check_report(
        "全省造林劳动生产率16万元/人左右。",
        expect!["T01 造林劳动生产率 About 16 万元/人 [甲乙省] DocumentPeriod Some(2026)"],
    );
    check_report(
        "开展补贴性林业培训10万人次以上。",
        expect!["T01 补贴性林业培训 AtLeast 10 万人次 [甲乙省] DocumentPeriod Some(2026)"],
    );
    check_report(
        "林农补助标准从每人每月200元提高到260元。",
        expect!["T01 林农补助标准 Equal 260 元 [甲乙省] DocumentPeriod Some(2026)"],
    );
    check_report("乡镇林场100%达到国家标准。", expect!["T01 乡镇林场 Equal 100 % [甲乙省] DocumentPeriod Some(2026)"]);
    check_report("我省有1100多种林木，加快东山、西山等13个项目建设。", expect![[""]]);
}

#[test]
fn a_verb_begins_no_place() {
    check_report(
        "稳步推进省里定的12项改革，新建苗圃12个。",
        expect!["T01 新建苗圃 Equal 12 个 [甲乙省] DocumentPeriod Some(2026)"],
    );
}
