//! By when: the words that date a target, and how far they reach.

use model::{Comparator, PeriodKind, Span, TargetPeriod, Task, TaskType};

use rust_decimal::prelude::ToPrimitive;

use super::Context;
use super::subject::Reading;
use crate::metadata::five_year_plan;
use crate::numbers::TokenKind;

/// A word or date in the text that says when.
#[derive(Debug, Clone, Copy)]
struct Cue {
    span: Span,
    kind: PeriodKind,
    start: Option<i16>,
    year: Option<i16>,
}

/// All such words of the text, in order.
pub(super) struct Periods {
    cues: Vec<Cue>,
}

impl Periods {
    pub fn new(context: &Context) -> Periods {
        let mut cues = dates(context);
        cues.extend(words(context));
        cues.extend(five_year_plans(context));
        cues.extend(limits(context));
        cues.sort_by_key(|cue| cue.span);
        Periods { cues }
    }

    /// A date or 每年 stands before this place in its sentence.
    pub fn has_cue_before(&self, sentence_start: usize, position: usize) -> bool {
        self.before(position).next().is_some_and(|cue| cue.span.start >= sentence_start)
    }

    /// A year stands before this place in its sentence.
    pub fn has_date_before(&self, sentence_start: usize, position: usize) -> bool {
        self.before(position)
            .take_while(|cue| cue.span.start >= sentence_start)
            .any(|cue| matches!(cue.kind, PeriodKind::ByYear | PeriodKind::InYear))
    }

    /// 每年 stands right before this place: 每年至少1个月.
    pub fn closes_yearly(&self, position: usize) -> bool {
        self.before(position).next().is_some_and(|cue| cue.kind == PeriodKind::EachYear && cue.span.end == position)
    }

    /// 每年 stands between these places.
    pub fn has_yearly_in(&self, start: usize, position: usize) -> bool {
        self.before(position).take_while(|cue| cue.span.start >= start).any(|cue| cue.kind == PeriodKind::EachYear)
    }

    fn before(&self, position: usize) -> impl Iterator<Item = &Cue> {
        let next = self.cues.partition_point(|cue| cue.span.end <= position);
        self.cues[..next].iter().rev()
    }

    /// The period that governs a target.
    pub fn of(&self, context: &Context, task: &Task, reading: &Reading) -> TargetPeriod {
        let document = context.document;
        let position = reading.token.span.start;
        let sentence = document.sentence(position);
        let segment = reading.segment_start;
        let in_sentence = || self.before(position).take_while(|cue| cue.span.start >= sentence.start);
        let is_date =
            |cue: &&Cue| matches!(cue.kind, PeriodKind::ByYear | PeriodKind::InYear | PeriodKind::DocumentPeriod);
        let date = in_sentence().find(is_date);
        for cue in in_sentence() {
            let is_near = cue.span.start >= segment.min(reading.clause.start);
            match cue.kind {
                PeriodKind::Cumulative
                    if is_near && (cue.span.start >= segment || shares_verb(context, segment, position)) =>
                {
                    let last = date
                        .and_then(|date| date.year)
                        .or(self.paragraph_date(context, task, position).and_then(|cue| cue.year));
                    let year = last.or(context.frame.metadata.term.map(|term| term.1));
                    return period(context, cue, PeriodKind::Cumulative, year, true);
                }
                PeriodKind::AnnualAverage if is_near => {
                    return period(context, cue, PeriodKind::AnnualAverage, None, true);
                }
                PeriodKind::EachYear => {
                    let between = &document.chars[cue.span.end..position];
                    if !is_near && between.contains(&';') {
                        continue;
                    }
                    let mut found = period(context, cue, PeriodKind::EachYear, None, is_near);
                    found.end = date.filter(|date| date.kind == PeriodKind::ByYear).and_then(|date| date.year);
                    return found;
                }
                PeriodKind::ByYear | PeriodKind::InYear => return period(context, cue, cue.kind, cue.year, true),
                PeriodKind::DocumentPeriod => {
                    let mut found = period(context, cue, cue.kind, None, true);
                    (found.start, found.end) = (cue.start, cue.year);
                    return found;
                }
                PeriodKind::Cumulative | PeriodKind::AnnualAverage | PeriodKind::None => {}
            }
        }
        if let Some(cue) = self.paragraph_date(context, task, position) {
            return period(context, cue, cue.kind, cue.year, false);
        }
        let (kind, years) = match context.frame.title_term {
            Some(term) => (PeriodKind::DocumentPeriod, Some(term)),
            None => (PeriodKind::None, None),
        };
        TargetPeriod {
            kind,
            year: None,
            start: years.map(|years| years.0),
            end: years.map(|years| years.1),
            is_explicit: false,
            cue: None,
        }
    }

