//! Accounting formulas of the shipped packs: sums over rows of registers, the factors they used, and how they are told.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]
use std::path::Path;
use std::sync::Arc;

use engine::formula::{
    Computed, PackFacts, Subjects, World, compute_formula, explain_formula, factors_used, in_sentences,
    missing_reasons, result_in_words,
};
use engine::register::{Directory, PlaceName, Row, key_of, read, rows};
use expect_test::{Expect, expect};
use model::pack::{Formula, Pack, PlaceLevel, Subject};
use model::{Period, WorkingCalendar};

/// One version of a shipped pack with some rows in its registers.
struct Case {
    pack: Pack,
    facts: PackFacts,
}

impl Case {
    fn new(version: &str) -> Case {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let mut files: Vec<_> =
            std::fs::read_dir(root.join(version)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "hcl"));
        files.sort();
        let source = |file: &std::path::PathBuf| pack::Source {
            path: file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
            text: std::fs::read_to_string(file).unwrap(),
        };
        let sources: Vec<pack::Source> = files.iter().map(source).collect();
        let checked = pack::check(&sources);
        let told: Vec<String> = checked.diagnostics.iter().map(|found| pack::render(found, &sources)).collect();
        let pack = checked.pack.unwrap_or_else(|| panic!("{}", told.join("\n")));
        Case { pack, facts: PackFacts::default() }
    }

    /// Rows of a register as a table: names of fields, then one line a row; 「—」 is missing.
    fn rows(mut self, register: &str, period: Option<Period>, table: &str) -> Case {
        let places = [PlaceName { code: "370724".into(), name: "临朐县".into(), level: PlaceLevel::County }];
        let register = self.pack.registers.iter().find(|known| known.name == register).unwrap();
        let mut lines =
            table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|line| !line.is_empty());
        let names = lines.next().unwrap();
        let row = |cells: Vec<&str>| {
            let mut values = vec![None; register.fields.len()];
            for (name, cell) in names.iter().zip(cells) {
                let place = register.fields.iter().position(|field| field.name == *name);
                let place = place.unwrap_or_else(|| panic!("没有字段 {name}"));
                let directory = Directory { pack: &self.pack, places: &places, agencies: &[] };
                let field = &register.fields[place];
                if cell != "—" {
                    values[place] =
                        read(field, cell, directory).unwrap_or_else(|error| panic!("{name} {cell}：{error}")).value;
                }
            }
            let key = key_of(register, &values).unwrap().unwrap();
            Row { key, state: None, values }
        };
        let found: Vec<Row> = lines.map(row).collect();
        let found = rows(register, &found).unwrap();
        self.facts.add_rows(register.code.clone(), period, found);
        self
    }

    fn formula(&self, name: &str) -> &Formula {
        self.pack.formulas.iter().find(|formula| formula.name == name).unwrap()
    }

    fn subjects(&self, formula: &Formula, period: Period) -> Subjects {
        let keys: Vec<Arc<str>> = match &formula.subject {
            Subject::Register(register) => self.facts.rows(&self.pack, register, period).unwrap().keys().to_vec(),
            Subject::Place(_) => vec!["370724".into()],
        };
        Subjects::new(formula.subject.clone(), keys)
    }

    fn computed(&self, name: &str, period: Period) -> Computed {
        let formula = self.formula(name);
        let calendar = WorkingCalendar::default();
        let world = World { pack: &self.pack, facts: &self.facts, calendar: &calendar };
        compute_formula(formula, &self.subjects(formula, period), period, world)
    }

    /// Values of some formulas for every subject, and why some are missing.
    fn check(&self, names: &str, period: Period, wanted: Expect) {
        let mut told = String::new();
        for name in names.split_whitespace() {
            let computed = self.computed(name, period);
            let formula = self.formula(name);
            let word = |value: engine::formula::Value| result_in_words(formula, &value, &self.pack);
            let value = |row| computed.values.get(row).map_or("—".to_string(), word);
            let values: Vec<String> = (0..computed.values.len()).map(value).collect();
            told.push_str(&format!("{name} {}\n", values.join(" ")));
            for trouble in computed.troubles {
                told.push_str(&format!("  {}：{}\n", trouble.row, trouble.kind));
            }
        }
        wanted.assert_eq(&told);
    }

    fn explained(&self, name: &str, row: usize, period: Period) -> String {
        let formula = self.formula(name);
        let calendar = WorkingCalendar::default();
        let world = World { pack: &self.pack, facts: &self.facts, calendar: &calendar };
        in_sentences(&explain_formula(formula, row, &self.subjects(formula, period), period, world)).join("\n")
    }

    fn reasons(&self, name: &str, row: usize, period: Period) -> Vec<String> {
        let formula = self.formula(name);
        let calendar = WorkingCalendar::default();
        let world = World { pack: &self.pack, facts: &self.facts, calendar: &calendar };
        missing_reasons(&formula.value, row, &self.subjects(formula, period), period, world)
    }

    fn factors(&self, name: &str, period: Period) -> Vec<String> {
        let used = factors_used(&self.computed(name, period).factors, &self.pack);
        let line = |factor: &model::ParameterUsed| {
            format!("{} {} {}", factor.name, factor.value.as_deref().unwrap_or("—"), factor.document)
        };
        used.iter().map(line).collect()
    }
}

