//! From numbers to targets: which of them say who must reach what amount by when.

mod conditions;
mod evidence;
mod filter;
mod head;
mod lists;
mod name;
mod nature;
mod object;
mod period;
mod places;
mod subject;
mod table;

use model::{Comparator, ResidueReason, SoftTarget, Span, Strength, Target, Task, TaskType};

use crate::document::Document;
use crate::duties::Note;
use crate::metadata::Frame;
use crate::numbers::{Quantity, Token, TokenKind};
use crate::outline::Node;
use crate::tables::Table;
use crate::wording::{Lexicon, SectionKind};

/// All that the earlier steps found.
pub(crate) struct Context<'a> {
    pub document: &'a Document,
    pub lexicon: &'a Lexicon,
    pub frame: &'a Frame,
    pub outline: &'a [Node],
    pub tasks: &'a [Task],
    pub notes: &'a [Note],
    pub tokens: &'a [Token],
    pub tables: &'a [Table],
    /// Lines that hold the cells of a table without any border.
    pub flattened: &'a [Span],
}

impl Context<'_> {
    /// The task that holds this place of the text.
    pub fn task_at(&self, position: usize) -> Option<&Task> {
        let next = self.tasks.partition_point(|task| task.span.start <= position);
        self.tasks[..next].iter().rev().take(3).find(|task| position < task.span.end)
    }

    /// The deepest heading whose body holds this place.
    pub fn node_at(&self, position: usize) -> Option<&Node> {
        let next = self.outline.partition_point(|node| node.span.start <= position);
        let mut at = next.checked_sub(1)?;
        while position >= self.outline[at].body_end {
            at = self.outline[at].parent?;
        }
        Some(&self.outline[at])
    }

    /// Whether a heading above this place announces goals or indicators.
    pub fn is_below_goals(&self, position: usize) -> bool {
        let mut at = self.node_at(position);
        while let Some(node) = at {
            if node.section == Some(SectionKind::Goal) {
                return true;
            }
            at = node.parent.map(|parent| &self.outline[parent]);
        }
        false
    }

    pub fn in_note(&self, position: usize) -> bool {
        let next = self.notes.partition_point(|note| note.span.start <= position);
        next > 0 && position < self.notes[next - 1].span.end
    }

    /// Tokens that lie in the span.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let first = self.tokens.partition_point(|token| token.core.start < span.start);
        let last = self.tokens.partition_point(|token| token.core.start < span.end);
        &self.tokens[first..last]
    }

    /// The quotation marks or title marks around this place, within a short distance on the same line.
    pub fn quoted(&self, position: usize) -> Option<Span> {
        const REACH: usize = 40;
        let start = (position.saturating_sub(REACH)..position).rev().find_map(|at| match self.document.at(at) {
            '“' | '‘' | '《' => Some(Some(at)),
            '”' | '’' | '》' | '\n' => Some(None),
            _ => None,
        })??;
        let close = match self.document.at(start) {
            '“' => '”',
            '‘' => '’',
            _ => '》',
        };
        let end = (position..(position + REACH).min(self.document.len())).find(|&at| self.document.at(at) == close)?;
        Some(Span::new(start, end + 1))
    }
}

/// A number that passed the filter, with what its clause says about it.
#[derive(Debug)]
struct Candidate<'a> {
    token: &'a Token,
    quantity: &'a Quantity,
    clause: Span,
}