    /// A date that opens a paragraph of goals governs the paragraph until the next date.
    fn paragraph_date(&self, context: &Context, task: &Task, position: usize) -> Option<&Cue> {
        let document = context.document;
        let line = document.line(position);
        let start = line.start.max(task.span.start);
        if task.task_type != TaskType::Goal {
            return None;
        }
        let is_date = |cue: &&Cue| matches!(cue.kind, PeriodKind::ByYear | PeriodKind::InYear);
        let own = self
            .before(position)
            .take_while(|cue| cue.span.start >= start)
            .find(|cue| is_date(cue) && opens_sentence(context, cue));
        // 到2028年,实现以下目标: and a list of lines below it.
        own.or_else(|| {
            self.before(start).take_while(|cue| cue.span.start >= task.span.start).find(is_date).filter(|cue| {
                let line = document.trim(document.line(cue.span.start));
                document.before(line.end) == ':' && document.sentence(line.end).start <= cue.span.start
            })
        })
    }
}

/// 累计培育甲10家、乙8家: the second item of the list has no verb of its own.
fn shares_verb(context: &Context, segment: usize, position: usize) -> bool {
    let words = &context.document.chars[segment..position.max(segment)];
    let Some((mark, own)) = words.split_first() else { return false };
    let has_verb = (0..own.len()).any(|at| {
        let lexicon = context.lexicon;
        [&lexicon.carry, &lexicon.flow, &lexicon.reach].iter().any(|verbs| verbs.at(own, at).is_some())
    });
    matches!(mark, '、' | '和') && !own.contains(&',') && !has_verb
}

/// 到2026年,… or 具体指标:到2026年,….
fn opens_sentence(context: &Context, cue: &Cue) -> bool {
    const NAME_MAX: usize = 14;
    let start = context.document.sentence(cue.span.start).start;
    let clause = context.document.clause(cue.span.start).start;
    let follows_name = clause > start && clause - start <= NAME_MAX && context.document.before(clause) == ':';
    cue.span.start <= start + 4 || (follows_name && cue.span.start <= clause + 4)
}

fn period(context: &Context, cue: &Cue, kind: PeriodKind, year: Option<i16>, is_explicit: bool) -> TargetPeriod {
    TargetPeriod { kind, year, start: None, end: None, is_explicit, cue: Some(context.document.text(cue.span)) }
}

fn dates(context: &Context) -> Vec<Cue> {
    let document = context.document;
    let mut cues = Vec::new();
    for token in context.tokens {
        let TokenKind::Year(first, last) = token.kind else { continue };
        let Span { start, end } = token.core;
        if context.quoted(start).is_some() || is_in_bracket(context, start) {
            continue;
        }
        let before = document.before(start);
        let is_compared =
            matches!(before, '比' | '较' | '与' | '从' | '自' | '由') || document.starts_with(end, "以来");
        if is_compared || (before == '至' && document.before(start.saturating_sub(1)) == '截') {
            continue;
        }
        if first != last {
            let opens = matches!(before, ',' | '。' | ';' | ':' | '\n' | ' ');
            if opens {
                cues.push(Cue {
                    span: token.core,
                    kind: PeriodKind::DocumentPeriod,
                    start: Some(first),
                    year: Some(last),
                });
            }
            continue;
        }
        let is_until = matches!(before, '到' | '至');
        let has_end = matches!(document.at(end), '底' | '末' | '前')
            || document.starts_with(end, "年底")
            || has_month_end(context, end);
        let mut span = token.core;
        if is_until {
            span.start -= 1;
        }
        for word in ["力争", "争取", "确保"] {
            if span.start >= 2 && document.starts_with(span.start - 2, word) {
                span.start -= 2;
            }
        }
        while matches!(document.at(span.end), '底' | '末' | '前') {
            span.end += 1;
        }
        if is_until || has_end {
            cues.push(Cue { span, kind: PeriodKind::ByYear, start: None, year: Some(last) });
        } else if matches!(document.before(span.start), ',' | '。' | ';' | ':' | '\n' | ' ' | '在' | '于' | ')' | '、')
            || span.start < start
            || document.starts_with(span.start.saturating_sub(2), "其中")
        {
            cues.push(Cue { span, kind: PeriodKind::InYear, start: None, year: Some(last) });
        }
    }
    cues
}

/// 2025年6月底前.
fn has_month_end(context: &Context, at: usize) -> bool {
    let mut end = at;
    while context.document.at(end).is_ascii_digit() {
        end += 1;
    }
    end > at && context.document.at(end) == '月' && matches!(context.document.at(end + 1), '底' | '末' | '前')
}

