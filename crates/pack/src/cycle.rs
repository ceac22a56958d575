//! Formulas, counts and indicators that need each other in a circle have no value; never looks at earlier periods.

use model::pack::{
    Code, Count, Evaluation, Expression, ExpressionKind, Formula, IndicatorRule, Measure, Register, SourceSpan,
};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;

struct Node<'pack> {
    code: &'pack Code,
    name: &'pack str,
    span: SourceSpan,
    needs: Vec<&'pack Code>,
}

pub(crate) fn check(registers: &[Register], formulas: &[Formula], evaluations: &[Evaluation], out: &mut Diagnostics) {
    let mut nodes: Vec<Node> = formulas
        .iter()
        .map(|formula| Node {
            code: &formula.code,
            name: &formula.name,
            span: formula.span,
            needs: needs(&[&formula.value, &formula.condition]),
        })
        .collect();
    nodes.extend(registers.iter().flat_map(|register| &register.measures).map(|measure| Node {
        code: &measure.code,
        name: &measure.name,
        span: measure.span,
        needs: needs(&counted(measure)),
    }));
    for evaluation in evaluations {
        let rules: Vec<&IndicatorRule> = evaluation.pools.iter().flat_map(|pool| pool.leaves()).collect();
        // An outcome needs every indicator of its evaluation.
        let mut outcome_needs: Vec<&Code> = rules.iter().map(|rule| &rule.code).collect();
        for adjustment in &evaluation.adjustments {
            outcome_needs.extend(needs(&[&adjustment.value]));
        }
        nodes.push(Node {
            code: &evaluation.code,
            name: &evaluation.name,
            span: evaluation.span,
            needs: outcome_needs,
        });
        nodes.extend(rules.iter().map(|rule| Node {
            code: &rule.code,
            name: &rule.name,
            span: rule.span,
            needs: needs(&[&rule.value]),
        }));
    }
    let mut told: Vec<Vec<usize>> = Vec::new();
    for start in 0..nodes.len() {
        let Some(circle) = circle_from(start, &nodes) else { continue };
        let mut members = circle.clone();
        members.sort_unstable();
        if told.contains(&members) {
            continue;
        }
        let mut names: Vec<&str> = circle.iter().map(|place| nodes[*place].name).collect();
        names.push(nodes[start].name);
        out.report(Fault::Cycle, nodes[start].span, format!("公式循环：{}", names.join(" → ")))
            .hint("用上年的值写 last_year(…)，或把共同部分拆成另一个公式");
        told.push(members);
    }
}

fn counted(measure: &Measure) -> Vec<&Expression> {
    match &measure.count {
        Count::Rows => vec![&measure.condition],
        Count::Sum(value) => vec![&measure.condition, value],
    }
}

/// What an expression needs of the same period.
fn needs<'pack>(expressions: &[&'pack Expression]) -> Vec<&'pack Code> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Expression> = expressions.to_vec();
    while let Some(node) = waiting.pop() {
        if let ExpressionKind::Shift { .. } = &node.kind {
            continue;
        }
        if let ExpressionKind::Formula(code)
        | ExpressionKind::Measure(code)
        | ExpressionKind::Outcome { evaluation: code, .. } = &node.kind
        {
            found.push(code);
        }
        waiting.extend(node.children());
    }
    found
}

/// The shortest way from a node back to itself.
fn circle_from(start: usize, nodes: &[Node]) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; nodes.len()];
    let mut waiting = std::collections::VecDeque::from([start]);
    while let Some(place) = waiting.pop_front() {
        for need in &nodes[place].needs {
            for (next, _) in nodes.iter().enumerate().filter(|(_, node)| node.code == *need) {
                if next == start {
                    let mut circle = vec![place];
                    let mut back = place;
                    while back != start {
                        back = came_from[back]?;
                        circle.push(back);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if came_from[next].is_none() {
                    came_from[next] = Some(place);
                    waiting.push_back(next);
                }
            }
        }
    }
    None
}
