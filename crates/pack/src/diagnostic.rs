//! What is wrong with a pack (诊断): place, message, hint; collected, never thrown.

use model::pack::SourceSpan;

use crate::fault::{Fault, Severity};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub fault: Fault,
    pub message: String,
    pub span: SourceSpan,
    /// Facts that explain it, a line each.
    pub notes: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// Collects diagnostics in the order in which they are found.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Lines that did not parse and are left out: what seems absent near them may have stood there.
    broken: Vec<SourceSpan>,
    /// Parameters and tables with a value whose dates cannot be read: nobody knows which days it covers.
    undated: Vec<SourceSpan>,
}

impl Diagnostics {
    pub(crate) fn broken_line(&mut self, line: SourceSpan) {
        self.broken.push(line);
    }

    pub(crate) fn has_broken_line_in(&self, span: SourceSpan) -> bool {
        self.broken.iter().any(|line| line.file == span.file && span.start <= line.start && line.start <= span.end)
    }

    pub(crate) fn undated(&mut self, span: SourceSpan) {
        self.undated.push(span);
    }

    pub(crate) fn is_undated(&self, span: SourceSpan) -> bool {
        self.undated.contains(&span)
    }

    pub(crate) fn has_error(&self) -> bool {
        self.found.iter().any(|found| found.fault.severity() == Severity::Error)
    }

    pub(crate) fn report(&mut self, fault: Fault, span: SourceSpan, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic { fault, message: message.into(), span, notes: Vec::new(), hint: None });
        self.found.last_mut().expect("one was just added")
    }

    /// In the order of the text, the same thing said once.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|found| (found.span.file, found.span.start, found.span.end));
        self.found.dedup();
        for found in &mut self.found {
            if found.hint.is_none() {
                found.hint = found.fault.usual_hint().map(str::to_string);
            }
        }
        self.found
    }
}

impl Diagnostic {
    pub(crate) fn hint(&mut self, hint: impl Into<String>) -> &mut Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn hint_if(&mut self, hint: Option<String>) -> &mut Diagnostic {
        self.hint = hint.or(self.hint.take());
        self
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) -> &mut Diagnostic {
        self.notes.push(note.into());
        self
    }
}

/// The known word most like a mistyped one, when it is like enough to be worth saying.
pub(crate) fn nearest<'words>(wrong: &str, known: impl IntoIterator<Item = &'words str>) -> Option<&'words str> {
    let likeness = |word: &str| strsim::normalized_damerau_levenshtein(wrong, word);
    let scored = known.into_iter().map(|word| (likeness(word), word));
    let best = scored.max_by(|(first, one), (second, other)| first.total_cmp(second).then(other.cmp(one)))?;
    let contains = wrong.contains(best.1) || best.1.contains(wrong);
    (best.0 >= 0.5 || (contains && !best.1.is_empty())).then_some(best.1)
}

pub(crate) fn meant(wrong: &str, known: &[&str]) -> Option<String> {
    let mut distinct: Vec<&str> = Vec::new();
    for word in known.iter().filter(|word| !word.is_empty()) {
        if !distinct.contains(word) {
            distinct.push(word);
        }
    }
    let known = distinct.as_slice();
    if let Some(word) = nearest(wrong, known.iter().copied()) {
        return Some(format!("是否为 `{word}`"));
    }
    let shown: Vec<String> = known.iter().take(16).map(|word| format!("`{word}`")).collect();
    (!known.is_empty() && known.len() <= 16).then(|| format!("可用：{}", shown.join("、")))
}