/// The targets in the order of the text, and the numbers that looked like targets with the reason against each.
pub(crate) fn targets(context: &Context, soft: &[SoftTarget]) -> (Vec<Target>, Vec<(Span, ResidueReason)>) {
    let mut rejected = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let periods = period::Periods::new(context);
    for (task, stretch) in stretches(context) {
        let mut previous_subject: Option<subject::Inherited> = None;
        let tokens = context.tokens_in(stretch);
        let mut at = 0;
        while at < tokens.len() {
            // All numbers of one clause are read together.
            let clause = context.document.clause(tokens[at].core.start);
            let in_clause = tokens[at..].iter().take_while(|token| token.core.start < clause.end).count().max(1);
            let members = &tokens[at..at + in_clause];
            at += in_clause;
            if previous_subject
                .as_ref()
                .is_some_and(|previous| previous.sentence != context.document.sentence(clause.start))
            {
                previous_subject = None;
            }
            let mut candidates = Vec::new();
            for token in members {
                let TokenKind::Quantity(quantity) = &token.kind else { continue };
                let next = soft.partition_point(|soft| soft.span.end <= token.core.start);
                if soft.get(next).is_some_and(|soft| soft.span.overlaps(&token.core)) {
                    continue;
                }
                let candidate = Candidate { token, quantity, clause };
                match filter::objection(context, &periods, task, &candidate, previous_subject.is_some()) {
                    Some(reason) => rejected.push((token.span, reason)),
                    None => candidates.push(candidate),
                }
            }
            let readings = subject::readings(context, &candidates, &mut previous_subject, &mut rejected);
            for reading in readings {
                let mut period = periods.of(context, task, &reading);
                // 累计培育200家,其中示范20家: a component runs like the whole.
                let has_own = periods.has_cue_before(reading.clause.start, reading.token.span.start);
                if let Some(whole) = targets.last().filter(|whole| {
                    reading.is_part
                        && !has_own
                        && context.document.sentence(whole.span.start).contains(&reading.token.core)
                }) {
                    period = whole.period.clone();
                }
                targets.push(target(context, task, &reading, period, targets.len()));
            }
        }
    }
    let in_cells = table::targets(context, context.tables);
    if !in_cells.is_empty() {
        // What a cell says by its column is read from there, not as running text.
        targets.retain(|target| !in_cells.iter().any(|cell| cell.span.overlaps(&target.span)));
        targets.extend(in_cells);
        targets.sort_by_key(|target| target.span);
        for (index, target) in targets.iter_mut().enumerate() {
            target.id = format!("T{:02}", index + 1);
            target.linked.clear();
        }
    }
    link(&mut targets);
    (targets, rejected)
}

/// Where targets may stand: the tasks, what follows the last note of a task in its measure, and the sentences
/// that lead from the heading of a group to its first measure; the latter count for that measure.
fn stretches<'a>(context: &'a Context) -> Vec<(&'a Task, Span)> {
    let mut found: Vec<(&Task, Span)> = context.tasks.iter().map(|task| (task, task.span)).collect();
    for node in context.outline.iter().filter(|node| !node.is_review) {
        let own = Span::new(node.span.end, node.own_end.max(node.span.end));
        let next = context.tasks.partition_point(|task| task.span.end <= own.start);
        let Some(task) = context.tasks.get(next) else { continue };
        if node.has_children && node.level > 1 && task.span.start >= own.end && task.span.start < node.body_end {
            found.push((task, own));
        }
        if !node.has_children && task.span.start == node.span.start && task.span.end < node.body_end {
            found.push((task, Span::new(task.span.end, node.body_end)));
        }
    }
    found.extend(preface(context));
    found.sort_by_key(|(_, span)| *span);
    found
}

/// What stands above the first measure counts for the measure behind it, as far as it is dated.
fn preface<'a>(context: &'a Context) -> Vec<(&'a Task, Span)> {
    let mut found = Vec::new();
    let mut start = context.frame.body.start;
    let headings = context.outline.iter().filter(|node| node.parent.is_none());
    for node in headings
        .take_while(|node| node.label.is_empty())
        .chain(context.outline.iter().find(|node| !node.label.is_empty()))
    {
        let next = context.tasks.partition_point(|task| task.span.end <= start);
        if let Some(task) = context.tasks.get(next).filter(|_| start < node.span.start) {
            found.push((task, Span::new(start, node.span.start)));
        }
        start = node.body_end;
    }
    found
}