fn is_in_bracket(context: &Context, position: usize) -> bool {
    let back = (position.saturating_sub(12)..position).rev().map(|at| context.document.at(at));
    back.take_while(|c| !matches!(c, ')' | '\n')).any(|c| c == '(')
}

fn words(context: &Context) -> Vec<Cue> {
    let document = context.document;
    let mut cues = Vec::new();
    let mut at = context.frame.body.start;
    while at < context.frame.body.end {
        let Some((length, &kind)) = context.lexicon.periods.at(&document.chars, at) else {
            at += 1;
            continue;
        };
        let span = Span::new(at, at + length);
        at += length;
        let after = document.matched(Span::new(span.end, (span.end + 2).min(document.len())));
        // 每人每年, 每生每年: a measure, not a period.
        let is_measure = kind == PeriodKind::EachYear
            && document.before(span.start.saturating_sub(1)) == '每'
            && !matches!(document.before(span.start), ',' | '。' | ';');
        let is_name = is_measure
            || matches!(after.as_str(), "浓度" | "以来" | "气温" | "降水" | "值浓" | "政府")
            || ((kind == PeriodKind::InYear || document.at(span.start) == '年')
                && document.before(span.start).is_ascii_digit());
        if is_name {
            continue;
        }
        let year = (kind == PeriodKind::InYear).then_some(context.frame.this_year).flatten();
        cues.push(Cue { span, kind, start: None, year });
    }
    cues
}

/// 5年内, 三年新建…: that many years from the year of issue, or the term of the title when it is as long.
fn limits(context: &Context) -> Vec<Cue> {
    let mut cues = Vec::new();
    for token in context.tokens {
        let TokenKind::Quantity(quantity) = &token.kind else { continue };
        let is_limit = quantity.unit == "年" && quantity.comparator == Comparator::AtMost && quantity.bound.is_none();
        let is_span =
            quantity.unit == "年" && quantity.comparator == Comparator::Equal && runs_over(context, token.span);
        let years = quantity.values.first().and_then(|years| years.to_i16()).filter(|_| is_limit || is_span);
        let Some(years) = years else { continue };
        let term = context.frame.title_term.filter(|term| is_span && term.1 - term.0 + 1 == years);
        cues.push(match term {
            Some((start, end)) => {
                Cue { span: token.span, kind: PeriodKind::DocumentPeriod, start: Some(start), year: Some(end) }
            }
            None => {
                let year = context.frame.this_year.map(|issued| issued.saturating_add(years));
                Cue { span: token.span, kind: PeriodKind::ByYear, start: None, year }
            }
        });
    }
    cues
}

/// 三年盘活12亩: a verb follows the years at once; 近三年, 过去三年 look back, 三年行动 is a name.
fn runs_over(context: &Context, span: Span) -> bool {
    let document = context.document;
    let before = document.matched(Span::new(span.start.saturating_sub(2), span.start));
    let looks_back = before.ends_with(['近', '第', '满', '续', '前', '过', '每', '期']) || before.ends_with("过去");
    let start = ["累计", "共", "将", "力争"]
        .iter()
        .find(|word| document.starts_with(span.end, word))
        .map_or(span.end, |word| span.end + word.chars().count());
    let lexicon = context.lexicon;
    let has_verb = [&lexicon.carry, &lexicon.flow].iter().any(|verbs| verbs.at(&document.chars, start).is_some());
    !looks_back && has_verb
}

/// 到“十五五”末, “十五五”期间: the last year of that plan.
fn five_year_plans(context: &Context) -> Vec<Cue> {
    let document = context.document;
    let mut cues = Vec::new();
    for token in context.tokens.iter().filter(|token| token.kind == TokenKind::Plain && token.core.len() == 3) {
        let chars = &document.chars[token.core.start..token.core.end];
        let Some((_, last)) = five_year_plan(chars) else { continue };
        let end = token.core.end + usize::from(document.at(token.core.end) == '”');
        let goes_on = ["期间", "末", "时期末", "期末"].iter().find(|word| document.starts_with(end, word));
        if let Some(word) = goes_on {
            let start = token.core.start - usize::from(document.before(token.core.start) == '“');
            // 由“十四五”期间的97个增加到194个: where it starts from.
            if matches!(document.before(start), '由' | '从' | '比' | '较' | '自') {
                continue;
            }
            let span = Span::new(start, end + word.chars().count());
            cues.push(Cue { span, kind: PeriodKind::ByYear, start: None, year: Some(last) });
        }
    }
    cues
}