/// Three firms of a county: coal and power with the defaults of set B, steam, and one whose fuel has no default.
fn county() -> Case {
    Case::new("carbon_account/2024.1")
        .rows(
            "碳账户企业",
            YEAR,
            "统一社会信用代码 企业名称 所在县 所属行业 因子套 所属电网 电力因子年份 购入电量 购入非化石电量 输出电量 购入热量 输出热量 热力口径 有燃料燃烧 有工业过程排放 有蒸汽热水 回收固碳量
             91370724MA0000001P 甲公司 临朐县 化工 B套 山东 与核算年度一致 5000 0 0 3000 0 扣减给水焓值 是 否 否 0
             91370724MA0000002T 乙公司 临朐县 化工 A套 山东 2022年 0 0 0 0 0 扣减给水焓值 否 否 是 0
             91370724MA0000003X 丙公司 临朐县 电力 A套 山东 2022年 0 0 0 0 0 扣减给水焓值 是 否 否 0",
        )
        .rows(
            "燃料消耗",
            YEAR,
            "所属企业 批次 燃料 消耗量 生物质燃料
             91370724MA0000001P 1 烟煤 1000 否
             91370724MA0000001P 2 柴油 200 否
             91370724MA0000003X 1 洗精煤 10 否",
        )
        .rows(
            "蒸汽热水",
            YEAR,
            "所属企业 批次 流向 介质 质量 焓值
             91370724MA0000002T 1 购入 按焓值的蒸汽 1000 2777",
        )
}

const YEAR: Option<Period> = Some(Period::Year(2023));

