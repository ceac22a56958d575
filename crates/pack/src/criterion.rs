//! Criteria (门槛条件) and direct entry (直通条件) of an evaluation: blocks → model.

use model::UnitOfMeasure;
use model::pack::{BandEdge, Code, Criterion, CriterionTest, DirectEntry};

use crate::diagnostic::Diagnostics;
use crate::evaluation::grade_code;
use crate::fault::Fault;
use crate::formula::Scope;
use crate::names::{Entry, EvaluationHead, distinct};
use crate::shape::Block;

const EDGES: &[(&str, BandEdge)] = &[
    ("at_least", BandEdge::AtLeast),
    ("above", BandEdge::Above),
    ("at_most", BandEdge::AtMost),
    ("below", BandEdge::Below),
];

pub(crate) fn criteria(block: &Block, scope: &Scope, basis: &str, out: &mut Diagnostics) -> Vec<Criterion> {
    let found: Vec<Criterion> =
        block.children("criterion").filter_map(|child| criterion(child, scope, basis, out)).collect();
    distinct("条件", found.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }), out);
    found
}

fn criterion(block: &Block, scope: &Scope, basis: &str, out: &mut Diagnostics) -> Option<Criterion> {
    let (code, basis) = (block.code(out), block.text_or("basis", basis, out));
    let evidence = block.text_or("evidence", "", out);
    let test = test(block, scope, out)?;
    Some(Criterion { code, name: block.name.clone(), test, evidence, basis, span: block.span })
}

/// Either a condition, or a value with exactly one threshold.
fn test(block: &Block, scope: &Scope, out: &mut Diagnostics) -> Option<CriterionTest> {
    let edges: Vec<_> = EDGES.iter().filter(|(word, _)| block.has(word)).collect();
    if let Some(attribute) = block.attribute("condition") {
        let others = ["value", "unit"].into_iter().chain(edges.iter().map(|(word, _)| *word));
        for other in others.filter_map(|word| block.attribute(word)) {
            out.report(Fault::ExcludedAttribute, other.span, "条件写了 `condition`，就不再写数值和界限");
        }
        return Some(CriterionTest::Condition(Box::new(scope.condition(attribute, out))));
    }
    let ([(word, edge)], true, true) = (edges.as_slice(), block.has("value"), block.has("unit")) else {
        out.report(
            Fault::MissingAttribute,
            block.span,
            format!("条件“{}”要写 `condition`，或数值和一个界限", block.name),
        )
        .hint("value = …、unit = …，加上 at_least、above、at_most、below 之一");
        return None;
    };
    let unit: UnitOfMeasure = block.unit("unit", out);
    let value = block.attribute("value").map(|value| scope.number(value, &unit, out));
    let threshold = block.attribute(word).map(|threshold| scope.number(threshold, &unit, out));
    let (value, threshold) = (Box::new(value?), Box::new(threshold?));
    Some(CriterionTest::Threshold { value, unit, edge: *edge, threshold })
}

/// Grades and criteria together need to say what an unmet criterion does.
pub(crate) fn unmet_grade(block: &Block, head: &EvaluationHead, out: &mut Diagnostics) -> Option<Code> {
    let has_criteria = block.children("criterion").next().is_some();
    if let Some(attribute) = block.attribute("unmet_grade").filter(|_| !has_criteria) {
        out.report(Fault::ExcludedAttribute, attribute.span, "没有条件，不写 `unmet_grade`");
    }
    if has_criteria && !head.grades.is_empty() && !block.has("unmet_grade") {
        out.report(Fault::MissingAttribute, block.span, "有条件又分档次，要写明条件未达到时的档次")
            .hint("unmet_grade = \"不符合\"");
    }
    grade_code(block, "unmet_grade", head, out)
}

pub(crate) fn direct(
    block: &Block,
    head: &EvaluationHead,
    scope: &Scope,
    basis: &str,
    out: &mut Diagnostics,
) -> Vec<DirectEntry> {
    let entry = |child: &Block, out: &mut Diagnostics| {
        let (code, basis) = (child.code(out), child.text_or("basis", basis, out));
        let grade = grade_code(child, "grade", head, out);
        let condition = child.attribute("condition").map(|condition| scope.condition(condition, out));
        let name = child.name.clone();
        Some(DirectEntry { code, name, condition: condition?, grade: grade?, basis, span: child.span })
    };
    let found: Vec<DirectEntry> = block.children("direct").filter_map(|child| entry(child, out)).collect();
    distinct("直通条件", found.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span }), out);
    found
}
