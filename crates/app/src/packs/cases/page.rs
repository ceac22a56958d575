//! A page of tests (Markdown beside a pack) taken apart: headings, tables of facts, commands, expected answers.
//!
//! Knows the form only; what a name means is decided where it is used. The form is described in `docs/pack-tests.md`.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::packs::command::words;
use crate::packs::facts::{LineFault, fault};

/// A page; facts before the first test belong to every test of the page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) shared: Vec<Fence>,
    pub(super) cases: Vec<Case>,
}

/// One heading: one test, one rule.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) heading: String,
    pub(super) line: usize,
    pub(super) facts: Vec<Fence>,
    pub(super) runs: Vec<Run>,
}

/// Lines between two rows of back-ticks.
#[derive(Debug, Clone)]
pub(super) struct Fence {
    /// The words after the back-ticks, without the first.
    pub(super) words: Vec<String>,
    /// Of the opening row, from 1.
    pub(super) line: usize,
    pub(super) body: String,
    /// Where the body stands in the page.
    pub(super) range: Range<usize>,
}

/// Commands, and the answers that they must give.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) commands: Fence,
    pub(super) checks: Vec<Check>,
}

#[derive(Debug)]
pub(super) struct Check {
    pub(super) kind: CheckKind,
    pub(super) fence: Fence,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CheckKind {
    /// What the program answered when somebody looked at it; may be rewritten.
    Expect,
    /// Published or computed by hand; never rewritten.
    Worked { source: String, margin: Margin },
}

/// How far a published figure may differ from ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    Exact,
    /// Of the published figure, in percent: only where it was published rounded.
    Percent(Decimal),
}

/// Takes a page apart. Everything that is wrong is told; what is right is kept.
pub(super) fn parse(text: &str) -> (Page, Vec<LineFault>) {
    let (mut page, mut faults) = (Page::default(), Vec::new());
    let mut headings = BTreeSet::new();
    let (mut open, mut at): (Option<Fence>, usize) = (None, 0);
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let (start, end) = (at, at + line.len());
        at = end;
        let line = line.trim_end();
        if let Some(mut fence) = open.take() {
            if line == "```" {
                fence.range.end = start;
                fence.body = text[fence.range.clone()].to_string();
                place(fence, &mut page, &mut faults);
            } else {
                open = Some(fence);
            }
        } else if let Some(info) = line.strip_prefix("```") {
            open = Some(Fence { words: words(info), line: number, body: String::new(), range: end..end });
        } else if let Some(heading) = line.strip_prefix("## ") {
            let heading = heading.trim().to_string();
            if !headings.insert(heading.clone()) {
                faults.push(fault(number, format!("标题“{heading}”在本页出现两次；一个标题是一条规则，请改名")));
            }
            page.cases.push(Case { heading, line: number, facts: Vec::new(), runs: Vec::new() });
        }
    }
    if let Some(fence) = open {
        faults.push(fault(fence.line, "这一块没有结束；请在末尾另起一行写 ```"));
    }
    for case in &page.cases {
        if case.runs.is_empty() {
            faults.push(fault(case.line, format!("“{}”没有 run 块，什么也没有检验", case.heading)));
        }
        for run in case.runs.iter().filter(|run| run.checks.is_empty()) {
            faults.push(fault(
                run.commands.line,
                "run 块后面没有 worked 或 expect 块；可写一个空的 expect 块再用 --update 填写",
            ));
        }
    }
    (page, faults)
}

