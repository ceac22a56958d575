//! Tests of packs: Markdown beside a pack that says in words what a rule does, gives facts, and what must come out.
//!
//! Answers in `worked` blocks come from a document or a hand; no tool changes them. The form is in `docs/pack-tests.md`.

mod difference;
mod given;
mod page;

use model::WorkingCalendar;
use model::pack::Pack;
use pack::Source;

use super::answer::{Answer, Bench};
use super::command::{self, Command};
use super::facts::{LineFault, fault};
use super::{PackVersion, Packs};
use difference::difference;
use page::{Case, Check, CheckKind, Margin, Page, Run};

use crate::Result;

/// What came of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageReport {
    /// `code/version/file.md`.
    pub path: String,
    /// What is wrong with the page itself; a test that cannot be read is no test.
    pub faults: Vec<LineFault>,
    pub cases: Vec<CaseReport>,
    /// The page with fresh `expect` blocks, where it differs.
    pub rewritten: Option<String>,
}

/// What came of one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    pub heading: String,
    pub line: usize,
    /// Answers from documents or by hand, by source.
    pub worked: Vec<String>,
    /// One text for each answer that is not as expected: where, the difference, and how the number came about.
    pub failures: Vec<String>,
}

impl PageReport {
    pub fn is_ok(&self) -> bool {
        self.faults.is_empty() && self.cases.iter().all(|case| case.failures.is_empty())
    }

    /// Everything that is wrong, as the author reads it.
    pub fn complaints(&self) -> Vec<String> {
        let faults = self.faults.iter().map(|fault| format!("{}:{} {}\n", self.path, fault.line, fault.message));
        faults.chain(self.cases.iter().flat_map(|case| case.failures.iter().cloned())).collect()
    }
}

impl PackVersion {
    /// Runs the tests beside this version, those whose heading contains `heading`.
    ///
    /// `others` hold the packs from which this one takes results.
    ///
    /// # Errors
    /// The pack itself has a fault.
    pub fn test(&self, heading: Option<&str>, others: &Packs, calendar: &WorkingCalendar) -> Result<Vec<PageReport>> {
        let pack = self.usable()?;
        Ok(self.pages.iter().map(|source| test_page(pack, source, heading, (others, calendar))).collect())
    }
}

fn test_page(pack: &Pack, source: &Source, heading: Option<&str>, known: (&Packs, &WorkingCalendar)) -> PageReport {
    let (page, mut faults) = page::parse(&source.text);
    let mut cases = Vec::new();
    let mut rewrites = Vec::new();
    for case in page.cases.iter().filter(|case| heading.is_none_or(|heading| case.heading.contains(heading))) {
        let mut tested = Tested { report: CaseReport::of(case), rewrites: Vec::new(), faults: Vec::new() };
        tested.run(pack, &page, case, &source.path, known);
        cases.push(tested.report);
        rewrites.extend(tested.rewrites);
        faults.extend(tested.faults);
    }
    faults.sort_by_key(|fault| fault.line);
    faults.dedup();
    let mut text = source.text.clone();
    for (range, answer) in rewrites.into_iter().rev() {
        text.replace_range(range, &answer);
    }
    let rewritten = (faults.is_empty() && text != source.text).then_some(text);
    PageReport { path: source.path.clone(), faults, cases, rewritten }
}

impl CaseReport {
    fn of(case: &Case) -> CaseReport {
        let checks = case.runs.iter().flat_map(|run| &run.checks);
        let worked = checks.filter_map(|check| match &check.kind {
            CheckKind::Worked { source, .. } => Some(source.clone()),
            CheckKind::Expect => None,
        });
        CaseReport { heading: case.heading.clone(), line: case.line, worked: worked.collect(), failures: Vec::new() }
    }
}

/// A test while it runs.
struct Tested {
    report: CaseReport,
    /// Fresh answers of `expect` blocks, in the order of the page.
    rewrites: Vec<(std::ops::Range<usize>, String)>,
    faults: Vec<LineFault>,
}

impl Tested {
    fn run(
        &mut self,
        pack: &Pack,
        page: &Page,
        case: &Case,
        path: &str,
        (others, calendar): (&Packs, &WorkingCalendar),
    ) {
        let mut runs: Vec<(&Run, Vec<Command>)> = Vec::new();
        for run in &case.runs {
            let (commands, faults) = command::parse(&run.commands.body, run.commands.line + 1);
            self.faults.extend(faults);
            runs.push((run, commands));
        }
        let period = runs.iter().flat_map(|(_, commands)| commands).map(|command| command.period).next();
        let fences: Vec<&page::Fence> = page.shared.iter().chain(&case.facts).collect();
        let (mut given, faults) = given::read(pack, &fences, period, others);
        self.faults.extend(faults);
        if !self.faults.is_empty() {
            return;
        }
        if let Some(period) = period {
            given.take_in(pack, period, calendar);
        }
        let bench = Bench { pack, given: &given, calendar };
        for (run, commands) in runs {
            let mut answers = Vec::new();
            for command in &commands {
                match bench.answer(command) {
                    Ok(answer) => answers.push((command, answer)),
                    Err(fault) => self.faults.push(fault),
                }
            }
            if answers.len() == commands.len() {
                run.checks.iter().for_each(|check| self.check(check, &answers, &bench, path));
            }
        }
    }

    fn check(&mut self, check: &Check, answers: &[(&Command, Answer)], bench: &Bench<'_>, path: &str) {
        let answer = answers.iter().map(|(_, answer)| answer.text()).collect::<Vec<String>>().join("\n");
        let (margin, kind) = match &check.kind {
            CheckKind::Expect => (Margin::Exact, "expect".to_string()),
            CheckKind::Worked { source, margin } => (*margin, format!("worked {source}")),
        };
        if check.kind == CheckKind::Expect {
            self.rewrites.push((check.fence.range.clone(), answer.clone()));
        }
        if check.fence.body.trim().is_empty() && check.kind != CheckKind::Expect {
            self.faults.push(fault(check.fence.line, "worked 块是空的；写上由文件或手算得到的结果"));
            return;
        }
        let Some(difference) = difference(&check.fence.body, &answer, margin) else { return };
        let mut told = format!("{path}:{} “{}”与 {kind} 不符\n", check.fence.line, self.report.heading);
        difference.lines.iter().for_each(|line| told.push_str(&format!("  {line}\n")));
        if let Some((line, _)) = difference.first
            && let Some((command, key)) = subject_at(answers, line)
        {
            told.push_str(&format!("  推导（{key}）:\n"));
            for sentence in bench.derivation(command, &key) {
                told.push_str(&format!("    {sentence}\n"));
            }
        }
        self.report.failures.push(told);
    }
}

/// The command and the subject that a line of all answers together is about.
fn subject_at<'a>(answers: &'a [(&'a Command, Answer)], line: usize) -> Option<(&'a Command, std::sync::Arc<str>)> {
    let mut first = 0;
    for (command, answer) in answers {
        if line < first + answer.lines.len() {
            return answer.lines.get(line.checked_sub(first)?)?.key.clone().map(|key| (*command, key));
        }
        first += answer.lines.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests;
