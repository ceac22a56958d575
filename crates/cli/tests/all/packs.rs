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

#[test]
fn a_run_counts_years_in_a_grade_from_the_conclusions_that_it_is_given() {
    let site = bare();
    let codes = ["91370700MA0000001Y", "91370700MA00000022"];
    let mut rows = "统一社会信用代码,企业名称,规上,用地面积,实缴税金\n".to_string();
    rows.push_str(&format!("{},甲,否,10,900\n{},乙,否,10,1\n", codes[0], codes[1]));
    site.file("rows.csv", &rows);
    let run = |period: &str, more: &[&str]| {
        let over = ["pack", "run", "mu_benefit", "亩产效益综合评价", period, "--rows", "rows.csv"];
        site.run(&over.iter().chain(more).copied().collect::<Vec<&str>>())
    };
    run("2024", &["-o", "2024.csv"]).succeeds();
    let lacking = "没有2024年的结论，“连续 D 类年数”从有结论的年份算起";
    let told = run("2025", &[]).succeeds().out;
    assert!(told.contains(&format!("注意：1 个对象{lacking}")), "{told}");
    let told = run("2025", &["--concluded", "2024=2024.csv"]).succeeds().out;
    assert!(!told.contains("注意"), "{told}");
    run("2025", &["--concluded", "2024.csv"]).fails_with(1, &["前面要写时期"]);
    run("2025", &["--concluded", "2025=2024.csv"]).fails_with(1, &["结论应早于2025年"]);
    run("2025", &["--rows", "2024=rows.csv", "--concluded", "2024=2024.csv"]).succeeds();
}

#[test]
fn a_pool_of_one_is_told() {
    let site = bare();
    let code = "91370700MA0000001Y";
    site.file("rows.csv", format!("统一社会信用代码,企业名称,规上,用地面积,实缴税金\n{code},甲,否,10,900\n"));
    let over = ["pack", "run", "mu_benefit", "亩产效益综合评价", "2025", "--rows", "rows.csv"];
    let told = site.run(&over).succeeds().out;
    assert!(told.contains("注意：评价池“规下”参评的只有 1 个对象，指标“单位用地税收”没有其他对象可比"), "{told}");
    let over = ["pack", "explain", "mu_benefit", "亩产效益综合评价", "2025", code, "--rows", "rows.csv"];
    let told = site.run(&over).succeeds().out;
    assert!(told.contains("同一评价池中有数据的只有本对象，基准只取自其自身数据"), "{told}");
    site.file("rows.csv", format!("统一社会信用代码,企业名称,规上,用地面积,实缴税金\n{code},甲,否,10,0\n"));
    let over = ["pack", "run", "mu_benefit", "亩产效益综合评价", "2025", "--rows", "rows.csv"];
    site.run(&over).fails_with(1, &["评价池“规下”的“单位用地税收”：基准值的取值 0 不合要求", "请核对各对象的数据"]);
}

#[test]
fn a_quota_is_split_over_a_file_with_reasons_proof_and_what_if() {
    let site = bare();
    site.file(
        "rows.csv",
        "县,财力,重大项目支出,申请额,债务风险等级\n370781,500,50,20000,绿\n370782,300,30,90000,绿\n370783,200,20,90000,绿\n",
    );
    let run = ["pack", "run", "bond_quota", "新增债务限额分配", "2024", "--rows", "rows.csv"];
    let told = site.run(&run).succeeds().out;
    assert!(told.contains("合计 100000 万元") && told.contains("复核成立：合计等于总额"), "{told}");
    let told = site.run(&[run.as_slice(), &["--suppose", "总额=50000"]].concat()).succeeds().out;
    assert!(told.contains("合计现在 100000 万元，假设 50000 万元"), "{told}");
    site.run(&[run.as_slice(), &["--suppose", "没有的=1"]].concat()).fails_with(1, &["没有参数“没有的”"]);
    let told = site
        .run(&["pack", "explain", "bond_quota", "新增债务限额分配", "2024", "370781", "--rows", "rows.csv"])
        .succeeds()
        .out;
    assert!(told.contains("到上限 20000 万元，按上限"), "{told}");
    site.file("rows.csv", "县,财力,重大项目支出,申请额,债务风险等级\n370781,500,50,20000,绿\n");
    site.run(&run).fails_with(1, &["“上限”与“总额”冲突", "剩 80000 无处可分"]);
}

#[test]
fn a_formula_is_run_over_a_file_with_the_totals_of_places() {
    let site = bare();
    site.file(
        "rows.csv",
        "统一社会信用代码,企业名称,所在县,规上,能源供应行业,投产日期,用地面积,应税土地面积,土地等级税额\n\
         91350100M000100Y43,甲公司,370724,否,不属于,2010-01-01,10,10000,8\n",
    );
    let over = ["mu_benefit", "标准城镇土地使用税", "2025"];
    let told = site.run(&[["pack", "run"].as_slice(), &over, &["--rows", "rows.csv"]].concat()).succeeds().out;
    assert!(told.contains("91350100M000100Y43") && told.contains("按地区合计"), "{told}");
    assert!(told.lines().any(|line| line.starts_with("370724") && line.ends_with("80000")), "{told}");
    let place = [["pack", "explain"].as_slice(), &over, &["370724", "--rows", "rows.csv"]].concat();
    let told = site.run(&place).succeeds().out;
    assert!(
        told.contains("370724标准城镇土地使用税合计（2025年）") && told.contains("应税土地面积 × 土地等级税额"),
        "{told}"
    );
    let written = [["pack", "run"].as_slice(), &over, &["--rows", "rows.csv", "-o", "a.csv"]].concat();
    site.run(&written).fails_with(1, &["核算项的结果只在屏幕上显示"]);
}

#[test]
fn an_editor_is_told_what_may_stand_at_a_place_of_a_pack() {
    let site = bare();
    site.run(&["pack", "new", "green_land", "2024.1"]).succeeds();
    let file = site.data().join("packs/green_land/2024.1/pack.hcl");
    let text = std::fs::read_to_string(&file).unwrap();
    let line = 1 + text.lines().position(|line| line.trim_start().starts_with("cycle")).unwrap();
    let column = 1 + text.lines().nth(line - 1).unwrap().find("year").unwrap();
    let path = file.to_str().unwrap();
    let told = site.run(&["pack", "complete", path, &line.to_string(), &column.to_string()]).succeeds().out;
    assert!(told.contains("half_year\t半年\n"), "{told}");
    let told = site.run(&["pack", "complete", path, "9999"]).succeeds().out;
    assert!(told.contains("evaluation\t评价，写作 evaluation \"名称\" {\n"), "{told}");
    site.run(&["pack", "complete", "no.hcl", "1"]).fails_with(1, &["no.hcl", "无法读取"]);
}
