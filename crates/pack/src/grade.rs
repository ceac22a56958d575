//! Grades (档次): blocks → model, and whether they cover everybody exactly once.

use model::pack::{Constant, Grade, GradeCut};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::evaluation::constant;
use crate::fault::Fault;
use crate::indicator::every_value;
use crate::names::Names;
use crate::shape::Block;

const CUTS: &[&str] = &["score_at_least", "score_above", "share_at_most", "share_at_least", "share", "rest"];

pub(crate) fn grades(block: &Block, names: &Names, out: &mut Diagnostics) -> Vec<Grade> {
    let mut grades = Vec::new();
    for child in block.children("grade") {
        let written: Vec<&str> = CUTS.iter().copied().filter(|word| child.has(word)).collect();
        let [word] = written[..] else {
            let known: Vec<String> = CUTS.iter().map(|word| format!("`{word}`")).collect();
            out.report(Fault::MissingAttribute, child.span, format!("档次“{}”要写且只写一个分法", child.name))
                .hint(format!("可用：{}", known.join("、")));
            continue;
        };
        let amount = |out: &mut Diagnostics| constant(child, word, names, out);
        let cut = match word {
            "score_at_least" => amount(out).map(GradeCut::ScoreAtLeast),
            "score_above" => amount(out).map(GradeCut::ScoreAbove),
            "share_at_most" => amount(out).map(GradeCut::ShareAtMost),
            "share_at_least" => amount(out).map(GradeCut::ShareAtLeast),
            "share" => amount(out).map(GradeCut::Share),
            _ => child.flag("rest", out).then_some(GradeCut::Rest),
        };
        // The code was reported with the head of the evaluation.
        let code = child.code(&mut Diagnostics::default());
        grades.extend(cut.map(|cut| Grade { code, name: child.name.clone(), cut, span: child.span }));
    }
    if !grades.is_empty() {
        let is_whole = grades.len() == block.children("grade").count();
        cover(block, (&grades, is_whole), names, out);
    }
    grades
}

fn share(cut: &GradeCut) -> Option<&Constant> {
    match cut {
        GradeCut::ShareAtMost(share) | GradeCut::ShareAtLeast(share) | GradeCut::Share(share) => Some(share),
        GradeCut::ScoreAtLeast(_) | GradeCut::ScoreAbove(_) | GradeCut::Rest => None,
    }
}

/// With a grade that could not be read, only what it cannot change is told.
fn cover(block: &Block, (grades, is_whole): (&[Grade], bool), names: &Names, out: &mut Diagnostics) {
    let rests: Vec<&Grade> = grades.iter().filter(|grade| grade.cut == GradeCut::Rest).collect();
    for grade in rests.iter().skip(1) {
        out.report(Fault::GradeRest, grade.span, format!("“{}”与“{}”都取其余", grade.name, rests[0].name));
    }
    let shares: Vec<Decimal> = grades
        .iter()
        .filter_map(|grade| share(&grade.cut))
        .map(|share| every_value(share, names).last().copied().unwrap_or_default())
        .collect();
    let sum: Decimal = shares.iter().sum();
    let is_all_shares = is_whole && grades.iter().all(|grade| matches!(grade.cut, GradeCut::Share(_)));
    if sum > Decimal::ONE_HUNDRED || (is_all_shares && sum != Decimal::ONE_HUNDRED) {
        let wanted = if is_all_shares { "应为 100" } else { "不应超过 100" };
        out.report(Fault::ShareSum, block.span, format!("各档比例合计 {}%，{wanted}%", sum.normalize()));
    } else if is_whole && rests.is_empty() && !is_all_shares && !takes_all_scores(grades, names) {
        out.report(Fault::GradeRest, block.span, "有的对象得不到任何档次").hint("给一个档次写 rest = true");
    }
    if !shares.is_empty() && !block.has("share_base") {
        out.report(Fault::MissingAttribute, block.span, "按比例分档要写明比例的基数")
            .hint("share_base = ranked 或 with_not_evaluated");
    }
    in_order(grades, names, out);
}

/// Whether the last grade takes every score there can be.
fn takes_all_scores(grades: &[Grade], names: &Names) -> bool {
    grades.last().is_some_and(|grade| match &grade.cut {
        GradeCut::ScoreAtLeast(bound) => every_value(bound, names).iter().all(|bound| *bound <= Decimal::ZERO),
        GradeCut::ScoreAbove(_)
        | GradeCut::ShareAtMost(_)
        | GradeCut::ShareAtLeast(_)
        | GradeCut::Share(_)
        | GradeCut::Rest => false,
    })
}

/// Score bounds fall from grade to grade.
fn in_order(grades: &[Grade], names: &Names, out: &mut Diagnostics) {
    let bound = |grade: &Grade| match &grade.cut {
        GradeCut::ScoreAtLeast(bound) | GradeCut::ScoreAbove(bound) => every_value(bound, names).last().copied(),
        GradeCut::ShareAtMost(_) | GradeCut::ShareAtLeast(_) | GradeCut::Share(_) | GradeCut::Rest => None,
    };
    let bounded: Vec<(&Grade, Decimal)> = grades.iter().filter_map(|grade| Some((grade, bound(grade)?))).collect();
    for pair in bounded.windows(2) {
        let [(better, above), (worse, below)] = pair else { continue };
        if below >= above {
            out.report(
                Fault::GradeOrder,
                worse.span,
                format!("“{}”的界限 {below} 不低于更好的“{}”的 {above}", worse.name, better.name),
            )
            .hint("档次从好到差排列，界限从高到低");
        }
    }
}
