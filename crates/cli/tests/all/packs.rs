//! `junxian pack`: from a new pack to a ranking, and what authors are told when something is wrong.

use crate::support::bare;

#[test]
fn a_new_pack_checks_tests_and_runs() {
    let site = bare();
    let told = site.run(&["pack", "new", "green_land", "2024.1"]).succeeds().out;
    assert!(told.contains("已建立"), "{told}");
    assert!(site.run(&["pack", "check"]).succeeds().out.contains("没有错误"));
    let told = site.run(&["pack", "test", "green_land"]).succeeds().out;
    assert_eq!(told, "1 项测试全部相符，其中 1 处结果有来源\n");
    site.file("rows.csv", "企业名称,实缴税金,用地面积\n甲,600,20\n乙,200,20\n");
    let over = ["pack", "run", "green_land", "综合评价", "2024", "--rows", "rows.csv"];
    let told = site.run(&over).succeeds().out;
    assert!(told.starts_with("企业名称    得分  名次  档次\n甲        150.00     1  A\n"), "{told}");
    let told =
        site.run(&["pack", "explain", "green_land", "综合评价", "2024", "甲", "--rows", "rows.csv"]).succeeds().out;
    assert!(told.contains("亩均税收 = 实缴税金 ÷ 用地面积 = 600 ÷ 20 = 30 万元/亩"), "{told}");
    let told = site.run(&["pack", "doc", "green_land"]).succeeds().out;
    assert!(told.contains("## 评价：综合评价") && told.contains("| 亩均税收基准值 | 20 |"), "{told}");
    site.run(&["pack", "new", "green_land", "2024.1"]).fails_with(1, &["已存在"]);
}

#[test]
fn what_is_wrong_is_told_with_place_and_hint() {
    let site = bare();
    site.run(&["pack", "new", "green_land", "2024.1"]).succeeds();
    site.file("rows.csv", "企业名称,实缴税金,用地面积\n甲,六百,20\n甲,200,-1\n");
    site.run(&["pack", "run", "green_land", "综合评价", "2024", "--rows", "rows.csv"])
        .fails_with(1, &["第2行：“实缴税金”列", "第3行：“用地面积”列"]);
    site.run(&["pack", "run", "green_land", "综合评价", "2020", "--rows", "rows.csv"])
        .fails_with(1, &["没有生效且无错误的版本（现有版本：2024.1）"]);
    let pack = site.data().join("packs/green_land/2024.1/pack.hcl");
    let text = std::fs::read_to_string(&pack).unwrap();
    std::fs::write(&pack, text.replace("实缴税金 / 用地面积", "实缴税金 / 用地面级")).unwrap();
    let told = site.run(&["pack", "check"]).fails_with(1, &["处错误"]).out;
    assert!(told.contains("错误[unknown-name]: 没有名为“用地面级”") && told.contains("是否为 `用地面积`"), "{told}");
    site.run(&["pack", "run", "green_land", "综合评价", "2024", "--rows", "rows.csv"])
        .fails_with(1, &["没有生效且无错误的版本"]);
}
