//! Evaluations: blocks → model. Heads in the first pass, pools, adjustments and lists in the second.

use hcl_edit::Span;
use hcl_edit::expr::{Expression as Tree, Traversal, TraversalOperator};
use model::UnitOfMeasure;
use model::pack::{
    Adjustment, AdjustmentKind, Code, ConsecutiveYears, Constant, CriticDirection, EntropyShares, Evaluation,
    Exclusion, ExpressionKind, FieldType, Grouping, Honour, HonourKind, IndicatorNode, Judgement, Loadings,
    ParameterUse, Peers, Pool, RandomIndex, RoundingPlace, ScoreRounding, ShareBase, ShareCount, ShortList, Subject,
    TieBreak, Ties, Veto, VetoEffect, WeightMethod,
};
use rust_decimal::Decimal;

use crate::criterion;
use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::formula::{Scope, register_about_places};
use crate::grade;
use crate::indicator;
use crate::item::{decimals_and_mode, subject};
use crate::names::{Entry, EvaluationHead, Names, distinct, field_named, unknown};
use crate::register::cycle;
use crate::shape::{Attribute, Block};
use crate::source::span;
use crate::value::{Mention, mention};

pub(crate) fn head(block: &Block, names: &Names, out: &mut Diagnostics) -> EvaluationHead {
    let subject = subject(block, names, out);
    let mut indicators = Vec::new();
    indicator_heads(block, &mut indicators, out);
    let grades: Vec<(Code, String)> =
        block.children("grade").map(|child| (child.code(out), child.name.clone())).collect();
    let entries = block.children("grade").zip(&grades);
    distinct("档次", entries.map(|(child, (code, name))| Entry { code, name, span: child.span }), out);
    let group_list = group_field(block, &subject, names, out).map(|(_, list)| list);
    EvaluationHead {
        code: block.code(out),
        name: block.name.clone(),
        subject,
        indicators,
        grades,
        group_list,
        span: block.span,
    }
}

fn indicator_heads(block: &Block, found: &mut Vec<(Code, String, UnitOfMeasure)>, out: &mut Diagnostics) {
    for child in &block.children {
        match child.word.word {
            "indicator" => found.push((child.code(out), child.name.clone(), child.unit("unit", out))),
            "branch" | "pool" => indicator_heads(child, found, out),
            _ => {}
        }
    }
}

/// The choice field that makes groups, with its list: of the subject's row, or of a register kept by place.
pub(crate) fn group_field(
    block: &Block,
    subject: &Subject,
    names: &Names,
    out: &mut Diagnostics,
) -> Option<(Code, Code)> {
    let attribute = block.attribute("group_by")?;
    let (register, mention) = match subject {
        Subject::Register(code) => (names.register(code)?, block.name("group_by", out)?),
        Subject::Place(level) => {
            let Some((register, field)) = attribute.value.as_traversal().and_then(|path| pair(attribute, path)) else {
                out.report(Fault::TypeMismatch, attribute.value_span(), "对象是行政区时按名录的字段分组")
                    .hint("写作 名录.选项字段，名录以同级的行政区为主键");
                return None;
            };
            let register = register_about_places(names, &register.name, *level, register.span, out)?;
            (register, field)
        }
    };
    let field = field_named(&register.fields, &mention, out)?;
    match &field.field_type {
        FieldType::Choice { list } => Some((field.code.clone(), list.clone())),
        _ => {
            out.report(Fault::TypeMismatch, mention.span, format!("“{}”不是选项字段", mention.name));
            None
        }
    }
}

/// `名录.字段`, nothing longer.
fn pair(attribute: &Attribute, path: &Traversal) -> Option<(Mention, Mention)> {
    let [operator] = path.operators.as_slice() else { return None };
    let TraversalOperator::GetAttr(field) = operator.value() else { return None };
    let register = mention(attribute.file, &path.expr)?;
    let place = field.span().map_or(attribute.value_span(), |range| span(attribute.file, range));
    Some((register, Mention { name: field.as_str().to_string(), span: place }))
}

