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

#[test]
fn fractions_and_doublings_are_values() {
    check(
        "到2027年，四分之三以上的林场完成提标改造。",
        expect!["T01 完成提标改造的林场占比 AtLeast 75 % [甲乙市] ByYear Some(2027)"],
    );
    check(
        "到2027年，推动三分之二的村庄达到新标准。",
        expect!["T01 达到新标准的村庄占比 Equal 2 /3 [甲乙市] ByYear Some(2027)"],
    );
    check("到2027年，林业产值比2025年翻一番。", expect!["T01 林业产值 Equal 2 倍 [甲乙市] ByYear Some(2027)"]);
    check("到2027年，苗木产量实现翻番。", expect!["T01 苗木产量 Equal 2 倍 [甲乙市] ByYear Some(2027)"]);
    check(
        "育苗课时原则上占总课时一半以上。",
        expect!["T01 育苗课时占总课时 AtLeast 50 % [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "到2027年，林木良种使用率超过百分之九十。",
        expect!["T01 林木良种使用率 AtLeast 90 % [甲乙市] ByYear Some(2027)"],
    );
    check("村庄一半靠林，一半靠田。", expect![[""]]);
}

#[test]
fn words_that_count_once_or_each_year() {
    check("每个镇至少建设一所林校。", expect!["T01 林校 AtLeast 1 所 [甲乙市] DocumentPeriod Some(2028)"]);
    check("每年召开两次护林会议。", expect!["T01 护林会议 Equal 2 次 [甲乙市] EachYear None"]);
    check("林场技术员每年至少1个月在苗圃实训。", expect!["T01 林场技术员 AtLeast 1 个月 [甲乙市] EachYear None"]);
    check("加快突破一批育苗技术。", expect![[""]]);
}

#[test]
fn examples_and_grounds_are_not_the_thing_counted() {
    check(
        "建成东山、西山、南山、北山等四个标准化苗圃。",
        expect!["T01 标准化苗圃 Equal 4 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "推动林校在10个左右紧缺领域大力开展培训。",
        expect!["T01 紧缺领域 About 10 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check("坚持两个方向。", expect![[""]]);
}

#[test]
fn goals_of_a_preface_are_read_under_their_names() {
    check_text(
        "甲乙市造林方案\n各县：\n具体指标：到2027年，新建苗圃50个。林木良种使用率达到60%以上。\n为此制定本方案，力争到2026年，引进林业人才100名。现有苗圃30个。\n一、任务\n做好各项工作。\n",
        expect![[r#"
            T01 新建苗圃 Equal 50 个 [甲乙市] ByYear Some(2027)
            T02 林木良种使用率 AtLeast 60 % [甲乙市] ByYear Some(2027)
            T03 林业人才 Equal 100 名 [甲乙市] ByYear Some(2026)"#]],
    );
}

#[test]
fn explanations_and_hedges_are_no_part_of_a_name() {
    check(
        "到2027年，持证技术员（同时懂得育苗和护林的技术员）占技术员总数超过一半。",
        expect!["T01 持证技术员占技术员总数 AtLeast 50 % [甲乙市] ByYear Some(2027)"],
    );
}

#[test]
fn a_table_without_borders_is_left_to_a_person() {
    let text = "甲乙市造林规划（2026—2030年）\n一、主要指标\n1造林面积（万亩）255.7300.6 8%2苗木产量（万株）264.4238.0-10%3林业产值（亿元）267.8286.4 8%4护林员（人）227320469%\n二、保障\n做好各项工作。\n";
    check_text(text, expect![[""]]);
}

#[test]
fn where_a_rise_starts_from_is_no_target() {
    check(
        "监测点由“十四五”期间的97个增加到194个。",
        expect!["T01 监测点 Equal 194 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check("在具备条件的25度以上坡地造林。", expect![[""]]);
    check(
        "到2027年，城市和县城垃圾处理率分别达到95%和85%左右。",
        expect![[r#"
        T01 城市垃圾处理率 Equal 95 % [甲乙市] ByYear Some(2027)
        T02 县城垃圾处理率 About 85 % [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，县级及以上林场绿化率均控制在10%以内。",
        expect!["T01 县级及以上林场绿化率 AtMost 10 % [甲乙市] ByYear Some(2027)"],
    );
}

#[test]
fn what_is_kept_up_is_no_amount_and_what_is_shortened_is() {
    check("加快完善6个林区管理模式，开展好5个造林试点，推进12个苗木试点，提升发展8个林业集群。", expect![""]);
    check("创成100个造林示范村。", expect!["T01 造林示范村 Equal 100 个 [甲乙市] DocumentPeriod Some(2028)"]);
    check(
        "2027年底前将苗木审查周期压缩至4个月以内。",
        expect!["T01 苗木审查周期 AtMost 4 个月 [甲乙市] ByYear Some(2027)"],
    );
}

#[test]
fn who_owns_a_bare_measure_stands_in_the_clause_before() {
    check(
        "选择林地较多的甲片区作为林业核心区，总面积超8000平方米。",
        expect!["T01 林业核心区总面积 AtLeast 8000 平方米 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "打造标准化苗木市场，首期开放1万平方米场地。",
        expect!["T01 标准化苗木市场首期开放场地 Equal 1 万平方米 [甲乙市] DocumentPeriod Some(2028)"],
    );
}

#[test]
fn what_is_done_to_a_class_or_by_a_programme_is_told_from_its_name() {
    check(
        "90%以上村庄的枯枝得到清理。",
        expect!["T01 枯枝得到清理的村庄占比 AtLeast 90 % [甲乙市] DocumentPeriod Some(2028)"],
    );
    check("“青山”示范工程修复林地50万亩。", expect!["T01 修复林地 Equal 50 万亩 [甲乙市] DocumentPeriod Some(2028)"]);
    check(
        "为7000户困难林农实施危房改造。",
        expect!["T01 困难林农危房改造 Equal 7000 户 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "建设100个造林示范场景打造“双百”品牌。",
        expect!["T01 造林示范场景 Equal 100 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
}

#[test]
fn a_list_of_places_on_the_line_of_a_heading_is_its_title() {
    let plan = crate::read(
        "甲乙市造林方案\n一、布局\n（一）三区：东部丘陵区（含甲镇和乙镇）、西部山地区、中部平原区\n做好造林。\n（二）护林：依托东部丘陵和西部山地的林场，建立护林队伍，做好巡护。\n",
    );
    let titles: Vec<&str> = plan.outline.iter().map(|heading| heading.title.as_str()).collect();
    assert_eq!(titles, ["布局", "三区：东部丘陵区（含甲镇和乙镇）、西部山地区、中部平原区", "护林"]);
}

#[test]
fn the_note_of_a_centre_with_its_date_is_no_part_of_the_last_measure() {
    let text = "甲乙市造林方案\n一、任务\n（一）造林\n做好造林。\n甲乙市林业服务中心2026年3月13日发布，意见反馈截止2026年3月16日。\n";
    let plan = crate::read(text);
    let last = plan.tasks.last().map(|task| task.span).expect("a task");
    let words: String = text.chars().skip(last.start).take(last.len()).collect();
    assert_eq!(words, "（一）造林\n做好造林。");
}

#[test]
fn words_that_count_measures_or_say_when_are_told_from_amounts() {
    check("实施新一轮林业58条改革举措。", expect![""]);
    check("加快设置东山林业学校、西山护林与育苗学校2所中专学校。", expect![""]);
    check_report(
        "推进重点林区建设，全年完成投资40亿元，设置优化300处林间座椅。",
        expect![[r#"
            T01 重点林区建设完成投资 Equal 40 亿元 [甲乙省] InYear Some(2026)
            T02 林间座椅 Equal 300 处 [甲乙省] InYear Some(2026)"#]],
    );
    check_report(
        "建设筹措7万套苗木，实现“十五五”末总量达到60万套。",
        expect![[r#"
            T01 苗木 Equal 7 万套 [甲乙省] DocumentPeriod Some(2026)
            T02 苗木总量 Equal 60 万套 [甲乙省] ByYear Some(2030)"#]],
    );
}

#[test]
fn a_statement_names_no_measure_of_a_report() {
    let body = "坚持因地制宜，统筹推进山水林田湖草沙一体化保护和系统治理，建设美丽家园，做好各项工作。";
    let text = format!(
        "2026年甲乙省政府工作报告\n各位代表：\n现在，我向大会报告政府工作。\n一、2025年工作回顾\n过去一年，我们做了很多工作。\n二、2026年重点工作\n（一）聚力造林\n践行绿水青山就是金山银山理念。{body}\n一是加强护林。{body}\n林业是发展的根基。{body}\n"
    );
    let plan = crate::read(&text);
    let titles: Vec<&str> = plan.tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(titles, ["践行绿水青山就是金山银山理念", "一是加强护林", ""]);
}
