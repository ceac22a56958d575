//! Targets in the cells of tables: one for each row and column of targets.

use model::{Comparator, PeriodKind, Span, Strength, Target, TargetPeriod, Task};

use super::{Context, nature};
use crate::document::Document;
use crate::numbers::{self, Quantity, TokenKind};
use crate::tables::{Column, Table};

/// The targets of all tables; each belongs to the task that its row stands in, or to the one before it.
pub(super) fn targets(context: &Context, tables: &[Table]) -> Vec<Target> {
    let mut found = Vec::new();
    for table in tables.iter().filter(|table| table.has(Column::Indicator) && table.has_targets()) {
        for row in &table.rows {
            let next = context.tasks.partition_point(|task| task.span.start <= row.span.start);
            let Some(task) = context.tasks[..next].last().or(context.tasks.first()) else { continue };
            let Some(name) = table.cells(row, Column::Indicator).next() else { continue };
            let unit = table.cells(row, Column::Unit).next().map(|cell| context.document.text(cell));
            for (year, cell) in table.targets(row) {
                found.extend(target(context, task, name, unit.as_deref(), year, cell));
            }
        }
    }
    found
}

fn target(
    context: &Context,
    task: &Task,
    name: Span,
    unit: Option<&str>,
    year: Option<i16>,
    cell: Span,
) -> Option<Target> {
    let document = context.document;
    let (subject, own_unit) = name_and_unit(&document.text(name));
    let unit = unit.map(str::to_string).or(own_unit).unwrap_or_default();
    let quantity = quantity(context, &document.matched(cell), &unit)?;
    let term = context.frame.title_term;
    let kind = match (year, term) {
        (Some(_), _) => PeriodKind::ByYear,
        (None, Some(_)) => PeriodKind::DocumentPeriod,
        (None, None) => PeriodKind::None,
    };
    let (unit, subject) = nature::per_thousand(&quantity.unit, &subject);
    Some(Target {
        id: String::new(),
        task: task.id.clone(),
        nature: nature::nature(context.lexicon, &quantity, &subject, None),
        direction: nature::direction(&quantity, &subject, None),
        subject,
        comparator: quantity.comparator,
        strict: quantity.strict,
        bound: quantity.bound,
        approach: quantity.approach.filter(|_| quantity.comparator == Comparator::About),
        values: quantity.values,
        unit,
        period: TargetPeriod {
            kind,
            year,
            start: term.filter(|_| kind == PeriodKind::DocumentPeriod).map(|term| term.0),
            end: term.filter(|_| kind == PeriodKind::DocumentPeriod).map(|term| term.1),
            is_explicit: year.is_some(),
            cue: None,
        },
        distribute_each: false,
        places: context.frame.metadata.place.iter().cloned().collect(),
        span: cell,
        text: document.text(cell),
        strength: if document.matched(document.line(cell.start)).contains("约束") {
            Strength::Binding
        } else {
            Strength::Expected
        },
        modality: None,
        verb: None,
        linked: Vec::new(),
        confidence: 85,
        indicator: None,
        steward: None,
        tolerance: None,
        definition: None,
    })
}

/// 森林覆盖率（%） → 森林覆盖率 and %; a running number in front is dropped.
fn name_and_unit(printed: &str) -> (String, Option<String>) {
    let name = printed.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、' | ' '));
    let closes = name.ends_with([')', '）']);
    match name.rfind(['(', '（']).filter(|_| closes) {
        Some(open) => {
            let unit: String = name[open..].chars().skip(1).collect();
            (name[..open].trim().to_string(), Some(unit.trim_end_matches([')', '）']).to_string()))
        }
        None => (name.to_string(), None),
    }
}

/// ≥95, 42, 增长6%左右: the figure in a cell, with the unit of its row where the cell has none.
fn quantity(context: &Context, printed: &str, unit: &str) -> Option<Quantity> {
    let mut words = printed.trim_matches(['(', ')', ' ']).to_string();
    for (sign, word) in [("≥", "不低于"), ("≤", "不超过"), (">", "超过"), ("<", "低于")] {
        words = words.replace(sign, word);
    }
    let read = |words: &str| {
        let document = Document::new(words);
        numbers::tokens(&document, context.lexicon).into_iter().find_map(|token| match token.kind {
            TokenKind::Quantity(quantity) => Some(quantity),
            TokenKind::Plain | TokenKind::Year(..) | TokenKind::Date => None,
        })
    };
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let figures_end = words.rfind(is_figure).map(|at| at + 1)?;
    read(&words).or_else(|| {
        words.insert_str(figures_end, unit);
        read(&words)
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    #[test]
    fn indicators_are_read_by_column() {
        let text = "甲乙市造林规划（2026—2030年）\n一、主要指标\n序号\t指标\t单位\t2025年\t2028年\t2030年目标\t属性\n\
            1\t森林覆盖率\t%\t38\t40\t≥42\t约束性\n2\t苗木产量（万株）\t\t120\t—\t150左右\t预期性\n二、保障\n做好各项工作。\n";
        let plan = crate::read(text);
        assert_eq!(crate::uncovered_numbers(&plan, text), Vec::new());
        expect![[r#"
            T01 森林覆盖率 Equal 40 % [甲乙市] ByYear Some(2028)
            T02 森林覆盖率 AtLeast 42 % [甲乙市] ByYear Some(2030)
            T03 苗木产量 About 150 万株 [甲乙市] ByYear Some(2030)"#]]
        .assert_eq(&crate::targets::shown(&plan));
    }
}