pub(crate) fn body(block: &Block, head: &EvaluationHead, names: &Names, out: &mut Diagnostics) -> Option<Evaluation> {
    let scope = Scope { names, subject: Some(head.subject.clone()), evaluation: Some(head), pool_indicators: None };
    let basis = block.text("basis", out);
    let weights = weights(block, out);
    let aggregation = indicator::aggregation(block, out);
    let grouping = match block.attribute("group_by").zip(head.group_list.as_ref()) {
        Some((attribute, list)) => match scope.any(attribute, attribute.value, out) {
            Some(found) => Grouping::By { list: list.clone(), value: Box::new(found.node) },
            None => Grouping::None,
        },
        None => Grouping::None,
    };
    let pools = pools(block, head, &scope, &basis, &weights, out);
    let exclusions = block.children("exclude").filter_map(|child| exclusion(child, &scope, &basis, out)).collect();
    let adjustments: Vec<Adjustment> = block
        .children
        .iter()
        .filter(|child| matches!(child.word.word, "bonus" | "penalty"))
        .filter_map(|child| adjustment(child, &scope, &basis, out))
        .collect();
    let entries = adjustments.iter().map(|item| Entry { code: &item.code, name: &item.name, span: item.span });
    distinct("加减分项", entries, out);
    let vetoes = block.children("veto").filter_map(|child| veto(child, head, &scope, &basis, out)).collect();
    let grades = grade::grades(block, names, out);
    let consecutive = block.children("consecutive").filter_map(|child| consecutive(child, head, out)).collect();
    let honours = block
        .children
        .iter()
        .filter(|child| matches!(child.word.word, "leaders" | "improvers"))
        .filter_map(|child| honour(child, head, names, &basis, out))
        .collect();
    let condition = scope.condition_or_true(block.attribute("where"), block.span, out);
    let basis_of_criteria = basis.clone();
    Some(Evaluation {
        code: head.code.clone(),
        name: head.name.clone(),
        basis,
        definition: block.text_or("definition", "", out),
        subject: head.subject.clone(),
        cycle: cycle(block, out),
        condition,
        exclusions,
        pools,
        grouping,
        weights,
        aggregation,
        adjustments,
        bonus_max: constant(block, "bonus_max", names, out),
        penalty_max: constant(block, "penalty_max", names, out),
        criteria: criterion::criteria(block, &scope, &basis_of_criteria, out),
        unmet_grade: criterion::unmet_grade(block, head, out),
        direct: criterion::direct(block, head, &scope, &basis_of_criteria, out),
        vetoes,
        rounding: rounding(block, out),
        ties: Ties {
            ranks: crate::formula::rank_ties(block.keyword("ties", out).unwrap_or_default()),
            breaks: tie_breaks(block, &scope, out),
        },
        share_base: match block.keyword("share_base", out) {
            Some("with_not_evaluated") => ShareBase::WithNotEvaluated,
            Some(_) | None => ShareBase::Ranked,
        },
        share_count: match block.keyword("share_count", out) {
            Some("group") => ShareCount::Group,
            Some(_) | None => ShareCount::Pool,
        },
        grades,
        consecutive,
        honours,
        publicity_days: crate::exchange::whole(block, "publicity_days", 365, names, out)
            .unwrap_or(Constant::Number(Decimal::ZERO)),
        peers: peers(block, head, out),
        span: head.span,
    })
}

/// Rows of a register are seen as far as the register says; only places are seen by their nature.
fn peers(block: &Block, head: &EvaluationHead, out: &mut Diagnostics) -> Peers {
    let Some(attribute) = block.attribute("peers") else { return Peers::Seen };
    if !matches!(head.subject, Subject::Place(_)) {
        out.report(Fault::ExcludedAttribute, attribute.span, "`peers` 只用于以行政区为对象的评价")
            .hint("以名录为对象的，谁看得到哪些行由名录和岗位决定；去掉这一行");
    }
    match block.keyword("peers", out) {
        Some("when_final") => Peers::SeenWhenFinal,
        Some(_) | None => Peers::Seen,
    }
}

