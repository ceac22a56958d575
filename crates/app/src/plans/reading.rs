//! What the machine makes of words that a person selected in the text: the reader looks at them again, on their
//! own, as at the end of a measure. Nothing is stored.

use model::{AgencyRef, Duties, Plan, Span, Target, TargetPeriod, TextIndex};
use reader::Lexicon;

use super::view::SelectionReading;
use crate::{App, AppError, Result};

/// Longer selections are no correction of one item.
const WORDS_MAX: usize = 2000;
/// A clause for the reader to find the words in, and an indicator for a number that stands alone.
const HEAD: &str = "一、任务\n（一）任务。";
const INDICATOR: &str = "建成公园";

impl App {
    pub async fn read_selection(&self, plan: &str, span: Span) -> Result<SelectionReading> {
        let Some(held) = self.store.plan_text(plan).await? else {
            return Err(AppError::bad_input("该方案还没有原文，不能在原文上选择；请先附上原文"));
        };
        let index = TextIndex::new(&held.text);
        let words = if span.start < span.end { index.get(span) } else { None };
        let Some(words) = words else {
            let message = format!(
                "选择的位置不在正文之内（第{}—{}字，正文共{}字）；请重新选择",
                span.start,
                span.end,
                index.len()
            );
            return Err(AppError::bad_input(message));
        };
        if span.len() > WORDS_MAX {
            return Err(AppError::bad_input(format!("一次最多选择 {WORDS_MAX} 字；请只选与这一条有关的文字")));
        }
        Ok(SelectionReading {
            span,
            text: words.to_string(),
            target: target(&self.lexicon, words, span),
            duties: duties(&self.lexicon, words),
            period: period(&self.lexicon, words),
        })
    }
}

fn read(lexicon: &Lexicon, before: &str, words: &str, after: &str) -> Plan {
    reader::read_with(&format!("{HEAD}{before}{words}{after}\n"), lexicon)
}

/// The first target in the words, moved to its place in the whole text.
fn target(lexicon: &Lexicon, words: &str, span: Span) -> Option<Target> {
    let found = |before: &str| {
        let offset = HEAD.chars().count() + before.chars().count();
        let target =
            read(lexicon, before, words, "。").targets.into_iter().find(|target| target.span.start >= offset)?;
        let start = span.start + target.span.start - offset;
        let place = Span { start, end: start + target.span.len() };
        span.contains(&place).then_some(Target {
            id: String::new(),
            task: String::new(),
            span: place,
            linked: Vec::new(),
            confidence: 100,
            ..target
        })
    };
    found("").or_else(|| found(INDICATOR).map(|target| Target { subject: String::new(), ..target }))
}

/// The agencies in the words with their roles; without a role they are leads for a person to judge.
fn duties(lexicon: &Lexicon, words: &str) -> Option<Duties> {
    let bare = words.trim().trim_matches(['（', '）', '(', ')', '。', '，', '、', '；']);
    let note = |words: &str| {
        let tasks = read(lexicon, "做好工作。（", words, "）").tasks;
        tasks.into_iter().map(|task| task.duties).find(|duties| !duties.is_empty())
    };
    let named = note(bare).or_else(|| {
        let duties = note(&format!("{bare}牵头"))?;
        let undifferentiated: Vec<AgencyRef> = duties.all().cloned().collect();
        Some(Duties { lead: Vec::new(), cooperate: Vec::new(), undifferentiated, ..duties })
    })?;
    Some(Duties { span: None, ..named })
}

/// The period that the words state.
fn period(lexicon: &Lexicon, words: &str) -> Option<TargetPeriod> {
    let plan = read(lexicon, "", words, &format!("，{INDICATOR}12个。"));
    plan.targets.into_iter().map(|target| target.period).find(|period| period.is_explicit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_gives_value_and_unit_and_leaves_the_indicator_open() {
        let found = target(Lexicon::builtin(), "1138个", Span::new(40, 45)).unwrap();
        assert_eq!((found.subject.as_str(), found.unit.as_str(), found.span), ("", "个", Span::new(40, 45)));
        assert_eq!(found.values[0].to_string(), "1138");
        let found = target(Lexicon::builtin(), "新增公园16个以上", Span::new(40, 49)).unwrap();
        assert!(found.subject.contains("公园"), "{}", found.subject);
        assert_eq!(found.span, Span::new(44, 49));
        assert!(target(Lexicon::builtin(), "没有数字的话", Span::new(0, 6)).is_none());
    }

    #[test]
    fn agencies_and_periods_are_read_where_they_are_said() {
        let named = duties(Lexicon::builtin(), "（市工信局牵头，市财政局配合）").unwrap();
        assert_eq!((named.lead[0].name.as_str(), named.cooperate[0].name.as_str()), ("市工信局", "市财政局"));
        let bare = duties(Lexicon::builtin(), "市工信局、市财政局").unwrap();
        assert_eq!(bare.undifferentiated.len(), 2);
        assert_eq!(period(Lexicon::builtin(), "到2027年").unwrap().year, Some(2027));
        assert!(period(Lexicon::builtin(), "加快建设").is_none());
    }
}