fn target(
    context: &Context,
    task: &Task,
    reading: &subject::Reading,
    period: model::TargetPeriod,
    count: usize,
) -> Target {
    let document = context.document;
    let quantity = &reading.quantity;
    let sentence = document.sentence(reading.token.core.start);
    // Bounded, so that a text without full stops is read in linear time.
    const REACH: usize = 300;
    let position = reading.token.core.start;
    let near = Span::new(sentence.start.max(position.saturating_sub(REACH)), sentence.end.min(position + REACH));
    let modality = modality(context, sentence, reading);
    let strength = if modality.is_some() { Strength::Strive } else { Strength::Expected };
    let strength = if document.matched(near).contains("约束性") { Strength::Binding } else { strength };
    let places = if reading.places.is_empty() {
        context.frame.metadata.place.iter().cloned().collect()
    } else {
        reading.places.clone()
    };
    let (unit, subject) = nature::per_thousand(&quantity.unit, &reading.subject);
    let nature = nature::nature(context.lexicon, quantity, &subject, reading.verb.as_deref());
    let direction = nature::direction(quantity, &subject, reading.verb.as_deref());
    let mut confidence: u8 = 95;
    if !period.is_explicit {
        confidence -= 5;
    }
    if reading.is_inherited {
        confidence -= 5;
    }
    if !quantity.is_compared && quantity.growth.is_none() && period.cue.is_none() {
        confidence -= 20;
    }
    let clause_words = document.matched(reading.clause);
    if ["支持", "鼓励", "引导", "探索"].iter().any(|word| clause_words.starts_with(word)) {
        confidence -= 25;
    }
    if matches!(task.task_type, TaskType::Guarantee | TaskType::Principle) {
        confidence -= 20;
    }
    Target {
        id: format!("T{:02}", count + 1),
        task: task.id.clone(),
        subject,
        comparator: quantity.comparator,
        strict: quantity.strict,
        bound: quantity.bound,
        approach: quantity.approach.filter(|_| quantity.comparator == Comparator::About),
        values: reading.values.clone(),
        unit,
        period,
        distribute_each: reading.places.len() > 1,
        places,
        span: reading.token.span,
        text: document.text(reading.token.span),
        strength,
        modality,
        verb: reading.verb.clone(),
        nature,
        direction,
        linked: if reading.is_part { vec![format!("T{count:02}")] } else { Vec::new() },
        confidence,
        indicator: None,
        steward: None,
        tolerance: None,
        definition: None,
    }
}

/// 力争 in the same clause, or at the head of the sentence (力争到2026年,…).
fn modality(context: &Context, sentence: Span, reading: &subject::Reading) -> Option<String> {
    let document = context.document;
    let words = &document.chars[reading.clause.start..reading.token.span.start.max(reading.clause.start)];
    let in_clause = context
        .lexicon
        .strive
        .find(words)
        .map(|(at, length, ())| Span::new(reading.clause.start + at, reading.clause.start + at + length));
    let at_head = context
        .lexicon
        .strive
        .at(&document.chars, sentence.start)
        .map(|(length, ())| Span::new(sentence.start, sentence.start + length));
    in_clause.or(at_head).map(|span| document.text(span))
}

/// Links targets that share one number, and those that state the same indicator in several places.
fn link(targets: &mut [Target]) {
    let mut by_indicator: std::collections::BTreeMap<(String, String, Vec<String>), Vec<usize>> = Default::default();
    for (index, target) in targets.iter().enumerate() {
        let key = (target.subject.clone(), target.unit.clone(), target.places.clone());
        by_indicator.entry(key).or_default().push(index);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for same in by_indicator.values() {
        // Many repetitions of one indicator form a chain rather than all pairs.
        pairs.extend(same.windows(2).map(|two| (two[0], two[1])));
    }
    pairs.extend((1..targets.len()).filter(|&at| targets[at].span == targets[at - 1].span).map(|at| (at - 1, at)));
    for (first, second) in pairs {
        let (first_id, second_id) = (targets[first].id.clone(), targets[second].id.clone());
        if !targets[first].linked.contains(&second_id) {
            targets[first].linked.push(second_id);
        }
        if !targets[second].linked.contains(&first_id) {
            targets[second].linked.push(first_id);
        }
    }
}

/// The targets of a plan in one line each, for tests.
#[cfg(test)]
pub(crate) fn shown(plan: &model::Plan) -> String {
    let show = |target: &Target| {
        let values: Vec<String> = target.values.iter().map(|value| value.to_string()).collect();
        let bound = target.bound.map(|bound| format!("/{bound:?}")).unwrap_or_default();
        let period = &target.period;
        format!(
            "{} {} {:?}{bound} {} {} [{}] {:?} {:?}",
            target.id,
            target.subject,
            target.comparator,
            values.join("-"),
            target.unit,
            target.places.join("、"),
            period.kind,
            period.year.or(period.end)
        )
    };
    plan.targets.iter().map(show).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_by_class;
