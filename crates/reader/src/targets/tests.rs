//! Targets read from short texts of our own, one rule at a time.

use expect_test::{Expect, expect};

/// One clause of a measure in a plan whose title carries its term.
#[track_caller]
fn check(body: &str, expect: Expect) {
    let text = format!("甲乙市造林方案（2026—2028年）\n一、任务\n（一）办好一件事。{body}\n");
    let plan = crate::read(&text);
    assert_eq!(crate::uncovered_numbers(&plan, &text), Vec::new());
    expect.assert_eq(&super::shown(&plan));
}

#[test]
fn the_name_stands_before_or_behind_the_number() {
    check("到2027年，全市建成口袋公园12个以上。", expect!["T01 口袋公园 AtLeast 12 个 [甲乙市] ByYear Some(2027)"]);
    check(
        "到2027年，评选12个设计新颖的口袋公园。",
        expect!["T01 设计新颖的口袋公园 Equal 12 个 [甲乙市] ByYear Some(2027)"],
    );
    check("组织不少于6次护林培训活动。", expect!["T01 护林培训活动 AtLeast 6 次 [甲乙市] DocumentPeriod Some(2028)"]);
}

#[test]
fn lists_share_heads_tails_and_values() {
    check(
        "到2027年，红薯种植、收获机械化率均达到45%。",
        expect![[r#"
            T01 红薯种植机械化率 Equal 45 % [甲乙市] ByYear Some(2027)
            T02 红薯收获机械化率 Equal 45 % [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，红薯种植、收获机械化率分别达到65%和55%。",
        expect![[r#"
            T01 红薯种植机械化率 Equal 65 % [甲乙市] ByYear Some(2027)
            T02 红薯收获机械化率 Equal 55 % [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，省级苗圃、种子中心分别达12家。",
        expect![[r#"
            T01 省级苗圃 Equal 12 家 [甲乙市] ByYear Some(2027)
            T02 种子中心 Equal 12 家 [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，街道苗圃覆盖率、社区花园配建率达到100%。",
        expect![[r#"
            T01 街道苗圃覆盖率 Equal 100 % [甲乙市] ByYear Some(2027)
            T02 社区花园配建率 Equal 100 % [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，苗圃、花园和林场绿化率总体达到50%左右。",
        expect!["T01 苗圃、花园和林场绿化率 About 50 % [甲乙市] ByYear Some(2027)"],
    );
    check(
        "到2027年，省级苗圃达到10个、花园达到65家、林场达到50家以上。",
        expect![[r#"
            T01 省级苗圃 Equal 10 个 [甲乙市] ByYear Some(2027)
            T02 (省级)花园 Equal 65 家 [甲乙市] ByYear Some(2027)
            T03 (省级)林场 AtLeast 50 家 [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "培育省级苗圃17个左右、种子中心2个左右。",
        expect![[r#"
            T01 省级苗圃 About 17 个 [甲乙市] DocumentPeriod Some(2028)
            T02 (省级)种子中心 About 2 个 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
}

#[test]
fn places_at_the_head_take_the_value() {
    check(
        "到2027年，东山市林业产值完成11亿元以上，西山市达到近千亿元规模，南山县、北山区达到5亿元左右。",
        expect![[r#"
        T01 林业产值 AtLeast 11 亿元 [东山市] ByYear Some(2027)
        T02 林业产值 About 1000 亿元 [西山市] ByYear Some(2027)
        T03 林业产值 About 5 亿元 [南山县、北山区] ByYear Some(2027)"#]],
    );
    check(
        "到2027年，丘陵山区县（市、区）造林机械化率达到55%。",
        expect!["T01 造林机械化率 Equal 55 % [丘陵山区县（市、区）] ByYear Some(2027)"],
    );
}

#[test]
fn shares_of_a_class_are_named_by_what_they_do() {
    check(
        "到2027年，推动60%的村庄达到新标准。",
        expect!["T01 达到新标准的村庄占比 Equal 60 % [甲乙市] ByYear Some(2027)"],
    );
    check(
        "到2027年，90%以上村庄形成1-2个具有特色的苗圃。",
        expect![[r#"
            T01 形成1-2个具有特色苗圃的村庄占比 AtLeast 90 % [甲乙市] ByYear Some(2027)
            T02 具有特色的苗圃 Between 1-2 个 [甲乙市] ByYear Some(2027)"#]],
    );
    check(
        "每年新增1-2个造林项目纳入省级以上项目库。",
        expect!["T01 新增纳入省级以上项目库的造林项目 Between 1-2 个 [甲乙市] EachYear None"],
    );
}

#[test]
fn periods_are_stated_or_inherited() {
    check(
        "每年组织护林培训2场以上，开展防火演练100场以上。",
        expect![[r#"
            T01 护林培训 AtLeast 2 场 [甲乙市] EachYear None
            T02 防火演练 AtLeast 100 场 [甲乙市] EachYear None"#]],
    );
    check("年均完成造林投资4亿元以上。", expect!["T01 造林投资 AtLeast 4 亿元 [甲乙市] AnnualAverage None"]);
    check("到2027年，累计建成苗圃25个以上。", expect!["T01 苗圃 AtLeast 25 个 [甲乙市] Cumulative Some(2027)"]);
    check(
        "到2028年，每年用于造林的信贷额度不低于50亿元。",
        expect!["T01 用于造林的信贷额度 AtLeast 50 亿元 [甲乙市] EachYear Some(2028)"],
    );
    check(
        "2026年，新建苗圃5个。2027年底前，新建苗圃9个。",
        expect![[r#"
            T01 新建苗圃 Equal 5 个 [甲乙市] InYear Some(2026)
            T02 新建苗圃 Equal 9 个 [甲乙市] ByYear Some(2027)"#]],
    );
    check("新建苗圃5个。", expect!["T01 新建苗圃 Equal 5 个 [甲乙市] DocumentPeriod Some(2028)"]);
}

#[test]
fn growth_and_ceilings() {
    check(
        "林业产值增长5%以上，林农收入增长7%左右，管护成本下降3%。",
        expect![[r#"
            T01 林业产值 IncreaseBy/AtLeast 5 % [甲乙市] DocumentPeriod Some(2028)
            T02 林农收入 IncreaseBy/About 7 % [甲乙市] DocumentPeriod Some(2028)
            T03 管护成本 IncreaseBy/Equal 3 % [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check("火灾受害率控制在0.5‰以内。", expect!["T01 火灾受害率 AtMost 0.5 ‰ [甲乙市] DocumentPeriod Some(2028)"]);
    check(
        "城镇和农村居民人均收入分别增长5%左右、7%左右。",
        expect![[r#"
            T01 城镇居民人均收入 IncreaseBy/About 5 % [甲乙市] DocumentPeriod Some(2028)
            T02 农村居民人均收入 IncreaseBy/About 7 % [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check(
        "审批时间压缩至5个工作日以内。",
        expect!["T01 审批时间 AtMost 5 个工作日 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check("受害率由3%下降到1%以下。", expect!["T01 受害率 AtMost 1 % [甲乙市] DocumentPeriod Some(2028)"]);
}

#[test]
fn the_way_a_figure_moves_is_told() {
    let text = "甲乙市造林方案（2026—2028年）\n一、任务\n（一）办好一件事。林业产值年均增长8%以上，管护成本下降3%左右，受害率由3%降至1%以下，压减低效林12万亩，新建苗圃5个。\n";
    let plan = crate::read(text);
    let shown: Vec<String> = plan
        .targets
        .iter()
        .map(|target| format!("{} {:?} {}", target.subject, target.direction, target.demand_in_words()))
        .collect();
    expect![[r#"
        林业产值 Some(Increase) 增长不低于8%
        管护成本 Some(Decrease) 下降约3%
        受害率 Some(Decrease) 不高于1%
        压减低效林 Some(Decrease) 达到12万亩
        新建苗圃 None 达到5个"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn the_unit_says_per_thousand_people() {
    check(
        "到2027年，千人口苗木数达到4.6个。",
        expect!["T01 千人口苗木数 Equal 4.6 个/千人 [甲乙市] ByYear Some(2027)"],
    );
}

#[test]
fn what_supports_or_limits_is_no_target() {
    check("对新建苗圃给予最高50万元补助。", expect![""]);
    check("每年遴选不超过10个苗圃。", expect![""]);
    check("培育一批产值过50亿元的林业园区。", expect![""]);
    check("对面积达到500亩以上的，优先支持。", expect![""]);
    check("每年为每家林场提供不少于20台设备。", expect![""]);
    check("截至目前，已建成苗圃12个。", expect![""]);
    check("实施“千村百园”工程，推广5G防火，建设四星级以上林场。", expect![""]);
    check(
        "加快南北大道等12个项目建设，建成东西大道等3个项目。",
        expect!["T01 东西大道等项目 Equal 3 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check("走进千家万户。", expect![""]);
}

#[test]
fn a_threshold_inside_a_name_belongs_to_the_name() {
    check(
        "到2027年，培育营收超1000万元林场100家以上。",
        expect!["T01 营收超1000万元林场 AtLeast 100 家 [甲乙市] ByYear Some(2027)"],
    );
    check(
        "到2027年，培育具备10个以上苗圃的林场不少于3家。",
        expect!["T01 具备10个以上苗圃的林场 AtLeast 3 家 [甲乙市] ByYear Some(2027)"],
    );
}

#[test]
fn one_goal_in_two_clauses_is_linked() {
    let plan = crate::read(
        "甲乙市造林方案（2026—2028年）\n一、总体目标\n到2028年，建成苗圃12个。\n二、任务\n（一）办好一件事。到2028年，建成苗圃12个。\n",
    );
    let links: Vec<_> = plan.targets.iter().map(|target| (target.id.as_str(), target.linked.clone())).collect();
    assert_eq!(links, [("T01", vec!["T02".to_string()]), ("T02", vec!["T01".to_string()])]);
}

#[test]
fn verbs_of_a_flow_stay_in_the_name() {
    check(
        "新建12个苗圃，改造提升40个林场。",
        expect![[r#"
        T01 新建苗圃 Equal 12 个 [甲乙市] DocumentPeriod Some(2028)
        T02 改造林场 Equal 40 个 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check("新建和更新60处花园。", expect!["T01 新建和更新花园 Equal 60 处 [甲乙市] DocumentPeriod Some(2028)"]);
    check("完成坡地苗圃改造120万亩。", expect!["T01 坡地苗圃改造 Equal 120 万亩 [甲乙市] DocumentPeriod Some(2028)"]);
    check(
        "发掘不少于50个技术前沿、模式新颖的林业项目。",
        expect!["T01 技术前沿、模式新颖的林业项目 AtLeast 50 个 [甲乙市] DocumentPeriod Some(2028)"],
    );
}

#[test]
fn names_that_stand_apart_from_the_number_are_found() {
    check(
        "红松、白桦分别完成投资25亿元、8亿元。",
        expect![[r#"
        T01 红松完成投资 Equal 25 亿元 [甲乙市] DocumentPeriod Some(2028)
        T02 白桦完成投资 Equal 8 亿元 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check(
        "县城污水处理率达到90%，沿江区域达到95%。",
        expect![[r#"
        T01 县城污水处理率 Equal 90 % [甲乙市] DocumentPeriod Some(2028)
        T02 县城污水处理率 Equal 95 % [沿江区域] DocumentPeriod Some(2028)"#]],
    );
    check(
        "能够将70%的降雨就地消纳的绿地占比达到20%以上。",
        expect!["T01 能够将70%的降雨就地消纳的绿地占比 AtLeast 20 % [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "实施造林重点项目12个以上，完成投资30亿元。",
        expect![[r#"
        T01 造林重点项目 AtLeast 12 个 [甲乙市] DocumentPeriod Some(2028)
        T02 造林重点项目完成投资 Equal 30 亿元 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check("开展造林质量提升、苗圃改造、林区道路建设和防火能力提升4项行动。", expect![""]);
    check(
        "全市建成20个以上、总面积不低于10万平方米，功能完善的示范苗圃，提供多种服务。",
        expect![[r#"
        T01 示范苗圃 AtLeast 20 个 [甲乙市] DocumentPeriod Some(2028)
        T02 示范苗圃总面积 AtLeast 10 万平方米 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check(
        "先行布局10家以上高水平苗圃（以下称“苗圃”,指各类育苗地）基地。",
        expect!["T01 高水平苗圃基地 AtLeast 10 家 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "2027年底前，网上办理的事项达到100项以上，自由贸易试验区力争达到150项。",
        expect![[r#"
        T01 网上办理的事项 AtLeast 100 项 [甲乙市] ByYear Some(2027)
        T02 网上办理的事项 Equal 150 项 [自由贸易试验区] ByYear Some(2027)"#]],
    );
    check(
        "林业产值增长7%以上、力争达到8%。",
        expect![[r#"
        T01 林业产值 IncreaseBy/AtLeast 7 % [甲乙市] DocumentPeriod Some(2028)
        T02 林业产值 IncreaseBy/Equal 8 % [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check(
        "受害率、损失率分别控制在5%和3%以内。",
        expect![[r#"
        T01 受害率 AtMost 5 % [甲乙市] DocumentPeriod Some(2028)
        T02 损失率 AtMost 3 % [甲乙市] DocumentPeriod Some(2028)"#]],
    );
    check(
        "60%的林场完成提标改造。",
        expect!["T01 完成提标改造的林场占比 Equal 60 % [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "新增苗圃20个以上，其中农村10个以上。",
        expect![[r#"
        T01 新增苗圃 AtLeast 20 个 [甲乙市] DocumentPeriod Some(2028)
        T02 农村新增苗圃 AtLeast 10 个 [甲乙市] DocumentPeriod Some(2028)"#]],
    );
}

#[test]
fn who_fulfils_a_condition_is_supported_and_no_target() {
    check(
        "投资建设林场固定资产投资额达500万元以上，建成后一年内造林超100亩的，经认定，按档次给予最高20万元奖励。",
        expect![[""]],
    );
    check("租赁100平方米以上场地、从业人员5人以上的林业企业，按租金的50%给予扶持。", expect![[""]]);
    check("返还标准按社会保险费50%的标准确定。", expect![[""]]);
    check("支持建设千万千瓦级储能之都，实施千亿斤粮食产能提升行动，办好12件民生实事。", expect![[""]]);
    check("加快建设东山、西山等6条高铁。", expect![""]);
}

#[test]
fn how_things_stand_and_what_others_must_meet_is_no_target() {
    check("全市林地规模达3000亩，较2025年初增长86.3%，今年以来已成功推动两县联动。", expect![[""]]);
    check("且销售总额不低于200万元。", expect![[""]]);
    check("林业产品被超过3家企业购买。", expect![[""]]);
    check("每5年修订1次林木目录。", expect![[""]]);
    check("每引进1名林业人才，经认定给予30万元。", expect![[""]]);
    check("损失率=（今年损失-去年损失）/去年损失×100%。", expect![[""]]);
}

#[test]
fn names_lead_over_brackets_and_labels() {
    check(
        "到2028年年底，全市林业合作社（指由农户联合，自主经营的组织）数量突破100家。",
        expect!["T01 林业合作社数量 AtLeast 100 家 [甲乙市] ByYear Some(2028)"],
    );
    check(
        "建成10家面积均不少于1万平方米、设施完善的苗圃。",
        expect!["T01 苗圃 Equal 10 家 [甲乙市] DocumentPeriod Some(2028)"],
    );
    check(
        "深度整合全市超千家林业企业资源。",
        expect!["T01 林业企业资源 AtLeast 1000 家 [甲乙市] DocumentPeriod Some(2028)"],
    );
}

#[test]
fn a_dated_line_that_ends_with_a_colon_dates_the_list_below() {
    let text = "甲乙市造林方案\n一、发展目标\n力争到2028年，实现：\n规模扩大：林场突破500家。\n";
    expect!["T01 林场 AtLeast 500 家 [甲乙市] ByYear Some(2028)"].assert_eq(&super::shown(&crate::read(text)));
}