fn place(mut fence: Fence, page: &mut Page, faults: &mut Vec<LineFault>) {
    let kind = if fence.words.is_empty() { String::new() } else { fence.words.remove(0) };
    let line = fence.line;
    match (kind.as_str(), page.cases.last_mut()) {
        ("csv", None) => page.shared.push(fence),
        ("csv", Some(case)) if case.runs.is_empty() => case.facts.push(fence),
        ("csv", Some(_)) => faults.push(fault(line, "数据写在 run 块之前；另一组数据请另起一个 ## 标题")),
        ("run" | "expect" | "worked", None) => {
            faults.push(fault(line, format!("{kind} 块应在 ## 标题之下")));
        }
        ("run", Some(case)) => case.runs.push(Run { commands: fence, checks: Vec::new() }),
        ("expect" | "worked", Some(case)) => {
            let kind = match kind.as_str() {
                "expect" if fence.words.is_empty() => Ok(CheckKind::Expect),
                "expect" => Err(fault(line, "expect 后面不写别的；有来源的结果请用 worked 块")),
                _ => worked(&fence),
            };
            match (kind, case.runs.last_mut()) {
                (Ok(kind), Some(run)) => run.checks.push(Check { kind, fence }),
                (Ok(_), None) => faults.push(fault(line, "前面没有 run 块，不知道与什么比较")),
                (Err(fault), _) => faults.push(fault),
            }
        }
        (other, _) => {
            let other = if other.is_empty() {
                "没有名称的块".to_string()
            } else {
                format!("不认识的块“{other}”")
            };
            faults.push(fault(line, format!("{other}；可用 csv、run、worked、expect")));
        }
    }
}

/// `worked 来源 [允许误差 0.4%]`.
fn worked(fence: &Fence) -> Result<CheckKind, LineFault> {
    let mut source = fence.words.clone();
    let mut margin = Margin::Exact;
    if let Some(place) = source.iter().position(|word| word == "允许误差") {
        let percent = source.get(place + 1).and_then(|word| word.strip_suffix('%')?.parse::<Decimal>().ok());
        let percent = percent.filter(|percent| *percent > Decimal::ZERO && *percent <= Decimal::TEN);
        let Some(percent) = percent.filter(|_| place + 2 == source.len()) else {
            return Err(fault(
                fence.line,
                "允许误差写在最后，如“允许误差 0.4%”，大于 0、不超过 10%，只用于只公布了约数的来源",
            ));
        };
        margin = Margin::Percent(percent);
        source.truncate(place);
    }
    if source.is_empty() {
        return Err(fault(fence.line, "worked 后面写明来源，如“worked 手算”或“worked 济高新管发〔2024〕4号”"));
    }
    Ok(CheckKind::Worked { source: source.join(" "), margin })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn told(text: &str) -> String {
        let (_, faults) = parse(text);
        faults.iter().map(|fault| format!("{}: {}\n", fault.line, fault.message)).collect()
    }

    #[test]
    fn a_page_is_facts_commands_and_answers() {
        let text = "# 页\n\n```csv 企业 2024\n名称\n甲\n```\n\n## 一\n\n说明。\n\n```run\nevaluate 评价 2024\n```\n\n\
                    ```worked 手算 允许误差 0.4%\n甲 1\n```\n\n```expect\n甲 1\n```\n";
        let (page, faults) = parse(text);
        assert_eq!(faults, []);
        assert_eq!((page.shared.len(), page.cases.len()), (1, 1));
        assert_eq!(page.shared[0].words, ["企业", "2024"]);
        let run = &page.cases[0].runs[0];
        assert_eq!(run.commands.body, "evaluate 评价 2024\n");
        let margin = Margin::Percent("0.4".parse().unwrap());
        assert_eq!(run.checks[0].kind, CheckKind::Worked { source: "手算".to_string(), margin });
        assert_eq!(run.checks[1].kind, CheckKind::Expect);
        assert_eq!(&text[run.checks[1].fence.range.clone()], "甲 1\n");
    }

    #[test]
    fn what_is_unknown_or_checks_nothing_is_refused_with_its_line() {
        let text = "## 一\n```sql\n```\n```expect\n```\n## 一\n```run\na\n```\n```worked\n1\n```\n## 二\n```run\nb\n```\n```csv 企业\n```\n```\n";
        expect![[r#"
            2: 不认识的块“sql”；可用 csv、run、worked、expect
            4: 前面没有 run 块，不知道与什么比较
            6: 标题“一”在本页出现两次；一个标题是一条规则，请改名
            10: worked 后面写明来源，如“worked 手算”或“worked 济高新管发〔2024〕4号”
            17: 数据写在 run 块之前；另一组数据请另起一个 ## 标题
            19: 这一块没有结束；请在末尾另起一行写 ```
            1: “一”没有 run 块，什么也没有检验
            7: run 块后面没有 worked 或 expect 块；可写一个空的 expect 块再用 --update 填写
            14: run 块后面没有 worked 或 expect 块；可写一个空的 expect 块再用 --update 填写
        "#]]
        .assert_eq(&told(text));
    }
}
