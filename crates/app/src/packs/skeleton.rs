//! A new pack to begin with: checks clean, runs, and has one test. Everything in it is marked 示例.

use model::pack::Code;

use crate::{AppError, Result};

/// The files of a new pack by their path below the folder of packs. `version` is both folder and attribute.
pub fn skeleton(code: &str, version: &str) -> Result<Vec<(String, String)>> {
    let code = Code::new(code).map_err(|error| AppError::bad_input(error.to_string()))?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == '-';
    if version.is_empty() || !version.chars().all(is_plain) || version.starts_with('.') {
        return Err(AppError::bad_input("版本号应如 2024.1，只用字母、数字、点和连字符"));
    }
    let filled = |text: &str| text.replace("CODE", code.as_str()).replace("VERSION", version);
    Ok(vec![
        (format!("{code}/{version}/pack.hcl"), filled(RULES)),
        (format!("{code}/{version}/scores.md"), filled(TEST)),
    ])
}

const RULES: &str = r#"# 一个机制包是一套规则的一个版本：谁、用什么数据、怎样计算、怎样分档，依据哪个文件。
# 词汇见 docs/pack-reference.md；改完执行 junxian pack check 和 junxian pack test。
# 已经用过的版本不修改：规则变了，复制成新的版本目录再改。

pack "新机制" {
  code       = "CODE"
  version    = "VERSION"
  basis      = "示例：改为文号和条款"
  valid_from = "2024-01-01"
  certainty  = example # official 见过原文，secondary 二手来源，example 示例
  note       = "示例规则，未经任何机关发布。"
}

# 权重、基准、比例都是参数：写明单位、有效期、发布机构、文号、确定程度。
parameter "亩均税收基准值" {
  code = "tax_per_mu_benchmark"
  unit = "万元/亩"
  value {
    value      = 20
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

# 名录：一行一个对象，字段有类型和单位。
register "企业" {
  code  = "firm"
  basis = "示例"
  cycle = year
  key   = [企业名称]

  field "企业名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "实缴税金" {
    code = "tax_paid"
    type = money
    unit = "万元"
  }
  field "用地面积" {
    code       = "land_area"
    type       = number
    unit       = "亩"
    min        = 0
    definition = "口径写在这里"
  }
}

evaluation "综合评价" {
  code      = "score"
  basis     = "示例"
  subject   = 企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition

  # 不参加排名的，写明理由；理由会公示。
  exclude "用地面积缺失或为零" {
    code      = "no_land"
    condition = is_missing(用地面积) || 用地面积 == 0
    basis     = "示例"
  }

  pool "全部企业" {
    code  = "all"
    where = true

    # 公式里的计量单位会核对：万元除以亩得万元/亩。
    indicator "亩均税收" {
      code         = "tax_per_mu"
      unit         = "万元/亩"
      value        = 实缴税金 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均税收基准值
      when_missing = not_ranked
      weight       = 100
    }
  }

  grade "A" {
    code           = "a"
    score_at_least = 100
  }
  grade "B" {
    code = "b"
    rest = true
  }
}
"#;

const TEST: &str = r#"# 综合评价

## 得分是数值与基准值之比乘权重

甲公司亩均税收 600 ÷ 20 = 30 万元，是基准值 20 万元的 1.5 倍：1.5 × 100 = 150 分。

```csv 企业
企业名称,实缴税金,用地面积
甲公司,600,20
乙公司,200,20
丙公司,100,0
```

```run
evaluate 综合评价 2024 显示 得分:1 名次 档次 未参评
```

```worked 手算
企业名称  得分   名次  档次
甲公司    150.0  1     A
乙公司     50.0  2     B
未参评
丙公司  用地面积缺失或为零
```
"#;
