//! Whether parameters and tables have a value whenever the rules that use them are in force, and how certain they are.

use std::collections::BTreeSet;

use model::pack::{Certainty, Code, Constant, ExpressionKind, Pack, ParameterUse, SourceSpan, Validity};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::parameter::first_gap;
use crate::walk;

/// Something dated that rules may use.
struct Dated<'pack> {
    what: &'static str,
    name: &'pack str,
    span: SourceSpan,
    validities: Vec<Validity>,
    certainties: Vec<(Certainty, SourceSpan)>,
    is_used: bool,
}

pub(crate) fn check(pack: &Pack, out: &mut Diagnostics) {
    let (parameters, tables) = uses(pack);
    let mut dated: Vec<Dated> = Vec::new();
    for parameter in &pack.parameters {
        dated.push(Dated {
            what: "参数",
            name: &parameter.name,
            span: parameter.span,
            validities: parameter.values.iter().map(|value| value.validity).collect(),
            certainties: parameter.values.iter().map(|value| (value.provenance.certainty, value.span)).collect(),
            is_used: parameters.contains(&parameter.code),
        });
    }
    for table in &pack.tables {
        dated.push(Dated {
            what: "分段表",
            name: &table.name,
            span: table.span,
            validities: table.versions.iter().map(|version| version.validity).collect(),
            certainties: table.versions.iter().map(|version| (version.provenance.certainty, version.span)).collect(),
            is_used: tables.contains(&table.code),
        });
    }
    for item in dated {
        if !item.is_used {
            // What a line that cannot be read uses is not known.
            if out.has_error() {
                continue;
            }
            out.report(Fault::ParameterUnused, item.span, format!("{}“{}”没有用到", item.what, item.name));
            continue;
        }
        // Without any value it was reported as empty, with reversed dates as that.
        let is_reversed = |validity: &Validity| validity.to.is_some_and(|last| last < validity.from);
        let is_dated =
            !item.validities.is_empty() && !item.validities.iter().any(is_reversed) && !out.is_undated(item.span);
        if is_dated && let Some((first, last)) = first_gap(&pack.validity, item.validities.iter().copied()) {
            let until = last.map_or("以后".to_string(), |last| format!("至 {last}"));
            out.report(
                Fault::ParameterGap,
                item.span,
                format!("{}“{}”自 {first} {until} 没有值", item.what, item.name),
            )
            .note(format!(
                "机制包有效期：{} 至 {}",
                pack.validity.from,
                pack.validity.to.map_or("今".to_string(), |last| last.to_string())
            ))
            .hint("补一个值，或给机制包写 valid_to");
        }
        if let Some((certainty, place)) = item.certainties.iter().find(|(certainty, _)| *certainty > pack.certainty) {
            out.report(
                Fault::ExampleInOfficial,
                *place,
                format!(
                    "机制包标为“{}”，{}“{}”是“{}”",
                    pack.certainty.in_words(),
                    item.what,
                    item.name,
                    certainty.in_words()
                ),
            )
            .hint("机制包的 certainty 不高于其中最不确定的值");
        }
    }
}

/// Parameters and tables that any rule uses.
fn uses(pack: &Pack) -> (BTreeSet<&Code>, BTreeSet<&Code>) {
    let mut formulas: Vec<_> = pack.formulas.iter().flat_map(walk::of_formula).collect();
    let mut constants = Vec::new();
    for register in &pack.registers {
        let (more, numbers) = walk::of_register(register);
        formulas.extend(more);
        constants.extend(numbers);
    }
    for evaluation in &pack.evaluations {
        let (more, numbers) = walk::of_evaluation(evaluation);
        formulas.extend(more);
        constants.extend(numbers);
    }
    for exchange in &pack.exchanges {
        formulas.extend([&exchange.condition, &exchange.announce_condition].into_iter().flatten());
    }
    let entries = pack.ledgers.iter().flat_map(|ledger| &ledger.entries);
    formulas.extend(entries.filter_map(|entry| Some(&entry.receiver.as_ref()?.condition)));
    constants.extend(pack.exchanges.iter().flat_map(crate::exchange::constants));
    constants.extend(pack.ledgers.iter().flat_map(crate::ledger::constants));
    for network in &pack.networks {
        formulas.push(&network.impact);
        constants.extend([&network.red, &network.amber]);
    }
    for matching in &pack.matchings {
        formulas.extend(matching.requirements.iter().map(|item| &item.condition));
        formulas.extend(matching.parts.iter().map(|part| &part.value));
        constants.extend(matching.parts.iter().map(|part| &part.weight));
    }
    for placement in &pack.placements {
        formulas.extend(placement.expressions());
        constants.extend(placement.quotas.iter().filter_map(|quota| quota.total.as_ref()));
    }
    for allocation in &pack.allocations {
        let (more, numbers) = walk::of_allocation(allocation);
        formulas.extend(more);
        constants.extend(numbers);
    }
    for analysis in &pack.analyses {
        let (more, numbers) = walk::of_analysis(analysis);
        formulas.extend(more);
        constants.extend(numbers);
    }
    let (mut parameters, mut tables) = (BTreeSet::new(), BTreeSet::new());
    for constant in constants {
        if let Constant::Parameter(code) = constant {
            parameters.insert(code);
        }
    }
    for formula in formulas {
        formula.visit(&mut |node| {
            if let ExpressionKind::Parameter(ParameterUse::Single(code) | ParameterUse::Keyed { parameter: code, .. }) =
                &node.kind
            {
                parameters.insert(code);
            }
            if let ExpressionKind::Table { table, .. } = &node.kind {
                tables.insert(table);
            }
        });
    }
    (parameters, tables)
}