fn pools(
    block: &Block,
    head: &EvaluationHead,
    scope: &Scope,
    basis: &str,
    weights: &WeightMethod,
    out: &mut Diagnostics,
) -> Vec<Pool> {
    let shared = |pool: Option<&Block>, scope: &Scope, out: &mut Diagnostics| -> Vec<IndicatorNode> {
        let mut tree = indicator::nodes(block, head, scope, basis, weights, out);
        if let Some(pool) = pool {
            tree.extend(indicator::nodes(pool, head, scope, basis, weights, out));
        }
        tree
    };
    let mut pools: Vec<Pool> = Vec::new();
    for child in block.children("pool") {
        let mut own = Vec::new();
        for source in [block, child] {
            codes_in(source, &mut own, out);
        }
        let scope = Scope { pool_indicators: Some(own), ..scope.clone() };
        let condition = scope.condition_or_true(child.attribute("where"), child.span, out);
        let tree = shared(Some(child), &scope, out);
        pools.push(Pool { code: child.code(out), name: child.name.clone(), condition, tree, span: child.span });
    }
    distinct("评价池", pools.iter().map(|pool| Entry { code: &pool.code, name: &pool.name, span: pool.span }), out);
    if pools.is_empty() {
        let tree = shared(None, scope, out);
        let condition = scope.condition_or_true(None, head.span, out);
        let code = Code::new("all").expect("a valid code");
        pools.push(Pool { code, name: "全部".to_string(), condition, tree, span: head.span });
    }
    let written: Vec<Option<&Block>> = block.children("pool").map(Some).collect();
    for (place, pool) in pools.iter().enumerate() {
        let parents: Vec<&Block> = std::iter::once(block).chain(written.get(place).copied().flatten()).collect();
        let has_criteria = block.children("criterion").next().is_some();
        indicator::check_tree((&parents, pool), head, weights, has_criteria, scope.names, out);
    }
    pools
}

/// Codes of the indicators of a block, without those of its pools.
fn codes_in(block: &Block, found: &mut Vec<Code>, out: &mut Diagnostics) {
    for child in &block.children {
        match child.word.word {
            "indicator" => found.push(child.code(out)),
            "branch" => codes_in(child, found, out),
            _ => {}
        }
    }
}

fn weights(block: &Block, out: &mut Diagnostics) -> WeightMethod {
    let total = block.number("weight_total", out).unwrap_or(Decimal::ONE_HUNDRED);
    let shift = block.number("entropy_shift", out).unwrap_or_default();
    let entropy = match block.keyword("entropy", out) {
        Some("raw") => EntropyShares::Raw,
        Some(_) | None => EntropyShares::MinMax { shift },
    };
    let method = block.keyword("weights", out);
    let needs_entropy = matches!(method, Some("entropy" | "given_entropy"));
    if needs_entropy && !block.has("entropy") {
        out.report(Fault::MissingAttribute, block.span, "熵权要写明 `entropy`").hint("entropy = min_max");
    }
    match method {
        Some("equal") => WeightMethod::Equal,
        Some("points") => points(block, out),
        Some("entropy") => WeightMethod::Entropy(entropy),
        Some("critic") => WeightMethod::Critic {
            direction: match stated(block, "critic_direction", "CRITIC 法", out) {
                Some("ignored") => CriticDirection::Ignored,
                Some(_) | None => CriticDirection::Turned,
            },
        },
        Some("principal_component") => WeightMethod::PrincipalComponent {
            loadings: match stated(block, "loadings", "主成分法", out) {
                Some("first") => Loadings::First,
                Some("explained") => Loadings::Explained,
                Some(_) | None => Loadings::FirstSquared,
            },
        },
        Some("given_entropy") => WeightMethod::GivenTimesEntropy { total, shares: entropy },
        Some("ahp") => ahp(block, out),
        Some(_) | None => WeightMethod::Given { total },
    }
}

/// Points of a table are added up as they are, on every level.
fn points(block: &Block, out: &mut Diagnostics) -> WeightMethod {
    if let Some(attribute) = block.attribute("aggregate")
        && block.keyword("aggregate", &mut Diagnostics::default()) != Some("weighted_sum")
    {
        out.report(Fault::ExcludedAttribute, attribute.span, "评分表的得分直接相加").hint("aggregate = weighted_sum");
    }
    WeightMethod::Points
}

