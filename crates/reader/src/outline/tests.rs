//! Outlines of short texts of our own, one form of numbering at a time.

use super::*;
use crate::metadata;
use expect_test::{Expect, expect};

#[track_caller]
fn check(text: &str, expect: Expect) {
    let document = Document::new(text);
    let frame = metadata::frame(&document, Lexicon::builtin());
    let nodes = outline(&document, Lexicon::builtin(), &frame);
    let shown: Vec<String> =
        nodes.iter().map(|node| format!("{} {}|{}", node.id, node.heading.label, node.heading.title)).collect();
    expect.assert_eq(&shown.join("\n"));
}

#[test]
fn numbers_restart_or_run_on() {
    check(
        "方案\n一、总体要求\n做好。\n二、任务\n（一）甲组\n1.甲事。做好。\n2.乙事。做好。\n（二）乙组\n3.丙事。做好。\n三、保障\n（一）甲。好。",
        expect![[r#"
            1 一、|总体要求
            2 二、|任务
            2.1 （一）|甲组
            2.1.1 1.|甲事
            2.1.2 2.|乙事
            2.2 （二）|乙组
            2.2.3 3.|丙事
            3 三、|保障
            3.1 （一）|甲"#]],
    );
}

#[test]
fn enumerations_in_running_text_are_no_headings() {
    check(
        "方案\n一、任务\n评出一、二、三等奖。一是做好甲事，二是做好乙事。\n1.2亿元已经到位。\n2026年完成。",
        expect!["1 一、|任务"],
    );
}

#[test]
fn headings_inside_one_long_line_are_found() {
    let body = "做好各项工作，确保落实到位。".repeat(40);
    check(
        &format!("通知\n现通知如下。一、甲部分（一）甲事。{body}（二）乙事。{body}二、乙部分（三）丙事。{body}"),
        expect![[r#"
            1 一、|甲部分
            1.1 （一）|甲事
            1.2 （二）|乙事
            2 二、|乙部分
            2.3 （三）|丙事"#]],
    );
}

#[test]
fn a_table_of_contents_is_not_the_body() {
    check(
        "规划\n目录\n第一章 形势\n第二章 任务\n第一章 形势\n很好。\n第二章 任务\n做好工作。",
        expect![[r#"
            1 第一章|形势
            2 第二章|任务"#]],
    );
}

#[test]
fn articles_have_titles_in_brackets_and_no_headings_below() {
    check(
        "办法\n第一条 【甲事】做好。\n（一）甲；\n（二）乙。\n第二条 【乙事】做好。",
        expect![[r#"
            1 第一条|甲事
            2 第二条|乙事"#]],
    );
}

#[test]
fn measures_below_an_article_have_notes_of_their_own() {
    check(
        "办法\n第一条 甲事\n（一）细事。做好。（责任单位：县甲局）\n（二）小事。做好。（责任单位：县乙局）\n第二条 乙事\n做好。（责任单位：县乙局）\n附则\n（一）解释。由县甲局负责解释。",
        expect![[r#"
            1 第一条|甲事
            1.1 （一）|细事
            1.2 （二）|小事
            2 第二条|乙事
            1-2 |附则
            1-2.1 （一）|解释"#]],
    );
}

#[test]
fn a_report_may_have_parts_without_numbers() {
    check(
        "2026年甲乙省政府工作报告\n各位代表：\n现在，我向大会报告政府工作。\n2025年工作回顾\n一年来，各项工作取得了新成绩，全省生产总值增长5%，粮食产量达到历史新高，各项社会事业全面进步。\n2026年工作安排\n主要预期目标是：全省生产总值增长6%左右，城镇调查失业率控制在5%以内，居民收入增长与经济增长同步，粮食产量稳定。\n(一)扩大需求。坚持以进促稳，做好工作。\n提高投资效益。抓好重大项目建设，完成投资2000亿元以上，推动一批重大基础设施项目建成投运，发挥政府投资带动作用。\n各位代表！我们要坚决支持国防和军队现代化建设，完善国防动员体系，做好退役军人服务保障工作，巩固军政军民团结。\n各位代表！让我们更加紧密地团结起来，真抓实干、埋头苦干，以优异成绩迎接新的一年，不断创造更加美好的明天！\n名词解释\n1.甲：指乙。",
        expect![[r#"
            1 |2025年工作回顾
            2 |2026年工作安排
            2.1 (一)|扩大需求
            2.1.1 |提高投资效益
            2.1.2 |
            3 |名词解释
            3.1 1.|甲：指乙"#]],
    );
}

#[test]
fn named_measures_with_notes_are_headings_without_labels() {
    check(
        "方案\n一、任务\n（一）建设生态。做好。\n甲支持：做好甲事。（责任单位：县甲局）\n乙支持：做好乙事。（责任单位：县乙局）",
        expect![[r#"
            1 一、|任务
            1.1 （一）|建设生态
            1.1.1 |甲支持
            1.1.2 |乙支持"#]],
    );
}

#[test]
fn paragraphs_that_all_open_with_a_name_are_measures() {
    let body = "各县要高度重视，密切协作，把各项措施落到实处，按季度报告进展情况，及时解决出现的问题和困难。";
    let text = |heading: &str| {
        format!(
            "方案\n一、任务\n做好。\n二、{heading}\n加强组织领导。{body}\n压实工作责任。{body}\n严格督促检查。{body}\n"
        )
    };
    check(
        &text("组织实施"),
        expect![[r#"
            1 一、|任务
            2 二、|组织实施
            2.1 |加强组织领导
            2.2 |压实工作责任
            2.3 |严格督促检查"#]],
    );
    // Principles stay in one piece.
    check(
        &text("基本原则"),
        expect![[r#"
            1 一、|任务
            2 二、|基本原则"#]],
    );
}
