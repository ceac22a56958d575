//! A pool, a group or an industry of one: said of the pool, of the subject and in its derivation; a benchmark of zero names
//! the pool.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{Column, PackFacts, Rows, World};
use engine::run::{self, Explainer, FigureOf};
use model::pack::Pack;
use model::{EvaluationOutcome, Period, WorkingCalendar};

use crate::{HUANGYAN, checked, code, decimal, numbers};

/// Huangyan's rules with the benchmark of taxes taken from peers, and firms of two trades.
fn pack(benchmark: &str) -> Pack {
    let text = HUANGYAN
        .replace("register \"企业\" {", "choices \"行业\" {\n  code = \"trade\"\n  options = {\n    x = \"纺织\"\n    y = \"化工\"\n  }\n}\nregister \"企业\" {")
        .replace("  field \"亩均税收\" {", "  field \"行业\" {\n    code    = \"trade\"\n    type    = choice\n    choices = 行业\n  }\n  field \"亩均税收\" {")
        .replace("  weight_total = 50\n", "  weight_total = 50\n  group_by     = 行业\n")
        .replace("quantity(24.097, \"万元/亩\")", benchmark);
    checked("alone.hcl", text)
}

fn with<T>(
    pack: &Pack,
    firms: &[(&str, &str, &str)],
    look: impl FnOnce(&[Arc<str>], World<'_>, Result<EvaluationOutcome, run::RunError>) -> T,
) -> T {
    let keys: Vec<Arc<str>> = firms.iter().map(|(key, ..)| Arc::from(*key)).collect();
    let columns = BTreeMap::from([
        (code("trade"), Column::Text(firms.iter().map(|(_, trade, _)| Some(Arc::from(*trade))).collect())),
        (code("tax"), numbers(firms.iter().map(|(.., tax)| Some(decimal(tax))))),
        (code("added"), numbers(firms.iter().map(|_| Some(decimal("100"))))),
    ]);
    let mut facts = PackFacts::default();
    facts.add_rows(code("firm"), Some(Period::Year(2023)), Rows::new(keys.clone(), columns).unwrap());
    let calendar = WorkingCalendar::default();
    let world = World { pack, facts: &facts, calendar: &calendar };
    let outcome = run::evaluation(&pack.evaluations[0], &keys, Period::Year(2023), world);
    look(&keys, world, outcome)
}

#[test]
fn a_pool_of_one_says_that_its_benchmark_is_itself() {
    let pack = pack("mean(pool, 亩均税收)");
    with(&pack, &[("甲", "x", "30")], |keys, world, outcome| {
        let outcome = outcome.unwrap();
        assert_eq!(
            outcome.lacking,
            [
                "评价池“规上”参评的只有 1 个对象，指标“税收”没有其他对象可比，基准只取自其自身数据，得分和名次不说明高低；\
                 请核对名录和数据是否齐全，或改用不取自同类对象的基准"
            ]
        );
        let firm = &outcome.pools[0].subjects[0];
        let told = "同一评价池中有数据的只有本对象，基准只取自其自身数据，得分不说明高低";
        // The other benchmark is a number of the rule.
        let notes: Vec<Option<&str>> = firm.indicators.iter().map(|one| one.note.as_deref()).collect();
        assert_eq!(notes, [Some(told), None]);
        let names = |key: &str| key.to_string();
        let explainer = Explainer::new(&pack.evaluations[0], keys, Period::Year(2023), world, &outcome, &names);
        let score = explainer.derivation(&FigureOf::Score { key: "甲", code: "tax_score" }).unwrap();
        assert_eq!(score.notes, [told]);
        let rank = explainer.derivation(&FigureOf::Rank { key: "甲" }).unwrap();
        assert_eq!(rank.notes, ["评价池参评的只有 1 个对象，名次不说明高低"]);
    });
    with(&pack, &[("甲", "x", "30"), ("乙", "y", "20")], |_, _, outcome| {
        let outcome = outcome.unwrap();
        assert!(outcome.lacking.is_empty(), "{:?}", outcome.lacking);
        assert!(outcome.pools[0].subjects.iter().flat_map(|one| &one.indicators).all(|one| one.note.is_none()));
    });
}

#[test]
fn a_group_of_one_in_a_larger_pool_is_told_and_only_where_its_branch_is_taken() {
    let firms = [("甲", "x", "30"), ("乙", "x", "20"), ("丙", "y", "40")];
    let noted = |outcome: Result<EvaluationOutcome, run::RunError>| -> (Vec<String>, Vec<String>) {
        let outcome = outcome.unwrap();
        let subjects = outcome.pools[0].subjects.iter();
        let noted =
            subjects.filter(|one| one.indicators[0].note.as_ref().is_some_and(|note| note.contains("只有本对象")));
        (noted.map(|one| one.key.clone()).collect(), outcome.lacking.clone())
    };
    let (keys, lacking) = with(&pack("mean(group, 亩均税收)"), &firms, |_, _, outcome| noted(outcome));
    assert_eq!(keys, ["丙"]);
    assert!(lacking[0].starts_with("评价池“规上”有 1 个对象在指标“税收”上没有其他对象可比"), "{lacking:?}");
    let guarded = pack("count(group, 亩均税收) >= 2 ? mean(group, 亩均税收) : mean(pool, 亩均税收)");
    let (keys, lacking) = with(&guarded, &firms, |_, _, outcome| noted(outcome));
    assert!(keys.is_empty() && lacking.is_empty(), "{keys:?} {lacking:?}");
}

#[test]
fn a_benchmark_of_zero_names_the_pool_and_says_what_to_do() {
    let told = with(&pack("mean(pool, 亩均税收)"), &[("甲", "x", "0"), ("乙", "y", "0")], |_, _, outcome| {
        outcome.unwrap_err().to_string()
    });
    assert_eq!(
        told,
        "评价池“规上”的“税收”：基准值的取值 0 不合要求，应大于 0，不能计分；基准值取自同类对象的，请核对各对象的数据是否都填成了 0、\
         单位是否填错，取自参数的请核对参数"
    );
}
