//! What the runner tells authors: about pages that are wrong, and about answers that are not as they should be.

use expect_test::expect;

use super::*;

const PACK: &str = r#"
pack "试点" {
  code       = "pilot"
  version    = "1"
  basis      = "示例"
  valid_from = "2024-01-01"
  certainty  = example
}
register "企业" {
  code  = "firm"
  basis = "示例"
  cycle = year
  key   = [名称]
  field "名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "税收" {
    code = "tax"
    type = number
    unit = "万元"
  }
  field "用地" {
    code = "land"
    type = number
    unit = "亩"
  }
}
formula "亩均税收" {
  code    = "tax_per_mu"
  subject = 企业
  cycle   = year
  unit    = "万元/亩"
  value   = 税收 / 用地
  when_missing = missing
  basis   = "示例"
}
evaluation "评价" {
  code      = "score"
  basis     = "示例"
  subject   = 企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition
  pool "全部" {
    code  = "all"
    where = true
    indicator "亩税" {
      code         = "per_mu"
      unit         = "万元/亩"
      value        = 税收 / 用地
      direction    = up
      normalise    = ratio
      benchmark    = quantity(10, "万元/亩")
      when_missing = not_ranked
      weight       = 100
    }
  }
  grade "甲" {
    code     = "a"
    score_at_least = 100
  }
  grade "乙" {
    code = "b"
    rest = true
  }
}
"#;

const FACTS: &str = "```csv 企业\n名称,税收,用地\n一厂,300,20\n二厂,100,20\n三厂,50,0\n```\n";

fn page(text: &str) -> PageReport {
    let sources = [Source { path: "试点.hcl".to_string(), text: PACK.to_string() }];
    let checked = pack::check(&sources);
    let faults: Vec<String> = checked.diagnostics.iter().map(|found| pack::render(found, &sources)).collect();
    let pack = checked.pack.unwrap_or_else(|| panic!("{}", faults.join("\n")));
    let source = Source { path: "pilot/1/评价.md".to_string(), text: text.to_string() };
    test_page(&pack, &source, None, (&Packs::default(), &WorkingCalendar::default()))
}

#[test]
fn answers_are_tables_with_reasons_for_who_is_missing() {
    let text = format!(
        "# 页\n\n## 一\n\n{FACTS}\n```run\nevaluate 评价 2024 显示 名称 得分:1 名次 档次 亩税.分值 税收 未参评\n\
         evaluate 评价 2024 档次统计\ncompute 亩均税收:2 2024\nexplain 亩均税收 2024 一厂\n```\n\n```expect\n```\n"
    );
    let report = page(&text);
    assert_eq!(report.faults, []);
    let rewritten = report.rewritten.unwrap();
    expect![[r#"
        名称   得分  名次  档次  亩税.分值  税收
        一厂  150.0     1  甲          150   300
        二厂   50.0     2  乙           50   100
        未参评
        三厂  亩税：用地为 0，不能作除数

        档次    个数
        甲         1
        乙         1
        未参评     1
        合计       3

        名称  亩均税收（万元/亩）
        一厂                15.00
        二厂                 5.00
        三厂                    —
        没有结果
        三厂  亩均税收：用地为 0，不能作除数

        亩均税收 = 税收 ÷ 用地 = 300 ÷ 20 = 15 万元/亩，依据示例
        税收：300 万元（企业“一厂”2024年）
        用地：20 亩（企业“一厂”2024年）
        ```
    "#]]
    .assert_eq(rewritten.split("```expect\n").nth(1).unwrap());
    assert!(page(&rewritten).is_ok());
}

#[test]
fn a_wrong_answer_is_shown_beside_ours_with_its_derivation() {
    let text = format!(
        "## 一\n\n{FACTS}\n```run\nevaluate 评价 2024 显示 得分:1 名次\n```\n\n```worked 手算\n名称 得分 名次\n一厂 150.0 1\n二厂 51.0 2\n```\n"
    );
    let report = page(&text);
    assert_eq!(report.rewritten, None);
    expect![[r#"
        pilot/1/评价.md:14 “一”与 worked 手算 不符
            名称   得分  名次
            一厂  150.0     1
          - 二厂   51.0     2
          + 二厂   50.0     2
          推导（二厂）:
            二厂总分 = 唯一一项指标的得分 × 权重 = 50 分，依据示例
            亩税计入总分 = 得分 × 权重 = 0.5 × 100 = 50 分
            亩税得分 = 数值 ÷ 基准值 = 5 ÷ 10 = 0.5，依据示例
            亩税 = 税收 ÷ 用地 = 100 ÷ 20 = 5 万元/亩
            税收：100 万元（企业“二厂”2024年）
            用地：20 亩（企业“二厂”2024年）
            亩税的基准值 = 10 万元/亩 = 10 万元/亩
            亩税的权重：100，依据示例
            二厂在全部中的位次 = 参评 2 个，排在前面的 1 个 = 2
            二厂总分：50 分（第 2 名）
            一厂总分：150 分（第 1 名）（前一名，高 100）
            二厂的档次 = 其余对象 = 乙，依据示例
            甲 档 = 总分 ≥ 100 = 1 个（最低总分 150）
            乙 档 = 其余对象 = 1 个（最低总分 50）
    "#]]
    .assert_eq(&report.complaints().join(""));
}

#[test]
fn names_and_cells_that_are_unknown_are_refused_with_their_line() {
    let text = "## 一\n\n```csv 企业\n名称,税金,用地\n一厂,1,二\n```\n\n```csv 工厂\n```\n\n```run\nevaluate 评价 2024\n```\n\n```expect\n```\n\n\
                ## 二\n\n```csv 企业\n名称,税收,用地\n一厂,一百,2\n,1,1\n二厂,1\n```\n\n```run\nevaluate 平价 2024\n```\n\n```expect\n```\n\n\
                ## 三\n\n```csv 企业\n名称,税收,用地\n一厂,1,2\n一厂,1,2\n```\n\n```run\nevaluate 评价 2024 显示 总分\n```\n\n```expect\n```\n\n\
                ## 四\n\n```csv 企业\n名称,税收,用地\n一厂,1,2\n```\n\n```run\nevaluate 评价 2024 显示 总分\nevaluate 平价 2024\nevaluate 评价 2023\n```\n\n```expect\n```\n";
    expect![[r#"
        pilot/1/评价.md:4 没有字段“税金”，是否为“税收”
        pilot/1/评价.md:5 “用地”列：“二”不是数；不写千分位、单位和百分号
        pilot/1/评价.md:8 没有名录“工厂”；有：企业、观测、结论、地区、相邻
        pilot/1/评价.md:24 这一行有 2 格，表头有 3 列
        pilot/1/评价.md:39 主键“一厂”有两行，请删去或合并一行
        pilot/1/评价.md:57 没有列“总分”，是否为“扣分”
        pilot/1/评价.md:58 没有评价“平价”，是否为“评价”
        pilot/1/评价.md:59 没有给出名录“企业”2023年的数据
    "#]]
    .assert_eq(&page(text).complaints().join(""));
}
