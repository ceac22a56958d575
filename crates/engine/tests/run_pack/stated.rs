//! Choices on which programs differ: stated by the pack, named in the outcome; and shares that cannot be counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows, World};
use engine::run;
use model::{EvaluationOutcome, Period, WorkingCalendar};
use rust_decimal::Decimal;

use crate::{HUANGYAN, checked, code, decimal, evaluated, numbers};

/// Huangyan's rules by trade, with grades cut in each trade and a firm that is not evaluated.
fn run_by_group(share_base: &str) -> Result<EvaluationOutcome, run::RunError> {
    let text = HUANGYAN
        .replace("register \"企业\" {", "choices \"行业\" {\n  code = \"trade\"\n  options = {\n    x = \"纺织\"\n    y = \"化工\"\n  }\n}\nregister \"企业\" {")
        .replace("  field \"亩均税收\" {", "  field \"行业\" {\n    code    = \"trade\"\n    type    = choice\n    choices = 行业\n  }\n  field \"亩均税收\" {")
        .replace(
            "  weight_total = 50\n",
            &format!("  weight_total = 50\n  group_by     = 行业\n  share_base   = {share_base}\n  share_count  = group\n  exclude \"税收为零\" {{\n    code      = \"none\"\n    condition = 亩均税收 == quantity(0, \"万元/亩\")\n  }}\n  grade \"A\" {{\n    code          = \"a\"\n    share_at_most = 50\n  }}\n  grade \"B\" {{\n    code = \"b\"\n    rest = true\n  }}\n"),
        );
    let pack = checked("groups.hcl", text);
    let keys: Vec<Arc<str>> = ["甲", "乙", "丙"].map(Arc::from).to_vec();
    let columns = BTreeMap::from([
        (code("trade"), Column::Text(["x", "x", "y"].map(|trade| Some(Arc::from(trade))).to_vec())),
        (code("tax"), numbers(["30", "20", "0"].into_iter().map(|text| Some(decimal(text))))),
        (code("added"), numbers(["150", "100", "90"].into_iter().map(|text| Some(decimal(text))))),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let calendar = WorkingCalendar::default();
    let world = World { pack: &pack, facts: &facts, calendar: &calendar };
    run::evaluation(&pack.evaluations[0], &keys, Period::Year(2023), world)
}

#[test]
fn those_who_are_not_evaluated_have_no_group_to_be_counted_in() {
    let outcome = run_by_group("ranked").unwrap();
    assert_eq!(outcome.pools[0].share_bases, [2]);
    assert_eq!(run_by_group("with_not_evaluated").unwrap_err(), run::RunError::BaseWithoutGroup);
}

/// Huangyan's indicators with another way to weigh them or to bring them together.
fn run_by_method(lines: &str) -> EvaluationOutcome {
    let text = HUANGYAN
        .replace("  weights   = given\n  aggregate = weighted_sum\n", lines)
        .replace("  weight_total = 50\n", "")
        .replace("      weight       = 30\n", "")
        .replace("      weight       = 20\n", "")
        .replace("when_missing = peer_mean_score", "when_missing = not_ranked");
    let pack = checked("method.hcl", text);
    let keys: Vec<Arc<str>> = ["甲", "乙", "丙", "丁"].map(Arc::from).to_vec();
    let columns = BTreeMap::from([
        (code("tax"), numbers(["30", "20", "25", "10"].into_iter().map(|text| Some(decimal(text))))),
        (code("added"), numbers(["100", "150", "90", "140"].into_iter().map(|text| Some(decimal(text))))),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    evaluated(&pack, &facts, &keys)
}

#[test]
fn a_method_on_which_programs_differ_is_named_in_the_outcome() {
    let first = |outcome: &EvaluationOutcome| outcome.conventions[0].clone();
    let mean = "  aggregate = weighted_mean\n";
    let ahp = |index: &str| {
        run_by_method(&format!(
            "  weights = ahp\n  judgements = [[1, 2], [0.5, 1]]\n  judgement_method = eigenvector\n  random_index = {index}\n{mean}"
        ))
    };
    assert_eq!(
        first(&ahp("saaty_1980")),
        "定权：层次分析法（特征向量法，随机一致性指标取 Saaty 1980），一致性比例不超过 0.1"
    );
    assert!(first(&ahp("donegan_dodd_1991")).contains("Donegan–Dodd 1991"));
    let critic = run_by_method(&format!("  weights = critic\n  critic_direction = turned\n{mean}"));
    assert_eq!(first(&critic), "定权：CRITIC 法（差异 × 冲突），逆向指标先转为正向");
    let loadings = run_by_method(&format!("  weights = principal_component\n  loadings = first_squared\n{mean}"));
    assert_eq!(first(&loadings), "定权：主成分法（第一主成分载荷平方）");
    let totals = |scaling: &str| -> (Vec<Decimal>, String) {
        let outcome =
            run_by_method(&format!("  weights = equal\n  aggregate = topsis\n  topsis_scaling = {scaling}\n"));
        let totals = outcome.pools[0].subjects.iter().map(|one| one.total).collect();
        (totals, outcome.conventions[1].clone())
    };
    assert_eq!(totals("vector").1, "合成：与最优、最劣的距离（TOPSIS，得分按平方和的平方根缩放）");
    // Another scaling is another result, so that nobody may leave it open.
    assert_ne!(totals("vector").0, totals("min_max").0);
    assert_ne!(totals("vector").0, totals("as_given").0);
}