fn ahp(block: &Block, out: &mut Diagnostics) -> WeightMethod {
    let rows = block.rows("judgements", out);
    let matrix: Vec<Vec<Decimal>> = rows.iter().map(|(row, _)| row.clone()).collect();
    if matrix.is_empty() {
        out.report(Fault::MissingAttribute, block.span, "层次分析要写判断矩阵 `judgements`");
    }
    for (row, place) in &rows {
        if row.len() != matrix.len() {
            out.report(
                Fault::WrongType,
                *place,
                format!("判断矩阵应为 {0} 行 {0} 列，这一行有 {1} 项", rows.len(), row.len()),
            );
        } else if row.iter().any(|number| *number <= Decimal::ZERO) {
            out.report(Fault::NumberRange, *place, "判断矩阵的每一项都应大于 0");
        }
    }
    let random_index = match stated(block, "random_index", "层次分析", out) {
        Some("donegan_dodd_1991") => RandomIndex::DoneganDodd1991,
        Some(_) | None => RandomIndex::Saaty1980,
    };
    let judgement = match stated(block, "judgement_method", "层次分析", out) {
        Some("geometric_mean") => Judgement::GeometricMean,
        Some("column_mean") => Judgement::ColumnMean,
        Some(_) | None => Judgement::Eigenvector,
    };
    let consistency_max = block.number("consistency_max", out).unwrap_or(Decimal::new(1, 1));
    WeightMethod::Ahp { matrix, judgement, random_index, consistency_max }
}

/// A choice on which programs differ, so that nobody may leave it open. What follows a missing one is never run.
pub(crate) fn stated(block: &Block, word: &str, method: &str, out: &mut Diagnostics) -> Option<&'static str> {
    if !block.has(word) {
        let example = block.word.attributes.iter().find(|attribute| attribute.word == word);
        let example = example.map_or_else(String::new, |attribute| format!("{word} = {}", attribute.example));
        out.report(Fault::MissingAttribute, block.span, format!("{method}要写明 `{word}`，各家做法不同")).hint(example);
    }
    block.keyword(word, out)
}

/// A number written in place or `parameter.名称`.
pub(crate) fn constant(block: &Block, word: &str, names: &Names, out: &mut Diagnostics) -> Option<Constant> {
    let attribute = block.attribute(word)?;
    one_constant(attribute, attribute.value, names, out)
}

/// A list of numbers and parameters; nothing when the list or something in it is neither.
pub(crate) fn constants(block: &Block, word: &str, names: &Names, out: &mut Diagnostics) -> Option<Vec<Constant>> {
    let attribute = block.attribute(word)?;
    let Some(items) = attribute.value.as_array() else {
        attribute.wrong_type(out);
        return None;
    };
    items.iter().map(|item| one_constant(attribute, item, names, out)).collect()
}

fn one_constant(attribute: &Attribute, value: &Tree, names: &Names, out: &mut Diagnostics) -> Option<Constant> {
    if let Some(number) = crate::value::number(value) {
        return Some(Constant::Number(number));
    }
    if !value.is_traversal() {
        attribute.wrong_type(out);
        return None;
    }
    let scope = Scope { names, subject: None, evaluation: None, pool_indicators: None };
    match scope.any(attribute, value, out)?.node.kind {
        ExpressionKind::Parameter(ParameterUse::Single(code)) => Some(Constant::Parameter(code)),
        _ => None,
    }
}

fn exclusion(block: &Block, scope: &Scope, basis: &str, out: &mut Diagnostics) -> Option<Exclusion> {
    let code = block.code(out);
    let basis = block.text_or("basis", basis, out);
    let condition = scope.condition(block.attribute("condition")?, out);
    Some(Exclusion { code, reason: block.name.clone(), condition, basis, span: block.span })
}

fn adjustment(block: &Block, scope: &Scope, basis: &str, out: &mut Diagnostics) -> Option<Adjustment> {
    let kind = if block.word.word == "bonus" { AdjustmentKind::Bonus } else { AdjustmentKind::Penalty };
    let (code, basis) = (block.code(out), block.text_or("basis", basis, out));
    let max = constant(block, "max", scope.names, out);
    let value = scope.number(block.attribute("value")?, &UnitOfMeasure::none(), out);
    Some(Adjustment { code, name: block.name.clone(), kind, value, max, basis, span: block.span })
}

