//! Commitments without a number: full coverage, recurring deliverables, directions, comparisons with others.

use model::{SoftTarget, SoftTargetKind, Span, TaskType};

use crate::document::Document;
use crate::labels::label_at;
use crate::numbers::TokenKind;
use crate::targets::Context;
use crate::wording::UnitKind;

pub(crate) fn soft_targets(context: &Context) -> Vec<SoftTarget> {
    let mut found: Vec<SoftTarget> = Vec::new();
    for task in context.tasks {
        for &clause in context.document.clauses_in(task.span) {
            let start = label_at(context.document, clause.start).map_or(clause.start, |label| label.end);
            let end = clause.end.min(task.span.end);
            let inside = Span::new(start.max(task.span.start).min(end), end);
            if inside.len() < 4 || inside.len() > 120 || context.in_note(inside.start) {
                continue;
            }
            if let Some((kind, span)) = soft_target(context, inside, task.task_type) {
                found.push(SoftTarget {
                    id: format!("S{:02}", found.len() + 1),
                    task: Some(task.id.clone()),
                    kind,
                    span,
                    text: context.document.text(span),
                });
            }
        }
    }
    found
}

fn soft_target(context: &Context, clause: Span, task_type: TaskType) -> Option<(SoftTargetKind, Span)> {
    let document = context.document;
    let lexicon = context.lexicon;
    let clause = without_mark(document, clause);
    let words = &document.chars[clause.start..clause.end];
    let has_quantity = context
        .tokens_in(clause)
        .iter()
        .any(|token| matches!(&token.kind, TokenKind::Quantity(quantity) if quantity.unit_kind != UnitKind::Time));
    if let Some((at, length, ())) = lexicon.soft_words("interval").find(words) {
        let verb = lexicon.soft_words("deliverable").find(&words[at + length..]);
        if verb.is_some_and(|(offset, _, ())| offset <= 2) && !has_quantity {
            return Some((SoftTargetKind::RecurringDeliverable, Span::new(clause.start + at, clause.end)));
        }
    }
    if let Some((at, _, ())) = lexicon.soft_words("direction").find(words) {
        let toward = words[..at].iter().rposition(|&c| c == '向');
        let numeral = toward
            .is_some_and(|toward| words[toward..at].iter().any(|c| "十百千万亿".contains(*c) || c.is_ascii_digit()));
        if numeral {
            return Some((SoftTargetKind::Direction, clause));
        }
    }
    if let Some((at, length, ())) = lexicon.soft_words("coverage").find(words) {
        let verbs = ["力争实现", "实现", "推动", "做到", "达到", "确保"];
        let start =
            verbs.iter().filter_map(|verb| document.find(Span::new(clause.start, clause.start + at), verb)).min();
        let is_background = ends_with(words, "基础上") || ends_with(words, "的");
        if let Some(start) = start
            && !is_background
            && !has_quantity
        {
            let is_coverage = words[at..at + length] != ['破', '零'];
            let kind = if is_coverage { SoftTargetKind::Coverage } else { SoftTargetKind::Qualitative };
            return Some((kind, Span::new(start, clause.end)));
        }
    }
    if let Some(span) = named_deliverable(document, clause) {
        return Some((SoftTargetKind::Deliverable, span));
    }
    if task_type == TaskType::Goal && lexicon.soft_words("settled").is_in(words) && !has_quantity {
        return Some((SoftTargetKind::Qualitative, clause));
    }
    if lexicon.soft_words("relation").is_in(words) && !has_quantity {
        return Some((SoftTargetKind::Relational, clause));
    }
    None
}

/// 出台《甲办法》, 编制完成《乙规划》: a document with its name and a verb that finishes it. What is carried out,
/// observed or revised in passing is none.
fn named_deliverable(document: &Document, clause: Span) -> Option<Span> {
    const VERBS: [&str; 10] =
        ["出台", "印发", "制定出台", "编制完成", "编制印发", "制定印发", "发布", "研究制定", "制定", "编制"];
    let open = (clause.start..clause.end).find(|&at| document.at(at) == '《')?;
    let close = (open..clause.end).find(|&at| document.at(at) == '》')?;
    let head = &document.chars[clause.start..open];
    let verb = VERBS
        .iter()
        .map(|verb| verb.chars().collect::<Vec<_>>())
        .filter(|verb| head.ends_with(verb))
        .max_by_key(Vec::len)?;
    // 已出台, 近期印发的: that is done already.
    let before = &head[..head.len() - verb.len()];
    let is_done = ["已", "已经", "近期", "前期"].iter().any(|word| before.ends_with(&word.chars().collect::<Vec<_>>()));
    (!is_done && document.at(close + 1) != '的').then(|| Span::new(open - verb.len(), close + 1))
}

fn without_mark(document: &Document, span: Span) -> Span {
    let mut end = span.end;
    while end > span.start && matches!(document.before(end), ',' | ';' | '。' | ':' | ' ') {
        end -= 1;
    }
    document.trim(Span::new(span.start, end))
}

fn ends_with(words: &[char], suffix: &str) -> bool {
    let suffix: Vec<char> = suffix.chars().collect();
    words.ends_with(&suffix)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(body: &str, expect: Expect) {
        let plan = crate::read(&format!("方案\n一、任务\n（一）办好一件事。{body}\n"));
        let shown: Vec<String> =
            plan.soft_targets.iter().map(|soft| format!("{:?} {}", soft.kind, soft.text)).collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn commitments_without_a_number() {
        check("加快实现路灯“村村全覆盖”。", expect!["Coverage 实现路灯“村村全覆盖”"]);
        check("在路灯“村村全覆盖”基础上，新建示范灯12个。", expect![""]);
        check("定期开会，每年推出一批好做法。", expect!["RecurringDeliverable 每年推出一批好做法"]);
        check("支持甲县向百亿规模迈进。", expect!["Direction 支持甲县向百亿规模迈进"]);
        check("制定出台《造林管理办法》，严格执行《森林防火条例》。", expect!["Deliverable 制定出台《造林管理办法》"]);
        check("落实省已出台《造林管理办法》要求。", expect![""]);
        check("居民收入与经济增长同步。", expect!["Relational 居民收入与经济增长同步"]);
    }
}
