//! Admission by points and criteria: what lowers, what lifts, and how far somebody is from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows};
use model::Period;
use model::pack::Code;

use crate::{checked, code, decimal, evaluated, numbers};

/// Points of a table, criteria with and without a threshold, direct entry, a veto.
const ADMISSION: &str = r#"
pack "认定" {
  code       = "admission"
  version    = "2024.1"
  basis      = "示例"
  valid_from = "2022-01-01"
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
  field "收入" {
    code = "revenue"
    type = money
    unit = "亿元"
  }
  field "研发" {
    code = "research"
    type = money
    unit = "万元"
  }
  field "获奖" {
    code = "award"
    type = flag
  }
}
evaluation "认定" {
  code        = "result"
  basis       = "示例"
  subject     = 企业
  cycle       = year
  weights     = points
  aggregate   = weighted_sum
  ties        = competition
  unmet_grade = "不符合"
  branch "创新" {
    code      = "innovation"
    aggregate = weighted_sum
    indicator "研发占比" {
      code          = "share"
      unit          = "分"
      value         = bands(研发 / 收入, at_least, [[0.05, 40], [0.03, 20]], 0)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "研发金额" {
      code          = "amount"
      unit          = "分"
      value         = bands(in_unit(研发, "万元"), at_least, [[500, 20]], 0)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }
  indicator "规模" {
    code          = "size"
    unit          = "分"
    value         = bands(in_unit(收入, "亿元"), above, [[1, 10]], 5)
    direction     = up
    normalise     = given
    when_missing  = score
    missing_score = 0
  }
  criterion "收入不低于 5000 万元" {
    code     = "revenue_least"
    unit     = "万元"
    value    = 收入
    at_least = quantity(5000, "万元")
  }
  criterion "有研发" {
    code      = "research_some"
    condition = 研发 > 0
  }
  direct "获奖" {
    code      = "award"
    condition = 获奖 == true
    grade     = "符合"
  }
  grade "符合" {
    code           = "pass"
    score_at_least = 60
  }
  grade "不符合" {
    code = "fail"
    rest = true
  }
}
"#;

#[test]
fn points_add_up_criteria_lower_and_direct_entry_lifts() {
    let pack = checked("admission.hcl", ADMISSION.to_string());
    let keys: Vec<Arc<str>> = ["甲", "乙", "丙", "丁"].map(Arc::from).to_vec();
    let column = |values: [Option<&str>; 4]| numbers(values.into_iter().map(|text| text.map(decimal)));
    let columns = BTreeMap::from([
        (code("revenue"), column([Some("1"), Some("1.2"), Some("0.4"), Some("2")])),
        (code("research"), column([Some("500"), Some("600"), Some("500"), None])),
        (code("award"), Column::Flag(vec![None, None, Some(true), Some(true)])),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let outcome = evaluated(&pack, &facts, &keys);
    let told: Vec<String> = outcome.pools[0].subjects.iter().map(admission_in_words).collect();
    assert_eq!(
        told,
        [
            // 500 of 10 000 is exactly 5 %, revenue of exactly one hundred million is not above it.
            "乙 70 pass [Met, Met] []",
            "甲 65 pass [Met, Met] []",
            // The award would lift 丙, but revenue is a thousand short of what everybody must have.
            "丙 65 fail [Unmet 1000, Met] [award]",
            // Nobody knows whether 丁 has any research.
            "丁 10 fail [Met, Unknown] [award]",
        ]
    );
}

fn admission_in_words(one: &model::SubjectOutcome) -> String {
    let state = |result: &model::CriterionResult| match result.gap {
        Some(gap) => format!("{:?} {gap}", result.state),
        None => format!("{:?}", result.state),
    };
    let criteria: Vec<String> = one.criteria.iter().map(state).collect();
    let direct: Vec<&str> = one.direct.iter().map(Code::as_str).collect();
    let grade = one.grade.as_ref().map_or("", Code::as_str);
    format!("{} {} {grade} [{}] [{}]", one.key, one.total, criteria.join(", "), direct.join(", "))
}