pub(crate) fn grade_code(block: &Block, word: &str, head: &EvaluationHead, out: &mut Diagnostics) -> Option<Code> {
    let mention = block.name(word, out)?;
    let found = head.grades.iter().find(|(_, name)| *name == mention.name);
    if found.is_none() {
        unknown("档次", &mention, head.grades.iter().map(|(_, name)| name.as_str()), out);
    }
    found.map(|(code, _)| code.clone())
}

fn veto(block: &Block, head: &EvaluationHead, scope: &Scope, basis: &str, out: &mut Diagnostics) -> Option<Veto> {
    let written = ["grade", "at_best", "no_honour"].iter().filter(|word| block.has(word)).count();
    if written != 1 {
        out.report(Fault::MissingAttribute, block.span, "一票否决要写且只写 `grade`、`at_best`、`no_honour` 之一");
    }
    let (code, basis) = (block.code(out), block.text_or("basis", basis, out));
    let effect = if block.has("grade") {
        grade_code(block, "grade", head, out).map(VetoEffect::Grade)
    } else if block.has("at_best") {
        grade_code(block, "at_best", head, out).map(VetoEffect::AtBest)
    } else {
        Some(VetoEffect::NoHonour)
    };
    let condition = block.attribute("condition").map(|condition| scope.condition(condition, out));
    Some(Veto { code, name: block.name.clone(), condition: condition?, effect: effect?, basis, span: block.span })
}

fn consecutive(block: &Block, head: &EvaluationHead, out: &mut Diagnostics) -> Option<ConsecutiveYears> {
    let code = block.code(out);
    let grade = grade_code(block, "grade", head, out)?;
    Some(ConsecutiveYears { code, name: block.name.clone(), grade, span: block.span })
}

fn honour(block: &Block, head: &EvaluationHead, names: &Names, basis: &str, out: &mut Diagnostics) -> Option<Honour> {
    let code = block.code(out);
    let basis = block.text_or("basis", basis, out);
    let kind = if block.word.word == "leaders" {
        HonourKind::Leaders
    } else {
        HonourKind::Improvers { may_lead_too: block.flag("leaders_too", out) }
    };
    let top = constant(block, "top", names, out);
    let by_group = block.amounts("top_of_group", out);
    if block.has("top") == block.has("top_of_group") {
        out.report(Fault::MissingAttribute, block.span, "`top` 与 `top_of_group` 写且只写一个");
    }
    let size = match top {
        Some(top) => ShortList::Top(top),
        None => ShortList::TopOfGroup(indicator::by_group(by_group, head, names, out)),
    };
    Some(Honour { code, name: block.name.clone(), kind, size, basis, span: block.span })
}

fn rounding(block: &Block, out: &mut Diagnostics) -> ScoreRounding {
    let place = block.keyword("rounding_place", out);
    let Some((decimals, mode)) = decimals_and_mode(block, out) else { return ScoreRounding::TenDigits };
    if place.is_none() && !block.has("rounding_place") {
        out.report(Fault::MissingAttribute, block.span, "写了小数位数就要写明在排名前还是排名后取舍")
            .hint("rounding_place = before_ranking");
    }
    let place = match place {
        Some("before_ranking") => RoundingPlace::BeforeRanking,
        Some(_) | None => RoundingPlace::AfterRanking,
    };
    ScoreRounding::To { decimals: u8::try_from(decimals).unwrap_or(12), mode, place }
}

fn tie_breaks(block: &Block, scope: &Scope, out: &mut Diagnostics) -> Vec<TieBreak> {
    let Some(attribute) = block.attribute("tie_breaks") else { return Vec::new() };
    let Some(array) = attribute.value.as_array() else {
        attribute.wrong_type(out);
        return Vec::new();
    };
    let mut breaks = Vec::new();
    for item in array.iter() {
        let Some(found) = scope.any(attribute, item, out) else { continue };
        if found.node.unit().is_none() {
            out.report(Fault::TypeMismatch, found.node.span, "比较的应为数");
        }
        breaks.push(TieBreak { value: found.node, is_largest_first: true });
    }
    breaks
}