#[test]
fn a_county_adds_up_its_firms_and_says_why_one_is_open() {
    let case = county();
    case.check(
        "碳排放总量 化工行业排放量 全县碳账户排放量 未能核算企业数",
        Period::Year(2023),
        expect![[r#"
        碳排放总量 6126.0337538666666666666666667 296.2586 —
        化工行业排放量 0.6422292353866666666666666667
        全县碳账户排放量 —
        未能核算企业数 1
    "#]],
    );
    let reasons = case.reasons("全县碳账户排放量", 0, Period::Year(2023));
    expect!["碳账户企业“91370724MA0000003X”（丙公司）燃料消耗“91370724MA0000003X|1”（洗精煤）缺少实测低位发热量或A套低位发热量（洗精煤），缺少实测单位热值含碳量或A套单位热值含碳量（洗精煤），缺少燃烧设备"].assert_eq(&reasons.join("\n"));
}

#[test]
fn an_outcome_lists_every_factor_that_it_used_and_no_other() {
    let case = county();
    expect![[r#"
        B套低位发热量（烟煤） 23.204 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        B套低位发热量（柴油） 43.33 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        B套单位热值含碳量（烟煤） 0.02618 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        B套单位热值含碳量（柴油） 0.0202 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        B套碳氧化率（烟煤） 93 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        B套碳氧化率（柴油） 98 温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        电网排放因子（山东） 0.641 公告2024年第33号
        电网排放因子（山东） 0.6191 公告2025年第47号
        热力排放因子 0.11 核算指南默认值；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现
        给水焓值 83.74 国家发展改革委、生态环境部核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"#]].assert_eq(&case.factors("化工行业排放量", Period::Year(2023)).join("\n"));
}

#[test]
fn a_sum_over_a_county_is_followed_down_to_the_factors_of_a_fuel() {
    let case = county();
    let sentences = case.explained("化工行业排放量", 0, Period::Year(2023));
    let told = |start: &str| sentences.lines().find(|line| line.starts_with(start)).unwrap_or("—").to_string();
    expect!["碳账户企业（所属行业 = “化工”）合计碳排放总量：约6422.292354 tCO2（按2023年登记的碳账户企业 2 行计）"]
        .assert_eq(&told("碳账户企业（"));
    expect!["碳账户企业“91370724MA0000001P”（甲公司） = 燃料燃烧排放 + 工业过程排放 + 购入电力排放 + 购入热力排放 − 输出电力扣减 − 输出热力扣减 − 回收固碳量 = 约2700.533754 + 0 + 3095.5 + 330 − 0 − 0 − 0 = 约6126.033754 tCO2，依据GB/T 32150（二手）"].assert_eq(&told("碳账户企业“91370724MA0000001P”"));
    expect!["燃料消耗“91370724MA0000001P|1”（烟煤） = 如果（生物质燃料，则0，否则如果（没有实测元素碳含量，则燃料热量 × 燃料含碳量 × 燃料碳氧化率 × 44 tCO2 ÷ 12 tC，否则消耗量 × 实测元素碳含量 × 燃料碳氧化率 × 44 tCO2 ÷ 12 tC）） = 23204 GJ × 0.02618 tC/GJ × 93% × 44 tCO2 ÷ 12 tC = 约2071.509255 tCO2，依据GB/T 32150（二手）"].assert_eq(&told("燃料消耗“91370724MA0000001P|1”"));
    expect!["B套低位发热量（烟煤）：23.204 GJ/t，依据开源实现（二手）温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现（二手）（2021-01-01起有效）"].assert_eq(&told("B套低位发热量（烟煤）"));
    expect!["电网排放因子（山东）：0.6191 tCO2/MWh，依据生态环境部公告2025年第47号（二手）（2023-01-01起有效）（2023年因子；以后年度的公布以前沿用。读自公告的转录件）"].assert_eq(&told("电网排放因子"));
}

#[test]
fn conclusions_of_formulas_are_choices_and_days() {
    let case = Case::new("idle_land/2019.1").rows(
        "宗地",
        None,
        "电子监管号 宗地名称 所在县 取得方式 土地价款 宗地面积 约定动工日期 政府原因
         1 甲 临朐县 出让 3000 5 2024-05-31 否
         2 乙 临朐县 出让 1000 4 2024-06-01 否",
    );
    let period = Period::Month(2025, 5);
    case.check(
        "认定情形 处置建议 满一年之日 土地闲置费",
        period,
        expect![[r#"
        认定情形 未动工满一年 不构成闲置
        处置建议 征缴土地闲置费 不需处置
        满一年之日 2025-05-31 2025-06-01
        土地闲置费 600 —
    "#]],
    );
    expect![[r#"
        认定情形 = 如果（非（是否动工），则如果（约定动工日期至期末的年数 ≥ 闲置认定年限，则“未动工满一年”，否则“不构成闲置”），否则如果（没有中止开发日期 或 中止开发日期至期末的年数 < 闲置认定年限，则“不构成闲置”，否则如果（已动工面积 × 动工面积比例界限 < 应动工面积 或 投资比例 < 投资比例界限，则“中止开发满一年”，否则“不构成闲置”））） = 未动工满一年，依据《闲置土地处置办法》（2012年修订）：超过约定动工日期满一年未动工；已动工但面积不足三分之一或投资不足百分之二十五，中止开发满一年
        是否动工 = 有实际动工日期 且 实际动工日期 ≤ 期末 = 有— 且 — ≤ 期末 = 否，依据《闲置土地处置办法》（2012年修订）
        实际动工日期：—（宗地“1”2025年5月没有填报）
        约定动工日期：2024-05-31（宗地“1”2025年5月）
        闲置认定年限：1，依据国土资源部《闲置土地处置办法》（2012年修订）（二手）（2012-07-01起有效）（据2012-06-07报道，未见原文）"#]].assert_eq(&case.explained("认定情形", 0, period));
}
